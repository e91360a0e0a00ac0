# email.utils: dates, addresses and parameters.
from email.utils import *
from email.utils import quote

print(formatdate(0), formatdate(86400 * 365.25, usegmt=True))
# expect: Thu, 01 Jan 1970 00:00:00 -0000 Fri, 01 Jan 1971 06:00:00 GMT
print(parsedate('Mon, 20 Nov 1995 19:12:08 -0500'))
# expect: (1995, 11, 20, 19, 12, 8, 0, 1, -1)
for text in ('Mon, 20 Nov 1995 19:12:08 -0500', '20 Nov 95 19:12 EST',
             'Nov 20 19:12:08 1995 GMT', 'x', '', 'Tue,1-Jan-02 1:2:3 +0530',
             'Thu, 01 Jan 1970 00:00:00 -0000'):
    print(parsedate_tz(text))
    # expect: (1995, 11, 20, 19, 12, 8, 0, 1, -1, -18000)
    # expect: (1995, 11, 20, 19, 12, 0, 0, 1, -1, -18000)
    # expect: (1995, 11, 20, 19, 12, 8, 0, 1, -1, 0)
    # expect: None
    # expect: None
    # expect: (2002, 1, 1, 1, 2, 3, 0, 1, -1, 19800)
    # expect: (1970, 1, 1, 0, 0, 0, 0, 1, -1, 0)
print(mktime_tz(parsedate_tz('Mon, 20 Nov 1995 19:12:08 -0500')))
# expect: 816912728
for text in ('Joe <joe@x.org>', 'joe@x.org (Joe Q)', '"Q, J." <j.q@[1.2.3.4]>',
             '', '<>', 'a b', '<@route,@b:user@host>', 'x@y@z', 'J. Doe <d . e@f>'):
    print(parseaddr(text))
    # expect: ('Joe', 'joe@x.org')
    # expect: ('Joe Q', 'joe@x.org')
    # expect: ('Q, J.', 'j.q@[1.2.3.4]')
    # expect: ('', '')
    # expect: ('', '')
    # expect: ('', 'a')
    # expect: ('', '')
    # expect: ('', '')
    # expect: ('J. Doe', 'd.e@f')
print(getaddresses(['a@b, "C" <c@d>', 'list: x@y, z@w;, e']))
# expect: [('', 'a@b'), ('C', 'c@d'), ('', 'x@y'), ('', 'z@w'), ('', 'e')]
print(formataddr(('Joe', 'j@x')), formataddr(('', 'j@x')), formataddr(('A.B "C"', 'j@x')))
# expect: Joe <j@x> j@x "A.B \"C\"" <j@x>
print(formataddr(('J\xf6rg', 'j@x')))  # expect: =?utf-8?b?SsO2cmc=?= <j@x>
print(quote('a"b\\'), unquote('"a\\"b"'), unquote('<x>'))
# expect: a\"b\\ a"b x
print(encode_rfc2231('a b\xe9', 'utf-8', 'fr'), decode_rfc2231("u'fr'x"))
# expect: utf-8'fr'a%20b%C3%A9 ['u', 'fr', 'x']
print(collapse_rfc2231_value(('latin-1', 'en', 'caf\xe9')), collapse_rfc2231_value('"q"'))
# expect: café q
print(decode_params([('text/plain', ''), ('name*0', 'a'), ('name*1', 'b')]))
# expect: [('text/plain', ''), ('name', '"ab"')]
print(make_msgid('x', 'host').endswith('.x@host>'))  # expect: True
