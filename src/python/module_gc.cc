// module_gc.cc - the collector, as far as a program may ask it something.

#include <errno.h>
#include <unistd.h>

#include <vector>

#include "base/clock.h"
#include "python/arena.h"
#include "python/dict.h"
#include "python/exception.h"
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
      case Op::kComprehend: return size_t{call.c} + 1;
      default: break;
    }
  }
  return code->register_count;
}

// Whoever asks for a collection wants gone what no name leads to any more.
__attribute__((noinline)) void forget_leftovers(Fiber& fiber) {
  for (Frame* frame = fiber.frame; frame; frame = frame->previous) {
    const size_t kept = frame->code->register_count - frame->code->kept_count;
    for (size_t i = registers_in_use(frame); i < kept; ++i) {
      frame->registers[i] = Value();
    }
  }
}

// There is one generation, whichever is named. False: raised.
__attribute__((noinline)) bool check_generation(Fiber& fiber,
                                                const char* function,
                                                Args args) {
  Value generation = Value::none();
  if (!parse_args(fiber, function, args, {"generation"}, 0, &generation))
    return false;
  int64_t number = 0;
  if (!generation.is_none() && !int_argument(fiber, generation, &number))
    return false;
  if (number >= 0 && number < 3) return true;
  raise_value_error(fiber, "invalid generation");
  return false;
}

// Tells who is in gc.callbacks; what they raise is printed.
__attribute__((noinline)) void tell_callbacks(Fiber& fiber, const char* phase,
                                              Value collected) {
  const List* const list = rt().gc_callbacks;
  Dict* const info = make_dict(fiber);
  if (info == nullptr) return clear_exception(fiber);
  put_int(fiber, info, "generation", 2);
  put(fiber, info, "collected", collected);
  put_int(fiber, info, "uncollectable", 0);
  for (uint32_t i = 0; i < list->size; ++i) {
    const Value callback = list->items[i];
    if (call(fiber, callback,
             {str_value(fiber, phase), Value::from_object(info)}).is_error())
      report_unraisable(fiber, callback);
  }
}

// The collector looks at the words of C++ frames, those included that nobody
// has written yet: the fewer there are above it, the less is taken for alive.
__attribute__((noinline)) uint64_t live_objects(Fiber& fiber) {
  return fiber.heap.count_objects();
}

Value gc_collect(Fiber& fiber, Value, Args args) {
  if (args.count > 0 && !check_generation(fiber, "collect", args))
    return Value::error();
  const bool is_told = rt().gc_callbacks->size > 0;
  if (is_told) tell_callbacks(fiber, "start", Value::from_int(0));
  forget_leftovers(fiber);
  const uint64_t before = live_objects(fiber);
  fiber.heap.collect();
  run_finalizers(fiber);
  const uint64_t after = live_objects(fiber);
  const Value freed = int_from_u64(fiber, before > after ? before - after : 0);
  if (is_told) tell_callbacks(fiber, "stop", freed);
  return freed;
}
}  // namespace

static bool is_room_for_two() {
  int ends[2];
  if (pipe(ends) != 0) return false;
  close(ends[0]);
  close(ends[1]);
  return true;
}

bool free_descriptors(Fiber& fiber) {
  constexpr int64_t kPauseNs = kNanosecondsPerSecond;
  static int64_t tried_in_vain_ns = -kPauseNs;
  const int err = errno;
  const int64_t now_ns = monotonic_ns();
  bool is_room = false;
  // If there is room, it was not the descriptors of this process.
  if (now_ns - tried_in_vain_ns >= kPauseNs && !is_room_for_two()) {
    // What a __del__ could still reach goes the second time.
    for (int round = 0; round < 2 && !is_room; ++round) {
      forget_leftovers(fiber);
      fiber.heap.collect();
      run_finalizers(fiber);
      is_room = is_room_for_two();
    }
    if (!is_room) tried_in_vain_ns = now_ns;
  }
  errno = err;
  return is_room;
}

namespace {

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
  rest_library();
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
  number("objects", fiber.heap.count_objects());
  number("collected", 0);
  number("uncollectable", 0);
  // The one generation, and two that never are collected.
  Dict* const idle = make_dict(fiber);
  if (idle == nullptr) return Value::error();
  for (const char* const name : {"collections", "collected", "uncollectable"})
    put_int(fiber, idle, name, 0);
  const Value all[] = {Value::from_object(dict), Value::from_object(idle),
                       Value::from_object(idle)};
  return object_or_error(make_list(fiber, all, 3));
}
Value gc_get_count(Fiber& fiber, Value, Args) {
  const Value zeros[3] = {Value::from_int(0), Value::from_int(0),
                          Value::from_int(0)};
  return object_or_error(make_tuple(fiber, zeros, 3));
}

// What refers to others, or may.
bool is_tracked(const Object* object) {
  switch (object->kind) {
    case Kind::kShape:
    case Kind::kKeyTable:
    case Kind::kSlots:
    case Kind::kStr:
    case Kind::kStrBuffer:
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kArray:
    case Kind::kBigInt:
    case Kind::kComplex:
    case Kind::kRange:
    case Kind::kCode:
    case Kind::kUnit:
    case Kind::kDescriptor: return false;
    default: return object->shape != nullptr;
  }
}

void gather(Object* object, void* context) {
  if (is_tracked(object)) {
    static_cast<GcVector*>(context)->push(Value::from_object(object));
  }
}

Value gc_get_objects(Fiber& fiber, Value, Args args) {
  if (!check_generation(fiber, "get_objects", args)) return Value::error();
  GcVector found(fiber);
  fiber.heap.for_each(gather, &found);
  return object_or_error(make_list(fiber, found.data(), found.size()));
}

struct Search {
  Heap& heap;
  Args targets;
  GcVector found;
  std::vector<Object*> inside;  // lives for the length of one look
};

void look_for(Object* object, void* context) {
  Search& search = *static_cast<Search*>(context);
  if (!is_tracked(object)) return;
  search.inside.clear();
  search.heap.look_into(object, &search.inside);
  for (const Object* const one : search.inside) {
    for (uint32_t i = 0; i < search.targets.count; ++i) {
      if (search.targets[i] != Value::from_object(one)) continue;
      search.found.push(Value::from_object(object));
      return;
    }
  }
}

Value gc_get_referrers(Fiber& fiber, Value, Args args) {
  Search search{fiber.heap, args, GcVector(fiber), {}};
  fiber.heap.for_each(look_for, &search);
  return object_or_error(
      make_list(fiber, search.found.data(), search.found.size()));
}

// Items are told one by one, numbers too; of others all that are objects.
Value gc_get_referents(Fiber& fiber, Value, Args args) {
  GcVector found(fiber);
  for (uint32_t i = 0; i < args.count; ++i) {
    const Value value = args[i];
    uint32_t at = 0;
    Value key, item;
    if (const List* const list = cast<List>(value)) {
      for (; at < list->size; ++at) found.push(list->items[at]);
    } else if (const Tuple* const tuple = cast<Tuple>(value)) {
      for (; at < tuple->size; ++at) found.push(tuple->items[at]);
    } else if (Dict* const dict = cast<Dict>(value)) {
      while (dict_next(dict, &at, &key, &item)) {
        found.push(key);
        found.push(item);
      }
    } else if (value.is_object() && is_tracked(value.object())) {
      std::vector<Object*> inside;
      fiber.heap.look_into(value.object(), &inside);
      for (const Object* const one : inside)
        found.push(Value::from_object(one));
    }
  }
  return object_or_error(make_list(fiber, found.data(), found.size()));
}

// Whether its __del__ has run.
Value gc_is_finalized(Fiber&, Value, Args args) {
  return Value::from_bool(
      (type_of(args[0])->type_flags & kTypeFinalizer) != 0 &&
      (args[0].object()->flags & kFlagHasFinalizer) == 0);
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
    {"collect", gc_collect, 0, 1, kMethodKeywords,
     "Run the garbage collector."_doc},
    {"enable", gc_enable, 0, 0},
    {"disable", gc_disable, 0, 0},
    {"isenabled", gc_isenabled, 0, 0},
    {"get_objects", gc_get_objects, 0, 1, kMethodKeywords,
     "Return a list of objects tracked by the collector."_doc},
    {"get_referrers", gc_get_referrers, 0, -1, 0,
     "Return the list of objects that directly refer to any of 'objs'."_doc},
    {"get_referents", gc_get_referents, 0, -1, 0,
     "Return the list of objects that are directly referred to by 'objs'."_doc},
    {"is_finalized", gc_is_finalized, 1, 1},
    {"get_stats", gc_get_stats, 0, 0},
    {"get_count", gc_get_count, 0, 0},
    {"set_threshold", gc_none, 1, 3},
    {"get_threshold", gc_get_count, 0, 0},
    {"freeze", gc_freeze, 0, 0, 0,
     "Collect, and give back the memory that starting took."_doc},
    {"unfreeze", gc_none, 0, 0},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  put(fiber, globals, "garbage", object_or_error(make_list(fiber)));
  rt().gc_callbacks = make_list(fiber);
  put(fiber, globals, "callbacks", object_or_error(rt().gc_callbacks));
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
