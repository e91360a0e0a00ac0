# era: a dictionary is asked; its answers cut anywhere, missing, and wrong.
from twisted.internet import defer, protocol, reactor, task
from twisted.internet.testing import StringTransport
from twisted.protocols import basic, dict as dictionary

# A server may not fill the memory: not with lines that are empty, nor with
# definitions that are.
for query, answer in ((('Match', '*', '.'), b'152 n\r\n' + b'\r\n' * 99999),
                      (('Define', '*'), b'151 a b c\r\n.\r\n' * 99999)):
    client = dictionary.DictClient()
    client.protocolError = print
    client.makeConnection(StringTransport())
    client.dataReceived(b'220 hello\r\n')
    getattr(client, 'send' + query[0])(*query[1:], 'x')
    for at in range(0, len(answer), 10000):
        if not client.transport.disconnecting:
            client.dataReceived(answer[at:at + 10000])
    print(len(client.result))
# expect: Answer too long
# expect: 65534
# expect: Answer too long
# expect: 30393

for line in ('word', 'one two', '"one two" three', '"a \\"b\\" c" d', 'a\\ b c',
             '"open', '"open\\', '', '"" x', b'"a\\"b" c'):
    print(dictionary.parseParam(line))
# expect: ('word', '')
# expect: ('one', 'two')
# expect: ('one two', 'three')
# expect: ('a "b" c', 'd')
# expect: ('a b', 'c')
# expect: (None, '"open')
# expect: (None, '"open\\')
# expect: (None, '')
# expect: ('', 'x')
# expect: (b'a"b', b'c')
print(dictionary.makeAtom('a b"c\\d\n'), dictionary.makeWord('a b"c\r\nQUIT'))
# expect: abcd a\ b\"cQUIT
print([dictionary.parseText(line) for line in ('.', '..', '..a', 'a.', '')])
# expect: [None, '.', '.a', 'a.', '']


class Server(basic.LineReceiver):
    def connectionMade(self):
        self.say(self.factory.greeting)

    @defer.inlineCallbacks
    def say(self, text):
        data = text.replace('\n', '\r\n').encode()
        for at in range(0, len(data), self.factory.size):
            self.transport.write(data[at:at + self.factory.size])
            yield task.deferLater(reactor, 0)

    def lineReceived(self, line):
        print(line)
        self.say(self.factory.answer)


factory = protocol.Factory.forProtocol(Server)
factory.noisy = False
factory.size = 3

TWO = '''150 2 definitions retrieved
151 "tea pot" wn "WordNet (r) 3.0"
tea pot
  n 1: pot for t\u00e9
..dots
.
151 teapot jargon "Jargon File"

.
250 ok [d/m/c = 2/0/4]
'''
MATCHES = '''152 2 matches found
wn "tea pot"
jargon teapot
.
250 ok
'''


@defer.inlineCallbacks
def main(reactor):
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    number = port.getHost().port
    for greeting, answer, call in (
            ('220 hello\n', TWO, 'define'), ('220 hello\n', MATCHES, 'match'),
            ('220 hello\n', '552 no match\n', 'define'),
            ('220 hello\n', '551 invalid strategy\n', 'match'),
            ('220 hello\n', '550 invalid database\n', 'match'),
            ('530 go away\n', '', 'define'), ('x\n', '', 'define'),
            ('220 hello\n', '151 teapot\n', 'define'),
            ('220 hello\n', '999 what\n', 'define'),
            ('220 hello\n', '250 ok\n', 'define'),
            ('y' * 2000, '', 'define'), ('421 bye\n', '', 'match')):
        factory.greeting, factory.answer = greeting, answer
        try:
            if call == 'define':
                result = yield dictionary.define('127.0.0.1', number, '*',
                                                 'tea pot')
                for each in result:
                    print(each.name, each.db, each.dbdesc, each.text)
                print(len(result))
            else:
                print((yield dictionary.match('127.0.0.1', number, 'wn',
                                              'prefix', 'tea')))
        except Exception as e:
            print(type(e).__name__, e)
    yield port.stopListening()
    try:
        yield dictionary.define('127.0.0.1', number, '*', 'x')
    except Exception as e:
        print(type(e).__name__)


task.react(main)
# expect: b'DEFINE * tea\\ pot'
# expect: tea pot wn WordNet (r) 3.0 ['tea pot', '  n 1: pot for té', '.dots']
# expect: teapot jargon Jargon File ['']
# expect: 2
# expect: b'MATCH wn prefix tea'
# expect: [('wn', 'tea pot'), ('jargon', 'teapot')]
# expect: b'DEFINE * tea\\ pot'
# expect: 0
# expect: b'MATCH wn prefix tea'
# expect: []
# expect: b'MATCH wn prefix tea'
# expect: []
# expect: InvalidResponse Access denied
# expect: InvalidResponse Invalid line from server
# expect: b'DEFINE * tea\\ pot'
# expect: InvalidResponse Invalid server response
# expect: b'DEFINE * tea\\ pot'
# expect: InvalidResponse Unexpected server message
# expect: b'DEFINE * tea\\ pot'
# expect: 0
# expect: ConnectionDone Connection was closed cleanly.
# expect: InvalidResponse Server shutting down at operator request
# expect: ConnectionRefusedError
