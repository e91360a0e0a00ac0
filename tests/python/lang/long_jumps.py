# Jumps that reach farther than sixteen bits.
def build(lines):
    source = "def f(n, items):\n"
    source += "    total = 0\n"
    source += "    for i in items:\n"
    source += "        if i < n:\n"
    source += "".join("            total += i * %d\n" % k for k in range(lines))
    source += "        elif i == n and total is not None:\n"
    source += "            continue\n"
    source += "        else:\n"
    source += "            break\n"
    source += "    else:\n"
    source += "        return 'exhausted', total\n"
    source += "    return 'broke', total\n"
    space = {}
    exec(source, space)
    return space["f"]


f = build(20000)
print(f(3, [1, 2]), f(3, [1, 3, 2]), f(3, [4]), f(3, []))  # expect: ('exhausted', 599970000) ('exhausted', 599970000) ('broke', 0) ('exhausted', 0)


def build_try(lines):
    source = "def f(x):\n    while True:\n        try:\n"
    source += "".join("            x = x + 1\n" for k in range(lines))
    source += "            if x > 70000: raise KeyError(x)\n"
    source += "        except KeyError as e:\n"
    source += "            return e.args[0]\n"
    space = {}
    exec(source, space)
    return space["f"]


print(build_try(33000)(0))  # expect: 99000
many = ["x%d" % i for i in range(2000)]
space = {}
exec("def f():\n" + "".join("    %s = %d\n" % (n, i) for i, n in enumerate(many)) +
     "    return " + " + ".join(many[:900]) + "\n", space)
print(space["f"]())  # expect: 404550
exec("t = (" + ", ".join("g(%d)" % i for i in range(5000)) + ")", {"g": lambda x: x}, space)
print(len(space["t"]), space["t"][-1])  # expect: 5000 4999
exec("l = [" + ", ".join("g(%d)" % i for i in range(70000)) + "]", {"g": lambda x: x}, space)
print(len(space["l"]), space["l"][-1])  # expect: 70000 69999
exec("d = {" + ", ".join("%d: g(%d)" % (i, i) for i in range(5000)) + "}", {"g": lambda x: x}, space)
print(len(space["d"]), space["d"][4999])  # expect: 5000 4999
exec("l = [" + ", ".join("%d" % (i * 1000) for i in range(100000)) + "]", space)
print(len(space["l"]), space["l"][-1])  # expect: 100000 99999000
exec("r = h(" + ", ".join("%d" % i for i in range(3000)) + ")", {"h": lambda *a: len(a)}, space)
print(space["r"])  # expect: 3000
exec("r = h(" + ", ".join("k%d=%d" % (i, i) for i in range(2000)) + ")", {"h": lambda **a: len(a)}, space)
print(space["r"])  # expect: 2000
exec("s = f'" + "".join("{%d}" % (i % 10) for i in range(3000)) + "'", space)
print(len(space["s"]))  # expect: 3000
exec("a = b = c = " + "(" * 90 + "1" + ")" * 90, space)
print(space["c"])  # expect: 1
exec("def gen():\n" + "".join("    yield %d\n" % (i % 7) for i in range(5000)), space)
print(sum(space["gen"]()))  # expect: 14995
exec("x = " + "+".join(["1"] * 900) + "\ny = '" + "a" * 100000 + "'", space)
print(space["x"], len(space["y"]))  # expect: 900 100000
exec("if 1:\n" + "".join("  if x == %d: z = %d\n" % (i, i) for i in range(3000)) + "  z = 'last'", space)
print(space["z"])  # expect: last
exec("if x == -1: z = -1\n" + "".join("elif x == %d: z = %d\n" % (i, i) for i in range(800, 950)), space)
print(space["z"])  # expect: 900
