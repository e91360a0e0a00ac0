"""What a test can claim, and what is said when it is not so."""

import sys
from .util import _common_shorten_repr, safe_repr

__unittest = True

DIFF_OMITTED = ('\nDiff is %s characters long. '
                'Set self.maxDiff to None to see it.')


def _is_subtype(expected, base):
    if isinstance(expected, tuple):
        return all([_is_subtype(each, base) for each in expected])
    return isinstance(expected, type) and issubclass(expected, base)


def _lines(value):
    import pprint
    return pprint.pformat(value).splitlines()


class _RaisesBase:
    """The context of assertRaises and assertWarns, or the call they make."""

    def __init__(self, expected, test_case, expected_regex=None):
        self.expected = expected
        self.test_case = test_case
        if isinstance(expected_regex, (str, bytes)):
            import re
            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        """I am the context; given something to call, I call it as one."""
        if not _is_subtype(self.expected, self._base_type):
            raise TypeError('%s() arg 1 must be %s' %
                            (name, self._base_type_str))
        if args:
            function, *args = args
            self.obj_name = str(getattr(function, '__name__', function))
            with self:
                function(*args, **kwargs)
            return None
        self.msg = kwargs.pop('msg', None)
        for unknown in kwargs:
            raise TypeError('%r is an invalid keyword argument for this '
                            'function' % (unknown,))
        return self

    def _name(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)

    def _raiseFailure(self, standardMsg):
        raise self.test_case.failureException(
            self.test_case._formatMessage(self.msg, standardMsg))

    def _check_text(self, value):
        if not self.expected_regex.search(str(value)):
            self._raiseFailure('"{}" does not match "{}"'.format(
                self.expected_regex.pattern, str(value)))

    def _missed(self, what):
        if self.obj_name:
            self._raiseFailure('{} not {} by {}'.format(
                self._name(), what, self.obj_name))
        self._raiseFailure('{} not {}'.format(self._name(), what))


class _AssertRaisesContext(_RaisesBase):
    _base_type = BaseException
    _base_type_str = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._missed('raised')
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None:
            self._check_text(exc_value)
        return True

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class _AssertWarnsContext(_RaisesBase):
    _base_type = Warning
    _base_type_str = 'a warning type or tuple of warning types'

    def __enter__(self):
        import warnings
        # What was said once is to be said again.
        told = '__warningregistry__'
        for module in list(sys.modules.values()):
            if getattr(module, told, None):
                setattr(module, told, {})
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for entry in self.warnings:
            warning = entry.message
            if not isinstance(warning, self.expected):
                continue
            if first is None:
                first = warning
            if self.expected_regex is not None and \
                    not self.expected_regex.search(str(warning)):
                continue
            self.warning = warning
            self.filename = entry.filename
            self.lineno = entry.lineno
            return
        if first is not None:
            self._check_text(first)
        self._missed('triggered')


class Assertions:
    """The assert methods of a TestCase."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16

    def _formatMessage(self, msg, standardMsg):
        if msg is None or not self.longMessage:
            return msg or standardMsg
        return '%s : %s' % (standardMsg, msg)

    def _claim(self, is_so, msg, form, *values):
        """Fails unless `is_so`; the values are shown as their reprs."""
        if not is_so:
            self._fail(msg, form % tuple(map(safe_repr, values)))

    def _fail(self, msg, standardMsg):
        raise self.failureException(self._formatMessage(msg, standardMsg))

    def fail(self, msg=None):
        """Fails at once."""
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        self._claim(expr, msg, '%s is not true', expr)

    def assertFalse(self, expr, msg=None):
        self._claim(not expr, msg, '%s is not false', expr)

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Calls what follows, or is a context in which it is raised."""
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle('assertRaises', args, kwargs)
        finally:
            context = None

    def assertRaisesRegex(self, expected_exception, expected_regex,
                          *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self,
                                       expected_regex)
        return context.handle('assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        context = _AssertWarnsContext(expected_warning, self)
        return context.handle('assertWarns', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex,
                         *args, **kwargs):
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle('assertWarnsRegex', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=True)

    # --- equal ---------------------------------------------------------------

    def addTypeEqualityFunc(self, typeobj, function):
        """Has assertEqual() ask `function` about two of exactly this type."""
        self._type_equality_funcs[typeobj] = function

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            found = self._type_equality_funcs.get(type(first))
            if found is not None:
                return getattr(self, found) if isinstance(found, str) \
                    else found
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, '%s != %s' % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        self._claim(first != second, msg, '%s == %s', first, second)

    def _almost(self, first, second, places, delta):
        """Whether the two are, how far they are apart, and what "almost" is."""
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, difference, safe_repr(delta) + ' delta'
        if places is None:
            places = 7
        return round(difference, places) == 0, difference, \
            '%r places' % places

    def assertAlmostEqual(self, first, second, places=None, msg=None,
                          delta=None):
        if first == second:
            return
        is_so, difference, within = self._almost(first, second, places, delta)
        if not is_so:
            self._fail(msg, '%s != %s within %s (%s difference)' % (
                safe_repr(first), safe_repr(second), within,
                safe_repr(difference)))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None,
                             delta=None):
        is_so, difference, within = self._almost(first, second, places, delta)
        if delta is not None:
            is_so = is_so or first == second
            within += ' (%s difference)' % safe_repr(difference)
        if is_so or first == second:
            self._fail(msg, '%s == %s within %s' % (
                safe_repr(first), safe_repr(second), within))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + DIFF_OMITTED % len(diff)

    def _differ(self, msg, standardMsg, first, second):
        """Fails with the difference between two lists of lines."""
        import difflib
        self._fail(msg, self._truncateMessage(
            standardMsg, '\n' + '\n'.join(difflib.ndiff(first, second))))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type is not None else 'sequence'
        if seq_type is not None:
            for which, seq in (('First', seq1), ('Second', seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s'
                                                % (which, name,
                                                   safe_repr(seq)))
        text = None
        for which, seq in (('First', seq1), ('Second', seq2)):
            try:
                len(seq)
            except (TypeError, NotImplementedError):
                text = text or '%s %s has no length.    Non-sequence?' % (
                    which, name)
        if text is None:
            if seq1 == seq2:
                return
            text = '%ss differ: %s != %s\n' % (
                (name.capitalize(),) + _common_shorten_repr(seq1, seq2))
            where = self._first_difference(seq1, seq2, seq_type, name)
            if where is None:
                return
            text += where
        self._differ(msg, text, _lines(seq1), _lines(seq2))

    def _first_difference(self, seq1, seq2, seq_type, name):
        """Says where they differ; None when their types alone do."""
        text = ''
        len1, len2 = len(seq1), len(seq2)
        for at in range(min(len1, len2)):
            items = []
            for which, seq in (('first', seq1), ('second', seq2)):
                try:
                    items.append(seq[at])
                except (TypeError, IndexError, NotImplementedError):
                    return '\nUnable to index element %d of %s %s\n' % (
                        at, which, name)
            if items[0] != items[1]:
                text = '\nFirst differing element %d:\n%s\n%s\n' % (
                    (at,) + _common_shorten_repr(*items))
                break
        else:
            if len1 == len2 and seq_type is None and \
                    type(seq1) != type(seq2):
                return None
        for which, longer, more, fewer in (('First', seq1, len1, len2),
                                           ('Second', seq2, len2, len1)):
            if more > fewer:
                text += '\n%s %s contains %d additional elements.\n' % (
                    which, name, more - fewer)
                try:
                    text += 'First extra element %d:\n%s\n' % (
                        fewer, safe_repr(longer[fewer]))
                except (TypeError, IndexError, NotImplementedError):
                    text += 'Unable to index element %d of %s %s\n' % (
                        fewer, which.lower(), name)
        return text

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        differences = []
        for which, a, b in (('first', set1, set2), ('second', set2, set1)):
            try:
                differences.append(a.difference(b))
            except TypeError as e:
                self.fail('invalid type when attempting set difference: %s'
                          % e)
            except AttributeError as e:
                self.fail('%s argument does not support set difference: %s'
                          % (which, e))
        lines = []
        for only, here, there in zip(differences, ('first', 'second'),
                                     ('second', 'first')):
            if only:
                lines.append('Items in the %s set but not the %s:'
                             % (here, there))
                lines.extend([repr(item) for item in only])
        if lines:
            self._fail(msg, '\n'.join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            self._differ(msg, '%s != %s' % _common_shorten_repr(d1, d2),
                         _lines(d1), _lines(d2))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        import warnings
        warnings.warn('assertDictContainsSubset is deprecated',
                      DeprecationWarning, stacklevel=2)
        missing = [key for key in subset if key not in dictionary]
        wrong = ['%s, expected: %s, actual: %s' % (
            safe_repr(key), safe_repr(value), safe_repr(dictionary[key]))
            for key, value in subset.items()
            if key in dictionary and value != dictionary[key]]
        parts = []
        if missing:
            parts.append('Missing: %s' % ','.join(map(safe_repr, missing)))
        if wrong:
            parts.append('Mismatched values: %s' % ','.join(wrong))
        if parts:
            self._fail(msg, '; '.join(parts))

    def assertCountEqual(self, first, second, msg=None):
        """The same items, as often, in whatever order."""
        first, second = list(first), list(second)
        try:
            counts = {}
            for at, items in enumerate((first, second)):
                for item in items:
                    counts.setdefault(item, [0, 0])[at] += 1
            rows = [(a, b, item) for item, (a, b) in counts.items()]
        except TypeError:
            rows = []
            for at, items in enumerate((first, second)):
                for item in items:
                    for row in rows:
                        if row[2] == item:
                            row[at] += 1
                            break
                    else:
                        rows.append([1 - at, at, item])
        rows = [row for row in rows if row[0] != row[1]]
        if rows:
            self._fail(msg, self._truncateMessage(
                'Element counts were not equal:\n',
                '\n'.join(['First has %d, Second has %d:  %r' % tuple(row)
                           for row in rows])))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        if len(first) > self._diffThreshold or \
                len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        text = '%s != %s' % _common_shorten_repr(first, second)
        first_lines = first.splitlines(keepends=True)
        second_lines = second.splitlines(keepends=True)
        if len(first_lines) == 1 and first.strip('\r\n') == first:
            first_lines = [first + '\n']
            second_lines = [second + '\n']
        import difflib
        self._fail(msg, self._truncateMessage(
            text, '\n' + ''.join(difflib.ndiff(first_lines, second_lines))))

    # --- the rest ------------------------------------------------------------

    def assertIn(self, member, container, msg=None):
        self._claim(member in container, msg, '%s not found in %s',
                    member, container)

    def assertNotIn(self, member, container, msg=None):
        self._claim(member not in container, msg,
                    '%s unexpectedly found in %s', member, container)

    def assertIs(self, expr1, expr2, msg=None):
        self._claim(expr1 is expr2, msg, '%s is not %s', expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._claim(expr1 is not expr2, msg, 'unexpectedly identical: %s',
                    expr1)

    def assertLess(self, a, b, msg=None):
        self._claim(a < b, msg, '%s not less than %s', a, b)

    def assertLessEqual(self, a, b, msg=None):
        self._claim(a <= b, msg, '%s not less than or equal to %s', a, b)

    def assertGreater(self, a, b, msg=None):
        self._claim(a > b, msg, '%s not greater than %s', a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        self._claim(a >= b, msg, '%s not greater than or equal to %s', a, b)

    def assertIsNone(self, obj, msg=None):
        self._claim(obj is None, msg, '%s is not None', obj)

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, '%s is not an instance of %r' % (safe_repr(obj),
                                                             cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, '%s is an instance of %r' % (safe_repr(obj), cls))

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, 'expected_regex must not be empty.'
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._fail(msg, "Regex didn't match: %r not found in %r" % (
                expected_regex.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            self._fail(msg, 'Regex matched: %r matches %r in %r' % (
                text[match.start():match.end()], unexpected_regex.pattern,
                text))


def _deprecated(old, new):
    def method(self, *args, **kwargs):
        import warnings
        warnings.warn('Please use %s instead.' % new, DeprecationWarning,
                      stacklevel=2)
        return getattr(self, new)(*args, **kwargs)
    method.__name__ = old
    setattr(Assertions, old, method)


for _old, _new in (('failUnlessEqual', 'assertEqual'),
                   ('assertEquals', 'assertEqual'),
                   ('failIfEqual', 'assertNotEqual'),
                   ('assertNotEquals', 'assertNotEqual'),
                   ('failUnlessAlmostEqual', 'assertAlmostEqual'),
                   ('assertAlmostEquals', 'assertAlmostEqual'),
                   ('failIfAlmostEqual', 'assertNotAlmostEqual'),
                   ('assertNotAlmostEquals', 'assertNotAlmostEqual'),
                   ('failUnless', 'assertTrue'), ('assert_', 'assertTrue'),
                   ('failUnlessRaises', 'assertRaises'),
                   ('failIf', 'assertFalse'),
                   ('assertRaisesRegexp', 'assertRaisesRegex'),
                   ('assertRegexpMatches', 'assertRegex'),
                   ('assertNotRegexpMatches', 'assertNotRegex')):
    _deprecated(_old, _new)
