# random, with the numbers of CPython, and contextlib.
import random, contextlib, io, sys
random.seed(42)
print(random.random(), random.randint(1,100), random.choice('abcdef'), random.getrandbits(100), random.sample(range(1000), 5), random.sample(range(10), 7), random.choices([1,2,3], k=5), random.choices('ab', [1,9], k=5))  # expect: 0.6394267984578837 4 f 176140902141063639299770569303 [754, 104, 692, 758, 913] [8, 1, 6, 0, 7, 5, 9] [1, 2, 2, 3, 3] ['b', 'b', 'b', 'b', 'b']
l=list(range(10)); random.shuffle(l); print(l)  # expect: [4, 3, 0, 8, 7, 1, 9, 5, 6, 2]
print(random.gauss(0,1), random.gauss(0,1), random.normalvariate(0,1), random.uniform(1,2), random.expovariate(1), random.triangular(), 0)  # expect: -0.6871759112629331 0.6458920781959276 -0.36397809195962155 1.0434504429230973 0.6151216685293021 0.2498261023724396 0
r=random.Random(5.5); print(r.random(), r.randrange(10,100,7), r.randbytes(5)); s=r.getstate(); a=r.random(); r.setstate(s); print(a==r.random(), len(s), len(s[1]))  # expect: 0.8365655820458704 59 b'\\\xd8\xfc\xe3\x0c'
# expect: True 3 625
random.seed(-2**70); print(random.random())  # expect: 0.2327882718301838
for f in (lambda: random.randrange(0), lambda: random.choice([]), lambda: random.sample([1],2), lambda: random.randrange(1,2,0), lambda: random.randint(5,1), lambda: random.getrandbits(-1)):
    try: f()
    except Exception as e: print(type(e).__name__, e)  # expect: ValueError empty range for randrange()
    # expect: IndexError Cannot choose from an empty sequence
    # expect: ValueError Sample larger than population or is negative
    # expect: ValueError zero step for randrange()
    # expect: ValueError empty range for randrange() (5, 2, -3)
    # expect: ValueError number of bits must be non-negative
@contextlib.contextmanager
def cm(x):
    print('enter', x)
    try: yield x*2
    except ValueError as e: print('caught', e)
    finally: print('exit')
def use():
    with cm(2) as y:
        print(y)
    with cm(3):
        raise ValueError('v')
    try:
        with cm(4):
            raise KeyError('k')
    except KeyError as e:
        print('out', e)


use()  # expect: enter 2
# expect: 4
# expect: exit
# expect: enter 3
# expect: caught v
# expect: exit
# expect: enter 4
# expect: exit
# expect: out 'k'
with contextlib.suppress(KeyError): {}['x']
o=io.StringIO()
with contextlib.redirect_stdout(o): print('hidden')
print(repr(o.getvalue()))  # expect: 'hidden\n'
def stack():
    with contextlib.ExitStack() as st:
        st.enter_context(cm(1))
        st.callback(print, 'cb')
        st.enter_context(cm(5))
        print('in')


stack()  # expect: enter 1
# expect: enter 5
# expect: in
# expect: exit
# expect: cb
# expect: exit
@cm(7)
def deco(): print('deco')
deco()  # expect: enter 7
# expect: deco
# expect: exit
with contextlib.closing(io.StringIO()) as f: pass
print(f.closed, contextlib.nullcontext(3).__enter__())  # expect: True 3
