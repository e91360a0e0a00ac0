// line_display.cc - layout, and the shortest way to it.

#include "codec/line_display.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "codec/display_width.h"

namespace mt::codec {
namespace {

constexpr size_t kTabColumns = 4;
// Stands before the further lines of a statement that came from the history.
constexpr ByteView kContinuation = "... ";

void append_sequence(size_t count, char final, std::string& out) {
  if (count == 0) return;
  out += "\x1b[";
  if (count > 1) {
    char digits[20];
    char* const end = digits + sizeof digits;
    const char* const first = put_decimal(end, count);
    out.append(first, static_cast<size_t>(end - first));
  }
  out.push_back(final);
}

bool is_combining(ByteView text, size_t at) {
  const Utf8Step step = decode_utf8(text.substr(at));
  return step.ok() && step.code_point >= 0x300 &&
         display_width(step.code_point) == 0;
}

}  // namespace

Glyph glyph_at(ByteView text, size_t at) {
  Glyph glyph;
  if (at >= text.size()) return glyph;
  const char c = text[at];
  if (is_print(c)) {
    glyph.shown[0] = c;
    glyph.shown_bytes = glyph.columns = glyph.bytes = 1;
    return glyph;
  }
  if (c == '\t') {
    glyph.bytes = 1;
    glyph.shown_bytes = glyph.columns = kTabColumns;
    std::fill(glyph.shown, glyph.shown + kTabColumns, ' ');
    return glyph;
  }
  if (is_control(c)) {
    glyph.bytes = 1;
    glyph.shown_bytes = glyph.columns = 2;
    glyph.shown[0] = '^';
    glyph.shown[1] = static_cast<char>(c ^ 0x40);
    return glyph;
  }
  const Utf8Step step = decode_utf8(text.substr(at, 4));
  // U+0080 to U+009F steer some terminals; they are shown as their bytes.
  if (step.ok() && step.code_point >= 0xA0) {
    glyph.bytes = glyph.shown_bytes = step.length;
    glyph.columns = static_cast<uint8_t>(display_width(step.code_point));
    std::copy_n(text.data() + at, step.length, glyph.shown);
    return glyph;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  const uint8_t byte = byte_at(text, at);
  glyph.bytes = 1;
  glyph.shown_bytes = glyph.columns = 4;
  const char shown[] = {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
  std::copy_n(shown, 4, glyph.shown);
  return glyph;
}

size_t next_boundary(ByteView text, size_t at) {
  if (at >= text.size()) return text.size();
  at += glyph_at(text, at).bytes;
  while (at < text.size() && is_combining(text, at)) {
    at += glyph_at(text, at).bytes;
  }
  return at;
}

size_t previous_boundary(ByteView text, size_t at) {
  while (at > 0) {
    --at;
    // Back over continuation bytes, as long as they belong to something.
    size_t start = at;
    while (start > 0 && at - start < 3 &&
           (byte_at(text, start) & 0xC0) == 0x80) {
      --start;
    }
    if (start + glyph_at(text, start).bytes == at + 1) at = start;
    if (at == 0 || !is_combining(text, at)) return at;
  }
  return 0;
}

void LineDisplay::set_columns(uint16_t columns) {
  columns_ = std::min(std::max(columns, kMinColumns), kMaxColumns);
}

// After the last column the cursor goes to the next row at once, by our own
// CR LF, so that where it stands is never in doubt.
void LineDisplay::put(const Glyph& glyph, Place& place,
                      std::string* out) const {
  if (place.column + glyph.columns > columns_) {
    if (out != nullptr) *out += "\r\n";
    ++place.row;
    place.column = 0;
  }
  if (out != nullptr) out->append(glyph.shown, glyph.shown_bytes);
  place.column += glyph.columns;
  if (place.column == columns_) {
    if (out != nullptr) *out += "\r\n";
    ++place.row;
    place.column = 0;
  }
}

// Where the cursor stands after the prompt and `to` bytes of the text; draws
// the way there when `out` is given.
LineDisplay::Place LineDisplay::walk(ByteView prompt, ByteView text, size_t to,
                                     std::string* out) const {
  Place place;
  for (size_t at = 0; at < prompt.size();) {
    const Glyph glyph = glyph_at(prompt, at);
    put(glyph, place, out);
    at += glyph.bytes;
  }
  for (size_t at = 0; at < to;) {
    if (text[at] == '\n') {
      if (out != nullptr) {
        *out += "\r\n";
        *out += kContinuation;
      }
      ++place.row;
      place.column = kContinuation.size();
      ++at;
      continue;
    }
    const Glyph glyph = glyph_at(text, at);
    put(glyph, place, out);
    at += glyph.bytes;
  }
  return place;
}

void LineDisplay::go(Place from, Place to, std::string& out) {
  if (to.row < from.row) append_sequence(from.row - to.row, 'A', out);
  if (to.row > from.row) append_sequence(to.row - from.row, 'B', out);
  if (to.column == from.column) return;
  if (to.column + 1 == from.column) {
    out.push_back('\b');
  } else if (to.column > from.column) {
    append_sequence(to.column - from.column, 'C', out);
  } else {
    out.push_back('\r');
    append_sequence(to.column, 'C', out);
  }
}

void LineDisplay::draw(ByteView prompt, ByteView text, size_t cursor,
                       std::string& out) {
  const Place end = walk(prompt, text, text.size(), &out);
  cursor_ = end;
  if (cursor != text.size()) move(prompt, text, cursor, out);
}

void LineDisplay::redraw(ByteView prompt, ByteView text, size_t cursor,
                         std::string& out) {
  erase(out);
  draw(prompt, text, cursor, out);
}

void LineDisplay::append(ByteView prompt, ByteView text, size_t grown,
                         std::string& out) {
  const Glyph glyph = glyph_at(text, grown);
  if (grown + glyph.bytes != text.size() || glyph.columns == 0) {
    redraw(prompt, text, text.size(), out);
    return;
  }
  put(glyph, cursor_, &out);
}

void LineDisplay::move(ByteView prompt, ByteView text, size_t cursor,
                       std::string& out) {
  const Place place = walk(prompt, text, cursor, nullptr);
  go(cursor_, place, out);
  cursor_ = place;
}

void LineDisplay::erase(std::string& out) {
  go(cursor_, Place(), out);
  cursor_ = Place();
  out += "\x1b[J";
}

}  // namespace mt::codec
