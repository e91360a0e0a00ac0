// format_quick.h - the formats that nearly every program means, without asking
// format_spec.h or printf_format.h.
//
// A str, a small integer or a float; padded with one ASCII character; no more
// than three digits behind the point. What is written is what those two write,
// and whatever is not understood here is theirs.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>

#include "python/value.h"

namespace mt::python {

struct QuickFormat {
  char fill = ' ';
  char align = 0;  // '<' '>' '^' '=', or 0: as the value has it
  char type = 0;   // 'd' 'x' 'f' 's', or 0
  uint32_t width = 0;
  int precision = -1;
};

// Reads what stands behind the colon of an f-string. False: not everyday.
bool read_quick_format(std::string_view text, QuickFormat* format);
// Reads what stands behind a percent sign up to the type, and moves *at behind
// it; false, and *at as it was: not everyday.
bool read_quick_percent(std::string_view text, size_t* at, QuickFormat* format);
// Appends the formatted value. False, and nothing appended: not everyday.
bool append_quick(std::string& out, Value value, const QuickFormat& format);

}  // namespace mt::python
