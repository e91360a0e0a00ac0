// native.h - how C++ defines classes, functions and modules for Python.
//
// Everything is a constant table: native_type() makes a class of one, when the
// runtime starts or a module wants it, and the first import makes the module.
//
//   static Value list_append_method(Fiber& fiber, Value self, Args args) {...}
//   static const MethodDef kListMethods[] = {
//       {"append", list_append_method, 1, 1, 0,
//        "append($self, object, /)\n--\n\nAppend object to the end."_doc},
//       {}};
//   static const Slots kListSlots = ...
//   const TypeDef kListType = {"list", &kListLayout, &kListSlots, kListMethods,
//                              nullptr, kTypeSequence, "Built-in ..."};

#pragma once

#include "base/packed_text.h"
#include "python/call.h"
#include "python/type.h"

namespace mt::python {

enum MethodFlags : uint8_t {
  kMethodKeywords = 1 << 0,  // gets keyword arguments (parse_args)
  kMethodStatic = 1 << 1,
  kMethodClass = 1 << 2,     // self is the class
  kMethodOwnDoc = 1 << 3,    // is a DocumentedDef
};

// A docstring, "name($self, x, /)\n--\n\ntext" or plain text. Rows have a
// number for it; the texts are packed, together with the library, by the build
// (scripts/collect_docs.cc), and library_text.h finds them.
constexpr uint32_t operator""_doc(const char* text, size_t size) {
  return text_hash({text, size});
}

struct MethodDef {
  const char* name = nullptr;  // null ends a table
  NativeFn fn = nullptr;
  int8_t least = 0;            // positional arguments, self not counted
  int8_t most = 0;             // -1: any number
  uint8_t flags = 0;
  uint32_t doc = 0;            // ""_doc
};
// One that was made when the program ran, and has its text with it.
struct DocumentedDef : MethodDef {
  const char* text;            // or null
};

struct GetSetDef {
  const char* name = nullptr;
  Value (*get)(Fiber& fiber, Value self) = nullptr;
  // value undefined: delete. Null: read-only. False: raised.
  bool (*set)(Fiber& fiber, Value self, Value value) = nullptr;
  uint32_t doc = 0;
};

// Sets what CPython calls a member that is read-only, not an attribute.
bool read_only(Fiber& fiber, Value self, Value value);

// What a tap keeps of a struct: values that it can be made from again.
struct PartsDef {
  Tuple* (*parts)(Fiber& fiber, Value self);
  // Into an instance that is all zeros; null: parts that do until others come.
  // False when they fit none, or nothing could be made of them.
  bool (*set_parts)(Fiber& fiber, Value self, const Tuple* parts);
};

struct TypeDef {
  const char* name;        // "list", or "collections.deque"; null: shared, see
                           // native_type()
  const Layout* layout;    // null: the base's
  const Slots* slots;      // what differs from object's overrides the base's;
                           // null: none
  const MethodDef* methods = nullptr;
  const GetSetDef* getsets = nullptr;
  uint32_t flags = 0;      // TypeFlags; kTypeNative is implied
  const char* doc = nullptr;
  const PartsDef* parts = nullptr;  // null: in no tap
};

// Makes the class; `base` null means object. Special methods (__len__ and so
// on) are derived from the slots, so that Python can call them by name. Classes
// that have nothing but a name share a definition without one.
Type* native_type(Fiber& fiber, const TypeDef& def, Type* base = nullptr,
                  const char* name = nullptr);

struct ModuleDef {
  const char* name;
  const MethodDef* functions;                 // may be null
  bool (*fill)(Fiber& fiber, Dict* globals);  // constants, classes; may be null
  const char* doc = nullptr;
};

// __getattr__(name) of a native module that goes on in Python: the library's
// module `half` has what it lacks in a dict `exported`. Error when it raised.
Value find_in_half(Fiber& fiber, const char* module, const char* half,
                   Value name);
// __dir__() of one: a list of its own names and those.
Value names_with_half(Fiber& fiber, const char* module, const char* half);

// What a class's dictionary has for a table row that is not static.
Value native_method(Fiber& fiber, Type* type, const MethodDef& def);

// A function object for a table row.
Value native_function(Fiber& fiber, const MethodDef& def, Str* module);

struct Builtin : Object {  // a native function, bound or plain
  static constexpr Kind kKind = Kind::kBuiltin;
  const MethodDef* def;
  Value self;     // undefined for plain functions
  Str* module;    // or null
  Type* owner;    // class it was found on, or null
};

// What a native class's dictionary holds for methods, getsets and slots.
struct Descriptor : Object {
  static constexpr Kind kKind = Kind::kDescriptor;
  enum class What : uint8_t { kMethod, kClassMethod, kGetSet, kSlot, kMember };
  What what;
  Type* owner;
  Str* name;
  const MethodDef* method;  // kMethod, kClassMethod, kSlot
  const GetSetDef* getset;  // kGetSet
  const struct SlotRow* row;  // kSlot; slots.cc
};

// The modules compiled into the program, found by import. Several tables are
// chained: the language's own, and those that higher floors add.
// The nth of all; null behind the last.
const ModuleDef* native_module_at(size_t n);
void add_native_modules(const ModuleDef* const* modules, size_t count);
const ModuleDef* find_native_module(const char* name);

}  // namespace mt::python
