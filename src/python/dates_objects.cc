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

bool move_date(int64_t* date, int64_t days) {
  const int64_t day = date[2] + days;
  if (day >= 1 && day <= 28) {  // every month has it
    date[2] = day;
    return true;
  }
  const int64_t ordinal = ordinal_of(date) + days;
  if (ordinal < 1 || ordinal > kMaxOrdinal) return false;
  set_date(ordinal, date);
  return true;
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

// Which fields objects of a sort have, and how many of them are numbers.
struct Row {
  const Value* names;
  const Limits* limits;
  uint32_t numbers, count;
};
const Row kRows[kMoment + 1] = {
    {},
    {g_dates.span_fields, kSpanLimits, 3, 3},
    {g_dates.fields, kLimits, 3, 3},
    {g_dates.fields + kHour, kLimits + kHour, kZone - kHour,
     kDateFields - kHour},
    {g_dates.fields, kLimits, kZone, kDateFields}};

// Of an object of one of the classes, the first of its kind perhaps.
DateSort usual_sort(const Object* object) {
  DateFamily& g = g_dates;
  Shape* const shape = object->shape;
  for (const DateSort sort : {kSpan, kMoment, kDate, kTime})
    if (shape == g.shapes[sort]) return sort;
  for (int sort = kMoment; sort != kNoDate; --sort) {
    if (shape->type != g.classes[sort]) continue;
    if (shape->variable ||
        !is_usual(shape, kRows[sort].names, kRows[sort].count))
      break;
    g.shapes[sort] = shape;
    return static_cast<DateSort>(sort);
  }
  return kNoDate;
}

}  // namespace

DateOperand date_operand(Value value) {
  DateOperand out;
  if (!is_kind(value, Kind::kInstance)) return out;
  const Object* const object = value.object();
  const DateSort sort = usual_sort(object);
  if (sort == kNoDate) return out;
  const Row& row = kRows[sort];
  const Value* const slots = date_slots_of(object);
  // Somebody may have set them to what the class would not.
  bool is_wrong = false;
  for (uint32_t i = 0; i < row.numbers; ++i) {
    out.fields[i] = slots[i].as_int();
    const Limits& limits = row.limits[i];
    is_wrong |= !slots[i].is_int() ||
                static_cast<uint64_t>(out.fields[i] - limits.least) >
                    static_cast<uint64_t>(limits.most - int64_t{limits.least});
  }
  if (is_wrong) return out;
  if (row.count != row.numbers) {
    out.zone = slots[row.numbers];
    out.fold = slots[row.numbers + 1];
  }
  out.sort = sort;
  return out;
}

bool fields_of(Fiber& fiber, Value self, DateSort sort, uint32_t first,
               uint32_t count, Value* out) {
  const Row& row = kRows[sort];
  const Object* const object = self.object();
  if (usual_sort(object) == sort ||
      (sort == kDate && usual_sort(object) == kMoment)) {
    memcpy(out, date_slots_of(object) + first, count * sizeof *out);
    return true;
  }
  for (uint32_t i = 0; i < count; ++i) {
    out[i] = get_attr(fiber, self, row.names[first + i].as<Str>());
    if (out[i].is_error()) return false;
  }
  return true;
}

bool date_of(Fiber& fiber, Value self, int64_t* date) {
  Value fields[3];
  if (!fields_of(fiber, self, kDate, 0, 3, fields)) return false;
  for (uint32_t i = 0; i < 3; ++i) {
    date[i] = fields[i].is_int() ? fields[i].as_int() : -1;
    if (date[i] < kLimits[i].least || date[i] > kLimits[i].most) {
      raise_value_error(fiber, "this is no date");
      return false;
    }
  }
  return true;
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
// that its shape, which may be `known`, is: then nothing is looked up.
Value make_with(Fiber& fiber, Type* cls, Shape* known, const Value* names,
                const Value* values, uint32_t count) {
  Object* const object = make_object(fiber, cls);
  Shape* shape = object->shape;
  const uint32_t room = shape->inside;
  if (known != nullptr && known->type == cls && known->inside == room) {
    shape = known;
  } else {
    for (uint32_t i = 0; i < count && shape != nullptr; ++i) {
      shape = Value::from_object(shape->child_key) == names[i] ? shape->child
                                                               : nullptr;
    }
  }
  if (shape != nullptr && count <= room && !shape->is_dict) {
    Value* const slots = inline_slots_of(object);
    for (uint32_t i = 0; i < count; ++i) slots[i] = values[i];
    object->shape = shape;
  } else {
    for (uint32_t i = 0; i < count; ++i)
      own_set(fiber, object, names[i].as<Str>(), values[i]);
  }
  return Value::from_object(object);
}

}  // namespace

Value make_of(Fiber& fiber, Type* cls, DateSort sort, const Value* values) {
  const Row& row = kRows[sort];
  return make_with(fiber, cls, g_dates.shapes[sort], row.names, values,
                   row.count);
}

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
  return make_of(fiber, cls, kSpan, values);
}

Value make_date(Fiber& fiber, int64_t ordinal) {
  int64_t date[3] = {1, 1, 1};
  if (!move_date(date, ordinal - 1)) return Value();
  return make_date(fiber, date);
}

Value make_date(Fiber& fiber, const int64_t* date) {
  const Value values[] = {Value::from_int(date[0]), Value::from_int(date[1]),
                          Value::from_int(date[2])};
  return make_of(fiber, g_dates.classes[kDate], kDate, values);
}

Value make_moment(Fiber& fiber, const DateOperand& moment,
                  const DateOperand& span, int64_t sign) {
  int64_t clock = clock_of(moment.fields + kHour) +
                  sign * (span.fields[1] * 1000000 + span.fields[2]);
  int64_t days = sign * span.fields[0];
  if (clock < 0) {
    clock += kDayMicroseconds;
    --days;
  } else if (clock >= kDayMicroseconds) {
    clock -= kDayMicroseconds;
    ++days;
  }
  int64_t fields[kZone];
  memcpy(fields, moment.fields, kHour * sizeof *fields);
  if (!move_date(fields, days)) return Value();
  set_clock(clock, fields + kHour);
  Value values[kDateFields];
  for (uint32_t i = 0; i < kZone; ++i) values[i] = Value::from_int(fields[i]);
  values[kZone] = moment.zone;
  values[kZone + 1] = Value::from_int(0);
  return make_of(fiber, g_dates.classes[kMoment], kMoment, values);
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

// Adds a float of some unit to whole microseconds and the rest of one; false:
// it is too large, or no number.
bool add_float(double value, int64_t unit, int64_t* total, double* rest) {
  constexpr double kMost = 1e18;
  const double size = value * static_cast<double>(unit);
  if (!(size > -kMost && size < kMost)) return false;
  const auto whole = static_cast<int64_t>(value);
  const double part = (value - static_cast<double>(whole)) *
                      static_cast<double>(unit);
  *total += whole * unit + static_cast<int64_t>(part);
  *rest += part - static_cast<double>(static_cast<int64_t>(part));
  return *total > -kMostMicroseconds && *total < kMostMicroseconds;
}

Value create_span(Fiber& fiber, Type* cls, Args args) {
  constexpr int64_t kUnits[] = {kDayMicroseconds, 1000000, 1, 1000, 60000000,
                                INT64_C(3600000000), 7 * kDayMicroseconds};
  // In this order rests are added up: from the smallest unit, weeks last.
  constexpr uint8_t kOrder[] = {2, 3, 1, 4, 5, 0, 6};
  Value given[7];
  for (Value& value : given) value = Value::from_int(0);
  if (!sort_arguments(args, g_dates.span_arguments, 7, 7, given))
    return Value();
  int64_t n[7], total = 0;
  double rest = 0;
  for (const uint32_t i : kOrder) {
    n[i] = given[i].is_int() ? given[i].as_int() : 0;
    if (given[i].is_int()) continue;
    if (!given[i].is_float() ||
        !add_float(given[i].as_float(), kUnits[i], &total, &rest))
      return Value();
  }
  n[2] += n[3] * 1000;
  if (rest != 0) {
    double whole = round_to_even(rest);
    // Ties go to the even sum, not to the even part.
    if (rest - whole == 0.5 || rest - whole == -0.5) {
      const double odd = (n[2] + total) % 2 != 0 ? 1 : 0;
      whole = 2 * round_to_even((rest + odd) * 0.5) - odd;
    }
    total += static_cast<int64_t>(whole);
  }
  return make_span(fiber, cls, n[0] + n[6] * 7,
                   n[1] + n[4] * 60 + n[5] * 3600, n[2] + total);
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
  return make_of(fiber, cls, sort, values);
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

Value make_zone(Fiber& fiber, Value offset) {
  const Value values[] = {offset, Value::none()};
  return make_with(fiber, g_dates.timezone, g_dates.timezone_shape,
                   g_dates.timezone_fields, values, 2);
}

Value create_timezone(Fiber& fiber, Args args) {
  if (args.count != 1 || args.positional() != 1) return Value();
  const DateOperand span = date_operand(args[0]);
  const int64_t* const n = span.fields;
  const bool has_rest = span.sort == kSpan && (n[1] | n[2]) != 0;
  // None is what is named; UTC itself is known to the class.
  if (!has_rest || (n[0] != 0 && n[0] != -1)) return Value();
  return make_zone(fiber, args[0]);
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
                   uint32_t count, Value zone, bool is_fold) {
  const DateFamily& g = g_dates;
  const DateSort sort = is_kind(cls, Kind::kType)
                            ? sort_of_class(cls.as<Type>()) : kNoDate;
  if (sort == kTime ? count != kZone - kHour
                    : sort != kMoment && count != kHour)
    return Value::none();
  if (sort == kMoment) count = kZone;
  Value values[kDateFields];
  for (uint32_t i = 0; i < count; ++i) values[i] = Value::from_int(fields[i]);
  const bool exists =
      sort == kTime || fields[2] <= days_in_month(fields[0], fields[1]);
  if (!exists || sort == kNoDate ||
      cls != Value::from_object(g.classes[sort])) {
    if (count != kHour && !zone.is_undefined()) values[count++] = zone;
    return call(fiber, cls, Args{values, count});
  }
  if (sort != kDate) {
    values[count] = zone.is_undefined() ? Value::none() : zone;
    values[count + 1] = Value::from_int(is_fold);
  }
  return make_of(fiber, cls.as<Type>(), sort, values);
}

Value zone_of(Fiber& fiber, int64_t offset) {
  if (offset == 0)
    return get_attr(fiber, Value::from_object(g_dates.timezone), "utc");
  return make_zone(fiber, make_span(fiber, g_dates.classes[kSpan], 0, 0,
                                    offset));
}

}  // namespace mt::python
