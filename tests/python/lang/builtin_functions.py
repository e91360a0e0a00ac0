# The builtin functions, and what they refuse.

def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except BaseException as e:
        print(type(e).__name__, e, sep=': ')


attempt(abs, -3)  # expect: 3
attempt(abs, 'x')  # expect: TypeError: bad operand type for abs(): 'str'
attempt(abs)  # expect: TypeError: abs() takes exactly one argument (0 given)
attempt(abs, 1, 2)  # expect: TypeError: abs() takes exactly one argument (2 given)
attempt(all, [1, 0])  # expect: False
attempt(any, [0, 1])  # expect: True
attempt(all, 5)  # expect: TypeError: 'int' object is not iterable
attempt(ascii, 'é\u1234')  # expect: "'\\xe9\\u1234'"
attempt(bin, -10)  # expect: '-0b1010'
attempt(bin, 1.5)  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(hex, 255)  # expect: '0xff'
attempt(oct, 8)  # expect: '0o10'
attempt(hex, 'x')  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(callable, 5)  # expect: False
attempt(chr, 97)  # expect: 'a'
attempt(chr, -1)  # expect: ValueError: chr() arg not in range(0x110000)
attempt(chr, 0x110000)  # expect: ValueError: chr() arg not in range(0x110000)
attempt(chr, 2 ** 40)  # expect: OverflowError: Python int too large to convert to C int
attempt(ord, 'a')  # expect: 97
attempt(ord, 'ab')  # expect: TypeError: ord() expected a character, but string of length 2 found
attempt(ord, b'a')  # expect: 97
attempt(ord, 5)  # expect: TypeError: ord() expected string of length 1, but int found
attempt(divmod, 7, -2)  # expect: (-4, -1)
attempt(divmod, 1, 0)  # expect: ZeroDivisionError: integer division or modulo by zero
attempt(divmod, 'a', 1)  # expect: TypeError: unsupported operand type(s) for divmod(): 'str' and 'int'
attempt(pow, 2, 10)  # expect: 1024
attempt(pow, 2, -1, 7)  # expect: 4
attempt(pow, 2, 'a')  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'
attempt(round, 2.5)  # expect: 2
attempt(round, 2.567, 2)  # expect: 2.57
attempt(round, 'x')  # expect: TypeError: type str doesn't define __round__ method
attempt(round, 1234, -2)  # expect: 1200
attempt(round, number=2.5)  # expect: 2
attempt(sum, [1, 2, 3])  # expect: 6
attempt(sum, ['a'])  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(sum, [], 'a')  # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
attempt(sum, [[1], [2]], [])  # expect: [1, 2]
attempt(sum, [1.5, 2])  # expect: 3.5
attempt(sum, [1, 2], start=5)  # expect: 8
attempt(min, 3, 1, 2)  # expect: 1
attempt(min, [])  # expect: ValueError: min() arg is an empty sequence
attempt(min, [], default=5)  # expect: 5
attempt(min, 1, 2, default=3)  # expect: TypeError: Cannot specify a default for min() with multiple positional arguments
attempt(max, 'abc')  # expect: 'c'
attempt(max, [1, 2, 3], key=lambda x: -x)  # expect: 1
attempt(max)  # expect: TypeError: max expected at least 1 argument, got 0
attempt(max, 5)  # expect: TypeError: 'int' object is not iterable
attempt(max, 1, 'a')  # expect: TypeError: '>' not supported between instances of 'str' and 'int'
attempt(max, 1, foo=2)  # expect: TypeError: 'foo' is an invalid keyword argument for max()
attempt(sorted, [3, 1, 2])  # expect: [1, 2, 3]
attempt(sorted, [3, 1, 2], reverse=True)  # expect: [3, 2, 1]
attempt(sorted, [1, 'a'])  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(sorted)  # expect: TypeError: sorted expected 1 argument, got 0
attempt(sorted, [1], 2)  # expect: TypeError: sorted expected 1 argument, got 2
attempt(sorted, [1], foo=3)  # expect: TypeError: 'foo' is an invalid keyword argument for sort()
attempt(len, 5)  # expect: TypeError: object of type 'int' has no len()
attempt(iter, 5)  # expect: TypeError: 'int' object is not iterable
attempt(iter, 5, 6)  # expect: TypeError: iter(v, w): v must be callable
attempt(next, 5)  # expect: TypeError: 'int' object is not an iterator
attempt(next, iter([]))  # expect: StopIteration: 
attempt(next, iter([]), 7)  # expect: 7
attempt(isinstance, 1, (str, int))  # expect: True
attempt(isinstance, 1, 5)  # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(issubclass, 1, int)  # expect: TypeError: issubclass() arg 1 must be a class
attempt(getattr, 1, 'foo')  # expect: AttributeError: 'int' object has no attribute 'foo'
attempt(getattr, 1, 'foo', 3)  # expect: 3
attempt(getattr, 1, 5)  # expect: TypeError: attribute name must be string, not 'int'
attempt(setattr, 1, 'x', 2)  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(delattr, 1, 'x')  # expect: AttributeError: 'int' object has no attribute 'x'
attempt(vars, 5)  # expect: TypeError: vars() argument must have __dict__ attribute
attempt(format, 3.14159, '.2f')  # expect: '3.14'
attempt(format, 5, 6)  # expect: TypeError: format() argument 2 must be str, not int
attempt(print, 1, foo=2)  # expect: TypeError: 'foo' is an invalid keyword argument for print()
attempt(print, 1, sep=5)  # expect: TypeError: sep must be None or a string, not int
attempt(eval, '1+2')  # expect: 3
attempt(eval, '  1')  # expect: 1
attempt(eval, 'x', {'x': 5})  # expect: 5
attempt(eval, 'y', {'x': 5}, {'y': 6})  # expect: 6
attempt(eval, 5)  # expect: TypeError: eval() arg 1 must be a string, bytes or code object
attempt(eval, '1', 5)  # expect: TypeError: globals must be a dict
attempt(eval, '1', {}, 5)  # expect: TypeError: locals must be a mapping
attempt(exec, 'a = 1')  # expect: None
attempt(exec, 5)  # expect: TypeError: exec() arg 1 must be a string, bytes or code object
attempt(exec, 'x', 5)  # expect: TypeError: exec() globals must be a dict, not int
attempt(compile, '1', 'f', 'foo')  # expect: ValueError: compile() mode must be 'exec', 'eval' or 'single'
attempt(hash, [])  # expect: TypeError: unhashable type: 'list'
attempt(hash, 2 ** 61 - 1)  # expect: 0
attempt(__import__, 'nonexist')  # expect: ModuleNotFoundError: No module named 'nonexist'
attempt(__import__, 5)  # expect: TypeError: module name must be a string
attempt(__import__, '')  # expect: ValueError: Empty module name
attempt(type(None))  # expect: None
attempt(type(None), 5)  # expect: TypeError: NoneType takes no arguments


def names():
    x = 1
    y = 2
    print(sorted(locals().items()), dir(), eval('x + y'))


names()  # expect: [('x', 1), ('y', 2)] ['x', 'y'] 3
print(None, NotImplemented, Ellipsis, type(None), type(...))  # expect: None NotImplemented Ellipsis <class 'NoneType'> <class 'ellipsis'>
print(1, 'a', sep='-', end='!\n')  # expect: 1-a!
print()  # expect:
print(*[1, 2, 3], sep='')  # expect: 123
space = {}
exec('def f(): return __name__\nv = f', space)
print(sorted(k for k in space if k[0] != '_'))  # expect: ['f', 'v']
# Where a length is no length, the hint is asked.
class Vague:
    def __len__(self): return 'x'

    def __length_hint__(self): return 5


import operator
print(operator.length_hint(Vague()))  # expect: 5
