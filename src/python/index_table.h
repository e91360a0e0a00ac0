// index_table.h - a small hash table from a word to a number.
//
// The compiler's memory for "have I met this constant, this name before?". Only
// growing; a key is any 64-bit word but 0. The first few are kept in a row and
// looked through; more of them are found by open addressing.

#pragma once

#include <stdint.h>

#include "base/short_vector.h"

namespace mt::python {

class IndexTable {
 public:
  // The number kept with `key`, which is `otherwise` if the key is new.
  uint32_t find_or_add(uint64_t key, uint32_t otherwise) {
    if (entries_.size() <= kInRow) {
      for (const Entry& entry : entries_)
        if (entry.key == key) return entry.number;
      if (entries_.size() < kInRow) {
        entries_.push_back({key, otherwise});
        ++count_;
        return otherwise;
      }
    }
    return find_or_add_hashed(key, otherwise);
  }

 private:
  static constexpr size_t kInRow = 8;
  struct Entry {
    uint64_t key;
    uint32_t number;
  };
  using Entries = ShortVector<Entry, kInRow>;

  uint32_t find_or_add_hashed(uint64_t key, uint32_t otherwise);
  size_t slot_of(uint64_t key) const;
  void grow();

  Entries entries_;
  size_t count_ = 0;
};

}  // namespace mt::python
