// iterators.h - what iter() makes of the builtin containers.
//
// Each lets go of its container at the end, so an exhausted iterator stays
// exhausted even when the container grows again. The VM walks exact lists,
// tuples and ranges by itself and never makes these.

#pragma once

#include <initializer_list>

#include "python/dict.h"
#include "python/list.h"
#include "python/object.h"
#include "python/range.h"
#include "python/runtime.h"
#include "python/type.h"

namespace mt::python {

// list_iterator, tuple_iterator; and the reversed one of a list, which counts
// down: items[at - 1] comes next.
struct SequenceIterator : Object {
  static constexpr Kind kKind = Kind::kIterator;
  Object* source;  // null at the end
  uint64_t at;
};

// What a walk over a dict's entries gives. Dict views carry it in aux.
enum class DictPart : uint32_t { kKeys, kValues, kItems };

struct DictView : Object {  // aux: a DictPart
  static constexpr Kind kKind = Kind::kDictView;
  Dict* dict;
  DictPart part() const { return static_cast<DictPart>(aux); }
};

struct DictIterator : Object {  // aux: a DictPart
  static constexpr Kind kKind = Kind::kIterator;
  Dict* dict;  // null at the end
  // dict->used and dict->live when it was made, in their order. Once keys have
  // come and gone, `end` is kCounted and how many items may still come.
  uint32_t end, expected;
  uint32_t at;
  bool is_reversed;

  static constexpr uint32_t kCounted = UINT32_C(1) << 31;
};

struct SetIterator : Object {
  static constexpr Kind kKind = Kind::kIterator;
  Set* set;  // null at the end
  uint32_t at;
  uint32_t expected;
};

Value make_list_iterator(Fiber& fiber, List* list);
Value make_list_reverse_iterator(Fiber& fiber, List* list);
Value make_tuple_iterator(Fiber& fiber, Tuple* tuple);
Value make_dict_iterator(Fiber& fiber, Dict* dict, DictPart part,
                         bool reversed = false);
Value make_dict_view(Fiber& fiber, Dict* dict, DictPart part);
Value make_set_iterator(Fiber& fiber, Set* set);
// iter() of an object that has __getitem__ and no __iter__.
Value make_sequence_iterator(Fiber& fiber, Value sequence);
// iter(callable, sentinel)
Value make_callable_iterator(Fiber& fiber, Value callable, Value sentinel);
// A read-only view of a mapping: what type.__dict__ is.
Value make_mapping_proxy(Fiber& fiber, Value mapping);

// What __reduce__ returns: (callable, arguments) and, if given, the state.
Value reduction(Fiber& fiber, Value callable,
                std::initializer_list<Value> arguments, Value state = Value());
Value reduction(Fiber& fiber, Value callable, Tuple* arguments,
                Value state = Value());
// The same with iter() as the callable; without a source, of what is empty.
Value iter_reduction(Fiber& fiber, Value source, Value state = Value());
// All that an iterator has left, as iter() of a list: the iterator is at its
// end then, so it is a copy that is given.
Value rest_reduction(Fiber& fiber, Value copy);
// The index that __setstate__ is given, moved into 0..most. False: it raised.
bool state_index(Fiber& fiber, Value state, int64_t least, int64_t most,
                 int64_t* index);

// iter() of every iterator; and the slots of one that has no others.
Value iter_itself(Fiber& fiber, Value self);
constexpr Slots iterator_slots(Value (*next)(Fiber&, Value self),
                               Value (*create)(Fiber&, Type*, Args) = nullptr) {
  Slots slots{};
  slots.iter = iter_itself;
  slots.next = next;
  slots.create = create;
  return slots;
}

// Whether walking `object`, of the class `base` or one below it, gives what is
// stored there: no class on the way has an __iter__ of its own.
inline bool is_walked_as(Value object, const Type* base) {
  return type_of(object)->slots->iter == base->slots->iter;
}

// Whether it is a list or a tuple whose items need not be asked for.
inline bool is_stored_row(Value value) {
  return (is_kind(value, Kind::kList) && is_walked_as(value, types().list)) ||
         (is_kind(value, Kind::kTuple) && is_walked_as(value, types().tuple));
}

// The next `count` items of a walk over rows of so many, at most kMostInRow,
// for a loop that takes them apart at once: items() of a dict, enumerate(),
// zip(), product(). No tuple is made.
enum class RowStep { kNoRows, kRow, kEnd, kRaised };
constexpr uint32_t kMostInRow = 4;
RowStep next_row(Fiber& fiber, Object* iterator, Value* row, uint32_t count);
// The parts of it that dicts and itertools have.
RowStep dict_next_pair(Fiber& fiber, Object* iterator, Value* pair);
RowStep itertools_next_row(Fiber& fiber, Object* iterator, Value* row,
                           uint32_t count);

// How many pairs a zip() of two stored rows has ready, which are behind the
// places of both `walks`; 0 when it is something else, or perhaps at its end.
uint64_t stored_pairs(const Object* zip, SequenceIterator* walks[2]);
inline const Value* stored_rest(const SequenceIterator* walk) {
  const Value* const items = walk->source->kind == Kind::kList
                                 ? static_cast<List*>(walk->source)->items
                                 : static_cast<Tuple*>(walk->source)->items;
  return items + walk->at;
}

// Whether it is a native walk, whose items are not seen before they are asked
// for, and whose length no Python code tells: whoever gathers them asks for the
// first few before length_hint().
inline bool comes_one_by_one(const Object* object) {
  const Type* const type = type_of_object(object);
  return type == types().generator ||
         (object->kind == Kind::kIterator &&
          (type->type_flags & kTypeNative) != 0 &&
          type != types().list_reverse_iterator &&
          type != types().sequence_iterator && type != types().reversed);
}

// Lists that Python 3's lazy views become in era code.
List* dict_list(Fiber& fiber, Dict* dict, DictPart part);
bool list_extend_by(Fiber& fiber, List* list, Dict* dict, DictPart part);

// The next item of the iterators that walk lists, tuples and ranges; undefined
// when it is another iterator, or over.
inline Value next_at_once(Object* iterator) {
  const Type* const type = type_of_object(iterator);
  if (type == types().list_iterator) {
    SequenceIterator* const it = static_cast<SequenceIterator*>(iterator);
    const List* const list = static_cast<List*>(it->source);
    if (list != nullptr && it->at < list->size) return list->items[it->at++];
  } else if (type == types().tuple_iterator) {
    SequenceIterator* const it = static_cast<SequenceIterator*>(iterator);
    const Tuple* const tuple = static_cast<Tuple*>(it->source);
    if (tuple != nullptr && it->at < tuple->size) return tuple->items[it->at++];
  } else if (type == types().range_iterator) {
    RangeIterator* const it = static_cast<RangeIterator*>(iterator);
    if (it->left != 0) {
      --it->left;
      const int64_t item = it->next;
      it->next += it->step;
      return Value::from_int(item);
    }
  }
  return Value();
}

}  // namespace mt::python
