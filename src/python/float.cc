// float.cc - the class float. Its operators are in float_arithmetic.cc.

#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/fiber.h"
#include "python/float_text.h"
#include "python/format_spec.h"
#include "python/init.h"
#include "python/list.h"
#include "python/number_internal.h"
#include "python/operators.h"
#include "python/str.h"

namespace mt::python {

uint64_t g_nans;

void float_repr_to(std::string& out, double d) { append_float_repr(out, d); }

uint64_t float_hash(double d) {
  // A NaN is found by what it is, not by what it equals: its number says which.
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return static_cast<uint64_t>(
      hash_double(d, static_cast<int64_t>(bits & Value::kNanMask)));
}

namespace {

// Only instances of subclasses are objects.
void trace_float(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<NumberBox*>(self)->number);
}

const Layout kFloatLayout = {Kind::kFloatBox, "float", sizeof(NumberBox),
                             trace_float,     nullptr, nullptr};

// --- float(...) --------------------------------------------------------------

Value float_of_class(Fiber& fiber, Type* cls, double value) {
  if (cls == types().float_) return Value::from_float(value);
  NumberBox* const box = make<NumberBox>(fiber, cls);
  if (box == nullptr) return Value::error();
  box->number = Value::from_float(value);
  return Value::from_object(box);
}

bool float_from_any(Fiber& fiber, Value value, double* out) {
  const Slots* const slots = type_of(value)->slots;
  if (is_kind(value, Kind::kFloatBox) &&
      slots->to_float != types().float_->slots->to_float) {
    // A class derived from float may see itself as another number.
    const Value own = slots->to_float(fiber, value);
    if (own.is_error()) return false;
    if (is_floating(own)) {
      *out = plain_float(own);
      return true;
    }
    raise_type_error(fiber, "%s.__float__ returned non-float (type %s)",
                     type_name(value), type_name(own));
    return false;
  }
  if (slots->to_float != nullptr || slots->index != nullptr) {
    return to_double(fiber, value, out);
  }
  std::string text;
  if (!number_text(fiber, value, &text)) {
    if (fiber.raised()) return false;
    raise_type_error(
        fiber, "float() argument must be a string or a real number, not '%s'",
        type_name(value));
    return false;
  }
  if (parse_float(text, out)) return true;
  raise_value_error(fiber, "could not convert string to float: %s",
                    safe_repr(fiber, value).c_str());
  return false;
}

Value float_create(Fiber& fiber, Type* cls, Args args) {
  args = args_of_builtin(cls, names().dunder_init, args);
  if (!at_most_one(fiber, "float", args)) return Value::error();
  if (cls == types().float_ && args.count != 0 && args[0].is_float())
    return args[0];
  double value = 0;
  // What is long is read where memory that is short is noticed.
  constexpr uint32_t kShort = 256;
  const bool is_read = args.count != 0 && is_exact_str(args[0]) &&
                       args[0].as<Str>()->byte_count <= kShort &&
                       parse_float(args[0].as<Str>()->view(), &value);
  if (!is_read && args.count != 0 && !float_from_any(fiber, args[0], &value)) {
    return Value::error();
  }
  return float_of_class(fiber, cls, value);
}

// --- slots -------------------------------------------------------------------

Value float_repr_slot(Fiber& fiber, Value self) {
  return str_value(fiber, float_repr(plain_float(self)));
}

Value float_hash_slot(Fiber& fiber, Value self) {
  return int_from_i64(fiber,
                      static_cast<int64_t>(float_hash(plain_float(self))));
}

// Exact with integers of any size. Nothing but != holds for NaN.
Value float_compare(Fiber&, Value self, Value other, CompareOp op) {
  if (!is_floating(self)) return Value::not_implemented();
  const double a = plain_float(self);
  int order;
  if (is_floating(other)) {
    const double b = plain_float(other);
    if (a != a || b != b) return Value::from_bool(op == kNe);
    order = a < b ? -1 : a > b ? 1 : 0;
  } else if (is_integer(other)) {
    if (a != a) return Value::from_bool(op == kNe);
    const Value plain = plain_integer(other);
    order = -compare_with_double(IntOperand(plain), a);
  } else {
    return Value::not_implemented();
  }
  return Value::from_bool(order_fits(order, op));
}

int float_truth(Fiber&, Value self) { return plain_float(self) != 0 ? 1 : 0; }

Value float_plain(Fiber&, Value self) {
  return self.is_float() ? self : self.as<NumberBox>()->number;
}
Value float_negative(Fiber&, Value self) {
  return Value::from_float(-plain_float(self));
}
Value float_absolute(Fiber&, Value self) {
  return Value::from_float(fabs(plain_float(self)));
}
Value float_to_int(Fiber& fiber, Value self) {
  return int_from_double(fiber, plain_float(self));
}

// --- methods -----------------------------------------------------------------

Value float_self(Fiber& fiber, Value self, Args) {
  return float_plain(fiber, self);
}
Value float_trunc(Fiber& fiber, Value self, Args) {
  return float_to_int(fiber, self);
}
Value float_floor(Fiber& fiber, Value self, Args) {
  return int_from_double(fiber, floor(plain_float(self)));
}
Value float_ceil(Fiber& fiber, Value self, Args) {
  return int_from_double(fiber, ceil(plain_float(self)));
}

Value float_round(Fiber& fiber, Value self, Args args) {
  const double value = plain_float(self);
  if (args.count == 0 || args[0].is_none()) {
    return int_from_double(fiber, nearbyint(value));
  }
  int64_t digits;
  if (!index_of(fiber, args[0], &digits)) return Value::error();
  if (!is_finite(value)) return Value::from_float(value);
  double rounded;
  if (!round_float(value, digits, &rounded)) {
    return raise_overflow_error(fiber, "rounded value too large to represent");
  }
  return Value::from_float(rounded);
}

Value float_is_integer(Fiber&, Value self, Args) {
  const double value = plain_float(self);
  return Value::from_bool(is_finite(value) && value == floor(value));
}

// The fraction in lowest terms: the denominator is a power of two.
Value float_ratio(Fiber& fiber, Value self, Args) {
  const double value = plain_float(self);
  if (!is_finite(value)) {
    if (value != value) {
      return raise_value_error(fiber, "cannot convert NaN to integer ratio");
    }
    return raise_overflow_error(fiber,
                                "cannot convert Infinity to integer ratio");
  }
  int exponent;
  // Scaled by 2^53 the fraction is an integer; every double's exponent is
  // known.
  const double fraction = frexp(value, &exponent);
  if (exponent > -9 && exponent <= 53) {  // both fit a word
    auto top = static_cast<int64_t>(fraction * 9007199254740992.0);
    const int zeros = std::min(top == 0 ? 53 : __builtin_ctzll(
                                   static_cast<uint64_t>(top)),
                               53 - exponent);
    const Value numerator = int_from_i64(fiber, top / (int64_t{1} << zeros));
    const int64_t bottom = top == 0 ? 1 : int64_t{1} << (53 - exponent - zeros);
    return make_pair(fiber, numerator, int_from_i64(fiber, bottom));
  }
  Integer numerator = integer_from_double(ldexp(fraction, 53));
  Integer denominator = integer_from(1);
  exponent -= 53;
  if (numerator.is_zero()) exponent = 0;
  const uint64_t zeros = trailing_zeros(numerator);
  if (exponent < 0) {
    const uint64_t common = zeros < static_cast<uint64_t>(-exponent)
                                ? zeros
                                : static_cast<uint64_t>(-exponent);
    numerator = shift_right(numerator, common);
    denominator =
        shift_left(denominator, static_cast<uint64_t>(-exponent) - common);
  } else {
    numerator = shift_left(numerator, static_cast<uint64_t>(exponent));
  }
  const Value top = int_from(fiber, numerator);
  if (top.is_error()) return top;
  const Value bottom = int_from(fiber, denominator);
  return bottom.is_error() ? bottom : make_pair(fiber, top, bottom);
}

Value float_hex_method(Fiber& fiber, Value self, Args) {
  return str_value(fiber, float_hex(plain_float(self)));
}

Value float_from_hex(Fiber& fiber, Value cls, Args args) {
  const Str* const text = cast<Str>(args[0]);
  if (text == nullptr) {
    return raise_type_error(fiber, "bad argument type for built-in operation");
  }
  double value;
  switch (parse_float_hex(text->view(), &value)) {
    case FloatHexSyntax::kInvalid:
      return raise_value_error(fiber,
                               "invalid hexadecimal floating-point string");
    case FloatHexSyntax::kTooLarge:
      return raise_overflow_error(
          fiber, "hexadecimal value too large to represent as a float");
    default:
      break;
  }
  const Value result = Value::from_float(value);
  if (cls == Value::from_object(types().float_)) return result;
  return call(fiber, cls, {result});
}

Value float_format(Fiber& fiber, Value self, Args args) {
  Str* const text = format_argument(fiber, args[0]);
  if (text == nullptr) return Value::error();
  if (text->byte_count == 0) return to_str(fiber, self);
  const auto spec =
      parse_format_spec(text->view(), type_name(self), FormatTarget::kFloat);
  if (!spec.ok()) return raise_format_error(fiber, spec.error());
  if (!may_format(fiber, spec.value(), 0)) return Value::error();
  return format_result(fiber, format_float(spec.value(), plain_float(self)));
}

Value float_new_args(Fiber& fiber, Value self, Args) {
  const Value plain = float_plain(fiber, self);
  Tuple* const args = make_tuple(fiber, &plain, 1);
  return args == nullptr ? Value::error() : Value::from_object(args);
}

Value float_get_format(Fiber& fiber, Value, Args args) {
  const Str* const kind = cast<Str>(args[0]);
  if (kind == nullptr ||
      (kind->view() != "double" && kind->view() != "float")) {
    return raise_value_error(
        fiber, "__getformat__() argument 1 must be 'double' or 'float'");
  }
  const uint16_t one = 1;
  uint8_t first;
  memcpy(&first, &one, 1);
  return str_value(fiber,
                   first == 1 ? "IEEE, little-endian" : "IEEE, big-endian");
}

Value float_get_real(Fiber& fiber, Value self) {
  return float_plain(fiber, self);
}
Value float_get_imag(Fiber&, Value) { return Value::from_float(0.0); }

const MethodDef kFloatMethods[] = {
    {"conjugate", float_self, 0, 0, 0,
     "conjugate($self, /)\n--\n\nReturn self, the complex conjugate of any "
     "float."_doc},
    {"as_integer_ratio", float_ratio, 0, 0, 0,
     "as_integer_ratio($self, /)\n--\n\nReturn integer ratio."_doc},
    {"is_integer", float_is_integer, 0, 0, 0,
     "is_integer($self, /)\n--\n\nReturn True if the float is an integer."_doc},
    {"hex", float_hex_method, 0, 0, 0,
     "hex($self, /)\n--\n\nReturn a hexadecimal representation of a "
     "floating-point number."_doc},
    {"fromhex", float_from_hex, 1, 1, kMethodClass,
     "fromhex($type, string, /)\n--\n\nCreate a floating-point number from a "
     "hexadecimal string."_doc},
    {"__trunc__", float_trunc, 0, 0, 0,
     "__trunc__($self, /)\n--\n\nReturn the Integral closest to x between 0 "
     "and x."_doc},
    {"__floor__", float_floor, 0, 0, 0,
     "__floor__($self, /)\n--\n\nReturn the floor as an Integral."_doc},
    {"__ceil__", float_ceil, 0, 0, 0,
     "__ceil__($self, /)\n--\n\nReturn the ceiling as an Integral."_doc},
    {"__round__", float_round, 0, 1, 0,
     "__round__($self, ndigits=None, /)\n--\n\nReturn the Integral closest to "
     "x, rounding half toward even.\n\nWhen an argument is passed, work like "
     "built-in round(x, ndigits)."_doc},
    {"__getnewargs__", float_new_args, 0, 0, 0,
     "__getnewargs__($self, /)\n--\n\n"_doc},
    {"__format__", float_format, 1, 1, 0,
     "__format__($self, format_spec, /)\n--\n\nFormats the float according to "
     "format_spec."_doc},
    {"__getformat__", float_get_format, 1, 1, kMethodClass,
     "__getformat__($type, typestr, /)\n--\n\nYou probably don't want to use "
     "this function."_doc},
    {}};

const GetSetDef kFloatGetSets[] = {
    {"real", float_get_real, nullptr, "the real part of a complex number"_doc},
    {"imag", float_get_imag, nullptr,
     "the imaginary part of a complex number"_doc},
    {}};

constexpr Operators make_float_operators() {
  Operators s{};
  s.binary[kAdd] = number_slot<kLevelFloat, kAdd>;
  s.binary[kSub] = number_slot<kLevelFloat, kSub>;
  s.binary[kMul] = number_slot<kLevelFloat, kMul>;
  s.binary[kTrueDiv] = number_slot<kLevelFloat, kTrueDiv>;
  s.binary[kFloorDiv] = number_slot<kLevelFloat, kFloorDiv>;
  s.binary[kMod] = number_slot<kLevelFloat, kMod>;
  s.binary[kPow] = number_slot<kLevelFloat, kPow>;
  s.binary[kDivMod] = number_slot<kLevelFloat, kDivMod>;
  s.unary[kNeg] = float_negative;
  s.unary[kPos] = float_plain;
  s.unary[kAbs] = float_absolute;
  return s;
}
constexpr Operators kFloatOperators = make_float_operators();

constexpr Slots make_float_slots() {
  Slots slots = {};
  slots.repr = float_repr_slot;
  slots.hash = float_hash_slot;
  slots.compare = float_compare;
  slots.truth = float_truth;
  slots.operators = &kFloatOperators;
  slots.to_int = float_to_int;
  slots.to_float = float_plain;
  slots.create = float_create;
  return slots;
}

constexpr Slots kFloatSlots = make_float_slots();

const TypeDef kFloatType = {
    "float",
    &kFloatLayout,
    &kFloatSlots,
    kFloatMethods,
    kFloatGetSets,
    0,
    "float(x=0, /)\n--\n\n"
    "Convert a string or number to a floating point number, if possible."};

}  // namespace

void init_float(Fiber& fiber) {
  types().float_ = native_type(fiber, kFloatType);
}

}  // namespace mt::python
