// limits.h - every bound of the reactor, with its reason.

#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mt::reactor {

// One read per connection and turn, into a buffer that all of them share. A
// bulk transfer is made of system calls: with 64 KiB it takes 1.3 times the
// processor time. Larger than the second-level cache it would be slow again.
constexpr size_t kReadBufferBytes = 256 * 1024;

// So many streams read before the first of them is called (exchange.h), but
// none after one that has read more than this: a kilobyte loses by it. From 8
// on, more gain nothing.
constexpr int kMaxArrivals = 16;
constexpr size_t kMaxArrivalBytes = 512;

// What one connection may send in one turn before it has to queue again.
constexpr size_t kMaxWriteBytesPerTurn = 1024 * 1024;

// Output waiting beyond this asks the producer to pause. Twisted's number.
constexpr size_t kHighWaterBytes = 64 * 1024;

// Output waiting beyond this ends the connection: its peer does not read, and
// its producer does not listen.
constexpr size_t kMaxOutputBytes = 256 * 1024 * 1024;

// A write at least this long goes to the kernel at once, without a copy.
constexpr size_t kDirectWriteBytes = 16 * 1024;

// Small writes of a turn gather in chunks of this size. As many are kept for
// the next turn as one turn has events: with a thousand busy connections, 16
// spare chunks of 4 KiB cost 1.4 times the processor time of 256 small ones.
constexpr size_t kChunkBytes = 2048;
constexpr size_t kMaxSpareChunks = 256;

// Pieces in one sendmsg(2). POSIX promises 16, Linux and BSD take 1024.
constexpr int kMaxPieces = 64;

// What is fetched into the cache at once. A wrong guess is harmless.
constexpr size_t kCacheLineBytes = 64;

// Events taken from the kernel in one turn; the rest are there next turn.
constexpr int kMaxEventsPerTurn = 256;

// Timers fired in one turn, so that a flood of them does not keep the sockets
// waiting.
constexpr int kMaxTimersPerTurn = 1024;

// Connections accepted by one listener in one turn.
constexpr int kMaxAcceptsPerTurn = 64;

// Connections that come as close as this to each other, so many turns in a row,
// may be a rush: the listener then looks for them this often (the kernel adds
// what it calls slack, 50 microseconds). It goes on while so many looks find so
// many each, no slower than they came before. After a try that did not pay it
// waits for twice as many such turns. Told of each, a server takes twice the
// processor time and serves two thirds as many.
constexpr int64_t kRushGapNs = 100 * INT64_C(1000);
constexpr uint16_t kRushTurns = 16;
constexpr uint16_t kMaxRushTurns = 4096;
constexpr int64_t kRushLookNs = 40 * INT64_C(1000);
constexpr int kRushLooks = 16;
constexpr int kRushConnections = 3;
constexpr int kRushEmptyLooks = 2;

// Datagrams read from one socket in one turn.
constexpr int kMaxDatagramsPerTurn = 32;

// How long accepting pauses when descriptors or memory have run out.
constexpr int64_t kAcceptPauseNs = 250 * INT64_C(1000000);

// What idle work may take at a time: half of the millisecond by which it may
// delay a connection.
constexpr int64_t kIdleBudgetNs = 500 * INT64_C(1000);

// The longest sleep. A delay beyond it is slept in several turns, so that no
// backend's timeout overflows.
constexpr int64_t kMaxSleepNs = 3600 * INT64_C(1000000000);

// Delays are clamped to this (73 years), so that adding one to now cannot
// overflow.
constexpr int64_t kMaxDelayNs = INT64_MAX / 4;

}  // namespace mt::reactor
