# Conditions become jumps; values of and, or, not and comparisons stay values.
def truth(a, b, c):
    out = []
    if a and b:
        out.append("a&b")
    if a or b:
        out.append("a|b")
    if not a:
        out.append("!a")
    if not (a and b):
        out.append("!(a&b)")
    if not (a or b):
        out.append("!(a|b)")
    if a and (b or c):
        out.append("a&(b|c)")
    if (a or b) and (b or c):
        out.append("(a|b)&(b|c)")
    if (a and b) or (b and c) or (not a and not c):
        out.append("sum")
    if a if b else c:
        out.append("if")
    if not (a if b else c):
        out.append("!if")
    if not not a and b is not None:
        out.append("!!")
    return " ".join(out)


print(truth(0, 0, 0))  # expect: !a !(a&b) !(a|b) sum !if
print(truth(0, 0, 1))  # expect: !a !(a&b) !(a|b) if
print(truth(0, 1, 0))  # expect: a|b !a !(a&b) (a|b)&(b|c) sum !if
print(truth(0, 1, 1))  # expect: a|b !a !(a&b) (a|b)&(b|c) sum !if
print(truth(1, 0, 0))  # expect: a|b !(a&b) !if !!
print(truth(1, 0, 1))  # expect: a|b !(a&b) a&(b|c) (a|b)&(b|c) if !!
print(truth(1, 1, 0))  # expect: a&b a|b a&(b|c) (a|b)&(b|c) sum if !!
print(truth(1, 1, 1))  # expect: a&b a|b a&(b|c) (a|b)&(b|c) sum if !!
print(1 and 2, 0 and 2, 1 or 2, 0 or "", [] or {} or None)  # expect: 2 0 1  None
print(not 1, not 0, not "", not [0])  # expect: False True True False
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1, 1 == 1.0 == True)  # expect: True False True True
nan = float("nan")


def jumps(x, y):
    out = []
    if x < y: out.append("<")
    if x <= y: out.append("<=")
    if x == y: out.append("==")
    if x != y: out.append("!=")
    if x > y: out.append(">")
    if x >= y: out.append(">=")
    if not x < y: out.append("!<")
    if not x >= y: out.append("!>=")
    if not x == y: out.append("!==")
    return " ".join(out)


print(jumps(1, 2))  # expect: < <= != !>= !==
print(jumps(2, 2.0))  # expect: <= == >= !<
print(jumps(nan, nan))  # expect: != !< !>= !==
print(jumps("b", "a"))  # expect: != > >= !< !==


def chains(a, b, c):
    out = []
    if a < b < c: out.append("inside")
    if not a < b < c: out.append("outside")
    if a < b and not b < c > a: out.append("top")
    if a is not None is not b: out.append("never")
    if a in (1, 2) and b not in [3, 4]: out.append("in")
    if a in {1, 5}: out.append("set")
    return " ".join(out)


print(chains(1, 2, 3))  # expect: inside never in set
print(chains(1, 3, 2))  # expect: outside top never set
print(chains(5, 4, 6))  # expect: outside never set


def nones(x):
    if x is None:
        if not x is not None:
            return "none"
    elif x is not None:
        return "some"


print(nones(None), nones(0))  # expect: none some


class Odd:
    def __bool__(self):
        raise ValueError("no truth")


for test in (lambda o: 1 if o else 2, lambda o: o and 1, lambda o: not o):
    try:
        test(Odd())
    except ValueError as error:
        print(error) if test(1) == 5 else None
print(0 if 0 else 1 if 0 else 2)  # expect: 2
if 0:
    print("never")
elif "":
    print("never")
else:
    print("constant")  # expect: constant
if __debug__:
    print("debug")  # expect: debug
assert 1, "fine"
try:
    assert 0 > 1, "message"
except AssertionError as error:
    print(repr(error))  # expect: AssertionError('message')
try:
    assert not 1
except AssertionError as error:
    print(repr(error))  # expect: AssertionError()


class Answers:
    def __lt__(self, other):
        return "yes"

    def __eq__(self, other):
        return []


print(Answers() < 1, Answers() == 1, Answers() < 1 < 2)  # expect: yes [] True
print("less" if Answers() < 1 else "not", "eq" if Answers() == 1 else "not")  # expect: less not
print((lambda x: x > 3 or x < 1 and x != -1)(-1))  # expect: False
