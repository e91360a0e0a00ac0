// test_float_text.cc - floats to text and back, against what CPython 3.11 says.

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <string>

#include "python/float_text.h"

using namespace mt::python;

namespace {

std::string laid_out(double value, char style, int precision,
                     unsigned flags = 0) {
  std::string out;
  append_float(out, value, style, precision, flags);
  return out;
}

}  // namespace

Test(float_text, repr_is_the_shortest_that_reads_back) {
  static const struct {
    double value;
    const char* text;
  } kRows[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1.0, "1.0"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1e15, "1000000000000000.0"},
      {1e16, "1e+16"},
      {1e23, "1e+23"},
      {123456789012345680.0, "1.2345678901234568e+17"},
      {0.0001, "0.0001"},
      {0.00001, "1e-05"},
      {-2.5e-7, "-2.5e-07"},
      {5e-324, "5e-324"},
      {2.2250738585072014e-308, "2.2250738585072014e-308"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {0x1p-44, "5.684341886080802e-14"},
      {9007199254740993.0, "9007199254740992.0"},
      {2e-44, "2e-44"},
      {1.0 / 3.0, "0.3333333333333333"},
      {2.0 / 3.0, "0.6666666666666666"},
      {4.35, "4.35"},
      {299792458.0, "299792458.0"},
  };
  for (const auto& row : kRows) {
    cr_assert_eq(float_repr(row.value), row.text, "%s", row.text);
  }
  cr_assert_eq(float_repr(INFINITY), "inf");
  cr_assert_eq(float_repr(-INFINITY), "-inf");
  cr_assert_eq(float_repr(NAN), "nan");
  cr_assert_eq(float_repr(-NAN), "nan");
}

Test(float_text, repr_of_any_bits_reads_back) {
  uint64_t state = 7;
  for (int round = 0; round < 20000; ++round) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    uint64_t bits = state ^ state >> 29;
    // Every third a power of two, where the interval is lopsided.
    if (round % 3 == 0) bits &= uint64_t{0xfff} << 52;
    double value, back;
    memcpy(&value, &bits, sizeof value);
    if (!is_finite(value)) continue;
    const std::string text = float_repr(value);
    cr_assert(parse_float(text, &back));
    cr_assert_eq(memcmp(&value, &back, sizeof value), 0, "%s", text.c_str());
  }
}

Test(float_text, styles_of_printf) {
  static const struct {
    double value;
    char style;
    int precision;
    unsigned flags;
    const char* text;
  } kRows[] = {
      {3.14159, 'f', 2, 0, "3.14"},
      {2.5, 'f', 0, 0, "2"},
      {2.5, 'f', 0, kFloatAlternate, "2."},
      {0.5, 'f', 0, 0, "0"},
      {1e22, 'f', 1, 0, "10000000000000000000000.0"},
      {12345.678, 'e', 3, 0, "1.235e+04"},
      {12345.678, 'E', 0, 0, "1E+04"},
      {0.0, 'e', 2, 0, "0.00e+00"},
      {1e-300, 'e', 1, 0, "1.0e-300"},
      {100000.0, 'g', 6, 0, "100000"},
      {1000000.0, 'g', 6, 0, "1e+06"},
      {0.0001, 'g', 6, 0, "0.0001"},
      {0.00001, 'G', 6, 0, "1E-05"},
      {1.5, 'g', 6, kFloatAlternate, "1.50000"},
      {99.99, 'g', 2, 0, "1e+02"},
      {12.0, 'g', 2, kFloatAddDotZero, "1.2e+01"},
      {1.0, 'g', 2, kFloatAddDotZero, "1.0"},
      {0.0, 'g', 0, 0, "0"},
      {1.0, 'r', 0, 0, "1"},
      {-7.25, 'f', 1, 0, "7.2"},
  };
  for (const auto& row : kRows) {
    cr_assert_eq(laid_out(row.value, row.style, row.precision, row.flags),
                 row.text, "%s", row.text);
  }
  cr_assert_eq(laid_out(INFINITY, 'F', 3), "INF");
  cr_assert_eq(laid_out(NAN, 'e', 3), "nan");
}

Test(float_text, precision_beyond_the_digits_gives_zeros) {
  const std::string fixed = laid_out(0.5, 'f', 3000);
  cr_assert_eq(fixed, "0.5" + std::string(2999, '0'));
  const std::string scientific = laid_out(0.5, 'e', 3000);
  cr_assert_eq(scientific, "5." + std::string(3000, '0') + "e-01");
  cr_assert_eq(laid_out(5e-324, 'f', 1074).size(), 1076u);
  cr_assert_eq(laid_out(5e-324, 'f', 1074).back(), '5');
}

Test(float_text, reads_what_float_accepts) {
  static const struct {
    const char* text;
    const char* repr;  // null: refused
  } kRows[] = {
      {" 1.5\n", "1.5"},     {"1_000.2_5", "1000.25"}, {".5", "0.5"},
      {"5.", "5.0"},         {"-1e-3", "-0.001"},      {"1E+0_5", "100000.0"},
      {"1e400", "inf"},      {"-1e-400", "-0.0"},      {"+Inf", "inf"},
      {"-INFINITY", "-inf"}, {"nAn", "nan"},           {"", nullptr},
      {".", nullptr},        {"1_", nullptr},          {"_1", nullptr},
      {"1__0", nullptr},     {"1_.5", nullptr},        {"1._5", nullptr},
      {"1.5_", nullptr},     {"1e", nullptr},          {"1e_5", nullptr},
      {"1 2", nullptr},      {"0x10", nullptr},        {"infin", nullptr},
      {"1,5", nullptr},      {"--1", nullptr},         {"e5", nullptr},
      {"1.5e5.5", nullptr},  {"nan(1)", nullptr},
  };
  for (const auto& row : kRows) {
    double value;
    const bool fine = parse_float(row.text, &value);
    cr_assert_eq(fine, row.repr != nullptr, "'%s'", row.text);
    if (fine) cr_assert_eq(float_repr(value), row.repr, "'%s'", row.text);
  }
  double value;
  cr_assert_not(parse_float(std::string_view("1\0", 2), &value));
}

Test(float_text, hexadecimal_there_and_back) {
  static const struct {
    double value;
    const char* text;
  } kRows[] = {{1.0, "0x1.0000000000000p+0"},
               {-0.1, "-0x1.999999999999ap-4"},
               {0.0, "0x0.0p+0"},
               {5e-324, "0x0.0000000000001p-1022"},
               {1.7976931348623157e308, "0x1.fffffffffffffp+1023"},
               {-INFINITY, "-inf"}};
  for (const auto& row : kRows) {
    cr_assert_eq(float_hex(row.value), row.text);
    double back;
    cr_assert(parse_float_hex(row.text, &back) == FloatHexSyntax::kFine);
    cr_assert_eq(back, row.value);
  }
}

Test(float_text, hexadecimal_is_rounded_once) {
  static const struct {
    const char* text;
    double value;
  } kRows[] = {{"0x1.00000000000008p0", 1.0},
               {"0x1.000000000000080000000000001p0", 0x1.0000000000001p0},
               {"1.8", 1.5},
               {" 0X.8P+1 ", 1.0},
               {"0x1p-1075", 0.0},
               {"0x1.8p-1075", 5e-324},
               {"0x10000000000000000000p-76", 1.0},
               {"0x0p99999999999999999999", 0.0},
               {"0x1p-99999999999999999999", 0.0}};
  for (const auto& row : kRows) {
    double value;
    cr_assert(parse_float_hex(row.text, &value) == FloatHexSyntax::kFine, "%s",
              row.text);
    cr_assert_eq(value, row.value, "%s", row.text);
  }
  double value;
  for (const char* text : {"", "0x", "0x.p1", "1p", "1p+", "x1", "1.2.3"}) {
    cr_assert(parse_float_hex(text, &value) == FloatHexSyntax::kInvalid, "%s",
              text);
  }
  for (const char* text : {"0x1p1024", "0x1.fffffffffffff8p1023"}) {
    cr_assert(parse_float_hex(text, &value) == FloatHexSyntax::kTooLarge);
  }
}

Test(float_text, rounding_takes_the_even_neighbour_of_the_exact_value) {
  static const struct {
    double value;
    int64_t digits;
    const char* text;
  } kRows[] = {{2.675, 2, "2.67"},        {0.5, 0, "0.0"},
               {1.5, 0, "2.0"},           {-0.5, 0, "-0.0"},
               {25.0, -1, "20.0"},        {35.0, -1, "40.0"},
               {25.0001, -1, "30.0"},     {-5.0, -1, "-0.0"},
               {5.5, -1, "10.0"},         {1e300, -299, "1e+300"},
               {123.456, 400, "123.456"}, {123.456, -400, "0.0"}};
  for (const auto& row : kRows) {
    double rounded;
    cr_assert(round_float(row.value, row.digits, &rounded));
    cr_assert_eq(float_repr(rounded), row.text, "%s", row.text);
  }
  double rounded;
  cr_assert_not(round_float(1.7976931348623157e308, -308, &rounded));
}
