// module_heaps.cc - heaps in a list and sorted lists: what of heapq and bisect
// is asked often. The rest, and what they are, is in src/lib.
//
// Comparing may run Python code, which may change the list: after each its size
// is looked at again. What is compared stays in the list, or in a C++ local.

#include "python/container.h"
#include "python/container_modules.h"
#include "python/list.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

// --- heaps -------------------------------------------------------------------

// A list in heap order, the smallest first; or the largest.
class HeapList {
 public:
  HeapList(Fiber& fiber, List* list, bool is_max)
      : fiber_(fiber), list_(list), is_max_(is_max) {}

  // Moves the item at `at` up to where it belongs, not past `top`.
  bool rise(uint32_t top, uint32_t at) {
    const Value item = list_->items[at];
    while (at > top) {
      const uint32_t parent = (at - 1) / 2;
      const Value above = list_->items[parent];
      const int is_before = before(item, above);
      if (is_before < 0) return false;
      if (is_before == 0) break;
      put(at, above);
      put(parent, item);
      at = parent;
    }
    return true;
  }

  // Moves the item at `at` down to where it belongs: the better child takes its
  // place until a leaf is reached, and from there it rises. That compares less
  // often than stopping early does.
  bool sink(uint32_t at) {
    const uint32_t top = at, size = list_->size;
    while (at < size / 2) {
      uint32_t child = 2 * at + 1;
      if (child + 1 < size) {
        const int is_before =
            before(list_->items[child], list_->items[child + 1]);
        if (is_before < 0) return false;
        child += is_before == 0;
      }
      const Value item = list_->items[at];
      put(at, list_->items[child]);
      put(child, item);
      at = child;
    }
    return rise(top, at);
  }

  // Puts `item` first and takes out what was.
  Value replace(Value item) {
    const Value first = list_->items[0];
    put(0, item);
    return sink(0) ? first : Value::error();
  }

 private:
  int before(Value a, Value b) {
    const uint32_t size = list_->size;
    if (!safe_point(fiber_)) return -1;
    const int is_less =
        is_max_ ? less_item(fiber_, b, a) : less_item(fiber_, a, b);
    if (list_->size == size) return is_less;
    if (is_less >= 0) {
      raise(fiber_, types().RuntimeError,
            "list changed size during iteration");
    }
    return -1;
  }
  void put(uint32_t at, Value item) {
    store(fiber_.heap, &list_->items[at], item);
  }

  Fiber& fiber_;
  List* const list_;
  const bool is_max_;
};

List* heap_argument(Fiber& fiber, const char* name, Args args) {
  List* const list = cast<List>(args[0]);
  if (list == nullptr) {
    raise_type_error(fiber, "%s() argument%s must be list, not %s", name,
                     args.count == 1 ? "" : " 1", type_name(args[0]));
  }
  return list;
}

// The same of a list that may not be empty.
List* full_heap_argument(Fiber& fiber, const char* name, Args args) {
  List* const list = heap_argument(fiber, name, args);
  if (list == nullptr || list->size != 0) return list;
  raise_index_error(fiber, "index out of range");
  return nullptr;
}

Value heap_push(Fiber& fiber, Value, Args args) {
  List* const list = heap_argument(fiber, "heappush", args);
  if (list == nullptr || !list_append(fiber, list, args[1]))
    return Value::error();
  return none_if(HeapList(fiber, list, false).rise(0, list->size - 1));
}

Value pop(Fiber& fiber, Args args, bool is_max) {
  List* const list = full_heap_argument(
      fiber, is_max ? "_heappop_max" : "heappop", args);
  if (list == nullptr) return Value::error();
  const Value last = list->items[list->size - 1];
  if (!list_splice(fiber, list, list->size - 1, list->size, nullptr, 0))
    return Value::error();
  if (list->size == 0) return last;
  return HeapList(fiber, list, is_max).replace(last);
}
Value heap_pop(Fiber& fiber, Value, Args args) {
  return pop(fiber, args, false);
}
Value heap_pop_max(Fiber& fiber, Value, Args args) {
  return pop(fiber, args, true);
}

Value replace(Fiber& fiber, Args args, bool is_max) {
  List* const list = full_heap_argument(
      fiber, is_max ? "_heapreplace_max" : "heapreplace", args);
  if (list == nullptr) return Value::error();
  return HeapList(fiber, list, is_max).replace(args[1]);
}
Value heap_replace(Fiber& fiber, Value, Args args) {
  return replace(fiber, args, false);
}
Value heap_replace_max(Fiber& fiber, Value, Args args) {
  return replace(fiber, args, true);
}

Value heap_push_pop(Fiber& fiber, Value, Args args) {
  List* const list = heap_argument(fiber, "heappushpop", args);
  if (list == nullptr) return Value::error();
  if (list->size == 0) return args[1];
  const int is_less = less_item(fiber, list->items[0], args[1]);
  if (is_less < 0) return Value::error();
  if (is_less == 0) return args[1];
  if (list->size == 0) return raise_index_error(fiber, "index out of range");
  return HeapList(fiber, list, false).replace(args[1]);
}

Value heapify(Fiber& fiber, Args args, bool is_max) {
  List* const list =
      heap_argument(fiber, is_max ? "_heapify_max" : "heapify", args);
  if (list == nullptr) return Value::error();
  HeapList heap(fiber, list, is_max);
  for (uint32_t at = list->size / 2; at-- > 0;)
    if (!heap.sink(at)) return Value::error();
  return Value::none();
}
Value heap_make(Fiber& fiber, Value, Args args) {
  return heapify(fiber, args, false);
}
Value heap_make_max(Fiber& fiber, Value, Args args) {
  return heapify(fiber, args, true);
}

constexpr MethodDef kHeapFunctions[] = {
    {"heappush", heap_push, 2, 2, 0,
     "heappush($module, heap, item, /)\n--\n\nAdd an item."_doc},
    {"heappop", heap_pop, 1, 1, 0,
     "heappop($module, heap, /)\n--\n\nTake the smallest item out."_doc},
    {"heapreplace", heap_replace, 2, 2, 0,
     "heapreplace($module, heap, item, /)\n--\n\nTake the smallest item out, "
     "then add another."_doc},
    {"heappushpop", heap_push_pop, 2, 2, 0,
     "heappushpop($module, heap, item, /)\n--\n\nAdd an item, then take the "
     "smallest out."_doc},
    {"heapify", heap_make, 1, 1, 0,
     "heapify($module, heap, /)\n--\n\nMake a heap of a list."_doc},
    {"_heappop_max", heap_pop_max, 1, 1},
    {"_heapreplace_max", heap_replace_max, 2, 2},
    {"_heapify_max", heap_make_max, 1, 1},
    {}};

// --- sorted lists ------------------------------------------------------------

// Where `item` belongs in what args[0] is, behind its equals or before them.
// -1: raised.
int64_t find_place(Fiber& fiber, Value sequence, Value item, Value low_value,
                   Value high_value, Value key, bool is_right) {
  int64_t low = 0, high = 0;
  if (!int_argument(fiber, low_value, &low)) return -1;
  if (low < 0) {
    raise_value_error(fiber, "lo must be non-negative");
    return -1;
  }
  if (high_value.is_none()) {
    high = length_of(fiber, sequence);
    if (high < 0) return -1;
  } else if (!int_argument(fiber, high_value, &high)) {
    return -1;
  }
  const List* const list =
      is_exact(sequence, types().list) ? sequence.as<List>() : nullptr;
  while (low < high) {
    const int64_t middle = low + (high - low) / 2;
    Value other = list != nullptr && middle < list->size
                      ? list->items[middle]
                      : get_item(fiber, sequence, int_from_i64(fiber, middle));
    if (!other.is_error() && !key.is_none()) other = call(fiber, key, {other});
    if (other.is_error() || !safe_point(fiber)) return -1;
    const int is_less = is_right ? less_item(fiber, item, other)
                                 : less_item(fiber, other, item);
    if (is_less < 0) return -1;
    if ((is_less != 0) == is_right) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// All four: the names of insort() differ only in what they are called.
Value bisect(Fiber& fiber, const char* name, Args args, bool is_right,
             bool inserts) {
  Value out[5] = {Value(), Value(), Value::from_int(0), Value::none(),
                  Value::none()};
  if (!parse_args(fiber, name, args, {"a", "x", "lo", "hi", "*", "key"}, 2,
                  out))
    return Value::error();
  Value item = out[1];
  if (inserts && !out[4].is_none()) {
    item = call(fiber, out[4], {item});
    if (item.is_error()) return item;
  }
  const int64_t at =
      find_place(fiber, out[0], item, out[2], out[3], out[4], is_right);
  if (at < 0) return Value::error();
  const Value place = int_from_i64(fiber, at);
  if (!inserts) return place;
  if (is_exact(out[0], types().list) &&
      at <= static_cast<int64_t>(out[0].as<List>()->size)) {
    const size_t where = static_cast<size_t>(at);
    return none_if(
        list_splice(fiber, out[0].as<List>(), where, where, &out[1], 1));
  }
  const Value done = call_method(fiber, out[0], "insert", {place, out[1]});
  return done.is_error() ? done : Value::none();
}

Value bisect_left(Fiber& fiber, Value, Args args) {
  return bisect(fiber, "bisect_left", args, false, false);
}
Value bisect_right(Fiber& fiber, Value, Args args) {
  return bisect(fiber, "bisect_right", args, true, false);
}
Value insort_left(Fiber& fiber, Value, Args args) {
  return bisect(fiber, "insort_left", args, false, true);
}
Value insort_right(Fiber& fiber, Value, Args args) {
  return bisect(fiber, "insort_right", args, true, true);
}

constexpr MethodDef kBisectFunctions[] = {
    {"bisect_left", bisect_left, 2, -1, kMethodKeywords,
     "bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n"
     "Return the index where to insert item x: before any equal items."_doc},
    {"bisect_right", bisect_right, 2, -1, kMethodKeywords,
     "bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n"
     "Return the index where to insert item x: after any equal items."_doc},
    {"insort_left", insort_left, 2, -1, kMethodKeywords,
     "insort_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n"
     "Insert item x in list a, before any equal items."_doc},
    {"insort_right", insort_right, 2, -1, kMethodKeywords,
     "insort_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n"
     "Insert item x in list a, behind any equal items."_doc},
    {}};

}  // namespace

const ModuleDef kHeapqModule = {"_heapq", kHeapFunctions, nullptr,
                                "Heaps, the smallest item first."};
const ModuleDef kBisectModule = {"_bisect", kBisectFunctions, nullptr,
                                 "Places in sorted lists."};

}  // namespace mt::python
