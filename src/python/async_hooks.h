// async_hooks.h - who is told of async generators, and where coroutines began.
//
// sys.set_asyncgen_hooks() names two functions: one is called when an async
// generator is about to be walked, the other instead of closing one that nobody
// walks any more. With sys.set_coroutine_origin_tracking_depth() a coroutine
// remembers who called its function. Either is kept in a register more than the
// code of the generator has.

#pragma once

#include "python/function.h"

namespace mt::python {

// Whether a generator of this code needs that register.
bool has_note(const Code* code);
// Undefined: nothing is noted, or there is no place for it.
inline Value note_of(const Generator* g) {
  const uint32_t count = g->frame.code->register_count;
  return g->register_count > count ? g->registers[count] : Value();
}
// Of a coroutine that has just been made: fills the register.
void note_origin(Fiber& fiber, Generator* coroutine);
// Before each step of an async generator is made; what it has noted then is its
// finalizer. False: raised.
bool begin_async(Fiber& fiber, Generator* generator);

// --- of the module sys ------------------------------------------------------
Value sys_get_asyncgen_hooks(Fiber& fiber, Value self, Args args);
Value sys_set_asyncgen_hooks(Fiber& fiber, Value self, Args args);
Value sys_get_origin_depth(Fiber& fiber, Value self, Args args);
Value sys_set_origin_depth(Fiber& fiber, Value self, Args args);

}  // namespace mt::python
