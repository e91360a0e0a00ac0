// builtins_numbers.cc - builtin functions that compute.

#include <numeric>
#include <string>

#include "python/builtins_internal.h"
#include "python/bytes.h"
#include "python/container.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/number_internal.h"

namespace mt::python {

Value as_index(Fiber& fiber, Value value) {
  if (is_integer(value)) return plain_integer(value);
  const auto index = type_of(value)->slots->index;
  if (index == nullptr) {
    return raise_type_error(fiber,
                            "'%s' object cannot be interpreted as an integer",
                            type_name(value));
  }
  const Value result = index(fiber, value);
  return result.is_error() ? result : plain_integer(result);
}

namespace {

Value builtin_abs(Fiber& fiber, Value, Args args) {
  return unary_op(fiber, kAbs, args[0]);
}

Value builtin_divmod(Fiber& fiber, Value, Args args) {
  return binary_op(fiber, kDivMod, args[0], args[1]);
}

Value builtin_pow(Fiber& fiber, Value, Args args) {
  Value out[3] = {Value(), Value(), Value::none()};
  if (!parse_args(fiber, "pow", args, {"base", "exp", "mod"}, 2, out)) {
    return Value::error();
  }
  return power(fiber, out[0], out[1], out[2]);
}

Value builtin_round(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::none()};
  if (!parse_args(fiber, "round", args, {"number", "ndigits"}, 1, out)) {
    return Value::error();
  }
  const Value result =
      out[1].is_none()
          ? call_special(fiber, out[0], names().dunder_round)
          : call_special(fiber, out[0], names().dunder_round, {out[1]});
  if (result.is_undefined()) {
    return raise_type_error(fiber, "type %s doesn't define __round__ method",
                            type_name(out[0]));
  }
  return result;
}

Value in_base(Fiber& fiber, Value value, int base, const char* prefix) {
  value = as_index(fiber, value);
  if (value.is_error()) return value;
  const int shift = base == 16 ? 4 : base == 8 ? 3 : 1;
  const BigInt* const big = value.is_int() ? nullptr : value.as<BigInt>();
  if (big == nullptr || (big->aux <= 4 && shift != 3)) {
    char text[132];  // 128 bits, and what goes before them
    char* at = text + sizeof text;
    const auto put = [&](uint64_t rest, int least) {
      for (; rest != 0 || least > 0; rest >>= shift, --least)
        *--at = "0123456789abcdef"[rest & static_cast<unsigned>(base - 1)];
    };
    const int64_t n = big == nullptr ? value.as_int() : big->sign;
    if (big == nullptr) {
      put(static_cast<uint64_t>(n < 0 ? -n : n), 1);
    } else {
      for (uint32_t i = 0; i < big->aux; ++i)
        put(big->limbs[i], i + 1 < big->aux ? 32 / shift : 1);
    }
    *--at = prefix[1];
    *--at = prefix[0];
    if (n < 0) *--at = '-';
    const auto length = static_cast<size_t>(text + sizeof text - at);
    return object_or_error(make_str(fiber, {at, length}, length));
  }
  return int_text(fiber, value, static_cast<unsigned>(base), prefix);
}
Value builtin_bin(Fiber& fiber, Value, Args args) {
  return in_base(fiber, args[0], 2, "0b");
}
Value builtin_oct(Fiber& fiber, Value, Args args) {
  return in_base(fiber, args[0], 8, "0o");
}
Value builtin_hex(Fiber& fiber, Value, Args args) {
  return in_base(fiber, args[0], 16, "0x");
}

// --- folding an iterable ----------------------------------------------------

// Every item must be true (all), or some item must (any).
Value fold_truth(Fiber& fiber, Value iterable, bool until) {
  Value item;
  Iteration each(fiber, iterable);
  while (each.quick_next(&item)) {
    const int is_true = item.is_int() ? item != Value::from_int(0)
                        : item.is_bool() ? item.as_bool()
                                         : truth(fiber, item);
    if (is_true < 0) return Value::error();
    if ((is_true == 1) == until) return Value::from_bool(until);
  }
  return each.failed() ? Value::error() : Value::from_bool(!until);
}
Value builtin_all(Fiber& fiber, Value, Args args) {
  return fold_truth(fiber, args[0], false);
}
Value builtin_any(Fiber& fiber, Value, Args args) {
  return fold_truth(fiber, args[0], true);
}

// Of bytes, or of a bytearray, that no subclass walks in its own way.
bool exact_bytes(Value value, std::string_view* bytes) {
  return (is_exact(value, types().bytes) ||
          is_exact(value, types().bytearray)) &&
         buffer_of(value, bytes);
}

int64_t add_byte(int64_t sum, char byte) {
  return sum + static_cast<uint8_t>(byte);
}

// Plain integers of a row, or floats: false when there is something else.
bool sum_plainly(Fiber& fiber, const Value* items, uint32_t count, Value* sum) {
  uint32_t i = 0;
  if (sum->is_int()) {
    int64_t total = sum->as_int(), item;
    for (; i < count; ++i) {
      if (items[i].is_int()) {
        item = items[i].as_int();
      } else if (!is_kind(items[i], Kind::kBigInt) ||
                 !int_to_i64(items[i], &item)) {
        break;
      }
      if (__builtin_add_overflow(total, item, &total)) return false;
    }
    if (i < count && !(i == 0 && items[0].is_float())) return false;
    if (i == count) {
      *sum = int_from_i64(fiber, total);
      return true;
    }
  }
  double total = number_of(*sum);
  for (; i < count; ++i) {
    if (!items[i].is_float()) return false;
    total += items[i].as_float();
  }
  *sum = Value::from_float(total);
  return true;
}

// A sum of long integers, which is no object while more are added.
class LongSum {
 public:
  bool is_begun() const { return is_begun_; }
  // False: MemoryError is raised.
  bool add(Fiber& fiber, const IntegerView& item) {
    const IntegerView sum = view();
    const size_t size = sum_size(sum, item, false);
    if (!check_int_bits(fiber, uint64_t{size} * kLimbBits)) return false;
    LimbBuffer& room = rooms_[!at_];
    room.reset(size);
    negative_ = add_to(room.data(), size, sum, item, false);
    room.trim();
    at_ = !at_;
    is_begun_ = true;
    return true;
  }
  Value end(Fiber& fiber) {
    is_begun_ = false;
    const Value sum = int_from(fiber, rooms_[at_], negative_);
    rooms_[at_].reset(0);
    return sum;
  }

 private:
  IntegerView view() const {
    return {rooms_[at_].data(), rooms_[at_].size(), negative_};
  }

  LimbBuffer rooms_[2];
  bool at_ = false;
  bool negative_ = false;
  bool is_begun_ = false;
};

Value builtin_sum(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::from_int(0)};
  if (!parse_args(fiber, "sum", args, {"iterable", "/", "start"}, 1, out)) {
    return Value::error();
  }
  Value sum = out[1];
  Iteration each(fiber, out[0]);
  if (each.failed()) return Value::error();
  if (is_kind(sum, Kind::kStr)) {
    return raise_type_error(fiber, "sum() can't sum strings [use ''.join(seq) "
                                   "instead]");
  }
  if (is_kind(sum, Kind::kBytes)) {
    return raise_type_error(fiber, "sum() can't sum bytes [use b''.join(seq) "
                                   "instead]");
  }
  if (is_kind(sum, Kind::kByteArray)) {
    return raise_type_error(fiber, "sum() can't sum bytearray [use b''.join("
                                   "seq) instead]");
  }
  std::string_view bytes;
  if (sum.is_int() && exact_bytes(out[0], &bytes))
    return int_from_i64(fiber, std::accumulate(bytes.begin(), bytes.end(),
                                               sum.as_int(), add_byte));
  if (sum.is_number()) {
    const List* const list = is_exact(out[0], types().list)
                                 ? out[0].as<List>() : nullptr;
    const Tuple* const tuple = is_exact(out[0], types().tuple)
                                   ? out[0].as<Tuple>() : nullptr;
    if (list != nullptr ? sum_plainly(fiber, list->items, list->size, &sum)
                        : tuple != nullptr && sum_plainly(fiber, tuple->items,
                                                          tuple->size, &sum))
      return sum;
  }
  Value item;
  LongSum total;
  while (each.quick_next(&item)) {
    if (total.is_begun()) {
      if (is_plain_int(item)) {
        if (!total.add(fiber, IntOperand(item))) return Value::error();
        continue;
      }
      sum = total.end(fiber);
      if (sum.is_error()) return sum;
    }
    if (Value::both_int(sum, item) &&
        Value::fits_int(sum.as_int() + item.as_int())) {
      sum = Value::from_int(sum.as_int() + item.as_int());
    } else if (sum.is_int() && item.is_bool() && sum.as_int() < INT32_MAX) {
      sum = Value::from_int(sum.as_int() + item.as_bool());
    } else if (sum.is_number() && item.is_number() &&
               (sum.is_float() || item.is_float())) {
      sum = Value::from_float(number_of(sum) + number_of(item));
    } else if (is_kind(sum, Kind::kBigInt) && is_plain_int(item)) {
      if (!total.add(fiber, IntOperand(sum)) ||
          !total.add(fiber, IntOperand(item)))
        return Value::error();
    } else {
      sum = binary_op(fiber, kAdd, sum, item);
      if (sum.is_error()) return sum;
    }
  }
  if (each.failed()) return Value::error();
  return total.is_begun() ? total.end(fiber) : sum;
}

// min() and max(), which differ in the comparison alone.
Value extreme(Fiber& fiber, const char* name, CompareOp op, Args args) {
  const uint32_t count = args.positional();
  if (count == 0) {
    return raise_type_error(fiber, "%s expected at least 1 argument, got 0",
                            name);
  }
  Value otherwise, key = Value::none();
  for (uint32_t i = 0; args.is_named && i < args.names()->size; ++i) {
    const Str* const keyword = args.names()->items[i].as<Str>();
    if (keyword == names().key) {
      key = args[count + i];
    } else if (keyword == names().default_) {
      otherwise = args[count + i];
    } else {
      return raise_type_error(fiber,
                              "'%s' is an invalid keyword argument for %s()",
                              keyword->data(), name);
    }
  }
  if (count > 1 && !otherwise.is_undefined()) {
    return raise_type_error(fiber, "Cannot specify a default for %s() with "
                                   "multiple positional arguments", name);
  }
  if (count == 2 && key.is_none() && Value::both_int(args[0], args[1])) {
    const bool is_second = op == kLt ? args[1].as_int() < args[0].as_int()
                                     : args[1].as_int() > args[0].as_int();
    return args[is_second];
  }
  Value items = args[0];
  if (count > 1) {
    Tuple* const tuple = make_tuple(fiber, args.values, count);
    if (tuple == nullptr) return Value::error();
    items = Value::from_object(tuple);
  }
  Value best, best_key, item;
  Iteration each(fiber, items);
  while (each.next(&item)) {
    Value item_key = item;
    if (!key.is_none()) {
      item_key = call(fiber, key, {item});
      if (item_key.is_error()) return item_key;
    }
    if (!best.is_undefined()) {
      int better;
      if (Value::both_int(item_key, best_key)) {
        better = op == kLt ? item_key.as_int() < best_key.as_int()
                           : item_key.as_int() > best_key.as_int();
      } else if (item_key.is_float() && best_key.is_float()) {
        better = op == kLt ? item_key.as_float() < best_key.as_float()
                           : item_key.as_float() > best_key.as_float();
      } else if (is_exact_str(item_key) && is_exact_str(best_key)) {
        const int order =
            str_compare(item_key.as<Str>(), best_key.as<Str>());
        better = op == kLt ? order < 0 : order > 0;
      } else {
        better = op == kLt ? less_item(fiber, item_key, best_key)
                           : compare_truth(fiber, op, item_key, best_key);
        if (better < 0) return Value::error();
      }
      if (better == 0) continue;
    }
    best = item;
    best_key = item_key;
  }
  if (each.failed()) return Value::error();
  if (!best.is_undefined()) return best;
  if (!otherwise.is_undefined()) return otherwise;
  return raise_value_error(fiber, "%s() arg is an empty sequence", name);
}
Value builtin_min(Fiber& fiber, Value, Args args) {
  return extreme(fiber, "min", kLt, args);
}
Value builtin_max(Fiber& fiber, Value, Args args) {
  return extreme(fiber, "max", kGt, args);
}

}  // namespace

const MethodDef kBuiltinsNumbers[] = {
    {"abs", builtin_abs, 1, 1, 0,
     "abs($module, x, /)\n--\n\nReturn the absolute value of the "
     "argument."_doc},
    {"divmod", builtin_divmod, 2, 2, 0,
     "divmod($module, x, y, /)\n--\n\nReturn the tuple (x//y, x%y).  "
     "Invariant: div*y + mod == x."_doc},
    {"pow", builtin_pow, 2, 3, kMethodKeywords,
     "pow($module, /, base, exp, mod=None)\n--\n\nEquivalent to base**exp "
     "with 2 arguments or base**exp % mod with 3 arguments."_doc},
    {"round", builtin_round, 1, 2, kMethodKeywords,
     "round($module, /, number, ndigits=None)\n--\n\nRound a number to a given "
     "precision in decimal digits."_doc},
    {"bin", builtin_bin, 1, 1, 0,
     "bin($module, number, /)\n--\n\nReturn the binary representation of an "
     "integer."_doc},
    {"oct", builtin_oct, 1, 1, 0,
     "oct($module, number, /)\n--\n\nReturn the octal representation of an "
     "integer."_doc},
    {"hex", builtin_hex, 1, 1, 0,
     "hex($module, number, /)\n--\n\nReturn the hexadecimal representation of "
     "an integer."_doc},
    {"all", builtin_all, 1, 1, 0,
     "all($module, iterable, /)\n--\n\nReturn True if bool(x) is True for all "
     "values x in the iterable."_doc},
    {"any", builtin_any, 1, 1, 0,
     "any($module, iterable, /)\n--\n\nReturn True if bool(x) is True for any "
     "x in the iterable."_doc},
    {"sum", builtin_sum, 1, 2, kMethodKeywords,
     "sum($module, iterable, /, start=0)\n--\n\nReturn the sum of a 'start' "
     "value (default: 0) plus an iterable of numbers"_doc},
    {"min", builtin_min, 0, -1, kMethodKeywords,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, "
     "*args, *[, key=func]) -> value"_doc},
    {"max", builtin_max, 0, -1, kMethodKeywords,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, "
     "*args, *[, key=func]) -> value"_doc},
    {}};

}  // namespace mt::python
