# era: objects as XML, and back.
import StringIO
from twisted.persisted import marmalade


class A:
    def method(self):
        return 'called'


class B:
    def __getstate__(self):
        return 1, 'two'

    def __setstate__(self, state):
        self.state = state


a = A()
a.x = 1
a.y = [1, 'tw"o<&>\n\0\xe9', None, True, 4.5, 10 ** 30, (1, 2),
       {'k': a, (1, 'x'): []}, 1 + 2j, -7, u'\u1010']
a.me = a
a.b = B()
a.again = a.y
a.bound = a.method
a.cls = A
a.module = StringIO
b = marmalade.unjellyFromXML(marmalade.jellyToXML(a))
print b.me is b, b.y[:7] == a.y[:7], b.y[8:] == a.y[8:]  # expect: True True True
print b.y[7]['k'] is b, b.y[7][(1, 'x')], b.again is b.y  # expect: True [] True
print b.bound(), b.cls is A, b.module is StringIO, b.b.state  # expect: called True True (1, 'two')

loop = []
loop.append((loop,))
print marmalade.jellyToXML(loop)
# expect: <?xml version="1.0"?>
# expect: <list reference="1">
# expect:   <tuple>
# expect:     <reference key="1"/>
# expect:   </tuple>
# expect: </list>
# expect:
again = marmalade.unjellyFromXML(marmalade.jellyToXML(loop))
print again[0][0] is again  # expect: True

file = StringIO.StringIO()
marmalade.jellyToXML({'a': [1.5]}, file)
file.seek(0)
print marmalade.unjellyFromXML(file)  # expect: {'a': [1.5]}
print marmalade.unjellyFromXML('''<!-- by hand --> <list> <int value="5" />
<string value="&lt;x&gt; &amp;&#65;"/></list>''')  # expect: [5, '<x> &A']

for bad in ('', '<int/>', '<int value="x"/>', '<list>', '<list></tuple>',
            '<foo/>', 'text', '<list/><list/>', '<list/> more',
            '<list><reference key="7"/></list>', '<instance/>',
            '<dictionary><int value="1"/></dictionary>', '</list>',
            '<dictionary><list/><list/></dictionary>',
            '<tuple reference="1"><tuple><reference key="1"/></tuple></tuple>'):
    try:
        print marmalade.unjellyFromXML(bad)
    except ValueError, e:
        print e
# expect: there is not one whole element
# expect: <int> lacks something
# expect: invalid literal for int() with base 10: 'x'
# expect: there is not one whole element
# expect: offset 14: </tuple> ends <list>
# expect: there is no <foo> here
# expect: offset 0: there is no tag
# expect: there is not one whole element
# expect: offset 7: there is no tag
# expect: Ref(7, ...) is missing, or inside itself
# expect: <instance> lacks something
# expect: <dictionary> lacks something
# expect: offset 7: </list> ends <the top>
# expect: <dictionary> lacks something
# expect: Ref(1, ...) is missing, or inside itself
