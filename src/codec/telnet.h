// telnet.h - the telnet protocol: bytes in, events and answers out.
//
// TelnetCodec takes what arrived, split anywhere, and hands it back as text,
// line ends, commands and agreed options, in the order they were sent. What
// has to be answered is appended to a string that the caller sends. It says
// nothing of its own accord: the dialogue above decides when to ask.
//
//   wire --> next() --> kData kLineEnd kCommand kOption kWindowSize ...
//              |
//              '------> answers, appended to `out`
//
// Framing is RFC 854 and 855, negotiation RFC 1143. Answers are bounded: the
// peer pays for each byte of answer with a byte of its own, kReplyCreditBytes
// aside, so no sequence of commands makes us the louder side. A session that
// has negotiated nothing owns no memory beyond this object.

#pragma once

#include <stdint.h>

#include <memory>
#include <string>

#include "base/bytes.h"
#include "codec/telnet_negotiation.h"
#include "codec/telnet_options.h"
#include "codec/terminal.h"

namespace mt::codec {

struct TelnetEvent {
  enum class Kind : uint8_t {
    kNone,          // all bytes given have been taken
    kData,          // `data`: text, with IAC IAC undone and without line ends
    kLineEnd,       // CR LF, CR NUL, LF or CR
    kCommand,       // `command`, one the user's keyboard can mean
    kOption,        // the peer's word brought `option` of `side` into force or
                    // ended it (`is_on`)
    kTimingMark,    // a mark is owed: see answer_timing_marks()
    kWindowSize,    // terminal() has a new size
    kTerminalType,  // terminal() has another name
    kCharset,       // terminal().is_utf8 was decided
  };
  Kind kind = Kind::kNone;
  Command command = Command::kNop;
  Option option = Option::kBinary;
  Side side = Side::kUs;
  bool is_on = false;
  ByteView data;  // lies in what was given to next(), or in static memory
};

// How line ends leave. kAsIs doubles IAC and touches nothing else; kNetwork
// also turns LF into CR LF and a CR that means itself into CR NUL.
enum class Newlines : uint8_t { kAsIs, kNetwork };

// Rows of the option table in telnet_subnegotiation.cc.
constexpr int kOptionRows = 12;

class TelnetCodec {
 public:
  // Takes bytes from the front of `in` until something has happened. Call it
  // again until it says kNone; `in` is empty then. Answers go to `out`.
  TelnetEvent next(ByteView& in, std::string& out);

  // Takes a line of plain text from the front of `in`, its end included: what
  // next() hands out as three events. False when that is not what is there, or
  // not all of it; next() then sorts it out.
  bool take_line(ByteView& in, ByteView* line);

  // Urgent data was announced: text is thrown away, and commands other than
  // EC and EL still heard, until the data mark (RFC 854, "Synch"). The socket
  // must keep urgent bytes in the stream (SO_OOBINLINE).
  void begin_synch() { flags_ |= kInSynch; }
  bool is_in_synch() const { return has(kInSynch); }

  // Passes bytes through between commands: line ends and NUL become kData.
  void set_transparent(bool on) { set(kTransparent, on); }

  // Asks for an option, or to end it, unless that is so or under way. Options
  // without a row in the table cannot be asked for.
  void ask(Side side, Option option, bool wanted, std::string& out);
  // ask(..., false), said at once: OptionState::withdraw().
  void withdraw(Side side, Option option, std::string& out);
  bool is_on(Side side, Option option) const;
  bool is_wanted(Side side, Option option) const;
  // The peer has said WILL or DO, so it speaks telnet and is willing. A
  // timing mark alone is a question and no sign of that.
  bool has_spoken() const { return has(kHasSpoken); }

  // Answers every mark owed. To be called when what came before the mark is
  // done, or was thrown away (RFC 860): a client that has sent an interrupt
  // and a mark shows nothing until this.
  void answer_timing_marks(std::string& out);
  uint8_t timing_marks_owed() const { return marks_owed_; }

  const Terminal& terminal() const;

  // Appends `text` as it has to appear on the wire. A CR at the end of one
  // call and LF at the start of the next are one line end.
  void write(ByteView text, Newlines newlines, std::string& out);
  // After a prompt: the end-of-record mark for those who asked for it.
  void mark_prompt(std::string& out);
  // The commands in output that is about to be dropped. Its beginning may be
  // the rest of one, and is kept.
  static std::string commands_in(ByteView output);
  // What follows output that was aborted, to be sent as urgent data.
  static void write_data_mark(std::string& out);
  // Spends reply credit; false when the peer has not earned that much.
  bool afford(size_t bytes);

 private:
  friend class Subnegotiation;

  enum class State : uint8_t {
    kText,       // anything that follows no IAC
    kIac,        // IAC
    kVerb,       // IAC WILL, WONT, DO or DONT
    kBodyStart,  // IAC SB
    kBody,       // IAC SB option ...
    kBodyIac,    // the same, and IAC
  };
  static constexpr uint16_t kInSynch = 1;
  static constexpr uint16_t kTransparent = 2;
  static constexpr uint16_t kHasSpoken = 4;
  static constexpr uint16_t kAfterCr = 8;      // a CR came in last
  static constexpr uint16_t kAfterOutCr = 16;  // a CR went out last
  static constexpr uint16_t kOverlong = 32;    // this body is not being kept

  // What only a peer that negotiates makes us keep.
  struct Extras {
    Terminal terminal;
    std::string body;               // of the subnegotiation being read
    uint8_t refused[2][32] = {};    // a bit for each option refused, by Side
    uint32_t characters_heard = 0;  // LINEMODE functions answered already
    bool has_listed_characters = false;
  };

  bool has(uint16_t flag) const { return (flags_ & flag) != 0; }
  void set(uint16_t flag, bool on) {
    flags_ = static_cast<uint16_t>(on ? flags_ | flag : flags_ & ~flag);
  }
  void earn(size_t bytes);
  Extras& extras();
  OptionState& state_of(Side side, int row) {
    return options_[static_cast<int>(side)][row];
  }

  TelnetEvent take_text(ByteView& in);
  TelnetEvent take_byte(uint8_t byte, std::string& out);
  TelnetEvent take_command(uint8_t byte);
  TelnetEvent negotiate(Command verb, uint8_t option, std::string& out);
  TelnetEvent owe_timing_mark(std::string& out);
  bool may_refuse(Side side, uint8_t option);
  void forget_refusal(Side side, uint8_t option);
  void keep(uint8_t byte);
  TelnetEvent end_body(std::string& out);

  std::unique_ptr<Extras> extras_;
  uint16_t credit_ = kReplyCreditBytes;
  uint16_t flags_ = 0;
  State state_ = State::kText;
  Command verb_ = Command::kNop;
  uint8_t body_option_ = 0;
  uint8_t marks_owed_ = 0;
  OptionState options_[2][kOptionRows];
};

}  // namespace mt::codec
