// slice.h - slice objects, and what a slice of a sequence of known length is.

#pragma once

#include "python/object.h"

namespace mt::python {

struct Slice : Object {
  static constexpr Kind kKind = Kind::kSlice;
  Value start, stop, step;  // none where absent
};

// Never fails.
Value make_slice(Fiber& fiber, Value start, Value stop, Value step);

// The items start, start + step, ... (`count` of them) of a sequence. For a
// step of 1, 0 <= start <= stop <= length holds: [start, stop) is the slice,
// and where to insert when it is empty.
struct SliceBounds {
  int64_t start, stop, step, count;
};

// Resolves a slice as CPython's PySlice_AdjustIndices does. False and TypeError
// or ValueError when an index is no integer or the step is zero.
//
// Runs __index__ of the slice's parts, which may change the sequence: ask for
// the length again afterwards and use the overload below when it matters.
bool slice_unpack(Fiber& fiber, const Slice* slice, SliceBounds* bounds);
void slice_adjust(SliceBounds* bounds, int64_t length);
inline bool slice_bounds(Fiber& fiber, const Slice* slice, int64_t length,
                         SliceBounds* bounds) {
  if (!slice_unpack(fiber, slice, bounds)) return false;
  slice_adjust(bounds, length);
  return true;
}

}  // namespace mt::python
