// regex_reader.cc - patterns and replacements, token by token.
//
// A backslash and what follows it is one token. Of several troubles the first
// is told.

#include "python/regex_reader.h"

#include "base/ascii.h"
#include "base/status.h"
#include "base/utf8.h"
#include "python/str.h"
#include "python/text_case.h"

namespace mt::python {

namespace {

// Latin-1 with \xe9 for what is beyond ASCII: messages about bytes.
std::string in_ascii(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Utf8Step step = decode_utf8(text, Surrogates::kAllow);
    out += step.code_point < 128
               ? std::string(1, static_cast<char>(step.code_point))
               : format("\\x%02x", step.code_point);
    text.remove_prefix(step.length);
  }
  return out;
}

}  // namespace

RegexReader::RegexReader(std::string_view text, bool is_text,
                         RegexError* error,
                         std::vector<RegexWarning>* warnings)
    : is_text_(is_text), error_(error), warnings_(warnings) {
  text_.reserve(text.size());
  while (!text.empty()) {
    const Utf8Step step = decode_utf8(text, Surrogates::kAllow);
    const bool is_char = is_text && step.ok();
    text_.push_back(is_char ? step.code_point
                            : static_cast<uint8_t>(text[0]));
    text.remove_prefix(is_char ? step.length : 1);
  }
  advance();
}

void RegexReader::advance() {
  next_ = {};
  if (at_ == text_.size()) return;
  next_.c = text_[at_++];
  if (next_.c != '\\') return;
  if (at_ == text_.size()) {
    fail_at("bad escape (end of pattern)", static_cast<int64_t>(at_) - 1);
    next_ = {};
    return;
  }
  next_ = {text_[at_++], true};
}

RegexToken RegexReader::get() {
  const RegexToken token = next_;
  advance();
  return token;
}

bool RegexReader::match(char plain) {
  if (!next_.is(plain)) return false;
  advance();
  return true;
}

void RegexReader::seek(size_t position) {
  at_ = position;
  advance();
}

void RegexReader::digits(int base, size_t most, std::string* digits) {
  for (; most > 0 && !next_.is_escaped && next_.c < 128; --most) {
    const uint32_t c = next_.c;
    const uint32_t value = c >= '0' && c <= '9' ? c - '0'
                           : is_ascii_letter(c) ? (c | 0x20) - 'a' + 10
                                                : 99;
    if (value >= static_cast<uint32_t>(base)) return;
    digits->push_back(static_cast<char>(c));
    advance();
  }
}

bool RegexReader::until(char terminator, const char* name, std::string* out) {
  size_t length = 0;
  for (;;) {
    const RegexToken token = get();
    if (failed()) return false;
    if (token.is_end()) {
      if (length == 0) return fail(std::string("missing ") + name);
      return fail(std::string("missing ") + terminator + ", unterminated name",
                  length);
    }
    if (token.is(terminator)) {
      return length != 0 || fail(std::string("missing ") + name, 1);
    }
    *out += token_text(token);
    length += width(token);
  }
}

bool RegexReader::check_name(const std::string& name, size_t offset) {
  const size_t back = name_length(name) + offset;
  if (!is_identifier_text(name))
    return fail("bad character in group name " + quoted_name(name), back);
  if (!is_text_ && !is_all_ascii(name)) {
    warn(true, format("bad character in group name '%s' at position %zu",
                      in_ascii(name).c_str(), tell() - back));
  }
  return true;
}

bool RegexReader::group_number(const std::string& name, uint32_t* number) {
  // What int() reads: white space around, a sign, digits with '_' between.
  std::string text = ascii_number_text(name);
  const bool is_plain =
      text == name && text.find_first_not_of("0123456789") == text.npos;
  while (!text.empty() && mt::is_space(text.back())) text.pop_back();
  size_t at = 0;
  while (at < text.size() && mt::is_space(text[at])) ++at;
  bool is_negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-'))
    is_negative = text[at++] == '-';
  uint64_t value = 0;
  bool after_digit = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    after_digit = text[at] >= '0' && text[at] <= '9';
    if (!after_digit) break;
    if (value < UINT32_MAX) value = value * 10 + (text[at] - '0');
  }
  const size_t back = name_length(name) + 1;
  if (at < text.size() || !after_digit || (is_negative && value != 0)) {
    return fail("bad character in group name " + quoted_name(name), back);
  }
  constexpr uint32_t kMaxGroups = INT32_MAX / 2;
  if (value >= kMaxGroups) {
    std::string digits;
    for (const char c : ascii_number_text(name)) {
      if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
    }
    return fail("invalid group reference " + digits, back);
  }
  *number = static_cast<uint32_t>(value);
  if (!is_plain) {
    warn(true, format("bad character in group name %s at position %zu",
                      quoted_name(name).c_str(), tell() - back));
  }
  return true;
}

bool RegexReader::fail(const std::string& message, size_t back) {
  return fail_at(message, static_cast<int64_t>(tell()) -
                              static_cast<int64_t>(back));
}

// The first trouble is the one that is told.
bool RegexReader::fail_at(const std::string& message, int64_t position) {
  if (!failed()) {
    *error_ = {RegexFault::kPattern, is_text_ ? message : in_ascii(message),
               position};
  }
  return false;
}

void RegexReader::warn(bool is_deprecation, const std::string& message) {
  if (warnings_ != nullptr) warnings_->push_back({is_deprecation, message});
}

std::string token_text(const RegexToken& token) {
  std::string out;
  if (token.is_end()) return out;
  if (token.is_escaped) out += '\\';
  append_utf8(out, token.c, Surrogates::kAllow);
  return out;
}

size_t name_length(const std::string& name) { return count_code_points(name); }

std::string quoted_name(const std::string& name) {
  std::string out;
  str_repr_to(out, name);
  return out;
}

bool simple_escape(uint32_t c, uint32_t* out) {
  switch (c) {
    case 'a': *out = 7; return true;
    case 'b': *out = 8; return true;
    case 'f': *out = 12; return true;
    case 'n': *out = 10; return true;
    case 'r': *out = 13; return true;
    case 't': *out = 9; return true;
    case 'v': *out = 11; return true;
    case '\\': *out = '\\'; return true;
    default: return false;
  }
}

}  // namespace mt::python
