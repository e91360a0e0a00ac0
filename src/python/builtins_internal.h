// builtins_internal.h - the tables that together are the module builtins.

#pragma once

#include "python/native.h"

namespace mt::python {

extern const MethodDef kBuiltinsObjects[];  // builtins_objects.cc
extern const MethodDef kBuiltinsNumbers[];  // builtins_numbers.cc
extern const MethodDef kBuiltinsSequences[];  // builtins_sequences.cc
extern const MethodDef kBuiltinsCode[];     // builtins_code.cc
extern const MethodDef kBuiltinsText[];     // builtins_text.cc
// exit, quit, help, copyright, credits, license: builtins_site.cc.
void add_site_builtins(Fiber& fiber, Dict* builtins);
extern const MethodDef kBuiltinsEra[];      // builtins_era.cc: era code only

// None, NotImplemented, Ellipsis: builtins_singletons.cc.
void init_singletons(Fiber& fiber);

// The attribute name in an argument, interned; null: TypeError raised.
Str* attribute_name(Fiber& fiber, Value name);
// What anext(iterator, default) gives; `wrapped` is what is awaited without.
Value make_anext_awaitable(Fiber& fiber, Value wrapped, Value otherwise);
// The plain integer that __index__ gives; error: TypeError raised.
Value as_index(Fiber& fiber, Value value);

}  // namespace mt::python
