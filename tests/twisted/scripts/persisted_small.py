# Small things that last: dirdbm, sob, versions; util.
import os, sys
from twisted.persisted import dirdbm, styles, sob
d = dirdbm.open('db')
d[b'key'] = b'value'
d[b'k2'] = b'v2'
print(d[b'key'], len(d), sorted(d.keys()), sorted(d.values()),
      sorted(d.items()), b'key' in d, d.get(b'z', b'def'),
      d.has_key(b'k2') if hasattr(d, 'has_key') else '')
for bad in (lambda: d[b'none'], lambda: d.__setitem__('str', b'x'),
            lambda: d.__setitem__(b'x', 'str'),
            lambda: d.__delitem__(b'none')):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
d.update({b'a': b'1'})
print(d.setdefault(b'q', b'w'), d.copyTo('db2').keys() and 1,
      os.path.isdir('db2'))
del d[b'a']
d.clear()
print(len(d), d.close(), d.getModificationTime if 0 else '')
s = dirdbm.Shelf('shelf')
s[b'o'] = {'a': [1, 2]}
print(s[b'o'], s.get(b'n'), list(s.values()))


class V1(styles.Versioned):
    persistenceVersion = 1

    def __init__(self):
        self.old = 5


import pickle


class A(styles.Versioned):
    persistenceVersion = 2
    persistenceForgets = ['secret']

    def __init__(self):
        self.x = 1
        self.secret = 's'

    def upgradeToVersion1(self):
        print('up1')
        self.one = 1

    def upgradeToVersion2(self):
        print('up2')
        self.two = 2


a = A()
st = a.__getstate__()
print(sorted(st.items(), key=str))
b = A.__new__(A)
b.__setstate__({'x': 3})
styles.doUpgrade()
print(sorted(vars(b).items(), key=str))


class E(styles.Ephemeral):
    pass


print(pickle.loads(pickle.dumps(a)).__class__.__name__, E().__getstate__())
e = E()
e.__setstate__({'q': 1})
print(vars(e), e.__class__.__name__)
p = sob.Persistent(a, 'name')
p.save(filename='a.tap')
print(os.path.exists('a.tap'))
x = sob.load('a.tap', 'pickle')
print(type(x).__name__, x.x)
p.save('tag')
print(sorted((f for f in os.listdir('.') if f.endswith('tap'))))
open('conf.py', 'w').write('application = {"a": __file__[-7:]}\n')
print(sob.loadValueFromFile('conf.py', 'application'))
print(sob.guessType('x.tap'), sob.guessType('x.tas'), sob.guessType('x.py'),
      sob.guessType('x.tac'), sob.guessType('x.etac') if 0 else '')
try:
    sob.guessType('x.zip')
except KeyError as e:
    print('KeyError', e)
sys.path.insert(0, '.')


def write_module(*values):
    with open('mod.py', 'w') as file:
        file.write('class C:\n    def m(self): return %r\n'
                   'def f(): return %r\nX = %r\n' % values)


write_module(1, 'old', [1])
import mod
c = mod.C()
f = mod.f
from twisted.python import rebuild
write_module(222, 'new longer', [2, 3])
import importlib, shutil
shutil.rmtree('__pycache__', True)
m = rebuild.rebuild(mod, doLog=0)
print(m is mod, c.m(), mod.f(), mod.X, c.__class__ is mod.C)
from twisted.python import util
print(util.InsensitiveDict({'Ab': 1})['aB'], util.sibpath('/a/b.py', 'c'),
      util.uniquify([1, 2, 1]), util.padTo(3, [1], 0),
      util.getPassword.__name__)
print(util.nameToLabel('fooBarBaz'), util.str_xor if 0 else '',
      util.OrderedDict if 0 else '',
      util.dsu([3, 1, 2], lambda x: -x) if hasattr(util, 'dsu') else '')


class F(util.FancyStrMixin):
    showAttributes = ('a', ('b', 'B', '%05d'), ('c', lambda v: v.upper()))
    a = 1
    b = 2
    c = 'cc'


print(str(F()), repr(F()))


class Q(util.FancyEqMixin):
    compareAttributes = ('a',)


q1, q2 = (Q(), Q())
q1.a = q2.a = 1
print(q1 == q2, q1 != q2, q1 == 5)
print(util.gidFromString('0'), util.uidFromString('0'),
      util.runAsEffectiveUser.__name__, util.untilConcludes(int, '3'),
      util.mergeFunctionMetadata(len, lambda: 1).__name__,
      util.raises(ValueError, int, 'x'))


@util.runWithWarningsSuppressed if 0 else lambda f: f
def g():
    pass


print(util.runWithWarningsSuppressed([(('ignore',), {})], lambda: 7),
      list(zip(range(4), util.IntervalDifferential([1, 2], 5))))
