# Every way in which a test can end, and how it is reported.
import sys, os, io
from twisted.trial import itrial, unittest, runner, reporter
from twisted.internet import defer, reactor, task, protocol
from twisted.python import log


class CalcTests(unittest.TestCase):

    def setUp(self):
        self.x = 1

    def tearDown(self):
        pass

    def test_ok(self):
        self.assertEqual(1, 1)
        self.failUnlessEqual(1, 1) if hasattr(self,
                                              'failUnlessEqual') else None

    def test_fail(self):
        self.assertEqual(1, 2, 'msg')

    def test_err(self):
        raise RuntimeError('err')

    def test_deferred(self):
        d = defer.Deferred()
        reactor.callLater(0.01, d.callback, None)
        return d

    def test_deferredFail(self):
        d = defer.Deferred()
        reactor.callLater(0.01, d.errback, ValueError('df'))
        return d

    @defer.inlineCallbacks
    def test_inline(self):
        yield task.deferLater(reactor, 0, lambda: None)
        self.assertTrue(True)

    def test_skip(self):
        raise unittest.SkipTest('why skip')

    def test_skipAttr(self):
        pass
    test_skipAttr.skip = 'attr'

    def test_todo(self):
        self.fail('todo fails')
    test_todo.todo = 'later'

    def test_todoPass(self):
        pass
    test_todoPass.todo = 'unexpected'

    def test_todoPassCleanup(self):
        self.failUnlessFalse(0)
        self.failIfAlmostEquals(1, 2)
        self.addCleanup(self.fail, 'too late')
    test_todoPassCleanup.todo = 'unexpected, too'

    def test_logged(self):
        log.err(ValueError('logged'))

    def test_flushed(self):
        log.err(KeyError('f'))
        self.assertEqual(len(self.flushLoggedErrors(KeyError)), 1)

    def test_dirty(self):
        reactor.callLater(100, lambda: None)

    def test_timeout(self):
        return defer.Deferred()
    test_timeout.timeout = 0.05

    def test_asserts(self):
        self.assertRaises(ValueError, int, 'x')
        e = self.assertRaises(ValueError, int, 'x')
        self.assertIsInstance(e, ValueError)
        self.assertIn(1, [1])
        self.assertIdentical(None, None)
        self.assertApproximates(1, 1.1, 0.2)
        self.assertSubstring('a', 'cab')
        self.assertNotSubstring('z', 'cab')
        self.assertEqual(self.successResultOf(defer.succeed(3)), 3)
        self.failureResultOf(defer.fail(KeyError()), KeyError)
        self.assertNoResult(defer.Deferred())
        self.assertWarns
        with self.assertRaises(KeyError) as cm:
            {}['x']
        self.assertEqual(cm.exception.args, ('x',))
        self.patch(os, 'sep', '|')
        self.assertEqual(os.sep, '|')
        self.addCleanup(lambda: None)
        self.assertTrue(self.mktemp().count('test_asserts'))
        self.assertFailure(defer.fail(ValueError()), ValueError)
        return self.assertFailure(defer.fail(ValueError('af')),
                                  ValueError).addCallback(
                                      lambda e: self.assertEqual(str(e), 'af'))

    def test_badSuccess(self):
        self.successResultOf(defer.Deferred())

    def test_badFailure(self):
        self.failureResultOf(defer.succeed(1))

    def test_badNoResult(self):
        self.assertNoResult(defer.succeed(1))

    def test_wrongFailure(self):
        self.failureResultOf(defer.fail(KeyError('k')), ValueError)

    def test_assertRaisesNone(self):
        self.assertRaises(ValueError, int, '3')

    def test_assertIn(self):
        self.assertIn('x', [1, 2])

    async def test_async(self):
        await defer.succeed(1)

    def test_unhandled(self):
        defer.fail(ZeroDivisionError('gc'))


class Sync(unittest.SynchronousTestCase):

    def test_warn(self):
        import warnings
        warnings.warn('w')
        ws = self.flushWarnings()
        self.assertEqual(len(ws), 1)
        print(ws[0]['message'], ws[0]['category'])

    def test_attr(self):
        self.assertEqual({'a': 1, 'b': [1, 2]}, {'a': 1, 'b': [1, 3]})

    def test_multi(self):
        self.assertEqual('line1\nline2', 'line1\nlineX')


r = reporter.TreeReporter(sys.stdout if 0 else io.StringIO())
import re


def run(rep):
    out = io.StringIO()
    res = rep(out)
    s = runner.TrialSuite([runner.TestLoader().loadClass(CalcTests),
                           runner.TestLoader().loadClass(Sync)])
    s.run(res)
    res.done()
    t = out.getvalue()
    t = re.sub('  File "(/usr|<embedded).*\\n.*\\n', '', t)
    t = re.sub('\\[?\\d+\\.\\d+[s\\]]*| in \\d.*s', 'N', t)
    t = re.sub('0x[0-9a-f]+', 'X', t)
    t = re.sub(' *\\^+\\n', '', t)
    t = re.sub('"/.*/', '"', t)
    print(t)
    print(res.successes, len(res.failures), len(res.errors), len(res.skips),
          len(res.expectedFailures), len(res.unexpectedSuccesses),
          res.testsRun, res.wasSuccessful())


run(reporter.VerboseTextReporter)
run(reporter.MinimalReporter)

# The same suite again, for another result.
again = runner.TestLoader().loadClass(Sync)
for _ in range(2):
    result = reporter.TestResult()
    again.run(result)
    print(result.testsRun, again.countTestCases())
print(itrial.IReporter.implementedBy(reporter.TestResult))
