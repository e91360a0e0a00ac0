# Exceptions: their attributes, their chains, what they say.

def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except BaseException as e:
        print(type(e).__name__, e, sep=': ')


def caught(f, *args):
    try:
        f(*args)
    except BaseException as e:
        return e


e = caught(lambda: 1 / 0)
print(repr(e), str(e), e.args, e.__traceback__ is not None)  # expect: ZeroDivisionError('division by zero') division by zero ('division by zero',) True
e = caught(lambda: {}[''])
print(repr(e), str(e))  # expect: KeyError('') ''
e = OSError(2, 'No such file', 'foo')
print(repr(e), e, e.errno, e.filename, e.strerror, e.args)  # expect: FileNotFoundError(2, 'No such file') [Errno 2] No such file: 'foo' 2 foo No such file (2, 'No such file')
print(type(OSError(13, 'x')), type(OSError(1)), OSError(1, 2, 3, 4, 5))  # expect: <class 'PermissionError'> <class 'OSError'> [Errno 1] 2: 3 -> 5
print(OSError(), OSError('a'), OSError(2, 'x').filename)  # expect:  a None
e = caught(open, '/nonexistent')
print(repr(e), e)  # expect: FileNotFoundError(2, 'No such file or directory') [Errno 2] No such file or directory: '/nonexistent'


class Custom(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return 'Custom %s' % self.b


e = Custom(1, 2)
print(repr(e), e, e.args, e.b)  # expect: Custom(1) Custom 2 (1,) 2


class FileTrouble(OSError):
    def __init__(self, path):
        OSError.__init__(self, 5, 'broken', path)


e = FileTrouble('p')
print(repr(e), e, e.filename)  # expect: FileTrouble(5, 'broken') [Errno 5] broken: 'p' p


def wrap():
    try:
        1 / 0
    except Exception as inner:
        raise ValueError('x') from inner


e = caught(wrap)
print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))  # expect: ZeroDivisionError('division by zero') True ZeroDivisionError('division by zero')


def replace():
    try:
        1 / 0
    except Exception:
        raise ValueError('y')


e = caught(replace)
print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))  # expect: None False ZeroDivisionError('division by zero')


def hide():
    try:
        1 / 0
    except Exception:
        raise ValueError('z') from None


e = caught(hide)
print(e.__cause__, e.__suppress_context__, repr(e.__context__))  # expect: None True ZeroDivisionError('division by zero')

e = caught(b'\xff'.decode)
print(e, e.start, e.end, e.reason, e.encoding, e.object)  # expect: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte 0 1 invalid start byte utf-8 b'\xff'
e = caught('aé'.encode, 'ascii')
print(e, e.start, e.end)  # expect: 'ascii' codec can't encode character '\xe9' in position 1: ordinal not in range(128) 1 2
print(UnicodeTranslateError('abc', 0, 2, 'why'))  # expect: can't translate characters in position 0-1: why
attempt(UnicodeDecodeError, 'a', 'b', 1, 2, 'c')  # expect: TypeError: a bytes-like object is required, not 'str'
attempt(UnicodeDecodeError)  # expect: TypeError: function takes exactly 5 arguments (0 given)


def g():
    yield 1
    return 5


it = g()
next(it)
e = caught(next, it)
print(e.value, repr(e))  # expect: 5 StopIteration(5)
print(SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)  # expect: 3 None (1, 2)
e = Exception('n')
e.add_note('note')
print(e.__notes__)  # expect: ['note']
attempt(e.add_note, 5)  # expect: TypeError: note must be a str, not 'int'
e = caught(compile, 'x = = 1', 'fn', 'exec')
print(e, e.lineno, e.offset, e.msg, e.filename)  # expect: invalid syntax (fn, line 1) 1 5 invalid syntax fn
print(SyntaxError('m', ('f', 1, 2, 't')), SyntaxError('m'), SyntaxError())  # expect: m (f, line 1) m None
attempt(SyntaxError, 'm', ('f', 1))  # expect: TypeError: function takes at least 4 arguments (2 given)
e = caught(lambda: undefined_name)
print(e, e.name)  # expect: name 'undefined_name' is not defined undefined_name
e = caught(lambda: (1).foo)
print(e, e.name, e.obj)  # expect: 'int' object has no attribute 'foo' foo 1
e = ImportError('m', name='n', path='p')
print(e, e.name, e.path, e.msg, ImportError().msg)  # expect: m n p m None
attempt(ImportError, foo=1)  # expect: TypeError: 'foo' is an invalid keyword argument for ImportError()
attempt(Exception, x=1)  # expect: TypeError: Exception() takes no keyword arguments
attempt(lambda: (_ for _ in ()).throw(5))  # expect: TypeError: exceptions must be classes or instances deriving from BaseException, not int


def bad():
    raise 5


attempt(bad)  # expect: TypeError: exceptions must derive from BaseException
print(KeyError(1, 2), KeyError(), repr(KeyError('a')))  # expect: (1, 2)  KeyError('a')
e = ValueError(1, 'two')
e.args = [3]
print(e.args, e, repr(e))  # expect: (3,) 3 ValueError(3)
attempt(setattr, e, '__cause__', 5)  # expect: TypeError: exception cause must be None or derive from BaseException
attempt(setattr, e, '__context__', 5)  # expect: TypeError: exception context must be None or derive from BaseException
attempt(setattr, e, '__traceback__', 5)  # expect: TypeError: __traceback__ must be a traceback or None
attempt(setattr, e, 'args', 5)  # expect: TypeError: 'int' object is not iterable
print(e.with_traceback(None) is e, e.__traceback__)  # expect: True None
e.extra = 1
print(e.__reduce__())  # expect: (<class 'ValueError'>, (3,), {'extra': 1})
print(Exception.__mro__)  # expect: (<class 'Exception'>, <class 'BaseException'>, <class 'object'>)
print(issubclass(IOError, OSError), EnvironmentError is OSError)  # expect: True True
first, second = ValueError(1), ValueError(2)
first.__context__ = second


def circle():
    try:
        raise first
    except ValueError:
        raise second


e = caught(circle)
print(e is second, e.__context__ is first, first.__context__)  # expect: True True None

# A NUL does not end a message.
class Plain: pass
for action in (lambda: getattr(Plain(), 'a\0b'), lambda: getattr(len, 'c\0d'), lambda: (lambda x: x)(**{'e\0f': 1}), lambda: type('A\0B', (), {}), lambda: setattr(Plain, '__name__', 'Q\0')):
    try: action()
    except (AttributeError, TypeError, ValueError) as e: print(ascii(str(e)))
# expect: "'Plain' object has no attribute 'a\x00b'"
# expect: "'builtin_function_or_method' object has no attribute 'c\x00d'"
# expect: "<lambda>.<locals>.<lambda>() got an unexpected keyword argument 'e\x00f'"
# expect: 'type name must not contain null characters'
# expect: 'type name must not contain null characters'
