# Accounts behind a perspective broker: copies of what they hold, errors that
# the other side knows by class, and views that belong to who has logged in.
import sys

from twisted.cred import checkers, credentials, portal
from twisted.internet import defer, reactor
from twisted.python import failure
from twisted.spread import pb
from zope.interface import implementer


class Overdrawn(pb.Error):
    """There is not that much."""


class Entry(pb.Copyable):
    def __init__(self, what, amount):
        self.what = what
        self.amount = amount
        self.secret = 'not for you'

    def getStateToCopy(self):
        return {'what': self.what, 'amount': self.amount}


class SeenEntry(pb.RemoteCopy):
    def setCopyableState(self, state):
        self.__dict__.update(state, seen=True)

    def __repr__(self):
        return '%s %+d %s' % (self.what, self.amount, hasattr(self, 'secret'))


pb.setUnjellyableForClass(Entry, SeenEntry)


class Account(pb.Referenceable):
    def __init__(self):
        self.entries = []
        self.watchers = []

    def total(self):
        return sum(each.amount for each in self.entries)

    def remote_add(self, what, amount):
        if self.total() + amount < 0:
            raise Overdrawn('%d is not enough' % self.total())
        entry = Entry(what, amount)
        self.entries.append(entry)
        for each in self.watchers:
            each.callRemote('added', entry, self.total())
        return self.total()

    def remote_entries(self, most=10):
        return self.entries[-most:]

    def remote_watch(self, watcher):
        self.watchers.append(watcher)
        return len(self.watchers)

    def remote_broken(self):
        return {}['none']


class Customer(pb.Avatar):
    def __init__(self, name, bank):
        self.name = name
        self.bank = bank

    def attached(self, mind):
        print(self.name, 'comes', mind)

    def detached(self):
        print(self.name, 'goes')

    def perspective_open(self, name):
        if name in self.bank.accounts:
            raise KeyError('there is an account %r' % name)
        return self.bank.accounts.setdefault(name, Account())

    def perspective_names(self):
        return sorted(self.bank.accounts)

    def perspective_later(self, seconds):
        d = defer.Deferred()
        reactor.callLater(seconds, d.callback, (self.name, seconds))
        return d


@implementer(portal.IRealm)
class Bank:
    def __init__(self):
        self.accounts = {}

    def requestAvatar(self, name, mind, *interfaces):
        customer = Customer(name.decode(), self)
        customer.attached(mind)
        return pb.IPerspective, customer, customer.detached


class Watcher(pb.Referenceable):
    def __init__(self):
        self.seen = defer.DeferredQueue()

    def remote_added(self, entry, total):
        self.seen.put((entry, total))


@defer.inlineCallbacks
def attempt(what, d):
    try:
        print(what, (yield d))
    except Exception:
        why = failure.Failure()
        print(what, 'fails:', why.type if isinstance(why.type, str)
              else why.type.__name__, why.getErrorMessage())


@defer.inlineCallbacks
def main():
    checker = checkers.InMemoryUsernamePasswordDatabaseDontUse(ann=b'a1')
    bank = Bank()
    port = reactor.listenTCP(0, pb.PBServerFactory(portal.Portal(
        bank, [checker])), interface='127.0.0.1')
    clients = pb.PBClientFactory()
    reactor.connectTCP('127.0.0.1', port.getHost().port, clients)
    yield attempt('wrong', clients.login(
        credentials.UsernamePassword(b'ann', b'no')))
    me = yield clients.login(credentials.UsernamePassword(b'ann', b'a1'))
    account = yield me.callRemote('open', 'daily')
    print(type(account).__name__)
    watcher = Watcher()
    yield attempt('watch', account.callRemote('watch', watcher))
    yield attempt('add', account.callRemote('add', 'wages', 100))
    yield attempt('add', account.callRemote('add', 'rent', amount=-60))
    yield account.callRemote('add', 'car', -5000).addErrback(
        lambda why: print(why.trap(ValueError, Overdrawn) is Overdrawn,
                          why.check('none'), why.getErrorMessage()))
    print((yield account.callRemote('entries')))
    print((yield account.callRemote('entries', most=1))[0].seen)
    for count in range(2):
        print((yield watcher.seen.get()))
    yield attempt('again', me.callRemote('open', 'daily'))
    yield attempt('broken', account.callRemote('broken'))
    yield attempt('missing', account.callRemote('missing'))
    yield attempt('arguments', account.callRemote('add'))
    yield attempt('names', me.callRemote('names'))
    yield attempt('later', me.callRemote('later', 0.01))
    yield attempt('unsendable', account.callRemote('add', object(), 1))
    rows = yield defer.gatherResults([account.callRemote('add', 'x', each)
                                      for each in range(5)])
    print(rows)
    gone = defer.Deferred()
    me.notifyOnDisconnect(lambda ref: gone.callback('gone'))
    clients.disconnect()
    print((yield gone))
    try:
        yield me.callRemote('names')
    except pb.DeadReferenceError as e:
        print(type(e).__name__)
    yield port.stopListening()


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.callLater(0, reactor.stop))
reactor.run()
