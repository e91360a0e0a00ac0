"""Help: what a program tells of its options, at any width."""
import os
import sys
from twisted.python import usage

sys.argv = ['/usr/bin/prog.py']


class Fetch(usage.Options):
    optFlags = [['fast', 'f', 'do it\nfast']]
    optParameters = [['times', 'x', None, 'how often', int],
                     ['long-one', None, 3, None]]
    longdesc = 'Fetches things, one after the other.'


class Keep(usage.Options):
    synopsis = '[options] file'

    def opt_two_words(self, value):
        """takes two words
        on two lines"""

    def opt_quiet(self):
        "be quiet"
        self['quiet'] = True
    opt_q = opt_quiet

    def parseArgs(self, file):
        self['file'] = file


class Options(usage.Options):
    subCommands = [
        ['fetch', 'a', Fetch, 'first'],
        ['bring', None, Keep, 'second, whose description is rather long, so '
         'that it goes on in the next line when there are 80 columns'],
        ['keep', 'k', Keep, None]]
    optParameters = [['port', 'p', 8080, 'port', usage.portCoerce],
                     ['host', 'h', 'x'], ['level', None, 7, 'the level']]
    compData = usage.Completions(
        optActions={'host': usage.CompleteHostnames()},
        extraActions=[usage.CompleteFiles('*.py')])

    def opt_level(self, value):
        self['level'] = int(value)

    def postOptions(self):
        print('post', self.subCommand)


print(Options())
print(Options().getUsage(50))
os.environ['COLUMNS'] = '60'
print(Fetch())
del os.environ['COLUMNS']
print(Keep())


def attempt(*words):
    options = Options()
    try:
        options.parseOptions(list(words))
    except usage.UsageError as error:
        print('UsageError', error)
        return
    except SystemExit as error:
        print('exit', error.code)
        return
    print(sorted(options.items()), options.subCommand)
    if options.subCommand:
        print(sorted(options.subOptions.items(), key=str))
        print(options.getUsage())


attempt('-p', '1', 'a', '-f', '-x3')
for words in (['bring', '--help'], ['k', '-q', 'f'], ['keep', '--qui', 'f'],
              ['keep'], ['keep', 'a', 'b'], ['fetch', '-x', 'z'], ['nope'],
              ['--help'], ['--level=3'], ['-p', '-1'], ['-p', '70000', 'a'],
              ['--port'], ['-p'], ['--q'], ['-Z'], ['--level', 'high']):
    try:
        attempt(*words)
    except ValueError as error:
        print('ValueError', error)
print(sorted(Keep().synonyms.items()))


class Nameless(usage.Options):
    optFlags = [['', 'x', 'no name']]


class Greedy(usage.Options):
    def opt_greedy(self, one, two):
        pass


for cls in Nameless, Greedy:
    try:
        cls()
    except (ValueError, usage.UsageError) as error:
        print(type(error).__name__, error)


class Default(usage.Options):
    subCommands = [['fetch', 'a', Fetch, 'first']]
    defaultSubCommand = 'fetch'


options = Default()
options.parseOptions([])
print(options.subCommand, options.subOptions['long-one'],
      options.subOptions.parent is options)
print(options.subOptions.getSynopsis())
