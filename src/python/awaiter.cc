// awaiter.cc - what await and async for walk.
//
// A coroutine awaited by hand, and each step of an async generator, is an
// iterator that drives the frame of another. What an async generator yields
// comes the same way as what it awaits, so the first is wrapped.

#include "python/awaiter.h"

#include "python/async_hooks.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/iterators.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {

namespace {

// Wraps a coroutine, or one step of an async generator, as an iterator.
struct Awaiter : Object {
  enum class What : uint8_t { kCoroutine, kNext, kThrow, kClose };
  enum class State : uint8_t { kCreated, kBegun, kDone };
  Generator* target;
  Value value;  // what to send or throw first
  What what;
  State state;  // of a step
};
void trace_awaiter(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Awaiter*>(self)->target);
  tracer.visit(static_cast<Awaiter*>(self)->value);
}
const Layout kAwaiterLayout = {Kind::kIterator, "awaiter", sizeof(Awaiter),
                               trace_awaiter, nullptr, nullptr};

// A value that an async generator yielded, apart from what it awaits.
struct WrappedYield : Object {
  Value value;
};
void trace_wrapped(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<WrappedYield*>(self)->value);
}
const Layout kWrappedLayout = {Kind::kNative, "wrapped value",
                               sizeof(WrappedYield), trace_wrapped, nullptr,
                               nullptr};

// What one step got out of the generator, as the awaiting side sees it:
// exhausted, with *result, when what it waits for is there.
Value step_result(Fiber& fiber, Awaiter* awaiter, Value item, Value* result) {
  Generator* const g = awaiter->target;
  const bool is_close = awaiter->what == Awaiter::What::kClose;
  if (item.is_object() && type_of(item) == types().async_wrapped_value) {
    awaiter->state = Awaiter::State::kDone;
    g->is_stepped = false;
    if (is_close)
      return raise(fiber, types().RuntimeError,
                   "async generator ignored GeneratorExit");
    *result = item.as<WrappedYield>()->value;
    return Value::exhausted();
  }
  *result = Value::none();
  if (!item.is_exhausted() && !item.is_error()) return item;
  awaiter->state = Awaiter::State::kDone;
  g->is_stepped = false;
  if (item.is_exhausted()) {
    g->is_closed = true;
    if (is_close) return item;
    return raise_object(fiber,
                        make_exception(fiber, types().StopAsyncIteration,
                                       rt().empty_tuple));
  }
  if (exception_matches(fiber, types().GeneratorExit) ||
      exception_matches(fiber, types().StopAsyncIteration)) {
    g->is_closed = true;
    if (is_close) {
      clear_exception(fiber);
      return Value::exhausted();
    }
  }
  return item;
}

Value refuse_again(Fiber& fiber, const Awaiter* awaiter) {
  return raise(fiber, types().RuntimeError,
               awaiter->what == Awaiter::What::kNext
                   ? "cannot reuse already awaited __anext__()/asend()"
                   : "cannot reuse already awaited aclose()/athrow()");
}

// One step at a time: the generator may wait for something in the middle of
// one.
Value refuse_second(Fiber& fiber, Awaiter* awaiter) {
  const char* name = "anext";
  if (awaiter->what != Awaiter::What::kNext) {
    awaiter->state = Awaiter::State::kDone;
    name = awaiter->what == Awaiter::What::kThrow ? "athrow" : "aclose";
  }
  return raise(fiber, types().RuntimeError,
               "%s(): asynchronous generator is already running", name);
}

// The first half of athrow() and aclose().
Value begin_throw(Fiber& fiber, Awaiter* awaiter, Value sent, Value* result) {
  Generator* const g = awaiter->target;
  if (g->is_closed) {
    awaiter->state = Awaiter::State::kDone;
    return raise_object(fiber,
                        make_exception(fiber, types().StopAsyncIteration,
                                       rt().empty_tuple));
  }
  if (!sent.is_none())
    return raise(fiber, types().RuntimeError,
                 "can't send non-None value to a just-started coroutine");
  awaiter->state = Awaiter::State::kBegun;
  g->is_stepped = true;
  if (awaiter->what == Awaiter::What::kClose) g->is_closed = true;
  return step_result(fiber, awaiter,
                     generator_throw(fiber, g, awaiter->value, result), result);
}

Value awaiter_send(Fiber& fiber, Awaiter* awaiter, Value value,
                   Value* result) {
  Generator* const g = awaiter->target;
  *result = Value::none();
  if (awaiter->what == Awaiter::What::kCoroutine)
    return generator_send(fiber, g, value, result);
  const bool is_next = awaiter->what == Awaiter::What::kNext;
  if (awaiter->state == Awaiter::State::kDone)
    return refuse_again(fiber, awaiter);
  if (!is_next && g->state == Generator::State::kDone) {
    awaiter->state = Awaiter::State::kDone;
    return Value::exhausted();
  }
  if (awaiter->state == Awaiter::State::kCreated) {
    if (g->is_stepped) return refuse_second(fiber, awaiter);
    if (!is_next) return begin_throw(fiber, awaiter, value, result);
    if (value.is_none()) value = awaiter->value;
    awaiter->state = Awaiter::State::kBegun;
  }
  g->is_stepped = true;
  return step_result(fiber, awaiter, generator_send(fiber, g, value, result),
                     result);
}

// What Python code is given that asks by itself.
Value finish(Fiber& fiber, Value item, Value result) {
  return item.is_exhausted() ? raise_stop_iteration(fiber, result) : item;
}

Value awaiter_next(Fiber& fiber, Value self) {
  Value result;
  const Value item =
      awaiter_send(fiber, self.as<Awaiter>(), Value::none(), &result);
  return finish(fiber, item, result);
}
Value awaiter_send_method(Fiber& fiber, Value self, Args args) {
  Value result;
  const Value item = awaiter_send(fiber, self.as<Awaiter>(), args[0], &result);
  return finish(fiber, item, result);
}
Value awaiter_throw_method(Fiber& fiber, Value self, Args args) {
  Awaiter* awaiter = self.as<Awaiter>();
  const Value what = exception_to_throw(fiber, args);
  if (what.is_error()) return what;
  const bool is_step = awaiter->what != Awaiter::What::kCoroutine;
  const Awaiter::State before = awaiter->state;
  if (is_step && before == Awaiter::State::kDone)
    return refuse_again(fiber, awaiter);
  Value result = Value::none();
  Value item = generator_throw(fiber, awaiter->target, what, &result);
  if (is_step) {
    const bool is_over = awaiter->what == Awaiter::What::kNext ||
                         (awaiter->what == Awaiter::What::kClose &&
                          item.is_object() &&
                          type_of(item) == types().async_wrapped_value);
    item = step_result(fiber, awaiter, item, &result);
    // What is thrown into it by others does not end athrow().
    if (!is_over) awaiter->state = before;
  }
  return finish(fiber, item, result);
}
Value awaiter_close_method(Fiber& fiber, Value self, Args) {
  Awaiter* awaiter = self.as<Awaiter>();
  // A step that nobody goes on with leaves the generator where it is.
  awaiter->state = Awaiter::State::kDone;
  return awaiter->what != Awaiter::What::kCoroutine ||
                 generator_close(fiber, awaiter->target)
             ? Value::none()
             : Value::error();
}
const MethodDef kAwaiterMethods[] = {
    {"send", awaiter_send_method, 1, 1, 0},
    {"throw", awaiter_throw_method, 1, 3, 0},
    {"close", awaiter_close_method, 0, 0, 0},
    {}};

Value make_awaiter(Fiber& fiber, Type* type, Generator* target,
                   Awaiter::What what, Value value) {
  if (what != Awaiter::What::kCoroutine && !begin_async(fiber, target))
    return Value::error();
  Awaiter* awaiter = make<Awaiter>(fiber, type);
  awaiter->target = target;
  awaiter->what = what;
  awaiter->value = value;
  return Value::from_object(awaiter);
}

Value asend_method(Fiber& fiber, Value self, Args args) {
  return make_awaiter(fiber, types().async_anext, self.as<Generator>(),
                      Awaiter::What::kNext, args[0]);
}
Value athrow_method(Fiber& fiber, Value self, Args args) {
  const Value what = exception_to_throw(fiber, args);
  if (what.is_error()) return what;
  return make_awaiter(fiber, types().async_anext, self.as<Generator>(),
                      Awaiter::What::kThrow, what);
}
Value aclose_method(Fiber& fiber, Value self, Args) {
  const Value exit =
      make_exception(fiber, types().GeneratorExit, rt().empty_tuple);
  return make_awaiter(fiber, types().async_anext, self.as<Generator>(),
                      Awaiter::What::kClose, exit);
}

}  // namespace

Value coroutine_await(Fiber& fiber, Value self) {
  return make_awaiter(fiber, types().coroutine_await, self.as<Generator>(),
                      Awaiter::What::kCoroutine, Value::none());
}
bool is_awaiter(Value value) {
  return type_of(value)->layout == &kAwaiterLayout;
}
Value awaiter_step(Fiber& fiber, Value awaiter, Value sent, Value* result) {
  return awaiter_send(fiber, awaiter.as<Awaiter>(), sent, result);
}
Value async_next(Fiber& fiber, Value self) {
  return make_awaiter(fiber, types().async_anext, self.as<Generator>(),
                      Awaiter::What::kNext, Value::none());
}

extern const MethodDef kAsyncGeneratorMethods[] = {
    {"asend", asend_method, 1, 1, 0,
     "asend(v) -> send 'v' in generator."_doc},
    {"athrow", athrow_method, 1, 3, 0,
     "athrow(typ[,val[,tb]]) -> raise exception in generator."_doc},
    {"aclose", aclose_method, 0, 0, 0,
     "aclose() -> raise GeneratorExit inside generator."_doc},
    {}};

Value wrap_async_yield(Fiber& fiber, Value value) {
  WrappedYield* wrapped =
      make<WrappedYield>(fiber, types().async_wrapped_value);
  wrapped->value = value;
  return Value::from_object(wrapped);
}

namespace {

constexpr Slots make_awaiter_slots() {
  Slots s = closed_slots();
  s.iter = iter_itself;
  s.next = awaiter_next;
  s.await = iter_itself;
  return s;
}
constexpr Slots kAwaiterSlots = make_awaiter_slots();

}  // namespace

void init_awaiters(Fiber& fiber) {
  Types& t = types();
  constexpr uint32_t kClosed = kTypeFinal | kTypeNotCreatable;
  static const TypeDef kCoroutineAwaitDef = {
      "coroutine_wrapper", &kAwaiterLayout, &kAwaiterSlots, kAwaiterMethods,
      nullptr, kClosed};
  static const TypeDef kAnextDef = {
      "async_generator_asend", &kAwaiterLayout, &kAwaiterSlots,
      kAwaiterMethods, nullptr, kClosed};
  static const TypeDef kWrappedDef = {"async_generator_wrapped_value",
                                      &kWrappedLayout, nullptr, nullptr,
                                      nullptr, kClosed};
  t.coroutine_await = native_type(fiber, kCoroutineAwaitDef);
  t.async_anext = native_type(fiber, kAnextDef);
  t.async_wrapped_value = native_type(fiber, kWrappedDef);
}

}  // namespace mt::python
