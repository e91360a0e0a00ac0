// dict_views.cc - keys(), values() and items() of a dict, and their iterators.

#include <string.h>

#include <algorithm>

#include "python/container.h"
#include "python/dict.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/init.h"

namespace mt::python {

namespace {

DictView* as_view(Value v) { return v.as<DictView>(); }
DictIterator* as_iterator(Value v) { return v.as<DictIterator>(); }

// What a walk gives for one entry: a key, a value, or a new pair.
Value part_of(Fiber& fiber, const DictEntry& entry, DictPart part) {
  if (part == DictPart::kKeys) return entry.key;
  if (part == DictPart::kValues) return entry.value;
  const Value pair[2] = {entry.key, entry.value};
  Tuple* const tuple = make_tuple(fiber, pair, 2);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

// --- iterators ---------------------------------------------------------------

void trace_dict_iterator(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<DictIterator*>(self)->dict);
}

const Layout kIteratorLayout = {Kind::kIterator,      "dict_iterator",
                                sizeof(DictIterator), trace_dict_iterator,
                                nullptr,              nullptr};

// Whether as many keys as there were are in as many entries: two neighbours in
// both structs, compared at once.
inline bool is_as_before(const Dict* dict, const DictIterator* it) {
  uint64_t now, then;
  memcpy(&now, &dict->used, sizeof now);
  memcpy(&then, &it->end, sizeof then);
  return now == then;
}

// Whether a walk may go on through a dict that has changed: with the same
// number of keys, until as many as there were have come.
__attribute__((noinline)) bool may_go_on(Fiber& fiber, DictIterator* it) {
  const Dict* const dict = it->dict;
  constexpr uint32_t kCounted = DictIterator::kCounted;
  if (dict->live != it->expected) {
    it->expected = UINT32_MAX;  // and so for every later call
    raise(fiber, types().RuntimeError,
          "dictionary changed size during iteration");
    return false;
  }
  if (it->is_reversed) return true;
  if ((it->end & kCounted) == 0)
    it->end = kCounted | (it->end - std::min(it->end, it->at));
  if (it->end != kCounted) {
    --it->end;
    return true;
  }
  uint32_t at = std::max(it->at, dict->first);
  while (at < dict->used && dict->entries[at].key.is_undefined()) ++at;
  if (at >= dict->used) return true;
  raise(fiber, types().RuntimeError,
        "dictionary keys changed during iteration");
  it->expected = UINT32_MAX;
  store(fiber.heap, &it->dict, static_cast<Dict*>(nullptr));
  return false;
}

// The next entry; null at the end, and when it raised.
inline const DictEntry* next_entry(Fiber& fiber, DictIterator* it) {
  Dict* const dict = it->dict;
  if (dict == nullptr) {
    it->expected = 0;
    return nullptr;
  }
  if (!is_as_before(dict, it) && !may_go_on(fiber, it)) return nullptr;
  if (it->is_reversed) {
    uint32_t at = std::min(it->at, dict->used);
    while (at > dict->first) {
      const DictEntry& entry = dict->entries[--at];
      if (entry.key.is_undefined()) continue;
      it->at = at;
      return &entry;
    }
  } else {
    uint32_t at = std::max(it->at, dict->first);
    while (at < dict->used) {
      const DictEntry& entry = dict->entries[at++];
      if (entry.key.is_undefined()) continue;
      it->at = at;
      return &entry;
    }
  }
  store(fiber.heap, &it->dict, static_cast<Dict*>(nullptr));
  return nullptr;
}

Value dict_iterator_next(Fiber& fiber, Value self) {
  DictIterator* const it = as_iterator(self);
  const DictEntry* const entry = next_entry(fiber, it);
  if (entry != nullptr)
    return part_of(fiber, *entry, static_cast<DictPart>(it->aux));
  return it->expected == UINT32_MAX ? Value::error() : Value::exhausted();
}

Value dict_iterator_hint(Fiber&, Value self, Args) {
  const DictIterator* const it = as_iterator(self);
  if (it->dict == nullptr || it->dict->live != it->expected)
    return Value::from_int(0);
  int64_t left = 0;
  const uint32_t from = it->is_reversed ? 0 : it->at;
  const uint32_t to = it->is_reversed ? it->at : it->dict->used;
  for (uint32_t i = from; i < to && i < it->dict->used; ++i)
    left += !it->dict->entries[i].key.is_undefined();
  return Value::from_int(left);
}

Value dict_iterator_reduce(Fiber& fiber, Value self, Args) {
  const DictIterator* const it = as_iterator(self);
  DictIterator* const copy = make<DictIterator>(fiber, type_of(self));
  copy->aux = it->aux;
  copy->dict = it->dict;
  copy->at = it->at;
  copy->expected = it->expected;
  copy->end = it->end;
  copy->is_reversed = it->is_reversed;
  return rest_reduction(fiber, Value::from_object(copy));
}

constexpr MethodDef kIteratorMethods[] = {
    {"__length_hint__", dict_iterator_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", dict_iterator_reduce},
    {}};

constexpr Slots kIteratorSlots = iterator_slots(dict_iterator_next);

constexpr uint32_t kHidden = kTypeFinal | kTypeNotCreatable;
constexpr TypeDef kIteratorTypes[] = {
    {"dict_keyiterator", &kIteratorLayout, &kIteratorSlots, kIteratorMethods,
     nullptr, kHidden},
    {"dict_valueiterator", &kIteratorLayout, &kIteratorSlots,
     kIteratorMethods, nullptr, kHidden},
    {"dict_itemiterator", &kIteratorLayout, &kIteratorSlots, kIteratorMethods,
     nullptr, kHidden},
    {"dict_reversekeyiterator", &kIteratorLayout, &kIteratorSlots,
     kIteratorMethods, nullptr, kHidden},
    {"dict_reversevalueiterator", &kIteratorLayout, &kIteratorSlots,
     kIteratorMethods, nullptr, kHidden},
    {"dict_reverseitemiterator", &kIteratorLayout, &kIteratorSlots,
     kIteratorMethods, nullptr, kHidden}};
Type* g_iterator_types[6];  // classes of C++ are never freed

// --- views -------------------------------------------------------------------

void trace_view(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<DictView*>(self)->dict);
}

const Layout kViewLayout = {Kind::kDictView, "dict_view", sizeof(DictView),
                            trace_view,      nullptr,     nullptr};

int64_t view_len(Fiber&, Value self) { return as_view(self)->dict->live; }

Value view_iter(Fiber& fiber, Value self) {
  const DictView* const view = as_view(self);
  return make_dict_iterator(fiber, view->dict, view->part());
}

Value view_reversed(Fiber& fiber, Value self, Args) {
  const DictView* const view = as_view(self);
  return make_dict_iterator(fiber, view->dict, view->part(), true);
}

Value view_repr(Fiber& fiber, Value self) {
  const DictView* const view = as_view(self);
  const ReprGuard guard(fiber, view);
  if (guard.is_circular()) return str_value(fiber, "...");
  List* const list = dict_list(fiber, view->dict, view->part());
  if (list == nullptr) return Value::error();
  StrBuilder out(fiber);
  out.add(type_of_object(view)->name);
  out.add('(');
  if (!out.add_repr(Value::from_object(list))) return Value::error();
  out.add(')');
  return out.finish();
}

int keys_contain(Fiber& fiber, Value self, Value key) {
  const Value found = dict_find(fiber, as_view(self)->dict, key);
  if (found.is_error()) return -1;
  return found.is_undefined() ? 0 : 1;
}

int items_contain(Fiber& fiber, Value self, Value item) {
  const Tuple* const pair = cast<Tuple>(item);
  if (pair == nullptr || pair->size != 2) return 0;
  const Value* const items = pair->items;
  const Value found = dict_find(fiber, as_view(self)->dict, items[0]);
  if (found.is_error()) return -1;
  if (found.is_undefined()) return 0;
  return same_item(fiber, found, items[1]);
}

bool is_set_like(Value v) {
  if (is_any_set(v)) return true;
  const DictView* const view = cast<DictView>(v);
  return view != nullptr && view->part() != DictPart::kValues;
}

// Whether `whole` has every item of `part`: 1, 0, -1.
int all_contained(Fiber& fiber, Value part, Value whole) {
  Value item;
  Iteration it(fiber, part);
  while (it.next(&item)) {
    const int found = contains(fiber, whole, item);
    if (found <= 0) return found;
  }
  return it.failed() ? -1 : 1;
}

Value view_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_set_like(self) || !is_set_like(other))
    return Value::not_implemented();
  const int64_t mine = length_of(fiber, self);
  const int64_t theirs = length_of(fiber, other);
  if (mine < 0 || theirs < 0) return Value::error();
  int holds;
  if (op == kEq || op == kNe) {
    holds = mine == theirs ? all_contained(fiber, self, other) : 0;
  } else {
    const bool is_less = op == kLt || op == kLe;
    holds = order_holds(static_cast<uint64_t>(mine),
                        static_cast<uint64_t>(theirs), op);
    if (holds != 0) {
      holds = is_less ? all_contained(fiber, self, other)
                      : all_contained(fiber, other, self);
    }
  }
  if (holds < 0) return Value::error();
  return Value::from_bool((holds != 0) != (op == kNe));
}

// The smaller one is walked, and its items are those that stay; what is no view
// and no set is always walked, as in CPython.
Value view_intersect(Fiber& fiber, Value view, Value other) {
  if (!is_kind(view, Kind::kDictView)) std::swap(view, other);
  Value walked = other, asked = view;
  const bool is_view = is_kind(other, Kind::kDictView);
  if (is_view || is_exact(other, types().set)) {
    const int64_t mine = length_of(fiber, view);
    const int64_t theirs = length_of(fiber, other);
    if (is_view ? theirs > mine : mine <= theirs) std::swap(walked, asked);
  }
  Set* const both = make_set(fiber);
  Value item;
  Iteration it(fiber, walked);
  while (it.next(&item)) {
    const int found = contains(fiber, asked, item);
    if (found < 0 || (found > 0 && !set_add(fiber, both, item)))
      return Value::error();
  }
  return it.failed() ? Value::error() : Value::from_object(both);
}

// The dict itself for its keys, so that these are not hashed again.
Value keys_as_dict(Value items) {
  const DictView* const view = cast<DictView>(items);
  if (view == nullptr || view->part() != DictPart::kKeys) return items;
  const Value dict = Value::from_object(view->dict);
  return is_exact(dict, types().dict) ? dict : items;
}

// Every operator is the set's, on a set made of the left operand.
Value view_operate(Fiber& fiber, Value a, Value b, BinaryOp op) {
  if (op == kAnd) return view_intersect(fiber, a, b);
  Set* const left = make_set(fiber);
  if (left == nullptr || !set_update(fiber, left, keys_as_dict(a)))
    return Value::error();
  if (op == kOr) {
    return set_update(fiber, left, keys_as_dict(b)) ? Value::from_object(left)
                                                    : Value::error();
  }
  Set* const right = make_set(fiber);
  if (right == nullptr || !set_update(fiber, right, keys_as_dict(b)))
    return Value::error();
  return inplace_op(fiber, op, Value::from_object(left),
                    Value::from_object(right));
}

Value view_and(Fiber& fiber, Value a, Value b) {
  return view_operate(fiber, a, b, kAnd);
}
Value view_or(Fiber& fiber, Value a, Value b) {
  return view_operate(fiber, a, b, kOr);
}
Value view_xor(Fiber& fiber, Value a, Value b) {
  return view_operate(fiber, a, b, kXor);
}
Value view_sub(Fiber& fiber, Value a, Value b) {
  return view_operate(fiber, a, b, kSub);
}

Value view_isdisjoint(Fiber& fiber, Value self, Args args) {
  Value item;
  Iteration it(fiber, args[0]);
  while (it.next(&item)) {
    const int found = contains(fiber, self, item);
    if (found < 0) return Value::error();
    if (found > 0) return Value::from_bool(false);
  }
  return it.failed() ? Value::error() : Value::from_bool(true);
}

Value view_mapping(Fiber& fiber, Value self) {
  return make_mapping_proxy(fiber, Value::from_object(as_view(self)->dict));
}

constexpr MethodDef kSetViewMethods[] = {
    {"isdisjoint", view_isdisjoint, 1, 1, 0,
     "Return True if the view and the given iterable have a null "
     "intersection."_doc},
    {"__reversed__", view_reversed, 0, 0, 0,
     "Return a reverse iterator over the view."_doc},
    {}};
constexpr MethodDef kValuesMethods[] = {
    {"__reversed__", view_reversed, 0, 0, 0,
     "Return a reverse iterator over the dict values."_doc},
    {}};
constexpr GetSetDef kViewGetSets[] = {
    {"mapping", view_mapping, nullptr,
     "dictionary that this view refers to"_doc},
    {}};

constexpr Operators make_view_operators() {
  Operators s{};
  s.binary[kAnd] = view_and;
  s.binary[kOr] = view_or;
  s.binary[kXor] = view_xor;
  s.binary[kSub] = view_sub;
  return s;
}
constexpr Operators kViewOperators = make_view_operators();

constexpr Slots make_view_slots(int (*contain)(Fiber&, Value, Value)) {
  Slots s = closed_slots();
  s.repr = view_repr;
  s.iter = view_iter;
  s.len = view_len;
  if (contain != nullptr) {
    s.contains = contain;
    s.compare = view_compare;
    s.hash = nullptr;
    s.operators = &kViewOperators;
  }
  return s;
}
constexpr Slots kKeysSlots = make_view_slots(keys_contain);
constexpr Slots kItemsSlots = make_view_slots(items_contain);
constexpr Slots kValuesSlots = make_view_slots(nullptr);

constexpr TypeDef kKeysType = {"dict_keys",     &kViewLayout, &kKeysSlots,
                               kSetViewMethods, kViewGetSets, kHidden};
constexpr TypeDef kItemsType = {"dict_items",    &kViewLayout, &kItemsSlots,
                                kSetViewMethods, kViewGetSets, kHidden};
constexpr TypeDef kValuesType = {"dict_values",  &kViewLayout, &kValuesSlots,
                                 kValuesMethods, kViewGetSets, kHidden};

}  // namespace

RowStep dict_next_pair(Fiber& fiber, Object* iterator, Value* pair) {
  DictIterator* const it = static_cast<DictIterator*>(iterator);
  if (static_cast<DictPart>(it->aux) != DictPart::kItems ||
      type_of_object(it)->slots->next != dict_iterator_next)
    return RowStep::kNoRows;
  const DictEntry* const entry = next_entry(fiber, it);
  if (entry == nullptr)
    return it->expected == UINT32_MAX ? RowStep::kRaised : RowStep::kEnd;
  pair[0] = entry->key;
  pair[1] = entry->value;
  return RowStep::kRow;
}

Value make_dict_iterator(Fiber& fiber, Dict* dict, DictPart part,
                         bool reversed) {
  const size_t which = static_cast<size_t>(part) + (reversed ? 3 : 0);
  DictIterator* const it =
      make<DictIterator>(fiber, g_iterator_types[which]);
  it->aux = static_cast<uint32_t>(part);
  it->dict = dict;
  dict->aux |= kDictWalked;
  it->at = reversed ? dict->used : dict->first;
  it->expected = dict->live;
  it->end = dict->used;
  it->is_reversed = reversed;
  return Value::from_object(it);
}

Value make_dict_view(Fiber& fiber, Dict* dict, DictPart part) {
  const Types& t = types();
  Type* const type = part == DictPart::kKeys     ? t.dict_keys
                     : part == DictPart::kValues ? t.dict_values
                                                 : t.dict_items;
  DictView* const view = make<DictView>(fiber, type);
  view->aux = static_cast<uint32_t>(part);
  view->dict = dict;
  return Value::from_object(view);
}

bool list_extend_by(Fiber& fiber, List* list, Dict* dict, DictPart part) {
  if (!list_reserve(fiber, list, size_t{list->size} + dict->live)) return false;
  for (uint32_t i = dict->first; i < dict->used; ++i) {
    if (dict->entries[i].key.is_undefined()) continue;
    const Value item = part_of(fiber, dict->entries[i], part);
    if (item.is_error()) return false;
    list->items[list->size++] = item;
  }
  return true;
}

List* dict_list(Fiber& fiber, Dict* dict, DictPart part) {
  List* const list = make_list(fiber, dict->live);
  return list != nullptr && list_extend_by(fiber, list, dict, part) ? list
                                                                    : nullptr;
}

void init_dict_views(Fiber& fiber) {
  types().dict_keys = native_type(fiber, kKeysType);
  types().dict_values = native_type(fiber, kValuesType);
  types().dict_items = native_type(fiber, kItemsType);
  for (size_t i = 0; i < 6; ++i)
    g_iterator_types[i] = native_type(fiber, kIteratorTypes[i]);
  types().dict_iterator = g_iterator_types[0];
  types().dict_value_iterator = g_iterator_types[1];
}

}  // namespace mt::python
