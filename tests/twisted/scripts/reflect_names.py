# Things by their names, and names of things.
import sys
from twisted.python import reflect


class A:
    def method(self):
        pass

    @classmethod
    def made(cls):
        pass

    def remote_one(self):
        return 1

    def remote_two(self):
        return 2

    class Inner:
        pass

    names = ['a', 'b']
    table = {'x': 1, 'y': 1}


class B(A):
    def remote_three(self):
        return 3

    def remote_two(self):
        return 22

    names = ['c']
    table = {'y': 2}


for name in ('os.path', 'os.path.join', 'twisted.internet.defer.Deferred',
             'nosuchmodule', 'nosuchmodule.name', 'os.nosuchname', '', '.os',
             'os..path'):
    try:
        found = reflect.namedAny(name)
        print(name, getattr(found, '__name__', found))
    except (reflect.InvalidName, AttributeError) as error:
        print(repr(name), type(error).__name__, error)
print(reflect.namedObject('twisted.internet.defer.Deferred').__name__,
      reflect.namedModule('os.path') is sys.modules['os.path'],
      reflect.namedClass('twisted.python.usage.Options').__name__)
for thing in (A, A.method, A().method, A.Inner, sys, reflect.qual, A.made):
    print(reflect.fullyQualifiedName(thing))
print(reflect.qual(A), reflect.qual(A.Inner))
print(sorted(reflect.prefixedMethodNames(B, 'remote_')))
print(sorted([m() for m in reflect.prefixedMethods(B(), 'remote_')]))
found = {}
reflect.accumulateMethods(B(), found, 'remote_')
print(sorted(found), found['two']())
for function, name, into in ((reflect.accumulateClassList, 'names', []),
                             (reflect.accumulateClassDict, 'table', {})):
    function(B, name, into)
    print(into)


class Bad:
    def __repr__(self):
        raise ValueError('repr')

    def __str__(self):
        raise ValueError('str')


for text in (reflect.safe_repr(Bad()), reflect.safe_str(Bad())):
    lines = text.splitlines()
    print(lines[0][:17], lines[0][-16:], lines[-1])
print(reflect.safe_repr(['x']), reflect.safe_str(b'bytes'),
      reflect.safe_str(b'\xff'), reflect.safe_str(5))
print(reflect.requireModule('nosuchmodule'),
      reflect.requireModule('nosuchmodule', 'default'),
      reflect.requireModule('sys') is sys)
