// clock.h - what time it is, for those who wait and for those who log.
//
// Two clocks that must not be mixed. The monotonic one only ever moves forward
// and starts anywhere: delays and deadlines are measured with it. The wall
// clock is what people read, and may jump either way at any moment.

#pragma once

#include <stdint.h>

namespace mt {

constexpr int64_t kNanosecondsPerSecond = 1000000000;
constexpr int64_t kNanosecondsPerMillisecond = 1000000;

// Nanoseconds since some moment before this process asked first.
int64_t monotonic_ns();

// The same to within some milliseconds, as of the last tick of the kernel where
// it says so: a tenth of the price. Not to be compared with monotonic_ns().
int64_t rough_ns();

// Nanoseconds since 1970-01-01 00:00 UTC, leap seconds aside. Good until 2262,
// on 32-bit machines too.
int64_t wall_ns();

// The same in whole seconds.
int64_t wall_seconds();

// Processor time this process has used, in nanoseconds.
int64_t process_cpu_ns();

}  // namespace mt
