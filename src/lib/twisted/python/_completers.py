"""What the shell may be told of options, for those who write that down.

Options takes completionData of these; no shell is told of it here.
"""

__name__ = 'twisted.python.usage'


class Completions:
    """I hold what is to be said of the options of a class."""

    def __init__(self, descriptions={}, multiUse=[], mutuallyExclusive=[],
                 optActions={}, extraActions=[]):
        self.descriptions = descriptions
        self.multiUse = multiUse
        self.mutuallyExclusive = mutuallyExclusive
        self.optActions = optActions
        self.extraActions = extraActions


class Completer:
    """I say in zsh's words what may stand behind an option: nothing known."""

    _descr = None
    _action = ''

    def __init__(self, descr=None, repeat=False):
        if descr is not None:
            self._descr = descr
        self._repeat = repeat

    def _description(self, optName):
        return optName if self._descr is None else self._descr

    def _words(self, optName):
        return self._action

    def _shellCode(self, optName, shellType):
        if shellType != 'zsh':
            raise NotImplementedError('Unknown shellType %r' % (shellType,))
        return '%s:%s:%s' % ('*' if self._repeat else '',
                             self._description(optName), self._words(optName))


class CompleteFiles(Completer):
    def __init__(self, globPattern='*', **kw):
        Completer.__init__(self, **kw)
        self._globPattern = globPattern

    def _description(self, optName):
        return '%s (%s)' % (Completer._description(self, optName),
                            self._globPattern)

    def _words(self, optName):
        return '_files -g "%s"' % self._globPattern


class CompleteDirs(Completer):
    _action = '_directories'


class CompleteList(Completer):
    def __init__(self, items, **kw):
        Completer.__init__(self, **kw)
        self._items = items

    def _words(self, optName):
        return '(%s)' % ' '.join(self._items)


class CompleteMultiList(CompleteList):
    def _words(self, optName):
        return "_values -s , '%s' %s" % (self._description(optName),
                                         ' '.join(self._items))


class CompleteUsernames(Completer):
    _action = '_users'


class CompleteGroups(Completer):
    _descr = 'group'
    _action = '_groups'


class CompleteHostnames(Completer):
    _action = '_hosts'


class CompleteUserAtHost(Completer):
    _descr = 'host | user@host'
    _action = '_user_at_host'


class CompleteNetInterfaces(Completer):
    _action = '_net_interfaces'
