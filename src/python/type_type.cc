// type_type.cc - the class type, whose instances are the classes.

#include "base/status.h"
#include "python/bytes.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/generic_alias.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type_bases.h"
#include "python/weakref.h"

namespace mt::python {

extern const Layout kTypeLayout;

bool shows_classic(const Type* type) {
  return (type->type_flags & kTypeClassic) != 0 &&
         ((type->type_flags & kTypeLibrary) == 0 || rt().era_voice);
}

namespace {

// Where the builtin exceptions lived then; nothing for others.
const char* module_then(const std::string& name) {
  return name.find('.') == name.npos ? "exceptions." : "";
}

Value type_repr(Fiber& fiber, Value self) {
  const Type* type = self.as<Type>();
  if (shows_classic(type))
    return str_value(fiber,
                     format("<class %s at %p>", type_full_name(type).c_str(),
                            static_cast<const void*>(type)));
  const std::string name = type_full_name(type);
  const char* form = "<class '%s'>";
  if (speaks_era(fiber)) {
    if (is_subtype(type, types().BaseException))
      return str_value(fiber, format("<class %s%s at %p>", module_then(name),
                                     name.c_str(),
                                     static_cast<const void*>(type)));
    if (*module_then(name) != '\0') form = "<type '%s'>";
  }
  return str_value(fiber, format(form, name.c_str()));
}

Value type_str(Fiber& fiber, Value self) {
  const Type* type = self.as<Type>();
  if (shows_classic(type))
    return str_value(fiber, type_full_name(type));
  if (is_subtype(type, types().BaseException) && speaks_era(fiber)) {
    const std::string name = type_full_name(type);
    return str_value(fiber, module_then(name) + name);
  }
  return to_repr(fiber, self);
}

Value type_call(Fiber& fiber, Value self, Args args) {
  Type* type = self.as<Type>();
  if (type == types().str && args.count == 1 && !args.is_named)
    return to_str(fiber, args[0]);
  if (type == types().list && args.count == 1 && !args.is_named) {
    List* const list = list_from(fiber, args[0]);
    return list == nullptr ? Value::error() : Value::from_object(list);
  }
  if (type == types().type && args.count == 1 && !args.is_named) {
    Type* const found = type_of(args[0]);
    if (shows_classic(found) && in_era(fiber)) {
      // Then they were all of one.
      const Value module = import_module(fiber, "types");
      return module.is_error() ? module
                               : get_attr(fiber, module, "InstanceType");
    }
    return Value::from_object(found);
  }
  if (type->slots->create == nullptr)
    return raise_type_error(fiber, "cannot create '%s' instances",
                            type_full_name(type).c_str());
  const Value made = type->slots->create(fiber, type, args);
  if (!made.is_object()) return made;  // no class of those has an __init__
  Type* actual = type_of(made);
  if (actual != type && !is_subtype(actual, type)) return made;
  const auto init = actual->slots->init;
  // What object_init() would find, without asking it.
  if (init == object_init && actual->slots->create != object_create)
    return made;
  return init == nullptr || init(fiber, made, args) ? made : Value::error();
}

Value type_create(Fiber& fiber, Type* cls, Args args) {
  const uint32_t positional = args.positional();
  if (positional != 3 && cls == types().type)
    return raise_type_error(fiber, args.is_named && positional == 1
                                       ? "type() takes no keyword arguments"
                                       : "type() takes 1 or 3 arguments");
  if (positional != 3)
    return raise_type_error(fiber, "type.__new__() takes exactly 3 arguments "
                            "(%u given)", positional);
  Str* name = cast<Str>(args[0]);
  if (name == nullptr)
    return raise_type_error(
        fiber, "type.__new__() argument 1 must be str, not %s",
        type_name(args[0]));
  Tuple* bases = cast<Tuple>(args[1]);
  if (bases == nullptr)
    return raise_type_error(
        fiber, "type.__new__() argument 2 must be tuple, not %s",
        type_name(args[1]));
  Dict* dict = cast<Dict>(args[2]);
  if (dict == nullptr)
    return raise_type_error(
        fiber, "type.__new__() argument 3 must be dict, not %s",
        type_name(args[2]));
  Type* const asked = cls;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* meta = type_of(bases->items[i]);
    if (is_subtype(cls, meta)) continue;
    if (!is_subtype(meta, cls))
      return raise_type_error(
          fiber,
          "metaclass conflict: the metaclass of a derived class must be a "
          "(non-strict) subclass of the metaclasses of all its bases");
    cls = meta;
  }
  // type(name, (Base,), {}) goes through the __new__ of Base's metaclass.
  if (cls != asked && cls->slots->create != type_create)
    return cls->slots->create(fiber, cls, args);
  return make_type(fiber, cls, name, bases, dict,
                   args.behind(3));
}

bool type_init(Fiber& fiber, Value, Args args) {
  const uint32_t positional = args.positional();
  if (positional == 1 || positional == 3) return true;
  raise_type_error(fiber, "type.__init__() takes 1 or 3 arguments");
  return false;
}

Value type_name_get(Fiber&, Value self) {
  return Value::from_object(self.as<Type>()->name);
}
bool type_name_set(Fiber& fiber, Value self, Value value) {
  Type* type = self.as<Type>();
  Str* name = cast<Str>(value);
  if (name == nullptr || (type->type_flags & kTypeNative) != 0) {
    raise_type_error(fiber, "can only assign string to %s.__name__, not '%s'",
                     type->name->data(),
                     value.is_undefined() ? "NULL" : type_name(value));
    return false;
  }
  if (!check_class_name(fiber, name)) return false;
  store(fiber.heap, &type->name, intern(fiber, name));
  return true;
}
Value type_qualname_get(Fiber&, Value self) {
  return Value::from_object(self.as<Type>()->qualname);
}
bool type_qualname_set(Fiber& fiber, Value self, Value value) {
  Str* name = cast<Str>(value);
  if (name == nullptr) {
    raise_type_error(fiber,
                     "can only assign string to %s.__qualname__, not '%s'",
                     self.as<Type>()->name->data(),
                     value.is_undefined() ? "NULL" : type_name(value));
    return false;
  }
  store(fiber.heap, &self.as<Type>()->qualname, name);
  return true;
}
Value type_module_get(Fiber& fiber, Value self) {
  const Value module =
      dict_find_name(self.as<Type>()->dict(), names().dunder_module);
  const bool is_native = (self.as<Type>()->type_flags & kTypeNative) != 0;
  if (module.is_undefined() && !is_native) return Value::none();
  // That of functions is where a function says what its own module is.
  return module.is_undefined() || cast<Descriptor>(module) != nullptr
             ? Value::from_object(intern(fiber, "builtins"))
             : module;
}
bool may_not_delete(Fiber& fiber, const Type* type, const char* name,
                    Value value) {
  if (!value.is_undefined()) return false;
  raise_type_error(fiber, "cannot delete '%s' attribute of immutable type '%s'",
                   name, type->name->data());
  return true;
}
// Sets it in the class's own dictionary, or takes it out of there.
bool type_set_own(Fiber& fiber, Type* type, Str* name, Value value) {
  if (!value.is_undefined()) {
    dict_set_name(fiber, type->dict(), name, value);
  } else if (!dict_remove_name(fiber, type->dict(), name)) {
    if (!fiber.raised())
      raise(fiber, types().AttributeError, "%s", name->data());
    return false;
  }
  ++g_type_epoch;
  return true;
}
bool type_module_set(Fiber& fiber, Value self, Value value) {
  if (may_not_delete(fiber, self.as<Type>(), "__module__", value)) return false;
  dict_set_name(fiber, self.as<Type>()->dict(), names().dunder_module, value);
  ++g_type_epoch;
  return true;
}
Value type_doc_get(Fiber& fiber, Value self) {
  Type* type = self.as<Type>();
  const Value doc = dict_find_name(type->dict(), names().dunder_doc);
  if (doc.is_undefined()) return Value::none();
  return bind_descriptor(fiber, doc, Value(), type);
}
bool type_doc_set(Fiber& fiber, Value self, Value value) {
  if (may_not_delete(fiber, self.as<Type>(), "__doc__", value)) return false;
  dict_set_name(fiber, self.as<Type>()->dict(), names().dunder_doc, value);
  ++g_type_epoch;
  return true;
}
Value type_bases_get(Fiber&, Value self) {
  return Value::from_object(self.as<Type>()->bases);
}

bool type_bases_set(Fiber& fiber, Value self, Value value) {
  Type* type = self.as<Type>();
  Tuple* bases = cast<Tuple>(value);
  if (bases == nullptr || bases->size == 0 ||
      (type->type_flags & kTypeNative) != 0) {
    raise_type_error(fiber,
                     "can only assign non-empty tuple to %s.__bases__",
                     type->name->data());
    return false;
  }
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* const base = cast<Type>(bases->items[i]);
    if (base == nullptr) {
      raise_type_error(fiber, "%s.__bases__ must be tuple of classes, not '%s'",
                       type->name->data(), type_name(bases->items[i]));
      return false;
    }
    // Where mro() sets bases, the orders lag behind.
    const Type* above = base;
    while (above != nullptr && above != type) above = above->base;
    if (above != nullptr || is_subtype(base, type)) {
      raise_type_error(fiber,
                       "a __bases__ item causes an inheritance cycle");
      return false;
    }
  }
  return type_change_bases(fiber, type, bases);
}
Value type_mro_get(Fiber&, Value self) {
  const Type* const type = self.as<Type>();
  if ((type->type_flags & kTypeUnordered) != 0) return Value::none();
  return Value::from_object(type->mro);
}
Value type_base_get(Fiber&, Value self) {
  Type* base = self.as<Type>()->base;
  return base != nullptr ? Value::from_object(base) : Value::none();
}
// The bits of CPython's that programs ask for.
Value type_flags_get(Fiber&, Value self) {
  const Type* type = self.as<Type>();
  const uint32_t flags = type->type_flags;
  int64_t shown = 0;
  if ((flags & kTypeNative) == 0) shown |= 1 << 9;  // by a class statement
  if ((flags & kTypeFinal) == 0) shown |= 1 << 10;  // may be derived from
  if ((flags & kTypeAbstract) != 0) shown |= 1 << 20;
  if ((flags & kTypeSequence) != 0) shown |= 1 << 5;  // for case [...]
  if ((flags & kTypeMapping) != 0) shown |= 1 << 6;   // for case {...}
  return Value::from_int(shown);
}
Value type_dict_get(Fiber& fiber, Value self) {
  return make_mapping_proxy(
      fiber, Value::from_object(self.as<Type>()->dict()));
}
Value type_abstract_get(Fiber& fiber, Value self) {
  const Value found = dict_find_name(self.as<Type>()->dict(),
                                     names().dunder_abstractmethods);
  // What type has under this name is this very attribute.
  if (!found.is_undefined() && self.as<Type>() != types().type) return found;
  return no_attribute(fiber, self, names().dunder_abstractmethods);
}
bool type_abstract_set(Fiber& fiber, Value self, Value value) {
  Type* type = self.as<Type>();
  const int any = value.is_undefined() ? 0 : truth(fiber, value);
  if (any < 0 ||
      !type_set_own(fiber, type, names().dunder_abstractmethods, value)) {
    return false;
  }
  type->type_flags &= ~kTypeAbstract;
  if (any > 0) type->type_flags |= kTypeAbstract;
  return true;
}
Value type_annotations_get(Fiber& fiber, Value self) {
  Type* type = self.as<Type>();
  Value found = dict_find_name(type->dict(), names().dunder_annotations);
  if (found.is_undefined()) {
    if ((type->type_flags & kTypeNative) != 0)
      return no_attribute(fiber, self, names().dunder_annotations);
    found = Value::from_object(make_dict(fiber));
    dict_set_name(fiber, type->dict(), names().dunder_annotations, found);
    ++g_type_epoch;
  }
  return found;
}
bool type_annotations_set(Fiber& fiber, Value self, Value value) {
  return type_set_own(fiber, self.as<Type>(), names().dunder_annotations,
                      value);
}

const GetSetDef kTypeGetSets[] = {
    {"__name__", type_name_get, type_name_set},
    {"__qualname__", type_qualname_get, type_qualname_set},
    {"__module__", type_module_get, type_module_set},
    {"__doc__", type_doc_get, type_doc_set},
    {"__bases__", type_bases_get, type_bases_set},
    {"__mro__", type_mro_get},
    {"__base__", type_base_get},
    {"__dict__", type_dict_get},
    {"__flags__", type_flags_get},
    {"__abstractmethods__", type_abstract_get, type_abstract_set},
    {"__annotations__", type_annotations_get, type_annotations_set},
    {}};

Value type_mro_method(Fiber& fiber, Value self, Args) {
  const Tuple* mro = type_linearize(fiber, self.as<Type>());
  if (mro == nullptr) return Value::error();
  return Value::from_object(make_list(fiber, mro->items, mro->size));
}

Value type_subclasses(Fiber& fiber, Value self, Args) {
  List* result = make_list(fiber);
  const List* refs = self.as<Type>()->subclasses;
  for (uint32_t i = 0; refs != nullptr && i < refs->size; ++i) {
    const Value target = weakref_target(fiber, refs->items[i]);
    if (!target.is_none() && !list_append(fiber, result, target))
      return Value::error();
  }
  return Value::from_object(result);
}

Value type_instancecheck(Fiber&, Value self, Args args) {
  return Value::from_bool(is_a(args[0], self.as<Type>()));
}
Value type_subclasscheck(Fiber& fiber, Value self, Args args) {
  Type* cls = cast<Type>(args[0]);
  if (cls == nullptr)
    return raise_type_error(fiber, "issubclass() arg 1 must be a class");
  return Value::from_bool(is_subtype(cls, self.as<Type>()));
}
Value type_prepare(Fiber& fiber, Value, Args) {
  return Value::from_object(make_dict(fiber));
}

Value type_dir(Fiber& fiber, Value self, Args) {
  Dict* all = make_dict(fiber);
  if (!collect_names(fiber, self.as<Type>(), all)) return Value::error();
  List* const listed = dict_list(fiber, all, DictPart::kKeys);
  return listed == nullptr ? Value::error() : Value::from_object(listed);
}

const MethodDef kTypeMethods[] = {
    {"mro", type_mro_method, 0, 0, 0,
     "mro($self, /)\n--\n\nReturn a type's method resolution order."_doc},
    {"__subclasses__", type_subclasses, 0, 0, 0,
     "__subclasses__($self, /)\n--\n\nReturn a list of immediate "
     "subclasses."_doc},
    {"__instancecheck__", type_instancecheck, 1, 1, 0,
     "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an "
     "instance."_doc},
    {"__subclasscheck__", type_subclasscheck, 1, 1, 0,
     "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a "
     "subclass."_doc},
    {"__prepare__", type_prepare, 0, -1, kMethodClass | kMethodKeywords,
     "__prepare__(name, bases, /, **kwds)\n--\n\nCreate the namespace for the "
     "class statement"_doc},
    {"__dir__", type_dir, 0, 0, 0,
     "__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for "
     "types."_doc},
    {}};

constexpr Operators make_type_operators() {
  Operators s{};
  s.binary[kOr] = union_or;
  return s;
}
constexpr Operators kTypeOperators = make_type_operators();

constexpr Slots make_type_slots() {
  Slots s{};
  s.repr = type_repr;
  s.str = type_str;
  s.call = type_call;
  s.getattr = type_getattr;
  s.setattr = type_setattr;
  s.create = type_create;
  s.init = type_init;
  s.operators = &kTypeOperators;
  return s;
}

constexpr Slots kTypeSlots = make_type_slots();
const TypeDef kTypeDef = {
    "type", &kTypeLayout, &kTypeSlots, kTypeMethods, kTypeGetSets, 0,
    "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a "
    "new type"};

}  // namespace

void init_type(Fiber& fiber) {
  native_type(fiber, kTypeDef, types().object);
}

}  // namespace mt::python
