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
#include "python/slot_methods.h"
#include "python/slots.h"

namespace mt::python {

namespace {

// --- operators --------------------------------------------------------------

// Both moments as microseconds of UTC; false: not that simple.
bool in_utc(const DateOperand& a, const DateOperand& b, int64_t* x,
            int64_t* y) {
  if (a.sort != kMoment || b.sort != kMoment || !zone_offset_of(a.zone, x) ||
      !zone_offset_of(b.zone, y)) {
    return false;
  }
  *x = microseconds_of(a) - *x;
  *y = microseconds_of(b) - *y;
  return true;
}

// Undefined: the method in Python shall say.
Value between(Fiber& fiber, bool is_sum, const DateOperand& a,
              const DateOperand& b) {
  const int64_t sign = is_sum ? 1 : -1;
  const int64_t *x = a.fields, *y = b.fields;
  Type* const span = g_dates.classes[kSpan];
  if (b.sort == kSpan) {
    if (a.sort == kSpan)
      return make_span(fiber, span, x[0] + sign * y[0], x[1] + sign * y[1],
                       x[2] + sign * y[2]);
    if (a.sort == kMoment) return make_moment(fiber, a, b, sign);
    if (a.sort == kDate) {
      int64_t date[] = {x[0], x[1], x[2]};
      return move_date(date, sign * y[0]) ? make_date(fiber, date) : Value();
    }
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
  return make_span(fiber, g_dates.classes[kSpan], span.fields[0] * by,
                   span.fields[1] * by, span.fields[2] * by);
}

// A span by a whole number above 0; undefined when it is not that simple.
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
  return make_span(fiber, g_dates.classes[kSpan], 0, 0, total);
}

// Of two objects of the shape of spans; undefined when somebody set a field to
// what the class would not.
Value add_spans(Fiber& fiber, Value a, Value b, int64_t sign) {
  const Value* const x = date_slots_of(a.object());
  const Value* const y = date_slots_of(b.object());
  int64_t n[3];
  for (uint32_t i = 0; i < 3; ++i) {
    if (!Value::both_int(x[i], y[i])) return Value();
    n[i] = x[i].as_int() + sign * y[i].as_int();
  }
  return make_span(fiber, g_dates.classes[kSpan], n[0], n[1], n[2]);
}

template <int op>
Value quick_binary(Fiber& fiber, Value a, Value b) {
  if ((op == kAdd || op == kSub) && is_kind(a, Kind::kInstance) &&
      is_kind(b, Kind::kInstance) && a.object()->shape == b.object()->shape &&
      a.object()->shape == g_dates.shapes[kSpan]) {
    const Value sum = add_spans(fiber, a, b, op == kAdd ? 1 : -1);
    if (!sum.is_undefined()) return sum;
  }
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
  if (shape == g_dates.shapes[kMoment]) {
    *count = kZone;
    return date_slots_of(one.object())[kZone] ==
           date_slots_of(other.object())[kZone];
  }
  *count = 3;
  return shape == g_dates.shapes[kDate] || shape == g_dates.shapes[kSpan];
}

// Undefined: somebody set a field to what the class would not.
Value compare_alike(Value one, Value other, uint32_t count, CompareOp op) {
  const Value* const x = date_slots_of(one.object());
  const Value* const y = date_slots_of(other.object());
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
             (x.zone.is_none() || zone_offset_of(x.zone, &number))) {
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
    done = make_span(fiber, g_dates.classes[kSpan], sign * n[0], sign * n[1],
                     sign * n[2]);
  }
  return done.is_undefined() ? slot_unary<op>(fiber, self) : done;
}

int quick_truth(Fiber& fiber, Value self) {
  const DateOperand x = date_operand(self);
  if (x.sort != kSpan) return slot_truth(fiber, self);
  return (x.fields[0] | x.fields[1] | x.fields[2]) != 0 ? 1 : 0;
}

// --- methods ----------------------------------------------------------------

Value date_toordinal(Fiber& fiber, Value self, Args) {
  int64_t date[3];
  return date_of(fiber, self, date) ? Value::from_int(ordinal_of(date))
                                    : Value::error();
}
Value date_weekday(Fiber& fiber, Value self, Args) {
  int64_t date[3];
  return date_of(fiber, self, date)
             ? Value::from_int((ordinal_of(date) + 6) % 7)
             : Value::error();
}
Value date_isoweekday(Fiber& fiber, Value self, Args) {
  int64_t date[3];
  return date_of(fiber, self, date)
             ? Value::from_int((ordinal_of(date) + 6) % 7 + 1)
             : Value::error();
}
Value moment_date(Fiber& fiber, Value self, Args) {
  Value fields[3];
  return fields_of(fiber, self, kMoment, 0, 3, fields)
             ? make_of(fiber, g_dates.classes[kDate], kDate, fields)
             : Value::error();
}
Value moment_timetz(Fiber& fiber, Value self, Args) {
  Value fields[kDateFields - kHour];
  return fields_of(fiber, self, kMoment, kHour, kDateFields - kHour, fields)
             ? make_of(fiber, g_dates.classes[kTime], kTime, fields)
             : Value::error();
}
Value moment_time(Fiber& fiber, Value self, Args) {
  Value fields[kDateFields - kHour];
  if (!fields_of(fiber, self, kMoment, kHour, kDateFields - kHour, fields))
    return Value::error();
  fields[kZone - kHour] = Value::none();
  return make_of(fiber, g_dates.classes[kTime], kTime, fields);
}

// On its own clock since the epoch, in whole seconds or in microseconds.
template <int64_t unit>
Value moment_since(Fiber& fiber, Value self, Args) {
  Value clock[kZone - kHour];
  DateOperand moment;
  if (!date_of(fiber, self, moment.fields) ||
      !fields_of(fiber, self, kMoment, kHour, kZone - kHour, clock))
    return Value::error();
  for (uint32_t i = 0; i < kZone - kHour; ++i) {
    moment.fields[kHour + i] = clock[i].is_int() ? clock[i].as_int() : -1;
    if (static_cast<uint64_t>(moment.fields[kHour + i]) >= 1000000)
      return raise_value_error(fiber, "this is no time");
  }
  const int64_t total = microseconds_of(moment);
  const bool rounds = total % unit < 0;
  return int_from_i64(fiber, total / unit - (rounds ? 1 : 0));
}

constexpr MethodDef kDateMethods[] = {
    {"toordinal", date_toordinal, 0, 0, 0,
     "The day's number; 1 January of year 1 is day 1."_doc},
    {"weekday", date_weekday, 0, 0, 0, "The day of the week; Monday is 0."_doc},
    {"isoweekday", date_isoweekday, 0, 0, 0,
     "The day of the week; Monday is 1."_doc},
    {}};
constexpr MethodDef kMomentMethods[] = {
    {"date", moment_date, 0, 0, 0, "The date alone."_doc},
    {"time", moment_time, 0, 0, 0, "The time of day, without a zone."_doc},
    {"_seconds", moment_since<1000000>},
    {"_micros", moment_since<1>},
    {"timetz", moment_timetz, 0, 0, 0, "The time of day with its zone."_doc},
    {}};

bool set_methods(Fiber& fiber, Value type, const MethodDef* methods) {
  for (; methods->name != nullptr; ++methods)
    if (!set_attr(fiber, type, intern(fiber, methods->name),
                  native_method(fiber, type.as<Type>(), *methods)))
      return false;
  return true;
}

// --- the module -------------------------------------------------------------

Value quicken(Fiber& fiber, Value, Args args) {
  for (uint32_t i = 0; i < 6; ++i) {
    if (!is_kind(args[i], Kind::kType) || !args[i].as<Type>()->owns_slots)
      return raise_type_error(fiber, "six classes of datetime expected");
  }
  set_date_family(fiber, args);
  for (uint32_t i = 0; i < kMoment; ++i) {
    Type* const type = args[i].as<Type>();
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
  own_slots(args[kMoment + 1].as<Type>())->create = quick_create;
  return none_if(set_methods(fiber, args[kDate - 1], kDateMethods) &&
                 set_methods(fiber, args[kMoment - 1], kMomentMethods));
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
  if (date[0] < 0 || date[0] > kMaxYear + 1 || date[1] < 1 || date[1] > 12)
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
    if (separator == nullptr || number < 0 || number > kMaxYear)
      return raise_type_error(fiber, "stamp() takes integers around a str");
    for (int64_t unit = i == 0 ? 1000 : 10; unit > 0; unit /= 10)
      out.push_back(static_cast<char>('0' + number / unit % 10));
    if (i != 2 && i != 6) out.push_back(i < 2 ? '-' : ':');
  }
  return object_or_error(make_str(fiber, out));
}

Value combine(Fiber& fiber, Value, Args args) {
  const DateOperand date = date_operand(args[1]), time = date_operand(args[2]);
  const Value zone = is_exact(args[3], types().object) ? time.zone : args[3];
  if (args[0] != Value::from_object(g_dates.classes[kMoment]) ||
      (date.sort != kDate && date.sort != kMoment) || time.sort != kTime ||
      !(zone.is_none() || is_a(zone, g_dates.zone)))
    return Value::none();
  Value values[kDateFields];
  for (uint32_t i = 0; i < kZone; ++i)
    values[i] = Value::from_int(i < kHour ? date.fields[i]
                                          : time.fields[i - kHour]);
  values[kZone] = zone;
  values[kZone + 1] = time.fold;
  return make_of(fiber, g_dates.classes[kMoment], kMoment, values);
}

Value from_ordinal(Fiber& fiber, Value, Args args) {
  if (args[0] != Value::from_object(g_dates.classes[kDate]) ||
      !args[1].is_int())
    return Value::none();
  const Value made = make_date(fiber, args[1].as_int());
  return made.is_undefined() ? Value::none() : made;
}

// universal(cls, timestamp, zone)
Value universal(Fiber& fiber, Value, Args args) {
  int64_t offset = 0, seconds, microseconds;
  if (args[0] != Value::from_object(g_dates.classes[kMoment]) ||
      !split_stamp(args[1], &seconds, &microseconds) ||
      !(args[2].is_none() || zone_offset_of(args[2], &offset)))
    return Value::none();
  // Of 1 January 1970, and so much later.
  DateOperand epoch, span;
  epoch.fields[0] = 1970;
  epoch.fields[1] = epoch.fields[2] = 1;
  for (uint32_t i = kHour; i < kZone; ++i) epoch.fields[i] = 0;
  epoch.zone = args[2];
  constexpr int64_t kLeast = (1 - kEpochOrdinal) * 86400;
  constexpr int64_t kEnd = (kMaxOrdinal + 1 - kEpochOrdinal) * 86400;
  if (seconds < kLeast || seconds >= kEnd) return Value::none();
  const int64_t moment = seconds * 1000000 + microseconds + offset;
  span.fields[0] = moment / kDayMicroseconds;
  span.fields[1] = moment % kDayMicroseconds / 1000000;
  span.fields[2] = moment % 1000000;
  const Value made = make_moment(fiber, epoch, span, 1);
  return made.is_undefined() ? Value::none() : made;
}

bool fill_module(Fiber& fiber, Dict*) {
  begin_date_family(fiber);
  return true;
}

constexpr MethodDef kFunctions[] = {
    {"quicken", quicken, 6, 6, 0,
     "Computes for timedelta, date, time, datetime, tzinfo and timezone"_doc},
    {"ordinal", ordinal, 3, 3, 0, "Of year, month and day"_doc},
    {"stamp", stamp, 7, 7, 0, "The text of a moment"_doc},
    {"write", dates_write, 2, 2},
    {"read", dates_read, 3, 3},
    {"read_iso", dates_read_iso, 2, 2},
    {"iso_week", dates_iso_week, 2, 2},
    {"combine", combine, 4, 4},
    {"from_ordinal", from_ordinal, 2, 2},
    {"universal", universal, 3, 3},
    {"local", dates_local, 2, 2},
    {"local_seconds", dates_local_seconds, 2, 2},
    {}};

}  // namespace

const ModuleDef kDatesModule = {"_dates", kFunctions, fill_module};

}  // namespace mt::python
