# What the classes datetime and time have in common: order, hash and repr, with
# zones and folds; and a zone's own view of UTC.
from datetime import datetime, time, timedelta, tzinfo


class Fixed(tzinfo):
    def __init__(self, minutes, name='X', dst=0):
        self.span, self.name = timedelta(minutes=minutes), name
        self.saved = None if dst is None else timedelta(minutes=dst)

    def utcoffset(self, when):
        return self.span

    def dst(self, when):
        return self.saved

    def tzname(self, when):
        return self.name

    def __repr__(self):
        return 'Fixed'


def on_a_day(*clock, **more):
    return datetime(2024, 5, 6, *clock, **more)


for make in time, on_a_day:
    a, b = make(10, 30, tzinfo=Fixed(60)), make(9, 30, tzinfo=Fixed(0))
    print(a == b, a < b, a <= b, hash(a) == hash(b), repr(a))
    print(a == make(10, 30), make(1, 2, 3, fold=1), repr(make(1, 2, fold=1)))
    print(repr(make(1, 2, 0, 4, tzinfo=Fixed(0), fold=1)))
    print(make(9, 8, 7).replace(minute=5, tzinfo=Fixed(-90)))
    print(max(make(1, tzinfo=Fixed(0)), make(0, 30, tzinfo=Fixed(-60))))
    try:
        a < make(10, 30)
    except TypeError as problem:
        print(problem)
    try:
        print(make(1, tzinfo=Fixed(0, '\ud800')).strftime('%Z'))
    except ValueError as problem:
        print(problem)

for zone in Fixed(60), Fixed(120, dst=60), Fixed(60, dst=None):
    try:
        print(zone.fromutc(on_a_day(7, tzinfo=zone)))
    except ValueError as problem:
        print(problem)
# expect: True False True True datetime.time(10, 30, tzinfo=Fixed)
# expect: False 01:02:03 datetime.time(1, 2, fold=1)
# expect: datetime.time(1, 2, 0, 4, tzinfo=Fixed, fold=1)
# expect: 09:05:07-01:30
# expect: 00:30:00-01:00
# expect: can't compare offset-naive and offset-aware times
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: True False True True datetime.datetime(2024, 5, 6, 10, 30, tzinfo=Fixed)
# expect: False 2024-05-06 01:02:03 datetime.datetime(2024, 5, 6, 1, 2, fold=1)
# expect: datetime.datetime(2024, 5, 6, 1, 2, 0, 4, fold=1, tzinfo=Fixed)
# expect: 2024-05-06 09:05:07-01:30
# expect: 2024-05-06 00:30:00-01:00
# expect: can't compare offset-naive and offset-aware datetimes
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: 2024-05-06 08:00:00+01:00
# expect: 2024-05-06 09:00:00+02:00
# expect: fromutc: non-None dst() result required
