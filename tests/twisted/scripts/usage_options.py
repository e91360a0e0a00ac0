"""What a program is told, and how it explains itself."""
import sys
from twisted.python import usage

sys.argv = ['/usr/bin/program']


class Options(usage.Options):
    synopsis = 'Usage: program [options] thing [thing]...'
    longdesc = ('A long description of what this is good for, which needs more '
                'than one line to be told.')
    optFlags = [['verbose', 'v', 'say more'],
                ['quiet', 'q']]
    optParameters = [
        ['port', 'p', 8080, 'the port to listen on, which may be anything '
         'between one and sixty-five thousand', usage.portCoerce],
        ['name', None, None, 'a name'],
        ['factor', 'F', 1.5, 'a number', float],
        ['host', 'h', 'localhost', 'a host']]

    def opt_level(self, value):
        """how high"""
        self['level'] = value
    opt_l = opt_level

    def opt_go(self):
        """go now"""
        self['gone'] = True

    def opt_many(self, value):
        self.setdefault('many', []).append(value)

    def parseArgs(self, thing='default', *rest):
        self['thing'] = thing
        self['rest'] = rest

    def postOptions(self):
        self['post'] = True


def attempt(cls, *words):
    options = cls()
    try:
        options.parseOptions(list(words))
    except usage.UsageError as error:
        print('UsageError', error)
    except SystemExit as error:
        print('exit', error.code)
    else:
        print(sorted(options.items()))
    return options


attempt(Options)
attempt(Options, '-vp', '12', '--name=x', '-l3', '--go', '--factor', '2',
        '--many=a', '--many', 'b', 'T', '-v', 'more')
for wrong in (['--port=abc'], ['-p99999'], ['--nothing'], ['-p'], ['-Z'],
              ['--verbose=1'], ['--ver'], ['--name']):
    attempt(Options, *wrong)
print(attempt(Options, '--verb', '--', '-x'))
print(Options().getUsage())
print(Options().getSynopsis())
attempt(Options, '--help')


class OneArgument(usage.Options):
    def parseArgs(self, one):
        print('one', one)


for words in ([], ['-'], ['a', 'b'], ['--', '--help']):
    attempt(OneArgument, *words)
attempt(usage.Options, 'unexpected')
print(OneArgument())


class Sub(usage.Options):
    """What a subcommand is told."""
    optFlags = [['fast', 'f', 'go fast']]
    longdesc = 'Of the sub command.'

    def parseArgs(self, *args):
        self['args'] = args

    def postOptions(self):
        print('sub', self.parent['loud'], self['fast'], self['args'])


class Main(usage.Options):
    optFlags = [['loud', 'L', 'be loud']]
    optParameters = [['under_score', 'u', '', '']]
    subCommands = [['import', 'i', Sub, 'import things'],
                   ['commit', None, Sub, 'commit things']]

    def postOptions(self):
        print('main', self.subCommand)


main = attempt(Main, '-L', 'commit', '-f', 'x', 'y')
print(main.subOptions.getSynopsis())
print(attempt(Main, 'i', 'z').subOptions)
attempt(Main, 'none')
attempt(Main)
print(Main())
Main.defaultSubCommand = 'import'
attempt(Main)


class Derived(Options):
    optFlags = [['extra', 'x', 'one more']]
    optParameters = [['port', 'p', 25, 'mail']]


derived = attempt(Derived, '-x')
print(derived.opts is derived, usage.flagFunction(derived.opt_go),
      usage.flagFunction(derived.opt_level))
