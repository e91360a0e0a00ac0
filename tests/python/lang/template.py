# string.Template: its words, what may be changed in a subclass, and questions.
from string import Template


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__ + ':', e.args[0])


text = Template('$a $$ ${b} $Ü $')
show(text.substitute, a=1, b=2)
# expect: ValueError: Invalid placeholder in string: line 1, col 12
show(text.safe_substitute, {'a': 1}, b=2)  # expect: '1 $ 2 $Ü $'
show(text.is_valid)  # expect: False
show(text.get_identifiers)  # expect: ['a', 'b']
show(Template('$a\n ${').substitute, a=1)
# expect: ValueError: Invalid placeholder in string: line 2, col 2
show(Template('$a $b').substitute, a=1)  # expect: KeyError: b
show(Template('$mapping $self').substitute, mapping=1, self=2)
# expect: '1 2'
show(Template('$a ${b} $a').get_identifiers)  # expect: ['a', 'b']
print(int(Template.flags), sorted(Template.pattern.groupindex))
# expect: 2 ['braced', 'escaped', 'invalid', 'named']


class Dotted(Template):
    delimiter = '@'
    idpattern = '[a-z.]+'


show(Dotted('@a.b @@ $x @{q.r}').substitute, {'a.b': 1, 'q.r': 2})
# expect: '1 @ $x 2'


class Numbered(Template):
    braceidpattern = '[0-9]+'
    flags = 0


show(Numbered('$a ${12} $A').safe_substitute, {'a': 1, '12': 5, 'A': 7})
# expect: '1 5 $A'


class Own(Template):
    pattern = r'(?P<invalid>!)|(?P<escaped>@@)|@(?P<named>x)|' \
        r'@{(?P<braced>x)}|(?P<other>y)'


show(Own('@x @{x} @@ ').substitute, x=1)  # expect: '1 1 $ '
show(Own('!').safe_substitute)  # expect: '!'
show(Own('y').safe_substitute)
# expect: ValueError: Unrecognized named group in pattern
show(Own('y').is_valid)
# expect: ValueError: Unrecognized named group in pattern

# A class that has a function of cmath has no method by that.
import cmath


class Roots:
    root = cmath.sqrt


print(Roots().root(-4))  # expect: 2j
