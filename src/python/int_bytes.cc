// int_bytes.cc - integers as bytes in either order, signed or not.

#include "python/int_bytes.h"

#include <string.h>

#include <string>

#include "python/bytes.h"
#include "python/fiber.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/packing.h"
#include "python/str.h"
#include "python/text.h"

namespace mt::python {

namespace {

constexpr size_t kBytes = sizeof(Limb);

// "big" or "little"; false when it raised.
// An argument that was not given means "big".
bool byte_order(Fiber& fiber, const char* function, Value value, bool* is_big) {
  *is_big = true;
  if (value.is_undefined()) return true;
  const Str* const name = cast<Str>(value);
  if (name == nullptr) {
    raise_type_error(fiber, "%s() argument 'byteorder' must be str, not %s",
                     function, given_type(value));
    return false;
  }
  *is_big = name->view() == "big";
  if (*is_big || name->view() == "little") return true;
  raise_value_error(fiber, "byteorder must be either 'little' or 'big'");
  return false;
}

// The bits that the number needs, the one for the sign included if it has one.
uint64_t bits_needed(IntegerView a, bool is_signed) {
  if (!is_signed) return bit_length(a);
  if (!a.negative) return is_zero(a) ? 0 : bit_length(a) + 1;
  return bit_length(invert(a)) + 1;
}

// Where byte i of the number is among `size` bytes, the least being 0.
size_t place_of(size_t i, size_t size, bool is_big) {
  return is_big ? size - 1 - i : i;
}

// The limb that is written at `at` in that order.
Limb load_limb(const char* at, bool is_big) {
  Limb limb;
  memcpy(&limb, at, sizeof limb);
  return is_big == kBigHost ? limb : __builtin_bswap32(limb);
}
void store_limb(Limb limb, bool is_big, char* at) {
  if (is_big != kBigHost) limb = __builtin_bswap32(limb);
  memcpy(at, &limb, sizeof limb);
}

Integer integer_from_bytes(std::string_view bytes, bool is_big,
                           bool is_signed) {
  Integer out;
  const size_t size = bytes.size(), count = size / kBytes + 1;
  out.limbs.resize(count);
  size_t i = 0;
  for (; size - i >= kBytes; i += kBytes) {
    const char* const at = bytes.data() + (is_big ? size - i - kBytes : i);
    out.limbs[i / kBytes] = load_limb(at, is_big);
  }
  for (; i < size; ++i) {
    const Limb byte = byte_at(bytes, place_of(i, size, is_big));
    out.limbs[i / kBytes] |= byte << (i % kBytes * 8);
  }
  if (is_signed && size != 0 &&
      (byte_at(bytes, place_of(size - 1, size, is_big)) & 0x80) != 0) {
    out = subtract(out, shift_left(SmallInteger(1), uint64_t{size} * 8));
  }
  out.trim();
  return out;
}

// What it is in so many bytes, in which it fits. Null: raised.
Bytes* bytes_of_integer(Fiber& fiber, IntegerView number, size_t size,
                        bool is_big) {
  Bytes* const bytes = make_bytes(fiber, size);
  if (bytes == nullptr) return nullptr;
  // A negative number is its complement to what has one bit more.
  Integer complement;
  IntegerView all = number;
  if (number.negative) {
    complement = add(number, shift_left(SmallInteger(1), uint64_t{size} * 8));
    all = complement;
  }
  char* const data = bytes->data;
  size_t i = 0, limb = 0;
  for (; limb < all.size && size - i >= kBytes; ++limb, i += kBytes) {
    store_limb(all.limbs[limb], is_big,
               data + (is_big ? size - i - kBytes : i));
  }
  if (limb == all.size) return bytes;
  for (Limb rest = all.limbs[limb]; i < size; ++i, rest >>= 8) {
    data[place_of(i, size, is_big)] = static_cast<char>(rest);
  }
  return bytes;
}

// What bytes() accepts, except integers and text.
Value bytes_argument(Fiber& fiber, Value value) {
  std::string_view bytes;
  if (buffer_of(value, &bytes)) return value;
  const Slots* const slots = type_of(value)->slots;
  const bool is_iterable = slots->iter != nullptr || slots->getitem != nullptr;
  const bool converts =
      !type_lookup(type_of(value), names().dunder_bytes).is_undefined();
  if (is_kind(value, Kind::kStr) || (!is_iterable && !converts)) {
    return raise_type_error(fiber, "cannot convert '%s' object to bytes",
                            type_name(value));
  }
  return call(fiber, Value::from_object(types().bytes), {value});
}

}  // namespace

Bytes* least_bytes(Fiber& fiber, Value number) {
  const IntOperand operand(number);
  const IntegerView view = operand;
  const uint64_t bits = is_zero(view) ? 0 : bits_needed(view, true);
  return bytes_of_integer(fiber, view, static_cast<size_t>((bits + 7) / 8),
                          false);
}

Value int_of_least_bytes(Fiber& fiber, std::string_view bytes) {
  return check_int_bits(fiber, uint64_t{bytes.size()} * 8)
             ? int_from(fiber, integer_from_bytes(bytes, false, true))
             : Value::error();
}

Value int_to_bytes(Fiber& fiber, Value self, Args args) {
  Value given[3] = {Value::from_int(1), Value(), Value::from_bool(false)};
  if (!parse_args(fiber, "to_bytes", args,
                  {"length", "byteorder", "*", "signed"}, 0, given)) {
    return Value::error();
  }
  int64_t length;
  bool is_big;
  if (!index_of(fiber, given[0], &length, false)) {
    if (exception_matches(fiber, types().OverflowError)) {
      clear_exception(fiber);
      raise_overflow_error(fiber,
                           "Python int too large to convert to C ssize_t");
    }
    return Value::error();
  }
  if (!byte_order(fiber, "to_bytes", given[1], &is_big)) return Value::error();
  const int is_signed = truth(fiber, given[2]);
  if (is_signed < 0) return Value::error();
  if (length < 0) {
    return raise_value_error(fiber, "length argument must be non-negative");
  }
  const Value plain = plain_integer(self);
  const IntOperand operand(plain);
  const IntegerView number = operand;
  if (number.negative && is_signed == 0) {
    return raise_overflow_error(fiber,
                                "can't convert negative int to unsigned");
  }
  const uint64_t bits = bits_needed(number, is_signed != 0);
  // CPython has -1 fit into nothing: all bits there are are set.
  const bool is_nothing = length == 0 && number.negative && bits == 1;
  if ((bits + 7) / 8 > static_cast<uint64_t>(length) && !is_nothing) {
    return raise_overflow_error(fiber, "int too big to convert");
  }
  return object_or_error(
      bytes_of_integer(fiber, number, static_cast<size_t>(length), is_big));
}

Value int_from_bytes(Fiber& fiber, Value cls, Args args) {
  Value given[3] = {Value(), Value(), Value::from_bool(false)};
  if (!parse_args(fiber, "from_bytes", args,
                  {"bytes", "byteorder", "*", "signed"}, 1, given)) {
    return Value::error();
  }
  bool is_big;
  if (!byte_order(fiber, "from_bytes", given[1], &is_big)) {
    return Value::error();
  }
  const int is_signed = truth(fiber, given[2]);
  if (is_signed < 0) return Value::error();
  const Value source = bytes_argument(fiber, given[0]);
  std::string_view bytes;
  if (source.is_error() || !buffer_of(source, &bytes)) return Value::error();
  if (!check_int_bits(fiber, uint64_t{bytes.size()} * 8)) {
    return Value::error();
  }
  const Value number =
      int_from(fiber, integer_from_bytes(bytes, is_big, is_signed != 0));
  if (number.is_error() || cls == Value::from_object(types().int_)) {
    return number;
  }
  return call(fiber, cls, {number});
}

}  // namespace mt::python
