// module_pickling.cc - _pickling: what lib/pickle.py does most often, for that
// module: writing and reading None, numbers, texts, containers and instances
// that are no more than their attributes.
//
// Protocols 2 and above. Whatever is out of the ordinary is handed back: save()
// calls the pickler's own method, load() stops before the code. Both work on the
// frame, the memo and the stack of the Python objects, so that either side can
// go on where the other stopped.

#include "python/data_modules.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/pickling.h"

namespace mt::python {

namespace {

const MethodDef kFunctions[] = {{"save", pickling_save, 6, 6},
                                {"load", pickling_load, 3, 3},
                                {"dumps", pickling_dumps, 2, 2},
                                {"loads", pickling_loads, 1, 1},
                                {}};

}  // namespace

Value call_pickle_module(Fiber& fiber, const char* function, Value argument) {
  const Value module = import_module(fiber, "pickle");
  return module.is_error() ? module
                           : call_method(fiber, module, function, {argument});
}

const ModuleDef kPicklingModule = {"_pickling", kFunctions, nullptr, nullptr};

}  // namespace mt::python
