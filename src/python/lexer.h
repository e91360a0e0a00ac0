// lexer.h - from characters to tokens.
//
// Cuts a whole text into tokens: logical lines, indentation as kIndent and
// kDedent, numbers and strings still in their spelling (literals.h reads
// them). The text is what source_text.h made of the file: UTF-8 and "\n".
//
// Era spelling adds print and exec as keywords, `, 0777, 10L and ur'', counts
// tabs as eight columns without complaint, and takes async and await away.

#pragma once

#include <stdint.h>

#include <memory>
#include <string_view>
#include "base/short_vector.h"
#include "python/parser.h"
#include "python/token.h"

namespace mt::python {

struct Lexed {
  ShortVector<Token, 24> tokens;         // the last is kEnd
  ShortVector<uint32_t, 8> line_starts;  // offset of line n at [n - 1]

  // When `failed`, the tokens end before the place that `error` tells of.
  bool failed = false;
  bool incomplete = false;  // the text ended within a string or after a `\`
  // The error matters only to a reading that comes so far: it is no mistake
  // within a token.
  bool yields = false;
  std::unique_ptr<SyntaxError> error;

  // The innermost bracket still open at the end of the text.
  char open_bracket = 0;
  uint32_t open_offset = 0;
  uint32_t open_line = 0;
};

// Where a piece of a larger text lies, for the expressions of f-strings.
struct LexRange {
  uint32_t start = 0;
  uint32_t end = 0;
  uint32_t line = 1;
  uint32_t line_start = 0;  // offset of that line
  uint32_t indent = 0;      // of its first line, as if of a whole text
  bool is_expression = false;  // newlines do not count, nor does indentation
  // Bodies of functions become one kSkipped each, unless something in them may
  // belong to the class around: super or __class__. For texts in which every
  // line of a body is indented more than its def, be it within a string.
  bool skips_bodies = false;
};

// Tokenises source[range]. Fails with the error in `out`, never otherwise.
void tokenise(std::string_view source, const LexRange& range, bool era,
              Lexed& out);

// The line of `source` around `offset`, newline included, and the character
// number of `offset` in it, from 1.
std::string_view line_around(std::string_view source, size_t offset,
                             uint32_t* column);

}  // namespace mt::python
