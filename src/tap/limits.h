// limits.h - how large a tap and its parts may become.

#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mt::tap {

constexpr uint32_t kFormatVersion = 1;

// Of a whole file, in bytes. Lengths have 32 bits; half of that leaves room for
// arithmetic on 32-bit machines.
constexpr size_t kMaxTapBytes = 0x7fffffff;

// A str or bytes up to this stands in the records that use it; a longer one is
// a record of its own, written once.
constexpr size_t kMaxInlineBytes = 32;

// An integer of 64 bits has at most 19 digits and a sign.
constexpr size_t kMaxIntDigits = 20;

// Classes above one class. A chain of n classes takes n * n / 2 references, so
// a small file could ask for much memory.
constexpr uint32_t kMaxBases = 256;

}  // namespace mt::tap
