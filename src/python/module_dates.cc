// module_dates.cc - the everyday arithmetic of lib/datetime.py.
//
// That module is all of datetime, in Python. quicken() puts functions of this
// file into the slots of its classes: where every operand is of one of the
// classes themselves and its fields are what they set, the answer is computed
// here; anything else (subclasses, floats, zones that differ, what is out of
// range) goes on to the method in Python, which also has the error messages.

#include "python/data_modules.h"
#include "python/dates.h"
#include "python/native_tools.h"
#include "python/shape.h"
#include "python/slot_methods.h"
#include "python/slots.h"

namespace mt::python {

namespace {

const char* const kFieldNames[kDateFields] = {
    "_year", "_month", "_day", "_hour", "_minute", "_second", "_microsecond",
    "_tzinfo", "_fold"};
struct Limits {
  int32_t least, most;
};
constexpr Limits kLimits[kZone] = {{1, 9999}, {1, 12}, {1, 31},    {0, 23},
                                   {0, 59},   {0, 59}, {0, 999999}};
const char* const kSpanNames[] = {"_days", "_seconds", "_microseconds",
                                  "_milliseconds", "_minutes", "_hours",
                                  "_weeks"};
constexpr Limits kSpanLimits[] = {
    {-999999999, 999999999}, {0, 86399}, {0, 999999}};
constexpr int64_t kDayMicroseconds = INT64_C(86400) * 1000000;  // in microseconds

// The classes, from the latest import of datetime, by DateSort, and tzinfo.
struct Family {
  Type* classes[kMoment + 1];
  Shape* shapes[kMoment + 1];  // in which the fields stand as they should
  Type* zone;      // tzinfo, and the class below it of fixed offsets
  Type* timezone;
  Shape* timezone_shape;
  Value timezone_fields[2];
  Value fields[kDateFields], arguments[kDateFields];
  Value span_fields[7], span_arguments[7];
};
Family g_family;

void trace_family(Tracer& tracer, void*) {
  for (const Type* type : g_family.classes) tracer.visit(type);
  for (const Shape* shape : g_family.shapes) tracer.visit(shape);
  tracer.visit(g_family.zone);
  tracer.visit(g_family.timezone);
  tracer.visit(g_family.timezone_shape);
  tracer.visit(g_family.timezone_fields, 2);
  tracer.visit(g_family.fields, 2 * kDateFields + 14);
}

// --- the calendar --------------------------------------------------------------

constexpr int16_t kDaysBefore[] = {0,   31,  59,  90,  120, 151, 181,
                                   212, 243, 273, 304, 334, 365};

bool is_leap(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

}  // namespace

int64_t days_before(int64_t year, int64_t month) {
  return kDaysBefore[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
}

static int64_t days_in_month(int64_t year, int64_t month) {
  return kDaysBefore[month] - kDaysBefore[month - 1] +
         (month == 2 && is_leap(year) ? 1 : 0);
}

int64_t ordinal_of(const int64_t* date) {
  const int64_t y = date[0] - 1;
  return y * 365 + y / 4 - y / 100 + y / 400 + days_before(date[0], date[1]) +
         date[2];
}

// Years are counted from March here, so that the leap day ends one; 400 of them
// are always as long. (After Howard Hinnant, "chrono-compatible low-level date
// algorithms".)
void set_date(int64_t ordinal, int64_t* date) {
  const auto days = static_cast<uint32_t>(ordinal + 305);
  const uint32_t cycle = days / 146097, day = days % 146097;
  const uint32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  const uint32_t in_year = day - (365 * year + year / 4 - year / 100);
  const uint32_t month = (5 * in_year + 2) / 153;  // March is 0
  date[0] = cycle * 400 + year + (month > 9 ? 1 : 0);
  date[1] = month > 9 ? month - 9 : month + 3;
  date[2] = in_year - (153 * month + 2) / 5 + 1;
}

void set_clock(int64_t microseconds, int64_t* clock) {
  const auto seconds = static_cast<uint32_t>(microseconds / 1000000);
  clock[3] = microseconds % 1000000;
  clock[2] = seconds % 60;
  clock[1] = seconds / 60 % 60;
  clock[0] = seconds / 3600;
}

namespace {

// --- operands --------------------------------------------------------------------

// Whether the fields of an object are all that it has, in their order.
bool is_usual(const Shape* shape, const Value* names, uint32_t count) {
  if (shape->is_dict || shape->inside < count || shape->slot_count != count)
    return false;
  for (uint32_t i = 0; i < count; ++i)
    if (Value::from_object(shape->keys->keys[i]) != names[i]) return false;
  return true;
}

// `count` fields that are numbers, and `beside` that are not; false when somebody
// set them to what the class would not.
template <DateSort sort, uint32_t count, uint32_t beside>
bool read(Object* object, const Value* names, const Limits* limits,
          int64_t* out) {
  Shape* const shape = object->shape;
  if (shape != g_family.shapes[sort]) {
    if (!is_usual(shape, names, count + beside)) return false;
    g_family.shapes[sort] = shape;
  }
  const Value* const slots = inline_slots_of(object);
  bool is_wrong = false;
  for (uint32_t i = 0; i < count; ++i) {
    out[i] = slots[i].as_int();
    is_wrong |= !slots[i].is_int() || out[i] < limits[i].least ||
                out[i] > limits[i].most;
  }
  return !is_wrong;
}

void read_zone(Object* object, uint32_t at, DateOperand* out) {
  out->zone = inline_slots_of(object)[at];
  out->fold = inline_slots_of(object)[at + 1];
}

}  // namespace

DateOperand date_operand(Value value) {
  DateOperand out;
  if (!is_kind(value, Kind::kInstance)) return out;
  Object* const object = value.object();
  const Type* const type = type_of_object(object);
  const Family& g = g_family;
  bool ok = false;
  int sort = kMoment;
  while (sort != kNoDate && type != g.classes[sort]) --sort;
  switch (sort) {
    case kSpan:
      ok = read<kSpan, 3, 0>(object, g.span_fields, kSpanLimits, out.fields);
      break;
    case kDate:
      ok = read<kDate, 3, 0>(object, g.fields, kLimits, out.fields);
      break;
    case kTime:
      ok = read<kTime, kZone - kHour, 2>(object, g.fields + kHour,
                                         kLimits + kHour, out.fields);
      if (ok) read_zone(object, kZone - kHour, &out);
      break;
    case kMoment:
      ok = read<kMoment, kZone, 2>(object, g.fields, kLimits, out.fields);
      if (ok) read_zone(object, kZone, &out);
      break;
  }
  if (ok) out.sort = static_cast<DateSort>(sort);
  return out;
}

namespace {

// Of the day, in microseconds.
int64_t clock_of(const int64_t* clock) {
  return ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000000 + clock[3];
}

int64_t microseconds_of(const DateOperand& moment) {
  return (ordinal_of(moment.fields) - kEpochOrdinal) * kDayMicroseconds +
         clock_of(moment.fields + kHour);
}

// What a timezone adds to UTC, in microseconds; false: some other zone.
bool offset_of(Value zone, int64_t* offset) {
  const Family& g = g_family;
  if (!is_kind(zone, Kind::kInstance) ||
      type_of_object(zone.object()) != g.timezone)
    return false;
  Shape* const shape = zone.object()->shape;
  if (shape != g.timezone_shape) {
    if (!is_usual(shape, g.timezone_fields, 2)) return false;
    g_family.timezone_shape = shape;
  }
  const DateOperand span = date_operand(inline_slots_of(zone.object())[0]);
  if (span.sort != kSpan) return false;
  *offset = (span.fields[0] * 86400 + span.fields[1]) * 1000000 +
            span.fields[2];
  return true;
}

// Both moments as microseconds of UTC; false: not that simple.
bool in_utc(const DateOperand& a, const DateOperand& b, int64_t* x,
            int64_t* y) {
  if (a.sort != kMoment || b.sort != kMoment || !offset_of(a.zone, x) ||
      !offset_of(b.zone, y))
    return false;
  *x = microseconds_of(a) - *x;
  *y = microseconds_of(b) - *y;
  return true;
}

// --- results -----------------------------------------------------------------------

// A new object with these attributes. Most classes have made one before, so
// that its shape is known: then nothing is looked up.
Value make_with(Fiber& fiber, Type* cls, const Value* names,
                const Value* values, uint32_t count) {
  Object* const object = make_object(fiber, cls);
  Shape* shape = object->shape;
  const uint32_t room = shape->inside;
  for (uint32_t sort = kSpan; sort <= kMoment; ++sort) {
    Shape* const known = g_family.shapes[sort];
    if (cls != g_family.classes[sort] || known == nullptr ||
        known->slot_count != count || known->inside != room)
      continue;
    memcpy(inline_slots_of(object), values, count * sizeof *values);
    object->shape = known;
    return Value::from_object(object);
  }
  for (uint32_t i = 0; i < count && shape != nullptr; ++i) {
    shape = Value::from_object(shape->child_key) == names[i] ? shape->child
                                                             : nullptr;
  }
  if (shape != nullptr && count <= room && !shape->is_dict) {
    memcpy(inline_slots_of(object), values, count * sizeof *values);
    object->shape = shape;
  } else {
    for (uint32_t i = 0; i < count; ++i)
      own_set(fiber, object, names[i].as<Str>(), values[i]);
  }
  return Value::from_object(object);
}

// Undefined when there is no such span.
Value make_span(Fiber& fiber, Type* cls, int64_t days, int64_t seconds,
                int64_t microseconds) {
  const auto carry = [](int64_t* from, int64_t base, int64_t* to) {
    const int64_t rest = *from % base;
    *to += *from / base - (rest < 0 ? 1 : 0);
    *from = rest < 0 ? rest + base : rest;
  };
  carry(&microseconds, 1000000, &seconds);
  carry(&seconds, 86400, &days);
  if (days < kSpanLimits[0].least || days > kSpanLimits[0].most) return Value();
  const Value values[] = {Value::from_int(days), Value::from_int(seconds),
                          Value::from_int(microseconds)};
  return make_with(fiber, cls, g_family.span_fields, values, 3);
}

Value make_date(Fiber& fiber, int64_t ordinal) {
  if (ordinal < 1 || ordinal > kMaxOrdinal) return Value();
  int64_t date[3];
  set_date(ordinal, date);
  const Value values[] = {Value::from_int(date[0]), Value::from_int(date[1]),
                          Value::from_int(date[2])};
  return make_with(fiber, g_family.classes[kDate], g_family.fields, values, 3);
}

// `moment`, so much later or earlier.
Value make_moment(Fiber& fiber, const DateOperand& moment, const DateOperand& span,
                  int64_t sign) {
  int64_t clock = clock_of(moment.fields + kHour) +
                  sign * (span.fields[1] * 1000000 + span.fields[2]);
  int64_t day = ordinal_of(moment.fields) + sign * span.fields[0];
  if (clock < 0) {
    clock += kDayMicroseconds;
    --day;
  } else if (clock >= kDayMicroseconds) {
    clock -= kDayMicroseconds;
    ++day;
  }
  if (day < 1 || day > kMaxOrdinal) return Value();
  int64_t fields[kZone];
  set_date(day, fields);
  set_clock(clock, fields + kHour);
  Value values[kDateFields];
  for (uint32_t i = 0; i < kZone; ++i) values[i] = Value::from_int(fields[i]);
  values[kZone] = moment.zone;
  values[kZone + 1] = Value::from_int(0);
  return make_with(fiber, g_family.classes[kMoment], g_family.fields, values,
                   kDateFields);
}

// --- operators ---------------------------------------------------------------------

// Undefined: the method in Python shall say.
Value between(Fiber& fiber, bool is_sum, const DateOperand& a, const DateOperand& b) {
  const int64_t sign = is_sum ? 1 : -1;
  const int64_t *x = a.fields, *y = b.fields;
  Type* const span = g_family.classes[kSpan];
  if (b.sort == kSpan) {
    if (a.sort == kSpan)
      return make_span(fiber, span, x[0] + sign * y[0], x[1] + sign * y[1],
                       x[2] + sign * y[2]);
    if (a.sort == kMoment) return make_moment(fiber, a, b, sign);
    if (a.sort == kDate)
      return make_date(fiber, ordinal_of(x) + sign * y[0]);
  }
  if (is_sum) return a.sort == kSpan ? between(fiber, true, b, a) : Value();
  if (a.sort != b.sort || a.sort < kDate || a.sort == kTime) return Value();
  const int64_t days = ordinal_of(x) - ordinal_of(y);
  if (a.sort == kDate) return make_span(fiber, span, days, 0, 0);
  if (a.zone != b.zone) {
    int64_t from, to;
    return in_utc(a, b, &to, &from) ? make_span(fiber, span, 0, 0, to - from)
                                    : Value();
  }
  return make_span(fiber, span, days, 0,
                   clock_of(x + kHour) - clock_of(y + kHour));
}

Value times(Fiber& fiber, const DateOperand& span, Value factor) {
  if (span.sort != kSpan || !factor.is_int()) return Value();
  const int64_t by = factor.as_int();
  if (by < INT32_MIN || by > INT32_MAX) return Value();
  return make_span(fiber, g_family.classes[kSpan], span.fields[0] * by,
                   span.fields[1] * by, span.fields[2] * by);
}

// A span by a number or by another span; undefined when it is not that simple.
Value quotient(Fiber& fiber, bool is_whole, const DateOperand& span,
               Value number) {
  constexpr int64_t kMostDays = 100000000;  // whose microseconds fit
  if (span.sort != kSpan || span.fields[0] > kMostDays ||
      span.fields[0] < -kMostDays || !number.is_int())
    return Value();
  const int64_t divisor = number.as_int();
  if (divisor <= 0 || divisor > INT32_MAX) return Value();
  int64_t total = (span.fields[0] * 86400 + span.fields[1]) * 1000000 +
                  span.fields[2];
  int64_t rest = total % divisor;
  total /= divisor;
  if (rest < 0) {
    rest += divisor;
    --total;
  }
  // To the nearest, ties to even.
  if (!is_whole && (2 * rest > divisor ||
                    (2 * rest == divisor && total % 2 != 0)))
    ++total;
  return make_span(fiber, g_family.classes[kSpan], 0, 0, total);
}

template <int op>
Value quick_binary(Fiber& fiber, Value a, Value b) {
  const DateOperand x = date_operand(a), y = date_operand(b);
  Value done;
  if (op == kMul) {
    done = x.sort == kSpan ? times(fiber, x, b) : times(fiber, y, a);
  } else if (op == kTrueDiv || op == kFloorDiv) {
    done = quotient(fiber, op == kFloorDiv, x, b);
  } else if (x.sort != kNoDate && y.sort != kNoDate) {
    done = between(fiber, op == kAdd, x, y);
  }
  return done.is_undefined()
             ? operator_methods(fiber, op, quick_binary<op>, a, b)
             : done;
}

// Whether both are dates, spans or moments of one zone; how many fields decide.
bool are_alike(Value one, Value other, uint32_t* count) {
  if (!is_kind(one, Kind::kInstance) || !is_kind(other, Kind::kInstance))
    return false;
  const Shape* const shape = one.object()->shape;
  if (shape != other.object()->shape) return false;
  if (shape == g_family.shapes[kMoment]) {
    *count = kZone;
    return inline_slots_of(one.object())[kZone] ==
           inline_slots_of(other.object())[kZone];
  }
  *count = 3;
  return shape == g_family.shapes[kDate] || shape == g_family.shapes[kSpan];
}

// Undefined: somebody set a field to what the class would not.
Value compare_alike(Value one, Value other, uint32_t count, CompareOp op) {
  const Value* const x = inline_slots_of(one.object());
  const Value* const y = inline_slots_of(other.object());
  uint32_t i = 0;
  while (i + 1 < count && x[i] == y[i]) ++i;
  if (!x[i].is_int() || !y[i].is_int()) return Value();
  return Value::from_bool(order_of_ints(x[i].as_int(), y[i].as_int(), op));
}

Value quick_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  uint32_t count;
  if (are_alike(self, other, &count)) {
    const Value result = compare_alike(self, other, count, op);
    if (!result.is_undefined()) return result;
  }
  const DateOperand x = date_operand(self), y = date_operand(other);
  if (x.sort == kNoDate || x.sort != y.sort)
    return slot_compare(fiber, self, other, op);
  if (x.zone != y.zone) {
    int64_t a, b;
    return in_utc(x, y, &a, &b) ? Value::from_bool(order_of_ints(a, b, op))
                                : slot_compare(fiber, self, other, op);
  }
  count = x.sort == kMoment ? kZone : x.sort == kTime ? kZone - kHour : 3;
  uint32_t i = 0;
  while (i + 1 < count && x.fields[i] == y.fields[i]) ++i;
  return Value::from_bool(order_of_ints(x.fields[i], y.fields[i], op));
}

// As the methods in Python do, small enough to be an immediate int.
Value quick_hash(Fiber& fiber, Value self) {
  constexpr int64_t kModulus = (INT64_C(1) << 47) - 115;
  const DateOperand x = date_operand(self);
  int64_t number = 0;
  if (x.sort == kDate) return Value::from_int(ordinal_of(x.fields));
  if (x.sort == kSpan) {
    number = (x.fields[0] * 86400 + x.fields[1]) * 4093 + x.fields[2];
  } else if (x.sort != kNoDate &&
             (x.zone.is_none() || offset_of(x.zone, &number))) {
    number = (x.sort == kMoment ? microseconds_of(x) : clock_of(x.fields)) -
             number;
  } else {
    return slot_hash(fiber, self);
  }
  number %= kModulus;
  return Value::from_int(number < 0 ? number + kModulus : number);
}

template <int op>
Value quick_unary(Fiber& fiber, Value self) {
  const DateOperand x = date_operand(self);
  const int64_t* const n = x.fields;
  Value done;
  if (x.sort == kSpan) {
    const int64_t sign = op == kNeg || n[0] < 0 ? -1 : 1;
    done = make_span(fiber, g_family.classes[kSpan], sign * n[0], sign * n[1],
                     sign * n[2]);
  }
  return done.is_undefined() ? slot_unary<op>(fiber, self) : done;
}

int quick_truth(Fiber& fiber, Value self) {
  const DateOperand x = date_operand(self);
  if (x.sort != kSpan) return slot_truth(fiber, self);
  return (x.fields[0] | x.fields[1] | x.fields[2]) != 0 ? 1 : 0;
}

// --- construction ----------------------------------------------------------------------

// Sorts arguments by name; false: not those of the everyday call.
bool sort_arguments(Args args, const Value* names, uint32_t most,
                    uint32_t most_positional, Value* out) {
  const uint32_t positional = args.positional();
  if (positional > most_positional) return false;
  for (uint32_t i = 0; i < args.count; ++i) {
    uint32_t at = i;
    if (i >= positional) {
      at = 0;
      const Value name = args.names()->items[i - positional];
      while (at < most && names[at] != name) ++at;
      if (at == most || at < positional) return false;
    }
    out[at] = args[i];
  }
  return true;
}

Value create_span(Fiber& fiber, Type* cls, Args args) {
  Value given[7];
  for (Value& value : given) value = Value::from_int(0);
  if (!sort_arguments(args, g_family.span_arguments, 7, 7, given))
    return Value();
  int64_t n[7];
  for (uint32_t i = 0; i < 7; ++i) {
    if (!given[i].is_int()) return Value();
    n[i] = given[i].as_int();
  }
  return make_span(fiber, cls, n[0] + n[6] * 7,
                   n[1] + n[4] * 60 + n[5] * 3600, n[2] + n[3] * 1000);
}

Value create_fields(Fiber& fiber, Type* cls, Args args, DateSort sort) {
  const uint32_t first = sort == kTime ? kHour : 0;
  const uint32_t count = sort == kDate ? 3 : kDateFields - first;
  Value given[kDateFields];
  for (uint32_t i = kHour; i < kDateFields; ++i) given[i] = Value::from_int(0);
  given[kZone] = Value::none();
  Value* const values = given + first;
  // The fold is given by name alone.
  if (!sort_arguments(args, g_family.arguments + first, count,
                      count < kZone - kHour ? count : count - 1, values))
    return Value();
  for (uint32_t i = first; i < kZone && i < first + count; ++i) {
    if (!given[i].is_int()) return Value();
    const int64_t n = given[i].as_int();
    if (n < kLimits[i].least || n > kLimits[i].most) return Value();
  }
  if (sort != kTime &&
      given[2].as_int() > days_in_month(given[0].as_int(), given[1].as_int()))
    return Value();
  if (sort != kDate) {
    const Value zone = given[kZone], fold = given[kZone + 1];
    if (fold != Value::from_int(0) && fold != Value::from_int(1))
      return Value();
    if (!zone.is_none() && !is_a(zone, g_family.zone)) return Value();
  }
  return make_with(fiber, cls, g_family.fields + first, values, count);
}

Value create_timezone(Fiber& fiber, Args args) {
  if (args.count != 1 || args.positional() != 1) return Value();
  const DateOperand span = date_operand(args[0]);
  const int64_t* const n = span.fields;
  const bool has_rest = span.sort == kSpan && (n[1] | n[2]) != 0;
  // None is what is named; UTC itself is known to the class.
  if (!has_rest || (n[0] != 0 && n[0] != -1)) return Value();
  const Value values[] = {args[0], Value::none()};
  return make_with(fiber, g_family.timezone, g_family.timezone_fields, values,
                   2);
}

// The class that a class below it was derived from.
DateSort sort_of_class(const Type* cls) {
  for (const DateSort sort : {kMoment, kTime, kDate, kSpan})
    if (g_family.classes[sort] != nullptr &&
        is_subtype(cls, g_family.classes[sort]))
      return sort;
  return kNoDate;
}

Value quicken(Fiber& fiber, Value, Args args) {
  Family& g = g_family;
  for (uint32_t i = 0; i < 6; ++i) {
    if (!is_kind(args[i], Kind::kType) || !args[i].as<Type>()->owns_slots)
      return raise_type_error(fiber, "six classes of datetime expected");
  }
  g.timezone_shape = nullptr;
  for (uint32_t i = 0; i < kMoment; ++i) {
    Type* const type = args[i].as<Type>();
    g.classes[i + 1] = type;
    g.shapes[i + 1] = nullptr;
    type->type_flags |= kTypeQuick;
    Slots* const slots = own_slots(type);
    slots->compare = quick_compare;
    slots->hash = quick_hash;
    slots->create = quick_create;
    if (i + 1 == kTime) continue;
    Operators* const operators = own_operators(type);
    operators->binary[kAdd] = quick_binary<kAdd>;
    operators->binary[kSub] = quick_binary<kSub>;
    if (i + 1 != kSpan) continue;
    operators->binary[kMul] = quick_binary<kMul>;
    operators->binary[kTrueDiv] = quick_binary<kTrueDiv>;
    operators->binary[kFloorDiv] = quick_binary<kFloorDiv>;
    operators->unary[kNeg] = quick_unary<kNeg>;
    operators->unary[kAbs] = quick_unary<kAbs>;
    slots->truth = quick_truth;
  }
  g.zone = args[kMoment].as<Type>();
  g.timezone = args[kMoment + 1].as<Type>();
  own_slots(g.timezone)->create = quick_create;
  const auto name = [&](const char* text) {
    return Value::from_object(intern(fiber, text));
  };
  g.timezone_fields[0] = name("_offset");
  g.timezone_fields[1] = name("_name");
  for (uint32_t i = 0; i < kDateFields; ++i) {
    g.fields[i] = name(kFieldNames[i]);
    g.arguments[i] = name(kFieldNames[i] + 1);
  }
  for (uint32_t i = 0; i < 7; ++i) {
    g.span_fields[i] = name(kSpanNames[i]);
    g.span_arguments[i] = name(kSpanNames[i] + 1);
  }
  return Value::none();
}

// ordinal(year, month, day), of what the classes have checked; and of a year
// beside those that they know.
Value ordinal(Fiber& fiber, Value, Args args) {
  constexpr int64_t kCycle = 146097;  // days in 400 years
  int64_t date[3];
  for (uint32_t i = 0; i < 3; ++i) {
    if (!args[i].is_int())
      return raise_type_error(fiber, "ordinal() takes integers");
    date[i] = args[i].as_int();
  }
  if (date[0] < kLimits[0].least - 1 || date[0] > kLimits[0].most + 1 ||
      date[1] < kLimits[1].least || date[1] > kLimits[1].most)
    return raise_value_error(fiber, "no such year and month");
  date[0] += 400;
  return Value::from_int(ordinal_of(date) - kCycle);
}

// stamp(year, month, day, sep, hour, minute, second): "2002-10-11T12:00:09", of
// what the classes have checked.
Value stamp(Fiber& fiber, Value, Args args) {
  const Str* const separator = cast<Str>(args[3]);
  std::string out;
  for (uint32_t i = 0; i < 7; ++i) {
    if (i == 3) {
      if (separator != nullptr) out.append(separator->view());
      continue;
    }
    const int64_t number = args[i].is_int() ? args[i].as_int() : -1;
    if (separator == nullptr || number < 0 || number > kLimits[0].most)
      return raise_type_error(fiber, "stamp() takes integers around a str");
    for (int64_t unit = i == 0 ? 1000 : 10; unit > 0; unit /= 10)
      out.push_back(static_cast<char>('0' + number / unit % 10));
    if (i != 2 && i != 6) out.push_back(i < 2 ? '-' : ':');
  }
  return object_or_error(make_str(fiber, out));
}

Value from_ordinal(Fiber& fiber, Value, Args args) {
  if (args[0] != Value::from_object(g_family.classes[kDate]) ||
      !args[1].is_int())
    return Value::none();
  const Value made = make_date(fiber, args[1].as_int());
  return made.is_undefined() ? Value::none() : made;
}

Value universal(Fiber& fiber, Value, Args args) {
  int64_t offset = 0;
  if (args[0] != Value::from_object(g_family.classes[kMoment]) ||
      !args[1].is_int() || !args[2].is_int() ||
      !(args[3].is_none() || offset_of(args[3], &offset)))
    return Value::none();
  // Of 1 January 1970, and so much later.
  DateOperand epoch, span;
  epoch.fields[0] = 1970;
  epoch.fields[1] = epoch.fields[2] = 1;
  for (uint32_t i = kHour; i < kZone; ++i) epoch.fields[i] = 0;
  epoch.zone = args[3];
  const int64_t seconds = args[1].as_int(), microseconds = args[2].as_int();
  constexpr int64_t kLeast = (1 - kEpochOrdinal) * 86400;
  constexpr int64_t kEnd = (kMaxOrdinal + 1 - kEpochOrdinal) * 86400;
  if (seconds < kLeast || seconds >= kEnd || microseconds < 0 ||
      microseconds >= 1000000)
    return Value::none();
  const int64_t moment = seconds * 1000000 + microseconds + offset;
  span.fields[0] = moment / kDayMicroseconds;
  span.fields[1] = moment % kDayMicroseconds / 1000000;
  span.fields[2] = moment % 1000000;
  const Value made = make_moment(fiber, epoch, span, 1);
  return made.is_undefined() ? Value::none() : made;
}

bool fill_module(Fiber& fiber, Dict*) {
  g_family = Family{};
  fiber.heap.add_root_hook(trace_family, nullptr);
  return true;
}

constexpr MethodDef kFunctions[] = {
    {"quicken", quicken, 6, 6, 0,
     "Computes for timedelta, date, time, datetime, tzinfo and timezone"},
    {"ordinal", ordinal, 3, 3, 0, "Of year, month and day"},
    {"stamp", stamp, 7, 7, 0, "The text of a moment"},
    {"write", dates_write, 2, 2},
    {"read", dates_read, 3, 3},
    {"read_iso", dates_read_iso, 2, 2},
    {"iso_week", dates_iso_week, 2, 2},
    {"from_ordinal", from_ordinal, 2, 2},
    {"universal", universal, 4, 4},
    {"local", dates_local, 3, 3},
    {"local_seconds", dates_local_seconds, 2, 2},
    {}};

}  // namespace

Value quick_create(Fiber& fiber, Type* cls, Args args) {
  const DateSort sort = cls == g_family.timezone ? kNoDate : sort_of_class(cls);
  Value made;
  if (cls == g_family.timezone) {
    made = create_timezone(fiber, args);
  } else if (sort == kSpan) {
    made = create_span(fiber, cls, args);
  } else if (sort != kNoDate) {
    made = create_fields(fiber, cls, args, sort);
  }
  return made.is_undefined() ? slot_create(fiber, cls, args) : made;
}

Value make_date_of(Fiber& fiber, Value cls, const int64_t* fields,
                   uint32_t count, bool is_fold) {
  const Family& g = g_family;
  const bool is_moment =
      is_kind(cls, Kind::kType) && g.classes[kMoment] != nullptr &&
      is_subtype(cls.as<Type>(), g.classes[kMoment]);
  if (!is_moment && count != kHour) return Value::none();
  if (is_moment) count = kZone;
  Value values[kDateFields];
  for (uint32_t i = 0; i < count; ++i) values[i] = Value::from_int(fields[i]);
  const bool exists = fields[2] <= days_in_month(fields[0], fields[1]);
  const Value own =
      Value::from_object(g.classes[is_moment ? kMoment : kDate]);
  if (!exists || cls != own) return call(fiber, cls, Args{values, count});
  if (count != kHour) {
    values[kZone] = Value::none();
    values[kZone + 1] = Value::from_int(is_fold);
    count = kDateFields;
  }
  return make_with(fiber, cls.as<Type>(), g.fields, values, count);
}

const ModuleDef kDatesModule = {"_dates", kFunctions, fill_module};

}  // namespace mt::python
