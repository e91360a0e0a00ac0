"""An exception that can be kept, passed on, and looked at later."""

import sys

EXCEPTION_CAUGHT_HERE = '--- <exception caught here> ---'
count = 0


class DefaultException(Exception):
    """What somebody meant who gave no exception."""


class NoCurrentExceptionError(Exception):
    """There is no exception to make a Failure of."""


class Failure(BaseException):
    """I hold an exception, its class, and the places it came through, as text.

    I can be saved in a tap: what remains of my frames are names and numbers.
    They are not looked at before somebody asks, or before I let go of the
    traceback. How the frame that caught the exception was reached I don't
    keep: my stack is empty.
    """

    pickled = 0
    captureVars = False
    stack = ()
    _earlier = _frames = None

    def __init__(self, exc_value=None, exc_type=None, exc_tb=None,
                 captureVars=False):
        global count
        count = self.count = count + 1
        earlier = None
        if exc_value is None:
            exc_type, exc_value, exc_tb = sys.exc_info()
            if exc_value is None:
                raise NoCurrentExceptionError()
            earlier = getattr(exc_value, '__failure__', None)
            if earlier is not None:
                del exc_value.__failure__    # it may be raised elsewhere, too
        if isinstance(exc_value, Failure):
            # Raised itself, or kept again.
            earlier = exc_value
            exc_type, exc_value = earlier.type, earlier.value
        self.type = exc_type or exc_value.__class__
        self.value = exc_value
        self.tb = exc_tb or getattr(exc_value, '__traceback__', None)
        if earlier is not None:
            self._earlier = earlier.frames

    @property
    def frames(self):
        """(function, file name, line number, (), ()), outermost first."""
        if self._frames is None:
            frames = self._frames = []
            tb = self.tb
            while tb is not None:
                code = tb.tb_frame.f_code
                frames.append((code.co_name, code.co_filename, tb.tb_lineno,
                               (), ()))
                tb = tb.tb_next
            if self._earlier is not None:
                if frames and frames[-1][0] == 'raiseException':
                    frames.pop()
                frames.extend([each for each in self._earlier
                               if each not in frames])
                self._earlier = None
        return self._frames

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
                for cls in _mro(self.type):
                    if name in (_full_name(cls), cls.__name__):
                        return error
            elif issubclass(self.type, error):
                return error
        return None

    def raiseException(self):
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
        """My traceback; None once I was cleaned."""
        return self.tb

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
        name = _full_name(self.type)
        closing = '%s: %s\n' % (name, text)
        frames = self.frames
        if detail == 'brief':
            if frames:
                write('Traceback: %r: %s\n' % (self.type, text))
            else:
                write('Traceback (failure with no frames): %r: %s\n'
                      % (self.type, text))
            closing = ''
        elif detail == 'verbose':
            write('*--- Failure #%d%s---\n' % (
                self.count, self.pickled and ' (pickled) ' or ' '))
        else:
            write('Traceback (most recent call last):\n')
            if not frames:
                closing = 'Failure: ' + closing
        if detail == 'verbose':
            write(_NO_VARIABLES)
        if frames:
            write(EXCEPTION_CAUGHT_HERE + '\n')
            format_frames(frames, write, detail)
        if detail == 'verbose':
            write(_NO_VARIABLES)
        if isinstance(self.value, Failure):
            write(' (chained Failure)\n')
            self.value.printTraceback(file, elideFrameworkCode, detail)
        write(closing)
        if detail == 'verbose':
            write('*--- End of Failure #%d ---\n' % self.count)

    def printBriefTraceback(self, file=None, elideFrameworkCode=0):
        self.printTraceback(file, elideFrameworkCode, detail='brief')

    def printDetailedTraceback(self, file=None, elideFrameworkCode=0):
        self.printTraceback(file, elideFrameworkCode, detail='verbose')

    def cleanFailure(self):
        """Let go of the frames, so that what they refer to can be freed."""
        if self.tb is not None:
            self.frames
            self.tb = None
        if isinstance(self.value, BaseException):
            self.value.__traceback__ = None

    def __getstate__(self):
        self.frames
        state = self.__dict__.copy()
        state['tb'] = None
        state['pickled'] = 1
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)

    def __reduce__(self):
        return Failure.__new__, (self.__class__,), self.__getstate__()

    def __repr__(self):
        return '<%s %s: %s>' % (_full_name(Failure), _full_name(self.type),
                                self.getErrorMessage())

    def __str__(self):
        return '[Failure instance: %s]' % self.getBriefTraceback()


_NO_VARIABLES = (' [Capture of Locals and Globals disabled '
                 '(use captureVars=True)]\n')


def format_frames(frames, write, detail='default'):
    """Write frames, one or two lines for each."""
    if detail not in ('brief', 'default', 'verbose'):
        raise ValueError("Detail must be brief, default, or verbose. "
                         "(not: %r)" % (detail,))
    import linecache
    for method, filename, lineno, _, _ in frames:
        if detail == 'brief':
            write('%s:%s:%s\n' % (filename, lineno, method))
        elif detail == 'verbose':
            write('%s:%d: %s(...)\n' % (filename, lineno, method))
        else:
            write('  File "%s", line %s, in %s\n' % (filename, lineno, method))
            write('    %s\n' % linecache.getline(filename, lineno).strip())


def _mro(cls):
    return getattr(cls, '__mro__', (cls,))


def _full_name(cls):
    module = getattr(cls, '__module__', None)
    name = getattr(cls, '__qualname__', None) or str(cls)
    return '%s.%s' % (module, name) if module else name
