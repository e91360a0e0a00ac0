// literals.h - what the spelling of a number or a string stands for.

#pragma once

#include <string>
#include <string_view>

#include "python/ast.h"

namespace mt::python {

// Fills `out` from the text of a kNumber token. False for a number the machine
// cannot hold (a whole number is never one: it stays digits).
bool read_number(Arena& arena, std::string_view text, bool era,
                 ast::Constant* out);

// A string token taken apart.
struct StringParts {
  bool is_bytes = false;
  bool is_raw = false;
  bool is_format = false;
  bool is_unicode = false;
  bool is_triple = false;
  uint32_t body_start = 0;     // offset within the token
  std::string_view body;       // between the quotes
};
StringParts split_string(std::string_view token);

// Undoes the backslashes of `body` and appends: UTF-8 for text (lone
// surrogates as WTF-8), plain bytes for bytes. What a raw string keeps, it
// keeps; era ur'' still reads \u. False with a message as CPython has it; a
// message beside true is a warning about the first escape that means nothing.
bool decode_string(std::string_view body, const StringParts& parts, bool era,
                   std::string* out, std::string* message);

}  // namespace mt::python
