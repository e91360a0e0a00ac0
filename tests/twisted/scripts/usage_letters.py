# Options of one letter: flags, parameters and methods, by their long names too.
from twisted.python import usage


class Options(usage.Options):
    optFlags = [['z', None, 'zed'], ['verbose', 'v', 'talk']]
    optParameters = [['q', None, 3, 'how many'], ['port', 'p', 8, 'which']]

    def opt_x(self):
        """ex"""
        self['x'] = 1

    def opt_longer(self, value):
        """how long"""
        self['longer'] = value

    opt_l = opt_longer


for words in ('--z', '--q=4', '-x', '-v -p 3', '--x', '-l 3', '--l=3',
              '--longer=2', '--verb', '--po=3', '-z', '-q 3', '--q 5'):
    options = Options()
    try:
        options.parseOptions(words.split())
        print(words, sorted(options.items()))
    except usage.UsageError as why:
        print(words, why)
print(Options().getUsage(width=60))
