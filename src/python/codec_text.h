// codec_text.h - what encoding (codec_encode.cc) and decoding (codec_decode.cc)
// share: UTF-8 character by character, and the handlers of errors.

#pragma once

#include "python/codec_internal.h"

namespace mt::python {

// What is written between two looks at the room for it comes of so many bytes.
constexpr ptrdiff_t kSlice = 512;

inline bool is_high(char c) { return static_cast<int8_t>(c) < 0; }

inline char* put_utf8(char* out, uint32_t c) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
    return out;
  }
  if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      *out++ = static_cast<char>(0xE0 | c >> 12);
    } else {
      *out++ = static_cast<char>(0xF0 | c >> 18);
      *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    }
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  *out++ = static_cast<char>(0x80 | (c & 0x3F));
  return out;
}

// The handlers that need no Python; kUnknown is whatever was registered.
enum class Handler {
  kStrict, kIgnore, kReplace, kBackslash, kXml, kEscape, kPass, kUnknown
};
Handler handler_of(std::string_view name);

// Has a handler that Python code registered, if there is one, look at an error
// in something of `size` units: what it wants in the place of what is wrong,
// and where to go on. False: raised.
bool ask_handler(Fiber& fiber, std::string_view name, Value exception,
                 bool is_encode, size_t (*size_of)(Value), Value* replacement,
                 size_t* place);

// Raises what make_unicode_error() made, or left it to raise. False.
bool raise_it(Fiber& fiber, Value exception);

}  // namespace mt::python
