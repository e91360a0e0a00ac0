# profile, cProfile and pstats, under a clock that stands still.
import cProfile
import io
import os
import profile
import pstats
import re
import sys
import tempfile


def clock():
    return 0.0


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def work():
    fib(5)
    len([1])
    [].append(dict.fromkeys('a'))


def counted():
    prof = cProfile.Profile(clock)
    print(prof.runcall(fib, 3))
    prof.runcall(work)
    return prof


# Lines without the directories of this file, and without addresses.
def shown(text):
    text = text.replace(__file__, 'here.py')
    text = text.replace(os.path.basename(__file__), 'here.py')
    print(re.sub(' at 0x[0-9a-f]+', '', text))


out = io.StringIO()
stats = pstats.Stats(counted(), stream=out)  # expect: 2
stats.strip_dirs().sort_stats('stdname').print_stats()
shown(out.getvalue())
# expect:          26 function calls (8 primitive calls) in 0.000 seconds
# expect:
# expect:    Ordered by: standard name
# expect:
# expect:    ncalls  tottime  percall  cumtime  percall filename:lineno(function)
# expect:      20/2    0.000    0.000    0.000    0.000 here.py:16(fib)
# expect:         1    0.000    0.000    0.000    0.000 here.py:20(work)
# expect:         1    0.000    0.000    0.000    0.000 {built-in method builtins.len}
# expect:         1    0.000    0.000    0.000    0.000 {built-in method fromkeys}
# expect:         1    0.000    0.000    0.000    0.000 {method 'append' of 'list' objects}
# expect:         2    0.000    0.000    0.000    0.000 {method 'disable' of '_lsprof.Profiler' objects}
# expect:
# expect:
# expect:


def said(what, *args):
    stats.stream = io.StringIO()
    what(*args)
    shown(stats.stream.getvalue())


said(stats.print_callers, 'fib')
# expect:    Ordered by: standard name
# expect:    List reduced from 6 to 1 due to restriction <'fib'>
# expect:
# expect: Function                   was called by...
# expect:                                ncalls  tottime  cumtime
# expect: here.py:16(fib)  <-    18/4    0.000    0.000  here.py:16(fib)
# expect:                                     1    0.000    0.000  here.py:20(work)
# expect:
# expect:
# expect:
said(stats.print_callees, 'work')
# expect:    Ordered by: standard name
# expect:    List reduced from 6 to 1 due to restriction <'work'>
# expect:
# expect: Function                    called...
# expect:                                 ncalls  tottime  cumtime
# expect: here.py:20(work)  ->       1    0.000    0.000  here.py:16(fib)
# expect:                                      1    0.000    0.000  {built-in method builtins.len}
# expect:                                      1    0.000    0.000  {built-in method fromkeys}
# expect:                                      1    0.000    0.000  {method 'append' of 'list' objects}
# expect:
# expect:
# expect:
said(stats.print_stats, 2)
# expect:          26 function calls (8 primitive calls) in 0.000 seconds
# expect:
# expect:    Ordered by: standard name
# expect:    List reduced from 6 to 2 due to restriction <2>
# expect:
# expect:    ncalls  tottime  percall  cumtime  percall filename:lineno(function)
# expect:      20/2    0.000    0.000    0.000    0.000 here.py:16(fib)
# expect:         1    0.000    0.000    0.000    0.000 here.py:20(work)
# expect:
# expect:
# expect:
said(stats.print_stats, 'b', .5)
# expect:          26 function calls (8 primitive calls) in 0.000 seconds
# expect:
# expect:    Ordered by: standard name
# expect:    List reduced from 6 to 5 due to restriction <'b'>
# expect:    List reduced from 5 to 3 due to restriction <0.5>
# expect:
# expect:    ncalls  tottime  percall  cumtime  percall filename:lineno(function)
# expect:      20/2    0.000    0.000    0.000    0.000 here.py:16(fib)
# expect:         1    0.000    0.000    0.000    0.000 {built-in method builtins.len}
# expect:         1    0.000    0.000    0.000    0.000 {built-in method fromkeys}
# expect:
# expect:
# expect:
said(stats.print_stats, '(')
# expect:          26 function calls (8 primitive calls) in 0.000 seconds
# expect:
# expect:    Ordered by: standard name
# expect:    <Invalid regular expression '('>
# expect:
# expect:    ncalls  tottime  percall  cumtime  percall filename:lineno(function)
# expect:      20/2    0.000    0.000    0.000    0.000 here.py:16(fib)
# expect:         1    0.000    0.000    0.000    0.000 here.py:20(work)
# expect:         1    0.000    0.000    0.000    0.000 {built-in method builtins.len}
# expect:         1    0.000    0.000    0.000    0.000 {built-in method fromkeys}
# expect:         1    0.000    0.000    0.000    0.000 {method 'append' of 'list' objects}
# expect:         2    0.000    0.000    0.000    0.000 {method 'disable' of '_lsprof.Profiler' objects}
# expect:
# expect:
# expect:
stats.sort_stats(pstats.SortKey.NAME, pstats.SortKey.LINE).reverse_order()
said(stats.print_stats, 1)
# expect:          26 function calls (8 primitive calls) in 0.000 seconds
# expect:
# expect:    Ordered by: function name, line number
# expect:    List reduced from 6 to 1 due to restriction <1>
# expect:
# expect:    ncalls  tottime  percall  cumtime  percall filename:lineno(function)
# expect:         1    0.000    0.000    0.000    0.000 here.py:20(work)
# expect:
# expect:
# expect:
said(pstats.Stats.sort_stats(stats, 'cumu', 'std').print_stats, 0)
# expect:          26 function calls (8 primitive calls) in 0.000 seconds
# expect:
# expect:
for wrong in ('c',), ('calls', 1), ('nothing',):
    try:
        stats.sort_stats(*wrong)
    except (KeyError, TypeError) as e:
        print(repr(e))
# expect: KeyError('c')
# expect: TypeError("Can't have mixed argument type")
# expect: KeyError('nothing')
try:
    pstats.Stats(5)
except TypeError as e:
    print(e)
# expect: Cannot create or construct a <class 'pstats.Stats'> object from 5


# Two of the same make twice as many.
def twice():
    path = os.path.join(tempfile.mkdtemp(), 'counts')
    counted().dump_stats(path)
    both = pstats.Stats(path)
    print(both.total_calls, both.prim_calls)
    both.add(path, counted())
    print(both.total_calls, both.prim_calls, len(both.files))
    key = next(key for key in both.stats if key[2] == 'fib')
    print(both.stats[key][:2], [row[:2] for row in both.stats[key][4].values()])
    os.remove(path)
    os.rmdir(os.path.dirname(path))


twice()
# expect: 2
# expect: 26 8
# expect: 2
# expect: 78 24 2
# expect: (6, 60) [(54, 12), (3, 3)]


# The names of profile: no word of the class of a method.
def plain():
    prof = profile.Profile(clock)
    prof.runcall(work)
    stats = pstats.Stats(prof, stream=io.StringIO())
    stats.strip_dirs().sort_stats('stdname').print_stats()
    stats.print_callers('len')
    shown(stats.stream.getvalue())


plain()
# expect:          21 function calls (7 primitive calls) in 0.000 seconds
# expect:
# expect:    Ordered by: standard name
# expect:
# expect:    ncalls  tottime  percall  cumtime  percall filename:lineno(function)
# expect:         1    0.000    0.000    0.000    0.000 :0(append)
# expect:         1    0.000    0.000    0.000    0.000 :0(fromkeys)
# expect:         1    0.000    0.000    0.000    0.000 :0(len)
# expect:         1    0.000    0.000    0.000    0.000 :0(setprofile)
# expect:         1    0.000    0.000    0.000    0.000 profile:0(<function work>)
# expect:         0    0.000             0.000          profile:0(profiler)
# expect:      15/1    0.000    0.000    0.000    0.000 here.py:16(fib)
# expect:         1    0.000    0.000    0.000    0.000 here.py:20(work)
# expect:
# expect:
# expect:    Ordered by: standard name
# expect:    List reduced from 8 to 1 due to restriction <'len'>
# expect:
# expect: Function was called by...
# expect: :0(len)  <- here.py:20(work)(1)    0.000
# expect:
# expect:
# expect:


def switched():
    with cProfile.Profile(clock) as prof:
        abs(1)
    prof.enable(builtins=False)
    abs(fib(1))
    prof.disable()
    prof.create_stats()
    print(sorted((key[2], row[1]) for key, row in prof.stats.items()
                 if key[2] != '__exit__'))


switched()
# expect: [('<built-in method builtins.abs>', 1), ("<method 'disable' of '_lsprof.Profiler' objects>", 1), ('fib', 1)]


# What raises is counted, and nobody listens any more.
def broken():
    prof = cProfile.Profile()
    try:
        prof.runctx('fib(1); 1 / 0', {'fib': fib}, {})
    except ZeroDivisionError as e:
        print(e, sys.getprofile())
    prof.create_stats()
    print(sorted(key[2] for key in prof.stats))


broken()
# expect: division by zero None
# expect: ['<built-in method builtins.exec>', "<method 'disable' of '_lsprof.Profiler' objects>", '<module>', 'fib']
