// reactor_module.h - _reactor: the reactor as Python code reaches it.

#pragma once

#include "python/native.h"

namespace mt::twisted {

extern const python::ModuleDef kReactorModule;

}  // namespace mt::twisted
