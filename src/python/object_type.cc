// object_type.cc - the class object, which all others come from.

#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/heap.h"
#include "python/import.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/native.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/text.h"
#include "python/type_bases.h"

namespace mt::python {

extern const Layout kObjectLayout = {Kind::kInstance, "object", sizeof(Object),
                                     nullptr, nullptr, nullptr};

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

bool has_plain(Value self, const Type* type, Str* name) {
  return type_lookup(type, name) == type_lookup(types().object, name) &&
         own_get(self.object(), name).is_undefined();
}

bool is_reduced_plainly(Value self) {
  const Type* const type = type_of(self);
  return is_kind(self, Kind::kInstance) &&
         (type->type_flags & (kTypePlainGetattr | kTypeGetattrHook)) != 0 &&
         has_plain(self, type, names().dunder_reduce_ex) &&
         has_plain(self, type, names().dunder_reduce) &&
         type_lookup(type, names().dunder_slots).is_undefined() &&
         type_lookup(type, names().dunder_getnewargs).is_undefined() &&
         type_lookup(type, names().dunder_getnewargs_ex).is_undefined() &&
         has_plain(self, type, names().dunder_getstate);
}

namespace {

bool has_arguments(Args args) { return args.count > 0; }

Value object_class_get(Fiber&, Value self) {
  return Value::from_object(type_of(self));
}

// A module has its attributes in its dict, whatever its class; slots of its own
// it must have been made with.
bool module_class_set(Fiber& fiber, Module* module, Type* wanted) {
  for (const Type* each = wanted; each != types().module; each = each->base) {
    const Value slots = dict_find_name(each->dict(), names().dunder_slots);
    if (slots.is_undefined() || truth(fiber, slots) == 0) continue;
    raise_type_error(fiber, "__class__ assignment: '%s' object layout differs "
                     "from '%s'", wanted->name->data(),
                     type_name(Value::from_object(module)));
    return false;
  }
  const Shape* const old = module->shape;
  Shape* const shape = make<Shape>(fiber, types().shape);
  shape->type = wanted;
  shape->inline_capacity = shape->inside = old->inline_capacity;
  shape->slots_offset = old->slots_offset;
  shape->has_slots = old->has_slots;
  store(fiber.heap, &module->shape, shape);
  return true;
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
  if (is_kind(self, Kind::kModule) && self.object()->shape->slot_count == 0 &&
      !self.object()->shape->is_dict && is_subtype(wanted, types().module))
    return module_class_set(fiber, self.as<Module>(), wanted);
  if (!self.is_object() || (old->type_flags & kTypeNative) != 0 ||
      (wanted->type_flags & kTypeNative) != 0) {
    raise_type_error(fiber,
                     "__class__ assignment only supported for mutable types "
                     "or ModuleType subclasses");
    return false;
  }
  if (wanted->layout != old->layout || solid_base(wanted) != solid_base(old)) {
    raise_type_error(fiber, "__class__ assignment: '%s' object layout differs "
                     "from '%s'", wanted->name->data(), old->name->data());
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
                            given_type(args[0]));
  if (spec->byte_count != 0)
    return raise_type_error(
        fiber, "unsupported format string passed to %s.__format__",
        type_name(self));
  return to_str(fiber, self);
}

Value object_dir(Fiber& fiber, Value self, Args) {
  Dict* all = make_dict(fiber);
  Type* type = type_of(self);
  // A classic instance lists what it has and what its classes define, as
  // Python 2 did; object's own machinery stays out of it.
  const bool classic = shows_classic(type);
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
  List* const listed = dict_list(fiber, all, DictPart::kKeys);
  return listed == nullptr ? Value::error() : Value::from_object(listed);
}

Value object_getstate(Fiber& fiber, Value self, Args) {
  if (!self.is_object() || own_count(self.object()) == 0) return Value::none();
  return Value::from_object(own_snapshot(fiber, self.object()));
}

// Whether a class written in Python keeps attributes in slots.
bool has_slots(const Type* type) {
  for (uint32_t i = 0; i < type->mro->size; ++i) {
    const Type* const each = type->mro->items[i].as<Type>();
    if ((each->type_flags & kTypeNative) != 0) continue;
    const Value slots = dict_find_name(each->dict(), names().dunder_slots);
    const Tuple* const all = cast<Tuple>(slots);
    if (!slots.is_undefined() && (all == nullptr || all->size > 0)) return true;
  }
  return false;
}

// Instances that are their attributes, and tuples that say what is in them.
Value reduce_by_copyreg(Fiber& fiber, Value self, Value protocol) {
  Value copyreg = dict_find_name(rt().modules, intern(fiber, "copyreg"));
  if (!is_kind(copyreg, Kind::kModule))
    copyreg = import_module(fiber, "copyreg");
  if (copyreg.is_error()) return copyreg;
  const Type* const type = type_of(self);
  const Value given = type_lookup(type, names().dunder_getnewargs);
  if (!protocol.is_int() || protocol.as_int() < 2 ||
      (!is_kind(self, Kind::kInstance) &&
       (given.is_undefined() || !is_kind(self, Kind::kTuple))) ||
      !has_plain(self, type, names().dunder_reduce_ex) ||
      !has_plain(self, type, names().dunder_reduce) ||
      !type_lookup(type, names().dunder_getnewargs_ex).is_undefined()) {
    return call_method(fiber, copyreg, "__reduce_ex__", {self, protocol});
  }
  Value parts[5] = {
      is_kind(copyreg, Kind::kModule)
          ? dict_find_name(copyreg.as<Module>()->dict, names().dunder_newobj)
          : Value()};
  if (parts[0].is_undefined())
    parts[0] = get_attr(fiber, copyreg, names().dunder_newobj);
  const Value args = given.is_undefined()
                         ? Value()
                         : call_method(fiber, self, names().dunder_getnewargs);
  if (parts[0].is_error() || args.is_error()) return Value::error();
  const Tuple* const more = cast<Tuple>(args);
  if (more == nullptr && !args.is_undefined())
    return raise_type_error(fiber, "__getnewargs__ should return a tuple, "
                            "not '%s'", type_name(args));
  const uint32_t count = more == nullptr ? 0 : more->size;
  Tuple* const all = make_tuple(fiber, size_t{count} + 1);
  if (all == nullptr) return Value::error();
  all->items[0] = Value::from_object(type);
  for (uint32_t i = 0; i < count; ++i) all->items[i + 1] = more->items[i];
  parts[1] = Value::from_object(all);
  parts[2] =
      !has_plain(self, type, names().dunder_getstate)
          ? call_method(fiber, self, names().dunder_getstate)
      : has_slots(type) ? call_method(fiber, copyreg, "_state_of", {self})
                        : object_getstate(fiber, self, Args());
  if (parts[2].is_error()) return Value::error();
  parts[3] = parts[4] = Value::none();
  return object_or_error(make_tuple(fiber, parts, 5));
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

Value object_init_subclass(Fiber& fiber, Value self, Args args) {
  if (args.count > 0)
    return raise_type_error(fiber, "%s.__init_subclass__() takes no %s",
                            self.as<Type>()->qualname->data(),
                            args.is_named ? "keyword arguments"
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
     "__format__($self, format_spec, /)\n--\n\nDefault object formatter."_doc},
    {"__dir__", object_dir, 0, 0, 0,
     "__dir__($self, /)\n--\n\nDefault dir() implementation."_doc},
    {"__reduce_ex__", object_reduce_ex, 1, 1, 0,
     "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle."_doc},
    {"__reduce__", object_reduce, 0, 0, 0,
     "__reduce__($self, /)\n--\n\nHelper for pickle."_doc},
    {"__getstate__", object_getstate, 0, 0, 0,
     "__getstate__($self, /)\n--\n\nHelper for pickle."_doc},
    {"__sizeof__", object_sizeof, 0, 0, 0,
     "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes."_doc},
    {"__init_subclass__", object_init_subclass, 0, -1,
     kMethodClass | kMethodKeywords,
     "This method is called when a class is subclassed."_doc},
    {"__subclasshook__", object_subclasshook, 1, 1, kMethodClass,
     "Abstract classes can override this to customize issubclass()."_doc},
    {}};

const GetSetDef kObjectGetSets[] = {
    {"__class__", object_class_get, object_class_set,
     "the object's class"_doc}, {}};

}  // namespace

Value object_repr(Fiber& fiber, Value self) {
  const Type* type = type_of(self);
  const void* address = self.is_object() ? self.object() : nullptr;
  if (shows_classic(type))
    return str_value(fiber, format("<%s instance at %p>",
                                   type_full_name(type).c_str(), address));
  return str_value(fiber, format("<%s object at %p>",
                                 type_full_name(type).c_str(), address));
}

Value object_str(Fiber& fiber, Value self) {
  return type_of(self)->slots->repr(fiber, self);
}

Value object_create(Fiber& fiber, Type* cls, Args args) {
  const Type* const native = creator_of(cls);
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
                              cls->name->data());
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
        cls->name->data(), sorted->size > 1 ? "s" : "", text.c_str());
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
    raise_type_error(fiber, "%s.__init__() takes exactly one argument (the "
                     "instance to initialize)", type->name->data());
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

const Operators kNoOperators{};
const Slots kObjectSlots{};
static const TypeDef kObjectDef = {
    "object", &kObjectLayout, &kObjectSlots, kObjectMethods, kObjectGetSets, 0,
    "The base class of the class hierarchy.\n\nWhen called, it accepts no "
    "arguments and returns a new featureless\ninstance that has no instance "
    "attributes and cannot be given any.\n"};

void init_object(Fiber& fiber) {
  native_type(fiber, kObjectDef, nullptr);
}

}  // namespace mt::python
