"""Of FTP, what goes beside the commands: data connections, transfers."""

import os

from twisted.internet import protocol, tcp
from twisted.protocols._ftp_text import Refusal, bare, refusal

# How long to wait for a data connection.
DATA_SECONDS = 30


class DataConnection(protocol.Protocol):
    """I carry one file or one list, either way."""

    sink = chunks = error = None
    isDone = False

    def __init__(self, session):
        self.session = session

    def connectionMade(self):
        # What comes waits for somebody who wants it.
        self.transport.pauseProducing()
        self.session.dataConnected(self)

    def start(self, chunks, sink):
        self.chunks = chunks
        self.sink = sink
        if sink is not None:
            self.transport.resumeProducing()
        else:
            self.transport.registerProducer(self, False)

    def resumeProducing(self):
        self.session.resetTimeout()
        try:
            chunk = next(self.chunks, None)
        except OSError as error:
            self.fail(error)
            return
        if chunk is not None:
            self.transport.write(chunk)
        else:
            self.isDone = True
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def pauseProducing(self):
        pass

    stopProducing = pauseProducing

    def dataReceived(self, data):
        self.session.resetTimeout()
        try:
            self.sink(data)
        except OSError as error:
            self.fail(error)

    def fail(self, error):
        self.error = error
        self.transport.abortConnection()

    def connectionLost(self, reason):
        if self.session.data is not self:
            return  # and the file may be another by now
        from twisted.internet import error
        if self.error is None and (reason.check(error.ConnectionDone) is None
                                   or not (self.isDone or self.sink)):
            self.error = True
        if self.error is None and self.sink is not None:
            try:
                self.sink(None)
            except OSError as problem:
                self.error = problem
        self.session.dataLost(self.error)


class DataServers(protocol.Factory):
    """I let in the visitor whose session I serve, once."""

    noisy = 0

    def __init__(self, session):
        self.session = session

    def buildProtocol(self, addr):
        session = self.session
        port = session.port
        if port is not None and port.factory is self and (
                session.factory.thirdparty or bare(addr.host)
                == bare(session.transport.getPeer().host)):
            return DataConnection(session)


class DataClients(protocol.ClientFactory):
    """I connect to where the visitor has asked for it."""

    noisy = 0

    def __init__(self, session):
        self.session = session

    def buildProtocol(self, addr):
        return DataConnection(self.session)

    def clientConnectionFailed(self, connector, reason):
        if self.session.connector is connector:
            self.session.dataFailed()


class DataPort(tcp.Port):
    """I come and go too often to be spoken of in the log."""

    def startListening(self):
        self._listener = self._listen()

    def stopListening(self):
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()


class DataChannel:
    """I am the half of a session that moves files (the server-DTP of RFC 959):
    one data connection, made either way, and one transfer over it.

    The other half has reply(), hold() and release(); it opens the file and
    calls begin(), and I close it.
    """

    # Of the next transfer: where we listen, where to connect to, who does so,
    # who has come.
    port = address = connector = data = None
    # (descriptor, chunks, sink), and the call that gives up waiting for data.
    transfer = overdue = None

    def checkChannel(self):
        if self.port is None and self.data is None and self.address is None:
            raise Refusal(425, 'Say PASV or PORT first.')

    def begin(self, fd, chunks=None, sink=None):
        """Transfer, as soon as there is a data connection."""
        self.hold()
        self.transfer = fd, chunks, sink
        if self.data is not None:
            self.reply(125, 'Data connection open, transfer starting.')
            self.data.start(chunks, sink)
            return
        from twisted.internet import reactor
        self.reply(150, 'Opening the data connection.')
        self.overdue = reactor.callLater(DATA_SECONDS, self.dataFailed)
        if self.address is not None:
            (host, number), self.address = self.address, None
            self.connector = reactor.connectTCP(
                host, number, DataClients(self), DATA_SECONDS,
                (self.host(), 0))

    def endTransfer(self, *reply):
        """Close the file and tell the visitor how it went."""
        if self.transfer is None:
            return
        fd, self.transfer = self.transfer[0], None
        try:
            os.close(fd)
        except OSError as error:
            reply = refusal(error)
        if self.overdue is not None:
            self.overdue, overdue = None, self.overdue
            if overdue.active():
                overdue.cancel()
        if reply:
            self.reply(*reply)

    def ftp_ABOR(self, argument):
        if self.transfer is not None:
            self.endTransfer(426, 'Transfer aborted.')
        self.forgetData()
        self.reply(226, 'ABOR done.')
        self.release()

    def dataConnected(self, data):
        if self.data is not None:
            data.transport.abortConnection()
            return
        self.connector = None
        if self.port is not None:
            self.port.stopListening()
            self.port = None
        self.data = data
        if self.transfer is not None:
            self.overdue.cancel()
            data.start(*self.transfer[1:])

    def dataLost(self, error):
        """error: None, an OSError of the file, or True: it broke."""
        self.data = None
        if self.transfer is None:
            return
        if error is None:
            self.endTransfer(226, 'Transfer complete.')
        elif error is True:
            self.endTransfer(426, 'Connection lost, transfer aborted.')
        else:
            self.endTransfer(*refusal(error))
        self.release()

    def dataFailed(self):
        """Nobody came, or could be connected to."""
        self.forgetData()
        if self.transfer is not None:
            self.endTransfer(425, 'Nobody at the data connection.')
            self.release()

    def forgetData(self):
        """Close what was made for the next transfer, or carries this one."""
        port, data, connector = self.port, self.data, self.connector
        self.port = self.data = self.address = self.connector = None
        if port is not None:
            port.stopListening()
        if connector is not None:
            connector.disconnect()
        if data is not None:
            data.transport.abortConnection()

    def host(self):
        return bare(self.transport.getHost().host)

    def listen(self):
        """Wait for one data connection; the number of the port."""
        self.forgetData()
        self.port = DataPort(0, DataServers(self), 1, self.host())
        self.port.startListening()
        return self.port.getHost().port

    def ftp_PASV(self, argument):
        host = self.host()
        if ':' in host:
            raise Refusal(522, 'Not with IPv6, use EPSV.')
        number = self.listen()
        self.reply(227, 'Entering Passive Mode (%s,%d,%d).' % (
            host.replace('.', ','), number >> 8, number & 255))

    def ftp_EPSV(self, argument):
        family = b'2' if ':' in self.host() else b'1'
        if argument.upper().strip() == b'ALL':
            self.reply(200, 'Ok.')
        elif argument.strip() not in (b'', family):
            raise Refusal(522, 'Only (%s) here.' % family.decode('ascii'))
        else:
            self.reply(229, 'Entering Extended Passive Mode (|||%d|).'
                       % self.listen())

    def ftp_PORT(self, argument):
        parts = argument.strip().split(b',')
        if len(parts) != 6 or not all(
                [part.isdigit() and len(part) < 4 and int(part) < 256
                 for part in parts]):
            raise Refusal(501, 'PORT wants six numbers.')
        self.connectTo('.'.join(['%d' % int(part) for part in parts[:4]]),
                       int(parts[4]) * 256 + int(parts[5]))

    def ftp_EPRT(self, argument):
        parts = argument.strip().split(argument[:1] or b'|')
        if len(parts) != 5 or not parts[3].isdigit() or len(parts[3]) > 5 \
                or parts[1] not in (b'1', b'2') \
                or (b':' in parts[2]) != (parts[1] == b'2'):
            raise Refusal(501, 'EPRT wants |family|address|port|.')
        self.connectTo(parts[2].decode('latin-1'), int(parts[3]))

    def connectTo(self, host, number):
        """Remember where the next data connection goes to, if it may."""
        # Or visitors would have us talk to anybody, mail servers for example.
        if not 1024 <= number <= 65535 or not (
                self.factory.thirdparty
                or host == bare(self.transport.getPeer().host)):
            raise Refusal(501, 'Not there.')
        self.forgetData()
        self.address = host, number
        self.reply(200, 'Will connect there.')
