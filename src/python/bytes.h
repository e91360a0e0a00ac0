// bytes.h - bytes, bytearray and memoryview: what the wire carries.
//
// A Bytes holds its bytes after its header, NUL-terminated. A ByteArray owns
// memory that grows; memoryviews forbid it to be resized.
// Anything that offers its bytes to others answers buffer_of().

#pragma once

#include <stddef.h>

#include <string>
#include <string_view>

#include "python/object.h"

namespace mt::python {

struct Bytes : Object {  // aux: hash, 0 = not yet computed
  static constexpr Kind kKind = Kind::kBytes;
  size_t size;
  char data[8];  // longer than declared
  std::string_view view() const { return {data, size}; }
};

// A short one that is made with its bytes has them behind it in its cell, until
// it outgrows that.
struct ByteArray : Object {
  static constexpr Kind kKind = Kind::kByteArray;
  char* data;  // owned, outside the heap, unless is_inside()
  size_t size, capacity;
  size_t start;  // bytes dropped at the front, so that queues are cheap
  uint32_t exports;  // memoryviews not released, of which some may be dead
  std::string_view view() const { return {data + start, size}; }
  bool is_inside() const {
    return data == reinterpret_cast<const char*>(this + 1);
  }
};

// array.array: numbers of one type, as this machine has them (packing.h).
struct Array : ByteArray {
  static constexpr Kind kKind = Kind::kArray;
  char code;
  uint8_t item_size;
  // attributes follow
};

struct MemoryView : Object {  // aux: hash, 0 = not yet computed
  static constexpr Kind kKind = Kind::kMemoryView;
  Object* owner;       // Bytes, ByteArray or Array
  MemoryView* next;    // all that are counted in an owner's exports
  Tuple* inner;        // lengths of the dimensions after the first, in a row;
                       // null: none
  size_t start, size;  // in the owner's bytes; items of the first dimension
  ptrdiff_t step;      // bytes from one of these to the next
  char format;         // as struct has it
  uint8_t item_size;
  bool has_at;         // was asked for as '@' and the format
  bool is_readonly;
  bool is_scalar;      // no dimension: one item
  bool is_exported;    // counted in the owner's exports
  bool is_entered;     // is in a `with` statement
  bool released;
};

// Null and MemoryError when too large.
Bytes* make_bytes(Fiber& fiber, std::string_view bytes);
Bytes* make_bytes(Fiber& fiber, size_t size);  // zeroed, to be filled
// All of it is the caller's to write, except for the NUL behind it.
Bytes* make_bytes_to_fill(Fiber& fiber, size_t size);
ByteArray* make_bytearray(Fiber& fiber, std::string_view bytes);
ByteArray* make_bytearray_to_fill(Fiber& fiber, size_t size);
// False, with BufferError raised, while a view forbids to move the bytes.
bool may_resize(Fiber& fiber, const ByteArray* array);
// New bytes are zero. BufferError while it may not be resized.
bool bytearray_resize(Fiber& fiber, ByteArray* array, size_t size);
bool bytearray_append(Fiber& fiber, ByteArray* array, std::string_view bytes);

inline bool is_byte_string(Value v) {
  return is_kind(v, Kind::kBytes) || is_kind(v, Kind::kByteArray);
}

// The bytes of a bytes-like object, borrowed until the next call that takes a
// Fiber. False (nothing raised) when the value has none.
bool buffer_of(Value value, std::string_view* bytes);

// The same, or the UTF-8 of a str.
bool buffer_or_text(Value value, std::string_view* bytes);
// Whether code of the era runs: of the library's functions, whoever called
// them.
bool speaks_era(const Fiber& fiber);
// Where bytes are wanted: those that a str of the era is, if that speaks, and
// anything else as it is; error when it does not fit.
Value era_bytes(Fiber& fiber, Value value);
// The bytes that the characters of a str are; the str if one is above U+00FF.
Value bytes_of_chars(Fiber& fiber, Value value);
// buffer_of() of that. What was made for it lives while *bytes is on the stack.
bool buffer_or_era(Fiber& fiber, Value value, std::string_view* bytes);
// Raises what is said of a value without: "a bytes-like object is required, not
// 'int'", or why a view has none.
Value raise_no_bytes(Fiber& fiber, Value value);
// An integer as a byte; raises "byte must be in range(0, 256)" and the like.
bool byte_of(Fiber& fiber, Value value, char* byte);

// b'...' as CPython prints it. In an array "'" always has a backslash.
void bytes_repr_to(std::string& out, std::string_view bytes,
                   bool of_array = false);

}  // namespace mt::python
