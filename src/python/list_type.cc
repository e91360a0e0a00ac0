// list_type.cc - the class list: its operators and methods.

#include <string.h>

#include <algorithm>

#include "python/container.h"
#include "python/import.h"
#include "python/init.h"
#include "python/iterators.h"
#include "python/list.h"
#include "python/slice.h"
#include "python/text.h"

namespace mt::python {

namespace {

List* as_list(Value v) { return v.as<List>(); }

// --- the struct --------------------------------------------------------------

void trace_list(Object* self, Tracer& tracer) {
  List* const list = static_cast<List*>(self);
  tracer.visit(list->items, list->size);
}

void release_list(Object* self) {
  List* const list = static_cast<List*>(self);
  if (!list->is_inside())
    rt().heap.release(list->items, list->capacity * sizeof(Value));
}

}  // namespace

extern const Layout kListLayout = {Kind::kList, "list",       sizeof(List),
                            trace_list,  release_list, nullptr};

namespace {

void clear_list(Fiber& fiber, List* list) {
  fiber.heap.retire(list->items, list->size);
  list->size = 0;
  if (list->is_inside()) return;
  fiber.heap.release(list->items, list->capacity * sizeof(Value));
  list->items = nullptr;
  list->capacity = 0;
}

List* copy_list(Fiber& fiber, const List* list) {
  List* const copy = make_list(fiber, list->items, list->size);
  keep_alive(list);  // its items are outside the heap
  return copy;
}

// --- making ------------------------------------------------------------------

Value list_create(Fiber& fiber, Type* cls, Args) {
  List* const list = make<List>(fiber, cls);
  return list == nullptr ? Value::error() : Value::from_object(list);
}

bool list_init(Fiber& fiber, Value self, Args args) {
  args = args_of_builtin(type_of(self), names().dunder_new, args);
  if (!at_most_one(fiber, "list", args)) return false;
  List* const list = as_list(self);
  if (list->size != 0) clear_list(fiber, list);
  return args.count == 0 || list_extend(fiber, list, args[0]);
}

// --- looking -----------------------------------------------------------------

Value list_repr(Fiber& fiber, Value self) {
  List* const list = as_list(self);
  if (list->size == 0) return str_value(fiber, "[]");
  const ReprGuard guard(fiber, list);
  if (guard.is_circular()) return str_value(fiber, "[...]");
  StrBuilder out(fiber);
  out.add('[');
  for (uint32_t i = 0; i < list->size; ++i) {
    if (i != 0) out.add(", ");
    if (!out.add_repr(list->items[i])) return Value::error();
  }
  out.add(']');
  return out.finish();
}

int64_t list_len(Fiber&, Value self) { return as_list(self)->size; }

int list_contains(Fiber& fiber, Value self, Value item) {
  List* const list = as_list(self);
  for (uint32_t i = 0; i < list->size; ++i) {
    const int same = same_in_turn(fiber, list->items[i], item);
    if (same != 0) return same;
  }
  return 0;
}

Value list_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  List* const b = cast<List>(other);
  List* const a = cast<List>(self);
  if (a == nullptr || b == nullptr) return Value::not_implemented();
  if (a->size != b->size && (op == kEq || op == kNe))
    return Value::from_bool(op == kNe);
  uint32_t i = same_start(a->items, b->items, std::min(a->size, b->size));
  for (; i < a->size && i < b->size; ++i) {
    const int same = same_in_turn(fiber, a->items[i], b->items[i]);
    if (same < 0) return Value::error();
    if (same == 0) break;
  }
  if (i < a->size && i < b->size) {
    if (op == kEq) return Value::from_bool(false);
    if (op == kNe) return Value::from_bool(true);
    return compare(fiber, op, a->items[i], b->items[i]);
  }
  return Value::from_bool(order_holds(a->size, b->size, op));
}

Value list_slice(Fiber& fiber, List* list, const Slice* slice) {
  SliceBounds at;
  if (!slice_unpack(fiber, slice, &at)) return Value::error();
  slice_adjust(&at, list->size);
  List* const out = make_list(fiber, static_cast<size_t>(at.count));
  if (out == nullptr) return Value::error();
  if (at.step == 1) {
    if (at.count != 0) {
      memcpy(out->items, list->items + at.start,
             static_cast<size_t>(at.count) * sizeof(Value));
    }
  } else if (at.count != 0) {
    const Value* from = list->items + at.start;
    Value* const to = out->items;
    for (int64_t i = 0; i < at.count; ++i, from += at.step) to[i] = *from;
  }
  out->size = static_cast<uint32_t>(at.count);
  return Value::from_object(out);
}

Value list_getitem(Fiber& fiber, Value self, Value key) {
  List* const list = as_list(self);
  if (const Slice* const slice = cast<Slice>(key))
    return list_slice(fiber, list, slice);
  int64_t i;
  if (!subscript_index(fiber, key, "list", &i)) return Value::error();
  if (i < 0) i += list->size;
  if (i < 0 || i >= list->size)
    return raise_index_error(fiber, "list index out of range");
  return list->items[i];
}

// --- changing ----------------------------------------------------------------

// The values to be assigned: in another list, so that nothing moves underneath.
List* fresh_values(Fiber& fiber, List* list, Value value, const char* error) {
  if (is_kind(value, Kind::kList) && value.object() == list)
    return copy_list(fiber, list);
  if (is_exact(value, types().list)) return value.as<List>();
  List* const values = list_from(fiber, value);
  if (values == nullptr && error != nullptr &&
      exception_matches(fiber, types().TypeError) &&
      type_of(value)->slots->iter == nullptr &&
      type_of(value)->slots->getitem == nullptr) {
    clear_exception(fiber);
    raise_type_error(fiber, "%s", error);
  }
  return values;
}

bool delete_steps(Fiber& fiber, List* list, SliceBounds at) {
  if (at.count == 0) return true;
  if (at.step < 0) {  // the same items, from the lowest up
    at.start += (at.count - 1) * at.step;
    at.step = -at.step;
  }
  fiber.heap.settle(list);
  for (int64_t i = 0; i < at.count; ++i)
    fiber.heap.retire(list->items[at.start + i * at.step]);
  int64_t to = at.start;
  for (int64_t i = 0; i < at.count; ++i) {
    const int64_t from = at.start + i * at.step + 1;
    const int64_t next = i + 1 < at.count ? from + at.step - 1 : list->size;
    const size_t moved = static_cast<size_t>(next - from);
    memmove(list->items + to, list->items + from, moved * sizeof(Value));
    to += next - from;
  }
  list->size = static_cast<uint32_t>(to);
  return true;
}

bool assign_slice(Fiber& fiber, List* list, const Slice* slice, Value value) {
  SliceBounds at;
  if (!slice_unpack(fiber, slice, &at)) return false;
  if (value.is_undefined()) {
    slice_adjust(&at, list->size);
    if (at.step != 1) return delete_steps(fiber, list, at);
    return list_splice(fiber, list, static_cast<size_t>(at.start),
                       static_cast<size_t>(at.start + at.count), nullptr, 0);
  }
  const bool plain = at.step == 1;
  List* const values =
      fresh_values(fiber, list, value,
                   plain ? "can only assign an iterable"
                         : "must assign iterable to extended slice");
  if (values == nullptr) return false;
  slice_adjust(&at, list->size);  // iterating may have changed the list
  if (plain) {
    return list_splice(fiber, list, static_cast<size_t>(at.start),
                       static_cast<size_t>(at.start + at.count), values->items,
                       values->size);
  }
  if (values->size != at.count) {
    raise_value_error(fiber,
                      "attempt to assign sequence of size %u to extended "
                      "slice of size %lld",
                      values->size, static_cast<long long>(at.count));
    return false;
  }
  for (int64_t i = 0; i < at.count; ++i)
    store(fiber.heap, &list->items[at.start + i * at.step], values->items[i]);
  return true;
}

bool list_setitem(Fiber& fiber, Value self, Value key, Value value) {
  List* const list = as_list(self);
  if (const Slice* const slice = cast<Slice>(key))
    return assign_slice(fiber, list, slice, value);
  int64_t i;
  if (!subscript_index(fiber, key, "list", &i)) return false;
  if (i < 0) i += list->size;
  if (i < 0 || i >= list->size) {
    raise_index_error(fiber, "list assignment index out of range");
    return false;
  }
  if (value.is_undefined()) {
    return list_splice(fiber, list, static_cast<size_t>(i),
                       static_cast<size_t>(i) + 1, nullptr, 0);
  }
  store(fiber.heap, &list->items[i], value);
  return true;
}

// --- operators ---------------------------------------------------------------

Value list_add(Fiber& fiber, Value a, Value b) {
  List* const left = cast<List>(a);
  List* const right = cast<List>(b);
  if (left == nullptr) return Value::not_implemented();
  if (right == nullptr)
    return concat_other(fiber, "list", a, b, list_add);
  const uint32_t first = left->size, second = right->size;
  List* const out = make_list(fiber, size_t{first} + second);
  if (out == nullptr) return Value::error();
  if (first != 0) memcpy(out->items, left->items, first * sizeof(Value));
  if (second != 0)
    memcpy(out->items + first, right->items, second * sizeof(Value));
  out->size = first + second;
  return Value::from_object(out);
}

// Fills `list` with the first `once` items repeated; there is room. A list that
// nobody else knows yet may take several turns.
void repeat_items(List* list, uint32_t once, uint64_t times, bool is_new) {
  constexpr uint64_t kMostAtOnce = 16 * 1024;
  const uint64_t total = once * times;
  list->size = once;
  while (list->size < total) {
    if (is_new) breathe();
    const uint64_t done = list->size;
    const uint64_t whole =
        done > kMostAtOnce ? kMostAtOnce / once * once : done;
    const uint64_t more =
        std::min({done, std::max<uint64_t>(whole, once), total - done});
    memcpy(list->items + done, list->items,
           static_cast<size_t>(more) * sizeof(Value));
    list->size = static_cast<uint32_t>(done + more);
  }
}

bool repeats_fit(Fiber& fiber, uint32_t once, int64_t times) {
  if (once == 0 || static_cast<uint64_t>(times) <= UINT32_MAX / once)
    return true;
  raise_memory_error(fiber);
  return false;
}

Value list_mul(Fiber& fiber, Value a, Value b) {
  const bool in_order = is_kind(a, Kind::kList);
  List* const list = as_list(in_order ? a : b);
  int64_t times;
  bool known;
  if (!repeat_count(fiber, in_order ? b : a, &times, &known))
    return known ? Value::error() : Value::not_implemented();
  const uint32_t once = list->size;
  if (!repeats_fit(fiber, once, times)) return Value::error();
  const uint64_t total = once * static_cast<uint64_t>(times);
  List* const out = make_list(fiber, static_cast<size_t>(total));
  if (out == nullptr) return Value::error();
  if (total != 0) {
    memcpy(out->items, list->items, once * sizeof(Value));
    repeat_items(out, once, static_cast<uint64_t>(times), true);
  }
  return Value::from_object(out);
}

Value list_iadd(Fiber& fiber, Value self, Value other) {
  return list_extend(fiber, as_list(self), other) ? self : Value::error();
}

Value list_imul(Fiber& fiber, Value self, Value other) {
  int64_t times;
  bool known;
  if (!repeat_count(fiber, other, &times, &known))
    return known ? Value::error() : Value::not_implemented();
  List* const list = as_list(self);
  if (times == 0 || list->size == 0) {
    clear_list(fiber, list);
    return self;
  }
  const uint32_t once = list->size;
  if (!repeats_fit(fiber, once, times) ||
      !list_reserve(fiber, list, size_t{once} * static_cast<size_t>(times))) {
    return Value::error();
  }
  repeat_items(list, once, static_cast<uint64_t>(times), false);
  return self;
}

// --- methods -----------------------------------------------------------------

Value list_append_method(Fiber& fiber, Value self, Args args) {
  return list_append(fiber, as_list(self), args[0]) ? Value::none()
                                                    : Value::error();
}

Value list_extend_method(Fiber& fiber, Value self, Args args) {
  return list_extend(fiber, as_list(self), args[0]) ? Value::none()
                                                    : Value::error();
}

Value list_insert(Fiber& fiber, Value self, Args args) {
  int64_t i;
  if (!size_argument(fiber, args[0], &i)) return Value::error();
  List* const list = as_list(self);
  const int64_t size = list->size;
  if (i < 0) i = std::max<int64_t>(i + size, 0);
  const size_t at = static_cast<size_t>(std::min(i, size));
  return list_splice(fiber, list, at, at, &args.values[1], 1) ? Value::none()
                                                              : Value::error();
}

Value list_pop(Fiber& fiber, Value self, Args args) {
  int64_t i = -1;
  if (args.count != 0 && !size_argument(fiber, args[0], &i))
    return Value::error();
  List* const list = as_list(self);
  if (list->size == 0) return raise_index_error(fiber, "pop from empty list");
  if (i < 0) i += list->size;
  if (i < 0 || i >= list->size)
    return raise_index_error(fiber, "pop index out of range");
  const Value item = list->items[i];
  const size_t at = static_cast<size_t>(i);
  if (at + 1 == list->size && list->size > list->capacity / 2) {
    fiber.heap.retire(item);
    --list->size;
    return item;
  }
  list_splice(fiber, list, at, at + 1, nullptr, 0);
  return item;
}

Value list_remove(Fiber& fiber, Value self, Args args) {
  List* const list = as_list(self);
  for (uint32_t i = 0; i < list->size; ++i) {
    const int same = same_in_turn(fiber, list->items[i], args[0]);
    if (same < 0) return Value::error();
    if (same == 0) continue;
    if (i < list->size) list_splice(fiber, list, i, i + 1, nullptr, 0);
    return Value::none();
  }
  return raise_value_error(fiber, "list.remove(x): x not in list");
}

Value list_index(Fiber& fiber, Value self, Args args) {
  List* const list = as_list(self);
  int64_t start, stop;
  if (!search_bounds(fiber, args, 1, list->size, &start, &stop))
    return Value::error();
  for (int64_t i = start; i < stop && i < list->size; ++i) {
    const int same = same_in_turn(fiber, list->items[i], args[0]);
    if (same < 0) return Value::error();
    if (same > 0) return Value::from_int(i);
  }
  return raise_value_error(fiber, "%s is not in list",
                           safe_repr(fiber, args[0]).c_str());
}

Value list_count(Fiber& fiber, Value self, Args args) {
  List* const list = as_list(self);
  int64_t count = 0;
  for (uint32_t i = 0; i < list->size; ++i) {
    const int same = same_in_turn(fiber, list->items[i], args[0]);
    if (same < 0) return Value::error();
    count += same;
  }
  return Value::from_int(count);
}

// The era's sort(compare).
Value sort_by_comparing(Fiber& fiber, Value self, Value compare) {
  if (fiber.frame == nullptr || !fiber.frame->code->is_era())
    return raise_type_error(fiber, "sort() takes no positional arguments");
  Value key = compare;
  if (!compare.is_none()) {
    const Value module = import_module(fiber, "_functools");
    if (module.is_error()) return module;
    key = call_method(fiber, module, "cmp_to_key", {compare});
    if (key.is_error()) return key;
  }
  return list_sort(fiber, as_list(self), key, false) ? Value::none()
                                                     : Value::error();
}

Value list_sort_method(Fiber& fiber, Value self, Args args) {
  if (args.count == 1 && args.positional() == 1)
    return sort_by_comparing(fiber, self, args[0]);
  Value out[2] = {Value::none(), Value::from_bool(false)};
  if (!parse_args(fiber, "sort", args, {"*", "key", "reverse"}, 0, out))
    return Value::error();
  int64_t reverse = 0;
  if (!c_int_argument(fiber, out[1], &reverse)) return Value::error();
  return list_sort(fiber, as_list(self), out[0], reverse != 0)
             ? Value::none()
             : Value::error();
}

Value list_reverse(Fiber& fiber, Value self, Args) {
  List* const list = as_list(self);
  fiber.heap.settle(list);
  std::reverse(list->items, list->items + list->size);
  return Value::none();
}

Value list_clear(Fiber& fiber, Value self, Args) {
  clear_list(fiber, as_list(self));
  return Value::none();
}

Value list_copy(Fiber& fiber, Value self, Args) {
  List* const copy = copy_list(fiber, as_list(self));
  return copy == nullptr ? Value::error() : Value::from_object(copy);
}

Value list_iter(Fiber& fiber, Value self) {
  return make_list_iterator(fiber, as_list(self));
}

Value list_reversed(Fiber& fiber, Value self, Args) {
  return make_list_reverse_iterator(fiber, as_list(self));
}

constexpr MethodDef kListMethods[] = {
    {"append", list_append_method, 1, 1, 0,
     "append($self, object, /)\n--\n\nAppend object to the end of the "
     "list."_doc},
    {"clear", list_clear, 0, 0, 0,
     "clear($self, /)\n--\n\nRemove all items from list."_doc},
    {"copy", list_copy, 0, 0, 0,
     "copy($self, /)\n--\n\nReturn a shallow copy of the list."_doc},
    {"count", list_count, 1, 1, 0,
     "count($self, value, /)\n--\n\nReturn number of occurrences of "
     "value."_doc},
    {"extend", list_extend_method, 1, 1, 0,
     "extend($self, iterable, /)\n--\n\n"
     "Extend list by appending elements from the iterable."_doc},
    {"index", list_index, 1, 3, 0,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n"
     "Return first index of value.\n\n"
     "Raises ValueError if the value is not present."_doc},
    {"insert", list_insert, 2, 2, 0,
     "insert($self, index, object, /)\n--\n\nInsert object before index."_doc},
    {"pop", list_pop, 0, 1, 0,
     "pop($self, index=-1, /)\n--\n\nRemove and return item at index (default "
     "last).\n\nRaises IndexError if list is empty or index is out of "
     "range."_doc},
    {"remove", list_remove, 1, 1, 0,
     "remove($self, value, /)\n--\n\nRemove first occurrence of value.\n\n"
     "Raises ValueError if the value is not present."_doc},
    {"reverse", list_reverse, 0, 0, 0,
     "reverse($self, /)\n--\n\nReverse *IN PLACE*."_doc},
    {"sort", list_sort_method, 0, 1, kMethodKeywords,
     "sort($self, /, *, key=None, reverse=False)\n--\n\n"
     "Sort the list in ascending order and return None.\n\nThe sort is "
     "in-place (i.e. the list itself is modified) and stable (i.e. the\norder "
     "of two equal elements is maintained)."_doc},
    {"__reversed__", list_reversed, 0, 0, 0,
     "Return a reverse iterator over the list."_doc},
    {"__class_getitem__", class_getitem, 1, 1, kMethodClass,
     "See PEP 585"_doc},
    {}};

constexpr Operators make_list_operators() {
  Operators s{};
  s.binary[kAdd] = list_add;
  s.binary[kMul] = list_mul;
  s.inplace[kAdd] = list_iadd;
  s.inplace[kMul] = list_imul;
  return s;
}
constexpr Operators kListOperators = make_list_operators();

constexpr Slots make_list_slots() {
  Slots s{};
  s.repr = list_repr;
  s.compare = list_compare;
  s.hash = nullptr;
  s.iter = list_iter;
  s.len = list_len;
  s.contains = list_contains;
  s.getitem = list_getitem;
  s.setitem = list_setitem;
  s.operators = &kListOperators;
  s.create = list_create;
  s.init = list_init;
  return s;
}
constexpr Slots kListSlots = make_list_slots();

constexpr TypeDef kListType = {
    "list",  &kListLayout,  &kListSlots,
    kListMethods, nullptr, kTypeSequence,
    "Built-in mutable sequence.\n\nIf no argument is given, the constructor "
    "creates a new empty list.\nThe argument must be an iterable if "
    "specified."};

}  // namespace

void init_list(Fiber& fiber) { types().list = native_type(fiber, kListType); }

}  // namespace mt::python
