// unicode_tables.cc - what kind of character a code point is.

#include "python/unicode_tables.h"

#include <stddef.h>

#include <algorithm>
#include <iterator>

namespace mt::python {

namespace {

// Every stride-th character from first to first + span moves by delta.
struct CaseRange {
  uint32_t first;
  uint16_t span;
  uint16_t stride;
  int32_t delta;
};

struct SpecialCase {
  uint16_t from;
  uint16_t to[3];  // ends at a zero
};

#include "python/unicode_data.inc"

constexpr uint32_t kAsciiEnd = 128;
constexpr uint32_t kSurrogateOrBeyond = 0x110000;

// Seven bits at a time, low first.
uint32_t next_number(const uint8_t** at) {
  uint32_t number = 0;
  unsigned shift = 0;
  for (;; shift += 7) {
    const uint8_t byte = *(*at)++;
    number |= static_cast<uint32_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return number;
  }
}

// Texts use few characters, again and again: what was asked of them last is
// remembered in a row of places, one for each question (0: flags, else a Case)
// and code point whose lowest bits are the same.
struct Memo {
  uint32_t key, answer;
};
Memo g_memos[512];

Memo& memo_of(uint32_t question, uint32_t code_point, uint32_t* key) {
  *key = (question + 1) << 21 | code_point;
  return g_memos[(code_point ^ question << 6) % std::size(g_memos)];
}

// The flags of the run that holds the code point.
uint16_t find_flags(uint32_t code_point) {
  const uint32_t* const step =
      std::upper_bound(std::begin(kStepStarts), std::end(kStepStarts),
                       code_point) -
      1;
  uint32_t at = *step;
  const uint8_t* run = kRuns + kStepOffsets[step - kStepStarts];
  for (;;) {
    const uint16_t flags = kFlagSets[*run++];
    const uint32_t length = next_number(&run);
    if (code_point - at < length) return flags;
    at += length;
  }
}

uint16_t flags_of(uint32_t code_point) {
  if (code_point >= kSurrogateOrBeyond) return 0;
  uint32_t key;
  Memo& memo = memo_of(0, code_point, &key);
  if (memo.key != key) memo = {key, find_flags(code_point)};
  return static_cast<uint16_t>(memo.answer);
}

bool has(uint32_t code_point, unsigned flags) {
  return (flags_of(code_point) & flags) != 0;
}

char ascii(uint32_t code_point) { return static_cast<char>(code_point); }

constexpr CaseMapping single(uint32_t code_point) {
  return {{code_point, 0, 0}, 1};
}

// Finds the mapping in one table; false when the character has none there.
bool find_mapping(uint32_t code_point, const CaseRange* ranges,
                  size_t range_count, const SpecialCase* specials,
                  size_t special_count, CaseMapping* out) {
  const CaseRange* const range = std::upper_bound(
      ranges, ranges + range_count, code_point,
      [](uint32_t c, const CaseRange& r) { return c < r.first; });
  if (range != ranges) {
    const uint32_t offset = code_point - range[-1].first;
    if (offset <= range[-1].span && offset % range[-1].stride == 0) {
      *out = single(code_point + static_cast<uint32_t>(range[-1].delta));
      return true;
    }
  }
  const SpecialCase* const special = std::lower_bound(
      specials, specials + special_count, code_point,
      [](const SpecialCase& s, uint32_t c) { return s.from < c; });
  if (special == specials + special_count || special->from != code_point) {
    return false;
  }
  *out = {{special->to[0], special->to[1], special->to[2]},
          special->to[2] != 0 ? 3u : 2u};
  return true;
}

template <size_t kRangeCount, size_t kSpecialCount>
bool find_mapping(uint32_t code_point, const CaseRange (&ranges)[kRangeCount],
                  const SpecialCase (&specials)[kSpecialCount],
                  CaseMapping* out) {
  return find_mapping(code_point, ranges, kRangeCount, specials, kSpecialCount,
                      out);
}

}  // namespace

bool is_alpha(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_alpha(ascii(code_point));
  return has(code_point, kAlpha);
}

bool is_decimal(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_digit(ascii(code_point));
  return has(code_point, kDecimal);
}

bool is_digit(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_digit(ascii(code_point));
  return has(code_point, kDigit);
}

bool is_numeric(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_digit(ascii(code_point));
  return has(code_point, kNumeric);
}

bool is_alnum(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_alnum(ascii(code_point));
  return has(code_point, kAlpha | kDecimal | kDigit | kNumeric);
}

bool is_space(uint32_t code_point) {
  if (code_point < kAsciiEnd) {
    return mt::is_space(ascii(code_point)) ||
           (code_point >= 0x1c && code_point <= 0x1f);
  }
  return has(code_point, kSpace);
}

bool is_upper(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_upper(ascii(code_point));
  return has(code_point, kUpper);
}

bool is_lower(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_lower(ascii(code_point));
  return has(code_point, kLower);
}

bool is_title(uint32_t code_point) {
  return code_point >= kAsciiEnd && has(code_point, kTitle);
}

bool is_cased(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_alpha(ascii(code_point));
  return has(code_point, kUpper | kLower | kTitle);
}

bool is_case_ignorable(uint32_t code_point) {
  return has(code_point, kCaseIgnorable);
}

bool is_printable(uint32_t code_point) {
  if (code_point < kAsciiEnd) return mt::is_print(ascii(code_point));
  return has(code_point, kPrintable);
}

bool is_identifier_start(uint32_t code_point) {
  if (code_point < kAsciiEnd) {
    return mt::is_alpha(ascii(code_point)) || code_point == '_';
  }
  return has(code_point, kIdStart);
}

bool is_identifier_continue(uint32_t code_point) {
  if (code_point < kAsciiEnd) {
    return mt::is_alnum(ascii(code_point)) || code_point == '_';
  }
  return has(code_point, kIdContinue);
}

namespace {

// Whether NFC makes one character of the two.
bool composes(uint32_t first, uint32_t second) {
  constexpr uint32_t kSyllables = 0xac00, kSyllablesEnd = 0xd7a4, kTails = 28;
  if (second >= 0x1161 && second <= 0x1175)
    return first >= 0x1100 && first <= 0x1112;
  if (second >= 0x11a8 && second <= 0x11c2)
    return first >= kSyllables && first < kSyllablesEnd &&
           (first - kSyllables) % kTails == 0;
  const uint8_t* at = kPairs;
  uint32_t key = 0;
  while (at < std::end(kPairs) && key < second) {
    key += next_number(&at);
    uint32_t candidate = 0;
    for (uint32_t count = next_number(&at); count > 0; --count) {
      candidate += next_number(&at);
      if (key == second && candidate == first) return true;
    }
  }
  return false;
}

}  // namespace

bool is_normal(uint32_t code_point, uint32_t previous, uint32_t base) {
  constexpr uint32_t kFirstMark = 0x300;
  if (has(code_point, kNotNormal)) return false;
  return code_point < kFirstMark ||
         (!composes(previous, code_point) && !composes(base, code_point));
}

bool is_wide(uint32_t code_point) {
  return code_point >= kAsciiEnd && has(code_point, kWide);
}

int decimal_value(uint32_t code_point) {
  if (code_point < kAsciiEnd) {
    return mt::is_digit(ascii(code_point)) ? static_cast<int>(code_point - '0')
                                           : -1;
  }
  const uint32_t* const zero =
      std::upper_bound(std::begin(kZeros), std::end(kZeros), code_point) - 1;
  return code_point - *zero < 10 ? static_cast<int>(code_point - *zero) : -1;
}

CaseMapping upper_case(uint32_t code_point) {
  if (code_point < kAsciiEnd) {
    return single(static_cast<uint8_t>(mt::to_upper(ascii(code_point))));
  }
  CaseMapping out = single(code_point);
  find_mapping(code_point, kUpperRanges, kUpperSpecials, &out);
  return out;
}

CaseMapping lower_case(uint32_t code_point) {
  if (code_point < kAsciiEnd) {
    return single(static_cast<uint8_t>(mt::to_lower(ascii(code_point))));
  }
  CaseMapping out = single(code_point);
  find_mapping(code_point, kLowerRanges, kLowerSpecials, &out);
  return out;
}

CaseMapping title_case(uint32_t code_point) {
  CaseMapping out;
  if (code_point >= kAsciiEnd &&
      find_mapping(code_point, kTitleRanges, kTitleSpecials, &out)) {
    return out;
  }
  return upper_case(code_point);
}

CaseMapping case_fold(uint32_t code_point) {
  CaseMapping out;
  if (code_point >= kAsciiEnd &&
      find_mapping(code_point, kFoldRanges, kFoldSpecials, &out)) {
    return out;
  }
  return lower_case(code_point);
}

uint32_t single_case(Case wanted, uint32_t code_point) {
  uint32_t key;
  Memo& memo = memo_of(static_cast<uint32_t>(wanted), code_point, &key);
  if (memo.key == key) return memo.answer;
  const CaseMapping mapping = wanted == Case::kUpper   ? upper_case(code_point)
                              : wanted == Case::kLower ? lower_case(code_point)
                              : wanted == Case::kTitle ? title_case(code_point)
                                                       : case_fold(code_point);
  memo = {key, mapping.count == 1 ? mapping.chars[0] : kSeveral};
  return memo.answer;
}

}  // namespace mt::python
