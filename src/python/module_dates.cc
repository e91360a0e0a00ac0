// module_dates.cc - the everyday arithmetic of lib/datetime.py.
//
// That module is all of datetime, in Python. quicken() puts functions of this
// file into the slots of its classes: where every operand is of one of the
// classes themselves and its fields are what they set, the answer is computed
// here; anything else (subclasses, floats, zones that differ, what is out of
// range) goes on to the method in Python, which also has the error messages.

#include "python/data_modules.h"
#include "python/shape.h"
#include "python/slot_methods.h"
#include "python/slots.h"

namespace mt::python {

namespace {

enum Sort { kOther, kSpan, kDate, kTime, kMoment };

// A moment has all fields, a date the first three, a time those from kHour on.
constexpr uint32_t kHour = 3, kZone = 7, kFields = 9;
const char* const kFieldNames[kFields] = {
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
constexpr int64_t kDay = INT64_C(86400) * 1000000;  // in microseconds
constexpr int64_t kMaxOrdinal = 3652059;

// The classes, from the latest import of datetime, by Sort, and tzinfo.
struct Family {
  Type* classes[kMoment + 1];
  Type* zone;
  Value fields[kFields], arguments[kFields];
  Value span_fields[7], span_arguments[7];
};
Family g_family;

void trace_family(Tracer& tracer, void*) {
  for (const Type* type : g_family.classes) tracer.visit(type);
  tracer.visit(g_family.zone);
  tracer.visit(g_family.fields, 2 * kFields + 14);
}

// --- the calendar --------------------------------------------------------------

constexpr int16_t kDaysBefore[] = {0,   31,  59,  90,  120, 151, 181,
                                   212, 243, 273, 304, 334, 365};

bool is_leap(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t days_before(int64_t year, int64_t month) {
  return kDaysBefore[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
}

int64_t days_in_month(int64_t year, int64_t month) {
  return kDaysBefore[month] - kDaysBefore[month - 1] +
         (month == 2 && is_leap(year) ? 1 : 0);
}

int64_t ordinal_of(const int64_t* date) {
  const int64_t y = date[0] - 1;
  return y * 365 + y / 4 - y / 100 + y / 400 + days_before(date[0], date[1]) +
         date[2];
}

void set_date(int64_t ordinal, int64_t* date) {
  // 400 years at a time, then the year that this many days are in or before.
  const int64_t cycles = (ordinal - 1) / 146097, rest = (ordinal - 1) % 146097;
  int64_t in_cycle = rest / 366;
  const auto start = [](int64_t y) { return y * 365 + y / 4 - y / 100; };
  while (in_cycle < 399 && start(in_cycle + 1) <= rest) ++in_cycle;
  const int64_t year = cycles * 400 + in_cycle + 1;
  const int64_t day = rest - start(in_cycle);
  int64_t month = (day >> 5) + 1;
  while (month < 12 && days_before(year, month + 1) <= day) ++month;
  date[0] = year;
  date[1] = month;
  date[2] = day - days_before(year, month) + 1;
}

// --- operands --------------------------------------------------------------------

struct Operand {
  Sort sort = kOther;
  int64_t fields[kZone];  // of a span: days, seconds, microseconds
  Value zone, fold;
};

// The fields of an object, which are the first of its attributes, in their
// order; false when somebody set them to what the class would not.
bool read(Object* object, const Value* names, const Limits* limits,
          uint32_t count, int64_t* out) {
  const Shape* const shape = object->shape;
  if (shape->is_dict || shape->inside < count || shape->slot_count < count)
    return false;
  const Value* const slots = inline_slots_of(object);
  for (uint32_t i = 0; i < count; ++i) {
    if (Value::from_object(shape->keys->keys[i]) != names[i]) return false;
    if (!slots[i].is_int()) return false;
    out[i] = slots[i].as_int();
    if (out[i] < limits[i].least || out[i] > limits[i].most) return false;
  }
  return true;
}

bool read_zone(Object* object, uint32_t at, Operand* out) {
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

Operand operand(Value value) {
  Operand out;
  if (!is_kind(value, Kind::kInstance)) return out;
  Object* const object = value.object();
  const Type* const type = type_of_object(object);
  const Family& g = g_family;
  bool ok = false;
  int sort = kMoment;
  while (sort != kOther && type != g.classes[sort]) --sort;
  switch (sort) {
    case kSpan:
      ok = read(object, g.span_fields, kSpanLimits, 3, out.fields);
      break;
    case kDate:
      ok = read(object, g.fields, kLimits, 3, out.fields);
      break;
    case kTime:
      ok = read(object, g.fields + kHour, kLimits + kHour, kZone - kHour,
                out.fields) &&
           read_zone(object, kZone - kHour, &out);
      break;
    case kMoment:
      ok = read(object, g.fields, kLimits, kZone, out.fields) &&
           read_zone(object, kZone, &out);
      break;
  }
  if (ok) out.sort = static_cast<Sort>(sort);
  return out;
}

// Of the day, in microseconds.
int64_t clock_of(const int64_t* clock) {
  return ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000000 + clock[3];
}

void set_clock(int64_t microseconds, int64_t* clock) {
  clock[3] = microseconds % 1000000;
  const int64_t seconds = microseconds / 1000000;
  clock[2] = seconds % 60;
  clock[1] = seconds / 60 % 60;
  clock[0] = seconds / 3600;
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
Value make_moment(Fiber& fiber, const Operand& moment, const Operand& span,
                  int64_t sign) {
  int64_t clock = clock_of(moment.fields + kHour) +
                  sign * (span.fields[1] * 1000000 + span.fields[2]);
  int64_t day = ordinal_of(moment.fields) + sign * span.fields[0];
  if (clock < 0) {
    clock += kDay;
    --day;
  } else if (clock >= kDay) {
    clock -= kDay;
    ++day;
  }
  if (day < 1 || day > kMaxOrdinal) return Value();
  int64_t fields[kZone];
  set_date(day, fields);
  set_clock(clock, fields + kHour);
  Value values[kFields];
  for (uint32_t i = 0; i < kZone; ++i) values[i] = Value::from_int(fields[i]);
  values[kZone] = moment.zone;
  values[kZone + 1] = Value::from_int(0);
  return make_with(fiber, g_family.classes[kMoment], g_family.fields, values,
                   kFields);
}

// --- operators ---------------------------------------------------------------------

// Undefined: the method in Python shall say.
Value between(Fiber& fiber, bool is_sum, const Operand& a, const Operand& b) {
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

Value times(Fiber& fiber, const Operand& span, Value factor) {
  if (span.sort != kSpan || !factor.is_int()) return Value();
  const int64_t by = factor.as_int();
  if (by < INT32_MIN || by > INT32_MAX) return Value();
  return make_span(fiber, g_family.classes[kSpan], span.fields[0] * by,
                   span.fields[1] * by, span.fields[2] * by);
}

template <int op>
Value quick_binary(Fiber& fiber, Value a, Value b) {
  const Operand x = operand(a), y = operand(b);
  Value done;
  if (op == kMul) {
    done = x.sort == kSpan ? times(fiber, x, b) : times(fiber, y, a);
  } else if (x.sort != kOther && y.sort != kOther) {
    done = between(fiber, op == kAdd, x, y);
  }
  return done.is_undefined()
             ? operator_methods(fiber, op, quick_binary<op>, a, b)
             : done;
}

Value quick_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Operand x = operand(self), y = operand(other);
  if (x.sort == kOther || x.sort != y.sort || x.zone != y.zone)
    return slot_compare(fiber, self, other, op);
  const uint32_t count =
      x.sort == kMoment ? kZone : x.sort == kTime ? kZone - kHour : 3;
  uint32_t i = 0;
  while (i + 1 < count && x.fields[i] == y.fields[i]) ++i;
  const int64_t a = x.fields[i], b = y.fields[i];
  // As unsigned numbers they are in the same order: days may be negative.
  constexpr uint64_t kMiddle = UINT64_C(1) << 63;
  return Value::from_bool(order_holds(static_cast<uint64_t>(a) + kMiddle,
                                      static_cast<uint64_t>(b) + kMiddle, op));
}

Value quick_hash(Fiber& fiber, Value self) {
  const Operand x = operand(self);
  uint64_t hash;
  if (x.sort == kSpan || x.sort == kDate) {
    const Value fields[] = {Value::from_int(x.fields[0]),
                            Value::from_int(x.fields[1]),
                            Value::from_int(x.fields[2])};
    if (!tuple_hash(fiber, make_tuple(fiber, fields, 3), &hash))
      return Value::error();
  } else if (x.sort != kOther && x.zone.is_none()) {
    const bool has_date = x.sort == kMoment;
    const int64_t days = has_date ? ordinal_of(x.fields) - 719163 : 0;
    const int64_t clock = clock_of(x.fields + (has_date ? kHour : 0));
    if (!hash_of(fiber, int_from_i64(fiber, days * kDay + clock), &hash))
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

Value create_fields(Fiber& fiber, Type* cls, Args args, Sort sort) {
  const uint32_t first = sort == kTime ? kHour : 0;
  const uint32_t count = sort == kDate ? 3 : kFields - first;
  Value given[kFields];
  for (uint32_t i = kHour; i < kFields; ++i) given[i] = Value::from_int(0);
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
Sort sort_of_class(const Type* cls) {
  for (const Sort sort : {kMoment, kTime, kDate, kSpan})
    if (g_family.classes[sort] != nullptr &&
        is_subtype(cls, g_family.classes[sort]))
      return sort;
  return kOther;
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
    type->slots->compare = quick_compare;
    type->slots->hash = quick_hash;
    type->slots->create = quick_create;
    if (i + 1 == kTime) continue;
    type->slots->binary[kAdd] = quick_binary<kAdd>;
    type->slots->binary[kSub] = quick_binary<kSub>;
    if (i + 1 == kSpan) type->slots->binary[kMul] = quick_binary<kMul>;
  }
  g.zone = args[kMoment].as<Type>();
  const auto name = [&](const char* text) {
    return Value::from_object(intern(fiber, text));
  };
  for (uint32_t i = 0; i < kFields; ++i) {
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
  return str_value(fiber, out);
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
    {}};

}  // namespace

Value quick_create(Fiber& fiber, Type* cls, Args args) {
  const Sort sort = sort_of_class(cls);
  Value made;
  if (sort == kSpan) {
    made = create_span(fiber, cls, args);
  } else if (sort != kOther) {
    made = create_fields(fiber, cls, args, sort);
  }
  return made.is_undefined() ? slot_create(fiber, cls, args) : made;
}

const ModuleDef kDatesModule = {"_dates", kFunctions, fill_module};

}  // namespace mt::python
