// name_table.h - one copy of each name.
//
// Equal names of one tree share their bytes, so that a pointer tells them
// apart.

#pragma once

#include <stddef.h>

#include <string_view>

#include "base/short_vector.h"
#include "python/arena.h"

namespace mt::python {

class NameTable {
 public:
  explicit NameTable(Arena& arena) : arena_(arena) {}

  // The arena's copy of `name`, the same one every time.
  std::string_view intern(std::string_view name);

 private:
  size_t slot_of(std::string_view name) const;
  void grow();

  Arena& arena_;
  ShortVector<std::string_view, 16> slots_;
  size_t count_ = 0;
};

}  // namespace mt::python
