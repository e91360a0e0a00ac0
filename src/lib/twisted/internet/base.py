"""The reactor as scripts know it, around the native one."""

import _reactor
import _signal  # signal makes enumerations of it

from twisted import _era
from twisted.python import log

DelayedCall = _reactor.DelayedCall

# How long connections may take to send their last words at shutdown.
FAREWELL_SECONDS = 5


class _LogOwner(log.LogOwner):
    """I know who is being called, by the reactor or by hand.

    Whoever began later speaks: an application owns what happens while it runs,
    but for what its connections do.
    """

    def own(self, owner):
        if owner is not None:
            self.owners.append((owner, _reactor.logOwner()))

    def owner(self):
        called = _reactor.logOwner()
        if self.owners and self.owners[-1][1] is called:
            return self.owners[-1][0]
        return called


def _reportSlow(owner, seconds):
    log.msg('%.1f seconds in one callback: everybody else waited' % seconds)


def whereCalled():
    """The stack of who set a delayed call, for its debug."""
    import traceback
    return traceback.format_stack()[:-1]


def creatorText(creator):
    return '\n\ntraceback at creation: \n\n%s' % '    '.join(creator)


def sayCreator(creator):
    log.msg('\n C: previous exception occurred in a DelayedCall created here:'
            '\n C:%s\n' % ''.join(creator).rstrip().replace('\n', '\n C:'))


log.logOwner = _LogOwner()
def _logRaised(exception):
    """Log what something raised that the reactor called, and nobody else."""
    from twisted.python import failure
    why = failure.Failure(exception)
    why.stack = []
    log.err(why)


_reactor.setLogHook(_logRaised)
_reactor.setSlowHook(_reportSlow)


class ReactorBase:
    """I wait, and call whoever is concerned.

    Events ('startup', 'shutdown', 'persist') have triggers in three phases:
    'before', 'during' and 'after'. One that returns a Deferred in the first
    phase holds up the others.
    """
    running = False
    # Between startRunning() and the end of run(), or crash().
    _started = _ended = False
    resolver = _nameResolver = None
    # By number: ours, and who was told before.
    _handlers = None

    def __init__(self):
        self._triggers = {}
        self._stopping = False
        self._fromThreads = []
        # By id: a selectable, its watch (None for a file, which is always
        # ready), what it waits for.
        self._watched = {}
        self._serving = False

    # --- the loop -------------------------------------------------------------

    def run(self, installSignalHandlers=1):
        self.startRunning(installSignalHandlers)
        try:
            self.mainLoop()
        finally:
            if installSignalHandlers:
                self.forgetSignals()

    def mainLoop(self):
        """For who has called startRunning() himself."""
        try:
            _reactor.run()
        finally:
            self.running = self._started = self._stopping = False
        log.msg('Main loop terminated.')

    def startRunning(self, installSignalHandlers=1):
        if self._started:
            from twisted.internet import error
            raise error.ReactorAlreadyRunning()
        if self._ended:
            from twisted.internet import error
            raise error.ReactorNotRestartable()
        self._started = True
        self._stopping = False
        if installSignalHandlers:
            self.watchSignals()
        self.fireSystemEvent('startup')

    def stop(self):
        """Close everything in good order, then let run() return."""
        if not self._started or self._stopping:
            from twisted.internet import error
            raise error.ReactorNotRunning(
                "Can't stop reactor that isn't running.")
        # Not here: a command in the shell may ask, and it ends with its
        # session, which is among what is closed.
        _reactor.callLater(0, self._beginShutdown)
        self._stopping = True

    def _beginShutdown(self):
        if _reactor.eraVoice():
            log.msg('Starting Shutdown Sequence.')
        self.fireSystemEvent('shutdown')

    def crash(self):
        """Let run() return, whatever is going on."""
        self.running = self._started = False
        _reactor.crash()

    def iterate(self, delay=0):
        _reactor.iterate(delay)

    doIteration = iterate

    def wakeUp(self):
        _reactor.wake()

    def disconnectAll(self):
        """Close every port and connection, and tell whose descriptors are
        watched that they are no more."""
        from twisted.internet import main, tcp
        from twisted.python import failure
        lost = main.CONNECTION_LOST
        for port in tcp.openPorts[:]:
            port.connectionLost()
        for row in list(self._watched.values()):
            self.removeReader(row[0])
            self.removeWriter(row[0])
            try:
                row[0].connectionLost(failure.Failure(lost))
            except BaseException:
                log.err()
        for connection in _reactor.connections():
            _reactor.dismiss(connection, lost)

    def _waitForFarewells(self, deadline):
        waiting = _reactor.connections()
        if waiting and _reactor.seconds() < deadline:
            _reactor.callLater(0.01, self._waitForFarewells, deadline)
            return
        for connection in waiting:
            connection.abortConnection()
        if _reactor.eraVoice():
            log.msg('Stopping main loop.')
        _reactor.stop()

    # --- signals --------------------------------------------------------------

    def watchSignals(self):
        """Let SIGTERM stop me in good order, and SIGINT unless somebody else
        takes care of it."""
        if self._handlers:
            return
        handlers = self._handlers = {_signal.SIGTERM: self.sigTerm}
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            handlers[_signal.SIGINT] = self.sigInt
        for number, handler in handlers.items():
            before = _signal.getsignal(number)
            _reactor.watchSignal(number, handler)
            _signal._handlers[number] = handler
            handlers[number] = handler, before

    def forgetSignals(self):
        handlers, self._handlers = self._handlers, None
        for number, (own, before) in (handlers or {}).items():
            now = _signal.getsignal(number)
            _reactor.unwatchSignal(number)
            _signal._handlers[number] = before
            if now != own:  # somebody else has taken care of it since
                _signal.signal(number, now)

    def sigInt(self, *args):
        self.sigTerm(name='INT')

    def sigTerm(self, *args, name='TERM'):
        if not _reactor.eraVoice():
            log.msg('Received SIG%s, shutting down.' % name)
        if not self._started and not self._stopping:
            return
        # Who asks twice does not want to wait.
        if self._stopping:
            self.crash()
        else:
            self.stop()

    # --- events ---------------------------------------------------------------

    # What the functions may not be called with is what these are called with:
    # the names are Twisted's.

    def addSystemEventTrigger(self, phase, eventType, callable, *args, **kw):
        if phase not in ('before', 'during', 'after'):
            raise KeyError('invalid phase')
        assert hasattr(callable, '__call__'), '%s is not callable' % (
            callable,)
        row = callable, args, kw
        self._triggers.setdefault(eventType, {
            'before': [], 'during': [], 'after': [], 'called': []
        })[phase].append(row)
        return eventType, (phase,) + row

    def removeSystemEventTrigger(self, triggerID):
        eventType, (phase, *row) = triggerID
        row = tuple(row)
        rows = self._triggers[eventType]
        if phase not in rows:
            raise KeyError('invalid phase')
        # One of the first phase may take itself back.
        if phase == 'before' and row in rows['called']:
            import warnings
            warnings.warn(
                'Removing already-fired system event triggers will raise an '
                'exception in a future version of Twisted.',
                category=DeprecationWarning, stacklevel=2)
        else:
            rows[phase].remove(row)

    def fireSystemEvent(self, eventType):
        """Call the triggers of an event."""
        waiting = [result for result in self._fire(eventType, 'before')
                   if hasattr(result, 'addBoth')]
        if waiting:
            from twisted.internet import defer
            defer.DeferredList(waiting).addCallback(
                lambda results: self._fireRest(eventType))
        else:
            self._fireRest(eventType)

    def _fireRest(self, eventType):
        self._triggers.get(eventType, {'called': []})['called'].clear()
        ends = eventType == 'shutdown' and self._started
        if eventType == 'startup':
            self.running = True
        elif ends:
            self.running = self._started = False
            self._ended = True
            self.disconnectAll()
        self._fire(eventType, 'during')
        self._fire(eventType, 'after')
        if ends:
            self._waitForFarewells(_reactor.seconds() + FAREWELL_SECONDS)

    def _fire(self, eventType, phase):
        # Each is called once: the next time somebody else will have asked. Who
        # asks now is still called.
        results = []
        rows = self._triggers.get(eventType)
        while rows and rows[phase]:
            row = rows[phase].pop(0)
            if phase == 'before':
                rows['called'].append(row)
            try:
                results.append(row[0](*row[1], **row[2]))
            except BaseException:  # who else asked is called all the same
                log.deferr()
        return results

    def callWhenRunning(self, callable, *args, **kw):
        if self.running:
            callable(*args, **kw)
            return None
        return self.addSystemEventTrigger('after', 'startup', callable, *args,
                                          **kw)

    # --- time -----------------------------------------------------------------

    callLater = staticmethod(_reactor.callLater)

    def cancelCallLater(self, callID):
        callID.cancel()

    def getDelayedCalls(self):
        own = self._beginShutdown, self._runFromThreads, self._serveFiles
        return [call for call in _reactor.getDelayedCalls()
                if call.func not in own]

    def timeout(self):
        """Seconds until the next call is due, or None."""
        due = [call.getTime() for call in _reactor.getDelayedCalls()]
        return max(0, min(due) - _reactor.seconds()) if due else None

    def runUntilCurrent(self):
        """Call what is due."""
        _reactor.iterate(0)

    def seconds(self):
        return _reactor.seconds()

    def callFromThread(self, f, *args, **kw):
        if not self._fromThreads:
            _reactor.callSoon(self._runFromThreads)
        self._fromThreads.append((f, args, kw))

    def _runFromThreads(self):
        # What these ask for waits for the turn after this one.
        waiting = self._fromThreads[:]
        try:
            for function, args, kw in waiting:
                try:
                    function(*args, **kw)
                except Exception:
                    log.err()
        finally:
            del self._fromThreads[:len(waiting)]
            if self._fromThreads:
                _reactor.callLater(0, self._runFromThreads)

    def callInThread(self, _callable, *args, **kw):
        from twisted.internet import threads
        threads.tellOnce()
        try:
            _callable(*args, **kw)
        except Exception:
            log.err()

    threadpool = None

    def getThreadPool(self):
        if self.threadpool is None:
            from twisted.python import threadpool
            self.threadpool = threadpool.ThreadPool(
                0, 10, 'twisted.internet.reactor')
            self.callWhenRunning(self.threadpool.start)
            self.addSystemEventTrigger('during', 'shutdown',
                                       self._stopThreadPool)
        return self.threadpool

    def _stopThreadPool(self):
        pool, self.threadpool = self.threadpool, None
        pool.stop()

    def suggestThreadPoolSize(self, size):
        """There are no threads: any size will do."""
        self.getThreadPool().adjustPoolsize(maxthreads=size)

    # --- connections ----------------------------------------------------------

    def listenTCP(self, port, factory, backlog=50, interface=''):
        from twisted.internet import tcp
        p = tcp.Port(port, factory, backlog, interface, self)
        p.startListening()
        return p

    def connectTCP(self, host, port, factory, timeout=30, bindAddress=None):
        from twisted.internet import tcp
        c = tcp.Connector(host, port, factory, timeout, bindAddress, self)
        c.connect()
        return c

    def clientTCP(self, host, port, protocol, timeout=30):
        """As before 1.0: with a protocol instead of a factory."""
        from twisted.internet import tcp
        return self.connectTCP(host, port, tcp.OldClientFactory(protocol),
                               timeout)

    def listenUNIX(self, address, factory, backlog=50, mode=0o666, wantPID=0):
        from twisted.internet import unix
        p = unix.Port(address, factory, backlog, mode, self, wantPID)
        p.startListening()
        return p

    def connectUNIX(self, address, factory, timeout=30, checkPID=0):
        from twisted.internet import unix
        c = unix.Connector(address, factory, timeout, self, checkPID)
        c.connect()
        return c

    def clientUNIX(self, address, protocol, timeout=30):
        from twisted.internet import tcp
        return self.connectUNIX(address, tcp.OldClientFactory(protocol),
                                timeout)

    def listenUDP(self, port, protocol, interface='', maxPacketSize=8192):
        from twisted.internet import udp
        p = udp.Port(port, protocol, interface, maxPacketSize, self)
        p.startListening()
        return p

    def connectUDP(self, remotehost, remoteport, protocol, localport=0,
                   interface='', maxPacketSize=8192):
        """As before 1.2: a ConnectedDatagramProtocol, whose peer may be a
        name."""
        from twisted.internet import udp
        p = udp.ConnectedPort(remotehost, remoteport, localport, protocol,
                              interface, maxPacketSize, self)
        p.startListening()
        return p

    def listenMulticast(self, port, protocol, interface='',
                        maxPacketSize=8192, listenMultiple=False):
        from twisted.internet import udp
        p = udp.MulticastPort(port, protocol, interface, maxPacketSize, self,
                              listenMultiple)
        p.startListening()
        return p

    def adoptStreamPort(self, fileDescriptor, addressFamily, factory):
        """Listen at a socket that somebody else has bound, and listens at."""
        from twisted.internet import tcp
        tcp.checkAdopted(fileDescriptor, addressFamily, listens=True)
        p = tcp.AdoptedPort(fileDescriptor, factory, self)
        p.startListening()
        return p

    def adoptStreamConnection(self, fileDescriptor, addressFamily, factory):
        """Serve a connection that somebody else has accepted."""
        from twisted.internet import tcp
        tcp.checkAdopted(fileDescriptor, addressFamily)
        return tcp.adoptConnection(fileDescriptor, factory)

    def adoptDatagramPort(self, fileDescriptor, addressFamily, protocol,
                          maxPacketSize=8192):
        """Hear datagrams at a socket that somebody else has bound."""
        from twisted.internet import tcp, udp
        tcp.checkAdopted(fileDescriptor, addressFamily, False)
        p = udp.AdoptedPort(fileDescriptor, protocol, maxPacketSize, self)
        p.startListening()
        return p

    def listenUNIXDatagram(self, address, protocol, maxPacketSize=8192,
                           mode=0o666):
        from twisted.internet import unix
        p = unix.DatagramPort(address, protocol, maxPacketSize, mode, self)
        p.startListening()
        return p

    def connectUNIXDatagram(self, address, protocol, maxPacketSize=8192,
                            mode=0o666, bindAddress=None):
        from twisted.internet import unix
        p = unix.ConnectedDatagramPort(address, protocol, maxPacketSize, mode,
                                       bindAddress, self)
        p.startListening()
        return p

    def listenWith(self, portType, *args, **kw):
        kw['reactor'] = self
        p = portType(*args, **kw)
        p.startListening()
        return p

    def connectWith(self, connectorType, *args, **kw):
        kw['reactor'] = self
        c = connectorType(*args, **kw)
        c.connect()
        return c

    def listenSSL(self, *args, **kw):
        raise NotImplementedError('there is no SSL here')

    connectSSL = clientSSL = listenSSL

    def resolve(self, name, timeout=(1, 3, 11, 45)):
        """A Deferred with the address of a name, as a dotted quad."""
        from twisted.internet import abstract, defer
        if isinstance(name, bytes):
            name = name.decode('latin-1')
        if not name or abstract.isIPAddress(name):
            return defer.succeed(name or '0.0.0.0')
        if self.resolver is not None:
            return self.resolver.getHostByName(name, timeout)
        d = defer.Deferred()

        def done(found):
            for each in found if isinstance(found, list) else ():
                if ':' not in each:
                    d.callback(each)
                    return
            from twisted.internet import error
            d.errback(error.DNSLookupError(
                'address %r not found: %s' % (name, found)
                if _reactor.eraVoice() else name))
        _reactor.lookUp(name, done)
        return d

    def installResolver(self, resolver):
        """Ask another for addresses, by getHostByName(name, timeout); return
        whom I asked before."""
        from twisted.internet import _hostnames
        before, self.resolver = self.resolver, resolver
        self._nameResolver = resolver and _hostnames.OneAddress(resolver)
        return before

    def installNameResolver(self, resolver):
        """Ask another for all addresses, by resolveHostName(); return whom I
        asked before."""
        from twisted.internet import _hostnames
        before, self._nameResolver = self.nameResolver, resolver
        self.resolver = _hostnames.FirstAddress(resolver)
        return before

    @property
    def nameResolver(self):
        """Who knows all addresses of a name."""
        if self._nameResolver is None:
            from twisted.internet import _hostnames
            self._nameResolver = _hostnames.HostnameResolver()
        return self._nameResolver

    # --- other programs -------------------------------------------------------

    def spawnProcess(self, processProtocol, executable, args=(), env={},
                     path=None, uid=None, gid=None, usePTY=0, childFDs=None):
        """Run a program, and let a ProcessProtocol talk to it."""
        from twisted.internet import process
        if _era.called_from_era():
            executable, *args = _era.to_words(executable, *args)
            env = process.wordsOf(env)
        if not usePTY:
            return process.Process(self, executable, args, env, path,
                                   processProtocol, uid, gid, childFDs)
        if childFDs is not None:
            raise ValueError(
                'Using childFDs is not supported with usePTY=True.')
        return process.PTYProcess(self, executable, args, env, path,
                                  processProtocol, uid, gid, usePTY)

    # --- descriptors that others read and write -------------------------------

    def addReader(self, reader):
        """Call reader.doRead() when there is something to read."""
        self._want(reader, 1, True)

    def addWriter(self, writer):
        """Call writer.doWrite() when there is room."""
        self._want(writer, 2, True)

    def removeReader(self, reader):
        self._want(reader, 1, False)

    def removeWriter(self, writer):
        self._want(writer, 2, False)

    def getReaders(self):
        """Who was added, and every port and connection that is not paused."""
        from twisted.internet import tcp
        return [row[0] for row in self._watched.values() if row[2] & 1] \
            + [each for each in tcp.openPorts if not each._paused] \
            + _reactor.connections(1)

    def getWriters(self):
        return [row[0] for row in self._watched.values() if row[2] & 2] \
            + _reactor.connections(2)

    def _want(self, selectable, bit, on):
        from twisted.internet import tcp
        if isinstance(selectable, (_reactor.Connection, tcp.ClosingPort)):
            # It writes by itself.
            if bit == 1:
                (selectable.startReading if on else selectable.stopReading)()
            return
        key = id(selectable)
        row = self._watched.get(key)
        if row is None:
            if not on:
                return
            row = [selectable, _reactor.watchDescriptor(
                selectable.fileno(), lambda what: self._ready(row, what)), 0]
        wanted = row[2] | bit if on else row[2] & ~bit
        if wanted != row[2]:
            try:
                if row[1] is not None:
                    row[1].want(wanted)
            except PermissionError:  # what epoll says of a file
                row[1] = None
            if row[1] is None and not self._serving:
                self._serving = True
                _reactor.callLater(0, self._serveFiles)
            row[2] = wanted
            self._watched[key] = row
        if not wanted:
            del self._watched[key]

    def _serveFiles(self):
        files = [row for row in self._watched.values() if row[1] is None]
        self._serving = bool(files)
        if files:
            _reactor.callLater(0, self._serveFiles)
        for row in files:
            if row[2]:
                self._ready(row, row[2])

    def _ready(self, row, what):
        from twisted.internet import main
        selectable, _, wanted = row
        why, isRead = None, False
        try:
            if selectable.fileno() == -1:
                why = main.CONNECTION_LOST
            elif what & 24 and not what & 3:
                isRead = wanted & 1
                why = main.CONNECTION_DONE if isRead else main.CONNECTION_LOST
            else:
                if wanted & 1 and what & 25:
                    isRead = True
                    why = selectable.doRead()
                if not why and row[2] & 2 and what & 26:
                    isRead = False
                    why = selectable.doWrite()
        except BaseException as error:
            why = error
            log.err()
        if why:
            self._disconnect(selectable, why, isRead)

    def _disconnect(self, selectable, why, isRead):
        from twisted.internet import error, interfaces
        from twisted.python import failure
        self.removeReader(selectable)
        if why.__class__ in (error.ConnectionDone, error.ConnectionLost):
            why = why.__class__()
        reason = failure.Failure(why)
        if isRead and isinstance(why, error.ConnectionDone) and \
                interfaces.IHalfCloseableDescriptor.providedBy(selectable):
            selectable.readConnectionLost(reason)
        else:
            self.removeWriter(selectable)
            selectable.connectionLost(reason)

    def removeAll(self):
        """Wait for nobody any more, and return for whom I have waited; what
        connections have still to write is written all the same."""
        found = list({id(each): each for each in
                      self.getReaders() + self.getWriters()}.values())
        for each in found:
            self.removeReader(each)
            self.removeWriter(each)
        return found
