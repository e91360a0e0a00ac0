"""Whether what is promised is there."""

from zope.interface.exceptions import (BrokenImplementation,
                                       BrokenMethodImplementation,
                                       DoesNotImplement, MultipleInvalid)
from zope.interface.interface import Method, fromFunction, fromMethod

_MISFITS = (
    (lambda has, wants: len(has.required) > len(wants.required),
     'requires too many arguments'),
    (lambda has, wants: not has.varargs
     and len(has.positional) < len(wants.positional),
     "doesn't allow enough arguments"),
    (lambda has, wants: wants.kwargs and not has.kwargs,
     "doesn't support keyword arguments"),
    (lambda has, wants: wants.varargs and not has.varargs,
     "doesn't support variable arguments"))


def _verify(iface, candidate, tentative, said, of_class):
    wrong = []
    if not tentative and not said(candidate):
        wrong.append(DoesNotImplement(iface, candidate))
    for name, description in iface.namesAndDescriptions(all=True):
        try:
            _check(iface, name, description, candidate, of_class)
        except (BrokenImplementation, BrokenMethodImplementation) as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise MultipleInvalid(iface, candidate, wrong)
    return True


def _check(iface, name, description, candidate, of_class):
    method = isinstance(description, Method)
    try:
        found = getattr(candidate, name)
    except AttributeError:
        # What is no method may come with the instances.
        if not method and of_class:
            return
        raise BrokenImplementation(iface, description, candidate) from None
    if not method:
        return
    if hasattr(found, '__func__'):
        has = fromMethod(found)
    elif hasattr(found, '__code__'):
        raw = getattr(candidate, '__dict__', {}).get(name)
        has = fromFunction(found, imlevel=int(
            of_class and not isinstance(raw, staticmethod)))
    elif callable(found):
        # Its parameters are nowhere written.
        return
    else:
        if not isinstance(found, property):
            raise BrokenMethodImplementation(
                description, 'implementation is not a method', found, iface,
                candidate)
        return
    for misfits, message in _MISFITS:
        if misfits(has, description):
            raise BrokenMethodImplementation(
                description, 'implementation ' + message, found, iface,
                candidate)


def verifyObject(iface, candidate, tentative=False):
    """True if an object provides the interface, and has what it promises."""
    return _verify(iface, candidate, tentative, iface.providedBy, False)


def verifyClass(iface, candidate, tentative=False):
    """True if a class implements the interface, and has the methods."""
    return _verify(iface, candidate, tentative, iface.implementedBy, True)
