"""The prompt of breakpoint(): looks at a program where it stands.

The interpreter does not trace, so there is no stepping: one goes on with c.
"""

import sys

_HELP = '''c(ont)  go on             w(here), bt  where the program is
u(p), d(own)  other frame l(ist) [n]   the text around
a(rgs)  the arguments     p, pp x      print x
q(uit)  end the program   h(elp), ?    this text
Anything else is a statement, also behind an exclamation mark.'''


class Pdb:
    prompt = '(Pdb) '

    def __init__(self, frame, traceback=None):
        self.frames = []
        while frame is not None:
            self.frames.insert(0, (frame, frame.f_lineno))
            frame = frame.f_back
        while traceback is not None:
            self.frames.append((traceback.tb_frame, traceback.tb_lineno))
            traceback = traceback.tb_next
        self.at = len(self.frames) - 1

    def show(self, number, mark='> '):
        import linecache
        frame, line = self.frames[number]
        code = frame.f_code
        print('%s%s(%d)%s()' % (mark, code.co_filename, line, code.co_name))
        text = linecache.getline(code.co_filename, line).strip()
        if text:
            print('-> ' + text)

    def run(self):
        self.show(self.at)
        last = ''
        while True:
            try:
                line = input(self.prompt).strip() or last
            except EOFError:
                print()
                line = 'q'
            last = line
            word, _, rest = line.partition(' ')
            method = getattr(self, 'do_' + self.short.get(word, word), None)
            if line.startswith('!') or method is None:
                self.execute(line[line.startswith('!'):])
            elif method(rest):
                return

    short = {'cont': 'c', 'continue': 'c', 'where': 'w', 'bt': 'w', 'up': 'u',
             'down': 'd', 'list': 'l', 'args': 'a', 'quit': 'q', 'exit': 'q',
             'help': 'h', '?': 'h', 'next': 'n', 'step': 'n', 's': 'n',
             'return': 'n', 'r': 'n', 'until': 'n', 'unt': 'n', 'break': 'n',
             'b': 'n'}

    def execute(self, text):
        frame = self.frames[self.at][0]
        try:
            code = compile(text + '\n', '<stdin>', 'single')
            exec(code, frame.f_globals, frame.f_locals)
        except BaseException as e:
            self.error(e)

    def error(self, e):
        print('*** %s' % ''.join(self.lines(e)).strip())

    def lines(self, e):
        import traceback
        return traceback.format_exception_only(type(e), e)

    def value(self, text):
        frame = self.frames[self.at][0]
        return eval(text, frame.f_globals, frame.f_locals)

    def do_c(self, rest):
        return True

    def do_q(self, rest):
        from bdb import BdbQuit
        raise BdbQuit

    def do_n(self, rest):
        print('*** there is no stepping: the interpreter does not trace')

    def do_h(self, rest):
        print(_HELP)

    def do_w(self, rest):
        for number in range(len(self.frames)):
            self.show(number, '> ' if number == self.at else '  ')

    def do_u(self, rest):
        if self.at == 0:
            print('*** Oldest frame')
        else:
            self.at -= 1
            self.show(self.at)

    def do_d(self, rest):
        if self.at + 1 == len(self.frames):
            print('*** Newest frame')
        else:
            self.at += 1
            self.show(self.at)

    def do_l(self, rest):
        import linecache
        frame, current = self.frames[self.at]
        middle = int(rest) if rest.isdigit() else current
        first = max(1, middle - 5)
        for number in range(first, first + 11):
            text = linecache.getline(frame.f_code.co_filename, number)
            if text:
                print('%3d%s\t%s' % (number,
                                     '  ->' if number == current else '    ',
                                     text.rstrip()))

    def do_a(self, rest):
        frame = self.frames[self.at][0]
        code = frame.f_code
        count = (code.co_argcount + code.co_kwonlyargcount +
                 bool(code.co_flags & 4) + bool(code.co_flags & 8))
        for name in code.co_varnames[:count]:
            print('%s = %r' % (name, frame.f_locals.get(name)))

    def do_p(self, rest):
        try:
            print(repr(self.value(rest)))
        except BaseException as e:
            self.error(e)

    def do_pp(self, rest):
        from pprint import pprint
        try:
            pprint(self.value(rest))
        except BaseException as e:
            self.error(e)


def set_trace(*, header=None):
    frame = sys._getframe(1)
    while frame.f_globals.get('__name__') == 'pdb':
        frame = frame.f_back
    if header is not None:
        print(header)
    Pdb(frame).run()


def post_mortem(t=None):
    if t is None:
        error = sys.exception()
        t = error.__traceback__ if error else None
    if t is None:
        raise ValueError('A valid traceback must be passed if no exception '
                         'is being handled')
    Pdb(t.tb_frame.f_back, t).run()


def pm():
    post_mortem(sys.last_traceback)


def _hook(*args, **keywords):
    """What sys.breakpointhook() does: PYTHONBREAKPOINT says what to call."""
    import os
    name = os.environ.get('PYTHONBREAKPOINT') or 'pdb.set_trace'
    if name == '0':
        return None
    module, _, function = name.rpartition('.')
    try:
        import importlib
        function = getattr(importlib.import_module(module or 'builtins'),
                           function)
    except (ImportError, AttributeError, ValueError):
        import warnings
        warnings.warn('Ignoring unimportable $PYTHONBREAKPOINT: "%s"' % name,
                      RuntimeWarning)
        return None
    return function(*args, **keywords)
