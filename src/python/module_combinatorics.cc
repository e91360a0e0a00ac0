// module_combinatorics.cc - product, permutations and combinations.
//
// Each keeps a pool of items and a row of indices into it, and gives the next
// row in lexicographic order.

#include "python/module_itertools.h"

#include <utility>

namespace mt::python {

namespace {

using Walk = ItertoolsIterator;

int64_t get(const List* indices, int64_t i) {
  return indices->items[i].as_int();
}
void set(List* indices, int64_t i, int64_t value) {
  indices->items[i] = Value::from_int(value);  // no reference: no barrier
}

// Makes the iterator: `step` items of the pool at a time, with the indices
// counting up from 0 (or all 0). at < 0 means: nothing to give.
Value make_choice(Fiber& fiber, Type* cls, List* pool, int64_t indices,
                  bool counting) {
  Walk* const walk = make<Walk>(fiber, cls);
  walk->pool = pool;
  walk->indices = make_list(fiber, static_cast<size_t>(indices));
  if (walk->indices == nullptr) return Value::error();
  for (int64_t i = 0; i < indices; ++i)
    list_append(fiber, walk->indices, Value::from_int(counting ? i : 0));
  return Value::from_object(walk);
}

void put_chosen(const Walk* walk, Value* row) {
  const Value* const pool = walk->pool->items;
  const Value* const indices = walk->indices->items;
  for (int64_t i = 0; i < walk->step; ++i) row[i] = pool[indices[i].as_int()];
}

// The next row as a tuple: `advance` goes there unless it was the last one.
Value next_tuple(Fiber& fiber, Walk* walk, int64_t count,
                 bool (*advance)(Walk*),
                 void (*put)(const Walk*, Value* row)) {
  if (!advance(walk)) return Value::exhausted();
  Value few[8];
  Tuple* row;
  if (count <= 8) {
    put(walk, few);
    row = make_tuple(fiber, few, static_cast<size_t>(count));
  } else {
    row = make_tuple(fiber, static_cast<size_t>(count));
    if (row == nullptr) return Value::error();
    put(walk, row->items);
  }
  return Value::from_object(row);
}

// The arguments (iterable, r).
bool choice_arguments(Fiber& fiber, Args args, uint32_t required, List** pool,
                      int64_t* r) {
  Value out[2] = {Value(), Value::none()};
  if (!parse_args(fiber, required == 1 ? "permutations" : "combinations", args,
                  {"iterable", "r"}, required, out)) {
    return false;
  }
  *pool = list_from(fiber, out[0]);
  if (*pool == nullptr) return false;
  *r = (*pool)->size;
  if (required == 1 && out[1].is_none()) return true;
  if (!is_index(out[1])) {
    if (required == 1)
      raise_type_error(fiber, "Expected int as r");
    else
      raise_type_error(fiber,
                       "'%s' object cannot be interpreted as an integer",
                       type_name(out[1]));
    return false;
  }
  if (!index_of(fiber, out[1], r)) return false;
  if (*r >= 0) return true;
  raise_value_error(fiber, "r must be non-negative");
  return false;
}

// --- combinations ------------------------------------------------------------

// Both kinds: r of the pool; none at all when the pool does not have so many.
Value make_combinations(Fiber& fiber, Type* cls, Args args, bool may_repeat) {
  List* pool;
  int64_t r;
  if (!choice_arguments(fiber, args, 2, &pool, &r)) return Value::error();
  const bool is_none = may_repeat ? pool->size == 0 && r > 0 : r > pool->size;
  const Value made =
      make_choice(fiber, cls, pool, is_none ? 0 : r, !may_repeat);
  if (!made.is_error()) {
    as_walk(made)->step = r;
    as_walk(made)->at = is_none ? -1 : 0;
  }
  return made;
}

Value combinations_create(Fiber& fiber, Type* cls, Args args) {
  return make_combinations(fiber, cls, args, false);
}

bool advance(Walk* walk, bool may_repeat) {
  if (walk->at < 0) return false;
  List* const indices = walk->indices;
  const int64_t r = walk->step, n = walk->pool->size;
  if (walk->has_begun) {
    // The last index that can grow; those behind it begin anew after it.
    int64_t i = r - 1;
    while (i >= 0 && get(indices, i) == n - (may_repeat ? 1 : r - i)) --i;
    if (i < 0) {
      walk->at = -1;
      return false;
    }
    for (int64_t next = get(indices, i) + 1; i < r; ++i) {
      set(indices, i, next);
      if (!may_repeat) ++next;
    }
  }
  return walk->has_begun = true;
}

bool advance_combination(Walk* walk) { return advance(walk, false); }
bool advance_replacement(Walk* walk) { return advance(walk, true); }

Value combinations_next(Fiber& fiber, Value self) {
  return next_tuple(fiber, as_walk(self), as_walk(self)->step,
                    advance_combination, put_chosen);
}

Value replacement_create(Fiber& fiber, Type* cls, Args args) {
  return make_combinations(fiber, cls, args, true);
}

Value replacement_next(Fiber& fiber, Value self) {
  return next_tuple(fiber, as_walk(self), as_walk(self)->step,
                    advance_replacement, put_chosen);
}

// --- permutations ------------------------------------------------------------
// The row of indices is followed by the row of cycles, as in the recipe of
// itertools' documentation.

Value permutations_create(Fiber& fiber, Type* cls, Args args) {
  List* pool;
  int64_t r;
  if (!choice_arguments(fiber, args, 1, &pool, &r)) return Value::error();
  const int64_t n = pool->size;
  const bool is_none = r > n;
  const Value made = make_choice(fiber, cls, pool, n, true);
  if (made.is_error()) return made;
  Walk* const walk = as_walk(made);
  walk->step = r;
  walk->at = is_none ? -1 : 0;
  for (int64_t i = 0; !is_none && i < r; ++i)
    if (!list_append(fiber, walk->indices, Value::from_int(n - i)))
      return Value::error();
  return made;
}

bool advance_permutation(Walk* walk) {
  if (walk->at < 0) return false;
  List* const indices = walk->indices;
  const int64_t r = walk->step, n = walk->pool->size;
  if (walk->has_begun) {
    int64_t i = r - 1;
    for (; i >= 0; --i) {
      const int64_t cycle = get(indices, n + i) - 1;
      if (cycle > 0) {
        set(indices, n + i, cycle);
        std::swap(indices->items[i], indices->items[n - cycle]);
        break;
      }
      const Value moved = indices->items[i];
      for (int64_t k = i; k + 1 < n; ++k)
        indices->items[k] = indices->items[k + 1];
      indices->items[n - 1] = moved;
      set(indices, n + i, n - i);
    }
    if (i < 0) {
      walk->at = -1;
      return false;
    }
  }
  return walk->has_begun = true;
}

Value permutations_next(Fiber& fiber, Value self) {
  return next_tuple(fiber, as_walk(self), as_walk(self)->step,
                    advance_permutation, put_chosen);
}

// --- product -----------------------------------------------------------------
// The pool is a list of lists, one for each place.

Value product_create(Fiber& fiber, Type* cls, Args args) {
  const uint32_t given = args.positional();
  int64_t repeat = 1;
  for (uint32_t i = given; i < args.count; ++i) {
    if (args.names()->items[i - given].as<Str>()->view() != "repeat") {
      return raise_type_error(
          fiber, "'%s' is an invalid keyword argument for product()",
          args.names()->items[i - given].as<Str>()->data());
    }
    if (!index_of(fiber, args[i], &repeat)) return Value::error();
    if (repeat < 0)
      return raise_value_error(fiber, "repeat argument cannot be negative");
  }
  const size_t places = repeat <= 8 ? given * static_cast<size_t>(repeat) : 0;
  List* const lists = make_list(fiber, places);
  if (lists == nullptr) return Value::error();
  bool is_empty = false;
  for (uint32_t i = 0; i < given && repeat > 0; ++i) {
    List* const items = list_from(fiber, args[i]);
    if (items == nullptr ||
        !list_append(fiber, lists, Value::from_object(items))) {
      return Value::error();
    }
    is_empty |= items->size == 0;
  }
  const uint32_t once = lists->size;
  for (int64_t k = 1; k < repeat && once != 0; ++k) {
    for (uint32_t i = 0; i < once; ++i)
      if (!list_append(fiber, lists, lists->items[i])) return Value::error();
  }
  const Value made = make_choice(fiber, cls, lists, lists->size, false);
  if (!made.is_error()) as_walk(made)->at = is_empty ? -1 : 0;
  return made;
}

bool advance_product(Walk* walk) {
  if (walk->at < 0) return false;
  List* const indices = walk->indices;
  const int64_t places = indices->size;
  const Value* const lists = walk->pool->items;
  if (walk->has_begun) {
    int64_t i = places - 1;
    for (; i >= 0; --i) {
      const int64_t next = get(indices, i) + 1;
      if (next < lists[i].as<List>()->size) {
        set(indices, i, next);
        break;
      }
      set(indices, i, 0);
    }
    if (i < 0) {
      walk->at = -1;
      return false;
    }
  }
  return walk->has_begun = true;
}

void put_product(const Walk* walk, Value* row) {
  const Value* const lists = walk->pool->items;
  const Value* const indices = walk->indices->items;
  for (uint32_t i = 0; i < walk->indices->size; ++i)
    row[i] = lists[i].as<List>()->items[indices[i].as_int()];
}

Value product_next(Fiber& fiber, Value self) {
  return next_tuple(fiber, as_walk(self), as_walk(self)->indices->size,
                    advance_product, put_product);
}

}  // namespace

RowStep next_choice(Walk* walk, Value* row, uint32_t count) {
  const auto next = type_of_object(walk)->slots->next;
  const bool is_product = next == product_next;
  bool (*const advance)(Walk*) = is_product ? advance_product
                                 : next == combinations_next
                                     ? advance_combination
                                 : next == permutations_next
                                     ? advance_permutation
                                 : next == replacement_next
                                     ? advance_replacement
                                     : nullptr;
  if (advance == nullptr ||
      (is_product ? int64_t{walk->indices->size} : walk->step) != count) {
    return RowStep::kNoRows;
  }
  if (!advance(walk)) return RowStep::kEnd;
  (is_product ? put_product : put_chosen)(walk, row);
  return RowStep::kRow;
}

const ItertoolsRow kCombinatorics[] = {
    {"itertools.combinations", combinations_create, combinations_next, nullptr,
     kCombinationsMethods,
     "Return successive r-length combinations of elements in the iterable."},
    {"itertools.combinations_with_replacement", replacement_create,
     replacement_next, nullptr, kReplacementMethods,
     "Return successive r-length combinations of elements in the iterable "
     "allowing individual elements to have successive repeats."},
    {"itertools.permutations", permutations_create, permutations_next, nullptr,
     kPermutationsMethods,
     "Return successive r-length permutations of elements in the iterable."},
    {"itertools.product", product_create, product_next, nullptr,
     kProductMethods,
     "Cartesian product of input iterables.  Equivalent to nested for-loops."},
    {}};

}  // namespace mt::python
