// struct_sequence.h - tuples whose items have names: os.stat_result and its
// like.

#pragma once

#include <initializer_list>

#include "python/native.h"

namespace mt::python {

// A final class derived from tuple. `fields` are static, ended by null; the
// first `visible` of them are the tuple's items, the others attributes only.
// `full_name` is dotted: "os.stat_result".
Type* make_struct_type(Fiber& fiber, const char* full_name,
                       const char* const* fields, uint32_t visible);
// Before such a class's dictionary is made: its fields as attributes.
void name_struct_items(const Type* type);
// What such a class has in its dictionary beside its fields; nothing for
// others.
void fill_struct_dict(Fiber& fiber, Type* type);
// How many items such a class has; 0 for others.
uint32_t struct_size(const Type* type);
// One of them, with a value for each field. Error when out of memory.
Value make_struct(Fiber& fiber, Type* type, const Value* values);

}  // namespace mt::python
