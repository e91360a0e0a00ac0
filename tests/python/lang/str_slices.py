# Characters and slices, constant time for ASCII and right for the rest.

def why(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


a = 'abcdefgh'
u = 'äb☃d𝄞fgh'
for s in a, u:
    print(s[0], s[-1], s[3], s[-5], s[2:5], s[:3], s[-3:], s[:], s[5:2] == '', s[::2], s[::-1], s[6:1:-2], s[-2:-6:-1], s[100:] == '', s[-100:2], s[1:100])
# expect: a h d d cde abc fgh abcdefgh True aceg hgfedcba gec gfed True ab bcdefgh
# expect: ä h d d ☃d𝄞 äb☃ fgh äb☃d𝄞fgh True ä☃𝄞g hgf𝄞d☃bä g𝄞☃ gf𝄞d True äb b☃d𝄞fgh
print([a[i] for i in range(-8, 8)] == list(a) * 2)  # expect: True
print([u[i] for i in range(-8, 8)] == list(u) * 2)  # expect: True
print(why(lambda: a[8]), why(lambda: a[-9]))
# expect: IndexError: string index out of range IndexError: string index out of range
print(why(lambda: u[8]), why(lambda: ''[0]))
# expect: IndexError: string index out of range IndexError: string index out of range
print(why(lambda: a['x']))
# expect: TypeError: string indices must be integers, not 'str'
print(why(lambda: a[1.0]))
# expect: TypeError: string indices must be integers, not 'float'
print(why(lambda: a[::0]))  # expect: ValueError: slice step cannot be zero
print(why(lambda: a['x':]))
# expect: TypeError: slice indices must be integers or None or have an __index__ method
print(why(lambda: a[1 << 70]))
# expect: IndexError: cannot fit 'int' into an index-sized integer
print(a[True], a[None:None], a[:1 << 70], a[-(1 << 70):3])
# expect: b abcdefgh abcdefgh abc
def f():
    a[0] = 'x'
def g():
    del a[0]
print(why(f), why(g))
# expect: TypeError: 'str' object does not support item assignment TypeError: 'str' object doesn't support item deletion
class I:
    def __index__(self):
        return 2
print(a[I()], a[I():], u[:I()])  # expect: c cdefgh äb
big = 'xé☃𝄞' * 1000
print(len(big), big[2000], big[2001])  # expect: 4000 x é
print(big[3999], big[-4000], big[1999:2005])  # expect: 𝄞 x 𝄞xé☃𝄞x
print(big[3000:3003])  # expect: xé☃
print(all(big[i] == 'xé☃𝄞'[i % 4] for i in range(0, 4000, 7)))  # expect: True
print(all(big[i:i + 4] == (big + big)[i:i + 4] for i in range(0, 3990, 13)))
# expect: True
print(''.join(big[i] for i in range(len(big))) == big)  # expect: True
print(big[::-1][::-1] == big)  # expect: True
print(big[1::4] == 'é' * 1000)  # expect: True
s = ''
for i in range(3000):
    s += 'é' if i % 3 else 'ab'
    assert s[-1] in 'éb'
print(len(s), s[:6], s[2000:2004])  # expect: 4000 abééab abéé
print(s.count('é'))  # expect: 2000
print(s == ''.join(['é' if i % 3 else 'ab' for i in range(3000)]))
# expect: True
parts = []
rest = 'line\n' * 2000
while rest:
    at = rest.index('\n') + 1
    parts.append(rest[:at])
    rest = rest[at:]
print(len(parts), set(parts), rest == '')  # expect: 2000 {'line\n'} True
x = 'a' * 300
y = x + 'b'
z1 = y + 'c'
z2 = y + 'd'
z3 = z1 + 'e'
z4 = z1 + z1
print(y[-2:], z1[-3:], z2[-3:], z3[-4:])  # expect: ab abc abd abce
print(z4[300:306], len(z4))  # expect: bcaaaa 604
print(z1 == 'a' * 300 + 'bc')  # expect: True
print(z2 == 'a' * 300 + 'bd')  # expect: True
it = iter('aé☃')
print(next(it), it.__length_hint__())  # expect: a 2
print(list(it), list(it))  # expect: ['é', '☃'] []
print(it.__length_hint__())  # expect: 0

# Steps through text that is not ASCII, to both ends.
s = 'a\xe9\u20ac\U0001f600z' * 3
print(s[::-1] == ''.join(reversed(s)), s[::-2] == ''.join(list(s)[::-2]))  # expect: True True
print(all(s[a:b:c] == ''.join(list(s)[a:b:c]) for a in range(-17, 17)
          for b in range(-17, 17) for c in (-20, -3, -1, 2, 3, 20)))  # expect: True
