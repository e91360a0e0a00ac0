# Mistakes that only the compiler sees.
def error(source, mode="exec"):
    try:
        compile(source, "<text>", mode)
    except SyntaxError as e:
        return e.msg, e.lineno, e.offset
    return "no error"


print(error("return 5"))  # expect: ("'return' outside function", 1, 1)
print(error("def f():\n  break"))  # expect: ("'break' outside loop", 2, 3)
print(error("for i in x:\n  def f():\n    continue"))  # expect: ("'continue' not properly in loop", 3, 5)
print(error("class C:\n  yield 5"))  # expect: ("'yield' outside function", 2, 3)
print(error("yield 5"))  # expect: ("'yield' outside function", 1, 1)
print(error("await x"))  # expect: ("'await' outside function", 1, 1)
print(error("def f():\n  await x"))  # expect: ("'await' outside async function", 2, 3)
print(error("def f():\n  async for x in y: pass"))  # expect: ("'async for' outside async function", 2, 3)
print(error("def f():\n  async with x: pass"))  # expect: ("'async with' outside async function", 2, 3)
print(error("async def f():\n  yield from x"))  # expect: ("'yield from' inside async function", 2, 3)
print(error("async def f():\n  yield 1\n  return 2"))  # expect: ("'return' with value in async generator", 3, 3)
print(error("def f():\n  [x async for x in y]"))  # expect: ('asynchronous comprehension outside of an asynchronous function', 2, 3)
print(error("*a, *b = c"))  # expect: ('multiple starred expressions in assignment', 1, 1)
print(error("*a = c"))  # expect: ('starred assignment target must be in a list or tuple', 1, 1)
print(error("f(a=1, a=2)"))  # expect: ('keyword argument repeated: a', 1, 8)
print(error("try: pass\nexcept: pass\nexcept KeyError: pass"))  # expect: ("default 'except:' must be last", 2, 1)
print(error("x = 1\nfrom __future__ import annotations"))  # expect: ('from __future__ imports must occur at the beginning of the file', 2, 1)
print(error("from __future__ import nothing"))  # expect: ('future feature nothing is not defined', 1, 1)
print(error("from __future__ import braces"))  # expect: ('not a chance', 1, 1)
print(error("def f():\n  from x import *"))  # expect: ('import * only allowed at module level', 2, 17)
print(error("match x:\n  case y: pass\n  case z: pass"))  # expect: ("name capture 'y' makes remaining patterns unreachable", 2, 8)
print(error("match x:\n  case _: pass\n  case z: pass"))  # expect: ('wildcard makes remaining patterns unreachable', 2, 8)
print(error("match x:\n  case [a, a]: pass"))  # expect: ("multiple assignments to name 'a' in pattern", 2, 12)
print(error("match x:\n  case [*a, *b]: pass"))  # expect: ('multiple starred names in sequence pattern', 2, 8)
print(error("match x:\n  case a | 1: pass"))  # expect: ("name capture 'a' makes remaining patterns unreachable", 2, 8)
print(error("match x:\n  case {1: a, 1: b}: pass"))  # expect: ('mapping pattern checks duplicate key (1)', 2, 8)
print(error("match x:\n  case C(a=1, a=2): pass"))  # expect: ('attribute name repeated in class pattern: a', 2, 17)
print(error("while 1:\n  try: pass\n  except* E: break"))  # expect: ("'break', 'continue' and 'return' cannot appear in an except* block", 3, 14)
print(error("def f():\n  try: pass\n  except* E: return"))  # expect: ("'break', 'continue' and 'return' cannot appear in an except* block", 3, 14)
print(error("__debug__ = 1"))  # expect: ('cannot assign to __debug__', 1, 1)
print(error("x = *a"))  # expect: ("can't use starred expression here", 1, 5)
print(error("nonlocal x"))  # expect: ('nonlocal declaration not allowed at module level', 1, 1)
print(error("def f(x):\n  global x"))  # expect: ("name 'x' is parameter and global", 2, 3)
print(error("def f():\n  print(x)\n  global x"))  # expect: ("name 'x' is used prior to global declaration", 3, 3)
print(error("def f():\n  nonlocal x"))  # expect: ("no binding for nonlocal 'x' found", 2, 3)
print(error("a, b += 1"))  # expect: ("'tuple' is an illegal expression for augmented assignment", 1, 1)
print(error("[x for x in range(3)] = 1"))  # expect: ("cannot assign to list comprehension here. Maybe you meant '==' instead of '='?", 1, 1)
print(error("(yield) = 1"))  # expect: ("cannot assign to yield expression here. Maybe you meant '==' instead of '='?", 1, 2)
print(error("del f()"))  # expect: ('cannot delete function call', 1, 5)
print(error("class C:\n  [y := 1 for x in z]"))  # expect: ('assignment expression within a comprehension cannot be used in a class body', 2, 4)
print(error("[x := 1 for x in z]"))  # expect: ("assignment expression cannot rebind comprehension iteration variable 'x'", 1, 2)
print(error("f(*a for x in y, b)"))  # expect: ('iterable unpacking cannot be used in comprehension', 1, 3)
print(error("f(b, *a for x in y)"))  # expect: ('Generator expression must be parenthesized', 1, 6)
print(error("class A(a for x in y): pass"))  # expect: ('invalid syntax', 1, 11)
print(error("class A(*a for x in y): pass"))  # expect: ('invalid syntax', 1, 12)
print(error("class A(a for x in y, b): pass"))  # expect: ('Generator expression must be parenthesized', 1, 9)

for text in 'x[a:=1]', 'x[a:=1, b:=2]', 'x[a:=1:2]', 'x[(a:=1):2]', 'x[1:a:=2]', 'x[0, a:=1:2]':
    try:
        compile(text, 'f', 'exec')
        print(text)
    except SyntaxError as exc:
        print(text, exc.msg, exc.offset)
# expect: x[a:=1]
# expect: x[a:=1, b:=2]
# expect: x[a:=1:2] invalid syntax 7
# expect: x[(a:=1):2]
# expect: x[1:a:=2] invalid syntax 6
# expect: x[0, a:=1:2] invalid syntax 10
