"""The command line of unittest."""

import os
import sys
from . import loader, runner

__unittest = True

_HELP = '''\
usage: %(name)s [-h] [-v] [-q] [--locals] [-f] [-b] [-k TESTNAMEPATTERNS]
%(blank)s [tests ...]

positional arguments:
  tests                a list of any number of test modules, classes and test
                       methods.

options:
  -h, --help           show this help message and exit
  -v, --verbose        Verbose output
  -q, --quiet          Quiet output
  --locals             Show local variables in tracebacks
  -f, --failfast       Stop on first fail or error
  -b, --buffer         Buffer stdout and stderr during tests
  -k TESTNAMEPATTERNS  Only run tests which match the given substring

usage: %(name)s discover [-s START] [-p PATTERN] [-t TOP] [options]

For test discovery all test modules must be importable from the top level
directory of the project.
'''


class TestProgram:
    """I load the tests that the command line names, run them, and exit."""

    module = None
    verbosity = 1
    failfast = buffer = None
    testNamePatterns = None

    def __init__(self, module='__main__', defaultTest=None, argv=None,
                 testRunner=None, testLoader=loader.defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, buffer=None,
                 warnings=None, *, tb_locals=False, name=None):
        if isinstance(module, str):
            path = module.split('.')[1:]
            module = __import__(module)
            for part in path:
                module = getattr(module, part)
        if argv is None:
            argv = sys.argv
        self.module, self.defaultTest = module, defaultTest
        self.testRunner, self.testLoader = testRunner, testLoader
        self.exit, self.verbosity, self.tb_locals = exit, verbosity, tb_locals
        self.failfast, self.buffer = failfast, buffer
        self.warnings = 'default' if warnings is None and \
            not sys.warnoptions else warnings
        self.progName = name or os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        name = self.progName
        text = _HELP % {'name': name, 'blank': ' ' * (len(name) + 7)}
        if msg is None:
            print(text, end='')
            sys.exit(0)
        sys.stderr.write('%s\n%s: error: %s\n' % (
            text.split('\n\n')[0], name, msg))
        sys.exit(2)

    def parseArgs(self, argv):
        arguments = list(argv[1:])
        is_discovery = False
        if self.module is None and (not arguments or
                                    arguments[0] == 'discover'):
            is_discovery = True
            del arguments[:1]
        self.start, self.pattern, self.top = '.', 'test*.py', None
        names = []
        while arguments:
            word = arguments.pop(0)
            if word == '--':
                names.extend(arguments)
                break
            if not word.startswith('-') or word == '-':
                names.append(word)
            elif word.startswith('--'):
                word, equals, value = word.partition('=')
                self._option(word, arguments, value if equals else None,
                             is_discovery)
            else:
                for at in range(1, len(word)):
                    rest = word[at + 1:]
                    if self._option('-' + word[at], arguments, rest or None,
                                    is_discovery):
                        break
        if is_discovery or self.module is None and not names:
            for name, value in zip(('start', 'pattern', 'top'), names):
                setattr(self, name, value)
            self.createTests(from_discovery=True)
            return
        if names:
            self.testNames = [self._module_name(name) for name in names]
            if __name__ == '__main__':
                self.module = None
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _option(self, word, arguments, value, is_discovery):
        """Takes one option; whether it used the value."""
        if word in ('-h', '--help'):
            self.usageExit()
        for words, name, to in (
                (('-v', '--verbose'), 'verbosity', 2),
                (('-q', '--quiet'), 'verbosity', 0),
                (('-f', '--failfast'), 'failfast', True),
                (('-b', '--buffer'), 'buffer', True),
                (('--locals',), 'tb_locals', True)):
            if word in words:
                setattr(self, name, to)
                return False
        for words, name in ((('-k',), 'testNamePatterns'),
                            (('-s', '--start-directory'), 'start'),
                            (('-p', '--pattern'), 'pattern'),
                            (('-t', '--top-level-directory'), 'top')):
            if word in words and (name[0:2] == 'te' or is_discovery):
                if value is None:
                    if not arguments:
                        self.usageExit('argument %s: expected one argument'
                                       % '/'.join(words))
                    value = arguments.pop(0)
                if name == 'testNamePatterns':
                    if '*' not in value:
                        value = '*%s*' % value
                    self.testNamePatterns = (self.testNamePatterns or []) + \
                        [value]
                else:
                    setattr(self, name, value)
                return True
        self.usageExit('unrecognized arguments: %s' % word)

    def _module_name(self, name):
        """A file that is named by its path is meant as a module."""
        if not os.path.isfile(name) or not name.lower().endswith('.py'):
            return name
        path = os.path.relpath(name) if os.path.isabs(name) else name
        if path is not name and path.startswith('..'):
            return name
        return os.path.normpath(path)[:-3].replace('/', '.')

    def createTests(self, from_discovery=False, Loader=None):
        loader = self.testLoader
        if self.testNamePatterns:
            loader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            self.test = (Loader() if Loader else loader).discover(
                self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = loader.loadTestsFromModule(self.module)
        else:
            self.test = loader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        runs = self.testRunner
        if isinstance(runs, type):
            runs = runs(verbosity=self.verbosity, failfast=self.failfast,
                        buffer=self.buffer, warnings=self.warnings,
                        tb_locals=self.tb_locals)
        self.result = runs.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
