# traceback: reports of exceptions, whole and in parts.
import sys
import traceback


def fail(n):
    if n:
        fail(n - 1)
    1 / 0


def show(error, **options):
    report = traceback.TracebackException.from_exception(error, **options)
    text = ''.join(report.format())
    if not options:
        print(text == ''.join(traceback.format_exception(error)))
    for line in text.splitlines():
        print(line if 'File' not in line else line[:line.index('File')])


try:
    fail(5)
except ZeroDivisionError as e:
    stack = traceback.extract_tb(e.__traceback__)
    print(len(stack), stack[-1].name, stack[-1].line, stack[-1].lineno)  # expect: 7 fail 1 / 0 9
    print(stack[-1].colno, stack[-1].end_colno, stack[-1].end_lineno)  # expect: 4 9 9
    print(len(traceback.extract_tb(e.__traceback__, 2)), len(traceback.extract_tb(e.__traceback__, -3)))  # expect: 2 3
    print(stack.format()[-2])  # expect:   [Previous line repeated 2 more times]
    # expect:
    print(len(traceback.format_exception(e)), traceback.format_exception(e)[0])  # expect: 8 Traceback (most recent call last):
    # expect:
    print(traceback.format_exception(e, limit=0))  # expect: ['ZeroDivisionError: division by zero\n']

try:
    try:
        fail(0)
    except ZeroDivisionError as e:
        raise KeyError('x') from e
except KeyError as e:
    e.add_note('a note\nof two lines')
    print(traceback.format_exception_only(e))  # expect: ["KeyError: 'x'\n", 'a note\n', 'of two lines\n']
    print(len(traceback.format_exception(e, chain=False)))  # expect: 5
    report = traceback.TracebackException.from_exception(e)
    print(report.__cause__.exc_type, report.__context__, str(report))  # expect: <class 'ZeroDivisionError'> None 'x'
    print(report == traceback.TracebackException.from_exception(e), report == 1)  # expect: True False

try:
    compile('a b\n', 'here', 'exec')
except SyntaxError as e:
    report = traceback.TracebackException.from_exception(e)
    print(report.filename, report.lineno, report.offset, report.msg)  # expect: here 1 3 invalid syntax
    print(list(report.format_exception_only())[-2:])  # expect: ['      ^\n', 'SyntaxError: invalid syntax\n']

many = ExceptionGroup('many', [ValueError(i) for i in range(4)])
show(ExceptionGroup('outer', [many, KeyError('k')]), max_group_width=2)
# expect:   | ExceptionGroup: outer (2 sub-exceptions)
# expect:   +-+---------------- 1 ----------------
# expect:     | ExceptionGroup: many (4 sub-exceptions)
# expect:     +-+---------------- 1 ----------------
# expect:       | ValueError: 0
# expect:       +---------------- 2 ----------------
# expect:       | ValueError: 1
# expect:       +---------------- ... ----------------
# expect:       | and 2 more exceptions
# expect:       +------------------------------------
# expect:     +---------------- 2 ----------------
# expect:     | KeyError: 'k'
# expect:     +------------------------------------


class Mute(Exception):
    def __str__(self):
        1 / 0


print(traceback.format_exception_only(Mute()))  # expect: ['Mute: <exception str() failed>\n']
print(traceback.format_exception_only(ValueError, None))  # expect: ['NoneType: None\n']
print(traceback.format_exc())  # expect: NoneType: None
# expect:
entry = traceback.FrameSummary('f', 3, 'name', line='x = 1', locals={'a': 1})
print(tuple(entry), entry == ('f', 3, 'name', 'x = 1'), entry)  # expect: ('f', 3, 'name', 'x = 1') True <FrameSummary file f, line 3 in name>
print(traceback.StackSummary.from_list([entry]).format())  # expect: ['  File "f", line 3, in name\n    x = 1\n    a = 1\n']
print(traceback.format_list([('g', 1, 'h', None)]))  # expect: ['  File "g", line 1, in h\n']


class Picky(traceback.StackSummary):
    def format_frame_summary(self, frame_summary):
        if frame_summary.name != 'fail':
            return super().format_frame_summary(frame_summary)


try:
    fail(3)
except ZeroDivisionError as e:
    print(len(Picky(traceback.extract_tb(e.__traceback__)).format()))  # expect: 1
for args in ((1,), (e := ValueError(), e)):
    try:
        traceback.format_exception(*args)
    except (TypeError, ValueError) as error:
        print(error)
# expect: Exception expected for value, int found
# expect: Both or neither of value and tb must be given
print(sys._getframe().f_lineno == traceback.extract_stack()[-1].lineno)  # expect: True
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)  # expect: cannot clear an executing frame
