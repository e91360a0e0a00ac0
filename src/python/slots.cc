// slots.cc - the table that joins special methods and slots, in both
// directions.

#include "python/slots.h"

#include <stddef.h>
#include <string.h>

#include "base/status.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {
namespace {

// --- downwards: slots that call methods written in Python ---------------------


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
    return raise(fiber, types().AttributeError, "%s", name->data);
  return result;
}

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
  if (is_kind(method, Kind::kFunction)) {
    GcVector values(fiber);
    values.push(self);
    for (uint32_t i = 0; i < args.count; ++i) values.push(args[i]);
    return call(fiber, method, Args{values.data(), args.count + 1, args.names});
  }
  // What `call` finds may have a __call__ of this kind in turn, without end.
  RecursionGuard guard(fiber, " while calling a Python object");
  if (!guard.ok()) return Value::error();
  const Value bound = bind_descriptor(fiber, method, self, type);
  if (bound.is_error()) return bound;
  return call(fiber, bound, args);
}

Value slot_getattr(Fiber& fiber, Value self, Str* name) {
  const Value found = must_call(fiber, self, names().dunder_getattribute,
                                {Value::from_object(name)});
  if (!found.is_error() || !exception_matches(fiber, types().AttributeError))
    return found;
  const Value hook = type_lookup(type_of(self), names().dunder_getattr);
  if (hook.is_undefined()) return found;
  clear_exception(fiber);
  return must_call(fiber, self, names().dunder_getattr,
                   {Value::from_object(name)});
}

bool slot_setattr(Fiber& fiber, Value self, Str* name, Value value) {
  const Value key = Value::from_object(name);
  const Value done =
      value.is_undefined()
          ? must_call(fiber, self, names().dunder_delattr, {key})
          : must_call(fiber, self, names().dunder_setattr, {key, value});
  return !done.is_error();
}

const char* const kCompareNames[] = {"__lt__", "__le__", "__eq__",
                                     "__ne__", "__gt__", "__ge__"};

// Classes of the era compare with __cmp__: negative, zero or positive.
Value compare_as_then(Fiber& fiber, Value self, Value other, CompareOp op) {
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

int64_t checked_length(Fiber& fiber, Value result) {
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

int slot_truth(Fiber& fiber, Value self) {
  const Value result = must_call(fiber, self, names().dunder_bool);
  if (result.is_error()) return -1;
  if (!result.is_bool()) {
    raise_type_error(fiber, "__bool__ should return bool, returned %s",
                     type_name(result));
    return -1;
  }
  return result.as_bool();
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
  const Value done =
      value.is_undefined()
          ? must_call(fiber, self, names().dunder_delitem, {key})
          : must_call(fiber, self, names().dunder_setitem, {key, value});
  return !done.is_error();
}

struct OperatorNames {
  const char *forward, *reflected, *inplace;
};
const OperatorNames kOperatorNames[kBinaryOpCount] = {
    {"__add__", "__radd__", "__iadd__"},
    {"__sub__", "__rsub__", "__isub__"},
    {"__mul__", "__rmul__", "__imul__"},
    {"__matmul__", "__rmatmul__", "__imatmul__"},
    {"__truediv__", "__rtruediv__", "__itruediv__"},
    {"__floordiv__", "__rfloordiv__", "__ifloordiv__"},
    {"__mod__", "__rmod__", "__imod__"},
    {"__pow__", "__rpow__", "__ipow__"},
    {"__lshift__", "__rlshift__", "__ilshift__"},
    {"__rshift__", "__rrshift__", "__irshift__"},
    {"__and__", "__rand__", "__iand__"},
    {"__xor__", "__rxor__", "__ixor__"},
    {"__or__", "__ror__", "__ior__"},
    {"__divmod__", "__rdivmod__", nullptr}};

using BinaryFn = Value (*)(Fiber&, Value, Value);

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
  const bool right_has = left != right && right->slots->binary[op] == mine;
  if (left->slots->binary[op] == mine) {
    if (right_has && is_subtype(right, left)) {
      if (type_lookup(right, row.reflected) !=
          type_lookup(left, row.reflected)) {
        const Value result = try_method(fiber, b, row.reflected, a);
        if (!result.is_not_implemented()) return result;
      }
    }
    const Value result = try_method(fiber, a, row.forward, b);
    if (!result.is_not_implemented() || left == right) return result;
  }
  return right_has ? try_method(fiber, b, row.reflected, a)
                   : Value::not_implemented();
}

template <int op>
Value slot_binary(Fiber& fiber, Value a, Value b) {
  return operator_methods(fiber, op, slot_binary<op>, a, b);
}
template <int op>
Value slot_inplace(Fiber& fiber, Value a, Value b) {
  return try_method(fiber, a, names().binary[op].inplace, b);
}

const char* const kUnaryNames[] = {"__neg__", "__pos__", "__invert__",
                                   "__abs__"};
template <int op>
Value slot_unary(Fiber& fiber, Value self) {
  return must_call(fiber, self, names().unary[op]);
}

// Whoever asks a class for its number gets one.
Value integer_from_call(Fiber& fiber, Value self, Str* name) {
  const Value result = must_call(fiber, self, name);
  if (result.is_error() || is_integer(result)) return result;
  return raise_type_error(fiber, "%s returned non-int (type %s)", name->data,
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
  const Value done =
      value.is_undefined()
          ? must_call(fiber, self, names().dunder_delete, {instance})
          : must_call(fiber, self, names().dunder_set, {instance, value});
  return !done.is_error();
}

Value slot_create(Fiber& fiber, Type* cls, Args args) {
  Type* holder = nullptr;
  const Value found = type_lookup(cls, names().dunder_new, &holder);
  const Value method = bind_descriptor(fiber, found, Value(), cls);
  if (method.is_error()) return method;
  GcVector values(fiber);
  values.push(Value::from_object(cls));
  for (uint32_t i = 0; i < args.count; ++i) values.push(args[i]);
  return call(fiber, method, Args{values.data(), args.count + 1, args.names});
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

// --- the table -------------------------------------------------------------------

using Generic = void (*)();

#define SLOT(name, shape, member, generic)                       \
  {name, SlotShape::shape, offsetof(Slots, member), 0,           \
   reinterpret_cast<Generic>(generic)}
#define OPERATOR(op)                                                        \
  {kOperatorNames[op].forward, op == kPow ? SlotShape::kPower               \
                                          : SlotShape::kBinary,             \
   offsetof(Slots, binary) + (op) * sizeof(BinaryFn), op,                   \
   reinterpret_cast<Generic>(slot_binary<op>)},                             \
  {kOperatorNames[op].reflected, SlotShape::kReflected,                     \
   offsetof(Slots, binary) + (op) * sizeof(BinaryFn), op,                   \
   reinterpret_cast<Generic>(slot_binary<op>)}
#define INPLACE(op)                                                         \
  {kOperatorNames[op].inplace, SlotShape::kInplace,                         \
   offsetof(Slots, inplace) + (op) * sizeof(BinaryFn), op,                  \
   reinterpret_cast<Generic>(slot_inplace<op>)}
#define UNARY(op)                                                           \
  {kUnaryNames[op], SlotShape::kUnary,                                      \
   offsetof(Slots, unary) + (op) * sizeof(BinaryFn), op,                    \
   reinterpret_cast<Generic>(slot_unary<op>)}
#define COMPARE(op)                                                         \
  {kCompareNames[op], SlotShape::kCompare, offsetof(Slots, compare), op,    \
   reinterpret_cast<Generic>(slot_compare)}

// Rows of one slot stand together.
const SlotRow kRows[] = {
    SLOT("__repr__", kUnary, repr, slot_repr),
    SLOT("__str__", kUnary, str, slot_str),
    SLOT("__hash__", kHash, hash, slot_hash),
    SLOT("__call__", kCall, call, slot_call),
    SLOT("__getattribute__", kGetAttribute, getattr, slot_getattr),
    SLOT("__getattr__", kGetAttr, getattr, slot_getattr),
    SLOT("__setattr__", kSetAttr, setattr, slot_setattr),
    SLOT("__delattr__", kDelAttr, setattr, slot_setattr),
    COMPARE(kLt), COMPARE(kLe), COMPARE(kEq), COMPARE(kNe), COMPARE(kGt),
    COMPARE(kGe),
    SLOT("__cmp__", kEraCompare, compare, slot_compare),
    SLOT("__iter__", kUnary, iter, slot_iter),
    SLOT("__next__", kNext, next, slot_next),
    SLOT("__bool__", kTruth, truth, slot_truth),
    SLOT("__len__", kLen, len, slot_len),
    SLOT("__contains__", kContains, contains, slot_contains),
    SLOT("__getitem__", kGetItem, getitem, slot_getitem),
    SLOT("__setitem__", kSetItem, setitem, slot_setitem),
    SLOT("__delitem__", kDelItem, setitem, slot_setitem),
    OPERATOR(kAdd), OPERATOR(kSub), OPERATOR(kMul), OPERATOR(kMatMul),
    OPERATOR(kTrueDiv), OPERATOR(kFloorDiv), OPERATOR(kMod), OPERATOR(kPow),
    OPERATOR(kLShift), OPERATOR(kRShift), OPERATOR(kAnd), OPERATOR(kXor),
    OPERATOR(kOr), OPERATOR(kDivMod),
    INPLACE(kAdd), INPLACE(kSub), INPLACE(kMul), INPLACE(kMatMul),
    INPLACE(kTrueDiv), INPLACE(kFloorDiv), INPLACE(kMod), INPLACE(kPow),
    INPLACE(kLShift), INPLACE(kRShift), INPLACE(kAnd), INPLACE(kXor),
    INPLACE(kOr),
    UNARY(kNeg), UNARY(kPos), UNARY(kInvert), UNARY(kAbs),
    SLOT("__int__", kUnary, to_int, slot_to_int),
    SLOT("__float__", kUnary, to_float, slot_to_float),
    SLOT("__index__", kUnary, index, slot_index),
    SLOT("__get__", kGet, get, slot_get),
    SLOT("__set__", kSet, set, slot_set),
    SLOT("__delete__", kDelete, set, slot_set),
    SLOT("__new__", kNew, create, slot_create),
    SLOT("__init__", kInit, init, slot_init),
    SLOT("__await__", kUnary, await, slot_await),
    SLOT("__aiter__", kUnary, aiter, slot_aiter),
    SLOT("__anext__", kUnary, anext, slot_anext),
    {"__del__", SlotShape::kFinalizer, 0, 0, nullptr},
};
constexpr size_t kRowCount = sizeof(kRows) / sizeof(kRows[0]);

#undef SLOT
#undef OPERATOR
#undef INPLACE
#undef UNARY
#undef COMPARE

Generic& slot_of(Slots* slots, const SlotRow& row) {
  return *reinterpret_cast<Generic*>(reinterpret_cast<char*>(slots) +
                                     row.offset);
}

Generic slot_of(const Slots& slots, const SlotRow& row) {
  return *reinterpret_cast<const Generic*>(
      reinterpret_cast<const char*>(&slots) + row.offset);
}

bool same_slot(const SlotRow& a, const SlotRow& b) {
  return a.offset == b.offset && a.shape != SlotShape::kFinalizer &&
         b.shape != SlotShape::kFinalizer;
}

// What the slot of rows [first, last) must be, from what the MRO holds.
Generic resolve(Fiber& fiber, Type* type, size_t first, size_t last) {
  Generic native = nullptr;
  for (size_t i = first; i < last; ++i) {
    Type* holder = nullptr;
    const Value found =
        type_lookup(type, intern(fiber, kRows[i].name), &holder);
    if (found.is_undefined()) continue;
    if (found.is_none()) {  // "__hash__ = None" says: no such operation
      if (kRows[i].shape == SlotShape::kHash) return nullptr;
      return kRows[i].generic;
    }
    const Descriptor* wrapper = cast<Descriptor>(found);
    const Builtin* creator = cast<Builtin>(found);
    const bool is_native_new = kRows[i].shape == SlotShape::kNew &&
                               creator != nullptr && creator->owner != nullptr;
    const bool is_native_slot = wrapper != nullptr &&
                                wrapper->what == Descriptor::What::kSlot &&
                                wrapper->row == &kRows[i];
    if (is_native_new || is_native_slot) {
      // "__str__ = int.__repr__" in a class is neither the slot of this name
      // nor, perhaps, one that knows what to do with this class's instances.
      Type* owner = is_native_new ? creator->owner : wrapper->owner;
      const Generic mine = slot_of(owner->slots, kRows[i]);
      if (!is_subtype(type, owner)) return kRows[i].generic;
      if (native != nullptr && native != mine) return kRows[i].generic;
      native = mine;
      continue;
    }
    return kRows[i].generic;
  }
  return native;
}

void own_slots(Type* type) {
  if (type->owns_slots) return;
  type->slots = new Slots(*type->slots);
  type->owns_slots = true;
}

void update_rows(Fiber& fiber, Type* type, size_t first, size_t last) {
  if (kRows[first].shape == SlotShape::kFinalizer) return;
  const Generic wanted = resolve(fiber, type, first, last);
  if (slot_of(type->slots, kRows[first]) == wanted) return;
  own_slots(type);
  slot_of(type->slots, kRows[first]) = wanted;
}

size_t end_of_group(size_t first) {
  size_t last = first + 1;
  while (last < kRowCount && same_slot(kRows[first], kRows[last])) ++last;
  return last;
}

}  // namespace

bool has_python_new(const Type* type) {
  return type->slots->create == slot_create;
}

bool slot_init(Fiber& fiber, Value self, Args args) {
  Type* type = type_of(self);
  const Value method = type_lookup(type, names().dunder_init);
  Value result;
  if (is_kind(method, Kind::kFunction)) {
    GcVector values(fiber);
    values.push(self);
    for (uint32_t i = 0; i < args.count; ++i) values.push(args[i]);
    result =
        call(fiber, method, Args{values.data(), args.count + 1, args.names});
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

void refresh_type_flags(Type* type) {
  const Slots* slots = type->slots;
  type->type_flags &=
      ~(kTypePlainGetattr | kTypePlainSetattr | kTypeDataDescriptor);
  if (slots->getattr == generic_getattr) type->type_flags |= kTypePlainGetattr;
  if (slots->setattr == generic_setattr) type->type_flags |= kTypePlainSetattr;
  if (slots->set != nullptr) type->type_flags |= kTypeDataDescriptor;
  if ((type->type_flags & kTypeNative) == 0) {
    if (!type_lookup(type, names().dunder_del).is_undefined())
      type->type_flags |= kTypeFinalizer;
    return;
  }
  for (const MethodDef* row = type->definition->methods; row && row->name; ++row)
    if (strcmp(row->name, "__del__") == 0) type->type_flags |= kTypeFinalizer;
}

void init_operator_names(Fiber& fiber) {
  for (int i = 0; i < 6; ++i)
    names().compare[i] = intern(fiber, kCompareNames[i]);
  for (int i = 0; i < kUnaryOpCount; ++i)
    names().unary[i] = intern(fiber, kUnaryNames[i]);
  for (int i = 0; i < kBinaryOpCount; ++i) {
    const OperatorNames& row = kOperatorNames[i];
    Names::Binary& name = names().binary[i];
    name.forward = intern(fiber, row.forward);
    name.reflected = intern(fiber, row.reflected);
    if (row.inplace != nullptr) name.inplace = intern(fiber, row.inplace);
  }
}

void fill_slots(Fiber& fiber, Type* type, bool anew) {
  const bool single = type->bases->size == 1 && !anew;
  for (size_t i = 0; i < kRowCount;) {
    const size_t last = end_of_group(i);
    bool touched = !single;  // then the base's slots are right as they are
    for (size_t k = i; k < last && !touched; ++k) {
      touched = !dict_find_name(type->dict(), intern(fiber, kRows[k].name))
                     .is_undefined();
    }
    if (touched) update_rows(fiber, type, i, last);
    i = last;
  }
  refresh_type_flags(type);
}

void update_slots(Fiber& fiber, Type* type, Str* name) {
  for (size_t i = 0; i < kRowCount;) {
    const size_t last = end_of_group(i);
    for (size_t k = i; k < last; ++k) {
      if (name->view() == kRows[k].name) {
        update_rows(fiber, type, i, last);
        break;
      }
    }
    i = last;
  }
  refresh_type_flags(type);
}

void add_slot_wrappers(Fiber& fiber, Type* type, const Slots& definition) {
  for (const SlotRow& row : kRows) {
    if (row.shape == SlotShape::kFinalizer || row.shape == SlotShape::kGetAttr ||
        row.shape == SlotShape::kEraCompare ||
        row.shape == SlotShape::kNew)
      continue;
    if (slot_of(definition, row) == nullptr) continue;
    Str* name = intern(fiber, row.name);
    if (!dict_find_name(type->dict(), name).is_undefined()) continue;
    Descriptor* wrapper = make<Descriptor>(fiber, types().slot_wrapper);
    wrapper->what = Descriptor::What::kSlot;
    wrapper->owner = type;
    wrapper->name = name;
    wrapper->row = &row;
    dict_set_name(fiber, type->dict(), name, Value::from_object(wrapper));
  }
  if (definition.hash == nullptr && definition.compare != nullptr)
    dict_set_name(fiber, type->dict(), names().dunder_hash, Value::none());
}

// --- upwards: calling a slot through its name ----------------------------------

// What a named operator of a sequence gave; how often to repeat it is asked for
// by name, and has to be a number.
static Value need_count(Fiber& fiber, const SlotRow& row, Value self,
                        Value count, Value result) {
  if (!result.is_not_implemented() || row.op != kMul || is_index(count) ||
      type_of(self)->slots->getitem == nullptr) {
    return result;
  }
  return raise_type_error(fiber,
                          "'%s' object cannot be interpreted as an integer",
                          type_name(count));
}

Value call_slot(Fiber& fiber, const SlotRow& row, Type* owner, Value self,
                Args args) {
  const Slots* slots = owner->slots;
  int least = 0;
  int most = 0;
  switch (row.shape) {
    case SlotShape::kCall:
    case SlotShape::kInit:
      most = -1;
      break;
    case SlotShape::kBinary:
    case SlotShape::kReflected:
    case SlotShape::kInplace:
    case SlotShape::kCompare:
    case SlotShape::kContains:
    case SlotShape::kGetItem:
    case SlotShape::kDelItem:
    case SlotShape::kGetAttribute:
    case SlotShape::kDelAttr:
    case SlotShape::kDelete:
      least = most = 1;
      break;
    case SlotShape::kSetItem:
    case SlotShape::kSetAttr:
    case SlotShape::kSet:
      least = most = 2;
      break;
    case SlotShape::kGet:
    case SlotShape::kPower:
      least = 1;
      most = 2;
      break;
    default:
      break;
  }
  if (most >= 0) {
    if (args.names != nullptr && args.names->size > 0)
      return raise_type_error(fiber, "wrapper %s() takes no keyword arguments",
                              row.name);
    if (static_cast<int>(args.count) < least ||
        static_cast<int>(args.count) > most) {
      return raise_type_error(
          fiber, "expected %s%d argument%s, got %u",
          least == most ? "" : "at least ", least, least == 1 ? "" : "s",
          args.count);
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
          reinterpret_cast<const char*>(slots) + row.offset);
      return fn(fiber, self);
    }
    case SlotShape::kBinary:
      return need_count(fiber, row, self, args[0],
                        slots->binary[row.op](fiber, self, args[0]));
    case SlotShape::kReflected:
      return need_count(fiber, row, self, args[0],
                        slots->binary[row.op](fiber, args[0], self));
    case SlotShape::kInplace:
      return need_count(fiber, row, self, args[0],
                        slots->inplace[row.op](fiber, self, args[0]));
    case SlotShape::kPower:
      if (args.count == 2 && !args[1].is_none())
        return power(fiber, self, args[0], args[1]);
      return slots->binary[kPow](fiber, self, args[0]);
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
