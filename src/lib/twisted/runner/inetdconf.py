"""inetd.conf, read."""


class InvalidConfError(Exception):
    """There is something in the file that should not be."""


class InvalidInetdConfError(InvalidConfError):
    """A line of inetd.conf makes no sense."""


class InvalidServicesConfError(InvalidConfError):
    """A line of /etc/services makes no sense."""


class UnknownService(Exception):
    """No port number is known for a name."""


class SimpleConfFile:
    """I read a file of lines, with comments."""

    commentChar = '#'
    defaultFilename = None

    def parseFile(self, file=None):
        """Read a file that is open, or that of my defaultFilename."""
        if file is not None:
            self._read(file)
        elif self.defaultFilename:
            with open(self.defaultFilename, encoding='latin-1') as file:
                self._read(file)

    def _read(self, file):
        for line in file:
            line = line.partition(self.commentChar)[0].strip()
            if line:
                self.parseLine(line)

    def parseLine(self, line):
        """Override me, or parseFields."""
        try:
            self.parseFields(*line.split())
        except (TypeError, ValueError):
            raise InvalidInetdConfError('Invalid line: ' + repr(line)) \
                from None

    def parseFields(self, *fields):
        """Override me: the words of a line."""


class InetdService:
    """I am a line of inetd.conf."""

    def __init__(self, name, port, socketType, protocol, wait, user, group,
                 program, programArgs, interface=''):
        self.name = name
        self.port = port
        self.socketType = socketType
        self.protocol = protocol
        self.wait = wait
        self.user = user
        self.group = group
        self.program = program
        self.programArgs = programArgs
        self.interface = interface


class InetdConf(SimpleConfFile):
    """I read inetd.conf, after which my services are what is in it.

    A service may have an address in front: "127.0.0.1:echo".
    """

    defaultFilename = '/etc/inetd.conf'

    def __init__(self, knownServices=None):
        self.services = []
        if knownServices is None:
            knownServices = ServicesConf()
            try:
                knownServices.parseFile()
            except FileNotFoundError:
                # Small machines have none. These are what inetd does itself.
                for name, port in (('echo', 7), ('discard', 9),
                                   ('daytime', 13), ('qotd', 17),
                                   ('chargen', 19), ('time', 37)):
                    for kind in 'tcp', 'udp':
                        knownServices.services[name, kind] = port
        self.knownServices = knownServices

    def parseFields(self, serviceName, socketType, protocol, wait, user,
                    program, *programArgs):
        interface, _, serviceName = serviceName.rpartition(':')
        user, _, group = user.replace(':', '.').partition('.')
        port = self.knownServices.services.get(
            (serviceName, protocol.rstrip('46')))
        if not port and not protocol.startswith('rpc/'):
            if not serviceName.isdecimal() or int(serviceName) > 65535:
                raise UnknownService('Unknown service: %s (%s)'
                                     % (serviceName, protocol))
            port = int(serviceName)
            serviceName = 'unknown'
        self.services.append(InetdService(
            serviceName, port, socketType, protocol, wait, user, group or None,
            program, programArgs, interface.strip('*[]')))


class ServicesConf(SimpleConfFile):
    """I read /etc/services: my services are port numbers by (name, protocol).
    """

    defaultFilename = '/etc/services'

    def __init__(self):
        self.services = {}

    def parseFields(self, name, portAndProtocol, *aliases):
        port, _, protocol = portAndProtocol.partition('/')
        if not port.isdecimal() or not protocol:
            raise InvalidServicesConfError('Invalid port/protocol: '
                                           + repr(portAndProtocol))
        for each in (name,) + aliases:
            self.services[each, protocol] = int(port)
