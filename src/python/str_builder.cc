// str_builder.cc - collecting text, and writing it as a literal.

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str_internal.h"
#include "python/unicode_tables.h"

namespace mt::python {

bool StrBuilder::has_more_room(size_t more) {
  const size_t size = text_.size();
  if (size <= kMaxStrBytes && more <= kMaxStrBytes - size && !too_large_ &&
      fiber_.heap.may_gather(size + more)) {
    return true;
  }
  too_large_ = true;
  return false;
}

void StrBuilder::add_char(uint32_t code_point) {
  if (has_room(4)) append_utf8(text_, code_point, Surrogates::kAllow);
}

bool StrBuilder::add_str(Value value) {
  const Value text = is_kind(value, Kind::kStr) &&
                             is_plain_str(value.as<Str>())
                         ? value
                         : to_str(fiber_, value);
  if (text.is_error()) return false;
  add(text.as<Str>());
  keep_alive(text.object());
  return true;
}

bool StrBuilder::add_repr(Value value) {
  if (value.is_int()) {
    if (has_room(24)) int_to_text(text_, value);
    return true;
  }
  const Value text = to_repr(fiber_, value);
  if (text.is_error()) return false;
  add(text.as<Str>());
  keep_alive(text.object());
  return true;
}

Value StrBuilder::finish() {
  if (too_large_) return raise_memory_error(fiber_);
  Str* const string = make_str(fiber_, text_);
  return string != nullptr ? Value::from_object(string) : Value::error();
}

// --- literals ----------------------------------------------------------------

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

}  // namespace

size_t most_escaped(std::string_view text) {
  size_t bytes = text.size();
  if (bytes <= Heap::kFewGathered) return bytes;
  for (const char c : text) {
    if (!is_print(c) || c == '\\' || c == '"' || c == '\'') bytes += 5;
  }
  return bytes;
}

char* put_escape(char* out, uint32_t code_point) {
  const auto put = [&out, code_point](int shift) {
    *out++ = kHexDigits[code_point >> (shift + 4) & 0xF];
    *out++ = kHexDigits[code_point >> shift & 0xF];
  };
  *out++ = '\\';
  *out++ = code_point < 0x100 ? 'x' : code_point < 0x10000 ? 'u' : 'U';
  if (code_point >= 0x10000) {
    put(24);
    put(16);
  }
  if (code_point >= 0x100) put(8);
  put(0);
  return out;
}

void append_escape(std::string& out, uint32_t code_point) {
  char escape[kMostEscaped];
  out.append(escape, static_cast<size_t>(put_escape(escape, code_point) -
                                         escape));
}

// The part str and bytes share. True when the byte has been written.
bool append_literal_char(std::string& out, char c, char quote) {
  switch (c) {
    case '\t': out.append("\\t"); return true;
    case '\n': out.append("\\n"); return true;
    case '\r': out.append("\\r"); return true;
    case '\\': out.append("\\\\"); return true;
    default: break;
  }
  if (c == quote && quote != 0) out.push_back('\\');
  if (!is_print(c)) return false;
  out.push_back(c);
  return true;
}

// Double quotes only around text that has single ones and no double ones.
char literal_quote(std::string_view text) {
  const bool single = text.find('\'') != text.npos;
  return single && text.find('"') == text.npos ? '"' : '\'';
}

void str_repr_to(std::string& out, std::string_view utf8) {
  const char quote = literal_quote(utf8);
  out.reserve(out.size() + utf8.size() + 2);
  out.push_back(quote);
  for (size_t i = 0; i < utf8.size();) {
    // What needs no look at each of its characters.
    size_t run = i;
    for (; run < utf8.size(); ++run) {
      if (is_plain_char(utf8[run], quote)) continue;
      // All of U+00C0 to U+033F and of U+0400 to U+047F can be printed, and all
      // of U+4000 to U+9FFF and of U+B000 to U+CFFF.
      const uint8_t lead = static_cast<uint8_t>(utf8[run]);
      const size_t more = lead < 0xC3 || lead > 0xEC            ? 0
                          : lead <= 0xCC || (lead & 0xFE) == 0xD0 ? 1
                          : lead >= 0xE4 && lead != 0xEA          ? 2
                                                                  : 0;
      if (more == 0 || utf8.size() - run <= more) break;
      run += more;
    }
    out.append(utf8, i, run - i);
    i = run;
    if (i == utf8.size()) break;
    const uint8_t byte = static_cast<uint8_t>(utf8[i]);
    if (byte < 0x80) {
      if (!append_literal_char(out, utf8[i], quote)) append_escape(out, byte);
      ++i;
      continue;
    }
    const Utf8Step step = decode_utf8(utf8.substr(i), Surrogates::kAllow);
    if (step.ok() && is_printable(step.code_point)) {
      out.append(utf8, i, step.length);
    } else {
      append_escape(out, step.ok() ? step.code_point : byte);
    }
    i += step.length;
  }
  out.push_back(quote);
}

}  // namespace mt::python
