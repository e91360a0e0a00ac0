// address.cc - to and from the kernel's structures.

#include "reactor/address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

#include <algorithm>

#include "base/ascii.h"

namespace mt::reactor {

namespace {

constexpr int kMaxPort = 65535;
constexpr size_t kPathOffset = offsetof(struct sockaddr_un, sun_path);

// The interface behind a '%': a number or a name.
uint32_t scope_of(const std::string& text) {
  uint32_t number = 0;
  for (const char c : text) {
    if (!is_digit(c) || number > 100000000) return if_nametoindex(text.c_str());
    number = number * 10 + static_cast<uint32_t>(c - '0');
  }
  return number;
}

}  // namespace

Result<Address> Address::from_ip(std::string_view host, int port) {
  if (port < 0 || port > kMaxPort) {
    return Error(Errc::kInvalid,
                 format("port %d is not between 0 and %d", port, kMaxPort));
  }
  const uint16_t wire_port = htons(static_cast<uint16_t>(port));
  std::string text(host);
  if (text.empty()) text = "0.0.0.0";
  if (equal_ignoring_case(text, "localhost")) text = "127.0.0.1";

  struct sockaddr_in v4 = {};
  v4.sin_family = AF_INET;
  v4.sin_port = wire_port;
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    return from_sockaddr(reinterpret_cast<struct sockaddr*>(&v4), sizeof v4);
  }

  struct sockaddr_in6 v6 = {};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = wire_port;
  const size_t percent = text.find('%');
  if (percent != std::string::npos) {
    v6.sin6_scope_id = scope_of(text.substr(percent + 1));
    text.resize(percent);
  }
  const bool scope_is_known =
      percent == std::string::npos || v6.sin6_scope_id != 0;
  if (scope_is_known && inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    return from_sockaddr(reinterpret_cast<struct sockaddr*>(&v6), sizeof v6);
  }
  return Error(Errc::kInvalid,
               "'" + std::string(host) + "' is not a numeric address");
}

Result<Address> Address::from_path(std::string_view path) {
  Address address;
  struct sockaddr_un& un = address.storage_.path;
  const bool is_abstract = !path.empty() && path[0] == '\0';
  if (path.empty()) {
    return Error(Errc::kInvalid, "a UNIX socket needs a path");
  }
  if (!is_abstract && path.find('\0') != path.npos) {
    return Error(Errc::kInvalid, "a zero byte in the path of a UNIX socket");
  }
  // A path keeps its final zero, an abstract name has none.
  if (path.size() + (is_abstract ? 0 : 1) > sizeof un.sun_path) {
    return Error(Errc::kTooLarge,
                 "'" + std::string(path) +
                     format("' is over %zu bytes, too long for a UNIX socket",
                            sizeof un.sun_path - 1));
  }
  un.sun_family = AF_UNIX;
  memcpy(un.sun_path, path.data(), path.size());
  address.size_ = static_cast<socklen_t>(kPathOffset + path.size() +
                                         (is_abstract ? 0 : 1));
  return address;
}

Address Address::from_sockaddr(const struct sockaddr* from, socklen_t size) {
  Address address;
  address.size_ = std::min<socklen_t>(size, sizeof address.storage_);
  memcpy(&address.storage_, from, address.size_);
  return address;
}

Address Address::local_of(int fd) {
  Address address;
  socklen_t size;
  if (getsockname(fd, address.to_fill(&size), &size) < 0) return {};
  address.filled(size);
  return address;
}

Address Address::peer_of(int fd) {
  Address address;
  socklen_t size;
  if (getpeername(fd, address.to_fill(&size), &size) < 0) return {};
  address.filled(size);
  return address;
}

uint16_t Address::port() const {
  // The port is at the same place in both; read without minding the type.
  if (!is_ip()) return 0;
  struct sockaddr_in in;
  memcpy(&in, &storage_, sizeof in);
  return ntohs(in.sin_port);
}

void Address::set_port(uint16_t port) {
  if (!is_ip()) return;
  const uint16_t wire_port = htons(port);
  memcpy(reinterpret_cast<char*>(&storage_) +
             offsetof(struct sockaddr_in, sin_port),
         &wire_port, sizeof wire_port);
}

std::string Address::host() const {
  char text[INET6_ADDRSTRLEN] = "";
  if (family() == AF_INET) {
    struct sockaddr_in in;
    memcpy(&in, &storage_, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
    return text;
  }
  if (family() == AF_INET6) {
    struct sockaddr_in6 in6;
    memcpy(&in6, &storage_, sizeof in6);
    inet_ntop(AF_INET6, &in6.sin6_addr, text, sizeof text);
    std::string host = text;
    if (in6.sin6_scope_id != 0) {
      host += format("%%%u", static_cast<unsigned>(in6.sin6_scope_id));
    }
    return host;
  }
  return {};
}

std::string Address::path() const {
  if (family() != AF_UNIX || size_ <= kPathOffset) return {};
  const char* const path = storage_.path.sun_path;
  const size_t length = size_ - kPathOffset;
  if (path[0] == '\0') return std::string(path, length);  // abstract
  return std::string(path, strnlen(path, length));
}

std::string Address::to_string() const {
  switch (family()) {
    case AF_INET:
      return host() + format(":%u", static_cast<unsigned>(port()));
    case AF_INET6:
      return "[" + host() + format("]:%u", static_cast<unsigned>(port()));
    case AF_UNIX: {
      std::string text = path();
      if (text.empty()) return "(unnamed)";
      if (text[0] == '\0') text[0] = '@';
      return text;
    }
    default:
      return "(nowhere)";
  }
}

bool operator==(const Address& a, const Address& b) {
  if (a.family() != b.family()) return false;
  if (a.family() == AF_UNIX) return a.path() == b.path();
  return a.port() == b.port() && a.host() == b.host();
}

}  // namespace mt::reactor
