// embed_twisted.cc - include/microtwisted/twisted.h: the room above the
// language joins an interpreter that somebody else's program started.

#include "microtwisted/twisted.h"

#include "base/status.h"
#include "python/runtime.h"
#include "twisted/modules.h"

namespace microtwisted {

void add_twisted() {
  static bool added = false;
  CHECK(mt::python::g_runtime != nullptr);
  if (added) return;
  added = true;
  mt::twisted::add_twisted_modules(*mt::python::rt().main_fiber);
}

}  // namespace microtwisted
