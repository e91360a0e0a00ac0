# Checkers that are named on the command line.
import os
import sys
import tempfile
from twisted.cred import credentials, strcred
from twisted.python import usage
from zope.interface import Interface, implementer


class Options(usage.Options, strcred.AuthOptionMixin):
    authOutput = sys.stdout


class Anonymous(Options):
    supportedInterfaces = credentials.IAnonymous,


file = tempfile.NamedTemporaryFile('w', suffix=':x', delete=False)
file.write('jane:secret\n')
file.close()


def attempt(cls, *words):
    options = cls()
    try:
        options.parseOptions(list(words))
    except usage.UsageError as error:
        print('UsageError', str(error).split(': (')[0])
    except SystemExit as error:
        print('exit', error.code)
    return options


def avatars(options, *shown):
    for checker in options['credCheckers']:
        for each in shown:
            if any([i.providedBy(each)
                    for i in checker.credentialInterfaces]):
                checker.requestAvatarId(each).addBoth(
                    lambda result: print(getattr(result, 'type', result)))


jane = credentials.UsernamePassword(b'jane', b'secret')
john = credentials.UsernamePassword(b'john', b'wrong')
options = attempt(Options, '--auth', 'file:' + file.name, '--auth',
                  'anonymous')
print([type(each).__name__ for each in options['credCheckers']])
print(sorted([(key.__name__, len(value))
              for key, value in options['credInterfaces'].items()]))
avatars(options, jane, john, credentials.Anonymous())
print(attempt(Options, '--auth', 'memory:a:b:c:d')['credCheckers'][0].users)
for words in (['--auth', 'memory:a'], ['--auth', 'nothing:x'],
              ['--auth', 'file'], ['--auth', 'anonymous'], ['--help-auth-type', 'nothing'], ['--auth']):
    attempt(Options, *words)
attempt(Anonymous, '--auth', 'anonymous')
attempt(Anonymous, '--help-auth')
print(Anonymous().supportsInterface(credentials.IUsernamePassword),
      Options().supportsInterface(credentials.IUsernamePassword))
for kind in 'memory', 'file', 'anonymous':
    factory = strcred.findCheckerFactory(kind)
    print(factory.authType, factory.argStringFormat,
          [each.__name__ for each in factory.credentialInterfaces],
          strcred.ICheckerFactory.providedBy(factory))
print(strcred.makeChecker('memory').users)
os.remove(file.name)
