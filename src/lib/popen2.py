"""Children with files to talk to them, as the era made them."""

from subprocess import PIPE, STDOUT, Popen as _Popen

MAXFD = 256


class Popen3:
    """I am a child: fromchild, tochild and childerr are files, or None."""
    _merged = False

    def __init__(self, cmd, capturestderr=0, bufsize=-1):
        self._child = _Popen(
            cmd, shell=isinstance(cmd, str), stdin=PIPE, stdout=PIPE,
            stderr=STDOUT if self._merged else PIPE if capturestderr else None)
        self.pid = self._child.pid
        self.tochild = self._child.stdin
        self.fromchild = self._child.stdout
        self.childerr = self._child.stderr

    def _status(self, code):
        return -1 if code is None else -code if code < 0 else code << 8

    def poll(self):
        """The status, as os.wait() has it, or -1 as long as there is none."""
        return self._status(self._child.poll())

    def wait(self):
        return self._status(self._child.wait())


class Popen4(Popen3):
    """My errors come with my output."""
    _merged = True

    def __init__(self, cmd, bufsize=-1):
        Popen3.__init__(self, cmd, 0, bufsize)


def popen2(cmd, bufsize=-1, mode='t'):
    child = Popen3(cmd, 0, bufsize)
    return child.fromchild, child.tochild


def popen3(cmd, bufsize=-1, mode='t'):
    child = Popen3(cmd, 1, bufsize)
    return child.fromchild, child.tochild, child.childerr


def popen4(cmd, bufsize=-1, mode='t'):
    child = Popen4(cmd, bufsize)
    return child.fromchild, child.tochild
