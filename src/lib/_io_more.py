"""The part of io that works on any object with read() or write().

open() makes native files; those, io.StringIO and io.BytesIO count as what they
are called here too. io.__getattr__ looks into `exported`.
"""

import abc
import codecs
import io

_own = set(globals())
UnsupportedOperation = io.UnsupportedOperation


def text_encoding(encoding, stacklevel=2):
    return 'utf-8' if encoding is None else encoding


def open_code(path):
    return open(path, 'rb')


class IOBase(metaclass=abc.ABCMeta):
    """What all files have."""

    __closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported('truncate')

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self.__closed:
            try:
                self.flush()
            finally:
                self.__closed = True

    def __del__(self):
        try:
            if not self.closed:
                self.close()
        except Exception:
            pass

    @property
    def closed(self):
        return self.__closed

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError('I/O operation on closed file.'
                             if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation('File or stream is not readable.'
                                       if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation('File or stream is not writable.'
                                       if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation('File or stream is not seekable.'
                                       if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._checkClosed()
        return False

    def readline(self, size=-1):
        size = -1 if size is None else size
        line = bytearray()
        while size < 0 or len(line) < size:
            ahead = self.peek(1) if hasattr(self, 'peek') else b''
            want = (ahead.find(b'\n') + 1 or len(ahead)) or 1
            if size >= 0:
                want = min(want, size - len(line))
            piece = self.read(want)
            if not piece:
                break
            line += piece
            if line.endswith(b'\n'):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None):
        lines, left = [], hint if hint and hint > 0 else float('inf')
        for line in self:
            lines.append(line)
            left -= len(line)
            if left < 0:
                break
        return lines

    def writelines(self, lines):
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """Bytes, one system call at a time."""

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        b = bytearray(size)
        n = self.readinto(b)
        if n is None:
            return None
        return bytes(b[:n])

    def readall(self):
        parts = []
        while True:
            piece = self.read(8192)
            if not piece:
                break
            parts.append(piece)
        return b''.join(parts) if parts else piece

    def readinto(self, b):
        raise NotImplementedError

    write = readinto


class FileIO(RawIOBase):
    """A descriptor; what comes out is the native class of that name, and of a
    subclass something around one."""

    def __new__(cls, file=None, *args, **names):
        if cls is not FileIO:
            return super().__new__(cls)
        return cls._open(file, *args, **names)

    def __init__(self, file, mode='r', closefd=True, opener=None):
        self._file = self._open(file, mode, closefd, opener)
        self.name = file

    @staticmethod
    def _open(file, mode='r', closefd=True, opener=None):
        return open(file, mode.replace('b', '') + 'b', 0, closefd=closefd,
                    opener=opener)

    def _pass_on(name):
        def method(self, *args):
            return getattr(self._file, name)(*args)
        method.__name__ = name
        return method

    for _name in ('read', 'readall', 'readinto', 'write', 'seek', 'tell',
                  'truncate', 'fileno', 'isatty', 'readable', 'writable',
                  'seekable', 'close'):
        locals()[_name] = _pass_on(_name)
    closed, mode, closefd = (
        property(lambda self, name=_name: getattr(self._file, name))
        for _name in ('closed', 'mode', 'closefd'))
    del _name, _pass_on

    def __repr__(self):
        if self.closed:
            return '<_io.FileIO [closed]>'
        return '<_io.FileIO name=%r mode=%r closefd=%s>' % (
            self.name, self.mode, self.closefd)


class BufferedIOBase(IOBase):
    """Bytes, as many as were asked for."""

    def read(self, size=-1):
        self._unsupported('read')

    def read1(self, size=-1):
        self._unsupported('read1')

    def readinto(self, b):
        return self._into(b, self.read)

    def readinto1(self, b):
        return self._into(b, self.read1)

    def _into(self, b, read):
        view = memoryview(b).cast('B')
        data = read(len(view))
        if not isinstance(data, bytes):
            raise TypeError('read() should return bytes')
        view[:len(data)] = data
        return len(data)

    def write(self, b):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


class _Buffered(io._native['_BytesAhead'], BufferedIOBase):
    """What the classes around a raw file have in common. What was read and not
    yet asked for is `_ahead`, what was written and not yet passed on `_behind`.
    """

    def __init__(self, raw, buffer_size=8192):
        self._begin(raw, buffer_size, type(self).readline is _Buffered.readline)
        self.buffer_size = buffer_size

    @property
    def raw(self):
        if self._raw is None:
            raise ValueError('raw stream has been detached')
        return self._raw

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def __repr__(self):
        kind = '%s.%s' % (type(self).__module__, type(self).__qualname__)
        try:
            return '<%s name=%r>' % (kind, self.name)
        except (AttributeError, ValueError):
            return '<%s>' % kind

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def detach(self):
        self.flush()
        raw, self._raw = self.raw, None
        return raw

    def close(self):
        if self._raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def flush(self):
        if self.closed:
            raise ValueError('flush of closed file')
        while self._behind:
            count = self.raw.write(self._behind)
            if count is None:
                raise BlockingIOError(
                    11, 'write could not complete without blocking', 0)
            if count > len(self._behind) or count < 0:
                raise OSError('write() returned incorrect number of bytes')
            del self._behind[:count]

    def tell(self):
        return self.raw.tell() - self._distance

    def seek(self, target, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError('invalid whence value')
        self._checkClosed('seek of closed file')
        self.flush()
        if whence == 1:
            target -= len(self._ahead)
        self._ahead = b''
        return self.raw.seek(target, whence)

    def truncate(self, pos=None):
        self.flush()
        return self.raw.truncate(self.tell() if pos is None else pos)

    def _read(self, size):
        if size < -1:
            raise ValueError('read length must be non-negative or -1')
        self._checkClosed('read of closed file')
        self.flush()
        have, piece = len(self._ahead), b''
        parts = [self._ahead] if have else []
        whole = getattr(self.raw, 'readall', None) if size < 0 else None
        while size < 0 or have < size:
            if whole:
                piece = whole()
            elif size < 0:
                piece = self.raw.read()
            else:
                piece = self.raw.read(max(self.buffer_size, size - have))
            if piece is not None and not isinstance(piece, bytes):
                raise TypeError('%s() should return bytes' %
                                ('readall' if whole else 'read'))
            if not piece:
                break
            parts.append(piece)
            have += len(piece)
            if whole:
                break
        data = b''.join(parts)
        if not data and piece is None:
            return None
        if size < 0:
            self._ahead = b''
            return data
        self._ahead = data[size:]
        return data[:size]

    def read1(self, size=-1):
        self._checkClosed('read of closed file')
        if size < 0:
            size = self.buffer_size
        if size and not self._ahead:
            self.flush()
            self._ahead = self.raw.read(self.buffer_size) or b''
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def _readline(self, size):
        return BufferedIOBase.readline(self, size)

    def _readinto(self, b):
        with memoryview(b) as view:
            data = self.read(view.nbytes)
        return None if data is None else self._into(b, lambda size: data)

    def peek(self, size=0):
        self._checkClosed('peek of closed file')
        if not self._ahead:
            self.flush()
            self._ahead = self.raw.read(self.buffer_size) or b''
        return self._ahead

    def _write(self, b):
        if isinstance(b, str):
            raise TypeError("can't write str to binary stream")
        self._checkClosed('write to closed file')
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b''
        with memoryview(b) as view:
            size = view.nbytes
        behind = self._behind
        if len(behind) + size > self.buffer_size:
            self.flush()
        behind += b
        if len(behind) > self.buffer_size:
            self.flush()
        return size


class BufferedReader(_Buffered):
    def __init__(self, raw, buffer_size=8192):
        if not raw.readable():
            raise OSError('"raw" argument must be readable.')
        super().__init__(raw, buffer_size)

    def writable(self):
        return False

    def write(self, b):
        self._unsupported('write')


class BufferedWriter(_Buffered):
    def __init__(self, raw, buffer_size=8192):
        if not raw.writable():
            raise OSError('"raw" argument must be writable.')
        super().__init__(raw, buffer_size)

    def readable(self):
        return False

    def read(self, size=-1):
        raise UnsupportedOperation('read')

    def read1(self, size=-1):
        raise UnsupportedOperation('read1')


class BufferedRandom(_Buffered):
    def __init__(self, raw, buffer_size=8192):
        for able, what in ((raw.seekable, 'seekable'),
                           (raw.readable, 'readable'),
                           (raw.writable, 'writable')):
            if not able():
                raise UnsupportedOperation('File or stream is not %s.' % what)
        super().__init__(raw, buffer_size)


class BufferedRWPair(BufferedIOBase):
    """One file to read from, another to write to."""

    def __init__(self, reader, writer, buffer_size=8192):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1):
        return self.reader.read(-1 if size is None else size)

    def read1(self, size=-1):
        return self.reader.read1(size)

    def peek(self, size=0):
        return self.reader.peek(size)

    def readable(self):
        return self.reader.readable()

    def write(self, b):
        return self.writer.write(b)

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


class TextIOBase(IOBase):
    encoding = errors = newlines = None

    def read(self, size=-1):
        self._unsupported('read')

    def write(self, s):
        self._unsupported('write')

    def readline(self):
        self._unsupported('readline')

    def detach(self):
        self._unsupported('detach')


_Ahead = io._native['_TextAhead']


class IncrementalNewlineDecoder:
    """Line ends of all kinds become '\\n', and are counted."""

    def __init__(self, decoder, translate, errors='strict'):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = 0
        self._return = False

    def decode(self, input, final=False):
        text = input if self.decoder is None else \
            self.decoder.decode(input, final=final)
        if self._return and (text or final):
            text = '\r' + text
            self._return = False
        if text.endswith('\r') and not final:
            text = text[:-1]
            self._return = True
        text, seen = _Ahead._unify(text, bool(self.translate))
        self._seen |= seen
        return text

    def getstate(self):
        buffer, flag = (b'', 0) if self.decoder is None else \
            self.decoder.getstate()
        return buffer, flag << 1 | self._return

    def setstate(self, state):
        buffer, flag = state
        self._return = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((buffer, flag >> 1))

    def reset(self):
        self._seen = 0
        self._return = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        return _Ahead._newlines(self._seen)


_codings = {'ascii': 1, 'latin-1': 2, 'iso8859-1': 2, 'utf-8': 3}


class TextIOWrapper(_Ahead, TextIOBase):
    """Text over a file of bytes."""

    _CHUNK_SIZE = 8192

    def __init__(self, buffer, encoding=None, errors=None, newline=None,
                 line_buffering=False, write_through=False):
        if newline is not None and not isinstance(newline, str):
            raise TypeError('illegal newline type: %r' % (type(newline),))
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError('illegal newline value: %s' % newline)
        if encoding in (None, 'locale'):
            encoding = 'UTF-8'
        if not isinstance(encoding, str):
            raise ValueError('invalid encoding: %r' % encoding)
        info = codecs.lookup(encoding)
        if not getattr(info, '_is_text_encoding', True):
            raise LookupError('%r is not a text encoding; use codecs.open() to '
                              'handle arbitrary codecs' % encoding)
        self._buffer = buffer
        self._unwritten.clear()
        self._encoding = encoding
        self._errors = 'strict' if errors is None else errors
        self._newline = newline
        self._line_buffering = line_buffering
        self._write_through = write_through
        self._encoder = None
        self._writes = buffer.writable()
        self._start_over(info)
        if buffer.seekable() and self._writes and buffer.tell():
            self._begin_writing(1)

    def _begin_writing(self, place):
        """A byte order mark belongs to the beginning alone."""
        self._encoder = codecs.getincrementalencoder(self._encoding)(
            self._errors)
        if place:
            self._encoder.setstate(0)

    def _start_over(self, info=None):
        info = info or codecs.lookup(self._encoding)
        self._made = None
        self._make = info.incrementaldecoder
        coding = _codings.get(info.name, 0)
        # What is ASCII is encoded as it stands.
        self._plain = coding > 0 and self._newline in (None, '', '\n')
        self._begin(self._newline, type(self) is TextIOWrapper, coding)
        self._choose_waiting()
        if not coding:
            self._decoder

    def _choose_waiting(self):
        self._most_waiting = -1 if type(self) is not TextIOWrapper or not (
            self._plain and self._writes) or self._line_buffering else \
            0 if self._write_through else 8192

    @property
    def _decoder(self):
        if self._made is None:
            decoder = self._make(self._errors)
            self._made = decoder if self._newline else \
                IncrementalNewlineDecoder(decoder, self._newline is None)
        return self._made

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    line_buffering = property(lambda self: self._line_buffering)
    write_through = property(lambda self: self._write_through)
    name = property(lambda self: self.buffer.name)

    @property
    def newlines(self):
        return _Ahead._newlines(self._seen | getattr(self._made, '_seen', 0))

    @property
    def buffer(self):
        if self._buffer is None:
            raise ValueError('underlying buffer has been detached')
        return self._buffer

    @property
    def closed(self):
        return self.buffer.closed

    def __repr__(self):
        text = '<_io.TextIOWrapper'
        for name in ('name', 'mode'):
            try:
                text += ' %s=%r' % (name, getattr(self, name))
            except (AttributeError, ValueError):
                pass
        return text + ' encoding=%r>' % self.encoding

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis,
                    line_buffering=None, write_through=None):
        self.flush()
        is_new = encoding is not None or errors is not None or \
            newline is not Ellipsis
        if self._text and is_new:
            raise UnsupportedOperation(
                'It is not possible to set the encoding or newline of stream '
                'after the first read')
        if encoding is not None:
            if encoding == 'locale':
                encoding = 'UTF-8'
            codecs.lookup(encoding)
            self._encoding = encoding
            self._errors = errors or 'strict'
        elif errors is not None:
            self._errors = errors
        if newline is not Ellipsis:
            self._newline = newline
        if line_buffering is not None:
            self._line_buffering = line_buffering
        if write_through is not None:
            self._write_through = write_through
        self._choose_waiting()
        if not is_new:
            return
        self._encoder = None
        self._start_over()
        if self.writable() and not (self.seekable() and
                                    self.buffer.tell() == 0):
            self._begin_writing(1)

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def flush(self):
        self._telling = True
        self._write_out()
        self.buffer.flush()

    def detach(self):
        self.flush()
        self._text = ''
        buffer, self._buffer = self.buffer, None
        return buffer

    def close(self):
        if self._buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def __del__(self):
        try:
            if self._buffer is not None and not self.closed:
                self.close()
        except Exception:
            pass

    def _write(self, s):
        self._checkClosed()
        if not isinstance(s, str):
            raise TypeError('write() argument must be str, not %s' %
                            type(s).__name__)
        if not self._writes:
            self._unsupported('not writable')
        if self._plain and s.isascii():
            data = str.encode(s)
        else:
            text = s
            if self._newline in ('\r', '\r\n'):
                text = text.replace('\n', self._newline)
            if self._encoder is None:
                self._begin_writing(0)
            data = self._encoder.encode(text)
            if not isinstance(data, bytes):
                raise TypeError('encoder should return a bytes object, not %r'
                                % type(data).__name__)
        self._unwritten.extend(data)
        if self._line_buffering and ('\n' in s or '\r' in s):
            self.flush()
        elif self._write_through or len(self._unwritten) > 8192:
            self._write_out()
        if self._text:
            self._start_over()
        return len(s)

    def _begin_reading(self):
        self._checkClosed()
        self._checkReadable('not readable')
        self._write_out()

    def _decode(self, data, final):
        """What is not done natively."""
        decoder = self._decoder
        state = decoder.getstate()
        text = decoder.decode(data, final=final)
        self._snapshot = state, data, len(text)
        self._fresh = decoder.getstate() == (b'', 0)
        return text

    def tell(self):
        """Where seek() goes on here: a number of bytes, and from bit 64 on the
        state of the decoder there. If it cannot stop there, how many bytes it
        needs more stands from bit 128 on, how many of their characters have
        been read from 192 on, and from 256 on whether the file ends there.
        """
        self._checkClosed()
        if not self.seekable():
            raise UnsupportedOperation('underlying stream is not seekable')
        if not self._telling:
            raise OSError('telling position disabled by next() call')
        self.flush()
        place = self.buffer.tell()
        ahead, snapshot = self._ahead, self._snapshot
        if ahead is not None:
            return place - ahead
        if not snapshot:
            return place
        (held, flags), data, count = snapshot
        data = held + data
        place -= len(data)
        used = count - self._left
        if used == 0:
            return place | flags << 64
        decoder = self._decoder
        state = decoder.getstate()
        if used == count and not state[0]:
            return place + len(data) | state[1] << 64
        try:
            return place + self._place_of(used, data, flags,
                                          len(data) * used // count)
        finally:
            decoder.setstate(state)

    def _place_of(self, used, data, flags, at):
        """Where in data so many characters end, as tell() says it; it is tried
        at first, and before it in steps that grow."""
        decoder, step = self._decoder, 1
        while True:
            decoder.setstate((b'', flags))
            done = len(decoder.decode(data[:at])) if at else 0
            held, state = decoder.getstate()
            if not held and done <= used:
                break
            at, step = max(at - step, 0), step * 2
        safe, count, final = at, done, 0
        while count < used:
            if final:
                raise OSError("can't reconstruct logical file position")
            piece = data[at:at + 1]
            final = not piece
            count += len(decoder.decode(piece, final=final))
            at += len(piece)
            held, flags = decoder.getstate()
            if not held and count <= used and not final:
                safe, done, state = at, count, flags
        return safe | state << 64 | (at - safe) << 128 | used - done << 192 \
            | final << 256

    def seek(self, cookie, whence=0):
        self._checkClosed()
        if not self.seekable():
            raise UnsupportedOperation('underlying stream is not seekable')
        if whence not in (0, 1, 2):
            raise ValueError('unsupported whence (%r)' % (whence,))
        if whence and cookie:
            raise UnsupportedOperation("can't do nonzero %s-relative seeks" %
                                       ('cur' if whence == 1 else 'end'))
        if cookie < 0:
            raise ValueError('negative seek position %r' % (cookie,))
        if whence == 1:
            cookie, whence = self.tell(), 0
        self.flush()
        place, flags, size, skipped, final = (
            cookie >> bits & (1 << 64) - 1 for bits in range(0, 320, 64))
        place = self.buffer.seek(place, whence)
        if self._encoder is not None or self.writable():
            self._begin_writing(place)
        self._start_over()
        if whence:
            return place
        if cookie and (flags or not self._fresh):
            self._decoder.setstate((b'', flags))
            self._snapshot = (b'', flags), b'', 0
            self._fresh = False
        if skipped:
            text = self._decode(self.buffer.read(size), bool(final))
            if len(text) < skipped:
                raise OSError("can't restore logical file position")
            self._text = text[skipped:]
        return cookie

    def truncate(self, pos=None):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)


for _class in (FileIO, BufferedReader, BufferedWriter, BufferedRandom,
               BufferedRWPair, TextIOWrapper, IncrementalNewlineDecoder):
    _class.__module__ = '_io'
for _class in (IOBase, RawIOBase, BufferedIOBase, TextIOBase):
    _class.__module__ = 'io'
for _class in (FileIO, BufferedReader, BufferedWriter, BufferedRandom,
               TextIOWrapper):
    _class.register(io._native[_class.__name__])
BufferedIOBase.register(io.BytesIO)
TextIOBase.register(io.StringIO)

exported = {_name: _value for _name, _value in globals().items()
            if _name not in _own and _name[0] != '_'}
exported['__all__'] = [_name for _name in sorted({**vars(io), **exported})
                       if _name[0] != '_']
