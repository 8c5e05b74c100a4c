#ifndef AEBOOK_FILE_WATCH_H
#define AEBOOK_FILE_WATCH_H

#include <stdbool.h>

// Tells which files this program has opened or looked for. The functions of the C library that do so stand once more in
// here, under their own names: an executable's come before those of the libraries, also for calls from other libraries.

/// What was done with a path.
typedef enum {
    /// Opened for reading, or asked for.
    file_read,
    /// Its entries were listed.
    file_listed,
    /// Opened for writing, or come to be by renaming: from here on it is the program's own.
    file_written,
} file_use;

typedef struct {
    file_use use;
    /// As it was given; for the caller to free.
    char *path;
} file_event;

/// From here on, uses are noted.
void begin_file_watch(void);

/// Leaves this thread out, or takes it in again.
void leave_out_of_file_watch(bool is_left_out);

/// Takes the oldest use that was not taken yet; false where there is none.
bool take_file_event(file_event *event);

#endif
