// dates.h - what the files of _dates share.
//
// dates_objects.cc knows how dates lie in memory, module_dates.cc computes with
// them, dates_text.cc writes and reads them.

#pragma once

#include "python/native.h"
#include "python/shape.h"

namespace mt::python {

enum DateSort { kNoDate, kSpan, kDate, kTime, kMoment };

// A moment has all fields, a date the first three, a time those from kHour on:
// year, month, day, hour, minute, second, microsecond; then zone and fold.
constexpr uint32_t kHour = 3, kZone = 7, kDateFields = 9;
constexpr int32_t kMaxYear = 9999;
constexpr int64_t kMaxOrdinal = 3652059;  // 31 December of it
constexpr int64_t kEpochOrdinal = 719163;  // 1 January 1970
constexpr int64_t kDayMicroseconds = INT64_C(86400) * 1000000;
constexpr int64_t kMostMicroseconds = INT64_C(4000000000000000000);

// The classes, from the latest import of datetime, by DateSort, and tzinfo.
struct DateFamily {
  Type* classes[kMoment + 1];
  Shape* shapes[kMoment + 1];  // in which the fields stand as they should
  Type* zone;      // tzinfo, and the class below it of fixed offsets
  Type* timezone;
  Shape* timezone_shape;
  Value timezone_fields[2];
  Value fields[kDateFields], arguments[kDateFields];
  Value span_fields[7], span_arguments[7];
};
extern DateFamily g_dates;
void begin_date_family(Fiber& fiber);
// timedelta, date, time, datetime, tzinfo and timezone.
void set_date_family(Fiber& fiber, Args classes);

// An object of one of the classes themselves whose fields are what they set;
// kNoDate: anything else.
struct DateOperand {
  DateSort sort = kNoDate;
  int64_t fields[kZone];  // of a span: days, seconds, microseconds
  Value zone, fold;
};
DateOperand date_operand(Value value);
// The fields of an object whose shape is one of the family's.
inline const Value* date_slots_of(const Object* object) {
  return reinterpret_cast<const Value*>(
      reinterpret_cast<const char*>(object) + object->shape->slots_offset);
}
// Fields of an object of a sort of class, or of one below it, as they stand
// there: `count` from the `first` of that class. False: it raised.
bool fields_of(Fiber& fiber, Value self, DateSort sort, uint32_t first,
               uint32_t count, Value* out);
bool date_of(Fiber& fiber, Value self, int64_t* date);  // of a date or moment
int64_t clock_of(const int64_t* clock);  // of the day, in microseconds
int64_t microseconds_of(const DateOperand& moment);  // since 1970
// What a timezone adds to UTC, in microseconds; false: some other zone.
bool zone_offset_of(Value zone, int64_t* offset);

// New ones; undefined when there is no such date or span. A moment is so much
// later or, with -1 for a sign, earlier than another.
Value make_span(Fiber& fiber, Type* cls, int64_t days, int64_t seconds,
                int64_t microseconds);
Value make_date(Fiber& fiber, int64_t ordinal);
Value make_date(Fiber& fiber, const int64_t* date);  // one that there is
// With all the fields of that sort, which its class would accept.
Value make_of(Fiber& fiber, Type* cls, DateSort sort, const Value* values);
Value make_moment(Fiber& fiber, const DateOperand& moment,
                  const DateOperand& span, int64_t sign);

int64_t days_before(int64_t year, int64_t month);  // of the same year
int64_t ordinal_of(const int64_t* date);           // 1 January 1 is 1
void set_date(int64_t ordinal, int64_t* date);
// So many days later. False: there is no such date.
bool move_date(int64_t* date, int64_t days);
void set_clock(int64_t microseconds, int64_t* clock);
// cls(*fields), made at once where `cls` is one of the classes themselves. Of
// seven fields, all within their limits, `count` were given: 3, 7, or 4 of a
// time, and their zone; undefined: other classes are told of none. None where a
// date was given more. Of other classes nothing is said about the fold.
Value make_date_of(Fiber& fiber, Value cls, const int64_t* fields,
                   uint32_t count, Value zone = Value::none(),
                   bool is_fold = false);
// The timezone that adds so many microseconds, less than a day's, to UTC.
Value zone_of(Fiber& fiber, int64_t offset);
// The nearest integer.
double round_to_even(double x);

// Functions of the module, all of them None where Python code must look closer.
//   write(date, format)       as strftime()
//   read(class, text, format) what strptime() makes of it
//   read_iso(class, text)     what was written as isoformat() does
//   iso_week(date, class)     year, week and weekday in a tuple of that class
//   local(class, timestamp)   what the local clock shows then
//   universal(class, timestamp, zone)
//                             what a clock of that zone shows then
//   combine(class, date, time, zone)
//                             as combine(); the zone is an object() for the
//                             time's own
//   from_ordinal(class, number)
//                             the date of a day's number
//   local_seconds(seconds, fold)
//                             the timestamp at which the local clock shows them
Value dates_write(Fiber& fiber, Value, Args args);
Value dates_read(Fiber& fiber, Value, Args args);
Value dates_read_iso(Fiber& fiber, Value, Args args);
Value dates_iso_week(Fiber& fiber, Value, Args args);
Value dates_local(Fiber& fiber, Value, Args args);
// Seconds since the epoch, an integer or a float, and the microseconds above
// them, rounded to even. False: it is something else, or far away.
bool split_stamp(Value stamp, int64_t* seconds, int64_t* microseconds);
Value dates_local_seconds(Fiber& fiber, Value, Args args);

}  // namespace mt::python
