# Errors of the system name one path or two, and long values stand in messages
# as they are.
import collections
import os
import pathlib
import pickle


def error(what, *args):
    try:
        what(*args)
    except Exception as e:
        return e


path = pathlib.Path('/nonexistent/a')
for change in os.rename, os.replace, os.link:
    e = error(change, path, '/nonexistent/b')
    print(e, [e.filename, e.filename2])
    # expect: [Errno 2] No such file or directory: '/nonexistent/a' -> '/nonexistent/b' ['/nonexistent/a', '/nonexistent/b']
    # expect: [Errno 2] No such file or directory: '/nonexistent/a' -> '/nonexistent/b' ['/nonexistent/a', '/nonexistent/b']
    # expect: [Errno 2] No such file or directory: '/nonexistent/a' -> '/nonexistent/b' ['/nonexistent/a', '/nonexistent/b']
print(error(os.symlink, 'x', path))
# expect: [Errno 2] No such file or directory: 'x' -> '/nonexistent/a'
e = OSError(2, 'x', 'a', None, 'b')
print(e, e.args, e.__reduce__()[1])
# expect: [Errno 2] x: 'a' -> 'b' (2, 'x') (2, 'x', 'a', None, 'b')
print(pickle.loads(pickle.dumps(e)).filename2)  # expect: b
e.filename = None
print(e)  # expect: [Errno 2] x: None -> 'b'
print(error(os.utime, path).filename, error(os.stat, path).filename)
# expect: None /nonexistent/a

long = 'x' * 3000
print(len(str(error([1].index, long))))  # expect: 3017
print(len(str(error(collections.deque().remove, long))))  # expect: 3018
print(len(str(error(range(3).index, long))))  # expect: 36
print(error(type, 'A', (), {'__slots__': 'b!'}))
# expect: __slots__ must be identifiers
