# A very small web: lines first, then as many raw bytes as these announced.
from twisted.internet import defer, endpoints, protocol, reactor, task
from twisted.protocols import basic


class Headed(basic.LineReceiver):
    """I am one message after the other: lines, an empty one, a body."""

    def connectionMade(self):
        self.begin()

    def begin(self):
        self.lines, self.body, self.left = [], b'', 0
        self.setLineMode()

    def lineReceived(self, line):
        if line:
            self.lines.append(line.decode())
            return
        for each in self.lines[1:]:
            name, _, value = each.partition(': ')
            if name.lower() == 'content-length':
                self.left = int(value)
        if self.left:
            self.setRawMode()
        else:
            self.done()

    def rawDataReceived(self, data):
        self.body += data[:self.left]
        rest = data[self.left:]
        self.left -= len(data) - len(rest)
        if not self.left:
            self.done()
            if rest:
                # What came behind the body is lines again.
                self.dataReceived(rest)

    def done(self):
        lines, body = self.lines, self.body
        self.begin()
        self.message(lines, body)

    def send(self, first, body=b''):
        self.sendLine(first.encode())
        self.sendLine(b'Content-Length: %d' % len(body))
        self.sendLine(b'')
        self.transport.write(body)


class Site(Headed):
    pages = {'/': b'welcome\n'}

    def message(self, lines, body):
        verb, path = lines[0].split()[:2]
        print('asked', verb, path, len(body))
        if verb == 'PUT':
            self.pages[path] = body
            self.send('HTTP/1.1 201 Created')
        elif verb == 'GET' and path in self.pages:
            self.send('HTTP/1.1 200 OK', self.pages[path])
        else:
            self.send('HTTP/1.1 404 Not Found', b'no such page')
        if verb == 'QUIT':
            self.transport.loseConnection()


class Browser(Headed):
    def __init__(self):
        self.waiting = []
        self.gone = defer.Deferred()

    def ask(self, verb, path, body=b''):
        d = defer.Deferred()
        self.waiting.append(d)
        self.send('%s %s HTTP/1.1' % (verb, path), body)
        return d

    def message(self, lines, body):
        self.waiting.pop(0).callback((lines[0], body))

    def connectionLost(self, reason):
        print('over:', reason.getErrorMessage())
        self.gone.callback(None)


@defer.inlineCallbacks
def main(reactor):
    factory = protocol.Factory.forProtocol(Site)
    factory.noisy = False
    port = yield endpoints.TCP4ServerEndpoint(
        reactor, 0, interface='127.0.0.1').listen(factory)
    browser = yield endpoints.connectProtocol(endpoints.TCP4ClientEndpoint(
        reactor, '127.0.0.1', port.getHost().port), Browser())
    print((yield browser.ask('GET', '/')))
    # Three at once: the answers come in order.
    big = bytes(range(256)) * 300
    found = yield defer.gatherResults([
        browser.ask('PUT', '/big', big), browser.ask('GET', '/big'),
        browser.ask('GET', '/nothing')])
    print(found[0], found[1][0], found[1][1] == big, found[2])
    print((yield browser.ask('QUIT', '/')))
    yield browser.gone
    yield port.stopListening()


task.react(main)
