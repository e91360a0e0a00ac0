# An iterator may end with a value; only `yield from` and send() see it.
def q():
    yield "1"
    return 5
print(list(q()), tuple(q()), ''.join(q()), set(q()), [*q()])  # expect: ['1'] ('1',) 1 {'1'} ['1']
print(list(map(str, q())), list(zip(q(), q())), dict.fromkeys(q()))  # expect: ['1'] [('1', '1')] {'1': None}
print(max(q()), sorted(q()), list(enumerate(q())), any(q()))  # expect: 1 ['1'] [(0, '1')] True
print("1" in q(), "z" in q())  # expect: True False
a, = q(); print(a)  # expect: 1
print([x for x in q()])  # expect: ['1']
l = []; l.extend(q()); l += q(); l[0:0] = q(); print(l)  # expect: ['1', '1', '1']
print(list(filter(None, q())), bytes(int(x) for x in q()), next(q()))  # expect: ['1'] b'\x01' 1
def f(*a):
    return a
print(f(*q()))  # expect: ('1',)
it = iter(q()); next(it); print(next(it, "default"))  # expect: default
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>2: raise StopIteration("done")
        return s.n
print(list(It()), [*It()], list(map(str, It())))  # expect: [1, 2] [1, 2] ['1', '2']
i = map(lambda x: next(iter([])), [1])
print(list(i))  # expect: []
def d():
    r = yield from map(None, [])
    s = yield from It()
    return r, s
def outer():
    value = yield from d()
    yield value
print(list(outer()))  # expect: [1, 2, (None, 'done')]
i = It(); print(next(i), next(i))  # expect: 1 2
try:
    next(i)
except StopIteration as e:
    print(e.value)  # expect: done
i = It(); list(i)
try:
    i.__next__()
except StopIteration as e:
    print(e.value)  # expect: done
