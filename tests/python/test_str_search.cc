// test_str_search.cc - against the plain search, and on input made to hurt it.

#include "python/str_search.h"

#include <criterion/criterion.h>
#include <stdint.h>

#include <string>

using namespace mt::python;

namespace {

// Small alphabets, so that near misses are common.
std::string random_text(uint32_t* seed, size_t most, int letters) {
  std::string text;
  *seed = *seed * 1664525 + 1013904223;
  const size_t size = (*seed >> 8) % (most + 1);
  for (size_t i = 0; i < size; ++i) {
    *seed = *seed * 1664525 + 1013904223;
    text.push_back(static_cast<char>('a' + (*seed >> 16) % letters));
  }
  return text;
}

size_t known(size_t at) { return at == std::string::npos ? kNotFound : at; }

}  // namespace

Test(str_search, agrees_with_the_plain_search) {
  uint32_t seed = 1;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(&seed, 40, 2 + i % 3);
    const std::string needle = random_text(&seed, 5, 2 + i % 3);
    cr_assert_eq(search_first(text, needle), known(text.find(needle)),
                 "'%s' in '%s'", needle.c_str(), text.c_str());
    cr_assert_eq(search_last(text, needle), known(text.rfind(needle)),
                 "last '%s' in '%s'", needle.c_str(), text.c_str());
  }
}

Test(str_search, begins_where_it_is_told) {
  cr_assert_eq(search_first("abcabc", "abc", 1), 3u);
  cr_assert_eq(search_first("abcabc", "abc", 4), kNotFound);
  cr_assert_eq(search_first("abc", "", 3), 3u);
  cr_assert_eq(search_first("abc", "", 4), kNotFound);
}

Test(str_search, counts_what_does_not_overlap) {
  cr_assert_eq(search_count("aaaaa", "aa"), 2u);
  cr_assert_eq(search_count("aaaaa", "aa", 1), 1u);
  cr_assert_eq(search_count("aaaaa", "a"), 5u);
  cr_assert_eq(search_count("aaaaa", "a", 3), 3u);
  cr_assert_eq(search_count("", "a"), 0u);
}

Test(str_search, is_not_quadratic_from_either_end, .timeout = 30) {
  // The plain search compares a quarter of 4e12 bytes here.
  const std::string text(4000000, 'a');
  const std::string half(1000000, 'a');
  cr_assert_eq(search_first(text, half + 'b'), kNotFound);
  cr_assert_eq(search_last(text, 'b' + half), kNotFound);
  cr_assert_eq(search_last(text, half), text.size() - half.size());
}
