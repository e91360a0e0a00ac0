# era
# The spellings of the seeds' time.
import sys
def f(a, (b, c), d=1):
    return a, b, c, d
print f(1, (2, 3))  # expect: (1, 2, 3, 1)
print "a", "b", 5  # expect: a b 5
print "no newline",
print "after"  # expect: no newline after
print  # expect:
print >>sys.stdout, "to", "a file"  # expect: to a file
try:
    raise ValueError, "why"
except ValueError, e:
    print e, e.args  # expect: why ('why',)
try:
    raise KeyError, ("a", 1)
except (KeyError, ValueError), e:
    print e.args  # expect: ('a', 1)
print `1 + 1`, `"x"`  # expect: 2 'x'
print 1 <> 2, 1 <> 1  # expect: True False
print 0777, 10L, 0xffL, 017  # expect: 511 10 255 15
print 7 / 2, -7 / 2, 7.0 / 2, 7 // 2  # expect: 3 -4 3.5 3
exec "x = 5"
print x  # expect: 5
space = {}
exec "y = 6; z = y / 4" in space
print space["y"], space["z"]  # expect: 6 1
d = {1: 2}
print d.keys(), d.values(), d.items(), d.has_key(1), d.has_key(5)  # expect: [1] [2] [(1, 2)] True False
print [n for n in 1, 2, 3], n  # expect: [1, 2, 3] 3
def leaks():
    squares = [i * i for i in range(4)]
    return squares, i
print leaks()  # expect: ([0, 1, 4, 9], 3)
class Old:
    pass
class New(object):
    pass
print range(3), map(lambda x: x + 1, [1, 2]), filter(None, [0, 1]), zip("ab", [1, 2])  # expect: [0, 1, 2] [2, 3] [1] [('a', 1), ('b', 2)]
first = lambda (a, b): a
print first((7, 8))  # expect: 7
def nested((a, (b, c)), d):
    return a + b + c + d
print nested((1, (2, 3)), 4)  # expect: 10
def with_cell((a, b)):
    return lambda: a + b
print with_cell((1, 2))()  # expect: 3
try:
    try:
        raise KeyError
    except KeyError, box:
        raise
except KeyError:
    print "again"  # expect: again
holder = {}
try:
    raise KeyError, "held"
except KeyError, holder["e"]:
    print holder["e"].args  # expect: ('held',)
x = 10
x /= 4
print x  # expect: 2
print "%s %d" % ("percent", 3)  # expect: percent 3
print ("tuple", 1)  # expect: ('tuple', 1)
print "a" "b", 'c'  # expect: ab c
if x == 2: print "one line"  # expect: one line
def local_exec():
    exec "value = 42" in globals()
local_exec()
print value  # expect: 42
print u"unicode", ur"\raw"  # expect: unicode \raw
# Exceptions could be read like tuples, and be what was no exception.
try:
    raise IOError, (2, 'gone')
except IOError, e:
    number, why = e
    print e[0], e[1], number, why  # expect: 2 gone 2 gone
class Quit:
    pass
class Stop(Quit):
    def __init__(self, *why):
        self.why = why
try:
    raise Stop, 'bye'
except (ValueError, Quit), q:
    print q.why, q.__class__ is Stop, sys.exc_type is Stop, sys.exc_info()[1] is q  # expect: ('bye',) True True True
try:
    raise Stop, (1, 2)
except Stop, q:
    print q.why  # expect: (1, 2)
try:
    try:
        raise Quit()
    except ValueError:
        print 'not this'
    except Quit:
        raise
except Quit, q:
    print isinstance(q, Quit)  # expect: True
refused = 'module.refused'
def refuses(*value):
    raise refused, value
try:
    refuses(1, 2)
except 'another':
    print 'not this'
except refused, (a, b):
    print a, b, sys.exc_type  # expect: 1 2 module.refused
try:
    raise refused
except (KeyError, refused), value:
    print value  # expect: None
try:
    1 / 0
except refused:
    print 'not this'
except:
    print sys.exc_value  # expect: integer division or modulo by zero
try:
    raise 5, 'no'
except TypeError, e:
    print e  # expect: exceptions must derive from BaseException
# Each is printed before the next is asked.
def says(x):
    print '<%s>' % x
    if x == 3: raise ValueError, 'three'
    return x
try:
    print says(1), 'and', says(2), says(3), says(4)
except ValueError, e:
    print 'then', e
# expect: <1>
# expect: 1 and <2>
# expect: 2 <3>
# expect: then three
out = []
class Heard:
    def write(self, text): out.append(text)
print >>Heard(), 'a', len(out), len(out) > 1
print out  # expect: ['a', ' ', '1', ' ', 'True', '\n']
print '%#o %#o %#6o|%-#6o|%#o %#x' % (8, 0, 8, 8, -8, 255), '%(n)#o' % {'n': 64}  # expect: 010 0    010|010   |-010 0xff 0100
