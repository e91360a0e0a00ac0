// module_itertools.h - what the iterators of itertools share.
//
// All of them are one struct, whose fields each uses as it needs, and rows of a
// table: the Slots of each are made when the module is imported. Those
// that walk their input are in module_itertools.cc; groupby and tee, which
// share theirs, in module_groups.cc; product, permutations and combinations,
// which walk indices, in module_combinatorics.cc. How they are copied and
// pickled is in module_itertools_state.cc.

#pragma once

#include "python/container.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/native.h"

namespace mt::python {

struct ItertoolsIterator : Object {
  static constexpr Kind kKind = Kind::kIterator;
  Value source;    // an iterator; undefined once it is exhausted
  Value function;  // what is called; undefined or none when nothing is
  Value state;     // the running total, the current key, ...
  List* pool;      // saved items, iterators, or null
  List* indices;   // small ints
  int64_t at, stop, step;
  bool has_begun;  // cycle: `source` gives what the pool has already
};

struct ItertoolsRow {
  const char* name;  // with the module
  Value (*create)(Fiber&, Type*, Args);
  Value (*next)(Fiber&, Value);
  Value (*repr)(Fiber&, Value);  // or null
  const MethodDef* methods;      // or null
  const char* doc;
};

extern const ItertoolsRow kGroups[];         // a row without a name ends each
extern const ItertoolsRow kCombinatorics[];

// The class of a row; for the module being filled.
Type* make_itertools_class(Fiber& fiber, const ItertoolsRow& row);
// Finds the classes of what groupby and tee give out.
void init_itertools_groups(Fiber& fiber, Dict* globals);
Value itertools_tee(Fiber& fiber, Value self, Args args);

inline ItertoolsIterator* as_walk(Value v) {
  return v.as<ItertoolsIterator>();
}
// A new iterator of class `cls` over `iterable`; null when it is not iterable.
ItertoolsIterator* make_walk(Fiber& fiber, Type* cls, Value iterable,
                             Value function = Value());

// The part of next_row() for product() and its like.
RowStep next_choice(ItertoolsIterator* walk, Value* row, uint32_t count);

// __reduce__ and __setstate__ of each: module_itertools_state.cc.
extern const MethodDef kAccumulateMethods[];
extern const MethodDef kCompressMethods[];
extern const MethodDef kCountMethods[];
extern const MethodDef kCycleMethods[];
extern const MethodDef kPickyMethods[];    // filterfalse, starmap
extern const MethodDef kSwitchMethods[];   // dropwhile, takewhile
extern const MethodDef kIsliceMethods[];
extern const MethodDef kZipLongestMethods[];
extern const MethodDef kCombinationsMethods[];
extern const MethodDef kReplacementMethods[];
extern const MethodDef kPermutationsMethods[];
extern const MethodDef kProductMethods[];
Value repeat_reduce(Fiber& fiber, Value self, Args args);
Value chain_reduce(Fiber& fiber, Value self, Args args);
Value chain_setstate(Fiber& fiber, Value self, Args args);
// The class chain, of the module that was imported last.
extern Type* g_chain_type;

inline bool is_end(Value v) { return v.is_exhausted() || v.is_error(); }

inline Value done(const ItertoolsIterator* walk) {
  return walk == nullptr ? Value::error() : Value::from_object(walk);
}

inline Value pair_of(Fiber& fiber, Value a, Value b) {
  const Value pair[2] = {a, b};
  Tuple* const tuple = make_tuple(fiber, pair, 2);
  return tuple == nullptr ? Value::error() : Value::from_object(tuple);
}

}  // namespace mt::python
