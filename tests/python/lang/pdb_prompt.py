# ours alone: the prompt of breakpoint(), as far as it goes without tracing.
import builtins

plain = print
typed = ["p x", "a", "u", "d", "d", "x + y", "p z", "n", "c"]


def typing(prompt):
    print(prompt + typed[0])
    return typed.pop(0)


def show(text=""):
    # Without the directory, which is another one each time.
    plain(text.replace(__file__, "pdb_prompt.py"))


builtins.input, builtins.print = typing, show


def f(x, *y, k=1):
    breakpoint()
    print("on we go")


f(1, 2)
# expect: > pdb_prompt.py(22)f()
# expect: -> breakpoint()
# expect: (Pdb) p x
# expect: 1
# expect: (Pdb) a
# expect: x = 1
# expect: k = 1
# expect: y = (2,)
# expect: (Pdb) u
# expect: > pdb_prompt.py(26)<module>()
# expect: -> f(1, 2)
# expect: (Pdb) d
# expect: > pdb_prompt.py(22)f()
# expect: -> breakpoint()
# expect: (Pdb) d
# expect: *** Newest frame
# expect: (Pdb) x + y
# expect: *** TypeError: unsupported operand type(s) for +: 'int' and 'tuple'
# expect: (Pdb) p z
# expect: *** NameError: name 'z' is not defined
# expect: (Pdb) n
# expect: *** there is no stepping: the interpreter does not trace
# expect: (Pdb) c
# expect: on we go
