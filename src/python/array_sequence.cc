// array_sequence.cc - array.array as a sequence: operators and subscripts.

#include <string.h>

#include <algorithm>

#include "python/array.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/iterators.h"
#include "python/slice.h"
#include "python/str_internal.h"

namespace mt::python {

// An array of `from`'s code with these bytes, which may be its own.
Value array_like(Fiber& fiber, const Array* from, std::string_view bytes) {
  const std::string copy(bytes);
  Array* const array = make<Array>(fiber, array_type());
  if (array == nullptr || !array_set_code(array, from->code) ||
      !bytearray_append(fiber, array, copy)) {
    return Value::error();
  }
  return Value::from_object(array);
}

Value array_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Array* const a = cast<Array>(self);
  const Array* const b = cast<Array>(other);
  if (a == nullptr || b == nullptr) return Value::not_implemented();
  if ((op == kEq || op == kNe) && array_count(a) != array_count(b)) {
    return Value::from_bool(op == kNe);
  }
  size_t i = 0;
  for (; i < array_count(a) && i < array_count(b); ++i) {
    const Value first = array_item(fiber, a, i);
    const Value second = array_item(fiber, b, i);
    if (first.is_error() || second.is_error()) return Value::error();
    const Value same = compare(fiber, kEq, first, second);  // nan is not nan
    if (same.is_error()) return same;
    if (same == Value::from_bool(true)) continue;
    if (op == kEq || op == kNe) return Value::from_bool(op == kNe);
    return compare(fiber, op, first, second);
  }
  return Value::from_bool(order_holds(array_count(a), array_count(b), op));
}

int64_t array_len(Fiber&, Value self) {
  return static_cast<int64_t>(array_count(as_array(self)));
}

int array_contains(Fiber& fiber, Value self, Value item) {
  const Array* const array = as_array(self);
  for (size_t i = 0; i < array_count(array); ++i) {
    const Value own = array_item(fiber, array, i);
    const int same =
        own.is_error() ? -1 : compare_truth(fiber, kEq, own, item);
    if (same != 0) return same;
  }
  return 0;
}

Value array_concat(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kArray)) return Value::not_implemented();
  const Array* const second = cast<Array>(b);
  if (second == nullptr) {
    return raise_type_error(fiber,
                            "can only append array (not \"%s\") to array",
                            type_name(b));
  }
  if (second->code != as_array(a)->code) {
    return raise_type_error(fiber, "bad argument type for built-in operation");
  }
  const Value sum = array_like(fiber, as_array(a), as_array(a)->view());
  if (sum.is_error()) return sum;
  return bytearray_append(fiber, as_array(sum), second->view())
             ? sum
             : Value::error();
}

Value array_iadd(Fiber& fiber, Value a, Value b) {
  if (!is_kind(b, Kind::kArray)) {
    return raise_type_error(fiber,
                            "can only extend array with array (not \"%s\")",
                            type_name(b));
  }
  return array_extend(fiber, as_array(a), b) ? a : Value::error();
}

static bool repeat(Fiber& fiber, Array* array, int64_t times) {
  const std::string unit(array->view());
  const size_t count = times > 0 ? static_cast<size_t>(times) : 0;
  if (count > SIZE_MAX / 4 / (unit.size() + 1)) {
    raise_memory_error(fiber);
    return false;
  }
  if (!bytearray_resize(fiber, array, unit.size() * count)) return false;
  if (array->size != 0) repeat_bytes(array->data + array->start, unit, count);
  return true;
}

Value array_repeat(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kArray)) std::swap(a, b);
  int64_t times;
  bool known;
  if (!repeat_count(fiber, b, &times, &known)) {
    return known ? Value::error()
                 : raise_type_error(fiber,
                                    "can't multiply sequence by non-int of "
                                    "type '%s'",
                                    type_name(b));
  }
  const Value copy = array_like(fiber, as_array(a), as_array(a)->view());
  if (copy.is_error()) return copy;
  return repeat(fiber, as_array(copy), times) ? copy : Value::error();
}

Value array_imul(Fiber& fiber, Value a, Value b) {
  int64_t times;
  bool known;
  if (!repeat_count(fiber, b, &times, &known)) {
    return known ? Value::error() : Value::not_implemented();
  }
  return repeat(fiber, as_array(a), times) ? a : Value::error();
}

// --- subscripts -------------------------------------------------------------

bool array_index(Fiber& fiber, const Array* array, Value key, const char* what,
                size_t* at) {
  int64_t i = 0;
  if (!is_index(key)) {
    raise_type_error(fiber, "array indices must be integers");
    return false;
  }
  if (!subscript_index(fiber, key, "array", &i)) return false;
  const auto count = static_cast<int64_t>(array_count(array));
  if (i < 0) i += count;
  if (i < 0 || i >= count) {
    raise_index_error(fiber, "%s index out of range", what);
    return false;
  }
  *at = static_cast<size_t>(i);
  return true;
}

// The bytes of the items of a slice.
static std::string gather(const Array* array, const SliceBounds& at) {
  std::string out;
  for (int64_t i = 0; i < at.count; ++i) {
    const auto item = static_cast<size_t>(at.start + i * at.step);
    out.append(array->view(), item * array->item_size, array->item_size);
  }
  return out;
}

Value array_getitem(Fiber& fiber, Value self, Value key) {
  const Array* const array = as_array(self);
  if (const Slice* const slice = cast<Slice>(key)) {
    SliceBounds at;
    if (!slice_unpack(fiber, slice, &at)) return Value::error();
    slice_adjust(&at, array_len(fiber, self));
    if (!may_gather(fiber, static_cast<size_t>(at.count) * array->item_size))
      return Value::error();
    return array_like(fiber, array, gather(array, at));
  }
  size_t at;
  if (!array_index(fiber, array, key, "array", &at)) return Value::error();
  return array_item(fiber, array, at);
}

static bool set_slice(Fiber& fiber, Array* array, const Slice* slice,
                      Value value) {
  const size_t size = array->item_size;
  std::string with;
  if (!value.is_undefined()) {
    const Array* const other = cast<Array>(value);
    if (other == nullptr) {
      raise_type_error(fiber,
                       "can only assign array (not \"%s\") to array slice",
                       type_name(value));
      return false;
    }
    if (other->code != array->code) {
      raise_type_error(fiber, "bad argument type for built-in operation");
      return false;
    }
    with = other->view();
  }
  SliceBounds at;
  if (!slice_unpack(fiber, slice, &at)) return false;
  slice_adjust(&at, static_cast<int64_t>(array_count(array)));
  const auto start = static_cast<size_t>(at.start) * size;
  if (at.step == 1) {
    return bytearray_splice(fiber, array, start,
                            start + static_cast<size_t>(at.count) * size, with);
  }
  if (with.empty()) {
    // Deletes, as an empty array does too: from the end, so that what is left
    // to delete stays where it is.
    for (int64_t i = 0; i < at.count; ++i) {
      const int64_t nth = at.step < 0 ? i : at.count - 1 - i;
      const auto place = static_cast<size_t>(at.start + nth * at.step) * size;
      if (!bytearray_splice(fiber, array, place, place + size, {})) {
        return false;
      }
    }
    return true;
  }
  if (with.size() / size != static_cast<size_t>(at.count)) {
    raise_value_error(fiber,
                      "attempt to assign array of size %zu to extended slice "
                      "of size %lld",
                      with.size() / size, static_cast<long long>(at.count));
    return false;
  }
  for (int64_t i = 0; i < at.count; ++i) {
    const auto place = static_cast<size_t>(at.start + i * at.step) * size;
    memcpy(array->data + array->start + place,
           with.data() + static_cast<size_t>(i) * size, size);
  }
  return true;
}

bool array_setitem(Fiber& fiber, Value self, Value key, Value value) {
  Array* const array = as_array(self);
  if (const Slice* const slice = cast<Slice>(key)) {
    return set_slice(fiber, array, slice, value);
  }
  size_t at;
  char bytes[8];
  if (!array_index(fiber, array, key, "array assignment", &at)) return false;
  std::string_view with;
  if (!value.is_undefined()) {
    if (!array_pack(fiber, array->code, value, bytes)) return false;
    with = {bytes, array->item_size};
    if (at >= array_count(array)) {  // __index__ shrank it
      raise_index_error(fiber, "array assignment index out of range");
      return false;
    }
  }
  const size_t place = at * array->item_size;
  return bytearray_splice(fiber, array, place, place + array->item_size, with);
}

Value array_iter(Fiber& fiber, Value self) {
  return make_sequence_iterator(fiber, self);
}

}  // namespace mt::python
