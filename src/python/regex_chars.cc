// regex_chars.cc - sets of characters.
//
// Which characters are in a class such as \w, which are each other's cases, and
// what of it is put into the bitmap.

#include "python/regex_chars.h"

#include <stddef.h>
#include <string.h>

#include <algorithm>

#include "python/unicode_tables.h"

namespace mt::python {

namespace {

// Characters that equal each other and are not all found by changing the case
// of any one of them: those with a second capital or a second small letter.
constexpr uint16_t kOddCases[][4] = {
    {0x49, 0x69, 0x130, 0x131},     {0x4b, 0x6b, 0x212a, 0},
    {0x53, 0x73, 0x17f, 0},         {0xb5, 0x39c, 0x3bc, 0},
    {0xc5, 0xe5, 0x212b, 0},        {0xdf, 0x1e9e, 0, 0},
    {0x345, 0x399, 0x3b9, 0x1fbe},  {0x390, 0x1fd3, 0, 0},
    {0x392, 0x3b2, 0x3d0, 0},       {0x395, 0x3b5, 0x3f5, 0},
    {0x398, 0x3b8, 0x3d1, 0x3f4},   {0x39a, 0x3ba, 0x3f0, 0},
    {0x3a0, 0x3c0, 0x3d6, 0},       {0x3a1, 0x3c1, 0x3f1, 0},
    {0x3a3, 0x3c2, 0x3c3, 0},       {0x3a6, 0x3c6, 0x3d5, 0},
    {0x3a9, 0x3c9, 0x2126, 0},      {0x3b0, 0x1fe3, 0, 0},
    {0x412, 0x432, 0x1c80, 0},      {0x414, 0x434, 0x1c81, 0},
    {0x41e, 0x43e, 0x1c82, 0},      {0x421, 0x441, 0x1c83, 0},
    {0x422, 0x442, 0x1c84, 0x1c85}, {0x42a, 0x44a, 0x1c86, 0},
    {0x462, 0x463, 0x1c87, 0},      {0x1c88, 0xa64a, 0xa64b, 0},
    {0x1e60, 0x1e61, 0x1e9b, 0},    {0xfb05, 0xfb06, 0, 0},
};

// Ranges up to this long are written out in every case at once.
constexpr uint32_t kLongRange = 512;

char ascii(uint32_t c) { return static_cast<char>(c); }

bool in_classes(uint32_t c, uint8_t classes, bool is_ascii) {
  const bool known = !is_ascii || c < 128;
  if ((classes & (kClassDigit | kClassNotDigit)) != 0) {
    const bool is = known && is_decimal(c);
    if ((classes & (is ? kClassDigit : kClassNotDigit)) != 0) return true;
  }
  if ((classes & (kClassSpace | kClassNotSpace)) != 0) {
    const bool is = is_ascii ? known && mt::is_space(ascii(c)) : is_space(c);
    if ((classes & (is ? kClassSpace : kClassNotSpace)) != 0) return true;
  }
  if ((classes & (kClassWord | kClassNotWord)) != 0) {
    const bool is = is_word_char(c, is_ascii);
    if ((classes & (is ? kClassWord : kClassNotWord)) != 0) return true;
  }
  return false;
}

}  // namespace

bool is_word_char(uint32_t c, bool is_ascii) {
  if (c < 128) return mt::is_alnum(ascii(c)) || c == '_';
  return !is_ascii && is_alnum(c);
}

uint32_t simple_lower(uint32_t c, bool is_ascii) {
  if (c < 128) return static_cast<uint8_t>(mt::to_lower(ascii(c)));
  return is_ascii ? c : lower_case(c).chars[0];
}

uint32_t case_variants(uint32_t c, CharCase char_case, uint32_t out[4]) {
  uint32_t count = 0;
  const auto add = [&](uint32_t variant) {
    if (std::find(out, out + count, variant) == out + count)
      out[count++] = variant;
  };
  add(c);
  if (char_case == CharCase::kAscii && c < 128) {
    add(static_cast<uint8_t>(mt::to_lower(ascii(c))));
    add(static_cast<uint8_t>(mt::to_upper(ascii(c))));
  }
  if (char_case != CharCase::kUnicode) return count;
  for (const auto& row : kOddCases) {
    if (std::find(std::begin(row), std::end(row), c) == std::end(row)) continue;
    for (const uint16_t variant : row) {
      if (variant != 0) add(variant);
    }
    return count;
  }
  add(lower_case(c).chars[0]);
  const CaseMapping upper = upper_case(c), title = title_case(c);
  if (upper.count == 1) add(upper.chars[0]);
  if (title.count == 1) add(title.chars[0]);
  return count;
}

void CharSet::add(uint32_t first, uint32_t last, CharCase as) {
  ranges.push_back({first, last});
  if (as == CharCase::kExact) return;
  if (last - first >= kLongRange) {
    char_case = as;
    return;
  }
  for (uint32_t c = first; c <= last; ++c) {
    uint32_t variants[4];
    const uint32_t count = case_variants(c, as, variants);
    for (uint32_t i = 1; i < count; ++i)
      ranges.push_back({variants[i], variants[i]});
  }
}

// Whether what was written down names the character, negation aside.
bool CharSet::names(uint32_t c) const {
  uint32_t variants[4] = {c};
  const uint32_t count = char_case == CharCase::kExact
                             ? 1
                             : case_variants(c, char_case, variants);
  for (uint32_t i = 0; i < count; ++i) {
    const auto after = std::upper_bound(
        ranges.begin(), ranges.end(), variants[i],
        [](uint32_t v, const CharRange& range) { return v < range.first; });
    if (after != ranges.begin() && variants[i] <= after[-1].last) return true;
  }
  return classes != 0 && in_classes(c, classes, is_ascii);
}

bool CharSet::has_slow(uint32_t c) const { return names(c) != is_negated; }

void CharSet::finish() {
  std::sort(ranges.begin(), ranges.end(),
            [](const CharRange& a, const CharRange& b) {
              return a.first < b.first;
            });
  size_t used = 0;
  for (const CharRange& range : ranges) {
    if (used != 0 && (range.first <= ranges[used - 1].last ||
                      range.first == ranges[used - 1].last + 1)) {
      ranges[used - 1].last = std::max(ranges[used - 1].last, range.last);
    } else {
      ranges[used++] = range;
    }
  }
  ranges.resize(used);
  for (uint32_t c = 0; c < 256; ++c) {
    if (has_slow(c)) bits[c >> 5] |= uint32_t{1} << (c & 31);
  }
}

bool CharSet::may_reach(uint32_t limit) const {
  if (is_negated || char_case == CharCase::kUnicode) return true;
  constexpr uint8_t kOpposites =
      kClassNotDigit | kClassNotSpace | kClassNotWord;
  if ((classes & kOpposites) != 0 || (classes != 0 && !is_ascii)) return true;
  return std::any_of(ranges.begin(), ranges.end(),
                     [=](const CharRange& r) { return r.last >= limit; });
}

bool CharSet::operator==(const CharSet& other) const {
  return memcmp(bits, other.bits, sizeof bits) == 0 &&
         classes == other.classes && is_ascii == other.is_ascii &&
         is_negated == other.is_negated && char_case == other.char_case &&
         ranges == other.ranges;
}

}  // namespace mt::python
