// int.cc - the class int. Its operators are in int_arithmetic.cc, the methods
// that read and write bytes in int_bytes.cc.

#include "base/ascii.h"
#include "python/bigint_text.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/format_spec.h"
#include "python/init.h"
#include "python/int_bytes.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/str.h"

namespace mt::python {

namespace {

// One class, two structs: an int too long for a Value is a BigInt, an instance
// of a subclass a box with a number inside.
void trace_int(Object* self, Tracer& tracer) {
  if (self->kind == Kind::kIntBox) {
    tracer.visit(static_cast<NumberBox*>(self)->number);
  }
}

size_t int_extent(const Object* self) {
  if (self->kind == Kind::kIntBox) return sizeof(NumberBox);
  return kBigIntHeaderBytes + self->aux * sizeof(Limb);
}

const Layout kIntLayout = {Kind::kIntBox, "int",   sizeof(NumberBox),
                           trace_int,     nullptr, int_extent};

// --- int(...) ----------------------------------------------------------------

Value plain_or_error(Value result) {
  return result.is_error() ? result : plain_integer(result);
}

// A str, or bytes, whose errors show themselves.
Value int_from_string(Fiber& fiber, Value value, int base) {
  if (const Str* const string = cast<Str>(value)) {
    return int_from_text(fiber, string->data(), string->byte_count, base);
  }
  std::string_view bytes;
  if (!buffer_of(value, &bytes)) return Value::not_implemented();
  const IntegerParse parse =
      parse_integer(bytes, static_cast<unsigned>(base), int_digit_limit());
  if (parse.syntax == IntegerSyntax::kFine) {
    return int_from(fiber, parse.value);
  }
  if (parse.syntax == IntegerSyntax::kTooManyDigits) {
    return int_from_text(fiber, bytes.data(), bytes.size(), base);
  }
  std::string repr;
  bytes_repr_to(repr, bytes);
  return raise_value_error(fiber,
                           "invalid literal for int() with base %d: %.200s",
                           base, repr.c_str());
}

// What most text that is given to int() is: few digits, and perhaps a minus
// before them. False: something else.
bool read_few_digits(std::string_view text, int64_t base, int64_t* out) {
  // So many fit an immediate integer.
  const size_t few = base <= 10 ? 14 : 9;
  text = mt::trimmed(text);
  const bool is_negative = !text.empty() && text[0] == '-';
  if (is_negative) text.remove_prefix(1);
  if (text.empty() || text.size() > few) return false;
  int64_t number = 0;
  for (const char c : text) {
    const int digit = digit_value(c);
    if (digit < 0 || digit >= base) return false;
    number = number * base + digit;
  }
  *out = is_negative ? -number : number;
  return true;
}

Value int_from_any(Fiber& fiber, Value value) {
  int64_t number = 0;
  if (is_exact_str(value) &&
      read_few_digits(value.as<Str>()->view(), 10, &number)) {
    return Value::from_int(number);
  }
  if (value.is_int() || value.is_bool() || is_kind(value, Kind::kBigInt)) {
    return plain_integer(value);
  }
  const Slots* const slots = type_of(value)->slots;
  if (slots->to_int != nullptr) {
    return plain_or_error(slots->to_int(fiber, value));
  }
  if (slots->index != nullptr) {
    return plain_or_error(slots->index(fiber, value));
  }
  const Value truncated = call_special(fiber, value, names().dunder_trunc);
  if (!truncated.is_undefined()) {
    if (truncated.is_error() || is_integer(truncated))
      return plain_or_error(truncated);
    const auto index = type_of(truncated)->slots->index;
    if (index != nullptr) return plain_or_error(index(fiber, truncated));
    return raise_type_error(fiber, "__trunc__ returned non-Integral (type %s)",
                            type_name(truncated));
  }
  const Value read = int_from_string(fiber, value, 10);
  if (!read.is_not_implemented()) return read;
  return raise_type_error(fiber,
                          "int() argument must be a string, a bytes-like "
                          "object or a real number, not '%s'",
                          type_name(value));
}

Value int_with_base(Fiber& fiber, Value value, Value base_value) {
  int64_t base;
  if (!index_of(fiber, base_value, &base)) return Value::error();
  if (base != 0 && (base < 2 || base > 36)) {
    return raise_value_error(fiber, "int() base must be >= 2 and <= 36, or 0");
  }
  int64_t number = 0;
  if (is_exact_str(value) &&
      read_few_digits(value.as<Str>()->view(), base, &number)) {
    return Value::from_int(number);
  }
  const bool is_text = is_kind(value, Kind::kStr) ||
                       is_kind(value, Kind::kBytes) ||
                       is_kind(value, Kind::kByteArray);
  if (!is_text) {
    return raise_type_error(
        fiber, "int() can't convert non-string with explicit base");
  }
  return int_from_string(fiber, value, static_cast<int>(base));
}

Value int_create(Fiber& fiber, Type* cls, Args args) {
  if (cls == types().bool_) {
    return raise_type_error(
        fiber, "int.__new__(bool) is not safe, use bool.__new__()");
  }
  Value given[2];
  if (args.count == 1 && !args.is_named) {
    given[0] = args[0];
  } else if (!parse_args(fiber, "int", args, {"x", "/", "base"}, 0, given)) {
    return Value::error();
  }
  Value number = Value::from_int(0);
  if (!given[1].is_undefined()) {
    if (given[0].is_undefined()) {
      return raise_type_error(fiber, "int() missing string argument");
    }
    number = int_with_base(fiber, given[0], given[1]);
  } else if (!given[0].is_undefined()) {
    number = int_from_any(fiber, given[0]);
  }
  if (cls == types().int_ || number.is_error()) return number;
  NumberBox* const box = make<NumberBox>(fiber, cls);
  if (box == nullptr) return Value::error();
  box->number = number;
  return Value::from_object(box);
}

// --- slots -------------------------------------------------------------------

// Written where it stays: copying what has just been written byte by byte would
// wait for each of them.
Value small_int_repr(Fiber& fiber, int64_t number) {
  const auto digits = static_cast<uint64_t>(number < 0 ? -number : number);
  if (number == static_cast<int64_t>(digits) && digits < 10)
    return str_from_char(fiber, static_cast<uint32_t>('0' + digits));
  const size_t size = decimal_width(digits) + (number < 0 ? 1 : 0);
  Str* const text = make_str_to_fill(fiber, size, size);
  char* const first = put_decimal(text->bytes + size, digits);
  if (number < 0) *(first - 1) = '-';
  return Value::from_object(text);
}

// The same of up to 128 bits, nine digits at a time until a word is left.
static Value short_big_repr(Fiber& fiber, const BigInt* number) {
  constexpr uint32_t kNineDigits = 1000000000;
  uint32_t limbs[4];
  uint32_t count = number->aux;
  memcpy(limbs, number->limbs, count * sizeof *limbs);
  char text[48];
  char* const end = text + sizeof text;
  char* first = end;
  while (count > 2) {
    uint64_t rest = 0;
    for (uint32_t i = count; i-- > 0;) {
      rest = rest << 32 | limbs[i];
      limbs[i] = static_cast<uint32_t>(rest / kNineDigits);
      rest %= kNineDigits;
    }
    if (limbs[count - 1] == 0) --count;
    put_decimal(first, rest + kNineDigits);  // so that zeros are written, too
    first -= 9;
  }
  first = put_decimal(
      first, limbs[0] | (count > 1 ? uint64_t{limbs[1]} << 32 : 0));
  if (number->sign < 0) *--first = '-';
  const auto size = static_cast<size_t>(end - first);
  return object_or_error(make_str(fiber, {first, size}, size));
}

Value int_repr(Fiber& fiber, Value self) {
  const Value plain = plain_integer(self);
  if (plain.is_int()) return small_int_repr(fiber, plain.as_int());
  if (plain.as<BigInt>()->aux <= 4)
    return short_big_repr(fiber, plain.as<BigInt>());
  if (!check_int_digits(fiber, plain)) return Value::error();
  return int_text(fiber, plain, 10, "");
}

Value int_hash_slot(Fiber& fiber, Value self) {
  return int_from_i64(fiber, static_cast<int64_t>(int_hash(self)));
}

Value int_compare_slot(Fiber&, Value self, Value other, CompareOp op) {
  if (!is_integer(self) || !is_integer(other)) {
    return Value::not_implemented();
  }
  return Value::from_bool(
      order_fits(int_compare(plain_integer(self), plain_integer(other)), op));
}

int int_truth(Fiber&, Value self) { return int_is_zero(self) ? 0 : 1; }

Value int_plain(Fiber&, Value self) { return plain_integer(self); }

Value int_negative(Fiber& fiber, Value self) {
  const Value plain = plain_integer(self);
  if (plain.is_int()) return int_from_i64(fiber, -plain.as_int());
  const IntOperand operand(plain);
  const IntegerView& number = operand;
  IntRoom room(fiber, number.size);
  if (!room.ok()) return Value::error();
  memcpy(room.limbs(), number.limbs, number.size * sizeof(Limb));
  return room.finish(!number.negative);
}

Value int_invert(Fiber& fiber, Value self) {
  return int_binary(fiber, kSub, Value::from_int(-1), plain_integer(self));
}

Value int_absolute(Fiber& fiber, Value self) {
  return int_sign(self) < 0 ? int_negative(fiber, self) : plain_integer(self);
}

Value int_to_float(Fiber& fiber, Value self) {
  double value;
  return to_double(fiber, self, &value) ? Value::from_float(value)
                                        : Value::error();
}

// --- methods -----------------------------------------------------------------

Value int_self(Fiber&, Value self, Args) { return plain_integer(self); }

Value int_bit_length(Fiber& fiber, Value self, Args) {
  if (self.is_int()) {
    const int64_t n = self.as_int();
    const uint64_t size = static_cast<uint64_t>(n < 0 ? -n : n);
    return Value::from_int(size == 0 ? 0 : 64 - __builtin_clzll(size));
  }
  const Value plain = plain_integer(self);
  return int_from_u64(fiber, bit_length(IntOperand(plain)));
}

Value int_bit_count(Fiber& fiber, Value self, Args) {
  const Value plain = plain_integer(self);
  return int_from_u64(fiber, bit_count(IntOperand(plain)));
}

Value int_ratio(Fiber& fiber, Value self, Args) {
  return make_pair(fiber, plain_integer(self), Value::from_int(1));
}

Value int_new_args(Fiber& fiber, Value self, Args) {
  const Value plain = plain_integer(self);
  Tuple* const args = make_tuple(fiber, &plain, 1);
  return args == nullptr ? Value::error() : Value::from_object(args);
}

// round(self, -digits): to a multiple of a power of ten, halves to the even
// one.
Value int_round(Fiber& fiber, Value self, Args args) {
  const Value plain = plain_integer(self);
  if (args.count == 0) return plain;
  int64_t digits;
  if (!index_of(fiber, args[0], &digits)) return Value::error();
  if (digits >= 0) return plain;
  const uint64_t places = 0 - static_cast<uint64_t>(digits);
  if (plain.is_int() && places < 16) {
    int64_t unit = 1;
    for (uint64_t i = 0; i < places; ++i) unit *= 10;
    const int64_t n = plain.as_int();
    const int64_t rest = n % unit + (n % unit < 0 ? unit : 0);
    const bool is_odd = (n - rest) / unit % 2 != 0;
    const bool is_up = 2 * rest > unit || (2 * rest == unit && is_odd);
    return int_from_i64(fiber, n - rest + (is_up ? unit : 0));
  }
  const IntOperand number(plain);
  if (places > digits_bound(bit_length(number), 10)) return Value::from_int(0);
  const Integer unit = power(integer_from(10), places);
  if (is_unwanted()) return abandon(fiber);
  Integer quotient, rest;
  floor_divide(number, unit, &quotient, &rest);
  const int side = compare(shift_left(rest, 1), unit);
  const bool is_odd = !quotient.is_zero() && (quotient.limbs[0] & 1) != 0;
  if (side > 0 || (side == 0 && is_odd)) {
    quotient = add(quotient, SmallInteger(1));
  }
  return int_from(fiber, multiply(quotient, unit));
}

Value int_format(Fiber& fiber, Value self, Args args) {
  Str* const text = format_argument(fiber, args[0]);
  if (text == nullptr) return Value::error();
  if (text->byte_count == 0) return to_str(fiber, self);
  const auto spec =
      parse_format_spec(text->view(), type_name(self), FormatTarget::kInteger);
  if (!spec.ok()) return raise_format_error(fiber, spec.error());
  const Value plain = plain_integer(self);
  const uint32_t type = spec.value().type;
  if ((type == 0 || type == 'd' || type == 'n') &&
      !check_int_digits(fiber, plain)) {
    return Value::error();
  }
  // At most a digit for each bit.
  const BigInt* const big = cast<BigInt>(plain);
  if (!may_format(fiber, spec.value(),
                  big == nullptr ? 0 : size_t{big->aux} * sizeof(Limb) * 8)) {
    return Value::error();
  }
  return format_result(fiber, format_integer(spec.value(), IntOperand(plain)));
}

Value int_sizeof(Fiber&, Value self, Args) {
  const Value plain = plain_integer(self);
  if (plain.is_int()) return Value::from_int(sizeof(Value));
  return Value::from_int(static_cast<int64_t>(int_extent(plain.object())));
}

Value int_get_self(Fiber&, Value self) { return plain_integer(self); }
Value int_get_zero(Fiber&, Value) { return Value::from_int(0); }
Value int_get_one(Fiber&, Value) { return Value::from_int(1); }

const MethodDef kIntMethods[] = {
    {"conjugate", int_self, 0, 0, 0,
     "Returns self, the complex conjugate of any int."_doc},
    {"bit_length", int_bit_length, 0, 0, 0,
     "bit_length($self, /)\n--\n\nNumber of bits necessary to represent self "
     "in binary."_doc},
    {"bit_count", int_bit_count, 0, 0, 0,
     "bit_count($self, /)\n--\n\nNumber of ones in the binary representation "
     "of the absolute value of self."_doc},
    {"to_bytes", int_to_bytes, 0, -1, kMethodKeywords,
     "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\n"
     "Return an array of bytes representing an integer."_doc},
    {"from_bytes", int_from_bytes, 0, -1, kMethodKeywords | kMethodClass,
     "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\n"
     "Return the integer represented by the given array of bytes."_doc},
    {"as_integer_ratio", int_ratio, 0, 0, 0,
     "as_integer_ratio($self, /)\n--\n\nReturn integer ratio."_doc},
    {"__trunc__", int_self, 0, 0, 0,
     "Truncating an Integral returns itself."_doc},
    {"__floor__", int_self, 0, 0, 0,
     "Flooring an Integral returns itself."_doc},
    {"__ceil__", int_self, 0, 0, 0,
     "Ceiling of an Integral returns itself."_doc},
    {"__round__", int_round, 0, 1, 0,
     "Rounding an Integral returns itself.\n\nRounding with an ndigits "
     "argument also returns an integer."_doc},
    {"__getnewargs__", int_new_args, 0, 0, 0,
     "__getnewargs__($self, /)\n--\n\n"_doc},
    {"__format__", int_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nDefault object formatter."_doc},
    {"__sizeof__", int_sizeof, 0, 0, 0,
     "__sizeof__($self, /)\n--\n\nReturns size in memory, in bytes."_doc},
    {}};

const GetSetDef kIntGetSets[] = {
    {"real", int_get_self, nullptr, "the real part of a complex number"_doc},
    {"imag", int_get_zero, nullptr,
     "the imaginary part of a complex number"_doc},
    {"numerator", int_get_self, nullptr,
     "the numerator of a rational number in lowest terms"_doc},
    {"denominator", int_get_one, nullptr,
     "the denominator of a rational number in lowest terms"_doc},
    {}};

constexpr Operators make_int_operators() {
  Operators s{};
  s.binary[kAdd] = number_slot<kLevelInt, kAdd>;
  s.binary[kSub] = number_slot<kLevelInt, kSub>;
  s.binary[kMul] = number_slot<kLevelInt, kMul>;
  s.binary[kTrueDiv] = number_slot<kLevelInt, kTrueDiv>;
  s.binary[kFloorDiv] = number_slot<kLevelInt, kFloorDiv>;
  s.binary[kMod] = number_slot<kLevelInt, kMod>;
  s.binary[kPow] = number_slot<kLevelInt, kPow>;
  s.binary[kLShift] = number_slot<kLevelInt, kLShift>;
  s.binary[kRShift] = number_slot<kLevelInt, kRShift>;
  s.binary[kAnd] = number_slot<kLevelInt, kAnd>;
  s.binary[kXor] = number_slot<kLevelInt, kXor>;
  s.binary[kOr] = number_slot<kLevelInt, kOr>;
  s.binary[kDivMod] = number_slot<kLevelInt, kDivMod>;
  s.unary[kNeg] = int_negative;
  s.unary[kPos] = int_plain;
  s.unary[kInvert] = int_invert;
  s.unary[kAbs] = int_absolute;
  return s;
}
constexpr Operators kIntOperators = make_int_operators();

constexpr Slots make_int_slots() {
  Slots slots = {};
  slots.repr = int_repr;
  slots.hash = int_hash_slot;
  slots.compare = int_compare_slot;
  slots.truth = int_truth;
  slots.operators = &kIntOperators;
  slots.to_int = int_plain;
  slots.to_float = int_to_float;
  slots.index = int_plain;
  slots.create = int_create;
  return slots;
}

constexpr Slots kIntSlots = make_int_slots();

const TypeDef kIntType = {
    "int",
    &kIntLayout,
    &kIntSlots,
    kIntMethods,
    kIntGetSets,
    0,
    "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
    "Convert a number or string to an integer, or return 0 if no "
    "arguments\nare given.  If x is a number, return x.__int__().  For "
    "floating point\nnumbers, this truncates towards zero.\n\n"
    "If x is not a number or if base is given, then x must be a string,\n"
    "bytes, or bytearray instance representing an integer literal in "
    "the\ngiven base.  The literal can be preceded by '+' or '-' and be "
    "surrounded\nby whitespace.  The base defaults to 10.  Valid bases "
    "are 0 and 2-36.\nBase 0 means to interpret the base from the string "
    "as an integer literal.\n>>> int('0b100', base=0)\n4"};

}  // namespace

void init_int(Fiber& fiber) { types().int_ = native_type(fiber, kIntType); }

}  // namespace mt::python
