// array_pickle.cc - arrays taken apart and put together again, for pickle.
//
// Protocols 0 to 2 have the items as a list; later ones have the bytes and
// which of CPython's machine formats they are in, so that arrays of another
// kind of machine can be read.

#include "python/array.h"

#include <string.h>

#include "base/status.h"
#include "python/bytes_internal.h"
#include "python/codecs.h"
#include "python/container.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/str_internal.h"

namespace mt::python {

namespace {

// Which of CPython's machine formats the items are in.
int format_number(char code) {
  const int size = array_item_form(code).size;
  const int big = native_item('B').big ? 1 : 0;
  switch (code) {
    case 'u': return (size == 2 ? 18 : 20) + big;
    case 'f': return 14 + big;
    case 'd': return 16 + big;
    default: break;
  }
  const int is_signed = code >= 'a' ? 1 : 0;
  if (size == 1) return is_signed;
  return (size == 2 ? 2 : size == 4 ? 6 : 10) + 2 * is_signed + big;
}

// How the items of a machine format lie in the bytes. The formats in order have
// these codes in struct, small end first, then big.
constexpr char kFormats[] = "BbHHhhIIiiQQqqffddHHII";

Item format_item(int64_t format) {
  const int code = kFormats[format];
  Item item = native_item(kFormats[format]);
  item.size = strchr("Bb", code) != nullptr    ? 1
              : strchr("Hh", code) != nullptr  ? 2
              : strchr("Iif", code) != nullptr ? 4
                                               : 8;
  item.big = format > 1 && format % 2 == 1;
  return item;
}

// Gives an array the code whose items are as long as those of another machine
// are under the same name.
void take_code_of(Array* array, Item item) {
  const bool is_signed = strchr("bhiq", item.code) != nullptr;
  for (const char* code = kArrayCodes; *code != '\0'; ++code) {
    if (*code != 'u' && (*code >= 'a') == is_signed &&
        array_item_form(*code).size == item.size) {
      array_set_code(array, *code);
      return;
    }
  }
}

}  // namespace

Value array_reduce(Fiber& fiber, Value self, Args args) {
  int64_t protocol = 0;
  if (!index_of(fiber, args[0], &protocol)) return Value::error();
  const Array* const array = self.as<Array>();
  const Value code = str_value(fiber, {&array->code, 1});
  const Value cls = Value::from_object(type_of(self));
  Value state = find_attr(fiber, self, names().dunder_dict);
  if (state.is_error()) return state;
  if (state.is_undefined()) state = Value::none();
  if (protocol < 3) {
    const Value items = array_to_list(fiber, self, {});
    if (items.is_error()) return items;
    const Value made[] = {code, items};
    const Value parts[] = {cls, object_or_error(make_tuple(fiber, made, 2)),
                           state};
    return object_or_error(make_tuple(fiber, parts, 3));
  }
  const Value module = import_module(fiber, "array");
  const Value maker = module.is_error()
                          ? module
                          : get_attr(fiber, module, "_array_reconstructor");
  const Value bytes = bytes_value(fiber, array->view());
  if (maker.is_error() || bytes.is_error()) return Value::error();
  const Value made[] = {cls, code, Value::from_int(format_number(array->code)),
                        bytes};
  const Value parts[] = {maker, object_or_error(make_tuple(fiber, made, 4)),
                         state};
  return object_or_error(make_tuple(fiber, parts, 3));
}

Value array_reconstruct(Fiber& fiber, Value, Args args) {
  const Type* const cls = cast<Type>(args[0]);
  const Str* const name = cast<Str>(args[1]);
  const Bytes* const bytes = cast<Bytes>(args[3]);
  int64_t format = 0;
  if (cls == nullptr || !is_subtype(cls, array_type())) {
    return raise_type_error(fiber,
                            "first argument must be a type object, not %s",
                            type_name(args[0]));
  }
  if (name == nullptr || name->char_count != 1) {
    return raise_type_error(
        fiber,
        "_array_reconstructor() argument 2 must be a unicode character, not "
        "%s",
        type_name(args[1]));
  }
  if (!int_argument(fiber, args[2], &format)) return Value::error();
  if (bytes == nullptr) {
    return raise_type_error(fiber,
                            "fourth argument should be bytes, not %s",
                            type_name(args[3]));
  }
  Array* const array = make<Array>(fiber, const_cast<Type*>(cls));
  if (array == nullptr) return Value::error();
  if (!array_set_code(array, name->data()[0])) {
    return raise_value_error(fiber, "bad typecode (must be b, B, u, h, H, i, "
                                    "I, l, L, q, Q, f or d)");
  }
  if (format < 0 || format >= static_cast<int64_t>(sizeof kFormats - 1)) {
    return raise_value_error(fiber, "third argument must be a valid machine "
                                    "format code.");
  }
  const Item item = format_item(format);
  if (format < 14 && item.size != array->item_size) take_code_of(array, item);
  if (bytes->size % item.size != 0) {
    return raise_value_error(fiber, "string length not a multiple of item "
                                    "size");
  }
  if (array->code == 'u') {
    const std::string encoding =
        mt::format("utf-%d-%s", item.size * 8, item.big ? "be" : "le");
    const Value text = decode_bytes(fiber, bytes->view(), encoding);
    return !text.is_error() && array_append_text(fiber, array, text.as<Str>())
               ? Value::from_object(array)
               : Value::error();
  }
  for (size_t i = 0; i < bytes->size; i += item.size) {
    const Value value = unpack_item(fiber, bytes->data + i, item);
    if (value.is_error() || !array_append(fiber, array, value)) {
      return Value::error();
    }
  }
  return Value::from_object(array);
}

}  // namespace mt::python
