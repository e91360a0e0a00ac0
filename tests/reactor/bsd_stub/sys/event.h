// event.h - the part of kqueue(2) that we use, as FreeBSD's manual declares it.
// Only ever parsed, by scripts/check-bsd.

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define EVFILT_READ (-1)
#define EVFILT_WRITE (-2)
#define EV_ADD 0x0001
#define EV_DELETE 0x0002
#define EV_ERROR 0x4000
#define EV_EOF 0x8000

#if defined(__NetBSD__)
// There the filter is wide and udata an integer.
struct kevent {
  uintptr_t ident;
  uint32_t filter, flags, fflags;
  int64_t data;
  intptr_t udata;
};
typedef size_t kevent_count;
#else
struct kevent {
  uintptr_t ident;
  short filter;
  unsigned short flags;
  unsigned int fflags;
  int64_t data;
  void* udata;
};
typedef int kevent_count;
#endif

extern "C" int kqueue(void);
extern "C" int kevent(int queue, const struct kevent* changes, kevent_count,
                      struct kevent* events, kevent_count,
                      const struct timespec* timeout);
