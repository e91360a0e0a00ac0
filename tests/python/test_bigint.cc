// test_bigint.cc - integers of any size: known values and laws that must hold.

#include <criterion/criterion.h>
#include <stdint.h>

#include <string>

#include "python/bigint.h"
#include "python/bigint_text.h"

using namespace mt::python;

namespace {

Integer read(std::string_view text, unsigned base = 0) {
  IntegerParse parse = parse_integer(text, base);
  cr_assert(parse.syntax == IntegerSyntax::kFine, "cannot read %.*s",
            static_cast<int>(text.size()), text.data());
  return static_cast<Integer&&>(parse.value);
}

std::string hex(const Integer& a) { return integer_text(a, 16); }

// A generator of our own, so that every machine tests the same numbers.
class Numbers {
 public:
  uint32_t word() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>(state_ >> 32);
  }
  // Up to `max_limbs` limbs, often with runs of zeros and ones inside.
  Integer integer(size_t max_limbs) {
    Integer out;
    const size_t size = word() % (max_limbs + 1);
    out.limbs.resize(size);
    const uint32_t style = word() % 4;
    for (size_t i = 0; i < size; ++i) {
      const uint32_t limb = word();
      out.limbs[i] = style == 0   ? 0xffffffffu
                     : style == 1 ? (limb & 1 ? 0xffffffffu : 0)
                                  : limb;
    }
    out.negative = (word() & 1) != 0;
    out.trim();
    return out;
  }

 private:
  uint64_t state_ = 42;
};

}  // namespace

Test(bigint, reads_and_writes_decimal) {
  const char* const texts[] = {
      "0",
      "1",
      "-1",
      "4294967295",
      "4294967296",
      "18446744073709551615",
      "18446744073709551616",
      "-340282366920938463463374607431768211456",
      "1000000000000000000000000000000000000000000000000000000000000"};
  for (const char* text : texts) {
    cr_assert_eq(integer_text(read(text)), text);
  }
}

Test(bigint, reads_what_int_accepts) {
  static const struct {
    const char* text;
    unsigned base;
    const char* value;  // null: invalid
  } kRows[] = {
      {"  42\n", 10, "42"}, {"+1_000", 10, "1000"}, {"0x_ff", 0, "255"},
      {"0XfF", 16, "255"},  {"-0b101", 0, "-5"},    {"0o17", 8, "15"},
      {"zz", 36, "1295"},   {"00", 0, "0"},         {"0_0", 0, "0"},
      {"010", 10, "10"},    {"010", 0, nullptr},    {"", 10, nullptr},
      {"_1", 10, nullptr},  {"1__0", 10, nullptr},  {"1_", 10, nullptr},
      {"0x", 0, nullptr},   {"0b2", 0, nullptr},    {"0b1", 16, "177"},
      {"0x1", 10, nullptr}, {"- 1", 10, nullptr},   {"+-1", 10, nullptr},
      {"9", 9, nullptr},    {"1 2", 10, nullptr},   {"0_7", 0, nullptr},
  };
  for (const auto& row : kRows) {
    const IntegerParse parse = parse_integer(row.text, row.base);
    const bool fine = parse.syntax == IntegerSyntax::kFine;
    cr_assert_eq(fine, row.value != nullptr, "'%s' base %u", row.text,
                 row.base);
    if (fine) {
      cr_assert_eq(integer_text(parse.value), row.value, "'%s' base %u",
                   row.text, row.base);
    }
  }
}

Test(bigint, digit_limit_spares_powers_of_two) {
  const std::string digits(50, '1');
  cr_assert(parse_integer(digits, 10, 50).syntax == IntegerSyntax::kFine);
  const IntegerParse refused = parse_integer(digits, 10, 49);
  cr_assert(refused.syntax == IntegerSyntax::kTooManyDigits);
  cr_assert_eq(refused.digit_count, 50u);
  cr_assert(parse_integer(digits, 16, 49).syntax == IntegerSyntax::kFine);
}

Test(bigint, every_base_survives_a_round_trip) {
  Numbers numbers;
  for (unsigned base = 2; base <= 36; ++base) {
    for (size_t size : {1, 5, 30, 200}) {
      const Integer a = numbers.integer(size);
      const std::string text = integer_text(a, base);
      cr_assert_eq(compare(read(text, base), a), 0, "base %u", base);
      std::string digits;
      append_digits(digits, a, base);
      cr_assert(digits.size() <= digits_bound(bit_length(a), base));
    }
  }
}

Test(bigint, long_decimals_split_where_powers_meet) {
  for (unsigned digits : {215u, 216u, 217u, 431u, 432u, 433u, 2000u}) {
    const Integer ten_to = power(integer_from(10), digits);
    cr_assert_eq(integer_text(ten_to), "1" + std::string(digits, '0'));
    cr_assert_eq(integer_text(subtract(ten_to, integer_from(1))),
                 std::string(digits, '9'));
  }
}

Test(bigint, division_rounds_down) {
  static const struct {
    int64_t a, b, quotient, remainder;
  } kRows[] = {{7, 2, 3, 1}, {-7, 2, -4, 1}, {7, -2, -4, -1}, {-7, -2, 3, -1},
               {6, 3, 2, 0}, {-6, 3, -2, 0}, {0, -5, 0, 0},   {1, -5, -1, -4}};
  for (const auto& row : kRows) {
    Integer q, r;
    floor_divide(SmallInteger(row.a), SmallInteger(row.b), &q, &r);
    cr_assert_eq(compare(q, SmallInteger(row.quotient)), 0);
    cr_assert_eq(compare(r, SmallInteger(row.remainder)), 0);
  }
}

Test(bigint, quotient_times_divisor_plus_remainder_is_the_dividend) {
  Numbers numbers;
  for (int round = 0; round < 600; ++round) {
    const Integer a = numbers.integer(round % 3 == 0 ? 500 : 20);
    const Integer b = numbers.integer(round % 2 == 0 ? 190 : 10);
    if (b.is_zero()) continue;
    Integer q, r;
    floor_divide(a, b, &q, &r);
    cr_assert_eq(compare(add(multiply(q, b), r), a), 0, "round %d", round);
    cr_assert(r.is_zero() || r.negative == b.negative);
    cr_assert(compare({r.limbs.data(), r.limbs.size(), false},
                      {b.limbs.data(), b.limbs.size(), false}) < 0);
  }
}

Test(bigint, multiplying_long_agrees_with_multiplying_short) {
  Numbers numbers;
  for (int round = 0; round < 100; ++round) {
    const Integer a = numbers.integer(300), b = numbers.integer(300);
    // a * b once whole, once with b in pieces too short for Karatsuba.
    Integer sum;
    for (size_t i = 0; i < b.limbs.size(); i += 16) {
      const size_t size = b.limbs.size() - i < 16 ? b.limbs.size() - i : 16;
      const Integer part = multiply(a, {b.limbs.data() + i, size, b.negative});
      sum = add(sum, shift_left(part, i * 32));
    }
    cr_assert_eq(compare(multiply(a, b), sum), 0, "round %d", round);
    // (a + b)^2 - (a - b)^2 = 4ab, by way of squares.
    const Integer plus = add(a, b), minus = subtract(a, b);
    cr_assert_eq(
        compare(subtract(power(plus, 2), power(minus, 2)), shift_left(sum, 2)),
        0);
  }
}

Test(bigint, bits_are_those_of_twos_complement) {
  static const struct {
    const char *a, *b, *conjunction, *disjunction, *difference;
  } kRows[] = {
      {"0xff", "0xf0f", "f", "fff", "ff0"},
      {"-1", "0x123456789abcdef01", "123456789abcdef01", "-1",
       "-123456789abcdef02"},
      {"-0x100000000", "0xffffffff", "0", "-1", "-1"},
      {"-0x100000000", "-1", "-100000000", "-1", "ffffffff"},
      {"-6", "-4", "-8", "-2", "6"},
      {"0", "-0xffffffffffffffff", "0", "-ffffffffffffffff",
       "-ffffffffffffffff"},
  };
  for (const auto& row : kRows) {
    const Integer a = read(row.a), b = read(row.b);
    cr_assert_eq(hex(bit_and(a, b)), row.conjunction);
    cr_assert_eq(hex(bit_or(a, b)), row.disjunction);
    cr_assert_eq(hex(bit_xor(a, b)), row.difference);
  }
  cr_assert_eq(hex(invert(read("0xffffffff"))), "-100000000");
  cr_assert_eq(hex(invert(integer_from(-1))), "0");
}

Test(bigint, shifting_right_rounds_down) {
  static const struct {
    const char* a;
    uint64_t count;
    const char* result;
  } kRows[] = {{"-1", 1000, "-1"},
               {"1", 1000, "0"},
               {"-0x100000000", 32, "-1"},
               {"-0x100000001", 32, "-2"},
               {"-0x10000000000000000", 1, "-8000000000000000"},
               {"0x123456789abcdef", 4, "123456789abcde"},
               {"-5", 0, "-5"}};
  for (const auto& row : kRows) {
    cr_assert_eq(hex(shift_right(read(row.a), row.count)), row.result, "%s",
                 row.a);
  }
}

Test(bigint, powers_and_roots) {
  cr_assert_eq(integer_text(power(integer_from(-3), 41)),
               "-36472996377170786403");
  cr_assert_eq(integer_text(power(integer_from(0), 0)), "1");
  Numbers numbers;
  for (int round = 0; round < 60; ++round) {
    Integer root = numbers.integer(40);
    root.negative = false;
    const Integer squared = multiply(root, root);
    cr_assert_eq(compare(integer_sqrt(squared), root), 0);
    if (root.is_zero()) continue;
    const Integer below = integer_sqrt(subtract(squared, integer_from(1)));
    cr_assert_eq(compare(below, subtract(root, integer_from(1))), 0);
  }
}

Test(bigint, power_modulo_has_the_sign_of_the_modulus) {
  static const struct {
    const char *a, *exponent, *modulus, *result;  // null: not invertible
  } kRows[] = {{"3", "200", "1000007", "959082"},
               {"3", "-1", "7", "5"},
               {"2", "-1", "6", nullptr},
               {"-3", "3", "-10", "-7"},
               {"5", "0", "1", "0"},
               {"5", "-3", "1", "0"},
               {"2", "340282366920938463463374607431768211456",
                "170141183460469231731687303715884105727", "16"}};
  for (const auto& row : kRows) {
    Integer result;
    const bool fine = power_modulo(read(row.a), read(row.exponent),
                                   read(row.modulus), &result);
    cr_assert_eq(fine, row.result != nullptr);
    if (fine && row.result != nullptr) {
      cr_assert_eq(integer_text(result), row.result, "%s ** %s", row.a,
                   row.exponent);
    }
  }
}

Test(bigint, common_divisor_divides_both) {
  Numbers numbers;
  for (int round = 0; round < 60; ++round) {
    const Integer factor = numbers.integer(9);
    const Integer a = multiply(numbers.integer(9), factor);
    const Integer b = multiply(numbers.integer(9), factor);
    const Integer divisor = greatest_common_divisor(a, b);
    cr_assert_not(divisor.negative);
    if (divisor.is_zero()) continue;
    Integer rest;
    floor_divide(a, divisor, nullptr, &rest);
    cr_assert(rest.is_zero());
    floor_divide(b, divisor, nullptr, &rest);
    cr_assert(rest.is_zero());
    if (factor.is_zero()) continue;
    floor_divide(divisor, factor, nullptr, &rest);
    cr_assert(rest.is_zero());
  }
}

Test(bigint, machine_integers_fit_or_do_not) {
  int64_t i;
  uint64_t u;
  cr_assert(to_int64(read("9223372036854775807"), &i) && i == INT64_MAX);
  cr_assert(to_int64(read("-9223372036854775808"), &i) && i == INT64_MIN);
  cr_assert_not(to_int64(read("9223372036854775808"), &i));
  cr_assert_not(to_int64(read("-9223372036854775809"), &i));
  cr_assert(to_uint64(read("18446744073709551615"), &u) && u == UINT64_MAX);
  cr_assert_not(to_uint64(read("-1"), &u));
  cr_assert_not(to_uint64(read("18446744073709551616"), &u));
  cr_assert_eq(to_uint64_wrapped(read("-1")), UINT64_MAX);
  cr_assert_eq(compare(integer_from(INT64_MIN), SmallInteger(INT64_MIN)), 0);
}

Test(bigint, doubles_are_rounded_once) {
  static const struct {
    const char* a;
    double value;
  } kRows[] = {
      {"9007199254740993", 9007199254740992.0},
      {"9007199254740995", 9007199254740996.0},
      {"-9007199254740993", -9007199254740992.0},
      {"0x20000000000001000000000000000000000000001", 0x1.0000000000001p161},
      {"0x200000000000010000000000000000000", 0x1p129},
      {"0", 0.0}};
  for (const auto& row : kRows) {
    double value;
    cr_assert(to_double(read(row.a), &value));
    cr_assert_eq(value, row.value, "%s", row.a);
  }
  double value;
  const Integer most = subtract(shift_left(integer_from(1), 1024),
                                shift_left(integer_from(1), 970));
  cr_assert_not(to_double(most, &value));
  cr_assert(to_double(subtract(most, integer_from(1)), &value));
  cr_assert_eq(value, 0x1.fffffffffffffp1023);
}

Test(bigint, true_division_is_rounded_once) {
  double value;
  const Integer big = power(integer_from(10), 400);
  cr_assert(true_divide(big, multiply(big, integer_from(3)), &value));
  cr_assert_eq(value, 1.0 / 3.0);
  cr_assert(
      true_divide(integer_from(-1), shift_left(integer_from(1), 1074), &value));
  cr_assert_eq(value, -0x1p-1074);
  cr_assert(
      true_divide(integer_from(1), shift_left(integer_from(1), 1075), &value));
  cr_assert_eq(value, 0.0);
  cr_assert(
      true_divide(integer_from(3), shift_left(integer_from(1), 1075), &value));
  cr_assert_eq(value, 0x2p-1074);
  cr_assert_not(true_divide(big, integer_from(7), &value));
}

Test(bigint, comparing_with_a_double_is_exact) {
  const Integer big = read("9007199254740993");
  cr_assert_eq(compare_with_double(big, 9007199254740992.0), 1);
  cr_assert_eq(compare_with_double(big, 9007199254740994.0), -1);
  cr_assert_eq(compare_with_double(SmallInteger(0), -0.5), 1);
  cr_assert_eq(compare_with_double(SmallInteger(1), 1.5), -1);
  cr_assert_eq(compare_with_double(SmallInteger(-1), -1.0), 0);
  cr_assert_eq(compare_with_double(big, __builtin_inf()), -1);
}

Test(bigint, equal_numbers_have_equal_hashes) {
  cr_assert_eq(hash_integer(SmallInteger(-1)), -2);
  cr_assert_eq(hash_integer(read("2305843009213693951")), 0);
  cr_assert_eq(hash_integer(read("2305843009213693952")), 1);
  cr_assert_eq(hash_integer(power(integer_from(10), 40)),
               int64_t{1388497483929617590});
  cr_assert_eq(hash_double(0.5, 7), int64_t{1152921504606846976});
  cr_assert_eq(hash_double(-1.0, 7), -2);
  cr_assert_eq(hash_double(__builtin_inf(), 7), 314159);
  cr_assert_eq(hash_double(__builtin_nan(""), 7), 7);
  cr_assert_eq(hash_double(1e300, 7), hash_integer(integer_from_double(1e300)));
}
