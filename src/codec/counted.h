// counted.h - strings with their length before them: netstrings ("5:hello,")
// and those behind a binary number.
//
// Nothing is held here: whoever asks has what came, takes a string away and
// asks again. A length is compared before anything is added to it, and it costs
// a few steps to ask once more when more has come.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

namespace mt::codec {

enum class CountedFound : uint8_t {
  kNothing,  // some of it has not come yet
  kString,   // `bytes` bytes from `start` on; what is next begins at `end`
  kTooLong,  // its length is said to be more than it may be
  kBroken,   // this is no netstring
};
struct Counted {
  CountedFound found = CountedFound::kNothing;
  size_t start = 0, bytes = 0, end = 0;
};

// How the number before a string is written: in 1 to 8 bytes.
struct LengthForm {
  uint8_t bytes;
  bool is_little;  // the least significant byte first
};
// The number at the front; `waiting` has at least form.bytes.
uint64_t read_length(ByteView waiting, LengthForm form);
// The string behind a number of `prefix_bytes` that says `length`.
Counted find_counted(ByteView waiting, size_t prefix_bytes, uint64_t length,
                     uint64_t max_bytes);

// A netstring. Lengths have no zeros before them, and no more digits than one
// that is allowed may have.
Counted find_netstring(ByteView waiting, uint64_t max_bytes);

}  // namespace mt::codec
