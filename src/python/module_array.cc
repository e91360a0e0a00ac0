// module_array.cc - array.array: numbers in a row, as C has them.
//
// An Array is a ByteArray that knows how long its items are, and grows like it.
// Here are the module, the class and its methods; array.cc has the items, and
// array_sequence.cc what operators and subscripts do.

#include <string.h>

#include <algorithm>

#include "python/array.h"
#include "python/container.h"
#include "python/data_modules.h"
#include "python/import.h"
#include "python/str_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

Type* g_array_type;  // classes of C++ are never freed

void release_array(Object* self) {
  const Array* const array = static_cast<Array*>(self);
  rt().heap.release(array->data, array->capacity);
}
const Layout kArrayLayout = {Kind::kArray, "array", sizeof(Array),
                             nullptr, release_array, nullptr};

// --- making and showing ------------------------------------------------------

Value array_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!no_keywords(fiber, "array.array", args)) return Value::error();
  const uint32_t count = args.count;
  if (count == 0 || count > 2) {
    return raise_type_error(fiber, "array() takes at %s argument%s (%u given)",
                            count == 0 ? "least 1" : "most 2",
                            count == 0 ? "" : "s", count);
  }
  const Str* const name = cast<Str>(args[0]);
  if (name == nullptr || name->char_count != 1) {
    return raise_type_error(
        fiber, "array() argument 1 must be a unicode character, not %s",
        type_name(args[0]));
  }
  Array* const array = make<Array>(fiber, cls);
  if (array == nullptr) return Value::error();
  if (!array_set_code(array, name->data()[0])) {
    return raise_value_error(fiber,
                             "bad typecode (must be b, B, u, h, H, i, I, l, L, "
                             "q, Q, f or d)");
  }
  const Value self = Value::from_object(array);
  if (count == 1) return self;
  const Value source = args[1];
  const Array* const other = cast<Array>(source);
  if (is_kind(source, Kind::kStr) && !array_is_text(array)) {
    return raise_type_error(
        fiber, "cannot use a str to initialize an array with typecode '%c'",
        array->code);
  }
  if (other != nullptr && array_is_text(other) && !array_is_text(array)) {
    return raise_type_error(
        fiber,
        "cannot use a unicode array to initialize an array with typecode '%c'",
        array->code);
  }
  bool ok;
  if (is_kind(source, Kind::kStr)) {
    ok = array_append_text(fiber, array, source.as<Str>());
  } else if (is_byte_string(source)) {
    std::string_view bytes;
    buffer_of(source, &bytes);
    ok = array_append_bytes(fiber, array, bytes);
  } else if (other != nullptr && other->code != array->code) {
    ok = true;
    for (size_t i = 0; ok && i < array_count(other); ++i) {
      const Value item = array_item(fiber, other, i);
      ok = !item.is_error() && array_append(fiber, array, item);
    }
  } else {
    ok = array_extend(fiber, array, source);
  }
  return ok ? self : Value::error();
}
bool array_init(Fiber&, Value, Args) { return true; }

}  // namespace

Value array_to_list(Fiber& fiber, Value self, Args) {
  const Array* const array = as_array(self);
  List* const list = make_list(fiber, array_count(array));
  if (list == nullptr) return Value::error();
  if (!array_is_text(array)) {
    return unpack_items(fiber, array->data + array->start, array->item_size,
                        array_count(array), native_item(array->code),
                        list->items, &list->size)
               ? Value::from_object(list)
               : Value::error();
  }
  for (size_t i = 0; i < array_count(array); ++i) {
    const Value item = array_item(fiber, array, i);
    if (item.is_error() || !list_append(fiber, list, item)) {
      return Value::error();
    }
    if ((g_pending & kPendingMemory) != 0) return raise_memory_error(fiber);
  }
  return Value::from_object(list);
}

namespace {

Value to_text(Fiber& fiber, Value self, Args) {
  const Array* const array = as_array(self);
  if (!array_is_text(array)) {
    return raise_value_error(
        fiber, "tounicode() may only be called on unicode type arrays");
  }
  const Value items = array_to_list(fiber, self, {});
  return items.is_error() ? items : str_join(fiber, rt().empty_str, items);
}

Value array_repr(Fiber& fiber, Value self) {
  const Array* const array = as_array(self);
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  out.add("('");
  out.add(array->code);
  out.add('\'');
  if (array->size != 0) {
    const Value items = array_is_text(array) ? to_text(fiber, self, {})
                                             : array_to_list(fiber, self, {});
    out.add(", ");
    if (items.is_error() || !out.add_repr(items)) return Value::error();
  }
  out.add(')');
  return out.finish();
}

// --- methods -----------------------------------------------------------------

Value method_append(Fiber& fiber, Value self, Args args) {
  return none_if(array_append(fiber, as_array(self), args[0]));
}
Value method_extend(Fiber& fiber, Value self, Args args) {
  return none_if(array_extend(fiber, as_array(self), args[0]));
}

Value method_insert(Fiber& fiber, Value self, Args args) {
  int64_t at = 0;
  char bytes[8];
  Array* const array = as_array(self);
  if (!size_argument(fiber, args[0], &at) ||
      !array_pack(fiber, array->code, args[1], bytes)) {
    return Value::error();
  }
  const auto count = static_cast<int64_t>(array_count(array));
  if (at < 0) at += count;
  at = at < 0 ? 0 : at > count ? count : at;
  const size_t place = static_cast<size_t>(at) * array->item_size;
  return none_if(bytearray_splice(fiber, array, place, place,
                                  {bytes, array->item_size}));
}

Value method_pop(Fiber& fiber, Value self, Args args) {
  Array* const array = as_array(self);
  size_t at = 0;
  int64_t given;
  const Value key = args.get(0, Value::from_int(-1));
  if (!size_argument(fiber, key, &given)) return Value::error();
  if (array->size == 0) return raise_index_error(fiber, "pop from empty array");
  if (!array_index(fiber, array, key, "pop", &at)) {
    return Value::error();
  }
  const Value item = array_item(fiber, array, at);
  const size_t place = at * array->item_size;
  if (item.is_error() || !bytearray_splice(fiber, array, place,
                                           place + array->item_size, {})) {
    return Value::error();
  }
  return item;
}

// The first item equal to a value in [start, stop): -1 none, -2 raised.
int64_t find(Fiber& fiber, Value self, Value wanted, int64_t start,
             int64_t stop) {
  const Array* const array = as_array(self);
  for (int64_t i = start; i < stop && i < array_len(fiber, self); ++i) {
    const Value item = array_item(fiber, array, static_cast<size_t>(i));
    const int same =
        item.is_error() ? -1 : compare_truth(fiber, kEq, item, wanted);
    if (same < 0) return -2;
    if (same > 0) return i;
  }
  return -1;
}

Value method_index(Fiber& fiber, Value self, Args args) {
  int64_t start = 0, stop = 0;
  if (!search_bounds(fiber, args, 1, array_len(fiber, self), &start, &stop)) {
    return Value::error();
  }
  const int64_t at = find(fiber, self, args[0], start, stop);
  if (at >= 0) return Value::from_int(at);
  return at == -2 ? Value::error()
                  : raise_value_error(fiber, "array.index(x): x not in array");
}

Value method_count(Fiber& fiber, Value self, Args args) {
  int64_t count = 0, at = -1;
  while ((at = find(fiber, self, args[0], at + 1, INT64_MAX)) >= 0) ++count;
  return at == -2 ? Value::error() : Value::from_int(count);
}

Value method_remove(Fiber& fiber, Value self, Args args) {
  const int64_t at = find(fiber, self, args[0], 0, INT64_MAX);
  if (at == -2) return Value::error();
  if (at < 0) {
    return raise_value_error(fiber, "array.remove(x): x not in array");
  }
  Array* const array = as_array(self);
  const size_t place = static_cast<size_t>(at) * array->item_size;
  return none_if(place >= array->size ||
                 bytearray_splice(fiber, array, place,
                                  place + array->item_size, {}));
}

// All bytes backwards: then the items are, and each item's bytes as well.
void reverse_bytes(Array* array) {
  if (array->size == 0) return;
  char* const first = array->data + array->start;
  std::reverse(first, first + array->size);
}
void swap_items(Array* array) {
  for (size_t i = 0; i < array->size; i += array->item_size) {
    char* const item = array->data + array->start + i;
    std::reverse(item, item + array->item_size);
  }
}
Value method_reverse(Fiber&, Value self, Args) {
  reverse_bytes(as_array(self));
  swap_items(as_array(self));
  return Value::none();
}
Value method_byteswap(Fiber&, Value self, Args) {
  swap_items(as_array(self));
  return Value::none();
}

Value method_tobytes(Fiber& fiber, Value self, Args) {
  return bytes_value(fiber, as_array(self)->view());
}
Value method_frombytes(Fiber& fiber, Value self, Args args) {
  std::string_view bytes;
  if (!bytes_argument(fiber, args[0], &bytes)) return Value::error();
  return none_if(array_append_bytes(fiber, as_array(self), bytes));
}

Value method_fromlist(Fiber& fiber, Value self, Args args) {
  if (!is_kind(args[0], Kind::kList)) {
    return raise_type_error(fiber, "arg must be list");
  }
  Array* const array = as_array(self);
  const size_t before = array->size;
  if (array_extend(fiber, array, args[0])) return Value::none();
  // All or nothing.
  if (array->size > before) array->size = before;
  return Value::error();
}

Value method_fromunicode(Fiber& fiber, Value self, Args args) {
  const Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(
        fiber, "fromunicode() argument must be str, not %s",
        type_name(args[0]));
  }
  if (!array_is_text(as_array(self))) {
    return raise_value_error(
        fiber, "fromunicode() may only be called on unicode type arrays");
  }
  return none_if(array_append_text(fiber, as_array(self), text));
}

Value method_tofile(Fiber& fiber, Value self, Args args) {
  const Value bytes = method_tobytes(fiber, self, {});
  if (bytes.is_error()) return bytes;
  const Value done = call_method(fiber, args[0], names().write, {bytes});
  return done.is_error() ? done : Value::none();
}

Value method_fromfile(Fiber& fiber, Value self, Args args) {
  Array* const array = as_array(self);
  int64_t count = 0;
  if (!index_of(fiber, args[1], &count, false)) return Value::error();
  if (count < 0) return raise_value_error(fiber, "negative count");
  if (count > INT64_MAX / 8) return raise_memory_error(fiber);
  const int64_t wanted = count * array->item_size;
  const Value read = call_method(fiber, args[0], "read",
                                 {int_from_i64(fiber, wanted)});
  if (read.is_error()) return read;
  const Bytes* const bytes = cast<Bytes>(read);
  if (bytes == nullptr) {
    return raise_type_error(fiber, "read() didn't return bytes");
  }
  if (!array_append_bytes(fiber, array, bytes->view())) return Value::error();
  if (static_cast<int64_t>(bytes->size) == wanted) return Value::none();
  return raise(fiber, types().EOFError,
               "read() didn't return enough bytes");
}

Value method_buffer_info(Fiber& fiber, Value self, Args) {
  const Array* const array = as_array(self);
  const Value parts[] = {
      int_from_u64(fiber, reinterpret_cast<uintptr_t>(array->data) +
                              array->start),
      Value::from_int(array_len(fiber, self))};
  return object_or_error(make_tuple(fiber, parts, 2));
}

Value method_copy(Fiber& fiber, Value self, Args) {
  return array_like(fiber, as_array(self), as_array(self)->view());
}

Value get_typecode(Fiber& fiber, Value self) {
  return str_value(fiber, {&as_array(self)->code, 1});
}
Value get_itemsize(Fiber&, Value self) {
  return Value::from_int(as_array(self)->item_size);
}

const GetSetDef kArrayGetSets[] = {
    {"typecode", get_typecode}, {"itemsize", get_itemsize}, {}};
const MethodDef kArrayMethods[] = {
    {"append", method_append, 1, 1},
    {"buffer_info", method_buffer_info},
    {"byteswap", method_byteswap},
    {"count", method_count, 1, 1},
    {"extend", method_extend, 1, 1},
    {"frombytes", method_frombytes, 1, 1},
    {"fromfile", method_fromfile, 2, 2},
    {"fromlist", method_fromlist, 1, 1},
    {"fromunicode", method_fromunicode, 1, 1},
    {"index", method_index, 1, 3},
    {"insert", method_insert, 2, 2},
    {"pop", method_pop, 0, 1},
    {"remove", method_remove, 1, 1},
    {"reverse", method_reverse},
    {"tobytes", method_tobytes},
    {"tofile", method_tofile, 1, 1},
    {"tolist", array_to_list},
    {"tounicode", to_text},
    {"__copy__", method_copy},
    {"__deepcopy__", method_copy, 1, 1},
    {"__reduce_ex__", array_reduce, 1, 1},
    {}};

constexpr Operators make_array_operators() {
  Operators s{};
  s.binary[kAdd] = array_concat;
  s.binary[kMul] = array_repeat;
  s.inplace[kAdd] = array_iadd;
  s.inplace[kMul] = array_imul;
  return s;
}
constexpr Operators kArrayOperators = make_array_operators();

constexpr Slots make_array_slots() {
  Slots slots{};
  slots.repr = array_repr;
  slots.compare = array_compare;
  slots.hash = nullptr;
  slots.iter = array_iter;
  slots.len = array_len;
  slots.contains = array_contains;
  slots.getitem = array_getitem;
  slots.setitem = array_setitem;
  slots.operators = &kArrayOperators;
  slots.create = array_create;
  slots.init = array_init;
  return slots;
}
constexpr Slots kArraySlots = make_array_slots();
constexpr TypeDef kArrayType = {
    "array.array",
    &kArrayLayout,
    &kArraySlots,
    kArrayMethods,
    kArrayGetSets,
    kTypeSequence,
    "array(typecode [, initializer]) -> array\n\n"
    "Return a new array whose items "
    "are restricted by typecode, and\ninitialized from the optional "
    "initializer value."};

const MethodDef kFunctions[] = {
    {"_array_reconstructor", array_reconstruct, 4, 4}, {}};

bool fill(Fiber& fiber, Dict* globals) {
  if (g_array_type == nullptr) g_array_type = native_type(fiber, kArrayType);
  put(fiber, globals, "array", Value::from_object(g_array_type));
  put(fiber, globals, "ArrayType", Value::from_object(g_array_type));
  put_text(fiber, globals, "typecodes", kArrayCodes);
  const Value abc = import_module(fiber, "collections.abc");
  const Value base =
      abc.is_error() ? abc : get_attr(fiber, abc, "MutableSequence");
  return !base.is_error() &&
         !call_method(fiber, base, "register",
                      {Value::from_object(g_array_type)})
              .is_error();
}

}  // namespace

Type* array_type() { return g_array_type; }

const ModuleDef kArrayModule = {
    "array", kFunctions, fill,
    "This module defines an object type which can efficiently represent\nan "
    "array of basic values: characters, integers, floating point numbers."};

}  // namespace mt::python
