// descriptors.cc - property, classmethod, staticmethod and super.

#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/init.h"
#include "python/list.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {
namespace {

// --- property ---------------------------------------------------------------

void trace_property(Object* self, Tracer& tracer) {
  Property* p = static_cast<Property*>(self);
  tracer.visit(p->getter);
  tracer.visit(p->setter);
  tracer.visit(p->deleter);
  tracer.visit(p->doc);
  tracer.visit(p->name);
}
const Layout kPropertyLayout = {Kind::kProperty, "property", sizeof(Property),
                                trace_property, nullptr, nullptr};

Value property_create(Fiber& fiber, Type* cls, Args) {
  Property* p = make<Property>(fiber, cls);
  p->getter = p->setter = p->deleter = p->doc = Value::none();
  return Value::from_object(p);
}

bool property_init(Fiber& fiber, Value self, Args args) {
  const Value none = Value::none();
  Value out[4] = {none, none, none, none};
  if (!parse_args(fiber, "property", args, {"fget", "fset", "fdel", "doc"}, 0,
                  out))
    return false;
  Property* p = self.as<Property>();
  if (p->getter.is_object()) ++g_type_epoch;  // a site may remember the old one
  store(fiber.heap, &p->getter, out[0]);
  store(fiber.heap, &p->setter, out[1]);
  store(fiber.heap, &p->deleter, out[2]);
  const Function* getter = cast<Function>(out[0]);
  const bool is_plain = is_exact(self, types().property);
  if (out[3].is_none() && is_plain && getter != nullptr &&
      (getter->code->code_flags & kCodeWaiting) != 0) {
    out[3] = Value();  // as the getter says when asked
  } else if (out[3].is_none() && !out[0].is_none()) {
    const Value doc = find_attr(fiber, out[0], names().dunder_doc);
    if (doc.is_error()) return false;
    // A derived class has a __doc__, which would hide ours.
    if (!is_plain && !doc.is_undefined() &&
        !set_attr(fiber, self, names().dunder_doc, doc))
      return false;
    if (is_plain && !doc.is_undefined()) out[3] = Value();
  }
  store(fiber.heap, &p->doc, out[3]);
  return true;
}

bool property_missing(Fiber& fiber, const Property* p, Value instance,
                      const char* what) {
  const std::string owner(type_of(instance)->qualname->view());
  if (p->name != nullptr) {
    raise(fiber, types().AttributeError,
          "property '%s' of '%s' object has no %s", p->name->data(),
          owner.c_str(), what);
  } else {
    raise(fiber, types().AttributeError, "property of '%s' object has no %s",
          owner.c_str(), what);
  }
  return false;
}

Value property_get(Fiber& fiber, Value self, Value instance, Type*) {
  if (instance.is_undefined()) return self;
  const Property* p = self.as<Property>();
  if (p->getter.is_none()) {
    property_missing(fiber, p, instance, "getter");
    return Value::error();
  }
  return call(fiber, p->getter, {instance});
}

bool property_set(Fiber& fiber, Value self, Value instance, Value value) {
  const Property* p = self.as<Property>();
  if (value.is_undefined()) {
    if (p->deleter.is_none())
      return property_missing(fiber, p, instance, "deleter");
    return !call(fiber, p->deleter, {instance}).is_error();
  }
  if (p->setter.is_none())
    return property_missing(fiber, p, instance, "setter");
  return !call(fiber, p->setter, {instance, value}).is_error();
}

// A copy of the property with one function replaced, made by its class. What
// its getter said of it, the new one says.
Value property_with(Fiber& fiber, Value self, size_t which, Value function) {
  const Property* const old = self.as<Property>();
  Str* const name = old->name;
  Value parts[] = {old->getter, old->setter, old->deleter,
                   old->doc.is_undefined() ? Value::none() : old->doc};
  if (!function.is_none()) parts[which] = function;
  const Value made =
      call(fiber, Value::from_object(type_of(self)), Args{parts, 4});
  if (is_kind(made, Kind::kProperty))
    store(fiber.heap, &made.as<Property>()->name, name);
  return made;
}
Value property_getter(Fiber& fiber, Value self, Args args) {
  return property_with(fiber, self, 0, args[0]);
}
Value property_setter(Fiber& fiber, Value self, Args args) {
  return property_with(fiber, self, 1, args[0]);
}
Value property_deleter(Fiber& fiber, Value self, Args args) {
  return property_with(fiber, self, 2, args[0]);
}
Value property_set_name(Fiber& fiber, Value self, Args args) {
  if (Str* name = cast<Str>(args[1]))
    store(fiber.heap, &self.as<Property>()->name, name);
  return Value::none();
}
const MethodDef kPropertyMethods[] = {
    {"getter", property_getter, 1, 1, 0,
     "Descriptor to obtain a copy of the property with a different "
     "getter."_doc},
    {"setter", property_setter, 1, 1, 0,
     "Descriptor to obtain a copy of the property with a different "
     "setter."_doc},
    {"deleter", property_deleter, 1, 1, 0,
     "Descriptor to obtain a copy of the property with a different "
     "deleter."_doc},
    {"__set_name__", property_set_name, 2, 2, 0,
     "Method to set name of a property."_doc},
    {}};

Value property_fget(Fiber&, Value self) { return self.as<Property>()->getter; }
Value property_fset(Fiber&, Value self) { return self.as<Property>()->setter; }
Value property_fdel(Fiber&, Value self) { return self.as<Property>()->deleter; }
Value property_doc(Fiber& fiber, Value self) {
  const Property* p = self.as<Property>();
  return p->doc.is_undefined()
             ? get_attr(fiber, p->getter, names().dunder_doc)
             : p->doc;
}
bool property_doc_set(Fiber& fiber, Value self, Value value) {
  store(fiber.heap, &self.as<Property>()->doc,
        value.is_undefined() ? Value::none() : value);
  return true;
}
Value property_abstract(Fiber& fiber, Value self) {
  const Property* p = self.as<Property>();
  for (const Value part : {p->getter, p->setter, p->deleter}) {
    if (part.is_none()) continue;
    const Value flag =
        find_attr(fiber, part, names().dunder_isabstractmethod);
    if (flag.is_error()) return flag;
    if (flag.is_undefined()) continue;
    const int yes = truth(fiber, flag);
    if (yes < 0) return Value::error();
    if (yes > 0) return Value::from_bool(true);
  }
  return Value::from_bool(false);
}
const GetSetDef kPropertyGetSets[] = {
    {"fget", property_fget, read_only},
    {"fset", property_fset, read_only},
    {"fdel", property_fdel, read_only},
    {"__doc__", property_doc, property_doc_set},
    {"__isabstractmethod__", property_abstract}, {}};

// --- classmethod and staticmethod -------------------------------------------

void trace_wrapper(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<ClassMethod*>(self)->function);
}
const Layout kClassMethodLayout = {Kind::kClassMethod, "classmethod",
                                   sizeof(ClassMethod), trace_wrapper, nullptr,
                                   nullptr};
const Layout kStaticMethodLayout = {Kind::kStaticMethod, "staticmethod",
                                    sizeof(ClassMethod), trace_wrapper,
                                    nullptr, nullptr};

Value wrapper_create(Fiber& fiber, Type* cls, Args) {
  ClassMethod* wrapper = make<ClassMethod>(fiber, cls);
  wrapper->function = Value::none();
  return Value::from_object(wrapper);
}
bool wrapper_init(Fiber& fiber, Value self, Args args) {
  if (!check_arg_count(fiber, type_name(self), args, 0, -1)) return false;
  if (args.count != 1) {
    raise_type_error(fiber, "%s expected 1 argument, got %u", type_name(self),
                     args.count);
    return false;
  }
  store(fiber.heap, &self.as<ClassMethod>()->function, args[0]);
  return true;
}
Value classmethod_get(Fiber& fiber, Value self, Value instance, Type* owner) {
  const Value function = self.as<ClassMethod>()->function;
  if (owner == nullptr) owner = type_of(instance);
  if (stack_is_low()) return raise_too_deep(fiber);
  if (function.is_object() && function.object()->kind != Kind::kFunction) {
    const Slots* slots = type_of(function)->slots;
    if (slots->get != nullptr)
      return slots->get(fiber, function, Value::from_object(owner),
                        type_of_object(owner));
  }
  return make_bound_method(fiber, function, Value::from_object(owner));
}
Value staticmethod_get(Fiber&, Value self, Value, Type*) {
  return self.as<ClassMethod>()->function;
}
Value staticmethod_call(Fiber& fiber, Value self, Args args) {
  return call(fiber, self.as<ClassMethod>()->function, args);
}
Value wrapper_repr(Fiber& fiber, Value self) {
  return str_value(fiber,
                   "<" + std::string(type_name(self)) + "(" +
                       safe_repr(fiber, self.as<ClassMethod>()->function) +
                       ")>");
}
Value wrapper_function(Fiber&, Value self) {
  return self.as<ClassMethod>()->function;
}
Value wrapper_attribute(Fiber& fiber, Value self, Str* name) {
  const Value found =
      find_attr(fiber, self.as<ClassMethod>()->function, name);
  return found.is_undefined() ? Value::none() : found;
}
Value wrapper_name(Fiber& fiber, Value self) {
  return wrapper_attribute(fiber, self, names().dunder_name);
}
Value wrapper_qualname(Fiber& fiber, Value self) {
  return wrapper_attribute(fiber, self, names().dunder_qualname);
}
Value wrapper_doc(Fiber& fiber, Value self) {
  return wrapper_attribute(fiber, self, names().dunder_doc);
}
Value wrapper_module(Fiber& fiber, Value self) {
  return wrapper_attribute(fiber, self, names().dunder_module);
}
Value wrapper_annotations(Fiber& fiber, Value self) {
  return wrapper_attribute(fiber, self, intern(fiber, "__annotations__"));
}
Value wrapper_abstract(Fiber& fiber, Value self) {
  const Value flag =
      find_attr(fiber, self.as<ClassMethod>()->function,
                names().dunder_isabstractmethod);
  if (flag.is_error()) return flag;
  if (flag.is_undefined()) return Value::from_bool(false);
  const int yes = truth(fiber, flag);
  return yes < 0 ? Value::error() : Value::from_bool(yes > 0);
}
const GetSetDef kWrapperGetSets[] = {
    {"__func__", wrapper_function},     {"__wrapped__", wrapper_function},
    {"__name__", wrapper_name},         {"__qualname__", wrapper_qualname},
    {"__doc__", wrapper_doc},           {"__module__", wrapper_module},
    {"__annotations__", wrapper_annotations},
    {"__isabstractmethod__", wrapper_abstract}, {}};

// --- super ------------------------------------------------------------------

void trace_super(Object* self, Tracer& tracer) {
  Super* s = static_cast<Super*>(self);
  tracer.visit(s->after);
  tracer.visit(s->self);
  tracer.visit(s->self_type);
}
const Layout kSuperLayout = {Kind::kSuper, "super", sizeof(Super), trace_super,
                             nullptr, nullptr};

Value super_create(Fiber& fiber, Type* cls, Args) {
  return Value::from_object(make<Super>(fiber, cls));
}

// super() without arguments: the class cell and the first parameter of the
// function that calls it.
bool implicit_arguments(Fiber& fiber, Value* cls, Value* self) {
  const Frame* frame = fiber.frame;
  if (frame == nullptr || (frame->code->code_flags & kCodeFunction) == 0) {
    raise(fiber, types().RuntimeError, "super(): no current frame");
    return false;
  }
  const Code* code = frame->code;
  if (code->positional == 0 && (code->code_flags & kCodeVarArgs) == 0) {
    raise(fiber, types().RuntimeError, "super(): no arguments");
    return false;
  }
  Value first = frame->registers[code->positional > 0
                                     ? 0
                                     : code->keyword_only];
  if (code->positional == 0) {
    const Tuple* rest = cast<Tuple>(first);
    first = rest != nullptr && rest->size > 0 ? rest->items[0] : Value();
  }
  if (const Cell* cell = cast<Cell>(first)) first = cell->value;
  if (first.is_undefined()) {
    raise(fiber, types().RuntimeError, "super(): arg[0] deleted");
    return false;
  }
  for (uint32_t i = 0; i < code->free_count; ++i) {
    if (code->free_names->items[i].object() != names().dunder_class) continue;
    const Value content =
        frame->registers[code->local_count + i].as<Cell>()->value;
    if (content.is_undefined()) {
      raise(fiber, types().RuntimeError, "super(): empty __class__ cell");
      return false;
    }
    *cls = content;
    *self = first;
    return true;
  }
  raise(fiber, types().RuntimeError, "super(): __class__ cell not found");
  return false;
}

// Makes it speak of `self`, an instance of the class or a class below it.
bool bind_super(Fiber& fiber, Super* s, Value self) {
  Type* start = nullptr;
  if (Type* as_class = cast<Type>(self)) {
    if (is_subtype(as_class, s->after)) start = as_class;
  }
  if (start == nullptr && is_a(self, s->after)) start = type_of(self);
  if (start == nullptr) {
    raise_type_error(fiber, "super(type, obj): obj must be an instance or "
                     "subtype of type");
    return false;
  }
  store(fiber.heap, &s->self, self);
  store(fiber.heap, &s->self_type, start);
  return true;
}

// One without `self` that a class keeps speaks of the instance it is found by.
Value super_get(Fiber& fiber, Value object, Value instance, Type*) {
  const Super* const s = object.as<Super>();
  if (instance.is_undefined() || instance.is_none() ||
      s->self_type != nullptr || s->after == nullptr)
    return object;
  if (type_of(object) != types().super)
    return call(fiber, Value::from_object(type_of(object)),
                {Value::from_object(s->after), instance});
  Super* const bound = make<Super>(fiber, types().super);
  if (bound == nullptr) return Value::error();
  bound->after = s->after;
  return bind_super(fiber, bound, instance) ? Value::from_object(bound)
                                            : Value::error();
}

bool super_init(Fiber& fiber, Value object, Args args) {
  if (!check_arg_count(fiber, "super", args, 0, -1)) return false;
  if (args.count > 2) {
    raise_type_error(fiber, "super() expected at most 2 arguments, got %u",
                     args.count);
    return false;
  }
  Value cls = args.get(0, Value());
  Value self = args.get(1, Value());
  if (args.count == 0 && !implicit_arguments(fiber, &cls, &self)) return false;
  Type* after = cast<Type>(cls);
  if (after == nullptr) {
    raise_type_error(fiber, "super() argument 1 must be a type, not %s",
                     type_name(cls));
    return false;
  }
  Super* s = object.as<Super>();
  store(fiber.heap, &s->after, after);
  return self.is_undefined() || self.is_none() || bind_super(fiber, s, self);
}

Value super_getattr(Fiber& fiber, Value object, Str* name) {
  const Super* s = object.as<Super>();
  if (s->self.is_undefined() || name == names().dunder_class)
    return generic_getattr(fiber, object, name);
  const Tuple* mro = s->self_type->mro;
  uint32_t i = 0;
  while (i < mro->size && mro->items[i].object() != s->after) ++i;
  for (++i; i < mro->size; ++i) {
    const Value found = dict_find_name(mro->items[i].as<Type>()->dict(), name);
    if (found.is_undefined()) continue;
    // On a class the attribute is bound as class access binds it.
    const bool on_class =
        s->self.is_object() && s->self.object() == s->self_type;
    return bind_descriptor(fiber, found, on_class ? Value() : s->self,
                           s->self_type);
  }
  return generic_getattr(fiber, object, name);
}

Value super_repr(Fiber& fiber, Value object) {
  const Super* s = object.as<Super>();
  const std::string after =
      s->after != nullptr ? std::string(s->after->name->view()) : "NULL";
  if (s->self_type == nullptr)
    return str_value(fiber, "<super: <class '" + after + "'>, NULL>");
  return str_value(fiber, "<super: <class '" + after + "'>, <" +
                              std::string(s->self_type->name->view()) +
                              " object>>");
}

Value super_thisclass(Fiber&, Value object) {
  Type* after = object.as<Super>()->after;
  return after != nullptr ? Value::from_object(after) : Value::none();
}
Value super_self(Fiber&, Value object) {
  const Value self = object.as<Super>()->self;
  return self.is_undefined() ? Value::none() : self;
}
Value super_self_class(Fiber&, Value object) {
  Type* type = object.as<Super>()->self_type;
  return type != nullptr ? Value::from_object(type) : Value::none();
}
const GetSetDef kSuperGetSets[] = {{"__thisclass__", super_thisclass},
                                   {"__self__", super_self},
                                   {"__self_class__", super_self_class},
                                   {}};

constexpr Slots make_property_slots() {
  Slots s{};
  s.create = property_create;
  s.init = property_init;
  s.get = property_get;
  s.set = property_set;
  return s;
}
constexpr Slots kPropertySlots = make_property_slots();

constexpr Slots make_class_method_slots() {
  Slots s{};
  s.create = wrapper_create;
  s.init = wrapper_init;
  s.get = classmethod_get;
  s.repr = wrapper_repr;
  return s;
}
constexpr Slots kClassMethodSlots = make_class_method_slots();

constexpr Slots make_static_method_slots() {
  Slots s{};
  s.create = wrapper_create;
  s.init = wrapper_init;
  s.get = staticmethod_get;
  s.call = staticmethod_call;
  s.repr = wrapper_repr;
  return s;
}
constexpr Slots kStaticMethodSlots = make_static_method_slots();

constexpr Slots make_super_slots() {
  Slots s{};
  s.create = super_create;
  s.init = super_init;
  s.getattr = super_getattr;
  s.repr = super_repr;
  s.get = super_get;
  return s;
}
constexpr Slots kSuperSlots = make_super_slots();

}  // namespace

void init_descriptors(Fiber& fiber) {
  Types& t = types();
  static const TypeDef kPropertyDef = {
      "property", &kPropertyLayout, &kPropertySlots, kPropertyMethods,
      kPropertyGetSets, 0,
      "Property attribute.\n\n  fget\n    function to be used for getting an "
      "attribute value\n  fset\n    function to be used for setting an "
      "attribute value\n  fdel\n    function to be used for del'ing an "
      "attribute\n  doc\n    docstring\n"};
  t.property = native_type(fiber, kPropertyDef);

  static const TypeDef kClassMethodDef = {
      "classmethod", &kClassMethodLayout, &kClassMethodSlots, nullptr,
      kWrapperGetSets, 0,
      "classmethod(function) -> method\n\nConvert a function to be a class "
      "method."};
  t.classmethod = native_type(fiber, kClassMethodDef);

  static const TypeDef kStaticMethodDef = {
      "staticmethod", &kStaticMethodLayout, &kStaticMethodSlots, nullptr,
      kWrapperGetSets, 0,
      "staticmethod(function) -> method\n\nConvert a function to be a static "
      "method."};
  t.staticmethod = native_type(fiber, kStaticMethodDef);

  static const TypeDef kSuperDef = {
      "super", &kSuperLayout, &kSuperSlots, nullptr, kSuperGetSets, 0,
      "super() -> same as super(__class__, <first argument>)\nsuper(type) -> "
      "unbound super object\nsuper(type, obj) -> bound super object; requires "
      "isinstance(obj, type)"};
  t.super = native_type(fiber, kSuperDef);
}

}  // namespace mt::python
