// str.h - text: immutable, UTF-8, with lengths in bytes and in characters.
//
// ASCII strings (nearly all) have equal lengths and index in constant time.
// Lone surrogates are kept as their three-byte form (WTF-8), as CPython keeps
// them. A string's bytes follow its header and end in NUL, and what is short is
// no larger than that; long results of concatenation and every instance of a
// subclass point elsewhere instead: into a StrBuffer that the next
// concatenation may extend in place (so that `s += t` in a loop is linear), or
// into another string.

#pragma once

#include <string>
#include <string_view>

#include "python/heap.h"
#include "python/object.h"

namespace mt::python {

struct Str : Object {  // aux: hash, 0 = not yet computed
  static constexpr Kind kKind = Kind::kStr;
  struct Loan {
    const char* data;
    Object* owner;  // of these bytes; null: static text
  };
  uint32_t byte_count;
  uint32_t char_count;
  union {
    char bytes[8];  // of its own: longer than declared, see own_bytes()
    Loan loan;      // is_borrowed()
  };

  bool is_borrowed() const { return (flags & kFlagBorrowed) != 0; }
  // UTF-8; NUL-terminated only when !is_borrowed().
  const char* data() const { return is_borrowed() ? loan.data : bytes; }
  // To fill a new one: an index is checked against the array as declared.
  char* own_bytes() { return bytes; }
  bool is_ascii() const { return byte_count == char_count; }
  std::string_view view() const { return {data(), byte_count}; }
  bool is_interned() const { return (flags & kFlagInterned) != 0; }
};

struct StrBuffer : Object {
  static constexpr Kind kKind = Kind::kStrBuffer;
  char* memory;
  size_t start, used, capacity;  // text is from start to used
  uint8_t sides;                 // where it has grown
};

constexpr size_t kMaxStrBytes = 0x7fffff00;  // lengths fit 31 bits

// --- making ----------------------------------------------------------------
// From bytes known to be UTF-8 (or WTF-8). Null and MemoryError when huge.
Str* make_str(Fiber& fiber, std::string_view utf8);
Str* make_str(Fiber& fiber, std::string_view utf8, size_t char_count);
// Room for `byte_count` bytes, which the caller writes to ->bytes before doing
// anything else. Null and MemoryError when huge.
Str* make_str_to_fill(Fiber& fiber, size_t byte_count, size_t char_count);
// The string itself when its class is str, else a str of the same text.
Value plain_str(Fiber& fiber, Str* string);
// Never fails, but for want of memory cuts: for names and messages.
Value str_value(Fiber& fiber, std::string_view utf8);
// One string per content: attribute names, identifiers, keys in code.
Str* intern(Fiber& fiber, std::string_view utf8);
Str* intern(Fiber& fiber, Str* string);
// The same for ever: what a variable of the program may hold.
Str* permanent_name(Fiber& fiber, std::string_view utf8);
// A string of one character; those below 256 are made once.
Value str_from_char(Fiber& fiber, uint32_t code_point);
// The same of the character at a byte offset.
Value str_char(Fiber& fiber, const Str* string, size_t offset);
// Each byte becomes the character of that number (the wire, in era code).
Value str_from_latin1(Fiber& fiber, std::string_view bytes);

// --- looking ---------------------------------------------------------------
uint32_t compute_hash(Str* string);
inline uint32_t str_hash(Str* string) {  // never 0
  return string->aux != 0 ? string->aux : compute_hash(string);
}
bool str_equal(const Str* a, const Str* b);
int str_compare(const Str* a, const Str* b);  // by code point
// How many bytes the character has that begins with this one.
inline size_t char_bytes(char first) {
  const uint8_t lead = static_cast<uint8_t>(first);
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
// Byte offset of the i-th character. Precondition: i <= char_count.
size_t str_offset(const Str* string, size_t i);
// Character at a byte offset.
uint32_t str_char_at(const Str* string, size_t offset);

// How many characters are before a byte offset.
size_t str_char_index(const Str* string, size_t offset);

// --- computing: each returns error and raises when too large ---------------
Value str_concat(Fiber& fiber, Str* a, Str* b);
Value str_repeat(Fiber& fiber, Str* string, int64_t times);
Value str_slice(Fiber& fiber, Str* string, size_t start, size_t stop);
Value str_join(Fiber& fiber, Str* separator, Value iterable);
// repr: quotes chosen and characters escaped as CPython does.
void str_repr_to(std::string& out, std::string_view utf8);
// At least as much as becomes of a text when its characters are escaped, if
// that is more than a little.
size_t most_escaped(std::string_view text);
// `format % args`.
Value str_mod(Fiber& fiber, Str* format, Value args);

// Collects text, then makes one string of it. Overflow is remembered and raised
// by finish().
class StrBuilder {
 public:
  explicit StrBuilder(Fiber& fiber) : fiber_(fiber) {}
  void add(std::string_view utf8) {
    if (has_room(utf8.size())) text_.append(utf8);
  }
  void add(char ascii) {
    if (has_room(1)) text_.push_back(ascii);
  }
  void add_char(uint32_t code_point);
  void add(const Str* string) { add(string->view()); }
  // str(value) or repr(value); false when that raised.
  bool add_str(Value value);
  bool add_repr(Value value);
  std::string& text() { return text_; }
  Value finish();
  // For what is put into text(): whether so much more may be.
  bool has_room(size_t more) {
    return more <= Heap::kFewGathered &&
           text_.size() <= Heap::kFewGathered - more
               ? true
               : has_more_room(more);
  }

 private:
  bool has_more_room(size_t more);

  Fiber& fiber_;
  std::string text_;
  bool too_large_ = false;
};

// Keeps an object alive up to here although only its bytes are looked at: the
// collector does not follow pointers into memory outside the heap.
inline void keep_alive(const Object* object) {
  asm volatile("" : : "g"(object) : "memory");
}

}  // namespace mt::python
