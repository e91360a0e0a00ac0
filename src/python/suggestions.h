// suggestions.h - "Did you mean": names that are almost the one that was
// missed.

#pragma once

#include <string>

#include "python/object.h"

namespace mt::python {

// Notes the name in the NameError under way, to be compared with what the frame
// knows when the error is printed.
void note_name_error(Fiber& fiber, Str* name);

// The name nearest to what a NameError or AttributeError missed, or nothing.
// Never raises.
std::string suggest_name(Fiber& fiber, Value exception);

}  // namespace mt::python
