// vm_attributes.cc - names and attributes when the inline cache does not know,
// and what it is to remember next time.
//
// A site remembers one shape. It is valid as long as the shape is the same and,
// where a class was consulted, no class has changed since (g_type_epoch).
// type_setattr() leaves the epoch alone when plain data replaces plain data, so
// of those the place in the class's dict is remembered and not the value. Where
// an object keeps its own attribute is remembered without an epoch: what would
// make that wrong is rare, and calls forget_slots().
//
// An instruction that meets objects of several classes would learn anew each
// time. So what any site learns is also put down in one table, by shape and
// name, and is looked for there before it is worked out again.

#include <string.h>

#include "base/status.h"
#include "python/container_modules.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/list.h"
#include "python/native.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/suggestions.h"
#include "python/type.h"
#include "python/vm.h"

namespace mt::python {
namespace {

Value name_error(Fiber& fiber, Str* name) {
  raise(fiber, types().NameError, "name '%s' is not defined",
        std::string(name->view()).c_str());
  note_name_error(fiber, name);
  return Value::error();
}

// The row that is about this, or else the one that gives way to it.
Site& seen_at(const Shape* shape, const Str* name, bool storing) {
  Site* const pair = seen_pair(shape, name, storing);
  return pair[pair[0].shape != nullptr &&
              (pair[0].shape != shape || pair[0].name != name)];
}

void forget(Heap& heap, Site& site) {
  heap.retire(site.shape);
  heap.retire(site.holder);
  site.shape = nullptr;
  site.holder = nullptr;
  site.state = kSiteEmpty;
}

void remember(Fiber& fiber, Site& site, SiteState state, Shape* shape,
              Object* holder, uint32_t slot) {
#ifndef MT_NO_CACHES
  forget(fiber.heap, site);
  site.state = state;
  site.shape = shape;
  site.holder = holder;
  site.slot = slot;
  site.epoch = g_type_epoch;
  seen_at(shape, site.name, state >= kSiteStoreInline) = site;
#else
  static_cast<void>(fiber), static_cast<void>(state), static_cast<void>(slot);
  static_cast<void>(site), static_cast<void>(shape), static_cast<void>(holder);
#endif
}

// Remembers where an object's own attribute is.
void remember_slot(Fiber& fiber, Site& site, Object* object, uint32_t slot,
                   bool storing) {
  Shape* shape = object->shape;
  if (shape->variable) return;
  site.name->flags |= kFlagCachedName;
  if (slot < shape->inside) {
    const uint32_t offset = static_cast<uint32_t>(
        reinterpret_cast<char*>(slot_at(object, slot)) -
        reinterpret_cast<char*>(object));
    remember(fiber, site, storing ? kSiteStoreInline : kSiteInlineSlot, shape,
             nullptr, offset);
  } else {
    remember(fiber, site, storing ? kSiteStoreOverflow : kSiteOverflowSlot,
             shape, nullptr, slot - shape->inside);
  }
}

// A method that objects of the type may be handed to: a native one borrowed
// from another class trusts its receiver, and so is left to the slow road.
bool is_unbound_method(Value found, const Type* type) {
  if (is_kind(found, Kind::kFunction)) return true;
  const Descriptor* native = cast<Descriptor>(found);
  return native != nullptr && native->what == Descriptor::What::kMethod &&
         is_subtype(type, native->owner);
}

// Whether `found` is this name in __slots__, kept where attributes are kept.
bool is_member(Value found, const Type* type, const Str* name) {
  const Descriptor* member = cast<Descriptor>(found);
  return member != nullptr && member->what == Descriptor::What::kMember &&
         member->name == name && is_subtype(type, member->owner);
}

// Whether it reads the same from every instance, and from the class.
bool is_plain_data(Value found) {
  return !found.is_object() ||
         (found.object()->kind != Kind::kFunction &&
          type_of_object(found.object())->slots->get == nullptr);
}

// Whether reading it from a class gives itself: methods bind to instances only.
bool is_itself_in_class(Value found) {
  const Descriptor* const native = cast<Descriptor>(found);
  return is_kind(found, Kind::kFunction) || is_plain_data(found) ||
         (native != nullptr && native->what == Descriptor::What::kMethod);
}

// Remembers what a class has: the entry in the dict of the class that defines
// it. `asked` is the shape of the instance, or the class itself.
void remember_class_data(Fiber& fiber, Site& site, SiteState state,
                         Object* asked, Type* definer) {
  const int32_t entry = dict_entry_of(definer->dict(), site.name);
  if (entry < 0) return;
  remember(fiber, site, state, reinterpret_cast<Shape*>(asked), definer->dict(),
           static_cast<uint32_t>(entry));
  site.version = dict_version(definer->dict());
  seen_at(site.shape, site.name, false).version = site.version;
}

// Remembers the native attribute that `found`, which precedes what an object of
// the type has itself, may be.
void remember_getter(Fiber& fiber, Site& site, Shape* shape, const Type* type,
                     Value found) {
  Descriptor* const row = cast<Descriptor>(found);
  if (row != nullptr && row->getset != nullptr &&
      is_subtype(type, row->owner)) {
    remember(fiber, site, kSiteGetter, shape, row, 0);
  }
}

bool is_about(const Site& site, SiteState state, const Shape* shape) {
  return site.state == state && site.shape == shape &&
         site.epoch == g_type_epoch;
}

// Of an int, a float or another value that is no object: its shape is that of
// all objects of its class.
Value immediate_attribute(Fiber& fiber, Value value, Site& site) {
  const Type* const type = type_of(value);
  if (is_about(site, kSiteGetter, type->root_shape))
    return static_cast<Descriptor*>(site.holder)->getset->get(fiber, value);
  remember_getter(fiber, site, type->root_shape, type,
                  type_lookup(type, site.name));
  return get_attr(fiber, value, site.name);
}

// An attribute of a class, remembered when reading it binds nothing.
Value class_attribute(Fiber& fiber, Type* type, Site& site) {
  const Value object = Value::from_object(type);
  const Type* const meta = type_of_object(type);
  const Value above = type_lookup(meta, site.name);
  Type* definer = nullptr;
  const Value found = type_lookup(type, site.name, &definer);
  if (!found.is_undefined() && definer != nullptr &&
      is_itself_in_class(found) && above.is_undefined()) {
    remember_class_data(fiber, site, kSiteTypeAttribute, type, definer);
    return found;
  }
  if (meta->slots->getattr == type_getattr)
    remember_getter(fiber, site, type->shape, meta, above);
  return get_attr(fiber, object, site.name);
}

// The getter of a property that is a plain function of one argument, or null.
Function* plain_getter(Value found) {
  if (!is_kind(found, Kind::kProperty) || type_of(found) != types().property)
    return nullptr;
  Function* getter = cast<Function>(found.as<Property>()->getter);
  if (getter == nullptr) return nullptr;
  const Code* code = getter->code;
  return code->positional == 1 && code->keyword_only == 0 &&
                 (code->code_flags & kCodeNeedsBinding) == 0
             ? getter
             : nullptr;
}

// The index that a named tuple's property asks the tuple for, or -1.
int64_t item_of_field(Value found, const Object* object) {
  if (object->kind != Kind::kTuple || type_of(found) != types().property)
    return -1;
  const int64_t item = item_of_getter(found.as<Property>()->getter);
  return item < UINT32_MAX ? item : -1;
}

// The own attribute `name` of a plain object, remembered; undefined otherwise.
Value own_attribute(Fiber& fiber, Object* object, Site& site) {
  Shape* shape = object->shape;
  if (!shape->has_slots) return Value();
  if (shape->is_dict) return own_get(object, site.name);
  const uint32_t slot = shape_find(shape, site.name);
  if (slot == kNoSlot) return Value();
  const Value value = *slot_at(object, slot);
  if (!value.is_undefined()) remember_slot(fiber, site, object, slot, false);
  return value;
}

}  // namespace

Site g_seen[2][kSeenPairs][2];

void forget_seen() { memset(static_cast<void*>(g_seen), 0, sizeof g_seen); }

const Site* recall_slow(Heap& heap, const Object* object, Site& site,
                        bool storing) {
  const Site& seen = seen_at(object->shape, site.name, storing);
  if (seen.shape != object->shape || seen.name != site.name) return nullptr;
  // What is out of date may name a holder that nothing else refers to.
  if (site.misses >= kMaxMisses ||
      (seen.holder != nullptr && seen.epoch != g_type_epoch))
    return &seen;
  const uint8_t misses = static_cast<uint8_t>(site.misses + 1);
  forget(heap, site);
  site = seen;
  site.misses = misses;
  return &site;
}

#ifdef MT_CHECK_CACHES
void check_hit(Fiber& fiber, Value object, const Site& site, Value value) {
  if (site.state == kSiteMethod) {
    CHECK(type_lookup(type_of(object), site.name) == value);
    CHECK(!object.object()->shape->has_slots ||
          own_get(object.object(), site.name).is_undefined());
    return;
  }
  const Value exception = take_exception(fiber);
  CHECK(get_attr(fiber, object, site.name) == value);
  fiber.exception = exception;
}

void check_store(const Object* object, const Site& site) {
  const Type* const type = type_of_object(object);
  const Shape* const shape = object->shape;
  const Value found = type_lookup(type, site.name);
  CHECK((type->type_flags & kTypePlainSetattr) != 0 && !shape->is_dict);
  CHECK(is_member(found, type, site.name) ||
        ((type->type_flags & kTypeFixedSlots) == 0 &&
         !is_data_descriptor(found)));
  const bool adds = site.state == kSiteAddInline;
  const uint32_t slot = shape_find(
      adds ? static_cast<const Shape*>(site.holder) : shape, site.name);
  CHECK(slot != kNoSlot && (!adds || slot == shape->slot_count));
  CHECK((slot >= shape->inside) == (site.state == kSiteStoreOverflow));
  const void* const place = slot_at(const_cast<Object*>(object), slot);
  CHECK(site.state == kSiteStoreOverflow
            ? site.slot == slot - shape->inside
            : reinterpret_cast<const char*>(object) + site.slot == place);
}
#endif

// --- globals ----------------------------------------------------------------

namespace {

void remember_global(Site& site, Dict* globals, Dict* in, int32_t entry) {
#ifndef MT_NO_CACHES
  site.state = in == globals ? kSiteGlobal : kSiteBuiltin;
  site.slot = static_cast<uint32_t>(entry);
  site.epoch = dict_version(globals);
  site.version = dict_version(in);
#else
  static_cast<void>(site), static_cast<void>(globals), static_cast<void>(in);
  static_cast<void>(entry);
#endif
}

}  // namespace

Value load_global_slow(Fiber& fiber, const Frame* frame, Site& site) {
  Dict* in = frame->globals;
  int32_t entry = dict_entry_of(in, site.name);
  if (entry < 0) {
    in = frame->builtins;
    entry = dict_entry_of(in, site.name);
    if (entry < 0) return name_error(fiber, site.name);
  }
  remember_global(site, frame->globals, in, entry);
  return in->entries[entry].value;
}

bool store_global_slow(Fiber& fiber, const Frame* frame, Site& site,
                       Value value) {
  Dict* const globals = frame->globals;
  const int32_t entry = dict_entry_of(globals, site.name);
  if (entry < 0) {  // its first value, perhaps its only one
    dict_set_name(fiber, globals, site.name, value);
    return !fiber.raised();
  }
  store(fiber.heap, &globals->entries[entry].value, value);
  remember_global(site, globals, globals, entry);
  return true;
}

bool delete_global(Fiber& fiber, const Frame* frame, const Site& site) {
  if (dict_remove_name(fiber, frame->globals, site.name)) return true;
  name_error(fiber, site.name);
  return false;
}

// --- names of module, class and exec bodies ---------------------------------

namespace {

// undefined when absent; the namespace may be any mapping.
Value find_in_namespace(Fiber& fiber, Value space, Str* name) {
  if (Dict* dict = cast<Dict>(space)) {
    if (type_of(space) == types().dict) return dict_find_name(dict, name);
  }
  const Value found = get_item(fiber, space, Value::from_object(name));
  if (found.is_error() && exception_matches(fiber, types().KeyError)) {
    clear_exception(fiber);
    return Value();
  }
  return found;
}

}  // namespace

Value load_name(Fiber& fiber, const Frame* frame, Str* name) {
  Value found = find_in_namespace(fiber, frame->names, name);
  if (!found.is_undefined()) return found;
  found = dict_find_name(frame->globals, name);
  if (!found.is_undefined()) return found;
  found = dict_find_name(frame->builtins, name);
  if (!found.is_undefined()) return found;
  return name_error(fiber, name);
}

bool store_name(Fiber& fiber, const Frame* frame, Str* name, Value value) {
  const Value space = frame->names;
  if (space.is_undefined()) {
    dict_set_name(fiber, frame->globals, name, value);
    return !fiber.raised();
  }
  if (type_of(space) == types().dict) {
    dict_set_name(fiber, space.as<Dict>(), name, value);
    return !fiber.raised();
  }
  return set_item(fiber, space, Value::from_object(name), value);
}

bool delete_name(Fiber& fiber, const Frame* frame, Str* name) {
  const Value space = frame->names.is_undefined()
                          ? Value::from_object(frame->globals)
                          : frame->names;
  if (type_of(space) == types().dict) {
    if (dict_remove_name(fiber, space.as<Dict>(), name)) return true;
    name_error(fiber, name);
    return false;
  }
  if (del_item(fiber, space, Value::from_object(name))) return true;
  if (exception_matches(fiber, types().KeyError)) {
    clear_exception(fiber);
    name_error(fiber, name);
  }
  return false;
}

Value load_class_cell(Fiber& fiber, const Frame* frame, Str* name, Value cell) {
  if (!frame->names.is_undefined()) {
    const Value found = find_in_namespace(fiber, frame->names, name);
    if (!found.is_undefined()) return found;
  }
  const Value content = cell.as<Cell>()->value;
  if (!content.is_undefined()) return content;
  return raise(fiber, types().NameError,
               "cannot access free variable '%s' where it is not associated "
               "with a value in enclosing scope", name->data());
}

Value unbound_local(Fiber& fiber, Str* name) {
  return raise(fiber, types().UnboundLocalError,
               "cannot access local variable '%s' where it is not associated "
               "with a value", std::string(name->view()).c_str());
}

Value unbound_cell(Fiber& fiber, const Code* code, uint32_t reg, Str* name) {
  if (reg < code->local_count) return unbound_local(fiber, name);
  return raise(fiber, types().NameError,
               "cannot access free variable '%s' where it is not associated "
               "with a value in enclosing scope", name->data());
}

// --- attributes -------------------------------------------------------------

Value load_attr_slow(Fiber& fiber, Value object, Site& site) {
  if (!object.is_object()) return immediate_attribute(fiber, object, site);
  Object* target = object.object();
  Type* type = type_of_object(target);

  if (target->kind == Kind::kModule && type == types().module) {
    Dict* dict = static_cast<Module*>(target)->dict;
    const int32_t entry = dict_entry_of(dict, site.name);
    if (entry < 0) return get_attr(fiber, object, site.name);
    remember(fiber, site, kSiteModule, target->shape, nullptr,
             static_cast<uint32_t>(entry));
    site.epoch = dict_version(dict);
    seen_at(site.shape, site.name, false).epoch = site.epoch;
    return dict->entries[entry].value;
  }
  if (target->kind == Kind::kType &&
      (type->slots->getattr == type_getattr ||
       (type->type_flags & kTypeMetaHook) != 0))
    return class_attribute(fiber, static_cast<Type*>(target), site);
  // What __getattr__ may have to step in for is not remembered.
  const bool hooked = (type->type_flags & kTypeGetattrHook) != 0;
  if (!hooked && (type->type_flags & kTypePlainGetattr) == 0)
    return get_attr(fiber, object, site.name);

  Type* definer = nullptr;
  const Value found = type_lookup(type, site.name, &definer);
  if (is_data_descriptor(found)) {
    if (is_member(found, type, site.name)) {
      const Value value = own_attribute(fiber, target, site);
      if (!value.is_undefined()) return value;
    }
    // One that is only set leaves what it kept under its name to be found.
    if (hooked || type_of_object(found.object())->slots->get == nullptr)
      return get_attr(fiber, object, site.name);
    if (site.name == names().dunder_class && definer == types().object) {
      if (!target->shape->is_dict)
        remember(fiber, site, kSiteOwnType, target->shape, nullptr, 0);
      return Value::from_object(type);
    }
    const int64_t item = item_of_field(found, target);
    if (item >= 0)
      remember(fiber, site, kSiteTupleItem, target->shape, nullptr,
               static_cast<uint32_t>(item));
    remember_getter(fiber, site, target->shape, type, found);
    if (Function* getter = plain_getter(found))
      remember(fiber, site, kSiteProperty, target->shape, getter, 0);
    return bind_descriptor(fiber, found, object, type);
  }
  const Value own = own_attribute(fiber, target, site);
  if (!own.is_undefined()) return own;
  if (hooked && (found.is_undefined() ||
                 !(is_kind(found, Kind::kFunction) || is_plain_data(found))))
    return get_attr(fiber, object, site.name);
  if (found.is_undefined())
    return missing_attribute(fiber, object, site.name);
  if (!target->shape->is_dict) {
    if (is_kind(found, Kind::kFunction)) {
      remember(fiber, site, kSiteMethod, target->shape, found.object(), 0);
    } else if (is_plain_data(found) && definer != nullptr) {
      remember_class_data(fiber, site, kSiteClass, target->shape, definer);
    }
  }
  return bind_descriptor(fiber, found, object, type);
}

bool store_attr_slow(Fiber& fiber, Value object, Site& site, Value value) {
  if (!object.is_object()) return set_attr(fiber, object, site.name, value);
  Object* target = object.object();
  Type* type = type_of_object(target);
  Shape* shape = target->shape;
  if ((type->type_flags & kTypePlainSetattr) == 0 || !shape->has_slots ||
      shape->is_dict || shape->variable)
    return set_attr(fiber, object, site.name, value);
  const Value found = type_lookup(type, site.name);
  if (!is_member(found, type, site.name) &&
      ((type->type_flags & kTypeFixedSlots) != 0 || is_data_descriptor(found)))
    return set_attr(fiber, object, site.name, value);

  const uint32_t slot = shape_find(shape, site.name);
  own_set(fiber, target, site.name, value);
  if (target->shape->is_dict) return !fiber.raised();
  if (slot != kNoSlot) {
    remember_slot(fiber, site, target, slot, true);
    return true;
  }
  if (shape->slot_count < shape->inline_capacity) {
    const uint32_t added = shape->slot_count;
    const uint32_t offset = static_cast<uint32_t>(
        reinterpret_cast<char*>(slot_at(target, added)) -
        reinterpret_cast<char*>(target));
    remember(fiber, site, kSiteAddInline, shape, target->shape, offset);
  }
  return true;
}

bool load_method_slow(Fiber& fiber, Value object, Site& site, bool era,
                      Value* window) {
  Type* type = type_of(object);
  if (!object.is_object() && is_about(site, kSiteMethod, type->root_shape)) {
    window[0] = Value::from_object(site.holder);
    window[1] = object;
    return true;
  }
  if (era) {
    if (const MethodDef* def = era_dict_method(object, site.name)) {
      window[0] = era_bound(fiber, def, object);
      window[1] = Value();
      return !window[0].is_error();
    }
  }
  if ((type->type_flags & (kTypePlainGetattr | kTypeGetattrHook)) != 0) {
    const Value found = type_lookup(type, site.name);
    if (is_unbound_method(found, type)) {
      Value own;
      if (object.is_object() && object.object()->shape->has_slots)
        own = own_get(object.object(), site.name);
      if (own.is_undefined()) {
        Shape* const shape =
            object.is_object() ? object.object()->shape : type->root_shape;
        if (!shape->is_dict)
          remember(fiber, site, kSiteMethod, shape, found.object(), 0);
        window[0] = found;
        window[1] = object;
        return true;
      }
    }
  }
  // The same site may remember a slot for LoadAttr's sake; a method found in a
  // slot or a module is called without a receiver.
  const Value value = load_attr_slow(fiber, object, site);
  if (value.is_error()) return false;
  if (site.state == kSiteMethod || site.state == kSiteProperty)
    forget(fiber.heap, site);
  window[0] = value;
  window[1] = Value();
  return true;
}

}  // namespace mt::python
