// array.h - array.array, for the module and for the tap.

#pragma once

#include "python/bytes.h"

namespace mt::python {

constexpr char kArrayCodes[] = "bBuhHiIlLqQfd";

// Makes an object of an array's class one of numbers of this code. False: there
// is no such code.
bool array_set_code(Array* array, char code);
// The i-th item as a number, that of a character too, and one more of them.
// False: the number is none of the array's, which is raised. Only a number that
// is an object of Python code can run some.
// Precondition: i < array->size / array->item_size.
Value array_number(Fiber& fiber, const Array* array, size_t i);
bool array_append_number(Fiber& fiber, Array* array, Value number);

}  // namespace mt::python
