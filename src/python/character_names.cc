// character_names.cc - the names, and the rules that make others.
//
// Names of characters in a row are kept together, with the first one's number;
// those of letters with marks are put together from both.

#include "python/character_names.h"

#include <stddef.h>

#include "base/ascii.h"

namespace mt::python {

namespace {

// Names of characters that follow each other, from `first` on.
struct Row {
  uint32_t first;
  const char* names;
};

constexpr Row kRows[] = {
    {0x0020,
     "SPACE|EXCLAMATION MARK|QUOTATION MARK|NUMBER SIGN|DOLLAR SIGN|"
     "PERCENT SIGN|AMPERSAND|APOSTROPHE|LEFT PARENTHESIS|"
     "RIGHT PARENTHESIS|ASTERISK|PLUS SIGN|COMMA|HYPHEN-MINUS|"
     "FULL STOP|SOLIDUS"},
    {0x003a,
     "COLON|SEMICOLON|LESS-THAN SIGN|EQUALS SIGN|GREATER-THAN SIGN|"
     "QUESTION MARK|COMMERCIAL AT"},
    {0x005b,
     "LEFT SQUARE BRACKET|REVERSE SOLIDUS|RIGHT SQUARE BRACKET|"
     "CIRCUMFLEX ACCENT|LOW LINE|GRAVE ACCENT"},
    {0x007b,
     "LEFT CURLY BRACKET|VERTICAL LINE|RIGHT CURLY BRACKET|TILDE"},
    {0x00a0,
     "NO-BREAK SPACE|INVERTED EXCLAMATION MARK|CENT SIGN|POUND SIGN|"
     "CURRENCY SIGN|YEN SIGN|BROKEN BAR|SECTION SIGN|DIAERESIS|"
     "COPYRIGHT SIGN|FEMININE ORDINAL INDICATOR|"
     "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK|NOT SIGN|SOFT HYPHEN|"
     "REGISTERED SIGN|MACRON|DEGREE SIGN|PLUS-MINUS SIGN|"
     "SUPERSCRIPT TWO|SUPERSCRIPT THREE|ACUTE ACCENT|MICRO SIGN|"
     "PILCROW SIGN|MIDDLE DOT|CEDILLA|SUPERSCRIPT ONE|"
     "MASCULINE ORDINAL INDICATOR|"
     "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK|"
     "VULGAR FRACTION ONE QUARTER|VULGAR FRACTION ONE HALF|"
     "VULGAR FRACTION THREE QUARTERS|INVERTED QUESTION MARK"},
    {0x00d7,
     "MULTIPLICATION SIGN"},
    {0x00f7,
     "DIVISION SIGN"},
    {0x2000,
     "EN QUAD|EM QUAD|EN SPACE|EM SPACE|THREE-PER-EM SPACE|"
     "FOUR-PER-EM SPACE|SIX-PER-EM SPACE|FIGURE SPACE|"
     "PUNCTUATION SPACE|THIN SPACE|HAIR SPACE|ZERO WIDTH SPACE|"
     "ZERO WIDTH NON-JOINER|ZERO WIDTH JOINER|LEFT-TO-RIGHT MARK|"
     "RIGHT-TO-LEFT MARK"},
    {0x2010,
     "HYPHEN|NON-BREAKING HYPHEN|FIGURE DASH|EN DASH|EM DASH|"
     "HORIZONTAL BAR"},
    {0x2018,
     "LEFT SINGLE QUOTATION MARK|RIGHT SINGLE QUOTATION MARK|"
     "SINGLE LOW-9 QUOTATION MARK|"
     "SINGLE HIGH-REVERSED-9 QUOTATION MARK|"
     "LEFT DOUBLE QUOTATION MARK|RIGHT DOUBLE QUOTATION MARK|"
     "DOUBLE LOW-9 QUOTATION MARK|"
     "DOUBLE HIGH-REVERSED-9 QUOTATION MARK|DAGGER|DOUBLE DAGGER|"
     "BULLET|TRIANGULAR BULLET|ONE DOT LEADER|TWO DOT LEADER|"
     "HORIZONTAL ELLIPSIS|HYPHENATION POINT|LINE SEPARATOR|"
     "PARAGRAPH SEPARATOR"},
    {0x202f,
     "NARROW NO-BREAK SPACE"},
    {0x20ac,
     "EURO SIGN"},
    {0x2122,
     "TRADE MARK SIGN"},
    {0x2190,
     "LEFTWARDS ARROW|UPWARDS ARROW|RIGHTWARDS ARROW|DOWNWARDS ARROW"},
    {0x2200,
     "FOR ALL|COMPLEMENT|PARTIAL DIFFERENTIAL|THERE EXISTS|"
     "THERE DOES NOT EXIST|EMPTY SET|INCREMENT|NABLA|ELEMENT OF|"
     "NOT AN ELEMENT OF"},
    {0x2211,
     "N-ARY SUMMATION|MINUS SIGN"},
    {0x221e,
     "INFINITY"},
    {0x3000,
     "IDEOGRAPHIC SPACE"},
    {0x0030, "DIGIT ZERO|DIGIT ONE|DIGIT TWO|DIGIT THREE|DIGIT FOUR|"
             "DIGIT FIVE|DIGIT SIX|DIGIT SEVEN|DIGIT EIGHT|DIGIT NINE"},
};

// The Greek letters, capital ones from U+0391, small ones 0x20 further on.
constexpr char kGreek[] =
    "ALPHA|BETA|GAMMA|DELTA|EPSILON|ZETA|ETA|THETA|IOTA|KAPPA|LAMDA|MU|NU|XI|"
    "OMICRON|PI|RHO|FINAL SIGMA|SIGMA|TAU|UPSILON|PHI|CHI|PSI|OMEGA";

// What stands above and below the letters of Latin-1, from U+00C0 on.
constexpr char kLatin[] = "AAAAAA CEEEEIIII NOOOOO OUUUUY";
// Which of these marks each has.
constexpr char kMarks[] = "012345 601240124 301234 701241";
constexpr char kMarkNames[] =
    "GRAVE|ACUTE|CIRCUMFLEX|TILDE|DIAERESIS|RING ABOVE|CEDILLA|STROKE";

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (to_upper(a[i]) != b[i]) return false;
  }
  return true;
}

// The place of `name` among names with bars between them, or npos.
size_t place_of(std::string_view name, std::string_view names) {
  for (size_t place = 0;; ++place) {
    const size_t end = names.find('|');
    if (same_name(name, names.substr(0, end))) return place;
    if (end == std::string_view::npos) return end;
    names.remove_prefix(end + 1);
  }
}

bool take(std::string_view* name, std::string_view start) {
  if (!same_name(name->substr(0, start.size()), start)) return false;
  name->remove_prefix(start.size());
  return true;
}

}  // namespace

bool character_named(std::string_view name, uint32_t* code_point) {
  for (const Row& row : kRows) {
    const size_t place = place_of(name, row.names);
    if (place == std::string_view::npos) continue;
    *code_point = row.first + static_cast<uint32_t>(place);
    return true;
  }
  const bool is_greek = take(&name, "GREEK ");
  if (!is_greek && !take(&name, "LATIN ")) return false;
  const bool is_small = take(&name, "SMALL LETTER ");
  if (!is_small && !take(&name, "CAPITAL LETTER ")) return false;
  const uint32_t further = is_small ? 0x20 : 0;
  if (is_greek) {
    const size_t place = place_of(name, kGreek);
    if (place == std::string_view::npos) return false;
    *code_point = 0x391 + further + static_cast<uint32_t>(place);
    return is_small || place != 17;  // there is no capital final sigma
  }
  if (name.empty() || !is_alpha(name[0])) return false;
  const char letter = to_upper(name[0]);
  name.remove_prefix(1);
  if (name.empty()) {
    *code_point = static_cast<uint32_t>(letter) + further;
    return true;
  }
  if (!take(&name, " WITH ")) return false;
  const size_t mark = place_of(name, kMarkNames);
  if (mark == std::string_view::npos) return false;
  for (uint32_t i = 0; kLatin[i] != '\0'; ++i) {
    if (kLatin[i] != letter || static_cast<size_t>(kMarks[i] - '0') != mark)
      continue;
    *code_point = 0xc0 + further + i;
    return true;
  }
  *code_point = 0xff;  // the one that has no capital in Latin-1
  return is_small && letter == 'Y' && mark == 4;
}

}  // namespace mt::python
