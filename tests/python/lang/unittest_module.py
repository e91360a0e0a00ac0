# unittest: what a test may claim, and what is said when it is not so.
import io
import sys
import unittest


def lines(text):
    for line in text.splitlines():
        if not line.startswith(('  File', '    ', 'Traceback', 'Ran ')):
            print(line or '.')


def run(cls, **options):
    stream = io.StringIO()
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(cls)
    result = unittest.TextTestRunner(stream, **options).run(tests)
    lines(stream.getvalue())
    return result


class Claims(unittest.TestCase):
    def runTest(self):
        pass


def says(method, *args, **kwargs):
    try:
        getattr(Claims(), method)(*args, **kwargs)
        print('holds')
    except AssertionError as e:
        print(str(e).replace('\n', '|'))


says('assertEqual', 1, 1.0)  # expect: holds
says('assertEqual', 1, 2)  # expect: 1 != 2
says('assertEqual', 1, 2, 'why')  # expect: 1 != 2 : why
says('assertEqual', 'a' * 90, 'a' * 90 + 'b')  # expect: 'aaaa[25 chars]aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' != 'aaaa[25 chars]aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'|- aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|+ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab|?                                                                                           +|
says('assertEqual', [1, 2], [1, 3])  # expect: Lists differ: [1, 2] != [1, 3]||First differing element 1:|2|3||- [1, 2]|?     ^||+ [1, 3]|?     ^|
says('assertEqual', (1,), (1, 2))  # expect: Tuples differ: (1,) != (1, 2)||Second tuple contains 1 additional elements.|First extra element 1:|2||- (1,)|+ (1, 2)|?    ++|
says('assertSequenceEqual', [1], (1,))  # expect: holds
says('assertListEqual', [1], (1,))  # expect: Second sequence is not a list: (1,)
says('assertSequenceEqual', [1], 5)  # expect: Second sequence has no length.    Non-sequence?|- [1]|+ 5
says('assertEqual', {'a': 1}, {'a': 2})  # expect: {'a': 1} != {'a': 2}|- {'a': 1}|?       ^||+ {'a': 2}|?       ^|
says('assertEqual', {1, 2}, {2, 3})  # expect: Items in the first set but not the second:|1|Items in the second set but not the first:|3
says('assertEqual', 'one\ntwo\n', 'one\ntoo\n')  # expect: 'one\ntwo\n' != 'one\ntoo\n'|  one|- two|?  ^|+ too|?  ^|
says('assertCountEqual', 'aab', 'aba')  # expect: holds
says('assertCountEqual', [[1], [2]], [[2], [1], [1]])  # expect: Element counts were not equal:|First has 1, Second has 2:  [1]
says('assertNotEqual', 1, 1)  # expect: 1 == 1
says('assertTrue', [])  # expect: [] is not true
says('assertFalse', 1)  # expect: 1 is not false
says('assertIs', 1, None)  # expect: 1 is not None
says('assertIsNot', None, None)  # expect: unexpectedly identical: None
says('assertIsNone', 0)  # expect: 0 is not None
says('assertIsNotNone', None)  # expect: unexpectedly None
says('assertIn', 1, [])  # expect: 1 not found in []
says('assertNotIn', 1, [1])  # expect: 1 unexpectedly found in [1]
says('assertIsInstance', 1, str)  # expect: 1 is not an instance of <class 'str'>
says('assertNotIsInstance', 1, int)  # expect: 1 is an instance of <class 'int'>
says('assertLess', 2, 1)  # expect: 2 not less than 1
says('assertLessEqual', 2, 1)  # expect: 2 not less than or equal to 1
says('assertGreater', 1, 2)  # expect: 1 not greater than 2
says('assertGreaterEqual', 1, 2)  # expect: 1 not greater than or equal to 2
says('assertAlmostEqual', 1, 1 + 1e-9)  # expect: holds
says('assertAlmostEqual', 1, 2)  # expect: 1 != 2 within 7 places (1 difference)
says('assertAlmostEqual', 1, 2, delta=.5)  # expect: 1 != 2 within 0.5 delta (1 difference)
says('assertNotAlmostEqual', 1, 2, delta=.5)  # expect: holds
says('assertNotAlmostEqual', 1, 1)  # expect: 1 == 1 within 7 places
says('assertRaises', KeyError, {}.pop, 1)  # expect: holds
says('assertRaises', KeyError, len, ())  # expect: KeyError not raised by len
says('fail', 'so')  # expect: so

try:
    Claims().assertRaises(4)
except TypeError as e:
    print(e)  # expect: assertRaises() arg 1 must be an exception type or tuple of exception types
try:
    with Claims().assertRaises((KeyError, ValueError), msg='no'):
        pass
except AssertionError as e:
    print(e)  # expect: (<class 'KeyError'>, <class 'ValueError'>) not raised : no
with Claims().assertRaises(LookupError) as context:
    {}['x']
print(repr(context.exception))  # expect: KeyError('x')


class Life(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print('class up')
        cls.addClassCleanup(print, 'class cleanup')

    @classmethod
    def tearDownClass(cls):
        print('class down')

    def setUp(self):
        print('up')
        self.addCleanup(print, 'cleanup')

    def tearDown(self):
        print('down')

    def test_one(self):
        "It runs."
        print('one')


run(Life, verbosity=2)
# expect: class up
# expect: up
# expect: one
# expect: down
# expect: cleanup
# expect: class down
# expect: class cleanup
# expect: test_one (__main__.Life.test_one)
# expect: It runs. ... ok
# expect: .
# expect: ----------------------------------------------------------------------
# expect: .
# expect: OK


class All(unittest.TestCase):
    def test_error(self):
        1 / 0

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    def test_fail(self):
        self.assertEqual(1, 2)

    @unittest.skip('why')
    def test_skip(self):
        pass

    @unittest.skipIf(False, 'never')
    def test_skip_never(self):
        self.skipTest('later')

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_sub(self):
        for i in range(3):
            with self.subTest('odd', i=i):
                self.assertNotEqual(i % 2, 1)


result = run(All)
# expect: ExFssFu
# expect: ======================================================================
# expect: ERROR: test_error (__main__.All.test_error)
# expect: ----------------------------------------------------------------------
# expect: ZeroDivisionError: division by zero
# expect: .
# expect: ======================================================================
# expect: FAIL: test_fail (__main__.All.test_fail)
# expect: ----------------------------------------------------------------------
# expect: AssertionError: 1 != 2
# expect: .
# expect: ======================================================================
# expect: FAIL: test_sub (__main__.All.test_sub) [odd] (i=1)
# expect: ----------------------------------------------------------------------
# expect: AssertionError: 1 == 1
# expect: .
# expect: ======================================================================
# expect: UNEXPECTED SUCCESS: test_unexpected (__main__.All.test_unexpected)
# expect: ----------------------------------------------------------------------
# expect: .
# expect: FAILED (failures=2, errors=1, skipped=2, expected failures=1, unexpected successes=1)
print(result)  # expect: <unittest.runner.TextTestResult run=7 errors=1 failures=2>
print(result.wasSuccessful(), result.skipped[0][1])  # expect: False why
for wrong in (3, All):
    try:
        unittest.TestSuite().addTest(wrong)
    except TypeError as e:
        print(e)
# expect: 3 is not callable
# expect: TestCases and TestSuites must be instantiated before passing them to addTest()
