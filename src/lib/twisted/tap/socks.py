"""A SOCKS proxy."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap socks [options]'
    longdesc = ('Makes a SOCKS proxy, versions 4, 4a and 5. WARNING: at an '
                'interface that others reach, it lets them into your network.')
    optParameters = [
        ['interface', 'i', '127.0.0.1', 'local interface to listen on'],
        ['port', 'p', '1080', 'port number to listen on'],
        ['log', 'l', None, 'file to log all data to']]

    def __init__(self):
        usage.Options.__init__(self)
        self['users'] = {}

    def opt_user(self, value):
        """NAME:PASSWORD of who may use it, if not everybody; may be repeated"""
        usage.addUser(self, value)

    def postOptions(self):
        self['port'] = usage.portNumber(self['port'])


def updateApplication(app, config):
    import os
    from twisted.protocols import socks
    if config['interface'] != '127.0.0.1' and not config['users']:
        import sys
        sys.stderr.write('mktap: whoever reaches this proxy gets into your '
                         'network\n')
    log = config['log'] and os.path.abspath(config['log'])
    app.listenTCP(config['port'],
                  socks.SOCKSFactory(log, config['users'] or None),
                  interface=config['interface'])
