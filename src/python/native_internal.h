// native_internal.h - what functions and methods written in C++ share.

#pragma once

#include <string>

#include "python/native.h"

namespace mt::python {

// Whether a row takes so many arguments; true as well where it looks itself.
inline bool count_fits(const MethodDef& def, Args args) {
  if ((def.flags & kMethodKeywords) != 0) return true;
  return !args.is_named && static_cast<int>(args.count) >= def.least &&
         (def.most < 0 || static_cast<int>(args.count) <= def.most);
}
// The same, and TypeError with `name` before the "()" where it does not.
bool arguments_fit(Fiber& fiber, const std::string& name, const MethodDef& def,
                   Args args);

// The text "name($self, x, /)\n--\n\ntext": what is behind the signature, and
// the signature from its bracket on; None where there is none. What takes no
// arguments has a signature without saying so.
std::string_view doc_of(const MethodDef& def);
Value doc_text(Fiber& fiber, std::string_view doc);
Value signature_text(Fiber& fiber, const MethodDef& def, bool of_module);

void init_native_descriptors(Fiber& fiber);

}  // namespace mt::python
