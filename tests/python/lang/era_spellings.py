# era
# The spellings of the era that other files leave out.
import string, sys, types
if 1:
        a = 1
	b = a + 1
        c = b + 1
print a, b, c  # expect: 1 2 3
print ur'\d\n', u'caf\u00e9', ur"x\u0041", U'x' 'y', uR'''z'''  # expect: \d\n café xA xy z
print 0777, 0xFFL, 10L, 0L, 0777L, 1e3, 3j, -0x1, 0b11, 0o17  # expect: 511 255 10 0 511 1000.0 3j -1 3 15
print 1 <> 2, 1 <> 1, `1, 2`, `'a' + `1``  # expect: True False (1, 2) 'a1'
f = lambda (a, b), c=3: (b, a, c)
print f((1, 2)), f((1, 2), 4)  # expect: (2, 1, 3) (2, 1, 4)
def g((a, (b, c)), *rest): return a + b + c, rest
print g((1, (2, 3)), 4)  # expect: (6, (4,))
d = {'k': 1}
print d.has_key('k'), d.has_key('z'), d.get('z'), d.setdefault('y', 2)  # expect: True False None 2
keys = d.keys(); keys.sort(); print keys, d.items(), list(d.iteritems()), list(d.itervalues()), list(d.iterkeys())  # expect: ['k', 'y'] [('k', 1), ('y', 2)] [('k', 1), ('y', 2)] [1, 2] ['k', 'y']
print "a",; print "b",; print  # expect: a b
print "tab\t",; print "x"  # expect: tab	x
class W:
    softspace = 0
    def __init__(self): self.text = ''
    def write(self, s): self.text = self.text + s
w = W()
print >>w, "one",
print >>w, "two"
print >>w
print >>None, "to stdout"  # expect: to stdout
print `w.text`, w.softspace  # expect: 'one two\n\n' 0
try: raise ValueError, "why"
except (TypeError, ValueError), e: print e, e.args  # expect: why ('why',)
try: raise ValueError, ("a", 1)
except ValueError, e: print e.args  # expect: ('a', 1)
try: raise ValueError, ValueError("inst")
except ValueError, e: print e  # expect: inst
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError, "k", sys.exc_info()[2]
except KeyError, e: print e  # expect: 'k'
print string.split("a b  c"), string.split("a,b", ","), string.splitfields("a:b", ":"), string.join(["x", "y"]), string.joinfields(["x", "y"], "")  # expect: ['a', 'b', 'c'] ['a', 'b'] ['a', 'b'] x y xy
print string.find("hello", "l"), string.rfind("hello", "l"), string.index("hello", "e"), string.rindex("hello", "l"), string.count("banana", "a")  # expect: 2 3 1 3 3
print string.strip(" x "), string.lstrip(" x ") + "|", string.rstrip(" x "), string.lower("AB"), string.upper("ab"), string.capitalize("abc"), string.capwords("a bc d"), string.swapcase("aB")  # expect: x x |  x ab AB Abc A Bc D Ab
print string.replace("aXbX", "X", "-"), string.replace("aXbX", "X", "-", 1), string.zfill("7", 3), string.zfill(-7, 4), string.ljust("a", 3) + "|", string.rjust("a", 3), string.center("a", 3) + "|", string.expandtabs("a\tb", 4)  # expect: a-b- a-bX 007 -007 a  |   a  a | a   b
print string.atoi("12"), string.atoi("ff", 16), string.atol("12"), string.atof("1.5"), string.whitespace == ' \t\n\r\x0b\x0c', string.lowercase, string.uppercase, string.letters, string.digits, string.hexdigits, string.octdigits  # expect: 12 255 12 1.5 True abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 0123456789abcdefABCDEF 01234567
t = string.maketrans("abc", "xyz")
print string.translate("aabbcc!", t), string.translate("aabbcc!", t, "b"), "abc".translate(t), len(string.printable), string.punctuation  # expect: xxyyzz! xxzz! xyz 100 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
print string.index_error is ValueError, string.atoi_error is ValueError  # expect: True True
