import io
import os
import tempfile

f = tempfile.SpooledTemporaryFile(max_size=8)
print(isinstance(f, io.IOBase), f.name, f.mode, f.closed)
# expect: True None w+b False
write, seek, read = f.write, f.seek, f.read
write(b'four')
write(b'more\nlines\n')
seek(0)
print(read(6), f.readline(), list(f), f.tell())
# expect: b'fourmo' b're\n' [b'lines\n'] 15
print(isinstance(f.name, int), f.writable(), f.seekable())
# expect: True True True
f.close()
print(f.closed)  # expect: True
with tempfile.SpooledTemporaryFile(mode='w+', newline='\n') as f:
    f.writelines(['a\n', 'b'])
    f.seek(0)
    print(f.readlines())  # expect: ['a\n', 'b']
for wrong in (b'x', 'y'), ('x', b'y'):
    try:
        tempfile.mkdtemp(*wrong)
    except TypeError as e:
        print(e)  # expect: Can't mix bytes and non-bytes in path components.
        # expect: Can't mix bytes and non-bytes in path components.
with tempfile.TemporaryDirectory() as where:
    fd, name = tempfile.mkstemp(b'.end', dir=os.fsencode(where))
    os.close(fd)
    print(type(name), name.endswith(b'.end'))  # expect: <class 'bytes'> True
print(os.path.exists(where))  # expect: False
