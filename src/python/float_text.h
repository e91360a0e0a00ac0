// float_text.h - floats from and to text, as Python prints and reads them.
//
// The shortest digits that read back as the same double come from Schubfach
// (Raffaello Giulietti, "The Schubfach way to render doubles", 2020); digits to
// a given precision come from printf and values from strtod, which are exact in
// every libc we run on. Infinities and NaN are spelled here, never by printf.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>

namespace mt::python {

// value = digits * 10^exponent, without trailing zeros, the shortest that reads
// back as `value`, and the nearest to it of those.
struct ShortestDecimal {
  uint64_t digits;
  int exponent;
};
// Precondition: finite and greater than zero.
ShortestDecimal shortest_decimal(double value);
// The same with `count` digits, 1 to 17, zeros at the end among them, rounded
// half to even. False where that takes more than 128 bits to tell.
bool rounded_decimal(double value, int count, ShortestDecimal* out);

// What repr() prints: 1.0, 0.1, 1e+16, 1e-05, inf, nan.
void append_float_repr(std::string& out, double value);
std::string float_repr(double value);

// How append_float() lays out digits.
constexpr unsigned kFloatAddDotZero = 1;  // 1.0 for 1 without an exponent
constexpr unsigned kFloatAlternate = 2;   // '#': keep the dot, zeros of 'g' too

// Appends |value| (the sign is the caller's) in one of printf's styles
//   e E f F g G   with `precision` digits, as printf has them
//   r             as repr does; precision is not looked at
// Capital letters make capitals of inf, nan and the exponent. Precision is at
// most kMaxFloatPrecision.
void append_float(std::string& out, double value, char style, int precision,
                  unsigned flags);
constexpr int kMaxFloatPrecision = 1 << 28;

bool is_finite(double value);
bool is_negative(double value);  // the sign bit, of zeros and NaN as well

// Reads what float(text) accepts: ASCII blanks around, underscores between
// digits, inf, infinity and nan in any case. False when it is something else.
bool parse_float(std::string_view text, double* out);

// float.hex(): '-0x1.8000000000000p+1'.
std::string float_hex(double value);
enum class FloatHexSyntax : uint8_t { kFine, kInvalid, kTooLarge };
// float.fromhex().
FloatHexSyntax parse_float_hex(std::string_view text, double* out);

// round(value, digits): half to even on the exact value. False when the result
// would be infinite. Precondition: finite.
bool round_float(double value, int64_t digits, double* out);

}  // namespace mt::python
