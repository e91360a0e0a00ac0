// str_concat.cc - joining strings and cutting them.
//
// Text grown by `s += t` or `s = t + s` in a loop must not be copied each time.
// The first concatenation makes an ordinary string and remembers that it did;
// when that string grows again, the result goes into a StrBuffer with room to
// spare, and as long as each result is extended at that end the new text is
// just written beside the old. A buffer never moves while it has readers: a
// full one is left to them, and a larger one is begun.

#include <string.h>

#include <algorithm>

#include "python/iterators.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

constexpr uint16_t kFlagConcatenated = kFlagFrozen;
constexpr size_t kBufferFrom = 256;   // shorter results are copied
constexpr size_t kShareFrom = 4096;   // shorter pieces are copied

Value too_large(Fiber& fiber) { return raise_memory_error(fiber); }

Value result_of(Str* string) {
  return string != nullptr ? Value::from_object(string) : Value::error();
}

enum Side : uint8_t { kFront = 1, kBack = 2 };

// Its buffer, if the text is in one.
StrBuffer* buffer_behind(const Str* text) {
  Object* const owner = text->is_borrowed() ? text->loan.owner : nullptr;
  return owner != nullptr && owner->kind == Kind::kStrBuffer
             ? static_cast<StrBuffer*>(owner)
             : nullptr;
}

// One that holds `text`, and has room for the `total` bytes it is about to have
// at that side and for half as many there, or where it has grown before.
StrBuffer* make_buffer(Fiber& fiber, const Str* text, size_t total, Side side) {
  StrBuffer* const buffer = make<StrBuffer>(fiber, types().str_buffer);
  if (buffer == nullptr) return nullptr;
  const size_t spare = total / 2;
  buffer->memory =
      static_cast<char*>(fiber.heap.grow(nullptr, 0, total + spare));
  if (buffer->memory == nullptr) {
    raise_memory_error(fiber);
    return nullptr;
  }
  buffer->capacity = total + spare;
  const StrBuffer* const before = buffer_behind(text);
  buffer->sides = before != nullptr ? before->sides | side : side;
  const size_t front = buffer->sides == kBack    ? 0
                       : buffer->sides == kFront ? spare
                                                 : spare / 2;
  buffer->start = side == kBack ? front : front + total - text->byte_count;
  memcpy(buffer->memory + buffer->start, text->data(), text->byte_count);
  buffer->used = buffer->start + text->byte_count;
  return buffer;
}

// The buffer behind `text` when it ends where the buffer's text does, and there
// is room for `more` bytes.
StrBuffer* extensible_buffer(const Str* text, size_t more) {
  StrBuffer* const buffer = buffer_behind(text);
  return buffer != nullptr &&
                 text->data() + text->byte_count ==
                     buffer->memory + buffer->used &&
                 buffer->capacity - buffer->used >= more
             ? buffer
             : nullptr;
}

// The same for its beginning.
StrBuffer* front_buffer(const Str* text, size_t more) {
  StrBuffer* const buffer = buffer_behind(text);
  return buffer != nullptr &&
                 text->data() == buffer->memory + buffer->start &&
                 buffer->start >= more
             ? buffer
             : nullptr;
}

// `a` before `b`, which is in a buffer or has grown and goes into one.
Value put_before(Fiber& fiber, Str* a, Str* b, StrBuffer* buffer) {
  const size_t total = size_t{a->byte_count} + b->byte_count;
  if (buffer == nullptr) buffer = make_buffer(fiber, b, total, kFront);
  if (buffer == nullptr) return Value::error();
  buffer->start -= a->byte_count;
  buffer->sides |= kFront;
  char* const start = buffer->memory + buffer->start;
  memcpy(start, a->data(), a->byte_count);
  return Value::from_object(make_shared_str(
      fiber, buffer, start, total, size_t{a->char_count} + b->char_count));
}

}  // namespace

Value str_concat(Fiber& fiber, Str* a, Str* b) {
  if (b->byte_count == 0) return plain_str(fiber, a);
  if (a->byte_count == 0) return plain_str(fiber, b);
  const size_t total = size_t{a->byte_count} + b->byte_count;
  const size_t chars = size_t{a->char_count} + b->char_count;
  if (total > kMaxStrBytes) return too_large(fiber);

  StrBuffer* buffer = extensible_buffer(a, b->byte_count);
  const bool grows = a->is_borrowed() || (a->flags & kFlagConcatenated) != 0;
  if (buffer == nullptr && !grows && total >= kBufferFrom &&
      b->byte_count > a->byte_count) {
    StrBuffer* const front = front_buffer(b, a->byte_count);
    if (front != nullptr || buffer_behind(b) != nullptr ||
        (b->flags & kFlagConcatenated) != 0) {
      return put_before(fiber, a, b, front);
    }
  }
  if (buffer == nullptr && (total < kBufferFrom || !grows)) {
    Str* const string = make_str_to_fill(fiber, total, chars);
    if (string == nullptr) return Value::error();
    copy_text(copy_text(string->bytes, a->data(), a->byte_count), b->data(),
              b->byte_count);
    string->flags |= kFlagConcatenated;
    return Value::from_object(string);
  }
  const char* start = a->data();
  if (buffer == nullptr) {
    buffer = make_buffer(fiber, a, total, kBack);
    if (buffer == nullptr) return Value::error();
    start = buffer->memory + buffer->start;
  }
  buffer->sides |= kBack;
  memcpy(buffer->memory + buffer->used, b->data(), b->byte_count);
  buffer->used += b->byte_count;
  return Value::from_object(
      make_shared_str(fiber, buffer, start, total, chars));
}

Value str_repeat(Fiber& fiber, Str* string, int64_t times) {
  if (times <= 0 || string->byte_count == 0) {
    return Value::from_object(rt().empty_str);
  }
  if (times == 1) return plain_str(fiber, string);
  const size_t unit = string->byte_count;
  if (static_cast<uint64_t>(times) > kMaxStrBytes / unit) {
    return too_large(fiber);
  }
  const size_t count = static_cast<size_t>(times);
  Str* const repeated =
      make_str_to_fill(fiber, unit * count, string->char_count * count);
  if (repeated == nullptr) return Value::error();
  if (unit * count <= kSmallStr) {
    char* out = repeated->bytes;
    for (size_t i = 0; i < count; ++i)
      out = copy_text(out, string->data(), unit);
  } else {
    repeat_for_long(repeated->bytes, string->view(), count);
  }
  return Value::from_object(repeated);
}

namespace {

// Goes on with a pattern of `unit` bytes at `out`, from `done` to `end`.
void repeat_start(char* out, size_t unit, size_t done, size_t end) {
  constexpr size_t kMostAtOnce = 64 * 1024;
  while (done < end) {
    size_t step = std::min(done - done % unit, end - done);
    if (step > kMostAtOnce && unit <= kMostAtOnce)
      step = kMostAtOnce / unit * unit;
    memcpy(out + done, out + done % unit, step);
    done += step;
  }
}

}  // namespace

void repeat_bytes(char* out, std::string_view unit, size_t count) {
  const size_t total = unit.size() * count;
  if (unit.size() == 1) {
    memset(out, unit[0], count);
    return;
  }
  memcpy(out, unit.data(), unit.size());
  repeat_start(out, unit.size(), unit.size(), total);
}

void repeat_for_long(char* out, std::string_view unit, size_t count) {
  constexpr size_t kBytesAtOnce = 256 * 1024;
  const size_t total = unit.size() * count;
  memcpy(out, unit.data(), unit.size());
  for (size_t done = unit.size(); done < total; breathe()) {
    const size_t step = std::min(total - done, kBytesAtOnce);
    repeat_start(out, unit.size(), done, done + step);
    done += step;
  }
}

// The `chars` characters in [start, stop), byte offsets: one of them at least.
static Value cut(Fiber& fiber, Str* string, size_t start, size_t stop,
                 size_t chars) {
  const size_t size = stop - start;
  if (size == string->byte_count) return plain_str(fiber, string);
  const std::string_view text(string->data() + start, size);
  if (size >= kShareFrom) {
    // Shared when that keeps at most twice the memory alive, so that eating a
    // long text from its front is linear and a short rest frees the whole.
    Object* const owner = string->is_borrowed() ? string->loan.owner : string;
    const size_t held = owner == nullptr ? 0
                        : owner->kind == Kind::kStrBuffer
                            ? static_cast<StrBuffer*>(owner)->capacity
                            : static_cast<Str*>(owner)->byte_count;
    if (size >= held / 2) {
      return Value::from_object(
          make_shared_str(fiber, owner, text.data(), size, chars));
    }
  }
  if (chars == 1) return str_char(fiber, string, start);
  return result_of(make_str(fiber, text, chars));
}

Value str_piece(Fiber& fiber, Str* string, size_t start, size_t stop) {
  if (start >= stop) return Value::from_object(rt().empty_str);
  const size_t size = stop - start;
  if (string->is_ascii() && size <= kSmallStr && size < string->byte_count)
    return make_small_ascii(fiber, string->data() + start, size);
  return cut(fiber, string, start, stop,
             string->is_ascii()
                 ? size
                 : count_chars({string->data() + start, size}));
}

Value str_slice(Fiber& fiber, Str* string, size_t start, size_t stop) {
  if (start >= stop) return Value::from_object(rt().empty_str);
  if (string->is_ascii()) return cut(fiber, string, start, stop, stop - start);
  const size_t from = str_offset(string, start);
  if (stop - start == 1) {
    return str_char(fiber, string, from);
  }
  return cut(fiber, string, from, str_offset(string, stop), stop - start);
}

Value str_join(Fiber& fiber, Str* separator, Value iterable) {
  const Value* items;
  uint32_t count;
  Value sequence = iterable;
  if (!is_stored_row(iterable)) {
    const Value walk = get_iter(fiber, iterable);
    if (walk.is_error()) {
      if (!exception_matches(fiber, types().TypeError)) return walk;
      clear_exception(fiber);
      return raise_type_error(fiber, "can only join an iterable");
    }
    List* const list = list_from(fiber, walk);
    if (list == nullptr) return Value::error();
    sequence = Value::from_object(list);
  }
  if (List* const list = cast<List>(sequence)) {
    items = list->items;
    count = list->size;
  } else {
    items = sequence.as<Tuple>()->items;
    count = sequence.as<Tuple>()->size;
  }
  if (count == 0) return Value::from_object(rt().empty_str);

  uint64_t bytes = uint64_t{separator->byte_count} * (count - 1);
  uint64_t chars = uint64_t{separator->char_count} * (count - 1);
  for (uint32_t i = 0; i < count; ++i) {
    const Str* const item = cast<Str>(items[i]);
    if (item == nullptr) {
      return raise_type_error(
          fiber, "sequence item %u: expected str instance, %s found", i,
          type_name(items[i]));
    }
    bytes += item->byte_count;
    chars += item->char_count;
  }
  if (count == 1) return plain_str(fiber, items[0].as<Str>());
  if (bytes > kMaxStrBytes) return too_large(fiber);
  Str* const joined = make_str_to_fill(fiber, static_cast<size_t>(bytes),
                                       static_cast<size_t>(chars));
  if (joined == nullptr) return Value::error();
  char* out = joined->bytes;
  for (uint32_t i = 0; i < count; ++i) {
    if (i != 0) out = copy_text(out, separator->data(), separator->byte_count);
    const Str* const item = items[i].as<Str>();
    out = copy_text(out, item->data(), item->byte_count);
  }
  keep_alive(sequence.object());
  return Value::from_object(joined);
}

}  // namespace mt::python
