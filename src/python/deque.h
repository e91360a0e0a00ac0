// deque.h - collections.deque: a row that grows and shrinks at both ends.

#pragma once

#include "python/object.h"

namespace mt::python {

// A ring: item i is items[(head + i) & (capacity - 1)].
struct Deque : Object {
  static constexpr Kind kKind = Kind::kNative;
  Value* items;       // owned, outside the heap
  uint32_t capacity;  // a power of two, or 0
  uint32_t head, size;
  uint32_t changes;   // of size: iterators compare it
  int64_t max_size;   // -1: none

  Value& at(uint64_t i) const {
    return items[(head + i) & (capacity - 1)];
  }
};

bool is_deque(Value v);

// Makes the class, for the module _collections.
Type* init_deque(Fiber& fiber);

}  // namespace mt::python
