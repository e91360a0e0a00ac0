"""Consoles like the interpreter's own."""

import sys
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact',
           'compile_command']


class InteractiveInterpreter:
    """I run pieces of source in a namespace."""

    def __init__(self, locals=None):
        self.compile = CommandCompiler()
        self.locals = {'__name__': '__console__', '__doc__': None} \
            if locals is None else locals

    def runsource(self, source, filename='<input>', symbol='single'):
        """True when more has to come before it can run."""
        more = False
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
        else:
            more = code is None
            if not more:
                self.runcode(code)
        return more

    def runcode(self, code):
        try:
            exec(code, self.locals)
        except BaseException as e:
            if isinstance(e, SystemExit):
                raise
            self.showtraceback()

    def showsyntaxerror(self, filename=None):
        kind, value, tb = sys.exc_info()
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, tb
        if filename and isinstance(value, SyntaxError):
            value.filename = filename
        self._show(kind, value, None)

    def showtraceback(self):
        kind, value, tb = sys.exc_info()
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, tb
        self._show(kind, value, tb.tb_next)

    def _show(self, kind, value, tb):
        if sys.excepthook is not sys.__excepthook__:
            sys.excepthook(kind, value, tb)
            return
        import traceback
        self.write(''.join(traceback.format_exception(kind, value, tb)))

    def write(self, data):
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """I read what is to be run, line by line."""

    def __init__(self, locals=None, filename='<console>'):
        InteractiveInterpreter.__init__(self, locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        for name, prompt in (('ps1', '>>> '), ('ps2', '... ')):
            if not hasattr(sys, name):
                setattr(sys, name, prompt)
        if banner is None:
            self.write('Python %s on %s\nType "help", "copyright", "credits" '
                       'or "license" for more information.\n(%s)\n' % (
                           sys.version, sys.platform, type(self).__name__))
        elif banner:
            self.write('%s\n' % str(banner))
        more = False
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write('\n')
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = False
        if exitmsg is None:
            self.write('now exiting %s...\n' % type(self).__name__)
        elif exitmsg != '':
            self.write('%s\n' % exitmsg)

    def push(self, line):
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None):
    console = InteractiveConsole(local)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)
