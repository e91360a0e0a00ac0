// value.h - one Python value, as a C++ program holds it.
//
// A Value is a word: copy it, pass it, return it. It stands for a Python object
// or for an error, which is an exception that was raised. Whatever may run
// Python code returns a Value and never throws; an error that is handed to a
// call comes out of it again unchanged, so a chain of calls is looked at once,
// at its end:
//
//   Value root = import_module("math").attr("sqrt").call({2});
//   if (!root.ok()) fputs(root.traceback().c_str(), stderr);
//
// Lifetime. A Value in a local variable or a parameter keeps its object alive,
// because the collector looks at the C++ stack. Nobody looks at a static, a
// captured or a malloc'ed Value, nor at one in a container: put a Root
// (embed.h) there, or keep the values in a Python list. No Value, and nothing
// in this directory but starting, may be used while no interpreter runs.
//
// One thread. All of this belongs to the thread that started the interpreter.
// Native functions must not let C++ exceptions out.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace microtwisted {

// Characters borrowed for the length of one call: UTF-8 where text is wanted,
// anything where bytes are. Made of whatever holds characters; a null pointer
// is no characters.
struct Chars {
  constexpr Chars() = default;
  constexpr Chars(const char* start, size_t count)
      : data(start), size(count) {}
  Chars(const char* text)
      : data(text), size(text != nullptr ? std::string_view(text).size() : 0) {}
  constexpr Chars(std::string_view text)
      : data(text.data()), size(text.size()) {}
  Chars(const std::string& text) : data(text.data()), size(text.size()) {}

  const char* data = nullptr;
  size_t size = 0;
};

// What is in a Value. Instances of a subclass are what their base is.
enum class Kind : int {
  kError = 0,
  kNone = 1,
  kBool = 2,
  kInt = 3,
  kFloat = 4,
  kText = 5,   // str
  kBytes = 6,  // bytes, bytearray
  kList = 7,
  kTuple = 8,
  kDict = 9,
  kOther = 10,
};

class [[nodiscard]] Value {
 public:
  // --- from C++ ------------------------------------------------------------
  constexpr Value() : word_(0) {}  // None
  constexpr Value(decltype(nullptr)) : word_(0) {}
  Value(bool truth);
  // Integers of any type and value.
  template <typename Integer,
            typename = std::enable_if_t<std::is_integral_v<Integer>>>
  Value(Integer number) : Value(of_integer(number)) {}
  Value(double number);
  // A str. What is not UTF-8 makes an error, UnicodeDecodeError.
  Value(Chars text);
  Value(const char* text) : Value(Chars(text)) {}
  Value(char* text) : Value(Chars(text)) {}
  Value(std::string_view text) : Value(Chars(text)) {}
  Value(const std::string& text) : Value(Chars(text)) {}
  Value(char) = delete;  // say int or text
  template <typename T>
  Value(T*) = delete;  // not a truth value

  // --- to C++ --------------------------------------------------------------
  // Nothing where the value is of another kind, or an error.
  Kind kind() const;
  bool is_none() const { return kind() == Kind::kNone; }
  bool is_true() const;  // the object True itself; see truth()
  // An int or a bool that fits 64 bits.
  std::optional<int64_t> to_int() const;
  // A float, or an int near one.
  std::optional<double> to_float() const;
  // The UTF-8 of a str; the bytes of a bytes-like object. Copies.
  std::optional<std::string> to_text() const;
  std::optional<std::string> to_bytes() const;
  // The same object, as Python's `is`.
  bool is(Value other) const;

  // --- errors --------------------------------------------------------------
  bool ok() const;
  // The exception is an instance of the builtin class of this name, or of the
  // class that is given. False when this is no error.
  bool matches(const char* builtin_class) const;
  bool matches(Value cls) const;
  // The exception as an ordinary object, to ask it for its attributes. None
  // when this is no error.
  Value exception() const;
  // "Traceback (most recent call last):\n ...", as Python prints it; and its
  // last line alone, "ValueError: no milk\n". Empty when this is no error.
  std::string traceback() const;
  std::string message() const;
  // Says at the call that failure does not matter.
  void ignore() const {}

  // --- what Python can do with it ------------------------------------------
  // Each may run Python code. What has nothing to return returns None.
  Value truth() const;   // True or False
  Value length() const;  // an int
  Value str() const;
  Value repr() const;
  Value equals(Value other) const;  // True or False

  Value attr(Chars name) const;
  Value set_attr(Chars name, Value value) const;
  Value item(Value key) const;
  Value set_item(Value key, Value value) const;
  Value remove_item(Value key) const;
  Value contains(Value item) const;  // True or False
  Value append(Value item) const;    // to a list

  Value call(std::initializer_list<Value> args = {}) const {
    return call(args.begin(), args.size());
  }
  Value call(const Value* args, size_t count) const;
  // f(*args, **keywords): any iterable; a dict, or None.
  Value call_with(Value args, Value keywords = Value()) const;
  Value call_method(Chars name, std::initializer_list<Value> args = {}) const;

 private:
  friend struct Access;  // the implementation's
  template <typename Integer>
  static Value of_integer(Integer number) {
    if constexpr (std::is_signed_v<Integer>) {
      return of_signed(static_cast<int64_t>(number));
    } else {
      return of_unsigned(static_cast<uint64_t>(number));
    }
  }
  static Value of_signed(int64_t number);
  static Value of_unsigned(uint64_t number);
  bool borrow_text(Chars* chars) const;
  bool borrow_bytes(Chars* chars) const;
  bool get_int(int64_t* number) const;
  bool get_float(double* number) const;
  using Sink = void (*)(void* context, const char* data, size_t size);
  void write_traceback(Sink sink, void* context) const;
  void write_message(Sink sink, void* context) const;

  uint64_t word_;
};

static_assert(sizeof(Value) == 8, "a value is one word");
static_assert(std::is_trivially_copyable_v<Value>, "of plain bits");

// --- containers ------------------------------------------------------------
// An error among the items is what comes out instead.
Value list(const Value* items, size_t count);
Value tuple(const Value* items, size_t count);
inline Value list(std::initializer_list<Value> items = {}) {
  return list(items.begin(), items.size());
}
inline Value tuple(std::initializer_list<Value> items = {}) {
  return tuple(items.begin(), items.size());
}
struct Pair {
  Value key, value;
};
Value dict(const Pair* pairs, size_t count);
inline Value dict(std::initializer_list<Pair> pairs = {}) {
  return dict(pairs.begin(), pairs.size());
}
Value bytes(Chars contents);

// Walks whatever Python can iterate. What next() left behind, an error or
// None, is result():
//
//   Iteration each(cups);
//   for (Value cup; each.next(&cup);) ...
//   if (!each.result().ok()) return each.result();
class Iteration {
 public:
  explicit Iteration(Value iterable);
  bool next(Value* item);
  Value result() const { return iterator_.ok() ? Value() : iterator_; }

 private:
  Value iterator_;
};

// --- errors ----------------------------------------------------------------
// An error to return: an instance of the builtin class of this name
// ("KeyError"; SystemError when there is none), or of a class that derives from
// BaseException. Of an exception object that exists, `message` is ignored.
Value error(const char* builtin_class, Chars message);
Value error(Value class_or_exception, Chars message = {});

// --- the everyday conversions, inline ----------------------------------------

inline std::optional<int64_t> Value::to_int() const {
  int64_t number = 0;
  if (!get_int(&number)) return std::nullopt;
  return number;
}
inline std::optional<double> Value::to_float() const {
  double number = 0;
  if (!get_float(&number)) return std::nullopt;
  return number;
}
inline std::optional<std::string> Value::to_text() const {
  Chars chars;
  if (!borrow_text(&chars)) return std::nullopt;
  return std::string(chars.data, chars.size);
}
inline std::optional<std::string> Value::to_bytes() const {
  Chars chars;
  if (!borrow_bytes(&chars)) return std::nullopt;
  return std::string(chars.data, chars.size);
}

inline std::string Value::traceback() const {
  std::string text;
  write_traceback(
      [](void* out, const char* data, size_t size) {
        static_cast<std::string*>(out)->append(data, size);
      },
      &text);
  return text;
}
inline std::string Value::message() const {
  std::string text;
  write_message(
      [](void* out, const char* data, size_t size) {
        static_cast<std::string*>(out)->append(data, size);
      },
      &text);
  return text;
}

}  // namespace microtwisted
