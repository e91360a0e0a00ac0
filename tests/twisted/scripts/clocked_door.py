# A door that locks itself, tried out by a clock that only moves when told.
from twisted.internet import defer, error, protocol, task
from twisted.internet.testing import MemoryReactorClock, StringTransport
from twisted.protocols.basic import LineReceiver
from twisted.protocols.policies import TimeoutMixin


class Door(LineReceiver, TimeoutMixin):
    """Opens for a while to who knows the word."""

    delimiter = b'\n'
    callLater = None
    locks = None

    def connectionMade(self):
        self.setTimeout(30)
        self.isOpen = False

    def lineReceived(self, line):
        self.resetTimeout()
        if line == b'sesame':
            if self.locks is not None and self.locks.active():
                self.locks.reset(10)
            else:
                self.locks = self.callLater(10, self.lock)
            self.isOpen = True
            self.sendLine(b'open')
        elif line == b'stay':
            self.locks.delay(100)
        else:
            self.sendLine(b'open' if self.isOpen else b'locked')

    def lock(self):
        self.isOpen = False
        self.sendLine(b'click')

    def timeoutConnection(self):
        self.sendLine(b'bye')
        self.transport.loseConnection()


clock = task.Clock()
door = Door()
door.callLater = clock.callLater
transport = StringTransport()


def said():
    value = transport.value()
    transport.clear()
    return value


door.makeConnection(transport)
door.dataReceived(b'hello\nses')
print(clock.seconds(), said())
door.dataReceived(b'ame\n')
print(clock.seconds(), said(), door.isOpen)
clock.advance(9)
print(clock.seconds(), said(), door.isOpen)
door.dataReceived(b'sesame\n')
clock.pump([1] * 9)
print(clock.seconds(), said(), door.isOpen)
clock.advance(1)
print(clock.seconds(), said(), door.isOpen)
door.dataReceived(b'sesame\nstay\n')
clock.pump([10, 10, 9])
print(clock.seconds(), said(), transport.disconnecting)
print([call.getTime() for call in sorted(clock.getDelayedCalls(),
                                         key=lambda call: call.getTime())])
clock.advance(1)
print(clock.seconds(), said(), transport.disconnecting)
clock.advance(81)
print(clock.seconds(), said(), clock.getDelayedCalls())
for call in door.locks.cancel, lambda: door.locks.reset(1):
    try:
        call()
    except error.AlreadyCalled as e:
        print(type(e).__name__)


# A thing that is tried again, ever later.
class Flaky:
    def __init__(self, failures):
        self.failures = failures
        self.calls = []

    def ask(self):
        self.calls.append(clock.seconds())
        if len(self.calls) <= self.failures:
            return defer.fail(ValueError(len(self.calls)))
        return defer.succeed('at last')


def patiently(clock, ask, delays):
    def again(why):
        why.trap(ValueError)
        if not delays:
            return why
        return task.deferLater(clock, delays.pop(0), ask).addErrback(again)
    return ask().addErrback(again)


for failures, delays in (2, [1, 2, 4]), (5, [1, 2]):
    flaky = Flaky(failures)
    start = clock.seconds()
    patiently(clock, flaky.ask, delays).addBoth(
        lambda result: print(getattr(result, 'value', result)))
    clock.pump([0.5] * 20)
    print([each - start for each in flaky.calls])

ticks = []
loop = task.LoopingCall.withCount(lambda count: ticks.append(count))
loop.clock = clock
done = loop.start(2, now=False)
for step in 1, 1, 5, 2, 0.5:
    clock.advance(step)
    print(ticks, end=' ')
print(loop.running)
loop.stop()
done.addCallback(lambda stopped: print(stopped is loop, loop.running))

d = defer.Deferred()
d.addTimeout(3, clock)
d.addErrback(lambda why: print(why.type.__name__, why.getErrorMessage()))
clock.advance(3)

memory = MemoryReactorClock()
memory.callLater(5, print, 'from memory')
port = memory.listenTCP(1234, protocol.Factory.forProtocol(Door))
memory.connectTCP('example.org', 80, protocol.ClientFactory())
print(memory.tcpServers[0][0], memory.tcpClients[0][:2], port.getHost().port)
memory.advance(5)
