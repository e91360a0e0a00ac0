// attribute.cc - reading, setting and deleting attributes, complete and slow.
//
// The order of the language: a data descriptor of the class, the object's own
// attribute, any other class attribute, __getattr__. The VM's inline caches
// answer before this is reached; a debug build asks here to check them.

#include "base/status.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {
namespace {

std::string quoted_type(Value object) {
  if (const Type* cls = cast<Type>(object))
    return std::string("type object '") + printed_name(cls) + "'";
  if (const Module* module = cast<Module>(object)) {
    const Value name = dict_find_name(module->dict, names().dunder_name);
    if (is_kind(name, Kind::kStr))
      return "module '" + std::string(name.as<Str>()->view()) + "'";
    return "module";
  }
  return "'" + std::string(type_name(object)) + "' object";
}

// Remembers object and name in the exception, for "Did you mean".
void note_attribute(Fiber& fiber, Value object, Str* name) {
  Exception* error = cast<Exception>(fiber.exception);
  if (error == nullptr) return;
  error->fields[0] = Value::from_object(name);
  error->fields[1] = object;
}

// True if the object has no such attribute and nobody can intervene.
bool is_absent(Value object, const Type* type, Str* name) {
  if (!type_lookup(type, name).is_undefined()) return false;
  if ((type->type_flags & kTypePlainGetattr) != 0)
    return !object.is_object() || !object.object()->shape->has_slots ||
           own_get(object.object(), name).is_undefined();
  if (type->slots->getattr == type_getattr)
    return type_lookup(object.as<Type>(), name).is_undefined();
  if (type != types().module) return false;
  Dict* const dict = object.as<Module>()->dict;
  return dict_find_name(dict, name).is_undefined() &&
         dict_find_name(dict, names().dunder_getattr).is_undefined();
}

}  // namespace

Value no_attribute(Fiber& fiber, Value object, Str* name) {
  raise(fiber, types().AttributeError, "%s has no attribute '%s'",
        quoted_type(object).c_str(), message_text(name->view()).c_str());
  note_attribute(fiber, object, name);
  return Value::error();
}

Value missing_attribute(Fiber& fiber, Value object, Str* name) {
  const Value found = era_attribute(fiber, object, name);
  return found.is_undefined() ? no_attribute(fiber, object, name) : found;
}

Value bind_descriptor(Fiber& fiber, Value found, Value instance, Type* owner) {
  if (!found.is_object()) return found;
  if (found.object()->kind == Kind::kFunction) {
    if (instance.is_undefined()) return found;
    return make_bound_method(fiber, found, instance);
  }
  const Slots* slots = type_of_object(found.object())->slots;
  if (slots->get == nullptr) return found;
  return slots->get(fiber, found, instance, owner);
}

Value generic_getattr(Fiber& fiber, Value self, Str* name) {
  Type* type = type_of(self);
  const Value found = type_lookup(type, name);
  if (is_data_descriptor(found) &&
      type_of_object(found.object())->slots->get != nullptr)
    return bind_descriptor(fiber, found, self, type);
  if (self.is_object() && self.object()->shape->has_slots) {
    const Value own = own_get(self.object(), name);
    if (!own.is_undefined()) return own;
  }
  if (!found.is_undefined()) return bind_descriptor(fiber, found, self, type);
  return missing_attribute(fiber, self, name);
}

bool generic_setattr(Fiber& fiber, Value self, Str* name, Value value) {
  Type* type = type_of(self);
  const Value found = type_lookup(type, name);
  if (is_data_descriptor(found))
    return type_of_object(found.object())
        ->slots->set(fiber, found, self, value);
  const bool open = self.is_object() && self.object()->shape->has_slots &&
                    (type->type_flags & kTypeFixedSlots) == 0;
  if (!open) {
    if (found.is_undefined()) {
      no_attribute(fiber, self, name);
    } else {
      raise(fiber, types().AttributeError,
            "'%s' object attribute '%s' is read-only", printed_name(type),
            name->data());
    }
    return false;
  }
  if (!value.is_undefined()) {
    own_set(fiber, self.object(), name, value);
    return !fiber.raised();  // out of memory
  }
  if (own_remove(fiber, self.object(), name)) return true;
  no_attribute(fiber, self, name);
  return false;
}

// Attributes of a class: its metaclass's data descriptors first, then its own
// MRO (bound to no instance), then the rest of the metaclass.
Value type_getattr(Fiber& fiber, Value self, Str* name) {
  Type* type = self.as<Type>();
  Type* meta = type_of_object(type);
  const Value above = type_lookup(meta, name);
  if (is_data_descriptor(above) &&
      type_of_object(above.object())->slots->get != nullptr)
    return bind_descriptor(fiber, above, self, meta);
  const Value found = type_lookup(type, name);
  if (!found.is_undefined())
    return bind_descriptor(fiber, found, Value(), type);
  if (!above.is_undefined()) return bind_descriptor(fiber, above, self, meta);
  return missing_attribute(fiber, self, name);
}

bool type_setattr(Fiber& fiber, Value self, Str* name, Value value) {
  Type* type = self.as<Type>();
  if ((type->type_flags & (kTypeNative | kTypeSettable)) == kTypeNative) {
    raise_type_error(fiber,
                     "cannot set '%s' attribute of immutable type '%s'",
                     name->data(), printed_name(type));
    return false;
  }
  const Value above = type_lookup(type_of_object(type), name);
  if (is_data_descriptor(above))
    return type_of_object(above.object())->slots->set(fiber, above, self,
                                                      value);
  // A plain value over a plain value leaves every cached lookup as it is: what
  // is cached is the place, not the value.
  const Value old = dict_find_name(type->dict(), name);
  if (value.is_undefined()) {
    if (!dict_remove_name(fiber, type->dict(), name)) {
      no_attribute(fiber, self, name);
      return false;
    }
  } else {
    dict_set_name(fiber, type->dict(), name, value);
    if (fiber.raised()) return false;  // out of memory
  }
  const auto is_plain = [](Value v) {
    return !v.is_undefined() &&
           (!v.is_object() ||
            (v.object()->kind != Kind::kFunction &&
             type_of_object(v.object())->slots->get == nullptr));
  };
  const std::string_view text = name->view();
  const bool special = text.size() > 4 && text[0] == '_' && text[1] == '_';
  if (special || !is_plain(old) || !is_plain(value))
    type_changed(fiber, type, name);
  return true;
}

Value get_attr(Fiber& fiber, Value object, Str* name) {
  if (stack_is_low()) return raise_too_deep(fiber);
  return type_of(object)->slots->getattr(fiber, object, name);
}

Value get_attr(Fiber& fiber, Value object, const char* name) {
  return get_attr(fiber, object, intern(fiber, name));
}

Value find_attr(Fiber& fiber, Value object, Str* name) {
  Type* type = type_of(object);
  // Look first, so that absence costs no exception.
  if (is_absent(object, type, name)) return era_attribute(fiber, object, name);
  if (stack_is_low()) return raise_too_deep(fiber);
  const Value found = type->slots->getattr(fiber, object, name);
  if (found.is_error() && exception_matches(fiber, types().AttributeError)) {
    clear_exception(fiber);
    return Value::undefined();
  }
  return found;
}

bool set_attr(Fiber& fiber, Value object, Str* name, Value value) {
  return type_of(object)->slots->setattr(fiber, object, name, value);
}

bool del_attr(Fiber& fiber, Value object, Str* name) {
  return type_of(object)->slots->setattr(fiber, object, name,
                                         Value::undefined());
}

}  // namespace mt::python
