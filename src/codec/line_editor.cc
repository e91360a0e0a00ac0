// line_editor.cc - what each key does.

#include "codec/line_editor.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace mt::codec {
namespace {

constexpr char ctrl(char letter) { return static_cast<char>(letter & 0x1F); }
constexpr char kEscape = '\x1b';
constexpr char kDelete = '\x7f';
constexpr char kBell = '\a';
constexpr size_t kIndent = 4;
constexpr size_t kMaxEscapeBytes = 16;

// Bytes of a name, so that a word is the same for the eye and for Python.
bool is_word(char c) { return is_alnum(c) || c == '_' || !is_ascii(c); }

size_t expected_bytes(char lead) {
  const uint8_t byte = static_cast<uint8_t>(lead);
  if (byte >= 0xF0 && byte < 0xF5) return 4;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  if (byte >= 0xC2 && byte < 0xE0) return 2;
  return 1;
}

}  // namespace

void LineEditor::begin(std::string_view prompt, std::string& out) {
  adopt(prompt, {});
  display_.draw(prompt_, text_, cursor_, out);
}

void LineEditor::adopt(std::string_view prompt, std::string_view text) {
  prompt_ = prompt;
  text_ = text;
  cursor_ = text_.size();
  age_ = 0;
  typed_.clear();
  character_bytes_ = 0;
  escape_ = Escape::kNone;
  is_searching_ = false;
  // Only where the cursor stands is wanted, not the drawing.
  std::string drawn;
  display_.draw(prompt_, text_, cursor_, drawn);
}

void LineEditor::show(std::string& out) {
  display_.draw(is_searching_ ? search_label_ : prompt_, text_, cursor_, out);
}

void LineEditor::redraw(std::string& out) {
  display_.redraw(is_searching_ ? search_label_ : prompt_, text_, cursor_, out);
}

LineEditor::Action LineEditor::take(ByteView& keys, std::string& out) {
  while (!keys.empty()) {
    const char key = keys.front();
    keys.remove_prefix(1);
    const Action action = take_key(key, out);
    if (action != Action::kNone) return action;
  }
  return Action::kNone;
}

LineEditor::Action LineEditor::take_key(char key, std::string& out) {
  if (escape_ != Escape::kNone) {
    take_escape(key, out);
    return Action::kNone;
  }
  if (is_searching_ && take_search_key(key, out)) return Action::kNone;
  if (key == kEscape) {
    escape_ = Escape::kEsc;
    escape_bytes_ = 0;
    parameter_ = 0;
    return Action::kNone;
  }
  if (is_control(key)) return take_control(key, out);
  take_character(key, out);
  return Action::kNone;
}

LineEditor::Action LineEditor::take_control(char key, std::string& out) {
  character_bytes_ = 0;
  switch (key) {
    case '\r':
    case '\n':
      finish("", out);
      return Action::kLine;
    case ctrl('C'):
      finish("^C", out);
      return Action::kInterrupt;
    case ctrl('D'):
      if (text_.empty()) {
        finish("", out);
        return Action::kEndOfInput;
      }
      remove(cursor_, next_boundary(text_, cursor_), out);
      break;
    case '\t':
      return tab(out);
    case ctrl('A'):
      go_to(0, out);
      break;
    case ctrl('E'):
      go_to(text_.size(), out);
      break;
    case ctrl('B'):
      go_to(previous_boundary(text_, cursor_), out);
      break;
    case ctrl('F'):
      go_to(next_boundary(text_, cursor_), out);
      break;
    case ctrl('H'):
    case kDelete:
      remove(previous_boundary(text_, cursor_), cursor_, out);
      break;
    case ctrl('K'):
      kill(cursor_, text_.size(), out);
      break;
    case ctrl('U'):
      kill(0, cursor_, out);
      break;
    case ctrl('W'): {
      size_t from = cursor_;
      while (from > 0 && is_space(text_[from - 1])) --from;
      while (from > 0 && !is_space(text_[from - 1])) --from;
      kill(from, cursor_, out);
      break;
    }
    case ctrl('Y'):
      insert(killed_, out);
      break;
    case ctrl('T'):
      swap_characters(out);
      break;
    case ctrl('L'):
      out += "\x1b[H\x1b[2J";
      show(out);
      break;
    case ctrl('P'):
      recall(1, out);
      break;
    case ctrl('N'):
      recall(-1, out);
      break;
    case ctrl('R'):
      begin_search(out);
      break;
    default:
      break;
  }
  return Action::kNone;
}

// ESC [ parameters final, ESC O final, ESC letter. What is not known is read
// to its end and has no effect.
void LineEditor::take_escape(char key, std::string& out) {
  if (++escape_bytes_ > kMaxEscapeBytes) {
    escape_ = Escape::kNone;
    return;
  }
  switch (escape_) {
    case Escape::kCsi:
      if (is_digit(key)) {
        const int number = parameter_ * 10 + (key - '0');
        parameter_ = static_cast<uint16_t>(number % 1000);
      } else if (key == ';') {
        parameter_ = 0;
      } else if (key >= '@' && key <= '~') {
        escape_ = Escape::kNone;
        take_csi(key, out);
      }
      return;
    case Escape::kSs3:
      escape_ = Escape::kNone;
      take_csi(key, out);
      return;
    case Escape::kEsc:
    case Escape::kNone:
      break;
  }
  escape_ = Escape::kNone;
  switch (key) {
    case '[':
      escape_ = Escape::kCsi;
      break;
    case 'O':
      escape_ = Escape::kSs3;
      break;
    case kEscape:
      escape_ = Escape::kEsc;
      break;
    case 'b':
      go_to(word_start(), out);
      break;
    case 'f':
      go_to(word_end(), out);
      break;
    case 'd':
      kill(cursor_, word_end(), out);
      break;
    case ctrl('H'):
    case kDelete:
      kill(word_start(), cursor_, out);
      break;
    default:
      break;
  }
}

void LineEditor::take_csi(char final, std::string& out) {
  // The last parameter is 5 when Ctrl is held, 3 for Alt.
  const bool by_word = parameter_ == 5 || parameter_ == 3;
  switch (final) {
    case 'A':
      recall(1, out);
      break;
    case 'B':
      recall(-1, out);
      break;
    case 'C':
      go_to(by_word ? word_end() : next_boundary(text_, cursor_), out);
      break;
    case 'D':
      go_to(by_word ? word_start() : previous_boundary(text_, cursor_), out);
      break;
    case 'H':
      go_to(0, out);
      break;
    case 'F':
      go_to(text_.size(), out);
      break;
    case '~':
      if (parameter_ == 1 || parameter_ == 7) go_to(0, out);
      if (parameter_ == 4 || parameter_ == 8) go_to(text_.size(), out);
      if (parameter_ == 3) remove(cursor_, next_boundary(text_, cursor_), out);
      break;
    default:
      break;
  }
}

// A character is inserted when its last byte has come, so that half of one is
// never drawn. Bytes that make no UTF-8 are inserted as they are.
void LineEditor::take_character(char byte, std::string& out) {
  const bool continues = (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
  if (character_bytes_ != 0 && !continues) {
    const std::string broken(character_, character_bytes_);
    character_bytes_ = 0;
    insert(broken, out);
  }
  character_[character_bytes_++] = byte;
  if (character_bytes_ < expected_bytes(character_[0])) return;
  const std::string_view whole(character_, character_bytes_);
  character_bytes_ = 0;
  insert(whole, out);
}

void LineEditor::insert(std::string_view what, std::string& out) {
  if (what.empty()) return;
  if (what.size() > kMaxLineBytes - std::min(text_.size(), kMaxLineBytes)) {
    out.push_back(kBell);
    return;
  }
  const size_t grown = cursor_;
  text_.insert(cursor_, what);
  cursor_ += what.size();
  if (cursor_ == text_.size() && what.find('\n') == std::string_view::npos) {
    display_.append(prompt_, text_, grown, out);
  } else {
    redraw(out);
  }
}

void LineEditor::remove(size_t from, size_t to, std::string& out) {
  if (from >= to) {
    out.push_back(kBell);
    return;
  }
  text_.erase(from, to - from);
  cursor_ = from;
  redraw(out);
}

void LineEditor::kill(size_t from, size_t to, std::string& out) {
  if (from >= to) return;
  killed_ = text_.substr(from, to - from);
  remove(from, to, out);
}

void LineEditor::swap_characters(std::string& out) {
  const size_t middle =
      cursor_ == text_.size() ? previous_boundary(text_, cursor_) : cursor_;
  const size_t left = previous_boundary(text_, middle);
  const size_t right = next_boundary(text_, middle);
  if (left == middle || middle == right) return;
  std::rotate(text_.begin() + static_cast<ptrdiff_t>(left),
              text_.begin() + static_cast<ptrdiff_t>(middle),
              text_.begin() + static_cast<ptrdiff_t>(right));
  cursor_ = right;
  redraw(out);
}

void LineEditor::go_to(size_t place, std::string& out) {
  cursor_ = place;
  display_.move(prompt_, text_, cursor_, out);
}

size_t LineEditor::word_start() const {
  size_t at = cursor_;
  while (at > 0 && !is_word(text_[at - 1])) --at;
  while (at > 0 && is_word(text_[at - 1])) --at;
  return at;
}

size_t LineEditor::word_end() const {
  size_t at = cursor_;
  while (at < text_.size() && !is_word(text_[at])) ++at;
  while (at < text_.size() && is_word(text_[at])) ++at;
  return at;
}

void LineEditor::recall(int older, std::string& out) {
  if ((older > 0 && age_ == history_.size()) || (older < 0 && age_ == 0)) {
    out.push_back(kBell);
    return;
  }
  if (age_ == 0) typed_ = text_;
  age_ = older > 0 ? age_ + 1 : age_ - 1;
  text_ = age_ == 0 ? typed_ : std::string(history_.at(age_ - 1));
  cursor_ = text_.size();
  redraw(out);
}

// Leaves the line as it is on the screen and goes to the row below it.
void LineEditor::finish(std::string_view mark, std::string& out) {
  if (cursor_ != text_.size()) go_to(text_.size(), out);
  out += mark;
  out += "\r\n";
}

// Before the first word of a row Tab indents, as one does in Python.
LineEditor::Action LineEditor::tab(std::string& out) {
  size_t at = cursor_;
  while (at > 0 && is_blank(text_[at - 1])) --at;
  if (at != 0 && text_[at - 1] != '\n') return Action::kComplete;
  const std::string blanks(kIndent - (cursor_ - at) % kIndent, ' ');
  for (const char& blank : blanks) insert(std::string_view(&blank, 1), out);
  return Action::kNone;
}

void LineEditor::complete(size_t start,
                          const std::vector<std::string>& candidates,
                          std::string& out) {
  if (candidates.empty()) {
    out.push_back(kBell);
    return;
  }
  start = std::min(start, cursor_);
  std::string_view common = candidates[0];
  for (const std::string& candidate : candidates) {
    size_t same = 0;
    while (same < common.size() && same < candidate.size() &&
           common[same] == candidate[same]) {
      ++same;
    }
    common = common.substr(0, same);
  }
  common = common.substr(0, valid_utf8_prefix(common));
  if (common.size() > cursor_ - start || candidates.size() == 1) {
    const size_t room = kMaxLineBytes - (text_.size() - (cursor_ - start));
    if (common.size() > room) return;
    text_.replace(start, cursor_ - start, common);
    cursor_ = start + common.size();
    redraw(out);
    return;
  }

  size_t widest = 0;
  const size_t shown = std::min(candidates.size(), kMaxShownCandidates);
  for (size_t i = 0; i < shown; ++i) {
    widest = std::max(widest, count_code_points(candidates[i]));
  }
  const size_t in_a_row =
      std::max<size_t>(1, display_.columns() / (widest + 2));
  const size_t cursor = cursor_;
  finish("", out);
  for (size_t i = 0; i < shown; ++i) {
    out += candidates[i];
    if ((i + 1) % in_a_row == 0 || i + 1 == shown) {
      out += "\r\n";
    } else {
      out.append(widest + 2 - count_code_points(candidates[i]), ' ');
    }
  }
  if (shown < candidates.size()) {
    out += format("and %zu more\r\n", candidates.size() - shown);
  }
  cursor_ = cursor;
  show(out);
}

void LineEditor::erase_character(std::string& out) {
  if (cursor_ > 0) remove(previous_boundary(text_, cursor_), cursor_, out);
}

void LineEditor::erase_line(std::string& out) {
  if (!text_.empty()) remove(0, text_.size(), out);
}

}  // namespace mt::codec
