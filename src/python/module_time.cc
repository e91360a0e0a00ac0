// module_time.cc - clocks, sleeping, and dates as the C library has them.

#include <errno.h>
#include <string.h>
#include <time.h>

#include <algorithm>

#include "base/clock.h"
#include "base/status.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/slice_stack.h"
#include "python/struct_sequence.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

Type* g_struct_time;

// How long a sleeper whom others wait for sleeps at a time.
constexpr int64_t kNapNanoseconds = 1000000;

constexpr const char* kFields[] = {
    "tm_year", "tm_mon",  "tm_mday",  "tm_hour", "tm_min",   "tm_sec",
    "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff", nullptr};

Value seconds(int64_t ns) {
  return Value::from_float(static_cast<double>(ns) / 1e9);
}

Value time_time(Fiber&, Value, Args) { return seconds(wall_ns()); }
Value time_time_ns(Fiber& fiber, Value, Args) {
  return int_from_i64(fiber, wall_ns());
}
Value time_monotonic(Fiber&, Value, Args) { return seconds(monotonic_ns()); }
Value time_monotonic_ns(Fiber& fiber, Value, Args) {
  return int_from_i64(fiber, monotonic_ns());
}
Value time_process_time(Fiber&, Value, Args) {
  return seconds(process_cpu_ns());
}
Value time_process_time_ns(Fiber& fiber, Value, Args) {
  return int_from_i64(fiber, process_cpu_ns());
}

int64_t thread_cpu_ns() {
  struct timespec spent {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return int64_t{spent.tv_sec} * 1000000000 + spent.tv_nsec;
}
Value time_thread_time(Fiber&, Value, Args) { return seconds(thread_cpu_ns()); }
Value time_thread_time_ns(Fiber& fiber, Value, Args) {
  return int_from_i64(fiber, thread_cpu_ns());
}

struct ClockRow {
  const char* name;
  const char* implementation;
  clockid_t clock;
};
constexpr ClockRow kClocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
     CLOCK_PROCESS_CPUTIME_ID},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
     CLOCK_THREAD_CPUTIME_ID}};

Value time_get_clock_info(Fiber& fiber, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  if (name == nullptr) {
    return raise_type_error(fiber,
                            "get_clock_info() argument 1 must be str, not %s",
                            type_name(args[0]));
  }
  for (const ClockRow& row : kClocks) {
    struct timespec step;
    if (name->view() != row.name || clock_getres(row.clock, &step) != 0)
      continue;
    const Value types_module = import_module(fiber, "types");
    const Value cls = types_module.is_error()
                          ? types_module
                          : get_attr(fiber, types_module, "SimpleNamespace");
    Dict* const facts = make_dict(fiber);
    if (cls.is_error() || facts == nullptr) return Value::error();
    const bool is_wall = row.clock == CLOCK_REALTIME;
    put_text(fiber, facts, "implementation", row.implementation);
    put(fiber, facts, "monotonic", Value::from_bool(!is_wall));
    put(fiber, facts, "adjustable", Value::from_bool(is_wall));
    put(fiber, facts, "resolution",
        seconds(int64_t{step.tv_sec} * 1000000000 + step.tv_nsec));
    return call_spread(fiber, cls, rt().empty_tuple, facts);
  }
  return raise_value_error(fiber, "unknown clock");
}

// Sleeps until the end even when signals arrive, unless the handler of one of
// them raises.
Value time_sleep(Fiber& fiber, Value, Args args) {
  double delay = 0;
  if (!is_integer(args[0]) && !is_floating(args[0]) &&
      type_of(args[0])->slots->index == nullptr) {
    return raise_type_error(fiber,
                            "'%s' object cannot be interpreted as an integer",
                            type_name(args[0]));
  }
  if (!to_double(fiber, args[0], &delay)) return Value::error();
  if (!(delay >= 0)) {
    return raise_value_error(fiber, "sleep length must be non-negative");
  }
  if (delay > 1e9) {
    return raise_overflow_error(fiber, "timestamp too large to convert to C "
                                       "PyTime_t");
  }
  const int64_t end =
      monotonic_ns() + static_cast<int64_t>(delay * kNanosecondsPerSecond);
  while (heed_signals(fiber)) {
    int64_t left = end - monotonic_ns();
    if (left <= 0) return Value::none();
    // A command of the shell wakes up now and then to let the others have their
    // turn.
    const bool in_slices = can_set_aside(fiber);
    if (in_slices) left = std::min(left, kNapNanoseconds);
    struct timespec wait;
    wait.tv_sec = static_cast<time_t>(left / kNanosecondsPerSecond);
    wait.tv_nsec = static_cast<long>(left % kNanosecondsPerSecond);
    nanosleep(&wait, nullptr);
    if (in_slices) {
      set_pending(kPendingSuspend);
      if (!handle_pending_here(fiber)) break;
    }
  }
  return Value::error();
}

// --- broken-down time -------------------------------------------------------

Value make_time(Fiber& fiber, const struct tm& tm) {
  const Value values[11] = {
      Value::from_int(int64_t{tm.tm_year} + 1900),
      Value::from_int(tm.tm_mon + 1),
      Value::from_int(tm.tm_mday),
      Value::from_int(tm.tm_hour),
      Value::from_int(tm.tm_min),
      Value::from_int(tm.tm_sec),
      Value::from_int((tm.tm_wday + 6) % 7),
      Value::from_int(tm.tm_yday + 1),
      Value::from_int(tm.tm_isdst),
      str_value(fiber, tm.tm_zone != nullptr ? tm.tm_zone : ""),
      Value::from_int(static_cast<int64_t>(tm.tm_gmtoff))};
  return make_struct(fiber, g_struct_time, values);
}

bool seconds_argument(Fiber& fiber, Args args, time_t* out) {
  if (args.count == 0 || args[0].is_none()) {
    *out = static_cast<time_t>(wall_seconds());
    return true;
  }
  double value = 0;
  if (!to_double(fiber, args[0], &value)) return false;
  if (!(value > -1e17 && value < 1e17)) {
    raise_overflow_error(fiber, "timestamp out of range for platform time_t");
    return false;
  }
  const double down = static_cast<double>(static_cast<int64_t>(value));
  *out = static_cast<time_t>(down > value ? down - 1 : down);
  return true;
}

Value time_gmtime(Fiber& fiber, Value, Args args) {
  time_t when;
  struct tm tm;
  if (!seconds_argument(fiber, args, &when)) return Value::error();
  if (gmtime_r(&when, &tm) == nullptr) return raise_errno(fiber, EOVERFLOW);
  return make_time(fiber, tm);
}

Value time_localtime(Fiber& fiber, Value, Args args) {
  time_t when;
  struct tm tm;
  if (!seconds_argument(fiber, args, &when)) return Value::error();
  if (localtime_r(&when, &tm) == nullptr) return raise_errno(fiber, EOVERFLOW);
  return make_time(fiber, tm);
}

// A struct_time or a tuple of nine; the local time now when undefined.
bool tm_argument(Fiber& fiber, const char* function, Value value,
                 struct tm* tm) {
  memset(tm, 0, sizeof *tm);
  if (value.is_undefined()) {
    const time_t now = static_cast<time_t>(wall_seconds());
    localtime_r(&now, tm);
    return true;
  }
  const Tuple* const tuple = cast<Tuple>(value);
  if (tuple == nullptr) {
    raise_type_error(fiber, "Tuple or struct_time argument required");
    return false;
  }
  if (tuple->size != 9) {
    raise_type_error(fiber, "%s(): illegal time tuple argument", function);
    return false;
  }
  int parts[9];
  for (uint32_t i = 0; i < 9; ++i) {
    if (!int_argument(fiber, tuple->items[i], &parts[i])) return false;
  }
  tm->tm_year = parts[0] - 1900;
  tm->tm_mon = parts[1] - 1;
  tm->tm_mday = parts[2];
  tm->tm_hour = parts[3];
  tm->tm_min = parts[4];
  tm->tm_sec = parts[5];
  tm->tm_wday = (parts[6] + 1) % 7;
  tm->tm_yday = parts[7] - 1;
  tm->tm_isdst = parts[8];
  return true;
}

// strftime() and asctime() look these up in tables.
bool check_tm(Fiber& fiber, struct tm* tm) {
  const auto bad = [&](const char* what) {
    raise_value_error(fiber, "%s out of range", what);
    return false;
  };
  if (tm->tm_mon == -1) tm->tm_mon = 0;
  if (tm->tm_mon < 0 || tm->tm_mon > 11) return bad("month");
  if (tm->tm_mday == 0) tm->tm_mday = 1;
  if (tm->tm_mday < 0 || tm->tm_mday > 31) return bad("day of month");
  if (tm->tm_hour < 0 || tm->tm_hour > 23) return bad("hour");
  if (tm->tm_min < 0 || tm->tm_min > 59) return bad("minute");
  if (tm->tm_sec < 0 || tm->tm_sec > 61) return bad("seconds");
  if (tm->tm_wday < 0) return bad("day of week");
  if (tm->tm_yday == -1) tm->tm_yday = 0;
  if (tm->tm_yday < 0 || tm->tm_yday > 365) return bad("day of year");
  return true;
}

Value time_mktime(Fiber& fiber, Value, Args args) {
  struct tm tm;
  if (!tm_argument(fiber, "mktime", args[0], &tm)) return Value::error();
  tm.tm_wday = -1;
  const time_t when = mktime(&tm);
  if (when == -1 && tm.tm_wday == -1) {
    return raise_overflow_error(fiber, "mktime argument out of range");
  }
  return Value::from_float(static_cast<double>(when));
}

constexpr char kDays[] = "SunMonTueWedThuFriSat";
constexpr char kMonths[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

Value text_of(Fiber& fiber, const struct tm& tm) {
  return str_value(fiber,
                   format("%.3s %.3s%3d %.2d:%.2d:%.2d %d",
                          kDays + 3 * (tm.tm_wday % 7),
                          kMonths + 3 * (tm.tm_mon % 12), tm.tm_mday,
                          tm.tm_hour, tm.tm_min, tm.tm_sec,
                          1900 + tm.tm_year));
}

Value time_asctime(Fiber& fiber, Value, Args args) {
  struct tm tm;
  if (!tm_argument(fiber, "asctime", args.get(0, Value()), &tm) ||
      !check_tm(fiber, &tm)) {
    return Value::error();
  }
  return text_of(fiber, tm);
}

Value time_ctime(Fiber& fiber, Value, Args args) {
  time_t when;
  struct tm tm;
  if (!seconds_argument(fiber, args, &when)) return Value::error();
  if (localtime_r(&when, &tm) == nullptr) return raise_errno(fiber, EOVERFLOW);
  return text_of(fiber, tm);
}

// `pattern` with the name of the zone for "%Z": musl knows no zones but its own
// two, and writes nothing for others, nor anything at all for a "%" at the end.
std::string with_zone(std::string_view pattern, std::string_view zone) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '%';
    if (pattern[i] != '%' || (next != 'Z' && next != '%')) {
      out += pattern[i];
      continue;
    }
    if (next == '%') out += "%%";
    if (next == 'Z') {
      for (const char c : zone) out.append(c == '%' ? 2 : 1, c);
    }
    ++i;
  }
  return out;
}

Value time_strftime(Fiber& fiber, Value, Args args) {
  const Str* const pattern = cast<Str>(args[0]);
  if (pattern == nullptr) {
    return raise_type_error(fiber, "strftime() argument 1 must be str, not %s",
                            type_name(args[0]));
  }
  struct tm tm;
  if (!tm_argument(fiber, "strftime", args.get(1, Value()), &tm) ||
      !check_tm(fiber, &tm)) {
    return Value::error();
  }
  // "%Z" of the system knows no other numbers.
  tm.tm_isdst = (tm.tm_isdst > 0) - (tm.tm_isdst < 0);
  // A struct_time knows its zone, which "%z" and "%Z" ask for.
  std::string zone = tm.tm_zone != nullptr ? tm.tm_zone : "";
  if (args.count > 1 && type_of(args[1]) == g_struct_time) {
    const Value name = get_attr(fiber, args[1], "tm_zone");
    const Value offset = get_attr(fiber, args[1], "tm_gmtoff");
    if (name.is_error() || offset.is_error()) return Value::error();
    if (const Str* const text = cast<Str>(name)) zone = text->view();
    if (offset.is_int()) tm.tm_gmtoff = static_cast<long>(offset.as_int());
  }
  if (zone.empty() && tm.tm_isdst >= 0) {
    tzset();  // looks at a file: only where nobody else knows
    zone = tzname[tm.tm_isdst];
  }
  tm.tm_zone = zone.c_str();  // for "%^Z" and the like
  if (pattern->byte_count == 0) return args[0];
  const std::string given = with_zone(pattern->view(), zone);
  std::string out(256, '\0');
  while (true) {
    const size_t size = strftime(out.data(), out.size(), given.c_str(), &tm);
    // Nothing written: no room, or (with "%p" somewhere) nothing to write.
    if (size > 0 || out.size() > 256 * given.size() + 256) {
      return object_or_error(make_str(fiber, {out.data(), size}));
    }
    out.resize(out.size() * 4);
  }
}

// Text to time: that is Python, in lib/_strptime.py.
Value time_strptime(Fiber& fiber, Value, Args args) {
  const Value module = import_module(fiber, "_strptime");
  if (module.is_error()) return module;
  const Value function = get_attr(fiber, module, "strptime");
  return function.is_error() ? function : call(fiber, function, args);
}

Value clock_value(Fiber& fiber, Args args, bool is_ns, bool resolution) {
  int clock = 0;
  struct timespec now;
  if (!int_argument(fiber, args[0], &clock)) return Value::error();
  const clockid_t id = static_cast<clockid_t>(clock);
  if ((resolution ? clock_getres(id, &now) : clock_gettime(id, &now)) != 0) {
    return raise_errno(fiber, errno);
  }
  const int64_t ns = int64_t{now.tv_sec} * 1000000000 + now.tv_nsec;
  return is_ns ? int_from_i64(fiber, ns) : seconds(ns);
}
Value time_clock_gettime(Fiber& fiber, Value, Args args) {
  return clock_value(fiber, args, false, false);
}
Value time_clock_gettime_ns(Fiber& fiber, Value, Args args) {
  return clock_value(fiber, args, true, false);
}
Value time_clock_getres(Fiber& fiber, Value, Args args) {
  return clock_value(fiber, args, false, true);
}

// What the names of the zone are about, from TZ in the environment.
bool put_zone(Fiber& fiber, Dict* globals) {
  tzset();
  // Seconds west of Greenwich, in January and in July.
  struct tm winter, summer;
  const time_t now = static_cast<time_t>(wall_seconds());
  struct tm today;
  gmtime_r(&now, &today);
  const time_t year = now - today.tm_yday * 86400;
  const time_t july = year + 182 * 86400;
  localtime_r(&year, &winter);
  localtime_r(&july, &summer);
  const bool north = winter.tm_gmtoff <= summer.tm_gmtoff;
  const struct tm& standard = north ? winter : summer;
  const struct tm& daylight = north ? summer : winter;
  put_int(fiber, globals, "timezone",
          -static_cast<int64_t>(standard.tm_gmtoff));
  put_int(fiber, globals, "altzone", -static_cast<int64_t>(daylight.tm_gmtoff));
  put_int(fiber, globals, "daylight",
          standard.tm_gmtoff != daylight.tm_gmtoff);
  const Value names_of[2] = {str_value(fiber, standard.tm_zone),
                             str_value(fiber, daylight.tm_zone)};
  Tuple* const pair = make_tuple(fiber, names_of, 2);
  if (pair == nullptr) return false;
  put(fiber, globals, "tzname", Value::from_object(pair));
  return true;
}

Value time_tzset(Fiber& fiber, Value, Args) {
  const Value found = import_module(fiber, "time");
  if (found.is_error()) return found;
  Module* const module = cast<Module>(found);
  if (module == nullptr) {
    return raise_type_error(fiber, "sys.modules['time'] is a %s",
                            type_name(found));
  }
  return none_if(put_zone(fiber, module->dict));
}

const MethodDef kFunctions[] = {
    {"time", time_time, 0, 0, 0,
     "time() -> floating point number\n\nReturn the current time in seconds "
     "since the Epoch."_doc},
    {"time_ns", time_time_ns, 0, 0},
    {"monotonic", time_monotonic, 0, 0},
    {"monotonic_ns", time_monotonic_ns, 0, 0},
    {"perf_counter", time_monotonic, 0, 0},
    {"perf_counter_ns", time_monotonic_ns, 0, 0},
    {"process_time", time_process_time, 0, 0},
    {"process_time_ns", time_process_time_ns, 0, 0},
    {"clock", time_process_time, 0, 0},
    {"thread_time", time_thread_time, 0, 0},
    {"thread_time_ns", time_thread_time_ns, 0, 0},
    {"get_clock_info", time_get_clock_info, 1, 1},
    {"sleep", time_sleep, 1, 1, 0,
     "sleep(seconds)\n\nDelay execution for a given number of seconds."_doc},
    {"gmtime", time_gmtime, 0, 1},
    {"localtime", time_localtime, 0, 1},
    {"mktime", time_mktime, 1, 1},
    {"asctime", time_asctime, 0, 1},
    {"ctime", time_ctime, 0, 1},
    {"strftime", time_strftime, 1, 2},
    {"strptime", time_strptime, 1, 2},
    {"clock_gettime", time_clock_gettime, 1, 1},
    {"clock_gettime_ns", time_clock_gettime_ns, 1, 1},
    {"clock_getres", time_clock_getres, 1, 1},
    {"tzset", time_tzset, 0, 0},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  g_struct_time = make_struct_type(fiber, "time.struct_time", kFields, 9);
  put(fiber, globals, "struct_time", Value::from_object(g_struct_time));
  put_int(fiber, globals, "CLOCK_REALTIME", CLOCK_REALTIME);
  put_int(fiber, globals, "CLOCK_MONOTONIC", CLOCK_MONOTONIC);
  put_int(fiber, globals, "CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID);
  put_int(fiber, globals, "CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID);
  return put_zone(fiber, globals);
}

}  // namespace

const ModuleDef kTimeModule = {"time", kFunctions, fill,
                               "This module provides various functions to "
                               "manipulate time values."};

}  // namespace mt::python
