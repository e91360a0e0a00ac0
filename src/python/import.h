// import.h - finding and loading modules.
//
// In this order: sys.modules; native modules (native.h); modules embedded in
// the program; what the finders on sys.meta_path know; files on sys.path.
// Embedded modules shadow files, so that a tap means the same everywhere.

#pragma once

#include <string>
#include <string_view>

#include "python/function.h"
#include "python/object.h"

namespace mt::python {

// import a.b.c: returns the last module. Error when it raised.
Value import_module(Fiber& fiber, std::string_view dotted_name);
// The level of an import in era code: beside the importing module, then as
// level 0.
constexpr int kEraImportLevel = 255;
// __import__ with the importing module's globals.
Value import_level(Fiber& fiber, Str* name, Dict* globals, Value fromlist,
                   int level);
Value import_from(Fiber& fiber, Value module, Str* name);
bool import_star(Fiber& fiber, Value module, Frame* frame);

// The source of a module that can be found, its file, and the package that it
// is in; of a package that of its __main__. Null and ImportError otherwise.
Str* module_source(Fiber& fiber, std::string_view name, std::string* file,
                   std::string* package);

// Runs a module's source again, in the module it is. The module, or error.
Value reload_module(Fiber& fiber, Value module);

}  // namespace mt::python
