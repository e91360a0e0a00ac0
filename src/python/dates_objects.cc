// dates_objects.cc - objects of the classes of datetime, read and made.
//
// An object is read when its class is one of those and its fields are what that
// class sets, and made by putting them where they belong. A call of a class
// with everyday arguments ends here, too (quick_create).

#include "python/dates.h"

#include "python/bytes.h"
#include "python/native_tools.h"
#include "python/shape.h"
#include "python/slot_methods.h"
#include "python/slots.h"

namespace mt::python {

DateFamily g_dates;

namespace {

const char* const kFieldNames[kDateFields] = {
    "_year", "_month", "_day", "_hour", "_minute", "_second", "_microsecond",
    "_tzinfo", "_fold"};
struct Limits {
  int32_t least, most;
};
constexpr Limits kLimits[kZone] = {{1, kMaxYear}, {1, 12}, {1, 31}, {0, 23},
                                   {0, 59}, {0, 59}, {0, 999999}};
const char* const kSpanNames[] = {"_days", "_seconds", "_microseconds",
                                  "_milliseconds", "_minutes", "_hours",
                                  "_weeks"};
constexpr Limits kSpanLimits[] = {
    {-999999999, 999999999}, {0, 86399}, {0, 999999}};

void trace_family(Tracer& tracer, void*) {
  const DateFamily& g = g_dates;
  for (const Type* type : g.classes) tracer.visit(type);
  for (const Shape* shape : g.shapes) tracer.visit(shape);
  tracer.visit(g.zone);
  tracer.visit(g.timezone);
  tracer.visit(g.timezone_shape);
  tracer.visit(g.timezone_fields, 2);
  tracer.visit(g.fields, 2 * kDateFields + 14);
}

}  // namespace

void begin_date_family(Fiber& fiber) {
  g_dates = DateFamily{};
  fiber.heap.add_root_hook(trace_family, nullptr);
}

void set_date_family(Fiber& fiber, Args classes) {
  DateFamily& g = g_dates;
  const auto name = [&](const char* text) {
    return Value::from_object(intern(fiber, text));
  };
  for (uint32_t i = 0; i < kMoment; ++i) {
    g.classes[i + 1] = classes[i].as<Type>();
    g.shapes[i + 1] = nullptr;
  }
  g.zone = classes[kMoment].as<Type>();
  g.timezone = classes[kMoment + 1].as<Type>();
  g.timezone_shape = nullptr;
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
}

// --- the calendar -----------------------------------------------------------

namespace {

constexpr int16_t kDaysBefore[] = {0,   31,  59,  90,  120, 151, 181,
                                   212, 243, 273, 304, 334, 365};

bool is_leap(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t days_in_month(int64_t year, int64_t month) {
  return kDaysBefore[month] - kDaysBefore[month - 1] +
         (month == 2 && is_leap(year) ? 1 : 0);
}

}  // namespace

int64_t days_before(int64_t year, int64_t month) {
  return kDaysBefore[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
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

// --- operands ---------------------------------------------------------------

// Whether the fields of an object are all that it has, in their order.
bool is_usual(const Shape* shape, const Value* names, uint32_t count) {
  if (shape->is_dict || shape->inside < count || shape->slot_count != count)
    return false;
  for (uint32_t i = 0; i < count; ++i)
    if (Value::from_object(shape->keys->keys[i]) != names[i]) return false;
  return true;
}

// `count` fields that are numbers, and `beside` that are not; false when
// somebody set them to what the class would not.
template <DateSort sort, uint32_t count, uint32_t beside>
bool read(Object* object, const Value* names, const Limits* limits,
          int64_t* out) {
  Shape* const shape = object->shape;
  if (shape != g_dates.shapes[sort]) {
    if (!is_usual(shape, names, count + beside)) return false;
    g_dates.shapes[sort] = shape;
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
  const DateFamily& g = g_dates;
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

int64_t clock_of(const int64_t* clock) {
  return ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000000 + clock[3];
}

int64_t microseconds_of(const DateOperand& moment) {
  return (ordinal_of(moment.fields) - kEpochOrdinal) * kDayMicroseconds +
         clock_of(moment.fields + kHour);
}

bool zone_offset_of(Value zone, int64_t* offset) {
  const DateFamily& g = g_dates;
  if (!is_kind(zone, Kind::kInstance) ||
      type_of_object(zone.object()) != g.timezone)
    return false;
  Shape* const shape = zone.object()->shape;
  if (shape != g.timezone_shape) {
    if (!is_usual(shape, g.timezone_fields, 2)) return false;
    g_dates.timezone_shape = shape;
  }
  const DateOperand span = date_operand(inline_slots_of(zone.object())[0]);
  if (span.sort != kSpan) return false;
  *offset = (span.fields[0] * 86400 + span.fields[1]) * 1000000 +
            span.fields[2];
  return true;
}

// --- results ----------------------------------------------------------------

namespace {

// A new object with these attributes. Most classes have made one before, so
// that its shape is known: then nothing is looked up.
Value make_with(Fiber& fiber, Type* cls, const Value* names,
                const Value* values, uint32_t count) {
  Object* const object = make_object(fiber, cls);
  Shape* shape = object->shape;
  const uint32_t room = shape->inside;
  for (uint32_t sort = kSpan; sort <= kMoment; ++sort) {
    Shape* const known = g_dates.shapes[sort];
    if (cls != g_dates.classes[sort] || known == nullptr ||
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

}  // namespace

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
  return make_with(fiber, cls, g_dates.span_fields, values, 3);
}

Value make_date(Fiber& fiber, int64_t ordinal) {
  if (ordinal < 1 || ordinal > kMaxOrdinal) return Value();
  int64_t date[3];
  set_date(ordinal, date);
  const Value values[] = {Value::from_int(date[0]), Value::from_int(date[1]),
                          Value::from_int(date[2])};
  return make_with(fiber, g_dates.classes[kDate], g_dates.fields,
                   values, 3);
}

Value make_moment(Fiber& fiber, const DateOperand& moment,
                  const DateOperand& span, int64_t sign) {
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
  return make_with(fiber, g_dates.classes[kMoment], g_dates.fields, values,
                   kDateFields);
}

namespace {

// --- construction -----------------------------------------------------------

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
  if (!sort_arguments(args, g_dates.span_arguments, 7, 7, given))
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
  if (!sort_arguments(args, g_dates.arguments + first, count,
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
    if (!zone.is_none() && !is_a(zone, g_dates.zone)) return Value();
  }
  return make_with(fiber, cls, g_dates.fields + first, values, count);
}

// Of the bytes that __reduce__() gives, for a date, a time or a moment.
Value create_pickled(Fiber& fiber, Type* cls, Args args, DateSort sort) {
  const Bytes* const state =
      args.count == 1 && args.positional() == 1 ? cast<Bytes>(args[0])
                                                : nullptr;
  const bool has_date = sort != kTime, has_time = sort != kDate;
  if (state == nullptr || state->size != has_date * 4u + has_time * 6u)
    return Value();
  const auto byte = [&](size_t i) {
    return int64_t{static_cast<uint8_t>(state->view()[i])};
  };
  Value values[kZone];
  uint32_t count = 0;
  if (has_date) {
    values[count++] = Value::from_int(byte(0) << 8 | byte(1));
    values[count++] = Value::from_int(byte(2));
    values[count++] = Value::from_int(byte(3));
  }
  if (has_time) {
    const size_t at = has_date * 4u;
    for (size_t i = 0; i < 3; ++i)
      values[count++] = Value::from_int(byte(at + i));
    values[count++] = Value::from_int(byte(at + 3) << 16 | byte(at + 4) << 8 |
                                      byte(at + 5));
  }
  return create_fields(fiber, cls, Args{values, count}, sort);
}

Value create_timezone(Fiber& fiber, Args args) {
  if (args.count != 1 || args.positional() != 1) return Value();
  const DateOperand span = date_operand(args[0]);
  const int64_t* const n = span.fields;
  const bool has_rest = span.sort == kSpan && (n[1] | n[2]) != 0;
  // None is what is named; UTC itself is known to the class.
  if (!has_rest || (n[0] != 0 && n[0] != -1)) return Value();
  const Value values[] = {args[0], Value::none()};
  return make_with(fiber, g_dates.timezone, g_dates.timezone_fields, values,
                   2);
}

// The class that a class below it was derived from.
DateSort sort_of_class(const Type* cls) {
  for (const DateSort sort : {kSpan, kDate, kTime, kMoment})
    if (cls == g_dates.classes[sort]) return sort;
  for (const DateSort sort : {kMoment, kTime, kDate, kSpan})
    if (g_dates.classes[sort] != nullptr &&
        is_subtype(cls, g_dates.classes[sort]))
      return sort;
  return kNoDate;
}

}  // namespace

Value quick_create(Fiber& fiber, Type* cls, Args args) {
  const DateSort sort = cls == g_dates.timezone ? kNoDate : sort_of_class(cls);
  Value made;
  if (cls == g_dates.timezone) {
    made = create_timezone(fiber, args);
  } else if (sort == kSpan) {
    made = create_span(fiber, cls, args);
  } else if (sort != kNoDate) {
    made = create_fields(fiber, cls, args, sort);
    if (made.is_undefined()) made = create_pickled(fiber, cls, args, sort);
  }
  return made.is_undefined() ? slot_create(fiber, cls, args) : made;
}

Value make_date_of(Fiber& fiber, Value cls, const int64_t* fields,
                   uint32_t count, bool is_fold) {
  const DateFamily& g = g_dates;
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

}  // namespace mt::python
