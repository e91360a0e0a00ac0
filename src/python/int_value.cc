// int_value.cc - integers as values: made, looked at, converted.

#include <stdlib.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "python/bigint_text.h"
#include "python/bytes.h"
#include "python/exception.h"
#include "python/fiber.h"
#include "python/float_text.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/str.h"
#include "python/text_case.h"

namespace mt::python {

namespace {

// No integer is longer, whatever the heap's bound: 256 MiB of limbs.
constexpr uint64_t kMaxIntBits = uint64_t{1} << 31;
// What a computation needs for itself beside its result.
constexpr uint64_t kWorkingCopies = 4;
// Below this nobody asks the machine first.
constexpr uint64_t kEverydayBytes = 1 << 20;

uint32_t g_digit_limit = 4300;

Value make_big_word(Fiber& fiber, uint64_t magnitude, bool negative) {
  return make_big(fiber, magnitude, 0, negative);
}

// Of limbs without leading zeros.
Value int_from_limbs(Fiber& fiber, const Limb* limbs, size_t size,
                     bool negative) {
  if (size <= 2) {
    const uint64_t low = size == 0 ? 0 : limbs[0];
    const uint64_t high = size < 2 ? 0 : limbs[1];
    const uint64_t magnitude = high << kLimbBits | low;
    if (magnitude <= static_cast<uint64_t>(Value::kMaxInt) + negative) {
      const auto small = static_cast<int64_t>(magnitude);
      return Value::from_int(negative ? -small : small);
    }
  }
  return make_big(fiber, limbs, size, negative);
}

Value invalid_literal(Fiber& fiber, int base, std::string_view repr) {
  return raise_value_error(fiber,
                           "invalid literal for int() with base %d: %.*s", base,
                           static_cast<int>(repr.size()), repr.data());
}

}  // namespace

BigInt* new_big(Fiber& fiber, size_t size) {
  const size_t bytes = kBigIntHeaderBytes + size * sizeof(Limb);
  Shape* const shape = types().int_->root_shape;
  Object* const object =
      bytes <= Heap::kMaxSmall
          ? fiber.heap.allocate_unfilled(std::max(bytes, sizeof(BigInt)), shape,
                                         Kind::kBigInt)
          : fiber.heap.allocate_sized(bytes, shape, Kind::kBigInt, false);
  BigInt* const big = static_cast<BigInt*>(object);
  if (big == nullptr) {
    raise_memory_error(fiber);
    return nullptr;
  }
  big->aux = static_cast<uint32_t>(size);
  return big;
}

Value make_big(Fiber& fiber, const Limb* limbs, size_t size, bool negative) {
  BigInt* const big = new_big(fiber, size);
  if (big == nullptr) return Value::error();
  big->sign = negative ? -1 : 1;
  memcpy(big->limbs, limbs, size * sizeof(Limb));
  return Value::from_object(big);
}

Value make_big(Fiber& fiber, uint64_t low, uint64_t high, bool negative) {
  // More than 48 bits: two limbs at least.
  const uint32_t size = high == 0 ? 2 : high >> 32 == 0 ? 3 : 4;
  BigInt* const big = static_cast<BigInt*>(fiber.heap.allocate_unfilled(
      kBigIntHeaderBytes + size * sizeof(Limb), types().int_->root_shape,
      Kind::kBigInt));
  big->aux = size;
  big->sign = negative ? -1 : 1;
  Limb* const limbs = big->limbs;
  limbs[0] = static_cast<Limb>(low);
  limbs[1] = static_cast<Limb>(low >> 32);
  if (size > 2) limbs[2] = static_cast<Limb>(high);
  if (size > 3) limbs[3] = static_cast<Limb>(high >> 32);
  return Value::from_object(big);
}

// --- made --------------------------------------------------------------------

Value abandon(Fiber& fiber) {
  if (!safe_point(fiber)) return Value::error();
  return raise_object(fiber, make_exception(fiber, types().KeyboardInterrupt,
                                            rt().empty_tuple));
}

Value IntRoom::finish(bool negative) {
  if (is_unwanted()) return abandon(fiber_);
  const size_t used = limbs::trimmed(big_->limbs, size_);
  // What came out much shorter than it might have does not keep the room.
  if (used < size_ / 2 || used <= 2)
    return int_from_limbs(fiber_, big_->limbs, used, negative);
  big_->aux = static_cast<uint32_t>(used);
  big_->sign = negative ? -1 : 1;
  return Value::from_object(big_);
}

Value int_from(Fiber& fiber, const LimbBuffer& magnitude, bool negative) {
  if (is_unwanted()) return abandon(fiber);
  const Limb* const limbs = magnitude.data();
  return int_from_limbs(fiber, limbs, limbs::trimmed(limbs, magnitude.size()),
                        negative);
}

Value int_from(Fiber& fiber, const Integer& integer) {
  return int_from(fiber, integer.limbs, integer.negative);
}

Value int_from_i64(Fiber& fiber, int64_t i) {
  if (Value::fits_int(i)) return Value::from_int(i);
  return make_big_word(
      fiber, i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i),
      i < 0);
}

Value int_from_u64(Fiber& fiber, uint64_t i) {
  if (i <= static_cast<uint64_t>(Value::kMaxInt)) {
    return Value::from_int(static_cast<int64_t>(i));
  }
  return make_big_word(fiber, i, false);
}

Value int_from_double(Fiber& fiber, double d) {
  if (!is_finite(d)) {
    if (d != d) {
      return raise_value_error(fiber, "cannot convert float NaN to integer");
    }
    return raise_overflow_error(fiber,
                                "cannot convert float infinity to integer");
  }
  if (d > -140737488355328.0 && d < 140737488355328.0) {
    return Value::from_int(static_cast<int64_t>(d));
  }
  return int_from(fiber, integer_from_double(d));
}

Value int_from_digits(Fiber& fiber, const char* digits, size_t n, int base) {
  return int_from(
      fiber, parse_integer({digits, n}, static_cast<unsigned>(base)).value);
}

Value int_from_text(Fiber& fiber, const char* text, size_t n, int base) {
  const std::string_view given(text, n);
  if (!may_gather(fiber, n)) return Value::error();
  const IntegerParse parse =
      is_all_ascii(given)
          ? parse_integer(given, static_cast<unsigned>(base), g_digit_limit)
          : parse_integer(ascii_number_text(given), static_cast<unsigned>(base),
                          g_digit_limit);
  switch (parse.syntax) {
    case IntegerSyntax::kFine:
      return int_from(fiber, parse.value);
    case IntegerSyntax::kTooManyDigits:
      return raise_value_error(
          fiber,
          "Exceeds the limit (%u digits) for integer string conversion: value "
          "has %lu digits; use sys.set_int_max_str_digits() to increase the "
          "limit",
          g_digit_limit, static_cast<unsigned long>(parse.digit_count));
    default:
      break;
  }
  std::string repr;
  str_repr_to(repr, given);
  // CPython shows the first 200 characters.
  size_t end = 0;
  for (int i = 0; i < 200 && end < repr.size(); ++i) {
    ++end;
    while (end < repr.size() && (byte_at(repr, end) & 0xc0) == 0x80) ++end;
  }
  return invalid_literal(fiber, base, std::string_view(repr).substr(0, end));
}

bool number_text(Fiber& fiber, Value value, std::string* text) {
  std::string_view bytes;
  if (buffer_or_text(value, &bytes) && !may_gather(fiber, bytes.size()))
    return false;
  if (const Str* const string = cast<Str>(value)) {
    *text = string->is_ascii() ? std::string(string->view())
                               : ascii_number_text(string->view());
    return true;
  }
  if (!buffer_of(value, &bytes)) return false;
  text->assign(bytes);
  return true;
}

// --- looked at ---------------------------------------------------------------

bool is_integer(Value value) {
  if (value.is_int() || value.is_bool()) return true;
  return value.is_object() && (value.object()->kind == Kind::kBigInt ||
                               value.object()->kind == Kind::kIntBox);
}

Value plain_integer(Value value) {
  if (value.is_bool()) return Value::from_int(value.as_bool() ? 1 : 0);
  if (is_kind(value, Kind::kIntBox)) return value.as<NumberBox>()->number;
  return value;
}

bool int_to_i64(Value value, int64_t* out) {
  value = plain_integer(value);
  if (value.is_int()) {
    *out = value.as_int();
    return true;
  }
  return to_int64(IntOperand(value), out);
}

bool int_to_u64(Value value, uint64_t* out) {
  value = plain_integer(value);
  if (value.is_int()) {
    *out = static_cast<uint64_t>(value.as_int());
    return value.as_int() >= 0;
  }
  return to_uint64(IntOperand(value), out);
}

int int_compare(Value a, Value b) {
  if (Value::both_int(a, b)) {
    return a.as_int() < b.as_int() ? -1 : a.as_int() > b.as_int() ? 1 : 0;
  }
  // A BigInt is further from zero than any other.
  if (a.is_int()) return -b.as<BigInt>()->sign;
  const BigInt* const x = a.as<BigInt>();
  if (b.is_int() || x->sign != b.as<BigInt>()->sign) return x->sign;
  const BigInt* const y = b.as<BigInt>();
  if (x->aux != y->aux) return x->aux < y->aux ? -x->sign : x->sign;
  for (uint32_t i = x->aux; i-- > 0;) {
    if (x->limbs[i] != y->limbs[i])
      return x->limbs[i] < y->limbs[i] ? -x->sign : x->sign;
  }
  return 0;
}

uint64_t int_hash(Value value) {
  value = plain_integer(value);
  if (value.is_int()) {
    const int64_t i = value.as_int();
    return static_cast<uint64_t>(i == -1 ? -2 : i);
  }
  return static_cast<uint64_t>(hash_integer(IntOperand(value)));
}

bool int_is_zero(Value value) {
  return plain_integer(value) == Value::from_int(0);
}

int int_sign(Value value) {
  value = plain_integer(value);
  if (!value.is_int()) return value.as<BigInt>()->sign;
  return value.as_int() < 0 ? -1 : value.as_int() > 0 ? 1 : 0;
}

// --- converted ---------------------------------------------------------------

bool index_of(Fiber& fiber, Value value, int64_t* out, bool clamp) {
  const Value given = value;
  if (!is_integer(value)) {
    const auto slot = type_of(value)->slots->index;
    if (slot == nullptr) {
      raise_type_error(fiber, "'%s' object cannot be interpreted as an integer",
                       type_name(value));
      return false;
    }
    value = slot(fiber, value);
    if (value.is_error()) return false;
  }
  if (int_to_i64(value, out)) return true;
  if (clamp) {
    *out = int_sign(value) < 0 ? INT64_MIN : INT64_MAX;
    return true;
  }
  raise_overflow_error(fiber, "cannot fit '%s' into an index-sized integer",
                       type_name(given));
  return false;
}

void int_to_text(std::string& out, Value value, int base) {
  value = plain_integer(value);
  if (value.is_int() && base == 10) {
    char digits[24];
    char* const end = digits + sizeof digits;
    const int64_t i = value.as_int();
    char* first = put_decimal(end, static_cast<uint64_t>(i < 0 ? -i : i));
    if (i < 0) *--first = '-';
    out.append(first, static_cast<size_t>(end - first));
    return;
  }
  if (int_sign(value) < 0) out.push_back('-');
  append_digits(out, IntOperand(value), static_cast<unsigned>(base));
}

Value int_text(Fiber& fiber, Value plain, unsigned base,
               std::string_view prefix) {
  constexpr size_t kFewLimbs = 16;
  const IntOperand operand(plain);
  const IntegerView& a = operand;
  char near[kFewLimbs * kLimbBits + 3];
  std::string far;
  char* end = near + sizeof near;
  char* first = end;
  if (a.size <= kFewLimbs) {
    first = put_digits(end, a, base);
  } else {
    far.assign(prefix.size() + 1, '-');  // room in front of the digits
    append_digits(far, a, base);
    if (is_unwanted()) return abandon(fiber);
    first = far.data() + prefix.size() + 1;
    end = far.data() + far.size();
  }
  first -= prefix.size();
  prefix.copy(first, prefix.size());
  if (a.negative) *--first = '-';
  const auto length = static_cast<size_t>(end - first);
  return object_or_error(make_str(fiber, {first, length}, length));
}

bool check_int_bits(Fiber& fiber, uint64_t bits) {
  const uint64_t bytes = bits / 8;
  const uint64_t limit = fiber.heap.limit();
  if (bits > kMaxIntBits || bytes > limit / kWorkingCopies) {
    raise_memory_error(fiber);
    return false;
  }
  if (bytes < kEverydayBytes) return true;
  // Limbs are computed with operator new, which has no way to refuse.
  void* const trial = malloc(static_cast<size_t>(bytes * kWorkingCopies));
  free(trial);
  if (trial != nullptr) return true;
  raise_memory_error(fiber);
  return false;
}

uint32_t int_digit_limit() { return g_digit_limit; }
void set_int_digit_limit(uint32_t digits) { g_digit_limit = digits; }

bool check_int_digits(Fiber& fiber, Value plain) {
  if (plain.is_int() || g_digit_limit == 0) return true;
  const uint64_t bound = digits_bound(bit_length(IntOperand(plain)), 10);
  if (bound <= std::max<uint64_t>(g_digit_limit, uint64_t{kLeastDigitLimit})) {
    return true;
  }
  // The bound may be a few digits too high; near the limit they are counted.
  if (bound < uint64_t{g_digit_limit} + g_digit_limit / 64 + 8) {
    std::string digits;
    append_digits(digits, IntOperand(plain), 10);
    if (digits.size() <= g_digit_limit) return true;
  }
  raise_value_error(fiber,
                    "Exceeds the limit (%u digits) for integer string "
                    "conversion; use sys.set_int_max_str_digits() to increase "
                    "the limit",
                    g_digit_limit);
  return false;
}

}  // namespace mt::python
