# Trial runs a file of tests and says what came of them.
# not emulated: starts itself
import os
import re
import subprocess
import sys

with open('test_some.py', 'w') as file:
    file.write('''\
import unittest as pyunit
import warnings

from twisted.internet import defer, protocol, reactor, task
from twisted.python import log
from twisted.trial import unittest


class Good(unittest.TestCase):
    def setUp(self):
        self.steps = ['setUp']
        return task.deferLater(reactor, 0, self.steps.append, 'later')

    def tearDown(self):
        assert self.steps[:2] == ['setUp', 'later'], self.steps

    def test_later(self):
        d = defer.Deferred()
        reactor.callLater(0.01, d.callback, 5)
        return d.addCallback(self.assertEqual, 5)

    @defer.inlineCallbacks
    def test_inline(self):
        port = reactor.listenTCP(0, protocol.Factory(), interface='127.0.0.1')
        yield port.stopListening()
        self.assertFalse(port.connected)

    def test_skipped(self):
        raise unittest.SkipTest('not today')

    def test_never(self):
        raise ValueError
    test_never.skip = 'never'

    def test_todo(self):
        self.fail('to do')
    test_todo.todo = 'still to do'

    def test_todoWrong(self):
        raise KeyError('other')
    test_todoWrong.todo = (ValueError, 'expects another')

    def test_todone(self):
        pass
    test_todone.todo = 'done'

    def test_logged(self):
        log.err(ValueError('logged'))
        self.assertEqual(len(self.flushLoggedErrors(ValueError)), 1)


class Bad(unittest.TestCase):
    def test_fail(self):
        self.assertTrue(0)

    def test_error(self):
        {}['x']

    def test_laterFail(self):
        d = defer.Deferred()
        reactor.callLater(0, d.errback, ValueError('later'))
        return d

    def test_dirtyCall(self):
        reactor.callLater(500, print, 'x')

    def test_dirtyPort(self):
        reactor.listenTCP(0, protocol.Factory())

    def test_logged(self):
        log.err(ValueError('logged'))

    def test_unhandled(self):
        defer.fail(IndexError('nobody looks'))

    def test_generator(self):
        yield 1

    def test_timeout(self):
        return defer.Deferred()
    test_timeout.timeout = 0.1

    def test_cleanups(self):
        self.addCleanup(lambda: 1 / 0)
        self.addCleanup(defer.fail, ValueError('in a cleanup'))


class BadFixture(unittest.TestCase):
    def setUp(self):
        raise ValueError('in setUp')

    def tearDown(self):
        raise ValueError('in tearDown')

    def test_nothing(self):
        pass


class Plain(pyunit.TestCase):
    def test_good(self):
        self.assertEqual(1, 1)

    def test_bad(self):
        self.assertIn(1, [])

    @pyunit.skip('why not')
    def test_skipped(self):
        pass


class Skipped(unittest.SynchronousTestCase):
    skip = 'all of it'

    def test_one(self):
        pass


class Both(unittest.SynchronousTestCase):
    def test_again(self):
        self.fail('the same')

    test_oneMore = test_again
''')
os.mkdir('package')
for name, text in (('__init__', ''), ('test_inner', '''\
from twisted.trial.unittest import SynchronousTestCase


class Inner(SynchronousTestCase):
    def test_it(self):
        self.assertEqual(__name__, 'package.test_inner')
'''), ('test_broken', 'import no.such.module\n')):
    with open('package/%s.py' % name, 'w') as file:
        file.write(text)


def trial(*args):
    print('--- trial', *args)
    ran = subprocess.run([sys.executable, '-m', 'twisted.trial', *args],
                         capture_output=True, text=True)
    lines = ran.stdout.split('\n')
    kept = []
    here = False
    for line in lines:
        # Of tracebacks only what is of the test, without marks.
        if line.startswith('  File "'):
            here = os.getcwd() in line
        elif not line.startswith('    ') or ' ... ' in line:
            here = True
        if not here or set(line) <= set(' ^~') and line:
            continue
        line = re.sub(r'in [0-9.]+s$', 'in TIME', line)
        line = re.sub(r'<(DelayedCall) .*(called=0)', r'<\1 \2', line)
        line = re.sub(r'^<.*Factory.* on \d+>', '<a port>', line)
        # Whether there are frames of the library in it.
        line = re.sub(r'^Failure: ', '', line)
        if 'caught here' not in line:
            kept.append(line.replace(os.getcwd(), 'HERE'))
    print('\n'.join(kept))
    print('code', ran.returncode, any('reporter.py"' in each for each in lines))


trial('./test_some.py')
trial('--reporter=text', 'test_some.Good')
trial('--reporter=bwverbose', 'test_some.Good.test_later', 'package')
trial('-x', 'test_some.Both')
trial('-n', 'test_some.Plain')
trial('-u', '--reporter=text', 'test_some.Both')
trial('test_some.Nothing')
print(sorted(os.listdir('_trial_temp')))
