#pragma once
// Swift does not see renameat2: glibc declares it for programs that ask for its extensions.
#include <fcntl.h>

extern int renameat2(int, const char *, int, const char *, unsigned int);

/// Gives each of two files or folders the other's name in one step; 0, or -1 where the file system cannot.
static inline int exchange_names(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, 2 /* RENAME_EXCHANGE */);
}
