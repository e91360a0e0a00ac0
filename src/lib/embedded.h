// embedded.h - the Python half of the library, as it sits inside the program.
//
// The build (scripts/embed.cc) turns every file below src/lib into one row of a
// table. Importing looks there before it looks at the disk. The texts are
// whole, comments included, so that inspect.getsource() has something to show,
// and each is packed by itself. They live as long as the program.

#pragma once

#include "base/packed_text.h"

namespace mt::lib {

extern const PackedLibrary kLibrary;

}  // namespace mt::lib
