"""Options of programs, described by a class.

    class Options(usage.Options):
        optFlags = [['nodaemon', 'n', 'stay in the foreground']]
        optParameters = [['port', 'p', 4040, 'port number to listen on']]

    options = Options()
    options.parseOptions(['-p', '23'])
    options['port'] == '23'
"""

import sys

from twisted import _era, copyright


class UsageError(Exception):
    """The command line makes no sense; str() says why."""


error = UsageError
_ZSH, _BASH = 'zsh', 'bash'


def _setMaxHeap(size):
    import _process
    if not _process.setMaxHeap(size):
        raise UsageError("--max-heap must be 4M or more, not '%s'" % size)
    return size


# Every program has it.
MAX_HEAP = ['max-heap', None, None,
            'raise MemoryError beyond this size, like 64M', _setMaxHeap]


class Options(dict):
    """I know my options from my class, and their values from parseOptions."""

    subCommand = None
    defaultSubCommand = None
    parent = None
    longdesc = None

    def __init__(self):
        dict.__init__(self)
        self.opts = self
        self.defaults = {}
        # By long name: (what is called, whether it takes a value, text,
        # default, what a value must be). And which long name a short one
        # stands for.
        self._table = {}
        self._short = {}
        self._collect()

    def __hash__(self):
        return id(self)

    def __getattr__(self, name):
        # What options were at first.
        if name in self and _era.called_from_era():
            return self[name]
        raise AttributeError('%r object has no attribute %r' % (
            self.__class__.__name__, name))

    def opt_help(self):
        """Display this help and exit."""
        print(self.__str__())
        sys.exit(0)

    def opt_version(self):
        """Display Twisted version and exit."""
        print('Twisted version: %s' % copyright.version)
        sys.exit(0)

    def parseArgs(self):
        """Override me: called with the arguments that are no options."""

    def postOptions(self):
        """Override me: called when everything is parsed."""

    def parseOptions(self, options=None):
        """Parse a list of strings, by default those of the command line."""
        if options is None:
            options = sys.argv[1:]
        words = self._ahead = list(options)
        found = []
        while words and words[0][:1] == '-' and words[0] != '-':
            word = words.pop(0)
            if word == '--':
                break
            if word[:2] == '--':
                found.append(self._long(word[2:], words))
            else:
                self._cluster(word[1:], words, found)
        for function, value in found:
            function(value)
        if getattr(self, 'subCommands', None) and (
                words or self.defaultSubCommand is not None):
            self._sub(*(words or [self.defaultSubCommand]))
        else:
            try:
                self.parseArgs(*words)
            except TypeError:
                raise UsageError('Wrong number of arguments.')
        self.postOptions()

    def _sub(self, name, *words):
        for long, short, cls, _ in self.subCommands:
            if name in (long, short):
                self.subCommand = long
                self.subOptions = cls()
                self.subOptions.parent = self
                self.subOptions.parseOptions(words)
                return
        raise UsageError('Unknown command: %s' % name)

    @property
    def synonyms(self):
        """What each name of an option is short for."""
        names = {id(row): long for long, row in reversed(self._table.items())}
        return {**{long: names[id(row)] for long, row in self._table.items()},
                **self._short}

    # --- the help -------------------------------------------------------------

    def getSynopsis(self):
        """The first line of the help; a subcommand's begins as its parent's."""
        words = '[options]'
        if self.parent is None:
            import os
            from twisted.python.reflect import filenameToModuleName
            name = filenameToModuleName(sys.argv[0] if sys.argv else '')
            if name.endswith('.__main__'):
                name = '%s -m %s' % (os.path.basename(sys.executable),
                                     name.replace('.__main__', ''))
            words = 'Usage: %s %s' % (name, words)
        words = getattr(self, 'synopsis', words).rstrip()
        if self.parent is not None and not words.startswith('Usage:'):
            words = ' '.join((self.parent.getSynopsis(),
                              self.parent.subCommand, words))
        return words

    def getUsage(self, width=None):
        """The table of options, what they are for, and the subcommands."""
        import os
        import textwrap
        if hasattr(self, 'subOptions'):
            return self.subOptions.getUsage(width)
        width = str(width or os.environ.get('COLUMNS'))
        width = int(width) if width.isdecimal() else 80
        rows = []
        letters = {long: short for short, long in self._short.items()
                   if len(long) > 1}
        for long in sorted(self._table, key=lambda each:
                           letters.get(each, each)):
            _, takes, text, default, rule = self._table[long]
            if self._isLetter(long):
                continue
            short = letters.get(long)
            text = (text or '').strip()
            if takes and default is not None:
                text = '%s [default: %s]' % (text, default)
            if rule:
                text = '%s. %s' % (text, rule)
            rows.append(('-%s, ' % short if short else '    ', '--' + long
                         + ('=' if takes else ''), text))
        text = 'Options:\n' + _columns(rows, 2, width)
        longdesc = self.longdesc
        if longdesc is None:
            longdesc = getattr(sys.modules.get('__main__'), '__doc__', None)
        if longdesc:
            text += '\n%s\n' % '\n'.join(
                textwrap.wrap(longdesc, max(width, 10))).strip()
        if getattr(self, 'subCommands', None):
            text += 'Commands:\n' + _columns(
                [('', name, (doc or '').strip()) for name, _, _, doc in
                 sorted(self.subCommands, key=lambda row: row[1] or row[0])],
                4, width, 4)
        return text

    def __str__(self):
        return '%s\n%s' % (self.getSynopsis(), self.getUsage())

    # --- building the table ---------------------------------------------------

    def _collect(self):
        rows = {'optFlags': [], 'optParameters': [], 'optStrings': []}
        methods = {}
        for cls in reversed(self.__class__.__mro__):
            for name, value in cls.__dict__.items():
                if name in rows:
                    rows[name].extend(value)
                elif name[:4] == 'opt_':
                    methods[name[4:]] = 1
        for row in rows['optFlags']:
            long, short, doc = _padded(row, 3)
            if not long:
                raise ValueError('A flag cannot be without a name.')
            self.defaults[long] = self[long] = 0
            self._add(long, short, self._flag(long), False, doc, None)
        for row in rows['optParameters'] + rows['optStrings']:
            long, short, default, doc, coerce = _padded(row, 5)
            if not long:
                raise ValueError('A parameter cannot be without a name.')
            self.defaults[long] = self[long] = default
            self._add(long, short, CoerceParameter(self, coerce).to(long),
                      True, doc, default, getattr(coerce, 'coerceDoc', None))
        # Of several names of a method the longest is the name, and the letters
        # are short for it.
        names = {}
        for name in sorted(methods, key=len, reverse=True):
            method = getattr(self, 'opt_' + name)
            first = names.setdefault(getattr(method, '__func__', method), name)
            long = first.replace('_', '-')
            if name is first:
                takes = not flagFunction(method, long)
                # What a row said of it holds where the method says nothing.
                _, _, doc, default, _ = self._table.get(long, [None] * 5)
                self._add(long, None,
                          method if takes else lambda ignored, m=method: m(),
                          takes, method.__doc__ or doc, default)
                if len(name) == 1:
                    self._short[name] = name  # it has no other
            elif len(name) == 1:
                self._short[name] = long
            else:
                self._table[name.replace('_', '-')] = self._table[long]

    def _flag(self, name):
        def set(ignored):
            self[name] = 1
        return set

    def _add(self, long, short, function, takes, doc, default, rule=None):
        self._table[long] = function, takes, doc, default, rule
        if short:
            self._short[short] = long

    # --- reading the command line ---------------------------------------------

    def _isLetter(self, long):
        """Whether it is a method's letter, and no long name at all."""
        return self._short.get(long) == long

    def _long(self, word, words):
        name, equals, value = word.partition('=')
        long = name if name in self._table else name.replace('_', '-')
        if long not in self._table or self._isLetter(long):
            found = [each for each in self._table if not self._isLetter(each)
                     and (each.startswith(name)
                          or each.replace('_', '-') == name)]
            if len(found) != 1:
                raise UsageError('option --%s not %s' % (
                    name, 'a unique prefix' if found else 'recognized'))
            long = found[0]
        function, takes, *_ = self._table[long]
        if not takes:
            if equals:
                raise UsageError('option --%s must not have an argument'
                                 % name)
            return function, None
        if not equals:
            if not words:
                raise UsageError('option --%s requires argument' % name)
            value = words.pop(0)
        return function, value

    def _cluster(self, letters, words, found):
        while letters:
            letter, letters = letters[0], letters[1:]
            if letter not in self._short:
                raise UsageError('option -%s not recognized' % letter)
            function, takes, *_ = self._table[self._short[letter]]
            value = None
            if takes:
                value, letters = letters, ''
                if not value:
                    if not words:
                        raise UsageError('option -%s requires argument'
                                         % letter)
                    value = words.pop(0)
            found.append((function, value))


class CoerceParameter:
    """I turn what was written into what is meant, and keep it."""

    def __init__(self, options, coerce):
        self.options = options
        self.coerce = coerce

    def dispatch(self, parameterName, value):
        if self.coerce is not None:
            try:
                value = self.coerce(value)
            except ValueError as error:
                raise UsageError('Parameter type enforcement failed: %s'
                                 % (error,))
        self.options.opts[parameterName] = value

    def to(self, name):
        return lambda value: self.dispatch(name, value)


def flagFunction(method, name=None):
    """True if an opt_ method takes no value, False if it takes one."""
    code = getattr(method, '__func__', method).__code__
    count = code.co_argcount - hasattr(method, '__func__')
    if count > 1:
        raise UsageError('Invalid Option function for %s'
                         % (name or method.__name__))
    return count == 0 and not code.co_flags & 4


def portCoerce(value):
    """A port number; ValueError if it is none."""
    port = int(value)
    if port < 0 or port > 65535:
        raise ValueError('Port number not in range: %s' % (value,))
    return port


portCoerce.coerceDoc = 'Must be an int between 0 and 65535.'


def _padded(row, size):
    row = list(row)
    return row + [None] * (size - len(row))


def _columns(rows, indent, width, gap=0):
    """Lines of (letter, name, text), the texts in a column of their own."""
    import textwrap
    widest = max([len(name) for _, name, _ in rows])
    text = ''
    for before, name, doc in rows:
        left = ' ' * indent + before + name.ljust(widest + gap) + '  '
        lines = textwrap.wrap(doc, max(width - len(left), 10)) or ['']
        text += left + ('\n' + ' ' * len(left)).join(lines) + '\n'
    return text


def __getattr__(name):
    if name == 'Completions' or name[:8] == 'Complete':
        from twisted.python import _completers
        return getattr(_completers, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


def portNumber(text):
    """A port number from the command line; 0 lets the system choose."""
    if text.isdecimal() and int(text) <= 65535:
        return int(text)
    raise UsageError("port must be a number from 0 to 65535, not '%s'" % text)


def userNumber(name, text):
    """A uid or gid of the command line; the highest stands for "unchanged"."""
    if text.isdecimal() and int(text) < 0xffffffff:
        return int(text)
    raise UsageError("%s must be a number below 4294967295, not '%s'"
                     % (name, text))


def addUser(options, text):
    """A NAME:PASSWORD from the command line, kept in options['users']."""
    name, _, password = text.partition(':')
    if not (name and password):
        raise UsageError("user must be NAME:PASSWORD, not '%s'" % text)
    options['users'][name] = password


def complain(program, why):
    """Say what is wrong with a command line, and exit with 2."""
    sys.stderr.write('%s: %s\nTry "%s --help".\n' % (program, why, program))
    sys.exit(2)


def give_up(program, why):
    """Say why the work cannot be done, and exit with 1."""
    sys.stderr.write('%s: %s\n' % (program, why))
    sys.exit(1)
