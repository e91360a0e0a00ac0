// module_socket.h - what the files of the module _socket share.
//
//   module_socket.cc        the module, and the calls on descriptors
//   module_socket_names.cc  addresses, and the names that lead to them

#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "python/native_tools.h"

namespace mt::python {

union SocketAddress {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  struct sockaddr_un local;
  struct sockaddr_storage storage;
};

extern const MethodDef kSocketNameFunctions[];

// The address that a user of `function` wrote for a socket of this family:
// (host, port), (host, port, flow, scope) or a path. A host that is a name is
// looked up, which waits. False: raised.
bool address_argument(Fiber& fiber, const char* function, int family,
                      Value value, SocketAddress* out, socklen_t* size);
// The same backwards. None where there is no address (size 0), or one of
// another family.
Value address_value(Fiber& fiber, const SocketAddress& address,
                    socklen_t size);

}  // namespace mt::python
