// union_type.cc - int | None: types.UnionType.

#include "python/dict.h"
#include "python/generic_alias.h"
#include "python/init.h"
#include "python/list.h"

namespace mt::python {

namespace {

struct Union : Object {
  Tuple* args;  // two or more, each but once
};

Type* g_union_type;  // classes of C++ are never freed

const Tuple* args_of(Value v) { return v.as<Union>()->args; }

void trace_union(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Union*>(self)->args);
}

const Layout kUnionLayout = {Kind::kNative, "union", sizeof(Union),
                             trace_union,   nullptr, nullptr};

bool is_member(Value v) {
  return v.is_none() || is_kind(v, Kind::kType) || is_generic_alias(v) ||
         is_union(v);
}

// Adds what a value stands for, unless it is there already.
bool add_members(Fiber& fiber, List* list, Value value) {
  if (is_union(value)) {
    const Tuple* const args = args_of(value);
    for (uint32_t i = 0; i < args->size; ++i)
      if (!add_members(fiber, list, args->items[i])) return false;
    return true;
  }
  if (value.is_none()) value = Value::from_object(types().none_type);
  for (uint32_t i = 0; i < list->size; ++i) {
    // Classes without a metaclass of their own are what they are.
    const Value item = list->items[i];
    if (is_exact(value, types().type) && is_exact(item, types().type)) {
      if (value == item) return true;
      continue;
    }
    const int same = same_item(fiber, item, value);
    if (same != 0) return same > 0;
  }
  return list_append(fiber, list, value);
}

Value union_repr(Fiber& fiber, Value self) {
  const Tuple* const args = args_of(self);
  StrBuilder out(fiber);
  for (uint32_t i = 0; i < args->size; ++i) {
    if (i != 0) out.add(" | ");
    if (is_kind(args->items[i], Kind::kType) &&
        args->items[i].object() == types().none_type) {
      out.add("None");
    } else if (!add_type_text(out, args->items[i])) {
      return Value::error();
    }
  }
  return out.finish();
}

// The order of the members does not matter.
Set* members(Fiber& fiber, Value self) {
  Set* const set = make_set(fiber, true);
  return set_update(fiber, set, Value::from_object(args_of(self))) ? set
                                                                   : nullptr;
}

Value union_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (!is_union(self) || !is_union(other) || (op != kEq && op != kNe))
    return Value::not_implemented();
  Set* const a = members(fiber, self);
  Set* const b = members(fiber, other);
  if (a == nullptr || b == nullptr) return Value::error();
  return compare(fiber, op, Value::from_object(a), Value::from_object(b));
}

Value union_hash(Fiber& fiber, Value self) {
  Set* const set = members(fiber, self);
  uint64_t hash;
  if (set == nullptr || !hash_of(fiber, Value::from_object(set), &hash))
    return Value::error();
  return int_from_i64(fiber, signed_hash(hash));
}

Value union_args(Fiber&, Value self) {
  return Value::from_object(args_of(self));
}
Value union_parameters(Fiber& fiber, Value self) {
  return generic_function(fiber, "parameters",
                          {Value::from_object(args_of(self))});
}
// (list[T] | None)[int]
Value union_getitem(Fiber& fiber, Value self, Value item) {
  const Value found = generic_function(fiber, "substitute", {self, item});
  Tuple* const args = cast<Tuple>(found);
  if (args == nullptr) return Value::error();
  Value result = args->items[0];
  for (uint32_t i = 1; i < args->size && !result.is_error(); ++i)
    result = binary_op(fiber, kOr, result, args->items[i]);
  return result;
}

using Check = bool (*)(Fiber&, Value, Value, bool*);

Value check_members(Fiber& fiber, Value self, Value value, Check check,
                    const char* function) {
  const Tuple* const args = args_of(self);
  for (uint32_t i = 0; i < args->size; ++i) {
    if (is_generic_alias(args->items[i])) {
      return raise_type_error(
          fiber, "%s() argument 2 cannot be a parameterized generic",
          function);
    }
    bool found;
    if (!check(fiber, value, args->items[i], &found)) return Value::error();
    if (found) return Value::from_bool(true);
  }
  return Value::from_bool(false);
}

}  // namespace

bool is_union(Value v) { return is_exact(v, g_union_type); }

Value union_instancecheck(Fiber& fiber, Value self, Args args) {
  return check_members(fiber, self, args[0], is_instance, "isinstance");
}

namespace {

Value union_subclasscheck(Fiber& fiber, Value self, Args args) {
  return check_members(fiber, self, args[0], is_subclass, "issubclass");
}

constexpr MethodDef kUnionMethods[] = {
    {"__instancecheck__", union_instancecheck, 1, 1},
    {"__subclasscheck__", union_subclasscheck, 1, 1},
    {}};
constexpr GetSetDef kUnionGetSets[] = {
    {"__args__", union_args}, {"__parameters__", union_parameters}, {}};

constexpr Operators make_union_operators() {
  Operators s{};
  s.binary[kOr] = union_or;
  return s;
}
constexpr Operators kUnionOperators = make_union_operators();

constexpr Slots make_union_slots() {
  Slots s = closed_slots();
  s.repr = union_repr;
  s.hash = union_hash;
  s.compare = union_compare;
  s.getitem = union_getitem;
  s.operators = &kUnionOperators;
  return s;
}
constexpr Slots kUnionSlots = make_union_slots();
Tuple* union_parts(Fiber&, Value self) { return self.as<Union>()->args; }
bool set_union_parts(Fiber& fiber, Value self, const Tuple* parts) {
  const Value none = Value::none();
  if (parts == nullptr) {
    self.as<Union>()->args = make_tuple(fiber, &none, 1);
  } else {
    for (uint32_t i = 0; i < parts->size; ++i)
      if (!is_member(parts->items[i])) return false;
    store(fiber.heap, &self.as<Union>()->args,
          make_tuple(fiber, parts->items, parts->size));
  }
  return self.as<Union>()->args != nullptr;
}
constexpr PartsDef kUnionParts = {union_parts, set_union_parts};

constexpr TypeDef kUnionType = {
    "types.UnionType", &kUnionLayout, &kUnionSlots, kUnionMethods,
    kUnionGetSets, kTypeFinal | kTypeNotCreatable,
    "Represent a PEP 604 union type\n\nE.g. for int | str", &kUnionParts};

}  // namespace

Value union_or(Fiber& fiber, Value a, Value b) {
  if (!is_member(a) || !is_member(b)) return Value::not_implemented();
  List* const list = make_list(fiber, 4);
  if (!add_members(fiber, list, a) || !add_members(fiber, list, b))
    return Value::error();
  if (list->size == 1) return list->items[0];
  Union* const made = make<Union>(fiber, g_union_type);
  made->args = tuple_from_list(fiber, list);
  return Value::from_object(made);
}

void init_union(Fiber& fiber) {
  g_union_type = native_type(fiber, kUnionType);
}

}  // namespace mt::python
