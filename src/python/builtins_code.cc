// builtins_code.cc - builtin functions that compile and run text.

#include <string.h>

#include <string>

#include "python/ast_objects.h"
#include "python/builtins_internal.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/function.h"
#include "python/import.h"
#include "python/list.h"
#include "python/source.h"
#include "python/vm.h"

namespace mt::python {

namespace {

// CPython's flags. Those of __future__ that are the language anyway, and those
// that only its own parser has a use for, change nothing.
constexpr int64_t kOnlyAst = 0x400;
constexpr int64_t kTopLevelAwait = 0x2000;
constexpr int64_t kFutureAnnotations = 0x1000000;
constexpr int64_t kKnownFlags = 0x1fe7710;
// Ours: the text is a file of a user's, which may be in either dialect.
constexpr int64_t kUsersFile = int64_t{1} << 30;

// The dialect that code handed over as text is read in: that of its caller.
void inherit_dialect(Fiber& fiber, CompileOptions* options) {
  const Frame* const frame = fiber.frame;
  const uint32_t flags = frame == nullptr ? 0 : frame->code->code_flags;
  options->dialect =
      (flags & kCodeEra) != 0 ? Dialect::kEra : Dialect::kPython3;
  options->classic = (flags & kCodeClassic) != 0;
}

// The text of a str, or of bytes that hold source.
Str* source_argument(Fiber& fiber, Value source, const char* function,
                     const char* what, Str* filename) {
  if (Str* const text = cast<Str>(source)) {
    if (memchr(text->data(), '\0', text->byte_count) == nullptr) return text;
    raise(fiber, types().SyntaxError,
          "source code string cannot contain null bytes");
    return nullptr;
  }
  std::string_view bytes;
  if (buffer_of(source, &bytes)) {
    return source_from_bytes(fiber, std::string(bytes), filename);
  }
  raise_type_error(fiber, "%s() arg 1 must be a %s", function, what);
  return nullptr;
}

Value builtin_compile(Fiber& fiber, Value, Args args) {
  Value out[7] = {Value(),
                  Value(),
                  Value(),
                  Value::from_int(0),
                  Value::from_bool(false),
                  Value::from_int(-1),
                  Value::from_int(-1)};
  if (!parse_args(fiber, "compile", args,
                  {"source", "filename", "mode", "flags", "dont_inherit",
                   "optimize", "*", "_feature_version"},
                  3, out)) {
    return Value::error();
  }
  const Value path = file_path_text(fiber, out[1]);
  if (path.is_error()) return path;
  const Str* const mode = cast<Str>(out[2]);
  if (mode == nullptr) {
    return raise_type_error(fiber, "compile() argument 'mode' must be str, "
                                   "not %s", type_name(out[2]));
  }
  CompileOptions options;
  inherit_dialect(fiber, &options);
  if (mode->view() == "eval") {
    options.mode = ParseMode::kEval;
  } else if (mode->view() == "single") {
    options.mode = ParseMode::kSingle;
  } else if (mode->view() != "exec") {
    return raise_value_error(fiber, "compile() mode must be 'exec', 'eval' or "
                                    "'single'");
  }
  int64_t flags = 0, optimize = 0;
  if (!index_of(fiber, out[3], &flags) || !index_of(fiber, out[5], &optimize)) {
    return Value::error();
  }
  // The library's to say; of the text of an era's prompt, too.
  if (fiber.frame != nullptr &&
      fiber.frame->code->unit->source == nullptr &&
      ((flags & kUsersFile) != 0 || speaks_era(fiber))) {
    flags &= ~kUsersFile;
    options.dialect = Dialect::kEither;
  }
  if ((flags & ~kKnownFlags) != 0) {
    return raise_value_error(fiber, "compile(): unrecognised flags");
  }
  if ((flags & (kTopLevelAwait | kFutureAnnotations)) != 0) {
    return raise_value_error(fiber, "compile(): the flag of %s is left out",
                             (flags & kTopLevelAwait) != 0
                                 ? "await at top level"
                                 : "__future__.annotations");
  }
  if (optimize < -1 || optimize > 2) {
    return raise_value_error(fiber, "compile(): invalid optimize value");
  }
  const bool wants_tree = (flags & kOnlyAst) != 0;
  Str* source = nullptr;
  if (is_tree(fiber, out[0])) {
    if (wants_tree) return out[0];
    source = source_of_tree(fiber, out[0], options.mode);
    options.dialect = Dialect::kPython3;
  } else {
    source = source_argument(fiber, out[0], "compile",
                             "string, bytes or AST object", path.as<Str>());
  }
  if (source == nullptr) return Value::error();
  if (wants_tree) {
    return parse_to_objects(fiber, source, path.as<Str>(), options.mode);
  }
  Code* const code = compile(fiber, source, path.as<Str>(), options);
  return code == nullptr ? Value::error() : Value::from_object(code);
}

// The namespaces of exec() and eval(): the caller's where they are not given.
bool choose_namespaces(Fiber& fiber, const char* function, Value given_globals,
                       Value given_locals, Dict** globals, Value* locals) {
  if (!given_globals.is_none()) {
    *globals = cast<Dict>(given_globals);
    if (*globals == nullptr) {
      const bool is_mapping =
          type_of(given_globals)->slots->getitem != nullptr;
      raise_type_error(fiber,
                       function[1] == 'v' && is_mapping
                           ? "globals must be a real dict; try eval(code, {}, "
                             "mapping)"
                       : function[1] == 'v' ? "globals must be a dict"
                                            : "exec() globals must be a dict, "
                                              "not %s",
                       type_name(given_globals));
      return false;
    }
    *locals = given_locals.is_none() ? given_globals : given_locals;
  } else {
    if (fiber.frame == nullptr) {
      raise(fiber, types().SystemError, "globals and locals cannot be NULL");
      return false;
    }
    *globals = fiber.frame->globals;
    *locals = given_locals.is_none() ? frame_locals(fiber, fiber.frame)
                                     : given_locals;
    if (locals->is_error()) return false;
  }
  if (type_of(*locals)->slots->getitem == nullptr) {
    raise_type_error(fiber,
                     function[1] == 'v' ? "locals must be a mapping"
                                        : "locals must be a mapping or None, "
                                          "not %s",
                     type_name(*locals));
    return false;
  }
  // A dict of a class of its own is asked through that class.
  if (*locals == Value::from_object(*globals) &&
      is_exact(*locals, types().dict)) {
    *locals = Value();
  }
  if (dict_find_name(*globals, names().dunder_builtins).is_undefined()) {
    dict_set_name(fiber, *globals, names().dunder_builtins,
                  Value::from_object(rt().builtins));
  }
  return true;
}

Value run_text(Fiber& fiber, const char* function, ParseMode mode, Args args) {
  const Value source = args[0];
  Dict* globals = nullptr;
  Value locals;
  if (!choose_namespaces(fiber, function, args.get(1, Value::none()),
                         args.get(2, Value::none()), &globals, &locals)) {
    return Value::error();
  }
  Code* code = cast<Code>(source);
  if (code != nullptr) {
    if (code->free_count > 0) {
      return raise_type_error(fiber, "code object passed to %s() may not "
                                     "contain free variables", function);
    }
    return run_code(fiber, code, globals, locals);
  }
  Str* const name = intern(fiber, "<string>");
  Str* text = source_argument(fiber, source, function,
                              "string, bytes or code object", name);
  if (text == nullptr) return Value::error();
  CompileOptions options;
  inherit_dialect(fiber, &options);
  options.mode = mode;
  if (mode == ParseMode::kEval) {
    size_t start = 0;
    while (start < text->byte_count &&
           (text->data()[start] == ' ' || text->data()[start] == '\t')) {
      ++start;
    }
    if (start > 0) text = make_str(fiber, text->view().substr(start));
    if (text == nullptr) return Value::error();
  }
  code = compile(fiber, text, name, options);
  if (code == nullptr) return Value::error();
  return run_code(fiber, code, globals, locals);
}

Value builtin_eval(Fiber& fiber, Value, Args args) {
  return run_text(fiber, "eval", ParseMode::kEval, args);
}

Value builtin_exec(Fiber& fiber, Value, Args args) {
  if (args.is_named) {
    const Str* const keyword = args.names()->items[0].as<Str>();
    if (keyword->view() != "closure") {
      return raise_type_error(fiber,
                              "'%s' is an invalid keyword argument for exec()",
                              keyword->data());
    }
    if (!args[args.positional()].is_none()) {
      return raise_type_error(fiber, "closure can only be used when source is "
                                     "a code object with free variables");
    }
  }
  if (args.positional() < 1 || args.positional() > 3) {
    const Args positional{args.values, args.positional()};
    if (!check_arg_count(fiber, "exec", positional, 1, 3)) {
      return Value::error();
    }
  }
  const Value done = run_text(fiber, "exec", ParseMode::kExec, args);
  return done.is_error() ? done : Value::none();
}

Value builtin_import(Fiber& fiber, Value, Args args) {
  Value out[5] = {Value(), Value::none(), Value::none(), Value::none(),
                  Value::from_int(0)};
  if (!parse_args(fiber, "__import__", args,
                  {"name", "globals", "locals", "fromlist", "level"}, 1,
                  out)) {
    return Value::error();
  }
  Str* const name = cast<Str>(out[0]);
  if (name == nullptr) {
    return raise_type_error(fiber, "module name must be a string");
  }
  int64_t level = 0;
  if (!index_of(fiber, out[4], &level)) return Value::error();
  if (level < 0) {
    // The era's default: first beside the importer, then everywhere.
    level = kEraImportLevel;
  } else if (level >= kEraImportLevel) {
    return raise_value_error(fiber, "level is too large");
  }
  Dict* globals = cast<Dict>(out[1]);
  if (globals == nullptr && level == kEraImportLevel &&
      fiber.frame != nullptr) {
    globals = fiber.frame->globals;
  }
  return import_level(fiber, name, globals, out[3], static_cast<int>(level));
}

Value builtin_breakpoint(Fiber& fiber, Value, Args args) {
  const Value hook = dict_find_name(rt().sys, intern(fiber, "breakpointhook"));
  if (hook.is_undefined()) {
    return raise(fiber, types().RuntimeError, "lost sys.breakpointhook");
  }
  return call(fiber, hook, args);
}

}  // namespace

const MethodDef kBuiltinsCode[] = {
    {"compile", builtin_compile, 3, 6, kMethodKeywords,
     "compile($module, /, source, filename, mode, flags=0,\n        "
     "dont_inherit=False, optimize=-1, *, _feature_version=-1)\n--\n\nCompile "
     "source into a code object that can be executed by exec() or eval()."_doc},
    {"breakpoint", builtin_breakpoint, 0, -1, kMethodKeywords,
     "breakpoint(*args, **kws)\n\nCall sys.breakpointhook(*args, **kws)."_doc},
    {"eval", builtin_eval, 1, 3, 0,
     "eval($module, source, globals=None, locals=None, /)\n--\n\nEvaluate the "
     "given source in the context of globals and locals."_doc},
    {"exec", builtin_exec, 1, 3, kMethodKeywords,
     "exec($module, source, globals=None, locals=None, /, *, "
     "closure=None)\n--\n\nExecute the given source in the context of globals "
     "and locals."_doc},
    {"__import__", builtin_import, 1, 5, kMethodKeywords,
     "__import__($module, /, name, globals=None, locals=None, fromlist=(),\n"
     "           level=0)\n--\n\nImport a module."_doc},
    {}};

}  // namespace mt::python
