# str.format and the format specification of text.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


print('{} {}'.format(1, 'a'))  # expect: 1 a
print('{1} {0}'.format('x', 'y'))  # expect: y x
print('{a} {b}'.format(a=1, b=2))  # expect: 1 2
print('{{}} {}'.format(5))  # expect: {} 5
print('{0}{0}'.format('ab'))  # expect: abab
print(''.format() == '')  # expect: True
print('{:>5}|{:<5}|{:^5}|{:*^7}'.format('a', 'b', 'c', 'd'))
# expect:     a|b    |  c  |***d***
print('{:.2}'.format('abcdef'))  # expect: ab
print('{:5.1}|'.format('xyz'))  # expect: x    |
print('{:☃^5}'.format('é'))  # expect: ☃☃é☃☃
print('{:05}'.format('ab'))  # expect: ab000
print('{:d} {:5d} {:<5d}| {:+d} {:,} {:_}'.format(1, 2, 3, 4, 1234567, 1234567))
# expect: 1     2 3    | +4 1,234,567 1_234_567
print('{:x} {:#x} {:b} {:o} {:c}'.format(255, 255, 5, 8, 65))
# expect: ff 0xff 101 10 A
print('{:.2f} {:e} {:%} {:g}'.format(1.234, 12.5, 0.25, 1e10))
# expect: 1.23 1.250000e+01 25.000000% 1e+10
print('{0.real} {0.imag}'.format(5))  # expect: 5 0
print('{0[1]} {1[k]}'.format([1, 2], {'k': 'v'}))  # expect: 2 v
print('{a.x[0].y}'.format(a=type('A', (), {'x': [type('B', (), {'y': 'deep'})]})))
# expect: deep
print('{[a]}'.format({'a': 1}))  # expect: 1
print('{0[-1]}'.format({'-1': 'neg'}))  # expect: neg
print('{!r} {!s} {!a}'.format('é', 'é', 'é'))  # expect: 'é' é '\xe9'
print('{0!r:>6}'.format('a'))  # expect:    'a'
print('{:{}}|'.format('x', 5))  # expect: x    |
print('{:{w}.{p}f}'.format(3.14159, w=8, p=2))  # expect:     3.14
print('{0:{1}{2}}'.format('x', '>', 4))  # expect:    x
print(why('{}'.format))
# expect: IndexError: Replacement index 0 out of range for positional args tuple
print(why('{} {}'.format, 1))
# expect: IndexError: Replacement index 1 out of range for positional args tuple
print(why('{a}'.format, b=1))  # expect: KeyError: 'a'
print(why('{0} {}'.format, 1, 2))
# expect: ValueError: cannot switch from manual field specification to automatic field numbering
print(why('{} {0}'.format, 1, 2))
# expect: ValueError: cannot switch from automatic field numbering to manual field specification
print(why('{'.format), why('}'.format))
# expect: ValueError: Single '{' encountered in format string ValueError: Single '}' encountered in format string
print(why('{0'.format, 1))
# expect: ValueError: expected '}' before end of string
print(why('{0!}'.format, 1))  # expect: ValueError: unmatched '{' in format spec
print(why('{0!x}'.format, 1))
# expect: ValueError: Unknown conversion specifier x
print(why('{0!rx}'.format, 1))
# expect: ValueError: expected ':' after conversion specifier
print(why('{a{b}}'.format, a=1))
# expect: ValueError: unexpected '{' in field name
print(why('{0!'.format, 1))
# expect: ValueError: end of string while looking for conversion specifier
print(why('{0.}'.format, 1))
# expect: ValueError: Empty attribute in format string
print(why('{0[}'.format, 1))
# expect: ValueError: expected '}' before end of string
print(why('{0[]}'.format, [1]))
# expect: ValueError: Empty attribute in format string
print(why('{0[a]}'.format, {}))  # expect: KeyError: 'a'
print(why('{0.foo}'.format, 1))
# expect: AttributeError: 'int' object has no attribute 'foo'
print(why('{0[0]x}'.format, [1]))
# expect: ValueError: Only '.' or '[' may follow ']' in format field specifier
print(why('{:{:{}}}'.format, 1, 2, 3))
# expect: ValueError: Max string recursion exceeded
print(why('{0[5]}'.format, [1]))  # expect: IndexError: list index out of range
print(why('{:d}'.format, 'a'))
# expect: ValueError: Unknown format code 'd' for object of type 'str'
print(why('{:s}'.format, 5))
# expect: ValueError: Unknown format code 's' for object of type 'int'
print(why('{:5'.format, 5))  # expect: ValueError: unmatched '{' in format spec
print(why('{:=5}'.format, 'a'))
# expect: ValueError: '=' alignment not allowed in string format specifier
print(why('{:+}'.format, 'a'))
# expect: ValueError: Sign not allowed in string format specifier
print(why('{:,}'.format, 'a'))
# expect: ValueError: Cannot specify ',' with 's'.
print(why('{:.2d}'.format, 5))
# expect: ValueError: Precision not allowed in integer format specifier
print(why('{:zz}'.format, 5))
# expect: ValueError: Unknown format code 'z' for object of type 'int'
print('{a}'.format_map({'a': 'x'}))  # expect: x
print('{b}'.format_map(type('D', (dict,), {'__missing__': lambda self, key: '<' + key + '>'})()))
# expect: <b>
print(why('{}'.format_map, {}))
# expect: ValueError: Format string contains positional fields
print(why('{a}'.format_map, {}))  # expect: KeyError: 'a'
print(why('{a}'.format_map, 5))
# expect: TypeError: 'int' object is not subscriptable
print(format('abc', '>6'), format('abc'))  # expect:    abc abc
print(format('abc', ''), format('é', '_<3'))  # expect: abc é__
print(why(format, 'a', 'd'))
# expect: ValueError: Unknown format code 'd' for object of type 'str'
print(why(format, 'a', 5))
# expect: TypeError: format() argument 2 must be str, not int
print('abc'.__format__('^7'))  # expect:   abc  
print(why('a'.__format__, 1))
# expect: TypeError: __format__() argument must be str, not int
class F:
    def __format__(self, spec):
        return 'F<' + spec + '>'
    def __repr__(self):
        return 'F()'
print('{} {:abc} {!r:>5}'.format(F(), F(), F()))  # expect: F<> F<abc>   F()
print(f'{F():x}', f'{F()}', format(F(), 'q'))  # expect: F<x> F<> F<q>
class G:
    pass
print(why('{:x}'.format, G()))
# expect: TypeError: unsupported format string passed to G.__format__
print(why('{:5}'.format, [1]))
# expect: TypeError: unsupported format string passed to list.__format__
print('{}'.format([1, 'a']))  # expect: [1, 'a']
print('{}'.format(None))  # expect: None
print(why('{:5}'.format, None))
# expect: TypeError: unsupported format string passed to NoneType.__format__
x, w = 'é', 7
print(f'{x}', f'{x!r:>{w}}|', f'{x:☃>{w}}')  # expect: é     'é'| ☃☃☃☃☃☃é
print(f'{{}}{x}', f'{x=}', f'{1 + 2 = }')  # expect: {}é x='é' 1 + 2 = 3
print(f'{w:05d} {w:>5}', f"{'nested'!s:.3}")  # expect: 00007     7 nes
print(f'{w!r}')  # expect: 7


# Stars, and what asks str() for all of it.
class Shown:
    def __str__(self):
        return 'shown'

    def __rmod__(self, other):
        return 'asked'


class Text(str):
    def __rmod__(self, other):
        return 'first'


print(['%*d|' % (5, 42), '%-*s|' % (5, 'ab'), '%*d|' % (-5, 42), '%0*d|' % (5, -42), '%0*d|' % (-5, 42)])
print(['%*s|%s' % (4, 'é', 'ß'), '%.*f' % (2, 3.14159), '%*.*f|' % (8, 3, 2.5), '%.*s' % (2, 'abc')])
print(['%*c|' % (3, 'x'), '%*s' % (0, 'a'), '%.*d' % (3, 5), '%*x' % (6, 255)])
# expect: ['   42|', 'ab   |', '42   |', '-0042|', '42   |']
# expect: ['   é|ß', '3.14', '   2.500|', 'ab']
# expect: ['  x|', 'a', '005', '    ff']
for text, args in (('%*d', 5), ('%*d', (5,)), ('%*d', ('5', 5)), ('%.*f', (-3, 2.5)), ('%*d', (5, 6, 7)),
                   ('%*s', (5.0, 'a')), ('%*d', (True, 7))):
    try:
        print(repr(text % args))
    except (TypeError, ValueError, OverflowError, MemoryError) as e:
        print(type(e).__name__, e)
# expect: TypeError not enough arguments for format string
# expect: TypeError not enough arguments for format string
# expect: TypeError * wants int
# expect: '2'
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError * wants int
# expect: '7'
print('%s' % Shown(), '%s' % [1], '%s' % {}, '%s' % (Text('x'),), '%s' % Text('x'), type('%s' % Text('x')).__name__,
      '%s' % ValueError('bad'), b'%*d|%.*s' % (4, 7, 1, b'xy'))
# expect: shown [1] {} x first str bad b'   7|x'
for form, size in ('%.*d', 2**40), ('%.*s', -2**31 - 1), ('%*d', 2**70), ('%*s', -2**63 - 1):
    for made in form, form.encode():
        try: print(made % (size, 5))
        except OverflowError as e: print(e)
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C ssize_t
# expect: Python int too large to convert to C ssize_t
# expect: Python int too large to convert to C ssize_t
# expect: Python int too large to convert to C ssize_t
