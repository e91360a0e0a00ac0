"""How URLs were cut before urlsplit(); urllib.parse finds these here."""

import warnings


def _splittype(url):
    scheme, colon, rest = url.partition(':')
    if not scheme or not colon or '/' in scheme:
        return None, url
    return scheme.lower(), rest


def _splithost(url):
    if not url.startswith('//'):
        return None, url
    rest = url[2:]
    end = min([at for at in map(rest.find, '/?#') if at >= 0] or [len(rest)])
    path = rest[end:]
    return rest[:end], '/' + path if path and path[0] != '/' else path


def _at_last(mark):
    """What is before the last mark and behind it, or None."""
    def split(text):
        head, found, tail = text.rpartition(mark)
        return (head, tail) if found else (text, None)
    return split


_splitquery, _splittag = _at_last('?'), _at_last('#')


def _splituser(host):
    user, found, host = host.rpartition('@')
    return user if found else None, host


def _splitvalue(text, mark='='):
    head, found, tail = text.partition(mark)
    return head, tail if found else None


def _splitpasswd(user):
    return _splitvalue(user, ':')


def _is_number(text):
    return text.isascii() and text.isdigit()


def _splitport(host):
    name, port = _at_last(':')(host)
    if port and not _is_number(port):
        return host, None
    return name, port or None


def _splitnport(host, defport=-1):
    host, port = _at_last(':')(host)
    if not port:
        return host, defport
    return host, int(port) if _is_number(port) else None


def _splitattr(url):
    path, *attributes = url.split(';')
    return path, attributes


def _to_bytes(url):
    if isinstance(url, str) and not url.isascii():
        raise UnicodeError('URL %r contains non-ASCII characters' % url)
    return url


def unwrap(url):
    """'<URL:http://host/>' without its wrapping."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url.removeprefix('URL:').strip()


def _public(name, instead):
    def function(*args, **kwargs):
        warnings.warn('urllib.parse.%s() is deprecated as of 3.8%s' %
                      (name, instead and ', use urllib.parse.%s() instead' %
                       instead), DeprecationWarning, 2)
        return globals()['_' + name](*args, **kwargs)
    globals()[name] = function


for _name in ('type', 'host', 'user', 'passwd', 'port', 'nport', 'query', 'tag',
              'attr'):
    _public('split' + _name, 'urlparse')
_public('splitvalue', 'parse_qsl')
_public('to_bytes', '')
