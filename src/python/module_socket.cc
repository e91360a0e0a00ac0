// module_socket.cc - _socket: system calls on sockets, for lib/socket.py.
//
// A socket is its descriptor here; the class around it is Python. What may have
// to wait takes a timeout: None waits for ever and heeds signals meanwhile, a
// number wants a descriptor that does not block.

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "base/clock.h"
#include "base/fd.h"
#include "python/bytes.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/module_socket.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

constexpr int64_t kMaxReceiveBytes = 1 << 26;  // what one recv() may ask for

// --- waiting ----------------------------------------------------------------

struct Deadline {
  bool is_forever = true;
  bool is_now = false;
  int64_t at_ns = 0;

  bool take(Fiber& fiber, Value timeout) {
    if (timeout.is_none()) return true;
    double seconds = 0;
    if (!to_double(fiber, timeout, &seconds)) return false;
    is_forever = false;
    is_now = !(seconds > 0);  // a NaN as well
    if (is_now) return true;
    at_ns = monotonic_ns() + static_cast<int64_t>(std::min(seconds, 1e9) * 1e9);
    return true;
  }
  // For poll(): rounded up, so that nothing spins at the end, and at most what
  // fits, which is 24 days.
  int left_ms() const {
    if (is_forever) return -1;
    const int64_t left = is_now ? 0 : at_ns - monotonic_ns();
    return left <= 0 ? 0
                     : static_cast<int>(std::min<int64_t>(
                           (left + 999999) / 1000000, INT_MAX));
  }
};

// Makes a system call until it succeeds or the time is up. False: raised.
template <typename Call>
bool persist(Fiber& fiber, int fd, short events, Value timeout, Call call,
             ssize_t* result) {
  Deadline deadline;
  if (!deadline.take(fiber, timeout)) return false;
  while (true) {
    *result = call();
    if (*result >= 0) return true;
    const int err = errno;
    if (must_repeat(fiber, *result)) continue;
    if (fiber.raised()) return false;
    const bool must_wait = err == EAGAIN || err == EWOULDBLOCK;
    if (!must_wait || deadline.is_now || deadline.is_forever) {
      raise_errno(fiber, err);
      return false;
    }
    struct pollfd wait = {fd, events, 0};
    const int ready = poll(&wait, 1, deadline.left_ms());
    if (ready < 0 && !heed_signals(fiber)) return false;
    if (ready == 0) {
      raise(fiber, types().TimeoutError, "timed out");
      return false;
    }
  }
}

// --- making and connecting --------------------------------------------------

bool ints(Fiber& fiber, Args args, uint32_t count, int* out) {
  for (uint32_t i = 0; i < count; ++i) {
    if (!int_argument(fiber, args[i], &out[i])) return false;
  }
  return true;
}
Value done(Fiber& fiber, int result) {
  return result >= 0 ? Value::none() : raise_errno(fiber, errno);
}
void own(int fd) { fcntl(fd, F_SETFD, FD_CLOEXEC); }

Value socket_make(Fiber& fiber, Value, Args args) {
  int n[3];
  if (!ints(fiber, args, 3, n)) return Value::error();
  int fd;
  do {
    fd = socket(n[0], n[1], n[2]);
  } while (must_repeat(fiber, fd));
  if (fd < 0) return os_error(fiber);
  own(fd);
  return Value::from_int(fd);
}

Value socket_pair(Fiber& fiber, Value, Args args) {
  int n[3], fds[2];
  if (!ints(fiber, args, 3, n)) return Value::error();
  int result;
  do {
    result = socketpair(n[0], n[1], n[2], fds);
  } while (must_repeat(fiber, result));
  if (result != 0) return os_error(fiber);
  own(fds[0]);
  own(fds[1]);
  const Value pair[2] = {Value::from_int(fds[0]), Value::from_int(fds[1])};
  return object_or_error(make_tuple(fiber, pair, 2));
}

// bind(fd, family, address)
Value socket_bind(Fiber& fiber, Value, Args args) {
  int n[2];
  SocketAddress address;
  socklen_t size = 0;
  if (!ints(fiber, args, 2, n) ||
      !address_argument(fiber, "bind", n[1], args[2], &address, &size)) {
    return Value::error();
  }
  return done(fiber, bind(n[0], &address.any, size));
}

// connect(fd, family, address, timeout): the errno, 0 when it is done.
Value socket_connect(Fiber& fiber, Value, Args args) {
  int n[2];
  SocketAddress address;
  socklen_t size = 0;
  Deadline deadline;
  if (!ints(fiber, args, 2, n) ||
      !address_argument(fiber, "connect", n[1], args[2], &address, &size) ||
      !deadline.take(fiber, args[3])) {
    return Value::error();
  }
  if (connect(n[0], &address.any, size) == 0) return Value::from_int(0);
  const int err = errno;
  // Interrupted, or not blocking: it goes on by itself.
  if (err != EINTR && (err != EINPROGRESS || deadline.is_now)) {
    return Value::from_int(err);
  }
  while (true) {
    struct pollfd wait = {n[0], POLLOUT, 0};
    const int ready = poll(&wait, 1, deadline.left_ms());
    if (ready == 0) {
      return raise(fiber, types().TimeoutError, "timed out");
    }
    if (ready > 0) break;
    if (!heed_signals(fiber)) return Value::error();
  }
  int result = 0;
  socklen_t length = sizeof result;
  getsockopt(n[0], SOL_SOCKET, SO_ERROR, &result, &length);
  return Value::from_int(result);
}

Value socket_listen(Fiber& fiber, Value, Args args) {
  int n[2];
  if (!ints(fiber, args, 2, n)) return Value::error();
  return done(fiber, listen(n[0], std::max(n[1], 0)));
}

// accept(fd, timeout): (descriptor, address)
Value socket_accept(Fiber& fiber, Value, Args args) {
  int fd = -1;
  SocketAddress address;
  socklen_t size = 0;
  ssize_t got = -1;
  if (!int_argument(fiber, args[0], &fd) ||
      !persist(fiber, fd, POLLIN, args[1],
               [&] {
                 size = sizeof address;
                 return accept(fd, &address.any, &size);
               },
               &got)) {
    return Value::error();
  }
  own(static_cast<int>(got));
  const Value pair[2] = {Value::from_int(got),
                         address_value(fiber, address, size)};
  return object_or_error(make_tuple(fiber, pair, 2));
}

Value socket_shutdown(Fiber& fiber, Value, Args args) {
  int n[2];
  if (!ints(fiber, args, 2, n)) return Value::error();
  return done(fiber, shutdown(n[0], n[1]));
}

template <int (*kFunction)(int, struct sockaddr*, socklen_t*)>
Value name_of(Fiber& fiber, Value, Args args) {
  int fd = -1;
  SocketAddress address;
  socklen_t size = sizeof address;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  if (kFunction(fd, &address.any, &size) != 0) return raise_errno(fiber, errno);
  return address_value(fiber, address, size);
}

// --- bytes ------------------------------------------------------------------

// recvfrom(fd, size, flags, timeout): (bytes, address)
Value socket_receive(Fiber& fiber, Value, Args args) {
  int fd = -1, flags = 0;
  int64_t wanted = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[1], &wanted) ||
      !int_argument(fiber, args[2], &flags)) {
    return Value::error();
  }
  if (wanted < 0) {
    return raise_value_error(fiber, "negative buffersize in recv");
  }
  std::string buffer(static_cast<size_t>(std::min(wanted, kMaxReceiveBytes)),
                     '\0');
  SocketAddress address;
  socklen_t size = 0;
  ssize_t got = 0;
  if (!persist(fiber, fd, POLLIN, args[3],
               [&] {
                 size = sizeof address;
                 return recvfrom(fd, buffer.data(), buffer.size(), flags,
                                 &address.any, &size);
               },
               &got)) {
    return Value::error();
  }
  const Value pair[2] = {
      object_or_error(
          make_bytes(fiber, {buffer.data(), static_cast<size_t>(got)})),
      address_value(fiber, address, size)};
  return object_or_error(make_tuple(fiber, pair, 2));
}

// send(fd, bytes, flags, timeout[, family, address]): how many
Value socket_send(Fiber& fiber, Value, Args args) {
  int fd = -1, flags = 0, family = 0;
  std::string_view bytes;
  SocketAddress address;
  socklen_t size = 0;
  if (!int_argument(fiber, args[0], &fd) ||
      !int_argument(fiber, args[2], &flags)) {
    return Value::error();
  }
  if (args.count > 4 &&
      (!int_argument(fiber, args[4], &family) ||
       !address_argument(fiber, "sendto", family, args[5], &address, &size))) {
    return Value::error();
  }
  if (!buffer_or_era(fiber, args[1], &bytes)) {
    return raise_no_bytes(fiber, args[1]);
  }
#ifdef MSG_NOSIGNAL
  flags |= MSG_NOSIGNAL;
#endif
  const std::string held(bytes);  // a signal's handler may change them
  ssize_t sent = 0;
  if (!persist(fiber, fd, POLLOUT, args[3],
               [&] {
                 return sendto(fd, held.data(), held.size(), flags,
                               size > 0 ? &address.any : nullptr, size);
               },
               &sent)) {
    return Value::error();
  }
  return Value::from_int(sent);
}

// --- options ----------------------------------------------------------------

Value socket_set_option(Fiber& fiber, Value, Args args) {
  int n[3];
  if (!ints(fiber, args, 3, n)) return Value::error();
  std::string_view bytes;
  if (buffer_of(args[3], &bytes)) {
    return done(fiber, setsockopt(n[0], n[1], n[2], bytes.data(),
                                  static_cast<socklen_t>(bytes.size())));
  }
  int value = 0;
  if (!int_argument(fiber, args[3], &value)) return Value::error();
  return done(fiber, setsockopt(n[0], n[1], n[2], &value, sizeof value));
}

Value socket_get_option(Fiber& fiber, Value, Args args) {
  int n[4] = {0, 0, 0, 0};
  if (!ints(fiber, args, args.count, n)) return Value::error();
  if (n[3] == 0) {
    int value = 0;
    socklen_t size = sizeof value;
    if (getsockopt(n[0], n[1], n[2], &value, &size) != 0) {
      return raise_errno(fiber, errno);
    }
    return Value::from_int(value);
  }
  if (n[3] < 0 || n[3] > 1024) {
    return raise(fiber, types().OSError, "getsockopt buflen out of range");
  }
  char buffer[1024];
  socklen_t size = static_cast<socklen_t>(n[3]);
  if (getsockopt(n[0], n[1], n[2], buffer, &size) != 0) {
    return raise_errno(fiber, errno);
  }
  return object_or_error(make_bytes(fiber, {buffer, size}));
}

// --- many at once -----------------------------------------------------------

// poll([(fd, events), ...], timeout in seconds or None): [(fd, events), ...]
Value socket_poll(Fiber& fiber, Value, Args args) {
  List* const rows = list_from(fiber, args[0]);
  Deadline deadline;
  if (rows == nullptr || !deadline.take(fiber, args[1])) return Value::error();
  std::vector<struct pollfd> waits;
  for (uint32_t i = 0; i < rows->size; ++i) {
    const Tuple* const row = cast<Tuple>(rows->items[i]);
    int n[2];
    if (row == nullptr || row->size != 2) {
      return raise_type_error(fiber, "(descriptor, events) is required");
    }
    if (!ints(fiber, Args{row->items, 2}, 2, n)) return Value::error();
    waits.push_back({n[0], static_cast<short>(n[1]), 0});
  }
  int ready;
  while (true) {
    ready = poll(waits.data(), static_cast<nfds_t>(waits.size()),
                 deadline.left_ms());
    if (ready >= 0) break;
    if (errno != EINTR) return raise_errno(fiber, errno);
    if (!heed_signals(fiber)) return Value::error();
  }
  List* const found = make_list(fiber);
  for (const struct pollfd& one : waits) {
    if (found == nullptr) return Value::error();
    if (one.revents == 0) continue;
    const Value pair[2] = {
        Value::from_int(one.fd),
        Value::from_int(static_cast<uint16_t>(one.revents))};
    Tuple* const row = make_tuple(fiber, pair, 2);
    if (row == nullptr || !list_append(fiber, found, Value::from_object(row))) {
      return Value::error();
    }
  }
  return object_or_error(found);
}

const MethodDef kFunctions[] = {
    {"make", socket_make, 3, 3},
    {"pair", socket_pair, 3, 3},
    {"bind", socket_bind, 3, 3},
    {"connect", socket_connect, 4, 4},
    {"listen", socket_listen, 2, 2},
    {"accept", socket_accept, 2, 2},
    {"shutdown", socket_shutdown, 2, 2},
    {"getsockname", name_of<getsockname>, 1, 1},
    {"getpeername", name_of<getpeername>, 1, 1},
    {"recvfrom", socket_receive, 4, 4},
    {"send", socket_send, 4, 6},
    {"setsockopt", socket_set_option, 4, 4},
    {"getsockopt", socket_get_option, 3, 4},
    {"poll", socket_poll, 2, 2},
    {}};

struct Constant {
  const char* name;
  int value;
};
#define MT_SAME(name) {#name, name}
constexpr Constant kConstants[] = {
    MT_SAME(AF_UNSPEC), MT_SAME(AF_INET), MT_SAME(AF_INET6), MT_SAME(AF_UNIX),
    MT_SAME(SOCK_STREAM), MT_SAME(SOCK_DGRAM), MT_SAME(SOCK_RAW),
    MT_SAME(SOCK_SEQPACKET),
    MT_SAME(SOL_SOCKET), MT_SAME(SO_REUSEADDR), MT_SAME(SO_KEEPALIVE),
    MT_SAME(SO_BROADCAST), MT_SAME(SO_ERROR), MT_SAME(SO_LINGER),
    MT_SAME(SO_RCVBUF), MT_SAME(SO_SNDBUF), MT_SAME(SO_RCVTIMEO),
    MT_SAME(SO_SNDTIMEO), MT_SAME(SO_TYPE), MT_SAME(SO_OOBINLINE),
    MT_SAME(SO_DONTROUTE), MT_SAME(SO_ACCEPTCONN),
#ifdef SO_REUSEPORT
    MT_SAME(SO_REUSEPORT),
#endif
    MT_SAME(SOMAXCONN), MT_SAME(SHUT_RD), MT_SAME(SHUT_WR), MT_SAME(SHUT_RDWR),
    MT_SAME(MSG_OOB), MT_SAME(MSG_PEEK), MT_SAME(MSG_DONTROUTE),
    MT_SAME(MSG_DONTWAIT), MT_SAME(MSG_WAITALL), MT_SAME(MSG_TRUNC),
    MT_SAME(IPPROTO_IP), MT_SAME(IPPROTO_ICMP), MT_SAME(IPPROTO_TCP),
    MT_SAME(IPPROTO_UDP), MT_SAME(IPPROTO_IPV6), MT_SAME(IPPROTO_RAW),
    MT_SAME(TCP_NODELAY), MT_SAME(TCP_MAXSEG),
#ifdef TCP_KEEPIDLE
    MT_SAME(TCP_KEEPIDLE), MT_SAME(TCP_KEEPINTVL), MT_SAME(TCP_KEEPCNT),
#endif
    MT_SAME(IP_TTL), MT_SAME(IP_TOS), MT_SAME(IP_MULTICAST_IF),
    MT_SAME(IP_MULTICAST_TTL), MT_SAME(IP_MULTICAST_LOOP),
    MT_SAME(IP_ADD_MEMBERSHIP), MT_SAME(IP_DROP_MEMBERSHIP),
    MT_SAME(IPV6_V6ONLY), MT_SAME(IPV6_UNICAST_HOPS),
    MT_SAME(IPV6_MULTICAST_HOPS),
    MT_SAME(AI_PASSIVE), MT_SAME(AI_CANONNAME), MT_SAME(AI_NUMERICHOST),
    MT_SAME(AI_NUMERICSERV), MT_SAME(AI_ADDRCONFIG), MT_SAME(AI_V4MAPPED),
    MT_SAME(AI_ALL),
    MT_SAME(EAI_AGAIN), MT_SAME(EAI_BADFLAGS), MT_SAME(EAI_FAIL),
    MT_SAME(EAI_FAMILY), MT_SAME(EAI_MEMORY), MT_SAME(EAI_NONAME),
    MT_SAME(EAI_SERVICE), MT_SAME(EAI_SOCKTYPE), MT_SAME(EAI_SYSTEM),
    MT_SAME(NI_NUMERICHOST), MT_SAME(NI_NUMERICSERV), MT_SAME(NI_NOFQDN),
    MT_SAME(NI_NAMEREQD), MT_SAME(NI_DGRAM), MT_SAME(NI_MAXHOST),
    MT_SAME(NI_MAXSERV),
    MT_SAME(POLLIN), MT_SAME(POLLOUT), MT_SAME(POLLPRI), MT_SAME(POLLERR),
    MT_SAME(POLLHUP), MT_SAME(POLLNVAL), MT_SAME(POLLRDNORM),
    MT_SAME(POLLWRNORM), MT_SAME(POLLRDBAND), MT_SAME(POLLWRBAND),
};
#undef MT_SAME

bool fill(Fiber& fiber, Dict* globals) {
  // Those that `from _socket import *` gives to socket and to select.
  Dict* const constants = make_dict(fiber);
  if (constants == nullptr) return false;
  for (const Constant& row : kConstants) {
    put_int(fiber, constants, row.name, row.value);
  }
  put(fiber, globals, "constants", Value::from_object(constants));
  Str* const module = intern(fiber, "_socket");
  for (const MethodDef* row = kSocketNameFunctions; row->name != nullptr; ++row)
    put(fiber, globals, row->name, native_function(fiber, *row, module));
  return true;
}

}  // namespace

const ModuleDef kSocketModule = {"_socket", kFunctions, fill};

}  // namespace mt::python
