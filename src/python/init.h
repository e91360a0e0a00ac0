// init.h - what the runtime calls, in order, to come to life. runtime.cc only.

#pragma once

#include "python/native.h"

namespace mt::python {

// object, type and what a name is made of, before there are names.
void init_embryos(Fiber& fiber, const Layout* str, const Layout* tuple,
                  const Layout* dict, const Layout* list);
Type* find_embryo(const Layout* layout);
void init_object(Fiber& fiber);
void init_type(Fiber& fiber);
void init_shapes(Fiber& fiber);      // what Python code never sees
void init_native(Fiber& fiber);      // builtin functions and descriptors
void init_descriptors(Fiber& fiber); // property, classmethod, super, ...
void init_function(Fiber& fiber);    // function, method, cell, module
void init_code(Fiber& fiber);        // code and unit objects
void init_frame(Fiber& fiber);
void init_intern(Fiber& fiber);     // the table of interned strings
void init_generator(Fiber& fiber);
void init_str(Fiber& fiber);
void init_bytes(Fiber& fiber);
void init_bytearray(Fiber& fiber);
void init_memoryview(Fiber& fiber);
void init_tuple(Fiber& fiber);
void init_list(Fiber& fiber);
void init_dict(Fiber& fiber);
void init_set(Fiber& fiber);
void init_range(Fiber& fiber);
void init_slice(Fiber& fiber);
void init_iterators(Fiber& fiber);
void init_weakref(Fiber& fiber);
void init_int(Fiber& fiber);
void init_bool(Fiber& fiber);
void init_float(Fiber& fiber);
void init_complex(Fiber& fiber);
void init_exceptions(Fiber& fiber);
void init_builtins(Fiber& fiber);    // the module, None's type and friends
void init_import(Fiber& fiber);      // sys.modules, sys, native modules

}  // namespace mt::python
