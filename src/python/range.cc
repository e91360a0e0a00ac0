// range.cc - range objects and their iterators.
//
// Nearly every range is made of immediate integers and computed in 64 bits; one
// that is not goes through number_binary() for every step.

#include "python/range.h"

#include "python/container.h"
#include "python/era.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/slice.h"

namespace mt::python {

namespace {

Range* as_range(Value v) { return v.as<Range>(); }

Value or_error(const Tuple* tuple) {
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

// How many items: (stop - start + step -+ 1) // step, at least 0.
Value count_items(Fiber& fiber, Value start, Value stop, Value step) {
  if (Value::both_int(start, stop) && step.is_int()) {
    const int64_t low = start.as_int(), high = stop.as_int();
    const int64_t by = step.as_int();
    if (by > 0) {
      return int_from_i64(fiber, low < high ? (high - low - 1) / by + 1 : 0);
    }
    return int_from_i64(fiber, low > high ? (low - high - 1) / -by + 1 : 0);
  }
  const bool is_down = int_sign(step) < 0;
  const int order = int_compare(start, stop);
  if (is_down ? order <= 0 : order >= 0) return Value::from_int(0);
  Value span = number_binary(fiber, kSub, stop, start);
  if (span.is_error()) return span;
  span = number_binary(fiber, kSub, span, Value::from_int(is_down ? -1 : 1));
  if (span.is_error()) return span;
  const Value whole = number_binary(fiber, kFloorDiv, span, step);
  if (whole.is_error()) return whole;
  return number_binary(fiber, kAdd, whole, Value::from_int(1));
}

// The index of a value in a range: error when it raised, undefined when absent.
Value position_of(Fiber& fiber, Range* range, Value value) {
  const Value plain = plain_integer(value);
  if (range->is_small()) {
    if (!plain.is_int()) return Value::undefined();
    const int64_t step = range->step.as_int();
    const int64_t away = plain.as_int() - range->start.as_int();
    if (away % step != 0) return Value::undefined();
    const int64_t i = away / step;
    return i >= 0 && i < range->length.as_int() ? Value::from_int(i)
                                                : Value::undefined();
  }
  const Value away = number_binary(fiber, kSub, plain, range->start);
  if (away.is_error()) return away;
  const Value rest = number_binary(fiber, kMod, away, range->step);
  if (rest.is_error() || !int_is_zero(rest))
    return rest.is_error() ? rest : Value::undefined();
  const Value i = number_binary(fiber, kFloorDiv, away, range->step);
  if (i.is_error()) return i;
  if (int_sign(i) < 0 || int_compare(i, range->length) >= 0)
    return Value::undefined();
  return i;
}

// --- the struct --------------------------------------------------------------

void trace_range(Object* self, Tracer& tracer) {
  tracer.visit(&static_cast<Range*>(self)->start, 4);
}

const Layout kRangeLayout = {Kind::kRange, "range", sizeof(Range),
                             trace_range,  nullptr, nullptr};

Value to_integer(Fiber& fiber, Value v) {
  if (v.is_int()) return v;
  if (is_integer(v)) return plain_integer(v);
  if (type_of(v)->slots->index != nullptr) {
    const Value i = type_of(v)->slots->index(fiber, v);
    return i.is_error() ? i : plain_integer(i);
  }
  return raise_type_error(fiber,
                          "'%s' object cannot be interpreted as an integer",
                          type_name(v));
}

Value range_create(Fiber& fiber, Type*, Args args) {
  if (!check_arg_count(fiber, "range", args, 1, 3)) return Value::error();
  Value parts[3];
  for (uint32_t i = 0; i < args.count; ++i) {
    parts[i] = to_integer(fiber, args[i]);
    if (parts[i].is_error()) return parts[i];
  }
  const Value one = Value::from_int(1);
  if (args.count == 1)
    return make_range(fiber, Value::from_int(0), parts[0], one);
  return make_range(fiber, parts[0], parts[1],
                    args.count == 3 ? parts[2] : one);
}

// --- looking -----------------------------------------------------------------

Value range_repr(Fiber& fiber, Value self) {
  const Range* const range = as_range(self);
  // The era's, which says nothing of a start at 0.
  const bool is_x = in_era(fiber);
  std::string out = is_x ? "xrange(" : "range(";
  if (!is_x || range->start != Value::from_int(0) ||
      range->step != Value::from_int(1)) {
    int_to_text(out, range->start);
    out += ", ";
  }
  int_to_text(out, range->stop);
  if (range->step != Value::from_int(1)) {
    out += ", ";
    int_to_text(out, range->step);
  }
  return str_value(fiber, out + ")");
}

int64_t range_len(Fiber& fiber, Value self) {
  int64_t length;
  if (int_to_i64(as_range(self)->length, &length)) return length;
  raise_overflow_error(fiber,
                       "Python int too large to convert to C ssize_t");
  return -1;
}

int range_truth(Fiber&, Value self) {
  return !int_is_zero(as_range(self)->length);
}

int range_contains(Fiber& fiber, Value self, Value item) {
  if (item.is_int() || item.is_bool() || is_kind(item, Kind::kBigInt)) {
    const Value at = position_of(fiber, as_range(self), item);
    return at.is_error() ? -1 : !at.is_undefined();
  }
  // Whatever else compares itself with every item.
  Value each;
  Iteration it(fiber, self);
  while (it.next(&each)) {
    const int same = same_in_turn(fiber, each, item);
    if (same != 0) return same;
  }
  return it.failed() ? -1 : 0;
}

// Two ranges are equal when they give the same items.
bool same_items(const Range* a, const Range* b) {
  if (int_compare(a->length, b->length) != 0) return false;
  if (int_is_zero(a->length)) return true;
  if (int_compare(a->start, b->start) != 0) return false;
  return a->length == Value::from_int(1) || int_compare(a->step, b->step) == 0;
}

Value range_compare(Fiber&, Value self, Value other, CompareOp op) {
  const Range* const a = cast<Range>(self);
  const Range* const b = cast<Range>(other);
  if (a == nullptr || b == nullptr || (op != kEq && op != kNe))
    return Value::not_implemented();
  return Value::from_bool(same_items(a, b) == (op == kEq));
}

Value range_hash(Fiber& fiber, Value self) {
  const Range* const range = as_range(self);
  Value key[3] = {range->length, Value::none(), Value::none()};
  if (!int_is_zero(range->length)) {
    key[1] = range->start;
    if (range->length != Value::from_int(1)) key[2] = range->step;
  }
  const Value tuple = or_error(make_tuple(fiber, key, 3));
  uint64_t hash;
  if (tuple.is_error() || !hash_of(fiber, tuple, &hash)) return Value::error();
  return int_from_i64(fiber, signed_hash(hash));
}

Value range_slice(Fiber& fiber, Range* range, Value slice) {
  const Value found =
      call_method(fiber, slice, "indices", {range->length});
  if (found.is_error()) return found;
  const Value* const at = found.as<Tuple>()->items;
  const Value start = range_item(fiber, range, at[0]);
  if (start.is_error()) return start;
  const Value stop = range_item(fiber, range, at[1]);
  if (stop.is_error()) return stop;
  const Value step =
      number_binary(fiber, kMul, range->step, at[2]);
  return step.is_error() ? step : make_range(fiber, start, stop, step);
}

Value range_getitem(Fiber& fiber, Value self, Value key) {
  Range* const range = as_range(self);
  if (is_kind(key, Kind::kSlice)) return range_slice(fiber, range, key);
  if (!is_index(key)) {
    return raise_type_error(
        fiber, "range indices must be integers or slices, not %s",
        type_name(key));
  }
  Value i = to_integer(fiber, key);
  if (i.is_error()) return i;
  if (int_sign(i) < 0) {
    i = number_binary(fiber, kAdd, i, range->length);
    if (i.is_error()) return i;
  }
  if (int_sign(i) < 0 || int_compare(i, range->length) >= 0)
    return raise_index_error(fiber, "range object index out of range");
  return range_item(fiber, range, i);
}

Value range_index(Fiber& fiber, Value self, Args args) {
  if (is_integer(args[0])) {
    const Value at = position_of(fiber, as_range(self), args[0]);
    if (!at.is_undefined()) return at;
    return raise_value_error(fiber, "%s is not in range",
                             safe_repr(fiber, args[0]).c_str());
  }
  Value item;
  Iteration it(fiber, self);
  for (int64_t i = 0; it.next(&item); ++i) {
    const int same = same_in_turn(fiber, item, args[0]);
    if (same < 0) return Value::error();
    if (same > 0) return Value::from_int(i);
  }
  if (it.failed()) return Value::error();
  return raise_value_error(fiber, "sequence.index(x): x not in sequence");
}

Value range_count(Fiber& fiber, Value self, Args args) {
  if (is_integer(args[0])) {
    const Value at = position_of(fiber, as_range(self), args[0]);
    return at.is_error() ? at : Value::from_int(!at.is_undefined());
  }
  int64_t count = 0;
  Value item;
  Iteration it(fiber, self);
  while (it.next(&item)) {
    const int same = same_in_turn(fiber, item, args[0]);
    if (same < 0) return Value::error();
    count += same;
  }
  return it.failed() ? Value::error() : Value::from_int(count);
}

// --- iterators ---------------------------------------------------------------

Value rest_of_range(Fiber& fiber, Value next, Value step, Value left) {
  Value stop = number_binary(fiber, kMul, step, left);
  if (!stop.is_error()) stop = number_binary(fiber, kAdd, next, stop);
  if (stop.is_error()) return stop;
  const Value rest = make_range(fiber, next, stop, step);
  return rest.is_error() ? rest
                         : iter_reduction(fiber, rest, Value::from_int(0));
}

const Layout kIteratorLayout = {Kind::kIterator,       "range_iterator",
                                sizeof(RangeIterator), nullptr,
                                nullptr,               nullptr};

Value range_iterator_next(Fiber&, Value self) {
  RangeIterator* const it = self.as<RangeIterator>();
  if (it->left == 0) return Value::exhausted();
  --it->left;
  const int64_t item = it->next;
  it->next += it->step;
  return Value::from_int(item);
}

Value range_iterator_hint(Fiber& fiber, Value self, Args) {
  return int_from_u64(fiber, self.as<RangeIterator>()->left);
}

// The rest as a range. A state says how many to pass over.
Value range_iterator_reduce(Fiber& fiber, Value self, Args) {
  const RangeIterator* const it = self.as<RangeIterator>();
  const Value step = Value::from_int(it->step);
  const Value left = int_from_u64(fiber, it->left);
  const Value next = int_from_i64(fiber, it->next);
  return rest_of_range(fiber, next, step, left);
}

Value range_iterator_setstate(Fiber& fiber, Value self, Args args) {
  RangeIterator* const it = self.as<RangeIterator>();
  int64_t skip;
  if (!state_index(fiber, args[0], 0, static_cast<int64_t>(it->left), &skip))
    return Value::error();
  it->next += it->step * skip;
  it->left -= static_cast<uint64_t>(skip);
  return Value::none();
}

// Over ranges that need big integers.
struct LongRangeIterator : Object {
  Value next, step, left;
};

void trace_long_iterator(Object* self, Tracer& tracer) {
  tracer.visit(&static_cast<LongRangeIterator*>(self)->next, 3);
}

const Layout kLongLayout = {Kind::kIterator,           "longrange_iterator",
                            sizeof(LongRangeIterator), trace_long_iterator,
                            nullptr,                   nullptr};

Value long_iterator_next(Fiber& fiber, Value self) {
  LongRangeIterator* const it = self.as<LongRangeIterator>();
  if (int_is_zero(it->left)) return Value::exhausted();
  const Value item = it->next;
  const Value next = number_binary(fiber, kAdd, item, it->step);
  if (next.is_error()) return next;
  const Value left =
      number_binary(fiber, kSub, it->left, Value::from_int(1));
  if (left.is_error()) return left;
  store(fiber.heap, &it->next, next);
  store(fiber.heap, &it->left, left);
  return item;
}

Value long_iterator_hint(Fiber&, Value self, Args) {
  return self.as<LongRangeIterator>()->left;
}

Value long_iterator_reduce(Fiber& fiber, Value self, Args) {
  const LongRangeIterator* const it = self.as<LongRangeIterator>();
  return rest_of_range(fiber, it->next, it->step, it->left);
}

Value long_iterator_setstate(Fiber& fiber, Value self, Args args) {
  LongRangeIterator* const it = self.as<LongRangeIterator>();
  Value skip = to_integer(fiber, args[0]);
  if (skip.is_error()) return skip;
  if (int_sign(skip) < 0) skip = Value::from_int(0);
  if (int_compare(skip, it->left) > 0) skip = it->left;
  const Value left = number_binary(fiber, kSub, it->left, skip);
  Value next = number_binary(fiber, kMul, skip, it->step);
  if (!next.is_error()) next = number_binary(fiber, kAdd, it->next, next);
  if (left.is_error() || next.is_error()) return Value::error();
  store(fiber.heap, &it->next, next);
  store(fiber.heap, &it->left, left);
  return Value::none();
}

Type* g_long_iterator;  // classes of C++ are never freed

Value iterate(Fiber& fiber, Value start, Value step, Value length) {
  if (Value::both_int(start, step) && length.is_int()) {
    // The last item may be the largest integer: what comes behind is not made.
    const int64_t last = start.as_int() +
                         step.as_int() * (length.as_int() != 0
                                              ? length.as_int() - 1 : 0);
    if (Value::fits_int(last)) {
      return make_range_iterator(fiber, start.as_int(), step.as_int(),
                                 static_cast<uint64_t>(length.as_int()));
    }
  }
  LongRangeIterator* const it =
      make<LongRangeIterator>(fiber, g_long_iterator);
  it->next = start;
  it->step = step;
  it->left = length;
  return Value::from_object(it);
}

Value range_iter(Fiber& fiber, Value self) {
  const Range* const range = as_range(self);
  return iterate(fiber, range->start, range->step, range->length);
}

Value range_reversed(Fiber& fiber, Value self, Args) {
  Range* const range = as_range(self);
  if (int_is_zero(range->length))
    return make_range_iterator(fiber, 0, 1, 0);
  const Value end =
      number_binary(fiber, kSub, range->length, Value::from_int(1));
  if (end.is_error()) return end;
  const Value last = range_item(fiber, range, end);
  if (last.is_error()) return last;
  const Value step =
      number_binary(fiber, kSub, Value::from_int(0), range->step);
  return step.is_error() ? step : iterate(fiber, last, step, range->length);
}

// --- the classes -------------------------------------------------------------

Value range_start(Fiber&, Value self) { return as_range(self)->start; }
Value range_stop(Fiber&, Value self) { return as_range(self)->stop; }
Value range_step(Fiber&, Value self) { return as_range(self)->step; }

constexpr MethodDef kRangeMethods[] = {
    {"count", range_count, 1, 1, 0,
     "rangeobject.count(value) -> integer -- return number of occurrences of "
     "value"_doc},
    {"index", range_index, 1, 1, 0,
     "rangeobject.index(value) -> integer -- return index of value.\n"
     "Raise ValueError if the value is not present."_doc},
    {"__reversed__", range_reversed, 0, 0, 0, "Return a reverse iterator."_doc},
    {}};
constexpr GetSetDef kRangeGetSets[] = {{"start", range_start, read_only},
                                       {"stop", range_stop, read_only},
                                       {"step", range_step, read_only},
                                       {}};
constexpr MethodDef kIteratorMethods[] = {
    {"__length_hint__", range_iterator_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", range_iterator_reduce},
    {"__setstate__", range_iterator_setstate, 1, 1},
    {}};
constexpr MethodDef kLongMethods[] = {
    {"__length_hint__", long_iterator_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", long_iterator_reduce},
    {"__setstate__", long_iterator_setstate, 1, 1},
    {}};

constexpr Slots make_range_slots() {
  Slots s{};
  s.repr = range_repr;
  s.hash = range_hash;
  s.compare = range_compare;
  s.iter = range_iter;
  s.len = range_len;
  s.truth = range_truth;
  s.contains = range_contains;
  s.getitem = range_getitem;
  s.create = range_create;
  return s;
}
constexpr Slots kRangeSlots = make_range_slots();
constexpr Slots kIteratorSlots = iterator_slots(range_iterator_next);
constexpr Slots kLongSlots = iterator_slots(long_iterator_next);

constexpr TypeDef kRangeType = {
    "range", &kRangeLayout, &kRangeSlots, kRangeMethods, kRangeGetSets,
    kTypeFinal | kTypeSequence,
    "range(stop) -> range object\nrange(start, stop[, step]) -> range "
    "object\n\nReturn an object that produces a sequence of integers from "
    "start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, "
    "i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) "
    "produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of "
    "4 elements.\nWhen step is given, it specifies the increment (or "
    "decrement)."};
constexpr TypeDef kIteratorType = {"range_iterator", &kIteratorLayout,
                                   &kIteratorSlots, kIteratorMethods, nullptr,
                                   kTypeFinal | kTypeNotCreatable};
constexpr TypeDef kLongType = {"longrange_iterator", &kLongLayout, &kLongSlots,
                               kLongMethods, nullptr,
                               kTypeFinal | kTypeNotCreatable};

}  // namespace

Value make_range(Fiber& fiber, Value start, Value stop, Value step) {
  if (int_is_zero(step))
    return raise_value_error(fiber, "range() arg 3 must not be zero");
  const Value length = count_items(fiber, start, stop, step);
  if (length.is_error()) return length;
  Range* const range = make<Range>(fiber, types().range);
  range->start = start;
  range->stop = stop;
  range->step = step;
  range->length = length;
  return Value::from_object(range);
}

Value range_item(Fiber& fiber, Range* range, Value i) {
  // An immediate start, and stop and step: the product stays near the span.
  if (range->is_small() && i.is_int()) {
    return int_from_i64(fiber, range->start.as_int() +
                                   range->step.as_int() * i.as_int());
  }
  const Value away = number_binary(fiber, kMul, range->step, i);
  if (away.is_error()) return away;
  return number_binary(fiber, kAdd, range->start, away);
}

Value make_range_iterator(Fiber& fiber, int64_t start, int64_t step,
                          uint64_t count) {
  RangeIterator* const it =
      make<RangeIterator>(fiber, types().range_iterator);
  it->next = start;
  it->step = step;
  it->left = count;
  return Value::from_object(it);
}

void init_range(Fiber& fiber) {
  types().range = native_type(fiber, kRangeType);
  types().range_iterator = native_type(fiber, kIteratorType);
  g_long_iterator = native_type(fiber, kLongType);
}

}  // namespace mt::python
