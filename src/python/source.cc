// source.cc - reading programs, and running one as __main__.

#include "python/source.h"

#include <errno.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/status.h"
#include "base/utf8.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/compiler.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/import.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/source_text.h"
#include "python/str.h"
#include "python/vm.h"

namespace mt::python {

Str* source_from_bytes(Fiber& fiber, std::string_view bytes, Str* filename) {
  std::string text;
  SyntaxError error;
  if (decode_source(bytes, false, false, &text, &error))
    return make_str(fiber, text);
  // Files of the era were often latin-1 and did not say so, which takes
  // anything. Those of Python 3 have to say so.
  SyntaxError ignored;
  if (is_utf8(bytes) || !decode_source(bytes, false, true, &text, &ignored)) {
    raise_syntax_error(fiber, error, filename);
    return nullptr;
  }
  if (rt().era_compat) return make_str(fiber, text);
  const ParseResult parsed = parse(text, filename->view(), ParseMode::kExec,
                                   Dialect::kEither, true);
  if (parsed.ok() && parsed.module->dialect == Dialect::kEra)
    return make_str(fiber, text);
  const size_t where = error.message.find(" on line ");
  if (where != std::string::npos)
    error.message.insert(where, " in file " + std::string(filename->view()));
  raise(fiber, types().SyntaxError, "%s", error.message.c_str());
  return nullptr;
}

Str* source_from_file(Fiber& fiber, Str* path) {
  flush_open_files();
  Result<std::string> bytes =
      read_file(std::string(path->view()), kMaxSourceBytes);
  if (bytes.ok()) return source_from_bytes(fiber, bytes.value(), path);
  const int err = bytes.error().sys_errno();
  if (err != 0 || bytes.error().code() == Errc::kNotFound) {
    raise_errno(fiber, err != 0 ? err : ENOENT, Value::from_object(path));
  } else {
    raise(fiber, types().OSError, "%s", bytes.error().message().c_str());
  }
  return nullptr;
}

Value path_text(Fiber& fiber, std::string_view bytes) {
  return speaks_era(fiber)
             ? str_from_latin1(fiber, bytes)
             : decode_bytes(fiber, bytes, "utf-8", "surrogateescape");
}

Value file_path_text(Fiber& fiber, Value path) {
  if (is_kind(path, Kind::kStr)) return path;
  std::string_view bytes;
  if (is_kind(path, Kind::kBytes) && buffer_of(path, &bytes)) {
    return path_text(fiber, bytes);
  }
  const Value converted = call_special(fiber, path, intern(fiber,
                                                           "__fspath__"));
  if (converted.is_error()) return converted;
  if (converted.is_undefined()) {
    return raise_type_error(fiber, "expected str, bytes or os.PathLike object, "
                                   "not %s", type_name(path));
  }
  if (is_kind(converted, Kind::kStr)) return converted;
  if (is_kind(converted, Kind::kBytes)) return file_path_text(fiber, converted);
  return raise_type_error(fiber, "expected %s.__fspath__() to return str or "
                                 "bytes, not %s", type_name(path),
                          type_name(converted));
}

// --- __main__ ---------------------------------------------------------------

Module* main_module(Fiber& fiber) {
  Value known = dict_find_name(rt().modules, names().dunder_main);
  if (Module* const module = cast<Module>(known)) return module;
  Module* const module = make_module(fiber, "__main__");
  dict_set_name(fiber, module->dict, names().dunder_builtins,
                dict_find_name(rt().modules, intern(fiber, "builtins")));
  for (Str* name : {names().dunder_package, names().dunder_loader,
                    names().dunder_spec}) {
    dict_set_name(fiber, module->dict, name, Value::none());
  }
  dict_set_name(fiber, rt().modules, names().dunder_main,
                Value::from_object(module));
  return module;
}

static Value era_path(Fiber& fiber, Value path) {
  Str* const text = cast<Str>(path);
  if (text == nullptr || text->is_ascii()) return path;
  const Value bytes = encode_str(fiber, text, "utf-8", "surrogateescape");
  return bytes.is_error()
             ? bytes
             : str_from_latin1(fiber, bytes.as<Bytes>()->view());
}

void set_era_file(Fiber& fiber, Dict* dict) {
  const Value file = dict_find_name(dict, names().dunder_file);
  if (file.is_undefined()) return;
  const Value path = era_path(fiber, file);
  if (!path.is_error()) dict_set_name(fiber, dict, names().dunder_file, path);
}

Value run_main(Fiber& fiber, Str* source, Str* filename,
               const CompileOptions& options) {
  Module* const module = main_module(fiber);
  Code* const code = compile(fiber, source, filename, options);
  if (code == nullptr) return Value::error();
  if (code->is_era()) {
    rt().era_voice = true;
    set_era_file(fiber, module->dict);
    List* const argv =
        cast<List>(dict_find_name(rt().sys, intern(fiber, "argv")));
    for (uint32_t i = 0; argv != nullptr && i < argv->size; ++i)
      store(fiber.heap, &argv->items[i], era_path(fiber, argv->items[i]));
  }
  const Value done = run_code(fiber, code, module->dict, Value());
  end_printed_line(fiber);
  return done;
}

Value run_main_file(Fiber& fiber, Str* path, const CompileOptions& options) {
  char cwd[4096];
  if (path->view().substr(0, 1) != "/" &&
      getcwd(cwd, sizeof cwd) != nullptr) {
    path = intern(fiber, std::string(cwd) + "/" + std::string(path->view()));
  }
  Str* const source = source_from_file(fiber, path);
  if (source == nullptr) return Value::error();
  dict_set_name(fiber, main_module(fiber)->dict, names().dunder_file,
                Value::from_object(path));
  return run_main(fiber, source, path, options);
}

Value run_main_module(Fiber& fiber, std::string_view name) {
  std::string file, package;
  Str* source = module_source(fiber, name, &file, &package);
  if (source == nullptr) {
    // That there is none is told in a line, not in a traceback.
    if (!exception_matches(fiber, types().ImportError)) return Value::error();
    const Value text = to_str(fiber, take_exception(fiber));
    if (text.is_error()) return text;
    return raise_with(
        fiber, types().SystemExit,
        str_value(fiber, "tpython: " + std::string(text.as<Str>()->view())));
  }
  Str* const path = intern(fiber, file);
  Dict* const dict = main_module(fiber)->dict;
  dict_set_name(fiber, dict, names().dunder_file, Value::from_object(path));
  dict_set_name(fiber, dict, names().dunder_package,
                str_value(fiber, package));
  List* const argv = cast<List>(dict_find_name(rt().sys,
                                               intern(fiber, "argv")));
  if (argv != nullptr && argv->size > 0) {
    store(fiber.heap, &argv->items[0], Value::from_object(path));
  }
  CompileOptions options;
  if (file.rfind("<embedded>", 0) == 0) options.dialect = Dialect::kPython3;
  return run_main(fiber, source, path, options);
}

void report_uncaught(Fiber& fiber, Value exception) {
  flush_streams(fiber);
  const Value hook = dict_find_name(rt().sys, intern(fiber, "excepthook"));
  if (!is_exception(exception) || hook.is_undefined() ||
      hook == dict_find_name(rt().sys, intern(fiber, "__excepthook__"))) {
    print_exception(fiber, exception);
    return;
  }
  const Value done = call(
      fiber, hook, {Value::from_object(type_of(exception)), exception,
                    exception.as<Exception>()->traceback});
  if (!done.is_error()) return;
  const Value second = take_exception(fiber);
  write_stderr(fiber, "Error in sys.excepthook:\n" +
                          format_exception(fiber, second) +
                          "\nOriginal exception was:\n" +
                          format_exception(fiber, exception));
}

void run_exit_functions(Fiber& fiber) {
  const Value module = dict_find_name(rt().modules, intern(fiber, "atexit"));
  if (module.is_undefined()) return;
  if (call_method(fiber, module, "_run_exitfuncs").is_error()) {
    print_exception(fiber, take_exception(fiber));
  }
}

void end_printed_line(Fiber& fiber) {
  const Value pending = take_exception(fiber);
  const Value file = dict_find_name(rt().sys, names().stdout_);
  const Value space = file.is_undefined()
                          ? file
                          : find_attr(fiber, file, names().softspace);
  if (space.is_int() && space.as_int() != 0 &&
      !call_method(fiber, file, names().write, {str_value(fiber, "\n")})
           .is_error()) {
    set_attr(fiber, file, names().softspace, Value::from_int(0));
  }
  clear_exception(fiber);
  fiber.exception = pending;
}

bool flush_output(Fiber& fiber) {
  const Value file = dict_find_name(rt().sys, names().stdout_);
  if (file.is_undefined() || file.is_none() ||
      !call_method(fiber, file, names().flush).is_error()) {
    return true;
  }
  if (exception_matches(fiber, types().OSError)) {
    report_unraisable(fiber, file);
    return false;
  }
  clear_exception(fiber);
  return true;
}

// The module lets go of its names, which a __del__() of its classes still has
// as its globals. Not inlined: the stack shall not keep the dictionary.
__attribute__((noinline)) void forget_main(Fiber& fiber) {
  Module* const module = main_module(fiber);
  Dict* const empty = make_dict(fiber);
  if (Object* const dict = module->dict) fiber.heap.retire(dict);
  module->dict = empty;
}

bool finish_program(Fiber& fiber) {
  run_exit_functions(fiber);
  if (fiber.heap.has_finalizables()) {
    forget_main(fiber);
    // What runs may begin a collection, whose own find waits for its end; and
    // it may make more of its kind, but not for ever.
    constexpr int kMaxRounds = 16;
    int round = 0;
    do {
      fiber.heap.collect();
      run_finalizers(fiber);
    } while (++round < kMaxRounds && fiber.heap.has_waiting());
  }
  const bool good = flush_output(fiber);
  flush_streams(fiber);
  return good;
}

// --- what a program hands in and takes away ---------------------------------

void set_argv(Fiber& fiber, const char* const* arguments, size_t count) {
  List* const list = make_list(fiber, count);
  for (size_t i = 0; i < count; ++i) {
    const Value text =
        decode_bytes(fiber, arguments[i], "utf-8", "surrogateescape");
    if (text.is_error() || !list_append(fiber, list, text)) {
      clear_exception(fiber);
    }
  }
  dict_set_text(fiber, rt().sys, "argv", Value::from_object(list));
}

void add_path_front(Fiber& fiber, std::string_view directory) {
  List* const path = cast<List>(dict_find_name(rt().sys, names().path));
  if (path == nullptr) return;
  const Value text = str_value(fiber, directory);
  if (!list_splice(fiber, path, 0, 0, &text, 1)) clear_exception(fiber);
}

bool exit_status(Fiber& fiber, Value exception, int* status) {
  if (!is_exception(exception) || !is_a(exception, types().SystemExit)) {
    return false;
  }
  const Value code = exception.as<Exception>()->fields[kFieldValue];
  int64_t number = 0;
  if (code.is_none() || code.is_undefined()) {
    *status = 0;
  } else if (is_integer(code)) {
    *status = int_to_i64(code, &number) ? static_cast<int>(number & 0xff) : 255;
  } else {
    const Value text = to_str(fiber, code);
    if (is_kind(text, Kind::kStr)) {
      write_stderr(fiber, std::string(text.as<Str>()->view()) + "\n");
    }
    clear_exception(fiber);
    *status = 1;
  }
  return true;
}

void flush_streams(Fiber& fiber) {
  const Value pending = take_exception(fiber);
  for (Str* name : {names().stdout_, names().stderr_}) {
    const Value file = dict_find_name(rt().sys, name);
    if (!file.is_undefined() && !file.is_none()) {
      call_method(fiber, file, names().flush);
      clear_exception(fiber);
    }
  }
  flush_open_files();
  fiber.exception = pending;
}

}  // namespace mt::python
