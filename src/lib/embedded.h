// embedded.h - the Python half of the library, as it sits inside the program.
//
// The build turns every file below src/lib into one row of a table, sorted by
// dotted module name. Importing looks here before it looks at the disk. The
// sources are whole, comments included, so that inspect.getsource() has
// something to show, and packed, each by itself (base/packed_text.h). A row and
// its bytes live as long as the program; unpacked text is its caller's.

#pragma once

#include <stdint.h>
#include <string.h>

#include <string>
#include <string_view>

#include "base/packed_text.h"

namespace mt::lib {

struct EmbeddedModule {
  const char* name;    // "twisted.internet.app"; ASCII, ends with a NUL
  bool is_package;     // the source is that of its __init__.py
  bool is_regular;     // its indentation alone says where a body ends
  const char* packed;  // in the model below
  uint32_t packed_size;
  uint32_t size;       // of the source: UTF-8, bytes
};

extern const EmbeddedModule kEmbeddedModules[];
extern const uint32_t kEmbeddedModuleCount;
extern const TextModel kEmbeddedModel;

// The source of a module. False when the program file is damaged.
inline bool embedded_source(const EmbeddedModule& module, std::string* text) {
  text->resize(module.size);
  return unpack_text(kEmbeddedModel, {module.packed, module.packed_size},
                     &(*text)[0], module.size);
}

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
