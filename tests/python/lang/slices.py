# Slice objects.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


print(slice(1))  # expect: slice(None, 1, None)
print(slice(1, 2))  # expect: slice(1, 2, None)
print(slice(1, 2, 3))  # expect: slice(1, 2, 3)
print(slice(None))  # expect: slice(None, None, None)
print(slice(1, 2) == slice(1, 2))  # expect: True
print(slice(1, 2) < slice(1, 3))  # expect: True
print(slice(1, 10, 2).indices(5))  # expect: (1, 5, 2)
print(slice(None, None, -1).indices(5))  # expect: (4, -1, -1)
print(slice(-3, None).indices(5))  # expect: (2, 5, 1)
print(slice(None).indices(2 ** 80))  # expect: (0, 1208925819614629174706176, 1)
print(slice(2 ** 90, None, -1).indices(10))  # expect: (9, -1, -1)
print(slice(-100, 100, 7).indices(50))  # expect: (0, 50, 7)
print(slice(1, 2, 3).start)  # expect: 1
print(slice(1, 2, 3).stop)  # expect: 2
print(slice(1, 2, 3).step)  # expect: 3
attempt(lambda: slice())  # expect: TypeError: slice expected at least 1 argument, got 0
attempt(lambda: slice(1, 2, 3, 4))  # expect: TypeError: slice expected at most 3 arguments, got 4
attempt(lambda: slice(1).indices(-1))  # expect: ValueError: length should not be negative
attempt(lambda: slice('a').indices(3))  # expect: TypeError: slice indices must be integers or None or have an __index__ method
attempt(lambda: slice(1, 2, 0).indices(3))  # expect: ValueError: slice step cannot be zero
attempt(lambda: hash(slice(1)))  # expect: TypeError: unhashable type: 'slice'
attempt(lambda: slice(1).indices('a'))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: slice(1).indices())  # expect: TypeError: slice.indices() takes exactly one argument (0 given)

# An augmented assignment needs its slice twice.
x = [1, 2, 3]
x[1:2] *= 2
x[:1] += [9]
print(x)  # expect: [1, 9, 2, 2, 3]


def local():
    y = [1, 2, 3]
    y[1:] += [4]
    return y


print(local())  # expect: [1, 2, 3, 4]
