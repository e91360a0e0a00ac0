// ascii.h - what kind of character a byte is, in ASCII and in no other locale,
// and numbers in digits.
//
// The C library's isalpha family asks the locale and is undefined for negative
// char. These take any char and know only the first 128.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string_view>

namespace mt {

constexpr bool is_ascii(char c) { return static_cast<uint8_t>(c) < 0x80; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
// Space, tab, newline, vertical tab, form feed, carriage return.
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
// Space to tilde.
constexpr bool is_print(char c) { return c >= ' ' && c <= '~'; }
constexpr bool is_control(char c) {
  return static_cast<uint8_t>(c) < 0x20 || c == '\x7f';
}

constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
}

// The value of a digit in bases up to 36, letters of either case; -1 for
// anything else.
constexpr int digit_value(char c) {
  const unsigned digit = static_cast<uint8_t>(c) - unsigned{'0'};
  const unsigned letter = (static_cast<uint8_t>(c) | 0x20u) - 'a';
  return static_cast<int>(digit < 10 ? digit : letter < 26 ? letter + 10 : -1u);
}

// How many digits put_decimal() writes, 1 to 20.
constexpr size_t decimal_width(uint64_t number) {
  size_t width = 1;
  for (; number >= 10000; number /= 10000) width += 4;
  return width + (number >= 10) + (number >= 100) + (number >= 1000);
}

// Writes the number in front of `end`; gives back where it begins.
inline char* put_decimal(char* end, uint64_t number) {
  do {
    *--end = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  return end;
}

// Without the white space at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  }
  return true;
}

}  // namespace mt
