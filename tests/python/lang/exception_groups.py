# ExceptionGroup: making, splitting, catching.

def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except BaseException as e:
        print(type(e).__name__, e, sep=': ')


eg = ExceptionGroup('eg', [ValueError(1), TypeError(2)])
print(repr(eg), eg, eg.message, eg.exceptions, eg.args)  # expect: ExceptionGroup('eg', [ValueError(1), TypeError(2)]) eg (2 sub-exceptions) eg (ValueError(1), TypeError(2)) ('eg', [ValueError(1), TypeError(2)])
print(eg.split(ValueError))  # expect: (ExceptionGroup('eg', [ValueError(1)]), ExceptionGroup('eg', [TypeError(2)]))
print(eg.split(KeyError))  # expect: (None, ExceptionGroup('eg', [ValueError(1), TypeError(2)]))
print(eg.subgroup((ValueError, TypeError)) is eg)  # expect: False
print(eg.subgroup(lambda e: isinstance(e, TypeError)))  # expect: eg (1 sub-exception)
nested = ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [TypeError(2), ValueError(3)])])
print(nested.split(ValueError))  # expect: (ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [ValueError(3)])]), ExceptionGroup('a', [ExceptionGroup('b', [TypeError(2)])]))
print(nested.subgroup(TypeError))  # expect: a (1 sub-exception)
print(type(BaseExceptionGroup('x', [ValueError()])), type(BaseExceptionGroup('x', [KeyboardInterrupt()])))  # expect: <class 'ExceptionGroup'> <class 'BaseExceptionGroup'>
attempt(ExceptionGroup, 'x', [KeyboardInterrupt()])  # expect: TypeError: Cannot nest BaseExceptions in an ExceptionGroup
attempt(ExceptionGroup, 'x', [])  # expect: ValueError: second argument (exceptions) must be a non-empty sequence
attempt(ExceptionGroup, 'x', [1])  # expect: ValueError: Item 0 of second argument (exceptions) is not an exception
attempt(ExceptionGroup, 'x', 5)  # expect: TypeError: second argument (exceptions) must be a sequence
attempt(ExceptionGroup, 5, [ValueError()])  # expect: TypeError: BaseExceptionGroup.__new__() argument 1 must be str, not int
attempt(ExceptionGroup, 'x')  # expect: TypeError: BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
attempt(eg.split, 5)  # expect: TypeError: expected a function, exception type or tuple of exception types
eg.add_note('n')
print(eg.split(ValueError)[0].__notes__)  # expect: ['n']


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message, excs)


print(Mine('m', [ValueError(1), KeyError(2)]).split(KeyError))  # expect: (Mine('m', [KeyError(2)]), Mine('m', [ValueError(1)]))
try:
    raise nested
except* ValueError as e:
    print('values', e.exceptions)  # expect: values (ValueError(1), ExceptionGroup('b', [ValueError(3)]))
except* TypeError as e:
    print('types', e.exceptions)  # expect: types (ExceptionGroup('b', [TypeError(2)]),)
