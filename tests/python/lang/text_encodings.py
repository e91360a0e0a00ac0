# Text to bytes and back, and what is said when it does not work.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


s = 'aé☃𝄞'
for name in 'utf-8', 'UTF8', 'utf_16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-be', 'utf-8-sig', 'unicode_escape', 'raw_unicode_escape':
    print(name, s.encode(name), s.encode(name).decode(name) == s)
# expect: utf-8 b'a\xc3\xa9\xe2\x98\x83\xf0\x9d\x84\x9e' True
# expect: UTF8 b'a\xc3\xa9\xe2\x98\x83\xf0\x9d\x84\x9e' True
# expect: utf_16 b'\xff\xfea\x00\xe9\x00\x03&4\xd8\x1e\xdd' True
# expect: utf-16-le b'a\x00\xe9\x00\x03&4\xd8\x1e\xdd' True
# expect: utf-16-be b'\x00a\x00\xe9&\x03\xd84\xdd\x1e' True
# expect: utf-32 b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00\x03&\x00\x00\x1e\xd1\x01\x00' True
# expect: utf-32-be b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00&\x03\x00\x01\xd1\x1e' True
# expect: utf-8-sig b'\xef\xbb\xbfa\xc3\xa9\xe2\x98\x83\xf0\x9d\x84\x9e' True
# expect: unicode_escape b'a\\xe9\\u2603\\U0001d11e' True
# expect: raw_unicode_escape b'a\xe9\\u2603\\U0001d11e' True
print('aé'.encode('latin-1'))  # expect: b'a\xe9'
print('aé'.encode('iso-8859-1'))  # expect: b'a\xe9'
print('abc'.encode('us-ascii'))  # expect: b'abc'
print('abc'.encode(encoding='ascii', errors='strict'))  # expect: b'abc'
print(why(s.encode, 'ascii'))
# expect: UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)
print(why(s.encode, 'latin-1'))
# expect: UnicodeEncodeError: 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)
print(why('\ud800x'.encode))
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
print(why('\ud800'.encode, 'utf-16'))
# expect: UnicodeEncodeError: 'utf-16' codec can't encode character '\ud800' in position 0: surrogates not allowed
print(why('x'.encode, 'foo'))  # expect: LookupError: unknown encoding: foo
print(why('x'.encode, 5))
# expect: TypeError: encode() argument 'encoding' must be str, not int
for errors in 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace':
    print(errors, s.encode('ascii', errors), s.encode('latin-1', errors), '\ud800x'.encode('utf-8', errors))
# expect: ignore b'a' b'a\xe9' b'x'
# expect: replace b'a???' b'a\xe9??' b'?x'
# expect: backslashreplace b'a\\xe9\\u2603\\U0001d11e' b'a\xe9\\u2603\\U0001d11e' b'\\ud800x'
# expect: xmlcharrefreplace b'a&#233;&#9731;&#119070;' b'a\xe9&#9731;&#119070;' b'&#55296;x'
print('a\udcff'.encode('utf-8', 'surrogateescape'))  # expect: b'a\xff'
print('a\udcff'.encode('ascii', 'surrogateescape'))  # expect: b'a\xff'
print(why('a\ud800'.encode, 'utf-8', 'surrogateescape'))
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
print('\ud800'.encode('utf-8', 'surrogatepass'))  # expect: b'\xed\xa0\x80'
print('\ud800'.encode('utf-16-le', 'surrogatepass'))  # expect: b'\x00\xd8'
for b in b'\xff', b'a\x80', b'\xc3', b'\xc3(', b'\xe2\x98', b'\xe2(\xa1', b'\xf0\x9f\x98', b'\xed\xa0\x80', b'\xc0\x80', b'\xf5\x80', b'ok\xe2\x98\x83\xfe':
    print(why(b.decode), repr(b.decode('utf-8', 'replace')), repr(b.decode('utf-8', 'ignore')), b.decode('utf-8', 'backslashreplace'), ascii(b.decode('utf-8', 'surrogateescape')))
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte '�' '' \xff '\udcff'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0x80 in position 1: invalid start byte 'a�' 'a' a\x80 'a\udc80'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data '�' '' \xc3 '\udcc3'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte '�(' '(' \xc3( '\udcc3('
# expect: UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data '�' '' \xe2\x98 '\udce2\udc98'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte '�(�' '(' \xe2(\xa1 '\udce2(\udca1'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data '�' '' \xf0\x9f\x98 '\udcf0\udc9f\udc98'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte '���' '' \xed\xa0\x80 '\udced\udca0\udc80'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte '��' '' \xc0\x80 '\udcc0\udc80'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte '��' '' \xf5\x80 '\udcf5\udc80'
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xfe in position 5: invalid start byte 'ok☃�' 'ok☃' ok☃\xfe 'ok\u2603\udcfe'
print(why(b'a\xe9'.decode, 'ascii'))
# expect: UnicodeDecodeError: 'ascii' codec can't decode byte 0xe9 in position 1: ordinal not in range(128)
print(b'a\xe9'.decode('ascii', 'replace'))  # expect: a�
print(ascii(b'\xe9'.decode('ascii', 'surrogateescape')))  # expect: '\udce9'
print(b'a\xe9'.decode('latin-1'))  # expect: aé
print(why(b'\xff'.decode, 'utf-8', 'nonsense'))
# expect: LookupError: unknown error handler name 'nonsense'
print(why(b'a'.decode, 'utf-16-le'))
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
print(why(b'\x00\xd8'.decode, 'utf-16-le'))
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data
print(why(b'\x00\xd8a\x00'.decode, 'utf-16-le'))
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate
print(why(b'\x00\xdc'.decode, 'utf-16-le'))
# expect: UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: illegal encoding
print(b'\xfe\xff\x00a'.decode('utf-16'))  # expect: a
print(b'\xff\xfea\x00'.decode('utf-16'))  # expect: a
print(b'a\x00'.decode('utf-16'))  # expect: a
print(why(b'abc'.decode, 'utf-32-le'))
# expect: UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-2: truncated data
print(why(b'\x00\xd8\x00\x00'.decode, 'utf-32-le'))
# expect: UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point in surrogate code point range(0xd800, 0xe000)
print(why(b'\x00\x00\x11\x00'.decode, 'utf-32-le'))
# expect: UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
print(why(b'\x00\x00\x00\x00\x01'.decode, 'utf-32-be'))
# expect: UnicodeDecodeError: 'utf-32-be' codec can't decode byte 0x01 in position 4: truncated data
print(b'\xef\xbb\xbfhi'.decode('utf-8-sig'))  # expect: hi
print(repr(b'\xef\xbb\xbfhi'.decode('utf-8')))  # expect: '\ufeffhi'
print(b'\\u2603\\x41\\n\\101\\q'.decode('unicode_escape'))
# expect: ☃A
# expect: A\q
print(why(b'\\x4'.decode, 'unicode_escape'))
# expect: UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
print(why(b'\\'.decode, 'unicode_escape'))
# expect: UnicodeDecodeError: 'unicodeescape' codec can't decode byte 0x5c in position 0: \ at end of string
print(why('hi'.encode, 'hex'))
# expect: LookupError: 'hex' is not a text encoding; use codecs.encode() to handle arbitrary codecs
print(why(b'hi'.decode, 'rot13'))
# expect: LookupError: 'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs
try:
    'abé☃x'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
# expect: ascii abé☃x 2 4 ordinal not in range(128) ('ascii', 'abé☃x', 2, 4, 'ordinal not in range(128)')
try:
    b'ab\xff'.decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args, isinstance(e, ValueError))
# expect: utf-8 b'ab\xff' 2 3 invalid start byte ('utf-8', b'ab\xff', 2, 3, 'invalid start byte') True
print(ascii('aé☃𝄞\n'), len('\ud83d\ude00'))
# expect: 'a\xe9\u2603\U0001d11e\n' 2
print(ascii('\ud83d' + '\ude00'))  # expect: '\ud83d\ude00'
print('\ud83d' + '\ude00' == '\U0001f600')  # expect: False


import warnings
import zlib

warnings.simplefilter('ignore')


# Texts around the lengths at which they are handled in slices, with what is not
# ASCII in every place: all encodings, all handlers, both ways.
def outcome(function, *arguments):
    try:
        return function(*arguments)
    except UnicodeError as e:
        return e.encoding, e.start, e.end, e.reason


def swept(encoding, handler):
    total = zlib.crc32(b'')
    for size in 1, 8, 17, 514:
        for other in 'é\xff', 'ж', '中', '😀', '\udc80', '\ud800\udfff', '\\\x00':
            for at in 0, size // 2, max(0, size - 9):
                every = 1 + at % 2
                text = 'abcdefghi' * 120
                text = text[:at] + (other + 'x' * (every - 1)) * 5 + text[at:]
                text = text[:size]
                done = outcome(text.encode, encoding, handler)
                total = zlib.crc32(ascii(done).encode(), total)
                data = text.encode('utf-8' if encoding == 'ascii' else
                                   encoding, 'surrogatepass' if
                                   encoding[:2] == 'ut' else 'replace')
                for cut in data, data[:-1], data[:at] + b'\xed' + data[at:]:
                    done = outcome(cut.decode, encoding, handler)
                    total = zlib.crc32(ascii(done).encode(), total)
    return total


for encoding in ('ascii', 'latin-1', 'iso8859-15', 'utf-8', 'utf-8-sig', 'utf-16',
                 'utf-16-be', 'utf-32', 'utf-32-be', 'unicode_escape',
                 'raw_unicode_escape'):
    print(encoding, *['%08x' % swept(encoding, handler) for handler in (
        'strict', 'ignore', 'replace', 'backslashreplace')])
# expect: ascii b5a4ede8 033983a4 ce382283 9ef6e21c
# expect: latin-1 c638ae40 1eab665d d6f19b4c b9408bef
# expect: iso8859-15 51e3e2f5 1eab665d d6f19b4c b9408bef
# expect: utf-8 88589de8 28663df8 95cbee16 2dabacb8
# expect: utf-8-sig 9c4048e2 e884c400 297dbc27 f1d31284
# expect: utf-16 76f9fd26 3554082a cabb1b82 e652b14d
# expect: utf-16-be 5df87fcb 6d84b8bc 4f56e0b7 2505a402
# expect: utf-32 e7407e0b ffd400fa f0a11440 7cc4303a
# expect: utf-32-be f1aa74cd 80c1396c b8b11c58 66d248b4
# expect: unicode_escape c483d33f 9e72ed07 f28b87df 0ec553f4
# expect: raw_unicode_escape b8ea9899 b7d01019 cee95d1e 8fc79d37
for encoding in 'ascii', 'latin-1', 'utf-8', 'utf-16', 'utf-16-be', 'utf-32':
    print(encoding, '%08x' % swept(encoding, 'surrogateescape'),
          '%08x' % swept(encoding, 'surrogatepass'))
# expect: ascii 7361c17d b5a4ede8
# expect: latin-1 98cb8076 c638ae40
# expect: utf-8 1701def0 dd8d2510
# expect: utf-16 f14b1379 8fb2845d
# expect: utf-16-be 3233747f c0fb5cc3
# expect: utf-32 13688433 1e3893e4

# Every second byte behind every first one, and a third and fourth.
edges = bytes.fromhex('7f808f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff')
for form in b'%c', b'abcdefghijklmn%c', b'%c\x80', b'\xc3\xa9 abcdefghi%c\x80\x80':
    print('%08x' % zlib.crc32(ascii([
        (form.replace(b'%c', bytes([a, b])) + b'tail').decode('utf-8', handler)
        for a in edges for b in edges
        for handler in ('ignore', 'replace')]).encode()))
# expect: f13006d2
# expect: 48e2e20e
# expect: b2ae17a1
# expect: ff804157
for name in 'latin9', 'l9', 'latin-9':
    try:
        print('€'.encode(name))
    except LookupError as problem:
        print(problem)
# expect: b'\xa4'
# expect: b'\xa4'
# expect: unknown encoding: latin-9

# surrogateescape: what is wrong in a code page is all that has no code here,
# in other encodings what is left of it.
for encoding in 'cp1252', 'iso8859-15', 'latin-1', 'ascii':
    for text in 'a\udc80b', '\udc81\udc8d', '\udc80\u1234', '\udc80\udc81\u1234\udc90':
        try:
            print(text.encode(encoding, 'surrogateescape'))
        except UnicodeEncodeError as e:
            print(encoding, e.start, e.end)
# expect: b'a\x80b'
# expect: b'\x81\x8d'
# expect: cp1252 0 2
# expect: cp1252 0 4
# expect: b'a\x80b'
# expect: b'\x81\x8d'
# expect: iso8859-15 0 2
# expect: iso8859-15 0 4
# expect: b'a\x80b'
# expect: b'\x81\x8d'
# expect: latin-1 1 2
# expect: latin-1 2 4
# expect: b'a\x80b'
# expect: b'\x81\x8d'
# expect: ascii 1 2
# expect: ascii 2 4
print('\x80\x9f\ud800\ue000'.encode('ascii', 'namereplace'))  # expect: b'\\x80\\x9f\\ud800\\ue000'
