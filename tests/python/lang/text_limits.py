# What is too large is refused, and the program goes on.

def why(f, *args):
    try:
        return len(f(*args))
    except (MemoryError, OverflowError) as e:
        return type(e).__name__


huge = 1 << 60
print(why(lambda: 'x' * huge), why(lambda: 'é' * huge))
# expect: MemoryError MemoryError
print(why(lambda: b'x' * huge), why(bytes, huge))
# expect: MemoryError MemoryError
print(why(bytearray, huge), why(lambda: bytearray(b'x') * huge))
# expect: MemoryError MemoryError
print(why('x'.center, huge), why('x'.zfill, huge), why(b'x'.ljust, huge))
# expect: MemoryError MemoryError MemoryError
print(why(lambda: 'x' * (1 << 70)), why(bytes, 1 << 70))
# expect: OverflowError OverflowError
print(why(lambda: '%*d' % (1 << 70, 5)))  # expect: OverflowError
a = bytearray(b'abc')
def grow():
    global a
    a *= huge
    return a
print(why(grow), a)  # expect: MemoryError bytearray(b'abc')
print(why(lambda: 'ab' * 3), why(lambda: '' * huge), why(lambda: 'x' * -huge))
# expect: 6 0 0
