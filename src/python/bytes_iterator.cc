// bytes_iterator.cc - what iter() makes of bytes, bytearray and memoryview.
//
// It asks by index each time, so a bytearray may change meanwhile.

#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/iterators.h"

namespace mt::python {

namespace {

struct ByteIterator : Object {
  Value source;  // none at the end
  size_t at;
};

void trace_iterator(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<ByteIterator*>(self)->source);
}

int64_t length_of_source(Fiber& fiber, Value source) {
  return type_of(source)->slots->len(fiber, source);
}

Value iterator_next(Fiber& fiber, Value self) {
  ByteIterator* const it = self.as<ByteIterator>();
  if (it->source.is_none()) return Value::exhausted();
  if (const Bytes* const bytes = cast<Bytes>(it->source)) {
    if (it->at < bytes->size) {
      return Value::from_int(static_cast<uint8_t>(bytes->view()[it->at++]));
    }
  } else if (const MemoryView* const view = cast<MemoryView>(it->source)) {
    if (!check_usable(fiber, view)) return Value::error();
    if (it->at < view->size)
      return item_at(fiber, view, place_of(view, it->at++));
  } else {
    const std::string_view bytes = it->source.as<ByteArray>()->view();
    if (it->at < bytes.size())
      return Value::from_int(static_cast<uint8_t>(bytes[it->at++]));
  }
  store(fiber.heap, &it->source, Value::none());
  return Value::exhausted();
}

Value iterator_length_hint(Fiber& fiber, Value self, Args) {
  const ByteIterator* const it = self.as<ByteIterator>();
  if (it->source.is_none()) return Value::from_int(0);
  const int64_t left =
      length_of_source(fiber, it->source) - static_cast<int64_t>(it->at);
  return Value::from_int(left < 0 ? 0 : left);
}

Value iterator_reduce(Fiber& fiber, Value self, Args) {
  const ByteIterator* const it = self.as<ByteIterator>();
  if (it->source.is_none()) return iter_reduction(fiber, Value());
  return iter_reduction(fiber, it->source, int_from_u64(fiber, it->at));
}

Value iterator_setstate(Fiber& fiber, Value self, Args args) {
  ByteIterator* const it = self.as<ByteIterator>();
  int64_t at;
  if (!state_index(fiber, args[0], 0, INT64_MAX, &at)) return Value::error();
  it->at = static_cast<size_t>(at);
  return Value::none();
}

const Layout kIteratorLayout = {Kind::kIterator, "bytes_iterator",
                                sizeof(ByteIterator), trace_iterator, nullptr,
                                nullptr};
const MethodDef kIteratorMethods[] = {
    {"__length_hint__", iterator_length_hint},
    {"__reduce__", iterator_reduce},
    {"__setstate__", iterator_setstate, 1, 1},
    {}};

constexpr Slots kIteratorSlots = iterator_slots(iterator_next);

constexpr TypeDef named(const char* name) {
  return {name, &kIteratorLayout, &kIteratorSlots, kIteratorMethods, nullptr,
          kTypeFinal | kTypeNotCreatable};
}
constexpr TypeDef kBytesType = named("bytes_iterator");
constexpr TypeDef kArrayType = named("bytearray_iterator");
constexpr TypeDef kViewType = named("memory_iterator");

}  // namespace

Value make_byte_iterator(Fiber& fiber, Value self) {
  const Types& t = types();
  ByteIterator* const it = make<ByteIterator>(
      fiber, is_kind(self, Kind::kBytes)       ? t.bytes_iterator
             : is_kind(self, Kind::kByteArray) ? t.bytearray_iterator
                                               : t.memory_iterator);
  if (it == nullptr) return Value::error();
  it->source = self;
  return Value::from_object(it);
}

void init_byte_iterator(Fiber& fiber) {
  Types& t = types();
  t.bytes_iterator = native_type(fiber, kBytesType);
  t.bytearray_iterator = native_type(fiber, kArrayType);
  t.memory_iterator = native_type(fiber, kViewType);
}

}  // namespace mt::python
