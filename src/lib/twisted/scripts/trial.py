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
    'text': (reporter.TextReporter, 'terse output'),
    'timing': (reporter.TimingTextReporter, 'Timing output'),
    'minimal': (reporter.MinimalReporter, 'minimal summary output')}
_ORDERS = {'alphabetical': 'alphabetical order for test methods, arbitrary '
                           'order for test cases',
           'toptobottom': 'attempt to run test cases and methods in the order '
                          'they were defined'}
_FORMATS = {'plain': 'default', 'default': 'default', 'verbose': 'verbose',
            'emacs': 'brief', 'brief': 'brief'}


class Options(usage.Options):
    """I am trial's command line."""

    synopsis = ('%s [options] [[file|package|module|TestCase|testmethod]...]'
                % os.path.basename(sys.argv[0]))
    longdesc = ('trial loads and executes a suite of unit tests, obtained from '
                'modules, packages and files listed on the command line.')
    optFlags = [
        ['help', 'h', 'Display this help and exit.'],
        ['no-recurse', 'N', "Don't recurse into packages"],
        ['help-orders', None, 'Help on available test running orders'],
        ['help-reporters', None, 'Help on available output plugins '
                                 '(reporters)'],
        ['rterrors', 'e', 'realtime errors, print out tracebacks as soon as '
                          'they occur'],
        ['unclean-warnings', None, 'Turn dirty reactor errors into warnings'],
        ['force-gc', None, 'Have Trial run gc.collect() before and after each '
                           'test case.'],
        ['until-failure', 'u', 'Repeat test until it fails'],
        ['dry-run', 'n', 'do everything but run the tests'],
        ['exitfirst', 'x', 'Exit after the first non-successful result.']]
    optParameters = [
        ['order', 'o', 'alphabetical',
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
        ['recursionlimit', None, None, 'see sys.setrecursionlimit()']]

    def parseArgs(self, *args):
        self['tests'] = list(args)

    def postOptions(self):
        for option, table in (('order', _ORDERS), ('reporter', _REPORTERS),
                              ('tbformat', _FORMATS)):
            if self[option] not in table:
                raise usage.UsageError('--%s: not one of %s: %s' % (
                    option, ', '.join(table), self[option]))
        try:
            if self['recursionlimit']:
                sys.setrecursionlimit(int(self['recursionlimit']))
            if self['random'] is not None:
                self['random'] = int(self['random'])
        except ValueError:
            raise usage.UsageError('not a number of use there')


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


def run():
    """Do what the command line says, and exit."""
    config = Options()
    try:
        config.parseOptions()
    except usage.error as why:
        raise SystemExit('%s: %s' % (sys.argv[0], why))
    if config['help'] or config['help-orders'] or config['help-reporters']:
        if config['help']:
            print(config)
        for name, text in (config['help-orders'] and _ORDERS.items() or
                           config['help-reporters'] and [
                               (name, row[1])
                               for name, row in _REPORTERS.items()] or ()):
            print('    %-15s %s' % (name, text))
        sys.exit(0)
    if not config['tests']:
        raise SystemExit(str(config))
    if sys.path[0] != os.getcwd():
        sys.path.insert(0, os.getcwd())
    suite = _loader(config).loadByNames(config['tests'],
                                        not config['no-recurse'])
    trial = runner.TrialRunner(
        _REPORTERS[config['reporter']][0],
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
