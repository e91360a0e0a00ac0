// graph.h - objects made by a few lines of Python, saved and got back.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <vector>

#include "base/crc32c.h"
#include "lib/embedded.h"
#include "python/interpreter.h"
#include "python/library_text.h"
#include "python/source.h"
#include "tap/limits.h"
#include "tap/record.h"
#include "tap/tap.h"

namespace mt::tap::testing {

using namespace mt::python;

template <typename Body>
void with_library(Body body) {
  python::testing::with_interpreter([&](Fiber& fiber) {
    set_library(lib::kLibrary);
    body(fiber);
  });
}

// The names that `script` leaves behind, run as __main__.
inline Dict* run_script(Fiber& fiber, const char* script, std::string* error) {
  Dict* const globals = main_module(fiber)->dict;
  *error = python::testing::run_text(fiber, globals, script);
  return globals;
}

// The tap of `x` after the script; empty, and the error told, when it failed.
inline std::string tap_of(Fiber& fiber, const char* script, std::string* error,
                          std::vector<Omission>* omissions = nullptr) {
  Dict* const globals = run_script(fiber, script, error);
  if (!error->empty()) return {};
  const Value x = dict_find_name(globals, intern(fiber, "x"));
  BytePile tap;
  if (!write_graph(fiber, x, {"1.0.4", "test"}, &tap, omissions))
    *error = format_exception(fiber, take_exception(fiber));
  return std::string(view_of(tap));
}

// Runs `check` with y, what was loaded. The check sees the script's names too.
inline std::string check_loaded(Fiber& fiber, Value y, const char* check) {
  Dict* const globals = main_module(fiber)->dict;
  dict_set_text(fiber, globals, "y", y);
  return python::testing::run_text(fiber, globals, check);
}

// The same records with every checksum put right, so that a test may change a
// byte and still be heard. Stops where a length leads out of the file.
inline std::string resealed(std::string tap) {
  const auto get = [&](size_t at) {
    uint32_t n = 0;
    for (size_t i = 0; i < 4; ++i)
      n = n << 8 | static_cast<uint8_t>(tap[at + i]);
    return n;
  };
  const auto put = [&](size_t at, uint32_t n) {
    for (size_t i = 0; i < 4; ++i)
      tap[at + i] = static_cast<char>(n >> (24 - 8 * i));
  };
  size_t at = tap.find('\n');
  if (at == std::string::npos) return tap;
  ++at;
  while (at < tap.size() && tap.size() - at >= 9) {
    const uint32_t length = get(at + 1);
    if (length > tap.size() - at - 9) break;
    if (tap[at] == 'E' && length == 8)
      put(at + 9, crc32c(ByteView(tap).substr(0, at + 9)));
    put(at + 5 + length, crc32c(ByteView(tap).substr(at, 5 + size_t{length})));
    at += 9 + size_t{length};
  }
  return tap;
}

}  // namespace mt::tap::testing
