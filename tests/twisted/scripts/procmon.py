# Programs are kept running, by somebody else's clock and by the real one.
from twisted.internet import error, reactor, task
from twisted.logger import (formatEventAsClassicLogText,
                            globalLogPublisher)
from twisted.python import failure
from twisted.runner.procmon import ProcessMonitor


class Transport:
    def __init__(self, reactor, proto, args):
        self.reactor = reactor
        self.proto = proto
        self.args = args
        self.pid = len(reactor.spawned)

    def signalProcess(self, name):
        if self.pid is None:
            raise error.ProcessExitedAlready()
        print('%g: %s %s' % (self.reactor.seconds(), name, self.args[0]))
        if name == 'TERM' and self.args[0] != 'stubborn':
            self.reactor.callLater(1, self.end)
        elif name == 'KILL':
            self.end()

    def end(self):
        if self.pid is not None:
            self.pid = None
            self.proto.processEnded(failure.Failure(error.ProcessDone(0)))


class Machine(task.Clock):
    def __init__(self):
        task.Clock.__init__(self)
        self.spawned = []

    def spawnProcess(self, proto, executable, args=(), env={}, path=None,
                     uid=None, gid=None, usePTY=0, childFDs=None):
        print('%g: start' % self.seconds(), executable, args, env, path, uid,
              gid)
        transport = Transport(self, proto, args)
        self.spawned.append(transport)
        proto.makeConnection(transport)
        return transport


machine = Machine()
monitor = ProcessMonitor(machine)
print(monitor.threshold, monitor.killTime, monitor.minRestartDelay,
      monitor.maxRestartDelay)
monitor.maxRestartDelay = 4
monitor.addProcess('one', ['one', '-x'], 1, 2, {'A': 'b'}, '/')
monitor.addProcess('two', ['stubborn'])
for name, call in (('one', lambda: monitor.addProcess('one', ['x'])),
                   ('gone', lambda: monitor.stopProcess('gone')),
                   ('gone', lambda: monitor.removeProcess('gone'))):
    try:
        call()
    except KeyError as e:
        print(e)
print('waiting')
monitor.startService()
print(sorted(monitor.protocols))
for lived in 0.5, 0.5, 0.5, 0.5, 2, 0.1:
    machine.advance(lived)
    [t for t in machine.spawned if t.args[0] == 'one' and t.pid is not None
     ][0].end()
    machine.pump([0.5] * 10)
print('restart')
monitor.restartAll()
machine.pump([1] * 8)
print('remove')
monitor.removeProcess('one')
machine.pump([1] * 8)
print(sorted(monitor.protocols))
monitor.addProcess('three', ['three'])
print('stop')
monitor.stopService()
machine.pump([1] * 10)
print(sorted(monitor.protocols))

real = ProcessMonitor()
real.threshold = 0
real.startService()
real.addProcess('real', ['/bin/sh', '-c', 'exec sleep 600'])
first = real.protocols['real'].transport.pid


def look():
    proto = real.protocols.get('real')
    if proto is None or proto.transport.pid in (None, first):
        reactor.callLater(0.02, look)
        return
    print('another one')
    real.stopService()
    wait()


def wait():
    if real.protocols:
        reactor.callLater(0.02, wait)
    else:
        reactor.stop()


real.restartAll()
look()
reactor.run()
print('none')

# What it keeps about each, and says of itself.
machine = Machine()
monitor = ProcessMonitor(machine)
monitor.addProcess('one', ['one'])
monitor.addProcess('two', ['stubborn'], gid=2)
monitor.addProcess('three', ['three'], uid=1)
print(monitor, monitor.delay)
monitor.startService()
print(monitor.timeStarted, sorted(monitor.murder), sorted(monitor.restart))
machine.spawned[0].end()
print(monitor.delay, sorted(monitor.restart), sorted(monitor.protocols))
monitor.stopProcess('two')
print(sorted(monitor.murder), monitor.murder['two'].getTime())
globalLogPublisher.addObserver(lambda event: event['line'] and print(
    formatEventAsClassicLogText(event, lambda when: '-'), event['stream']))
said = monitor.protocols['three']
print(said.name, said.service is monitor, said.empty)
said.outReceived(b'a line\npart')
said.errReceived(b'another\n')
print(said.empty, said.output.delimiter)
machine.spawned[2].end()
print(len(monitor.protocols))
