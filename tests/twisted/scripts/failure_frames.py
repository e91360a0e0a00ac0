# What a Failure keeps of the frames it came through, and prints of them.
import io
import traceback

from twisted.python import failure


def raiser(n):
    local = 'value %d' % n
    raise ValueError(n)


def middle(n):
    raiser(n)


def catch(**kw):
    try: middle(3)
    except ValueError: return failure.Failure(**kw)


def outer(**kw): return catch(**kw)


f = outer()
print(f.frames)
print(f.stack[-2:])
print(f.getTraceback())
print(f.getBriefTraceback()); 
s = io.StringIO()
f.printDetailedTraceback(s)
print(s.getvalue().split('\n', 1)[1].rsplit('\n',2)[0])
print(f.getTraceback(elideFrameworkCode=1))
g = outer(captureVars=True)
print(g.frames[-1][3], [n for n, v in g.frames[-1][4] if n == 'catch'])
s = io.StringIO()
g.printDetailedTraceback(s)
print('  n : 3' in s.getvalue(), ' [ Locals ]' in s.getvalue(), 'local : ' in s.getvalue())
g.cleanFailure()
print(g.frames[-1][3], g.pickled, g.tb, g.value.__traceback__)
f.cleanFailure()
print(f.frames, f.stack[-2:], f.pickled)
print(''.join(traceback.format_list(traceback.extract_tb(f.getTracebackObject()))))


def again():
    try: f.raiseException()
    except ValueError: return failure.Failure()


print([x[0] for x in again().frames], [x[0] for x in again().stack])
e = failure.Failure(KeyError('k'))
print(e.frames, e.stack, e.getTraceback(), e.check(KeyError), e.check('builtins.KeyError'), e.check(ValueError), e.check(3), e.parents)
print(e.getTracebackObject())
try: failure.Failure("x")
except TypeError as x: print(x)
try: failure.Failure()
except failure.NoCurrentExceptionError as x: print(type(x).__name__)
print(repr(e), str(e))
print(repr(f), str(f))
try: failure.format_frames([], None, 'nope')
except ValueError as x: print(x)
try: middle(4)
except ValueError as x: h = failure.Failure(x)
print([r[0] for r in h.stack], [r[0] for r in h.frames])
