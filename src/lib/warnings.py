"""Python part of the warnings subsystem."""

import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning',
           'filterwarnings', 'simplefilter', 'resetwarnings', 'catch_warnings']

filters = []
_shown = set()


def showwarning(message, category, filename, lineno, file=None, line=None):
    if file is None:
        file = sys.stderr
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


def formatwarning(message, category, filename, lineno, line=None):
    text = '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message)
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    if line and line.strip():
        text += '  %s\n' % line.strip()
    return text


def filterwarnings(action, message='', category=Warning, module='', lineno=0,
                   append=False):
    _add((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add((action, None, category, None, lineno), append)


def _add(item, append):
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _shown.clear()


def resetwarnings():
    filters.clear()
    _shown.clear()


def _action(text, category, module, lineno):
    for action, message, wanted, where, line in filters:
        if (message is None or text.startswith(message)) and \
                issubclass(category, wanted) and \
                (where is None or module.startswith(where)) and \
                (line == 0 or line == lineno):
            return action
    if issubclass(category, DeprecationWarning):
        return 'default' if module == '__main__' else 'ignore'
    if issubclass(category, (PendingDeprecationWarning, ImportWarning,
                             ResourceWarning)):
        return 'ignore'
    return 'default'


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    try:
        frame = sys._getframe(stacklevel)
        filename = frame.f_code.co_filename
        module = frame.f_globals.get('__name__', '<unknown>')
        lineno = frame.f_lineno
    except ValueError:
        filename, module, lineno = 'sys', 'sys', 1
    warn_explicit(message, category, filename, lineno, module)


def warn_explicit(message, category, filename, lineno, module=None,
                  registry=None, module_globals=None, source=None):
    if module is None:
        module = filename
    if not isinstance(message, Warning):
        message = category(message)
    text = str(message)
    action = _action(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action != 'always':
        key = (text, category) if action in ('once', 'module') else (
            text, category, filename, lineno)
        if key in _shown:
            return
        _shown.add(key)
    if _recorders:
        _recorders[-1].append(WarningMessage(message, category, filename,
                                             lineno))
    else:
        showwarning(message, category, filename, lineno)


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None,
                 line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line


_recorders = []


class catch_warnings:
    """A context manager that restores the filters, and may record."""

    def __init__(self, *, record=False, module=None, action=None,
                 category=Warning):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._filters = filters[:]
        if self._action is not None:
            simplefilter(self._action, self._category)
        _shown.clear()
        if self._record:
            log = []
            _recorders.append(log)
            return log

    def __exit__(self, *exc_info):
        filters[:] = self._filters
        _shown.clear()
        if self._record:
            _recorders.pop()
