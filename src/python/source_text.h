// source_text.h - from the bytes of a file to text.
//
// What stands before the lexer: the byte order mark, the encoding cookie of
// PEP 263 (utf-8, latin-1, ascii), and the three ways to end a line. Behind it
// there is only UTF-8 and "\n".

#pragma once

#include <string>
#include <string_view>

#include "python/parser.h"

namespace mt::python {

// Text that decode_source() would leave as it is, whatever the encoding.
bool is_plain_source(std::string_view bytes);

// False, with `error` filled in, for a NUL byte, an encoding we do not know,
// or bytes that the encoding does not have. Era text without a cookie that is
// no UTF-8 is taken for latin-1, as its interpreter did.
bool decode_source(std::string_view bytes, bool ignore_cookie, bool era,
                   std::string* text, SyntaxError* error);

}  // namespace mt::python
