"""How long small pieces of code take."""

import sys
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5
dummy_src_name = '<timeit-src>'
_globals = globals
_template = '''def inner(_it, _timer%s):
    %s
    _t0 = _timer()
    for _i in _it:
        %s
        pass
    _t1 = _timer()
    return _t1 - _t0
'''


def _indented(text, columns):
    return text.replace('\n', '\n' + ' ' * columns)


class Timer:
    """I time a statement, or a function."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer,
                 globals=None):
        self.timer = timer
        space, before, parts = {}, '', []
        for name, code, depth in ('setup', setup, 4), ('stmt', stmt, 8):
            if isinstance(code, str):
                compile(before + code, dummy_src_name, 'exec')
                before = code + '\n'
                parts.append(_indented(code, depth))
            elif callable(code):
                space['_' + name] = code
                parts.append('_%s()' % name)
            else:
                raise ValueError(name + ' is neither a string nor callable')
        parameters = ''.join([', %s=%s' % (name, name) for name in space])
        self.src = _template % (parameters, *parts)
        exec(compile(self.src, dummy_src_name, 'exec'),
             _globals() if globals is None else globals, space)
        self.inner = space['inner']

    def print_exc(self, file=None):
        import linecache
        import traceback
        linecache.cache[dummy_src_name] = (len(self.src), None,
                                           self.src.split('\n'),
                                           dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        import gc
        import itertools
        collects = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if collects:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """As many loops as take 0.2 seconds, and what they take."""
        import itertools
        for scale in itertools.count():
            for number in 10 ** scale, 2 * 10 ** scale, 5 * 10 ** scale:
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken


def timeit(stmt='pass', setup='pass', timer=default_timer,
           number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer,
           repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


def main(args=None, *, _wrap_timer=None):
    import getopt
    import os
    try:
        opts, args = getopt.getopt(
            sys.argv[1:] if args is None else args, 'n:u:s:r:pvh',
            ['number=', 'setup=', 'repeat=', 'process', 'verbose', 'unit=',
             'help'])
    except getopt.error as err:
        print(err)
        print('use -h/--help for command line help')
        return 2
    timer = default_timer
    number = 0
    setup = []
    repeat = default_repeat
    verbose = 0
    unit = None
    precision = 3
    units = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}
    for o, a in opts:
        if o in ('-n', '--number'):
            number = int(a)
        elif o in ('-s', '--setup'):
            setup.append(a)
        elif o in ('-u', '--unit'):
            if a not in units:
                print('Unrecognized unit. Please select nsec, usec, msec, or '
                      'sec.', file=sys.stderr)
                return 2
            unit = a
        elif o in ('-r', '--repeat'):
            repeat = max(int(a), 1)
        elif o in ('-p', '--process'):
            timer = time.process_time
        elif o in ('-v', '--verbose'):
            precision += verbose > 0
            verbose += 1
        else:
            print('usage: timeit [-n N] [-r N] [-s SETUP] [-u UNIT] [-p] [-v] '
                  '[statement ...]')
            return 0
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)

    def shown(seconds):
        name = unit
        if name is None:
            for name, scale in reversed(units.items()):
                if seconds >= scale:
                    break
        return '%.*g %s' % (precision, seconds / units[name], name)

    t = Timer('\n'.join(args) or 'pass', '\n'.join(setup) or 'pass', timer)
    if number == 0:
        def told(number, taken):
            print('%d loop%s -> %s secs' % (
                number, '' if number == 1 else 's', '%.*g' % (precision,
                                                              taken)))
        try:
            number, _ = t.autorange(told if verbose else None)
        except:
            t.print_exc()
            return 1
        if verbose:
            print()
    try:
        taken = t.repeat(repeat, number)
    except:
        t.print_exc()
        return 1
    if verbose:
        print('raw times: %s\n' % ', '.join(map(shown, taken)))
    timings = [dt / number for dt in taken]
    best = min(timings)
    print('%d loop%s, best of %d: %s per loop' % (
        number, 's' if number != 1 else '', repeat, shown(best)))
    if max(timings) >= best * 4:
        import warnings
        warnings.warn_explicit(
            'The test results are likely unreliable. The worst time (%s) was '
            'more than four times slower than the best time (%s).' % (
                shown(max(timings)), shown(best)), UserWarning, '', 0)
    return None


if __name__ == '__main__':
    sys.exit(main())
