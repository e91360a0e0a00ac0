# Signatures of natives, and what inspect finds out about classes and frames.
import gc
import inspect
import linecache
import math
import traceback

for function in (str.split, 'a'.split, bytes.center, str.upper, [].clear, len,
                 math.atan2, math.sin, math.isclose, list, complex, gc.isenabled):
    print(inspect.signature(function))
# expect: (self, /, sep=None, maxsplit=-1)
# expect: (sep=None, maxsplit=-1)
# expect: (self, width, fillchar=b' ', /)
# expect: (self, /)
# expect: ()
# expect: (obj, /)
# expect: (y, x, /)
# expect: (x, /)
# expect: (a, b, *, rel_tol=1e-09, abs_tol=0.0)
# expect: (iterable=(), /)
# expect: (real=0, imag=0)
# expect: ()
print(str.upper.__text_signature__)  # expect: ($self, /)
print(gc.isenabled.__text_signature__)  # expect: ($module, /)
try:
    inspect.signature(type)
except ValueError:
    print('none')  # expect: none


class Both:
    def __new__(cls, a=1, *args, **kwargs):
        return object.__new__(cls)


class Nearer(Both):
    def __init__(self, b):
        pass


print(inspect.signature(Both), inspect.signature(Nearer))
# expect: (a=1, *args, **kwargs) (b)
p = inspect.Parameter('a', inspect.Parameter.KEYWORD_ONLY, default=1)
print(p.replace(default=p.empty), p.replace(name='b'))  # expect: a b=1


# What lies there is seen without running it.
class Guarded:
    @property
    def __class__(self):
        raise RuntimeError

    @property
    def __dict__(self):
        raise RuntimeError
    x = 1


print(inspect.getattr_static(Guarded(), 'x'))  # expect: 1


class Meta(type):
    def __getattr__(cls, name):
        if name == 'virtual':
            return 42
        return super().__getattr__(name)

    def __dir__(cls):
        return ['virtual', 'method']


class Made(metaclass=Meta):
    def method(self):
        pass


for a in inspect.classify_class_attrs(Made):
    print(a.name, a.kind, a.defining_class.__name__)
# expect: method method Made
# expect: virtual data Meta


class Slotted:
    __slots__ = {'power': 'measured in kilowatts'}


print(inspect.getdoc(Slotted.power))  # expect: measured in kilowatts
print(inspect.getclasstree([Both, Nearer], unique=True) ==
      [(object, ()), [(Both, (object,)), [(Nearer, (Both,))]]])  # expect: True


def outer():
    # Just above.
    class Inner:
        """
class Inner:  # this is not where it begins
        """
        def method(self):
            return 1
            # at the depth of the body
        # less deep
    return Inner


print(inspect.getsource(outer()).count('\n'))  # expect: 8
print(inspect.getsource(outer().method).splitlines()[-1].strip())
# expect: # at the depth of the body
print(inspect.getcomments(outer()))  # expect: # Just above.
# expect:
print(inspect.getmodule(inspect.currentframe()).__name__)  # expect: __main__
args = inspect.getargvalues((lambda a, *b, **c: inspect.currentframe())(1, 2))
print(inspect.formatargvalues(*args))  # expect: (a=1, *b=(2,), **c={})
try:
    inspect.getgeneratorlocals(1)
except TypeError as error:
    print(error)  # expect: 1 is not a Python generator


# Lines that a loader has.
class Loader:
    def get_source(self, name):
        return 'text of %s' % name


place = {'__name__': 'm', '__loader__': Loader()}
print(linecache.lazycache('/not/there', place))  # expect: True
print(linecache.getline('/not/there', 1), end='')  # expect: text of m

# Frames of somebody else's making, and groups as deep as one likes.
class Code:
    co_filename, co_name = '/not/there', 'f'


class Frame:
    f_code, f_globals, f_locals = Code, {}, {'x': 1}


for entry in traceback.StackSummary.extract([(Frame, 1)], capture_locals=True):
    print(entry.line, entry.locals)  # expect: text of m {'x': '1'}
group = ValueError(1)
for i in range(2000):
    group = ExceptionGroup(str(i), [group])
print(traceback.format_exception(group)[-1].strip())
# expect: +------------------------------------


class Odd(Exception):
    __module__ = 5


print(traceback.format_exception_only(Odd('why')))
# expect: ['<unknown>.Odd: why\n']

# What they say of themselves stands elsewhere, packed.
for native in (list.append, [].append, len, int.real, dict.fromkeys,
               dict.__dict__['fromkeys'], list.__new__):
    print(native.__doc__.split('\n')[0])
# expect: Append object to the end of the list.
# expect: Append object to the end of the list.
# expect: Return the number of items in a container.
# expect: the real part of a complex number
# expect: Create a new dictionary with keys from iterable and values set to value.
# expect: Create a new dictionary with keys from iterable and values set to value.
# expect: Create and return a new object.  See help(type) for accurate signature.
