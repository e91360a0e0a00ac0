// embedded.h - the Python half of the library, as it sits inside the program.
//
// The build turns every file below src/lib into one row of a table, sorted by
// dotted module name. Importing looks here before it looks at the disk. The
// sources are whole, comments included, so that inspect.getsource() has
// something to show; a row and its bytes live as long as the program.

#pragma once

#include <stdint.h>
#include <string.h>

#include <string_view>

namespace mt::lib {

struct EmbeddedModule {
  const char* name;    // "twisted.internet.app"; ASCII, ends with a NUL
  bool is_package;     // the source is that of its __init__.py
  const char* source;  // UTF-8, ends with a NUL that `size` does not count
  uint32_t size;       // bytes
};

extern const EmbeddedModule kEmbeddedModules[];
extern const uint32_t kEmbeddedModuleCount;

// The row named `name`, or null.
inline const EmbeddedModule* find_embedded(std::string_view name) {
  uint32_t low = 0, high = kEmbeddedModuleCount;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const EmbeddedModule& row = kEmbeddedModules[middle];
    const int order = std::string_view(row.name).compare(name);
    if (order == 0) return &row;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return nullptr;
}

}  // namespace mt::lib
