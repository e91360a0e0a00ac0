// test_counted.cc - strings with their length before them, good and bad.

#include <criterion/criterion.h>

#include <string>

#include "codec/counted.h"

using namespace mt;
using namespace mt::codec;

namespace {

// "hello" for a string, "?" while there is more to come, "long" and "broken".
std::string netstring(ByteView in, uint64_t most = 99999) {
  const Counted found = find_netstring(in, most);
  switch (found.found) {
    case CountedFound::kNothing: return "?";
    case CountedFound::kTooLong: return "long";
    case CountedFound::kBroken: return "broken";
    case CountedFound::kString: break;
  }
  cr_assert(found.end <= in.size() && found.start + found.bytes < found.end);
  return std::string(in.substr(found.start, found.bytes));
}

}  // namespace

Test(counted, netstrings_are_read_or_refused) {
  const struct {
    const char* in;
    const char* shown;
  } rows[] = {
      {"5:hello,", "hello"}, {"5:hello,3:abc,", "hello"}, {"0:,", ""},
      {"10:0123456789,", "0123456789"},
      {":hello,", "broken"}, {"05:hello,", "broken"}, {"00:,", "broken"},
      {"x", "broken"}, {"5x", "broken"}, {"-1:,", "broken"}, {" 1:a,", "broken"},
      {"5:hello!", "broken"}, {"0:x", "broken"},
  };
  for (const auto& row : rows) {
    const std::string in = row.in;
    cr_assert(netstring(in) == row.shown, "%s: %s", row.in,
              netstring(in).c_str());
  }
}

Test(counted, a_netstring_cut_anywhere_waits_for_the_rest) {
  const std::string in = "12:hello, world,";
  for (size_t i = 0; i < in.size(); ++i)
    cr_assert(netstring(in.substr(0, i)) == "?", "after %zu", i);
  cr_assert(netstring(in) == "hello, world");
}

Test(counted, a_netstring_that_is_too_long_is_known_by_its_digits) {
  cr_assert(netstring("99999:") == "?");
  cr_assert(netstring("100000") == "long");
  cr_assert(netstring(std::string(1000, '9')) == "long");
  cr_assert(netstring("18446744073709551616:", UINT64_MAX) == "long");
  cr_assert(netstring("18446744073709551615:", UINT64_MAX) == "?");
  cr_assert(netstring("5:", 5) == "?");
  cr_assert(netstring("6", 5) == "long");
  cr_assert(netstring("0", 0) == "?");
  cr_assert(netstring("1", 0) == "long");
}

Test(counted, lengths_have_their_order) {
  const ByteView in = "\x01\x02\x03\x04\x05\x06\x07\xff";
  cr_assert_eq(read_length(in, {1, false}), 1u);
  cr_assert_eq(read_length(in, {2, false}), 0x102u);
  cr_assert_eq(read_length(in, {2, true}), 0x201u);
  cr_assert_eq(read_length(in, {4, false}), 0x1020304u);
  cr_assert_eq(read_length(in, {4, true}), 0x4030201u);
  cr_assert_eq(read_length(in, {8, false}), UINT64_C(0x1020304050607ff));
}

Test(counted, strings_behind_a_number) {
  const ByteView in("\0\3abcd", 6);
  Counted found = find_counted(in, 2, 3, 10);
  cr_assert(found.found == CountedFound::kString && found.start == 2 &&
            found.bytes == 3 && found.end == 5);
  cr_assert(find_counted(in, 2, 4, 10).found == CountedFound::kString);
  cr_assert(find_counted(in, 2, 5, 10).found == CountedFound::kNothing);
  cr_assert(find_counted(in, 2, 11, 10).found == CountedFound::kTooLong);
  cr_assert(find_counted(in, 2, 10, 10).found == CountedFound::kNothing);
  cr_assert(find_counted(in, 7, 0, 10).found == CountedFound::kNothing);
  // Nothing is added to what somebody says.
  cr_assert(find_counted(in, 2, UINT64_MAX, UINT64_MAX).found ==
            CountedFound::kNothing);
}
