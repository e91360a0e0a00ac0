// start.cc - the language and its library, put together.

#include "cmd/start.h"

#include "lib/embedded.h"
#include "python/import.h"
#include "twisted/modules.h"

namespace mt::cmd {

python::Fiber& start_language(const void* stack_top) {
  // Two rooms that do not know each other describe the same row.
  using Row = lib::EmbeddedModule;
  using Source = python::EmbeddedSource;
  static_assert(sizeof(Row) == sizeof(Source) &&
                    offsetof(Row, is_package) == offsetof(Source, is_package) &&
                    offsetof(Row, source) == offsetof(Source, source) &&
                    offsetof(Row, size) == offsetof(Source, size),
                "rows of the embedded library");
  python::Runtime* const runtime = python::Runtime::start(stack_top);
  python::set_embedded_modules(
      reinterpret_cast<const Source*>(lib::kEmbeddedModules),
      lib::kEmbeddedModuleCount);
  twisted::add_twisted_modules(*runtime->main_fiber);
  return *runtime->main_fiber;
}

}  // namespace mt::cmd
