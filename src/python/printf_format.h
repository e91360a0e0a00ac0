// printf_format.h - the `%` operator of str and bytes, without the objects.
//
//   %[(key)][flags][width][.precision][length]conversion
//
// PrintfParser cuts a format into literal text and conversions. The caller
// finds the argument, converts it (str, repr, __index__, ...) and hands text, a
// number or a character to the function that lays it out. The Library
// Reference, "printf-style String Formatting".
//
// Errors carry CPython 3.11's words; kInvalid is a ValueError, kTooLarge a
// MemoryError.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "base/status.h"
#include "python/bigint.h"

namespace mt::python {

struct PrintfSpec {
  bool left = false;       // '-'
  bool plus = false;       // '+'
  bool space = false;      // ' '
  bool alternate = false;  // '#'
  bool zero = false;       // '0'
  bool old_octal = false;  // '#' is a leading zero, as it was
  bool has_key = false;
  bool width_is_argument = false;      // '*', to be set with set_width()
  bool precision_is_argument = false;  // '.*', with set_precision()
  std::string_view key;                // borrowed from the format
  int64_t width = -1;
  int64_t precision = -1;
  uint32_t conversion = 0;  // a character: d i o u x X e E f F g G c r s a, ...
  size_t index = 0;         // of the conversion, counted in characters

  // What a '*' got. A negative width means left-justified, a negative precision
  // zero.
  void set_width(int64_t given);
  void set_precision(int64_t given);
};

class PrintfParser {
 public:
  // Borrows. `is_text`: UTF-8, otherwise bytes, each a character.
  PrintfParser(std::string_view format, bool is_text)
      : format_(format), is_text_(is_text) {}

  enum class Piece : uint8_t { kEnd, kLiteral, kConversion };
  // Fills in `literal` ("%%" comes as the literal "%") or `spec`. Fails with
  // "incomplete format" and its like. Any conversion is let through: the
  // argument comes first, then unsupported_conversion() if it must.
  Result<Piece> next(std::string_view* literal, PrintfSpec* spec);

 private:
  char look() const { return at_ < format_.size() ? format_[at_] : '\0'; }
  Status read_key(PrintfSpec* spec);
  Status read_flags_and_sizes(PrintfSpec* spec);
  Status read_number(int64_t* value, const char* what);
  size_t character_index(size_t at) const;

  std::string_view format_;
  size_t at_ = 0;
  bool is_text_;
};

// "unsupported format character 'y' (0x79) at index 1"
Error unsupported_conversion(const PrintfSpec& spec);

// %s %r %a: cut to the precision, padded with spaces. `is_text` as above.
Status printf_text(std::string& out, const PrintfSpec& spec,
                   std::string_view text, bool is_text);
// %c: padded with spaces; `text` is the encoded character.
Status printf_character(std::string& out, const PrintfSpec& spec,
                        std::string_view text, bool is_text);
// %d %i %u %o %x %X
Status printf_integer(std::string& out, const PrintfSpec& spec,
                      IntegerView value);
// %e %E %f %F %g %G
Status printf_float(std::string& out, const PrintfSpec& spec, double value);

}  // namespace mt::python
