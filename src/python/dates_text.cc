// dates_text.cc - dates written and read in everyday forms, weeks, and what the
// local clock shows.
//
// Numbers of fixed width and English names are done here; what has another
// width, comes twice, is out of range or not understood is left to
// lib/datetime.py and lib/_strptime.py, which know all of it and the errors.

#include <time.h>

#include "base/ascii.h"
#include "python/dates.h"
#include "python/native_tools.h"

namespace mt::python {

namespace {

constexpr const char* kDayNames[] = {"Monday",   "Tuesday", "Wednesday",
                                     "Thursday", "Friday",  "Saturday",
                                     "Sunday"};
constexpr const char* kMonthNames[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr size_t kShortName = 3;

void put_number(std::string* out, int64_t number, int width) {
  char digits[6];
  for (int i = width; i-- > 0; number /= 10)
    digits[i] = static_cast<char>('0' + number % 10);
  out->append(digits, static_cast<size_t>(width));
}

// Which field a directive of two digits is about; the others are none of these.
int field_of(char directive) {
  switch (directive) {
    case 'm': return 1;
    case 'd': return 2;
    case 'H': return 3;
    case 'M': return 4;
    case 'S': return 5;
    default: return -1;
  }
}

// +HHMM[SS[.ffffff]]; nothing where there is no zone. False: ask the zone.
bool put_offset(std::string* out, Value zone) {
  int64_t offset;
  if (zone.is_undefined() || zone.is_none()) return true;
  if (!zone_offset_of(zone, &offset)) return false;
  int64_t clock[4];
  set_clock(offset < 0 ? -offset : offset, clock);
  out->push_back(offset < 0 ? '-' : '+');
  put_number(out, clock[0], 2);
  put_number(out, clock[1], 2);
  if ((clock[2] | clock[3]) != 0) put_number(out, clock[2], 2);
  if (clock[3] == 0) return true;
  out->push_back('.');
  put_number(out, clock[3], 6);
  return true;
}

// False: not one of ours.
bool put_field(std::string* out, char directive, const int64_t* fields) {
  const int field = field_of(directive);
  if (field >= 0) {
    put_number(out, fields[field], 2);
    return true;
  }
  const int64_t hour = fields[kHour] % 12;
  switch (directive) {
    case 'Y':
      // The system's function writes years of fewer digits with fewer.
      if (fields[0] < 1000) return false;
      put_number(out, fields[0], 4);
      return true;
    case 'y': put_number(out, fields[0] % 100, 2); return true;
    case 'f': put_number(out, fields[6], 6); return true;
    case 'I': put_number(out, hour == 0 ? 12 : hour, 2); return true;
    case 'p': out->append(fields[kHour] < 12 ? "AM" : "PM"); return true;
    case 'j':
      put_number(out, days_before(fields[0], fields[1]) + fields[2], 3);
      return true;
    case 'a': case 'A': {
      const char* const name = kDayNames[(ordinal_of(fields) + 6) % 7];
      out->append(name, 0, directive == 'a' ? kShortName : strlen(name));
      return true;
    }
    case 'b': case 'B': {
      const char* const name = kMonthNames[fields[1] - 1];
      out->append(name, 0, directive == 'b' ? kShortName : strlen(name));
      return true;
    }
    case '%': out->push_back('%'); return true;
    default: return false;
  }
}

constexpr int64_t kNoOffset = kDayMicroseconds;

class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char look() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (look() != c || at_end()) return false;
    ++at_;
    return true;
  }
  // `width` digits; false where there are fewer.
  bool number(uint32_t width, int64_t* out) {
    if (text_.size() - at_ < width) return false;
    *out = 0;
    for (uint32_t i = 0; i < width; ++i) {
      const char c = text_[at_ + i];
      if (!is_digit(c)) return false;
      *out = *out * 10 + (c - '0');
    }
    at_ += width;
    return true;
  }
  // One to six digits behind the point, and no more.
  bool fraction(int64_t* out) {
    uint32_t width = 0;
    *out = 0;
    for (; is_digit(look()); ++at_, ++width)
      if (width < 6) *out = *out * 10 + (look() - '0');
    if (width == 0 || width > 6) return false;
    for (; width < 6; ++width) *out *= 10;
    return true;
  }
  // HH[:MM[:SS[.ffffff]]], or all that without colons.
  bool clock(int64_t* out) {
    out[1] = out[2] = out[3] = 0;
    if (!number(2, &out[0])) return false;
    const bool has_colons = look() == ':';
    uint32_t i = 1;
    for (; i < 3 && (has_colons ? take(':') : is_digit(look())); ++i)
      if (!number(2, &out[i])) return false;
    return i < 3 || !(take('.') || take(',')) || fraction(&out[3]);
  }
  // The same with Z, or with a sign and an offset, or without; to the end.
  // `offset` is in microseconds, or kNoOffset.
  bool zoned(int64_t* out, int64_t* offset) {
    if (!clock(out)) return false;
    *offset = take('Z') ? 0 : kNoOffset;
    const bool is_west = look() == '-';
    if (*offset != 0 && (take('+') || take('-'))) {
      int64_t n[4];
      if (!clock(n) || n[0] > 23 || n[1] > 59 || n[2] > 59) return false;
      // CPython compares whole seconds with no offset.
      if ((n[0] | n[1] | n[2]) == 0) n[3] = 0;
      *offset = is_west ? -clock_of(n) : clock_of(n);
    }
    return at_end();
  }
  DateReader& skip() {
    ++at_;
    return *this;
  }
  bool month(int64_t* out) {
    for (size_t i = 0; i < std::size(kMonthNames); ++i) {
      const std::string_view name(kMonthNames[i], kShortName);
      if (!equal_ignoring_case(text_.substr(at_, kShortName), name)) continue;
      *out = static_cast<int64_t>(i) + 1;
      at_ += kShortName;
      return true;
    }
    return false;
  }
  bool spaces() {
    const size_t start = at_;
    while (is_space(look())) ++at_;
    return at_ != start;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

bool is_in_range(const int64_t* fields) {
  return fields[0] >= 1 && fields[1] >= 1 && fields[1] <= 12 &&
         fields[2] >= 1 && fields[2] <= 31 && fields[3] < 24 &&
         fields[4] < 60 && fields[5] < 60;
}

bool read_as(std::string_view text, std::string_view format, int64_t* fields) {
  DateReader in(text);
  uint32_t seen = 0;
  for (size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (!mt::is_ascii(c)) return false;
    if (is_space(c)) {
      while (i + 1 < format.size() && is_space(format[i + 1])) ++i;
      if (!in.spaces()) return false;
      continue;
    }
    if (c != '%') {
      if (!in.take(c)) return false;
      continue;
    }
    if (++i == format.size()) return false;
    const char directive = format[i];
    int field = field_of(directive);
    bool ok = false;
    if (field > 0) {
      ok = in.number(2, &fields[field]);
    } else if (directive == 'Y') {
      field = 0;
      ok = in.number(4, &fields[0]);
    } else if (directive == 'b') {
      field = 1;
      ok = in.month(&fields[1]);
    } else if (directive == 'f') {
      field = 6;
      ok = in.fraction(&fields[6]);
    }
    if (!ok || (seen >> field & 1) != 0) return false;
    seen |= 1u << field;
  }
  // Without a year, who knows whether it had a 29 February?
  return in.at_end() && (seen & 1) != 0 && is_in_range(fields);
}

// YYYY-MM-DD, and behind any one character a clock. The number of fields, 0 for
// anything else.
uint32_t read_iso(std::string_view text, int64_t* fields, int64_t* offset) {
  DateReader in(text);
  if (!in.number(4, &fields[0]) || !in.take('-') || !in.number(2, &fields[1]) ||
      !in.take('-') || !in.number(2, &fields[2])) {
    return 0;
  }
  if (in.at_end()) return is_in_range(fields) ? 3 : 0;
  if (!mt::is_ascii(in.look()) || !in.skip().zoned(fields + kHour, offset))
    return 0;
  return is_in_range(fields) ? kZone : 0;
}

// Seconds since the epoch that the local clock shows then; false: too far away.
constexpr int64_t kDaySeconds = 86400;
bool shown_at(int64_t timestamp, int64_t* out) {
  const auto when = static_cast<time_t>(timestamp);
  struct tm tm;
  if (when != timestamp || localtime_r(&when, &tm) == nullptr) return false;
  const int64_t date[] = {tm.tm_year + int64_t{1900}, tm.tm_mon + 1,
                          tm.tm_mday};
  if (date[0] < 1 || date[0] > 9999) return false;
  *out = (ordinal_of(date) - kEpochOrdinal) * kDaySeconds + tm.tm_hour * 3600 +
         tm.tm_min * 60 + (tm.tm_sec > 59 ? 59 : tm.tm_sec);
  return true;
}

int64_t first_monday(int64_t year) {
  const int64_t first_day[] = {year, 1, 1};
  const int64_t first = ordinal_of(first_day), weekday = (first + 6) % 7;
  return first - weekday + (weekday > 3 ? 7 : 0);
}

}  // namespace

Value dates_write(Fiber& fiber, Value, Args args) {
  DateOperand date = date_operand(args[0]);
  const Str* const format = cast<Str>(args[1]);
  if (format == nullptr || (date.sort != kDate && date.sort != kMoment))
    return Value::none();
  if (date.sort == kDate)
    for (uint32_t i = kHour; i < kZone; ++i) date.fields[i] = 0;
  const std::string_view text = format->view();
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      if (text[i] == '\0') return Value::none();
      out.push_back(text[i]);
    } else if (++i == text.size() ||
               !(text[i] == 'z' ? put_offset(&out, date.zone)
                                : put_field(&out, text[i], date.fields))) {
      return Value::none();
    }
  }
  return object_or_error(make_str(fiber, out));
}

Value dates_read(Fiber& fiber, Value, Args args) {
  const Str* const text = cast<Str>(args[1]);
  const Str* const format = cast<Str>(args[2]);
  int64_t fields[kZone] = {1900, 1, 1};
  if (text == nullptr || format == nullptr ||
      !read_as(text->view(), format->view(), fields)) {
    return Value::none();
  }
  return make_date_of(fiber, args[0], fields, kZone, Value());
}

Value dates_read_iso(Fiber& fiber, Value, Args args) {
  const Str* const text = cast<Str>(args[1]);
  if (text == nullptr) return Value::none();
  int64_t fields[kZone] = {}, offset = kNoOffset;
  uint32_t count = 0;
  if (args[0] != Value::from_object(g_dates.classes[kTime])) {
    count = read_iso(text->view(), fields, &offset);
  } else {
    DateReader in(text->view());
    in.take('T');
    if (in.zoned(fields, &offset) && fields[0] < 24 && fields[1] < 60 &&
        fields[2] < 60)
      count = kZone - kHour;
  }
  if (count == 0) return Value::none();
  const Value zone = offset == kNoOffset ? Value::none()
                                         : zone_of(fiber, offset);
  return zone.is_error() ? zone
                         : make_date_of(fiber, args[0], fields, count, zone);
}

Value dates_iso_week(Fiber& fiber, Value, Args args) {
  const DateOperand date = date_operand(args[0]);
  if (date.sort != kDate && date.sort != kMoment) return Value::none();
  Type* const type = args[1].is_object() ? cast<Type>(args[1]) : nullptr;
  // Classes of C++ may count on more items.
  if (type == nullptr || !is_subtype(type, types().tuple) ||
      (type->definition != nullptr && type != types().tuple)) {
    return raise_type_error(fiber, "iso_week() takes a class of tuples");
  }
  const int64_t today = ordinal_of(date.fields);
  int64_t year = date.fields[0];
  if (today < first_monday(year)) {
    --year;
  } else if (today >= first_monday(year + 1)) {
    ++year;
  }
  const int64_t days = today - first_monday(year);
  Tuple* const tuple = make<Tuple>(fiber, type, 3 * sizeof(Value));
  if (tuple == nullptr) return Value::error();
  tuple->size = 3;
  Value* const items = tuple->items;
  items[0] = Value::from_int(year);
  items[1] = Value::from_int(days / 7 + 1);
  items[2] = Value::from_int(days % 7 + 1);
  return Value::from_object(tuple);
}

double round_to_even(double x) {
  constexpr double kNoFraction = 4503599627370496.0;
  const double far = x < 0 ? -kNoFraction : kNoFraction;
  volatile double rounded = x + far;
  return rounded - far;
}

bool split_stamp(Value stamp, int64_t* seconds, int64_t* microseconds) {
  *microseconds = 0;
  if (stamp.is_int()) {
    *seconds = stamp.as_int();
    return true;
  }
  constexpr double kFar = 1e12;       // of years that there are not
  if (!stamp.is_float()) return false;
  const double t = stamp.as_float();
  if (!(t > -kFar && t < kFar)) return false;
  *seconds = static_cast<int64_t>(t);
  // The fraction with its sign: to add one to it first would round it.
  const double fraction = (t - static_cast<double>(*seconds)) * 1e6;
  *microseconds = static_cast<int64_t>(round_to_even(fraction));
  if (*microseconds >= 1000000 || *microseconds < 0) {
    const int64_t more = *microseconds < 0 ? -1 : 1;
    *seconds += more;
    *microseconds -= more * 1000000;
  }
  return true;
}

namespace {

Value local_at(Fiber& fiber, Value cls, int64_t t, int64_t microseconds) {
  int64_t shown, before, again, fields[kZone];
  if (!shown_at(t, &shown) || !shown_at(t - kDaySeconds, &before))
    return Value::none();
  // Is this the second time that the clocks show this hour?
  const int64_t jump = shown - before - kDaySeconds;
  const bool is_fold = jump < 0 && shown_at(t + jump, &again) && again == shown;
  const int64_t in_day = (shown % kDaySeconds + kDaySeconds) % kDaySeconds;
  set_date((shown - in_day) / kDaySeconds + kEpochOrdinal, fields);
  set_clock(in_day * 1000000 + microseconds, fields + kHour);
  const bool has_clock = is_kind(cls, Kind::kType) &&
                         is_subtype(cls.as<Type>(), g_dates.classes[kMoment]);
  return make_date_of(fiber, cls, fields, has_clock ? kZone : kHour,
                      Value::none(), is_fold);
}

}  // namespace

// local(cls, timestamp)
Value dates_local(Fiber& fiber, Value, Args args) {
  int64_t t, microseconds;
  if (!split_stamp(args[1], &t, &microseconds)) return Value::none();
  return local_at(fiber, args[0], t, microseconds);
}

Value dates_local_seconds(Fiber&, Value, Args args) {
  if (!args[0].is_int() || !args[1].is_int()) return Value::none();
  const int64_t t = args[0].as_int();
  const bool is_fold = args[1].as_int() != 0;
  int64_t shown;
  const auto offset = [&](int64_t at, int64_t* out) {
    if (!shown_at(at, &shown)) return false;
    *out = shown - at;
    return true;
  };
  int64_t a, b;
  if (!offset(t, &a)) return Value::none();
  const int64_t first = t - a;
  if (!shown_at(first, &shown)) return Value::none();
  const bool is_first = shown == t;
  if (is_first) {
    // One answer; is there another offset a day away?
    if (!offset(first + (is_fold ? kDaySeconds : -kDaySeconds), &b))
      return Value::none();
    if (a == b) return Value::from_int(first);
  } else {
    b = shown - first;
  }
  const int64_t second = t - b;
  if (!shown_at(second, &shown)) return Value::none();
  if (shown == t) return Value::from_int(second);
  if (is_first) return Value::from_int(first);
  // In the gap: neither offset gives it back.
  const bool takes_second = (second < first) == is_fold;
  return Value::from_int(takes_second ? second : first);
}

}  // namespace mt::python
