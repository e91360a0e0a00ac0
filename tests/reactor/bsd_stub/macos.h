// macos.h - takes away what macOS has not.

#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#undef SOCK_NONBLOCK
#undef SOCK_CLOEXEC
#undef MSG_MORE
#undef MSG_NOSIGNAL
#pragma GCC poison accept4 pipe2 dup3 SOCK_NONBLOCK SOCK_CLOEXEC
