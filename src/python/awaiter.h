// awaiter.h - what await and async for walk.

#pragma once

#include "python/native.h"

namespace mt::python {

// coroutine.__await__() and async_generator.__anext__(): iterators, which end
// with StopIteration and the result.
Value coroutine_await(Fiber& fiber, Value self);
Value async_next(Fiber& fiber, Value self);
// Whether it is one of these, and what `await` does with it, like
// generator_send(): exhausted, with the result, at the end.
bool is_awaiter(Value value);
Value awaiter_step(Fiber& fiber, Value awaiter, Value sent, Value* result);
// asend(), athrow() and aclose().
extern const MethodDef kAsyncGeneratorMethods[];

void init_awaiters(Fiber& fiber);

}  // namespace mt::python
