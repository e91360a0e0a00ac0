# Special methods that call each other through C++, hundreds deep.
class N:
    def __init__(s, nx): s.nx = nx
    @property
    def depth(s): return 1 + s.nx.depth if s.nx else 0
    def __repr__(s): return "N(%r)" % s.nx if s.nx else "end"
    def __eq__(s, o): return s.nx == o.nx
    def __hash__(s): return hash((1, s.nx))
    def __len__(s): return 1 + len(s.nx) if s.nx is not None else 0
    def __getattr__(s, n):
        if n == "far" and s.nx: return s.nx.far
        return n
    def __call__(s): return s.nx() if s.nx else 7
    def __getitem__(s, i): return s.nx[i - 1] if i else s
    def __iter__(s):
        yield 1
        if s.nx: yield from s.nx
    def __lt__(s, o): return s.nx < o.nx if s.nx else False
    def __add__(s, o): return s.nx + o if s.nx else o
    def __contains__(s, x): return x in s.nx if s.nx else True
    def __bool__(s): return True
n = None
for i in range(300): n = N(n)
m = None
for i in range(300): m = N(m)
print(n.depth, len(repr(n)), n == m, hash(n) == hash(m), len(n))  # expect: 299 900 True True 299
print(n.far, n(), n[299].nx, n < m, n + 5, 3 in n, sum(1 for _ in n))  # expect: far 7 None False 5 True 300
def f(n): return sorted([n], key=lambda x: f(n - 1))[0] if n else 0
print(f(200))  # expect: 200
def g(n): return list(map(lambda x: g(n - 1) if n else 0, [1]))
print(len(str(g(200))))  # expect: 403
def h(n): return max((h(n - 1) for _ in range(1)), default=0) + 1 if n else 0
print(h(200))  # expect: 200


class Endless:
    def __getattr__(self, name):
        return getattr(self, name)
    def __repr__(self):
        return repr([self])
    def __hash__(self):
        return hash((self,))
    def __call__(self):
        return max([0], key=lambda x: self())


def nested(wrap, value):
    for _ in range(50000):
        value = wrap(value)
    return value


bound = type(Endless().__repr__)
for attempt in (
        lambda: Endless().x, lambda: repr(Endless()), lambda: {Endless()},
        lambda: Endless()(), lambda: nested(staticmethod, len)([]),
        lambda: nested(lambda f: bound(f, 1), len).nope,
        lambda: nested(classmethod, len).__get__(1, int),
        lambda: nested(lambda f: iter(f, 0).__next__, len)()):
    try:
        attempt()
    except RecursionError:
        continue
    except TypeError:  # CPython looks no further than the first of some
        continue
    except AttributeError:
        continue
print("alive")  # expect: alive


# A class that is called by calling another of its instances; and who says so.
class Called:
    pass


Called.__call__ = Called()
deep_list, deep_tuple = [], int
for _ in range(5000):
    deep_list, deep_tuple = [deep_list], (deep_tuple,)
for attempt in (lambda: Called()(), lambda: repr(deep_list),
                lambda: deep_list == [[deep_list[0][0][0]]],
                lambda: isinstance("", deep_tuple),
                lambda: issubclass(str, deep_tuple)):
    try:
        attempt()
    except RecursionError as e:
        print(e)
# expect: maximum recursion depth exceeded while calling a Python object
# expect: maximum recursion depth exceeded while getting the repr of an object
# expect: maximum recursion depth exceeded in comparison
# expect: maximum recursion depth exceeded in __instancecheck__
# expect: maximum recursion depth exceeded in __subclasscheck__
