// embed_value.cc - include/microtwisted/value.h: numbers and text in and out,
// containers, and what Python can do with a value.

#include <string.h>

#include "base/utf8.h"
#include "microtwisted/value.h"
#include "python/bytes.h"
#include "python/codecs.h"
#include "python/dict.h"
#include "python/embed_internal.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "python/type.h"

namespace microtwisted {

py::Value text_of(py::Fiber& fiber, Chars chars) {
  const std::string_view text(chars.data, chars.size);
  if (!mt::is_utf8(text)) return py::decode_bytes(fiber, text, "utf-8");
  py::Str* const made = py::make_str(fiber, text);
  return made == nullptr ? py::Value::error() : py::Value::from_object(made);
}

py::Str* name_of(py::Fiber& fiber, Chars chars) {
  const std::string_view text(chars.data, chars.size);
  if (mt::is_utf8(text)) return py::intern(fiber, text);
  py::decode_bytes(fiber, text, "utf-8").is_error();  // raises
  return nullptr;
}

namespace {

// The first error among `count` values, or null.
const Value* first_error(const Value* values, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (Access::is_error(values[i])) return &values[i];
  }
  return nullptr;
}

Value truth_value(py::Fiber& f, int truth) {
  return truth < 0 ? Access::out(f, py::Value::error())
                   : Access::out(f, py::Value::from_bool(truth != 0));
}

// Our words for an array of public ones.
void words_of(const Value* values, size_t count, py::GcVector* words) {
  for (size_t i = 0; i < count; ++i) words->push(Access::in(values[i]));
}

py::Type* builtin_type(const char* name) {
  py::Dict* const builtins = py::rt().builtins;
  const py::Value found =
      py::dict_find_name(builtins, py::intern(fiber(), name));
  return py::cast<py::Type>(found);
}

}  // namespace

// --- from C++ and to C++ -----------------------------------------------------

Value::Value(bool truth)
    : Value(Access::of_bits(py::Value::from_bool(truth).bits())) {}

Value::Value(double number)
    : Value(Access::of_bits(py::Value::from_float(number).bits())) {}

Value::Value(Chars text) : word_(0) {
  if (text.data == nullptr) return;
  py::Fiber& f = fiber();
  *this = Access::out(f, text_of(f, text));
}

Value Value::of_signed(int64_t number) {
  if (py::Value::fits_int(number))
    return Access::of_bits(py::Value::from_int(number).bits());
  return Access::out(fiber(), py::int_from_i64(fiber(), number));
}

Value Value::of_unsigned(uint64_t number) {
  if (number <= static_cast<uint64_t>(py::Value::kMaxInt))
    return of_signed(static_cast<int64_t>(number));
  return Access::out(fiber(), py::int_from_u64(fiber(), number));
}

Kind Value::kind() const {
  if (Access::is_error(*this)) return Kind::kError;
  const py::Value value = Access::in(*this);
  if (value.is_none()) return Kind::kNone;
  if (value.is_bool()) return Kind::kBool;
  if (py::is_integer(value)) return Kind::kInt;
  if (py::is_floating(value)) return Kind::kFloat;
  if (!value.is_object()) return Kind::kOther;
  switch (value.object()->kind) {
    case py::Kind::kStr: return Kind::kText;
    case py::Kind::kBytes:
    case py::Kind::kByteArray: return Kind::kBytes;
    case py::Kind::kList: return Kind::kList;
    case py::Kind::kTuple: return Kind::kTuple;
    case py::Kind::kDict: return Kind::kDict;
    default: return Kind::kOther;
  }
}

bool Value::is_true() const { return Access::in(*this).is_true(); }

bool Value::is(Value other) const {
  if (!ok() || !other.ok()) return word_ == other.word_;
  return py::is_same(Access::in(*this), Access::in(other));
}

bool Value::get_int(int64_t* number) const {
  if (!ok()) return false;
  const py::Value value = Access::in(*this);
  return py::is_integer(value) && py::int_to_i64(value, number);
}

bool Value::get_float(double* number) const {
  const Kind what = kind();
  if (what != Kind::kFloat && what != Kind::kInt) return false;
  py::Fiber& f = fiber();
  if (py::to_double(f, Access::in(*this), number)) return true;
  py::clear_exception(f);  // an int too large for any float
  return false;
}

bool Value::borrow_text(Chars* chars) const {
  if (!ok()) return false;
  const py::Str* const text = py::cast<py::Str>(Access::in(*this));
  if (text == nullptr) return false;
  *chars = Chars(text->view());
  return true;
}

bool Value::borrow_bytes(Chars* chars) const {
  std::string_view view;
  if (!ok() || !py::buffer_of(Access::in(*this), &view)) return false;
  *chars = Chars(view);
  return true;
}

// --- errors ------------------------------------------------------------------

bool Value::ok() const { return !Access::is_error(*this); }

bool Value::matches(const char* builtin_class) const {
  if (ok()) return false;
  const py::Type* const cls = builtin_type(builtin_class);
  return cls != nullptr && py::is_a(Access::exception(*this), cls);
}

bool Value::matches(Value cls) const {
  if (ok() || !cls.ok()) return false;
  const py::Type* const type = py::cast<py::Type>(Access::in(cls));
  return type != nullptr && py::is_a(Access::exception(*this), type);
}

Value Value::exception() const {
  if (ok()) return Value();
  return Access::of_bits(Access::exception(*this).bits());
}

void Value::write_traceback(Sink sink, void* context) const {
  if (ok()) return;
  const std::string text =
      py::format_exception(fiber(), Access::exception(*this));
  sink(context, text.data(), text.size());
}

void Value::write_message(Sink sink, void* context) const {
  if (ok()) return;
  const std::string text =
      py::format_exception_only(fiber(), Access::exception(*this));
  sink(context, text.data(), text.size());
}

Value error(const char* builtin_class, Chars message) {
  py::Fiber& f = fiber();
  py::Type* cls = builtin_type(builtin_class);
  if (cls == nullptr || (cls->type_flags & py::kTypeException) == 0)
    cls = py::types().SystemError;
  const py::Value text = text_of(f, message);
  return Access::out(f, text.is_error() ? text : py::raise_with(f, cls, text));
}

Value error(Value class_or_exception, Chars message) {
  if (!class_or_exception.ok()) return class_or_exception;
  py::Fiber& f = fiber();
  const py::Value what = Access::in(class_or_exception);
  if (py::is_exception(what)) return Access::out(f, py::raise_object(f, what));
  if (!py::is_exception_type(what)) {
    return Access::out(
        f, py::raise_type_error(
               f, "exceptions must derive from BaseException"));
  }
  const py::Value text = text_of(f, message);
  if (text.is_error()) return Access::out(f, text);
  const Value made = message.data == nullptr
                         ? class_or_exception.call()
                         : class_or_exception.call({Access::out(f, text)});
  if (!made.ok()) return made;
  if (py::is_exception(Access::in(made)))
    return Access::out(f, py::raise_object(f, Access::in(made)));
  return error("TypeError", "calling an exception class gave no exception");
}

// --- what Python can do with it ----------------------------------------------

Value Value::truth() const {
  if (!ok()) return *this;
  py::Fiber& f = fiber();
  return truth_value(f, py::truth(f, Access::in(*this)));
}

Value Value::length() const {
  if (!ok()) return *this;
  py::Fiber& f = fiber();
  const int64_t length = py::length_of(f, Access::in(*this));
  return length < 0 ? Access::out(f, py::Value::error()) : Value(length);
}

Value Value::str() const {
  if (!ok()) return *this;
  py::Fiber& f = fiber();
  return Access::out(f, py::to_str(f, Access::in(*this)));
}

Value Value::repr() const {
  if (!ok()) return *this;
  py::Fiber& f = fiber();
  return Access::out(f, py::to_repr(f, Access::in(*this)));
}

Value Value::equals(Value other) const {
  if (!ok()) return *this;
  if (!other.ok()) return other;
  py::Fiber& f = fiber();
  return truth_value(f, py::equal(f, Access::in(*this), Access::in(other)));
}

Value Value::attr(Chars name) const {
  if (!ok()) return *this;
  py::Fiber& f = fiber();
  py::Str* const key = name_of(f, name);
  if (key == nullptr) return Access::done(f, false);
  return Access::out(f, py::get_attr(f, Access::in(*this), key));
}

Value Value::set_attr(Chars name, Value value) const {
  if (!ok()) return *this;
  if (!value.ok()) return value;
  py::Fiber& f = fiber();
  py::Str* const key = name_of(f, name);
  if (key == nullptr) return Access::done(f, false);
  return Access::done(
      f, py::set_attr(f, Access::in(*this), key, Access::in(value)));
}

Value Value::item(Value key) const {
  if (!ok()) return *this;
  if (!key.ok()) return key;
  py::Fiber& f = fiber();
  return Access::out(f, py::get_item(f, Access::in(*this), Access::in(key)));
}

Value Value::set_item(Value key, Value value) const {
  const Value all[3] = {*this, key, value};
  if (const Value* wrong = first_error(all, 3)) return *wrong;
  py::Fiber& f = fiber();
  return Access::done(f, py::set_item(f, Access::in(*this), Access::in(key),
                                      Access::in(value)));
}

Value Value::remove_item(Value key) const {
  if (!ok()) return *this;
  if (!key.ok()) return key;
  py::Fiber& f = fiber();
  return Access::done(f, py::del_item(f, Access::in(*this), Access::in(key)));
}

Value Value::contains(Value item) const {
  if (!ok()) return *this;
  if (!item.ok()) return item;
  py::Fiber& f = fiber();
  return truth_value(f, py::contains(f, Access::in(*this), Access::in(item)));
}

Value Value::append(Value item) const {
  return call_method("append", {item});
}

Value Value::call(const Value* args, size_t count) const {
  if (!ok()) return *this;
  if (const Value* wrong = first_error(args, count)) return *wrong;
  py::Fiber& f = fiber();
  py::GcVector words(f);
  words_of(args, count, &words);
  return Access::out(
      f, py::call(f, Access::in(*this),
                  py::Args{words.data(), static_cast<uint32_t>(count)}));
}

Value Value::call_with(Value args, Value keywords) const {
  const Value all[3] = {*this, args, keywords};
  if (const Value* wrong = first_error(all, 3)) return *wrong;
  py::Fiber& f = fiber();
  py::Dict* by_name = nullptr;
  if (!keywords.is_none()) {
    by_name = py::cast<py::Dict>(Access::in(keywords));
    if (by_name == nullptr)
      return error("TypeError", "keyword arguments must be a dict");
  }
  py::Tuple* const row = py::tuple_from(f, Access::in(args));
  if (row == nullptr) return Access::done(f, false);
  return Access::out(f, py::call_spread(f, Access::in(*this), row, by_name));
}

Value Value::call_method(Chars name, std::initializer_list<Value> args) const {
  return attr(name).call(args);
}

// --- containers --------------------------------------------------------------

Value list(const Value* items, size_t count) {
  if (const Value* wrong = first_error(items, count)) return *wrong;
  py::Fiber& f = fiber();
  py::GcVector words(f);
  words_of(items, count, &words);
  return Access::out(f, py::make_list(f, words.data(), count));
}

Value tuple(const Value* items, size_t count) {
  if (const Value* wrong = first_error(items, count)) return *wrong;
  py::Fiber& f = fiber();
  py::GcVector words(f);
  words_of(items, count, &words);
  return Access::out(f, py::make_tuple(f, words.data(), count));
}

Value dict(const Pair* pairs, size_t count) {
  py::Fiber& f = fiber();
  py::Dict* const made = py::make_dict(f);
  for (size_t i = 0; i < count; ++i) {
    if (!pairs[i].key.ok()) return pairs[i].key;
    if (!pairs[i].value.ok()) return pairs[i].value;
    if (!py::dict_set(f, made, Access::in(pairs[i].key),
                      Access::in(pairs[i].value)))
      return Access::done(f, false);
  }
  return Access::out(f, made);
}

Value bytes(Chars contents) {
  py::Fiber& f = fiber();
  return Access::out(f, py::make_bytes(f, std::string_view(contents.data,
                                                           contents.size)));
}

Iteration::Iteration(Value iterable) : iterator_(iterable) {
  if (!iterable.ok()) return;
  py::Fiber& f = fiber();
  iterator_ = Access::out(f, py::get_iter(f, Access::in(iterable)));
}

bool Iteration::next(Value* item) {
  if (!iterator_.ok()) return false;
  py::Fiber& f = fiber();
  const py::Value found = py::iter_next(f, Access::in(iterator_));
  if (found.is_exhausted()) return false;
  const Value value = Access::out(f, found);
  if (!value.ok()) {
    iterator_ = value;
    return false;
  }
  *item = value;
  return true;
}

}  // namespace microtwisted
