// iteration.cc - walking what can be iterated, from C++.
//
// What a native function does for each item of an argument passes here, so the
// everyday containers are walked themselves, and native iterators asked by a
// pointer that is looked up once.

#include "python/call.h"
#include "python/container.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/iterators.h"

namespace mt::python {

namespace {

// What a `next` slot gave, where the end was raised and not returned.
Value without_stop(Fiber& fiber, Value item) {
  if (!exception_matches(fiber, types().StopIteration)) return item;
  // It ended with a value that nobody here asks for, or in a function of its.
  clear_exception(fiber);
  return Value::exhausted();
}

}  // namespace

Value get_iter(Fiber& fiber, Value object) {
  Type* type = type_of(object);
  if (stack_is_low()) return raise_too_deep(fiber);
  if (type->slots->iter != nullptr) {
    const Value iterator = type->slots->iter(fiber, object);
    if (iterator.is_error()) return iterator;
    if (type_of(iterator)->slots->next == nullptr)
      return raise_type_error(fiber,
                              "iter() returned non-iterator of type '%s'",
                              type_name(iterator));
    return iterator;
  }
  if (type->slots->getitem != nullptr && !is_kind(object, Kind::kDict))
    return make_sequence_iterator(fiber, object);
  if (is_exception(object) && in_era(fiber)) {
    const Value args = get_attr(fiber, object, "args");
    return args.is_error() ? args : get_iter(fiber, args);
  }
  return raise_type_error(fiber, "'%s' object is not iterable",
                          type_name(object));
}

Value iter_next(Fiber& fiber, Value iterator) {
  if (const auto slot = type_of(iterator)->slots->next) {
    if (!safe_point(fiber)) return Value::error();
    const Value item = slot(fiber, iterator);
    return item.is_error() ? without_stop(fiber, item) : item;
  }
  return raise_type_error(fiber, "'%s' object is not an iterator",
                          type_name(iterator));
}

[[gnu::noinline]] static Value pull_slowly(Fiber& fiber, Value iterator) {
  if (stack_is_low()) return raise_too_deep(fiber);
  return iter_next(fiber, iterator);
}

Value pull(Fiber& fiber, Value iterator) {
  const Type* const type = type_of_object(iterator.object());
  if (type == types().list_iterator) {
    SequenceIterator* const it = iterator.as<SequenceIterator>();
    const List* const list = static_cast<List*>(it->source);
    if (list != nullptr && it->at < list->size) return list->items[it->at++];
  }
  if ((type->type_flags & kTypeNative) == 0 || g_pending != 0 ||
      stack_is_low()) {
    return pull_slowly(fiber, iterator);
  }
  const Value item = type->slots->next(fiber, iterator);
  return __builtin_expect(item.is_error(), 0) ? without_stop(fiber, item)
                                              : item;
}

Iteration::Iteration(Fiber& fiber, Value iterable)
    : fiber_(fiber), source_(iterable) {
  if (is_exact(iterable, types().list)) {
    way_ = Way::kList;
  } else if (is_exact(iterable, types().tuple)) {
    way_ = Way::kTuple;
  } else {
    source_ = get_iter(fiber, iterable);
    failed_ = source_.is_error();
    if (failed_) return;
    const Type* const type = type_of(source_);
    if ((type->type_flags & kTypeNative) != 0) next_ = type->slots->next;
  }
}

void Iteration::fail() {
  failed_ = true;
  next_ = nullptr;
  way_ = Way::kOther;
}

// Of a class in Python.
bool Iteration::step(Value* item) {
  if (failed_) return false;
  *item = iter_next(fiber_, source_);
  failed_ = item->is_error();
  return !item->is_exhausted() && !failed_;
}

// With nothing that would have to be kept over a call.
inline bool Iteration::take(Value* item) {
  if (next_ != nullptr) {
    *item = next_(fiber_, source_);
    return !item->is_exhausted() && !item->is_error() ? true : end(item);
  }
  if (way_ == Way::kList) {
    const List* const list = source_.as<List>();
    if (at_ >= list->size) return false;
    *item = list->items[at_++];
    return true;
  }
  if (way_ == Way::kTuple) {
    const Tuple* const tuple = source_.as<Tuple>();
    if (at_ >= tuple->size) return false;
    *item = tuple->items[at_++];
    return true;
  }
  return step(item);
}

// A native iterator is over, or has raised.
bool Iteration::end(Value* item) {
  if (item->is_error()) *item = without_stop(fiber_, *item);
  if (item->is_error()) fail();
  return false;
}

bool Iteration::next(Value* item) {
  return __builtin_expect(g_pending != 0, 0) ? next_at_pause(item)
                                             : take(item);
}

bool Iteration::next_at_pause(Value* item) {
  if (!failed_ && !safe_point(fiber_)) fail();
  return !failed_ && take(item);
}

}  // namespace mt::python
