# Paths of bytes and of text, what is beside a file, and what fails how.
import os
import tempfile
from twisted.python import filepath
from twisted.python.filepath import FilePath

os.chdir(tempfile.mkdtemp())
os.mkdir('here')
os.chdir('here')
here = FilePath('.')


def name(path):
    text = path if isinstance(path, (str, bytes)) else path.path
    base = os.path.basename(text)
    return type(path).__name__, base


def attempt(what, function, *args, **kw):
    try:
        print(what, name(function(*args, **kw)))
    except Exception as error:
        print(what, type(error).__name__, getattr(error, 'errno', None))


print([type(x.path).__name__ for x in (
    here.child('a'), here.child(b'a'), FilePath(b'.').child('a'),
    FilePath(b'.').child(b'a'), here.siblingExtension('.x'),
    here.siblingExtension(b'.x'), here.temporarySibling(),
    here.temporarySibling('.t'), here.asBytesMode(), here.asTextMode(),
    here.asBytesMode().asTextMode('utf-8'))])
print(here.asTextMode() is here)
note = here.child('note.txt')
note.setContent(b'text')
here.child('note.bak').touch()
print(name(here.child('note').siblingExtensionSearch('.doc', '.txt')),
      name(here.child('note').siblingExtensionSearch(b'.doc', b'.bak')),
      here.child('none').siblingExtensionSearch('.txt', '.*'),
      note.siblingExtensionSearch('') is note)
print(name(here.childSearchPreauth('no', 'note.txt')),
      name(here.childSearchPreauth(b'note.txt')),
      here.childSearchPreauth('no'))
print(sorted([name(x) for x in here.globChildren('note.*')]),
      sorted([name(x) for x in here.globChildren(b'*.t*')]))
for wrong in '..', '../x', 'a/b', '/etc', 'a/..', '.', '':
    attempt('child %r' % wrong, here.child, wrong)
    attempt('preauth %r' % wrong, here.preauthChild, wrong)
attempt('descendant', here.descendant, ['a', 'b'])
attempt('descendant', here.descendant, ['a', '..', '..'])
print(note.basename(), note.splitext()[1], note.isabs(),
      note.segmentsFrom(here), note.parent() == here,
      here.child('a').child('b').segmentsFrom(here))
for above in note, here:
    try:
        here.segmentsFrom(above)
    except ValueError:
        print('not above it')

deep = here.descendant(['one', 'two', 'three'])
deep.makedirs()
attempt('makedirs', deep.makedirs)
print(deep.makedirs(ignoreExistingDirectory=True))
attempt('makedirs', note.makedirs, ignoreExistingDirectory=True)
deep.child('leaf').setContent(b'leaf', ext='.tmp')
link = here.child('link')
deep.linkTo(link)
print(link.islink(), link.isdir(), link.realpath() == deep.realpath(),
      name(link.child('leaf')))
print(['/'.join(x.segmentsFrom(here)) for x in sorted(
    here.walk(lambda x: x.basename() != 'two')) if x != here])
print(len(list(here.child('one').walk())))
loop = deep.child('loop')
here.child('one').linkTo(loop)
try:
    list(here.walk())
except filepath.LinkError as error:
    print('LinkError', error)
loop.remove()
for path in note, here.child('gone'):
    try:
        path.children()
    except filepath.UnlistableError as error:
        print(type(error).__mro__[1].__name__,
              type(error.originalException).__name__)
copy = here.child('copy')
here.child('one').copyTo(copy)
print(copy.descendant(['two', 'three', 'leaf']).getContent())
copy.moveTo(here.child('moved'))
print(copy.exists(), here.child('moved').exists())
here.child('moved').remove()
attempt('copy', here.child('gone').copyTo, copy)
attempt('move', here.child('gone').moveTo, copy)
attempt('remove', here.child('gone').remove)
attempt('getsize', here.child('gone').getsize)
attempt('open', here.child('gone').open)
attempt('setContent', here.child('gone').child('x').setContent, b'')
attempt('createDirectory', here.child('one').createDirectory)
attempt('create', note.create)
with here.child('new').create() as file:
    file.write(b'made')
    print(file.seek(0), file.read())
print(note.getsize(), note.getPermissions().shorthand()[:2],
      type(note.getmtime()).__name__,
      type(note.getModificationTime()).__name__)
note.chmod(0o640)
note.restat()
permissions = note.getPermissions()
print(permissions, permissions.user.write, permissions.other.read)
print(permissions == filepath.Permissions(0o640),
      permissions.user == filepath.RWX(True, True, False),
      permissions != filepath.Permissions(0o600))
gone = here.child('gone')
print(gone.exists(), gone.isfile(), gone.restat(False), gone.islink())
gone.setContent(b'12345')
print(gone.exists(), gone.getsize())
gone.setContent(b'1')
gone.changed()
print(gone.getsize(), gone.getNumberOfHardLinks(), gone.isSocket(),
      gone.isBlockDevice())
always = FilePath('always', alwaysCreate=True)
always.open().close()
attempt('always', always.open)
print(sorted([FilePath('b'), FilePath('a')])[0].basename(),
      FilePath('a') < FilePath('b'), FilePath('a') != FilePath('b'),
      hash(FilePath('a')) == hash(FilePath('a')), FilePath('/a/b'))
