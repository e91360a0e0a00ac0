// iteration.cc - walking what can be iterated, from C++.
//
// What a native function does for each item of an argument passes here, so the
// everyday iterators are known by their class and asked without a call.

#include "python/call.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/iterators.h"
#include "python/range.h"

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

Value pull(Fiber& fiber, Value iterator) {
  const Value item = next_at_once(iterator.object());
  if (!item.is_undefined()) return item;
  if (stack_is_low()) return raise_too_deep(fiber);
  return iter_next(fiber, iterator);
}

Iteration::Iteration(Fiber& fiber, Value iterable)
    : fiber_(fiber), source_(iterable) {
  if (iterable.is_object()) {
    const Type* const type = type_of_object(iterable.object());
    is_list_ = type == types().list;
    is_tuple_ = type == types().tuple;
    is_generator_ = type == types().generator;
    if (is_list_ || is_tuple_ || is_generator_) return;
  }
  source_ = get_iter(fiber, iterable);
  failed_ = source_.is_error();
  if (failed_) return;
  const Type* const type = type_of(source_);
  is_at_once_ = type == types().list_iterator ||
                type == types().tuple_iterator ||
                type == types().range_iterator;
  if ((type->type_flags & kTypeNative) != 0) next_ = type->slots->next;
}

bool Iteration::next(Value* item) {
  if (failed_) return false;
  if (!safe_point(fiber_)) {
    failed_ = true;
    return false;
  }
  if (is_list_) {
    const List* const list = source_.as<List>();
    if (at_ >= list->size) return false;
    *item = list->items[at_++];
    return true;
  }
  if (is_tuple_) {
    const Tuple* const tuple = source_.as<Tuple>();
    if (at_ >= tuple->size) return false;
    *item = tuple->items[at_++];
    return true;
  }
  if (is_generator_) {
    *item = generator_step(fiber_, source_.as<Generator>());
    if (item->is_error()) *item = without_stop(fiber_, *item);
  } else {
    if (is_at_once_) {
      *item = next_at_once(source_.object());
      if (!item->is_undefined()) return true;
    }
    if (next_ == nullptr) {
      *item = iter_next(fiber_, source_);
    } else {
      *item = next_(fiber_, source_);
      if (item->is_error()) *item = without_stop(fiber_, *item);
    }
  }
  if (item->is_exhausted()) return false;
  failed_ = item->is_error();
  return !failed_;
}

}  // namespace mt::python
