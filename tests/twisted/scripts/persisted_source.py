# Objects as source, and back.
import copyreg
import io
import os

from twisted.persisted import aot


class A:
    def method(self):
        return 'called'


class B:
    def __init__(self, state):
        self.state = state

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        self.state = state, 'set'

    def __repr__(self):
        return 'B(%r)' % (self.state,)


class Made:
    def __init__(self, number):
        self.number = number


def make(number, rest):
    return Made(number + len(rest))


rest = [1, 2]
copyreg.pickle(Made, lambda made: (make, (made.number, rest)))


def there_and_back(value):
    source = aot.jellyToSource(value)
    print(source)
    return aot.unjellyFromSource(source)


a = A()
a.x = 1
shared = (1, 2)
a.list = [1, 'two', b'three', None, True, 4.5, 10 ** 30, shared,
          {'k': a, 5: [], 'a-b': 1}, 1 + 2j, Ellipsis, -7]
a.me = a
a.z_b = B(shared)
a.z_again = a.list
a.method_ = a.method
a.function = make
a.cls = A
a.module = os
b = there_and_back(a)
print(b.me is b, b.z_again is b.list, b.list[8]['k'] is b, b.method_(),
      b.function is make, b.cls is A, b.module is os, b.list[7], b.z_b.state)

for value in (1, 'a', b'x', [1, 2], (1,), {}, {1: 2}, {'a': [1, 'b']}, None,
              1.5, (), [], "it's \n\t\0 odd \u00e9", {(1, 2): 'x'}, {'b': 1,
              'a': 2, 3: 4}, [[], [[]], {'q': {}}], [float('1e300'), -1, -2j]):
    print(there_and_back(value) == value)
for value in (A, os):
    print(there_and_back(value) is value)
for state in ({}, {'a': 1}, {'a b': 1}, [1], (), None, 'x', {'a': {'b': {}}},
              {'z': B(1), 'y': [B({'q': 2})]}):
    back = there_and_back(B(state))
    print(getattr(back, 'state', 'none') if state is not None else 'none')
back = there_and_back([Made(4), {'a': Made(5)}])
print(back[0].number, back[1]['a'].number)

loop = []
loop.append(loop)
back = there_and_back(loop)
print(back[0] is back)
pair = ([],)
pair[0].append(pair)
back = there_and_back(pair)
print(back[0][0] is back)
print(aot.unjellyFromSource('app=[Ref(1,[1]),Deref(1)]'))
back = aot.unjellyFromSource('app=[Deref(1),Ref(1,[2]),(Deref(1),3)]')
print(back, back[0] is back[1] is back[2][0])
print(aot.unjellyFromSource(io.StringIO('app=5')))
file = io.BytesIO()
aot.jellyToSource([1], file)
print(file.getvalue())
print(aot.unjellyFromAOT(aot.jellyToAOT([1, (2,)])))
for source in 'app=Foo(1)', 'app=', 'app=Module("os.nothing")':
    try:
        print(aot.unjellyFromSource(source))
    except Exception as e:
        print(type(e))
