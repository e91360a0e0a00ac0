// suggestions.h - what NameError and AttributeError remember for "Did you mean".

#pragma once

#include "python/object.h"

namespace mt::python {

// Notes the name in the NameError under way (exception.cc compares it with what
// the frame knows when the error is printed).
void note_name_error(Fiber& fiber, Str* name);

}  // namespace mt::python
