"""The small services that everybody's inetd had."""

from twisted.python import usage

_CLASSES = {'echo': 'Echo', 'discard': 'Discard', 'chargen': 'Chargen',
            'qotd': 'QOTD', 'daytime': 'Daytime', 'time': 'Time', 'who': 'Who'}


class Options(usage.Options):
    synopsis = 'Usage: mktap wire [options]'
    longdesc = ('Makes a server of one small service: %s.'
                % ', '.join(sorted(_CLASSES)))
    optParameters = [
        ['protocol', None, 'echo', 'which service'],
        ['port', 'p', '8123', 'port number to serve it on'],
        ['interface', None, '', 'local interface to listen on']]

    def postOptions(self):
        self['port'] = usage.portNumber(self['port'])
        if self['protocol'] not in _CLASSES:
            raise usage.UsageError('unknown protocol %r, only %s' % (
                self['protocol'], ', '.join(sorted(_CLASSES))))


def updateApplication(app, config):
    from twisted.internet import protocol
    from twisted.protocols import wire
    factory = protocol.Factory()
    factory.protocol = getattr(wire, _CLASSES[config['protocol']])
    app.listenTCP(config['port'], factory, interface=config['interface'])
