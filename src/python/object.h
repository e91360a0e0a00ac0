// object.h - what every object on the heap begins with.
//
// Sixteen bytes: the shape (which knows the class and where attributes are),
// the kind (which C++ struct this is), the collector's byte, and 32 bits that
// each kind uses as it likes. The structs themselves are in str.h, list.h,
// dict.h and so on; objects are never moved, so plain pointers are fine in C++
// locals (heap.h says where else a pointer is safe).

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "python/value.h"

namespace mt::python {

struct Shape;
struct Type;
struct Str;
struct Bytes;
struct List;
struct Tuple;
struct Dict;
struct Fiber;
class Heap;
class Tracer;

// Which C++ struct an object is. A subclass made in Python has its base's kind,
// so `kind == Kind::kList` means "a list or a subclass": the struct is a List.
enum class Kind : uint8_t {
  kInstance,  // attributes only: instance of a class written in Python
  kType,
  kShape,
  kKeyTable,  // names of a lineage of shapes
  kSlots,     // attribute values that did not fit inside the object
  kStr,
  kStrBuffer,  // shared, growing bytes behind concatenated strings
  kBytes,
  kByteArray,
  kArray,  // array.array: a ByteArray whose bytes are numbers
  kMemoryView,
  kBigInt,
  kIntBox,    // instance of a subclass of int: holds the number
  kFloatBox,  // instance of a subclass of float
  kComplex,
  kList,
  kTuple,
  kDict,
  kDictView,  // keys(), values(), items()
  kSet,
  kFrozenSet,
  kRange,
  kSlice,
  kCell,
  kCode,
  kUnit,  // the text that was compiled at once
  kFunction,
  kBuiltin,      // native function or method
  kBoundMethod,
  kDescriptor,   // native: method, getset, member and slot wrappers
  kProperty,
  kClassMethod,
  kStaticMethod,
  kSuper,
  kModule,
  kGenerator,
  kCoroutine,
  kAsyncGenerator,
  kException,
  kTraceback,
  kFrame,     // a frame as Python code sees it
  kWeakRef,
  kIterator,  // any native iterator; its struct goes with its type
  kNative,    // anything else with a Layout of its own
};

enum ObjectFlags : uint16_t {
  kFlagInterned = 1 << 0,    // Str: in the table of interned strings
  kFlagWeaklyHeld = 1 << 1,  // some weak reference points here
  kFlagHasFinalizer = 1 << 2,  // class has __del__; not yet called
  kFlagFrozen = 1 << 3,      // kind-specific
  kFlagCondemned = 1 << 4,   // the collector's: dead, freed next time
  kFlagCachedName = 1 << 5,  // Str: some site remembers the slot of this name
  kFlagBorrowed = 1 << 6,    // Str: its bytes are elsewhere
};

struct Object {
  Shape* shape;
  Kind kind;
  uint8_t gc;  // the collector's alone
  uint16_t flags;
  uint32_t aux;  // kind-specific: hash of a Str, limbs of a BigInt, ...
};

// How the collector and the tap treat one native struct. Static and constant.
//
// An object with attributes (shape->has_slots) is laid out as
//   [ the struct, size bytes rounded up to 8 ]
//   [ Value inline_slots[shape->inline_capacity] ]
// For kinds whose struct ends in a variable array, `extent` says where it ends.
struct Layout {
  Kind kind;
  const char* name;
  uint32_t size;  // bytes of the struct, Object included
  // Marks every Value and Object* inside the struct. Null: holds none.
  void (*trace)(Object* self, Tracer& tracer);
  // Frees memory the object owns outside the heap. Runs while sweeping: may not
  // touch other objects. Null: owns none.
  void (*release)(Object* self);
  // Bytes of the struct with its variable part. Null: `size`.
  size_t (*extent)(const Object* self);
  // Of what may be long, a struct of items alone: marks up to `count` of them
  // from the one at `from` on, and returns how many there are. Whoever moves
  // them calls Heap::settle() before. Null: trace() is quick.
  uint32_t (*trace_part)(Object* self, Tracer& tracer, uint32_t from,
                         uint32_t count) = nullptr;
};

// The class of any value, immediate ones included. type.h has the struct.
Type* type_of_immediate(Value value);
inline Type* type_of(Value value);
const char* type_name(Value value);  // "int", for messages; borrowed

inline bool is_kind(Value v, Kind kind) {
  return v.is_object() && v.object()->kind == kind;
}
// The struct if the value is of that kind, else null.
template <typename T>
T* cast(Value v) {
  return is_kind(v, T::kKind) ? static_cast<T*>(v.object()) : nullptr;
}

}  // namespace mt::python
