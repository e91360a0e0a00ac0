// dialect.h - the two spellings of the language, and what a text is read as.

#pragma once

#include <stdint.h>

namespace mt::python {

// Which spellings a text is read with. The last two are questions, never
// answers: Python 3 if it parses as that, else era; or the other way round. The
// result says which it was.
enum class Dialect : uint8_t { kPython3, kEra, kEither, kEraFirst };

enum class ParseMode : uint8_t {
  kExec,    // a file
  kEval,    // one expression
  kSingle,  // one statement at the prompt, whose values are shown
  kLine,    // a question as well: an expression, kEval, or else kExec
};

}  // namespace mt::python
