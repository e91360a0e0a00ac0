# Special methods of classes written in Python, as instructions meet them: in
# whose order they are asked, what NotImplemented leaves to others, what a jump, a
# loop and `in` make of what they return, and how errors come out of them.
class A:
    def __init__(s,v): s.v=v
    def __add__(s,o): return ('A.add',s.v) if s.v else NotImplemented
    def __radd__(s,o): return ('A.radd',s.v,o)
    def __lt__(s,o): return s.v<getattr(o,'v',o)
    def __eq__(s,o): return NotImplemented if s.v==0 else [s.v]
    __hash__=None
    def __contains__(s,k): return k
    def __getitem__(s,k):
        if k>2: raise IndexError(k)
        return k * 2
    def __setitem__(s,k,v): s.last=(k,v); return 'ignored'
    def __neg__(s): return 'neg'
    def __iadd__(s,o): 
        if o==5: return NotImplemented
        s.v+=1
        return s
    def __sub__(s,o): return 'sub %r'%(o,)
class B(A):
    def __radd__(s,o): return 'B.radd first'
    def __gt__(s,o): return 'B.gt'
class C:
    def __radd__(s,o): return 'C.radd'
    def __gt__(s,o): return 'C.gt'
    def __eq__(s,o): return 'C.eq'
class N:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        if s.n==0: raise StopIteration
        if s.n<0: raise ValueError('x')
        s.n-=1
        return s.n,s.n
def f():
    a,z,b,c=A(1),A(0),B(1),C()
    print(a+1,z+b,a+b,a+c,z+c)
    try: z+1
    except TypeError as e: print(e)
    try: z+A(0)
    except TypeError as e: print(e)
    print(a<2,A(3)<2,a<b,a<c,a==1,z==c,z==1,z!=1,z==z,a!=1)
    print(7 if a<2 else 8, 7 if a==2 else 8, 7 if z==3 else 8)
    if a<0: print('no')
    if not a==3: print('no')
    print(3 in a, 0 in a, 0 not in a)
    a[1]=2;print(a.last,a[1],a[2],-a,a-1,a-3,1+a)
    try: a[3]
    except IndexError as e: print('IE',e)
    x=A(4);x+=1;print(x.v)
    y=x;y+=5;print(y)
    try:
        w=A(0);w+=5
    except TypeError as e: print(e)
    print([i for i in N(3)],[i for i,j in N(4)])
    for i in N(0): print('never')
    try:
        for i in N(-1): pass
    except ValueError as e: print(e)
    for k in a: print(k)
    try:
        for i in N(2):
            raise StopIteration('mine')
    except StopIteration as e: print(e)
f()
def g():
    class R:
        def __add__(s,o): return s+o
    try: R()+1
    except RecursionError as e: print(e)
    class Q:
        def __next__(s): return next(iter([]))
        def __iter__(s): return s
    for i in Q(): print('no')
    class G:
        def __getitem__(s,i): yield i
        def __lt__(s,o): yield 1
    print(list(G()[2]), type(G()<1).__name__)
    if G()<1: print('generator is true')
    class T:
        def __lt__(s,o): return V()
    class V:
        def __bool__(s): raise KeyError('bool')
    try:
        if T()<1: pass
    except KeyError as e: print(e)
g()


class Hooked:
    kind = 'class'

    def __init__(self):
        self.own = 1

    def __getattr__(self, name):
        if name == 'missing':
            raise AttributeError('no ' + name)
        return name.upper()

    @property
    def broken(self):
        raise AttributeError('broken')

    def method(self):
        return 'method'


def hooked():
    h = Hooked()
    for turn in range(4):
        print(h.own, h.kind, h.other, h.broken, h.method(), hasattr(h, 'missing'))
        if turn == 0:
            del h.own
        if turn == 1:
            Hooked.__getattribute__ = lambda self, name: 'all ' + str(name)
            Hooked.method = lambda self: 'other'
            break
    del Hooked.__getattribute__
    print(h.own, h.method())


hooked()

# expect: ('A.add', 1) B.radd first B.radd first ('A.add', 1) C.radd
# expect: unsupported operand type(s) for +: 'A' and 'int'
# expect: unsupported operand type(s) for +: 'A' and 'A'
# expect: True False B.gt C.gt [1] C.eq False True True False
# expect: 7 7 8
# expect: True False True
# expect: (1, 2) 2 4 neg sub 1 sub 3 ('A.radd', 1, 1)
# expect: IE 3
# expect: 5
# expect: ('A.add', 5)
# expect: unsupported operand type(s) for +=: 'A' and 'int'
# expect: [(2, 2), (1, 1), (0, 0)] [3, 2, 1, 0]
# expect: x
# expect: 0
# expect: 2
# expect: 4
# expect: mine
# expect: maximum recursion depth exceeded
# expect: [2] generator
# expect: generator is true
# expect: 'bool'
# expect: 1 class OTHER BROKEN method False
# expect: OWN class OTHER BROKEN method False
# expect: OWN other


# A class that has but one of __setitem__ and __delitem__ in Python.
class Kept(dict):
    def __delitem__(self, key):
        print('keeps', key)


class Told(list):
    def __setitem__(self, at, value):
        super().__setitem__(at, [value])


class Crossed(dict):
    __setitem__ = dict.setdefault
    __delitem__ = dict.__getitem__


class Half:
    def __setitem__(self, key, value):
        print(key, value)


kept, told = Kept(a=1), Told('xyz')
kept['b'] = 2
kept['b'] += 1
del kept['b']
told[0] = 5
del told[1]
print(kept, told, type(kept).__setitem__ is dict.__setitem__)
# expect: keeps b
# expect: {'a': 1, 'b': 3} [[5], 'z'] True
crossed = Crossed(a=1)
crossed['a'] = 2
crossed['b'] = 3
del crossed['a']
print(crossed)  # expect: {'a': 1, 'b': 3}
Half()[1] = 2  # expect: 1 2
for each, key in (Half(), 1), (kept, []), (told, 9), (crossed, 'c'):
    try:
        if each is kept:
            each[key] = 1
        else:
            del each[key]
    except Exception as error:
        print(type(error).__name__, error)
# expect: AttributeError __delitem__
# expect: TypeError unhashable type: 'list'
# expect: IndexError list assignment index out of range
# expect: KeyError 'c'
Kept.__setitem__ = lambda self, key, value: print('sets', key, value)
kept['c'] = 4  # expect: sets c 4
del Kept.__setitem__, Kept.__delitem__
kept['c'] = 4
del kept['a']
print(kept)  # expect: {'b': 3, 'c': 4}


# Native methods under special names, and what is missing.
class Listed(dict):
    __missing__ = dict.pop


class Lent(dict):
    __missing__ = list.count


for cls in Listed, Lent:
    try:
        cls(a=1)['b']
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
# expect: KeyError 'b'
# expect: TypeError descriptor 'count' for 'list' objects doesn't apply to a 'Lent' object
