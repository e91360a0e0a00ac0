// heap_internal.h - what the files of the collector share.
//
//   heap.cc         allocating, and when a cycle begins and goes on
//   heap_stack.cc   which addresses are objects, and the C++ stacks
//   heap_mark.cc    from the roots to all that lives
//   heap_sweep.cc   cells of the dead become free ones
//   heap_check.cc   collecting at every allocation, to find mistakes

#pragma once

#include "base/clock.h"
#include "python/heap.h"

namespace mt::python {

constexpr size_t kBlockBytes = 16 * 1024;
constexpr size_t kBlockHeader = 64;
// The next cycle starts when the heap has grown by so many eighths of what
// lives, and by one more, to the steady growth, for each cycle in a row in
// which that stood still: marking it again and again finds nothing. Time for
// memory: more by one takes 2 or 3 % less of one, and as much more of the
// other.
constexpr size_t kGrowth = 3;
constexpr size_t kSteadyGrowth = 6;
// Of a large container, traced at one go; and under stress.
constexpr uint32_t kPartItems = 1024;
constexpr uint32_t kStressItems = 16;

// 16 KiB at an address divisible by that: this, and cells of one size.
struct Heap::Block {
  Block* next;
  Block* next_available;
  void* free_cells;     // of a block that was swept and not taken up since
  uint32_t cell_bytes;  // 0 in the pool
  uint32_t cell_count;
  uint32_t counted;     // cells that live_bytes_ counts as used
  uint32_t cut_bytes;   // the cell_bytes it had last

  char* cells() { return reinterpret_cast<char*>(this) + kBlockHeader; }
  char* end() { return cells() + size_t{cell_bytes} * cell_count; }
  Object* cell(size_t i) {
    return reinterpret_cast<Object*>(cells() + i * cell_bytes);
  }
};

// Calls `look` with every object of up to kMaxSmall bytes, living or dead.
template <typename Look>
void Heap::each_cell(Look look) const {
  for (const SizeClass& size_class : classes_) {
    for (Block* block = size_class.blocks; block; block = block->next) {
      for (size_t i = 0; i < block->cell_count; ++i) {
        if (block->cell(i)->gc != 0) look(block->cell(i));
      }
    }
  }
}

// Zeros where the frames of a scan of the stack will stand, and have stood.
void clear_stack_below();

}  // namespace mt::python
