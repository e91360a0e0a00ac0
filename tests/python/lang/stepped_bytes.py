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
