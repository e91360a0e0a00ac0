// module_pickling.cc - _pickling: what lib/pickle.py does most often, for that
// module: writing and reading None, numbers, texts, containers and instances
// that are no more than their attributes.
//
// Protocols 2 and above. Whatever is out of the ordinary is handed back: save()
// calls the pickler's own method, load() stops before the code. Both work on
// the frame, the memo and the stack of the Python objects, so that either side
// can go on where the other stopped.

#include "python/data_modules.h"
#include "python/import.h"
#include "python/dict.h"
#include "python/native_tools.h"
#include "python/pickling.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

const MethodDef kFunctions[] = {{"save", pickling_save, 7, 7},
                                {"load", pickling_load, 3, 3},
                                {"dumps", pickling_dumps, 3, 3},
                                {"loads", pickling_loads, 2, 2},
                                {}};

}  // namespace

Value call_pickle_module(Fiber& fiber, const char* function, Value argument) {
  const Value module = import_module(fiber, "pickle");
  return module.is_error() ? module
                           : call_method(fiber, module, function, {argument});
}

// Modules with an underscore may stand for others (_native_modules).
Value find_plainly(Fiber& fiber, Value module, Value name) {
  if (module.is_undefined() || !is_exact(module, types().str) ||
      !is_exact(name, types().str)) {
    return Value();
  }
  const std::string_view from = module.as<Str>()->view();
  if (from.empty() || (from[0] == '_' && from != "__main__") ||
      name.as<Str>()->view().find('.') != std::string_view::npos) {
    return Value();
  }
  const Value found =
      dict_find_name(rt().modules, intern(fiber, module.as<Str>()));
  return !found.is_undefined() && is_exact(found, types().module)
             ? dict_find_name(found.as<Module>()->dict,
                              intern(fiber, name.as<Str>()))
             : Value();
}

const ModuleDef kPicklingModule = {"_pickling", kFunctions, nullptr, nullptr};

}  // namespace mt::python
