// module_groups.cc - groupby and tee: several iterators that share one input.

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

// --- tee ---------------------------------------------------------------------
// The copies walk a chain of lists [item, next] that grows at its end; what all
// of them have left behind is garbage. The last list is empty.

Type* g_tee_type;

Value tee_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  List* const link = walk->pool;
  if (link->size == 0) {
    const Value item = pull(fiber, walk->source);
    if (is_end(item)) return item;
    List* const end = make_list(fiber);
    if (end == nullptr || !list_append(fiber, link, item) ||
        !list_append(fiber, link, Value::from_object(end))) {
      return Value::error();
    }
  }
  const Value item = link->items[0];
  store(fiber.heap, &walk->pool, link->items[1].as<List>());
  return item;
}

Walk* tee_from(Fiber& fiber, const Walk* other) {
  Walk* const walk = make<Walk>(fiber, g_tee_type);
  walk->source = other->source;
  walk->pool = other->pool;
  return walk;
}

Value tee_copy(Fiber& fiber, Value self, Args) {
  return Value::from_object(tee_from(fiber, as_walk(self)));
}

}  // namespace

Value itertools_tee(Fiber& fiber, Value, Args args) {
  int64_t count = 2;
  if (args.count > 1 && !index_of(fiber, args[1], &count))
    return Value::error();
  if (count < 0) return raise_value_error(fiber, "n must be >= 0");
  Tuple* const copies = make_tuple(fiber, static_cast<size_t>(count));
  if (copies == nullptr) return Value::error();
  Walk* first;
  if (is_exact(args[0], g_tee_type)) {
    first = as_walk(args[0]);
  } else {
    first = make_walk(fiber, g_tee_type, args[0]);
    if (first == nullptr) return Value::error();
    first->pool = make_list(fiber);
  }
  for (uint32_t i = 0; i < copies->size; ++i)
    copies->items[i] = Value::from_object(tee_from(fiber, first));
  return Value::from_object(copies);
}

namespace {

constexpr MethodDef kGroupbyMethods[] = {
    {"__reduce__", groupby_reduce},
    {"__setstate__", groupby_setstate, 1, 1},
    {}};
constexpr MethodDef kTeeMethods[] = {{"__copy__", tee_copy, 0, 0}, {}};

const ItertoolsRow kGrouperRow = {"itertools._grouper", nullptr, grouper_next,
                                  nullptr, nullptr, nullptr};
const ItertoolsRow kTeeRow = {"itertools._tee", nullptr, tee_next, nullptr,
                              kTeeMethods, nullptr};

}  // namespace

const ItertoolsRow kGroups[] = {
    {"itertools.groupby", groupby_create, groupby_next, nullptr, kGroupbyMethods,
     "make an iterator that returns consecutive keys and groups from the "
     "iterable"},
    {}};

void init_itertools_groups(Fiber& fiber) {
  g_grouper_type = make_itertools_class(fiber, kGrouperRow);
  g_tee_type = make_itertools_class(fiber, kTeeRow);
}

}  // namespace mt::python
