// module_itertools_state.cc - how the iterators of itertools are copied and
// pickled: as a call of their class and, where they are under way, a state.
//
// A state comes from anywhere: what is no index of the pool is moved into it.

#include <algorithm>

#include "python/import.h"
#include "python/module_itertools.h"

namespace mt::python {

Type* g_chain_type;

namespace {

using Walk = ItertoolsIterator;

Value own_class(Value self) { return Value::from_object(type_of(self)); }

// What a walk still reads: nothing, once that is exhausted.
Value source_of(Fiber& fiber, Value source) {
  return source.is_undefined() ? Value::from_object(empty_tuple(fiber))
                               : source;
}

Tuple* state_tuple(Fiber& fiber, Value state) {
  Tuple* const tuple = cast<Tuple>(state);
  if (tuple == nullptr) raise_type_error(fiber, "state is not a tuple");
  return tuple;
}

// --- walks -------------------------------------------------------------------

// An initial value that was not given yet goes in front of the input.
Value accumulate_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  const bool is_none = !walk->has_begun && walk->state.is_none();
  if (!walk->has_begun && !is_none) {
    return reduction(fiber, own_class(self), {walk->source, walk->function},
                     walk->state);
  }
  Tuple* const initial = make_tuple(fiber, &walk->state, 1);
  if (initial == nullptr) return Value::error();
  const Value both = call(fiber, Value::from_object(g_chain_type),
                          {Value::from_object(initial), walk->source});
  if (both.is_error()) return both;
  if (!is_none)
    return reduction(fiber, own_class(self), {both, walk->function});
  // A state of None would count as none: one that gives it again, but for that.
  const Value again = call(fiber, own_class(self), {both, walk->function});
  const Value module = import_module(fiber, "itertools");
  if (again.is_error() || module.is_error()) return Value::error();
  const Value rest = get_attr(fiber, module, "islice");
  return rest.is_error() ? rest
                         : reduction(fiber, rest, {again, Value::from_int(1),
                                                   Value::none()});
}
Value accumulate_setstate(Fiber& fiber, Value self, Args args) {
  store(fiber.heap, &as_walk(self)->state, args[0]);
  as_walk(self)->has_begun = false;
  return Value::none();
}

Value compress_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  return reduction(fiber, own_class(self), {walk->source, walk->state});
}

Value count_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  if (walk->function == Value::from_int(1))
    return reduction(fiber, own_class(self), {walk->state});
  return reduction(fiber, own_class(self), {walk->state, walk->function});
}

// (items seen, whether the source gives them again)
Value cycle_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  List* const seen = walk->pool;  // a copy goes on with it, and adds to it
  Value source = walk->source;
  const bool is_over = source.is_undefined();
  if (is_over) {
    source = make_list_iterator(fiber, seen);
    source.as<SequenceIterator>()->at = static_cast<uint64_t>(walk->at);
  }
  const Value state = pair_of(fiber, Value::from_object(seen),
                              Value::from_bool(is_over || walk->has_begun));
  if (state.is_error()) return state;
  return reduction(fiber, own_class(self), {source}, state);
}
Value cycle_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  const Tuple* const state = state_tuple(fiber, args[0]);
  if (state == nullptr) return Value::error();
  const Value* const items = state->items;
  if (state->size != 2 || !is_kind(items[0], Kind::kList) ||
      !is_index(items[1])) {
    return raise_type_error(fiber, "expected a list and a boolean");
  }
  const int is_again = truth(fiber, items[1]);
  if (is_again < 0) return Value::error();
  store(fiber.heap, &walk->pool, items[0].as<List>());
  walk->has_begun = is_again != 0;
  return Value::none();
}

Value picky_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  return reduction(fiber, own_class(self), {walk->function, walk->source});
}

Value switch_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  return reduction(fiber, own_class(self), {walk->function, walk->source},
                   Value::from_int(walk->has_begun));
}
Value switch_setstate(Fiber& fiber, Value self, Args args) {
  const int has_begun = truth(fiber, args[0]);
  if (has_begun < 0) return Value::error();
  as_walk(self)->has_begun = has_begun != 0;
  return Value::none();
}

Value islice_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  return reduction(
      fiber, own_class(self),
      {source_of(fiber, walk->source), int_from_i64(fiber, walk->at),
       walk->stop == INT64_MAX ? Value::none()
                               : int_from_i64(fiber, walk->stop),
       int_from_i64(fiber, walk->step)});
}

Value zip_longest_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  const uint32_t count = walk->at == 0 ? 0 : walk->pool->size;
  Tuple* const sources = make_tuple(fiber, count);
  if (sources == nullptr) return Value::error();
  for (uint32_t i = 0; i < count; ++i)
    sources->items[i] = source_of(fiber, walk->pool->items[i]);
  return reduction(fiber, own_class(self), sources, walk->state);
}
Value zip_longest_setstate(Fiber& fiber, Value self, Args args) {
  store(fiber.heap, &as_walk(self)->state, args[0]);
  return Value::none();
}

// --- choices -----------------------------------------------------------------

Value indices_of(Fiber& fiber, const Walk* walk, uint32_t from, uint32_t end) {
  Tuple* const row = make_tuple(fiber, walk->indices->items + from, end - from);
  return row == nullptr ? Value::error() : Value::from_object(row);
}

// (pool, r), and the state once the first row was given.
Value choice_reduce(Fiber& fiber, Value self, Value state) {
  const Walk* const walk = as_walk(self);
  Tuple* pool = empty_tuple(fiber);
  int64_t r = 1;  // nothing of nothing is a row; one of nothing is none
  if (walk->at >= 0) {
    pool = tuple_from_list(fiber, walk->pool);
    r = walk->step;
  }
  if (pool == nullptr || state.is_error()) return Value::error();
  return reduction(fiber, own_class(self),
                   {Value::from_object(pool), Value::from_int(r)},
                   walk->at >= 0 && walk->has_begun ? state : Value());
}
Value combinations_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  return choice_reduce(fiber, self,
                       indices_of(fiber, walk, 0, walk->indices->size));
}
Value permutations_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  const uint32_t n = walk->pool->size;
  return choice_reduce(
      fiber, self,
      pair_of(fiber, indices_of(fiber, walk, 0, n),
              indices_of(fiber, walk, n, walk->indices->size)));
}

// Takes a tuple's numbers as the indices from `from` to `end`: the i-th of them
// lies between least(i) and most(i).
template <typename Least, typename Most>
bool take_indices(Fiber& fiber, Walk* walk, Value state, uint32_t from,
                  uint32_t end, Least least, Most most) {
  const Tuple* const row = cast<Tuple>(state);
  if (row == nullptr || row->size != end - from) {
    raise_value_error(fiber, "invalid arguments");
    return false;
  }
  for (uint32_t i = 0; i < row->size; ++i) {
    int64_t index;
    if (!state_index(fiber, row->items[i], least(i), most(i), &index))
      return false;
    walk->indices->items[from + i] = Value::from_int(index);
  }
  walk->has_begun = true;
  return true;
}
int64_t zero(int64_t) { return 0; }

Value combinations_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  const int64_t spare = walk->pool->size - walk->step;
  if (walk->at < 0) return Value::none();
  return take_indices(fiber, walk, args[0], 0, walk->indices->size, zero,
                      [&](int64_t i) { return i + spare; })
             ? Value::none()
             : Value::error();
}
Value replacement_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  const int64_t last = walk->pool->size - int64_t{1};
  if (walk->at < 0) return Value::none();
  return take_indices(fiber, walk, args[0], 0, walk->indices->size, zero,
                      [&](int64_t) { return last; })
             ? Value::none()
             : Value::error();
}
Value permutations_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  const uint32_t n = walk->pool->size;
  if (walk->at < 0) return Value::none();
  const Tuple* const state = state_tuple(fiber, args[0]);
  if (state == nullptr) return Value::error();
  if (state->size != 2) {
    return raise_type_error(fiber,
                            "function takes exactly 2 arguments (%u given)",
                            state->size);
  }
  const Value* const items = state->items;
  for (const Value part : {items[0], items[1]}) {
    if (!is_kind(part, Kind::kTuple))
      return raise_type_error(fiber, "argument must be tuple, not %s",
                              type_name(part));
  }
  const bool taken =
      take_indices(fiber, walk, items[0], 0, n, zero,
                   [&](int64_t) { return n - int64_t{1}; }) &&
      take_indices(fiber, walk, items[1], n, walk->indices->size,
                   [](int64_t) { return int64_t{1}; },
                   [&](int64_t i) { return n - i; });
  return taken ? Value::none() : Value::error();
}

Value product_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  if (walk->at < 0) {
    return reduction(fiber, own_class(self),
                     {Value::from_object(empty_tuple(fiber))});
  }
  Tuple* const pools = make_tuple(fiber, walk->pool->size);
  if (pools == nullptr) return Value::error();
  for (uint32_t i = 0; i < pools->size; ++i) {
    Tuple* const pool = tuple_from(fiber, walk->pool->items[i]);
    if (pool == nullptr) return Value::error();
    pools->items[i] = Value::from_object(pool);
  }
  Value state;
  if (walk->has_begun) {
    state = indices_of(fiber, walk, 0, walk->indices->size);
    if (state.is_error()) return state;
  }
  return reduction(fiber, own_class(self), pools, state);
}
Value product_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  if (walk->at < 0) return Value::none();
  return take_indices(fiber, walk, args[0], 0, walk->indices->size, zero,
                      [&](int64_t i) {
                        const Value pool = walk->pool->items[i];
                        return pool.as<List>()->size - int64_t{1};
                      })
             ? Value::none()
             : Value::error();
}

}  // namespace

Value repeat_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  if (walk->at < 0) return reduction(fiber, own_class(self), {walk->state});
  return reduction(fiber, own_class(self),
                   {walk->state, int_from_i64(fiber, walk->at)});
}

// The state: (iterator over iterables[, the one at work])
Value chain_reduce(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  Value state;
  if (!walk->source.is_undefined()) {
    const Value parts[] = {walk->source, walk->state};
    Tuple* const both =
        make_tuple(fiber, parts, walk->state.is_undefined() ? 1 : 2);
    if (both == nullptr) return Value::error();
    state = Value::from_object(both);
  }
  return reduction(fiber, own_class(self), empty_tuple(fiber), state);
}
Value chain_setstate(Fiber& fiber, Value self, Args args) {
  Walk* const walk = as_walk(self);
  const Tuple* const state = state_tuple(fiber, args[0]);
  if (state == nullptr) return Value::error();
  if (state->size == 0 || state->size > 2) {
    return raise_type_error(fiber, "function takes %s arguments (%u given)",
                            state->size == 0 ? "at least 1" : "at most 2",
                            state->size);
  }
  const Value* const items = state->items;
  for (uint32_t i = 0; i < state->size; ++i) {
    if (type_of(items[i])->slots->next == nullptr)
      return raise_type_error(fiber, "Arguments must be iterators.");
  }
  store(fiber.heap, &walk->source, items[0]);
  store(fiber.heap, &walk->state,
        state->size == 2 ? items[1] : Value::undefined());
  return Value::none();
}

const MethodDef kAccumulateMethods[] = {
    {"__reduce__", accumulate_reduce},
    {"__setstate__", accumulate_setstate, 1, 1},
    {}};
const MethodDef kCompressMethods[] = {{"__reduce__", compress_reduce}, {}};
const MethodDef kCountMethods[] = {{"__reduce__", count_reduce}, {}};
const MethodDef kCycleMethods[] = {
    {"__reduce__", cycle_reduce}, {"__setstate__", cycle_setstate, 1, 1}, {}};
const MethodDef kPickyMethods[] = {{"__reduce__", picky_reduce}, {}};
const MethodDef kSwitchMethods[] = {{"__reduce__", switch_reduce},
                                    {"__setstate__", switch_setstate, 1, 1},
                                    {}};
const MethodDef kIsliceMethods[] = {{"__reduce__", islice_reduce}, {}};
const MethodDef kZipLongestMethods[] = {
    {"__reduce__", zip_longest_reduce},
    {"__setstate__", zip_longest_setstate, 1, 1},
    {}};
const MethodDef kCombinationsMethods[] = {
    {"__reduce__", combinations_reduce},
    {"__setstate__", combinations_setstate, 1, 1},
    {}};
const MethodDef kReplacementMethods[] = {
    {"__reduce__", combinations_reduce},
    {"__setstate__", replacement_setstate, 1, 1},
    {}};
const MethodDef kPermutationsMethods[] = {
    {"__reduce__", permutations_reduce},
    {"__setstate__", permutations_setstate, 1, 1},
    {}};
const MethodDef kProductMethods[] = {{"__reduce__", product_reduce},
                                     {"__setstate__", product_setstate, 1, 1},
                                     {}};

}  // namespace mt::python
