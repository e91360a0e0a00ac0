"""What objects promise, and how one is turned into what another expects.

Small, and in the words of zope.interface: those that Twisted and programs for
it use. `verify`, `exceptions` and `adapter` are modules of their own.
"""

from zope.interface.interface import (Attribute, Interface, interfacemethod,
                                      invariant, taggedValue)
from zope.interface.declarations import (
    Declaration, alsoProvides, classImplements, classImplementsFirst,
    classImplementsOnly, directlyProvidedBy, directlyProvides, implementedBy,
    implementer, implementer_only, moduleProvides, named, noLongerProvides,
    providedBy, provider)


def __getattr__(name):
    if name == 'Invalid':
        from zope.interface.exceptions import Invalid
        return Invalid
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
