// embed_internal.h - how the values of include/microtwisted are ours.
//
// A public word is our own, with two additions. Zero, which is undefined here
// and never leaves, is None there, so that a fresh Value needs no call. And an
// error is the exception object's address with its lowest bit set: no object
// has an odd address, and the collector knows an inner pointer when it meets
// one on the stack. So an error needs no place in the fiber while C++ code
// looks at it.

#pragma once

#include "base/status.h"
#include "microtwisted/embed.h"
#include "microtwisted/module.h"
#include "python/fiber.h"
#include "python/runtime.h"

namespace microtwisted {

namespace py = mt::python;

struct Access {
  static constexpr uint64_t kErrorBit = 1;

  static bool is_error(Value value) {
    const uint64_t plain = value.word_ & ~kErrorBit;
    return plain != value.word_ && py::Value::from_bits(plain).is_object();
  }
  // Precondition: not an error.
  static py::Value in(Value value) {
    return value.word_ == 0 ? py::Value::none()
                            : py::Value::from_bits(value.word_);
  }
  // Precondition: is_error().
  static py::Value exception(Value value) {
    return py::Value::from_bits(value.word_ & ~kErrorBit);
  }
  static Value of_exception(py::Value exception) {
    return of_bits(exception.bits() | kErrorBit);
  }
  // What a function of ours returned: a value, or what it raised.
  static Value out(py::Fiber& fiber, py::Value value) {
    if (!value.is_error()) return of_bits(value.bits());
    CHECK(fiber.raised());
    return of_exception(py::take_exception(fiber));
  }
  static Value out(py::Fiber& fiber, const py::Object* object) {
    return object == nullptr ? out(fiber, py::Value::error())
                             : of_bits(py::Value::from_object(object).bits());
  }
  // The same for those that say only whether it worked.
  static Value done(py::Fiber& fiber, bool worked) {
    return worked ? Value() : out(fiber, py::Value::error());
  }
  // And the way back: an error goes into the fiber.
  static py::Value raise(py::Fiber& fiber, Value value) {
    if (!is_error(value)) return in(value);
    fiber.exception = exception(value);
    return py::Value::error();
  }
  static Value of_bits(uint64_t bits) {
    Value value;
    value.word_ = bits;
    return value;
  }

  static py::Value run_function(const Function& row, void* context,
                                py::Fiber& fiber, py::Args args);
  static void trace_roots(py::Tracer& tracer, void*);
  static void clear_roots();
};

// The fiber that C++ code runs on: that of the native function it was called
// from, else the main one. Stops the process when no interpreter runs.
py::Fiber& fiber();

// Makes a fiber the one that C++ code runs on, for as long as this lives.
class OnFiber {
 public:
  explicit OnFiber(py::Fiber& fiber);
  ~OnFiber();
  OnFiber(const OnFiber&) = delete;
  OnFiber& operator=(const OnFiber&) = delete;

 private:
  py::Fiber* before_;
};

// Characters as text: what is no UTF-8 raises UnicodeDecodeError.
py::Value text_of(py::Fiber& fiber, Chars chars);
// A name; null when that raised.
py::Str* name_of(py::Fiber& fiber, Chars chars);

}  // namespace microtwisted
