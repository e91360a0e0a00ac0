// async_hooks.cc - who is told of async generators, and where coroutines began.

#include "python/async_hooks.h"

#include "python/exception_internal.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/runtime.h"
#include "python/struct_sequence.h"

namespace mt::python {

namespace {

constexpr const char* kHookNames[] = {"firstiter", "finalizer", nullptr};

// Null: memory ran out.
Tuple* current_hooks(Fiber& fiber) {
  Tuple*& hooks = rt().asyncgen_hooks;
  if (hooks == nullptr) {
    const Value none[] = {Value::none(), Value::none()};
    Type* const type = make_struct_type(fiber, "asyncgen_hooks", kHookNames, 2);
    const Value made = make_struct(fiber, type, none);
    if (!made.is_error()) hooks = made.as<Tuple>();
  }
  return hooks;
}

}  // namespace

bool has_note(const Code* code) {
  const uint32_t flags = code->code_flags;
  return (flags & kCodeAsyncGenerator) != 0 ||
         (rt().origin_depth > 0 && (flags & kCodeCoroutine) != 0);
}

void note_origin(Fiber& fiber, Generator* coroutine) {
  GcVector entries(fiber);
  const Frame* frame = fiber.frame;
  for (uint32_t i = 0; i < rt().origin_depth && frame != nullptr; ++i) {
    const Code* const code = frame->code;
    const ptrdiff_t at = frame->pc - code->instructions - 1;
    const Value entry[] = {
        Value::from_object(code->unit->filename),
        Value::from_int(line_of(code, static_cast<uint32_t>(at))),
        Value::from_object(code->name)};
    entries.push(object_or_error(make_tuple(fiber, entry, 3)));
    frame = frame->previous;
  }
  Tuple* const origin = make_tuple(fiber, entries.data(), entries.size());
  if (origin != nullptr)
    coroutine->registers[coroutine->register_count - 1] =
        Value::from_object(origin);
}

bool begin_async(Fiber& fiber, Generator* generator) {
  if (generator->is_known) return true;
  generator->is_known = true;
  const Tuple* const hooks = rt().asyncgen_hooks;
  if (hooks == nullptr) return true;
  const Value* const items = hooks->items;
  const Value first = items[0], last = items[1];
  if (!last.is_none()) {
    generator->registers[generator->register_count - 1] = last;
    if ((generator->frame.code->code_flags & kCodeHasLastWords) == 0)
      fiber.heap.add_finalizable(generator);
  }
  return first.is_none() ||
         !call(fiber, first, {Value::from_object(generator)}).is_error();
}

Value sys_get_asyncgen_hooks(Fiber& fiber, Value, Args) {
  return object_or_error(current_hooks(fiber));
}

Value sys_set_asyncgen_hooks(Fiber& fiber, Value, Args args) {
  const Tuple* const now = current_hooks(fiber);
  if (now == nullptr) return Value::error();
  const Value* const items = now->items;
  Value hooks[] = {items[0], items[1]};
  if (!parse_args(fiber, "set_asyncgen_hooks", args, {"firstiter", "finalizer"},
                  0, hooks))
    return Value::error();
  for (int i = 0; i < 2; ++i) {
    if (!hooks[i].is_none() && !is_callable(hooks[i]))
      return raise_type_error(fiber, "callable %s expected, got %s",
                              kHookNames[i], type_name(hooks[i]));
  }
  const Value made = make_struct(fiber, type_of_object(now), hooks);
  if (made.is_error()) return made;
  store(fiber.heap, &rt().asyncgen_hooks, made.as<Tuple>());
  return Value::none();
}

Value sys_get_origin_depth(Fiber&, Value, Args) {
  return Value::from_int(rt().origin_depth);
}

Value sys_set_origin_depth(Fiber& fiber, Value, Args args) {
  Value given;
  int depth = 0;
  if (!parse_args(fiber, "set_coroutine_origin_tracking_depth", args, {"depth"},
                  1, &given) ||
      !int_argument(fiber, given, &depth))
    return Value::error();
  if (depth < 0) return raise_value_error(fiber, "depth must be >= 0");
  rt().origin_depth = static_cast<uint32_t>(depth);
  return Value::none();
}

}  // namespace mt::python
