// module_groups.cc - groupby and tee: several iterators that share one input.

#include "python/dict.h"
#include "python/module_itertools.h"

namespace mt::python {

namespace {

using Walk = ItertoolsIterator;

// --- groupby -----------------------------------------------------------------

Type* g_grouper_type;  // classes of C++ are never freed

Value groupby_create(Fiber& fiber, Type* cls, Args args) {
  Value out[2] = {Value(), Value::none()};
  if (!parse_args(fiber, "groupby", args, {"iterable", "key"}, 1, out))
    return Value::error();
  Walk* const walk = make_walk(fiber, cls, out[0], out[1]);
  if (walk == nullptr) return Value::error();
  // [key of the group, current key, current item]
  const Value nothing[3];
  walk->pool = make_list(fiber, nothing, 3);
  return done(walk);
}

enum { kGroupKey, kCurrentKey, kCurrentItem };

// Reads one item: exhausted, error, or none.
Value groupby_step(Fiber& fiber, Walk* walk) {
  const Value item = pull(fiber, walk->source);
  if (is_end(item)) return item;
  Value key = item;
  if (!walk->function.is_none()) {
    key = call(fiber, walk->function, {item});
    if (key.is_error()) return key;
  }
  store(fiber.heap, &walk->pool->items[kCurrentItem], item);
  store(fiber.heap, &walk->pool->items[kCurrentKey], key);
  return Value::none();
}

Value groupby_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  Value* const at = walk->pool->items;
  ++walk->at;  // groups given out before are over
  for (;;) {
    if (!at[kCurrentKey].is_undefined()) {
      if (at[kGroupKey].is_undefined()) break;
      const int same = same_item(fiber, at[kGroupKey], at[kCurrentKey]);
      if (same < 0) return Value::error();
      if (same == 0) break;
    }
    const Value step = groupby_step(fiber, walk);
    if (is_end(step)) return step;
  }
  store(fiber.heap, &at[kGroupKey], at[kCurrentKey]);
  Walk* const group = make<Walk>(fiber, g_grouper_type);
  group->source = self;
  group->state = at[kGroupKey];
  group->at = walk->at;
  return pair_of(fiber, at[kCurrentKey], Value::from_object(group));
}

Value grouper_next(Fiber& fiber, Value self) {
  Walk* const group = as_walk(self);
  Walk* const walk = as_walk(group->source);
  Value* const at = walk->pool->items;
  if (group->at != walk->at) return Value::exhausted();
  if (at[kCurrentItem].is_undefined()) {
    const Value step = groupby_step(fiber, walk);
    if (is_end(step)) return step;
  }
  const int same = same_item(fiber, group->state, at[kCurrentKey]);
  if (same < 0) return Value::error();
  if (same == 0) return Value::exhausted();
  const Value item = at[kCurrentItem];
  if (item.is_undefined()) return Value::exhausted();  // __eq__() took it
  store(fiber.heap, &at[kCurrentItem], Value::undefined());
  return item;
}

// The state: (current item, key of the group, current key). A group is of no
// use without the groupby that gave it out.
Value groupby_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  const Value* const at = walk->pool->items;
  const Value cls = Value::from_object(type_of(self));
  Value state;
  if (!at[kGroupKey].is_undefined() && !at[kCurrentItem].is_undefined()) {
    const Value parts[] = {at[kCurrentItem], at[kGroupKey], at[kCurrentKey]};
    Tuple* const made = make_tuple(fiber, parts, 3);
    if (made == nullptr) return Value::error();
    state = Value::from_object(made);
  }
  return reduction(fiber, cls, {walk->source, walk->function}, state);
}

Value groupby_setstate(Fiber& fiber, Value self, Args args) {
  const Tuple* const state = cast<Tuple>(args[0]);
  if (state == nullptr || state->size != 3)
    return raise_type_error(fiber, "state is not a tuple");
  constexpr int kOrder[] = {kCurrentItem, kGroupKey, kCurrentKey};
  for (int i = 0; i < 3; ++i) {
    store(fiber.heap, &as_walk(self)->pool->items[kOrder[i]], state->items[i]);
  }
  return Value::none();
}

// How a group is made again: (class, (groupby, key)). Nothing comes from one
// whose groupby went on.
Value grouper_create(Fiber& fiber, Type* cls, Args args) {
  if (!check_arg_count(fiber, "_grouper", args, 2, 2)) return Value::error();
  Walk* const walk = cast<Walk>(args[0]);
  if (walk == nullptr || type_of(args[0])->slots->next != groupby_next)
    return raise_type_error(fiber, "a groupby is required, not '%s'",
                            type_name(args[0]));
  Walk* const group = make<Walk>(fiber, cls);
  group->source = args[0];
  group->state = args[1];
  group->at = ++walk->at;
  return Value::from_object(group);
}

Value grouper_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const group = as_walk(self);
  if (group->at != as_walk(group->source)->at)
    return iter_reduction(fiber, Value());
  return reduction(fiber, Value::from_object(type_of(self)),
                   {group->source, group->state});
}

// --- tee ---------------------------------------------------------------------
// The copies walk a chain of lists that grows at its end; what all of them have
// left behind is garbage. A list has up to kRow items, and then the next list.
// The lists may be in Python's hands by __reduce__, and so may be changed.

constexpr uint32_t kRow = 56;

Type* g_tee_type;

// What stands in a row where a copy waits for the input.
Value awaited() { return Value::from_object(g_tee_type); }

Value raise_reentered(Fiber& fiber) {
  return raise(fiber, types().RuntimeError, "cannot re-enter the tee iterator");
}

Value tee_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  if (walk->at == kRow) {
    List* const next = walk->pool->size > kRow
                           ? cast<List>(walk->pool->items[kRow])
                           : nullptr;
    if (next == nullptr) return Value::exhausted();
    store(fiber.heap, &walk->pool, next);
    walk->at = 0;
  }
  List* const row = walk->pool;
  const auto at = static_cast<uint32_t>(walk->at);
  if (at < row->size) {
    if (row->items[at] == awaited()) return raise_reentered(fiber);
    ++walk->at;
    return row->items[at];
  }
  if (at > row->size) return raise_reentered(fiber);  // somebody shortened it
  if (!list_append(fiber, row, awaited())) return Value::error();
  const Value item = pull(fiber, walk->source);
  const bool is_ours = row->size == at + 1 && row->items[at] == awaited();
  if (!is_ours) return is_end(item) ? item : raise_reentered(fiber);
  if (is_end(item)) {
    --row->size;
    return item;
  }
  row->items[at] = item;
  if (row->size == kRow) {
    List* const next = make_list(fiber, kRow + 1);
    if (next == nullptr || !list_append(fiber, row, Value::from_object(next)))
      return Value::error();
  }
  ++walk->at;
  return item;
}

Walk* tee_from(Fiber& fiber, const Walk* other) {
  Walk* const walk = make<Walk>(fiber, g_tee_type);
  walk->source = other->source;
  walk->pool = other->pool;
  walk->at = other->at;
  return walk;
}

// A copy of one, or the first over an input. Null: raised.
Walk* tee_over(Fiber& fiber, Value input) {
  if (is_exact(input, g_tee_type)) return tee_from(fiber, as_walk(input));
  Walk* const walk = make_walk(fiber, g_tee_type, input);
  if (walk == nullptr) return nullptr;
  walk->pool = make_list(fiber, kRow + 1);
  return walk->pool != nullptr ? walk : nullptr;
}

Value tee_create(Fiber& fiber, Type*, Args args) {
  if (!check_arg_count(fiber, "_tee", args, 1, 1)) return Value::error();
  return done(tee_over(fiber, args[0]));
}

Value tee_copy(Fiber& fiber, Value self, Args) {
  return Value::from_object(tee_from(fiber, as_walk(self)));
}

// (class, ((),), (input, row, place there)): the rows are shared among copies.
Value tee_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  const Value parts[] = {walk->source, Value::from_object(walk->pool),
                         Value::from_int(walk->at)};
  Tuple* const state = make_tuple(fiber, parts, 3);
  if (state == nullptr) return Value::error();
  return reduction(fiber, Value::from_object(type_of(self)),
                   {Value::from_object(rt().empty_tuple)},
                   Value::from_object(state));
}

Value tee_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  const Tuple* const state = cast<Tuple>(args[0]);
  const Value* const items = state == nullptr ? nullptr : state->items;
  if (items == nullptr || state->size != 3 ||
      !is_kind(items[1], Kind::kList) || !items[2].is_int() ||
      items[2].as_int() < 0 || items[2].as_int() > kRow ||
      type_of(items[0])->slots->next == nullptr)
    return raise_type_error(fiber, "state is not a tuple");
  store(fiber.heap, &walk->source, items[0]);
  store(fiber.heap, &walk->pool, items[1].as<List>());
  walk->at = items[2].as_int();
  return Value::none();
}

}  // namespace

Value itertools_tee(Fiber& fiber, Value, Args args) {
  int64_t count = 2;
  if (args.count > 1 && !index_of(fiber, args[1], &count))
    return Value::error();
  if (count < 0) return raise_value_error(fiber, "n must be >= 0");
  Tuple* const copies = make_tuple(fiber, static_cast<size_t>(count));
  if (copies == nullptr) return Value::error();
  if (count == 0) return Value::from_object(copies);
  Value first = get_iter(fiber, args[0]);
  if (first.is_error()) return first;
  // An iterator that copies itself needs nothing kept for it.
  const Value copier = find_attr(fiber, first, intern(fiber, "__copy__"));
  if (copier.is_error()) return copier;
  if (copier.is_undefined()) first = done(tee_over(fiber, first));
  if (first.is_error()) return first;
  copies->items[0] = first;
  for (uint32_t i = 1; i < copies->size; ++i) {
    const Value copy = copier.is_undefined() ? tee_copy(fiber, first, Args())
                                             : call(fiber, copier);
    if (copy.is_error()) return copy;
    copies->items[i] = copy;
  }
  return Value::from_object(copies);
}

namespace {

constexpr MethodDef kGroupbyMethods[] = {
    {"__reduce__", groupby_reduce},
    {"__setstate__", groupby_setstate, 1, 1},
    {}};
constexpr MethodDef kGrouperMethods[] = {{"__reduce__", grouper_reduce}, {}};
constexpr MethodDef kTeeMethods[] = {{"__copy__", tee_copy, 0, 0},
                                     {"__reduce__", tee_reduce},
                                     {"__setstate__", tee_setstate, 1, 1},
                                     {}};

}  // namespace

const ItertoolsRow kGroups[] = {
    {"itertools.groupby", groupby_create, groupby_next, nullptr,
     kGroupbyMethods,
     "make an iterator that returns consecutive keys and groups from the "
     "iterable"},
    {"itertools._grouper", grouper_create, grouper_next, nullptr,
     kGrouperMethods, nullptr},
    {"itertools._tee", tee_create, tee_next, nullptr, kTeeMethods, nullptr},
    {}};

void init_itertools_groups(Fiber& fiber, Dict* globals) {
  g_grouper_type =
      dict_find_name(globals, intern(fiber, "_grouper")).as<Type>();
  g_tee_type = dict_find_name(globals, intern(fiber, "_tee")).as<Type>();
}

}  // namespace mt::python
