"""Saying that something will go away, and what to use instead."""

import functools
import inspect
import sys
import warnings

from twisted.python.versions import getVersionString

DEPRECATION_WARNING_FORMAT = '%(fqpn)s was deprecated in %(version)s'


def _named(what):
    """The full name of a function, class, module or property."""
    if isinstance(what, property):
        what = what.fget
    if inspect.ismodule(what):
        return what.__name__
    return '%s.%s' % (what.__module__, what.__qualname__)


def _instead(replacement, format='please use %s instead'):
    if not replacement:
        return ''
    if callable(replacement):
        replacement = _named(replacement)
    return '; ' + format % replacement


def getDeprecationWarningString(callableThing, version, format=None,
                                replacement=None):
    """What the warning says."""
    return _string(_named(callableThing), version, format, replacement)


def _string(name, version, format, replacement):
    return (format or DEPRECATION_WARNING_FORMAT) % {
        'fqpn': name, 'version': getVersionString(version)} + _instead(
            replacement)


def _tell(made, thing, version, replacement):
    """Say it in the docstring too."""
    told = 'Deprecated in %s%s.' % (
        getVersionString(version), _instead(replacement))
    lines = (made.__doc__ or '').splitlines()
    if not lines:
        made.__doc__ = told
    elif len(lines) == 1:
        made.__doc__ = '%s\n\n%s\n' % (lines[0], told)
    else:
        front = lines[-1] if not lines[-1].strip() else ''
        made.__doc__ = '\n'.join(lines[:-1] + ['', front + told, front])
    made.deprecatedVersion = version
    return made


def deprecated(version, replacement=None):
    """A decorator of functions and classes: whoever calls them is warned."""
    def decorate(thing):
        text = getDeprecationWarningString(thing, version, None, replacement)

        @functools.wraps(thing)
        def warn(*args, **kw):
            warnings.warn(text, DeprecationWarning, stacklevel=2)
            return thing(*args, **kw)
        return _tell(warn, thing, version, replacement)
    return decorate


class _Property(property):
    """I warn those who set, as well as those who get."""

    version = replacement = None

    def _warned(self, function):
        text = _string(_named(function), self.version, None, self.replacement)

        @functools.wraps(function)
        def warn(*args):
            warnings.warn(text, DeprecationWarning, stacklevel=2)
            return function(*args)
        return warn

    def _with(self, *functions):
        made = _Property(*functions)
        made.version, made.replacement = self.version, self.replacement
        return made

    def setter(self, function):
        return self._with(self.fget, self._warned(function), self.fdel)

    def deleter(self, function):
        return self._with(self.fget, self.fset, self._warned(function))


def deprecatedProperty(version, replacement=None):
    """The same for methods that become properties."""
    def decorate(function):
        made = _Property()
        made.version, made.replacement = version, replacement
        return made._with(_tell(made._warned(function), function, version,
                                replacement))
    return decorate


def getWarningMethod():
    return warnings.warn


def setWarningMethod(newMethod):
    """Warn otherwise."""
    warnings.warn = newMethod


class _ModuleProxy:
    """I am a module, some of whose attributes are deprecated."""

    def __init__(self, module):
        self.__dict__.update(_module=module, _deprecated={})

    def __repr__(self):
        return '<%s module=%r>' % (type(self).__name__, self._module)

    def __getattribute__(self, name):
        own = object.__getattribute__(self, '__dict__')
        if name in ('__dict__', '_module', '_deprecated', '__repr__'):
            return object.__getattribute__(self, name)
        if name in own['_deprecated']:
            warnings.warn(own['_deprecated'][name], DeprecationWarning,
                          stacklevel=2)
        return getattr(own['_module'], name)

    def __setattr__(self, name, value):
        setattr(self._module, name, value)


def deprecatedModuleAttribute(version, message, moduleName, name):
    """Whoever looks at an attribute of a module is warned."""
    module = sys.modules[moduleName]
    if not isinstance(module, _ModuleProxy):
        module = sys.modules[moduleName] = _ModuleProxy(module)
    module._deprecated[name] = '%s: %s' % (
        _string('%s.%s' % (moduleName, name), version, None, None), message)


def warnAboutFunction(offender, warningString):
    """Warn of a function, wherever it was called from."""
    code = offender.__code__
    module = sys.modules[offender.__module__]
    warnings.warn_explicit(
        warningString, DeprecationWarning, inspect.getabsfile(module),
        code.co_firstlineno,
        module=module.__name__,
        registry=offender.__globals__.setdefault('__warningregistry__', {}))


def deprecatedKeywordParameter(version, name, replacement=None):
    """A decorator: whoever gives this argument is warned."""
    def decorate(function):
        text = 'The %r parameter to %s was deprecated in %s%s' % (
            name, _named(function), getVersionString(version),
            _instead(replacement))
        at = list(inspect.signature(function).parameters).index(name)

        @functools.wraps(function)
        def warn(*args, **kw):
            if len(args) > at or name in kw:
                warnings.warn(text, DeprecationWarning, stacklevel=2)
            return function(*args, **kw)
        return warn
    return decorate
