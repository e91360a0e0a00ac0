// iterator_tools.cc - enumerate, zip, map, filter and reversed.

#include <algorithm>

#include "python/container.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"

namespace mt::python {

namespace {

// One struct for all five: what is walked, what is called or counted.
struct Tool : Object {
  Value source;    // an iterator; reversed: the sequence, undefined at the end
  Value function;  // map and filter; enumerate: the next number
  Tuple* sources;  // zip and map: iterators
  int64_t at;      // reversed
  bool is_strict;  // zip
};

void trace_tool(Object* self, Tracer& tracer) {
  const Tool* const tool = static_cast<Tool*>(self);
  tracer.visit(tool->source);
  tracer.visit(tool->function);
  tracer.visit(tool->sources);
}

const Layout kToolLayout = {Kind::kIterator, "iterator tool", sizeof(Tool),
                            trace_tool,      nullptr,         nullptr};

Tool* as_tool(Value v) { return v.as<Tool>(); }

// A tuple of iterators over args[first...].
Tuple* iterators_of(Fiber& fiber, Args args, uint32_t first) {
  const uint32_t count = args.positional() - first;
  Tuple* const sources = make_tuple(fiber, count);
  for (uint32_t i = 0; sources != nullptr && i < count; ++i) {
    const Value source = get_iter(fiber, args[first + i]);
    if (source.is_error()) return nullptr;
    sources->items[i] = source;
  }
  return sources;
}

// --- enumerate ---------------------------------------------------------------

Value enumerate_create(Fiber& fiber, Type* cls, Args args) {
  if (args.count == 0) {
    return raise_type_error(
        fiber, "enumerate() missing required argument 'iterable'");
  }
  const Str* const name =
      args.positional() == 0 ? args.names()->items[0].as<Str>() : nullptr;
  if (name != nullptr && args.count == 1 && name->view() != "iterable")
    return raise_type_error(
        fiber, "'%s' is an invalid keyword argument for enumerate()",
        name->data());
  Value out[2] = {Value::undefined(), Value::from_int(0)};
  if (!parse_args(fiber, "enumerate", args, {"iterable", "start"}, 1, out))
    return Value::error();
  Value start = out[1];
  if (!is_index(start)) {
    return raise_type_error(fiber,
                            "'%s' object cannot be interpreted as an integer",
                            type_name(start));
  }
  if (!is_integer(start)) start = type_of(start)->slots->index(fiber, start);
  if (start.is_error()) return start;
  const Value source = get_iter(fiber, out[0]);
  if (source.is_error()) return source;
  Tool* const tool = make<Tool>(fiber, cls);
  tool->source = source;
  tool->function = plain_integer(start);
  return Value::from_object(tool);
}

// The next number and item go into pair[0] and pair[1].
RowStep enumerate_step(Fiber& fiber, Tool* tool, Value* pair) {
  const Value item = pull(fiber, tool->source);
  if (item.is_error()) return RowStep::kRaised;
  if (item.is_exhausted()) return RowStep::kEnd;
  const Value number = tool->function;
  if (number.is_int() && number.as_int() < Value::kMaxInt) {
    tool->function = Value::from_int(number.as_int() + 1);
  } else {
    const Value next = number_binary(fiber, kAdd, number, Value::from_int(1));
    if (next.is_error()) return RowStep::kRaised;
    store(fiber.heap, &tool->function, next);
  }
  pair[0] = number;
  pair[1] = item;
  return RowStep::kRow;
}

Value enumerate_next(Fiber& fiber, Value self) {
  Value pair[2];
  const RowStep step = enumerate_step(fiber, as_tool(self), pair);
  if (step != RowStep::kRow)
    return step == RowStep::kEnd ? Value::exhausted() : Value::error();
  Tuple* const tuple = make_tuple(fiber, pair, 2);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

// --- zip ---------------------------------------------------------------------

Value zip_create(Fiber& fiber, Type* cls, Args args) {
  bool is_strict = false;
  const uint32_t count = args.positional();
  for (uint32_t i = count; i < args.count; ++i) {
    const Str* const name = args.names()->items[i - count].as<Str>();
    if (name->view() != "strict") {
      return raise_type_error(
          fiber, "'%s' is an invalid keyword argument for zip()",
          std::string(name->view()).c_str());
    }
    const int strict = truth(fiber, args[i]);
    if (strict < 0) return Value::error();
    is_strict = strict != 0;
  }
  Tuple* const sources = iterators_of(fiber, args, 0);
  if (sources == nullptr) return Value::error();
  Tool* const tool = make<Tool>(fiber, cls);
  tool->sources = sources;
  tool->is_strict = is_strict;
  return Value::from_object(tool);
}

Value zip_uneven(Fiber& fiber, uint32_t i, const char* how) {
  if (i == 1) {
    return raise_value_error(fiber, "zip() argument 2 is %s than argument 1",
                             how);
  }
  return raise_value_error(fiber, "zip() argument %u is %s than arguments 1-%u",
                           i + 1, how, i);
}

// The i-th iterator is at its end: strict zips see that all are.
Value zip_end(Fiber& fiber, Tool* tool, uint32_t i) {
  const Tuple* const sources = tool->sources;
  if (!tool->is_strict) return Value::exhausted();
  if (i != 0) return zip_uneven(fiber, i, "shorter");
  for (i = 1; i < sources->size; ++i) {
    const Value item = pull(fiber, sources->items[i]);
    if (item.is_error()) return item;
    if (!item.is_exhausted()) return zip_uneven(fiber, i, "longer");
  }
  return Value::exhausted();
}

// One item of each goes into `row`. Exhausted at the end, or error.
Value zip_step(Fiber& fiber, Tool* tool, Value* row) {
  const Tuple* const sources = tool->sources;
  for (uint32_t i = 0; i < sources->size; ++i) {
    row[i] = next_at_once(sources->items[i].object());
    if (!row[i].is_undefined()) continue;
    const Value item = pull(fiber, sources->items[i]);
    if (item.is_exhausted()) return zip_end(fiber, tool, i);
    if (item.is_error()) return item;
    row[i] = item;
  }
  return Value::none();
}

Value zip_next(Fiber& fiber, Value self) {
  Tool* const tool = as_tool(self);
  const uint32_t count = tool->sources->size;
  if (count == 0) return Value::exhausted();
  Value few[4];
  Tuple* row = nullptr;
  if (count > 4 && (row = make_tuple(fiber, count)) == nullptr)
    return Value::error();
  const Value step = zip_step(fiber, tool, row != nullptr ? row->items : few);
  if (!step.is_none()) return step;
  if (row == nullptr) row = make_tuple(fiber, few, count);
  return Value::from_object(row);
}

// --- map ---------------------------------------------------------------------

Value map_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!no_keywords(fiber, "map", args)) return Value::error();
  if (args.positional() < 2)
    return raise_type_error(fiber, "map() must have at least two arguments.");
  Tuple* const sources = iterators_of(fiber, args, 1);
  if (sources == nullptr) return Value::error();
  Tool* const tool = make<Tool>(fiber, cls);
  tool->function = args[0];
  tool->sources = sources;
  return Value::from_object(tool);
}

Value map_next(Fiber& fiber, Value self) {
  Tool* const tool = as_tool(self);
  const Tuple* const sources = tool->sources;
  if (sources->size == 1) {
    Value item = next_at_once(sources->items[0].object());
    if (item.is_undefined()) item = pull(fiber, sources->items[0]);
    return item.is_exhausted() || item.is_error()
               ? item
               : call(fiber, tool->function, Args{&item, 1});
  }
  Value few[8];
  Value* row = few;
  if (sources->size > 8) {
    Tuple* const many = make_tuple(fiber, sources->size);
    if (many == nullptr) return Value::error();
    row = many->items;
  }
  for (uint32_t i = 0; i < sources->size; ++i) {
    row[i] = pull(fiber, sources->items[i]);
    if (row[i].is_exhausted() || row[i].is_error()) return row[i];
  }
  return call(fiber, tool->function, Args{row, sources->size});
}

// --- filter ------------------------------------------------------------------

Value filter_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!no_keywords(fiber, "filter", args)) return Value::error();
  const uint32_t count = args.positional();
  if (count != 2) {
    return raise_type_error(fiber, "filter expected 2 arguments, got %u",
                            count);
  }
  const Value source = get_iter(fiber, args[1]);
  if (source.is_error()) return source;
  Tool* const tool = make<Tool>(fiber, cls);
  tool->function = args[0];
  tool->source = source;
  return Value::from_object(tool);
}

Value filter_next(Fiber& fiber, Value self) {
  Tool* const tool = as_tool(self);
  const bool is_plain =
      tool->function.is_none() || (is_kind(tool->function, Kind::kType) &&
                                   tool->function.object() == types().bool_);
  for (;;) {
    const Value item = pull(fiber, tool->source);
    if (item.is_exhausted() || item.is_error()) return item;
    const Value verdict =
        is_plain ? item : call(fiber, tool->function, {item});
    if (verdict.is_error()) return verdict;
    const int keep = truth(fiber, verdict);
    if (keep < 0) return Value::error();
    if (keep > 0) return item;
  }
}

// --- reversed ----------------------------------------------------------------

Value reversed_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!no_keywords(fiber, "reversed", args)) return Value::error();
  if (args.positional() != 1) {
    return raise_type_error(fiber, "reversed expected 1 argument, got %u",
                            args.positional());
  }
  const Value sequence = args[0];
  const Value method = type_lookup(type_of(sequence),
                                   names().dunder_reversed);
  const Slots* const slots = type_of(sequence)->slots;
  if (!method.is_undefined() && !method.is_none())
    return call_special(fiber, sequence, names().dunder_reversed);
  if (method.is_none() || slots->getitem == nullptr ||
      is_kind(sequence, Kind::kDict) ||
      !sequence.is_object()) {
    return raise_type_error(fiber, "'%s' object is not reversible",
                            type_name(sequence));
  }
  const int64_t length = length_of(fiber, sequence);
  if (length < 0) return Value::error();
  Tool* const tool = make<Tool>(fiber, cls);
  tool->source = sequence;
  tool->at = length;
  return Value::from_object(tool);
}

Value reversed_next(Fiber& fiber, Value self) {
  Tool* const tool = as_tool(self);
  if (tool->at > 0) {
    // Texts of ASCII and tuples are what they were.
    const auto last = static_cast<size_t>(tool->at - 1);
    if (is_exact(tool->source, types().str)) {
      const Str* const text = tool->source.as<Str>();
      if (text->is_ascii()) {
        --tool->at;
        return str_from_char(fiber, static_cast<uint8_t>(text->data()[last]));
      }
    } else if (is_exact(tool->source, types().tuple)) {
      --tool->at;
      return tool->source.as<Tuple>()->items[last];
    }
    const Value item =
        get_item(fiber, tool->source, Value::from_int(tool->at - 1));
    if (!item.is_error()) {
      --tool->at;
      return item;
    }
    if (!exception_matches(fiber, types().IndexError) &&
        !exception_matches(fiber, types().StopIteration)) {
      return item;
    }
    clear_exception(fiber);
  }
  tool->at = 0;
  store(fiber.heap, &tool->source, Value::undefined());
  return Value::exhausted();
}

Value reversed_hint(Fiber& fiber, Value self, Args) {
  const Tool* const tool = as_tool(self);
  if (tool->at == 0) return Value::from_int(0);
  const int64_t length = length_of(fiber, tool->source);
  if (length < 0) return Value::error();
  return Value::from_int(length < tool->at ? 0 : tool->at);
}

// --- copied and pickled ------------------------------------------------------

Value enumerate_reduce(Fiber& fiber, Value self, Args) {
  const Tool* const tool = as_tool(self);
  return reduction(fiber, Value::from_object(type_of(self)),
                   {tool->source, tool->function});
}

Value zip_reduce(Fiber& fiber, Value self, Args) {
  const Tool* const tool = as_tool(self);
  return reduction(fiber, Value::from_object(type_of(self)), tool->sources,
                   tool->is_strict ? Value::from_bool(true) : Value());
}
Value zip_setstate(Fiber& fiber, Value self, Args args) {
  const int strict = truth(fiber, args[0]);
  if (strict < 0) return Value::error();
  as_tool(self)->is_strict = strict != 0;
  return Value::none();
}

Value map_reduce(Fiber& fiber, Value self, Args) {
  const Tool* const tool = as_tool(self);
  const uint32_t count = tool->sources->size;
  Tuple* const arguments = make_tuple(fiber, count + 1);
  if (arguments == nullptr) return Value::error();
  arguments->items[0] = tool->function;
  for (uint32_t i = 0; i < count; ++i)
    arguments->items[i + 1] = tool->sources->items[i];
  return reduction(fiber, Value::from_object(type_of(self)), arguments);
}

Value filter_reduce(Fiber& fiber, Value self, Args) {
  const Tool* const tool = as_tool(self);
  return reduction(fiber, Value::from_object(type_of(self)),
                   {tool->function, tool->source});
}

Value reversed_reduce(Fiber& fiber, Value self, Args) {
  const Tool* const tool = as_tool(self);
  const Value cls = Value::from_object(type_of(self));
  if (tool->source.is_undefined()) {
    return reduction(fiber, cls, {Value::from_object(empty_tuple(fiber))});
  }
  return reduction(fiber, cls, {tool->source}, Value::from_int(tool->at - 1));
}
Value reversed_setstate(Fiber& fiber, Value self, Args args) {
  Tool* const tool = as_tool(self);
  if (tool->source.is_undefined()) return Value::none();
  const int64_t length = length_of(fiber, tool->source);
  int64_t at;
  if (length < 0 || !state_index(fiber, args[0], -1, length - 1, &at))
    return Value::error();
  tool->at = at + 1;
  return Value::none();
}

// --- the classes -------------------------------------------------------------

constexpr MethodDef kReversedMethods[] = {
    {"__length_hint__", reversed_hint, 0, 0, 0,
     "Private method returning an estimate of len(list(it))."_doc},
    {"__reduce__", reversed_reduce},
    {"__setstate__", reversed_setstate, 1, 1},
    {}};
constexpr MethodDef kZipMethods[] = {
    {"__reduce__", zip_reduce}, {"__setstate__", zip_setstate, 1, 1}, {}};
constexpr MethodDef kMapMethods[] = {{"__reduce__", map_reduce}, {}};
constexpr MethodDef kFilterMethods[] = {{"__reduce__", filter_reduce}, {}};
constexpr MethodDef kEnumerateMethods[] = {
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass, "See PEP 585"_doc},
    {"__reduce__", enumerate_reduce},
    {}};

constexpr Slots kEnumerateSlots =
    iterator_slots(enumerate_next, enumerate_create);
constexpr Slots kZipSlots = iterator_slots(zip_next, zip_create);
constexpr Slots kMapSlots = iterator_slots(map_next, map_create);
constexpr Slots kFilterSlots = iterator_slots(filter_next, filter_create);
constexpr Slots kReversedSlots = iterator_slots(reversed_next, reversed_create);

constexpr TypeDef kEnumerateType = {
    "enumerate", &kToolLayout, &kEnumerateSlots, kEnumerateMethods, nullptr,
    0, "Return an enumerate object.\n\n  iterable\n    an object supporting "
       "iteration\n\nThe enumerate object yields pairs containing a count "
       "(from start, which\ndefaults to zero) and a value yielded by the "
       "iterable argument."};
constexpr TypeDef kZipType = {
    "zip", &kToolLayout, &kZipSlots, kZipMethods, nullptr, 0,
    "zip(*iterables, strict=False) --> Yield tuples until an input is "
    "exhausted."};
constexpr TypeDef kMapType = {
    "map", &kToolLayout, &kMapSlots, kMapMethods, nullptr, 0,
    "map(func, *iterables) --> map object\n\nMake an iterator that computes "
    "the function using arguments from\neach of the iterables.  Stops when "
    "the shortest iterable is exhausted."};
constexpr TypeDef kFilterType = {
    "filter", &kToolLayout, &kFilterSlots, kFilterMethods, nullptr, 0,
    "filter(function or None, iterable) --> filter object\n\nReturn an "
    "iterator yielding those items of iterable for which function(item)\nis "
    "true. If function is None, return the items that are true."};
constexpr TypeDef kReversedType = {
    "reversed", &kToolLayout, &kReversedSlots, kReversedMethods, nullptr, 0,
    "Return a reverse iterator over the values of the given sequence."};

}  // namespace

RowStep next_row(Fiber& fiber, Object* iterator, Value* row, uint32_t count) {
  const Type* const type = type_of_object(iterator);
  Tool* const tool = static_cast<Tool*>(iterator);
  if (type == types().zip) {
    // Without sources it gives nothing.
    if (count == 0 || tool->sources->size != count) return RowStep::kNoRows;
    const Value step = zip_step(fiber, tool, row);
    return step.is_none()        ? RowStep::kRow
           : step.is_exhausted() ? RowStep::kEnd
                                 : RowStep::kRaised;
  }
  if (count == 2) {
    if (type == types().enumerate) return enumerate_step(fiber, tool, row);
    const RowStep step = dict_next_pair(fiber, iterator, row);
    if (step != RowStep::kNoRows) return step;
  }
  return itertools_next_row(fiber, iterator, row, count);
}

uint64_t stored_pairs(const Object* zip, SequenceIterator* walks[2]) {
  const Tuple* const sources = static_cast<const Tool*>(zip)->sources;
  const Value* const both = sources->items;
  if (sources->size != 2 || both[0] == both[1]) return 0;
  uint64_t ready = UINT32_MAX;
  for (uint32_t i = 0; i < 2; ++i) {
    Object* const source = both[i].object();
    const Type* const type = type_of_object(source);
    if (type != types().list_iterator && type != types().tuple_iterator)
      return 0;
    SequenceIterator* const walk = static_cast<SequenceIterator*>(source);
    if (walk->source == nullptr) return 0;
    const uint32_t size = type == types().list_iterator
                              ? static_cast<List*>(walk->source)->size
                              : static_cast<Tuple*>(walk->source)->size;
    ready = std::min(ready, size - std::min<uint64_t>(walk->at, size));
    walks[i] = walk;
  }
  return ready;
}

void init_iterator_tools(Fiber& fiber) {
  types().enumerate = native_type(fiber, kEnumerateType);
  types().zip = native_type(fiber, kZipType);
  types().map = native_type(fiber, kMapType);
  types().filter = native_type(fiber, kFilterType);
  types().reversed = native_type(fiber, kReversedType);
}

}  // namespace mt::python
