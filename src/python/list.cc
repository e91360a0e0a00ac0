// list.cc - list: growing, splicing and copying its row of values.
//
// The class with its methods is in list_type.cc, sorting in sort.cc.

#include "python/list.h"

#include <string.h>

#include <algorithm>

#include "python/bytes.h"
#include "python/container.h"
#include "python/iterators.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// More would not fit a size of 32 bits, nor, on small machines, size_t.
constexpr uint64_t kMaxItems =
    std::min<uint64_t>(UINT32_MAX - 64, SIZE_MAX / sizeof(Value) / 2);
// Of a list that is made for so many, in its cell.
constexpr size_t kMostInside = 28;

}  // namespace

List* make_list(Fiber& fiber, size_t capacity) {
  const size_t inside = capacity <= kMostInside ? capacity : 0;
  const size_t bytes = sizeof(List) + inside * sizeof(Value);
  List* const list = static_cast<List*>(fiber.heap.allocate_unfilled(
      bytes, types().list->root_shape, Kind::kList));
  list->items = inside != 0 ? reinterpret_cast<Value*>(list + 1) : nullptr;
  list->size = 0;
  list->capacity = static_cast<uint32_t>(inside);
  if (capacity > inside && !list_reserve(fiber, list, capacity)) return nullptr;
  return list;
}

List* make_list(Fiber& fiber, const Value* items, size_t count) {
  List* const list = make_list(fiber, count);
  if (list == nullptr) return nullptr;
  if (count != 0) memcpy(list->items, items, count * sizeof(Value));
  list->size = static_cast<uint32_t>(count);
  return list;
}

bool list_reserve(Fiber& fiber, List* list, size_t capacity) {
  if (capacity <= list->capacity) return true;
  void* memory = nullptr;
  const bool is_inside = list->is_inside();
  if (capacity <= kMaxItems) {
    memory = fiber.heap.grow(is_inside ? nullptr : list->items,
                             is_inside ? 0 : list->capacity * sizeof(Value),
                             capacity * sizeof(Value));
  }
  if (memory == nullptr) {
    raise_memory_error(fiber);
    return false;
  }
  if (is_inside) memcpy(memory, list->items, list->size * sizeof(Value));
  list->items = static_cast<Value*>(memory);
  list->capacity = static_cast<uint32_t>(capacity);
  return true;
}

// Room for `count` items in all, with an eighth to spare so that appending
// costs constant time on average.
static bool list_make_room(Fiber& fiber, List* list, uint64_t count) {
  if (count <= list->capacity) return true;
  const uint64_t roomy = (count + (count >> 3) + 6) & ~uint64_t{3};
  if (count > kMaxItems) {
    raise_memory_error(fiber);
    return false;
  }
  return list_reserve(fiber, list,
                      static_cast<size_t>(std::min(roomy, kMaxItems)));
}

bool list_append(Fiber& fiber, List* list, Value value) {
  if (__builtin_expect(list->size == list->capacity, 0) &&
      !list_make_room(fiber, list, uint64_t{list->size} + 1)) {
    return false;
  }
  list->items[list->size++] = value;
  return true;
}

static bool append_row(Fiber& fiber, List* list, const Value* row,
                       uint32_t count, const Value* const* moving) {
  if (!list_make_room(fiber, list, uint64_t{list->size} + count)) return false;
  if (moving != nullptr) row = *moving;  // it may be the list's own
  if (count != 0) memcpy(list->items + list->size, row, count * sizeof(Value));
  list->size += count;
  return true;
}

// The characters of a text; those of ASCII were most of them made long ago.
static bool append_chars(Fiber& fiber, List* list, const Str* text) {
  if (!list_make_room(fiber, list, uint64_t{list->size} + text->char_count))
    return false;
  for (uint32_t i = 0; i < text->byte_count;) {
    const Value one = str_char(fiber, text, i);
    if (one.is_error()) return false;
    if ((g_pending & kPendingMemory) != 0) {
      raise_memory_error(fiber);
      return false;
    }
    i += static_cast<uint32_t>(char_bytes(text->data()[i]));
    list->items[list->size++] = one;
  }
  return true;
}

// How many numbers are put down before others have their turn.
static constexpr int64_t kItemsAtOnce = 1 << 14;

// Room for just so many if there is nothing yet, else with some to spare.
static bool make_room_behind(Fiber& fiber, List* list, uint64_t count) {
  return list->size == 0
             ? list_reserve(fiber, list, static_cast<size_t>(count))
             : list_make_room(fiber, list, uint64_t{list->size} + count);
}

static bool append_range(Fiber& fiber, List* list, const Range* range) {
  const auto count = static_cast<uint64_t>(range->length.as_int());
  if (!make_room_behind(fiber, list, count)) return false;
  int64_t i = range->start.as_int();
  for (uint64_t left = count; left > 0; --left) {
    list->items[list->size++] = Value::from_int(i);
    i += range->step.as_int();
  }
  return true;
}

static bool append_bytes(Fiber& fiber, List* list, const Bytes* bytes) {
  if (!make_room_behind(fiber, list, bytes->size)) return false;
  for (const char c : bytes->view())
    list->items[list->size++] = Value::from_int(static_cast<uint8_t>(c));
  return true;
}

// What is left of a walk backwards, which is then over.
static bool append_reversed(Fiber& fiber, List* list, SequenceIterator* it) {
  const List* const from = static_cast<List*>(it->source);
  const uint64_t left = from == nullptr || it->at > from->size ? 0 : it->at;
  if (!list_make_room(fiber, list, list->size + left)) return false;
  // It may be the list's own: what is put down now lies behind its place.
  for (uint64_t i = left; i-- > 0;) list->items[list->size++] = from->items[i];
  store(fiber.heap, &it->source, static_cast<Object*>(nullptr));
  return true;
}

// What an iterator gives, one after the other.
static bool append_drawn(Fiber& fiber, List* list, Value iterable) {
  Iteration it(fiber, iterable);
  if (it.failed()) return false;
  if (!iterable.is_object() ||
      type_of_object(iterable.object()) != types().generator) {
    const int64_t hint = length_hint(fiber, iterable);
    if (hint < 0) return false;
    if (static_cast<uint64_t>(hint) > kMaxItems - list->size) {
      raise_memory_error(fiber);
      return false;
    }
    if (!list_reserve(fiber, list, list->size + static_cast<size_t>(hint)))
      return false;
  }
  Value item;
  while (it.quick_next(&item)) {
    if (list->size < list->capacity)
      list->items[list->size++] = item;
    else if (!list_append(fiber, list, item))
      return false;
  }
  return !it.failed();
}

bool list_extend(Fiber& fiber, List* list, Value iterable) {
  if (!iterable.is_object()) return append_drawn(fiber, list, iterable);
  const Type* const type = type_of_object(iterable.object());
  if (type == types().list) {
    List* const other = iterable.as<List>();
    return append_row(fiber, list, other->items, other->size, &other->items);
  }
  if (type == types().tuple) {
    Tuple* const other = iterable.as<Tuple>();
    return append_row(fiber, list, other->items, other->size, nullptr);
  }
  if (type == types().str)
    return append_chars(fiber, list, iterable.as<Str>());
  if (type == types().range && iterable.as<Range>()->is_small() &&
      iterable.as<Range>()->length.as_int() <= kItemsAtOnce)
    return append_range(fiber, list, iterable.as<Range>());
  if (type == types().bytes && iterable.as<Bytes>()->size <= kItemsAtOnce)
    return append_bytes(fiber, list, iterable.as<Bytes>());
  if (type == types().list_reverse_iterator)
    return append_reversed(fiber, list, iterable.as<SequenceIterator>());
  const DictView* const view = cast<DictView>(iterable);
  if (type != types().dict && view == nullptr)
    return append_drawn(fiber, list, iterable);
  Dict* const dict = view != nullptr ? view->dict : iterable.as<Dict>();
  return (list->size == 0 ||
          list_make_room(fiber, list, uint64_t{list->size} + dict->live)) &&
         list_extend_by(fiber, list, dict,
                        view != nullptr ? view->part() : DictPart::kKeys);
}

// Gives memory back once three quarters are unused.
static void give_back(Fiber& fiber, List* list) {
  if (list->capacity <= 64 || list->size > list->capacity / 4) return;
  const size_t less = size_t{list->size} * 2;
  if (less == 0) {
    fiber.heap.release(list->items, list->capacity * sizeof(Value));
    list->items = nullptr;
  } else {
    void* const memory =
        fiber.heap.grow(list->items, list->capacity * sizeof(Value),
                        less * sizeof(Value));
    if (memory == nullptr) return;
    list->items = static_cast<Value*>(memory);
  }
  list->capacity = static_cast<uint32_t>(less);
}

bool list_splice(Fiber& fiber, List* list, size_t start, size_t stop,
                 const Value* values, size_t count) {
  const size_t tail = list->size - stop;
  const size_t removed = stop - start;
  const uint64_t size = uint64_t{list->size} - removed + count;
  if (count > removed && !list_make_room(fiber, list, size)) return false;
  fiber.heap.retire(list->items + start, removed);
  if (count != removed && tail != 0) {
    if (count < removed) fiber.heap.settle(list);
    memmove(list->items + start + count, list->items + stop,
            tail * sizeof(Value));
  }
  if (count != 0) memcpy(list->items + start, values, count * sizeof(Value));
  list->size = static_cast<uint32_t>(size);
  if (removed > count) give_back(fiber, list);
  return true;
}

int take_first(Fiber& fiber, Value iterator, Value first[kFirstItems]) {
  int count = 0;
  Iteration it(fiber, iterator);
  while (it.quick_next(&first[count]))
    if (++count == kFirstItems) return count;
  return it.failed() ? -1 : count;
}

List* list_of_all(Fiber& fiber, const Value* first, int count, Value iterator) {
  List* const list = make_list(fiber, first, static_cast<size_t>(count));
  if (count == kFirstItems && list != nullptr &&
      !list_extend(fiber, list, iterator)) {
    return nullptr;
  }
  return list;
}

// The items that are there to be copied.
static size_t stored_items(const Object* object) {
  const Type* const type = type_of_object(object);
  if (type == types().list) return static_cast<const List*>(object)->size;
  if (type == types().tuple) return static_cast<const Tuple*>(object)->size;
  if (type == types().str) return static_cast<const Str*>(object)->char_count;
  if (type == types().dict) return static_cast<const Dict*>(object)->live;
  return object->kind == Kind::kDictView
             ? static_cast<const DictView*>(object)->dict->live
             : 0;
}

List* list_from(Fiber& fiber, Value iterable) {
  size_t room = 0;
  if (iterable.is_object()) {
    if (comes_one_by_one(iterable.object())) {
      Value first[kFirstItems];
      const int count = take_first(fiber, iterable, first);
      return count < 0 ? nullptr
                       : list_of_all(fiber, first, count, iterable);
    }
    room = stored_items(iterable.object());
  }
  List* const list = make_list(fiber, room);
  if (list == nullptr || !list_extend(fiber, list, iterable)) return nullptr;
  return list;
}

}  // namespace mt::python
