"""Keeps programs running."""

from twisted.python import usage


class Options(usage.Options):
    synopsis = 'Usage: mktap procmon [options] NAME COMMAND [ARGUMENT...]'
    longdesc = ('Makes a monitor that keeps a program running. With --append '
                'of mktap it keeps one more.')
    optParameters = [
        ['service-name', None, 'procmon', 'name of the monitor'],
        ['uid', None, None, 'the uid to run the program as'],
        ['gid', None, None, 'the gid to run the program as'],
        ['threshold', 't', '1', 'who lives shorter, in seconds, is started '
         'after a pause that doubles each time'],
        ['killtime', 'k', '5', 'how long it may take to end, in seconds'],
        ['minrestartdelay', 'm', '1', 'the first pause, in seconds'],
        ['maxrestartdelay', 'M', '3600', 'the longest pause, in seconds']]

    def parseArgs(self, name, *command):
        if not command:
            raise usage.UsageError('which command?')
        self['name'] = name
        self['command'] = list(command)

    def postOptions(self):
        for name in 'uid', 'gid':
            if self[name] is not None:
                self[name] = usage.userNumber(name, self[name])
        for name in ('threshold', 'killtime', 'minrestartdelay',
                     'maxrestartdelay'):
            try:
                self[name] = float(self[name])
                if not 0 <= self[name] < 1e9:
                    raise ValueError
            except ValueError:
                raise usage.UsageError("%s must be a number of seconds, not "
                                       "'%s'" % (name, self[name]))


def updateApplication(app, config):
    from twisted.application import service
    from twisted.runner import procmon
    name = config['service-name']
    monitor = service.IServiceCollection(app).namedServices.get(name)
    if monitor is None:
        monitor = procmon.ProcessMonitor()
        for attribute in ('threshold', 'killTime', 'minRestartDelay',
                          'maxRestartDelay'):
            setattr(monitor, attribute, config[attribute.lower()])
        monitor.setName(name)
        monitor.setServiceParent(app)
    elif not isinstance(monitor, procmon.ProcessMonitor):
        raise usage.UsageError("the service '%s' is no monitor" % name)
    if config['name'] in monitor.processes:
        raise usage.UsageError("'%s' is kept running already" % config['name'])
    uid, gid = config['uid'], config['gid']
    if uid is not None and gid is None:
        import pwd
        try:
            gid = pwd.getpwuid(uid).pw_gid
        except KeyError as error:
            raise usage.UsageError('which --gid? ' + error.args[0])
    monitor.addProcess(config['name'], config['command'], uid, gid, None)
