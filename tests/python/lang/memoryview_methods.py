# memoryview: a window on somebody else's bytes.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


m = memoryview(b'abcdef')
print(len(m), m[0], m[-1], m[1:3].tobytes())  # expect: 6 97 102 b'bc'
print(bytes(m[::2]), m[::-1].tolist())
# expect: b'ace' [102, 101, 100, 99, 98, 97]
print(m.readonly, m.format, m.itemsize)  # expect: True B 1
print(m.ndim, m.shape, m.strides, m.nbytes)  # expect: 1 (6,) (1,) 6
print(m.contiguous)  # expect: True
print(m == b'abcdef', m[1:] == b'bcdef')  # expect: True True
print(m == memoryview(b'abcdef'), m != b'x')  # expect: True True
print(m[::2] == b'ace')  # expect: True
print(hash(m) == hash(b'abcdef'), m.obj)  # expect: True b'abcdef'
print(why(lambda: m[6]), why(lambda: m['a']))
# expect: IndexError: index out of bounds on dimension 1 TypeError: memoryview: invalid slice key
print(why(memoryview, 'a'), why(memoryview))
# expect: TypeError: memoryview: a bytes-like object is required, not 'str' TypeError: memoryview() missing required argument 'object' (pos 1)
print(list(m), 97 in m, bytes(m[2:][1:]))
# expect: [97, 98, 99, 100, 101, 102] True b'def'
print(m.hex(), m[1:3].hex('-'))  # expect: 616263646566 62-63
a = bytearray(b'abcdef')
w = memoryview(a)
w[0] = 65
w[1:3] = b'BC'
w[3::2] = b'DF'
print(a, w.readonly, w.tolist())
# expect: bytearray(b'ABCDeF') False [65, 66, 67, 68, 101, 70]
def put(view, key, value):
    view[key] = value
print(why(put, m, 0, 1), why(put, w, 0, 256))
# expect: TypeError: cannot modify read-only memory ValueError: memoryview: invalid value for format 'B'
print(why(put, w, 0, b'a'))
# expect: TypeError: memoryview: invalid type for format 'B'
print(why(put, w, slice(0, 2), b'abc'))
# expect: ValueError: memoryview assignment: lvalue and rvalue have different structures
print(why(put, w, 10, 1), why(hash, w))
# expect: IndexError: index out of bounds on dimension 1 ValueError: cannot hash writable memoryview object
print(why(put, w, slice(0, 2), 'ab'))
# expect: TypeError: a bytes-like object is required, not 'str'
r = w.toreadonly()
print(r.readonly, why(put, r, 0, 1), r[0])
# expect: True TypeError: cannot modify read-only memory 65
print(r.cast('c')[0])  # expect: b'A'
print(memoryview(b'\xff').cast('b')[0])  # expect: -1
with memoryview(a) as v:
    print(v[0], v[1:].tobytes())  # expect: 65 b'BCDeF'
print(why(lambda: v[0]), why(len, v))
# expect: ValueError: operation forbidden on released memoryview object ValueError: operation forbidden on released memoryview object
print(why(v.tobytes), v == v)
# expect: ValueError: operation forbidden on released memoryview object True
w.release(); r.release()
a.append(71)
print(a, bytes(memoryview(a)[2:4]))  # expect: bytearray(b'ABCDeFG') b'CD'
print(b''.join([memoryview(b'x'), memoryview(a)[:2]]))  # expect: b'xAB'
print(a.find(memoryview(b'C')))  # expect: 2
print(bytearray(memoryview(b'q')))  # expect: bytearray(b'q')
import array
numbers = array.array('H', range(6))
print(bytes(memoryview(numbers)[::2]) == numbers[::2].tobytes(), bytearray(memoryview(numbers)[::-2]) == numbers[::-2].tobytes())
# expect: True True
strange = memoryview(array.array('d', [float('nan'), 1]))
print(strange == strange, strange[1:] == strange[1:], strange != strange)
# expect: False True True

# Bytes are read and written one by one.
row = memoryview(bytearray(range(8)))
row[1], row[-1] = 255, 0
for view in (row, row[::2], row[::-3], row[2:5], memoryview(b'abc'), row.cast('b')):
    found = []
    for index in (0, 1, -1, 3, 8, -9, True):
        try:
            found.append(view[index])
        except IndexError as error:
            found.append('!')
    print(*found, *view)
for value in (256, -1, 1.5):
    try:
        row[0] = value
    except (ValueError, TypeError) as error:
        print(error)
try:
    memoryview(b'abc')[0] = 1
except TypeError as error:
    print(error)
each = iter(row)
next(each)
row.release()
for action in (lambda: next(each), lambda: row[0]):
    try:
        action()
    except ValueError as error:
        print(error)
# expect: 0 255 0 3 ! ! 255 0 255 2 3 4 5 6 0
# expect: 0 2 6 6 ! ! 2 0 2 4 6
# expect: 0 4 255 ! ! ! 4 0 4 255
# expect: 2 3 4 ! ! ! 3 2 3 4
# expect: 97 98 99 ! ! ! 98 97 98 99
# expect: 0 -1 0 3 ! ! -1 0 -1 2 3 4 5 6 0
# expect: memoryview: invalid value for format 'B'
# expect: memoryview: invalid value for format 'B'
# expect: memoryview: invalid type for format 'B'
# expect: cannot modify read-only memory
# expect: operation forbidden on released memoryview object
# expect: operation forbidden on released memoryview object

# Items of each format walked, summed and listed, forwards, backwards, by steps,
# and in rows.
import array
source = bytes(range(250, 256)) + bytes(range(42))
for code in 'bBhHiIlLqQfd?c':
    view = memoryview(source).cast(code)
    for part in view, view[::-1], view[1::2], view[3:3], view[-1:]:
        listed = part.tolist()
        if repr(listed) != repr([part[i] for i in range(len(part))]) or repr(listed) != repr(list(part)):
            print(code, listed)
        if code not in 'c?' and repr(sum(part)) != repr(sum(listed)):
            print(code, sum(part), sum(listed))
        if part.tobytes() != b''.join(bytes(part[i:i + 1]) for i in range(len(part))):
            print(code, part.tobytes())
    if code not in '?c' and repr(array.array(code, source).tolist()) != repr(view.tolist()):
        print(code, array.array(code, source).tolist(), view.tolist())
shorts = array.array('h', range(-2, 22))
print(memoryview(shorts).cast('B').cast('h', [2, 3, 4]).tolist())  # expect: [[[-2, -1, 0, 1], [2, 3, 4, 5], [6, 7, 8, 9]], [[10, 11, 12, 13], [14, 15, 16, 17], [18, 19, 20, 21]]]
print(memoryview(source).cast('B', [4, 12]).tobytes() == source, memoryview(source).cast('b', [4, 12]).tolist()[0][:7])  # expect: True [-6, -5, -4, -3, -2, -1, 0]
print(array.array('u', 'aé').tolist(), array.array('Q', [2**64 - 1, 0]).tolist(), array.array('q', [-2**63]).tolist())  # expect: ['a', 'é'] [18446744073709551615, 0] [-9223372036854775808]
walk = iter(memoryview(bytearray(b'abc')))
print(next(walk), list(walk), list(walk))  # expect: 97 [98, 99] []
view = memoryview(bytearray(b'abc'))
walk = iter(view)
print(next(walk))  # expect: 97
view.release()
try:
    next(walk)
except ValueError as e:
    print(e)  # expect: operation forbidden on released memoryview object
