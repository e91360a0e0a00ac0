// source_writer.cc - a tap as readable text. tap(5), SOURCE FORM.
//
// Works on items alone and makes no objects, so that looking into a tap is safe
// whoever wrote it.

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/float_text.h"
#include "tap/item.h"
#include "tap/limits.h"
#include "tap/record.h"
#include "tap/source_form.h"
#include "tap/tap.h"

namespace mt::tap {
namespace {

// Lines that show `|` before each: only what a screen shows as it is.
bool is_plain_text(ByteView text) {
  if (text.find('\n') == ByteView::npos || !is_utf8(text)) return false;
  for (const char c : text) {
    if (is_control(c) && c != '\n' && c != '\t') return false;
  }
  return true;
}

class SourceWriter {
 public:
  SourceWriter(ByteView file, std::string* out) : file_(file), out_(*out) {}

  Status record(const RecordSpan& record);

 private:
  void item(const Item& item);
  void quoted(ByteView text, bool is_text);
  void real(double d);
  void block(ByteView text);
  void line(int depth) {
    out_.push_back('\n');
    out_.append(static_cast<size_t>(depth) * 2, ' ');
  }

  ByteView file_;
  std::string& out_;
  bool after_block_ = false;
};

// How many items stand on a line behind a count: 0, all on this one.
uint32_t items_per_line(char tag, uint32_t counts_before, char previous) {
  switch (tag) {
    case 'D': return 2;
    case 'O': return counts_before == 0 ? 1 : 2;
    case 'F': return counts_before == 0 ? 0 : 2;
    case 'C':
      return counts_before == 0 || previous == 't' || previous == 'f' ? 0 : 2;
    default: return 1;
  }
}

Status SourceWriter::record(const RecordSpan& record) {
  ItemReader in(file_, record.begin, record.end);
  out_.push_back(record.tag);
  uint32_t counts = 0, per_line = 0, left = 0, on_line = 0;
  char previous = 'n';
  after_block_ = false;
  while (!in.at_end()) {
    Item one;
    TRY(in.next(&one));
    if (left > 0 && per_line > 0 && on_line == 0) {
      line(1);
    } else if (after_block_) {
      line(1);
    } else {
      out_.push_back(' ');
    }
    item(one);
    if (left > 0) {
      on_line = per_line > 0 ? (on_line + 1) % per_line : 0;
      if (--left == 0 && per_line > 0 && !in.at_end()) {
        // What follows the last one begins a line again.
        per_line = 1;
        left = 1;
        on_line = 0;
      }
    }
    if (one.tag == '#') {
      per_line = items_per_line(record.tag, counts, previous);
      left = per_line == 2 && one.number < 0x7fffffff ? one.number * 2
                                                      : one.number;
      on_line = 0;
      ++counts;
    }
    previous = one.tag;
  }
  out_.push_back('\n');
  return {};
}

void SourceWriter::item(const Item& item) {
  const bool was_block = after_block_;
  after_block_ = false;
  switch (item.tag) {
    case 'n': out_.append("None"); return;
    case 't': out_.append("True"); return;
    case 'f': out_.append("False"); return;
    case 'e': out_.append("Ellipsis"); return;
    case 'x': out_.append("NotImplemented"); return;
    case 'i':
      out_.append(format("%lld", static_cast<long long>(item.integer)));
      return;
    case 'l':
      out_.append(item.negative ? "-0x" : "0x");
      for (const char byte : item.bytes)
        out_.append(format("%02x", static_cast<uint8_t>(byte)));
      return;
    case 'd': return real(item.real);
    case 'c':
      out_.append("c(");
      real(item.real);
      out_.push_back(' ');
      real(item.imaginary);
      out_.push_back(')');
      return;
    case 'S':
      // Two blocks one behind the other would be read as one.
      if (!was_block && is_plain_text(item.bytes)) return block(item.bytes);
      out_.push_back('S');
      return quoted(item.bytes, true);
    case 's': return quoted(item.bytes, true);
    case 'b': case 'B':
      out_.push_back(item.tag);
      return quoted(item.bytes, false);
    default:
      out_.append(format("%c%u", item.tag, item.number));
  }
}

void SourceWriter::real(double d) {
  const std::string text = python::float_repr(d);
  double again;
  if (python::parse_float(text, &again) &&
      (memcmp(&again, &d, sizeof d) == 0 || d != d)) {
    out_.append(text);
    return;
  }
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  out_.append(format("d:%016llx", static_cast<unsigned long long>(bits)));
}

void SourceWriter::quoted(ByteView text, bool is_text) {
  out_.push_back('"');
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    const char* const escaped = c == '\n'   ? "\\n"
                                : c == '\r' ? "\\r"
                                : c == '\t' ? "\\t"
                                : c == '"'  ? "\\\""
                                : c == '\\' ? "\\\\"
                                            : nullptr;
    if (escaped != nullptr) {
      out_.append(escaped);
      ++i;
      continue;
    }
    const Utf8Step step = decode_utf8(text.substr(i));
    if (is_text && step.ok() && step.length > 1) {
      out_.append(text.substr(i, step.length));
      i += step.length;
      continue;
    }
    if (is_print(c)) {
      out_.push_back(c);
    } else {
      out_.append(format("\\x%02x", byte_at(text, i)));
    }
    ++i;
  }
  out_.push_back('"');
}

void SourceWriter::block(ByteView text) {
  if (out_.back() == ' ') out_.pop_back();
  while (!text.empty()) {
    const size_t end = text.find('\n');
    line(2);
    out_.push_back(end == ByteView::npos ? '>' : '|');
    out_.append(text.substr(0, end));
    text.remove_prefix(end == ByteView::npos ? text.size() : end + 1);
  }
  after_block_ = true;
}

}  // namespace

bool is_source(ByteView file) {
  return file.substr(0, kSourceMagic.size()) == kSourceMagic;
}

Result<std::string> to_source(ByteView tap) {
  TRY_ASSIGN(const TapFrame frame, read_frame(tap));
  const uint32_t total = static_cast<uint32_t>(frame.objects.size());
  TRY(check_items(tap, frame.header.begin, frame.header.end, total));
  std::string out(kSourceMagic);
  out.append(format("%u\n", kFormatVersion));
  SourceWriter writer(tap, &out);
  TRY(writer.record(frame.header));
  for (uint32_t i = 0; i < total; ++i) {
    const RecordSpan& record = frame.objects[i];
    TRY(check_items(tap, record.begin, record.end, total));
    out.append(format("%u ", i));
    TRY(writer.record(record));
  }
  return out;
}

}  // namespace mt::tap
