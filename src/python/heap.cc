// heap.cc - allocating cells, and the cycle: mark a snapshot, sweep lazily.
//
//   idle --live bytes pass the threshold--> marking --stack empty--> the dead
//    ^                                                     lose their names
//    |                                                                  |
//    +------------- every block swept ------------- sweeping <----------+
//
// A cycle begins by marking the roots at once: Roots, GcVectors, the C++ stack
// and the upper frames of fibers, a few microseconds. Then every refill of a
// free list pays with some tracing, so much that marking ends before the heap
// has grown by a part of itself (kMarkRate). The write barrier keeps what was
// reachable at the start; everything allocated later is born with the living
// colour. Colours are not cleared: the two swap meaning at the start of each
// cycle.

#include "python/heap_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>

#include "base/bytes.h"
#include "base/last_memory.h"
#include "base/status.h"
#include "python/fiber.h"

namespace mt::python {

namespace {

constexpr size_t kRegionBytes = 256 * 1024;
constexpr size_t kFirstThreshold = 1024 * 1024;
// What malloc needs beside what it gives, about.
constexpr size_t kMallocOverhead = 16;

// Small arrays go from the lists that die to those that are born: malloc would
// merge and split them on the way. Their sizes are those that malloc has
// anyway, 8 bytes more than a multiple of 16. Row 0 is for what is left to
// malloc alone.
constexpr size_t kMostKept = 16 * 1024;  // bytes of each size
size_t array_row(size_t bytes) {
#ifdef MT_ASAN
  static_cast<void>(bytes);
  return 0;
#else
  return bytes > 32 * 16 + 8 ? 0 : bytes <= 24 ? 1 : (bytes + 7) / 16;
#endif
}
// Bytes to trace for each byte allocated while marking. What is made meanwhile
// and dropped stays until the next cycle: soon done is memory saved.
constexpr size_t kMarkRate = 32;
// One step: well under a millisecond of tracing on a slow machine; and what is
// not worth the two system calls that time it.
constexpr size_t kStepBytes = 384 * 1024;
constexpr size_t kLeastStep = 64 * 1024;
// Blocks to sweep for each that is allocated, and those that are looked through
// for a free cell before a new block is taken.
constexpr size_t kSweepRate = 8;
constexpr size_t kMostSwept = 16;
constexpr int kOwnPages = 512 * 1024;
constexpr int kSpareBytes = 8 * 1024 * 1024;
constexpr uint8_t kSurveyed = 4;  // colour; 3 is heap_check.cc's
// The last memory: some blocks, a piece of the mark stack, a small tree.
constexpr size_t kLeastAside = 1024 * 1024;
constexpr size_t kReserve = 512 * 1024;  // above the limit, for small objects

// While there are few blocks, only these classes: each one in use costs a page,
// and of many sizes a start makes no ten objects.
constexpr size_t kFewBlocks = 16;
constexpr uint64_t kFirstClasses = [] {
  uint64_t rows = 0;
  for (const unsigned row : {2, 3, 4, 5, 6, 8, 14, 22, 26, 30, 34})
    rows |= uint64_t{1} << row;
  return rows;
}();

// Cells are small, and a call of memset costs as much as the zeros. The empty
// asm keeps compilers from making one of the loop.
inline void clear_cell(void* cell, size_t bytes) {
  uint64_t* word = static_cast<uint64_t*>(cell);
  uint64_t* const end = word + bytes / sizeof *word;
  if (bytes > 256) {
    memset(cell, 0, bytes);
    return;
  }
  for (; word < end; ++word) {
    *word = 0;
    __asm__("" : "+r"(word));
  }
}

// How long the program stands still for the collector, in processor time.
class Stop {
 public:
  explicit Stop(uint64_t* longest_ns) : longest_ns_(longest_ns) {}
  ~Stop() {
    const uint64_t took = static_cast<uint64_t>(process_cpu_ns() - began_);
    *longest_ns_ = std::max(*longest_ns_, took);
  }
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

 private:
  uint64_t* longest_ns_;
  const int64_t began_ = process_cpu_ns();
};

}  // namespace

uint8_t Heap::class_of_[kMaxSmall / 8 + 1];

void Heap::fill_class_table(uint64_t classes) {
  size_t row = 0;
  for (size_t units = 0; units <= kMaxSmall / 8; ++units) {
    while (kClassBytes[row] < units * 8 || (classes >> row & 1) == 0) ++row;
    class_of_[units] = static_cast<uint8_t>(row);
  }
}

Root::Root(Heap& heap, Value initial)
    : value(initial), next_(heap.roots_), link_(&heap.roots_) {
  if (next_ != nullptr) next_->link_ = &next_;
  heap.roots_ = this;
}

Root::~Root() {
  *link_ = next_;
  if (next_ != nullptr) next_->link_ = link_;
}

GcVector::GcVector(Heap& heap, bool is_long)
    : is_long_(is_long), next_(heap.vectors_), link_(&heap.vectors_) {
  if (next_ != nullptr) next_->link_ = &next_;
  heap.vectors_ = this;
}

GcVector::GcVector(Fiber& fiber) : GcVector(fiber.heap) {}

GcVector::~GcVector() {
  *link_ = next_;
  if (next_ != nullptr) next_->link_ = link_;
}

// What addresses the process may have, and what data.
static size_t own_limit() {
  size_t limit = SIZE_MAX;
  for (const auto resource : {RLIMIT_AS, RLIMIT_DATA}) {
    struct rlimit own;
    if (getrlimit(resource, &own) == 0 && own.rlim_cur != RLIM_INFINITY)
      limit = static_cast<size_t>(std::min<uint64_t>(limit, own.rlim_cur));
  }
  return limit;
}

// All the memory of the machine, or three quarters of what the process may
// have: the rest is for what is not counted here.
static size_t machine_limit() {
  uint64_t limit = SIZE_MAX;
#ifdef _SC_PHYS_PAGES
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  if (pages > 0 && size > 0)
    limit = std::min(limit, static_cast<uint64_t>(pages) *
                                static_cast<uint64_t>(size));
#endif
  return static_cast<size_t>(
      std::min(limit, static_cast<uint64_t>(own_limit()) / 4 * 3));
}

Heap::Heap(const void* stack_top)
    : part_items_(kPartItems),
      threshold_(kFirstThreshold),
      limit_(machine_limit()),
      bound_(limit_),
      stack_top_(static_cast<const char*>(stack_top)) {
  fill_class_table(kFirstClasses);
  block_table_.resize(64);
#ifdef __GLIBC__
  // The largest arrays by themselves, whatever was freed before: they grow
  // without being copied, and what they leave goes back to the system. From
  // 128 KiB on, lists and texts of 200 took up to seven times as long, for
  // each began with pages to be had anew; from 8 MiB on, copies of what grew
  // made dicts of lists a third slower.
  mallopt(M_MMAP_THRESHOLD, kOwnPages);
  // What one collection frees, the next objects take. Pages that go to the
  // system in between come back one fault at a time: an echo of long messages
  // in Python took 1.4 times as long. An idle heap gives all of it back.
  mallopt(M_TRIM_THRESHOLD, kSpareBytes);
#endif
  const size_t own = own_limit();
  is_bounded_ = own != SIZE_MAX;
  aside_ = is_bounded_ ? std::max(own / 16, kLeastAside) : kLeastAside;
  set_memory_aside(aside_);
  on_last_memory(expect_no_more, this);
  finalizers_ = new GcVector(*this, true);
  permanent_ = new GcVector(*this);
}

Heap::~Heap() {
  on_last_memory(nullptr, nullptr);
  marking_ = false;
  each_cell([this](Object* object) { destroy(object); });
  for (Large& large : large_) {
    if (large.object == nullptr) continue;
    destroy(large.object);
    free(large.object);
  }
  free_kept();
  delete permanent_;
  delete finalizers_;
  for (void* region : regions_) munmap(region, kRegionBytes + kBlockBytes);
}
// --- allocating --------------------------------------------------------------

Object* Heap::allocate(size_t bytes, Shape* shape, Kind kind) {
  if (__builtin_expect(stress_ != 0, 0)) stress();
  if (bytes <= kMaxSmall) {
    const size_t row = class_of_[(bytes + 7) / 8];
    void* const cell = take_cell(row);
    clear_cell(cell, kClassBytes[row]);
    return begin_object(cell, shape, kind);
  }
  pay(bytes);
  Object* object;
  while ((object = allocate_large(bytes)) == nullptr) {
    if (!use_last_memory()) end_without_memory();
  }
  return begin_object(object, shape, kind);
}

Object* Heap::allocate_sized(size_t bytes, Shape* shape, Kind kind,
                             bool zeroed) {
  if (bytes <= kMaxSmall) return allocate(bytes, shape, kind);
  if (over_limit(bytes)) return nullptr;
  pay(bytes);
  Object* object = allocate_large(bytes, zeroed);
  if (object == nullptr) return nullptr;
  return begin_object(object, shape, kind);
}

void* Heap::refill(size_t row) {
  SizeClass& size_class = classes_[row];
  pay(size_class.drawn);
  size_class.drawn = 0;
  // Collecting may just have filled the list.
  for (size_t swept = 0; size_class.free_cells == nullptr; ++swept) {
    if (Block* const block = size_class.available) {
      size_class.available = block->next_available;
      const uint32_t count = block->cell_count - block->counted;
      size_class.free_cells = block->free_cells;
      size_class.drawn = size_t{count} * block->cell_bytes;
      live_bytes_ += size_class.drawn;
      block->counted = block->cell_count;
    } else if (size_class.bump != size_class.bump_end) {
      break;
    } else if (size_class.unswept != nullptr && swept < kMostSwept) {
      sweep_block(size_class);
    } else if (!new_block(row)) {
      if (!find_room() && !use_last_memory()) end_without_memory();
    } else {
      size_class.drawn = kBlockBytes;
      break;
    }
  }
  void* cell = size_class.free_cells;
  if (cell != nullptr) {
    memcpy(&size_class.free_cells, cell, sizeof(void*));
  } else {
    cell = size_class.bump;
    size_class.bump += kClassBytes[row];
  }
  return cell;
}

static uintptr_t first_block_of(void* region) {
  return (reinterpret_cast<uintptr_t>(region) + kBlockBytes - 1) &
         ~(uintptr_t{kBlockBytes} - 1);
}

bool Heap::new_block(size_t row) {
  if (free_blocks_ == nullptr && fresh_blocks_ == fresh_end_) {
    void* region = mmap(nullptr, kRegionBytes + kBlockBytes,
                        PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                        -1, 0);
    if (region == MAP_FAILED) return false;
    regions_.push_back(region);
    fresh_blocks_ = first_block_of(region);
    fresh_end_ = fresh_blocks_ + kRegionBytes;
  }
  Block* block = free_blocks_;
  if (block != nullptr) {
    free_blocks_ = block->next;
  } else {  // untouched so far, and so no memory yet
    block = reinterpret_cast<Block*>(fresh_blocks_);
    fresh_blocks_ += kBlockBytes;
    if (block_count_ == kFewBlocks) fill_class_table(~uint64_t{0});
  }
  SizeClass& size_class = classes_[row];
  ASAN_UNPOISON_MEMORY_REGION(block, kBlockBytes);
  block->cell_bytes = kClassBytes[row];
  block->cell_count = static_cast<uint32_t>((kBlockBytes - kBlockHeader) /
                                            block->cell_bytes);
  block->counted = block->cell_count;
  // What a block of other cells held would look like objects to the sweep.
  if (block->cut_bytes != 0 && block->cut_bytes != block->cell_bytes) {
    for (size_t i = 0; i < block->cell_count; ++i) block->cell(i)->gc = 0;
  }
  block->cut_bytes = block->cell_bytes;
  // At the front: blocks behind `unswept` stay behind it.
  block->next = size_class.blocks;
  if (size_class.unswept == &size_class.blocks)
    size_class.unswept = &block->next;
  size_class.blocks = block;
  size_class.bump = block->cells();
  size_class.bump_end = block->end();
  remember_block(block);
  live_bytes_ += size_t{block->cell_count} * block->cell_bytes;
  return true;
}

Object* Heap::allocate_large(size_t bytes, bool zeroed) {
  Object* object;
  do {
    object = static_cast<Object*>(zeroed ? calloc(1, bytes) : malloc(bytes));
  } while (object == nullptr && find_room());
  if (object == nullptr) return nullptr;
  if (!zeroed) memset(object, 0, sizeof *object);
  if (large_dead_ != 0) compact_large();
  const uintptr_t start = reinterpret_cast<uintptr_t>(object);
  const auto at = std::upper_bound(
      large_.begin(), large_.end(), start,
      [](uintptr_t a, const Large& b) { return a < b.start; });
  const size_t index = static_cast<size_t>(at - large_.begin());
  large_.insert(at, Large{object, start, bytes});
  if (index < large_swept_) ++large_swept_;
  live_bytes_ += bytes;
  total_bytes_ += bytes;
  return object;
}

void* Heap::grow(void* memory, size_t old_bytes, size_t new_bytes) {
  if (new_bytes > old_bytes) {
    if (__builtin_expect(stress_ != 0, 0)) stress();
    if (over_limit(new_bytes - old_bytes)) return nullptr;
    pay(new_bytes - old_bytes);
  }
  void* moved;
  do {
    moved = move_array(memory, old_bytes, new_bytes);
  } while (moved == nullptr && find_room());
  if (moved == nullptr) return nullptr;
  live_bytes_ += new_bytes - old_bytes;
  if (memory == nullptr) live_bytes_ += kMallocOverhead;
  return moved;
}

void Heap::release(void* memory, size_t bytes) {
  if (memory == nullptr) return;
  put_array(memory, bytes);
  live_bytes_ -= bytes + kMallocOverhead;
}

// After the system refused memory: true when that may be better now, for much
// that was allocated since the last time is given back.
bool Heap::find_room() {
  if (calm_ || collecting_ || searched_at_ == total_bytes_) return false;
  collect();
  give_back();
  searched_at_ = total_bytes_;
  return true;
}

void* Heap::take_array(size_t row) {
  Kept& kept = arrays_[row];
  if (kept.first == nullptr) return malloc(row * 16 + 8);
  void* const memory = kept.first;
  memcpy(&kept.first, memory, sizeof(void*));
  kept.bytes -= row * 16;
  return memory;
}

void* Heap::move_array(void* memory, size_t old_bytes, size_t new_bytes) {
  const size_t row = array_row(new_bytes);
  if (row == 0) return realloc(memory, new_bytes);
  if (memory == nullptr) return take_array(row);
  if (array_row(old_bytes) == row) return memory;
  void* const moved = take_array(row);
  if (moved == nullptr) return nullptr;
  memcpy(moved, memory, std::min(old_bytes, new_bytes));
  put_array(memory, old_bytes);
  return moved;
}

void Heap::put_array(void* memory, size_t bytes) {
  const size_t row = array_row(bytes);
  Kept& kept = arrays_[row];
  if (row == 0 || kept.bytes >= kMostKept) {
    free(memory);
    return;
  }
  memcpy(memory, &kept.first, sizeof(void*));
  kept.first = memory;
  kept.bytes += row * 16;
}

void Heap::free_kept() {
  for (Kept& kept : arrays_) {
    while (kept.first != nullptr) {
      void* const memory = kept.first;
      memcpy(&kept.first, memory, sizeof(void*));
      free(memory);
    }
    kept.bytes = 0;
  }
}

// True when `bytes` more would pass the bound even after a whole cycle.
bool Heap::over_limit(size_t bytes) {
  if (calm_) return false;
  if (bytes <= bound_ && live_bytes_ <= bound_ - bytes) return false;
  collect();
  return bytes > bound_ || live_bytes_ > bound_ - bytes;
}

bool Heap::may_gather(size_t bytes) {
  if (bytes <= gathered_ && total_bytes_ - gathered_at_ < kFewGathered)
    return true;
  size_t need;
  if (!checked_mul(bytes, size_t{3}, &need) || over_limit(need)) return false;
  // Where addresses are few, what is free may be in pieces.
  void* room = nullptr;
  while (is_bounded_) {
    room = mmap(nullptr, need, PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room != MAP_FAILED) break;
    if (!find_room()) return false;
  }
  if (is_bounded_) munmap(room, need);
  gathered_ = bytes + bytes / 8;
  gathered_at_ = total_bytes_;
  return true;
}

// Called with the bytes about to be allocated: does the work owed for them.
void Heap::pay(size_t bytes) {
  total_bytes_ += bytes;
  if (calm_) return;
  if (live_bytes_ > bound_ && !collecting_ && live_bytes_ > refused_at_) {
    collect();
    if (live_bytes_ > bound_) {
      set_pending(kPendingMemory);
      // Then ask again.
      refused_at_ = live_bytes_ +
                    (is_last_memory_gone() ? aside_ / 16 : kReserve);
    }
    return;
  }
  if (is_busy()) {
    // One step at a time, however much many small allocations owe.
    debt_ = std::min(debt_ + std::min(bytes, live_bytes_) * kMarkRate,
                     live_bytes_);
    if (debt_ < kLeastStep) return;
    // A large allocation pays for itself when the heap has grown by much, or
    // garbage would pile up behind it.
    const size_t most =
        live_bytes_ / 4 > threshold_ / 3 ? std::max(kStepBytes, bytes)
                                         : kStepBytes;
    const size_t part = std::min(debt_, most);
    debt_ -= part;
    const Stop stop(&longest_step_ns_);
    mark_some(part);
  } else if (stage_ == Stage::kSweeping) {
    debt_ += std::min(bytes, kBlockBytes);
    if (debt_ < kBlockBytes / 2) return;
    debt_ = 0;
    const size_t blocks = std::max(kSweepRate, bytes / kBlockBytes);
    // To ask for the time costs a system call, and this is soon done.
    if (blocks == kSweepRate) {
      sweep_some(blocks);
    } else {
      const Stop stop(&longest_step_ns_);
      sweep_some(blocks);
    }
  } else if (live_bytes_ > threshold_) {
    // Soon, at a safe point; now if none comes.
    if (live_bytes_ - threshold_ > threshold_ / 8) {
      const Stop stop(&longest_step_ns_);
      start_cycle();
    } else {
      set_pending(kPendingCollect);
    }
  }
}

// --- collecting --------------------------------------------------------------

bool Heap::start_due() {
  clear_stack_below();
  const Stop stop(&longest_step_ns_);
  if (stage_ != Stage::kIdle) return false;
  start_cycle();
  return true;
}

void Heap::start_cycle() {
  clear_pending(kPendingCollect);
  sweep_all();
  live_ = live_ == 1 ? 2 : 1;
  marking_ = true;
  enter(Stage::kMarking);
  in_parts_ = true;
  mark_roots();
  in_parts_ = false;
#ifdef MT_NO_BARRIER
  while (mark_some(SIZE_MAX)) {
  }
#endif
}

void Heap::collect() {
  if (collecting_) return;
  collecting_ = true;
  while (mark_some(SIZE_MAX)) {
  }
  clear_stack_below();
  start_cycle();
  while (mark_some(SIZE_MAX)) {
  }
  sweep_all();
  collecting_ = false;
}

// The system has no more: a quarter of what was set aside is for the way to
// MemoryError and out of it, the rest for what nobody counts. Who lets go of
// what there was and fills it again has the collector look before that is gone.
void Heap::expect_no_more(void* of) {
  Heap* const heap = static_cast<Heap*>(of);
  set_pending(kPendingMemory);
  heap->refused_at_ = heap->live_bytes_ + heap->aside_ / 4;
  heap->bound_ = std::min(heap->limit_, heap->refused_at_);
}

// After a sweep.
void Heap::renew_last_memory() {
  if (live_bytes_ <= bound_) refused_at_ = 0;
  if (!is_last_memory_gone()) return;
  give_back();
  if (!set_memory_aside(aside_)) return;
  bound_ = limit_;
  if (live_bytes_ <= limit_) {
    // Whoever asked for it has it, and there is as much again.
    clear_pending(kPendingMemory);
  }
}

bool Heap::survey(void (*look)(Heap&)) {
  if (collecting_) return false;
  collecting_ = true;
  while (mark_some(SIZE_MAX)) {
  }
  sweep_all();
  // A colour of its own: what is not reached keeps the one it has, and the
  // cycle that follows has the other for all.
  const uint8_t colour = live_;
  live_ = kSurveyed;
  surveying_ = true;
  mark_roots();
  drain();
  look(*this);
  surveying_ = false;
  live_ = colour;
  collecting_ = false;
  collect();
  return true;
}

// Regions of which no block is in use go back to the system; the newest stays,
// whose last blocks may never have been taken.
void Heap::unmap_regions() {
  // The pool and the table are made anew, of what is kept.
  free_blocks_ = nullptr;
  std::fill(block_table_.begin(), block_table_.end(), 0);
  block_count_ = 0;
  size_t kept = 0;
  for (void* const region : regions_) {
    const uintptr_t begin = first_block_of(region);
    const bool is_newest = begin + kRegionBytes == fresh_end_;
    const uintptr_t end = is_newest ? fresh_blocks_ : begin + kRegionBytes;
    bool is_free = !is_newest;
    for (uintptr_t at = begin; at != end && is_free; at += kBlockBytes)
      is_free = reinterpret_cast<Block*>(at)->cell_bytes == 0;
    if (is_free) {
      ASAN_UNPOISON_MEMORY_REGION(region, kRegionBytes + kBlockBytes);
      munmap(region, kRegionBytes + kBlockBytes);
      continue;
    }
    regions_[kept++] = region;
    for (uintptr_t at = begin; at != end; at += kBlockBytes) {
      Block* const block = reinterpret_cast<Block*>(at);
      remember_block(block);
      if (block->cell_bytes != 0) continue;
      block->next = free_blocks_;
      free_blocks_ = block;
    }
  }
  regions_.resize(kept);
}

void Heap::give_back() {
  if (mark_stack_.empty()) mark_stack_.release();
  free_kept();
  unmap_regions();
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

bool Heap::step(uint32_t budget_us) {
  const int64_t end = monotonic_ns() + int64_t{budget_us} * 1000;
  if (stage_ == Stage::kIdle) {
    // A quarter of the way there from what was left after the last sweep.
    const size_t spare = threshold_ - std::max(left_bytes_, threshold_ / 2);
    if (live_bytes_ <= threshold_ - spare / 4 * 3) return false;
    start_cycle();
  }
  do {
    if (is_busy()) {
      mark_some(kStepBytes / 4);
    } else if (!sweep_some(4)) {
      return false;
    }
  } while (monotonic_ns() < end);
  return true;
}

bool Heap::is_live(const Object* object) const {
  return marking_ || object->gc == live_;
}

void Heap::revive(Object* object) {
  if (is_busy()) mark(object);
}

HeapStats Heap::stats() const {
  HeapStats stats{};
  stats.live_bytes = live_bytes_;
  stats.allocated_bytes = total_bytes_;
  stats.cycles = cycles_;
  stats.longest_step_ns = longest_step_ns_;
  return stats;
}

uint64_t Heap::count_objects() const {
  uint64_t objects = large_.size() - large_dead_;
  each_cell([&objects](const Object*) { ++objects; });
  return objects;
}

void Heap::for_each(void (*visit)(Object*, void*), void* context) {
  collect();
  each_cell([&](Object* object) {
    const bool is_condemned = (object->flags & kFlagCondemned) != 0;
    if (object->gc == live_ && !is_condemned) visit(object, context);
  });
  for (size_t i = 0; i < large_.size(); ++i) visit(large_[i].object, context);
}

void Heap::add_weak_hook(WeakHook hook, bool early) {
  weak_hooks_.push_back(WeakHookRow{hook, early});
}

void Heap::add_root_hook(RootHook hook, void* context, RestHook rest) {
  root_hooks_.push_back(RootHookRow{hook, rest, context});
}

void Heap::add_finalizable(Object* object) { finalizable_.push_back(object); }

void Heap::add_permanent(Object* object) {
  permanent_->push(Value::from_object(object));
}

Value Heap::take_finalizable() {
  // Those found just now wait until all that they need is marked.
  const bool is_early = is_busy() && stage_ >= Stage::kQueueing;
  return finalizers_->empty() || is_early ? Value::undefined()
                                          : finalizers_->take(*this);
}

}  // namespace mt::python
