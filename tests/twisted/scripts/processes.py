# Other programs: their pipes, their end, signals, terminals.
from twisted.internet import defer, error, protocol, reactor, task, utils

PATH = {'PATH': '/usr/bin:/bin'}


class Talk(protocol.ProcessProtocol):
    def __init__(self, name):
        self.name = name
        self.done = defer.Deferred()
        self.out = b''
        self.heard = []
        self.said = defer.Deferred()

    def say(self, *what):
        print(self.name, *what)

    def connectionMade(self):
        self.say('made', self.transport.pid is not None)

    def outReceived(self, data):
        self.out += data
        if self.out.endswith(b'\n') and not self.said.called:
            self.said.callback(None)

    # In which order these come is nobody's business, but for the last; nor is
    # in how many pieces.
    def errReceived(self, data):
        if 'error output' not in self.heard:
            self.heard.append('error output')

    def outConnectionLost(self):
        self.heard.append('out lost')

    def processExited(self, reason):
        self.heard.append(str(reason.value))

    def processEnded(self, reason):
        value = reason.value
        self.say(sorted(self.heard), self.out)
        self.say('ended', reason.type.__name__, value.exitCode, value.signal,
                 value.status, self.transport.pid)
        self.done.callback(self)


class Numbers(Talk):
    def childDataReceived(self, fd, data):
        self.say('data from', fd, data)

    def childConnectionLost(self, fd):
        self.heard.append('lost %d' % fd)


def spawn(p, *args, **kw):
    return reactor.spawnProcess(p, args[0], args, PATH, **kw)


@defer.inlineCallbacks
def main(reactor):
    p = Talk('cat')
    t = spawn(p, 'cat')
    t.write(b'hello ')
    t.writeSequence([b'wor', b'ld'])
    t.closeStdin()
    yield p.done

    p = Talk('sh')
    t = spawn(p, 'sh', '-c', 'read a; echo got $a; exit 3')
    t.write(b'x\n')
    yield p.done

    p = Talk('sleep')
    t = spawn(p, 'sleep', '100')
    t.signalProcess('KILL')
    yield p.done
    try:
        t.signalProcess('INT')
    except error.ProcessExitedAlready:
        print('exited already')

    p = Numbers('numbers')
    t = spawn(p, 'sh', '-c', 'cat <&4 >&5', childFDs={4: 'w', 5: 'r'})
    t.writeToChild(4, b'through 4')
    t.closeChildFD(4)
    yield p.done

    p = Talk('pwd')
    spawn(p, 'pwd', path='/usr')
    yield p.done

    p = Talk('missing')
    spawn(p, '/nonexistent/program')
    yield p.done

    p = Talk('terminal')
    t = spawn(p, 'sh', '-c', 'tty >/dev/null && echo yes; read a; echo got $a',
              usePTY=1)
    yield p.said
    t.write(b'abc\n')
    yield p.done

    # A child that closes all of them lives on.
    p = Talk('closes')
    spawn(p, 'sh', '-c', 'exec 0<&- 1>&- 2>&-; sleep 0.2')
    yield p.done

    # What nobody reads is not lost, and waits.
    p = Talk('paused')
    t = spawn(p, 'sh', '-c', 'echo early; read a; echo late')
    t.pauseProducing()
    for _ in range(5):
        yield task.deferLater(reactor, 0.01)
    print(p.out)
    t.resumeProducing()
    t.write(b'go\n')
    yield p.done

    for bad in dict(usePTY=1, childFDs={}), dict(childFDs={1: 'x'}):
        try:
            spawn(p, 'true', **bad)
        except (ValueError, AssertionError) as e:
            print(e)


@defer.inlineCallbacks
def asked(reactor):
    print((yield utils.getProcessOutput('/bin/echo', ['hi', 'there'])))
    try:
        yield utils.getProcessOutput('/bin/sh', ['-c', 'echo bad >&2'])
    except IOError as e:
        print(e)
        yield e.processEnded.addErrback(lambda f: print(f.type.__name__))
    print((yield utils.getProcessOutput(
        '/bin/sh', ['-c', 'echo bad >&2'], errortoo=1)))
    print((yield utils.getProcessValue('/bin/sh', ['-c', 'exit 5'])))
    print((yield utils.getProcessOutputAndValue(
        '/bin/sh', ['-c', 'cat; echo x >&2; exit 2'], PATH,
        stdinBytes=b'in')))
    yield utils.getProcessOutputAndValue(
        '/bin/sh', ['-c', 'echo a; kill -9 $$'],
        None).addErrback(lambda f: print(f.value))


task.react(lambda reactor: main(reactor).addCallback(
    lambda ignored: asked(reactor)))
