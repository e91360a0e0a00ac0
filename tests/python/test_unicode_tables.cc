// test_unicode_tables.cc - characters and their cases, as CPython 3.11 has
// them.

#include <criterion/criterion.h>
#include <stdint.h>

#include <string>

#include "python/text_case.h"
#include "python/unicode_tables.h"

using namespace mt::python;

Test(unicode_tables, kinds_of_characters) {
  static const struct {
    uint32_t c;
    const char* kinds;  // a letter for each function that says yes
  } kRows[] = {
      // a alpha, d decimal, g digit, n numeric, s space, u upper, l lower,
      // t title, p printable, i identifier start, c continue, w wide
      {'a', "alpic"},    {'Z', "aupic"},     {'7', "dgnpc"},
      {'_', "pic"},      {' ', "sp"},        {0x1c, "s"},
      {0x7f, ""},        {0xa0, "s"},        {0xad, ""},
      {0xb2, "gnp"},     {0xbd, "np"},       {0xdf, "alpic"},
      {0x1c5, "atpic"},  {0x301, "pc"},      {0x391, "aupic"},
      {0x663, "dgnpc"},  {0x2028, "s"},      {0x2160, "unpic"},
      {0x3007, "npicw"}, {0x4e00, "anpicw"}, {0xd800, ""},
      {0x1f600, "pw"},   {0x10400, "aupic"}, {0x10ffff, ""},
      {0x110000, ""},    {0xffffffff, ""},
  };
  for (const auto& row : kRows) {
    std::string kinds;
    if (is_alpha(row.c)) kinds += 'a';
    if (is_decimal(row.c)) kinds += 'd';
    if (is_digit(row.c)) kinds += 'g';
    if (is_space(row.c)) kinds += 's';
    if (is_upper(row.c)) kinds += 'u';
    if (is_lower(row.c)) kinds += 'l';
    if (is_title(row.c)) kinds += 't';
    if (is_numeric(row.c)) kinds += 'n';
    if (is_printable(row.c)) kinds += 'p';
    if (is_identifier_start(row.c)) kinds += 'i';
    if (is_identifier_continue(row.c)) kinds += 'c';
    if (is_wide(row.c)) kinds += 'w';
    cr_assert_eq(kinds, row.kinds, "U+%04X is %s", row.c, kinds.c_str());
  }
}

Test(unicode_tables, how_many_of_each_there_are) {
  uint32_t alpha = 0, upper = 0, lower = 0, space = 0, printable = 0, start = 0;
  uint32_t numeric = 0, changed = 0;
  for (uint32_t c = 0; c < 0x110000; ++c) {
    alpha += is_alpha(c) ? 1 : 0;
    upper += is_upper(c) ? 1 : 0;
    lower += is_lower(c) ? 1 : 0;
    space += is_space(c) ? 1 : 0;
    numeric += is_numeric(c) ? 1 : 0;
    printable += is_printable(c) ? 1 : 0;
    start += is_identifier_start(c) ? 1 : 0;
    const CaseMapping mapping = upper_case(c);
    changed += mapping.count > 1 || mapping.chars[0] != c ? 1 : 0;
  }
  cr_assert_eq(alpha, 131756u);
  cr_assert_eq(upper, 1951u);
  cr_assert_eq(lower, 2471u);
  cr_assert_eq(space, 29u);
  cr_assert_eq(numeric, 1872u);
  cr_assert_eq(printable, 144516u);
  cr_assert_eq(start, 131975u);
  cr_assert_eq(changed, 1525u);
}

Test(unicode_tables, decimal_digits_of_any_script) {
  cr_assert_eq(decimal_value('7'), 7);
  cr_assert_eq(decimal_value(0x667), 7);
  cr_assert_eq(decimal_value(0x1d7ff), 9);
  cr_assert_eq(decimal_value(0xb2), -1);
  cr_assert_eq(decimal_value('a'), -1);
  cr_assert_eq(ascii_number_text("\xc2\xa0\xd9\xa1_\xd9\xa2.5e\xc3\xa9"),
               " 1_2.5e?");
}

Test(text_case, texts_in_another_case) {
  static const struct {
    const char *text, *upper, *lower, *title, *capitalized, *swapped, *folded;
  } kRows[] = {
      {"hello World", "HELLO WORLD", "hello world", "Hello World",
       "Hello world", "HELLO wORLD", "hello world"},
      {"they're", "THEY'RE", "they're", "They'Re", "They're", "THEY'RE",
       "they're"},
      {"stra\303\237e", "STRASSE", "stra\303\237e", "Stra\303\237e",
       "Stra\303\237e", "STRASSE", "strasse"},
      {"\316\237\316\224\316\237\316\243 \316\243\316\221\316\243",
       "\316\237\316\224\316\237\316\243 \316\243\316\221\316\243",
       "\316\277\316\264\316\277\317\202 \317\203\316\261\317\202",
       "\316\237\316\264\316\277\317\202 \316\243\316\261\317\202",
       "\316\237\316\264\316\277\317\202 \317\203\316\261\317\202",
       "\316\277\316\264\316\277\317\202 \317\203\316\261\317\202",
       "\316\277\316\264\316\277\317\203 \317\203\316\261\317\203"},
      {"\307\204x", "\307\204X", "\307\206x", "\307\205x", "\307\205x",
       "\307\206X", "\307\206x"},
      {"\305\211a \357\254\201x", "\312\274NA FIX", "\305\211a \357\254\201x",
       "\312\274Na Fix", "\312\274Na \357\254\201x", "\312\274NA FIX",
       "\312\274na fix"},
      {"\304\260I", "\304\260I", "i\314\207i", "\304\260i", "\304\260i",
       "i\314\207i", "i\314\207i"},
      {"\341\276\263\316\243\314\201", "\316\221\316\231\316\243\314\201",
       "\341\276\263\317\202\314\201", "\341\276\274\317\202\314\201",
       "\341\276\274\317\202\314\201", "\316\221\316\231\317\202\314\201",
       "\316\261\316\271\317\203\314\201"},
  };
  for (const auto& row : kRows) {
    cr_expect_eq(upper_text(row.text), row.upper, "%s", row.text);
    cr_expect_eq(lower_text(row.text), row.lower, "%s", row.text);
    cr_expect_eq(title_text(row.text), row.title, "%s", row.text);
    cr_expect_eq(capitalized_text(row.text), row.capitalized, "%s", row.text);
    cr_expect_eq(swapped_case_text(row.text), row.swapped, "%s", row.text);
    cr_expect_eq(folded_text(row.text), row.folded, "%s", row.text);
  }
}

Test(text_case, lone_surrogates_pass_through) {
  const std::string lone = "a\xed\xb2\x80z";
  cr_assert_eq(upper_text(lone), "A\xed\xb2\x80Z");
  cr_assert_eq(lower_text(upper_text(lone)), lone);
}

Test(text_case, claims_about_texts) {
  cr_assert(is_title_text("Hello World 1a") == false);
  cr_assert(is_title_text("Hello World 1A"));
  cr_assert(is_upper_text("AB 1"));
  cr_assert_not(is_upper_text("1"));
  cr_assert_not(is_lower_text("aB"));
  cr_assert(is_lower_text("a\xc3\xa9"));
  cr_assert(is_identifier_text("na\xc3\xafve_1"));
  cr_assert_not(is_identifier_text("1a"));
  cr_assert_not(is_identifier_text(""));
}
