# Dates, times, spans and zones.

from datetime import *
import datetime as D
import copy, time as _t, os
os.environ['TZ'] = 'Europe/Berlin'
_t.tzset()
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 13, 45, 6, 789)
td = timedelta(1, 2, 3)
print(d, repr(d), dt, repr(dt), td, repr(td), repr(time(1, 2)), time(1, 2, 3, 4), repr(timezone.utc), UTC, timezone(timedelta(hours=-5, minutes=30)))
# expect: 2024-02-29 datetime.date(2024, 2, 29) 2024-02-29 13:45:06.000789 datetime.datetime(2024, 2, 29, 13, 45, 6, 789) 1 day, 0:00:02.000003 datetime.timedelta(days=1, seconds=2, microseconds=3) datetime.time(1, 2) 01:02:03.000004 datetime.timezone.utc UTC UTC-04:30
print(d + timedelta(366), d - date(2000, 1, 1), dt + td, dt - datetime(2000, 1, 1), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738945), d.timetuple())
# expect: 2025-03-01 8825 days, 0:00:00 2024-03-01 13:45:08.000792 8825 days, 13:45:06.000789 3 4 datetime.IsoCalendarDate(year=2024, week=9, weekday=4) 738945 2024-02-29 time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=60, tm_isdst=-1)
t(lambda: date(0, 1, 1))  # expect: ValueError year 0 is out of range
t(lambda: date(2023, 2, 29))  # expect: ValueError day is out of range for month
t(lambda: date(2023, 13, 1))  # expect: ValueError month must be in 1..12
t(lambda: date())  # expect: TypeError function missing required argument 'year' (pos 1)
t(lambda: date(1.5, 1, 1))  # expect: TypeError 'float' object cannot be interpreted as an integer
t(lambda: time(25))  # expect: ValueError hour must be in 0..23
t(lambda: time(0, 60))  # expect: ValueError minute must be in 0..59
t(lambda: time(0,0,0,10**6))  # expect: ValueError microsecond must be in 0..999999
t(lambda: datetime(2000, 1, 1, tzinfo=3))
# expect: TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
t(lambda: time(fold=2))  # expect: ValueError fold must be either 0 or 1
t(lambda: d < dt)  # expect: TypeError can't compare datetime.datetime to datetime.date
t(lambda: dt < d)  # expect: TypeError can't compare datetime.datetime to datetime.date
t(lambda: d == dt)  # expect: False
t(lambda: dt < dt.replace(tzinfo=UTC))
# expect: TypeError can't compare offset-naive and offset-aware datetimes
t(lambda: dt == dt.replace(tzinfo=UTC))  # expect: False
t(lambda: dt - dt.replace(tzinfo=UTC))
# expect: TypeError can't subtract offset-naive and offset-aware datetimes
t(lambda: date.max + timedelta(1))
# expect: OverflowError date value out of range
t(lambda: timedelta(10**9))  # expect: OverflowError days=1000000000; must have magnitude <= 999999999
t(lambda: timedelta('x'))  # expect: TypeError unsupported type for timedelta days component: str
t(lambda: timedelta(float('inf')))
# expect: OverflowError cannot convert float infinity to integer
print(timedelta(days=1.5, seconds=-1), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(milliseconds=-0.0005), -td, abs(-td), td * 2.5, td / 3, td // timedelta(seconds=7), td % timedelta(seconds=7), divmod(td, timedelta(hours=5)), td / timedelta(hours=1), td.total_seconds(), timedelta.min, timedelta.max, repr(timedelta()), str(timedelta(-1, 5)), td > timedelta(), bool(timedelta()))
# expect: 1 day, 11:59:59 0:00:00 0:00:00.000002 0:00:00 -2 days, 23:59:57.999997 1 day, 0:00:02.000003 2 days, 12:00:05.000008 8:00:00.666668 12343 0:00:01.000003 (4, datetime.timedelta(seconds=14402, microseconds=3)) 24.00055555638889 86402.000003 -999999999 days, 0:00:00 999999999 days, 23:59:59.999999 datetime.timedelta(0) -1 day, 0:00:05 True False
for s in ['2024-02-29', '20240229', '2024-W09-4', '2024W094', '2024-W09', '2024W09', '2024-2-29', '', '2024-02-30', 'x']: t(lambda: date.fromisoformat(s))
# expect: 2024-02-29
# expect: 2024-02-29
# expect: 2024-02-29
# expect: 2024-02-29
# expect: 2024-02-26
# expect: 2024-02-26
# expect: ValueError Invalid isoformat string: '2024-2-29'
# expect: ValueError Invalid isoformat string: ''
# expect: ValueError day is out of range for month
# expect: ValueError Invalid isoformat string: 'x'
for s in ['2024-W1', '2024-W', '2024W1']: t(lambda: date.fromisoformat(s))
# expect: ValueError Invalid isoformat string: '2024-W1'
# expect: ValueError Invalid isoformat string: '2024-W'
# expect: ValueError Invalid isoformat string: '2024W1'
for s in ['2024-02-29T13:45', '2024-02-29 13:45:06.789', '20240229T134506,123456789', '2024-02-29T13:45:06+02:00', '2024-02-29T13Z', '2024-W09-4T10:11', '2024W09T10', '2024-02-29', '2024-02-29T25:00', '2024-02-29T13:45:06+0230', '2024-02-29T13:4', '2024-02-29T13:45:06.', '2024-02-29T13:45+24:00']: t(lambda: repr(datetime.fromisoformat(s)))
# expect: datetime.datetime(2024, 2, 29, 13, 45)
# expect: datetime.datetime(2024, 2, 29, 13, 45, 6, 789000)
# expect: datetime.datetime(2024, 2, 29, 13, 45, 6, 123456)
# expect: datetime.datetime(2024, 2, 29, 13, 45, 6, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200)))
# expect: datetime.datetime(2024, 2, 29, 13, 0, tzinfo=datetime.timezone.utc)
# expect: datetime.datetime(2024, 2, 29, 10, 11)
# expect: datetime.datetime(2024, 2, 26, 10, 0)
# expect: datetime.datetime(2024, 2, 29, 0, 0)
# expect: ValueError hour must be in 0..23
# expect: datetime.datetime(2024, 2, 29, 13, 45, 6, tzinfo=datetime.timezone(datetime.timedelta(seconds=9000)))
# expect: ValueError Invalid isoformat string: '2024-02-29T13:4'
# expect: ValueError Invalid isoformat string: '2024-02-29T13:45:06.'
# expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).
for s in ['10', 'T10:11', '10:11:12.5', '101112', '10:11Z', '10:11-05:00', '1', '10:1112', '24:00']: t(lambda: repr(time.fromisoformat(s)))
# expect: datetime.time(10, 0)
# expect: datetime.time(10, 11)
# expect: datetime.time(10, 11, 12, 500000)
# expect: datetime.time(10, 11, 12)
# expect: datetime.time(10, 11, tzinfo=datetime.timezone.utc)
# expect: datetime.time(10, 11, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))
# expect: ValueError Invalid isoformat string: '1'
# expect: ValueError Invalid isoformat string: '10:1112'
# expect: ValueError hour must be in 0..23
for f in ['%Y-%m-%d %H:%M:%S.%f', '%a %A %b %B %j %U %W %p %I', '%z|%Z', '%%f', '%c', '%x %X', '%G %V %u']: print(dt.strftime(f), dt.replace(tzinfo=UTC).strftime(f))
# expect: 2024-02-29 13:45:06.000789 2024-02-29 13:45:06.000789
# expect: Thu Thursday Feb February 060 08 09 PM 01 Thu Thursday Feb February 060 08 09 PM 01
# expect: | +0000|UTC
# expect: %f %f
# expect: Thu Feb 29 13:45:06 2024 Thu Feb 29 13:45:06 2024
# expect: 02/29/24 13:45:06 02/29/24 13:45:06
# expect: 2024 09 4 2024 09 4
print(f'{d:%d.%m.%y} {dt:%H} {dt} {time(3, 4):%H:%M}')
# expect: 29.02.24 13 2024-02-29 13:45:06.000789 03:04
print(dt.isoformat(), dt.isoformat(' ', 'minutes'), dt.isoformat(timespec='milliseconds'), time(1, 2).isoformat('hours'), dt.replace(tzinfo=timezone(timedelta(hours=5, minutes=30, seconds=10))).isoformat(), dt.ctime(), d.ctime())
# expect: 2024-02-29T13:45:06.000789 2024-02-29 13:45 2024-02-29T13:45:06.000 01 2024-02-29T13:45:06.000789+05:30:10 Thu Feb 29 13:45:06 2024 Thu Feb 29 00:00:00 2024
t(lambda: dt.isoformat(timespec='x'))
# expect: ValueError Unknown timespec value
t(lambda: timezone(timedelta(1)))
# expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).
t(lambda: timezone(3))  # expect: TypeError timezone() argument 1 must be datetime.timedelta, not int
t(lambda: date.fromisoformat(3))
# expect: TypeError fromisoformat: argument must be str
t(lambda: date.fromisocalendar(2024, 54, 1))
# expect: ValueError Invalid week: 54
t(lambda: date.fromisocalendar(2024, 1, 8))
# expect: ValueError Invalid day: 8 (range is [1, 7])
t(lambda: date.fromordinal(0))  # expect: ValueError ordinal must be >= 1
print(datetime.strptime('29/02/2024 13:45:06.5', '%d/%m/%Y %H:%M:%S.%f'), datetime.strptime('Thu Feb 29 13:45:06 2024', '%c'), repr(datetime.strptime('2024-02-29 +0530', '%Y-%m-%d %z')), datetime.strptime('2024 60', '%Y %j'), datetime.strptime('2024 9 1', '%Y %U %w'), datetime.strptime('2024 9 4', '%G %V %u'), datetime.strptime('3 PM', '%I %p'), datetime.strptime('68', '%y'), datetime.strptime('69', '%y'), datetime.strptime('  12', ' %H'))
# expect: 2024-02-29 13:45:06.500000 2024-02-29 13:45:06 datetime.datetime(2024, 2, 29, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800))) 2024-02-29 00:00:00 2024-03-04 00:00:00 2024-02-29 00:00:00 1900-01-01 15:00:00 2068-01-01 00:00:00 1969-01-01 00:00:00 1900-01-01 12:00:00
t(lambda: datetime.strptime('x', '%Y'))
# expect: ValueError time data 'x' does not match format '%Y'
t(lambda: datetime.strptime('2024x', '%Y'))
# expect: ValueError unconverted data remains: x
t(lambda: datetime.strptime('2024', '%Q'))
# expect: ValueError 'Q' is a bad directive in format '%Q'
t(lambda: datetime.strptime('2024', '%'))
# expect: ValueError stray % in format '%'
t(lambda: datetime.strptime('31 2', '%d %m'))
# expect: ValueError day is out of range for month
t(lambda: datetime.strptime(3, '%Y'))
# expect: TypeError strptime() argument 1 must be str, not int
a = datetime(2024, 7, 1, 12, tzinfo=UTC)
b = a.astimezone(timezone(timedelta(hours=-7)))
print(b, a == b, hash(a) == hash(b), a - b, b.utcoffset(), b.tzname(), b.dst(), a.timestamp(), datetime.fromtimestamp(0, UTC), datetime.utcfromtimestamp(1.5), datetime(2024, 7, 1, 12).timestamp(), datetime(2024, 7, 1, 12).astimezone(), a.astimezone(), a.utctimetuple(), datetime.fromtimestamp(1719828000.123457))
# expect: 2024-07-01 05:00:00-07:00 True True 0:00:00 -1 day, 17:00:00 UTC-07:00 None 1719835200.0 1970-01-01 00:00:00+00:00 1970-01-01 00:00:01.500000 1719828000.0 2024-07-01 12:00:00+02:00 2024-07-01 14:00:00+02:00 time.struct_time(tm_year=2024, tm_mon=7, tm_mday=1, tm_hour=12, tm_min=0, tm_sec=0, tm_wday=0, tm_yday=183, tm_isdst=0) 2024-07-01 12:00:00.123457
print(repr(datetime.fromtimestamp(1729990800 + 3600 * 0)), repr(datetime.fromtimestamp(1729990800 - 3600)), datetime(2024, 10, 27, 2, 30).timestamp(), datetime(2024, 10, 27, 2, 30, fold=1).timestamp(), datetime(2024, 3, 31, 2, 30).timestamp())
# expect: datetime.datetime(2024, 10, 27, 2, 0, fold=1) datetime.datetime(2024, 10, 27, 2, 0) 1729989000.0 1729992600.0 1711848600.0
print(datetime.combine(d, time(1, 2, tzinfo=UTC)), dt.date(), dt.time(), dt.timetz(), dt.replace(hour=1, fold=1), d.replace(year=4), datetime.min, datetime.max, date.min, time.max, datetime.resolution, timezone.min)
# expect: 2024-02-29 01:02:00+00:00 2024-02-29 13:45:06.000789 13:45:06.000789 2024-02-29 01:45:06.000789 0004-02-29 0001-01-01 00:00:00 9999-12-31 23:59:59.999999 0001-01-01 23:59:59.999999 0:00:00.000001 UTC-23:59
for o in (d, dt, td, time(1, 2, 3, 4, UTC), UTC, timezone(timedelta(1, 3) - timedelta(1), 'x'), dt.replace(fold=1, tzinfo=UTC)): print(o.__reduce_ex__(4), copy.copy(o) == o, copy.deepcopy(o) == o, hash(o) == hash(copy.copy(o)))
# expect: (<class 'datetime.date'>, (b'\x07\xe8\x02\x1d',)) True True True
# expect: (<class 'datetime.datetime'>, (b'\x07\xe8\x02\x1d\r-\x06\x00\x03\x15',)) True True True
# expect: (<class 'datetime.timedelta'>, (1, 2, 3)) True True True
# expect: (<class 'datetime.time'>, (b'\x01\x02\x03\x00\x00\x04', datetime.timezone.utc)) True True True
# expect: (<class 'datetime.timezone'>, (datetime.timedelta(0),), None) True True True
# expect: (<class 'datetime.timezone'>, (datetime.timedelta(seconds=3), 'x'), None) True True True
# expect: (<class 'datetime.datetime'>, (b'\x07\xe8\x82\x1d\r-\x06\x00\x03\x15', datetime.timezone.utc)) True True True
class My(datetime): pass
print(repr(My(2000, 1, 1) + timedelta(1)), type(My.now()).__name__, My(2000, 1, 1).replace(day=3), isinstance(dt, date))
# expect: My(2000, 1, 2, 0, 0) My 2000-01-03 00:00:00 True
class Z(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=2)
    def dst(self, dt): return timedelta(hours=1)
    def tzname(self, dt): return 'ZZ'
z = datetime(2024, 1, 1, 12, tzinfo=Z())
print(z, z.tzname(), z.astimezone(UTC), UTC.fromutc(a), a.astimezone(z.tzinfo), time(3, tzinfo=Z()), time(3, tzinfo=Z()) == time(1, tzinfo=UTC), time(3, tzinfo=Z()).utcoffset(), z.timetuple().tm_isdst)
# expect: 2024-01-01 12:00:00+02:00 ZZ 2024-01-01 10:00:00+00:00 2024-07-01 12:00:00+00:00 2024-07-01 14:00:00+02:00 03:00:00+02:00 True 2:00:00 1
t(lambda: tzinfo().utcoffset(None))
# expect: NotImplementedError a tzinfo subclass must implement utcoffset()
t(lambda: time(1) < time(1, tzinfo=UTC))
# expect: TypeError can't compare offset-naive and offset-aware times
t(lambda: 3 * td)  # expect: 3 days, 0:00:06.000009
t(lambda: td / 0)  # expect: ZeroDivisionError integer division or modulo by zero
t(lambda: td // timedelta())  # expect: ZeroDivisionError integer division or modulo by zero
class Bad(tzinfo):
    def utcoffset(self, dt): return 3
    def tzname(self, dt): return 4
t(lambda: datetime(2000, 1, 1, tzinfo=Bad()).utcoffset())
# expect: TypeError tzinfo.utcoffset() must return None or timedelta, not 'int'
t(lambda: datetime(2000, 1, 1, tzinfo=Bad()).tzname())
# expect: TypeError tzinfo.tzname() must return None or a string, not 'int'
class Bad2(tzinfo):
    def utcoffset(self, dt): return timedelta(2)
t(lambda: datetime(2000, 1, 1, tzinfo=Bad2()).utcoffset())
# expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).
print(sorted(n for n in dir(D) if n[0] != '_' and n not in ('sys', 'datetime_CAPI', 'IsoCalendarDate')))
# expect: ['MAXYEAR', 'MINYEAR', 'UTC', 'date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo']
for s in ['2024-W60-1', '2024-W01-9', '0000-01-01', '2024-01-01T99', '2024-01-01T10:60', '２024-01-01', '2024-01-01T10:00:00+23:59:59.9', '2024-01-01T10+00:00', '2024-01-01X10', '2024-01-01T', '2024-01-01T10,5', '2024-01-01T10:10:10+', '10000-01-01', '2024-01-01T10:10-', '20240101T10-05']:
    t(lambda: repr(datetime.fromisoformat(s)))
    t(lambda: repr(date.fromisoformat(s)))
# expect: ValueError Invalid isoformat string: '2024-W60-1'
# expect: ValueError Invalid isoformat string: '2024-W60-1'
# expect: ValueError Invalid isoformat string: '2024-W01-9'
# expect: ValueError Invalid isoformat string: '2024-W01-9'
# expect: ValueError year 0 is out of range
# expect: ValueError year 0 is out of range
# expect: ValueError hour must be in 0..23
# expect: ValueError Invalid isoformat string: '2024-01-01T99'
# expect: ValueError minute must be in 0..59
# expect: ValueError Invalid isoformat string: '2024-01-01T10:60'
# expect: ValueError Invalid isoformat string: '２024-01-01'
# expect: ValueError Invalid isoformat string: '２024-01-01'
# expect: datetime.datetime(2024, 1, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=86399, microseconds=900000)))
# expect: ValueError Invalid isoformat string: '2024-01-01T10:00:00+23:59:59.9'
# expect: datetime.datetime(2024, 1, 1, 10, 0, tzinfo=datetime.timezone.utc)
# expect: ValueError Invalid isoformat string: '2024-01-01T10+00:00'
# expect: datetime.datetime(2024, 1, 1, 10, 0)
# expect: ValueError Invalid isoformat string: '2024-01-01X10'
# expect: ValueError Invalid isoformat string: '2024-01-01T'
# expect: ValueError Invalid isoformat string: '2024-01-01T'
# expect: datetime.datetime(2024, 1, 1, 10, 0, 0, 500000)
# expect: ValueError Invalid isoformat string: '2024-01-01T10,5'
# expect: ValueError Invalid isoformat string: '2024-01-01T10:10:10+'
# expect: ValueError Invalid isoformat string: '2024-01-01T10:10:10+'
# expect: ValueError Invalid isoformat string: '10000-01-01'
# expect: ValueError Invalid isoformat string: '10000-01-01'
# expect: ValueError Invalid isoformat string: '2024-01-01T10:10-'
# expect: ValueError Invalid isoformat string: '2024-01-01T10:10-'
# expect: datetime.datetime(2024, 1, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))
# expect: ValueError Invalid isoformat string: '20240101T10-05'


# Everyday arithmetic is computed natively; classes below these ones, odd
# operands and what is out of range are not.
from datetime import date, datetime, time, timedelta, timezone

class Stamp(datetime):
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls, *args, **kwargs)
        self.note = 'made'
        return self

class Span(timedelta):
    def __add__(self, other):
        return 'added'
    def __eq__(self, other):
        return 'equal'
    __hash__ = None

later = Stamp(2024, 2, 28) + timedelta(days=1, hours=36)
print(type(later).__name__, later, later.note)  # expect: Stamp 2024-03-01 12:00:00 made
print(timedelta(1) + Span(2), Span(1) + timedelta(2))  # expect: 3 days, 0:00:00 added
print(timedelta(1) == Span(1), Span(1) == 5)  # expect: equal equal
print(date(2024, 2, 29) + Span(1), type(Span(1) * 2).__name__)  # expect: 2024-03-01 timedelta
print(datetime(2024, 1, 1) - datetime(2023, 1, 1, 0, 0, 0, 1))  # expect: 364 days, 23:59:59.999999
print(timedelta(5) - timedelta(6, microseconds=1))  # expect: -2 days, 23:59:59.999999
print(timedelta(seconds=-1) * 3, 2**40 * timedelta(microseconds=1))  # expect: -1 day, 23:59:57 12 days, 17:25:11.627776
print(date(1, 1, 1) < date(9999, 12, 31), timedelta(-1) < timedelta(0))  # expect: True True
print(hash(datetime(2024, 1, 1, fold=1)) == hash(datetime(2024, 1, 1)))  # expect: True
print(datetime(2024, 1, 1, tzinfo=timezone.utc) == datetime(2024, 1, 1))  # expect: False
print(len({timedelta(1), timedelta(hours=24), date(2024, 1, 1)}))  # expect: 2
days = [date(y, m, 28) + timedelta(n) for y in (1, 100, 400, 1999, 2000, 9998)
        for m in (2, 12) for n in range(5)]
print(all(date.fromordinal(d.toordinal()) == d for d in days), days[2], days[-1])  # expect: True 0001-03-02 9999-01-01

def problem(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

problem(lambda: date(2023, 2, 29))  # expect: ValueError day is out of range for month
problem(lambda: date.max + timedelta(1))  # expect: OverflowError date value out of range
problem(lambda: datetime.min - timedelta(microseconds=1))  # expect: OverflowError date value out of range
problem(lambda: timedelta(999999999) + timedelta(1))  # expect: OverflowError days=1000000000; must have magnitude <= 999999999
problem(lambda: timedelta(weeks=2**28))  # expect: OverflowError days=1879048192; must have magnitude <= 999999999
problem(lambda: time(1, 2) < time(1, 2, tzinfo=timezone.utc))  # expect: TypeError can't compare offset-naive and offset-aware times

# The calendar at both of its ends.
for day in (date.min, date.max, date(1, 12, 31), date(2000, 2, 29)):
    print(day.toordinal(), day.weekday(), *day.isocalendar())
# expect: 1 0 1 1 1
# expect: 3652059 4 9999 52 5
# expect: 365 0 2 1 1
# expect: 730179 1 2000 9 2
print(datetime(7, 1, 2, 3, 4, 5).isoformat(), datetime(999, 12, 31).isoformat('_'))  # expect: 0007-01-02T03:04:05 0999-12-31_00:00:00

import operator, zlib

# Moments of different fixed zones: compared, subtracted and hashed by what they
# are in UTC; a class below, a zone of one's own and a field that somebody set go
# the long way, to the same end.
class Hours(tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def utcoffset(self, when):
        return timedelta(hours=self.hours)

    def dst(self, when):
        return timedelta(0)


class Below(datetime):
    pass


zones = [timezone.utc, timezone(timedelta(0), 'Z'), timezone(timedelta(hours=2)),
         timezone(-timedelta(hours=23, minutes=59)), timezone(timedelta(microseconds=-1)),
         timezone(timedelta(hours=2), 'two'), Hours(2), Hours(0), None]
moments = [datetime(*at, tzinfo=zone) for zone in zones for at in (
    (1, 1, 2), (2020, 2, 29, 23, 59, 59, 999999), (1969, 12, 31, 22), (9999, 12, 30))]
moments += [Below(2020, 2, 29, 23, 59, 59, 999999, zones[2]), Below(1, 1, 2)]


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as e:
        return type(e).__name__


total = 0
for a in moments:
    for b in moments:
        same = outcome(operator.eq, a, b)
        if same and hash(a) != hash(b):
            print('hashes', a, b)
        for way in operator.lt, operator.ge, operator.ne, operator.sub:
            total = zlib.crc32(str(outcome(way, a, b)).encode(), total)
        total = zlib.crc32(str(same).encode(), total)
print('%08x' % total)
# expect: c2e5df9d
print(len({m for m in moments}), hash(date(2020, 1, 1)) == hash(date(2020, 1, 1)))
# expect: 20 True

spans = [timedelta(*n) for n in (
    (0,), (1,), (-1,), (0, 1), (0, 0, 1), (0, 0, -1), (-1, 86399, 999999),
    (999999999, 86399, 999999), (-999999999,), (100000000,), (-100000001, 5),
    (0, 3), (0, 0, 3), (0, 0, -3), (0, 86399))]
total = 0
for a in spans:
    for b in 1, 2, 3, -2, 7, 0, True, 2**31, 2**31 - 1, 2**40, 2.5, 10**25:
        for way in operator.truediv, operator.floordiv, operator.mul:
            total = zlib.crc32(repr(outcome(way, a, b)).encode(), total)
    for b in spans:
        for way in operator.truediv, operator.floordiv, operator.mod, divmod:
            total = zlib.crc32(repr(outcome(way, a, b)).encode(), total)
        if a == b and hash(a) != hash(b):
            print('hashes', a, b)
    total = zlib.crc32(repr((outcome(operator.neg, a), +a, outcome(abs, a), not a)).encode(), total)
print('%08x' % total, hash(-spans[3]) == hash(timedelta(seconds=-1)))
# expect: 6040d26b True


class Span(timedelta):
    def __neg__(self):
        return 'mine'

    def __bool__(self):
        return False


print(-Span(1), bool(Span(1)), abs(Span(-1)), type(Span(3) / 2).__name__)
# expect: mine False 1 day, 0:00:00 timedelta

print(*[outcome(timezone, timedelta(*n)) for n in (
    (0,), (0, 0, 1), (-1, 1), (-1,), (0, 86399, 999999), (1,), (-2, 5))], sep='; ')
# expect: UTC; UTC+00:00:00.000001; UTC-23:59:59; ValueError; UTC+23:59:59.999999; ValueError; ValueError
print(timezone(timedelta(0)) is timezone.utc, outcome(timezone, 3),
      timezone(timedelta(0, 60)) == timezone(timedelta(minutes=1), 'x'))
# expect: True TypeError True

# Timestamps in fixed zones, the days' numbers.
stamps = (0, -1, 86399, 1e9, 1.5, -0.000001, 2.0000005, 253402300799, 253402300800,
          -62135596800, -62135596801, 1e14, True)
print('%08x' % zlib.crc32(repr([
    [str(outcome(datetime.fromtimestamp, t, zone)) for zone in zones[:5]]
    + [str(outcome(datetime.utcfromtimestamp, t))] for t in stamps]).encode()))
# expect: c6f8deeb
print(type(Below.fromtimestamp(5, timezone.utc)).__name__,
      type(Below.utcfromtimestamp(5)).__name__,
      datetime.fromtimestamp(5, Hours(2)))
# expect: Below Below 1970-01-01 02:00:05+02:00
print([str(outcome(date.fromordinal, n)) for n in (
    1, 0, -1, 3652059, 3652060, 737425, True, 1.5)])
# expect: ['0001-01-01', 'ValueError', 'ValueError', '9999-12-31', 'ValueError', '2020-01-01', '0001-01-01', 'TypeError']
print(datetime.fromordinal(737425), type(Below.fromordinal(737425)).__name__)
# expect: 2020-01-01 00:00:00 Below

# What a subclass of timedelta makes of operators is for who writes them: the
# module itself looks at the fields.
class Odd(timedelta):
    def __add__(self, other):
        return 'odd'
    __radd__ = __sub__ = __rsub__ = __neg__ = __lt__ = __gt__ = __eq__ = __add__

    def __hash__(self):
        return 1

    def __bool__(self):
        return False


class OddZone(tzinfo):
    def utcoffset(self, when):
        return Odd(hours=1)

    dst = utcoffset


noon = datetime(2002, 1, 2, 12, tzinfo=timezone.utc)
there = noon.replace(tzinfo=OddZone())
print(datetime(2002, 1, 2) - Odd(1), date(2002, 1, 2) - Odd(1))  # expect: 2002-01-01 00:00:00 2002-01-01
print(there < noon, there == noon, there - noon, noon - there)  # expect: True False -1 day, 23:00:00 1:00:00
print(there.astimezone(timezone.utc), noon.astimezone(OddZone()))  # expect: 2002-01-02 11:00:00+00:00 2002-01-02 13:00:00+01:00
print(there.timestamp() - noon.timestamp(), there.utctimetuple().tm_hour, there.timetuple().tm_isdst)  # expect: -3600.0 11 1
print(hash(there) == hash(there.astimezone(timezone.utc)), there.timetz() < noon.timetz())  # expect: True True
hour = timezone(Odd(hours=1))
print(hour, hour == timezone(timedelta(hours=1)), noon.astimezone(hour))  # expect: UTC+01:00 True 2002-01-02 13:00:00+01:00


class Shy(datetime):
    def __sub__(self, other):
        return 'shy'
    __add__ = __sub__


shy = Shy(2002, 1, 2, 12, tzinfo=timezone.utc)
print(shy.timestamp() == noon.timestamp(), shy.astimezone(hour))  # expect: True 2002-01-02 13:00:00+01:00

for n in 2**70, -2**70, 2**31, -2**31 - 1, 3652060, 0:
    try:
        date.fromordinal(n)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
# expect: OverflowError Python int too large to convert to C long
# expect: OverflowError Python int too large to convert to C long
# expect: OverflowError signed integer is greater than maximum
# expect: OverflowError signed integer is less than minimum
# expect: ValueError year 10000 is out of range
# expect: ValueError ordinal must be >= 1
for t in float('inf'), float('-inf'), 1e300, float('nan'), 'x':
    found = set()
    for make in (date.fromtimestamp, datetime.fromtimestamp,
                 datetime.utcfromtimestamp):
        try:
            make(t)
        except (OverflowError, TypeError, ValueError) as e:
            found.add((type(e).__name__, str(e)))
    print(*found)
# expect: ('OverflowError', 'timestamp out of range for platform time_t')
# expect: ('OverflowError', 'timestamp out of range for platform time_t')
# expect: ('OverflowError', 'timestamp out of range for platform time_t')
# expect: ('ValueError', 'Invalid value NaN (not a number)')
# expect: ('TypeError', "'str' object cannot be interpreted as an integer")

# Timestamps are rounded to even microseconds, natively or not.
from datetime import datetime, timezone, timedelta, date, time


class Subclassed(datetime):
    pass


half_past = timezone(timedelta(hours=5, minutes=30))
number = 12345
for i in range(3000):
    number = number * 1103515245 + 12345 & (1 << 31) - 1
    for stamp in number - 2**30 + i / 3000, number + (i + .5) / 1e6, -number / 7, number:
        moment = datetime.fromtimestamp(stamp, timezone.utc)
        away = datetime.fromtimestamp(stamp, half_past)
        other = Subclassed.fromtimestamp(stamp, half_past)
        assert moment == away == other and type(other) is Subclassed, stamp
        assert moment.replace(tzinfo=None) == datetime.utcfromtimestamp(stamp) == Subclassed.utcfromtimestamp(stamp), stamp
        assert datetime.fromtimestamp(stamp) == Subclassed.fromtimestamp(stamp), stamp
for stamp in 0.9999995, 0.9999996, -1e-7, -0.0000005, 1.0000005, 1.0000015, 1.5e-6, 2.5e-6, 253402300799.5, -62135596800, True:
    print(datetime.fromtimestamp(stamp, timezone.utc).replace(tzinfo=None), end=' | ')
print()
# expect: 1970-01-01 00:00:01 | 1970-01-01 00:00:01 | 1970-01-01 00:00:00 | 1970-01-01 00:00:00 | 1970-01-01 00:00:01.000001 | 1970-01-01 00:00:01.000001 | 1970-01-01 00:00:00.000002 | 1970-01-01 00:00:00.000002 | 9999-12-31 23:59:59.500000 | 0001-01-01 00:00:00 | 1970-01-01 00:00:01 | 
for stamp in 253402300800, -62135596801, float('nan'), 1e13, 'x':
    for zone in None, timezone.utc:
        try:
            print(datetime.fromtimestamp(stamp, zone))
        except (ValueError, OverflowError, OSError, TypeError) as error:
            print(type(error).__name__, end=' ')
print()  # expect: ValueError ValueError ValueError ValueError ValueError ValueError ValueError ValueError TypeError TypeError 
for parts in (1, 2), (date(2002, 1, 1), 5), (5, time(1)):
    try:
        datetime.combine(*parts)
    except TypeError as error:
        print(error)
# expect: combine() argument 1 must be datetime.date, not int
# expect: combine() argument 2 must be datetime.time, not int
# expect: combine() argument 1 must be datetime.date, not int
for stamp in -0.6352814999999999, -0.038593499999999996, -5e-7, -1.5e-6, -1e-9, -0.9999999:
    print(datetime.fromtimestamp(stamp, timezone.utc).time())
# expect: 23:59:59.364718
# expect: 23:59:59.961407
# expect: 00:00:00
# expect: 23:59:59.999998
# expect: 00:00:00
# expect: 23:59:59


class Summer(tzinfo):
    def utcoffset(self, moment):
        return timedelta(hours=2)

    def dst(self, moment):
        return timedelta(hours=1)


print(*(datetime.fromtimestamp(stamp, Summer()).time()
        for stamp in (-0.6352814999999999, -0.038593499999999996, -0.9999999, 0.25)))
# expect: 01:59:59.364718 01:59:59.961407 01:59:59 02:00:00.250000


# Parts of moments are taken out natively, of classes below datetime, too.
class Stamp(datetime):
    def __new__(cls, *args, **keywords):
        self = super().__new__(cls, *args, **keywords)
        self.note = 'noted'
        return self


class Odd(datetime):
    def toordinal(self):
        return 5


zone = timezone.utc
for cls in (datetime, Stamp):
    moment = cls(2020, 5, 17, 13, 45, 59, 7, tzinfo=zone, fold=1)
    print(repr(moment.date()), repr(moment.time()), repr(moment.timetz()))
    print(moment.toordinal(), moment.weekday(), moment.isoweekday(), type(cls.now()) is cls)
    # expect: datetime.date(2020, 5, 17) datetime.time(13, 45, 59, 7, fold=1) datetime.time(13, 45, 59, 7, tzinfo=datetime.timezone.utc, fold=1)
    # expect: 737562 6 7 True
    # expect: datetime.date(2020, 5, 17) datetime.time(13, 45, 59, 7, fold=1) datetime.time(13, 45, 59, 7, tzinfo=datetime.timezone.utc, fold=1)
    # expect: 737562 6 7 True
print(Odd(2020, 1, 1).weekday(), Odd(2020, 1, 2) - Odd(2020, 1, 1))  # expect: 2 1 day, 0:00:00
for wrong in (lambda: datetime.date(5), lambda: moment.date(1)):
    try:
        wrong()
    except TypeError:
        print('refused')
    # expect: refused
    # expect: refused

# Offsets and clocks of all lengths.
for text in ('13:45:59Z', '13:45:59+02:00', '13:45-02:30', '134559', '13', '13:45:59.5+0200', 'T13:45:59,25Z',
             '13:45:59-23:59:59.999999', '13Z', '13:45:59+24:00', '13:45:59z', '13:45:59Z ', '13:60', '13:4559',
             '13:45:59+', '24:00'):
    found = []
    for cls, prefix in ((time, ''), (datetime, '2020-05-17 '), (Stamp, '2020-05-17T')):
        try:
            found.append(cls.fromisoformat(prefix + text.lstrip('T' if prefix else '')).strftime('%H%M%S.%f|%z'))
        except ValueError:
            found.append('wrong')
    print(*sorted(set(found)))
    # expect: 134559.000000|+0000
    # expect: 134559.000000|+0200
    # expect: 134500.000000|-0230
    # expect: 134559.000000|
    # expect: 130000.000000|
    # expect: 134559.500000|+0200
    # expect: 134559.250000|+0000
    # expect: 134559.000000|-235959.999999
    # expect: 130000.000000|+0000
    # expect: wrong
    # expect: wrong
    # expect: wrong
    # expect: wrong
    # expect: wrong
    # expect: wrong
    # expect: wrong
print(datetime.fromisoformat('2020-05-17T13:45:59+00:00').tzinfo is zone)  # expect: True
print([repr(timedelta(**span))[19:-1] for span in (
    {'seconds': 1.5}, {'microseconds': .5}, {'microseconds': 1.5}, {'microseconds': .5, 'milliseconds': 1},
    {'days': -.1, 'hours': 1 / 3, 'microseconds': 1}, {'weeks': 1.1, 'seconds': -2.0000005})])
# expect: ['seconds=1, microseconds=500000', '0', 'microseconds=2', 'microseconds=1000', 'days=-1, seconds=78960, microseconds=1', 'days=7, seconds=60478']
try:
    timedelta(1e12)
except OverflowError:
    print('too many days')  # expect: too many days


class Told(datetime):
    def __new__(cls, *args):
        print(len(args), end=' ')
        return super().__new__(cls, *args)


print(Told.strptime('2020-05-17', '%Y-%m-%d'), Told.fromisoformat('2020-05-17T01:00Z'))
# expect: 7 8 2020-05-17 00:00:00 2020-05-17 01:00:00+00:00


class Told(datetime):
    def __new__(cls, *args):
        return args[7:]


print(Told.fromisoformat('2024-02-29T12:00'), Told.fromisoformat('2024-02-29'), Told.fromtimestamp(1), Told.strptime('2024', '%Y'))
# expect: (None,) (None,) (None,) ()

# What CPython takes beyond the standard: one character before the offset, what
# follows six digits of a fraction, seconds that end in a colon.
for text in ('12:30:+01', '12:30x-01:30', '12:30', '12:30:', '12:30:45:67', '12304567', '12:30:45.123456789x+01', '12:30:45.1x+01',
             '12é+01', '12:30:45\0', '12:30Z\0', '12:30Zx', '12+00:00:00.5', '123045-00:00:00.000001', '12+01+02', '1+24:00',
             '25+24:00', '12:30:45.', '12:30:45.+01', '12+01:', '12+01:30:15:5', '12:30:45.123456\ud800+01'):
    found = []
    for cls, prefix in ((time, ''), (datetime, '2020-05-17 '), (Stamp, '2020-W20-7T')):
        try:
            found.append(cls.fromisoformat(prefix + text).strftime('%H%M%S.%f|%z'))
        except ValueError as exc:
            found.append(ascii(exc).replace(prefix, ''))
    print(*sorted(set(found)))
# expect: 123000.000000|+0100
# expect: 123000.000000|-0130
# expect: 123000.000000|
# expect: ValueError("Invalid isoformat string: '12:30:'")
# expect: 123045.670000|
# expect: 123045.670000|
# expect: 123045.123456|+0100
# expect: ValueError("Invalid isoformat string: '12:30:45.1x+01'")
# expect: ValueError("Invalid isoformat string: '12\xe9+01'")
# expect: 123045.000000|
# expect: 123000.000000|+0000
# expect: ValueError("Invalid isoformat string: '12:30Zx'")
# expect: 120000.000000|+0000
# expect: 123045.000000|+0000
# expect: ValueError("Invalid isoformat string: '12+01+02'")
# expect: ValueError("Invalid isoformat string: '1+24:00'")
# expect: ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).')
# expect: ValueError("Invalid isoformat string: '12:30:45.'")
# expect: 123045.000000|+0100
# expect: ValueError("Invalid isoformat string: '12+01:'")
# expect: 120000.000000|+013015.500000
# expect: ValueError("Invalid isoformat string: '12:30:45.123456\\ud800+01'")


# Days that every month has, and those beyond.
print(*[datetime(2023, month, day, 23, 59) + timedelta(days, seconds) for month, day, days, seconds in (
    (2, 28, 0, 60), (2, 27, 1, 0), (2, 27, 0, 60), (3, 1, -1, 0), (1, 31, 28, 60), (12, 28, 0, 86400), (12, 31, 0, 60))])
# expect: 2023-03-01 00:00:00 2023-02-28 23:59:00 2023-02-28 00:00:00 2023-02-28 23:59:00 2023-03-01 00:00:00 2023-12-29 23:59:00 2024-01-01 00:00:00
print(*[date(2024, 2, 28) + timedelta(days) for days in (-28, -27, 0, 1, 2)], date(1, 1, 28) - timedelta(27))
# expect: 2024-01-31 2024-02-01 2024-02-28 2024-02-29 2024-03-01 0001-01-01
for move in (lambda: date(1, 1, 28) - timedelta(28), lambda: date(9999, 12, 28) + timedelta(4)):
    try: move()
    except OverflowError as e: print(e)
# expect: date value out of range
# expect: date value out of range


# combine() makes one at once, or says what is wrong.
noon = time(12, 30, 1, 5, timezone.utc, fold=1)
for made in (datetime.combine(date(2024, 2, 29), noon), datetime.combine(datetime(2024, 2, 29, 7), noon, None),
             datetime.combine(date(2024, 2, 29), time(), tzinfo=timezone.utc)):
    print(made, made.fold, made.tzinfo)
# expect: 2024-02-29 12:30:01.000005+00:00 1 UTC
# expect: 2024-02-29 12:30:01.000005 1 None
# expect: 2024-02-29 00:00:00+00:00 0 UTC
for args in ((date(2024, 2, 29), time(), False), (date(2024, 2, 29), time(), True), (1, time())):
    try: datetime.combine(*args)
    except TypeError as e: print(e)
# expect: tzinfo argument must be None or of a tzinfo subclass, not type 'bool'
# expect: tzinfo argument must be None or of a tzinfo subclass, not type 'bool'
# expect: combine() argument 1 must be datetime.date, not int

# A class of one's own gets its fields by position and no fold; replace() makes
# one without its __new__, and without its __init__.
class Stamp(datetime):
    def __new__(cls, *fields):
        print('made', *fields)
        return super().__new__(cls, *fields)
    def __init__(self, *fields): pass
class Noon(time):
    def __new__(cls, *fields): return super().__new__(cls, *fields)
class Birth(date):
    def __new__(cls, text): return super().__new__(cls, *map(int, text.split('/')))
stamp = Stamp.combine(date(2024, 2, 29), noon)  # expect: made 2024 2 29 12 30 1 5 UTC
print(stamp.fold, repr(stamp.replace(day=1, fold=1)))
# expect: 0 Stamp(2024, 2, 1, 12, 30, 1, 5, fold=1, tzinfo=datetime.timezone.utc)
print(repr(stamp + timedelta(hours=1)))
# expect: made 2024 2 29 13 30 1 5 UTC
# expect: Stamp(2024, 2, 29, 13, 30, 1, 5, tzinfo=datetime.timezone.utc)
print(repr(Noon(12, 30).replace(hour=1, fold=1)), repr(Birth('2024/2/29').replace(year=2020)))
# expect: Noon(1, 30, fold=1) Birth(2020, 2, 29)
print(stamp.astimezone(timezone(timedelta(hours=2))).hour)
# expect: made 2024 2 29 12 30 1 5 UTC
# expect: made 2024 2 29 14 30 1 5 UTC+02:00
# expect: 14
