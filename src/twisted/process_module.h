// process_module.h - _process: what a server program asks of the system.

#pragma once

#include "python/native.h"

namespace mt::twisted {

extern const python::ModuleDef kProcessModule;

}  // namespace mt::twisted
