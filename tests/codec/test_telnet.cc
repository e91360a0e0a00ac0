// test_telnet.cc - bounds of the telnet codec, against peers with no manners.

#include <criterion/criterion.h>

#include <string>

#include "codec/telnet.h"

using namespace mt;
using namespace mt::codec;

namespace {

struct Heard {
  std::string text;
  int events = 0;
};

Heard give(TelnetCodec& codec, ByteView bytes, std::string& out) {
  Heard heard;
  for (;;) {
    const TelnetEvent event = codec.next(bytes, out);
    if (event.kind == TelnetEvent::Kind::kNone) return heard;
    ++heard.events;
    if (event.kind == TelnetEvent::Kind::kData) heard.text += event.data;
    if (event.kind == TelnetEvent::Kind::kLineEnd) heard.text += '\n';
  }
}

class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed) {}
  uint32_t below(uint32_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % bound;
  }

 private:
  uint32_t state_;
};

std::string random_command(Random& random) {
  std::string bytes = "\xff";
  const uint32_t kind = random.below(10);
  if (kind < 7) {
    bytes += static_cast<char>(251 + random.below(4));
    bytes += static_cast<char>(random.below(3) == 0 ? random.below(256)
                                                    : random.below(45));
  } else if (kind < 9) {
    bytes += "\xfa";
    bytes += static_cast<char>(random.below(45));
    for (uint32_t n = random.below(8); n > 0; --n) {
      bytes += static_cast<char>(random.below(256));
    }
    bytes += "\xff\xf0";
  } else {
    bytes += static_cast<char>(236 + random.below(20));
  }
  return bytes;
}

}  // namespace

Test(telnet, ten_thousand_random_commands_get_no_more_than_they_pay_for) {
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    Random random(seed);
    TelnetCodec codec;
    std::string out;
    size_t in_bytes = 0;
    for (int i = 0; i < 10000; ++i) {
      const std::string command = random_command(random);
      in_bytes += command.size();
      give(codec, command, out);
      if (random.below(50) == 0) codec.answer_timing_marks(out);
      cr_assert(out.size() <= in_bytes + kReplyCreditBytes,
                "seed %u: %zu out for %zu in", seed, out.size(), in_bytes);
    }
  }
}

// Two of us, each wanting this and that, with bytes under way in both
// directions.
Test(telnet, two_codecs_come_to_rest_and_agree) {
  // Wishes that the other end agrees to.
  const struct {
    Side side;
    Option option;
  } kWishes[] = {
      {Side::kUs, Option::kBinary},        {Side::kThem, Option::kBinary},
      {Side::kThem, Option::kEcho},        {Side::kUs, Option::kCharset},
      {Side::kUs, Option::kTerminalType},  {Side::kUs, Option::kWindowSize},
      {Side::kThem, Option::kEndOfRecord}, {Side::kUs, Option::kLinemode},
  };
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    Random random(seed);
    TelnetCodec ends[2];
    std::string inbox[2];
    for (int i = 0; i < 60; ++i) {
      const uint32_t who = random.below(2);
      if (random.below(2) == 0) {
        const auto& wish = kWishes[random.below(8)];
        ends[who].ask(wish.side, wish.option, random.below(2) == 0,
                      inbox[1 - who]);
      } else {
        const std::string part =
            inbox[who].substr(0, random.below(10));
        inbox[who].erase(0, part.size());
        give(ends[who], part, inbox[1 - who]);
      }
    }
    int turns = 0;
    while (!inbox[0].empty() || !inbox[1].empty()) {
      cr_assert(++turns < 50, "seed %u goes on", seed);
      for (const int who : {0, 1}) {
        give(ends[who], std::exchange(inbox[who], std::string()),
             inbox[1 - who]);
      }
    }
    for (const auto& wish : kWishes) {
      for (const int who : {0, 1}) {
        cr_assert(ends[who].is_on(Side::kUs, wish.option) ==
                      ends[1 - who].is_on(Side::kThem, wish.option),
                  "seed %u: option %d", seed, static_cast<int>(wish.option));
      }
    }
  }
}

// A peer that sends back all it hears.
// However text is cut, and whatever stands between its lines.
Test(telnet, lines_taken_at_one_go_are_those_that_events_tell_of) {
  const ByteView pieces[] = {"a", "bc", "\r\n", "\n", "\r", ByteView("\0", 1),
                             "\xff\xff", "\xff\xf1"};
  Random random(20020915);
  for (int round = 0; round < 2000; ++round) {
    TelnetCodec plain, quick;
    std::string out, text, lines;
    for (int chunk = 0; chunk < 4; ++chunk) {
      std::string bytes;
      for (uint32_t n = random.below(7); n > 0; --n)
        bytes += pieces[random.below(8)];
      text += give(plain, bytes, out).text;
      ByteView in = bytes, line;
      while (!in.empty()) {
        if (quick.take_line(in, &line)) {
          lines += line;
          lines += '\n';
          continue;
        }
        const TelnetEvent event = quick.next(in, out);
        if (event.kind == TelnetEvent::Kind::kData) lines += event.data;
        if (event.kind == TelnetEvent::Kind::kLineEnd) lines += '\n';
      }
    }
    cr_assert(lines == text, "round %d", round);
  }
}

Test(telnet, commands_survive_output_that_is_dropped) {
  const struct {
    std::string_view output, kept;
  } kRows[] = {
      {"", ""},
      {"hello", "he"},
      {"\xfb\x01hello", "\xfb\x01"},
      {"\xff\xfb\x01hello", "\xff\xfb\x01"},
      {"hello\xff\xff there\xff\xfc\x01 you", "he\xff\xfc\x01"},
      {"hello\xff\xfa\x18\x01\xff\xf0 you\xff\xf1", "he\xff\xfa\x18\x01\xff\xf0\xff\xf1"},
      {"hello\xff\xfa\x18", "he\xff\xfa\x18"},
      {"hello\xff", "he\xff"},
      {"hello\xff\xfb", "he\xff\xfb"},
  };
  for (const auto& row : kRows) {
    cr_assert(TelnetCodec::commands_in(row.output) == row.kept, "%s",
              std::string(row.output).c_str());
  }
}

Test(telnet, a_mirror_is_not_talked_to_for_ever) {
  for (int option = 0; option < 256; ++option) {
    for (const char verb : {'\xfb', '\xfc', '\xfd', '\xfe'}) {
      TelnetCodec codec;
      std::string bytes = {'\xff', verb, static_cast<char>(option)};
      int turns = 0;
      while (!bytes.empty()) {
        cr_assert(++turns < 20, "option %d goes on", option);
        give(codec, std::exchange(bytes, std::string()), bytes);
        codec.answer_timing_marks(bytes);
      }
    }
  }
}

Test(telnet, repeated_requests_are_answered_once) {
  for (int option = 0; option < 256; ++option) {
    for (const char verb : {'\xfb', '\xfd'}) {
      if (verb == '\xfd' && option == 6) continue;  // each mark is answered
      TelnetCodec codec;
      std::string request = {'\xff', verb, static_cast<char>(option)};
      std::string first;
      give(codec, request, first);
      cr_assert(first.size() >= 3, "option %d unanswered", option);
      std::string second;
      for (int i = 0; i < 100; ++i) give(codec, request, second);
      cr_assert(second.empty(), "option %d answered again", option);
    }
  }
}

Test(telnet, a_megabyte_of_subnegotiation_is_not_kept_and_not_text) {
  for (const char option : {'\x18', '\x2a', '\x22', '\xc9'}) {
    TelnetCodec codec;
    std::string out;
    std::string bytes = {'\xff', '\xfa', option};
    bytes += std::string(1 << 20, 'x');
    Heard heard = give(codec, bytes, out);
    heard.text += give(codec, "\xff\xf0 after", out).text;
    cr_assert_str_eq(heard.text.c_str(), " after");
    cr_assert(out.empty());
  }
}

Test(telnet, a_subnegotiation_at_the_limit_is_heard_and_one_over_is_not) {
  for (const size_t extra : {0, 1}) {
    TelnetCodec codec;
    std::string out;
    std::string names = "\x01";
    while (names.size() + 6 + extra < kMaxSubnegotiationBytes) names += ";ABCD";
    names.resize(kMaxSubnegotiationBytes + extra - 6, 'x');
    names += ";UTF-8";
    std::string bytes = "\xff\xfa\x2a" + names + "\xff\xf0";
    give(codec, bytes, out);
    cr_assert_eq(codec.terminal().is_utf8, extra == 0);
  }
}

Test(telnet, ten_thousand_slc_triples_are_answered_at_most_once_each) {
  TelnetCodec codec;
  std::string out;
  give(codec, "\xff\xfb\x22", out);
  out.clear();
  Random random(7);
  std::string bytes;
  for (int body = 0; body < 100; ++body) {
    bytes += "\xff\xfa\x22\x03";
    for (int i = 0; i < 100; ++i) {
      bytes += static_cast<char>(random.below(64));
      bytes += static_cast<char>(random.below(128));
      bytes += static_cast<char>(random.below(128));
    }
    bytes += "\xff\xf0";
  }
  give(codec, bytes, out);
  cr_assert(out.size() <= 30 * 3 + 7 * 3 + 10 * 6, "%zu", out.size());
}

Test(telnet, marks_without_end_are_bounded) {
  TelnetCodec codec;
  std::string out;
  std::string bytes;
  for (int i = 0; i < 1000; ++i) bytes += "\xff\xfd\x06";
  give(codec, bytes, out);
  codec.answer_timing_marks(out);
  cr_assert_eq(out.size(), size_t{3000});
  cr_assert_eq(codec.timing_marks_owed(), 0);
}

Test(telnet, are_you_there_is_paid_for) {
  TelnetCodec codec;
  int answers = 0;
  std::string out;
  for (int i = 0; i < 10000; ++i) {
    give(codec, "\xff\xf6", out);
    if (codec.afford(9)) ++answers;
  }
  cr_assert(answers * 9 <= 20000 + kReplyCreditBytes);
}

Test(telnet, synch_throws_away_sixty_kilobytes_and_hears_the_interrupt) {
  TelnetCodec codec;
  std::string out;
  codec.begin_synch();
  const std::string ahead(60 * 1024, 'x');
  cr_assert_eq(give(codec, ahead, out).events, 0);
  cr_assert_eq(give(codec, "\xff\xf4", out).events, 1);
  cr_assert_eq(give(codec, ahead, out).events, 0);
  cr_assert(codec.is_in_synch());
  const Heard heard = give(codec, "\xff\xf2hello", out);
  cr_assert_str_eq(heard.text.c_str(), "hello");
}

Test(telnet, an_idle_session_is_small) {
  cr_assert(sizeof(TelnetCodec) <= 64, "%zu", sizeof(TelnetCodec));
}
