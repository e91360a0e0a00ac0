# io: the classes for files that are not the system's own.
import io
import os


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


class Slow(io.RawIOBase):
    """A raw file that gives three bytes at a time."""

    def __init__(self, data):
        self.data = data
        self.wrote = []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, b):
        piece, self.data = self.data[:min(3, len(b))], self.data[min(3, len(b)):]
        b[:len(piece)] = piece
        return len(piece)

    def write(self, b):
        self.wrote.append(bytes(b))
        return len(b)


raw = Slow(b'hello world\nnext')
print(raw.read(2), raw.read(), raw.read(1), raw.readall())
# expect: b'he' b'llo world\nnext' b'' b''
reader = io.BufferedReader(Slow(b'hello world\nnext line\n'))
print(reader.read(4), reader.peek()[:1], reader.readline(), reader.read1(2), reader.read())
# expect: b'hell' b'o' b'o world\n' b'ne' b'xt line\n'
attempt(reader.write, b'x')  # expect: UnsupportedOperation write
writer = io.BufferedWriter(Slow(b''), 4)
print(writer.write(b'ab'), writer.raw.wrote, writer.write(b'cdef'), writer.raw.wrote)
# expect: 2 [b'ab'] 4 [b'ab']
writer.flush()
attempt(writer.read)  # expect: UnsupportedOperation read
pair = io.BufferedRWPair(Slow(b'in'), Slow(b''))
print(pair.write(b'out'), pair.read(), pair.readable(), pair.closed)
# expect: 3 b'in' True False
pair.flush()
text = io.TextIOWrapper(io.BufferedReader(Slow('h\xe9\u20ac\r\nb\rc\nlast'.encode())))
print(text.readline(), text.read(2), list(text), text.newlines, text.encoding)
# expect: hé€
# expect:  b
# expect:  ['c\n', 'last'] ('\r', '\n', '\r\n') UTF-8
text = io.TextIOWrapper(io.BytesIO(b'a\r\nb\rc'), newline='')
print(text.readlines())  # expect: ['a\r\n', 'b\r', 'c']
text = io.TextIOWrapper(io.BytesIO(b'a\r\nb\rc'), newline='\r')
print(text.readlines())  # expect: ['a\r', '\nb\r', 'c']
under = io.BytesIO()
text = io.TextIOWrapper(under, encoding='latin-1', newline='\r\n')
print(text.write('\xe9\n'), under.getvalue())  # expect: 2 b''
text.flush()
print(under.getvalue(), text.detach() is under)  # expect: b'\xe9\r\n' True
attempt(text.read)  # expect: ValueError underlying buffer has been detached
text = io.TextIOWrapper(io.BytesIO('\xe9x\nyz'.encode()))
print(text.readline(), text.tell(), text.read(1), text.tell(), text.seek(3), text.read())
# expect: éx
# expect:  4 y 5 3 
# expect: yz
attempt(text.seek, 1, 1)
# expect: UnsupportedOperation can't do nonzero cur-relative seeks
attempt(io.TextIOWrapper, io.BytesIO(), newline='x')
# expect: ValueError illegal newline value: x
name = '/tmp/mt-io-%d' % os.getpid()
with open(name, 'wb') as f:
    print(isinstance(f, io.BufferedWriter), isinstance(f, io.BufferedReader), isinstance(f, io.IOBase))
    # expect: True False True
with open(name) as f:
    print(isinstance(f, io.TextIOWrapper), isinstance(f, io.TextIOBase), isinstance(f.buffer, io.BufferedIOBase))
    # expect: True True True
with io.FileIO(name, 'w') as f:
    print(isinstance(f, io.RawIOBase), f.write(b'x'), f.mode)
    # expect: True 1 wb
with open(name, 'rb', opener=lambda path, flags: os.open(path, flags)) as f:
    print(f.read())  # expect: b'x'
os.unlink(name)
print(isinstance(io.StringIO(), io.TextIOBase), isinstance(io.BytesIO(), io.BufferedIOBase))
# expect: True True
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.BufferedReader, io.BufferedIOBase))
# expect: True True
base = io.RawIOBase()
attempt(base.read, 1)  # expect: NotImplementedError 
attempt(base.fileno)  # expect: UnsupportedOperation fileno
attempt(base.seek, 0)  # expect: UnsupportedOperation seek
print(base.readable(), base.isatty(), base.closed, base.close(), base.closed)
# expect: False False False None True
attempt(base.flush)  # expect: ValueError I/O operation on closed file.
d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode('a\r')), repr(d.decode('\nb\r', final=True)), d.newlines)
# expect: 'a' '\nb\n' ('\r', '\r\n')

# Places behind the end of a text are counted in characters.
s = io.StringIO('äöü')
print(s.seek(6), s.tell(), s.write('x'), ascii(s.getvalue()), s.tell())
# expect: 6 6 1 '\xe4\xf6\xfc\x00\x00\x00x' 7
s = io.StringIO('äöü')
print(s.seek(5), s.truncate(1), s.tell(), s.write('é'), ascii(s.getvalue()), s.tell())
# expect: 5 1 5 1 '\xe4\x00\x00\x00\x00\xe9' 6
s = io.StringIO('äöü')
print(s.seek(2), s.truncate(1), s.tell(), s.write('z'), ascii(s.getvalue()))
# expect: 2 1 2 1 '\xe4\x00z'
b = io.BytesIO(b'abc')
b.seek(2)
try: b.seek(2 ** 63 - 1, 1)
except OverflowError as e: print(e)
# expect: new position too large
print(b.seek(-2 ** 63, 1), b.seek(-100, 2))
# expect: 0 0

# A subclass of FileIO has its own methods, and is one.
import os
path = '/tmp/io_module.%d' % os.getpid()
class Named(io.FileIO):
    def __init__(self, name, tag):
        self.tag = tag
        super().__init__(name, 'w+')
    def both(self): return self.tag, self.name == path
with Named(path, 'tag') as f:
    print(type(f).__name__, isinstance(f, io.FileIO), isinstance(f, io.RawIOBase), f.both(), f.mode)
    print(f.write(b'a\r\nb\rc\nd'), f.seek(0), f.readall(), f.seek(1), f.read(2), f.tell(), f.readable(), f.closed)
    print(repr(f).replace(path, 'PATH'))
print(f.closed, repr(f), type(io.FileIO(path)).__name__, io.FileIO(path).readall())
# expect: Named True True ('tag', True) rb+
# expect: 8 0 b'a\r\nb\rc\nd' 1 b'\r\n' 3 True False
# expect: <_io.FileIO name='PATH' mode='rb+' closefd=True>
# expect: True <_io.FileIO [closed]> FileIO b'a\r\nb\rc\nd'
with open(path, newline='') as f: print([f.read(1) for i in range(8)], f.newlines)
os.unlink(path)
# expect: ['a', '\r', '\n', 'b', '\r', 'c', '\n', 'd'] ('\r', '\n', '\r\n')
text = io.TextIOWrapper(io.BytesIO(), 'utf-16')
text.write('abc')
text.flush()
print(text.tell(), text.write('d'), text.tell())  # expect: 8 1 10

def lines(text, newline, step):
    """In pieces, so that a pair of them may be cut through."""
    class Bits(io.BytesIO):
        def read1(self, size=-1): return self.read(step)
    return list(io.TextIOWrapper(Bits(text), 'ascii', newline=newline))
mixed = b'a\r\nb\rc\n\r\r\n\nd'
for newline in None, '', '\n', '\r', '\r\n':
    print(lines(mixed, newline, 99) == lines(mixed, newline, 3) ==
          lines(mixed, newline, 1), lines(mixed, newline, 99))
# expect: True ['a\n', 'b\n', 'c\n', '\n', '\n', '\n', 'd']
# expect: True ['a\r\n', 'b\r', 'c\n', '\r', '\r\n', '\n', 'd']
# expect: True ['a\r\n', 'b\rc\n', '\r\r\n', '\n', 'd']
# expect: True ['a\r', '\nb\r', 'c\n\r', '\r', '\n\nd']
# expect: True ['a\r\n', 'b\rc\n\r\r\n', '\nd']
text = io.TextIOWrapper(io.BytesIO(b'one\r\ntwo\rthree\nfour'), newline='')
print([next(text), text.read(3), text.readline(), text.readlines()])
# expect: ['one\r\n', 'two', '\r', ['three\n', 'four']]
text = io.TextIOWrapper(io.BytesIO('äb\nß\nxyz\nq\n'.encode()), 'utf-8')
print([ascii(text.readline(n)) for n in (1, -1, 0, 5, 2)], next(text))
try: text.tell()
except OSError as e: print(e)
print(text.read(), list(text), text.tell())
# expect: ["'\\xe4'", "'b\\n'", "''", "'\\xdf\\n'", "'xy'"] z
# expect: 
# expect: telling position disabled by next() call
# expect: q
# expect:  [] 13
b = io.BytesIO(b'1\n2\n3\n')
text = io.TextIOWrapper(b)
print([next(text), text.write('ä'), text.write('x' * 9000), text.flush()], len(b.getvalue()), text.detach() is b)
# expect: ['1\n', 1, 9000, None] 9008 True
for broken in lambda: text.write('x'), lambda: text.readline(), lambda: next(text):
    try: broken()
    except ValueError as e: print(e)
# expect: underlying buffer has been detached
# expect: underlying buffer has been detached
# expect: underlying buffer has been detached
text = io.TextIOWrapper(io.BytesIO(b'1\n2\n3\n'))
print(next(text), text.buffer.close())
for broken in lambda: text.write('x'), lambda: text.readline(), lambda: next(text):
    try: broken()
    except ValueError as e: print(e)
# expect: 1
# expect:  None
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
class Loud(io.TextIOWrapper):
    def readline(self, *size): return super().readline(*size).upper()
    def write(self, s): return super().write(s * 2)
text = Loud(b := io.BytesIO(b'a\nb\nc'))
print(text.readlines(), text.write('d'), text.flush(), b.getvalue())
# expect: ['A\n', 'B\n', 'C'] 2 None b'a\nb\ncdd'


# Whoever is asked whether the file is closed may read the line meanwhile.
class Asked(io.BytesIO):
    @property
    def closed(self):
        global is_asked
        if is_asked:
            is_asked = False
            text.readline()
        return False
is_asked = False
text = io.TextIOWrapper(Asked('a\nbcd\né\nef\n'.encode()), 'utf-8')
first = text.readline()
is_asked = True
print(repr(first), ascii(text.readline()), text.readlines())  # expect: 'a\n' '\xe9\n' ['ef\n']
# What is kept ahead is no way to end the program.
text = io.TextIOWrapper(io.BytesIO(b'a\nb\n'), 'utf-8')
for name in '_text', '_buffer':
    try:
        text.readline()
        delattr(text, name)
        text.readline()
    except (AttributeError, TypeError):
        pass
print('here')  # expect: here

# tell() counts bytes, whatever line ends became; what a decoder knows by then
# is in it, too.
pieces = []
for encoding in 'utf-8', 'utf-16', 'utf-8-sig', 'cp1252':
    for newline in None, '', '\r\n':
        text = io.TextIOWrapper(io.BytesIO('ab\r\nc\xe9\r\n\rd\r'.encode(encoding)),
                                encoding, newline=newline)
        while True:
            place = text.tell()
            rest = text.read()
            text.seek(place)
            piece = text.read(1)
            pieces.append(piece + text.read() == rest)
            text.seek(place)
            if not text.read(1):
                break
    print(encoding, place, len(pieces), all(pieces))
# expect: utf-8 12 34 True
# expect: utf-16 24 68 True
# expect: utf-8-sig 15 102 True
# expect: cp1252 11 136 True
text = io.TextIOWrapper(io.BytesIO(b'a\r\nb\r\nc'), 'ascii')
print(text.readline(), text.tell(), next(text), end='')
# expect: a
# expect:  3 b
text.flush()        # and from here on it can tell again
print(text.tell(), text.write('x'), text.tell(), text.seek(0), ascii(text.read()))
# expect: 6 1 8 0 'a\nb\ncx'

# What cannot be written to says so at once.
import os, tempfile
handle, path = tempfile.mkstemp()
os.close(handle)
with open(path, encoding='utf-16') as text:
    attempt(text.write, 'x')  # expect: UnsupportedOperation not writable

# A hint is how many characters or bytes may be read before the last line; of
# bytes in memory one less.
with open(path, 'wb') as file:
    file.write('a\xe9\nb\xe9\ncc\n'.encode())
for hint in range(2, 8):
    files = (open(path, encoding='utf-8'), open(path, encoding='cp1252'),
             open(path, 'rb'), io.StringIO('a\xe9\nb\xe9\ncc\n'),
             io.BytesIO('a\xe9\nb\xe9\ncc\n'.encode()))
    print([len(file.readlines(hint)) for file in files], end=' ')
    for file in files: file.close()
print()
# expect: [1, 1, 1, 1, 1] [2, 1, 1, 2, 1] [2, 2, 2, 2, 1] [2, 2, 2, 2, 2] [3, 2, 2, 3, 2] [3, 2, 2, 3, 2] 
os.unlink(path)


# Line ends wherever they lie among bytes that look nearly like them.
def cut_by_hand(text):
    lines, line = [], ''
    for i, c in enumerate(text):
        line += c
        if c == '\n' or c == '\r' and text[i + 1:i + 2] != '\n':
            lines.append(line)
            line = ''
    return lines + [line] if line else lines


wrong = []
for before in range(19):
    for end in ('\n', '\r', '\r\n', '\n\r', '\r\r\n', ''):
        for filler in ('x', '\x0b', '\t', '\x8a\x0c', '\u010d'):
            text = filler * before + end + filler * (before * 7 % 11) + end * 2 + 'z'
            kept = cut_by_hand(text)
            plain = [line.replace('\r\n', '\n').replace('\r', '\n') for line in kept]
            file = io.TextIOWrapper(io.BytesIO(text.encode()), 'utf-8', newline='')
            memory = io.StringIO(text, newline='')
            other = io.TextIOWrapper(io.BytesIO(text.encode()), 'utf-8')
            if not (list(file) == list(memory) == kept and list(other) == plain
                    and file.newlines == memory.newlines == other.newlines):
                wrong.append(text)
print(wrong)  # expect: []
print([io.StringIO(text, newline='').newlines for text in (
    'a\n' * 9 + 'b\r\n', '\r\n' * 9 + '\r', 'ab\rcd' * 5, '\n\r\n\r',
    '12345678' * 4, 'a\r\nb\nc\rd\n\n')])  # expect: [('\n', '\r\n'), ('\r', '\r\n'), '\r', ('\r', '\n', '\r\n'), None, ('\r', '\n', '\r\n')]

# What a file in memory was given, or gave, is not copied until it changes, and
# is not changed then.
whole = b'abc' * 100
file = io.BytesIO(whole)
print(file.getvalue() is whole, file.read() is whole, file.read())  # expect: True True b''
file.seek(1)
file.write(b'--')
print(file.getvalue()[:6], whole[:6], file.getvalue() is file.getvalue())  # expect: b'a--abc' b'abcabc' True
before = file.getvalue()
view = file.getbuffer()
view[0] = 65
now = file.getvalue()
view[1] = 66
print(before[:3], now[:3], file.getvalue()[:3])  # expect: b'a--' b'A--' b'AB-'
attempt(file.write, b'x' * 1000)  # expect: BufferError Existing exports of data: object cannot be re-sized
view.release()
file.truncate(4)
print(file.getvalue(), file.tell(), now[:3], len(before))  # expect: b'AB-a' 3 b'A--' 300
file = io.BytesIO()
file.write(whole)
file.write(b'!')
print(len(whole), file.getvalue()[-3:], file.tell())  # expect: 300 b'bc!' 301
file = io.BytesIO(whole)
view = file.getbuffer()
view[0] = 122
print(whole[:2], file.getvalue()[:2])  # expect: b'ab' b'zb'
text = 'x' * 5000
text += 'y' * 5000
file = io.StringIO(text)
text += 'z'
file.seek(0, 2)
file.write('!')
print(len(text), text[-2:], len(file.getvalue()), file.getvalue()[-2:])  # expect: 10001 yz 10001 y!


class Text(str): pass
class Data(bytes): pass


print(type(io.StringIO(Text('a')).getvalue()), type(io.BytesIO(Data(b'a')).read()))  # expect: <class 'str'> <class 'bytes'>
file = io.StringIO('\xe9a')
file.seek(0, 2)
file.seek(file.tell() + 2)
file.write('\u20ac')
print(ascii(file.getvalue()), file.tell())  # expect: '\xe9a\x00\x00\u20ac' 5

# Text is decoded by pieces, and is what it would be at one go: whatever is
# wrong with it, wherever pieces end, and with what was told as a place before.
class Crumbs(io.BytesIO):
    """Gives a few bytes at a time, and more each time."""
    least = 1

    def read1(self, size=-1):
        self.least = self.least % 13 + 1
        return self.read(self.least)


pieces = ('abc', '\xe9', '\u20ac\U0001f600', '\r\n', '\n', '\r', '\r\r\n', 'd\xe8\n', '')
text, n = [], 7
for _ in range(400):
    n = n * 1103515245 + 12345 & 0x7fffffff
    text.append(pieces[(n >> 16) % len(pieces)])
text = ''.join(text)
for encoding, errors in (('utf-8', 'strict'), ('utf-8', 'replace'), ('latin-1', 'strict'),
                         ('ascii', 'replace'), ('ascii', 'surrogateescape'),
                         ('cp1252', 'replace'), ('utf-16', 'strict')):
    data = text.encode(encoding, 'ignore' if encoding != 'utf-8' else 'strict')
    if errors != 'strict':
        data = data.replace(b'ab', b'\xe2\x82') + b'\xf0\x9f'
    wrong = []
    for ends in None, '', '\n', '\r\n':
        whole = data.decode(encoding, errors)
        if ends is None:
            whole = whole.replace('\r\n', '\n').replace('\r', '\n')
        lines = list(io.StringIO(whole, newline='\n' if ends is None else ends))
        if ends == '\r\n':
            lines = [part + '\r\n' for part in whole.split('\r\n')]
            lines[-1] = lines[-1][:-2]
            lines = [line for line in lines if line]

        def again(kind):
            return io.TextIOWrapper(kind(data), encoding, errors, ends)

        for kind in io.BytesIO, Crumbs:
            if list(again(kind)) != lines:
                wrong.append((ends, kind, 'lines'))
            if again(kind).read() != whole:
                wrong.append((ends, kind, 'all'))
            for size in 1, 5, 64, 100000:
                file = again(kind)
                if ''.join(iter(lambda: file.read(size), '')) != whole:
                    wrong.append((ends, kind, size))
            file = again(kind)
            if file.readline() + file.read(3) + file.readline(2) + file.read() != whole:
                wrong.append((ends, kind, 'mixed'))
            if ends in ('', None) and set(file.newlines) != {'\n', '\r', '\r\n'}:
                wrong.append((ends, kind, file.newlines))
            if errors != 'strict':
                continue
            file = again(kind)
            at, places = 0, []
            while line := file.readline():
                at += len(line)
                places.append((at, file.tell()))
            file = again(kind)
            for at in range(0, len(whole), 7):
                places.append((at, file.tell()))
                file.read(7)
            for at, place in places[::3] + places[::-2]:
                file.seek(place)
                if file.tell() != place or file.read(9) != whole[at:at + 9]:
                    wrong.append((ends, kind, at, place))
    print(encoding, errors, wrong)
# expect: utf-8 strict []
# expect: utf-8 replace []
# expect: latin-1 strict []
# expect: ascii replace []
# expect: ascii surrogateescape []
# expect: cp1252 replace []
# expect: utf-16 strict []
file = io.TextIOWrapper(io.BytesIO(b'ab\xe2\x82\xac\r\ncd\xe2\x82x\ny'), 'utf-8')
file._CHUNK_SIZE = 4
print(ascii(file.readline()), file.tell(), ascii(file.newlines))  # expect: 'ab\u20ac\n' 7 '\r\n'
attempt(file.readline)  # expect: UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: invalid continuation byte
file = io.TextIOWrapper(io.BytesIO(b'a\rb'), 'ascii')
file._CHUNK_SIZE = 2
print(file.read(1), ascii(file.read(1)), file.read(), ascii(file.newlines))  # expect: a '\n' b '\r'

# A buffered file gives the same in whatever pieces it is asked.
class Drops(io.RawIOBase):
    def __init__(self, data): self.file = io.BytesIO(data)
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def seek(self, *place): return self.file.seek(*place)
    def tell(self): return self.file.tell()
    def write(self, b): return self.file.write(bytes(b[:5]))

    def readinto(self, b):
        with memoryview(b) as view:
            return self.file.readinto(view[:11])


data = b''.join(b'%d %s\n' % (i, b'x' * (i % 23)) for i in range(300))
for raw in io.BytesIO, Drops:
    for size in 7, 64, 8192:
        file, plain, same = io.BufferedReader(raw(data), size), io.BytesIO(data), []
        for i in range(90):
            for f, arguments in (('read', (i % 9,)), ('readline', ()), ('tell', ()), ('readline', (3,)),
                                 ('read', (i % 70,)), ('__next__', ()), ('readinto', (bytearray(i % 13),)),
                                 ('tell', ()), ('seek', (i * 31 % 2000,))):
                same.append(getattr(file, f)(*arguments) == getattr(plain, f)(*arguments))
            ahead = file.peek(1)
            same.append(ahead[:1] == plain.read(1) and file.read(1) == ahead[:1])
        same.append(file.read() == plain.read() and file.read(5) == b'')
        file.seek(0)
        same.append(list(file) == data.splitlines(True))
        print(all(same), end=' ')
        room = raw(data)
        file = io.BufferedRandom(room, size)
        plain = io.BytesIO(data)
        for i in range(60):
            for f in file, plain:
                f.seek(i * 37 % 900)
                f.write(b'<%d>' % i)
                f.read(i % 5)
                f.write(b'!' * (i % 11))
                if i % 7 == 0: f.readline()
        file.flush()
        print((room if raw is io.BytesIO else room.file).getvalue() == plain.getvalue(), file.tell() == plain.tell())
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True
# expect: True True True


class Shouts(io.BufferedReader):
    def readline(self, size=-1):
        return super().readline(size).upper()


file = Shouts(io.BytesIO(b'a\nb\nc\n'))
print(next(file), file.read(1), list(file), type(file).__mro__[1].__name__)  # expect: b'A\n' b'b' [b'\n', b'C\n'] BufferedReader
file = io.BufferedReader(io.BytesIO(b'a\nb\nc\n'))
file.readline()
file.close()
for f in file.read, file.readline, file.peek, file.__next__:
    try:
        f()
    except ValueError:
        print('closed', end=' ')
print()  # expect: closed closed closed closed 


# What is said later about writing leaves what was read ahead alone.
for size in 1, 4:
    file = io.TextIOWrapper(io.BytesIO(b'a\r\nb\r\nc\r\n'))
    print(repr(file.read(size)), end=' ')
    file.reconfigure(line_buffering=True)
    print([file.readline(), file.read(), file.newlines])
# expect: 'a' ['\n', 'b\nc\n', '\r\n']
# expect: 'a\nb\n' ['c\n', '', '\r\n']


class Pieces(io.BufferedIOBase):
    def __init__(self, *pieces): self.pieces = list(pieces)
    def readable(self): return True
    def read1(self, size): return self.pieces.pop(0) if self.pieces else b''


# Half a character and half an end of a line, before what is no bytes object.
print(repr(io.TextIOWrapper(Pieces(b'a\xc3', bytearray(b'\xa9b'), memoryview(b'cd')), 'utf-8').read(5)))  # expect: 'aébcd'
print(repr(io.TextIOWrapper(Pieces(b'a\r', memoryview(b'\nb'), bytearray(b'c')), 'utf-8').read(4)))  # expect: 'a\nbc'
for piece in None, 5, 'b':
    attempt(io.TextIOWrapper(Pieces(b'a', piece)).read, 5)
# expect: TypeError underlying read1() should have returned a bytes-like object, not 'NoneType'
# expect: TypeError underlying read1() should have returned a bytes-like object, not 'int'
# expect: TypeError underlying read1() should have returned a bytes-like object, not 'str'
attempt(io.TextIOWrapper(io.BytesIO(b'x')).readline, None)  # expect: TypeError 'NoneType' object cannot be interpreted as an integer
for make in io.BytesIO, io.StringIO, lambda: io.TextIOWrapper(io.BytesIO()), lambda: io.BufferedReader(io.BytesIO()):
    attempt(make().read, 1.5)
    attempt(make().read, 2 ** 70)
# expect: TypeError argument should be integer or None, not 'float'
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: TypeError argument should be integer or None, not 'float'
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: TypeError argument should be integer or None, not 'float'
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: TypeError argument should be integer or None, not 'float'
# expect: OverflowError cannot fit 'int' into an index-sized integer


class Marked(io.StringIO):
    def readline(self, size=-1):
        line = super().readline(size)
        return line and '>' + line

    def write(self, text):
        return super().write('<%s>' % text)


class MarkedBytes(io.BytesIO):
    def readline(self, size=-1): return b'!'
    def write(self, data): return super().write(b'!')


# What is below StringIO has its own methods asked, what is below BytesIO not.
file = Marked('a\nb\n')
print(next(file), file.readlines())  # expect: >a
# expect:  ['>b\n']
file.writelines(['c', 'd'])
print(repr(file.getvalue()))  # expect: 'a\nb\n<c><d>'
file = MarkedBytes(b'a\nb\n')
print(next(file), file.readlines())  # expect: b'a\n' [b'b\n']
file.writelines([b'c', b'd'])
print(file.getvalue())  # expect: b'a\nb\ncd'
Marked.readline = lambda self: 5
attempt(next, Marked('a'))  # expect: OSError readline() should have returned a str object, not 'int'


class Told(io.RawIOBase):
    """Says what readall() says, once for each time it is asked."""

    def __init__(self, *pieces): self.pieces = list(pieces)
    def readable(self): return True
    def readall(self): return self.pieces.pop(0)
    def readinto(self, b):
        piece = self.pieces.pop(0)
        if piece is None: return None
        b[:len(piece)] = piece
        return len(piece)


raw = Told(b'abc', b'def', b'g')
file = io.BufferedReader(raw)
print(file.read(1), file.read(), len(raw.pieces))  # expect: b'a' b'bcdef' 1
print(io.BufferedReader(Told(None)).read(), io.BufferedReader(Told(None)).readinto(bytearray(3)))  # expect: None None
attempt(io.BufferedReader(Told('text')).read)  # expect: TypeError readall() should return bytes

# Lines of bytes: those that end where the buffer does or are cut there, and no
# more than were read.
import os
import tempfile

with tempfile.TemporaryDirectory() as place:
    path = os.path.join(place, 'lines')
    for around in 8192, 16384, 512:
        for first in range(around - 4, around + 3):
            content = b'a' * first + b'\r\n' + b'\n' + b'b' * 20 + b'\r' + b'c\n' + b'd' * (around + 5) + b'\nlast'
            with open(path, 'wb') as out:
                out.write(content)
            want = content.split(b'\n')
            want = [line + b'\n' for line in want[:-1]] + [want[-1]]
            with open(path, 'rb') as lines:
                assert list(lines) == want
            with open(path, 'rb') as lines:
                assert lines.readline(3) == b'aaa' and lines.readline(first - 2) == b'a' * (first - 3) + b'\r'
                assert lines.readline() == b'\n' and next(lines) == b'\n' and lines.read(2) == b'bb'
                assert lines.tell() == first + 5 and next(lines) == b'b' * 18 + b'\rc\n'
                assert lines.readline(0) == b'' and lines.readlines() == want[3:] and lines.readline() == b''
            with open(path, 'rb', buffering=around) as lines:
                assert lines.peek(1)[:1] == b'a' and lines.readlines(first) == want[:1] and lines.readline(-1) == b'\n'
                lines.seek(first - 1)
                assert [next(lines) for _ in range(3)] == [b'a\r\n', b'\n', want[2]]
            for raw in open(path, 'rb', buffering=0), io.BufferedReader(io.BytesIO(content), around):
                with raw as lines:
                    assert list(lines) == want
            with open(path, 'r+b') as lines:
                assert lines.readline() == want[0]
                lines.write(b'!')
                assert lines.readline() == want[2] and lines.seek(first + 1) and lines.readline() == b'\n'
                assert lines.readline() == b'!' + want[2]
            with open(path, 'r', newline='') as lines:
                assert [line.encode() for line in lines] == [
                    want[0], b'!' + b'b' * 20 + b'\r', b'c\n', want[3], want[4]]
    with open(path, 'r+b') as lines:
        lines.seek(20000)
        lines.write(b'x\n')
    with open(path, 'rb') as lines:  # zeros fill the gap
        *_, gap = lines
        print(gap.lstrip(b'last')[-3:], lines.tell(), lines.readline())  # expect: b'\x00x\n' 20002 b''
    lines = open(path, 'rb')
    next(lines)
    lines.close()
    for ask in lines.readline, lines.__next__, lines.readlines:
        try:
            ask()
        except ValueError:
            print('closed')
# expect: closed
# expect: closed
# expect: closed
