// heap.cc - allocating cells, and the cycle: mark a snapshot, sweep lazily.
//
//   idle --live bytes pass the threshold--> marking --stack empty--> sweeping
//    ^                                                                  |
//    +--------------------- every block swept --------------------------+
//
// A cycle begins by marking all roots at once: fibers, Roots, GcVectors and the
// C++ stack, a few microseconds. Then every refill of a free list pays with some
// tracing, so much that marking ends before the heap has grown by a part of
// itself (kMarkRate). The write barrier keeps what was reachable at the start;
// everything allocated later is born with the living colour. Colours are not
// cleared: the two swap meaning at the start of each cycle.

#include "python/heap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>

#include "base/clock.h"
#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/shape.h"
#include "python/str.h"
#include "python/type.h"

#if defined(__clang__)
#define MT_NO_SANITIZE \
  __attribute__((noinline, \
                 no_sanitize("address", "memory", "thread", "undefined")))
#else
#define MT_NO_SANITIZE \
  __attribute__((noinline, no_sanitize("address", "thread", "undefined")))
#endif

// Dead cells are out of bounds, but for the header that the sweep looks at.
#if defined(__SANITIZE_ADDRESS__)
#define MT_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MT_ASAN 1
#endif
#endif
#ifdef MT_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, bytes) \
  (static_cast<void>(address), static_cast<void>(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(address, bytes) \
  (static_cast<void>(address), static_cast<void>(bytes))
#endif

namespace mt::python {

extern const Layout kTypeLayout;

// Where the frames of the scan will stand.
MT_NO_SANITIZE static void clear_stack_below() {
  volatile char stale[1024];
  for (size_t i = 0; i < sizeof stale; ++i) stale[i] = 0;
}

namespace {

constexpr size_t kBlockBytes = 16 * 1024;
constexpr size_t kRegionBytes = 256 * 1024;
constexpr size_t kBlockHeader = 64;
constexpr size_t kMaxSmall = 2048;
constexpr size_t kFirstThreshold = 1024 * 1024;
// The next cycle starts when the heap has grown by this part of what lives. Time
// for memory: a half takes 4 % less of one, and a fifth more of the other.
constexpr size_t kGrowth = 4;
// And by no less than this, or marking what every program has (a megabyte with a
// few modules) would cost small programs more than all they do themselves.
constexpr size_t kLeastGrowth = 1024 * 1024;
// What malloc needs beside what it gives, about.
constexpr size_t kMallocOverhead = 16;
// Bytes to trace for each byte allocated while marking.
constexpr size_t kMarkRate = 16;
// One step: well under a millisecond of tracing on a slow machine; and what is
// not worth looking at the clock for.
constexpr size_t kStepBytes = 192 * 1024;
constexpr size_t kLeastStep = 8 * 1024;
// What a step counts for an object, however small: one look at other memory.
constexpr size_t kLeastCost = 64;
// Blocks to sweep for each that is allocated, and those that are looked through
// for a free cell before a new block is taken.
constexpr size_t kSweepRate = 8;
constexpr size_t kMostSwept = 16;
constexpr uint32_t kPartItems = 1024;  // of a large container at one go
constexpr int kOwnPages = 128 * 1024;
// Entries kept from one cycle to the next: to ask malloc for them anew has it
// tidy up first, all that was freed meanwhile.
constexpr size_t kKeptStack = 8192;
constexpr uint8_t kSurveyed = 4;  // colour; 3 is that of verify_marking
constexpr size_t kReserve = 512 * 1024;  // above the limit, for small objects
// Under stress: whole cycles between two that are done in steps, and those.
constexpr uint32_t kStressCycles = 16;
constexpr size_t kStressStep = 1024;
constexpr uint32_t kStressItems = 16;

constexpr uint16_t kClassBytes[] = {
    16,  24,  32,  40,  48,  56,  64,   72,   80,   88,   96,  104,
    112, 120, 128, 144, 160, 176, 192,  208,  224,  240,  256, 320,
    384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048};

// Bytes, in units of eight, to size class.
uint8_t g_class_of[kMaxSmall / 8 + 1];

void fill_class_table() {
  size_t row = 0;
  for (size_t units = 0; units <= kMaxSmall / 8; ++units) {
    while (kClassBytes[row] < units * 8) ++row;
    g_class_of[units] = static_cast<uint8_t>(row);
  }
}

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

struct Heap::Block {
  Block* next;
  Block* next_available;
  void* free_cells;     // of a block that was swept and not taken up since
  uint32_t cell_bytes;  // 0 in the pool
  uint32_t cell_count;
  uint32_t counted;     // cells that live_bytes_ counts as used

  char* cells() { return reinterpret_cast<char*>(this) + kBlockHeader; }
  char* end() { return cells() + size_t{cell_bytes} * cell_count; }
  Object* cell(size_t i) {
    return reinterpret_cast<Object*>(cells() + i * cell_bytes);
  }
};

Root::Root(Heap& heap, Value initial)
    : value(initial), next_(heap.roots_), link_(&heap.roots_) {
  if (next_ != nullptr) next_->link_ = &next_;
  heap.roots_ = this;
}

Root::~Root() {
  *link_ = next_;
  if (next_ != nullptr) next_->link_ = link_;
}

GcVector::GcVector(Heap& heap)
    : next_(heap.vectors_), link_(&heap.vectors_) {
  if (next_ != nullptr) next_->link_ = &next_;
  heap.vectors_ = this;
}

GcVector::GcVector(Fiber& fiber) : GcVector(fiber.heap) {}

GcVector::~GcVector() {
  *link_ = next_;
  if (next_ != nullptr) next_->link_ = link_;
}

void Tracer::visit(const Value* values, size_t count) {
  for (size_t i = 0; i < count; ++i) visit(values[i]);
}

Heap::Heap(const void* stack_top)
    : part_items_(kPartItems),
      threshold_(kFirstThreshold),
      limit_(SIZE_MAX),
      stack_top_(static_cast<const char*>(stack_top)) {
  static_assert(sizeof(kClassBytes) / sizeof(kClassBytes[0]) == kClassCount,
                "the header knows how many classes there are");
  fill_class_table();
  block_table_.resize(64);
#ifdef __GLIBC__
  // Large arrays by themselves, whatever was freed before: they grow without
  // being copied, and what they leave goes back to the system.
  mallopt(M_MMAP_THRESHOLD, kOwnPages);
#endif
  finalizers_ = new GcVector(*this);
  permanent_ = new GcVector(*this);
}

Heap::~Heap() {
  marking_ = false;
  for (SizeClass& size_class : classes_) {
    for (Block* block = size_class.blocks; block; block = block->next) {
      for (size_t i = 0; i < block->cell_count; ++i) {
        if (block->cell(i)->gc != 0) destroy(block->cell(i));
      }
    }
  }
  for (Large& large : large_) {
    if (large.object == nullptr) continue;
    destroy(large.object);
    free(large.object);
  }
  delete permanent_;
  delete finalizers_;
  for (void* region : regions_) munmap(region, kRegionBytes + kBlockBytes);
}

// --- allocating --------------------------------------------------------------

Object* Heap::allocate(size_t bytes, Shape* shape, Kind kind) {
  if (__builtin_expect(stress_ != 0, 0)) stress();
  Object* object;
  if (bytes <= kMaxSmall) {
    const size_t row = g_class_of[(bytes + 7) / 8];
    SizeClass& size_class = classes_[row];
    void* cell = size_class.free_cells;
    if (cell != nullptr) {
      memcpy(&size_class.free_cells, cell, sizeof(void*));
    } else if (size_class.bump != size_class.bump_end) {
      cell = size_class.bump;
      size_class.bump += kClassBytes[row];
    } else {
      cell = refill(row);
    }
    ASAN_UNPOISON_MEMORY_REGION(cell, kClassBytes[row]);
    clear_cell(cell, kClassBytes[row]);
    object = static_cast<Object*>(cell);
  } else {
    pay(bytes);
    object = allocate_large(bytes);
    CHECK(object != nullptr);  // the machine itself is out of memory
  }
  object->shape = shape;
  object->kind = kind;
  object->gc = live_;
  return object;
}

Object* Heap::allocate_sized(size_t bytes, Shape* shape, Kind kind,
                             bool zeroed) {
  if (bytes <= kMaxSmall) return allocate(bytes, shape, kind);
  if (over_limit(bytes)) return nullptr;
  pay(bytes);
  Object* object = allocate_large(bytes, zeroed);
  if (object == nullptr) return nullptr;
  object->shape = shape;
  object->kind = kind;
  object->gc = live_;
  return object;
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
    } else {
      CHECK(new_block(row));
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

bool Heap::new_block(size_t row) {
  if (free_blocks_ == nullptr) {
    void* region = mmap(nullptr, kRegionBytes + kBlockBytes,
                        PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                        -1, 0);
    if (region == MAP_FAILED) return false;
    regions_.push_back(region);
    const uintptr_t start =
        (reinterpret_cast<uintptr_t>(region) + kBlockBytes - 1) &
        ~(uintptr_t{kBlockBytes} - 1);
    for (size_t i = kRegionBytes / kBlockBytes; i-- > 0;) {
      Block* block = reinterpret_cast<Block*>(start + i * kBlockBytes);
      block->next = free_blocks_;
      free_blocks_ = block;
    }
  }
  Block* block = free_blocks_;
  free_blocks_ = block->next;
  SizeClass& size_class = classes_[row];
  ASAN_UNPOISON_MEMORY_REGION(block, kBlockBytes);
  // What a used block held would look like objects to the sweep.
  if (block->cell_count != 0)
    memset(block->cells(), 0, kBlockBytes - kBlockHeader);
  block->cell_bytes = kClassBytes[row];
  block->cell_count = static_cast<uint32_t>((kBlockBytes - kBlockHeader) /
                                            block->cell_bytes);
  block->counted = block->cell_count;
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
  Object* object = static_cast<Object*>(zeroed ? calloc(1, bytes)
                                               : malloc(bytes));
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
  void* moved = realloc(memory, new_bytes);
  if (moved == nullptr) return nullptr;
  live_bytes_ += new_bytes - old_bytes;
  if (memory == nullptr) live_bytes_ += kMallocOverhead;
  return moved;
}

void Heap::release(void* memory, size_t bytes) {
  if (memory == nullptr) return;
  free(memory);
  live_bytes_ -= bytes + kMallocOverhead;
}

// True when `bytes` more would pass the bound even after a whole cycle.
bool Heap::over_limit(size_t bytes) {
  if (calm_) return false;
  if (bytes <= limit_ && live_bytes_ <= limit_ - bytes) return false;
  collect();
  return bytes > limit_ || live_bytes_ > limit_ - bytes;
}

// Called with the bytes about to be allocated: does the work owed for them.
void Heap::pay(size_t bytes) {
  total_bytes_ += bytes;
  if (calm_) return;
  if (live_bytes_ > limit_ && !collecting_ && live_bytes_ > refused_at_) {
    collect();
    if (live_bytes_ > limit_) {
      g_pending = g_pending | kPendingMemory;
      refused_at_ = live_bytes_ + kReserve;  // then ask again
    }
    return;
  }
  if (marking_) {
    // One step at a time, however much many small allocations owe.
    debt_ = std::min(debt_ + std::min(bytes, live_bytes_) * kMarkRate,
                     live_bytes_);
    if (debt_ < kLeastStep) return;
    // A large allocation pays for itself, or garbage would pile up behind it.
    const size_t part = std::min(debt_, std::max(kStepBytes, bytes));
    debt_ -= part;
    const Stop stop(&longest_step_ns_);
    mark_some(part);
  } else if (sweeping_) {
    debt_ += std::min(bytes, kBlockBytes);
    if (debt_ < kLeastStep) return;
    debt_ = 0;
    const Stop stop(&longest_step_ns_);
    sweep_some(std::max(kSweepRate, bytes / kBlockBytes));
  } else if (live_bytes_ > threshold_) {
    // Soon, at a safe point; now if none comes.
    if (live_bytes_ - threshold_ > threshold_ / 8) {
      const Stop stop(&longest_step_ns_);
      start_cycle();
    } else {
      g_pending = g_pending | kPendingCollect;
    }
  }
}

// --- which addresses are objects -----------------------------------------------

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

// --- marking --------------------------------------------------------------------

void Heap::start_due() {
  clear_stack_below();
  const Stop stop(&longest_step_ns_);
  if (!marking_ && !sweeping_) start_cycle();
}

void Heap::start_cycle() {
  g_pending = g_pending & ~static_cast<uint32_t>(kPendingCollect);
  sweep_all();
  live_ = live_ == 1 ? 2 : 1;
  marking_ = true;
  debt_ = 0;
  mark_roots();
#ifdef MT_NO_BARRIER
  while (mark_some(SIZE_MAX)) {
  }
#endif
}

void Heap::mark_roots() {
  Tracer tracer(*this);
  for (Root* root = roots_; root != nullptr; root = root->next_)
    tracer.visit(root->value);
  for (GcVector* vector = vectors_; vector != nullptr; vector = vector->next_)
    tracer.visit(vector->data(), vector->size());
  for (const RootHookRow& row : root_hooks_) row.hook(tracer, row.context);
  if (surveying_) return;
  scan_stack();
  for (const StackSpan* span = stacks_; span != nullptr; span = span->next)
    scan_words(span->lowest, span->highest);
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

void Heap::mark_new(Object* object) {
#ifdef MT_GCSTRESS
  if (verified_ != 0) check_marked(object);
#endif
  object->gc = live_;
  // A str with its own bytes refers to nothing, and its class lives anyway.
  if (object->kind == Kind::kStr && !static_cast<Str*>(object)->is_borrowed()) {
    leaf_bytes_ += kLeastCost;
    return;
  }
  mark_stack_.push_back(object);
}

// Returns about how many bytes that was.
size_t Heap::trace(Object* object) {
  Tracer tracer(*this);
  Shape* shape = object->shape;
  // The first objects, before there are classes.
  if (shape == nullptr) return sizeof(Object);
  // A stale word on the stack found it; what it refers to may be gone.
  if ((object->flags & kFlagCondemned) != 0) return sizeof(Object);
  tracer.visit(shape);
  if (object->kind == Kind::kInstance && shape->has_slots) {
    const Value* const slots = reinterpret_cast<const Value*>(
        reinterpret_cast<const char*>(object) + shape->slots_offset);
    for (size_t i = 0; i < shape->inline_capacity; ++i) tracer.visit(slots[i]);
    return sizeof(Object) + shape->inline_capacity * sizeof(Value);
  }
  // A long container is traced in parts, so that no pause grows with it.
  uint32_t items = 0;
  if (object->kind == Kind::kList) items = static_cast<List*>(object)->size;
  if (object->kind == Kind::kTuple) items = static_cast<Tuple*>(object)->size;
  if (object->kind == Kind::kDict) items = static_cast<Dict*>(object)->used;
  if (object->kind == Kind::kSet) items = static_cast<Set*>(object)->used;
  const Layout* layout = shape->type->layout;
  size_t bytes = layout->extent != nullptr ? layout->extent(object)
                                           : layout->size;
  if (items > part_items_) {
    partials_.push_back(Partial{object, 0});
  } else if (layout->trace != nullptr) {
    layout->trace(object, tracer);
    bytes += items * sizeof(Value);
  }
  if (shape->has_slots) {
    trace_slots(object, tracer);
    bytes += (1 + shape->inline_capacity) * sizeof(Value);
  }
  return bytes;
}

// True when it was the last part.
bool Heap::trace_part(Partial& partial, uint32_t items) {
  Tracer tracer(*this);
  const uint32_t from = partial.next;
  uint32_t size = 0;
  const auto end = [&](uint32_t used) {
    size = used;
    return items < used - std::min(from, used) ? from + items : used;
  };
  switch (partial.object->kind) {
    case Kind::kList: {
      const List* list = static_cast<List*>(partial.object);
      const uint32_t to = end(list->size);
      for (uint32_t i = from; i < to; ++i) tracer.visit(list->items[i]);
      break;
    }
    case Kind::kTuple: {
      const Tuple* tuple = static_cast<Tuple*>(partial.object);
      const uint32_t to = end(tuple->size);
      for (uint32_t i = from; i < to; ++i) tracer.visit(tuple->items[i]);
      break;
    }
    case Kind::kDict: {
      const Dict* dict = static_cast<Dict*>(partial.object);
      const uint32_t to = end(dict->used);
      for (uint32_t i = from; i < to; ++i) {
        tracer.visit(dict->entries[i].key);
        tracer.visit(dict->entries[i].value);
      }
      break;
    }
    default: {
      const Set* set = static_cast<Set*>(partial.object);
      const uint32_t to = end(set->used);
      for (uint32_t i = from; i < to; ++i) tracer.visit(set->entries[i].key);
      break;
    }
  }
  partial.next = items < size - std::min(from, size) ? from + items : size;
  return partial.next >= size;
}

// Traces about `bytes` worth of objects; true while more is left to mark.
bool Heap::mark_some(size_t bytes) {
  size_t done = 0;
  while (done < bytes) {
    done += leaf_bytes_;
    leaf_bytes_ = 0;
    if (!mark_stack_.empty()) {
      Object* object = mark_stack_.back();
      mark_stack_.pop_back();
      done += std::max(trace(object), kLeastCost);
    } else if (!partials_.empty()) {
      Partial partial = partials_.back();
      partials_.pop_back();
      if (!trace_part(partial, part_items_)) partials_.push_back(partial);
      done += part_items_ * sizeof(Value);
    } else {
      finish_marking();
      break;
    }
  }
  return marking_;
}

// Whether the end of `object` has something to run.
static bool has_last_words(const Object* object) {
  if (!is_generator(object)) return true;
  const Generator* const g = static_cast<const Generator*>(object);
  if (g->state == Generator::State::kCreated)
    return g->kind == Kind::kCoroutine;  // nobody has awaited it
  return g->state == Generator::State::kSuspended;
}

bool Heap::has_finalizables() const {
  return std::any_of(finalizable_.begin(), finalizable_.end(), has_last_words);
}

void Heap::queue_finalizers() {
  size_t kept = 0;
  for (Object* object : finalizable_) {
    if (object->gc == live_) {
      finalizable_[kept++] = object;
      continue;
    }
    if (!has_last_words(object)) continue;
    finalizers_->push(Value::from_object(object));
    mark(object);
  }
  if (kept == finalizable_.size()) return;
  finalizable_.resize(kept);
  g_pending = g_pending | kPendingFinalizers;
}

void Heap::drain() {
  while (!mark_stack_.empty() || !partials_.empty()) {
    if (mark_stack_.empty()) {
      Partial partial = partials_.back();
      partials_.pop_back();
      trace_part(partial, UINT32_MAX);
      continue;
    }
    Object* object = mark_stack_.back();
    mark_stack_.pop_back();
    trace(object);
  }
}

void Heap::finish_marking() {
#ifdef MT_GCSTRESS
  verify_marking();
#endif
  marking_ = false;  // from here on the colour alone says who lives
  // Weak references are cleared before __del__ can bring anything back: what
  // is only reachable from a finalizer's object counts as gone for them.
  for (const WeakHookRow& row : weak_hooks_) row.hook(*this, row.context);
  queue_finalizers();
  drain();
  sweeping_ = true;
  ++cycles_;
  large_swept_ = 0;
  for (SizeClass& size_class : classes_) {
    // Free lists hold no objects and are rebuilt by the sweep.
    size_class.unswept = size_class.blocks ? &size_class.blocks : nullptr;
    size_class.free_cells = nullptr;
    size_class.available = nullptr;
  }
  debt_ = 0;
  if (mark_stack_.capacity() > kKeptStack)
    std::vector<Object*>().swap(mark_stack_);
}

void Heap::retire_one(Value old) { retire_all(&old, 1); }

void Heap::retire_all(const Value* old, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (old[i].is_object()) mark(old[i].object());
  }
}

void Heap::settle_slow(Object* object) {
  for (size_t i = 0; i < partials_.size(); ++i) {
    if (partials_[i].object != object) continue;
    Partial partial = partials_[i];
    partials_[i] = partials_.back();
    partials_.pop_back();
    trace_part(partial, UINT32_MAX);
    return;
  }
}

void Heap::retrace_slow(Object* object) {
  object->gc = live_;
  trace(object);
}

void Heap::add_finalizable(Object* object) { finalizable_.push_back(object); }

void Heap::add_permanent(Object* object) {
  permanent_->push(Value::from_object(object));
}

Value Heap::take_finalizable() {
  return finalizers_->empty() ? Value::undefined() : finalizers_->pop();
}

// --- sweeping -----------------------------------------------------------------------

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
  for (char* at = block->cells() + used * size; at != block->cells();) {
    at -= size;
    Object* const object = reinterpret_cast<Object*>(at);
    if (object->gc == live_) continue;
    if (object->gc != 0) {
      if ((kBareKinds & bit(object->kind)) == 0) {
        if (condemn(object)) continue;
        destroy(object);
      }
      object->gc = 0;
#ifdef MT_GCSTRESS
      memset(static_cast<void*>(object + 1), 0xdb,
             block->cell_bytes - sizeof(Object));
#endif
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
  if (!sweeping_) return false;
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
    sweeping_ = false;
    threshold_ = live_bytes_ + std::max(live_bytes_ / kGrowth, kLeastGrowth);
  }
  return sweeping_;
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

// --- collecting -----------------------------------------------------------------------

void Heap::collect() {
  if (collecting_) return;
  collecting_ = true;
  if (marking_) {
    while (mark_some(SIZE_MAX)) {
    }
  }
  start_cycle();
  while (mark_some(SIZE_MAX)) {
  }
  sweep_all();
  collecting_ = false;
}

bool Heap::survey(void (*look)(Heap&)) {
  if (collecting_) return false;
  collecting_ = true;
  while (marking_) mark_some(SIZE_MAX);
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

void Heap::give_back() {
  std::vector<Object*>().swap(mark_stack_);
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

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
  } else if (marking_) {
    mark_some(kStressStep);
  } else if (!sweeping_) {
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
  live_ = 3;
  Tracer tracer(*this);
  for (Root* root = roots_; root != nullptr; root = root->next_)
    tracer.visit(root->value);
  for (GcVector* vector = vectors_; vector != nullptr; vector = vector->next_)
    tracer.visit(vector->data(), vector->size());
  for (const RootHookRow& row : root_hooks_) row.hook(tracer, row.context);
  while (!mark_stack_.empty() || !partials_.empty()) {
    if (mark_stack_.empty()) {
      Partial partial = partials_.back();
      partials_.pop_back();
      holder_ = partial.object;
      trace_part(partial, UINT32_MAX);
      continue;
    }
    Object* object = mark_stack_.back();
    mark_stack_.pop_back();
    holder_ = object;
    trace(object);
  }
  holder_ = nullptr;
  live_ = verified_;
  verified_ = 0;
  const auto restore = [this](Object* object) {
    if (object != nullptr && object->gc == 3) object->gc = live_;
  };
  for (SizeClass& size_class : classes_) {
    for (Block* block = size_class.blocks; block; block = block->next) {
      for (size_t i = 0; i < block->cell_count; ++i) restore(block->cell(i));
    }
  }
  for (Large& large : large_) restore(large.object);
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

bool Heap::step(uint32_t budget_us) {
  const int64_t end = monotonic_ns() + int64_t{budget_us} * 1000;
  if (!marking_ && !sweeping_) {
    // A quarter of the way there from what was left after the last sweep.
    const size_t spare = threshold_ / (kGrowth + 1);
    if (live_bytes_ <= threshold_ - spare / 4 * 3) return false;
    start_cycle();
  }
  do {
    if (marking_) {
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
  if (marking_) mark(object);
}

HeapStats Heap::stats() const {
  HeapStats stats{};
  stats.live_bytes = live_bytes_;
  stats.allocated_bytes = total_bytes_;
  stats.cycles = cycles_;
  stats.longest_step_ns = longest_step_ns_;
  for (const SizeClass& size_class : classes_) {
    for (Block* block = size_class.blocks; block; block = block->next) {
      for (size_t i = 0; i < block->cell_count; ++i)
        stats.objects += block->cell(i)->gc != 0;
    }
  }
  stats.objects += large_.size() - large_dead_;
  return stats;
}

void Heap::for_each(void (*visit)(Object*, void*), void* context) {
  collect();
  for (SizeClass& size_class : classes_) {
    for (Block* block = size_class.blocks; block; block = block->next) {
      for (size_t i = 0; i < block->cell_count; ++i) {
        if (block->cell(i)->gc == live_) visit(block->cell(i), context);
      }
    }
  }
  for (size_t i = 0; i < large_.size(); ++i) visit(large_[i].object, context);
}

void Heap::add_weak_hook(WeakHook hook, void* context) {
  weak_hooks_.push_back(WeakHookRow{hook, context});
}

void Heap::add_root_hook(RootHook hook, void* context) {
  root_hooks_.push_back(RootHookRow{hook, context});
}

}  // namespace mt::python
