// tap_module.h - the module _tap: saving and loading applications.

#pragma once

#include "python/native.h"

namespace mt::twisted {

extern const python::ModuleDef kTapModule;

}  // namespace mt::twisted
