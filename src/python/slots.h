// slots.h - special methods and slots, two spellings of one thing.
//
// One table row joins a name ("__len__") to a member of Slots. Going down, a
// class that defines the name gets the slot's generic function, which calls the
// method; going up, a native class that fills the slot gets a wrapper under the
// name, so that `list.__len__` exists. type.cc calls fill_slots() for a new
// class, type_lookup.cc update_slots() when somebody assigns to Class.__len__.

#pragma once

#include "python/type.h"

namespace mt::python {

struct Function;

// How the arguments of a special method map to those of the slot.
enum class SlotShape : uint8_t {
  kUnary,        // f(self)
  kBinary,       // binary[op](self, other)
  kReflected,    // binary[op](other, self)
  kInplace,
  kCompare,
  kHash,
  kLen,
  kTruth,
  kContains,
  kGetItem,
  kSetItem,
  kDelItem,
  kGetAttribute,
  kGetAttr,      // __getattr__: only downwards
  kSetAttr,
  kDelAttr,
  kCall,
  kNew,          // upwards made by native.cc
  kInit,
  kNext,
  kGet,
  kSet,
  kDelete,
  kPower,
  kEraCompare,   // __cmp__: only downwards
  kFinalizer,    // __del__: a flag, no slot
};

struct SlotRow {
  const char* name;
  SlotShape shape;
  uint16_t offset;      // of the member of Slots, or of Operators behind them
  uint8_t op;           // for operators
  void (*generic)();    // the function that calls the special method
};

// Where a class has its pointer for a row.
inline const char* slot_at(const Slots& slots, const SlotRow& row) {
  return row.offset < sizeof(Slots)
             ? reinterpret_cast<const char*>(&slots) + row.offset
             : reinterpret_cast<const char*>(slots.operators) + row.offset -
                   sizeof(Slots);
}

// Fills in names().compare, unary and binary.
void init_operator_names(Fiber& fiber);
// Fills a new class's slots from its MRO.
// `anew`: it has other bases than when it was made.
void fill_slots(Fiber& fiber, Type* type, bool anew = false);
// After type.dict[name] changed.
void update_slots(Fiber& fiber, Type* type, Str* name);
// Puts wrappers for the slots that `definition` itself fills into type->dict.
void add_slot_wrappers(Fiber& fiber, Type* type, const Slots& definition);
// Calls a wrapper: `row` of class `owner` on `self`.
Value call_slot(Fiber& fiber, const SlotRow& row, Type* owner, Value self,
                Args args);

// The slots and operators of a class alone, to be changed.
Slots* own_slots(Type* type);
Operators* own_operators(Type* type);
// Sets the flags that follow from the slots (kTypePlainGetattr and the like).
void refresh_type_flags(Type* type);

// --- pieces that type.cc, native.cc and attribute.cc share ------------------
Value make_member(Fiber& fiber, Type* owner, Str* name);
// Gives instances a visible __dict__, and __weakref__; for those who have none.
void add_dict_attribute(Fiber& fiber, Type* type);
void add_weakref_attribute(Fiber& fiber, Type* type);
void type_lay_out(Fiber& fiber, Type* type, const Layout* layout);
// Runs a class body in `space`; the value of its __classcell__, or none.
Value run_class_body(Fiber& fiber, Function* body, Value space);
void set_cause(Fiber& fiber, Value exception, Value cause);

// Puts the names that a class and those above it define into a dict. False:
// raised.
bool collect_names(Fiber& fiber, Type* type, Dict* into);

// object's own; what other classes compare their slots with.
extern const Slots kObjectSlots;
// __init__ written in Python: the VM calls such a function directly.
bool slot_init(Fiber& fiber, Value self, Args args);
// __new__ of a class of lib/datetime.py (module_dates.cc).
Value quick_create(Fiber& fiber, Type* cls, Args args);
// The class, or the nearest above it, whose __new__ is not written in Python:
// what a native class needs in its struct only that class's own __new__ sets.
const Type* creator_of(const Type* type);

}  // namespace mt::python
