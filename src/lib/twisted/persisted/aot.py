"""Objects as Python source that makes them again: short, and to be edited.

    an object --jellyToAOT()--> a tree --getSource()--> app=Instance('m.C',
                                                          x=[ ...
    an object <--unjellyFromAOT()-- a tree <--exec-- the same

Reading source runs it: take none from strangers.
"""

import keyword
import types

from twisted import _era
from twisted.persisted import styles
from twisted.python import reflect

_TAKEN = ('self', 'className', '__stateObj__')  # by arguments of Instance
_ATOMS = (type(None), bool, int, float, complex, str, bytes, type(Ellipsis))


class Named:
    """I am something that an import finds."""

    def __init__(self, name):
        self.name = name


class Class(Named):
    pass


class Function(Named):
    pass


class Module(Named):
    pass


class InstanceMethod:
    def __init__(self, name, klass, inst):
        self.name = name
        self.klass = klass
        self.instance = inst


class NoStateObj:
    """What there is instead of a state that is no dictionary."""


class Instance:
    """I am an object of a class with attributes, or with another state."""

    def __init__(self, className, __stateObj__=NoStateObj, **state):
        self.klass = className
        self.stateObj = __stateObj__
        self.state = state


class Ref:
    """I am what others refer to by my number."""

    def __init__(self, *args):
        self.refnum, self.obj = args or (None, None)


class Deref:
    def __init__(self, num):
        self.refnum = num


class Copyreg:
    """I am what a function makes of arguments."""

    def __init__(self, loadfunc, state):
        self.loadfunc = loadfunc
        self.state = state


# --- objects to trees --------------------------------------------------------


class AOTJellier:
    """I make trees."""

    def __init__(self):
        self._seen = {}
        self._count = 0

    def jelly(self, obj):
        return self.jellyToAO(obj)

    def jellyToAO(self, obj):
        kind = type(obj)
        if kind in _ATOMS:
            return obj
        if isinstance(obj, types.MethodType):
            return InstanceMethod(obj.__func__.__name__,
                                  reflect.qual(type(obj.__self__)),
                                  self.jellyToAO(obj.__self__))
        if isinstance(obj, types.ModuleType):
            return Module(obj.__name__)
        if isinstance(obj, type):
            return Class(reflect.qual(obj))
        if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType)):
            name = '%s.%s' % (obj.__module__, obj.__name__)
            reflect.namedAny(name)
            return Function(name)
        if id(obj) in self._seen:
            ref = self._seen[id(obj)][0]
            if ref.refnum is None:
                self._count += 1
                ref.refnum = self._count
            return Deref(ref.refnum)
        ref = Ref()
        self._seen[id(obj)] = ref, obj
        if kind is list:
            ref.obj = [self.jellyToAO(each) for each in obj]
        elif kind is tuple:
            ref.obj = tuple([self.jellyToAO(each) for each in obj])
        elif kind is dict:
            ref.obj = {self.jellyToAO(key): self.jellyToAO(value)
                       for key, value in obj.items()}
        else:
            ref.obj = self._instance(obj)
        return ref

    def _instance(self, obj):
        import collections
        import copyreg
        reducer = copyreg.dispatch_table.get(type(obj))
        reduced = reducer(obj) if reducer else obj.__reduce_ex__(2)
        function, args, state, items, pairs = (
            (reduced + (None,) * 5)[:5] if type(reduced) is tuple
            else (None,) * 5)
        if type(obj) is collections.deque:
            args, items = (list(items),) + args[1:], None
        is_plain = function is copyreg.__newobj__ and len(args) == 1
        if function is None or items is not None or pairs is not None or (
                state and not is_plain):
            raise TypeError('there is no source for %r' % (obj,))
        if not is_plain:
            return Copyreg(reflect.fullFuncName(function), self.jellyToAO(args))
        made = Instance(reflect.qual(type(obj)))
        if type(state) is dict and all([
                isinstance(key, str) and key.isidentifier()
                and not keyword.iskeyword(key) and key not in _TAKEN
                for key in state]):
            made.state = {key: self.jellyToAO(value)
                          for key, value in state.items()}
        else:
            made.stateObj = self.jellyToAO(state)
        return made


def jellyToAOT(obj):
    """The tree of an object."""
    return AOTJellier().jelly(obj)


# --- trees to source ---------------------------------------------------------


def _lines(node, out):
    """Append pieces of source; None where a line ends."""
    def items(opening, rows, closing):
        out.append(opening)
        for row in rows:
            out.append(None)
            for each in row[:-1]:
                _lines(each, out)
                out.append(':')
            _lines(row[-1], out)
            out.append(',')
        if rows:
            out.append(None)
        out.append(closing)

    if isinstance(node, Ref):
        if node.refnum is None:
            _lines(node.obj, out)
        else:
            out += ['Ref(', '%s,' % node.refnum, None]
            _lines(node.obj, out)
            out.append(')')
    elif isinstance(node, Deref):
        out.append('Deref(%s)' % node.refnum)
    elif isinstance(node, Named):
        out.append('%s(%r)' % (node.__class__.__name__, node.name))
    elif isinstance(node, InstanceMethod):
        out += ['InstanceMethod(', '%r,%r,' % (node.name, node.klass), None]
        _lines(node.instance, out)
        out.append(')')
    elif isinstance(node, (Instance, Copyreg)):
        name = node.__class__.__name__
        out += [name + '(', '%r,' % (node.klass if name == 'Instance'
                                     else node.loadfunc)]
        if name == 'Copyreg':
            _lines(node.state, out)
        elif node.stateObj is not NoStateObj:
            _lines(node.stateObj, out)
        else:
            for key in sorted(node.state):
                out += [None, key + '=']
                _lines(node.state[key], out)
                out.append(',')
        out.append(')')
    elif isinstance(node, list):
        items('[', [(each,) for each in node], ']')
    elif isinstance(node, tuple):
        items('(', [(each,) for each in node], ')')
    elif isinstance(node, dict):
        items('{', list(node.items()), '}')
    else:
        out.append(repr(node))


def getSource(ao):
    """The source of a tree."""
    pieces, out, depth = [], ['app='], 0
    _lines(ao, pieces)
    for piece in pieces:
        if piece is None:
            out.append('\n' + '  ' * depth)
            continue
        out.append(piece)
        # A Deref and the like are whole.
        depth += (piece[-1] in '([{') - (piece in (')', ']', '}'))
    return ''.join(out)


def jellyToSource(obj, file=None):
    """The source of an object, or write it to a file."""
    source = getSource(jellyToAOT(obj))
    if file is None:
        return source
    file.write(source if _era.called_from_era(2) else source.encode('utf-8'))


# --- source to trees, trees to objects ---------------------------------------


def unjellyFromSource(stringOrFile):
    """The object of a source."""
    names = {each.__name__: each for each in (
        Instance, InstanceMethod, Class, Function, Module, Ref, Deref, Copyreg)}
    if hasattr(stringOrFile, 'read'):
        stringOrFile = stringOrFile.read()
    # How repr() writes numbers that are none.
    names.update(inf=float('inf'), nan=float('nan'), infj=complex('infj'))
    exec(compile(stringOrFile, '<source>', 'exec', _era.FLAG), names)
    if 'app' not in names:
        raise ValueError('the source says nothing of app')
    return unjellyFromAOT(names['app'])


def unjellyFromAOT(aot):
    """The object of a tree."""
    return AOTUnjellier().unjelly(aot)


class AOTUnjellier:
    """I make objects. What can be changed is made empty and filled later, so
    that a tuple may hold what holds the tuple."""

    def __init__(self):
        self._nodes = {}
        self._made = {}
        self._fills = []
        self._states = []

    def unjelly(self, ao):
        self._find(ao)
        return self._whole(ao)

    def _find(self, node):
        if isinstance(node, Ref):
            if node.refnum is not None:
                self._nodes[node.refnum] = node.obj
            self._find(node.obj)
        elif isinstance(node, Instance):
            self._find(list(node.state.values()) + [node.stateObj])
        elif isinstance(node, InstanceMethod):
            self._find(node.instance)
        elif isinstance(node, Copyreg):
            self._find(node.state)
        elif isinstance(node, (list, tuple)):
            for each in node:
                self._find(each)
        elif isinstance(node, dict):
            self._find(list(node) + list(node.values()))

    def _whole(self, node):
        """The object, with all that it holds."""
        states, self._states = self._states, []
        made = self._make(node)
        while self._fills or self._states:
            if self._fills:
                self._fills.pop()()
            else:
                self._states.pop()()
        self._states = states
        return made

    def _numbered(self, number):
        if number not in self._made:
            if number not in self._nodes:
                raise ValueError('Ref(%s, ...) is missing, or inside itself'
                                 % number)
            self._make(self._nodes.pop(number), number)
        return self._made[number]

    def _make(self, node, number=None):
        if isinstance(node, Deref):
            return self._numbered(node.refnum)
        if isinstance(node, Ref):
            if node.refnum is None:
                return self._make(node.obj)
            return self._numbered(node.refnum)
        made = node
        if isinstance(node, list):
            made = []
            self._fills.append(lambda: made.extend(
                [self._make(each) for each in node]))
        elif isinstance(node, dict):
            made = {}
            self._fills.append(lambda: made.update(
                {self._whole(key): self._make(each)
                 for key, each in node.items()}))
        elif isinstance(node, tuple):
            made = tuple([self._make(each) for each in node])
        elif isinstance(node, Module):
            made = reflect.namedModule(node.name)
        elif isinstance(node, Named):
            made = reflect.namedAny(node.name)
        elif isinstance(node, InstanceMethod):
            owner = self._make(node.instance)
            if not hasattr(type(owner), node.name):
                raise TypeError('%s has no method %r' % (node.klass, node.name))
            made = types.MethodType(getattr(type(owner), node.name), owner)
        elif isinstance(node, Copyreg):
            made = reflect.namedAny(node.loadfunc)(*self._whole(node.state))
        elif isinstance(node, Instance):
            cls = reflect.namedAny(node.klass)
            made = cls.__new__(cls)
            self._states.append(lambda: self._give(made, node))
        if number is not None:
            self._made[number] = made
        return made

    def _give(self, made, node):
        state = self._whole(node.state if node.stateObj is NoStateObj
                            else node.stateObj)
        if hasattr(made, '__setstate__'):
            made.__setstate__(state)
        else:
            plain, slots = state if type(state) is tuple else (state, None)
            if plain:
                made.__dict__.update(plain)
            for name, value in (slots or {}).items():
                setattr(made, name, value)


styles.teachPickle()
