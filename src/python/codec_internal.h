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

// How an encoding is laid out.
struct Form {
  const char* name;   // in errors
  uint32_t limit;     // code points from here on cannot be encoded; 0: none
  int unit;           // bytes; 1 with no limit is UTF-8
  bool big;
};

// Units of an encoding, little or big end first.
void put_unit(std::string& out, uint32_t unit, int bytes, bool big);
uint32_t get_unit(std::string_view bytes, size_t at, int count, bool big);

// Appends the text or the bytes, from the offset `from` on. False: raised.
bool encode_text(Fiber& fiber, Str* text, const Form& form,
                 std::string_view errors, std::string* out);
bool decode_text(Fiber& fiber, std::string_view bytes, size_t from,
                 const Form& form, std::string_view errors, Value source,
                 std::string* out);
// Raises UnicodeEncodeError or UnicodeDecodeError; always false.
bool raise_unicode_error(Fiber& fiber, Type* cls, const char* encoding,
                         Value object, size_t start, size_t end,
                         const char* reason);

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
