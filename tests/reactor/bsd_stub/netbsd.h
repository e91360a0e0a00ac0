// netbsd.h - what NetBSD has and the headers at hand have not.

#pragma once

#include <signal.h>
#include <sys/socket.h>

extern "C" int paccept(int fd, struct sockaddr* address, socklen_t* size,
                       const sigset_t* mask, int flags);

#pragma GCC poison accept4
