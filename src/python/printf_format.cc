// printf_format.cc - the `%` operator of str and bytes, without the objects.

#include "python/printf_format.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bigint_text.h"
#include "python/float_text.h"
#include "python/format_spec.h"

namespace mt::python {

namespace {

Error invalid(const char* message) { return Error(Errc::kInvalid, message); }

Status check_size(const PrintfSpec& spec) {
  if (spec.width > kMaxFormattedBytes || spec.precision > kMaxFormattedBytes) {
    return Error(Errc::kTooLarge, "formatted text too large");
  }
  return {};
}

size_t length_of(std::string_view text, bool is_text) {
  return is_text ? count_code_points(text) : text.size();
}

// Appends left and right, padded to the width: zeros go between the two,
// spaces to either side.
void append_padded(std::string& out, const PrintfSpec& spec,
                   std::string_view left, std::string_view right, size_t length,
                   bool zeros) {
  const size_t missing = spec.width > static_cast<int64_t>(length)
                             ? static_cast<size_t>(spec.width) - length
                             : 0;
  zeros = zeros && !spec.left;
  if (!spec.left && !zeros) out.append(missing, ' ');
  out.append(left);
  if (zeros) out.append(missing, '0');
  out.append(right);
  if (spec.left) out.append(missing, ' ');
}

const char* sign_for(const PrintfSpec& spec, bool negative) {
  if (negative) return "-";
  if (spec.plus) return "+";
  return spec.space ? " " : "";
}

}  // namespace

void PrintfSpec::set_width(int64_t given) {
  if (given < 0) left = true;
  width = given < 0 ? (given == INT64_MIN ? INT64_MAX : -given) : given;
}

void PrintfSpec::set_precision(int64_t given) {
  precision = given < 0 ? 0 : given;
}

size_t PrintfParser::character_index(size_t at) const {
  return length_of(format_.substr(0, at), is_text_);
}

Status PrintfParser::read_key(PrintfSpec* spec) {
  ++at_;
  const size_t start = at_;
  for (int depth = 1; depth > 0; ++at_) {
    if (at_ == format_.size()) return invalid("incomplete format key");
    if (format_[at_] == '(') ++depth;
    if (format_[at_] == ')') --depth;
  }
  spec->has_key = true;
  spec->key = format_.substr(start, at_ - 1 - start);
  return {};
}

Status PrintfParser::read_number(int64_t* value, const char* what) {
  *value = 0;
  for (; is_digit(look()); ++at_) {
    *value = *value * 10 + (look() - '0');
    if (*value > INT32_MAX) return invalid(what);
  }
  return {};
}

Status PrintfParser::read_flags_and_sizes(PrintfSpec* spec) {
  for (bool is_flag = true; is_flag;) {
    switch (look()) {
      case '-':
        spec->left = true;
        break;
      case '+':
        spec->plus = true;
        break;
      case ' ':
        spec->space = true;
        break;
      case '#':
        spec->alternate = true;
        break;
      case '0':
        spec->zero = true;
        break;
      default:
        is_flag = false;
        break;
    }
    if (is_flag) ++at_;
  }
  if (look() == '*') {
    spec->width_is_argument = true;
    ++at_;
  } else if (is_digit(look())) {
    TRY(read_number(&spec->width, "width too big"));
  }
  if (look() == '.') {
    ++at_;
    if (look() == '*') {
      spec->precision_is_argument = true;
      ++at_;
    } else {
      TRY(read_number(&spec->precision, "precision too big"));
    }
  }
  // A length means nothing here; C programmers write it all the same.
  if (look() == 'h' || look() == 'l' || look() == 'L') ++at_;
  return {};
}

Result<PrintfParser::Piece> PrintfParser::next(std::string_view* literal,
                                               PrintfSpec* spec) {
  if (at_ == format_.size()) return Piece::kEnd;
  if (format_[at_] != '%') {
    const size_t end = std::min(format_.find('%', at_), format_.size());
    *literal = format_.substr(at_, end - at_);
    at_ = end;
    return Piece::kLiteral;
  }
  ++at_;
  if (look() == '%') {
    *literal = format_.substr(at_++, 1);
    return Piece::kLiteral;
  }
  *spec = PrintfSpec();
  if (look() == '(') TRY(read_key(spec));
  TRY(read_flags_and_sizes(spec));
  if (at_ == format_.size()) return invalid("incomplete format");
  spec->index = character_index(at_);
  size_t length = 1;
  spec->conversion = byte_at(format_, at_);
  if (is_text_) {
    const Utf8Step step = decode_utf8(format_.substr(at_), Surrogates::kAllow);
    if (step.ok()) {
      spec->conversion = step.code_point;
      length = step.length;
    }
  }
  at_ += length;
  return Piece::kConversion;
}

Error unsupported_conversion(const PrintfSpec& spec) {
  const bool visible = spec.conversion > 30 && spec.conversion < 127;
  return Error(Errc::kInvalid,
               format("unsupported format character '%c' (0x%x) at index %lu",
                      visible ? static_cast<int>(spec.conversion) : '?',
                      static_cast<unsigned>(spec.conversion),
                      static_cast<unsigned long>(spec.index)));
}

Status printf_text(std::string& out, const PrintfSpec& spec,
                   std::string_view text, bool is_text) {
  TRY(check_size(spec));
  size_t length = length_of(text, is_text);
  if (spec.precision >= 0 && static_cast<int64_t>(length) > spec.precision) {
    length = static_cast<size_t>(spec.precision);
    size_t end = length;
    if (is_text) {
      end = 0;
      for (size_t i = 0; i < length; ++i) {
        ++end;
        while (end < text.size() && (byte_at(text, end) & 0xc0) == 0x80) ++end;
      }
    }
    text = text.substr(0, end);
  }
  append_padded(out, spec, text, {}, length, false);
  return {};
}

Status printf_character(std::string& out, const PrintfSpec& spec,
                        std::string_view text, bool is_text) {
  TRY(check_size(spec));
  append_padded(out, spec, text, {}, length_of(text, is_text), false);
  return {};
}

Status printf_integer(std::string& out, const PrintfSpec& spec,
                      IntegerView value) {
  TRY(check_size(spec));
  unsigned base = 10;
  const char* prefix = "";
  switch (spec.conversion) {
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
    default:
      break;
  }
  std::string digits;
  append_digits(digits, value, base);
  if (spec.conversion == 'X') {
    for (char& c : digits) c = to_upper(c);
  }
  if (spec.precision > static_cast<int64_t>(digits.size())) {
    digits.insert(0, static_cast<size_t>(spec.precision) - digits.size(), '0');
  }
  std::string left = sign_for(spec, value.negative && !is_zero(value));
  if (spec.old_octal) {
    if (digits[0] != '0') left += '0';
  } else if (spec.alternate) {
    left += prefix;
  }
  append_padded(out, spec, left, digits, left.size() + digits.size(),
                spec.zero);
  return {};
}

Status printf_float(std::string& out, const PrintfSpec& spec, double value) {
  TRY(check_size(spec));
  const int precision =
      spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
  std::string digits;
  append_float(digits, value, static_cast<char>(spec.conversion), precision,
               spec.alternate ? kFloatAlternate : 0);
  const std::string_view left =
      sign_for(spec, is_negative(value) && value == value);
  append_padded(out, spec, left, digits, left.size() + digits.size(),
                spec.zero);
  return {};
}

}  // namespace mt::python
