"""Says who somebody is."""

from twisted.internet import protocol
from twisted.protocols import finger, policies
from twisted.python import log, usage


class Options(usage.Options):
    synopsis = 'Usage: mktap finger [options]'
    longdesc = ('Makes a finger server. Its file has a line "NAME: TEXT" for '
                'each user, and may change while it serves.')
    optParameters = [
        ['port', 'p', '79', 'port number to listen on'],
        ['interface', None, '', 'local interface to listen on'],
        ['file', 'f', '/etc/users', 'what is told of whom']]

    def postOptions(self):
        self['port'] = usage.portNumber(self['port'])


class Answer(policies.TimeoutMixin, finger.Finger):
    """I tell what the file of my factory says of somebody."""

    delimiter = b'\n'
    MAX_LENGTH = 512

    def connectionMade(self):
        self.setTimeout(60)

    def connectionLost(self, reason=None):
        self.setTimeout(None)

    def lineReceived(self, line):
        finger.Finger.lineReceived(self, line.rstrip(b'\r'))

    def getUser(self, slash_w, user):
        text = self.factory.textOf(user)
        if text is None:
            finger.Finger.getUser(self, slash_w, user)
        else:
            self.transport.write(text + b'\r\n')
            self.transport.loseConnection()


class FingerFactory(protocol.Factory):
    """I know from a file who is who."""

    protocol = Answer

    def __init__(self, path):
        self.path = path

    def textOf(self, user):
        if isinstance(user, str):
            user = user.encode('latin-1', 'replace')
        try:
            with open(self.path, 'rb') as file:
                for line in file:
                    name, colon, text = line.partition(b':')
                    if colon and name.strip() == user:
                        return text.strip()
        except OSError as error:
            log.msg(str(error))


def updateApplication(app, config):
    import os
    app.listenTCP(config['port'],
                  FingerFactory(os.path.abspath(config['file'])),
                  interface=config['interface'])
