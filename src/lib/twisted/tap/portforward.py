"""A port that leads to another one."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap portforward [options]'
    longdesc = 'Makes a port that leads to a port of another host.'
    optParameters = [
        ['port', 'p', '6666', 'port number to listen on'],
        ['interface', None, '', 'local interface to listen on'],
        ['host', 'h', 'localhost', 'host to forward to'],
        ['dest_port', 'd', '6665', 'port number to forward to']]

    def postOptions(self):
        for name in 'port', 'dest_port':
            self[name] = usage.portNumber(self[name])


def updateApplication(app, config):
    from twisted.protocols import portforward
    app.listenTCP(config['port'], portforward.ProxyFactory(
        config['host'], config['dest_port']), interface=config['interface'])
