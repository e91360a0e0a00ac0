// slot_methods.h - slots that call methods written in Python.
//
// What a class that defines __len__ has in slots->len. Each calls the method
// under its name and looks whether the answer is one; slots.cc joins names and
// functions. The virtual machine knows slot_init(), too: it stands in slots.h.

#pragma once

#include "python/runtime.h"
#include "python/type.h"

namespace mt::python {

using BinaryFn = Value (*)(Fiber&, Value a, Value b);

Value slot_repr(Fiber& f, Value self);
Value slot_str(Fiber& f, Value self);
Value slot_hash(Fiber& fiber, Value self);
Value slot_call(Fiber& fiber, Value self, Args args);
Value slot_getattr(Fiber& fiber, Value self, Str* name);
bool slot_setattr(Fiber& fiber, Value self, Str* name, Value value);
Value slot_compare(Fiber& fiber, Value self, Value other, CompareOp op);
Value slot_iter(Fiber& fiber, Value self);
Value slot_next(Fiber& fiber, Value self);
int slot_truth(Fiber& fiber, Value self);
// 0, 1 or raised, -1: what __bool__ or __len__ returned says.
int truth_of_bool(Fiber& fiber, Value result);
int truth_of_len(Fiber& fiber, Value result);
int64_t slot_len(Fiber& fiber, Value self);
int slot_contains(Fiber& fiber, Value self, Value item);
Value slot_getitem(Fiber& fiber, Value self, Value key);
bool slot_setitem(Fiber& fiber, Value self, Value key, Value value);

Value slot_to_int(Fiber& f, Value self);
Value slot_to_float(Fiber& f, Value self);
Value slot_index(Fiber& f, Value self);
Value slot_get(Fiber& fiber, Value self, Value instance, Type* owner);
bool slot_set(Fiber& fiber, Value self, Value instance, Value value);
Value slot_create(Fiber& fiber, Type* cls, Args args);
Value slot_await(Fiber& f, Value self);
Value slot_aiter(Fiber& f, Value self);
Value slot_anext(Fiber& f, Value self);

// Operators: a function for each, by which two operands tell whether their
// slots are the same. `mine` is the slot that was called.
Value operator_methods(Fiber& fiber, int op, BinaryFn mine, Value a, Value b);
Value slot_unary_method(Fiber& fiber, Value self, int op);
// a.name(b), or not_implemented without such a method.
Value try_method(Fiber& fiber, Value self, Str* name, Value other);

template <int op>
Value slot_binary(Fiber& fiber, Value a, Value b) {
  return operator_methods(fiber, op, slot_binary<op>, a, b);
}
template <int op>
Value slot_inplace(Fiber& fiber, Value a, Value b) {
  return try_method(fiber, a, names().binary[op].inplace, b);
}
template <int op>
Value slot_unary(Fiber& fiber, Value self) {
  return slot_unary_method(fiber, self, op);
}

}  // namespace mt::python
