"""Assertions of test cases: those of unittest that return what they were given,
under all names they ever had, and those for Deferreds."""

import unittest as pyunit

from twisted.internet import defer
from twisted.python import failure

__name__ = 'twisted.trial.unittest'
__unittest = True


class FailTest(AssertionError):
    """A test has failed."""


class _Raises:
    """I am what assertRaises() gives to a `with`."""

    exception = None

    def __init__(self, case, expected):
        self.case = case
        self.expected = expected

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        expected = self.expected
        name = getattr(expected, '__name__', None) or str(expected)
        if kind is None:
            self.case.fail('%s not raised (%s returned)' % (
                name, self.__dict__.get('returned')))
        self.exception = value
        if not issubclass(kind, expected):
            from twisted.python import reflect
            self.case.fail('%s raised instead of %s:\n %s' % (
                reflect.fullyQualifiedName(kind), name,
                failure.Failure(value, kind, tb).getTraceback()))
        return True


class Assertions(pyunit.TestCase):
    """I have what tests assert."""

    failureException = FailTest

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _must(self, good, result, msg, form, *parts):
        if not good:
            self.fail(msg or form % parts)
        return result

    def assertTrue(self, condition, msg=None):
        pyunit.TestCase.assertTrue(self, condition, msg)
        return condition

    def assertFalse(self, condition, msg=None):
        pyunit.TestCase.assertFalse(self, condition, msg)
        return condition

    def assertEqual(self, first, second, msg=None):
        pyunit.TestCase.assertEqual(self, first, second, msg)
        return first

    def assertNotEqual(self, first, second, msg=None):
        return self._must(first != second, first, msg, '%r == %r', first,
                          second)

    def assertIs(self, first, second, msg=None):
        return self._must(first is second, first, msg, '%r is not %r', first,
                          second)

    def assertIsNot(self, first, second, msg=None):
        return self._must(first is not second, first, msg, '%r is %r', first,
                          second)

    def assertIn(self, containee, container, msg=None):
        return self._must(containee in container, containee, msg,
                          '%r not in %r', containee, container)

    def assertNotIn(self, containee, container, msg=None):
        return self._must(containee not in container, containee, msg,
                          '%r in %r', containee, container)

    def assertIsInstance(self, instance, classOrTuple, message=None):
        self._must(isinstance(instance, classOrTuple), None, None,
                   '%r is not an instance of %s%s', instance, classOrTuple,
                   '' if message is None else ': ' + message)

    def assertNotIsInstance(self, instance, classOrTuple):
        self._must(not isinstance(instance, classOrTuple), None, None,
                   '%r is an instance of %s', instance, classOrTuple)

    def _near(self, first, second, places, delta):
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta
        return round(difference, places) == 0

    def assertAlmostEqual(self, first, second, places=7, msg=None, delta=None):
        return self._must(
            first == second or self._near(first, second, places, delta), first,
            msg, '%r != %r within %r places', first, second, places)

    def assertNotAlmostEqual(self, first, second, places=7, msg=None,
                             delta=None):
        return self._must(
            first != second and not self._near(first, second, places, delta),
            first, msg, '%r == %r within %r places', first, second, places)

    def assertApproximates(self, first, second, tolerance, msg=None):
        return self._must(abs(first - second) <= tolerance, first, msg,
                          '%s ~== %s', first, second)

    def assertRaises(self, exception, f=None, *args, **kwargs):
        """Call f, or be used by `with`; the exception, or what has it."""
        context = _Raises(self, exception)
        if f is None:
            return context
        with context:
            context.returned = f(*args, **kwargs)
        return context.exception

    def assertWarns(self, category, message=None, filename=None, f=None, *args,
                    **kwargs):
        """Call f, which must warn once, from this file; what it returns.
        Without a function, as the unittest module's."""
        if f is None:
            return pyunit.TestCase.assertWarns(self, category)
        before = len(self._warnings)
        result = f(*args, **kwargs)
        found = self._warnings[before:]
        del self._warnings[before:]
        if not found:
            self.fail('No warnings emitted')
        if len({(str(each.message), each.category, each.filename, each.lineno)
                for each in found}) > 1:
            self.fail("Can't handle different warnings")
        self.assertEqual(str(found[0].message), message)
        self.assertIs(found[0].category, category)
        stem = lambda name: name[:-1] if name.endswith('.pyc') else name
        self.assertTrue(
            stem(filename).endswith(stem(found[0].filename)) or
            stem(found[0].filename).endswith(stem(filename)),
            'Warning in %r, expected %r' % (found[0].filename, filename))
        return result

    def callDeprecated(self, version, f, *args, **kwargs):
        """Call f, which must be deprecated since a version, or since the first
        of a pair in favour of the second; what it returns."""
        from twisted.python.deprecate import getDeprecationWarningString
        before = len(self._warnings)
        result = f(*args, **kwargs)
        found = self._warnings[before:]
        del self._warnings[before:]
        since, replacement = version if isinstance(
            version, (tuple, list)) else (version, None)
        if not found:
            self.fail('%r is not deprecated.' % f)
        self.assertEqual(getDeprecationWarningString(
            f, since, replacement=replacement), str(found[0].message))
        return result

    failUnless = assert_ = failUnlessTrue = assertTrue
    failIf = failIfTrue = assertNot = failUnlessFalse = assertFalse
    failUnlessEqual = failUnlessEquals = assertEquals = assertEqual
    failIfEqual = failIfEquals = assertNotEquals = assertNotEqual
    failUnlessIdentical = assertIdentical = assertIs
    failIfIdentical = assertNotIdentical = assertIsNot
    failUnlessIn = failUnlessSubstring = assertSubstring = assertIn
    failIfIn = failIfSubstring = assertNotSubstring = assertNotIn
    failUnlessIsInstance = assertIsInstance
    failIfIsInstance = assertNotIsInstance
    failUnlessAlmostEqual = assertAlmostEquals = assertAlmostEqual
    failIfAlmostEqual = failIfAlmostEquals = assertNotAlmostEquals = (
        assertNotAlmostEqual)
    failUnlessApproximates = assertApproximates
    failUnlessRaises = assertRaises
    failUnlessWarns = assertWarns

    # --- Deferreds that have fired -------------------------------------------

    def _result(self, deferred, wanted):
        deferred = defer.ensureDeferred(deferred)
        result = []
        deferred.addBoth(result.append)
        if not result:
            self.fail('%s result expected on %r, found no result instead'
                      % (wanted, deferred))
        return deferred, result[0]

    def successResultOf(self, deferred):
        """The result that it has."""
        deferred, result = self._result(deferred, 'Success')
        if isinstance(result, failure.Failure):
            self.fail('Success result expected on %r, found failure result '
                      'instead:\n%s' % (deferred, result.getTraceback()))
        return result

    def failureResultOf(self, deferred, *expectedExceptionTypes):
        """The Failure that it has, of one of these types."""
        deferred, result = self._result(deferred, 'Failure')
        if not isinstance(result, failure.Failure):
            self.fail('Failure result expected on %r, found success result '
                      '(%r) instead' % (deferred, result))
        if expectedExceptionTypes and not result.check(
                *expectedExceptionTypes):
            self.fail('Failure of type (%s) expected on %r, found type %r '
                      'instead: %s' % (' or '.join(
                          ['%s.%s' % (each.__module__, each.__name__)
                           for each in expectedExceptionTypes]),
                          deferred, result.type, result.getTraceback()))
        return result

    def assertNoResult(self, deferred):
        """It has not fired; if it has, its failure is taken."""
        deferred = defer.ensureDeferred(deferred)
        result = []

        def look(found):
            result.append(found)
            return found
        deferred.addBoth(look)
        if result:
            deferred.addErrback(lambda f: None)
            self.fail('No result expected on %r, found %r instead'
                      % (deferred, result[0]))
