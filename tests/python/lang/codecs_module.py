# codecs: encodings by name, and text in pieces.
import codecs
import io


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(ascii(value))


show(r"""
codecs.encode('a\xe9','latin1')  # expect: b'a\xe9'
codecs.decode(b'a\xc3\xa9')  # expect: 'a\xe9'
codecs.decode('616263','hex')  # expect: b'abc'
codecs.encode(b'abc','base64')  # expect: b'YWJj\n'
codecs.encode('Hello','rot13')  # expect: 'Uryyb'
codecs.lookup('UTF8').name  # expect: 'utf-8'
codecs.lookup('latin-1').name  # expect: 'iso8859-1'
codecs.lookup('U16').name  # expect: 'utf-16'
codecs.lookup('foo')  # expect: 'LookupError: unknown encoding: foo'
codecs.getencoder('utf-8')('x\xe9')  # expect: (b'x\xc3\xa9', 2)
codecs.getdecoder('ascii')(b'abc')  # expect: ('abc', 3)
list(codecs.iterdecode([b'\xe2',b'\x82',b'\xac'],'utf-8'))  # expect: ['\u20ac']
list(codecs.iterdecode([b'\xff',b'\xfea',b'\0'],'utf-16'))  # expect: ['a']
list(codecs.iterencode('ab','utf-16'))  # expect: [b'\xff\xfea\x00', b'b\x00']
list(codecs.iterencode('ab','utf-8-sig'))  # expect: [b'\xef\xbb\xbfa', b'b']
list(codecs.iterdecode([b'\xef',b'\xbb\xbf',b'a'],'utf-8-sig'))  # expect: ['a']
codecs.getreader('utf-8')(io.BytesIO(b'a\nb\r\nc\xc3\xa9')).readlines()  # expect: ['a\n', 'b\r\n', 'c\xe9']
codecs.getreader('utf-8')(io.BytesIO(b'a\nb\r\nc\xc3\xa9')).readline()  # expect: 'a\n'
codecs.getreader('utf-16')(io.BytesIO('a\nb'.encode('utf-16'))).read()  # expect: 'a\nb'
codecs.BOM_UTF8, codecs.BOM == ''.encode('utf-16'), codecs.BOM_LE  # expect: (b'\xef\xbb\xbf', True, b'\xff\xfe')
codecs.getincrementaldecoder('utf-8')().decode(b'\xe2\x82')  # expect: ''
codecs.getincrementaldecoder('utf-8')().decode(b'\xe2\x82',True)  # expect: "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data"
codecs.encode('\ud800','utf-8','surrogatepass')  # expect: b'\xed\xa0\x80'
codecs.decode(b'\xff','ascii','replace')  # expect: '\ufffd'
codecs.getreader('ascii')(io.BytesIO(b'abcdef')).read(2)  # expect: 'ab'
list(codecs.iterdecode([b'a\\',b'u20',b'ac'],'unicode-escape'))  # expect: ['a', '\u20ac']
codecs.getreader('utf-8')(io.BytesIO(b'abc\ndef')).read(chars=2)  # expect: 'ab'
""")

out = io.BytesIO()
writer = codecs.getwriter('utf-16-le')(out)
writer.write('a')
writer.writelines(['b', 'c'])
print(out.getvalue())  # expect: b'a\x00b\x00c\x00'
codecs.register(lambda name: codecs.lookup('rot13') if name == 'my_own' else None)
print(codecs.encode('abc', 'my own'), codecs.decode('nop', 'MY-OWN'))  # expect: nop abc

# Escapes that mean nothing are warned of, the first one of each text.
import warnings
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    print(codecs.unicode_escape_decode(rb'\d\8'), rb'a\777\q'.decode('unicode_escape'), codecs.escape_decode(rb'\q\w'))
print([str(w.message) for w in told], {w.category for w in told})
# expect: ('\\d\\8', 4) aǿ\q (b'\\q\\w', 4)
# expect: ["invalid escape sequence '\\d'", "invalid octal escape sequence '\\777'", "invalid escape sequence '\\q'"] {<class 'DeprecationWarning'>}

# What is made when it is asked for comes with the rest.
space = {}
exec('from codecs import *', space)
print(space['StreamReader'] is codecs.StreamReader, 'charmap_build' in space)
# expect: True False
