// json_encoder.cc - values to JSON, as Python's json writes them.
//
// lib/json/encoder.py has the options and calls this for the work. Containers
// nest on the C++ stack, as deep as it reaches: then RecursionError.

#include <algorithm>

#include "base/utf8.h"
#include "python/bytes_internal.h"
#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/float_text.h"
#include "python/module_json.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

struct Encoder : Object {
  Value default_, quote;  // undefined: no function, one of the two below
  Str *indent, *key_separator, *item_separator;  // indent may be null
  bool in_ascii, sort_keys, skip_keys, allow_nan, check_circles;
  // attributes follow
};

void trace_encoder(Object* self, Tracer& tracer) {
  const Encoder* const encoder = static_cast<Encoder*>(self);
  tracer.visit(encoder->default_);
  tracer.visit(encoder->quote);
  tracer.visit(encoder->indent);
  tracer.visit(encoder->key_separator);
  tracer.visit(encoder->item_separator);
}
const Layout kEncoderLayout = {Kind::kNative, "Encoder", sizeof(Encoder),
                               trace_encoder, nullptr, nullptr};

char* put_unit(char* out, uint32_t unit) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out[0] = '\\';
  out[1] = 'u';
  out[2] = kDigits[unit >> 12];
  out[3] = kDigits[unit >> 8 & 15];
  out[4] = kDigits[unit >> 4 & 15];
  out[5] = kDigits[unit & 15];
  return out + 6;
}

// How many bytes become of each, the first of a character or a later one, where
// all is to be ASCII.
struct QuotedSizes {
  constexpr QuotedSizes() {
    for (int c = 0; c < 256; ++c) {
      of[c] = c >= 0xF0                              ? 12
              : c >= 0xC0 || c == 0x7F               ? 6
              : c >= 0x80                            ? 0
              : c == '"' || c == '\\'                ? 2
              : c >= 0x20                            ? 1
              : c >= '\b' && c <= '\r' && c != '\v' ? 2
                                                     : 6;
    }
  }
  uint8_t of[256] = {};
};
constexpr QuotedSizes kQuotedSizes;

size_t quoted_size(char byte, bool in_ascii) {
  const auto c = static_cast<uint8_t>(byte);
  return c < 0x7F || in_ascii ? kQuotedSizes.of[c] : 1;
}

void quote_to(std::string& out, std::string_view text, bool in_ascii) {
  const size_t start = out.size();
  size_t size = 0;
  for (const char c : text)
    size += quoted_size(c, in_ascii);
  out.resize(start + size + 2, '"');
  char* to = &out[start + 1];
  if (size == text.size()) {
    text.copy(to, size);
    return;
  }
  for (size_t at = 0; at < text.size();) {
    const auto c = static_cast<uint8_t>(text[at]);
    const size_t bytes = quoted_size(text[at], in_ascii);
    if (bytes <= 2) {
      if (bytes == 2) *to++ = '\\';
      *to++ = bytes == 1 || c >= 0x20 ? text[at] : "btn?fr"[c - 8];
      ++at;
      continue;
    }
    const Utf8Step step = decode_utf8(text.substr(at), Surrogates::kAllow);
    uint32_t unit = step.code_point;
    if (bytes == 12) {
      to = put_unit(to, 0xD7C0 + (unit >> 10));
      unit = 0xDC00 | (unit & 0x3FF);
    }
    to = put_unit(to, unit);
    at += step.length;
  }
}

// The containers around a value, innermost first: on the C++ stack.
struct Circle {
  const Object* object;
  const Circle* outer;
};

class JsonWriter {
 public:
  JsonWriter(Fiber& fiber, const Encoder* encoder, int64_t level)
      : fiber_(fiber),
        encoder_(encoder),
        level_(level) {}

  bool write(Value value, const Circle* outer);
  Value finish() {
    Str* const text = make_str(fiber_, out_);
    return text != nullptr ? Value::from_object(text) : Value::error();
  }

 private:
  bool write_list(Value value, const Circle* outer);
  bool write_dict(Value value, const Circle* outer);
  bool write_items(Dict* dict, const Circle* outer);
  bool write_pair(Value key, Value value, const Circle* outer, bool* first);
  bool write_text(Value value);
  bool write_float(double number);
  // A number, None or a bool. 1, 0 when it is none of these, -1 raised.
  int write_simple(Value value);
  bool enter(Value value, const Circle* outer, Circle* circle);
  bool new_line();

  bool has_room(size_t more = 0) {
    if (more <= kMaxStrBytes && out_.size() <= kMaxStrBytes - more)
      return may_gather(fiber_, out_.size() + more);
    raise_memory_error(fiber_);
    return false;
  }

  Fiber& fiber_;
  const Encoder* const encoder_;
  int64_t level_;
  std::string out_;
};

bool JsonWriter::write_text(Value value) {
  const Str* const text = value.as<Str>();
  if (encoder_->quote.is_undefined()) {
    if (!has_room(most_escaped(text->view()))) return false;
    quote_to(out_, text->view(), encoder_->in_ascii);
    return true;
  }
  const Value quoted = call(fiber_, encoder_->quote, {value});
  if (quoted.is_error()) return false;
  const Str* const made = cast<Str>(quoted);
  if (made == nullptr) {
    raise_type_error(fiber_, "encoder() must return a string, not %s",
                     type_name(quoted));
    return false;
  }
  out_ += made->view();
  return has_room();
}

bool JsonWriter::write_float(double number) {
  if (is_finite(number)) {
    append_float_repr(out_, number);
    return true;
  }
  if (!encoder_->allow_nan) {
    raise_value_error(fiber_,
                      "Out of range float values are not JSON compliant");
    return false;
  }
  out_ += number != number ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  return true;
}

int JsonWriter::write_simple(Value value) {
  if (value.is_none()) {
    out_ += "null";
  } else if (value.is_bool()) {
    out_ += value.as_bool() ? "true" : "false";
  } else if (is_integer(value)) {
    const Value text = to_repr(fiber_, plain_integer(value));
    if (text.is_error()) return -1;
    out_ += text.as<Str>()->view();
  } else if (is_floating(value)) {
    double number = 0;
    if (!to_double(fiber_, value, &number)) return -1;
    return write_float(number) ? 1 : -1;
  } else {
    return 0;
  }
  return 1;
}

bool JsonWriter::enter(Value value, const Circle* outer, Circle* circle) {
  *circle = {value.is_object() ? value.object() : nullptr, outer};
  if (!encoder_->check_circles || circle->object == nullptr) return true;
  for (const Circle* c = outer; c != nullptr; c = c->outer) {
    if (c->object != circle->object) continue;
    raise_value_error(fiber_, "Circular reference detected");
    return false;
  }
  return true;
}

bool JsonWriter::new_line() {
  if (encoder_->indent == nullptr) return true;
  out_.push_back('\n');
  const std::string_view indent = encoder_->indent->view();
  if (level_ <= 0 || indent.empty()) return true;
  const auto level = static_cast<uint64_t>(level_);
  if (level > kMaxStrBytes / indent.size())
    return has_room(kMaxStrBytes + 1);  // raises
  if (!has_room(static_cast<size_t>(level) * indent.size())) return false;
  for (uint64_t i = 0; i < level; ++i) out_ += indent;
  return true;
}

bool JsonWriter::write(Value value, const Circle* outer) {
  if (is_kind(value, Kind::kStr)) return write_text(value);
  const int simple = write_simple(value);
  if (simple != 0) return simple > 0;
  const RecursionGuard guard(fiber_);
  if (!guard.ok()) return false;
  if (is_kind(value, Kind::kList) || is_kind(value, Kind::kTuple)) {
    return write_list(value, outer);
  }
  if (is_kind(value, Kind::kDict)) return write_dict(value, outer);
  Circle circle;
  if (!enter(value, outer, &circle)) return false;
  const Value other = call(fiber_, encoder_->default_, {value});
  return !other.is_error() && write(other, &circle);
}

bool JsonWriter::write_list(Value value, const Circle* outer) {
  // A class of its own may say itself what is in it.
  const bool is_plain =
      is_exact(value, types().list) || is_exact(value, types().tuple);
  const Value items =
      is_plain ? value : object_or_error(list_from(fiber_, value));
  if (items.is_error()) return false;
  const auto size = [&] {
    return is_kind(items, Kind::kList) ? items.as<List>()->size
                                       : items.as<Tuple>()->size;
  };
  if (size() == 0) {
    out_ += "[]";
    return true;
  }
  Circle circle;
  if (!enter(value, outer, &circle)) return false;
  out_.push_back('[');
  ++level_;
  for (uint32_t i = 0; i < size(); ++i) {
    if (i != 0) out_ += encoder_->item_separator->view();
    if (!new_line()) return false;
    const Value item = is_kind(items, Kind::kList)
                           ? items.as<List>()->items[i]
                           : items.as<Tuple>()->items[i];
    if (!write(item, &circle)) return false;
  }
  --level_;
  if (!new_line()) return false;
  out_.push_back(']');
  return has_room();
}

bool JsonWriter::write_pair(Value key, Value value, const Circle* outer,
                            bool* first) {
  const size_t before = out_.size();
  if (!*first) {
    out_ += encoder_->item_separator->view();
    if (!new_line()) return false;
  }
  if (is_kind(key, Kind::kStr)) {
    if (!write_text(key)) return false;
  } else {
    // As text: what a number or a constant would be, in quotes.
    const size_t start = out_.size();
    const int simple = write_simple(key);
    if (simple < 0) return false;
    if (simple == 0) {
      out_.resize(before);
      if (encoder_->skip_keys) return true;
      raise_type_error(fiber_,
                       "keys must be str, int, float, bool or None, not %s",
                       type_name(key));
      return false;
    }
    const std::string text = out_.substr(start);
    out_.resize(start);
    const Value name = str_value(fiber_, text);
    if (name.is_error() || !write_text(name)) return false;
  }
  *first = false;
  out_ += encoder_->key_separator->view();
  return write(value, outer);
}

bool JsonWriter::write_items(Dict* dict, const Circle* circle) {
  bool first = true;
  const Value self = Value::from_object(dict);
  if (!encoder_->sort_keys && is_exact(self, types().dict)) {
    const uint32_t used = dict->used, live = dict->live;
    Value key, value;
    for (uint32_t at = 0; dict_next(dict, &at, &key, &value);) {
      if (!write_pair(key, value, circle, &first)) return false;
      if (dict->used != used || dict->live != live) {
        raise(fiber_, types().RuntimeError,
              "dictionary changed size during iteration");
        return false;
      }
    }
  } else {
    const Value items = call_method(fiber_, self, names().items);
    if (items.is_error()) return false;
    List* const list = list_from(fiber_, items);
    if (list == nullptr) return false;
    if (encoder_->sort_keys &&
        !list_sort(fiber_, list, Value::none(), false)) {
      return false;
    }
    for (uint32_t i = 0; i < list->size; ++i) {
      const Tuple* const pair = cast<Tuple>(list->items[i]);
      if (pair == nullptr || pair->size != 2) {
        raise_value_error(fiber_, "items must return 2-tuples");
        return false;
      }
      const Value* const two = pair->items;
      if (!write_pair(two[0], two[1], circle, &first)) {
        return false;
      }
    }
  }
  --level_;
  return new_line();  // even where all keys were skipped
}

bool JsonWriter::write_dict(Value value, const Circle* outer) {
  Dict* const dict = value.as<Dict>();
  if (dict->live == 0) {
    out_ += "{}";
    return true;
  }
  Circle circle;
  if (!enter(value, outer, &circle)) return false;
  out_.push_back('{');
  ++level_;
  if (!new_line()) return false;
  if (!write_items(dict, &circle)) return false;
  out_.push_back('}');
  return has_room();
}

// --- the class ---------------------------------------------------------------

bool text_argument(Fiber& fiber, int number, Value value, Str** out) {
  *out = cast<Str>(value);
  if (*out != nullptr) return true;
  raise_type_error(fiber, "make_encoder() argument %d must be str, not %s",
                   number, type_name(value));
  return false;
}

// Whether a function is one of this file's own.
bool is_native(Value function, NativeFn fn) {
  const Builtin* const builtin = cast<Builtin>(function);
  return builtin != nullptr && builtin->def->fn == fn;
}

Value encoder_create(Fiber& fiber, Type* cls, Args args) {
  Value out[9];
  if (!parse_args(fiber, "make_encoder", args,
                  {"markers", "default", "encoder", "indent", "key_separator",
                   "item_separator", "sort_keys", "skipkeys", "allow_nan"},
                  9, out)) {
    return Value::error();
  }
  if (!out[0].is_none() && !is_kind(out[0], Kind::kDict)) {
    return raise_type_error(fiber,
                            "make_encoder() argument 1 must be dict or None, "
                            "not %s",
                            type_name(out[0]));
  }
  Encoder* const self = make<Encoder>(fiber, cls);
  if (self == nullptr) return Value::error();
  self->check_circles = !out[0].is_none();
  self->default_ = out[1];
  self->in_ascii = is_native(out[2], json_quote_ascii);
  if (!self->in_ascii && !is_native(out[2], json_quote)) self->quote = out[2];
  if ((!out[3].is_none() &&
       !text_argument(fiber, 4, out[3], &self->indent)) ||
      !text_argument(fiber, 5, out[4], &self->key_separator) ||
      !text_argument(fiber, 6, out[5], &self->item_separator)) {
    return Value::error();
  }
  bool* const flags[] = {&self->sort_keys, &self->skip_keys, &self->allow_nan};
  for (size_t i = 0; i < 3; ++i) {
    const int flag = truth(fiber, out[6 + i]);
    if (flag < 0) return Value::error();
    *flags[i] = flag != 0;
  }
  return Value::from_object(self);
}
bool encoder_init(Fiber&, Value, Args) { return true; }

Value encoder_call(Fiber& fiber, Value self, Args args) {
  Value out[2];
  int64_t level = 0;
  if (!parse_args(fiber, "_iterencode", args,
                  {"obj", "_current_indent_level"}, 2, out) ||
      !int_argument(fiber, out[1], &level)) {
    return Value::error();
  }
  JsonWriter writer(fiber, self.as<Encoder>(), level);
  if (!writer.write(out[0], nullptr)) return Value::error();
  const Value text = writer.finish();
  if (text.is_error()) return text;
  Tuple* const chunks = make_tuple(fiber, &text, 1);
  return chunks != nullptr ? Value::from_object(chunks) : Value::error();
}

constexpr Slots make_encoder_slots() {
  Slots slots{};
  slots.create = encoder_create;
  slots.init = encoder_init;
  slots.call = encoder_call;
  return slots;
}
constexpr Slots kEncoderSlots = make_encoder_slots();
constexpr TypeDef kEncoderType = {"_json.Encoder", &kEncoderLayout,
                                  &kEncoderSlots, nullptr, nullptr,
                                  kTypeHasSlots, "_iterencode(obj, level)"};

Type* g_encoder_type;  // classes of C++ are never freed

Value quoted(Fiber& fiber, Value value, bool in_ascii) {
  const Str* const text = cast<Str>(value);
  if (text == nullptr) {
    return raise_type_error(fiber, "first argument must be a string, not %s",
                            type_name(value));
  }
  StrBuilder out(fiber);
  if (out.has_room(most_escaped(text->view())))
    quote_to(out.text(), text->view(), in_ascii);
  return out.finish();
}

const MethodDef kFunctions[] = {
    {"encode_basestring", json_quote, 1, 1},
    {"encode_basestring_ascii", json_quote_ascii, 1, 1},
    {"scanstring", json_scanstring, 2, 3},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  if (g_encoder_type == nullptr) {
    g_encoder_type = native_type(fiber, kEncoderType);
  }
  put(fiber, globals, "make_encoder", Value::from_object(g_encoder_type));
  put(fiber, globals, "make_scanner",
      Value::from_object(json_scanner_type(fiber)));
  return true;
}

}  // namespace

Value json_quote_ascii(Fiber& fiber, Value, Args args) {
  return quoted(fiber, args[0], true);
}
Value json_quote(Fiber& fiber, Value, Args args) {
  return quoted(fiber, args[0], false);
}

const ModuleDef kJsonModule = {"_json", kFunctions, fill, "json speedups\n"};

}  // namespace mt::python
