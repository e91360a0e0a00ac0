// modules.h - the native modules of this room.

#pragma once

#include "python/fiber.h"

namespace mt::twisted {

// Makes _reactor, _shell and _process importable, and takes the personality
// from the environment. Once, after Runtime::start.
void add_twisted_modules(python::Fiber& fiber);

}  // namespace mt::twisted
