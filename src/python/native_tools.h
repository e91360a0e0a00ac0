// native_tools.h - small things that native modules say again and again.

#pragma once

#include <errno.h>

#include <string>
#include <string_view>

#include "python/container.h"
#include "python/dict.h"
#include "python/fiber.h"
#include "python/list.h"
#include "python/native.h"
#include "python/source.h"

namespace mt::python {

inline Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }
inline Value object_or_error(const Object* object) {
  return object == nullptr ? Value::error() : Value::from_object(object);
}

// An argument that must be an integer that fits; raises otherwise.
inline bool int_argument(Fiber& fiber, Value value, int64_t* out) {
  return index_of(fiber, value, out, false);
}
inline bool int_argument(Fiber& fiber, Value value, int* out) {
  int64_t wide = 0;
  if (!index_of(fiber, value, &wide, false)) return false;
  if (wide < INT32_MIN || wide > INT32_MAX) {
    raise_overflow_error(fiber, wide < 0
                                    ? "signed integer is less than minimum"
                                    : "signed integer is greater than maximum");
    return false;
  }
  *out = static_cast<int>(wide);
  return true;
}

inline void put(Fiber& fiber, Dict* dict, const char* name, Value value) {
  dict_set_text(fiber, dict, name, value);
}
inline void put_int(Fiber& fiber, Dict* dict, const char* name, int64_t value) {
  dict_set_text(fiber, dict, name, int_from_i64(fiber, value));
}
inline void put_text(Fiber& fiber, Dict* dict, const char* name,
                     std::string_view value) {
  dict_set_text(fiber, dict, name, str_value(fiber, value));
}

// Whether there is room for two descriptors, now that files and sockets which
// nobody can reach have been closed; errno stays. They stay open until they are
// collected, and memory alone may not ask for that in time. Tried in vain, it
// is not tried again within a second.
bool free_descriptors(Fiber& fiber);
// Whether a call is to be made again: a signal came, whose handler has run, or
// there were too many descriptors. Where a handler raised, os_error() leaves it
// at that.
inline bool must_repeat(Fiber& fiber, int64_t result) {
  return result < 0 && (errno == EINTR ? heed_signals(fiber)
                                       : (errno == EMFILE || errno == ENFILE) &&
                                             free_descriptors(fiber));
}
inline Value os_error(Fiber& fiber, Value path = Value()) {
  return fiber.raised() ? Value::error() : raise_errno(fiber, errno, path);
}

}  // namespace mt::python
