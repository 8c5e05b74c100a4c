#define _GNU_SOURCE
#include "watch.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct note {
    file_event event;
    struct note *next;
} note;

static atomic_bool is_watching;
static _Thread_local bool is_left_out;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static note *first, *last;

void begin_file_watch(void) { atomic_store(&is_watching, true); }

void leave_out_of_file_watch(bool now) { is_left_out = now; }

/// Leaves `errno` as it is. Where there is no memory, the program has other worries.
static void add(file_use use, const char *path) {
    if (!atomic_load(&is_watching) || is_left_out || path == NULL) return;
    int error = errno;
    note *new = malloc(sizeof(note));
    char *copy = strdup(path);
    if (new == NULL || copy == NULL) {
        free(new);
        free(copy);
    } else {
        *new = (note){.event = {.use = use, .path = copy}};
        pthread_mutex_lock(&lock);
        if (last == NULL) first = new; else last->next = new;
        last = new;
        pthread_mutex_unlock(&lock);
    }
    errno = error;
}

bool take_file_event(file_event *event) {
    pthread_mutex_lock(&lock);
    note *taken = first;
    if (taken != NULL) {
        first = taken->next;
        if (first == NULL) last = NULL;
    }
    pthread_mutex_unlock(&lock);
    if (taken == NULL) return false;
    *event = taken->event;
    free(taken);
    return true;
}

/// The next function of this name, which is the C library's.
#define NEXT(name)                                                           \
    static __typeof__(&name) next;                                           \
    if (next == NULL) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/// A file that is opened for reading and writing may be read as it was; one that must not have been there may not.
static void add_open(const char *path, int flags) {
    bool is_kept = (flags & O_TRUNC) == 0 && (flags & O_EXCL) == 0;
    if ((flags & O_ACCMODE) != O_WRONLY && is_kept) add(file_read, path);
    if ((flags & O_ACCMODE) != O_RDONLY || !is_kept) add(file_written, path);
}

static void add_stream(const char *path, const char *mode) {
    if (mode == NULL) return;
    if (mode[0] == 'r') add(file_read, path);
    if (mode[0] != 'r' || strchr(mode, '+') != NULL) add(file_written, path);
}

static bool has_mode(int flags) { return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE; }

#define MODE(flags)                                                          \
    mode_t mode = 0;                                                         \
    if (has_mode(flags)) {                                                   \
        va_list rest;                                                        \
        va_start(rest, flags);                                               \
        mode = va_arg(rest, mode_t);                                         \
        va_end(rest);                                                        \
    }

int open(const char *path, int flags, ...) {
    NEXT(open);
    MODE(flags);
    add_open(path, flags);
    return next(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    NEXT(open64);
    MODE(flags);
    add_open(path, flags);
    return next(path, flags, mode);
}

/// What lies beside another folder than the working one is not told.
int openat(int folder, const char *path, int flags, ...) {
    NEXT(openat);
    MODE(flags);
    if (folder == AT_FDCWD || path[0] == '/') add_open(path, flags);
    return next(folder, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode) {
    NEXT(fopen);
    add_stream(path, mode);
    return next(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
    NEXT(fopen64);
    add_stream(path, mode);
    return next(path, mode);
}

DIR *opendir(const char *path) {
    NEXT(opendir);
    add(file_listed, path);
    return next(path);
}

int access(const char *path, int kind) {
    NEXT(access);
    add(file_read, path);
    return next(path, kind);
}

int stat(const char *restrict path, struct stat *restrict status) {
    NEXT(stat);
    add(file_read, path);
    return next(path, status);
}

int lstat(const char *restrict path, struct stat *restrict status) {
    NEXT(lstat);
    add(file_read, path);
    return next(path, status);
}

ssize_t readlink(const char *restrict path, char *restrict target, size_t size) {
    NEXT(readlink);
    add(file_read, path);
    return next(path, target, size);
}

/// A walk through a folder lists every folder below it.
FTSENT *fts_read(FTS *walk) {
    NEXT(fts_read);
    FTSENT *entry = next(walk);
    if (entry != NULL && entry->fts_info == FTS_D) add(file_listed, entry->fts_path);
    return entry;
}

/// The name is known only afterward.
int mkstemp(char *path) {
    NEXT(mkstemp);
    int file = next(path);
    if (file >= 0) add(file_written, path);
    return file;
}

int rename(const char *old, const char *new) {
    NEXT(rename);
    int result = next(old, new);
    if (result == 0) add(file_written, new);
    return result;
}
