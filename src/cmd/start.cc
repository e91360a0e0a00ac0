// start.cc - the language and its library, put together.

#include "cmd/start.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/embedded.h"
#include "python/library_text.h"
#include "twisted/modules.h"

namespace mt::cmd {

python::Fiber& start_language(const void* stack_top) {
  python::Runtime* const runtime = python::Runtime::start(stack_top);
  python::set_library(lib::kLibrary);
  twisted::add_twisted_modules(*runtime->main_fiber);
  return *runtime->main_fiber;
}

bool compat_is_known(const char* program) {
  const char* const compat = getenv("TWISTED_COMPAT");
  if (compat == nullptr || *compat == '\0') return true;
  if (strcmp(compat, "0.15.5") == 0 || strcmp(compat, "1.0.4") == 0)
    return true;
  const char* const slash = strrchr(program, '/');
  fprintf(stderr,
          "%s: TWISTED_COMPAT: no personality for Twisted '%s', only 1.0.4 and "
          "0.15.5\n",
          slash != nullptr ? slash + 1 : program, compat);
  return false;
}

}  // namespace mt::cmd
