# Names of a module body, read and written again and again: what an instruction
# has learned of them must give way to whatever changes them.
import builtins

seen = []
for turn in range(6):
    if turn == 1:
        len = abs  # hides the builtin from here on
    if turn == 3:
        del len
    if turn == 4:
        builtins.len = sum
    seen.append(len([turn]) if turn not in (1, 2) else len(-turn))
    globals()["fresh%d" % turn] = turn  # the set of names changes each time
print(seen)  # expect: [1, 1, 2, 1, 4, 5]


class Answers(dict):
    def __missing__(self, name):
        return name * 2

    def __setitem__(self, name, value):
        dict.__setitem__(self, name, [value])


# Globals of a class of their own are asked through it, for each name.
space = Answers()
exec("for i in (1, 2):\n  found = other\n  again = found", space, space)
print(space["found"], space["again"])  # expect: ['otherother'] [['otherother']]

# The same code under three sets of globals, and as the body of something else.
code = compile("total = 0\nfor i in items: total = total + i", "x", "exec")
for items in ([1, 2], [3], []):
    one = {"items": items}
    exec(code, one)
    two = {}
    exec(code, {"items": [5], "total": 9}, two)
    print(one["total"], two["total"])
# expect: 3 5
# expect: 3 5
# expect: 0 5

try:
    for turn in range(2):
        print(gone_name if turn else "first")  # expect: first
        del turn
        gone_name
except NameError as error:
    print(error)  # expect: name 'gone_name' is not defined
