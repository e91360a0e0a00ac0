// runtime.cc - bringing the language to life, in the one order that works.

#include "python/runtime.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/sanitizer.h"
#include "base/status.h"
#include "python/bytes.h"
#include "python/dict.h"
#include "python/init.h"
#include "python/list.h"
#include "python/slots.h"
#include "python/str.h"

namespace mt::python {

Runtime* g_runtime = nullptr;
uintptr_t g_stack_floor = 0;

extern const Layout kStrLayout, kTupleLayout, kDictLayout, kListLayout;

namespace {

void trace_fibers(Tracer& tracer, void* context) {
  Runtime* runtime = static_cast<Runtime*>(context);
  for (Fiber* fiber = runtime->fibers; fiber; fiber = fiber->next)
    trace_fiber(fiber, tracer);
  tracer.visit(runtime->builtins);
  tracer.visit(runtime->era_builtins);
  tracer.visit(runtime->modules);
  tracer.visit(runtime->sys);
  tracer.visit(runtime->asyncgen_hooks);
  tracer.visit(runtime->gc_callbacks);
  tracer.visit(runtime->empty_tuple);
  tracer.visit(runtime->empty_str);
  tracer.visit(runtime->empty_bytes);
  for (const Str* one : runtime->latin1) tracer.visit(one);
  Str* const* const names = reinterpret_cast<Str**>(&runtime->names);
  for (size_t i = 0; i < sizeof(Names) / sizeof(Str*); ++i)
    tracer.visit(names[i]);
}

bool trace_deep_frames(Tracer& tracer, void* context) {
  for (Fiber* fiber = static_cast<Runtime*>(context)->fibers; fiber != nullptr;
       fiber = fiber->next) {
    if (trace_more_frames(fiber, tracer)) return true;
  }
  return false;
}

void init_names(Fiber& fiber) {
#define MT_NAME_TEXT(identifier, text) text "\0"
  const char* text = MT_WELL_KNOWN_NAMES(MT_NAME_TEXT);
#undef MT_NAME_TEXT
  Str** name = reinterpret_cast<Str**>(&names());
  for (; *text != '\0'; text += strlen(text) + 1) *name++ = intern(fiber, text);
  init_operator_names(fiber);
}

// Three quarters of the stack that the system allows, 6 MiB at most: what has
// no guard of its own, and signal handlers, live below.
uintptr_t stack_floor(const void* top) {
#ifdef MT_ASAN
  constexpr uintptr_t kMost = uintptr_t{48} << 20;  // its frames are that large
#else
  constexpr uintptr_t kMost = uintptr_t{6} << 20;
#endif
  uintptr_t room = kMost;
  rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
      limit.rlim_cur / 4 * 3 < kMost)
    room = static_cast<uintptr_t>(limit.rlim_cur / 4 * 3);
  const uintptr_t start = reinterpret_cast<uintptr_t>(top);
  return start > room ? start - room : 0;
}

}  // namespace

Runtime::Runtime(const void* stack_top) : heap(stack_top) {}

Runtime::~Runtime() {
  while (fibers != nullptr && fibers != main_fiber) delete fibers;
  delete main_fiber;
}

Runtime* Runtime::start(const void* stack_top) {
  CHECK(g_runtime == nullptr);
  Runtime* runtime = new Runtime(stack_top);
  g_runtime = runtime;
  g_stack_floor = stack_floor(stack_top);
  runtime->heap.add_root_hook(trace_fibers, runtime, trace_deep_frames);
  runtime->main_fiber = new Fiber(*runtime);
  Fiber& fiber = *runtime->main_fiber;

  init_embryos(fiber, &kStrLayout, &kTupleLayout, &kDictLayout, &kListLayout);
  init_intern(fiber);
  init_names(fiber);
  runtime->empty_tuple = make_tuple(fiber, size_t{0});
  runtime->empty_str = intern(fiber, "");
  init_object(fiber);
  init_type(fiber);
  init_shapes(fiber);
  init_native(fiber);
  init_descriptors(fiber);  // before the first static method
  init_str(fiber);
  init_tuple(fiber);
  init_dict(fiber);
  init_list(fiber);
  init_function(fiber);
  init_code(fiber);
  init_frame(fiber);
  init_int(fiber);
  init_bool(fiber);
  init_float(fiber);
  init_complex(fiber);
  init_bytes(fiber);
  init_bytearray(fiber);
  init_memoryview(fiber);
  init_set(fiber);
  init_range(fiber);
  init_slice(fiber);
  init_iterators(fiber);
  init_weakref(fiber);
  init_type_lookup(fiber.heap);
  init_generator(fiber);
  init_exceptions(fiber);
  init_builtins(fiber);
  init_import(fiber);

  // GCSTRESS=n in the environment: collect at every n-th allocation. So does
  // what was built with it.
#ifdef MT_GCSTRESS
  uint32_t stress = MT_GCSTRESS;
#else
  uint32_t stress = 0;
#endif
  for (const char* name : {"MT_GCSTRESS", "GCSTRESS"}) {
    const char* const every = getenv(name);
    if (every != nullptr && every[0] != '\0')
      stress = static_cast<uint32_t>(strtoul(every, nullptr, 10));
  }
  if (stress != 0) runtime->heap.set_stress(stress);
  return runtime;
}

void Runtime::stop() {
  stop_type_lookup(g_runtime->heap);
  delete g_runtime;
  g_runtime = nullptr;
}

}  // namespace mt::python
