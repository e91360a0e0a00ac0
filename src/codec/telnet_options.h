// telnet_options.h - the numbers of telnet: commands and options.
//
// Commands follow an IAC (RFC 854, 885, 1184); options follow WILL, WONT, DO,
// DONT and SB. An option without a row in the codec's table is refused, so
// only those with a row, or that others need by name, are listed.

#pragma once

#include <stdint.h>

namespace mt::codec {

enum class Command : uint8_t {
  kEndOfFile = 236,        // RFC 1184
  kSuspend = 237,          // RFC 1184
  kAbort = 238,            // RFC 1184
  kEndOfRecord = 239,      // RFC 885
  kSubnegotiationEnd = 240,
  kNop = 241,
  kDataMark = 242,
  kBreak = 243,
  kInterruptProcess = 244,
  kAbortOutput = 245,
  kAreYouThere = 246,
  kEraseCharacter = 247,
  kEraseLine = 248,
  kGoAhead = 249,
  kSubnegotiation = 250,
  kWill = 251,
  kWont = 252,
  kDo = 253,
  kDont = 254,
  kIac = 255,
};

enum class Option : uint8_t {
  kBinary = 0,           // RFC 856
  kEcho = 1,             // RFC 857
  kSuppressGoAhead = 3,  // RFC 858
  kStatus = 5,           // RFC 859
  kTimingMark = 6,       // RFC 860
  kLogout = 18,          // RFC 727
  kTerminalType = 24,    // RFC 1091
  kEndOfRecord = 25,     // RFC 885
  kWindowSize = 31,      // RFC 1073
  kTerminalSpeed = 32,   // RFC 1079
  kLinemode = 34,        // RFC 1184
  kCharset = 42,         // RFC 2066
};

// Who performs an option: we (they say DO, we say WILL) or they.
enum class Side : uint8_t { kUs, kThem };

}  // namespace mt::codec
