"""Who I pretend to be, and since when."""

import _reactor

# The later of the two tutorials is the default; --compat and the environment
# choose the earlier one.
ERAS = ('1.0.4', '0.15.5')

version = _reactor.compat()
longversion = version
copyright = 'Copyright the microtwisted authors'


def set_version(compat):
    """Speak as Twisted COMPAT from now on. A tap says which when it is run."""
    global version, longversion
    if compat not in ERAS:
        raise ValueError('no personality for Twisted %r, only %s'
                         % (compat, ' and '.join(ERAS)))
    version = longversion = compat
    _reactor.setCompat(compat)


def is_early():
    """True while I pretend to be 0.15.5."""
    return version.startswith('0.')
