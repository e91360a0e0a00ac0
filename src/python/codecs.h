// codecs.h - text to bytes and bytes to text.
//
// The encodings a server meets: utf-8, ascii, latin-1, utf-16 and utf-32 in
// both orders, utf-8-sig, and the two escape notations. Names are matched as
// CPython does, without regard to case and with '_', '-' and ' ' alike. Errors are
// handled as `errors` says: strict, ignore, replace, backslashreplace,
// xmlcharrefreplace, namereplace (refused), surrogateescape, surrogatepass.

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
// Whether there is such an encoding.
bool is_encoding(std::string_view name);

}  // namespace mt::python
