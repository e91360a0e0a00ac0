// modules.cc - see modules.h.

#include "twisted/modules.h"

#include <stdlib.h>
#include <string.h>

#include "python/dict.h"
#include "python/native.h"
#include "twisted/engine.h"
#include "twisted/native_classes.h"
#include "twisted/process_module.h"
#include "twisted/reactor_module.h"
#include "twisted/tap_module.h"

namespace mt::twisted {

using namespace mt::python;

extern const ModuleDef kDeferModule;      // deferred_type.cc
extern const ModuleDef kReceiversModule;  // receiver.cc

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
                                         &kShellModule, &kTapModule,
                                         &kDeferModule, &kReceiversModule};

}  // namespace

void add_twisted_modules(Fiber& fiber) {
  add_native_modules(kModules, sizeof kModules / sizeof *kModules);
  start_engine(fiber);
  const char* const compat = getenv("TWISTED_COMPAT");
  rt().era_compat = compat != nullptr && strcmp(compat, "0.15.5") == 0;
  rt().era_voice = rt().era_compat;
}

}  // namespace mt::twisted
