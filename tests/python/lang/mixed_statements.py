# What the other files leave out: kept constants, imports, stars, scopes.
def kept_constants(n):
    out = []
    for i in range(n):
        if i == 3 or i == -2: out.append("three")
        x = i * 2.5 + i ** 2 - 1.5
        out.append(x)
        while x > 4.0:
            x -= 2.0
        out.append(x == 0.5)
        d = {"k": i}
        out.append(d["k"] + 1000)
    return out
print(kept_constants(5))  # expect: [-1.5, False, 1000, 2.0, False, 1001, 7.5, False, 1002, 'three', 15.0, False, 1003, 24.5, False, 1004]
def gen():
    i = 0
    while i < 3:
        got = yield i * 10
        i = i + 1 if got != 5 else i + 2
print(list(gen()))  # expect: [0, 10, 20]
g = gen()
print(next(g), g.send(5))  # expect: 0 20
def try_in_loop():
    out = []
    for i in range(4):
        try:
            if i == 2: raise ValueError(7)
            out.append(i == 1)
        except ValueError as e:
            out.append(e.args[0] == 7)
        finally:
            out.append(i * 3)
    return out
print(try_in_loop())  # expect: [False, 0, True, 3, True, 6, False, 9]
for i in range(3):
    if i == 1: print("module", i + 5)  # expect: module 6
class K:
    r = []
    for i in range(3):
        r.append(i == 2)
print(K.r)  # expect: [False, False, True]
print([x == 2 for x in range(4)], {x: x * 3 for x in range(2) if x != 7}, sum(x * 4 for x in range(3)))  # expect: [False, False, True, False] {0: 0, 1: 3} 12
def many(n):
    t = 0
    for i in range(n):
        t += (i == 1) + (i == 2) + (i == 3) + (i == 4) + (i == 5) + (i == 6) + (i == 7) + (i == 8) + (i == 9) + (i == 10) + (i == 11) + (i == 12) + (i == 13) + (i == 14) + (i == 15) + (i == 16) + (i == 17) + (i == 18) + (i == 19) + (i == 20)
    return t
print(many(30))  # expect: 20
def nested():
    def inner():
        for i in range(2):
            yield i == 1
    return [list(inner()) for _ in range(2)]
print(nested())  # expect: [[False, True], [False, True]]
def fuzz_flow(a):
    for i in range(3):
        try:
            for j in range(3):
                try:
                    if (i + j) % 3 == a: continue
                    if (i * j) == 2: break
                    yield i, j
                finally:
                    yield "f"
            else:
                yield "else"
        finally:
            yield "o"
print([list(fuzz_flow(a)) for a in range(3)])  # expect: [['f', (0, 1), 'f', (0, 2), 'f', 'else', 'o', (1, 0), 'f', (1, 1), 'f', 'f', 'else', 'o', (2, 0), 'f', 'f', (2, 2), 'f', 'else', 'o'], [(0, 0), 'f', 'f', (0, 2), 'f', 'else', 'o', 'f', (1, 1), 'f', 'f', 'o', (2, 0), 'f', 'f', 'o'], [(0, 0), 'f', (0, 1), 'f', 'f', 'else', 'o', (1, 0), 'f', 'f', 'f', 'o', 'f', 'f', 'o']]
def deep_return():
    for a in range(2):
        with open("/dev/null") as f:
            try:
                while True:
                    try:
                        return a, f.closed
                    finally:
                        x = 5
            finally:
                y = x
print(deep_return())  # expect: (0, False)
def lots(a, b, *c, d=4, **e):
    def f():
        nonlocal a, c, d, e
        a += 1; c += (1,); d -= 1; e["n"] = b
        return a, b, c, d, e
    return f
print(lots(1, 2, 3, x=5)())  # expect: (2, 2, (3, 1), 3, {'x': 5, 'n': 2})
print((lambda *, a=1, **k: (a, k))(b=2), (lambda a, /, b: a - b)(5, b=3))  # expect: (1, {'b': 2}) 2
x = y = z = 0
x, (y, z) = 1, (2, 3); print(x, y, z)  # expect: 1 2 3
print(*(lambda: (yield 1))(), sep="|")  # expect: 1
def conditional_import(flag):
    if flag:
        import sys as s
    else:
        s = None
    return s is None
print(conditional_import(0), conditional_import(1))  # expect: True False
import os.path as p, sys
from os import path as q, sep
print(p is q, sep)  # expect: True /
def starred():
    a = [1, 2]
    return *a, 3, *a
print(starred())  # expect: (1, 2, 3, 1, 2)
print({**{"a": 1}, "b": 2, **{"a": 3}}, {*[1, 2], 3}, [*range(3), *"ab"], (*[], 1))  # expect: {'a': 3, 'b': 2} {1, 2, 3} [0, 1, 2, 'a', 'b'] (1,)
def ret_star(): 
    yield *[1, 2], 3
print(list(ret_star()))  # expect: [(1, 2, 3)]
s = "abc"; print(s[::-1], s[1:], s[:-1], s[::2], s[0:2:1])  # expect: cba bc ab ac ab
class M:
    def __getitem__(self, k): return k
print(M()[1:2, ..., 3], M()[::], M()[1:2:3], M()[*[1, 2]] if False else 0)  # expect: (slice(1, 2, None), Ellipsis, 3) slice(None, None, None) slice(1, 2, 3) 0
print(1 if [] else 2 if () else 3, not None, -3 ** 2, 2 ** -1, (-3) ** 2)  # expect: 3 True -9 0.5 9
print("%s" % 5 + "x" * 2, "a" "b" f"{1}" 'c', b"a" b"b")  # expect: 5xx ab1c b'ab'
a = [0] * 3; a[1:2] = [7, 8]; del a[0]; print(a)  # expect: [7, 8, 0]
i = 0
i, a[i] = 1, 9
print(i, a)  # expect: 1 [7, 9, 0]
def global_loop():
    global gl
    for gl in range(3): pass
    return gl
print(global_loop(), gl)  # expect: 2 2
def cell_loop():
    fs = []
    for k in range(3):
        def f(k=k): return k
        fs.append(f)
        [fs.append(lambda: k) for _ in range(1)]
    return [f() for f in fs]
print(cell_loop())  # expect: [0, 2, 1, 2, 2, 2]
try:
    exec("def f():\n x = 1\n del x\n print(x)\nf()")
except UnboundLocalError as e: print(e)  # expect: cannot access local variable 'x' where it is not associated with a value
print(eval("[i for i in range(3) if i]"), eval("(lambda: 5)()"), eval("x := 5") if False else 0)  # expect: [1, 2] 5 0
ns = {}
