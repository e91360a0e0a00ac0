// list.h - list and tuple: rows of values.

#pragma once

#include "python/object.h"

namespace mt::python {

// A short list that is made with its items has them behind it in its cell,
// until it outgrows that.
struct List : Object {
  static constexpr Kind kKind = Kind::kList;
  Value* items;  // owned, outside the heap, unless is_inside()
  uint32_t size, capacity;

  bool is_inside() const {
    return items == reinterpret_cast<const Value*>(this + 1);
  }
};

struct Tuple : Object {  // aux: the upper half of the hash
  static constexpr Kind kKind = Kind::kTuple;
  uint32_t size;
  uint32_t hash;  // and the lower one, where that can never be another
  Value items[1];  // longer than declared; with 8-byte alignment everywhere

  // 0: not known yet, or not kept.
  uint64_t kept_hash() const { return uint64_t{aux} << 32 | hash; }
};

// All return null and raise MemoryError when the size is out of bounds.
List* make_list(Fiber& fiber, size_t capacity = 0);
List* make_list(Fiber& fiber, const Value* items, size_t count);
Tuple* make_tuple(Fiber& fiber, size_t count);  // undefined items, to be filled
Tuple* make_tuple(Fiber& fiber, const Value* items, size_t count);
Tuple* empty_tuple(Fiber& fiber);

// Appending to a list needs no barrier (heap.h); overwriting does.
bool list_append(Fiber& fiber, List* list, Value value);
bool list_extend(Fiber& fiber, List* list, Value iterable);
bool list_reserve(Fiber& fiber, List* list, size_t capacity);
// Replaces items[start:stop] by `count` values, which may not alias the list.
bool list_splice(Fiber& fiber, List* list, size_t start, size_t stop,
                 const Value* values, size_t count);
// Stable merge sort; `key` is none or a callable. False when something raised.
bool list_sort(Fiber& fiber, List* list, Value key, bool reverse);

// list(iterable), tuple(iterable); null when iterating raised.
List* list_from(Fiber& fiber, Value iterable);
// For what comes_one_by_one(): a few items need no list that grows. How many
// came, or -1 when it raised; kFirstItems may have others behind them, all of
// which list_of_all() puts together.
constexpr int kFirstItems = 16;
int take_first(Fiber& fiber, Value iterator, Value first[kFirstItems]);
List* list_of_all(Fiber& fiber, const Value* first, int count, Value iterator);
Tuple* tuple_from(Fiber& fiber, Value iterable);
Tuple* tuple_from_list(Fiber& fiber, const List* list);
// hash() of a tuple in all its 64 bits. False: raised.
bool tuple_hash(Fiber& fiber, Tuple* tuple, uint64_t* hash);

}  // namespace mt::python
