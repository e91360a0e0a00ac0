// shape.cc - the tree of shapes, and an object's own attributes in any mode.

#include "python/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/last_memory.h"
#include "base/status.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/heap.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {
namespace {

constexpr uint32_t kLinearKeys = 8;

void index_key(KeyTable* table, uint32_t slot) {
  const uint32_t mask = table->index_size - 1;
  uint32_t at = str_hash(table->keys[slot]) & mask;
  while (table->index[at] != 0) at = (at + 1) & mask;
  table->index[at] = static_cast<uint8_t>(slot + 1);
}

void rebuild_index(KeyTable* table) {
  if (table->capacity <= kLinearKeys) return;
  const uint32_t size = table->capacity * 2;
  uint8_t* index = static_cast<uint8_t*>(zeros_at_last(size));
  free(table->index);
  table->index = index;
  table->index_size = size;
  for (uint32_t i = 0; i < table->count; ++i) index_key(table, i);
}

KeyTable* new_table(Fiber& fiber, const KeyTable* from, uint32_t count) {
  uint32_t capacity = 4;
  while (capacity <= count) capacity *= 2;
  KeyTable* table = make<KeyTable>(fiber, types().key_table);
  table->keys =
      static_cast<Str**>(allocate_at_last(capacity * sizeof(Str*)));
  table->capacity = capacity;
  table->count = count;
  if (count > 0) memcpy(table->keys, from->keys, count * sizeof(Str*));
  rebuild_index(table);
  return table;
}

Shape* find_child(const Shape* shape, const Str* name) {
  if (shape->child_key == name) return shape->child;
  if (shape->children == nullptr) return nullptr;
  const Value found = dict_find_name(shape->children, name);
  return found.is_undefined() ? nullptr : found.as<Shape>();
}

Shape* copy_shape(Fiber& fiber, const Shape* from) {
  Shape* shape = make<Shape>(fiber, types().shape);
  shape->type = from->type;
  shape->inline_capacity = from->inline_capacity;
  shape->inside = from->inline_capacity;
  shape->slots_offset = from->slots_offset;
  shape->has_slots = from->has_slots;
  shape->variable = from->variable;
  return shape;
}

// Makes room for one slot more than the object has.
void reserve_slot(Fiber& fiber, Object* object) {
  const Shape* shape = object->shape;
  if (shape->slot_count < shape->inline_capacity) return;
  const bool is_first = shape->slot_count == shape->inline_capacity;
  const uint32_t need = shape->slot_count + 2u - shape->inline_capacity;
  Value* overflow = overflow_of(object);
  SlotArray* old = is_first ? nullptr : overflow->as<SlotArray>();
  if (old != nullptr && old->aux >= need) return;
  uint32_t capacity = 4;
  while (capacity < need) capacity *= 2;
  SlotArray* array = make<SlotArray>(fiber, types().slots,
                                     (capacity - 1) * sizeof(Value));
  array->aux = capacity;
  // The same values are reachable as before; the old array itself may die.
  if (old != nullptr) {
    memcpy(array->values, old->values, old->aux * sizeof(Value));
  } else {
    array->values[0] = *overflow;
  }
  store(fiber.heap, overflow, Value::from_object(array));
}

// An object outgrew what its class reserves: later instances get more room.
void learn_inline_capacity(Fiber& fiber, Shape* shape) {
  Type* type = shape->type;
  Shape* root = type->root_shape;
  if (root->variable || (type->type_flags & kTypeNative) != 0 ||
      shape->slot_count <= root->inline_capacity ||
      root->inline_capacity >= kMaxInlineSlots)
    return;
  Shape* wider = copy_shape(fiber, root);
  wider->inline_capacity = wider->inside = static_cast<uint16_t>(
      shape->slot_count < kMaxInlineSlots ? shape->slot_count
                                          : kMaxInlineSlots);
  store(fiber.heap, &type->root_shape, wider);
}

// The attribute that came last goes as it came. Names that come and go in turn
// are others each time: then there would be no end of shapes, so only those
// that were the first to be added to theirs do so. False: not done.
bool forget_last(Fiber& fiber, Object* object, uint32_t slot) {
  Shape* const shape = object->shape;
  Shape* const parent = shape->parent;
  if (slot + 1 != shape->slot_count || slot >= shape->inside ||
      parent == nullptr || parent->child != shape)
    return false;
  store(fiber.heap, slot_at(object, slot), Value::undefined());
  fiber.heap.retire(shape);
  object->shape = parent;
  return true;
}

}  // namespace

Value* inline_slots_of(Object* object) {
  const Shape* shape = object->shape;
  size_t offset = shape->slots_offset;
  if (shape->variable)
    offset = (shape->type->layout->extent(object) + 7) & ~size_t{7};
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + offset);
}

uint32_t shape_find(const Shape* shape, const Str* name) {
  const KeyTable* table = shape->keys;
  if (table == nullptr) return kNoSlot;
  if (shape->slot_count <= kLinearKeys) {
    for (uint32_t i = 0; i < shape->slot_count; ++i) {
      if (table->keys[i] == name) return i;
    }
    return kNoSlot;
  }
  const uint32_t mask = table->index_size - 1;
  uint32_t at = str_hash(const_cast<Str*>(name)) & mask;
  while (table->index[at] != 0) {
    const uint32_t slot = table->index[at] - 1u;
    if (table->keys[slot] == name)
      return slot < shape->slot_count ? slot : kNoSlot;
    at = (at + 1) & mask;
  }
  return kNoSlot;
}

Shape* shape_add(Fiber& fiber, Shape* shape, Str* name) {
  if (Shape* known = find_child(shape, name)) return known;
  if (shape->slot_count >= kMaxSlots) return shape_as_dict(fiber, shape);

  KeyTable* table = shape->keys;
  const uint32_t count = shape->slot_count;
  // The table is shared as long as this shape is the newest of its lineage.
  if (table == nullptr || table->count != count || count == table->capacity)
    table = new_table(fiber, table, count);
  table->keys[count] = name;
  table->count = count + 1;
  if (table->index_size != 0) index_key(table, count);

  Shape* grown = copy_shape(fiber, shape);
  grown->parent = shape;
  grown->keys = table;
  grown->slot_count = static_cast<uint16_t>(count + 1);
  if (grown->slot_count > grown->inline_capacity)
    grown->inside = static_cast<uint16_t>(grown->inline_capacity - 1);
  if (shape->child_key == nullptr) {
    shape->child_key = name;
    shape->child = grown;
  } else {
    if (shape->children == nullptr) shape->children = make_dict(fiber);
    dict_set_name(fiber, shape->children, name, Value::from_object(grown));
  }
  return grown;
}

Shape* shape_as_dict(Fiber& fiber, Shape* shape) {
  if (shape->is_dict) return shape;
  // One for each inline capacity in use; nearly always there is just one.
  Type* type = shape->type;
  if (type->dict_shape != nullptr &&
      type->dict_shape->inline_capacity == shape->inline_capacity)
    return type->dict_shape;
  Shape* as_dict = copy_shape(fiber, shape);
  as_dict->is_dict = true;
  store(fiber.heap, &type->dict_shape, as_dict);
  return as_dict;
}

Value own_get(Object* object, Str* name) {
  const Shape* shape = object->shape;
  if (!shape->has_slots) return Value::undefined();
  if (shape->is_dict) {
    Dict* dict = overflow_of(object)->as<Dict>();
    return dict_find_name(dict, name);
  }
  const uint32_t slot = shape_find(shape, name);
  return slot == kNoSlot ? Value::undefined() : *slot_at(object, slot);
}

void own_set(Fiber& fiber, Object* object, Str* name, Value value) {
  Shape* shape = object->shape;
  if (!shape->is_dict) {
    const uint32_t slot = shape_find(shape, name);
    if (slot != kNoSlot) {
      store(fiber.heap, slot_at(object, slot), value);
      return;
    }
    Shape* grown = shape_add(fiber, shape, name);
    if (!grown->is_dict) {
      reserve_slot(fiber, object);
      fiber.heap.retire(shape);
      object->shape = grown;
      *slot_at(object, shape->slot_count) = value;
      learn_inline_capacity(fiber, grown);
      return;
    }
    own_dict(fiber, object);
  }
  Dict* dict = overflow_of(object)->as<Dict>();
  dict_set_name(fiber, dict, name, value);
}

bool own_remove(Fiber& fiber, Object* object, Str* name) {
  if (!object->shape->has_slots) return false;
  if (!object->shape->is_dict) {
    const uint32_t slot = shape_find(object->shape, name);
    if (slot == kNoSlot) return false;
    if (forget_last(fiber, object, slot)) return true;
    own_dict(fiber, object);
  }
  return dict_remove_name(fiber, overflow_of(object)->as<Dict>(),
                          name);
}

size_t own_count(Object* object) {
  const Shape* shape = object->shape;
  if (!shape->has_slots) return 0;
  if (shape->is_dict) return overflow_of(object)->as<Dict>()->live;
  return shape->slot_count;
}

Dict* own_snapshot(Fiber& fiber, Object* object) {
  const Shape* shape = object->shape;
  if (shape->is_dict) {
    Dict* copy = dict_copy(fiber, overflow_of(object)->as<Dict>());
    CHECK(copy != nullptr);
    return copy;
  }
  Dict* dict = make_dict(fiber);
  if (!shape->has_slots) return dict;
  for (uint32_t i = 0; i < shape->slot_count; ++i) {
    const Value value = *slot_at(object, i);
    // A member of __slots__ that was deleted leaves an empty slot.
    if (!value.is_undefined())
      dict_set_name(fiber, dict, shape->keys->keys[i], value);
  }
  return dict;
}

Dict* own_dict(Fiber& fiber, Object* object) {
  if (object->shape->is_dict) return overflow_of(object)->as<Dict>();
  Dict* dict = own_snapshot(fiber, object);
  own_replace(fiber, object, dict);
  return dict;
}

void own_replace(Fiber& fiber, Object* object, Dict* dict) {
  Shape* old = object->shape;
  Shape* as_dict = shape_as_dict(fiber, old);
  Value* inside = inline_slots_of(object);
  for (uint32_t i = 0; i < old->inline_capacity; ++i)
    store(fiber.heap, &inside[i], Value::undefined());
  *overflow_of(object) = Value::from_object(dict);
  fiber.heap.retire(old);
  object->shape = as_dict;
}

void trace_slots(Object* object, Tracer& tracer) {
  tracer.visit(inline_slots_of(object), object->shape->inline_capacity);
}

// --- what the collector needs to know ----------------------------------------

namespace {

void trace_shape(Object* self, Tracer& tracer) {
  Shape* shape = static_cast<Shape*>(self);
  tracer.visit(shape->type);
  tracer.visit(shape->keys);
  tracer.visit(shape->parent);
  tracer.visit(shape->child_key);
  tracer.visit(shape->child);
  tracer.visit(shape->children);
}

void trace_key_table(Object* self, Tracer& tracer) {
  KeyTable* table = static_cast<KeyTable*>(self);
  for (uint32_t i = 0; i < table->count; ++i) tracer.visit(table->keys[i]);
}

void release_key_table(Object* self) {
  KeyTable* table = static_cast<KeyTable*>(self);
  free(table->keys);
  free(table->index);
}

void trace_slot_array(Object* self, Tracer& tracer) {
  SlotArray* array = static_cast<SlotArray*>(self);
  tracer.visit(array->values, array->aux);
}

size_t extent_slot_array(const Object* self) {
  return sizeof(SlotArray) - sizeof(Value) + self->aux * sizeof(Value);
}

}  // namespace

extern const Layout kShapeLayout = {Kind::kShape, "shape", sizeof(Shape),
                                    trace_shape, nullptr, nullptr};
extern const Layout kKeyTableLayout = {
    Kind::kKeyTable, "key table", sizeof(KeyTable), trace_key_table,
    release_key_table, nullptr};
extern const Layout kSlotArrayLayout = {
    Kind::kSlots, "slots", sizeof(SlotArray), trace_slot_array, nullptr,
    extent_slot_array};

}  // namespace mt::python
