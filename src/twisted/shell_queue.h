// shell_queue.h - shell commands that have been at it for longer than a slice.

#pragma once

namespace mt::twisted {

// Lets the next command in turn run for one slice. Says whether any is waiting
// for another.
bool run_shell_slice();

}  // namespace mt::twisted
