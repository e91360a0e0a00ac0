// shell_dialogue.h - logging in to the shell and talking to its prompt.
//
// Bytes from the wire in, commands out; knows telnet and nothing of Python.
// The bytes are those of the shells of 2002 for a client that never speaks
// telnet itself, and for one that does until it has logged in:
//
//   > \r\nCLASS\r\nTwisted VERSION\r\nusername:      < admin\r\n
//   > IAC WILL ECHO password:                        < secret\r\n
//   > IAC WONT ECHO *****\r\n                        (kLogin is reported)
//   > >>>                                            (after accept())
//
// After that a willing client is asked for character mode. When it agrees a
// LineEditor draws its lines; when it does not, whole lines are taken as they
// come and nothing is echoed.
//
// The caller runs a command for each kLine and says prompt() when it is done.
// What arrives meanwhile waits, except for an interrupt.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "codec/line_editor.h"
#include "codec/telnet.h"

namespace mt::codec {

// When a client is asked for character mode and for its window's size.
enum class Manners : uint8_t {
  kNever,         // the bytes of 2002 and no others
  kWhenSpokenTo,  // when it has shown that it negotiates
  kAtOnce,        // as soon as it has logged in
};

struct ShellSettings {
  std::string class_name;
  std::string version;
  int stars = 5;  // shown for a password; kStarPerCharacter: its length
  Manners manners = Manners::kWhenSpokenTo;
};
constexpr int kStarPerCharacter = -1;

struct ShellEvent {
  enum class Kind : uint8_t {
    kNone,         // all bytes given have been taken
    kLogin,        // `text` and `password`: call accept() or close
    kLine,         // `text`: a command line; prompt() when it is done
    kInterrupt,    // ^C, IP, BRK or ABORT: drop the output that waits, stop
                   // the command or give up the statement, then prompt()
    kComplete,     // Tab at `cursor` in `text`: complete(), or nothing
    kAbortOutput,  // AO: drop the output that waits, then output_aborted()
    kEndOfInput,   // ^D in character mode, or EOF: the user takes leave
    kLogout,       // DO LOGOUT: the same, asked politely
    kClose,        // the peer has broken a rule: close
  };
  Kind kind = Kind::kNone;
  ByteView text;      // all valid until prompt(), accept() or a new event, and
                      // as long as what was given to next()
  ByteView password;
  size_t cursor = 0;
};

enum class Prompt : uint8_t {
  kReady,  // ">>> "
  kMore,   // "... "
};

class ShellDialogue {
 public:
  // `settings` are kept by reference for as long as the dialogue lives.
  explicit ShellDialogue(const ShellSettings& settings)
      : settings_(settings) {}

  // The banner and the first question.
  void open(std::string& out);

  // Takes bytes from the front of `in` until something has happened. Call it
  // again until it says kNone, also after prompt() with an empty `in`: lines
  // may have been typed ahead.
  ShellEvent next(ByteView& in, std::string& out);

  // Lets the user in and prompts. To refuse, close the connection.
  void accept(std::string& out);

  // The command is done (its output has been written): asks for the next.
  void prompt(Prompt kind, std::string& out);
  // Output, of a command or of anything else. In plain dialogue its newlines
  // leave as they are, as in 2002; in character mode as CR LF.
  void write(ByteView text, std::string& out);
  void complete(size_t start, const std::vector<std::string>& candidates,
                std::string& out);

  // Urgent data was announced: what was typed ahead is dropped.
  void begin_synch(std::string& out);
  // To be sent as urgent data when AO has been obeyed.
  void output_aborted(std::string& out) { TelnetCodec::write_data_mark(out); }

  // So much has been typed ahead that reading should wait until the command
  // is done. Text that is read all the same is lost beyond twice the limit.
  bool wants_pause() const { return ahead_bytes() >= kMaxTypeAheadBytes; }
  bool is_logged_in() const { return is_logged_in_; }
  // next() has nothing to say before more comes: a plain line is awaited.
  bool is_waiting() const {
    return phase_ == Phase::kReady && ahead_.empty() && editing_ == nullptr &&
           !has_input_ended_;
  }
  bool is_busy() const { return phase_ == Phase::kBusy; }
  // The client has agreed that we echo and edit.
  bool is_in_character_mode() const;
  const TelnetCodec& telnet() const { return codec_; }
  const Terminal& terminal() const { return codec_.terminal(); }

 private:
  enum class Phase : uint8_t {
    kUserName,
    kPassword,
    kBusy,   // a login is being judged or a command runs
    kReady,  // a prompt stands
    kClosed,
  };
  // What only character mode needs.
  struct Editing {
    LineEditor editor;
    std::string lines;  // a statement of several lines, recalled and entered
    size_t next_line = 0;
  };

  size_t ahead_bytes() const { return ahead_.size() - ahead_at_; }
  ByteView ahead() const { return ByteView(ahead_).substr(ahead_at_); }
  void drop_ahead();
  void used_ahead(size_t bytes);
  void keep_ahead(ByteView data);

  ShellEvent take_ahead(std::string& out);
  ShellEvent take_login(std::string& out);
  bool edit_login(char key, std::string& out);
  ShellEvent end_of_login_line(std::string& out);
  ShellEvent take_plain(std::string& out);
  void refuse_line(std::string& out);
  bool has_nothing_typed() const;
  ShellEvent take_keys(std::string& out);
  ShellEvent next_recalled_line();
  ShellEvent line_event(ByteView text);
  ShellEvent close();

  ShellEvent hear(const TelnetEvent& heard, std::string& out);
  ShellEvent hear_data(ByteView data);
  ShellEvent hear_command(Command command, std::string& out);
  ShellEvent interrupt(std::string& out);
  ShellEvent interrupted();
  void answer_are_you_there(std::string& out);
  void erase_character(std::string& out);
  void erase_line(std::string& out);

  void ask_for_character_mode(std::string& out);
  void follow_mode();
  bool shows_editor() const { return is_edited_ && phase_ == Phase::kReady; }
  void send_drawn(const std::string& drawn, std::string& out) {
    codec_.write(drawn, Newlines::kNetwork, out);
  }

  const ShellSettings& settings_;
  TelnetCodec codec_;
  std::unique_ptr<Editing> editing_;
  std::string user_name_;
  std::string line_;   // being typed in plain dialogue or at login
  std::string ahead_;  // text not looked at yet; its line ends are LF
  size_t ahead_at_ = 0;
  Phase phase_ = Phase::kUserName;
  Prompt prompt_ = Prompt::kReady;
  bool is_logged_in_ = false;
  bool has_asked_ = false;      // for character mode
  bool has_lent_echo_ = false;  // ECHO is on for the password alone
  bool is_edited_ = false;      // the line being typed is in the editor
  bool is_overlong_ = false;    // the line being typed is not being kept
  bool is_interrupted_ = false;  // the running command has been told to stop
  bool has_input_ended_ = false;
  bool is_at_row_start_ = true;  // of output, for the editor's prompt
};

}  // namespace mt::codec
