"""Of the package urllib, what takes URLs apart: urllib.parse."""


def __getattr__(name):
    # The era had these here.
    if name in ('quote', 'quote_plus', 'unquote', 'unquote_plus', 'urlencode'):
        from twisted import _era
        if _era.called_from_era():
            from urllib import parse
            return getattr(parse, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
