# copy, string, types, inspect, warnings, signal, atexit, gc, errno, stat.
import atexit
import copy
import errno
import gc
import inspect
import os
import signal
import string
import sys
import types
import warnings


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except BaseException as e:
        print(type(e).__name__, e, sep=': ')


class A:
    def __init__(self):
        self.x = [1]
        self.me = self


a = A()
b = copy.deepcopy(a)
print(b.x, b.x is not a.x, b.me is b, copy.copy(a).x is a.x)  # expect: [1] True True True
print(copy.copy([1, [2]]), copy.deepcopy({'a': [1], 'b': (1, [2])}), copy.deepcopy((1, 2)))  # expect: [1, [2]] {'a': [1], 'b': (1, [2])} (1, 2)


class Slotted:
    __slots__ = ('p', 'q')


s = Slotted()
s.p = [1]
t = copy.deepcopy(s)
print(t.p, t.p is s.p, hasattr(t, 'q'))  # expect: [1] False False


class Own:
    def __copy__(self):
        return 'copied'

    def __deepcopy__(self, memo):
        return 'deeply'


print(copy.copy(Own()), copy.deepcopy([Own()]))  # expect: copied ['deeply']


class MyList(list):
    pass


m = MyList([1, 2])
m.extra = 3
n = copy.deepcopy(m)
print(n, type(n).__name__, n.extra)  # expect: [1, 2] MyList 3
print(string.ascii_letters, string.capwords('foo bar'), string.digits)  # expect: abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ Foo Bar 0123456789
print(string.Template('$a ${b} $$').substitute(a=1, b=2), string.Template('$x $y').safe_substitute(x=1))  # expect: 1 2 $ 1 $y
attempt(string.Template('$x').substitute)  # expect: KeyError: 'x'
attempt(string.Template('a\n $').substitute)  # expect: ValueError: Invalid placeholder in string: line 2, col 2
print(types.SimpleNamespace(a=1), types.FunctionType, types.NoneType, types.ModuleType('m'))  # expect: namespace(a=1) <class 'function'> <class 'NoneType'> <module 'm'>
print(errno.ENOENT, errno.errorcode[2], gc.collect() >= 0, gc.isenabled())  # expect: 2 ENOENT True True


def foo(a, b=2, *c, d, e=5, **f):
    """Doc
      indented
    """
    return a


def annotated(x: int, /, y: 'str' = 'z', *, k: list = None) -> bool:
    pass


print(inspect.signature(foo), inspect.signature(annotated))  # expect: (a, b=2, *c, d, e=5, **f) (x: int, /, y: 'str' = 'z', *, k: list = None) -> bool
print(inspect.getsource(foo), end='')  # expect: def foo(a, b=2, *c, d, e=5, **f):
# expect:     """Doc
# expect:       indented
# expect:     """
# expect:     return a
print(repr(inspect.getdoc(foo)))  # expect: 'Doc\nindented'
print(inspect.getfullargspec(foo).args, inspect.isfunction(foo), inspect.ismodule(os), inspect.isclass(A))  # expect: ['a', 'b'] True True True


class B:
    """I am B."""

    def method(self):
        return 1

    x = 1


print(inspect.getsource(B), end='')  # expect: class B:
# expect:     """I am B."""
# expect:
# expect:     def method(self):
# expect:         return 1
# expect:
# expect:     x = 1
print(inspect.getsource(B.method), end='')  # expect:     def method(self):
# expect:         return 1
print(inspect.signature(B().method), inspect.signature(A), [k for k, v in inspect.getmembers(B, inspect.isfunction)])  # expect: () () ['method']
bound = inspect.signature(foo).bind(1, d=4, z=9)
bound.apply_defaults()
print(bound.args, bound.kwargs)  # expect: (1, 2) {'d': 4, 'e': 5, 'z': 9}
attempt(inspect.signature(foo).bind)  # expect: TypeError: missing a required argument: 'a'
attempt(inspect.getsource, 5)  # expect: TypeError: module, class, method, function, traceback, frame, or code object was expected, got int
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('bar', DeprecationWarning)
    print(len(w), w[0].message, w[0].category)  # expect: 1 bar <class 'DeprecationWarning'>
with warnings.catch_warnings():
    warnings.simplefilter('error')
    attempt(warnings.warn, 'oops')  # expect: UserWarning: oops


def handler(number, frame):
    print('signal', number == signal.SIGUSR1)


old = signal.signal(signal.SIGUSR1, handler)
os.kill(os.getpid(), signal.SIGUSR1)  # expect: signal True
print(signal.getsignal(signal.SIGUSR1) is handler, old == signal.SIG_DFL)  # expect: True True
attempt(signal.signal, signal.SIGUSR1, 'x')  # expect: TypeError: signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
attempt(signal.signal, 999, handler)  # expect: ValueError: signal number out of range
print(sys.getrecursionlimit(), sys.version_info[:2], sys.version_info.major, sys.maxsize, sys.exc_info())  # expect: 1000 (3, 11) 3 9223372036854775807 (None, None, None)
attempt(sys.setrecursionlimit, 0)  # expect: ValueError: recursion limit must be greater or equal than 1
attempt(sys.exit, 5)  # expect: SystemExit: 5
attempt(sys.exit)  # expect: SystemExit: 
attempt(sys._getframe, 100)  # expect: ValueError: call stack is not deep enough
print(sys._getframe().f_code.co_name, sys.intern('a'), sys.getsizeof(5) > 0, sys.stdout.name, sys.stdin.fileno())  # expect: <module> a True <stdout> 0


def caller():
    return sys._getframe(1).f_code.co_name, sorted(sys._getframe().f_locals)


print(caller())  # expect: ('<module>', [])
atexit.register(print, 'goodbye')
atexit.register(print, 'first')
print('end')  # expect: end
# expect: first
# expect: goodbye
