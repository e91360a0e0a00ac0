// slots.cc - the table that joins special methods and slots.
//
// Downwards, from a method to a slot that calls it: slot_methods.cc. Upwards,
// from a slot to a method that calls it: slot_wrappers.cc.

#include "python/slots.h"

#include <stddef.h>
#include <string.h>

#include "python/container.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slot_methods.h"
#include "python/str.h"

namespace mt::python {

namespace {

const char* const kCompareNames[] = {"__lt__", "__le__", "__eq__",
                                     "__ne__", "__gt__", "__ge__"};
const char* const kUnaryNames[] = {"__neg__", "__pos__", "__invert__",
                                   "__abs__"};

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

using Generic = void (*)();
constexpr uint16_t kBehind = sizeof(Slots);

#define SLOT(name, shape, member, generic)                       \
  {name, SlotShape::shape, offsetof(Slots, member), 0,           \
   reinterpret_cast<Generic>(generic)}
#define OPERATOR(op)                                                        \
  {kOperatorNames[op].forward, op == kPow ? SlotShape::kPower               \
                                          : SlotShape::kBinary,             \
   kBehind + offsetof(Operators, binary) + (op) * sizeof(BinaryFn), op,     \
   reinterpret_cast<Generic>(slot_binary<op>)},                             \
  {kOperatorNames[op].reflected, SlotShape::kReflected,                     \
   kBehind + offsetof(Operators, binary) + (op) * sizeof(BinaryFn), op,     \
   reinterpret_cast<Generic>(slot_binary<op>)}
#define INPLACE(op)                                                         \
  {kOperatorNames[op].inplace, SlotShape::kInplace,                         \
   kBehind + offsetof(Operators, inplace) + (op) * sizeof(BinaryFn), op,    \
   reinterpret_cast<Generic>(slot_inplace<op>)}
#define UNARY(op)                                                           \
  {kUnaryNames[op], SlotShape::kUnary,                                      \
   kBehind + offsetof(Operators, unary) + (op) * sizeof(BinaryFn), op,      \
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

Generic slot_of(const Slots& slots, const SlotRow& row) {
  return *reinterpret_cast<const Generic*>(slot_at(slots, row));
}

bool same_slot(const SlotRow& a, const SlotRow& b) {
  return a.offset == b.offset && a.shape != SlotShape::kFinalizer &&
         b.shape != SlotShape::kFinalizer;
}

// What the slot of rows [first, last) must be, from what the MRO holds.
static_assert(kRowCount == sizeof(Names::slots) / sizeof(Str*),
              "the names know how many rows there are");

// Made for the first class that is written in Python.
Str* row_name(Fiber& fiber, size_t row) {
  Str*& name = names().slots[row];
  if (name == nullptr) name = intern(fiber, kRows[row].name);
  return name;
}

Generic resolve(Fiber& fiber, Type* type, size_t first, size_t last) {
  Generic native = nullptr;
  for (size_t i = first; i < last; ++i) {
    Type* holder = nullptr;
    const Value found =
        type_lookup(type, row_name(fiber, i), &holder);
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
      const Generic mine = slot_of(*owner->slots, kRows[i]);
      if (!is_subtype(type, owner)) return kRows[i].generic;
      if (native != nullptr && native != mine) return kRows[i].generic;
      native = mine;
      continue;
    }
    return kRows[i].generic;
  }
  return native;
}

void update_rows(Fiber& fiber, Type* type, size_t first, size_t last) {
  if (kRows[first].shape == SlotShape::kFinalizer) return;
  const Generic wanted = resolve(fiber, type, first, last);
  if (slot_of(*type->slots, kRows[first]) == wanted) return;
  if (kRows[first].offset < kBehind) {
    own_slots(type);
  } else {
    own_operators(type);
  }
  *reinterpret_cast<Generic*>(
      const_cast<char*>(slot_at(*type->slots, kRows[first]))) = wanted;
}

size_t end_of_group(size_t first) {
  size_t last = first + 1;
  while (last < kRowCount && same_slot(kRows[first], kRows[last])) ++last;
  return last;
}

}  // namespace

Slots* own_slots(Type* type) {
  if (!type->owns_slots) type->slots = new Slots(*type->slots);
  type->owns_slots = true;
  return const_cast<Slots*>(type->slots);
}

Operators* own_operators(Type* type) {
  Slots* const slots = own_slots(type);
  if (!type->owns_operators)
    slots->operators = new Operators(*slots->operators);
  type->owns_operators = true;
  return const_cast<Operators*>(slots->operators);
}

void refresh_type_flags(Type* type) {
  const Slots* slots = type->slots;
  type->type_flags &=
      ~(kTypePlainGetattr | kTypePlainSetattr | kTypeDataDescriptor |
        kTypeGetattrHook | kTypeMetaHook);
  if (slots->getattr == generic_getattr) type->type_flags |= kTypePlainGetattr;
  if (slots->setattr == generic_setattr) type->type_flags |= kTypePlainSetattr;
  if (slots->set != nullptr) type->type_flags |= kTypeDataDescriptor;
  if ((type->type_flags & kTypeNative) == 0) {
    if (!type_lookup(type, names().dunder_del).is_undefined())
      type->type_flags |= kTypeFinalizer;
    const Descriptor* const general =
        cast<Descriptor>(type_lookup(type, names().dunder_getattribute));
    if (slots->getattr == slot_getattr && general != nullptr &&
        general->what == Descriptor::What::kSlot &&
        is_kind(type_lookup(type, names().dunder_getattr), Kind::kFunction)) {
      const auto asked_first = general->owner->slots->getattr;
      if (asked_first == generic_getattr) type->type_flags |= kTypeGetattrHook;
      if (asked_first == type_getattr) type->type_flags |= kTypeMetaHook;
    }
  }
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
      touched =
          !dict_find_name(type->dict(), row_name(fiber, k)).is_undefined();
    }
    if (touched) update_rows(fiber, type, i, last);
    i = last;
  }
  refresh_type_flags(type);
}

void update_slots(Fiber& fiber, Type* type, Str* name) {
  if (name->view().substr(0, 2) != "__") return;
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

namespace {

// The native class under one that may be written in Python.
const Slots* native_slots(Value self) {
  const Type* type = type_of(self);
  while ((type->type_flags & kTypeNative) == 0) type = type->base;
  return type->slots;
}
Value named_getitem(Fiber& fiber, Value self, Args args) {
  return native_slots(self)->getitem(fiber, self, args[0]);
}
Value named_contains(Fiber& fiber, Value self, Args args) {
  const int found = native_slots(self)->contains(fiber, self, args[0]);
  return found < 0 ? Value::error() : Value::from_bool(found != 0);
}
const MethodDef kNamedGetItem = {"__getitem__", named_getitem, 1, 1};
const MethodDef kNamedContains = {"__contains__", named_contains, 1, 1};

// A few wrappers are methods in CPython, for speed; and so they say and count.
const MethodDef* method_beside(const Type* type, SlotShape shape) {
  const Types& t = types();
  if (shape == SlotShape::kGetItem && (type == t.list || type == t.dict))
    return &kNamedGetItem;
  if (shape == SlotShape::kContains &&
      (type == t.dict || type == t.set || type == t.frozenset))
    return &kNamedContains;
  return nullptr;
}

}  // namespace

void add_slot_wrappers(Fiber& fiber, Type* type, const Slots& definition) {
  // What the table has from object or from another base is not its own.
  const Slots* const base = type->base != nullptr ? type->base->slots : nullptr;
  for (const SlotRow& row : kRows) {
    if (row.shape == SlotShape::kFinalizer ||
        row.shape == SlotShape::kGetAttr ||
        row.shape == SlotShape::kEraCompare || row.shape == SlotShape::kNew)
      continue;
    const Generic slot = slot_of(definition, row);
    if (slot == nullptr) continue;
    if (base != nullptr && (slot == slot_of(kObjectSlots, row) ||
                            slot == slot_of(*base, row)))
      continue;
    // A sequence is joined from the left alone.
    if (row.shape == SlotShape::kReflected && row.op == kAdd &&
        definition.getitem != nullptr)
      continue;
    Str* name = intern(fiber, row.name);
    if (!dict_find_name(type->dict(), name).is_undefined()) continue;
    const MethodDef* const method = method_beside(type, row.shape);
    Descriptor* wrapper =
        make<Descriptor>(fiber, method != nullptr ? types().method_descriptor
                                                  : types().slot_wrapper);
    wrapper->what = Descriptor::What::kSlot;
    wrapper->method = method;
    wrapper->owner = type;
    wrapper->name = name;
    wrapper->row = &row;
    dict_set_name(fiber, type->dict(), name, Value::from_object(wrapper));
  }
  if (base != nullptr && definition.compare != object_compare &&
      definition.compare != base->compare &&
      (definition.hash == nullptr || definition.hash == object_hash))
    dict_set_name(fiber, type->dict(), names().dunder_hash, Value::none());
}

}  // namespace mt::python
