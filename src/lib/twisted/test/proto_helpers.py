"""The older name of twisted.internet.testing."""

from twisted.internet import testing

__all__ = testing.__all__


def __getattr__(name):
    if name not in __all__:
        raise AttributeError('module %r has no attribute %r'
                             % (__name__, name))
    import warnings
    warnings.warn(
        '%s.%s was deprecated in Twisted 19.7.0: Please use twisted.internet.'
        'testing.%s instead.' % (__name__, name, name), DeprecationWarning,
        stacklevel=2)
    return getattr(testing, name)
