// clock.cc - clock_gettime(2), in one 64-bit number.

// glibc on 32-bit machines offers a 64-bit time_t only to those who ask.
#ifndef _FILE_OFFSET_BITS
#define _FILE_OFFSET_BITS 64
#endif
#ifndef _TIME_BITS
#define _TIME_BITS 64
#endif

#include "base/clock.h"

#include <time.h>

#include "base/status.h"

namespace mt {

namespace {

int64_t read_clock(clockid_t clock) {
  struct timespec now;
  CHECK(clock_gettime(clock, &now) == 0);
  return static_cast<int64_t>(now.tv_sec) * kNanosecondsPerSecond +
         static_cast<int64_t>(now.tv_nsec);
}

}  // namespace

int64_t monotonic_ns() { return read_clock(CLOCK_MONOTONIC); }

#ifdef CLOCK_MONOTONIC_COARSE
int64_t rough_ns() { return read_clock(CLOCK_MONOTONIC_COARSE); }
#else
int64_t rough_ns() { return monotonic_ns(); }
#endif

int64_t wall_ns() { return read_clock(CLOCK_REALTIME); }

int64_t wall_seconds() {
  struct timespec now;
  CHECK(clock_gettime(CLOCK_REALTIME, &now) == 0);
  return static_cast<int64_t>(now.tv_sec);
}

int64_t process_cpu_ns() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace mt
