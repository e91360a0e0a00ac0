// inherited.cc - see inherited.h.

#include "twisted/inherited.h"

#include "python/exception.h"
#include "python/list.h"
#include "python/shape.h"
#include "python/str.h"
#include "python/vm.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

struct KnownCode {
  const Code* code;  // permanent
  Inherited what;
};
constexpr size_t kMaxKnown = 16;
KnownCode g_known[kMaxKnown];
size_t g_known_count;
Str* g_transport;

Inherited known(const Code* code) {
  for (size_t i = 0; i < g_known_count; ++i) {
    if (g_known[i].code == code) return g_known[i].what;
  }
  return Inherited::kPython;
}

// A module that is loaded again makes other codes; past the last place they are
// called like any function.
Value mark(Fiber& fiber, Value callable, Inherited what) {
  const Function* const function = cast<Function>(callable);
  if (function == nullptr) {
    return raise_type_error(fiber, "a function is wanted, not %s",
                            type_name(callable));
  }
  if (g_known_count < kMaxKnown) {
    fiber.heap.add_permanent(function->code);
    g_known[g_known_count++] = {function->code, what};
  }
  return callable;
}

}  // namespace

void InheritedMethod::start(Fiber& fiber, Str* name) {
  name_ = name;
  fiber.heap.add_root_hook(forget, this);
  if (g_transport == nullptr) g_transport = permanent_name(fiber, "transport");
}

void InheritedMethod::forget(Tracer&, void* self) {
  static_cast<InheritedMethod*>(self)->shape_ = nullptr;
}

void InheritedMethod::look_up(Value protocol) {
  const Shape* const shape = protocol.object()->shape;
  shape_ = nullptr;
  if (!shape->has_slots || shape->is_dict ||
      shape_find(shape, name_) != kNoSlot) {
    return;
  }
  // A class that looks up its attributes itself may have any.
  Type* holder = nullptr;
  type_lookup(shape->type, names().dunder_getattribute, &holder);
  const Function* const function =
      cast<Function>(type_lookup(shape->type, name_));
  if (function == nullptr || holder != types().object) return;
  shape_ = shape;
  epoch_ = g_type_epoch;
  function_ = function;
  code_ = function->code;
  what_ = known(code_);
  // A property in the class goes before what the object has.
  transport_at_ = 0;
  const uint32_t slot = shape_find(shape, g_transport);
  if (slot < shape->inside &&
      !is_data_descriptor(type_lookup(shape->type, g_transport))) {
    transport_at_ = static_cast<uint32_t>(
        reinterpret_cast<char*>(slot_at(protocol.object(), slot)) -
        reinterpret_cast<char*>(protocol.object()));
  }
}

Inherited InheritedMethod::find(const Fiber& fiber, Value protocol) {
  if (!protocol.is_object()) return Inherited::kPython;
  if (fiber.profiling) {
    shape_ = nullptr;
    return Inherited::kPython;
  }
  look_up(protocol);
  return shape_ == nullptr ? Inherited::kPython : what_;
}

Value InheritedMethod::call(Fiber& fiber, Value protocol, Value argument) {
  of(fiber, protocol);
  if (!protocol.is_object() || protocol.object()->shape != shape_) {
    if (argument.is_undefined())
      return call_if_present(fiber, protocol, name_, {});
    return call_if_present(fiber, protocol, name_, {argument});
  }
  const SliceHold hold;
  const Value values[2] = {protocol, argument};
  const uint32_t count = argument.is_undefined() ? 1 : 2;
  return python::call(fiber,
                      Value::from_object(const_cast<Function*>(function_)),
                      Args{values, count});
}

bool InheritedMethod::is_era(const Fiber& fiber, Value protocol) {
  of(fiber, protocol);
  if (!protocol.is_object() || protocol.object()->shape != shape_)
    return twisted::is_era(protocol, name_);
  return function_->code->is_era();
}

void AttributeSite::start(Fiber& fiber, Str* name) {
  site_.name = name;
  fiber.heap.add_root_hook(forget, this);
}

void AttributeSite::forget(Tracer&, void* self) {
  Site& site = static_cast<AttributeSite*>(self)->site_;
  site.shape = nullptr;
  site.holder = nullptr;
}

bool AttributeSite::set(Fiber& fiber, Value object, Value value) {
  if (object.is_object() && object.object()->shape == site_.shape &&
      site_.epoch == g_type_epoch) {
    Object* const target = object.object();
    Value* const slot = reinterpret_cast<Value*>(
        reinterpret_cast<char*>(target) + site_.slot);
    if (site_.state == kSiteStoreInline) {
      store(fiber.heap, slot, value);
      return true;
    }
    if (site_.state == kSiteAddInline) {
      *slot = value;
      target->shape = static_cast<Shape*>(site_.holder);
      return true;
    }
  }
  return store_attr_slow(fiber, object, site_, value);
}

Value mark_nothing(Fiber& fiber, Value, Args args) {
  return mark(fiber, args[0], Inherited::kNothing);
}

Value mark_echo(Fiber& fiber, Value, Args args) {
  return mark(fiber, args[0], Inherited::kEcho);
}

Value mark_build(Fiber& fiber, Value, Args args) {
  return mark(fiber, args[0], Inherited::kBuild);
}

Value mark_connect(Fiber& fiber, Value, Args args) {
  return mark(fiber, args[0], Inherited::kConnect);
}

}  // namespace mt::twisted
