// test_line.cc - where lines end, however their bytes come.

#include <criterion/criterion.h>

#include <string>

#include "codec/line.h"

using namespace mt;
using mt::codec::last_line_start;
using mt::codec::LineFinder;
using Found = mt::codec::LineFinder::Found;

namespace {

// Somebody who holds what came: [line] for lines, ! for one too long, after
// which all is dropped.
struct Holder {
  LineFinder finder;
  std::string held, shown;
  std::string delimiter = "\r\n";
  size_t most = 16384;

  void give(ByteView in) {
    held += in;
    for (;;) {
      size_t bytes = 0;
      switch (finder.look(held, delimiter, most, &bytes)) {
        case Found::kNothing:
          return;
        case Found::kTooLong:
          shown += "!";
          held.clear();
          break;
        case Found::kLine:
          shown += "[" + held.substr(0, bytes) + "]";
          held.erase(0, bytes + delimiter.size());
          break;
      }
      finder.forget();
    }
  }
};

}  // namespace

Test(line_finder, lines_come_whole_however_they_are_cut) {
  const std::string in = "one\r\n\r\ntwo\rnot\nyet\r\r\nthree\r\nrest";
  const char* wanted = "[one][][two\rnot\nyet\r][three]";
  for (size_t i = 0; i <= in.size(); ++i) {
    for (size_t j = i; j <= in.size(); ++j) {
      Holder holder;
      holder.give(in.substr(0, i));
      holder.give(in.substr(i, j - i));
      holder.give(in.substr(j));
      cr_assert(holder.shown == wanted, "cut at %zu and %zu: %s", i, j,
                holder.shown.c_str());
      cr_assert(holder.held == "rest");
    }
  }
}

Test(line_finder, the_limit_is_exact) {
  const struct {
    const char* in;
    const char* shown;
  } rows[] = {
      {"12345\r\n", "[12345]"}, {"12345\r", ""},   {"123456", ""},
      {"123456\r", "!"},        {"123456\r\n", "!"}, {"1234567", "!"},
      {"\r\n12345\r\n", "[][12345]"},
  };
  for (const auto& row : rows) {
    Holder holder;
    holder.most = 5;
    holder.give(row.in);
    cr_assert(holder.shown == row.shown, "%s: %s", row.in,
              holder.shown.c_str());
  }
  Holder none;
  none.most = 0;
  none.give("\r\nx\r\n");
  cr_assert(none.shown == "[]!");
}

Test(line_finder, what_was_searched_is_not_searched_again) {
  // A megabyte that comes byte by byte would take half a million megabytes.
  Holder holder;
  holder.most = SIZE_MAX;
  for (int i = 0; i < 1 << 20; ++i) holder.give("x");
  cr_assert(holder.shown.empty());
  holder.give("\r");
  holder.give("\nnext\r\n");
  cr_assert_eq(holder.shown.size(), (1u << 20) + 2 + 6);
}

Test(line_finder, another_delimiter_is_searched_from_the_start) {
  Holder holder;
  holder.give("a;b;c");
  holder.delimiter = ";";
  holder.give("");
  cr_assert(holder.shown == "[a][b]");
  holder.delimiter = "--=";
  holder.give("d---=e--");
  cr_assert(holder.shown == "[a][b][cd-]");
  holder.delimiter = "e";
  holder.give("");
  cr_assert(holder.shown == "[a][b][cd-][]");
  cr_assert(holder.held == "--");
}

Test(line_finder, what_is_split_and_what_is_left) {
  cr_assert_eq(last_line_start("a\r\nb\r\nc", "\r\n"), 6u);
  cr_assert_eq(last_line_start("abc", "\r\n"), 0u);
  cr_assert_eq(last_line_start("", "\r\n"), 0u);
  // As a split from the front has it.
  cr_assert_eq(last_line_start("aaa", "aa"), 2u);
}
