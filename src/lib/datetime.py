"""datetime: dates, times, the spans between them, and their zones.

Days are counted from 1 January of year 1, which is day 1, in the Gregorian
calendar extended backwards.
"""

import time as _time
import _dates
from _dates import ordinal as _ymd2ord, stamp as _stamp, write as _write
from operator import index as _index

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo',
           'MINYEAR', 'MAXYEAR', 'UTC')

MINYEAR, MAXYEAR = 1, 9999
_MAXORDINAL = 3652059
_HASH_MODULUS = 2**47 - 115     # the largest prime of an immediate integer
_DAYS_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_OWN_ZONE = object()    # of combine(): the time's
_MONTHS = ' Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')


# --- the calendar ------------------------------------------------------------

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5  # right, or one too large
    leap = _is_leap(year)
    before = _DAYS_BEFORE[month] + (month > 2 and leap)
    if before > n:
        month -= 1
        before = _DAYS_BEFORE[month] + (month > 2 and leap)
    return year, month, n - before + 1


def _iso_week1_monday(year):
    first = _ymd2ord(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError('year %i is out of range' % year)
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second = _index(hour), _index(minute), _index(second)
    microsecond = _index(microsecond)
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60
            and 0 <= microsecond < 1000000):
        for name, value, most in (('hour', hour, 23), ('minute', minute, 59),
                                  ('second', second, 59),
                                  ('microsecond', microsecond, 999999)):
            if not 0 <= value <= most:
                raise ValueError('%s must be in 0..%d' % (name, most))
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return hour, minute, second, microsecond


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError('tzinfo argument must be None or of a tzinfo subclass, '
                        "not type '%s'" % type(tz).__name__)


def _check_offset(name, offset):
    """What a tzinfo answered, when it is a timedelta of less than a day."""
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or timedelta, not '%s'"
                        % (name, type(offset).__name__))
    if offset._days and (offset._days != -1 or
                         not (offset._seconds or offset._microseconds)):
        raise ValueError('offset must be a timedelta strictly between '
                         '-timedelta(hours=24) and timedelta(hours=24).')
    return offset


def _c_int(n):
    n = _index(n)
    if not -2**63 <= n < 2**63:
        raise OverflowError('Python int too large to convert to C long')
    if not -2**31 <= n < 2**31:
        raise OverflowError('signed integer is %s than %simum' % (
            ('greater', 'max') if n > 0 else ('less', 'min')))
    return n


def _check_stamp(t):
    """A timestamp, which may have a fraction."""
    if not isinstance(t, float):
        return _index(t)
    if t != t:
        raise ValueError('Invalid value NaN (not a number)')
    if not -2.0**63 <= t < 2.0**63:
        raise OverflowError('timestamp out of range for platform time_t')
    return t


def _cannot_compare(a, b):
    raise TypeError("can't compare %s to %s" % (_full_name(a), _full_name(b)))


def _full_name(obj):
    cls = type(obj)
    name = cls.__qualname__
    return name if cls.__module__ in ('builtins', '__main__') else \
        '%s.%s' % (cls.__module__, name)


def _name_of(obj):
    cls = obj.__class__
    return '%s.%s' % (cls.__module__, cls.__qualname__) \
        if cls.__module__ == 'datetime' else cls.__qualname__


# --- text --------------------------------------------------------------------

_TIMESPECS = {'hours': '{:02d}', 'minutes': '{:02d}:{:02d}',
              'seconds': '{:02d}:{:02d}:{:02d}',
              'milliseconds': '{:02d}:{:02d}:{:02d}.{:03d}',
              'microseconds': '{:02d}:{:02d}:{:02d}.{:06d}'}


def _format_time(hh, mm, ss, us, timespec='auto'):
    if not isinstance(timespec, str):
        raise TypeError('isoformat() argument must be str, not %s'
                        % type(timespec).__name__)
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    elif timespec == 'milliseconds':
        us //= 1000
    try:
        form = _TIMESPECS[timespec]
    except KeyError:
        raise ValueError('Unknown timespec value') from None
    return form.format(hh, mm, ss, us)


def _format_offset(offset, sep=':'):
    if offset is None:
        return ''
    sign = '+'
    if offset._days < 0:
        sign, offset = '-', timedelta.__neg__(offset)
    minutes, seconds = divmod(offset._seconds, 60)
    text = '%s%02d%s%02d' % (sign, minutes // 60, sep, minutes % 60)
    if seconds or offset._microseconds:
        text += '%s%02d' % (sep, seconds)
        if offset._microseconds:
            text += '.%06d' % offset._microseconds
    return text


def _strftime(obj, format, timetuple):
    """%f, %z and %Z are ours; the rest is the system's."""
    if not isinstance(format, str):
        raise TypeError('strftime() argument 1 must be str, not %s'
                        % type(format).__name__)
    parts, i = [], 0
    while True:
        at = format.find('%', i)
        if at < 0 or at + 1 >= len(format):
            break
        letter = format[at + 1]
        parts.append(format[i:at])
        if letter == 'f':
            parts.append('%06d' % getattr(obj, 'microsecond', 0))
        elif letter == 'z':
            parts.append(_format_offset(obj.utcoffset(), '')
                         if hasattr(obj, 'utcoffset') else '')
        elif letter == 'Z':
            name = hasattr(obj, 'tzname') and obj.tzname() or ''
            name.encode()  # raises if the system cannot be told it
            parts.append(name.replace('%', '%%'))
        else:
            parts.append(format[at:at + 2])
        i = at + 2
    return _time.strftime(''.join(parts) + format[i:], timetuple)


def _digits(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


def _parse_date(s):
    """YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D] or YYYYWww[D].

    CPython counts as in UTF-8, and takes two bytes of anything behind a date of
    eight.
    """
    s = s.encode().decode('latin-1')
    if len(s) not in (7, 8, 10):
        raise ValueError
    year, dashed = _digits(s[:4]), s[4] == '-'
    rest = s[5:] if dashed else s[4:8]
    if rest[:1] == 'W':
        if len(rest) < 3:
            raise ValueError
        week, day = _digits(rest[1:3]), 1
        if len(rest) > 3:
            if dashed != (rest[3] == '-'):
                raise ValueError
            day = rest[3 + dashed:]
            if len(day) != 1:
                raise ValueError
            day = _digits(day)
        try:
            return _from_iso_calendar(year, week, day)
        except ValueError:
            raise ValueError from None
    if len(rest) != 4 + dashed or dashed and rest[2] != '-':
        raise ValueError
    return year, _digits(rest[:2]), _digits(rest[2 + dashed:])


def _from_iso_calendar(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError('Year is out of range: %d' % year)
    monday = _iso_week1_monday(year)
    if not 1 <= week <= 52 and not (
            week == 53 and _iso_week1_monday(year + 1) - monday == 371):
        raise ValueError('Invalid week: %d' % week)
    if not 1 <= day <= 7:
        raise ValueError('Invalid day: %d (range is [1, 7])' % day)
    ordinal = monday + (week - 1) * 7 + day - 1
    if not 1 <= ordinal <= _MAXORDINAL:
        raise ValueError('year is out of range')
    return _ord2ymd(ordinal)


def _parse_clock(s):
    """HH[:MM[:SS[.fraction]]], or all that without colons; is it all of s?

    CPython sees no difference between what divides seconds from a fraction and
    what divides minutes from seconds, nor behind the last number that counts.
    """
    fields, at = [], 0
    while len(fields) < 3:
        if len(s) < at + 2:
            raise ValueError
        fields.append(_digits(s[at:at + 2]))
        mark = s[at + 2:at + 3]
        if len(s) <= at + 3:
            return (fields + [0, 0])[:3] + [0], mark in '\0'
        if at == 0:
            colon = mark == ':'
        at += 3
        if mark in '.,':
            break
        if not colon:
            at -= 1
        elif mark != ':':
            raise ValueError
    _digits(s[at:at + 6])
    microseconds = int(s[at:at + 6].ljust(6, '0'))
    rest = s[at + 6:].lstrip('0123456789')
    return (fields + [0, 0])[:3] + [microseconds], rest[:1] in '\0'


def _parse_time(s):
    s = s.encode().decode('latin-1')
    end = min(s.find(sign) % (len(s) + 1) for sign in '+-Z')
    fields, is_whole = _parse_clock(s[:end])
    zone = None
    if end == len(s):
        if not is_whole:
            raise ValueError
    elif s[end] == 'Z':
        if s[end + 1:end + 2] not in '\0':
            raise ValueError
        zone = timezone.utc
    else:
        (hh, mm, ss, us), is_whole = _parse_clock(s[end + 1:])
        if not is_whole:
            raise ValueError
        span = timedelta(hours=hh, minutes=mm, seconds=ss, microseconds=us)
        zone = timezone.utc if span < timedelta(seconds=1) else \
            timezone(span if s[end] == '+' else -span)
    return (*fields, zone)


def _separator_at(s):
    """Where the date ends: what follows may be any one character."""
    if len(s) == 7:
        return 7
    if s[4:5] == '-':
        if s[5:6] != 'W':
            return 10
        if s[8:9] == '-':
            if len(s) == 9:
                raise ValueError
            # YYYY-Www-HH, where the dash is the separator, or a day.
            return 8 if s[10:11].isdigit() else 10
        return 8
    if s[4:5] != 'W':
        return 8
    at = 7
    while at < len(s) and s[at].isdigit():
        at += 1
    if at < 9:
        return at
    return 7 if at % 2 == 0 else 8


def _from_iso(cls, text, parse):
    if not isinstance(text, str):
        raise TypeError('fromisoformat: argument must be str')
    try:
        fields = parse(text)
    except (ValueError, IndexError) as exc:
        if type(exc) is ValueError and exc.args:
            raise
        raise ValueError('Invalid isoformat string: %r' % text) from None
    return cls(*fields)


# --- timedelta ---------------------------------------------------------------

def _divide_and_round(a, b):
    """a / b, to the nearest integer, ties to even."""
    q, r = divmod(a, b)
    r *= 2
    beyond = r > b if b > 0 else r < b
    return q + 1 if beyond or r == b and q % 2 == 1 else q


class timedelta:
    """Difference between two datetime values."""

    __slots__ = '_days', '_seconds', '_microseconds'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0,
                minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for name, value, factor in (
                ('microseconds', microseconds, 1),
                ('milliseconds', milliseconds, 1000),
                ('seconds', seconds, 1000000),
                ('minutes', minutes, 60000000),
                ('hours', hours, 3600000000),
                ('days', days, 86400000000), ('weeks', weeks, 604800000000)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                whole = int(value)
                part = (value - whole) * factor
                total += whole * factor + int(part)
                rest += part - int(part)
            else:
                raise TypeError('unsupported type for timedelta %s component: '
                                '%s' % (name, _full_name(value)))
        if rest:
            whole = round(rest)
            if abs(rest - whole) == 0.5:
                # Ties go to the even sum, not to the even part.
                odd = total & 1
                whole = 2 * round((rest + odd) * 0.5) - odd
            total += int(whole)
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        """From microseconds."""
        seconds, microseconds = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if abs(days) > 999999999:
            raise OverflowError('days=%d; must have magnitude <= 999999999'
                                % days)
        self = object.__new__(cls)
        self._days, self._seconds = days, seconds
        self._microseconds = microseconds
        return self

    def _total(self):
        return ((self._days * 86400 + self._seconds) * 1000000
                + self._microseconds)

    @property
    def days(self):
        """Number of days."""
        return self._days

    @property
    def seconds(self):
        """Number of seconds (>= 0 and less than 1 day)."""
        return self._seconds

    @property
    def microseconds(self):
        """Number of microseconds (>= 0 and less than 1 second)."""
        return self._microseconds

    def total_seconds(self):
        """Total seconds in the duration."""
        return self._total() / 10**6

    def __repr__(self):
        parts = ['%s=%d' % (name, value) for name, value in (
            ('days', self._days), ('seconds', self._seconds),
            ('microseconds', self._microseconds)) if value]
        return '%s(%s)' % (_name_of(self), ', '.join(parts) or '0')

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = '%d:%02d:%02d' % (minutes // 60, minutes % 60, seconds)
        if self._days:
            text = '%d day%s, %s' % (self._days, 's' * (abs(self._days) != 1),
                                     text)
        if self._microseconds:
            text += '.%06d' % self._microseconds
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(other._total() - self._total())
        return NotImplemented

    def __neg__(self):
        return timedelta(-self._days, -self._seconds, -self._microseconds)

    def __pos__(self):
        return timedelta._of(self._total())

    def __abs__(self):
        return timedelta._of(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divide_and_round(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total(), other._total())
            return q, timedelta._of(r)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, timedelta):
            return self._total() == other._total()
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, timedelta):
            return self._total() < other._total()
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, timedelta):
            return self._total() <= other._total()
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, timedelta):
            return self._total() > other._total()
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, timedelta):
            return self._total() >= other._total()
        return NotImplemented

    def __hash__(self):
        return ((self._days * 86400 + self._seconds) * 4093
                + self._microseconds) % _HASH_MODULUS

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)
_DAY = timedelta(1)
_SECOND = timedelta(seconds=1)


# --- date --------------------------------------------------------------------

def _required(**values):
    for at, (name, value) in enumerate(values.items(), 1):
        if value is None:
            raise TypeError("function missing required argument '%s' (pos %d)"
                            % (name, at))


class IsoCalendarDate(tuple):
    """What isocalendar() gives: year, week and weekday."""

    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return '%s(year=%s, week=%s, weekday=%s)' % (
            'datetime.' + self.__class__.__name__, *self)


def _maker(base, cls):
    """What makes a `cls`, without asking a __new__ of its own."""
    return lambda *fields, **fold: base.__new__(cls, *fields, **fold)


class date:
    """date(year, month, day) --> date object"""

    __slots__ = '_year', '_month', '_day'

    def __new__(cls, year=None, month=None, day=None):
        self = object.__new__(cls)
        if month is None and isinstance(year, (bytes, str)):
            state = _state_bytes(year, 4)
            if state and 1 <= state[2] <= 12:
                self._year = (state[0] << 8) + state[1]
                self._month, self._day = state[2:]
                return self
        _required(year=year, month=month, day=day)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def fromtimestamp(cls, t):
        """The local date of a POSIX timestamp."""
        made = _dates.local(cls, t)
        return made if made is not None else \
            cls(*_time.localtime(_check_stamp(t))[:3])

    @classmethod
    def today(cls):
        """As of now, by the local clock."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        """The date of a day's number; 1 January of year 1 is day 1."""
        made = _dates.from_ordinal(cls, n)
        if made is not None:
            return made
        n = _c_int(n)
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, date_string):
        """Read what isoformat() writes, and most of ISO 8601."""
        made = _dates.read_iso(cls, date_string)
        return made if made is not None else \
            _from_iso(cls, date_string, _parse_date)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The date of a weekday in a week of ISO 8601."""
        return cls(*_from_iso_calendar(_index(year), _index(week),
                                       _index(day)))

    def __repr__(self):
        return '%s(%d, %d, %d)' % (_name_of(self), self._year, self._month,
                                   self._day)

    def ctime(self):
        """Return ctime() style string."""
        return '%s %s %2d 00:00:00 %04d' % (
            _DAYS[self.weekday()], _MONTHS[self._month], self._day, self._year)

    def strftime(self, format):
        """format -> strftime() style string."""
        text = _write(self, format)
        return _strftime(self, format, self.timetuple()) if text is None \
            else text

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError('__format__() argument 1 must be str, not %s'
                            % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)

    __str__ = isoformat

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def _struct(self, hour, minute, second, dst):
        day = self.toordinal()
        return _time.struct_time((
            self._year, self._month, self._day, hour, minute, second,
            (day + 6) % 7, day - _ymd2ord(self._year, 1, 1) + 1, dst))

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return self._struct(0, 0, 0, -1)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        make = date if type(self) is date else _maker(date, type(self))
        return make(self._year if year is None else year,
                    self._month if month is None else month,
                    self._day if day is None else day)

    def _compare(self, other):
        a = self._year, self._month, self._day
        b = other._year, other._month, other._day
        return (a > b) - (a < b)

    def __eq__(self, other):
        if isinstance(other, date):
            return self._compare(other) == 0
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, date):
            return self._compare(other) < 0
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, date):
            return self._compare(other) <= 0
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, date):
            return self._compare(other) > 0
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, date):
            return self._compare(other) >= 0
        return NotImplemented

    def __hash__(self):
        return self.toordinal()

    def _later(self, days):
        n = self.toordinal() + days
        if 0 < n <= _MAXORDINAL:
            return type(self).fromordinal(n)
        raise OverflowError('date value out of range')

    def __add__(self, other):
        if isinstance(other, timedelta):
            return date._later(self, other._days)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return date._later(self, -other._days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def isocalendar(self):
        """Year, week and weekday of ISO 8601, with names."""
        found = _dates.iso_week(self, IsoCalendarDate)
        if found is not None:
            return found
        return _dates.iso_week(_date(self._year, self._month, self._day),
                               IsoCalendarDate)

    def __reduce__(self):
        return self.__class__, (bytes([self._year >> 8, self._year & 255,
                                       self._month, self._day]),)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = _DAY


# --- zones -------------------------------------------------------------------

class tzinfo:
    """Abstract base class for time zone info objects."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, *args, **kwargs):
        pass

    def tzname(self, dt):
        """What my zone is called at a time."""
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        """datetime -> timedelta showing offset from UTC, negative values
        indicating West of UTC"""
        raise NotImplementedError('a tzinfo subclass must implement '
                                  'utcoffset()')

    def dst(self, dt):
        """datetime -> DST offset as timedelta positive east of UTC."""
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        """The time of UTC in local time."""
        def known(span, problem):
            if span is None:
                raise ValueError('fromutc: ' + problem)
            return span

        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset = known(dt.utcoffset(), 'non-None utcoffset() result required')
        dt = dt._after(timedelta.__sub__(offset, known(
            dt.dst(), 'non-None dst() result required')))
        return dt._after(known(dt.dst(), 'tz.dst() gave inconsistent results; '
                                         'cannot convert'))

    def __reduce__(self):
        make = getattr(self, '__getinitargs__', None)
        state = self.__getstate__()
        args = make() if make else ()
        return (self.__class__, args, state) if state else (self.__class__,
                                                            args)


_NO_NAME = object()


class timezone(tzinfo):
    """Fixed offset from UTC implementation of tzinfo."""

    __slots__ = '_offset', '_name'

    def __new__(cls, offset, name=_NO_NAME):
        if not isinstance(offset, timedelta):
            raise TypeError('timezone() argument 1 must be datetime.timedelta, '
                            'not %s' % type(offset).__name__)
        days, rest = offset._days, offset._seconds or offset._microseconds
        if name is _NO_NAME:
            if not (days or rest) and hasattr(cls, 'utc'):
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError('timezone() argument 2 must be str, not %s'
                            % type(name).__name__)
        if days and (days != -1 or not rest):
            raise ValueError('offset must be a timedelta strictly between '
                             '-timedelta(hours=24) and timedelta(hours=24), '
                             'not %r.' % offset)
        self = tzinfo.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base "
                        'type')

    def __getinitargs__(self):
        if self._name is None:
            return (self._offset,)
        return (self._offset, self._name)

    def __reduce__(self):
        return timezone, self.__getinitargs__(), None

    def __eq__(self, other):
        if isinstance(other, timezone):
            return self._offset._total() == other._offset._total()
        return NotImplemented

    def __hash__(self):
        return timedelta.__hash__(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return '%s(%s)' % (_name_of(self), ', '.join(
            map(repr, self.__getinitargs__())))

    def __str__(self):
        return self.tzname(None)

    def _check(self, name, dt):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError('%s(dt) argument must be a datetime instance or '
                            'None, not %s' % (name, type(dt).__name__))

    def utcoffset(self, dt):
        """Return fixed offset."""
        self._check('utcoffset', dt)
        return self._offset

    def tzname(self, dt):
        """If name is specified when timezone is created, returns the name.
        Otherwise returns offset as 'UTC(+|-)HH:MM'."""
        self._check('tzname', dt)
        if self._name is not None:
            return self._name
        return 'UTC' + _format_offset(self._offset) \
            if self._offset._total() else 'UTC'

    def dst(self, dt):
        """Return None."""
        self._check('dst', dt)

    def fromutc(self, dt):
        """The time of UTC in local time."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime instance, '
                            'not %s' % type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt._after(self._offset)


# The first one of a class tells how much room the others need; UTC is not it.
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc = timezone(timedelta(0))


class _Clock:
    """What time and datetime share: the fields of the day, and a zone."""

    __slots__ = ()

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def _set_clock(self, clock, tz, fold):
        self._hour, self._minute, self._second, self._microsecond = clock
        self._tzinfo, self._fold = tz, fold

    def _set_state(self, hour, rest, tz, fold):
        if tz is not None and not isinstance(tz, tzinfo):
            raise TypeError('bad tzinfo state arg')
        self._set_clock((hour, *rest[:2], int.from_bytes(rest[2:], 'big')), tz,
                        fold)

    def _ask(self, name):
        if self._tzinfo is None:
            return None
        when = self if isinstance(self, date) else None
        return _check_offset(name, getattr(self._tzinfo, name)(when))

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        if type(self._tzinfo) is timezone:
            return self._tzinfo._offset
        return self._ask('utcoffset')

    def _shift(self):
        """What my zone adds to UTC, in microseconds; None: it does not say."""
        offset = self.utcoffset()
        return None if offset is None else offset._total()

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return self._ask('dst')

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(self if isinstance(self, date) else None)
        if name is not None and not isinstance(name, str):
            raise TypeError('tzinfo.tzname() must return None or a string, not '
                            "'%s'" % type(name).__name__)
        return name

    def _clock_text(self, timespec='auto'):
        text = _format_time(self._hour, self._minute, self._second,
                            self._microsecond, timespec)
        return text if self._tzinfo is None else \
            text + _format_offset(self.utcoffset())

    def _repr(self, *fields):
        fields = [*fields, self._hour, self._minute]
        if self._second or self._microsecond:
            fields.append(self._second)
        if self._microsecond:
            fields.append(self._microsecond)
        named = [] if self._tzinfo is None else ['tzinfo=%r' % self._tzinfo]
        if self._fold:
            named.insert(0 if isinstance(self, date) else 1, 'fold=1')
        fields += named
        return '%s(%s)' % (_name_of(self), ', '.join(map(str, fields)))

    def _clock_bytes(self):
        us = self._microsecond
        return [self._hour, self._minute, self._second, us >> 16,
                us >> 8 & 255, us & 255]

    def __reduce_ex__(self, protocol):
        return self.__class__, self._state(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)

    def __eq__(self, other):
        if isinstance(other, self._kind):
            return self._compare(other, True) == 0
        if isinstance(self, date) and isinstance(other, date):
            return False
        return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, self._kind):
            return self._refuse(other)
        return self._compare(other) < 0

    def __le__(self, other):
        if not isinstance(other, self._kind):
            return self._refuse(other)
        return self._compare(other) <= 0

    def __gt__(self, other):
        if not isinstance(other, self._kind):
            return self._refuse(other)
        return self._compare(other) > 0

    def __ge__(self, other):
        if not isinstance(other, self._kind):
            return self._refuse(other)
        return self._compare(other) >= 0

    def _refuse(self, other):
        if isinstance(self, date) and isinstance(other, date):
            _cannot_compare(self, other)
        return NotImplemented

    def _compare(self, other, allow_mixed=False):
        mine, theirs = self._micros(), other._micros()
        if self._tzinfo is not other._tzinfo:
            a, b = self._shift(), other._shift()
            if allow_mixed and isinstance(self, date):
                # Times that the fold makes ambiguous equal nothing elsewhere.
                for one, shift in (self, a), (other, b):
                    if shift != one.replace(fold=not one._fold)._shift():
                        return 2
            if a != b:
                if a is None or b is None:
                    if allow_mixed:
                        return 2
                    raise TypeError("can't compare offset-naive and "
                                    'offset-aware %ss' % self._kind.__name__)
                mine, theirs = mine - a, theirs - b
        return (mine > theirs) - (mine < theirs)

    def __hash__(self):
        plain = self.replace(fold=0) if self._fold else self
        return (self._micros() - (plain._shift() or 0)) % _HASH_MODULUS


def _state_bytes(value, size):
    """The bytes that __reduce__ gave, or None."""
    if isinstance(value, str) and len(value) == size:
        try:
            value = value.encode('latin1')
        except UnicodeEncodeError:
            raise ValueError('Failed to encode latin1 string when unpickling a '
                             'date or time object. pickle.load(data, encoding='
                             "'latin1') is assumed.")
    if isinstance(value, bytes) and len(value) == size:
        return value
    return None


class time(_Clock):
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object"""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo',
                 '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *,
                fold=0):
        if isinstance(hour, (bytes, str)):
            state = _state_bytes(hour, 6)
            if state and state[0] & 127 < 24:
                self = object.__new__(cls)
                self._set_state(state[0] & 127, state[1:], minute or None,
                                state[0] >> 7)
                return self
        clock = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._set_clock(clock, tzinfo, fold)
        return self

    def _state(self, protocol):
        data = self._clock_bytes()
        if self._fold and protocol > 3:
            data[0] += 128
        data = bytes(data)
        return (data,) if self._tzinfo is None else (data, self._tzinfo)

    def _micros(self):
        return ((self._hour * 3600 + self._minute * 60 + self._second) * 1000000
                + self._microsecond)

    def __repr__(self):
        return self._repr()

    def isoformat(self, timespec='auto'):
        """As ISO 8601 writes it."""
        return self._clock_text(timespec)

    def __str__(self):
        return self.isoformat()

    @classmethod
    def fromisoformat(cls, time_string):
        """Construct a time from a string in ISO 8601 format."""
        made = _dates.read_iso(cls, time_string)
        return made if made is not None else \
            _from_iso(cls, time_string, lambda s: _parse_time(
                s[1:] if s[:1] == 'T' else s))

    def strftime(self, format):
        """format -> strftime() style string."""
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute,
                                        self._second, 0, 1, -1))

    __format__ = date.__format__

    def replace(self, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """Return time with new specified fields."""
        make = time if type(self) is time else _maker(time, type(self))
        return make(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)


time._kind = time
time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


class datetime(_Clock, date):
    """A date and a time of day; what is not said of the time is 0."""

    __slots__ = time.__slots__

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0,
                second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)) and day is None:
            state = _state_bytes(year, 10)
            if state and 1 <= state[2] & 127 <= 12:
                self = object.__new__(cls)
                self._year = (state[0] << 8) + state[1]
                self._month, self._day = state[2] & 127, state[3]
                self._set_state(state[4], state[5:], month, state[2] >> 7)
                return self
        _required(year=year, month=month, day=day)
        day = _check_date(year, month, day)
        clock = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = day
        self._set_clock(clock, tzinfo, fold)
        return self

    def _state(self, protocol):
        month = self._month + 128 * (self._fold and protocol > 3)
        data = bytes([self._year >> 8, self._year & 255, month, self._day,
                      *self._clock_bytes()])
        return (data,) if self._tzinfo is None else (data, self._tzinfo)

    @classmethod
    def _from_clock(cls, t, utc, tz):
        """From a timestamp, with the microseconds rounded to even."""
        result = _dates.universal(cls, t, tz) if utc else _dates.local(cls, t)
        if result is not None:
            return result
        us = 0
        if isinstance(t, float):
            if not -2.0**63 <= t < 2.0**63:
                _check_stamp(t)
            whole = int(t)
            us = round((t - whole) * 1e6)
            whole, us = whole + us // 1000000, us % 1000000
            t = whole
        elif not isinstance(t, int):
            t = _index(t)
        convert = _time.gmtime if utc else _time.localtime
        y, m, d, hh, mm, ss = convert(t)[:6]
        ss = min(ss, 59)
        result = cls(y, m, d, hh, mm, ss, us, tz)
        if tz is None and not utc:
            # Is this the second time that the clocks show this hour?
            before = cls(*convert(t - 86400)[:6])
            plain = cls(y, m, d, hh, mm, ss)
            jump = plain - before - _DAY
            if jump._days < 0 and cls is datetime and \
                    cls(*convert(t + jump // _SECOND)[:6]) == plain:
                result._fold = 1
        elif tz is not None:
            result = tz.fromutc(result)
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        made = _dates.local(cls, timestamp) if tz is None else \
            _dates.universal(cls, timestamp, tz)
        if made is not None:
            return made
        _check_tzinfo(tz)
        return cls._from_clock(timestamp, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        """The time of UTC, without a zone, so long after the epoch."""
        return cls._from_clock(timestamp, True, None)

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz."""
        t = _time.time()
        made = _dates.local(cls, t) if tz is None else \
            _dates.universal(cls, t, tz)
        return cls.fromtimestamp(t, tz) if made is None else made

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        t = _time.time()
        made = _dates.universal(cls, t, None)
        return cls.utcfromtimestamp(t) if made is None else made

    @classmethod
    def combine(cls, date, time, tzinfo=_OWN_ZONE):
        """date, time -> datetime with same date and time fields"""
        made = _dates.combine(cls, date, time, tzinfo)
        if made is not None:
            return made
        is_wrong = not isinstance(date, _date)
        if is_wrong or not isinstance(time, _time_class):
            raise TypeError('combine() argument %s, not %s' % (
                ('1 must be datetime.date', type(date).__name__) if is_wrong
                else ('2 must be datetime.time', type(time).__name__)))
        made = cls(date._year, date._month, date._day, time._hour, time._minute,
                   time._second, time._microsecond,
                   time._tzinfo if tzinfo is _OWN_ZONE else tzinfo)
        if cls is datetime:
            made._fold = time._fold
        return made

    @classmethod
    def fromisoformat(cls, date_string):
        """Construct a datetime from a string in ISO 8601 format."""
        made = _dates.read_iso(cls, date_string)
        if made is not None:
            return made

        def parse(s):
            if len(s) < 7:
                raise ValueError
            at = _separator_at(s)
            day = _parse_date(s[:at])
            return (*day, *_parse_time(s[at + 1:])) if len(s) > at else day
        return _from_iso(cls, date_string, parse)

    @classmethod
    def strptime(cls, date_string, format):
        """Read a text written in a format of strftime()."""
        made = _dates.read(cls, date_string, format)
        if made is not None:
            return made
        import _strptime
        for at, value in enumerate((date_string, format), 1):
            if not isinstance(value, str):
                raise TypeError('strptime() argument %d must be str, not %s'
                                % (at, type(value).__name__))
        return _strptime._strptime_datetime(cls, date_string, format)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = self.dst()
        return self._struct(self._hour, self._minute, self._second,
                            -1 if dst is None else int(dst._total() != 0))

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        shift = self._shift()
        if shift:
            self = self._later(-shift)
        return self._struct(self._hour, self._minute, self._second, 0)

    def _local_seconds(self):
        """The POSIX timestamp of a local time, without the fraction."""
        t = self._seconds()
        found = _dates.local_seconds(t, self._fold)
        if found is not None:
            return found

        def shown(u):
            return datetime(*_time.localtime(u)[:6])._seconds()
        a = shown(t) - t
        u1 = t - a
        t1 = shown(u1)
        if t1 == t:
            # One answer; is there another offset a day away?
            u2 = u1 + (86400 if self._fold else -86400)
            b = shown(u2) - u2
            if a == b:
                return u1
        else:
            b = t1 - u1
        u2 = t - b
        if shown(u2) == t:
            return u2
        if t1 == t:
            return u1
        # In the gap: neither offset gives it back.
        return (min if self._fold else max)(u1, u2)

    def _since_epoch(self):
        return self - _EPOCH if type(self) is datetime else \
            datetime.__sub__(self, _EPOCH)

    def timestamp(self):
        """The seconds since the epoch."""
        if self._tzinfo is None:
            return self._local_seconds() + self._microsecond / 1e6
        return self._since_epoch().total_seconds()

    def replace(self, year=None, month=None, day=None, hour=None, minute=None,
                second=None, microsecond=None, tzinfo=True, *, fold=None):
        """Return datetime with new specified fields."""
        make = (datetime if type(self) is datetime
                else _maker(datetime, type(self)))
        return make(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def _local_timezone(self):
        if self._tzinfo is None:
            seconds = self._local_seconds()
        else:
            seconds = self._since_epoch() // _SECOND
        local = _time.localtime(seconds)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def astimezone(self, tz=None):
        """tz -> convert to local time in new timezone tz"""
        if tz is None:
            tz = self._local_timezone()
        elif not isinstance(tz, tzinfo):
            raise TypeError('tzinfo argument must be None or of a tzinfo '
                            "subclass, not type '%s'" % type(tz).__name__)
        mine = self._tzinfo
        if mine is tz:
            return self
        if type(mine) is type(tz) is timezone and type(self) is datetime and \
                type(mine._offset) is type(tz._offset) is timedelta and \
                1 < self._year < 9999:
            moment = self + (tz._offset - mine._offset)
            moment._tzinfo = tz
            return moment
        offset = self.utcoffset() if mine is not None else None
        if offset is None:
            mine = self.replace(tzinfo=None)._local_timezone()
            if tz is mine:
                return self.replace(tzinfo=mine)
            offset = mine._offset
        moment = self._after(timedelta.__neg__(offset))
        if type(moment) is datetime:
            moment._tzinfo = tz
        else:
            moment = moment.replace(tzinfo=tz)
        return tz.fromutc(moment)

    def ctime(self):
        """Return ctime() style string."""
        return '%s %s %2d %02d:%02d:%02d %04d' % (
            _DAYS[self.weekday()], _MONTHS[self._month], self._day, self._hour,
            self._minute, self._second, self._year)

    def isoformat(self, sep='T', timespec='auto'):
        """[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."""
        if sep != 'T' and (not isinstance(sep, str) or len(sep) != 1):
            raise TypeError('isoformat() argument 1 must be a unicode '
                            'character, not %s' % type(sep).__name__)
        if timespec == 'auto':
            text = _stamp(self._year, self._month, self._day, sep, self._hour,
                          self._minute, self._second)
            us = self._microsecond
            if us:
                text = '%s.%06d' % (text, us)
            return text if self._tzinfo is None else \
                text + _format_offset(self.utcoffset())
        return date.isoformat(self) + sep + self._clock_text(timespec)

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        return self._repr(self._year, self._month, self._day)

    def _after(self, span):
        """As + does it here, whatever classes below have made of that."""
        if type(self) is datetime and type(span) is timedelta:
            return self + span
        return self._later(span._total())

    def _later(self, us):
        seconds, us = divmod(self._micros() + us, 1000000)
        days, seconds = divmod(seconds, 86400)
        days += 719163
        if not 0 < days <= _MAXORDINAL:
            raise OverflowError('date value out of range')
        minutes, second = divmod(seconds, 60)
        return type(self)(*_ord2ymd(days), minutes // 60, minutes % 60, second,
                          us, self._tzinfo)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._later(other._total())

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._later(-other._total())
        if not isinstance(other, datetime):
            return NotImplemented
        between = self._micros() - other._micros()
        if self._tzinfo is not other._tzinfo:
            a, b = self._shift(), other._shift()
            if a != b:
                if a is None or b is None:
                    raise TypeError("can't subtract offset-naive and "
                                    'offset-aware datetimes')
                between += b - a
        return timedelta._of(between)


_date, _time_class = date, time
datetime._kind = datetime
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# The everyday cases of construction, arithmetic, comparison and hashing are
# computed natively; what is above has the others.
_dates.quicken(timedelta, date, time, datetime, tzinfo, timezone)
