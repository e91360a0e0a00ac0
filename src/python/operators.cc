// operators.cc - arithmetic, comparison, truth and identity of any two values.

#include "python/operators.h"

#include <string.h>

#include "base/status.h"
#include "python/call.h"
#include "python/deque.h"
#include "python/era.h"
#include "python/fiber.h"
#include "python/list.h"
#include "python/number_internal.h"
#include "python/runtime.h"
#include "python/slots.h"
#include "python/str.h"
#include "python/type.h"
#include "python/weakref.h"

namespace mt::python {
namespace {

const char* const kSymbols[kBinaryOpCount] = {
    "+", "-", "*", "@", "/", "//", "%", "** or pow()",
    "<<", ">>", "&", "^", "|", "divmod()"};
const char* const kInplaceSymbols[kBinaryOpCount] = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=",
    "<<=", ">>=", "&=", "^=", "|=", "divmod()"};
const char* const kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr CompareOp kMirrored[] = {kGt, kGe, kEq, kNe, kLt, kLe};

// Both sides' slots in the order the language asks for; not_implemented when
// neither knows the other.
constexpr uint64_t bit(Kind kind) {
  return uint64_t{1} << static_cast<unsigned>(kind);
}
constexpr uint64_t kJoinable = bit(Kind::kStr) | bit(Kind::kBytes) |
                               bit(Kind::kByteArray) | bit(Kind::kArray) |
                               bit(Kind::kList) | bit(Kind::kTuple);

bool is_joinable(Value value) {
  return value.is_object() &&
         ((bit(value.object()->kind) & kJoinable) != 0 ||
          (value.object()->kind == Kind::kNative && is_deque(value)));
}

// What a class written in Python makes of a sequence to its left, or undefined
// if it is not to be asked: to join and to repeat are no operators of numbers,
// and come after those.
inline Value ask_before_sequence(Fiber& fiber, BinaryOp op, Value a, Value b) {
  if ((op != kAdd && op != kMul) || !is_joinable(a)) return Value();
  const Type* const right = type_of(b);
  const auto slot = right->slots->operators->binary[op];
  if ((right->type_flags & kTypeNative) != 0 || slot == nullptr ||
      slot == type_of(a)->slots->operators->binary[op])
    return Value();
  return slot(fiber, a, b);
}

Value try_binary(Fiber& fiber, BinaryOp op, Value a, Value b) {
  Type* left = type_of(a);
  Type* right = type_of(b);
  const auto first = left->slots->operators->binary[op];
  auto second = right->slots->operators->binary[op];
  if (second == first) second = nullptr;
  if (first != nullptr) {
    const Value early = ask_before_sequence(fiber, op, a, b);
    if (!early.is_undefined()) {
      if (!early.is_not_implemented()) return early;
      return first(fiber, a, b);
    }
    if (second != nullptr && is_subtype(right, left)) {
      const Value result = second(fiber, a, b);
      if (!result.is_not_implemented()) return result;
      second = nullptr;
    }
    const Value result = first(fiber, a, b);
    if (!result.is_not_implemented()) return result;
  }
  return second != nullptr ? second(fiber, a, b) : Value::not_implemented();
}

Value unsupported(Fiber& fiber, const char* symbol, Value a, Value b) {
  if (strcmp(symbol, ">>") == 0 && is_kind(a, Kind::kBuiltin) &&
      strcmp(type_name(a), "builtin_function_or_method") == 0) {
    const Value name = get_attr(fiber, a, names().dunder_name);
    if (is_kind(name, Kind::kStr) && name.as<Str>()->view() == "print")
      return raise_type_error(
          fiber,
          "unsupported operand type(s) for >>: 'builtin_function_or_method' "
          "and '%s'. Did you mean \"print(<message>, "
          "file=<output_stream>)\"?", type_name(b));
  }
  return raise_type_error(
      fiber, "unsupported operand type(s) for %s: '%s' and '%s'", symbol,
      type_name(a), type_name(b));
}

bool is_sequence_times(BinaryOp op, Value a, Value b) {
  const auto repeats = [](Value v) {
    return is_kind(v, Kind::kStr) || is_kind(v, Kind::kList) ||
           is_kind(v, Kind::kTuple) || is_kind(v, Kind::kBytes) ||
           is_kind(v, Kind::kByteArray);
  };
  return op == kMul && (repeats(a) || repeats(b));
}

}  // namespace

Value fail_binary(Fiber& fiber, BinaryOp op, const char* symbol, Value a,
                  Value b) {
  if (is_sequence_times(op, a, b)) {
    const bool left = is_kind(a, Kind::kStr) || is_kind(a, Kind::kList) ||
                      is_kind(a, Kind::kTuple) || is_kind(a, Kind::kBytes) ||
                      is_kind(a, Kind::kByteArray);
    return raise_type_error(fiber,
                            "can't multiply sequence by non-int of type '%s'",
                            type_name(left ? b : a));
  }
  if (op == kAdd && a.is_object()) {
    switch (a.object()->kind) {
      case Kind::kStr:
      case Kind::kList:
      case Kind::kTuple: {
        const char* const own = is_kind(a, Kind::kStr)    ? "str"
                                : is_kind(a, Kind::kList) ? "list"
                                                          : "tuple";
        return raise_type_error(fiber,
                                "can only concatenate %s (not \"%s\") to %s",
                                own, type_name(b), own);
      }
      case Kind::kBytes:
      case Kind::kByteArray:
        return raise_type_error(fiber, "can't concat %s to %s", type_name(b),
                                type_name(a));
      default:
        break;
    }
  }
  return unsupported(fiber, symbol, a, b);
}

Value raise_too_deep(Fiber& fiber) {
  return raise(fiber, types().RecursionError,
               "maximum recursion depth exceeded");
}

RecursionGuard::RecursionGuard(Fiber& fiber, const char* where)
    : fiber_(fiber), ok_(true) {
  if (++fiber.native_nesting > kMaxNativeNesting ||
      fiber.depth + fiber.native_nesting > rt().recursion_limit + 50 ||
      stack_is_low()) {
    raise(fiber, types().RecursionError,
          "maximum recursion depth exceeded%s", where);
    ok_ = false;
  }
}

RecursionGuard::~RecursionGuard() { --fiber_.native_nesting; }

// What sums and products of everyday numbers are; undefined when not at once.
static inline Value quick_binary(BinaryOp op, Value a, Value b) {
  if (Value::both_int(a, b)) {
    int64_t result = 0;
    const bool is_done =
        op == kAdd   ? !__builtin_add_overflow(a.as_int(), b.as_int(), &result)
        : op == kSub ? !__builtin_sub_overflow(a.as_int(), b.as_int(), &result)
        : op == kMul ? !__builtin_mul_overflow(a.as_int(), b.as_int(), &result)
                     : false;
    if (is_done && Value::fits_int(result)) return Value::from_int(result);
  } else if (a.is_float() && b.is_float()) {
    if (op == kAdd) return Value::from_float(a.as_float() + b.as_float());
    if (op == kMul) return Value::from_float(a.as_float() * b.as_float());
  }
  return Value();
}

static inline bool are_plain_ints(Value a, Value b) {
  return (a.is_int() || is_kind(a, Kind::kBigInt)) &&
         (b.is_int() || is_kind(b, Kind::kBigInt));
}

Value binary_op(Fiber& fiber, BinaryOp op, Value a, Value b) {
  const Value quick = quick_binary(op, a, b);
  if (!quick.is_undefined()) return quick;
  if (are_plain_ints(a, b) && op != kMatMul)
    return int_binary(fiber, op, a, b);
  const Value result = try_binary(fiber, op, a, b);
  if (!result.is_not_implemented()) return result;
  return fail_binary(fiber, op, kSymbols[op], a, b);
}

Value binary_on(Fiber& fiber, BinaryOp op, Value a, Value b, bool inplace) {
  const Type* const left = type_of(a);
  const Type* const right = type_of(b);
  const auto second = right->slots->operators->binary[op];
  if (left != right && second != nullptr) {
    // Of two classes written in Python the one slot would ask `a` once more.
    const Value result =
        second == left->slots->operators->binary[op]
            ? call_special(fiber, b, names().binary[op].reflected, {a})
            : second(fiber, a, b);
    if (!result.is_undefined() && !result.is_not_implemented()) return result;
  }
  return fail_binary(fiber, op, (inplace ? kInplaceSymbols : kSymbols)[op], a,
                     b);
}

Value inplace_op(Fiber& fiber, BinaryOp op, Value a, Value b) {
  if (are_plain_ints(a, b) && op != kMatMul)
    return int_binary(fiber, op, a, b);
  const Type* const left = type_of(a);
  if (const auto slot = left->slots->operators->inplace[op]) {
    if ((left->type_flags & kTypeNative) != 0) {
      const Value early = ask_before_sequence(fiber, op, a, b);
      if (!early.is_undefined()) {
        if (!early.is_not_implemented()) return early;
        Value result = slot(fiber, a, b);
        const auto plain = left->slots->operators->binary[op];
        if (result.is_not_implemented() && plain != nullptr)
          result = plain(fiber, a, b);
        return result.is_not_implemented()
                   ? fail_binary(fiber, op, kInplaceSymbols[op], a, b)
                   : result;
      }
    }
    const Value result = slot(fiber, a, b);
    if (!result.is_not_implemented()) return result;
  }
  return inplace_on(fiber, op, a, b);
}

Value inplace_on(Fiber& fiber, BinaryOp op, Value a, Value b) {
  const Value result = try_binary(fiber, op, a, b);
  if (!result.is_not_implemented()) return result;
  return fail_binary(fiber, op, kInplaceSymbols[op], a, b);
}

Value power(Fiber& fiber, Value base, Value exponent, Value modulus) {
  if (modulus.is_undefined() || modulus.is_none())
    return binary_op(fiber, kPow, base, exponent);
  if (is_kind(base, Kind::kWeakRef)) {
    base = without_proxy(fiber, base);
    if (base.is_error()) return base;
  }
  const auto is_number = [](Value v) {
    return is_integer(v) || is_floating(v) || is_kind(v, Kind::kComplex);
  };
  // A class derived from a number's may have a power of its own.
  const Type* const type = type_of(base);
  const bool is_own =
      (type->type_flags & kTypeNative) == 0 &&
      !is_kind(type_lookup(type, names().binary[kPow].forward),
               Kind::kDescriptor);
  if (is_own || (type->slots->operators->binary[kPow] != nullptr &&
                 !is_number(base))) {
    const Value result =
        call_special(fiber, base, names().binary[kPow].forward,
                     {exponent, modulus});
    if (!result.is_undefined() && !result.is_not_implemented()) return result;
  }
  if (is_integer(base) && is_integer(exponent) && is_integer(modulus) &&
      !(is_own && type_of(exponent) == type && type_of(modulus) == type))
    return int_power_modulo(fiber, base, exponent, modulus);
  if (is_number(exponent) &&
      (is_kind(base, Kind::kComplex) ||
       (is_integer(base) &&
        (is_kind(exponent, Kind::kComplex) ||
         (is_integer(exponent) && is_kind(modulus, Kind::kComplex))))))
    return raise_value_error(fiber, "complex modulo");
  if (is_floating(base) || is_floating(exponent) || is_floating(modulus))
    return raise_type_error(
        fiber, "pow() 3rd argument not allowed unless all arguments are "
        "integers");
  return raise_type_error(
      fiber, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
      type_name(base), type_name(exponent), type_name(modulus));
}

Value era_divide(Fiber& fiber, Value a, Value b) {
  const bool floors = is_integer(a) && is_integer(b);
  return binary_op(fiber, floors ? kFloorDiv : kTrueDiv, a, b);
}

Value unary_op(Fiber& fiber, UnaryOp op, Value a) {
  if (const auto slot = type_of(a)->slots->operators->unary[op])
    return slot(fiber, a);
  static const char* const kNames[] = {"unary -", "unary +", "unary ~",
                                       "abs()"};
  return raise_type_error(fiber, "bad operand type for %s: '%s'", kNames[op],
                          type_name(a));
}

// When the left side has nothing to say.
static Value compare_last(Fiber& fiber, CompareOp op, Value a, Value b,
                          bool asks_right) {
  const Type* const right = type_of(b);
  if (asks_right && right->slots->compare != nullptr) {
    const Value result = right->slots->compare(fiber, b, a, kMirrored[op]);
    if (!result.is_not_implemented()) return result;
  }
  if (op == kEq) return Value::from_bool(is_same(a, b));
  if (op == kNe) return Value::from_bool(!is_same(a, b));
  const Value then = era_order(fiber, a, b, op);
  if (!then.is_undefined()) return then;
  return raise_type_error(
      fiber, "'%s' not supported between instances of '%s' and '%s'",
      kCompareSymbols[op], printed_name(type_of(a)), printed_name(right));
}

// What is neither small integers nor texts.
static __attribute__((noinline)) Value compare_others(Fiber& fiber,
                                                      CompareOp op, Value a,
                                                      Value b) {
  // Two of a class whose operators are native.
  if (is_kind(a, Kind::kInstance) && is_kind(b, Kind::kInstance) &&
      a.object()->shape == b.object()->shape &&
      (type_of_object(a.object())->type_flags & kTypeQuick) != 0) {
    const Value result =
        type_of_object(a.object())->slots->compare(fiber, a, b, op);
    if (!result.is_not_implemented()) return result;
  }
  if (are_plain_ints(a, b))
    return Value::from_bool(order_of_ints(int_compare(a, b), 0, op));
  const bool is_text = is_like_str(a);
  if (is_text && is_like_str(b))
    return Value::from_bool(order_of_texts(a.as<Str>(), b.as<Str>(), op));
  if ((op == kEq || op == kNe) &&
      (a.is_object() ? is_text || is_exact(a, types().tuple) : !a.is_float())) {
    const int same = same_at_once(a, b);
    if (same >= 0) return Value::from_bool((same != 0) == (op == kEq));
  }
  Type* left = type_of(a);
  Type* right = type_of(b);
  if ((op == kEq || op == kNe) && left->slots->compare == object_compare &&
      right->slots->compare == object_compare)
    return Value::from_bool(is_same(a, b) == (op == kEq));
  RecursionGuard guard(fiber, " in comparison");
  if (!guard.ok()) return Value::error();
  bool asked_right = false;
  if (left != right && right->slots->compare != nullptr &&
      is_subtype(right, left)) {
    asked_right = true;
    const Value result = right->slots->compare(fiber, b, a, kMirrored[op]);
    if (!result.is_not_implemented()) return result;
  }
  if (left->slots->compare != nullptr) {
    const Value result = left->slots->compare(fiber, a, b, op);
    if (!result.is_not_implemented()) return result;
  }
  return compare_last(fiber, op, a, b, !asked_right);
}

Value compare(Fiber& fiber, CompareOp op, Value a, Value b) {
  if (Value::both_int(a, b))
    return Value::from_bool(order_of_ints(a.as_int(), b.as_int(), op));
  const Shape* const text = types().str->root_shape;
  if (a.is_object() && b.is_object() && a.object()->shape == text &&
      b.object()->shape == text) {
    return Value::from_bool(order_of_texts(a.as<Str>(), b.as<Str>(), op));
  }
  return compare_others(fiber, op, a, b);
}

Value compare_on(Fiber& fiber, CompareOp op, Value a, Value b) {
  RecursionGuard guard(fiber, " in comparison");
  if (!guard.ok()) return Value::error();
  return compare_last(fiber, op, a, b, true);
}

int compare_truth(Fiber& fiber, CompareOp op, Value a, Value b) {
  if (Value::both_int(a, b)) return order_of_ints(a.as_int(), b.as_int(), op);
  // A container finds the very object it holds, even one that equals nothing.
  if (a == b && (op == kEq || op == kNe)) return op == kEq;
  if (is_kind(a, Kind::kStr) && is_kind(b, Kind::kStr) &&
      (op == kEq || op == kNe) &&
      type_of(a) == types().str && type_of(b) == types().str)
    return str_equal(a.as<Str>(), b.as<Str>()) == (op == kEq);
  // Classes and other things that equal nothing but themselves.
  if (op == kEq && type_of(a)->slots->compare == object_compare &&
      type_of(b)->slots->compare == object_compare)
    return 0;
  const Value result = compare(fiber, op, a, b);
  if (result.is_bool()) return result.as_bool();
  return result.is_error() ? -1 : truth(fiber, result);
}

bool is_same(Value a, Value b) { return a == b; }

int truth(Fiber& fiber, Value value) {
  if (value.is_bool()) return value.as_bool();
  if (value.is_none()) return 0;
  if (value.is_int()) return value.as_int() != 0;
  if (value.is_float()) return value.as_float() != 0.0;
  if (!value.is_object()) return 1;
  if (value.object()->shape == types().str->root_shape)
    return value.as<Str>()->byte_count != 0;
  if (value.object()->shape == types().list->root_shape)
    return value.as<List>()->size != 0;
  const Slots* slots = type_of_object(value.object())->slots;
  if (slots->truth != nullptr) return slots->truth(fiber, value);
  if (slots->len != nullptr) {
    const int64_t length = slots->len(fiber, value);
    return length < 0 ? -1 : length > 0;
  }
  return 1;
}

int contains(Fiber& fiber, Value container, Value item) {
  if (stack_is_low()) {
    raise_too_deep(fiber);
    return -1;
  }
  const Slots* slots = type_of(container)->slots;
  if (slots->contains != nullptr)
    return slots->contains(fiber, container, item);
  Iteration it(fiber, container);
  if (it.failed() && exception_matches(fiber, types().TypeError)) {
    clear_exception(fiber);
    raise_type_error(fiber, "argument of type '%s' is not iterable",
                     type_name(container));
  }
  Value candidate;
  while (it.next(&candidate)) {
    const int same = equal(fiber, candidate, item);
    if (same != 0) return same;
  }
  return it.failed() ? -1 : 0;
}

bool is_callable(Value value) {
  return type_of(value)->slots->call != nullptr;
}

}  // namespace mt::python
