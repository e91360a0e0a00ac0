"""Encodings by name: functions, files, and text that arrives piece by piece."""

import builtins
import sys

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM32_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = BOM32_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM64_LE = b'\xff\xfe\0\0'
BOM_UTF32_BE = BOM64_BE = b'\0\0\xfe\xff'
# 'utf-16' writes the same bytes on every machine.
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

_names = {}
for _line in """utf-8 utf8 u8 utf cp65001
ascii us-ascii 646
iso8859-1 latin-1 latin1 latin l1 iso-8859-1 8859 cp819 iso8859
utf-8-sig
utf-16 utf16 u16
utf-16-le utf-16le
utf-16-be utf-16be
utf-32 utf32 u32
utf-32-le utf-32le
utf-32-be utf-32be
unicode-escape unicodeescape
raw-unicode-escape rawunicodeescape
hex hex-codec
base64 base64-codec
rot13 rot-13""".splitlines():
    for _name in _line.split():
        _names[_name] = _line.split()[0]
_search = []
_found = {}


class CodecInfo(tuple):
    """I am what lookup() gives: (encode, decode, reader, writer) and more."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None,
                *, _is_text_encoding=None):
        four = encode, decode, streamreader, streamwriter
        self = tuple.__new__(cls, four)
        self.encode, self.decode, self.streamreader, self.streamwriter = four
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.name = name
        return self

    def __repr__(self):
        return '<%s.%s object for encoding %s at %#x>' % (
            self.__class__.__module__, self.__class__.__qualname__, self.name,
            id(self))


def register(search_function):
    """Add a function that gives the CodecInfo of a name, or None."""
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _search.append(search_function)


def unregister(search_function):
    if search_function in _search:
        _search.remove(search_function)
        _found.clear()


def lookup(encoding):
    """The CodecInfo of an encoding."""
    if not isinstance(encoding, str):
        raise TypeError('lookup() argument must be str, not %s'
                        % type(encoding).__name__)
    name = encoding.lower().replace(' ', '-').replace('_', '-')
    info = _found.get(name)
    if info is None:
        canonical = _names.get(name)
        if canonical is not None:
            info = _info(canonical)
        else:
            for search in _search:
                info = search(name.replace('-', '_'))
                if info is not None:
                    if not isinstance(info, tuple) or len(info) != 4:
                        raise TypeError('codec search functions must return '
                                        '4-tuples')
                    break
            else:
                raise LookupError('unknown encoding: ' + encoding)
        _found[name] = info
    return info


def encode(obj, encoding='utf-8', errors='strict'):
    """obj as the codec of that name encodes it."""
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding='utf-8', errors='strict'):
    return lookup(encoding).decode(obj, errors)[0]


encode.__module__ = decode.__module__ = '_codecs'


class Codec:
    """I encode and decode whole texts."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """I encode a text that comes in pieces."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    """I decode bytes that come in pieces."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b'', 0

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """I keep what _buffer_decode() did not take until more has come."""

    def __init__(self, errors='strict'):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        text, used = self._buffer_decode(data, self.errors, final)
        self.buffer = data[used:]
        return text

    def reset(self):
        self.buffer = b''

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


def _whole(name, data):
    """How many of the bytes are whole characters, so far as their end tells."""
    size = len(data)
    if name.startswith('utf-8'):
        for back in range(1, min(4, size + 1)):
            c = data[-back]
            if c >= 0xc0:
                need = 2 if c < 0xe0 else 3 if c < 0xf0 else 4
                return size - back if back < need else size
            if c < 0x80:
                break
    elif name.startswith('utf-16'):
        size -= size % 2
        last = data[size - 2:size]
        high = last[::-1] if name == 'utf-16-be' else last
        if len(high) == 2 and 0xd8 <= high[1] <= 0xdb:
            size -= 2
    elif name.startswith('utf-32'):
        size -= size % 4
    elif name.endswith('escape'):
        tail = data[-10:]
        at = tail.rfind(b'\\')
        # An escape is at most ten bytes, and an even backslash is its own.
        run = len(data) - len(data.rstrip(b'\\'))
        if run % 2:
            return size - 1
        if at >= 0 and not run:
            need = {0x78: 4, 0x75: 6, 0x55: 10}.get(tail[at + 1], 2)
            if len(tail) - at < need:
                return size - len(tail) + at
    return size


def _info(name):
    text = 'latin-1' if name == 'iso8859-1' else name
    if name == 'rot13':
        lower, upper = (''.join(map(chr, range(n, n + 26))) for n in (97, 65))
        table = str.maketrans(lower + upper, lower[13:] + lower[:13]
                              + upper[13:] + upper[:13])

        def encode(input, errors='strict'):
            return input.translate(table), len(input)
        decode = encode
    elif name in ('hex', 'base64'):
        import binascii
        to = {'hex': binascii.b2a_hex}.get(name)
        back = {'hex': binascii.a2b_hex, 'base64': binascii.a2b_base64}[name]
        if to is None:
            from base64 import encodebytes as to

        def encode(input, errors='strict'):
            assert errors == 'strict'
            return to(input), len(input)

        def decode(input, errors='strict'):
            assert errors == 'strict'
            return back(input), len(input)
    else:
        def encode(input, errors='strict'):
            return str.encode(input, text, errors or 'strict'), len(input)

        def decode(input, errors='strict'):
            return str(input, text, errors or 'strict'), len(input)

    marked = {'utf-8-sig': BOM_UTF8, 'utf-16': BOM_UTF16,
              'utf-32': BOM_UTF32}.get(name)

    class Encoder(IncrementalEncoder):
        first = True

        def encode(self, input, final=False):
            data = encode(input, self.errors)[0]
            if marked:
                if not self.first:
                    return data[len(marked):]
                self.first = not input
                return data if input else b''
            return data

        def reset(self):
            self.first = True

        def getstate(self):
            return 1 if marked and self.first else 0 if not marked else 2

        def setstate(self, state):
            self.first = state != 2

    class Decoder(BufferedIncrementalDecoder):
        form = name

        def _buffer_decode(self, data, errors, final):
            if marked and self.form == name:
                if len(data) < len(marked) and not final:
                    if name != 'utf-8-sig' or marked.startswith(data):
                        return '', 0
                start = 0
                for order in ('', '-le', '-be'):
                    mark = {'utf-16-le': BOM_UTF16_LE, 'utf-16-be':
                            BOM_UTF16_BE, 'utf-32-le': BOM_UTF32_LE,
                            'utf-32-be': BOM_UTF32_BE,
                            'utf-8-sig': BOM_UTF8}.get(name + order)
                    if mark and data.startswith(mark):
                        self.form = name + order
                        start = len(mark)
                        break
                if name == 'utf-8-sig':
                    self.form = 'utf-8'
                elif not start:
                    self.form = name + ('-le' if sys.byteorder == 'little'
                                        else '-be')
                result, used = self._buffer_decode(data[start:], errors, final)
                return result, used + start
            used = len(data) if final else _whole(self.form, data)
            if self.form == 'rot13' or name in ('hex', 'base64'):
                return decode(data[:used], errors)
            form = 'latin-1' if self.form == 'iso8859-1' else self.form
            return str(data[:used], form, errors or 'strict'), used

        def reset(self):
            self.buffer = b''
            self.form = name

        def getstate(self):
            return self.buffer, 0 if self.form == name else 1

    class Reader(StreamReader):
        charbuffertype = str if name not in ('hex', 'base64') else bytes

    class Writer(StreamWriter):
        pass

    for cls in Reader, Writer:
        cls.encode, cls.decode = staticmethod(encode), staticmethod(decode)
        cls.incremental = Decoder if cls is Reader else Encoder
        cls.__name__ = 'Stream' + cls.__name__
    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, name)


class StreamWriter(Codec):
    """I encode what is written and pass it on to a binary file."""

    incremental = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self._coder = self.incremental and self.incremental(errors)

    def write(self, object):
        if self._coder is not None:
            data = self._coder.encode(object)
        else:
            data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        if self._coder is not None:
            self._coder.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):
    """I decode what a binary file has."""

    incremental = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self.reset()

    def reset(self):
        self._coder = self.incremental and self.incremental(self.errors)
        self._text = ''
        self._rest = b''

    def _more(self, size):
        """Whether anything more was read."""
        data = self.stream.read(size) if size >= 0 else self.stream.read()
        if self._coder is not None:
            self._text += self._coder.decode(data, not data or size < 0)
        else:
            data = self._rest + data
            text, used = self.decode(data, self.errors)
            self._rest = data[used:]
            self._text += text
        return bool(data) and size >= 0

    def read(self, size=-1, chars=-1, firstline=False):
        if chars < 0 and size < 0:
            self._more(-1)
            chars = len(self._text)
        elif chars < 0:
            while not self._text and self._more(size):
                pass
            chars = len(self._text)
        else:
            while len(self._text) < chars and self._more(max(size, 72)):
                pass
        text, self._text = self._text[:chars], self._text[chars:]
        return text

    def readline(self, size=None, keepends=True):
        while True:
            lines = self._text.splitlines(True)
            # A line end may go on with what has not been read.
            if len(lines) > 1 or not self._more(72):
                break
        lines = self._text.splitlines(True)
        if not lines:
            return self._text
        line = lines[0]
        self._text = self._text[len(line):]
        return line if keepends else line.splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReaderWriter:
    """I read and write one binary file as text."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if not (offset or whence):
            self.writer.reset()  # a file's beginning may have a mark

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Open a file of encoded text."""
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    file = builtins.open(filename, mode if 'b' in mode else mode + 'b',
                         buffering)
    try:
        text = StreamReaderWriter(file, *lookup(encoding)[2:], errors)
    except:
        file.close()
        raise
    text.encoding = encoding
    return text


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def _incremental(encoding, kind):
    found = getattr(lookup(encoding), 'incremental' + kind)
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementalencoder(encoding):
    return _incremental(encoding, 'encoder')


def getincrementaldecoder(encoding):
    return _incremental(encoding, 'decoder')


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def _iter_pieces(convert, iterator, empty):
    for piece in iterator:
        if converted := convert(piece):
            yield converted
    if converted := convert(empty, True):
        yield converted


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Encode the pieces of text that an iterator gives."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    yield from _iter_pieces(encoder.encode, iterator, '')


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Decode the pieces of bytes that an iterator gives."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    yield from _iter_pieces(decoder.decode, iterator, b'')
