// display_width.h - how many columns of a terminal a character takes.
//
// Two for East Asian wide characters and emoji, none for marks that combine
// with the character before, one for the rest. A short table of ranges stands
// in for Unicode's long one; a rare character counted wrongly only makes a
// redrawn line look odd until the next ^L.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

namespace mt::codec {

// 0, 1 or 2. Control characters are not for display and count 0.
int display_width(uint32_t code_point);

}  // namespace mt::codec
