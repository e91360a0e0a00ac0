"""Applications: what a tap holds, and a server is."""

import gc
import sys

import _process
import _reactor

from twisted import copyright
from twisted.internet import main
from twisted.persisted import styles
from twisted.python import log

# The application that runs in this process.
theApplication = None

# Where the tap came from that runs, if it did: a place to save it in when there
# is none in the current directory.
tapDirectory = None

# While twistd runs a script to find its application, the script's run() waits
# for twistd's.
isLoading = False

# What dir() showed of an application in 0.15: the dictionary of the instance.
_EARLY_NAMES = ['authorizer', 'connectors', 'delayeds', 'gid', 'name',
                'persistenceVersion', 'ports', 'resolver', 'running',
                'services', 'uid', 'written']


def setTheApplication(application):
    """Say which application runs, wherever somebody may look for it."""
    global theApplication
    theApplication = application
    main.theApplication = application


class _Collection:
    """I hold services by their names."""

    def addService(self, service):
        if service.serviceName in self.services:
            self.removeService(self.services[service.serviceName])
        self.services[service.serviceName] = service
        if self._servicesRun():
            service.startService()

    def getServiceNamed(self, serviceName):
        return self.services[serviceName]

    def removeService(self, service):
        if self.services[service.serviceName] is not service:
            raise KeyError(service.serviceName)
        if self._servicesRun() and service.serviceRunning:
            service.stopService()
        del self.services[service.serviceName]

    def _servicesRun(self):
        return False


class ApplicationService(log.Logger, styles.Versioned):
    """I am a part of an application that is started and stopped with it."""

    serviceRunning = 0
    serviceParent = None
    serviceType = None
    application = None
    persistenceForgets = ('serviceRunning',)

    def __init__(self, serviceName, serviceParent=None, application=None):
        self.serviceName = serviceName
        if application is not None and serviceParent is None:
            serviceParent = application
        if serviceParent is not None:
            self.setServiceParent(serviceParent)

    def setServiceParent(self, serviceParent):
        self.serviceParent = serviceParent
        self.application = getattr(serviceParent, 'application', None)
        if isinstance(serviceParent, Application):
            self.application = serviceParent
        serviceParent.addService(self)

    def disownServiceParent(self):
        parent, self.serviceParent = self.serviceParent, None
        parent.removeService(self)

    def startService(self):
        """Override me: the application runs."""
        self.serviceRunning = 1

    def stopService(self):
        """Override me: it ends. May return a Deferred to wait for."""
        self.serviceRunning = 0

    def logPrefix(self):
        return self.serviceName


class MultiService(_Collection, ApplicationService):
    """I am a service made of services."""

    def __init__(self, name, parent=None, application=None):
        self.services = {}
        ApplicationService.__init__(self, name, parent, application)

    def _servicesRun(self):
        return self.serviceRunning

    def startService(self):
        ApplicationService.startService(self)
        for service in self.services.values():
            service.startService()

    def stopService(self):
        from twisted.internet import defer
        ApplicationService.stopService(self)
        results = [service.stopService()
                   for service in self.services.values()]
        return defer.DeferredList(
            [each for each in results if isinstance(each, defer.Deferred)])


class Application(_Collection, log.Logger, styles.Versioned):
    """I am a server, whole: my ports and the factories behind them, my
    services, and everything that hangs from those.

    What I am is saved when I stop, and is there when I am started again.
    """

    persistenceVersion = 12
    persistStyle = 'pickle'
    persistenceForgets = ('running', 'livePorts', 'liveConnectors')
    running = 0
    processName = None
    # What 0.15 showed of itself.
    authorizer = None
    resolver = None
    written = 1
    # Made by twisted.application.service.
    ofToday = False

    def __init__(self, name, uid=None, gid=None, authorizer=None):
        _reactor.setEraVoice(True)
        mine = _process.getIDs()
        self.name = name
        self.uid = mine[0] if uid is None else uid
        self.gid = mine[1] if gid is None else gid
        if authorizer is not None:
            self.authorizer = authorizer
            authorizer.setApplication(self)
        self.services = {}
        self.delayeds = []
        self.tcpPorts = []
        self.udpPorts = []
        self.unixPorts = []
        self.sslPorts = []
        self.extraPorts = []
        self.tcpConnectors = []
        self.udpConnectors = []
        self.unixConnectors = []
        self.sslConnectors = []
        self.extraConnectors = []

    def __repr__(self):
        if copyright.is_early():
            return '<%s app>' % self.name
        return '<%r app>' % self.name

    def __dir__(self):
        if copyright.is_early():
            return list(_EARLY_NAMES)
        return object.__dir__(self)

    def logPrefix(self):
        if self.ofToday:
            return '-'
        if copyright.is_early():
            return '%s application' % self.name
        return '*%s*' % self.name

    # --- today's services -----------------------------------------------------

    def __conform__(self, interface):
        """What today calls an application is made of parts."""
        for given, component in self.__dict__.get('_components', ()):
            if given is interface:
                return component
        name = '%s.%s' % (interface.__module__, interface.__name__)
        if name == 'twisted.application.service.IProcess':
            from twisted.application import service
            return service.ApplicationProcess(self)
        if name in ('twisted.application.service.IService',
                    'twisted.application.service.IServiceCollection'):
            if '_collection' not in self.__dict__:
                from twisted.application import service
                self._collection = service.MultiService()
                self._collection.setName(self.name)
            return self._collection
        if name == 'twisted.persisted.sob.IPersistable':
            from twisted.persisted import sob
            return sob.ApplicationPersistent(self)
        return None

    def getComponent(self, interface, default=None):
        found = self.__conform__(interface)
        return default if found is None else found

    def setComponent(self, interface, component):
        """Have another part: an ILogObserver, which then gets the log."""
        self.unsetComponent(interface)
        self._components.append((interface, component))

    def unsetComponent(self, interface):
        self._components = [
            row for row in self.__dict__.get('_components', ())
            if row[0] is not interface]

    def startServices(self):
        """Start today's services, if that is not done."""
        collection = self.__dict__.get('_collection')
        if collection is not None and not collection.running:
            collection.startService()

    # --- ports ---------------------------------------------------------------

    @property
    def ports(self):
        """Everything I listen on, as Port objects."""
        if self.running or self._live():
            return [live for row, live in self._live()]
        from twisted.internet import tcp
        return [tcp.Port(*row) for row in self.tcpPorts]

    @property
    def connectors(self):
        return (self.tcpConnectors + self.udpConnectors + self.unixConnectors
                + self.extraConnectors)

    def _live(self):
        """Pairs of what is listed and what listens for it."""
        return self.__dict__.setdefault('livePorts', [])

    def _listen(self, rows, row, listen):
        rows.append(row)
        if self.running:
            try:
                self._live().append((row, listen(*row)))
            except Exception:
                rows.remove(row)
                raise

    def _unlisten(self, rows, matches):
        """Close what is listed and matches; a Deferred, or None."""
        result = None
        for row in [row for row in rows if matches(row)]:
            rows.remove(row)
            for pair in list(self._live()):
                if pair[0] is row:
                    self._live().remove(pair)
                    result = pair[1].stopListening()
        return result

    def listenTCP(self, port, factory, backlog=5, interface=''):
        """Listen with this factory, now if I run and whenever I do."""
        from twisted.internet import reactor
        self._listen(self.tcpPorts, (port, factory, backlog, interface),
                     reactor.listenTCP)

    def unlistenTCP(self, port, interface=''):
        return self._unlisten(
            self.tcpPorts, lambda row: (row[0], row[3]) == (port, interface))

    dontListenTCP = unlistenTCP

    def listenUDP(self, port, proto, interface='', maxPacketSize=8192):
        from twisted.internet import reactor
        self._listen(self.udpPorts, (port, proto, interface, maxPacketSize),
                     reactor.listenUDP)

    def unlistenUDP(self, port, interface=''):
        return self._unlisten(
            self.udpPorts, lambda row: (row[0], row[2]) == (port, interface))

    def listenUNIX(self, filename, factory, backlog=5, mode=0o666):
        from twisted.internet import reactor
        self._listen(self.unixPorts, (filename, factory, backlog, mode),
                     reactor.listenUNIX)

    def unlistenSSL(self, *args):
        raise NotImplementedError('there is no SSL here')

    def unlistenUNIX(self, filename):
        return self._unlisten(self.unixPorts, lambda row: row[0] == filename)

    def listenWith(self, portType, *args, **kw):
        from twisted.internet import reactor

        def listen(portType, args, kw):
            return reactor.listenWith(portType, *args, **kw)
        self._listen(self.extraPorts, (portType, args, kw), listen)

    def unlistenWith(self, portType, *args, **kw):
        return self._unlisten(self.extraPorts,
                              lambda row: row == (portType, args, kw))

    def listenSSL(self, *args, **kw):
        raise NotImplementedError('there is no SSL here')

    # --- connectors -----------------------------------------------------------

    def _connect(self, rows, row, connect):
        rows.append(row)
        if self.running:
            return connect(*row)

    def connectTCP(self, host, port, factory, timeout=30, bindAddress=None):
        """Connect now if I run, and again whenever I am started."""
        from twisted.internet import reactor
        return self._connect(self.tcpConnectors,
                             (host, port, factory, timeout, bindAddress),
                             reactor.connectTCP)

    def connectUNIX(self, address, factory, timeout=30):
        from twisted.internet import reactor
        return self._connect(self.unixConnectors, (address, factory, timeout),
                             reactor.connectUNIX)

    def connectUDP(self, remotehost, remoteport, protocol, localport=0,
                   interface='', maxPacketSize=8192):
        from twisted.internet import reactor
        return self._connect(self.udpConnectors,
                             (remotehost, remoteport, protocol, localport,
                              interface, maxPacketSize), reactor.connectUDP)

    def connectSSL(self, *args, **kw):
        raise NotImplementedError('there is no SSL here')

    def connectWith(self, connectorType, *args, **kw):
        from twisted.internet import reactor

        def connect(connectorType, args, kw):
            return reactor.connectWith(connectorType, *args, **kw)
        return self._connect(self.extraConnectors, (connectorType, args, kw),
                             connect)

    # --- delayed calls that are saved -----------------------------------------

    def addDelayed(self, delayed):
        self.delayeds.append(delayed)
        if self.running:
            self._tick(delayed)

    def removeDelayed(self, delayed):
        self.delayeds.remove(delayed)

    def _tick(self, delayed):
        """Let a Delayed do what is due, until nothing is left or it is gone."""
        if delayed not in self.delayeds or not self.running:
            return
        wait = delayed.timeout()
        if wait is None:
            wait = 1.0
        elif wait <= 0:
            delayed.runUntilCurrent()
            wait = delayed.timeout() or 0
        _reactor.callLater(max(wait, 0), self._tick, delayed)

    # --- saving ---------------------------------------------------------------

    def save(self, tag=None, filename=None, passphrase=None):
        """Save me as NAME.tap, or NAME-TAG.tap; return the name of the file."""
        if passphrase is not None:
            raise NotImplementedError('taps are not encrypted; keep them where '
                                      'nobody else can read them')
        import _tap
        source = self.persistStyle in ('source', 'aot')
        if filename is None or filename.endswith('/'):
            filename = '%s%s%s.%s' % (filename or '', self.name,
                                      '-%s' % tag if tag else '',
                                      'tas' if source else 'tap')
        log.msg('Saving %s application to %s...' % (self.name, filename))
        dump = _tap.dump_source if source else _tap.dump
        for path, reason in dump(self, filename, compat=copyright.version):
            log.complain('not saved: %s: %s' % (path, reason))
        log.msg('Saved.')
        return filename

    def _saveAtLast(self):
        """Save me where I belong; if I cannot be saved there, elsewhere."""
        import _tap
        import os
        try:
            return self.save('shutdown')
        except _tap.TapError as error:
            why = str(error)
        except MemoryError:
            # Of that there is no more elsewhere.
            raise _tap.TapError("cannot save '%s': out of memory" % self.name)
        for directory in (tapDirectory, os.environ.get('TMPDIR') or '/tmp'):
            if directory is None:
                continue
            log.msg(why)
            try:
                name = self.save('shutdown', directory.rstrip('/') + '/')
            except _tap.TapError as error:
                why = '%s; %s' % (why, error)
            else:
                why = "%s; saved as '%s' instead" % (why, name)
                break
        raise _tap.TapError(why)

    # --- running --------------------------------------------------------------

    def setUID(self):
        """Become who I am meant to be, for good."""
        self._setIDs(False)

    def setEUID(self):
        """Become who I am meant to be, but be able to go back."""
        self._setIDs(True)

    def _setIDs(self, effective):
        if _process.getIDs()[2] != 0:
            return
        _process.setIDs(self.uid, self.gid, effective)
        owner = self if copyright.is_early() else None
        log.logOwner.own(owner)
        log.msg('set %suid/%sgid %s/%s' % ('e' if effective else '',
                                           'e' if effective else '',
                                           self.uid, self.gid))
        log.logOwner.disown(owner)

    def bindPorts(self):
        """Listen on all my ports and begin all my connections."""
        from twisted.internet import reactor
        setTheApplication(self)
        _reactor.setEraVoice(not self.ofToday)
        log.logOwner.own(self)
        try:
            self.running = 1
            self.__dict__['livePorts'] = []
            for rows, listen in ((self.tcpPorts, reactor.listenTCP),
                                 (self.udpPorts, reactor.listenUDP),
                                 (self.unixPorts, reactor.listenUNIX)):
                for row in rows:
                    self._live().append((row, listen(*row)))
            for row in self.extraPorts:
                self._live().append(
                    (row, reactor.listenWith(row[0], *row[1], **row[2])))
            for rows, connect in ((self.tcpConnectors, reactor.connectTCP),
                                  (self.udpConnectors, reactor.connectUDP),
                                  (self.unixConnectors, reactor.connectUNIX)):
                for row in rows:
                    connect(*row)
            for row in self.extraConnectors:
                reactor.connectWith(row[0], *row[1], **row[2])
            for delayed in self.delayeds:
                self._tick(delayed)
            for service in list(self.services.values()):
                service.startService()
            if '_collection' in self.__dict__:
                self._collection.privilegedStartService()
        except BaseException:
            self._closePorts()
            raise
        finally:
            log.logOwner.disown(self)

    def _servicesRun(self):
        return self.running

    def _closePorts(self):
        from twisted.internet import defer
        self.running = 0
        waiting = []
        for row, port in self.__dict__.pop('livePorts', []):
            waiting.append(port.stopListening())
        return defer.DeferredList(
            [each for each in waiting if isinstance(each, defer.Deferred)])

    def _stop(self):
        """Called before the reactor shuts down."""
        from twisted.internet import defer
        waiting = [self._closePorts()]
        for service in list(self.services.values()):
            if service.serviceRunning:
                waiting.append(service.stopService())
        collection = self.__dict__.get('_collection')
        if collection is not None and collection.running:
            waiting.append(collection.stopService())
        return defer.DeferredList(
            [each for each in waiting if isinstance(each, defer.Deferred)])

    def run(self, save=1, installSignalHandlers=1):
        """Serve until somebody stops me; then save me as NAME-shutdown.tap."""
        from twisted.internet import reactor
        if isLoading:
            return
        by_hand = log.startPlain(sys.stdout)
        trigger = None

        def stop():
            nonlocal trigger
            trigger = None
            return self._stop()
        log.logOwner.own(self)
        try:
            # A signal that comes while nothing turns yet is heard at the first
            # turn; one that comes while we save must not end the process.
            if installSignalHandlers:
                reactor.watchSignals()
            if not self.running:
                self.bindPorts()
            self.startServices()
            trigger = reactor.addSystemEventTrigger('before', 'shutdown', stop)
            # When who connects at once has been let in, and all is imported.
            _reactor.callLater(0, gc.freeze)
            reactor.run(installSignalHandlers=0)
            if save:
                self._saveAtLast()
        finally:
            if installSignalHandlers:
                reactor.forgetSignals()
            if trigger is not None:
                reactor.removeSystemEventTrigger(trigger)
            self._closePorts()
            log.logOwner.disown(self)
            if by_hand:
                log.stopPlain()

    # --- older forms ----------------------------------------------------------

    def upgradeToVersion12(self):
        """Everything of today that an older me did not have."""
        fresh = Application(self.name, self.uid, self.gid).__dict__
        for name, value in fresh.items():
            self.__dict__.setdefault(name, value)
