// builtins_text.cc - print(), input(), open().

#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/file.h"
#include "python/list.h"

namespace mt::python {

namespace {

Value stream(Fiber& fiber, Str* name) {
  const Value found = dict_find_name(rt().sys, name);
  if (found.is_undefined()) {
    return raise(fiber, types().RuntimeError, "lost sys.%s", name->data());
  }
  return found;
}

bool put(Fiber& fiber, Value file, Value text) {
  return !call_method(fiber, file, names().write, {text}).is_error();
}

bool separator_ok(Fiber& fiber, const char* name, Value value) {
  if (value.is_none() || is_kind(value, Kind::kStr)) return true;
  raise_type_error(fiber, "%s must be None or a string, not %s", name,
                   type_name(value));
  return false;
}

// The whole line at once into a file of ours; piece by piece, as CPython does,
// into anything else.
bool print_native(Fiber& fiber, TextFile* file, Args args, std::string_view sep,
                  std::string_view end) {
  StrBuilder line(fiber);
  const auto write = [&] {
    const Value text = line.finish();
    line.text().clear();
    return !text.is_error() && text_write(fiber, file, text.as<Str>());
  };
  const uint32_t count = args.positional();
  for (uint32_t i = 0; i < count; ++i) {
    if (i > 0) line.add(sep);
    if (const Str* text = cast<Str>(args[i]);
        text != nullptr && is_exact_str(args[i])) {
      line.add(text);
      continue;
    }
    // Its __str__ may print, or raise: behind what stands in front of it.
    if (i > 0 && args[i].is_object() && !write()) return false;
    if (!line.add_str(args[i])) return false;
  }
  line.add(end);
  return write();
}

Value builtin_print(Fiber& fiber, Value, Args args) {
  Value sep = Value::none(), end = Value::none(), file = Value::none();
  Value flush = Value::from_bool(false);
  const uint32_t count = args.positional();
  for (uint32_t i = 0; args.is_named && i < args.names()->size; ++i) {
    const Str* const name = args.names()->items[i].as<Str>();
    const Value value = args[count + i];
    if (name == names().sep) {
      sep = value;
    } else if (name == names().end) {
      end = value;
    } else if (name == names().file) {
      file = value;
    } else if (name == names().flush) {
      flush = value;
    } else {
      return raise_type_error(fiber, "'%s' is an invalid keyword argument for "
                                     "print()", name->data());
    }
  }
  if (file.is_none()) {
    file = stream(fiber, names().stdout_);
    if (file.is_error() || file.is_none()) return file;
  }
  if (!separator_ok(fiber, "sep", sep) || !separator_ok(fiber, "end", end)) {
    return Value::error();
  }
  if (TextFile* const native = as_text_file(file)) {
    if (!print_native(fiber, native, args,
                      sep.is_none() ? " " : sep.as<Str>()->view(),
                      end.is_none() ? "\n" : end.as<Str>()->view())) {
      return Value::error();
    }
  } else {
    if (sep.is_none()) sep = str_value(fiber, " ");
    if (end.is_none()) end = str_value(fiber, "\n");
    for (uint32_t i = 0; i < count; ++i) {
      if (i > 0 && !put(fiber, file, sep)) return Value::error();
      const Value text = to_str(fiber, args[i]);
      if (text.is_error() || !put(fiber, file, text)) return Value::error();
    }
    if (!put(fiber, file, end)) return Value::error();
  }
  const int wants_flush = truth(fiber, flush);
  if (wants_flush < 0) return Value::error();
  if (wants_flush == 1 &&
      call_method(fiber, file, names().flush).is_error()) {
    return Value::error();
  }
  return Value::none();
}

Value builtin_input(Fiber& fiber, Value, Args args) {
  const Value in = stream(fiber, names().stdin_);
  if (in.is_error()) return in;
  const Value out = stream(fiber, names().stdout_);
  if (out.is_error()) return out;
  if (in.is_none() || out.is_none()) {
    return raise(fiber, types().RuntimeError, "input(): lost sys.%s",
                 in.is_none() ? "stdin" : "stdout");
  }
  if (args.count > 0) {
    const Value prompt = to_str(fiber, args[0]);
    if (prompt.is_error() || !put(fiber, out, prompt)) return Value::error();
  }
  if (call_method(fiber, out, names().flush).is_error()) return Value::error();
  const Value line = call_method(fiber, in, "readline");
  if (line.is_error()) return line;
  Str* const text = cast<Str>(line);
  if (text == nullptr) {
    return raise_type_error(fiber, "object.readline() returned non-string");
  }
  if (text->byte_count == 0) {
    return raise(fiber, types().EOFError, "EOF when reading a line");
  }
  if (text->view().back() != '\n') return line;
  return str_slice(fiber, text, 0, text->char_count - 1);
}

}  // namespace

const MethodDef kBuiltinsText[] = {
    {"print", builtin_print, 0, -1, kMethodKeywords,
     "print($module, /, *args, sep=' ', end='\\n', file=None, "
     "flush=False)\n--\n\nPrints the values to a stream, or to sys.stdout by "
     "default."_doc},
    {"input", builtin_input, 0, 1, 0,
     "input($module, prompt='', /)\n--\n\nRead a string from standard input.  "
     "The trailing newline is stripped."_doc},
    {"open", builtin_open, 1, 8, kMethodKeywords,
     "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     "
     "errors=None, newline=None, closefd=True, opener=None)\n--\n\nOpen file "
     "and return a stream.  Raise OSError upon failure."_doc},
    {}};

}  // namespace mt::python
