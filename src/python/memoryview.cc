// memoryview.cc - a window on the bytes of another object.
//
// One dimension, items of one byte: formats B, b and c. A view of a bytearray
// finds its bytes anew at each access, so that a resized array cannot leave it
// pointing at memory that is gone; what it showed and is no longer there raises
// BufferError. Inside `with view:` the array refuses to be resized.

#include <string.h>

#include "base/status.h"
#include "python/bytes_internal.h"
#include "python/container.h"
#include "python/list.h"
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

// The offset in the owner of the i-th item.
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
  return first < size && last < size;
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
  view->step = 1;
  view->format = 'B';
  view->is_readonly = is_readonly;
  return Value::from_object(view);
}

Value copy_view(Fiber& fiber, const MemoryView* view) {
  const Value copy = make_view(fiber, view->owner, view->start, view->size,
                               view->is_readonly);
  if (copy.is_error()) return copy;
  as_view(copy)->step = view->step;
  as_view(copy)->format = view->format;
  return copy;
}

// All bytes in a row, wherever they are.
std::string gather(const MemoryView* view) {
  const std::string_view bytes = owner_bytes(view);
  std::string out(view->size, '\0');
  for (size_t i = 0; i < view->size; ++i) out[i] = bytes[place_of(view, i)];
  return out;
}

Value item_of(Fiber& fiber, const MemoryView* view, size_t i) {
  const char c = owner_bytes(view)[place_of(view, i)];
  if (view->format == 'c') return bytes_value(fiber, {&c, 1});
  const auto byte = static_cast<uint8_t>(c);
  return Value::from_int(view->format == 'b' && byte > 127 ? byte - 256
                                                           : byte);
}

// --- slots -------------------------------------------------------------------

Value view_create(Fiber& fiber, Type*, Args args) {
  Value source;
  if (!parse_args(fiber, "memoryview", args, {"object"}, 1, &source)) {
    return Value::error();
  }
  if (MemoryView* const view = cast<MemoryView>(source)) {
    return check_usable(fiber, view) ? copy_view(fiber, view) : Value::error();
  }
  if (Bytes* const bytes = cast<Bytes>(source)) {
    return make_view(fiber, bytes, 0, bytes->size, true);
  }
  if (ByteArray* const array = cast<ByteArray>(source)) {
    return make_view(fiber, array, 0, array->size, false);
  }
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
  return Value::from_int(hash_text(gather(view)));
}

Value view_compare(Fiber&, Value self, Value other, CompareOp op) {
  if (op != kEq && op != kNe) return Value::not_implemented();
  bool same = self == other;
  const MemoryView* const view = as_view(self);
  if (!same && !view->released && is_intact(view)) {
    std::string_view bytes;
    std::string gathered;
    const MemoryView* const second = cast<MemoryView>(other);
    if (second != nullptr && !second->released && is_intact(second)) {
      gathered = gather(second);
      bytes = gathered;
    } else if (second != nullptr || !buffer_of(other, &bytes)) {
      if (second == nullptr) return Value::not_implemented();
      return Value::from_bool(op == kNe);
    }
    same = gather(view) == bytes;
  }
  return Value::from_bool(same == (op == kEq));
}

int64_t view_len(Fiber& fiber, Value self) {
  const MemoryView* const view = as_view(self);
  return check_usable(fiber, view) ? static_cast<int64_t>(view->size) : -1;
}

bool item_index(Fiber& fiber, const MemoryView* view, Value key, size_t* at) {
  int64_t i = 0;
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

// The byte that stands for a value in the view's format.
bool pack(Fiber& fiber, const MemoryView* view, Value value, char* byte) {
  const char code = view->format;
  if (code == 'c') {
    if (is_kind(value, Kind::kBytes) && value.as<Bytes>()->size == 1) {
      *byte = value.as<Bytes>()->data[0];
      return true;
    }
  } else if (is_index(value)) {
    int64_t number = 0;
    if (!index_of(fiber, value, &number)) return false;
    const int64_t low = code == 'b' ? -128 : 0, high = code == 'b' ? 127 : 255;
    if (number >= low && number <= high) {
      *byte = static_cast<char>(number);
      return true;
    }
    raise_value_error(fiber, "memoryview: invalid value for format '%c'", code);
    return false;
  }
  raise_type_error(fiber, "memoryview: invalid type for format '%c'", code);
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
    std::string_view bytes;
    std::string copy;
    if (const MemoryView* const from = cast<MemoryView>(value)) {
      if (!check_usable(fiber, from)) return false;
      copy = gather(from);
    } else if (buffer_of(value, &bytes)) {
      copy.assign(bytes);
    } else {
      raise_type_error(fiber, "a bytes-like object is required, not '%s'",
                       type_name(value));
      return false;
    }
    if (copy.size() != as_view(part)->size) {
      raise_value_error(fiber,
                        "memoryview assignment: lvalue and rvalue have "
                        "different structures");
      return false;
    }
    for (size_t i = 0; i < copy.size(); ++i) {
      array->data[array->start + place_of(as_view(part), i)] = copy[i];
    }
    return true;
  }
  size_t at;
  char byte = 0;
  if (!item_index(fiber, view, key, &at)) return false;
  if (!pack(fiber, view, value, &byte) || !check_usable(fiber, view)) {
    return false;
  }
  array->data[array->start + place_of(view, at)] = byte;
  return true;
}

// --- methods -----------------------------------------------------------------

Value view_tobytes(Fiber& fiber, Value self, Args) {
  const MemoryView* const view = as_view(self);
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
  if (view->owner->kind == Kind::kByteArray && !view->is_exported) {
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

Value view_cast(Fiber& fiber, Value self, Args args) {
  const MemoryView* const view = as_view(self);
  const Str* const wanted = cast<Str>(args[0]);
  if (wanted == nullptr) {
    return raise_type_error(fiber, "cast() argument 'format' must be str, not "
                                   "%s", type_name(args[0]));
  }
  if (!check_usable(fiber, view)) return Value::error();
  std::string_view code = wanted->view();
  if (!code.empty() && code[0] == '@') code.remove_prefix(1);
  if (code != "B" && code != "b" && code != "c") {
    return raise(fiber, types().NotImplementedError,
                 "memoryview: only the formats B, b and c are supported");
  }
  if (view->step != 1) {
    return raise_type_error(fiber,
                            "memoryview: casts are restricted to C-contiguous "
                            "views");
  }
  const Value copy = copy_view(fiber, view);
  if (!copy.is_error()) as_view(copy)->format = code[0];
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
  return Value::from_int(static_cast<int64_t>(view->size));
}
Value get_readonly(Fiber&, const MemoryView* view) {
  return Value::from_bool(view->is_readonly);
}
Value get_format(Fiber& fiber, const MemoryView* view) {
  return str_value(fiber, {&view->format, 1});
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
  return Value::from_bool(view->step == 1);
}

const GetSetDef kViewGetSets[] = {
    {"obj", checked<get_obj>},
    {"nbytes", checked<get_nbytes>},
    {"readonly", checked<get_readonly>},
    {"format", checked<get_format>},
    {"itemsize", checked<get_one>},
    {"ndim", checked<get_one>},
    {"shape", checked<get_shape>},
    {"strides", checked<get_strides>},
    {"suboffsets", checked<get_suboffsets>},
    {"contiguous", checked<get_contiguous>},
    {"c_contiguous", checked<get_contiguous>},
    {"f_contiguous", checked<get_contiguous>},
    {}};

const MethodDef kViewMethods[] = {
    {"tobytes", view_tobytes, 0, 1},
    {"tolist", view_tolist},
    {"hex", view_hex, 0, 2, kMethodKeywords},
    {"release", view_release},
    {"toreadonly", view_toreadonly},
    {"cast", view_cast, 1, 1},
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
  if (view->size > 1 && view->step != 1) return false;
  *bytes = owner_bytes(view);
  *bytes = view->size == 0 ? bytes->substr(0, 0)
                           : bytes->substr(view->start, view->size);
  return true;
}

void init_memoryview(Fiber& fiber) {
  types().memoryview = native_type(fiber, kViewType);
}

}  // namespace mt::python
