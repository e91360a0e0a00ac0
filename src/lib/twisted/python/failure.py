"""An exception that can be kept, passed on, and looked at later."""

import sys

import _defer
import _reactor

EXCEPTION_CAUGHT_HERE = '--- <exception caught here> ---'
count = 0


class DefaultException(Exception):
    """What somebody meant who gave no exception."""


class NoCurrentExceptionError(Exception):
    """There is no exception to make a Failure of."""


class Failure(BaseException):
    """I hold an exception, its class, and the places it came through, as text.

    My frames lead from who caught the exception to who raised it, outermost
    first; my stack leads to who caught it. I look at the frames when somebody
    asks, or before I let go of the traceback, and can be saved in a tap: what
    remains of them then are names, numbers and representations.
    """

    pickled = 0
    captureVars = False
    _earlier = _frames = None

    def __init__(self, exc_value=None, exc_type=None, exc_tb=None,
                 captureVars=False):
        global count
        count = self.count = count + 1
        if captureVars:
            self.captureVars = captureVars
        is_caught = exc_value is None
        if is_caught:
            exc_type, exc_value, exc_tb = sys.exc_info()
            if exc_value is None:
                raise NoCurrentExceptionError()
        elif exc_type is None and isinstance(exc_value, str):
            from twisted import _era
            if not _era.called_from_era():
                raise TypeError('Strings are not supported by Failure')
        earlier = getattr(exc_value, '__failure__', None)
        if earlier is not None:
            del exc_value.__failure__    # it may be raised elsewhere, too
        if isinstance(exc_value, Failure):
            # Raised itself, or kept again.
            earlier = exc_value
            exc_type, exc_value = earlier.type, earlier.value
        tb = exc_tb
        if tb is None and isinstance(exc_value, BaseException):
            tb = exc_value.__traceback__
        self.tb = tb
        # What the era raised that is no exception today: see era.h.
        raised = getattr(exc_value, '<raised>', None)
        if isinstance(raised, str):
            exc_type, exc_value = raised, (exc_value.args or (None,))[0]
        elif raised is not None:
            exc_type, exc_value = raised.__class__, raised
        self.type = exc_type or exc_value.__class__
        self.value = exc_value
        if earlier is not None:
            self._earlier = earlier.frames
            self.stack = earlier.stack
            return
        self.stack = [] if tb is None else (
            _captured if captureVars else _defer.callers)(tb, is_caught)
        if captureVars:
            self.frames

    @property
    def frames(self):
        """[(function, file name, line number, locals, globals), ...]"""
        if self._frames is None:
            frames = self._frames = []
            tb = self.tb
            while tb is not None:
                frames.append(_row(tb.tb_frame, tb.tb_lineno, self.captureVars))
                tb = tb.tb_next
            if self._earlier is not None:
                known = [list(each[:3]) for each in frames]
                frames.extend([each for each in self._earlier
                               if list(each[:3]) not in known])
                self._earlier = None
        return self._frames

    @frames.setter
    def frames(self, frames):
        self._frames = frames

    @property
    def parents(self):
        return [_full_name(cls) for cls in _mro(self.type)]

    def trap(self, *errorTypes):
        """Return which of the classes I am; raise my exception if none."""
        error = self.check(*errorTypes)
        if not error:
            self.raiseException()
        return error

    def check(self, *errorTypes):
        """Return which of the classes, or names of classes, I am; or None."""
        for error in errorTypes:
            if isinstance(error, str):
                # The module of builtin exceptions was called so once.
                name = error.replace('exceptions.', 'builtins.', 1)
                if name in self.parents:
                    return error
            elif isinstance(error, type) and isinstance(self.type, type) and \
                    issubclass(self.type, error):
                return error
        return None

    def raiseException(self):
        if not isinstance(self.value, BaseException):
            from twisted import _era
            _era.throw(self.type, self.value, self.tb)
        try:
            self.value.__failure__ = self
        except AttributeError:
            pass
        raise self.value.with_traceback(self.tb)

    def throwExceptionIntoGenerator(self, g):
        return g.throw(self.value)

    def getErrorMessage(self):
        if isinstance(self.value, Failure):
            return self.value.getErrorMessage()
        from twisted.python import reflect
        return reflect.safe_str(self.value)

    def getTracebackObject(self):
        """My traceback, or something like it once I was cleaned."""
        if self.tb is not None or not self.frames:
            return self.tb
        return _like_traceback(self.stack, self.frames)

    def getBriefTraceback(self):
        return self.getTraceback(detail='brief')

    def getTraceback(self, elideFrameworkCode=0, detail='default'):
        import io
        file = io.StringIO()
        self.printTraceback(file, elideFrameworkCode, detail)
        return file.getvalue()

    def printTraceback(self, file=None, elideFrameworkCode=False,
                       detail='default'):
        """Write where I come from; detail is brief, default or verbose."""
        from twisted.python import reflect
        if file is None:
            from twisted.python import log
            file = log.logerr
        write = file.write
        text = reflect.safe_str(self.value)
        frames = self.frames
        if detail == 'brief' and _reactor.eraVoice():
            write('Traceback! %s, %s\n' % (_era_name(self.type), text))
        elif detail == 'brief':
            write('Traceback%s: %s: %s\n' % (
                '' if frames else ' (failure with no frames)',
                reflect.safe_str(self.type), text))
        elif detail == 'verbose':
            write('*--- Failure #%d%s---\n' % (
                self.count, self.pickled and ' (pickled) ' or ' '))
        else:
            write('Traceback (most recent call last):\n')
        shown = detail
        if detail == 'verbose' and not self.captureVars:
            shown = 'verbose-vars-not-captured'
        if frames:
            if not elideFrameworkCode:
                format_frames(self.stack[-traceupLength:], write, shown)
                write(EXCEPTION_CAUGHT_HERE + '\n')
            format_frames(frames, write, shown)
        elif detail != 'brief':
            write('Failure: ')
        if detail != 'brief':
            name = _era_name if _reactor.eraVoice() else _full_name
            write('%s: %s\n' % (name(self.type), text))
        if isinstance(self.value, Failure):
            write(' (chained Failure)\n')
            self.value.printTraceback(file, elideFrameworkCode, detail)
        if detail == 'verbose':
            write('*--- End of Failure #%d ---\n' % self.count)

    def printBriefTraceback(self, file=None, elideFrameworkCode=0):
        self.printTraceback(file, elideFrameworkCode, detail='brief')

    def printDetailedTraceback(self, file=None, elideFrameworkCode=0):
        self.printTraceback(file, elideFrameworkCode, detail='verbose')

    def cleanFailure(self):
        """Let go of the frames, so that what they refer to can be freed."""
        if not self.pickled:
            self.__dict__.update(self.__getstate__())
        if getattr(self.value, '__traceback__', None) is not None:
            self.value.__traceback__ = None

    def __getstate__(self):
        state = self.__dict__.copy()
        if not self.pickled:
            state['_frames'] = _as_text(self.frames)
            state['stack'] = _as_text(self.stack)
            state['_earlier'] = state['tb'] = None
            state['pickled'] = 1
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)

    def __reduce__(self):
        return Failure.__new__, (self.__class__,), self.__getstate__()

    def __repr__(self):
        name = _full_name(Failure)
        if _reactor.eraVoice():
            return '<%s %s>' % (name, _era_name(self.type))
        return '<%s %s: %s>' % (name, _full_name(self.type),
                                self.getErrorMessage())

    def __str__(self):
        return '[Failure instance: %s]' % self.getBriefTraceback()


def _era_name(cls):
    name = _full_name(cls)
    return name.replace('builtins.', 'exceptions.', 1)


traceupLength = 4


def _captured(tb, is_caught):
    """As _defer.callers(), with variables."""
    here = frame = sys._getframe(2)
    while frame is not None and frame.f_code is not tb.tb_frame.f_code:
        frame = frame.f_back
    if frame is None:
        frame = here
    elif is_caught:
        frame = frame.f_back
    stack = []
    while frame is not None:
        stack.append(_row(frame, frame.f_lineno, True))
        frame = frame.f_back
    return stack[::-1]


def _row(frame, lineno, captureVars):
    """What is kept of a frame."""
    code = frame.f_code
    places = (), ()
    if captureVars:
        inner, outer = frame.f_locals, frame.f_globals
        places = [[(name, value) for name, value in space.items()
                   if name != '__builtins__']
                  for space in (inner, {} if inner is outer else outer)]
    return code.co_name, code.co_filename, lineno, *places


def _as_text(frames):
    """Frames of which nothing refers to anything."""
    from twisted.python.reflect import safe_repr
    return [[*each[:3], *[[(name, safe_repr(value)) for name, value in space]
                          for space in each[3:]]] for each in frames]


def _like_traceback(stack, frames):
    """What looks like a traceback to those who print one."""
    from types import SimpleNamespace as Like
    tbs, back = [], None
    for name, filename, lineno, inner, outer in [*stack, *frames]:
        code = Like(co_name=name, co_filename=filename, co_firstlineno=lineno,
                    co_positions=lambda: iter([(None,) * 4]))
        back = Like(f_code=code, f_lineno=lineno, f_lasti=0, f_back=back,
                    f_globals=dict(outer), f_locals=dict(inner))
        tbs.append(Like(tb_frame=back, tb_lineno=lineno, tb_lasti=0,
                        tb_next=None))
    tbs = tbs[len(stack):]
    for tb, following in zip(tbs, tbs[1:]):
        tb.tb_next = following
    return tbs[0]


def format_frames(frames, write, detail='default'):
    """Write frames, with as much as the level of detail asks for."""
    if detail not in ('default', 'brief', 'verbose',
                      'verbose-vars-not-captured'):
        raise ValueError('Detail must be default, brief, verbose, or '
                         'verbose-vars-not-captured. (not %r)' % (detail,))
    import linecache
    for method, filename, lineno, inner, outer in frames:
        if detail == 'brief':
            write('%s:%s:%s\n' % (filename, lineno, method))
        elif detail == 'default':
            write('  File "%s", line %s, in %s\n' % (filename, lineno, method))
            write('    %s\n' % linecache.getline(filename, lineno).strip())
        else:
            write('%s:%d: %s(...)\n' % (filename, lineno, method))
        if detail == 'verbose':
            for title, space in ('[ Locals ]', inner), ('( Globals )', outer):
                write(' %s\n' % title)
                for name, value in space:
                    write('  %s : %r\n' % (name, value))
    if detail == 'verbose-vars-not-captured':
        write(' [Capture of Locals and Globals disabled '
              '(use captureVars=True)]\n')


_plainInit = Failure.__init__


def startDebugMode():
    """Let pdb look at each exception that a Failure is made of."""
    Failure.__init__ = _debugInit


def _debugInit(self, exc_value=None, exc_type=None, exc_tb=None,
               captureVars=False):
    caught, why, tb = sys.exc_info()
    if exc_value is None and caught not in (None, Failure):
        import pdb
        print("Jumping into debugger for post-mortem of exception '%s':" % why)
        pdb.post_mortem(tb)
    _plainInit(self, exc_value, exc_type, exc_tb, captureVars)


def _mro(cls):
    return getattr(cls, '__mro__', (cls,))


def _full_name(cls):
    module = getattr(cls, '__module__', None)
    name = getattr(cls, '__qualname__', None) or str(cls)
    return '%s.%s' % (module, name) if module else name
