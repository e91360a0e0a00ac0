# sys.settrace(): calls, lines, returns and exceptions, in CPython's order.
import sys

first = 0


def show(frame, event, arg):
    if frame.f_code.co_name[:3] != "do_":
        return None
    if event == "exception":
        arg = arg[0].__name__, type(arg[2]).__name__
    print(frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno,
          event, arg)
    return show


def run(function, *args):
    sys.settrace(show)
    try:
        return function(*args)
    except Exception as error:
        print("left by", type(error).__name__)
    finally:
        sys.settrace(None)


def do_if(a):
    if a:
        pass
    else:
        a = 2
    return a


run(do_if, 1)
# expect: do_if 0 call None
# expect: do_if 1 line None
# expect: do_if 2 line None
# expect: do_if 5 line None
# expect: do_if 5 return 1
run(do_if, 0)
# expect: do_if 0 call None
# expect: do_if 1 line None
# expect: do_if 4 line None
# expect: do_if 5 line None
# expect: do_if 5 return 2


def do_loops():
    for i in range(2):
        pass
    while i:
        i -= 1
    try:
        while True:
            break
    finally:
        i = 7


run(do_loops)
# expect: do_loops 0 call None
# expect: do_loops 1 line None
# expect: do_loops 2 line None
# expect: do_loops 1 line None
# expect: do_loops 2 line None
# expect: do_loops 1 line None
# expect: do_loops 3 line None
# expect: do_loops 4 line None
# expect: do_loops 3 line None
# expect: do_loops 5 line None
# expect: do_loops 6 line None
# expect: do_loops 7 line None
# expect: do_loops 9 line None
# expect: do_loops 9 return None


def do_raise():
    try:
        {}["a"]
    except KeyError as error:
        raise ValueError


run(do_raise)
# expect: do_raise 0 call None
# expect: do_raise 1 line None
# expect: do_raise 2 line None
# expect: do_raise 2 exception ('KeyError', 'traceback')
# expect: do_raise 3 line None
# expect: do_raise 4 line None
# expect: do_raise 4 exception ('ValueError', 'traceback')
# expect: do_raise 4 return None
# expect: left by ValueError


def do_items():
    yield 1
    yield 2


run(lambda: [item for item in do_items()])
# expect: do_items 0 call None
# expect: do_items 1 line None
# expect: do_items 1 return 1
# expect: do_items 1 call None
# expect: do_items 2 line None
# expect: do_items 2 return 2
# expect: do_items 2 call None
# expect: do_items 2 return None

# What raises is no tracer any more.
def fails(frame, event, arg):
    raise RuntimeError("no")


sys.settrace(fails)
try:
    do_if(1)
except RuntimeError as error:
    print(error, sys.gettrace())  # expect: no None


# Each frame has its own tracer, and may do without lines.
def quiet(frame, event, arg):
    frame.f_trace_lines = False
    print(event, frame.f_trace)
    return lambda frame, event, arg: print(event)


sys.settrace(quiet)
do_if(1)
sys.settrace(None)
# expect: call None
# expect: return
frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines)  # expect: None True
frame.f_trace = print
print(frame.f_trace is print)  # expect: True
frame.f_trace = None


# Which lines there are to trace, and where in them instructions stand.
def placed(a):
    try:
        return a.x(
            len)
    finally:
        pass


code = placed.__code__
lines = {line for start, end, line in code.co_lines() if line}
print(sorted(line - code.co_firstlineno for line in lines if line > code.co_firstlineno))
# expect: [1, 2, 3, 5]
here = sys._getframe()
place = list(here.f_code.co_positions())[here.f_lasti // 2]
print(place[2:])  # expect: (41, 53)


# The StopIteration that ends a loop is told to the frame of the loop, too.
class Once:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration('end')


def walk():
    for x in Once():
        pass


def ends(frame, event, arg):
    if event == 'exception':
        print(frame.f_code.co_name, arg[1])
        if frame.f_code.co_name == 'walk':
            raise KeyError('is ignored')
    return ends


sys.settrace(ends)
print(walk())
# expect: __next__ end
# expect: walk end
# expect: None


# Coroutines that nobody awaits end when the collector finds them, which is not
# for whoever watches what runs just then.
import gc
import warnings


async def forgotten():
    pass


def collect():
    gc.collect()


def note(frame, event, arg):
    seen.add(frame.f_code.co_name)


warnings.simplefilter('ignore')
seen = set()
for _ in range(300):
    forgotten()
sys.settrace(note)
collect()
sys.settrace(None)
print(seen)  # expect: {'collect'}


# Constants of a loop, which are made before it, are on no line.
def halves(x):
    while x < 2:
        x += 0.5
        yield x


lines = []


def note(frame, event, about):
    if frame.f_code is halves.__code__:
        lines.append((event[0], frame.f_lineno - frame.f_code.co_firstlineno))
    return note


import sys
sys.settrace(note)
list(halves(1.5))
sys.settrace(None)
print(lines)  # expect: [('c', 0), ('l', 1), ('l', 2), ('l', 3), ('r', 3), ('c', 3), ('l', 1), ('r', 1)]


# A parameter or a local that is closed over makes no line of the `def`.
def closing(a):
    q = 2
    return lambda: q + a


def note(frame, event, about):
    if frame.f_code is closing.__code__:
        lines.append((event[0], frame.f_lineno - frame.f_code.co_firstlineno))
    return note


del lines[:]
sys.settrace(note)
closing(1)
sys.settrace(None)
print(lines)  # expect: [('c', 0), ('l', 1), ('l', 2), ('r', 2)]
