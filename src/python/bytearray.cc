// bytearray.cc - bytes that can be changed.
//
// The memory belongs to the array, and is its cell's or outside the heap. Bytes
// taken from the front are only counted (`start`), so a queue that is filled at
// one end and emptied at the other moves each byte once. While a memoryview can
// still be named the array may not be resized (memoryview.cc).

#include <string.h>

#include <algorithm>

#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/dict.h"
#include "python/list.h"
#include "python/slice.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

ByteArray* as_array(Value v) { return v.as<ByteArray>(); }

void release_array(Object* self) {
  ByteArray* const array = static_cast<ByteArray*>(self);
  if (!array->is_inside()) rt().heap.release(array->data, array->capacity);
}

const Layout kByteArrayLayout = {Kind::kByteArray, "bytearray",
                                 sizeof(ByteArray), nullptr, release_array,
                                 nullptr};

// Makes room behind the bytes for `more` of them.
bool reserve(Fiber& fiber, ByteArray* array, size_t more) {
  if (array->size == 0) array->start = 0;
  const size_t used = array->start + array->size;
  if (array->capacity - used >= more) return true;
  if (more > SIZE_MAX / 4 - array->size) {
    raise_memory_error(fiber);
    return false;
  }
  const size_t wanted = array->size + more;
  if (array->start >= array->size && array->capacity >= wanted) {
    memmove(array->data, array->data + array->start, array->size);
    array->start = 0;
    return true;
  }
  const size_t capacity = array->capacity == 0 && wanted < 16
                              ? 16
                              : wanted + (array->capacity ? wanted / 4 : 0);
  if (array->start != 0 && array->size != 0) {
    memmove(array->data, array->data + array->start, array->size);
  }
  array->start = 0;
  const bool is_inside = array->is_inside();
  void* const memory =
      fiber.heap.grow(is_inside ? nullptr : array->data,
                      is_inside ? 0 : array->capacity, capacity);
  if (memory == nullptr) {
    raise_memory_error(fiber);
    return false;
  }
  if (is_inside) memcpy(memory, array->data, array->size);
  array->data = static_cast<char*>(memory);
  array->capacity = capacity;
  return true;
}

// An empty one with that much room in its cell, if that is not much.
ByteArray* make_with_room(Fiber& fiber, size_t room) {
  constexpr size_t kLeastInside = 24, kMostInside = 512;
  const size_t bytes =
      sizeof(ByteArray) +
      (room > kMostInside ? 0 : std::max(room, kLeastInside));
  ByteArray* const array = static_cast<ByteArray*>(fiber.heap.allocate_unfilled(
      bytes, types().bytearray->root_shape, Kind::kByteArray));
  array->capacity =
      room > kMostInside ? 0 : Heap::cell_bytes(bytes) - sizeof(ByteArray);
  array->data = room > kMostInside ? nullptr
                                   : reinterpret_cast<char*>(array + 1);
  array->size = array->start = 0;
  array->exports = 0;
  return array;
}

}  // namespace

bool may_resize(Fiber& fiber, const ByteArray* array) {
  if (array->exports == 0 || !is_viewed(array)) return true;
  raise(fiber, types().BufferError,
        array->kind == Kind::kArray
            ? "cannot resize an array that is exporting buffers"
            : "Existing exports of data: object cannot be re-sized");
  return false;
}

bool bytearray_splice(Fiber& fiber, ByteArray* array, size_t start,
                      size_t stop, std::string_view with) {
  const size_t old = stop - start;
  if (old == with.size()) {
    if (old != 0) memcpy(array->data + array->start + start, with.data(), old);
    return true;
  }
  if (!may_resize(fiber, array)) return false;
  if (start == 0 && with.empty()) {
    array->start += old;
    array->size -= old;
    if (array->size == 0) array->start = 0;
    return true;
  }
  if (with.size() > old && !reserve(fiber, array, with.size() - old)) {
    return false;
  }
  char* const at = array->data + array->start + start;
  memmove(at + with.size(), at + old, array->size - stop);
  if (!with.empty()) memcpy(at, with.data(), with.size());
  array->size += with.size();
  array->size -= old;
  return true;
}

ByteArray* make_bytearray_to_fill(Fiber& fiber, size_t size) {
  ByteArray* const array = make_with_room(fiber, size);
  if (!reserve(fiber, array, size)) return nullptr;
  array->size = size;
  return array;
}

ByteArray* make_bytearray(Fiber& fiber, std::string_view bytes) {
  ByteArray* const array = make_bytearray_to_fill(fiber, bytes.size());
  if (array != nullptr) copy_text(array->data, bytes.data(), bytes.size());
  return array;
}

bool bytearray_resize(Fiber& fiber, ByteArray* array, size_t size) {
  if (size != array->size && !may_resize(fiber, array)) return false;
  if (size > array->size) {
    const size_t more = size - array->size;
    if (!reserve(fiber, array, more)) return false;
    memset(array->data + array->start + array->size, 0, more);
  }
  array->size = size;
  return true;
}

bool bytearray_append(Fiber& fiber, ByteArray* array, std::string_view bytes) {
  if (bytes.empty()) return true;
  if (!may_resize(fiber, array)) return false;
  if (array->capacity - array->start - array->size >= bytes.size()) {
    copy_text(array->data + array->start + array->size, bytes.data(),
              bytes.size());
    array->size += bytes.size();
    return true;
  }
  // The bytes may be the array's own, and move when it grows.
  const char* const own = array->data;
  const bool is_own = own != nullptr && bytes.data() >= own &&
                      bytes.data() <= own + array->capacity;
  const std::string copy = is_own ? std::string(bytes) : std::string();
  if (!reserve(fiber, array, bytes.size())) return false;
  memcpy(array->data + array->start + array->size,
         is_own ? copy.data() : bytes.data(), bytes.size());
  array->size += bytes.size();
  return true;
}

// --- slots -------------------------------------------------------------------

namespace {

Value bytearray_create(Fiber& fiber, Type* cls, Args args) {
  std::string_view bytes;
  if (cls == types().bytearray) {
    if (args.count > 0) buffer_of(args[0], &bytes);
    return Value::from_object(make_with_room(fiber, bytes.size()));
  }
  ByteArray* const array = make<ByteArray>(fiber, cls);
  return array != nullptr ? Value::from_object(array) : Value::error();
}

// What it had is gone before it is looked at what it gets, were that itself.
bool bytearray_init(Fiber& fiber, Value self, Args args) {
  ByteArray* const array = as_array(self);
  BytesSource source;
  return bytearray_resize(fiber, array, 0) &&
         bytes_source(fiber, "bytearray", args, &source) &&
         bytearray_resize(fiber, array, 0) &&
         bytearray_append(fiber, array, source.view) &&
         bytearray_resize(fiber, array, source.view.size() + source.zeros);
}

Value bytearray_repr(Fiber& fiber, Value self) {
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  out.add('(');
  const std::string_view bytes = as_array(self)->view();
  if (out.has_room(most_escaped(bytes))) bytes_repr_to(out.text(), bytes, true);
  out.add(')');
  return out.finish();
}

Value bytearray_str(Fiber& fiber, Value self) {
  return bytearray_repr(fiber, self);
}

int64_t bytearray_len(Fiber&, Value self) {
  return static_cast<int64_t>(as_array(self)->size);
}

// The bytes of anything that can be assigned to a slice, as a copy.
bool read_items(Fiber& fiber, Value value, const char* message,
                std::string* out) {
  std::string_view view;
  if (buffer_of(value, &view)) {
    if (!may_gather(fiber, view.size())) return false;
    out->assign(view);
    return true;
  }
  const Slots* const slots = type_of(value)->slots;
  if (is_index(value) ||
      (slots->iter == nullptr && slots->getitem == nullptr)) {
    raise_type_error(fiber, message, type_name(value));
    return false;
  }
  Value item;
  Iteration items(fiber, value);
  while (items.next(&item)) {
    char byte;
    if (!byte_of(fiber, item, &byte)) return false;
    if (!may_gather(fiber, out->size())) return false;
    out->push_back(byte);
  }
  return !items.failed();
}

bool assign_extended(Fiber& fiber, ByteArray* array, const SliceBounds& at,
                     std::string_view with, bool is_delete) {
  char* const data = array->data + array->start;
  if (!is_delete && !with.empty()) {
    if (static_cast<int64_t>(with.size()) != at.count) {
      raise_value_error(fiber,
                        "attempt to assign bytes of size %zu to extended slice "
                        "of size %lld",
                        with.size(), static_cast<long long>(at.count));
      return false;
    }
    char* to = data + at.start;
    for (const char c : with) {
      *to = c;
      to += at.step;
    }
    return true;
  }
  if (at.count == 0) return true;
  if (!may_resize(fiber, array)) return false;
  // Forwards over what stays, skipping every step-th.
  const int64_t step = at.step < 0 ? -at.step : at.step;
  const int64_t first =
      at.step < 0 ? at.start + (at.count - 1) * at.step : at.start;
  int64_t out = first, left = at.count, next = first;
  for (int64_t i = first; i < static_cast<int64_t>(array->size); ++i) {
    if (left > 0 && i == next) {
      next += step;
      --left;
    } else {
      data[out++] = data[i];
    }
  }
  array->size = static_cast<size_t>(out);
  return true;
}

bool set_slice(Fiber& fiber, ByteArray* array, const Slice* slice,
               Value value) {
  constexpr char kRefusal[] =
      "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
  std::string copy;
  std::string_view with;
  if (is_kind(value, Kind::kStr)) {
    raise_type_error(fiber, kRefusal);
    return false;
  }
  if (const Bytes* const bytes = cast<Bytes>(value)) {
    with = bytes->view();
  } else if (!value.is_undefined()) {
    if (!read_items(fiber, value, kRefusal, &copy)) return false;
    with = copy;
  }
  SliceBounds at;
  if (!slice_unpack(fiber, slice, &at)) return false;
  slice_adjust(&at, static_cast<int64_t>(array->size));
  if (at.step != 1) {
    return assign_extended(fiber, array, at, with, value.is_undefined());
  }
  const auto start = static_cast<size_t>(at.start);
  return bytearray_splice(fiber, array, start,
                          start + static_cast<size_t>(at.count), with);
}

bool bytearray_setitem(Fiber& fiber, Value self, Value key, Value value) {
  ByteArray* const array = as_array(self);
  if (const Slice* const slice = cast<Slice>(key)) {
    return set_slice(fiber, array, slice, value);
  }
  int64_t i;
  if (!subscript_index(fiber, key, "bytearray", &i)) return false;
  char byte = 0;
  if (!value.is_undefined() && !byte_of(fiber, value, &byte)) return false;
  const auto size = static_cast<int64_t>(array->size);
  if (i < 0) i += size;
  if (i < 0 || i >= size) {
    raise_index_error(fiber, "bytearray index out of range");
    return false;
  }
  const auto at = static_cast<size_t>(i);
  if (value.is_undefined())
    return bytearray_splice(fiber, array, at, at + 1, {});
  array->data[array->start + at] = byte;
  return true;
}

Value bytearray_iadd(Fiber& fiber, Value a, Value b) {
  std::string_view more;
  if (!is_kind(a, Kind::kByteArray) || !buffer_of(b, &more)) {
    return Value::not_implemented();
  }
  return bytearray_append(fiber, as_array(a), more) ? a : Value::error();
}

Value bytearray_imul(Fiber& fiber, Value a, Value b) {
  int64_t times;
  bool known;
  if (!repeat_count(fiber, b, &times, &known)) {
    return known ? Value::error() : Value::not_implemented();
  }
  ByteArray* const array = as_array(a);
  const std::string unit(array->view());
  if (times > 0 && static_cast<uint64_t>(times) >
                       SIZE_MAX / 4 / (unit.size() + 1)) {
    return raise_memory_error(fiber);
  }
  const auto count = times > 0 ? static_cast<size_t>(times) : 0;
  if (!bytearray_resize(fiber, array, unit.size() * count)) {
    return Value::error();
  }
  if (array->size != 0) repeat_bytes(array->data + array->start, unit, count);
  return a;
}

Value bytearray_mod(Fiber& fiber, Value a, Value b) {
  if (!is_kind(a, Kind::kByteArray)) return Value::not_implemented();
  return byte_format(fiber, a, b);
}

// --- methods -----------------------------------------------------------------

Value done(bool ok) { return ok ? Value::none() : Value::error(); }

Value array_append(Fiber& fiber, Value self, Args args) {
  char byte;
  if (!byte_of(fiber, args[0], &byte)) return Value::error();
  return done(bytearray_append(fiber, as_array(self), {&byte, 1}));
}

Value array_clear(Fiber& fiber, Value self, Args) {
  ByteArray* const array = as_array(self);
  return done(bytearray_splice(fiber, array, 0, array->size, {}));
}

Value array_copy(Fiber& fiber, Value self, Args) {
  return text_whole(fiber, Text(self));
}

Value array_extend(Fiber& fiber, Value self, Args args) {
  if (const Bytes* const bytes = cast<Bytes>(args[0]))
    return done(bytearray_append(fiber, as_array(self), bytes->view()));
  std::string more;
  if (!read_items(fiber, args[0], "can't extend bytearray with %s", &more)) {
    return Value::error();
  }
  return done(bytearray_append(fiber, as_array(self), more));
}

Value array_insert(Fiber& fiber, Value self, Args args) {
  int64_t at;
  char byte;
  if (!size_argument(fiber, args[0], &at) || !byte_of(fiber, args[1], &byte)) {
    return Value::error();
  }
  ByteArray* const array = as_array(self);
  const auto size = static_cast<int64_t>(array->size);
  if (at < 0) at += size;
  const auto place = static_cast<size_t>(at < 0 ? 0 : at > size ? size : at);
  return done(bytearray_splice(fiber, array, place, place, {&byte, 1}));
}

Value array_pop(Fiber& fiber, Value self, Args args) {
  int64_t at = -1;
  if (args.count > 0 && !size_argument(fiber, args[0], &at))
    return Value::error();
  ByteArray* const array = as_array(self);
  const auto size = static_cast<int64_t>(array->size);
  if (size == 0) return raise_index_error(fiber, "pop from empty bytearray");
  if (at < 0) at += size;
  if (at < 0 || at >= size) {
    return raise_index_error(fiber, "pop index out of range");
  }
  const auto place = static_cast<size_t>(at);
  const auto byte = static_cast<uint8_t>(array->view()[place]);
  if (!bytearray_splice(fiber, array, place, place + 1, {}))
    return Value::error();
  return Value::from_int(byte);
}

Value array_remove(Fiber& fiber, Value self, Args args) {
  char byte;
  if (!byte_of(fiber, args[0], &byte)) return Value::error();
  ByteArray* const array = as_array(self);
  const size_t at = array->view().find(byte);
  if (at == std::string_view::npos) {
    return raise_value_error(fiber, "value not found in bytearray");
  }
  return done(bytearray_splice(fiber, array, at, at + 1, {}));
}

Value array_reverse(Fiber&, Value self, Args) {
  ByteArray* const array = as_array(self);
  if (array->size != 0) {
    char* const first = array->data + array->start;
    std::reverse(first, first + array->size);
  }
  return Value::none();
}

Value array_reduce(Fiber& fiber, Value self, Args) {
  const Value content = bytes_value(fiber, as_array(self)->view());
  if (content.is_error()) return content;
  Tuple* const inner = make_tuple(fiber, &content, 1);
  if (inner == nullptr) return Value::error();
  const bool has_own = own_count(self.object()) != 0;
  const Value parts[] = {
      Value::from_object(type_of(self)), Value::from_object(inner),
      has_own ? Value::from_object(own_snapshot(fiber, self.object()))
              : Value::none()};
  Tuple* const tuple = make_tuple(fiber, parts, 3);
  return tuple != nullptr ? Value::from_object(tuple) : Value::error();
}

const MethodDef kByteArrayMethods[] = {
    MT_TEXT_METHODS,
    MT_BYTE_METHODS,
    {"append", array_append, 1, 1},
    {"clear", array_clear},
    {"copy", array_copy},
    {"extend", array_extend, 1, 1},
    {"insert", array_insert, 2, 2},
    {"pop", array_pop, 0, 1},
    {"remove", array_remove, 1, 1},
    {"reverse", array_reverse},
    {"__reduce__", array_reduce},
    {}};

constexpr Operators make_bytearray_operators() {
  Operators s{};
  s.binary[kAdd] = byte_concat;
  s.binary[kMul] = byte_repeat;
  s.binary[kMod] = bytearray_mod;
  s.inplace[kAdd] = bytearray_iadd;
  s.inplace[kMul] = bytearray_imul;
  return s;
}
constexpr Operators kBytearrayOperators = make_bytearray_operators();

constexpr Slots make_bytearray_slots() {
  Slots slots{};
  slots.repr = bytearray_repr;
  slots.str = bytearray_str;
  slots.compare = byte_compare;
  slots.hash = nullptr;
  slots.iter = make_byte_iterator;
  slots.len = bytearray_len;
  slots.contains = byte_contains;
  slots.getitem = byte_getitem;
  slots.setitem = bytearray_setitem;
  slots.operators = &kBytearrayOperators;
  slots.create = bytearray_create;
  slots.init = bytearray_init;
  return slots;
}
constexpr Slots kByteArraySlots = make_bytearray_slots();

const TypeDef kByteArrayType = {
    "bytearray", &kByteArrayLayout, &kByteArraySlots, kByteArrayMethods,
    nullptr, 0,
    "bytearray(iterable_of_ints) -> bytearray\n"
    "bytearray(string, encoding[, errors]) -> bytearray\n"
    "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
    "bytearray(int) -> bytes array of size given by the parameter initialized "
    "with null bytes\n"
    "bytearray() -> empty bytes array\n\n"
    "Construct a mutable bytearray object."};

}  // namespace

void init_bytearray(Fiber& fiber) {
  types().bytearray = native_type(fiber, kByteArrayType);
}

}  // namespace mt::python
