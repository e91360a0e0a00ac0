// heap_check.cc - collecting at every allocation, to find mistakes.
//
// GCSTRESS has the program meet every moment at which a collection can come,
// and a build with MT_GCSTRESS marks a second time and compares: it stops at
// the first object that the write barrier did not hear of.

#include <stdio.h>
#include <stdlib.h>

#include "python/heap_internal.h"
#include "python/shape.h"
#include "python/type.h"

namespace mt::python {

namespace {

// Whole cycles between two that are done in steps, and those.
constexpr uint32_t kStressCycles = 16;
constexpr size_t kStressStep = 1024;
// Colour of the second marking.
[[maybe_unused]] constexpr uint8_t kVerifying = 3;

}  // namespace

void Heap::set_stress(uint32_t every) {
  stress_ = every;
  part_items_ = every != 0 ? kStressItems : kPartItems;
}

void Heap::stress() {
  if (calm_) return;
  if (++stress_count_ < stress_) return;
  stress_count_ = 0;
  if (stress_cycles_ < kStressCycles) {
    ++stress_cycles_;
    collect();
  } else if (is_busy()) {
    mark_some(kStressStep);
  } else if (stage_ == Stage::kIdle) {
    start_cycle();
  } else if (!sweep_some(1)) {
    stress_cycles_ = 0;
  }
}

#ifdef MT_GCSTRESS
// Marks once more from the roots, the C++ stack aside, in a third colour. What
// has not the living colour by now was overwritten without the barrier.
void Heap::verify_marking() {
  verified_ = live_;
  live_ = kVerifying;
  mark_exact_roots();
  drain();
  holder_ = nullptr;
  live_ = verified_;
  verified_ = 0;
  const auto restore = [this](Object* object) {
    if (object->gc == kVerifying) object->gc = live_;
  };
  each_cell(restore);
  for (Large& large : large_) {
    if (large.object != nullptr) restore(large.object);
  }
}

void Heap::check_marked(const Object* object) const {
  if (object->gc == verified_) return;
  const auto name = [](const Object* o) {
    return o == nullptr ? "a root"
           : o->shape == nullptr ? "?" : o->shape->type->layout->name;
  };
  fprintf(stderr, "marking missed %p (kind %d, %s) in %p (%s)\n",
          static_cast<const void*>(object), static_cast<int>(object->kind),
          object->gc == 0 ? "already freed" : name(object),
          static_cast<const void*>(holder_), name(holder_));
  abort();
}
#endif

}  // namespace mt::python
