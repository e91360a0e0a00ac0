// suggestion.h - "Did you mean": names that are almost the one that was missed.

#pragma once

#include <string>

#include "python/object.h"

namespace mt::python {

// The name nearest to what a NameError or AttributeError missed, or nothing.
// Never raises.
std::string suggest_name(Fiber& fiber, Value exception);

}  // namespace mt::python
