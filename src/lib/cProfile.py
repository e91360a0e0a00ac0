"""profile, with CPython's names for native functions, and with switches."""

import sys
import profile

__all__ = ['run', 'runctx', 'Profile']


class Profile(profile.Profile):
    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        profile.Profile.__init__(self, timer)
        self._rows.clear()
        self._subcalls = subcalls
        self._builtins = builtins

    def _label(self, function):
        owner = function.__self__
        name = function.__name__
        text = '<built-in method %s>' % name
        if function is sys.setprofile:
            # That is how disable() ends, and counts as all of it.
            text = "<method 'disable' of '_lsprof.Profiler' objects>"
        elif owner is None or isinstance(owner, type(sys)):
            text = '<built-in method %s.%s>' % (function.__module__, name)
        elif hasattr(type(owner), name):
            text = repr(getattr(type(owner), name))
        return '~', 0, text

    def _listen(self, frame, event, arg):
        if self._builtins if event[:2] == 'c_' else \
                frame.f_code is not Profile.disable.__code__:
            profile.Profile._listen(self, frame, event, arg)

    def _of_caller(self, row):
        return tuple(row[:4])

    def _enter(self, label, now):
        profile.Profile._enter(self, label, now)
        if not self._subcalls:
            self._calls[-1][1][5].clear()

    def _begin(self, command):
        profile.Profile._begin(self, None)

    def enable(self, subcalls=True, builtins=True):
        self._subcalls = subcalls
        self._builtins = builtins
        self._begin(None)
        sys.setprofile(self._listen)

    def disable(self):
        sys.setprofile(None)
        self._end()

    def clear(self):
        self._rows.clear()
        self._calls.clear()

    def create_stats(self):
        self.disable()
        profile.Profile.create_stats(self)

    def snapshot_stats(self):
        profile.Profile.create_stats(self)

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def run(statement, filename=None, sort=-1):
    profile.run(statement, filename, sort, _kind=Profile)


def runctx(statement, globals, locals, filename=None, sort=-1):
    profile._report(Profile, statement, globals, locals, filename, sort)


if __name__ == '__main__':
    sys.exit(profile.main(Profile, 'cProfile.py'))
