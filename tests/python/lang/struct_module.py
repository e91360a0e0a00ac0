# struct: formats, sizes, and what it says when something does not fit.
import struct
import sys

# The machine's own order and the other one word their mistakes differently.
OWN, OTHER = ('<', '>') if sys.byteorder == 'little' else ('>', '<')


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(value)


s = struct.Struct('<hi')
buffer = bytearray(10)

show(r"""
struct.pack('<bBhHiIqQ', -1, 255, -2, 65534, -3, 4294967293, -4, 2 ** 64 - 4)  # expect: b'\xff\xff\xfe\xff\xfe\xff\xfd\xff\xff\xff\xfd\xff\xff\xff\xfc\xff\xff\xff\xff\xff\xff\xff\xfc\xff\xff\xff\xff\xff\xff\xff'
struct.pack('>hIq', -2, 1, 2)  # expect: b'\xff\xfe\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x02'
struct.pack('!d', 1.5), struct.pack('<f', -0.1), struct.pack('>e', 0.333)  # expect: (b'?\xf8\x00\x00\x00\x00\x00\x00', b'\xcd\xcc\xcc\xbd', b'5T')
struct.unpack('<eee', b'\x00\x7c\x01\x00\xff\x7b')  # expect: (inf, 5.960464477539063e-08, 65504.0)
struct.pack('<e', 5.9e-8), struct.pack('<e', -0.0), struct.pack('<e', 65519.0)  # expect: (b'\x01\x00', b'\x00\x80', b'\xff{')
struct.pack('<4s3p2x?c', b'ab', b'abcdef', [], b'z')  # expect: b'ab\x00\x00\x02ab\x00\x00\x00z'
struct.unpack('<4s3p2x?c', b'ab\0\0\x02ab..\x07z')  # expect: (b'ab\x00\x00', b'ab', True, b'z')
struct.calcsize('hi'), struct.calcsize('ih'), struct.calcsize('<hi'), struct.calcsize('b0i')  # expect: (8, 6, 6, 4)
struct.calcsize('<lLqQ'), struct.calcsize('>10s 2h'), struct.calcsize('=3x')  # expect: (24, 14, 3)
struct.pack('P', -1) == struct.pack('N', 2 ** (8 * struct.calcsize('N')) - 1)  # expect: True
struct.unpack(b'>2H', bytearray(b'\0\1\0\2')), struct.unpack('<I', memoryview(b'abcdef')[1:5])  # expect: ((1, 2), (1701077858,))
struct.pack('<0s'), struct.unpack('0s', b''), struct.pack('h', True)  # expect: error: pack expected 1 items for packing (got 0)
s.size, s.format, s.pack(1, 2), s.unpack(b'abcdef')  # expect: (6, '<hi', b'\x01\x00\x02\x00\x00\x00', (25185, 1717920867))
s.pack_into(buffer, 2, -1, -2), buffer, s.pack_into(buffer, -6, 3, 4), buffer  # expect: (None, bytearray(b'\x00\x00\xff\xff\x03\x00\x04\x00\x00\x00'), None, bytearray(b'\x00\x00\xff\xff\x03\x00\x04\x00\x00\x00'))
s.unpack_from(buffer, 4), s.unpack_from(buffer=buffer, offset=-6)  # expect: ((3, 4), (3, 4))
list(struct.iter_unpack('<H', b'abcd')), struct.iter_unpack('<H', b'abcd').__length_hint__()  # expect: ([(25185,), (25699,)], 2)
[struct.unpack('>' + c, b'\xff' * struct.calcsize('>' + c)) for c in 'bBhHiIlLqQ']  # expect: [(-1,), (255,), (-1,), (65535,), (-1,), (4294967295,), (-1,), (4294967295,), (-1,), (18446744073709551615,)]
struct.pack('b', 128)  # expect: error: byte format requires -128 <= number <= 127
struct.pack(OWN + 'H', -1)  # expect: error: ushort format requires 0 <= number <= 65535
struct.pack(OTHER + 'H', -1)  # expect: error: argument out of range
struct.pack(OTHER + 'h', 70000)  # expect: error: 'h' format requires -32768 <= number <= 32767
struct.pack(OWN + 'i', 2 ** 31)  # expect: error: 'i' format requires -2147483648 <= number <= 2147483647
struct.pack(OWN + 'Q', -1)  # expect: error: argument out of range
struct.pack(OTHER + 'q', 2 ** 63)  # expect: error: int too large to convert
struct.pack('i', 1.0)  # expect: error: required argument is not an integer
struct.pack('f', 'x')  # expect: error: required argument is not a float
struct.pack('<f', 1e300)  # expect: OverflowError: float too large to pack with f format
struct.pack('>e', 65520.0)  # expect: OverflowError: float too large to pack with e format
struct.pack('c', b'ab')  # expect: error: char format requires a bytes object of length 1
struct.pack('s', 'text')  # expect: error: argument for 's' must be a bytes object
struct.pack('ii', 1)  # expect: error: pack expected 2 items for packing (got 1)
struct.pack('<P', 1)  # expect: error: bad char in struct format
struct.pack('5', 1)  # expect: error: repeat count given without format specifier
struct.calcsize('z')  # expect: error: bad char in struct format
struct.calcsize('9223372036854775807i9i')  # expect: error: total struct size too long
struct.calcsize('99999999999999999999s')  # expect: error: total struct size too long
struct.calcsize(5)  # expect: TypeError: Struct() argument 1 must be a str or bytes object, not int
struct.calcsize('i\0')  # expect: error: embedded null character
struct.unpack('<i', b'abc')  # expect: error: unpack requires a buffer of 4 bytes
struct.unpack('<i', 'text')  # expect: TypeError: a bytes-like object is required, not 'str'
struct.unpack_from('<i', b'abcdef', 3)  # expect: error: unpack_from requires a buffer of at least 7 bytes for unpacking 4 bytes at offset 3 (actual buffer size is 6)
struct.unpack_from('<i', b'abcdef', -3)  # expect: error: not enough data to unpack 4 bytes at offset -3
struct.unpack_from('<i', b'abcdef', -7)  # expect: error: offset -7 out of range for 6-byte buffer
struct.pack_into('<i', buffer, 8, 1)  # expect: error: pack_into requires a buffer of at least 12 bytes for packing 4 bytes at offset 8 (actual buffer size is 10)
struct.pack_into('<i', buffer, -3, 1)  # expect: error: no space to pack 4 bytes at offset -3
struct.pack_into('<i', buffer)  # expect: error: pack_into expected offset argument
struct.pack_into('<i', b'readonly', 0, 1)  # expect: TypeError: argument must be read-write bytes-like object, not bytes
struct.iter_unpack('<i', b'abc')  # expect: error: iterative unpacking requires a buffer of a multiple of 4 bytes
struct.iter_unpack('', b'')  # expect: error: cannot iteratively unpack with a struct of length 0
struct.error.__mro__[1]  # expect: <class 'Exception'>
""")


class Shrinks:
    """I take the buffer away while it is being packed into."""

    def __index__(self):
        del buffer[:]
        return 1


try:
    struct.pack_into('<2i', buffer, 0, 1, Shrinks())
except (BufferError, struct.error):
    print('refused')  # expect: refused

# One format after another, some again, some wrong.
for form in ('<hI', '<hI', '>q', '<hI', '=2s3x?', '>q'):
    print(struct.calcsize(form), end=' ')
print(list(struct.iter_unpack('<h', b'\1\0\2\0')))
# expect: 6 6 8 6 6 8 [(1,), (2,)]
print(struct.unpack('>iQf', struct.pack('>iQf', -5, 2**63, 0.5)))  # expect: (-5, 9223372036854775808, 0.5)
print(struct.unpack('<iQd', struct.pack('<iQd', -5, 2**63, 0.1)))  # expect: (-5, 9223372036854775808, 0.1)
for form in ('w', 'Z', '?w', '~'):
    try:
        struct.calcsize(form)
    except struct.error as e:
        print(e)
# expect: bad char in struct format
# expect: bad char in struct format
# expect: bad char in struct format
# expect: bad char in struct format
try:    # sizes that add up to more than there can be
    struct.calcsize('<200000s%dxx%dxxx' % (2**63 - 200001, 2**63 - 1))
except struct.error as error:
    print(error)  # expect: total struct size too long
# What a format makes is kept beside what others make, and is its own.
formats = ['<%d%s' % (n, c) for n in range(1, 9) for c in 'BHIQs'] + ['>' + c * n for n in (1, 2, 3) for c in 'bhiq']
sizes = [struct.calcsize(f) for f in formats]
print(all([struct.calcsize(f) for f in formats] == sizes for _ in range(3)), sum(sizes))  # expect: True 666
for f in '<2s', '<s2', '<2s', '<s2':
    try:
        print(struct.pack(f, b'ab'))
    except struct.error as e:
        print(e)
# expect: b'ab'
# expect: repeat count given without format specifier
# expect: b'ab'
# expect: repeat count given without format specifier

# Items of one kind in a row, apart, behind filling and none of them.
for form in '<B2B3B', '<BxBxxB', '=HBHBB', '@BHBHH', '@B0HBI', '<2s2s1s', '>0s3pHH', '<2x', '', '<cc?c', '<ff2fd', '<hHhH2h':
    got = struct.unpack(form, (b'\1\2\0' * 20)[:struct.calcsize(form)])
    print(repr(form), got == struct.unpack(form, struct.pack(form, *got)), struct.pack(form, *got).hex())
# expect: '<B2B3B' True 010200010200
# expect: '<BxBxxB' True 010000000000
# expect: '=HBHBB' True 01020001020001
# expect: '@BHBHH' True 01000001020001020001
# expect: '@B0HBI' True 0100000002000102
# expect: '<2s2s1s' True 0102000102
# expect: '>0s3pHH' True 01020001020001
# expect: '<2x' True 0000
# expect: '' True 
# expect: '<cc?c' True 01020001
# expect: '<ff2fd' True 010200010200010200010200010200010200010200010200
# expect: '<hHhH2h' True 010200010200010200010200


class Changes:
    """Gives the Struct that is packing another format, and others a place."""

    def __index__(self):
        record.__init__('<2s')
        for i in range(200):
            struct.calcsize('<%dB' % i)
        gc.collect()
        return 7


import gc
record = struct.Struct('<BHIQ')
print(type(record.pack(1, Changes(), 3, 4)), record.size)  # expect: <class 'bytes'> 2
print(struct.pack('>3hB', 1, Changes(), 3, 4))  # expect: b'\x00\x01\x00\x07\x00\x03\x04'
print(record.pack(b'ab'), record.format, record.unpack(b'cd'))  # expect: b'ab' <2s (b'cd',)
walk = struct.iter_unpack('<HB', bytes(range(9)))
print(next(walk), [struct.calcsize('<%dH' % i) for i in range(99)][-1], gc.collect() >= 0, list(walk))  # expect: (256, 2) 196 True [(1027, 5), (1798, 8)]
