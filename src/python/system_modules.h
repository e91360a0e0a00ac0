// system_modules.h - the native modules that go with the system.

#pragma once

#include "python/native.h"

namespace mt::python {

extern const ModuleDef kErrnoModule;
extern const ModuleDef kTimeModule;
extern const ModuleDef kGcModule;
extern const ModuleDef kOsModule;
extern const ModuleDef kOsPathModule;  // os.path, posixpath
extern const ModuleDef kMathModule;
extern const ModuleDef kCmathModule;  // _cmath
extern const ModuleDef kSignalModule;
extern const ModuleDef kAtexitModule;
extern const ModuleDef kImpModule;       // _imp: for importlib and imp
extern const ModuleDef kRandomModule;    // _random: for random
extern const ModuleDef kReModule;        // _re: for re
extern const ModuleDef kTracebackModule; // _traceback: for traceback
extern const ModuleDef kSocketModule;    // _socket: for socket, select
extern const ModuleDef kPwdModule;
extern const ModuleDef kGrpModule;

}  // namespace mt::python
