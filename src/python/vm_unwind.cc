// vm_unwind.cc - exceptions on their way up, and what waits at safe points.

#include "base/status.h"
#include "python/async_hooks.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/list.h"
#include "python/profiler.h"
#include "python/runtime.h"
#include "python/slice_stack.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/tracer.h"
#include "python/type.h"
#include "python/vm.h"
#include "python/weakref.h"

namespace mt::python {
namespace {

// A class is called to make the exception; undefined and TypeError otherwise.
Value instantiate(Fiber& fiber, Value what) {
  if (is_kind(what, Kind::kException)) return what;
  if (!is_exception_type(what))
    return raise_type_error(fiber,
                            "exceptions must derive from BaseException");
  const Value made = call(fiber, what);
  if (made.is_error() || is_kind(made, Kind::kException)) return made;
  return raise_type_error(
      fiber, "calling %s should have returned an instance of BaseException, "
      "not %s", safe_repr(fiber, what).c_str(), type_name(made));
}

// raise E, value, traceback - as Python 2's manual says.
Value era_exception(Fiber& fiber, Value what, Value value) {
  if (is_exception(what) && !value.is_none())
    return raise_type_error(
        fiber, "instance exception may not have a separate value");
  if (!is_exception_type(what))
    return is_exception(what) ? what : era_carrier(fiber, what, value);
  if (value.is_none()) return instantiate(fiber, what);
  if (is_a(value, what.as<Type>())) return value;
  if (Tuple* args = cast<Tuple>(value))
    return call_spread(fiber, what, args, nullptr);
  return call(fiber, what, {value});
}

const HandlerRow* find_handler(const Code* code, uint32_t at) {
  for (uint32_t i = 0; i < code->handler_count; ++i) {
    const HandlerRow& row = code->handlers[i];
    if (at >= row.start && at < row.end) return &row;
  }
  return nullptr;
}

}  // namespace

void do_raise(Fiber& fiber, uint8_t form, const Value* first,
              const Value* second) {
  if (form == 0) {
    if (fiber.handled.is_undefined() || fiber.handled.is_none()) {
      raise(fiber, types().RuntimeError, "No active exception to reraise");
      return;
    }
    fiber.exception = fiber.handled;
    fiber.reraising = true;
    return;
  }
  if (form == 3) {
    const Value made = era_exception(fiber, *first, second[0]);
    if (made.is_error()) return;
    raise_object(fiber, made);
    if (is_kind(second[1], Kind::kTraceback)) {
      store(fiber.heap, &made.as<Exception>()->traceback, second[1]);
      fiber.reraising = true;
    }
    return;
  }
  const Value made = form == 1 && in_era(fiber)
                         ? era_exception(fiber, *first, Value::none())
                         : instantiate(fiber, *first);
  if (made.is_error()) return;
  if (form == 2) {
    Value cause = *second;
    if (!cause.is_none()) {
      if (!is_kind(cause, Kind::kException) && !is_exception_type(cause)) {
        raise_type_error(fiber, "exception causes must derive from "
                         "BaseException");
        return;
      }
      cause = instantiate(fiber, cause);
      if (cause.is_error()) return;
    }
    set_cause(fiber, made, cause);
  }
  raise_object(fiber, made);
}

bool unwind(Fiber& fiber) {
  while (true) {
    Frame* frame = fiber.frame;
    const Code* code = frame->code;
    const uint32_t at =
        static_cast<uint32_t>(frame->pc - code->instructions) - 1;
    if (fiber.reraising) {
      fiber.reraising = false;  // the entry for this frame is there already
    } else {
      add_traceback(fiber, fiber.exception, frame);
      if (__builtin_expect(fiber.profiling, 0)) trace_exception(fiber);
    }
    const HandlerRow* row =
        fiber.is_doomed ? nullptr : find_handler(code, at);
    if (row != nullptr) {
      // What the way up to here asked for is said by this one.
      if (type_of(fiber.exception) == types().MemoryError)
        clear_pending(kPendingMemory);
      frame->registers[row->target_register] = fiber.exception;
      fiber.exception = Value();
      frame->pc = code->instructions + row->handler;
      return true;
    }
    const uint8_t flags = frame->flags;
    if ((flags & kFrameProfiled) != 0) profile_raised(fiber);
    if ((flags & kFrameGenerator) != 0) {
      Generator* generator = frame->generator;
      generator->state = Generator::State::kDone;
      leave_generator(fiber, generator);
    } else {
      pop_frame(fiber);
    }
    if ((flags & kFrameEntry) != 0) return false;
    if ((flags & kFrameSpecial) != 0 && end_loop(fiber)) return true;
  }
}

void abandon_entry(Fiber& fiber) {
  Frame* frame = fiber.frame;
  if ((frame->flags & kFrameGenerator) != 0) {
    frame->generator->state = Generator::State::kDone;
    leave_generator(fiber, frame->generator);
  } else {
    pop_frame(fiber);
  }
}

// --- safe points ------------------------------------------------------------

namespace {

// What throw_slice() left; false when there was something.
bool raise_thrown(Fiber& fiber) {
  if (fiber.thrown.is_undefined()) return true;
  const Value exception = fiber.thrown;
  fiber.thrown = Value();
  raise_object(fiber, exception);
  return false;
}

}  // namespace

namespace {

// A coroutine that never began was meant to be awaited. Who watches the code
// that runs just now does not ask about that.
void warn_of_forgotten(Fiber& fiber, const Generator* coroutine) {
  const Unwatched unwatched(fiber);
  const Value warnings = import_module(fiber, "warnings");
  const Value about = Value::from_object(coroutine);
  if (warnings.is_error() ||
      call_method(fiber, warnings, "_warn_unawaited_coroutine", {about})
          .is_error())
    report_unraisable(fiber, about);
}

}  // namespace

bool finish_generator(Fiber& fiber, Generator* generator) {
  if (generator->state == Generator::State::kDone) return true;
  if (generator->kind == Kind::kAsyncGenerator) {
    const Value finalizer = note_of(generator);
    if (!finalizer.is_undefined())
      return !call(fiber, finalizer, {Value::from_object(generator)})
                  .is_error();
  }
  if (generator->kind == Kind::kCoroutine &&
      generator->state == Generator::State::kCreated)
    warn_of_forgotten(fiber, generator);
  return generator_close(fiber, generator);
}

void run_finalizers(Fiber& fiber) {
  clear_pending(kPendingFinalizers);
  // One at a time: a generator that delegates to another can be closed only
  // when the other does not run. What the one at work leaves comes after it.
  if (fiber.finalizing) return;
  fiber.finalizing = true;
  const Value saved = take_exception(fiber);
  run_weakref_callbacks(fiber);
  while (true) {
    const Value object = fiber.heap.take_finalizable();
    if (object.is_undefined()) break;
    if (is_generator(object.object())) {
      if (!finish_generator(fiber, object.as<Generator>()))
        report_unraisable(fiber, object);
      continue;
    }
    object.object()->flags &= static_cast<uint16_t>(~kFlagHasFinalizer);
    const Value done = call_special(fiber, object, names().dunder_del);
    if (done.is_error()) {
      report_unraisable(fiber,
                        type_lookup(type_of(object), names().dunder_del));
    }
  }
  fiber.exception = saved;
  fiber.finalizing = false;
}

PendingHook g_pending_hook = nullptr;
void (*g_slice_watch)() = nullptr;

bool handle_pending(Fiber& fiber, bool* suspended) {
  const uint32_t pending = g_pending;
  if ((pending & kPendingWatch) != 0) g_slice_watch();
  if ((pending & kPendingCollect) != 0) fiber.heap.start_due();
  if ((pending & kPendingFinalizers) != 0) run_finalizers(fiber);
  if ((pending & kPendingMemory) != 0) {
    raise_memory_error(fiber);
    return false;
  }
  if ((pending & kPendingHook) != 0) {
    clear_pending(kPendingHook);
    if (g_pending_hook != nullptr && !g_pending_hook(fiber)) return false;
  }
  clear_pending(kPendingThrown);
  if (!raise_thrown(fiber)) return false;
  if ((pending & kPendingInterrupt) != 0) {
    clear_pending(kPendingInterrupt);
    raise_object(fiber, make_exception(fiber, types().KeyboardInterrupt,
                                       rt().empty_tuple));
    return false;
  }
  if ((pending & kPendingSuspend) != 0) {
    // What cannot be set aside runs on; whoever wants the end of the slice asks
    // again.
    clear_pending(kPendingSuspend);
    if (suspended != nullptr && fiber.may_suspend && fiber.native_depth == 1) {
      // No C++ frame in between: the stack can serve another slice.
      fiber.suspended = true;
      *suspended = true;
    } else if (can_set_aside(fiber)) {
      set_aside(fiber);
      return raise_thrown(fiber);
    }
  }
  return true;
}

bool handle_pending_here(Fiber& fiber) {
  return handle_pending(fiber, nullptr);
}

// --- except and except* -----------------------------------------------------

namespace {

bool check_pattern(Fiber& fiber, Value pattern, bool group) {
  const auto one = [&](Value item) {
    const bool ok = is_exception_type(item);
    if (!ok) {
      raise_type_error(fiber, "catching classes that do not inherit from "
                       "BaseException is not allowed");
    } else if (group && is_subtype(item.as<Type>(),
                                   types().BaseExceptionGroup)) {
      raise_type_error(fiber, "catching ExceptionGroup with except* is not "
                       "allowed. Use except instead.");
      return false;
    }
    return ok;
  };
  if (const Tuple* several = cast<Tuple>(pattern)) {
    for (uint32_t i = 0; i < several->size; ++i) {
      if (!one(several->items[i])) return false;
    }
    return true;
  }
  return one(pattern);
}

bool matches(Value exception, Value pattern) {
  const Type* type = type_of(exception);
  if (const Type* cls = cast<Type>(pattern)) return is_subtype(type, cls);
  const Tuple* several = pattern.as<Tuple>();
  for (uint32_t i = 0; i < several->size; ++i) {
    if (is_subtype(type, several->items[i].as<Type>())) return true;
  }
  return false;
}

}  // namespace

bool match_exception(Fiber& fiber, Value exception, Value pattern,
                     bool* matched) {
  if (in_era(fiber)) {
    *matched = era_matches(fiber, exception, pattern);
    return true;
  }
  if (!check_pattern(fiber, pattern, false)) return false;
  *matched = matches(exception, pattern);
  return true;
}

bool match_group(Fiber& fiber, Value exception, Value pattern, Value* out) {
  const Value none = Value::none();
  if (exception.is_none()) {
    out[0] = out[1] = none;
    return true;
  }
  if (!check_pattern(fiber, pattern, true)) return false;
  const bool is_group = is_a(exception, types().BaseExceptionGroup);
  if (matches(exception, pattern)) {
    // A lone exception is handed to the handler inside a group of one.
    Value part = exception;
    if (!is_group) {
      Tuple* const alone = make_tuple(fiber, &exception, 1);
      if (alone == nullptr) return false;
      part = call(fiber, Value::from_object(types().BaseExceptionGroup),
                  {Value::from_object(rt().empty_str),
                   Value::from_object(alone)});
      if (part.is_error()) return false;
    }
    out[0] = part;
    out[1] = none;
    return true;
  }
  if (!is_group) {
    out[0] = none;
    out[1] = exception;
    return true;
  }
  const Value parts = call_method(fiber, exception, "split", {pattern});
  if (parts.is_error()) return false;
  const Tuple* pair = cast<Tuple>(parts);
  if (pair == nullptr || pair->size != 2) {
    raise_type_error(fiber, "%s.split must return a 2-tuple",
                     type_name(exception));
    return false;
  }
  const Value* const parts_of = pair->items;
  out[0] = parts_of[0];
  out[1] = parts_of[1];
  return true;
}

// `raised`: the exceptions that handlers raised, and the unhandled rest (or
// None). Nothing left: None. Else one exception is raised that carries them.
// What was only passed on keeps its place in the original; beside what handlers
// raised it is one member more.
Value raise_group(Fiber& fiber, Value raised, Value original) {
  const List* list = raised.as<List>();
  List* made = make_list(fiber);
  List* passed = make_list(fiber);
  if (made == nullptr || passed == nullptr) return Value::error();
  for (uint32_t i = 0; i < list->size; ++i) {
    const Value one = list->items[i];
    if (one.is_none()) continue;
    if (!list_append(fiber, is_passed_on(one, original) ? passed : made, one)) {
      return Value::error();
    }
  }
  if (passed->size > 0) {
    const Value part = regroup(fiber, original, passed);
    if (part.is_error() || !list_append(fiber, made, part)) {
      return Value::error();
    }
  }
  if (made->size == 0) return Value::none();
  Value outcome = made->items[0];
  if (made->size > 1) {
    outcome = call(fiber, Value::from_object(types().BaseExceptionGroup),
                   {Value::from_object(rt().empty_str),
                    Value::from_object(made)});
    if (outcome.is_error()) return outcome;
  }
  fiber.exception = outcome;
  fiber.reraising = true;
  return Value::error();
}

}  // namespace mt::python
