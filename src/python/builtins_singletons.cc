// builtins_singletons.cc - None, NotImplemented and Ellipsis as objects.

#include "python/builtins_internal.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

namespace {

bool no_arguments(Fiber& fiber, Type* cls, Args args) {
  if (args.count == 0) return true;
  raise_type_error(fiber, "%s takes no arguments", cls->name->data());
  return false;
}

Value none_create(Fiber& fiber, Type* cls, Args args) {
  return no_arguments(fiber, cls, args) ? Value::none() : Value::error();
}
Value none_repr(Fiber& fiber, Value) {
  return Value::from_object(intern(fiber, "None"));
}
int none_truth(Fiber&, Value) { return 0; }
Value none_hash(Fiber&, Value) { return Value::from_int(0xfca86420); }

Value not_implemented_create(Fiber& fiber, Type* cls, Args args) {
  return no_arguments(fiber, cls, args) ? Value::not_implemented()
                                        : Value::error();
}
Value not_implemented_repr(Fiber& fiber, Value) {
  return Value::from_object(intern(fiber, "NotImplemented"));
}

Value ellipsis_create(Fiber& fiber, Type* cls, Args args) {
  return no_arguments(fiber, cls, args) ? Value::ellipsis() : Value::error();
}
Value ellipsis_repr(Fiber& fiber, Value) {
  return Value::from_object(intern(fiber, "Ellipsis"));
}

// Pickles and copies as the name it is known by.
Value by_name(Fiber& fiber, Value self, Args) { return to_repr(fiber, self); }
const MethodDef kByName[] = {{"__reduce__", by_name, 0, 0}, {}};

constexpr Slots make_slots(Value (*create)(Fiber&, Type*, Args),
                           Value (*repr)(Fiber&, Value)) {
  Slots s{};
  s.create = create;
  s.repr = repr;
  return s;
}
constexpr Slots make_none_slots() {
  Slots s = make_slots(none_create, none_repr);
  s.truth = none_truth;
  s.hash = none_hash;
  return s;
}
constexpr Slots kNoneSlots = make_none_slots();
constexpr Slots kNotImplementedSlots =
    make_slots(not_implemented_create, not_implemented_repr);
constexpr Slots kEllipsisSlots = make_slots(ellipsis_create, ellipsis_repr);
constexpr TypeDef kNoneType = {"NoneType", nullptr, &kNoneSlots, nullptr,
                               nullptr, kTypeFinal};
constexpr TypeDef kNotImplementedType = {
    "NotImplementedType", nullptr, &kNotImplementedSlots, kByName, nullptr,
    kTypeFinal};
constexpr TypeDef kEllipsisType = {"ellipsis", nullptr, &kEllipsisSlots,
                                   kByName, nullptr, kTypeFinal};

}  // namespace

void init_singletons(Fiber& fiber) {
  types().none_type = native_type(fiber, kNoneType);
  types().not_implemented_type = native_type(fiber, kNotImplementedType);
  types().ellipsis_type = native_type(fiber, kEllipsisType);
}

}  // namespace mt::python
