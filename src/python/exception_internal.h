// exception_internal.h - what the files of the exception classes share.

#pragma once

#include "python/exception.h"
#include "python/native.h"

namespace mt::python {

inline Exception* as_exception(Value value) { return value.as<Exception>(); }
inline Value or_none(Value value) {
  return value.is_undefined() ? Value::none() : value;
}

// The constructor and the text of BaseException.
Value exception_create(Fiber& fiber, Type* cls, Args args);
bool exception_init(Fiber& fiber, Value self, Args args);
Value exception_str(Fiber& fiber, Value self);
Value exception_repr(Fiber& fiber, Value self);
// Those of BaseException.
constexpr Slots exception_slots() {
  Slots s{};
  s.repr = exception_repr;
  s.str = exception_str;
  s.create = exception_create;
  s.init = exception_init;
  return s;
}
// The positional arguments become `args`; null when out of memory.
bool set_exception_args(Fiber& fiber, Exception* self, const Value* values,
                        uint32_t count);
void set_field(Fiber& fiber, Exception* self, int field, Value value);

// One field as an attribute: none where undefined; deleting makes it none.
template <int kField>
Value get_exception_field(Fiber&, Value self) {
  return or_none(as_exception(self)->fields[kField]);
}
template <int kField>
bool set_exception_field(Fiber& fiber, Value self, Value value) {
  set_field(fiber, as_exception(self), kField, or_none(value));
  return true;
}
#define MT_EXCEPTION_FIELD(name, field) \
  {name, get_exception_field<field>, set_exception_field<field>}

// Definitions of those classes that have more than their bases, in the order of
// exceptions.def; one without a name ends them.
extern const TypeDef kSpecialExceptions[];

// exception_group.cc
extern const Slots kGroupSlots;
extern const GetSetDef kGroupGetSets[];
extern const MethodDef kGroupMethods[];

// traceback.cc: the class of tracebacks, and the line of an instruction (or the
// first of its code).
void init_traceback(Fiber& fiber);
uint32_t line_of(const Code* code, uint32_t instruction);

}  // namespace mt::python
