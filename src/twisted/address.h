// address.h - addresses as Python code sees them.
//
// Code of the era gets ('INET', '127.0.0.1', 4040) or ('UNIX', path), a plain
// tuple. Python 3 code gets an IPv4Address, IPv6Address or UNIXAddress with the
// names of today (type, host, port; name): a tuple of the same items.

#pragma once

#include <stdint.h>

#include "python/object.h"
#include "reactor/address.h"
#include "twisted/engine.h"

namespace mt::twisted {

enum class Wire : uint8_t { kTcp, kUdp };

// An address in the little room that a connection has for it.
struct PackedAddress {
  uint8_t family;  // 0: none
  uint16_t port;
  uint8_t bytes[16];

  static PackedAddress of(const reactor::Address& address);
  // Without its port; empty for what is not IP.
  std::string host() const;
};

// `era`: as a plain tuple. Null and MemoryError when there is no room.
Value address_object(Fiber& fiber, const PackedAddress& address, Wire wire,
                     bool era);
Value address_object(Fiber& fiber, const reactor::Address& address, Wire wire,
                     bool era);

// ('127.0.0.1', 4040), or an address object.
bool address_from(Fiber& fiber, Value value, reactor::Address* address);

// What a socket of ours is bound to: a port number, and the IP address of an
// interface or ''. False: TypeError, OverflowError or ValueError raised.
bool own_address(Fiber& fiber, Value port, Value interface,
                 reactor::Address* address);

}  // namespace mt::twisted
