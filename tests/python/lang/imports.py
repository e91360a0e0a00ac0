# Importing modules and packages from files.
import importlib
import os
import sys

here = '/tmp/mt-imports-%d' % os.getpid()
sys.path.insert(0, here)
sys.dont_write_bytecode = True


def write(name, text):
    path = os.path.join(here, name)
    if not os.path.isdir(os.path.dirname(path)):
        os.makedirs(os.path.dirname(path))
    with open(path, 'w') as f:
        f.write(text)


def attempt(text):
    space = {'__name__': '__main__'}
    try:
        exec(text, space)
        found = sorted(k for k in space if not k.startswith('__'))
        print([(k, getattr(space[k], '__name__', space[k])) for k in found])
    except BaseException as e:
        text = str(e).replace(here, 'HERE')
        print(type(e).__name__, text, getattr(e, 'name', None), sep=': ')


write('pk/__init__.py', 'x = 1\n')
write('pk/a.py', 'y = 2\nfrom . import b\nfrom .sub import c\nimport pk.sub.c as cc\n')
write('pk/b.py', 'z = 3\n')
write('pk/sub/__init__.py', '')
write('pk/sub/c.py', 'from ..b import z\nw = z + 1\n')
write('circ1.py', 'from circ2 import foo\nbar = 1\n')
write('circ2.py', 'from circ1 import bar\nfoo = 1\n')
write('brk.py', 'import brk2\n')
write('brk2.py', '1/0\n')
write('star.py', '__all__ = ["p"]\np = 1\nq = 2\n')
write('star2.py', '__all__ = ["nope"]\n')
write('star3.py', 'a = 1\n_b = 2\n')
write('ns/inner/m.py', 'v = 1\n')
write('swap.py', 'import sys\nsys.modules[__name__] = 42\n')
write('lazy.py', 'def __getattr__(name):\n    return name.upper()\n')
write('latin.py', '# -*- coding: latin-1 -*-\ns = "caf\\xe9"\n')
attempt('import pk.a')  # expect: [('pk', 'pk')]
attempt('from pk import a')  # expect: [('a', 'pk.a')]
attempt('from pk.sub.c import w, z')  # expect: [('w', 4), ('z', 3)]
attempt('from pk import nope')  # expect: ImportError: cannot import name 'nope' from 'pk' (HERE/pk/__init__.py): pk
attempt('import pk.nope')  # expect: ModuleNotFoundError: No module named 'pk.nope': pk.nope
attempt('import pk.a.b')  # expect: ModuleNotFoundError: No module named 'pk.a.b'; 'pk.a' is not a package: pk.a.b
attempt('import circ1')  # expect: ImportError: cannot import name 'bar' from partially initialized module 'circ1' (most likely due to a circular import) (HERE/circ1.py): circ1
attempt('import brk')  # expect: ZeroDivisionError: division by zero: None
print('brk' in sys.modules, 'brk2' in sys.modules)  # expect: False False
attempt('from star import *')  # expect: [('p', 1)]
attempt('from star2 import *')  # expect: AttributeError: module 'star2' has no attribute 'nope': nope
attempt('from star3 import *')  # expect: [('a', 1)]
attempt('import ns.inner.m')  # expect: [('ns', 'ns')]
attempt('from ns.inner.m import v')  # expect: [('v', 1)]
attempt('from . import x')  # expect: ImportError: attempted relative import with no known parent package: None
attempt('import pk.sub as s')  # expect: [('s', 'pk.sub')]
attempt('from pk import a as aa, b')  # expect: [('aa', 'pk.a'), ('b', 'pk.b')]
attempt('import swap')  # expect: [('swap', 42)]
attempt('from lazy import thing')  # expect: [('thing', 'THING')]
attempt('from latin import s')  # expect: [('s', 'café')]
attempt('from os import path as p, sep')  # expect: [('p', 'posixpath'), ('sep', '/')]
attempt('import sys.foo')  # expect: ModuleNotFoundError: No module named 'sys.foo'; 'sys' is not a package: sys.foo
attempt('from sys import path as pp, nope')  # expect: ImportError: cannot import name 'nope' from 'sys' (unknown location): sys
sys.modules['blocked'] = None
attempt('import blocked')  # expect: ModuleNotFoundError: import of blocked halted; None in sys.modules: blocked
import pk
print(pk.__name__, pk.__package__, pk.a.__package__, len(pk.__path__))  # expect: pk pk pk 1
print(pk.__file__.replace(here, 'HERE'), pk.b.__name__)  # expect: HERE/pk/__init__.py pk.b
print(importlib.import_module('pk.b') is pk.b, importlib.import_module('.b', 'pk') is pk.b)  # expect: True True
write('again.py', 'v = 1\n')
import again
print(again.v)  # expect: 1
write('again.py', 'v = 22222\n')
print(importlib.reload(again) is again, again.v)  # expect: True 22222
print(__import__('os.path') is os, __import__('os.path', fromlist=['join']) is os.path)  # expect: True True
for root, dirs, files in os.walk(here, topdown=False):
    for name in files:
        os.remove(os.path.join(root, name))
    for name in dirs:
        os.rmdir(os.path.join(root, name))
os.rmdir(here)

# Finders on sys.meta_path.
import importlib.util


class Shelf:
    """Modules that are made when they are asked for."""

    def find_spec(self, name, path, target=None):
        if name.partition('.')[0] == 'shelved':
            return importlib.util.spec_from_loader(
                name, self, is_package='.' not in name)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.what = 'made as ' + module.__name__
        if module.__name__.endswith('broken'):
            raise ValueError('broken')


sys.meta_path.append(Shelf())
import shelved.second
print(shelved.what, shelved.second.what)
# expect: made as shelved made as shelved.second
print(shelved.second.__spec__.name, shelved.__package__)
# expect: shelved.second shelved
try:
    import shelved.broken
except ValueError as error:
    print(error, 'shelved.broken' in sys.modules)
# expect: broken False
print(importlib.util.find_spec('shelved.third').name)
# expect: shelved.third
sys.meta_path.pop()
