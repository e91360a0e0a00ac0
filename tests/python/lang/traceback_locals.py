# What the variables were, when the frames of a traceback are gone.
import sys
import traceback


def outer(a, *rest, k=1):
    x = 5
    unset = a
    del unset

    def inner():
        z = x + 2
        z / (z - 7)
        late = 9
    return inner()


def frames(function, *args):
    try:
        function(*args)
    except Exception as exc:
        tb = exc.__traceback__.tb_next
        while tb:
            yield tb.tb_frame
            tb = tb.tb_next


for frame in frames(outer, 1, 2):
    print(frame.f_code.co_name, sorted(frame.f_locals), frame.f_lineno)
# expect: outer ['a', 'inner', 'k', 'rest', 'x'] 15
# expect: inner ['x', 'z'] 13
outer_frame, inner_frame = frames(outer, 3, 4)
print(outer_frame.f_locals['rest'], inner_frame.f_locals)  # expect: (4,) {'z': 7, 'x': 5}


def walk():
    seen = 0
    for seen in 1, 2:
        yield seen
    raise KeyError(seen)


print([frame.f_locals for frame in frames(list, walk())])  # expect: [{'seen': 2}]


def body():
    class Made:
        here = 3
        here / 0


print([frame.f_locals.get('here') for frame in frames(body)])  # expect: [None, 3]


def comprehend(n):
    return [1 / i for i in (n, n - 1)]


print(frames(comprehend, 1).__next__().f_locals)  # expect: {'n': 1}


def caught():
    before = 1
    try:
        raise ValueError
    except ValueError as exc:
        return exc.__traceback__.tb_frame.f_locals['before']


print(caught())  # expect: 1


def raises(secret):
    raise RuntimeError


try:
    raises('word')
except RuntimeError:
    text = traceback.TracebackException(*sys.exc_info(), capture_locals=True)
    print([line.strip() for line in text.format() if 'raises' in line][-1].split('\n')[-1].strip())
# expect: secret = 'word'


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as exc:
    tb = exc.__traceback__
    count = 0
    while tb.tb_next:
        tb = tb.tb_next
        count += tb.tb_frame.f_locals.get('n') == count
    print(count > 900)  # expect: True
