// places.h - what is known of an object, found by its address.
//
// Objects stand on the heap at least sixteen bytes apart, most of those that
// are saved side by side. So a kilobyte of addresses has one leaf of 64 words,
// and leaves are found by a hash: neighbours share a line of the cache, and
// mostly the leaf that was used last.

#pragma once

#include <stdint.h>

#include <vector>

#include "python/object.h"
#include "tap/pile.h"

namespace mt::tap {

class Places {
 public:
  Places() : leaf_of_(64) {}

  // The word of an object, 0 until somebody sets it. It moves with the next
  // call.
  uint32_t& operator[](const python::Object* object) {
    const uintptr_t address = reinterpret_cast<uintptr_t>(object);
    const uintptr_t range = address >> kRangeBits;
    if (leaves_.empty() || leaves_[latest_].range != range) turn_to(range);
    return leaves_[latest_].words[address >> 4 & (kWords - 1)];
  }

 private:
  static constexpr unsigned kRangeBits = 10;
  static constexpr size_t kWords = size_t{1} << (kRangeBits - 4);
  struct Leaf {
    uintptr_t range;
    uint32_t words[kWords];
  };

  void turn_to(uintptr_t range);
  size_t place_of(uintptr_t range) const;

  Pile<Leaf> leaves_;
  std::vector<uint32_t> leaf_of_;  // its number and one; 0 is free
  size_t latest_ = 0;
};

}  // namespace mt::tap
