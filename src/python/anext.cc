// anext.cc - anext(iterator, default): what is awaited for it.
//
// The end of the iterator, StopAsyncIteration, becomes the default; everything
// else goes through to what __anext__() gave.

#include "python/builtins_internal.h"
#include "python/call.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/vm.h"

namespace mt::python {
namespace {

struct AnextAwaitable : Object {
  Value wrapped;    // what __anext__() gave
  Value otherwise;  // the default
};

void trace_anext(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<AnextAwaitable*>(self)->wrapped);
  tracer.visit(static_cast<AnextAwaitable*>(self)->otherwise);
}
const Layout kAnextLayout = {Kind::kNative, "anext_awaitable",
                             sizeof(AnextAwaitable), trace_anext, nullptr,
                             nullptr};

Value passed_on(Fiber& fiber, Value self, Value result) {
  if (!result.is_error() ||
      !exception_matches(fiber, types().StopAsyncIteration))
    return result;
  clear_exception(fiber);
  return raise_stop_iteration(fiber, self.as<AnextAwaitable>()->otherwise);
}

// A coroutine is nothing to call next() with: it is sent None.
Value forward(Fiber& fiber, Value self, const char* name, Args args) {
  Value inner = self.as<AnextAwaitable>()->wrapped;
  if (!is_kind(inner, Kind::kCoroutine)) {
    inner = get_awaitable(fiber, inner, 0);
    if (inner.is_error()) return inner;
  } else if (args.values == nullptr) {
    const Value none = Value::none();
    return passed_on(fiber, self, call_method(fiber, inner, "send", {none}));
  }
  const Value method = get_attr(fiber, inner, name);
  if (method.is_error()) return method;
  return passed_on(fiber, self, call(fiber, method, args));
}

Value anext_self(Fiber&, Value self) { return self; }

Value anext_next(Fiber& fiber, Value self) {
  return forward(fiber, self, "__next__", Args{nullptr, 0});
}
Value anext_send(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "send", args);
}
Value anext_throw(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "throw", args);
}
Value anext_close(Fiber& fiber, Value self, Args args) {
  return forward(fiber, self, "close", args);
}

const MethodDef kMethods[] = {{"send", anext_send, 1, 1},
                              {"throw", anext_throw, 1, 3},
                              {"close", anext_close},
                              {}};

constexpr Slots make_slots() {
  Slots slots{};
  slots.iter = anext_self;
  slots.next = anext_next;
  slots.await = anext_self;
  return slots;
}
constexpr Slots kSlots = make_slots();

const TypeDef kAnextType = {"anext_awaitable", &kAnextLayout, &kSlots, kMethods,
                            nullptr, kTypeFinal | kTypeNotCreatable};

}  // namespace

Value make_anext_awaitable(Fiber& fiber, Value wrapped, Value otherwise) {
  Types& t = types();
  if (t.anext_awaitable == nullptr)
    t.anext_awaitable = native_type(fiber, kAnextType);
  AnextAwaitable* const made = make<AnextAwaitable>(fiber, t.anext_awaitable);
  if (made == nullptr) return Value::error();
  made->wrapped = wrapped;
  made->otherwise = otherwise;
  return Value::from_object(made);
}

}  // namespace mt::python
