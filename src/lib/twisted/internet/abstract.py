"""What is asked about addresses; and descriptors that others read and write."""


def isIPAddress(addr, family=None):
    """Whether it is an address with numbers and points (or, for AF_INET6, with
    colons), and no name."""
    import socket
    if isinstance(addr, bytes):
        try:
            addr = addr.decode('ascii')
        except UnicodeDecodeError:
            return False
    if family == socket.AF_INET6:
        addr = addr.split('%', 1)[0]
    elif family in (None, socket.AF_INET):
        if addr.count('.') != 3:
            return False
    else:
        raise ValueError('unknown address family %r' % (family,))
    try:
        socket.inet_pton(family or socket.AF_INET, addr)
    except (ValueError, OSError):
        return False
    return True


def isIPv6Address(addr):
    """Whether it is an address with colons, maybe with a zone behind it."""
    import socket
    return isIPAddress(addr, socket.AF_INET6)


class FileDescriptor:
    """I read and write a descriptor of any kind, as a transport does: those who
    derive from me say by fileno(), doRead() and writeSomeData() how."""

    #   write() --> _waiting --doWrite()--> writeSomeData()
    #
    # When nothing waits any more a producer is asked for more, or what was
    # asked for meanwhile is done: one direction closed, or both.

    connected = disconnected = disconnecting = 0
    producer = None
    producerPaused = streamingProducer = False
    bufferSize = 65536
    _halfClosing = _halfClosed = False

    def __init__(self, reactor=None):
        if reactor is None:
            from twisted.internet import reactor
        self.reactor = reactor
        self._waiting = bytearray()

    def fileno(self):
        """Override me: the number; -1 when it is gone."""
        return -1

    def doRead(self):
        """Override me: read, and return why it is over if it is."""
        raise NotImplementedError('%s does not read' % self.__class__.__name__)

    def writeSomeData(self, data):
        """Override me: write, and return how much, or why it is over."""
        raise NotImplementedError('%s does not write' % self.__class__.__name__)

    def _closeWriteConnection(self):
        """Override me: all is written that ever will be."""

    def getHost(self):
        raise NotImplementedError()

    getPeer = getHost

    def logPrefix(self):
        return '-'

    # --- what is asked for ---------------------------------------------------

    def startReading(self):
        self.reactor.addReader(self)

    def stopReading(self):
        self.reactor.removeReader(self)

    def startWriting(self):
        self.reactor.addWriter(self)

    def stopWriting(self):
        self.reactor.removeWriter(self)

    def pauseProducing(self):
        self.stopReading()

    def resumeProducing(self):
        if self.connected and not self.disconnecting:
            self.startReading()

    def write(self, data):
        if not isinstance(data, bytes):
            raise TypeError('Data must be bytes')
        self._put(data)

    def writeSequence(self, iovec):
        pieces = list(iovec)
        for each in pieces:
            if not isinstance(each, bytes):
                raise TypeError('Data must be bytes')
        self._put(b''.join(pieces))

    def _put(self, data):
        if not data or not self.connected or self._halfClosed:
            return
        self._waiting += data
        if self.producer is not None and self.streamingProducer \
                and len(self._waiting) > self.bufferSize:
            self.producerPaused = True
            self.producer.pauseProducing()
        self.startWriting()

    def loseConnection(self):
        """Close when everything is written."""
        if not self.connected or self.disconnecting:
            return
        if self._halfClosed:
            from twisted.internet import main
            from twisted.python import failure
            self.stopReading()
            self.stopWriting()
            self.reactor.callLater(0, self.connectionLost,
                                   failure.Failure(main.CONNECTION_DONE))
        else:
            self.stopReading()
            self.startWriting()
            self.disconnecting = 1

    stopProducing = loseConnection

    def stopConsuming(self):
        """What produces will write no more."""
        self.unregisterProducer()
        self.loseConnection()

    def loseWriteConnection(self):
        """Write no more when everything is written."""
        self._halfClosing = True
        self.startWriting()

    def registerProducer(self, producer, streaming):
        if self.producer is not None:
            raise RuntimeError('Cannot register producer %s, because producer '
                               '%s was never unregistered.'
                               % (producer, self.producer))
        if self.disconnected:
            producer.stopProducing()
            return
        self.producer = producer
        self.streamingProducer = streaming
        if not streaming:
            producer.resumeProducing()

    def unregisterProducer(self):
        self.producer = None
        if self.connected and self.disconnecting:
            self.startWriting()

    # --- what the reactor says -----------------------------------------------

    def doWrite(self):
        if self._waiting:
            count = self.writeSomeData(bytes(self._waiting[:131072]))
            if isinstance(count, Exception) or count < 0:
                return count
            del self._waiting[:count]
        if self._waiting:
            return None
        self.stopWriting()
        if self.producer is not None and (self.producerPaused
                                          or not self.streamingProducer):
            self.producerPaused = False
            self.producer.resumeProducing()
        elif self.disconnecting:
            from twisted.internet import main
            return main.CONNECTION_DONE
        elif self._halfClosing:
            self._halfClosed = True
            return self._closeWriteConnection()

    def connectionLost(self, reason):
        self.disconnected, self.connected = 1, 0
        producer, self.producer = self.producer, None
        if producer is not None:
            producer.stopProducing()
        self.stopReading()
        self.stopWriting()

    readConnectionLost = writeConnectionLost = lambda self, reason: \
        self.connectionLost(reason)
