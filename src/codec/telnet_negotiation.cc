// telnet_negotiation.cc - the transitions of RFC 1143, section 7.

#include "codec/telnet_negotiation.h"

namespace mt::codec {

Say OptionState::hear_yes(bool agree) {
  const bool opposite = has_opposite_queued();
  switch (state()) {
    case State::kNo:
      if (!agree) return Say::kNo;
      become(State::kYes);
      return Say::kYes;
    case State::kYes:
      return Say::kNothing;
    case State::kWantNo:
      // The late answer to a yes that was withdrawn: ours to our "no" follows.
      if ((bits_ & kStaleYes) != 0) {
        become(State::kWantNo, opposite ? kOpposite : 0);
        return Say::kNothing;
      }
      // Our "no" answered by "yes" is the peer's mistake. Nothing is said, or
      // two such peers would never stop.
      become(opposite ? State::kYes : State::kNo);
      return Say::kNothing;
    case State::kWantYes:
      if (!opposite) {
        become(State::kYes);
        return Say::kNothing;
      }
      become(State::kWantNo);
      return Say::kNo;
  }
  return Say::kNothing;
}

Say OptionState::hear_no() {
  const bool opposite = has_opposite_queued();
  switch (state()) {
    case State::kNo:
      return Say::kNothing;
    case State::kYes:
      become(State::kNo);
      return Say::kNo;
    case State::kWantNo:
      become(opposite ? State::kWantYes : State::kNo);
      return opposite ? Say::kYes : Say::kNothing;
    case State::kWantYes:
      become(State::kNo);
      return Say::kNothing;
  }
  return Say::kNothing;
}

Say OptionState::ask_yes() {
  switch (state()) {
    case State::kNo:
      become(State::kWantYes);
      return Say::kYes;
    case State::kYes:
      return Say::kNothing;
    case State::kWantNo:
      bits_ |= kOpposite;
      return Say::kNothing;
    case State::kWantYes:
      become(State::kWantYes);
      return Say::kNothing;
  }
  return Say::kNothing;
}

Say OptionState::ask_no() {
  switch (state()) {
    case State::kNo:
      return Say::kNothing;
    case State::kYes:
      become(State::kWantNo);
      return Say::kNo;
    case State::kWantNo:
      bits_ &= static_cast<uint8_t>(~kOpposite);
      return Say::kNothing;
    case State::kWantYes:
      become(State::kWantYes, kOpposite);
      return Say::kNothing;
  }
  return Say::kNothing;
}

Say OptionState::withdraw() {
  if (state() == State::kNo) return Say::kNo;
  if (state() != State::kWantYes) return ask_no();
  // With the opposite queued the "no" is still unsaid, so it is said now.
  become(State::kWantNo, kStaleYes);
  return Say::kNo;
}

}  // namespace mt::codec
