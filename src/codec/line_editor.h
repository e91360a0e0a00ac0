// line_editor.h - editing one line on a terminal that sends every key.
//
// Keys in, what to draw out; no terminal in sight. The shell's dialogue feeds
// it from a telnet client in character mode, the interpreter's prompt from a
// terminal in raw mode. The keys are those of Emacs and of readline:
//
//   ^A Home  ^E End  ^B ^F Left Right    Alt-b Alt-f, Ctrl-Left Ctrl-Right
//   ^H DEL Backspace  ^D Delete          ^W Alt-Backspace Alt-d: words
//   ^K ^U ^Y  kill and yank              ^T swap two characters
//   ^P ^N Up Down  history               ^R search it, ^G leave off
//   ^L draw on a clear screen            Tab complete, or indent
//
// Whatever is drawn ends its rows with CR LF.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "codec/history.h"
#include "codec/line_display.h"

namespace mt::codec {

class LineEditor {
 public:
  enum class Action : uint8_t {
    kNone,        // all keys given have been taken
    kLine,        // Enter: text() is the line, perhaps of several
    kInterrupt,   // ^C: the line is given up
    kEndOfInput,  // ^D on an empty line
    kComplete,    // Tab: call complete(), or do nothing
  };

  // The width of the window; call redraw() to have it seen.
  void set_columns(uint16_t columns) { display_.set_columns(columns); }

  // An empty line behind a prompt. The cursor must stand at the start of a
  // row.
  void begin(std::string_view prompt, std::string& out);
  // The same with a text that is on the screen already, typed while somebody
  // else did the editing.
  void adopt(std::string_view prompt, std::string_view text);

  // Takes keys from the front of `keys` until there is something to do.
  Action take(ByteView& keys, std::string& out);

  // Valid until the next call.
  const std::string& text() const { return text_; }
  size_t cursor() const { return cursor_; }

  // Makes room for foreign output and draws the line again below it.
  void hide(std::string& out) { display_.erase(out); }
  void show(std::string& out);
  void redraw(std::string& out);

  // Puts the candidates' common beginning in place of the bytes from `start`
  // to the cursor; lists them when that adds nothing. `start` beyond the
  // cursor is taken as the cursor.
  void complete(size_t start, const std::vector<std::string>& candidates,
                std::string& out);

  // Drops the character before the cursor, or the line (telnet EC and EL).
  void erase_character(std::string& out);
  void erase_line(std::string& out);

  History& history() { return history_; }

 private:
  enum class Escape : uint8_t { kNone, kEsc, kCsi, kSs3 };

  Action take_key(char key, std::string& out);
  Action take_control(char key, std::string& out);
  void take_escape(char key, std::string& out);
  void take_csi(char final, std::string& out);
  void take_character(char byte, std::string& out);
  Action tab(std::string& out);

  void insert(std::string_view what, std::string& out);
  void remove(size_t from, size_t to, std::string& out);
  void kill(size_t from, size_t to, std::string& out);
  void swap_characters(std::string& out);
  void go_to(size_t place, std::string& out);
  size_t word_start() const;
  size_t word_end() const;
  void recall(int older, std::string& out);
  void finish(std::string_view mark, std::string& out);

  void begin_search(std::string& out);
  // True when the key was the search's own.
  bool take_search_key(char key, std::string& out);
  void search_from(size_t age, std::string& out);
  void end_search(std::string& out);
  void show_search(bool found, std::string& out);

  LineDisplay display_;
  History history_;
  std::string prompt_;
  std::string text_;
  std::string killed_;
  std::string typed_;       // the new line, while an old one is shown
  size_t cursor_ = 0;       // byte offset into text_
  size_t age_ = 0;          // 0: the new line, n: history_.at(n - 1)
  char character_[4] = {};  // a UTF-8 character that has begun
  uint8_t character_bytes_ = 0;
  uint16_t parameter_ = 0;  // last number of a CSI sequence
  uint8_t escape_bytes_ = 0;
  Escape escape_ = Escape::kNone;

  bool is_searching_ = false;
  std::string query_;
  std::string search_label_;
  size_t search_age_ = 0;
};

}  // namespace mt::codec
