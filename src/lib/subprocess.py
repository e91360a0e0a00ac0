"""Running other programs and talking to them."""

import os
from types import GenericAlias as _GenericAlias

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput',
           'getoutput', 'check_output', 'run', 'CalledProcessError',
           'DEVNULL', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE = -1
STDOUT = -2
DEVNULL = -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """The program ended, and not well."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd = returncode, cmd
        self.output, self.stderr = output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            name = _signal_name(-self.returncode)
            if name is None:
                return "Command '%s' died with unknown signal %d." % (
                    self.cmd, -self.returncode)
            return "Command '%s' died with %s." % (self.cmd, name)
        return "Command '%s' returned non-zero exit status %d." % (
            self.cmd, self.returncode)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


def _signal_name(number):
    import signal
    try:
        return repr(signal.Signals(number))
    except ValueError:
        return None


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout = cmd, timeout
        self.output, self.stderr = output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd,
                                                            self.timeout)

    stdout = CalledProcessError.stdout


class CompletedProcess:
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode = args, returncode
        self.stdout, self.stderr = stdout, stderr

    def __repr__(self):
        parts = ['args=%r' % (self.args,), 'returncode=%r' % self.returncode]
        if self.stdout is not None:
            parts.append('stdout=%r' % self.stdout)
        if self.stderr is not None:
            parts.append('stderr=%r' % self.stderr)
        return '%s(%s)' % (type(self).__name__, ', '.join(parts))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout,
                                     self.stderr)


def list2cmdline(seq):
    """Words as a Windows program would have them on one line."""
    out = []
    for arg in map(os.fsdecode, seq):
        quote = ' ' in arg or '\t' in arg or not arg
        text = ''
        slashes = 0
        for c in arg:
            if c == '\\':
                slashes += 1
                continue
            text += '\\' * (2 * slashes + 1 if c == '"' else slashes) + c
            slashes = 0
        text += '\\' * (2 * slashes if quote else slashes)
        out.append('"%s"' % text if quote else text)
    return ' '.join(out)


def run(*popenargs, input=None, capture_output=False, timeout=None,
        check=False, **kwargs):
    """Run a program to its end and say what became of it."""
    given = {name for name, value in kwargs.items() if value is not None}
    if input is not None:
        if 'stdin' in given:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if given & {'stdout', 'stderr'}:
            raise ValueError('stdout and stderr arguments may not be used '
                             'with capture_output.')
        kwargs.update(stdout=PIPE, stderr=PIPE)
    with Popen(*popenargs, **kwargs) as process:
        output = _or_kill(process, process.communicate, input, timeout=timeout)
        done = CompletedProcess(process.args, process.poll(), *output)
    if check:
        done.check_returncode()
    return done


def _or_kill(process, act, *args, **kwargs):
    """What act() gives; if it fails, the program is killed."""
    try:
        return act(*args, **kwargs)
    except:
        process.kill()
        raise


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        return _or_kill(process, process.wait, timeout=timeout)


def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        cmd = kwargs.get('args')
        raise CalledProcessError(code, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError('%s argument not allowed, it will be overridden.'
                             % name)
    if 'input' in kwargs and kwargs['input'] is None:
        text = kwargs.get('text') or kwargs.get('universal_newlines') or \
            kwargs.get('encoding') or kwargs.get('errors')
        kwargs['input'] = '' if text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True,
               **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT,
                            encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as e:
        data = e.output
        status = e.returncode
    return status, data.removesuffix('\n')


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


_running = []   # nobody holds these any more, but they must be waited for


class Popen:
    """A program that runs beside us."""

    _child_created = False
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, args, bufsize=-1, executable=None, stdin=None,
                 stdout=None, stderr=None, preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None,
                 startupinfo=None, creationflags=0, restore_signals=True,
                 start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None,
                 text=None, umask=-1, pipesize=-1, process_group=None):
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows '
                             'platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows '
                             'platforms')
        for name, value in (('user', user), ('group', group),
                            ('extra_groups', extra_groups),
                            ('process_group', process_group)):
            if value is not None:
                raise ValueError('the %s argument is not supported' % name)
        if text is not None and universal_newlines is not None and \
                bool(universal_newlines) != bool(text):
            raise SubprocessError('Cannot disambiguate when both text and '
                                  'universal_newlines are supplied but '
                                  'different. Pass one or the other.')
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.text_mode = bool(encoding or errors or text or
                              universal_newlines)
        self._input = None
        self._read = {}
        for forgotten in _running[:]:
            forgotten.poll()
        ours, theirs, mine = self._pipes(stdin, stdout, stderr)
        try:
            self._start(args, executable, preexec_fn, close_fds, shell, cwd,
                        env, restore_signals, start_new_session, pass_fds,
                        umask, theirs)
        except:
            for fd in ours:
                if fd >= 0:
                    os.close(fd)
            raise
        finally:
            for fd in mine:
                os.close(fd)
        for name, fd, mode in zip(('stdin', 'stdout', 'stderr'), ours,
                                  ('wb', 'rb', 'rb')):
            if fd >= 0:
                setattr(self, name, self._file(fd, mode, bufsize))

    def _file(self, fd, mode, bufsize):
        if bufsize == 1 and not self.text_mode:
            import warnings
            warnings.warn("line buffering (buffering=1) isn't supported in "
                          'binary mode, the default buffer size will be used',
                          RuntimeWarning, 3)
            bufsize = -1
        if not self.text_mode:
            return open(fd, mode, bufsize)
        return open(fd, mode[0], bufsize if bufsize > 0 else -1,
                    encoding=self.encoding, errors=self.errors)

    def _pipes(self, *streams):
        """(our ends, their ends, what we close when they have them)"""
        ours, theirs, mine = [], [], []
        try:
            for i, stream in enumerate(streams):
                our = their = -1
                if stream == PIPE:
                    reading, writing = os.pipe()
                    our, their = (reading, writing) if i else (writing,
                                                               reading)
                    mine.append(their)
                elif stream == DEVNULL:
                    their = os.open(os.devnull, os.O_RDWR)
                    mine.append(their)
                elif stream == STDOUT and i == 2:
                    their = theirs[1] if theirs[1] >= 0 else 1
                elif isinstance(stream, int):
                    their = stream
                elif stream is not None:
                    their = stream.fileno()
                ours.append(our)
                theirs.append(their)
        except:
            for fd in mine + [fd for fd in ours if fd >= 0]:
                os.close(fd)
            raise
        return ours, theirs, mine

    def _start(self, args, executable, preexec_fn, close_fds, shell, cwd, env,
               restore_signals, start_new_session, pass_fds, umask, theirs):
        if isinstance(args, (str, bytes)) or hasattr(args, '__fspath__'):
            if shell and hasattr(args, '__fspath__'):
                raise TypeError('path-like args is not allowed when shell is '
                                'true')
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c'] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        program = os.fsencode(executable)
        if os.path.dirname(program):
            programs = [program]
        else:
            programs = [os.path.join(os.fsencode(directory), program)
                        for directory in os.get_exec_path(env)]
        kept = sorted({int(fd) for fd in pass_fds})
        if kept and not close_fds:
            import warnings
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning, 3)
            close_fds = True
        pid, errno, stage = os._fork_exec(
            programs, args, env, cwd, tuple(theirs),
            kept if close_fds else None, bool(start_new_session),
            bool(restore_signals), umask, preexec_fn)
        self._child_created = True
        self.pid = pid
        if not stage:
            return
        os.waitpid(pid, 0)
        self._child_created = False
        if stage == 'p':
            raise SubprocessError('Exception occurred in preexec_fn.')
        where = cwd if stage == 'c' else executable
        raise OSError(errno, os.strerror(errno), where)

    def __repr__(self):
        text = '<%s: returncode: %s args: %r>' % (
            type(self).__name__, self.returncode, self.args)
        return text if len(text) <= 80 else text[:76] + '...>'

    @property
    def universal_newlines(self):
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for file in (self.stdout, self.stderr):
            if file:
                file.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type is not KeyboardInterrupt:
                self.wait()

    def __del__(self):
        if self._child_created and self.returncode is None:
            import warnings
            warnings.warn('subprocess %s is still running' % self.pid,
                          ResourceWarning, source=self)
            if self.poll() is None:
                _running.append(self)

    def poll(self):
        """The exit code, minus a signal; None while it runs."""
        if self.returncode is None and self.pid is not None:
            self._wait(os.WNOHANG)
        return self.returncode

    def _wait(self, options):
        try:
            pid, status = os.waitpid(self.pid, options)
        except ChildProcessError:
            # Somebody else has asked for its end.
            pid, status = self.pid, 0
        if pid == self.pid:
            self.returncode = os.waitstatus_to_exitcode(status)
            if self in _running:
                _running.remove(self)

    def wait(self, timeout=None):
        import time
        end = None if timeout is None else time.monotonic() + timeout
        pause = 0.0005
        while self.returncode is None:
            if end is None:
                self._wait(0)
                continue
            self._wait(os.WNOHANG)
            if self.returncode is not None:
                break
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(2 * pause, left, 0.05)
            time.sleep(pause)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        """Give it its input and take all it says, until it ends."""
        if self._input is not None and input:
            raise ValueError('Cannot send input after starting communication')
        import time
        end = None if timeout is None else time.monotonic() + timeout
        streams = [f for f in (self.stdin, self.stdout, self.stderr) if f]
        if timeout is None and self._input is None and len(streams) <= 1:
            # Nothing to wait for but one stream.
            stdout = stderr = None
            if self.stdin:
                self._end_input(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        if self._input is None:
            self._input = input or b''
            if isinstance(self._input, str):
                self._input = self._input.encode(
                    self.encoding or 'utf-8', self.errors or 'strict')
            self._input = memoryview(self._input).cast('B')
            for file in (self.stdout, self.stderr):
                if file:
                    self._read[file] = []
            if self.stdin:
                self._end_input()
        self._exchange(end, timeout)
        self.wait(None if end is None else max(end - time.monotonic(), 0))
        return self._result(self.stdout), self._result(self.stderr)

    def _end_input(self, last=None):
        """Hand over what was written; close it unless more is to follow."""
        for step in (lambda: last and self.stdin.write(last), self.stdin.flush,
                     lambda: self._input or self.stdin.close()):
            try:
                step()
            except BrokenPipeError:
                pass    # nobody reads it, which is no fault of ours

    def _exchange(self, end, timeout):
        import select
        import time
        waiting = select.poll()
        files = {}
        if self.stdin and not self.stdin.closed and self._input:
            os.set_blocking(self.stdin.fileno(), False)
            waiting.register(self.stdin, select.POLLOUT)
            files[self.stdin.fileno()] = self.stdin
        for file in self._read:
            if not file.closed:
                waiting.register(file, select.POLLIN | select.POLLPRI)
                files[file.fileno()] = file
        while files:
            left = None
            if end is not None:
                left = end - time.monotonic()
                if left < 0:
                    raise TimeoutExpired(
                        self.args, timeout, self._so_far(self.stdout),
                        self._so_far(self.stderr))
                left *= 1000
            for fd, events in waiting.poll(left):
                file = files[fd]
                over = False
                if file is self.stdin:
                    try:
                        self._input = self._input[os.write(
                            fd, self._input[:4096]):]
                    except BlockingIOError:
                        continue
                    except BrokenPipeError:
                        self._input = self._input[:0]
                    over = not self._input
                else:
                    data = os.read(fd, 32768)
                    self._read[file].append(data)
                    over = not data
                if over:
                    waiting.unregister(fd)
                    del files[fd]
                    file.close()

    def _so_far(self, file):
        return b''.join(self._read[file]) or None if file else None

    def _result(self, file):
        if not file:
            return None
        data = b''.join(self._read[file])
        if self.text_mode:
            data = data.decode(self.encoding or 'utf-8',
                               self.errors or 'strict')
            data = data.replace('\r\n', '\n').replace('\r', '\n')
        return data

    def send_signal(self, sig):
        if self.poll() is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)
