"""Objects, described for those who look at them from elsewhere."""

import types

from twisted.python import reflect
from twisted.spread import pb

MAX_ATTRIBUTES = 1000
MAX_TEXT = 1000


class Explorer(pb.Copyable):
    """I describe an object: kind, class, text, and what it consists of."""


class RemoteExplorer(pb.RemoteCopy):
    """I am an Explorer, where it was sent to."""


pb.setUnjellyableForClass(Explorer, RemoteExplorer)

_KINDS = ((type(None), 'immutable'), ((int, float, complex, str, bytes),
                                      'immutable'),
          ((list, tuple, set, frozenset), 'sequence'), (dict, 'mapping'),
          (types.ModuleType, 'module'), (type, 'class'),
          (types.MethodType, 'method'),
          ((types.FunctionType, types.BuiltinFunctionType), 'function'))


def explore(thing, identifier):
    """An Explorer of an object and its parts, each as text."""
    made = Explorer()
    made.identifier = identifier
    made.id = id(thing)
    made.kind = 'instance'
    for types_, kind in _KINDS:
        if isinstance(thing, types_):
            made.kind = kind
            break
    made.className = reflect.qual(type(thing))
    made.text = _short(thing)
    if made.kind == 'sequence':
        parts = enumerate(thing)
    elif made.kind == 'mapping':
        parts = list(thing.items())
    else:
        parts = list(getattr(thing, '__dict__', {}).items())
    made.attributes = {}
    for name, value in parts:
        if len(made.attributes) == MAX_ATTRIBUTES:
            break
        made.attributes[name if isinstance(name, str) else _short(name)] = \
            _short(value)
    return made


def _short(thing):
    text = reflect.safe_repr(thing)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT - 3] + '...'
