"""twistd: run a tap, in the background or not."""

import os
import sys

import _process
import _reactor

from twisted import _era, copyright
from twisted.python import log, usage
from twisted.scripts import _main

# What becomes of the process when it is killed by its own fault.
CRASH_LOG = 'TWISTD-CRASH.log'


class Options(usage.Options):
    synopsis = 'Usage: twistd [options]'
    optFlags = [
        ['nodaemon', 'n', 'don\'t daemonize; without -l, log to stdout'],
        ['quiet', 'q', 'be a little more quiet'],
        ['no_save', 'o', 'do not save state on shutdown'],
        ['debug', 'b', 'the same as --nodaemon'],
        ['originalname', None, 'don\'t try to change the process name'],
        ['euid', None, 'set only effective user-id rather than real user-id'],
        ['syslog', None, 'log to syslog, not to file'],
        ['encrypted', 'e', 'the tap is encrypted (refused: taps are not)']]
    optParameters = [
        ['logfile', 'l', None, 'log to a specified file, - for stdout'],
        ['file', 'f', 'twistd.tap', 'read the given .tap file'],
        ['python', 'y', None,
         'read an application from within a Python file'],
        ['source', 's', None, 'read an application from a .tas file'],
        ['rundir', 'd', '.', 'change to a supplied directory before running'],
        ['chroot', None, None, 'chroot to a supplied directory before running'],
        ['reactor', 'r', None,
         'which reactor to use: default, epoll, kqueue, poll or select'],
        ['pidfile', None, 'twistd.pid', 'name of the pidfile'],
        usage.MAX_HEAP,
        ['prefix', None, 'twisted', 'use the given prefix when syslogging']]

    def opt_version(self):
        """Print version information and exit."""
        print('twistd (the Twisted daemon) %s' % copyright.version)
        sys.exit(0)

    def postOptions(self):
        if self['debug']:
            self['nodaemon'] = 1
        if self['encrypted']:
            raise usage.UsageError(
                'there are no encrypted taps: a tap is readable by its owner '
                'alone, and the passphrase would have to lie beside it')


class Refused(Exception):
    """The server cannot run; str() says why in one line."""


def main():
    options = Options()
    if len(sys.argv) == 1 and not copyright.is_early():
        sys.stderr.write(str(options))
        sys.exit(2)
    try:
        options.parseOptions()
    except usage.UsageError as error:
        usage.complain('twistd', error)
    try:
        prepare(options)
    except Refused as error:
        usage.give_up('twistd', error)
    if not options['nodaemon']:
        # The parent waits; from here on there is the daemon alone.
        _process.becomeDaemon()
    try:
        application = load_and_bind(options)
    except Refused as error:
        refuse(options, error)
    except Exception as error:
        # What runs in there is also the application's own.
        log.deferr()
        write_crash_log()
        refuse(options, 'cannot start: ' + reason(error, options['python']))
    serve(application, options)


def refuse(options, error):
    """Say why there will be no server, where the user looks, and exit."""
    line = 'twistd: %s\n' % error
    if options['nodaemon']:
        log.stopLogging()
        sys.stderr.write(line)
    else:
        log.msg('Failed to load application: %s' % error)
        _process.daemonFailed(line)
    sys.exit(1)


# --- before there is a daemon -------------------------------------------------

def prepare(options):
    """What can be refused before anything is done."""
    try:
        os.chdir(options['rundir'])
    except OSError as error:
        raise Refused("cannot change to '%s': %s"
                      % (options['rundir'], error.strerror))
    if options['logfile'] == '-' and not options['nodaemon']:
        raise Refused('daemons cannot log to stdout')
    if options['reactor'] is not None:
        try:
            _reactor.choose(options['reactor'])
            from twisted.internet import default
            default.asked = options['reactor']
        except (ValueError, OSError) as error:
            raise Refused(error)
    check_pid_file(options['pidfile'], options['quiet'])


def is_device(path):
    """Whether it is neither a file nor a directory, as /dev/null."""
    return os.path.exists(path) and not os.path.isfile(path) \
        and not os.path.isdir(path)


def check_pid_file(path, quiet):
    if is_device(path):
        return
    try:
        with open(path, 'rb') as file:
            text = file.read(100).decode('latin-1')
    except FileNotFoundError:
        return
    except OSError as error:
        raise Refused("cannot read '%s': %s" % (path, error.strerror))
    # A crash of the machine may have emptied it.
    if text and not text.strip().isdecimal():
        raise Refused('Pidfile %s contains non numeric value' % path)
    pid = int(text or 0)
    if pid and _process.isAlive(pid):
        if copyright.is_early():
            raise Refused('A server is already running, PID %d' % pid)
        raise Refused(
            'Another twistd server is running, PID %d\n\n'
            'This could either be a previously started instance of your '
            'application or a\ndifferent application entirely. To start a new '
            'one, either run it in some other\ndirectory, or use the --pidfile '
            'and --logfile parameters to avoid clashes.' % pid)
    if not quiet:
        print('Removing stale pidfile %s' % path)
    try:
        os.remove(path)
    except OSError as error:
        raise Refused("cannot remove '%s': %s" % (path, error.strerror))


# --- the log ------------------------------------------------------------------

class _SystemLog:
    """I am a file whose lines go to syslog."""

    def __init__(self, prefix):
        _process.openLog(prefix)

    def write(self, text):
        for line in text.splitlines():
            # The date and time at the front are syslog's business.
            _process.writeLog(line[17:])

    def flush(self):
        pass


def open_log(options):
    """Begin to log; return the LogFile that SIGUSR1 rotates, or None."""
    if options['syslog']:
        log.startSink(_SystemLog(options['prefix']))
        return None
    if options['nodaemon'] and options['logfile'] in (None, '-'):
        log.startSink(sys.stdout)
        return None
    from twisted.python import logfile
    path = options['logfile'] or 'twistd.log'
    directory, name = os.path.split(os.path.abspath(path))
    try:
        file = logfile.LogFile(name, directory)
    except OSError as error:
        raise Refused("cannot write '%s': %s" % (path, error.strerror))
    log.startSink(file)
    _process.lastWords(file.path)
    return file


def say_who(options):
    version = '.'.join([str(each) for each in sys.version_info[:3]])
    log.msg('twistd %s (%s %s) starting up'
            % (copyright.version, sys.executable or sys.argv[0], version))
    if not copyright.is_early():
        log.msg('license user: Nobody <>')
        log.msg('organization: No Organization')
        log.msg('reactor class: twisted.internet.' + {
            'epoll': 'epollreactor.EPollReactor',
            'kqueue': 'kqreactor.KQueueReactor',
            'poll': 'pollreactor.PollReactor',
        }.get(options['reactor'], 'default.SelectReactor'))


def take_personality(options):
    """Speak as the tap wants it; what is wrong with the tap is said later."""
    import _tap
    if options['python']:
        return
    try:
        compat = _tap.header(options['source'] or options['file'])[0]
    except _tap.TapError:
        return
    if compat in copyright.ERAS:
        copyright.set_version(compat)


# --- the application ----------------------------------------------------------

def load_application(options):
    """The application that the options name."""
    import _tap
    if options['python']:
        name = options['python']
        load = run_script
    elif options['source']:
        name = options['source']
        load = _tap.load_source
    else:
        name = options['file']
        load = _tap.load
    log.msg('Loading %s...' % name)
    try:
        if load is run_script:
            application = load(name)
        else:
            missing = []
            application = load(name, missing)
            for each in missing:
                log.msg('not loaded: %s' % each)
            from twisted.persisted import styles
            styles.doUpgrade()
    except _tap.TapError as error:
        raise Refused(error)
    except Refused:
        raise
    except Exception as error:
        log.deferr()
        raise Refused("cannot load '%s': %s" % (name, reason(error, name)))
    from twisted.internet import app
    app.tapDirectory = os.path.dirname(os.path.abspath(name))
    if not isinstance(application, app.Application):
        raise Refused("cannot load '%s': it holds no Application but %s"
                      % (name, type(application).__name__))
    log.msg('Loaded.')
    return application


def reason(error, name):
    """One line about an exception, with the line of the file it came from."""
    line, trace = '', error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == name:
            line = 'line %d: ' % trace.tb_lineno
        trace = trace.tb_next
    return '%s%s: %s' % (line, error.__class__.__name__, error)


def run_script(name):
    """Run a Python file; the application it makes."""
    from twisted.internet import app
    namespace = {'__file__': name}
    try:
        with open(name, 'rb') as file:
            text = file.read()
    except OSError as error:
        raise Refused("cannot load '%s': %s" % (name, error.strerror))
    sys.path.insert(0, os.path.dirname(os.path.abspath(name)))
    # A script of its own would run what it made; here twistd does.
    app.isLoading = True
    try:
        code = compile(text, name, 'exec', _era.FLAG)
        _reactor.setEraVoice(code.co_flags & _era.FLAG)
        exec(code, namespace)
    finally:
        app.isLoading = False
    found = namespace.get('application', namespace.get('app'))
    if isinstance(found, app.Application):
        return found
    made = [each for each in namespace.values()
            if isinstance(each, app.Application)]
    if len(made) != 1:
        raise Refused("cannot load '%s': it has no variable named "
                      "'application'" % name)
    return made[0]


def load_and_bind(options):
    """Everything up to the point where connections can come."""
    from twisted.internet import error
    logFile = open_log(options)
    take_personality(options)
    say_who(options)
    # First, because what is loaded may refer to it.
    main_module = _main.install()
    application = load_application(options)
    for interface, observer in application.__dict__.get('_components', ()):
        if interface.__name__ == 'ILogObserver':
            observe(interface, observer)
            logFile = None
    # Nobody looks before the first turn, and its imports take their time.
    _reactor.callLater(0, _main.finish, main_module, application, options,
                       logFile)
    if options['chroot']:
        try:
            _process.chroot(options['chroot'])
        except OSError as e:
            raise Refused("cannot chroot to '%s': %s"
                          % (options['chroot'], e.strerror))
    if not options['nodaemon']:
        _process.umask(0o77)
    # Whoever sees the port open may already tell us to stop.
    from twisted.internet import reactor
    reactor.watchSignals()
    try:
        application.bindPorts()
    except error.CannotListenError as e:
        raise Refused(e)
    except OSError as e:
        raise Refused('cannot listen: %s' % e)
    write_pid_file(options['pidfile'])
    try:
        become_user(application, options)
        try:
            application.startServices()
        except (error.CannotListenError, OSError) as e:
            raise Refused('cannot start: %s' % e)
    except BaseException:
        remove_pid_file(options['pidfile'])
        raise
    if not options['originalname']:
        _process.setName(application.processName or application.name)
    if logFile is not None:
        import _signal
        _reactor.watchSignal(_signal.SIGUSR1, lambda number: logFile.rotate())
    return application


def become_user(application, options):
    try:
        if options['euid']:
            application.setEUID()
        else:
            application.setUID()
    except OSError as e:
        raise Refused('cannot become uid %s, gid %s: %s'
                      % (application.uid, application.gid, e.strerror))


def observe(interface, observer):
    """Let an observer that came with the application have the log."""
    log.leaveSink()
    if interface.__module__ == 'twisted.logger':
        from twisted.logger import globalLogPublisher
        globalLogPublisher.addObserver(observer)
    else:
        log.addObserver(observer)


def write_pid_file(path):
    try:
        _process.replaceFile(path, str(_process.getpid()), 0o600)
    except OSError as error:
        raise Refused("cannot write '%s': %s" % (path, error.strerror))


def remove_pid_file(path):
    try:
        if not is_device(path):
            os.remove(path)
    except OSError:
        pass


# --- the life of a server -----------------------------------------------------

def serve(application, options):
    if not options['nodaemon']:
        _process.daemonReady()
    import _tap
    why = None
    try:
        application.run(save=not (
            options['no_save'] or options['python'] and application.ofToday))
    except _tap.TapError as error:
        # A full disk and the like: nothing of ours has crashed.
        why = error
        log.msg(str(error))
    except Exception as error:
        why = error
        log.deferr()
        write_crash_log()
    if why is not None and options['nodaemon'] \
            and log.logfile is not sys.__stdout__:
        sys.__stderr__.write('twistd: %s\n' % why)
    remove_pid_file(options['pidfile'])
    log.msg('Server Shut Down.')
    sys.exit(0 if why is None else 1)


def write_crash_log():
    import traceback
    try:
        with open(CRASH_LOG, 'a') as file:
            traceback.print_exc(file=file)
    except OSError:
        pass
