// module_itertools.cc - itertools: iterators that walk other iterators.

#include "python/module_itertools.h"

#include <string.h>

#include "base/status.h"
#include "python/container_modules.h"
#include "python/dict.h"
#include "python/iterators.h"
#include "python/text.h"

namespace mt::python {

ItertoolsIterator* make_walk(Fiber& fiber, Type* cls, Value iterable,
                             Value function) {
  const Value source = get_iter(fiber, iterable);
  if (source.is_error()) return nullptr;
  ItertoolsIterator* const walk = make<ItertoolsIterator>(fiber, cls);
  walk->source = source;
  walk->function = function;
  return walk;
}

namespace {

using Walk = ItertoolsIterator;

// --- count, cycle, repeat ----------------------------------------------------

bool is_number_like(Value v) {
  const Slots* const slots = type_of(v)->slots;
  return v.is_number() || slots->index != nullptr ||
         slots->to_float != nullptr || slots->to_int != nullptr ||
         is_kind(v, Kind::kComplex);
}

Value count_create(Fiber& fiber, Type* cls, Args args) {
  Value out[2] = {Value::from_int(0), Value::from_int(1)};
  if (!parse_args(fiber, "count", args, {"start", "step"}, 0, out))
    return Value::error();
  if (!is_number_like(out[0]) || !is_number_like(out[1]))
    return raise_type_error(fiber, "a number is required");
  // By ones it counts plain integers of a word, whatever it begins with.
  int64_t word;
  if (is_integer(out[0]) && is_integer(out[1]) &&
      plain_integer(out[1]) == Value::from_int(1) &&
      int_to_i64(plain_integer(out[0]), &word)) {
    out[0] = plain_integer(out[0]);
    out[1] = Value::from_int(1);
  }
  Walk* const walk = make<Walk>(fiber, cls);
  walk->state = out[0];
  walk->function = out[1];
  return Value::from_object(walk);
}

Value count_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  const Value now = walk->state;
  const Value by = walk->function;
  int64_t sum;
  if (now.is_int() && by.is_int() &&
      Value::fits_int(sum = now.as_int() + by.as_int())) {
    walk->state = Value::from_int(sum);
    return now;
  }
  const Value next = binary_op(fiber, kAdd, now, by);
  if (next.is_error()) return next;
  store(fiber.heap, &walk->state, next);
  return now;
}

Value count_repr(Fiber& fiber, Value self) {
  const Walk* const walk = as_walk(self);
  StrBuilder out(fiber);
  out.add("count(");
  if (!out.add_repr(walk->state)) return Value::error();
  if (walk->function != Value::from_int(1)) {
    out.add(", ");
    if (!out.add_repr(walk->function)) return Value::error();
  }
  out.add(')');
  return out.finish();
}

Value cycle_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!check_arg_count(fiber, "cycle", args, 1, 1)) return Value::error();
  Walk* const walk = make_walk(fiber, cls, args[0]);
  if (walk != nullptr) walk->pool = make_list(fiber);
  return done(walk);
}

Value cycle_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  if (!walk->source.is_undefined()) {
    const Value item = pull(fiber, walk->source);
    if (item.is_error()) return item;
    if (!item.is_exhausted()) {
      if (walk->has_begun) return item;
      return list_append(fiber, walk->pool, item) ? item : Value::error();
    }
    store(fiber.heap, &walk->source, Value::undefined());
  }
  if (walk->pool->size == 0) return Value::exhausted();
  if (walk->at >= walk->pool->size) walk->at = 0;
  return walk->pool->items[walk->at++];
}

Value repeat_create(Fiber& fiber, Type* cls, Args args) {
  Value out[2];
  if (!parse_args(fiber, "repeat", args, {"object", "times"}, 1, out))
    return Value::error();
  int64_t times = -1;
  if (!out[1].is_undefined()) {
    if (!size_argument(fiber, out[1], &times)) return Value::error();
    if (times < 0) times = 0;
  }
  Walk* const walk = make<Walk>(fiber, cls);
  walk->state = out[0];
  walk->at = times;  // -1: for ever
  return Value::from_object(walk);
}

Value repeat_next(Fiber&, Value self) {
  Walk* const walk = as_walk(self);
  if (walk->at == 0) return Value::exhausted();
  if (walk->at > 0) --walk->at;
  return walk->state;
}

Value repeat_repr(Fiber& fiber, Value self) {
  const Walk* const walk = as_walk(self);
  StrBuilder out(fiber);
  out.add("repeat(");
  if (!out.add_repr(walk->state)) return Value::error();
  if (walk->at >= 0) {
    out.add(", ");
    out.add(std::to_string(walk->at));
  }
  out.add(')');
  return out.finish();
}

Value repeat_hint(Fiber& fiber, Value self, Args) {
  const Walk* const walk = as_walk(self);
  if (walk->at < 0) return raise_type_error(fiber, "len() of unsized object");
  return int_from_i64(fiber, walk->at);
}

constexpr MethodDef kRepeatMethods[] = {
    {"__length_hint__", repeat_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", repeat_reduce},
    {}};

// --- chain -------------------------------------------------------------------

Value chain_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!check_arg_count(fiber, "chain", args, 0, -1)) return Value::error();
  Tuple* const sources = make_tuple(fiber, args.values, args.count);
  if (sources == nullptr) return Value::error();
  return done(make_walk(fiber, cls, Value::from_object(sources)));
}

Value chain_from_iterable(Fiber& fiber, Value cls, Args args) {
  return done(make_walk(fiber, cls.as<Type>(), args[0]));
}

// `source` gives iterables, `state` walks the current one.
Value chain_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  for (;;) {
    if (!walk->state.is_undefined()) {
      const Value item = pull(fiber, walk->state);
      if (!item.is_exhausted()) return item;
      store(fiber.heap, &walk->state, Value::undefined());
    }
    if (walk->source.is_undefined()) return Value::exhausted();
    const Value next = pull(fiber, walk->source);
    if (is_end(next)) {
      store(fiber.heap, &walk->source, Value::undefined());
      return next;
    }
    const Value inner = get_iter(fiber, next);
    if (inner.is_error()) return inner;
    store(fiber.heap, &walk->state, inner);
  }
}

constexpr MethodDef kChainMethods[] = {
    {"from_iterable", chain_from_iterable, 1, 1, kMethodClass,
     "Alternative chain() constructor taking a single iterable argument that "
     "evaluates lazily."_doc},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass},
    {"__reduce__", chain_reduce},
    {"__setstate__", chain_setstate, 1, 1},
    {}};

// --- selecting ---------------------------------------------------------------

Value compress_create(Fiber& fiber, Type* cls, Args args) {
  Value out[2];
  if (!parse_args(fiber, "compress", args, {"data", "selectors"}, 2, out))
    return Value::error();
  Walk* const walk = make_walk(fiber, cls, out[0]);
  if (walk == nullptr) return Value::error();
  walk->state = get_iter(fiber, out[1]);
  return walk->state.is_error() ? walk->state : Value::from_object(walk);
}

Value compress_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  for (;;) {
    const Value item = pull(fiber, walk->source);
    if (is_end(item)) return item;
    const Value selector = pull(fiber, walk->state);
    if (is_end(selector)) return selector;
    const int keep = truth(fiber, selector);
    if (keep < 0) return Value::error();
    if (keep > 0) return item;
  }
}

// dropwhile, takewhile, filterfalse and starmap: (function, iterable).
Value function_first_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!check_arg_count(fiber, cls->name->data(), args, 2, 2))
    return Value::error();
  return done(make_walk(fiber, cls, args[1], args[0]));
}

// What the function says of an item: 1, 0, -1.
int verdict(Fiber& fiber, const Walk* walk, Value item) {
  if (walk->function.is_none()) return truth(fiber, item);
  const Value result = call(fiber, walk->function, {item});
  return result.is_error() ? -1 : truth(fiber, result);
}

Value dropwhile_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  for (;;) {
    const Value item = pull(fiber, walk->source);
    if (is_end(item) || walk->has_begun) return item;
    const int drop = verdict(fiber, walk, item);
    if (drop < 0) return Value::error();
    if (drop == 0) {
      walk->has_begun = true;
      return item;
    }
  }
}

Value takewhile_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  if (walk->has_begun) return Value::exhausted();  // it was over
  const Value item = pull(fiber, walk->source);
  if (is_end(item)) return item;
  const int take = verdict(fiber, walk, item);
  if (take < 0) return Value::error();
  if (take > 0) return item;
  walk->has_begun = true;
  return Value::exhausted();
}

Value filterfalse_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  for (;;) {
    const Value item = pull(fiber, walk->source);
    if (is_end(item)) return item;
    const int drop = verdict(fiber, walk, item);
    if (drop < 0) return Value::error();
    if (drop == 0) return item;
  }
}

Value starmap_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  const Value item = pull(fiber, walk->source);
  if (is_end(item)) return item;
  Tuple* const args = tuple_from(fiber, item);
  if (args == nullptr) return Value::error();
  return call(fiber, walk->function, Args{args->items, args->size});
}

// --- islice ------------------------------------------------------------------

bool islice_bound(Fiber& fiber, Value value, int64_t otherwise, int64_t least,
                  const char* error, int64_t* out) {
  *out = otherwise;
  if (value.is_none()) return true;
  if (is_index(value) && index_of(fiber, value, out, false) && *out >= least)
    return true;
  clear_exception(fiber);
  raise_value_error(fiber, "%s", error);
  return false;
}

Value islice_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!check_arg_count(fiber, "islice", args, 2, 4)) return Value::error();
  const bool is_short = args.count == 2;
  int64_t start, stop, step;
  const Value none = Value::none();
  const char* const bad_index =
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const char* const bad_stop =
      "Stop argument for islice() must be None or an integer: 0 <= x <= "
      "sys.maxsize.";
  if (!islice_bound(fiber, is_short ? args[1] : args[2], INT64_MAX, INT64_MIN,
                    bad_stop, &stop)) {
    return Value::error();
  }
  if (stop < 0)
    return raise_value_error(fiber, "%s", stop == -1 ? bad_stop : bad_index);
  if (!islice_bound(fiber, is_short ? none : args[1], 0, 0, bad_index,
                    &start) ||
      !islice_bound(fiber, args.get(3, none), 1, 1,
                    "Step for islice() must be a positive integer or None.",
                    &step)) {
    return Value::error();
  }
  Walk* const walk = make_walk(fiber, cls, args[0]);
  if (walk == nullptr) return Value::error();
  walk->at = start;   // how many to pass over before the next
  walk->stop = stop;  // how many may be taken from the source in all
  walk->step = step;
  return Value::from_object(walk);
}

Value islice_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  // While it is asked it may come to an end here, too.
  const Value source = walk->source;
  if (source.is_undefined()) return Value::exhausted();
  Value item = Value::exhausted();
  for (int64_t skip = walk->at; walk->stop > 0; --skip) {
    --walk->stop;
    item = pull(fiber, source);
    if (skip == 0 || is_end(item)) break;
    item = Value::exhausted();
  }
  walk->at = walk->step - 1;
  if (is_end(item)) store(fiber.heap, &walk->source, Value::undefined());
  return item;
}

// --- accumulate, pairwise ----------------------------------------------------

Value accumulate_create(Fiber& fiber, Type* cls, Args args) {
  Value out[3] = {Value(), Value::none(), Value::none()};
  if (!parse_args(fiber, "accumulate", args,
                  {"iterable", "func", "*", "initial"}, 1, out)) {
    return Value::error();
  }
  Walk* const walk = make_walk(fiber, cls, out[0], out[1]);
  if (walk == nullptr) return Value::error();
  if (!out[2].is_none()) {
    walk->state = out[2];
    walk->has_begun = true;  // the initial value comes first
  }
  return Value::from_object(walk);
}

Value accumulate_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  if (walk->has_begun) {
    walk->has_begun = false;
    return walk->state;
  }
  const Value item = pull(fiber, walk->source);
  if (is_end(item)) return item;
  Value total = item;
  if (!walk->state.is_undefined()) {
    total = walk->function.is_none()
                ? binary_op(fiber, kAdd, walk->state, item)
                : call(fiber, walk->function, {walk->state, item});
    if (total.is_error()) return total;
  }
  store(fiber.heap, &walk->state, total);
  return total;
}

Value pairwise_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!check_arg_count(fiber, "pairwise", args, 1, 1)) return Value::error();
  return done(make_walk(fiber, cls, args[0]));
}

// What the source gives next; once it ended or raised it is not asked again.
Value pairwise_pull(Fiber& fiber, Walk* walk) {
  if (walk->source.is_undefined()) return Value::exhausted();
  const Value item = pull(fiber, walk->source);
  if (is_end(item)) store(fiber.heap, &walk->source, Value::undefined());
  return item;
}

// A pair goes into `row`. Exhausted at the end, or error.
Value pairwise_step(Fiber& fiber, Walk* walk, Value* row) {
  if (walk->state.is_undefined()) {
    const Value first = pairwise_pull(fiber, walk);
    if (is_end(first)) return first;
    store(fiber.heap, &walk->state, first);
  }
  row[0] = walk->state;
  row[1] = pairwise_pull(fiber, walk);
  const bool is_over = is_end(row[1]);
  store(fiber.heap, &walk->state, is_over ? Value::undefined() : row[1]);
  return is_over ? row[1] : Value::none();
}

Value pairwise_next(Fiber& fiber, Value self) {
  Value row[2];
  const Value step = pairwise_step(fiber, as_walk(self), row);
  return is_end(step) ? step : pair_of(fiber, row[0], row[1]);
}

// --- zip_longest -------------------------------------------------------------

Value zip_longest_create(Fiber& fiber, Type* cls, Args args) {
  const uint32_t count = args.positional();
  Value fill = Value::none();
  for (uint32_t i = count; i < args.count; ++i) {
    if (args.names()->items[i - count].as<Str>()->view() != "fillvalue") {
      return raise_type_error(
          fiber, "zip_longest() got an unexpected keyword argument");
    }
    fill = args[i];
  }
  List* const sources = make_list(fiber, count);
  if (sources == nullptr) return Value::error();
  for (uint32_t i = 0; i < count; ++i) {
    const Value source = get_iter(fiber, args[i]);
    if (source.is_error() || !list_append(fiber, sources, source))
      return Value::error();
  }
  Walk* const walk = make<Walk>(fiber, cls);
  walk->pool = sources;  // undefined where one is exhausted
  walk->state = fill;
  walk->at = count;      // how many still run
  return Value::from_object(walk);
}

// One item of each goes into `row`. Exhausted at the end, or error.
Value zip_longest_step(Fiber& fiber, Walk* walk, Value* row) {
  List* const sources = walk->pool;
  if (walk->at == 0) return Value::exhausted();
  for (uint32_t i = 0; i < sources->size; ++i) {
    row[i] = walk->state;
    if (sources->items[i].is_undefined()) continue;
    const Value item = pull(fiber, sources->items[i]);
    if (item.is_error()) {
      walk->at = 0;
      return item;
    }
    if (item.is_exhausted()) {
      if (--walk->at <= 0) return item;
      store(fiber.heap, &sources->items[i], Value::undefined());
    } else {
      row[i] = item;
    }
  }
  return Value::none();
}

Value zip_longest_next(Fiber& fiber, Value self) {
  Walk* const walk = as_walk(self);
  const uint32_t count = walk->pool->size;
  Value few[4];
  Tuple* row = nullptr;
  if (count > 4 && (row = make_tuple(fiber, count)) == nullptr)
    return Value::error();
  const Value step =
      zip_longest_step(fiber, walk, row != nullptr ? row->items : few);
  if (!step.is_none()) return step;
  if (row == nullptr) row = make_tuple(fiber, few, count);
  return Value::from_object(row);
}

// --- the module --------------------------------------------------------------

void trace_walk(Object* self, Tracer& tracer) {
  const Walk* const walk = static_cast<Walk*>(self);
  tracer.visit(&walk->source, 3);
  tracer.visit(walk->pool);
  tracer.visit(walk->indices);
}

const Layout kWalkLayout = {Kind::kIterator, "itertools iterator",
                            sizeof(Walk),    trace_walk,
                            nullptr,         nullptr};

const ItertoolsRow kRows[] = {
    {"itertools.accumulate", accumulate_create, accumulate_next, nullptr,
     kAccumulateMethods, "Return series of accumulated sums."},
    {"itertools.chain", chain_create, chain_next, nullptr, kChainMethods,
     "Return a chain object whose .__next__() method returns elements from "
     "the\nfirst iterable until it is exhausted, then elements from the next"},
    {"itertools.compress", compress_create, compress_next, nullptr,
     kCompressMethods,
     "Return data elements corresponding to true selector elements."},
    {"itertools.count", count_create, count_next, count_repr, kCountMethods,
     "Return a count object whose .__next__() method returns consecutive "
     "values."},
    {"itertools.cycle", cycle_create, cycle_next, nullptr, kCycleMethods,
     "Return elements from the iterable until it is exhausted. Then repeat "
     "the sequence indefinitely."},
    {"itertools.dropwhile", function_first_create, dropwhile_next, nullptr,
     kSwitchMethods,
     "Drop items from the iterable while predicate(item) is true."},
    {"itertools.filterfalse", function_first_create, filterfalse_next, nullptr,
     kPickyMethods,
     "Return those items of iterable for which function(item) is "
     "false."},
    {"itertools.islice", islice_create, islice_next, nullptr, kIsliceMethods,
     "islice(iterable, stop) --> islice object\n"
     "islice(iterable, start, stop[, step]) --> islice object"},
    {"itertools.pairwise", pairwise_create, pairwise_next, nullptr, nullptr,
     "Return an iterator of overlapping pairs taken from the input "
     "iterator."},
    {"itertools.repeat", repeat_create, repeat_next, repeat_repr,
     kRepeatMethods,
     "repeat(object [,times]) -> create an iterator which returns the object"},
    {"itertools.starmap", function_first_create, starmap_next, nullptr,
     kPickyMethods,
     "Return an iterator whose values are returned from the function "
     "evaluated with an argument tuple taken from the given "
     "sequence."},
    {"itertools.takewhile", function_first_create, takewhile_next, nullptr,
     kSwitchMethods,
     "Return successive entries from an iterable as long as the "
     "predicate evaluates to true for each entry."},
    {"itertools.zip_longest", zip_longest_create, zip_longest_next, nullptr,
     kZipLongestMethods,
     "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> "
     "zip_longest object"},
    {}};
// The tables of the classes, made when the module is first imported.
struct ClassTables {
  Slots slots{};
  TypeDef definition{};
};
constexpr size_t kMaxClasses = 24;
ClassTables* g_tables;
size_t g_class_count;

}  // namespace

RowStep itertools_next_row(Fiber& fiber, Object* iterator, Value* row,
                           uint32_t count) {
  const Type* const type = type_of_object(iterator);
  if (type->layout != &kWalkLayout) return RowStep::kNoRows;
  Walk* const walk = static_cast<Walk*>(iterator);
  const bool is_pairs = type->slots->next == pairwise_next;
  if (!is_pairs && type->slots->next != zip_longest_next)
    return next_choice(walk, row, count);
  if ((is_pairs ? 2 : walk->pool->size) != count) return RowStep::kNoRows;
  const Value step = is_pairs ? pairwise_step(fiber, walk, row)
                              : zip_longest_step(fiber, walk, row);
  return step.is_none()        ? RowStep::kRow
         : step.is_exhausted() ? RowStep::kEnd
                               : RowStep::kRaised;
}

Type* make_itertools_class(Fiber& fiber, const ItertoolsRow& row) {
  CHECK(g_class_count < kMaxClasses);
  if (g_tables == nullptr) g_tables = new ClassTables[kMaxClasses];
  Slots& slots = g_tables[g_class_count].slots;
  TypeDef& definition = g_tables[g_class_count++].definition;
  slots.create = row.create;
  if (row.repr != nullptr) slots.repr = row.repr;
  slots.iter = iter_itself;
  slots.next = row.next;
  definition.name = row.name;
  definition.layout = &kWalkLayout;
  definition.slots = &slots;
  definition.methods = row.methods;
  definition.flags = row.create == nullptr ? kTypeNotCreatable + 0u : 0u;
  definition.doc = row.doc;
  return native_type(fiber, definition);
}

namespace {

bool fill_module(Fiber& fiber, Dict* globals) {
  g_class_count = 0;
  for (const ItertoolsRow* rows : {kRows, kGroups, kCombinatorics}) {
    for (; rows->name != nullptr; ++rows) {
      Type* const made = make_itertools_class(fiber, *rows);
      if (rows->create == chain_create) g_chain_type = made;
      dict_set_text(fiber, globals, strchr(rows->name, '.') + 1,
                    Value::from_object(made));
    }
  }
  init_itertools_groups(fiber, globals);
  return true;
}

constexpr MethodDef kFunctions[] = {
    {"tee", itertools_tee, 1, 2, 0,
     "Returns a tuple of n independent iterators."_doc},
    {}};

}  // namespace

const ModuleDef kItertoolsModule = {
    "itertools", kFunctions, fill_module,
    "Functional tools for creating and using iterators."};

}  // namespace mt::python
