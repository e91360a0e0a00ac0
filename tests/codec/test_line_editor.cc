// test_line_editor.cc - keys in, what a person would see out.

#include <criterion/criterion.h>

#include <string>

#include "codec/line_editor.h"
#include "codec/screen.h"

using namespace mt;
using namespace mt::codec;
using Action = mt::codec::LineEditor::Action;

namespace {

struct Case {
  const char* name;
  const char* keys;
  const char* text;  // '_' stands before the cursor when it is not at the end
};

std::string with_cursor(const LineEditor& editor) {
  std::string text = editor.text();
  if (editor.cursor() != text.size()) text.insert(editor.cursor(), "_");
  return text;
}

Action type(LineEditor& editor, ByteView keys, std::string& out) {
  Action last = Action::kNone;
  while (!keys.empty()) {
    const Action action = editor.take(keys, out);
    if (action != Action::kNone) last = action;
    if (action == Action::kLine) {
      editor.history().add(editor.text());
      editor.begin(">>> ", out);
    }
  }
  return last;
}

void expect_shown(const Screen& screen, const char* wanted) {
  const std::string shown = screen.text();
  cr_assert(shown == wanted, "%s", shown.c_str());
}

}  // namespace

Test(line_editor, each_key_does_what_it_does_elsewhere) {
  const Case kCases[] = {
      {"typing", "abc", "abc"},
      {"backspace 7f", "abc\x7f", "ab"},
      {"backspace 08", "abc\b", "ab"},
      {"backspace at the start", "\x7f", ""},
      {"left", "abc\x1b[D\x1b[D", "a_bc"},
      {"left as SS3", "abc\x1bOD", "ab_c"},
      {"left then right", "abc\x02\x02\x06", "ab_c"},
      {"insert in the middle", "ac\x1b[Db", "ab_c"},
      {"home", "abc\x01", "_abc"},
      {"home as CSI", "abc\x1b[H", "_abc"},
      {"home as number", "abc\x1b[1~", "_abc"},
      {"end", "abc\x01\x05", "abc"},
      {"end as SS3", "abc\x01\x1bOF", "abc"},
      {"end as number", "abc\x01\x1b[4~", "abc"},
      {"delete", "abc\x01\x1b[3~", "_bc"},
      {"^D deletes", "abc\x01\x04", "_bc"},
      {"kill to the end", "abcd\x02\x02\x0b", "ab"},
      {"kill to the start", "abcd\x02\x15", "_d"},
      {"kill a word", "ab cd ef\x17", "ab cd "},
      {"yank", "ab cd\x17\x01\x19", "cd_ab "},
      {"swap at the end", "acb\x14", "abc"},
      {"swap in the middle", "bac\x01\x06\x14", "ab_c"},
      {"word left", "ab cd.ef\x1b" "b\x1b" "b", "ab _cd.ef"},
      {"ctrl-left", "ab cd\x1b[1;5D", "ab _cd"},
      {"ctrl-right", "ab cd\x01\x1b[1;5C", "ab_ cd"},
      {"delete a word", "ab cd\x01\x1b" "d", "_ cd"},
      {"delete a word back", "ab.cd\x1b\x7f", "ab."},
      {"umlaut is one character", "\xc3\xbc" "b\x02\x7f", "_b"},
      {"a mark goes with its letter", "e\xcc\x81\x7f", ""},
      {"wide characters", "\xe4\xb8\xad\xe6\x96\x87\x02x",
       "\xe4\xb8\xadx_\xe6\x96\x87"},
      {"broken UTF-8 stays", "\xc3" "a", "\xc3" "a"},
      {"tab indents", "\tx", "    x"},
      {"tab indents to a multiple", "  \tx", "    x"},
      {"unknown sequences vanish", "a\x1b[200~b\x1bOPc\x1b[15;2~d", "abcd"},
      {"history", "one\rtwo\r\x1b[A\x1b[A", "one"},
      {"history and back", "one\rtwo\rnew\x10\x10\x0e\x0e", "new"},
      {"history ends", "one\r\x10\x10\x10", "one"},
      {"blanks are not kept", "one\r  \r\x10", "one"},
      {"repetitions are kept once", "one\rtwo\rtwo\r\x10\x10", "one"},
      {"search", "alpha\rbeta\rgamma\r\x12" "a\x12\x12\x05", "alpha"},
      {"search narrows", "alpha\rbeta\r\x12" "a\x08" "lp\x05", "alpha"},
      {"search left off", "alpha\rnew\x12" "al\x07", "new"},
      {"search, then edit", "alpha\r\x12" "al\x01x", "x_alpha"},
      {"^L keeps the line", "ab\x0c" "c", "abc"},
  };
  for (const Case& row : kCases) {
    LineEditor editor;
    std::string out;
    editor.begin(">>> ", out);
    type(editor, row.keys, out);
    cr_expect(with_cursor(editor) == row.text, "%s: %s", row.name,
              with_cursor(editor).c_str());
  }
}

Test(line_editor, actions_are_told) {
  const struct {
    const char* keys;
    Action action;
  } kCases[] = {
      {"ab\r", Action::kLine},      {"ab\n", Action::kLine},
      {"ab\x03", Action::kInterrupt}, {"\x04", Action::kEndOfInput},
      {"ab\x04", Action::kNone},    {"ab\t", Action::kComplete},
      {"\t", Action::kNone},
  };
  for (const auto& row : kCases) {
    LineEditor editor;
    std::string out;
    editor.begin(">>> ", out);
    cr_expect(type(editor, row.keys, out) == row.action, "%d", row.keys[0]);
  }
}

Test(line_editor, long_lines_wrap_and_wide_ones_do_not_split) {
  LineEditor editor;
  editor.set_columns(10);
  Screen screen(10);
  std::string out;
  editor.begin(">>> ", out);
  type(editor, "abcdefghijklmnop\xe4\xb8\xad!", out);
  screen.show(out);
  expect_shown(screen, ">>> abcdef|ghijklmnop|\xe4\xb8\xad\x01!");
  out.clear();
  type(editor, "\x01X", out);
  screen.show(out);
  expect_shown(screen, ">>> Xabcde|fghijklmno|p\xe4\xb8\xad\x01!");
  cr_assert_eq(screen.row(), size_t{0});
  cr_assert_eq(screen.column(), size_t{5});
}

Test(line_editor, candidates_are_listed_in_columns_below_the_line) {
  LineEditor editor;
  editor.set_columns(20);
  Screen screen(20);
  std::string out;
  editor.begin(">>> ", out);
  type(editor, "x.ab", out);
  editor.complete(2, {"abc1", "abc2", "abcde"}, out);
  cr_assert_str_eq(editor.text().c_str(), "x.abc");
  editor.complete(2, {"abc1", "abc2", "abcde"}, out);
  screen.show(out);
  expect_shown(screen, ">>> x.abc|abc1   abc2|abcde|>>> x.abc");
  editor.complete(99, {"!"}, out);
  cr_assert_str_eq(editor.text().c_str(), "x.abc!");
}

Test(line_editor, a_recalled_statement_shows_all_its_lines) {
  LineEditor editor;
  Screen screen(80);
  std::string out;
  editor.history().add("if x:");
  editor.history().extend("  y");
  editor.begin(">>> ", out);
  type(editor, "\x10", out);
  screen.show(out);
  expect_shown(screen, ">>> if x:|...   y");
  cr_assert_str_eq(editor.text().c_str(), "if x:\n  y");
}

// However keys follow each other, the screen shows what drawing afresh would.
Test(line_editor, what_is_drawn_step_by_step_is_what_a_fresh_draw_shows) {
  const char* const kKeys[] = {
      "a", "bc", " ", "\xc3\xbc", "\xe4\xb8\xad", "e\xcc\x81", "\xff", "\x7f",
      "\x1b[D", "\x1b[C", "\x01", "\x05", "\x0b", "\x15", "\x17", "\x19",
      "\x14", "\x10", "\x0e", "\x1b[3~", "longer words ", "\x1b" "b", "\r",
      "\xf0\x9f\x98\x80", "\x02", "\x1b[A", "\x12" "a\x05", "xyzzy",
  };
  uint32_t seed = 99;
  for (int round = 0; round < 60; ++round) {
    const uint16_t columns = static_cast<uint16_t>(10 + round % 30);
    LineEditor editor;
    editor.set_columns(columns);
    Screen screen(columns);
    std::string out;
    editor.begin(">>> ", out);
    for (int key = 0; key < 80; ++key) {
      seed = seed * 1664525 + 1013904223;
      ByteView keys = kKeys[(seed >> 16) % (sizeof kKeys / sizeof *kKeys)];
      Action action = Action::kNone;
      while (!keys.empty()) action = editor.take(keys, out);
      if (action == Action::kLine) {
        editor.history().add(editor.text());
        screen = Screen(columns);
        out.clear();
        editor.begin(">>> ", out);
      }
      screen.show(out);
      out.clear();
      Screen fresh(columns);
      LineDisplay display;
      std::string drawn;
      display.set_columns(columns);
      display.draw(">>> ", editor.text(), editor.cursor(), drawn);
      fresh.show(drawn);
      cr_assert(screen.text() == fresh.text(), "round %d key %d\n%s\n%s", round,
                key, screen.text().c_str(), fresh.text().c_str());
      cr_assert(screen.row() == fresh.row() &&
                    screen.column() == fresh.column(),
                "round %d key %d: cursor", round, key);
    }
  }
}

Test(line_editor, a_line_has_a_limit) {
  LineEditor editor;
  std::string out;
  editor.begin(">>> ", out);
  for (size_t i = 0; i < kMaxLineBytes + 100; ++i) type(editor, "x", out);
  cr_assert_eq(editor.text().size(), kMaxLineBytes);
  cr_assert_eq(out.back(), '\a');
}

Test(history, is_bounded_in_lines_and_bytes) {
  History history;
  for (size_t i = 0; i < 3 * kMaxHistoryEntries; ++i) {
    history.add(std::to_string(i));
  }
  cr_assert_eq(history.size(), kMaxHistoryEntries);
  for (int i = 0; i < 40; ++i) {
    history.add(std::to_string(i) + std::string(1000, 'x'));
  }
  cr_assert(history.size() <= 33);
  history.add(std::string(kMaxHistoryBytes + 1, 'y'));
  cr_assert_eq(history.size(), size_t{0});
  history.extend("z");
  cr_assert_eq(history.size(), size_t{0});
}
