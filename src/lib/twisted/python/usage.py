"""Options of programs, described by a class.

    class Options(usage.Options):
        optFlags = [['nodaemon', 'n', 'stay in the foreground']]
        optParameters = [['port', 'p', 4040, 'port number to listen on']]

    options = Options()
    options.parseOptions(['-p', '23'])
    options['port'] == '23'
"""

import sys

from twisted import copyright


class UsageError(Exception):
    """The command line makes no sense; str() says why."""


error = UsageError


# Every program has it; it is taken before the others are read.
MAX_HEAP = ['max-heap', None, None,
            'raise MemoryError beyond this size, like 64M']


class Options(dict):
    """I know my options from my class, and their values from parseOptions."""

    subCommand = None
    parent = None
    synopsis = None
    longdesc = ''

    def __init__(self):
        dict.__init__(self)
        self.opts = self
        # Long names to (kind, long, function or default, doc); short to long.
        self._table = {}
        self._short = {}
        self._order = []
        self._collect()

    def __hash__(self):
        return id(self)

    def opt_help(self):
        """Display this help and exit."""
        print(self.__str__())
        sys.exit(0)

    def opt_version(self):
        """Display Twisted version and exit."""
        print('Twisted version: %s' % copyright.version)
        sys.exit(0)

    def parseArgs(self, *args):
        """Override me: the arguments that are no options."""
        if args:
            raise UsageError('Wrong number of arguments.')

    def postOptions(self):
        """Override me: called when everything is parsed."""

    def parseOptions(self, options=None):
        """Parse a list of strings, by default those of the command line."""
        if options is None:
            options = sys.argv[1:]
        words = self._ahead = list(options)
        rest = []
        while words:
            word = words.pop(0)
            if word == '--':
                rest.extend(words)
                break
            if word.startswith('--'):
                self._long(word[2:], words)
            elif word.startswith('-') and len(word) > 1:
                self._cluster(word[1:], words)
            elif getattr(self, 'subCommands', None):
                self._sub(word, words)
                words = []
                break
            else:
                rest.append(word)
        if self.subCommand is None:
            if getattr(self, 'subCommands', None) and not rest:
                default = getattr(self, 'defaultSubCommand', None)
                if default is not None:
                    self._sub(default, [])
        if self.subCommand is None:
            try:
                self.parseArgs(*rest)
            except TypeError:
                raise UsageError('Wrong number of arguments.')
        self.postOptions()

    def getUsage(self, width=80):
        return self.__str__()

    def getSynopsis(self):
        if self.synopsis is not None:
            return self.synopsis
        import os
        name = os.path.basename(sys.argv[0]) if sys.argv else 'program'
        if self.parent is not None:
            return '%s %s [options]' % (name, self.parent.subCommand)
        return '%s [options]' % name

    def __str__(self):
        synopsis = self.getSynopsis()
        if not synopsis.startswith('Usage: '):
            synopsis = 'Usage: ' + synopsis
        rows = []
        for long in self._order:
            kind, name, value, doc = self._table[long]
            left = '--' + name.replace('_', '-')
            if kind != 'flag' and kind != 'method':
                left += '='
            short = [each for each, whole in self._short.items()
                     if whole == long]
            left = ('-%s, ' % short[0] if short else '    ') + left
            text = doc or ''
            if kind == 'parameter' and value is not None:
                text += ' [default: %s]' % value
            rows.append((left, text.strip()))
        lines = [synopsis, 'Options:']
        widest = max([len(left) for left, _ in rows])
        for left, text in rows:
            lines.extend(_fold('  ' + left.ljust(widest) + '  ', text))
        if getattr(self, 'subCommands', None):
            lines.append('Commands:')
            widest = max([len(row[0]) for row in self.subCommands])
            for row in self.subCommands:
                lines.extend(_fold('    ' + row[0].ljust(widest) + '  ',
                                   row[3] or ''))
        text = '\n'.join(lines) + '\n'
        if self.longdesc:
            text += '\n' + '\n'.join(_fold('', self.longdesc)) + '\n'
        return text

    # --- building the table ----------------------------------------------------

    def _collect(self):
        flags, parameters = [], []
        for cls in reversed(self.__class__.__mro__):
            own = cls.__dict__
            flags.extend(own.get('optFlags', ()))
            parameters.extend(own.get('optParameters', ()))
            parameters.extend(own.get('optStrings', ()))
        for row in flags:
            long, short, doc = _padded(row, 3)
            self._add('flag', long, short, 0, doc)
            self[long] = 0
        for row in parameters:
            long, short, default, doc = _padded(row, 4)
            self._add('parameter', long, short, default, doc)
            self[long] = default
        methods = {}
        for cls in reversed(self.__class__.__mro__):
            for name in cls.__dict__:
                if name.startswith('opt_'):
                    methods[name] = 1
        for name in methods:
            method = getattr(self, name)
            long = name[4:]
            code = getattr(method, '__code__', None)
            takes = code.co_argcount - 1 if code is not None else 0
            if len(long) == 1:
                # A short name for a method that has a long one.
                for other in methods:
                    if len(other) > 5 and getattr(self, other) == method:
                        self._short[long] = other[4:].replace('_', '-')
                        break
                else:
                    self._add('value' if takes else 'method', long, None,
                              method, method.__doc__)
                continue
            self._add('value' if takes else 'method', long.replace('_', '-'),
                      None, method, method.__doc__)
        for name in list(self._short):
            if self._short[name] not in self._table:
                del self._short[name]

    def _add(self, kind, long, short, value, doc):
        if long not in self._table:
            self._order.append(long)
        self._table[long] = (kind, long, value, doc)
        if short:
            self._short[short] = long

    # --- reading the command line ------------------------------------------------

    def _find(self, name):
        for spelling in (name, name.replace('-', '_'), name.replace('_', '-')):
            if spelling in self._table:
                return self._table[spelling]
        found = [each for each in self._order
                 if each.replace('_', '-').startswith(name)]
        if len(found) == 1:
            return self._table[found[0]]
        if len(found) > 1:
            raise UsageError('option --%s not a unique prefix' % name)
        raise UsageError('option --%s not recognized' % name)

    def _long(self, word, words):
        name, equals, value = word.partition('=')
        row = self._find(name)
        if row[0] in ('flag', 'method'):
            if equals:
                raise UsageError('option --%s must not have an argument'
                                 % name)
            self._set(row, None)
            return
        if not equals:
            if not words:
                raise UsageError('option --%s requires argument' % name)
            value = words.pop(0)
        self._set(row, value)

    def _cluster(self, letters, words):
        while letters:
            letter, letters = letters[0], letters[1:]
            if letter not in self._short:
                if letter in self._table:
                    row = self._table[letter]
                else:
                    raise UsageError('option -%s not recognized' % letter)
            else:
                row = self._table[self._short[letter]]
            if row[0] in ('flag', 'method'):
                self._set(row, None)
                continue
            if letters:
                value, letters = letters, ''
            elif words:
                value = words.pop(0)
            else:
                raise UsageError('option -%s requires argument' % letter)
            self._set(row, value)

    def _set(self, row, value):
        kind, long, function, _ = row
        if kind == 'flag':
            self[long] = 1
        elif kind == 'parameter':
            self[long] = value
        elif kind == 'method':
            function()
        else:
            function(value)

    def _sub(self, name, words):
        for long, short, cls, _ in self.subCommands:
            if name == long or (short and name == short):
                self.subCommand = long
                self.subOptions = cls()
                self.subOptions.parent = self
                self.subOptions.parseOptions(words)
                return
        raise UsageError('Unknown command: %s' % name)


def _padded(row, size):
    row = list(row)
    return row + [None] * (size - len(row))


def _fold(before, text, width=79):
    """The text in lines of at most width columns, the first after `before`."""
    lines = []
    line = before
    fresh = True
    for word in text.split():
        if not fresh and len(line) + 1 + len(word) > width:
            lines.append(line.rstrip())
            line, fresh = ' ' * len(before), True
        line += word if fresh else ' ' + word
        fresh = False
    lines.append(line.rstrip())
    return lines


def portNumber(text):
    """A port number from the command line; 0 lets the system choose."""
    if text.isdecimal() and int(text) <= 65535:
        return int(text)
    raise UsageError("port must be a number from 0 to 65535, not '%s'" % text)


def userNumber(name, text):
    """A uid or gid from the command line; the highest stands for "unchanged"."""
    if text.isdecimal() and int(text) < 0xffffffff:
        return int(text)
    raise UsageError("%s must be a number below 4294967295, not '%s'"
                     % (name, text))


def complain(program, why):
    """Say what is wrong with a command line, and exit with 2."""
    sys.stderr.write('%s: %s\nTry "%s --help".\n' % (program, why, program))
    sys.exit(2)


def give_up(program, why):
    """Say why the work cannot be done, and exit with 1."""
    sys.stderr.write('%s: %s\n' % (program, why))
    sys.exit(1)
