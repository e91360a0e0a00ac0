// generic_alias.cc - list[int]: a class with type arguments, for annotations.
//
// Calling it makes an instance of the class; every attribute but the few of its
// own is the class's. Nothing checks the arguments.

#include "python/generic_alias.h"

#include "python/dict.h"
#include "python/init.h"
#include "python/list.h"

namespace mt::python {

namespace {

struct GenericAlias : Object {
  Value origin;
  Tuple* args;
};

Type* g_alias_type;  // classes of C++ are never freed

GenericAlias* as_alias(Value v) { return v.as<GenericAlias>(); }

void trace_alias(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<GenericAlias*>(self)->origin);
  tracer.visit(static_cast<GenericAlias*>(self)->args);
}

const Layout kAliasLayout = {Kind::kNative,        "generic alias",
                             sizeof(GenericAlias), trace_alias,
                             nullptr,              nullptr};

Value make_alias(Fiber& fiber, Value origin, Value argument) {
  Tuple* args = cast<Tuple>(argument);
  if (args == nullptr) args = make_tuple(fiber, &argument, 1);
  GenericAlias* const alias = make<GenericAlias>(fiber, g_alias_type);
  alias->origin = origin;
  alias->args = args;
  return Value::from_object(alias);
}

Value alias_create(Fiber& fiber, Type*, Args args) {
  if (!check_arg_count(fiber, "GenericAlias", args, 2, 2))
    return Value::error();
  return make_alias(fiber, args[0], args[1]);
}

// A class by its full name, `...` and everything else as repr has it.
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

bool is_generic_alias(Value value) { return is_exact(value, g_alias_type); }

namespace {

Value alias_repr(Fiber& fiber, Value self) {
  const GenericAlias* const alias = as_alias(self);
  StrBuilder out(fiber);
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
  if (!is_exact(self, g_alias_type) || !is_exact(other, g_alias_type) ||
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
  return Value::from_bool((same != 0) == (op == kEq));
}

Value alias_call(Fiber& fiber, Value self, Args args) {
  return call(fiber, as_alias(self)->origin, args);
}

Value alias_getattr(Fiber& fiber, Value self, Str* name) {
  static const char* const kOwn[] = {
      "__origin__", "__args__", "__parameters__", "__mro_entries__",
      "__class__",  "__repr__", "__eq__",         "__hash__",
      "__getitem__"};
  for (const char* own : kOwn)
    if (name->view() == own) return generic_getattr(fiber, self, name);
  return get_attr(fiber, as_alias(self)->origin, name);
}

Value alias_getitem(Fiber& fiber, Value self, Value) {
  return raise_type_error(fiber, "%s is not a generic class",
                          safe_repr(fiber, self).c_str());
}

Value alias_mro_entries(Fiber& fiber, Value self, Args) {
  const Value origin = as_alias(self)->origin;
  return Value::from_object(make_tuple(fiber, &origin, 1));
}

Value alias_origin(Fiber&, Value self) { return as_alias(self)->origin; }
Value alias_args(Fiber&, Value self) {
  return Value::from_object(as_alias(self)->args);
}
Value alias_parameters(Fiber& fiber, Value) {
  return Value::from_object(empty_tuple(fiber));
}

constexpr MethodDef kAliasMethods[] = {
    {"__mro_entries__", alias_mro_entries, 1, 1}, {}};
constexpr GetSetDef kAliasGetSets[] = {{"__origin__", alias_origin},
                                       {"__args__", alias_args},
                                       {"__parameters__", alias_parameters},
                                       {}};

constexpr Slots make_alias_slots() {
  Slots s{};
  s.repr = alias_repr;
  s.hash = alias_hash;
  s.call = alias_call;
  s.getattr = alias_getattr;
  s.compare = alias_compare;
  s.getitem = alias_getitem;
  s.binary[kOr] = union_or;
  s.create = alias_create;
  return s;
}
constexpr Slots kAliasSlots = make_alias_slots();
constexpr TypeDef kAliasType = {"types.GenericAlias", &kAliasLayout,
                                &kAliasSlots, kAliasMethods, kAliasGetSets, 0,
                                "Represent a PEP 585 generic type"};

}  // namespace

Value class_getitem(Fiber& fiber, Value cls, Args args) {
  return make_alias(fiber, cls, args[0]);
}

void init_generic_alias(Fiber& fiber) {
  g_alias_type = native_type(fiber, kAliasType);
  init_union(fiber);
}

}  // namespace mt::python
