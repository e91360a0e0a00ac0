// module_socket_names.cc - _socket: addresses, and the names that lead to them.
//
// Addresses are as Python's users write them: ('127.0.0.1', 80),
// ('::1', 80, 0, 0), '/run/x'. Looking up a name waits for the system's
// resolver; the reactor has one of its own that does not.

#include "python/module_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "python/bytes.h"
#include "python/codecs.h"
#include "python/exception.h"
#include "python/file.h"

namespace mt::python {

namespace {

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
// False: socket.gaierror with getaddrinfo()'s code and message is raised.
bool resolve(Fiber& fiber, const Str* host, int family, SocketAddress* out,
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
    const Value cls = module.is_undefined()
                          ? Value::error()
                          : get_attr(fiber, module, "gaierror");
    if (cls.is_error()) {
      if (!fiber.raised())
        raise(fiber, types().OSError, "%s", gai_strerror(code));
      return false;
    }
    const Value error =
        call(fiber, cls,
             {Value::from_int(code), str_value(fiber, gai_strerror(code))});
    if (!error.is_error()) raise_object(fiber, error);
    return false;
  }
  *size = found->ai_addrlen;
  memcpy(out, found->ai_addr, *size);
  freeaddrinfo(found);
  return true;
}

}  // namespace

bool address_argument(Fiber& fiber, const char* function, int family,
                      Value value, SocketAddress* out, socklen_t* size) {
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
  if (host->view().find('\0') != std::string_view::npos) {
    raise_type_error(fiber, "host name must not contain null character");
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

Value address_value(Fiber& fiber, const SocketAddress& address,
                    socklen_t size) {
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

// --- names ------------------------------------------------------------------

namespace {

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
    SocketAddress address;
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
  SocketAddress address;
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
  if (!buffer_or_era(fiber, args[1], &packed)) {
    return raise_no_bytes(fiber, args[1]);
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

}  // namespace

const MethodDef kSocketNameFunctions[] = {
    {"getaddrinfo", socket_getaddrinfo, 6, 6},
    {"getnameinfo", socket_getnameinfo, 3, 3},
    {"gethostname", socket_gethostname, 0, 0},
    {"inet_pton", socket_inet_pton, 2, 2},
    {"inet_ntop", socket_inet_ntop, 2, 2},
    {"inet_aton", socket_inet_aton, 1, 1},
    {"getservbyname", socket_getservbyname, 1, 2},
    {}};

}  // namespace mt::python
