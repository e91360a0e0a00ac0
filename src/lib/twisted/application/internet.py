"""Ports and clients as services."""

from twisted.application import service


class _Abstract(service.Service):
    """I open what my class is named after, with the arguments I was given."""

    method = None
    _port = None

    def __init__(self, *args, **kwargs):
        self.args = args
        self.kwargs = kwargs

    def __getstate__(self):
        state = service.Service.__getstate__(self)
        state.pop('_port', None)
        return state

    def startService(self):
        from twisted.internet import reactor
        service.Service.startService(self)
        self._port = getattr(reactor, self.method)(*self.args, **self.kwargs)

    def stopService(self):
        service.Service.stopService(self)
        port, self._port = self._port, None
        if port is None:
            return None
        if hasattr(port, 'stopListening'):
            return port.stopListening()
        port.disconnect()


class TCPServer(_Abstract):
    method = 'listenTCP'


class UNIXServer(_Abstract):
    method = 'listenUNIX'


class UDPServer(_Abstract):
    method = 'listenUDP'


class TCPClient(_Abstract):
    method = 'connectTCP'


class UNIXClient(_Abstract):
    method = 'connectUNIX'


class TimerService(service.Service):
    """I call a function every `step` seconds while I run."""

    def __init__(self, step, function, *args, **kwargs):
        self.step = step
        self.call = (function, args, kwargs)

    def startService(self):
        from twisted.internet import task
        service.Service.startService(self)
        function, args, kwargs = self.call
        self._loop = task.LoopingCall(function, *args, **kwargs)
        self._loop.start(self.step).addErrback(self._failed)

    def _failed(self, reason):
        from twisted.python import log
        self.running = 0
        log.err(reason)

    def __getstate__(self):
        state = service.Service.__getstate__(self)
        state.pop('_loop', None)
        return state

    def stopService(self):
        service.Service.stopService(self)
        if self._loop.running:
            self._loop.stop()
