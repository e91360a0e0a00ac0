// text_case.cc - texts in another case.

#include "python/text_case.h"

#include <stddef.h>
#include <stdint.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/unicode_tables.h"

namespace mt::python {

namespace {

constexpr uint32_t kCapitalSigma = 0x3a3;
constexpr uint32_t kSmallSigma = 0x3c3;
constexpr uint32_t kFinalSigma = 0x3c2;

// Walks a text whose every character was put there by us.
class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text) {}
  bool next(uint32_t* code_point) {
    if (end_ == text_.size()) return false;
    start_ = end_;
    const uint8_t first = byte_at(text_, end_);
    if (first < 0x80) {
      *code_point = first;
      ++end_;
      return true;
    }
    // Of what was put there by us: the bytes that follow say nothing new.
    uint32_t c = first;
    const unsigned following = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    for (unsigned i = 0; i < following; ++i)
      c = c << 6 | (byte_at(text_, ++end_) & 0x3fu);
    *code_point = c & (following == 1 ? 0x7ffu : following == 2 ? 0xffffu
                                                                : 0x1fffffu);
    ++end_;
    return true;
  }
  size_t start() const { return start_; }  // of the character last read
  size_t end() const { return end_; }

 private:
  std::string_view text_;
  size_t start_ = 0, end_ = 0;
};

void append(std::string& out, const CaseMapping& mapping) {
  for (uint32_t i = 0; i < mapping.count; ++i) {
    append_utf8(out, mapping.chars[i], Surrogates::kAllow);
  }
}

// The same of ASCII is known without a table.
template <CaseMapping (*mapping)(uint32_t), char (*ascii)(char), Case wanted>
void append_mapped(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out.push_back(ascii(static_cast<char>(c)));
    return;
  }
  const uint32_t single = single_case(wanted, c);
  if (single != kSeveral) {
    append_utf8(out, single, Surrogates::kAllow);
  } else {
    append(out, mapping(c));
  }
}
constexpr auto append_upper = append_mapped<upper_case, to_upper, Case::kUpper>;
constexpr auto append_title = append_mapped<title_case, to_upper, Case::kTitle>;
constexpr auto append_small =
    append_mapped<lower_case, to_lower, Case::kLower>;
constexpr auto append_folded =
    append_mapped<case_fold, to_lower, Case::kFolded>;

// The first character at or behind `at` that does not let case pass through.
bool cased_follows(std::string_view text, size_t at) {
  TextReader in(text.substr(at));
  uint32_t c;
  while (in.next(&c)) {
    if (!is_case_ignorable(c)) return is_cased(c);
  }
  return false;
}

bool cased_precedes(std::string_view text, size_t at) {
  while (at != 0) {
    size_t start = at - 1;
    while (start != 0 && (byte_at(text, start) & 0xc0) == 0x80) --start;
    TextReader in(text.substr(start, at - start));
    uint32_t c = 0;
    in.next(&c);
    if (!is_case_ignorable(c)) return is_cased(c);
    at = start;
  }
  return false;
}

// Unicode 14, section 3.13, Final_Sigma.
void append_lower(std::string& out, uint32_t c, std::string_view text,
                  size_t start, size_t end) {
  if (c != kCapitalSigma) {
    append_small(out, c);
    return;
  }
  const bool is_final =
      cased_precedes(text, start) && !cased_follows(text, end);
  append_utf8(out, is_final ? kFinalSigma : kSmallSigma);
}

}  // namespace

std::string upper_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  for (uint32_t c; in.next(&c);) append_upper(out, c);
  return out;
}

std::string lower_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  for (uint32_t c; in.next(&c);) {
    append_lower(out, c, utf8, in.start(), in.end());
  }
  return out;
}

std::string title_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  bool within_word = false;
  for (uint32_t c; in.next(&c);) {
    if (within_word) {
      append_lower(out, c, utf8, in.start(), in.end());
    } else {
      append_title(out, c);
    }
    within_word = is_cased(c);
  }
  return out;
}

std::string capitalized_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  uint32_t c;
  if (in.next(&c)) append_title(out, c);
  while (in.next(&c)) append_lower(out, c, utf8, in.start(), in.end());
  return out;
}

std::string swapped_case_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  for (uint32_t c; in.next(&c);) {
    if (is_upper(c)) {
      append_lower(out, c, utf8, in.start(), in.end());
    } else if (is_lower(c)) {
      append_upper(out, c);
    } else {
      append_utf8(out, c, Surrogates::kAllow);
    }
  }
  return out;
}

std::string folded_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  for (uint32_t c; in.next(&c);) append_folded(out, c);
  return out;
}

bool is_title_text(std::string_view utf8) {
  TextReader in(utf8);
  bool any = false, within_word = false;
  for (uint32_t c; in.next(&c);) {
    if (is_upper(c) || is_title(c)) {
      if (within_word) return false;
      within_word = any = true;
    } else if (is_lower(c)) {
      if (!within_word) return false;
      any = true;
    } else {
      within_word = false;
    }
  }
  return any;
}

bool is_upper_text(std::string_view utf8) {
  TextReader in(utf8);
  bool any = false;
  for (uint32_t c; in.next(&c);) {
    if (is_lower(c) || is_title(c)) return false;
    any = any || is_upper(c);
  }
  return any;
}

bool is_lower_text(std::string_view utf8) {
  TextReader in(utf8);
  bool any = false;
  for (uint32_t c; in.next(&c);) {
    if (is_upper(c) || is_title(c)) return false;
    any = any || is_lower(c);
  }
  return any;
}

bool is_identifier_text(std::string_view utf8) {
  TextReader in(utf8);
  uint32_t c;
  if (!in.next(&c) || !is_identifier_start(c)) return false;
  while (in.next(&c)) {
    if (!is_identifier_continue(c)) return false;
  }
  return true;
}

std::string ascii_number_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  TextReader in(utf8);
  for (uint32_t c; in.next(&c);) {
    const int digit = decimal_value(c);
    if (digit >= 0) {
      out.push_back(static_cast<char>('0' + digit));
    } else if (is_space(c)) {
      out.push_back(' ');
    } else {
      out.push_back(c < 128 ? static_cast<char>(c) : '?');
    }
  }
  return out;
}

}  // namespace mt::python
