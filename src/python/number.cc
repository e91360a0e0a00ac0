// number.cc - what int, float and complex have in common: the tower of numbers.

#include "python/number.h"

#include <algorithm>

#include "python/exception.h"
#include "python/fiber.h"
#include "python/float_text.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/text.h"

namespace mt::python {

namespace {

bool complex_parts(Fiber& fiber, Value value, ComplexParts* out) {
  if (const Complex* const complex = cast<Complex>(value)) {
    *out = {complex->real, complex->imag};
    return true;
  }
  out->imag = 0;
  return to_double(fiber, value, &out->real);
}

inline bool to_plain_integer(Value value, Value* out) {
  *out = value;
  if (value.is_int() || is_kind(value, Kind::kBigInt)) return true;
  if (!is_integer(value)) return false;
  *out = plain_integer(value);
  return true;
}

}  // namespace

NumberLevel number_level(Value value) {
  if (value.is_float() || is_kind(value, Kind::kFloatBox)) return kLevelFloat;
  if (is_integer(value)) return kLevelInt;
  return is_kind(value, Kind::kComplex) ? kLevelComplex : kNoNumber;
}

Value binary_at_level(Fiber& fiber, NumberLevel level, int op, Value a,
                      Value b) {
  if (level == kLevelComplex && is_kind(a, Kind::kComplex) &&
      is_kind(b, Kind::kComplex)) {
    const Complex* const x = a.as<Complex>();
    const Complex* const y = b.as<Complex>();
    return complex_binary(fiber, op, {x->real, x->imag}, {y->real, y->imag});
  }
  Value m, n;
  if (level == kLevelInt && to_plain_integer(a, &m) && to_plain_integer(b, &n))
    return int_binary(fiber, op, m, n);
  const NumberLevel highest = std::max(number_level(a), number_level(b));
  if (highest > level) return Value::not_implemented();
  if (level == kLevelFloat) {
    double x, y;
    if (!to_double(fiber, a, &x) || !to_double(fiber, b, &y)) {
      return Value::error();
    }
    return float_binary(fiber, op, x, y);
  }
  ComplexParts x, y;
  if (!complex_parts(fiber, a, &x) || !complex_parts(fiber, b, &y)) {
    return Value::error();
  }
  return complex_binary(fiber, op, x, y);
}

Value number_binary(Fiber& fiber, int op, Value a, Value b) {
  const NumberLevel level = std::max(number_level(a), number_level(b));
  if (level == kNoNumber) return Value::not_implemented();
  return binary_at_level(fiber, level, op, a, b);
}

bool is_floating(Value value) {
  return value.is_float() || is_kind(value, Kind::kFloatBox);
}

double plain_float(Value value) {
  if (value.is_float()) return value.as_float();
  return value.as<NumberBox>()->number.as_float();
}

bool to_double(Fiber& fiber, Value value, double* out) {
  if (is_floating(value)) {
    *out = plain_float(value);
    return true;
  }
  if (is_integer(value)) {
    const Value plain = plain_integer(value);
    if (plain.is_int()) {
      *out = static_cast<double>(plain.as_int());
      return true;
    }
    if (to_double(IntOperand(plain), out)) return true;
    raise_overflow_error(fiber, "int too large to convert to float");
    return false;
  }
  const Slots* const slots = type_of(value)->slots;
  if (slots->to_float != nullptr) {
    const Value converted = slots->to_float(fiber, value);
    if (converted.is_error()) return false;
    if (is_floating(converted)) {
      *out = plain_float(converted);
      return true;
    }
    raise_type_error(fiber, "%s.__float__ returned non-float (type %s)",
                     type_name(value), type_name(converted));
    return false;
  }
  if (slots->index != nullptr) {
    const Value index = slots->index(fiber, value);
    if (index.is_error()) return false;
    if (is_integer(index)) return to_double(fiber, index, out);
  }
  raise_type_error(fiber, "must be real number, not %s", type_name(value));
  return false;
}

bool order_fits(int order, CompareOp op) {
  switch (op) {
    case kLt:
      return order < 0;
    case kLe:
      return order <= 0;
    case kEq:
      return order == 0;
    case kNe:
      return order != 0;
    case kGt:
      return order > 0;
    default:
      return order >= 0;
  }
}

Str* format_argument(Fiber& fiber, Value argument) {
  if (Str* const spec = cast<Str>(argument)) return spec;
  raise_type_error(fiber, "__format__() argument must be str, not %s",
                   given_type(argument));
  return nullptr;
}

Value raise_format_error(Fiber& fiber, const Error& error) {
  switch (error.code()) {
    case Errc::kTooLarge:
      return raise_memory_error(fiber);
    case Errc::kUnsupported:
      return raise_overflow_error(fiber, "%s", error.message().c_str());
    default:
      return raise_value_error(fiber, "%s", error.message().c_str());
  }
}

bool may_format(Fiber& fiber, const FormatSpec& spec, size_t bytes) {
  // Not more than what format_text() and its like refuse themselves.
  const int64_t wide = std::min<int64_t>(
      std::max(spec.width, spec.precision), kMaxFormattedBytes / 4);
  if (wide > 0) bytes += static_cast<size_t>(wide) * (spec.fill < 128 ? 1 : 4);
  return may_gather(fiber, bytes);
}

Value format_result(Fiber& fiber, const Result<std::string>& result) {
  if (!result.ok()) return raise_format_error(fiber, result.error());
  if (is_unwanted()) return abandon(fiber);
  return object_or_error(make_str(fiber, result.value()));
}

Value make_pair(Fiber& fiber, Value a, Value b) {
  const Value items[] = {a, b};
  Tuple* const pair = make_tuple(fiber, items, 2);
  return pair == nullptr ? Value::error() : Value::from_object(pair);
}

Value raise_range_error(Fiber& fiber) {
  const Value items[] = {Value::from_int(34),
                         str_value(fiber, "Numerical result out of range")};
  Tuple* const args = make_tuple(fiber, items, 2);
  return raise_object(fiber,
                      make_exception(fiber, types().OverflowError, args));
}

}  // namespace mt::python
