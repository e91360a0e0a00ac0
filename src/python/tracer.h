// tracer.h - sys.settrace(): who is told of calls, lines, returns, exceptions.
//
// Calls and returns come as a profiler's do (profiler.h). Lines cost nothing
// while no fiber has a tracer: with one, every label of the dispatch loop leads
// to trace_line() first (vm.cc). What a line is the positions of a code say
// (code.h).

#pragma once

#include "python/fiber.h"
#include "python/frame.h"

namespace mt::python {

extern uint32_t g_tracers;  // fibers that have one

// Undefined: none any more.
void set_tracer(Fiber& fiber, Value tracer);

// Tells the tracer, for "call", or else what it left in the frame on top, which
// its answer replaces. False when it raised; there is no tracer any more then.
bool trace_event(Fiber& fiber, const char* event, Value argument);

// The frame on top is about to execute the instruction before its pc; tells of
// the line if that begins one. False: raised. Else pc may be another.
bool trace_line_slowly(Fiber& fiber, FrameObject* object);
inline bool trace_line(Fiber& fiber) {
  FrameObject* const object =
      static_cast<FrameObject*>(fiber.frame->frame_object);
  return object == nullptr || object->trace.is_undefined() ||
         !fiber.profiling || trace_line_slowly(fiber, object);
}

// The frame on top has fiber.exception, which may be another one afterwards.
void trace_exception(Fiber& fiber);

}  // namespace mt::python
