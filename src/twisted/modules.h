// modules.h - the native modules of this room, and programs that use them.

#pragma once

#include "python/fiber.h"

namespace mt::twisted {

// Makes _reactor, _shell and _process importable, and the embedded library with
// them. Once, after Runtime::start.
void add_twisted_modules(python::Fiber& fiber);

// A whole program written in Python: starts the runtime, imports the embedded
// module and calls its main(). Returns what the process exits with.
int run_program(int argc, char** argv, const char* module);

}  // namespace mt::twisted
