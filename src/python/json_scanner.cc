// json_scanner.cc - JSON (RFC 8259) to values, as Python's json reads it.
//
// A Scanner takes its settings from a JSONDecoder once. Positions are offsets
// in bytes in here and become indices of characters where Python sees them.

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/builtins_internal.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/float_text.h"
#include "python/import.h"
#include "python/module_json.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// Names longer than this are rarely met twice.
constexpr size_t kMaxSharedName = 40;

struct Scanner : Object {
  bool strict;
  // Of the decoder; undefined where the ordinary thing is wanted.
  Value object_hook, pairs_hook, parse_float, parse_int, parse_constant;
  // attributes follow
};

void trace_scanner(Object* self, Tracer& tracer) {
  const Scanner* const scanner = static_cast<Scanner*>(self);
  for (const Value hook :
       {scanner->object_hook, scanner->pairs_hook, scanner->parse_float,
        scanner->parse_int, scanner->parse_constant}) {
    tracer.visit(hook);
  }
}
const Layout kScannerLayout = {Kind::kNative, "Scanner", sizeof(Scanner),
                               trace_scanner, nullptr, nullptr};

class JsonReader {
 public:
  JsonReader(Fiber& fiber, const Scanner* scanner, Str* text, size_t at)
      : fiber_(fiber), scanner_(scanner), string_(text), text_(text->view()),
        at_(at) {}

  size_t at() const { return at_; }
  // One value; what stands before it has been skipped. StopIteration with the
  // index of what is none.
  Value value();
  // After the opening quote.
  Value string(bool strict, bool is_name = false);

 private:
  Value object();
  Value array();
  Value number();
  Value constant(std::string_view name, double value);
  bool escape(size_t begin, std::string* out);
  bool hex(size_t at, uint32_t* out) const;

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' ||
            text_[at_] == '\t')) {
      ++at_;
    }
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  int64_t index(size_t offset) const {
    return static_cast<int64_t>(
        string_->is_ascii() ? offset : str_char_index(string_, offset));
  }
  Value stop() {
    return raise_stop_iteration(fiber_, Value::from_int(index(at_)));
  }
  // json.JSONDecodeError.
  Value fail(const char* what, size_t offset) {
    const Value module = import_module(fiber_, "json.decoder");
    if (module.is_error()) return module;
    const Value cls = get_attr(fiber_, module, "JSONDecodeError");
    if (cls.is_error()) return cls;
    const Value error =
        call(fiber_, cls, {str_value(fiber_, what), Value::from_object(string_),
                           Value::from_int(index(offset))});
    return error.is_error() ? error : raise_object(fiber_, error);
  }

  Fiber& fiber_;
  const Scanner* const scanner_;  // null: strings alone are read
  Str* const string_;
  const std::string_view text_;
  size_t at_;
};

Value JsonReader::value() {
  switch (peek()) {
    case '"': ++at_; return string(scanner_->strict);
    case '{': ++at_; return object();
    case '[': ++at_; return array();
    case 'n': if (take("null")) return Value::none(); break;
    case 't': if (take("true")) return Value::from_bool(true); break;
    case 'f': if (take("false")) return Value::from_bool(false); break;
    case 'N': if (take("NaN")) return constant("NaN", __builtin_nan("")); break;
    case 'I':
      if (take("Infinity")) return constant("Infinity", __builtin_inf());
      break;
    case '-':
      if (take("-Infinity")) return constant("-Infinity", -__builtin_inf());
      return number();
    default:
      if (is_digit(peek())) return number();
  }
  return stop();
}

Value JsonReader::constant(std::string_view name, double value) {
  if (scanner_->parse_constant.is_undefined()) return Value::from_float(value);
  return call(fiber_, scanner_->parse_constant, {str_value(fiber_, name)});
}

Value JsonReader::object() {
  const RecursionGuard guard(fiber_);
  if (!guard.ok()) return Value::error();
  const bool as_pairs = !scanner_->pairs_hook.is_undefined();
  Dict* const dict = as_pairs ? nullptr : make_dict(fiber_);
  List* const pairs = as_pairs ? make_list(fiber_) : nullptr;
  skip_blanks();
  if (peek() != '}') {
    for (;;) {
      if (peek() != '"') {
        return fail("Expecting property name enclosed in double quotes", at_);
      }
      ++at_;
      const Value name = string(scanner_->strict, true);
      if (name.is_error()) return name;
      skip_blanks();
      if (peek() != ':') return fail("Expecting ':' delimiter", at_);
      ++at_;
      skip_blanks();
      const Value item = value();
      if (item.is_error()) return item;
      if (as_pairs) {
        const Value both[] = {name, item};
        Tuple* const pair = make_tuple(fiber_, both, 2);
        if (pair == nullptr ||
            !list_append(fiber_, pairs, Value::from_object(pair))) {
          return Value::error();
        }
      } else if (!dict_set(fiber_, dict, name, item)) {
        return Value::error();
      }
      skip_blanks();
      if (peek() == '}') break;
      if (peek() != ',') return fail("Expecting ',' delimiter", at_);
      ++at_;
      skip_blanks();
    }
  }
  ++at_;
  if (as_pairs) {
    return call(fiber_, scanner_->pairs_hook, {Value::from_object(pairs)});
  }
  const Value made = Value::from_object(dict);
  return scanner_->object_hook.is_undefined()
             ? made
             : call(fiber_, scanner_->object_hook, {made});
}

Value JsonReader::array() {
  const RecursionGuard guard(fiber_);
  if (!guard.ok()) return Value::error();
  List* const list = make_list(fiber_);
  skip_blanks();
  if (peek() != ']') {
    for (;;) {
      const Value item = value();
      if (item.is_error()) return item;
      if (!list_append(fiber_, list, item)) return Value::error();
      skip_blanks();
      if (peek() == ']') break;
      if (peek() != ',') return fail("Expecting ',' delimiter", at_);
      ++at_;
      skip_blanks();
    }
  }
  ++at_;
  return Value::from_object(list);
}

Value JsonReader::number() {
  const size_t start = at_;
  size_t at = at_;
  const auto digits = [&](size_t from) {
    while (from < text_.size() && is_digit(text_[from])) ++from;
    return from;
  };
  if (text_[at] == '-') ++at;
  const size_t first = at;
  at = digits(at);
  if (at == first) return stop();
  if (text_[first] == '0') at = first + 1;
  const size_t whole = at;
  if (at < text_.size() && text_[at] == '.' && digits(at + 1) > at + 1) {
    at = digits(at + 1);
  }
  if (at < text_.size() && (text_[at] | 32) == 'e') {
    size_t exponent = at + 1;
    if (exponent < text_.size() &&
        (text_[exponent] == '+' || text_[exponent] == '-')) {
      ++exponent;
    }
    if (digits(exponent) > exponent) at = digits(exponent);
  }
  at_ = at;
  const std::string_view said = text_.substr(start, at - start);
  const bool is_whole = at == whole;
  const Value hook = is_whole ? scanner_->parse_int : scanner_->parse_float;
  if (!hook.is_undefined()) {
    return call(fiber_, hook, {str_value(fiber_, said)});
  }
  if (!is_whole) {
    double number = 0;
    parse_float(said, &number);
    return Value::from_float(number);
  }
  if (at - first <= 14) {
    int64_t number = 0;
    for (size_t i = first; i < at; ++i) number = number * 10 + text_[i] - '0';
    return Value::from_int(first != start ? -number : number);
  }
  return int_from_text(fiber_, said.data(), said.size(), 10);
}

// Four digits that something follows.
bool JsonReader::hex(size_t at, uint32_t* out) const {
  if (text_.size() < 5 || at > text_.size() - 5) return false;
  *out = 0;
  for (size_t i = at; i < at + 4; ++i) {
    if (!is_hex_digit(text_[i])) return false;
    *out = *out << 4 | static_cast<uint32_t>(digit_value(text_[i]));
  }
  return true;
}

// At what follows a backslash. False: raised.
bool JsonReader::escape(size_t begin, std::string* out) {
  static constexpr char kPlain[] = "\"\\/bfnrt", kMeant[] = "\"\\/\b\f\n\r\t";
  if (at_ >= text_.size()) {
    fail("Unterminated string starting at", begin);
    return false;
  }
  const char c = text_[at_];
  if (c != 'u') {
    const char* const found = c == '\0' ? nullptr : strchr(kPlain, c);
    if (found == nullptr) {
      fail("Invalid \\escape", at_ - 1);
      return false;
    }
    out->push_back(kMeant[found - kPlain]);
    ++at_;
    return true;
  }
  uint32_t code = 0, second = 0;
  if (!hex(at_ + 1, &code)) {
    fail("Invalid \\uXXXX escape", at_);
    return false;
  }
  at_ += 5;
  if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    if (!hex(at_ + 2, &second)) {
      fail("Invalid \\uXXXX escape", at_ + 1);
      return false;
    }
    if (second >= 0xDC00 && second < 0xE000) {
      code = 0x10000 + ((code & 0x3FF) << 10) + (second & 0x3FF);
      at_ += 6;
    }
  }
  append_utf8(*out, code, Surrogates::kAllow);
  return true;
}

Value JsonReader::string(bool strict, bool is_name) {
  const size_t begin = at_ - 1;  // the quote
  std::string out;
  for (;;) {
    const size_t from = at_;
    const char* const data = text_.data();
    size_t at = from;
    const size_t size = text_.size();
    while (at < size && data[at] != '"' && data[at] != '\\' &&
           static_cast<uint8_t>(data[at]) >= 0x20) {
      ++at;
    }
    if (at >= size) return fail("Unterminated string starting at", begin);
    at_ = at + 1;
    const char c = data[at];
    const std::string_view piece = text_.substr(from, at - from);
    if (c == '"' && out.empty()) {
      if (is_name && piece.size() <= kMaxSharedName) {
        return Value::from_object(intern(fiber_, piece));
      }
      Str* const made = string_->is_ascii()
                            ? make_str(fiber_, piece, piece.size())
                            : make_str(fiber_, piece);
      return made != nullptr ? Value::from_object(made) : Value::error();
    }
    if (!may_gather(fiber_, out.size() + piece.size())) return Value::error();
    out.append(piece);
    if (c == '"') break;
    if (c == '\\') {
      if (!escape(begin, &out)) return Value::error();
    } else {
      if (strict) return fail("Invalid control character at", at);
      out.push_back(c);
    }
  }
  Str* const made = make_str(fiber_, out);
  return made != nullptr ? Value::from_object(made) : Value::error();
}

Value pair_with_index(Fiber& fiber, Value value, Str* text, size_t offset) {
  const auto index = static_cast<int64_t>(
      text->is_ascii() ? offset : str_char_index(text, offset));
  const Value both[] = {value, Value::from_int(index)};
  Tuple* const pair = make_tuple(fiber, both, 2);
  return pair != nullptr ? Value::from_object(pair) : Value::error();
}

// --- the class ---------------------------------------------------------------

// An attribute of the decoder, undefined when it is None or `usual`.
bool read_hook(Fiber& fiber, Value decoder, const char* name, Value usual,
               Value* out) {
  const Value found = get_attr(fiber, decoder, name);
  if (found.is_error()) return false;
  *out = found.is_none() || found == usual ? Value() : found;
  return true;
}

Value scanner_create(Fiber& fiber, Type* cls, Args args) {
  Value decoder;
  if (!parse_args(fiber, "make_scanner", args, {"context"}, 1, &decoder)) {
    return Value::error();
  }
  const Value strict = get_attr(fiber, decoder, "strict");
  if (strict.is_error()) return strict;
  const int is_strict = truth(fiber, strict);
  if (is_strict < 0) return Value::error();
  Scanner* const scanner = make<Scanner>(fiber, cls);
  if (scanner == nullptr) return Value::error();
  scanner->strict = is_strict != 0;
  const Value none = Value::none();
  if (!read_hook(fiber, decoder, "object_hook", none, &scanner->object_hook) ||
      !read_hook(fiber, decoder, "object_pairs_hook", none,
                 &scanner->pairs_hook) ||
      !read_hook(fiber, decoder, "parse_float",
                 Value::from_object(types().float_), &scanner->parse_float) ||
      !read_hook(fiber, decoder, "parse_int",
                 Value::from_object(types().int_), &scanner->parse_int) ||
      !read_hook(fiber, decoder, "parse_constant", none,
                 &scanner->parse_constant)) {
    return Value::error();
  }
  return Value::from_object(scanner);
}
bool scanner_init(Fiber&, Value, Args) { return true; }

// An index of characters as an offset; -1 when it is past the end, -2 raised.
int64_t offset_of(Fiber& fiber, Str* text, Value value) {
  int64_t index = 0;
  if (!index_of(fiber, value, &index)) return -2;
  if (index < 0 || index > static_cast<int64_t>(text->char_count)) return -1;
  const auto at = static_cast<size_t>(index);
  return static_cast<int64_t>(text->is_ascii() ? at : str_offset(text, at));
}

Value scanner_call(Fiber& fiber, Value self, Args args) {
  Value out[2];
  if (!parse_args(fiber, "scan_once", args, {"string", "idx"}, 2, out)) {
    return Value::error();
  }
  Str* const text = cast<Str>(out[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "first argument must be a string, not %s",
                            type_name(out[0]));
  }
  const int64_t at = offset_of(fiber, text, out[1]);
  if (at == -2) return Value::error();
  if (at == -1) {
    if (out[1].is_int() && out[1].as_int() < 0) {
      return raise_value_error(fiber, "idx cannot be negative");
    }
    return raise_stop_iteration(fiber, out[1]);
  }
  JsonReader reader(fiber, self.as<Scanner>(), text, static_cast<size_t>(at));
  const Value value = reader.value();
  keep_alive(text);
  return value.is_error() ? value
                          : pair_with_index(fiber, value, text, reader.at());
}

constexpr Slots make_scanner_slots() {
  Slots slots{};
  slots.create = scanner_create;
  slots.init = scanner_init;
  slots.call = scanner_call;
  return slots;
}
constexpr Slots kScannerSlots = make_scanner_slots();
constexpr TypeDef kScannerType = {"_json.Scanner", &kScannerLayout,
                                  &kScannerSlots, nullptr, nullptr,
                                  kTypeHasSlots, "JSON scanner object"};

Type* g_scanner_type;  // classes of C++ are never freed

}  // namespace

Type* json_scanner_type(Fiber& fiber) {
  if (g_scanner_type == nullptr) {
    g_scanner_type = native_type(fiber, kScannerType);
  }
  return g_scanner_type;
}

Value json_scanstring(Fiber& fiber, Value, Args args) {
  Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "first argument must be a string, not %s",
                            type_name(args[0]));
  }
  const int strict = args.count > 2 ? truth(fiber, args[2]) : 1;
  if (strict < 0) return Value::error();
  const int64_t at = offset_of(fiber, text, args[1]);
  if (at == -2) return Value::error();
  if (at == -1) return raise_value_error(fiber, "end is out of bounds");
  JsonReader reader(fiber, nullptr, text, static_cast<size_t>(at));
  const Value value = reader.string(strict != 0);
  keep_alive(text);
  return value.is_error() ? value
                          : pair_with_index(fiber, value, text, reader.at());
}

}  // namespace mt::python
