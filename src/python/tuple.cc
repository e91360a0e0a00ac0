// tuple.cc - tuple: a row of values that never changes.

#include <string.h>

#include <algorithm>

#include "python/container.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/init.h"
#include "python/number.h"
#include "python/slice.h"

namespace mt::python {

constexpr uint32_t kHeaderBytes = sizeof(Tuple) - sizeof(Value);
constexpr size_t kMostUnfilled = 16;  // items copied one by one

Tuple* make_tuple(Fiber& fiber, size_t count) {
  if (count == 0) return empty_tuple(fiber);
  if (count <= 8) {  // tuples have neither attributes nor finalizers
    Tuple* const tuple = static_cast<Tuple*>(
        fiber.heap.allocate(kHeaderBytes + count * sizeof(Value),
                            types().tuple->root_shape, Kind::kTuple));
    tuple->size = static_cast<uint32_t>(count);
    return tuple;
  }
  if (count > UINT32_MAX / sizeof(Value)) {
    raise_memory_error(fiber);
    return nullptr;
  }
  Tuple* const tuple =
      make<Tuple>(fiber, types().tuple, count * sizeof(Value));
  if (tuple != nullptr) tuple->size = static_cast<uint32_t>(count);
  return tuple;
}

Tuple* make_tuple(Fiber& fiber, const Value* items, size_t count) {
  if (count == 0) return empty_tuple(fiber);
  Tuple* tuple;
  if (count <= kMostUnfilled) {
    tuple = static_cast<Tuple*>(fiber.heap.allocate_unfilled(
        kHeaderBytes + count * sizeof(Value), types().tuple->root_shape,
        Kind::kTuple));
    tuple->size = static_cast<uint32_t>(count);
    tuple->hash = 0;
    for (size_t i = 0; i < count; ++i) tuple->items[i] = items[i];
  } else {
    tuple = make_tuple(fiber, count);
    if (tuple == nullptr) return nullptr;
    memcpy(tuple->items, items, count * sizeof(Value));
  }
  return tuple;
}

Tuple* empty_tuple(Fiber& fiber) {
  Tuple*& empty = rt().empty_tuple;
  if (empty == nullptr) empty = make<Tuple>(fiber, types().tuple);
  return empty;
}

Tuple* tuple_from_list(Fiber& fiber, const List* list) {
  Tuple* const tuple = make_tuple(fiber, list->items, list->size);
  keep_alive(list);  // its items are outside the heap
  return tuple;
}

static Tuple* tuple_from_iterator(Fiber& fiber, Value iterator) {
  Value first[kFirstItems];
  const int count = take_first(fiber, iterator, first);
  if (count < 0) return nullptr;
  if (count < kFirstItems)
    return make_tuple(fiber, first, static_cast<size_t>(count));
  List* const list = list_of_all(fiber, first, count, iterator);
  return list == nullptr ? nullptr : tuple_from_list(fiber, list);
}

static Tuple* tuple_from_dict(Fiber& fiber, const Dict* dict,
                              Value DictEntry::*part) {
  Tuple* const tuple = make_tuple(fiber, dict->live);
  if (tuple == nullptr) return nullptr;
  uint32_t to = 0;
  for (uint32_t i = dict->first; i < dict->used; ++i)
    if (!dict->entries[i].key.is_undefined())
      tuple->items[to++] = dict->entries[i].*part;
  return tuple;
}

Tuple* tuple_from(Fiber& fiber, Value iterable) {
  if (iterable.is_object()) {
    const Type* const type = type_of_object(iterable.object());
    if (type == types().tuple) return iterable.as<Tuple>();
    if (type == types().list)
      return tuple_from_list(fiber, iterable.as<List>());
    if (comes_one_by_one(iterable.object()))
      return tuple_from_iterator(fiber, iterable);
    if (type == types().dict)
      return tuple_from_dict(fiber, iterable.as<Dict>(), &DictEntry::key);
    if (type == types().dict_values)
      return tuple_from_dict(fiber, iterable.as<DictView>()->dict,
                             &DictEntry::value);
  }
  List* const list = list_from(fiber, iterable);
  return list == nullptr ? nullptr : tuple_from_list(fiber, list);
}

namespace {

Tuple* as_tuple(Value v) { return v.as<Tuple>(); }

Value or_error(const Tuple* tuple) {
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

// --- the struct --------------------------------------------------------------


void trace_tuple(Object* self, Tracer& tracer) {
  Tuple* const tuple = static_cast<Tuple*>(self);
  tracer.visit(tuple->items, tuple->size);
}

size_t tuple_extent(const Object* self) {
  return kHeaderBytes +
         size_t{static_cast<const Tuple*>(self)->size} * sizeof(Value);
}

}  // namespace

extern const Layout kTupleLayout = {Kind::kTuple, "tuple", kHeaderBytes,
                             trace_tuple,  nullptr, tuple_extent};

namespace {

// --- making ------------------------------------------------------------------

Value tuple_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!at_most_one(fiber, "tuple", args)) return Value::error();
  Tuple* const items =
      args.count == 0 ? empty_tuple(fiber) : tuple_from(fiber, args[0]);
  if (items == nullptr) return Value::error();
  if (cls == types().tuple) return Value::from_object(items);
  Tuple* const tuple = make<Tuple>(fiber, cls, items->size * sizeof(Value));
  if (tuple == nullptr) return Value::error();
  tuple->size = items->size;
  std::copy_n(items->items, items->size, tuple->items);
  return Value::from_object(tuple);
}

// --- looking -----------------------------------------------------------------

Value tuple_repr(Fiber& fiber, Value self) {
  Tuple* const tuple = as_tuple(self);
  if (tuple->size == 0) return str_value(fiber, "()");
  const ReprGuard guard(fiber, tuple);
  if (guard.is_circular()) return str_value(fiber, "(...)");
  StrBuilder out(fiber);
  out.add('(');
  for (uint32_t i = 0; i < tuple->size; ++i) {
    if (i != 0) out.add(", ");
    if (!out.add_repr(tuple->items[i])) return Value::error();
  }
  out.add(tuple->size == 1 ? ",)" : ")");
  return out.finish();
}

int64_t tuple_len(Fiber&, Value self) { return as_tuple(self)->size; }

int tuple_contains(Fiber& fiber, Value self, Value item) {
  Tuple* const tuple = as_tuple(self);
  for (uint32_t i = 0; i < tuple->size; ++i) {
    const int same = same_in_turn(fiber, tuple->items[i], item);
    if (same != 0) return same;
  }
  return 0;
}

Value tuple_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  Tuple* const a = cast<Tuple>(self);
  Tuple* const b = cast<Tuple>(other);
  if (a == nullptr || b == nullptr) return Value::not_implemented();
  const uint32_t shorter = std::min(a->size, b->size);
  uint32_t i = same_start(a->items, b->items, shorter);
  for (; i < shorter; ++i) {
    const int same = same_in_turn(fiber, a->items[i], b->items[i]);
    if (same < 0) return Value::error();
    if (same == 0) break;
  }
  if (i == shorter)
    return Value::from_bool(order_holds(a->size, b->size, op));
  if (op == kEq) return Value::from_bool(false);
  if (op == kNe) return Value::from_bool(true);
  return compare(fiber, op, a->items[i], b->items[i]);
}

Value tuple_hash_slot(Fiber& fiber, Value self) {
  uint64_t hash;
  if (!tuple_hash(fiber, as_tuple(self), &hash)) return Value::error();
  return int_from_i64(fiber, static_cast<int64_t>(hash));
}

Value tuple_getitem(Fiber& fiber, Value self, Value key) {
  Tuple* const tuple = as_tuple(self);
  if (const Slice* const slice = cast<Slice>(key)) {
    SliceBounds at;
    if (!slice_bounds(fiber, slice, tuple->size, &at)) return Value::error();
    if (at.step == 1 && at.count == tuple->size &&
        type_of_object(tuple) == types().tuple) {
      return self;
    }
    Tuple* const out = make_tuple(fiber, static_cast<size_t>(at.count));
    if (out == nullptr) return Value::error();
    for (int64_t i = 0; i < at.count; ++i)
      out->items[i] = tuple->items[at.start + i * at.step];
    return Value::from_object(out);
  }
  int64_t i;
  if (!subscript_index(fiber, key, "tuple", &i)) return Value::error();
  if (i < 0) i += tuple->size;
  if (i < 0 || i >= tuple->size)
    return raise_index_error(fiber, "tuple index out of range");
  return tuple->items[i];
}

// --- operators ---------------------------------------------------------------

Value tuple_add(Fiber& fiber, Value a, Value b) {
  Tuple* const left = cast<Tuple>(a);
  Tuple* const right = cast<Tuple>(b);
  if (left == nullptr) return Value::not_implemented();
  if (right == nullptr)
    return concat_other(fiber, "tuple", a, b, tuple_add);
  if (left->size == 0 && is_exact(b, types().tuple)) return b;
  if (right->size == 0 && is_exact(a, types().tuple)) return a;
  Tuple* const out = make_tuple(fiber, size_t{left->size} + right->size);
  if (out == nullptr) return Value::error();
  std::copy_n(left->items, left->size, out->items);
  std::copy_n(right->items, right->size, out->items + left->size);
  return Value::from_object(out);
}

Value tuple_mul(Fiber& fiber, Value a, Value b) {
  const bool in_order = is_kind(a, Kind::kTuple);
  Tuple* const tuple = as_tuple(in_order ? a : b);
  int64_t times;
  bool known;
  if (!repeat_count(fiber, in_order ? b : a, &times, &known))
    return known ? Value::error() : Value::not_implemented();
  if (times == 1 && is_exact(Value::from_object(tuple), types().tuple))
    return Value::from_object(tuple);
  if (times == 0 || tuple->size == 0) return or_error(empty_tuple(fiber));
  if (static_cast<uint64_t>(times) > UINT32_MAX / tuple->size)
    return raise_memory_error(fiber);
  const size_t total = static_cast<size_t>(times) * tuple->size;
  Tuple* const out = make_tuple(fiber, total);
  if (out == nullptr) return Value::error();
  for (size_t i = 0; i < total; i += tuple->size)
    std::copy_n(tuple->items, tuple->size, out->items + i);
  return Value::from_object(out);
}

// --- methods -----------------------------------------------------------------

Value tuple_index(Fiber& fiber, Value self, Args args) {
  Tuple* const tuple = as_tuple(self);
  int64_t start, stop;
  if (!search_bounds(fiber, args, 1, tuple->size, &start, &stop))
    return Value::error();
  for (int64_t i = start; i < stop; ++i) {
    const int same = same_in_turn(fiber, tuple->items[i], args[0]);
    if (same < 0) return Value::error();
    if (same > 0) return Value::from_int(i);
  }
  return raise_value_error(fiber, "tuple.index(x): x not in tuple");
}

Value tuple_count(Fiber& fiber, Value self, Args args) {
  Tuple* const tuple = as_tuple(self);
  int64_t count = 0;
  for (uint32_t i = 0; i < tuple->size; ++i) {
    const int same = same_in_turn(fiber, tuple->items[i], args[0]);
    if (same < 0) return Value::error();
    count += same;
  }
  return Value::from_int(count);
}

Value tuple_iter(Fiber& fiber, Value self) {
  return make_tuple_iterator(fiber, as_tuple(self));
}

// What copying gives to __new__: the plain tuple inside.
Value tuple_getnewargs(Fiber& fiber, Value self, Args) {
  Tuple* const tuple = as_tuple(self);
  Tuple* const plain = make_tuple(fiber, tuple->items, tuple->size);
  Value inner[1] = {or_error(plain)};
  return plain == nullptr ? inner[0] : or_error(make_tuple(fiber, inner, 1));
}

constexpr MethodDef kTupleMethods[] = {
    {"count", tuple_count, 1, 1, 0,
     "count($self, value, /)\n--\n\nReturn number of occurrences of "
     "value."_doc},
    {"index", tuple_index, 1, 3, 0,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n"
     "Return first index of value.\n\n"
     "Raises ValueError if the value is not present."_doc},
    {"__getnewargs__", tuple_getnewargs, 0, 0},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};

constexpr Operators make_tuple_operators() {
  Operators s{};
  s.binary[kAdd] = tuple_add;
  s.binary[kMul] = tuple_mul;
  return s;
}
constexpr Operators kTupleOperators = make_tuple_operators();

constexpr Slots make_tuple_slots() {
  Slots s{};
  s.repr = tuple_repr;
  s.hash = tuple_hash_slot;
  s.compare = tuple_compare;
  s.iter = tuple_iter;
  s.len = tuple_len;
  s.contains = tuple_contains;
  s.getitem = tuple_getitem;
  s.operators = &kTupleOperators;
  s.create = tuple_create;
  return s;
}
constexpr Slots kTupleSlots = make_tuple_slots();

constexpr TypeDef kTupleType = {
    "tuple", &kTupleLayout, &kTupleSlots, kTupleMethods, nullptr,
    kTypeSequence,
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor "
    "returns an empty tuple.\nIf iterable is specified the tuple is "
    "initialized from iterable's items.\n\nIf the argument is a tuple, the "
    "return value is the same object."};

}  // namespace

int same_rows(Value a, Value b) {
  if (!a.is_object() && !b.is_object()) {
    if (a.is_bool()) a = Value::from_int(a.is_true());
    if (b.is_bool()) b = Value::from_int(b.is_true());
    return a.is_number() && b.is_number() && number_of(a) == number_of(b);
  }
  const bool is_text = is_like_str(a);
  if (is_text && is_like_str(b)) return str_equal(a.as<Str>(), b.as<Str>());
  // No text is a number, or None.
  if (is_text ? !b.is_object() : !a.is_object() && is_like_str(b)) return 0;
  if (!is_exact(a, types().tuple) || !is_exact(b, types().tuple)) return -1;
  const Tuple* const x = a.as<Tuple>();
  const Tuple* const y = b.as<Tuple>();
  const uint32_t shorter = std::min(x->size, y->size);
  for (uint32_t i = same_start(x->items, y->items, shorter); i < shorter; ++i) {
    if (is_exact(x->items[i], types().tuple) && x->items[i] != y->items[i])
      return -1;  // what lies how deep is not for the C++ stack
    const int same = same_at_once(x->items[i], y->items[i]);
    if (same != 1) return same;
  }
  return x->size == y->size;
}

// xxHash's rounds over the items' hashes, as CPython does since 3.8.
bool tuple_hash(Fiber& fiber, Tuple* tuple, uint64_t* hash) {
  *hash = tuple->kept_hash();
  if (*hash != 0) return true;
  constexpr uint64_t kPrime1 = UINT64_C(11400714785074694791);
  constexpr uint64_t kPrime2 = UINT64_C(14029467366897019727);
  constexpr uint64_t kPrime5 = UINT64_C(2870177450012600261);
  if (stack_is_low()) {
    raise_too_deep(fiber);
    return false;
  }
  uint64_t sum = kPrime5;
  bool is_fixed = true;  // nobody who may say something else was asked
  for (uint32_t i = 0; i < tuple->size; ++i) {
    const Value item = tuple->items[i];
    uint64_t lane;
    if (!hash_key(fiber, item, &lane)) return false;
    is_fixed &= !item.is_object() || is_exact_str(item) ||
                (is_exact(item, types().tuple) &&
                 item.as<Tuple>()->kept_hash() != 0);
    sum += lane * kPrime2;
    sum = sum << 31 | sum >> 33;
    sum *= kPrime1;
  }
  sum += tuple->size ^ (kPrime5 ^ UINT64_C(3527539));
  if (sum == UINT64_MAX) sum = 1546275796;
  *hash = sum;
  if (is_fixed) {
    tuple->aux = static_cast<uint32_t>(sum >> 32);
    tuple->hash = static_cast<uint32_t>(sum);
  }
  return true;
}

void init_tuple(Fiber& fiber) {
  types().tuple = native_type(fiber, kTupleType);
}

}  // namespace mt::python
