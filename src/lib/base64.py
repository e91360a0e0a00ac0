"""Base16, Base32, Base64 (RFC 4648), Base85 and Ascii85 data encodings."""

import binascii

__all__ = [
    'encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode',
    'b32encode', 'b32decode', 'b32hexencode', 'b32hexdecode', 'b16encode',
    'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode',
    'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode',
    'urlsafe_b64decode']

bytes_types = (bytes, bytearray)
MAXLINESIZE = 76
MAXBINSIZE = 57
_b32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_b32hex = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_a85 = bytes(range(33, 118))
_b85 = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
        b'!#$%&()*+-;<=>?@^_`{|}~')


def _ascii(s):
    if isinstance(s, bytes_types):
        return s
    try:
        return s.encode('ascii') if isinstance(s, str) \
            else memoryview(s).tobytes()
    except UnicodeEncodeError:
        raise ValueError('string argument should contain only ASCII characters')
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII '
                        'string, not %r' % s.__class__.__name__) from None


def _exchange(text, altchars, decoding):
    """text with altchars in the place of '+' and '/', or the reverse."""
    if altchars is None:
        return text
    pair = _ascii(altchars) if decoding else altchars
    assert len(pair) == 2, repr(pair)
    return text.translate(bytes.maketrans(pair, b'+/') if decoding
                          else bytes.maketrans(b'+/', pair))


def b64encode(s, altchars=None):
    """Encode with Base64; altchars stand for '+' and '/'."""
    return _exchange(binascii.b2a_base64(s, newline=False), altchars, False)


def b64decode(s, altchars=None, validate=False):
    """Decode Base64; what is not of its alphabet is dropped, or refused."""
    return binascii.a2b_base64(_exchange(_ascii(s), altchars, True),
                               strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


_TO_URL = bytes.maketrans(b'+/', b'-_')
_FROM_URL = bytes.maketrans(b'-_', b'+/')


def urlsafe_b64encode(s):
    """Base64 with '-' and '_' for '+' and '/'."""
    return binascii.b2a_base64(s, newline=False).translate(_TO_URL)


def urlsafe_b64decode(s):
    return binascii.a2b_base64(_ascii(s).translate(_FROM_URL))


def _encode32(alphabet, s):
    s = memoryview(s).tobytes()
    left = len(s) % 5
    out = binascii._to_digits(s + bytes(-len(s) % 5), alphabet, 5)
    pads = (0, 6, 4, 3, 1)[left]
    return out[:-pads] + b'=' * pads if pads else out


def _decode32(alphabet, s, casefold=False, map01=None):
    s = _ascii(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _ascii(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    size = len(s)
    s = s.rstrip(b'=')
    pads = size - len(s)
    out = binascii._from_digits(s + alphabet[:1] * (-len(s) % 8), alphabet, 5)
    if out is None:
        raise binascii.Error('Non-base32 digit found')
    if size % 8 or pads not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    return out[:-((5 * pads + 7) // 8)] if pads and out else out


def b32encode(s):
    """Encode with Base32."""
    return _encode32(_b32, s)


def b32decode(s, casefold=False, map01=None):
    """Decode Base32; map01 is what the digit 1 stands for."""
    return _decode32(_b32, s, casefold, map01)


def b32hexencode(s):
    """Base32 with the extended hex alphabet, which sorts as the bytes do."""
    return _encode32(_b32hex, s)


def b32hexdecode(s, casefold=False):
    return _decode32(_b32hex, s, casefold)


def b16encode(s):
    """Encode with Base16: upper-case hexadecimal."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _ascii(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b'0123456789ABCDEF'):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def _encode85(alphabet, b, pad=False, z=False, y=False):
    b = memoryview(b).tobytes()
    short = 0 if pad else -len(b) % 4
    text = binascii._to_digits(b + bytes(-len(b) % 4), alphabet, 4)
    if z and b'!!!!!' in text or y and b'+<VdL' in text:
        whole = len(text) - 5 if short else len(text)
        groups = [text[i:i + 5] for i in range(0, whole, 5)]
        text = b''.join([
            b'z' if group == b'!!!!!' else b'y' if y and group == b'+<VdL'
            else group for group in groups]) + text[whole:]
    return text[:-short] if short else text


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encode with Ascii85, as btoa and PostScript have it."""
    text = _encode85(_a85, b, pad, True, foldspaces)
    if adobe:
        text = b'<~' + text
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [text[i:i + wrapcol] for i in range(0, len(text), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        text = b'\n'.join(lines)
    return text + b'~>' if adobe else text


def b85encode(b, pad=False):
    """Encode with Base85, as git has it."""
    return _encode85(_b85, b, pad)


def a85decode(b, *, foldspaces=False, adobe=False,
              ignorechars=b' \t\n\r\v'):
    """Decode Ascii85."""
    b = _ascii(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError(
                "Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    out = bytearray()
    group = []
    for c in b + b'u' * 4:
        if 33 <= c <= 117:
            group.append(c - 33)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = word * 85 + digit
                if word > 0xffffffff:
                    raise ValueError('Ascii85 overflow')
                out += word.to_bytes(4, 'big')
                group = []
        elif c == 122 or c == 121 and foldspaces:
            if group:
                raise ValueError('%c inside Ascii85 5-tuple' % c)
            out += b'\0\0\0\0' if c == 122 else b'    '
        elif c not in ignorechars:
            raise ValueError('Non-Ascii85 digit found: %c' % c)
    del out[len(out) - (4 - len(group)):]
    return bytes(out)


def b85decode(b):
    """Decode Base85."""
    b = _ascii(b)
    pad = -len(b) % 5
    out = binascii._from_digits(b + b'~' * pad, _b85, 4)
    if out is not None:
        return out[:len(out) - pad]
    for i in range(0, len(b), 5):
        word = 0
        for j, c in enumerate((b[i:i + 5]).ljust(5, b'~')):
            digit = _b85.find(c)
            if digit < 0:
                raise ValueError('bad base85 character at position %d'
                                 % (i + j)) from None
            word = word * 85 + digit
        if word > 0xffffffff:
            break
    raise ValueError('base85 overflow in hunk starting at byte %d' % i)


def encode(input, output):
    """Encode one binary file into another."""
    while s := input.read(MAXBINSIZE):
        while len(s) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(s))):
            s += more
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """Decode one binary file into another."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _check_bytes(s):
    kind = s.__class__.__name__
    try:
        view = memoryview(s)
    except TypeError:
        raise TypeError('expected bytes-like object, not ' + kind) from None
    if view.ndim != 1 or view.format not in ('B', 'b', 'c'):
        raise TypeError('expected %s from %s' % (
            '1-D data, not %d-D data' % view.ndim
            if view.format in ('B', 'b', 'c') else
            'single byte elements, not %r' % view.format, kind))


def encodebytes(s):
    """Encode into lines of Base64 with at most 76 characters."""
    _check_bytes(s)
    return b''.join([binascii.b2a_base64(s[i:i + MAXBINSIZE])
                     for i in range(0, len(s), MAXBINSIZE)])


def decodebytes(s):
    _check_bytes(s)
    return binascii.a2b_base64(s)


def __getattr__(name):
    if name in ('encodestring', 'decodestring'):
        from twisted import _era
        if _era.called_from_era():
            change = encodebytes if name[0] == 'e' else decodebytes
            return lambda s: change(_era.to_bytes(s))
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
