"""Taking URLs apart and putting them together: RFC 3986 and its elders."""

from collections import namedtuple
from functools import lru_cache

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit',
           'urlunsplit', 'urlencode', 'parse_qs', 'parse_qsl', 'quote',
           'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus',
           'unquote_to_bytes', 'DefragResult', 'ParseResult', 'SplitResult',
           'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file',
                 'https', 'shttp', 'mms', 'prospero', 'rtsp', 'rtspu', 'sftp',
                 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais',
               'file', 'mms', 'https', 'shttp', 'snews', 'prospero', 'rtsp',
               'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git',
               'git+ssh', 'ws', 'wss']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp',
               'rtsp', 'rtspu', 'sip', 'sips', 'mms', 'sftp', 'tel']
scheme_chars = ('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
                '0123456789+-.')
_controls_and_space = ''.join(map(chr, range(33)))


def __getattr__(name):
    if name in ('unwrap', 'to_bytes', '_to_bytes') or \
            name.startswith(('split', '_split')):
        from urllib import _split
        if hasattr(_split, name):
            return getattr(_split, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


def clear_cache():
    """Forget what URLs were split last."""
    urlsplit.cache_clear()


def _coerce_args(*args):
    """The arguments as text, and what makes the result what they were."""
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_text:
            raise TypeError('Cannot mix str and non-str arguments')
    if is_text:
        return args + (_as_it_is,)
    return tuple([arg.decode('ascii', 'strict') if arg else ''
                  for arg in args]) + (_encode,)


def _as_it_is(result):
    return result


def _encode(result):
    return result.encode('ascii', 'strict')


class _NetlocMixin:
    __slots__ = ()

    def _parts(self):
        """User information and host, as text."""
        netloc = self.netloc
        if isinstance(netloc, bytes):
            netloc = netloc.decode('ascii')
        userinfo, at, hostinfo = netloc.rpartition('@')
        name, colon, password = userinfo.partition(':')
        before, bracket, bracketed = hostinfo.partition('[')
        if bracket:
            host, _, port = bracketed.partition(']')
            port = port.partition(':')[2]
        else:
            host, _, port = hostinfo.partition(':')
        return (name if at else None, password if colon else None, host,
                port or None)

    def _as_given(self, text):
        if text is not None and isinstance(self.netloc, bytes):
            return text.encode('ascii')
        return text

    @property
    def username(self):
        return self._as_given(self._parts()[0])

    @property
    def password(self):
        return self._as_given(self._parts()[1])

    @property
    def hostname(self):
        host, percent, zone = self._parts()[2].partition('%')
        return self._as_given(host.lower() + percent + zone or None)

    @property
    def port(self):
        port = self._parts()[3]
        if port is not None:
            if not (port.isascii() and port.isdigit()):
                raise ValueError('Port could not be cast to integer value as %r'
                                 % port)
            port = int(port)
            if port > 65535:
                raise ValueError('Port out of range 0-65535')
        return port


class _TextMixin:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return self._encoded_counterpart(*[x.encode(encoding, errors)
                                           for x in self])


class _BytesMixin:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return self._decoded_counterpart(*[x.decode(encoding, errors)
                                           for x in self])


_defrag = namedtuple('DefragResult', 'url fragment')
_split = namedtuple('SplitResult', 'scheme netloc path query fragment')
_parse = namedtuple('ParseResult', 'scheme netloc path params query fragment')


class _Defrag(_defrag):
    __slots__ = ()

    def geturl(self):
        if self.fragment:
            hash_mark = '#' if isinstance(self.url, str) else b'#'
            return self.url + hash_mark + self.fragment
        return self.url


class _Split(_split, _NetlocMixin):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class _Parse(_parse, _NetlocMixin):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(_Defrag, _TextMixin):
    __slots__ = ()


class SplitResult(_Split, _TextMixin):
    __slots__ = ()


class ParseResult(_Parse, _TextMixin):
    __slots__ = ()


class DefragResultBytes(_Defrag, _BytesMixin):
    __slots__ = ()


class SplitResultBytes(_Split, _BytesMixin):
    __slots__ = ()


class ParseResultBytes(_Parse, _BytesMixin):
    __slots__ = ()


for _text, _bytes in ((DefragResult, DefragResultBytes),
                      (SplitResult, SplitResultBytes),
                      (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
ResultBase = _NetlocMixin


@lru_cache(typed=True)
def urlsplit(url, scheme='', allow_fragments=True):
    """(scheme, netloc, path, query, fragment) of a URL."""
    url, scheme, coerce = _coerce_args(url, scheme)
    for c in '\t\r\n':
        url = url.replace(c, '')
        scheme = scheme.replace(c, '')
    url = url.lstrip(_controls_and_space)
    scheme = scheme.strip(_controls_and_space)
    allow_fragments = bool(allow_fragments)
    netloc = query = fragment = ''
    colon = url.find(':')
    if colon > 0 and url[0].isascii() and url[0].isalpha() and \
            all(c in scheme_chars for c in url[:colon]):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == '//':
        end = min([at for at in map(lambda c: url.find(c, 2), '/?#')
                   if at >= 0] or [len(url)])
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
        if '[' in netloc:
            _check_bracketed(netloc)
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    _check_netloc(netloc)
    result = SplitResult(scheme, netloc, url, query, fragment)
    return result if coerce is not _encode else result.encode()


def _check_bracketed(netloc):
    before, _, rest = netloc.rpartition('@')[2].partition('[')
    host, _, after = rest.partition(']')
    if before or after and not after.startswith(':'):
        raise ValueError('Invalid IPv6 URL')
    if host.startswith('v'):
        version, dot, address = host[1:].partition('.')
        if not (dot and address and version and
                not version.strip('0123456789abcdefABCDEF')):
            raise ValueError('IPvFuture address is invalid')
    elif not _is_ipv6(host.partition('%')[0]):
        if _is_ipv4(host):
            raise ValueError('An IPv4 address cannot be in brackets')
        raise ValueError('%r does not appear to be an IPv4 or IPv6 address'
                         % host)


def _is_ipv4(host):
    parts = host.split('.')
    return len(parts) == 4 and all(
        p.isascii() and p.isdigit() and len(p) < 4 and int(p) < 256
        for p in parts)


def _is_ipv6(host):
    head, gap, tail = host.partition('::')
    groups = [g for part in (head, tail) if part for g in part.split(':')]
    if groups and '.' in groups[-1]:
        if not _is_ipv4(groups[-1]):
            return False
        groups[-1:] = ['0', '0']
    return ':' in host and all(
        0 < len(g) <= 4 and not g.strip('0123456789abcdefABCDEF')
        for g in groups) and \
        (len(groups) < 8 if gap else len(groups) == 8)


def _check_netloc(netloc):
    """Refuse what becomes a delimiter when somebody normalises it."""
    if netloc.isascii():
        return
    # All that have one of /?#@: in their form NFKC.
    for c in '\u2047\u2048\u2049\u2100\u2101\u2105\u2106\u2a74\ufe13\ufe16' \
             '\ufe55\ufe56\ufe5f\ufe6b\uff03\uff0f\uff1a\uff1f\uff20':
        if c in netloc:
            raise ValueError("netloc '" + netloc + "' contains invalid "
                             'characters under NFKC normalization')


def urlunsplit(components):
    scheme, netloc, url, query, fragment, coerce = _coerce_args(*components)
    if netloc or scheme and scheme in uses_netloc and url[:2] != '//':
        url = '//' + (netloc or '') + '/' * (url[:1] not in ('', '/')) + url
    return coerce(''.join([
        scheme and scheme + ':', url, query and '?' + query,
        fragment and '#' + fragment]))


def urlparse(url, scheme='', allow_fragments=True):
    """urlsplit(), with the parameters of the last part of the path apart."""
    url, scheme, coerce = _coerce_args(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme,
                                                    allow_fragments)
    params = ''
    if scheme in uses_params and ';' in url:
        semicolon = url.find(';', url.rfind('/') + 1)
        if semicolon >= 0:
            url, params = url[:semicolon], url[semicolon + 1:]
    result = ParseResult(scheme, netloc, url, params, query, fragment)
    return result if coerce is not _encode else result.encode()


def urlunparse(components):
    scheme, netloc, url, params, query, fragment, coerce = _coerce_args(
        *components)
    if params:
        url += ';' + params
    return coerce(urlunsplit((scheme, netloc, url, query, fragment)))


def _joined_paths(base, path):
    """A path as seen from another, without '.' and '..'."""
    if path[:1] == '/':
        steps = path.split('/')
    else:
        above = base[:base.rfind('/') + 1] if base else '/'
        steps = (above + path).split('/')
        steps[1:-1] = filter(None, steps[1:-1])
    kept = []
    for step in steps:
        if step == '..':
            del kept[-1:]
        elif step != '.':
            kept.append(step)
    if steps[-1] in ('.', '..'):
        kept.append('')
    return '/'.join(kept) or '/'


def urljoin(base, url, allow_fragments=True):
    """An absolute URL from a base and a possibly relative one."""
    if not base or not url:
        return url or base
    base, url, coerce = _coerce_args(base, url)
    old = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(
        url, old.scheme, allow_fragments)
    if scheme != old.scheme or scheme not in uses_relative:
        return coerce(url)
    if not netloc or scheme not in uses_netloc:
        if scheme in uses_netloc:
            netloc = old.netloc
        if path or params:
            path = _joined_paths(old.path, path)
        else:
            path, params, query = old.path, old.params, query or old.query
    return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))


def urldefrag(url):
    url, coerce = _coerce_args(url)
    fragment = ''
    if '#' in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ''))
    result = DefragResult(url, fragment)
    return result if coerce is not _encode else result.encode()


# --- percent encoding


def unquote_to_bytes(string):
    if not string:
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    parts = string.split(b'%')
    out = [parts[0]]
    for part in parts[1:]:
        code = part[:2]
        if len(code) == 2 and not code.strip(b'0123456789abcdefABCDEF'):
            out.append(bytes.fromhex(code.decode()))
            out.append(part[2:])
        else:
            out.append(b'%' + part)
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        return string
    if encoding is None:
        encoding = 'utf-8'
    if errors is None:
        errors = 'replace'
    if string.isascii():
        return unquote_to_bytes(string).decode(encoding, errors)
    out = []
    at, size = 0, len(string)
    while at < size:
        # Only runs of ASCII are decoded; anything else passes.
        end = at
        while end < size and string[end] < '\x80':
            end += 1
        if end > at:
            out.append(unquote_to_bytes(string[at:end]).decode(encoding,
                                                               errors))
        at = end
        while end < size and string[end] >= '\x80':
            end += 1
        out.append(string[at:end])
        at = end
    return ''.join(out)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


_always_safe = (b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                b'abcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding=None, errors=None):
    if not isinstance(string, str):
        for name, given in ('encoding', encoding), ('errors', errors):
            if given is not None:
                raise TypeError("quote() doesn't support %r for bytes" % name)
    elif not string:
        return string
    else:
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    space = b' ' if isinstance(string, bytes) else ' '
    if isinstance(string, (str, bytes)) and space not in string:
        return quote(string, safe, encoding, errors)
    string = quote(string, safe + (' ' if isinstance(safe, str) else b' '),
                   encoding, errors)
    return string.replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    else:
        safe = bytes([c for c in safe if c < 128])
    if not bs.translate(None, _always_safe + safe):
        return bs.decode()
    return ''.join(map(_codes(safe).__getitem__, bs))


@lru_cache
def _codes(safe):
    """What stands for each byte."""
    safe += _always_safe
    return [chr(c) if c in safe else '%%%02X' % c for c in range(256)]


def urlencode(query, doseq=False, safe='', encoding=None, errors=None,
              quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError('not a valid non-string sequence or mapping '
                            'object') from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        for value in values:
            pairs.append(quoted(key) + '=' + quoted(value))
    return '&'.join(pairs)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False,
             encoding='utf-8', errors='replace', max_num_fields=None,
             separator='&'):
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing,
                                 encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False,
              encoding='utf-8', errors='replace', max_num_fields=None,
              separator='&'):
    qs, coerce = _coerce_args(qs)
    separator, _ = _coerce_args(separator)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if max_num_fields is not None and \
            max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    pairs = []
    for field in qs.split(separator) if qs else []:
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pairs.append((coerce(unquote_plus(name, encoding, errors)),
                          coerce(unquote_plus(value, encoding, errors))))
    return pairs
