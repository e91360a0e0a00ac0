# match: every kind of pattern.
from_import = None


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Color:
    RED = 1
    GREEN = "g"


def kind(subject):
    match subject:
        case None:
            return "none"
        case True:
            return "true"
        case 0:
            return "zero"
        case -1 | 1.5 | 2 + 3j:
            return "number"
        case "text" | b"bytes":
            return "text"
        case Color.GREEN:
            return "green"
        case []:
            return "empty"
        case [1, 2]:
            return "one two"
        case [x]:
            return f"single {x}"
        case (first, *rest) if first == "guard":
            return f"guarded {rest}"
        case [*start, "end"]:
            return f"ends {start}"
        case [_, [a, b], *_]:
            return f"nested {a} {b}"
        case {"key": value, "other": [v, *_]}:
            return f"mapping {value} {v}"
        case {"key": 1, **rest}:
            return f"rest {rest}"
        case {"only": (1 | 2) as which}:
            return f"which {which}"
        case Point(0, 0):
            return "origin"
        case Point(x, y=5) | Point(y=x, x=7):
            return f"point {x}"
        case Point():
            return "some point"
        case str(s) if len(s) > 3:
            return f"long {s}"
        case int() | float() as n:
            return f"plain {n}"
        case {}:
            return "some mapping"
        case _:
            return "other"


print(kind(None), kind(True), kind(0), kind(False))  # expect: none true zero zero
print(kind(-1), kind(1.5), kind(2 + 3j))  # expect: number number number
print(kind("text"), kind(b"bytes"), kind("g"))  # expect: text text green
print(kind([]), kind(()), kind([1, 2]), kind((9,)))  # expect: empty empty one two single 9
print(kind(["guard", 1, 2]), kind([1, 2, "end"]))  # expect: guarded [1, 2] ends [1, 2]
print(kind([0, [1, 2], 5, 6]), kind([0, (1, 2)]))  # expect: nested 1 2 nested 1 2
print(kind({"key": 1, "other": "v"}), kind({"key": 1, "other": ["v"]}))  # expect: rest {'other': 'v'} mapping 1 v
print(kind({"key": 1, "z": 2}), kind({"only": 2}), kind({"only": 3}))  # expect: rest {'z': 2} which 2 some mapping
print(kind(Point(0, 0)), kind(Point(3, 5)), kind(Point(7, 8)), kind(Point(1, 1)))  # expect: origin point 3 point 8 some point
print(kind("longer"), kind("abc"), kind(7), kind({1: 2}), kind(object))  # expect: long longer other plain 7 some mapping other
print(kind("ab"), kind(bytearray(b"x")))  # expect: other other


def names_kept(subject):
    a = b = "old"
    match subject:
        case [a, b, "no"]:
            pass
        case [a]:
            pass
    return a, b


print(names_kept([1, 2, 3]), names_kept([1]))  # expect: ('old', 'old') (1, 'old')


def star_positions(s):
    match s:
        case [a, *_, z]:
            return a, z
        case [*_]:
            return "short"


print(star_positions("ab".split()), star_positions([1, 2, 3]), star_positions([1]))  # expect: short (1, 3) short


def alternatives(s):
    match s:
        case ["go", ("north" | "south") as d] | [d, "now"]:
            return d


print(alternatives(["go", "north"]), alternatives(["west", "now"]), alternatives(["go", "up"]))  # expect: north west None


def nested_match(a, b):
    match a:
        case [x, y]:
            match b:
                case {"k": y}:
                    return x, y
            return "inner", y
        case _:
            return "outer"


print(nested_match([1, 2], {"k": 3}), nested_match([1, 2], 0), nested_match(0, 0))  # expect: (1, 3) ('inner', 2) outer


def in_loop(items):
    out = []
    for item in items:
        match item:
            case 0:
                continue
            case "stop":
                break
            case x:
                out.append(x)
    return out


print(in_loop([0, 1, "a", "stop", 2]))  # expect: [1, 'a']


class Same:
    def __eq__(self, other):
        return True


match Same():
    case 5:
        print("equal")  # expect: equal
match 3:
    case x if x > 5:
        print("big")
    case x:
        print("small", x)  # expect: small 3
try:
    match 1:
        case Point(1, 2, 3):
            pass
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as error:
    print(error)  # expect: Point() accepts 2 positional sub-patterns (3 given)
match (1, 2):
    case a, b:
        print(a + b)  # expect: 3
match = {"match": 1}
case = match["match"]
print(match, case)  # expect: {'match': 1} 1


def error(f, subject):
    try:
        return f(subject)
    except Exception as raised:
        return f"{type(raised).__name__}: {raised}"


class Twice:
    __match_args__ = ("x", "x", "y")
    x, y = 1, 2


class Keys:
    a = b = "a"
    one, true = 1, True
    bad = []


class Given(dict):
    def get(self, key, default=None):
        return "given " + key


class Text(str):
    pass


def twice(subject):
    match subject:
        case Twice(a, b):
            return a, b


def named_again(subject):
    match subject:
        case Twice(a, x=b):
            return a, b


def same_keys(subject):
    match subject:
        case {Keys.a: x, Keys.b: y}:
            return x, y
        case {Keys.one: x, Keys.true: y}:
            return x, y


def bad_key(subject):
    match subject:
        case {Keys.bad: x}:
            return x


def one_key(subject):
    match subject:
        case {"k": x}:
            return x
        case {}:
            return "none"


def without_a(subject):
    match subject:
        case {"a": 1, **others}:
            return others


print(error(twice, Twice()))
# expect: TypeError: Twice() got multiple sub-patterns for attribute 'x'
print(error(named_again, Twice()))
# expect: TypeError: Twice() got multiple sub-patterns for attribute 'x'
print(error(same_keys, {"a": 1}))  # expect: None
print(error(same_keys, {"a": 1, "b": 2}))
# expect: ValueError: mapping pattern checks duplicate key ('a')
print(error(same_keys, {1: 2, 3: 4}))
# expect: ValueError: mapping pattern checks duplicate key (True)
print(error(bad_key, {}))  # expect: None
print(error(bad_key, {1: 2}))
# expect: TypeError: unhashable type: 'list'
print(one_key(Given()), one_key(Given(x=1)))  # expect: none given k
print(one_key({"k": None}), one_key({}))  # expect: None none
print(without_a({Text("a"): 1, "q": 2}))  # expect: {'q': 2}
for length in range(1, 14):
    letters = dict.fromkeys("abcdefghijklmn"[:length], 1)
    others = without_a(letters)
    assert list(others) == list("bcdefghijklmn"[:length - 1]), others
    others.update(zip("zyxwvutsr", range(9)))
    assert len(others) == length + 8 and others["r"] == 8, others
