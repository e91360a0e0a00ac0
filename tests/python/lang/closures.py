# Cells: what inner functions see and change.
def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n
    return up


up = counter()
print(up(), up(5), up())  # expect: 1 6 7
other = counter()
print(other())  # expect: 1


def late():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


print(late())  # expect: [2, 2, 2]


def early():
    return [f() for f in [lambda i=i: i for i in range(3)]]


print(early())  # expect: [0, 1, 2]


def parameter_cell(a, *args, k=1, **kw):
    def show():
        return a, args, k, kw
    a += 1
    return show()


print(parameter_cell(1, 2, 3, k=4, z=5))  # expect: (2, (2, 3), 4, {'z': 5})


def three_levels():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "changed"
            return x
        return inner()
    return middle(), x


print(three_levels())  # expect: ('changed', 'changed')


def unbound_free():
    def inner():
        return x
    try:
        inner()
    except NameError as error:
        message = str(error)
    x = 1
    return message, inner()


print(unbound_free())  # expect: ("cannot access free variable 'x' where it is not associated with a value in enclosing scope", 1)


def delete_cell():
    x = 1

    def inner():
        return x
    del x
    try:
        inner()
    except NameError as error:
        return str(error)


print(delete_cell())  # expect: cannot access free variable 'x' where it is not associated with a value in enclosing scope


def unbound_cell():
    try:
        x
    except UnboundLocalError as error:
        message = str(error)
    x = 1
    (lambda: x)()
    return message


print(unbound_cell())  # expect: cannot access local variable 'x' where it is not associated with a value


def recursive(n):
    def fact(n):
        return 1 if n <= 1 else n * fact(n - 1)
    return fact(n)


print(recursive(20))  # expect: 2432902008176640000


def comprehension_closure(k):
    return [(lambda: v * k)() for v in range(3)], {v: k for v in range(2)}


print(comprehension_closure(10))  # expect: ([0, 10, 20], {0: 10, 1: 10})


def swap_cells():
    a, b = 1, 2
    f = lambda: (a, b)
    a, b = b, a
    return f()


print(swap_cells())  # expect: (2, 1)


def cell_in_loop():
    out = []
    for i in range(3):
        x = i

        def f():
            return x
        out.append(f())
    return out, f()


print(cell_in_loop())  # expect: ([0, 1, 2], 2)
x = "global"


def reads_global():
    return x


def writes_global():
    global x
    x = "written"


def makes_global():
    global made

    def made():
        return "made"


print(reads_global())  # expect: global
writes_global()
makes_global()
print(x, made(), made.__qualname__)  # expect: written made made


def class_in_function(v):
    class C:
        own = "own"

        def method(self):
            return v
    return C.own, C().method()


print(class_in_function("outer"))  # expect: ('own', 'outer')


def class_reads_free(v):
    class C:
        w = v
    return C.w


print(class_reads_free(7))  # expect: 7
y = "global y"


def class_prefers():
    y = "local y"

    class C:
        seen = y
        y = "class y"
        again = y
    return C.again


print(class_prefers())  # expect: class y


def nonlocal_in_class():
    n = 1

    class C:
        nonlocal n
        n = 2
    return n


print(nonlocal_in_class())  # expect: 2
print(counter.__code__.co_cellvars, up.__code__.co_freevars)  # expect: ('n',) ('n',)
print(up.__closure__[0].cell_contents)  # expect: 7


def default_closure(n):
    def f(a=n, *, b=n + 1):
        return a, b, n
    n = 100
    return f()


print(default_closure(1))  # expect: (1, 2, 100)


def annotated_local():
    z: int
    try:
        return z
    except UnboundLocalError as error:
        return str(error)


print(annotated_local())  # expect: cannot access local variable 'z' where it is not associated with a value


def augmented_unbound():
    try:
        q += 1
    except UnboundLocalError as error:
        return str(error)


print(augmented_unbound())  # expect: cannot access local variable 'q' where it is not associated with a value


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError:
        return "unbound"


print(conditional(True), conditional(False))  # expect: 1 unbound
