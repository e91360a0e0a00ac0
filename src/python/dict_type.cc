// dict_type.cc - the class dict: its operators and methods.

#include <algorithm>

#include "python/container.h"
#include "python/dict.h"
#include "python/hash_table.h"
#include "python/iterators.h"
#include "python/init.h"

namespace mt::python {

namespace {

Dict* as_dict(Value v) { return v.as<Dict>(); }

// --- the struct --------------------------------------------------------------

void trace_dict(Object* self, Tracer& tracer) {
  const Dict* const dict = static_cast<Dict*>(self);
  // The keys of a small one are most likely names.
  const bool has_names = dict->index == nullptr;
  for (uint32_t i = dict->first; i < dict->used; ++i) {
    const DictEntry& entry = dict->entries[i];
    if (has_names) {
      tracer.visit_shared(entry.key);
    } else {
      tracer.visit(entry.key);
    }
    tracer.visit(entry.value);
  }
}

void release_dict(Object* self) {
  HashTable<Dict>::give_back(rt().heap, static_cast<Dict*>(self));
}

}  // namespace

extern const Layout kDictLayout = {Kind::kDict, "dict",       sizeof(Dict),
                            trace_dict,  release_dict, nullptr};

namespace {

// --- making ------------------------------------------------------------------

// How many pairs dict() of this will have at most, if that is seen at once.
uint64_t room_for_pairs(Value items) {
  if (!items.is_object()) return 0;
  SequenceIterator* walks[2];
  const Type* const type = type_of_object(items.object());
  if (type == types().zip) return stored_pairs(items.object(), walks);
  if (type == types().list) return items.as<List>()->size;
  if (type == types().tuple) return items.as<Tuple>()->size;
  return is_kind(items, Kind::kDict) ? as_dict(items)->live : 0;
}

Value dict_create(Fiber& fiber, Type* cls, Args args) {
  if (cls != types().dict) {
    Dict* const dict = make<Dict>(fiber, cls);
    return dict == nullptr ? Value::error() : Value::from_object(dict);
  }
  uint64_t room = args.count;  // names come one by one
  if (room == 1 && !args.is_named) room = room_for_pairs(args[0]);
  Dict* const dict = make_dict(
      fiber, static_cast<uint32_t>(std::min<uint64_t>(room, UINT32_MAX)));
  return dict == nullptr ? Value::error() : Value::from_object(dict);
}

// The arguments of dict() and update(): a mapping or pairs, and keywords.
bool update_with(Fiber& fiber, const char* name, Dict* dict, Args args) {
  const uint32_t given = args.positional();
  if (given > 1) {
    raise_type_error(fiber, "%s expected at most 1 argument, got %u", name,
                     given);
    return false;
  }
  if (given == 1 && !dict_update(fiber, dict, args[0])) return false;
  for (uint32_t i = given; i < args.count; ++i)
    if (!dict_set(fiber, dict, args.names()->items[i - given], args[i]))
      return false;
  return true;
}

bool dict_init(Fiber& fiber, Value self, Args args) {
  return update_with(fiber, "dict", as_dict(self), args);
}

Value dict_fromkeys(Fiber& fiber, Value cls, Args args) {
  const Value value = args.get(1, Value::none());
  const Value made = call(fiber, cls);
  if (made.is_error()) return made;
  Value key;
  if (is_exact(made, types().dict)) {
    Dict* const dict = as_dict(made);
    Iteration it(fiber, args[0]);
    while (it.next(&key))
      if (!dict_set(fiber, dict, key, value)) return Value::error();
    return it.failed() ? Value::error() : made;
  }
  Iteration it(fiber, args[0]);
  while (it.next(&key))
    if (!set_item(fiber, made, key, value)) return Value::error();
  return it.failed() ? Value::error() : made;
}

// --- looking -----------------------------------------------------------------

Value dict_repr(Fiber& fiber, Value self) {
  Dict* const dict = as_dict(self);
  if (dict->live == 0) return str_value(fiber, "{}");
  const ReprGuard guard(fiber, dict);
  if (guard.is_circular()) return str_value(fiber, "{...}");
  StrBuilder out(fiber);
  out.add('{');
  uint32_t at = 0;
  Value key, value;
  for (bool is_first = true; dict_next(dict, &at, &key, &value);
       is_first = false) {
    if (!is_first) out.add(", ");
    if (!out.add_repr(key)) return Value::error();
    out.add(": ");
    if (!out.add_repr(value)) return Value::error();
  }
  out.add('}');
  return out.finish();
}

int64_t dict_len(Fiber&, Value self) { return as_dict(self)->live; }

int dict_contains(Fiber& fiber, Value self, Value key) {
  const Value found = dict_find(fiber, as_dict(self), key);
  if (found.is_error()) return -1;
  return found.is_undefined() ? 0 : 1;
}

Value dict_getitem(Fiber& fiber, Value self, Value key) {
  return dict_subscript(fiber, as_dict(self), key);
}

bool dict_setitem(Fiber& fiber, Value self, Value key, Value value) {
  if (!value.is_undefined())
    return dict_set(fiber, as_dict(self), key, value);
  const int removed = dict_remove(fiber, as_dict(self), key);
  if (removed == 0) raise_key_error(fiber, key);
  return removed > 0;
}

// 1 equal, 0 not, -1 raised.
int dict_equal(Fiber& fiber, Dict* a, Dict* b) {
  if (a->live != b->live) return 0;
  uint32_t at = 0;
  Value key, value;
  while (dict_next(a, &at, &key, &value)) {
    const uint64_t hash = a->entries[at - 1].hash;
    const int64_t number = HashTable<Dict>::find(fiber, b, key, hash);
    if (number == kFailed) return -1;
    if (number == kAbsent) return 0;
    const int same = same_in_turn(fiber, value, b->entries[number].value);
    if (same <= 0) return same;
  }
  return 1;
}

Value dict_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if ((op != kEq && op != kNe) || !is_kind(self, Kind::kDict) ||
      !is_kind(other, Kind::kDict)) {
    return Value::not_implemented();
  }
  const int same = dict_equal(fiber, as_dict(self), as_dict(other));
  if (same < 0) return Value::error();
  return Value::from_bool((same != 0) == (op == kEq));
}

// --- operators ---------------------------------------------------------------

Value dict_or(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kDict) || !is_kind(b, Kind::kDict))
    return Value::not_implemented();
  Dict* const out = dict_copy(fiber, as_dict(a));
  if (out == nullptr || !dict_update(fiber, out, b)) return Value::error();
  return Value::from_object(out);
}

Value dict_ior(Fiber& fiber, Value self, Value other) {
  return dict_update(fiber, as_dict(self), other) ? self : Value::error();
}

// --- methods -----------------------------------------------------------------

Value dict_get(Fiber& fiber, Value self, Args args) {
  const Value value = dict_find(fiber, as_dict(self), args[0]);
  if (!value.is_undefined()) return value;
  return args.get(1, Value::none());
}

Value dict_setdefault(Fiber& fiber, Value self, Args args) {
  return dict_set_default(fiber, as_dict(self), args[0],
                          args.get(1, Value::none()));
}

Value dict_pop(Fiber& fiber, Value self, Args args) {
  Value value;
  // Nobody asks the key for its hash where there is none to find.
  const int removed =
      as_dict(self)->live == 0
          ? 0
          : dict_remove(fiber, as_dict(self), args[0], &value);
  if (removed > 0) return value;
  if (removed < 0) return Value::error();
  return args.count > 1 ? args[1] : raise_key_error(fiber, args[0]);
}

Value dict_popitem(Fiber& fiber, Value self, Args) {
  Value pair[2];
  if (!dict_pop_end(fiber, as_dict(self), true, &pair[0], &pair[1])) {
    return raise_key_error(
        fiber, str_value(fiber, "popitem(): dictionary is empty"));
  }
  Tuple* const tuple = make_tuple(fiber, pair, 2);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

Value dict_keys(Fiber& fiber, Value self, Args) {
  return make_dict_view(fiber, as_dict(self), DictPart::kKeys);
}

Value dict_values(Fiber& fiber, Value self, Args) {
  return make_dict_view(fiber, as_dict(self), DictPart::kValues);
}

Value dict_items(Fiber& fiber, Value self, Args) {
  return make_dict_view(fiber, as_dict(self), DictPart::kItems);
}

Value dict_update_method(Fiber& fiber, Value self, Args args) {
  return update_with(fiber, "update", as_dict(self), args) ? Value::none()
                                                           : Value::error();
}

Value dict_clear_method(Fiber& fiber, Value self, Args) {
  dict_clear(fiber, as_dict(self));
  return Value::none();
}

Value dict_copy_method(Fiber& fiber, Value self, Args) {
  Dict* const copy = dict_copy(fiber, as_dict(self));
  return copy == nullptr ? Value::error() : Value::from_object(copy);
}

Value dict_iter(Fiber& fiber, Value self) {
  return make_dict_iterator(fiber, as_dict(self), DictPart::kKeys);
}

Value dict_reversed(Fiber& fiber, Value self, Args) {
  return make_dict_iterator(fiber, as_dict(self), DictPart::kKeys, true);
}

constexpr MethodDef kDictMethods[] = {
    {"clear", dict_clear_method, 0, 0, 0,
     "D.clear() -> None.  Remove all items from D."_doc},
    {"copy", dict_copy_method, 0, 0, 0,
     "D.copy() -> a shallow copy of D"_doc},
    {"fromkeys", dict_fromkeys, 1, 2, kMethodClass,
     "fromkeys($type, iterable, value=None, /)\n--\n\nCreate a new dictionary "
     "with keys from iterable and values set to value."_doc},
    {"get", dict_get, 1, 2, 0,
     "get($self, key, default=None, /)\n--\n\n"
     "Return the value for key if key is in the dictionary, else default."_doc},
    {"items", dict_items, 0, 0, 0,
     "D.items() -> a set-like object providing a view on D's items"_doc},
    {"keys", dict_keys, 0, 0, 0,
     "D.keys() -> a set-like object providing a view on D's keys"_doc},
    {"pop", dict_pop, 1, 2, 0,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding "
     "value.\n\nIf the key is not found, return the default if given; "
     "otherwise,\nraise a KeyError."_doc},
    {"popitem", dict_popitem, 0, 0, 0,
     "popitem($self, /)\n--\n\nRemove and return a (key, value) pair as a "
     "2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\n"
     "Raises KeyError if the dict is empty."_doc},
    {"setdefault", dict_setdefault, 1, 2, 0,
     "setdefault($self, key, default=None, /)\n--\n\nInsert key with a value "
     "of default if key is not in the dictionary.\n\nReturn the value for key "
     "if key is in the dictionary, else default."_doc},
    {"update", dict_update_method, 0, -1, kMethodKeywords,
     "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F."_doc},
    {"values", dict_values, 0, 0, 0,
     "D.values() -> an object providing a view on D's values"_doc},
    {"__reversed__", dict_reversed, 0, 0, 0,
     "Return a reverse iterator over the dict keys."_doc},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {}};

constexpr Operators make_dict_operators() {
  Operators s{};
  s.binary[kOr] = dict_or;
  s.inplace[kOr] = dict_ior;
  return s;
}
constexpr Operators kDictOperators = make_dict_operators();

constexpr Slots make_dict_slots() {
  Slots s{};
  s.repr = dict_repr;
  s.compare = dict_compare;
  s.hash = nullptr;
  s.iter = dict_iter;
  s.len = dict_len;
  s.contains = dict_contains;
  s.getitem = dict_getitem;
  s.setitem = dict_setitem;
  s.operators = &kDictOperators;
  s.create = dict_create;
  s.init = dict_init;
  return s;
}
constexpr Slots kDictSlots = make_dict_slots();

constexpr TypeDef kDictType = {
    "dict", &kDictLayout, &kDictSlots, kDictMethods, nullptr, kTypeMapping,
    "dict() -> new empty dictionary\ndict(mapping) -> new dictionary "
    "initialized from a mapping object's\n    (key, value) pairs\n"
    "dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n"
    "    for k, v in iterable:\n        d[k] = v\n"
    "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
    "    in the keyword argument list.  For example:  dict(one=1, two=2)"};

}  // namespace

void init_dict_views(Fiber& fiber);  // dict_views.cc

void init_dict(Fiber& fiber) {
  types().dict = native_type(fiber, kDictType);
  init_dict_views(fiber);
}

}  // namespace mt::python
