"""Warnings, as CPython's tests ask for them."""

import contextlib
import functools
import sys
import warnings


def import_deprecated(name):
    import importlib
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        return importlib.import_module(name)


def check_syntax_warning(testcase, statement, errtext='', *, lineno=1,
                         offset=None):
    import re
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always', SyntaxWarning)
        compile(statement, '<testcase>', 'exec')
    testcase.assertEqual(len(caught), 1, caught)
    testcase.assertTrue(issubclass(caught[0].category, SyntaxWarning))
    if errtext:
        testcase.assertTrue(re.search(errtext, str(caught[0].message)))
    testcase.assertEqual(caught[0].filename, '<testcase>')
    testcase.assertEqual(caught[0].lineno, lineno)
    # As an error it is a SyntaxError, at the same place.
    with warnings.catch_warnings(record=True):
        warnings.simplefilter('error', SyntaxWarning)
        from test.support import check_syntax_error
        check_syntax_error(testcase, statement, errtext, lineno=lineno,
                           offset=offset)


def ignore_warnings(*, category):
    def decorate(test):
        @functools.wraps(test)
        def wrapper(self, *args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter('ignore', category=category)
                return test(self, *args, **kwargs)
        return wrapper
    return decorate


class WarningsRecorder:
    """The warnings so far; attributes are those of the last one."""

    def __init__(self, caught):
        self._warnings = caught
        self._last = 0

    def __getattr__(self, name):
        if len(self._warnings) > self._last:
            return getattr(self._warnings[-1], name)
        if name in ('message', 'category', 'filename', 'lineno', 'file',
                    'line', 'source'):
            return None
        raise AttributeError('%r has no attribute %r' % (self, name))

    @property
    def warnings(self):
        return self._warnings[self._last:]

    def reset(self):
        self._last = len(self._warnings)


@contextlib.contextmanager
def check_warnings(*filters, **kwargs):
    """Fails when a warning was not expected, or an expected one not seen."""
    import re
    quiet = kwargs.get('quiet')
    if not filters:
        filters = (('', Warning),)
        if quiet is None:
            quiet = True
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        yield WarningsRecorder(caught)
    left = [entry.message for entry in caught]
    missing = []
    for text, category in filters:
        seen = [message for message in left
                if re.match(text, str(message), re.I) and
                issubclass(message.__class__, category)]
        left = [message for message in left if message not in seen]
        if not seen and not quiet:
            missing.append((text, category.__name__))
    if left:
        raise AssertionError('unhandled warning %s' % left[0])
    if missing:
        raise AssertionError('filter (%r, %s) did not catch any warning'
                             % missing[0])


@contextlib.contextmanager
def check_no_warnings(testcase, message='', category=Warning,
                      force_gc=False):
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings('always', message=message, category=category)
        yield
        if force_gc:
            from test.support import gc_collect
            gc_collect()
    testcase.assertEqual(caught, [])


def check_no_resource_warning(testcase):
    return check_no_warnings(testcase, category=ResourceWarning,
                             force_gc=True)


@contextlib.contextmanager
def save_restore_warnings_filters():
    before = warnings.filters[:]
    try:
        yield
    finally:
        warnings.filters[:] = before
