// format_spec.h - the format specification mini-language.
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision][type]
//
// What stands behind the colon in an f-string, in str.format() and in format():
// parsed once, applied to text, to an integer, to a float or to a complex
// number. The classes' __format__ methods call this; nothing here sees an
// object. The Library Reference, "Format Specification Mini-Language".
//
// Errors carry CPython 3.11's words, and say by their code what to raise:
// kInvalid is a ValueError, kUnsupported an OverflowError, kTooLarge a
// MemoryError (the result would pass kMaxFormattedBytes).

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "base/status.h"
#include "python/bigint.h"

namespace mt::python {

// A width is a number out of a program's text; this keeps it from being a way
// to ask for all memory.
constexpr int64_t kMaxFormattedBytes = 1 << 28;

enum class FormatTarget : uint8_t { kText, kInteger, kFloat, kComplex };

struct FormatSpec {
  uint32_t fill = ' ';
  char align = 0;  // '<' '>' '^' '=': given, or what the target starts with
  char sign = 0;   // '+' '-' ' ', or 0
  bool no_negative_zero = false;  // 'z'
  bool alternate = false;         // '#'
  char grouping = 0;              // ',' '_', or 0
  int64_t width = -1;
  int64_t precision = -1;
  uint32_t type = 0;           // a character, or 0
  const char* type_name = "";  // of the object; for messages
};

// Parses `text`. `type_name` names the object's class and must outlive the
// spec.
Result<FormatSpec> parse_format_spec(std::string_view text,
                                     const char* type_name,
                                     FormatTarget target);

// Types s and none. `utf8` is cut to the precision and padded.
Result<std::string> format_text(const FormatSpec& spec, std::string_view utf8);
// Types b c d n o x X and none; and those of floats, converting first.
Result<std::string> format_integer(const FormatSpec& spec, IntegerView value);
// Types e E f F g G n % and none.
Result<std::string> format_float(const FormatSpec& spec, double value);
// Types e E f F g G n and none.
Result<std::string> format_complex(const FormatSpec& spec, double real,
                                   double imaginary);

}  // namespace mt::python
