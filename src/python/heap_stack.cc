// heap_stack.cc - which addresses are objects, and the stacks that hold such.
//
// A word of the C++ stack that looks like the address of an object, or of a
// place inside one, keeps that object: the compiler's temporaries need no
// bookkeeping. The price is an exact answer for any number at all, given by a
// table of the blocks and by the sorted list of large objects.

#include "python/heap_internal.h"

#include <algorithm>

#if defined(__clang__)
#define MT_NO_SANITIZE \
  __attribute__((noinline, \
                 no_sanitize("address", "memory", "thread", "undefined")))
#else
#define MT_NO_SANITIZE \
  __attribute__((noinline, no_sanitize("address", "thread", "undefined")))
#endif

namespace mt::python {

void Heap::remember_block(Block* block) {
  const uintptr_t address = reinterpret_cast<uintptr_t>(block);
  if (knows_block(address)) return;  // reused
  if ((block_count_ + 1) * 2 > block_table_.size()) {
    std::vector<uintptr_t> old(block_table_.size() * 2);
    old.swap(block_table_);
    block_count_ = 0;
    for (const uintptr_t known : old) {
      if (known != 0) remember_block(reinterpret_cast<Block*>(known));
    }
  }
  lowest_ = std::min(lowest_, address);
  highest_ = std::max(highest_, address + kBlockBytes);
  const size_t mask = block_table_.size() - 1;
  size_t at = (address / kBlockBytes) & mask;
  while (block_table_[at] != 0) at = (at + 1) & mask;
  block_table_[at] = address;
  ++block_count_;
}

bool Heap::knows_block(uintptr_t address) const {
  const size_t mask = block_table_.size() - 1;
  size_t at = (address / kBlockBytes) & mask;
  while (block_table_[at] != 0) {
    if (block_table_[at] == address) return true;
    at = (at + 1) & mask;
  }
  return false;
}

Object* Heap::find(uintptr_t address) const {
  if (address >= lowest_ && address < highest_) {
    const uintptr_t start = address & ~(uintptr_t{kBlockBytes} - 1);
    if (knows_block(start)) {
      Block* block = reinterpret_cast<Block*>(start);
      if (address - start < kBlockHeader) return nullptr;
      if (block->cell_bytes == 0) return nullptr;  // in the pool
      const size_t i = (address - start - kBlockHeader) / block->cell_bytes;
      if (i >= block->cell_count) return nullptr;
      Object* object = block->cell(i);
      return object->gc != 0 ? object : nullptr;
    }
  }
  if (large_.empty() || address < large_.front().start) return nullptr;
  const auto at = std::upper_bound(
      large_.begin(), large_.end(), address,
      [](uintptr_t a, const Large& b) { return a < b.start; });
  const Large& large = *(at - 1);
  return address - large.start < large.bytes ? large.object : nullptr;
}

void Heap::add_stack(StackSpan* span) {
  span->next = stacks_;
  stacks_ = span;
}

void Heap::drop_stack(StackSpan* span) {
  StackSpan** link = &stacks_;
  while (*link != span) link = &(*link)->next;
  *link = span->next;
}

// The registers that a callee must preserve are spilled into the frame of the
// caller; the scan starts below it, in a frame of its own.
MT_NO_SANITIZE void Heap::scan_stack() {
  static void (*volatile below)(Heap*) = scan_stack_below;
  __builtin_unwind_init();
  below(this);
  __asm__ volatile("" ::: "memory");
}

MT_NO_SANITIZE void Heap::scan_stack_below(Heap* heap) {
  heap->scan_words(static_cast<const char*>(__builtin_frame_address(0)),
                   heap->stack_top_);
}

MT_NO_SANITIZE void Heap::scan_words(const char* from, const char* to) {
  const char* p = reinterpret_cast<const char*>(
      (reinterpret_cast<uintptr_t>(from) + sizeof(uintptr_t) - 1) &
      ~(sizeof(uintptr_t) - 1));
  for (; p + sizeof(uintptr_t) <= to; p += sizeof(uintptr_t)) {
    const uintptr_t word = *reinterpret_cast<const volatile uintptr_t*>(p);
    if (Object* object = find(word)) mark(object);
  }
}

MT_NO_SANITIZE void clear_stack_below() {
  volatile char stale[1024];
  for (size_t i = 0; i < sizeof stale; ++i) stale[i] = 0;
}

}  // namespace mt::python
