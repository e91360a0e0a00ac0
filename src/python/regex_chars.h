// regex_chars.h - sets of characters, as regular expressions write them.
//
// A CharSet answers for the first 256 characters from a bitmap, in which
// everything is decided already: classes, case, negation. The others look
// through ranges and classes.

#pragma once

#include <stdint.h>

#include <vector>

namespace mt::python {

// \d \s \w and their opposites, as bits.
enum CharClass : uint8_t {
  kClassDigit = 1, kClassNotDigit = 2, kClassSpace = 4, kClassNotSpace = 8,
  kClassWord = 16, kClassNotWord = 32,
};

// How case is told: not at all, as ASCII, as Unicode.
enum class CharCase : uint8_t { kExact, kAscii, kUnicode };

struct CharRange {
  uint32_t first, last;
  bool operator==(const CharRange& o) const {
    return first == o.first && last == o.last;
  }
};

struct CharSet {
  uint32_t bits[8] = {};  // final once finish() has run
  std::vector<CharRange> ranges;
  uint8_t classes = 0;
  bool is_ascii = false;  // classes know ASCII alone
  bool is_negated = false;
  CharCase char_case = CharCase::kExact;  // of long ranges, asked when looking

  // With every character that equals one of them in this case.
  void add(uint32_t first, uint32_t last, CharCase as = CharCase::kExact);
  // Call when everything is in; makes the bitmap.
  void finish();
  bool has(uint32_t c) const {
    return c < 256 ? (bits[c >> 5] >> (c & 31) & 1) != 0 : has_slow(c);
  }
  bool has_slow(uint32_t c) const;
  // Whether a character at or above `limit` may be in it; errs towards true.
  bool may_reach(uint32_t limit) const;
  bool operator==(const CharSet& other) const;

 private:
  bool names(uint32_t c) const;
};

bool is_word_char(uint32_t c, bool is_ascii);

// The characters that equal `c` when case does not matter, itself included: 1
// to 4 of them.
uint32_t case_variants(uint32_t c, CharCase char_case, uint32_t out[4]);
// One character for one, as sre compares what a group has matched.
uint32_t simple_lower(uint32_t c, bool is_ascii);

}  // namespace mt::python
