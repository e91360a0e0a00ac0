// line_display.h - a prompt and a line on a terminal, kept as they should look.
//
// Knows where it has put the cursor, counted from the first row of the prompt,
// and draws the least that makes the screen right. Lines wider than the window
// are wrapped by us and not by the terminal, since terminals differ in what
// they do at the last column. Uses CR, LF, BS and four sequences every terminal
// since the VT100 knows: CSI A, CSI B, CSI C and CSI J.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "codec/limits.h"

namespace mt::codec {

// One character of a text and how it is shown: itself, "^X" for a control
// character, blanks for a tab, "\xff" for a byte that is not UTF-8.
struct Glyph {
  char shown[5] = {};
  uint8_t shown_bytes = 0;
  uint8_t columns = 0;
  uint8_t bytes = 0;  // of the text; 0 at its end
};
Glyph glyph_at(ByteView text, size_t at);

// The boundary after or before `at`; combining marks stay with their base.
size_t next_boundary(ByteView text, size_t at);
size_t previous_boundary(ByteView text, size_t at);

class LineDisplay {
 public:
  void set_columns(uint16_t columns);
  uint16_t columns() const { return columns_; }

  // Draws from where the cursor stands, which is the start of a row.
  void draw(ByteView prompt, ByteView text, size_t cursor, std::string& out);
  // Draws again over what was drawn before.
  void redraw(ByteView prompt, ByteView text, size_t cursor, std::string& out);
  // The text up to `cursor` has just got a character at its end, which is
  // drawn alone where that is enough; `grown` is where it begins.
  void append(ByteView prompt, ByteView text, size_t grown, std::string& out);
  // Moves the cursor; the text is unchanged.
  void move(ByteView prompt, ByteView text, size_t cursor, std::string& out);
  // Takes everything off the screen; the cursor stands where the prompt was.
  void erase(std::string& out);

 private:
  struct Place {
    size_t row = 0;
    size_t column = 0;
  };

  void put(const Glyph& glyph, Place& place, std::string* out) const;
  Place walk(ByteView prompt, ByteView text, size_t to, std::string* out) const;
  void go(Place from, Place to, std::string& out);

  uint16_t columns_ = 80;
  Place cursor_;
};

}  // namespace mt::codec
