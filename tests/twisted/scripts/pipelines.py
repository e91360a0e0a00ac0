# Programs in a row: what one writes the next one reads.
import sys

from twisted.internet import defer, error, protocol, reactor


class Stage(protocol.ProcessProtocol):
    """I hand on what my program writes, and pause it when the next is slow."""

    def __init__(self, name, next=None):
        self.name = name
        self.next = next
        self.done = defer.Deferred()
        self.said = b''

    def connectionMade(self):
        if self.transport.pid <= 0:
            print('no pid')

    def outReceived(self, data):
        if self.next is not None:
            self.next.transport.write(data)
        else:
            self.said += data

    def errReceived(self, data):
        print(self.name, 'complains:', data)

    def outConnectionLost(self):
        if self.next is not None:
            self.next.transport.closeStdin()

    def processEnded(self, reason):
        self.done.callback(told(reason))


def line(*commands):
    stages, after = [], None
    for command in reversed(commands):
        after = Stage(command[0], after)
        stages.insert(0, after)
    for stage, command in zip(reversed(stages), reversed(commands)):
        reactor.spawnProcess(stage, '/usr/bin/env', ['env'] + list(command),
                             env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'})
    return stages


def told(reason):
    if reason.check(error.ProcessDone):
        return 'done'
    return 'exit %s, signal %s' % (reason.value.exitCode, reason.value.signal)


@defer.inlineCallbacks
def run(text, *commands):
    stages = line(*commands)
    for piece in text:
        stages[0].transport.write(piece)
    stages[0].transport.closeStdin()
    reasons = yield defer.gatherResults([stage.done for stage in stages])
    print(reasons)
    return stages[-1].said


@defer.inlineCallbacks
def main():
    words = b'the quick brown fox jumps over the lazy dog the end\n'
    said = yield run([words], ['tr', ' ', '\\n'], ['sort'], ['uniq', '-c'],
                     ['sort', '-rn'], ['head', '-n', '1'])
    print(said.split())
    said = yield run([b'x' * 1000] * 1000, ['cat'], ['cat'], ['wc', '-c'])
    print(said.split())
    said = yield run([b'b\n', b'a\n'], ['sort'], ['sh', '-c', 'cat; exit 3'])
    print(said)
    said = yield run([], ['sh', '-c', 'kill -TERM $$'], ['cat'])
    print(said)
    said = yield run([b'1\n'], ['sh', '-c',
                               'read x; echo oh >&2; echo $((x+1))'])
    print(said)
    stage = Stage('sleep')
    process = reactor.spawnProcess(stage, '/bin/sleep', ['sleep', '100'])
    process.signalProcess('KILL')
    print((yield stage.done))
    try:
        process.signalProcess('TERM')
    except error.ProcessExitedAlready as e:
        print(type(e).__name__)
    print(process.pid)


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.stop())
reactor.run()
