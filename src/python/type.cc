// type.cc - making classes, and instances of them.
//
// A class statement (class_statement.cc) ends in make_type(): put the bases in
// order (type_bases.cc), lay out attributes, fill slots, then tell __set_name__
// and __init_subclass__. Native classes come from native_type() (native.cc),
// which shares these pieces.

#include "python/type.h"

#include "python/code.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/text_case.h"
#include "python/weakref.h"
#include "python/type_bases.h"

namespace mt::python {

namespace {

uint32_t inherited_flags(Tuple* bases, Type* base) {
  uint32_t flags = base->type_flags &
                   (kTypeException | kTypeDataDescriptor | kTypeFinalizer |
                    kTypeNotCreatable);
  bool all_classic = true;
  for (uint32_t i = 0; i < bases->size; ++i) {
    Type* one = bases->items[i].as<Type>();
    flags |= one->type_flags &
             (kTypeHasSlots | kTypeFinalizer | kTypeLibrary);
    if ((flags & kTypePatterns) == 0) flags |= one->type_flags & kTypePatterns;
    all_classic &= (one->type_flags & kTypeClassic) != 0;
  }
  if (all_classic && bases->size > 0) flags |= kTypeClassic;
  return flags;
}

// CPython's bits for the patterns that instances fit, as classes name them that
// are what such a pattern means; others fit what the first base that fits any
// does.
void take_pattern_flags(Fiber& fiber, Type* type, Dict* own) {
  Str* const name = names().dunder_abc_tpflags;
  const Value given = dict_find_name(own, name);
  if (!given.is_int()) return;
  dict_remove_name(fiber, own, name);
  type->type_flags &= ~kTypePatterns;
  if (given.as_int() == 1 << 5) type->type_flags |= kTypeSequence;
  if (given.as_int() == 1 << 6) type->type_flags |= kTypeMapping;
}

// What instances have beside their members, by the class that makes them.
struct Extras {
  bool dict;     // attributes of any name
  bool weakref;  // can be referred to weakly
};

// The instances of these differ in length: CPython has no place in them that is
// always the same, for members or for a list of references.
bool differ_in_length(const Type* base) {
  return is_subtype(base, types().int_) || is_subtype(base, types().tuple) ||
         is_subtype(base, types().bytes) || is_subtype(base, types().type);
}

bool may_add_weakref(const Type* base) {
  return !can_be_referred_to(base) && !differ_in_length(base);
}

bool has_open_attributes(const Type* type) {
  return (type->type_flags & kTypeHasSlots) != 0 &&
         (type->type_flags & kTypeFixedSlots) == 0;
}

// "__dict__" or "__weakref__" among the names in __slots__.
bool take_extra(Fiber& fiber, const char* name, bool is_open, bool* taken) {
  if (!is_open || *taken) {
    raise_type_error(fiber, "%s slot disallowed: %swe already got one%s", name,
                     name[2] == 'w' ? "either " : "",
                     name[2] == 'w' ? ", or __itemsize__ != 0" : "");
    return false;
  }
  return *taken = true;
}

// __slots__: every name becomes a member; without "__dict__" nothing else may
// be set. Returns false when it raised.
bool take_slot_names(Fiber& fiber, Type* type, const Type* base, Dict* dict,
                     Extras* extras) {
  const Value slots = dict_find_name(dict, names().dunder_slots);
  *extras = {true, may_add_weakref(base)};
  if (slots.is_undefined()) return true;
  *extras = {};
  List* listed = nullptr;
  if (is_kind(slots, Kind::kStr)) {
    listed = make_list(fiber, &slots, 1);
  } else {
    listed = list_from(fiber, slots);
  }
  if (listed == nullptr) return false;
  if (listed->size > 0 && differ_in_length(base)) {
    raise_type_error(fiber,
                     "nonempty __slots__ not supported for subtype of '%s'",
                     printed_name(base));
    return false;
  }
  GcVector members(fiber);
  for (uint32_t i = 0; i < listed->size; ++i) {
    Str* name = cast<Str>(listed->items[i]);
    if (name == nullptr) {
      raise_type_error(fiber, "__slots__ items must be strings, not '%s'",
                       type_name(listed->items[i]));
      return false;
    }
    if (!is_identifier_text(name->view())) {
      raise_type_error(fiber, "__slots__ must be identifiers");
      return false;
    }
    if (name->view() == "__dict__") {
      if (!take_extra(fiber, name->data(), !has_open_attributes(base),
                      &extras->dict))
        return false;
      continue;
    }
    if (name->view() == "__weakref__") {
      if (!take_extra(fiber, name->data(), may_add_weakref(base),
                      &extras->weakref))
        return false;
      continue;
    }
    // Private names are mangled as in the class body.
    std::string text(name->view());
    if (text.size() > 2 && text[0] == '_' && text[1] == '_' &&
        text.compare(text.size() - 2, 2, "__") != 0) {
      std::string_view cls = type->name->view();
      while (!cls.empty() && cls[0] == '_') cls.remove_prefix(1);
      if (!cls.empty()) text = "_" + std::string(cls) + text;
    }
    Str* key = intern(fiber, text);
    const Value there = dict_find_name(dict, key);
    bool is_twice = false;
    for (const Value& member : members) is_twice |= member == there;
    if (is_twice) continue;
    if (!there.is_undefined()) {
      raise_value_error(
          fiber, "'%s' in __slots__ conflicts with class variable",
          key->data());
      return false;
    }
    members.push(make_member(fiber, type, key));
    dict_set_name(fiber, dict, key, members[members.size() - 1]);
  }
  return true;
}

Shape* make_root_shape(Fiber& fiber, Type* type) {
  Shape* shape = make<Shape>(fiber, types().shape);
  shape->type = type;
  shape->has_slots = (type->type_flags & kTypeHasSlots) != 0;
  shape->slots_offset = static_cast<uint16_t>(type->instance_size);
  shape->variable = type->layout->extent != nullptr;
  shape->inline_capacity = 1;
  if (shape->has_slots && !shape->variable && type->base != nullptr &&
      type->base->root_shape->inline_capacity > 1)
    shape->inline_capacity = type->base->root_shape->inline_capacity;
  shape->inside = shape->inline_capacity;
  return shape;
}

// Functions that are class or static methods without saying so.
void wrap_implicit(Fiber& fiber, Dict* dict, Str* name, Type* wrapper) {
  const Value found = dict_find_name(dict, name);
  if (!is_kind(found, Kind::kFunction)) return;
  ClassMethod* method = make<ClassMethod>(fiber, wrapper);
  method->function = found;
  dict_set_name(fiber, dict, name, Value::from_object(method));
}

// Tells every attribute with __set_name__ where it landed.
bool announce_names(Fiber& fiber, Type* type, Dict* dict) {
  Dict* copy = dict_copy(fiber, dict);
  if (copy == nullptr) return false;
  uint32_t at = 0;
  Value key, value;
  while (dict_next(copy, &at, &key, &value)) {
    if (!value.is_object()) continue;
    const Value done = call_special(fiber, value, names().dunder_set_name,
                                    {Value::from_object(type), key});
    if (done.is_error()) {
      const std::string text = safe_repr(fiber, key);
      const Value cause = take_exception(fiber);
      raise(fiber, types().RuntimeError,
            "Error calling __set_name__ on '%s' instance %s in '%s'",
            type_name(value), text.c_str(), type->name->data());
      set_cause(fiber, fiber.exception, cause);
      store(fiber.heap, &fiber.exception.as<Exception>()->context, cause);
      return false;
    }
  }
  return true;
}

bool tell_bases(Fiber& fiber, Type* type, Args keywords) {
  Super* above = make<Super>(fiber, types().super);
  above->after = type;
  above->self = Value::from_object(type);
  above->self_type = type;
  const Value init = get_attr(fiber, Value::from_object(above),
                              names().dunder_init_subclass);
  return !init.is_error() && !call(fiber, init, keywords).is_error();
}

bool needs_attributes(Tuple* bases) {
  for (uint32_t i = 0; i < bases->size; ++i) {
    if (bases->items[i].as<Type>()->type_flags & kTypeHasSlots) return false;
  }
  return true;
}

}  // namespace

void type_lay_out(Fiber& fiber, Type* type, const Layout* layout) {
  type->layout = layout;
  type->instance_size = (layout->size + 7) & ~7u;
  type->root_shape = make_root_shape(fiber, type);
}

bool check_class_name(Fiber& fiber, const Str* name) {
  if (name->view().find('\0') == std::string_view::npos) return true;
  raise_value_error(fiber, "type name must not contain null characters");
  return false;
}

Type* assemble_type(Fiber& fiber, Type* metatype, Str* name, Tuple* bases,
                    Dict* dict, uint32_t extra_flags) {
  if (!check_class_name(fiber, name)) return nullptr;
  if (bases->size == 0) {
    const Value object = Value::from_object(types().object);
    bases = make_tuple(fiber, &object, 1);
  }
  Type* base = type_best_base(fiber, bases);
  if (base == nullptr) return nullptr;
  Dict* own = dict_copy(fiber, dict);
  if (own == nullptr) return nullptr;

  Type* type = static_cast<Type*>(make_object(fiber, metatype));
  type->name = intern(fiber, name);
  type->qualname = type->name;
  type->base = base;
  type->own_dict = own;
  type->slots = base->slots;
  const Value qualname = dict_find_name(own, names().dunder_qualname);
  if (is_kind(qualname, Kind::kStr)) {
    type->qualname = qualname.as<Str>();
    dict_remove_name(fiber, own, names().dunder_qualname);
  } else if (!qualname.is_undefined()) {
    raise_type_error(fiber, "type __qualname__ must be a str, not %s",
                     type_name(qualname));
    return nullptr;
  }
  if (dict_find_name(own, names().dunder_module).is_undefined() &&
      fiber.frame != nullptr) {
    const Value module =
        dict_find_name(fiber.frame->globals, names().dunder_name);
    if (!module.is_undefined())
      dict_set_name(fiber, own, names().dunder_module, module);
  }

  type->type_flags = inherited_flags(bases, base) | extra_flags;
  for (uint32_t i = 0; i < bases->size; ++i) {
    if ((bases->items[i].as<Type>()->type_flags &
         (kTypeClassic | kTypeException)) == 0)
      type->type_flags &= ~uint32_t{kTypeDepthFirst};
  }
  take_pattern_flags(fiber, type, own);
  Extras extras;
  if (!take_slot_names(fiber, type, base, own, &extras)) return nullptr;
  const bool had_attributes = !needs_attributes(bases);
  if (!extras.dict && !had_attributes) type->type_flags |= kTypeFixedSlots;
  if (!extras.dict && had_attributes) {
    // Only a chain of __slots__ classes keeps instances closed.
    bool closed = true;
    for (uint32_t i = 0; i < bases->size; ++i) {
      const uint32_t flags = bases->items[i].as<Type>()->type_flags;
      if ((flags & kTypeHasSlots) != 0)
        closed &= (flags & kTypeFixedSlots) != 0;
    }
    if (closed) type->type_flags |= kTypeFixedSlots;
  }
  type->type_flags |= kTypeHasSlots;
  type_lay_out(fiber, type, base->layout);
  if (!type_set_mro(fiber, type, bases)) return nullptr;
  // A metaclass keeps type's own __dict__, which shows what the class defines,
  // and a class of modules that of modules.
  if (extras.dict && base->layout->kind != Kind::kType &&
      base->layout->kind != Kind::kModule && !has_open_attributes(base))
    add_dict_attribute(fiber, type);
  if (extras.weakref) add_weakref_attribute(fiber, type);
  if (dict_find_name(own, names().dunder_doc).is_undefined())
    dict_set_name(fiber, own, names().dunder_doc, Value::none());

  wrap_implicit(fiber, own, names().dunder_new, types().staticmethod);
  wrap_implicit(fiber, own, names().dunder_init_subclass, types().classmethod);
  wrap_implicit(fiber, own, names().dunder_class_getitem, types().classmethod);
  if (!dict_find_name(own, names().dunder_eq).is_undefined() &&
      dict_find_name(own, names().dunder_hash).is_undefined())
    dict_set_name(fiber, own, names().dunder_hash, Value::none());

  fill_slots(fiber, type);
  const Value cell = dict_find_name(own, names().dunder_classcell);
  if (is_kind(cell, Kind::kCell)) {
    store(fiber.heap, &cell.as<Cell>()->value, Value::from_object(type));
    dict_remove_name(fiber, own, names().dunder_classcell);
  } else if (!cell.is_undefined()) {
    raise_type_error(fiber, "__classcell__ must be a nonlocal cell, not %s",
                     safe_repr(fiber, Value::from_object(type_of(cell)))
                         .c_str());
    return nullptr;
  }
  for (uint32_t i = 0; i < bases->size; ++i) {
    if (!add_subclass(fiber, bases->items[i].as<Type>(), type))
      return nullptr;
  }
  return type;
}

Value make_type(Fiber& fiber, Type* metatype, Str* name, Tuple* bases,
                Dict* dict, Args keywords, uint32_t extra_flags) {
  Type* type = assemble_type(fiber, metatype, name, bases, dict, extra_flags);
  if (type == nullptr) return Value::error();
  if (!announce_names(fiber, type, type->dict())) return Value::error();
  if (!tell_bases(fiber, type, keywords)) return Value::error();
  return Value::from_object(type);
}

// --- instances ---------------------------------------------------------------

Object* make_object(Fiber& fiber, Type* type, size_t extra) {
  Shape* shape = type->root_shape;
  size_t bytes = type->instance_size + extra;
  if (shape->has_slots) {
    bytes = ((bytes + 7) & ~size_t{7}) +
            shape->inline_capacity * sizeof(Value);
  }
  Object* object;
  if (__builtin_expect(extra != 0, 0)) {
    object = fiber.heap.allocate_sized(bytes, shape, type->layout->kind);
    if (object == nullptr) {
      raise_memory_error(fiber);
      return nullptr;
    }
  } else {
    object = fiber.heap.allocate(bytes, shape, type->layout->kind);
  }
  if (__builtin_expect((type->type_flags & kTypeFinalizer) != 0, 0)) {
    object->flags |= kFlagHasFinalizer;
    fiber.heap.add_finalizable(object);
  }
  return object;
}

namespace {

void trace_type(Object* self, Tracer& tracer) {
  Type* type = static_cast<Type*>(self);
  tracer.visit(type->name);
  tracer.visit(type->qualname);
  tracer.visit(type->bases);
  tracer.visit(type->mro);
  tracer.visit(type->base);
  tracer.visit(type->own_dict);
  tracer.visit(type->root_shape);
  tracer.visit(type->dict_shape);
  tracer.visit(type->subclasses);
}

void release_type(Object* self) {
  Type* type = static_cast<Type*>(self);
  if (type->owns_operators) delete type->slots->operators;
  if (type->owns_slots) delete type->slots;
}

}  // namespace

extern const Layout kTypeLayout = {Kind::kType, "type", sizeof(Type),
                                   trace_type, release_type, nullptr};

}  // namespace mt::python
