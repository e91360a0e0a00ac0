# Special methods borrowed from a native class that is no base, or renamed.

def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class A: __repr__ = int.__repr__
t(lambda: repr(A()))  # expect: TypeError descriptor '__repr__' requires a 'int' object but received a 'A'
class C: __len__ = list.__len__
t(lambda: len(C()))  # expect: TypeError descriptor '__len__' requires a 'list' object but received a 'C'
class D:
    __add__ = list.__add__
    __hash__ = str.__hash__
    __eq__ = list.__eq__
    __lt__ = int.__lt__
t(lambda: D() + [])  # expect: TypeError descriptor '__add__' requires a 'list' object but received a 'D'
t(lambda: hash(D()))  # expect: TypeError descriptor '__hash__' requires a 'str' object but received a 'D'
t(lambda: D() == 1)  # expect: TypeError descriptor '__eq__' requires a 'list' object but received a 'D'
t(lambda: D() < D())  # expect: TypeError descriptor '__lt__' requires a 'int' object but received a 'D'
# Under another name it does what it did under its own.
class E(int):
    __str__ = int.__repr__
    __lt__ = object.__lt__
t(lambda: str(E(4)))  # expect: 4
t(lambda: E(4) < 5)  # expect: True
class F(int):
    __str__ = int.__repr__
    def __repr__(self): return 'F!'
t(lambda: (str(F(4)), repr(F(4))))  # expect: ('4', 'F!')
# Nor does object.__new__() make what only a native class's own __new__ can.
import types
for c in (int, list, types.FunctionType, types.UnionType, types.CodeType, slice):
    t(lambda: object.__new__(c))
# expect: TypeError object.__new__(int) is not safe, use int.__new__()
# expect: TypeError object.__new__(list) is not safe, use list.__new__()
# expect: TypeError object.__new__(function) is not safe, use function.__new__()
# expect: TypeError object.__new__(types.UnionType) is not safe, use types.UnionType.__new__()
# expect: TypeError object.__new__(code) is not safe, use code.__new__()
# expect: TypeError object.__new__(slice) is not safe, use slice.__new__()
