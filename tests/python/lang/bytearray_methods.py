# bytearray: bytes that can be changed.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


a = bytearray(b'hello')
print(a, str(a), len(a), a[0], a[1:3])
# expect: bytearray(b'hello') bytearray(b'hello') 5 104 bytearray(b'el')
print(list(a), bytearray(), bytearray(2))
# expect: [104, 101, 108, 108, 111] bytearray(b'') bytearray(b'\x00\x00')
print(bytearray('é', 'utf-8'))  # expect: bytearray(b'\xc3\xa9')
print(bytearray([1, 2]))  # expect: bytearray(b'\x01\x02')
# A single quote has a backslash in an array, whatever stands around it.
print(bytearray(b"'"), bytearray(b"'\""), bytearray(b'"'))  # expect: bytearray(b"\'") bytearray(b'\'"') bytearray(b'"')
a[0] = 72
a[-1] = 79
print(a, a == b'HellO', b'HellO' == a)  # expect: bytearray(b'HellO') True True
print(a == bytearray(b'HellO'), a > b'A')  # expect: True True
a.append(33); a.extend(b'??'); a.extend([1, 2]); a.insert(0, 62); a.insert(100, 3); a.insert(-1, 4)
print(a, a.pop(), a.pop(0), a.pop(-2), a)
# expect: bytearray(b'HellO!??\x01\x04') 3 62 2 bytearray(b'HellO!??\x01\x04')
a.remove(33); a.reverse()
print(a, why(a.remove, 200), why(a.pop, 100))
# expect: bytearray(b'\x04\x01??OlleH') ValueError: value not found in bytearray IndexError: pop index out of range
print(why(bytearray().pop))  # expect: IndexError: pop from empty bytearray
print(why(a.append, 256), why(a.append, 'x'))
# expect: ValueError: byte must be in range(0, 256) TypeError: 'str' object cannot be interpreted as an integer
print(why(a.extend, 'ab'), why(a.extend, 5))
# expect: TypeError: 'str' object cannot be interpreted as an integer TypeError: can't extend bytearray with int
a += b'xyz'
a *= 2
print(a, a.count(b'xyz'), a.find(b'x'))
# expect: bytearray(b'\x04\x01??OlleHxyz\x04\x01??OlleHxyz') 2 9
print(a.index(120), a.startswith(b'\x02'))  # expect: 9 False
print(a.replace(b'xyz', b'-'))
# expect: bytearray(b'\x04\x01??OlleH-\x04\x01??OlleH-')
print(type(a.replace(b'x', b'')).__name__)  # expect: bytearray
b = bytearray(b'0123456789')
b[2:4] = b'abc'
print(b)  # expect: bytearray(b'01abc456789')
b[5:5] = [65, 66]
print(b)  # expect: bytearray(b'01abcAB456789')
del b[0], b[-1], b[1:3]
print(b)  # expect: bytearray(b'1cAB45678')
b[::2] = b'......'[:len(b[::2])]
print(b)  # expect: bytearray(b'.c.B.5.7.')
del b[::2]
print(b)  # expect: bytearray(b'cB57')
del b[::-1]
print(b, len(b))  # expect: bytearray(b'') 0
b[:] = b'abcdef'
b[1:1] = b
print(b)  # expect: bytearray(b'aabcdefbcdef')
del b[-1:0:-2]
print(b)  # expect: bytearray(b'abdfce')
def set_item(array, key, value):
    array[key] = value
def del_item(array, key):
    del array[key]
print(why(set_item, b, 0, 256))
# expect: ValueError: byte must be in range(0, 256)
print(why(set_item, b, 100, 1))
# expect: IndexError: bytearray index out of range
print(why(set_item, b, 0, b'a'))
# expect: TypeError: 'bytes' object cannot be interpreted as an integer
print(why(set_item, b, slice(0, 2), 'ab'))
# expect: TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256)
print(why(set_item, b, slice(0, 4, 2), b'abc'))
# expect: ValueError: attempt to assign bytes of size 3 to extended slice of size 2
print(why(set_item, b, 'a', 1))
# expect: TypeError: bytearray indices must be integers or slices, not str
print(why(set_item, b, slice(0, 1), 5))
# expect: TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256)
print(why(del_item, b, 100))  # expect: IndexError: bytearray index out of range
print(why(del_item, b, 1.5), why(hash, b))
# expect: TypeError: bytearray indices must be integers or slices, not float TypeError: unhashable type: 'bytearray'
print(why(lambda: b + 'x'))  # expect: TypeError: can't concat str to bytearray
print(why(lambda: b * 1.5))
# expect: TypeError: can't multiply sequence by non-int of type 'float'
print(b + b'x', b'x' + b)  # expect: bytearray(b'abdfcex') b'xabdfce'
print(type(b'x' + b).__name__)  # expect: bytes
print(type(b + b'x').__name__, b * 2, b[1:])
# expect: bytearray bytearray(b'abdfceabdfce') bytearray(b'bdfce')
print(type(b[:]).__name__, b.copy() is b)  # expect: bytearray False
print(b.upper(), b.hex())  # expect: bytearray(b'ABDFCE') 616264666365
b.clear()
print(b, bool(b), b.decode() == '')  # expect: bytearray(b'') False True
print(bytearray(b'abc').decode())  # expect: abc
print(bytearray.fromhex('4142'))  # expect: bytearray(b'AB')
print(bytearray(b',').join([b'a', b'b']))  # expect: bytearray(b'a,b')
print(bytearray(b'%d') % 5)  # expect: bytearray(b'5')
q = bytearray()
total = 0
for i in range(5000):
    q += b'%d,' % i
    if i % 3 == 2:
        total += q[0]
        del q[:7]
print(len(q), bytes(q[:12]), total)  # expect: 12231 b',2554,2555,2' 83564
class A(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.tag = 'tag'
c = A(b'xy')
print(c, c.tag, type(c + b'z').__name__)  # expect: A(b'xy') tag bytearray
print(type(c[:]).__name__)  # expect: bytearray
print(isinstance(c, bytearray), repr(c))  # expect: True A(b'xy')
print(bytearray(b'a b').split())  # expect: [bytearray(b'a'), bytearray(b'b')]
print(bytearray(b'ab').partition(b'b'))
# expect: (bytearray(b'a'), bytearray(b'b'), bytearray(b''))
print(bytearray(b' x ').strip())  # expect: bytearray(b'x')
print(bytearray(b'a\nb').splitlines())
# expect: [bytearray(b'a'), bytearray(b'b')]
print([x for x in bytearray(b'ab')])  # expect: [97, 98]
print(bytearray(b'abc').translate(None, b'b'))  # expect: bytearray(b'ac')
print(bytearray(b'x') in [bytearray(b'x')])  # expect: True
print(97 in bytearray(b'abc'))  # expect: True
print(b'bc' in bytearray(b'abc'))  # expect: True

row = bytearray(b'abcdef')
part = row[1:4]
part[0] = 90
print(row[:], row[:] is row, part, row, row[4:2], row[-2:], row[:-99], row[::2])
# expect: bytearray(b'abcdef') False bytearray(b'Zcd') bytearray(b'abcdef') bytearray(b'') bytearray(b'ef') bytearray(b'') bytearray(b'ace')
del row[:2]
print(row[:2], type(row[0:1]))  # expect: bytearray(b'cd') <class 'bytearray'>
