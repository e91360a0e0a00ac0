// memoryview.cc - windows on the bytes of another object: where the items are,
// and who has such a window.
//
// A view of a bytearray or an array finds its bytes anew at each access, so
// that it never points at memory that is gone. Only the first dimension can
// have been sliced; what stands at one of its indices lies in a row.
//
// While a view can be named the array behind it refuses to be resized. CPython
// knows by counting references. Here the views hang in a chain, and when an
// array with views is to be resized, the heap is asked which of them anything
// named reaches (Heap::survey); the others let go of it. Where asking costs too
// much the array is resized, and what a view showed and is no longer there
// raises BufferError.

#include <string.h>

#include "base/status.h"
#include "python/bytes_internal.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/list.h"
#include "python/packing.h"

namespace mt::python {

namespace {

constexpr uint32_t kMaxDimensions = 64;
// Asking which views are in use costs about as much as a collection. What is
// spent on views that were not stays below what is allocated, and this.
constexpr uint64_t kFreeSurveyBytes = 64 << 20;

MemoryView* g_views = nullptr;

// Whether all that the view shows is still there.
bool is_intact(const MemoryView* view) {
  const size_t row = row_bytes(view);
  if (view->size == 0 || row == 0) return true;
  const size_t first = place_of(view, 0);
  const size_t last = place_of(view, view->size - 1);
  const size_t size = owner_bytes(view).size();
  return first < size && last < size && size - first >= row &&
         size - last >= row;
}

void let_go(MemoryView* view) {
  if (!view->is_exported) return;
  view->is_exported = false;
  --static_cast<ByteArray*>(view->owner)->exports;
}

// Takes the views out of the chain that are not `used` any more.
template <typename Used>
void prune(Used used) {
  MemoryView** link = &g_views;
  while (MemoryView* const view = *link) {
    if (view->is_exported && used(view)) {
      link = &view->next;
    } else {
      let_go(view);
      *link = view->next;
      view->next = nullptr;
    }
  }
}

bool prune_dead(Heap& heap, bool) {
  prune([&heap](const MemoryView* view) { return heap.is_live(view); });
  return false;
}
void prune_nameless(Heap& heap) {
  prune([&heap](const MemoryView* view) {
    return view->is_entered || heap.has_name(view);
  });
}

Value make_view(Fiber& fiber, const MemoryView& like) {
  MemoryView* const view = make<MemoryView>(fiber, types().memoryview);
  if (view == nullptr) return Value::error();
  view->owner = like.owner;
  view->inner = like.inner;
  view->start = like.start;
  view->size = like.size;
  view->step = like.step;
  view->format = like.format;
  view->item_size = like.item_size;
  view->has_at = like.has_at;
  view->is_readonly = like.is_readonly;
  view->is_scalar = like.is_scalar;
  if (view->owner->kind != Kind::kBytes) {
    view->is_exported = true;
    ++static_cast<ByteArray*>(view->owner)->exports;
    view->next = g_views;
    g_views = view;
  }
  return Value::from_object(view);
}

// The characters of an array of text have no format that struct knows.
bool check_format(Fiber& fiber, const MemoryView* view) {
  if (view->format != 'w') return true;
  raise(fiber, types().NotImplementedError,
        "memoryview: format w not supported");
  return false;
}

}  // namespace

bool is_usable(const MemoryView* view) {
  return !view->released &&
         (view->owner->kind == Kind::kBytes || is_intact(view));
}

bool check_usable(Fiber& fiber, const MemoryView* view) {
  if (is_usable(view)) return true;
  if (view->released) {
    raise_value_error(fiber,
                      "operation forbidden on released memoryview object");
  } else {
    raise(fiber, types().BufferError,
          "the object behind the memoryview was re-sized");
  }
  return false;
}

Value copy_view(Fiber& fiber, const MemoryView* view) {
  return make_view(fiber, *view);
}

Value view_of(Fiber& fiber, Value source) {
  if (MemoryView* const view = cast<MemoryView>(source)) {
    return check_usable(fiber, view) ? copy_view(fiber, view) : Value::error();
  }
  MemoryView like{};
  like.format = 'B';
  like.item_size = 1;
  if (const Bytes* const bytes = cast<Bytes>(source)) {
    like.size = bytes->size;
    like.is_readonly = true;
  } else if (const ByteArray* const array = cast<ByteArray>(source)) {
    like.size = array->size;
  } else if (const Array* const array = cast<Array>(source)) {
    like.format = array->code == 'u' ? 'w' : array->code;
    like.item_size = array->item_size;
    like.size = array->size / array->item_size;
  } else {
    return Value::error();
  }
  like.owner = source.object();
  like.step = like.item_size;
  return make_view(fiber, like);
}

void release_view(MemoryView* view) {
  let_go(view);
  view->released = true;
}

bool is_viewed(const ByteArray* array) {
  static uint64_t in_vain = 0;  // bytes looked at for dead views
  Heap& heap = rt().heap;
  const HeapStats stats = heap.stats();
  if (in_vain > stats.allocated_bytes + kFreeSurveyBytes) return false;
  if (!heap.survey(prune_nameless)) return false;
  if (array->exports != 0) return true;
  in_vain += stats.live_bytes;
  return false;
}

bool memoryview_bytes(const MemoryView* view, std::string_view* bytes) {
  if (!is_usable(view) || !is_contiguous(view)) return false;
  const size_t size = view->size * row_bytes(view);
  *bytes = owner_bytes(view);
  *bytes = bytes->substr(size == 0 ? 0 : view->start, size);
  return true;
}

// --- shapes ------------------------------------------------------------------

size_t dimensions(const MemoryView* view) {
  if (view->is_scalar) return 0;
  return view->inner == nullptr ? 1 : size_t{1} + view->inner->size;
}

size_t length_at(const MemoryView* view, size_t dimension) {
  if (dimension == 0) return view->size;
  return static_cast<size_t>(view->inner->items[dimension - 1].as_int());
}

ptrdiff_t stride_at(const MemoryView* view, size_t dimension) {
  if (dimension == 0) return view->step;
  ptrdiff_t stride = view->item_size;
  for (size_t i = dimensions(view) - 1; i > dimension; --i) {
    stride *= static_cast<ptrdiff_t>(length_at(view, i));
  }
  return stride;
}

size_t row_bytes(const MemoryView* view) {
  size_t bytes = view->item_size;
  for (size_t i = 1; i < dimensions(view); ++i) bytes *= length_at(view, i);
  return bytes;
}

size_t place_of(const MemoryView* view, size_t i) {
  return view->start + static_cast<size_t>(static_cast<ptrdiff_t>(i) *
                                           view->step);
}

bool is_contiguous(const MemoryView* view) {
  return view->size < 2 ||
         view->step == static_cast<ptrdiff_t>(row_bytes(view));
}

std::string gather(const MemoryView* view) {
  std::string_view whole;
  if (memoryview_bytes(view, &whole)) return std::string(whole);
  const std::string_view bytes = owner_bytes(view);
  const size_t row = row_bytes(view);
  std::string out;
  if (row == 0) return out;
  out.reserve(view->size * row);
  for (size_t i = 0; i < view->size; ++i) {
    out.append(bytes, place_of(view, i), row);
  }
  return out;
}

// --- items -------------------------------------------------------------------

Value item_at(Fiber& fiber, const MemoryView* view, size_t place) {
  if (!check_format(fiber, view)) return Value::error();
  return unpack_item(fiber, owner_bytes(view).data() + place,
                     native_item(view->format));
}

bool items_at(Fiber& fiber, const MemoryView* view, size_t place,
              ptrdiff_t step, size_t count, List* list) {
  return check_format(fiber, view) &&
         unpack_items(fiber, owner_bytes(view).data() + place, step, count,
                      native_item(view->format), list->items, &list->size);
}

bool set_item_at(Fiber& fiber, const MemoryView* view, size_t place,
                 Value value) {
  char bytes[8];
  bool is_type = true;
  if (!check_format(fiber, view)) return false;
  switch (pack_item(fiber, value, native_item(view->format), bytes)) {
    case Packed::kDone: {
      if (!check_usable(fiber, view)) return false;
      ByteArray* const array = static_cast<ByteArray*>(view->owner);
      memcpy(array->data + array->start + place, bytes, view->item_size);
      return true;
    }
    case Packed::kRaised: return false;
    case Packed::kNotFloat: clear_exception(fiber); break;
    case Packed::kNotInteger: break;
    case Packed::kNotByte: is_type = !is_byte_string(value); break;
    case Packed::kTooLarge: is_type = false; break;
  }
  raise(fiber, is_type ? types().TypeError : types().ValueError,
        "memoryview: invalid %s for format '%c'", is_type ? "type" : "value",
        view->format);
  return false;
}

// Numbers are compared as numbers where bytes would not do.
int same_items(Fiber& fiber, const MemoryView* a, const MemoryView* b) {
  if (dimensions(a) != dimensions(b)) return 0;
  for (size_t i = 0; i < dimensions(a); ++i) {
    if (length_at(a, i) != length_at(b, i)) return 0;
  }
  const std::string first = gather(a), second = gather(b);
  if (a->format == b->format && strchr("fde", a->format) == nullptr) {
    return first == second ? 1 : 0;
  }
  if (a->format == 'w' || b->format == 'w') return 0;
  const size_t count = first.size() / a->item_size;
  for (size_t i = 0; i < count; ++i) {
    const Value left = unpack_item(fiber, &first[i * a->item_size],
                                   native_item(a->format));
    const Value right = unpack_item(fiber, &second[i * b->item_size],
                                    native_item(b->format));
    if (left.is_error() || right.is_error()) return -1;
    // The very same NaN is no more equal to itself than another one.
    if (left.is_float() && left.as_float() != left.as_float()) return 0;
    const int same = compare_truth(fiber, kEq, left, right);
    if (same <= 0) return same;
  }
  return 1;
}

// --- other shapes ------------------------------------------------------------

namespace {

// Gives a view of one dimension those that `shape` lists. False: raised.
bool reshape(Fiber& fiber, MemoryView* view, Value shape) {
  const Tuple* const sizes = tuple_from(fiber, shape);
  if (sizes == nullptr) return false;
  size_t product = 1;
  for (uint32_t i = 0; i < sizes->size; ++i) {
    int64_t length = 0;
    if (!is_integer(sizes->items[i])) {
      raise_type_error(fiber,
                       "memoryview.cast(): elements of shape must be integers");
      return false;
    }
    if (!index_of(fiber, sizes->items[i], &length)) return false;
    if (length <= 0) {
      raise_value_error(
          fiber, "memoryview.cast(): elements of shape must be integers > 0");
      return false;
    }
    if (static_cast<uint64_t>(length) > PTRDIFF_MAX / product) {
      raise_value_error(fiber,
                        "memoryview.cast(): product(shape) > SSIZE_MAX");
      return false;
    }
    product *= static_cast<size_t>(length);
  }
  if (product != view->size) {
    raise_type_error(fiber,
                     "memoryview: product(shape) * itemsize != buffer size");
    return false;
  }
  view->is_scalar = sizes->size == 0;
  if (sizes->size < 2) return true;
  view->inner = make_tuple(fiber, sizes->items + 1, sizes->size - 1);
  if (view->inner == nullptr) return false;
  view->size = static_cast<size_t>(plain_integer(sizes->items[0]).as_int());
  for (uint32_t i = 0; i + 1 < sizes->size; ++i) {
    view->inner->items[i] = plain_integer(view->inner->items[i]);
  }
  view->step = static_cast<ptrdiff_t>(row_bytes(view));
  return true;
}

bool has_zero(const MemoryView* view) {
  for (size_t i = 0; i < dimensions(view); ++i) {
    if (length_at(view, i) == 0) return true;
  }
  return false;
}

// What a cast() to another shape is refused for; null when for nothing.
const char* refused_shape(const MemoryView* view, Value shape, bool* is_value) {
  if (!is_kind(shape, Kind::kList) && !is_kind(shape, Kind::kTuple)) {
    return "shape must be a list or a tuple";
  }
  const size_t count = is_kind(shape, Kind::kList) ? shape.as<List>()->size
                                                   : shape.as<Tuple>()->size;
  *is_value = count > kMaxDimensions;
  if (*is_value) return "memoryview: number of dimensions must not exceed 64";
  if (dimensions(view) != 1 && count != 1) {
    return "memoryview: cast must be 1D -> ND or ND -> 1D";
  }
  return nullptr;
}

}  // namespace

Value cast_view(Fiber& fiber, const MemoryView* view, Value format,
                Value shape) {
  if (!check_usable(fiber, view)) return Value::error();
  if (!is_contiguous(view)) {
    return raise_type_error(fiber,
                            "memoryview: casts are restricted to C-contiguous "
                            "views");
  }
  if ((!shape.is_undefined() || dimensions(view) != 1) && has_zero(view)) {
    return raise_type_error(
        fiber, "memoryview: cannot cast view with zeros in shape or strides");
  }
  bool is_value = false;
  const char* const refused =
      shape.is_undefined() ? nullptr : refused_shape(view, shape, &is_value);
  if (refused != nullptr) {
    return raise(fiber, is_value ? types().ValueError : types().TypeError, "%s",
                 refused);
  }
  if (!format.as<Str>()->is_ascii())
    return encode_str(fiber, format.as<Str>(), "ascii", "strict");
  std::string_view code = format.as<Str>()->view();
  const bool has_at = !code.empty() && code[0] == '@';
  if (has_at) code.remove_prefix(1);
  if (code.size() != 1 || strchr("cbB?hHiIlLqQnNfdP", code[0]) == nullptr) {
    return raise_value_error(fiber,
                             "memoryview: destination format must be a native "
                             "single character format prefixed with an "
                             "optional '@'");
  }
  const auto is_byte = [](char c) { return strchr("cbB", c) != nullptr; };
  if (!is_byte(view->format) && !is_byte(code[0])) {
    return raise_type_error(
        fiber, "memoryview: cannot cast between two non-byte formats");
  }
  const uint8_t item_size = native_item(code[0]).size;
  const size_t bytes = view->size * row_bytes(view);
  if (bytes % item_size != 0) {
    return raise_type_error(
        fiber, "memoryview: length is not a multiple of itemsize");
  }
  const Value copy = copy_view(fiber, view);
  if (copy.is_error()) return copy;
  MemoryView* const made = copy.as<MemoryView>();
  made->format = code[0];
  made->has_at = has_at;
  made->step = made->item_size = item_size;
  made->size = bytes / item_size;
  made->inner = nullptr;
  made->is_scalar = false;
  if (!shape.is_undefined() && !reshape(fiber, made, shape)) {
    return Value::error();
  }
  return copy;
}

void init_memoryview(Fiber& fiber) {
  fiber.heap.add_weak_hook(prune_dead);
  init_memoryview_type(fiber);
}

}  // namespace mt::python
