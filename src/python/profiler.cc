// profiler.cc - calls and returns, for sys.setprofile() and sys.settrace().

#include "python/profiler.h"

#include "python/exception.h"
#include "python/function.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/tracer.h"
#include "python/type.h"

namespace mt::python {
namespace {

bool tell(Fiber& fiber, const char* event, Value argument) {
  if (!fiber.profiling || fiber.profiler.is_undefined()) return true;
  if (!ask_watcher(fiber, fiber.profiler, event, argument).is_error())
    return true;
  set_profiler(fiber, Value());
  return false;
}

bool tell_both(Fiber& fiber, const char* event, Value argument) {
  return trace_event(fiber, event, argument) && tell(fiber, event, argument);
}

// The native function that such a call is one of; undefined when it is none.
Value native_callee(Fiber& fiber, Value callee, Value self, Args args) {
  if (is_kind(callee, Kind::kBuiltin))
    return self.is_undefined() ? callee : Value();
  const Descriptor* const method = cast<Descriptor>(callee);
  if (method == nullptr || method->what != Descriptor::What::kMethod)
    return Value();
  if (self.is_undefined() && args.positional() > 0) self = args[0];
  if (self.is_undefined() || !is_a(self, method->owner)) return Value();
  return bind_descriptor(fiber, callee, self, type_of(self));
}

}  // namespace

Value ask_watcher(Fiber& fiber, Value watcher, const char* event,
                  Value argument) {
  const Unwatched unwatched(fiber);
  return call(fiber, watcher,
              {frame_object(fiber, fiber.frame),
               Value::from_object(intern(fiber, event)), argument});
}

void set_watcher(Fiber& fiber, Value* place, Value watcher) {
  Runtime& runtime = fiber.runtime;
  if (!place->is_undefined()) --runtime.profilers;
  if (!watcher.is_undefined()) ++runtime.profilers;
  *place = watcher;
  fiber.profiling = !fiber.in_profiler && (!fiber.profiler.is_undefined() ||
                                           !fiber.tracer.is_undefined());
  runtime.quick_limit = runtime.profilers > 0 ? 0 : runtime.recursion_limit;
  if (runtime.profilers > 0) {
    set_pending(kPendingProfile);
  } else {
    clear_pending(kPendingProfile);
  }
  // Those that run already are told when they end.
  for (Frame* frame = fiber.frame; frame != nullptr && fiber.profiling;
       frame = frame->previous)
    frame->flags |= kFrameProfiled;
}

void set_profiler(Fiber& fiber, Value profiler) {
  set_watcher(fiber, &fiber.profiler, profiler);
}

bool profile_call(Fiber& fiber) {
  if (!fiber.profiling || (fiber.frame->flags & kFrameProfiled) != 0)
    return true;
  fiber.frame->flags |= kFrameProfiled;
  return tell_both(fiber, "call", Value::none());
}

bool profile_return(Fiber& fiber, Value result) {
  return tell_both(fiber, "return", result);
}

void profile_raised(Fiber& fiber) {
  const Value raised = take_exception(fiber);
  if (tell_both(fiber, "return", Value::none())) fiber.exception = raised;
}

Value profile_native(Fiber& fiber, Value callee, Value self, Args args,
                     Value (*call)(Fiber&, Value, Value, Args)) {
  const Value native = native_callee(fiber, callee, self, args);
  if (native.is_undefined()) return call(fiber, callee, self, args);
  if (native.is_error() || !tell(fiber, "c_call", native))
    return Value::error();
  const Value result = call(fiber, callee, self, args);
  if (result.is_error()) {
    const Value raised = take_exception(fiber);
    if (tell(fiber, "c_exception", native)) fiber.exception = raised;
    return result;
  }
  return tell(fiber, "c_return", native) ? result : Value::error();
}

}  // namespace mt::python
