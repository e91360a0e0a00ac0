// format_quick.cc - everyday formats, laid out in a buffer of fixed size.

#include "python/format_quick.h"

#include <string.h>

#include "python/container.h"
#include "python/str.h"

namespace mt::python {

namespace {

constexpr uint32_t kMaxWidth = 999;
constexpr int kMaxPrecision = 3;
constexpr uint64_t kPowers[kMaxPrecision + 1] = {1, 10, 100, 1000};

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

// Width and precision, which both kinds of format write alike.
bool read_sizes(std::string_view text, size_t* at, QuickFormat* format) {
  if (!read_number(text, at, kMaxWidth, &format->width)) return false;
  if (*at == text.size() || text[*at] != '.') return true;
  ++*at;
  uint32_t precision = 0;
  if (*at == text.size() || !is_digit(text[*at]) ||
      !read_number(text, at, kMaxPrecision, &precision))
    return false;
  format->precision = static_cast<int>(precision);
  return true;
}

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

// Writes digits in front of `end`; gives back where they begin.
char* put_digits(char* end, uint64_t number, unsigned base) {
  do {
    *--end = "0123456789abcdef"[number % base];
    number /= base;
  } while (number != 0);
  return end;
}

// value * 10^places, rounded half to even. Both the product and what is shifted
// out of it are exact: 53 bits and 10 fit a word. False: too large, or no number.
bool scale(double value, int places, uint64_t* scaled) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  uint64_t digits = bits & ((UINT64_C(1) << 52) - 1);
  if (exponent >= 1075) return false;  // whole numbers from 2^52 on
  if (exponent != 0) digits |= UINT64_C(1) << 52;
  const int shift = 1075 - (exponent != 0 ? exponent : 1);
  digits *= kPowers[places];
  if (shift >= 64) {
    *scaled = 0;
    return true;
  }
  const uint64_t half = UINT64_C(1) << (shift - 1);
  const uint64_t rest = digits & (half * 2 - 1);
  *scaled = digits >> shift;
  *scaled += rest > half || (rest == half && (*scaled & 1) != 0);
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
  if (at < text.size() && text[at] == '0') {
    if (format->align != 0) return false;
    format->fill = '0';
    format->align = '=';
    ++at;
  }
  if (!read_sizes(text, &at, format)) return false;
  if (at < text.size()) format->type = text[at++];
  return at == text.size();
}

bool read_quick_percent(std::string_view text, size_t* at,
                        QuickFormat* format) {
  size_t next = *at;
  format->align = '>';
  if (next < text.size() && text[next] == '-') {
    format->align = '<';
    ++next;
  } else if (next < text.size() && text[next] == '0') {
    format->fill = '0';
    format->align = '=';
    ++next;
  }
  if (!read_sizes(text, &next, format) || next == text.size()) return false;
  format->type = text[next++];
  *at = next;
  return true;
}

bool append_quick(std::string& out, Value value, const QuickFormat& format) {
  char buffer[32];
  char* const end = buffer + sizeof buffer;
  std::string_view body;
  size_t length;
  bool is_negative = false;
  char align = format.align != 0 ? format.align : '>';
  if (value.is_int()) {
    const bool is_hex = format.type == 'x';
    if (format.precision >= 0 ||
        (format.type != 0 && format.type != 'd' && !is_hex))
      return false;
    const int64_t number = value.as_int();
    is_negative = number < 0;
    const char* const first = put_digits(
        end, static_cast<uint64_t>(is_negative ? -number : number),
        is_hex ? 16 : 10);
    body = std::string_view(first, static_cast<size_t>(end - first));
    length = body.size();
  } else if (value.is_float()) {
    uint64_t scaled;
    if (format.type != 'f' || format.precision < 0 ||
        !scale(value.as_float(), format.precision, &scaled))
      return false;
    is_negative = __builtin_signbit(value.as_float()) != 0;
    char* first = end;
    for (int i = 0; i < format.precision; ++i) {
      *--first = static_cast<char>('0' + scaled % 10);
      scaled /= 10;
    }
    if (format.precision != 0) *--first = '.';
    first = put_digits(first, scaled, 10);
    body = std::string_view(first, static_cast<size_t>(end - first));
    length = body.size();
  } else if (is_exact_str(value)) {
    if (format.precision >= 0 || align == '=' ||
        (format.type != 0 && format.type != 's'))
      return false;
    if (format.align == 0) align = '<';
    body = value.as<Str>()->view();
    length = value.as<Str>()->char_count;
  } else {
    return false;
  }
  length += is_negative;
  const size_t room = format.width > length ? format.width - length : 0;
  const size_t before = align == '>' ? room : align == '^' ? room / 2 : 0;
  out.append(before, format.fill);
  if (is_negative) out.push_back('-');
  if (align == '=') out.append(room, format.fill);
  out.append(body);
  if (align == '<' || align == '^') out.append(room - before, format.fill);
  return true;
}

}  // namespace mt::python
