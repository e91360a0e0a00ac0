// object_type.cc - the two classes everything begins with: object and type.

#include <stdlib.h>

#include <algorithm>

#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/weakref.h"

namespace mt::python {

extern const Layout kTypeLayout, kShapeLayout, kKeyTableLayout,
    kSlotArrayLayout;

namespace {

const Layout kObjectLayout = {Kind::kInstance, "object", sizeof(Object),
                              nullptr, nullptr, nullptr};

bool has_arguments(Args args) { return args.count > 0; }

// --- object ----------------------------------------------------------------------

Value object_repr(Fiber& fiber, Value self) {
  const Type* type = type_of(self);
  const void* address = self.is_object() ? self.object() : nullptr;
  if ((type->type_flags & kTypeClassic) != 0)
    return str_value(fiber, format("<%s instance at %p>",
                                   type_full_name(type).c_str(), address));
  return str_value(fiber, format("<%s object at %p>",
                                 type_full_name(type).c_str(), address));
}

Value object_str(Fiber& fiber, Value self) {
  return type_of(self)->slots->repr(fiber, self);
}

Value object_class_get(Fiber&, Value self) {
  return Value::from_object(type_of(self));
}

// Only between classes whose instances are laid out alike.
bool object_class_set(Fiber& fiber, Value self, Value value) {
  Type* wanted = cast<Type>(value);
  if (wanted == nullptr) {
    raise_type_error(fiber,
                     "__class__ must be set to a class, not '%s' object",
                     value.is_undefined() ? "NULL" : type_name(value));
    return false;
  }
  Type* old = type_of(self);
  if (!self.is_object() || (old->type_flags & kTypeNative) != 0 ||
      (wanted->type_flags & kTypeNative) != 0 ||
      wanted->layout != old->layout) {
    raise_type_error(fiber,
                     "__class__ assignment only supported for mutable types "
                     "or ModuleType subclasses");
    return false;
  }
  // The new class may reserve other slots inside its instances, so the
  // attributes move to a dictionary and the object keeps its size.
  Object* object = self.object();
  Dict* dict = own_dict(fiber, object);
  const uint16_t capacity = object->shape->inline_capacity;
  Shape* shape = make<Shape>(fiber, types().shape);
  shape->type = wanted;
  shape->inline_capacity = shape->inside = capacity;
  shape->slots_offset = object->shape->slots_offset;
  shape->has_slots = true;
  shape->variable = object->shape->variable;
  shape->is_dict = true;
  fiber.heap.retire(object->shape);
  object->shape = shape;
  (void)dict;
  // What a class has may now read otherwise: it has another metaclass, or it
  // has this object, which is a descriptor or no longer one.
  const auto binds = [](const Type* type) {
    return type->slots->get != nullptr || type->slots->set != nullptr;
  };
  if (object->kind == Kind::kType || binds(old) || binds(wanted)) {
    ++g_type_epoch;
    forget_slots(fiber.heap);
  }
  return true;
}

Value object_format(Fiber& fiber, Value self, Args args) {
  Str* spec = cast<Str>(args[0]);
  if (spec == nullptr)
    return raise_type_error(fiber, "__format__() argument must be str, not %s",
                            type_name(args[0]));
  if (spec->byte_count != 0)
    return raise_type_error(
        fiber, "unsupported format string passed to %s.__format__",
        type_name(self));
  return to_str(fiber, self);
}

bool collect_names(Fiber& fiber, Type* type, Dict* into) {
  for (uint32_t i = type->mro->size; i-- > 0;) {
    Dict* dict = type->mro->items[i].as<Type>()->dict();
    uint32_t at = 0;
    Value key, value;
    // Where a native class was made says its type, not its dictionary.
    const bool native =
        (type->mro->items[i].as<Type>()->type_flags & kTypeNative) != 0;
    while (dict_next(dict, &at, &key, &value)) {
      if (native && key == Value::from_object(names().dunder_module)) continue;
      if (!dict_set(fiber, into, key, Value::none())) return false;
    }
  }
  return true;
}

Value names_of(Fiber& fiber, Dict* dict) {
  List* list = make_list(fiber, dict->live);
  uint32_t at = 0;
  Value key, value;
  while (dict_next(dict, &at, &key, &value)) {
    if (!list_append(fiber, list, key)) return Value::error();
  }
  return Value::from_object(list);
}

Value object_dir(Fiber& fiber, Value self, Args) {
  Dict* all = make_dict(fiber);
  Type* type = type_of(self);
  // A classic instance lists what it has and what its classes define, as
  // Python 2 did; object's own machinery stays out of it.
  const bool classic = (type->type_flags & kTypeClassic) != 0;
  if (classic) {
    for (uint32_t i = type->mro->size; i-- > 0;) {
      Type* cls = type->mro->items[i].as<Type>();
      if (cls == types().object) continue;
      uint32_t at = 0;
      Value key, value;
      while (dict_next(cls->dict(), &at, &key, &value)) {
        const std::string_view name = key.as<Str>()->view();
        if (name == "__dict__" || name == "__weakref__" ||
            name == "__qualname__")
          continue;
        if (!dict_set(fiber, all, key, Value::none())) return Value::error();
      }
    }
  } else if (!collect_names(fiber, type, all)) {
    return Value::error();
  }
  if (self.is_object() && self.object()->shape->has_slots) {
    Dict* own = own_snapshot(fiber, self.object());
    if (!dict_update(fiber, all, Value::from_object(own)))
      return Value::error();
  }
  return names_of(fiber, all);
}

Value reduce_by_copyreg(Fiber& fiber, Value self, Value protocol) {
  const Value copyreg = call(
      fiber, dict_find_name(rt().builtins, names().dunder_import),
      {str_value(fiber, "copyreg")});
  if (copyreg.is_error()) return copyreg;
  return call_method(fiber, copyreg, "__reduce_ex__",
                     {self, protocol});
}

// What pickle and copy ask for: (copyreg.__newobj__, (cls, ...), state).
Value object_reduce_ex(Fiber& fiber, Value self, Args args) {
  const Value reduce = type_lookup(type_of(self), names().dunder_reduce);
  const Value plain = type_lookup(types().object, names().dunder_reduce);
  if (reduce != plain)
    return call_method(fiber, self, names().dunder_reduce);
  return reduce_by_copyreg(fiber, self, args[0]);
}

Value object_reduce(Fiber& fiber, Value self, Args) {
  return reduce_by_copyreg(fiber, self, Value::from_int(0));
}

Value object_getstate(Fiber& fiber, Value self, Args) {
  if (!self.is_object() || own_count(self.object()) == 0) return Value::none();
  return Value::from_object(own_snapshot(fiber, self.object()));
}

Value object_init_subclass(Fiber& fiber, Value self, Args args) {
  if (args.count > 0)
    return raise_type_error(fiber, "%s.__init_subclass__() takes no %s",
                            self.as<Type>()->name->data,
                            args.names != nullptr ? "keyword arguments"
                                                  : "arguments");
  return Value::none();
}

Value object_subclasshook(Fiber&, Value, Args) {
  return Value::not_implemented();
}

Value object_sizeof(Fiber& fiber, Value self, Args) {
  return int_from_i64(fiber,
                      self.is_object() ? type_of(self)->instance_size : 8);
}

const MethodDef kObjectMethods[] = {
    {"__format__", object_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nDefault object formatter."},
    {"__dir__", object_dir, 0, 0, 0,
     "__dir__($self, /)\n--\n\nDefault dir() implementation."},
    {"__reduce_ex__", object_reduce_ex, 1, 1, 0,
     "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle."},
    {"__reduce__", object_reduce, 0, 0, 0,
     "__reduce__($self, /)\n--\n\nHelper for pickle."},
    {"__getstate__", object_getstate, 0, 0, 0,
     "__getstate__($self, /)\n--\n\nHelper for pickle."},
    {"__sizeof__", object_sizeof, 0, 0, 0,
     "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes."},
    {"__init_subclass__", object_init_subclass, 0, -1,
     kMethodClass | kMethodKeywords,
     "This method is called when a class is subclassed."},
    {"__subclasshook__", object_subclasshook, 1, 1, kMethodClass,
     "Abstract classes can override this to customize issubclass()."},
    {}};

const GetSetDef kObjectGetSets[] = {
    {"__class__", object_class_get, object_class_set,
     "the object's class"}, {}};

// --- type -------------------------------------------------------------------------

Value type_repr(Fiber& fiber, Value self) {
  const Type* type = self.as<Type>();
  if ((type->type_flags & kTypeClassic) != 0)
    return str_value(fiber,
                     format("<class %s at %p>", type_full_name(type).c_str(),
                            static_cast<const void*>(type)));
  return str_value(fiber,
                   format("<class '%s'>", type_full_name(type).c_str()));
}

Value type_str(Fiber& fiber, Value self) {
  const Type* type = self.as<Type>();
  if ((type->type_flags & kTypeClassic) != 0)
    return str_value(fiber, type_full_name(type));
  return to_repr(fiber, self);
}

Value type_call(Fiber& fiber, Value self, Args args) {
  Type* type = self.as<Type>();
  if (type == types().type && args.count == 1 && args.names == nullptr)
    return Value::from_object(type_of(args[0]));
  if (type->slots->create == nullptr)
    return raise_type_error(fiber, "cannot create '%s' instances",
                            type_full_name(type).c_str());
  const Value made = type->slots->create(fiber, type, args);
  if (made.is_error()) return made;
  Type* actual = type_of(made);
  if (actual != type && !is_subtype(actual, type)) return made;
  if (actual->slots->init != nullptr &&
      !actual->slots->init(fiber, made, args))
    return Value::error();
  return made;
}

Value type_create(Fiber& fiber, Type* cls, Args args) {
  const uint32_t positional = args.positional();
  if (positional != 3 && cls == types().type)
    return raise_type_error(fiber, "type() takes 1 or 3 arguments");
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
                   Args{args.values + 3, args.count - 3, args.names});
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
                     type->name->data,
                     value.is_undefined() ? "NULL" : type_name(value));
    return false;
  }
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
                     self.as<Type>()->name->data,
                     value.is_undefined() ? "NULL" : type_name(value));
    return false;
  }
  store(fiber.heap, &self.as<Type>()->qualname, name);
  return true;
}
Value type_module_get(Fiber& fiber, Value self) {
  const Value module =
      dict_find_name(self.as<Type>()->dict(), names().dunder_module);
  if (module.is_undefined()) {
    if ((self.as<Type>()->type_flags & kTypeNative) == 0) return Value::none();
    return str_value(fiber, "builtins");
  }
  // That of functions is where a function says what its own module is.
  if (cast<Descriptor>(module) != nullptr) return str_value(fiber, "builtins");
  return module;
}
bool may_not_delete(Fiber& fiber, const Type* type, const char* name,
                    Value value) {
  if (!value.is_undefined()) return false;
  raise_type_error(fiber, "cannot delete '%s' attribute of immutable type '%s'",
                   name, type->name->data);
  return true;
}
// Sets it in the class's own dictionary, or takes it out of there.
bool type_set_own(Fiber& fiber, Type* type, Str* name, Value value) {
  if (!value.is_undefined()) {
    dict_set_name(fiber, type->dict(), name, value);
  } else if (!dict_remove_name(fiber, type->dict(), name)) {
    if (!fiber.raised()) raise(fiber, types().AttributeError, "%s", name->data);
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
void remove_subclass(Fiber& fiber, Type* base, Type* type) {
  List* const refs = base->subclasses;
  for (uint32_t i = 0; refs != nullptr && i < refs->size; ++i) {
    if (weakref_target(fiber, refs->items[i]) == Value::from_object(type)) {
      list_splice(fiber, refs, i, i + 1, nullptr, 0);
      return;
    }
  }
}

// Gives the class other bases, and new orders to all classes below it: each
// after those above it, since its old order is the longer one. All or none.
bool change_bases(Fiber& fiber, Type* type, Tuple* bases, Type* best) {
  GcVector classes(fiber), orders(fiber);
  classes.push(Value::from_object(type));
  for (size_t i = 0; i < classes.size(); ++i) {
    const List* const refs = classes[i].as<Type>()->subclasses;
    for (uint32_t k = 0; refs != nullptr && k < refs->size; ++k) {
      const Value below = weakref_target(fiber, refs->items[k]);
      if (is_kind(below, Kind::kType) &&
          std::find(classes.begin(), classes.end(), below) == classes.end())
        classes.push(below);
    }
  }
  std::sort(classes.begin(), classes.end(), [](Value a, Value b) {
    return a.as<Type>()->mro->size < b.as<Type>()->mro->size;
  });
  Tuple* const old_bases = type->bases;
  Type* const old_base = type->base;
  store(fiber.heap, &type->base, best);
  bool good = true;
  for (size_t i = 0; i < classes.size() && good; ++i) {
    Type* const each = classes[i].as<Type>();
    orders.push(Value::from_object(each->mro));
    good = type_set_mro(fiber, each, each == type ? bases : each->bases);
  }
  if (!good) {
    for (size_t i = 0; i < orders.size(); ++i)
      store(fiber.heap, &classes[i].as<Type>()->mro, orders[i].as<Tuple>());
    store(fiber.heap, &type->bases, old_bases);
    store(fiber.heap, &type->base, old_base);
    return false;
  }
  for (uint32_t i = 0; i < old_bases->size; ++i)
    remove_subclass(fiber, old_bases->items[i].as<Type>(), type);
  for (uint32_t i = 0; i < bases->size && good; ++i)
    good = add_subclass(fiber, bases->items[i].as<Type>(), type);
  for (const Value each : classes) fill_slots(fiber, each.as<Type>(), true);
  ++g_type_epoch;
  forget_slots(fiber.heap);
  return good;
}

bool type_bases_set(Fiber& fiber, Value self, Value value) {
  Type* type = self.as<Type>();
  Tuple* bases = cast<Tuple>(value);
  if (bases == nullptr || bases->size == 0 ||
      (type->type_flags & kTypeNative) != 0) {
    raise_type_error(fiber,
                     "can only assign non-empty tuple to %s.__bases__",
                     type->name->data);
    return false;
  }
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* const base = cast<Type>(bases->items[i]);
    if (base == nullptr) {
      raise_type_error(fiber, "%s.__bases__ must be tuple of classes, not '%s'",
                       type->name->data, type_name(bases->items[i]));
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
  Type* const best = type_best_base(fiber, bases);
  if (best == nullptr) return false;
  if (best->layout != type->layout) {
    raise_type_error(fiber, "__bases__ assignment: '%s' object layout differs "
                     "from '%s'", best->name->data, type->base->name->data);
    return false;
  }
  return change_bases(fiber, type, bases, best);
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
  if ((flags & kTypeNative) == 0) shown |= 1 << 9;    // made by a class statement
  if ((flags & kTypeFinal) == 0) shown |= 1 << 10;    // may be derived from
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
  return names_of(fiber, all);
}

const MethodDef kTypeMethods[] = {
    {"mro", type_mro_method, 0, 0, 0,
     "mro($self, /)\n--\n\nReturn a type's method resolution order."},
    {"__subclasses__", type_subclasses, 0, 0, 0,
     "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses."},
    {"__instancecheck__", type_instancecheck, 1, 1, 0,
     "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an "
     "instance."},
    {"__subclasscheck__", type_subclasscheck, 1, 1, 0,
     "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a "
     "subclass."},
    {"__prepare__", type_prepare, 0, -1, kMethodClass | kMethodKeywords,
     "__prepare__(name, bases, /, **kwds)\n--\n\nCreate the namespace for the "
     "class statement"},
    {"__dir__", type_dir, 0, 0, 0,
     "__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types."},
    {}};

Slots make_object_slots() {
  Slots s{};
  s.repr = object_repr;
  s.str = object_str;
  s.hash = object_hash;
  s.setattr = generic_setattr;
  s.compare = object_compare;
  s.create = object_create;
  s.init = object_init;
  s.getattr = generic_getattr;
  return s;
}

Slots make_type_slots() {
  Slots s{};
  s.repr = type_repr;
  s.str = type_str;
  s.call = type_call;
  s.getattr = type_getattr;
  s.setattr = type_setattr;
  s.create = type_create;
  s.init = type_init;
  return s;
}

}  // namespace

Value object_create(Fiber& fiber, Type* cls, Args args) {
  // What a native class needs in its struct only that class's own __new__ sets.
  const Type* native = cls;
  while (has_python_new(native)) native = native->base;
  if (native->slots->create != object_create)
    return raise_type_error(
        fiber, "object.__new__(%s) is not safe, use %s.__new__()",
        type_full_name(cls).c_str(), type_full_name(native).c_str());
  if (has_arguments(args)) {
    if (cls->slots->create != object_create)
      return raise_type_error(fiber, "object.__new__() takes exactly one "
                              "argument (the type to instantiate)");
    if (cls->slots->init == object_init)
      return raise_type_error(fiber, "%s() takes no arguments",
                              cls->name->data);
  }
  if ((cls->type_flags & kTypeAbstract) != 0) {
    const Value left =
        dict_find_name(cls->dict(), names().dunder_abstractmethods);
    List* sorted = list_from(fiber, left);
    if (sorted == nullptr || !list_sort(fiber, sorted, Value::none(), false))
      return Value::error();
    std::string text;
    for (uint32_t i = 0; i < sorted->size; ++i) {
      if (i > 0) text.append(", ");
      if (const Str* name = cast<Str>(sorted->items[i]))
        text.append(name->view());
    }
    return raise_type_error(
        fiber, "Can't instantiate abstract class %s with abstract method%s %s",
        cls->name->data, sorted->size > 1 ? "s" : "", text.c_str());
  }
  return Value::from_object(make_object(fiber, cls));
}

bool object_init(Fiber& fiber, Value self, Args args) {
  if (!has_arguments(args)) return true;
  const Type* type = type_of(self);
  if (type->slots->init != object_init) {
    raise_type_error(fiber, "object.__init__() takes exactly one argument "
                     "(the instance to initialize)");
    return false;
  }
  if (type->slots->create == object_create) {
    raise_type_error(fiber, "%s() takes no arguments", type->name->data);
    return false;
  }
  return true;
}

Value object_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (op == kEq)
    return self == other ? Value::from_bool(true) : Value::not_implemented();
  if (op != kNe) return Value::not_implemented();
  // `!=` is the opposite of whatever `==` says.
  const Value result = type_of(self)->slots->compare(fiber, self, other, kEq);
  if (result.is_error() || result.is_not_implemented()) return result;
  const int is_equal = truth(fiber, result);
  return is_equal < 0 ? Value::error() : Value::from_bool(is_equal == 0);
}

Value object_hash(Fiber&, Value self) {
  // Objects never move, so the address will do; its low bits are always zero.
  const uint64_t bits = self.bits();
  return Value::from_int(
      static_cast<int64_t>((bits >> 4 | bits << 43) & 0x7fffffffffff));
}

namespace {

Slots g_object_slots, g_type_slots;
const TypeDef kObjectDef = {"object", &kObjectLayout, &g_object_slots,
                            kObjectMethods, kObjectGetSets, 0,
                            "The base class of the class hierarchy.\n\nWhen "
                            "called, it accepts no arguments and returns a new "
                            "featureless\ninstance that has no instance "
                            "attributes and cannot be given any.\n"};
const TypeDef kTypeDefinition = {
    "type", &kTypeLayout, &g_type_slots, kTypeMethods, kTypeGetSets, 0,
    "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a "
    "new type"};

const TypeDef kShapeDef = {"shape", &kShapeLayout, nullptr, nullptr, nullptr,
                           kTypeNotCreatable | kTypeFinal};
const TypeDef kKeyTableDef = {"key_table", &kKeyTableLayout, nullptr, nullptr,
                              nullptr, kTypeNotCreatable | kTypeFinal};
const TypeDef kSlotsDef = {"slots", &kSlotArrayLayout, nullptr, nullptr,
                           nullptr, kTypeNotCreatable | kTypeFinal};

Type* g_embryos[16];
size_t g_embryo_count = 0;

// A type with nothing but a layout and a shape, so that objects of it can be
// made before there are names, tuples or dicts.
Type* embryo(Fiber& fiber, Type* metatype, const Layout* layout) {
  Heap& heap = fiber.heap;
  Type* type = static_cast<Type*>(heap.allocate(
      sizeof(Type), metatype != nullptr ? metatype->root_shape : nullptr,
      Kind::kType));
  heap.add_permanent(type);
  type->layout = layout;
  type->instance_size = (layout->size + 7) & ~7u;
  type->type_flags = kTypeNative;
  CHECK(g_embryo_count < sizeof g_embryos / sizeof g_embryos[0]);
  g_embryos[g_embryo_count++] = type;
  return type;
}

Shape* embryo_shape(Fiber& fiber, Type* type) {
  Shape* shape = static_cast<Shape*>(
      fiber.heap.allocate(sizeof(Shape),
                          types().shape != nullptr ? types().shape->root_shape
                                                   : nullptr,
                          Kind::kShape));
  shape->type = type;
  shape->slots_offset = static_cast<uint16_t>(type->instance_size);
  shape->variable = type->layout->extent != nullptr;
  return shape;
}

}  // namespace

// The circle: classes are objects of class type, shapes are objects that have
// shapes, and names need str before there is a str class to look at.
void init_embryos(Fiber& fiber, const Layout* str, const Layout* tuple,
                  const Layout* dict, const Layout* list) {
  Types& t = types();
  g_object_slots = make_object_slots();
  g_type_slots = make_type_slots();
  t.type = embryo(fiber, nullptr, &kTypeLayout);
  t.shape = embryo(fiber, nullptr, &kShapeLayout);
  t.type->root_shape = embryo_shape(fiber, t.type);
  t.shape->root_shape = embryo_shape(fiber, t.shape);
  t.type->root_shape->shape = t.shape->root_shape;
  t.shape->root_shape->shape = t.shape->root_shape;
  t.type->shape = t.type->root_shape;
  t.shape->shape = t.type->root_shape;
  struct Row {
    Type** type;
    const Layout* layout;
  };
  const Row rows[] = {{&t.object, &kObjectLayout},
                      {&t.key_table, &kKeyTableLayout},
                      {&t.slots, &kSlotArrayLayout},
                      {&t.str, str},
                      {&t.tuple, tuple},
                      {&t.dict, dict},
                      {&t.list, list}};
  for (const Row& row : rows) {
    *row.type = embryo(fiber, t.type, row.layout);
    (*row.type)->root_shape = embryo_shape(fiber, *row.type);
  }
}

Type* find_embryo(const Layout* layout) {
  for (size_t i = 0; i < g_embryo_count; ++i) {
    if (g_embryos[i]->layout == layout && g_embryos[i]->name == nullptr)
      return g_embryos[i];
  }
  return nullptr;
}

void init_object(Fiber& fiber) {
  Types& t = types();
  native_type(fiber, kObjectDef, nullptr);
  for (const TypeDef* def :
       {&kTypeDefinition, &kShapeDef, &kKeyTableDef, &kSlotsDef})
    native_type(fiber, *def, t.object);
}

}  // namespace mt::python
