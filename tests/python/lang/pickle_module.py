# pickle: there and back in every protocol, and CPython's own bytes.
import array
import collections
import copyreg
import functools
import io
import operator
import pickle


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return type(other) is Point and self.x == other.x

    def where(self):
        return self.x


class Slots:
    __slots__ = 'a', 'b'


class New:
    def __new__(cls, a, *, b):
        self = object.__new__(cls)
        self.both = a, b
        return self

    def __getnewargs_ex__(self):
        return self.both[:1], {'b': self.both[1]}


class State:
    def __getstate__(self):
        return 'kept'

    def __setstate__(self, state):
        self.state = state


class Items(list):
    pass


class Outer:
    class Inner:
        pass


Pair = collections.namedtuple('Pair', 'a b')
values = [
    None, True, False, 0, 255, 256, 65535, 65536, -1, 2 ** 31, -2 ** 31 - 1,
    2 ** 63, -2 ** 100, 2 ** 2100, 1.5, float('-inf'), '', 'a\u20ac\n\\\0',
    'x' * 300, b'', b'a\xff', b'z' * 300, bytearray(b'q'), (), (1,), (1, 2),
    (1, 2, 3), (1, 2, 3, 4), [], [1], list(range(2500)), {}, {'a': 1},
    dict.fromkeys(range(1200)), set(), {1}, frozenset([1]), Point(1),
    Pair(1, 2), Outer.Inner, int, len, type(None), ..., NotImplemented,
    operator.add, range(1, 9, 2), slice(1, 2), 1j, Items([1, 2]),
    collections.OrderedDict([(2, 1), (1, 2)]), collections.deque([1, 2], 5),
    collections.defaultdict(list, {1: [2]}), collections.Counter('aab'),
    array.array('h', [1, -2]), Point.where, type(...)]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    back = [pickle.loads(pickle.dumps(value, protocol)) for value in values]
    print(back == values, [type(value) for value in back] == [type(value) for value in values])  # expect: True True
# expect: True True
# expect: True True
# expect: True True
# expect: True True
# expect: True True

shared = [1]
circle = []
circle.append(circle)
pair = ([],)
pair[0].append(pair)
for protocol in 0, 2, 5:
    a, b = pickle.loads(pickle.dumps([shared, shared], protocol))
    c = pickle.loads(pickle.dumps(circle, protocol))
    p = pickle.loads(pickle.dumps(pair, protocol))
    print(a is b, c[0] is c, p[0][0] is p)  # expect: True True True
# expect: True True True
# expect: True True True

s = Slots()
s.a = 5
n = New(1, b=2)
items = Items([1])
items.name = 'items'
error = KeyError('k')
part = functools.partial(int, base=2)
for protocol in 2, 4:
    s, n, items, error, part, bound, state = pickle.loads(pickle.dumps([s, n, items, error, part, Point(7).where, State()], protocol))
    print(s.a, hasattr(s, 'b'), n.both, items, items.name, repr(error), part('101'), bound(), state.state)  # expect: 5 False (1, 2) [1] items KeyError('k') 5 7 kept
# expect: 5 False (1, 2) [1] items KeyError('k') 5 7 kept


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(value)


show(r"""
pickle.loads(b'\x80\x04\x95\x1d\x00\x00\x00\x00\x00\x00\x00}\x94(\x8c\x01a\x94]\x94(K\x01G?\xf8\x00\x00\x00\x00\x00\x00e\x8c\x01b\x94\x8f\x94u.')  # expect: {'a': [1, 1.5], 'b': set()}
pickle.loads(b"(lp0\nI1\naL5L\naF1.5\naS'ab'\np1\naVa\\u20ac\np2\naI01\nag1\na.")  # expect: [1, 5, 1.5, 'ab', 'a€', True, 'ab']
pickle.loads(b'\x80\x02c__builtin__\nset\nq\x00]q\x01(K\x01K\x02e\x85q\x02Rq\x03.')  # expect: {1, 2}
pickle.loads(b'\x80\x02c_codecs\nencode\nq\x00X\x02\x00\x00\x00a\xc3\xbfX\x06\x00\x00\x00latin1q\x01\x86q\x02Rq\x03.')  # expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 1: unexpected end of data
pickle.loads(b'U\x02\xe9\xe8.', encoding='latin1'), pickle.loads(b'U\x02\xe9\xe8.', encoding='bytes')  # expect: ('éè', b'\xe9\xe8')
pickle.dumps(1, 0), pickle.dumps('a', 0), pickle.dumps([1], 1), pickle.dumps((1,), 2)  # expect: (b'I1\n.', b'Va\np0\n.', b']q\x00K\x01a.', b'\x80\x02K\x01\x85q\x00.')
pickle.loads(b'')  # expect: EOFError: Ran out of input
pickle.loads(b'\x80\x04K')  # expect: UnpicklingError: pickle data was truncated
pickle.loads(b'\xff.')  # expect: UnpicklingError: invalid load key, '\xff'.
pickle.loads(b'\x80\x09N.')  # expect: ValueError: unsupported pickle protocol: 9
pickle.loads('text')  # expect: TypeError: a bytes-like object is required, not 'str'
pickle.dumps(1, 6)  # expect: ValueError: pickle protocol must be <= 5
pickle.dumps(Slots(), 1)  # expect: TypeError: a class that defines __slots__ without defining __getstate__ cannot be pickled
""")


class Refers(pickle.Pickler):
    def persistent_id(self, obj):
        return obj.x if isinstance(obj, Point) else None

    def reducer_override(self, obj):
        if obj is Outer.Inner:
            return 'Pair'
        return NotImplemented


class Resolves(pickle.Unpickler):
    def persistent_load(self, pid):
        return 'point %s' % pid

    def find_class(self, module, name):
        return name


out = io.BytesIO()
Refers(out, 4).dump([Point(3), {'k': Point(4)}])
out.seek(0)
print(Resolves(out).load())  # expect: ['point 3', {'k': 'point 4'}]
out = io.BytesIO()
pickler = pickle.Pickler(out)
pickler.dispatch_table = copyreg.dispatch_table | {Point: lambda p: (str, (p.x,))}
pickler.dump(Point(8))
pickler.dump(shared)
out.seek(0)
unpickler = pickle.Unpickler(out)
print(unpickler.load(), unpickler.load())  # expect: 8 [1]


class Plain:
    def __reduce__(self):
        made = object.__reduce__(self)
        return made[0], made[1], {'by': 'reduce'}


print(vars(pickle.loads(pickle.dumps(Plain()))))  # expect: {'by': 'reduce'}
copyreg.add_extension('__main__', 'Point', 300)
print(pickle.dumps(Point, 2))  # expect: b'\x80\x02\x83,\x01.'
print(pickle.loads(b'\x80\x02\x83,\x01.') is Point)  # expect: True
copyreg.remove_extension('__main__', 'Point', 300)
copyreg.clear_extension_cache()
try:
    pickle.loads(b'\x80\x02\x83,\x01.')
except ValueError as e:
    print(e)  # expect: unregistered extension code 300


class Chunks(list):
    write = list.append


for items in ['x' * 70000, 'y' * 70000, *'zzzz'], list(range(70000)):
    out = Chunks()
    pickle.Pickler(out, 4).dump(items)
    data = b''.join(out)
    print(pickle.loads(data) == items, len(out) > 2)  # expect: True True
    # expect: True True
for method in [1, 2].count, str.upper, [].__len__, str.__len__, dict.fromkeys:
    for protocol in 0, 4:
        same = pickle.loads(pickle.dumps(method, protocol))
        print(end=same.__name__ + '.')
print()
# expect: count.count.upper.upper.__len__.__len__.__len__.__len__.fromkeys.fromkeys.
for cls in ValueError, FileNotFoundError, RecursionError, range:
    print(pickle.dumps(cls, 2)[2:-4])
    # expect: b'cexceptions\nValueError'
    # expect: b'cexceptions\nOSError'
    # expect: b'c__builtin__\nRecursionError'
    # expect: b'c__builtin__\nxrange'
for protocol in 1, 2:
    try:
        pickle.dumps(staticmethod(len), protocol)
    except TypeError as e:
        print(e)  # expect: cannot pickle 'staticmethod' object
        # expect: cannot pickle 'staticmethod' object

# What is taken from a stack that has nothing, or has a mark there.
for data in (b'.', b'0.', b'N0.', b'(.', b'(0.', b'((1.', b'2.', b'Na.', b'(e.',
             b']Ns.', b'(u.', b'NR.', b'Nb.', b'(o.', b'q\0.', b'\x94.',
             b'N\x81.', b'\x93.', b'N\x93.', b'NN\x93.', b'\x85.', b']a.', b'1.', b'i\n\n.',
             b'(Nd.', b'}(Nu.'):
    try:
        pickle.loads(data)
    except pickle.UnpicklingError as e:
        print(data, e)
# expect: b'.' unpickling stack underflow
# expect: b'0.' unpickling stack underflow
# expect: b'N0.' unpickling stack underflow
# expect: b'(.' unexpected MARK found
# expect: b'(0.' unpickling stack underflow
# expect: b'((1.' unexpected MARK found
# expect: b'2.' unpickling stack underflow
# expect: b'Na.' unpickling stack underflow
# expect: b'(e.' unpickling stack underflow
# expect: b']Ns.' unpickling stack underflow
# expect: b'(u.' unpickling stack underflow
# expect: b'NR.' unpickling stack underflow
# expect: b'Nb.' unpickling stack underflow
# expect: b'(o.' unpickling stack underflow
# expect: b'q\x00.' unpickling stack underflow
# expect: b'\x94.' unpickling stack underflow
# expect: b'N\x81.' unpickling stack underflow
# expect: b'\x93.' unpickling stack underflow
# expect: b'N\x93.' unpickling stack underflow
# expect: b'NN\x93.' STACK_GLOBAL requires str
# expect: b'\x85.' unpickling stack underflow
# expect: b']a.' unpickling stack underflow
# expect: b'1.' could not find MARK
# expect: b'i\n\n.' could not find MARK
# expect: b'(Nd.' odd number of items for DICT
# expect: b'}(Nu.' odd number of items for SETITEMS


# A local class is told from one that is gone.
def local():
    class Inside:
        pass
    return Inside


class Gone:
    pass


Left = Gone
del Gone
for thing in local(), local()(), Left, Left():
    for protocol in 0, 4:
        try:
            pickle.dumps(thing, protocol)
        except (AttributeError, pickle.PicklingError) as e:
            print(type(e).__name__, e)
# expect: AttributeError Can't pickle local object 'local.<locals>.Inside'
# expect: AttributeError Can't pickle local object 'local.<locals>.Inside'
# expect: AttributeError Can't pickle local object 'local.<locals>.Inside'
# expect: AttributeError Can't pickle local object 'local.<locals>.Inside'
# expect: PicklingError Can't pickle <class '__main__.Gone'>: attribute lookup Gone on __main__ failed
# expect: PicklingError Can't pickle <class '__main__.Gone'>: attribute lookup Gone on __main__ failed
# expect: PicklingError Can't pickle <class '__main__.Gone'>: attribute lookup Gone on __main__ failed
# expect: PicklingError Can't pickle <class '__main__.Gone'>: attribute lookup Gone on __main__ failed


# functools need not have been imported for what protocols before 4 make of
# arguments by name.
class Named:
    def __new__(cls, *, key):
        self = object.__new__(cls)
        self.made_with = key
        return self

    def __getnewargs_ex__(self):
        return (), {'key': 7}

    def __getstate__(self):
        return None


class Falsy:
    def __init__(self, state): self.state = state
    def __getstate__(self): return self.state
    def __setstate__(self, state): self.got = state


# The oldest protocols write no state that is false.
print([[hasattr(pickle.loads(pickle.dumps(Falsy(state), n)), 'got')
        for state in (0, '', None, [1])] for n in (0, 1, 2)])
# expect: [[False, False, False, True], [False, False, False, True], [True, True, False, True]]
import sys
sys.modules.pop('functools')
print([pickle.loads(pickle.dumps(Named(key=1), n)).made_with for n in (2, 3, 4)])  # expect: [7, 7, 7]
sys.modules['functools'] = functools
# What the prompt's greeting names.
print([repr(pickle.loads(pickle.dumps(each))) == repr(each)  # expect: [True, True]
       for each in (quit, exit)])
# Items and pairs come from iterators, and from nothing else.
class Items:
    def __init__(self, *said):
        self.said = list, (), None, *said

    def __reduce__(self):
        return self.said


for said in [[1, 2]], [5], [None, {1: 2}], [None, [(1, 2)]]:
    try:
        print(pickle.dumps(Items(*said)))
    except pickle.PicklingError as error:
        print(str(error).replace('element of the tuple returned', ''))
# expect: fourth  by __reduce__ must be an iterator, not list
# expect: fourth  by __reduce__ must be an iterator, not int
# expect: fifth  by __reduce__ must be an iterator, not dict
# expect: fifth  by __reduce__ must be an iterator, not list
print(pickle.loads(pickle.dumps(Items(iter([1, 2])))))  # expect: [1, 2]
# At the end, when nothing else runs, there is nobody who called.
import atexit


def last_words():
    print(repr(sys.stderr.getvalue()))  # expect: ''


atexit.register(last_words)
atexit.register(pickle.Unpickler, io.BytesIO())
sys.stderr = io.StringIO()
