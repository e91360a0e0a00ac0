"""More statements for random programs: calls that are mostly wrong, and the
corners of the language that a program seldom has.

Program (programs.py) inherits them. What a method does with arguments that it
does not expect, and with which words it refuses, is part of the language too.
"""

# Objects whose methods are called; the methods are those CPython has.
RECEIVERS = {
    int: ['5', '(-3)', '(2**70)', 'True', '0'],
    float: ['2.5', '(-0.0)', '1e300', 'float("nan")'],
    complex: ['(1+2j)', '(-0.5j)'],
    str: ['"abc"', '"a-b-c"', '"Straße"', '""', '"12"', '"{} {a}"'],
    bytes: ['b"abc"', 'b"a-b-c"', 'b""', 'b"\\xff1"'],
    bytearray: ['bytearray(b"abc")', 'bytearray(b"a,b,c")'],
    list: ['[3, 1, 2]', '[]', '["b", "a"]', '[1, "a"]'],
    tuple: ['(3, 1, 3)', '()'],
    dict: ['{1: 2, "a": 3}', '{}'],
    set: ['{3}', 'set()'],
    frozenset: ['frozenset((3,))'],
    range: ['range(5)', 'range(9, 0, -2)'],
    slice: ['slice(1, 9, 2)', 'slice(None)'],
    memoryview: ['memoryview(b"abcd")'],
    type(None): ['None'],
    BaseException: ['ValueError("a", 1)', 'KeyError("k")', 'OSError(2, "x")'],
}
# What shows an address or a size, depends on the order of a hash, or asks the
# machine.
UNFIT = {'__class__', '__dir__', '__doc__', '__hash__', '__init_subclass__',
         '__new__', '__reduce__', '__reduce_ex__', '__sizeof__',
         '__subclasshook__', '__getstate__', '__getattribute__', '__init__',
         '__setattr__', '__delattr__', '__getnewargs__', '__alloc__',
         '__getformat__', '__setformat__', '__setstate__', '__repr__',
         '__traceback__', '__dict__', '__class_getitem__', 'hex', 'obj',
         'characters_written'}
ODD = ['None', '0', '1', '-1', '2', '7', '2.5', '"a"', '"-"', '""', '"é"',
       'b"a"', 'b"-"', 'b""', '[1, 2]', '["a", "b"]', '[]', '(1,)', '("a", 1)',
       '{}', '{"a": 1}', '{1}', 'True', '2**70', '1j', 'int', 'str', 'len',
       'slice(1)', 'range(3)', 'iter([7])', 'NotImplemented', '...',
       'bytearray(b"a")', '[(1, 2)]', '"big"', '"utf-8"', '"ascii"', '"xyz"']
KEYWORDS = ['key=None', 'reverse=True', 'sep=None', 'maxsplit=1', 'x=1',
            'start=1', 'default=3', 'errors="ignore"', 'keepends=True',
            'strict=True', 'signed=True', 'end=""', 'base=3', 'tabsize=2',
            'encoding="ascii"', 'bytes_per_sep=2', 'key=str', 'byteorder="big"']
CALLED = ['abs', 'all', 'any', 'ascii', 'bin', 'bool', 'bytearray', 'bytes',
          'callable', 'chr', 'complex', 'dict', 'divmod', 'enumerate', 'filter',
          'float', 'format', 'frozenset', 'getattr', 'hasattr', 'int',
          'isinstance', 'issubclass', 'iter', 'len', 'list', 'map', 'max',
          'min', 'next', 'oct', 'ord', 'pow', 'range', 'repr', 'reversed',
          'round', 'set', 'setattr', 'slice', 'sorted', 'str', 'sum', 'tuple',
          'type', 'vars', 'zip', 'int.from_bytes', 'bytes.fromhex',
          'dict.fromkeys', 'str.maketrans', 'float.fromhex', 'list.append',
          'str.join', 'dict.get', 'set.add', 'int.__add__', 'str.upper',
          'object', 'property', 'staticmethod', 'super', 'memoryview',
          'Exception', 'StopIteration', 'ExceptionGroup', 'UnicodeDecodeError',
          'ImportError', 'object.__init__', 'type.__call__', 'bytes.maketrans']
SPECIAL = ['__add__', '__radd__', '__sub__', '__rsub__', '__mul__', '__rmul__',
           '__floordiv__', '__mod__', '__pow__', '__lshift__', '__and__',
           '__ror__', '__xor__', '__eq__', '__lt__', '__ge__', '__contains__',
           '__getitem__', '__len__', '__iter__', '__next__', '__bool__',
           '__int__', '__float__', '__index__', '__complex__', '__str__',
           '__repr__', '__bytes__', '__format__', '__hash__', '__call__',
           '__neg__', '__abs__', '__invert__', '__round__', '__trunc__',
           '__enter__', '__exit__', '__length_hint__', '__reversed__',
           '__missing__', '__set_name__', '__getattr__', '__divmod__',
           '__instancecheck__', '__iadd__', '__matmul__']


class Wide:
    """I write the statements; Program has the expressions."""

    def odd_arguments(self, most=3):
        count = self.random.choice([0, 1, 1, 1, 2, 2, 3, 4][:most * 2 + 2])
        parts = [self.random.choice(ODD) for _ in range(count)]
        if self.chance(0.15):
            parts.append(self.random.choice(KEYWORDS))
        return ', '.join(parts)

    def odd_call(self):
        kind = self.random.choice(list(RECEIVERS))
        names = sorted(set(dir(kind)) - UNFIT)
        if self.chance(0.7):
            names = [n for n in names if n[0] != '_'] or names
        for _ in range(4):
            name = self.random.choice(names)
            receiver = self.random.choice(RECEIVERS[kind])
            self.emit(0, 'x = %s' % receiver)
            if self.chance(0.1):
                self.emit(0, 'show(lambda: %s.%s(%s))' % (
                    receiver if self.chance(0.3) and kind is not type(None)
                    else kind.__name__ if kind is not type(None)
                    else 'type(None)', name, self.odd_arguments()))
            elif not callable(getattr(kind, name)):
                self.emit(0, 'show(lambda: x.%s)' % name)
            else:
                self.emit(0, 'show(lambda: x.%s(%s))' % (
                    name, self.odd_arguments()))
            self.emit(0, 'show(lambda: x)')

    def odd_builtin(self):
        for _ in range(3):
            self.emit(0, 'show(lambda: %s(%s))' % (
                self.random.choice(CALLED), self.odd_arguments()))

    def odd_special(self):
        """A class with methods that return what they may not."""
        name = self.fresh('Odd')
        self.emit(0, 'class %s:' % name)
        self.emit(1, 'def __repr__(self): return "odd"')
        for method in self.random.sample(SPECIAL, self.random.randint(1, 5)):
            if method == '__getitem__':  # it has an end
                self.emit(1, 'def __getitem__(self, i):\n    return '
                             '(2, 1, %s)[i]' % self.random.choice(ODD))
                continue
            self.emit(1, '%s = %s' % (method, self.pick(
                'lambda self, *a: %s' % self.random.choice(ODD),
                'lambda self: %s' % self.random.choice(ODD),
                'lambda self, *a: 1 / 0', 'None', '3')))
        for _ in range(5):
            self.emit(0, 'show(lambda: %s)' % self.pick(
                '{o} + 1', '1 + {o}', '{o} - {o}', '{o} * 2', '2 * {o}',
                '{o} // 2', '{o} % 2', '"%s" % {o}', '"%d" % {o}', '{o} ** 2',
                'pow({o}, 2, 3)', '{o} << 1', '{o} & 1', '1 | {o}', '{o} ^ 1',
                '{o} == 1', '{o} != 1', '{o} < 1', '1 > {o}', '{o} >= {o}',
                '1 in {o}', '{o} in [1]', '{o}[0]', '{o}[1:2]', 'len({o})',
                'list({o})', 'next({o})', 'bool({o})', 'not {o}', 'int({o})',
                'float({o})', 'complex({o})', 'str({o})', 'repr({o})',
                'bytes({o})', 'format({o}, "x")', 'f"{{{o}!s:>5}}"',
                'hash({o}) == 1', '{o}(1)', '-{o}', 'abs({o})', '~{o}',
                'round({o})', 'round({o}, 1)', 'reversed({o})', '[1, 2][{o}]',
                'range({o})', 'hex({o})', 'chr({o})', '{o}.none', 'set({o})',
                'dict({o})', '{{{o}: 1}}[{o}]', '[*{o}]', 'divmod({o}, 2)',
                'print(*{o})', 'max({o})', 'sum({o})', 'sorted({o})', 'a, b = 1',
                'isinstance(1, {o})', '{o} @ 1', '"-".join({o})', '[] + {o}',
                '[1] * {o}', '"ab".find("b", {o})', 'slice({o}).indices(5)',
                '"abc"[{o}:]', 'b"ab"[:{o}]', 'enumerate("a", {o})',
                'int("7", {o})', '(3).to_bytes({o}, "big")', 'all({o})'
            ).replace('a, b = 1', '[a for a, b in {o}]').format(
                o=name + '()'))
        self.emit(0, 'def use():\n    with %s() as x:\n        print(canon(x))'
                     '\n        raise KeyError(3)' % name)
        self.emit(0, 'show(use)')

    def fields(self):
        """f-strings within f-strings, and specs that are computed."""
        value = self.pick(self.expr('int', 1), self.expr('float', 1),
                          self.expr('str', 1), self.expr('bool', 1))
        self.emit(0, 'x, w, p = %s, %s, %s' % (value, self.small(0, 12),
                                               self.small(0, 6)))
        self.emit(0, 'show(lambda: f%s)' % self.pick(
            '"{x:{w}}"', '"{x!r:>{w}}"', '"{x:{w}.{p}}"', '"{x=}"',
            '"{x = !r:^{w}}"', '"{x=:{w}}"', '"{f\'{x!s:<{w}}|\':>20}"',
            '"{x:{\'*\'}^{w}}"', '"{{{x}}}"', '"{x:0{w}}"', '"{x!a}"',
            '"{[x, w][0]:{p}}"', '"{(lambda v: v)(x)}"', '"{x:{w}d}"',
            '"{x:+{w},}"', '"{x:{w}.{p}f}"', '"{x:{w}.{p}e}"', '"{x:#{w}x}"',
            '"{x:_b}"', '"{x:%}"', '"{x:{w}%}"', '"{w if x else p:{w}}"'))
        spec = self.spec(self.pick('int', 'float', 'str', 'bool'))
        self.emit(0, 'show(lambda: format(x, %r))' % spec)
        self.emit(0, 'show(lambda: "%s".format(x, w, p=p))' % self.pick(
            '{0:{1}}', '{0!r:{1}.{p}}', '{} {} {p}', '{0[0]}', '{0.real}', '{}{0}',
            '{2}', '{q}', '{', '}', '{0!z}', '{:{}.{p}}', '{0:{1}{p}}', '{!s:>{}}',
            '{0.__class__.__name__}', '{p:{p}}', '{0[a]}', '{0[-1]}', '{p!r:}'))

    def record(self):
        name = self.fresh('Data')
        self.emit(0, 'from dataclasses import dataclass, field, replace, '
                     'asdict, astuple')
        self.emit(0, '@dataclass%s' % self.pick(
            '', '(order=True)', '(frozen=True)', '(slots=True)',
            '(kw_only=True)', '(eq=False)',
            '(frozen=True, order=True)', '(unsafe_hash=True)'))
        self.emit(0, 'class %s:' % name)
        self.emit(1, 'x: int')
        self.emit(1, self.pick('y: str = %s' % self.str_atom(), 'y: list',
                               'y: int = field(default=3, compare=False)',
                               'y: list = field(default_factory=list)',
                               'y: int = field(default=1, repr=False)'))
        if self.chance(0.4):
            self.emit(1, 'def __post_init__(self):\n    print("made", self.x)')
        if self.chance(0.2):
            self.emit(1, '__match_args__ = ("y",)')
        made = '%s(%s)' % (name, self.pick('1', '1, 2', 'x=1', 'x=1, y=2', '',
                                           '1, 2, 3', '2, y=5', 'z=1'))
        for text in self.random.sample([
                '{m}', '{m} == {m}', '{m} < {n}(x=2, y=1)', 'bool(hash({m}))',
                'asdict({m})', 'astuple({m})', 'replace({m}, x=9)',
                'setattr({m}, "x", 3)', '{n}.__match_args__', '[{m}.x, {m}.y]',
                'setattr({m}, "zz", 3)', '{n}.__hash__ is None',
                'sorted([{m}, {n}(x=0, y=0)])', 'replace({m}, q=1)'], 4):
            self.emit(0, 'show(lambda: %s)' % text.format(m=made, n=name))
        self.emit(0, 'def look(v):\n    match v:')
        self.emit(2, self.pick('case %s(1):', 'case %s(x=1, y=w):',
                               'case %s(a, b):', 'case %s():',
                               'case %s(1, 2, 3):') % name)
        self.emit(3, 'return sorted((k, canon(w)) for k, w in locals().items() '
                     'if k != "v")')
        self.emit(2, 'case _:\n    return "no"')
        self.emit(0, 'show(lambda: look(%s))' % made)

    def groups(self):
        def tree(depth):
            if depth == 0 or self.chance(0.4):
                return self.pick('ValueError(1)', 'KeyError("k")', 'OSError(2, "x")',
                                 'TypeError("t")', 'ValueError(2)')
            return 'ExceptionGroup(%r, [%s])' % (
                self.pick('a', 'b'), ', '.join(
                    tree(depth - 1) for _ in range(self.random.randint(1, 3))))
        self.emit(0, 'def shape(e):\n    if isinstance(e, BaseExceptionGroup):\n'
                     '        return [e.message] + [shape(x) for x in '
                     'e.exceptions]\n    return repr(e)')
        self.emit(0, 'def split():')
        self.emit(1, 'try:\n    raise %s' % tree(3))
        for kind in self.random.sample(
                ['ValueError', '(KeyError, TypeError)', 'OSError', 'Exception',
                 'LookupError'], self.random.randint(1, 2)):
            self.emit(1, 'except* %s as e:' % kind)
            self.emit(2, self.pick('print(shape(e))', 'print(shape(e)); raise',
                                   'raise KeyError("new")', 'pass',
                                   'print(shape(e)); raise RuntimeError from e'))
        if self.chance(0.3):
            self.emit(1, 'else:\n    print("else")')
        if self.chance(0.3):
            self.emit(1, 'finally:\n    print("finally")')
        self.emit(0, 'try:\n    split()\nexcept BaseException as e:\n'
                     '    print(type(e).__name__, shape(e), '
                     'type(e.__context__).__name__, '
                     'type(e.__cause__).__name__)')

    def asynchronous(self):
        name = self.fresh('ag')
        self.emit(0, 'class Wait:\n    def __init__(self, v): self.v = v\n'
                     '    def __await__(self):\n        got = yield self.v\n'
                     '        return got')
        self.emit(0, 'async def %s(n):' % name)
        self.emit(1, 'try:\n    for i in range(n):')
        self.emit(3, self.pick('got = yield i', 'yield await Wait(i)',
                               'await Wait(i)\nyield i',
                               'if i == 1: raise ValueError(i)\nyield i'))
        self.emit(1, self.pick('except ValueError as e:\n    yield "caught"',
                               'finally:\n    print("finally")',
                               'except GeneratorExit:\n    print("exit"); raise'))
        self.emit(0, 'async def main():')
        self.emit(1, self.pick(
            'return [x async for x in %s(3)]',
            'g = %s(2)\nr = [await g.asend(None), await g.asend(5)]\n'
            'await g.aclose()\nreturn r',
            'g = %s(3)\nx = await anext(g)\nawait g.aclose()\nreturn x',
            'g = %s(3)\nx = await g.asend(None)\n'
            'return x, await g.athrow(ValueError("t")), '
            'await g.aclose()',
            'async for x in %s(4):\n    print(x)\nelse:\n    return 7',
            'g = %s(4)\nasync for x in g:\n    if x == 2: break\n'
            'await g.aclose()\nreturn x',
            'return {x: await Wait(x) async for x in %s(2)}',
            'return [x for x in %s(2)]', 'g = %s(2)\nreturn await g') % name)
        self.emit(0, 'def drive(c):\n    sent, seen = None, []\n'
                     '    for _ in range(20):\n        try:\n'
                     '            seen.append(c.send(sent)); sent = len(seen)\n'
                     '        except StopIteration as e:\n'
                     '            return seen, e.value\n    c.close()\n'
                     '    return seen')
        self.emit(0, 'show(lambda: drive(main()))')

    def meta(self):
        name = self.fresh('Meta')
        self.emit(0, 'class %s(type):' % name)
        options = [
            'def __call__(cls, *a):\n    print("call", cls.__name__, a)\n'
            '    return super().__call__(*a)',
            'def __prepare__(name, bases, **k):\n    print("prepare", name, '
            'sorted(k))\n    return {"given": 1}\n__prepare__ = '
            'staticmethod(__prepare__)',
            'def __new__(m, n, b, d, **k):\n    print("new", n, sorted(d))\n'
            '    return super().__new__(m, n, b, d)',
            'def __init__(cls, *a, **k):\n    print("init", a[0], sorted(k))',
            'def __getattr__(cls, n):\n    return "meta " + n',
            'def __len__(cls): return 3', 'def __iter__(cls): return iter("ab")',
            'def __contains__(cls, x): return x == 1',
            'def __getitem__(cls, i): return (5, 4, 3)[i]', 'x = 5',
            'def __instancecheck__(cls, o): return o == 1',
            'def __repr__(cls): return "R"']
        for text in self.random.sample(options, self.random.randint(1, 5)):
            self.emit(1, text)
        descriptor = self.fresh('Desc')
        self.emit(0, 'class %s:' % descriptor)
        for text in self.random.sample([
                'def __get__(self, o, t=None):\n    return ("get", o is None)',
                'def __set__(self, o, v):\n    print("set", canon(v))',
                'def __delete__(self, o):\n    print("delete")',
                'def __set_name__(self, t, n):\n    print("named", n)'],
                self.random.randint(1, 4)):
            self.emit(1, text)
        cls = self.fresh('C')
        self.emit(0, 'try:')
        self.emit(1, 'class %s(metaclass=%s%s):' % (
            cls, name, self.pick('', '', ', k=1')))
        self.emit(2, 'd = %s()' % descriptor)
        self.emit(2, self.pick('pass', '__slots__ = ("s",)',
                               '__slots__ = ("d",)', '__slots__ = "s", "__dict__"',
                               'def __init__(self, *a): self.s = a',
                               'def __new__(cls, *a): return 7',
                               'def __init_subclass__(cls, **k): print("sub", k)',
                               '__slots__ = ("1x",)', '__slots__ = ("s", "s")'))
        self.emit(1, 'class Sub%s(%s%s):\n    e = 1' % (
            cls, cls, self.pick('', '', ', k=2')))
        self.emit(0, 'except Exception as e:\n    print(type(e).__name__, e)\n'
                     'else:')
        for text in self.random.sample([
                '{c}().d', '{c}.d', 'setattr({c}(), "d", 1)',
                'delattr({c}(), "d")', 'len({c})', 'list({c})', '1 in {c}',
                '{c}[2]', '{c}.zz', '{c}().zz', 'isinstance(1, {c})',
                '{c}.x', '{c}().x', '{c}(1, 2)', 'repr({c})[:1]',
                'setattr({c}(), "s", 4)', 'setattr({c}(), "t", 4)',
                'Sub{c}.e', 'Sub{c}().d', 'type({c}).__name__',
                '{c}.__mro__[-1].__name__', 'Sub{c}.__base__.__name__',
                'vars({c}()) and 1', '{c}().s', 'issubclass(Sub{c}, {c})',
                'sorted(k for k in vars({c}) if k[0] != "_")'], 6):
            self.emit(1, 'show(lambda: %s)' % text.format(c=cls))

    def iterators(self):
        source = self.pick('[3, 1, 2]', '"abc"', 'range(4)', '(1, 1, 2)', '[]')
        self.emit(0, 'import copy, itertools, operator')
        self.emit(0, 'it = %s' % self.pick(
            'iter({s})', 'enumerate({s})', 'zip({s}, {s})', 'map(str, {s})',
            'filter(None, {s})', 'reversed({s})', 'itertools.chain({s}, {s})',
            'itertools.cycle({s})', 'itertools.islice({s}, 1, None, 2)',
            'itertools.accumulate({s})', 'itertools.permutations({s}, 2)',
            'itertools.combinations({s}, 2)', 'itertools.product({s}, {s})',
            'itertools.zip_longest({s}, "x")', 'itertools.pairwise({s})',
            '((k, [*g]) for k, g in itertools.groupby({s}))', 'itertools.repeat({s}, 2)',
            'itertools.takewhile(bool, {s})', 'itertools.compress({s}, {s})',
            'itertools.starmap(max, zip({s}, {s}))', 'itertools.count(2, 3)',
            'itertools.dropwhile(bool, {s})', 'itertools.filterfalse(bool, {s})',
            'itertools.combinations_with_replacement({s}, 2)',
            'itertools.batched({s}, 2)',
            'iter({s}.__iter__().__next__, 1)', 'iter([*{s}, 5].pop, 3)'
        ).format(s=source) if self.chance(0.9) else
            'itertools.islice(%s, %s)' % (source, self.odd_arguments()))
        for _ in range(3):
            self.emit(0, 'show(lambda: %s)' % self.pick(
                'next(it, "end")', 'operator.length_hint(it, 9)',
                'list(itertools.islice(it, 3))[:2]', 'it.__next__()',
                'next(copy.copy(it), 0) and 1', 'list(zip(it, "ab"))',
                '3 in itertools.islice(it, 9)'))
            self.emit(0, 'show(lambda: [k if isinstance(k, (int, str)) else '
                         'canon(k)[:9] for k in itertools.islice(it, 2)])')

    wide = ('odd_call', 'odd_call', 'odd_call', 'odd_builtin', 'odd_builtin',
            'odd_special', 'odd_special', 'fields', 'record', 'groups',
            'asynchronous', 'meta', 'iterators')
