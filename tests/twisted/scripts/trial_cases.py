# What test cases offer to tests.
import os
import unittest as pyunit
import warnings

from twisted.internet import defer
from twisted.python import log
from twisted.trial import reporter, unittest, util


class Sync(unittest.SynchronousTestCase):
    def runTest(self):
        pass


case = Sync()
told = [case.assertEqual(1, 1), case.assertTrue('x'), case.assertFalse(''),
        case.assertIs(None, None), case.assertIn(2, [2]),
        case.assertNotIn(2, []), case.assertNotEqual(1, 2),
        case.assertIsNot(1, 2), case.assertAlmostEqual(1, 1 + 1e-9),
        case.assertNotAlmostEqual(1, 2), case.assertApproximates(1, 2, 1),
        case.assertSubstring('a', 'abc'), case.assertIsInstance(1, int),
        case.failUnlessEqual(3, 3), case.failIfIn('x', 'y'),
        case.assertRaises(ZeroDivisionError, lambda: 1 / 0)]
print(told)
with case.assertRaises(KeyError) as context:
    {}['x']
print(repr(context.exception))


def fails(call, *args, **kw):
    try:
        print('passed', call(*args, **kw))
    except unittest.FailTest as e:
        print(str(e).split('\nTraceback')[0].split('Traceback')[0])


d = defer.Deferred()
d.__class__ = type('Named', (defer.Deferred,), {
    '__repr__': lambda self: '<it>'})
for call in (
        lambda: case.fail('why'), lambda: case.assertEqual([1], [2]),
        lambda: case.assertEqual('a', 'b', 'a message'),
        lambda: case.assertIs(1, 2), lambda: case.assertIsNot(1, 1),
        lambda: case.assertIn(1, []), lambda: case.assertNotIn(1, [1]),
        lambda: case.assertNotEqual(1, 1), lambda: case.assertTrue(0),
        lambda: case.assertFalse([1]), lambda: case.assertAlmostEqual(1, 2),
        lambda: case.assertApproximates(1, 9, 2),
        lambda: case.assertIsInstance('', int),
        lambda: case.assertIsInstance('', int, 'no number'),
        lambda: case.assertNotIsInstance(1, int),
        lambda: case.assertRaises(KeyError, len, 'abc'),
        lambda: case.assertRaises(KeyError, int, 'abc'),
        lambda: case.assertSubstring('x', 'abc'),
        lambda: case.successResultOf(d), lambda: case.failureResultOf(d),
        lambda: case.assertNoResult(d)):
    fails(call)
print(case.successResultOf(defer.succeed(5)))
print(case.failureResultOf(defer.fail(KeyError('k')), KeyError).value)
for wrong in (lambda: case.successResultOf(defer.fail(KeyError('k'))),
              lambda: case.failureResultOf(defer.succeed(1)),
              lambda: case.failureResultOf(defer.fail(KeyError('k')),
                                           ValueError, IndexError),
              lambda: case.assertNoResult(defer.succeed(3))):
    try:
        wrong()
    except unittest.FailTest as e:
        print(str(e).split(' on ')[0], 'ValueError' in str(e))


class Target:
    value = 'old'


class Some(unittest.TestCase):
    def setUp(self):
        self.addCleanup(print, 'cleanup', 1)
        self.addCleanup(defer.succeed, 2)
        print('setUp')

    def tearDown(self):
        print('tearDown', Target.value)

    def test_patch(self):
        self.patch(Target, 'value', 'new')
        print('patched', Target.value)

    def test_temp(self):
        name = self.mktemp()
        self.assertFalse(os.path.exists(name))
        self.assertTrue(os.path.isdir(os.path.dirname(name)))
        print(name.split(os.sep)[:3])

    def test_assertFailure(self):
        d = self.assertFailure(defer.fail(KeyError('k')), KeyError)
        return d.addCallback(lambda e: print('failed with', repr(e)))

    def test_assertFailureNot(self):
        return self.assertFailure(defer.succeed(1), KeyError)

    def test_assertFailureOther(self):
        return self.assertFailure(defer.fail(KeyError('k')), ValueError)

    def test_flush(self):
        log.err(KeyError('one'))
        log.err(ValueError('two'))
        print([f.type.__name__ for f in self.flushLoggedErrors(KeyError)],
              [f.type.__name__ for f in self.flushLoggedErrors()])

    def test_warnings(self):
        def warn():
            warnings.warn('careful', UserWarning)
        warn()
        warnings.warn('and here')
        found = self.flushWarnings([warn])
        print([(w['message'], w['category'].__name__) for w in found],
              len(self.flushWarnings()))

    def test_suppressed(self):
        warnings.warn('hush')
        print(len(self.flushWarnings()))
    test_suppressed.suppress = [util.suppress(message='hush')]

    def test_assertWarns(self):
        def warn(times, *texts):
            for text in texts * times:
                warnings.warn(text, UserWarning)
            return times
        print(self.assertWarns(UserWarning, 'careful', __file__, warn, 2,
                               'careful'))
        for args in (('other', __file__, warn, 1, 'careful'),
                     ('careful', 'elsewhere.py', warn, 1, 'careful'),
                     ('careful', __file__, warn, 0, 'careful'),
                     ('careful', __file__, warn, 1, 'careful', 'and other')):
            try:
                self.assertWarns(UserWarning, *args)
            except unittest.FailTest as e:
                print(str(e).split(',')[0].split('\n')[0].replace(
                    __file__, 'FILE'))

    def test_timeout(self):
        print(self.getTimeout())
    test_timeout.timeout = 7

    def test_exit(self):
        raise unittest.SkipTest('skipped inside')


log.startLoggingWithObserver(lambda event: None, 0)
for kind in reporter.TestResult, pyunit.TestResult:
    print('---', kind.__module__.split('.')[0])
    for name in sorted(vars(Some)):
        if not name.startswith('test_'):
            continue
        result = kind()
        Some(name).run(result)
        print(name, result.testsRun, result.wasSuccessful(),
              len(result.errors), len(result.failures))
        for _, f in result.failures:
            if kind is reporter.TestResult:
                print(f.getErrorMessage().split('\n')[0])
print(unittest.makeTodo('x'), unittest.makeTodo((KeyError, 'y')),
      unittest.makeTodo(([KeyError, ValueError], 'z')))
print(util.acquireAttribute([1, Target], 'value'),
      util.acquireAttribute([], 'value', 'none'))
print(util.suppress(message='x'))
print(str(util.DirtyReactorAggregateError(['call'], ['port'])))
