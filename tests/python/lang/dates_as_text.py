# Dates are written, read and asked of the local clock by short ways of their
# own; a subclass goes the long way, and must come to the same.
import os
import time
from datetime import date, datetime, timedelta


class Day(date):
    pass


class Moment(datetime):
    pass


def tried(function, *args):
    try:
        result = function(*args)
    except (ValueError, TypeError) as error:
        return str(error)
    return repr(result).replace("Moment", "datetime.datetime").replace(
        "Day", "datetime.date")


wrong = []


def same(a, b, *args):
    first, second = tried(a, *args), tried(b, *args)
    if first != second:
        wrong.append((a, args, first, second))


seed = 7


def dice(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n


letters = "YmdHMSfyjaAbBpI%ZUxcF"
for _ in range(400):
    fields = (dice(9999) + 1, dice(12) + 1, dice(28) + 1, dice(24), dice(60),
              dice(60), dice(2) * dice(10 ** 6))
    form = " ".join(["%" + letters[dice(len(letters))] for _ in range(dice(5))]) + "é-"
    a, b = datetime(*fields), Moment(*fields)
    same(a.strftime, b.strftime, form)
    same(a.isocalendar, b.isocalendar)
    same(date(*fields[:3]).isocalendar, Day(*fields[:3]).isocalendar)
    same(date(*fields[:3]).strftime, Day(*fields[:3]).strftime, form)
    text = a.isoformat()
    if datetime.fromisoformat(text) != a or date.fromisoformat(text[:10]) != a.date():
        wrong.append(text)
    at = dice(len(text))
    for other in (text, text[:at], text[:at] + "1" + text[at:], text[:at] + "é" + text[at + 1:]):
        same(datetime.fromisoformat, Moment.fromisoformat, other)
        same(date.fromisoformat, Day.fromisoformat, other)
print(wrong[:3])  # expect: []

for form, texts in (("%Y-%m-%d %H:%M:%S", ("2003-04-05 10:20:30", "2003-4-5 1:2:3", "2003-04-05  10:20:60",
                                           "2003-02-30 00:00:00", "2003-04-05 10:20:30x")),
                    ("%d %b %Y", ("05 Apr 2003", "5 apr 2003", " 5 APR 2003", "05 Foo 2003", "31 Jun 2003")),
                    ("%H:%M:%S.%f", ("10:20:30.5", "10:20:30.1234567", "10:20:30.")),
                    ("%Y%m%d", ("20030405", "2003405")), ("%d %m", ("29 02", "01 03")),
                    ("%Y\t%%", ("2003  %", "2003%")), ("%y", ("69", "68"))):
    for text in texts:
        print(tried(datetime.strptime, text, form))
# expect: datetime.datetime(2003, 4, 5, 10, 20, 30)
# expect: datetime.datetime(2003, 4, 5, 1, 2, 3)
# expect: second must be in 0..59
# expect: day is out of range for month
# expect: unconverted data remains: x
# expect: datetime.datetime(2003, 4, 5, 0, 0)
# expect: datetime.datetime(2003, 4, 5, 0, 0)
# expect: datetime.datetime(2003, 4, 5, 0, 0)
# expect: time data '05 Foo 2003' does not match format '%d %b %Y'
# expect: day is out of range for month
# expect: datetime.datetime(1900, 1, 1, 10, 20, 30, 500000)
# expect: unconverted data remains: 7
# expect: time data '10:20:30.' does not match format '%H:%M:%S.%f'
# expect: datetime.datetime(2003, 4, 5, 0, 0)
# expect: datetime.datetime(2003, 4, 5, 0, 0)
# expect: day is out of range for month
# expect: datetime.datetime(1900, 3, 1, 0, 0)
# expect: datetime.datetime(2003, 1, 1, 0, 0)
# expect: time data '2003%' does not match format '%Y\t%%'
# expect: datetime.datetime(1969, 1, 1, 0, 0)
# expect: datetime.datetime(2068, 1, 1, 0, 0)
print(tried(datetime.strptime, 5, "%Y"), tried(datetime.fromisoformat, 5), sep="\n")
# expect: strptime() argument 1 must be str, not int
# expect: fromisoformat: argument must be str
print(tried(datetime(2003, 4, 5).strftime, 5), tried(date.fromisoformat, None), sep="\n")
# expect: strftime() argument 1 must be str, not int
# expect: fromisoformat: argument must be str
print(date(1, 1, 1).isocalendar(), date(9999, 12, 31).isocalendar().week, type(datetime(2005, 1, 1).isocalendar()).__name__)
# expect: datetime.IsoCalendarDate(year=1, week=1, weekday=1) 52 IsoCalendarDate

# Summer begins and ends.
os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
time.tzset()
wrong = []
for start in (1698537600, 1679788800, 0, 951782400):
    for when in range(start - 9000, start + 9000, 450):
        a, b = datetime.fromtimestamp(when), Moment.fromtimestamp(when)
        if a.replace(fold=0) != b or a.timestamp() != when:
            wrong.append((when, a, b))
print(wrong)  # expect: []
gap, twice = datetime(2023, 3, 26, 2, 30), datetime(2023, 10, 29, 2, 30)
print(datetime.fromtimestamp(1698541200).fold, Moment.fromtimestamp(1698541200).fold)  # expect: 1 0
print([m.replace(fold=f).timestamp() for m in (gap, twice) for f in (0, 1)])
# expect: [1679794200.0, 1679790600.0, 1698539400.0, 1698543000.0]
print(repr(datetime.fromtimestamp(1698542999 + 0.75)), datetime.fromtimestamp(-1.5), date.fromtimestamp(86399))
# expect: datetime.datetime(2023, 10, 29, 2, 29, 59, 750000, fold=1) 1970-01-01 00:59:58.500000 1970-01-02
days = [date(2023, 12, 30) + timedelta(days=n) for n in (0, 1, 2, 60, 61, 62, 63, 36524, -738000)]
print(*days, *[(d - days[0]).days for d in days])
# expect: 2023-12-30 2023-12-31 2024-01-01 2024-02-28 2024-02-29 2024-03-01 2024-03-02 2123-12-30 0003-06-03 0 1 2 60 61 62 63 36524 -738000
