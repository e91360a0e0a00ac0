# Operators of classes that share a table until one of them gets its own.
class Kettle:
    def __add__(self, other):
        return 'add'

    def __neg__(self):
        return 'neg'


class Samovar(Kettle):
    pass


pot = Samovar()
print(pot + 1, -pot)                    # expect: add neg
Kettle.__sub__ = lambda self, other: 'sub'
print(pot - 1)                          # expect: sub
Samovar.__mul__ = lambda self, other: 'mul'
print(pot * 1, pot - 1)                 # expect: mul sub
del Kettle.__sub__
try:
    pot - 1
except TypeError as problem:
    print(problem)  # expect: unsupported operand type(s) for -: 'Samovar' and 'int'
try:
    Kettle() * 1
except TypeError as problem:
    print(problem)  # expect: unsupported operand type(s) for *: 'Kettle' and 'int'


class Cups(int):
    def __or__(self, other):
        return 'or'


print(Cups(1) | 2, Cups(1) + 2, Cups(6) & 3)     # expect: or 3 2
print(1 | 2, True | 2, True & False, True + 1)   # expect: 3 3 False 2


class Both(Samovar, Cups):
    pass


print(Both(3) | 1, Both(3) * 2, Both(3) + 1)     # expect: or mul add

# A class's dictionary has what the class itself defines.
print('__or__' in vars(type), '__ror__' in vars(type))       # expect: True True
print('__and__' in vars(bool), '__add__' in vars(bool))      # expect: True False
print('__repr__' in vars(list), '__init__' in vars(range))   # expect: True False
print(vars(list)['__hash__'], '__hash__' in vars(frozenset))  # expect: None True
print(type.__or__(int, str))                                 # expect: int | str
for maker in (type(iter([])), type({}.keys()), type(len)):
    try:
        maker()
    except TypeError as problem:
        print(problem)
# expect: cannot create 'list_iterator' instances
# expect: cannot create 'dict_keys' instances
# expect: cannot create 'builtin_function_or_method' instances
import sys
print(sys.version_info.major, type(sys.version_info).major.__name__)  # expect: 3 major

# An operator of the other side that does not know what to do is asked once.
from array import array
from collections import deque
asked = []
class Other:
    def __radd__(self, other):
        asked.append('+')
        return NotImplemented
    def __rmul__(self, other):
        asked.append('*')
        return NotImplemented
    def __index__(self):
        return 2
for one in [1], (1,), 'a', b'a', bytearray(b'a'), deque([1]), array('b', [1]):
    tried = one * Other()
    for add in 'tried = one + Other()', 'one += Other()':
        try:
            exec(add)
        except TypeError as problem:
            print(problem, end=' ')
    one *= Other()
    print(one == tried, ''.join(asked))
    asked.clear()
# expect: can only concatenate list (not "Other") to list 'Other' object is not iterable True *++*
# expect: can only concatenate tuple (not "Other") to tuple can only concatenate tuple (not "Other") to tuple True *++*
# expect: can only concatenate str (not "Other") to str can only concatenate str (not "Other") to str True *++*
# expect: can't concat Other to bytes can't concat Other to bytes True *++*
# expect: can't concat Other to bytearray can't concat Other to bytearray True *++*
# expect: can only concatenate deque (not "Other") to deque 'Other' object is not iterable True *++*
# expect: can only append array (not "Other") to array can only extend array with array (not "Other") True *++*

# A derived class on the right is asked first, and then not again.
class Left:
    def __add__(self, other): print('add', end=' '); return NotImplemented
    def __pow__(self, other): print('pow', end=' '); return NotImplemented
class Right(Left):
    def __radd__(self, other): print('radd', end=' '); return NotImplemented
    def __rpow__(self, other): print('rpow', end=' '); return NotImplemented
class Same(Left): pass
import operator
for work in operator.add, operator.pow, operator.iadd:
    for left, right in (Left(), Right()), (Right(), Left()), (Left(), Same()), (Right(), Right()), (Same(), Right()):
        try:
            work(left, right)
        except TypeError as exc:
            print(exc)
# expect: radd add unsupported operand type(s) for +: 'Left' and 'Right'
# expect: add unsupported operand type(s) for +: 'Right' and 'Left'
# expect: add unsupported operand type(s) for +: 'Left' and 'Same'
# expect: add unsupported operand type(s) for +: 'Right' and 'Right'
# expect: add radd unsupported operand type(s) for +: 'Same' and 'Right'
# expect: rpow pow unsupported operand type(s) for ** or pow(): 'Left' and 'Right'
# expect: pow unsupported operand type(s) for ** or pow(): 'Right' and 'Left'
# expect: pow unsupported operand type(s) for ** or pow(): 'Left' and 'Same'
# expect: pow unsupported operand type(s) for ** or pow(): 'Right' and 'Right'
# expect: pow rpow unsupported operand type(s) for ** or pow(): 'Same' and 'Right'
# expect: radd add unsupported operand type(s) for +=: 'Left' and 'Right'
# expect: add unsupported operand type(s) for +=: 'Right' and 'Left'
# expect: add unsupported operand type(s) for +=: 'Left' and 'Same'
# expect: add unsupported operand type(s) for +=: 'Right' and 'Right'
# expect: add radd unsupported operand type(s) for +=: 'Same' and 'Right'
