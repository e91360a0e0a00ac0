"""What help() prints: pydoc's text for classes, functions and modules."""

import builtins
import inspect
import sys

_hidden = ('__builtins__ __cached__ __doc__ __file__ __loader__ __module__ '
           '__name__ __package__ __path__ __qualname__ __slots__ __spec__ '
           '__all__ __embedded__').split()


def _visible(name):
    dunder = name[:2] == '__' == name[-2:]
    return name not in _hidden and (dunder or not name.startswith('_'))


def _indent(text, prefix='    '):
    return '\n'.join([(prefix + line).rstrip() if prefix.isspace() else
                      prefix + line for line in text.split('\n')])


def _doc(object):
    """The documentation indented, and a line end; nothing if there is none."""
    doc = inspect.getdoc(object)
    if not doc:
        return ''
    lines = doc.rstrip().split('\n')
    return '\n'.join(['    ' + line for line in lines]) + '\n'


def _class_name(cls, module):
    if cls.__module__ == module:
        return cls.__name__
    return '%s.%s' % (cls.__module__, cls.__name__)


def _arguments(object):
    try:
        return str(inspect.signature(object))
    except (TypeError, ValueError):
        return '(...)'


def _routine(name, object, cls=None):
    real = getattr(object, '__name__', name)
    owner = getattr(object, '__self__', None)
    note = ''
    if owner is not None and not inspect.ismodule(owner):
        if cls is None:
            note = ' method of %s instance' % _class_name(type(owner), None)
        elif owner is cls:
            note = ' from ' + _class_name(type(owner), cls.__module__)
    arguments = _arguments(object)
    text = name
    is_alias = False
    if real == '<lambda>':
        text = name + ' lambda '
        arguments = arguments[1:-1]
    elif real != name:
        text = '%s = %s' % (name, real)
        is_alias = cls is not None and vars(cls).get(real) is object
    if inspect.iscoroutinefunction(object) or \
            inspect.isasyncgenfunction(object):
        text = 'async ' + text
    return text + arguments + note + '\n' + ('' if is_alias else _doc(object))


def _data(name, object, limit=70):
    text = '%s = %r' % (name, object)
    return text if len(text) <= limit else text[:limit - 3] + '...'


def _section(attribute):
    value = attribute.object
    if attribute.kind == 'property':
        return 4 if value.fset or value.fdel else 3
    if attribute.kind == 'data':
        return 4 if inspect.isdatadescriptor(value) else 5
    return ('method', 'class method', 'static method').index(attribute.kind)


_sections = ('Methods', 'Class methods', 'Static methods',
             'Readonly properties', 'Data descriptors',
             'Data and other attributes')


def _entry(section, attribute, cls):
    name, _, _, value = attribute
    if section < 3:
        return _routine(name, value if section == 0 else getattr(cls, name),
                        cls)
    return (name if section < 5 else _data(name, value)) + '\n' + (
        _doc(value) if section < 5 else '')


def _class(cls):
    module = cls.__module__
    bases = ', '.join([_class_name(base, module) for base in cls.__bases__])
    parts = []
    arguments = _arguments(cls)
    if arguments not in ('()', '(...)'):
        parts.append(cls.__name__ + arguments + '\n')
    doc = inspect.getdoc(cls)
    if doc:
        parts.append(doc + '\n')
    if len(cls.__mro__) > 2:
        parts.append('Method resolution order:\n' + ''.join(
            ['    %s\n' % _class_name(base, module) for base in cls.__mro__]))
    rule = ''
    attributes = inspect.classify_class_attrs(cls)
    for base in cls.__mro__:
        if base is object and cls is not object:
            break
        tag = 'defined here' if base is cls else \
            'inherited from ' + _class_name(base, module)
        own = [(_section(a), a) for a in attributes
               if a.defining_class is base and _visible(a.name)]
        for at, title in enumerate(_sections):
            entries = [_entry(at, a, cls) for section, a in own
                       if section == at]
            if entries:
                parts.append(rule + '%s %s:\n' % (title, tag))
                parts += entries
                rule = '-' * 70 + '\n'
    text = 'class %s%s\n' % (cls.__name__, bases and '(%s)' % bases)
    if not parts:
        return text
    return text + _indent('\n'.join(parts).rstrip('\n'), ' |  ') + '\n'


def _tree(classes, module):
    """The classes below their bases."""
    lines = []

    def show(cls, depth):
        lines.append('    ' * depth + _class_name(cls, module))
        for other in classes:
            if cls in other.__bases__:
                show(other, depth + 1)

    roots = []
    for cls in classes:
        for base in cls.__bases__:
            if base not in classes and base not in roots:
                roots.append(base)
    for base in sorted(roots, key=lambda c: _class_name(c, None)):
        show(base, 0)
    return '\n'.join(lines) + '\n'


def _module(module):
    listed = getattr(module, '__all__', None)
    classes = []
    functions = []
    data = []
    for name, value in inspect.getmembers(module):
        own = listed is None and inspect.getmodule(value) is module or \
            listed is not None and name in listed
        if not (own if listed else _visible(name)):
            continue
        if inspect.isclass(value):
            if own:
                classes.append((name, value))
        elif inspect.isroutine(value):
            if own or inspect.isbuiltin(value):
                functions.append(_routine(name, value))
        elif not inspect.ismodule(value):
            data.append(_data(name, value))
    doc = (inspect.getdoc(module) or '').split('\n', 1)
    more = doc[1].strip('\n') if len(doc) > 1 else ''
    parts = [('NAME', module.__name__ + (doc[0] and ' - ' + doc[0]) + '\n'),
             ('DESCRIPTION', more and more + '\n')]
    if classes:
        parts.append(('CLASSES', '\n'.join(
            [_tree([cls for _, cls in classes], module.__name__)] +
            [_class(cls) for _, cls in classes])))
    parts += [('FUNCTIONS', '\n'.join(functions)),
              ('DATA', '\n'.join(data)),
              ('FILE', getattr(module, '__file__', None) or '(built-in)')]
    return '\n\n'.join(['%s\n%s' % (title, _indent(text.rstrip('\n')))
                        for title, text in parts if text]) + '\n'


def _find(name):
    """What a dotted name means: a module, or something in one."""
    import importlib
    parts = name.split('.')
    for count in range(len(parts), -1, -1):
        try:
            found = importlib.import_module('.'.join(parts[:count])) \
                if count else builtins
            for part in parts[count:]:
                found = getattr(found, part)
            return found
        except (ImportError, AttributeError):
            pass
    return None


def _is_descriptor(object):
    return isinstance(object, property) or \
        inspect.isgetsetdescriptor(object) or \
        inspect.ismemberdescriptor(object)


def _describe(object):
    if inspect.ismodule(object):
        return 'module ' + object.__name__
    if inspect.isbuiltin(object):
        return 'built-in function ' + object.__name__
    if inspect.isclass(object):
        return 'class ' + object.__name__
    if inspect.isfunction(object):
        return 'function ' + object.__name__
    if inspect.ismethod(object):
        return 'method ' + object.__name__
    return type(object).__name__


def help(*args):
    if not args:
        print('help(object) prints what an object says about itself; '
              'dir(object) lists\nits names.')
        return
    object = args[0]
    if isinstance(object, str) and object:
        name, object = object, _find(object)
        if object is None:
            print('No Python documentation found for %r.\n'
                  'Use help() to get the interactive help utility.\n'
                  'Use help(str) for help on the str class.\n' % name)
            return
    text = 'Help on ' + _describe(object)
    module = inspect.getmodule(object)
    if module not in (None, object) and not isinstance(object, property):
        if type(object).__module__ != 'builtins' or \
                inspect.isroutine(object) or inspect.isclass(object):
            text += ' in module ' + module.__name__
    if inspect.ismodule(object):
        body = _module(object)
    elif inspect.isclass(object):
        body = _class(object)
    elif inspect.isroutine(object):
        body = _routine(getattr(object, '__name__', '?'), object)
    elif _is_descriptor(object):
        body = _doc(object)
    else:
        text += ' object'
        body = _class(type(object))
    print(text + ':\n\n' + body)
