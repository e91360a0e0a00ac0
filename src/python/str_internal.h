// str_internal.h - what the files that implement str share among themselves.
//
// The rest of the interpreter uses str.h.

#pragma once

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

// The hash of str and bytes: SipHash under a key drawn per process; 0 of
// nothing, and of nothing else.
uint32_t hash_text(std::string_view bytes);
// Characters in well-formed text; fast when it is ASCII.
size_t count_chars(std::string_view text);

// memcpy() of what is mostly a word or two, without a call; behind what was
// written.
inline char* copy_text(char* out, const char* text, size_t size) {
  const auto ends = [&](auto word) {  // the first bytes, and the last
    decltype(word) last;
    memcpy(&word, text, sizeof word);
    memcpy(&last, text + size - sizeof last, sizeof last);
    memcpy(out, &word, sizeof word);
    memcpy(out + size - sizeof last, &last, sizeof last);
  };
  if (size > 2 * sizeof(uint64_t)) {
    memcpy(out, text, size);
  } else if (size >= sizeof(uint64_t)) {
    ends(uint64_t{});
  } else if (size >= sizeof(uint32_t)) {
    ends(uint32_t{});
  } else {
    for (size_t i = 0; i < size; ++i) out[i] = text[i];
  }
  return out + size;
}

// Of a word read from memory, how many lanes of so many bits come before the
// first that is not 0: all, if none is.
inline size_t lanes_before(uint64_t word, int bits) {
  if (word == 0) return static_cast<size_t>(64 / bits);
  return static_cast<size_t>((__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
                                  ? __builtin_clzll(word)
                                  : __builtin_ctzll(word)) /
                             bits);
}

// Copies ASCII as far as it goes; up to 8 bytes are written behind it.
inline void copy_ascii(const char*& from, const char* end, char*& out) {
  while (end - from >= 8) {
    uint64_t word;
    memcpy(&word, from, sizeof word);
    memcpy(out, &word, sizeof word);
    const size_t count = lanes_before(word & kHighBitOfBytes, 8);
    from += count;
    out += count;
    if (count != 8) return;
  }
  while (from != end && static_cast<int8_t>(*from) >= 0) *out++ = *from++;
}

// The letters from 'a' or 'A' on, `first`, get the other case in `out`.
void change_letters(const char* text, size_t size, char* out, char first);

// What surely fits a cell of the heap, and is copied rather than shared.
constexpr size_t kSmallStr = 1024;

// A piece of a text: of that many bytes, which is from 1 to kSmallStr, ASCII.
Value make_small_ascii(Fiber& fiber, const char* text, size_t size);

inline bool is_plain_str(const Str* string) {
  return string->shape == types().str->root_shape;
}

// A string whose bytes belong to `owner`: a Str that holds its own, a
// StrBuffer, or null for the program itself.
Str* make_shared_str(Fiber& fiber, Object* owner, const char* data,
                     size_t byte_count, size_t char_count);
// The characters in [start, stop), given as byte offsets.
Value str_piece(Fiber& fiber, Str* string, size_t start, size_t stop);

// Writes `unit` `count` times, at least once.
void repeat_bytes(char* out, std::string_view unit, size_t count);
// The same, letting others have their turn: for memory that stays where it is.
void repeat_for_long(char* out, std::string_view unit, size_t count);

// What a literal shows as it is, in ASCII.
inline bool is_plain_char(char c, char quote) {
  return is_print(c) && c != quote && c != '\\';
}
// For literals: the quote CPython chooses; \xNN, \uNNNN or \UNNNNNNNN; an
// ASCII character as it is or behind a backslash, false when it needs
// append_escape().
char literal_quote(std::string_view text);
constexpr size_t kMostEscaped = 10;
char* put_escape(char* out, uint32_t code_point);
void append_escape(std::string& out, uint32_t code_point);
bool append_literal_char(std::string& out, char c, char quote);

// Forgets what str_index.cc remembers of strings; a weak hook of the heap.
bool forget_offsets(Heap& heap, bool begins);

extern const Layout kStrLayout;
extern const Layout kStrBufferLayout;
extern const MethodDef kStrMethods[];
extern const TypeDef kStrType;

// Methods that have a file of their own.
Value str_format_native(Fiber& fiber, Value self, Args args);
Value str_format_map(Fiber& fiber, Value self, Args args);
Value str_dunder_format(Fiber& fiber, Value self, Args args);

}  // namespace mt::python
