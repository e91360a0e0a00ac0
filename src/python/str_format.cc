// str_format.cc - str.format(), str.format_map() and format() of a str.
//
//   "{" [field name] ["!" conversion] [":" format spec] "}"
//
// The field name is an argument's number or name, followed by .attributes and
// [subscripts]; the format spec may contain fields of its own, one level deep.
// f-strings do not come here: the compiler takes them apart.

#include <string.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/dict.h"
#include "python/format_quick.h"
#include "python/format_spec.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

constexpr int kMaxNesting = 2;
constexpr int64_t kNoNumber = -1;
constexpr int64_t kTooManyDigits = -2;

// Where the fields find their values.
struct FormatArguments {
  const Value* values = nullptr;
  uint32_t count = 0;
  Tuple* names = nullptr;      // of named[]
  const Value* named = nullptr;
  Value mapping;               // instead of all that, for format_map()
};

// The parts of one replacement field, borrowed from the format.
struct Field {
  std::string_view name;
  char conversion = 0;
  std::string_view conversion_text;  // the whole character, for messages
  std::string_view spec;
  bool spec_has_fields = false;
};

int64_t decimal_of(std::string_view text) {
  if (text.empty()) return kNoNumber;
  int64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return kNoNumber;
    if (value > (INT64_MAX - 9) / 10) return kTooManyDigits;
    value = value * 10 + (c - '0');
  }
  return value;
}

class FieldReader {
 public:
  explicit FieldReader(Fiber& fiber) : fiber_(fiber) {}

  // Reads from *at on, which is not the end, what stands before the next field
  // and that, unless a doubled brace or the end comes first. False: raised.
  bool next(std::string_view format, size_t* at, std::string_view* literal,
            bool* has_field, Field* field) {
    const size_t start = *at;
    const size_t brace = std::min(format.find_first_of("{}", start),
                                  format.size());
    *literal = format.substr(start, brace - start);
    *has_field = false;
    *at = brace;
    if (brace == format.size()) return true;
    const char c = format[brace];
    ++*at;
    if (*at < format.size() && format[*at] == c) {
      *literal = format.substr(start, brace + 1 - start);
      ++*at;
      return true;
    }
    if (c == '}') return fail("Single '}' encountered in format string");
    if (*at == format.size())
      return fail("Single '{' encountered in format string");
    *has_field = true;
    return parse(format, at, field);
  }

 protected:
  bool fail(const char* message) {
    raise_value_error(fiber_, "%s", message);
    return false;
  }

  Fiber& fiber_;

 private:
  // Reads a field up to and with its '}'.
  bool parse(std::string_view format, size_t* at, Field* field) {
    const size_t start = *at;
    char c = 0;
    while (*at < format.size()) {
      c = format[(*at)++];
      if (c == '{') return fail("unexpected '{' in field name");
      if (c == '[') {
        while (*at < format.size() && format[*at] != ']') ++*at;
        continue;
      }
      if (c == '}' || c == ':' || c == '!') break;
    }
    if (c != '}' && c != ':' && c != '!') {
      return fail("expected '}' before end of string");
    }
    field->name = format.substr(start, *at - 1 - start);
    if (c == '}') return true;
    if (c == '!') {
      if (*at >= format.size()) {
        return fail("end of string while looking for conversion specifier");
      }
      const size_t conversion = *at;
      field->conversion = format[(*at)++];
      while (*at < format.size() &&
             (static_cast<uint8_t>(format[*at]) & 0xC0) == 0x80) {
        ++*at;
      }
      field->conversion_text = format.substr(conversion, *at - conversion);
      if (*at < format.size()) {
        c = format[(*at)++];
        if (c == '}') return true;
        if (c != ':') return fail("expected ':' after conversion specifier");
      }
    }
    return parse_spec(format, at, field);
  }
  bool parse_spec(std::string_view format, size_t* at, Field* field) {
    const size_t start = *at;
    int open = 1;
    while (*at < format.size()) {
      const char c = format[(*at)++];
      if (c == '{') {
        field->spec_has_fields = true;
        ++open;
      } else if (c == '}' && --open == 0) {
        field->spec = format.substr(start, *at - 1 - start);
        return true;
      }
    }
    return fail("unmatched '{' in format spec");
  }
};

class Formatter : FieldReader {
 public:
  Formatter(Fiber& fiber, const FormatArguments& arguments)
      : FieldReader(fiber), arguments_(arguments), out_(fiber) {}

  bool run(std::string_view format) {
    if (out_.has_room(format.size())) out_.text().reserve(format.size() + 32);
    return expand(format, kMaxNesting, &out_);
  }
  Value finish() { return out_.finish(); }

 private:
  bool expand(std::string_view format, int nesting, StrBuilder* out) {
    if (nesting <= 0) return fail("Max string recursion exceeded");
    for (size_t at = 0; at < format.size();) {
      std::string_view literal;
      bool has_field;
      Field field;
      if (!next(format, &at, &literal, &has_field, &field)) return false;
      out->add(literal);
      if (has_field && !render(field, nesting, out)) return false;
    }
    return true;
  }

  bool render(const Field& field, int nesting, StrBuilder* out) {
    Value value = find(field.name);
    if (value.is_error()) return false;
    if (field.conversion != 0) {
      value = convert(field, value);
      if (value.is_error()) return false;
    }
    if (field.spec.empty()) {
      if (is_exact_str(value)) {
        out->add(value.as<Str>());
        return true;
      }
      if (value.is_int()) {
        int_to_text(out->text(), value);
        return true;
      }
    } else if (!field.spec_has_fields) {
      QuickFormat quick;
      QuickText text;
      if (read_quick_format(field.spec, &quick) &&
          text.lay_out(value, quick)) {
        if (out->has_room(text.bytes())) text.append_to(out->text());
        return true;
      }
    }
    Value spec = Value::from_object(rt().empty_str);
    if (field.spec_has_fields) {
      StrBuilder inner(fiber_);
      if (!expand(field.spec, nesting - 1, &inner)) return false;
      spec = inner.finish();
    } else if (!field.spec.empty()) {
      Str* const text = make_str(fiber_, field.spec);
      spec = text != nullptr ? Value::from_object(text) : Value::error();
    }
    if (spec.is_error()) return false;
    const Value text = format_value(fiber_, value, spec.as<Str>());
    if (text.is_error()) return false;
    out->add(text.as<Str>());
    keep_alive(text.object());
    return true;
  }
  Value convert(const Field& field, Value value) {
    if (field.conversion_text.size() == 1) {
      if (field.conversion == 'r') return to_repr(fiber_, value);
      if (field.conversion == 's') return to_str(fiber_, value);
      if (field.conversion == 'a') return to_ascii(fiber_, value);
      if (field.conversion > ' ' && field.conversion < '\x7f') {
        return raise_value_error(fiber_, "Unknown conversion specifier %c",
                                 field.conversion);
      }
    }
    const Utf8Step step =
        decode_utf8(field.conversion_text, Surrogates::kAllow);
    return raise_value_error(fiber_, "Unknown conversion specifier \\x%x",
                             step.code_point);
  }

  // --- field names -----------------------------------------------------------

  Value find(std::string_view name) {
    const size_t first_end = name.find_first_of(".[");
    Value value = first(name.substr(0, first_end));
    if (first_end == name.npos) return value;
    size_t at = first_end;
    while (!value.is_error() && at < name.size()) {
      const char c = name[at++];
      size_t end;
      if (c == '.') {
        end = name.find_first_of(".[", at);
        if (end == name.npos) end = name.size();
      } else if (c == '[') {
        end = name.find(']', at);
        if (end == name.npos) {
          return raise_value_error(fiber_, "Missing ']' in format string");
        }
      } else {
        return raise_value_error(fiber_,
                                 "Only '.' or '[' may follow ']' in format "
                                 "field specifier");
      }
      if (end == at) {
        return raise_value_error(fiber_, "Empty attribute in format string");
      }
      value = step(value, c, name.substr(at, end - at));
      at = c == '[' ? end + 1 : end;
    }
    return value;
  }
  Value step(Value value, char how, std::string_view name) {
    if (how == '.') {
      Str* const attribute = make_str(fiber_, name);
      return attribute == nullptr
                 ? Value::error()
                 : get_attr(fiber_, value, intern(fiber_, attribute));
    }
    const int64_t number = decimal_of(name);
    if (number == kTooManyDigits) return too_many_digits();
    const Value key = number != kNoNumber
                          ? int_from_i64(fiber_, number)
                          : object_or_error(make_str(fiber_, name));
    return key.is_error() ? key : get_item(fiber_, value, key);
  }
  Value too_many_digits() {
    return raise_value_error(fiber_,
                             "Too many decimal digits in format string");
  }

  Value first(std::string_view name) {
    int64_t number = decimal_of(name);
    if (number == kTooManyDigits) return too_many_digits();
    if (number == kNoNumber && !name.empty()) return keyword(name);
    const bool automatic = name.empty();
    if (numbering_ == Numbering::kUnknown) {
      numbering_ = automatic ? Numbering::kAutomatic : Numbering::kManual;
    }
    if (automatic != (numbering_ == Numbering::kAutomatic)) {
      return raise_value_error(
          fiber_, automatic
                      ? "cannot switch from manual field specification to "
                        "automatic field numbering"
                      : "cannot switch from automatic field numbering to "
                        "manual field specification");
    }
    if (automatic) number = next_++;
    if (!arguments_.mapping.is_undefined()) {
      return raise_value_error(fiber_,
                               "Format string contains positional fields");
    }
    if (number >= arguments_.count) {
      return raise_index_error(
          fiber_,
          "Replacement index %lld out of range for positional args tuple",
          static_cast<long long>(number));
    }
    return arguments_.values[number];
  }
  Value keyword(std::string_view name) {
    if (!arguments_.mapping.is_undefined()) {
      const Value key = object_or_error(make_str(fiber_, name));
      return key.is_error() ? key : get_item(fiber_, arguments_.mapping, key);
    }
    const Tuple* const names = arguments_.names;
    for (uint32_t i = 0; names != nullptr && i < names->size; ++i) {
      if (names->items[i].as<Str>()->view() == name) return arguments_.named[i];
    }
    return raise_key_error(fiber_, str_value(fiber_, name));
  }

  enum class Numbering { kUnknown, kAutomatic, kManual };

  const FormatArguments& arguments_;
  StrBuilder out_;
  Numbering numbering_ = Numbering::kUnknown;
  int64_t next_ = 0;
};

Value format_with(Fiber& fiber, Str* format, const FormatArguments& arguments) {
  Formatter formatter(fiber, arguments);
  if (!formatter.run(format->view())) return Value::error();
  keep_alive(format);
  return formatter.finish();
}

}  // namespace

Value str_format_native(Fiber& fiber, Value self, Args args) {
  FormatArguments arguments;
  arguments.values = args.values;
  arguments.count = args.positional();
  arguments.names = args.names();
  arguments.named = args.values + arguments.count;
  return format_with(fiber, self.as<Str>(), arguments);
}

Value str_format_map(Fiber& fiber, Value self, Args args) {
  FormatArguments arguments;
  arguments.mapping = args[0];
  return format_with(fiber, self.as<Str>(), arguments);
}

namespace {

// fields(format): the rows that string.Formatter.parse() gives, and
// what is wrong behind them, or None.
Value formatter_fields(Fiber& fiber, Value, Args args) {
  const Str* const format = cast<Str>(args[0]);
  List* const rows = make_list(fiber);
  if (format == nullptr) {
    return raise_type_error(fiber, "expected str, got %s",
                            type_name(args[0]));
  }
  FieldReader reader(fiber);
  Value wrong = Value::none();
  for (size_t at = 0; at < format->byte_count && wrong.is_none();) {
    std::string_view literal;
    bool has_field;
    Field field;
    if (!reader.next(format->view(), &at, &literal, &has_field, &field)) {
      wrong = take_exception(fiber);
      break;
    }
    Tuple* const row = make_tuple(fiber, 4);
    if (row == nullptr) return Value::error();
    const std::string_view parts[4] = {literal, field.name, field.spec,
                                       field.conversion_text};
    for (size_t i = 0; i < 4; ++i) {
      row->items[i] = Value::none();
      if (i != 0 && (!has_field || (i == 3 && parts[i].empty()))) continue;
      row->items[i] = object_or_error(make_str(fiber, parts[i]));
      if (row->items[i].is_error()) return Value::error();
    }
    if (!list_append(fiber, rows, Value::from_object(row)))
      return Value::error();
  }
  const Value both[2] = {Value::from_object(rows), wrong};
  return object_or_error(make_tuple(fiber, both, 2));
}

const MethodDef kFunctions[] = {
    {"fields", formatter_fields, 1, 1}, {}};

}  // namespace

const ModuleDef kFormatsModule = {"_formatter", kFunctions, nullptr};

Value str_dunder_format(Fiber& fiber, Value self, Args args) {
  const Str* const spec_text = cast<Str>(args[0]);
  if (spec_text == nullptr) {
    return raise_type_error(fiber, "__format__() argument must be str, not %s",
                            given_type(args[0]));
  }
  Str* const string = self.as<Str>();
  if (spec_text->byte_count == 0) {
    return is_plain_str(string) ? self : to_str(fiber, self);
  }
  const Result<FormatSpec> spec =
      parse_format_spec(spec_text->view(), type_name(self),
                        FormatTarget::kText);
  if (!spec.ok()) return raise_format_error(fiber, spec.error());
  if (!may_format(fiber, spec.value(), string->byte_count))
    return Value::error();
  const Result<std::string> text = format_text(spec.value(), string->view());
  if (!text.ok()) return raise_format_error(fiber, text.error());
  Str* const made = make_str(fiber, text.value());
  return made != nullptr ? Value::from_object(made) : Value::error();
}

}  // namespace mt::python
