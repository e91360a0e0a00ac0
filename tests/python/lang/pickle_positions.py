# Pickles one behind the other in a file: each load() leaves it where its pickle
# ends, whether it reads by frames or ahead.
import io, pickle
class C:
    def __init__(self, n): self.n = n; self.rest = ['x' * n, (n, n + 1)]
class Bad:
    def __reduce__(self): return int, ('no number',)
objs = [C(3), [1, 2.5, None, True, b'raw', 'text' * 300, {1: {2, 3}}], C(5000), 'last', list(range(3000))]
for p in range(6):
    data = b''.join(pickle.dumps(o, p) for o in objs) + b'behind'
    for make in (lambda: io.BytesIO(data), lambda: io.BufferedReader(io.BytesIO(data)), lambda: io.BufferedReader(io.BytesIO(data), 16)):
        f = make()
        at = []
        for o in objs:
            got = pickle.load(f)
            assert type(got) is type(o)
            at.append(f.tell())
        print(p, at, f.read(), got == objs[-1])
    # One unpickler for all of them.
    f = io.BytesIO(data); u = pickle.Unpickler(f)
    print([type(u.load()).__name__ for o in objs], f.tell(), f.read())
    # Behind a refusal, and at an end that comes too early.
    blob = pickle.dumps([1, 2, 3, Bad()], p)
    f = io.BytesIO(blob + data)
    try: pickle.load(f)
    except ValueError as e: print(e, f.tell() <= len(blob), end=' ')
    for cut in 3, 10, len(blob) - 1:
        f = io.BytesIO(blob[:cut])
        try: pickle.load(f)
        except (EOFError, pickle.UnpicklingError, ValueError) as e: print(type(e).__name__, f.tell(), end=' ')
    print()
# expect: 0 [130, 1461, 6597, 6607, 26503] b'behind' True
# expect: 0 [130, 1461, 6597, 6607, 26503] b'behind' True
# expect: 0 [130, 1461, 6597, 6607, 26503] b'behind' True
# expect: ['C', 'list', 'C', 'str', 'list'] 26503 b'behind'
# expect: invalid literal for int() with base 10: 'no number' True UnpicklingError 3 UnpicklingError 10 ValueError 58 
# expect: 1 [122, 1440, 6562, 6574, 15328] b'behind' True
# expect: 1 [122, 1440, 6562, 6574, 15328] b'behind' True
# expect: 1 [122, 1440, 6562, 6574, 15328] b'behind' True
# expect: ['C', 'list', 'C', 'str', 'list'] 15328 b'behind'
# expect: invalid literal for int() with base 10: 'no number' True EOFError 3 EOFError 10 ValueError 51 
# expect: 2 [70, 1385, 6455, 6469, 15225] b'behind' True
# expect: 2 [70, 1385, 6455, 6469, 15225] b'behind' True
# expect: 2 [70, 1385, 6455, 6469, 15225] b'behind' True
# expect: ['C', 'list', 'C', 'str', 'list'] 15225 b'behind'
# expect: invalid literal for int() with base 10: 'no number' True EOFError 3 EOFError 10 ValueError 52 
# expect: 3 [70, 1342, 6412, 6426, 15182] b'behind' True
# expect: 3 [70, 1342, 6412, 6426, 15182] b'behind' True
# expect: 3 [70, 1342, 6412, 6426, 15182] b'behind' True
# expect: ['C', 'list', 'C', 'str', 'list'] 15182 b'behind'
# expect: invalid literal for int() with base 10: 'no number' True EOFError 3 EOFError 10 ValueError 48 
# expect: 4 [66, 1320, 6389, 6408, 15172] b'behind' True
# expect: 4 [66, 1320, 6389, 6408, 15172] b'behind' True
# expect: 4 [66, 1320, 6389, 6408, 15172] b'behind' True
# expect: ['C', 'list', 'C', 'str', 'list'] 15172 b'behind'
# expect: invalid literal for int() with base 10: 'no number' True UnpicklingError 3 UnpicklingError 10 UnpicklingError 56 
# expect: 5 [66, 1320, 6389, 6408, 15172] b'behind' True
# expect: 5 [66, 1320, 6389, 6408, 15172] b'behind' True
# expect: 5 [66, 1320, 6389, 6408, 15172] b'behind' True
# expect: ['C', 'list', 'C', 'str', 'list'] 15172 b'behind'
# expect: invalid literal for int() with base 10: 'no number' True UnpicklingError 3 UnpicklingError 10 UnpicklingError 56 

# What is cut off is read again by the next load(), as what it then says.
for protocol, size in (0, 4), (0, 7), (1, 5), (2, 8), (4, 11), (4, 20):
    data = pickle.dumps([1, 'abc', 2.5], protocol)[:size]
    told = []
    unpickler = pickle.Unpickler(io.BytesIO(data))
    for _ in range(2):
        try:
            told.append(unpickler.load())
        except (pickle.UnpicklingError, EOFError) as exc:
            told.append(str(exc))
    print(protocol, size, *told, sep='; ')
# expect: 0; 4; pickle data was truncated; unpickling stack underflow
# expect: 0; 7; pickle data was truncated; could not find MARK
# expect: 1; 5; pickle data was truncated; Ran out of input
# expect: 2; 8; Ran out of input; Ran out of input
# expect: 4; 11; pickle data was truncated; Ran out of input
# expect: 4; 20; pickle data was truncated; pickle data was truncated
