// lexer_tables.h - looking words and characters up.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string_view>

#include "python/token.h"

namespace mt::python {

// The keyword spelt `word`, or Tok::kName. print and exec are keywords in era
// code alone; await is none there.
Tok keyword_named(std::string_view word, bool era);

// The longest operator at the front of `text`, which is not empty; Tok::kBad
// and length 1 when there is none.
Tok operator_at(std::string_view text, bool era, size_t* length);

// How a token is spelt; "" for those whose spelling varies.
std::string_view spelling(Tok kind);

bool is_keyword(Tok kind);

}  // namespace mt::python
