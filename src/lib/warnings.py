"""Warnings: who gets to see them, once or always, or as errors."""

import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning',
           'filterwarnings', 'simplefilter', 'resetwarnings', 'catch_warnings']

# (action, message, category, module, line): the first that fits decides. The
# two texts are None or compiled patterns; None fits all.
filters = [('default', None, DeprecationWarning, '__main__', 0)] + [
    ('ignore', None, _category, None, 0) for _category in (
        DeprecationWarning, PendingDeprecationWarning, ImportWarning,
        ResourceWarning)]
defaultaction = _defaultaction = 'default'
onceregistry = {}
_version = 1
_actions = ('error', 'ignore', 'always', 'default', 'module', 'once')


def showwarning(message, category, filename, lineno, file=None, line=None):
    _show(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    return _format(WarningMessage(message, category, filename, lineno, None,
                                  line))


def _show(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is not None:
        try:
            file.write(_format(msg))
        except OSError:
            pass


def _format(msg):
    text = '%s:%s: %s: %s\n' % (msg.filename, msg.lineno,
                                msg.category.__name__, msg.message)
    line = msg.line
    if line is None:
        import linecache
        line = linecache.getline(msg.filename, msg.lineno)
    if line and line.strip():
        text += '  %s\n' % line.strip()
    return text


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _give(msg):
    """Show one, by functions that users may have put in our place."""
    if showwarning is not _showwarning_orig:
        if not callable(showwarning):
            raise TypeError('warnings.showwarning() must be set to a '
                            'function or method')
        showwarning(msg.message, msg.category, msg.filename, msg.lineno,
                    msg.file, msg.line)
    elif formatwarning is not _formatwarning_orig:
        file = sys.stderr if msg.file is None else msg.file
        file.write(formatwarning(msg.message, msg.category, msg.filename,
                                 msg.lineno, msg.line))
    else:
        _show(msg)


def filterwarnings(action, message='', category=Warning, module='', lineno=0,
                   append=False):
    assert isinstance(message, str), 'message must be a string'
    assert isinstance(category, type), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    assert isinstance(module, str), 'module must be a string'
    if message or module:
        import re
        message = message and re.compile(message, re.I)
        module = module and re.compile(module)
    _add(action, message or None, category, module or None, lineno, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add(action, None, category, None, lineno, append)


def _add(action, message, category, module, lineno, append):
    assert action in _actions, 'invalid action: %r' % (action,)
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    item = action, message, category, module, lineno
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    filters[:] = []
    _filters_mutated()


def _filters_mutated():
    global _version
    _version += 1


def _fits(pattern, text):
    return pattern is None or (text == pattern if isinstance(pattern, str)
                               else pattern.match(text) is not None)


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" %
                        type(category).__name__)
    try:
        frame = sys._getframe(stacklevel)
        filename = frame.f_code.co_filename
        variables = frame.f_globals
        lineno = frame.f_lineno
    except ValueError:
        variables = sys.__dict__
        filename, lineno = 'sys', 1
    module = variables.get('__name__', '<string>')
    registry = variables.setdefault('__warningregistry__', {})
    warn_explicit(message, category, filename, lineno, module, registry,
                  variables, source)


def _warn_unawaited_coroutine(coro):
    text = "coroutine '%s' was never awaited" % coro.__qualname__
    if coro.cr_origin is not None:
        from linecache import getline
        from traceback import format_list
        text += '\nCoroutine created at (most recent call last)\n' + ''.join(
            format_list([place + (getline(*place[:2]),)
                         for place in reversed(coro.cr_origin)]))
    warn(text.rstrip(), RuntimeWarning, 2, coro)


def warn_explicit(message, category, filename, lineno, module=None,
                  registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or '<unknown>'
        module = module.removesuffix('.py')
    if registry is None:
        registry = {}
    if registry.get('version', 0) != _version:
        registry.clear()
        registry['version'] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, pattern, wanted, where, line in filters:
        if issubclass(category, wanted) and line in (0, lineno) and \
                _fits(pattern, text) and _fits(where, module):
            break
    else:
        action = defaultaction
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action == 'once':
        registry[key] = 1
        key = (text, category)
        if onceregistry.get(key):
            return
        onceregistry[key] = 1
    elif action == 'module':
        registry[key] = 1
        key = (text, category, 0)
        if registry.get(key):
            return
        registry[key] = 1
    elif action == 'default':
        registry[key] = 1
    elif action != 'always':
        raise RuntimeError('Unrecognized action (%r) in warnings.filters:\n '
                           '%s' % (action, (action, pattern, wanted, where,
                                            line)))
    _give(WarningMessage(message, category, filename, lineno, source=source))


class WarningMessage:
    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file',
                        'line', 'source')

    def __init__(self, message, category, filename, lineno, file=None,
                 line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ('{message : %r, category : %r, filename : %r, lineno : %s, '
                'line : %r}' % (self.message, self._category_name,
                                self.filename, self.lineno, self.line))


class catch_warnings:
    """A context manager that restores the filters, and may record."""

    def __init__(self, *, record=False, module=None, action=None,
                 category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno,
                                                    append)

    def __repr__(self):
        module = self._module
        words = ('record=True' if self._record else '',
                 '' if module is sys.modules['warnings']
                 else 'module=%r' % (module,))
        return '%s(%s)' % (type(self).__name__,
                           ', '.join(filter(None, words)))

    def __enter__(self):
        if self._entered:
            raise RuntimeError('Cannot enter %r twice' % self)
        self._entered = True
        module = self._module
        self._saved = (module.filters, module.showwarning, module._show)
        module.filters = module.filters[:]
        module._filters_mutated()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        module._show = log.append
        module.showwarning = module._showwarning_orig
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError('Cannot exit %r without entering first' % self)
        module = self._module
        module.filters, module.showwarning, module._show = self._saved
        module._filters_mutated()


def _deprecated(name, message='{name!r} is deprecated and slated for removal '
                'in Python {remove}', *, remove, _version=sys.version_info):
    """What modules of CPython say of themselves that are to go."""
    text = '%d.%d' % remove
    if _version[:2] > remove or _version[:2] == remove and \
            _version[3] != 'alpha':
        raise RuntimeError('%r was slated for removal after Python %s alpha' %
                           (name, text))
    warn(message.format(name=name, remove=text), DeprecationWarning, 3)


def _processoptions(args):
    """-W action:message:category:module:line, each part optional."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as msg:
            sys.stderr.write('Invalid -W option ignored: %s\n' % msg)


class _OptionError(Exception):
    pass


def _setoption(arg):
    parts = arg.split(':')
    if len(parts) > 5:
        raise _OptionError('too many fields (max 5): %r' % (arg,))
    parts = [s.strip() for s in parts] + [''] * (5 - len(parts))
    action, message, category, module, lineno = parts
    action = _getaction(action)
    category = _getcategory(category)
    if lineno:
        try:
            lineno = int(lineno)
            if lineno < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError('invalid lineno %r' % (lineno,)) from None
    else:
        lineno = 0
    if message or module:
        import re
        message = re.escape(message)
        if module:
            module = re.escape(module) + r'\Z'
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    if not action:
        return 'default'
    if action == 'all':
        return 'always'
    for one in _actions:
        if one.startswith(action):
            return one
    raise _OptionError('invalid action: %r' % (action,))


def _getcategory(category):
    if not category:
        return Warning
    module, dot, name = category.rpartition('.')
    if not dot:
        module = 'builtins'
    try:
        found = getattr(__import__(module, None, None, [name]), name)
    except ImportError:
        raise _OptionError('invalid module name: %r' % (module,)) from None
    except AttributeError:
        raise _OptionError('unknown warning category: %r' % (category,)) \
            from None
    if not issubclass(found, Warning):
        raise _OptionError('invalid warning category: %r' % (category,))
    return found


if getattr(sys, 'warnoptions', None):
    _processoptions(sys.warnoptions)
