// source_form.h - what the two directions of the source form share.

#pragma once

#include "base/bytes.h"

namespace mt::tap {

// The first line, up to its version number.
constexpr ByteView kSourceMagic = "microtwisted tap source ";

}  // namespace mt::tap
