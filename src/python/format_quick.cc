// format_quick.cc - everyday formats, laid out in a buffer of fixed size.

#include "python/format_quick.h"

#include <string.h>

#include "python/container.h"
#include "python/float_text.h"
#include "python/str.h"

namespace mt::python {

namespace {

constexpr uint32_t kMaxWidth = 999;
constexpr int kMaxPrecision = 9;
constexpr int kUsualPrecision = 6;
constexpr uint32_t kPowers[kMaxPrecision + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A width, or a precision; false when it is too large.
bool read_number(std::string_view text, size_t* at, uint32_t most,
                 uint32_t* number) {
  uint32_t read = 0;
  for (; *at < text.size() && is_digit(text[*at]); ++*at) {
    read = read * 10 + static_cast<uint32_t>(text[*at] - '0');
    if (read > most) return false;
  }
  *number = read;
  return true;
}

// A number of such size in place of a '*', if there is one: 1, 0 there is none,
// or -1 it is no such number.
int read_star(std::string_view text, size_t* at, QuickStars* stars,
              int64_t most, int64_t* number) {
  if (stars == nullptr || *at == text.size() || text[*at] != '*') return 0;
  if (stars->left == 0 || !stars->next->is_int()) return -1;
  ++*at;
  --stars->left;
  *number = (stars->next++)->as_int();
  return *number >= -most && *number <= most ? 1 : -1;
}

// Width and precision, which both kinds of format write alike; between them
// only one of them has grouping.
bool read_sizes(std::string_view text, size_t* at, QuickFormat* format,
                bool may_group, QuickStars* stars = nullptr) {
  int64_t given = 0;
  int is_star = read_star(text, at, stars, kMaxWidth, &given);
  if (is_star < 0) return false;
  if (given < 0) {
    format->fill = ' ';
    format->align = '<';
  }
  format->width = static_cast<uint32_t>(given < 0 ? -given : given);
  if (is_star == 0 && !read_number(text, at, kMaxWidth, &format->width))
    return false;
  if (may_group && *at < text.size() &&
      (text[*at] == ',' || text[*at] == '_'))
    format->grouping = text[(*at)++];
  if (*at == text.size() || text[*at] != '.') return true;
  ++*at;
  is_star = read_star(text, at, stars, kMaxPrecision, &given);
  if (is_star != 0) {
    format->precision = static_cast<int>(given);
    return is_star > 0 && given >= 0;
  }
  uint32_t precision = 0;
  if (*at == text.size() || !is_digit(text[*at]) ||
      !read_number(text, at, kMaxPrecision, &precision))
    return false;
  format->precision = static_cast<int>(precision);
  return true;
}

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

// Writes a number in front of `end`, with a separator before each group; gives
// back where it begins. `bits` of each digit: 0 for decimal ones.
char* put_digits(char* end, uint64_t number, unsigned bits, bool is_capital,
                 char separator) {
  const char* const digits =
      is_capital ? "0123456789ABCDEF" : "0123456789abcdef";
  const int group = bits != 0 ? 4 : 3;
  int left = group;
  do {
    if (separator != 0 && left-- == 0) {
      *--end = separator;
      left = group - 1;
    }
    if (bits == 0) {
      *--end = static_cast<char>('0' + number % 10);
      number /= 10;
    } else {
      *--end = digits[number & ((1u << bits) - 1)];
      number >>= bits;
    }
  } while (number != 0);
  return end;
}

// |value| as a whole number and `places` digits behind the point, rounded half
// to even. The fraction is kept in full, in 128 bits, while it is multiplied.
// False: too large, or no number.
bool split(double value, int places, uint64_t* whole, uint32_t* part) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  uint64_t digits = bits & ((UINT64_C(1) << 52) - 1);
  if (exponent >= 1075) return false;  // whole numbers from 2^52 on
  if (exponent != 0) digits |= UINT64_C(1) << 52;
  const int shift = 1075 - (exponent != 0 ? exponent : 1);  // at least 1
  *whole = *part = 0;
  if (shift >= 128) return true;  // nothing to be seen in nine digits
  uint64_t high = 0, low = 0;
  if (shift < 64) {
    *whole = digits >> shift;
    high = digits << (64 - shift);
  } else if (shift == 64) {
    high = digits;
  } else {
    high = digits >> (shift - 64);
    low = digits << (128 - shift);
  }
  uint32_t limbs[4] = {
      static_cast<uint32_t>(low), static_cast<uint32_t>(low >> 32),
      static_cast<uint32_t>(high), static_cast<uint32_t>(high >> 32)};
  uint64_t carry = 0;
  for (uint32_t& limb : limbs) {
    carry += uint64_t{limb} * kPowers[places];
    limb = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  constexpr uint32_t kHalf = UINT32_C(1) << 31;
  const bool is_odd = ((places != 0 ? carry : *whole) & 1) != 0;
  const bool is_above =
      ((limbs[3] & (kHalf - 1)) | limbs[2] | limbs[1] | limbs[0]) != 0;
  if (limbs[3] >= kHalf && (is_above || is_odd)) ++carry;
  if (places == 0 || carry == kPowers[places]) {
    *whole += carry != 0;
    carry = 0;
  }
  *part = static_cast<uint32_t>(carry);
  return true;
}

}  // namespace

bool read_quick_format(std::string_view text, QuickFormat* format) {
  size_t at = 0;
  if (text.size() > 1 && is_align(text[1])) {
    if (text[0] < ' ' || text[0] > '~') return false;
    format->fill = text[0];
    format->align = text[1];
    at = 2;
  } else if (!text.empty() && is_align(text[0])) {
    format->align = text[0];
    at = 1;
  }
  if (at < text.size() && (text[at] == '+' || text[at] == ' '))
    format->sign = text[at++];
  if (at < text.size() && text[at] == '#') {
    format->alternate = true;
    ++at;
  }
  if (at < text.size() && text[at] == '0') {
    if (format->align != 0) return false;
    format->fill = '0';
    format->align = '=';
    ++at;
  }
  if (!read_sizes(text, &at, format, true)) return false;
  if (at < text.size()) format->type = text[at++];
  return at == text.size() && (at == 0 || text[at - 1] != '\0');
}

bool read_quick_percent(std::string_view text, size_t* at,
                        QuickFormat* format, QuickStars* stars) {
  size_t next = *at;
  format->align = '>';
  for (bool is_flag = true; is_flag && next < text.size(); ++next) {
    const char flag = text[next];
    if (flag == '-') {
      format->fill = ' ';
      format->align = '<';
    } else if (flag == '0' && format->align != '<') {
      format->fill = '0';
      format->align = '=';
    } else if (flag == '+' || (flag == ' ' && format->sign == 0)) {
      format->sign = flag;
    } else if (flag == '#') {
      format->alternate = true;
    } else if (flag != '0' && flag != ' ') {
      is_flag = false;
      --next;
    }
  }
  if (!read_sizes(text, &next, format, false, stars) || next == text.size())
    return false;
  format->type = text[next++];
  // 'b' is of bytes alone, and no number.
  if (format->type == 'b' || format->type == '\0') return false;
  // What '#' is to octal depends on who speaks.
  if (format->type == 'o' && format->alternate) return false;
  if (format->type == 'i' || format->type == 'u') format->type = 'd';
  *at = next;
  return true;
}

bool QuickText::lay_out_int(int64_t number, const QuickFormat& format) {
  unsigned bits = 0;
  switch (format.type) {
    case 0: case 'd': break;
    case 'b': bits = 1; break;
    case 'o': bits = 3; break;
    case 'x': case 'X': bits = 4; break;
    case 'e': case 'E': case 'f': case 'g': case 'G': case '%':
      return lay_out_float(static_cast<double>(number), format);
    default: return false;
  }
  if (format.precision >= 0 || (bits != 0 && format.grouping == ','))
    return false;
  add_sign(number < 0, format);
  if (format.alternate && bits != 0) {
    head_[head_size_++] = '0';
    head_[head_size_++] = format.type;
  }
  char* const end = buffer_ + sizeof buffer_;
  const char* const first = put_digits(
      end, static_cast<uint64_t>(number < 0 ? -number : number), bits,
      format.type == 'X', format.grouping);
  body_ = std::string_view(first, static_cast<size_t>(end - first));
  return true;
}

// e, g, and as repr() has it: by their digits.
bool QuickText::lay_out_digits(double number, const QuickFormat& format) {
  if (format.grouping != 0 || !is_finite(number)) return false;
  char style = format.type;
  if (style == 0) style = format.precision < 0 ? 'r' : 'g';
  std::string text;
  append_float(text, number, style,
               format.precision < 0 ? kUsualPrecision : format.precision,
               format.type == 0 ? kFloatAddDotZero : 0);
  add_sign(is_negative(number), format);
  memcpy(buffer_, text.data(), text.size());
  body_ = std::string_view(buffer_, text.size());
  return true;
}

bool QuickText::lay_out_float(double number, const QuickFormat& format) {
  if (format.alternate) return false;
  switch (format.type) {
    case 0: case 'e': case 'E': case 'g': case 'G':
      return lay_out_digits(number, format);
    case 'f': case '%': break;
    default: return false;
  }
  const int places =
      format.precision < 0 ? kUsualPrecision : format.precision;
  uint64_t whole;
  uint32_t part;
  if (!split(format.type == '%' ? number * 100 : number, places, &whole, &part))
    return false;
  add_sign(__builtin_signbit(number) != 0, format);
  char* const end = buffer_ + sizeof buffer_;
  char* first = end;
  if (format.type == '%') *--first = '%';
  for (int i = 0; i < places; ++i, part /= 10)
    *--first = static_cast<char>('0' + part % 10);
  if (places != 0) *--first = '.';
  first = put_digits(first, whole, 0, false, format.grouping);
  body_ = std::string_view(first, static_cast<size_t>(end - first));
  return true;
}

bool QuickText::lay_out(Value value, const QuickFormat& format) {
  char align = format.align != 0 ? format.align : '>';
  if (value.is_int() || value.is_float()) {
    // Zeros in front are grouped with the number.
    if (format.grouping != 0 && align == '=') return false;
    if (!(value.is_int() ? lay_out_int(value.as_int(), format)
                         : lay_out_float(value.as_float(), format)))
      return false;
    body_chars_ = body_.size();
  } else if (is_exact_str(value)) {
    if (align == '=' || format.sign != 0 || format.alternate ||
        format.grouping != 0 || (format.type != 0 && format.type != 's'))
      return false;
    if (format.align == 0) align = '<';
    body_ = value.as<Str>()->view();
    body_chars_ = value.as<Str>()->char_count;
    const auto most = static_cast<size_t>(format.precision);
    if (format.precision >= 0 && most < body_chars_) {
      body_ = body_.substr(0, str_offset(value.as<Str>(), most));
      body_chars_ = most;
    }
  } else {
    return false;
  }
  fill_ = format.fill;
  const size_t length = head_size_ + body_chars_;
  const size_t room = format.width > length ? format.width - length : 0;
  before_ = align == '>' ? room : align == '^' ? room / 2 : 0;
  between_ = align == '=' ? room : 0;
  after_ = room - before_ - between_;
  return true;
}

void QuickText::write(char* out) const {
  const auto pad = [&](size_t count) {
    for (; count > 0; --count) *out++ = fill_;
  };
  pad(before_);
  for (size_t i = 0; i < head_size_; ++i) *out++ = head_[i];
  pad(between_);
  memcpy(out, body_.data(), body_.size());
  out += body_.size();
  pad(after_);
}

void QuickText::append_to(std::string& out) const {
  char text[64];
  if (bytes() <= sizeof text) {
    write(text);
    out.append(text, bytes());
    return;
  }
  out.append(before_, fill_);
  out.append(head_, head_size_);
  out.append(between_, fill_);
  out.append(body_);
  out.append(after_, fill_);
}

}  // namespace mt::python
