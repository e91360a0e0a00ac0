// module_collections.cc - _collections: deque, defaultdict and OrderedDict; the
// rest of collections is src/lib/collections/__init__.py.

#include "python/container.h"
#include "python/container_modules.h"
#include "python/deque.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/import.h"
#include "python/list.h"
#include "python/shape.h"

namespace mt::python {

namespace {

Type* g_default_type;  // classes of C++ are never freed
Type* g_ordered_type;

Dict* as_dict(Value v) { return v.as<Dict>(); }

// --- defaultdict -------------------------------------------------------------
// A dict whose factory is an attribute like any other: it has no struct of its
// own, so everything that knows dictionaries knows it.

Value factory_of(Value self) {
  const Value factory = own_get(self.object(), names().default_factory);
  return factory.is_undefined() ? Value::none() : factory;
}

bool defaultdict_init(Fiber& fiber, Value self, Args args) {
  Value factory = Value::none();
  uint32_t skip = 0;
  if (args.positional() > 0) {
    factory = args[0];
    skip = 1;
    if (!factory.is_none() && !is_callable(factory)) {
      raise_type_error(fiber, "first argument must be callable or None");
      return false;
    }
  }
  own_set(fiber, self.object(), names().default_factory, factory);
  return types().dict->slots->init(
      fiber, self, args.behind(skip));
}

Value defaultdict_missing(Fiber& fiber, Value self, Args args) {
  const Value factory = factory_of(self);
  if (factory.is_none()) return raise_key_error(fiber, args[0]);
  const Value value = call(fiber, factory);
  if (value.is_error()) return value;
  return set_item(fiber, self, args[0], value) ? value : Value::error();
}

Value defaultdict_repr(Fiber& fiber, Value self) {
  const ReprGuard guard(fiber, self.object());
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  out.add('(');
  if (guard.is_circular()) {
    out.add("...");
  } else if (!out.add_repr(factory_of(self))) {
    return Value::error();
  }
  out.add(", ");
  Dict* const plain = dict_copy(fiber, as_dict(self));
  if (plain == nullptr || !out.add_repr(Value::from_object(plain)))
    return Value::error();
  out.add(')');
  return out.finish();
}

Value defaultdict_copy(Fiber& fiber, Value self, Args) {
  return call(fiber, Value::from_object(type_of(self)),
              {factory_of(self), self});
}

Value tuple_of(Fiber& fiber, std::initializer_list<Value> items) {
  return Value::from_object(make_tuple(fiber, items.begin(), items.size()));
}

// Of what items() gives, which an instance may have of its own.
Value iter_of_items(Fiber& fiber, Value self) {
  const Value items = call_method(fiber, self, names().items);
  return items.is_error() ? items : get_iter(fiber, items);
}

// How copy and the tap make it again.
Value defaultdict_reduce(Fiber& fiber, Value self, Args) {
  const Value items = iter_of_items(fiber, self);
  if (items.is_error()) return items;
  return tuple_of(fiber, {Value::from_object(type_of(self)),
                          tuple_of(fiber, {factory_of(self)}),
                          Value::none(), Value::none(), items});
}

// a | b, either of which may be the plain dict.
Value default_or(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kDict) || !is_kind(b, Kind::kDict))
    return Value::not_implemented();
  const Value keeper = is_a(a, g_default_type) ? a : b;
  const Value out = call(fiber, Value::from_object(type_of(keeper)),
                         {factory_of(keeper), a});
  if (out.is_error()) return out;
  if (!is_kind(out, Kind::kDict))
    return raise_type_error(fiber, "a defaultdict was expected, not '%s'",
                            type_name(out));
  return dict_update(fiber, as_dict(out), b) ? out : Value::error();
}

constexpr MethodDef kDefaultMethods[] = {
    {"__missing__", defaultdict_missing, 1, 1, 0,
     "__missing__(key) # Called by __getitem__ for missing key"_doc},
    {"copy", defaultdict_copy, 0, 0, 0,
     "D.copy() -> a shallow copy of D."_doc},
    {"__copy__", defaultdict_copy, 0, 0, 0,
     "D.copy() -> a shallow copy of D."_doc},
    {"__reduce__", defaultdict_reduce, 0, 0, 0,
     "Return state information for pickling."_doc},
    {}};
constexpr Operators make_default_operators() {
  Operators s{};
  s.binary[kOr] = default_or;
  return s;
}
constexpr Operators kDefaultOperators = make_default_operators();

constexpr Slots make_default_slots() {
  Slots s{};
  s.init = defaultdict_init;
  s.repr = defaultdict_repr;
  s.operators = &kDefaultOperators;
  return s;
}
constexpr Slots kDefaultSlots = make_default_slots();
constexpr TypeDef kDefaultType = {
    "collections.defaultdict", nullptr, &kDefaultSlots, kDefaultMethods,
    nullptr, kTypeHasSlots | kTypeMapping,
    "defaultdict(default_factory=None, /, [...]) --> dict with default "
    "factory\n\nThe default factory is called without arguments to produce\n"
    "a new value when a key is not present, in __getitem__ only."};

// --- OrderedDict -------------------------------------------------------------

Value ordered_repr(Fiber& fiber, Value self) {
  const ReprGuard guard(fiber, self.object());
  if (guard.is_circular()) return str_value(fiber, "...");
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  out.add('(');
  if (as_dict(self)->live != 0) {
    const Value items = call_method(fiber, self, names().items);
    if (items.is_error()) return items;
    List* const list = list_from(fiber, items);
    if (list == nullptr || !out.add_repr(Value::from_object(list)))
      return Value::error();
  }
  out.add(')');
  return out.finish();
}

// Two of them compare in order; one and another dict as dictionaries do.
Value ordered_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Value same = types().dict->slots->compare(fiber, self, other, op);
  if (!same.is_bool() || same.as_bool() != (op == kEq) ||
      !is_a(self, g_ordered_type) || !is_a(other, g_ordered_type)) {
    return same;
  }
  uint32_t i = 0, k = 0;
  Value key, other_key, value;
  while (dict_next(as_dict(self), &i, &key, &value) &&
         dict_next(as_dict(other), &k, &other_key, &value)) {
    const int equal = same_item(fiber, key, other_key);
    if (equal < 0) return Value::error();
    if (equal == 0) return Value::from_bool(op == kNe);
  }
  return same;
}

Value ordered_popitem(Fiber& fiber, Value self, Args args) {
  Value out[1] = {Value::from_bool(true)};
  if (!parse_args(fiber, "popitem", args, {"last"}, 0, out))
    return Value::error();
  const int last = truth(fiber, out[0]);
  if (last < 0) return Value::error();
  Value pair[2];
  if (!dict_pop_end(fiber, as_dict(self), last != 0, &pair[0], &pair[1]))
    return raise_key_error(fiber, str_value(fiber, "dictionary is empty"));
  return tuple_of(fiber, {pair[0], pair[1]});
}

Value ordered_move_to_end(Fiber& fiber, Value self, Args args) {
  Value out[2] = {Value(), Value::from_bool(true)};
  if (!parse_args(fiber, "move_to_end", args, {"key", "last"}, 1, out))
    return Value::error();
  const int last = truth(fiber, out[1]);
  if (last < 0) return Value::error();
  const int moved = dict_move(fiber, as_dict(self), out[0], last != 0);
  if (moved < 0) return Value::error();
  return moved == 0 ? raise_key_error(fiber, out[0]) : Value::none();
}

// Whether it is a dict that has a method of every dict's.
bool is_of_dict(Value mapping, const Str* name) {
  return is_kind(mapping, Kind::kDict) &&
         type_lookup(type_of(mapping), name) ==
             type_lookup(types().dict, name);
}

// A class that sets items its own way does so whoever gives them.
bool ordered_init(Fiber& fiber, Value self, Args args) {
  if (is_of_dict(self, names().dunder_setitem))
    return types().dict->slots->init(fiber, self, args);
  const Value module = import_module(fiber, "collections.abc");
  const Value base = module.is_error()
                         ? module
                         : get_attr(fiber, module, "MutableMapping");
  const Value update = base.is_error() ? base : get_attr(fiber, base, "update");
  if (update.is_error()) return false;
  const Value bound = make_bound_method(fiber, update, self);
  return !bound.is_error() && !call(fiber, bound, args).is_error();
}
Value ordered_update(Fiber& fiber, Value self, Args args) {
  return ordered_init(fiber, self, args) ? Value::none() : Value::error();
}
Value ordered_ior(Fiber& fiber, Value self, Value other) {
  return ordered_init(fiber, self, Args{&other, 1}) ? self : Value::error();
}

// dict's methods take no keywords; an OrderedDict's do.
Value call_of_dict(Fiber& fiber, const char* name, Args args) {
  return call(fiber, type_lookup(types().dict, intern(fiber, name)), args);
}
Value ordered_setdefault(Fiber& fiber, Value self, Args args) {
  Value all[3] = {self, Value(), Value::none()};
  if (!parse_args(fiber, "setdefault", args, {"key", "default"}, 1, all + 1))
    return Value::error();
  if (is_exact(self, g_ordered_type))
    return call_of_dict(fiber, "setdefault", Args{all, 3});
  const int is_there = contains(fiber, self, all[1]);
  if (is_there < 0) return Value::error();
  if (is_there > 0) return get_item(fiber, self, all[1]);
  return set_item(fiber, self, all[1], all[2]) ? all[2] : Value::error();
}
Value ordered_pop(Fiber& fiber, Value self, Args args) {
  Value all[3] = {self, Value(), Value::undefined()};
  if (!parse_args(fiber, "pop", args, {"key", "default"}, 1, all + 1))
    return Value::error();
  return call_of_dict(fiber, "pop",
                      Args{all, all[2].is_undefined() ? 2u : 3u});
}
Value ordered_fromkeys(Fiber& fiber, Value cls, Args args) {
  Value out[2] = {Value(), Value::none()};
  if (!parse_args(fiber, "fromkeys", args, {"iterable", "value"}, 1, out))
    return Value::error();
  const Value made = call(fiber, cls, {});
  const Value keys = made.is_error() ? made : get_iter(fiber, out[0]);
  if (keys.is_error()) return keys;
  for (;;) {
    const Value key = pull(fiber, keys);
    if (key.is_error()) return key;
    if (key.is_exhausted()) return made;
    if (!set_item(fiber, made, key, out[1])) return Value::error();
  }
}

Value ordered_copy(Fiber& fiber, Value self, Args) {
  const Value out = call(fiber, Value::from_object(type_of(self)), {});
  return out.is_error() ? out : ordered_ior(fiber, out, self);
}

Value ordered_or(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kDict) || !is_kind(b, Kind::kDict))
    return Value::not_implemented();
  Type* const type = type_of(is_a(a, g_ordered_type) ? a : b);
  const Value out = call(fiber, Value::from_object(type), {a});
  return out.is_error() ? out : ordered_ior(fiber, out, b);
}

Value ordered_reduce(Fiber& fiber, Value self, Args) {
  const Value items = iter_of_items(fiber, self);
  if (items.is_error()) return items;
  return tuple_of(fiber, {Value::from_object(type_of(self)),
                          Value::from_object(empty_tuple(fiber)),
                          own_count(self.object()) == 0
                              ? Value::none()
                              : Value::from_object(
                                    own_snapshot(fiber, self.object())),
                          Value::none(), items});
}

constexpr MethodDef kOrderedMethods[] = {
    {"popitem", ordered_popitem, 0, -1, kMethodKeywords,
     "popitem($self, /, last=True)\n--\n\nRemove and return a (key, value) "
     "pair from the dictionary.\n\nPairs are returned in LIFO order if last "
     "is true or FIFO order if false."_doc},
    {"move_to_end", ordered_move_to_end, 0, -1, kMethodKeywords,
     "move_to_end($self, /, key, last=True)\n--\n\nMove an existing element "
     "to the end (or beginning if last is false).\n\n"
     "Raise KeyError if the element does not exist."_doc},
    {"update", ordered_update, 0, -1, kMethodKeywords,
     "Sets what another mapping, or pairs, and the keywords say."_doc},
    {"setdefault", ordered_setdefault, 0, -1, kMethodKeywords,
     "setdefault($self, /, key, default=None)\n--\n\nInsert key with a value "
     "of default if key is not in the dictionary.\n\nReturn the value for key "
     "if key is in the dictionary, else default."_doc},
    {"pop", ordered_pop, 0, -1, kMethodKeywords,
     "od.pop(key[,default]) -> v, remove specified key and return the "
     "corresponding value."_doc},
    {"fromkeys", ordered_fromkeys, 0, -1, kMethodKeywords | kMethodClass,
     "fromkeys($type, /, iterable, value=None)\n--\n\nCreate a new ordered "
     "dictionary with keys from iterable and values set to value."_doc},
    {"copy", ordered_copy, 0, 0, 0, "od.copy() -> a shallow copy of od"_doc},
    {"__reduce__", ordered_reduce, 0, 0, 0,
     "Return state information for pickling"_doc},
    {}};
constexpr Operators make_ordered_operators() {
  Operators s{};
  s.binary[kOr] = ordered_or;
  s.inplace[kOr] = ordered_ior;
  return s;
}
constexpr Operators kOrderedOperators = make_ordered_operators();

constexpr Slots make_ordered_slots() {
  Slots s{};
  s.repr = ordered_repr;
  s.compare = ordered_compare;
  s.init = ordered_init;
  s.operators = &kOrderedOperators;
  return s;
}
constexpr Slots kOrderedSlots = make_ordered_slots();
constexpr TypeDef kOrderedType = {
    "collections.OrderedDict", nullptr, &kOrderedSlots, kOrderedMethods,
    nullptr, kTypeHasSlots | kTypeMapping,
    "Dictionary that remembers insertion order"};

// --- the module --------------------------------------------------------------

// Whether it is a dict whose class gets and sets items as every dict does.
bool is_counted_at_once(Value mapping) {
  return is_of_dict(mapping, names().get) &&
         is_of_dict(mapping, names().dunder_setitem);
}

// _count_elements(mapping, iterable): the heart of Counter.update.
Value count_elements(Fiber& fiber, Value, Args args) {
  Value item;
  const Value one = Value::from_int(1);
  Iteration it(fiber, args[1]);
  Dict* const dict = is_counted_at_once(args[0]) ? as_dict(args[0]) : nullptr;
  while (it.quick_next(&item)) {
    Value count = Value::from_int(0);
    uint64_t hash = 0;
    if (dict != nullptr) {
      if (!hash_key(fiber, item, &hash)) return Value::error();
      const int64_t number = dict_find_hashed(fiber, dict, item, hash);
      if (number < -1) return Value::error();
      if (number >= 0) {
        count = dict->entries[number].value;
        if (count.is_int() && count.as_int() < Value::kMaxInt) {
          dict->entries[number].value = Value::from_int(count.as_int() + 1);
          continue;
        }
      }
    } else {
      count = call_method(fiber, args[0], names().get, {item, count});
      if (count.is_error()) return count;
    }
    const Value more = count == Value::from_int(0)
                           ? one
                           : binary_op(fiber, kAdd, count, one);
    if (more.is_error()) return more;
    const bool ok = dict != nullptr
                        ? dict_set_hashed(fiber, dict, item, hash, more)
                        : set_item(fiber, args[0], item, more);
    if (!ok) return Value::error();
  }
  return it.failed() ? Value::error() : Value::none();
}

constexpr MethodDef kFunctions[] = {
    {"_count_elements", count_elements, 2, 2, 0,
     "_count_elements(mapping, iterable) -> None\n\n"
     "Count elements in the iterable, updating the mapping"_doc},
    {}};

bool fill_module(Fiber& fiber, Dict* globals) {
  g_default_type = native_type(fiber, kDefaultType, types().dict);
  g_ordered_type = native_type(fiber, kOrderedType, types().dict);
  dict_set_text(fiber, globals, "deque",
                Value::from_object(init_deque(fiber)));
  dict_set_text(fiber, globals, "defaultdict",
                Value::from_object(g_default_type));
  dict_set_text(fiber, globals, "OrderedDict",
                Value::from_object(g_ordered_type));
  return true;
}

}  // namespace

const ModuleDef kCollectionsModule = {
    "_collections", kFunctions, fill_module,
    "High performance data structures."};

}  // namespace mt::python
