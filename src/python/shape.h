// shape.h - which attributes an object has, and where each of them is.
//
// Objects that got the same attributes in the same order share a Shape, so an
// attribute read is: compare the object's shape with the one remembered at the
// instruction, load the slot remembered with it. Shapes of one class form a
// tree that grows by one attribute at a time; every class starts at
// type->root_shape. Beyond kMaxSlots attributes, after a `del` of any but the
// last, or once Python code asked for __dict__, an object goes over to
// dictionary mode, and its shape says so.
//
//   values   [ a | b | c ]          while they fit inside the object
//            [ a | b | * ]          else the last leads to more, a SlotArray
//            [   |   | * ]          or, in dictionary mode, to a Dict of all

#pragma once

#include "python/object.h"

namespace mt::python {

constexpr uint32_t kMaxSlots = 128;          // then a dictionary is smaller
constexpr uint32_t kMaxInlineSlots = 12;     // inside the object itself

// Names in slot order, shared by a lineage of shapes; each sees a prefix.
struct KeyTable : Object {
  static constexpr Kind kKind = Kind::kKeyTable;
  uint32_t capacity;
  uint32_t count;
  Str** keys;        // malloc'ed
  uint8_t* index;    // open addressing by hash, 0 = empty, else slot + 1
  uint32_t index_size;  // power of two, 0 while count <= 8
};

struct Shape : Object {
  static constexpr Kind kKind = Kind::kShape;
  Type* type;
  KeyTable* keys;      // null while slot_count == 0
  Shape* parent;       // null for a root
  // Children: one inline, more in a Dict from Str to Shape.
  Str* child_key;
  Shape* child;
  Dict* children;
  uint16_t slot_count;
  uint16_t inline_capacity;  // slots inside the object, at least one
  uint16_t inside;           // of which hold attributes
  uint16_t slots_offset;     // byte offset of the first
  bool has_slots;            // instances have slots
  bool is_dict;              // the last leads to a Dict
  bool variable;             // slots_offset depends on the object's extent
};

struct SlotArray : Object {
  static constexpr Kind kKind = Kind::kSlots;
  Value values[1];  // aux of them
};

constexpr uint32_t kNoSlot = UINT32_MAX;

// The slot of an interned name, or kNoSlot. Not for is_dict shapes.
uint32_t shape_find(const Shape* shape, const Str* name);
// The shape after adding `name`; the dictionary-mode shape past kMaxSlots.
Shape* shape_add(Fiber& fiber, Shape* shape, Str* name);
// The dictionary-mode shape of the same class.
Shape* shape_as_dict(Fiber& fiber, Shape* shape);

// The slots inside an object that has them.
Value* inline_slots_of(Object* object);
// The last of them: what it leads to, when they are not enough.
inline Value* overflow_of(Object* object) {
  return inline_slots_of(object) + (object->shape->inline_capacity - 1);
}
// The value at a slot. Precondition: !shape->is_dict, slot < slot_count.
inline Value* slot_at(Object* object, uint32_t slot) {
  const uint32_t inside = object->shape->inside;
  if (slot < inside) return inline_slots_of(object) + slot;
  return overflow_of(object)->as<SlotArray>()->values + (slot - inside);
}

// An object's own attributes, whatever its mode. `name` is interned.
// get: undefined when absent. set: adds or overwrites. remove: false if absent.
Value own_get(Object* object, Str* name);
void own_set(Fiber& fiber, Object* object, Str* name, Value value);
bool own_remove(Fiber& fiber, Object* object, Str* name);
// How many, and the i-th in the order of creation (for dir, the tap, vars).
size_t own_count(Object* object);
// The live __dict__: switches the object to dictionary mode.
Dict* own_dict(Fiber& fiber, Object* object);
// A fresh dict with the same contents; the object stays as it is.
Dict* own_snapshot(Fiber& fiber, Object* object);
// Makes `dict` the object's attributes (assignment to __dict__).
void own_replace(Fiber& fiber, Object* object, Dict* dict);

void trace_slots(Object* object, Tracer& tracer);

}  // namespace mt::python
