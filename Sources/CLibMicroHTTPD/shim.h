// The C headers of libmicrohttpd, and its calls with variable arguments, which Swift cannot make.
#ifndef COUNTERWEIGHT_CLIBMICROHTTPD_SHIM_H
#define COUNTERWEIGHT_CLIBMICROHTTPD_SHIM_H

#include <sys/types.h>
#include <sys/socket.h>
#include <microhttpd.h>

// Answers on a socket that listens already, in one thread of the library's own: one request is decided after the other.
static inline struct MHD_Daemon *shim_start(
    int listener, MHD_AccessHandlerCallback answer, void *closure, MHD_RequestCompletedCallback completed,
    unsigned int connections, unsigned int seconds, size_t memory) {
    return MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer, closure,
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_NOTIFY_COMPLETED, completed, closure,
        MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory, MHD_OPTION_END);
}

static inline const char *shim_header(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

// Of a copy of the body.
static inline struct MHD_Response *shim_response(const void *body, size_t count) {
    return MHD_create_response_from_buffer(count, (void *)body, MHD_RESPMEM_MUST_COPY);
}

#endif
