# A bytearray, an array and a BytesIO may not be resized while a memoryview of
# them can be named; one that nobody can name any more does not count.
import array
import io
import pickle


def refused(change, *args):
    try:
        change(*args)
    except BufferError as e:
        return str(e)
    return 'done'


data = bytearray(b'abcd')
view = memoryview(data)
print(refused(data.append, 1))
# expect: Existing exports of data: object cannot be re-sized
print([refused(change) for change in (data.pop, data.clear)])
# expect: ['Existing exports of data: object cannot be re-sized', 'Existing exports of data: object cannot be re-sized']
data[1:3] = b'xy'
print(bytes(view))  # expect: b'axyd'
part = view[1:]
view.release()
print(refused(data.extend, b'more'))
# expect: Existing exports of data: object cannot be re-sized
del part
print(refused(data.append, 33), data)  # expect: done bytearray(b'axyd!')
bytes(memoryview(data)[:2])
print(refused(data.append, 34), data)  # expect: done bytearray(b'axyd!"')
with memoryview(data):
    print(refused(data.append, 35))
    # expect: Existing exports of data: object cannot be re-sized
print(refused(data.append, 35), data)  # expect: done bytearray(b'axyd!"#')
print(refused(memoryview(data).release))  # expect: done

holder = [memoryview(data)]
print(refused(data.__delitem__, 0))
# expect: Existing exports of data: object cannot be re-sized
holder[0] = None
print(refused(data.__delitem__, 0))  # expect: done

numbers = array.array('H', [1, 2])
view = memoryview(numbers)
print(refused(numbers.append, 3))
# expect: cannot resize an array that is exporting buffers
print(refused(numbers.fromlist, [3]), numbers)
# expect: cannot resize an array that is exporting buffers array('H', [1, 2])
view.release()
print(refused(numbers.append, 3), numbers)  # expect: done array('H', [1, 2, 3])

file = io.BytesIO(b'1234567890')
view = file.getbuffer()
view[3:6] = b'abc'
print(file.getvalue())  # expect: b'123abc7890'
print(refused(file.write, b'x'), '-', refused(file.truncate))
# expect: Existing exports of data: object cannot be re-sized - Existing exports of data: object cannot be re-sized
print(refused(file.close), file.closed)
# expect: Existing exports of data: object cannot be re-sized False
del view
file.seek(0, 2)
print(refused(file.write, b'x'), file.getvalue())  # expect: done b'123abc7890x'

# An extended slice is deleted by giving it nothing.
data[::2] = b''
print(data)  # expect: bytearray(b'y!#')

# More dimensions.
cube = memoryview(bytes(range(24))).cast('B', (2, 3, 4))
print(cube.tolist()[1])
# expect: [[12, 13, 14, 15], [16, 17, 18, 19], [20, 21, 22, 23]]
print(cube.shape, cube.strides, cube.ndim, len(cube), cube.nbytes)
# expect: (2, 3, 4) (12, 4, 1) 3 2 24
print(cube[1, 2, 3], cube[-1, 0, 0], cube[::-1].tolist()[0][0])
# expect: 23 12 [12, 13, 14, 15]
print(cube.contiguous, cube.f_contiguous, cube[::-1].contiguous)
# expect: True False False
print(cube.tobytes('F').hex(), cube[::-1].tobytes('F')[:6].hex())
# expect: 000c04100814010d05110915020e06120a16030f07130b17 0c0010041408


def error(what):
    try:
        what()
    except Exception as e:
        return '%s: %s' % (type(e).__name__, e)


for key in 0, (0,), (0, 0, 0, 0), (slice(1),), 'a', (0, 3, 0), ():
    print(error(lambda: cube[key]))
    # expect: NotImplementedError: multi-dimensional sub-views are not implemented
    # expect: NotImplementedError: sub-views are not implemented
    # expect: TypeError: cannot index 3-dimension view with 4-element tuple
    # expect: NotImplementedError: multi-dimensional slicing is not implemented
    # expect: TypeError: memoryview: invalid slice key
    # expect: IndexError: index out of bounds on dimension 2
    # expect: NotImplementedError: sub-views are not implemented
one = memoryview(bytearray(b'1234')).cast('I', [])
one[()] = 5
print(one[()], one[...] is one, one.tolist(), one.shape, one.ndim, len(one))
# expect: 5 True 5 () 0 1
print(error(lambda: one[0]), '-', error(lambda: iter(one)))
# expect: TypeError: invalid indexing of 0-dim memory - TypeError: invalid indexing of 0-dim memory
print(error(lambda: list(cube)))
# expect: NotImplementedError: multi-dimensional sub-views are not implemented
for shape in ((2, 3, 5), [0], ['a'], 5, [1] * 65, [2**40, 2**40]):
    print(error(lambda: memoryview(bytes(24)).cast('B', shape)))
    # expect: TypeError: memoryview: product(shape) * itemsize != buffer size
    # expect: ValueError: memoryview.cast(): elements of shape must be integers > 0
    # expect: TypeError: memoryview.cast(): elements of shape must be integers
    # expect: TypeError: shape must be a list or a tuple
    # expect: ValueError: memoryview: number of dimensions must not exceed 64
    # expect: ValueError: memoryview.cast(): product(shape) > SSIZE_MAX
print(error(lambda: cube.cast('B', (4, 6))))
# expect: TypeError: memoryview: cast must be 1D -> ND or ND -> 1D
print(cube.cast('B').shape, cube.cast('B', [24])[23])  # expect: (24,) 23
same = memoryview(bytes(range(24))).cast('b', (2, 3, 4))
print(cube == same, cube == bytes(range(24)), cube == cube[::-1])
# expect: True False False

# A view has the hash of its bytes, even when it was released.
view = memoryview(b'abc')
print(hash(view) == hash(b'abc'))  # expect: True
view.release()
print(hash(view) == hash(b'abc'), error(view.tolist))
# expect: True ValueError: operation forbidden on released memoryview object

print(error(lambda: b'a' < memoryview(b'b')))
# expect: TypeError: '<' not supported between instances of 'bytes' and 'memoryview'
print(bytearray(b'a') < memoryview(b'b'))  # expect: True
print(error(lambda: pickle.dumps(memoryview(b"")))[:24])
# expect: TypeError: cannot pickle
print(error(lambda: [].__mul__('')))
# expect: TypeError: 'str' object cannot be interpreted as an integer

# Line ends of a StringIO.
for newline in None, '', '\n', '\r', '\r\n':
    text = io.StringIO('a\nb\r\nc\rd', newline)
    lines = list(text)
    text.write('\r\n')
    print(lines, [text.getvalue()], [text.newlines])
    # expect: ['a\n', 'b\n', 'c\n', 'd'] ['a\nb\nc\nd\n'] [('\r', '\n', '\r\n')]
    # expect: ['a\n', 'b\r\n', 'c\r', 'd'] ['a\nb\r\nc\rd\r\n'] [('\r', '\n', '\r\n')]
    # expect: ['a\n', 'b\r\n', 'c\rd'] ['a\nb\r\nc\rd\r\n'] [None]
    # expect: ['a\r', 'b\r', '\r', 'c\r', 'd'] ['a\rb\r\rc\rd\r\r'] [None]
    # expect: ['a\r\n', 'b\r\r\n', 'c\rd'] ['a\r\nb\r\r\nc\rd\r\r\n'] [None]
text = io.StringIO('é\nü', newline='')
text.seek(2)
text.own = 1
text = pickle.loads(pickle.dumps(text))
print(text.read(), text.own, text.__getstate__())
# expect: ü 1 ('é\nü', '', 3, {'own': 1})
print(error(lambda: io.StringIO('', 'x')), '-', error(lambda: io.StringIO(b'')))
# expect: ValueError: illegal newline value: 'x' - TypeError: initial_value must be str or None, not bytes
print(error(lambda: io.BytesIO().readinto(memoryview(b''))))
# expect: TypeError: readinto() argument must be read-write bytes-like object, not memoryview
