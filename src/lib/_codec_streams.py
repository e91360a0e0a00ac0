"""Files whose bytes are text in some encoding: the latter half of codecs."""

import builtins
from codecs import Codec, lookup

__name__ = 'codecs'     # where everybody knows the classes to be


class _Around:
    """I am a file around another one, `stream`, which has what I have not."""

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class _Reads(_Around):
    def __iter__(self):
        return self


class StreamWriter(_Around, Codec):
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


class StreamReader(_Reads, Codec):
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

    @property
    def bytebuffer(self):
        """What was read, and is no whole character yet."""
        return self._rest if self._coder is None else self._coder.buffer

    def _more(self, size):
        """Whether anything more was read."""
        data = self.stream.read(size) if size >= 0 else self.stream.read()
        if self._coder is not None:
            self._text += self._coder.decode(data)
        else:
            data = self._rest + data
            text, used = self.decode(data, self.errors)
            self._rest = data[used:]
            self._text += text
        return bool(data) and size >= 0

    def read(self, size=-1, chars=-1, firstline=False):
        if chars < 0:
            chars = size
        if chars < 0:
            self._more(-1)
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


class StreamReaderWriter(_Reads):
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


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Open a file of encoded text."""
    if 'U' in mode:
        raise ValueError('invalid mode: %r' % mode)
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


class StreamRecoder(_Reads):
    """I am a file whose bytes are in another encoding than its user wants."""

    data_encode = file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer,
                 errors='strict'):
        self.stream, self.encode, self.decode = stream, encode, decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def _out(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self._out(self.reader.read(size))

    def readline(self, size=None):
        return self._out(self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self._out(self.reader.read()).splitlines(keepends=True)

    def __next__(self):
        return self._out(next(self.reader))

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """A file in file_encoding that takes and gives data_encoding."""
    data, stored = lookup(data_encoding), lookup(file_encoding or data_encoding)
    recoder = StreamRecoder(file, data.encode, data.decode,
                            stored.streamreader, stored.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding or data_encoding
    return recoder
