// slice.cc - slice objects.

#include "python/slice.h"

#include "python/container.h"
#include "python/list.h"
#include "python/init.h"

namespace mt::python {

Value make_slice(Fiber& fiber, Value start, Value stop, Value step) {
  Slice* const slice = make<Slice>(fiber, types().slice);
  slice->start = start;
  slice->stop = stop;
  slice->step = step;
  return Value::from_object(slice);
}

static bool slice_part(Fiber& fiber, Value part, int64_t* out) {
  if (part.is_int()) {
    *out = part.as_int();
    return true;
  }
  if (is_index(part)) return index_of(fiber, part, out);
  raise_type_error(fiber, "slice indices must be integers or None or have an "
                          "__index__ method");
  return false;
}

bool slice_unpack(Fiber& fiber, const Slice* slice, SliceBounds* bounds) {
  int64_t step = 1;
  if (!slice->step.is_none() && !slice_part(fiber, slice->step, &step))
    return false;
  if (step == 0) {
    raise_value_error(fiber, "slice step cannot be zero");
    return false;
  }
  if (step < -INT64_MAX) step = -INT64_MAX;  // so that -step exists
  bounds->step = step;
  bounds->start = step < 0 ? INT64_MAX : 0;
  bounds->stop = step < 0 ? INT64_MIN : INT64_MAX;
  if (!slice->start.is_none() &&
      !slice_part(fiber, slice->start, &bounds->start)) {
    return false;
  }
  return slice->stop.is_none() ||
         slice_part(fiber, slice->stop, &bounds->stop);
}

void slice_adjust(SliceBounds* bounds, int64_t length) {
  const int64_t step = bounds->step;
  for (int64_t* at : {&bounds->start, &bounds->stop}) {
    if (*at < 0) {
      *at += length;
      if (*at < 0) *at = step < 0 ? -1 : 0;
    } else if (*at >= length) {
      *at = step < 0 ? length - 1 : length;
    }
  }
  const int64_t start = bounds->start;
  bounds->count = 0;
  if (step < 0) {
    if (bounds->stop < start)
      bounds->count = (start - bounds->stop - 1) / -step + 1;
  } else if (start < bounds->stop) {
    bounds->count = (bounds->stop - start - 1) / step + 1;
  }
  if (step == 1 && bounds->stop < start) bounds->stop = start;
}

namespace {

void trace_slice(Object* self, Tracer& tracer) {
  tracer.visit(&static_cast<Slice*>(self)->start, 3);
}

const Layout kSliceLayout = {Kind::kSlice, "slice", sizeof(Slice),
                             trace_slice,  nullptr, nullptr};

Value slice_create(Fiber& fiber, Type*, Args args) {
  if (!check_arg_count(fiber, "slice", args, 1, 3)) return Value::error();
  const Value none = Value::none();
  if (args.count == 1) return make_slice(fiber, none, args[0], none);
  return make_slice(fiber, args[0], args[1], args.get(2, none));
}

Value slice_repr(Fiber& fiber, Value self) {
  const Slice* const slice = self.as<Slice>();
  StrBuilder out(fiber);
  out.add("slice(");
  if (!out.add_repr(slice->start)) return Value::error();
  out.add(", ");
  if (!out.add_repr(slice->stop)) return Value::error();
  out.add(", ");
  if (!out.add_repr(slice->step)) return Value::error();
  out.add(')');
  return out.finish();
}

Value slice_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Slice* const a = cast<Slice>(self);
  const Slice* const b = cast<Slice>(other);
  if (a == nullptr || b == nullptr) return Value::not_implemented();
  Tuple* const left = make_tuple(fiber, &a->start, 3);
  Tuple* const right = make_tuple(fiber, &b->start, 3);
  return compare(fiber, op, Value::from_object(left),
                 Value::from_object(right));
}

// indices(length): all of it in integers of any size.
Value index_value(Fiber& fiber, Value part) {
  if (!is_index(part)) {
    return raise_type_error(fiber,
                            "slice indices must be integers or None or have "
                            "an __index__ method");
  }
  if (is_integer(part)) return plain_integer(part);
  return type_of(part)->slots->index(fiber, part);
}

// One end, brought into [low, high] after counting negative ones from the end.
Value adjust_end(Fiber& fiber, Value end, Value length, Value low,
                 Value high) {
  Value at = index_value(fiber, end);
  if (at.is_error()) return at;
  if (int_sign(at) < 0) {
    at = number_binary(fiber, kAdd, at, length);
    if (at.is_error()) return at;
    return int_compare(at, low) < 0 ? low : at;
  }
  return int_compare(at, high) > 0 ? high : at;
}

Value slice_indices(Fiber& fiber, Value self, Args args) {
  const Slice* const slice = self.as<Slice>();
  Value length = args[0];
  if (!is_index(length)) {
    return raise_type_error(fiber,
                            "'%s' object cannot be interpreted as an integer",
                            type_name(length));
  }
  length = index_value(fiber, length);
  if (length.is_error()) return length;
  if (int_sign(length) < 0)
    return raise_value_error(fiber, "length should not be negative");
  Value out[3];
  Value& step = out[2];
  step = slice->step.is_none() ? Value::from_int(1)
                               : index_value(fiber, slice->step);
  if (step.is_error()) return step;
  if (int_is_zero(step))
    return raise_value_error(fiber, "slice step cannot be zero");
  const bool is_backward = int_sign(step) < 0;
  const Value low = Value::from_int(is_backward ? -1 : 0);
  const Value high =
      is_backward ? number_binary(fiber, kSub, length, Value::from_int(1))
                  : length;
  out[0] = slice->start.is_none()
               ? (is_backward ? high : low)
               : adjust_end(fiber, slice->start, length, low, high);
  if (out[0].is_error()) return out[0];
  out[1] = slice->stop.is_none()
               ? (is_backward ? low : high)
               : adjust_end(fiber, slice->stop, length, low, high);
  if (out[1].is_error()) return out[1];
  return Value::from_object(make_tuple(fiber, out, 3));
}

Value slice_start(Fiber&, Value self) { return self.as<Slice>()->start; }
Value slice_stop(Fiber&, Value self) { return self.as<Slice>()->stop; }
Value slice_step(Fiber&, Value self) { return self.as<Slice>()->step; }

constexpr MethodDef kSliceMethods[] = {
    {"indices", slice_indices, 1, 1, 0,
     "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length "
     "len, calculate the start and stop\nindices, and the stride length of "
     "the extended slice described by\nS. Out of bounds indices are clipped "
     "in a manner consistent with the\nhandling of normal slices."_doc},
    {}};
constexpr GetSetDef kSliceGetSets[] = {{"start", slice_start, read_only},
                                       {"stop", slice_stop, read_only},
                                       {"step", slice_step, read_only},
                                       {}};

constexpr Slots make_slice_slots() {
  Slots s{};
  s.repr = slice_repr;
  s.compare = slice_compare;
  s.hash = nullptr;
  s.create = slice_create;
  return s;
}
constexpr Slots kSliceSlots = make_slice_slots();

constexpr TypeDef kSliceType = {
    "slice", &kSliceLayout, &kSliceSlots, kSliceMethods, kSliceGetSets,
    kTypeFinal,
    "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This "
    "is used for extended slicing (e.g. a[0:10:2])."};

}  // namespace

void init_slice(Fiber& fiber) {
  types().slice = native_type(fiber, kSliceType);
}

}  // namespace mt::python
