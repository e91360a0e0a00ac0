# Getters, unions and import errors can be pickled and copied; clocks tell what
# they are.
import collections
import copy
import datetime
import operator
import os
import pickle
import time

for one in (operator.attrgetter('a', 'b.c'), operator.itemgetter(1),
            operator.methodcaller('f', 1), operator.methodcaller('f', 1, k=2),
            int | str | None):
    print(pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one))
# expect: operator.attrgetter('a', 'b.c') operator.attrgetter('a', 'b.c') operator.attrgetter('a', 'b.c')
# expect: operator.itemgetter(1) operator.itemgetter(1) operator.itemgetter(1)
# expect: operator.methodcaller('f', 1) operator.methodcaller('f', 1) operator.methodcaller('f', 1)
# expect: operator.methodcaller('f', 1, k=2) operator.methodcaller('f', 1, k=2) operator.methodcaller('f', 1, k=2)
# expect: int | str | None int | str | None int | str | None
same = pickle.loads(pickle.dumps(operator.methodcaller('replace', 'a', 'b')))
print(same('banana'))  # expect: bbnbnb

error = ImportError('m', name='n', path='p')
for one in pickle.loads(pickle.dumps(error)), copy.copy(error):
    print(one, one.name, one.path)
# expect: m n p
# expect: m n p
error = UnicodeEncodeError('ascii', 'abc', 1, 2, 'why')
try:
    error.start = 'x'
except TypeError as exc:
    print(exc)  # expect: an integer is required
error.start = 0
print(error)  # expect: 'ascii' codec can't encode characters in position 0-1: why

mine = collections.UserList([1, 2])
mine.label = 'x'
print(copy.copy(mine).label, copy.copy(mine), hasattr(mine.copy(), 'label'))  # expect: x [1, 2] False


class Place:
    def __fspath__(self):
        return 'pp'


print(os.path.normcase(Place()), os.path.normcase('Ab'))  # expect: pp Ab
try:
    datetime.date(2020, 1, 1) - datetime.datetime(2020, 1, 1)
except TypeError:
    print('refused')  # expect: refused

for name in 'time', 'monotonic', 'perf_counter', 'process_time', 'thread_time':
    info = time.get_clock_info(name)
    print(info.adjustable, info.monotonic, 0 < info.resolution < 1)
# expect: True False True
# expect: False True True
# expect: False True True
# expect: False True True
# expect: False True True
for wrong in 'sundial', 3:
    try:
        time.get_clock_info(wrong)
    except (ValueError, TypeError) as exc:
        print(exc)
# expect: unknown clock
# expect: get_clock_info() argument 1 must be str, not int
print(time.thread_time() >= 0, type(time.thread_time_ns()))  # expect: True <class 'int'>

for zone in 'EST+05EDT,M4.1.0,M10.5.0', 'UTC+0', 'AEST-10AEDT-11,M10.5.0,M3.5.0':
    os.environ['TZ'] = zone
    time.tzset()
    print(time.tzname, time.timezone, time.altzone, time.daylight)
# expect: ('EST', 'EDT') 18000 14400 1
# expect: ('UTC', 'UTC') 0 0 0
# expect: ('AEST', 'AEDT') -36000 -39600 1
