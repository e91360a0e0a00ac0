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
    print sys.exc_info()[1], sys.exc_type is None if hasattr(sys, 'exc_type') else 'gone'  # expect: integer division or modulo by zero False
exec "z = 5 / 2"
print z, eval('7 / 2'), input.__name__, raw_input.__name__  # expect: 2 3 input raw_input

# Bytes are text here: those that natives and the library make, and hand over.
import base64, binascii, socket, struct, tempfile, zlib
packed = struct.pack('!H2sc', 258, 'hi', '\xff')
print `packed + 'x'`, packed[0] == '\1', isinstance(packed, str)  # expect: '\x01\x02hi\xffx' True True
print struct.unpack('!H2sc', packed), struct.unpack_from('!H', packed, 0)  # expect: (258, 'hi', '\xff') (258,)
path = os.path.join(tempfile.mkdtemp(), 'bytes')
f = open(path, 'wb')
f.write('head\0\n')
f.write(struct.pack('<I', 10) + '\xff')
f.close()
data = open(path, 'rb').read()
print data[:4] == 'head', ord(data[-1]), data == 'head\0\n\n\0\0\0\xff'  # expect: True 255 True
print `open(path, 'rb').readlines()[0] + '!'`  # expect: 'head\x00\n!'
for line in open(path, 'rb'):
    print type(line) is str,
print  # expect: True True True
print [line[:1] for line in open(path, 'rb')]  # expect: ['h', '\n', '\x00']
os.remove(path)
a, b = os.pipe()
print os.write(b, 'h\xe9'), `os.read(a, 9)`, binascii.hexlify('\xff'), base64.b64encode('a\xff')  # expect: 2 'h\xe9' ff Yf8=
print zlib.crc32('a\xe9'), socket.inet_ntoa('\1\2\3\xff')  # expect: 3840479941 1.2.3.255
a, b = socket.socketpair()
a.send('x\xe9')
print b.recv(9) == 'x\xe9', u'\u20ac'.encode('utf-8') == '\xe2\x82\xac'  # expect: True True
try:
    a.send(u'\u20ac')
except TypeError, e:
    print e  # expect: a bytes-like object is required, not 'str'
def heard((one, two), *rest, **named):
    return one + two, rest[0], named['x'], (lambda: rest)()[0]
print eval("heard((b'a', b'b'), b'c', x=b'd')", {'heard': heard})  # expect: ('ab', 'c', 'd', 'c')
def asked():
    got = yield 1
    yield got + '!'
g = asked()
g.__next__()
print g.send(bytes('b', 'ascii')), type(bytes(2)) is str, bytes('b', 'ascii')  # expect: b! False b'b'

print hex(255), oct(8), oct(0), oct(-9), 'abc'.decode('rot13')  # expect: 0xff 010 0 -011 nop
print '78'.decode('hex'), '\xc3\xa9'.decode('utf-8') == u'\xe9', 'YQ=='.decode('base64')  # expect: x True a
# Everything has an order: None, numbers, then by type.
print None < 0, 1 < 'a', [] < 'a', () > 'a', max('a', 1), (1, 'a') > (1, 2), cmp(None, [])  # expect: True True True True a True -1
mixed = [3, 'a', None, 1, [0]]
mixed.sort()
print mixed  # expect: [None, 1, 3, [0], 'a']
try:
    1j < 2
except TypeError, e:
    print 'no order'  # expect: no order
for line in open(__file__).xreadlines():
    print line.strip()  # expect: # era
    break
# Files of the era are bytes, read and written as text.
import os, pickle, tempfile, StringIO, ConfigParser
name = tempfile.mktemp()
f = open(name, 'w', 0); f.write('\xff\xe2\x82\xac\r\n'); print >>f, 'x\xe9'; f.close()
print `open(name).read()`, os.path.getsize(name), open(name, 'rb').read() == open(name).read()  # expect: '\xff\xe2\x82\xac\r\nx\xe9\n' 9 True
print open(name).readlines() == ['\xff\xe2\x82\xac\r\n', 'x\xe9\n'], `open(name).readline(2)`  # expect: True '\xff\xe2'
f = open(name); f.seek(-3, 2); print `f.read()`, f.tell(); f.close()  # expect: 'x\xe9\n' 9
print open(name).read()[1:4]  # expect: €
f = open(name, 'w'); f.write(u'\u20ac'); f.close(); print `open(name).read()`  # expect: '\xe2\x82\xac'
for mode in (0, 1):
    f = open(name, 'w'); pickle.dump({'k': ['\xe9', mode]}, f, mode); f.close()
    print pickle.load(open(name)),
    f = StringIO.StringIO(); pickle.dump(mode, f); f.seek(0); print pickle.load(f)
# expect: {'k': ['\xe9', 0]} 0
# expect: {'k': ['\xe9', 1]} 1
f = StringIO.StringIO('one\ntwo'); f.seek(-3, 2); print f.read(), f.len, f.pos, `f.buf`  # expect: two 7 7 'one\ntwo'
open(name, 'w').write('[a]\nb = %(c)s!\nb = %(c)s ; once more\n')
c = ConfigParser.ConfigParser({'c': 'd'}); c.read(name)
print c.get('a', 'b'), c.get('a', 'b', 1), c.get('a', 'b', 0, {'c': 'e'}), c.has_option('a', 'b')  # expect: d %(c)s e True
os.remove(name)
# str() of a float has twelve digits.
print 0.1 + 0.2, 10 / 3.0, str(2.0 / 3), 1e20, 1e5, 123456789.0 * 10000, -0.0, 1e-7  # expect: 0.3 3.33333333333 0.666666666667 1e+20 100000.0 1.23456789e+12 -0.0 1e-07
print '%s|%5s|%s' % (1 / 3.0, 0.5, [0.25]), `0.1 + 0.2`, 2.5e15, 1e400, -1e400  # expect: 0.333333333333|  0.5|[0.25] 0.30000000000000004 2.5e+15 inf -inf
print '%s' % 1.1, '%s' % (0.1 + 0.2), '%(x)s' % {'x': 0.1 + 0.2}, str(0.1 + 0.2) + '!'  # expect: 1.1 0.3 0.3 0.3!
# Strings in pickles of the time, and all of them to a socket.
print pickle.loads("(lp0\nS'x\\xe9'\np1\naU\x02y\xffaVu\\u20ac\np2\naL12L\na.") == ['x\xe9', 'y\xff', u'u\u20ac', 12L]  # expect: True
a, b = socket.socketpair()
print a.sendall('all\xff'), `b.recv(9)`  # expect: None 'all\xff'
# A prompt in a program of the era takes its lines.
import array, code
prompt = code.InteractiveConsole({'a': 5})
print prompt.push('if a:'), prompt.push('  print a, 7 / 2')  # expect: True True
print prompt.push('')  # expect: 5 3
# expect: False
print code.compile_command('print') is not None, code.compile_command('print a,\\')  # expect: True None
a = array.array('b', [1])
a.fromstring('\x02\x03')
print a, `a.tostring()`  # expect: array('b', [1, 2, 3]) '\x01\x02\x03'
print xrange(3), xrange(1, 3), [xrange(0, 4, 2)]  # expect: xrange(3) xrange(1, 3) [xrange(0, 4, 2)]
