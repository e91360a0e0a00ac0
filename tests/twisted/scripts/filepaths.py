# Paths that stay where they should.
import os
from twisted.python.filepath import (FilePath, InsecurePath, Permissions, RWX,
                                     UnlistableError)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error if not isinstance(
            error, UnlistableError) else '')


a = FilePath('/a')
for name in ('b', '..', 'b/c', '/b', b'b', '.', ''):
    attempt(a.child, name)
attempt(a.preauthChild, 'b/c')
attempt(a.preauthChild, '../cd')
attempt(FilePath(b'/a').child, b'b')
attempt(a.descendant, ['b', 'c'])
f = FilePath('/a/b.c')
print(f.basename(), f.dirname(), f.parent(), f.sibling('z'),
      f.siblingExtension('.q'), f.splitext(), f.segmentsFrom(FilePath('/')),
      f.asBytesMode(), f.asBytesMode().asTextMode() == f, f.isabs())
attempt(f.segmentsFrom, FilePath('/x'))
print(list(FilePath('/a/b/c').parents()), a < f, a == '/a', a != f,
      hash(a) == hash(FilePath('/a/')), FilePath('/a/./b/../c'))

work = FilePath('work')
print(work.exists(), work.isdir(), work.path == os.path.abspath('work'))
work.child('deep').makedirs()
work.makedirs(ignoreExistingDirectory=True)
attempt(lambda: work.makedirs() or 'made again')
one = work.child('one.txt')
one.setContent(b'hello')
with one.open('a') as file:
    file.write(b' world')
print(one.getContent(), one.getsize(), one.isfile(), one.isdir())
with one.open('w') as file:
    file.write(b'n')
print(one.getsize())
one.restat()
print(one.getsize(), one.exists(), work.child('two').exists())
for missing in (FilePath('none').getContent, FilePath('none').getsize,
                FilePath('none').restat):
    try:
        missing()
    except OSError as error:
        print(type(error).__name__)
FilePath('none').restat(False)
attempt(one.children)
attempt(FilePath('none').children)
work.child('deep').child('touched').touch()


def names(path):
    return sorted([os.path.relpath(each.path) for each in path.walk()])


print(names(work), sorted(work.listdir()),
      [each.basename() for each in work.globChildren('*.txt')])
copy = FilePath('copy')
work.copyTo(copy)
print(names(copy))
one = copy.child('one.txt')
one.moveTo(copy.child('moved'))
print(one.exists(), names(copy))
copy.child('moved').linkTo(copy.child('link'))
link = copy.child('link')
print(link.islink(), link.getContent(), link.realpath().basename())
print(copy.childSearchPreauth('nothing', 'link').basename(),
      copy.child('mo').siblingExtensionSearch('.x', 'ved').basename())
moved = copy.child('moved')
moved.chmod(0o640)
moved.restat()
print(moved.getPermissions(), moved.getPermissions().shorthand())
print(Permissions(0o755).shorthand(), RWX(True, False, True),
      RWX(1, 1, 0) == RWX(1, 1, 0), moved.getUserID() == os.getuid(),
      type(moved.getModificationTime()).__name__)
copy.remove()
print(copy.exists(), work.exists())
with FilePath('fresh').create() as file:
    file.write(b'x')
try:
    FilePath('fresh').create()
except OSError as error:
    print(type(error).__name__)
temporary = FilePath('fresh').temporarySibling('.tmp')
print(temporary.parent() == FilePath('.'), temporary.basename()[-9:])
