// module_support.cc - small native modules behind ones written in Python:
// atexit, _imp (importlib, imp), _traceback.

#include "python/dict.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/import.h"
#include "python/library_text.h"
#include "python/native_tools.h"
#include "python/system_modules.h"
#include "python/type_bases.h"

namespace mt::python {

namespace {

// --- atexit -----------------------------------------------------------------

// The calls still to be made: a list of (function, args, keywords).
List* exit_calls(Fiber& fiber) {
  const Value module = dict_find_name(rt().modules, intern(fiber, "atexit"));
  const Module* const m = cast<Module>(module);
  if (m == nullptr) return nullptr;
  return cast<List>(dict_find_name(m->dict, intern(fiber, "_calls")));
}

Value atexit_register(Fiber& fiber, Value, Args args) {
  const uint32_t count = args.positional();
  List* const calls = exit_calls(fiber);
  if (count == 0) {
    return raise_type_error(fiber,
                            "register() takes at least 1 argument (0 given)");
  }
  if (!is_callable(args[0])) {
    return raise_type_error(fiber, "the first argument must be callable");
  }
  Tuple* const positional = make_tuple(fiber, args.values + 1, count - 1);
  Dict* const keywords = make_dict(fiber);
  if (calls == nullptr || positional == nullptr || keywords == nullptr) {
    return Value::error();
  }
  for (uint32_t i = 0; args.is_named && i < args.names()->size; ++i) {
    dict_set_name(fiber, keywords, args.names()->items[i].as<Str>(),
                  args[count + i]);
  }
  const Value row[3] = {args[0], Value::from_object(positional),
                        Value::from_object(keywords)};
  Tuple* const entry = make_tuple(fiber, row, 3);
  if (entry == nullptr ||
      !list_append(fiber, calls, Value::from_object(entry))) {
    return Value::error();
  }
  return args[0];
}

Value atexit_unregister(Fiber& fiber, Value, Args args) {
  List* const calls = exit_calls(fiber);
  for (uint32_t i = 0; calls != nullptr && i < calls->size;) {
    const int same =
        equal(fiber, calls->items[i].as<Tuple>()->items[0], args[0]);
    if (same < 0) return Value::error();
    if (same == 0) {
      ++i;
    } else if (!list_splice(fiber, calls, i, i + 1, nullptr, 0)) {
      return Value::error();
    }
  }
  return Value::none();
}

Value atexit_run(Fiber& fiber, Value, Args) {
  List* const calls = exit_calls(fiber);
  while (calls != nullptr && calls->size > 0) {
    const Tuple* const row = calls->items[calls->size - 1].as<Tuple>();
    if (!list_splice(fiber, calls, calls->size - 1, calls->size, nullptr, 0)) {
      return Value::error();
    }
    const Value done = call_spread(fiber, row->items[0],
                                   row->items[1].as<Tuple>(),
                                   row->items[2].as<Dict>());
    if (!done.is_error()) continue;
    if (exception_matches(fiber, types().SystemExit)) {
      clear_exception(fiber);
    } else {
      print_exception(fiber, take_exception(fiber));
    }
  }
  return Value::none();
}

const MethodDef kAtexitFunctions[] = {
    {"register", atexit_register, 0, -1, kMethodKeywords},
    {"unregister", atexit_unregister, 1, 1},
    {"_run_exitfuncs", atexit_run, 0, 0},
    {}};

bool fill_atexit(Fiber& fiber, Dict* globals) {
  List* const calls = make_list(fiber);
  if (calls == nullptr) return false;
  put(fiber, globals, "_calls", Value::from_object(calls));
  return true;
}

// --- _imp -------------------------------------------------------------------

Value imp_import_module(Fiber& fiber, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  if (name == nullptr) {
    return raise_type_error(fiber, "module name must be str, not %s",
                            type_name(args[0]));
  }
  return import_module(fiber, name->view());
}
Value imp_reload(Fiber& fiber, Value, Args args) {
  return reload_module(fiber, args[0]);
}
// The text of a file of the library, or None.
Value imp_library_source(Fiber& fiber, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  const Str* const text =
      name == nullptr ? nullptr : library_source(fiber, name->view());
  return text == nullptr ? Value::none() : Value::from_object(text);
}

// The source of a code object and the line it begins in, for inspect.
Value imp_source_of(Fiber& fiber, Value, Args args) {
  const Code* const code = cast<Code>(args[0]);
  if (code == nullptr) {
    return raise_type_error(fiber, "a code object is required, not %s",
                            type_name(args[0]));
  }
  Str* const source = unit_source(fiber, code->unit);
  const Value row[2] = {source != nullptr ? Value::from_object(source)
                                          : Value::none(),
                        Value::from_int(code->unit->first_line)};
  return object_or_error(make_tuple(fiber, row, 2));
}
// share_patterns(base, class)
Value imp_share_patterns(Fiber& fiber, Value, Args args) {
  const Type* const from = cast<Type>(args[0]);
  Type* const to = cast<Type>(args[1]);
  if (from == nullptr || to == nullptr)
    return raise_type_error(fiber, "classes are required");
  share_patterns(fiber, from, to);
  return Value::none();
}
Value imp_is_builtin(Fiber&, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  return Value::from_int(
      name != nullptr &&
      find_native_module(std::string(name->view()).c_str()) != nullptr);
}
// Could more text make a statement of this one, which is none?
Value imp_is_incomplete(Fiber& fiber, Value, Args args) {
  Str* const source = cast<Str>(args[0]);
  if (source == nullptr) return Value::from_bool(false);
  bool incomplete = false;
  CompileOptions options;
  options.mode = ParseMode::kSingle;
  options.incomplete = &incomplete;
  if (compile(fiber, source, intern(fiber, "<input>"), options) == nullptr) {
    clear_exception(fiber);
  }
  return Value::from_bool(incomplete);
}
// Is it one of the modules that the program brings along?
Value imp_is_embedded(Fiber&, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  return Value::from_bool(name != nullptr &&
                          find_packed(name->view()) != nullptr);
}
const MethodDef kImpFunctions[] = {
    {"import_module", imp_import_module, 1, 1},
    {"reload", imp_reload, 1, 1},
    {"source_of", imp_source_of, 1, 1},
    {"library_source", imp_library_source, 1, 1},
    {"is_builtin", imp_is_builtin, 1, 1},
    {"share_patterns", imp_share_patterns, 2, 2},
    {"is_incomplete", imp_is_incomplete, 1, 1},
    {"is_embedded", imp_is_embedded, 1, 1},
    {}};

// --- _traceback -------------------------------------------------------------

bool exception_argument(Fiber& fiber, Value value) {
  if (is_exception(value)) return true;
  raise_type_error(fiber, "Exception expected for value, %s found",
                   type_name(value));
  return false;
}
Value traceback_format(Fiber& fiber, Value, Args args) {
  if (!exception_argument(fiber, args[0])) return Value::error();
  return str_value(fiber, format_exception(fiber, args[0], false));
}
Value traceback_format_only(Fiber& fiber, Value, Args args) {
  if (!exception_argument(fiber, args[0])) return Value::error();
  return str_value(fiber, format_exception_only(fiber, args[0], false));
}
// The entries of a traceback: (text, last line, first and last column), the
// latter None where they are not known.
Value traceback_format_tb(Fiber& fiber, Value, Args args) {
  const Traceback* const entry = cast<Traceback>(args[0]);
  if (entry == nullptr && !args[0].is_none()) {
    return raise_type_error(fiber, "a traceback is required, not %s",
                            type_name(args[0]));
  }
  List* const list = make_list(fiber);
  for (const Traceback* t = entry; list != nullptr && t != nullptr;
       t = t->next) {
    const std::optional<PositionRow> row = position_of(t->code, t->instruction);
    const bool known = row && row->column != 0xffff;
    const Value fields[] = {
        str_value(fiber, format_entry(t->code, t->instruction)),
        row ? Value::from_int(row->end_line) : Value::none(),
        known ? Value::from_int(row->column) : Value::none(),
        known ? Value::from_int(row->end_column) : Value::none()};
    if (fields[0].is_error() ||
        !list_append(fiber, list,
                     object_or_error(make_tuple(fiber, fields, 4)))) {
      break;
    }
  }
  return fiber.raised() ? Value::error() : object_or_error(list);
}
// One line of a code's source; '' when there is none.
Value traceback_line(Fiber& fiber, Value, Args args) {
  const Code* const code = cast<Code>(args[0]);
  int line = 0;
  if (code == nullptr || !int_argument(fiber, args[1], &line)) {
    return fiber.raised() ? Value::error()
                          : raise_type_error(fiber, "a code is required");
  }
  std::string text;
  if (line < 1 ||
      !source_line(code->unit, static_cast<uint32_t>(line), &text)) {
    text.clear();
  }
  return str_value(fiber, text);
}
const MethodDef kTracebackFunctions[] = {
    {"format_exception", traceback_format, 1, 1},
    {"format_exception_only", traceback_format_only, 1, 1},
    {"format_tb", traceback_format_tb, 1, 1},
    {"line", traceback_line, 2, 2},
    {}};

}  // namespace

const ModuleDef kAtexitModule = {
    "atexit", kAtexitFunctions, fill_atexit,
    "allow programmer to define multiple exit functions to be executed upon "
    "normal program termination."};
const ModuleDef kImpModule = {"_imp", kImpFunctions, nullptr};
const ModuleDef kTracebackModule = {"_traceback", kTracebackFunctions, nullptr};

}  // namespace mt::python
