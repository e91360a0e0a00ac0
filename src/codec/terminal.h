// terminal.h - what a peer has told about its terminal. Never trusted.

#pragma once

#include <stdint.h>

#include "codec/limits.h"

namespace mt::codec {

// Bits of MTTS, the sum that mud clients give as their third terminal name.
enum TerminalFeature : uint32_t {
  kFeatureAnsi = 1,
  kFeatureVt100 = 2,
  kFeatureUtf8 = 4,
  kFeature256Colours = 8,
  kFeatureScreenReader = 64,
  kFeatureTrueColour = 256,
};

struct Terminal {
  uint16_t columns = 80;  // of the window; 80 by 24 until told (RFC 1073)
  uint16_t rows = 24;
  uint32_t features = 0;  // MTTS, 0 when not told
  // Names in upper case, printable ASCII, ended by NUL, empty until told. The
  // first may be the client's own name, the last is what it emulates.
  char first_name[kMaxTerminalNameBytes + 1] = {};
  char last_name[kMaxTerminalNameBytes + 1] = {};
  uint8_t names_told = 0;
  bool is_utf8 = false;  // agreed by CHARSET (RFC 2066) or told in MTTS
};

}  // namespace mt::codec
