# Calls to another process as JSON in netstrings: answers in any order, errors
# that come back as errors, and answers that never come.
import json

from twisted.internet import defer, endpoints, error, protocol, task
from twisted.protocols import basic


class Remote(Exception):
    pass


class Caller(basic.NetstringReceiver):
    def connectionMade(self):
        self.number = 0
        self.waiting = {}

    def call(self, name, *args):
        self.number += 1
        number = self.number
        d = self.waiting[number] = defer.Deferred(
            lambda _: self.waiting.pop(number))
        self.sendString(json.dumps([number, name, args]).encode())
        return d

    def stringReceived(self, data):
        number, good, value = json.loads(data)
        d = self.waiting.pop(number, None)
        if d is None:
            print('too late:', value)
        elif good:
            d.callback(value)
        else:
            d.errback(Remote(value))

    def connectionLost(self, reason):
        for number in sorted(self.waiting):
            self.waiting.pop(number).errback(reason)


class Answerer(basic.NetstringReceiver):
    MAX_LENGTH = 200

    def stringReceived(self, data):
        number, name, args = json.loads(data)
        d = defer.maybeDeferred(getattr(self, 'remote_' + name), *args)
        d.addCallbacks(lambda value: [number, True, value],
                       lambda why: [number, False, '%s: %s' % (
                           why.type.__name__, why.getErrorMessage())])
        d.addCallback(lambda row: self.sendString(json.dumps(row).encode()))

    def remote_add(self, *numbers):
        return sum(numbers)

    def remote_divide(self, a, b):
        return a / b

    def remote_slowly(self, seconds, what):
        return task.deferLater(self.factory.clock, seconds, lambda: what)

    def lengthLimitExceeded(self, length):
        print('too long:', length)


@defer.inlineCallbacks
def main(reactor):
    clock = task.Clock()
    factory = protocol.Factory.forProtocol(Answerer)
    factory.noisy, factory.clock = False, clock
    port = yield endpoints.serverFromString(
        reactor, 'tcp:0:interface=127.0.0.1').listen(factory)
    caller = yield endpoints.connectProtocol(endpoints.clientFromString(
        reactor, 'tcp:127.0.0.1:%d' % port.getHost().port), Caller())
    print((yield caller.call('add', 1, 2, 3)))
    late = caller.call('slowly', 0.5, 'late').addCallback(print)
    early = caller.call('slowly', 0.01, 'early').addCallback(print)
    # Who is answered at once was heard after them.
    print((yield caller.call('add', 4)))
    clock.pump([0.1, 0.5])
    yield defer.DeferredList([late, early])
    for args in ('divide', 1, 0), ('nothing',), ('divide', 'a'):
        try:
            print((yield caller.call(*args)))
        except Remote as why:
            print('remote', str(why).partition(':')[0])
    try:
        unheard = caller.call('slowly', 0.5, 'unheard').addTimeout(0.1, clock)
        print((yield caller.call('add', 5)))
        clock.advance(0.1)
        yield unheard
    except defer.TimeoutError:
        print('no patience')
    clock.advance(0.5)
    print((yield caller.call('add', 6)))
    found = yield defer.DeferredList(
        [caller.call('slowly', 9, 'never'), caller.call('add', 'x' * 300)],
        consumeErrors=True)
    print([(good, value.check(error.ConnectionDone) is not None)
           for good, value in found])
    yield port.stopListening()


task.react(main)
