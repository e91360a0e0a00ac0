// format_spec.cc - the format specification mini-language.
//
// Every number ends as a NumberText: sign, prefix, digits, and what follows
// them. Grouping and padding are done there, once for all kinds.

#include "python/format_spec.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bigint_text.h"
#include "python/float_text.h"

namespace mt::python {

namespace {

bool is_align(uint32_t c) {
  return c == '<' || c == '>' || c == '=' || c == '^';
}

Error invalid(std::string message) {
  return Error(Errc::kInvalid, std::move(message));
}

// 'x' where a reader can see it, '\x3a9' where not.
std::string quoted(uint32_t c) {
  if (c > 32 && c < 128) return format("'%c'", static_cast<int>(c));
  return format("'\\x%x'", static_cast<unsigned>(c));
}

Error unknown_type(const FormatSpec& spec) {
  return invalid("Unknown format code " + quoted(spec.type) +
                 " for object of type '" + spec.type_name + "'");
}

// Walks the text of a specification, one character at a time.
class SpecReader {
 public:
  explicit SpecReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  uint32_t peek(size_t* length) const {
    const Utf8Step step = decode_utf8(text_.substr(at_), Surrogates::kAllow);
    *length = step.length == 0 ? 1 : step.length;
    return step.ok() ? step.code_point : kReplacementCodePoint;
  }
  char next_ascii() const { return at_end() ? '\0' : text_[at_]; }
  char ascii_after(size_t skip) const {
    return skip < text_.size() - at_ ? text_[at_ + skip] : '\0';
  }
  void skip(size_t bytes) { at_ += bytes; }
  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // False when there is no digit; `value` saturates at kTooLarge.
  bool take_number(int64_t* value) {
    const size_t start = at_;
    int64_t number = 0;
    for (; !at_end() && is_digit(text_[at_]); ++at_) {
      if (number < kTooLarge) number = number * 10 + (text_[at_] - '0');
    }
    if (at_ == start) return false;
    *value = std::min(number, kTooLarge);
    return true;
  }
  static constexpr int64_t kTooLarge = INT64_MAX / 16;

 private:
  std::string_view text_;
  size_t at_ = 0;
};

Status check_grouping(const FormatSpec& spec) {
  if (spec.grouping == 0) return {};
  switch (spec.type) {
    case 0:
    case 'd':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
      return {};
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (spec.grouping == '_') return {};
      break;
    default:
      break;
  }
  return invalid(format("Cannot specify '%c' with ", spec.grouping) +
                 quoted(spec.type) + ".");
}

Status read_fill_and_align(SpecReader& in, FormatSpec* spec, bool* fill_given) {
  if (in.at_end()) return {};
  size_t length;
  const uint32_t first = in.peek(&length);
  if (is_align(static_cast<uint8_t>(in.ascii_after(length)))) {
    spec->fill = first;
    spec->align = in.ascii_after(length);
    *fill_given = true;
    in.skip(length + 1);
  } else if (is_align(first)) {
    spec->align = static_cast<char>(first);
    in.skip(1);
  }
  return {};
}

// A number in the parts that padding and grouping treat apart:
//   sign  prefix  digits  rest        -  0x  1234  .50e+10%
struct NumberText {
  std::string sign, prefix, digits, rest;
};

std::string sign_for(const FormatSpec& spec, bool negative) {
  if (negative) return "-";
  if (spec.sign == '+' || spec.sign == ' ') return std::string(1, spec.sign);
  return std::string();
}

// Puts separators between groups, filling up with zeros to `least` characters;
// a separator never comes first, so it may be one more.
std::string grouped(std::string_view digits, char separator, size_t group,
                    int64_t least) {
  std::string reversed;
  size_t left = digits.size();
  for (;;) {
    const size_t want = static_cast<size_t>(
        std::max<int64_t>({static_cast<int64_t>(left), least, 1}));
    const size_t length = std::min(want, group);
    for (size_t i = 0; i < length; ++i) {
      reversed.push_back(left != 0 ? digits[--left] : '0');
    }
    least -= static_cast<int64_t>(length);
    if (left == 0 && least <= 0) break;
    reversed.push_back(separator);
    --least;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::string repeated(uint32_t code_point, int64_t count) {
  char unit[4];
  const size_t length = encode_utf8(code_point, unit, Surrogates::kAllow);
  std::string out;
  if (count <= 0) return out;
  out.reserve(static_cast<size_t>(count) * length);
  for (int64_t i = 0; i < count; ++i) out.append(unit, length);
  return out;
}

Error too_large() { return Error(Errc::kTooLarge, "formatted text too large"); }

// `left` and `right` with the padding where the alignment wants it; '=' puts
// it between the two.
std::string padded(const FormatSpec& spec, std::string_view left,
                   std::string_view right, char align) {
  const int64_t length =
      static_cast<int64_t>(count_code_points(left) + count_code_points(right));
  const int64_t total = std::max<int64_t>(spec.width - length, 0);
  const int64_t before = align == '>' ? total : align == '^' ? total / 2 : 0;
  const int64_t between = align == '=' ? total : 0;
  std::string out = repeated(spec.fill, before);
  out.append(left);
  out.append(repeated(spec.fill, between));
  out.append(right);
  out.append(repeated(spec.fill, total - before - between));
  return out;
}

std::string finished(const FormatSpec& spec, NumberText number) {
  const std::string left = number.sign + number.prefix;
  int64_t least = 0;
  if (spec.fill == '0' && spec.align == '=') {
    least = spec.width - static_cast<int64_t>(left.size()) -
            static_cast<int64_t>(number.rest.size());
  }
  if (spec.grouping != 0 && !number.digits.empty()) {
    const bool by_four =
        spec.type != 0 && spec.type < 128 &&
        std::string_view("boxX").find(static_cast<char>(spec.type)) !=
            std::string_view::npos;
    number.digits =
        grouped(number.digits, spec.grouping, by_four ? 4 : 3, least);
  }
  return padded(spec, left, number.digits + number.rest, spec.align);
}

// The text of |value| split where digits before the point end.
void set_float_digits(NumberText* number, std::string text) {
  size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  number->digits.assign(text, 0, digits);
  number->rest.assign(text, digits, std::string::npos);
}

bool is_zero_text(std::string_view text) {
  for (const char c : text) {
    if (c == 'e' || c == 'E') break;
    if (c != '0' && c != '.') return false;
  }
  return true;
}

NumberText float_text_of(const FormatSpec& spec, double value, char style,
                         int precision, unsigned flags) {
  std::string text;
  append_float(text, value, style, precision, flags);
  bool negative = is_negative(value) && value == value;
  if (spec.no_negative_zero && is_zero_text(text)) negative = false;
  NumberText number;
  number.sign = sign_for(spec, negative);
  set_float_digits(&number, std::move(text));
  return number;
}

// Which of append_float()'s styles a type asks for; 0 when it is none.
char float_style(const FormatSpec& spec, bool percent_allowed) {
  switch (spec.type) {
    case 0:
      return spec.precision < 0 ? 'r' : 'g';
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return static_cast<char>(spec.type);
    case 'n':
      return 'g';
    case '%':
      return percent_allowed ? 'f' : '\0';
    default:
      return '\0';
  }
}

Status check_size(const FormatSpec& spec) {
  if (spec.precision > INT32_MAX) return invalid("precision too big");
  if (spec.width > kMaxFormattedBytes / 4 ||
      spec.precision > kMaxFormattedBytes / 4) {
    return too_large();
  }
  return {};
}

int float_precision(const FormatSpec& spec) {
  return spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
}

}  // namespace

Result<FormatSpec> parse_format_spec(std::string_view text,
                                     const char* type_name,
                                     FormatTarget target) {
  FormatSpec spec;
  spec.type_name = type_name;
  const char default_align = target == FormatTarget::kText ? '<' : '>';
  SpecReader in(text);
  bool fill_given = false;
  TRY(read_fill_and_align(in, &spec, &fill_given));
  const char sign = in.next_ascii();
  if (sign == '+' || sign == '-' || sign == ' ') {
    spec.sign = sign;
    in.skip(1);
  }
  spec.no_negative_zero = in.take('z');
  spec.alternate = in.take('#');
  // A zero before the width fills, and numbers then keep their sign in front.
  if (!fill_given && in.take('0')) {
    spec.fill = '0';
    if (spec.align == 0 && default_align == '>') spec.align = '=';
  }
  if (spec.align == 0) spec.align = default_align;

  if (in.take_number(&spec.width) && spec.width == SpecReader::kTooLarge) {
    return invalid("Too many decimal digits in format string");
  }
  if (in.take(',')) spec.grouping = ',';
  if (in.next_ascii() == '_') {
    if (spec.grouping != 0) {
      return invalid("Cannot specify both ',' and '_'.");
    }
    in.skip(1);
    spec.grouping = '_';
  }
  if (in.next_ascii() == ',' && spec.grouping == '_') {
    return invalid("Cannot specify both ',' and '_'.");
  }
  if (in.take('.')) {
    if (!in.take_number(&spec.precision)) {
      return invalid("Format specifier missing precision");
    }
    if (spec.precision == SpecReader::kTooLarge) {
      return invalid("Too many decimal digits in format string");
    }
  }
  if (!in.at_end()) {
    size_t length;
    spec.type = in.peek(&length);
    in.skip(length);
    if (!in.at_end()) {
      return invalid("Invalid format specifier '" + std::string(text) +
                     "' for object of type '" + type_name + "'");
    }
    // NUL is none, though numbers that are no integers take it for one.
    if (spec.type == 0 && (target == FormatTarget::kText ||
                           target == FormatTarget::kInteger))
      return unknown_type(spec);
  } else if (spec.grouping != 0 && target == FormatTarget::kText) {
    spec.type = 's';
  }
  TRY(check_grouping(spec));
  return spec;
}

Result<std::string> format_text(const FormatSpec& spec, std::string_view utf8) {
  if (spec.type != 0 && spec.type != 's') return unknown_type(spec);
  if (spec.sign == ' ') {
    return invalid("Space not allowed in string format specifier");
  }
  if (spec.sign != 0) {
    return invalid("Sign not allowed in string format specifier");
  }
  if (spec.no_negative_zero) {
    return invalid(
        "Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    return invalid("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align == '=') {
    return invalid("'=' alignment not allowed in string format specifier");
  }
  if (spec.width > kMaxFormattedBytes / 4) return too_large();
  if (spec.precision >= 0) {
    size_t end = 0;
    for (int64_t i = 0; i < spec.precision && end < utf8.size(); ++i) {
      ++end;
      while (end < utf8.size() && (byte_at(utf8, end) & 0xc0) == 0x80) ++end;
    }
    utf8 = utf8.substr(0, end);
  }
  return padded(spec, utf8, {}, spec.align);
}

Result<std::string> format_integer(const FormatSpec& spec, IntegerView value) {
  unsigned base = 10;
  const char* prefix = "";
  switch (spec.type) {
    case 0:
    case 'd':
    case 'n':
    case 'c':
      break;
    case 'b':
      base = 2;
      prefix = "0b";
      break;
    case 'o':
      base = 8;
      prefix = "0o";
      break;
    case 'x':
      base = 16;
      prefix = "0x";
      break;
    case 'X':
      base = 16;
      prefix = "0X";
      break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
      double as_float;
      if (!to_double(value, &as_float)) {
        return Error(Errc::kUnsupported, "int too large to convert to float");
      }
      return format_float(spec, as_float);
    }
    default:
      return unknown_type(spec);
  }
  if (spec.precision >= 0) {
    return invalid("Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    return invalid(
        "Negative zero coercion (z) not allowed in integer format specifier");
  }
  TRY(check_size(spec));
  NumberText number;
  if (spec.type == 'c') {
    if (spec.sign != 0) {
      return invalid("Sign not allowed with integer format specifier 'c'");
    }
    if (spec.alternate) {
      return invalid(
          "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    int64_t code_point;
    if (!to_int64(value, &code_point)) {
      return Error(Errc::kUnsupported,
                   "Python int too large to convert to C long");
    }
    if (code_point < 0 || code_point > int64_t{kMaxCodePoint}) {
      return Error(Errc::kUnsupported, "%c arg not in range(0x110000)");
    }
    append_utf8(number.rest, static_cast<uint32_t>(code_point),
                Surrogates::kAllow);
    return padded(spec, {}, number.rest, spec.align);
  }
  number.sign = sign_for(spec, value.negative && !is_zero(value));
  if (spec.alternate) number.prefix = prefix;
  append_digits(number.digits, value, base);
  if (spec.type == 'X') {
    for (char& c : number.digits) c = to_upper(c);
  }
  return finished(spec, std::move(number));
}

Result<std::string> format_float(const FormatSpec& spec, double value) {
  const char style = float_style(spec, true);
  if (style == 0) return unknown_type(spec);
  TRY(check_size(spec));
  unsigned flags = spec.alternate ? kFloatAlternate : 0u;
  if (spec.type == 0) flags |= kFloatAddDotZero;
  if (spec.type == '%') value *= 100;
  NumberText number =
      float_text_of(spec, value, style, float_precision(spec), flags);
  if (spec.type == '%') number.rest.push_back('%');
  return finished(spec, std::move(number));
}

Result<std::string> format_complex(const FormatSpec& spec, double real,
                                   double imaginary) {
  const char style = float_style(spec, false);
  if (style == 0) return unknown_type(spec);
  if (spec.fill == '0') {
    return invalid("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align == '=') {
    return invalid(
        "'=' alignment flag is not allowed in complex format specifier");
  }
  TRY(check_size(spec));
  // Without a type it is what repr prints: no real part when that is plus zero,
  // else both in brackets.
  const bool like_repr = spec.type == 0;
  const bool only_imaginary = like_repr && real == 0 && !is_negative(real);
  const unsigned flags = spec.alternate ? kFloatAlternate : 0u;
  FormatSpec part = spec;
  part.width = -1;
  std::string text;
  if (like_repr && !only_imaginary) text.push_back('(');
  if (!only_imaginary) {
    text += finished(
        part, float_text_of(part, real, style, float_precision(spec), flags));
    part.sign = '+';
  }
  text += finished(part, float_text_of(part, imaginary, style,
                                       float_precision(spec), flags));
  text.push_back('j');
  if (like_repr && !only_imaginary) text.push_back(')');
  return padded(spec, text, {}, spec.align);
}

}  // namespace mt::python
