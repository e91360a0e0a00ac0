// index_table.h - a small hash table from a word to a number.
//
// The compiler's memory for "have I met this constant, this name before?". Open
// addressing, only growing; a key is any 64-bit word but 0.

#pragma once

#include <stdint.h>

#include <vector>

namespace mt::python {

class IndexTable {
 public:
  // The number kept with `key`, which is `otherwise` if the key is new.
  uint32_t find_or_add(uint64_t key, uint32_t otherwise) {
    if (count_ * 2 >= entries_.size()) grow();
    Entry& entry = entries_[slot_of(key)];
    if (entry.key == 0) {
      entry = {key, otherwise};
      ++count_;
    }
    return entry.number;
  }

 private:
  struct Entry {
    uint64_t key;
    uint32_t number;
  };

  size_t slot_of(uint64_t key) const {
    uint64_t hash = key * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 32;
    size_t slot = static_cast<size_t>(hash) & (entries_.size() - 1);
    while (entries_[slot].key != 0 && entries_[slot].key != key) {
      slot = (slot + 1) & (entries_.size() - 1);
    }
    return slot;
  }

  void grow() {
    std::vector<Entry> old;
    old.swap(entries_);
    entries_.resize(old.empty() ? 16 : old.size() * 2, Entry{0, 0});
    for (const Entry& entry : old) {
      if (entry.key != 0) entries_[slot_of(entry.key)] = entry;
    }
  }

  std::vector<Entry> entries_;
  size_t count_ = 0;
};

}  // namespace mt::python
