# What the library does by short ways comes out as by the long ones.
import codecs
import copy
import io
import statistics
from fractions import Fraction
from urllib.parse import quote, unquote, urljoin, urlsplit

# --- encodings of one byte -----------------------------------------------------

print('a€Žÿ'.encode('cp1252'))  # expect: b'a\x80\x8e\xff'
print(bytes([0x61, 0x80, 0x9f, 0xff]).decode('Windows-1252'))  # expect: a€Ÿÿ
print('€Š¤'.encode('latin9', 'replace'))  # expect: b'\xa4\xa6?'
print(b'\xa4\xa5\xbc'.decode('iso8859-15'))  # expect: €¥Œ
for data in (b'a\x81b', b'ok\x8d'):
    try:
        data.decode('cp1252')
    except UnicodeDecodeError as e:
        print(e)
# expect: 'charmap' codec can't decode byte 0x81 in position 1: character maps to <undefined>
# expect: 'charmap' codec can't decode byte 0x8d in position 2: character maps to <undefined>
try:
    'ab日本c'.encode('cp1252')
except UnicodeEncodeError as e:
    print(e.encoding, e.start, e.end, e.reason)  # expect: charmap 2 4 character maps to <undefined>
print('日x\x80'.encode('cp1252', 'xmlcharrefreplace'))  # expect: b'&#26085;x&#128;'
print(b'\x81z'.decode('cp1252', 'replace'))  # expect: �z
print('\ufffe'.encode('cp1252', 'ignore'))  # expect: b''
print(codecs.lookup('cp1252').name, codecs.lookup('l9').name)  # expect: cp1252 iso8859-15
codecs.register_error('euro', lambda e: ('€', e.end))
print('日'.encode('cp1252', 'euro'))  # expect: b'\x80'
d = codecs.getincrementaldecoder('cp1252')()
print(d.decode(b'\x80'), d.decode(b'', True) == '')  # expect: € True
print(codecs.encode('é', 'latin-1'), codecs.decode(b'\xc3\xa9'))  # expect: b'\xe9' é
print(b'abc\xffdef'.decode('ascii', 'ignore'))  # expect: abcdef

# --- lines of text over bytes --------------------------------------------------

data = 'eins\nzwei\r\nd\u2028rei\rvier\n\nlast'.encode()


def wrap(**options):
    return io.TextIOWrapper(io.BytesIO(data), encoding='utf-8', **options)


for newline in (None, '', '\n', '\r', '\r\n'):
    print(list(wrap(newline=newline)))
# expect: ['eins\n', 'zwei\n', 'd\u2028rei\n', 'vier\n', '\n', 'last']
# expect: ['eins\n', 'zwei\r\n', 'd\u2028rei\r', 'vier\n', '\n', 'last']
# expect: ['eins\n', 'zwei\r\n', 'd\u2028rei\rvier\n', '\n', 'last']
# expect: ['eins\nzwei\r', '\nd\u2028rei\r', 'vier\n\nlast']
# expect: ['eins\nzwei\r\n', 'd\u2028rei\rvier\n\nlast']
f = wrap()
print([next(f), f.read(3), f.readline(), f.readline(2), f.readline(), f.read()])  # expect: ['eins\n', 'zwe', 'i\n', 'd\u2028', 'rei\n', 'vier\n\nlast']
f = wrap()
print([f.readline(), f.readline(), f.tell(), f.readline()])  # expect: ['eins\n', 'zwei\n', 11, 'd\u2028rei\n']
f.seek(0)
print(f.readline(), end='')  # expect: eins
for line in f:
    try:
        f.tell()
    except OSError as e:
        print(e)  # expect: telling position disabled by next() call
    break
print(f.newlines)  # expect: ('\r', '\n', '\r\n')
f.close()
for way in (f.readline, lambda: next(f)):
    try:
        way()
    except ValueError as e:
        print(e)
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
f = wrap()
next(f)
print(f.detach().tell() == len(data))  # expect: True
try:
    next(f)
except ValueError as e:
    print(e)  # expect: underlying buffer has been detached


class Loud(io.TextIOWrapper):
    def readline(self, size=-1):
        return super().readline(size).upper()


print(list(Loud(io.BytesIO(b'a\nb\nc'), 'ascii')))  # expect: ['A\n', 'B\n', 'C']
f = io.BytesIO(b'one\ntwo\n')
t = io.TextIOWrapper(f, 'ascii', newline='\n')
print(t.readline(), t.write('NEW\n'), sep='')
# expect: one
# expect: 4
t.flush()
print(f.getvalue())  # expect: b'one\ntwo\nNEW\n'
try:
    t.write('é')
except UnicodeEncodeError as e:
    print(e.start)  # expect: 0
t = io.TextIOWrapper(io.BytesIO(), 'utf-16-le', newline='\r\n')
t.write('a\nb')
t.flush()
print(t.buffer.getvalue())  # expect: b'a\x00\r\x00\n\x00b\x00'
b = io.BufferedReader(io.BytesIO(b'a\nbc\n\nd'), 3)
print(b.readline(), b.read(1), b.readline(), b.readline(), b.readline(), b.readline())  # expect: b'a\n' b'b' b'c\n' b'\n' b'd' b''

# --- how objects are taken apart -----------------------------------------------


class Plain:
    pass


class Slotted:
    __slots__ = 'a', 'b'


class Below(Slotted):
    pass


class Args(Plain):
    def __getnewargs__(self):
        return 1, 2


class State(Plain):
    def __getstate__(self):
        return 'mine'


def apart(made, **own):
    for name, value in own.items():
        setattr(made, name, value)
    func, args, *rest = made.__reduce_ex__(2)
    return func.__name__, [getattr(a, '__name__', a) for a in args], rest


print(apart(Plain()))  # expect: ('__newobj__', ['Plain'], [None, None, None])
print(apart(Plain(), x=1, y=[2]))  # expect: ('__newobj__', ['Plain'], [{'x': 1, 'y': [2]}, None, None])
print(apart(Slotted(), a=3))  # expect: ('__newobj__', ['Slotted'], [(None, {'a': 3}), None, None])
print(apart(Below(), a=3, z=4))  # expect: ('__newobj__', ['Below'], [({'z': 4}, {'a': 3}), None, None])
print(apart(Args(), x=1))  # expect: ('__newobj__', ['Args', 1, 2], [{'x': 1}, None, None])
print(apart(State(), x=1))  # expect: ('__newobj__', ['State'], ['mine', None, None])
p = Plain()
p.self, p.items = p, [1, [2]]
q = copy.deepcopy(p)
print(q.self is q, q.items == p.items, q.items is p.items, copy.copy(p).items is p.items)  # expect: True True False True
q.new = 1
print(vars(p).keys())  # expect: dict_keys(['self', 'items'])

# --- numbers ---------------------------------------------------------------------

print(Fraction(6, -4), Fraction(0, 5), Fraction(True, 2), Fraction(Fraction(1, 2), 3))  # expect: -3/2 0 1/2 1/6
try:
    Fraction(1, 0)
except ZeroDivisionError as e:
    print(e)  # expect: Fraction(1, 0)
print(pow(3, -1, 7), pow(-3, -1, 2**61 - 1), pow(3, -5, 11), pow(10, -1, 2**63 - 1), pow(0, -1, 1))  # expect: 5 768614336404564650 1 6456360425798343065 0
for args in ((2, -1, 4), (0, -3, 7), (5, -2, 10)):
    try:
        print(pow(*args))
    except ValueError as e:
        print(e)  # expect: base is not invertible for the given modulus
# expect: base is not invertible for the given modulus
# expect: base is not invertible for the given modulus
print(statistics.variance([1, 2, 3.5]), statistics.pvariance([Fraction(1, 3), Fraction(1, 2)]))  # expect: 1.5833333333333333 1/144
print(statistics.variance(iter([2, 4, 9])), statistics.stdev([0.1] * 3))  # expect: 13 0.0
print(statistics.pvariance([1.0, float('nan')]), statistics.mean([float('inf'), 1]))  # expect: nan inf

# --- addresses -------------------------------------------------------------------

print(urlsplit('//h/p?q') is urlsplit('//h/p?q'))  # expect: True
print(urlsplit(b'x:/p').path, urlsplit('x:/p').path)  # expect: b'/p' /p
print(urljoin('http://a/b/c/d', '../e?x'))  # expect: http://a/b/e?x
print(quote('a b/ü~', safe=''), quote(b'a\xff/'), quote('plain'), quote('a+b', '+é'))  # expect: a%20b%2F%C3%BC~ a%FF/ plain a+b
print(unquote('a%20%C3%A9%zz%4'), unquote('é%41'), unquote('%ff'))  # expect: a é%zz%4 éA �

# --- dates -----------------------------------------------------------------------
import datetime as dt

one, two = dt.date(2024, 2, 29), dt.date(2024, 3, 1)
early = dt.timedelta(1)
utc = dt.datetime(2024, 2, 29, 23, 30, 0, 5, tzinfo=dt.timezone.utc)
east = dt.timezone(dt.timedelta(hours=5, minutes=30))


class Day(dt.date):
    def __lt__(self, other):
        return 'mine'


for _ in range(3):  # also once methods in Python have run
    print(one < two, two - one, early < early * 2, -early, one + early == two, Day(2024, 1, 1) < one)
    try:
        one < utc
    except TypeError as e:
        print(e)
    try:
        dt.date.max + early
    except OverflowError as e:
        print(e)
    print(utc < utc.astimezone(east) + early, utc == utc.astimezone(east), hash(utc) == hash(utc.astimezone(east)))
# expect: True 1 day, 0:00:00 True -1 day, 0:00:00 True mine
# expect: can't compare datetime.datetime to datetime.date
# expect: date value out of range
# expect: True True True
# expect: True 1 day, 0:00:00 True -1 day, 0:00:00 True mine
# expect: can't compare datetime.datetime to datetime.date
# expect: date value out of range
# expect: True True True
# expect: True 1 day, 0:00:00 True -1 day, 0:00:00 True mine
# expect: can't compare datetime.datetime to datetime.date
# expect: date value out of range
# expect: True True True
print(utc.astimezone(east).isoformat(), utc.isoformat(' '), utc.astimezone(east).utcoffset())
# expect: 2024-03-01T05:00:00.000005+05:30 2024-02-29 23:30:00.000005+00:00 5:30:00
print(utc.astimezone(dt.timezone(-dt.timedelta(hours=3, seconds=7))).isoformat())  # expect: 2024-02-29T20:29:53.000005-03:00:07
for moment in dt.datetime.min.replace(tzinfo=dt.timezone.utc), dt.datetime.max.replace(tzinfo=east):
    for zone in east, dt.timezone(-dt.timedelta(hours=1)):
        try:
            print(moment.astimezone(zone))
        except OverflowError as e:
            print(e)
# expect: 0001-01-01 05:30:00+05:30
# expect: date value out of range
# expect: 9999-12-31 23:59:59.999999+05:30
# expect: 9999-12-31 17:29:59.999999-01:00
