// import.cc - finding, loading and binding modules.

#include "python/import.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "base/status.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/library_text.h"
#include "python/list.h"
#include "python/native.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/source.h"
#include "python/str.h"
#include "python/vm.h"

namespace mt::python {

namespace {

// Module::aux while the body of a module runs.
constexpr uint32_t kBeingLoaded = 1;

std::string text_of(Value value) {
  const Str* const text = cast<Str>(value);
  return text == nullptr ? std::string() : std::string(text->view());
}

Value dict_text(Dict* dict, Str* name) {
  const Value found = dict_find_name(dict, name);
  return is_kind(found, Kind::kStr) ? found : Value();
}

Dict* module_dict(Value module) {
  Module* const m = cast<Module>(module);
  return m == nullptr ? nullptr : m->dict;
}

Value known_module(Fiber& fiber, std::string_view name) {
  return dict_find_name(rt().modules, intern(fiber, name));
}

void note_missing(Fiber& fiber, const std::string& name) {
  if (Exception* const e = cast<Exception>(fiber.exception)) {
    store(fiber.heap, &e->fields[kFieldImportName], str_value(fiber, name));
  }
}

Value not_found(Fiber& fiber, const std::string& name, const char* why = "",
                const std::string& whom = {}) {
  raise(fiber, types().ModuleNotFoundError, "No module named '%s'%s%s%s",
        message_text(name).c_str(), why, message_text(whom).c_str(),
        whom.empty() ? "" : "' is not a package");
  note_missing(fiber, name);
  return Value::error();
}

// --- finding ----------------------------------------------------------------

enum class Where : uint8_t { kNowhere, kNative, kEmbedded, kFile, kDirectory };

struct Found {
  Where where = Where::kNowhere;
  const ModuleDef* native = nullptr;
  const PackedModule* embedded = nullptr;
  std::string file;       // of the source
  std::string directory;  // of a package
  bool is_package = false;
};

bool is_file(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}
bool is_directory(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string working_directory() {
  char buffer[4096];
  return getcwd(buffer, sizeof buffer) != nullptr ? buffer : ".";
}

// Looks for `last`, the part behind the last dot, in the directories of `path`.
void find_on_path(Value path, const std::string& last, Found* found) {
  const List* const list = cast<List>(path);
  if (list == nullptr) return;
  for (uint32_t i = 0; i < list->size; ++i) {
    if (!is_kind(list->items[i], Kind::kStr)) continue;
    std::string base = text_of(list->items[i]);
    if (base.empty()) base = working_directory();
    if (base.back() != '/') base.push_back('/');
    base.append(last);
    if (is_directory(base)) {
      if (is_file(base + "/__init__.py")) {
        found->where = Where::kFile;
        found->file = base + "/__init__.py";
        found->directory = base;
        found->is_package = true;
        return;
      }
      // A namespace package, unless a later directory has the module itself.
      if (found->where == Where::kNowhere) {
        found->where = Where::kDirectory;
        found->directory = base;
        found->is_package = true;
      }
    }
    if (is_file(base + ".py")) {
      *found = Found{};
      found->where = Where::kFile;
      found->file = base + ".py";
      return;
    }
  }
}

// What is part of the program.
Found find_own(const std::string& name) {
  Found found;
  if ((found.native = find_native_module(name.c_str())) != nullptr) {
    found.where = Where::kNative;
    return found;
  }
  if ((found.embedded = find_packed(name)) != nullptr) {
    found.where = Where::kEmbedded;
    found.is_package = found.embedded->is_package;
  }
  return found;
}

// `path` is the __path__ of the package, or undefined for sys.path.
Found find_module(const std::string& name, Value path) {
  Found found = find_own(name);
  if (found.where != Where::kNowhere) return found;
  if (path.is_undefined()) path = dict_find_name(rt().sys, names().path);
  const size_t dot = name.rfind('.');
  find_on_path(path, dot == std::string::npos ? name : name.substr(dot + 1),
               &found);
  return found;
}

// --- loading ----------------------------------------------------------------

Value load_native(Fiber& fiber, const ModuleDef& def, const std::string& name) {
  Module* const module = make_module(fiber, def.name, def.doc);
  Str* const text = intern(fiber, name);
  dict_set_name(fiber, rt().modules, text, Value::from_object(module));
  for (const MethodDef* row = def.functions; row && row->name; ++row) {
    dict_set_text(fiber, module->dict, row->name,
                  native_function(fiber, *row, text));
  }
  if (def.fill != nullptr && !def.fill(fiber, module->dict)) {
    dict_remove_name(fiber, rt().modules, text);
    return Value::error();
  }
  return Value::from_object(module);
}

void set_module_names(Fiber& fiber, Module* module, const std::string& name,
                      const Found& found) {
  Dict* const dict = module->dict;
  std::string package = name;
  if (!found.is_package) {
    const size_t dot = name.rfind('.');
    package = dot == std::string::npos ? "" : name.substr(0, dot);
  }
  dict_set_name(fiber, dict, names().dunder_package,
                str_value(fiber, package));
  dict_set_name(fiber, dict, names().dunder_loader, Value::none());
  dict_set_name(fiber, dict, names().dunder_spec, Value::none());
  dict_set_name(fiber, dict, names().dunder_builtins,
                Value::from_object(rt().builtins));
  std::string file = found.file;
  std::string directory = found.directory;
  if (found.where == Where::kEmbedded) {
    std::string path = name;
    std::replace(path.begin(), path.end(), '.', '/');
    directory = std::string(kEmbeddedRoot) + path;
    file = directory + (found.is_package ? "/__init__.py" : ".py");
  }
  if (!file.empty()) {
    dict_set_name(fiber, dict, names().dunder_file, str_value(fiber, file));
  }
  if (!found.is_package) return;
  const Value place = str_value(fiber, directory);
  dict_set_name(fiber, dict, names().dunder_path,
                Value::from_object(make_list(fiber, &place, 1)));
}

// Compiles and runs the body in the module's dictionary.
bool run_body(Fiber& fiber, Module* module, const Found& found) {
  if (found.where == Where::kDirectory) return true;
  Str* const filename =
      intern(fiber, text_of(dict_text(module->dict, names().dunder_file)));
  Code* code;
  if (found.where == Where::kEmbedded) {
    // The library shows its classes as those of its time did.
    const std::string name =
        text_of(dict_text(module->dict, names().dunder_name));
    code = compile_library(fiber, unpacked(*found.embedded), filename,
                           name.compare(0, 8, "twisted.") == 0,
                           found.embedded->is_regular);
  } else {
    Str* const source = source_from_file(fiber, filename);
    if (source == nullptr) return false;
    code = compile(fiber, source, filename, CompileOptions());
  }
  if (code == nullptr) return false;
  if (code->is_era()) set_era_file(fiber, module->dict);
  const Value done = run_code(fiber, code, module->dict, Value());
  if (found.where == Where::kEmbedded) forget_bodies(fiber, code->unit);
  return !done.is_error();
}

Value load_found(Fiber& fiber, const std::string& name, const Found& found) {
  if (found.where == Where::kNative) {
    return load_native(fiber, *found.native, name);
  }
  Module* const module = make_module(fiber, name.c_str());
  set_module_names(fiber, module, name, found);
  Str* const key = intern(fiber, name);
  dict_set_name(fiber, rt().modules, key, Value::from_object(module));
  module->aux = kBeingLoaded;
  const SliceHold whole;  // nobody else is to find half a module
  const bool ok = run_body(fiber, module, found);
  module->aux = 0;
  if (!ok) {
    dict_remove_name(fiber, rt().modules, key);
    return Value::error();
  }
  // A module may have put something else in its place.
  const Value now = dict_find_name(rt().modules, key);
  return now.is_undefined() ? Value::from_object(module) : now;
}

// The finders that a program put on sys.meta_path know the name, or not: none.
// They are asked before the path is searched, wherever in that list they are,
// but not for what is part of the program.
Value ask_finders(Fiber& fiber, const std::string& name, Value path) {
  const List* const finders =
      cast<List>(dict_find_name(rt().sys, names().meta_path));
  if (finders == nullptr || finders->size == 0 ||
      find_own(name).where != Where::kNowhere)
    return Value::none();
  const Value util = import_module(fiber, "importlib.util");
  if (util.is_error()) return util;
  const Value ask = get_attr(fiber, util, "_ask_finders");
  if (ask.is_error()) return ask;
  return call(fiber, ask, {str_value(fiber, name),
                           path.is_undefined() ? Value::none() : path});
}

// Imports one module whose parent, if it has one, is imported already.
Value import_one(Fiber& fiber, const std::string& name, Value parent) {
  const Value known = known_module(fiber, name);
  if (!known.is_undefined()) {
    if (!known.is_none()) return known;
    raise(fiber, types().ModuleNotFoundError,
          "import of %s halted; None in sys.modules", name.c_str());
    note_missing(fiber, name);
    return Value::error();
  }
  Value path;
  if (!parent.is_undefined()) {
    path = find_attr(fiber, parent, names().dunder_path);
    if (path.is_error()) return path;
    if (path.is_undefined()) {
      return not_found(fiber, name, "; '",
                       name.substr(0, name.rfind('.')));
    }
  }
  Value module = ask_finders(fiber, name, path);
  if (module.is_none()) {
    const Found found = find_module(name, path);
    if (found.where == Where::kNowhere) return not_found(fiber, name);
    module = load_found(fiber, name, found);
  }
  if (module.is_error() || parent.is_undefined()) return module;
  Str* const last = intern(fiber, std::string_view(name).substr(
                                      name.rfind('.') + 1));
  if (!set_attr(fiber, parent, last, module)) return Value::error();
  return module;
}

// Imports a, a.b, a.b.c. The first of them goes to *top.
Value import_dotted(Fiber& fiber, const std::string& name, Value* top) {
  if (name.empty()) return raise_value_error(fiber, "Empty module name");
  Value module;
  const size_t first = name.find('.');
  size_t dot = first;
  while (true) {
    module = import_one(fiber, name.substr(0, dot), module);
    if (module.is_error()) return module;
    if (dot == first) *top = module;
    if (dot == std::string::npos) return module;
    dot = name.find('.', dot + 1);
  }
}

// --- relative names ---------------------------------------------------------

// The package that `globals` belong to: __package__, or what __name__ says.
bool package_of(Dict* globals, std::string* package) {
  if (globals == nullptr) return false;
  const Value given = dict_text(globals, names().dunder_package);
  if (!given.is_undefined() && !given.is_none()) {
    *package = text_of(given);
    return true;
  }
  const Value name = dict_text(globals, names().dunder_name);
  if (name.is_undefined()) return false;
  *package = text_of(name);
  if (dict_find_name(globals, names().dunder_path).is_undefined()) {
    const size_t dot = package->rfind('.');
    package->resize(dot == std::string::npos ? 0 : dot);
  }
  return true;
}

bool resolve_relative(Fiber& fiber, Dict* globals, int level,
                      std::string* name) {
  std::string package;
  if (!package_of(globals, &package) || package.empty()) {
    raise(fiber, types().ImportError,
          "attempted relative import with no known parent package");
    return false;
  }
  for (int i = 1; i < level; ++i) {
    const size_t dot = package.rfind('.');
    if (dot == std::string::npos) {
      raise(fiber, types().ImportError,
            "attempted relative import beyond top-level package");
      return false;
    }
    package.resize(dot);
  }
  *name = name->empty() ? package : package + "." + *name;
  return true;
}

// An era import looks beside the importing module first. True when the first
// part of the name is there; it is then the first behind the package.
bool is_beside(Fiber& fiber, Dict* globals, const std::string& name,
               std::string* package) {
  if (!package_of(globals, package) || package->empty()) return false;
  const std::string beside = *package + "." + name.substr(0, name.find('.'));
  const Value known = known_module(fiber, beside);
  if (!known.is_undefined()) return !known.is_none();
  const Value parent = known_module(fiber, *package);
  if (parent.is_undefined()) return false;
  const Value path = find_attr(fiber, parent, names().dunder_path);
  if (path.is_error()) clear_exception(fiber);
  if (path.is_error() || path.is_undefined()) return false;
  const Found found = find_module(beside, path);
  return found.where != Where::kNowhere && found.where != Where::kDirectory;
}

// Imports the submodules that `from package import a, b` or `*` name.
bool import_submodules(Fiber& fiber, Value module, Value fromlist,
                       bool in_star) {
  const Value path = find_attr(fiber, module, names().dunder_path);
  if (path.is_undefined()) return true;
  if (path.is_error()) return false;
  Value item;
  Iteration each(fiber, fromlist);
  while (each.next(&item)) {
    Str* const name = cast<Str>(item);
    if (name == nullptr) {
      raise_type_error(fiber, "Item in %s must be str, not %s",
                       in_star ? "__all__" : "``from list''",
                       type_name(item));
      return false;
    }
    if (name->view() == "*") {
      if (in_star) continue;
      const Value all = find_attr(fiber, module, names().dunder_all);
      if (all.is_error()) return false;
      if (!all.is_undefined() && !import_submodules(fiber, module, all, true))
        return false;
      continue;
    }
    const Value found = find_attr(fiber, module, intern(fiber, name));
    if (found.is_error()) return false;
    if (!found.is_undefined()) continue;
    const Value own = find_attr(fiber, module, names().dunder_name);
    const std::string full = text_of(own) + "." + std::string(name->view());
    const Value loaded = import_one(fiber, full, module);
    if (!loaded.is_error()) continue;
    // Whoever asked for it says that the name is not there.
    if (!exception_matches(fiber, types().ModuleNotFoundError)) return false;
    const Value missing =
        fiber.exception.as<Exception>()->fields[kFieldImportName];
    if (text_of(missing) != full) return false;
    clear_exception(fiber);
  }
  return !each.failed();
}

}  // namespace

Value import_module(Fiber& fiber, std::string_view dotted_name) {
  Value top;
  return import_dotted(fiber, std::string(dotted_name), &top);
}

Value import_level(Fiber& fiber, Str* name_text, Dict* globals, Value fromlist,
                   int level) {
  const int wants_last = fromlist.is_undefined() ? 0 : truth(fiber, fromlist);
  if (wants_last < 0) return Value::error();
  // Everything there already is the everyday case.
  if (level == 0 && (wants_last != 0 ||
                     name_text->view().find('.') == std::string_view::npos)) {
    const Value known =
        dict_find_name(rt().modules, intern(fiber, name_text));
    if (!known.is_undefined() && !known.is_none()) {
      return wants_last == 0 || import_submodules(fiber, known, fromlist, false)
                 ? known
                 : Value::error();
    }
  }
  std::string name(name_text->view());
  std::string package;
  bool beside = false;
  if (level == kEraImportLevel) {
    beside = is_beside(fiber, globals, name, &package);
    if (beside) name = package + "." + name;
  } else if (level > 0 && !resolve_relative(fiber, globals, level, &name)) {
    return Value::error();
  }
  Value top;
  const Value last = import_dotted(fiber, name, &top);
  if (last.is_error()) return last;
  if (wants_last == 0) {
    if (!beside) return level > 0 && level != kEraImportLevel ? last : top;
    const size_t end = name.find('.', package.size() + 1);
    return known_module(fiber, std::string_view(name).substr(0, end));
  }
  if (!import_submodules(fiber, last, fromlist, false)) return Value::error();
  return last;
}

Value import_from(Fiber& fiber, Value module, Str* name) {
  const Value found = find_attr(fiber, module, name);
  if (!found.is_undefined()) return found;
  const Value own = find_attr(fiber, module, names().dunder_name);
  if (own.is_error()) return own;
  const std::string own_name = text_of(own);
  const std::string wanted(name->view());
  if (!own_name.empty()) {
    // In a circle of imports the package may not have its attribute yet.
    const Value loaded = known_module(fiber, own_name + "." + wanted);
    if (!loaded.is_undefined()) return loaded;
  }
  const Value file = find_attr(fiber, module, names().dunder_file);
  if (file.is_error()) clear_exception(fiber);
  const bool is_known = is_kind(file, Kind::kStr);
  const Module* const m = cast<Module>(module);
  const bool circular = m != nullptr && m->aux == kBeingLoaded;
  raise(fiber, types().ImportError,
        "cannot import name '%s' from %s'%s'%s (%s)", wanted.c_str(),
        circular ? "partially initialized module " : "",
        own_name.empty() ? "<unknown module name>" : own_name.c_str(),
        circular ? " (most likely due to a circular import)" : "",
        is_known ? text_of(file).c_str() : "unknown location");
  if (Exception* const e = cast<Exception>(fiber.exception)) {
    store(fiber.heap, &e->fields[kFieldImportName], own);
    if (is_known) store(fiber.heap, &e->fields[kFieldImportPath], file);
  }
  return Value::error();
}

bool import_star(Fiber& fiber, Value module, Frame* frame) {
  const Value all = find_attr(fiber, module, names().dunder_all);
  if (all.is_error()) return false;
  List* wanted;
  if (!all.is_undefined()) {
    wanted = list_from(fiber, all);
  } else {
    const Value space = get_attr(fiber, module, names().dunder_dict);
    if (space.is_error()) return false;
    wanted = list_from(fiber, space);
  }
  if (wanted == nullptr) return false;
  for (uint32_t i = 0; i < wanted->size; ++i) {
    Str* const text = cast<Str>(wanted->items[i]);
    if (text == nullptr) {
      raise_type_error(fiber, "%s in %s%s must be str, not %s",
                       all.is_undefined() ? "Key" : "Item",
                       module_dict(module) != nullptr
                           ? text_of(dict_text(module_dict(module),
                                               names().dunder_name)).c_str()
                           : "module",
                       all.is_undefined() ? ".__dict__" : ".__all__",
                       type_name(wanted->items[i]));
      return false;
    }
    if (all.is_undefined() && text->byte_count > 0 && text->data()[0] == '_') {
      continue;
    }
    Str* const name = intern(fiber, text);
    const Value value = get_attr(fiber, module, name);
    if (value.is_error() || !store_name(fiber, frame, name, value)) {
      return false;
    }
  }
  return true;
}

Value reload_module(Fiber& fiber, Value module_value) {
  Module* const module = cast<Module>(module_value);
  if (module == nullptr) {
    return raise_type_error(fiber, "reload() argument must be a module");
  }
  const std::string name =
      text_of(dict_text(module->dict, names().dunder_name));
  if (known_module(fiber, name) != module_value) {
    return raise(fiber, types().ImportError, "module %s not in sys.modules",
                 name.c_str());
  }
  Value path;
  const size_t dot = name.rfind('.');
  if (dot != std::string::npos) {
    const Value parent = known_module(fiber, name.substr(0, dot));
    if (!parent.is_undefined()) {
      path = find_attr(fiber, parent, names().dunder_path);
      if (path.is_error()) return path;
    }
  }
  const Found found = find_module(name, path);
  if (found.where == Where::kNowhere) return not_found(fiber, name);
  // What is compiled into the program has not changed.
  if (found.where == Where::kNative) return module_value;
  set_module_names(fiber, module, name, found);
  return run_body(fiber, module, found) ? known_module(fiber, name)
                                        : Value::error();
}

Str* module_source(Fiber& fiber, std::string_view dotted, std::string* file,
                   std::string* package) {
  std::string name(dotted);
  Value path;
  const auto enter = [&](const std::string& package) {
    const Value parent = import_module(fiber, package);
    if (parent.is_error()) return false;
    path = find_attr(fiber, parent, names().dunder_path);
    if (path.is_undefined())
      raise(fiber, types().ModuleNotFoundError, "__path__ attribute not found "
            "on '%s' while trying to find '%s'", package.c_str(), name.c_str());
    return !path.is_error() && !path.is_undefined();
  };
  const size_t dot = name.rfind('.');
  if (dot != std::string::npos && !enter(name.substr(0, dot))) {
    if (exception_matches(fiber, types().ImportError)) {
      const Value exception = take_exception(fiber);
      const Value text = to_str(fiber, exception);
      if (text.is_error()) return nullptr;
      raise(fiber, types().ImportError, "Error while finding module "
            "specification for '%s' (%s: %s)", name.c_str(),
            type_name(exception), text.as<Str>()->data());
    }
    return nullptr;
  }
  Found found = find_module(name, path);
  if (found.is_package) {
    if (!enter(name)) return nullptr;
    name += ".__main__";
    found = find_module(name, path);
  }
  const size_t last = name.rfind('.');
  *package = name.substr(0, last == std::string::npos ? 0 : last);
  if (found.where == Where::kEmbedded) {
    std::string place = name;
    std::replace(place.begin(), place.end(), '.', '/');
    *file = std::string(kEmbeddedRoot) + place + ".py";
    return make_str(fiber, unpacked(*found.embedded));
  }
  if (found.where != Where::kFile) {
    const std::string given(dotted);
    raise(fiber, types().ImportError, "No module named %s%s", name.c_str(),
          given == name ? "" : ("; '" + given + "' is a package and cannot be "
                                "directly executed").c_str());
    return nullptr;
  }
  *file = found.file;
  return source_from_file(fiber, intern(fiber, found.file));
}

}  // namespace mt::python
