# era
# Names of builtins and of types.
import types, sys, os
for name in ('NoneType TypeType IntType LongType FloatType StringType UnicodeType TupleType ListType DictType DictionaryType '
    'FunctionType LambdaType ClassType InstanceType MethodType UnboundMethodType BuiltinFunctionType BuiltinMethodType ModuleType '
    'FileType XRangeType TracebackType FrameType SliceType EllipsisType CodeType ComplexType BooleanType GeneratorType ObjectType StringTypes').split():
    if not hasattr(types, name): print 'missing', name
class C: pass
def f(): pass
print type(1) is types.IntType, type('') is types.StringType, type(()) == types.TupleType, type([]) is types.ListType, type({}) is types.DictType  # expect: True True True True True
print type(f) is types.FunctionType, type(len) is types.BuiltinFunctionType, type(sys) is types.ModuleType, type(None) is types.NoneType  # expect: True True True True
print isinstance(C, types.ClassType)  # expect: True
print type(1L) is types.LongType, type(1.0) is types.FloatType, type(1j) is types.ComplexType, isinstance('a', types.StringTypes), type(u'') is types.UnicodeType  # expect: True True True True True
print type(sys.stdout) is types.FileType, isinstance(3, (int, long)), type(lambda: 1) is types.LambdaType  # expect: True True True
print apply(max, (1, 3)), apply(dict, (), {'a': 1}), callable(f), coerce(1, 2.5), cmp((1, 2), (1, 3))  # expect: 3 {'a': 1} True (1.0, 2.5) -1
print unicode('abc'), unichr(233) == u'\xe9', long('12'), long('ff', 16), int('077', 8), str(10L), repr(10L)  # expect: abc True 12 255 63 10 10
print reduce(lambda x, y: x * y, [1, 2, 3, 4]), xrange(5)[-1], len(xrange(10)), list(xrange(3)), map(lambda x: x + 1, (1, 2)), filter(lambda c: c in 'ab', 'cab'), filter(None, (0, 1))  # expect: 24 4 10 [0, 1, 2] [2, 3] ab (1,)
print map(None, 'ab', 'cd'), zip('ab', 'cd'), range(2), sum([1, 2]), sorted([2, 1]), 7 / 2, -7 / 2, 7 / 2.0, 7 // 2, 7 % 3, divmod(7, 2)  # expect: [('a', 'c'), ('b', 'd')] [('a', 'c'), ('b', 'd')] [0, 1] 3 [1, 2] 3 -4 3.5 3 1 (3, 1)
print sys.maxint >= 2147483647, hex(255), hash('a') == hash('a'), intern('x') is intern('x'), id(f) == id(f)  # expect: True 0xff True True True
print abs(-3L), min(1, 2L), 2 ** 70, 1 << 40, ~5, chr(65), ord('A'), round(3.7), round(-2.5), pow(2, 3, 5)  # expect: 3 1 1180591620717411303424 1099511627776 -6 A 65 4.0 -3.0 3
print eval('1 + 1'), type(eval("lambda: 1")) is types.FunctionType, isinstance(Exception('a'), StandardError), issubclass(IOError, EnvironmentError)  # expect: 2 True True True
l = [3, 1, 2]; l.sort(lambda a, b: cmp(b, a)); print l  # expect: [3, 2, 1]
l.sort(); print l, 'x' in 'xyz', 'xy' in 'xyz', {1: 2}.has_key(1)  # expect: [1, 2, 3] True True True
print unicode('caf\xe9', 'latin-1') == u'caf\xe9', unicode('\xc3\xa9', 'utf-8') == u'\xe9'  # expect: True True
from StringIO import StringIO
save = sys.stdin
sys.stdin = StringIO('first line\n2 + 3\n')
print raw_input('? '), input('! ')  # expect: ? first line ! 5
try: raw_input()
except EOFError, e: print 'eof', e  # expect: eof EOF when reading a line
sys.stdin = save
try: open('/nonexistent')
except IOError, (number, text): print number, text  # expect: 2 No such file or directory
class Old:
    def __getattr__(self, name):
        if name[:2] == '__': raise AttributeError, name
        return name
    def __cmp__(self, other): return 0
    def __coerce__(self, other): return None
    def __len__(self): return 5
print Old().thing, Old() == Old()  # expect: thing True
# What type() and classes look like.
import re, md5, operator, os.path
class Kid(C): pass
print type(Kid()) is types.InstanceType, type(Kid()) == type(C()), type(3) == types.InstanceType  # expect: True True False
print type(''), type(Kid()), ValueError, [KeyError('x').__class__] != [], str(KeyError)  # expect: <type 'str'> <type 'instance'> exceptions.ValueError True exceptions.KeyError
# Text is bytes, in its repr and to patterns.
print `'caf\xe9'`, ['\xff'], '%r' % u'\u20ac'  # expect: 'caf\xe9' ['\xff'] '\u20ac'
print re.findall(r'\w+', 'ab\xe9c'), re.split(r'\s', 'a\x85b c'), re.match('\xe9', '\xc9', re.I)  # expect: ['ab', 'c'] ['a\x85b', 'c'] None
print re.findall(r'\w+', u'ab\xe9c', re.U), re.findall('(?u)\\w', u'\xe9'), re.compile('a', re.L).flags  # expect: ['ab\xe9c'] ['\xe9'] 256
print '\xe9'.islower(), 'a\xe9'.islower(), '\xc9'.isupper(), 'A\xe9b'.istitle()  # expect: False True False False
import string
class Named:
    def lower(self): return 'as it likes'
print string.lower(Named()), `string.capwords('\xa0a b')`, string.split('a,b', ',')  # expect: as it likes '\xa0a B' ['a', 'b']
# What modules had.
def visit(seen, directory, names): seen.append(len(names))
seen = []
os.path.walk('/nonexistent', visit, seen); print seen, hasattr(os, 'popen3'), hasattr(os, 'popen5')  # expect: [] True False
print operator.div(7, 2), operator.isSequenceType([]), operator.isMappingType([]), operator.isCallable(len)  # expect: 3 True False True
class Asked(dict):
    def __getattr__(self, name): raise AttributeError, name
print Asked(a=1).has_key('a'), hasattr(Asked(), 'has_keys')  # expect: True False
try: compile('1', 'f', 'exec', 1 << 30)
except ValueError, e: print e  # expect: compile(): unrecognised flags
import new, whrandom, commands
print new.instance(C, {'x': 3}).x, whrandom.choice([4]), commands.getoutput('echo hi'), commands.getstatusoutput('exit 3')  # expect: 3 4 hi (768, '')
o, i = os.popen2('cat')
o.write('\xe9\n'); o.close(); print `i.read()`  # expect: '\xe9\n'
# What a class is of whose module has no name, and where the builtins are.
space = {}
exec 'class Nameless: pass' in space
print space['Nameless'], `space['Nameless']()`[:30], space['Nameless'].__module__  # expect: __builtin__.Nameless <__builtin__.Nameless instance __builtin__
import __builtin__
__builtin__.shout = 5
print shout, __builtin__.raw_input is raw_input, __builtin__.range(2), __builtin__.__name__  # expect: 5 True [0, 1] __builtin__
del __builtin__.shout
