// module.h - functions written in C++, for Python to import and call.
//
//   static Value pour(Call& call) {
//     const auto cups = call[0].to_int();
//     if (!cups || *cups < 0) return error("ValueError", "how many cups?");
//     return *cups * 250;
//   }
//   static const Function kFunctions[] = {
//       {"pour", pour, 1, 1, "pour(cups)\n--\n\nMillilitres of tea."}, {}};
//   static const Constant kConstants[] = {
//       {"SORT", "Assam"}, {"DEGREES", 96.5}, {}};
//   static const Module kTea = {"tea", kFunctions, kConstants};
//
//   add_module(kTea);                      // once, before or after the start
//   run("import tea; print(tea.pour(3))");  // 750

#pragma once

#include "microtwisted/value.h"

namespace microtwisted {

// The arguments of one call. Valid until the function returns.
class Call {
 public:
  // How many there are; those that `parameters` names and that were not given
  // included.
  size_t size() const { return count_; }
  bool has(size_t i) const;  // was given
  // The i-th argument; None when it was not given.
  Value operator[](size_t i) const { return get(i); }
  Value get(size_t i, Value otherwise = Value()) const {
    return has(i) ? values_[i] : otherwise;
  }
  // Module::context, or what make_function() was given.
  void* context() const { return context_; }

 private:
  friend struct Access;
  Call() = default;
  const Value* values_ = nullptr;
  size_t count_ = 0;
  const uint8_t* given_ = nullptr;  // null: all of them
  void* context_ = nullptr;
};

// One row of a module's table; a row without a name ends it. Rows and what they
// point to must live as long as the process: static tables do.
struct Function {
  const char* name = nullptr;
  // Returns what the call returns, or the error that it raises. An error that
  // something else returned may be passed on as it is.
  Value (*run)(Call& call) = nullptr;
  // Positional arguments; Python gets a TypeError for any other number.
  int least = 0, most = 0;  // most -1: no bound
  // "name(cup, sugar=0)\n--\n\nWhat it does." or only what it does.
  const char* doc = nullptr;
  // "cup sugar milk": these may be given by keyword too, each in its place;
  // at most 32, and `most` is then how many there are. Null: by position only.
  const char* parameters = nullptr;
};

// One constant: a number, a truth value or a text. A row without a name ends
// the table.
struct Constant {
  enum class What : uint8_t { kInt, kFloat, kBool, kText };

  constexpr Constant() = default;
  template <typename Integer,
            typename = std::enable_if_t<std::is_integral_v<Integer>>>
  constexpr Constant(const char* label, Integer value)
      : name(label), what(What::kInt), number(static_cast<int64_t>(value)) {}
  constexpr Constant(const char* label, bool value)
      : name(label), what(What::kBool), number(value) {}
  constexpr Constant(const char* label, double value)
      : name(label), what(What::kFloat), real(value) {}
  constexpr Constant(const char* label, const char* value)
      : name(label), what(What::kText), text(value) {}

  const char* name = nullptr;
  What what = What::kInt;
  int64_t number = 0;
  double real = 0;
  const char* text = nullptr;
};

struct Module {
  const char* name = nullptr;  // "tea", or "pantry.tea" inside a package
  const Function* functions = nullptr;
  const Constant* constants = nullptr;
  const char* doc = nullptr;
  // Runs when the module is imported, after the tables, and may set whatever
  // attributes are no constants. An error makes the import fail with it.
  Value (*prepare)(Value module, void* context) = nullptr;
  void* context = nullptr;  // for Call::context() and prepare
};

// Makes the module one that `import` finds, before embedded modules and files.
// May come before the interpreter starts, and holds for every later one.
// `module` is borrowed for ever. False, and nothing done, when there is a
// native module of that name, when a name or a function is missing, or when 64
// were added already.
bool add_module(const Module& module);

// A function object that belongs to no module: a callback to hand to Python.
// `row` is borrowed for ever; `context` must live as long as Python may call.
Value make_function(const Function& row, void* context = nullptr);

}  // namespace microtwisted
