#ifndef AEBOOK_KEEPER_H
#define AEBOOK_KEEPER_H

#include <sys/types.h>

// Runs a program so that nothing of it outlives us. Between the program and us stands a process of our own, its keeper:
// whatever the program starts, and leaves behind, becomes the keeper's child. When the program has ended, the keeper
// ends what is left; when we end, however we do, it ends the program too.
//
// In C, because the keeper is a copy of a process with many threads, which may do little more than call the system.

/// What is to be run, and with what.
typedef struct {
    const char *path;
    /// Both end with NULL.
    char *const *arguments;
    char *const *environment;
    /// Where it runs.
    const char *folder;
    /// Its standard output and error.
    int output, errors;
} kept_program;

/// What became of a program; the keeper writes it when all is over.
typedef struct {
    /// As `waitpid` says it.
    int status;
    /// Why it could not be started; 0 where it was.
    int error;
    /// The most memory that it had, in kilobytes.
    long peak;
} kept_end;

/// Starts a program's keeper, and the program. The calling thread must not end before `report` has.
///
/// - Parameter report: a descriptor from which a `kept_end` can be read in the end; nothing, where the keeper was killed.
/// - Returns: the keeper, which has to be waited for; -1 with `errno` where there is none.
pid_t start_kept(const kept_program *program, int *report);

/// Asks the program and its process group to end.
void ask_kept_to_end(pid_t keeper);

/// Ends the program and everything that it has started.
void end_kept(pid_t keeper);

#endif
