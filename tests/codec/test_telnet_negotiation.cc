// test_telnet_negotiation.cc - RFC 1143, section 7, row by row.

#include <criterion/criterion.h>

#include "codec/telnet_negotiation.h"

using mt::codec::OptionState;
using mt::codec::Say;
using State = mt::codec::OptionState::State;

namespace {

enum Step { kHearYes, kHearYesRefuse, kHearNo, kAskYes, kAskNo, kWithdraw };

Say take(OptionState& option, Step step) {
  switch (step) {
    case kHearYes: return option.hear_yes(true);
    case kHearYesRefuse: return option.hear_yes(false);
    case kHearNo: return option.hear_no();
    case kAskYes: return option.ask_yes();
    case kAskNo: return option.ask_no();
    case kWithdraw: return option.withdraw();
  }
  return Say::kNothing;
}

struct Row {
  const char* name;
  Step way[3];  // from "no" to the state in question
  int way_length;
  Step step;
  Say say;
  State state;
  bool has_opposite;
};

constexpr Say kNothing = Say::kNothing;
constexpr State kNo = State::kNo;
constexpr State kYes = State::kYes;
constexpr State kWantNo = State::kWantNo;
constexpr State kWantYes = State::kWantYes;

// The way to each state: yes by agreeing, want yes by asking, want no by
// asking for an end, the opposites by changing our mind.
#define NO_ {}, 0
#define YES_ {kHearYes}, 1
#define WANT_YES_ {kAskYes}, 1
#define WANT_YES_OPPOSITE_ {kAskYes, kAskNo}, 2
#define WANT_NO_ {kHearYes, kAskNo}, 2
#define WANT_NO_OPPOSITE_ {kHearYes, kAskNo, kAskYes}, 3
#define STALE_ {kAskYes, kWithdraw}, 2
#define STALE_OPPOSITE_ {kAskYes, kWithdraw, kAskYes}, 3

const Row kRows[] = {
    {"no hears yes", NO_, kHearYes, Say::kYes, kYes, false},
    {"no hears yes, refuses", NO_, kHearYesRefuse, Say::kNo, kNo, false},
    {"no hears no", NO_, kHearNo, kNothing, kNo, false},
    {"no asks yes", NO_, kAskYes, Say::kYes, kWantYes, false},
    {"no asks no", NO_, kAskNo, kNothing, kNo, false},
    {"no withdraws", NO_, kWithdraw, Say::kNo, kNo, false},

    {"yes hears yes", YES_, kHearYes, kNothing, kYes, false},
    {"yes hears yes, refuses", YES_, kHearYesRefuse, kNothing, kYes, false},
    {"yes hears no", YES_, kHearNo, Say::kNo, kNo, false},
    {"yes asks yes", YES_, kAskYes, kNothing, kYes, false},
    {"yes asks no", YES_, kAskNo, Say::kNo, kWantNo, false},
    {"yes withdraws", YES_, kWithdraw, Say::kNo, kWantNo, false},

    {"want no hears yes", WANT_NO_, kHearYes, kNothing, kNo, false},
    {"want no hears no", WANT_NO_, kHearNo, kNothing, kNo, false},
    {"want no asks yes", WANT_NO_, kAskYes, kNothing, kWantNo, true},
    {"want no asks no", WANT_NO_, kAskNo, kNothing, kWantNo, false},

    {"want no/opp hears yes", WANT_NO_OPPOSITE_, kHearYes, kNothing, kYes,
     false},
    {"want no/opp hears no", WANT_NO_OPPOSITE_, kHearNo, Say::kYes, kWantYes,
     false},
    {"want no/opp asks yes", WANT_NO_OPPOSITE_, kAskYes, kNothing, kWantNo,
     true},
    {"want no/opp asks no", WANT_NO_OPPOSITE_, kAskNo, kNothing, kWantNo,
     false},

    {"want yes hears yes", WANT_YES_, kHearYes, kNothing, kYes, false},
    {"want yes hears no", WANT_YES_, kHearNo, kNothing, kNo, false},
    {"want yes asks yes", WANT_YES_, kAskYes, kNothing, kWantYes, false},
    {"want yes asks no", WANT_YES_, kAskNo, kNothing, kWantYes, true},
    {"want yes withdraws", WANT_YES_, kWithdraw, Say::kNo, kWantNo, false},

    {"want yes/opp hears yes", WANT_YES_OPPOSITE_, kHearYes, Say::kNo, kWantNo,
     false},
    {"want yes/opp hears no", WANT_YES_OPPOSITE_, kHearNo, kNothing, kNo,
     false},
    {"want yes/opp asks yes", WANT_YES_OPPOSITE_, kAskYes, kNothing, kWantYes,
     false},
    {"want yes/opp asks no", WANT_YES_OPPOSITE_, kAskNo, kNothing, kWantYes,
     true},

    // After a withdrawal the answer to the yes is passed over.
    {"withdrawn hears yes", STALE_, kHearYes, kNothing, kWantNo, false},
    {"withdrawn hears no", STALE_, kHearNo, kNothing, kNo, false},
    {"withdrawn/opp hears yes", STALE_OPPOSITE_, kHearYes, kNothing, kWantNo,
     true},
    {"withdrawn/opp hears no", STALE_OPPOSITE_, kHearNo, Say::kYes, kWantYes,
     false},
};

}  // namespace

Test(telnet_negotiation, each_transition_is_that_of_rfc_1143) {
  for (const Row& row : kRows) {
    OptionState option;
    for (int i = 0; i < row.way_length; ++i) take(option, row.way[i]);
    const Say say = take(option, row.step);
    cr_expect(say == row.say, "%s says %d", row.name, static_cast<int>(say));
    cr_expect(option.state() == row.state, "%s ends in %d", row.name,
              static_cast<int>(option.state()));
    cr_expect(option.has_opposite_queued() == row.has_opposite, "%s", row.name);
  }
}

// Two of us, each changing its mind at random, always come to rest and agree.
Test(telnet_negotiation, two_honest_peers_come_to_rest) {
  uint32_t seed = 12345;
  for (int round = 0; round < 2000; ++round) {
    OptionState end[2];
    Say wire[2][64];
    size_t sent[2] = {0, 0};
    size_t read[2] = {0, 0};
    for (int step = 0; step < 30; ++step) {
      seed = seed * 1103515245 + 12345;
      const unsigned who = seed >> 30 & 1;
      Say say = Say::kNothing;
      // Twenty steps of minds being changed, then only answers.
      if (step < 20 && (seed >> 20 & 3) == 0) {
        say = (seed >> 25 & 1) != 0 ? end[who].ask_yes() : end[who].ask_no();
      } else if (read[who] < sent[1 - who]) {
        const Say heard = wire[1 - who][read[who]++];
        say = heard == Say::kYes ? end[who].hear_yes(true)
                                 : end[who].hear_no();
      }
      if (say != Say::kNothing) wire[who][sent[who]++] = say;
    }
    int answers = 0;
    for (; read[0] < sent[1] || read[1] < sent[0]; ++answers) {
      cr_assert(answers < 60, "round %d never ends", round);
      const unsigned who = read[0] < sent[1] ? 0 : 1;
      const Say heard = wire[1 - who][read[who]++];
      const Say say =
          heard == Say::kYes ? end[who].hear_yes(true) : end[who].hear_no();
      if (say != Say::kNothing) wire[who][sent[who]++] = say;
    }
    cr_assert(end[0].is_on() == end[1].is_on(), "round %d disagrees", round);
  }
}
