# urllib.parse.
from urllib.parse import *


def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)











u = urlparse('https://us%20er:pw@Example.COM:8080/a/b;p?q=1&r=2#frag')
print(u)
# expect: ParseResult(scheme='https', netloc='us%20er:pw@Example.COM:8080', path='/a/b', params='p', query='q=1&r=2', fragment='frag')

print(u.username, u.password, u.hostname, u.port, u.geturl())
# expect: us%20er pw example.com 8080 https://us%20er:pw@Example.COM:8080/a/b;p?q=1&r=2#frag

print(urlsplit('//[::1%Eth0]:80/x').hostname, urlsplit('mailto:a@b'))
# expect: ::1%Eth0 SplitResult(scheme='mailto', netloc='', path='a@b', query='', fragment='')

print(urlsplit(b'http://h/p?q#f'), urlsplit(b'x://h:1').port)
# expect: SplitResultBytes(scheme=b'http', netloc=b'h', path=b'/p', query=b'q', fragment=b'f') 1

attempt(lambda: urlsplit('http://h:x').port)
# expect: ValueError Port could not be cast to integer value as 'x'
attempt(lambda: urlsplit('http://h:99999').port)
# expect: ValueError Port out of range 0-65535
for bad in ('http://[::1', 'http://[x]/', 'http://[1.2.3.4]/'):
    attempt(urlsplit, bad)
    # expect: ValueError Invalid IPv6 URL
    # expect: ValueError 'x' does not appear to be an IPv4 or IPv6 address
    # expect: ValueError An IPv4 address cannot be in brackets
print(urlsplit('  java\tscript:x\n'), urlparse('path;x/y;z'))
# expect: SplitResult(scheme='javascript', netloc='', path='x', query='', fragment='') ParseResult(scheme='', netloc='', path='path;x/y', params='z', query='', fragment='')

base = 'http://a/b/c/d;p?q'
for rel in ('g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', ';x', '', '.', '..',
            '../..', '../../../g', 'g;x=1/../y', 'https:g', 'http:g'):
    print(rel, urljoin(base, rel))
    # expect: g http://a/b/c/g
    # expect: ./g http://a/b/c/g
    # expect: g/ http://a/b/c/g/
    # expect: /g http://a/g
    # expect: //g http://g
    # expect: ?y http://a/b/c/d;p?y
    # expect: g?y http://a/b/c/g?y
    # expect: #s http://a/b/c/d;p?q#s
    # expect: ;x http://a/b/c/;x
    # expect:  http://a/b/c/d;p?q
    # expect: . http://a/b/c/
    # expect: .. http://a/b/
    # expect: ../.. http://a/
    # expect: ../../../g http://a/g
    # expect: g;x=1/../y http://a/b/c/y
    # expect: https:g https:g
    # expect: http:g http://a/b/c/g

















print(urldefrag('http://a/b#c'), urldefrag(b'x#y'))
# expect: DefragResult(url='http://a/b', fragment='c') DefragResultBytes(url=b'x', fragment=b'y')

print(quote('a b/c\xe9~'), quote('/', safe=''), quote(b'\xff'), quote_plus('a b+c'))
# expect: a%20b/c%C3%A9~ %2F %FF a+b%2Bc

print(unquote('%C3%A9%zz%41%'), unquote('a%ffb'), unquote_plus('a+b%2B'))
# expect: é%zzA% a�b a b+

print(unquote_to_bytes('%41\xe9'), unquote('%e9', 'latin-1'))
# expect: b'A\xc3\xa9' é

print(urlencode({'a': 'x y', 'b': 3}), urlencode([('l', [1, 2])], doseq=True))
# expect: a=x+y&b=3 l=1&l=2

attempt(urlencode, 5)
# expect: TypeError not a valid non-string sequence or mapping object
print(parse_qs('a=1&a=2&b=&c'), parse_qsl('a=1&b=%20&c=', True))
# expect: {'a': ['1', '2']} [('a', '1'), ('b', ' '), ('c', '')]

attempt(parse_qsl, 'a', strict_parsing=True)
# expect: ValueError bad query field: 'a'
attempt(parse_qsl, 'a=1&b=2', max_num_fields=1)
# expect: ValueError Max number of fields exceeded
print(parse_qsl(b'a=1;b=2', separator=b';'))
# expect: [(b'a', b'1'), (b'b', b'2')]

attempt(urljoin, 'a', b'b')
# expect: TypeError Cannot mix str and non-str arguments
print(urlunsplit(('http', 'h', 'p', 'q', 'f')), urlunparse(('', '', 'x', 'y', '', '')))
# expect: http://h/p?q#f x;y


# Schemes that have no place for a host, none at all, and parts that are empty.
for base in 'http://a/b/c;p?q#f', 'mailto:x@y', 'file:///a/b', 'svn+ssh://h/a', 'a/b', '', 'news:g/h', 'http:', '//h/x':
    print(base, [urljoin(base, url) for url in ('', '#s', '?y', ';z', 'g', '../g', '/g', '//o/g', 'http:g', 'mailto:m', '.', 'g;x=1/../y')])
print(urljoin(b'http://a/b', b'../c;d?e#f'))
# expect: http://a/b/c;p?q#f ['http://a/b/c;p?q#f', 'http://a/b/c;p?q#s', 'http://a/b/c;p?y', 'http://a/b/;z', 'http://a/b/g', 'http://a/g', 'http://a/g', 'http://o/g', 'http://a/b/g', 'mailto:m', 'http://a/b/', 'http://a/b/y']
# expect: mailto:x@y ['mailto:x@y', '#s', '?y', ';z', 'g', '../g', '/g', '//o/g', 'http:g', 'mailto:m', '.', 'g;x=1/../y']
# expect: file:///a/b ['file:///a/b', 'file:///a/b#s', 'file:///a/b?y', 'file:///a/;z', 'file:///a/g', 'file:///g', 'file:///g', 'file://o/g', 'http:g', 'mailto:m', 'file:///a/', 'file:///a/y']
# expect: svn+ssh://h/a ['svn+ssh://h/a', 'svn+ssh://h/a#s', 'svn+ssh://h/a?y', 'svn+ssh://h/;z', 'svn+ssh://h/g', 'svn+ssh://h/g', 'svn+ssh://h/g', 'svn+ssh://o/g', 'http:g', 'mailto:m', 'svn+ssh://h/', 'svn+ssh://h/y']
# expect: a/b ['a/b', 'a/b#s', 'a/b?y', 'a/;z', 'a/g', 'g', '/g', '//o/g', 'http:g', 'mailto:m', 'a/', 'a/y']
# expect:  ['', '#s', '?y', ';z', 'g', '../g', '/g', '//o/g', 'http:g', 'mailto:m', '.', 'g;x=1/../y']
# expect: news:g/h ['news:g/h', '#s', '?y', ';z', 'g', '../g', '/g', '//o/g', 'http:g', 'mailto:m', '.', 'g;x=1/../y']
# expect: http: ['http:', 'http://#s', 'http://?y', 'http:///;z', 'http:///g', 'http:///g', 'http:///g', 'http://o/g', 'http:///g', 'mailto:m', 'http:///', 'http:///y']
# expect: //h/x ['//h/x', '//h/x#s', '//h/x?y', '//h/;z', '//h/g', '//h/g', '//h/g', '//o/g', 'http:g', 'mailto:m', '//h/', '//h/y']
# expect: b'http://a/c;d?e#f'

# Hosts beyond ASCII; not those that hide a delimiter.
from urllib.parse import urlsplit, urljoin
for url in 'http://é.com/ü?ß', '//日本:80/', 'http://a\u2100b/', 'http://u\uff20h/', 'http://\u210c/', 'http://a/\uff0f?\uff1f', 'http://\u2a74':
    try:
        parts = urlsplit(url)
        print(ascii((parts.netloc, parts.hostname, parts.port, parts.geturl(), urljoin(url, 'x'))))
    except ValueError as exc:
        print(ascii(str(exc)))
# expect: ('\xe9.com', '\xe9.com', None, 'http://\xe9.com/\xfc?\xdf', 'http://\xe9.com/x')
# expect: ('\u65e5\u672c:80', '\u65e5\u672c', 80, '//\u65e5\u672c:80/', '//\u65e5\u672c:80/x')
# expect: "netloc 'a\u2100b' contains invalid characters under NFKC normalization"
# expect: "netloc 'u\uff20h' contains invalid characters under NFKC normalization"
# expect: ('\u210c', '\u210c', None, 'http://\u210c/', 'http://\u210c/x')
# expect: ('a', 'a', None, 'http://a/\uff0f?\uff1f', 'http://a/x')
# expect: "netloc '\u2a74' contains invalid characters under NFKC normalization"
