"""A telnet shell into the server itself."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap telnet [options]'
    longdesc = 'Makes a telnet server to a Python shell.'
    optParameters = [
        ['username', 'u', 'admin', 'set the login username'],
        ['password', 'w', 'changeme', 'set the password'],
        ['port', 'p', '4040', 'port number to start telnet server on'],
        ['interface', None, '', 'local interface to listen on']]

    def postOptions(self):
        self['port'] = usage.portNumber(self['port'])


def updateApplication(app, config):
    from twisted import copyright
    if copyright.is_early():
        from twisted.protocols import telnet
    else:
        from twisted.manhole import telnet
    shells = telnet.ShellFactory()
    shells.username = config['username']
    shells.password = config['password']
    app.listenTCP(config['port'], shells, interface=config['interface'])
