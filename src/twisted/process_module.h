// process_module.h - _process: what a server program asks of the system.

#pragma once

#include "python/native.h"

namespace mt::twisted {

extern const python::ModuleDef kProcessModule;

// The value of --max-heap: bytes, or KiB, MiB or GiB with K, M or G behind; 0
// for no bound. False when it is none of these, or the language would not fit.
bool set_max_heap(const char* size);

}  // namespace mt::twisted
