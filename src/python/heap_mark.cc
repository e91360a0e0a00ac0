// heap_mark.cc - from the roots to all that lives.
//
// Marking works on the snapshot of the moment it began, in parts: what is
// marked and not yet looked into waits on a stack, and of a long list or dict
// only the place where to go on. The write barrier hands in what is overwritten
// meanwhile. Then the dead are looked through, in parts too: who is known to a
// weak table, and who has something to run.

#include "python/heap_internal.h"

#include <string.h>
#include <sys/mman.h>

#include <algorithm>
#include <vector>

#include "base/last_memory.h"
#include "python/async_hooks.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/shape.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

// What a step counts for an object, however small: one look at other memory.
constexpr size_t kLeastCost = 64;
// For one that was marked before, and for an item of a long container, which
// only goes onto the stack.
constexpr size_t kSeenCost = 24;
constexpr size_t kItemCost = 8;
// How many objects are on their way from memory at a time.
constexpr size_t kFetched = 8;

// As an entry of the stack.
Object* marked(Object* object) {
  return reinterpret_cast<Object*>(reinterpret_cast<uintptr_t>(object) | 1);
}

// A str with its own bytes refers to nothing, and its class lives anyway.
bool is_leaf(const Object* object) {
  return object->kind == Kind::kStr &&
         !static_cast<const Str*>(object)->is_borrowed();
}

// Of kinds that begin with a pointer to what they hold.
bool has_array(const Object* object) {
  return object->kind == Kind::kList || object->kind == Kind::kDict ||
         object->kind == Kind::kSet;
}

}  // namespace

// --- the stack ---------------------------------------------------------------

struct MarkStack::Piece {
  static constexpr size_t kBytes = 64 * 1024;
  Piece* below;
  Piece* above;  // one that was in use, and is kept for the next time
  Object* items[1];  // longer than declared

  Object** end() {
    return reinterpret_cast<Object**>(this) + kBytes / sizeof(Object*);
  }
};

void MarkStack::use(Piece* piece) {
  piece_ = piece;
  first_ = piece->items;
  end_ = piece->end();
  is_lowest_ = piece->below == nullptr;
}

void MarkStack::add_piece() {
  Piece* piece = piece_ != nullptr ? piece_->above : nullptr;
  if (piece == nullptr) {
    piece = static_cast<Piece*>(map_at_last(Piece::kBytes));
    piece->below = piece_;
    piece->above = nullptr;
    if (piece_ != nullptr) piece_->above = piece;
  }
  use(piece);
  top_ = first_;
}

void MarkStack::drop_piece() {
  if (Piece* const spare = piece_->above) munmap(spare, Piece::kBytes);
  piece_->above = nullptr;
  use(piece_->below);
  top_ = end_;
}

void MarkStack::release() {
  if (piece_ == nullptr) return;
  if (piece_->above != nullptr) munmap(piece_->above, Piece::kBytes);
  piece_->above = nullptr;
  madvise(piece_, Piece::kBytes, MADV_DONTNEED);  // all null, as it is then
}

MarkStack::~MarkStack() {
  release();
  if (piece_ != nullptr) munmap(piece_, Piece::kBytes);
}

// --- marking -----------------------------------------------------------------

inline void Heap::reach(Object* object) {
#ifdef MT_GCSTRESS
  if (verified_ != 0 && object->gc != live_) check_marked(object);
#endif
  mark_stack_.push(object);
}

void Tracer::visit(Value value) {
  if (value.is_object()) heap_.reach(value.object());
}

void Tracer::visit(const Object* object) {
  if (object != nullptr) heap_.reach(const_cast<Object*>(object));
}

void Tracer::visit(const Value* values, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (values[i].is_object()) heap_.reach(values[i].object());
  }
}

void Tracer::visit_shared(Value value) {
  if (value.is_object()) heap_.mark(value.object());
}

void Tracer::visit_shared(const Object* object) {
  if (object != nullptr) heap_.mark(const_cast<Object*>(object));
}

void Heap::mark_exact_roots() {
  Tracer tracer(*this);
  for (Root* root = roots_; root != nullptr; root = root->next_)
    tracer.visit(root->value);
  for (GcVector* vector = vectors_; vector != nullptr; vector = vector->next_) {
    vector->marked_ = 0;
    if (!vector->is_long_ || !in_parts_)
      tracer.visit(vector->data(), vector->size());
  }
  for (const RootHookRow& row : root_hooks_) row.hook(tracer, row.context);
}

void Heap::mark_roots() {
  mark_exact_roots();
  if (surveying_) return;
  scan_stack();
  for (const StackSpan* span = stacks_; span != nullptr; span = span->next)
    scan_words(span->lowest, span->highest);
}

void Heap::mark_new(Object* object) {
#ifdef MT_GCSTRESS
  if (verified_ != 0) check_marked(object);
#endif
  object->gc = live_;
  if (!is_leaf(object) || looking_) mark_stack_.push(marked(object));
}

// Makes of an entry of the stack the object; false if it has been traced, or
// will be in the place of another entry.
bool Heap::take_marked(Object** entry) {
  const uintptr_t bits = reinterpret_cast<uintptr_t>(*entry);
  if ((bits & 1) != 0) {
    *entry = reinterpret_cast<Object*>(bits - 1);
    return true;
  }
  Object* const object = *entry;
  if (object->gc == live_) return false;
  object->gc = live_;
  return true;
}

// Traces about `bytes` worth of what waits on the stack. An object is looked at
// some steps after it was taken from there: by then it is in a cache, and what
// the processor waited for was most of the time that marking took.
size_t Heap::trace_marked(size_t bytes) {
  Object* fetched[kFetched] = {};
  size_t done = 0;
  size_t waiting = 0;
  for (size_t at = 0; done < bytes; at = (at + 1) % kFetched) {
    Object* object = fetched[at];
    if (object != nullptr) {
      const bool is_new = (reinterpret_cast<uintptr_t>(object) & 1) == 0;
      if (!take_marked(&object)) {
        done += kSeenCost;
      } else if (is_new && has_array(object)) {
        // Its items are fetched likewise.
        const void* items;
        memcpy(&items, object + 1, sizeof items);
        __builtin_prefetch(items);
        fetched[at] = marked(object);
        continue;
      } else {
        done += std::max(trace(object), kLeastCost);
      }
      --waiting;
      fetched[at] = nullptr;
    }
    if (!mark_stack_.empty()) {
      fetched[at] = mark_stack_.pop();
      __builtin_prefetch(fetched[at]);
      ++waiting;
    } else if (waiting == 0) {
      break;
    }
  }
  // Nothing stays in this frame for the next scan of the stack to find.
  for (Object*& object : fetched) {
    if (object != nullptr) mark_stack_.push(object);
    object = nullptr;
  }
  __asm__ volatile("" : : "r"(fetched) : "memory");
  return done;
}

// Returns about how many bytes that was.
size_t Heap::trace(Object* object) {
  Tracer tracer(*this);
  Shape* shape = object->shape;
  // The first objects, before there are classes.
  if (shape == nullptr) return sizeof(Object);
  if (is_leaf(object)) return sizeof(Str);
  // A stale word on the stack found it; what it refers to may be gone.
  if ((object->flags & kFlagCondemned) != 0) return sizeof(Object);
  mark(shape);
  if (object->kind == Kind::kInstance && shape->has_slots) {
    const Value* const slots = reinterpret_cast<const Value*>(
        reinterpret_cast<const char*>(object) + shape->slots_offset);
    tracer.visit(slots, shape->inline_capacity);
    return sizeof(Object) + shape->inline_capacity * sizeof(Value);
  }
  // A long container is traced in parts, so that no pause grows with it.
  uint32_t items = 0;
  if (object->kind == Kind::kList) items = static_cast<List*>(object)->size;
  if (object->kind == Kind::kTuple) items = static_cast<Tuple*>(object)->size;
  if (object->kind == Kind::kDict) items = static_cast<Dict*>(object)->used;
  if (object->kind == Kind::kSet || object->kind == Kind::kFrozenSet)
    items = static_cast<Set*>(object)->used;
  // What there is most of.
  if (object->kind == Kind::kTuple && items <= part_items_ &&
      !shape->has_slots) {
    tracer.visit(static_cast<Tuple*>(object)->items, items);
    return sizeof(Tuple) + items * sizeof(Value);
  }
  const Layout* layout = shape->type->layout;
  if (layout->trace_part != nullptr)
    items = layout->trace_part(object, tracer, 0, 0);
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
      if (from < to) tracer.visit(list->items + from, to - from);
      break;
    }
    case Kind::kTuple: {
      const Tuple* tuple = static_cast<Tuple*>(partial.object);
      const uint32_t to = end(tuple->size);
      tracer.visit(tuple->items + from, to - from);
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
    case Kind::kSet:
    case Kind::kFrozenSet: {
      const Set* set = static_cast<Set*>(partial.object);
      const uint32_t to = end(set->used);
      for (uint32_t i = from; i < to; ++i) tracer.visit(set->entries[i].key);
      break;
    }
    default:
      size = partial.object->shape->type->layout->trace_part(
          partial.object, tracer, from, items);
      break;
  }
  partial.next = items < size - std::min(from, size) ? from + items : size;
  return partial.next >= size;
}

// Traces about `bytes` worth of objects, or does what comes behind that; true
// while anything is left to do before the sweep.
bool Heap::mark_some(size_t bytes) {
  size_t done = 0;
  while (done < bytes && is_busy()) {
    if (stage_ == Stage::kQueueing) {
      done += next_part();  // all of them, before what they refer to
    } else if (!mark_stack_.empty()) {
      done += trace_marked(bytes - done);
    } else if (!partials_.empty()) {
      Partial partial = partials_.back();
      partials_.pop_back();
      if (!trace_part(partial, part_items_)) partials_.push_back(partial);
      done += part_items_ * kItemCost;
    } else {
      done += next_part();
    }
  }
  return is_busy();
}

void Heap::enter(Stage stage) {
  stage_ = stage;
  debt_ = seen_ = kept_ = 0;
  has_silent_ = false;
}

// One part of what a stage does when nothing waits to be traced. Returns about
// what it cost.
size_t Heap::next_part() {
  switch (stage_) {
    case Stage::kMarking:
      if (trace_rest()) return part_items_ * kLeastCost;
#ifdef MT_GCSTRESS
      verify_marking();
#endif
      marking_ = false;  // from here on the colour alone says who lives
      enter(Stage::kClearing);
      return 0;
    case Stage::kClearing:
      // Before __del__ can bring anything back: what is only reachable from a
      // finalizer's object counts as gone for weak references.
      if (!run_weak_hooks(true)) enter(Stage::kQueueing);
      break;
    case Stage::kQueueing:
      if (!queue_finalizers()) stage_ = Stage::kReviving;
      break;
    case Stage::kReviving:
      seen_ = kept_ = 0;
      stage_ = Stage::kDropping;
      return 0;
    case Stage::kDropping:
      if (!drop_silent()) enter(Stage::kForgetting);
      break;
    case Stage::kForgetting:
      if (run_weak_hooks(false)) break;
      begin_sweep();
      if (!finalizers_->empty()) set_pending(kPendingFinalizers);
      return 0;
    case Stage::kIdle:
    case Stage::kSweeping:
      break;
  }
  return kWeakRows * kLeastCost;
}

// What was left for later of the roots; false when all of it is marked.
bool Heap::trace_rest() {
  Tracer tracer(*this);
  for (GcVector* vector = vectors_; vector != nullptr; vector = vector->next_) {
    if (!vector->is_long_ || vector->marked_ >= vector->size()) continue;
    const size_t count =
        std::min(vector->size() - vector->marked_, size_t{part_items_});
    tracer.visit(vector->data() + vector->marked_, count);
    vector->marked_ += count;
    return true;
  }
  in_parts_ = true;
  const bool did = std::any_of(
      root_hooks_.begin(), root_hooks_.end(), [&](const RootHookRow& row) {
        return row.rest != nullptr && row.rest(tracer, row.context);
      });
  in_parts_ = false;
  return did;
}

// A part of the next weak table; false when they have all been looked through.
bool Heap::run_weak_hooks(bool early) {
  while (seen_ < weak_hooks_.size() && weak_hooks_[seen_].early != early)
    ++seen_;
  if (seen_ == weak_hooks_.size()) return false;
  const bool begins = kept_++ == 0;
  if (!weak_hooks_[seen_].hook(*this, begins)) {
    ++seen_;
    kept_ = 0;
  }
  return true;
}

// Whether the end of `object` has something to run.
static bool has_last_words(const Object* object) {
  if (!is_generator(object)) return true;
  const Generator* const g = static_cast<const Generator*>(object);
  if (g->state == Generator::State::kCreated)
    return g->kind == Kind::kCoroutine ||  // nobody has awaited it
           !note_of(g).is_undefined();
  return g->state == Generator::State::kSuspended;
}

bool Heap::has_waiting() const { return !finalizers_->empty(); }

bool Heap::has_finalizables() const {
  return has_waiting() ||
         std::any_of(finalizable_.begin(), finalizable_.end(), has_last_words);
}

// Of the dead in one part of the list, queues those who have something to run;
// false when it was the last part.
bool Heap::queue_finalizers() {
  const size_t end = std::min(finalizable_.size(), seen_ + kWeakRows);
  for (; seen_ < end; ++seen_) {
    Object* const object = finalizable_[seen_];
    if (object->gc == live_) {
      finalizable_[kept_++] = object;
    } else if (has_last_words(object)) {
      finalizers_->push(Value::from_object(object));
      mark(object);
    } else {
      finalizable_[kept_++] = object;  // one of the others may refer to it
      has_silent_ = true;
    }
  }
  if (seen_ < finalizable_.size()) return true;
  finalizable_.resize(kept_);
  return false;
}

// Drops those that nobody reached, in the same way.
bool Heap::drop_silent() {
  if (!has_silent_) return false;
  const size_t end = std::min(finalizable_.size(), seen_ + kWeakRows);
  for (; seen_ < end; ++seen_) {
    Object* const object = finalizable_[seen_];
    if (object->gc == live_) finalizable_[kept_++] = object;
  }
  if (seen_ < finalizable_.size()) return true;
  finalizable_.resize(kept_);
  return false;
}

void Heap::drain() {
  while (!mark_stack_.empty() || !partials_.empty()) {
    if (mark_stack_.empty()) {
      Partial partial = partials_.back();
      partials_.pop_back();
      holder_ = partial.object;
      trace_part(partial, UINT32_MAX);
      continue;
    }
    Object* object = mark_stack_.pop();
    if (!take_marked(&object)) continue;
    holder_ = object;
    trace(object);
  }
}

void Heap::retire_one(Value old) { retire_all(&old, 1); }

void Heap::retire_all(const Value* old, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (old[i].is_object()) mark(old[i].object());
  }
}

void Heap::settle_slow(Object* object) {
  size_t i = 0;
  while (i < partials_.size() && partials_[i].object != object) ++i;
  if (i == partials_.size()) return;
  Partial partial = partials_[i];
  partials_[i] = partials_.back();
  partials_.pop_back();
  // However often it refers to something, that takes one place on the stack.
  Object* const start = marked(nullptr);
  std::vector<Object*> reached;
  for (bool is_done = false; !is_done;) {
    mark_stack_.push(start);
    is_done = trace_part(partial, part_items_);
    for (Object* one; (one = mark_stack_.pop()) != start;) {
      if (take_marked(&one) && !is_leaf(one)) reached.push_back(marked(one));
    }
    for (Object* const one : reached) mark_stack_.push(one);
    reached.clear();
  }
}

void Heap::retrace_slow(Object* object) {
  object->gc = live_;
  trace(object);
}

}  // namespace mt::python
