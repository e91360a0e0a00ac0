// module_socket.cc - _socket: system calls on sockets, for lib/socket.py.
//
// A socket is its descriptor here; the class around it is Python. What may have
// to wait takes a timeout: None waits for ever and heeds signals meanwhile, a
// number wants a descriptor that does not block. Addresses are as Python's
// users write them: ('127.0.0.1', 80), ('::1', 80, 0, 0), '/run/x'.

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "base/clock.h"
#include "base/fd.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/native_tools.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

constexpr int64_t kMaxReceiveBytes = 1 << 26;  // what one recv() may ask for

union Address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  struct sockaddr_un local;
  struct sockaddr_storage storage;
};

// --- waiting ---------------------------------------------------------------------------

struct Deadline {
  bool is_forever = true;
  bool is_now = false;
  int64_t at_ns = 0;

  bool take(Fiber& fiber, Value timeout) {
    if (timeout.is_none()) return true;
    double seconds = 0;
    if (!to_double(fiber, timeout, &seconds)) return false;
    is_forever = false;
    is_now = !(seconds > 0);
    at_ns = monotonic_ns() + static_cast<int64_t>(std::min(seconds, 1e9) * 1e9);
    return true;
  }
  // For poll(): rounded up, so that nothing spins at the end.
  int left_ms() const {
    if (is_forever) return -1;
    const int64_t left = at_ns - monotonic_ns();
    return left <= 0 ? 0 : static_cast<int>((left + 999999) / 1000000);
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
    if (err == EINTR) {
      if (!heed_signals(fiber)) return false;
      continue;
    }
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

// --- addresses -------------------------------------------------------------------------

bool port_argument(Fiber& fiber, const char* function, Value value,
                   uint16_t* port) {
  int64_t number = 0;
  if (!int_argument(fiber, value, &number)) return false;
  if (number < 0 || number > 65535) {
    raise_overflow_error(fiber, "%s(): port must be 0-65535.", function);
    return false;
  }
  *port = htons(static_cast<uint16_t>(number));
  return true;
}

// A host's name or number, '' being all addresses and '<broadcast>' everybody.
// `text` is (code, message) of getaddrinfo() where it fails.
bool resolve(Fiber& fiber, const Str* host, int family, Address* out,
             socklen_t* size) {
  std::string name(host->view());
  struct addrinfo hints;
  memset(&hints, 0, sizeof hints);
  hints.ai_family = family;
  hints.ai_socktype = SOCK_DGRAM;
  if (name.empty()) hints.ai_flags = AI_PASSIVE;
  if (name == "<broadcast>") name = "255.255.255.255";
  struct addrinfo* found = nullptr;
  const int code = getaddrinfo(name.empty() ? nullptr : name.c_str(),
                               name.empty() ? "0" : nullptr, &hints, &found);
  if (code != 0 || found == nullptr) {
    // The class gaierror is Python; it is found in the module by its user.
    const Value module = dict_find_name(rt().modules, intern(fiber, "socket"));
    const Value cls = module.is_undefined() ? Value::error()
                                            : get_attr(fiber, module, "gaierror");
    if (cls.is_error()) {
      if (!fiber.raised()) raise(fiber, types().OSError, "%s", gai_strerror(code));
      return false;
    }
    const Value error = call(fiber, cls, {Value::from_int(code),
                                          str_value(fiber, gai_strerror(code))});
    if (!error.is_error()) raise_object(fiber, error);
    return false;
  }
  *size = found->ai_addrlen;
  memcpy(out, found->ai_addr, *size);
  freeaddrinfo(found);
  return true;
}

bool address_argument(Fiber& fiber, const char* function, int family,
                      Value value, Address* out, socklen_t* size) {
  memset(out, 0, sizeof *out);
  if (family == AF_UNIX) {
    std::string path;
    if (const Bytes* const bytes = cast<Bytes>(value)) {
      path = bytes->view();
    } else if (!path_bytes(fiber, value, &path)) {
      return false;
    }
    if (path.size() >= sizeof out->local.sun_path) {
      raise(fiber, types().OSError, "AF_UNIX path too long");
      return false;
    }
    out->local.sun_family = AF_UNIX;
    memcpy(out->local.sun_path, path.data(), path.size());
    // A name that begins with NUL is Linux's own kind, and not terminated.
    const bool is_abstract = !path.empty() && path[0] == '\0';
    *size = static_cast<socklen_t>(offsetof(struct sockaddr_un, sun_path) +
                                   path.size() + (is_abstract ? 0 : 1));
    return true;
  }
  const Tuple* const tuple = cast<Tuple>(value);
  const bool is_v6 = family == AF_INET6;
  if (!is_v6 && family != AF_INET) {
    raise(fiber, types().OSError, "%s(): bad family", function);
    return false;
  }
  if (tuple == nullptr) {
    raise_type_error(fiber, "%s(): %s address must be tuple, not %s", function,
                     is_v6 ? "AF_INET6" : "AF_INET", type_name(value));
    return false;
  }
  if (is_v6 ? tuple->size < 2 || tuple->size > 4 : tuple->size != 2) {
    raise_type_error(fiber, is_v6 ? "AF_INET6 address must be a tuple (host, "
                                    "port[, flowinfo[, scopeid]])"
                                  : "AF_INET address must be a pair (host, "
                                    "port)");
    return false;
  }
  const Str* const host = cast<Str>(tuple->items[0]);
  if (host == nullptr) {
    raise_type_error(fiber, "str, bytes or bytearray expected, not %s",
                     type_name(tuple->items[0]));
    return false;
  }
  uint16_t port = 0;
  int64_t flow = 0, scope = 0;
  const Value* const items = tuple->items;
  if (!port_argument(fiber, function, items[1], &port) ||
      (tuple->size > 2 && !int_argument(fiber, items[2], &flow)) ||
      (tuple->size > 3 && !int_argument(fiber, items[3], &scope)) ||
      !resolve(fiber, host, family, out, size)) {
    return false;
  }
  if (is_v6) {
    out->v6.sin6_port = port;
    out->v6.sin6_flowinfo = htonl(static_cast<uint32_t>(flow));
    if (scope != 0) out->v6.sin6_scope_id = static_cast<uint32_t>(scope);
  } else {
    out->v4.sin_port = port;
  }
  return true;
}

Value address_value(Fiber& fiber, const Address& address, socklen_t size) {
  if (size == 0) return Value::none();
  char text[INET6_ADDRSTRLEN];
  switch (address.any.sa_family) {
    case AF_INET: {
      inet_ntop(AF_INET, &address.v4.sin_addr, text, sizeof text);
      const Value row[2] = {str_value(fiber, text),
                            Value::from_int(ntohs(address.v4.sin_port))};
      return object_or_error(make_tuple(fiber, row, 2));
    }
    case AF_INET6: {
      inet_ntop(AF_INET6, &address.v6.sin6_addr, text, sizeof text);
      const Value row[4] = {str_value(fiber, text),
                            Value::from_int(ntohs(address.v6.sin6_port)),
                            Value::from_int(ntohl(address.v6.sin6_flowinfo)),
                            Value::from_int(address.v6.sin6_scope_id)};
      return object_or_error(make_tuple(fiber, row, 4));
    }
    case AF_UNIX: {
      const size_t start = offsetof(struct sockaddr_un, sun_path);
      size_t length = size > start ? size - start : 0;
      const char* const path = address.local.sun_path;
      if (length > 0 && path[0] == '\0') {
        return object_or_error(make_bytes(fiber, {path, length}));
      }
      length = strnlen(path, length);
      return decode_bytes(fiber, {path, length}, "utf-8", "surrogateescape");
    }
    default:
      return Value::none();
  }
}

// --- making and connecting -------------------------------------------------------------

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
  const int fd = socket(n[0], n[1], n[2]);
  if (fd < 0) return raise_errno(fiber, errno);
  own(fd);
  return Value::from_int(fd);
}

Value socket_pair(Fiber& fiber, Value, Args args) {
  int n[3], fds[2];
  if (!ints(fiber, args, 3, n)) return Value::error();
  if (socketpair(n[0], n[1], n[2], fds) != 0) return raise_errno(fiber, errno);
  own(fds[0]);
  own(fds[1]);
  const Value pair[2] = {Value::from_int(fds[0]), Value::from_int(fds[1])};
  return object_or_error(make_tuple(fiber, pair, 2));
}

// bind(fd, family, address)
Value socket_bind(Fiber& fiber, Value, Args args) {
  int n[2];
  Address address;
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
  Address address;
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
  Address address;
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
  Address address;
  socklen_t size = sizeof address;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  if (kFunction(fd, &address.any, &size) != 0) return raise_errno(fiber, errno);
  return address_value(fiber, address, size);
}

// --- bytes -----------------------------------------------------------------------------

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
  Address address;
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
  Address address;
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
  if (!buffer_of(args[1], &bytes)) {
    return raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                            type_name(args[1]));
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

// --- options ---------------------------------------------------------------------------

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

// --- names -----------------------------------------------------------------------------

// A host or a service: str, bytes, int or None.
bool name_argument(Fiber& fiber, Value value, std::string* out, bool* given) {
  *given = !value.is_none();
  if (value.is_none()) return true;
  if (const Str* const text = cast<Str>(value)) {
    *out = text->view();
  } else if (const Bytes* const bytes = cast<Bytes>(value)) {
    *out = bytes->view();
  } else {
    int64_t number = 0;
    if (!int_argument(fiber, value, &number)) return false;
    *out = std::to_string(number);
  }
  if (out->find('\0') == std::string::npos) return true;
  raise_value_error(fiber, "embedded null character");
  return false;
}

// getaddrinfo(host, port, family, type, proto, flags): a list of rows, or
// (code, message).
Value socket_getaddrinfo(Fiber& fiber, Value, Args args) {
  std::string host, port;
  bool has_host, has_port;
  struct addrinfo hints;
  memset(&hints, 0, sizeof hints);
  if (!name_argument(fiber, args[0], &host, &has_host) ||
      !name_argument(fiber, args[1], &port, &has_port) ||
      !int_argument(fiber, args[2], &hints.ai_family) ||
      !int_argument(fiber, args[3], &hints.ai_socktype) ||
      !int_argument(fiber, args[4], &hints.ai_protocol) ||
      !int_argument(fiber, args[5], &hints.ai_flags)) {
    return Value::error();
  }
  struct addrinfo* found = nullptr;
  const int code =
      getaddrinfo(has_host ? host.c_str() : nullptr,
                  has_port ? port.c_str() : nullptr, &hints, &found);
  if (code != 0) {
    const Value pair[2] = {Value::from_int(code),
                           str_value(fiber, gai_strerror(code))};
    return object_or_error(make_tuple(fiber, pair, 2));
  }
  List* const rows = make_list(fiber);
  for (const struct addrinfo* at = found; rows != nullptr && at != nullptr;
       at = at->ai_next) {
    Address address;
    if (at->ai_addrlen > sizeof address) continue;
    memcpy(&address, at->ai_addr, at->ai_addrlen);
    const Value row[5] = {
        Value::from_int(at->ai_family), Value::from_int(at->ai_socktype),
        Value::from_int(at->ai_protocol),
        str_value(fiber, at->ai_canonname != nullptr ? at->ai_canonname : ""),
        address_value(fiber, address, at->ai_addrlen)};
    Tuple* const tuple = make_tuple(fiber, row, 5);
    if (tuple == nullptr ||
        !list_append(fiber, rows, Value::from_object(tuple))) {
      break;
    }
  }
  freeaddrinfo(found);
  return fiber.raised() ? Value::error() : object_or_error(rows);
}

// getnameinfo(family, address, flags): (host, service), or (code, message).
Value socket_getnameinfo(Fiber& fiber, Value, Args args) {
  int family = 0, flags = 0;
  Address address;
  socklen_t size = 0;
  char host[1025], service[64];
  if (!int_argument(fiber, args[0], &family) ||
      !address_argument(fiber, "getnameinfo", family, args[1], &address,
                        &size) ||
      !int_argument(fiber, args[2], &flags)) {
    return Value::error();
  }
  const int code = getnameinfo(&address.any, size, host, sizeof host, service,
                               sizeof service, flags);
  const Value pair[2] = {
      code != 0 ? Value::from_int(code) : str_value(fiber, host),
      str_value(fiber, code != 0 ? gai_strerror(code) : service)};
  return object_or_error(make_tuple(fiber, pair, 2));
}

Value socket_gethostname(Fiber& fiber, Value, Args) {
  char name[1025];
  if (gethostname(name, sizeof name) != 0) return raise_errno(fiber, errno);
  name[sizeof name - 1] = '\0';
  return str_value(fiber, name);
}

Value socket_inet_pton(Fiber& fiber, Value, Args args) {
  int family = 0;
  std::string text;
  bool given;
  if (!int_argument(fiber, args[0], &family) ||
      !name_argument(fiber, args[1], &text, &given)) {
    return Value::error();
  }
  if (family != AF_INET && family != AF_INET6) {
    return raise_errno(fiber, EAFNOSUPPORT);
  }
  char packed[16];
  if (inet_pton(family, text.c_str(), packed) != 1) {
    return raise(fiber, types().OSError,
                 "illegal IP address string passed to inet_pton");
  }
  return object_or_error(
      make_bytes(fiber, {packed, family == AF_INET ? size_t{4} : size_t{16}}));
}
Value socket_inet_ntop(Fiber& fiber, Value, Args args) {
  int family = 0;
  std::string_view packed;
  char text[INET6_ADDRSTRLEN];
  if (!int_argument(fiber, args[0], &family)) return Value::error();
  if (!buffer_of(args[1], &packed)) {
    return raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                            type_name(args[1]));
  }
  if (family != AF_INET && family != AF_INET6) {
    return raise_value_error(fiber, "unknown address family %d", family);
  }
  if (packed.size() != (family == AF_INET ? 4 : 16)) {
    return raise_value_error(fiber,
                             "invalid length of packed IP address string");
  }
  return inet_ntop(family, packed.data(), text, sizeof text) != nullptr
             ? str_value(fiber, text)
             : raise_errno(fiber, errno);
}
Value socket_inet_aton(Fiber& fiber, Value, Args args) {
  std::string text;
  bool given;
  struct in_addr packed;
  if (!name_argument(fiber, args[0], &text, &given)) return Value::error();
  if (inet_aton(text.c_str(), &packed) == 0) {
    return raise(fiber, types().OSError,
                 "illegal IP address string passed to inet_aton");
  }
  return object_or_error(
      make_bytes(fiber, {reinterpret_cast<const char*>(&packed), 4}));
}
Value socket_getservbyname(Fiber& fiber, Value, Args args) {
  std::string name, protocol;
  bool given, has_protocol;
  if (!name_argument(fiber, args[0], &name, &given) ||
      !name_argument(fiber, args.get(1, Value::none()), &protocol,
                     &has_protocol)) {
    return Value::error();
  }
  const struct servent* const found =
      getservbyname(name.c_str(), has_protocol ? protocol.c_str() : nullptr);
  return found != nullptr
             ? Value::from_int(ntohs(static_cast<uint16_t>(found->s_port)))
             : raise(fiber, types().OSError, "service/proto not found");
}

// --- many at once ----------------------------------------------------------------------

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
    if (!ints(fiber, Args{row->items, 2, nullptr}, 2, n)) return Value::error();
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
    {"getaddrinfo", socket_getaddrinfo, 6, 6},
    {"getnameinfo", socket_getnameinfo, 3, 3},
    {"gethostname", socket_gethostname, 0, 0},
    {"inet_pton", socket_inet_pton, 2, 2},
    {"inet_ntop", socket_inet_ntop, 2, 2},
    {"inet_aton", socket_inet_aton, 1, 1},
    {"getservbyname", socket_getservbyname, 1, 2},
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
  return true;
}

}  // namespace

const ModuleDef kSocketModule = {"_socket", kFunctions, fill};

}  // namespace mt::python
