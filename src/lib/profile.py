"""How often each function is called, by whom, and how long that takes."""

import sys
import time

__all__ = ['run', 'runctx', 'Profile']


class Profile:
    """I listen to sys.setprofile().

    My clock stands still while I write down what I heard.
    """

    def __init__(self, timer=None, bias=None):
        self.timer = timer or time.perf_counter
        # Label to [calls, outermost calls, time of its own, time, those at
        # work, callers]; callers likewise, by the label of the caller.
        self._rows = {('profile', 0, 'profiler'): [0, 0, 0, 0, 0, {}]}
        self._calls = []  # [label, row, row in callers, begin, time of callees]
        self._lost = 0

    def _label(self, function):
        """What a native function is called."""
        return '', 0, function.__name__

    def _listen(self, frame, event, arg):
        now = self.timer() - self._lost
        if event == 'call':
            code = frame.f_code
            self._enter((code.co_filename, code.co_firstlineno, code.co_name),
                        now)
        elif event == 'c_call':
            self._enter(self._label(arg), now)
        elif self._calls:
            self._leave(now)
        self._lost = self.timer() - now

    def _enter(self, label, now):
        row = self._rows.setdefault(label, [0, 0, 0, 0, 0, {}])
        row[0] += 1
        row[4] += 1
        sub = None
        if self._calls:
            sub = row[5].setdefault(self._calls[-1][0], [0, 0, 0, 0, 0])
            sub[0] += 1
            sub[4] += 1
        self._calls.append([label, row, sub, now, 0])

    def _leave(self, now):
        _, row, sub, begin, inner = self._calls.pop()
        total = now - begin
        if self._calls:
            self._calls[-1][4] += total
        for entry in row, sub:
            if entry:
                entry[4] -= 1
                entry[2] += total - inner
                if not entry[4]:
                    entry[1] += 1
                    entry[3] += total

    def _begin(self, command):
        now = self.timer()
        self._lost = 0
        if command is not None:
            self._enter(('profile', 0, str(command)), now)
            self._calls[0][1][5]['profile', 0, 'profiler'] = [1]

    def _end(self):
        now = self.timer() - self._lost
        while self._calls:
            self._leave(now)

    def runcall(self, func, /, *args, **kw):
        self._begin(repr(func))
        sys.setprofile(self._listen)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)
            self._end()

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        self._begin(cmd)
        sys.setprofile(self._listen)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
            self._end()
        return self

    def _of_caller(self, row):
        return row[0]

    def create_stats(self):
        """Makes stats of what was heard so far, as pstats reads them."""
        self._end()
        self.stats = {
            label: (cc, nc, tt, ct, {caller: self._of_caller(sub)
                                     for caller, sub in callers.items()})
            for label, (nc, cc, tt, ct, _, callers) in self._rows.items()}

    snapshot_stats = create_stats

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        """For pstats.Stats(file): the statistics, pickled."""
        import pickle
        self.create_stats()
        with open(file, 'wb') as f:
            pickle.dump(self.stats, f)


def _report(kind, statement, globals, locals, filename, sort):
    prof = kind()
    try:
        prof.runctx(statement, globals, locals)
    except SystemExit:
        pass
    finally:
        if filename is not None:
            prof.dump_stats(filename)
        else:
            prof.print_stats(sort)


def run(statement, filename=None, sort=-1, *, _kind=Profile):
    import __main__
    _report(_kind, statement, __main__.__dict__, __main__.__dict__, filename,
            sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    _report(Profile, statement, globals, locals, filename, sort)


def main(kind=Profile, prog='profile.py'):
    import optparse
    import os
    parser = optparse.OptionParser(prog=prog, usage=(
        '%prog [-o output_file_path] [-s sort] [-m module | scriptfile] '
        '[arg] ...'))
    parser.allow_interspersed_args = False
    parser.add_option('-o', '--outfile', default=None,
                      help='Save stats to <outfile>')
    parser.add_option('-s', '--sort', default=2 if prog[0] == 'c' else -1,
                      help='Sort order when printing to stdout, based on '
                           'pstats.Stats class')
    parser.add_option('-m', dest='module', action='store_true', default=False,
                      help='Profile a library module')
    options, args = parser.parse_args()
    if not args:
        parser.print_usage()
        return 2
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    sys.argv[:] = args
    file = args[0]
    if options.module:
        from importlib.util import find_spec
        spec = find_spec(file)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = find_spec(file + '.__main__')
        if spec is None:
            sys.exit('No module named ' + file)
        code, file = spec.loader.get_source(spec.name), spec.origin
    else:
        sys.path.insert(0, os.path.dirname(file))
        with open(file, 'rb') as f:
            code = f.read()
    space = {'__file__': file, '__name__': '__main__', '__package__': None,
             '__cached__': None}
    try:
        _report(kind, compile(code, file, 'exec'), space, None,
                options.outfile, options.sort)
    except BrokenPipeError as e:
        sys.stdout = None
        sys.exit(e.errno)


if __name__ == '__main__':
    sys.exit(main())
