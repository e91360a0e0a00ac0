// bool.cc - the class bool: an int with two instances and another repr.

#include "python/container.h"
#include "python/fiber.h"
#include "python/init.h"
#include "python/number_internal.h"
#include "python/str.h"

namespace mt::python {

namespace {

Value bool_create(Fiber& fiber, Type*, Args args) {
  if (!at_most_one(fiber, "bool", args)) return Value::error();
  if (args.count == 0) return Value::from_bool(false);
  const int result = truth(fiber, args[0]);
  return result < 0 ? Value::error() : Value::from_bool(result != 0);
}

Value bool_repr(Fiber& fiber, Value self) {
  return Value::from_object(intern(fiber, self.as_bool() ? "True" : "False"));
}

// Two booleans make a boolean; anything else is for int.
template <int op>
Value bool_bits(Fiber& fiber, Value a, Value b) {
  if (!a.is_bool() || !b.is_bool()) {
    return binary_at_level(fiber, kLevelInt, op, a, b);
  }
  const bool x = a.as_bool(), y = b.as_bool();
  return Value::from_bool(op == kAnd ? x && y : op == kOr ? x || y : x != y);
}

constexpr Operators make_bool_operators() {
  Operators s{};
  s.binary[kAnd] = bool_bits<kAnd>;
  s.binary[kOr] = bool_bits<kOr>;
  s.binary[kXor] = bool_bits<kXor>;
  return s;
}
constexpr Operators kBoolOperators = make_bool_operators();

constexpr Slots make_bool_slots() {
  Slots slots = {};
  slots.repr = bool_repr;
  slots.create = bool_create;
  slots.operators = &kBoolOperators;
  return slots;
}

constexpr Slots kBoolSlots = make_bool_slots();

const TypeDef kBoolType = {
    "bool",
    nullptr,
    &kBoolSlots,
    nullptr,
    nullptr,
    kTypeFinal,
    "bool(x) -> bool\n\nReturns True when the argument x is true, False "
    "otherwise.\nThe builtins True and False are the only two instances of "
    "the class bool.\nThe class bool is a subclass of the class int, and "
    "cannot be subclassed."};

}  // namespace

void init_bool(Fiber& fiber) {
  types().bool_ = native_type(fiber, kBoolType, types().int_);
}

}  // namespace mt::python
