"""Tables of what profile and cProfile have counted."""

import os
import sys
from enum import Enum

__all__ = ['Stats', 'SortKey']


class SortKey(str, Enum):
    CALLS = 'calls'
    CUMULATIVE = 'cumulative'
    FILENAME = 'filename'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time'


def func_std_string(func):
    file, line, name = func
    if (file, line) != ('~', 0):
        return '%s:%d(%s)' % func
    return '{%s}' % name[1:-1] if name[:1] + name[-1:] == '<>' else name


def func_strip_path(func):
    return (os.path.basename(func[0]),) + func[1:]


def _sum(a, b):
    """Of the two rows of one caller, or of one function."""
    return tuple(x + y for x, y in zip(a, b)) if isinstance(a, tuple) else a + b


def _merge(a, b):
    callers = dict(a[4])
    for func, row in b[4].items():
        callers[func] = _sum(callers[func], row) if func in callers else row
    return _sum(a[:4], b[:4]) + (callers,)


class Stats:
    """My stats maps (file, line, function) to (outermost calls, calls, time of
    its own, time, callers), and callers likewise to the same without callers
    (calls first), or to a number."""

    sort_arg_dict_default = {
        'calls': (((1, -1),), 'call count'),
        'ncalls': (((1, -1),), 'call count'),
        'cumtime': (((3, -1),), 'cumulative time'),
        'cumulative': (((3, -1),), 'cumulative time'),
        'filename': (((4, 1),), 'file name'),
        'line': (((5, 1),), 'line number'),
        'module': (((4, 1),), 'file name'),
        'name': (((6, 1),), 'function name'),
        'nfl': (((6, 1), (4, 1), (5, 1)), 'name/file/line'),
        'pcalls': (((0, -1),), 'primitive call count'),
        'stdname': (((7, 1),), 'standard name'),
        'time': (((2, -1),), 'internal time'),
        'tottime': (((2, -1),), 'internal time')}

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.init(args[0] if args else None)
        self.add(*args[1:])

    def init(self, arg):
        self.files = []
        self.fcn_list = self.all_callees = None
        self.load_stats(arg)
        self._count()

    def load_stats(self, arg):
        self.stats = {}
        if isinstance(arg, str):
            import pickle
            import time
            with open(arg, 'rb') as f:
                self.stats = pickle.load(f)
            self.files = [time.ctime(os.stat(arg).st_mtime) + '    ' + arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats = arg.stats
            arg.stats = {}
        if not self.stats and arg is not None:
            raise TypeError('Cannot create or construct a %r object from %r' %
                            (self.__class__, arg))

    def _count(self):
        rows = self.stats.values()
        self.prim_calls = sum(row[0] for row in rows)
        self.total_calls = sum(row[1] for row in rows)
        self.total_tt = sum(row[2] for row in rows)
        self.max_name_len = max((len(func_std_string(func))
                                 for func in self.stats), default=0)

    def _take(self, rows):
        for func, row in rows:
            old = self.stats.get(func)
            self.stats[func] = _merge(old, row) if old else row
        self.fcn_list = self.all_callees = None
        self._count()

    def add(self, *arg_list):
        for item in arg_list:
            if type(item) is not type(self):
                item = Stats(item)
            self.files += item.files
            self._take(item.stats.items())
        return self

    def dump_stats(self, filename):
        import pickle
        with open(filename, 'wb') as f:
            pickle.dump(self.stats, f)

    def get_sort_arg_defs(self):
        """What sort_stats() takes: every beginning that is one word's alone."""
        self.sort_arg_dict = found = {}
        words = self.sort_arg_dict_default
        for word, order in words.items():
            for end in range(len(word), 0, -1):
                if found.setdefault(word[:end], order) is not order:
                    found[word[:end]] = 0
                    break
        for short in [s for s in found if not found[s]]:
            del found[short]
        found.update(words)
        return found

    def sort_stats(self, *field):
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = [{-1: 'stdname', 0: 'calls', 1: 'time',
                      2: 'cumulative'}[field[0]]]
        elif any(type(arg) is not type(field[0]) for arg in field):
            raise TypeError("Can't have mixed argument type")
        words = self.get_sort_arg_defs()
        orders = [words[word.value if isinstance(word, SortKey) else word]
                  for word in field]
        self.sort_type = ', '.join(order[1] for order in orders)
        rows = [row[:4] + func + (func_std_string(func), func)
                for func, row in self.stats.items()]
        for column, way in reversed([key for order in orders
                                     for key in order[0]]):
            rows.sort(key=lambda row: row[column], reverse=way < 0)
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        rows = self.stats
        self.stats = {}
        self._take((func_strip_path(func), row[:4] + (
            {func_strip_path(caller): sub for caller, sub in row[4].items()},))
            for func, row in rows.items())
        return self

    def calc_callees(self):
        if not self.all_callees:
            self.all_callees = found = {func: {} for func in self.stats}
            for func, row in self.stats.items():
                for caller, sub in row[4].items():
                    found.setdefault(caller, {})[func] = sub

    def eval_print_amount(self, sel, list, msg):
        count = len(list)
        new = list
        if isinstance(sel, str):
            import re
            try:
                rex = re.compile(sel)
            except re.error:
                return new, msg + '   <Invalid regular expression %r>\n' % sel
            new = [func for func in list if rex.search(func_std_string(func))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            new = list[:int(count * sel + .5)]
        elif isinstance(sel, int) and 0 <= sel < count:
            new = list[:sel]
        if len(new) != count:
            msg += ('   List reduced from %r to %r due to restriction <%r>\n' %
                    (count, len(new), sel))
        return new, msg

    def get_print_list(self, sel_list):
        width = self.max_name_len
        found = self.fcn_list[:] if self.fcn_list else list(self.stats)
        msg = ('   Ordered by: %s\n' % self.sort_type if self.fcn_list else
               '   Random listing order was used\n')
        for sel in sel_list:
            found, msg = self.eval_print_amount(sel, found, msg)
        if found:
            self._print(msg)
        if 0 < len(found) < len(self.stats):
            width = max(len(func_std_string(func)) for func in found)
        return width + 2 if found else 0, found

    def _print(self, *args, **how):
        print(*args, file=self.stream, **how)

    def print_stats(self, *amount):
        for line in self.files:
            self._print(line)
        if self.files:
            self._print()
        primitive = ''
        if self.total_calls != self.prim_calls:
            primitive = ' (%d primitive calls)' % self.prim_calls
        self._print('         %d function calls%s in %.3f seconds\n' %
                    (self.total_calls, primitive, self.total_tt))
        _, found = self.get_print_list(amount)
        if found:
            self.print_title()
            for func in found:
                self.print_line(func)
            self._print('\n')
        return self

    def print_title(self):
        self._print('   ncalls  tottime  percall  cumtime  percall '
                    'filename:lineno(function)')

    def print_line(self, func):
        cc, nc, tt, ct, _ = self.stats[func]
        per = ['%8.3f' % (all / n) if n else ' ' * 8
               for all, n in ((tt, nc), (ct, cc))]
        self._print('%9s %8.3f %s %8.3f %s %s' % (
            nc if nc == cc else '%d/%d' % (nc, cc), tt, per[0], ct, per[1],
            func_std_string(func)))

    def print_callers(self, *amount):
        return self._print_calls(amount, 'was called by...', '<-', lambda func:
                                 self.stats[func][4])

    def print_callees(self, *amount):
        self.calc_callees()
        return self._print_calls(amount, 'called...', '->',
                                 lambda func: self.all_callees.get(func, {}))

    def _print_calls(self, amount, title, arrow, calls):
        width, found = self.get_print_list(amount)
        if not found:
            return self
        self.print_call_heading(width, title)
        for func in found:
            self.print_call_line(width, func, calls(func), arrow)
        self._print('\n')
        return self

    def print_call_heading(self, name_size, column_title):
        self._print('Function '.ljust(name_size) + column_title)
        for row in self.stats.values():
            if row[4]:
                if isinstance(next(iter(row[4].values())), tuple):
                    self._print(' ' * name_size +
                                '    ncalls  tottime  cumtime')
                break

    def print_call_line(self, name_size, source, call_dict, arrow='->'):
        head = func_std_string(source).ljust(name_size) + arrow
        if not call_dict:
            self._print(head, '')
        for func in sorted(call_dict):
            name = func_std_string(func)
            row = call_dict[func]
            if isinstance(row, tuple):
                nc, cc, tt, ct = row
                self._print('%s %7s %8.3f %8.3f  %s' % (
                    head, nc if nc == cc else '%d/%d' % (nc, cc), tt, ct,
                    name))
            else:
                self._print(head, '%s(%r) %8.3f' % (name, row,
                                                    self.stats[func][3]))
            head = ' ' * len(head)
