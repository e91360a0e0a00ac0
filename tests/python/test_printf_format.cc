// test_printf_format.cc - the % operator's layout, beside what CPython 3.11
// says.
//
// Expected texts that begin with '!' are messages of errors.

#include <criterion/criterion.h>
#include <math.h>

#include <string>

#include "python/printf_format.h"

using namespace mt::python;

namespace {

// Formats one value with everything in the format, as str % value does.
template <typename Render>
std::string formatted(const char* text, Render render) {
  PrintfParser parser(text, true);
  std::string out;
  std::string_view literal;
  PrintfSpec spec;
  for (;;) {
    auto piece = parser.next(&literal, &spec);
    if (!piece.ok()) return "!" + piece.error().message();
    if (piece.value() == PrintfParser::Piece::kEnd) return out;
    if (piece.value() == PrintfParser::Piece::kLiteral) {
      out += literal;
      continue;
    }
    if (spec.conversion > 127 ||
        std::string_view("diuoxXeEfFgGcrsa")
                .find(static_cast<char>(spec.conversion)) ==
            std::string_view::npos) {
      return "!" + unsupported_conversion(spec).message();
    }
    const mt::Status status = render(out, spec);
    if (!status.ok()) return "!" + status.error().message();
  }
}

}  // namespace

Test(printf_format, integers) {
  static const struct {
    int value;
    const char *format, *expected;
  } kRows[] = {
      {255, "%#x", "0xff"},
      {8, "%#o", "0o10"},
      {255, "%#X", "0XFF"},
      {5, "%+d", "+5"},
      {5, "% d", " 5"},
      {-5, "%05d", "-0005"},
      {5, "%-05d|", "5    |"},
      {255, "%+05x", "+00ff"},
      {255, "%#010x", "0x000000ff"},
      {-42, "%.5d", "-00042"},
      {42, "%10.5d", "     00042"},
      {255, "%#.5x", "0x000ff"},
      {-8, "%o", "-10"},
      {5, "%ld", "5"},
      {5, "%lld", "!unsupported format character 'l' (0x6c) at index 2"},
      {5, "100%% %i", "100% 5"},
      {42, "%010.5d", "0000000042"},
      {1, "%y", "!unsupported format character 'y' (0x79) at index 1"},
      {1, "\303\251%y", "!unsupported format character 'y' (0x79) at index 2"},
      {1, "%", "!incomplete format"},
      {1, "%99999999999999999999d", "!width too big"},
      {1, "%.3000000000d", "!precision too big"},
      {1, "%b", "!unsupported format character 'b' (0x62) at index 1"},
      {1, "%5%", "!unsupported format character '%' (0x25) at index 2"},
  };
  for (const auto& row : kRows) {
    const std::string text =
        formatted(row.format, [&](std::string& out, const PrintfSpec& spec) {
          return printf_integer(out, spec, SmallInteger(row.value));
        });
    cr_assert_eq(text, row.expected, "'%s' gave %s", row.format, text.c_str());
  }
}

Test(printf_format, floats) {
  static const struct {
    double value;
    const char *format, *expected;
  } kRows[] = {
      {2.25, "%5.1f", "  2.2"},    {NAN, "%+f", "+nan"},
      {INFINITY, "%05f", "00inf"}, {-INFINITY, "%05f", "-0inf"},
      {1.0, "%#g", "1.00000"},     {NAN, "%F", "NAN"},
      {1e-10, "%G", "1E-10"},      {12.0, "%.0e", "1e+01"},
      {1.0, "%#.0f", "1."},        {-1.5, "%-8.2f|", "-1.50   |"},
  };
  for (const auto& row : kRows) {
    const std::string text =
        formatted(row.format, [&](std::string& out, const PrintfSpec& spec) {
          return printf_float(out, spec, row.value);
        });
    cr_assert_eq(text, row.expected, "'%s' gave %s", row.format, text.c_str());
  }
}

Test(printf_format, text) {
  static const struct {
    const char* value;
    const char *format, *expected;
  } kRows[] = {
      {"a", "%05s", "    a"},
      {"abc", "%.2s", "ab"},
      {"\303\251\346\227\245\346\234\254", "%.2s", "\303\251\346\227\245"},
      {"\303\251\346\227\245", "%5s", "   \303\251\346\227\245"},
      {"\303\251\346\227\245", "%-5s|", "\303\251\346\227\245   |"},
      {"abc", "%.s", ""},
      {"abc", "<%s>%%", "<abc>%"},
  };
  for (const auto& row : kRows) {
    const std::string text =
        formatted(row.format, [&](std::string& out, const PrintfSpec& spec) {
          return printf_text(out, spec, row.value, true);
        });
    cr_assert_eq(text, row.expected, "'%s' gave %s", row.format, text.c_str());
  }
}

Test(printf_format, keys_may_hold_brackets) {
  PrintfParser parser("%((a))-5.2s", true);
  std::string_view literal;
  PrintfSpec spec;
  cr_assert(parser.next(&literal, &spec).ok());
  cr_assert(spec.has_key && spec.key == "(a)");
  cr_assert(spec.left && spec.width == 5 && spec.precision == 2);
  cr_assert_eq(spec.conversion, 's');
}

Test(printf_format, stars_are_filled_in_by_the_caller) {
  PrintfParser parser("%*.*f", true);
  std::string_view literal;
  PrintfSpec spec;
  cr_assert(parser.next(&literal, &spec).ok());
  cr_assert(spec.width_is_argument && spec.precision_is_argument);
  spec.set_width(-8);
  spec.set_precision(-1);
  std::string out;
  cr_assert(printf_float(out, spec, 1.5).ok());
  cr_assert_eq(out, "2       ");
  spec.set_width(INT64_MIN);
  cr_assert(printf_float(out, spec, 1.5).error().code() == mt::Errc::kTooLarge);
}

Test(printf_format, bytes_are_counted_as_bytes) {
  PrintfParser parser("\xc3\xa9%y", false);
  std::string_view literal;
  PrintfSpec spec;
  cr_assert(parser.next(&literal, &spec).ok());
  cr_assert(parser.next(&literal, &spec).ok());
  cr_assert_eq(unsupported_conversion(spec).message(),
               "unsupported format character 'y' (0x79) at index 3");
  spec.width = 4;
  std::string out;
  cr_assert(printf_text(out, spec, "\xc3\xa9", false).ok());
  cr_assert_eq(out, "  \xc3\xa9");
}
