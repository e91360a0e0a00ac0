// slot_wrappers.cc - calling a slot through its name.
//
// list.__len__ is a wrapper of the slot: it looks at how many arguments there
// are, as a method would, and hands them on as the slot takes them.

#include "base/status.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/list.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"

namespace mt::python {

// What a named operator of a sequence gave. Asked for by name, it leaves
// nothing to the other operand: that is one to join, or how often to repeat.
static Value need_count(Fiber& fiber, const SlotRow& row, Value self,
                        Value count, Value result) {
  if (!result.is_not_implemented() ||
      type_of(self)->slots->getitem == nullptr) {
    return result;
  }
  if (row.op == kAdd) return fail_binary(fiber, kAdd, "+", self, count);
  if (row.op != kMul || is_index(count)) return result;
  return raise_type_error(fiber,
                          "'%s' object cannot be interpreted as an integer",
                          type_name(count));
}

// __pow__ and __rpow__ of a class with three operands. Those that are none of
// its numbers are for somebody else.
static Value named_power(Fiber& fiber, const Type* owner, Value base,
                         Value exponent, Value modulus) {
  const auto pow = owner->slots->operators->binary[kPow];
  if (modulus.is_none()) return pow(fiber, base, exponent);
  if (owner == types().float_)
    return raise_type_error(fiber, "pow() 3rd argument not allowed unless all "
                                   "arguments are integers");
  const bool is_whole = owner->slots->index != nullptr;
  const auto fits = [is_whole](Value v) {
    return is_integer(v) ||
           (!is_whole && (is_floating(v) || is_kind(v, Kind::kComplex)));
  };
  if (!fits(base) || !fits(exponent) || (is_whole && !fits(modulus)))
    return Value::not_implemented();
  if (!is_whole) return raise_value_error(fiber, "complex modulo");
  return power(fiber, base, exponent, modulus);
}

Value call_slot(Fiber& fiber, const SlotRow& row, Type* owner, Value self,
                Args args) {
  const Slots* slots = owner->slots;
  int least = 0;
  int most = 0;
  // Some of CPython's wrappers say a name before their counts, which is empty.
  bool is_named = row.op == kMul && slots->getitem != nullptr;
  switch (row.shape) {
    case SlotShape::kCall:
    case SlotShape::kInit:
      most = -1;
      break;
    case SlotShape::kBinary:
    case SlotShape::kInplace:
      least = most = 1;
      break;
    case SlotShape::kReflected:
      least = most = 1;
      if (row.op != kPow) break;
      most = 2;
      is_named = true;
      break;
    case SlotShape::kCompare:
    case SlotShape::kContains:
    case SlotShape::kGetItem:
    case SlotShape::kDelItem:
    case SlotShape::kGetAttribute:
    case SlotShape::kDelAttr:
    case SlotShape::kDelete:
      least = most = 1;
      is_named = false;  // their op is no operator
      break;
    case SlotShape::kSetItem:
    case SlotShape::kSetAttr:
    case SlotShape::kSet:
      least = most = 2;
      is_named = true;
      break;
    case SlotShape::kGet:
    case SlotShape::kPower:
      least = 1;
      most = 2;
      is_named = true;
      break;
    default:
      is_named = false;
      break;
  }
  if (most >= 0) {
    if (args.is_named)
      return raise_type_error(fiber, "wrapper %s() takes no keyword arguments",
                              row.name);
    const int count = static_cast<int>(args.count);
    if (count < least || count > most) {
      const int bound = count < least ? least : most;
      return raise_type_error(
          fiber, "%sexpected %s%d argument%s, got %d", is_named ? " " : "",
          least == most ? "" : count < least ? "at least " : "at most ", bound,
          bound == 1 ? "" : "s", count);
    }
  }
  const Value none = Value::none();
  const auto done = [&](bool ok) { return ok ? none : Value::error(); };
  const auto name_argument = [&](Value value) -> Str* {
    if (Str* name = cast<Str>(value)) return intern(fiber, name);
    raise_type_error(fiber, "attribute name must be string, not '%s'",
                     type_name(value));
    return nullptr;
  };
  switch (row.shape) {
    case SlotShape::kUnary:
    case SlotShape::kHash: {
      const auto fn = *reinterpret_cast<Value (*const*)(Fiber&, Value)>(
          slot_at(*slots, row));
      return fn(fiber, self);
    }
    case SlotShape::kBinary:
      return need_count(fiber, row, self, args[0],
                        slots->operators->binary[row.op](fiber, self, args[0]));
    case SlotShape::kReflected:
      if (row.op == kPow)
        return named_power(fiber, owner, args[0], self, args.get(1, none));
      return need_count(fiber, row, self, args[0],
                        slots->operators->binary[row.op](fiber, args[0], self));
    case SlotShape::kInplace:
      return need_count(
          fiber, row, self, args[0],
          slots->operators->inplace[row.op](fiber, self, args[0]));
    case SlotShape::kPower:
      return named_power(fiber, owner, self, args[0], args.get(1, none));
    case SlotShape::kCompare:
      return slots->compare(fiber, self, args[0],
                            static_cast<CompareOp>(row.op));
    case SlotShape::kLen: {
      const int64_t length = slots->len(fiber, self);
      return length < 0 ? Value::error() : int_from_i64(fiber, length);
    }
    case SlotShape::kTruth: {
      const int result = slots->truth(fiber, self);
      return result < 0 ? Value::error() : Value::from_bool(result != 0);
    }
    case SlotShape::kContains: {
      const int result = slots->contains(fiber, self, args[0]);
      return result < 0 ? Value::error() : Value::from_bool(result != 0);
    }
    case SlotShape::kGetItem:
      return slots->getitem(fiber, self, args[0]);
    case SlotShape::kSetItem:
      return done(slots->setitem(fiber, self, args[0], args[1]));
    case SlotShape::kDelItem:
      return done(slots->setitem(fiber, self, args[0], Value::undefined()));
    case SlotShape::kGetAttribute: {
      Str* name = name_argument(args[0]);
      if (name == nullptr) return Value::error();
      return slots->getattr(fiber, self, name);
    }
    case SlotShape::kSetAttr:
    case SlotShape::kDelAttr: {
      Str* name = name_argument(args[0]);
      if (name == nullptr) return Value::error();
      const Value value = row.shape == SlotShape::kSetAttr ? args[1] : Value();
      return done(slots->setattr(fiber, self, name, value));
    }
    case SlotShape::kCall:
      return slots->call(fiber, self, args);
    case SlotShape::kInit:
      return done(slots->init(fiber, self, args));
    case SlotShape::kNext: {
      const Value item = slots->next(fiber, self);
      if (item.is_exhausted()) return raise_stop_iteration(fiber, none);
      return item;
    }
    case SlotShape::kGet: {
      const Value on = args[0].is_none() ? Value() : args[0];
      Type* cls = args.count > 1 ? cast<Type>(args[1]) : nullptr;
      if (on.is_undefined() && cls == nullptr)
        return raise_type_error(fiber, "__get__(None, None) is invalid");
      return slots->get(fiber, self, on, cls);
    }
    case SlotShape::kSet:
      return done(slots->set(fiber, self, args[0], args[1]));
    case SlotShape::kDelete:
      return done(slots->set(fiber, self, args[0], Value::undefined()));
    case SlotShape::kGetAttr:
    case SlotShape::kNew:
    case SlotShape::kEraCompare:
    case SlotShape::kFinalizer:
      break;
  }
  CHECK(false);  // these rows have no wrapper
}

}  // namespace mt::python
