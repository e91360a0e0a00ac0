// heap.h - where objects live and how the dead ones are found.
//
// A non-moving, incremental mark-and-sweep collector over size-classed blocks.
// Marking works on a snapshot taken when a cycle starts: what was reachable
// then survives the cycle, and objects made since are born marked. Therefore
//
//   * filling a NEW object, appending to a list or adding a key needs nothing;
//   * OVERWRITING or REMOVING a reference inside an existing object must go
//     through store(), or heap.retire(old), or marking misses the old value;
//   * shifting elements of a large array down needs heap.settle(object) first.
//
// Who keeps an object alive: the heap (exactly, through Layout::trace), fibers
// (exactly), Root and GcVector (exactly), and any C++ stack frame or register
// (conservatively, inner pointers too). A pointer in a std::vector, a static or
// malloc'ed memory keeps nothing alive.
//
// Small objects never fail to allocate: past the bound (--max-heap) a
// MemoryError is left for the fiber's next safe point, and a reserve serves
// until then. Large allocations and grow() fail at once with MemoryError.

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <string>
#include <vector>

#include "base/sanitizer.h"
#include "base/short_vector.h"
#include "python/object.h"

namespace mt::python {

class Heap;
struct Type;

// Passed to Layout::trace; visits what an object refers to.
class Tracer {
 public:
  explicit Tracer(Heap& heap) : heap_(heap) {}
  inline bool names_only() const;  // of frames; see Heap::survey
  // 0: all at once. Else how many values a root hook visits of what may be long
  // and does not change meanwhile; what is left is for its RestHook.
  inline uint32_t part() const;
  void visit(Value value);
  void visit(const Object* object);  // null is fine
  void visit(const Value* values, size_t count);
  // The same of what others refer to as well, and is in a cache most likely.
  void visit_shared(Value value);
  void visit_shared(const Object* object);

 private:
  Heap& heap_;
};

// A named global reference. Construct only in objects that outlive the heap's
// last collection and never move.
class Root {
 public:
  explicit Root(Heap& heap, Value value = Value());
  ~Root();
  Root(const Root&) = delete;
  Root& operator=(const Root&) = delete;
  Value value;

 private:
  friend class Heap;
  Root* next_;
  Root** link_;
};

// A growing array of values that the collector sees, for C++ locals that hold
// more than a few. Stack discipline is not required. One that is long is marked
// in parts: nothing is done with it but push() and take().
class GcVector {
 public:
  explicit GcVector(Heap& heap, bool is_long = false);
  explicit GcVector(Fiber& fiber);
  ~GcVector();
  GcVector(const GcVector&) = delete;
  GcVector& operator=(const GcVector&) = delete;
  void push(Value value) { values_.push_back(value); }
  Value pop() {
    const Value last = values_.back();
    values_.pop_back();
    return last;
  }
  inline Value take(Heap& heap);  // pop() of a long one
  size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  Value& operator[](size_t i) { return values_[i]; }
  Value* data() { return values_.data(); }
  Value* begin() { return values_.data(); }
  Value* end() { return values_.data() + values_.size(); }
  void clear() { values_.clear(); }
  void resize(size_t count) { values_.resize(count); }

 private:
  friend class Heap;
  ShortVector<Value, 8> values_;
  bool is_long_;
  size_t marked_ = 0;  // of a long one, in this cycle
  GcVector* next_;
  GcVector** link_;
};

// What is marked and not yet traced, with one added to the address, and what
// was reached and not yet looked at. It grows by pieces of its own, for malloc
// may tidy up first when it is asked for much.
class MarkStack {
 public:
  MarkStack() = default;
  ~MarkStack();
  MarkStack(const MarkStack&) = delete;
  MarkStack& operator=(const MarkStack&) = delete;
  bool empty() const { return top_ == first_ && is_lowest_; }
  void push(Object* object) {
    if (__builtin_expect(top_ == end_, 0)) add_piece();
    *top_++ = object;
  }
  Object* pop() {  // not of an empty one
    if (__builtin_expect(top_ == first_, 0)) drop_piece();
    return *--top_;
  }
  // An empty one's memory. The addresses of the lowest piece stay: collecting
  // because there are no more must not need any.
  void release();

 private:
  struct Piece;
  void add_piece();
  void drop_piece();
  void use(Piece* piece);

  Object** first_ = nullptr;  // of the uppermost piece
  Object** top_ = nullptr;
  Object** end_ = nullptr;
  bool is_lowest_ = true;
  Piece* piece_ = nullptr;
};

// A C++ stack that nobody runs on: what of it is in use.
struct StackSpan {
  const char* lowest;
  const char* highest;
  StackSpan* next;
};

struct HeapStats {
  uint64_t live_bytes;       // estimate: allocated and not yet swept
  uint64_t allocated_bytes;  // ever
  uint64_t cycles;           // completed collections
  uint64_t longest_step_ns;  // of marking at one go
};

class Heap {
 public:
  // `stack_top`: an address above every frame that may hold object pointers.
  explicit Heap(const void* stack_top);
  ~Heap();

  // A zeroed object of `bytes` bytes (at least sizeof(Object)) with its header
  // set. Never null. May run a slice of collection.
  Object* allocate(size_t bytes, Shape* shape, Kind kind);

  // The same of at most kMaxSmall bytes, with anything behind its header: the
  // caller fills all of it before it allocates again.
  Object* allocate_unfilled(size_t bytes, Shape* shape, Kind kind) {
    if (__builtin_expect(stress_ != 0, 0)) stress();
    const size_t row = class_of_[(bytes + 7) / 8];
    return begin_object(take_cell(row), shape, kind);
  }
  static constexpr size_t kMaxSmall = 2048;
  // What a cell for `bytes` has room for.
  static size_t cell_bytes(size_t bytes) {
    return kClassBytes[class_of_[(bytes + 7) / 8]];
  }

  // The same for objects whose size a program chooses: null when `bytes` would
  // pass the bound; the caller raises MemoryError (see make_sized in type.h).
  // Not zeroed behind the header if the object is large and !zeroed.
  Object* allocate_sized(size_t bytes, Shape* shape, Kind kind,
                         bool zeroed = true);

  // Memory outside the heap owned by an object (a list's items, a dict's
  // table). Counted against the bound; freed by the owner's Layout::release.
  // Null when over the bound or out of memory; the old memory is then intact.
  void* grow(void* memory, size_t old_bytes, size_t new_bytes);
  void release(void* memory, size_t bytes);

  // --- marking -----------------------------------------------------------
  //
  //   marking    what the snapshot reached       what is overwritten is marked
  //   clearing   weak references to the dead     these are out of reach now
  //   queueing   of the dead who has last words
  //   reviving   what these need for them
  //   dropping   generators that have none
  //   forgetting names and other weak tables
  //   sweeping   the dead become free cells
  //
  // Each in parts, while the program runs.
  bool is_marking() const { return marking_; }
  // The write barrier: call with the value about to be overwritten or removed.
  // By value: an old value whose address is taken would be written to the C++
  // stack, and stay there for the collector to find.
  void retire(Value old) {
    if (needs_barrier()) retire_one(old);
  }
  void retire(const Object* old) {
    if (needs_barrier() && old != nullptr)
      mark(const_cast<Object*>(old));
  }
  // Many at once (clear(), slice deletion).
  void retire(const Value* old, size_t count) {
    if (needs_barrier()) retire_all(old, count);
  }
  // Finishes tracing of an object that is being traced piecewise; before moving
  // its elements about.
  void settle(Object* object) {
    if (needs_barrier()) settle_slow(object);
  }
  // Traces a suspended fiber now, before it runs and changes its registers.
  void retrace(Object* object) {
    if (needs_barrier()) retrace_slow(object);
  }

  // --- collecting --------------------------------------------------------
  void collect();  // one whole cycle, now
  // Starts the cycle that kPendingCollect asks for. At a safe point few C++
  // frames stand on the stack, which in their unused parts remember objects
  // long let go. False: one is being worked on.
  bool start_due();
  // One whole cycle that first calls `look` when only those count as living
  // (has_name) that globals, named variables and what these refer to reach: not
  // what the C++ stack or a temporary register still points to. False: a cycle
  // is being worked on, and nothing was done.
  bool survey(void (*look)(Heap&));
  bool is_surveying() const { return surveying_; }
  bool has_name(const Object* object) const { return object->gc == live_; }
  // Gives memory that nothing is in back to the system, where it can be told.
  void give_back();
  // Works for at most about `budget_us`; true when more work is waiting.
  // The reactor calls it while it has nothing else to do.
  bool step(uint32_t budget_us);

  void set_limit(size_t bytes) { limit_ = bound_ = bytes; }
  size_t limit() const { return limit_; }
  // Whether so many bytes that are gathered outside of the heap may become an
  // object: three times as much must be free, for what grows is copied to where
  // there is twice the room, and then into the object. May collect.
  bool may_gather(size_t bytes);
  static constexpr size_t kFewGathered = 64 * 1024;  // may always be
  // GCSTRESS: works at every n-th allocation; 0 turns it off. Some whole
  // cycles, then one in the smallest steps, and so on. A build with GCSTRESS
  // checks after each marking that nothing reachable was missed.
  void set_stress(uint32_t every);
  HeapStats stats() const;
  // Live cells, an estimate; looks at each.
  uint64_t count_objects() const;

  // The object whose cell contains `address`, or null. For conservative
  // scanning, and for tests.
  Object* find(uintptr_t address) const;
  // True until the object is known to be dead: for weak references, which must
  // not hand out objects that a finished marking did not reach.
  bool is_live(const Object* object) const;
  // Keeps an object found in a weak table alive through the running cycle: one
  // that is live, or that refers to nothing.
  void revive(Object* object);

  // While one lives, what is allocated starts no collection.
  class Calm {
   public:
    explicit Calm(Heap& heap) : heap_(heap), before_(heap.calm_) {
      heap.calm_ = true;
    }
    ~Calm() { heap_.calm_ = before_; }
    Calm(const Calm&) = delete;
    Calm& operator=(const Calm&) = delete;

   private:
    Heap& heap_;
    bool before_;
  };

  // Calls `visit` with every live object, after a whole cycle.
  void for_each(void (*visit)(Object*, void*), void* context);

  // Adds the objects that `object` refers to, each once. heap_look.cc.
  void look_into(Object* object, std::vector<Object*>* found);

  // Several C++ stacks: the current one ends at stack_top(), the others are
  // scanned from end to end while they are added (slice_stack.h).
  const char* stack_top() const { return stack_top_; }
  void set_stack_top(const char* top) { stack_top_ = top; }
  void add_stack(StackSpan* span);
  void drop_stack(StackSpan* span);

  // Keeps an object alive for as long as the heap: builtin classes, names.
  void add_permanent(Object* object);

  // An object whose class has __del__, or a generator with a `try`: when
  // nothing reaches it any more it is kept once more, queued, and
  // kPendingFinalizers is set. A generator that is not suspended has nothing
  // left to do, and is not.
  void add_finalizable(Object* object);
  // The next one waiting, or undefined.
  Value take_finalizable();
  // Whether one waits; whether one will when nobody can reach it any more.
  bool has_waiting() const;
  bool has_finalizables() const;

  // Called when all is marked, before anything is swept: clears a part of a
  // weak table, the first one when `begins`. False when it was the last.
  using WeakHook = bool (*)(Heap&, bool begins);
  // `early`: before objects with last words are revived; what only these reach
  // counts as dead.
  void add_weak_hook(WeakHook hook, bool early = false);
  // Rows of a weak table for one part: a look at each goes to other memory.
  static constexpr size_t kWeakRows = 1024;
  // Called at the start of marking: visits roots the heap does not know.
  using RootHook = void (*)(Tracer&, void* context);
  // Called before marking ends, again and again: visits a part of what the
  // other left (Tracer::part). False when there was nothing.
  using RestHook = bool (*)(Tracer&, void* context);
  void add_root_hook(RootHook hook, void* context, RestHook rest = nullptr);

 private:
  friend class Tracer;
  friend class Root;
  friend class GcVector;
  struct Block;
  // Arrays that nobody has now; a word leads from each to the next.
  static constexpr size_t kKeptClasses = 33;
  struct Kept {
    void* first = nullptr;
    size_t bytes = 0;
  };
  void* take_array(size_t row);
  void* move_array(void* memory, size_t old_bytes, size_t new_bytes);
  void put_array(void* memory, size_t bytes);
  void free_kept();
  struct SizeClass {
    void* free_cells = nullptr;
    char* bump = nullptr;  // cells of the newest block never handed out yet
    char* bump_end = nullptr;
    Block* blocks = nullptr;
    Block** unswept = nullptr;  // link to the next block to sweep
    Block* available = nullptr;  // swept, with free cells nobody draws on
    size_t drawn = 0;  // bytes in the cells that were taken up last
  };
  // Objects above kMaxSmall, each in memory of its own, sorted by address.
  struct Large {
    Object* object;  // null once swept
    uintptr_t start;
    size_t bytes;
  };
  // A container too large to trace at one go.
  struct Partial {
    Object* object;
    uint32_t next;
  };
  static constexpr size_t kClassCount = 35;
  static constexpr uint16_t kClassBytes[kClassCount] = {
      16,  24,  32,  40,  48,  56,  64,   72,   80,   88,   96,  104,
      112, 120, 128, 144, 160, 176, 192,  208,  224,  240,  256, 320,
      384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048};
  static uint8_t class_of_[kMaxSmall / 8 + 1];  // by bytes, in units of eight
  static void fill_class_table(uint64_t classes);
  enum class Stage : uint8_t {
    kIdle, kMarking, kClearing, kQueueing, kReviving, kDropping, kForgetting,
    kSweeping
  };

  // MT_NO_BARRIER marks at one go, to measure what marking in steps costs.
  bool needs_barrier() const {
#ifdef MT_NO_BARRIER
    return false;
#else
    return __builtin_expect(marking_, 0);
#endif
  }
  void mark(Object* object) {
    if (object->gc != live_) mark_new(object);
  }
  void mark_new(Object* object);
  // Marks it later: what is not in a cache is asked for first.
  void reach(Object* object);
  void* take_cell(size_t row) {
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
    return cell;
  }
  Object* begin_object(void* cell, Shape* shape, Kind kind) const {
    Object* const object = static_cast<Object*>(cell);
    object->shape = shape;
    object->kind = kind;
    object->gc = live_;
    object->flags = 0;
    object->aux = 0;
    return object;
  }
  void* refill(size_t size_class);
  bool new_block(size_t size_class);
  Object* allocate_large(size_t bytes, bool zeroed = true);
  void sweep_block(SizeClass& size_class);
  bool sweep_some(size_t blocks);
  void sweep_all();
  void start_cycle();
  bool queue_finalizers();
  bool drop_silent();
  bool take_marked(Object** object);
  size_t trace_marked(size_t bytes);
  size_t trace(Object* object);
  bool trace_part(Partial& partial, uint32_t items);
  bool trace_rest();
  bool run_weak_hooks(bool early);
  size_t next_part();
  void enter(Stage stage);
  void begin_sweep();
  void mark_roots();
  void mark_exact_roots();  // all but the C++ stacks
  void drain();
  void scan_stack();
  void scan_words(const char* from, const char* to);
  bool mark_some(size_t bytes);
  void pay(size_t bytes);
  bool over_limit(size_t bytes);
  bool find_room();
  void retire_all(const Value* old, size_t count);
  void retire_one(Value old);
  void settle_slow(Object* object);
  void retrace_slow(Object* object);
  void destroy(Object* object);
  bool condemn(Object* object);
  void compact_large();
  template <typename Look>
  void each_cell(Look look) const;
  void unmap_regions();
  static void expect_no_more(void* heap);
  void renew_last_memory();
  void remember_block(Block* block);
  bool knows_block(uintptr_t address) const;
  static void scan_stack_below(Heap* heap);
  void stress();
  // Of builds with GCSTRESS alone. It is named in no header: what does not ask
  // for it is the same in all builds, and scripts/check compiles it once.
  void verify_marking();
  void check_marked(const Object* object) const;
  uint8_t verified_ = 0;  // the colour that all must have; 0: not verifying
  const Object* holder_ = nullptr;  // what is being traced meanwhile

  // Between the start of a cycle and the sweep.
  bool is_busy() const {
    return stage_ != Stage::kIdle && stage_ != Stage::kSweeping;
  }

  bool marking_ = false;
  Stage stage_ = Stage::kIdle;
  bool in_parts_ = false;  // roots are marked, what is long for the RestHook
  bool collecting_ = false;
  bool calm_ = false;
  bool surveying_ = false;
  bool looking_ = false;
  uint8_t live_ = 1;  // the colour of the living; 0 is a free cell
  uint32_t stress_ = 0, stress_count_ = 0, stress_cycles_ = 0;
  uint32_t part_items_;  // of a large container, traced at one go
  SizeClass classes_[kClassCount];
  Kept arrays_[kKeptClasses];
  Block* free_blocks_ = nullptr;
  uintptr_t fresh_blocks_ = 0, fresh_end_ = 0;  // of the newest region
  // Which 16 KiB blocks are ours: open addressing by block number.
  std::vector<uintptr_t> block_table_;
  size_t block_count_ = 0;
  uintptr_t lowest_ = UINTPTR_MAX, highest_ = 0;
  std::vector<Large> large_;
  size_t large_swept_ = 0, large_dead_ = 0;
  MarkStack mark_stack_;
  std::vector<Partial> partials_;
  std::vector<Object*> finalizable_;
  size_t seen_ = 0, kept_ = 0;  // of these, or of the weak hooks, in this stage
  bool has_silent_ = false;     // some of them are dead without last words
  std::vector<void*> regions_;
  size_t left_bytes_ = 0;  // after the last sweep
  size_t growth_ = 0;      // until the next cycle, in eighths of them
  size_t live_bytes_ = 0, threshold_, limit_, debt_ = 0, refused_at_ = 0;
  uint64_t total_bytes_ = 0, cycles_ = 0, longest_step_ns_ = 0;
  size_t gathered_ = 0;       // what may_gather() found to be there last,
  uint64_t gathered_at_ = 0;  // and total_bytes_ then
  size_t aside_ = 0;          // bytes of the last memory
  size_t bound_;  // limit_, or what there is until the last memory is back
  bool is_bounded_ = false;   // by the system, in addresses or data
  uint64_t searched_at_ = UINT64_MAX;  // total_bytes_ when memory ran out last
  Root* roots_ = nullptr;
  GcVector* vectors_ = nullptr;
  GcVector* finalizers_ = nullptr;
  GcVector* permanent_ = nullptr;
  const char* stack_top_;
  StackSpan* stacks_ = nullptr;
  struct WeakHookRow {
    WeakHook hook;
    bool early;
  };
  struct RootHookRow {
    RootHook hook;
    RestHook rest;
    void* context;
  };
  std::vector<WeakHookRow> weak_hooks_;
  std::vector<RootHookRow> root_hooks_;
};

inline bool Tracer::names_only() const { return heap_.is_surveying(); }
inline uint32_t Tracer::part() const {
  return heap_.in_parts_ ? heap_.part_items_ : 0;
}

inline Value GcVector::take(Heap& heap) {
  heap.retire(values_.back());
  return pop();
}

// The one way to overwrite a reference inside an existing object.
inline void store(Heap& heap, Value* slot, Value value) {
  heap.retire(*slot);
  *slot = value;
}
template <typename T, typename U>
inline void store(Heap& heap, T** slot, U* object) {
  heap.retire(*slot);
  *slot = object;
}

}  // namespace mt::python
