// heap_mark.cc - from the roots to all that lives.
//
// Marking works on the snapshot of the moment it began, in parts: what is marked
// and not yet looked into waits on a stack, and of a long list or dict only the
// place where to go on. The write barrier hands in what is overwritten meanwhile.

#include "python/heap_internal.h"

#include <algorithm>

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
// Entries kept from one cycle to the next: to ask malloc for them anew has it
// tidy up first, all that was freed meanwhile.
constexpr size_t kKeptStack = 8192;

}  // namespace

void Tracer::visit(const Value* values, size_t count) {
  for (size_t i = 0; i < count; ++i) visit(values[i]);
}

void Heap::mark_exact_roots() {
  Tracer tracer(*this);
  for (Root* root = roots_; root != nullptr; root = root->next_)
    tracer.visit(root->value);
  for (GcVector* vector = vectors_; vector != nullptr; vector = vector->next_)
    tracer.visit(vector->data(), vector->size());
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
      now_tracing(partial.object);
      trace_part(partial, UINT32_MAX);
      continue;
    }
    Object* object = mark_stack_.back();
    mark_stack_.pop_back();
    now_tracing(object);
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

}  // namespace mt::python
