# binascii and base64: bytes as text, and what is wrong with a text.
import base64
import binascii
import io


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(value)


show(r"""
binascii.hexlify(b'ab\xff'), binascii.hexlify(b'abcdef', '-', -4), binascii.hexlify(data=b'ab', sep=b':')  # expect: (b'6162ff', b'61626364-6566', b'61:62')
binascii.unhexlify('6162fF'), binascii.a2b_hex(b'00')  # expect: (b'ab\xff', b'\x00')
binascii.unhexlify('616')  # expect: Error: Odd-length string
binascii.unhexlify('6g')  # expect: Error: Non-hexadecimal digit found
binascii.unhexlify('\u20ac')  # expect: ValueError: string argument should contain only ASCII characters
binascii.unhexlify(5)  # expect: TypeError: argument should be bytes, buffer or ASCII string, not 'int'
binascii.b2a_base64(b'abc'), binascii.b2a_base64(b'ab', newline=False), binascii.b2a_base64(b'')  # expect: (b'YWJj\n', b'YWI=', b'\n')
binascii.b2a_base64('text')  # expect: TypeError: a bytes-like object is required, not 'str'
binascii.a2b_base64('YW Jj\n'), binascii.a2b_base64(b'=YWJj'), binascii.a2b_base64('ab==cd==')  # expect: (b'abc', b'abc', b'i')
binascii.a2b_base64('YWJ')  # expect: Error: Incorrect padding
binascii.a2b_base64('YWJjY')  # expect: Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
binascii.a2b_base64('YW==', strict_mode=True)  # expect: b'a'
binascii.a2b_base64('YW=x', strict_mode=True)  # expect: Error: Discontinuous padding not allowed
binascii.a2b_base64('=YWJ', strict_mode=True)  # expect: Error: Leading padding not allowed
binascii.a2b_base64('YW===', strict_mode=True)  # expect: Error: Excess data after padding
binascii.a2b_base64('Y\nWJj', strict_mode=True)  # expect: Error: Only base64 data is allowed
binascii.b2a_uu(b'hello'), binascii.b2a_uu(b'\0a', backtick=True), binascii.a2b_uu(b'%:&5L;&\\ \n')  # expect: (b'%:&5L;&\\ \n', b'"`&$`\n', b'hello')
binascii.b2a_uu(b'x' * 46)  # expect: Error: At most 45 bytes at once
binascii.a2b_uu('%zz')  # expect: Error: Illegal char
binascii.a2b_uu('!!!!x')  # expect: Error: Trailing garbage
binascii.b2a_qp(b'a=b\xff\n x \n.\n'), binascii.b2a_qp(b'a b_c', header=True)  # expect: (b'a=3Db=FF\n x=20\n=2E\n', b'a_b=5Fc')
binascii.b2a_qp(b'x' * 80), binascii.b2a_qp(b'a\tb\r\n', quotetabs=True), binascii.b2a_qp(b'a\n', istext=False)  # expect: (b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxx', b'a=09b\r\n', b'a=0A')
binascii.a2b_qp('a=3Db=\nc=zz=='), binascii.a2b_qp('a_b', header=True), binascii.a2b_qp(b'=\r\nx=')  # expect: (b'a=bc=zz=', b'a b', b'x')
binascii.crc_hqx(b'hello', 0), binascii.crc_hqx(b'hello', 0x12345)  # expect: (50018, 63453)
issubclass(binascii.Error, ValueError)  # expect: True
base64.b64encode(b'abc?>'), base64.b64encode(b'abc?>', b'-_'), base64.urlsafe_b64encode(b'abc?>')  # expect: (b'YWJjPz4=', b'YWJjPz4=', b'YWJjPz4=')
base64.b64decode('YWJjPz4='), base64.b64decode('YWJjPz4_', '._'), base64.urlsafe_b64decode('-_-_')  # expect: (b'abc?>', b'abc?>?', b'\xfb\xff\xbf')
base64.b64decode('YW!j', validate=True)  # expect: Error: Only base64 data is allowed
base64.b64decode(5)  # expect: TypeError: argument should be a bytes-like object or ASCII string, not 'int'
base64.b32encode(b'abcdefg'), base64.b32hexencode(b'abc'), base64.b32decode('MFRGGZDFMZTQ===='), base64.b32hexdecode('c5h66===', True)  # expect: (b'MFRGGZDFMZTQ====', b'C5H66===', b'abcdefg', b'abc')
base64.b32decode('MFRGG1==')  # expect: Error: Non-base32 digit found
base64.b32decode('MFRG')  # expect: Error: Incorrect padding
base64.b32decode('M1023456', map01='L')  # expect: b'b\xdd\xad\xf3\xbe'
base64.b16encode(b'\xab'), base64.b16decode('AB'), base64.b16decode('ab', True)  # expect: (b'AB', b'\xab', b'\xab')
base64.b16decode('ab')  # expect: Error: Non-base16 digit found
base64.a85encode(b'hello wor\0\0\0\0    ', foldspaces=True), base64.a85encode(b'hello', adobe=True, wrapcol=5)  # expect: (b'BOu!rD]j7BEW?(>!$EC,+9', b'<~BOu\n!rDZ\n~>')
base64.a85decode('<~87cURDZ~>', adobe=True), base64.a85decode('zy', foldspaces=True), base64.a85decode('87 cU\nRDZ')  # expect: (b'Hello', b'\x00\x00\x00\x00    ', b'Hello')
base64.a85decode('8zB')  # expect: ValueError: z inside Ascii85 5-tuple
base64.a85decode('vvv')  # expect: ValueError: Non-Ascii85 digit found: v
base64.a85decode('uuuuu')  # expect: ValueError: Ascii85 overflow
base64.b85encode(b'hello'), base64.b85encode(b'hello', pad=True), base64.b85decode('Xk~0{Zv')  # expect: (b'Xk~0{Zv', b'Xk~0{ZvX%Q', b'hello')
base64.b85decode('Xk~0{Z v')  # expect: ValueError: bad base85 character at position 6
base64.b85decode('~~~~~')  # expect: ValueError: base85 overflow in hunk starting at byte 0
base64.encodebytes(b'x' * 60), base64.decodebytes(b'YWJj\nYWJj\n')  # expect: (b'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\neHh4\n', b'abcabc')
base64.encodebytes('text')  # expect: TypeError: expected bytes-like object, not str
""")

out = io.BytesIO()
base64.encode(io.BytesIO(b'abc' * 30), out)
print(out.getvalue())  # expect: b'YWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJj\nYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJj\n'
out.seek(0)
back = io.BytesIO()
base64.decode(out, back)
print(back.getvalue() == b'abc' * 30)  # expect: True

# Groups of four are read at once: what is no digit may stand anywhere between.
import binascii
whole = bytes(range(251))
text = base64.b64encode(whole)
for size in range(len(whole)):
    assert base64.b64decode(base64.b64encode(whole[:size])) == whole[:size]
for place in range(len(text) - 1):
    for other in b'\n', b'-_', b'\xff!?\x00', b' ' * 5:
        spoilt = text[:place] + other + text[place:]
        assert binascii.a2b_base64(spoilt) == whole, (place, other)
        try:
            binascii.a2b_base64(spoilt, strict_mode=True)
        except binascii.Error as error:
            assert str(error) == 'Only base64 data is allowed'
        else:
            print('read', spoilt)
print(binascii.a2b_base64(b'QUJD' * 3 + b'QQ=='))  # expect: b'ABCABCABCA'
print(binascii.a2b_base64(b'QUJD=QUJD'))  # expect: b'ABCABC'
for wrong in b'QUJDQUJDQ', b'QUJDQUJDQU', b'QUJDQUJDQU=':
    try:
        binascii.a2b_base64(wrong)
    except binascii.Error as error:
        print(error)
# expect: Invalid base64-encoded string: number of data characters (9) cannot be 1 more than a multiple of 4
# expect: Incorrect padding
# expect: Incorrect padding

# Every group of every encoding, whole, cut and with a wrong letter in it; the
# case of every byte.
import base64, zlib


def outcome(f, *a, **k):
    try: return f(*a, **k)
    except Exception as e: return type(e).__name__, str(e)
total = 0
for size in list(range(24)) + [100, 255]:
    for data in bytes(size), b' ' * size, bytes(i * 37 % 256 for i in range(size)), b'\xff' * size:
        for f in base64.b32encode, base64.b32hexencode, base64.b85encode, base64.a85encode, base64.b16encode:
            total = zlib.crc32(repr(f(data)).encode(), total)
            back = getattr(base64, f.__name__.replace('en', 'de'))
            assert back(f(data)) == data, (f, data)
            text = bytearray(f(data))
            for at in 0, len(text) // 2, len(text) - 1:
                for new in b'0189=~!zy v\xff':
                    if text:
                        bad = bytes(text[:at] + bytes([new]) + text[at + 1:])
                        total = zlib.crc32(repr(outcome(back, bad)).encode(), total)
                        total = zlib.crc32(repr(outcome(back, bad[:at])).encode(), total)
        for keywords in {'foldspaces': True}, {'pad': True}, {'foldspaces': True, 'pad': True, 'adobe': True}, {'wrapcol': 7}:
            total = zlib.crc32(repr(base64.a85encode(data, **keywords)).encode(), total)
            total = zlib.crc32(repr(base64.b85encode(data, pad=True)).encode(), total)
print('%08x' % total)
# expect: 383181df
print(outcome(base64.b85decode, b'~~~~~'), outcome(base64.b85decode, b'ab c'), outcome(base64.b32decode, 'mzxw6===', casefold=True))
# expect: ('ValueError', 'base85 overflow in hunk starting at byte 0') ('ValueError', 'bad base85 character at position 2') b'foo'
print(outcome(base64.b32decode, 'MZXW6YQ='), outcome(base64.b32decode, 'M0XW6YQ1', map01='I'), outcome(base64.b32encode, 'text'))
# expect: b'foob' b'c\xafob\x08' ('TypeError', "memoryview: a bytes-like object is required, not 'str'")
text = bytes(range(256))
for size in 0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 255:
    assert text[256 - size:].lower() == bytes(c + 32 if 65 <= c <= 90 else c for c in text[256 - size:])
    assert text[60:60 + size].upper() == bytes(c - 32 if 97 <= c <= 122 else c for c in text[60:60 + size])
    assert bytearray(text[60:60 + size]).lower() == bytes(c + 32 if 65 <= c <= 90 else c for c in text[60:60 + size])
