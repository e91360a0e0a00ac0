"""Random programs of the language, each of them the same for the same seed.

A program is a list of statements that print. Whatever it prints is determined
by the language alone: sets are shown sorted, nothing shows an address, numbers
stay small enough to be shown. Loops run often enough for instructions to
specialise, and the types they meet change on the way.
"""

import random

import programs_wide

# What every program begins with.
PRELUDE = '''\
def canon(v, depth=0):
    if depth > 6:
        return '...'
    t = type(v)
    if t in (set, frozenset):
        # Each NaN is an item of its own, or not.
        texts = [canon(x, depth + 1) for x in v if x == x]
        return t.__name__ + '{' + ', '.join(sorted(texts)) + '}'
    if t is list:
        return '[' + ', '.join(canon(x, depth + 1) for x in v) + ']'
    if t is tuple:
        return '(' + ', '.join(canon(x, depth + 1) for x in v) + ')'
    if t is dict:
        return '{' + ', '.join(canon(k, depth + 1) + ': ' + canon(x, depth + 1)
                               for k, x in v.items() if k == k) + '}'
    if t in (type({}.keys()), type({}.values()), type({}.items())):
        return t.__name__ + canon(list(v), depth + 1)
    if t.__name__ in HIDDEN or callable(v) and t is not type:
        return '<' + t.__name__ + '>'
    text = repr(v)
    return '<' + t.__name__ + '>' if ' at 0x' in text else text

HIDDEN = ('generator', 'map', 'zip', 'filter', 'enumerate', 'reversed',
          'list_iterator', 'tuple_iterator', 'str_ascii_iterator',
          'str_iterator', 'range_iterator', 'dict_keyiterator', 'memoryview',
          'list_reverseiterator', 'bytes_iterator', 'set_iterator',
          'property', 'bytearray_iterator', 'super', 'object')

def show(f):
    try:
        v = f()
    except RecursionError:
        print('RecursionError')
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print(canon(v))
'''

INTS = [0, 1, -1, 2, 3, 5, 7, 10, -7, 31, 63, 64, 100, 255, 256, -256, 1000,
        65535, 2**31 - 1, 2**31, -2**31, 2**32, 2**47 - 1, 2**47, -2**47,
        -2**47 - 1, 2**48, 2**53, 2**63 - 1, 2**63, -2**63, 2**64, 10**18,
        10**20, -10**25, 3**50, 2**100 - 1, -2**200, 10**60]
FLOATS = ['0.0', '-0.0', '1.0', '-1.5', '0.1', '3.14159', '1e10', '1e-7',
          '2.5', '1e16', '123456789.123', '1e308', '5e-324', 'float("inf")',
          'float("-inf")', '1e22', '0.5', '-2.5', '3.5']
STRINGS = ['', 'a', 'abc', 'Hello World', 'spam eggs', 'x' * 20, '  pad ',
           'tab\tand\nnewline\r\n', 'aXbXc', '123', '-45', '3.14', 'ß',
           'Straße', 'ÀÉî', 'naïve café', '日本語', 'a\u0300', '😀 smile',
           'i\u0307', 'ǅ', 'ﬁn', '\x00\x7f', "it's", '"q"', '\\', '0x1F',
           'aaa', 'abab', 'mississippi', 'The Quick Brown Fox', 'ΑΣ', '१२',
           'true', ',a,,b,', 'k=v;k2=v2', '\u2028line', '½']
BYTES = [b'', b'a', b'abc', b'Hello', b'\x00\xff\x80', b'a,b,c', b'  x ',
         b'\r\nline\n', b'aXbXc', b'123', b'mississippi', b'\xe4\xf6']
NAMES = ['na', 'nb', 'nc', 'nd', 'ne']
TYPES = ['int', 'float', 'bool', 'str', 'bytes', 'list', 'tuple', 'dict',
         'set', 'none']


class Program(programs_wide.Wide):
    """I write one program."""

    def __init__(self, seed, is_wide):
        self.is_wide = is_wide
        self.random = random.Random(seed)
        self.lines = []
        self.vars = {}       # name: type
        self.counter = 0

    # --- helpers --------------------------------------------------------------

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, p):
        return self.random.random() < p

    def small(self, low=-6, high=9):
        return str(self.random.randint(low, high))

    def fresh(self, stem):
        self.counter += 1
        return '%s%d' % (stem, self.counter)

    def var(self, kind):
        names = [n for n, k in self.vars.items() if k == kind]
        return self.random.choice(names) if names and self.chance(0.4) else None

    # --- expressions ----------------------------------------------------------

    def any(self, depth):
        return self.expr(self.random.choice(TYPES), depth)

    def expr(self, kind, depth):
        name = self.var(kind)
        if name:
            return name
        if depth <= 0:
            return getattr(self, kind + '_atom')()
        if self.chance(0.08):
            return '(%s if %s else %s)' % (
                self.expr(kind, depth - 1), self.expr('bool', depth - 1),
                self.expr(kind, depth - 1))
        return getattr(self, kind + '_expr')(depth - 1)

    def none_atom(self):
        return 'None'

    def none_expr(self, d):
        return 'None'

    def int_atom(self):
        if self.chance(0.3):
            return str(self.random.randint(-20, 20))
        n = self.random.choice(INTS) + self.random.randint(-1, 1)
        return '(%d)' % n if n < 0 else str(n)

    def int_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.45:
            op = self.pick('+', '-', '*', '//', '%', '&', '|', '^', '+', '-')
            return '(%s %s %s)' % (e('int', d), op, e('int', d))
        if r < 0.52:
            return '(%s %s %s)' % (e('int', d), self.pick('<<', '>>'),
                                   self.small(-1, 70))
        if r < 0.57:
            return '(%s ** %s)' % (self.small(-9, 9), self.small(0, 12))
        if r < 0.62:
            return 'pow(%s, %s, %s)' % (e('int', d), self.small(-3, 40),
                                        e('int', d))
        if r < 0.68:
            return '(%s%s)' % (self.pick('-', '~', '+'), e('int', d))
        if r < 0.74:
            return 'len(%s)' % e(self.pick('str', 'list', 'tuple', 'dict',
                                           'set', 'bytes'), d)
        if r < 0.78:
            return 'int(%s)' % e(self.pick('float', 'str', 'bool', 'int'), d)
        if r < 0.82:
            return '(%s).%s' % (e('int', d), self.pick(
                'bit_length()', 'bit_count()', 'conjugate()', 'numerator',
                'real'))
        if r < 0.87:
            return '%s.%s(%s)' % (e('str', d),
                                  self.pick('find', 'count', 'index', 'rfind'),
                                  e('str', d))
        if r < 0.90:
            return 'abs(%s)' % e('int', d)
        if r < 0.93:
            return '%s(%s, %s)' % (self.pick('min', 'max'), e('int', d),
                                   e(self.pick('int', 'int', 'float'), d))
        if r < 0.95:
            return 'round(%s, %s)' % (e('int', d), self.small(-5, 3))
        if r < 0.97:
            return 'int.from_bytes(%s, %s, signed=%s)' % (
                e('bytes', d), self.pick('"big"', '"little"'),
                self.pick('True', 'False'))
        return 'sum(%s)' % self.int_list(d)

    def int_list(self, d):
        if self.chance(0.4):
            return 'range(%s, %s, %s)' % (self.small(), self.small(),
                                          self.small(-3, 3))
        return '[%s]' % ', '.join(self.expr('int', d)
                                  for _ in range(self.random.randint(0, 5)))

    def float_atom(self):
        if self.chance(0.4):
            f = repr(self.random.choice([1, 10, 1e5, 1e-5]) *
                     self.random.uniform(-2, 2))
            return '(%s)' % f if f[0] == '-' else f
        return '(%s)' % self.random.choice(FLOATS)

    def float_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.5:
            op = self.pick('+', '-', '*', '/', '//', '%')
            left, right = self.pick(('float', 'float'), ('float', 'int'),
                                    ('int', 'float'))
            return '(%s %s %s)' % (e(left, d), op, e(right, d))
        if r < 0.58:
            return '(%s / %s)' % (e('int', d), e('int', d))
        if r < 0.68:
            return 'float(%s)' % e(self.pick('int', 'str', 'bool'), d)
        if r < 0.76:
            return 'round(%s, %s)' % (e('float', d), self.small(-3, 6))
        if r < 0.84:
            return 'abs(%s)' % e('float', d)
        if r < 0.90:
            return '(-%s)' % e('float', d)
        return '(%s ** %s)' % (e('float', d), self.small(-3, 4))

    def bool_atom(self):
        return self.pick('True', 'False')

    def bool_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.4:
            kind = self.random.choice(TYPES[:-1])
            other = kind if self.chance(0.85) else self.random.choice(TYPES)
            return '(%s %s %s)' % (
                e(kind, d), self.pick('==', '!=', '<', '<=', '>', '>='),
                e(other, d))
        if r < 0.5:
            return '(%s < %s <= %s)' % (e('int', d), e('int', d), e('int', d))
        if r < 0.6:
            return '(not %s)' % self.any(d)
        if r < 0.7:
            kind = self.pick('list', 'tuple', 'set', 'dict', 'str')
            item = e('str', d) if kind == 'str' else self.hashable(d)
            return '(%s %s %s)' % (item, self.pick('in', 'not in'), e(kind, d))
        if r < 0.8:
            return 'bool(%s %s %s)' % (self.any(d), self.pick('and', 'or'),
                                       self.any(d))
        if r < 0.9:
            return '%s.%s(%s)' % (e('str', d),
                                  self.pick('startswith', 'endswith'),
                                  e('str', d))
        if r < 0.95:
            return '%s.%s()' % (e('str', d), self.pick(
                'isalpha', 'isdigit', 'isspace', 'isupper', 'islower',
                'istitle', 'isalnum', 'isidentifier', 'isnumeric',
                'isdecimal', 'isprintable', 'isascii'))
        return 'isinstance(%s, %s)' % (self.any(d), self.pick(
            'int', 'str', '(int, float)', 'bool', 'list', 'object'))

    def str_atom(self):
        return repr(self.random.choice(STRINGS))

    def str_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.12:
            return '(%s + %s)' % (e('str', d), e('str', d))
        if r < 0.18:
            return '(%s * %s)' % (e('str', d), self.small(-1, 4))
        if r < 0.30:
            return '%s%s' % (e('str', d), self.slice())
        if r < 0.36:
            return '%s[%s]' % (e('str', d), self.small(-3, 3))
        if r < 0.52:
            return '%s.%s()' % (e('str', d), self.pick(
                'upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip',
                'lstrip', 'rstrip', 'casefold', 'expandtabs', 'format',
                '__str__'))
        if r < 0.58:
            return '%s.%s(%s)' % (e('str', d), self.pick(
                'strip', 'lstrip', 'rstrip', 'removeprefix', 'removesuffix'),
                e('str', d))
        if r < 0.64:
            return '%s.%s(%s%s)' % (e('str', d), self.pick(
                'center', 'ljust', 'rjust'), self.small(-2, 15), self.pick(
                '', ', "*"', ', "é"'))
        if r < 0.67:
            return '%s.zfill(%s)' % (e('str', d), self.small(0, 12))
        if r < 0.72:
            return '%s.replace(%s, %s%s)' % (
                e('str', d), e('str', d), e('str', d),
                self.pick('', ', 1', ', -1', ', 2'))
        if r < 0.76:
            return '%s.join(%s)' % (e('str', d), self.pick(
                'canon(x) for x in %s' % e('list', d), e('str', d),
                '["a", "b"]'))
        if r < 0.80:
            return '%s(%s)' % (self.pick('str', 'repr', 'ascii'),
                               e(self.random.choice(
                                   ['int', 'float', 'bool', 'str', 'bytes',
                                    'none']), d))
        if r < 0.87:
            return self.percent(d)
        if r < 0.94:
            return self.formatted(d)
        if r < 0.97:
            return '%s(%s)' % (self.pick('hex', 'oct', 'bin'), e('int', d))
        return '%s.decode(%s)' % (e('bytes', d), self.pick(
            '', '"latin-1"', '"ascii", "replace"', '"utf-8", "ignore"',
            '"utf-8", "backslashreplace"', '"ascii", "surrogateescape"'))

    def slice(self):
        def bound():
            return '' if self.chance(0.3) else self.small(-8, 8)
        step = '' if self.chance(0.6) else ':' + self.small(-3, 3)
        return '[%s:%s%s]' % (bound(), bound(), step)

    def percent(self, d):
        flags = ''.join(self.random.sample('-+ #0', self.random.randint(0, 2)))
        width = self.pick('', '', str(self.random.randint(0, 14)))
        precision = self.pick('', '', '.%d' % self.random.randint(0, 8))
        code, kind = self.pick(
            ('d', 'int'), ('i', 'int'), ('x', 'int'), ('X', 'int'),
            ('o', 'int'), ('s', None), ('r', None), ('f', 'float'),
            ('e', 'float'), ('g', 'float'), ('G', 'float'), ('E', 'float'),
            ('c', 'str'), ('a', 'str'), ('d', 'float'), ('u', 'int'),
            ('d', 'str'))
        value = self.expr(kind or self.pick('int', 'float', 'str', 'bool',
                                            'none'), d)
        return '(%r %% (%s,))' % (
            'v=%' + flags + width + precision + code + ';', value)

    def spec(self, kind):
        r = self.random
        fill = self.pick('', '', r.choice('*0 é') + r.choice('<>^='),
                         r.choice('<>^='))
        sign = self.pick('', '', '+', '-', ' ')
        alt = self.pick('', '', '', '#')
        zero = self.pick('', '', '0')
        width = self.pick('', str(r.randint(0, 15)))
        group = self.pick('', '', '', ',', '_')
        precision = self.pick('', '', '.%d' % r.randint(0, 8))
        code = r.choice({'int': 'dxXobcneEfgG%s', 'float': 'eEfFgGn%s',
                         'str': 's', 'bool': 'ds'}[kind] + ' ').strip()
        return fill + sign + alt + zero + width + group + precision + code

    def formatted(self, d):
        kind = self.pick('int', 'float', 'str', 'bool', 'int', 'float')
        value, spec = self.expr(kind, d), self.spec(kind)
        if self.chance(0.5):
            return 'format(%s, %r)' % (value, spec)
        if self.chance(0.3):
            return '(lambda x, w: f"[{x:>{w}}]")(%s, %s)' % (
                value, self.small(0, 9))
        return '"<{:%s}>".format(%s)' % (spec, value)

    def bytes_atom(self):
        return repr(self.random.choice(BYTES))

    def bytes_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.2:
            return '(%s + %s)' % (e('bytes', d), e('bytes', d))
        if r < 0.4:
            return '%s%s' % (e('bytes', d), self.slice())
        if r < 0.55:
            return '%s.encode(%s)' % (e('str', d), self.pick(
                '', '"latin-1"', '"ascii", "replace"',
                '"ascii", "xmlcharrefreplace"', '"ascii", "backslashreplace"',
                '"utf-16-le"', '"ascii", "ignore"'))
        if r < 0.7:
            return '%s.%s()' % (e('bytes', d), self.pick(
                'upper', 'lower', 'strip', 'title', 'swapcase', 'capitalize'))
        if r < 0.8:
            return '%s.replace(%s, %s)' % (e('bytes', d), e('bytes', d),
                                           e('bytes', d))
        if r < 0.9:
            return 'bytes(%s)' % self.pick(e('list', d), self.small(-1, 5),
                                           e('bytes', d))
        return '(%s).to_bytes(%s, %s)' % (e('int', d), self.small(0, 10),
                                          self.pick('"big"', '"little"'))

    def hashable(self, d):
        return self.expr(self.pick('int', 'str', 'float', 'bool', 'none',
                                   'bytes', 'int', 'str'), d)

    def items(self, d, most=5):
        return [self.hashable(d) for _ in range(self.random.randint(0, most))]

    def list_atom(self):
        return '[%s]' % ', '.join(self.items(0))

    def list_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.25:
            return '[%s]' % ', '.join(
                ('*' + e('list', d)) if self.chance(0.15) else self.any(d)
                for _ in range(self.random.randint(0, 5)))
        if r < 0.35:
            return '(%s + %s)' % (e('list', d), e('list', d))
        if r < 0.45:
            return '%s%s' % (e('list', d), self.slice())
        if r < 0.5:
            return '(%s * %s)' % (e('list', d), self.small(-1, 3))
        if r < 0.6:
            return '%s.%s' % (e('str', d), self.pick(
                'split()', 'split(%s)' % e('str', d), 'splitlines()',
                'rsplit(None, 1)', 'split(",", 1)', 'splitlines(True)'))
        if r < 0.7:
            return 'sorted(%s%s)' % (
                self.pick(self.int_list(d), e('str', d), e('list', d)),
                self.pick('', ', reverse=True', ', key=canon'))
        if r < 0.8:
            return '[%s for x in %s%s]' % (
                self.pick('x', '(x, x)', 'canon(x)', '[x]', 'x == 3'),
                self.pick(e('list', d), e('str', d), self.int_list(d),
                          e('tuple', d)),
                self.pick('', ' if x', ' if x != 1', ' for y in (x, 2)'))
        if r < 0.9:
            return 'list(%s)' % self.pick(
                e('str', d), e('tuple', d), e('dict', d), e('bytes', d),
                'map(canon, %s)' % e('list', d),
                'zip(%s, %s)' % (e('list', d), e('str', d)),
                'enumerate(%s)' % e('str', d),
                'reversed(%s)' % e('list', d),
                'filter(None, %s)' % e('list', d), self.int_list(d))
        return 'list(%s.%s())' % (e('dict', d),
                                  self.pick('keys', 'values', 'items'))

    def tuple_atom(self):
        return 'tuple(%s)' % self.list_atom()

    def tuple_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.4:
            return '(%s)' % ''.join(self.any(d) + ', ' for _ in range(
                self.random.randint(1, 4)))
        if r < 0.6:
            return '%s%s' % (e('tuple', d), self.slice())
        if r < 0.75:
            return '(%s + %s)' % (e('tuple', d), e('tuple', d))
        if r < 0.85:
            return '%s.%s(%s)' % (e('str', d),
                                  self.pick('partition', 'rpartition'),
                                  e('str', d))
        if r < 0.93:
            return 'divmod(%s, %s)' % (e('int', d),
                                       e(self.pick('int', 'float'), d))
        return 'tuple(%s)' % e('list', d)

    def dict_atom(self):
        return '{%s}' % ', '.join('%s: %s' % (k, self.int_atom())
                                  for k in self.items(0, 4))

    def dict_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.4:
            return '{%s}' % ', '.join('%s: %s' % (k, self.any(d))
                                      for k in self.items(d, 4))
        if r < 0.6:
            return '(%s | %s)' % (e('dict', d), e('dict', d))
        if r < 0.8:
            return '{x: %s for x in %s}' % (
                self.pick('x', 'canon(x)', '1'),
                self.pick(self.int_list(d), e('str', d), e('tuple', d)))
        return 'dict(%s)' % self.pick(
            'zip(%s, %s)' % (e('str', d), e('list', d)), 'a=1, b=2',
            e('dict', d), 'enumerate(%s)' % e('str', d))

    def set_atom(self):
        return 'set(%s)' % self.list_atom()

    def set_expr(self, d):
        e, r = self.expr, self.random.random()
        if r < 0.5:
            return '(%s %s %s)' % (e('set', d),
                                   self.pick('|', '&', '-', '^'), e('set', d))
        if r < 0.7:
            return '{%s}' % ', '.join([self.hashable(d)] + self.items(d, 3))
        if r < 0.85:
            return 'frozenset(%s)' % self.pick(e('str', d), self.int_list(d))
        return '{%s for x in %s}' % (self.pick('x', 'canon(x)', 'x and 1'),
                                     self.pick(self.int_list(d), e('str', d)))

    # --- statements -----------------------------------------------------------

    def emit(self, indent, text):
        for line in text.split('\n'):
            self.lines.append('    ' * indent + line)

    def write(self):
        count = self.random.randint(6, 12)
        statements = [self.show_statement, self.show_statement, self.assign,
                      self.mutate, self.loop, self.function, self.generator,
                      self.class_, self.try_, self.match, self.closure,
                      self.unpack, self.mixed_loop, self.mixed_loop,
                      self.string_loop, self.with_, self.augment]
        if self.is_wide and self.chance(0.6):
            statements = [getattr(self, name) for name in self.wide]
            statements += [self.assign, self.mutate]
        for _ in range(count):
            self.random.choice(statements)()
        for name in list(self.vars):
            self.emit(0, 'show(lambda: %s)' % name)
        return '\n'.join(self.lines) + '\n'

    def show_statement(self):
        for _ in range(self.random.randint(1, 4)):
            self.emit(0, 'show(lambda: %s)' % self.any(3))

    def assign(self):
        kind = self.random.choice(TYPES[:-1])
        name = self.random.choice(NAMES) + self.random.choice('123')
        value = getattr(self, kind + '_atom')()
        if kind in ('list', 'dict', 'set', 'tuple', 'str', 'int') and \
                self.chance(0.5):
            value = getattr(self, kind + '_atom')()
        self.emit(0, '%s = %s' % (name, value))
        self.vars[name] = kind

    def mutate(self):
        kind = self.pick('list', 'dict', 'set')
        name = self.fresh(kind[0])
        self.emit(0, '%s = %s' % (name, getattr(self, kind + '_atom')()))
        for _ in range(self.random.randint(1, 5)):
            if kind == 'list':
                what = self.pick(
                    '{n}.append({x})', '{n}.insert({i}, {x})', '{n}.pop()',
                    '{n}.pop({i})', '{n}.extend({l})', '{n}.reverse()',
                    '{n}.sort(key=repr)', '{n}.remove({x})', '{n}.clear()',
                    '{n}.__setitem__({i}, {x})', '{n}.index({x})',
                    '{n}.__delitem__({i})', '{n}.count({x})', '{n}.copy()',
                    '{n}.sort()')
                if self.chance(0.3):
                    self.emit(0, 'try:\n    %s%s = %s\nexcept Exception as e:'
                                 '\n    print(type(e).__name__, e)'
                              % (name, self.slice(), self.list_atom()))
                    continue
                if self.chance(0.15):
                    self.emit(0, 'try:\n    del %s%s\nexcept Exception as e:'
                                 '\n    print(type(e).__name__, e)'
                              % (name, self.slice()))
                    continue
            elif kind == 'dict':
                what = self.pick(
                    '{n}.update({d})', '{n}.pop({x})', '{n}.pop({x}, None)',
                    '{n}.setdefault({x}, {y})', '{n}.get({x})',
                    '{n}.popitem()', '{n}.__setitem__({x}, {y})',
                    '{n}.__delitem__({x})', '{n}.clear()', '{n}.copy()',
                    '{n}[{x}]', 'dict.fromkeys({l}, {y})',
                    '{n}.keys() & {l}', 'list({n}.items())')
            else:
                what = self.pick(
                    '{n}.add({x})', '{n}.discard({x})', '{n}.remove({x})',
                    '{n}.update({l})', '{n}.difference_update({l})',
                    '{n}.intersection({l})', '{n}.issubset({l})',
                    '{n}.symmetric_difference({l})', '{n}.isdisjoint({l})',
                    '{n}.union({l}, {l})')
            self.emit(0, 'show(lambda: %s)' % what.format(
                n=name, x=self.hashable(1), y=self.any(1), i=self.small(),
                l=self.list_atom(), d=self.dict_atom()))
            self.emit(0, 'show(lambda: %s)' % name)

    def augment(self):
        name = self.fresh('v')
        kind = self.pick('int', 'float', 'str', 'list', 'set', 'tuple')
        self.emit(0, '%s = %s' % (name, getattr(self, kind + '_atom')()))
        op = self.pick('+=', '-=', '*=', '//=', '%=', '|=', '&=', '^=', '/=',
                       '>>=')
        other = self.expr(kind if self.chance(0.7)
                          else self.random.choice(TYPES), 1)
        if op == '*=':
            other = self.small(-1, 4)
        elif kind == 'list':  # nor may the order of a set be seen
            other = 'sorted(%s, key=canon)' % other
        self.emit(0, 'try:\n    %s %s %s\nexcept Exception as e:\n'
                     '    print(type(e).__name__, e)' % (name, op, other))
        self.emit(0, 'show(lambda: %s)' % name)

    def loop(self):
        name = self.fresh('i')
        self.emit(0, 'total = %s' % self.pick('0', '0.0', '[]', '""'))
        self.emit(0, 'try:\n    for %s in %s:' % (name, self.pick(
            self.int_list(1), self.list_atom(), self.expr('str', 1),
            self.dict_atom(), 'range(60)')))
        self.emit(2, self.pick(
            'total += %s' % name,
            'total = total + 1 if %s else total' % name,
            'if %s == 3: continue\ntotal += 2' % name,
            'if total == 7: break\ntotal += 1',
            'total = (total, %s)[0]' % name))
        self.emit(1, 'else:\n    print("done")')
        self.emit(0, 'except Exception as e:\n    print(type(e).__name__, e)')
        self.emit(0, 'show(lambda: total)')

    def mixed_loop(self):
        """One expression, met by values of changing types."""
        f = self.fresh('mix')
        body = self.pick(
            'x + y', 'x - y', 'x * y', 'x // y', 'x % y', 'x < y', 'x == y',
            'x <= y', 'x & y', 'x | y', 'x >> 1', '-x', 'x and y', 'x in y',
            'x[0]', 'x[-1]', 'x[1:]', 'len(x)', 'x + 1', 'x - 1', 'x * 2.0',
            'x if x > y else y', '(x, y)', 'str(x) + str(y)', 'x / y',
            'not x', 'x ^ y', 'x != y', 'x is y', 'f"{x}{y}"', 'x[y]',
            'x.real', 'x.upper()', '[*x, y]', 'x == 1', 'x < 5', '~x')
        if 'is y' in body:
            body = 'x == y'
        self.emit(0, 'def %s(x, y):\n    return %s' % (f, body))
        pool = [self.hashable(1) for _ in range(self.random.randint(3, 7))]
        pool += [self.list_atom(), self.tuple_atom()]
        self.emit(0, 'for x in (%s,) * 3:' % ', '.join(pool))
        self.emit(1, 'for y in (%s, %s):' % (self.int_atom(),
                                             self.hashable(0)))
        if '*' in body:
            self.emit(2, 'if type(y) is int and abs(y) > 99: y = 3')
            self.emit(2, 'if type(x) is int and abs(x) > 99 and '
                         'type(y) is not int: x = 2')
        self.emit(2, 'show(lambda: %s(x, y))' % f)

    def string_loop(self):
        self.emit(0, 's = ""\nfor c in %s * 3:' % self.str_atom())
        self.emit(1, self.pick(
            's += c', 's = c + s', 's += c.upper()', 's = s + "%s," % c',
            's += f"{c}-"', 's = s[1:] + c + c', 's = s.replace(c, "") + c'))
        self.emit(0, 'print(repr(s), len(s))')

    def parameters(self):
        first = self.pick('', 'p', 'p, q', 'p, q=2', 'p=1, q=2', 'p, /, q=3')
        rest = self.pick('', '*args', '*args, k=5', '*, k', '**kw',
                         '*args, **kw', '*, k=4, **kw')
        return ', '.join(x for x in (first, rest) if x)

    def arguments(self):
        return ', '.join(self.pick(
            self.int_atom(), self.str_atom()) for _ in
            range(self.random.randint(0, 3))) + self.pick(
                '', '', ', k=7', ', q=8', ', *[1, 2]', ', **{"k": 3}', ', z=1')

    def function(self):
        name = self.fresh('f')
        params = self.parameters()
        self.emit(0, 'def %s(%s):' % (name, params))
        self.emit(1, 'return sorted(locals().items(), key=canon)')
        for _ in range(self.random.randint(1, 4)):
            self.emit(0, 'show(lambda: %s(%s))' % (
                name, self.arguments().lstrip(', ')))

    def generator(self):
        name = self.fresh('g')
        self.emit(0, 'def %s(n):' % name)
        self.emit(1, 'try:')
        self.emit(2, 'for i in range(n):')
        self.emit(3, self.pick('got = yield i', 'got = yield (i, n)',
                               'got = yield from [i, i]\nyield got'))
        self.emit(3, self.pick('if got: print("got", got)',
                               'if i == 2: return "early"',
                               'if got == 1: raise ValueError(i)'))
        self.emit(1, 'except %s as e:\n    print("caught", type(e).__name__)'
                  % self.pick('ValueError', 'KeyError', 'GeneratorExit'))
        self.emit(2, self.pick('yield "after"', 'pass', 'raise', 'return 9'))
        self.emit(1, 'finally:\n    print("finally")')
        it = self.fresh('it')
        self.emit(0, '%s = %s(%s)' % (it, name, self.small(0, 4)))
        for _ in range(self.random.randint(2, 6)):
            self.emit(0, 'show(lambda: %s)' % self.pick(
                'next(%s)', '%s.send(None)', '%s.send(1)', 'next(%s, "end")',
                '%s.throw(ValueError("v"))', '%s.throw(KeyError("k"))',
                '%s.close()', 'list(%s)', 'sum(1 for x in %s)').replace(
                    '%s', it))
        self.emit(0, 'show(lambda: %s.close())' % it)

    def class_(self):
        base, name = self.fresh('Base'), self.fresh('Cls')
        self.emit(0, 'class %s:' % base)
        slots = self.chance(0.2)
        if slots:
            self.emit(1, '__slots__ = ("x", "y")')
        self.emit(1, 'def __init__(self, x, y=2):\n    self.x = x\n'
                     '    self.y = y')
        methods = {
            '__repr__': '(self):\n    return "%s(%%r, %%r)" %% '
                        '(self.x, self.y)' % base,
            '__eq__': '(self, o):\n    return self.x == o',
            '__lt__': '(self, o):\n    return self.x < o',
            '__add__': '(self, o):\n    return ("add", self.x, o)',
            '__radd__': '(self, o):\n    return ("radd", self.x, o)',
            '__iadd__': '(self, o):\n    self.x = o\n    return self',
            '__len__': '(self):\n    return self.y',
            '__getitem__': '(self, i):\n    return (self.x, [0, 1, 2][i])',
            '__contains__': '(self, i):\n    return i == self.x',
            '__call__': '(self, *a):\n    return a',
            '__bool__': '(self):\n    return self.x',
            '__hash__': '(self):\n    return 7',
            '__iter__': '(self):\n    return iter((self.x, self.y))',
            '__getattr__': '(self, n):\n    return "attr " + n',
            '__format__': '(self, s):\n    return "fmt" + s',
            '__index__': '(self):\n    return self.y',
            '__mul__': '(self, o):\n    return NotImplemented',
            '__neg__': '(self):\n    return self.y',
            '__str__': '(self):\n    return 3 if self.x == 0 else "s"'}
        chosen = self.random.sample(sorted(methods),
                                    self.random.randint(2, 8))
        if '__repr__' not in chosen:
            chosen.append('__repr__')
        for method in chosen:
            self.emit(1, 'def %s%s' % (method, methods[method]))
        self.emit(1, '@property\ndef p(self):\n    return self.x')
        if self.chance(0.5):
            self.emit(1, '@p.setter\ndef p(self, v):\n    self.x = v')
        self.emit(1, '@classmethod\ndef make(cls, v):\n    return cls(v)')
        self.emit(1, '@staticmethod\ndef st(v):\n    return (v, v)')
        self.emit(0, 'class %s(%s):' % (name, base))
        self.emit(1, 'z = %s' % self.int_atom())
        self.emit(1, 'def m(self, v):\n    return (super().__repr__(), v, '
                     'self.z)')
        obj = self.fresh('o')
        self.emit(0, '%s = %s(%s)' % (obj, self.pick(base, name),
                                      self.pick(self.int_atom(),
                                                self.str_atom())))
        for _ in range(self.random.randint(3, 8)):
            text = self.pick(
                '{o}', '{o} == 1', '{o} < 3', '{o} + 1', '1 + {o}', 'len({o})',
                '{o}[2]', '5 in {o}', '{o}(1, 2)', 'bool({o})', '{{{o}: 1}}[{o}]',
                'list({o})', '{o}.nothing', 'f"{{{o}:>4}}"', '[1,2,3,4][{o}]',
                '{o} * 2', '-{o}', 'str({o})', '{o}.p', '{o}.make(9)',
                '{o}.st(4)', '{o}.m(5)', '{o}.z', '{o} != 1', '{o} >= 2',
                'sorted([{o}, {o}])', '{o} in [1, {o}]', 'type({o}).__name__',
                'isinstance({o}, ' + base + ')', '{o}.x.real', 'not {o}',
                'setattr({o}, "p", 11)', 'setattr({o}, "w", 11)',
                'delattr({o}, "x")', 'getattr({o}, "q", 0)', '"%s" % {o}',
                'max({o}, {o}, key=id) is {o}', '[*{o}]', 'range({o})',
                'dict([{o}])', '{o} and 1', '{o} @ 1', 'divmod({o}, 2)')
            self.emit(0, 'show(lambda: %s)' % text.format(o=obj))

    def try_(self):
        name = self.fresh('t')
        self.emit(0, 'def %s(n):' % name)
        self.emit(1, 'try:')
        self.emit(2, self.pick('n / 0', 'n[5]', '{}[n]', 'int("x")',
                               'raise KeyError(n)', 'n.foo', 'undefined_name',
                               'assert n == 3, "why"', 'return "ok"',
                               'raise ValueError("a", n)', '[].pop()',
                               'next(iter(()))', 'raise StopIteration(4)',
                               '"a" + n', 'n()'))
        self.emit(1, 'except %s as e:' % self.pick(
            'ZeroDivisionError', '(KeyError, IndexError)', 'LookupError',
            'ValueError', 'Exception', 'ArithmeticError', 'AttributeError'))
        self.emit(2, self.pick(
            'return ("handled", type(e).__name__, e.args)',
            'raise RuntimeError("other") from e', 'raise',
            'raise TypeError("within")', 'pass'))
        if self.chance(0.5):
            self.emit(1, 'else:\n    print("else")')
        if self.chance(0.6):
            self.emit(1, 'finally:\n    print("finally")')
            if self.chance(0.2):
                self.emit(2, 'return "from finally"')
        self.emit(1, 'return "end"')
        self.emit(0, 'for v in (%s, %s, %s):' % (
            self.int_atom(), self.str_atom(), self.list_atom()))
        self.emit(1, 'try:\n    print(%s(v))\nexcept Exception as e:' % name)
        self.emit(2, 'print(type(e).__name__, e, type(e.__cause__).__name__, '
                     'type(e.__context__).__name__)')

    def match(self):
        name = self.fresh('m')
        cases = [
            'case 0:', 'case [x]:', 'case [x, *rest]:', 'case {"k": v}:',
            'case {"a": 1, **rest}:', 'case str():', 'case int(x) if x > 5:',
            'case (1 | 2) as x:', 'case [1, [x, y]]:', 'case float(x):',
            'case None:', 'case (x, y):', 'case "a" | "abc":', 'case True:',
            'case bytes() as x:', 'case {**rest}:']
        self.emit(0, 'def %s(subject):' % name)
        self.emit(1, 'match subject:')
        for case in self.random.sample(cases, self.random.randint(2, 6)):
            self.emit(2, '%s\n    return (%r, sorted((k, canon(w)) for k, w in '
                         'locals().items()))' % (case, case))
        self.emit(2, 'case _:\n    return "other"')
        for _ in range(self.random.randint(2, 4)):
            self.emit(0, 'show(lambda: %s(%s))' % (name, self.pick(
                self.any(1), '[1, [2, 3]]', '{"k": 3, "a": 1}', '(5, 6)',
                '[7]', '"abc"', '2', '{}', '0', 'None', '1.5', 'True')))

    def closure(self):
        name = self.fresh('c')
        self.emit(0, 'def %s(n):' % name)
        self.emit(1, 'count = 0\ndef step(by=1):')
        self.emit(2, 'nonlocal count\ncount += by\nreturn (count, n)')
        self.emit(1, 'fs = [lambda x, k=k: (x, k, n) for k in range(3)]')
        self.emit(1, 'return step, fs')
        self.emit(0, 'step, fs = %s(%s)' % (name, self.int_atom()))
        self.emit(0, 'show(lambda: [step(), step(%s), fs[1](0)])' %
                  self.expr('int', 1))
        self.emit(0, 'show(lambda: [(y := f(%s)), y][1] if (f := fs[2]) '
                     'else 0)' % self.int_atom())

    def unpack(self):
        targets = self.pick('u, v', 'u, *v', '*u, v', 'u, (v, w)', '[u, v, w]',
                            'u, v, *w')
        self.emit(0, 'try:\n    %s = %s' % (targets, self.pick(
            self.list_atom(), self.expr('str', 1), '(1, (2, 3))',
            self.tuple_atom(), 'range(3)', self.dict_atom(),
            self.expr('int', 1))))
        self.emit(0, 'except Exception as e:\n    print(type(e).__name__, e)')
        names = sorted(set(c for c in targets if c in 'uvw'))
        self.emit(0, 'else:\n    print(canon((%s,)))' % ', '.join(names))

    def with_(self):
        name = self.fresh('W')
        self.emit(0, 'class %s:' % name)
        self.emit(1, 'def __init__(self, eat):\n    self.eat = eat')
        self.emit(1, 'def __enter__(self):\n    print("enter")\n'
                     '    return self.eat')
        self.emit(1, 'def __exit__(self, t, v, tb):\n'
                     '    print("exit", t and t.__name__)\n'
                     '    return self.eat')
        self.emit(0, 'def body():\n    with %s(%s) as a, %s(%s) as b:' % (
            name, self.bool_atom(), name, self.bool_atom()))
        self.emit(2, self.pick('print(a, b)', 'raise ValueError("w")',
                               'return 5', '1 / 0'))
        self.emit(1, 'return 6')
        self.emit(0, 'show(body)')


def program(seed, is_wide=False):
    """The text of program number `seed`, with wrong calls and rare corners too
    when it is wide; some of those do not end, or eat all memory."""
    return Program(seed, is_wide).write()
