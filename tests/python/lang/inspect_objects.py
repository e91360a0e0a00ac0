# inspect: signatures, members, frames and states.
import functools
import inspect
import sys


def attempt(f, *args, **named):
    try:
        print(f(*args, **named))
    except (TypeError, ValueError) as error:
        print(type(error).__name__ + ':', error)


def f(a, b=2, *args, c, d: int = 4, **kw):
    """doc"""
    return inspect.stack(), inspect.getargvalues(inspect.currentframe())


class A:
    """Doc of A."""
    x = 1
    __slots__ = 'u', '__dict__'

    def __init__(self, size, *, lid=None):
        pass

    @property
    def p(self):
        raise KeyError

    def __getattr__(self, name):
        return 5

    def m(self, n):
        """mdoc"""

    @classmethod
    def k(cls, v):
        pass


class B(A):
    def m(self, n):
        pass


def generator():
    inner = 5
    yield inspect.getgeneratorstate(running)


async def coroutine():
    pass


# Signatures, those of native functions too.
for obj in (f, A, A.k, A(1).m, A.m, len, print, sorted, [].append, list.sort,
            dict.get, abs, isinstance, int.from_bytes, object.__init__,
            object.__repr__, int.__add__, (1).__add__, open, object,
            functools.partial(f, 1), functools.partial(f, b=3),
            lambda x, /: x):
    attempt(inspect.signature, obj)
attempt(inspect.signature, 5)
attempt(inspect.signature, dict)
signature = inspect.signature(f)
bound = signature.bind(1, c=3, z=1)
print(bound, bound.args, bound.kwargs)
bound.apply_defaults()
print(bound, bound.args, bound.kwargs)
attempt(signature.bind)
attempt(signature.bind, 1)
attempt(signature.bind, 1, a=1, c=2)
print(signature.replace(return_annotation=str))
print(signature == inspect.signature(f), {signature: 1}[signature])
P = inspect.Parameter
attempt(P, '1', 1)
attempt(P, 'a', 9)
attempt(P, 'a', 2, default=1)
attempt(P, 'if', 1)
attempt(inspect.Signature, [P('a', 3), P('b', 1)])
attempt(inspect.Signature, [P('b', 1), P('b', 1)])
attempt(inspect.Signature, [P('b', 1, default=2), P('c', 1)])
p = P('a', P.POSITIONAL_ONLY, default=2)
print(repr(p), p.replace(name='q', default=p.empty), p.kind, repr(p.kind))
print(inspect.getfullargspec(f))
print(inspect.getcallargs(f, 1, c=2, z=5)['kw'])
attempt(inspect.getcallargs, f)
attempt(inspect.getcallargs, f, 1)

# Members, without running what computes them.
print(type(inspect.getattr_static(A(1), 'p')).__name__,
      inspect.getattr_static(A(1), 'none', 'default'),
      inspect.getattr_static(A, 'x'))
print(inspect.getdoc(B.m), inspect.getdoc(B(1).m), inspect.getdoc(B))
print([(a.name, a.kind, a.defining_class.__name__)
       for a in inspect.classify_class_attrs(B)
       if not a.name.startswith('__')])
print(inspect.ismethodwrapper((1).__add__), inspect.isroutine(object.__init__),
      inspect.ismemberdescriptor(A.u), inspect.isgetsetdescriptor(A.u),
      inspect.iscoroutinefunction(functools.partial(coroutine)))

# Frames.
stack, values = f(1, c=3)
print(stack[0].function, stack[0].lineno, stack[0].code_context,
      stack[0].index, len(stack), stack[1].function)
print(values)
try:
    1 / 0
except ZeroDivisionError:
    print([(frame.lineno, frame.code_context) for frame in inspect.trace()])


def outer():
    n = 1
    return lambda: n + len(sys.argv) + unknown


print(inspect.getclosurevars(outer()).nonlocals,
      inspect.getclosurevars(outer()).unbound)

# States.
running = generator()
print(inspect.getgeneratorstate(running), next(running),
      inspect.getgeneratorstate(running), inspect.getgeneratorlocals(running))
running.close()
print(inspect.getgeneratorstate(running), inspect.getgeneratorlocals(running))
coroutine = coroutine()
print(inspect.getcoroutinestate(coroutine))
coroutine.close()
print(inspect.getcoroutinestate(coroutine))

# expect: (a, b=2, *args, c, d: int = 4, **kw)
# expect: (size, *, lid=None)
# expect: (v)
# expect: (n)
# expect: (self, n)
# expect: (obj, /)
# expect: (*args, sep=' ', end='\n', file=None, flush=False)
# expect: (iterable, /, *, key=None, reverse=False)
# expect: (object, /)
# expect: (self, /, *, key=None, reverse=False)
# expect: (self, key, default=None, /)
# expect: (x, /)
# expect: (obj, class_or_tuple, /)
# expect: (bytes, byteorder='big', *, signed=False)
# expect: (self, /, *args, **kwargs)
# expect: (self, /)
# expect: (self, value, /)
# expect: (value, /)
# expect: (file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)
# expect: ()
# expect: (b=2, *args, c, d: int = 4, **kw)
# expect: (a, *, b=3, c, d: int = 4, **kw)
# expect: (x, /)
# expect: TypeError: 5 is not a callable object
# expect: ValueError: no signature found for builtin type <class 'dict'>
# expect: <BoundArguments (a=1, c=3, kw={'z': 1})> (1,) {'c': 3, 'z': 1}
# expect: <BoundArguments (a=1, b=2, args=(), c=3, d=4, kw={'z': 1})> (1, 2) {'c': 3, 'd': 4, 'z': 1}
# expect: TypeError: missing a required argument: 'a'
# expect: TypeError: missing a required argument: 'c'
# expect: TypeError: multiple values for argument 'a'
# expect: (a, b=2, *args, c, d: int = 4, **kw) -> str
# expect: True 1
# expect: ValueError: '1' is not a valid parameter name
# expect: ValueError: value 9 is not a valid Parameter.kind
# expect: ValueError: variadic positional parameters cannot have default values
# expect: ValueError: 'if' is not a valid parameter name
# expect: ValueError: wrong parameter order: keyword-only parameter before positional or keyword parameter
# expect: ValueError: duplicate parameter name: 'b'
# expect: ValueError: non-default argument follows default argument
# expect: <Parameter "a=2"> q POSITIONAL_ONLY <_ParameterKind.POSITIONAL_ONLY: 0>
# expect: FullArgSpec(args=['a', 'b'], varargs='args', varkw='kw', defaults=(2,), kwonlyargs=['c', 'd'], kwonlydefaults={'d': 4}, annotations={'d': <class 'int'>})
# expect: {'z': 5}
# expect: TypeError: f() missing 1 required positional argument: 'a'
# expect: TypeError: f() missing 1 required keyword-only argument: 'c'
# expect: property default 1
# expect: mdoc mdoc Doc of A.
# expect: [('k', 'class method', 'A'), ('m', 'method', 'B'), ('p', 'property', 'A'), ('u', 'data', 'A'), ('x', 'data', 'A')]
# expect: True True True False True
# expect: f 16 ['    return inspect.stack(), inspect.getargvalues(inspect.currentframe())\n'] 0 2 <module>
# expect: ArgInfo(args=['a', 'b', 'c', 'd'], varargs='args', keywords='kw', locals={'a': 1, 'b': 2, 'c': 3, 'd': 4, 'args': (), 'kw': {}})
# expect: [(108, ['    1 / 0\n'])]
# expect: {'n': 1} {'argv', 'unknown'}
# expect: GEN_CREATED GEN_RUNNING GEN_SUSPENDED {'inner': 5}
# expect: GEN_CLOSED {}
# expect: CORO_CREATED
# expect: CORO_CLOSED
