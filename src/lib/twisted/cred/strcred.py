"""Checkers by the command line: --auth memory:jane:secret.

Kinds of checkers are memory, file, anonymous, and those of plugins that provide
ICheckerFactory.
"""

import sys

from twisted.cred import checkers, credentials
from twisted.plugin import getPlugins
from twisted.python import usage
from zope.interface import Attribute, Interface, implementer

notSupportedWarning = (
    'WARNING: This authType is not supported by this application.')


class ICheckerFactory(Interface):
    """I make checkers from text."""

    authType = Attribute('What I am called on the command line.')
    authHelp = Attribute('What I do, in as many lines as it takes.')
    argStringFormat = Attribute('One line about the text I want.')
    credentialInterfaces = Attribute('Which credentials my checkers check.')

    def generateChecker(argstring):
        """A checker."""


class StrcredException(Exception):
    """Something is wrong with what was said of a checker."""


class InvalidAuthType(StrcredException):
    """There is no such kind of checker."""


class InvalidAuthArgumentString(StrcredException):
    """The kind of checker cannot be made of that text."""


class UnsupportedInterfaces(StrcredException):
    """What it checks nobody here shows."""


@implementer(ICheckerFactory)
class _Kind:
    def __init__(self, authType, argStringFormat, authHelp, make, *interfaces):
        self.authType = authType
        self.argStringFormat = argStringFormat
        self.authHelp = authHelp
        self._make = make
        self.credentialInterfaces = interfaces

    def generateChecker(self, argstring=''):
        return self._make(argstring)


def _memory(argstring):
    words = argstring.split(':') if argstring else []
    if len(words) % 2:
        raise InvalidAuthArgumentString('argstring must be in format U:P:...')
    checker = checkers.InMemoryUsernamePasswordDatabaseDontUse()
    for name, password in zip(words[::2], words[1::2]):
        checker.addUser(name, password)
    return checker


def _file(argstring):
    import os
    if not argstring.strip():
        raise ValueError("'file' requires a filename")
    if not os.path.isfile(argstring):
        sys.stderr.write('Warning: not a valid file: %s\n' % argstring)
    return checkers.FilePasswordDB(argstring)


_PASSWORDS = (credentials.IUsernamePassword,
              credentials.IUsernameHashedPassword)
_KINDS = (
    _Kind('memory', 'A colon-separated list (name:password:...)',
          'Names and passwords that are given here: to try something out.\n'
          'Others can read them in the list of processes.',
          _memory, *_PASSWORDS),
    _Kind('file', 'Location of a FilePasswordDB-formatted file.',
          'Names and passwords from a file, with a line name:password for\n'
          'each.', _file, *_PASSWORDS),
    _Kind('anonymous', 'No argstring required.', 'Everybody may log in.',
          lambda argstring: checkers.AllowAnonymousAccess(),
          credentials.IAnonymous))


def findCheckerFactories():
    """All kinds of checkers."""
    yield from _KINDS
    yield from getPlugins(ICheckerFactory)


def findCheckerFactory(authType):
    for factory in findCheckerFactories():
        if factory.authType == authType:
            return factory
    raise InvalidAuthType(authType)


def makeChecker(description):
    """A checker, from the kind and, behind a colon, what it is made of."""
    kind, _, argstring = description.partition(':')
    return findCheckerFactory(kind).generateChecker(argstring)


class AuthOptionMixin:
    """I am for usage.Options: --auth makes checkers, kept in credCheckers and,
    by the credentials that they check, in credInterfaces."""

    # None stands for any.
    supportedInterfaces = None
    authOutput = sys.stdout

    def supportsInterface(self, interface):
        return self.supportedInterfaces is None \
            or interface in self.supportedInterfaces

    def _supported(self, something):
        return [each for each in something.credentialInterfaces
                if self.supportsInterface(each)]

    def supportsCheckerFactory(self, factory):
        return bool(self._supported(factory))

    def addChecker(self, checker):
        supported = self._supported(checker)
        if not supported:
            raise UnsupportedInterfaces(checker.credentialInterfaces)
        self.setdefault('credCheckers', []).append(checker)
        interfaces = self.setdefault('credInterfaces', {})
        for each in supported:
            interfaces.setdefault(each, []).append(checker)

    def opt_auth(self, description):
        """Specify an authentication method for the server."""
        try:
            self.addChecker(makeChecker(description))
        except UnsupportedInterfaces as error:
            raise usage.UsageError('Auth plugin not supported: %s'
                                   % ', '.join(map(str, error.args[0])))
        except InvalidAuthType as error:
            raise usage.UsageError('Auth plugin not recognized: %s' % error)
        except Exception as error:
            raise usage.UsageError('Unexpected error: %s' % error)

    def _checkerFactoriesForOptHelpAuth(self):
        return filter(self.supportsCheckerFactory, findCheckerFactories())

    def opt_help_auth(self):
        """Show all authentication methods available."""
        rows = [('AuthType', 'ArgString format'),
                ('========', '================')]
        known = [(each.authType, each.argStringFormat)
                 for each in self._checkerFactoriesForOptHelpAuth()]
        width = max([len(kind) for kind, _ in known], default=0)
        self.authOutput.write(
            'Usage: --auth AuthType[:ArgString]\n'
            'For detailed help: --help-auth-type AuthType\n\n%s\n' % ''.join(
                ['  %s\t%s\n' % (kind.ljust(width), text)
                 for kind, text in rows + known]))
        raise SystemExit(0)

    def opt_help_auth_type(self, authType):
        """Show help for a particular authentication type."""
        try:
            factory = findCheckerFactory(authType)
        except InvalidAuthType:
            raise usage.UsageError('Invalid auth type: %s' % authType)
        lines = [line.rstrip() for line in
                 factory.authHelp.strip().splitlines()]
        text = 'Usage: --auth %s[:ArgString]\nArgString format: %s\n\n%s\n' % (
            authType, factory.argStringFormat,
            ''.join(['  %s\n' % line for line in lines]))
        if not self.supportsCheckerFactory(factory):
            text += '  %s\n\n' % notSupportedWarning
        self.authOutput.write(text)
        raise SystemExit(0)
