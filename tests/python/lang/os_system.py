# What os offers beyond files and processes proper.
import os, sys, errno, tempfile
r, w = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
print(os.get_blocking(r), os.get_inheritable(w))
# expect: False False
print(os.writev(w, [b'ab', bytearray(b'cde'), memoryview(b'f')]))
# expect: 6
one, two = bytearray(2), bytearray(10)
print(os.readv(r, [one, two]), one, two)
# expect: 6 bytearray(b'ab') bytearray(b'cdef\x00\x00\x00\x00\x00\x00')
def attempt(f, *args):
    try: print(f(*args))
    except Exception as e: print(type(e).__name__, e)
attempt(os.readv, r, [b'x'])
# expect: BufferError Object is not writable.
attempt(os.writev, w, ['x'])
# expect: TypeError a bytes-like object is required, not 'str'
attempt(os.writev, w, 5)
# expect: TypeError writev() arg 2 must be a sequence
attempt(os.pipe2, 'x')
# expect: TypeError 'str' object cannot be interpreted as an integer
with tempfile.TemporaryFile() as f:
    f.write(b'0123456789'); f.flush()
    print(os.sendfile(w, f.fileno(), 2, 5), os.read(r, 99))
    f.seek(0)
    print(os.sendfile(w, f.fileno(), None, 3), os.read(r, 99))
    print(os.lockf(f.fileno(), os.F_TLOCK, 0), os.lockf(f.fileno(), os.F_ULOCK, 0))
# expect: 5 b'23456'
# expect: 3 b'012'
# expect: None None
attempt(os.lockf, -1, os.F_LOCK, 0)
# expect: OSError [Errno 9] Bad file descriptor
print(os.getresuid() == (os.getuid(), os.geteuid(), os.getuid()), os.getresgid() == (os.getgid(),) * 3)
# expect: True True
print(os.setreuid(-1, -1), os.setresuid(-1, -1, -1))
# expect: None None
print(len(os.sched_getaffinity(0)) >= 1, os.sched_yield())
# expect: True None
pid = os.fork()
if pid == 0: os._exit(3)
p, status, use = os.wait4(pid, 0)
print(p == pid, os.waitstatus_to_exitcode(status), type(use), use.ru_utime >= 0, len(use), use[2] > 0)
# expect: True 3 <class 'resource.struct_rusage'> True 16 True
for f, arg in (os.wait3, os.WNOHANG), (os.tcgetpgrp, r):
    try: f(arg)
    except OSError as e: print(type(e).__name__, errno.errorcode[e.errno])
# expect: ChildProcessError ECHILD
# expect: OSError ENOTTY
print(os.ctermid(), len(os.getrandom(7)))
# expect: /dev/tty 7
with tempfile.TemporaryDirectory() as d:
    os.mknod(os.path.join(d, 'x')); print(os.listdir(d))
    try: os.mknod(os.path.join(d, 'x'))
    except OSError as e: print(e.errno == errno.EEXIST)
# expect: ['x']
# expect: True
print(os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0)))
# expect: None
print(errno.errorcode[11], errno.errorcode[95], errno.ECANCELED > 0)
# expect: EAGAIN ENOTSUP True
print(set(['walk', 'scandir', 'environ', 'pipe2']) <= set(dir(os)))
# expect: True
import io; print('BufferedIOBase' in dir(io))
# expect: True
