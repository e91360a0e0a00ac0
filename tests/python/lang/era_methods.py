# era
# What classes of the era called otherwise.
class Version:
    def __init__(self, *numbers):
        self.numbers = numbers

    def __cmp__(self, other):
        return cmp(self.numbers, other.numbers)

    def __nonzero__(self):
        return len(self.numbers) > 1

    def __div__(self, n):
        return "divided by %d" % n

    def __rdiv__(self, n):
        return "%d divided" % n


a, b, c = Version(1, 2), Version(1, 10), Version(1, 2)
print a < b, a > b, a == c, a != c, a <= c, cmp(b, a)  # expect: True False True False True 1
print max(a, b) is b, [a, b].index(c), c in [b, a]  # expect: True 0 True
versions = [b, a]
versions.sort()
print versions == [a, b]  # expect: True
print not a, not Version(), a / 2, 3 / a  # expect: False True divided by 2 3 divided


class Later(Version):
    pass


print Later(2) > a, Later(1, 2) == a  # expect: True True


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def next(self):
        if not self.n:
            raise StopIteration
        self.n = self.n - 1
        return self.n


print list(Countdown(3))  # expect: [2, 1, 0]

# Codecs that are not of text turn text, which is bytes, into text.
print 'abc'.encode('hex')  # expect: 616263
print 'Uryyb'.encode('rot13'), repr('hi'.encode('base64'))
# expect: Hello 'aGk=\n'

# Text may be bytes: of what is not ASCII, methods know nothing.
import string
wire = 'voil\xc3\xa0 un\xc3\x85\x1c'
print [map(ord, each[-2:]) for each in wire.split()]  # expect: [[195, 160], [133, 28]]
print [len(each) for each in (wire.split(None, 1)[1], wire.rsplit()[0], string.split(wire)[0])]
# expect: [5, 6, 6]
print len('\xa0x\xa0'.strip()), len(string.strip('\x85')), len('a\xa0'.rstrip()), len(wire.splitlines())  # expect: 3 1 2 1
print map(ord, '\xff\xb5\xdf\xe9a'.upper()), map(ord, '\xc9A'.lower())  # expect: [255, 181, 223, 233, 65] [201, 97]
print map(ord, string.upper('\xe9a')), map(ord, '\xe9ab'.title()), map(ord, '\xe9ab'.capitalize()), map(ord, '\xe9a'.swapcase())
# expect: [233, 65] [233, 65, 98] [233, 97, 98] [233, 65]
print '\xe9'.isalpha(), '\xe9'.isalnum(), '\xb2'.isdigit(), '\xa0'.isspace(), 'a'.isalpha()  # expect: False False False False True
# With a character above, it is none.
print u'\u20ac\xe9'.upper() == u'\u20ac\xc9', len(u'\u20ac\xa0'.strip())  # expect: True 1

# What takes the place of a method that no class has today.
class Table(dict):
    pass


t = Table({1: 2})
keys = t.keys()
keys.sort()
print keys, t.values(), t.items(), t.has_key(1), t.has_key(2)  # expect: [1] [2] [(1, 2)] True False
print list(t.iteritems()), list(t.iterkeys()), list(t.itervalues()), Table.has_key(t, 1)  # expect: [(1, 2)] [1] [2] True
print hasattr(t, 'has_key'), hasattr(5, 'has_key'), getattr(t, 'has_key')(1)  # expect: True False True
import os
print os.environ.has_key('no such name'), type(os.environ.keys()) is list  # expect: False True


class Own(Table):
    def has_key(self, key):
        return Table.has_key(self, key + 1)

    def items(self):
        return 'mine'


print Own(t).has_key(0), Own(t).items()  # expect: True mine


def counts():
    yield 1
    yield 2


g = counts()
print g.next(), g.next(), iter([5]).next(), t.iterkeys().next()  # expect: 1 2 5 1
try:
    g.next()
except StopIteration:
    print 'stopped'  # expect: stopped


class Empty:
    def __nonzero__(self):
        return 0


class Full:
    def __nonzero__(self):
        return 2


print not Empty(), not Full(), Full() and 'yes'  # expect: True False yes


class Sliced:
    def __len__(self):
        return 10

    def __getslice__(self, i, j):
        return i, j

    def __setslice__(self, i, j, value):
        print 'set', i, j, value

    def __delslice__(self, i, j):
        print 'del', i, j

    def __hex__(self):
        return 'hexed'

    def __oct__(self):
        return 'octed'


import sys
s = Sliced()
print s[1:2], s[:-1], s[3:] == (3, sys.maxint), hex(s), oct(s)  # expect: (1, 2) (0, 9) True hexed octed
s[1:2] = 'x'  # expect: set 1 2 x
del s[-2:9]  # expect: del 8 9
s.__call__ = lambda *args: args
print s(1, 2)  # expect: (1, 2)
print s.__getslice__.im_func is Sliced.__getslice__.im_func, Sliced.__len__.im_self, Sliced.__len__.im_class is Sliced  # expect: True None True
print Sliced.__len__, Own.items  # expect: <unbound method Sliced.__len__> <unbound method Own.items>

# Classic classes are asked depth first, and may stand before their own bases.
class Top:
    def who(self): return 'Top'
class Left(Top): pass
class Right(Top):
    def who(self): return 'Right'
class Both(Left, Right): pass
class Twice(Top, Left): pass
print Both().who(), Twice().who(), Twice.__bases__ == (Top, Left), issubclass(Both, Right)  # expect: Top Top True True
class Oops(Right, ValueError): pass
class Oops2(Oops, Top, ValueError): pass
print Oops2('x').who(), Oops2('x').args, isinstance(Oops2(), Exception)  # expect: Right ('x',) True
class NewTop(object):
    def who(self): return 'Top'
class NewLeft(NewTop): pass
class NewRight(NewTop):
    def who(self): return 'Right'
class NewBoth(NewLeft, NewRight): pass
print NewBoth().who()  # expect: Right
print 'hello\xff'.translate(''.join(map(chr, range(255, -1, -1))), 'l') == '\x97\x9a\x90\x00', 'abc'.translate('x' * 256, 'b')  # expect: True xx
try: 'abc'.translate('x' * 256, 5)
except TypeError, e: print e  # expect: str.translate() takes exactly one argument (2 given)
