"""What CPython's tests expect of test.support, as far as it makes sense here.

The names and what they promise are those of the manual (library/test). What
looks into CPython itself is skipped, and the reason says so.
"""

import contextlib
import functools
import os
import sys
import types
import unittest

Error = AssertionError


class TestFailed(Exception):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


verbose = 0
MAX_Py_ssize_t = sys.maxsize
_1M = 1024 * 1024
_1G = 1024 * _1M
_2G, _4G = 2 * _1G, 4 * _1G
LOOPBACK_TIMEOUT, INTERNET_TIMEOUT, SHORT_TIMEOUT, LONG_TIMEOUT = 5, 60, 30, 60
PIPE_MAX_SIZE = 4 * _1M + 1
NHASHBITS = sys.hash_info.width
is_jython = is_android = is_emscripten = is_wasi = False
is_apple = is_windows = False
unix_shell = '/bin/sh'
has_fork_support = has_subprocess_support = has_socket_support = True
has_strftime_extensions = True
PGO = False
Py_DEBUG = False
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
TEST_HOME_DIR = os.environ['MT_STDLIB_TESTS']
TEST_DATA_DIR = os.path.join(TEST_HOME_DIR, 'data')
ALLOWED_RESOURCES = ()


# --- skipping ---------------------------------------------------------------

def _as_is(test):
    return test


def cpython_only(test):
    return unittest.skip('about CPython itself')(test)


def check_impl_detail(**guards):
    """Whether a test for these implementations is for this one."""
    return guards.get('microtwisted', bool(guards) and
                      not any(guards.values()))


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return _as_is
    return unittest.skip(msg or 'about CPython itself')


no_tracing = _as_is


def refcount_test(test):
    return unittest.skip('counts references')(test)


def no_rerun(reason):
    return _as_is


def requires_debug_ranges(reason=''):
    return _as_is


def has_no_debug_ranges():
    return False


def _always(test=None, *args, **kwargs):
    return test if callable(test) else _as_is


requires_IEEE_754 = requires_docstrings = _as_is
requires_fork = _always
requires_working_socket = requires_mac_ver = requires_linux_version = _always
requires_subprocess = requires_freebsd_version = _always
skip_if_pgo_task = requires_hashdigest = _as_is


def skip_if_buggy_ucrt_strfptime(test):
    return test


def _requires_module(name):
    try:
        __import__(name)
    except ImportError:
        return unittest.skip('there is no ' + name)
    return _as_is


def requires_zlib(reason=''):
    return _requires_module('zlib')


def requires_gzip(reason=''):
    return _requires_module('gzip')


def requires_bz2(reason=''):
    return _requires_module('bz2')


def requires_lzma(reason=''):
    return _requires_module('lzma')


def requires_legacy_unicode_capi(test):
    return cpython_only(test)


def skip_if_broken_multiprocessing_synchronize():
    raise unittest.SkipTest('there is no multiprocessing')


def is_resource_enabled(resource):
    return False


def requires(resource, msg=None):
    raise ResourceDenied(msg or 'needs the resource %r' % resource)


def requires_resource(resource):
    return unittest.skip('needs the resource %r' % resource)


def open_urlresource(url, *args, **kwargs):
    raise ResourceDenied('needs the resource \'urlfetch\'')


def check_sanitizer(**kinds):
    return False


def skip_if_sanitizer(reason=None, **kinds):
    return _as_is


def bigmemtest(size, memuse, dry_run=True):
    """Calls the test with a size that every machine has."""
    def decorate(function):
        @functools.wraps(function)
        def wrapper(self):
            if not dry_run:
                raise unittest.SkipTest('needs too much memory')
            return function(self, 5147)
        wrapper.size, wrapper.memuse = size, memuse
        return wrapper
    return decorate


def bigaddrspacetest(function):
    return unittest.skip('needs too much memory')(function)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    with testcase.assertRaisesRegex(TypeError,
                                    'cannot create .* instances'):
        tp(*args, **kwds)


def calcobjsize(form):
    raise unittest.SkipTest('about the size of CPython\'s objects')


calcvobjsize = calcobjsize


def check_sizeof(test, o, size):
    raise unittest.SkipTest('about the size of CPython\'s objects')


def darwin_malloc_err_warning(test_name):
    pass


def control_characters_c0():
    return [chr(c) for c in (*range(0x20), 0x7f)]


# --- output -----------------------------------------------------------------

@contextlib.contextmanager
def captured_output(name):
    import io
    before = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, before)


def captured_stdout():
    return captured_output('stdout')


def captured_stderr():
    return captured_output('stderr')


def captured_stdin():
    return captured_output('stdin')


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        pass


class catch_unraisable_exception:
    """Notes what sys.unraisablehook is told."""

    unraisable = None

    def __enter__(self):
        self._before = sys.unraisablehook
        sys.unraisablehook = lambda what: setattr(self, 'unraisable', what)
        return self

    def __exit__(self, *ignored):
        sys.unraisablehook = self._before
        del self.unraisable


class Matcher:
    """Finds log records by some of their attributes."""

    _partial_matches = ('msg', 'message')

    def matches(self, d, **kwargs):
        return all([self.match_value(k, d.get(k), v)
                    for k, v in kwargs.items()])

    def match_value(self, k, dv, v):
        if type(v) is not type(dv):
            return False
        if isinstance(dv, str) and k in self._partial_matches:
            return v in dv
        return v == dv


# --- changing things for a while --------------------------------------------

@contextlib.contextmanager
def swap_attr(obj, name, value):
    had = hasattr(obj, name)
    before = getattr(obj, name, None)
    setattr(obj, name, value)
    try:
        yield before
    finally:
        if had:
            setattr(obj, name, before)
        elif hasattr(obj, name):
            delattr(obj, name)


@contextlib.contextmanager
def swap_item(obj, key, value):
    had = key in obj
    before = obj[key] if had else None
    obj[key] = value
    try:
        yield before
    finally:
        if had:
            obj[key] = before
        else:
            obj.pop(key, None)


def patch(test_instance, object_to_patch, attr_name, new_value):
    before = getattr(object_to_patch, attr_name)
    test_instance.addCleanup(setattr, object_to_patch, attr_name, before)
    setattr(object_to_patch, attr_name, new_value)


def _in_environment(name, value, after):
    """Runs a test with an environment variable set."""
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            before = os.environ.get(name)
            os.environ[name] = value
            after()
            try:
                return function(*args, **kwargs)
            finally:
                if before is None:
                    del os.environ[name]
                else:
                    os.environ[name] = before
                after()
        return wrapper
    return decorate


def run_with_tz(tz):
    import time
    return _in_environment('TZ', tz, time.tzset)


@contextlib.contextmanager
def run_with_locale(category, *locales):
    # There is but the C locale, and each test copes with it.
    yield


@contextlib.contextmanager
def patch_list(orig):
    before = orig[:]
    try:
        yield
    finally:
        orig[:] = before


@contextlib.contextmanager
def disable_gc():
    import gc
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def adjust_int_max_str_digits(limit):
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(limit)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


@contextlib.contextmanager
def infinite_recursion(max_depth=100):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(max_depth, 100))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def setswitchinterval(interval):
    pass


def gc_collect():
    import gc
    for _ in range(3):
        gc.collect()


# --- checks -----------------------------------------------------------------

def check_syntax_error(testcase, statement, errtext='', *, lineno=None,
                       offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as context:
        compile(statement, '<test string>', 'exec')
    error = context.exception
    testcase.assertIsNotNone(error.lineno)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    testcase.assertIsNotNone(error.offset)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


def check_free_after_iterating(test, iter, cls, args=()):
    """An iterator that came to its end holds its container no longer."""
    class Kept(cls):
        def __del__(self):
            dead.append(True)
            try:
                next(it)
            except StopIteration:
                pass
    dead = []
    it = iter(Kept(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(dead)


def check__all__(test_case, module, name_of_module=None, extra=(),
                 not_exported=()):
    names = name_of_module or module.__name__
    names = (names,) if isinstance(names, str) else names
    expected = set(extra)
    for name in dir(module):
        if name.startswith('_') or name in not_exported:
            continue
        obj = getattr(module, name)
        if getattr(obj, '__module__', None) in names or (
                not hasattr(obj, '__module__') and
                not isinstance(obj, types.ModuleType)):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest('object %r has no attribute %r'
                                % (obj, name)) from None


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    return {name for name in set(dir(ref_api)) - set(dir(other_api)) -
            set(ignore) if not name.startswith('_') or name.endswith('__')}


def collision_stats(nbins, nballs):
    """How many of n balls share a bin: the mean, and its deviation."""
    from fractions import Fraction
    empty = (1 - Fraction(1, nbins)) ** nballs
    pairs = (1 - Fraction(2, nbins)) ** nballs
    mean = nballs - nbins * (1 - empty)
    variance = nbins * (nbins - 1) * pairs + nbins * empty - \
        (nbins * empty) ** 2
    return float(mean), float(variance) ** 0.5


def run_doctest(module, verbosity=None, optionflags=0):
    import doctest
    failed, count = doctest.testmod(module, optionflags=optionflags)
    if failed:
        raise TestFailed('%d of %d doctests failed' % (failed, count))
    return failed, count


def run_unittest(*classes):
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    unittest.TextTestRunner().run(unittest.TestSuite(map(load, classes)))


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    package = 'test.' + os.path.relpath(pkg_dir, TEST_HOME_DIR)
    for name in sorted(os.listdir(pkg_dir)):
        if name.startswith('test') and name.endswith('.py'):
            standard_tests.addTests(loader.loadTestsFromName(
                package.replace('/', '.') + '.' + name[:-3]))
    return standard_tests


def findfile(filename, subdir=None):
    if os.path.isabs(filename):
        return filename
    if subdir is not None:
        filename = os.path.join(subdir, filename)
    for directory in (TEST_HOME_DIR, os.getcwd()):
        path = os.path.join(directory, filename)
        if os.path.exists(path):
            return path
    return filename


def sortdict(d):
    return '{%s}' % ', '.join(['%r: %r' % pair for pair in sorted(d.items())])


def wait_process(pid, *, exitcode, timeout=None):
    found, status = os.waitpid(pid, 0)
    code = status >> 8 if not status & 127 else -(status & 127)
    if code != exitcode:
        raise AssertionError('exit code %s, not %s' % (code, exitcode))


def reap_children():
    pass


def optim_args_from_interpreter_flags():
    return []


args_from_interpreter_flags = optim_args_from_interpreter_flags


def subTests(arg_names, arg_values, /, *, _do_cleanups=False):
    """Runs a test once for each row of values, as subtests."""
    names = arg_names.replace(',', ' ').split() \
        if isinstance(arg_names, str) else list(arg_names)

    def decorate(function):
        @functools.wraps(function)
        def wrapper(self, /, *args, **kwargs):
            for values in arg_values:
                if len(names) == 1:
                    values = (values,)
                given = dict(zip(names, values))
                with self.subTest(**given):
                    function(self, *args, **kwargs, **given)
        return wrapper
    return decorate


def maybe_get_event_loop_policy():
    return None


class _ALWAYS_EQ:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _LARGEST:
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _SMALLEST:
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __gt__(self, other):
        return False


ALWAYS_EQ, NEVER_EQ = _ALWAYS_EQ(), _NEVER_EQ()
LARGEST, SMALLEST = _LARGEST(), _SMALLEST()
