// slice_stack.h - C++ stacks for slices, so that a slice may end inside native
// functions.
//
// A fiber's Python frames live on the heap; what native functions between them
// keep is on the machine's stack. sum() over a long range has such a frame for
// as long as it adds, and so has exec() around a loop. A slice therefore runs
// on a stack of its own: when it ends in the middle of native functions, that
// stack is set aside with the fiber, and the program goes on on the first one.
// Most slices end with no native function in between; their stack serves the
// next slice.
//
//     first stack      run_slice --.            .--> run_slice returns
//                                   \          /
//     slice's stack                  run, sum, handle_pending: set aside
//
// Where a native function may be set aside is decided in vm_unwind.cc: nowhere
// that it could not run arbitrary Python code just as well, and never while a
// SliceHold lives. Without memory for a stack, slices run on the current one
// and end between native functions only. A slice may start inside another: the
// one outside then waits for it, like a caller.

#pragma once

#include "python/fiber.h"

namespace mt::python {

struct SliceStack;

// Goes on with `fiber`: on the stack that was set aside with it, else run() on
// a free stack. Value::undefined() when the slice ended before the work did,
// and fiber.suspended is then true.
Value run_on_slice_stack(Fiber& fiber);

// True when `fiber` runs on a slice's stack and may be set aside, native
// functions and all.
bool can_set_aside(const Fiber& fiber);
// Ends the slice here; returns when the fiber runs again.
void set_aside(Fiber& fiber);

}  // namespace mt::python
