"""Python inside the server, by Perspective Broker."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap manhole [options]'
    longdesc = ('Makes a service that lets its user run Python in the server, '
                'by Perspective Broker. With --append of mktap it gets '
                'one more user.')
    optParameters = [
        ['user', 'u', 'admin', 'name of the user'],
        ['password', 'w', None, 'the password (required); - asks for it'],
        ['port', 'p', None, 'port number to listen on; 8787 if there is none'],
        ['interface', None, None, 'local interface to listen on']]

    def postOptions(self):
        if self['port'] is not None:
            self['port'] = usage.portNumber(self['port'])
        if self['password'] == '-':
            self['password'] = ask()
        if not self['password']:
            raise usage.UsageError('a manhole needs a --password')


def ask():
    """A password from the terminal, or the first line of what is piped in."""
    import sys
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip('\n')
    from twisted.python import util
    try:
        return util.getPassword(confirm=1)
    except EOFError:
        return ''


def updateApplication(app, config):
    from twisted.manhole import service
    from twisted.spread import pb
    manhole = app.services.get('twisted.manhole')
    if manhole is None:
        manhole = service.Service('twisted.manhole', app)
    if config['user'] in manhole.perspectives:
        raise usage.UsageError("there is a user '%s' already" % config['user'])
    manhole.createPerspective(config['user']).makeIdentity(config['password'])
    port, interface = config['port'], config['interface']
    for number, factory, _, address in app.tcpPorts[:]:
        root = getattr(factory, 'objectToBroker', None)
        # All users log in wherever the manhole listens.
        if getattr(root, 'auth', None) is not manhole.authorizer \
                or port not in (None, number):
            continue
        if interface in (None, address) or not address:
            return
        if not interface:
            # Where all may come, there is no room beside it for one address.
            app.unlistenTCP(number, address)
            port = number
    app.listenTCP(8787 if port is None else port,
                  pb.BrokerFactory(pb.AuthRoot(manhole.authorizer)),
                  interface=interface or '')
