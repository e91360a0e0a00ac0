# era
# What era code calls and Python 3 code does not.
print range(3), range(1, 7, 2), xrange(3)[1]  # expect: [0, 1, 2] [1, 3, 5] 1
print map(None, [1, 2], [3]), map(str, [1, 2]), filter(None, [0, 1]), filter(lambda c: c > 'a', 'abc')  # expect: [(1, 3), (2, None)] ['1', '2'] [1] bc
print zip([1, 2], 'ab'), round(2.5), round(-2.5), round(1.256, 2)  # expect: [(1, 'a'), (2, 'b')] 3.0 -3.0 1.26
print reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [], 5), apply(max, (1, 2))  # expect: 6 5 2
print cmp(1, 2), cmp('b', 'a'), cmp([1], [1]), unichr(65), long(5), intern('a')  # expect: -1 1 0 A 5 a
print isinstance('a', basestring), unicode(5), coerce(1, 2.0), issubclass(ValueError, StandardError)  # expect: True 5 (1.0, 2.0) True
import string, StringIO, cStringIO, exceptions, types
print string.join(['a', 'b'], '-'), string.letters[:3], string.atoi('12'), string.upper('x')  # expect: a-b abc 12 X
f = StringIO.StringIO()
f.write('a')
print >>f, 'b', 1
print `f.getvalue()`, cStringIO.StringIO('xyz').read(2), exceptions.ValueError is ValueError  # expect: 'ab 1\n' xy True
print types.StringType is str, types.ListType is list  # expect: True True
import os, sys
path = '/tmp/mt-era-%d.py' % os.getpid()
f = file(path, 'w')
print >>f, 'answer = 7 / 2; print "run"'
f.close()
execfile(path)  # expect: run
print answer  # expect: 3
space = {}
execfile(path, space)  # expect: run
print space['answer']  # expect: 3
open(path, 'w').write('never closed')
print open(path).read()  # expect: never closed
os.remove(path)
try:
    reduce(max, [])
except TypeError, e:
    print e  # expect: reduce() of empty sequence with no initial value
try:
    1 / 0
except:
    print sys.exc_info()[1], sys.exc_type is None if hasattr(sys, 'exc_type') else 'gone'  # expect: integer division or modulo by zero gone
exec "z = 5 / 2"
print z, eval('7 / 2'), input.__name__, raw_input.__name__  # expect: 2 3 input raw_input
