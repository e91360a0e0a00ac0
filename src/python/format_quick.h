// format_quick.h - the formats that nearly every program means, without asking
// format_spec.h or printf_format.h.
//
// A str, a small integer or a float; padded with one ASCII character; no more
// than nine digits behind the point. What is written is what those two write,
// and whatever is not understood here is theirs.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>

#include "python/value.h"

namespace mt::python {

struct QuickFormat {
  char fill = ' ';
  char align = 0;  // '<' '>' '^' '=', or 0: as the value has it
  char sign = 0;   // '+' ' ', or 0
  char grouping = 0;  // ',' '_', or 0
  bool alternate = false;
  char type = 0;  // of those that format_spec.h has, or 0
  uint32_t width = 0;
  int precision = -1;
};

// Reads what stands behind the colon of an f-string. False: not everyday.
bool read_quick_format(std::string_view text, QuickFormat* format);
// What '*' in place of a width or a precision takes.
struct QuickStars {
  const Value* next;
  size_t left;
};
// Reads what stands behind a percent sign up to the type, and moves *at behind
// it; false, and *at as it was: not everyday. Without `stars` none is.
bool read_quick_percent(std::string_view text, size_t* at, QuickFormat* format,
                        QuickStars* stars = nullptr);

// A formatted value before it is written:
//
//   fill..   head   fill..   body   fill..        head: -  +0x
//   before          between         after
class QuickText {
 public:
  // False: not everyday. A str's bytes are borrowed until write().
  bool lay_out(Value value, const QuickFormat& format);
  size_t bytes() const {
    return before_ + head_size_ + between_ + body_.size() + after_;
  }
  size_t chars() const { return bytes() - body_.size() + body_chars_; }
  void write(char* out) const;  // bytes()
  void append_to(std::string& out) const;

 private:
  void add_sign(bool is_negative, const QuickFormat& format) {
    const char sign = is_negative ? '-' : format.sign;
    if (sign != 0) head_[head_size_++] = sign;
  }
  bool lay_out_int(int64_t number, const QuickFormat& format);
  bool lay_out_float(double number, const QuickFormat& format);
  bool lay_out_digits(double number, const QuickFormat& format);

  char head_[3];
  uint8_t head_size_ = 0;
  char fill_;
  size_t before_ = 0, between_ = 0, after_ = 0;
  std::string_view body_;
  size_t body_chars_;
  char buffer_[64];
};

}  // namespace mt::python
