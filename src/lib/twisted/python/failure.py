"""An exception that can be kept, passed on, and looked at later."""

import sys


class NoCurrentExceptionError(Exception):
    """There is no exception to make a Failure of."""


class Failure:
    """I hold an exception, its class, and the frames it came through, as text.

    I can be saved in a tap: what remains of my frames are names and numbers.
    """

    def __init__(self, exc_value=None, exc_type=None, exc_tb=None):
        if exc_value is None:
            exc_type, exc_value, exc_tb = sys.exc_info()
            if exc_value is None:
                raise NoCurrentExceptionError()
        elif isinstance(exc_value, Failure):
            self.__dict__.update(exc_value.__dict__)
            return
        self.value = exc_value
        self.type = exc_type or getattr(exc_value, '__class__', None)
        tb = exc_tb or getattr(exc_value, '__traceback__', None)
        self.tb = tb
        # (function, file name, line number), outermost first.
        self.frames = []
        while tb is not None:
            code = tb.tb_frame.f_code
            self.frames.append((code.co_name, code.co_filename, tb.tb_lineno))
            tb = tb.tb_next

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
                for cls in self.type.__mro__:
                    if error in (cls.__name__, _full_name(cls)):
                        return error
            elif isinstance(self.type, type) and issubclass(self.type, error):
                return error
        return None

    def raiseException(self):
        raise self.value.with_traceback(self.tb)

    def getErrorMessage(self):
        if isinstance(self.value, Failure):
            return self.value.getErrorMessage()
        return str(self.value)

    def getBriefTraceback(self):
        lines = ['Traceback: %s: %s\n' % (_full_name(self.type), self.value)]
        for name, filename, line in self.frames:
            lines.append('%s:%s:%s\n' % (filename, line, name))
        return ''.join(lines)

    def getTraceback(self, elideFrameworkCode=0, detail='default'):
        if detail == 'brief':
            return self.getBriefTraceback()
        if isinstance(self.value, BaseException):
            import traceback
            return ''.join(traceback.format_exception(
                self.type, self.value, self.tb))
        return '%s: %s\n' % (_full_name(self.type), self.value)

    def printTraceback(self, file=None, elideFrameworkCode=0,
                       detail='default'):
        if file is None:
            from twisted.python import log
            file = log.logerr
        file.write(self.getTraceback(elideFrameworkCode, detail))

    def printBriefTraceback(self, file=None, elideFrameworkCode=0):
        self.printTraceback(file, elideFrameworkCode, detail='brief')

    def printDetailedTraceback(self, file=None, elideFrameworkCode=0):
        self.printTraceback(file, elideFrameworkCode, detail='verbose')

    def cleanFailure(self):
        """Let go of the frames, so that what they refer to can be freed."""
        self.tb = None
        if isinstance(self.value, BaseException):
            self.value.__traceback__ = None

    def __getstate__(self):
        state = self.__dict__.copy()
        state['tb'] = None
        return state

    def __repr__(self):
        return '<twisted.python.failure.Failure %s>' % _full_name(self.type)

    def __str__(self):
        return '[Failure instance: %s]' % self.getBriefTraceback()


def _full_name(cls):
    """A class as the logs of the era spell it."""
    module = getattr(cls, '__module__', None)
    name = getattr(cls, '__name__', str(cls))
    if module == 'builtins':
        module = 'exceptions'
    return '%s.%s' % (module, name) if module else name
