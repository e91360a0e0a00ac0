// unicode_tables.h - what kind of character a code point is, and its other
// case.
//
// Answers what CPython 3.11's str methods answer (Unicode 14), from sixteen
// kilobytes of tables made by scripts/gen-unicode. ASCII is decided without
// them. Case of whole texts, with what depends on neighbours, is text_case.h.
//
// The functions share their names with those of base/ascii.h, which take a char
// and know ASCII alone; code that means the one or the other gets it by type.

#pragma once

#include <stdint.h>

#include "base/ascii.h"

namespace mt::python {

// Where char has no sign, a byte would do for a code point: those who have
// bytes must find these.
using mt::is_alnum;
using mt::is_alpha;
using mt::is_digit;
using mt::is_lower;
using mt::is_space;
using mt::is_upper;

bool is_alpha(uint32_t code_point);
bool is_decimal(uint32_t code_point);  // digits of positional systems
bool is_digit(uint32_t code_point);    // those, and superscripts and the like
bool is_numeric(uint32_t code_point);  // those, and fractions, ideographs ...
bool is_alnum(uint32_t code_point);    // any of the above
bool is_space(uint32_t code_point);
bool is_upper(uint32_t code_point);
bool is_lower(uint32_t code_point);
bool is_title(uint32_t code_point);  // ligatures such as U+01C5
bool is_cased(uint32_t code_point);  // upper, lower or title
bool is_case_ignorable(uint32_t code_point);
bool is_printable(uint32_t code_point);         // what repr() shows as it is
bool is_identifier_start(uint32_t code_point);  // '_' included
bool is_identifier_continue(uint32_t code_point);
// Whether NFKC would write an identifier another way for this character, which
// follows `previous`; `base` is the last before it that is no mark.
bool is_normal(uint32_t code_point, uint32_t previous, uint32_t base);
bool is_wide(uint32_t code_point);  // takes two columns on a terminal

// The value of a decimal digit in any script, 0 to 9; -1 for anything else.
int decimal_value(uint32_t code_point);

// One to three characters.
struct CaseMapping {
  uint32_t chars[3];
  uint32_t count;
};
CaseMapping upper_case(uint32_t code_point);
CaseMapping lower_case(uint32_t code_point);
CaseMapping title_case(uint32_t code_point);
CaseMapping case_fold(uint32_t code_point);

// The one character that such a character becomes; kSeveral when it is none.
// `code_point` is not ASCII.
enum class Case : uint32_t { kUpper = 1, kLower, kTitle, kFolded };
constexpr uint32_t kSeveral = 0xffffffff;
uint32_t single_case(Case wanted, uint32_t code_point);

}  // namespace mt::python
