# Options of every shape, subcommands, and what they print.
import sys
from twisted.python import usage


class ImportOptions(usage.Options):
    optParameters = [['module', 'm', None, 'Module to import'],
                     ['vendortag', 'v', 'no', None], ['releasetag', 'r']]


class CheckoutOptions(usage.Options):
    optParameters = [['tag', 'r', None, None]]

    def parseArgs(self, *files):
        self['files'] = files


class Options(usage.Options):
    synopsis = 'Usage: prog [options] <command>'
    longdesc = (
        'This is a long description of the program which is wrapped at '
        'some width because it has many many words in it.')
    subCommands = [['import', None, ImportOptions, 'Do an Import'],
                   ['checkout', 'c', CheckoutOptions, 'Do a Checkout']]

    defaultSubCommand = 'import'
    optFlags = [['verbose', 'v',
                 'Be verbose: it says a great deal about everything that goes '
                 'on inside of it, and more.'],
                ['quiet', 'q'], ['no-docs', None, 'x']]
    optParameters = [['port', 'p', 8080, 'The port', int],
                     ['compression', 'z', 0, 'Use compression'],
                     ['repository', 'r', None,
                      'Specify an alternate repository'],
                     ['float', None, '1.5', None, float]]
    compData = None

    def opt_very(self):
        """very is a flag by method"""
        self['very'] = self.get('very', 0) + 1
    opt_y = opt_very

    def opt_name(self, value):
        """sets a name and has a doc string rather too long to be on one
        line of eighty columns, is it not"""
        self['name'] = value
    opt_n = opt_name

    def postOptions(self):
        if self['quiet'] and self['verbose']:
            raise usage.UsageError('-q and -v are exclusive')


def run(*a, cls=Options):
    o = cls()
    try:
        o.parseOptions(a)
        print(sorted(((k, v) for k, v in o.items())),
              o.subCommand if hasattr(o, 'subCommand') else None,
              dict(o.subOptions) if getattr(o, 'subOptions', None) is not None
              else None)
    except usage.UsageError as e:
        print('UE', e, '|', str(e), repr(e))
    except SystemExit as e:
        print('exit', e.code)


for a in ([], ['-v'], ['--verbose', '-p', '80', 'c', 'a', 'b'], ['-qv'],
          ['--port=x'], ['--nope'], ['-X'], ['--port'], ['-p'],
          ['--name', 'n', '-nfoo'], ['--no-docs'], ['zip'],
          ['c', '--tag=1', '-r2', 'f'], ['import', 'extra'], ['--verbose=1'],
          ['--verb'], ['--float', 'abc'], ['--', 'c'], ['-z', '9'],
          ['--help']):
    print(a)
    run(*a)
o = Options()
print(str(o))
print(o.getSynopsis())
print(o.getUsage(40))
print(o.opts == dict(o), o.docs if 0 else '', o.longOpt if 0 else '')


class Simple(usage.Options):

    def parseArgs(self, a, b='d'):
        self['a'], self['b'] = (a, b)


for a in ([], ['1'], ['1', '2'], ['1', '2', '3']):
    run(*a, cls=Simple)
print(str(Simple()))


class Port(usage.Options):
    optParameters = [['port', 'p', None, 'listens', usage.portCoerce]]


for a in (['-p80'], ['-p', '0'], ['-p', '70000'], ['-p', 'x']):
    run(*a, cls=Port)
try:
    Options().parseOptions(['--port', 'zip'])
except usage.UsageError as e:
    print('%s: %s' % ('prog', e))


class Base(usage.Options):
    optFlags = [['base', 'b', 'from base']]


class Derived(Base):
    optFlags = [['derived', 'd', 'from derived']]


run('-bd', cls=Derived)
print(Derived())


class Bad(usage.Options):
    optFlags = [['x']]

    def opt_two(self, a, b):
        pass


try:
    Bad()
except Exception as e:
    print(type(e).__name__, e)
