"""Objects as XML, for those who would rather edit that than source.

    <list reference="1"> <int value="5"/> <reference key="1"/> </list>

The tree is that of aot. Reading imports the modules that are named: take none
from strangers.
"""

from twisted.persisted import aot

# What has a value, and how that is read.
_ATOMS = {'int': int, 'float': float, 'complex': complex, 'string': str,
          'bool': lambda text: {'0': False, '1': True}[text],
          'bytes': lambda text: text.encode('latin-1')}
_NAMED = {'class': aot.Class, 'function': aot.Function, 'module': aot.Module}


def _quoted(text):
    out = []
    for c in text:
        plain = c.isprintable() and c not in '&<>"'
        out.append(c if plain else '&#%d;' % ord(c))
    return ''.join(out)


def _element(name, attributes, inside=()):
    words = ''.join([' %s="%s"' % (key, _quoted(str(value)))
                     for key, value in attributes if value is not None])
    if not inside:
        return ['<%s%s/>' % (name, words)]
    lines = ['<%s%s>' % (name, words)]
    for each in inside:
        lines += ['  ' + line for line in each]
    return lines + ['</%s>' % name]


def _lines(node, number=None):
    at = [('reference', number)]
    if isinstance(node, aot.Ref):
        return _lines(node.obj, node.refnum)
    if isinstance(node, aot.Deref):
        return _element('reference', [('key', node.refnum)])
    if isinstance(node, aot.Named):
        return _element(node.__class__.__name__.lower(), [('name', node.name)])
    if isinstance(node, aot.InstanceMethod):
        return _element('method', [('name', node.name), ('class', node.klass)],
                        [_lines(node.instance)])
    if isinstance(node, aot.Instance):
        state = node.state if node.stateObj is aot.NoStateObj else node.stateObj
        return _element('instance', [('class', node.klass)] + at,
                        [_lines(state)])
    if isinstance(node, aot.Copyreg):
        return _element('copyreg', [('loadfunc', node.loadfunc)] + at,
                        [_lines(node.state)])
    if isinstance(node, (list, tuple)):
        return _element(type(node).__name__, at,
                        [_lines(each) for each in node])
    if isinstance(node, dict):
        return _element('dictionary', at, [
            _lines(each) for pair in node.items() for each in pair])
    if node is None or node is Ellipsis:
        return _element(str(node), [])
    name = type(node).__name__
    if isinstance(node, bytes):
        node = node.decode('latin-1')
    return _element('string' if name == 'str' else name,
                    [('value', int(node) if name == 'bool' else node)])


def jellyToXML(obj, file=None):
    """The XML of an object, or write it to a file."""
    text = '<?xml version="1.0"?>\n%s\n' % '\n'.join(
        _lines(aot.jellyToAOT(obj)))
    if file is None:
        return text
    file.write(text)


def unjellyFromXML(stringOrFile):
    """The object of XML; ValueError says what is wrong with that."""
    import re
    if hasattr(stringOrFile, 'read'):
        stringOrFile = stringOrFile.read()
    text = re.sub(r'<\?.*?\?>|<!--.*?-->', '', stringOrFile, flags=re.DOTALL)
    tag = re.compile(r'\s*<(/?)(\w+)((?:\s+\w+="[^"<]*")*)\s*(/?)>')
    top, at = [], 0
    around = [('the top', {}, top)]
    text = text.rstrip()
    while at < len(text):
        found = tag.match(text, at)
        if found is None:
            raise ValueError('offset %d: there is no tag' % at)
        at = found.end()
        closing, name, words, whole = found.groups()
        if not closing:
            attributes = {key: _unquoted(value) for key, value in re.findall(
                r'(\w+)="([^"]*)"', words)}
            around.append((name, attributes, []))
        if closing or whole:
            if name != around[-1][0]:
                raise ValueError('offset %d: </%s> ends <%s>'
                                 % (at, name, around[-1][0]))
            made = _node(*around.pop())
            around[-1][2].append(made)
    if len(around) != 1 or len(top) != 1:
        raise ValueError('there is not one whole element')
    return aot.unjellyFromAOT(top[0])


def _unquoted(text):
    import html
    first, *parts = text.split('&#')
    out = html.unescape(first)
    for each in parts:
        number, _, rest = each.partition(';')
        try:
            out += chr(int(number[1:], 16) if number[:1] == 'x'
                       else int(number))
        except (ValueError, OverflowError):
            raise ValueError('there is no character &#%s;' % number) from None
        out += html.unescape(rest)
    return out


def _node(name, attributes, inside):
    try:
        made = _plain(name, attributes, inside)
    except (KeyError, IndexError, TypeError):
        raise ValueError('<%s> lacks something' % name) from None
    if 'reference' in attributes:
        return aot.Ref(int(attributes['reference']), made)
    return made


def _plain(name, attributes, inside):
    if name in _ATOMS:
        return _ATOMS[name](attributes['value'])
    if name in _NAMED:
        return _NAMED[name](attributes['name'])
    if name in ('None', 'Ellipsis'):
        return None if name == 'None' else ...
    if name == 'reference':
        return aot.Deref(int(attributes['key']))
    if name == 'list' or name == 'tuple':
        return inside if name == 'list' else tuple(inside)
    if name == 'dictionary':
        return {inside[each]: inside[each + 1]
                for each in range(0, len(inside), 2)}
    if name == 'method':
        return aot.InstanceMethod(attributes['name'], attributes['class'],
                                  inside[0])
    if name == 'copyreg':
        return aot.Copyreg(attributes['loadfunc'], inside[0])
    if name == 'instance':
        return aot.Instance(attributes['class'], inside[0])
    raise ValueError('there is no <%s> here' % name)
