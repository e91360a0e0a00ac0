// modules.cc - see modules.h.

#include "twisted/modules.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lib/embedded.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/native.h"
#include "python/operators.h"
#include "python/source.h"
#include "python/str.h"
#include "twisted/engine.h"
#include "twisted/native_classes.h"
#include "twisted/process_module.h"
#include "twisted/reactor_module.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

bool fill_shell(Fiber& fiber, Dict* globals) {
  dict_set_text(fiber, globals, "BaseShell",
                Value::from_object(init_shell(fiber)));
  return true;
}

constexpr ModuleDef kShellModule = {
    "_shell", nullptr, fill_shell,
    "The native half of twisted.manhole.telnet."};

constexpr const ModuleDef* kModules[] = {&kReactorModule, &kProcessModule,
                                         &kShellModule};

// One table, seen by both floors.
static_assert(sizeof(EmbeddedSource) == sizeof(lib::EmbeddedModule));
static_assert(offsetof(EmbeddedSource, is_package) ==
              offsetof(lib::EmbeddedModule, is_package));
static_assert(offsetof(EmbeddedSource, source) ==
              offsetof(lib::EmbeddedModule, source));
static_assert(offsetof(EmbeddedSource, size) ==
              offsetof(lib::EmbeddedModule, size));

}  // namespace

void add_twisted_modules(Fiber& fiber) {
  set_embedded_modules(
      reinterpret_cast<const EmbeddedSource*>(lib::kEmbeddedModules),
      lib::kEmbeddedModuleCount);
  add_native_modules(kModules, sizeof kModules / sizeof *kModules);
  start_engine(fiber);
  const char* const compat = getenv("TWISTED_COMPAT");
  rt().era_compat = compat != nullptr && strcmp(compat, "0.15.5") == 0;
}

namespace {

__attribute__((noinline)) int run_main_of(Fiber& fiber, const char* module) {
  const Value home = import_module(fiber, module);
  const Value result =
      home.is_error() ? home : call_method(fiber, home, "main");
  int status = 0;
  if (result.is_error()) {
    const Value exception = take_exception(fiber);
    if (!exit_status(fiber, exception, &status)) {
      print_exception(fiber, exception);
      status = 1;
    }
  }
  flush_streams(fiber);
  return status;
}

__attribute__((noinline)) int run_with(Runtime* runtime, int argc, char** argv,
                                       const char* module) {
  Fiber& fiber = *runtime->main_fiber;
  add_twisted_modules(fiber);
  set_argv(fiber, argv, static_cast<size_t>(argc));
  return run_main_of(fiber, module);
}

}  // namespace

int run_program(int argc, char** argv, const char* module) {
  int stack_top = 0;
  Runtime* const runtime = Runtime::start(&stack_top);
  // The process ends here, and the kernel takes everything back at once.
  return run_with(runtime, argc, argv, module);
}

}  // namespace mt::twisted
