// limits.h - how much a peer may make the protocol machines remember or say.
//
// Every number here bounds memory or traffic that somebody we do not know
// asks for. Units are in the names.

#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mt::codec {

// A subnegotiation; the longest honest one is a forwarded environment of a
// few hundred bytes. What is longer is read to its end and not kept.
constexpr size_t kMaxSubnegotiationBytes = 4096;

// A terminal's name (RFC 1091: at most 40 characters), and how many names one
// client may tell: two of its own, MTTS, and the repetition that ends the list.
constexpr size_t kMaxTerminalNameBytes = 40;
constexpr int kMaxTerminalNames = 6;

// Special characters of LINEMODE (RFC 1184 knows 30).
constexpr uint8_t kMaxSpecialCharacter = 30;

// Timing marks owed at one moment; one more is refused, which frees the
// client just as well.
constexpr uint8_t kMaxTimingMarks = 32;

// Bytes of answers a peer has on credit. Each byte it sends earns one byte of
// answer, so that what we say never exceeds what we heard by more than this.
constexpr uint16_t kReplyCreditBytes = 512;

// A line of the shell, and the lines typed ahead of a running command before
// reading pauses; what one read has brought beyond that is kept as well. A
// client that is read from regardless loses what is over both.
constexpr size_t kMaxLineBytes = 64 * 1024;
constexpr size_t kMaxTypeAheadBytes = 64 * 1024;
constexpr size_t kMaxReadAheadBytes = 256 * 1024;

// A user name or a password, from somebody who has not logged in yet.
constexpr size_t kMaxLoginBytes = 1024;

// Lines of history, and their bytes together.
constexpr size_t kMaxHistoryEntries = 200;
constexpr size_t kMaxHistoryBytes = 32 * 1024;

// What ^R looks for.
constexpr size_t kMaxSearchBytes = 64;

// Candidates shown under the line when Tab finds several.
constexpr size_t kMaxShownCandidates = 100;

// A window outside this is taken as a mistake and brought inside it.
constexpr uint16_t kMinColumns = 10;
constexpr uint16_t kMaxColumns = 1000;

}  // namespace mt::codec
