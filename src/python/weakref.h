// weakref.h - references that do not keep their target alive.
//
// All weak references are in one table of the runtime. When marking ends, those
// whose target was not reached are cleared, and their callbacks queued to run at
// the fiber's next safe point. Handing out a target while a cycle is running
// revives it (heap.h).

#pragma once

#include "python/object.h"

namespace mt::python {

struct WeakRef : Object {
  static constexpr Kind kKind = Kind::kWeakRef;
  Object* target;   // not traced; null when cleared
  Value callback;   // none, or called with the reference once it is cleared
  uint64_t hash;    // of the target, 0 = not yet computed
};

// weakref.ref(target, callback): references without a callback to one target are
// one object. TypeError for values that cannot be referenced weakly.
Value make_weakref(Fiber& fiber, Value target, Value callback = Value::none());
// Undefined when the target is gone.
Value weakref_target(Fiber& fiber, Value ref);

// Runs the callbacks that are waiting; part of handling kPendingFinalizers.
void run_weakref_callbacks(Fiber& fiber);

}  // namespace mt::python
