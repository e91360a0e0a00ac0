# Files of text and of bytes, and those that are only memory.
import io
import os

path = '/tmp/mt-files-%d' % os.getpid()


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except BaseException as e:
        print(type(e).__name__, str(e).replace(path, 'PATH'), sep=': ')


with open(path, 'w') as f:
    attempt(f.write, 'h\xe9llo\nworld\r\nx\ry')  # expect: 16
    attempt(f.write, 5)  # expect: TypeError: write() argument must be str, not int
    attempt(f.read)  # expect: UnsupportedOperation: not readable
    print(f.mode, f.closed, f.encoding, f.tell())  # expect: w False UTF-8 17
print(f.closed)  # expect: True
attempt(f.write, 'x')  # expect: ValueError: I/O operation on closed file.
attempt(f.read)  # expect: ValueError: I/O operation on closed file.
with open(path) as f:
    print(f.readlines())  # expect: ['héllo\n', 'world\n', 'x\n', 'y']
with open(path, newline='') as f:
    print(f.readlines())  # expect: ['héllo\n', 'world\r\n', 'x\r', 'y']
with open(path, newline='\n') as f:
    print(f.readlines())  # expect: ['héllo\n', 'world\r\n', 'x\ry']
with open(path, 'rb') as f:
    print(f.read(3), f.read(), f.read())  # expect: b'h\xc3\xa9' b'llo\nworld\r\nx\ry' b''
    f.seek(0)
    print(f.readline(), list(f), f.tell())  # expect: b'h\xc3\xa9llo\n' [b'world\r\n', b'x\ry'] 17
with open(path, 'a') as f:
    f.write('end\n')
with open(path) as f:
    print(f.read(2), f.read(3), repr(f.readline()), repr(f.read()))  # expect: hé llo '\n' 'world\nx\nyend\n'
with open(path, 'r+') as f:
    f.seek(3)
    print(repr(f.read(1)))  # expect: 'l'
with open(path, 'w+') as f:
    f.write('abc')
    f.seek(0)
    print(f.read())  # expect: abc
with open(path, 'wb') as f:
    f.write(b'\xff\xfe')
    attempt(f.write, 'x')  # expect: TypeError: a bytes-like object is required, not 'str'
with open(path) as f:
    attempt(f.read)  # expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
with open(path, errors='replace') as f:
    attempt(f.read)  # expect: '��'
with open(path, encoding='latin-1') as f:
    attempt(f.read)  # expect: 'ÿþ'
with open(path, 'w', newline='\r\n') as f:
    f.writelines(['a\n', 'b\n'])
with open(path, 'rb') as f:
    print(f.read())  # expect: b'a\r\nb\r\n'
with open(path, 'rb', 0) as f:
    print(f.read(2), f.read())  # expect: b'a\r' b'\nb\r\n'
with open(path, 'wb') as f:
    for i in range(5000):
        f.write(b'%d\n' % i)
with open(path) as f:
    print(sum(int(line) for line in f), os.path.getsize(path))  # expect: 12497500 23890
with open(path, 'r+b') as f:
    print(f.read(2), f.write(b'X'), f.tell())  # expect: b'0\n' 1 3
    f.seek(-3, 2)
    print(f.read())  # expect: b'99\n'
    print(f.truncate(4), f.seek(0), f.read())  # expect: 4 0 b'0\nX\n'
attempt(open, path, 'x')  # expect: FileExistsError: [Errno 17] File exists: 'PATH'
attempt(open, '/nonexistent/foo')  # expect: FileNotFoundError: [Errno 2] No such file or directory: '/nonexistent/foo'
attempt(open, '/tmp', 'w')  # expect: IsADirectoryError: [Errno 21] Is a directory: '/tmp'
attempt(open, path, 'q')  # expect: ValueError: invalid mode: 'q'
attempt(open, path, 'rw')  # expect: ValueError: must have exactly one of create/read/write/append mode
attempt(open, path, 'rb', encoding='utf8')  # expect: ValueError: binary mode doesn't take an encoding argument
attempt(open, path, 'rbt')  # expect: ValueError: can't have text and binary mode at once
attempt(open, path, newline='x')  # expect: ValueError: illegal newline value: x
attempt(open, path, encoding='nope')  # expect: LookupError: unknown encoding: nope
attempt(open, path, buffering=0)  # expect: ValueError: can't have unbuffered text I/O
attempt(open, 5.5)  # expect: TypeError: expected str, bytes or os.PathLike object, not float
os.remove(path)

s = io.StringIO('abc\ndef\n')
print(s.read(2), repr(s.readline()), list(s), repr(s.getvalue()), s.tell())  # expect: ab 'c\n' ['def\n'] 'abc\ndef\n' 8
s.seek(0)
s.write('X')
print(repr(s.getvalue()))  # expect: 'Xbc\ndef\n'
s.seek(0, 2)
s.write('\xe9')
print(repr(s.getvalue()), s.tell(), s.seek(9), s.read())  # expect: 'Xbc\ndef\né' 9 9 
print(s.truncate(3), repr(s.getvalue()))  # expect: 3 'Xbc'
attempt(s.write, b'x')  # expect: TypeError: string argument expected, got 'bytes'
attempt(s.seek, -1)  # expect: ValueError: Negative seek position -1
s.close()
attempt(s.read)  # expect: ValueError: I/O operation on closed file
attempt(io.StringIO, 5)  # expect: TypeError: initial_value must be str or None, not int
with io.StringIO('a\r\nb', newline=None) as t:
    print(repr(t.read()))  # expect: 'a\nb'
b = io.BytesIO(b'abc')
print(b.read(1), b.getvalue(), b.tell(), b.seek(5))  # expect: b'a' b'abc' 1 5
b.write(b'z')
print(b.getvalue(), b.closed)  # expect: b'abc\x00\x00z' False
attempt(b.write, 'x')  # expect: TypeError: a bytes-like object is required, not 'str'
attempt(io.BytesIO, 'x')  # expect: TypeError: a bytes-like object is required, not 'str'
out = io.StringIO()
print('a', 1, file=out)
print('b', end='', file=out)
print(repr(out.getvalue()))  # expect: 'a 1\nb'


class Pieces:
    def __init__(self):
        self.got = []

    def write(self, text):
        self.got.append(text)


p = Pieces()
print('a', 1, file=p, sep='-')
print(p.got)  # expect: ['a', '-', '1', '\n']
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))  # expect: True True

# What could not be written is kept, and tried again.
import errno

full = open('/dev/full', 'wb')
full.write(b'abc')
for act in full.flush, full.flush, full.close, full.close:
    try:
        act()
        print('fine')
    except OSError as e:
        print(errno.errorcode[e.errno])
# expect: ENOSPC
# expect: ENOSPC
# expect: ENOSPC
# expect: fine

# A bound on a line is one in characters, whatever bytes they are and wherever
# in the file they stand.
with open(path, 'wb') as f:
    f.write(b'\xe9\xe8a\n\xffb\r\n\xe2\x82z')
for bounded in (dict(encoding='latin-1'), dict(encoding='latin-1', newline=''),
                dict(encoding='utf-8', errors='replace'),
                dict(encoding='utf-8', errors='surrogateescape')):
    with open(path, **bounded) as f:
        print(ascii(list(iter(lambda: f.readline(2), ''))))
# expect: ['\xe9\xe8', 'a\n', '\xffb', '\n', '\xe2\x82', 'z']
# expect: ['\xe9\xe8', 'a\n', '\xffb', '\r\n', '\xe2\x82', 'z']
# expect: ['\ufffd\ufffd', 'a\n', '\ufffdb', '\n', '\ufffdz']
# expect: ['\udce9\udce8', 'a\n', '\udcffb', '\n', '\udce2\udc82', 'z']
with open(path, encoding='utf-8', errors='ignore') as f:
    print(ascii([f.read(1), f.read(1), f.readline(1), f.read()]))  # expect: ['a', '\n', 'b', '\nz']
with open(path, 'w', encoding='utf-8', newline='') as f:
    f.write('€x\r\n' * 5000 + 'y\rz')
for ends in None, '', '\n', '\r', '\r\n':
    with open(path, encoding='utf-8', newline=ends) as f:
        lines = list(iter(lambda: f.readline(3), ''))
    print(len(lines), ascii(lines[:3]), ascii(lines[-2:]))
# expect: 5002 ['\u20acx\n', '\u20acx\n', '\u20acx\n'] ['y\n', 'z']
# expect: 10002 ['\u20acx\r', '\n', '\u20acx\r'] ['y\r', 'z']
# expect: 10001 ['\u20acx\r', '\n', '\u20acx\r'] ['\n', 'y\rz']
# expect: 10001 ['\u20acx\r', '\n\u20acx', '\r'] ['\ny\r', 'z']
# expect: 7501 ['\u20acx\r', '\n\u20acx', '\r\n'] ['\r\n', 'y\rz']

# Lines and pieces of a text are the same however they are read, wherever its
# ends of lines and its long characters lie.
pieces = ('a' * 30, 'b' * 700, '\xe9', '\u20ac\U0001f600', '\r\n', '\n', '\r', '',
          'c\n', 'd\r\n', '\r\n\r\n', '\xe9\n' * 20, 'e\n' * 300)
text, n = [], 1
for _ in range(1500):
    n = n * 1103515245 + 12345 & 0x7fffffff
    text.append(pieces[(n >> 16) % len(pieces)])
text = ''.join(text)
plain = text.replace('\r\n', '\n').replace('\r', '\n')
with open(path, 'wb') as f:
    f.write(text.encode())
for ends, whole in ((None, plain), ('', text), ('\n', text), ('\r\n', text)):
    same = []
    for size in 1, 7, 64, 1000, 9000:
        with open(path, encoding='utf-8', newline=ends) as f:
            same.append(''.join(iter(lambda: f.read(size), '')) == whole)
        if ends != '\r\n':
            same.append(f.newlines == (None if ends else ('\r', '\n', '\r\n')))
    with open(path, encoding='utf-8', newline=ends) as f:
        lines = list(f)
        f.seek(0)
        same.append(lines == f.readlines())
        f.seek(0)
        same.append(''.join(lines) == f.read() == whole)
        f.seek(0)
        some, place = [], 0
        while line := f.readline():
            some.append(line)
            if len(some) % 50 == 0:  # back to where this began, in the buffer
                f.seek(place)
                same.append(f.readline() == line)
            place = f.tell()
        same.append(some == lines)
    memory = io.StringIO(whole, newline='\n' if ends is None else ends)
    same.append(lines == list(memory) if ends != '\r\n' else True)
    print(all(same), len(lines) > 500)
# expect: True True
# expect: True True
# expect: True True
# expect: True True
with open(path, encoding='latin-1') as f:
    print(''.join(f).encode('latin-1') == plain.encode())  # expect: True

# Bytes, few and many, from any place on; what was read ahead serves again.
data = text.encode()
with open(path, 'rb') as f:
    same = []
    for place in 0, 5, 100, 3, 9000, 8191, 8192, 70000, 8000, 0:
        for size in 0, 1, 10, 5000, 8192, 20000, 100000, -1:
            f.seek(place)
            same.append(f.read(size) == data[place:][:size if size >= 0 else None])
            same.append(f.tell() == min(place + size if size >= 0 else len(data), len(data)))
            f.seek(place + 4)
            same.append(f.readline() == data[place + 4:].split(b'\n', 1)[0] + b'\n')
    print(all(same), f.seek(0, 2) == len(data), f.read(10), f.read())  # expect: True True b'' b''
with open(path, 'r+b') as f:
    f.read(10)
    f.seek(2)
    f.write(b'XY')
    f.seek(1)
    print(f.read(4), f.tell())  # expect: b'\x82XY\x9f' 5
    with open(path, 'ab') as more:
        more.write(b'end')
    print(f.read() == data[5:] + b'end', f.read())  # expect: True b''
    with open(path, 'ab') as more:
        more.write(b'!')
    print(f.read(), f.read(9000), f.seek(-2, 2) == len(data) + 2, f.read())  # expect: b'!' b'' True b'd!'
# The other half of a line's end, by itself.
with open(path, 'wb') as f:
    f.write(b'a\r\nb\r\n')
for rest in 'readline', 'read', 'readlines':
    with open(path, newline='') as f:
        print([f.read(2), getattr(f, rest)(), f.newlines])
# expect: ['a\r', '\n', '\r\n']
# expect: ['a\r', '\nb\r\n', '\r\n']
# expect: ['a\r', ['\n', 'b\r\n'], '\r\n']
with open(path, 'rb') as f:
    attempt(f.read, -5)  # expect: ValueError: read length must be non-negative or -1
    attempt(f.read, 1.5)  # expect: TypeError: argument should be integer or None, not 'float'
with open(path) as f:
    attempt(f.readline, None)  # expect: TypeError: 'NoneType' object cannot be interpreted as an integer
# What was read ahead is gone after truncate(), and raw files keep nothing.
for room in -1, 0:
    with open(path, 'wb') as f:
        f.write(b'one\ntwo\nthree\n')
    with open(path, 'r+b', room) as f, open(path, 'r+b', 0) as other:
        print(f.readline(), f.truncate(), f.read(), f.seek(0), f.read(), end=' ')
        f.write(b'five\nsix\n')
        f.seek(0)
        print(f.read(2), end=' ')
        other.write(b'ONE')
        print(f.seek(0), f.read(8))
# expect: b'one\n' 4 b'' 0 b'one\n' b'on' 0 b'one\nfive'
# expect: b'one\n' 4 b'' 0 b'one\n' b'on' 0 b'ONE\nfive'
os.remove(path)

# Lines and characters of Latin-1, with line ends of all kinds among them.
import io, os, tempfile
def latin_file():
    place = tempfile.mktemp()
    with open(place, 'wb') as file:
        for i in range(200):
            file.write(b'gr\xfc\xdfe %d\n' % i)
        file.write(b'\xe9\r\nend\rlast \xff' + b'x\xe4' * 9000)
    file = open(place, encoding='latin-1')
    os.unlink(place)
    return file
with latin_file() as file:
    lines = [line for line in file]
    print(len(lines), lines[3], lines[200:202], len(lines[202]), file.newlines)
# expect: 203 grüße 3
# expect:  ['é\n', 'end\n'] 18006 ('\r', '\n', '\r\n')
with latin_file() as file:
    text = ''
    while char := file.read(1):
        text += char
    print(text == ''.join(lines), file.newlines)  # expect: True ('\r', '\n', '\r\n')
with latin_file() as file:
    print([file.read(9), file.readline(), file.read(3)])  # expect: ['grüße 0\ng', 'rüße 1\n', 'grü']
    file.seek(0)
    print([file.read(2), file.readline(4), next(file)])  # expect: ['gr', 'üße ', '0\n']

# What is written through reaches the file below each time.
below = io.BytesIO()
through = io.TextIOWrapper(below, 'utf-8', write_through=True)
through.write('plain'); print(below.getvalue())  # expect: b'plain'
through.write(' é€'); print(below.getvalue().decode())  # expect: plain é€
try:
    through.write('\ud800')
except UnicodeEncodeError as error:
    print(error.reason, below.getvalue().decode())  # expect: surrogates not allowed plain é€
waits = io.TextIOWrapper(below, 'utf-8')
waits.write('я'); print(len(below.getvalue()))  # expect: 11
waits.flush(); print(below.getvalue()[-2:].decode())  # expect: я
class Refuses(io.BytesIO):
    def write(self, data):
        raise OSError('full')
through = io.TextIOWrapper(Refuses(), 'ascii', write_through=True)
try:
    through.write('x')
except OSError as error:
    print(error)  # expect: full
