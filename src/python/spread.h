// spread.h - the arguments of `f(*args, **keywords)` in one row, as a call
// takes them: from C++ (call.cc) and from the interpreter (vm_calls.cc).

#pragma once

#include "python/call.h"
#include "python/heap.h"

namespace mt::python {

constexpr uint32_t kNearArgs = 13;  // the names among them

// The row is that of `near` where it has room, which keeps what most calls have
// out of malloc'ed memory, else of `far`; both live as long as the call. Raises
// TypeError for a keyword that is no string. False: raised.
bool spread_arguments(Fiber& fiber, const Tuple* args, const Dict* keywords,
                      Value* near, GcVector* far, Args* out);

}  // namespace mt::python
