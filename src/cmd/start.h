// start.h - what every program does first: bring the language to life.

#pragma once

#include "python/runtime.h"

namespace mt::cmd {

// Starts the runtime and tells it of the library inside the program.
// `stack_top` is the address of a variable in main().
python::Fiber& start_language(const void* stack_top);

// False, and said why, when TWISTED_COMPAT asks for what there is not.
bool compat_is_known(const char* program);

}  // namespace mt::cmd
