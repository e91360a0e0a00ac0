// bigint_text.h - integers of any size from and to digits.
//
// Bases that are powers of two take their digits from the bits. The others go
// chunk by chunk while numbers are short, and by halves, split at a power of
// the base, once they are long, so that a million digits take as long as a few
// multiplications of that size.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "python/bigint.h"

namespace mt::python {

// Appends |a| in base 2 to 36, digits above 9 in lower case, at least one.
void append_digits(std::string& out, IntegerView a, unsigned base);

// Writes them in front of `end`, one for each bit at most, and gives back where
// they begin. For short integers: 48 limbs at most, without leading zeros.
char* put_digits(char* end, IntegerView a, unsigned base);

// The same with the sign in front.
std::string integer_text(IntegerView a, unsigned base = 10);

// An upper bound for the digits that append_digits() would append.
uint64_t digits_bound(uint64_t bit_length, unsigned base);

enum class IntegerSyntax : uint8_t {
  kFine,
  kInvalid,        // no integer literal of this base
  kTooManyDigits,  // more than `max_digits`; their number is in digit_count
};

struct IntegerParse {
  IntegerSyntax syntax = IntegerSyntax::kInvalid;
  uint64_t digit_count = 0;  // underscores, sign and prefix not counted
  Integer value;
};

// Reads what int(text, base) accepts: ASCII blanks around, a sign, the prefix
// 0x, 0o or 0b where the base is 0 or agrees with it, single underscores
// between digits. Base 0 reads the prefix, and without one refuses leading
// zeros as the language does. `max_digits` bounds digits in bases that are not
// powers of two; 0 is no bound.
IntegerParse parse_integer(std::string_view text, unsigned base,
                           uint64_t max_digits = 0);

}  // namespace mt::python
