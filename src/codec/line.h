// line.h - where a line ends in a stream of bytes.
//
// LineFinder looks at what waits to be cut and says what stands at its front.
// It holds no bytes itself: whoever asks has them, takes a line away, and asks
// again. What was searched in vain is not searched again when more has come, so
// that a line that comes byte by byte costs no more than one that comes whole.
// Delimiter and limit may be others at each call. Twisted's LineReceiver is its
// user.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

namespace mt::codec {

class LineFinder {
 public:
  enum class Found : uint8_t {
    kNothing,  // the delimiter has not come yet
    kLine,     // of *line_bytes, the delimiter behind it
    kTooLong,  // a line of more than `max_bytes`, or as much of one as shows it
  };

  // `delimiter` is not empty and not counted in `max_bytes`.
  Found look(ByteView waiting, ByteView delimiter, size_t max_bytes,
             size_t* line_bytes);
  // What waits begins elsewhere now: something was taken, or all is new.
  void forget() { searched_ = 0; }

 private:
  size_t searched_ = 0;  // no delimiter begins before; a hash says which
  uint64_t searched_for_ = 0;
};

// Where the line behind the last delimiter begins: what a split would leave for
// another time. Searches from the front, as delimiters may overlap.
size_t last_line_start(ByteView bytes, ByteView delimiter);

}  // namespace mt::codec
