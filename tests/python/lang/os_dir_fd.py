# Names in a directory that is open, wherever that has gone.
import os
import tempfile

home = tempfile.mkdtemp()
fd = os.open(home, os.O_RDONLY)
os.mkdir('a', dir_fd=fd)
os.symlink('a', 'l', dir_fd=fd)
print(os.readlink('l', dir_fd=fd))  # expect: a
file = os.open(b'a/f', os.O_CREAT | os.O_WRONLY, dir_fd=fd)
os.write(file, b'xyz')
os.close(file)
print(os.stat('l/f', dir_fd=fd).st_size)  # expect: 3
print(os.access('a/f', os.R_OK, dir_fd=fd))  # expect: True
print(os.access('a/g', os.R_OK, dir_fd=fd))  # expect: False
os.rename(home, home + '.moved')
os.rename('a/f', 'g', src_dir_fd=fd, dst_dir_fd=fd)
os.link('g', 'h', src_dir_fd=fd, dst_dir_fd=fd)
print(sorted(os.listdir(fd)))  # expect: ['a', 'g', 'h', 'l']
os.utime('h', (5, 6), dir_fd=fd)
os.chmod('h', 0o640, dir_fd=fd)
info = os.stat('g', dir_fd=fd)
print(oct(info.st_mode), info.st_mtime, info.st_nlink)
# expect: 0o100640 6.0 2
print(os.stat('l', dir_fd=fd, follow_symlinks=False).st_mode >> 12)  # expect: 10
for name in 'g', 'h', 'l':
    os.unlink(name, dir_fd=fd)
try:
    os.unlink('a', dir_fd=fd)
except OSError as e:
    print(e.filename)  # expect: a
os.rmdir('a', dir_fd=fd)
print(os.listdir(fd))  # expect: []
for bad, function in ((fd, os.stat), ('x', os.rmdir)):
    try:
        function(fd if bad == fd else 'a', dir_fd=bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
# expect: ValueError
# expect: TypeError
os.close(fd)
os.rmdir(home + '.moved')
