// float_text.cc - floats from and to decimal text.
//
// The hexadecimal spelling is in float_hex.cc.

#include "python/float_text.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "base/ascii.h"
#include "python/bigint.h"

namespace mt::python {

namespace {

// No double has more digits behind the point than 1074, nor more before it than
// 309: beyond that printf would only write zeros, and so can we.
constexpr int kMaxPrintedDigits = 1100;
constexpr size_t kPrintBuffer = 1600;

// 0.d1d2d3... * 10^point
struct Decimal {
  char digits[kMaxPrintedDigits + 8];
  int count = 0;
  int point = 0;
};

void set_digits(Decimal& decimal, const ShortestDecimal& from) {
  decimal.count = static_cast<int>(decimal_width(from.digits));
  put_decimal(decimal.digits + decimal.count, from.digits);
  decimal.point = from.exponent + decimal.count;
}

void set_shortest(Decimal& decimal, double value) {
  if (value == 0) {
    decimal.digits[0] = '0';
    decimal.count = decimal.point = 1;
    return;
  }
  set_digits(decimal, shortest_decimal(value));
}

// `count` significant digits, rounded; fewer where the rest would be zeros.
void set_rounded(Decimal& decimal, double value, int count) {
  constexpr int kMaxQuickDigits = 17;
  ShortestDecimal quick;
  if (value != 0 && count <= kMaxQuickDigits &&
      rounded_decimal(value, count, &quick)) {
    set_digits(decimal, quick);
    return;
  }
  char text[kPrintBuffer];
  count = std::min(count, kMaxPrintedDigits);
  snprintf(text, sizeof text, "%.*e", count - 1, value);
  const char* at = text;
  for (; *at != 'e'; ++at) {
    if (is_digit(*at)) decimal.digits[decimal.count++] = *at;
  }
  decimal.point = value == 0 ? 1 : atoi(at + 1) + 1;
}

void append_exponent(std::string& out, int exponent, char letter) {
  out.push_back(letter);
  out.push_back(exponent < 0 ? '-' : '+');
  if (exponent < 0) exponent = -exponent;
  if (exponent >= 100) out.push_back(static_cast<char>('0' + exponent / 100));
  out.push_back(static_cast<char>('0' + exponent / 10 % 10));
  out.push_back(static_cast<char>('0' + exponent % 10));
}

// Appends the digits with `wanted` of them in all, zeros where there are none.
void append_padded(std::string& out, const char* digits, int count,
                   int wanted) {
  const int there = std::min(count, wanted);
  if (there > 0) out.append(digits, static_cast<size_t>(there));
  if (wanted > there) {
    out.append(static_cast<size_t>(wanted - std::max(there, 0)), '0');
  }
}

// d.ddde+xx with `wanted` digits in all.
void append_scientific(std::string& out, const Decimal& decimal, int wanted,
                       char letter, unsigned flags) {
  out.push_back(decimal.digits[0]);
  if (wanted > 1 || (flags & kFloatAlternate) != 0) out.push_back('.');
  append_padded(out, decimal.digits + 1, decimal.count - 1, wanted - 1);
  append_exponent(out, decimal.point - 1, letter);
}

// ddd.ddd with `wanted` significant digits, counted from the first one.
void append_positional(std::string& out, const Decimal& decimal, int wanted,
                       unsigned flags) {
  const int point = decimal.point;
  if (point > 0) {
    append_padded(out, decimal.digits, decimal.count, point);
  } else {
    out.push_back('0');
  }
  const int behind = wanted - point;
  if (behind > 0) {
    out.push_back('.');
    if (point < 0) out.append(static_cast<size_t>(-point), '0');
    const int used = std::max(point, 0);
    append_padded(out, decimal.digits + used, decimal.count - used,
                  wanted - used);
  } else if ((flags & kFloatAddDotZero) != 0) {
    out.append(".0");
  } else if ((flags & kFloatAlternate) != 0) {
    out.push_back('.');
  }
}

void append_general(std::string& out, double value, int precision, char letter,
                    unsigned flags) {
  Decimal decimal;
  precision = std::max(precision, 1);
  set_rounded(decimal, value, precision);
  int wanted = precision;
  if ((flags & kFloatAlternate) == 0) {
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') {
      --decimal.count;
    }
    wanted = decimal.count;
  }
  // With ".0" to add, one digit of the precision is spoken for.
  const int widest = precision - ((flags & kFloatAddDotZero) != 0 ? 1 : 0);
  if (decimal.point > -4 && decimal.point <= widest) {
    append_positional(out, decimal, wanted, flags);
  } else {
    append_scientific(out, decimal, wanted, letter, flags);
  }
}

void append_fixed(std::string& out, double value, int precision,
                  unsigned flags) {
  char text[kPrintBuffer];
  const int printed = std::min(precision, kMaxPrintedDigits);
  const int length = snprintf(text, sizeof text, "%.*f", printed, value);
  out.append(text, static_cast<size_t>(length));
  if (precision == 0 && (flags & kFloatAlternate) != 0) out.push_back('.');
  out.append(static_cast<size_t>(precision - printed), '0');
}

void append_shortest(std::string& out, double value, char letter,
                     unsigned flags) {
  Decimal decimal;
  set_shortest(decimal, value);
  if (decimal.point > -4 && decimal.point <= 16) {
    append_positional(out, decimal, decimal.count, flags);
  } else {
    append_scientific(out, decimal, decimal.count, letter, flags);
  }
}

// digits with single underscores between them; moves `at` behind, copies the
// digits. False when there is none, or an underscore elsewhere.
bool take_digits(std::string_view text, size_t* at, std::string* out) {
  const size_t start = *at;
  for (; *at < text.size(); ++*at) {
    const char c = text[*at];
    if (c == '_') {
      const bool between = *at > start && is_digit(text[*at - 1]) &&
                           *at + 1 < text.size() && is_digit(text[*at + 1]);
      if (!between) return false;
    } else if (is_digit(c)) {
      out->push_back(c);
    } else {
      break;
    }
  }
  return *at > start;
}

bool at_underscore(std::string_view text, size_t at) {
  return at < text.size() && text[at] == '_';
}

// What most texts of numbers are: few decimal digits, with a point among them
// or an exponent behind. What is multiplied or divided is exact, so the result
// is rounded once and right. False: something else.
bool read_few_digits(std::string_view text, double* out) {
  constexpr uint64_t kExact = uint64_t{1} << 53;
  constexpr int kExactPower = 22;  // of ten
  if (FLT_EVAL_METHOD != 0) return false;
  size_t at = 0;
  const bool is_negative = !text.empty() && text[0] == '-';
  if (is_negative) ++at;
  uint64_t number = 0;
  int power = 0;
  bool has_point = false, has_digit = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !has_point) {
      has_point = true;
      continue;
    }
    if (!is_digit(c)) break;
    number = number * 10 + static_cast<unsigned>(c - '0');
    if (number > kExact) return false;
    power -= has_point;
    has_digit = true;
  }
  if (!has_digit) return false;
  if (at != text.size()) {
    if (to_lower(text[at++]) != 'e') return false;
    const bool is_small = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (text.size() - at - 1 > 1) return false;  // one digit, or two
    int exponent = 0;
    for (; at < text.size(); ++at) {
      if (!is_digit(text[at])) return false;
      exponent = exponent * 10 + (text[at] - '0');
    }
    power += is_small ? -exponent : exponent;
  }
  if (power < -kExactPower || power > kExactPower) return false;
  double scale = 1;
  for (int i = power < 0 ? -power : power; i != 0; --i) scale *= 10;
  double value = static_cast<double>(number);
  value = power < 0 ? value / scale : value * scale;
  *out = is_negative ? -value : value;
  return true;
}

}  // namespace

bool is_finite(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (bits >> 52 & 0x7ff) != 0x7ff;
}

bool is_negative(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits >> 63 != 0;
}

void append_float(std::string& out, double value, char style, int precision,
                  unsigned flags) {
  const bool capitals = is_upper(style);
  if (!is_finite(value)) {
    const bool is_nan = value != value;
    out.append(capitals ? (is_nan ? "NAN" : "INF") : (is_nan ? "nan" : "inf"));
    return;
  }
  if (is_negative(value)) value = -value;
  precision = std::min(precision, kMaxFloatPrecision);
  const char letter = capitals ? 'E' : 'e';
  switch (to_lower(style)) {
    case 'e': {
      Decimal decimal;
      set_rounded(decimal, value, precision + 1);
      append_scientific(out, decimal, precision + 1, letter, flags);
      break;
    }
    case 'f':
      append_fixed(out, value, precision, flags);
      break;
    case 'g':
      append_general(out, value, precision, letter, flags);
      break;
    default:
      append_shortest(out, value, letter, flags);
      break;
  }
}

void append_float_repr(std::string& out, double value) {
  if (is_negative(value) && value == value) out.push_back('-');
  append_float(out, value, 'r', 0, kFloatAddDotZero);
}

std::string float_repr(double value) {
  std::string out;
  append_float_repr(out, value);
  return out;
}

bool parse_float(std::string_view text, double* out) {
  text = mt::trimmed(text);
  if (read_few_digits(text, out)) return true;
  std::string plain;
  size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) ++at;

  const std::string_view word = text.substr(at);
  if (equal_ignoring_case(word, "inf") ||
      equal_ignoring_case(word, "infinity")) {
    *out = negative ? -__builtin_inf() : __builtin_inf();
    return true;
  }
  if (equal_ignoring_case(word, "nan")) {
    *out = __builtin_nan("");
    return true;
  }
  plain.reserve(text.size() + 1);
  if (negative) plain.push_back('-');
  const bool whole = take_digits(text, &at, &plain);
  if (at_underscore(text, at)) return false;
  if (at < text.size() && text[at] == '.') {
    plain.push_back('.');
    ++at;
    const bool fraction = take_digits(text, &at, &plain);
    if (at_underscore(text, at) || (!whole && !fraction)) return false;
  } else if (!whole) {
    return false;
  }
  if (at < text.size() && to_lower(text[at]) == 'e') {
    plain.push_back('e');
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
      plain.push_back(text[at++]);
    }
    if (!take_digits(text, &at, &plain)) return false;
  }
  if (at != text.size()) return false;
  *out = strtod(plain.c_str(), nullptr);
  return true;
}

bool round_float(double value, int64_t digits, double* out) {
  // More digits than any double has behind the point change nothing; fewer than
  // it has before the point leave nothing.
  *out = value;
  if (digits > 323 || value == 0) return true;
  const bool negative = is_negative(value);
  if (digits < -308) {
    *out = negative ? -0.0 : 0.0;
    return true;
  }
  if (digits >= 0) {
    // Both ten to this power and the number of its fractions are exact.
    double unit = 1;
    for (int64_t i = 0; i < digits && i < 23; ++i) unit *= 10;
    const double scaled = value * unit;
    if (digits < 23 && scaled > -0x1p50 && scaled < 0x1p50) {
      double whole = nearbyint(scaled);
      if (fabs(scaled - whole) == 0.5) {
        // What the product lost decides.
        const double lost = fma(value, unit, -scaled);
        if (lost != 0) whole = lost > 0 ? ceil(scaled) : floor(scaled);
      }
      *out = whole / unit;
      return true;
    }
    char text[kPrintBuffer];
    snprintf(text, sizeof text, "%.*f", static_cast<int>(digits), value);
    *out = strtod(text, nullptr);
    return is_finite(*out);
  }
  Integer whole = integer_from_double(value);
  whole.negative = false;
  const bool has_fraction =
      compare_with_double(whole, negative ? -value : value) != 0;
  const Integer unit = power(integer_from(10), static_cast<uint64_t>(-digits));
  Integer quotient, rest;
  floor_divide(whole, unit, &quotient, &rest);
  int side = compare(shift_left(rest, 1), unit);
  if (side == 0 && has_fraction) side = 1;
  const bool is_odd = !quotient.is_zero() && (quotient.limbs[0] & 1) != 0;
  if (side > 0 || (side == 0 && is_odd)) {
    quotient = add(quotient, integer_from(1));
  }
  if (!to_double(multiply(quotient, unit), out)) return false;
  if (negative) *out = -*out;
  return true;
}

}  // namespace mt::python
