// module_pickling.cc - _pickling: what lib/pickle.py does most often, for that
// module: writing and reading None, numbers, texts, containers and instances
// that are no more than their attributes.
//
// Protocols 2 and above. Whatever is out of the ordinary is handed back: save()
// calls the pickler's own method, load() stops before the code. Both work on
// the frame, the memo and the stack of the Python objects, so that either side
// can go on where the other stopped.

#include <algorithm>

#include "python/data_modules.h"
#include "python/dict.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/pickling.h"
#include "python/runtime.h"
#include "python/str.h"
#include "python/type.h"

namespace mt::python {

namespace {

const MethodDef kFunctions[] = {{"save", pickling_save, 8, 8},
                                {"load", pickling_load, 3, 3},
                                {"dumps", pickling_dumps, 4, 4},
                                {"loads", pickling_loads, 3, 3},
                                {}};

}  // namespace

Value call_pickle_module(Fiber& fiber, const char* function,
                         std::initializer_list<Value> args) {
  const Value module = import_module(fiber, "pickle");
  return module.is_error() ? module
                           : call_method(fiber, module, function, args);
}

bool ask_for_name(Fiber& fiber, const char* function,
                  std::initializer_list<Value> args, Value (&parts)[2]) {
  const Value said = call_pickle_module(fiber, function, args);
  if (said.is_error()) return false;
  const Tuple* const pair = cast<Tuple>(said);
  const Value* const items = pair != nullptr ? pair->items : nullptr;
  if (items == nullptr || pair->size != 2 ||
      !is_exact(items[0], types().str) ||
      !is_exact(items[1], types().str)) {
    raise_type_error(fiber, "pickle.%s() must return two strings", function);
    return false;
  }
  std::copy_n(pair->items, 2, parts);
  return true;
}

// Modules with an underscore may stand for others (_native_modules): for those
// that CPython has in C, and everybody imports by another name.
Value find_plainly(Fiber& fiber, Value module, Value name) {
  if (module.is_undefined() || !is_exact(module, types().str) ||
      !is_exact(name, types().str)) {
    return Value();
  }
  std::string_view from = module.as<Str>()->view();
  if (from == "_codecs") from = "codecs";
  if (from.empty() || (from[0] == '_' && from != "__main__") ||
      name.as<Str>()->view().find('.') != std::string_view::npos) {
    return Value();
  }
  const Value found =
      dict_find_name(rt().modules, intern(fiber, from));
  return !found.is_undefined() && is_exact(found, types().module)
             ? dict_find_name(found.as<Module>()->dict,
                              intern(fiber, name.as<Str>()))
             : Value();
}

const ModuleDef kPicklingModule = {"_pickling", kFunctions, nullptr, nullptr};

}  // namespace mt::python
