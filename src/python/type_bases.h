// type_bases.h - what a class is derived from, and in which order that counts.

#pragma once

#include "python/type.h"

namespace mt::python {

// The base whose layout the instances will have. Null: TypeError, they cannot
// be derived from, or not together.
Type* type_best_base(Fiber& fiber, Tuple* bases);
// The first base on the way up, or the class itself, that added something to
// the C++ struct: two classes may stand for each other when they share it.
Type* solid_base(Type* type);
// What mro() of type answers: the bases put in order. Null: raised.
Tuple* type_linearize(Fiber& fiber, Type* type);
// Sets the bases, and the order that mro() of the metaclass wants. False:
// raised, and both are as they were.
bool type_set_mro(Fiber& fiber, Type* type, Tuple* bases);
// Has the base know the class below it. False: raised.
bool add_subclass(Fiber& fiber, Type* base, Type* type);
// Instances of `to` and of the classes below it fit what patterns of sequences
// or mappings those of `from` fit: it was registered there.
void share_patterns(Fiber& fiber, const Type* from, Type* to);
// Gives a class other bases, and new orders to all classes below it: all or
// none. False: raised.
bool type_change_bases(Fiber& fiber, Type* type, Tuple* bases);
// False: ValueError raised.
bool check_class_name(Fiber& fiber, const Str* name);

}  // namespace mt::python
