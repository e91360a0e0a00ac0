# Native classes in messages go by their full names; proxies and ordered
# dictionaries take what CPython's take.
import collections
import itertools
import re
import weakref


def attempt(text):
    try:
        print(eval(text))
    except Exception as error:
        print(type(error).__name__ + ':', error)


deque = collections.deque()
pattern = re.compile('a')
ordered = collections.OrderedDict(a=1, b=2)
for text in ('pattern.no', 'deque.no', 'ordered.no', 'itertools.count().no',
             '1 + deque', 'len(pattern)', 'pattern[0]', '1 in pattern',
             'pattern()', 'hash(deque)', 'collections.deque.no', '-deque',
             'int(deque)', '"a" + deque', 'deque < 1', '"%d" % deque',
             'collections.deque.append(1, 2)', 'collections.deque.append',
             # Builtin classes tell their module, their instances do not.
             '(5).__module__', 'int.__module__', '"__module__" in vars(int)',
             'KeyError("x").__module__',
             'ordered.setdefault(key="z", default=5)',
             'ordered.pop(key="z", default=6)', 'ordered.pop(key="z")',
             'ordered.pop("z", default=7)',
             'collections.OrderedDict.fromkeys(iterable="ab", value=3)',
             'ordered'):
    attempt(text)


class Echo:
    def __matmul__(self, other):
        return 'matmul', other

    def __rmatmul__(self, other):
        return 'rmatmul', other

    def __divmod__(self, other):
        return 'divmod', other

    def __pow__(self, other, modulus=None):
        return 'pow', other, modulus

    def __ilshift__(self, other):
        return 'ilshift'

    def __neg__(self):
        return 'neg'

    def __abs__(self):
        return 'abs'

    def __index__(self):
        return 3

    def __float__(self):
        return 0.5

    def __reversed__(self):
        return iter('ba')

    def __bytes__(self):
        return b'bytes'


class Callable(Echo):
    def __call__(self):
        return 'called'


echo = Echo()
echoing = Callable()
p = weakref.proxy(echo)
called = weakref.proxy(echoing)
for text in ('p @ 1', '1 @ p', 'divmod(p, 2)', 'p ** 2', 'pow(p, 2, 3)', '-p',
             '~p', 'abs(p)', '[1, 2, 3, 4][p]', 'int(p)', 'float(p)',
             'list(reversed(p))', 'p()', 'called()', 'type(p)', 'type(called)',
             'weakref.ref(p)', 'hash(p)'):
    attempt(text)
p <<= 1
print(p)

# expect: AttributeError: 're.Pattern' object has no attribute 'no'
# expect: AttributeError: 'collections.deque' object has no attribute 'no'
# expect: AttributeError: 'collections.OrderedDict' object has no attribute 'no'
# expect: AttributeError: 'itertools.count' object has no attribute 'no'
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'collections.deque'
# expect: TypeError: object of type 're.Pattern' has no len()
# expect: TypeError: 're.Pattern' object is not subscriptable
# expect: TypeError: argument of type 're.Pattern' is not iterable
# expect: TypeError: 're.Pattern' object is not callable
# expect: TypeError: unhashable type: 'collections.deque'
# expect: AttributeError: type object 'collections.deque' has no attribute 'no'
# expect: TypeError: bad operand type for unary -: 'collections.deque'
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'collections.deque'
# expect: TypeError: can only concatenate str (not "collections.deque") to str
# expect: TypeError: '<' not supported between instances of 'collections.deque' and 'int'
# expect: TypeError: %d format: a real number is required, not collections.deque
# expect: TypeError: descriptor 'append' for 'collections.deque' objects doesn't apply to a 'int' object
# expect: <method 'append' of 'collections.deque' objects>
# expect: AttributeError: 'int' object has no attribute '__module__'
# expect: builtins
# expect: False
# expect: AttributeError: 'KeyError' object has no attribute '__module__'
# expect: 5
# expect: 5
# expect: KeyError: 'z'
# expect: 7
# expect: OrderedDict([('a', 3), ('b', 3)])
# expect: OrderedDict([('a', 1), ('b', 2)])
# expect: ('matmul', 1)
# expect: ('rmatmul', 1)
# expect: ('divmod', 2)
# expect: ('pow', 2, None)
# expect: ('pow', 2, 3)
# expect: neg
# expect: TypeError: bad operand type for unary ~: 'Echo'
# expect: abs
# expect: 4
# expect: 3
# expect: 0.5
# expect: ['b', 'a']
# expect: TypeError: 'weakref.ProxyType' object is not callable
# expect: called
# expect: <class 'weakref.ProxyType'>
# expect: <class 'weakref.CallableProxyType'>
# expect: TypeError: cannot create weak reference to 'weakref.ProxyType' object
# expect: TypeError: unhashable type: 'weakref.ProxyType'
# expect: ilshift
