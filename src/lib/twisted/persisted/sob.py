"""Small objects, saved in files and loaded from there.

A file is never seen half written, and the old one stays until the new one is
whole. Style "pickle" is a pickle; an Application, which is for twistd, is saved
as a tap instead. "source" is a tap as text, for people to read.
"""

import os
import sys

from twisted.persisted import styles
from twisted.python import log
from zope.interface import Interface, implementer

__all__ = ['loadValueFromFile', 'load', 'Persistent', 'Persistant',
           'IPersistable', 'guessType']


class IPersistable(Interface):
    """I can be saved in a file."""

    def setStyle(style):
        """Choose 'pickle' or 'source'."""

    def save(tag=None, filename=None, passphrase=None):
        """Save me, as NAME.tap, NAME-TAG.tap or filename."""


styles.teachPickle()


@implementer(IPersistable)
class Persistent:
    """I save an object under a name."""

    style = 'pickle'

    def __init__(self, original, name):
        self.original = original
        self.name = name

    def setStyle(self, style):
        self.style = style

    def save(self, tag=None, filename=None, passphrase=None):
        if passphrase is not None:
            raise TypeError('passphrase must be None')
        source = self.style == 'source'
        if not filename:
            filename = '%s%s.%s' % (self.name, '-%s' % tag if tag else '',
                                    'tas' if source else 'tap')
        log.msg('Saving %s application to %s...' % (self.name, filename))
        if source or _is_application(self.original):
            import _tap
            dump = _tap.dump_source if source else _tap.dump
            for path, reason in dump(self.original, filename):
                log.complain('not saved: %s: %s' % (path, reason))
        else:
            self._pickle(filename)
        log.msg('Saved.')

    def _pickle(self, filename):
        import pickle
        data = pickle.dumps(self.original, 2)
        aside = filename + '-2'
        try:
            with open(aside, 'wb') as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.rename(aside, filename)
        except OSError:
            if os.path.exists(aside):
                os.remove(aside)
            raise


# As it was spelled once.
Persistant = Persistent


class ApplicationPersistent(Persistent):
    """I save an Application, which knows itself how it wants to be saved."""

    def __init__(self, application):
        Persistent.__init__(self, application, application.name)

    @property
    def style(self):
        return self.original.persistStyle

    def setStyle(self, style):
        self.original.persistStyle = style

    def save(self, tag=None, filename=None, passphrase=None):
        self.original.save(tag, filename, passphrase)


def _is_application(thing):
    app = sys.modules.get('twisted.internet.app')
    return app is not None and isinstance(thing, app.Application)


def load(filename, style):
    """What was saved in a file, brought up to date; style is 'pickle' or
    'source'."""
    with open(filename, 'rb') as file:
        data = file.read()
    if style == 'source':
        import _tap
        value = _tap.load_source(filename)
    elif data.startswith(b'microtwisted tap'):
        import _tap
        value = _tap.loads(data)
    else:
        import pickle
        value = pickle.loads(data)
    styles.doUpgrade()
    persistable = IPersistable(value, None)
    if persistable is not None:
        persistable.setStyle(style)
    return value


def loadValueFromFile(filename, variable):
    """Run a Python file; what it leaves in a variable."""
    from twisted import _era
    with open(filename, 'rb') as file:
        text = file.read()
    names = {'__file__': filename}
    exec(compile(text, filename, 'exec', _era.FLAG), names, names)
    return names[variable]


def guessType(filename):
    """'python', 'pickle' or 'source', by what a file's name ends in."""
    return {'.tac': 'python', '.etac': 'python', '.py': 'python',
            '.tap': 'pickle', '.etap': 'pickle', '.tas': 'source',
            '.etas': 'source'}[os.path.splitext(filename)[1]]
