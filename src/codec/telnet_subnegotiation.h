// telnet_subnegotiation.h - the options' own conversations, and their table.
//
// One row for each option we know: who may perform it, what to say when it
// comes into force, and what its subnegotiation means. telnet.cc does the
// framing and the agreeing; the code here is as long as each RFC demands.

#pragma once

#include "codec/telnet.h"

namespace mt::codec {

// What a row's functions may look at and change.
class Subnegotiation {
 public:
  Subnegotiation(TelnetCodec& codec, std::string& out)
      : codec_(codec), out_(out) {}

  Terminal& terminal() { return codec_.extras().terminal; }
  TelnetCodec::Extras& extras() { return codec_.extras(); }
  const TelnetCodec& codec() const { return codec_; }

  // Sends IAC SB option body IAC SE, with the body's IACs doubled, if the
  // peer has paid for it; false when it has not.
  bool send(Option option, ByteView body);

 private:
  TelnetCodec& codec_;
  std::string& out_;
};

enum class Consent : uint8_t { kRefuse, kAgree };

struct OptionRow {
  Option option;
  Consent us;    // may we perform it when asked
  Consent them;  // may they
  // Called when it has come into force on `side`; may be null.
  void (*on_agreed)(Subnegotiation&, Side side);
  // Called with an unescaped body. A failure means: pass it over. kNone in
  // `heard` means that there is nothing to tell.
  Status (*on_subnegotiation)(Subnegotiation&, ByteView body,
                              TelnetEvent::Kind& heard);
};

// Borrowed for ever; `row` from 0 to kOptionRows - 1.
const OptionRow& option_row(int row);
// The row of an option, or -1.
int find_option_row(uint8_t option);

}  // namespace mt::codec
