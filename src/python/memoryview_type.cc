// memoryview_type.cc - the class memoryview: subscripts, methods, attributes.

#include <string.h>

#include "base/status.h"

#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/exception.h"
#include "python/init.h"
#include "python/list.h"
#include "python/slice.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

MemoryView* as_view(Value v) { return v.as<MemoryView>(); }

void trace_view(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<MemoryView*>(self)->owner);
  tracer.visit(static_cast<MemoryView*>(self)->inner);
}

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

// Stays known when the view is released.
Value view_hash(Fiber& fiber, Value self) {
  MemoryView* const view = as_view(self);
  if (view->aux != 0) return Value::from_int(view->aux);
  if (!check_usable(fiber, view)) return Value::error();
  if (!view->is_readonly) {
    return raise_value_error(fiber, "cannot hash writable memoryview object");
  }
  if (strchr("Bbc", view->format) == nullptr) {
    return raise_value_error(fiber,
                             "memoryview: hashing is restricted to formats "
                             "'B', 'b' or 'c'");
  }
  view->aux = hash_text(gather(view));
  return Value::from_int(view->aux);
}

// The bytes of a row of bytes, the everyday view, or of what it is of; they are
// borrowed as from buffer_of(). False: no such, or it cannot be used.
bool row_of_bytes(Value value, std::string_view* bytes) {
  if (is_byte_string(value)) return buffer_of(value, bytes);
  const MemoryView* const view = cast<MemoryView>(value);
  return view != nullptr && view->format == 'B' && dimensions(view) == 1 &&
         memoryview_bytes(view, bytes);
}

Value view_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (op != kEq && op != kNe) return Value::not_implemented();
  std::string_view a, b;
  if (row_of_bytes(self, &a) && row_of_bytes(other, &b))
    return Value::from_bool((a == b) == (op == kEq));
  const MemoryView* const view = as_view(self);
  if (!is_usable(view)) {
    return Value::from_bool((self == other) == (op == kEq));
  }
  if (const MemoryView* const second = cast<MemoryView>(other)) {
    if (!is_usable(second)) return Value::from_bool(op == kNe);
  }
  const Value second = view_of(fiber, other);
  if (second.is_error()) {
    return fiber.raised() ? second : Value::not_implemented();
  }
  const int same = same_items(fiber, view, as_view(second));
  release_view(as_view(second));
  if (same < 0) return Value::error();
  return Value::from_bool((same == 1) == (op == kEq));
}

int64_t view_len(Fiber& fiber, Value self) {
  const MemoryView* const view = as_view(self);
  return check_usable(fiber, view) ? static_cast<int64_t>(view->size) : -1;
}

// --- subscripts --------------------------------------------------------------

Value raise_unimplemented(Fiber& fiber, const char* message) {
  return raise(fiber, types().NotImplementedError, "%s", message);
}

bool raise_bad_key(Fiber& fiber) {
  raise_type_error(fiber, "memoryview: invalid slice key");
  return false;
}

// Adds to *place where an index leads in one dimension.
bool add_index(Fiber& fiber, const MemoryView* view, size_t dimension,
               Value key, size_t* place) {
  int64_t i = 0;
  if (!subscript_index(fiber, key, "memoryview", &i)) return false;
  if (!check_usable(fiber, view)) return false;
  const auto length = static_cast<int64_t>(length_at(view, dimension));
  if (i < 0) i += length;
  if (i < 0 || i >= length) {
    raise_index_error(fiber, "index out of bounds on dimension %zu",
                      dimension + 1);
    return false;
  }
  *place += static_cast<size_t>(static_cast<ptrdiff_t>(i) *
                                stride_at(view, dimension));
  return true;
}

bool are_all(const Tuple* tuple, bool (*is_one)(Value)) {
  for (uint32_t i = 0; i < tuple->size; ++i) {
    if (!is_one(tuple->items[i])) return false;
  }
  return true;
}

// Where the item of a key is that is no slice. False: raised.
bool find_item(Fiber& fiber, const MemoryView* view, Value key,
               const char* rows, const char* parts, size_t* place) {
  const size_t count = dimensions(view);
  const Tuple* const tuple = cast<Tuple>(key);
  *place = view->start;
  if (count == 0) {
    if (tuple != nullptr && tuple->size == 0) return true;
    raise_type_error(fiber, "invalid indexing of 0-dim memory");
    return false;
  }
  if (is_index(key)) {
    if (count == 1) return add_index(fiber, view, 0, key, place);
    raise_unimplemented(fiber, rows);
    return false;
  }
  if (tuple == nullptr) return raise_bad_key(fiber);
  if (!are_all(tuple, is_index)) {
    const auto is_slice = [](Value v) { return is_kind(v, Kind::kSlice); };
    if (!are_all(tuple, is_slice)) return raise_bad_key(fiber);
    raise_unimplemented(fiber, parts);
    return false;
  }
  if (tuple->size < count) {
    raise_unimplemented(fiber, "sub-views are not implemented");
    return false;
  }
  if (tuple->size > count) {
    raise_type_error(fiber,
                     "cannot index %zu-dimension view with %u-element tuple",
                     count, tuple->size);
    return false;
  }
  for (uint32_t i = 0; i < tuple->size; ++i) {
    if (!add_index(fiber, view, i, tuple->items[i], place)) return false;
  }
  return true;
}

// The view is copied first: to look at the bounds may release it.
Value sub_view(Fiber& fiber, const MemoryView* view, const Slice* slice) {
  const Value part = copy_view(fiber, view);
  SliceBounds at;
  if (part.is_error() ||
      !slice_bounds(fiber, slice, static_cast<int64_t>(view->size), &at)) {
    return Value::error();
  }
  MemoryView* const made = as_view(part);
  if (at.count != 0)
    made->start = place_of(made, static_cast<size_t>(at.start));
  made->size = static_cast<size_t>(at.count);
  made->step = at.count < 2 ? static_cast<ptrdiff_t>(row_bytes(made))
                            : made->step * static_cast<ptrdiff_t>(at.step);
  return part;
}

// An item of a view of one dimension: where it is. False: it takes a closer
// look.
bool is_item_at(const MemoryView* view, Value key, size_t* place) {
  if (!key.is_int() || view->released || view->is_scalar ||
      view->inner != nullptr) {
    return false;
  }
  int64_t i = key.as_int();
  const auto size = static_cast<int64_t>(view->size);
  if (i < 0) i += size;
  if (i < 0 || i >= size) return false;
  *place = view->start + static_cast<size_t>(i * view->step);
  const size_t owned = owner_bytes(view).size();
  return *place < owned && owned - *place >= view->item_size;
}

Value view_getitem(Fiber& fiber, Value self, Value key) {
  const MemoryView* const view = as_view(self);
  size_t place;
  if (is_item_at(view, key, &place))
    return view->format == 'B' ? Value::from_int(static_cast<uint8_t>(
                                     owner_bytes(view)[place]))
                               : item_at(fiber, view, place);
  if (!check_usable(fiber, view)) return Value::error();
  if (view->is_scalar && key == Value::ellipsis()) return self;
  if (const Slice* const slice = cast<Slice>(key)) {
    if (!view->is_scalar) return sub_view(fiber, view, slice);
  }
  if (!find_item(fiber, view, key,
                 "multi-dimensional sub-views are not implemented",
                 "multi-dimensional slicing is not implemented", &place)) {
    return Value::error();
  }
  return item_at(fiber, view, place);
}

// Bytes in a row for as many, where no method has to be asked for the bounds.
// False: it takes views of both, and nothing was done.
bool set_bytes(Fiber& fiber, const MemoryView* view, const Slice* slice,
               Value value) {
  const auto is_plain = [](Value bound) {
    return bound.is_none() || bound.is_int();
  };
  std::string_view to, from;
  SliceBounds at;
  if (!is_plain(slice->start) || !is_plain(slice->stop) ||
      !slice->step.is_none() || view->format != 'B' ||
      !memoryview_bytes(view, &to) || !row_of_bytes(value, &from) ||
      !slice_bounds(fiber, slice, static_cast<int64_t>(to.size()), &at) ||
      static_cast<uint64_t>(at.count) != from.size())
    return false;
  ByteArray* const array = static_cast<ByteArray*>(view->owner);
  if (!from.empty())
    memmove(array->data + array->start + view->start +
                static_cast<size_t>(at.start),
            from.data(), from.size());
  return true;
}

bool set_slice(Fiber& fiber, const MemoryView* view, const Slice* slice,
               Value value) {
  if (set_bytes(fiber, view, slice, value)) return true;
  const Value part = sub_view(fiber, view, slice);
  if (part.is_error()) return false;
  const Value source = view_of(fiber, value);
  if (source.is_error()) {
    if (fiber.raised()) return false;
    raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                     type_name(value));
    return false;
  }
  MemoryView* const to = as_view(part);
  MemoryView* const from = as_view(source);
  if (!check_usable(fiber, view)) return false;
  if (from->size != to->size || from->format != to->format ||
      dimensions(from) != 1) {
    raise_value_error(fiber,
                      "memoryview assignment: lvalue and rvalue have "
                      "different structures");
    return false;
  }
  if (!may_gather(fiber, from->size * row_bytes(from))) return false;
  const std::string copy = gather(from);
  ByteArray* const array = static_cast<ByteArray*>(view->owner);
  for (size_t i = 0; i < to->size; ++i) {
    memcpy(array->data + array->start + place_of(to, i),
           copy.data() + i * to->item_size, to->item_size);
  }
  release_view(to);
  release_view(from);
  return true;
}

bool view_setitem(Fiber& fiber, Value self, Value key, Value value) {
  constexpr char kOnlyOne[] =
      "memoryview slice assignments are currently restricted to ndim = 1";
  const MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return false;
  if (view->is_readonly) {
    raise_type_error(fiber, "cannot modify read-only memory");
    return false;
  }
  if (value.is_undefined()) {
    raise_type_error(fiber, "cannot delete memory");
    return false;
  }
  size_t place;
  if (is_item_at(view, key, &place)) {
    if (view->format != 'B' || !value.is_int() ||
        static_cast<uint64_t>(value.as_int()) > 255)
      return set_item_at(fiber, view, place, value);
    ByteArray* const array = static_cast<ByteArray*>(view->owner);
    array->data[array->start + place] = static_cast<char>(value.as_int());
    return true;
  }
  const Slice* const slice = cast<Slice>(key);
  if (slice != nullptr && !view->is_scalar) {
    if (view->inner == nullptr) return set_slice(fiber, view, slice, value);
    raise_unimplemented(fiber, kOnlyOne);
    return false;
  }
  place = view->start;
  if (!(view->is_scalar && key == Value::ellipsis()) &&
      !find_item(fiber, view, key, "sub-views are not implemented", kOnlyOne,
                 &place)) {
    return false;
  }
  return set_item_at(fiber, view, place, value);
}

Value view_iter(Fiber& fiber, Value self) {
  const MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return Value::error();
  if (view->is_scalar) {
    return raise_type_error(fiber, "invalid indexing of 0-dim memory");
  }
  return view->inner == nullptr
             ? make_byte_iterator(fiber, self)
             : raise_unimplemented(
                   fiber, "multi-dimensional sub-views are not implemented");
}

// --- methods -----------------------------------------------------------------

// All bytes in a row, the first index running fastest.
std::string gather_columns(const MemoryView* view) {
  const std::string rows = gather(view);
  std::string out;
  const size_t size = view->item_size;
  for (size_t i = 0; i < rows.size() / size; ++i) {
    // The digits of i, to bases that are the lengths, are the indices.
    size_t rest = i, place = 0;
    for (size_t d = 0; d < dimensions(view); ++d) {
      const size_t stride =
          d == 0 ? row_bytes(view) : static_cast<size_t>(stride_at(view, d));
      place += rest % length_at(view, d) * stride;
      rest /= length_at(view, d);
    }
    out.append(rows, place, size);
  }
  return out;
}

Value view_tobytes(Fiber& fiber, Value self, Args args) {
  const MemoryView* const view = as_view(self);
  Value order = Value::none();
  bool by_columns = false;
  if (args.count != 0 &&
      !parse_args(fiber, "tobytes", args, {"order"}, 0, &order)) {
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
    by_columns = name->view() == "F";
  }
  if (!check_usable(fiber, view)) return Value::error();
  std::string_view bytes;
  if (!by_columns && memoryview_bytes(view, &bytes))
    return bytes_value(fiber, bytes);
  if (!may_gather(fiber, view->size * row_bytes(view))) return Value::error();
  return bytes_value(fiber, by_columns ? gather_columns(view) : gather(view));
}

// What begins at a place of the owner, from a dimension on, as nested lists.
Value list_from(Fiber& fiber, const MemoryView* view, size_t dimension,
                size_t place) {
  if (dimension == dimensions(view)) return item_at(fiber, view, place);
  const size_t length = length_at(view, dimension);
  const ptrdiff_t stride = stride_at(view, dimension);
  List* const list = make_list(fiber, length);
  if (list == nullptr) return Value::error();
  if (dimension + 1 == dimensions(view)) {
    return items_at(fiber, view, place, stride, length, list)
               ? Value::from_object(list)
               : Value::error();
  }
  for (size_t i = 0; i < length; ++i) {
    const Value item = list_from(
        fiber, view, dimension + 1,
        place + static_cast<size_t>(static_cast<ptrdiff_t>(i) * stride));
    if (item.is_error() || !list_append(fiber, list, item)) {
      return Value::error();
    }
  }
  return Value::from_object(list);
}

Value view_tolist(Fiber& fiber, Value self, Args) {
  const MemoryView* const view = as_view(self);
  return check_usable(fiber, view) ? list_from(fiber, view, 0, view->start)
                                   : Value::error();
}

Value view_hex(Fiber& fiber, Value self, Args args) {
  const MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view) ||
      !may_gather(fiber, view->size * row_bytes(view))) {
    return Value::error();
  }
  std::string_view bytes;
  if (args.count == 0 && memoryview_bytes(view, &bytes))
    return hex_of(fiber, bytes, args);
  const std::string copy = gather(view);
  return hex_of(fiber, copy, args);
}

Value view_release(Fiber&, Value self, Args) {
  release_view(as_view(self));
  return Value::none();
}

Value view_enter(Fiber& fiber, Value self, Args) {
  MemoryView* const view = as_view(self);
  if (!check_usable(fiber, view)) return Value::error();
  view->is_entered = true;
  return self;
}

Value view_toreadonly(Fiber& fiber, Value self, Args) {
  if (!check_usable(fiber, as_view(self))) return Value::error();
  const Value copy = copy_view(fiber, as_view(self));
  if (!copy.is_error()) as_view(copy)->is_readonly = true;
  return copy;
}

Value view_cast(Fiber& fiber, Value self, Args args) {
  Value given[2];
  if (args.count == 1 && !args.is_named) {
    given[0] = args[0];
  } else if (!parse_args(fiber, "cast", args, {"format", "shape"}, 1, given)) {
    return Value::error();
  }
  if (!is_kind(given[0], Kind::kStr)) {
    return raise_type_error(fiber, "cast() argument 'format' must be str, not "
                                   "%s", type_name(given[0]));
  }
  return cast_view(fiber, as_view(self), given[0], given[1]);
}

// --- attributes --------------------------------------------------------------

template <Value (*get)(Fiber&, const MemoryView*)>
Value checked(Fiber& fiber, Value self) {
  const MemoryView* const view = as_view(self);
  return check_usable(fiber, view) ? get(fiber, view) : Value::error();
}

Value get_obj(Fiber&, const MemoryView* view) {
  return Value::from_object(view->owner);
}
Value get_nbytes(Fiber&, const MemoryView* view) {
  return Value::from_int(static_cast<int64_t>(view->size * row_bytes(view)));
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
Value get_dimensions(Fiber&, const MemoryView* view) {
  return Value::from_int(static_cast<int64_t>(dimensions(view)));
}

// A tuple of what `get` says of each dimension.
template <typename Get>
Value tuple_of(Fiber& fiber, const MemoryView* view, Get get) {
  Tuple* const tuple = make_tuple(fiber, dimensions(view));
  if (tuple == nullptr) return Value::error();
  for (uint32_t i = 0; i < tuple->size; ++i) {
    tuple->items[i] = Value::from_int(static_cast<int64_t>(get(view, i)));
  }
  return Value::from_object(tuple);
}
Value get_shape(Fiber& fiber, const MemoryView* view) {
  return tuple_of(fiber, view, length_at);
}
Value get_strides(Fiber& fiber, const MemoryView* view) {
  return tuple_of(fiber, view, stride_at);
}
Value get_suboffsets(Fiber& fiber, const MemoryView*) {
  return Value::from_object(empty_tuple(fiber));
}

// Whether the first index could run fastest without leaving gaps.
bool has_columns(const MemoryView* view) {
  ptrdiff_t next = view->item_size;
  for (size_t i = 0; i < dimensions(view); ++i) {
    const size_t length = length_at(view, i);
    if (length > 1 && stride_at(view, i) != next) return false;
    next *= static_cast<ptrdiff_t>(length);
  }
  return true;
}
Value get_rows(Fiber&, const MemoryView* view) {
  return Value::from_bool(is_contiguous(view));
}
Value get_columns(Fiber&, const MemoryView* view) {
  return Value::from_bool(has_columns(view));
}
Value get_contiguous(Fiber&, const MemoryView* view) {
  return Value::from_bool(is_contiguous(view) || has_columns(view));
}

const GetSetDef kViewGetSets[] = {
    {"obj", checked<get_obj>},
    {"nbytes", checked<get_nbytes>},
    {"readonly", checked<get_readonly>},
    {"format", checked<get_format>},
    {"itemsize", checked<get_item_size>},
    {"ndim", checked<get_dimensions>},
    {"shape", checked<get_shape>},
    {"strides", checked<get_strides>},
    {"suboffsets", checked<get_suboffsets>},
    {"contiguous", checked<get_contiguous>},
    {"c_contiguous", checked<get_rows>},
    {"f_contiguous", checked<get_columns>},
    {}};

const MethodDef kViewMethods[] = {
    {"tobytes", view_tobytes, 0, 1, kMethodKeywords},
    {"tolist", view_tolist},
    {"hex", view_hex, 0, 2, kMethodKeywords},
    {"release", view_release},
    {"toreadonly", view_toreadonly},
    {"cast", view_cast, 1, 2, kMethodKeywords},
    {"__enter__", view_enter},
    {"__exit__", view_release, 0, -1},
    {}};

const Layout kViewLayout = {Kind::kMemoryView, "memoryview", sizeof(MemoryView),
                            trace_view, nullptr, nullptr};

constexpr Slots make_view_slots() {
  Slots slots{};
  slots.repr = view_repr;
  slots.hash = view_hash;
  slots.compare = view_compare;
  slots.iter = view_iter;
  slots.len = view_len;
  slots.getitem = view_getitem;
  slots.setitem = view_setitem;
  slots.create = view_create;
  return slots;
}
constexpr Slots kViewSlots = make_view_slots();

const TypeDef kViewType = {
    "memoryview", &kViewLayout, &kViewSlots, kViewMethods, kViewGetSets,
    kTypeFinal | kTypeSequence,
    "Create a new memoryview object which references the given object."};

}  // namespace

void init_memoryview_type(Fiber& fiber) {
  types().memoryview = native_type(fiber, kViewType);
}

}  // namespace mt::python
