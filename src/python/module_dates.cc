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
  Type* zone;
  Value fields[kDateFields], arguments[kDateFields];
  Value span_fields[7], span_arguments[7];
};
Family g_family;

void trace_family(Tracer& tracer, void*) {
  for (const Type* type : g_family.classes) tracer.visit(type);
  for (const Shape* shape : g_family.shapes) tracer.visit(shape);
  tracer.visit(g_family.zone);
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

// The fields of an object, which are the first of its attributes, in their
// order; false when somebody set them to what the class would not.
bool read(Object* object, const Value* names, const Limits* limits,
          uint32_t count, DateSort sort, int64_t* out) {
  Shape* const shape = object->shape;
  if (shape != g_family.shapes[sort]) {
    if (shape->is_dict || shape->inside < count || shape->slot_count < count)
      return false;
    for (uint32_t i = 0; i < count; ++i)
      if (Value::from_object(shape->keys->keys[i]) != names[i]) return false;
    g_family.shapes[sort] = shape;
  }
  const Value* const slots = inline_slots_of(object);
  for (uint32_t i = 0; i < count; ++i) {
    if (!slots[i].is_int()) return false;
    out[i] = slots[i].as_int();
    if (out[i] < limits[i].least || out[i] > limits[i].most) return false;
  }
  return true;
}

bool read_zone(Object* object, uint32_t at, DateOperand* out) {
  const Shape* const shape = object->shape;
  if (shape->inside < at + 2 || shape->slot_count < at + 2) return false;
  for (uint32_t i = 0; i < 2; ++i)
    if (Value::from_object(shape->keys->keys[at + i]) !=
        g_family.fields[kZone + i])
      return false;
  out->zone = inline_slots_of(object)[at];
  out->fold = inline_slots_of(object)[at + 1];
  return true;
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
      ok = read(object, g.span_fields, kSpanLimits, 3, kSpan, out.fields);
      break;
    case kDate:
      ok = read(object, g.fields, kLimits, 3, kDate, out.fields);
      break;
    case kTime:
      ok = read(object, g.fields + kHour, kLimits + kHour, kZone - kHour,
                kTime, out.fields) &&
           read_zone(object, kZone - kHour, &out);
      break;
    case kMoment:
      ok = read(object, g.fields, kLimits, kZone, kMoment, out.fields) &&
           read_zone(object, kZone, &out);
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

// --- results -----------------------------------------------------------------------

// A new object with these attributes. Most classes have made one before, so
// that its shape is known: then nothing is looked up.
Value make_with(Fiber& fiber, Type* cls, const Value* names,
                const Value* values, uint32_t count) {
  Object* const object = make_object(fiber, cls);
  Shape* shape = object->shape;
  const uint32_t room = shape->inside;
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
  if (a.zone != b.zone) return Value();
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

template <int op>
Value quick_binary(Fiber& fiber, Value a, Value b) {
  const DateOperand x = date_operand(a), y = date_operand(b);
  Value done;
  if (op == kMul) {
    done = x.sort == kSpan ? times(fiber, x, b) : times(fiber, y, a);
  } else if (x.sort != kNoDate && y.sort != kNoDate) {
    done = between(fiber, op == kAdd, x, y);
  }
  return done.is_undefined()
             ? operator_methods(fiber, op, quick_binary<op>, a, b)
             : done;
}

// The shape of dates or of spans, if both are one of these.
bool are_alike(Value one, Value other) {
  if (!is_kind(one, Kind::kInstance) || !is_kind(other, Kind::kInstance))
    return false;
  const Shape* const shape = one.object()->shape;
  return shape == other.object()->shape &&
         (shape == g_family.shapes[kDate] || shape == g_family.shapes[kSpan]);
}

// Undefined: somebody set a field to what the class would not.
Value compare_alike(Value one, Value other, CompareOp op) {
  const Value* const x = inline_slots_of(one.object());
  const Value* const y = inline_slots_of(other.object());
  uint32_t i = 0;
  while (i < 2 && x[i] == y[i]) ++i;
  if (!x[i].is_int() || !y[i].is_int()) return Value();
  return Value::from_bool(order_of_ints(x[i].as_int(), y[i].as_int(), op));
}

Value quick_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  if (are_alike(self, other)) {
    const Value result = compare_alike(self, other, op);
    if (!result.is_undefined()) return result;
  }
  const DateOperand x = date_operand(self), y = date_operand(other);
  if (x.sort == kNoDate || x.sort != y.sort || x.zone != y.zone)
    return slot_compare(fiber, self, other, op);
  const uint32_t count =
      x.sort == kMoment ? kZone : x.sort == kTime ? kZone - kHour : 3;
  uint32_t i = 0;
  while (i + 1 < count && x.fields[i] == y.fields[i]) ++i;
  return Value::from_bool(order_of_ints(x.fields[i], y.fields[i], op));
}

Value quick_hash(Fiber& fiber, Value self) {
  const DateOperand x = date_operand(self);
  uint64_t hash;
  if (x.sort == kSpan || x.sort == kDate) {
    const Value fields[] = {Value::from_int(x.fields[0]),
                            Value::from_int(x.fields[1]),
                            Value::from_int(x.fields[2])};
    if (!tuple_hash(fiber, make_tuple(fiber, fields, 3), &hash))
      return Value::error();
  } else if (x.sort != kNoDate && x.zone.is_none()) {
    const bool has_date = x.sort == kMoment;
    const int64_t days = has_date ? ordinal_of(x.fields) - kEpochOrdinal : 0;
    const int64_t clock = clock_of(x.fields + (has_date ? kHour : 0));
    if (!hash_of(fiber, int_from_i64(fiber, days * kDayMicroseconds + clock), &hash))
      return Value::error();
  } else {
    return slot_hash(fiber, self);
  }
  return int_from_i64(fiber, static_cast<int64_t>(hash));
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
  for (uint32_t i = 0; i < 5; ++i) {
    if (!is_kind(args[i], Kind::kType) || !args[i].as<Type>()->owns_slots)
      return raise_type_error(fiber, "five classes of datetime expected");
  }
  for (uint32_t i = 0; i < kMoment; ++i) {
    Type* const type = args[i].as<Type>();
    g.classes[i + 1] = type;
    type->type_flags |= kTypeQuick;
    Slots* const slots = own_slots(type);
    slots->compare = quick_compare;
    slots->hash = quick_hash;
    slots->create = quick_create;
    if (i + 1 == kTime) continue;
    Operators* const operators = own_operators(type);
    operators->binary[kAdd] = quick_binary<kAdd>;
    operators->binary[kSub] = quick_binary<kSub>;
    if (i + 1 == kSpan) operators->binary[kMul] = quick_binary<kMul>;
  }
  g.zone = args[kMoment].as<Type>();
  const auto name = [&](const char* text) {
    return Value::from_object(intern(fiber, text));
  };
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

bool fill_module(Fiber& fiber, Dict*) {
  g_family = Family{};
  fiber.heap.add_root_hook(trace_family, nullptr);
  return true;
}

constexpr MethodDef kFunctions[] = {
    {"quicken", quicken, 5, 5, 0,
     "Computes for timedelta, date, time, datetime and tzinfo"},
    {"ordinal", ordinal, 3, 3, 0, "Of year, month and day"},
    {"stamp", stamp, 7, 7, 0, "The text of a moment"},
    {"write", dates_write, 2, 2},
    {"read", dates_read, 3, 3},
    {"read_iso", dates_read_iso, 2, 2},
    {"iso_week", dates_iso_week, 2, 2},
    {"local", dates_local, 3, 3},
    {"local_seconds", dates_local_seconds, 2, 2},
    {}};

}  // namespace

Value quick_create(Fiber& fiber, Type* cls, Args args) {
  const DateSort sort = sort_of_class(cls);
  Value made;
  if (sort == kSpan) {
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
