// set_type.cc - the classes set and frozenset, and their iterator.

#include "python/container.h"
#include "python/dict.h"
#include "python/hash_table.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"

namespace mt::python {

namespace {

Set* as_set(Value v) { return v.as<Set>(); }

Value or_error(const Set* set) {
  return set == nullptr ? Value::error() : Value::from_object(set);
}

Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

// --- the struct --------------------------------------------------------------

void trace_set(Object* self, Tracer& tracer) {
  const Set* const set = static_cast<Set*>(self);
  for (uint32_t i = set->first; i < set->used; ++i)
    tracer.visit_shared(set->entries[i].key);  // most often in other sets, too
}

void release_set(Object* self) {
  HashTable<Set>::give_back(rt().heap, static_cast<Set*>(self));
}

const Layout kSetLayout = {Kind::kSet, "set",       sizeof(Set),
                           trace_set,  release_set, nullptr};
const Layout kFrozenLayout = {Kind::kFrozenSet, "frozenset", sizeof(Set),
                              trace_set,        release_set, nullptr};

// --- making ------------------------------------------------------------------

// What a new set has room for in its own cell: what few items it is made of, or
// a few when it begins empty.
uint32_t room_for(Args args) {
  if (args.count == 0) return 4;
  const uint32_t size = is_exact(args[0], types().tuple)
                            ? args[0].as<Tuple>()->size
                        : is_exact(args[0], types().list)
                            ? args[0].as<List>()->size
                            : 0;
  return size <= 8 ? size : 0;
}

Value set_create(Fiber& fiber, Type* cls, Args args) {
  return cls == types().set
             ? or_error(make_set(fiber, false, room_for(args)))
             : or_error(make<Set>(fiber, cls));
}

bool set_init(Fiber& fiber, Value self, Args args) {
  if (!at_most_one(fiber, "set", args)) return false;
  Set* const set = as_set(self);
  if (set->live != 0) set_clear(fiber, set);
  return args.count == 0 || set_update(fiber, set, args[0]);
}

Value frozenset_create(Fiber& fiber, Type* cls, Args args) {
  const bool is_plain = cls == types().frozenset;
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!at_most_one(fiber, "frozenset", args)) return Value::error();
  const Value items = args.get(0, Value::undefined());
  if (is_plain && !items.is_undefined() && is_exact(items, cls)) return items;
  Set* const set = is_plain ? make_set(fiber, true, room_for(args))
                            : make<Set>(fiber, cls);
  if (!items.is_undefined() && !set_update(fiber, set, items))
    return Value::error();
  return Value::from_object(set);
}

// --- looking -----------------------------------------------------------------

Value set_repr(Fiber& fiber, Value self) {
  Set* const set = as_set(self);
  const Type* const type = type_of_object(set);
  const bool is_plain = type == types().set;
  const std::string name(type->name->view());
  const ReprGuard guard(fiber, set);
  if (guard.is_circular()) return str_value(fiber, name + "(...)");
  if (set->live == 0) return str_value(fiber, name + "()");
  StrBuilder out(fiber);
  if (!is_plain) out.add(name + "(");
  out.add('{');
  uint32_t at = 0;
  Value key;
  for (bool is_first = true; set_next(set, &at, &key); is_first = false) {
    if (!is_first) out.add(", ");
    if (!out.add_repr(key)) return Value::error();
  }
  out.add('}');
  if (!is_plain) out.add(')');
  return out.finish();
}

int64_t set_len(Fiber&, Value self) { return as_set(self)->live; }

// A set is unhashable, yet looks itself up as if it were frozen.
Value lookup_key(Fiber& fiber, Value key) {
  return is_kind(key, Kind::kSet) && type_of(key)->slots->hash == nullptr
             ? or_error(set_copy(fiber, as_set(key), true))
             : key;
}

int set_contains_slot(Fiber& fiber, Value self, Value key) {
  key = lookup_key(fiber, key);
  return key.is_error() ? -1 : set_contains(fiber, as_set(self), key);
}

int holds(Fiber& fiber, Set* a, Set* b, CompareOp op) {
  switch (op) {
    case kLt: return a->live < b->live ? set_includes(fiber, b, a) : 0;
    case kLe: return set_includes(fiber, b, a);
    case kGt: return b->live < a->live ? set_includes(fiber, a, b) : 0;
    case kGe: return set_includes(fiber, a, b);
    default: return a->live == b->live ? set_includes(fiber, b, a) : 0;
  }
}

Value set_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_any_set(self) || !is_any_set(other)) return Value::not_implemented();
  const int result = holds(fiber, as_set(self), as_set(other), op);
  if (result < 0) return Value::error();
  return Value::from_bool((result != 0) != (op == kNe));
}

uint64_t shuffle_bits(uint64_t hash) {
  return (hash ^ UINT64_C(89869747) ^ hash << 16) * UINT64_C(3644798167);
}

// The same number as CPython's, whatever the order of the items.
Value frozenset_hash(Fiber& fiber, Value self) {
  Set* const set = as_set(self);
  if (set->hash == 0) {
    uint64_t hash = 0;
    for (uint32_t i = set->first; i < set->used; ++i)
      if (!set->entries[i].key.is_undefined())
        hash ^= shuffle_bits(set->entries[i].hash);
    hash ^= (uint64_t{set->live} + 1) * UINT64_C(1927868237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * UINT64_C(69069) + UINT64_C(907133923);
    set->hash = hash == UINT64_MAX ? UINT64_C(590923713) : hash;
  }
  return int_from_i64(fiber, static_cast<int64_t>(set->hash));
}

Value set_iter(Fiber& fiber, Value self) {
  return make_set_iterator(fiber, as_set(self));
}

// --- operators ---------------------------------------------------------------

using InPlace = bool (*)(Fiber&, Set*, Value);

Value combine(Fiber& fiber, Value a, Value b, InPlace change) {
  if (!is_any_set(a) || !is_any_set(b)) return Value::not_implemented();
  Set* const out =
      set_copy(fiber, as_set(a), is_kind(a, Kind::kFrozenSet));
  if (out == nullptr || !change(fiber, out, b)) return Value::error();
  return Value::from_object(out);
}

Value set_or(Fiber& fiber, Value a, Value b) {
  return combine(fiber, a, b, set_update);
}
Value set_and(Fiber& fiber, Value a, Value b) {
  if (!is_any_set(a) || !is_any_set(b)) return Value::not_implemented();
  const Set* const common =
      set_common(fiber, as_set(a), b, is_kind(a, Kind::kFrozenSet));
  return common == nullptr ? Value::error() : Value::from_object(common);
}
Value set_sub(Fiber& fiber, Value a, Value b) {
  if (!is_any_set(a) || !is_any_set(b)) return Value::not_implemented();
  return or_error(set_rest(fiber, as_set(a), as_set(b),
                           is_kind(a, Kind::kFrozenSet)));
}
Value set_xor(Fiber& fiber, Value a, Value b) {
  return combine(fiber, a, b, set_toggle);
}

Value change_by(Fiber& fiber, Value self, Value other, InPlace change) {
  if (!is_any_set(other)) return Value::not_implemented();
  return change(fiber, as_set(self), other) ? self : Value::error();
}

Value set_ior(Fiber& fiber, Value self, Value other) {
  return change_by(fiber, self, other, set_update);
}
Value set_iand(Fiber& fiber, Value self, Value other) {
  return change_by(fiber, self, other, set_intersect);
}
Value set_isub(Fiber& fiber, Value self, Value other) {
  return change_by(fiber, self, other, set_subtract);
}
Value set_ixor(Fiber& fiber, Value self, Value other) {
  return change_by(fiber, self, other, set_toggle);
}

// --- methods -----------------------------------------------------------------

// A copy changed by each argument in turn.
Value changed_copy(Fiber& fiber, Value self, Args args, InPlace change) {
  Set* const out =
      set_copy(fiber, as_set(self), is_kind(self, Kind::kFrozenSet));
  if (out == nullptr) return Value::error();
  for (uint32_t i = 0; i < args.count; ++i)
    if (!change(fiber, out, args[i])) return Value::error();
  return Value::from_object(out);
}

Value changed(Fiber& fiber, Value self, Args args, InPlace change) {
  for (uint32_t i = 0; i < args.count; ++i)
    if (!change(fiber, as_set(self), args[i])) return Value::error();
  return Value::none();
}

Value set_union_method(Fiber& fiber, Value self, Args args) {
  return changed_copy(fiber, self, args, set_update);
}
Value set_intersection_method(Fiber& fiber, Value self, Args args) {
  const bool is_frozen = is_kind(self, Kind::kFrozenSet);
  // Never copied whole: what is common may be little.
  Set* common = as_set(self);
  if (args.count == 0) common = set_copy(fiber, common, is_frozen);
  for (uint32_t i = 0; common != nullptr && i < args.count; ++i)
    common = set_common(fiber, common, args[i], is_frozen);
  return common != nullptr ? Value::from_object(common) : Value::error();
}
Value set_difference_method(Fiber& fiber, Value self, Args args) {
  if (args.count != 1 || !is_any_set(args[0]))
    return changed_copy(fiber, self, args, set_subtract);
  return or_error(set_rest(fiber, as_set(self), as_set(args[0]),
                           is_kind(self, Kind::kFrozenSet)));
}
Value set_symmetric_method(Fiber& fiber, Value self, Args args) {
  return changed_copy(fiber, self, args, set_toggle);
}
Value set_update_method(Fiber& fiber, Value self, Args args) {
  return changed(fiber, self, args, set_update);
}
// With all of them or none: an argument that is no collection changes nothing.
Value set_intersection_update(Fiber& fiber, Value self, Args args) {
  if (args.count < 2) return changed(fiber, self, args, set_intersect);
  const Value common = set_intersection_method(fiber, self, args);
  if (common.is_error()) return common;
  return none_if(set_intersect(fiber, as_set(self), common));
}
Value set_difference_update(Fiber& fiber, Value self, Args args) {
  return changed(fiber, self, args, set_subtract);
}
Value set_symmetric_update(Fiber& fiber, Value self, Args args) {
  return changed(fiber, self, args, set_toggle);
}

Value set_add_method(Fiber& fiber, Value self, Args args) {
  return none_if(set_add(fiber, as_set(self), args[0]));
}

Value set_discard_method(Fiber& fiber, Value self, Args args) {
  const Value key = lookup_key(fiber, args[0]);
  if (key.is_error()) return key;
  return none_if(set_discard(fiber, as_set(self), key) >= 0);
}

Value set_remove(Fiber& fiber, Value self, Args args) {
  const Value key = lookup_key(fiber, args[0]);
  if (key.is_error()) return key;
  const int removed = set_discard(fiber, as_set(self), key);
  if (removed == 0) return raise_key_error(fiber, args[0]);
  return none_if(removed > 0);
}

Value set_pop_method(Fiber& fiber, Value self, Args) {
  Value key;
  if (set_pop(fiber, as_set(self), &key)) return key;
  return raise_key_error(fiber, str_value(fiber, "pop from an empty set"));
}

Value set_clear_method(Fiber& fiber, Value self, Args) {
  set_clear(fiber, as_set(self));
  return Value::none();
}

Value set_copy_method(Fiber& fiber, Value self, Args) {
  if (is_exact(self, types().frozenset)) return self;
  return or_error(
      set_copy(fiber, as_set(self), is_kind(self, Kind::kFrozenSet)));
}

Value set_isdisjoint(Fiber& fiber, Value self, Args args) {
  Value item;
  Iteration it(fiber, args[0]);
  while (it.next(&item)) {
    const int found = set_contains(fiber, as_set(self), item);
    if (found < 0) return Value::error();
    if (found > 0) return Value::from_bool(false);
  }
  return it.failed() ? Value::error() : Value::from_bool(true);
}

Value inclusion(Fiber& fiber, Set* whole, Set* part) {
  const int included = set_includes(fiber, whole, part);
  return included < 0 ? Value::error() : Value::from_bool(included != 0);
}

Value set_issubset(Fiber& fiber, Value self, Args args) {
  if (is_any_set(args[0]))
    return inclusion(fiber, args[0].as<Set>(), as_set(self));
  // It is walked to its end, where an intersection may stop before.
  Set* const met = make_set(fiber, false);
  if (met == nullptr) return Value::error();
  Value item;
  Iteration it(fiber, args[0]);
  while (it.next(&item)) {
    const int found = set_contains(fiber, as_set(self), item);
    if (found < 0 || (found > 0 && !set_add(fiber, met, item)))
      return Value::error();
  }
  if (it.failed()) return Value::error();
  return Value::from_bool(met->live == as_set(self)->live);
}

Value set_issuperset(Fiber& fiber, Value self, Args args) {
  if (is_any_set(args[0]))
    return inclusion(fiber, as_set(self), args[0].as<Set>());
  Value item;
  Iteration it(fiber, args[0]);
  while (it.next(&item)) {
    const int found = set_contains(fiber, as_set(self), item);
    if (found <= 0)
      return found < 0 ? Value::error() : Value::from_bool(false);
  }
  return it.failed() ? Value::error() : Value::from_bool(true);
}

#define MT_SHARED_SET_METHODS                                                 \
  {"copy", set_copy_method, 0, 0, 0, "Return a shallow copy of a set."_doc},  \
  {"difference", set_difference_method, 0, -1, 0,                             \
   "Return the difference of two or more sets as a new set."_doc},            \
  {"intersection", set_intersection_method, 0, -1, 0,                         \
   "Return the intersection of two sets as a new set."_doc},                  \
  {"isdisjoint", set_isdisjoint, 1, 1, 0,                                     \
   "Return True if two sets have a null intersection."_doc},                  \
  {"issubset", set_issubset, 1, 1, 0,                                         \
   "Report whether another set contains this set."_doc},                      \
  {"issuperset", set_issuperset, 1, 1, 0,                                     \
   "Report whether this set contains another set."_doc},                      \
  {"symmetric_difference", set_symmetric_method, 1, 1, 0,                     \
   "Return the symmetric difference of two sets as a new set."_doc},          \
  {"union", set_union_method, 0, -1, 0,                                       \
   "Return the union of sets as a new set."_doc},                             \
  {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc}

constexpr MethodDef kFrozenMethods[] = {MT_SHARED_SET_METHODS, {}};
constexpr MethodDef kSetMethods[] = {
    MT_SHARED_SET_METHODS,
    {"add", set_add_method, 1, 1, 0, "Add an element to a set."_doc},
    {"clear", set_clear_method, 0, 0, 0,
     "Remove all elements from this set."_doc},
    {"difference_update", set_difference_update, 0, -1, 0,
     "Remove all elements of another set from this set."_doc},
    {"discard", set_discard_method, 1, 1, 0,
     "Remove an element from a set if it is a member."_doc},
    {"intersection_update", set_intersection_update, 0, -1, 0,
     "Update a set with the intersection of itself and another."_doc},
    {"pop", set_pop_method, 0, 0, 0,
     "Remove and return an arbitrary set element."_doc},
    {"remove", set_remove, 1, 1, 0,
     "Remove an element from a set; it must be a member."_doc},
    {"symmetric_difference_update", set_symmetric_update, 1, 1, 0,
     "Update a set with the symmetric difference of itself and another."_doc},
    {"update", set_update_method, 0, -1, 0,
     "Update a set with the union of itself and others."_doc},
    {}};
#undef MT_SHARED_SET_METHODS

constexpr Operators make_set_operators(bool frozen) {
  Operators s{};
  s.binary[kOr] = set_or;
  s.binary[kAnd] = set_and;
  s.binary[kSub] = set_sub;
  s.binary[kXor] = set_xor;
  if (frozen) return s;
  s.inplace[kOr] = set_ior;
  s.inplace[kAnd] = set_iand;
  s.inplace[kSub] = set_isub;
  s.inplace[kXor] = set_ixor;
  return s;
}
constexpr Operators kSetOperators = make_set_operators(false);
constexpr Operators kFrozenOperators = make_set_operators(true);

constexpr Slots make_set_slots(bool frozen) {
  Slots s{};
  s.repr = set_repr;
  s.compare = set_compare;
  s.hash = nullptr;
  s.iter = set_iter;
  s.len = set_len;
  s.contains = set_contains_slot;
  s.operators = frozen ? &kFrozenOperators : &kSetOperators;
  if (frozen) {
    s.hash = frozenset_hash;
    s.create = frozenset_create;
  } else {
    s.create = set_create;
    s.init = set_init;
  }
  return s;
}
constexpr Slots kSetSlots = make_set_slots(false);
constexpr Slots kFrozenSlots = make_set_slots(true);

constexpr TypeDef kSetType = {
    "set", &kSetLayout, &kSetSlots, kSetMethods, nullptr, 0,
    "set() -> new empty set object\nset(iterable) -> new set object\n\n"
    "Build an unordered collection of unique elements."};
constexpr TypeDef kFrozenType = {
    "frozenset", &kFrozenLayout, &kFrozenSlots, kFrozenMethods, nullptr, 0,
    "frozenset() -> empty frozenset object\n"
    "frozenset(iterable) -> frozenset object\n\n"
    "Build an immutable unordered collection of unique elements."};

// --- iterator ----------------------------------------------------------------

void trace_iterator(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<SetIterator*>(self)->set);
}

const Layout kIteratorLayout = {Kind::kIterator,     "set_iterator",
                                sizeof(SetIterator), trace_iterator,
                                nullptr,             nullptr};

Value set_iterator_next(Fiber& fiber, Value self) {
  SetIterator* const it = self.as<SetIterator>();
  const Set* const set = it->set;
  if (set == nullptr) return Value::exhausted();
  if (set->live != it->expected) {
    it->expected = UINT32_MAX;  // and so for every later call
    return raise(fiber, types().RuntimeError,
                 "Set changed size during iteration");
  }
  Value key;
  if (set_next(set, &it->at, &key)) return key;
  store(fiber.heap, &it->set, static_cast<Set*>(nullptr));
  return Value::exhausted();
}

Value set_iterator_hint(Fiber&, Value self, Args) {
  const SetIterator* const it = self.as<SetIterator>();
  int64_t left = 0;
  if (it->set != nullptr && it->set->live == it->expected) {
    for (uint32_t i = it->at; i < it->set->used; ++i)
      left += !it->set->entries[i].key.is_undefined();
  }
  return Value::from_int(left);
}

Value set_iterator_reduce(Fiber& fiber, Value self, Args) {
  const SetIterator* const it = self.as<SetIterator>();
  SetIterator* const copy = make<SetIterator>(fiber, types().set_iterator);
  copy->set = it->set;
  copy->at = it->at;
  copy->expected = it->expected;
  return rest_reduction(fiber, Value::from_object(copy));
}

constexpr MethodDef kIteratorMethods[] = {
    {"__length_hint__", set_iterator_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", set_iterator_reduce},
    {}};

constexpr Slots kIteratorSlots = iterator_slots(set_iterator_next);
constexpr TypeDef kIteratorType = {"set_iterator", &kIteratorLayout,
                                   &kIteratorSlots, kIteratorMethods, nullptr,
                                   kTypeFinal | kTypeNotCreatable};

}  // namespace

Value make_set_iterator(Fiber& fiber, Set* set) {
  SetIterator* const it = make<SetIterator>(fiber, types().set_iterator);
  it->set = set;
  it->at = set->first;
  it->expected = set->live;
  return Value::from_object(it);
}

void init_set(Fiber& fiber) {
  types().set = native_type(fiber, kSetType);
  types().frozenset = native_type(fiber, kFrozenType);
  types().set_iterator = native_type(fiber, kIteratorType);
}

}  // namespace mt::python
