// test_hostile.cc - taps that were cut, changed, or written to do harm.

#include <criterion/criterion.h>

#include "tap/graph.h"
#include "tap/item.h"

using namespace mt;
using namespace mt::tap;
using namespace mt::tap::testing;

namespace {

constexpr const char* kSmall =
    "def greet(name='you'):\n  return 'hello ' + name\n"
    "class App:\n  def __init__(self):\n    self.name = 'demo'\n"
    "    self.ports = [(8123, {'greet': greet})]\n"
    "    self.more = {1.5, b'b', 10**30, None, (1, True)}\nx = App()";

std::string small_tap(Fiber& fiber) {
  std::string error;
  const std::string tap = tap_of(fiber, kSmall, &error);
  cr_assert(error.empty(), "%s", error.c_str());
  return tap;
}

// One record after the header, then the end.
std::string tap_with(std::initializer_list<std::pair<char, std::string>> rows,
                     ByteView root = ByteView("@\0\0\0\0", 5)) {
  BytePile tap;
  FrameWriter frame(&tap);
  frame.add('H', std::string("s\0s\0", 4) + std::string(root));
  for (const auto& row : rows) frame.add(row.first, row.second);
  frame.finish();
  return std::string(view_of(tap));
}

std::string message_of(Fiber& fiber, const std::string& tap) {
  const Result<Value> y = read_graph(fiber, tap);
  return y.ok() ? "it was read" : y.error().message();
}

std::string ref(char tag, uint32_t n) {
  BytePile out;
  ItemWriter(&out).reference(tag, n);
  return std::string(view_of(out));
}
std::string text(ByteView utf8) {
  BytePile out;
  ItemWriter(&out).text(utf8);
  return std::string(view_of(out));
}

}  // namespace

Test(hostile, every_truncation_is_noticed, .timeout = 60) {
  with_library([](Fiber& fiber) {
    const std::string tap = small_tap(fiber);
    for (size_t size = 0; size < tap.size(); ++size) {
      const std::string cut = tap.substr(0, size);
      cr_assert_not(read_graph(fiber, cut).ok(), "cut at %zu", size);
    }
    cr_assert(read_graph(fiber, tap).ok());
  });
}

Test(hostile, every_flipped_bit_is_noticed, .timeout = 60) {
  with_library([](Fiber& fiber) {
    std::string tap = small_tap(fiber);
    for (size_t bit = 0; bit < tap.size() * 8; ++bit) {
      tap[bit / 8] = static_cast<char>(tap[bit / 8] ^ 1 << bit % 8);
      cr_assert_not(read_graph(fiber, tap).ok(), "bit %zu", bit);
      cr_assert_not(to_source(tap).ok(), "bit %zu", bit);
      tap[bit / 8] = static_cast<char>(tap[bit / 8] ^ 1 << bit % 8);
    }
  });
}

// With the checksums put right, the change reaches the reader of the graph. It
// may be harmless; it must not crash, loop or take memory.
Test(hostile, changed_bytes_with_good_sums_do_no_harm, .timeout = 110) {
  with_library([](Fiber& fiber) {
    const std::string tap = small_tap(fiber);
    static const unsigned char kBytes[] = {0, 1, 0x7f, 0xff, 'n', '@', '#', 'i'};
    size_t read = 0;
    for (size_t at = 0; at < tap.size(); ++at) {
      for (const unsigned char byte : kBytes) {
        std::string changed = tap;
        changed[at] = static_cast<char>(byte);
        changed = resealed(std::move(changed));
        if (read_graph(fiber, changed).ok()) ++read;
        const Result<std::string> source = to_source(changed);
        if (!source.ok()) continue;
        const Result<std::string> back = to_tap(source.value());
        cr_assert(back.ok(), "byte %zu as %u: %s", at, byte,
                  back.ok() ? "" : back.error().message().c_str());
        cr_assert(back.value() == changed, "byte %zu as %u", at, byte);
      }
    }
    cr_assert_gt(read, size_t{0});
  });
}

Test(hostile, messages_name_the_offset) {
  with_library([](Fiber& fiber) {
    const std::string good = tap_with({{'L', std::string("#\0\0\0\0", 5)}});
    const auto changed = [&](size_t at, const char* bytes, size_t n) {
      std::string tap = good;
      tap.replace(at, n, bytes, n);
      return tap;
    };
    struct Row {
      std::string tap;
      const char* message;
    };
    const Row kRows[] = {
        {"", "offset 0: it is empty"},
        {"micro", "offset 5: the file ends in its first line"},
        {"\x80\x03}q.", "offset 0: not a tap: it is a Python pickle"},
        {"(itwisted.internet.app\nApplication\n",
         "offset 0: not a tap: it is a Python pickle"},
        {"hello", "offset 0: not a tap"},
        {"microtwisted tap source 1\n",
         "offset 0: not a tap: it is the source of one, which tapconvert turns "
         "into one"},
        {"microtwisted tap 2\nwhatever",
         "offset 17: needs format version 2, this program reads up to 1"},
        {"microtwisted tap 1\n", "offset 19: the file ends without its end "
                                 "record"},
        {changed(20, "\xff\xff\xff\xff", 4),
         "offset 20: length 4294967295, 40 bytes left"},
        {good + "x", "offset 68: 1 bytes behind the end record"},
        {good.substr(0, 37), "offset 37: the file ends without its end record"},
        {tap_with({{'L', std::string("#\xff\xff\xff\xff", 5)}}),
         "offset 42: count 4294967295, 0 bytes left"},
        {tap_with({{'L', std::string("#\0\0\0\1@\0\0\0\1", 10)}}),
         "offset 47: object 1 of 1"},
        {tap_with({{'L', std::string("#\0\0\0\1S\0\1\0\0", 10)}}),
         "offset 48: length 65536, 0 bytes left"},
        {tap_with({{'L', std::string("#\0\0\0\1s\2\xc3(", 9)}}),
         "offset 49: text that is not UTF-8"},
        {tap_with({{'L', std::string("#\0\0\0\1i\00200", 9)}}),
         "offset 47: no integer as it should be written"},
        {tap_with({{'L', std::string("#\0\0\0\1?", 6)}}),
         "offset 47: no value begins with byte 63"},
        {tap_with({{'L', std::string("#\0\0\0\1nn", 7)}}),
         "offset 48: 1 bytes more than the record needs"},
        {tap_with({{'?', ""}}), "offset 37: the tag of a record is a capital "
                                "letter"},
        {tap_with({{'W', ""}}), "offset 37: a record of unknown kind 'W'"},
        {tap_with({}, "n"), "it was read"},
    };
    for (const Row& row : kRows) {
      const std::string message = message_of(fiber, row.tap);
      cr_expect_str_eq(message.c_str(), row.message);
    }
  });
}

Test(hostile, objects_that_need_what_comes_before_them) {
  with_library([](Fiber& fiber) {
    const std::string none(1, 'n'), no(1, 'f'), zero = ref('#', 0);
    std::string message;
    // A class that is its own base, its own metaclass, an instance of itself.
    const std::string own_base = tap_with(
        {{'C', text("A") + text("A") + ref('@', 1) + ref('#', 1) + ref('@', 0) +
                   no + none + zero},
         {'G', text("builtins") + text("type")}});
    message = message_of(fiber, own_base);
    cr_expect_str_eq(message.c_str(),
                     "offset 58: object 0 is needed to make object 0, and "
                     "comes first");
    const std::string own_class = tap_with({{'O', ref('@', 0) + zero + none}});
    message = message_of(fiber, own_class);
    cr_expect_str_eq(message.c_str(),
                     "offset 42: object 0 is needed to make object 0, and "
                     "comes first");
    const std::string no_class = tap_with(
        {{'O', ref('@', 1) + zero + none}, {'L', zero}});
    message = message_of(fiber, no_class);
    cr_expect_str_eq(message.c_str(),
                     "offset 42: object 1 is no class");
  });
}

Test(hostile, structs_that_are_nobodys_business) {
  with_library([](Fiber& fiber) {
    const std::string none(1, 'n'), zero = ref('#', 0);
    static const char* const kClasses[] = {
        "function", "generator", "code", "module", "NoneType", "bool", "type",
        "int", "str", "tuple", "memoryview", "property", "super"};
    for (const char* name : kClasses) {
      const std::string tap =
          tap_with({{'O', ref('@', 1) + zero + none},
                    {'G', text("builtins") + text(name)}});
      const std::string message = message_of(fiber, tap);
      cr_expect(message.find("are in no tap") != std::string::npos, "%s: %s",
                name, message.c_str());
    }
    // A method of one class on an object of another.
    const std::string method = tap_with(
        {{'I', ref('@', 1) + text("append") + std::string("i\0011", 3)},
         {'G', text("builtins") + text("list")}});
    cr_expect(message_of(fiber, method).find("on an object of another class") !=
              std::string::npos);
  });
}

Test(hostile, names_that_are_paths) {
  with_library([](Fiber& fiber) {
    for (const char* name :
         {"../evil", "/tmp/evil", "a..b", "", ".", "a.", "a b", "a/b"}) {
      const std::string tap = tap_with({{'G', text(name) + text("x")}});
      cr_expect(message_of(fiber, tap).find("is no name of a module") !=
                    std::string::npos,
                "%s", name);
    }
    std::string message;
    const std::string absent =
        tap_with({{'G', text("nowhere") + text("Thing")}});
    message = message_of(fiber, absent);
    cr_expect_str_eq(message.c_str(),
                     "offset 42: cannot import 'nowhere': "
                     "ModuleNotFoundError: No module named 'nowhere'");
    const std::string nobody =
        tap_with({{'G', text("builtins") + text("Thing")}});
    message = message_of(fiber, nobody);
    cr_expect_str_eq(message.c_str(),
                     "offset 52: module 'builtins' has no 'Thing'");
  });
}

// A chain of n classes has n * n / 2 entries in its method resolution orders.
Test(hostile, a_tower_of_classes_is_refused) {
  with_library([](Fiber& fiber) {
    BytePile tap;
    FrameWriter frame(&tap);
    frame.add('H', std::string("s\0s\0@\0\0\0\0", 9));
    const uint32_t count = 2000;
    for (uint32_t i = 0; i < count; ++i) {
      frame.add('C', text("A") + text("A") + ref('@', count + 1) +
                         ref('#', 1) + ref('@', i + 1) + "fn" + ref('#', 0));
    }
    frame.add('G', text("builtins") + text("object"));
    frame.add('G', text("builtins") + text("type"));
    frame.finish();
    const std::string message =
        message_of(fiber, std::string(view_of(tap)));
    cr_expect(message.find("too many classes above one another") !=
                  std::string::npos,
              "%s", message.c_str());
  });
}

Test(hostile, loading_calls_nothing_before_all_is_checked) {
  with_library([](Fiber& fiber) {
    std::string error;
    std::string tap = tap_of(
        fiber,
        "import sys\nclass A:\n  def __setstate__(self, s): sys.woken = True\n"
        "  def __hash__(self): sys.woken = True; return 1\n"
        "x = [A(), {A(): 1}, 'the end']\nx[0].n = 1\nx[1].clear()\nx[1][A()] = 1"
        "\nsys.woken = False",
        &error);
    cr_assert(error.empty(), "%s", error.c_str());
    // The class of everything no longer fits: found when its turn comes.
    const size_t at = tap.find("is_no_such");
    cr_assert_eq(at, std::string::npos);
    const size_t object = tap.rfind("object");
    cr_assert_neq(object, std::string::npos);
    tap.replace(object, 6, "objekt");
    cr_expect_not(read_graph(fiber, resealed(tap)).ok());
    error = check_loaded(fiber, Value::none(), "assert sys.woken is False");
    cr_expect(error.empty(), "%s", error.c_str());
  });
}
