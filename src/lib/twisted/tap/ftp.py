"""An FTP server: a directory for visitors."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap ftp [options]'
    longdesc = ('Makes an FTP server. WARNING: FTP sends passwords and files '
                'as they are.')
    optFlags = [
        ['anonymous', 'a', 'allow anonymous visitors, who may only read'],
        ['thirdparty', '3', 'allow transfers to third parties'],
        ['otp', None, 'one-time passwords (refused: there are none here)']]
    optParameters = [
        ['port', 'p', '2121', 'port number to listen on'],
        ['interface', None, '', 'local interface to listen on'],
        ['root', 'r', '/usr/local/ftp', 'the directory that is served'],
        ['useranonymous', None, 'anonymous', 'name of the anonymous user']]

    def __init__(self):
        usage.Options.__init__(self)
        self['users'] = {}

    def opt_user(self, value):
        """NAME:PASSWORD of who may change things, else twisted:twisted"""
        usage.addUser(self, value)

    def postOptions(self):
        self['port'] = usage.portNumber(self['port'])
        if self['otp']:
            raise usage.UsageError('there are no one-time passwords here')


def updateApplication(app, config):
    import os
    from twisted.protocols import _ftp_visitors
    factory = _ftp_visitors.VisitorFactory(os.path.abspath(config['root']),
                             config['users'] or {'twisted': 'twisted'})
    for name in ('anonymous', 'useranonymous', 'thirdparty'):
        setattr(factory, name, config[name])
    app.listenTCP(config['port'], factory, interface=config['interface'])
