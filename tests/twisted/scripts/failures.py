# A Failure knows its exception, and the way it came.
from twisted.python import failure, reflect


def deep(n):
    if n:
        return deep(n - 1)
    return {}['missing']


try:
    deep(1)
except KeyError:
    f = failure.Failure()
print(repr(f), f.type, repr(f.value), f.getErrorMessage())
print([(name, line) for name, _, line, _, _ in f.frames])
print(f.check(ValueError), f.check(ValueError, LookupError), f.check(),
      f.check('builtins.KeyError'))
print(f.trap(KeyError))
try:
    f.trap(ValueError)
except KeyError as error:
    print('raised again', error is f.value)
try:
    f.raiseException()
except KeyError:
    print([name for name, *_ in failure.Failure().frames][-3:])
try:
    1 // 0
except ZeroDivisionError:
    f = failure.Failure()
f.printTraceback(open('traceback', 'w'))
print(f.getTraceback() == open('traceback').read(), f.getTraceback())
print(f.getBriefTraceback())
print(f)
f.cleanFailure()
print(f.tb, f.value.__traceback__, len(f.frames))

f = failure.Failure(ValueError('made'))
print(repr(f), str(f), f.getTraceback())
print(f.parents, reflect.qual(f.type))
try:
    failure.Failure()
except failure.NoCurrentExceptionError:
    print('no exception')


def generator():
    try:
        yield 1
    except ValueError as error:
        yield 'thrown %s' % error


g = generator()
next(g)
print(f.throwExceptionIntoGenerator(g))
try:
    raise f
except failure.Failure as same:
    print(same is f)
print([f.check(*names) for names in (
    ['KeyError'], ['LookupError', 'builtins.LookupError'], ['Exception'],
    ['builtins.Exception', KeyError])])
