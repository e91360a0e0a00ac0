# Native attributes, which a site reads at once, and attributes of objects that
# are laid out natively.
class Failure(Exception):
    pass


def args_of(x):
    return x.args


def name_of(x):
    return x.__name__


def dict_of(x):
    return x.__dict__


one = Failure(1, 2)
print([args_of(one) for i in range(3)], args_of(KeyError('k')))  # expect: [(1, 2), (1, 2), (1, 2)] ('k',)
one.args = 'new'
one.__dict__['args'] = 'hidden'
print(args_of(one), args_of(one), one.__dict__)  # expect: ('n', 'e', 'w') ('n', 'e', 'w') {'args': 'hidden'}
Failure.args = property(lambda self: 'property')
print(args_of(one), args_of(Failure(3)), args_of(KeyError(4)))  # expect: property property (4,)
del Failure.args
print(args_of(one), args_of(Failure(3)))  # expect: ('n', 'e', 'w') (3,)
Failure.args = 'data'
print(args_of(one), args_of(Failure(3)))  # expect: hidden data
del Failure.args
one.__class__ = type('Other', (Exception,), {'args': ('mine',)})
print(args_of(one), args_of(Failure(5)))  # expect: hidden (5,)


class Meta(type):
    @property
    def __name__(cls):
        return 'of ' + type.__dict__['__name__'].__get__(cls)


class Asked(type):
    def __getattr__(cls, name):
        return 'asked for ' + name


class Plain:
    pass


class Made(metaclass=Meta):
    pass


class Answers(metaclass=Asked):
    __name__ = 'own'


print([name_of(c) for c in (Plain, int, Made, Answers, name_of, Plain, Meta)])  # expect: ['Plain', 'int', 'of Made', 'Answers', 'name_of', 'Plain', 'Meta']
Plain.__name__ = 'Renamed'
print([name_of(c) for c in (Plain, Plain, Made)], name_of(__import__('io')))  # expect: ['Renamed', 'Renamed', 'of Made'] io

print([c.__abstractmethods__ for c in (Answers, Answers)])  # expect: ['asked for __abstractmethods__', 'asked for __abstractmethods__']
for c in (Plain, Plain):
    try:
        c.__abstractmethods__
    except AttributeError as e:
        print('none')
# expect: none
# expect: none
thing = Plain()
thing.a = 1
print([dict_of(x) for x in (thing, thing, Plain())], dict_of(thing) is dict_of(thing))  # expect: [{'a': 1}, {'a': 1}, {}] True
thing.b = 2
dict_of(thing)['c'] = 3
print(dict_of(thing), thing.c)  # expect: {'a': 1, 'b': 2, 'c': 3} 3


class Numbers(list):
    def __init__(self, *items):
        super().__init__(items)
        for i, name in enumerate('abcdefghijklmnop'[:len(self)]):
            setattr(self, name, i)


def real_of(x):
    return x.real


print([real_of(x) for x in (3, 2.5, 1j, True, 2 ** 70, 3)])  # expect: [3, 2.5, 0.0, 1, 1180591620717411303424, 3]
many = [Numbers(*range(n)) for n in (0, 1, 3, 14, 2, 16, 0)]
print([len(vars(x)) for x in many], many[5].p, many[3].n, many[1].a)  # expect: [0, 1, 3, 14, 2, 16, 0] 15 13 0
for x in many:
    x.late = len(x)
    x.append(x)
print([x.late for x in many], [x[-1] is x for x in many])  # expect: [0, 1, 3, 14, 2, 16, 0] [True, True, True, True, True, True, True]
del many[3].a
many[4].__class__ = type('Numbers', (list,), {'a': 'class'})
print(sorted(vars(many[3]))[:2], many[4].a, many[4].b, many[4].late)  # expect: ['b', 'c'] 0 1 2


class Deeper(Numbers):
    q = 1


deep = Deeper(1, 2, 3, 4, 5)
deep.more = deep.most = 'm'
print(vars(deep), list(deep))  # expect: {'a': 0, 'b': 1, 'c': 2, 'd': 3, 'e': 4, 'more': 'm', 'most': 'm'} [1, 2, 3, 4, 5]


class Reply(Exception):
    def __init__(self, code, text, detail, when):
        super().__init__(code, text)
        self.code, self.text, self.detail, self.when = code, text, detail, when


replies = [Reply(i, 'r%d' % i, [i], None) for i in range(4)]
replies[1].notes = 'n'
print([(r.args, r.code, r.text, r.detail, r.when) for r in replies[::3]])  # expect: [((0, 'r0'), 0, 'r0', [0], None), ((3, 'r3'), 3, 'r3', [3], None)]
print(vars(replies[1]), [len(vars(r)) for r in replies])  # expect: {'code': 1, 'text': 'r1', 'detail': [1], 'when': None, 'notes': 'n'} [4, 5, 4, 4]


class Word(str):
    pass


word = Word('text')
word.a, word.b, word.c = 1, 2, 3
longer = Word('longer text')
longer.a = 9
print(word, word.a, word.b, word.c, longer, longer.a, vars(longer), word == 'text')  # expect: text 1 2 3 longer text 9 {'a': 9} True

# Methods of C++ that are read from a class, where a site remembers them.
class Loud(str):
    def upper(self):
        return 'LOUD'


for cls in str, Loud, str, Loud, int, str:
    try:
        print(cls.upper(cls('7')), list(map(cls.upper, [cls('ab')])))
    except (AttributeError, ValueError) as e:
        print(e)
# expect: 7 ['AB']
# expect: LOUD ['LOUD']
# expect: 7 ['AB']
# expect: LOUD ['LOUD']
# expect: type object 'int' has no attribute 'upper'
# expect: 7 ['AB']


def read(cls):
    return cls.strip


print([read(str) is str.strip for _ in range(3)], read(Loud) is str.strip, read(bytes)(b' x '))  # expect: [True, True, True] True b'x'
Loud.strip = 5
print(read(Loud), read(str)(' y '))  # expect: 5 y
del Loud.strip
print(read(Loud)(' z '), Loud.fromkeys if hasattr(Loud, 'fromkeys') else None)  # expect: z None


class Meta(type):
    pass


class Listed(list, metaclass=Meta):
    pass


def adder(cls):
    return cls.append


print([adder(Listed) is list.append for _ in range(3)])  # expect: [True, True, True]
Meta.append = property(lambda cls: 'of the metaclass')
print(adder(Listed), adder(list) is list.append)  # expect: of the metaclass True
del Meta.append
for wrong in (lambda: read(str)(5), lambda: read(str)()):
    try:
        wrong()
    except TypeError as e:
        print(e)
# expect: descriptor 'strip' for 'str' objects doesn't apply to a 'int' object
# expect: unbound method str.strip() needs an argument
print([dict.fromkeys is dict.fromkeys, dict.fromkeys('ab'), [c.mro()[0].__name__ for c in (int, str, int)]])  # expect: [False, {'a': None, 'b': None}, ['int', 'str', 'int']]



# Attributes and methods of what is no object, where one instruction meets all
# sorts of values.
class Number(int):
    real = 'own'

    def bit_length(self):
        return 'mine'


def parts(x):
    return x.real, x.bit_length()


values = [9, 2 ** 70, 9, True, Number(4), 8, -2 ** 47, False, 2 ** 70]
print([parts(x) for x in values])  # expect: [(9, 4), (1180591620717411303424, 71), (9, 4), (1, 1), ('own', 'mine'), (8, 4), (-140737488355328, 48), (0, 0), (1180591620717411303424, 71)]
print([x.imag for x in (1.5, 2, 3j, 2.5, True, 2)])  # expect: [0.0, 0, 3.0, 0.0, 0, 0]
print([x.conjugate() for x in (1.5, 2, 3j, 2.5, True, 2)])  # expect: [1.5, 2, -3j, 2.5, 1, 2]
print([x.__class__.__name__ for x in (1, 2.5, None, 3, True, ...)])  # expect: ['int', 'float', 'NoneType', 'int', 'bool', 'ellipsis']
for x in (1, 2.0, 1, None):
    try:
        print(x.is_integer())
    except AttributeError as e:
        print(e)
# expect: 'int' object has no attribute 'is_integer'
# expect: True
# expect: 'int' object has no attribute 'is_integer'
# expect: 'NoneType' object has no attribute 'is_integer'
print([(x.bit_length(), x.bit_count()) for x in (0, 1, -1, 255, -256, 2 ** 47 - 1, -2 ** 47)])  # expect: [(0, 0), (1, 1), (1, 1), (8, 8), (9, 1), (47, 47), (48, 1)]


# Classes called where an instruction has called others: native ones, those
# derived from them, those with a class of their own.
class Loud(type):
    def __call__(cls, *args):
        return 'called', super().__call__(*args)


class Row(list):
    pass


class Begun(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)

    def __init__(self, *args):
        self.count = len(args)


class LoudRow(list, metaclass=Loud):
    pass


def made(cls, *args):
    return cls(*args) if args else cls()


print([made(c) for c in (bool, int, float, str, tuple, list, dict, Row, Begun, LoudRow, bytes, frozenset)])  # expect: [False, 0, 0.0, '', (), [], {}, [], (), ('called', []), b'', frozenset()]
print([c('12') for c in (bool, int, float, str, tuple, list, Row, LoudRow, set)][:-1])  # expect: [True, 12, 12.0, '12', ('1', '2'), ['1', '2'], ['1', '2'], ('called', ['1', '2'])]
print([Begun(1, 2).count for i in range(2)], [type(x) for x in (1, None, Row())])  # expect: [2, 2] [<class 'int'>, <class 'NoneType'>, <class '__main__.Row'>]
for cls in bool, float, tuple, list, set, frozenset:
    for call in lambda: cls(1, 2), lambda: cls(x=1):
        try:
            call()
        except TypeError as e:
            print(e, end='; ')
print()  # expect: bool expected at most 1 argument, got 2; bool() takes no keyword arguments; float expected at most 1 argument, got 2; float() takes no keyword arguments; tuple expected at most 1 argument, got 2; tuple() takes no keyword arguments; list expected at most 1 argument, got 2; list() takes no keyword arguments; set expected at most 1 argument, got 2; set() takes no keyword arguments; frozenset expected at most 1 argument, got 2; frozenset() takes no keyword arguments; 
print(list(**{}), tuple(**{}), bool(**{}))  # expect: [] () False
