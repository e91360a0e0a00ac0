# era: what a telnet peer may not make us remember, and how it may not keep us.
from twisted.conch import telnet
from twisted.conch.telnet import DO, IAC, NAWS, SB, SE


class Wire:
    lost = False

    def __init__(self):
        self.said = 0

    def write(self, data):
        self.said += len(data)

    def loseConnection(self):
        self.lost = True


class Counts(telnet.Telnet):
    heard = 0

    def applicationDataReceived(self, data):
        self.heard += len(data)


def hear(piece, times):
    t = Counts()
    t.makeConnection(Wire())
    for i in range(times):
        t.dataReceived(piece)
        if t.transport.lost:
            break
    return t.heard, t.transport.said, t.transport.lost, i + 1


# A subnegotiation without an end.
print(hear(IAC + SB + NAWS + b'x' * 60000, 5))  # expect: (0, 0, True, 2)
print(hear(IAC + SB + b'x' * 60000 + IAC + SE, 5))  # expect: (0, 0, False, 5)
# An empty one.
print(hear(IAC + SB + IAC + SE, 3))  # expect: (0, 0, False, 3)
# A quarter of a megabyte of each of the bytes that mean something.
print(hear(b'\r' * (1 << 18), 1))  # expect: (262144, 0, False, 1)
print(hear(IAC * (1 << 18), 1))  # expect: (131072, 0, False, 1)
print(hear(b'\r' + IAC + IAC + b'\n' + b'x' * 60, 10000))  # expect: (630000, 0, False, 10000)
# Never the louder side: a refusal for each request, of the same length.
print(hear(IAC + DO + NAWS, 10000))  # expect: (0, 30000, False, 10000)
