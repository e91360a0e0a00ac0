// socket.cc - the calls whose spelling differs between systems.

#include "reactor/socket.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace mt::reactor {

namespace {

#if defined(__linux__) || defined(__FreeBSD__) || defined(__OpenBSD__) || \
    defined(__NetBSD__) || defined(__DragonFly__)
constexpr bool kHasFlags = true;
constexpr int kFlags = SOCK_NONBLOCK | SOCK_CLOEXEC;
#else
constexpr bool kHasFlags = false;
constexpr int kFlags = 0;
#endif

Status set_flags_late(int fd) {
  if (kHasFlags) return {};
  TRY(set_close_on_exec(fd));
  return set_nonblocking(fd);
}

int accept_with_flags(int fd, struct sockaddr* peer, socklen_t* size) {
#if defined(__linux__) || defined(__FreeBSD__) || defined(__OpenBSD__) || \
    defined(__DragonFly__)
  return accept4(fd, peer, size, kFlags);
#elif defined(__NetBSD__)
  return paccept(fd, peer, size, nullptr, kFlags);
#else
  const int accepted = accept(fd, peer, size);
  if (accepted >= 0) set_flags_late(accepted).ignore();
  return accepted;
#endif
}

}  // namespace

Result<Fd> open_socket(int family, int type) {
  Fd fd(socket(family, type | kFlags, 0));
  if (!fd.is_open()) return Error::system(errno, "open a socket");
  TRY(set_flags_late(fd.get()));
  return fd;
}

Fd accept_connection(int listening_fd, Address* peer) {
  socklen_t size;
  struct sockaddr* const address = peer->to_fill(&size);
  Fd fd(accept_with_flags(listening_fd, address, &size));
  if (fd.is_open()) peer->filled(size);
  return fd;
}

Status begin_connect(int fd, const Address& to) {
  if (connect(fd, to.sockaddr(), to.size()) == 0) return {};
  // Interrupted, it goes on by itself like any other.
  if (errno == EINPROGRESS || errno == EINTR) return {};
  return Error::system(errno, "connect to " + to.to_string());
}

int connect_outcome(int fd) {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) return errno;
  return error;
}

void set_tcp_options(int fd) {
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
}

bool means_exhausted(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS ||
         error == ENOMEM;
}

}  // namespace mt::reactor
