"""Examples in docstrings and text files, run and compared with what they say.

    >>> 1 + 1
    2
"""

import sys
import types
from collections import namedtuple

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1',
           'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF',
           'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE',
           'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest',
           'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker',
           'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod',
           'testfile', 'run_docstring_examples', 'DocTestSuite',
           'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples',
           'testsource']

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = 63
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF |
                   REPORT_ONLY_FIRST_FAILURE | FAIL_FAST)

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'

TestResults = namedtuple('TestResults', 'failed attempted')


class DocTestFailure(Exception):
    """An example printed something else."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised what it does not mention."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


# --- finding examples in text -----------------------------------------------

class _Equal:
    """Compares by _key()."""

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key()[:3])


class Example(_Equal):
    """A statement, and what it should print or raise."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0,
                 options=None):
        def ended(text):
            return text if not text or text.endswith('\n') else text + '\n'
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = ended(want)
        self.exc_msg = exc_msg if exc_msg is None else \
            exc_msg if exc_msg.endswith('\n') else exc_msg + '\n'
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _key(self):
        return (self.source, self.want, self.lineno, self.indent,
                self.options, self.exc_msg)


class DocTest(_Equal):
    """The examples of one docstring, and the names they see."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), \
            'DocTest no longer accepts str; use DocTestParser instead'
        self.examples, self.docstring = examples, docstring
        self.name, self.filename, self.lineno = name, filename, lineno
        self.globs = dict(globs)

    def __repr__(self):
        count = len(self.examples)
        return '<%s %s from %s:%s (%s)>' % (
            self.__class__.__name__, self.name, self.filename, self.lineno,
            'no examples' if not count else
            '1 example' if count == 1 else '%d examples' % count)

    def _key(self):
        return (self.name, self.filename, self.lineno, self.docstring,
                self.examples, self.globs)

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        def key(test):
            return test.name, test.filename, \
                -1 if test.lineno is None else test.lineno, id(test)
        return key(self) < key(other)


def _indent_of(line):
    return len(line) - len(line.lstrip(' '))


class DocTestParser:
    """I find the examples in a text."""

    def parse(self, string, name='<string>'):
        """The text in pieces: Examples, and the strings between them."""
        string = string.expandtabs()
        lines = string.split('\n')
        least = min([_indent_of(line) for line in lines if line.strip(' ')],
                    default=0)
        if least:
            lines = [line[least:] for line in lines]
        # All but the last line end in a newline.
        lines = [line + '\n' for line in lines[:-1]] + lines[-1:]
        result = []
        between = ''
        at = 0
        while at < len(lines):
            indent = _indent_of(lines[at])
            if not lines[at].startswith('>>>', indent):
                between += lines[at]
                at += 1
                continue
            end = at + 1
            while end < len(lines) and lines[end].lstrip(' ').startswith('...'):
                end += 1
            stop = end
            while stop < len(lines) and lines[stop].strip() and \
                    not lines[stop].lstrip(' ').startswith('>>>'):
                stop += 1
            result.append(between)
            between = ''
            example = self._example(lines[at:end], lines[end:stop], indent,
                                    name, at)
            if example is not None:
                result.append(example)
            at = stop
        result.append(between)
        return result

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename,
                       lineno, string)

    def get_examples(self, string, name='<string>'):
        return [piece for piece in self.parse(string, name)
                if isinstance(piece, Example)]

    def _example(self, source, want, indent, name, lineno):
        source = [line.rstrip('\n') for line in source]
        for at, line in enumerate(source):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError(
                    'line %r of the docstring for %s lacks blank after %s: %r'
                    % (lineno + at + 1, name, line[indent:indent + 3], line))
        self._check_prefix(source[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join([line[indent + 4:] for line in source])
        want = [line.rstrip('\n') for line in want]
        self._check_prefix(want, ' ' * indent, name,
                           lineno + source.count('\n') + 1)
        want = [line[indent:] for line in want]
        options = self._find_options(source, name, lineno)
        if all([line.strip(' ')[:1] in ('', '#')
                for line in source.split('\n')]):
            return None
        return Example(source, '\n'.join(want), self._exception(want), lineno,
                       indent, options)

    def _check_prefix(self, lines, prefix, name, lineno):
        for at, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError('line %r of the docstring for %s has '
                                 'inconsistent leading whitespace: %r'
                                 % (lineno + at + 1, name, line))

    def _exception(self, want):
        """What follows the traceback, if `want` is one."""
        if want and want[0].rstrip() in (
                'Traceback (most recent call last):',
                'Traceback (innermost last):'):
            for at in range(1, len(want)):
                if want[at][:1].isalnum() or want[at][:1] == '_':
                    return '\n'.join(want[at:])
        return None

    def _find_options(self, source, name, lineno):
        options = {}
        for line in source.split('\n'):
            before, mark, words = line.rpartition('doctest:')
            if not mark or not before.rstrip().endswith('#') or \
                    '"' in words or "'" in words:
                continue
            for word in words.replace(',', ' ').split():
                if word[0] not in '+-' or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError('line %r of the doctest for %s has an '
                                     'invalid option: %r'
                                     % (lineno + 1, name, word))
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == '+'
        if options and all([line.strip(' ')[:1] in ('', '#')
                            for line in source.split('\n')]):
            raise ValueError('line %r of the doctest for %s has an option '
                             'directive on a line with no example: %r'
                             % (lineno, name, source))
        return options


class DocTestFinder:
    """I find the docstrings of an object and of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True,
                 exclude_empty=True):
        self._verbose, self._parser = verbose, parser
        self._recurse, self._exclude_empty = recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when "
                                 "obj.__name__ doesn't exist: %r"
                                 % (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = obj if isinstance(obj, types.ModuleType) else \
                sys.modules.get(getattr(obj, '__module__', None))
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        globs.update(extraglobs or {})
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, globs, set())
        tests.sort()
        return tests

    def _from_module(self, module, obj):
        if module is None:
            return True
        if isinstance(obj, types.FunctionType):
            return module.__dict__ is obj.__globals__
        if isinstance(obj, types.ModuleType):
            return module is obj
        if isinstance(obj, property):
            return True
        return module.__name__ == getattr(obj, '__module__',
                                          getattr(getattr(
                                              obj, '__objclass__', None),
                                              '__module__', None))

    def _is_routine(self, obj):
        # What is wrapped may be anything; what wraps it never is tested.
        seen = set()
        while hasattr(obj, '__wrapped__') and id(obj) not in seen:
            seen.add(id(obj))
            obj = obj.__wrapped__
        return isinstance(obj, (types.FunctionType, types.MethodType,
                                types.BuiltinFunctionType,
                                types.MethodDescriptorType,
                                types.WrapperDescriptorType))

    def _find(self, tests, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._get_test(obj, name, module, globs)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if isinstance(obj, types.ModuleType):
            for key, value in obj.__dict__.items():
                if (self._is_routine(value) or isinstance(value, type)) and \
                        self._from_module(module, value):
                    self._find(tests, value, '%s.%s' % (name, key), module,
                               globs, seen)
            for key, value in getattr(obj, '__test__', {}).items():
                if not isinstance(key, str):
                    raise ValueError('DocTestFinder.find: __test__ keys must '
                                     'be strings: %r' % (type(key),))
                if not (isinstance(value, (str, type, types.ModuleType)) or
                        self._is_routine(value)):
                    raise ValueError('DocTestFinder.find: __test__ values '
                                     'must be strings, functions, methods, '
                                     'classes, or modules: %r'
                                     % (type(value),))
                self._find(tests, value, '%s.__test__.%s' % (name, key),
                           module, globs, seen)
        elif isinstance(obj, type):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (self._is_routine(value) or
                        isinstance(value, (type, property))) and \
                        self._from_module(module, value):
                    self._find(tests, value, '%s.%s' % (name, key), module,
                               globs, seen)

    def _get_test(self, obj, name, module, globs):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, '__doc__', None)
            docstring = '' if docstring is None else str(docstring)
        lineno = self._find_lineno(obj, docstring)
        if self._exclude_empty and not docstring:
            return None
        filename = None
        if module is not None:
            filename = getattr(module, '__file__', None) or module.__name__
        return self._parser.get_doctest(docstring, globs, name, filename,
                                        lineno)

    def _find_lineno(self, obj, docstring):
        """The line that a docstring begins in, from 0; None when unknown."""
        if isinstance(obj, types.ModuleType):
            return 0 if docstring else None
        if isinstance(obj, property):
            obj = obj.fget
        if isinstance(obj, str):
            return None
        import inspect
        try:
            lines, first = inspect.findsource(inspect.unwrap(obj))
        except (OSError, TypeError, AttributeError):
            return None
        for at in range(first, len(lines)):
            if lines[at].split('#')[0].rstrip()[-1:] == ':':
                for at in range(at + 1, len(lines)):
                    text = lines[at].strip().lstrip('rRuU')
                    if text[:1] in ('"', "'"):
                        return at
                    if text and text[0] != '#':
                        break
                return first
            if '"""' in lines[at]:
                return at
        return first


# --- running ----------------------------------------------------------------

def _indented(text):
    return ''.join(['    ' + line if line.strip('\n') else line
                    for line in text.splitlines(True)])


class OutputChecker:
    """I say whether what was printed is what was wanted."""

    def check_output(self, want, got, optionflags):
        # What cannot be printed everywhere is compared as it is escaped.
        got = got.encode('ascii', 'backslashreplace').decode()
        want = want.encode('ascii', 'backslashreplace').decode()
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and \
                (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = '\n'.join(['' if line.strip() == BLANKLINE_MARKER else line
                              for line in want.split('\n')])
            got = '\n'.join([line if line.strip() else ''
                             for line in got.split('\n')])
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got = ' '.join(got.split())
            want = ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _matches(want, got)

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = '\n'.join([line if line.strip(' ') else BLANKLINE_MARKER
                             for line in got.split('\n')[:-1]] +
                            got.split('\n')[-1:])
        if self._do_a_fancy_diff(want, got, optionflags):
            import difflib
            want_lines = want.splitlines(keepends=True)
            got_lines = got.splitlines(keepends=True)
            if optionflags & REPORT_NDIFF:
                kind = 'ndiff with -expected +actual'
                diff = difflib.ndiff(want_lines, got_lines,
                                     charjunk=difflib.IS_CHARACTER_JUNK)
            else:
                unified = optionflags & REPORT_UDIFF
                kind = ('unified diff with -expected +actual' if unified else
                        'context diff with expected followed by actual')
                diff = (difflib.unified_diff if unified else
                        difflib.context_diff)(want_lines, got_lines, n=2)
                diff = list(diff)[2:]
            diff = [line.rstrip() + '\n' for line in diff]
            return 'Differences (%s):\n' % kind + _indented(''.join(diff))
        if want and got:
            return 'Expected:\n%sGot:\n%s' % (_indented(want), _indented(got))
        if want:
            return 'Expected:\n%sGot nothing\n' % _indented(want)
        if got:
            return 'Expected nothing\nGot:\n%s' % _indented(got)
        return 'Expected nothing\nGot nothing\n'

    def _do_a_fancy_diff(self, want, got, optionflags):
        if optionflags & REPORT_NDIFF:
            return True
        return optionflags & (REPORT_UDIFF | REPORT_CDIFF) and \
            want.count('\n') > 2 and got.count('\n') > 2


def _matches(want, got):
    """Whether `got` is `want` with something, or nothing, for each "..."."""
    pieces = want.split(ELLIPSIS_MARKER)
    if len(pieces) == 1:
        return want == got
    first, last = pieces[0], pieces[-1]
    start, end = len(first), len(got) - len(last)
    if start > end or not got.startswith(first) or not got.endswith(last):
        return False
    for piece in pieces[1:-1]:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


def _without_detail(message):
    """The name of an exception, without its module and its message."""
    end = message.find('\n')
    end = len(message) if end < 0 else end
    colon = message.find(':', 0, end)
    end = end if colon < 0 else colon
    return message[message.rfind('.', 0, end) + 1:end]


class DocTestRunner:
    """I run the examples of tests, and print what went wrong."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self._name2ft = {}

    def report_start(self, out, test, example):
        if self._verbose:
            out('Trying:\n%s%s' % (
                _indented(example.source),
                'Expecting:\n' + _indented(example.want) if example.want
                else 'Expecting nothing\n'))

    def report_success(self, out, test, example, got):
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example) +
            self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        out(self._failure_header(test, example) + 'Exception raised:\n' +
            _indented(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        if test.filename:
            place = 'File "%s", line' % test.filename
            line = '?' if None in (test.lineno, example.lineno) else \
                test.lineno + example.lineno + 1
        else:
            place, line = 'Line', example.lineno + 1
        return '%s\n%s %s, in %s\nFailed example:\n%s' % (
            self.DIVIDER, place, line, test.name, _indented(example.source))

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Runs a test; how many of its examples failed, and how many ran."""
        import io
        self.test = test
        stdout = sys.stdout
        hook = sys.displayhook
        captured = io.StringIO()
        sys.stdout = captured
        sys.displayhook = sys.__displayhook__
        try:
            return self._run(test, compileflags or 0, out or stdout.write,
                             captured)
        finally:
            sys.stdout = stdout
            sys.displayhook = hook
            self.optionflags = self.original_optionflags
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def _run(self, test, compileflags, out, captured):
        failures = tries = 0
        for number, example in enumerate(test.examples):
            self.optionflags = self.original_optionflags
            for flag, wanted in example.options.items():
                self.optionflags &= ~flag
                if wanted:
                    self.optionflags |= flag
            if self.optionflags & SKIP:
                continue
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            error = self._execute(example, '<doctest %s[%d]>' % (
                test.name, number), compileflags, test.globs)
            got = captured.getvalue()
            if got and not got.endswith('\n'):
                got += '\n'
            captured.seek(0)
            captured.truncate()
            good, got = self._judge(example, got, error)
            if good:
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            failures += 1
            if not quiet:
                if error and example.exc_msg is None:
                    self.report_unexpected_exception(out, test, example,
                                                     error)
                else:
                    self.report_failure(out, test, example, got)
            if self.optionflags & FAIL_FAST:
                break
        failed, tried = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failed + failures, tried + tries
        self.failures += failures
        self.tries += tries
        return TestResults(failures, tries)

    def _execute(self, example, filename, flags, globs):
        """Runs one example; what it raised, as sys.exc_info() has it."""
        try:
            exec(compile(example.source, filename, 'single', flags, True),
                 globs)
        except KeyboardInterrupt:
            raise
        except:
            kind, value, tb = sys.exc_info()
            return kind, value, tb.tb_next
        return None

    def _judge(self, example, got, error):
        check = self._checker.check_output
        if error is None:
            return check(example.want, got, self.optionflags), got
        import traceback
        message = traceback.format_exception_only(*error[:2])[-1]
        got += _exception_traceback(error)
        if example.exc_msg is None:
            return False, got
        if check(example.exc_msg, message, self.optionflags):
            return True, got
        return bool(self.optionflags & IGNORE_EXCEPTION_DETAIL) and check(
            _without_detail(example.exc_msg), _without_detail(message),
            self.optionflags), got

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        untested, passed, failed = [], [], []
        tries = failures = 0
        for name, (f, t) in sorted(self._name2ft.items()):
            tries += t
            failures += f
            (failed if f else passed if t else untested).append((name, f, t))
        if verbose:
            if untested:
                print(len(untested), 'items had no tests:')
                for name, f, t in untested:
                    print('   ', name)
            if passed:
                print(len(passed), 'items passed all tests:')
                for name, f, t in passed:
                    print(' %3d tests in %s' % (t, name))
        if failed:
            print(self.DIVIDER)
            print(len(failed), 'items had failures:')
            for name, f, t in failed:
                print(' %3d of %3d in %s' % (f, t, name))
        if verbose:
            print(tries, 'tests in', len(self._name2ft), 'items.')
            print(tries - failures, 'passed and', failures, 'failed.')
        if failures:
            print('***Test Failed***', failures, 'failures.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, tries)

    def merge(self, other):
        for name, (f, t) in other._name2ft.items():
            failed, tried = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = failed + f, tried + t


def _exception_traceback(error):
    import traceback
    return ''.join(traceback.format_exception(*error))


class DebugRunner(DocTestRunner):
    """I raise an exception where an example fails."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# --- the usual ways in ------------------------------------------------------

master = None


def _run_all(tests, name, report, verbose, optionflags, raise_on_error):
    global master
    runner = (DebugRunner if raise_on_error else DocTestRunner)(
        verbose=verbose, optionflags=optionflags)
    for test in tests:
        runner.run(test)
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True,
            optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Runs the examples of a module, of __main__ when none is given."""
    if m is None:
        m = sys.modules.get('__main__')
    if not isinstance(m, types.ModuleType):
        raise TypeError('testmod: module required; %r' % (m,))
    name = m.__name__ if name is None else name
    tests = DocTestFinder(exclude_empty=exclude_empty).find(
        m, name, globs=globs, extraglobs=extraglobs)
    return _run_all(tests, name, report, verbose, optionflags, raise_on_error)


def _load_file(filename, package, module_relative, encoding, depth):
    import os
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative '
                         'paths.')
    if module_relative:
        if isinstance(package, str):
            package = __import__(package, fromlist=['*'])
        elif package is None:
            package = sys.modules[sys._getframe(depth).f_globals['__name__']]
        if filename.startswith('/'):
            raise ValueError('Module-relative files may not have absolute '
                             'paths')
        file = getattr(package, '__file__', None)
        directory = os.path.dirname(file) if file else \
            os.path.dirname(sys.argv[0])
        filename = os.path.join(directory, *filename.split('/'))
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def testfile(filename, module_relative=True, name=None, package=None,
             globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=DocTestParser(),
             encoding=None):
    """Runs the examples of a text file."""
    text, path = _load_file(filename, package, module_relative,
                            encoding or 'utf-8', 2)
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault('__name__', '__main__')
    name = path.rpartition('/')[2] if name is None else name
    test = parser.get_doctest(text, globs, name, path, 0)
    return _run_all([test], name, report, verbose, optionflags,
                    raise_on_error)


def run_docstring_examples(f, globs, verbose=False, name='NoName',
                           compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose, recurse=False).find(f, name,
                                                           globs=globs):
        runner.run(test, compileflags)


def script_from_examples(s):
    """A text with its examples as code and all else as comments."""
    lines = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            lines.extend(piece.source.split('\n')[:-1])
            if piece.want:
                lines.append('# Expected:')
                lines.extend(['## ' + line for line
                              in piece.want.split('\n')[:-1]])
        else:
            lines.extend([('# ' + line).rstrip() if line else '#'
                          for line in piece.split('\n')[:-1]])
    while lines and lines[-1] == '#':
        lines.pop()
    while lines and lines[0] == '#':
        lines.pop(0)
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    """The examples of one docstring of a module, as a script."""
    if isinstance(module, str):
        module = __import__(module, fromlist=['*'])
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, 'not found in tests')


# --- as unit tests ----------------------------------------------------------

_reportflags = 0


def set_unittest_reportflags(flags):
    global _reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    before, _reportflags = _reportflags, flags
    return before


def _make_case(base):
    import unittest

    class DocTestCase(unittest.TestCase):
        """The examples of one docstring, as a test case."""

        def __init__(self, test, optionflags=0, setUp=None, tearDown=None,
                     checker=None):
            super().__init__()
            self._dt_optionflags = optionflags
            self._dt_checker = checker
            self._dt_test = test
            self._dt_globs = test.globs.copy()
            self._dt_setUp = setUp
            self._dt_tearDown = tearDown

        def setUp(self):
            if self._dt_setUp is not None:
                self._dt_setUp(self._dt_test)

        def tearDown(self):
            if self._dt_tearDown is not None:
                self._dt_tearDown(self._dt_test)
            globs = self._dt_test.globs
            globs.clear()
            globs.update(self._dt_globs)

        def runTest(self):
            test = self._dt_test
            flags = self._dt_optionflags
            if not flags & REPORTING_FLAGS:
                flags |= _reportflags
            runner = DocTestRunner(checker=self._dt_checker, verbose=False,
                                   optionflags=flags)
            runner.DIVIDER = '-' * 70
            text = []
            failed, tried = runner.run(test, out=text.append,
                                       clear_globs=False)
            if failed:
                raise self.failureException(self.format_failure(
                    ''.join(text)))

        def format_failure(self, err):
            test = self._dt_test
            return 'Failed doctest test for %s\n  File "%s", line %s, in ' \
                '%s\n\n%s' % (
                    test.name, test.filename,
                    'unknown line number' if test.lineno is None
                    else test.lineno, test.name.rpartition('.')[2], err)

        def debug(self):
            self.setUp()
            DebugRunner(checker=self._dt_checker, verbose=False,
                        optionflags=self._dt_optionflags).run(
                            self._dt_test, clear_globs=False)
            self.tearDown()

        def id(self):
            return self._dt_test.name

        def __eq__(self, other):
            return type(self) is type(other) and \
                self._dt_test == other._dt_test

        def __hash__(self):
            return hash((self._dt_optionflags, self._dt_setUp))

        def __repr__(self):
            name = self._dt_test.name.split('.')
            return '%s (%s)' % (name[-1], '.'.join(name[:-1]))

        __str__ = __repr__

        def shortDescription(self):
            return 'Doctest: ' + self._dt_test.name

    class DocFileCase(DocTestCase):
        """The examples of a text file."""

        def id(self):
            return '_'.join(self._dt_test.name.split('.'))

        def __repr__(self):
            return self._dt_test.filename

        __str__ = __repr__

        def format_failure(self, err):
            return 'Failed doctest test for %s\n  File "%s", line 0\n\n%s' % (
                self._dt_test.name, self._dt_test.filename, err)

    globals().update(DocTestCase=DocTestCase, DocFileCase=DocFileCase,
                     _suite=unittest.TestSuite)
    return globals()[base]


def __getattr__(name):
    # These want unittest, which who only runs testmod() can do without.
    if name in ('DocTestCase', 'DocFileCase', '_suite'):
        return _make_case(name)
    raise AttributeError("module 'doctest' has no attribute %r" % name)


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None,
                 **options):
    """A suite of the docstrings of a module that have examples."""
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals['__name__']]
    elif isinstance(module, str):
        module = __import__(module, fromlist=['*'])
    tests = (test_finder or DocTestFinder()).find(module, globs=globs,
                                                  extraglobs=extraglobs)
    case = _make_case('DocTestCase')
    suite = _suite()
    for test in tests:
        if test.examples:
            if not test.filename:
                test.filename = getattr(module, '__file__', module.__name__)
            suite.addTest(case(test, **options))
    return suite


def DocFileTest(path, module_relative=True, package=None, globs=None,
                parser=DocTestParser(), encoding=None, _depth=2, **options):
    text, path = _load_file(path, package, module_relative,
                            encoding or 'utf-8', _depth)
    globs = {} if globs is None else globs.copy()
    globs.setdefault('__file__', path)
    test = parser.get_doctest(text, globs, path.rpartition('/')[2], path, 0)
    return _make_case('DocFileCase')(test, **options)


def DocFileSuite(*paths, **kw):
    """A suite of text files with examples."""
    case = _make_case('DocFileCase')
    suite = _suite()
    for path in paths:
        suite.addTest(DocFileTest(path, _depth=3, **kw))
    return suite


def _test():
    """python -m doctest [-v] [-f] [-o OPTION]... FILE..."""
    import os
    verbose = False
    flags = 0
    files = []
    words = sys.argv[1:]
    while words:
        word = words.pop(0)
        if word in ('-v', '--verbose'):
            verbose = True
        elif word in ('-f', '--fail-fast'):
            flags |= FAIL_FAST
        elif word in ('-o', '--option') and words:
            flags |= OPTIONFLAGS_BY_NAME[words.pop(0)]
        elif word.startswith('-'):
            sys.stderr.write('usage: doctest.py [-v] [-o OPTION] [-f] '
                             'file [file ...]\n')
            return 2
        else:
            files.append(word)
    for filename in files:
        if filename.endswith('.py'):
            directory, base = os.path.split(filename)
            sys.path.insert(0, directory)
            failures, _ = testmod(__import__(base[:-3]), verbose=verbose,
                                  optionflags=flags)
            del sys.path[0]
        else:
            failures, _ = testfile(filename, module_relative=False,
                                   verbose=verbose, optionflags=flags)
        if failures:
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(_test())
