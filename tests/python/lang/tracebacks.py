# Tracebacks as they are printed.
import traceback


def show(f, *args):
    try:
        f(*args)
    except BaseException as e:
        lines = traceback.format_exception(e)
        for line in ''.join(lines).splitlines():
            if 'Previous line' in line:
                line = '  [Previous line repeated N more times]'
            if line.lstrip(' |').startswith('File "'):
                line = line[:line.index('"')] + line[line.rindex('/') + 1:]
            print(line)


def f(x):
    return g(x) + 1


def g(x):
    a = [1, 2]
    return a[x] / (x - 1)


def rec(n):
    rec(n + 1)


def chain():
    try:
        f(1)
    except ZeroDivisionError:
        raise KeyError('foo')


def cause():
    try:
        f(1)
    except ZeroDivisionError as e:
        raise RuntimeError('boo') from e


class A:
    blah = 1


blecH = 3


def name():
    return blech + 1


def attribute():
    A().blahh


def group():
    try:
        f(5)
    except IndexError as e:
        inner = ExceptionGroup('in', [TypeError(1)])
        raise ExceptionGroup('eg', [e, ValueError(3), inner])


def note():
    e = ValueError('hi')
    e.add_note('a note\nline2')
    raise e


def syntax():
    compile('def f(:\n  pass', 'foo.py', 'exec')


def several_lines():
    return f(
        1) + f(
        2)


def subscripts():
    x = {}
    return x['a']['b'] + 1


def call():
    return f(1, 2, k=3)


class Mute(Exception):
    def __str__(self):
        raise ValueError


def mute():
    raise Mute


show(f, 5)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 19, in f
# expect:     return g(x) + 1
# expect:            ^^^^
# expect:   File tracebacks.py", line 24, in g
# expect:     return a[x] / (x - 1)
# expect:            ~^^^
# expect: IndexError: list index out of range
show(chain)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 33, in chain
# expect:     f(1)
# expect:   File tracebacks.py", line 19, in f
# expect:     return g(x) + 1
# expect:            ^^^^
# expect:   File tracebacks.py", line 24, in g
# expect:     return a[x] / (x - 1)
# expect:            ~~~~~^~~~~~~~~
# expect: ZeroDivisionError: division by zero
# expect:
# expect: During handling of the above exception, another exception occurred:
# expect:
# expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 35, in chain
# expect:     raise KeyError('foo')
# expect: KeyError: 'foo'
show(cause)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 40, in cause
# expect:     f(1)
# expect:   File tracebacks.py", line 19, in f
# expect:     return g(x) + 1
# expect:            ^^^^
# expect:   File tracebacks.py", line 24, in g
# expect:     return a[x] / (x - 1)
# expect:            ~~~~~^~~~~~~~~
# expect: ZeroDivisionError: division by zero
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 42, in cause
# expect:     raise RuntimeError('boo') from e
# expect: RuntimeError: boo
show(rec, 0)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 28, in rec
# expect:     rec(n + 1)
# expect:   File tracebacks.py", line 28, in rec
# expect:     rec(n + 1)
# expect:   File tracebacks.py", line 28, in rec
# expect:     rec(n + 1)
# expect:   [Previous line repeated N more times]
# expect: RecursionError: maximum recursion depth exceeded
show(name)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 53, in name
# expect:     return blech + 1
# expect:            ^^^^^
# expect: NameError: name 'blech' is not defined
show(attribute)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 57, in attribute
# expect:     A().blahh
# expect: AttributeError: 'A' object has no attribute 'blahh'
show(group)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 62, in group
# expect:     f(5)
# expect:   File tracebacks.py", line 19, in f
# expect:     return g(x) + 1
# expect:            ^^^^
# expect:   File tracebacks.py", line 24, in g
# expect:     return a[x] / (x - 1)
# expect:            ~^^^
# expect: IndexError: list index out of range
# expect:
# expect: During handling of the above exception, another exception occurred:
# expect:
# expect:   + Exception Group Traceback (most recent call last):
# expect:   |   File tracebacks.py", line 7, in show
# expect:   |     f(*args)
# expect:   |   File tracebacks.py", line 65, in group
# expect:   |     raise ExceptionGroup('eg', [e, ValueError(3), inner])
# expect:   | ExceptionGroup: eg (3 sub-exceptions)
# expect:   +-+---------------- 1 ----------------
# expect:     | Traceback (most recent call last):
# expect:     |   File tracebacks.py", line 62, in group
# expect:     |     f(5)
# expect:     |   File tracebacks.py", line 19, in f
# expect:     |     return g(x) + 1
# expect:     |            ^^^^
# expect:     |   File tracebacks.py", line 24, in g
# expect:     |     return a[x] / (x - 1)
# expect:     |            ~^^^
# expect:     | IndexError: list index out of range
# expect:     +---------------- 2 ----------------
# expect:     | ValueError: 3
# expect:     +---------------- 3 ----------------
# expect:     | ExceptionGroup: in (1 sub-exception)
# expect:     +-+---------------- 1 ----------------
# expect:       | TypeError: 1
# expect:       +------------------------------------
show(note)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 71, in note
# expect:     raise e
# expect: ValueError: hi
# expect: a note
# expect: line2
show(several_lines)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 79, in several_lines
# expect:     return f(
# expect:            ^^
# expect:   File tracebacks.py", line 19, in f
# expect:     return g(x) + 1
# expect:            ^^^^
# expect:   File tracebacks.py", line 24, in g
# expect:     return a[x] / (x - 1)
# expect:            ~~~~~^~~~~~~~~
# expect: ZeroDivisionError: division by zero
show(subscripts)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 86, in subscripts
# expect:     return x['a']['b'] + 1
# expect:            ~^^^^^
# expect: KeyError: 'a'
show(call)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 90, in call
# expect:     return f(1, 2, k=3)
# expect:            ^^^^^^^^^^^^
# expect: TypeError: f() got an unexpected keyword argument 'k'
show(mute)  # expect: Traceback (most recent call last):
# expect:   File tracebacks.py", line 7, in show
# expect:     f(*args)
# expect:   File tracebacks.py", line 99, in mute
# expect:     raise Mute
# expect: Mute: <exception str() failed>
print(traceback.format_exception_only(ValueError, ValueError(3)))  # expect: ['ValueError: 3\n']
print(traceback.format_exception_only(KeyError('x')))  # expect: ["KeyError: 'x'\n"]
try:
    f(1)
except ZeroDivisionError as e:
    for entry in traceback.extract_tb(e.__traceback__):
        print(entry.name, entry.line)  # expect: <module> f(1)
        # expect: f return g(x) + 1
        # expect: g return a[x] / (x - 1)
    print(len(traceback.format_tb(e.__traceback__, 2)))  # expect: 2
print(traceback.format_exc())  # expect: NoneType: None
# expect:
