// weakref.h - references that do not keep alive.
//
// A WeakRef's target is not traced. When marking has found the living, the weak
// hook empties every reference to the dead and queues the callbacks, which run
// at the next safe point (kPendingFinalizers).

#pragma once

#include "python/object.h"
#include "python/type.h"

namespace mt::python {

struct WeakRef : Object {
  static constexpr Kind kKind = Kind::kWeakRef;
  Object* target;    // null once dead
  Value callback;    // none, or a callable
  uint64_t hash;
  WeakRef* next;     // all of them, in a list that keeps none alive
  WeakRef** link;
};

// Whether there can be references to the instances of a class: not to those of
// int, nor of a class whose __slots__ leave "__weakref__" out.
bool can_be_referred_to(const Type* type);
// A plain reference without callback; the same one for the same target.
Value make_weakref(Fiber& fiber, Value target);
// The target, or none. Keeps it alive through a running collection.
Value weakref_target(Fiber& fiber, Value reference);
// What a weakref.proxy stands for, any other value itself; ReferenceError when
// it is gone.
Value without_proxy(Fiber& fiber, Value value);
// Runs the callbacks of references found dead; errors are reported, not raised.
void run_weakref_callbacks(Fiber& fiber);

}  // namespace mt::python
