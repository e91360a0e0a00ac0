# os.environ and os.environb hand every change on, and links are followed.
import os
import subprocess
import tempfile


def seen(name):
    return subprocess.run(['sh', '-c', 'echo "${%s-none}"' % name],
                          capture_output=True, text=True).stdout.strip()


def refused(function, *args):
    try:
        function(*args)
    except (TypeError, ValueError, KeyError, OSError) as exc:
        print(type(exc).__name__, exc)


os.environ.clear()
os.environ['PATH'] = '/bin:/usr/bin'
os.environ.update({'QA': '1'}, QB='2')
print(seen('QA'), seen('QB'), os.environb[b'QB'], os.getenvb(b'QA'))  # expect: 1 2 b'2' b'1'
os.environ |= {'QC': '3'}
print(seen('QC'), type(os.environ | {'x': 'y'}))  # expect: 3 <class 'dict'>
os.environb[b'QD'] = b'4'
print(seen('QD'), os.environ['QD'])  # expect: 4 4
del os.environb[b'QD']
print(seen('QD'), 'QD' in os.environ)  # expect: none False
for name in os.environ:
    os.environ['N' + name] = 'x'
print(sorted(os.environ))  # expect: ['NPATH', 'NQA', 'NQB', 'NQC', 'PATH', 'QA', 'QB', 'QC']
print(os.environ.popitem()[0], os.environ.popitem()[0])  # expect: PATH QA
print(seen('QA'), len(os.environ))  # expect: none 6
refused(os.environ.__setitem__, 1, 'x')  # expect: TypeError str expected, not int
refused(os.environ.__getitem__, 1)  # expect: TypeError str expected, not int
refused(os.environb.__getitem__, 'a')  # expect: TypeError bytes expected, not str
refused(os.environb.__getitem__, b'zz')  # expect: KeyError b'zz'
refused(os.putenv, 'a=b', 'c')  # expect: ValueError illegal environment variable name
refused(os.unsetenv, 'a=b')  # expect: OSError [Errno 22] Invalid argument
print(os.get_exec_path({b'PATH': b'a:b'}), os.get_exec_path({'PATH': b'c'}))  # expect: ['a', 'b'] ['c']
refused(os.get_exec_path, {'PATH': '1', b'PATH': b'2'})  # expect: ValueError env cannot contain 'PATH' and b'PATH' keys
refused(os.environ.update, {'a': 1})  # expect: TypeError str expected, not int

with tempfile.TemporaryDirectory() as top:
    top = os.path.realpath(top)
    os.chdir(top)
    os.symlink('x/y', 'x')
    os.symlink('b', 'a')
    os.symlink('a', 'b')
    os.symlink('c/../c/d', 'c')
    for i in range(60):
        os.symlink(str(i + 1), str(i))
    for path in 'x', 'x/z', 'a', 'a/k', 'c', './b/../q', '0/..//1':
        print(os.path.realpath(path).replace(top, ''), end=',')
    print()  # expect: /x/y,/x/y/z,/a,/a/k,/c/d,/q,/60,
    os.chdir('/')

# Who runs this is known without a terminal and with nothing in the environment.
import getpass
import pwd
for name in 'LOGNAME', 'USER', 'LNAME', 'USERNAME':
    os.environ.pop(name, None)
print(getpass.getuser() == pwd.getpwuid(os.getuid()).pw_name)  # expect: True
os.environ['USER'] = 'teapot'
print(getpass.getuser())  # expect: teapot
