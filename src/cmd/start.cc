// start.cc - the language and its library, put together.

#include "cmd/start.h"

#include <stdint.h>
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

bool set_max_heap(const char* size) {
  constexpr size_t kLeast = size_t{4} << 20;
  size_t bytes = 0;
  const char* p = size;
  for (; *p >= '0' && *p <= '9'; ++p) {
    const size_t digit = static_cast<size_t>(*p - '0');
    if (bytes > (SIZE_MAX - digit) / 10) return false;
    bytes = bytes * 10 + digit;
  }
  if (p == size) return false;
  unsigned shift = 0;
  if (*p == 'K' || *p == 'k') shift = 10;
  if (*p == 'M' || *p == 'm') shift = 20;
  if (*p == 'G' || *p == 'g') shift = 30;
  if (shift != 0) ++p;
  if (*p != '\0' || bytes > SIZE_MAX >> shift) return false;
  bytes <<= shift;
  if (bytes != 0 && bytes < kLeast) return false;
  python::rt().heap.set_limit(bytes == 0 ? SIZE_MAX : bytes);
  return true;
}

}  // namespace mt::cmd
