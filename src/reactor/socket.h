// socket.h - sockets as the reactor wants them: non-blocking, close-on-exec.

#pragma once

#include <sys/socket.h>

#include "base/fd.h"
#include "base/status.h"
#include "reactor/address.h"

namespace mt::reactor {

// Of send(2). Where the system has no such flag, SIGPIPE is ignored all the
// same.
#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;
#endif

// `type` is SOCK_STREAM or SOCK_DGRAM.
Result<Fd> open_socket(int family, int type);

// The next connection that waits at a listening socket, and its address in
// `peer`, which was none before. The descriptor is not open when there is none,
// or on any trouble: errno says which.
Fd accept_connection(int listening_fd, Address* peer);

// Begins to connect; the socket is writable once it is decided.
Status begin_connect(int fd, const Address& to);
// What became of it: 0, or the errno.
int connect_outcome(int fd);

// TCP_NODELAY and SO_OOBINLINE, which accepted sockets inherit. Our writes are
// whole turns already, so waiting for more only adds latency; urgent bytes stay
// in their place, as telnet wants them.
void set_tcp_options(int fd);

// Errors that are over as soon as somebody closes something.
bool means_exhausted(int error);

}  // namespace mt::reactor
