// heap_sweep.cc - cells of the dead become free ones.
//
// Blocks are swept one by one, as allocating asks for cells or a step has time.
// An empty block goes back to the pool, and may serve another size next.

#include "python/heap_internal.h"

#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "python/bytes.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/shape.h"
#include "python/type.h"

namespace mt::python {

extern const Layout kTypeLayout;

namespace {

// The threshold rises by no less than this, or marking what every program has
// (a megabyte with a few modules) would cost small ones more than all they do.
constexpr size_t kLeastGrowth = 2 * 1024 * 1024;

// Bytes that are on their way from memory while others are looked at.
constexpr size_t kSweepAhead = 512;

// Kinds that own no memory outside the heap, whose dead need nothing done.
constexpr uint64_t bit(Kind kind) {
  return uint64_t{1} << static_cast<unsigned>(kind);
}
constexpr uint64_t kBareKinds =
    bit(Kind::kInstance) | bit(Kind::kSlots) | bit(Kind::kStr) |
    bit(Kind::kBytes) | bit(Kind::kBigInt) | bit(Kind::kIntBox) |
    bit(Kind::kFloatBox) | bit(Kind::kComplex) | bit(Kind::kTuple) |
    bit(Kind::kRange) | bit(Kind::kSlice) | bit(Kind::kCell) |
    bit(Kind::kFunction) | bit(Kind::kBuiltin) | bit(Kind::kBoundMethod);

bool owns_nothing(const Object* object) {
  return object->kind == Kind::kList
             ? static_cast<const List*>(object)->is_inside()
         : object->kind == Kind::kByteArray
             ? static_cast<const ByteArray*>(object)->is_inside()
             : object->kind == Kind::kDict &&
                   static_cast<const Dict*>(object)->is_inside();
}

}  // namespace

void Heap::destroy(Object* object) {
  if (object->shape == nullptr || object->kind == Kind::kShape) return;
  // A class may outlive its metaclass by a moment.
  const Layout* layout = object->kind == Kind::kType
                             ? &kTypeLayout
                             : object->shape->type->layout;
  if (layout->release != nullptr) layout->release(object);
}

// Dead classes and shapes stay for one more cycle, because destroy() reads them
// when it meets their dead instances, in whatever order the sweep does.
bool Heap::condemn(Object* object) {
  if (object->kind != Kind::kShape && object->kind != Kind::kType) return false;
  if ((object->flags & kFlagCondemned) != 0) return false;
  object->flags |= kFlagCondemned;
  object->gc = live_;
  return true;
}

void Heap::begin_sweep() {
  enter(Stage::kSweeping);
  ++cycles_;
  large_swept_ = 0;
  for (SizeClass& size_class : classes_) {
    // Free lists hold no objects and are rebuilt by the sweep.
    size_class.unswept = size_class.blocks ? &size_class.blocks : nullptr;
    size_class.free_cells = nullptr;
    size_class.available = nullptr;
  }
}

// Sweeps the next block of a class; an empty one goes back to the pool.
void Heap::sweep_block(SizeClass& size_class) {
  Block** const link = size_class.unswept;
  Block* const block = *link;
  void* list = nullptr;
  uint32_t free_count = 0;
  // Cells never handed out are left alone: their pages may not exist yet.
  const bool is_newest = size_class.bump_end == block->end();
  const size_t used =
      is_newest ? static_cast<size_t>(size_class.bump - block->cells()) /
                      block->cell_bytes
                : block->cell_count;
  const size_t size = block->cell_bytes;
  // Where this block has been read to its begin, the next one is read from its
  // end: processors do not foresee that.
  if (const char* const next = reinterpret_cast<char*>(block->next)) {
    __builtin_prefetch(next);
    for (size_t back = 64; back <= kSweepAhead; back += 64)
      __builtin_prefetch(next + kBlockBytes - back);
  }
  for (char* at = block->cells() + used * size; at != block->cells();) {
    at -= size;
    __builtin_prefetch(at - kSweepAhead);
    Object* const object = reinterpret_cast<Object*>(at);
    if (object->gc == live_) continue;
    if (object->gc != 0) {
      if ((kBareKinds & bit(object->kind)) == 0 && !owns_nothing(object)) {
        if (condemn(object)) continue;
        destroy(object);
      }
      object->gc = 0;
#ifdef MT_GCSTRESS
      memset(static_cast<void*>(object + 1), 0xdb,
             block->cell_bytes - sizeof(Object));
#endif
      // Out of bounds, but for the header that the next sweep looks at.
      ASAN_POISON_MEMORY_REGION(object + 1,
                                block->cell_bytes - sizeof(Object));
    }
    memcpy(static_cast<void*>(object), &list, sizeof list);
    list = object;
    ++free_count;
  }
  const bool is_empty = free_count == used;
  const uint32_t counted = is_empty ? 0 : block->cell_count - free_count;
  live_bytes_ -= size_t{block->counted - counted} * block->cell_bytes;
  block->counted = counted;
  if (is_empty) {
    if (is_newest) size_class.bump = size_class.bump_end = nullptr;
    *link = block->next;
    block->next = free_blocks_;
    block->cell_bytes = 0;
    free_blocks_ = block;
  } else {
    if (list != nullptr) {
      block->free_cells = list;
      block->next_available = size_class.available;
      size_class.available = block;
    }
    size_class.unswept = &block->next;
  }
  if (*size_class.unswept == nullptr) size_class.unswept = nullptr;
}

// Sweeps up to `count` blocks; true while any is left.
bool Heap::sweep_some(size_t count) {
  if (stage_ != Stage::kSweeping) return false;
  for (; count > 0 && large_swept_ < large_.size(); ++large_swept_) {
    Large& large = large_[large_swept_];
    if (large.object == nullptr || large.object->gc == live_) continue;
    destroy(large.object);
    live_bytes_ -= large.bytes;
    free(large.object);
    large.object = nullptr;
    ++large_dead_;
    --count;
  }
  for (SizeClass& size_class : classes_) {
    while (count > 0 && size_class.unswept != nullptr) {
      sweep_block(size_class);
      --count;
    }
  }
  if (count > 0) {
    compact_large();
    stage_ = Stage::kIdle;
    const bool is_steady = live_bytes_ < left_bytes_ + left_bytes_ / 32;
    growth_ = is_steady ? std::min(growth_ + 1, kSteadyGrowth) : kGrowth;
    const size_t growth = live_bytes_ / 8 * growth_;
    threshold_ = live_bytes_ + std::max(growth, kLeastGrowth);
    left_bytes_ = live_bytes_;
    renew_last_memory();
  }
  return stage_ == Stage::kSweeping;
}

void Heap::sweep_all() {
  while (sweep_some(64)) {
  }
}

void Heap::compact_large() {
  size_t kept = 0;
  size_t swept = 0;
  for (size_t i = 0; i < large_.size(); ++i) {
    if (large_[i].object == nullptr) continue;
    if (i < large_swept_) ++swept;
    large_[kept++] = large_[i];
  }
  large_.resize(kept);
  large_swept_ = swept;
  large_dead_ = 0;
}

}  // namespace mt::python
