// int_bytes.h - int.to_bytes() and int.from_bytes().

#pragma once

#include "python/call.h"

namespace mt::python {

Value int_to_bytes(Fiber& fiber, Value self, Args args);
Value int_from_bytes(Fiber& fiber, Value cls, Args args);

}  // namespace mt::python
