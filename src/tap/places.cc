// places.cc - finding a leaf, and making it; pile.h's one function.

#include "tap/places.h"

#include "base/hash.h"
#include "base/last_memory.h"

namespace mt::tap {

void* grow_pile(void* items, size_t item_bytes, size_t size, size_t count,
                size_t* capacity) {
  size_t wanted, bytes;
  CHECK(checked_add(size, count, &wanted));
  if (wanted < *capacity * 2) wanted = *capacity * 2;
  if (wanted < 64) wanted = 64;
  CHECK(checked_mul(wanted, item_bytes, &bytes));
  void* grown = realloc(items, bytes);
  if (grown == nullptr) {
    // As much as is needed, then, until the writer sees that memory is out.
    wanted = size + count;
    grown = reallocate_at_last(items, wanted * item_bytes);
  }
  *capacity = wanted;
  return grown;
}

// The leaf's place in leaf_of_, or the free one where it would stand.
size_t Places::place_of(uintptr_t range) const {
  const size_t mask = leaf_of_.size() - 1;
  size_t at = static_cast<size_t>(mix64(range)) & mask;
  while (leaf_of_[at] != 0 && leaves_[leaf_of_[at] - 1].range != range)
    at = (at + 1) & mask;
  return at;
}

void Places::turn_to(uintptr_t range) {
  size_t at = place_of(range);
  if (leaf_of_[at] == 0) {
    if (leaves_.size() * 2 >= leaf_of_.size()) {
      leaf_of_.assign(leaf_of_.size() * 2, 0);
      for (size_t i = 0; i < leaves_.size(); ++i)
        leaf_of_[place_of(leaves_[i].range)] = static_cast<uint32_t>(i + 1);
      at = place_of(range);
    }
    leaves_.push({range, {}});
    leaf_of_[at] = static_cast<uint32_t>(leaves_.size());
  }
  latest_ = leaf_of_[at] - 1;
}

}  // namespace mt::tap
