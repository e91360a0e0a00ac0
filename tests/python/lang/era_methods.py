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
