// module_sys.cc - the module sys, and how the world of modules begins.

#include <errno.h>
#include <float.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <utility>

#include "base/status.h"
#include "python/async_hooks.h"
#include "python/container.h"
#include "python/container_modules.h"
#include "python/data_modules.h"
#include "python/dict.h"
#include "python/era.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/frame.h"
#include "python/function.h"
#include "python/import.h"
#include "python/init.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/profiler.h"
#include "python/tracer.h"
#include "python/source.h"
#include "python/struct_sequence.h"
#include "python/system_modules.h"
#include "python/text.h"

namespace mt::python {

namespace {

// --- exceptions -------------------------------------------------------------

Value sys_exc_info(Fiber& fiber, Value, Args) {
  Value parts[3] = {Value::none(), Value::none(), Value::none()};
  if (is_exception(fiber.handled)) {
    parts[0] = in_era(fiber) ? era_class(fiber, fiber.handled)
                             : Value::from_object(type_of(fiber.handled));
    parts[1] = in_era(fiber) ? era_caught(fiber, fiber.handled, false)
                             : fiber.handled;
    parts[2] = fiber.handled.as<Exception>()->traceback;
  }
  Tuple* const info = make_tuple(fiber, parts, 3);
  return info == nullptr ? Value::error() : Value::from_object(info);
}

Value sys_exception(Fiber& fiber, Value, Args) {
  return is_exception(fiber.handled) ? fiber.handled : Value::none();
}

Value sys_exc_clear(Fiber& fiber, Value, Args) {
  fiber.handled = Value();
  return Value::none();
}

Value sys_exit(Fiber& fiber, Value, Args args) {
  Tuple* given = rt().empty_tuple;
  if (args.count > 0 && !args[0].is_none()) {
    given = cast<Tuple>(args[0]);
    if (given == nullptr) given = make_tuple(fiber, args.values, 1);
    if (given == nullptr) return Value::error();
  }
  const Value exception = make_exception(fiber, types().SystemExit, given);
  return exception.is_error() ? exception : raise_object(fiber, exception);
}

Value sys_excepthook(Fiber& fiber, Value, Args args) {
  if (!is_exception(args[1])) {
    return raise_type_error(fiber, "print_exception(): Exception expected for "
                                   "value, %s found", type_name(args[1]));
  }
  Exception* const e = args[1].as<Exception>();
  if (is_kind(args[2], Kind::kTraceback) && e->traceback.is_none()) {
    store(fiber.heap, &e->traceback, args[2]);
  }
  print_exception(fiber, args[1]);
  return Value::none();
}

Value sys_displayhook(Fiber& fiber, Value, Args args) {
  if (args[0].is_none()) return args[0];
  dict_set_name(fiber, rt().builtins, names().underscore, Value::none());
  const Value text = to_repr(fiber, args[0]);
  if (text.is_error()) return text;
  const Value out = dict_find_name(rt().sys, names().stdout_);
  if (out.is_undefined() || out.is_none()) {
    return raise(fiber, types().RuntimeError, "lost sys.stdout");
  }
  if (call_method(fiber, out, names().write, {text}).is_error() ||
      call_method(fiber, out, names().write, {str_value(fiber, "\n")})
          .is_error()) {
    return Value::error();
  }
  for (Dict* builtins : {rt().builtins, rt().era_builtins}) {
    dict_set_name(fiber, builtins, names().underscore, args[0]);
  }
  return Value::none();
}

Value sys_unraisablehook(Fiber& fiber, Value, Args args) {
  const Value exception = get_attr(fiber, args[0], intern(fiber, "exc_value"));
  if (exception.is_error()) return exception;
  const Value object = get_attr(fiber, args[0], intern(fiber, "object"));
  if (object.is_error()) return object;
  const Value reason = get_attr(fiber, args[0], intern(fiber, "err_msg"));
  if (reason.is_error()) return reason;
  const Str* const text = cast<Str>(reason);
  print_unraisable(fiber,
                   text == nullptr ? "Exception ignored in" : text->data(),
                   object, exception);
  return Value::none();
}

// What breakpoint() does is pdb's business.
Value sys_breakpointhook(Fiber& fiber, Value, Args args) {
  const Value debugger = import_module(fiber, "pdb");
  if (debugger.is_error()) return debugger;
  const Value hook = get_attr(fiber, debugger, intern(fiber, "_hook"));
  return hook.is_error() ? hook : call(fiber, hook, args);
}

// --- the interpreter --------------------------------------------------------

Value sys_getrecursionlimit(Fiber&, Value, Args) {
  return Value::from_int(rt().recursion_limit);
}

Value sys_setrecursionlimit(Fiber& fiber, Value, Args args) {
  int64_t limit = 0;
  if (!c_int_argument(fiber, args[0], &limit)) return Value::error();
  if (limit < 1) {
    return raise_value_error(fiber,
                             "recursion limit must be greater or equal than 1");
  }
  if (limit < fiber.depth) {
    return raise(fiber, types().RecursionError,
                 "cannot set the recursion limit to %d at the recursion "
                 "depth %u: the limit is too low",
                 static_cast<int>(limit), fiber.depth);
  }
  rt().recursion_limit =
      static_cast<uint32_t>(std::min<int64_t>(limit, 10000000));
  if (rt().profilers == 0) rt().quick_limit = rt().recursion_limit;
  return Value::none();
}

Value sys_intern(Fiber& fiber, Value, Args args) {
  Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "intern() argument must be str, not %s",
                            type_name(args[0]));
  }
  if (!is_exact(args[0], types().str))
    return raise_type_error(fiber, "can't intern %s", type_name(args[0]));
  return Value::from_object(intern(fiber, text));
}

Value sys_getsizeof(Fiber& fiber, Value, Args args) {
  if (!args[0].is_object()) return Value::from_int(8);
  const Value size = call_method(fiber, args[0], "__sizeof__");
  if (size.is_error() && args.count > 1) {
    clear_exception(fiber);
    return args[1];
  }
  return size;
}

Value sys_getframe(Fiber& fiber, Value, Args args) {
  int64_t depth = 0;
  if (args.count > 0 && !index_of(fiber, args[0], &depth)) {
    return Value::error();
  }
  Frame* frame = fiber.frame;
  for (; depth > 0 && frame != nullptr; --depth) frame = frame->previous;
  if (frame == nullptr) {
    return raise_value_error(fiber, "call stack is not deep enough");
  }
  return frame_object(fiber, frame);
}

Value sys_getdefaultencoding(Fiber& fiber, Value, Args) {
  return str_value(fiber, "utf-8");
}
Value sys_getfilesystemencodeerrors(Fiber& fiber, Value, Args) {
  return str_value(fiber, "surrogateescape");
}
Value sys_getrefcount(Fiber&, Value, Args) { return Value::from_int(2); }
Value sys_get_digits(Fiber&, Value, Args) {
  return Value::from_int(int_digit_limit());
}
Value sys_set_digits(Fiber& fiber, Value, Args args) {
  Value out[1];
  int limit = 0;
  if (!parse_args(fiber, "set_int_max_str_digits", args, {"maxdigits"}, 1,
                  out) ||
      !int_argument(fiber, out[0], &limit)) {
    return Value::error();
  }
  if (limit != 0 && limit < kLeastDigitLimit) {
    return raise_value_error(fiber, "maxdigits must be 0 or larger than %d",
                             kLeastDigitLimit);
  }
  set_int_digit_limit(static_cast<uint32_t>(limit));
  return Value::none();
}
// There is one thread: what was asked for is what is said.
double g_switch_interval = 0.005;
Value sys_getswitchinterval(Fiber&, Value, Args) {
  return Value::from_float(g_switch_interval);
}
Value sys_setswitchinterval(Fiber& fiber, Value, Args args) {
  double interval = 0;
  if (!to_double(fiber, args[0], &interval)) return Value::error();
  if (!(interval > 0))
    return raise_value_error(fiber,
                             "switch interval must be strictly positive");
  g_switch_interval = interval;
  return Value::none();
}
Value sys_is_finalizing(Fiber&, Value, Args) {
  return Value::from_bool(false);
}
Value sys_get_trace(Fiber& fiber, Value, Args) {
  return fiber.tracer.is_undefined() ? Value::none() : fiber.tracer;
}
Value sys_set_trace(Fiber& fiber, Value, Args args) {
  set_tracer(fiber, args[0].is_none() ? Value() : args[0]);
  return Value::none();
}
Value sys_get_profile(Fiber& fiber, Value, Args) {
  return fiber.profiler.is_undefined() ? Value::none() : fiber.profiler;
}
Value sys_set_profile(Fiber& fiber, Value, Args args) {
  set_profiler(fiber, args[0].is_none() ? Value() : args[0]);
  return Value::none();
}

const MethodDef kFunctions[] = {
    {"exc_info", sys_exc_info, 0, 0, 0,
     "exc_info($module, /)\n--\n\nReturn current exception information: (type, "
     "value, traceback)."_doc},
    {"exception", sys_exception, 0, 0, 0,
     "exception($module, /)\n--\n\nReturn the current exception."_doc},
    {"exc_clear", sys_exc_clear, 0, 0},
    {"exit", sys_exit, 0, 1, 0,
     "exit($module, status=None, /)\n--\n\nExit the interpreter by raising "
     "SystemExit(status)."_doc},
    {"excepthook", sys_excepthook, 3, 3, 0,
     "excepthook($module, exctype, value, traceback, /)\n--\n\nHandle an "
     "exception by displaying it with a traceback on sys.stderr."_doc},
    {"displayhook", sys_displayhook, 1, 1, 0,
     "displayhook($module, object, /)\n--\n\nPrint an object to sys.stdout and "
     "also save it in builtins._"_doc},
    {"unraisablehook", sys_unraisablehook, 1, 1, 0,
     "unraisablehook($module, unraisable, /)\n--\n\nHandle an unraisable "
     "exception."_doc},
    {"breakpointhook", sys_breakpointhook, 0, -1, kMethodKeywords,
     "breakpointhook(*args, **kws)\n\nThis hook function is called by "
     "built-in breakpoint()."_doc},
    {"get_int_max_str_digits", sys_get_digits, 0, 0},
    {"set_int_max_str_digits", sys_set_digits, 1, 1, kMethodKeywords},
    {"getrecursionlimit", sys_getrecursionlimit, 0, 0},
    {"setrecursionlimit", sys_setrecursionlimit, 1, 1},
    {"intern", sys_intern, 1, 1},
    {"getsizeof", sys_getsizeof, 1, 2},
    {"_getframe", sys_getframe, 0, 1},
    {"getdefaultencoding", sys_getdefaultencoding, 0, 0},
    {"getfilesystemencoding", sys_getdefaultencoding, 0, 0},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, 0, 0},
    {"getrefcount", sys_getrefcount, 1, 1},
    {"getswitchinterval", sys_getswitchinterval, 0, 0},
    {"setswitchinterval", sys_setswitchinterval, 1, 1},
    {"is_finalizing", sys_is_finalizing, 0, 0},
    {"get_asyncgen_hooks", sys_get_asyncgen_hooks, 0, 0},
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, 0, 2, kMethodKeywords},
    {"get_coroutine_origin_tracking_depth", sys_get_origin_depth, 0, 0},
    {"set_coroutine_origin_tracking_depth", sys_set_origin_depth, 1, 1,
     kMethodKeywords},
    {"gettrace", sys_get_trace, 0, 0},
    {"getprofile", sys_get_profile, 0, 0},
    {"settrace", sys_set_trace, 1, 1},
    {"setprofile", sys_set_profile, 1, 1},
    {}};

// --- facts ------------------------------------------------------------------

class Facts {
 public:
  Facts(Fiber& fiber, Dict* dict) : fiber_(fiber), dict_(dict) {}
  void put(const char* name, Value value) {
    dict_set_text(fiber_, dict_, name, value);
  }
  void text(const char* name, std::string_view value) {
    put(name, str_value(fiber_, value));
  }
  void number(const char* name, int64_t value) {
    put(name, int_from_i64(fiber_, value));
  }
  Value number(int64_t value) { return int_from_i64(fiber_, value); }
  Value text(std::string_view value) { return str_value(fiber_, value); }

 private:
  Fiber& fiber_;
  Dict* dict_;
};

constexpr const char* kVersionFields[] = {"major", "minor", "micro",
                                          "releaselevel", "serial", nullptr};
constexpr const char* kFlagFields[] = {
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
    "no_user_site", "no_site", "ignore_environment", "verbose",
    "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
    "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
    nullptr};
constexpr const char* kIntFields[] = {
    "bits_per_digit", "sizeof_digit", "default_max_str_digits",
    "str_digits_check_threshold", nullptr};
constexpr const char* kUnraisableFields[] = {
    "exc_type", "exc_value", "exc_traceback", "err_msg", "object", nullptr};
constexpr const char* kFloatFields[] = {
    "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig",
    "mant_dig", "epsilon", "radix", "rounds", nullptr};
constexpr const char* kHashFields[] = {"width", "modulus", "inf", "nan",
                                       "imag", "algorithm", "hash_bits",
                                       "seed_bits", "cutoff", nullptr};
constexpr const char* kImplementationFields[] = {
    "name", "version", "hexversion", "cache_tag", nullptr};

bool is_little_endian() {
  const uint16_t probe = 1;
  uint8_t first;
  memcpy(&first, &probe, 1);
  return first == 1;
}

const char* platform() {
#if defined(__linux__)
  return "linux";
#elif defined(__APPLE__)
  return "darwin";
#elif defined(__FreeBSD__)
  return "freebsd";
#elif defined(__NetBSD__)
  return "netbsd";
#elif defined(__OpenBSD__)
  return "openbsd";
#else
  return "posix";
#endif
}

constexpr int64_t kHexVersion = 0x030b07f0;

void add_version(Fiber& fiber, Facts& facts) {
  Type* const type =
      make_struct_type(fiber, "sys.version_info", kVersionFields, 5);
  const Value values[5] = {facts.number(3), facts.number(11), facts.number(7),
                           facts.text("final"), facts.number(0)};
  const Value version = make_struct(fiber, type, values);
  facts.put("version_info", version);
  facts.text("version", "3.11.7 (microtwisted 0.1)");
  facts.number("hexversion", kHexVersion);
  facts.number("api_version", 1013);
  Type* const implementation = make_struct_type(
      fiber, "types.SimpleNamespace", kImplementationFields, 4);
  const Value about[4] = {facts.text("microtwisted"), version,
                          facts.number(kHexVersion),
                          facts.text("microtwisted-311")};
  facts.put("implementation", make_struct(fiber, implementation, about));
}

void add_numbers(Fiber& fiber, Facts& facts) {
  const Value numbers[11] = {
      Value::from_float(DBL_MAX), facts.number(DBL_MAX_EXP),
      facts.number(DBL_MAX_10_EXP), Value::from_float(DBL_MIN),
      facts.number(DBL_MIN_EXP), facts.number(DBL_MIN_10_EXP),
      facts.number(DBL_DIG), facts.number(DBL_MANT_DIG),
      Value::from_float(DBL_EPSILON), facts.number(FLT_RADIX),
      facts.number(1)};
  facts.put("float_info",
            make_struct(fiber,
                        make_struct_type(fiber, "sys.float_info", kFloatFields,
                                         11),
                        numbers));
  const Value hashes[9] = {
      facts.number(64), facts.number((int64_t{1} << 61) - 1),
      facts.number(314159), facts.number(0), facts.number(1000003),
      facts.text("siphash13"), facts.number(64), facts.number(128),
      facts.number(0)};
  facts.put("hash_info",
            make_struct(fiber,
                        make_struct_type(fiber, "sys.hash_info", kHashFields,
                                         9),
                        hashes));
  const Value ints[4] = {
      facts.number(32), facts.number(4), facts.number(int_digit_limit()),
      facts.number(kLeastDigitLimit)};
  facts.put("int_info",
            make_struct(fiber,
                        make_struct_type(fiber, "sys.int_info", kIntFields, 4),
                        ints));
  facts.put("_UnraisableHookArgs",
            Value::from_object(make_struct_type(
                fiber, "sys.UnraisableHookArgs", kUnraisableFields, 5)));
  Value flags[18];
  for (Value& flag : flags) flag = Value::from_int(0);
  flags[4] = flags[11] = Value::from_int(1);
  flags[13] = flags[16] = Value::from_bool(false);
  flags[17] = Value::from_int(-1);
  facts.put("flags", make_struct(fiber,
                                 make_struct_type(fiber, "sys.flags",
                                                  kFlagFields, 18),
                                 flags));
  // The same on every machine, as a tap must be.
  facts.number("maxsize", INT64_MAX);
  facts.number("maxint", INT64_MAX);
  facts.number("maxunicode", 0x10ffff);
}

// The directories in PYTHONPATH. The program puts the script's before them.
List* make_path(Fiber& fiber) {
  List* const path = make_list(fiber);
  const char* given = getenv("PYTHONPATH");
  while (path != nullptr && given != nullptr && *given != '\0') {
    const char* const end = strchr(given, ':');
    const size_t size =
        end == nullptr ? strlen(given) : static_cast<size_t>(end - given);
    if (size > 0 &&
        !list_append(fiber, path, str_value(fiber, {given, size}))) {
      clear_exception(fiber);
    }
    given = end == nullptr ? nullptr : end + 1;
  }
  return path;
}

Value list_of(Fiber& fiber) { return Value::from_object(make_list(fiber)); }

// The names of all native modules, in order. Put in their places one by one:
// most come in order, and the sort of lists need not be in memory at a start.
Value builtin_names(Fiber& fiber) {
  List* const all = make_list(fiber);
  const auto add = [&](const char* name) {
    if (!list_append(fiber, all, Value::from_object(intern(fiber, name))))
      return;
    Value* const items = all->items;
    for (size_t at = all->size - 1; at > 0; --at) {
      if (items[at - 1].as<Str>()->view() < items[at].as<Str>()->view()) break;
      std::swap(items[at - 1], items[at]);
    }
  };
  add("builtins");
  add("sys");
  const ModuleDef* module;
  for (size_t n = 0; (module = native_module_at(n)) != nullptr; ++n)
    add(module->name);
  return Value::from_object(tuple_from_list(fiber, all));
}

bool fill_sys(Fiber& fiber, Dict* globals) {
  Facts facts(fiber, globals);
  facts.put("modules", Value::from_object(rt().modules));
  facts.put("path", Value::from_object(make_path(fiber)));
  facts.put("argv", list_of(fiber));
  facts.put("orig_argv", list_of(fiber));
  facts.put("meta_path", list_of(fiber));
  facts.put("path_hooks", list_of(fiber));
  facts.put("path_importer_cache", Value::from_object(make_dict(fiber)));
  facts.put("warnoptions", list_of(fiber));
  facts.put("builtin_module_names", builtin_names(fiber));
  facts.put("dont_write_bytecode", Value::from_bool(true));
  facts.text("platform", platform());
  facts.text("byteorder", is_little_endian() ? "little" : "big");
  facts.text("executable", "");
  facts.text("prefix", "/usr/local");
  facts.text("exec_prefix", "/usr/local");
  facts.text("base_prefix", "/usr/local");
  facts.text("base_exec_prefix", "/usr/local");
  facts.text("platlibdir", "lib");
  facts.text("abiflags", "");
  facts.put("pycache_prefix", Value::none());
  facts.put("_xoptions", Value::from_object(make_dict(fiber)));
  facts.text("float_repr_style", "short");
  facts.text("copyright", "Copyright (c) the Twisted and microtwisted "
                          "authors.\nThe language is that of the Python "
                          "Software Foundation.");
  add_version(fiber, facts);
  add_numbers(fiber, facts);
  const Value in = make_standard_stream(fiber, STDIN_FILENO, "<stdin>", "r",
                                        "strict");
  const Value out = make_standard_stream(fiber, STDOUT_FILENO, "<stdout>", "w",
                                         "strict");
  const Value err = make_standard_stream(fiber, STDERR_FILENO, "<stderr>", "w",
                                         "backslashreplace");
  facts.put("stdin", in);
  facts.put("__stdin__", in);
  facts.put("stdout", out);
  facts.put("__stdout__", out);
  facts.put("stderr", err);
  facts.put("__stderr__", err);
  for (const char* hook : {"displayhook", "excepthook", "unraisablehook",
                           "breakpointhook"}) {
    facts.put((std::string("__") + hook + "__").c_str(),
              dict_find_name(globals, intern(fiber, hook)));
  }
  return true;
}

const ModuleDef kSysModule = {
    "sys", kFunctions, fill_sys,
    "This module provides access to some objects used or maintained by "
    "the\ninterpreter and to functions that interact strongly with the "
    "interpreter."};

const ModuleDef* const kModules[] = {
    &kIoModule,       &kWeakrefModule,   &kCollectionsModule,
    &kItertoolsModule, &kFunctoolsModule, &kOperatorModule,
    &kHeapqModule, &kBisectModule,
    &kErrnoModule,    &kTimeModule,      &kGcModule,
    &kOsModule,       &kOsPathModule,    &kMathModule,     &kCmathModule,
    &kSignalModule,   &kAtexitModule,    &kImpModule,
    &kTracebackModule, &kRandomModule,    &kReModule,
    &kSocketModule,   &kPwdModule,       &kGrpModule,
};

Module* add_module(Fiber& fiber, const char* name, Dict* dict) {
  Module* const module = make_module(fiber, name);
  if (dict != nullptr) module->dict = dict;
  dict_set_name(fiber, rt().modules, intern(fiber, name),
                Value::from_object(module));
  return module;
}

}  // namespace

void init_import(Fiber& fiber) {
  Runtime& runtime = rt();
  init_files(fiber);
  runtime.modules = make_dict(fiber);
  add_native_modules(kModules, sizeof kModules / sizeof kModules[0]);
  add_data_modules();
  add_module(fiber, "builtins", runtime.builtins);
  dict_set_text(fiber, runtime.era_builtins, "__name__",
                str_value(fiber, "__builtin__"));
  add_module(fiber, "__builtin__", runtime.era_builtins);
  Module* const sys = add_module(fiber, "sys", nullptr);
  runtime.sys = sys->dict;
  dict_set_name(fiber, sys->dict, names().dunder_doc,
                str_value(fiber, kSysModule.doc));
  Str* const name = intern(fiber, "sys");
  for (const MethodDef* row = kFunctions; row->name != nullptr; ++row) {
    dict_set_text(fiber, sys->dict, row->name,
                  native_function(fiber, *row, name));
  }
  fill_sys(fiber, sys->dict);
}

}  // namespace mt::python
