// index_table.cc - an open-addressing table of words.

#include "python/index_table.h"

namespace mt::python {

uint32_t IndexTable::find_or_add_hashed(uint64_t key, uint32_t otherwise) {
  if (count_ * 2 >= entries_.size()) grow();
  Entry& entry = entries_[slot_of(key)];
  if (entry.key == 0) {
    entry = {key, otherwise};
    ++count_;
  }
  return entry.number;
}

size_t IndexTable::slot_of(uint64_t key) const {
  uint64_t hash = key * 0x9e3779b97f4a7c15ull;
  hash ^= hash >> 32;
  size_t slot = static_cast<size_t>(hash) & (entries_.size() - 1);
  while (entries_[slot].key != 0 && entries_[slot].key != key) {
    slot = (slot + 1) & (entries_.size() - 1);
  }
  return slot;
}

void IndexTable::grow() {
  const Entries old = entries_;
  entries_.assign(old.size() * 4, Entry{0, 0});
  for (const Entry& entry : old) {
    if (entry.key != 0) entries_[slot_of(entry.key)] = entry;
  }
}

}  // namespace mt::python
