// test_source_form.cc - the readable form: what it looks like, what it refuses.

#include <criterion/criterion.h>

#include "tap/graph.h"

using namespace mt;
using namespace mt::tap;
using namespace mt::tap::testing;

Test(source_form, reads_from_the_application_downwards) {
  with_library([](Fiber& fiber) {
    std::string error;
    const std::string tap = tap_of(
        fiber,
        "class App: pass\nx = App()\nx.name = 'demo'\nx.ports = [(8123, 0.5)]",
        &error);
    cr_assert(error.empty(), "%s", error.c_str());
    const Result<std::string> source = to_source(tap);
    cr_assert(source.ok());
    cr_expect_str_eq(source.value().c_str(),
                     "microtwisted tap source 1\n"
                     "H \"1.0.4\" \"test\" @0\n"
                     "0 O @3 #0 #2\n"
                     "  \"name\" \"demo\"\n"
                     "  \"ports\" @1\n"
                     "1 L #1\n"
                     "  @2\n"
                     "2 T #2\n"
                     "  8123\n"
                     "  0.5\n"
                     "3 C \"App\" \"App\" @4 #1 @5 False None #2\n"
                     "  \"__module__\" \"__main__\"\n"
                     "  \"__doc__\" None\n"
                     "4 G \"builtins\" \"type\"\n"
                     "5 G \"builtins\" \"object\"\n");
  });
}

Test(source_form, may_be_edited) {
  with_library([](Fiber& fiber) {
    const Result<std::string> tap = to_tap(
        "microtwisted tap source 1\r\n"
        "; by hand\n"
        "H \"1.0.4\"\n  \"x\" @0 ; the root\n"
        "\n"
        "0 L #3 1 -2\n\n   S\"a\\x41\\n\\\"\"\n");
    cr_assert(tap.ok(), "%s", tap.ok() ? "" : tap.error().message().c_str());
    const Result<Value> y = read_graph(fiber, tap.value());
    cr_assert(y.ok());
    const std::string error =
        check_loaded(fiber, y.value(), "assert y == [1, -2, 'aA\\n\"'], y");
    cr_expect(error.empty(), "%s", error.c_str());
  });
}

Test(source_form, says_which_line_is_wrong) {
  struct Row {
    const char* source;
    const char* message;
  };
  static const Row kRows[] = {
      {"", "line 1: not the source of a tap"},
      {"microtwisted tap source 7\n",
       "line 1: needs format version 7, this program reads up to 1"},
      {"microtwisted tap source 1\n", "line 2: the header is missing"},
      {"microtwisted tap source 1\n0 L #0\n",
       "line 2: the first record is H, the header"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n1 L #0\n",
       "line 3: the next record is number 0"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 list #0\n",
       "line 3: the kind of a record is one capital letter"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 L #1 @5\n",
       "line 3: object 5 of 1"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 L #1\n  \"open\n",
       "line 4: a quote is not closed"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 L #1 os.system\n",
       "line 3: 'os.system' is no value"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 L #1 007\n",
       "line 3: '007' is no value"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 L #1 0x01\n",
       "line 3: '0x01' is no value"},
      {"microtwisted tap source 1\nH \"\" \"\" @0\n0 L #1 \"\\xff\"\n",
       "line 3: text that is not UTF-8"},
  };
  for (const Row& row : kRows) {
    const Result<std::string> tap = to_tap(row.source);
    cr_assert_not(tap.ok(), "%s", row.source);
    cr_expect_str_eq(tap.error().message().c_str(), row.message);
  }
}

Test(source_form, survives_every_truncation) {
  with_library([](Fiber& fiber) {
    std::string error;
    const std::string tap = tap_of(
        fiber, "def f():\n  'd'\n  return 1\nx = [f, 1.5, 2**70, b'\\x00', 1j]",
        &error);
    const std::string source = to_source(tap).value();
    for (size_t size = 0; size < source.size(); ++size)
      to_tap(ByteView(source).substr(0, size)).ok();
    cr_assert(to_tap(source).ok());
  });
}
