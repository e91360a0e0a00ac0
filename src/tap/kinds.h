// kinds.h - what the writer and the reader must agree on about native classes.

#pragma once

#include "python/fiber.h"
#include "python/object.h"

namespace mt::python {
struct Builtin;
struct MethodDef;
}  // namespace mt::python

namespace mt::tap {

// What an instance has beside its attributes, from the builtin class that its
// own is derived from: the content of an O record. tap(5), OBJECTS.
enum class Content : uint8_t {
  kUnknown,    // its struct is nobody's business here: cannot be stored
  kNone,       // attributes only
  kNumber,     // int, float, complex: one value
  kText,       // str, bytes: one value
  kBytes,      // bytearray: one value
  kItems,      // list, set: the items, put in when everything is made
  kTuple,      // tuple: the items; how many must be known at once
  kFrozen,     // frozenset: the items, in before anybody hashes it
  kPairs,      // dict: keys and values
  kDeque,      // the bound or None, then the items
  kPattern,    // of re: the expression and its flags
  kException,  // the arguments
  kArray,      // array.array: its typecode, then the items
  kParts,      // what its PartsDef says (native.h)
};
Content instance_content(const python::Type* type);

// The builtin class that an instance's struct comes from.
python::Type* native_base(const python::Type* type);

// The row of a bound method of a builtin object, when its class has it under
// that name; null for other functions. *owner is the class.
const python::MethodDef* method_row(python::Fiber& fiber,
                                    const python::Builtin* builtin,
                                    python::Type** owner = nullptr);

// '4', 'f' to the byte 0x4f.
inline char hex_byte(char high, char low) {
  const auto digit = [](char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
  };
  return static_cast<char>(digit(high) << 4 | digit(low));
}

}  // namespace mt::tap
