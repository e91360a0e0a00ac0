// test_shell_dialogue.cc - limits of the dialogue and what it does not keep.
// What is said when is in shell/*.txt.

#include <criterion/criterion.h>

#include <string>

#include "codec/shell_dialogue.h"

using namespace mt;
using namespace mt::codec;
using Kind = mt::codec::ShellEvent::Kind;

namespace {

const ShellSettings kSettings = {"CLASS", "1.0.4", 5, Manners::kWhenSpokenTo};

// Logs in; every line is "run" at once.
class Session {
 public:
  explicit Session(bool in_character_mode = false) : shell_(kSettings) {
    shell_.open(out);
    give(in_character_mode ? "\xff\xfd\x01" "a\r\nb\r\n" : "a\r\nb\r\n");
    shell_.accept(out);
  }

  void give(ByteView bytes) {
    for (;;) {
      const ShellEvent event = shell_.next(bytes, out);
      if (event.kind == Kind::kNone) return;
      if (event.kind == Kind::kLine) {
        ++lines;
        last_line = event.text;
      }
      if (event.kind == Kind::kInterrupt) ++interrupts;
      if (event.kind == Kind::kLogin || event.kind == Kind::kComplete) continue;
      if (!runs_for_ever) shell_.prompt(Prompt::kReady, out);
    }
  }

  ShellDialogue& shell() { return shell_; }
  std::string out;
  std::string last_line;
  int lines = 0;
  int interrupts = 0;
  bool runs_for_ever = false;

 private:
  ShellDialogue shell_;
};

}  // namespace

Test(shell_dialogue, a_line_over_the_limit_is_refused_with_a_word) {
  Session session;
  session.out.clear();
  session.give(std::string(kMaxLineBytes, 'x') + "\r\n");
  cr_assert_eq(session.lines, 1);
  cr_assert_eq(session.last_line.size(), kMaxLineBytes);
  session.out.clear();
  session.give(std::string(kMaxLineBytes + 1, 'x') + "\r\n");
  cr_assert_eq(session.lines, 1);
  cr_assert_str_eq(session.out.c_str(),
                   "line refused: more than 65536 bytes\r\n>>> ");
  session.give("next\r\n");
  cr_assert_str_eq(session.last_line.c_str(), "next");
}

Test(shell_dialogue, megabytes_without_a_newline_are_not_kept) {
  Session session;
  for (int i = 0; i < 64; ++i) session.give(std::string(64 * 1024, 'x'));
  cr_assert_not(session.shell().wants_pause());
  session.give("\r\nnext\r\n");
  cr_assert_eq(session.lines, 1);
}

Test(shell_dialogue, type_ahead_asks_for_a_pause_and_then_is_cut) {
  Session session;
  session.runs_for_ever = true;
  session.give("loop\r\n");
  cr_assert_not(session.shell().wants_pause());
  session.give(std::string(kMaxTypeAheadBytes - 1, '\n'));
  cr_assert_not(session.shell().wants_pause());
  session.give("\n");
  cr_assert(session.shell().wants_pause());
  for (int i = 0; i < 100; ++i) session.give(std::string(10000, '\n'));
  session.runs_for_ever = false;
  session.shell().prompt(Prompt::kReady, session.out);
  session.give("");
  cr_assert_eq(session.lines, static_cast<int>(kMaxTypeAheadBytes +
                                               kMaxReadAheadBytes + 1));
  cr_assert_not(session.shell().wants_pause());
}

Test(shell_dialogue, an_interrupt_is_heard_behind_a_full_type_ahead) {
  for (const char* interrupt : {"\xff\xf4", "\xff\xf3", "\x03"}) {
    Session session(true);
    session.runs_for_ever = true;
    session.give("loop\r\n");
    session.give(std::string(60 * 1024, 'x'));
    session.give(interrupt);
    cr_assert_eq(session.interrupts, 1);
    cr_assert_not(session.shell().wants_pause());
  }
}

Test(shell_dialogue, a_name_without_end_closes) {
  ShellDialogue shell(kSettings);
  std::string out;
  const std::string name(kMaxLoginBytes + 1, 'x');
  ByteView in = name;
  cr_assert(shell.next(in, out).kind == Kind::kClose);
  in = "admin\r\n";
  cr_assert(shell.next(in, out).kind == Kind::kNone);
}

Test(shell_dialogue, the_password_is_neither_echoed_nor_in_the_history) {
  ShellDialogue shell(kSettings);
  std::string out;
  ByteView in = "\xff\xfd\x01" "admin\r\nsekrit\r\n";
  cr_assert(shell.next(in, out).kind == Kind::kLogin);
  shell.accept(out);
  // Up, Up, search.
  in = "\x1b[A\x1b[A\x12s\x12\x05\r\n";
  const ShellEvent event = shell.next(in, out);
  cr_assert(event.kind == Kind::kLine);
  cr_assert(event.text.empty());
  cr_assert(out.find("sekrit") == std::string::npos);
}

Test(shell_dialogue, an_empty_password_is_one) {
  ShellDialogue shell(kSettings);
  std::string out;
  ByteView in = "admin\r\n\r\n";
  const ShellEvent event = shell.next(in, out);
  cr_assert(event.kind == Kind::kLogin);
  cr_assert(event.password.empty());
}

Test(shell_dialogue, any_bytes_are_survived_in_every_phase) {
  uint32_t seed = 4242;
  for (int round = 0; round < 300; ++round) {
    Session session(round % 2 == 0);
    session.runs_for_ever = round % 7 == 0;
    for (int i = 0; i < 200; ++i) {
      std::string bytes;
      for (int n = 0; n < 12; ++n) {
        seed = seed * 1664525 + 1013904223;
        const uint32_t pick = seed >> 24;
        // Mostly what means something.
        bytes += pick < 60    ? '\xff'
                 : pick < 120 ? static_cast<char>(236 + (seed >> 8) % 20)
                 : pick < 160 ? static_cast<char>((seed >> 8) % 45)
                              : static_cast<char>(seed >> 8);
      }
      session.give(bytes);
      if (i % 50 == 49) session.shell().begin_synch(session.out);
      if (i % 30 == 29) session.shell().write("news\n", session.out);
      if (i % 40 == 39) {
        session.shell().complete(1, {"ab", "abc"}, session.out);
      }
      session.out.clear();
    }
  }
}

Test(shell_dialogue, an_idle_session_is_small) {
  cr_assert(sizeof(ShellDialogue) <= 256, "%zu", sizeof(ShellDialogue));
}
