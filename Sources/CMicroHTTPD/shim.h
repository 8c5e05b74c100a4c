#include <microhttpd.h>

// Swift cannot call functions with variable arguments. This is the one form of the start that is used: a thread per
// connection, on a socket that listens already.
static inline struct MHD_Daemon *start_daemon(int listening_socket, MHD_AccessHandlerCallback handler, void *context,
                                              unsigned int idle_seconds) {
    return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL,
                            NULL, handler, context, MHD_OPTION_LISTEN_SOCKET, listening_socket,
                            MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_END);
}

// Macros with casts, which Swift cannot see.
static const ssize_t end_of_stream = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t end_with_error = MHD_CONTENT_READER_END_WITH_ERROR;
static const uint64_t unknown_size = MHD_SIZE_UNKNOWN;
