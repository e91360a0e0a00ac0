// float_hex.cc - float.hex() and float.fromhex().

#include <string.h>

#include "base/ascii.h"
#include "base/status.h"
#include "python/bigint.h"
#include "python/float_text.h"

namespace mt::python {

namespace {

// Exponents are added up in 64 bits; past this they decide the outcome alone.
constexpr int64_t kHugeExponent = int64_t{1} << 40;

// The digits of a hexadecimal number as one mantissa: the first sixteen that
// count, and whether anything follows them.
struct HexDigits {
  uint64_t mantissa = 0;
  int64_t exponent = 0;  // of two
  bool sticky = false;
  bool any = false;

  void take(char c, bool behind_point) {
    any = true;
    const uint64_t digit = static_cast<uint64_t>(digit_value(c));
    if (mantissa >> 60 == 0) {
      mantissa = mantissa << 4 | digit;
      if (behind_point) exponent -= 4;
    } else {
      sticky = sticky || digit != 0;
      if (!behind_point) exponent += 4;
    }
  }
};

// "p" has been seen. False when no digits follow.
bool take_exponent(std::string_view text, size_t* at, int64_t* exponent) {
  bool negative = false;
  if (*at < text.size() && (text[*at] == '+' || text[*at] == '-')) {
    negative = text[(*at)++] == '-';
  }
  const size_t start = *at;
  int64_t value = 0;
  for (; *at < text.size() && is_digit(text[*at]); ++*at) {
    if (value < kHugeExponent) value = value * 10 + (text[*at] - '0');
  }
  *exponent += negative ? -value : value;
  return *at > start;
}

}  // namespace

std::string float_hex(double value) {
  if (!is_finite(value)) return float_repr(value);
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int field = static_cast<int>(bits >> 52 & 0x7ff);
  const uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
  const char* const sign = is_negative(value) ? "-" : "";
  if (field == 0 && fraction == 0) return format("%s0x0.0p+0", sign);
  return format("%s0x%d.%013llxp%+d", sign, field == 0 ? 0 : 1,
                static_cast<unsigned long long>(fraction),
                (field == 0 ? 1 : field) - 1023);
}

FloatHexSyntax parse_float_hex(std::string_view text, double* out) {
  text = mt::trimmed(text);
  size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) ++at;
  const std::string_view word = text.substr(at);
  if (equal_ignoring_case(word, "inf") || equal_ignoring_case(word, "nan") ||
      equal_ignoring_case(word, "infinity")) {
    parse_float(text, out);
    return FloatHexSyntax::kFine;
  }
  if (word.size() > 1 && word[0] == '0' && to_lower(word[1]) == 'x') at += 2;

  HexDigits digits;
  while (at < text.size() && is_hex_digit(text[at])) {
    digits.take(text[at++], false);
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && is_hex_digit(text[at])) {
      digits.take(text[at++], true);
    }
  }
  if (!digits.any) return FloatHexSyntax::kInvalid;
  if (at < text.size() && to_lower(text[at]) == 'p') {
    ++at;
    if (!take_exponent(text, &at, &digits.exponent)) {
      return FloatHexSyntax::kInvalid;
    }
  }
  if (at != text.size()) return FloatHexSyntax::kInvalid;
  if (!compose_double(negative, digits.mantissa, digits.exponent, digits.sticky,
                      out)) {
    return FloatHexSyntax::kTooLarge;
  }
  return FloatHexSyntax::kFine;
}

}  // namespace mt::python
