// module_functools.cc - partial, reduce, cmp_to_key and the heart of lru_cache;
// the rest of functools is src/lib/functools.py.

#include <algorithm>

#include "python/container.h"
#include "python/container_modules.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/list.h"
#include "python/spread.h"
#include "python/vm.h"

namespace mt::python {

namespace {

// --- partial -----------------------------------------------------------------

struct Partial : Object {
  Value function;
  Tuple* args;
  Dict* keywords;
};

Type* g_partial_type;  // classes of C++ are never freed
Type* g_key_type;

Partial* as_partial(Value v) { return v.as<Partial>(); }

void trace_partial(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Partial*>(self)->function);
  tracer.visit(static_cast<Partial*>(self)->args);
  tracer.visit(static_cast<Partial*>(self)->keywords);
}

const Layout kPartialLayout = {Kind::kNative,   "partial", sizeof(Partial),
                               trace_partial, nullptr,   nullptr};

// Arguments bound before, then those of this call.
Tuple* join_args(Fiber& fiber, const Tuple* before, const Value* after,
                 uint32_t count) {
  Tuple* const all = make_tuple(fiber, size_t{before->size} + count);
  if (all == nullptr) return nullptr;
  for (uint32_t i = 0; i < before->size; ++i) all->items[i] = before->items[i];
  for (uint32_t i = 0; i < count; ++i) all->items[before->size + i] = after[i];
  return all;
}

bool add_keywords(Fiber& fiber, Dict* keywords, Args args) {
  const uint32_t given = args.positional();
  for (uint32_t i = given; i < args.count; ++i)
    if (!dict_set(fiber, keywords, args.names()->items[i - given], args[i]))
      return false;
  return true;
}

Value partial_create(Fiber& fiber, Type* cls, Args args) {
  const uint32_t given = args.positional();
  if (given == 0) {
    return raise_type_error(fiber,
                            "type 'partial' takes at least one argument");
  }
  Value function = args[0];
  if (!is_callable(function))
    return raise_type_error(fiber, "the first argument must be callable");
  const Tuple* before = empty_tuple(fiber);
  Dict* keywords = make_dict(fiber);
  // A partial of a partial is one partial.
  if (is_exact(function, g_partial_type)) {
    const Partial* const inner = as_partial(function);
    before = inner->args;
    keywords = dict_copy(fiber, inner->keywords);
    function = inner->function;
  }
  Tuple* const all = join_args(fiber, before, args.values + 1, given - 1);
  if (all == nullptr || keywords == nullptr ||
      !add_keywords(fiber, keywords, args)) {
    return Value::error();
  }
  Partial* const partial = make<Partial>(fiber, cls);
  partial->function = function;
  partial->args = all;
  partial->keywords = keywords;
  return Value::from_object(partial);
}

Value partial_call(Fiber& fiber, Value self, Args args) {
  const RecursionGuard guard(fiber);
  if (!guard.ok()) return Value::error();
  const Partial* const partial = as_partial(self);
  const Tuple* const bound = partial->args;
  Dict* keywords = partial->keywords;
  if (keywords->live == 0) {
    if (bound->size == 0) return call(fiber, partial->function, args);
    // In front of what is given, and of its names.
    const size_t given = size_t{args.count} + args.is_named;
    Value near[kNearArgs];
    GcVector far(fiber);
    Value* all = near;
    if (given + bound->size > kNearArgs) {
      if (!may_gather(fiber, (given + bound->size) * sizeof(Value)))
        return Value::error();
      far.resize(given + bound->size);
      all = far.data();
    }
    std::copy_n(args.values, given,
                std::copy_n(bound->items, bound->size, all));
    return call(fiber, partial->function,
                Args{all, bound->size + args.count, args.is_named});
  }
  Tuple* const all = join_args(fiber, bound, args.values, args.positional());
  if (args.is_named) keywords = dict_copy(fiber, keywords);
  if (all == nullptr || keywords == nullptr ||
      !add_keywords(fiber, keywords, args))
    return Value::error();
  return call_spread(fiber, partial->function, all, keywords);
}

Value partial_repr(Fiber& fiber, Value self) {
  const Partial* const partial = as_partial(self);
  const ReprGuard guard(fiber, partial);
  if (guard.is_circular()) return str_value(fiber, "...");
  StrBuilder out(fiber);
  const Type* const type = type_of_object(partial);
  out.add(type == g_partial_type ? type_full_name(type)
                                 : std::string(type->name->view()));
  out.add('(');
  if (!out.add_repr(partial->function)) return Value::error();
  for (uint32_t i = 0; i < partial->args->size; ++i) {
    out.add(", ");
    if (!out.add_repr(partial->args->items[i])) return Value::error();
  }
  uint32_t at = 0;
  Value key, value;
  while (dict_next(partial->keywords, &at, &key, &value)) {
    out.add(", ");
    if (!out.add_str(key)) return Value::error();
    out.add('=');
    if (!out.add_repr(value)) return Value::error();
  }
  out.add(')');
  return out.finish();
}

Value partial_func(Fiber&, Value self) { return as_partial(self)->function; }
Value partial_args(Fiber&, Value self) {
  return Value::from_object(as_partial(self)->args);
}
Value partial_keywords(Fiber&, Value self) {
  return Value::from_object(as_partial(self)->keywords);
}


// The function, the keywords, then the arguments.
Tuple* partial_parts(Fiber& fiber, Value self) {
  const Partial* const partial = as_partial(self);
  const Value first[2] = {partial->function,
                          Value::from_object(partial->keywords)};
  Tuple* const head = make_tuple(fiber, first, 2);
  return head == nullptr ? nullptr
                         : join_args(fiber, head, partial->args->items,
                                     partial->args->size);
}

bool set_partial_parts(Fiber& fiber, Value self, const Tuple* parts) {
  Partial* const partial = as_partial(self);
  if (parts == nullptr) {
    partial->function = Value::none();
    partial->args = empty_tuple(fiber);
    partial->keywords = make_dict(fiber);
    return partial->keywords != nullptr;
  }
  const Value* const given = parts->items;
  if (parts->size < 2 || !is_exact(given[1], types().dict)) return false;
  Tuple* const args = make_tuple(fiber, parts->items + 2, parts->size - 2);
  if (args == nullptr) return false;
  store(fiber.heap, &partial->function, parts->items[0]);
  store(fiber.heap, &partial->args, args);
  store(fiber.heap, &partial->keywords, given[1].as<Dict>());
  return true;
}
constexpr PartsDef kPartialParts = {partial_parts, set_partial_parts};

// (class, (function,), (function, args, keywords, attributes))
Value partial_reduce(Fiber& fiber, Value self, Args) {
  const Partial* const partial = as_partial(self);
  const bool has_own = own_count(self.object()) != 0;
  const Value own = has_own
                        ? Value::from_object(own_snapshot(fiber, self.object()))
                        : Value::none();
  const Value state[] = {partial->function, Value::from_object(partial->args),
                         Value::from_object(partial->keywords), own};
  const Value made[] = {
      Value::from_object(type_of(self)),
      Value::from_object(make_tuple(fiber, &partial->function, 1)),
      Value::from_object(make_tuple(fiber, state, 4))};
  return Value::from_object(make_tuple(fiber, made, 3));
}

Value partial_setstate(Fiber& fiber, Value self, Args args) {
  const Tuple* const state = cast<Tuple>(args[0]);
  const Value* const parts = state != nullptr ? state->items : nullptr;
  if (state == nullptr || state->size != 4 || !is_callable(parts[0]) ||
      !is_a(parts[1], types().tuple) ||
      (!parts[2].is_none() && !is_a(parts[2], types().dict)) ||
      (!parts[3].is_none() && cast<Dict>(parts[3]) == nullptr))
    return raise_type_error(fiber, "invalid partial state");
  // A subclass of tuple or dict may be anything inside: keep plain ones.
  Tuple* const bound = tuple_from(fiber, parts[1]);
  Dict* const keywords = parts[2].is_none()
                             ? make_dict(fiber)
                             : dict_copy(fiber, parts[2].as<Dict>());
  if (bound == nullptr || keywords == nullptr) return Value::error();
  Partial* const partial = as_partial(self);
  store(fiber.heap, &partial->function, parts[0]);
  store(fiber.heap, &partial->args, bound);
  store(fiber.heap, &partial->keywords, keywords);
  Dict* const own = parts[3].is_none()
                        ? make_dict(fiber)
                        : parts[3].as<Dict>();
  own_replace(fiber, self.object(), own);
  return Value::none();
}

constexpr MethodDef kPartialMethods[] = {
    {"__reduce__", partial_reduce, 0, 0},
    {"__setstate__", partial_setstate, 1, 1},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass}, {}};
constexpr GetSetDef kPartialGetSets[] = {
    {"func", partial_func, nullptr,
     "function object to use in future partial calls"_doc},
    {"args", partial_args, nullptr,
     "tuple of arguments to future partial calls"_doc},
    {"keywords", partial_keywords, nullptr,
     "dictionary of keyword arguments to future partial calls"_doc},
    {}};

constexpr Slots make_partial_slots() {
  Slots s{};
  s.create = partial_create;
  s.call = partial_call;
  s.repr = partial_repr;
  return s;
}
constexpr Slots kPartialSlots = make_partial_slots();
constexpr TypeDef kPartialType = {
    "functools.partial", &kPartialLayout, &kPartialSlots, kPartialMethods,
    kPartialGetSets, kTypeHasSlots,
    "partial(func, *args, **keywords) - new function with partial "
    "application\n    of the given arguments and keywords.\n", &kPartialParts};

// --- cmp_to_key --------------------------------------------------------------

struct CompareKey : Object {
  Value function, item;
};

void trace_key(Object* self, Tracer& tracer) {
  tracer.visit(&static_cast<CompareKey*>(self)->function, 2);
}

const Layout kKeyLayout = {Kind::kNative, "key",   sizeof(CompareKey),
                           trace_key,     nullptr, nullptr};

Value make_key(Fiber& fiber, Value function, Value item) {
  CompareKey* const key = make<CompareKey>(fiber, g_key_type);
  key->function = function;
  key->item = item;
  return Value::from_object(key);
}

// K(item): what the sort calls.
Value key_call(Fiber& fiber, Value self, Args args) {
  Value out[1];
  if (!parse_args(fiber, "K", args, {"obj"}, 1, out)) return Value::error();
  return make_key(fiber, self.as<CompareKey>()->function, out[0]);
}

Value key_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_exact(other, g_key_type))
    return raise_type_error(fiber, "other argument must be K instance");
  const CompareKey* const a = self.as<CompareKey>();
  const Value items[] = {a->item, other.as<CompareKey>()->item};
  Function* const plain = cast<Function>(a->function);
  const Value order =
      plain != nullptr && plain->code->plain_count == 3 && !stack_is_low()
          ? call_plain(fiber, plain, items, 2)
          : call(fiber, a->function, Args{items, 2});
  if (order.is_error()) return order;
  return compare(fiber, op, order, Value::from_int(0));
}

Value key_item(Fiber&, Value self) { return self.as<CompareKey>()->item; }

constexpr GetSetDef kKeyGetSets[] = {{"obj", key_item}, {}};
constexpr Slots make_key_slots() {
  Slots s = closed_slots();
  s.call = key_call;
  s.compare = key_compare;
  s.hash = nullptr;
  return s;
}
constexpr Slots kKeySlots = make_key_slots();
constexpr TypeDef kKeyType = {"functools.KeyWrapper", &kKeyLayout, &kKeySlots,
                              nullptr, kKeyGetSets,
                              kTypeFinal | kTypeNotCreatable};

Value functools_cmp_to_key(Fiber& fiber, Value, Args args) {
  Value out[1];
  if (!parse_args(fiber, "cmp_to_key", args, {"mycmp"}, 1, out))
    return Value::error();
  return make_key(fiber, out[0], Value::none());
}

// --- reduce ------------------------------------------------------------------

Value functools_reduce(Fiber& fiber, Value, Args args) {
  Value total = args.get(2, Value::undefined());
  Value item;
  const Slots* const slots = type_of(args[1])->slots;
  if (slots->iter == nullptr && slots->getitem == nullptr)
    return raise_type_error(fiber, "reduce() arg 2 must support iteration");
  Iteration it(fiber, args[1]);
  while (it.next(&item)) {
    total = total.is_undefined() ? item : call(fiber, args[0], {total, item});
    if (total.is_error()) return total;
  }
  if (it.failed()) return Value::error();
  if (!total.is_undefined()) return total;
  return raise_type_error(
      fiber, "reduce() of empty iterable with no initial value");
}

constexpr MethodDef kFunctions[] = {
    {"reduce", functools_reduce, 2, 3, 0,
     "reduce(function, iterable[, initial]) -> value\n\nApply a function of "
     "two arguments cumulatively to the items of a sequence\nor iterable, "
     "from left to right, so as to reduce the iterable to a "
     "single\nvalue."_doc},
    {"cmp_to_key", functools_cmp_to_key, 0, -1, kMethodKeywords,
     "Convert a cmp= function into a key= function."_doc},
    {}};

}  // namespace

extern const TypeDef kCachedType;  // module_lru.cc

namespace {

bool fill_module(Fiber& fiber, Dict* globals) {
  g_partial_type = native_type(fiber, kPartialType);
  g_key_type = native_type(fiber, kKeyType);
  dict_set_text(fiber, globals, "partial", Value::from_object(g_partial_type));
  dict_set_text(fiber, globals, "_lru_cache_wrapper",
                Value::from_object(native_type(fiber, kCachedType)));
  return true;
}

}  // namespace

const ModuleDef kFunctoolsModule = {"_functools", kFunctions, fill_module,
                                    "Tools that operate on functions."};

}  // namespace mt::python
