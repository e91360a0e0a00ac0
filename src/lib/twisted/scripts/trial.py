"""trial: run tests.

    tpython -m twisted.trial test_it.py package.test_that.SomeTest
"""

import os
import sys

from twisted.python import usage
from twisted.trial import reporter, runner

_REPORTERS = {
    'verbose': (reporter.TreeReporter, 'verbose color output (default '
                                       'reporter)'),
    'bwverbose': (reporter.VerboseTextReporter, 'verbose colorless output'),
    'summary': (reporter.MinimalReporter, 'minimal summary output'),
    'text': (reporter.TextReporter, 'terse output'),
    'timing': (reporter.TimingTextReporter, 'Timing output')}
_ORDERS = {'alphabetical': 'alphabetical order for test methods, arbitrary '
                           'order for test cases',
           'toptobottom': 'attempt to run test cases and methods in the order '
                          'they were defined'}
_FORMATS = {'plain': 'default', 'default': 'default', 'verbose': 'verbose',
            'emacs': 'brief', 'brief': 'brief'}
# What Twisted's has, and why there is none of it here.
_REFUSED = {
    'debug': 'tests do not run in a debugger', 'nopm': 'there is no debugger',
    'debugger': 'there is no debugger',
    'coverage': 'nobody counts which lines run',
    'profile': 'run tpython -m cProfile instead',
    'jobs': 'all tests run in one process',
    'reactor': 'there is one reactor', 'help-reactors': 'there is one reactor'}


class Options(usage.Options):
    """I am trial's command line."""

    synopsis = ('%s [options] [[file|package|module|TestCase|testmethod]...]'
                % ('tpython -m twisted.trial' if
                   os.path.basename(sys.argv[0]) == '__main__.py' else
                   os.path.basename(sys.argv[0])))
    longdesc = ('trial loads and executes a suite of unit tests, obtained from '
                'modules, packages and files listed on the command line.')
    optFlags = [
        ['help', 'h', 'Display this help and exit.'],
        ['no-recurse', 'N', "Don't recurse into packages"],
        ['help-orders', None, 'Help on available test running orders'],
        ['help-reporters', None, 'Help on available output plugins '
                                 '(reporters)'],
        ['help-reactors', None, _REFUSED['help-reactors']],
        ['rterrors', 'e', 'realtime errors, print out tracebacks as soon as '
                          'they occur'],
        ['unclean-warnings', None, 'Turn dirty reactor errors into warnings'],
        ['force-gc', None, 'Have Trial run gc.collect() before and after each '
                           'test case.'],
        ['disablegc', None, 'Disable the garbage collector'],
        ['debug-stacktraces', 'B', 'Say where a Deferred was made and called'],
        ['spew', None, 'Print each function that is called'],
        ['debug', 'b', 'refused: ' + _REFUSED['debug']],
        ['nopm', None, 'refused: ' + _REFUSED['nopm']],
        ['coverage', None, 'refused: ' + _REFUSED['coverage']],
        ['profile', None, 'refused: ' + _REFUSED['profile']],
        ['until-failure', 'u', 'Repeat test until it fails'],
        ['dry-run', 'n', 'do everything but run the tests'],
        ['exitfirst', 'x', 'Exit after the first non-successful result.']]
    optParameters = [
        ['order', 'o', None,
         'Specify what order to run test cases and methods. See --help-orders '
         'for more info.'],
        ['random', 'z', None,
         'Run tests in random order using the specified seed'],
        ['temp-directory', None, '_trial_temp',
         'Path to use as working directory for tests.'],
        ['reporter', None, 'verbose',
         'The reporter to use for this test run.  See --help-reporters for '
         'more info.'],
        ['logfile', 'l', 'test.log', 'log file name'],
        ['tbformat', None, 'plain', 'Specify the format to display tracebacks '
                                    'with: %s' % ', '.join(_FORMATS)],
        ['debugger', None, None, 'refused: ' + _REFUSED['debugger']],
        ['jobs', 'j', None, 'refused: ' + _REFUSED['jobs']],
        ['reactor', 'r', None, 'refused: ' + _REFUSED['reactor']],
        ['recursionlimit', None, None, 'see sys.setrecursionlimit()']]

    def __init__(self):
        usage.Options.__init__(self)
        self['tests'] = []

    def opt_testmodule(self, filename):
        """A file that names its tests behind test-case-name."""
        if not os.path.isfile(filename):
            sys.stderr.write("File %r doesn't exist\n" % filename)
            return
        for name in named_tests(filename):
            if name not in self['tests']:
                self['tests'].append(name)

    def opt_without_module(self, names):
        """Modules, with commas between, that cannot be imported."""
        for name in names.split(','):
            if name in sys.modules:
                sys.stderr.write("Module '%s' has been imported already\n"
                                 % name)
            else:
                sys.modules[name] = None

    def parseArgs(self, *args):
        self['tests'].extend(args)

    def postOptions(self):
        for option, why in _REFUSED.items():
            if self[option]:
                raise usage.UsageError('--%s: %s' % (option, why))
        if self['reporter'] not in _REPORTERS:
            self['reporter'] = plugged(self['reporter'])
        else:
            self['reporter'] = _REPORTERS[self['reporter']][0]
        if self['order'] is not None and self['random'] is not None:
            raise usage.UsageError("You can't specify --random when using "
                                   '--order')
        for option, table in ('order', _ORDERS), ('tbformat', _FORMATS):
            if self[option] is not None and self[option] not in table:
                raise usage.UsageError('--%s: not one of %s: %s' % (
                    option, ', '.join(table), self[option]))
        for option, problem in (
                ('recursionlimit', 'argument to recursionlimit must be an '
                                   'integer'),
                ('random', 'Argument to --random must be a positive integer')):
            if self[option] is not None:
                try:
                    self[option] = int(self[option])
                    if self[option] < 0:
                        raise ValueError
                except ValueError:
                    raise usage.UsageError(problem)


def named_tests(filename):
    """What a file says, in one of its first lines, that its tests are."""
    with open(filename, errors='replace') as file:
        for line in file.readline(2000), file.readline(2000):
            pieces = line.split('-*-')
            for entry in pieces[1].split(';') if len(pieces) == 3 else ():
                name, _, value = entry.partition(':')
                if name.strip() == 'test-case-name':
                    return [each.strip() for each in value.split(',')]
    return []


def reporters():
    """What reporters plugins offer."""
    from twisted import plugin
    from twisted.trial import itrial
    return list(plugin.getPlugins(itrial.IReporter))


def plugged(name):
    """The reporter that a plugin offers by this name."""
    from twisted.python.reflect import namedAny
    for each in reporters():
        if each.longOpt == name:
            return namedAny('%s.%s' % (each.module, each.klass))
    raise usage.UsageError('Only pass names of Reporter plugins to --reporter.'
                           ' See --help-reporters for more info.')


def _loader(config):
    loader = runner.TestLoader()
    if config['random'] is not None:
        import random
        import time
        seed = config['random'] or int(time.time() * 100)
        print('Running tests shuffled with seed %d\n' % seed)
        shuffled = random.Random(seed)
        loader.sort = lambda xs: shuffled.sample(xs, len(xs))
    elif config['order'] == 'toptobottom':
        # A dictionary has things in the order in which they were defined.
        loader.sort = list
        loader.loadClass = lambda cls: loader.suiteFactory([
            cls(name) for base in reversed(cls.__mro__)
            for name in base.__dict__
            if name.startswith(loader.methodPrefix)])
    return loader


def _help(config):
    if config['help-orders']:
        rows = _ORDERS.items()
        print('Trial can attempt to run test cases and their methods in a few '
              'different orders. You can select any of the following options '
              'using --order=<foo>.\n')
    else:
        rows = [(name, row[1]) for name, row in _REPORTERS.items()] + [
            (each.longOpt, each.description) for each in reporters()]
        print("Trial's output can be customized using plugins called "
              'Reporters. You can\nselect any of the following reporters '
              'using --reporter=<foo>\n')
    for name, text in rows:
        print('   ', name, '\t', text)


def run():
    """Do what the command line says, and exit."""
    config = Options()
    try:
        config.parseOptions()
    except usage.error as why:
        raise SystemExit('%s: %s' % (sys.argv[0], why))
    if config['help']:
        print(config)
        sys.exit(0)
    if config['help-orders'] or config['help-reporters']:
        _help(config)
        sys.exit(0)
    if not config['tests']:
        raise SystemExit(str(config))
    if sys.path[0] != os.getcwd():
        sys.path.insert(0, os.getcwd())
    if config['recursionlimit']:
        sys.setrecursionlimit(config['recursionlimit'])
    if config['disablegc']:
        import gc
        gc.disable()
    if config['debug-stacktraces']:
        from twisted.internet import defer
        defer.setDebugging(True)
    if config['spew']:
        from twisted.python.util import spewer
        sys.settrace(spewer)
    suite = _loader(config).loadByNames(config['tests'],
                                        not config['no-recurse'])
    trial = runner.TrialRunner(
        config['reporter'],
        mode=runner.TrialRunner.DRY_RUN if config['dry-run'] else None,
        logfile=config['logfile'],
        tracebackFormat=_FORMATS[config['tbformat']],
        realTimeErrors=config['rterrors'],
        uncleanWarnings=config['unclean-warnings'],
        workingDirectory=config['temp-directory'],
        forceGarbageCollection=config['force-gc'],
        exitFirst=config['exitfirst'])
    once = trial.runUntilFailure if config['until-failure'] else trial.run
    sys.exit(not once(suite).wasSuccessful())
