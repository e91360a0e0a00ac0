// array.h - array.array, for the module and for the tap.
//
//   array.cc           the items: packed, unpacked and added
//   array_pickle.cc    arrays taken apart and put together again
//   array_sequence.cc  operators and subscripts
//   module_array.cc    the class and its methods

#pragma once

#include "python/bytes.h"
#include "python/call.h"
#include "python/operators.h"
#include "python/packing.h"

namespace mt::python {

constexpr char kArrayCodes[] = "bBuhHiIlLqQfd";

// Makes an object of an array's class one of numbers of this code. False: there
// is no such code.
bool array_set_code(Array* array, char code);
// The i-th item as a number, that of a character too, and one more of them.
// False: the number is none of the array's, which is raised. Only a number that
// is an object of Python code can run some.
// Precondition: i < array_count(array).
Value array_number(Fiber& fiber, const Array* array, size_t i);
bool array_append_number(Fiber& fiber, Array* array, Value number);

// --- the files above alone --------------------------------------------------

inline size_t array_count(const Array* array) {
  return array->size / array->item_size;
}
inline bool array_is_text(const Array* array) { return array->code == 'u'; }
Item array_item_form(char code);

// The same as Python has them: an item of 'u' is a str of one character.
Value array_item(Fiber& fiber, const Array* array, size_t i);
bool array_append(Fiber& fiber, Array* array, Value value);
// The bytes of an item, at most 8. False: raised.
bool array_pack(Fiber& fiber, char code, Value value, char* out);

// All of these at the end. False: raised, with what came before it added.
bool array_append_text(Fiber& fiber, Array* array, const Str* text);
bool array_append_bytes(Fiber& fiber, Array* array, std::string_view bytes);
bool array_extend(Fiber& fiber, Array* array, Value source);

inline Array* as_array(Value v) { return v.as<Array>(); }
// An array of the same code with these bytes, which may be its own.
Value array_like(Fiber& fiber, const Array* from, std::string_view bytes);
// The item that a subscript means. False: TypeError, or IndexError that says
// what is out of range.
bool array_index(Fiber& fiber, const Array* array, Value key, const char* what,
                 size_t* at);
// Slots.
Value array_compare(Fiber& fiber, Value self, Value other, CompareOp op);
int64_t array_len(Fiber&, Value self);
int array_contains(Fiber& fiber, Value self, Value item);
Value array_concat(Fiber& fiber, Value a, Value b);
Value array_iadd(Fiber& fiber, Value a, Value b);
Value array_repeat(Fiber& fiber, Value a, Value b);
Value array_imul(Fiber& fiber, Value a, Value b);
Value array_getitem(Fiber& fiber, Value self, Value key);
bool array_setitem(Fiber& fiber, Value self, Value key, Value value);
Value array_iter(Fiber& fiber, Value self);

Type* array_type();  // null until the module is imported
Value array_to_list(Fiber& fiber, Value self, Args args);
// __reduce_ex__(protocol), and what pickle calls to undo it:
// _array_reconstructor(cls, typecode, machine format, bytes).
Value array_reduce(Fiber& fiber, Value self, Args args);
Value array_reconstruct(Fiber& fiber, Value self, Args args);

}  // namespace mt::python
