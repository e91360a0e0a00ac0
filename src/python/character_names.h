// character_names.h - the characters that "\N{NAME}" can name.
//
// Unicode names 150000 characters, in a megabyte of text. Here are those of
// ASCII, Latin-1 and Greek letters, and the spaces, dashes and quotes of
// General Punctuation; whoever names another one is told so.

#pragma once

#include <stdint.h>

#include <string_view>

namespace mt::python {

// The case of letters does not matter. False: it is not among them.
bool character_named(std::string_view name, uint32_t* code_point);

}  // namespace mt::python
