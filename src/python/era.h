// era.h - what era code finds that Python 3 does not have.
//
// Asked where something would be raised, so that Python 3 code pays nothing;
// each answers only when the innermost frame is era code. The rest of the era
// is in the compiler (see dialect.h) and in builtins_era.cc.

#pragma once

#include "python/object.h"
#include "python/operators.h"

namespace mt::python {

struct MethodDef;

// Whether the innermost frame is code in the era's spelling.
bool in_era(const Fiber& fiber);

// obj.next, d.has_key, 's'.decode, f.xreadlines, A.m.im_func, sys.exc_type:
// what was found by this name then. Undefined when nothing.
Value era_attribute(Fiber& fiber, Value object, Str* name);
// Whether an era function is what a class has by that name: the unbound method.
bool is_unbound_then(Fiber& fiber, Value function);
// A keys(), values() or items() that gives a list and does for `object`; null
// when its own is to be called.
const MethodDef* era_dict_method(Value object, Str* name);
// `def` bound to an object.
Value era_bound(Fiber& fiber, const MethodDef* def, Value object);

// e[0] of an exception, o[i:j] by __getslice__. Undefined when neither.
Value era_item(Fiber& fiber, Value object, Value key);
// o[i:j] = value by __setslice__; undefined value: by __delslice__. 1 done, 0
// there is none, -1 raised.
int era_set_item(Fiber& fiber, Value object, Value key, Value value);
// The special method that one instance of a classic class has of its own.
Value era_special(Fiber& fiber, Value object, Str* name);

// The order of what has none today: None, numbers, then by the names of types,
// then by address. Undefined when the era had none, either.
Value era_order(Fiber& fiber, Value a, Value b, CompareOp op);

// An exception of today's that carries what could be raised then: an instance
// of a classic class, or `raise 'text', value`. Error when it is neither.
Value era_carrier(Fiber& fiber, Value what, Value value);
// Whether `except pattern:` of the era takes an exception.
bool era_matches(Fiber& fiber, Value exception, Value pattern);
// What `except E, target:` gives the target. `apart`: a tuple will be.
Value era_caught(Fiber& fiber, Value exception, bool apart);
// The class that `except` would have named, for sys.exc_info().
Value era_class(Fiber& fiber, Value exception);

}  // namespace mt::python
