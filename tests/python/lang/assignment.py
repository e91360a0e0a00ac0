# Assignments: one value for many targets, sequences taken apart, in order.
a = b = [1]
print(a is b)  # expect: True
x, y = 1, 2
x, y = y, x
print(x, y)  # expect: 2 1


def rotate(a, b, c):
    a, b, c = b, c, a
    return a, b, c


print(rotate(1, 2, 3))  # expect: (2, 3, 1)


def swap_with_sum(a, b):
    a, b = b, a + b
    return a, b


print(swap_with_sum(3, 4))  # expect: (4, 7)


def overwrite(x):
    x, x = 1, x
    return x


print(overwrite(7))  # expect: 7


def into_items():
    i = 0
    values = [10, 20, 30]
    i, values[i] = 2, 99
    return i, values


print(into_items())  # expect: (2, [10, 20, 99])


def stars(items):
    first, *middle, last = items
    return first, middle, last


print(stars("abcd"))  # expect: ('a', ['b', 'c'], 'd')
print(stars([1, 2]))  # expect: (1, [], 2)
[p, (q, *r)] = 1, (2, 3, 4)
print(p, q, r)  # expect: 1 2 [3, 4]
*all_of, = range(3)
print(all_of)  # expect: [0, 1, 2]


def nested():
    (a, b), c = [1, 2], 3
    return a, b, c


print(nested())  # expect: (1, 2, 3)


def unpack_errors(what):
    try:
        a, b = what
        return a, b
    except (ValueError, TypeError) as error:
        return str(error)


print(unpack_errors([1]))  # expect: not enough values to unpack (expected 2, got 1)
print(unpack_errors([1, 2, 3]))  # expect: too many values to unpack (expected 2)
print(unpack_errors(5))  # expect: cannot unpack non-iterable int object


def unpack_keeps_old():
    a, b = 1, 2
    try:
        a, b = [9]
    except ValueError:
        pass
    return a, b


print(unpack_keeps_old())  # expect: (1, 2)


def star_error():
    try:
        a, *b, c = [1]
    except ValueError as error:
        return str(error)


print(star_error())  # expect: not enough values to unpack (expected at least 2, got 1)


class Slots:
    pass


s = Slots()
s.x = s.y = 5
print(s.x, s.y)  # expect: 5 5
s.x += 2
print(s.x)  # expect: 7
d = {"k": [1]}
d["k"] += [2]
print(d)  # expect: {'k': [1, 2]}


def order():
    log = []

    def note(x):
        log.append(x)
        return x
    target = {}
    target[note(1)] = note(2)
    target[note(3)] = target[note(4)] = note(5)
    target[note(1)] += note(6)
    return log, target


print(order())  # expect: ([2, 1, 5, 3, 4, 1, 6], {1: 8, 3: 5, 4: 5})


def chained(n):
    a = b = c = n + 1
    b += 1
    return a, b, c


print(chained(1))  # expect: (2, 3, 2)


def keep_old_value_on_error(x):
    try:
        x = x and 1 // 0
    except ZeroDivisionError:
        return x


print(keep_old_value_on_error(5))  # expect: 5


def or_of_itself(x, y):
    x = y or x
    return x


print(or_of_itself(1, 0), or_of_itself(1, 2))  # expect: 1 2


def choose_itself(x):
    x = x if x > 3 else -x
    return x


print(choose_itself(2), choose_itself(4))  # expect: -2 4
() = []
[] = ()
print("empty targets")  # expect: empty targets
i = 1
i -= 3
i *= -2
i **= 3
i //= 5
i <<= 2
i |= 3
i &= 0xfe
i ^= 1
i >>= 1
i %= 7
print(i)  # expect: 4
big: int = 3
print(big)  # expect: 3
