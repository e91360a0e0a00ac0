// test_line.cc - lines in every split, limits, and raw bytes between them.

#include <criterion/criterion.h>

#include <string>

#include "codec/line.h"

using namespace mt;
using mt::codec::LineSplitter;
using Kind = mt::codec::LineSplitter::Piece::Kind;

namespace {

// What came out: [line] for lines, <...> for raw bytes, ! for too long.
std::string give(LineSplitter& splitter, ByteView in, std::string shown = "") {
  for (;;) {
    const LineSplitter::Piece piece = splitter.next(in);
    switch (piece.kind) {
      case Kind::kNone:
        return shown;
      case Kind::kLine:
        shown += "[" + std::string(piece.bytes) + "]";
        break;
      case Kind::kRaw:
        shown += "<" + std::string(piece.bytes) + ">";
        break;
      case Kind::kTooLong:
        shown += "!";
        break;
    }
  }
}

}  // namespace

Test(line_splitter, lines_come_whole_however_they_are_cut) {
  const std::string in = "one\r\n\r\ntwo\rnot\nyet\r\r\nthree\r\nrest";
  const char* wanted = "[one][][two\rnot\nyet\r][three]";
  for (size_t i = 0; i <= in.size(); ++i) {
    for (size_t j = i; j <= in.size(); ++j) {
      LineSplitter splitter;
      std::string shown = give(splitter, in.substr(0, i));
      shown = give(splitter, in.substr(i, j - i), shown);
      shown = give(splitter, in.substr(j), shown);
      cr_assert(shown == wanted, "cut at %zu and %zu: %s", i, j, shown.c_str());
      cr_assert(splitter.held() == "rest");
    }
  }
}

Test(line_splitter, the_limit_is_exact_and_the_rest_of_a_long_line_is_dropped) {
  const std::string in = "12345\r\n123456\r\n1234567890\r\nab\r\n";
  for (size_t i = 0; i <= in.size(); ++i) {
    for (size_t j = i; j <= in.size(); ++j) {
      LineSplitter splitter("\r\n", 5);
      std::string shown = give(splitter, in.substr(0, i));
      shown = give(splitter, in.substr(i, j - i), shown);
      shown = give(splitter, in.substr(j), shown);
      cr_assert(shown == "[12345]!![ab]", "cut at %zu and %zu: %s", i, j,
                shown.c_str());
    }
  }
}

Test(line_splitter, a_megabyte_without_an_end_is_not_kept) {
  LineSplitter splitter("\n", 1000);
  int too_long = 0;
  for (int i = 0; i < 1024; ++i) {
    too_long += give(splitter, std::string(1024, 'x')) == "!";
    cr_assert(splitter.held().size() <= 1001);
  }
  cr_assert_eq(too_long, 1);
  cr_assert(give(splitter, "x\nnext\n") == "[next]");
}

Test(line_splitter, raw_bytes_follow_at_once) {
  LineSplitter splitter;
  ByteView in = "length 5\r\nab";
  LineSplitter::Piece piece = splitter.next(in);
  cr_assert(piece.bytes == "length 5");
  splitter.set_raw(true);
  cr_assert(give(splitter, in) == "<ab>");
  cr_assert(give(splitter, "cde") == "<cde>");
  splitter.set_raw(false);
  cr_assert(give(splitter, "x\r") == "");
  splitter.set_raw(true);
  cr_assert(give(splitter, "y") == "<x\r><y>");
}

Test(line_splitter, the_delimiter_may_be_anything) {
  LineSplitter splitter("--=");
  cr_assert(give(splitter, "a---=b--=") == "[a-][b]");
  splitter.set_delimiter(ByteView("\0", 1));
  cr_assert(give(splitter, ByteView("x\0y\0", 4)) == "[x][y]");
}
