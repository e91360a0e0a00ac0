"""Python inside the server, by Perspective Broker."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap manhole [options]'
    longdesc = ('Makes a service that lets its user run Python in the server, '
                'by Perspective Broker.')
    optParameters = [
        ['user', 'u', 'admin', 'name of the user'],
        ['password', 'w', None, 'the password (required); - asks for it'],
        ['port', 'p', '8787', 'port number to listen on'],
        ['interface', None, '', 'local interface to listen on']]

    def postOptions(self):
        self['port'] = usage.portNumber(self['port'])
        if not self['password']:
            raise usage.UsageError('a manhole needs a --password')
        if self['password'] == '-':
            from twisted.python import util
            self['password'] = util.getPassword(confirm=1)


def updateApplication(app, config):
    from twisted.manhole import service
    from twisted.spread import pb
    manhole = app.services.get('twisted.manhole')
    if manhole is None:
        manhole = service.Service('twisted.manhole', app)
    if config['user'] in manhole.perspectives:
        raise usage.UsageError("there is a user '%s' already" % config['user'])
    manhole.createPerspective(config['user']).makeIdentity(config['password'])
    app.listenTCP(config['port'],
                  pb.BrokerFactory(pb.AuthRoot(manhole.authorizer)),
                  interface=config['interface'])
