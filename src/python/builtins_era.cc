// builtins_era.cc - what era code calls and Python 3 code does not.

#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/file.h"
#include "python/function.h"
#include "python/import.h"
#include "python/list.h"
#include "python/source.h"
#include "python/vm.h"

namespace mt::python {

namespace {

Value or_error(const Object* object) {
  return object == nullptr ? Value::error() : Value::from_object(object);
}

// --- functions that give lists ----------------------------------------------

Value era_range(Fiber& fiber, Value, Args args) {
  const Value range =
      call(fiber, Value::from_object(types().range), args);
  return range.is_error() ? range : or_error(list_from(fiber, range));
}

// map(None, ...) pairs up, and the shorter sequences are filled with None.
Value era_map(Fiber& fiber, Value, Args args) {
  const Value function = args[0];
  List* const out = make_list(fiber);
  if (out == nullptr) return Value::error();
  const uint32_t count = args.count - 1;
  if (count == 1) {
    Value item;
    Iteration each(fiber, args[1]);
    while (each.next(&item)) {
      const Value mapped =
          function.is_none() ? item : call(fiber, function, {item});
      if (mapped.is_error() || !list_append(fiber, out, mapped)) {
        return Value::error();
      }
    }
    return each.failed() ? Value::error() : Value::from_object(out);
  }
  GcVector iterators(fiber);
  for (uint32_t i = 0; i < count; ++i) {
    const Value iterator = get_iter(fiber, args[i + 1]);
    if (iterator.is_error()) return iterator;
    iterators.push(iterator);
  }
  while (true) {
    Tuple* const row = make_tuple(fiber, count);
    if (row == nullptr) return Value::error();
    bool any = false;
    for (uint32_t i = 0; i < count; ++i) {
      row->items[i] = Value::none();
      if (iterators[i].is_none()) continue;
      const Value item = iter_next(fiber, iterators[i]);
      if (item.is_error()) return item;
      if (item.is_exhausted()) {
        iterators[i] = Value::none();
      } else {
        row->items[i] = item;
        any = true;
      }
    }
    if (!any) return Value::from_object(out);
    const Value mapped = function.is_none()
                             ? Value::from_object(row)
                             : call_spread(fiber, function, row, nullptr);
    if (mapped.is_error() || !list_append(fiber, out, mapped)) {
      return Value::error();
    }
  }
}

// Of a tuple it makes a tuple, of a str a str.
Value era_filter(Fiber& fiber, Value, Args args) {
  List* const out = make_list(fiber);
  if (out == nullptr) return Value::error();
  Value item;
  Iteration each(fiber, args[1]);
  while (each.next(&item)) {
    Value verdict = item;
    if (!args[0].is_none()) {
      verdict = call(fiber, args[0], {item});
      if (verdict.is_error()) return verdict;
    }
    const int keep = truth(fiber, verdict);
    if (keep < 0 || (keep == 1 && !list_append(fiber, out, item))) {
      return Value::error();
    }
  }
  if (each.failed()) return Value::error();
  if (is_kind(args[1], Kind::kTuple)) {
    return or_error(tuple_from_list(fiber, out));
  }
  if (is_kind(args[1], Kind::kStr)) {
    return str_join(fiber, rt().empty_str, Value::from_object(out));
  }
  return Value::from_object(out);
}

Value era_zip(Fiber& fiber, Value, Args args) {
  const Value zip = call(fiber, Value::from_object(types().zip), args);
  return zip.is_error() ? zip : or_error(list_from(fiber, zip));
}

// Always a float, and halves away from zero.
Value era_round(Fiber& fiber, Value, Args args) {
  double value = 0;
  int64_t digits = 0;
  if (!to_double(fiber, args[0], &value) ||
      (args.count > 1 && !index_of(fiber, args[1], &digits))) {
    return Value::error();
  }
  double scale = 1;
  for (int64_t i = 0; i < digits && i < 22; ++i) scale *= 10;
  for (int64_t i = 0; i > digits && i > -22; --i) scale *= 10;
  const double scaled = digits >= 0 ? value * scale : value / scale;
  if (!(scaled < 4503599627370496.0 && scaled > -4503599627370496.0)) {
    return Value::from_float(value);
  }
  const double whole = static_cast<double>(
      static_cast<int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5));
  return Value::from_float(digits >= 0 ? whole / scale : whole * scale);
}

// --- functions that are gone ------------------------------------------------

Value era_reduce(Fiber& fiber, Value, Args args) {
  Value result = args.get(2, Value());
  Value item;
  Iteration each(fiber, args[1]);
  while (each.next(&item)) {
    result = result.is_undefined() ? item
                                   : call(fiber, args[0], {result, item});
    if (result.is_error()) return result;
  }
  if (each.failed()) return Value::error();
  if (!result.is_undefined()) return result;
  return raise_type_error(fiber,
                          "reduce() of empty sequence with no initial value");
}

Value era_apply(Fiber& fiber, Value, Args args) {
  Tuple* positional = rt().empty_tuple;
  if (args.count > 1) {
    positional = tuple_from(fiber, args[1]);
    if (positional == nullptr) return Value::error();
  }
  Dict* keywords = nullptr;
  if (args.count > 2) {
    keywords = cast<Dict>(args[2]);
    if (keywords == nullptr) {
      return raise_type_error(fiber, "apply() 3rd argument must be dictionary");
    }
  }
  return call_spread(fiber, args[0], positional, keywords);
}

Value era_execfile(Fiber& fiber, Value, Args args) {
  const Value path = file_path_text(fiber, args[0]);
  if (path.is_error()) return path;
  Str* const source = source_from_file(fiber, path.as<Str>());
  if (source == nullptr) return Value::error();
  CompileOptions options;
  Code* const code = compile(fiber, source, path.as<Str>(), options);
  if (code == nullptr) return Value::error();
  Dict* globals = args.count > 1 ? cast<Dict>(args[1]) : nullptr;
  Value locals = args.get(2, Value());
  if (args.count > 1 && globals == nullptr) {
    return raise_type_error(fiber, "execfile() arg 2 must be dict");
  }
  if (globals == nullptr) {
    if (fiber.frame == nullptr) {
      return raise(fiber, types().RuntimeError, "execfile(): no current frame");
    }
    globals = fiber.frame->globals;
    locals = frame_locals(fiber, fiber.frame);
  }
  if (locals == Value::from_object(globals)) locals = Value();
  const Value done = run_code(fiber, code, globals, locals);
  return done.is_error() ? done : Value::none();
}

Value builtin_named(Fiber& fiber, const char* name) {
  return dict_find_name(rt().builtins, intern(fiber, name));
}

// The blank that print owes comes before the question.
Value era_raw_input(Fiber& fiber, Value, Args args) {
  const Value out = dict_find_name(rt().sys, names().stdout_);
  const Value owed = args.count == 0 || out.is_undefined()
                         ? Value()
                         : find_attr(fiber, out, names().softspace);
  if (owed.is_error() ||
      (owed.is_int() && owed.as_int() != 0 &&
       (call_method(fiber, out, names().write, {str_value(fiber, " ")})
            .is_error() ||
        !set_attr(fiber, out, names().softspace, Value::from_int(0)))))
    return Value::error();
  return call(fiber, builtin_named(fiber, "input"), args);
}
Value era_input(Fiber& fiber, Value, Args args) {
  const Value line = era_raw_input(fiber, Value(), args);
  return line.is_error() ? line
                         : call(fiber, builtin_named(fiber, "eval"), {line});
}

Value era_cmp(Fiber& fiber, Value, Args args) {
  const int same = equal(fiber, args[0], args[1]);
  if (same != 0) return same < 0 ? Value::error() : Value::from_int(0);
  const int less = compare_truth(fiber, kLt, args[0], args[1]);
  if (less >= 0) return Value::from_int(less == 1 ? -1 : 1);
  // The era ordered everything: by the name of the class, then by address.
  if (!exception_matches(fiber, types().TypeError)) return Value::error();
  clear_exception(fiber);
  const std::string_view a = type_of(args[0])->name->view();
  const std::string_view b = type_of(args[1])->name->view();
  if (a != b) return Value::from_int(a < b ? -1 : 1);
  return Value::from_int(args[0].bits() < args[1].bits() ? -1 : 1);
}

Value era_coerce(Fiber& fiber, Value, Args args) {
  Value pair[2] = {args[0], args[1]};
  const bool floats = is_floating(pair[0]) || is_floating(pair[1]);
  for (Value& number : pair) {
    double value;
    if (!is_integer(number) && !is_floating(number)) {
      return raise_type_error(fiber, "number coercion failed");
    }
    if (!floats) continue;
    if (!to_double(fiber, number, &value)) return Value::error();
    number = Value::from_float(value);
  }
  return or_error(make_tuple(fiber, pair, 2));
}

Value era_intern(Fiber& fiber, Value, Args args) {
  Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "intern() argument 1 must be string, not "
                                   "%s", type_name(args[0]));
  }
  return Value::from_object(intern(fiber, text));
}

Value era_reload(Fiber& fiber, Value, Args args) {
  return reload_module(fiber, args[0]);
}

Value era_chr(Fiber& fiber, Value, Args args) {
  return call(fiber, builtin_named(fiber, "chr"), args);
}

Value era_file(Fiber& fiber, Value, Args args) {
  return builtin_open(fiber, Value(), args);
}

// A class says it by a method of its own, and octal has no o.
Value era_hex(Fiber& fiber, Value, Args args) {
  const Value own = call_special(fiber, args[0], intern(fiber, "__hex__"));
  return own.is_undefined() ? call(fiber, builtin_named(fiber, "hex"), args)
                            : own;
}
Value era_oct(Fiber& fiber, Value, Args args) {
  const Value own = call_special(fiber, args[0], intern(fiber, "__oct__"));
  if (!own.is_undefined()) return own;
  const Value digits = call(fiber, builtin_named(fiber, "oct"), args);
  if (digits.is_error()) return digits;
  std::string text(digits.as<Str>()->view());
  text.erase(text.find('o'), text == "0o0" ? 2 : 1);
  return or_error(make_str(fiber, text));
}

}  // namespace

const MethodDef kBuiltinsEra[] = {
    {"range", era_range, 1, 3, 0, "range([start,] stop[, step]) -> list"_doc},
    {"map", era_map, 2, -1, 0, "map(function, sequence[, ...]) -> list"_doc},
    {"filter", era_filter, 2, 2, 0,
     "filter(function or None, sequence) -> list, tuple, or string"_doc},
    {"zip", era_zip, 0, -1, 0,
     "zip(seq1 [, seq2 [...]]) -> list of tuples"_doc},
    {"round", era_round, 1, 2, 0,
     "round(number[, ndigits]) -> floating point number"_doc},
    {"reduce", era_reduce, 2, 3, 0,
     "reduce(function, sequence[, initial]) -> value"_doc},
    {"apply", era_apply, 1, 3, 0,
     "apply(object[, args[, kwargs]]) -> value"_doc},
    {"execfile", era_execfile, 1, 3, 0,
     "execfile(filename[, globals[, locals]])"_doc},
    {"raw_input", era_raw_input, 0, 1, 0, "raw_input([prompt]) -> string"_doc},
    {"input", era_input, 0, 1, 0, "input([prompt]) -> value"_doc},
    {"cmp", era_cmp, 2, 2, 0, "cmp(x, y) -> integer"_doc},
    {"coerce", era_coerce, 2, 2, 0, "coerce(x, y) -> (x1, y1)"_doc},
    {"intern", era_intern, 1, 1, 0, "intern(string) -> string"_doc},
    {"hex", era_hex, 1, 1, 0, "hex(number) -> string"_doc},
    {"oct", era_oct, 1, 1, 0, "oct(number) -> string"_doc},
    {"reload", era_reload, 1, 1, 0, "reload(module) -> module"_doc},
    {"unichr", era_chr, 1, 1, 0, "unichr(i) -> Unicode character"_doc},
    {"file", era_file, 1, 3, 0, "file(name[, mode[, buffering]]) -> file"_doc},
    {}};

}  // namespace mt::python
