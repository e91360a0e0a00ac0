"""inetd: many services, most of them programs."""

import sys

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap inetd [options]'
    longdesc = 'Makes what a file of the form of inetd.conf says.'
    optFlags = [['nointernal', 'i', 'leave out the internal services']]
    optParameters = [
        ['rpc', 'r', '/etc/rpc', 'without effect: there is no RPC'],
        ['file', 'f', '/etc/inetd.conf', 'the file']]


def updateApplication(app, config):
    from twisted.runner import inetdconf

    class Conf(inetdconf.InetdConf):
        def parseLine(self, line):
            try:
                inetdconf.InetdConf.parseLine(self, line)
                add(app, self.services[-1], config)
            except inetdconf.InvalidConfError:
                leave_out(line, 'too few words, or one that makes no sense')
            except (inetdconf.UnknownService, LookupError) as error:
                leave_out(line, error.args[0])

    try:
        conf = Conf()
    except inetdconf.InvalidConfError as error:
        raise usage.UsageError("'/etc/services': %s" % error)
    try:
        with open(config['file'], encoding='latin-1') as file:
            conf.parseFile(file)
    except OSError as error:
        usage.give_up('mktap', "cannot read '%s': %s"
                      % (config['file'], error.strerror))


def leave_out(line, why):
    sys.stderr.write("mktap: left out: '%s': %s\n"
                     % (' '.join(line.split()), why))


def add(app, service, config):
    """Listen for a service; LookupError says why that cannot be."""
    from twisted.internet import protocol
    from twisted.runner import inetd
    kind = service.protocol.rstrip('46')
    if (kind, service.socketType) not in (('tcp', 'stream'), ('udp', 'dgram')):
        raise LookupError('only stream tcp and dgram udp are served')
    interface = service.interface or ('::' if service.protocol[-1:] == '6'
                                      else '')
    if service.program == 'internal':
        if config['nointernal']:
            return
        made = inetd.internalProtocols.get(service.name)
        if made is None:
            raise LookupError('internal are %s, by these names, at their '
                              'standard ports'
                              % ', '.join(sorted(inetd.internalProtocols)))
        if kind == 'udp':
            app.listenUDP(service.port, inetd.Datagrams(service.name),
                          interface=interface)
        else:
            factory = protocol.ServerFactory()
            factory.protocol = made
            app.listenTCP(service.port, factory, interface=interface)
        return
    service.interface = interface
    find_user(service)
    if kind == 'tcp' and not service.wait.startswith('wait'):
        app.listenTCP(service.port, inetd.InetdFactory(service),
                      interface=interface)
    else:
        app.listenWith(inetd.WaitPort, service)


def find_user(service):
    """Numbers for names, the user's own group where none is named."""
    import grp
    import pwd
    if not service.user.isdecimal():
        service.user = pwd.getpwnam(service.user).pw_uid
    service.user = int(service.user)
    if service.group is None:
        service.group = pwd.getpwuid(service.user).pw_gid
    elif not service.group.isdecimal():
        service.group = grp.getgrnam(service.group).gr_gid
    service.group = int(service.group)
