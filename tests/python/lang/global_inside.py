# A name that some scope inside calls global is global to the body, too: it
# matters where exec() has locals of its own.
def run(text):
    g, l = {}, {}
    try:
        exec(text, g, l)
    except Exception as exc:
        print(type(exc).__name__, exc)
    g.pop('__builtins__', None)
    print(sorted(g), sorted(l))
run('''
def f():
    global x
    x = 1
f()
print(x)
x += 1
class C:
    y = x
    global z
    z = 5
del z
''')
run('''
x = 3
def f():
    def g():
        global x
''')
run('''
class K:
    def f(self):
        global __p
        __p = 1
K().f()
_K__p = 7
''')
run('[y := i for i in (1, 2)]\ny = 5\nprint(y)')
run('y = 3\n[y := i for i in (1, 2)]\nprint(y)')
run('def f():\n    [y := i for i in (1, 2)]\n    return y\ny = 5\nprint(y)')
run('def f():\n global w\nw = 1\nglobal w')
run('def f():\n global w\nw: int = 1\nprint(__annotations__)')
run('def f():\n global im\nimport sys as im\nfrom sys import path as im')
run('def f():\n global D\nclass D: pass\nfor D in 1, 2: pass\nwith open("/dev/null") as D: pass\ntry: 1/0\nexcept Exception as D: pass')
run('def f():\n global fu\ndef fu(): return __name__\nprint(fu.__qualname__)')
run('lambda: [0 for i in (1,) if (q := i)]\nq = 2')
# expect: 1
# expect: ['x'] ['C', 'f']
# expect: ['x'] ['f']
# expect: ['_K__p'] ['K']
# expect: 5
# expect: ['y'] []
# expect: 2
# expect: ['y'] []
# expect: 5
# expect: [] ['f', 'y']
# expect: SyntaxError name 'w' is assigned to before global declaration (<string>, line 4)
# expect: [] []
# expect: {'w': <class 'int'>}
# expect: ['w'] ['__annotations__', 'f']
# expect: ['im'] ['f']
# expect: [] ['f']
# expect: fu
# expect: ['fu'] ['f']
# expect: [] ['q']
