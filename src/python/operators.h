// operators.h - what Python's operators and protocols do to any value.
//
// The slow, complete road: special methods, reflected forms, fallbacks, errors
// in CPython's words. The VM comes here after its own fast cases; native code
// comes here whenever it treats a value it knows nothing about. All take a
// Fiber, so all may run Python code, collect, or raise.

#pragma once

#include <string>

#include "python/object.h"

namespace mt::python {

extern volatile uint32_t g_pending;  // fiber.h

// In the order of Slots::binary.
enum BinaryOp : int {
  kAdd, kSub, kMul, kMatMul, kTrueDiv, kFloorDiv, kMod, kPow,
  kLShift, kRShift, kAnd, kXor, kOr, kDivMod, kBinaryOpCount
};
enum UnaryOp : int { kNeg, kPos, kInvert, kAbs, kUnaryOpCount };
enum CompareOp : int { kLt, kLe, kEq, kNe, kGt, kGe };

Value binary_op(Fiber& fiber, BinaryOp op, Value a, Value b);
// Raises TypeError: neither operand's class knows what to do.
Value fail_binary(Fiber& fiber, BinaryOp op, const char* symbol, Value a,
                  Value b);
Value inplace_op(Fiber& fiber, BinaryOp op, Value a, Value b);
Value power(Fiber& fiber, Value base, Value exponent, Value modulus);
// `/` of era code: floors when both are integers.
Value era_divide(Fiber& fiber, Value a, Value b);
Value unary_op(Fiber& fiber, UnaryOp op, Value a);
// The value `a < b` has, which need not be a bool.
Value compare(Fiber& fiber, CompareOp op, Value a, Value b);
// The same as truth: 1, 0, or -1 when it raised. kEq and kNe of an object with
// itself are decided by identity, as containers do.
int compare_truth(Fiber& fiber, CompareOp op, Value a, Value b);
inline int equal(Fiber& fiber, Value a, Value b) {
  return a == b && !a.is_float() ? 1 : compare_truth(fiber, kEq, a, b);
}
// What is left to do after the method of `a`, a class written in Python, was
// asked first and said NotImplemented.
Value binary_on(Fiber& fiber, BinaryOp op, Value a, Value b, bool inplace);
Value inplace_on(Fiber& fiber, BinaryOp op, Value a, Value b);
Value compare_on(Fiber& fiber, CompareOp op, Value a, Value b);
bool is_same(Value a, Value b);              // `is`
int truth(Fiber& fiber, Value value);        // 1, 0, -1 raised
int contains(Fiber& fiber, Value container, Value item);  // 1, 0, -1 raised

// --- text -------------------------------------------------------------------
Value to_repr(Fiber& fiber, Value value);   // a Str, or error
Value to_str(Fiber& fiber, Value value);
Value to_ascii(Fiber& fiber, Value value);
// A str whose characters beyond ASCII are \xe9, \u20ac and the like.
Value escape_beyond_ascii(Fiber& fiber, Value text);
Value format_value(Fiber& fiber, Value value, Str* spec);  // spec may be null
// repr for messages: never raises; no more than `limit` bytes of it.
std::string safe_repr(Fiber& fiber, Value value, size_t limit = SIZE_MAX);

// --- attributes -------------------------------------------------------------
Value get_attr(Fiber& fiber, Value object, Str* name);
Value get_attr(Fiber& fiber, Value object, const char* name);
// Undefined instead of AttributeError; error for any other exception.
Value find_attr(Fiber& fiber, Value object, Str* name);
bool set_attr(Fiber& fiber, Value object, Str* name, Value value);
bool del_attr(Fiber& fiber, Value object, Str* name);

// --- containers -------------------------------------------------------------
Value get_item(Fiber& fiber, Value object, Value key);
bool set_item(Fiber& fiber, Value object, Value key, Value value);
bool del_item(Fiber& fiber, Value object, Value key);
int64_t length_of(Fiber& fiber, Value object);      // -1 raised
// -1: it raised.
int64_t length_hint(Fiber& fiber, Value object, int64_t otherwise = 0);
bool hash_of(Fiber& fiber, Value object, uint64_t* hash);  // false: raised

// --- iteration --------------------------------------------------------------
Value get_iter(Fiber& fiber, Value object);
// The next item, Value::exhausted() at the end, error when it raised.
Value iter_next(Fiber& fiber, Value iterator);

// Walks any iterable from C++; fast for lists, tuples and native iterators.
//   for (Iteration it(fiber, iterable); it.next(&item);) ...
//   if (it.failed()) return Value::error();
class Iteration {
 public:
  Iteration(Fiber& fiber, Value iterable);
  bool next(Value* item);
  // The same without a call for each item, for everyday functions.
  bool quick_next(Value* item) {
    if (next_ == nullptr || g_pending != 0) return next(item);
    *item = next_(fiber_, source_);
    return !item->is_exhausted() && !item->is_error() ? true : end(item);
  }
  bool failed() const { return failed_; }

 private:
  enum class Way : uint8_t { kList, kTuple, kOther };
  bool take(Value* item);
  bool step(Value* item);
  bool next_at_pause(Value* item);
  bool end(Value* item);
  void fail();

  Fiber& fiber_;
  Value source_;  // a list or tuple, or the iterator
  Value (*next_)(Fiber&, Value) = nullptr;  // a native iterator's own
  size_t at_ = 0;
  Way way_ = Way::kOther;
  bool failed_ = false;
};

// Bounds C++ recursion through nested data and special methods. When it is not
// ok(), RecursionError has been raised.
class RecursionGuard {
 public:
  // `where` goes behind the message: " in comparison".
  explicit RecursionGuard(Fiber& fiber, const char* where = "");
  ~RecursionGuard();
  bool ok() const { return ok_; }

 private:
  Fiber& fiber_;
  bool ok_;
};

// The iterator over anything with __getitem__ (iterators.cc).
Value make_sequence_iterator(Fiber& fiber, Value sequence);

bool is_instance(Fiber& fiber, Value object, Value cls, bool* result);
bool is_subclass(Fiber& fiber, Value cls, Value base, bool* result);
bool is_callable(Value value);

}  // namespace mt::python
