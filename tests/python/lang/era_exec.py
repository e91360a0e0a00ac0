# era
# exec reaches the variables of the function it stands in.
def makes():
    exec "made = 5"
    return made
print makes()  # expect: 5
def changes(x):
    y = 1
    exec "x = x + 1; y = x * 2; z = x + y"
    return x, y, z
print changes(3)  # expect: (4, 8, 12)
def shows():
    a = 1
    exec "b = 2"
    names = locals().keys()
    names.sort()
    return names
print shows()  # expect: ['a', 'b']
def twice():
    exec "n = 1"
    exec "n = n + 1"
    return n
print twice()  # expect: 2
def fails():
    exec "half = 1"
    try:
        exec "half = 2; missing"
    except NameError, e:
        return half, str(e)
print fails()  # expect: (2, "name 'missing' is not defined")
def apart(x):
    space = {"x": 10}
    exec "x = x + 1; y = 2" in space
    return x, space["x"], space["y"]
print apart(1)  # expect: (1, 11, 2)
def two():
    g, l = {"a": 1}, {}
    exec "b = a + 1" in g, l
    return l
print two()  # expect: {'b': 2}
try:
    made
except NameError:
    print "the module has none of it"  # expect: the module has none of it
exec compile("top = 7", "<text>", "exec")
print top  # expect: 7
class Body:
    exec "attribute = 3"
print Body.attribute  # expect: 3
def generates():
    for i in range(2):
        exec "v = i * 10"
        yield v
print list(generates())  # expect: [0, 10]
