// module_os.cc - the module os: what the kernel does for a program.
//
// What only combines other functions (walk, makedirs, popen) is Python, in
// lib/_os_more.py: the module's __getattr__ loads it when one of them is asked
// for. os.environ is a dict that hands its changes on to the environment.

#include <stdlib.h>
#include <string.h>

#include "python/bytes.h"
#include "python/file.h"
#include "python/import.h"
#include "python/module_os.h"
#include "python/struct_sequence.h"
#include "python/system_modules.h"

extern char** environ;

namespace mt::python {

namespace {

Type* g_environ_type;

Value os_fspath(Fiber& fiber, Value, Args args) {
  if (is_kind(args[0], Kind::kStr) || is_kind(args[0], Kind::kBytes)) {
    return args[0];
  }
  const Value path = call_special(fiber, args[0], intern(fiber, "__fspath__"));
  if (path.is_error() || is_kind(path, Kind::kStr) ||
      is_kind(path, Kind::kBytes)) {
    return path;
  }
  if (path.is_undefined()) {
    return raise_type_error(fiber,
                            "expected str, bytes or os.PathLike object, not %s",
                            type_name(args[0]));
  }
  return raise_type_error(fiber,
                          "expected %s.__fspath__() to return str or bytes, "
                          "not %s",
                          type_name(args[0]), type_name(path));
}
Value os_fsencode(Fiber& fiber, Value, Args args) {
  const Value path = os_fspath(fiber, Value(), args);
  Str* const text = cast<Str>(path);
  return text == nullptr
             ? path
             : encode_str(fiber, text, "utf-8", "surrogateescape");
}
Value os_fsdecode(Fiber& fiber, Value, Args args) {
  return file_path_text(fiber, args[0]);
}


// --- the environment --------------------------------------------------------

bool set_variable(Fiber& fiber, Value key, Value value) {
  std::string name, text;
  if (!is_kind(key, Kind::kStr) ||
      (!value.is_undefined() && !is_kind(value, Kind::kStr))) {
    raise_type_error(fiber, "str expected, not %s",
                     type_name(is_kind(key, Kind::kStr) ? value : key));
    return false;
  }
  if (!path_bytes(fiber, key, &name)) return false;
  const bool sets = !value.is_undefined();
  if (sets && !path_bytes(fiber, value, &text)) return false;
  if (sets && name.find('=') != name.npos) {
    raise_value_error(fiber, "illegal environment variable name");
    return false;
  }
  if ((sets ? setenv(name.c_str(), text.c_str(), 1) : unsetenv(name.c_str())) ==
      0)
    return true;
  raise_errno(fiber, errno);
  return false;
}

bool environ_setitem(Fiber& fiber, Value self, Value key, Value value) {
  Dict* const dict = self.as<Dict>();
  if (value.is_undefined()) {
    const int removed = dict_remove(fiber, dict, key);
    if (removed < 0) return false;
    if (removed == 0) {
      raise_key_error(fiber, key);
      return false;
    }
    return set_variable(fiber, key, value);
  }
  return set_variable(fiber, key, value) && dict_set(fiber, dict, key, value);
}

bool is_name(Fiber& fiber, Value key) {
  if (is_kind(key, Kind::kStr)) return true;
  raise_type_error(fiber, "str expected, not %s", type_name(key));
  return false;
}
Value environ_getitem(Fiber& fiber, Value self, Value key) {
  if (!is_name(fiber, key)) return Value::error();
  const Value found = dict_find(fiber, self.as<Dict>(), key);
  return found.is_undefined() ? raise_key_error(fiber, key) : found;
}
Value environ_update(Fiber& fiber, Value self, Args args) {
  Dict* const more = make_dict(fiber);
  const uint32_t count = args.positional();
  if (more == nullptr || (count > 0 && !dict_update(fiber, more, args[0])))
    return Value::error();
  for (uint32_t i = count; i < args.count; ++i) {
    if (!dict_set(fiber, more, args.names()->items[i - count], args[i]))
      return Value::error();
  }
  uint32_t at = 0;
  Value key, value;
  while (dict_next(more, &at, &key, &value)) {
    if (!environ_setitem(fiber, self, key, value)) return Value::error();
  }
  return Value::none();
}
Value environ_pop(Fiber& fiber, Value self, Args args) {
  const Value found = dict_find(fiber, self.as<Dict>(), args[0]);
  if (found.is_error()) return found;
  if (found.is_undefined()) {
    return args.count > 1 ? args[1] : raise_key_error(fiber, args[0]);
  }
  return environ_setitem(fiber, self, args[0], Value()) ? found
                                                        : Value::error();
}
Value environ_clear(Fiber& fiber, Value self, Args) {
  uint32_t at = 0;
  Value key, value;
  while (dict_next(self.as<Dict>(), &at, &key, &value)) {
    if (!environ_setitem(fiber, self, key, Value())) return Value::error();
  }
  return Value::none();
}
Value environ_popitem(Fiber& fiber, Value self, Args) {
  Value pair[2];
  uint32_t at = 0;
  if (!dict_next(self.as<Dict>(), &at, &pair[0], &pair[1]))
    return raise(fiber, types().KeyError, "'popitem(): dictionary is empty'");
  return environ_setitem(fiber, self, pair[0], Value())
             ? object_or_error(make_tuple(fiber, pair, 2))
             : Value::error();
}
// Who walks it may change it.
Value environ_iter(Fiber& fiber, Value self) {
  List* const keys = make_list(fiber);
  uint32_t at = 0;
  Value key, value;
  while (keys != nullptr && dict_next(self.as<Dict>(), &at, &key, &value)) {
    if (!list_append(fiber, keys, key)) return Value::error();
  }
  return keys == nullptr ? Value::error()
                         : get_iter(fiber, Value::from_object(keys));
}
Value environ_ior(Fiber& fiber, Value self, Value other) {
  const Value done = environ_update(fiber, self, Args{&other, 1});
  return done.is_error() ? done : self;
}
Value environ_setdefault(Fiber& fiber, Value self, Args args) {
  const Value found = dict_find(fiber, self.as<Dict>(), args[0]);
  if (!found.is_undefined()) return found;
  return environ_setitem(fiber, self, args[0], args[1]) ? args[1]
                                                        : Value::error();
}
Value environ_copy(Fiber& fiber, Value self, Args) {
  Dict* const copy = make_dict(fiber);
  if (copy == nullptr || !dict_update(fiber, copy, self)) return Value::error();
  return Value::from_object(copy);
}
Value environ_repr(Fiber& fiber, Value self) {
  const Value plain = environ_copy(fiber, self, Args{});
  StrBuilder out(fiber);
  out.add("environ(");
  if (plain.is_error() || !out.add_repr(plain)) return Value::error();
  out.add(')');
  return out.finish();
}
// a | b is a plain dict.
Value environ_or(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kDict) || !is_kind(b, Kind::kDict))
    return Value::not_implemented();
  const Value whole = environ_copy(fiber, a, Args{});
  if (whole.is_error() || !dict_update(fiber, whole.as<Dict>(), b))
    return Value::error();
  return whole;
}
const MethodDef kEnvironMethods[] = {
    {"update", environ_update, 0, 1, kMethodKeywords},
    {"pop", environ_pop, 1, 2},
    {"popitem", environ_popitem, 0, 0},
    {"clear", environ_clear, 0, 0},
    {"setdefault", environ_setdefault, 2, 2},
    {"copy", environ_copy, 0, 0},
    {}};
constexpr Operators make_environ_operators() {
  Operators s{};
  s.binary[kOr] = environ_or;
  s.inplace[kOr] = environ_ior;
  return s;
}
constexpr Operators kEnvironOperators = make_environ_operators();

constexpr Slots make_environ_slots() {
  Slots s{};
  s.getitem = environ_getitem;
  s.setitem = environ_setitem;
  s.iter = environ_iter;
  s.operators = &kEnvironOperators;
  s.repr = environ_repr;
  return s;
}
constexpr Slots kEnvironSlots = make_environ_slots();
constexpr TypeDef kEnvironType = {"os._Environ", nullptr, &kEnvironSlots,
                                  kEnvironMethods};

Value os_getenv(Fiber& fiber, Value, Args args) {
  const Value module = import_module(fiber, "os");
  if (module.is_error()) return module;
  const Value all = get_attr(fiber, module, "environ");
  if (all.is_error()) return all;
  return call_method(fiber, all, names().get,
                     {args[0], args.get(1, Value::none())});
}
Value os_putenv(Fiber& fiber, Value, Args args) {
  return none_if(set_variable(fiber, args[0], args[1]));
}
Value os_unsetenv(Fiber& fiber, Value, Args args) {
  return none_if(set_variable(fiber, args[0], Value()));
}

// --- what is written in Python ----------------------------------------------

Value os_getattr(Fiber& fiber, Value, Args args) {
  return find_in_half(fiber, "os", "_os_more", args[0]);
}
Value os_dir(Fiber& fiber, Value, Args) {
  return names_with_half(fiber, "os", "_os_more");
}

const MethodDef kFunctions[] = {
    {"fspath", os_fspath, 1, 1},
    {"fsencode", os_fsencode, 1, 1},
    {"fsdecode", os_fsdecode, 1, 1},
    {"getenv", os_getenv, 1, 2},
    {"putenv", os_putenv, 2, 2},
    {"unsetenv", os_unsetenv, 1, 1},
    {"__getattr__", os_getattr, 1, 1},
    {"__dir__", os_dir, 0, 0},
    {}};

Value make_environ(Fiber& fiber) {
  Dict* const dict = make<Dict>(fiber, g_environ_type);
  for (char** row = environ; row != nullptr && *row != nullptr; ++row) {
    const char* const equals = strchr(*row, '=');
    if (equals == nullptr) continue;
    const std::string_view name(*row, static_cast<size_t>(equals - *row));
    if (!dict_set(fiber, dict, os_text(fiber, name),
                  os_text(fiber, equals + 1))) {
      return Value::error();
    }
  }
  return Value::from_object(dict);
}

bool fill(Fiber& fiber, Dict* globals) {
  g_environ_type = native_type(fiber, kEnvironType, types().dict);
  const Value variables = make_environ(fiber);
  if (variables.is_error()) return false;
  put(fiber, globals, "environ", variables);
  put(fiber, globals, "_Environ", Value::from_object(g_environ_type));
  Str* const module = intern(fiber, "os");
  for (const MethodDef* table : {kOsFileFunctions, kOsDescriptorFunctions,
                                 kOsProcessFunctions, kOsSystemFunctions}) {
    for (const MethodDef* row = table; row->name != nullptr; ++row) {
      put(fiber, globals, row->name, native_function(fiber, *row, module));
    }
  }
  if (!fill_os_files(fiber, globals) || !fill_os_descriptors(fiber, globals) ||
      !fill_os_processes(fiber, globals) || !fill_os_system(fiber, globals)) {
    return false;
  }
  put_text(fiber, globals, "name", "posix");
  put_text(fiber, globals, "sep", "/");
  put_text(fiber, globals, "linesep", "\n");
  put_text(fiber, globals, "curdir", ".");
  put_text(fiber, globals, "pardir", "..");
  put_text(fiber, globals, "pathsep", ":");
  put_text(fiber, globals, "extsep", ".");
  put_text(fiber, globals, "devnull", "/dev/null");
  put_text(fiber, globals, "defpath", "/bin:/usr/bin");
  put(fiber, globals, "altsep", Value::none());
  put(fiber, globals, "error", Value::from_object(types().OSError));
  const Value path = import_module(fiber, "posixpath");
  if (path.is_error()) return false;
  put(fiber, globals, "path", path);
  dict_set_text(fiber, rt().modules, "os.path", path);
  return true;
}

}  // namespace

const ModuleDef kOsModule = {"os", kFunctions, fill,
                             "OS routines for the systems that have POSIX."};

}  // namespace mt::python
