@preconcurrency import Glibc

/// Lets each printed line leave at once, also into a file or a pipe: a bench takes minutes.
func printLinesAsTheyCome() { setvbuf(stdout, nil, _IOLBF, 0) }
