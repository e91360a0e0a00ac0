"""mktap: make a server, and store it in a tap."""

import sys

from twisted import copyright
from twisted.python import usage

# What can be made: name, module, one line about it.
TYPES = [
    ['finger', 'twisted.tap.finger', 'Says who somebody is.'],
    ['ftp', 'twisted.tap.ftp', 'An FTP server: a directory for visitors.'],
    ['inetd', 'twisted.tap.inetd', 'Many services, most of them programs.'],
    ['manhole', 'twisted.tap.manhole', 'Python in the server, by PB.'],
    ['portforward', 'twisted.tap.portforward', 'A port that leads to another.'],
    ['procmon', 'twisted.tap.procmon', 'Keeps programs running.'],
    ['socks', 'twisted.tap.socks', 'A SOCKS proxy.'],
    ['telnet', 'twisted.tap.telnet', 'A telnet shell into the server itself.'],
    ['wire', 'twisted.tap.wire', 'One of the small services: echo, qotd, ...'],
]


def module_of(name):
    """The module that makes a type."""
    for known, module, _ in TYPES:
        if known == name:
            from twisted.python import reflect
            return reflect.namedModule(module)
    from twisted.scripts import _plugins
    return _plugins.load(name)


def rows_of(types):
    """What usage wants to know; Options are made when somebody asks."""
    return [[name, None, lambda name=name: module_of(name).Options(), text]
            for name, _, text in types]


class Options(usage.Options):
    synopsis = 'Usage: mktap [options] TYPE [type options]'
    longdesc = ('mktap TYPE --help tells the options of a type.')
    optFlags = [
        ['debug', 'd', 'the same as --progress'],
        ['encrypted', 'e', 'encrypt the tap (refused: taps are not)'],
        ['progress', 'p', 'tell of the plugin files that are found'],
        ['source', 's', 'the same as --type=source'],
        ['xml', 'x', 'write XML (refused: there is none)']]
    optParameters = [
        ['uid', 'u', None, 'the uid to run as, the caller\'s by default'],
        ['gid', 'g', None, 'the gid to run as, the caller\'s by default'],
        ['append', 'a', None,
         'an existing .tap file to add this type\'s servers to'],
        ['type', 't', 'tap', 'the output format: tap or source'],
        ['appname', 'n', None, 'the process name of the server'],
        usage.MAX_HEAP]

    subCommands = rows_of(TYPES)

    def __init__(self):
        usage.Options.__init__(self)
        self['compat'] = None

    def postOptions(self):
        for name in ('uid', 'gid'):
            if self[name] is not None:
                self[name] = usage.userNumber(name, self[name])
        if self['source']:
            self['type'] = 'source'
        for name, why in (('encrypted', 'taps are not encrypted'),
                          ('xml', "there is no XML; --source is text, too")):
            if self[name]:
                raise usage.UsageError(why)
        if self['type'] not in ('tap', 'pickle', 'source'):
            raise usage.UsageError("unknown format '%s', only tap and source"
                                   % self['type'])
        if self['type'] == 'source' and (self['append'] or '')[-4:] == '.tap':
            raise usage.UsageError(
                "no source goes into '%s'; tapconvert makes a .tas of it"
                % self['append'])

    def getSynopsis(self):
        # What a plugin says of itself goes on behind this.
        return 'Usage: mktap [options]' if self.subCommand else self.synopsis

    def lookAround(self, *words):
        """Know of plugins too, unless a word names a type that we have."""
        if not [row for row in TYPES if row[0] in words]:
            from twisted.scripts import _plugins
            self.subCommands = rows_of(TYPES + _plugins.found(
                self['progress'] or self['debug']))

    def _sub(self, name, *words):
        self.lookAround(name)
        usage.Options._sub(self, name, *words)

    def opt_help(self):
        """Display this help, or that of the TYPE behind it, and exit."""
        self.lookAround(*self._ahead)
        for name, _, options, _ in self.subCommands:
            if name in self._ahead:
                self.subCommand = name
                made = options()
                made.parent = self
                made.opt_help()
        usage.Options.opt_help(self)

    def opt_compat(self, version):
        """behave like Twisted 1.0.4, the default, or 0.15.5"""
        if version not in copyright.ERAS:
            raise usage.UsageError("no personality for Twisted '%s', only %s"
                                   % (version, ' and '.join(copyright.ERAS)))
        copyright.set_version(version)
        self['compat'] = version


def main():
    options = Options()
    try:
        options.parseOptions()
    except usage.UsageError as error:
        usage.complain('mktap', error)
    if getattr(options, 'subCommand', None) is None:
        # Not a mistake: this is how to see what can be made.
        options.lookAround()
        print(str(options), end='')
        return
    import _tap
    try:
        make(options)
    except usage.UsageError as error:
        usage.complain('mktap', error)
    except (_tap.TapError, OSError) as error:
        usage.give_up('mktap', error)


def make(options):
    """Make or extend the application, and save it."""
    import _tap
    from twisted.internet import app
    name = options.subCommand
    if options['append']:
        application = load_to_append(options['append'], options)
    else:
        application = app.Application(name, options['uid'], options['gid'])
    if options['uid'] is not None:
        application.uid = options['uid']
    if options['gid'] is not None:
        application.gid = options['gid']
    if options['appname']:
        application.processName = options['appname']
    module_of(name).updateApplication(application, options.subOptions)
    source = options['type'] == 'source'
    if options['append']:
        filename = options['append']
    else:
        filename = '%s.%s' % (name, 'tas' if source else 'tap')
    early = copyright.is_early()
    if early:
        print('Saving %s application to %s...' % (name, filename))
    dump = _tap.dump_source if source else _tap.dump
    for path, reason in dump(application, filename, compat=copyright.version):
        sys.stderr.write('mktap: not saved: %s: %s\n' % (path, reason))
    if early:
        print('Saved.')


def load_to_append(filename, options):
    import _tap
    if filename.endswith('.tas'):
        options['type'] = 'source'
        return tell_missing(_tap.load_source, filename)
    compat, _ = _tap.header(filename)
    if options['compat'] is None and compat in copyright.ERAS:
        copyright.set_version(compat)
    return tell_missing(_tap.load, filename)


def tell_missing(load, filename):
    missing = []
    application = load(filename, missing)
    for each in missing:
        sys.stderr.write('mktap: not loaded: %s\n' % each)
    return application
