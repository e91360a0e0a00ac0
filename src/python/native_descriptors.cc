// native_descriptors.cc - what the dictionary of a native class holds.
//
// Methods, class methods, computed attributes, names in __slots__, and the
// special methods that stand for slots. native.cc makes them of tables.

#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/library_text.h"
#include "python/native_internal.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"

namespace mt::python {
namespace {

void trace_descriptor(Object* self, Tracer& tracer) {
  Descriptor* descriptor = static_cast<Descriptor*>(self);
  tracer.visit(descriptor->owner);
  tracer.visit(descriptor->name);
}
const Layout kDescriptorLayout = {Kind::kDescriptor, "descriptor",
                                  sizeof(Descriptor), trace_descriptor,
                                  nullptr, nullptr};

bool is_for(Fiber& fiber, const Descriptor* descriptor, Value instance) {
  if (type_of(instance) == descriptor->owner ||
      is_a(instance, descriptor->owner))
    return true;
  raise_type_error(
      fiber, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
      descriptor->name->data(), printed_name(descriptor->owner),
      type_name(instance));
  return false;
}

Value bind_method(Fiber& fiber, const Descriptor* descriptor, Value self) {
  Builtin* bound = make<Builtin>(fiber, types().builtin);
  bound->def = descriptor->method;
  bound->self = self;
  bound->owner = descriptor->owner;
  return Value::from_object(bound);
}

Value method_get(Fiber& fiber, Value self, Value instance, Type*) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (instance.is_undefined()) return self;
  if (!is_for(fiber, descriptor, instance)) return Value::error();
  return bind_method(fiber, descriptor, instance);
}

Value classmethod_get(Fiber& fiber, Value self, Value instance, Type* owner) {
  if (owner == nullptr) owner = type_of(instance);
  return bind_method(fiber, self.as<Descriptor>(), Value::from_object(owner));
}

// list.append(l, x): the first argument is the receiver.
Value method_call(Fiber& fiber, Value self, Args args) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (args.positional() == 0)
    return raise_type_error(fiber,
                            "unbound method %s.%s() needs an argument",
                            descriptor->owner->name->data(),
                            descriptor->name->data());
  const Value receiver = args[0];
  if (!is_for(fiber, descriptor, receiver)) return Value::error();
  const Args rest = args.behind(1);
  if (__builtin_expect(!count_fits(*descriptor->method, rest), 0)) {
    const std::string name = std::string(descriptor->owner->name->view()) +
                             "." + descriptor->method->name;
    if (!arguments_fit(fiber, name, *descriptor->method, rest))
      return Value::error();
  }
  return descriptor->method->fn(fiber, receiver, rest);
}

Value getset_get(Fiber& fiber, Value self, Value instance, Type*) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (instance.is_undefined()) return self;
  if (!is_for(fiber, descriptor, instance)) return Value::error();
  return descriptor->getset->get(fiber, instance);
}

bool getset_set(Fiber& fiber, Value self, Value instance, Value value) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (!is_for(fiber, descriptor, instance)) return false;
  if (descriptor->getset->set == nullptr) {
    raise(fiber, types().AttributeError,
          "attribute '%s' of '%s' objects is not writable",
          descriptor->name->data(), printed_name(descriptor->owner));
    return false;
  }
  return descriptor->getset->set(fiber, instance, value);
}

// A name in __slots__, or what C++ has as such.
Value member_get(Fiber& fiber, Value self, Value instance, Type* owner) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (descriptor->getset != nullptr)
    return getset_get(fiber, self, instance, owner);
  if (instance.is_undefined()) return self;
  if (!is_for(fiber, descriptor, instance)) return Value::error();
  const Value value = own_get(instance.object(), descriptor->name);
  return value.is_undefined() ? no_attribute(fiber, instance, descriptor->name)
                              : value;
}

bool member_set(Fiber& fiber, Value self, Value instance, Value value) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (descriptor->getset != nullptr)
    return getset_set(fiber, self, instance, value);
  if (!is_for(fiber, descriptor, instance)) return false;
  Object* object = instance.object();
  if (!value.is_undefined()) {
    own_set(fiber, object, descriptor->name, value);
    return true;
  }
  if (own_remove(fiber, object, descriptor->name)) return true;
  raise(fiber, types().AttributeError, "%s", descriptor->name->data());
  return false;
}

Value slot_wrapper_get(Fiber& fiber, Value self, Value instance, Type*) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (instance.is_undefined()) return self;
  if (!is_for(fiber, descriptor, instance)) return Value::error();
  BoundMethod* bound = make<BoundMethod>(fiber, types().method_wrapper);
  bound->function = self;
  bound->self = instance;
  return Value::from_object(bound);
}

Value slot_wrapper_call(Fiber& fiber, Value self, Args args) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (args.positional() == 0)
    return raise_type_error(
        fiber, "descriptor '%s' of '%s' object needs an argument",
        descriptor->name->data(), printed_name(descriptor->owner));
  if (!is_a(args[0], descriptor->owner))
    return raise_type_error(
        fiber, "descriptor '%s' requires a '%s' object but received a '%s'",
        descriptor->name->data(), printed_name(descriptor->owner),
        type_name(args[0]));
  return call_slot(fiber, *descriptor->row, descriptor->owner, args[0],
                   args.behind(1));
}

Value method_wrapper_call(Fiber& fiber, Value self, Args args) {
  const BoundMethod* bound = self.as<BoundMethod>();
  const Descriptor* descriptor = bound->function.as<Descriptor>();
  if (stack_is_low()) return raise_too_deep(fiber);
  return call_slot(fiber, *descriptor->row, descriptor->owner, bound->self,
                   args);
}

const char* descriptor_noun(const Descriptor* descriptor) {
  switch (descriptor->what) {
    case Descriptor::What::kGetSet:
      return descriptor->getset->set == read_only ? "member" : "attribute";
    case Descriptor::What::kMember: return "member";
    case Descriptor::What::kSlot:
      return descriptor->method != nullptr ? "method" : "slot wrapper";
    default: return "method";
  }
}

Value descriptor_repr(Fiber& fiber, Value self) {
  const Descriptor* descriptor = self.as<Descriptor>();
  return str_value(fiber, format("<%s '%s' of '%s' objects>",
                                 descriptor_noun(descriptor),
                                 descriptor->name->data(),
                                 printed_name(descriptor->owner)));
}

Value method_wrapper_repr(Fiber& fiber, Value self) {
  const BoundMethod* bound = self.as<BoundMethod>();
  return str_value(fiber,
                   format("<method-wrapper '%s' of %s object at %p>",
                          bound->function.as<Descriptor>()->name->data(),
                          type_name(bound->self),
                          static_cast<void*>(bound->self.is_object()
                                                 ? bound->self.object()
                                                 : nullptr)));
}

Value descriptor_name(Fiber&, Value self) {
  return Value::from_object(self.as<Descriptor>()->name);
}
Value descriptor_owner(Fiber&, Value self) {
  return Value::from_object(self.as<Descriptor>()->owner);
}
Value descriptor_qualname(Fiber& fiber, Value self) {
  const Descriptor* descriptor = self.as<Descriptor>();
  return str_value(fiber, std::string(descriptor->owner->qualname->view()) +
                              "." + std::string(descriptor->name->view()));
}
Value descriptor_doc(Fiber& fiber, Value self) {
  const Descriptor* descriptor = self.as<Descriptor>();
  if (descriptor->method != nullptr)
    return doc_text(fiber, doc_of(*descriptor->method));
  if (descriptor->getset != nullptr)
    return doc_text(fiber, native_doc(descriptor->getset->doc));
  return Value::none();
}
Value descriptor_signature(Fiber& fiber, Value self) {
  const Descriptor* descriptor = self.as<Descriptor>();
  return descriptor->method != nullptr
             ? signature_text(fiber, *descriptor->method, false)
             : Value::none();
}
Value wrapper_name(Fiber&, Value self) {
  return Value::from_object(
      self.as<BoundMethod>()->function.as<Descriptor>()->name);
}
Value wrapper_self(Fiber&, Value self) { return self.as<BoundMethod>()->self; }

const GetSetDef kDescriptorGetSets[] = {
    {"__name__", descriptor_name},
    {"__qualname__", descriptor_qualname},
    {"__objclass__", descriptor_owner},
    {"__doc__", descriptor_doc},
    {"__text_signature__", descriptor_signature},
    {}};
const GetSetDef kWrapperGetSets[] = {
    {"__name__", wrapper_name}, {"__self__", wrapper_self}, {}};

void trace_bound(Object* self, Tracer& tracer) {
  BoundMethod* bound = static_cast<BoundMethod*>(self);
  tracer.visit(bound->function);
  tracer.visit(bound->self);
}
const Layout kMethodWrapperLayout = {Kind::kBoundMethod, "method-wrapper",
                                     sizeof(BoundMethod), trace_bound, nullptr,
                                     nullptr};

constexpr Slots descriptor_slots(decltype(Slots::get) get,
                                 decltype(Slots::set) set,
                                 decltype(Slots::call) call) {
  Slots s = closed_slots();
  s.repr = descriptor_repr;
  s.get = get;
  s.set = set;
  s.call = call;
  return s;
}
constexpr Slots kMethodSlots =
    descriptor_slots(method_get, nullptr, method_call);
constexpr Slots kClassMethodSlots =
    descriptor_slots(classmethod_get, nullptr, nullptr);
constexpr Slots kGetSetSlots =
    descriptor_slots(getset_get, getset_set, nullptr);
constexpr Slots kMemberSlots =
    descriptor_slots(member_get, member_set, nullptr);
constexpr Slots kSlotSlots =
    descriptor_slots(slot_wrapper_get, nullptr, slot_wrapper_call);

constexpr Slots make_wrapper_slots() {
  Slots s = closed_slots();
  s.repr = method_wrapper_repr;
  s.call = method_wrapper_call;
  return s;
}
constexpr Slots kWrapperSlots = make_wrapper_slots();

constexpr uint32_t kClosed = kTypeFinal | kTypeNotCreatable;

constexpr TypeDef define(const char* name, const Slots* slots) {
  return {name, &kDescriptorLayout, slots, nullptr, kDescriptorGetSets,
          kClosed};
}
constexpr TypeDef kMethodDef = define("method_descriptor", &kMethodSlots);
constexpr TypeDef kClassMethodDef =
    define("classmethod_descriptor", &kClassMethodSlots);
constexpr TypeDef kGetSetDef = define("getset_descriptor", &kGetSetSlots);
constexpr TypeDef kMemberDef = define("member_descriptor", &kMemberSlots);
constexpr TypeDef kSlotDef = define("wrapper_descriptor", &kSlotSlots);
constexpr TypeDef kWrapperDef = {"method-wrapper", &kMethodWrapperLayout,
                                 &kWrapperSlots, nullptr, kWrapperGetSets,
                                 kClosed};

}  // namespace

void init_native_descriptors(Fiber& fiber) {
  Types& t = types();
  t.method_descriptor = native_type(fiber, kMethodDef);
  t.classmethod_descriptor = native_type(fiber, kClassMethodDef);
  t.getset_descriptor = native_type(fiber, kGetSetDef);
  t.member_descriptor = native_type(fiber, kMemberDef);
  t.slot_wrapper = native_type(fiber, kSlotDef);
  t.method_wrapper = native_type(fiber, kWrapperDef);
}

}  // namespace mt::python
