// codec_escape.cc - the encodings unicode_escape and raw_unicode_escape.

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/character_names.h"
#include "python/codec_internal.h"
#include "python/str_internal.h"

namespace mt::python {

void escape_text(const Str* text, Encoding encoding, CodecOutput* out) {
  const bool raw = encoding == Encoding::kRawUnicodeEscape;
  std::string_view rest = text->view();
  while (!rest.empty()) {
    char* end = out->room(kMostEscaped);
    const char first = rest[0];
    size_t length = 1;
    if (mt::is_ascii(first)) {
      const char letter = first == '\t'   ? 't'
                          : first == '\n' ? 'n'
                          : first == '\r' ? 'r'
                                          : first;
      if (raw || (is_print(first) && first != '\\')) {
        *end++ = first;
      } else if (letter != first || first == '\\') {
        *end++ = '\\';
        *end++ = letter;
      } else {
        end = put_escape(end, static_cast<uint8_t>(first));
      }
    } else {
      const Utf8Step step = decode_utf8(rest, Surrogates::kAllow);
      length = step.length;
      if (raw && step.code_point < 0x100) {
        *end++ = static_cast<char>(step.code_point);
      } else {
        end = put_escape(end, step.code_point);
      }
    }
    out->end(end);
    rest.remove_prefix(length);
  }
}

namespace {

class EscapeReader {
 public:
  EscapeReader(std::string_view bytes, size_t at, bool raw)
      : bytes_(bytes), at_(at), raw_(raw) {}

  Escape read() {
    if (at_ + 1 == bytes_.size()) return wrong(1, "\\ at end of string");
    const char c = bytes_[at_ + 1];
    if (c == 'u') return hex(4, "truncated \\uXXXX escape");
    if (c == 'U') return hex(8, "truncated \\UXXXXXXXX escape");
    if (raw_) {
      Escape escape = put('\\', 2);
      escape.characters[escape.count++] = static_cast<uint8_t>(c);
      return escape;
    }
    if (c == 'x') return hex(2, "truncated \\xXX escape");
    if (c == '\n') return {2};
    if (c >= '0' && c <= '7') return octal();
    if (c == 'N') return named();
    const std::string_view from = "\\'\"abfnrtv", to = "\\'\"\a\b\f\n\r\t\v";
    const size_t known = from.find(c);
    if (known != from.npos) return put(static_cast<uint8_t>(to[known]), 2);
    Escape escape = put('\\', 1);
    escape.is_doubtful = true;
    return escape;
  }

 private:
  Escape put(uint32_t c, size_t length) {
    Escape escape{length};
    escape.characters[escape.count++] = c;
    return escape;
  }
  Escape wrong(size_t length, const char* why) {
    return {length, why, at_ + length == bytes_.size()};
  }
  Escape named() {
    const size_t end = bytes_.find('}', at_);
    uint32_t code_point = 0;
    if (at_ + 2 >= bytes_.size() || bytes_[at_ + 2] != '{' ||
        end == bytes_.npos) {
      Escape escape = wrong(2, "malformed \\N character escape");
      escape.is_cut = at_ + 2 >= bytes_.size() || bytes_[at_ + 2] == '{';
      return escape;
    }
    const size_t length = end + 1 - at_;
    return character_named(bytes_.substr(at_ + 3, length - 4), &code_point)
               ? put(code_point, length)
               : Escape{length, "a character name that is not supported"};
  }
  Escape octal() {
    uint32_t value = 0;
    size_t used = 1;
    while (used < 4 && at_ + used < bytes_.size()) {
      const char c = bytes_[at_ + used];
      if (c < '0' || c > '7') break;
      value = value * 8 + static_cast<uint32_t>(c - '0');
      ++used;
    }
    Escape escape = put(value, used);
    escape.is_doubtful = value > 0377;
    return escape;
  }
  Escape hex(size_t digits, const char* truncated) {
    uint32_t value = 0;
    for (size_t i = 0; i < digits; ++i) {
      const size_t at = at_ + 2 + i;
      if (at >= bytes_.size() || !is_hex_digit(bytes_[at])) {
        return wrong(2 + i, truncated);
      }
      value = value << 4 | static_cast<uint32_t>(digit_value(bytes_[at]));
    }
    if (value > kMaxCodePoint) {
      return {2 + digits, raw_ ? "\\Uxxxxxxxx out of range"
                               : "illegal Unicode character"};
    }
    return put(value, 2 + digits);
  }

  const std::string_view bytes_;
  const size_t at_;
  const bool raw_;
};

}  // namespace

Escape read_escape(std::string_view bytes, size_t at, bool raw) {
  return EscapeReader(bytes, at, raw).read();
}

}  // namespace mt::python
