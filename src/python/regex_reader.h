// regex_reader.h - a pattern, or a replacement, read token by token.
//
// A token is one character, or a backslash with the character behind it. Both
// grammars share their escapes, names and numbers; errors carry the position of
// a character, counted as CPython counts.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python/regex.h"

namespace mt::python {

struct RegexToken {
  uint32_t c = kEnd;        // the character
  bool is_escaped = false;  // a backslash came before it
  static constexpr uint32_t kEnd = UINT32_MAX;

  bool is_end() const { return c == kEnd; }
  bool is(char plain) const {
    return !is_escaped && c == static_cast<uint8_t>(plain);
  }
};

class RegexReader {
 public:
  RegexReader(std::string_view text, bool is_text, RegexError* error,
              std::vector<RegexWarning>* warnings);

  const RegexToken& next() const { return next_; }
  RegexToken get();
  bool match(char plain);
  // The position of the next token, in characters.
  size_t tell() const { return at_ - width(next_); }
  void seek(size_t position);

  // Up to `most` characters that are digits to this base; appended to *digits.
  void digits(int base, size_t most, std::string* digits);
  // What stands before `terminator`, which is passed over. False: raised.
  bool until(char terminator, const char* name, std::string* out);
  // Names and numbers of groups, read with their terminator just now; `offset`
  // is what stood between the name and here. False: raised.
  bool check_name(const std::string& name, size_t offset);
  bool group_number(const std::string& name, uint32_t* number);

  // Always false. `back`: how far behind the next token the trouble began.
  bool fail(const std::string& message, size_t back = 0);
  bool fail_at(const std::string& message, int64_t position);
  bool failed() const { return error_->fault != RegexFault::kNone; }
  void warn(bool is_deprecation, const std::string& message);
  bool is_text() const { return is_text_; }

 private:
  static size_t width(const RegexToken& token) {
    return token.is_end() ? 0 : token.is_escaped ? 2 : 1;
  }
  void advance();

  std::vector<uint32_t> text_;
  bool is_text_;
  size_t at_ = 0;  // behind the next token
  RegexToken next_;
  RegexError* error_;
  std::vector<RegexWarning>* warnings_;
};

// As it is shown in messages.
std::string token_text(const RegexToken& token);
// How many characters (not bytes) a name has.
size_t name_length(const std::string& name);
std::string quoted_name(const std::string& name);
// \a \b \f \n \r \t \v \\, as characters; false for others.
bool simple_escape(uint32_t c, uint32_t* out);
inline bool is_octal_digit(const RegexToken& t) {
  return !t.is_escaped && t.c >= '0' && t.c <= '7';
}
inline bool is_decimal_digit(const RegexToken& t) {
  return !t.is_escaped && t.c >= '0' && t.c <= '9';
}
inline bool is_ascii_letter(uint32_t c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

}  // namespace mt::python
