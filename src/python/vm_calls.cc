// vm_calls.cc - calls that are not a plain function with exact arguments.
//
// begin_call() answers three ways: a value (a native function did it), error,
// or undefined after pushing a frame, in which case the caller's loop goes on
// there. So `obj(x)` through __call__, a constructor with __init__, a bound
// method, keywords and spreads cost no C++ recursion.

#include <algorithm>
#include <string>

#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/profiler.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/spread.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

// So many values of a call, `self` and names among them, are put on the stack.
constexpr uint32_t kFewValues = 24;

// `self` in front of the arguments, for callees that know nothing of receivers.
Value call_with_self(Fiber& fiber, Value callee, Value self, Args args) {
  if (self.is_undefined()) return call(fiber, callee, args);
  const uint32_t words = args.count + args.is_named;
  if (words < kFewValues) {
    Value values[kFewValues];
    values[0] = self;
    for (uint32_t i = 0; i < words; ++i) values[i + 1] = args[i];
    return call(fiber, callee, Args{values, args.count + 1, args.is_named});
  }
  if (!may_gather(fiber, words * sizeof(Value))) return Value::error();
  GcVector values(fiber);
  values.push(self);
  for (uint32_t i = 0; i < words; ++i) values.push(args[i]);
  return call(fiber, callee,
              Args{values.data(), args.count + 1, args.is_named});
}

// cls(args) where __new__ is object's and __init__ is written in Python: the
// instance waits in the register of the callee while __init__ runs.
Value begin_construct(Fiber& fiber, Type* cls, Function* init, Args args,
                      uint16_t result) {
  Object* object = make_object(fiber, cls);
  if (object == nullptr) return Value::error();
  const Value instance = Value::from_object(object);
  Frame* caller = fiber.frame;
  if (init->code->plain_count == args.count + 2 && !args.is_named &&
      args.count < 8) {
    Value values[9];
    values[0] = instance;
    for (uint32_t i = 0; i < args.count; ++i) values[i + 1] = args[i];
    Frame* const frame = push_call(fiber, init, values, args.count + 1);
    if (frame == nullptr) return Value::error();
    frame->result = result;
    frame->flags |= kFrameConstructor;
    caller->registers[caller->pc[-1].a] = instance;
    return Value();
  }
  const Value outcome = begin_function(fiber, init, instance, args, result);
  if (!outcome.is_undefined()) {  // __init__ is a generator function
    if (outcome.is_error()) return outcome;
    return raise_type_error(fiber, "__init__() should return None, not '%s'",
                            type_name(outcome));
  }
  fiber.frame->flags |= kFrameConstructor;
  caller->registers[caller->pc[-1].a] = instance;
  return Value();
}

}  // namespace

// Whether a call makes something that runs later.
static bool is_lazy(const Code* code) {
  return (code->code_flags &
          (kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator)) != 0;
}

// A generator that has its arguments. Who drops it while it waits inside a
// `try` still gets its `finally`, and of a coroutine hears that nobody awaited
// it; of one whose arguments were wrong nobody hears.
static Value begun(Fiber& fiber, Generator* generator) {
  if ((generator->frame.code->code_flags & kCodeHasLastWords) != 0)
    fiber.heap.add_finalizable(generator);
  return Value::from_object(generator);
}

Value begin_comprehension(Fiber& fiber, Code* code, Value* given,
                          uint16_t result) {
  if (!warm_code(fiber, code)) return Value::error();
  const Frame* const around = fiber.frame;
  Generator* generator = nullptr;
  Frame* frame;
  if (is_lazy(code)) {
    generator =
        make_generator(fiber, code, around->globals, around->builtins);
    if (generator == nullptr) return Value::error();
    frame = &generator->frame;
  } else {
    frame = push_frame(fiber, code, nullptr, around->globals, around->builtins,
                       Value());
    if (frame == nullptr) return Value::error();
    frame->result = result;
  }
  frame->registers[0] = given[0];
  given[0] = Value();
  std::copy_n(given + 1, code->free_count,
              frame->registers + code->local_count);
  if (generator != nullptr) return begun(fiber, generator);
  if (__builtin_expect(fiber.profiling, 0) && !profile_call(fiber)) {
    pop_frame(fiber);
    return Value::error();
  }
  return Value();
}

Value begin_function(Fiber& fiber, Function* function, Value self, Args args,
                     uint16_t result) {
  Code* code = function->code;
  if (!warm_code(fiber, code)) return Value::error();  // tells the kind, too
  if (is_lazy(code)) {
    Generator* const generator =
        make_generator(fiber, code, function->globals, function->builtins);
    if (generator == nullptr) return Value::error();
    generator->name = function->name;
    generator->qualname = function->qualname;
    generator->frame.function = function;
    if (!bind_arguments(fiber, function, self, args, generator->registers))
      return Value::error();
    if (function->closure != nullptr)
      copy_closure(function, generator->registers);
    return begun(fiber, generator);
  }
  Frame* frame = push_frame(fiber, code, function, function->globals,
                            function->builtins, Value());
  if (frame == nullptr) return Value::error();
  frame->result = result;
  if (!bind_arguments(fiber, function, self, args, frame->registers)) {
    pop_frame(fiber);
    return Value::error();
  }
  if (function->closure != nullptr) copy_closure(function, frame->registers);
  if (__builtin_expect(fiber.profiling, 0) && !profile_call(fiber)) {
    pop_frame(fiber);
    return Value::error();
  }
  return Value();
}

Value call_plain(Fiber& fiber, Function* function, const Value* args,
                 uint32_t count) {
  Frame* const frame = fiber.chunk != nullptr
                           ? push_call(fiber, function, args, count)
                           : push_call_slowly(fiber, function, args, count);
  if (frame == nullptr) return Value::error();
  frame->flags |= kFrameEntry;
  return run(fiber);
}

Value begin_call(Fiber& fiber, Value callee, Value self, Args args,
                 uint16_t result) {
  if (callee.is_object()) {
    switch (callee.object()->kind) {
      case Kind::kFunction:
        return begin_function(fiber, callee.as<Function>(), self, args, result);
      case Kind::kBoundMethod: {
        const BoundMethod* bound = callee.as<BoundMethod>();
        Function* function = cast<Function>(bound->function);
        if (function != nullptr && self.is_undefined())
          return begin_function(fiber, function, bound->self, args, result);
        break;
      }
      case Kind::kType: {
        Type* cls = callee.as<Type>();
        if (!self.is_undefined() ||
            type_of_object(cls)->slots->call != types().type->slots->call ||
            cls->slots->create != object_create ||
            cls->slots->init != slot_init ||
            (cls->type_flags & kTypeAbstract) != 0 || fiber.frame == nullptr)
          break;
        const Value init = type_lookup(cls, names().dunder_init);
        if (!is_kind(init, Kind::kFunction)) break;
        return begin_construct(fiber, cls, init.as<Function>(), args, result);
      }
      case Kind::kInstance: {
        if (!self.is_undefined()) break;
        const Value method = type_lookup(type_of(callee), names().dunder_call);
        if (is_kind(method, Kind::kFunction))
          return begin_function(fiber, method.as<Function>(), callee, args,
                                result);
        break;
      }
      default:
        break;
    }
  }
  if (__builtin_expect(fiber.profiling, 0))
    return profile_native(fiber, callee, self, args, call_with_self);
  return call_with_self(fiber, callee, self, args);
}

Frame* push_call_slowly(Fiber& fiber, Function* function, const Value* args,
                        uint32_t count) {
  Frame* const frame =
      push_frame(fiber, function->code, function, function->globals,
                 function->builtins, Value());
  if (frame == nullptr) return nullptr;
  for (uint32_t i = 0; i < count; ++i) frame->registers[i] = args[i];
  if (function->closure != nullptr) copy_closure(function, frame->registers);
  if (!fiber.profiling || profile_call(fiber)) return frame;
  pop_frame(fiber);
  return nullptr;
}

Value begin_spread(Fiber& fiber, Value callee, Value self, Value args,
                   Value keywords, uint16_t result) {
  Tuple* tuple = cast<Tuple>(args);
  if (tuple == nullptr || !is_walked_as(args, types().tuple)) {
    tuple = tuple_from(fiber, args);
    if (tuple == nullptr) {
      if (exception_matches(fiber, types().TypeError) &&
          type_of(args)->slots->iter == nullptr &&
          type_of(args)->slots->getitem == nullptr) {
        clear_exception(fiber);
        return raise_type_error(
            fiber, "%s argument after * must be an iterable, not %s",
            callable_text(fiber, callee).c_str(), type_name(args));
      }
      return Value::error();
    }
  }
  if (keywords.is_undefined() || keywords.as<Dict>()->live == 0)
    return begin_call(fiber, callee, self,
                      Args{tuple->items, tuple->size}, result);
  Dict* dict = keywords.as<Dict>();
  Value near[kNearArgs];
  GcVector far(fiber);
  Args all;
  if (!spread_arguments(fiber, tuple, dict, near, &far, &all))
    return Value::error();
  return begin_call(fiber, callee, self, all, result);
}

std::string callable_text(Fiber& fiber, Value callee) {
  const Value name = find_attr(fiber, callee, names().dunder_qualname);
  if (name.is_error()) clear_exception(fiber);
  if (!is_kind(name, Kind::kStr))
    return std::string(type_name(callee)) + " object";
  std::string text;
  const Value module = find_attr(fiber, callee, names().dunder_module);
  if (module.is_error()) clear_exception(fiber);
  if (is_kind(module, Kind::kStr) && module.as<Str>()->view() != "builtins")
    text.append(module.as<Str>()->view()).append(".");
  return text.append(name.as<Str>()->view()).append("()");
}

}  // namespace mt::python
