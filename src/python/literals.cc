// literals.cc - numbers and escapes.

#include "python/literals.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/status.h"
#include "base/utf8.h"
#include "python/character_names.h"

namespace mt::python {
namespace {

void set_integer(ast::Constant* out, std::string_view digits, int base) {
  while (digits.size() > 1 && digits[0] == '0') digits.remove_prefix(1);
  out->type = ast::ConstantKind::Int;
  out->base = static_cast<uint8_t>(base);
  out->text = digits;
  out->fits = true;
  out->small = 0;
  for (const char c : digits) {
    uint64_t scaled;
    if (!checked_mul<uint64_t>(out->small, static_cast<uint64_t>(base),
                               &scaled) ||
        !checked_add<uint64_t>(scaled, static_cast<uint64_t>(digit_value(c)),
                               &out->small)) {
      out->fits = false;
      out->small = 0;
      return;
    }
  }
}

// The value of exactly `count` hexadecimal digits; false when there are fewer.
bool hex_value(std::string_view text, size_t count, uint32_t* value,
               size_t* seen) {
  *value = 0;
  for (*seen = 0; *seen < count; ++*seen) {
    if (*seen >= text.size() || !is_hex_digit(text[*seen])) return false;
    *value = *value * 16 + static_cast<uint32_t>(digit_value(text[*seen]));
  }
  return true;
}

std::string unicode_error(size_t first, size_t last, const char* why) {
  return format(
      "(unicode error) 'unicodeescape' codec can't decode bytes in position"
      " %zu-%zu: %s",
      first, last, why);
}

// \x, \u and \U in text. `at` stands on the letter and moves behind the last
// digit.
bool decode_hex_escape(std::string_view body, size_t* at, std::string* out,
                       std::string* message) {
  const char letter = body[*at];
  const size_t count = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
  uint32_t value = 0;
  size_t seen = 0;
  const size_t backslash = *at - 1;
  if (!hex_value(body.substr(*at + 1), count, &value, &seen)) {
    *message = unicode_error(backslash, *at + seen,
                             letter == 'x'   ? "truncated \\xXX escape"
                             : letter == 'u' ? "truncated \\uXXXX escape"
                                             : "truncated \\UXXXXXXXX escape");
    return false;
  }
  if (!append_utf8(*out, value, Surrogates::kAllow)) {
    *message =
        unicode_error(backslash, *at + seen, "illegal Unicode character");
    return false;
  }
  *at += 1 + count;
  return true;
}

}  // namespace

bool read_number(Arena& arena, std::string_view text, bool era,
                 ast::Constant* out) {
  // Most are short and have nothing but digits.
  constexpr size_t kSurelyFits = 18;
  uint64_t small = 0;
  size_t at = 0;
  while (at < text.size() && is_digit(text[at]))
    small = small * 10 + static_cast<uint64_t>(text[at++] - '0');
  if (at == text.size() && at <= kSurelyFits && (text[0] != '0' || at == 1)) {
    out->type = ast::ConstantKind::Int;
    out->base = 10;
    out->text = text;
    out->fits = true;
    out->small = small;
    return true;
  }
  std::string plain;
  plain.reserve(text.size());
  for (const char c : text) {
    if (c != '_') plain.push_back(c);
  }
  const char second = plain.size() > 1 ? to_lower(plain[1]) : '\0';
  if (plain[0] == '0' && (second == 'x' || second == 'o' || second == 'b')) {
    if (to_lower(plain.back()) == 'l') {
      out->is_long = true;
      plain.pop_back();
    }
    set_integer(out, arena.copy(std::string_view(plain).substr(2)),
                second == 'x' ? 16 : second == 'o' ? 8 : 2);
    return true;
  }
  if (plain.find_first_of(".eEjJ") == plain.npos) {
    if (to_lower(plain.back()) == 'l') {
      out->is_long = true;
      plain.pop_back();
    }
    const bool is_octal = era && plain.size() > 1 && plain[0] == '0';
    set_integer(out, arena.copy(plain), is_octal ? 8 : 10);
    return true;
  }
  out->type = ast::ConstantKind::Float;
  if (to_lower(plain.back()) == 'j') {
    out->type = ast::ConstantKind::Complex;
    plain.pop_back();
  }
  // The lexer has let nothing through that strtod could read otherwise.
  out->number = strtod(plain.c_str(), nullptr);
  return true;
}

StringParts split_string(std::string_view token) {
  StringParts parts;
  size_t i = 0;
  for (; token[i] != '"' && token[i] != '\''; ++i) {
    const char c = to_lower(token[i]);
    parts.is_bytes |= c == 'b';
    parts.is_raw |= c == 'r';
    parts.is_format |= c == 'f';
    parts.is_unicode |= c == 'u';
  }
  const size_t left = token.size() - i;
  parts.is_triple =
      left >= 6 && token[i + 1] == token[i] && token[i + 2] == token[i];
  const size_t quotes = parts.is_triple ? 3 : 1;
  parts.body_start = static_cast<uint32_t>(i + quotes);
  parts.body = token.substr(i + quotes, left - 2 * quotes);
  return parts;
}

bool decode_string(std::string_view body, const StringParts& parts, bool era,
                   std::string* out, std::string* message) {
  const bool has_code_points = !parts.is_bytes && (!era || parts.is_unicode);
  for (size_t i = 0; i < body.size();) {
    const char c = body[i];
    if (parts.is_bytes && !is_ascii(c)) {
      *message = "bytes can only contain ASCII literal characters";
      return false;
    }
    if (c != '\\' || i + 1 == body.size()) {
      out->push_back(c);
      ++i;
      continue;
    }
    const char letter = body[i + 1];
    if (parts.is_raw) {
      if (era && parts.is_unicode && letter == 'u') {
        ++i;
        if (!decode_hex_escape(body, &i, out, message)) return false;
        continue;
      }
      out->push_back(c);
      if (is_ascii(letter)) {
        out->push_back(letter);
        ++i;
      }
      ++i;
      continue;
    }
    i += 2;
    switch (letter) {
      case '\n': continue;
      case '\\': out->push_back('\\'); continue;
      case '\'': out->push_back('\''); continue;
      case '"': out->push_back('"'); continue;
      case 'a': out->push_back('\a'); continue;
      case 'b': out->push_back('\b'); continue;
      case 'f': out->push_back('\f'); continue;
      case 'n': out->push_back('\n'); continue;
      case 'r': out->push_back('\r'); continue;
      case 't': out->push_back('\t'); continue;
      case 'v': out->push_back('\v'); continue;
      default: break;
    }
    if (letter >= '0' && letter <= '7') {
      uint32_t value = static_cast<uint32_t>(letter - '0');
      for (int n = 1; n < 3 && i < body.size() && body[i] >= '0' &&
                      body[i] <= '7';
           ++n, ++i) {
        value = value * 8 + static_cast<uint32_t>(body[i] - '0');
      }
      if (value > 0377 && message->empty()) {
        *message = format("invalid octal escape sequence '\\%o'", value);
      }
      if (parts.is_bytes) {
        out->push_back(static_cast<char>(value & 0xff));
      } else {
        append_utf8(*out, value);
      }
      continue;
    }
    if (letter == 'x' && parts.is_bytes) {
      uint32_t value = 0;
      size_t seen = 0;
      if (!hex_value(body.substr(i), 2, &value, &seen)) {
        *message =
            format("(value error) invalid \\x escape at position %zu", i - 2);
        return false;
      }
      out->push_back(static_cast<char>(value));
      i += 2;
      continue;
    }
    if (letter == 'x' ||
        (has_code_points && (letter == 'u' || letter == 'U'))) {
      --i;
      if (!decode_hex_escape(body, &i, out, message)) return false;
      continue;
    }
    if (letter == 'N' && has_code_points) {
      const size_t end = body.find('}', i);
      if (i >= body.size() || body[i] != '{' || end == body.npos) {
        *message = format("(unicode error) 'unicodeescape' codec can't decode "
                          "bytes in position %zu-%zu: malformed \\N character "
                          "escape", i - 2, i - 1);
        return false;
      }
      const std::string_view name = body.substr(i + 1, end - i - 1);
      uint32_t code_point = 0;
      if (!character_named(name, &code_point)) {
        *message = format("(unicode error) characters named '%s' are not "
                          "supported", std::string(name).c_str());
        return false;
      }
      append_utf8(*out, code_point);
      i = end + 1;
      continue;
    }
    // An unknown escape stays as it is, backslash and all.
    if (message->empty() && is_ascii(letter)) {
      *message = format("invalid escape sequence '\\%c'", letter);
    }
    out->push_back('\\');
    i -= 1;
  }
  return true;
}

}  // namespace mt::python
