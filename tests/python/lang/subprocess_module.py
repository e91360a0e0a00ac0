# subprocess: programs, pipes, ends, time limits.
import subprocess
from subprocess import PIPE, STDOUT, DEVNULL


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


print(subprocess.run(['echo', 'hello'], capture_output=True))
# expect: CompletedProcess(args=['echo', 'hello'], returncode=0, stdout=b'hello\n', stderr=b'')
print(subprocess.run('echo a; echo b >&2; exit 3', shell=True, stdout=PIPE, stderr=STDOUT, text=True))
# expect: CompletedProcess(args='echo a; echo b >&2; exit 3', returncode=3, stdout='a\nb\n')
print(subprocess.run(['cat'], input=b'in' * 100000, stdout=PIPE).stdout == b'in' * 100000)
# expect: True
print(subprocess.run(['cat'], input='text\n', text=True, capture_output=True).stdout)
# expect: text
# expect:
print(subprocess.call(['sh', '-c', 'exit 4']), subprocess.call(['true'], stdout=DEVNULL))
# expect: 4 0
attempt(subprocess.check_call, ['false'])
# expect: CalledProcessError Command '['false']' returned non-zero exit status 1.
attempt(subprocess.check_output, 'kill -9 $$', shell=True)
# expect: CalledProcessError Command 'kill -9 $$' died with <Signals.SIGKILL: 9>.
attempt(subprocess.check_output, ['cat'], input=b'x')  # expect: b'x'
try:
    subprocess.run(['sleep', '9'], timeout=0.05)
except subprocess.TimeoutExpired as e:
    print(e.cmd, e.timeout > 0)  # expect: ['sleep', '9'] True
attempt(subprocess.run, ['/no/such/program'])
# expect: FileNotFoundError [Errno 2] No such file or directory: '/no/such/program'
attempt(subprocess.run, ['no-such-program-anywhere'])
# expect: FileNotFoundError [Errno 2] No such file or directory: 'no-such-program-anywhere'
attempt(subprocess.run, ['true'], cwd='/no/such/dir')
# expect: FileNotFoundError [Errno 2] No such file or directory: '/no/such/dir'
attempt(subprocess.run, ['cat'], input=b'', stdin=PIPE)
# expect: ValueError stdin and input arguments may not both be used.
attempt(subprocess.check_output, ['true'], stdout=PIPE)
# expect: ValueError stdout argument not allowed, it will be overridden.
print(subprocess.check_output('echo $VAR', shell=True, env={'VAR': 'x'}))
# expect: b'x\n'
print(subprocess.check_output(['pwd'], cwd='/').decode().strip())  # expect: /
print(subprocess.getstatusoutput('echo out; exit 2'), subprocess.getoutput('echo hi'))
# expect: (2, 'out') hi
p = subprocess.Popen(['cat'], stdin=PIPE, stdout=PIPE, bufsize=0)
p.stdin.write(b'one\n')
print(p.stdout.readline(), p.poll(), p.returncode)
# expect: b'one\n' None None
p.stdin.close()
print(p.wait(), p.returncode, p.stdout.read())  # expect: 0 0 b''
p.stdout.close()
with subprocess.Popen(['sh', '-c', 'cat; cat >&2 <&0; echo err >&2'], stdin=PIPE, stdout=PIPE, stderr=PIPE,
                      universal_newlines=True) as p:
    print(p.communicate('a\r\nb'))  # expect: ('a\nb', 'err\n')
p = subprocess.Popen(['sleep', '9'])
p.terminate()
print(p.wait(), p)  # expect: -15 <Popen: returncode: -15 args: ['sleep', '9']>
p = subprocess.Popen(['sh', '-c', 'echo part; exec sleep 9'], stdout=PIPE, stderr=PIPE)
print(p.stdout.readline())  # expect: b'part\n'
try:
    p.communicate(timeout=0.01)
except subprocess.TimeoutExpired as e:
    print(e)
    # expect: Command '['sh', '-c', 'echo part; exec sleep 9']' timed out after 0.01 seconds
    p.kill()
print(p.communicate(), p.returncode)  # expect: (b'', b'') -9
one = subprocess.Popen(['echo', 'through'], stdout=PIPE)
two = subprocess.Popen(['tr', 'a-z', 'A-Z'], stdin=one.stdout, stdout=PIPE)
one.stdout.close()
print(two.communicate()[0], one.wait())  # expect: b'THROUGH\n' 0
print(subprocess.list2cmdline(['a b', 'c"d', 'e\\']))  # expect: "a b" c\"d e\
print(subprocess.CompletedProcess('x', 1).check_returncode.__name__)
# expect: check_returncode
import os
reading, writing = os.pipe()
for keep in ((), (writing,)):
    p = subprocess.Popen(['sh', '-c', 'echo told >&%d' % writing], pass_fds=keep, stderr=DEVNULL)
    print(p.wait() == 0)
    # expect: False
    # expect: True
os.close(writing)
print(os.read(reading, 20))  # expect: b'told\n'
os.close(reading)

import os
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    for bad in {'bufsize': 1, 'stdin': -3}, {'bufsize': 1, 'stdin': -1}, {'pass_fds': [2], 'close_fds': False}:
        subprocess.Popen(['true'], **bad).communicate()
        print(*[str(w.message)[:32] for w in caught
                if w.category is RuntimeWarning])
        caught.clear()
        # expect:
        # expect: line buffering (buffering=1) isn
        # expect: pass_fds overriding close_fds.
with subprocess.Popen(['true'], stdin=subprocess.PIPE) as p:
    p.wait()
    p.stdin.write(b'nobody reads this')
    print(p.communicate())  # expect: (None, None)
print(subprocess.Popen[bytes])  # expect: subprocess.Popen[bytes]
print(os.dup2(fd=1, fd2=1, inheritable=True))  # expect: 1
