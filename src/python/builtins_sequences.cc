// builtins_sequences.cc - sorted(), and what turns values into text.

#include "python/builtins_internal.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/list.h"
#include "python/text.h"

namespace mt::python {

namespace {

Value builtin_sorted(Fiber& fiber, Value, Args args) {
  if (args.positional() != 1) {
    return raise_type_error(fiber, "sorted expected 1 argument, got %u",
                            args.positional());
  }
  List* const list = list_from(fiber, args[0]);
  if (list == nullptr) return Value::error();
  Value out[3] = {Value(), Value::none(), Value::from_bool(false)};
  if (!parse_args(fiber, "sort", args, {"iterable", "/", "*", "key", "reverse"},
                  1, out)) {
    return Value::error();
  }
  int64_t reverse = 0;
  if (!c_int_argument(fiber, out[2], &reverse) ||
      !list_sort(fiber, list, out[1], reverse != 0)) {
    return Value::error();
  }
  return Value::from_object(list);
}

Value builtin_repr(Fiber& fiber, Value, Args args) {
  return to_repr(fiber, args[0]);
}
Value builtin_ascii(Fiber& fiber, Value, Args args) {
  return to_ascii(fiber, args[0]);
}

Value builtin_format(Fiber& fiber, Value, Args args) {
  const Value spec = args.get(1, Value());
  if (!spec.is_undefined() && !is_kind(spec, Kind::kStr)) {
    return raise_type_error(fiber, "format() argument 2 must be str, not %s",
                            given_type(spec));
  }
  return format_value(fiber, args[0],
                      spec.is_undefined() ? nullptr : spec.as<Str>());
}

Value builtin_chr(Fiber& fiber, Value, Args args) {
  int64_t code = 0;
  const Value number = as_index(fiber, args[0]);
  if (number.is_error()) return number;
  if (!int_to_i64(number, &code) || code < INT32_MIN || code > INT32_MAX) {
    return raise_overflow_error(fiber, "Python int too large to convert to C "
                                       "int");
  }
  if (code < 0 || code > 0x10ffff) {
    return raise_value_error(fiber, "chr() arg not in range(0x110000)");
  }
  return str_from_char(fiber, static_cast<uint32_t>(code));
}

Value builtin_ord(Fiber& fiber, Value, Args args) {
  std::string_view bytes;
  size_t length;
  if (const Str* text = cast<Str>(args[0])) {
    if (text->char_count == 1) return Value::from_int(str_char_at(text, 0));
    length = text->char_count;
  } else if ((is_kind(args[0], Kind::kBytes) ||
              is_kind(args[0], Kind::kByteArray)) &&
             buffer_of(args[0], &bytes)) {
    if (bytes.size() == 1) {
      return Value::from_int(static_cast<uint8_t>(bytes[0]));
    }
    length = bytes.size();
  } else {
    return raise_type_error(fiber, "ord() expected string of length 1, but %s "
                                   "found", type_name(args[0]));
  }
  return raise_type_error(fiber, "ord() expected a character, but string of "
                                 "length %zu found", length);
}

}  // namespace

const MethodDef kBuiltinsSequences[] = {
    {"sorted", builtin_sorted, 1, 1, kMethodKeywords,
     "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nReturn a "
     "new list containing all items from the iterable in ascending order."_doc},
    {"repr", builtin_repr, 1, 1, 0,
     "repr($module, obj, /)\n--\n\nReturn the canonical string representation "
     "of the object."_doc},
    {"ascii", builtin_ascii, 1, 1, 0,
     "ascii($module, obj, /)\n--\n\nReturn an ASCII-only representation of an "
     "object."_doc},
    {"format", builtin_format, 1, 2, 0,
     "format($module, value, format_spec='', /)\n--\n\nReturn "
     "value.__format__(format_spec)"_doc},
    {"chr", builtin_chr, 1, 1, 0,
     "chr($module, i, /)\n--\n\nReturn a Unicode string of one character with "
     "ordinal i; 0 <= i <= 0x10ffff."_doc},
    {"ord", builtin_ord, 1, 1, 0,
     "ord($module, c, /)\n--\n\nReturn the Unicode code point for a "
     "one-character string."_doc},
    {}};

}  // namespace mt::python
