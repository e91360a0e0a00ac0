# bytes: what the wire carries.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


print(bytes(), bytes(3), bytes([1, 2, 255]))
# expect: b'' b'\x00\x00\x00' b'\x01\x02\xff'
print(bytes('é', 'utf-8'), bytes(b'abc'))  # expect: b'\xc3\xa9' b'abc'
print(bytes(bytearray(b'x')))  # expect: b'x'
print(bytes(range(65, 70)))  # expect: b'ABCDE'
print(bytes(memoryview(b'xyz')[::2]))  # expect: b'xz'
print(why(bytes, 'a'), why(bytes, -1))
# expect: TypeError: string argument without an encoding ValueError: negative count
print(why(bytes, [256]), why(bytes, [-1]))
# expect: ValueError: bytes must be in range(0, 256) ValueError: bytes must be in range(0, 256)
print(why(bytes, ['a']), why(bytes, 1.5))
# expect: TypeError: 'str' object cannot be interpreted as an integer TypeError: cannot convert 'float' object to bytes
print(why(bytes, None))
# expect: TypeError: cannot convert 'NoneType' object to bytes
print(why(bytes, b'a', 'ascii'))
# expect: TypeError: encoding without a string argument
print(why(bytes, 5, errors='x'))
# expect: TypeError: errors without a string argument
print(why(bytes, 'é', 'ascii'))
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
print(why(bytes, 'a', 5))
# expect: TypeError: bytes() argument 'encoding' must be str, not int
print(b"it's", b'say "x"')  # expect: b"it's" b'say "x"'
print(b'\x00\t\n\r\\\x7f\x80\xff', b'\'"')
# expect: b'\x00\t\n\r\\\x7f\x80\xff' b'\'"'
print(bytes(range(32, 48)))  # expect: b' !"#$%&\'()*+,-./'
b = b'hello, world'
print(b[0], b[-1], b[2:5], b[::-1], b[5:2])
# expect: 104 100 b'llo' b'dlrow ,olleh' b''
print(b[100:], list(b'abc'), len(b))  # expect: b'' [97, 98, 99] 12
print(why(lambda: b[12]), why(lambda: b['a']))
# expect: IndexError: index out of range TypeError: byte indices must be integers or slices, not str
print(b.find(b'o'), b.find(111))  # expect: 4 4
print(b.rfind(b'o'), b.find(b'x'))  # expect: 8 -1
print(b.index(b'w'), b.count(b'l'))  # expect: 7 3
print(b.count(108), b.find(b'', 12))  # expect: 3 12
print(b.find(b'o', 5, 8))  # expect: -1
print(why(b.find, 'o'), why(b.find, 256))
# expect: TypeError: argument should be integer or bytes-like object, not 'str' ValueError: byte must be in range(0, 256)
print(why(b.index, b'x'), why(b.rindex, b'q'))
# expect: ValueError: subsection not found ValueError: subsection not found
print(why(b.count, -1))  # expect: ValueError: byte must be in range(0, 256)
print(b'll' in b, 108 in b, b'' in b)  # expect: True True True
print(b'x' in b, why(lambda: 'a' in b))
# expect: False TypeError: a bytes-like object is required, not 'str'
print(why(lambda: 256 in b))
# expect: ValueError: byte must be in range(0, 256)
print(why(lambda: None in b))
# expect: TypeError: a bytes-like object is required, not 'NoneType'
print(b.startswith(b'hell'))  # expect: True
print(b.startswith((b'x', b'h')))  # expect: True
print(b.endswith(b'ld'))  # expect: True
print(b.startswith(b'lo', 3))  # expect: True
print(why(b.startswith, 'h'))
# expect: TypeError: startswith first arg must be bytes or a tuple of bytes, not str
print(why(b.endswith, ('h',)))
# expect: TypeError: a bytes-like object is required, not 'str'
print(b.replace(b'l', b'L'))  # expect: b'heLLo, worLd'
print(b.replace(b'l', b'', 1))  # expect: b'helo, world'
print(b'abc'.replace(b'', b'-'))  # expect: b'-a-b-c-'
print(why(b.replace, 'a', b'b'))
# expect: TypeError: a bytes-like object is required, not 'str'
print(b.split(b', '), b.split())
# expect: [b'hello', b'world'] [b'hello,', b'world']
print(b.rsplit(b'o', 1), b' a  b '.split())
# expect: [b'hello, w', b'rld'] [b'a', b'b']
print(b'a,b,c'.split(b',', 1))  # expect: [b'a', b'b,c']
print(b''.split(b','), why(b.split, ','))
# expect: [b''] TypeError: a bytes-like object is required, not 'str'
print(why(b.split, b''))  # expect: ValueError: empty separator
print(b'a\nb\r\nc\rd\x0be'.splitlines())
# expect: [b'a', b'b', b'c', b'd\x0be']
print(b'a\nb'.splitlines(True))  # expect: [b'a\n', b'b']
print(b.partition(b', '), b.rpartition(b'x'))
# expect: (b'hello', b', ', b'world') (b'', b'', b'hello, world')
print(why(b.partition, ','))
# expect: TypeError: a bytes-like object is required, not 'str'
print(b.removeprefix(b'hello'))  # expect: b', world'
print(b.removesuffix(b'd'))  # expect: b'hello, worl'
print(b'  x '.strip(), b'xxaxx'.strip(b'x'))  # expect: b'x' b'a'
print(b'abc'.lstrip(b'ba'), b'x\n'.rstrip())  # expect: b'c' b'x'
print(why(b.strip, 'x'))
# expect: TypeError: a bytes-like object is required, not 'str'
print(b'aB'.lower(), b'aB'.upper())  # expect: b'ab' b'AB'
print(b'aB'.swapcase(), b'aB cD'.title())  # expect: b'Ab' b'Ab Cd'
print(b'aB cD'.capitalize(), b'\xe4'.upper())  # expect: b'Ab cd' b'\xe4'
print(b'abc'.isalpha(), b'a1'.isalnum())  # expect: True True
print(b'12'.isdigit(), b' '.isspace())  # expect: True True
print(b'ab'.islower(), b'AB'.isupper())  # expect: True True
print(b'Ab'.istitle(), b'\x80'.isascii())  # expect: True False
print(b''.isascii())  # expect: True
print(b'ab'.center(6, b'*'), b'ab'.ljust(4))  # expect: b'**ab**' b'ab  '
print(b'ab'.rjust(4, b'.'), b'-1'.zfill(4))  # expect: b'..ab' b'-001'
print(b'a\tb'.expandtabs(4))  # expect: b'a   b'
print(why(b'a'.center, 3, 'x'))
# expect: TypeError: center() argument 2 must be a byte string of length 1, not str
print(why(b'a'.ljust, 3, b'xy'))
# expect: TypeError: ljust() argument 2 must be a byte string of length 1, not bytes
print(b','.join([b'a', bytearray(b'b'), memoryview(b'c')]))  # expect: b'a,b,c'
print(why(b','.join, ['a']))
# expect: TypeError: sequence item 0: expected a bytes-like object, str found
print(why(b','.join, 5), b''.join([]))
# expect: TypeError: can only join an iterable b''
print(b'-'.join((b'x',)))  # expect: b'x'
print(b'abc'.translate(bytes.maketrans(b'ab', b'xy')))  # expect: b'xyc'
print(b'abc'.translate(None, b'b'))  # expect: b'ac'
print(b'abc'.translate(None, delete=b'ac'))  # expect: b'b'
print(why(b'a'.translate, b'x'))
# expect: ValueError: translation table must be 256 characters long
print(why(bytes.maketrans, b'ab', b'c'))
# expect: ValueError: maketrans arguments must have same length
print(b'\x01\xab'.hex())  # expect: 01ab
print(b'\x01\xab\xcd'.hex(':'))  # expect: 01:ab:cd
print(b'\x01\xab\xcd'.hex('-', 2))  # expect: 01-abcd
print(b'\x01\xab\xcd'.hex('-', -2))  # expect: 01ab-cd
print(bytes.fromhex('01 aB ff'))  # expect: b'\x01\xab\xff'
print(why(bytes.fromhex, '0g'))
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 1
print(why(bytes.fromhex, '0'))
# expect: ValueError: non-hexadecimal number found in fromhex() arg at position 1
print(why(bytes.fromhex, 5))
# expect: TypeError: fromhex() argument must be str, not int
print(why(b'a'.hex, 'ab'))  # expect: ValueError: sep must be length 1.
print(b'a' + b'b', b'a' + bytearray(b'b'))  # expect: b'ab' b'ab'
print(b'ab' * 2, 2 * b'ab', b'ab' * 0)  # expect: b'abab' b'abab' b''
print(why(lambda: b'a' + 'b'))  # expect: TypeError: can't concat str to bytes
print(why(lambda: b'a' + 1))  # expect: TypeError: can't concat int to bytes
print(why(lambda: b'a' * 1.5))
# expect: TypeError: can't multiply sequence by non-int of type 'float'
print(why(lambda: 'a' + b'a'))
# expect: TypeError: can only concatenate str (not "bytes") to str
print(b'a' < b'b', b'ab' > b'a', b'a' == 'a')  # expect: True True False
print(b'a' == bytearray(b'a'), b'a' != b'b')  # expect: True True
print(why(lambda: b'a' < 'b'))
# expect: TypeError: '<' not supported between instances of 'bytes' and 'str'
print(hash(b'ab') == hash(b'a' + b'b'))  # expect: True
print({b'k': 1}[b'k'])  # expect: 1
print(b'%s|%5d|%-5s|%x|%c|%a|%b' % (b'x', 42, b'ab', 255, 65, 'é', b'q'))
# expect: b"x|   42|ab   |ff|A|'\\xe9'|q"
print(b'%(a)s' % {b'a': b'1'})  # expect: b'1'
print(b'%5.1f|%%' % 2.25, b'%c' % b'z')  # expect: b'  2.2|%' b'z'
print(b'%r' % 'é')  # expect: b"'\\xe9'"
print(why(lambda: b'%s' % 'x'))
# expect: TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
print(why(lambda: b'%d' % 'x'))
# expect: TypeError: %d format: a real number is required, not str
print(why(lambda: b'%c' % 256))
# expect: OverflowError: %c arg not in range(256)
print(why(lambda: b'%s %s' % b'a'))
# expect: TypeError: not enough arguments for format string
print(why(lambda: b'x' % 5))
# expect: TypeError: not all arguments converted during bytes formatting
print(b'caf\xc3\xa9'.decode())  # expect: café
print(b'\xff'.decode('latin-1'))  # expect: ÿ
print(b'a\xff'.decode('ascii', 'replace'))  # expect: a�
print(b'a\xff'.decode(errors='ignore'))  # expect: a
print(why(b'\xff'.decode))
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
print(why(b'a'.decode, 5))
# expect: TypeError: decode() argument 'encoding' must be str, not int
print(why(b'a'.decode, 'foo'))  # expect: LookupError: unknown encoding: foo
class B(bytes):
    pass
c = B(b'xyz')
c.note = 7
print(c, type(c).__name__, c.note)  # expect: b'xyz' B 7
print(c == b'xyz', type(c[:]).__name__)  # expect: True bytes
print(type(c + b'').__name__)  # expect: bytes
print(type(bytes(c)).__name__, B([1, 2]))  # expect: bytes b'\x01\x02'
print(hash(c) == hash(b'xyz'))  # expect: True
print(B.fromhex('41'))  # expect: b'A'
print(type(B.fromhex('41')).__name__)  # expect: B
class HasBytes:
    def __bytes__(self):
        return b'mine'
print(bytes(HasBytes()), b'%s' % HasBytes())  # expect: b'mine' b'mine'
print([x for x in b'ab'])  # expect: [97, 98]
print(iter(b'abc').__length_hint__())  # expect: 3
print(b'abc'.__getitem__(1))  # expect: 98
def f():
    b[0] = 1
print(why(f))
# expect: TypeError: 'bytes' object does not support item assignment

# Lists and tuples of bytes, and what is nearly such.
class Index:
    def __index__(self): return 5
print(bytes([1, True, Index()]), bytes((255, 0)), bytearray([]), bytes([2] * 20000) == b'\x02' * 20000)  # expect: b'\x01\x01\x05' b'\xff\x00' bytearray(b'') True
for items in [1, 256], (0, -1), [1, 'a'], [2 ** 70]:
    try:
        bytes(items)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError bytes must be in range(0, 256)
