// source_reader.cc - readable text becomes a tap again.
//
// The text is read, never run: it holds items and nothing else. A record begins
// at the start of a line, its further lines are indented.

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/float_text.h"
#include "tap/item.h"
#include "tap/kinds.h"
#include "tap/limits.h"
#include "tap/record.h"
#include "tap/source_form.h"
#include "tap/tap.h"

namespace mt::tap {
namespace {

// Whether it begins with a value as a tap has it.
bool is_item(ByteView bytes) {
  Item item;
  return ItemReader(bytes, 0, bytes.size()).next(&item).ok();
}

class SourceReader {
 public:
  explicit SourceReader(ByteView text) : text_(text) {}

  Result<std::string> read();

 private:
  Error error(const std::string& what) const {
    return Error(Errc::kInvalid, format("line %u: ", line_) + what);
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool at_end() const { return at_ >= text_.size(); }
  // Over blanks, line ends and comments. Afterwards at_line_start_ says
  // whether this is where a record begins.
  void skip();
  ByteView word();

  Status magic();
  Status record(FrameWriter& frame);
  Status value();
  Status number(ByteView word);
  Status real(ByteView word, double* out);
  Status quoted(char tag);
  Status block();
  Status reference();

  ByteView text_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  bool at_line_start_ = true;
  BytePile payload_;
  ItemWriter out_{&payload_};
  uint32_t records_ = 0;
  uint32_t largest_ = 0;  // reference, and the line it is in
  uint32_t largest_line_ = 0;
};

void SourceReader::skip() {
  while (!at_end()) {
    const char c = peek();
    if (c == '\n') {
      ++line_;
      ++at_;
      at_line_start_ = true;
    } else if (is_blank(c) || c == '\r') {
      ++at_;
      at_line_start_ = false;
    } else if (c == ';') {
      while (!at_end() && peek() != '\n') ++at_;
    } else {
      return;
    }
  }
  at_line_start_ = true;
}

// Up to the next blank, line end or bracket.
ByteView SourceReader::word() {
  const size_t start = at_;
  while (!at_end() && !is_space(peek()) && peek() != ')' && peek() != '"' &&
         peek() != ';')
    ++at_;
  return text_.substr(start, at_ - start);
}

Status SourceReader::magic() {
  if (!is_source(text_))
    return Error(Errc::kInvalid, "line 1: not the source of a tap");
  at_ = kSourceMagic.size();
  const ByteView version = word();
  uint32_t number = 0;
  for (const char c : version) {
    if (!is_digit(c) || number > 100000000)
      return error("no version number");
    number = number * 10 + static_cast<uint32_t>(c - '0');
  }
  if (number == 0) return error("no version number");
  if (number > kFormatVersion) {
    return Error(Errc::kUnsupported,
                 format("line 1: needs format version %u, this program reads "
                        "up to %u",
                        number, kFormatVersion));
  }
  return {};
}

Result<std::string> SourceReader::read() {
  TRY(magic());
  BytePile tap;
  FrameWriter frame(&tap);
  skip();
  if (at_end()) return error("the header is missing");
  bool is_header = true;
  while (!at_end()) {
    if (!at_line_start_) return error("a record begins at the start of a line");
    if (is_header) {
      if (word() != "H") return error("the first record is H, the header");
      payload_.clear();
      payload_.push('H');
    } else {
      const std::string expected = format("%u", records_);
      if (word() != expected)
        return error("the next record is number " + expected);
      skip();
      const ByteView tag = word();
      if (at_line_start_ || tag.size() != 1 || !is_upper(tag[0]) ||
          tag[0] == 'H' || tag[0] == 'E')
        return error("the kind of a record is one capital letter");
      payload_.clear();
      payload_.push(tag[0]);
      ++records_;
    }
    is_header = false;
    TRY(record(frame));
  }
  if (largest_line_ != 0 && largest_ >= records_) {
    line_ = largest_line_;
    return error(format("object %u of %u", largest_, records_));
  }
  frame.finish();
  return std::string(view_of(tap));
}

// The tag stands in front of the payload while that grows.
Status SourceReader::record(FrameWriter& frame) {
  at_line_start_ = false;
  skip();
  while (!at_end() && !at_line_start_) {
    TRY(value());
    skip();
  }
  if (payload_.size() > kMaxTapBytes) return error("the record is too large");
  frame.add(payload_[0], view_of(payload_).substr(1));
  return {};
}

Status SourceReader::value() {
  const char c = peek();
  if (c == '"') return quoted('s');
  if (c == '|' || c == '>') return block();
  if (c == '@' || c == '%' || c == '=' || c == '#') return reference();
  const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (after == '"' && (c == 'b' || c == 'B' || c == 'S')) {
    ++at_;
    return quoted(c);
  }
  if (c == 'c' && after == '(') {
    at_ += 2;
    double re, im;
    TRY(real(word(), &re));
    skip();
    TRY(real(word(), &im));
    if (peek() != ')') return error("a complex number ends in ')'");
    ++at_;
    out_.complex(re, im);
    return {};
  }
  const ByteView text = word();
  static constexpr struct {
    ByteView word;
    char tag;
  } kConstants[] = {{"None", 'n'},
                    {"True", 't'},
                    {"False", 'f'},
                    {"Ellipsis", 'e'},
                    {"NotImplemented", 'x'}};
  for (const auto& row : kConstants) {
    if (text == row.word) {
      out_.constant(row.tag);
      return {};
    }
  }
  return number(text);
}

Status SourceReader::reference() {
  Item item;
  item.tag = text_[at_++];
  const ByteView digits = word();
  uint64_t number = 0;
  for (const char c : digits) {
    if (!is_digit(c) || number > UINT32_MAX)
      return error("a number is missing");
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  if (digits.empty() || number > UINT32_MAX)
    return error("a number is missing");
  item.number = static_cast<uint32_t>(number);
  out_.copy(item);
  if (item.tag != '#' && (largest_line_ == 0 || item.number > largest_)) {
    largest_ = item.number;
    largest_line_ = line_;
  }
  return {};
}

Status SourceReader::number(ByteView text) {
  const auto wrong = [&] {
    return error("'" + std::string(text.substr(0, 40)) + "' is no value");
  };
  const bool negative = !text.empty() && text[0] == '-';
  const ByteView rest = text.substr(negative ? 1 : 0);
  if (rest.substr(0, 2) == "0x") {
    const ByteView digits = rest.substr(2);
    std::string magnitude;
    for (size_t i = 0; i < digits.size(); i += 2) {
      if (i + 1 >= digits.size() || !is_hex_digit(digits[i]) ||
          !is_hex_digit(digits[i + 1]))
        return wrong();
      magnitude.push_back(hex_byte(digits[i], digits[i + 1]));
    }
    const size_t before = payload_.size();
    out_.big(negative, magnitude);
    if (!is_item(view_of(payload_).substr(before))) return wrong();
    return {};
  }
  bool all_digits = !rest.empty();
  for (const char c : rest) all_digits = all_digits && is_digit(c);
  if (!all_digits) {
    double d;
    TRY(real(text, &d));
    out_.real(d);
    return {};
  }
  // As a tap has it, or not at all: the same text must give the same bytes.
  std::string item = "i";
  item.push_back(static_cast<char>(text.size()));
  item.append(text);
  if (text.size() > kMaxIntDigits || !is_item(item)) return wrong();
  payload_.append(item.data(), item.size());
  return {};
}

Status SourceReader::real(ByteView text, double* out) {
  if (text.substr(0, 2) == "d:" && text.size() == 18) {
    uint64_t bits = 0;
    for (const char c : text.substr(2)) {
      if (!is_hex_digit(c)) return error("no float");
      bits = bits << 4 | static_cast<uint64_t>(digit_value(c));
    }
    memcpy(out, &bits, sizeof bits);
    return {};
  }
  if (!python::parse_float(text, out))
    return error("'" + std::string(text.substr(0, 40)) + "' is no value");
  return {};
}

Status SourceReader::quoted(char tag) {
  ++at_;
  std::string text;
  while (true) {
    if (at_end() || peek() == '\n') return error("a quote is not closed");
    const char c = text_[at_++];
    if (c == '"') break;
    if (c != '\\') {
      text.push_back(c);
      continue;
    }
    const char kind = peek();
    ++at_;
    switch (kind) {
      case 'n': text.push_back('\n'); break;
      case 'r': text.push_back('\r'); break;
      case 't': text.push_back('\t'); break;
      case '"': case '\\': text.push_back(kind); break;
      case 'x':
        if (at_ + 2 > text_.size() || !is_hex_digit(text_[at_]) ||
            !is_hex_digit(text_[at_ + 1]))
          return error("\\x and two hexadecimal digits");
        text.push_back(hex_byte(text_[at_], text_[at_ + 1]));
        at_ += 2;
        break;
      default: return error("an unknown escape in a quoted text");
    }
  }
  if ((tag == 's' || tag == 'b') && text.size() > 255)
    return error("more than 255 bytes: write S\"...\" or B\"...\"");
  if ((tag == 's' || tag == 'S') && !is_utf8(text, Surrogates::kAllow))
    return error("text that is not UTF-8");
  Item item;
  item.tag = tag;
  item.bytes = text;
  out_.copy(item);
  return {};
}

// Lines behind '|'; the last behind '>' when no newline ends it.
Status SourceReader::block() {
  std::string text;
  while (true) {
    const bool is_last = peek() == '>';
    ++at_;
    size_t end = text_.find('\n', at_);
    if (end == ByteView::npos) end = text_.size();
    text.append(text_.substr(at_, end - at_));
    at_ = end;
    if (is_last) break;
    text.push_back('\n');
    // Only blanks may stand before the next line of it.
    size_t next = at_ + 1;
    while (next < text_.size() && is_blank(text_[next])) ++next;
    if (next >= text_.size() || (text_[next] != '|' && text_[next] != '>'))
      break;
    ++line_;
    at_ = next;
  }
  if (!is_utf8(text, Surrogates::kAllow))
    return error("text that is not UTF-8");
  Item item;
  item.tag = 'S';
  item.bytes = text;
  out_.copy(item);
  return {};
}

}  // namespace

Result<std::string> to_tap(ByteView source) {
  return SourceReader(source).read();
}

}  // namespace mt::tap
