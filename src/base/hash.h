// hash.h - hashes for tables: one that strangers cannot predict, one that is
// nearly free.
//
// Keys that come from a peer go through siphash13() with a key drawn at start,
// so nobody can choose names that all fall into one bucket. Small integers and
// addresses go through mix64(). The values are the same on every machine, and
// never stored in a file.

#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mt {

struct HashKey {
  uint64_t k0 = 0;
  uint64_t k1 = 0;
};

// SipHash-1-3 (Aumasson and Bernstein; one round per block, three at the end).
uint64_t siphash13(HashKey key, ByteView bytes);

// A key nobody outside can know, from the kernel's random source. Where there
// is none (an empty chroot), from clocks, addresses and the process number.
HashKey random_hash_key();

// Fills with unpredictable bytes, from the same source. For tokens, message
// ids and ports; fails with kSystem when the kernel has none to give.
Status random_bytes(void* out, size_t size);

// A bijection of 64 bits in which each input bit changes about half of the
// output bits: the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
constexpr uint64_t mix64(uint64_t x) {
  x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

}  // namespace mt
