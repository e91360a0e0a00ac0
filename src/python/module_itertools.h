// module_itertools.h - what the iterators of itertools share.
//
// All of them are one struct, whose fields each uses as it needs, and rows of a
// table: the Slots of each are filled when the module is imported. Those
// that walk their input are in module_itertools.cc; product, permutations and
// combinations, which walk indices, in module_combinatorics.cc.

#pragma once

#include "python/container.h"
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
  bool has_begun;
};

struct ItertoolsRow {
  const char* name;  // with the module
  Value (*create)(Fiber&, Type*, Args);
  Value (*next)(Fiber&, Value);
  Value (*repr)(Fiber&, Value);  // or null
  const MethodDef* methods;      // or null
  const char* doc;
};

extern const ItertoolsRow kCombinatorics[];  // a null name ends it

}  // namespace mt::python
