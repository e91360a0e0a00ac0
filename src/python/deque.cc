// deque.cc - collections.deque.

#include "python/deque.h"

#include <algorithm>

#include "python/container.h"
#include "python/dict.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/native.h"
#include "python/text.h"

namespace mt::python {

namespace {

Type* g_deque_type;  // classes of C++ are never freed
Type* g_iterator_type;

Deque* as_deque(Value v) { return v.as<Deque>(); }

}  // namespace

bool is_deque(Value v) {
  return g_deque_type != nullptr && is_a(v, g_deque_type);
}

namespace {

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

// --- the struct --------------------------------------------------------------

void trace_deque(Object* self, Tracer& tracer) {
  const Deque* const deque = static_cast<Deque*>(self);
  for (uint32_t i = 0; i < deque->size; ++i) tracer.visit(deque->at(i));
}

// A place in the ring is what it counts, which stays as the ends come and go.
uint32_t trace_places(Object* self, Tracer& tracer, uint32_t from,
                      uint32_t count) {
  const Deque* const deque = static_cast<Deque*>(self);
  const uint32_t end = from + std::min(count, deque->capacity - from);
  for (uint32_t i = from; i < end; ++i) {
    if (((i - deque->head) & (deque->capacity - 1)) < deque->size)
      tracer.visit(deque->items[i]);
  }
  return deque->capacity;
}

void release_deque(Object* self) {
  Deque* const deque = static_cast<Deque*>(self);
  rt().heap.release(deque->items, deque->capacity * sizeof(Value));
}

const Layout kDequeLayout = {
    Kind::kNative, "deque", sizeof(Deque), trace_deque,
    release_deque, nullptr, trace_places};

// For so many items more.
bool make_room(Fiber& fiber, Deque* deque, uint32_t more = 1) {
  const uint64_t wanted = uint64_t{deque->size} + more;
  if (wanted <= deque->capacity) return true;
  uint64_t capacity = deque->capacity == 0 ? 8 : uint64_t{deque->capacity} * 2;
  while (capacity < wanted) capacity *= 2;
  Value* items = nullptr;
  if (capacity <= UINT32_MAX / 2 / sizeof(Value)) {
    items = static_cast<Value*>(fiber.heap.grow(
        nullptr, 0, static_cast<size_t>(capacity) * sizeof(Value)));
  }
  if (items == nullptr) {
    raise_memory_error(fiber);
    return false;
  }
  fiber.heap.settle(deque);
  for (uint32_t i = 0; i < deque->size; ++i) items[i] = deque->at(i);
  fiber.heap.release(deque->items, deque->capacity * sizeof(Value));
  deque->items = items;
  deque->capacity = static_cast<uint32_t>(capacity);
  deque->head = 0;
  return true;
}

Value take_left(Fiber& fiber, Deque* deque) {
  const Value item = deque->at(0);
  fiber.heap.retire(item);
  deque->head = (deque->head + 1) & (deque->capacity - 1);
  --deque->size;
  ++deque->changes;
  return item;
}

Value take_right(Fiber& fiber, Deque* deque) {
  const Value item = deque->at(--deque->size);
  fiber.heap.retire(item);
  ++deque->changes;
  return item;
}

bool append(Fiber& fiber, Deque* deque, Value item) {
  if (deque->max_size == 0) return true;
  if (deque->size == deque->max_size) take_left(fiber, deque);
  if (!make_room(fiber, deque)) return false;
  deque->at(deque->size++) = item;
  ++deque->changes;
  return true;
}

bool append_left(Fiber& fiber, Deque* deque, Value item) {
  if (deque->max_size == 0) return true;
  if (deque->size == deque->max_size) take_right(fiber, deque);
  if (!make_room(fiber, deque)) return false;
  deque->head = (deque->head - 1) & (deque->capacity - 1);
  deque->items[deque->head] = item;
  ++deque->size;
  ++deque->changes;
  return true;
}

void clear(Fiber& fiber, Deque* deque) {
  for (uint32_t i = 0; i < deque->size; ++i) fiber.heap.retire(deque->at(i));
  deque->changes += deque->size != 0;
  deque->size = 0;
}

// Turns the ring so that the last `n` come first; 0 <= n < size.
void rotate(Fiber& fiber, Deque* deque, uint32_t n) {
  fiber.heap.settle(deque);
  const uint32_t size = deque->size;
  if (n * uint64_t{2} <= size) {
    for (; n > 0; --n) {
      const Value last = deque->at(size - 1);
      deque->head = (deque->head - 1) & (deque->capacity - 1);
      deque->items[deque->head] = last;
    }
  } else {
    for (n = size - n; n > 0; --n) {
      const Value first = deque->at(0);
      deque->at(size) = first;
      deque->head = (deque->head + 1) & (deque->capacity - 1);
    }
  }
}

bool extend(Fiber& fiber, Deque* deque, Value items, bool left) {
  // A deque may be extended by itself: what it held when that began.
  if (items.is_object() && items.object() == deque) {
    List* const list = list_from(fiber, items);
    if (list == nullptr) return false;
    items = Value::from_object(list);
  }
  const bool is_plain = !left && deque->max_size < 0;
  if (is_plain && is_deque(items) && is_walked_as(items, g_deque_type)) {
    Deque* const other = as_deque(items);
    if (!make_room(fiber, deque, other->size)) return false;
    for (uint32_t i = 0; i < other->size; ++i)
      deque->at(deque->size++) = other->at(i);
    deque->changes += other->size;
    return true;
  }
  if (is_plain && is_exact(items, types().list)) {
    const List* const list = items.as<List>();
    if (!make_room(fiber, deque, list->size)) return false;
    for (uint32_t i = 0; i < list->size; ++i)
      deque->at(deque->size++) = list->items[i];
    deque->changes += list->size;
    return true;
  }
  if (!left && deque->max_size > 0 && is_exact(items, types().list)) {
    // Of more than there is room for, the last ones stay.
    const List* const list = items.as<List>();
    const auto most = static_cast<uint64_t>(deque->max_size);
    for (uint64_t i = list->size > most ? list->size - most : 0;
         i < list->size; ++i) {
      if (!append(fiber, deque, list->items[i])) return false;
    }
    return true;
  }
  Value item;
  Iteration it(fiber, items);
  while (it.quick_next(&item)) {
    if (!(left ? append_left(fiber, deque, item)
               : append(fiber, deque, item)))
      return false;
  }
  return !it.failed();
}

// --- making ------------------------------------------------------------------

Value deque_create(Fiber& fiber, Type* cls, Args) {
  Deque* const deque = make<Deque>(fiber, cls);
  deque->max_size = -1;
  return Value::from_object(deque);
}

bool deque_init(Fiber& fiber, Value self, Args args) {
  Value out[2] = {Value(), Value::none()};
  if (!parse_args(fiber, "deque", args, {"iterable", "maxlen"}, 0, out))
    return false;
  Deque* const deque = as_deque(self);
  int64_t max_size = -1;
  if (!out[1].is_none()) {
    if (!is_index(out[1])) {
      raise_type_error(fiber, "an integer is required");
      return false;
    }
    if (!index_of(fiber, out[1], &max_size, false)) return false;
    if (max_size < 0) {
      raise_value_error(fiber, "maxlen must be non-negative");
      return false;
    }
  }
  clear(fiber, deque);
  deque->max_size = max_size;
  return out[0].is_undefined() || extend(fiber, deque, out[0], false);
}

Value copy_of(Fiber& fiber, Value self) {
  const Deque* const deque = as_deque(self);
  const Value limit = deque->max_size < 0 ? Value::none()
                                          : Value::from_int(deque->max_size);
  return call(fiber, Value::from_object(type_of(self)), {self, limit});
}

// --- looking -----------------------------------------------------------------

Value deque_repr(Fiber& fiber, Value self) {
  Deque* const deque = as_deque(self);
  const ReprGuard guard(fiber, deque);
  if (guard.is_circular()) return str_value(fiber, "[...]");
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  out.add("([");
  for (uint32_t i = 0; i < deque->size; ++i) {
    if (i != 0) out.add(", ");
    if (!out.add_repr(deque->at(i))) return Value::error();
  }
  out.add(']');
  if (deque->max_size >= 0) {
    out.add(", maxlen=");
    out.add(std::to_string(deque->max_size));
  }
  out.add(')');
  return out.finish();
}

int64_t deque_len(Fiber&, Value self) { return as_deque(self)->size; }

Value mutated(Fiber& fiber) {
  return raise(fiber, types().RuntimeError,
               "deque mutated during iteration");
}

// The position of an item from `start` on: -1 absent, -2 raised.
int64_t find(Fiber& fiber, Deque* deque, Value item, int64_t start,
             int64_t stop) {
  const uint32_t changes = deque->changes;
  for (int64_t i = start; i < stop && i < deque->size; ++i) {
    const int same = same_in_turn(fiber, deque->at(static_cast<uint64_t>(i)),
                               item);
    if (same < 0) return -2;
    if (same > 0) return i;
    if (deque->changes != changes) {
      mutated(fiber);
      return -2;
    }
  }
  return -1;
}

int deque_contains(Fiber& fiber, Value self, Value item) {
  const int64_t at = find(fiber, as_deque(self), item, 0, INT64_MAX);
  return at == -2 ? -1 : at >= 0;
}

Value deque_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_deque(self) || !is_deque(other)) return Value::not_implemented();
  Deque* const a = as_deque(self);
  Deque* const b = as_deque(other);
  if (a->size != b->size && (op == kEq || op == kNe))
    return Value::from_bool(op == kNe);
  List* const left = list_from(fiber, self);
  List* const right = list_from(fiber, other);
  if (left == nullptr || right == nullptr) return Value::error();
  return compare(fiber, op, Value::from_object(left),
                 Value::from_object(right));
}

bool position(Fiber& fiber, Deque* deque, Value key, int64_t* i) {
  if (!is_index(key)) {
    raise_type_error(fiber, "sequence index must be integer, not '%s'",
                     type_name(key));
    return false;
  }
  if (!subscript_index(fiber, key, "deque", i)) return false;
  if (*i < 0) *i += deque->size;
  if (*i >= 0 && *i < deque->size) return true;
  raise_index_error(fiber, "deque index out of range");
  return false;
}

Value deque_getitem(Fiber& fiber, Value self, Value key) {
  int64_t i;
  if (!position(fiber, as_deque(self), key, &i)) return Value::error();
  return as_deque(self)->at(static_cast<uint64_t>(i));
}

void remove_at(Fiber& fiber, Deque* deque, int64_t i) {
  const uint32_t from_front = static_cast<uint32_t>(i);
  rotate(fiber, deque, (deque->size - from_front) % deque->size);
  take_left(fiber, deque);
  if (deque->size != 0) rotate(fiber, deque, from_front % deque->size);
}

bool deque_setitem(Fiber& fiber, Value self, Value key, Value value) {
  Deque* const deque = as_deque(self);
  int64_t i;
  if (!position(fiber, deque, key, &i)) return false;
  if (value.is_undefined()) {
    remove_at(fiber, deque, i);
  } else {
    store(fiber.heap, &deque->at(static_cast<uint64_t>(i)), value);
  }
  return true;
}

// --- operators ---------------------------------------------------------------

Value deque_add(Fiber& fiber, Value a, Value b) {
  if (!is_deque(a)) return Value::not_implemented();
  if (!is_deque(b)) return concat_other(fiber, "deque", a, b, deque_add);
  const Value sum = copy_of(fiber, a);
  if (sum.is_error() || !extend(fiber, as_deque(sum), b, false))
    return Value::error();
  return sum;
}

Value deque_iadd(Fiber& fiber, Value self, Value other) {
  return extend(fiber, as_deque(self), other, false) ? self : Value::error();
}

// Repeats what a deque holds.
bool repeat(Fiber& fiber, Deque* deque, int64_t times) {
  if (times <= 0) {
    clear(fiber, deque);
    return true;
  }
  List* const once = list_from(fiber, Value::from_object(deque));
  if (once == nullptr) return false;
  for (int64_t i = 1; i < times && once->size != 0; ++i)
    if (!extend(fiber, deque, Value::from_object(once), false)) return false;
  return true;
}

Value deque_mul(Fiber& fiber, Value a, Value b) {
  const bool in_order = is_deque(a);
  int64_t times;
  bool known;
  if (!repeat_count(fiber, in_order ? b : a, &times, &known))
    return known ? Value::error() : Value::not_implemented();
  const Value out = copy_of(fiber, in_order ? a : b);
  if (out.is_error() || !repeat(fiber, as_deque(out), times))
    return Value::error();
  return out;
}

Value deque_imul(Fiber& fiber, Value self, Value other) {
  int64_t times;
  bool known;
  if (!repeat_count(fiber, other, &times, &known))
    return known ? Value::error() : Value::not_implemented();
  return repeat(fiber, as_deque(self), times) ? self : Value::error();
}

// --- methods -----------------------------------------------------------------

Value deque_append(Fiber& fiber, Value self, Args args) {
  return none_if(append(fiber, as_deque(self), args[0]));
}
Value deque_appendleft(Fiber& fiber, Value self, Args args) {
  return none_if(append_left(fiber, as_deque(self), args[0]));
}
Value deque_extend(Fiber& fiber, Value self, Args args) {
  return none_if(extend(fiber, as_deque(self), args[0], false));
}
Value deque_extendleft(Fiber& fiber, Value self, Args args) {
  return none_if(extend(fiber, as_deque(self), args[0], true));
}
Value deque_pop(Fiber& fiber, Value self, Args) {
  if (as_deque(self)->size != 0) return take_right(fiber, as_deque(self));
  return raise_index_error(fiber, "pop from an empty deque");
}
Value deque_popleft(Fiber& fiber, Value self, Args) {
  if (as_deque(self)->size != 0) return take_left(fiber, as_deque(self));
  return raise_index_error(fiber, "pop from an empty deque");
}
Value deque_clear(Fiber& fiber, Value self, Args) {
  clear(fiber, as_deque(self));
  return Value::none();
}
Value deque_copy(Fiber& fiber, Value self, Args) {
  return copy_of(fiber, self);
}

Value deque_rotate(Fiber& fiber, Value self, Args args) {
  int64_t n = 1;
  if (args.count != 0 && !size_argument(fiber, args[0], &n))
    return Value::error();
  Deque* const deque = as_deque(self);
  if (deque->size < 2) return Value::none();
  n %= deque->size;
  if (n < 0) n += deque->size;
  rotate(fiber, deque, static_cast<uint32_t>(n));
  ++deque->changes;
  return Value::none();
}

Value deque_reverse(Fiber& fiber, Value self, Args) {
  Deque* const deque = as_deque(self);
  fiber.heap.settle(deque);
  for (uint32_t i = 0; i < deque->size / 2; ++i)
    std::swap(deque->at(i), deque->at(deque->size - 1 - i));
  return Value::none();
}

Value deque_count(Fiber& fiber, Value self, Args args) {
  Deque* const deque = as_deque(self);
  const uint32_t changes = deque->changes;
  int64_t count = 0;
  for (uint32_t i = 0; i < deque->size; ++i) {
    const int same = same_in_turn(fiber, deque->at(i), args[0]);
    if (same < 0) return Value::error();
    if (deque->changes != changes) return mutated(fiber);
    count += same;
  }
  return Value::from_int(count);
}

Value deque_index(Fiber& fiber, Value self, Args args) {
  int64_t start, stop;
  if (!search_bounds(fiber, args, 1, as_deque(self)->size, &start, &stop))
    return Value::error();
  const int64_t at = find(fiber, as_deque(self), args[0], start, stop);
  if (at >= 0) return Value::from_int(at);
  if (at == -2) return Value::error();
  return raise_value_error(fiber, "%s is not in deque",
                           safe_repr(fiber, args[0]).c_str());
}

Value deque_remove(Fiber& fiber, Value self, Args args) {
  Deque* const deque = as_deque(self);
  const uint32_t changes = deque->changes;
  for (uint32_t i = 0; i < deque->size; ++i) {
    const int same = same_in_turn(fiber, deque->at(i), args[0]);
    if (same < 0) return Value::error();
    // Its __eq__ may have taken items away, or moved them.
    if (deque->changes != changes)
      return raise_index_error(fiber, "deque mutated during iteration");
    if (same > 0) {
      remove_at(fiber, deque, i);
      return Value::none();
    }
  }
  return raise_value_error(fiber, "%s is not in deque",
                           safe_repr(fiber, args[0]).c_str());
}

Value deque_insert(Fiber& fiber, Value self, Args args) {
  int64_t i;
  if (!size_argument(fiber, args[0], &i)) return Value::error();
  Deque* const deque = as_deque(self);
  if (deque->size == deque->max_size)
    return raise_index_error(fiber, "deque already at its maximum size");
  const int64_t size = deque->size;
  if (i < 0) i = std::max<int64_t>(i + size, 0);
  if (i >= size) return none_if(append(fiber, deque, args[1]));
  if (i == 0) return none_if(append_left(fiber, deque, args[1]));
  if (!make_room(fiber, deque)) return Value::error();
  fiber.heap.settle(deque);
  for (int64_t k = size; k > i; --k)
    deque->at(static_cast<uint64_t>(k)) =
        deque->at(static_cast<uint64_t>(k - 1));
  deque->at(static_cast<uint64_t>(i)) = args[1];
  ++deque->size;
  ++deque->changes;
  return Value::none();
}

// How copy and the tap make it again: (class, (items, maxlen)).
Value deque_reduce(Fiber& fiber, Value self, Args) {
  const int64_t limit = as_deque(self)->max_size;
  const Value args[2] = {Value::from_object(rt().empty_tuple),
                         Value::from_int(limit)};
  Tuple* const inner = make_tuple(fiber, args, limit < 0 ? 0 : 2);
  const Value items = get_iter(fiber, self);
  if (items.is_error()) return items;
  const Value whole[4] = {
      Value::from_object(type_of(self)), Value::from_object(inner),
      own_count(self.object()) == 0
          ? Value::none()
          : Value::from_object(own_snapshot(fiber, self.object())),
      items};
  return Value::from_object(make_tuple(fiber, whole, 4));
}

Value deque_maxlen(Fiber&, Value self) {
  const Deque* const deque = as_deque(self);
  return deque->max_size < 0 ? Value::none()
                             : Value::from_int(deque->max_size);
}

// --- iterators ---------------------------------------------------------------

struct DequeIterator : Object {
  Deque* deque;
  uint32_t at, changes;
  bool is_reversed;
};

void trace_iterator(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<DequeIterator*>(self)->deque);
}

const Layout kIteratorLayout = {Kind::kIterator,       "deque iterator",
                                sizeof(DequeIterator), trace_iterator,
                                nullptr,               nullptr};

Value make_iterator(Fiber& fiber, Value self, bool reversed) {
  DequeIterator* const it = make<DequeIterator>(fiber, g_iterator_type);
  it->deque = as_deque(self);
  it->changes = it->deque->changes;
  it->is_reversed = reversed;
  return Value::from_object(it);
}

Value deque_iter(Fiber& fiber, Value self) {
  return make_iterator(fiber, self, false);
}
Value deque_reversed(Fiber& fiber, Value self, Args) {
  return make_iterator(fiber, self, true);
}

Value iterator_next(Fiber& fiber, Value self) {
  DequeIterator* const it = self.as<DequeIterator>();
  if (it->changes != it->deque->changes) return mutated(fiber);
  if (it->at == it->deque->size) return Value::exhausted();
  const uint32_t i = it->at++;
  const Deque* const deque = it->deque;
  const uint32_t place = it->is_reversed ? deque->size - 1 - i : i;
  return deque->items[(deque->head + place) & (deque->capacity - 1)];
}

Value iterator_hint(Fiber&, Value self, Args) {
  const DequeIterator* const it = self.as<DequeIterator>();
  return Value::from_int(it->deque->size - std::min(it->at,
                                                    it->deque->size));
}

// --- the classes -------------------------------------------------------------

constexpr MethodDef kMethods[] = {
    {"append", deque_append, 1, 1, 0,
     "Add an element to the right side of the deque."_doc},
    {"appendleft", deque_appendleft, 1, 1, 0,
     "Add an element to the left side of the deque."_doc},
    {"clear", deque_clear, 0, 0, 0, "Remove all elements from the deque."_doc},
    {"copy", deque_copy, 0, 0, 0, "Return a shallow copy of a deque."_doc},
    {"__copy__", deque_copy, 0, 0, 0, "Return a shallow copy of a deque."_doc},
    {"count", deque_count, 1, 1, 0,
     "D.count(value) -> integer -- return number of occurrences of value"_doc},
    {"extend", deque_extend, 1, 1, 0,
     "Extend the right side of the deque with elements from the iterable"_doc},
    {"extendleft", deque_extendleft, 1, 1, 0,
     "Extend the left side of the deque with elements from the iterable"_doc},
    {"index", deque_index, 1, 3, 0,
     "D.index(value, [start, [stop]]) -> integer -- return first index of "
     "value.\nRaises ValueError if the value is not present."_doc},
    {"insert", deque_insert, 2, 2, 0,
     "D.insert(index, object) -- insert object before index"_doc},
    {"pop", deque_pop, 0, 0, 0, "Remove and return the rightmost element."_doc},
    {"popleft", deque_popleft, 0, 0, 0,
     "Remove and return the leftmost element."_doc},
    {"remove", deque_remove, 1, 1, 0,
     "D.remove(value) -- remove first occurrence of value."_doc},
    {"reverse", deque_reverse, 0, 0, 0,
     "D.reverse() -- reverse *IN PLACE*"_doc},
    {"rotate", deque_rotate, 0, 1, 0,
     "Rotate the deque n steps to the right (default n=1).  If n is negative, "
     "rotates left."_doc},
    {"__reduce__", deque_reduce, 0, 0, 0,
     "Return state information for pickling."_doc},
    {"__reversed__", deque_reversed, 0, 0, 0,
     "D.__reversed__() -- return a reverse iterator over the deque"_doc},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};
constexpr GetSetDef kGetSets[] = {
    {"maxlen", deque_maxlen, nullptr,
     "maximum size of a deque or None if unbounded"_doc},
    {}};

constexpr Operators make_deque_operators() {
  Operators s{};
  s.binary[kAdd] = deque_add;
  s.binary[kMul] = deque_mul;
  s.inplace[kAdd] = deque_iadd;
  s.inplace[kMul] = deque_imul;
  return s;
}
constexpr Operators kDequeOperators = make_deque_operators();

constexpr Slots make_deque_slots() {
  Slots s{};
  s.repr = deque_repr;
  s.compare = deque_compare;
  s.hash = nullptr;
  s.iter = deque_iter;
  s.len = deque_len;
  s.contains = deque_contains;
  s.getitem = deque_getitem;
  s.setitem = deque_setitem;
  s.operators = &kDequeOperators;
  s.create = deque_create;
  s.init = deque_init;
  return s;
}
constexpr Slots kDequeSlots = make_deque_slots();
constexpr TypeDef kDequeType = {
    "collections.deque", &kDequeLayout, &kDequeSlots, kMethods, kGetSets,
    kTypeSequence,
    "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence "
    "optimized for data accesses near its endpoints."};

constexpr MethodDef kIteratorMethods[] = {
    {"__length_hint__", iterator_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {}};
constexpr Slots kIteratorSlots = iterator_slots(iterator_next);
constexpr TypeDef kIteratorType = {
    "collections._deque_iterator", &kIteratorLayout, &kIteratorSlots,
    kIteratorMethods, nullptr, kTypeFinal | kTypeNotCreatable};

}  // namespace

Type* init_deque(Fiber& fiber) {
  g_iterator_type = native_type(fiber, kIteratorType);
  g_deque_type = native_type(fiber, kDequeType);
  return g_deque_type;
}

}  // namespace mt::python
