"""What somebody shows to say who they are."""

from zope.interface import Interface, implementer

from twisted._era import wire
from twisted.cred import error
from twisted.cred._secret import sameSecret


class ICredentials(Interface):
    """I am shown by somebody who wants to log in."""


class IUsernamePassword(ICredentials):
    """I have a username and a password, as it was typed."""

    def checkPassword(password):
        """True, or a Deferred of it, if this is the password."""


class IUsernameHashedPassword(ICredentials):
    """I have a username, and something made of the password."""

    def checkPassword(password):
        """True, or a Deferred of it, if I was made of this password."""


class IUsernameDigestHash(ICredentials):
    """I can be compared with a hash of name, realm and password."""

    def checkHash(digestHash):
        """True, or a Deferred of it, if the hash is mine."""


class IAnonymous(ICredentials):
    """I am nobody in particular."""


class ISSHPrivateKey(ICredentials):
    """I have a public key, and what was signed with its other half."""


@implementer(IUsernamePassword)
class UsernamePassword:
    """A name, and a password as it was typed."""

    def __init__(self, username, password):
        self.username = wire(username)
        self.password = wire(password)

    def checkPassword(self, password):
        return sameSecret(self.password, wire(password))


@implementer(IUsernameHashedPassword)
class UsernameHashedPassword:
    """A name, and a password that is kept hashed in the same way."""

    def __init__(self, username, hashed):
        self.username = wire(username)
        self.hashed = wire(hashed)

    def checkPassword(self, password):
        return sameSecret(self.hashed, wire(password))


@implementer(IAnonymous)
class Anonymous:
    """Nobody in particular."""


@implementer(ISSHPrivateKey)
class SSHPrivateKey:
    """A public key, and what was signed with its other half."""

    def __init__(self, username, algName, blob, sigData, signature):
        self.username = username
        self.algName = algName
        self.blob = blob
        self.sigData = sigData
        self.signature = signature


@implementer(IUsernameHashedPassword)
class CramMD5Credentials:
    """An answer to a challenge, made with the password (RFC 2195)."""

    username = None
    challenge = b''
    response = b''

    def __init__(self, host=None):
        self.host = host

    def getChallenge(self):
        """Something like <number.time@host>, the same whenever you ask."""
        if not self.challenge:
            import secrets
            import time
            host = self.host
            if isinstance(host, bytes):
                host = host.decode('ascii')
            self.challenge = ('<%d.%d@%s>' % (
                secrets.randbelow(0x7fffffff), time.time(),
                host or None)).encode('ascii')
        return self.challenge

    def setResponse(self, response):
        """The name, a blank, and the digest in hexadecimal."""
        self.username, self.response = response.split(None, 1)

    def moreChallenges(self):
        return False

    def checkPassword(self, password):
        import hmac
        digest = hmac.new(password, self.challenge, 'md5').hexdigest()
        return sameSecret(digest.encode('ascii'), self.response)


# --- HTTP's digests (RFC 2617, 3.2.2) ----------------------------------------

def _hex(algorithm, *parts):
    import hashlib
    name = algorithm.decode('ascii').partition('-')[0].replace('sha', 'sha1')
    return hashlib.new(name, b':'.join(parts)).hexdigest().encode('ascii')


def calcHA1(pszAlg, pszUserName, pszRealm, pszPassword, pszNonce, pszCNonce,
            preHA1=None):
    """What stands for name and password; preHA1 instead of them if they were
    hashed before."""
    if preHA1 and (pszUserName or pszRealm or pszPassword):
        raise TypeError('preHA1 is incompatible with the pszUserName, '
                        'pszRealm, and pszPassword arguments')
    if preHA1 is None:
        preHA1 = _hex(pszAlg, pszUserName, pszRealm, pszPassword)
    if pszAlg == b'md5-sess':
        preHA1 = _hex(pszAlg, preHA1, pszNonce, pszCNonce)
    return preHA1


def calcHA2(algo, pszMethod, pszDigestUri, pszQop, pszHEntity):
    """What stands for the request."""
    if pszQop == b'auth-int':
        return _hex(algo, pszMethod, pszDigestUri, pszHEntity)
    return _hex(algo, pszMethod, pszDigestUri)


def calcResponse(HA1, HA2, algo, pszNonce, pszNonceCount, pszCNonce, pszQop):
    """The answer that is expected."""
    between = [pszNonce]
    if pszNonceCount and pszCNonce:
        between += pszNonceCount, pszCNonce, pszQop
    return _hex(algo, HA1, *between, HA2)


@implementer(IUsernameHashedPassword, IUsernameDigestHash)
class DigestedCredentials:
    """An answer to HTTP's digest challenge (RFC 2617)."""

    def __init__(self, username, method, realm, fields):
        self.username = username
        self.method = method
        self.realm = realm
        self.fields = fields

    def _check(self, password, digestHash=None):
        get = self.fields.get
        algorithm = get('algorithm', b'md5').lower()
        nonce, cnonce, qop = get('nonce'), get('cnonce'), get('qop', b'auth')
        name, realm = self.username, self.realm
        if digestHash is not None:
            name = realm = None
        return sameSecret(calcResponse(
            calcHA1(algorithm, name, realm, password, nonce, cnonce,
                    digestHash),
            # The body is not known here.
            calcHA2(algorithm, self.method, get('uri'), qop, b''),
            algorithm, nonce, get('nc'), cnonce, qop), get('response'))

    def checkPassword(self, password):
        return self._check(password)

    def checkHash(self, digestHash):
        """The hash is that of name:realm:password."""
        return self._check(None, digestHash)


class DigestCredentialFactory:
    """I make digest challenges, and credentials of what comes back.

    I keep no list of my challenges: what I signed I know again, for a quarter
    of an hour, and only from the address that I gave it to.
    """

    CHALLENGE_LIFETIME_SECS = 15 * 60
    scheme = b'digest'

    def __init__(self, algorithm, authenticationRealm):
        import os
        self.algorithm = algorithm
        self.authenticationRealm = authenticationRealm
        self.privateKey = os.urandom(12)

    def getChallenge(self, address):
        nonce = self._generateNonce()
        return {'nonce': nonce, 'opaque': self._generateOpaque(nonce, address),
                'qop': b'auth', 'algorithm': self.algorithm,
                'realm': self.authenticationRealm}

    def _generateNonce(self):
        import os
        return os.urandom(12).hex().encode('ascii')

    def _getTime(self):
        import time
        return time.time()

    def _sign(self, key):
        import hashlib
        return hashlib.md5(key + self.privateKey).hexdigest().encode('ascii')

    def _generateOpaque(self, nonce, clientip):
        import base64
        key = b','.join((nonce, _address(clientip),
                         b'%d' % int(self._getTime())))
        return self._sign(key) + b'-' + base64.b64encode(key)

    def _verifyOpaque(self, opaque, nonce, clientip):
        import base64
        signature, dash, encoded = opaque.partition(b'-')
        try:
            key = base64.b64decode(encoded)
        except ValueError:
            key = b''
        parts = key.split(b',')
        if not dash or len(parts) != 3:
            raise _invalid('invalid opaque value')
        if parts[0] != nonce:
            raise _invalid('incompatible opaque/nonce values')
        if parts[1] != _address(clientip):
            raise _invalid('incompatible opaque/client values')
        try:
            when = int(parts[2])
        except ValueError:
            raise _invalid('invalid opaque/time values') from None
        if int(self._getTime()) - when > self.CHALLENGE_LIFETIME_SECS:
            raise _invalid('incompatible opaque/nonce too old')
        if not sameSecret(self._sign(key), signature):
            raise _invalid('invalid opaque value')
        return True

    def decode(self, response, method, host):
        """The DigestedCredentials in an Authorization header; raises
        LoginFailed when they are no answer to a challenge of mine."""
        import re
        fields = {}
        for key, quoted, bare in re.findall(
                rb'([^= ]+)=(?:"([^"]*)"|([^,]+)),?',
                b' '.join(response.splitlines())):
            fields[key.strip().decode('latin-1')] = (quoted or bare).strip()
        for name in 'username', 'opaque', 'nonce':
            if not fields.get(name):
                raise _invalid('no %s given.' % name)
        if self._verifyOpaque(fields['opaque'], fields['nonce'], host):
            return DigestedCredentials(fields['username'], method,
                                       self.authenticationRealm, fields)


def _address(clientip):
    if isinstance(clientip, str):
        return clientip.encode('ascii')
    return clientip or b''


def _invalid(why):
    return error.LoginFailed('Invalid response, ' + why)
