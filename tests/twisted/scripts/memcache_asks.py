# A client of memcached, its answers cut anywhere, missing, and wrong.
from twisted.internet import task
from twisted.internet.error import ConnectionDone
from twisted.protocols import memcache
from twisted.python import failure, log


class Transport:
    disconnecting = False

    def __init__(self):
        self.said = b''
        self.lost = False

    def write(self, data):
        self.said += data

    def writeSequence(self, parts):
        self.write(b''.join(parts))

    def loseConnection(self):
        self.lost = True


def begin():
    global client, clock
    clock = task.Clock()
    client = memcache.MemCacheProtocol()
    client.callLater = clock.callLater
    client.makeConnection(Transport())


def show(name, d):
    d.addCallbacks(
        lambda result: print(' ', name, result),
        lambda f: print(' ', name, 'failed', f.type.__name__))


def dialogue(answer, *calls):
    for size in (1, 5, 1000):
        begin()
        for name, *args in calls:
            show(name, getattr(client, name)(*args))
        if size == 1:
            print(client.transport.said)
        for at in range(0, len(answer), size):
            client.dataReceived(answer[at:at + size])
        print(' ', client.transport.lost, len(clock.getDelayedCalls()))


log.err = lambda *args: None
dialogue(b'STORED\r\nNOT_STORED\r\nSTORED\r\nEXISTS\r\nSTORED\r\nNOT_FOUND\r\n',
         ('set', b'foo', b'bar'), ('add', b'foo', b'b\r\nr', 3, 99),
         ('replace', b'foo', b''), ('checkAndSet', b'foo', b'x', b'1234'),
         ('append', b'foo', b'more'), ('prepend', b'foo', b'less'))
dialogue(b'4\r\n0\r\nDELETED\r\nNOT_FOUND\r\nVERSION 1.6.18\r\nOK\r\n'
         b'NOT_FOUND\r\n', ('increment', b'n'), ('decrement', b'n', 50),
         ('delete', b'n'), ('delete', b'm'), ('version',), ('flushAll',),
         ('increment', b'none', 4))
dialogue(b'VALUE foo 0 3\r\nbar\r\nEND\r\nEND\r\n'
         b'VALUE foo 7 10 1234\r\nEND\r\nEND\r\n\r\nEND\r\n'
         b'VALUE b 0 0\r\n\r\nVALUE a 1 2\r\nxx\r\nEND\r\n'
         b'VALUE a 1 2 55\r\nyy\r\nEND\r\n',
         ('get', b'foo'), ('get', b'none'), ('get', b'foo', True),
         ('getMultiple', [b'a', b'b', b'c']),
         ('getMultiple', [b'a'], True))
dialogue(b'STAT pid 42\r\nSTAT version 1.6 beta\r\nEND\r\nEND\r\n',
         ('stats',), ('stats', b'items'))
dialogue(b'ERROR\r\nCLIENT_ERROR you did it\r\nSERVER_ERROR no memory\r\n'
         b'STORED\r\n', ('version',), ('set', b'a', b'b'), ('get', b'c'),
         ('set', b'd', b'e'))
begin()
for name, args in (('set', ('text', b'x')), ('set', (b'k', 'text')),
                   ('get', (b'x' * 251,)), ('get', (b'x' * 250,)),
                   ('increment', (5,)), ('getMultiple', ([b'a', 'b'],)),
                   ('delete', ('k',))):
    show(name, getattr(client, name)(*args))
print(client.transport.said[:8])

# Silence.
begin()
show('get', client.get(b'a'))
clock.advance(30)
client.dataReceived(b'VALUE a 0 5\r\nab')
show('set', client.set(b'a', b'b'))
clock.advance(59)
print(client.transport.lost)
clock.advance(1)
print(client.transport.lost)
begin()
show('get', client.get(b'a'))
client.connectionLost(failure.Failure(ConnectionDone()))
show('get', client.get(b'a'))
show('version', client.version())

# Answers that nobody asked for.
for call, answer in (('get', b'VALUE other 0 1\r\nx\r\nEND\r\n'),
                     ('get', b'VALUE a 0 many\r\n'),
                     ('set', b'nonsense\r\n')):
    begin()
    client.get(b'a') if call == 'get' else client.set(b'a', b'b')
    try:
        client.dataReceived(answer)
    except Exception as e:
        print(type(e).__name__)
print(memcache.DEFAULT_PORT)
