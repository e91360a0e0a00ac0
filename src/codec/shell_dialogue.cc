// shell_dialogue.cc - the phases, and what is typed in each.

#include "codec/shell_dialogue.h"

#include <algorithm>

#include "base/ascii.h"

namespace mt::codec {
namespace {

constexpr char kInterruptKey = 3;
constexpr char kEndOfInputKey = 4;
constexpr char kBackspaceKey = 8;
constexpr char kKillKey = 21;
constexpr char kDeleteKey = 127;
constexpr ByteView kTimingMark = "\xff\xfd\x06";  // IAC DO TM

using Kind = ShellEvent::Kind;

ShellEvent event_of(Kind kind) {
  ShellEvent event;
  event.kind = kind;
  return event;
}

std::string_view text_of(Prompt prompt) {
  return prompt == Prompt::kReady ? ">>> " : "... ";
}

// Passwords do not stay in memory that is free to be reused.
void wipe(std::string& secret) {
  volatile char* bytes = secret.data();
  for (size_t i = 0; i < secret.size(); ++i) bytes[i] = 0;
  secret.clear();
}

// An idle session gives back what a long line made it take.
void release(std::string& text) {
  text.clear();
  if (text.capacity() > 128) std::string().swap(text);
}

}  // namespace

void ShellDialogue::open(std::string& out) {
  out += "\r\n";
  out += settings_.class_name;
  out += "\r\nTwisted ";
  out += settings_.version;
  out += "\r\nusername: ";
}

ShellEvent ShellDialogue::next(ByteView& in, std::string& out) {
  for (;;) {
    if (phase_ == Phase::kClosed) {
      in = {};
      return {};
    }
    if (phase_ == Phase::kReady && has_nothing_typed()) {
      if (in.empty()) return {};
      // A whole line, as programs send it, needs no waiting room.
      ByteView line;
      if (codec_.take_line(in, &line)) {
        if (line.size() <= kMaxLineBytes) return line_event(line);
        refuse_line(out);
        continue;
      }
    }
    // What came first is handled first, a command after the text before it.
    ShellEvent event = take_ahead(out);
    if (event.kind != Kind::kNone) return event;
    if (in.empty()) return {};
    event = hear(codec_.next(in, out), out);
    // The caller prompts at once, and a client that sent a timing mark behind
    // its interrupt throws away all that comes before the answer.
    while (event.kind == Kind::kInterrupt && in.substr(0, 3) == kTimingMark)
      hear(codec_.next(in, out), out);
    if (event.kind != Kind::kNone) return event;
  }
}

ShellEvent ShellDialogue::take_ahead(std::string& out) {
  switch (phase_) {
    case Phase::kBusy:
    case Phase::kClosed:
      return {};
    case Phase::kUserName:
    case Phase::kPassword:
      return take_login(out);
    case Phase::kReady:
      break;
  }
  follow_mode();
  const ShellEvent event = is_edited_ ? take_keys(out) : take_plain(out);
  if (event.kind != Kind::kNone || !has_input_ended_) return event;
  has_input_ended_ = false;
  const std::string& typed = is_edited_ ? editing_->editor.text() : line_;
  if (!typed.empty()) return {};
  phase_ = Phase::kBusy;
  return event_of(Kind::kEndOfInput);
}

// Logging in ------------------------------------------------------------

ShellEvent ShellDialogue::take_login(std::string& out) {
  while (ahead_bytes() != 0) {
    const char key = ahead().front();
    used_ahead(1);
    if (key == '\n') return end_of_login_line(out);
    if (codec_.is_on(Side::kUs, Option::kEcho)) {
      if (key == kInterruptKey || key == kEndOfInputKey) return close();
      if (edit_login(key, out)) continue;
      if (phase_ == Phase::kUserName) {
        codec_.write(ByteView(&key, 1), Newlines::kNetwork, out);
      }
    }
    if (line_.size() == kMaxLoginBytes) return close();
    line_.push_back(key);
  }
  if (has_input_ended_) return close();
  return {};
}

// A client whose keys come one at a time has nobody else to erase them. True
// when the key was one for editing.
bool ShellDialogue::edit_login(char key, std::string& out) {
  if (key == kBackspaceKey || key == kDeleteKey) {
    erase_character(out);
    return true;
  }
  if (key == kKillKey) {
    erase_line(out);
    return true;
  }
  return is_control(key);
}

ShellEvent ShellDialogue::end_of_login_line(std::string& out) {
  if (phase_ == Phase::kUserName) {
    if (codec_.is_on(Side::kUs, Option::kEcho)) out += "\r\n";
    user_name_ = std::exchange(line_, std::string());
    phase_ = Phase::kPassword;
    if (!codec_.is_wanted(Side::kUs, Option::kEcho)) {
      has_lent_echo_ = true;
      codec_.ask(Side::kUs, Option::kEcho, true, out);
    }
    out += "password: ";
    return {};
  }
  if (has_lent_echo_) codec_.withdraw(Side::kUs, Option::kEcho, out);
  has_lent_echo_ = false;
  out.append(settings_.stars == kStarPerCharacter
                 ? line_.size()
                 : static_cast<size_t>(settings_.stars),
             '*');
  out += "\r\n";
  phase_ = Phase::kBusy;
  ShellEvent event = event_of(Kind::kLogin);
  event.text = user_name_;
  event.password = line_;
  return event;
}

void ShellDialogue::accept(std::string& out) {
  wipe(line_);
  std::string().swap(user_name_);
  is_logged_in_ = true;
  if (settings_.manners == Manners::kAtOnce ||
      (settings_.manners == Manners::kWhenSpokenTo && codec_.has_spoken())) {
    ask_for_character_mode(out);
  }
  prompt(Prompt::kReady, out);
}

void ShellDialogue::ask_for_character_mode(std::string& out) {
  has_asked_ = true;
  // A client that edits lines by LINEMODE does it better than we could.
  if (!codec_.is_on(Side::kThem, Option::kLinemode)) {
    codec_.ask(Side::kUs, Option::kEcho, true, out);
    codec_.ask(Side::kUs, Option::kSuppressGoAhead, true, out);
  }
  codec_.ask(Side::kThem, Option::kWindowSize, true, out);
  codec_.ask(Side::kThem, Option::kTerminalType, true, out);
}

ShellEvent ShellDialogue::close() {
  phase_ = Phase::kClosed;
  wipe(line_);
  wipe(ahead_);
  ahead_at_ = 0;
  return event_of(Kind::kClose);
}

// At the prompt ---------------------------------------------------------

bool ShellDialogue::is_in_character_mode() const {
  return is_logged_in_ && codec_.is_on(Side::kUs, Option::kEcho) &&
         !codec_.is_on(Side::kThem, Option::kLinemode);
}

// The mode may change while half a line has been typed; the half goes along.
void ShellDialogue::follow_mode() {
  const bool wanted = is_in_character_mode();
  if (wanted == is_edited_) return;
  is_edited_ = wanted;
  if (!wanted) {
    line_ = editing_->editor.text();
    return;
  }
  if (editing_ == nullptr) editing_.reset(new Editing);
  editing_->editor.set_columns(terminal().columns);
  editing_->editor.adopt(text_of(prompt_), line_);
  line_.clear();
}

ShellEvent ShellDialogue::take_plain(std::string& out) {
  while (ahead_bytes() != 0) {
    const ByteView text = ahead();
    const size_t end = std::min(text.find('\n'), text.size());
    const bool is_whole = end != text.size();
    if (end > kMaxLineBytes - line_.size()) is_overlong_ = true;
    if (is_overlong_) {
      release(line_);
    } else {
      line_.append(text.substr(0, end));
    }
    used_ahead(is_whole ? end + 1 : end);
    if (!is_whole) break;
    if (!is_overlong_) return line_event(line_);
    refuse_line(out);
  }
  return {};
}

void ShellDialogue::refuse_line(std::string& out) {
  is_overlong_ = false;
  write(format("line refused: more than %zu bytes\r\n", kMaxLineBytes), out);
  prompt(prompt_, out);
}

// Nothing of a line is there yet, which is not edited here either.
bool ShellDialogue::has_nothing_typed() const {
  return ahead_.empty() && line_.empty() && !is_edited_ && !is_overlong_ &&
         !has_input_ended_ && !is_in_character_mode();
}

ShellEvent ShellDialogue::take_keys(std::string& out) {
  if (editing_->next_line < editing_->lines.size()) return next_recalled_line();
  LineEditor& editor = editing_->editor;
  ByteView keys = ahead();
  const size_t before = keys.size();
  std::string drawn;
  const LineEditor::Action action = editor.take(keys, drawn);
  used_ahead(before - keys.size());
  send_drawn(drawn, out);
  switch (action) {
    case LineEditor::Action::kNone:
      return {};
    case LineEditor::Action::kInterrupt:
      is_at_row_start_ = true;
      return interrupted();
    case LineEditor::Action::kEndOfInput:
      phase_ = Phase::kBusy;
      return event_of(Kind::kEndOfInput);
    case LineEditor::Action::kComplete: {
      ShellEvent event = event_of(Kind::kComplete);
      event.text = editor.text();
      event.cursor = editor.cursor();
      return event;
    }
    case LineEditor::Action::kLine:
      break;
  }
  if (prompt_ == Prompt::kReady) {
    editor.history().add(editor.text());
  } else {
    editor.history().extend(editor.text());
  }
  editing_->lines = editor.text();
  editing_->next_line = 0;
  return next_recalled_line();
}

// A statement of several lines is run line by line, as if each had been
// typed. They are on the screen already, so prompt() draws nothing between.
ShellEvent ShellDialogue::next_recalled_line() {
  const ByteView lines = editing_->lines;
  const size_t start = editing_->next_line;
  const size_t end = std::min(lines.find('\n', start), lines.size());
  editing_->next_line = end + 1;
  return line_event(lines.substr(start, end - start));
}

ShellEvent ShellDialogue::line_event(ByteView text) {
  phase_ = Phase::kBusy;
  is_interrupted_ = false;
  is_at_row_start_ = true;
  ShellEvent event = event_of(Kind::kLine);
  event.text = text;
  return event;
}

void ShellDialogue::prompt(Prompt kind, std::string& out) {
  codec_.answer_timing_marks(out);
  prompt_ = kind;
  phase_ = Phase::kReady;
  is_interrupted_ = false;
  release(line_);
  is_edited_ = false;
  if (!is_in_character_mode()) {
    out += text_of(kind);
    codec_.mark_prompt(out);
    return;
  }
  follow_mode();
  std::string drawn;
  if (!is_at_row_start_) drawn += "\r\n";
  is_at_row_start_ = true;
  if (editing_->next_line < editing_->lines.size()) {
    // The statement ended sooner than it did last time. Say which line is run
    // instead, or its result would seem to belong to another.
    if (kind == Prompt::kReady) {
      const ByteView rest =
          ByteView(editing_->lines).substr(editing_->next_line);
      drawn += text_of(kind);
      drawn += rest.substr(0, rest.find('\n'));
      drawn += "\r\n";
    }
    send_drawn(drawn, out);
    return;
  }
  release(editing_->lines);
  editing_->next_line = 0;
  editing_->editor.begin(text_of(kind), drawn);
  send_drawn(drawn, out);
  codec_.mark_prompt(out);
}

void ShellDialogue::write(ByteView text, std::string& out) {
  if (text.empty()) return;
  const bool is_row_done = text.back() == '\n';
  if (!shows_editor()) {
    codec_.write(text,
                 is_in_character_mode() ? Newlines::kNetwork : Newlines::kAsIs,
                 out);
    is_at_row_start_ = is_row_done;
    return;
  }
  std::string drawn;
  editing_->editor.hide(drawn);
  drawn += text;
  if (!is_row_done) drawn += '\n';
  editing_->editor.show(drawn);
  send_drawn(drawn, out);
}

void ShellDialogue::complete(size_t start,
                             const std::vector<std::string>& candidates,
                             std::string& out) {
  if (!shows_editor()) return;
  std::string drawn;
  editing_->editor.complete(start, candidates, drawn);
  send_drawn(drawn, out);
}

}  // namespace mt::codec
