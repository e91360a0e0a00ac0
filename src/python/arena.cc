// arena.cc - the blocks that arenas are made of.
//
// They come from mmap() and go back whole; one that is spare is kept for the
// next tree.

#include "python/arena.h"

#include <sys/mman.h>

#include <algorithm>

#include "base/last_memory.h"

namespace mt::python {
namespace {

constexpr size_t kBlockBytes = 65536;  // small trees touch but its first page

}  // namespace

void* Arena::spare_ = nullptr;

Arena::Block* Arena::take_block(size_t bytes) {
  if (spare_ != nullptr && bytes <= kBlockBytes) {
    Block* const block = static_cast<Block*>(spare_);
    spare_ = nullptr;
    return block;
  }
  bytes = std::max(bytes, kBlockBytes);
  Block* const block = static_cast<Block*>(map_at_last(bytes));
  block->bytes = bytes;
  return block;
}

void Arena::give_blocks() {
  while (blocks_ != nullptr) {
    Block* const block = blocks_;
    blocks_ = block->next;
    if (spare_ == nullptr && block->bytes == kBlockBytes) {
      spare_ = block;
    } else {
      munmap(block, block->bytes);
    }
  }
}

Arena& Arena::operator=(Arena&& other) {
  std::swap(blocks_, other.blocks_);
  std::swap(next_, other.next_);
  std::swap(left_, other.left_);
  std::swap(used_, other.used_);
  return *this;
}

void Arena::give_back() {
  if (spare_ != nullptr) munmap(spare_, static_cast<Block*>(spare_)->bytes);
  spare_ = nullptr;
}

}  // namespace mt::python
