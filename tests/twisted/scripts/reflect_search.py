# Looking for objects, gathering methods, and objects that are no help.
import weakref
from collections import deque
from twisted.python import reflect


class Node:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def method(self):
        pass


goal = Node()
for start in ([1, goal], (goal,), {'k': goal}, {goal: 1}, deque([0, goal]),
              Node(inner=Node(goal=goal)), weakref.ref(goal), goal.method,
              [[[goal]], {'x': (goal,)}]):
    print([path.replace(hex(id(goal)), 'GOAL') if '<' not in path else '<>'
           for path in reflect.objgrep(start, goal, reflect.isSame)])
print(reflect.objgrep([[goal], goal], goal, reflect.isSame, maxDepth=1))
print(reflect.findInstances([Node(a=1), {'n': goal}], Node))
print(reflect.objgrep([1, [1.0, '1']], 1))
loop = [goal]
loop.append(loop)
print(reflect.objgrep(loop, goal, reflect.isSame))


class Base:
    names = {'a': 1, 'b': 1}
    order = [1]

    def do_this(self):
        return 'base this'

    def do_that(self):
        return 'that'

    do_value = 3


class Derived(Base):
    names = {'b': 2}
    order = [2, 3]

    def do_this(self):
        return 'derived this'

    @staticmethod
    def do_static():
        pass


d = {}
reflect.accumulateMethods(Derived(), d, 'do_')
print(sorted([(key, value()) for key, value in d.items()]))
print(sorted(reflect.prefixedMethodNames(Derived, 'do_')),
      len(reflect.prefixedMethods(Derived(), 'do_')))
d = {}
reflect.addMethodNamesToDict(Derived, d, 'do_')
print(sorted(d.items()))
d = {}
reflect.addMethodNamesToDict(Derived, d, 'do_', Base)
print(sorted(d.items()))
d, order = {}, []
reflect.accumulateClassDict(Derived, 'names', d)
reflect.accumulateClassList(Derived, 'order', order)
print(d, order)


class NoRepr:
    def __repr__(self):
        raise RuntimeError('no words')

    __str__ = __repr__


class Meta(type):
    @property
    def __name__(cls):
        raise RuntimeError('no name')


class Nameless(NoRepr, metaclass=Meta):
    pass


for text in reflect.safe_repr(NoRepr()), reflect.safe_str(NoRepr()):
    first, *rest = text.split('\n')
    print(first.split(' at ')[0], first.split(' with ')[1], rest[-1])
print(reflect.safe_repr(Nameless()).split(' instance')[0].split(' at')[0])
print(reflect.safe_str(b'caf\xc3\xa9'), reflect.safe_str(b'\xff'),
      reflect.safe_repr('x'))

calls = []
reflect.QueueMethod('name', calls)(1, 2)
print(calls)
for name in ('', '.', 'os.', 'nothing.at.all', 'os.path.nothing', 'nothing',
             'os..path', 'twisted.nothing', 'os.path.join.__name__'):
    try:
        print(name, reflect.namedAny(name))
    except Exception as error:
        print(repr(name), type(error).__name__, error)
print(reflect.requireModule('nothing.here'), reflect.requireModule('nope', 7),
      reflect.requireModule('os.path') is not None)
for thing in (Base, Base.do_this, Base().do_that, reflect, len, [].append,
              Derived.do_static):
    try:
        print(reflect.fullyQualifiedName(thing))
    except AttributeError as error:
        print(error)
print(reflect.qual(Node), reflect.filenameToModuleName('/x/y/z.py'),
      reflect.filenameToModuleName(b'/x/y/z.pyc'),
      reflect.filenameToModuleName('/x/y/'))
