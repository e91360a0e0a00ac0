// call.h - calling, from C++, whatever can be called.
//
// A call of a Python function from C++ runs the interpreter until that function
// returns; it may not be suspended meanwhile, so what a native function calls
// runs to completion. From Python, calls of Python functions never pass here.

#pragma once

#include <initializer_list>

#include "python/object.h"

namespace mt::python {

// The arguments of a call: `count` values, of which the last names()->size were
// given by keyword. Borrowed for the length of the call. Two words, which go
// into registers: hence the names, where there are any, stand behind the
// values.
struct Args {
  const Value* values = nullptr;
  uint32_t count = 0;
  uint32_t is_named = 0;  // 0 or 1; as wide as `count`, beside it in a register

  Tuple* names() const { return is_named ? names_behind() : nullptr; }
  // How many were not given by keyword.
  uint32_t positional() const { return is_named ? count_unnamed() : count; }
  // Without the first `skipped`.
  Args behind(uint32_t skipped) const {
    return Args{values + skipped, count - skipped, is_named};
  }
  Value operator[](uint32_t i) const { return values[i]; }
  // The i-th positional one, or `otherwise`.
  Value get(uint32_t i, Value otherwise) const {
    return i < positional() ? values[i] : otherwise;
  }

 private:
  Tuple* names_behind() const;
  uint32_t count_unnamed() const;
};

// A native function. `self` is undefined for plain functions.
using NativeFn = Value (*)(Fiber& fiber, Value self, Args args);

Value call(Fiber& fiber, Value callee, Args args);
Value call(Fiber& fiber, Value callee, std::initializer_list<Value> args = {});
// object.name(args...)
Value call_method(Fiber& fiber, Value object, Str* name,
                  std::initializer_list<Value> args = {});
Value call_method(Fiber& fiber, Value object, const char* name,
                  std::initializer_list<Value> args = {});
// callee(*args, **keywords); `keywords` may be null.
Value call_spread(Fiber& fiber, Value callee, Tuple* args, Dict* keywords);

// type(object).name(object, args...), as the interpreter looks up special
// methods: not on the instance. Undefined when the class has no such method.
Value call_special(Fiber& fiber, Value object, Str* name,
                   std::initializer_list<Value> args = {});

// Sorts a native function's arguments into `out`, one for each name; those not
// given stay as they were in `out` (so fill in defaults first). The first
// `required` must be given. Names before a "/" entry are positional only, names
// after a "*" entry keyword only; neither entry takes a place in `out`.
//   Value out[2] = {Value::undefined(), Value::none()};
//   if (!parse_args(fiber, "sorted", args, {"iterable", "/", "key"}, 1, out))
//     return Value::error();
bool parse_args(Fiber& fiber, const char* function, Args args,
                std::initializer_list<const char*> names, uint32_t required,
                Value* out);
// "f() takes exactly one argument (2 given)" and its relatives.
bool check_arg_count(Fiber& fiber, const char* function, Args args,
                     int least, int most, bool keywords_allowed = false);

}  // namespace mt::python
