// slot_methods.cc - slots that call methods written in Python.

#include "python/slot_methods.h"

#include "python/container.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/native.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"

namespace mt::python {

namespace {

Value missing(Fiber& fiber, Value self, const char* name) {
  return raise(fiber, types().AttributeError,
               "'%s' object has no attribute '%s'", type_name(self), name);
}

// Calls self.name(args), which update_slots() saw exist.
Value must_call(Fiber& fiber, Value self, Str* name,
                std::initializer_list<Value> args = {}) {
  const Value result = call_special(fiber, self, name, args);
  // One slot for __setitem__ and __delitem__, and the class has the other.
  if (result.is_undefined())
    return raise(fiber, types().AttributeError, "%s", name->data());
  return result;
}

// The same of setting with a value, or of deleting without one.
bool set_or_delete(Fiber& fiber, Value self, Str* setter, Str* deleter,
                   Value key, Value value) {
  const Value done = value.is_undefined()
                         ? must_call(fiber, self, deleter, {key})
                         : must_call(fiber, self, setter, {key, value});
  return !done.is_error();
}

Value call_with(Fiber& fiber, Value method, Value first, Args args) {
  GcVector values(fiber);
  values.push(first);
  for (uint32_t i = 0; i < args.count + args.is_named; ++i)
    values.push(args[i]);
  return call(fiber, method,
              Args{values.data(), args.count + 1, args.is_named});
}

}  // namespace

Value slot_repr(Fiber& f, Value self) {
  return must_call(f, self, names().dunder_repr);
}
Value slot_str(Fiber& f, Value self) {
  return must_call(f, self, names().dunder_str);
}

Value slot_hash(Fiber& fiber, Value self) {
  const Value result = must_call(fiber, self, names().dunder_hash);
  if (result.is_error()) return result;
  if (!is_integer(result))
    return raise_type_error(fiber, "__hash__ method should return an integer");
  return result;
}

Value slot_call(Fiber& fiber, Value self, Args args) {
  Type* type = type_of(self);
  const Value method = type_lookup(type, names().dunder_call);
  if (method.is_undefined()) return missing(fiber, self, "__call__");
  if (is_kind(method, Kind::kFunction))
    return call_with(fiber, method, self, args);
  // What `call` finds may have a __call__ of this kind in turn, without end.
  RecursionGuard guard(fiber, " while calling a Python object");
  if (!guard.ok()) return Value::error();
  const Value bound = bind_descriptor(fiber, method, self, type);
  if (bound.is_error()) return bound;
  return call(fiber, bound, args);
}

Value slot_getattr(Fiber& fiber, Value self, Str* name) {
  const Type* const type = type_of(self);
  Value found = Value::error();
  if ((type->type_flags & kTypeGetattrHook) == 0) {
    found = must_call(fiber, self, names().dunder_getattribute,
                      {Value::from_object(name)});
  } else if (type_lookup(type, name).is_undefined() &&
             (!self.object()->shape->has_slots ||
              own_get(self.object(), name).is_undefined())) {
    if (is_kind(self, Kind::kDict)) {
      // Its has_key() was there before anybody was asked.
      const Value then = era_attribute(fiber, self, name);
      if (!then.is_undefined()) return then;
    }
    // Absence that nobody hears of costs no exception.
    return must_call(fiber, self, names().dunder_getattr,
                     {Value::from_object(name)});
  } else {
    found = generic_getattr(fiber, self, name);
  }
  if (!found.is_error() || !exception_matches(fiber, types().AttributeError))
    return found;
  const Value hook = type_lookup(type, names().dunder_getattr);
  if (hook.is_undefined()) return found;
  clear_exception(fiber);
  return must_call(fiber, self, names().dunder_getattr,
                   {Value::from_object(name)});
}

bool slot_setattr(Fiber& fiber, Value self, Str* name, Value value) {
  return set_or_delete(fiber, self, names().dunder_setattr,
                       names().dunder_delattr, Value::from_object(name),
                       value);
}

// Classes of the era compare with __cmp__: negative, zero or positive.
static Value compare_as_then(Fiber& fiber, Value self, Value other,
                             CompareOp op) {
  Str* const name = intern(fiber, "__cmp__");
  const Function* const method =
      cast<Function>(type_lookup(type_of(self), name));
  if (method == nullptr || !method->code->is_era())
    return Value::not_implemented();
  const Value order = call_special(fiber, self, name, {other});
  if (order.is_error()) return order;
  return compare(fiber, op, order, Value::from_int(0));
}

Value slot_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Value result =
      call_special(fiber, self, names().compare[op], {other});
  if (result.is_undefined() || result.is_not_implemented())
    return compare_as_then(fiber, self, other, op);
  return result;
}

Value slot_iter(Fiber& fiber, Value self) {
  const Value method = type_lookup(type_of(self), names().dunder_iter);
  if (method.is_none() || method.is_undefined())
    return raise_type_error(fiber, "'%s' object is not iterable",
                            type_name(self));
  return must_call(fiber, self, names().dunder_iter);
}

Value slot_next(Fiber& fiber, Value self) {
  const Value item = must_call(fiber, self, names().dunder_next);
  if (item.is_error() && exception_matches(fiber, types().StopIteration)) {
    clear_exception(fiber);
    return Value::exhausted();
  }
  return item;
}

static int64_t checked_length(Fiber& fiber, Value result) {
  if (result.is_error()) return -1;
  int64_t length = 0;
  if (!index_of(fiber, result, &length, false)) return -1;
  if (length < 0) {
    raise_value_error(fiber, "__len__() should return >= 0");
    return -1;
  }
  return length;
}

int64_t slot_len(Fiber& fiber, Value self) {
  return checked_length(fiber, must_call(fiber, self, names().dunder_len));
}

int truth_of_bool(Fiber& fiber, Value result) {
  if (result.is_bool()) return result.as_bool();
  raise_type_error(fiber, "__bool__ should return bool, returned %s",
                   type_name(result));
  return -1;
}

int truth_of_len(Fiber& fiber, Value result) {
  const int64_t length = checked_length(fiber, result);
  return length < 0 ? -1 : length > 0;
}

int slot_truth(Fiber& fiber, Value self) {
  const Value result = must_call(fiber, self, names().dunder_bool);
  if (result.is_error()) return -1;
  // __nonzero__ gave a number.
  const Function* const method =
      cast<Function>(type_lookup(type_of(self), names().dunder_bool));
  if (is_integer(result) && method != nullptr && method->code->is_era())
    return !int_is_zero(result);
  return truth_of_bool(fiber, result);
}

int slot_contains(Fiber& fiber, Value self, Value item) {
  const Value method = type_lookup(type_of(self), names().dunder_contains);
  if (method.is_none()) {
    raise_type_error(fiber, "'%s' object is not a container", type_name(self));
    return -1;
  }
  const Value result =
      must_call(fiber, self, names().dunder_contains, {item});
  return result.is_error() ? -1 : truth(fiber, result);
}

Value slot_getitem(Fiber& fiber, Value self, Value key) {
  return must_call(fiber, self, names().dunder_getitem, {key});
}

bool slot_setitem(Fiber& fiber, Value self, Value key, Value value) {
  // A class that has but one of the two in Python leaves the other to its base.
  const bool is_set = !value.is_undefined();
  const Descriptor* const native = cast<Descriptor>(type_lookup(
      type_of(self), is_set ? names().dunder_setitem : names().dunder_delitem));
  if (native != nullptr && native->what == Descriptor::What::kSlot &&
      native->row->shape ==
          (is_set ? SlotShape::kSetItem : SlotShape::kDelItem) &&
      is_subtype(type_of(self), native->owner)) {
    return native->owner->slots->setitem(fiber, self, key, value);
  }
  return set_or_delete(fiber, self, names().dunder_setitem,
                       names().dunder_delitem, key, value);
}

Value try_method(Fiber& fiber, Value self, Str* name, Value other) {
  const Value result = call_special(fiber, self, name, {other});
  return result.is_undefined() ? Value::not_implemented() : result;
}

// One side or both have the method in Python. binary_op() already decided whose
// slot comes first; within one slot the order of the language applies again.
Value operator_methods(Fiber& fiber, int op, BinaryFn mine, Value a, Value b) {
  const Names::Binary& row = names().binary[op];
  Type* left = type_of(a);
  Type* right = type_of(b);
  bool right_has =
      left != right && right->slots->operators->binary[op] == mine;
  if (left->slots->operators->binary[op] == mine) {
    if (right_has && is_subtype(right, left)) {
      if (type_lookup(right, row.reflected) !=
          type_lookup(left, row.reflected)) {
        const Value result = try_method(fiber, b, row.reflected, a);
        if (!result.is_not_implemented()) return result;
        right_has = false;  // and is not asked twice
      }
    }
    const Value result = try_method(fiber, a, row.forward, b);
    if (!result.is_not_implemented() || left == right) return result;
  }
  return right_has ? try_method(fiber, b, row.reflected, a)
                   : Value::not_implemented();
}

Value slot_unary_method(Fiber& fiber, Value self, int op) {
  return must_call(fiber, self, names().unary[op]);
}

// Whoever asks a class for its number gets one.
static Value integer_from_call(Fiber& fiber, Value self, Str* name) {
  const Value result = must_call(fiber, self, name);
  if (result.is_error() || is_integer(result)) return result;
  return raise_type_error(fiber, "%s returned non-int (type %s)", name->data(),
                          type_name(result));
}
Value slot_to_int(Fiber& f, Value self) {
  return integer_from_call(f, self, names().dunder_int);
}
Value slot_to_float(Fiber& f, Value self) {
  return must_call(f, self, names().dunder_float);
}
Value slot_index(Fiber& f, Value self) {
  return integer_from_call(f, self, names().dunder_index);
}

Value slot_get(Fiber& fiber, Value self, Value instance, Type* owner) {
  const Value on = instance.is_undefined() ? Value::none() : instance;
  const Value cls =
      owner != nullptr ? Value::from_object(owner) : Value::none();
  return must_call(fiber, self, names().dunder_get, {on, cls});
}

bool slot_set(Fiber& fiber, Value self, Value instance, Value value) {
  return set_or_delete(fiber, self, names().dunder_set, names().dunder_delete,
                       instance, value);
}

Value slot_create(Fiber& fiber, Type* cls, Args args) {
  Type* holder = nullptr;
  const Value found = type_lookup(cls, names().dunder_new, &holder);
  const Value method = bind_descriptor(fiber, found, Value(), cls);
  if (method.is_error()) return method;
  return call_with(fiber, method, Value::from_object(cls), args);
}

Value slot_await(Fiber& f, Value self) {
  return must_call(f, self, names().dunder_await);
}
Value slot_aiter(Fiber& f, Value self) {
  return must_call(f, self, names().dunder_aiter);
}
Value slot_anext(Fiber& f, Value self) {
  return must_call(f, self, names().dunder_anext);
}

const Type* creator_of(const Type* type) {
  while (type->slots->create == slot_create ||
         type->slots->create == quick_create)
    type = type->base;
  return type;
}

bool slot_init(Fiber& fiber, Value self, Args args) {
  Type* type = type_of(self);
  const Value method = type_lookup(type, names().dunder_init);
  Value result;
  if (is_kind(method, Kind::kFunction)) {
    result = call_with(fiber, method, self, args);
  } else {
    const Value bound = bind_descriptor(fiber, method, self, type);
    if (bound.is_error()) return false;
    result = call(fiber, bound, args);
  }
  if (result.is_error()) return false;
  if (!result.is_none()) {
    raise_type_error(fiber, "__init__() should return None, not '%s'",
                     type_name(result));
    return false;
  }
  return true;
}

}  // namespace mt::python
