// test_utf8.cc - every code point there and back, and what is not one.

#include "base/utf8.h"

#include <criterion/criterion.h>

#include "base/ascii.h"

using namespace mt;

Test(utf8, every_code_point_survives_the_trip) {
  for (uint32_t c = 0; c <= kMaxCodePoint; ++c) {
    char out[4];
    const size_t length = encode_utf8(c, out);
    if (is_surrogate(c)) {
      cr_assert_eq(length, 0u, "surrogate %x", c);
      continue;
    }
    const Utf8Step step = decode_utf8(ByteView(out, length));
    cr_assert(step.ok() && step.code_point == c && step.length == length,
              "code point %x", c);
  }
  char out[4];
  cr_assert_eq(encode_utf8(kMaxCodePoint + 1, out), 0u);
}

Test(utf8, surrogates_pass_only_when_allowed) {
  char out[4];
  for (uint32_t c = 0xD800; c <= 0xDFFF; ++c) {
    cr_assert_eq(encode_utf8(c, out, Surrogates::kAllow), 3u);
    const Utf8Step step = decode_utf8(ByteView(out, 3), Surrogates::kAllow);
    cr_assert(step.ok() && step.code_point == c);
    cr_assert(!is_utf8(ByteView(out, 3)));
    cr_assert(is_utf8(ByteView(out, 3), Surrogates::kAllow));
  }
}

Test(utf8, what_is_no_code_point_is_measured) {
  using Kind = Utf8Step::Kind;
  const struct {
    const char* bytes;
    Kind kind;
    int length;
  } rows[] = {
      {"\x80", Kind::kInvalid, 1},          // continuation alone
      {"\xc0\xaf", Kind::kInvalid, 1},      // overlong
      {"\xc1\xbf", Kind::kInvalid, 1},      // overlong
      {"\xe0\x80\x80", Kind::kInvalid, 1},  // overlong
      {"\xed\xa0\x80", Kind::kInvalid, 1},  // surrogate
      {"\xf0\x80\x80", Kind::kInvalid, 1},  // overlong
      {"\xf4\x90\x80", Kind::kInvalid, 1},  // above U+10FFFF
      {"\xf5\x80\x80", Kind::kInvalid, 1},
      {"\xff", Kind::kInvalid, 1},
      {"\xc3(", Kind::kInvalid, 1},
      {"\xe2\x82(", Kind::kInvalid, 2},
      {"\xf0\x9f\x98(", Kind::kInvalid, 3},
      {"\xc3", Kind::kTruncated, 1},
      {"\xe2\x82", Kind::kTruncated, 2},
      {"\xf0\x9f\x98", Kind::kTruncated, 3},
      {"", Kind::kTruncated, 0},
  };
  int index = 0;
  for (const auto& row : rows) {
    const Utf8Step step = decode_utf8(row.bytes);
    cr_expect(step.kind == row.kind && step.length == row.length, "row %d",
              index);
    ++index;
  }
}

Test(utf8, valid_text_is_told_from_invalid_at_every_offset) {
  std::string text(40, 'a');
  cr_assert(is_all_ascii(text) && is_utf8(text));
  for (size_t at = 0; at < text.size(); ++at) {
    std::string spoilt = text;
    spoilt[at] = '\xff';
    cr_assert(!is_all_ascii(spoilt) && !is_utf8(spoilt));
    cr_assert_eq(valid_utf8_prefix(spoilt), at);
  }
  cr_assert_eq(count_code_points("na\xc3\xafve \xe2\x82\xac"), 7u);
}

Test(ascii, knows_the_first_128_and_no_more) {
  int letters = 0, digits = 0, spaces = 0;
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    letters += is_alpha(c) ? 1 : 0;
    digits += is_digit(c) ? 1 : 0;
    spaces += is_space(c) ? 1 : 0;
    if (i >= 128) cr_assert(!is_ascii(c) && !is_print(c) && to_lower(c) == c);
  }
  cr_assert_eq(letters, 52);
  cr_assert_eq(digits, 10);
  cr_assert_eq(spaces, 6);
  cr_assert_eq(digit_value('f'), 15);
  cr_assert_eq(digit_value('Z'), 35);
  cr_assert_eq(digit_value('-'), -1);
  cr_assert(equal_ignoring_case("WILL", "will"));
  cr_assert(!equal_ignoring_case("WILL", "won't"));
}
