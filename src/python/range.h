// range.h - range objects: an arithmetic progression that is never written out.

#pragma once

#include "python/object.h"

namespace mt::python {

// All four are plain integers (never bool or a subclass). When all are
// immediate, is_small() holds and the usual arithmetic in 64 bits is safe:
// start + step * length fits.
struct Range : Object {
  static constexpr Kind kKind = Kind::kRange;
  Value start, stop, step, length;

  bool is_small() const {
    return (start.bits() & stop.bits() & step.bits() & length.bits()) >=
           Value::kIntTag;
  }
};

// Error and ValueError when step is zero. Arguments are plain integers.
Value make_range(Fiber& fiber, Value start, Value stop, Value step);
// The i-th item, 0 <= i < length, of any range.
Value range_item(Fiber& fiber, Range* range, Value i);

// What iter() of a small range gives; the others have a slower iterator.
struct RangeIterator : Object {
  static constexpr Kind kKind = Kind::kIterator;
  int64_t next, step;
  uint64_t left;
};
Value make_range_iterator(Fiber& fiber, int64_t start, int64_t step,
                          uint64_t count);

}  // namespace mt::python
