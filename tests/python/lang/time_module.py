# time.
import time


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except BaseException as e:
        print(type(e).__name__, e, sep=': ')


g = time.gmtime(0)
print(g)
# expect: time.struct_time(tm_year=1970, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=1, tm_isdst=0)
print(g.tm_year, g[0], len(g), g == (1970, 1, 1, 0, 0, 0, 3, 1, 0), isinstance(g, tuple))
# expect: 1970 1970 9 True True
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(1e9)), time.strftime('%a %b %j', g), time.strftime('', g))
# expect: 2001-09-09 01:46:40 Thu Jan 001 
print(time.asctime(time.gmtime(1033204297)), time.asctime((2002, 9, 28, 9, 11, 37, 5, 271, 0)))
# expect: Sat Sep 28 09:11:37 2002 Sat Sep 28 09:11:37 2002
print(time.mktime(time.localtime(1000000)) == 1000000.0, len(time.ctime()), time.ctime(0) == time.asctime(time.localtime(0)))
# expect: True 24 True
print(time.time() > 1e9, time.monotonic() <= time.monotonic(), time.time_ns() > 10 ** 18, time.perf_counter() >= 0)
# expect: True True True True
print(time.struct_time((1,) * 9).tm_yday, type(g).__name__, len(time.tzname))
# expect: 1 struct_time 2
attempt(time.sleep, -1)
# expect: ValueError: sleep length must be non-negative
attempt(time.sleep, 'a')
# expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(time.strftime, '%Y', (1, 2))
# expect: TypeError: strftime(): illegal time tuple argument
attempt(time.strftime, 5)
# expect: TypeError: strftime() argument 1 must be str, not int
attempt(time.gmtime, 1e20)
# expect: OverflowError: timestamp out of range for platform time_t
attempt(time.asctime, (2002, 13, 1, 0, 0, 0, 0, 0, 0))
# expect: ValueError: month out of range
attempt(time.struct_time, (1, 2))
# expect: TypeError: time.struct_time() takes an at least 9-sequence (2-sequence given)
time.sleep(0)
print(time.strptime('2001-02-03 04:05:06', '%Y-%m-%d %H:%M:%S')[:6], time.clock_gettime(time.CLOCK_MONOTONIC) > 0, time.clock_gettime_ns(0) > 0)
# expect: (2001, 2, 3, 4, 5, 6) True True

# A struct_time remembers the zone that it was made in.
import os
os.environ['TZ'] = 'EST+05EDT,M4.1.0,M10.5.0'
time.tzset()
summer = time.localtime(1380037247)
print(time.strftime('%H %z %Z', summer), time.strftime('%z', time.gmtime(0)))
# expect: 11 -0400 EDT +0000
print(time.strftime('%z', tuple(summer)), time.strftime('%Z', time.struct_time(summer)))
# expect: +0000 EDT
print([time.strftime('%Z', (2002, 1, 1, 0, 0, 0, 0, 1, n)) == time.tzname[1] for n in (1, 2, 8)])  # expect: [True, True, True]
print(time.strftime('%%Z %Z%', summer), time.strftime('%Z%z', time.struct_time(tuple(summer) + ('5%Y', -3600))))
# expect: %Z EDT% 5%Y-0100
# So do ways of writing the zone that not every system knows.
print([time.strftime(each, time.gmtime(0)).strip() in ('GMT', '')  # expect: [True, True]
       for each in ('%5Z', '%EZ')])
