# The % operator.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


def fmt(f, *args):
    return why(lambda: f % args)


print('%s %r %a' % ('é', 'é', 'é'))  # expect: é 'é' '\xe9'
print('%d%%' % 50)  # expect: 50%
print('%5d|%-5d|%05d|%+d|% d' % (42, 42, 42, 42, 42))
# expect:    42|42   |00042|+42| 42
print('%x %X %#x %o %#o' % (255, 255, 255, 8, 8))  # expect: ff FF 0xff 10 0o10
print('%s' % 5, '%s' % None, '%s' % [1, 2])  # expect: 5 None [1, 2]
print('%s' % {'a': 1}, '%s' % (1,))  # expect: {'a': 1} 1
print('%s' % ((1, 2),), '%r' % 'x')  # expect: (1, 2) 'x'
print('%10s|%-10s|%.2s' % ('ab', 'ab', 'abcdef'))
# expect:         ab|ab        |ab
print('%f %.2f %8.3f %e %g %G' % (1.5, 2.345, 3.14159, 12345.678, 0.0001, 1e20))
# expect: 1.500000 2.35    3.142 1.234568e+04 0.0001 1E+20
print('%.0f' % 2.5, '%f' % 3, '%g' % 1e6)  # expect: 2 3.000000 1e+06
print('%#g' % 1.0)  # expect: 1.00000
print('%c%c%c' % ('a', 98, '☃'), '%5c|' % 'x')  # expect: ab☃     x|
print('%(a)s-%(b)05d' % {'a': 'x', 'b': 7})  # expect: x-00007
print('%(a)s %(a)r' % {'a': 'y'})  # expect: y 'y'
print('%()s' % {'': 'empty'})  # expect: empty
print('%*d|%-*d|%.*f' % (5, 42, 5, 42, 2, 3.14159))  # expect:    42|42   |3.14
print('%d' % 3.99, '%d' % True, '%i' % -7)  # expect: 3 1 -7
print('%u' % 9, '%ld' % 5, '%d' % 10 ** 30)
# expect: 9 5 1000000000000000000000000000000
print('%x' % -255, '%d' % (1 << 80))  # expect: -ff 1208925819614629174706176
print('%s %s' % ('é☃', '𝄞'))  # expect: é☃ 𝄞
print('%6s|%-6s|' % ('é☃', 'é☃'))  # expect:     é☃|é☃    |
print('%.1s' % '☃é', '%s' % b'x')  # expect: ☃ b'x'
print('%5%|' % () if False else '%', 'x' % {})  # expect: % x
print('x' % [], '' % ())  # expect: x 
print(fmt('%d', 'x'), fmt('%x', 1.5))
# expect: TypeError: %d format: a real number is required, not str TypeError: %x format: an integer is required, not float
print(fmt('%f', 'x'), fmt('%c', 'ab'))
# expect: TypeError: must be real number, not str TypeError: %c requires int or char
print(fmt('%c', -1), fmt('%c', 0x110000))
# expect: OverflowError: %c arg not in range(0x110000) OverflowError: %c arg not in range(0x110000)
print(fmt('%c', 1.5), fmt('%i', None))
# expect: TypeError: %c requires int or char TypeError: %i format: a real number is required, not NoneType
print(fmt('%s'), fmt('%s %s', 1))
# expect: TypeError: not enough arguments for format string TypeError: not enough arguments for format string
print(fmt('%s', 1, 2), fmt('x', 1))
# expect: TypeError: not all arguments converted during string formatting TypeError: not all arguments converted during string formatting
print(why(lambda: 'x' % 5))
# expect: TypeError: not all arguments converted during string formatting
print(why(lambda: '%s %s' % 5))
# expect: TypeError: not enough arguments for format string
print(why(lambda: '%(a)s' % 5))  # expect: TypeError: format requires a mapping
print(why(lambda: '%(a)s' % {}))  # expect: KeyError: 'a'
print(why(lambda: '%(a)s' % (1,)))
# expect: TypeError: format requires a mapping
print(fmt('%y', 1), fmt('%'), fmt('%z', 1))
# expect: ValueError: unsupported format character 'y' (0x79) at index 1 ValueError: incomplete format ValueError: unsupported format character 'z' (0x7a) at index 1
print(fmt('abc%', 1))  # expect: ValueError: incomplete format
print(why(lambda: '%(a' % {'a': 1}))
# expect: ValueError: incomplete format key
print(why(lambda: '%(a)' % {'a': 1}))  # expect: ValueError: incomplete format
print(fmt('%*d', 'x', 5), fmt('%☃', 1))
# expect: TypeError: * wants int ValueError: unsupported format character '?' (0x2603) at index 1
class N:
    def __int__(self):
        return 7
    def __float__(self):
        return 2.5
    def __index__(self):
        return 8
    def __str__(self):
        return 'N!'
print('%d %x %f %s' % (N(), N(), N(), N()))  # expect: 7 8 2.500000 N!
print('%(x)s' % type('D', (dict,), {'__missing__': lambda s, k: 'missing ' + k})())
# expect: missing x
class E:
    def __str__(self):
        raise RuntimeError('no text')
print(fmt('%s', E()), fmt('%d', E()))
# expect: RuntimeError: no text TypeError: %d format: a real number is required, not E

# Names of a dict, which need not be simple; and bytes among bytes.
d = {'k': 1, 'b': 'x', '': 9, 'f': 1.5, '(x)': 2}
print('%(k)s|%(k)d-%(b)s|%(k)03d|%(f).2f|%()s|%((x))s|%%(k)s' % d)  # expect: 1|1-x|001|1.50|9|2|%(k)s
for form in ('%(k)s %s', '%(b)d', '%(nope)s', '%(k', '%(k)'):
    try:
        print(form % d)
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError not enough arguments for format string
# expect: TypeError %d format: a real number is required, not str
# expect: KeyError 'nope'
# expect: ValueError incomplete format key
# expect: ValueError incomplete format
print(b'%s|%d|%b|%4s' % (b'x', 5, bytearray(b'q'), b'z'))  # expect: b'x|5|q|   z'

# Plain numbers among texts, up to the borders of how they are kept and how many
# parts are laid out at once.
edges = [0, 7, 10, 99, -1, -10, 2**47 - 1, -2**47, 2**47, -2**47 - 1, 2**63, True]
print(*['%d|%s|%5d|%-5s|%i' % (n, n, n, n, n) for n in edges], sep='\n')
# expect: 0|0|    0|0    |0
# expect: 7|7|    7|7    |7
# expect: 10|10|   10|10   |10
# expect: 99|99|   99|99   |99
# expect: -1|-1|   -1|-1   |-1
# expect: -10|-10|  -10|-10  |-10
# expect: 140737488355327|140737488355327|140737488355327|140737488355327|140737488355327
# expect: -140737488355328|-140737488355328|-140737488355328|-140737488355328|-140737488355328
# expect: 140737488355328|140737488355328|140737488355328|140737488355328|140737488355328
# expect: -140737488355329|-140737488355329|-140737488355329|-140737488355329|-140737488355329
# expect: 9223372036854775808|9223372036854775808|9223372036854775808|9223372036854775808|9223372036854775808
# expect: 1|True|    1|True |1
for count in range(1, 13):
    print(' %d' * count % tuple(range(count)), 'é%s.' * count % tuple(range(-count, 0)))
# expect:  0 é-1.
# expect:  0 1 é-2.é-1.
# expect:  0 1 2 é-3.é-2.é-1.
# expect:  0 1 2 3 é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 é-6.é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 6 é-7.é-6.é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 6 7 é-8.é-7.é-6.é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 6 7 8 é-9.é-8.é-7.é-6.é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 6 7 8 9 é-10.é-9.é-8.é-7.é-6.é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 6 7 8 9 10 é-11.é-10.é-9.é-8.é-7.é-6.é-5.é-4.é-3.é-2.é-1.
# expect:  0 1 2 3 4 5 6 7 8 9 10 11 é-12.é-11.é-10.é-9.é-8.é-7.é-6.é-5.é-4.é-3.é-2.é-1.

# Everyday values that are laid out where they stay.
for format, value in (('%s', True), ('%d', False), ('%i|', 7), ('%s', None),
                      ('%d', 3.99), ('%d', -3.99), ('%i', 1e13), ('%d', 1e20),
                      ('%c', 'é'), ('%c', 97), ('%c%%', 233), ('%d%%', 50),
                      ('%%%s%%%%', 'é€'), ('%5s|', None), ('%r', True)):
    print(format % value, end=' ')
print('.')  # expect: True 0 7| None 3 -3 10000000000000 100000000000000000000 é a é% 50% %é€%%  None| True .
print('é%%%d%%ü%s' % (5, 'ß'), len('é%%%d%%ü%s' % (5, 'ß')))  # expect: é%5%üß 6
print(b'%d %i %c%%' % (True, 2.5, 65), b'%c' % 200, b'%c' % b'x')  # expect: b'1 2 A%' b'\xc8' b'x'
for format, value in (('%%', 5), ('%d', float('nan')), ('%d', float('inf')),
                      ('%c', 'ab'), ('%c', -1), ('%d', None), ('%', 1),
                      ('%s%s', True), (b'%s', None), (b'%s', True)):
    try:
        print(format % value)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
# expect: TypeError not all arguments converted during string formatting
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: TypeError %c requires int or char
# expect: OverflowError %c arg not in range(0x110000)
# expect: TypeError %d format: a real number is required, not NoneType
# expect: ValueError incomplete format
# expect: TypeError not enough arguments for format string
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'NoneType'
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'bool'
print(repr(b"it's \x00\xff\t\"q\""), repr(bytearray(b"it's")), repr(b"a'b"))  # expect: b'it\'s \x00\xff\t"q"' bytearray(b"it\'s") b"a'b"

# A view with gaps is as good as one without.
print(b'<%s|%5b>' % (memoryview(b'abcdef')[::2], memoryview(b'abc')[::-1]))  # expect: b'<ace|  cba>'
