// mersenne_twister.h - MT19937, the generator behind Python's random module.
//
// The same seeds give the same numbers as in CPython: random.seed(n) seeds with
// the 32-bit words of abs(n), least significant first. After Matsumoto and
// Nishimura, "Mersenne Twister", 1998, with the initialisation of 2002. Not for
// secrets: 624 outputs tell the whole state.

#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mt::python {

class MersenneTwister {
 public:
  static constexpr size_t kWords = 624;

  MersenneTwister() { seed(uint32_t{5489}); }
  void seed(uint32_t word);
  // `count` words; none is as good as a single zero.
  void seed(const uint32_t* words, size_t count);

  uint32_t next();       // 32 bits
  double next_double();  // 53 bits, in [0, 1)
  // The low `bits` of the words written are random: what getrandbits(bits)
  // makes an integer of, in (bits + 31) / 32 words.
  void fill_bits(uint32_t* words, uint64_t bits);

  // The state as random.getstate() shows it: 624 words and a position.
  void save(uint32_t state[kWords + 1]) const;
  // False, and nothing changed, when the position is beyond the end.
  bool restore(const uint32_t state[kWords + 1]);

 private:
  void refill();

  uint32_t state_[kWords];
  uint32_t position_ = kWords;
};

}  // namespace mt::python
