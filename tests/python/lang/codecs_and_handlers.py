# Error handlers of one's own, codecs that keep state, files of encoded text.
import codecs
import io
import os
import tempfile


def error(what, *args):
    try:
        return what(*args)
    except Exception as e:
        return '%s: %s' % (type(e).__name__, e)


def mark(e):
    if isinstance(e, UnicodeEncodeError):
        return '[%d-%d]' % (e.start, e.end), e.end
    return '<%s>' % e.object[e.start:e.end].hex(), e.end


codecs.register_error('mark', mark)
print(codecs.lookup_error('mark') is mark)  # expect: True
print('aé\udc80\udc81z'.encode('ascii', 'mark'))  # expect: b'a[1-4]z'
print('aé\udc80\udc81z'.encode('latin-1', 'mark'))  # expect: b'a\xe9[2-4]z'
print('é\udc80\udc81z'.encode('utf-8', 'mark'))  # expect: b'\xc3\xa9[1-3]z'
print('\udc80\udc81z'.encode('utf-16-be', 'mark'))
# expect: b'\x00[\x000\x00-\x001\x00]\x00[\x001\x00-\x002\x00]\x00z'
print(b'a\xffb\xe2\x82'.decode('utf-8', 'mark'))  # expect: a<ff>b<e282>
print(b'a\xff'.decode('ascii', 'mark'))  # expect: a<ff>
print(b'\xd8\0\0a'.decode('utf-16-be', 'mark'))  # expect: <d800>a
print(b'\\u12zz\\x4'.decode('unicode_escape', 'mark'))
# expect: <5c753132>zz<5c7834>
print(b'\0\0\0a\0\x11\0\0b'.decode('utf-32-be', 'mark'))
# expect: a<00110000><62>

codecs.register_error('raw', lambda e: (b'\x01\x02', e.end))
print('a\udc80'.encode('utf-8', 'raw'), 'a\udc80'.encode('utf-16-le', 'raw'))
# expect: b'a\x01\x02' b'a\x00\x01\x02'
print(error('\udc80'.encode, 'utf-32-le', 'raw'))
# expect: UnicodeEncodeError: 'utf-32-le' codec can't encode character '\udc80' in position 0: surrogates not allowed
codecs.register_error('back', lambda e: ('?', e.start - len(e.object) + 1))
print('é€x'.encode('ascii', 'back'))  # expect: b'??x'
codecs.register_error('far', lambda e: ('?', 10))
print(error('é'.encode, 'ascii', 'far'))
# expect: IndexError: position 10 from error handler out of bounds
codecs.register_error('wrong', lambda e: 5)
print(error('é'.encode, 'ascii', 'wrong'))
# expect: TypeError: encoding error handler must return (str/bytes, int) tuple
print(error(b'\xff'.decode, 'ascii', 'wrong'))
# expect: TypeError: decoding error handler must return (str, int) tuple
codecs.register_error('still', lambda e: ('é', e.end))
print(error('é'.encode, 'ascii', 'still'))
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)


def other_bytes(e):
    e.object = b'ab\xffyz'
    return '!', 3


codecs.register_error('other', other_bytes)
print(b'ab\xff'.decode('ascii', 'other'))  # expect: ab!yz
print(error('é'.encode, 'ascii', 'none such'))
# expect: LookupError: unknown error handler name 'none such'
print('e'.encode('ascii', 'none such'))  # expect: b'e'
print(error(codecs.register_error, 'x', 5))
# expect: TypeError: handler must be callable
print('\ud800\udfff'.encode('utf-16-le', 'backslashreplace'))
# expect: b'\\\x00u\x00d\x008\x000\x000\x00\\\x00u\x00d\x00f\x00f\x00f\x00'
print(error('a\ud800\udfff'.encode, 'utf-16-le'))
# expect: UnicodeEncodeError: 'utf-16-le' codec can't encode character '\ud800' in position 1: surrogates not allowed
e = UnicodeDecodeError('ascii', b'a\xff\xfe', 1, 3, 'why')
print(codecs.replace_errors(e), codecs.ignore_errors(e))
# expect: ('�', 3) ('', 3)
print(codecs.backslashreplace_errors(e))  # expect: ('\\xff\\xfe', 3)
print(codecs.lookup_error('surrogateescape')(e))  # expect: ('\udcff\udcfe', 3)
print(error(codecs.xmlcharrefreplace_errors, e))
# expect: TypeError: don't know how to handle UnicodeDecodeError in error callback
print(error(codecs.strict_errors, ValueError('me')))  # expect: ValueError: me

# In pieces.
for name in 'utf-8', 'utf-8-sig', 'utf-16', 'utf-32-be', 'unicode_escape':
    data = '\u20ac\U0001f600x'.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    print(name, [decoder.decode(bytes([c])) for c in data][-6:])
    # expect: utf-8 ['€', '', '', '', '😀', 'x']
    # expect: utf-8-sig ['€', '', '', '', '😀', 'x']
    # expect: utf-16 ['', '', '', '😀', '', 'x']
    # expect: utf-32-be ['', '😀', '', '', '', 'x']
    # expect: unicode_escape ['', '', '', '', '😀', 'x']
encoder = codecs.getincrementalencoder('utf-16')()
print(encoder.encode('a'), encoder.encode('b'), encoder.getstate())
# expect: b'\xff\xfea\x00' b'b\x00' 0
print(error(codecs.getincrementaldecoder('utf-16')().decode, b'a\0'))
# expect: UnicodeError: UTF-16 stream does not start with BOM
print(codecs.utf_16_ex_decode(b'\xfe\xff\0a\0', 'strict', 0, False))
# expect: ('a', 4, 1)
print(codecs.utf_8_decode(b'a\xe2\x82'), codecs.utf_8_encode('é'))
# expect: ('a', 1) (b'\xc3\xa9', 1)
print(codecs.unicode_escape_decode(r'\u20ac'))  # expect: ('€', 6)
print(codecs.escape_decode(rb'\x41\n\101'))  # expect: (b'A\nA', 10)
print(codecs.escape_encode(b'\'"\n'))  # expect: (b'\\\'"\\n', 3)
print(codecs.charmap_encode('ab', 'replace', {97: 65, 63: b'!'}))
# expect: (b'A!', 2)
print(codecs.charmap_decode(b'ab', 'strict', 'x' * 98 + 'yz'))
# expect: ('xy', 2)
print(error(codecs.charmap_decode, b'ab', 'strict', {97: 'AA'}))
# expect: UnicodeDecodeError: 'charmap' codec can't decode byte 0x62 in position 1: character maps to <undefined>

# What is no encoding of text.
print(codecs.encode('Hello', 'rot13'), codecs.encode(b'\0\xff', 'hex'))
# expect: Uryyb b'00ff'
print(codecs.decode(b'aGk=\n', 'base64'), codecs.encode(b'a=', 'quopri'))
# expect: b'hi' b'a=3D'
print(error('a'.encode, 'hex'))
# expect: LookupError: 'hex' is not a text encoding; use codecs.encode() to handle arbitrary codecs
print(error(b'6'.decode, 'rot13'))
# expect: LookupError: 'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs
print(error(codecs.decode, b'0', 'hex'))
# expect: Error: decoding with 'hex' codec failed (Error: Odd-length string)
print('€\x80'.encode('iso-8859-15', 'replace'), b'\x80\x93'.decode('cp1252'))
# expect: b'\xa4\x80' €“
print(error(b'\x81'.decode, 'cp1252'))
# expect: UnicodeDecodeError: 'charmap' codec can't decode byte 0x81 in position 0: character maps to <undefined>
print(error('a'.encode, 'no such'))
# expect: LookupError: unknown encoding: no such


def search(name):
    if name == 'twice_8':
        return codecs.CodecInfo(lambda text, errors='': (text.encode() * 2, 0),
                                lambda data, errors='': (5, 0), name=name)


codecs.register(search)
print('ab'.encode('Twice-8'), error(b'ab'.decode, 'twice 8'))
# expect: b'abab' TypeError: 'twice 8' decoder returned 'int' instead of 'str'; use codecs.decode() to decode to arbitrary types

# Files.
path = os.path.join(tempfile.mkdtemp(), 'text')
for name in 'utf-16', 'utf-8-sig', 'utf-32-le', 'cp1252':
    with open(path, 'w', encoding=name) as file:
        file.write('é\n')
        file.write('b\n')
    with open(path, 'a', encoding=name, newline='\r\n') as file:
        file.write('c\n')
    with open(path, encoding=name) as file:
        lines = file.readline(), file.read()
    print(lines, open(path, 'rb').read())
    # expect: ('é\n', 'b\nc\n') b'\xff\xfe\xe9\x00\n\x00b\x00\n\x00c\x00\r\x00\n\x00'
    # expect: ('é\n', 'b\nc\n') b'\xef\xbb\xbf\xc3\xa9\nb\nc\r\n'
    # expect: ('é\n', 'b\nc\n') b'\xe9\x00\x00\x00\n\x00\x00\x00b\x00\x00\x00\n\x00\x00\x00c\x00\x00\x00\r\x00\x00\x00\n\x00\x00\x00'
    # expect: ('é\n', 'b\nc\n') b'\xe9\nb\nc\r\n'
with codecs.open(path, 'w', 'utf-16-le') as file:
    file.writelines(['é\n', 'b'])
with codecs.open(path, encoding='utf-16-le') as file:
    print(file.readline(), file.read(1), [file.read()])
    # expect: é
    # expect:  b ['']
raw = io.BytesIO()
file = codecs.EncodedFile(raw, 'latin-1', 'utf-8')
file.write(b'\xe9\n')
print(raw.getvalue())  # expect: b'\xc3\xa9\n'
raw.seek(0)
print(file.read())  # expect: b'\xe9\n'
print(codecs.getreader('utf-8')(io.BytesIO('é\nü'.encode())).readlines())
# expect: ['é\n', 'ü']
raw = io.BytesIO()
codecs.getwriter('utf-16-be')(raw, 'replace').write('é')
print(raw.getvalue())  # expect: b'\x00\xe9'
print(error(open, path, 'w', -1, 'no such'))
# expect: LookupError: unknown encoding: no such
