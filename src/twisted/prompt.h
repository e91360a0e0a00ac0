// prompt.h - the interpreter's prompt on the terminal it was started from.
//
// On a terminal that it may put into raw mode, lines are edited by codec's line
// editor; anything else is read line by line. The terminal is raw only while a
// line is typed: what a statement prints, and Ctrl-C while it runs, find it as
// it was.

#pragma once

#include "python/fiber.h"

namespace mt::twisted {

// Reads and runs statements in __main__ until the input ends or SystemExit is
// raised. Returns what the process exits with.
int run_prompt(python::Fiber& fiber, bool with_banner);

}  // namespace mt::twisted
