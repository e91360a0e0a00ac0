// mersenne_twister.cc - MT19937.

#include "python/mersenne_twister.h"

#include <string.h>

#include <algorithm>

namespace mt::python {

namespace {

constexpr size_t kMiddle = 397;

// The upper bit of one word and the lower 31 of the next, once through the
// generator's matrix.
uint32_t twist(uint32_t word, uint32_t next) {
  const uint32_t joined = (word & 0x80000000u) | (next & 0x7fffffffu);
  return joined >> 1 ^ ((next & 1) != 0 ? 0x9908b0dfu : 0);
}

}  // namespace

void MersenneTwister::seed(uint32_t word) {
  for (uint32_t i = 0; i < kWords; ++i) {
    state_[i] = word;
    word = 1812433253u * (word ^ word >> 30) + i + 1;
  }
  position_ = kWords;
}

void MersenneTwister::seed(const uint32_t* words, size_t count) {
  const uint32_t zero = 0;
  if (count == 0) {
    words = &zero;
    count = 1;
  }
  seed(uint32_t{19650218});
  size_t i = 1, j = 0;
  // Twice around the state, mixing each word with the one made before it.
  uint32_t last = state_[0];
  const auto mixed = [&](uint32_t factor) {
    return state_[i] ^ (last ^ last >> 30) * factor;
  };
  const auto advance = [&] {
    state_[i] = last;
    if (++i == kWords) i = 1;
  };
  for (size_t k = std::max(kWords, count); k != 0; --k) {
    last = mixed(1664525u) + words[j] + static_cast<uint32_t>(j);
    if (++j == count) j = 0;
    advance();
  }
  for (size_t k = kWords - 1; k != 0; --k) {
    last = mixed(1566083941u) - static_cast<uint32_t>(i);
    advance();
  }
  state_[0] = 0x80000000u;
}

void MersenneTwister::refill() {
  for (size_t i = 0; i < kWords; ++i) {
    const size_t other =
        i + kMiddle < kWords ? i + kMiddle : i + kMiddle - kWords;
    const size_t next = i + 1 < kWords ? i + 1 : 0;
    state_[i] = state_[other] ^ twist(state_[i], state_[next]);
  }
  position_ = 0;
}

uint32_t MersenneTwister::next() {
  if (position_ >= kWords) refill();
  uint32_t word = state_[position_++];
  word ^= word >> 11;
  word ^= word << 7 & 0x9d2c5680u;
  word ^= word << 15 & 0xefc60000u;
  return word ^ word >> 18;
}

double MersenneTwister::next_double() {
  const uint64_t high = next() >> 5, low = next() >> 6;
  return static_cast<double>(high << 26 | low) * (1.0 / 9007199254740992.0);
}

void MersenneTwister::fill_bits(uint32_t* words, uint64_t bits) {
  for (; bits >= 32; bits -= 32) *words++ = next();
  if (bits != 0) *words = next() >> (32 - bits);
}

void MersenneTwister::save(uint32_t state[kWords + 1]) const {
  memcpy(state, state_, sizeof state_);
  state[kWords] = position_;
}

bool MersenneTwister::restore(const uint32_t state[kWords + 1]) {
  if (state[kWords] > kWords) return false;
  memcpy(state_, state, sizeof state_);
  position_ = state[kWords];
  return true;
}

}  // namespace mt::python
