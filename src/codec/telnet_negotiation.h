// telnet_negotiation.h - one option in one direction, by the Q method.
//
// RFC 1143 shows that two honest peers can talk past each other for ever
// unless each remembers what it has asked for. This is its state machine,
// alone: no bytes, no option numbers. "Yes" is WILL or DO, "no" is WONT or
// DONT, by the direction; the codec puts the words to it.
//
//              hear yes                       hear no
//   no         yes, say yes; or say no        -
//   yes        -                              no, say no
//   want no    no (a peer in error)           no
//     opposite yes (a peer in error)          want yes, say yes
//   want yes   yes                            no
//     opposite want no, say no                no

#pragma once

#include <stdint.h>

namespace mt::codec {

// What has to be sent now.
enum class Say : uint8_t { kNothing, kYes, kNo };

class OptionState {
 public:
  enum class State : uint8_t { kNo, kYes, kWantNo, kWantYes };

  State state() const { return static_cast<State>(bits_ & 3); }
  bool has_opposite_queued() const { return (bits_ & kOpposite) != 0; }
  // In force: both sides have agreed and nothing is under way.
  bool is_on() const { return state() == State::kYes; }
  // In force or asked for, and not about to be taken back.
  bool is_wanted() const {
    return state() == State::kYes ||
           (state() == State::kWantYes && !has_opposite_queued()) ||
           (state() == State::kWantNo && has_opposite_queued());
  }

  // The peer says yes or no. `agree` is whether we would let it be on.
  Say hear_yes(bool agree);
  Say hear_no();

  // We want it on or off. While a request of ours is unanswered the wish is
  // queued and nothing is said.
  Say ask_yes();
  Say ask_no();

  // As ask_no(), but says so at once even when our yes is still unanswered,
  // or was refused. The answer to that yes is then expected and passed over.
  // This is for the password: a client that answers nothing (netcat) must
  // still be told that the secret part is over, as the shells of 2002 told it.
  Say withdraw();

 private:
  static constexpr uint8_t kOpposite = 4;
  static constexpr uint8_t kStaleYes = 8;

  void become(State state, uint8_t flags = 0) {
    bits_ = static_cast<uint8_t>(static_cast<uint8_t>(state) | flags);
  }

  uint8_t bits_ = 0;
};

}  // namespace mt::codec
