// name_table.cc - an open-addressing set of strings.

#include "python/name_table.h"

#include <stdint.h>

namespace mt::python {

// Where `name` is, or the empty slot where it belongs.
size_t NameTable::slot_of(std::string_view name) const {
  uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : name) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  }
  size_t i = hash & (slots_.size() - 1);
  while (slots_[i].data() != nullptr && slots_[i] != name) {
    i = (i + 1) & (slots_.size() - 1);
  }
  return i;
}

std::string_view NameTable::intern(std::string_view name) {
  if ((count_ + 1) * 4 > slots_.size() * 3) grow();
  std::string_view& slot = slots_[slot_of(name)];
  if (slot.data() == nullptr) {
    slot = arena_.copy(name);
    ++count_;
  }
  return slot;
}

void NameTable::grow() {
  const auto old = slots_;
  slots_.assign(old.empty() ? 16 : old.size() * 4, std::string_view());
  for (const std::string_view name : old) {
    if (name.data() != nullptr) slots_[slot_of(name)] = name;
  }
}

}  // namespace mt::python
