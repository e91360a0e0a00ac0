// generic_alias.cc - list[int]: a class with type arguments, for annotations.
//
// Calling it makes an instance of the class; every attribute but the few of its
// own is the class's. Nothing checks the arguments.

#include "python/generic_alias.h"

#include "python/dict.h"
#include "python/import.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"

namespace mt::python {

namespace {

struct GenericAlias : Object {
  Value origin;
  Tuple* args;
  Value parameters;  // undefined until somebody asks
  bool starred;      // what iterating over list[int] gives: *list[int]
};

Type* g_alias_type;  // classes of C++ are never freed

GenericAlias* as_alias(Value v) { return v.as<GenericAlias>(); }

void trace_alias(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<GenericAlias*>(self)->origin);
  tracer.visit(static_cast<GenericAlias*>(self)->args);
  tracer.visit(static_cast<GenericAlias*>(self)->parameters);
}

const Layout kAliasLayout = {Kind::kNative,        "generic alias",
                             sizeof(GenericAlias), trace_alias,
                             nullptr,              nullptr};

Value make_alias(Fiber& fiber, Type* cls, Value origin, Value argument) {
  Tuple* args = cast<Tuple>(argument);
  if (args == nullptr) args = make_tuple(fiber, &argument, 1);
  GenericAlias* const alias = make<GenericAlias>(fiber, cls);
  alias->origin = origin;
  alias->args = args;
  alias->parameters = Value::undefined();
  alias->starred = false;
  return Value::from_object(alias);
}

Value alias_create(Fiber& fiber, Type* cls, Args args) {
  if (!check_arg_count(fiber, "GenericAlias", args, 2, 2))
    return Value::error();
  return make_alias(fiber, cls, args[0], args[1]);
}

}  // namespace

bool add_type_text(StrBuilder& out, Value value) {
  if (value.is_ellipsis()) {
    out.add("...");
    return true;
  }
  if (const Type* const type = cast<Type>(value)) {
    out.add(type_full_name(type));
    return true;
  }
  return out.add_repr(value);
}

bool is_generic_alias(Value value) { return is_a(value, g_alias_type); }

namespace {

Value alias_repr(Fiber& fiber, Value self) {
  const GenericAlias* const alias = as_alias(self);
  StrBuilder out(fiber);
  if (alias->starred) out.add('*');
  if (!add_type_text(out, alias->origin)) return Value::error();
  out.add('[');
  for (uint32_t i = 0; i < alias->args->size; ++i) {
    if (i != 0) out.add(", ");
    if (!add_type_text(out, alias->args->items[i]))
      return Value::error();
  }
  out.add(alias->args->size == 0 ? "()]" : "]");
  return out.finish();
}

Value alias_hash(Fiber& fiber, Value self) {
  const GenericAlias* const alias = as_alias(self);
  uint64_t origin, args;
  if (!hash_of(fiber, alias->origin, &origin) ||
      !hash_of(fiber, Value::from_object(alias->args), &args)) {
    return Value::error();
  }
  return int_from_i64(fiber, signed_hash(origin ^ args));
}

Value alias_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_generic_alias(self) || !is_generic_alias(other) ||
      (op != kEq && op != kNe)) {
    return Value::not_implemented();
  }
  const GenericAlias* const a = as_alias(self);
  const GenericAlias* const b = as_alias(other);
  int same = equal(fiber, a->origin, b->origin);
  if (same > 0) {
    same = equal(fiber, Value::from_object(a->args),
                 Value::from_object(b->args));
  }
  if (same < 0) return Value::error();
  if (a->starred != b->starred) same = 0;
  return Value::from_bool((same != 0) == (op == kEq));
}

// The new object learns what it was made as, if it keeps attributes at all.
Value alias_call(Fiber& fiber, Value self, Args args) {
  const Value made = call(fiber, as_alias(self)->origin, args);
  if (made.is_error()) return made;
  if (!set_attr(fiber, made, intern(fiber, "__orig_class__"), self)) {
    const Value exception = take_exception(fiber);
    if (!is_a(exception, types().AttributeError) &&
        !is_a(exception, types().TypeError))
      return raise_object(fiber, exception);
  }
  return made;
}

Value alias_getattr(Fiber& fiber, Value self, Str* name) {
  static const char* const kOwn[] = {
      "__origin__",   "__args__",     "__parameters__", "__mro_entries__",
      "__class__",    "__unpacked__", "__reduce_ex__",  "__reduce__",
      "__copy__",     "__deepcopy__", "__typing_unpacked_tuple_args__"};
  for (const char* own : kOwn)
    if (name->view() == own) return generic_getattr(fiber, self, name);
  return get_attr(fiber, as_alias(self)->origin, name);
}

Value alias_getitem(Fiber& fiber, Value self, Value item) {
  const Value args = generic_function(fiber, "substitute", {self, item});
  if (args.is_error()) return args;
  GenericAlias* const alias = as_alias(self);
  return make_alias(fiber, type_of(self), alias->origin, args);
}

// for x in list[int]: what *list[int] means among type arguments.
Value alias_iter(Fiber& fiber, Value self) {
  GenericAlias* const alias = as_alias(self);
  const Value starred = make_alias(fiber, type_of(self), alias->origin,
                                   Value::from_object(alias->args));
  if (starred.is_error()) return starred;
  as_alias(starred)->starred = true;
  return make_tuple_iterator(fiber, make_tuple(fiber, &starred, 1));
}

Value alias_check(Fiber& fiber, Value, Args, const char* function) {
  return raise_type_error(fiber,
                          "%s() argument 2 cannot be a parameterized generic",
                          function);
}
Value alias_instancecheck(Fiber& fiber, Value self, Args args) {
  return alias_check(fiber, self, args, "isinstance");
}
Value alias_subclasscheck(Fiber& fiber, Value self, Args args) {
  return alias_check(fiber, self, args, "issubclass");
}

Value alias_reduce(Fiber& fiber, Value self, Args) {
  GenericAlias* const alias = as_alias(self);
  if (alias->starred) {
    const Value plain = make_alias(fiber, type_of(self), alias->origin,
                                   Value::from_object(alias->args));
    return generic_function(fiber, "reduce_starred", {plain});
  }
  const Value state[] = {alias->origin, Value::from_object(alias->args)};
  const Value made[] = {Value::from_object(type_of(self)),
                        Value::from_object(make_tuple(fiber, state, 2))};
  return Value::from_object(make_tuple(fiber, made, 2));
}

Value alias_mro_entries(Fiber& fiber, Value self, Args) {
  const Value origin = as_alias(self)->origin;
  return Value::from_object(make_tuple(fiber, &origin, 1));
}

Value alias_origin(Fiber&, Value self) { return as_alias(self)->origin; }
Value alias_args(Fiber&, Value self) {
  return Value::from_object(as_alias(self)->args);
}
Value alias_parameters(Fiber& fiber, Value self) {
  GenericAlias* const alias = as_alias(self);
  if (alias->parameters.is_undefined()) {
    const Value found = generic_function(fiber, "parameters",
                                         {Value::from_object(alias->args)});
    if (found.is_error()) return found;
    store(fiber.heap, &alias->parameters, found);
  }
  return alias->parameters;
}
Value alias_unpacked(Fiber&, Value self) {
  return Value::from_bool(as_alias(self)->starred);
}
Value alias_tuple_args(Fiber&, Value self) {
  const GenericAlias* const alias = as_alias(self);
  if (alias->starred && alias->origin.object() == types().tuple)
    return Value::from_object(alias->args);
  return Value::none();
}

constexpr MethodDef kAliasMethods[] = {
    {"__mro_entries__", alias_mro_entries, 1, 1},
    {"__instancecheck__", alias_instancecheck, 1, 1},
    {"__subclasscheck__", alias_subclasscheck, 1, 1},
    {"__reduce__", alias_reduce, 0, 0},
    {}};
constexpr GetSetDef kAliasGetSets[] = {
    {"__origin__", alias_origin},
    {"__args__", alias_args},
    {"__parameters__", alias_parameters},
    {"__unpacked__", alias_unpacked},
    {"__typing_unpacked_tuple_args__", alias_tuple_args},
    {}};

constexpr Operators make_alias_operators() {
  Operators s{};
  s.binary[kOr] = union_or;
  return s;
}
constexpr Operators kAliasOperators = make_alias_operators();

constexpr Slots make_alias_slots() {
  Slots s{};
  s.repr = alias_repr;
  s.hash = alias_hash;
  s.call = alias_call;
  s.getattr = alias_getattr;
  s.compare = alias_compare;
  s.getitem = alias_getitem;
  s.iter = alias_iter;
  s.operators = &kAliasOperators;
  s.create = alias_create;
  return s;
}
constexpr Slots kAliasSlots = make_alias_slots();
// The origin, then the arguments. Only what comes from a class: that ends the
// search for attributes.
Tuple* alias_parts(Fiber& fiber, Value self) {
  const GenericAlias* const alias = as_alias(self);
  if (!is_kind(alias->origin, Kind::kType)) return empty_tuple(fiber);
  Tuple* const parts = make_tuple(fiber, size_t{1} + alias->args->size);
  if (parts == nullptr) return nullptr;
  parts->items[0] = alias->origin;
  for (uint32_t i = 0; i < alias->args->size; ++i)
    parts->items[i + 1] = alias->args->items[i];
  return parts;
}
bool set_alias_parts(Fiber& fiber, Value self, const Tuple* parts) {
  GenericAlias* const alias = as_alias(self);
  if (parts == nullptr) {
    alias->origin = Value::from_object(types().object);
    alias->args = empty_tuple(fiber);
    return true;
  }
  if (!is_kind(parts->items[0], Kind::kType)) return false;
  Tuple* const args = make_tuple(fiber, parts->items + 1, parts->size - 1);
  if (args == nullptr) return false;
  store(fiber.heap, &alias->origin, parts->items[0]);
  store(fiber.heap, &alias->args, args);
  return true;
}
constexpr PartsDef kAliasParts = {alias_parts, set_alias_parts};

constexpr TypeDef kAliasType = {"types.GenericAlias", &kAliasLayout,
                                &kAliasSlots, kAliasMethods, kAliasGetSets, 0,
                                "Represent a PEP 585 generic type",
                                &kAliasParts};

}  // namespace

Value generic_function(Fiber& fiber, const char* name,
                       std::initializer_list<Value> args) {
  const Value module = import_module(fiber, "_generic");
  if (module.is_error()) return module;
  const Value function = get_attr(fiber, module, intern(fiber, name));
  return function.is_error() ? function : call(fiber, function, args);
}

Value class_getitem(Fiber& fiber, Value cls, Args args) {
  return make_alias(fiber, g_alias_type, cls, args[0]);
}

void init_generic_alias(Fiber& fiber) {
  g_alias_type = native_type(fiber, kAliasType);
  init_union(fiber);
}

}  // namespace mt::python
