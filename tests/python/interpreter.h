// interpreter.h - a running interpreter for tests of what lies beneath the
// language. Every test is a process of its own, so each starts one.

#pragma once

#include <string>

#include "python/code.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/function.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python::testing {

// Starts the runtime, runs `body` below the frame the collector scans from, and
// stops it again.
template <typename Body>
__attribute__((noinline)) void with_interpreter(Body body) {
  char stack_top = 0;
  Runtime::start(&stack_top);
  void (*volatile below)(Body&) = [](Body& inner) { inner(*rt().main_fiber); };
  below(body);
  Runtime::stop();
}

// Overwrites what finished calls left on the stack, so that a stale pointer
// there keeps nothing alive.
__attribute__((noinline)) inline void scrub_stack() {
  volatile char waste[16 * 1024];
  for (size_t i = 0; i < sizeof waste; ++i) waste[i] = 0;
}

// What the body of a module named __main__ begins with.
inline Dict* new_namespace(Fiber& fiber) {
  Dict* globals = make_dict(fiber);
  dict_set_text(fiber, globals, "__name__", str_value(fiber, "__main__"));
  return globals;
}

// Runs statements in `globals`; the formatted traceback, or "" when all is well.
inline std::string run_text(Fiber& fiber, Dict* globals, const char* source) {
  CompileOptions options;
  Code* code = compile(fiber, make_str(fiber, source),
                       make_str(fiber, "<test>"), options);
  const Value result = code != nullptr
                           ? run_code(fiber, code, globals, Value())
                           : Value::error();
  if (!result.is_error()) return "";
  return format_exception(fiber, take_exception(fiber));
}

}  // namespace mt::python::testing
