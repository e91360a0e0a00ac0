# ours alone: CPython would try for hours.
# Nothing a program asks for in one word stops the process: too much is an
# exception, which can be caught, and the program goes on.
asked = """
'a' * 10**12
[0] * 10**13
(0,) * 2**62
b'x' * 10**12
bytes(10**13)
bytearray(2**62)
1 << 10**12
10 ** 10**12
pow(3, 10**12)
'a'.ljust(10**13)
'a'.center(2**62)
'a'.zfill(10**13)
b'a'.rjust(10**13)
('a' * 10**6).replace('a', 'b' * 10**8)
(b'a' * 10**6).join([b'b'] * 10**6)
('\\t' * 1000).expandtabs(2**31 - 1)
'%*d' % (10**13, 3)
format(3, '1000000000000')
'{:{}}'.format('x', 10**13)
(1).to_bytes(10**13, 'big')
'a'.translate({97: 'b' * 10**12})
memoryview(bytearray(10**13))
[1] .__imul__(10**14)
"""
caught = 0
for line in asked.strip().splitlines():
    try:
        eval(line)
        print("no error:", line)
    except (MemoryError, OverflowError, ValueError):
        caught += 1
print(caught)  # expect: 23

deep = """
'-' * 100000 + '1'
'(' * 100000
'[' * 5000 + ']' * 5000
'a' + '.b' * 100000
'a' + '()' * 100000
'lambda: ' * 100000 + '1'
'1 if 1 else ' * 100000 + '1'
'x = f"' + '{' * 1001
'if 1:\\n' + ''.join(' ' * n + 'if 1:\\n' for n in range(1, 200))
'match x:\\n case ' + '[' * 10000
'del ' + '(' * 10000
"""
caught = 0
for line in deep.strip().splitlines():
    try:
        compile(eval(line), "<text>", "exec")
        print("no error:", line)
    except (SyntaxError, RecursionError, MemoryError):
        caught += 1
print(caught)  # expect: 11
