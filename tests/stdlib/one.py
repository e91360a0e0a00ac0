# Runs one of CPython's test files: tpython one.py FILE [-k PATTERN]...
#
# A line is printed before each case and after it, so that whoever reads them
# knows which one the process died of:
#
#   begin ID       ok ID       FAILED ID: why       skipped ID: why
#
# Above a FAILED stands its traceback. The last line is "end".

import os
import signal
import sys
import traceback
import unittest
import weakref

CASE_SECONDS = 20

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, 'path'))
sys.path.append(os.environ['MT_STDLIB_BORROWED'])
sys.path.append(os.environ['MT_STDLIB_ABSENT'])

from absent import Absent, Hollow


# Names of CPython's own that tests use of modules that we have. Those that are
# not there skip who calls them; the values are what these names are before
# anything was done.
INTERNALS = {
    'enum': {'_test_simple_enum': None},
    'logging': {'_acquireLock': lambda: None, '_releaseLock': lambda: None,
                'traceback': traceback, 'weakref': weakref},
    'subprocess': {'_active': [], '_cleanup': lambda: None},
    'uuid': dict.fromkeys(['_ifconfig_getnode', '_ip_getnode', '_arp_getnode',
                           '_lanscan_getnode', '_netstat_getnode'],
                          Absent('uuid')) | {'_GETTERS': ()},
    'platform': {'win32_edition': lambda: None, 'win32_is_iot': lambda: False},
    'unittest': {'IsolatedAsyncioTestCase': None},
    'difflib': {'HtmlDiff': None},
    'mimetypes': {'_default_mime_types': lambda: None},
    'zlib': {'compressobj': None},
    'time': {'_STRUCT_TM_ITEMS': 11},
    'shutil': dict.fromkeys([
        'make_archive', 'register_archive_format', 'unregister_archive_format',
        'get_archive_formats', 'unpack_archive', 'register_unpack_format',
        'unregister_unpack_format', 'get_unpack_formats', 'RegistryError',
        '_GiveupOnFastCopy']) | {'_use_fd_functions': False},
    'hashlib': dict.fromkeys(['blake2b', 'blake2s', 'sha3_224', 'sha3_256',
                              'sha3_384', 'sha3_512', 'shake_128',
                              'shake_256']),
}
# What one file alone cannot do without.
LENT = {'test_inspect': ['_pickle', 'test.test_import'],
        'test_doctest': ['importlib.abc'],
        'test_call': ['_testcapi']}

def names_in(list):
    with open(os.path.join(here, list)) as file:
        return [line.strip() for line in file if not line.startswith('#')]


UNJUDGED = dict.fromkeys(names_in('timed'), 'the clock decides')
UNJUDGED.update(dict.fromkeys(names_in('inside'), "CPython's own matter"))


# "\\N{...}" has the common names alone, and identifiers are written in normal
# form; the compiler refuses a file with others.
CHARACTERS = {
    'CHEROKEE LETTER A': '\\u13a0', 'CYRILLIC LETTER PALOCHKA': '\\u04c0',
    'CYRILLIC SMALL LETTER ZHE': '\\u0436',
    'GEORGIAN CAPITAL LETTER AN': '\\u10a0',
    'ROMAN NUMERAL REVERSED ONE HUNDRED': '\\u2183',
}
WIDE = '\uff57\uff49\uff44\uff54\uff48'


def spell_out(name):
    """Have a copy of the file imported that numbers these characters."""
    import test
    for directory in test.__path__:
        path = os.path.join(directory, name + '.py')
        if os.path.exists(path):
            break
    else:
        return
    with open(path, encoding='utf-8', errors='surrogateescape') as file:
        text = given = file.read()
    for each, number in CHARACTERS.items():
        text = text.replace('\\N{%s}' % each, number)
    text = text.translate(dict.fromkeys(map(ord, WIDE), '\u5bbd'))
    if text != given:
        with open(name + '.py', 'w', encoding='utf-8',
                  errors='surrogateescape') as file:
            file.write(text)
        test.__path__.insert(0, os.getcwd())


class TooSlow(BaseException):
    pass


def too_slow(number, frame):
    raise TooSlow('took longer than %d seconds' % CASE_SECONDS)


def say(text):
    out.write(text.encode('utf-8', 'backslashreplace') + b'\n')
    out.flush()


def judged(tests):
    """Iterate over the cases in a suite that say something about us."""
    for test in tests:
        if isinstance(test, unittest.TestSuite):
            yield from judged(test)
            continue
        why = [UNJUDGED[part] for part in test.id().split('.')
               if part in UNJUDGED]
        if why:
            say('skipped %s: %s' % (test.id(), why[0]))
        else:
            yield test


class Result(unittest.TestResult):
    """I say how each case went; one with failing subtests failed once."""

    def startTest(self, test):
        super().startTest(test)
        self.why = None
        say('begin ' + test.id())
        signal.alarm(CASE_SECONDS)

    def stopTest(self, test):
        signal.alarm(0)
        super().stopTest(test)
        if self.why is None:
            say('ok ' + test.id())
        else:
            say('%s %s' % (self.why[0], self.line(test, self.why[1])))

    def line(self, test, why):
        return '%s: %s' % (test.id(), ' '.join(str(why).split())[:200])

    def failed(self, test, err):
        for line in self._exc_info_to_string(err, test).splitlines():
            say('  | ' + line)
        why = '%s: %s' % (err[0].__name__, err[1])
        if hasattr(test, 'description'):
            say('FAILED ' + self.line(test, why))
        else:
            self.why = 'FAILED', why

    def addError(self, test, err):
        self.failed(test, err)

    def addFailure(self, test, err):
        self.failed(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            say('  | ' + subtest._subDescription())
            self.failed(test, err)

    def addSkip(self, test, reason):
        if hasattr(test, 'description'):
            say('skipped ' + self.line(test, reason))
        elif hasattr(test, 'test_case') and self.why is None:
            self.why = None     # a part was skipped, the rest was not
        else:
            self.why = 'skipped', reason

    def addUnexpectedSuccess(self, test):
        self.why = 'FAILED', 'unexpected success'


def main(name, patterns):
    loader = unittest.TestLoader()
    if patterns:
        loader.testNamePatterns = ['*%s*' % each for each in patterns]
    result = Result()
    for module, names in INTERNALS.items():
        where = __import__(module)
        for each, value in names.items():
            if not hasattr(where, each):
                setattr(where, each, value if value is not None
                        else Absent('%s.%s' % (module, each)))
    for each in LENT.get(name, ()):
        sys.modules[each] = lent = Hollow(each)
        package, dot, last = each.rpartition('.')
        if dot:
            setattr(__import__(package, fromlist=[last]), last, lent)
    # The tests of unittest stand in the package itself.
    unittest.__path__.append(os.path.join(
        os.path.dirname(os.environ['MT_STDLIB_TESTS']), 'unittest'))

    def run(tests):
        signal.signal(signal.SIGALRM, too_slow)
        unittest.TestSuite(judged(tests)).run(result)

    try:
        spell_out(name)
        __import__('test.' + name)
        module = sys.modules['test.' + name]
        if hasattr(module, 'test_main'):
            # It knows which of its classes have tests, and what these need.
            module.run_unittest = lambda *classes: run(
                map(loader.loadTestsFromTestCase, classes))
            module.test_main()
            tests = ()
        else:
            tests = loader.loadTestsFromModule(module)
    except unittest.SkipTest as e:
        say('skipped %s: %s' % (name, e))
    except Exception as e:
        for line in traceback.format_exc().splitlines():
            say('  | ' + line)
        say('FAILED %s: %s: %s' % (name, type(e).__name__, e))
    else:
        run(tests)
    say('end')


out = os.fdopen(os.dup(1), 'wb')
with open(os.devnull, 'w') as sys.stdout:
    main(sys.argv[1], sys.argv[3::2])
    # What is left to be said at the end interests nobody.
    os._exit(0)
