// str_search.cc - memchr, and memmem where that is slow, forwards; backwards
// byte by byte, and a rolling hash where that is slow.

#include "python/str_search.h"

#include <string.h>

#include <algorithm>

namespace mt::python {

namespace {

// The C library has no search from the end, and the plain one is quadratic.
// Rabin and Karp's: hashes of windows modulo the prime 2^31 - 1, compared for
// real where they agree.
constexpr uint32_t kPrime = 0x7fffffff;
constexpr uint32_t kBase = 0x3a7f41d;

uint32_t modulo(uint64_t x) {
  x = (x & kPrime) + (x >> 31);
  x = (x & kPrime) + (x >> 31);
  return static_cast<uint32_t>(x >= kPrime ? x - kPrime : x);
}

uint32_t push_byte(uint32_t hash, char c) {
  return modulo(uint64_t{hash} * kBase + static_cast<uint8_t>(c));
}

size_t last_byte(std::string_view text, char c) {
  for (size_t i = text.size(); i > 0; --i) {
    if (text[i - 1] == c) return i - 1;
  }
  return kNotFound;
}

// Candidates for a place are few in most texts, and looking at each is faster
// than preparing a table as memmem() does; it goes on after kMaxMisses of them.
// What is near is found before a call would have begun.
constexpr int kMaxMisses = 8;
constexpr size_t kNear = 8;
const void* find_bytes(const char* text, size_t size, std::string_view needle) {
  const size_t n = needle.size();
  const char* const last = text + (size - n);
  const char first = needle[0], end = needle[n - 1];
  for (int misses = 0; misses < kMaxMisses; ++misses) {
    const char* const near = last - text > ptrdiff_t{kNear} ? text + kNear
                                                            : last;
    while (text < near && *text != first) ++text;
    if (*text != first) {
      text = static_cast<const char*>(
          memchr(text, first, static_cast<size_t>(last - text) + 1));
      if (text == nullptr) return nullptr;
    }
    if (text[n - 1] == end && (n == 2 || memcmp(text + 1, needle.data() + 1,
                                                n - 2) == 0)) {
      return text;
    }
    if (text == last) return nullptr;
    ++text;
  }
  return memmem(text, static_cast<size_t>(last - text) + n, needle.data(), n);
}

}  // namespace

size_t search_first(std::string_view text, std::string_view needle,
                    size_t from) {
  if (from > text.size()) return kNotFound;
  if (needle.empty()) return from;
  const char* const start = text.data() + from;
  const size_t left = text.size() - from;
  if (needle.size() > left) return kNotFound;
  const void* found;
  if (needle.size() == 1) {
    // Most separators are near: a call would take longer than the way there.
    const char c = needle[0];
    const size_t near = std::min<size_t>(left, 8);
    for (size_t i = 0; i < near; ++i)
      if (start[i] == c) return from + i;
    found = memchr(start + near, c, left - near);
  } else {
    found = find_bytes(start, left, needle);
  }
  if (found == nullptr) return kNotFound;
  return static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

size_t search_last(std::string_view text, std::string_view needle) {
  const size_t n = needle.size();
  if (n > text.size()) return kNotFound;
  if (n == 0) return text.size();
  if (n == 1) return last_byte(text, needle[0]);

  // Most windows differ in their first byte or their last, or few agree there.
  size_t at = text.size() - n, work = text.size() + 256;
  for (;; --at) {
    if (text[at] == needle[0] && text[at + n - 1] == needle[n - 1]) {
      if (memcmp(text.data() + at, needle.data(), n) == 0) return at;
      if (work < n) break;
      work -= n;
    }
    if (at == 0) return kNotFound;
  }

  // Windows are hashed from their last byte to their first, so that moving one
  // to the left pushes a byte and drops the oldest.
  uint32_t wanted = 0, hash = 0, highest = 1;
  for (size_t i = n; i > 0; --i) {
    wanted = push_byte(wanted, needle[i - 1]);
    hash = push_byte(hash, text[at + i - 1]);
    if (i > 1) highest = modulo(uint64_t{highest} * kBase);
  }
  for (;; --at) {
    if (hash == wanted && memcmp(text.data() + at, needle.data(), n) == 0) {
      return at;
    }
    if (at == 0) return kNotFound;
    const auto oldest = static_cast<uint8_t>(text[at + n - 1]);
    hash = modulo(uint64_t{hash} + kPrime - modulo(uint64_t{highest} * oldest));
    hash = push_byte(hash, text[at - 1]);
  }
}

size_t search_count(std::string_view text, std::string_view needle,
                    size_t limit) {
  size_t count = 0, at = 0;
  if (needle.size() == 1 && limit == SIZE_MAX) {
    for (const char c : text) count += c == needle[0];
    return count;
  }
  while (count < limit) {
    at = search_first(text, needle, at);
    if (at == kNotFound) break;
    ++count;
    at += needle.size();
  }
  return count;
}

}  // namespace mt::python
