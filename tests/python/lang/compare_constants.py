# Comparing with a small constant, and going round a loop, are single
# instructions: they mean what they meant.


class Odd:
    def __init__(self, answer):
        self.answer = answer

    def __lt__(self, other):
        print('asked', other)
        return self.answer

    __gt__ = __ge__ = __eq__ = __ne__ = __lt__


def signs(x):
    found = []
    if x < 3:
        found.append('<')
    if x <= 3:
        found.append('<=')
    if x == 3:
        found.append('==')
    if x != 3:
        found.append('!=')
    if x > 3:
        found.append('>')
    if not x >= 3:
        found.append('not >=')
    return ' '.join(found)


print(signs(2), '|', signs(3), '|', signs(4))  # expect: < <= != not >= | <= == | != >
print(signs(2.5), '|', signs(3.0), '|', signs(3.5))  # expect: < <= != not >= | <= == | != >
print(signs(float('nan')), '|', signs(True), '|', signs(10 ** 30), '|', signs(-10 ** 30))  # expect: != not >= | < <= != not >= | != > | < <= != not >=


def edges(x):
    return [x < -32768, 1 if x < -32768 else 0, 1 if x > 32767 else 0, 1 if x > 32768 else 0,
            1 if x == -1 else 0, 1 if 0 < x < 7 else 0, 1 if x == 65535 else 0]


for x in -32769, -32768, -1, 1, 7, 32768, 32769, 65535:
    print(edges(x))
    # expect: [True, 1, 0, 0, 0, 0, 0]
    # expect: [False, 0, 0, 0, 0, 0, 0]
    # expect: [False, 0, 0, 0, 1, 0, 0]
    # expect: [False, 0, 0, 0, 0, 1, 0]
    # expect: [False, 0, 0, 0, 0, 0, 0]
    # expect: [False, 0, 1, 0, 0, 0, 0]
    # expect: [False, 0, 1, 1, 0, 0, 0]
    # expect: [False, 0, 1, 1, 0, 0, 1]

if Odd('yes') < 7:  # expect: asked 7
    print('then')  # expect: then
if Odd('') != -7:  # expect: asked -7
    print('never')
if 5 > Odd([]):  # expect: asked 5
    print('never')
try:
    if 'text' < 3:
        pass
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'str' and 'int'
if 'text' == 3 or None == 0 or [] != 0:
    print('no order needed')  # expect: no order needed


# Loops of every kind, left and gone on with.
def walk(things):
    seen = []
    for thing in things:
        if thing == 2:
            continue
        for inner in range(thing):
            if inner == 2:
                break
        else:
            seen.append('whole')
        if thing == 9:
            break
        seen.append(thing)
    else:
        seen.append('end')
    return seen


print(walk([1, 2, 3]))  # expect: ['whole', 1, 3, 'end']
print(walk(iter((2, 9, 1))))  # expect: []
print(walk(x for x in range(3)))  # expect: ['whole', 0, 'whole', 1, 'end']
growing = [1]
for x in growing:
    if x < 5:
        growing.append(x + 1)
print(growing)  # expect: [1, 2, 3, 4, 5]
print([[y for y in range(x) if y != 1] for x in range(4)])  # expect: [[], [0], [0], [0, 2]]
