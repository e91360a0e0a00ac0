// shell_settings.h - how a shell greets, as its Python half says.

#pragma once

#include "codec/shell_dialogue.h"
#include "twisted/engine.h"

namespace mt::twisted {

// What shell.settings() says: (class name, version, stars, manners), two
// strings, the number of stars or -1 for one each, and 0 never, 1 when spoken
// to, 2 at once. Lives as long as the process. Null: raised.
const codec::ShellSettings* shell_settings(Fiber& fiber, Value shell);

}  // namespace mt::twisted
