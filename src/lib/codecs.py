"""Encodings by name: functions, files, and text that arrives piece by piece."""

import _codecs

__all__ = '''
    register lookup open EncodedFile BOM BOM_BE BOM_LE BOM32_BE
    BOM32_LE BOM64_BE BOM64_LE BOM_UTF8 BOM_UTF16 BOM_UTF16_LE
    BOM_UTF16_BE BOM_UTF32 BOM_UTF32_LE BOM_UTF32_BE CodecInfo Codec
    IncrementalEncoder IncrementalDecoder StreamReader StreamWriter
    StreamReaderWriter StreamRecoder getencoder getdecoder
    getincrementalencoder getincrementaldecoder getreader getwriter
    encode decode iterencode iterdecode strict_errors ignore_errors
    replace_errors xmlcharrefreplace_errors backslashreplace_errors
    namereplace_errors register_error lookup_error'''.split()

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM32_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = BOM32_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM64_LE = b'\xff\xfe\0\0'
BOM_UTF32_BE = BOM64_BE = b'\0\0\xfe\xff'
# 'utf-16' writes the same bytes on every machine, and what its decoders note
# means the same everywhere.
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

class CodecInfo(tuple):
    """I am what lookup() gives: (encode, decode, reader, writer) and more."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None,
                *, _is_text_encoding=None):
        four = encode, decode, streamreader, streamwriter
        self = tuple.__new__(cls, four)
        self.encode, self.decode, self.streamreader, self.streamwriter = four
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.name = name
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
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


def _elsewhere(name):
    """Where there is CPython's package of encodings it registers itself."""
    try:
        import encodings
    except ImportError:
        pass


_search, _found = [_elsewhere], {}


def lookup(encoding):
    """The CodecInfo of an encoding."""
    if type(encoding) is str and encoding in _found:
        return _found[encoding]
    if not isinstance(encoding, str):
        raise TypeError('lookup() argument must be str, not %s'
                        % type(encoding).__name__)
    if '\0' in encoding:
        raise ValueError('embedded null character')
    name = '_'.join(''.join([c if c.isalnum() or c == '.' else ' '
                             for c in encoding.lower() if c.isascii()]
                            ).split())
    info = _found.get(name)
    if info is None:
        canonical = _codecs.canonical(name)
        known = name.removesuffix('_codec').replace('_', '')
        known = {'quotedprintable': 'quopri'}.get(known, known)
        if canonical not in (None, 'idna'):
            info = _text_info(canonical)
        elif known in ('hex', 'base64', 'rot13', 'quopri'):
            info = _other_info(known)
        else:
            for search in _search:
                info = search(name)
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
    if type(obj) is str and errors == 'strict' and \
            _codecs.canonical(encoding) not in (None, 'idna'):
        return obj.encode(encoding)
    return _run(lookup(encoding), 'encode', encoding, obj, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    if type(obj) is bytes and errors == 'strict' and \
            _codecs.canonical(encoding) not in (None, 'idna'):
        return obj.decode(encoding)
    return _run(lookup(encoding), 'decode', encoding, obj, errors)


encode.__module__ = decode.__module__ = '_codecs'


def _run(info, way, name, obj, errors):
    try:
        result = info[way == 'decode'](obj, errors)
    except Exception as e:
        kind = type(e)
        if e.__dict__ or len(e.args) > 1 or \
                not all(isinstance(arg, str) for arg in e.args) or \
                kind.__init__ != BaseException.__init__ or \
                kind.__new__ != BaseException.__new__:
            raise
        raise kind('%sing with %r codec failed (%s: %s)' %
                   (way[:-1], name, kind.__name__, e)) from e
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(way + 'r must return a tuple (object, integer)')
    return result[0]


def _recode(obj, name, errors, is_era, way, wanted):
    info = lookup(name)
    if not getattr(info, '_is_text_encoding', True):
        if is_era:      # text is bytes there
            if isinstance(obj, str) != (info.name == 'rot13'):
                obj = obj.encode('latin-1') if isinstance(obj, str) else \
                    obj.decode('latin-1')
            result = _run(info, way, name, obj, errors)
            return result if isinstance(result, str) else \
                result.decode('latin-1')
        raise LookupError('%r is not a text encoding; use codecs.%s() to '
                          'handle arbitrary codecs' % (name, way))
    result = _run(info, way, name, obj, errors)
    if not isinstance(result, wanted):
        raise TypeError('%r %sr returned %r instead of %r; use codecs.%s() to '
                        '%s to arbitrary types' %
                        (name, way, type(result).__name__, wanted.__name__,
                         way, way))
    return result


# str.encode() and bytes.decode() ask these about encodings they do not know.

def _encode_text(obj, name, errors, is_era):
    return _recode(obj, name, errors, is_era, 'encode', bytes)


def _decode_bytes(obj, name, errors, is_era):
    return _recode(obj, name, errors, is_era, 'decode', str)


# --- error handlers ----------------------------------------------------------

_handlers = {}


def register_error(name, handler):
    """Have handler(exception) called for errors=name: it returns what stands in
    the place of what is wrong, and the position where to go on."""
    if not isinstance(name, str):
        raise TypeError('register_error() argument 1 must be str, not '
                        + type(name).__name__)
    if not callable(handler):
        raise TypeError('handler must be callable')
    _handlers[name] = handler


def lookup_error(name):
    if not isinstance(name, str):
        raise TypeError('lookup_error() argument must be str, not '
                        + type(name).__name__)
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError('unknown error handler name %r' % name) from None


def _handler(*kinds):
    """Decorate a function of an exception and what is wrong in its object."""
    def decorate(function):
        def handler(exception):
            kind = type(exception)      # __class__ may lie
            if not issubclass(kind, kinds):
                if not isinstance(exception, Exception):
                    raise TypeError('codec must pass exception instance')
                raise TypeError("don't know how to handle %s in error callback"
                                % kind.__name__)
            wanted = bytes if issubclass(kind, UnicodeDecodeError) else str
            if not isinstance(exception.object, wanted):
                raise TypeError('object attribute must be ' + wanted.__name__)
            size = len(exception.object)
            start = max(0, min(exception.start, size - 1))
            end = min(max(exception.end, 1), size)
            return function(exception, exception.object[start:end]), end
        handler.__name__ = function.__name__
        _handlers[function.__name__.removesuffix('_errors')] = handler
        return handler
    return decorate


def strict_errors(exception):
    if isinstance(exception, Exception):
        raise exception
    raise TypeError('codec must pass exception instance')


_handlers['strict'] = strict_errors
_any = UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError


@_handler(*_any)
def ignore_errors(exception, wrong):
    return ''


@_handler(*_any)
def replace_errors(exception, wrong):
    if isinstance(exception, UnicodeDecodeError):
        return '\ufffd'
    return ('?' if isinstance(exception, UnicodeEncodeError) else '\ufffd') \
        * len(wrong)


@_handler(UnicodeEncodeError)
def xmlcharrefreplace_errors(exception, wrong):
    return ''.join(['&#%d;' % ord(c) for c in wrong])


def _escape(c):
    return ('\\x%02x' if c < 256 else '\\u%04x' if c < 65536 else
            '\\U%08x') % c


@_handler(*_any)
def backslashreplace_errors(exception, wrong):
    return ''.join(map(_escape, wrong if isinstance(wrong, bytes) else
                       [ord(c) for c in wrong]))


@_handler(UnicodeEncodeError)
def namereplace_errors(exception, wrong):
    """Characters without a name are escaped; those of others are not here."""
    for c in wrong:
        if '\x9f' < c < '\ud800' or '\uf8ff' < c < '\U000f0000':
            raise LookupError("errors='namereplace': the name of %a is not "
                              "known" % c)
    return ''.join([_escape(ord(c)) for c in wrong])


@_handler(*_any[:2])
def surrogateescape(exception, wrong):
    if isinstance(wrong, str):
        if all('\udc80' <= c <= '\udcff' for c in wrong):
            return bytes([ord(c) & 255 for c in wrong])
        raise exception
    size = next((i for i, c in enumerate(wrong) if c < 128), len(wrong))
    if not size:
        raise exception
    exception.end = exception.start + size
    return ''.join([chr(0xdc00 + c) for c in wrong[:size]])


@_handler(*_any[:2])
def surrogatepass(exception, wrong):
    name = _codecs.canonical(exception.encoding) or ''
    if not name.startswith('utf-'):
        raise exception
    if isinstance(wrong, str):
        if all('\ud800' <= c <= '\udfff' for c in wrong):
            return wrong.encode(name, 'surrogatepass')
        raise exception
    size = 2 if '16' in name else 4 if '32' in name else 3
    data = exception.object[exception.start:exception.start + size]
    text = data.decode(name, 'surrogatepass')
    if len(data) < size or not '\ud800' <= text <= '\udfff':
        raise exception
    return text


# --- whole texts -------------------------------------------------------------

_streams = ('StreamReader', 'StreamWriter', 'StreamReaderWriter',
            'StreamRecoder', 'EncodedFile', 'open')


def __getattr__(name):
    """utf_8_encode, utf_16_ex_decode and so on; and what is about files."""
    if name in _streams:
        import _codec_streams
        globals()[name] = getattr(_codec_streams, name)
        return globals()[name]
    form, _, way = name.rpartition('_')
    if way in ('IncrementalEncoder', 'IncrementalDecoder'):
        return getattr(lookup(form), way.lower())
    canonical = _codecs.canonical(form.removesuffix('_ex'))
    if way not in ('encode', 'decode') or not canonical:
        raise AttributeError("module 'codecs' has no attribute %r" % name)
    wide = canonical in ('utf-16', 'utf-32')
    if way == 'encode':
        def function(input, errors='strict', byteorder=0):
            order = '-le' if byteorder < 0 else '-be' if byteorder else ''
            return str.encode(input, canonical + order * wide,
                              errors or 'strict'), len(input)
    elif form.endswith('_ex'):
        def function(input, errors='strict', byteorder=0, final=False):
            form = canonical + ('-le' if byteorder < 0 else
                                '-be' if byteorder else '')
            text, used, found = _codecs.decode_some(input, form, errors, final)
            return text, used, found or byteorder
    else:
        def function(input, errors='strict', final='escape' in canonical):
            if isinstance(input, str) and 'escape' in canonical:
                input = input.encode()
            return _codecs.decode_some(input, canonical, errors, final)[:2]
    function.__name__ = name
    globals()[name] = function
    return function


def readbuffer_encode(input, errors=None):
    data = input.encode() if isinstance(input, str) else \
        memoryview(input).tobytes()
    return data, len(data)


def escape_encode(input, errors=None):
    if not isinstance(input, bytes):
        raise TypeError('escape_encode() argument 1 must be bytes, not '
                        + type(input).__name__)
    # With both quotes in it the repr has single ones around, and escapes them.
    return repr(b'"' + input)[3:-1].encode(), len(input)


def escape_decode(input, errors=None):
    """Bytes as they are written in a literal."""
    import re
    import warnings
    data = input.encode() if isinstance(input, str) else bytes(input)
    doubtful = []
    simple = {bytes([c]): bytes([value]) for c, value in
              zip(b'\\\'"abfnrtv', b'\\\'"\a\b\f\n\r\t\v')}
    simple[b'\n'] = b''

    def one(match):
        octal, digits, c = match.groups()
        if octal:
            if len(octal) == 3 and octal > b'377':
                doubtful.append(r"invalid octal escape sequence '\%s'"
                                % octal.decode())
            return bytes([int(octal, 8) & 255])
        if digits:
            return bytes([int(digits, 16)])
        if not c:
            raise ValueError('Trailing \\ in string')
        if c[0] == 120:
            if errors in (None, 'strict'):
                raise ValueError('invalid \\x escape at position %d'
                                 % match.start())
            if errors not in ('ignore', 'replace'):
                raise ValueError('decoding error; unknown error handling code: '
                                 + errors)
            return b'?' * (errors == 'replace')
        if c not in simple:
            doubtful.append(r"invalid escape sequence '\%s'"
                            % c.decode('latin-1'))
        return simple.get(c, match.group())
    out = re.sub(rb'(?s)\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})'
                 rb'|(x[0-9a-fA-F]?|.|\Z))', one, data)
    if doubtful:
        warnings.warn(doubtful[0], DeprecationWarning, 2)
    return out, len(data)


def make_identity_dict(rng):
    return {i: i for i in rng}


def charmap_build(table):
    return {ord(c): i for i, c in enumerate(table) if c != '\ufffe'}


def charmap_encode(input, errors='strict', mapping=None):
    """Encode by a mapping from code points to bytes, integers or None."""
    if mapping is None:
        return latin_1_encode(input, errors)
    if type(mapping) is dict:
        # Nearly all text can be encoded, to one byte each.
        try:
            if errors == 'ignore':
                out = [mapping[c] for c in map(ord, input) if c in mapping]
            elif errors == 'replace':
                get, mark = mapping.get, mapping[63]
                out = [get(c, mark) for c in map(ord, input)]
            else:
                out = [mapping[c] for c in map(ord, input)]
            return bytes(out), len(input)
        except (LookupError, TypeError, ValueError):
            pass

    def get(c):
        try:
            value = mapping[ord(c)]
        except LookupError:
            return None
        if value is None or isinstance(value, bytes):
            return value
        if not isinstance(value, int):
            raise TypeError('character mapping must return integer, bytes or '
                            'None, not ' + type(value).__name__)
        if not 0 <= value < 256:
            raise TypeError('character mapping must be in range(256)')
        return bytes([value])

    out, at = [], 0
    while at < len(input):
        piece = get(input[at])
        if piece is None:
            end = at + 1
            while end < len(input) and get(input[end]) is None:
                end += 1
            exception = UnicodeEncodeError('charmap', input, at, end,
                                           'character maps to <undefined>')
            piece, at = _answer(exception, errors)
            if isinstance(piece, str):
                found = [get(c) for c in piece]
                if None in found:
                    raise exception
                piece = b''.join(found)
        else:
            at += 1
        out.append(piece)
    return b''.join(out), len(input)


def charmap_decode(input, errors='strict', mapping=None):
    """Decode by a str, or by a mapping from bytes to code points or text."""
    if mapping is None:
        return latin_1_decode(input, errors)
    data, out, at = bytes(input), [], 0
    if type(mapping) is str and len(mapping) > 255:
        text = data.decode('latin-1').translate(mapping)
        if '\ufffe' not in text:
            return text, len(data)
    while at < len(data):
        try:
            piece = mapping[data[at]]
        except LookupError:
            piece = None
        if isinstance(piece, int):
            if not 0 <= piece < 0x110000:
                raise TypeError('character mapping must be in range(0x110000)')
            piece = chr(piece)
        if piece is None or piece == '\ufffe':
            exception = UnicodeDecodeError('charmap', data, at, at + 1,
                                           'character maps to <undefined>')
            piece, at = _answer(exception, errors)
            data = exception.object
        elif isinstance(piece, str):
            at += 1
        else:
            raise TypeError('character mapping must return integer, None or '
                            'str')
        out.append(piece)
    return ''.join(out), len(data)


def _answer(exception, errors):
    """What the handler wants in the place of what is wrong; where to go on."""
    answer = lookup_error(errors or 'strict')(exception)
    encodes = isinstance(exception, UnicodeEncodeError)
    if not isinstance(answer, tuple) or len(answer) != 2 or \
            not isinstance(answer[1], int) or \
            not isinstance(answer[0], (str, bytes) if encodes else str):
        raise TypeError(('encoding error handler must return (str/bytes, int) '
                         'tuple') if encodes else
                        'decoding error handler must return (str, int) tuple')
    size, at = len(exception.object), answer[1]
    if not -size <= at <= size:
        raise IndexError('position %d from error handler out of bounds' % at)
    return answer[0], at + size if at < 0 else at


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


class BufferedIncrementalEncoder(IncrementalEncoder):
    """I keep what _buffer_encode() did not take until more has come."""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        text = self.buffer + input
        data, used = self._buffer_encode(text, self.errors, final)
        self.buffer = text[used:]
        return data

    def reset(self):
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


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


# --- the encodings that are here ---------------------------------------------

def _complete(name, encode, decode, Encoder, Decoder, **options):
    from _codec_streams import StreamReader, StreamWriter

    class Reader(StreamReader):
        incremental = Decoder

    class Writer(StreamWriter):
        incremental = Encoder

    for cls in Reader, Writer:
        cls.encode, cls.decode = staticmethod(encode), staticmethod(decode)
        cls.__name__ = cls.__qualname__ = 'Stream' + cls.__name__
    for cls in Encoder, Decoder:
        # Pickle finds them by this name.
        cls.__name__ = cls.__qualname__ = '%s_Incremental%s' % (
            name.replace('-', '_'), cls.__name__)
    if not options.get('_is_text_encoding', True):
        Reader.charbuffertype = bytes
    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, name,
                     **options)


def _simple(name, to, back, **options):
    """The codec of two functions of (input, errors) that keep no state."""
    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return to(input, self.errors)[0]

    class Decoder(IncrementalDecoder):
        def decode(self, input, final=False):
            return back(input, self.errors)[0]

    return _complete(name, to, back, Encoder, Decoder, **options)


def _other_info(name):
    if name == 'rot13':
        lower, upper = (''.join(map(chr, range(n, n + 26))) for n in (97, 65))
        table = str.maketrans(lower + upper, lower[13:] + lower[:13]
                              + upper[13:] + upper[:13])
        to = back = lambda input: str.translate(input, table)
    elif name == 'hex':
        from binascii import hexlify as to, unhexlify as back
    elif name[0] == 'q':
        from binascii import a2b_qp as back, b2a_qp
        to = lambda input: b2a_qp(input, quotetabs=True)
    else:
        from base64 import encodebytes as to, decodebytes as back

    def way(function):
        def code(input, errors='strict'):
            assert errors == 'strict'
            return function(input), len(input)
        return code

    return _simple(name, way(to), way(back), _is_text_encoding=False)


def _text_info(name):
    to = __getattr__(name.replace('-', '_') + '_encode')
    part = __getattr__(name.replace('-', '_') + '_decode')
    wide = name in ('utf-16', 'utf-32')
    plain = 'utf-8' if name == 'utf-8-sig' else name + '-le'
    mark = BOM_UTF8 if name == 'utf-8-sig' else \
        ''.encode(name) if wide else b''

    def back(input, errors='strict'):
        return part(input, errors, True)

    class Encoder(IncrementalEncoder):
        first = True        # the byte order mark is still to be written

        def encode(self, input, final=False):
            data = to(input, self.errors)[0]
            if not self.first:
                data = data[len(mark):]
            self.first = False
            return data

        def reset(self):
            self.first = True

        def getstate(self):
            return self.first * 2 if wide else int(self.first and bool(mark))

        def setstate(self, state):
            self.first = bool(state) or not mark

    class Decoder(BufferedIncrementalDecoder):
        form = name         # once the mark has been seen

        def _buffer_decode(self, input, errors, final):
            if self.form != name or not mark:
                return _codecs.decode_some(input, self.form, errors, final)[:2]
            if not wide:
                if len(input) < 3 and mark.startswith(input) and not final:
                    return '', 0
                self.form = plain
                start = 3 * input.startswith(mark)
            else:
                _, start, order = _codecs.decode_some(input[:len(mark)], name,
                                                      errors, False)
                if order:
                    self.form = name + ('-le' if order < 0 else '-be')
                elif start:
                    raise UnicodeError(name.upper() + ' stream does not start '
                                       'with BOM')
            text, used = _codecs.decode_some(input[start:], self.form, errors,
                                             final)[:2]
            return text, used + start

        def reset(self):
            super().reset()
            self.form = name

        def getstate(self):
            state = BufferedIncrementalDecoder.getstate(self)[0]
            if not wide:
                return state, int(bool(mark) and self.form == name)
            return state, 2 if self.form == name else \
                int(self.form.endswith('-be'))

        def setstate(self, state):
            super().setstate(state)
            undecided = state[1] == 2 if wide else state[1]
            self.form = name if undecided or not mark else plain if not wide \
                else name + ('-be' if state[1] else '-le')

    return _complete({'latin-1': 'iso8859-1', 'unicodeescape': 'unicode-escape',
                      'rawunicodeescape': 'raw-unicode-escape'}.get(name, name),
                     to, back, Encoder, Decoder)


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
