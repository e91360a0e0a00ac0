// generic_alias.h - list[int] and int | None: what annotations are made of.

#pragma once

#include "python/container.h"

namespace mt::python {

bool is_generic_alias(Value value);
// A class by its full name, `...`, and anything else as repr has it. False when
// repr raised.
bool add_type_text(StrBuilder& out, Value value);

// A function of the module _generic: what aliases do with type variables.
Value generic_function(Fiber& fiber, const char* name,
                       std::initializer_list<Value> args);

// `a | b` of classes, None, aliases and unions: a union, or not_implemented.
Value union_or(Fiber& fiber, Value a, Value b);
bool is_union(Value value);
// isinstance(args[0], the union).
Value union_instancecheck(Fiber& fiber, Value self, Args args);
void init_union(Fiber& fiber);

}  // namespace mt::python
