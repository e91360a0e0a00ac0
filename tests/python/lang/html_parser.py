# html.parser: events of good and of bad markup.
from html.parser import HTMLParser


class Show(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print('start', tag, attrs, self.getpos())








    def handle_endtag(self, tag):
        print('end', tag)






    def handle_startendtag(self, tag, attrs):
        print('both', tag, attrs, self.get_starttag_text())


    def handle_data(self, data):
        print('data', repr(data))



















    def handle_comment(self, data):
        print('comment', repr(data))




    def handle_decl(self, decl):
        print('decl', decl)

    def handle_pi(self, data):
        print('pi', data)

    def unknown_decl(self, data):
        print('unknown', data)

    def handle_charref(self, name):
        print('charref', name)



    def handle_entityref(self, name):
        print('entityref', name)


def show(text, **keywords):
    parser = Show(**keywords)
    parser.feed(text)
    parser.close()


show('<!DOCTYPE html>\n<p class="a b" id=x disabled>1 &lt; 2<br/></P>')
# expect: decl DOCTYPE html
# expect: data '\n'
# expect: start p [('class', 'a b'), ('id', 'x'), ('disabled', None)] (2, 0)
# expect: data '1 < 2'
# expect: both br [] <br/>
# expect: end p
show("<a href='x&amp;y' title = \"q\"b=c>t</a ><!-- c --><?php x?>")
# expect: start a [('href', 'x&y'), ('title', 'q'), ('b', 'c')] (1, 0)
# expect: data 't'
# expect: end a
# expect: comment ' c '
# expect: pi php x?
show('<script>if (a < b) "</p>";</script >after')
# expect: start script [] (1, 0)
# expect: data 'if (a < b) "</p>";'
# expect: end script
# expect: data 'after'
show('x < y <3 <b', convert_charrefs=True)
# expect: data 'x '
# expect: data '<'
# expect: data ' y '
# expect: data '<'
# expect: data '3 '
# expect: data '<'
# expect: data 'b'
show('a&lt;b&#65;&#x42;c&d', convert_charrefs=False)
# expect: data 'a'
# expect: entityref lt
# expect: data 'b'
# expect: charref 65
# expect: charref x42
# expect: data 'c'
# expect: data 'd'
show('<![CDATA[x]]><!bogus><//x></></p/x>')
# expect: unknown CDATA[x
# expect: comment 'bogus'
# expect: comment '/x'
# expect: end p
show('<a$b><a =1><p"x>')
# expect: start a$b [] (1, 0)
# expect: start a [('=1', None)] (1, 5)
# expect: start p"x [] (1, 11)
cut = Show()
for piece in ('<p', ' a="', 'b">x &am', 'p; y<', '/p>', 'end'):
    cut.feed(piece)
    # expect: start p [('a', 'b')] (1, 0)
    # expect: data 'x & y'
    # expect: end p
    # expect: data 'end'
cut.close()

# References: the longest name that needs no semicolon, numbers of both kinds.
import html
print([html.unescape(text) for text in (
    "&lt;&lt &notin;&notit; &noti &amp;lt; &xyz; &", "&#65;&#x41&#X41;B&#;&#x;&#xg", "&#128;&#0;&#55296;&#1114112;&#11;",
    "&eacute&Eacute; &copycat &" + "x" * 40 + "; &#99999999999999999999;")])
# expect: ['<< ∉¬it; ¬i &lt; &xyz; &', 'AAAB&#;&#x;&#xg', '€���', 'éÉ ©cat &xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; �']
