// test_format_spec.cc - the format mini-language, beside what CPython 3.11
// says.
//
// Expected texts that begin with '!' are messages of errors.

#include <criterion/criterion.h>
#include <math.h>

#include <string>

#include "python/bigint_text.h"
#include "python/format_spec.h"

using namespace mt::python;

namespace {

std::string outcome(mt::Result<std::string> result) {
  return result.ok() ? result.value() : "!" + result.error().message();
}

struct TextRow {
  const char *value, *spec, *expected;
};
struct FloatRow {
  double value;
  const char *spec, *expected;
};
struct ComplexRow {
  double real, imaginary;
  const char *spec, *expected;
};

}  // namespace

Test(format_spec, integers) {
  static const TextRow kRows[] = {
      {"5", "x<", "5"},
      {"5", "", "5"},
      {"5", "10", "         5"},
      {"-5", "010", "-000000005"},
      {"5", "=10Q", "!Unknown format code 'Q' for object of type 'int'"},
      {"5", ".3d", "!Precision not allowed in integer format specifier"},
      {"5", ",x", "!Cannot specify ',' with 'x'."},
      {"5", "_c", "!Cannot specify '_' with 'c'."},
      {"5", "+c", "!Sign not allowed with integer format specifier 'c'"},
      {"5", "#c",
       "!Alternate form (#) not allowed with integer format specifier 'c'"},
      {"5", ",_d", "!Cannot specify both ',' and '_'."},
      {"5", "_,d", "!Cannot specify both ',' and '_'."},
      {"5", ",,", "!Cannot specify ',' with ','."},
      {"5", "5.", "!Format specifier missing precision"},
      {"5", "z",
       "!Negative zero coercion (z) not allowed in integer format specifier"},
      {"5", "z.1f", "5.0"},
      {"5", "\303\251<5", "5\303\251\303\251\303\251\303\251"},
      {"5", "\303\251<5\316\251",
       "!Unknown format code '\\x3a9' for object of type 'int'"},
      {"1234567", "012,", "0,001,234,567"},
      {"1234567", "_x", "12_d687"},
      {"255", "#010_x", "0x000_00ff"},
      {"255", "#_b", "0b1111_1111"},
      {"255", "#X", "0XFF"},
      {"5", " ,+d",
       "!Invalid format specifier ' ,+d' for object of type 'int'"},
      {"5", "0<5", "50000"},
      {"5", "<05", "50000"},
      {"65", "05c", "0000A"},
      {"128512", "c", "\360\237\230\200"},
      {"-1", "c", "!%c arg not in range(0x110000)"},
      {"100000000000000000000", ",", "100,000,000,000,000,000,000"},
      {"7", "%", "700.000000%"},
      {"5", "^+8", "   +5   "},
      {"5", "99999999999999999999",
       "!Too many decimal digits in format string"},
      {"-255", "#o", "-0o377"},
  };
  for (const auto& row : kRows) {
    auto spec = parse_format_spec(row.spec, "int", FormatTarget::kInteger);
    const IntegerParse value = parse_integer(row.value, 10);
    const std::string text =
        spec.ok() ? outcome(format_integer(spec.value(), value.value))
                  : "!" + spec.error().message();
    cr_assert_eq(text, row.expected, "format(%s, '%s') gave %s", row.value,
                 row.spec, text.c_str());
  }
}

Test(format_spec, floats) {
  static const FloatRow kRows[] = {
      {1.5, "", "1.5"},
      {1.0, "", "1.0"},
      {1e+16, "", "1e+16"},
      {1.5, "d", "!Unknown format code 'd' for object of type 'float'"},
      {12.0, ".2", "1.2e+01"},
      {-1234567.0, "020,.2f", "-0,000,001,234,567.00"},
      {1234.5, "020,", "00,000,000,001,234.5"},
      {INFINITY, "010", "0000000inf"},
      {NAN, "+010,.2f", "+000000nan"},
      {-0.0, "z.1f", "0.0"},
      {-0.04, "z.1f", "0.0"},
      {-0.0, ".1f", "-0.0"},
      {0.256, ".1%", "25.6%"},
      {1.5, "0=10", "00000001.5"},
      {1.5, "*=+10.2f", "+*****1.50"},
      {10000000000.0, "g", "1e+10"},
      {10000000000.0, "G", "1E+10"},
      {10000000000.0, "n", "1e+10"},
      {3.0, "#.0f", "3."},
      {1.5, ",n", "!Cannot specify ',' with 'n'."},
      {1.5, ".2147483648f", "!precision too big"},
      {2.0, "E", "2.000000E+00"},
  };
  for (const auto& row : kRows) {
    auto spec = parse_format_spec(row.spec, "float", FormatTarget::kFloat);
    const std::string text =
        spec.ok() ? outcome(format_float(spec.value(), row.value))
                  : "!" + spec.error().message();
    cr_assert_eq(text, row.expected, "'%s' gave %s", row.spec, text.c_str());
  }
}

Test(format_spec, text) {
  static const TextRow kRows[] = {
      {"a", "", "a"},
      {"\303\251\346\227\245", "5", "\303\251\346\227\245   "},
      {"\303\251\346\227\245", "*>5", "***\303\251\346\227\245"},
      {"\303\251\346\227\245", "^6.1", "  \303\251   "},
      {"a", "05", "a0000"},
      {"a", "=5", "!'=' alignment not allowed in string format specifier"},
      {"a", "+", "!Sign not allowed in string format specifier"},
      {"a", " ", "!Space not allowed in string format specifier"},
      {"a", "#", "!Alternate form (#) not allowed in string format specifier"},
      {"a", "z",
       "!Negative zero coercion (z) not allowed in string format specifier"},
      {"a", ",", "!Cannot specify ',' with 's'."},
      {"a", "d", "!Unknown format code 'd' for object of type 'str'"},
      {"abcdef", ".3s", "abc"},
  };
  for (const auto& row : kRows) {
    auto spec = parse_format_spec(row.spec, "str", FormatTarget::kText);
    const std::string text = spec.ok()
                                 ? outcome(format_text(spec.value(), row.value))
                                 : "!" + spec.error().message();
    cr_assert_eq(text, row.expected, "'%s' gave %s", row.spec, text.c_str());
  }
}

Test(format_spec, complex_numbers) {
  static const ComplexRow kRows[] = {
      {1.0, 2.0, "", "(1+2j)"},
      {0.0, 2.0, "", "2j"},
      {-0.0, -2.0, "", "(-0-2j)"},
      {1.0, 2.0, ",.2f", "1.00+2.00j"},
      {1.0, 2.0, ">20", "              (1+2j)"},
      {1.0, 2.0, "+.1e", "+1.0e+00+2.0e+00j"},
      {1.0, 0.0, "g", "1+0j"},
      {0.0, 1.0, "05",
       "!Zero padding is not allowed in complex format specifier"},
      {0.0, 1.0, "=5",
       "!'=' alignment flag is not allowed in complex format specifier"},
      {0.0, 1.0, "x", "!Unknown format code 'x' for object of type 'complex'"},
  };
  for (const auto& row : kRows) {
    auto spec = parse_format_spec(row.spec, "complex", FormatTarget::kComplex);
    const std::string text =
        spec.ok()
            ? outcome(format_complex(spec.value(), row.real, row.imaginary))
            : "!" + spec.error().message();
    cr_assert_eq(text, row.expected, "'%s' gave %s", row.spec, text.c_str());
  }
}

Test(format_spec, errors_say_what_to_raise) {
  auto spec = parse_format_spec("c", "int", FormatTarget::kInteger);
  cr_assert(format_integer(spec.value(), SmallInteger(-1)).error().code() ==
            mt::Errc::kUnsupported);
  spec = parse_format_spec("f", "int", FormatTarget::kInteger);
  const Integer huge = power(integer_from(10), 400);
  cr_assert(format_integer(spec.value(), huge).error().code() ==
            mt::Errc::kUnsupported);
  spec = parse_format_spec("3000000000", "int", FormatTarget::kInteger);
  cr_assert(format_integer(spec.value(), SmallInteger(1)).error().code() ==
            mt::Errc::kTooLarge);
  cr_assert(format_text(spec.value(), "x").error().code() ==
            mt::Errc::kTooLarge);
}
