// memoryview.cc - a window on the bytes of another object.
//
// One dimension, items of any of struct's native formats. A view of a bytearray
// or an array finds its bytes anew at each access, so that a resized array cannot
// leave it pointing at memory that is gone; what it showed and is no longer there raises
// BufferError. Inside `with view:` the array refuses to be resized.

#include <string.h>

#include "base/status.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/list.h"
#include "python/packing.h"
#include "python/slice.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

MemoryView* as_view(Value v) { return v.as<MemoryView>(); }

void trace_view(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<MemoryView*>(self)->owner);
}

std::string_view owner_bytes(const MemoryView* view) {
  return view->owner->kind == Kind::kBytes
             ? static_cast<const Bytes*>(view->owner)->view()
             : static_cast<const ByteArray*>(view->owner)->view();
}

// The offset in the owner of the i-th item's first byte.
size_t place_of(const MemoryView* view, size_t i) {
  return view->start + static_cast<size_t>(static_cast<ptrdiff_t>(i) *
                                           view->step);
}

// Whether all that the view shows is still there.
bool is_intact(const MemoryView* view) {
  if (view->size == 0) return true;
  const size_t first = place_of(view, 0);
  const size_t last = place_of(view, view->size - 1);
  const size_t size = owner_bytes(view).size();
  return first < size && last < size && size - first >= view->item_size &&
         size - last >= view->item_size;
}

bool check_usable(Fiber& fiber, const MemoryView* view) {
  if (view->released) {
    raise_value_error(fiber,
                      "operation forbidden on released memoryview object");
    return false;
  }
  if (is_intact(view)) return true;
  raise(fiber, types().BufferError,
        "the object behind the memoryview was re-sized");
  return false;
}

Value make_view(Fiber& fiber, Object* owner, size_t start, size_t size,
                bool is_readonly) {
  MemoryView* const view = make<MemoryView>(fiber, types().memoryview);
  if (view == nullptr) return Value::error();
  view->owner = owner;
  view->start = start;
  view->size = size;
  view->step = view->item_size = 1;
  view->format = 'B';
  view->is_readonly = is_readonly;
  return Value::from_object(view);
}

Value copy_view(Fiber& fiber, const MemoryView* view) {
  const Value copy = make_view(fiber, view->owner, view->start, view->size,
                               view->is_readonly);
  if (copy.is_error()) return copy;
  MemoryView* const made = as_view(copy);
  made->step = view->step;
  made->format = view->format;
  made->item_size = view->item_size;
  made->has_at = view->has_at;
  return copy;
}

bool is_contiguous(const MemoryView* view) {
  return view->size < 2 || view->step == view->item_size;
}

// All bytes in a row, wherever they are.
std::string gather(const MemoryView* view) {
  const std::string_view bytes = owner_bytes(view);
  std::string out;
  out.reserve(view->size * view->item_size);
  for (size_t i = 0; i < view->size; ++i) {
    out.append(bytes, place_of(view, i), view->item_size);
  }
  return out;
}

// The characters of an array of text have no format that struct knows.
bool check_format(Fiber& fiber, const MemoryView* view) {
  if (view->format != 'w') return true;
  raise(fiber, types().NotImplementedError,
        "memoryview: format w not supported");
  return false;
}

Value item_of(Fiber& fiber, const MemoryView* view, size_t i) {
  if (!check_format(fiber, view)) return Value::error();
  return unpack_item(fiber, owner_bytes(view).data() + place_of(view, i),
                     native_item(view->format));
}

// A view of whatever has bytes; error with nothing raised when it has none.
Value view_of(Fiber& fiber, Value source) {
  if (MemoryView* const view = cast<MemoryView>(source)) {
    return check_usable(fiber, view) ? copy_view(fiber, view) : Value::error();
  }
  if (Bytes* const bytes = cast<Bytes>(source)) {
    return make_view(fiber, bytes, 0, bytes->size, true);
  }
  if (ByteArray* const array = cast<ByteArray>(source)) {
    return make_view(fiber, array, 0, array->size, false);
  }
  if (Array* const array = cast<Array>(source)) {
    const Value made = make_view(fiber, array, 0,
                                 array->size / array->item_size, false);
    if (made.is_error()) return made;
    MemoryView* const view = as_view(made);
    view->format = array->code == 'u' ? 'w' : array->code;
    view->step = view->item_size = array->item_size;
    return made;
  }
  return Value::error();
}

// --- slots -------------------------------------------------------------------

Value view_create(Fiber& fiber, Type*, Args args) {
  Value source;
  if (!parse_args(fiber, "memoryview", args, {"object"}, 1, &source)) {
    return Value::error();
  }
  const Value view = view_of(fiber, source);
  if (!view.is_error() || fiber.raised()) return view;
  return raise_type_error(fiber,
                          "memoryview: a bytes-like object is required, not "
                          "'%s'",
                          type_name(source));
}

Value view_repr(Fiber& fiber, Value self) {
  return str_value(fiber, format(as_view(self)->released
                                     ? "<released memory at %p>"
                                     : "<memory at %p>",
                                 static_cast<void*>(self.object())));
}

Value view_hash(Fiber& fiber, Value self) {
  MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return Value::error();
  if (!view->is_readonly) {
    return raise_value_error(fiber, "cannot hash writable memoryview object");
  }
  if (strchr("Bbc", view->format) == nullptr) {
    return raise_value_error(fiber,
                             "memoryview: hashing is restricted to formats "
                             "'B', 'b' or 'c'");
  }
  return Value::from_int(hash_text(gather(view)));
}

// 1, 0, or -1 raised. Numbers are compared as numbers where bytes would not do.
int same_items(Fiber& fiber, const MemoryView* a, const MemoryView* b) {
  if (a->size != b->size) return 0;
  if (a->format == b->format && strchr("fde", a->format) == nullptr) {
    return gather(a) == gather(b) ? 1 : 0;
  }
  if (a->format == 'w' || b->format == 'w') return 0;
  for (size_t i = 0; i < a->size && i < b->size; ++i) {
    const Value first = item_of(fiber, a, i), second = item_of(fiber, b, i);
    if (first.is_error() || second.is_error()) return -1;
    const int same = compare_truth(fiber, kEq, first, second);
    if (same <= 0) return same;
  }
  return 1;
}

Value view_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (op != kEq && op != kNe) return Value::not_implemented();
  const MemoryView* const view = as_view(self);
  const auto is_gone = [](const MemoryView* v) {
    return v->released || !is_intact(v);
  };
  if (is_gone(view) || self == other) {
    return Value::from_bool((self == other) == (op == kEq));
  }
  if (const MemoryView* const second = cast<MemoryView>(other)) {
    if (is_gone(second)) return Value::from_bool(op == kNe);
  }
  const Value second = view_of(fiber, other);
  if (second.is_error()) {
    return fiber.raised() ? second : Value::not_implemented();
  }
  const int same = same_items(fiber, view, as_view(second));
  if (same < 0) return Value::error();
  return Value::from_bool((same == 1) == (op == kEq));
}

int64_t view_len(Fiber& fiber, Value self) {
  const MemoryView* const view = as_view(self);
  return check_usable(fiber, view) ? static_cast<int64_t>(view->size) : -1;
}

bool item_index(Fiber& fiber, const MemoryView* view, Value key, size_t* at) {
  int64_t i = 0;
  if (const Tuple* const tuple = cast<Tuple>(key)) {
    if (tuple->size == 1 && is_index(tuple->items[0])) {
      key = tuple->items[0];
    } else if (tuple->size != 0 && is_index(tuple->items[0])) {
      raise_type_error(fiber,
                       "cannot index 1-dimension view with %u-element tuple",
                       tuple->size);
      return false;
    } else {
      raise(fiber, types().NotImplementedError,
            tuple->size == 0 ? "sub-views are not implemented"
                             : "multi-dimensional slicing is not implemented");
      return false;
    }
  }
  if (!is_index(key)) {
    raise_type_error(fiber, "memoryview: invalid slice key");
    return false;
  }
  if (!subscript_index(fiber, key, "memoryview", &i)) return false;
  if (!check_usable(fiber, view)) return false;
  const auto size = static_cast<int64_t>(view->size);
  if (i < 0) i += size;
  if (i < 0 || i >= size) {
    raise_index_error(fiber, "index out of bounds on dimension 1");
    return false;
  }
  *at = static_cast<size_t>(i);
  return true;
}

Value sub_view(Fiber& fiber, MemoryView* view, const Slice* slice) {
  SliceBounds at;
  if (!slice_bounds(fiber, slice, static_cast<int64_t>(view->size), &at)) {
    return Value::error();
  }
  if (!check_usable(fiber, view)) return Value::error();
  const Value part = copy_view(fiber, view);
  if (part.is_error()) return part;
  MemoryView* const made = as_view(part);
  made->size = static_cast<size_t>(at.count);
  made->start = at.count == 0 ? view->start
                              : place_of(view, static_cast<size_t>(at.start));
  made->step = view->step * static_cast<ptrdiff_t>(at.count < 2 ? 1 : at.step);
  if (at.count < 2) made->step = view->item_size;
  return part;
}

Value view_getitem(Fiber& fiber, Value self, Value key) {
  MemoryView* const view = as_view(self);
  if (const Slice* const slice = cast<Slice>(key)) {
    return check_usable(fiber, view) ? sub_view(fiber, view, slice)
                                     : Value::error();
  }
  size_t at;
  if (!item_index(fiber, view, key, &at)) return Value::error();
  return item_of(fiber, view, at);
}

// The bytes that stand for a value in the view's format.
bool pack(Fiber& fiber, const MemoryView* view, Value value, char* out) {
  const char code = view->format;
  if (!check_format(fiber, view)) return false;
  bool is_type = true;
  switch (pack_item(fiber, value, native_item(code), out)) {
    case Packed::kDone: return true;
    case Packed::kRaised: return false;
    case Packed::kNotFloat: clear_exception(fiber); break;
    case Packed::kNotInteger: break;
    case Packed::kNotByte: is_type = !is_byte_string(value); break;
    case Packed::kTooLarge: is_type = false; break;
  }
  raise(fiber, is_type ? types().TypeError : types().ValueError,
        "memoryview: invalid %s for format '%c'", is_type ? "type" : "value",
        code);
  return false;
}

bool view_setitem(Fiber& fiber, Value self, Value key, Value value) {
  MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return false;
  if (view->is_readonly) {
    raise_type_error(fiber, "cannot modify read-only memory");
    return false;
  }
  if (value.is_undefined()) {
    raise_type_error(fiber, "cannot delete memory");
    return false;
  }
  ByteArray* const array = static_cast<ByteArray*>(view->owner);
  if (const Slice* const slice = cast<Slice>(key)) {
    const Value part = sub_view(fiber, view, slice);
    if (part.is_error()) return false;
    const Value source = view_of(fiber, value);
    if (source.is_error()) {
      if (fiber.raised()) return false;
      raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                       type_name(value));
      return false;
    }
    const MemoryView* const to = as_view(part);
    const MemoryView* const from = as_view(source);
    if (from->size != to->size || from->format != to->format) {
      raise_value_error(fiber,
                        "memoryview assignment: lvalue and rvalue have "
                        "different structures");
      return false;
    }
    const std::string copy = gather(from);
    for (size_t i = 0; i < to->size; ++i) {
      memcpy(array->data + array->start + place_of(to, i),
             copy.data() + i * to->item_size, to->item_size);
    }
    return true;
  }
  size_t at;
  char bytes[8];
  if (!item_index(fiber, view, key, &at)) return false;
  if (!pack(fiber, view, value, bytes) || !check_usable(fiber, view)) {
    return false;
  }
  memcpy(array->data + array->start + place_of(view, at), bytes,
         view->item_size);
  return true;
}

// --- methods -----------------------------------------------------------------

Value view_tobytes(Fiber& fiber, Value self, Args args) {
  const MemoryView* const view = as_view(self);
  Value order = Value::none();
  if (!parse_args(fiber, "tobytes", args, {"order"}, 0, &order)) {
    return Value::error();
  }
  if (!order.is_none()) {
    const Str* const name = cast<Str>(order);
    if (name == nullptr) {
      return raise_type_error(fiber,
                              "tobytes() argument 'order' must be str or None, "
                              "not %s",
                              type_name(order));
    }
    if (name->view() != "C" && name->view() != "F" && name->view() != "A") {
      return raise_value_error(fiber, "order must be 'C', 'F' or 'A'");
    }
  }
  if (!check_usable(fiber, view)) return Value::error();
  return bytes_value(fiber, gather(view));
}

Value view_tolist(Fiber& fiber, Value self, Args) {
  const MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return Value::error();
  List* const list = make_list(fiber, view->size);
  if (list == nullptr) return Value::error();
  for (size_t i = 0; i < view->size; ++i) {
    const Value item = item_of(fiber, view, i);
    if (item.is_error() || !list_append(fiber, list, item)) {
      return Value::error();
    }
  }
  return Value::from_object(list);
}

Value view_hex(Fiber& fiber, Value self, Args args) {
  const MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return Value::error();
  const std::string bytes = gather(view);
  return hex_of(fiber, bytes, args);
}

void let_go(MemoryView* view) {
  if (!view->is_exported) return;
  view->is_exported = false;
  --static_cast<ByteArray*>(view->owner)->exports;
}

Value view_release(Fiber&, Value self, Args) {
  MemoryView* const view = as_view(self);
  let_go(view);
  view->released = true;
  return Value::none();
}

Value view_enter(Fiber& fiber, Value self, Args) {
  MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return Value::error();
  if (view->owner->kind != Kind::kBytes && !view->is_exported) {
    view->is_exported = true;
    ++static_cast<ByteArray*>(view->owner)->exports;
  }
  return self;
}

Value view_toreadonly(Fiber& fiber, Value self, Args) {
  if (!check_usable(fiber, as_view(self))) return Value::error();
  const Value copy = copy_view(fiber, as_view(self));
  if (!copy.is_error()) as_view(copy)->is_readonly = true;
  return copy;
}

// A shape of one dimension, as cast() may be given it. False: raised.
bool check_shape(Fiber& fiber, Value shape, size_t size) {
  if (!is_kind(shape, Kind::kList) && !is_kind(shape, Kind::kTuple)) {
    raise_type_error(fiber, "shape must be a list or a tuple");
    return false;
  }
  const Tuple* const sizes = tuple_from(fiber, shape);
  if (sizes == nullptr) return false;
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
    if (sizes->size == 1 && static_cast<uint64_t>(length) != size) {
      raise_type_error(fiber,
                       "memoryview: product(shape) * itemsize != buffer size");
      return false;
    }
  }
  if (sizes->size == 1) return true;
  raise(fiber, types().NotImplementedError,
        "memoryview: shapes of %u dimensions are not supported", sizes->size);
  return false;
}

Value view_cast(Fiber& fiber, Value self, Args args) {
  const MemoryView* const view = as_view(self);
  Value given[2];
  if (!parse_args(fiber, "cast", args, {"format", "shape"}, 1, given)) {
    return Value::error();
  }
  const Str* const wanted = cast<Str>(given[0]);
  if (wanted == nullptr) {
    return raise_type_error(fiber, "cast() argument 'format' must be str, not "
                                   "%s", type_name(given[0]));
  }
  if (!check_usable(fiber, view)) return Value::error();
  if (!is_contiguous(view)) {
    return raise_type_error(fiber,
                            "memoryview: casts are restricted to C-contiguous "
                            "views");
  }
  std::string_view code = wanted->view();
  const bool has_at = !code.empty() && code[0] == '@';
  if (has_at) code.remove_prefix(1);
  const bool is_known =
      code.size() == 1 &&
      std::string_view("cbB?hHiIlLqQnNfdP").find(code[0]) != code.npos;
  if (!is_known) {
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
  const size_t bytes = view->size * view->item_size;
  if (bytes % item_size != 0) {
    return raise_type_error(
        fiber, "memoryview: length is not a multiple of itemsize");
  }
  if (!given[1].is_undefined() &&
      !check_shape(fiber, given[1], bytes / item_size)) {
    return Value::error();
  }
  const Value copy = copy_view(fiber, view);
  if (copy.is_error()) return copy;
  MemoryView* const made = as_view(copy);
  made->format = code[0];
  made->has_at = has_at;
  made->step = made->item_size = item_size;
  made->size = bytes / item_size;
  return copy;
}

// --- attributes --------------------------------------------------------------

Value tuple_of(Fiber& fiber, int64_t item) {
  const Value value = Value::from_int(item);
  Tuple* const tuple = make_tuple(fiber, &value, 1);
  return tuple != nullptr ? Value::from_object(tuple) : Value::error();
}

template <Value (*get)(Fiber&, const MemoryView*)>
Value checked(Fiber& fiber, Value self) {
  const MemoryView* const view = as_view(self);
  return check_usable(fiber, view) ? get(fiber, view) : Value::error();
}

Value get_obj(Fiber&, const MemoryView* view) {
  return Value::from_object(view->owner);
}
Value get_nbytes(Fiber&, const MemoryView* view) {
  return Value::from_int(static_cast<int64_t>(view->size * view->item_size));
}
Value get_item_size(Fiber&, const MemoryView* view) {
  return Value::from_int(view->item_size);
}
Value get_readonly(Fiber&, const MemoryView* view) {
  return Value::from_bool(view->is_readonly);
}
Value get_format(Fiber& fiber, const MemoryView* view) {
  const char text[] = {'@', view->format};
  return view->has_at ? str_value(fiber, {text, 2})
                      : str_value(fiber, {text + 1, 1});
}
Value get_one(Fiber&, const MemoryView*) { return Value::from_int(1); }
Value get_shape(Fiber& fiber, const MemoryView* view) {
  return tuple_of(fiber, static_cast<int64_t>(view->size));
}
Value get_strides(Fiber& fiber, const MemoryView* view) {
  return tuple_of(fiber, view->step);
}
Value get_suboffsets(Fiber& fiber, const MemoryView*) {
  return Value::from_object(empty_tuple(fiber));
}
Value get_contiguous(Fiber&, const MemoryView* view) {
  return Value::from_bool(is_contiguous(view));
}

const GetSetDef kViewGetSets[] = {
    {"obj", checked<get_obj>},
    {"nbytes", checked<get_nbytes>},
    {"readonly", checked<get_readonly>},
    {"format", checked<get_format>},
    {"itemsize", checked<get_item_size>},
    {"ndim", checked<get_one>},
    {"shape", checked<get_shape>},
    {"strides", checked<get_strides>},
    {"suboffsets", checked<get_suboffsets>},
    {"contiguous", checked<get_contiguous>},
    {"c_contiguous", checked<get_contiguous>},
    {"f_contiguous", checked<get_contiguous>},
    {}};

const MethodDef kViewMethods[] = {
    {"tobytes", view_tobytes, 0, 1, kMethodKeywords},
    {"tolist", view_tolist},
    {"hex", view_hex, 0, 2, kMethodKeywords},
    {"release", view_release},
    {"toreadonly", view_toreadonly},
    {"cast", view_cast, 1, 2, kMethodKeywords},
    {"__enter__", view_enter},
    {"__exit__", view_release, 0, 3},
    {}};

const Layout kViewLayout = {Kind::kMemoryView, "memoryview", sizeof(MemoryView),
                            trace_view, nullptr, nullptr};

constexpr Slots make_view_slots() {
  Slots slots{};
  slots.repr = view_repr;
  slots.hash = view_hash;
  slots.compare = view_compare;
  slots.iter = make_byte_iterator;
  slots.len = view_len;
  slots.getitem = view_getitem;
  slots.setitem = view_setitem;
  slots.create = view_create;
  return slots;
}
constexpr Slots kViewSlots = make_view_slots();

const TypeDef kViewType = {
    "memoryview", &kViewLayout, &kViewSlots, kViewMethods, kViewGetSets,
    kTypeFinal,
    "Create a new memoryview object which references the given object."};

}  // namespace

bool memoryview_bytes(const MemoryView* view, std::string_view* bytes) {
  if (view->released || !is_intact(view)) return false;
  if (!is_contiguous(view)) return false;
  *bytes = owner_bytes(view);
  *bytes = view->size == 0
               ? bytes->substr(0, 0)
               : bytes->substr(view->start, view->size * view->item_size);
  return true;
}

void init_memoryview(Fiber& fiber) {
  types().memoryview = native_type(fiber, kViewType);
}

}  // namespace mt::python
