// module_json.h - the two halves of _json: text to values, values to text.

#pragma once

#include "python/native.h"

namespace mt::python {

// scanstring(text, end, strict=True): the string literal whose first character
// is at `end`; a pair of it and the index behind its closing quote.
Value json_scanstring(Fiber& fiber, Value self, Args args);
// A text as a JSON literal, in ASCII or as it is.
Value json_quote_ascii(Fiber& fiber, Value self, Args args);
Value json_quote(Fiber& fiber, Value self, Args args);

// The class make_scanner.
Type* json_scanner_type(Fiber& fiber);

}  // namespace mt::python
