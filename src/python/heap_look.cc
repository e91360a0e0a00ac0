// heap_look.cc - what one object refers to, for gc.get_referents() and its
// like.
//
// Only the Layouts know, and they tell a Tracer. So an object is traced as if
// to mark in a colour that nothing has: what was marked then is what it refers
// to, and gets its own colour back.

#include <utility>

#include "python/heap_internal.h"
#include "python/shape.h"
#include "python/type.h"

namespace mt::python {

namespace {

constexpr uint8_t kLooked = 5;  // colour; heap.cc and heap_check.cc have others

// What only the interpreter knows of.
bool is_inner(const Object* object) {
  return object->kind == Kind::kShape || object->kind == Kind::kKeyTable ||
         object->kind == Kind::kSlots || object->kind == Kind::kStrBuffer ||
         object->kind == Kind::kUnit;
}

}  // namespace

void Heap::look_into(Object* object, std::vector<Object*>* found) {
  while (mark_some(SIZE_MAX)) {
  }
  const uint8_t colour = std::exchange(live_, kLooked);
  looking_ = true;
  std::vector<Object*> marked;
  const auto gather = [&](Object* from) {
    trace(from);
    while (!partials_.empty()) {
      Partial partial = partials_.back();
      partials_.pop_back();
      trace_part(partial, UINT32_MAX);
    }
    while (!mark_stack_.empty()) {
      Object* one = mark_stack_.pop();
      if (take_marked(&one)) marked.push_back(one);
    }
  };
  gather(object);
  for (size_t i = 0; i < marked.size(); ++i) {
    // Attributes that found no place in an object are a part of it.
    if (marked[i]->kind == Kind::kSlots) gather(marked[i]);
  }
  looking_ = false;
  live_ = colour;
  for (Object* const one : marked) {
    one->gc = colour;
    if (!is_inner(one)) found->push_back(one);
  }
  Type* const type = object->shape != nullptr ? object->shape->type : nullptr;
  if (type != nullptr && (type->type_flags & kTypeNative) == 0)
    found->push_back(type);
}

}  // namespace mt::python
