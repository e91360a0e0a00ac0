# array.array, and memoryviews of it and of other formats.
import array
import io
import struct
from array import array as A


def show(table):
    for line in table.strip().split('\n'):
        try:
            value = eval(line)
        except Exception as error:
            value = type(error).__name__ + ': ' + str(error)
        print(value)


def after(a, call):
    call(a)
    return a


bytes8 = bytearray(8)

show(r"""
A('i'), A('h', [1, -2]), A('u', 'a\u20ac'), A('d', (1.5, float('nan'))), A('B', b'ab'), A('f', A('i', [3]))  # expect: (array('i'), array('h', [1, -2]), array('u', 'a€'), array('d', [1.5, nan]), array('B', [97, 98]), array('f', [3.0]))
A('q', [2 ** 62, -5]), A('Q', [2 ** 64 - 1]), A('f', [0.1]), A('f', [1e300])  # expect: (array('q', [4611686018427387904, -5]), array('Q', [18446744073709551615]), array('f', [0.10000000149011612]), array('f', [inf]))
A('i', [1, 2]) + A('i', [3]), A('h', [1]) * 3, 2 * A('b', [1]), A('i', [1]) * -1  # expect: (array('i', [1, 2, 3]), array('h', [1, 1, 1]), array('b', [1, 1]), array('i'))
A('i', [1, 2]) == A('d', [1, 2]), A('i', [1]) < A('h', [2]), A('i', [1]) == [1], A('b') != A('b')  # expect: (True, True, False, False)
[A('i', [1, 2, 3])[i] for i in (0, -1)], A('i', range(6))[::-2], A('i', range(6))[1:3]  # expect: ([1, 3], array('i', [5, 3, 1]), array('i', [1, 2]))
after(A('i', range(6)), lambda a: a.__delitem__(slice(None, None, 2))), after(A('i', range(6)), lambda a: a.__delitem__(slice(4, 0, -2)))  # expect: (array('i', [1, 3, 5]), array('i', [0, 1, 3, 5]))
after(A('i', range(4)), lambda a: a.__setitem__(slice(1, 2), A('i', [7, 8]))), after(A('i', range(4)), lambda a: a.__setitem__(slice(3, None, -2), A('i', [7, 8])))  # expect: (array('i', [0, 7, 8, 2, 3]), array('i', [0, 8, 2, 7]))
after(A('h', [1, 2]), lambda a: a.append(3)), after(A('h', [1]), lambda a: a.extend([2, 3])), after(A('h', [1, 2]), lambda a: a.insert(-1, 9))  # expect: (array('h', [1, 2, 3]), array('h', [1, 2, 3]), array('h', [1, 9, 2]))
after(A('h', [1, 2, 1]), lambda a: a.remove(1)), A('h', [1, 2]).pop(0), after(A('i', [1, 2, 3]), lambda a: a.reverse()), after(A('H', [1, 256]), lambda a: a.byteswap())  # expect: (array('h', [2, 1]), 1, array('i', [3, 2, 1]), array('H', [256, 1]))
A('b', [1, 2, 1]).count(1), A('b', [1, 2, 1]).index(1, 1), 2 in A('b', [1, 2]), list(A('u', 'ab'))  # expect: (2, 2, True, ['a', 'b'])
A('b', [1, 2]).tobytes(), A('B', [1, 2]).tolist(), A('u', 'ab').tounicode(), after(A('b'), lambda a: a.frombytes(b'\xff\1'))  # expect: (b'\x01\x02', [1, 2], 'ab', array('b', [-1, 1]))
A('h', [1, 2]).itemsize, A('h').typecode, A('i', [1]).buffer_info()[1], array.typecodes  # expect: (2, 'h', 1, 'bBuhHiIlLqQfd')
after(A('b'), lambda a: a.fromfile(io.BytesIO(b'abc'), 2)), after(A('u'), lambda a: a.fromunicode('xy'))  # expect: (array('b', [97, 98]), array('u', 'xy'))
A('i', [1]).__reduce_ex__(2)[1], array._array_reconstructor(A, 'i', 5, b'\xff\xfe\0\1'), array._array_reconstructor(A, 'd', 15, b'\x3f\xc0\0\0')  # expect: (('i', [1]), array('h', [-2, 1]), array('d', [1.5]))
A('b', [300])  # expect: OverflowError: signed char is greater than maximum
A('B', [-1])  # expect: OverflowError: unsigned byte integer is less than minimum
A('H', [70000])  # expect: OverflowError: unsigned short is greater than maximum
A('i', [2 ** 31])  # expect: OverflowError: signed integer is greater than maximum
A('I', [-1])  # expect: OverflowError: can't convert negative value to unsigned int
A('Q', [2 ** 64])  # expect: OverflowError: int too big to convert
A('i', ['x'])  # expect: TypeError: 'str' object cannot be interpreted as an integer
A('d', ['x'])  # expect: TypeError: must be real number, not str
A('u', ['xy'])  # expect: TypeError: array item must be unicode character
A('z')  # expect: ValueError: bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
A('i', b'abc')  # expect: ValueError: bytes length not a multiple of item size
A('i', 'abc')  # expect: TypeError: cannot use a str to initialize an array with typecode 'i'
A('i', [1]) + [2]  # expect: TypeError: can only append array (not "list") to array
A('i', [1])[1]  # expect: IndexError: array index out of range
A('i').pop()  # expect: IndexError: pop from empty array
A('i', [1]).index(2)  # expect: ValueError: array.index(x): x not in array
A('i', [1]).__setitem__(slice(0, 1), [1])  # expect: TypeError: can only assign array (not "list") to array slice
A('i', [1]).__setitem__(slice(None, None, -1), A('i'))  # expect: None
A('b').fromfile(io.BytesIO(b'abc'), 4)  # expect: EOFError: read() didn't return enough bytes
memoryview(A('h', [1, -2])).tolist(), memoryview(A('h', [1, 2])).format, memoryview(A('d', [0.5]))[0]  # expect: ([1, -2], 'h', 0.5)
memoryview(b'abcd').cast('h').tolist() == [*memoryview(b'abcd').cast('@h')] == list(A('h', b'abcd'))  # expect: True
memoryview(b'abcdef').cast('H')[::-1].tobytes(), memoryview(b'abcdef').cast('H')[1:].nbytes, memoryview(b'abcdef').cast('H').shape  # expect: (b'efcdab', 4, (3,))
memoryview(A('i', [1])) == A('h', [1]), memoryview(A('f', [1])) == A('i', [1]), memoryview(b'a') == A('B', [97])  # expect: (True, True, True)
memoryview(bytes8).cast('i').__setitem__(1, -1), bytes8[4:], memoryview(bytes8).cast('d').__setitem__(0, 1.5), bytes8 == struct.pack('d', 1.5)  # expect: (None, bytearray(b'\xff\xff\xff\xff'), None, True)
memoryview(bytes8).cast('i').__setitem__(slice(0, 1), A('i', [5])), bytes8[:4] == A('i', [5]).tobytes()  # expect: (None, True)
memoryview(bytes8).cast('i').__setitem__(slice(0, 1), b'abcd')  # expect: ValueError: memoryview assignment: lvalue and rvalue have different structures
memoryview(bytes8).cast('i')[0] == 5, memoryview(bytes8).cast('?')[4], memoryview(bytes8).cast('c')[7] == bytes8[7:8], memoryview(bytes8)[0,] == bytes8[0]  # expect: (True, False, True, True)
memoryview(bytes8).cast('i').__setitem__(0, 2 ** 40)  # expect: ValueError: memoryview: invalid value for format 'i'
memoryview(bytes8).cast('i').__setitem__(0, 'x')  # expect: TypeError: memoryview: invalid type for format 'i'
memoryview(bytes8).cast('i').cast('h')  # expect: TypeError: memoryview: cannot cast between two non-byte formats
memoryview(bytes8).cast('<i')  # expect: ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'
memoryview(bytes8)[:3].cast('h')  # expect: TypeError: memoryview: length is not a multiple of itemsize
memoryview(bytes8).cast('i', [3])  # expect: TypeError: memoryview: product(shape) * itemsize != buffer size
memoryview(bytes8).cast('B', [8]).tobytes(order='F') == bytes8  # expect: True
memoryview(b'abcd').cast('h').__hash__()  # expect: ValueError: memoryview: hashing is restricted to formats 'B', 'b' or 'c'
memoryview(b'ab')[0, 0]  # expect: TypeError: cannot index 1-dimension view with 2-element tuple
bytes(A('h', [1])) == struct.pack('h', 1), b'x' + A('b', [98]), b''.join([A('b', [97])]), bytearray(A('b', [5]))  # expect: (True, b'xb', b'a', bytearray(b'\x05'))
""")

a = A('i', [1, 2, 3])
view = memoryview(a)
with view:
    try:
        a.append(4)
    except BufferError:
        print('held')  # expect: held
    view[0] = 9
a.append(4)
print(a)  # expect: array('i', [9, 2, 3, 4])


class Numbers(A):
    """I am an array with something more."""


n = Numbers('i', [1])
n.name = 'n'
print(n, n.name, type(n + n), isinstance(n, A))  # expect: Numbers('i', [1]) n <class 'array.array'> True

# Walked while it grows and shrinks, and one with items of its own.
a = array.array('i', [1, 2, 3])
seen = []
for n in a:
    seen.append(n)
    if len(a) < 6:
        a.append(n * 10)
print(seen)  # expect: [1, 2, 3, 10, 20, 30]
walk = iter(a)
next(walk)
del a[:]
print(list(walk), sum(array.array('d', [0.5] * 3)))  # expect: [] 1.5
print(list(array.array('b', [-1, 5])), list(array.array('Q', [2**64 - 1])))  # expect: [-1, 5] [18446744073709551615]
