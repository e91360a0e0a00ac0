# Slices with a step of a bytearray and of a list, read, set and deleted, against
# the same done one by one.
def indices(size, start, stop, step):
    return list(range(size))[start:stop:step]


bounds = (None, 0, 1, 5, 9, 20, -1, -4, -20)
wrong = 0
for make in (bytearray, list):
    for start in bounds:
        for stop in bounds:
            for step in (1, 2, 3, 11, -1, -2, -11):
                row = make(range(10))
                at = indices(10, start, stop, step)
                wrong += list(row[start:stop:step]) != [row[i] for i in at]
                other = make(row)
                other[start:stop:step] = make(range(100, 100 + len(at)))
                if step != 1:
                    for n, i in enumerate(at):
                        row[i] = 100 + n
                    wrong += row != other
                    del other[start:stop:step]
                    wrong += list(other) != [x for i, x in enumerate(row)
                                             if i not in at]
print(wrong)  # expect: 0
row = [1, 2, 3, 4]
row[::2] = row[1::2]
row[1:1] = row
print(row)  # expect: [2, 2, 2, 4, 4, 2, 4, 4]
same = bytearray(b"abcd")
same[::-1] = same
same[1:2] = bytes(3)
print(same)  # expect: bytearray(b'd\x00\x00\x00ba')
for bad in ((bytearray(4), b"abc"), ([0] * 4, [1, 2, 3])):
    try:
        bad[0][::2] = bad[1]
    except ValueError as error:
        print(error)
# expect: attempt to assign bytes of size 3 to extended slice of size 2
# expect: attempt to assign sequence of size 3 to extended slice of size 2
print(bytearray(3), bytes(2), bytes([1, True, 255]), bytearray(range(3)))  # expect: bytearray(b'\x00\x00\x00') b'\x00\x00' b'\x01\x01\xff' bytearray(b'\x00\x01\x02')

# Where bytes are looked for, a view with gaps is refused for what it is.
import io
gaps = memoryview(b'a.b.')[::2]
for ask in (b'ab'.find, b'ab'.count, b'ab'.split, b'ab'.startswith, b'ab'.__contains__, b'ab'.strip, bytearray(b'ab').removeprefix,
            lambda v: b'ab'.endswith((v,)), lambda v: b'ab'.replace(b'a', v), lambda v: b'ab'.translate(None, v),
            lambda v: bytes.maketrans(v, b'xy'), io.BytesIO().write, lambda v: UnicodeDecodeError('ascii', v, 0, 1, 'x')):
    for view in gaps, 'ab':
        try:
            print(ask(view))
        except (TypeError, BufferError) as exc:
            print(type(exc).__name__, exc)
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError startswith first arg must be bytes or a tuple of bytes, not str
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# expect: BufferError memoryview: underlying buffer is not C-contiguous
# expect: TypeError a bytes-like object is required, not 'str'
# A short bytearray has its bytes in its cell, until it outgrows that.
for size in 0, 1, 23, 24, 25, 39, 40, 41, 200, 511, 512, 513, 4000:
    array = bytearray(bytes(i & 255 for i in range(size)))
    copy, part = array[:], array[size // 3:]
    del array[:size // 2]
    for more in b'', b'ab', b'c' * 50, array[:7], b'd' * 600:
        array += more
        array.extend(more)
    assert bytes(copy) == bytes(i & 255 for i in range(size)) and copy.endswith(part)
    assert array.count(b'd') >= 1200 and len(array) - (size - size // 2) >= 1300, size
array = bytearray(b'0123456789')
array.extend(array)
array[3:5] = array
array.__init__(memoryview(bytes(array))[::2])
print(len(array), array[:12])  # expect: 19 bytearray(b'021357913579')
array.__init__(array)
print(array)  # expect: bytearray(b'')
views = bytearray(b'abc')
with memoryview(views) as view:
    try:
        views += b'd' * 100
    except BufferError as e:
        print(e)  # expect: Existing exports of data: object cannot be re-sized
    view[:] = b'xyz'
views += b'd' * 100
print(views[:4], len(views))  # expect: bytearray(b'xyzd') 103
print(bytearray(b'a b  c').split(), bytearray(b'a,b,').split(b','))
# expect: [bytearray(b'a'), bytearray(b'b'), bytearray(b'c')] [bytearray(b'a'), bytearray(b'b'), bytearray(b'')]


class Named(bytearray):
    __slots__ = 'name',


named = Named(b'abc')
named.name = 5
named += b'd' * 30
print(named.name, len(named), type(named[:]).__name__)  # expect: 5 33 bytearray

# Parts of a view are overwritten, compared and shown where they lie.
store = bytearray(range(20))
view = memoryview(store)
view[2:6] = view[4:8]
view[6:10] = memoryview(store)[5:9]
view[10:12] = bytearray(b'hi')
view[5:5] = b''
view[-3:] = memoryview(bytes(3))
view[::-1][:2] = b'zy'
view[:4][1:3] = b'pq'
print(store.hex())  # expect: 0070710506070706070868690c0d0e0f1000797a
for key, value in ((slice(0, 2), b'abc'), (slice(0, 4, 2), b'abc'), (slice(0, 2), memoryview(b'ab').cast('c')),
                   (slice(0, 4), memoryview(b'abcd').cast('B', (2, 2))), (slice(0, 2), 'ab'), (slice(0, 2), [1, 2]),
                   (slice(None, None, 0), b''), (0, 256), (0, -1), (0, 'a'), (20, 1)):
    try:
        view[key] = value
    except (TypeError, ValueError, IndexError) as e:
        print(e)
# expect: memoryview assignment: lvalue and rvalue have different structures
# expect: memoryview assignment: lvalue and rvalue have different structures
# expect: memoryview assignment: lvalue and rvalue have different structures
# expect: memoryview assignment: lvalue and rvalue have different structures
# expect: a bytes-like object is required, not 'str'
# expect: a bytes-like object is required, not 'list'
# expect: slice step cannot be zero
# expect: memoryview: invalid value for format 'B'
# expect: memoryview: invalid value for format 'B'
# expect: memoryview: invalid type for format 'B'
# expect: index out of bounds on dimension 1
words = memoryview(bytearray(range(16))).cast('I')
words[1], words[-1] = 0x01020304, 7
print(words[0] in (0x03020100, 0x00010203), words[1] == 0x01020304, words[-1], words[1:].tolist()[-1])
# expect: True True 7 7
for bad in 4, -5:
    try:
        words[bad]
    except IndexError as e:
        print(e)  # expect: index out of bounds on dimension 1
        # expect: index out of bounds on dimension 1
part = memoryview(b'\x00\xffab')
print(part.hex(), part[1:3].hex(), part[::-1].hex(), part[:0].hex() == '', part.hex('-'), part.hex('.', 3))
# expect: 00ff6162 ff61 6261ff00 True 00-ff-61-62 00.ff6162
print(memoryview(bytearray(range(256)) * 9).hex() == (bytes(range(256)) * 9).hex())  # expect: True
print(part == b'\x00\xffab', part[2:] == bytearray(b'ab'), part != part[:3], part == part[:], part[::2] == b'\0a',
      part.cast('c') == part, part == 'text', part.tobytes(), part[::-1].tobytes())
# expect: True True True True True False False b'\x00\xffab' b'ba\xff\x00'
