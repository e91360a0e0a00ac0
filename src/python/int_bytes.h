// int_bytes.h - int.to_bytes() and int.from_bytes(), and how pickles have
// large integers.

#pragma once

#include <string_view>

#include "python/bytes.h"
#include "python/call.h"

namespace mt::python {

Value int_to_bytes(Fiber& fiber, Value self, Args args);
Value int_from_bytes(Fiber& fiber, Value cls, Args args);

// As few as hold a plain integer and its sign, the least first; none for 0.
// Null: raised.
Bytes* least_bytes(Fiber& fiber, Value number);
// The integer that these are.
Value int_of_least_bytes(Fiber& fiber, std::string_view bytes);

}  // namespace mt::python
