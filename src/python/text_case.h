// text_case.h - texts in another case.
//
// str.upper() and its relatives on UTF-8 text, lone surrogates included. A
// capital sigma becomes a final one at the end of a word, and some characters
// become two or three, so lengths may change in bytes and in characters.

#pragma once

#include <string>
#include <string_view>

namespace mt::python {

std::string upper_text(std::string_view utf8);
std::string lower_text(std::string_view utf8);
// Each word's first letter in title case, the others in lower case.
std::string title_text(std::string_view utf8);
// The first character in title case, the others in lower case.
std::string capitalized_text(std::string_view utf8);
std::string swapped_case_text(std::string_view utf8);
// For comparing without regard to case.
std::string folded_text(std::string_view utf8);

// str.istitle(), isupper(), islower(): false when nothing is cased.
bool is_title_text(std::string_view utf8);
bool is_upper_text(std::string_view utf8);
bool is_lower_text(std::string_view utf8);
// str.isidentifier(): not whether it is a keyword.
bool is_identifier_text(std::string_view utf8);

// What int() and float() read: decimal digits of any script become ASCII ones,
// any white space a space, all else beyond ASCII a '?'.
std::string ascii_number_text(std::string_view utf8);

}  // namespace mt::python
