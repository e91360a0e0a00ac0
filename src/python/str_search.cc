// str_search.cc - memchr, and memmem where that is slow, forwards; backwards
// byte by byte, and a rolling hash where that is slow.

#include "python/str_search.h"

#include <string.h>

#include <algorithm>

#include "base/utf8.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

typedef char Bytes16 __attribute__((vector_size(16)));
typedef uint64_t Words2 __attribute__((vector_size(16)));

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

// The first lane of eight bits that is not 0, which is cleared.
size_t take_place(uint64_t* word) {
  constexpr bool kIsBig = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
  const int place =
      (kIsBig ? __builtin_clzll(*word) : __builtin_ctzll(*word)) / 8;
  *word &= ~(UINT64_C(0xff) << (kIsBig ? 56 - place * 8 : place * 8));
  return static_cast<size_t>(place);
}

// Of sixteen places those with the needle's first byte and its last.
void find_candidates(const char* text, std::string_view needle, Words2* both) {
  Bytes16 firsts, ends;
  memcpy(&firsts, text, sizeof firsts);
  memcpy(&ends, text + (needle.size() - 1), sizeof ends);
  *both = reinterpret_cast<Words2>((firsts == needle.front()) &
                                   (ends == needle.back()));
}

// Sixteen places are looked at together: those with the needle's first byte and
// its last. Such candidates are few in most texts, and comparing each is faster
// than preparing a table as memmem() does; it goes on after kMaxMisses of them.
constexpr int kMaxMisses = 64;
const void* find_bytes(const char* text, size_t size, std::string_view needle) {
  const size_t n = needle.size();
  const char* const last = text + (size - n);
  const char first = needle[0], end = needle[n - 1];
  const auto is_here = [&](const char* at) {
    return n == 2 || memcmp(at + 1, needle.data() + 1, n - 2) == 0;
  };
  for (int misses = 0; last - text >= 15; text += 16) {
    Words2 both;
    find_candidates(text, needle, &both);
    for (size_t half = 0; half < 2; ++half) {
      for (uint64_t word = both[half]; word != 0;) {
        const char* const at = text + half * 8 + take_place(&word);
        if (is_here(at)) return at;
        if (++misses == kMaxMisses)
          return memmem(at, static_cast<size_t>(last - at) + n, needle.data(),
                        n);
      }
    }
  }
  for (; text <= last; ++text)
    if (*text == first && text[n - 1] == end && is_here(text)) return text;
  return nullptr;
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
    typedef signed char Bytes8 __attribute__((vector_size(8)));
    if (left < sizeof(Bytes8)) {
      for (size_t i = 0; i < left; ++i)
        if (start[i] == c) return from + i;
      return kNotFound;
    }
    Bytes8 near;
    memcpy(&near, start, sizeof near);
    const auto hits =
        reinterpret_cast<uint64_t>(near == static_cast<signed char>(c));
    if (hits != 0) return from + lanes_before(hits, 8);
    found = memchr(start + sizeof near, c, left - sizeof near);
  } else {
    // One is often next to another.
    const size_t n = needle.size();
    if (start[0] == needle[0] && start[n - 1] == needle[n - 1] &&
        (n == 2 || memcmp(start, needle.data(), n) == 0)) {
      return from;
    }
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
  if (needle.size() == 1 && limit >= text.size()) {
    for (const char c : text) count += c == needle[0];
    return count;
  }
  // Short ones, wherever they are. Comparing each costs no more than a step, so
  // that this is never quadratic.
  constexpr size_t kMostShort = 16;
  const size_t n = needle.size();
  if (n > 1 && n <= kMostShort && limit >= text.size()) {
    // An accent, or CR LF, cannot overlap itself.
    const bool is_plain = n == 2 && needle[0] != needle[1];
    size_t next = 0;  // behind the last one
    for (; text.size() - at >= n + 15; at += 16) {
      Words2 both;
      find_candidates(text.data() + at, needle, &both);
      if (is_plain) {
        count += count_low_bits(both[0] & kLowBitOfBytes) +
                 count_low_bits(both[1] & kLowBitOfBytes);
        continue;
      }
      for (size_t half = 0; half < 2; ++half) {
        for (uint64_t word = both[half]; word != 0;) {
          const size_t place = at + half * 8 + take_place(&word);
          if (place >= next &&
              memcmp(text.data() + place, needle.data(), n) == 0) {
            ++count;
            next = place + n;
          }
        }
      }
    }
    at = std::max(at, next);
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
