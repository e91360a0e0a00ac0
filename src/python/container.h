// container.h - what the containers share: comparing and hashing items,
// subscripts, and a repr that notices circles. For the files of this room that
// implement containers; others use operators.h.

#pragma once

#include "python/fiber.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

inline bool is_exact_str(Value v) {
  return v.is_object() && v.object()->kind == Kind::kStr &&
         type_of_object(v.object()) == types().str;
}

// Whether it is a text that is compared as every text is.
inline bool is_like_str(Value v) {
  return is_kind(v, Kind::kStr) &&
         type_of_object(v.object())->slots->compare ==
             types().str->slots->compare;
}

// Whether a container takes two items for one where nobody need be asked, as
// with numbers, texts, and tuples of them: 1, 0, or -1 when somebody must be.
int same_rows(Value a, Value b);  // not a == b; tuple.cc
inline int same_at_once(Value a, Value b) {
  if (a == b) return 1;
  if (is_exact_str(a) && is_exact_str(b))
    return str_equal(a.as<Str>(), b.as<Str>()) ? 1 : 0;
  return same_rows(a, b);
}

// Whether a container takes two items for one: identity, then ==. 1, 0, -1.
inline int same_item(Fiber& fiber, Value a, Value b) {
  if (Value::both_int(a, b)) return a == b;
  const int same = same_at_once(a, b);
  return same >= 0 ? same : compare_truth(fiber, kEq, a, b);
}

// The same at a safe point: for loops over as many items as a program likes.
inline int same_in_turn(Fiber& fiber, Value a, Value b) {
  return safe_point(fiber) ? same_item(fiber, a, b) : -1;
}

// How many of the first `count` items of two rows are the same words.
inline uint32_t same_start(const Value* a, const Value* b, uint32_t count) {
  uint32_t i = 0;
  while (i < count && a[i] == b[i]) ++i;
  return i;
}

// Whether a < b, at once for numbers, strings and tuples of the builtin
// classes. 1, 0, -1 (sort.cc).
int less_item(Fiber& fiber, Value a, Value b);

// hash() of a key, the everyday kinds inline. False: raised.
inline bool hash_key(Fiber& fiber, Value key, uint64_t* hash) {
  if (is_exact_str(key)) {
    *hash = str_hash(key.as<Str>());
    return true;
  }
  if (key.is_int()) {  // as int.__hash__: -1 is for errors in CPython
    const int64_t i = key.as_int();
    *hash = static_cast<uint64_t>(i == -1 ? -2 : i);
    return true;
  }
  if (is_exact(key, types().tuple)) {
    *hash = key.as<Tuple>()->kept_hash();
    return *hash != 0 || tuple_hash(fiber, key.as<Tuple>(), hash);
  }
  return hash_of(fiber, key, hash);
}

// Where an entry of an open-addressing table of 2^bits places begins to look:
// Fibonacci hashing, so that neither strides nor equal low bits pile up.
inline uint32_t hash_place(uint64_t hash, uint32_t bits) {
  return static_cast<uint32_t>(hash * UINT64_C(0x9e3779b97f4a7c15) >>
                               (64 - bits));
}

// A hash as Python sees it: never -1.
inline int64_t signed_hash(uint64_t hash) {
  const int64_t h = static_cast<int64_t>(hash);
  return h == -1 ? -2 : h;
}

// What `a op b` is for two numbers that decide an order (lengths, mostly).
inline bool order_holds(uint64_t a, uint64_t b, CompareOp op) {
  switch (op) {
    case kLt: return a < b;
    case kLe: return a <= b;
    case kEq: return a == b;
    case kNe: return a != b;
    case kGt: return a > b;
    default: return a >= b;
  }
}

// The same of numbers with a sign.
inline bool order_of_ints(int64_t a, int64_t b, CompareOp op) {
  constexpr uint64_t kMiddle = UINT64_C(1) << 63;
  return order_holds(static_cast<uint64_t>(a) ^ kMiddle,
                     static_cast<uint64_t>(b) ^ kMiddle, op);
}

// And of two texts.
inline bool order_of_texts(const Str* a, const Str* b, CompareOp op) {
  if (op == kEq || op == kNe) return str_equal(a, b) == (op == kEq);
  return order_of_ints(str_compare(a, b), 0, op);
}

// The index in a subscript of a builtin sequence: IndexError when it has more
// than 64 bits, TypeError "list indices must be integers or slices, not str"
// when it is none (`what` is "list").
inline bool is_index(Value key) {
  return key.is_int() || is_integer(key) ||
         type_of(key)->slots->index != nullptr;
}
bool subscript_index(Fiber& fiber, Value key, const char* what, int64_t* index);

// The optional start and stop of index(): clamped to [0, length].
bool search_bounds(Fiber& fiber, Args args, uint32_t first, int64_t length,
                   int64_t* start, int64_t* stop);

// How often to repeat in `sequence * n`: false with *known unset when `value`
// is no integer, false with *known set when it raised.
bool repeat_count(Fiber& fiber, Value value, int64_t* times, bool* known);

// `a + b` where a is a sequence of C++ and b none of its kind: what b's class
// makes of it, or TypeError "can only concatenate list (not "int") to list".
// `own` is the slot that calls this.
Value concat_other(Fiber& fiber, const char* what, Value a, Value b,
                   Value (*own)(Fiber&, Value, Value));

// iter_next() for iterators that walk another: a long chain of them must end in
// RecursionError, not on the last page of the C++ stack.
Value pull(Fiber& fiber, Value iterator);

// What a builtin class looks at of a call of `cls`, which is it or derived from
// it: keywords are for the `other` of __new__ and __init__, if that is written
// in Python.
Args args_of_derived(const Type* cls, const Str* other, Args args);
inline Args args_of_builtin(const Type* cls, const Str* other, Args args) {
  return args.is_named ? args_of_derived(cls, other, args) : args;
}
bool no_keywords(Fiber& fiber, const char* name, Args args);  // false: raised
// Constructors that take no keywords, and at most one argument:
// "list expected at most 1 argument, got 2".
bool at_most_one_slow(Fiber& fiber, const char* name, Args args);
inline bool at_most_one(Fiber& fiber, const char* name, Args args) {
  return (args.count <= 1 && !args.is_named) ||
         at_most_one_slow(fiber, name, args);
}

// Set while an object's repr is under way in this fiber; is_circular() when it
// already was. Lives on the C++ stack, as reprs nest there.
class ReprGuard {
 public:
  ReprGuard(Fiber& fiber, const Object* object);
  ~ReprGuard();
  ReprGuard(const ReprGuard&) = delete;
  ReprGuard& operator=(const ReprGuard&) = delete;
  bool is_circular() const { return circular_; }

 private:
  Fiber& fiber_;
  const Object* object_;
  ReprGuard* outer_;
  bool circular_ = false;
};

// list[int] and friends: types.GenericAlias.
Value class_getitem(Fiber& fiber, Value cls, Args args);

}  // namespace mt::python
