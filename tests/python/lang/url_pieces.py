import urllib.parse as parse
import warnings

for name, *urls in [
        ('_splittype', 'HTTP://a:b', '/a:b', ':b', 'mailto:x'),
        ('_splithost', '//a/b', '//a?b', '//a#b?c/', '/a', '//a'),
        ('_splituser', 'u:p@q@h', 'h', '@h'),
        ('_splitpasswd', 'u:p:q', 'u', 'u:'),
        ('_splitport', 'h:80', 'h:', 'h', 'h:x', '[::1]:8', '[::1]'),
        ('_splitnport', 'h:80', 'h:', 'h', 'h:x'),
        ('_splitquery', 'a?b?c', 'a'), ('_splittag', 'a#b', 'a'),
        ('_splitattr', 'a;b=1;c', 'a'), ('_splitvalue', 'a=b=c', 'a'),
        ('unwrap', ' <URL:http://h/ > ', 'URL: x')]:
    print(*[getattr(parse, name)(url) for url in urls])
# expect: ('http', '//a:b') (None, '/a:b') (None, ':b') ('mailto', 'x')
# expect: ('a', '/b') ('a', '/?b') ('a', '/#b?c/') (None, '/a') ('a', '')
# expect: ('u:p@q', 'h') (None, 'h') ('', 'h')
# expect: ('u', 'p:q') ('u', None) ('u', '')
# expect: ('h', '80') ('h', None) ('h', None) ('h:x', None) ('[::1]', '8') ('[::1]', None)
# expect: ('h', 80) ('h', -1) ('h', -1) ('h', None)
# expect: ('a?b', 'c') ('a', None)
# expect: ('a', 'b') ('a', None)
# expect: ('a', ['b=1', 'c']) ('a', [])
# expect: ('a', 'b=c') ('a', None)
# expect: http://h/ x
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(parse.splitport('h:1'), caught[0].message)
# expect: ('h', '1') urllib.parse.splitport() is deprecated as of 3.8, use urllib.parse.urlparse() instead
try:
    parse.splitting
except AttributeError as e:
    print(e)  # expect: module 'urllib.parse' has no attribute 'splitting'
