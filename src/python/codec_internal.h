// codec_internal.h - the encodings there are, and the escape notations, for the
// files that implement codecs.h.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "python/str.h"

namespace mt::python {

// Those in which ASCII text is its own encoding come first, up to kLatin1; in
// those up to kIdna a byte above 127 may be wrong.
enum class Encoding : uint8_t {
  kUtf8, kAscii, kIdna, kLatin1, kUtf8Sig,
  kUtf16, kUtf16Le, kUtf16Be, kUtf32, kUtf32Le, kUtf32Be,
  kUnicodeEscape, kRawUnicodeEscape,
};

// unicode_escape and raw_unicode_escape: text as it is written in a literal.
void escape_text(const Str* text, Encoding encoding, std::string* out);

struct EscapeError {
  const char* encoding;
  size_t start, end;
  const char* reason;
};
// False and *error when an escape is cut short or names no character.
bool unescape_text(std::string_view bytes, Encoding encoding, std::string* out,
                   EscapeError* error);

}  // namespace mt::python
