# What compiles and is hardly meant; and what a warning becomes as an error.
import warnings


def show(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<text>", "exec")
        return [(w.lineno, w.category.__name__, str(w.message)) for w in caught]


print(show("x is 1\nx is not ()\n1 is x is 'a'\nx is None is ... is y"))  # expect: [(1, 'SyntaxWarning', '"is" with a literal. Did you mean "=="?'), (2, 'SyntaxWarning', '"is not" with a literal. Did you mean "!="?'), (3, 'SyntaxWarning', '"is" with a literal. Did you mean "=="?')]
print(show("assert (x, 'why')\nassert ()\nassert x, 'why'"))  # expect: [(1, 'SyntaxWarning', 'assertion is always true, perhaps remove parentheses?')]
print(show("def f():\n  return [1](2), 'a'(), {}(1), (lambda: 1)(), f'{x}'()"))  # expect: [(2, 'SyntaxWarning', "'list' object is not callable; perhaps you missed a comma?"), (2, 'SyntaxWarning', "'str' object is not callable; perhaps you missed a comma?"), (2, 'SyntaxWarning', "'dict' object is not callable; perhaps you missed a comma?"), (2, 'SyntaxWarning', "'str' object is not callable; perhaps you missed a comma?")]
print(show("[1]['a']; (1,)[1.0]; 'a'[None]; b'a'[0]; {}['a']; None[1]; 1[2]; {1}[0]; [x][y]; [1][1, 2]"))  # expect: [(1, 'SyntaxWarning', 'list indices must be integers or slices, not str; perhaps you missed a comma?'), (1, 'SyntaxWarning', 'tuple indices must be integers or slices, not float; perhaps you missed a comma?'), (1, 'SyntaxWarning', 'str indices must be integers or slices, not NoneType; perhaps you missed a comma?'), (1, 'SyntaxWarning', "'NoneType' object is not subscriptable; perhaps you missed a comma?"), (1, 'SyntaxWarning', "'int' object is not subscriptable; perhaps you missed a comma?"), (1, 'SyntaxWarning', "'set' object is not subscriptable; perhaps you missed a comma?"), (1, 'SyntaxWarning', 'list indices must be integers or slices, not tuple; perhaps you missed a comma?')]
print(show("a = '\\d' '\\q\\w'\nb = b'\\z'; c = r'\\d'; d = f'\\d{x}\\q'"))  # expect: [(1, 'DeprecationWarning', "invalid escape sequence '\\d'"), (1, 'DeprecationWarning', "invalid escape sequence '\\q'"), (2, 'DeprecationWarning', "invalid escape sequence '\\z'"), (2, 'DeprecationWarning', "invalid escape sequence '\\d'"), (2, 'DeprecationWarning', "invalid escape sequence '\\q'")]
print(show("a = '\\777'"))  # expect: [(1, 'DeprecationWarning', "invalid octal escape sequence '\\777'")]
print(show("'\\\u00e9'"))  # expect: []
warnings.simplefilter("error")
for source in "x is 1", "a = '\\d'", "def f():\n  [1]['a']":
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_offset)
# expect: "is" with a literal. Did you mean "=="? 1 1 7
# expect: invalid escape sequence '\d' 1 5 9
# expect: list indices must be integers or slices, not str; perhaps you missed a comma? 2 3 11
warnings.simplefilter("ignore")
print(eval("'\\d'"))  # expect: \d


class Names:
    def __getitem__(self, name):
        print("get", name)
        raise KeyError(name)

    def __setitem__(self, name, value):
        print("set", name, value)


# Annotations ask any mapping as they would a dict.
try:
    exec("x: int = 1", {}, Names())
except NameError as e:
    print(e)
# expect: get __annotations__
# expect: set __annotations__ {}
# expect: set x 1
# expect: get int
# expect: get __annotations__
# expect: name '__annotations__' is not defined
