// codecs.h - text to bytes and bytes to text.
//
// The encodings a server meets: utf-8, ascii, latin-1, utf-16 and utf-32 in
// both orders, utf-8-sig, and the two escape notations. Names are matched as
// CPython does, without regard to case and with '_', '-' and ' ' alike. Errors
// are handled as `errors` says: strict, ignore, replace, backslashreplace,
// xmlcharrefreplace, surrogateescape, surrogatepass. Other encodings and other
// handlers are those of lib/codecs.py, which runs Python code.

#pragma once

#include <string_view>

#include "python/object.h"

namespace mt::python {

// A Bytes. Raises UnicodeEncodeError, or LookupError for an unknown encoding or
// an unknown error handler.
Value encode_str(Fiber& fiber, Str* text, std::string_view encoding,
                 std::string_view errors = "strict");
// A Str. `source` is what the exception shows as its object; when it is
// undefined, a bytes object is made of `bytes` if it comes to that.
Value decode_bytes(Fiber& fiber, std::string_view bytes,
                   std::string_view encoding,
                   std::string_view errors = "strict", Value source = Value());
// Whether it is one of those here in which ASCII text is its own encoding, and
// of which a line can be cut out.
bool is_byte_encoding(std::string_view name);

}  // namespace mt::python
