// runtime.h - everything there is one of: the heap, the builtin classes, the
// interned names, the modules. A process has one Runtime.

#pragma once

#include "python/fiber.h"
#include "python/heap.h"
#include "python/object.h"
#include "python/well_known.h"

namespace mt::python {

// The builtin classes by their C++ names.
struct Types {
  Type *object, *type, *none_type, *not_implemented_type, *ellipsis_type;
  Type *bool_, *int_, *float_, *complex_, *str, *bytes, *bytearray, *memoryview;
  Type *list, *tuple, *dict, *set, *frozenset, *range, *slice;
  Type *dict_keys, *dict_values, *dict_items, *mapping_proxy;
  Type *function, *builtin, *bound_method, *code, *cell, *frame, *traceback;
  Type *method_descriptor, *classmethod_descriptor, *getset_descriptor;
  Type *slot_wrapper, *member_descriptor, *method_wrapper;
  Type *property, *classmethod, *staticmethod, *super, *module;
  Type *generator, *coroutine, *async_generator, *async_anext, *coroutine_await;
  Type *async_wrapped_value;
  Type *weakref, *weakproxy, *weak_callable;
  Type *enumerate, *zip, *map, *filter, *reversed, *callable_iterator;
  Type *list_iterator, *list_reverse_iterator, *tuple_iterator;
  Type *str_iterator, *str_ascii_iterator;
  Type *bytes_iterator, *bytearray_iterator, *memory_iterator;
  Type* anext_awaitable;
  Type *range_iterator, *dict_iterator, *dict_value_iterator,
      *set_iterator, *sequence_iterator;
  Type *shape, *key_table, *slots, *str_buffer, *unit;  // never seen by Python
#define MT_EXCEPTION(name, base) Type* name;
#include "python/exceptions.def"
#undef MT_EXCEPTION
};

struct Runtime {
  // `stack_top`: address of a variable in main(); everything that touches
  // objects must run in functions called from there.
  static Runtime* start(const void* stack_top);
  static void stop();

  explicit Runtime(const void* stack_top);
  ~Runtime();

  Heap heap;
  Types types{};
  Names names{};                // well_known.h
  Fiber* fibers = nullptr;      // all
  Fiber* main_fiber = nullptr;
  Dict* builtins = nullptr;     // of Python 3 code
  Dict* era_builtins = nullptr; // of era code
  Dict* modules = nullptr;      // sys.modules
  Dict* sys = nullptr;          // sys.__dict__
  Tuple* empty_tuple = nullptr;
  Str* empty_str = nullptr;
  Bytes* empty_bytes = nullptr;
  Str* latin1[256] = {};        // strings of one character, or null
  uint32_t recursion_limit = 1000;
  // What the dispatch loop compares with: none while a fiber has a profiler or
  // a tracer, so that every frame then comes the slow way.
  uint32_t quick_limit = 1000;
  uint32_t profilers = 0;       // how many there are, tracers too
  Tuple* asyncgen_hooks = nullptr;  // of sys; null: nobody has asked
  List* gc_callbacks = nullptr;     // of gc; null: it was not imported
  uint32_t origin_depth = 0;        // how much coroutines remember
  bool era_compat = false;      // --compat 0.15.5 personality
  bool era_voice = false;       // what the library says is as in 2003
};

extern Runtime* g_runtime;
inline Runtime& rt() { return *g_runtime; }
inline Types& types() { return g_runtime->types; }
inline Names& names() { return g_runtime->names; }

}  // namespace mt::python
