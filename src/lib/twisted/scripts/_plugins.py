"""Types of server that files in plugin folders make.

Such a file has a class Options and a function updateApplication, as the modules
in twisted.tap do. It is read to be listed, run to be used, and no module that
others can import: so a tap keeps whole what it defines.
"""

import os
import sys

from twisted import _era

_loaded = {}
_registered = {}


def folders():
    """$TWISTED_PLUGINS, ./plugins, and one where we are installed."""
    program = sys.argv[0]
    if '/' not in program:
        for each in os.environ.get('PATH', '').split(':'):
            if os.access(os.path.join(each, program), os.X_OK):
                program = os.path.join(each, program)
                break
    program = os.path.realpath(program)
    return (os.environ.get('TWISTED_PLUGINS') or '').split(':') + [
        'plugins', os.path.join(os.path.dirname(os.path.dirname(program)),
                                'lib', 'microtwisted', 'plugins')]


def files():
    """Name and path of each file that may be one, the first of each name."""
    from twisted.scripts import mktap
    seen = [row[0] for row in mktap.TYPES]
    for folder in folders():
        try:
            names = folder and sorted(os.listdir(folder))
        except OSError:
            continue
        for each in names:
            name, _, kind = each.rpartition('.')
            if kind == 'py' and name[:1].isalpha() and name not in seen:
                seen.append(name)
                yield name, os.path.join(folder, each)


def read(path):
    """The code of a file, not run."""
    with open(path, 'rb') as file:
        return compile(file.read(), path, 'exec', _era.FLAG)


def found(tells=False):
    """Rows of name, path and one line about it, as in mktap.TYPES."""
    rows = []
    for name, path in files():
        if tells:
            sys.stderr.write("mktap: looking at '%s'\n" % path)
        try:
            code = read(path)
        except (OSError, ValueError, SyntaxError) as error:
            sys.stderr.write("mktap: '%s' is left out: %s\n" % (path, error))
            continue
        if not {'Options', 'updateApplication'} - set(code.co_names):
            text = code.co_consts[0] if '__doc__' in code.co_names else path
            rows.append([name, path, text.strip().partition('\n')[0]])
    names = [row[0] for row in rows]
    return rows + [[name, each.module, getattr(each, 'description', each.name)]
                   for name, each in registered().items() if name not in names]


def registered():
    """What files called plugins.tml say of types, by name; they run once."""
    if _registered:
        return _registered
    from twisted.python import plugin
    from twisted.scripts import mktap
    known = [row[0] for row in mktap.TYPES]
    by_name = _registered
    for each in plugin.getPlugIns('tap'):
        name = getattr(each, 'tapname', each.module.rpartition('.')[2])
        if name not in known:
            by_name.setdefault(name, each)
    return by_name


def _append(folder):
    if folder not in sys.path:
        sys.path.append(folder)


def load(name):
    """The module of that name, run once."""
    if name not in _loaded:
        path = dict(files()).get(name)
        if path is None:
            _append(os.getcwd())
            return registered()[name].load()
        module = _loaded[name] = type(sys)(name)
        module.__file__ = path
        # What it imports may lie beside it.
        _append(os.path.dirname(os.path.abspath(path)))
        exec(read(path), module.__dict__)
    return _loaded[name]
