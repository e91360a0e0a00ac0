# As many blocks as CPython nests, and one more.
def nest(n, opener, end):
    source = "def f():\n"
    for i in range(n):
        source += "    " * (i + 1) + opener + "\n"
    source += "    " * (n + 1) + end + "\n"
    return source


def attempt(source):
    try:
        compile(source, "<text>", "exec")
        return "fine"
    except SyntaxError as error:
        return error.msg


print(attempt(nest(20, "for i in x:", "break")))  # expect: fine
print(attempt(nest(21, "for i in x:", "break")))  # expect: too many statically nested blocks
print(attempt(nest(20, "with x:", "return 5")))  # expect: fine
print(attempt(nest(21, "with x:", "return 5")))  # expect: too many statically nested blocks
print(attempt(nest(60, "if x:", "pass")))  # expect: fine


def nest_finally(n):
    source = "def f():\n"
    for i in range(n):
        source += "    " * (i + 1) + "try:\n" + "    " * (i + 2) + "pass\n"
        source += "    " * (i + 1) + "finally:\n"
    return source + "    " * (n + 1) + "return x\n"


print(attempt(nest_finally(8)))  # expect: fine
