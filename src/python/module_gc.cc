// module_gc.cc - the collector, as far as a program may ask it something.

#include "python/arena.h"
#include "python/dict.h"
#include "python/library_text.h"
#include "python/native_tools.h"
#include "python/system_modules.h"
#include "python/vm.h"

namespace mt::python {

namespace {

bool g_enabled = true;  // what was asked for; the collector always works

// How many registers of a frame that is calling somebody are in use, from the
// first: those above a call's arguments are what earlier statements left there.
size_t registers_in_use(const Frame* frame) {
  const Code* const code = frame->code;
  if (frame->pc > code->instructions) {
    const Instruction& call = frame->pc[-1];
    switch (call.op) {
      case Op::kCall: return size_t{call.a} + 2 + call.b;
      case Op::kCallKw: return size_t{call.a} + 3 + call.b;
      case Op::kCallSpread: return size_t{call.a} + 4;
      default: break;
    }
  }
  return code->register_count;
}

// Whoever asks for a collection wants gone what no name leads to any more.
void forget_leftovers(Fiber& fiber) {
  for (Frame* frame = fiber.frame; frame; frame = frame->previous) {
    const size_t kept = frame->code->register_count - frame->code->kept_count;
    for (size_t i = registers_in_use(frame); i < kept; ++i) {
      frame->registers[i] = Value();
    }
  }
}

Value gc_collect(Fiber& fiber, Value, Args) {
  forget_leftovers(fiber);
  const uint64_t before = fiber.heap.stats().objects;
  fiber.heap.collect();
  run_finalizers(fiber);
  const uint64_t after = fiber.heap.stats().objects;
  return int_from_u64(fiber, before > after ? before - after : 0);
}
Value gc_enable(Fiber&, Value, Args) {
  g_enabled = true;
  return Value::none();
}
Value gc_disable(Fiber&, Value, Args) {
  g_enabled = false;
  return Value::none();
}
Value gc_isenabled(Fiber&, Value, Args) { return Value::from_bool(g_enabled); }
// For a server that has started: what now is there will stay for long.
Value gc_freeze(Fiber& fiber, Value, Args) {
  fiber.heap.for_each(
      [](Object* object, void* context) {
        if (object->kind == Kind::kDict)
          dict_trim(*static_cast<Fiber*>(context), static_cast<Dict*>(object));
      },
      &fiber);
  forget_library_texts();
  Arena::give_back();
  fiber.heap.give_back();
  return Value::none();
}
Value gc_none(Fiber&, Value, Args) { return Value::none(); }

Value gc_get_stats(Fiber& fiber, Value, Args) {
  const HeapStats stats = fiber.heap.stats();
  Dict* const dict = make_dict(fiber);
  if (dict == nullptr) return Value::error();
  const auto number = [&](const char* name, uint64_t value) {
    dict_set_text(fiber, dict, name, int_from_u64(fiber, value));
  };
  number("collections", stats.cycles);
  number("live_bytes", stats.live_bytes);
  number("allocated_bytes", stats.allocated_bytes);
  number("longest_step_ns", stats.longest_step_ns);
  number("objects", stats.objects);
  const Value item = Value::from_object(dict);
  return object_or_error(make_list(fiber, &item, 1));
}
Value gc_get_count(Fiber& fiber, Value, Args) {
  const Value zeros[3] = {Value::from_int(0), Value::from_int(0),
                          Value::from_int(0)};
  return object_or_error(make_tuple(fiber, zeros, 3));
}

// Containers and instances: what a program can have made.
bool is_tracked(const Object* object) {
  switch (object->kind) {
    case Kind::kInstance:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFunction:
    case Kind::kBoundMethod:
    case Kind::kModule:
    case Kind::kType:
    case Kind::kException:
    case Kind::kGenerator: return true;
    default: return false;
  }
}

void gather(Object* object, void* context) {
  if (is_tracked(object)) {
    static_cast<GcVector*>(context)->push(Value::from_object(object));
  }
}

Value gc_get_objects(Fiber& fiber, Value, Args) {
  GcVector found(fiber);
  fiber.heap.for_each(gather, &found);
  return object_or_error(make_list(fiber, found.data(), found.size()));
}

Value gc_is_tracked(Fiber&, Value, Args args) {
  return Value::from_bool(args[0].is_object() && is_tracked(args[0].object()));
}
Value gc_zero(Fiber&, Value, Args) { return Value::from_int(0); }
Value gc_set_debug(Fiber& fiber, Value, Args args) {
  if (args[0].is_int() && args[0].as_int() == 0) return Value::none();
  return raise(fiber, types().NotImplementedError,
               "the collector has nothing to say");
}

const MethodDef kFunctions[] = {
    {"is_tracked", gc_is_tracked, 1, 1},
    {"get_debug", gc_zero, 0, 0},
    {"set_debug", gc_set_debug, 1, 1},
    {"get_freeze_count", gc_zero, 0, 0},
    {"collect", gc_collect, 0, 1, kMethodKeywords, "Run the garbage collector."},
    {"enable", gc_enable, 0, 0},
    {"disable", gc_disable, 0, 0},
    {"isenabled", gc_isenabled, 0, 0},
    {"get_objects", gc_get_objects, 0, 0},
    {"get_stats", gc_get_stats, 0, 0},
    {"get_count", gc_get_count, 0, 0},
    {"set_threshold", gc_none, 1, 3},
    {"get_threshold", gc_get_count, 0, 0},
    {"freeze", gc_freeze, 0, 0, 0,
     "Collect, and give back the memory that starting took."},
    {"unfreeze", gc_none, 0, 0},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  put(fiber, globals, "garbage", object_or_error(make_list(fiber)));
  put(fiber, globals, "callbacks", object_or_error(make_list(fiber)));
  static const char* const kFlags[] = {"DEBUG_STATS", "DEBUG_COLLECTABLE",
                                       "DEBUG_UNCOLLECTABLE"};
  for (int i = 0; i < 3; ++i)
    put(fiber, globals, kFlags[i], Value::from_int(1 << i));
  put(fiber, globals, "DEBUG_SAVEALL", Value::from_int(32));
  put(fiber, globals, "DEBUG_LEAK", Value::from_int(38));
  return true;
}

}  // namespace

const ModuleDef kGcModule = {"gc", kFunctions, fill,
                             "This module provides access to the garbage "
                             "collector."};

}  // namespace mt::python
