// array.cc - the items of an array: packed, unpacked and added.
//
// A value that does not fit is refused in CPython's words, which differ from
// code to code.

#include "python/array.h"

#include <string.h>
#include <wchar.h>

#include "python/container.h"
#include "python/str_internal.h"

namespace mt::python {

Item array_item_form(char code) {
  Item item = native_item(code == 'u' ? 'I' : code);
  if (code == 'u') item.size = sizeof(wchar_t);
  return item;
}

namespace {

bool too_large(Fiber& fiber, char code, Value value) {
  struct Row {
    char code;
    const char* name;
  };
  constexpr Row kRows[] = {{'b', "signed char"}, {'B', "unsigned byte integer"},
                           {'h', "signed short integer"},
                           {'H', "unsigned short"}, {'i', "signed integer"}};
  int64_t number = 0;
  if (!is_integer(value)) value = type_of(value)->slots->index(fiber, value);
  if (value.is_error()) return false;
  value = plain_integer(value);
  const bool is_long = !int_to_i64(value, &number);
  const bool is_negative = int_sign(value) < 0;
  for (const Row& row : kRows) {
    if (row.code != code || is_long) continue;
    raise_overflow_error(fiber, "%s is %s", row.name,
                         is_negative ? "less than minimum"
                                     : "greater than maximum");
    return false;
  }
  const bool is_plain = code == 'I' || code == 'L';
  raise_overflow_error(
      fiber, "%s",
      is_negative && is_plain ? "can't convert negative value to unsigned int"
      : is_negative && code == 'Q' ? "can't convert negative int to unsigned"
      : code == 'q' || code == 'Q' ? "int too big to convert"
      : code == 'I' && !is_long    ? "unsigned int is greater than maximum"
      : is_plain ? "Python int too large to convert to C unsigned long"
                 : "Python int too large to convert to C long");
  return false;
}

// The bytes of a number. False: raised.
bool pack_number(Fiber& fiber, char code, Value value, char* out) {
  switch (pack_item(fiber, value, array_item_form(code), out)) {
    case Packed::kDone: return true;
    case Packed::kRaised: return false;
    case Packed::kNotFloat: return false;
    case Packed::kTooLarge: return too_large(fiber, code, value);
    case Packed::kNotByte:
    case Packed::kNotInteger: break;
  }
  raise_type_error(fiber, "'%s' object cannot be interpreted as an integer",
                   type_name(value));
  return false;
}

}  // namespace

bool array_pack(Fiber& fiber, char code, Value value, char* out) {
  if (code == 'u') {
    const Str* const text = cast<Str>(value);
    if (text == nullptr || text->char_count != 1) {
      raise_type_error(fiber, "array item must be unicode character");
      return false;
    }
    value = Value::from_int(str_char_at(text, 0));
  }
  return pack_number(fiber, code, value, out);
}

bool array_set_code(Array* array, char code) {
  if (code == '\0' || strchr(kArrayCodes, code) == nullptr) return false;
  array->code = code;
  array->item_size = array_item_form(code).size;
  return true;
}

bool array_append_number(Fiber& fiber, Array* array, Value number) {
  char bytes[8];
  return pack_number(fiber, array->code, number, bytes) &&
         bytearray_append(fiber, array, {bytes, array->item_size});
}

Value array_number(Fiber& fiber, const Array* array, size_t i) {
  const Item item = {array_is_text(array) ? 'I' : array->code,
                     static_cast<uint8_t>(array->item_size), kBigHost};
  return unpack_item(
      fiber, array->data + array->start + i * array->item_size, item);
}

bool array_append(Fiber& fiber, Array* array, Value value) {
  char bytes[8];
  return array_pack(fiber, array->code, value, bytes) &&
         bytearray_append(fiber, array, {bytes, array->item_size});
}

Value array_item(Fiber& fiber, const Array* array, size_t i) {
  const Value item = array_number(fiber, array, i);
  if (!array_is_text(array)) return item;
  if (item.as_int() > 0x10FFFF) {
    return raise_value_error(fiber,
                             "character U+%llx is not in range "
                             "[U+0000; U+10ffff]",
                             static_cast<long long>(item.as_int()));
  }
  return str_from_char(fiber, static_cast<uint32_t>(item.as_int()));
}

bool array_append_text(Fiber& fiber, Array* array, const Str* text) {
  if (!may_gather(fiber, text->char_count * array->item_size)) return false;
  std::string bytes;
  char item[8];
  for (size_t at = 0; at < text->byte_count;) {
    const uint32_t c = str_char_at(text, at);
    at += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (pack_item(fiber, Value::from_int(c), array_item_form('u'), item) !=
        Packed::kDone) {
      raise_value_error(fiber, "character is too large for this array");
      return false;
    }
    bytes.append(item, array->item_size);
  }
  return bytearray_append(fiber, array, bytes);
}

bool array_append_bytes(Fiber& fiber, Array* array, std::string_view bytes) {
  if (bytes.size() % array->item_size == 0) {
    return bytearray_append(fiber, array, bytes);
  }
  raise_value_error(fiber, "bytes length not a multiple of item size");
  return false;
}

bool array_extend(Fiber& fiber, Array* array, Value source) {
  if (const Array* const other = cast<Array>(source)) {
    if (other->code == array->code) {
      return bytearray_append(fiber, array, other->view());
    }
    raise_type_error(fiber, "can only extend with array of same kind");
    return false;
  }
  Value item;
  Iteration items(fiber, source);
  while (items.next(&item)) {
    if (!array_append(fiber, array, item)) return false;
  }
  return !items.failed();
}

}  // namespace mt::python
