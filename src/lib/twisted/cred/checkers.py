"""Those who look at credentials, and say whose they are."""

from zope.interface import Attribute, Interface, implementer

from twisted._era import called_from_era, to_bytes, wire
from twisted.cred import credentials, error
from twisted.internet import defer

# The avatar of nobody in particular. Not None and not '', which a checker or a
# file of passwords could give by mistake.
ANONYMOUS = ()


class ICredentialsChecker(Interface):
    """I check some kinds of credentials."""

    credentialInterfaces = Attribute('The kinds that I check.')

    def requestAvatarId(credentials):
        """The name of the avatar, or ANONYMOUS, or a Deferred of it; fails
        with UnauthorizedLogin."""


@implementer(ICredentialsChecker)
class AllowAnonymousAccess:
    """I let anybody in as nobody in particular."""

    credentialInterfaces = credentials.IAnonymous,

    def requestAvatarId(self, credentials):
        return defer.succeed(ANONYMOUS)


class _PasswordChecker:
    credentialInterfaces = (credentials.IUsernamePassword,
                            credentials.IUsernameHashedPassword)

    def _compare(self, shown, password, name):
        """A Deferred of the name, if the credentials are of this password."""
        def judge(matched):
            if not matched:
                raise error.UnauthorizedLogin()
            return name
        return defer.maybeDeferred(shown.checkPassword,
                                   password).addCallback(judge)


@implementer(ICredentialsChecker)
class InMemoryUsernamePasswordDatabaseDontUse(_PasswordChecker):
    """I have names and passwords in a dictionary: for tests and examples."""

    def __init__(self, **users):
        era = called_from_era()
        self.users = {
            name.encode('ascii'): to_bytes(password) if era else password
            for name, password in users.items()}

    def addUser(self, username, password):
        self.users[wire(username)] = wire(password)

    def requestAvatarId(self, credentials):
        name = credentials.username
        if name not in self.users:
            return defer.fail(error.UnauthorizedLogin())
        return self._compare(credentials, self.users[name], name)


@implementer(ICredentialsChecker)
class FilePasswordDB(_PasswordChecker):
    """I look names and passwords up in a file, a line for each user.

    `hash` makes of a name, the password that was typed and the one in the file
    what the one in the file must be; without it the file has them as typed.
    With `cache` the file is read again only when it has changed.
    """

    cache = False
    _credCache = None
    _cacheTimestamp = 0

    def __init__(self, filename, delim=b':', usernameField=0, passwordField=1,
                 caseSensitive=True, hash=None, cache=False):
        self.filename = filename
        self.delim = delim
        self.ufield = usernameField
        self.pfield = passwordField
        self.caseSensitive = caseSensitive
        self.hash = hash
        self.cache = cache
        if hash is not None:
            # Of a hash on disk nothing can be made that was hashed otherwise.
            self.credentialInterfaces = credentials.IUsernamePassword,

    def __getstate__(self):
        state = self.__dict__.copy()
        state.pop('_credCache', None)
        state.pop('_cacheTimestamp', None)
        return state

    def _loadCredentials(self):
        try:
            with open(self.filename, 'rb') as file:
                lines = file.readlines()
        except OSError as why:
            from twisted.python import log
            log.msg('Unable to load credentials db: %r' % (why,))
            raise error.UnauthorizedLogin() from None
        for line in lines:
            parts = line.rstrip().split(self.delim)
            if max(self.ufield, self.pfield) < len(parts):
                name = parts[self.ufield]
                yield (name if self.caseSensitive else name.lower(),
                       parts[self.pfield])

    def getUser(self, username):
        """The name as the file has it, and the password; or KeyError."""
        if not self.caseSensitive:
            username = username.lower()
        if not self.cache:
            for found in self._loadCredentials():
                if found[0] == username:
                    return found
            raise KeyError(username)
        import os
        changed = os.path.getmtime(self.filename)
        if self._credCache is None or changed > self._cacheTimestamp:
            self._cacheTimestamp = changed
            self._credCache = dict(self._loadCredentials())
        return username, self._credCache[username]

    def requestAvatarId(self, c):
        try:
            name, password = self.getUser(c.username)
        except KeyError:
            return defer.fail(error.UnauthorizedLogin())
        if not self.hash:
            return self._compare(c, password, name)
        if credentials.IUsernamePassword.providedBy(c) and \
                credentials.sameSecret(
                    self.hash(c.username, c.password, password), password):
            return defer.succeed(name)
        return defer.fail(error.UnauthorizedLogin())


OnDiskUsernamePasswordDatabase = FilePasswordDB
