# Enumerations and flags.

import copy
import enum
import warnings
from enum import *
warnings.simplefilter("ignore")
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
class C(Enum):
    RED=1; GREEN=2; BLUE=3; ALIAS=1
    def hi(self): return 'hi '+self.name
print(C.RED, repr(C.RED), C['RED'], C(2), C.ALIAS is C.RED, list(C), len(C), C.RED.hi(), C.RED.name, C.RED.value)
# expect: C.RED <C.RED: 1> C.RED C.GREEN True [<C.RED: 1>, <C.GREEN: 2>, <C.BLUE: 3>] 3 hi RED RED 1
t(lambda: C(9))  # expect: ValueError 9 is not a valid C
t(lambda: C['x'])  # expect: KeyError 'x'
t(lambda: setattr(C,'RED',3))  # expect: AttributeError cannot reassign member 'RED'
t(lambda: delattr(C,'RED'))  # expect: AttributeError 'C' cannot delete member 'RED'.
t(lambda: C.__members__)  # expect: {'RED': <C.RED: 1>, 'GREEN': <C.GREEN: 2>, 'BLUE': <C.BLUE: 3>, 'ALIAS': <C.RED: 1>}
t(lambda: 1 in C)  # expect: TypeError unsupported operand type(s) for 'in': 'int' and 'EnumType'
t(lambda: C.RED in C)  # expect: True
print(C, repr(C), type(C))  # expect: <enum 'C'> <enum 'C'> <class 'enum.EnumType'>
class I(IntEnum):
    A=1; B=auto();
print(I.A, repr(I.B), I.A+1, format(I.A,'03'), f'{I.B}', I.A<I.B, str(I.A), I(1))
# expect: 1 <I.B: 2> 2 001 2 True 1 1
class S(StrEnum):
    A=auto(); BEE=auto()
print(S.A, repr(S.BEE), S.A+'x', S('a'))  # expect: a <S.BEE: 'bee'> ax a
class F(Flag):
    R=auto(); W=auto(); X=auto(); RW=R|W
print(F.R, repr(F.R|F.X), F.RW, F(0), repr(F(0)), ~F.R, F.R in F.RW, list(F.RW), list(F), len(F.RW), F(7), repr(F(7)))
# expect: F.R <F.R|X: 5> F.RW F(0) <F: 0> F.W|X True [<F.R: 1>, <F.W: 2>] [<F.R: 1>, <F.W: 2>, <F.X: 4>] 2 F.R|W|X <F.R|W|X: 7>
t(lambda: F(8))  # expect: ValueError <flag 'F'> invalid value 8
# expect:     given 0b0 1000
# expect:   allowed 0b0 0111
t(lambda: F.R|1)  # expect: TypeError unsupported operand type(s) for |: 'F' and 'int'
t(lambda: F(-1))  # expect: F.R|W|X
t(lambda: repr(F(3)))  # expect: <F.RW: 3>
t(lambda:  F('a'))  # expect: ValueError 'a' is not a valid F
class IF(IntFlag):
    A=1;B=2;C=4
print(IF.A|IF.B, repr(IF.A|8), repr(IF(8)), IF(0), repr(IF(0)), ~IF.A, repr(~IF.A), repr(IF(-1)), IF.A|1, format(IF.A|IF.B), IF.A & 7)
# expect: 3 <IF.A|8: 9> <IF: 8> 0 <IF: 0> 6 <IF.B|C: 6> <IF.A|B|C: 7> 1 3 1
class P(Enum):
    A=(1,2); B=(3,4)
    def __init__(self,x,y): self.x=x; self.y=y
    @property
    def s(self): return self.x+self.y
print(P.A.s, P.B.x, repr(P.A), P((1,2)))  # expect: 3 3 <P.A: (1, 2)> P.A
An = Enum('An','ANT BEE CAT')
print(list(An), An.__module__)
# expect: [<An.ANT: 1>, <An.BEE: 2>, <An.CAT: 3>] __main__
An = IntEnum('An',[('a',5),('b',6)])
print(list(An))  # expect: [<An.a: 5>, <An.b: 6>]
An = Flag('An',['a','b'], boundary=KEEP)
print(list(An), repr(An(9)))  # expect: [<An.a: 1>, <An.b: 2>] <An.a|8: 9>
def f():
    class X(C): pass
t(f)  # expect: TypeError <enum 'X'> cannot extend <enum 'C'>
def f():
    class X(Enum):
        a=1; a=2
t(f)  # expect: TypeError 'a' already defined as 1
def f():
    @unique
    class X(Enum):
        a=1; b=1
t(f)  # expect: ValueError duplicate values found in <enum 'X'>: b -> a
def f():
    class X(Enum):
        _foo_=1
t(f)  # expect: ValueError _sunder_ names, such as '_foo_', are reserved for future Enum use
def f():
    class X(Enum):
        mro=1
t(f)  # expect: ValueError invalid enum member name(s) 'mro'
class M(Enum):
    a=1
    @classmethod
    def _missing_(cls,v):
        if v=='q': return cls.a
        if v=='r': return 5
        if v=='z': raise ZeroDivisionError('z')
print(M('q'))  # expect: M.a
t(lambda:M('r'))  # expect: TypeError error in M._missing_: returned 5 instead of None or a valid member
t(lambda:M('z'))  # expect: ZeroDivisionError z
t(lambda:M('w'))  # expect: ValueError 'w' is not a valid M
class N(Enum):
    @nonmember
    class Inner: pass
    @member
    def foo(self): pass
    x = nonmember(5)
    y = member(6)
print(N.Inner, list(N)[1], N.x, N.y)
# expect: <class '__main__.N.Inner'> N.y 5 N.y
class Pl(Enum):
    MERC=(3.3,2.4)
    def __new__(cls, a, b):
        o=object.__new__(cls); o._value_=a; o.b=b; return o
print(repr(Pl.MERC), Pl(3.3), Pl.MERC.b)  # expect: <Pl.MERC: 3.3> Pl.MERC 2.4
import copy
print(copy.copy(C.RED) is C.RED, copy.deepcopy(F.RW|F.X) is F(7))
# expect: True True
t(lambda: verify(UNIQUE)(C))  # expect: ValueError aliases found in <enum 'C'>: ALIAS -> RED
t(lambda: verify(CONTINUOUS)(C))  # expect: <enum 'C'>
class Fx(Flag):
    A=1;B=4;AB=7
t(lambda: verify(CONTINUOUS)(Fx))
# expect: ValueError invalid flag 'Fx': missing values 2
t(lambda: verify(NAMED_FLAGS)(Fx))
# expect: ValueError invalid Flag 'Fx': alias AB is missing value 0x2 [use enum.show_flag_values(value) for details]
print(list(EnumCheck), list(FlagBoundary), repr(STRICT), STRICT)
# expect: [<EnumCheck.CONTINUOUS: 'no skipped integer values'>, <EnumCheck.NAMED_FLAGS: 'multi-flag aliases may not contain unnamed flags'>, <EnumCheck.UNIQUE: 'one name per value'>] [<FlagBoundary.STRICT: 'strict'>, <FlagBoundary.CONFORM: 'conform'>, <FlagBoundary.EJECT: 'eject'>, <FlagBoundary.KEEP: 'keep'>] <FlagBoundary.STRICT: 'strict'> strict
print(dir(C), dir(C.RED), dir(F.R))
# expect: ['BLUE', 'GREEN', 'RED', '__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__'] ['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'hi', 'name', 'value'] ['__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value']
match C.RED:
    case C.GREEN: print('g')
    case C.RED: print('r')  # expect: r
class CF(Flag, boundary=CONFORM):
    a=1;b=2
print(repr(CF(9)), repr(~CF.a))  # expect: <CF.a: 1> <CF.b: 2>
class EJ(Flag, boundary=EJECT):
    a=1;b=2
print(repr(EJ(9)), repr(~EJ.a))  # expect: 9 <EJ.b: 2>
print(enum.bin(10), enum.bin(-10), enum.bin(0), enum.bin(-1), enum.bin(3,8), enum.bin(-3,8))
# expect: 0b0 1010 0b1 0110 0b0  0b1 1 0b0 00000011 0b1 11111101
print(hash(C.RED)==hash('RED'), C.RED==1, I.A==1, {C.RED:1}[C.RED], bool(F(0)), bool(C.RED), auto(), auto(3))
# expect: True False True 1 False True auto(_auto_null) auto(3)
class Base(Enum):
    def __init_subclass__(cls, **k): super().__init_subclass__(**k); print('isub', list(cls))
class D(Base): q=1  # expect: isub [<D.q: 1>]
def f():
    class X(Enum):
        _order_='b a'; a=1; b=2
t(f)  # expect: TypeError member order does not match _order_:
# expect:   ['a', 'b']
# expect:   ['b', 'a']
class Dup(Enum):
    _ignore_='i'
    for i in range(2): vars()['k%d'%i]=i
print(list(Dup))  # expect: [<Dup.k0: 0>, <Dup.k1: 1>]
class NameP(Enum):
    name='n'; value=3
    def __str__(self): return 'xx'
t(lambda: (NameP.name, NameP.name.value, NameP.value.value))
# expect: (<NameP.name: 'n'>, 'n', 3)
print(f'{C.RED:>12}|{I.A:>4}|{F.R!r:>20}')
# expect:        C.RED|   1|            <F.R: 1>
class A1(IntEnum):
    def _generate_next_value_(name, start, count, last): return count*10
    x=auto(); y=auto()
print(list(A1), reversed(A1).__next__())  # expect: [<A1.x: 0>, <A1.y: 10>] 10
t(lambda: C.RED.foo)  # expect: AttributeError 'C' object has no attribute 'foo'
t(lambda: C.foo)  # expect: AttributeError foo
t(lambda: setattr(C.RED,'name',2))
# expect: AttributeError <enum 'Enum'> cannot set attribute 'name'
t(lambda: C.RED.GREEN)  # expect: C.GREEN
t(lambda: Enum('Q', ['a', 'b'], type=str))  # expect: <enum 'Q'>
t(lambda: list(Enum('Q', ['a', 'b'], type=str, start=4)))
# expect: [<Q.a: '4'>, <Q.b: '5'>]
class TT(Enum):
    a=1,auto(); b='x',auto()
print(list(TT))  # expect: [<TT.a: (1, 1)>, <TT.b: ('x', 2)>]
t(lambda: isinstance(C.RED, C))  # expect: True
t(lambda: issubclass(C, Enum))  # expect: True
t(lambda: bool(C))  # expect: True
class Unh(Enum):
    a=[1]; b=[2]; c=[1]
print(list(Unh), Unh([2]), Unh.c)
# expect: [<Unh.a: [1]>, <Unh.b: [2]>] Unh.b Unh.a
# type() finds the metaclass of its bases; a metaclass's __dict__ is type's.
class Meta(type):
    def __new__(m, name, bases, ns):
        print('Meta', name)
        return super().__new__(m, name, bases, ns)
class WithMeta(metaclass=Meta): here = 1  # expect: Meta WithMeta
print(type(type('Q', (WithMeta,), {})), 'here' in WithMeta.__dict__)
# expect: Meta Q
# expect: <class '__main__.Meta'> True
