// profiler.h - who is told of calls and returns: sys.setprofile(), settrace().
//
// A fiber that has neither pays nothing for this. One that has sees its calls
// come the slow way, through three doors that exist anyway: quick_limit is
// 0, so that no frame is pushed in the dispatch loop; kPendingProfile stays
// set, so that native functions are not called there; and a frame whose
// beginning was told bears kFrameProfiled, which its end looks at beside other
// flags. Lines and exceptions are told by tracer.h.

#pragma once

#include "python/fiber.h"

namespace mt::python {

// Undefined: none any more.
void set_profiler(Fiber& fiber, Value profiler);
// Puts `watcher` into fiber.profiler or fiber.tracer, and opens the doors or
// closes them.
void set_watcher(Fiber& fiber, Value* place, Value watcher);

// Nothing is told as long as it lives.
class Unwatched {
 public:
  explicit Unwatched(Fiber& fiber)
      : fiber_(fiber), was_in_profiler_(fiber.in_profiler) {
    fiber.profiling = false;
    fiber.in_profiler = true;
  }
  ~Unwatched() {
    fiber_.in_profiler = was_in_profiler_;
    fiber_.profiling =
        !was_in_profiler_ &&
        (!fiber_.profiler.is_undefined() || !fiber_.tracer.is_undefined());
  }
  Unwatched(const Unwatched&) = delete;
  Unwatched& operator=(const Unwatched&) = delete;

 private:
  Fiber& fiber_;
  bool was_in_profiler_;
};

// Calls `watcher` with the frame on top, the event's name and `argument`, while
// nothing else is told. Its answer, or error.
Value ask_watcher(Fiber& fiber, Value watcher, const char* event,
                  Value argument);

// Each tells fiber.tracer and fiber.profiler of the frame on top, with the
// event's name. False when one raised; the fiber then has it no more.
bool profile_call(Fiber& fiber);
bool profile_return(Fiber& fiber, Value result);
// The frame ends with fiber.exception, which may be another one afterwards.
void profile_raised(Fiber& fiber);

// Makes a call with `call`; what is a native function is told before and after.
Value profile_native(Fiber& fiber, Value callee, Value self, Args args,
                     Value (*call)(Fiber&, Value, Value, Args));

}  // namespace mt::python
