// address.h - where a socket is: IPv4, IPv6 or a path.

#pragma once

#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <string>
#include <string_view>

#include "base/status.h"

namespace mt::reactor {

class Address {
 public:
  // No address at all; family() is AF_UNSPEC.
  Address() = default;

  // A numeric address: "127.0.0.1", "::1", "fe80::1%eth0". The empty host is
  // every IPv4 interface, "localhost" is 127.0.0.1 without asking anybody.
  // kInvalid for other names and for ports outside 0 to 65535.
  static Result<Address> from_ip(std::string_view host, int port);

  // A UNIX socket; on Linux a path that begins with a zero byte is an abstract
  // name. kTooLarge when the system has no room for it (about 100 bytes).
  static Result<Address> from_path(std::string_view path);

  static Address from_sockaddr(const struct sockaddr* address, socklen_t size);
  // For system calls that fill in an address: where to, and room for how much.
  struct sockaddr* to_fill(socklen_t* room) {
    *room = sizeof storage_;
    return &storage_.any;
  }
  void filled(socklen_t size) {
    size_ = size < sizeof storage_ ? size : sizeof storage_;
  }

  // The two ends of a socket; family() is AF_UNSPEC when it has none.
  static Address local_of(int fd);
  static Address peer_of(int fd);

  int family() const { return storage_.any.sa_family; }
  bool is_ip() const { return family() == AF_INET || family() == AF_INET6; }

  // 0 for what is not IP.
  uint16_t port() const;
  void set_port(uint16_t port);
  // "127.0.0.1", "::1", "fe80::1%2"; empty for what is not IP.
  std::string host() const;
  // Of a UNIX socket; empty for what is none, or has no name.
  std::string path() const;
  // "127.0.0.1:80", "[::1]:80", "/run/app.sock"; for logs.
  std::string to_string() const;

  const struct sockaddr* sockaddr() const { return &storage_.any; }
  socklen_t size() const { return size_; }

  friend bool operator==(const Address& a, const Address& b);

 private:
  // Large enough for every family we speak, and smaller than sockaddr_storage.
  union Storage {
    struct sockaddr any;
    struct sockaddr_un path;
    uint64_t aligned[16];
  };
  Storage storage_ = {};
  socklen_t size_ = 0;
};

}  // namespace mt::reactor
