// regex_sets.cc - escapes, and sets in brackets.
//
// Part of RegexParser: what one character, or one of several, may be written
// as.

#include "base/status.h"
#include "base/utf8.h"
#include "python/regex_parser.h"

namespace mt::python {

namespace {

bool class_of(uint32_t c, uint8_t* out) {
  switch (c) {
    case 'd': *out = kClassDigit; return true;
    case 'D': *out = kClassNotDigit; return true;
    case 's': *out = kClassSpace; return true;
    case 'S': *out = kClassNotSpace; return true;
    case 'w': *out = kClassWord; return true;
    case 'W': *out = kClassNotWord; return true;
    default: return false;
  }
}

uint32_t number_of(const std::string& digits, uint32_t base) {
  uint32_t value = 0;
  for (const char c : digits) {
    value = value * base +
            static_cast<uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

std::string backslash(uint32_t c) { return token_text({c, true}); }

}  // namespace

// \x41 \u0041 \U00000041: *is_one says whether it is such an escape at all.
bool RegexParser::hex_escape(uint32_t kind, uint32_t* c, bool* is_one) {
  size_t count = 0;
  if (kind == 'x') count = 2;
  if (kind == 'u' && in_.is_text()) count = 4;
  if (kind == 'U' && in_.is_text()) count = 8;
  if (kind == 'N' && in_.is_text()) {
    if (!in_.match('{')) return in_.fail("missing {");
    std::string name;
    if (!in_.until('}', "character name", &name)) return false;
    return in_.fail("names of characters are not supported: " +
                        quoted_name(name),
                    name_length(name) + 4);
  }
  *is_one = count != 0;
  if (count == 0) return true;
  std::string digits;
  in_.digits(16, count, &digits);
  const std::string escape = backslash(kind) + digits;
  if (digits.size() != count)
    return in_.fail("incomplete escape " + escape, escape.size());
  *c = number_of(digits, 16);
  if (*c > kMaxCodePoint)
    return in_.fail("bad escape " + escape, escape.size());
  return true;
}

bool RegexParser::octal(const std::string& digits, uint32_t* c) {
  *c = number_of(digits, 8);
  if (*c <= 0377) return true;
  return in_.fail("octal escape value \\" + digits +
                      " outside of range 0-0o377",
                  digits.size() + 1);
}

uint32_t RegexParser::escape(uint32_t c, uint32_t flags) {
  uint8_t char_class = 0;
  if (class_of(c, &char_class)) return add_class(char_class, flags);
  switch (c) {
    case 'A': return at(RegexOp::kBegin);
    case 'Z': return at(RegexOp::kEndText);
    case 'b': return at(RegexOp::kWordEdge, is_ascii(flags));
    case 'B': return at(RegexOp::kNotWordEdge, is_ascii(flags));
    default: break;
  }
  uint32_t value = c;
  if (simple_escape(c, &value)) return add_char(value, flags);
  bool is_hex = false;
  if (!hex_escape(c, &value, &is_hex)) return kNoIndex;
  if (is_hex) return add_char(value, flags);
  if (c >= '0' && c <= '9') return numbered_escape(c, flags);
  if (is_ascii_letter(c)) {
    in_.fail("bad escape " + backslash(c), 2);
    return kNoIndex;
  }
  return add_char(c, flags);
}

// \012 and \123 are characters, \1 and \12 are groups.
uint32_t RegexParser::numbered_escape(uint32_t first, uint32_t flags) {
  std::string digits(1, static_cast<char>(first));
  uint32_t c;
  if (first == '0') {
    in_.digits(8, 2, &digits);
    return add_char(number_of(digits, 8), flags);
  }
  in_.digits(10, 1, &digits);
  if (digits.size() == 2 && digits[0] < '8' && digits[1] < '8' &&
      is_octal_digit(in_.next())) {
    in_.digits(8, 1, &digits);
    return octal(digits, &c) ? add_char(c, flags) : kNoIndex;
  }
  const uint32_t group = number_of(digits, 10);
  if (group >= tree_.groups) {
    in_.fail(format("invalid group reference %u", group), digits.size());
    return kNoIndex;
  }
  if (is_open(group)) {
    in_.fail("cannot refer to an open group", digits.size() + 1);
    return kNoIndex;
  }
  return check_look_behind(group) ? add_backref(group, flags) : kNoIndex;
}

// One character or one class of a set, whose first token has been read.
bool RegexParser::set_item(const RegexToken& token, uint32_t* c,
                           uint8_t* char_class) {
  *char_class = 0;
  *c = token.c;
  if (!token.is_escaped) return true;
  if (simple_escape(token.c, c) || class_of(token.c, char_class)) return true;
  bool is_hex = false;
  if (!hex_escape(token.c, c, &is_hex)) return false;
  if (is_hex) return true;
  if (token.c >= '0' && token.c <= '7') {
    std::string digits(1, static_cast<char>(token.c));
    in_.digits(8, 2, &digits);
    return octal(digits, c);
  }
  if (is_ascii_letter(token.c) || token.c == '8' || token.c == '9')
    return in_.fail("bad escape " + backslash(token.c), 2);
  return true;
}

uint32_t RegexParser::set(uint32_t flags) {
  const size_t here = in_.tell() - 1;
  const auto unterminated = [&] {
    in_.fail("unterminated character set", in_.tell() - here);
    return kNoIndex;
  };
  const auto may_change = [&](const char* what, size_t position) {
    in_.warn(false,
             format("Possible %s at position %zu", what, position));
  };
  CharSet out;
  out.is_ascii = is_ascii(flags);
  const CharCase as = char_case(flags);
  if (in_.next().is('[')) may_change("nested set", in_.tell());
  out.is_negated = in_.match('^');
  uint32_t singles = 0, only = 0;
  for (bool is_first = true;; is_first = false) {
    const RegexToken token = in_.get();
    if (token.is_end()) return unterminated();
    if (token.is(']') && !is_first) break;
    if (!is_first && !token.is_escaped && in_.next().c == token.c &&
        !in_.next().is_escaped) {
      const char* const what = token.c == '-'   ? "set difference"
                               : token.c == '&' ? "set intersection"
                               : token.c == '~' ? "set symmetric difference"
                               : token.c == '|' ? "set union"
                                                : nullptr;
      if (what != nullptr) may_change(what, in_.tell() - 1);
    }
    uint32_t low, high;
    uint8_t low_class, high_class;
    if (!set_item(token, &low, &low_class)) return kNoIndex;
    if (!in_.match('-')) {
      out.classes |= low_class;
      if (low_class == 0) {
        out.add(low, low, as);
        ++singles;
        only = low;
      }
      continue;
    }
    const RegexToken end = in_.get();
    if (end.is_end()) return unterminated();
    if (end.is(']')) {
      out.classes |= low_class;
      if (low_class == 0) out.add(low, low, as);
      out.add('-', '-');
      singles += 2;
      break;
    }
    if (end.is('-')) may_change("set difference", in_.tell() - 2);
    if (!set_item(end, &high, &high_class)) return kNoIndex;
    if (low_class != 0 || high_class != 0 || high < low) {
      const std::string text = token_text(token) + "-" + token_text(end);
      in_.fail("bad character range " + text, name_length(text));
      return kNoIndex;
    }
    out.add(low, high, as);
    singles += 2;
  }
  if (singles == 1 && out.classes == 0 && !out.is_negated)
    return add_char(only, flags);
  return add_node(RegexKind::kSet, add_set(std::move(out)));
}

}  // namespace mt::python
