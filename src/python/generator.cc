// generator.cc - generators, coroutines and async generators.
//
// All three are a frame whose registers live in the object. Resuming links the
// frame on top of the fiber; yielding unlinks it. The VM resumes generators
// that a `for` or `yield from` walks without coming here. What await and async
// for get of them is in awaiter.cc.

#include <string.h>

#include "base/status.h"
#include "python/async_hooks.h"
#include "python/awaiter.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/profiler.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

constexpr size_t kHeaderBytes = sizeof(Generator) - sizeof(Value);

void trace_generator(Object* self, Tracer& tracer) {
  Generator* g = static_cast<Generator*>(self);
  tracer.visit(g->name);
  tracer.visit(g->qualname);
  tracer.visit(g->saved_handled);
  tracer.visit(g->caller_handled);
  tracer.visit(g->frame.code);
  tracer.visit(g->frame.globals);
  tracer.visit(g->frame.builtins);
  tracer.visit(g->frame.function);
  tracer.visit(g->frame.names);
  tracer.visit(g->frame.frame_object);
  tracer.visit(g->registers, g->register_count);
}
size_t extent_generator(const Object* self) {
  return kHeaderBytes +
         static_cast<const Generator*>(self)->register_count * sizeof(Value);
}
const Layout kGeneratorLayout = {Kind::kGenerator, "generator", kHeaderBytes,
                                 trace_generator, nullptr, extent_generator};
const Layout kCoroutineLayout = {Kind::kCoroutine, "coroutine", kHeaderBytes,
                                 trace_generator, nullptr, extent_generator};
const Layout kAsyncGeneratorLayout = {
    Kind::kAsyncGenerator, "async_generator", kHeaderBytes, trace_generator,
    nullptr, extent_generator};

const char* noun(const Generator* generator) {
  switch (generator->kind) {
    case Kind::kCoroutine: return "coroutine";
    case Kind::kAsyncGenerator: return "async generator";
    default: return "generator";
  }
}

// The iterator that the generator is delegating to; undefined when none.
Value delegate_of(const Generator* generator) {
  if (generator->state != Generator::State::kSuspended) return Value();
  const Instruction& next = *generator->frame.pc;
  return next.op == Op::kYieldFrom ? generator->registers[next.b] : Value();
}

bool check_idle(Fiber& fiber, const Generator* generator) {
  if (generator->state != Generator::State::kRunning) return true;
  raise_value_error(fiber, "%s already executing", noun(generator));
  return false;
}

}  // namespace

Generator* make_generator(Fiber& fiber, Code* code, Dict* globals,
                          Dict* builtins) {
  Types& t = types();
  Type* type = (code->code_flags & kCodeAsyncGenerator) != 0 ? t.async_generator
               : (code->code_flags & kCodeCoroutine) != 0    ? t.coroutine
                                                             : t.generator;
  const bool notes = has_note(code);
  const uint32_t count = code->register_count + notes;
  Generator* g = make<Generator>(fiber, type, count * sizeof(Value));
  if (g == nullptr) return nullptr;
  g->register_count = count;
  g->name = code->name;
  g->qualname = code->qualname;
  Frame& frame = g->frame;
  frame.code = code;
  frame.pc = code->instructions;
  frame.registers = g->registers;
  frame.globals = globals;
  frame.builtins = builtins;
  frame.generator = g;
  frame.flags = kFrameGenerator;
  if (notes && type == t.coroutine) note_origin(fiber, g);
  return g;
}

bool enter_slowly(Fiber& fiber) {
  if (fiber.depth >= fiber.runtime.recursion_limit) {
    raise_too_deep(fiber);
    return false;
  }
  const Instruction& at = fiber.frame->pc[-1];
  const Value* const registers = fiber.frame->registers;
  const bool is_loop = at.op == Op::kForIter;
  enter_generator(fiber, registers[is_loop ? at.a : at.b].as<Generator>(),
                  is_loop ? Value::none() : registers[at.c],
                  is_loop ? at.b : at.a);
  if (profile_call(fiber)) return true;
  abandon_entry(fiber);
  return false;
}

void end_generator(Fiber& fiber, Generator* g) {
  g->saved_handled = Value();
  if (g->frame.frame_object != nullptr) detach_frame_object(fiber, &g->frame);
  // Nothing inside is needed any more; let it go.
  const uint32_t count = g->frame.code->register_count;
  fiber.heap.retire(g->registers, count);
  memset(static_cast<void*>(g->registers), 0, count * sizeof(Value));
}

namespace {

// Runs until the next yield or the end, with an exception to raise inside when
// `thrown` is set.
Value resume(Fiber& fiber, Generator* g, Value sent, Value thrown,
             Value* result) {
  if (fiber.depth >= rt().recursion_limit)
    return raise(fiber, types().RecursionError,
                 "maximum recursion depth exceeded");
  const bool fresh = g->state == Generator::State::kCreated;
  const Value handled_outside = fiber.handled;
  enter_generator(fiber, g, thrown.is_undefined() ? sent : Value::none(), 0);
  g->frame.flags |= kFrameEntry;
  if (!thrown.is_undefined()) {
    // Its context is what the generator itself is about to handle.
    if (fiber.handled != handled_outside) chain_context(fiber, thrown);
    fiber.exception = thrown;
    if (fresh) {
      // Raised before the first statement, which may be a `try` of its own.
      ++g->frame.pc;
      if (fiber.raised()) add_traceback(fiber, fiber.exception, &g->frame);
      fiber.exception =
          stop_iteration_to_runtime(fiber, &g->frame, take_exception(fiber));
      g->state = Generator::State::kDone;
      leave_generator(fiber, g);
      return Value::error();
    }
    // A suspended frame's pc is behind its yield: where the exception appears.
    if (fiber.profiling) {
      const Value raised = take_exception(fiber);
      if (profile_call(fiber)) fiber.exception = raised;
    }
    if (!unwind(fiber)) return Value::error();
  }
  const Value value = run(fiber);
  if (value.is_error()) return value;
  if (g->state == Generator::State::kDone) {
    if (result != nullptr) *result = value;
    return Value::exhausted();
  }
  return value;
}

}  // namespace

bool generator_delegates(const Generator* g) {
  return !delegate_of(g).is_undefined();
}

Value generator_send(Fiber& fiber, Generator* g, Value value, Value* result) {
  if (!check_idle(fiber, g)) return Value::error();
  if (g->state == Generator::State::kDone) {
    if (g->kind == Kind::kCoroutine)
      return raise(fiber, types().RuntimeError,
                   "cannot reuse already awaited coroutine");
    if (result != nullptr) *result = Value::none();
    return Value::exhausted();
  }
  if (g->state == Generator::State::kCreated && !value.is_none())
    return raise_type_error(
        fiber, "can't send non-None value to a just-started %s", noun(g));
  return resume(fiber, g, value, Value(), result);
}

Value generator_throw(Fiber& fiber, Generator* g, Value exception,
                      Value* result) {
  if (!check_idle(fiber, g)) return Value::error();
  if (g->state == Generator::State::kDone) {
    if (g->kind == Kind::kCoroutine)
      return raise(fiber, types().RuntimeError,
                   "cannot reuse already awaited coroutine");
    return raise_object(fiber, exception);
  }
  const Value inner = delegate_of(g);
  if (inner.is_undefined())
    return resume(fiber, g, Value::none(), exception, result);

  // Suspended in `yield from`: the exception belongs to the inner iterator.
  RecursionGuard guard(fiber);
  if (!guard.ok()) return Value::error();
  const Instruction& waiting = *g->frame.pc;
  Generator* nested =
      is_kind(inner, Kind::kGenerator) || is_kind(inner, Kind::kCoroutine)
          ? inner.as<Generator>()
          : nullptr;
  if (is_a(exception, types().GeneratorExit)) {
    g->state = Generator::State::kRunning;
    bool closed = true;
    if (nested != nullptr) {
      closed = generator_close(fiber, nested);
    } else {
      const Value close = find_attr(fiber, inner, names().close);
      closed = !close.is_error() &&
               (close.is_undefined() || !call(fiber, close).is_error());
    }
    g->state = Generator::State::kSuspended;
    ++g->frame.pc;
    return resume(fiber, g, Value::none(),
                  closed ? exception : take_exception(fiber), result);
  }
  Value inner_result = Value::none();
  Value item;
  g->state = Generator::State::kRunning;
  if (nested != nullptr) {
    item = generator_throw(fiber, nested, exception, &inner_result);
  } else {
    const Value method = find_attr(fiber, inner, names().throw_);
    if (method.is_undefined()) {
      item = raise_object(fiber, exception);
    } else {
      item = method.is_error() ? method : call(fiber, method, {exception});
    }
    if (item.is_error() && exception_matches(fiber, types().StopIteration)) {
      const Value stop = take_exception(fiber);
      inner_result = get_attr(fiber, stop, names().value);
      item = Value::exhausted();
    }
  }
  g->state = Generator::State::kSuspended;
  if (item.is_error()) {
    ++g->frame.pc;
    return resume(fiber, g, Value::none(), take_exception(fiber), result);
  }
  if (!item.is_exhausted()) return item;
  // `yield from` is over: its value goes where the instruction says.
  g->sent_register = waiting.a;
  ++g->frame.pc;
  return resume(fiber, g, inner_result, Value(), result);
}

bool generator_close(Fiber& fiber, Generator* g) {
  if (!check_idle(fiber, g)) return false;
  if (g->state == Generator::State::kDone) return true;
  if (g->state == Generator::State::kCreated) {
    g->state = Generator::State::kDone;
    return true;
  }
  const Value exit =
      make_exception(fiber, types().GeneratorExit, rt().empty_tuple);
  const Value item = generator_throw(fiber, g, exit, nullptr);
  if (item.is_exhausted()) return true;
  if (!item.is_error()) {
    raise(fiber, types().RuntimeError, "%s ignored GeneratorExit", noun(g));
    return false;
  }
  if (exception_matches(fiber, types().GeneratorExit) ||
      exception_matches(fiber, types().StopIteration)) {
    clear_exception(fiber);
    return true;
  }
  return false;
}

Value delegate_send(Fiber& fiber, Value iterator, Value sent, Value* result) {
  *result = Value::none();
  if (is_kind(iterator, Kind::kGenerator) ||
      is_kind(iterator, Kind::kCoroutine))
    return generator_send(fiber, iterator.as<Generator>(), sent, result);
  if (is_awaiter(iterator))
    return awaiter_step(fiber, iterator, sent, result);
  Value item;
  if (sent.is_none()) {
    // A native iterator that ends with a value raises StopIteration; what an
    // __next__ raises, it raises with all it says.
    if ((type_of(iterator)->type_flags & kTypeNative) == 0)
      item = call_special(fiber, iterator, names().dunder_next);
    const auto slot = type_of(iterator)->slots->next;
    if (item.is_undefined())
      item = slot ? slot(fiber, iterator) : iter_next(fiber, iterator);
  } else {
    item = call_method(fiber, iterator, names().send, {sent});
  }
  if (item.is_error() && exception_matches(fiber, types().StopIteration)) {
    const Value stop = take_exception(fiber);
    *result = get_attr(fiber, stop, names().value);
    if (result->is_error()) return *result;
    return Value::exhausted();
  }
  return item;
}

Value exception_to_throw(Fiber& fiber, Args args) {
  Value what = args[0];
  const Value value = args.get(1, Value::none());
  if (Type* const cls = cast<Type>(what)) {
    if ((cls->type_flags & kTypeException) == 0)
      return raise_type_error(fiber, "exceptions must be classes or instances "
                              "deriving from BaseException, not type");
    if (is_a(value, cls)) {
      what = value;
    } else if (const Tuple* const parts = cast<Tuple>(value)) {
      what = call(fiber, what, Args{parts->items, parts->size});
    } else {
      what = value.is_none() ? call(fiber, what) : call(fiber, what, {value});
    }
    if (what.is_error()) return what;
  } else if (!value.is_none() && is_kind(what, Kind::kException)) {
    return raise_type_error(fiber,
                            "instance exception may not have a separate value");
  }
  if (!is_kind(what, Kind::kException))
    return raise_type_error(fiber, "exceptions must be classes or instances "
                            "deriving from BaseException, not %s",
                            type_name(what));
  const Value traceback = args.get(2, Value::none());
  if (is_kind(traceback, Kind::kTraceback))
    store(fiber.heap, &what.as<Exception>()->traceback, traceback);
  return what;
}

// --- generator objects ------------------------------------------------------

namespace {

Value generator_next(Fiber& fiber, Value self) {
  Generator* const g = self.as<Generator>();
  if (g->state > Generator::State::kSuspended ||
      fiber.depth >= rt().quick_limit) {
    Value result = Value::none();
    const Value item = generator_send(fiber, g, Value::none(), &result);
    return item.is_exhausted() && !result.is_none()
               ? raise_stop_iteration(fiber, result)
               : item;
  }
  enter_generator(fiber, g, Value::none(), 0);
  g->frame.flags = kFrameGenerator | kFrameEntry;
  const Value item = run(fiber);
  if (g->state != Generator::State::kDone || item.is_error()) return item;
  return item.is_none() ? Value::exhausted()
                        : raise_stop_iteration(fiber, item);
}

// What next(g) and g.send(v) give Python code.
Value finish_step(Fiber& fiber, Value item, Value result) {
  return item.is_exhausted() ? raise_stop_iteration(fiber, result) : item;
}

Value send_method(Fiber& fiber, Value self, Args args) {
  Value result = Value::none();
  const Value item =
      generator_send(fiber, self.as<Generator>(), args[0], &result);
  return finish_step(fiber, item, result);
}

Value throw_method(Fiber& fiber, Value self, Args args) {
  const Value what = exception_to_throw(fiber, args);
  if (what.is_error()) return what;
  Value result = Value::none();
  const Value item =
      generator_throw(fiber, self.as<Generator>(), what, &result);
  return finish_step(fiber, item, result);
}

Value close_method(Fiber& fiber, Value self, Args) {
  return generator_close(fiber, self.as<Generator>()) ? Value::none()
                                                      : Value::error();
}

Value generator_repr(Fiber& fiber, Value self) {
  const Generator* g = self.as<Generator>();
  return str_value(fiber, format("<%s object %s at %p>", type_name(self),
                                 g->qualname->data(),
                                 static_cast<const void*>(g)));
}
Value generator_name(Fiber&, Value self) {
  return Value::from_object(self.as<Generator>()->name);
}
Value generator_qualname(Fiber&, Value self) {
  return Value::from_object(self.as<Generator>()->qualname);
}
Value async_running(Fiber&, Value self) {
  return Value::from_bool(self.as<Generator>()->is_stepped);
}
Value generator_running(Fiber&, Value self) {
  return Value::from_bool(self.as<Generator>()->state ==
                          Generator::State::kRunning);
}
Value generator_suspended(Fiber&, Value self) {
  return Value::from_bool(self.as<Generator>()->state ==
                          Generator::State::kSuspended);
}
Value generator_code(Fiber&, Value self) {
  return Value::from_object(self.as<Generator>()->frame.code);
}
Value generator_delegate(Fiber&, Value self) {
  const Value inner = delegate_of(self.as<Generator>());
  return inner.is_undefined() ? Value::none() : inner;
}
Value coroutine_origin(Fiber&, Value self) {
  const Value origin = note_of(self.as<Generator>());
  return origin.is_undefined() ? Value::none() : origin;
}
template <Str* Generator::*field>
bool set_generator_name(Fiber& fiber, Value self, Value value) {
  if (!is_kind(value, Kind::kStr)) {
    raise_type_error(fiber, "%s must be set to a string object",
                     field == &Generator::name ? "__name__" : "__qualname__");
    return false;
  }
  store(fiber.heap, &(self.as<Generator>()->*field), value.as<Str>());
  return true;
}

Value generator_frame(Fiber& fiber, Value self) {
  Generator* g = self.as<Generator>();
  if (g->state == Generator::State::kDone) return Value::none();
  return frame_object(fiber, &g->frame);
}

#define GENERATOR_NAMES                                                    \
  {"__name__", generator_name, set_generator_name<&Generator::name>},      \
      {"__qualname__", generator_qualname,                                 \
       set_generator_name<&Generator::qualname>}

const GetSetDef kGeneratorGetSets[] = {
    GENERATOR_NAMES,
    {"gi_running", generator_running},  {"gi_code", generator_code},
    {"gi_suspended", generator_suspended},
    {"gi_yieldfrom", generator_delegate}, {"gi_frame", generator_frame}, {}};
const GetSetDef kCoroutineGetSets[] = {
    GENERATOR_NAMES,
    {"cr_running", generator_running}, {"cr_code", generator_code},
    {"cr_suspended", generator_suspended}, {"cr_origin", coroutine_origin},
    {"cr_await", generator_delegate},  {"cr_frame", generator_frame}, {}};

const GetSetDef kAsyncGeneratorGetSets[] = {
    GENERATOR_NAMES,
    {"ag_running", async_running}, {"ag_code", generator_code},
    {"ag_await", generator_delegate},  {"ag_frame", generator_frame}, {}};

#undef GENERATOR_NAMES

const MethodDef kGeneratorMethods[] = {
    {"send", send_method, 1, 1, 0,
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or "
     "raise StopIteration."_doc},
    {"throw", throw_method, 1, 3, 0,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, "
     "return next yielded value or raise\nStopIteration."_doc},
    {"close", close_method, 0, 0, 0,
     "close() -> raise GeneratorExit inside generator."_doc},
    {}};

constexpr Slots make_generator_slots() {
  Slots s = closed_slots();
  s.repr = generator_repr;
  s.iter = iter_itself;
  s.next = generator_next;
  return s;
}
constexpr Slots kGeneratorSlots = make_generator_slots();

constexpr Slots make_coroutine_slots() {
  Slots s = closed_slots();
  s.repr = generator_repr;
  s.await = coroutine_await;
  return s;
}
constexpr Slots kCoroutineSlots = make_coroutine_slots();

constexpr Slots make_async_slots() {
  Slots s = closed_slots();
  s.repr = generator_repr;
  s.aiter = iter_itself;
  s.anext = async_next;
  return s;
}
constexpr Slots kAsyncSlots = make_async_slots();

}  // namespace

void init_generator(Fiber& fiber) {
  Types& t = types();
  const uint32_t closed = kTypeFinal | kTypeNotCreatable;
  static const TypeDef kGeneratorDef = {"generator", &kGeneratorLayout,
                                        &kGeneratorSlots, kGeneratorMethods,
                                        kGeneratorGetSets, closed};
  t.generator = native_type(fiber, kGeneratorDef);

  static const TypeDef kCoroutineDef = {"coroutine", &kCoroutineLayout,
                                        &kCoroutineSlots, kGeneratorMethods,
                                        kCoroutineGetSets, closed};
  t.coroutine = native_type(fiber, kCoroutineDef);

  static const TypeDef kAsyncDef = {
      "async_generator", &kAsyncGeneratorLayout, &kAsyncSlots,
      kAsyncGeneratorMethods, kAsyncGeneratorGetSets, closed};
  t.async_generator = native_type(fiber, kAsyncDef);
  init_awaiters(fiber);
}

}  // namespace mt::python
