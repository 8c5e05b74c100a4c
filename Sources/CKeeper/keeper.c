#define _GNU_SOURCE
#include "keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// What the keeper is told: to ask the program to end, and to end it. The latter comes of our own end too.
enum { asking = SIGTERM, ending = SIGUSR1 };

void ask_kept_to_end(pid_t keeper) { kill(keeper, asking); }

void end_kept(pid_t keeper) { kill(keeper, ending); }

/// Makes these descriptors 0, 1 and so on, and closes all others: a lock that the keeper held would not be free when we
/// end.
static void take_only(const int *files, int count) {
    int copies[4];
    for (int place = 0; place < count; place++) copies[place] = fcntl(files[place], F_DUPFD, count);
    for (int place = 0; place < count; place++) dup2(copies[place], place);
    if (syscall(SYS_close_range, (unsigned)count, ~0u, 0) == 0) return;
    for (int file = count; file < 4096; file++) close(file);
}

/// The program's side of the keeper's fork. A failure is told through `failure`, which closes when the program begins.
static void become(const kept_program *program, pid_t keeper, int failure) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != keeper) _exit(127);
    // What aebook ignores or handles itself acts on its programs as on any.
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (chdir(program->folder) == 0) execve(program->path, program->arguments, program->environment);
    int error = errno;
    while (write(failure, &error, sizeof error) < 0 && errno == EINTR) {}
    _exit(127);
}

/// The parent of a process; 0 where it is gone.
static pid_t parent_of(const char *process) {
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%s/stat", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return 0;
    text[count] = 0;
    // `12 (name) S 1 …`; a name may hold brackets.
    char *rest = strrchr(text, ')');
    int parent = 0;
    return rest != NULL && sscanf(rest, ") %*c %d", &parent) == 1 ? parent : 0;
}

static void kill_children(void) {
    DIR *processes = opendir("/proc");
    if (processes == NULL) return;
    pid_t own = getpid();
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9' || parent_of(entry->d_name) != own) continue;
        kill(atoi(entry->d_name), SIGKILL);
    }
    closedir(processes);
}

/// Takes in the children that have ended, and the program's end among them.
///
/// - Returns: false where no child is left.
static int reap(pid_t program, int *ended, kept_end *end) {
    for (;;) {
        int status;
        struct rusage usage;
        pid_t child = wait4(-1, &status, WNOHANG, &usage);
        if (child <= 0) return child == 0 || errno == EINTR;
        if (child != program) continue;
        *ended = 1;
        end->status = status;
        end->peak = usage.ru_maxrss;
    }
}

/// Waits for the program, passes on what it is told, and ends what the program leaves behind: the children of what was
/// killed become the keeper's own, and are next.
static void keep(pid_t program, const sigset_t *signals, kept_end *end) {
    int ended = 0, kills = 0;
    // What does not end in ten seconds, as in a broken file system, is not waited for.
    for (int rounds = 0; rounds < 500 && reap(program, &ended, end);) {
        struct timespec soon = {.tv_nsec = 20 * 1000 * 1000};
        if (ended || kills) {
            rounds++;
            if (!ended) kill(-program, SIGKILL);
            kill_children();
            sigtimedwait(signals, NULL, &soon);
            continue;
        }
        int number = sigwaitinfo(signals, NULL);
        if (number == asking) kill(-program, SIGTERM);
        if (number == ending) kills = 1;
    }
}

/// The keeper's whole life.
static void live(const kept_program *program, pid_t parent, const sigset_t *signals, int report) {
    setpgid(0, 0);
    signal(SIGCHLD, SIG_DFL);
    prctl(PR_SET_NAME, "aebook-keeper");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_PDEATHSIG, ending);
    kept_end end = {0};
    int failure[2];
    if (getppid() != parent || pipe2(failure, O_CLOEXEC) != 0) _exit(1);
    pid_t keeper = getpid(), child = fork();
    if (child == 0) {
        // The program's own streams, and nothing else of ours.
        take_only((int[]){open("/dev/null", O_RDONLY), program->output, program->errors, failure[1]}, 4);
        fcntl(3, F_SETFD, FD_CLOEXEC);
        become(program, keeper, 3);
    }
    if (child < 0) end.error = errno;
    if (child > 0) setpgid(child, child);
    take_only((int[]){report, failure[0]}, 2);
    int error = 0;
    if (child > 0 && read(1, &error, sizeof error) == sizeof error) end.error = error;
    if (child > 0) keep(child, signals, &end);
    while (write(0, &end, sizeof end) < 0 && errno == EINTR) {}
    _exit(0);
}

pid_t start_kept(const kept_program *program, int *report) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    // Nothing may reach the keeper before it listens, and no handler of ours may run in it.
    sigset_t all, before, signals;
    sigfillset(&all);
    sigemptyset(&signals);
    sigaddset(&signals, asking);
    sigaddset(&signals, ending);
    sigaddset(&signals, SIGCHLD);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid(), keeper = fork();
    if (keeper == 0) live(program, parent, &signals, ends[1]);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(ends[1]);
    if (keeper < 0) {
        close(ends[0]);
        errno = error;
        return -1;
    }
    *report = ends[0];
    return keeper;
}
