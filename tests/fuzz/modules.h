// modules.h - fuzz targets that call what Python calls.
//
// A target defines one_input(); the rest is here. Errors of the language are
// fine and dropped; anything else stops the process.

#pragma once

#include <stdint.h>
#include <stdlib.h>

#include <string>
#include <string_view>

#include "python/bytes.h"
#include "python/call.h"
#include "python/fiber.h"
#include "python/import.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"

namespace mt::python {

void one_input(Fiber& fiber, std::string_view bytes);

inline void require(bool claim) {
  if (!claim) abort();
}

// module.name(arguments...): error, with nothing raised, when it raised.
inline Value call_in(Fiber& fiber, const char* module, const char* name,
                     std::initializer_list<Value> arguments) {
  const Value found = import_module(fiber, module);
  require(!found.is_error());
  const Value result = call_method(fiber, found, name, arguments);
  if (result.is_error()) {
    require(fiber.raised());
    clear_exception(fiber);
  }
  return result;
}

inline Value bytes_of(Fiber& fiber, std::string_view bytes) {
  return Value::from_object(make_bytes(fiber, bytes));
}

}  // namespace mt::python

// `argc` lies in a frame above every later call: where scanning for roots ends.
extern "C" int LLVMFuzzerInitialize(int* argc, char***) {
  mt::python::Runtime::start(argc);
  atexit(mt::python::Runtime::stop);
  mt::python::rt().heap.set_limit(64 << 20);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  mt::python::one_input(*mt::python::rt().main_fiber,
                        {reinterpret_cast<const char*>(data), size});
  return 0;
}
