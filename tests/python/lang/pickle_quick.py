# What pickle writes and reads natively is what its classes in Python do.
import io
import pickle


class Slow(pickle.Pickler):
    pass


class Bytewise:
    """A file that gives no more than is asked for."""

    def __init__(self, data):
        self.file = io.BytesIO(data)
        self.read, self.readline = self.file.read, self.file.readline


class Plain:
    def __init__(self, **own):
        self.__dict__.update(own)

    def __eq__(self, other):
        return type(other) is Plain and vars(self) == vars(other)


class Odd(Plain):
    def __getstate__(self):
        return [1, 2]

    def __setstate__(self, state):
        self.state = state


class Made(Plain):
    def __reduce__(self):
        return Plain, (), {'by': 'reduce'}


def slowly(obj, protocol):
    file = io.BytesIO()
    Slow(file, protocol).dump(obj)
    return file.getvalue()


text = 'ä€\ud800x'
shared = ['twice']
loop = [1]
loop.append(loop)
ring = ([],)
ring[0].append(ring)
long_ring = ([], 1, 2, 3)
long_ring[0].append(long_ring)
me = Plain(name='me', n=1)
me.me = me
things = [
    None, True, False, 0, 255, 256, 65535, 65536, -1, 2**31 - 1, -2**31, 2**31, -2**31 - 1, 2**39, -2**39,
    2**39 - 1, 2**46, -2**47, 2**47, 2**63, -2**63, 10**30, -10**40, 10**700, 1.5, -0.0, float('inf'), '', 'a' * 255, 'a' * 256,
    text, 'b' * 70000, b'', b'c' * 255, b'c' * 256, b'd' * 70000, (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4),
    [], [1], list(range(1000)), list(range(1001)), list(range(2500)), {}, {1: 2}, dict.fromkeys(range(1001), 'v'),
    set(), {1}, set(range(1001)), frozenset([1]), [shared, shared, (shared,), {'k': shared}], ['s'] * 3,
    [str(i) for i in range(400)], Plain(), Plain(a=1, b=[2]), Odd(a=1), Made(), [Plain(i=i) for i in range(5)],
    {'x': [Plain(y=(1, (2, {3: None})))]}, Plain, len, range(3), 3j, bytearray(b'e'), ['z' * 1000] * 100,
    ['%0900d' % i for i in range(90)],
]
wrong = []
for thing in things:
    for protocol in range(6):
        data = pickle.dumps(thing, protocol)
        if data != slowly(thing, protocol):
            wrong.append(('dumps', protocol, thing))
        for back in (pickle.loads(data), pickle.load(Bytewise(data)), pickle.Unpickler(io.BytesIO(data)).load()):
            if back != thing and not isinstance(thing, (Odd, Made)):
                wrong.append(('loads', protocol, thing))
print(wrong)  # expect: []
print(pickle.loads(pickle.dumps(Odd(a=1))).state, pickle.loads(pickle.dumps(Made())).by)  # expect: [1, 2] reduce
for thing in loop, ring, long_ring, me:
    for protocol in (2, 4):
        data = pickle.dumps(thing, protocol)
        if data != slowly(thing, protocol):
            print('wrong', protocol)
        pickle.loads(data)
back = pickle.loads(pickle.dumps(me))
print(back.me is back, back.name)  # expect: True me
print(pickle.dumps([1, 'a', (2.0, None), {'k': {3}}]))
# expect: b'\x80\x04\x95$\x00\x00\x00\x00\x00\x00\x00]\x94(K\x01\x8c\x01a\x94G@\x00\x00\x00\x00\x00\x00\x00N\x86\x94}\x94\x8c\x01k\x94\x8f\x94(K\x03\x90se.'
print(pickle.dumps({'a': ['a']}, 2))  # expect: b'\x80\x02}q\x00X\x01\x00\x00\x00aq\x01]q\x02h\x01as.'
a, b = pickle.loads(pickle.dumps([shared, shared]))
print(a is b)  # expect: True
stream = io.BytesIO(pickle.dumps([1, 2]) + pickle.dumps('next', 2) + pickle.dumps(Plain(last=1)))
print(pickle.load(stream), pickle.load(stream), pickle.load(stream).last)  # expect: [1, 2] next 1


class Named(pickle.Pickler):
    def persistent_id(self, obj):
        return 'the list' if obj is shared else None


class Found(pickle.Unpickler):
    def persistent_load(self, pid):
        return pid


file = io.BytesIO()
Named(file).dump([1, shared])
print(Found(io.BytesIO(file.getvalue())).load())  # expect: [1, 'the list']
file = io.BytesIO()
p = pickle.Pickler(file)
p.dispatch_table = {Plain: lambda obj: (str, ('by table',))}
p.dump([Plain(a=1)])
print(pickle.loads(file.getvalue()))  # expect: ['by table']
deep = []
for _ in range(100000):
    deep = [deep]
try:
    pickle.dumps(deep)
except RecursionError:
    print('too deep')  # expect: too deep
while deep:
    deep = deep[0]
for data in (b'\x80\x04', b'\x80\x04N', b'\x80\x04\x8c\x05ab.', b'\x80\x04h\x07.', b'\x80\x04]a.', b'\x80\x04e.',
             b'\x80\x04\x86.', b'\x80\x04K', b'\x80\x04\x8c\x01\xff.', b'\x80\x04}(]K\x01u.', b'\x80\x04}]K\x01s.', b'\x80\x04.',
             b'\x80\x04\x8a\x09' + b'\1' * 5, b'\x80\x04\x95\xff\0\0\0\0\0\0\0N.', b'\x80\x09N.', b'\x80\x04G\0.'):
    try:
        print(pickle.loads(data))
    except Exception as e:
        print('refused')
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
