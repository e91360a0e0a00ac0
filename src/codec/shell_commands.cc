// shell_commands.cc - what ShellDialogue does with telnet's commands, and the
// text that waits behind a running command.

#include "codec/shell_dialogue.h"

#include <algorithm>

namespace mt::codec {
namespace {

constexpr char kInterruptKey = 3;
constexpr ByteView kYes = "\r\n[Yes]\r\n";

using Kind = ShellEvent::Kind;

// The length of a UTF-8 text without its last character.
size_t without_last(ByteView text) {
  return previous_boundary(text, text.size());
}

}  // namespace

void ShellDialogue::drop_ahead() {
  volatile char* bytes = ahead_.data();
  for (size_t i = 0; i < ahead_.size(); ++i) bytes[i] = 0;
  std::string().swap(ahead_);
  ahead_at_ = 0;
}

void ShellDialogue::used_ahead(size_t bytes) {
  if (phase_ == Phase::kPassword) {
    std::fill_n(&ahead_[ahead_at_], bytes, '\0');
  }
  ahead_at_ += bytes;
  if (ahead_at_ != ahead_.size()) return;
  ahead_at_ = 0;
  ahead_.clear();
  if (ahead_.capacity() > 128) std::string().swap(ahead_);
}

void ShellDialogue::keep_ahead(ByteView data) {
  // Lines used up at the front make room before the string has to grow.
  if (ahead_at_ > ahead_.size() / 2) {
    ahead_.erase(0, ahead_at_);
    ahead_at_ = 0;
  }
  constexpr size_t kMost = kMaxTypeAheadBytes + kMaxReadAheadBytes;
  const size_t room = kMost - std::min(kMost, ahead_bytes());
  ahead_.append(data.substr(0, room));
}

ShellEvent ShellDialogue::hear(const TelnetEvent& heard, std::string& out) {
  if (is_logged_in_ && !has_asked_ && codec_.has_spoken() &&
      settings_.manners == Manners::kWhenSpokenTo) {
    ask_for_character_mode(out);
  }
  ShellEvent event;
  switch (heard.kind) {
    case TelnetEvent::Kind::kData:
      return hear_data(heard.data);
    case TelnetEvent::Kind::kLineEnd:
      keep_ahead("\n");
      return {};
    case TelnetEvent::Kind::kCommand:
      return hear_command(heard.command, out);
    case TelnetEvent::Kind::kOption:
      if (heard.option == Option::kLogout && heard.is_on) {
        event.kind = Kind::kLogout;
      }
      return event;
    case TelnetEvent::Kind::kTimingMark:
      // After an interrupt nothing before the mark is left to be done. A
      // client that sent both shows nothing until the answer, and it has to
      // show what the interrupted command says last.
      if (!is_busy() || is_interrupted_) codec_.answer_timing_marks(out);
      return {};
    case TelnetEvent::Kind::kWindowSize:
      if (editing_ != nullptr) {
        std::string drawn;
        editing_->editor.set_columns(terminal().columns);
        if (shows_editor()) editing_->editor.redraw(drawn);
        send_drawn(drawn, out);
      }
      return {};
    case TelnetEvent::Kind::kNone:
    case TelnetEvent::Kind::kTerminalType:
    case TelnetEvent::Kind::kCharset:
      return {};
  }
  return {};
}

// An interrupt key does not wait behind a running command, and what was typed
// before it is not wanted any more: a terminal's own driver does the same. In
// plain dialogue too, for a client without telnet has no other way to say it.
ShellEvent ShellDialogue::hear_data(ByteView data) {
  const size_t key = is_busy() && is_logged_in_ ? data.rfind(kInterruptKey)
                                                : ByteView::npos;
  if (key == ByteView::npos) {
    keep_ahead(data);
    return {};
  }
  drop_ahead();
  keep_ahead(data.substr(key + 1));
  return interrupted();
}

ShellEvent ShellDialogue::hear_command(Command command, std::string& out) {
  ShellEvent event;
  switch (command) {
    case Command::kInterruptProcess:
    case Command::kBreak:
    case Command::kAbort:
      return interrupt(out);
    case Command::kAbortOutput:
      event.kind = Kind::kAbortOutput;
      return event;
    case Command::kAreYouThere:
      answer_are_you_there(out);
      return {};
    case Command::kEraseCharacter:
      erase_character(out);
      return {};
    case Command::kEraseLine:
      erase_line(out);
      return {};
    case Command::kEndOfFile:
      has_input_ended_ = true;
      return {};
    default:
      return {};  // SUSP: there is nothing to go back to
  }
}

// IP and its like: what was typed ahead came before and is not wanted any
// more; what stands at the prompt is left there as if ^C had been typed.
ShellEvent ShellDialogue::interrupt(std::string& out) {
  if (!is_logged_in_) {
    // A login being judged is not to be disturbed; one being typed begins
    // its line again.
    if (!is_busy()) line_.clear();
    return {};
  }
  if (is_busy()) drop_ahead();
  if (shows_editor()) {
    ByteView key(&kInterruptKey, 1);
    std::string drawn;
    // In a search the first ^C only ends the search.
    if (editing_->editor.take(key, drawn) != LineEditor::Action::kInterrupt) {
      key = ByteView(&kInterruptKey, 1);
      editing_->editor.take(key, drawn);
    }
    send_drawn(drawn, out);
  }
  return interrupted();
}

ShellEvent ShellDialogue::interrupted() {
  if (editing_ != nullptr) {
    editing_->lines.clear();
    editing_->next_line = 0;
  }
  if (!is_busy()) line_.clear();
  is_overlong_ = false;
  has_input_ended_ = false;
  is_interrupted_ = true;
  phase_ = Phase::kBusy;
  ShellEvent event;
  event.kind = Kind::kInterrupt;
  return event;
}

void ShellDialogue::answer_are_you_there(std::string& out) {
  if (!codec_.afford(kYes.size())) return;
  if (!shows_editor()) {
    out += kYes;
    return;
  }
  std::string drawn;
  editing_->editor.hide(drawn);
  drawn += kYes.substr(2);
  editing_->editor.show(drawn);
  send_drawn(drawn, out);
}

// EC and EL come after the text they mean, which is ahead while a command
// runs and in the line or the editor otherwise.
void ShellDialogue::erase_character(std::string& out) {
  if (is_busy()) {
    if (ahead_bytes() == 0 || ahead_.back() == '\n') return;
    ahead_.resize(ahead_at_ + without_last(ahead()));
    return;
  }
  if (shows_editor()) {
    std::string drawn;
    editing_->editor.erase_character(drawn);
    send_drawn(drawn, out);
    return;
  }
  if (line_.empty()) return;
  line_.resize(without_last(line_));
  if (phase_ == Phase::kUserName && codec_.is_on(Side::kUs, Option::kEcho)) {
    out += "\b \b";
  }
}

void ShellDialogue::erase_line(std::string& out) {
  if (is_busy()) {
    const size_t end = ahead().rfind('\n');
    ahead_.resize(ahead_at_ + (end == ByteView::npos ? 0 : end + 1));
    return;
  }
  if (shows_editor()) {
    std::string drawn;
    editing_->editor.erase_line(drawn);
    send_drawn(drawn, out);
    return;
  }
  while (!line_.empty()) erase_character(out);
}

void ShellDialogue::begin_synch(std::string& out) {
  codec_.begin_synch();
  drop_ahead();
  is_overlong_ = false;
  if (!is_busy()) erase_line(out);
}

}  // namespace mt::codec
