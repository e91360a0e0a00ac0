# Saving objects: versions, small objects in files, directories as dictionaries.
import os
import pickle

from twisted.application import service
from twisted.persisted import dirdbm, sob, styles
from twisted.python import log

log.addObserver(lambda event: print(
    'log:', *event['message'][0].replace('Warning:', '').split()[:2]))


class Base(styles.Versioned):
    persistenceVersion = 1
    persistenceForgets = ('socket',)

    def upgradeToVersion1(self):
        self.steps = getattr(self, 'steps', []) + ['base 1']


class Thing(Base):
    persistenceVersion = 2
    persistenceForgets = ('cache',)

    def upgradeToVersion2(self):
        self.steps = self.steps + ['thing 2']

    def upgradeToVersion3(self):
        self.steps = self.steps + ['thing 3']


class Unversioned(Thing):
    pass


def upgraded(old, version=None):
    new = pickle.loads(old)
    if version is not None:
        Thing.persistenceVersion = version
    styles.doUpgrade()
    return new


thing = Unversioned()
thing.steps, thing.cache, thing.socket, thing.kept = ['new'], 1, 2, 3
print(sorted(thing.__getstate__().items()))
old = pickle.dumps(thing)
print(sorted(upgraded(old).__dict__.items()))
print(upgraded(old, 3).steps)
new = pickle.loads(old)
styles.requireUpgrade(new)
print(new.steps)
styles.requireUpgrade(new)
styles.doUpgrade()
print(new.steps)
Thing.persistenceVersion = 1
try:
    upgraded(old)
except AssertionError:
    print('newer than we are')
styles.versionedsToUpgrade.clear()
Thing.persistenceVersion = 4
upgraded(old)
Thing.persistenceVersion = 2

# One number for all, as it was at first.
ancient = Thing()
ancient.__setstate__({'persistenceVersion': 1, 'steps': []})
styles.doUpgrade()
print(ancient.steps, 'persistenceVersion' in ancient.__dict__)


class Gone(styles.Ephemeral):
    def __init__(self):
        self.value = 5


print(pickle.loads(pickle.dumps([Gone()]))[0].__class__ is styles.Ephemeral)
method, module = pickle.loads(pickle.dumps((thing.upgradeToVersion2, os)))
print(method.__name__, method.__self__.kept, module is os)
styles.doUpgrade()

# Small objects.
config = {'a': [1, b'b', thing]}
saver = sob.Persistent(config, 'config')
saver.save()
saver.save(tag='other')
saver.save(filename='config.file')
print(sorted(os.listdir()))
loaded = sob.load('config.tap', 'pickle')
print(loaded['a'][:2], loaded['a'][2].kept)
print(sob.IPersistable.providedBy(saver), saver.style)
saver.setStyle('source')
try:
    saver.save(passphrase='secret')
except TypeError as e:
    print(e)
with open('value.py', 'w') as file:
    file.write('made = len(__file__) * [1]\n')
print(sob.loadValueFromFile('value.py', 'made'))
try:
    sob.loadValueFromFile('value.py', 'nothing')
except KeyError as e:
    print('no', e)
for name in 'a.tac', 'b.py', 'c.tap', 'd.tas':
    print(sob.guessType(name))

shop = service.Application('shop')
keeper = sob.IPersistable(shop)
print(keeper.name, keeper.style, keeper.original in (shop, None))
keeper.save(tag='test')
again = sob.load('shop-test.tap', 'pickle')
print(service.IService(again).name, sob.IPersistable(again).style)
keeper.setStyle('source')
print(sob.IPersistable(shop).style)

# Directories.
db = dirdbm.DirDBM('db')
db[b'one'] = b'1'
db[b'two/three'] = b'23' * 100
db[b'one'] = b'uno'
db[b''.join([b'%c' % n for n in range(128)])] = b''
print(len(db), sorted(db.keys())[1:], db[b'one'], len(db[b'two/three']))
print(b'one' in db, b'four' in db, db.has_key(b'one'), db.get(b'four', 'none'))
print(sorted(db.items())[1:2], sorted(db.values())[2:])
for key, value in ('text', b''), (b'', 'text'), (1, b''):
    try:
        db[key] = value
    except TypeError as e:
        print(e)
for broken in (lambda: db[b'four'], lambda: db.getModificationTime(b'four')):
    try:
        broken()
    except KeyError as e:
        print('no', e)
try:
    del db[b'four']
except KeyError as e:
    print('no', e)
print(db.setdefault(b'five', b'5'), db.setdefault(b'five', b'6'))
db.update({b'six': b'6'})
other = db.copyTo('copy')
print(sorted(other.items()) == sorted(db.items()), len(other))
del db[b'five']
db.clear()
print(len(db), len(other), db.getModificationTime.__name__)
db.close()

# What a crash may leave behind.
name = {key: db._encode(key).decode() for key in (b'a', b'b', b'c')}
for file, text in ((name[b'a'], 'old a'), (name[b'a'] + '.rpl', 'half'),
                   (name[b'b'] + '.rpl', 'new b'), (name[b'c'] + '.new', '')):
    with open('db/' + file, 'w') as out:
        out.write(text)
print(sorted(dirdbm.open('db').items()), len(os.listdir('db')))
shelf = dirdbm.Shelf('shelf')
shelf[b'list'] = [1, {'two': thing}]
print(shelf[b'list'][1]['two'].kept, shelf.get(b'none', 7))
