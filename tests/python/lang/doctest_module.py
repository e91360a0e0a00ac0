# doctest: examples in docstrings, run and compared with what they say.
import doctest
import sys

parser = doctest.DocTestParser()
for piece in parser.parse('''Text.
    >>> for i in range(2):
    ...     print(i)
    0
    1

    More.
    >>> 1 / 0  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    ZeroDivisionError: by nothing
'''):
    if isinstance(piece, str):
        print(repr(piece))
    else:
        print(repr(piece.source), repr(piece.want[:9]), repr(piece.exc_msg),
              piece.lineno, piece.indent, len(piece.options))
# expect: 'Text.\n'
# expect: 'for i in range(2):\n    print(i)\n' '0\n1\n' None 1 4 0
# expect: '\n    More.\n'
# expect: '1 / 0  # doctest: +IGNORE_EXCEPTION_DETAIL\n' 'Traceback' 'ZeroDivisionError: by nothing\n' 7 4 1
# expect: ''

for text in ('>>>1\n', '>>> 1  # doctest: +NONSENSE\n', '  >>> 1\n 2\n'):
    try:
        parser.get_examples(text, 'here')
    except ValueError as e:
        print(e)
# expect: line 1 of the docstring for here lacks blank after >>>: '>>>1'
# expect: line 1 of the doctest for here has an invalid option: '+NONSENSE'
# expect: line 2 of the docstring for here has inconsistent leading whitespace: '2'

checker = doctest.OutputChecker()
for want, got, flags in (
        ('a...z\n', 'a to z\n', doctest.ELLIPSIS),
        ('a...z\n', 'a to z\n', 0),
        ('aa...aa', 'aaa', doctest.ELLIPSIS),
        ('a  b\n', 'a b\n', doctest.NORMALIZE_WHITESPACE),
        ('1\n', 'True\n', 0),
        ('1\n', 'True\n', doctest.DONT_ACCEPT_TRUE_FOR_1),
        ('a\n<BLANKLINE>\nb\n', 'a\n\nb\n', 0),
        ('a\n<BLANKLINE>\nb\n', 'a\n\nb\n', doctest.DONT_ACCEPT_BLANKLINE)):
    print(checker.check_output(want, got, flags))
# expect: True
# expect: False
# expect: False
# expect: True
# expect: True
# expect: False
# expect: True
# expect: False


def square(x):
    """
    >>> square(3)
    9
    >>> square(4)
    17
    >>> square('a')
    >>> nobody  # doctest: +SKIP
    >>> x = 5; square(x)
    25
    """
    return x * x


def run(**options):
    runner = doctest.DocTestRunner(verbose=False, **options)
    text = []
    for test in doctest.DocTestFinder().find(square, 'square'):
        test.filename = None
        print(runner.run(test, out=text.append))
    for line in ''.join(text).splitlines():
        if 'File ' not in line and 'exec' not in line \
                and 'x * x' not in line and '~' not in line \
                and 'square(\'a\')' not in line and '^' not in line:
            print(line)
    return runner


runner = run()
# expect: TestResults(failed=2, attempted=4)
# expect: **********************************************************************
# expect: Line 4, in square
# expect: Failed example:
# expect:     square(4)
# expect: Expected:
# expect:     17
# expect: Got:
# expect:     16
# expect: **********************************************************************
# expect: Line 6, in square
# expect: Failed example:
# expect: Exception raised:
# expect:     Traceback (most recent call last):
# expect:     TypeError: can't multiply sequence by non-int of type 'str'
runner.summarize()
# expect: **********************************************************************
# expect: 1 items had failures:
# expect:    2 of   4 in square
# expect: ***Test Failed*** 2 failures.
run(optionflags=doctest.FAIL_FAST | doctest.REPORT_NDIFF)
# expect: TestResults(failed=1, attempted=2)
# expect: **********************************************************************
# expect: Line 4, in square
# expect: Failed example:
# expect:     square(4)
# expect: Differences (ndiff with -expected +actual):
# expect:     - 17
# expect:     + 16

print(doctest.script_from_examples('Text.\n>>> 1 + 1\n2\n'), end='')
# expect: # Text.
# expect: 1 + 1
# expect: # Expected:
# expect: ## 2
import unittest
result = unittest.TestResult()
doctest.DocTestSuite(sys.modules[__name__]).run(result)
print(result)  # expect: <unittest.result.TestResult run=1 errors=0 failures=1>
