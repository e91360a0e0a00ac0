# Ways to pass arguments.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4))  # expect: (1, 2, 3, (), 4, 5, {})
print(f(1, 9, 8, 7, 6, d=4, z=1))  # expect: (1, 9, 8, (7, 6), 4, 5, {'z': 1})
print(f(*[1, 2], *(3, 4), d=0, **{"x": 1}, **{"y": 2}))  # expect: (1, 2, 3, (4,), 0, 5, {'x': 1, 'y': 2})
print(f(1, *"ab", c=5, d=6) if False else f(1, *"a", c=5, d=6))  # expect: (1, 'a', 5, (), 6, 5, {})
print(f(*(i for i in range(4)), **dict(d=1), e=2))  # expect: (0, 1, 2, (3,), 1, 2, {})


def g(*args, **kw):
    return args, kw


print(g(), g(1), g(a=1), g(1, a=2), g(*[]), g(**{}))  # expect: ((), {}) ((1,), {}) ((), {'a': 1}) ((1,), {'a': 2}) ((), {}) ((), {})
print(g(*[1], 2, *[3], k=4, **{"l": 5}, m=6))  # expect: ((1, 2, 3), {'k': 4, 'l': 5, 'm': 6})
print(g(1, 2, *[3, 4]), g(**{"a": 1}, b=2), g(a=1, **{"b": 2}))  # expect: ((1, 2, 3, 4), {}) ((), {'a': 1, 'b': 2}) ((), {'a': 1, 'b': 2})
many = [i for i in range(300)]
print(len(g(*many)[0]), sum(g(*many, *many)[0]))  # expect: 300 89700


def error(call):
    try:
        return call()
    except TypeError as e:
        return str(e)


print(error(lambda: g(**{"a": 1}, **{"a": 2})))  # expect: __main__.g() got multiple values for keyword argument 'a'
print(error(lambda: g(a=1, **{"a": 2})))  # expect: __main__.g() got multiple values for keyword argument 'a'
print(error(lambda: g(*5)))  # expect: __main__.g() argument after * must be an iterable, not int
print(error(lambda: g(1, *5)))  # expect: Value after * must be an iterable, not int
print(error(lambda: g(**5)))  # expect: __main__.g() argument after ** must be a mapping, not int
print(error(lambda: g(**{1: 2})))  # expect: keywords must be strings
print(error(lambda: f()))  # expect: f() missing 1 required positional argument: 'a'
print(error(lambda: f(1)))  # expect: f() missing 1 required keyword-only argument: 'd'
print(error(lambda: 5()))  # expect: 'int' object is not callable
print(error(lambda: "x".upper(1)))  # expect: str.upper() takes no arguments (1 given)


class Callable:
    def __call__(self, *args):
        return args

    def method(self, *args, **kw):
        return args, kw


c = Callable()
print(c(1, 2), c.method(1, *[2], k=3, **{"l": 4}))  # expect: (1, 2) ((1, 2), {'k': 3, 'l': 4})
bound = c.method
print(bound(5), bound(*[6], a=7))  # expect: ((5,), {}) ((6,), {'a': 7})
print("a-b".split("-"), "a-b".split(sep="-"), "abc".replace("b", "x"))  # expect: ['a', 'b'] ['a', 'b'] axc
print("{}{k}".format(1, k=2), "{}".format(*[3]), "{a}".format(**{"a": 4}))  # expect: 12 3 4
print(dict(a=1, **{"b": 2}), max(1, *[5, 3]), max([1, 2], key=lambda v: -v))  # expect: {'a': 1, 'b': 2} 5 1
print((lambda *a, k=1: (a, k))(1, 2, k=3), (lambda: (yield))() is None)  # expect: ((1, 2), 3) False
print(f(1, d=(yield_ := 4)), yield_)  # expect: (1, 2, 3, (), 4, 5, {}) 4


def defaults(a, b=[]):
    b.append(a)
    return b


print(defaults(1), defaults(2))  # expect: [1, 2] [1, 2]


def keyword_only(*, a, b=2):
    return a, b


print(keyword_only(a=1), keyword_only(b=1, a=3))  # expect: (1, 2) (3, 1)
print(error(lambda: keyword_only(1)))  # expect: keyword_only() takes 0 positional arguments but 1 was given
print(error(lambda: keyword_only()))  # expect: keyword_only() missing 1 required keyword-only argument: 'a'


def outer(*args):
    def inner(*args):
        return args
    return inner(*args, *args)


print(outer(1, 2))  # expect: (1, 2, 1, 2)


def nested_calls(h):
    return h(h(h(1), h(2)), h(*[h(3)], k=h(4)))


print(nested_calls(lambda *a, k=0: sum(a) + k + 1))  # expect: 17


@lambda fn: (fn.__name__, fn(3))
def decorated(x):
    return x * 2


print(decorated)  # expect: ('decorated', 6)


def tag(text):
    def wrap(fn):
        return lambda *a: text + fn(*a)
    return wrap


@tag("1")
@tag("2")
def tagged(x):
    return x


print(tagged("x"))  # expect: 12x
print(error(lambda: f(1, 2, 3, c=4, d=5)))  # expect: f() got multiple values for argument 'c'
print(error(lambda: f(a=1, d=4)))  # expect: f() missing 1 required positional argument: 'a'
values = dict(sep="-")
print(1, 2, **values)  # expect: 1-2
print(*[1, 2], **values)  # expect: 1-2
print(len(g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
            21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36)[0]))  # expect: 36


def one_positional(p, *, k=1):
    pass


try:
    one_positional(1, 2, k=3)
except TypeError as e:
    print(e)
# expect: one_positional() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given


def keywords(*, a=1):
    return a


for value in 5, [], {'a': 2}, None:
    try:
        keywords.__kwdefaults__ = value
        print(keywords.__kwdefaults__, value and keywords())
    except TypeError as e:
        print(e)
# expect: __kwdefaults__ must be set to a dict object
# expect: __kwdefaults__ must be set to a dict object
# expect: {'a': 2} 2
# expect: None None
try:
    keywords.__annotations__ = 5
except TypeError as e:
    print(e)
# expect: __annotations__ must be set to a dict object


# f(**x) alone reads x where it is; what the function gets is its own.
def taken(**named):
    named['more'] = 1
    return named


class Names(dict):
    def __getitem__(self, key):
        return 'asked'


class Mapping:
    def keys(self):
        return ['p', 'q']

    def __getitem__(self, key):
        return key * 2


own = {'a': 1}
print(taken(**own), own, taken(**{}), taken(**Names(b=2)))  # expect: {'a': 1, 'more': 1} {'a': 1} {'more': 1} {'b': 2, 'more': 1}
print(taken(**Mapping()), dict(**own) is own, dict(**own))  # expect: {'p': 'pp', 'q': 'qq', 'more': 1} False {'a': 1}
print(taken(**own, **{'b': 3}), taken(c=0, **own), own)  # expect: {'a': 1, 'b': 3, 'more': 1} {'c': 0, 'a': 1, 'more': 1} {'a': 1}
for bad in ({1: 2}, 5, [('a', 1)]):
    try:
        taken(**bad)
    except TypeError as e:
        print(str(e).replace('__main__.', ''))
# expect: keywords must be strings
# expect: taken() argument after ** must be a mapping, not int
# expect: taken() argument after ** must be a mapping, not list

# An __iter__ of a subclass says what is spread and joined; keys() of a dict's
# subclass does only where walking it is another matter, too.
class Row(tuple):
    def __iter__(self):
        return iter('xyz')

class Rows(list):
    __iter__ = Row.__iter__

class Options(dict):
    def keys(self):
        return ['k']

    def __getitem__(self, name):
        return 'v'

class Walked(Options):
    def __iter__(self):
        return iter(['q'])

def given(*args, **options):
    return args, options

print(given(*Row((1, 2))))  # expect: (('x', 'y', 'z'), {})
print(given(0, *Row((1, 2)), *Rows([3])))  # expect: ((0, 'x', 'y', 'z', 'x', 'y', 'z'), {})
print(''.join(Row('ab')), '-'.join(Rows('ab')))  # expect: xyz x-y-z
try:
    b''.join(Rows([b'a']))
except TypeError as e:
    print(e)  # expect: sequence item 0: expected a bytes-like object, str found
print(given(**Options(a=1)), given(b=2, **Options(a=1)))  # expect: ((), {'a': 1}) ((), {'b': 2, 'a': 1})
print(given(**Walked(a=1)), given(b=2, **Walked(a=1)))  # expect: ((), {'k': 'v'}) ((), {'b': 2, 'k': 'v'})
