// type.h - classes: how they are laid out, looked up and made.
//
// A Type has a dictionary, a linearised list of bases (C3), and Slots: one C++
// function pointer for every special operation. A native class fills them in
// its TypeDef (native.h); a class written in Python gets, for each special
// method it defines, a slot that calls the method (slots.cc). So an operation
// is always one indirect call, and asking "does it have __len__" is one
// comparison.

#pragma once

#include "python/call.h"
#include "python/object.h"
#include "python/operators.h"

namespace mt::python {

// What every class has from object, unless it has its own.
Value object_repr(Fiber& fiber, Value self);
Value object_str(Fiber& fiber, Value self);
Value object_hash(Fiber& fiber, Value self);
Value object_compare(Fiber& fiber, Value self, Value other, CompareOp op);
Value object_create(Fiber& fiber, Type* cls, Args args);
bool object_init(Fiber& fiber, Value self, Args args);
// object.__getattribute__ and object.__setattr__.
Value generic_getattr(Fiber& fiber, Value self, Str* name);
bool generic_setattr(Fiber& fiber, Value self, Str* name, Value value);

struct Operators {
  // Called with the operands in source order; `self` may be either. Returns
  // not_implemented when it does not know the other.
  Value (*binary[kBinaryOpCount])(Fiber&, Value a, Value b);
  Value (*inplace[kBinaryOpCount])(Fiber&, Value a, Value b);
  Value (*unary[kUnaryOpCount])(Fiber&, Value self);
};
extern const Operators kNoOperators;  // most classes know none

// Those of object, to begin with: a constant table of a native class below it
// is the class's own, and costs no memory beside the program's. Such a table
// says itself that a class is unhashable or has no __new__, with a null.
struct Slots {
  Value (*repr)(Fiber&, Value self) = object_repr;
  Value (*str)(Fiber&, Value self) = object_str;
  // An immediate int, or error. Null: unhashable ("unhashable type: 'list'").
  Value (*hash)(Fiber&, Value self) = object_hash;
  Value (*call)(Fiber&, Value self, Args args);
  Value (*getattr)(Fiber&, Value self, Str* name) = generic_getattr;
  // value undefined: delete.
  bool (*setattr)(Fiber&, Value self, Str* name,
                  Value value) = generic_setattr;
  // A value, not_implemented, or error.
  Value (*compare)(Fiber&, Value self, Value other,
                   CompareOp op) = object_compare;
  Value (*iter)(Fiber&, Value self);
  Value (*next)(Fiber&, Value self);  // exhausted() at the end
  int (*truth)(Fiber&, Value self);       // 1, 0, -1
  int64_t (*len)(Fiber&, Value self);     // -1 raised
  int (*contains)(Fiber&, Value self, Value item);
  Value (*getitem)(Fiber&, Value self, Value key);
  bool (*setitem)(Fiber&, Value self, Value key, Value value);  // undef: del
  const Operators* operators = &kNoOperators;
  Value (*to_int)(Fiber&, Value self);
  Value (*to_float)(Fiber&, Value self);
  Value (*index)(Fiber&, Value self);
  // Descriptors: instance undefined when looked up on the class.
  Value (*get)(Fiber&, Value self, Value instance, Type* owner);
  bool (*set)(Fiber&, Value self, Value instance, Value value);  // undef: del
  Value (*create)(Fiber&, Type* cls, Args args) = object_create;  // __new__
  bool (*init)(Fiber&, Value self, Args args) = object_init;      // __init__
  Value (*await)(Fiber&, Value self);
  Value (*aiter)(Fiber&, Value self);
  Value (*anext)(Fiber&, Value self);
};

// Those of a class that nobody can make instances of.
constexpr Slots closed_slots() {
  Slots slots{};
  slots.create = nullptr;
  return slots;
}

enum TypeFlags : uint32_t {
  kTypeNative = 1 << 0,       // defined in C++: attributes cannot be set
  kTypeFinal = 1 << 1,        // cannot be subclassed
  kTypeHasSlots = 1 << 2,     // instances carry attributes
  kTypeFixedSlots = 1 << 3,   // __slots__ without __dict__
  kTypeClassic = 1 << 4,      // shows as a classic class of the era
  kTypeFinalizer = 1 << 5,    // has __del__; a native class says so itself
  kTypeException = 1 << 6,    // derived from BaseException
  kTypeAbstract = 1 << 7,     // has abstract methods left
  kTypeDataDescriptor = 1 << 8,  // instances define set
  kTypePlainGetattr = 1 << 9,    // slots.getattr is the generic one
  kTypePlainSetattr = 1 << 10,
  kTypeNotCreatable = 1 << 11,   // "cannot create 'x' instances"
  kTypeSequence = 1 << 12,       // for match statements
  kTypeMapping = 1 << 13,
  kTypePatterns = kTypeSequence | kTypeMapping,
  kTypeGetattrHook = 1 << 15,    // __getattr__ beside the generic getattr
  kTypeUnordered = 1 << 14,      // its metaclass's mro() has not answered yet
  kTypeMetaHook = 1 << 17,       // __getattr__ beside the getattr of `type`
  kTypeQuick = 1 << 18,       // native operators go before its methods
  kTypeSettable = 1 << 19,    // native, and its attributes can be set
  kTypeLibrary = 1 << 16,        // classic in the voice of the era alone
  kTypeDepthFirst = 1 << 20,     // the order of classic classes, where it is
};

struct Type : Object {
  static constexpr Kind kKind = Kind::kType;
  Str* name;        // interned; without the module
  Str* qualname;
  Tuple* bases;
  Tuple* mro;       // this type first
  Type* base;       // the base whose layout this one extends; null for object
  Dict* own_dict;   // null: a native class that nobody looked into yet
  const Layout* layout;   // of instances
  Shape* root_shape;      // of a new instance
  Shape* dict_shape;      // of instances in dictionary mode, or null
  const Slots* slots;     // own_slots(), own_operators() before a change
  uint32_t type_flags;
  uint32_t instance_size;  // bytes of the struct, rounded up to 8
  bool owns_slots;         // else a constant table, or shared with a base
  bool owns_operators;     // so are these; implies the other
  List* subclasses;        // weak references to direct subclasses
  const struct TypeDef* definition;  // native classes
  // The rest of a type is its own attributes, when it is an instance of a
  // metaclass with attributes.

  inline Dict* dict() const;
};

// Most native classes are never looked into: their methods become objects when
// somebody does. Allocates, but nothing is collected meanwhile, so that whoever
// has no Fiber& may ask.
void fill_native_dict(Type* type);
inline Dict* Type::dict() const {
  if (__builtin_expect(own_dict == nullptr, 0))
    fill_native_dict(const_cast<Type*>(this));
  return own_dict;
}

inline Type* type_of_object(const Object* object);

// --- making ------------------------------------------------------------------
// type(name, bases, namespace, **keywords) with all it implies: metaclass
// already chosen, layout, C3, slots, __set_name__, __init_subclass__.
Value make_type(Fiber& fiber, Type* metatype, Str* name, Tuple* bases,
                Dict* dict, Args keywords, uint32_t extra_flags = 0);
// The same without telling anybody: neither __set_name__ nor __init_subclass__
// is called, no Python code runs. For the tap. Null: raised.
Type* assemble_type(Fiber& fiber, Type* metatype, Str* name, Tuple* bases,
                    Dict* dict, uint32_t extra_flags = 0);
// __build_class__(body, name, *bases, metaclass=..., **kw), called by the VM.
Value build_class(Fiber& fiber, Value body, Args args, bool classic);

// Whether it shows itself, and its instances themselves, as classic.
bool shows_classic(const Type* type);

// --- looking up --------------------------------------------------------------
// A name in the dictionaries along the MRO: undefined when absent, no binding.
// `holder`, when not null, gets the class that has it.
Value type_lookup(const Type* type, const Str* name, Type** holder = nullptr);
void init_type_lookup(Heap& heap);
// The next interpreter of this process must not find what this one found.
void stop_type_lookup(Heap& heap);
bool is_subtype(const Type* type, const Type* base);
inline bool is_exact(Value v, const Type* type) { return type_of(v) == type; }
inline bool is_a(Value v, const Type* type) {
  return is_subtype(type_of(v), type);
}
// Whether what a class has under a name goes before the object's own attribute.
bool is_data_descriptor(Value found);
// Changes whenever a lookup on any class may have changed; inline caches of
// class attributes hold it.
extern uint32_t g_type_epoch;
// After a change to type->dict[name]: slots, epoch, subclasses.
void type_changed(Fiber& fiber, Type* type, Str* name);

// "collections.deque", "int", and for classes of Python programs the bare name,
// as messages have it; borrowed.
const char* printed_name(const Type* type);
// "module.Name" for heap types, "Name" for builtins; for messages and reprs.
std::string type_full_name(const Type* type);

// --- instances ---------------------------------------------------------------
// A new object of a class with its layout's struct zeroed and attributes empty.
// `extra`: bytes of the variable part. Null and MemoryError when too large.
Object* make_object(Fiber& fiber, Type* type, size_t extra = 0);
// The same for a struct; for native classes.
template <typename T>
T* make(Fiber& fiber, Type* type, size_t extra = 0) {
  return static_cast<T*>(make_object(fiber, type, extra));
}

Value type_getattr(Fiber& fiber, Value self, Str* name);
bool type_setattr(Fiber& fiber, Value self, Str* name, Value value);
// Whether it and its class leave a method of object alone.
bool has_plain(Value object, const Type* type, Str* name);
// Whether its class and its own attributes are all that copy and pickle have to
// know of an object.
bool is_reduced_plainly(Value object);
// Binds a class attribute to an instance as attribute access does.
Value bind_descriptor(Fiber& fiber, Value found, Value instance, Type* owner);

// Raises AttributeError: "'C' object has no attribute 'x'"; returns error.
Value no_attribute(Fiber& fiber, Value object, Str* name);
// The same for who reads, unless era code asks for what there was then.
Value missing_attribute(Fiber& fiber, Value object, Str* name);

inline Type* type_of_object(const Object* object);

}  // namespace mt::python

#include "python/shape.h"

namespace mt::python {
inline Type* type_of_object(const Object* object) {
  return object->shape->type;
}
inline Type* type_of(Value value) {
  return value.is_object() ? type_of_object(value.object())
                           : type_of_immediate(value);
}
}  // namespace mt::python
