"""What help() prints: the beginning of pydoc, no more."""

import inspect


def _signature(object):
    try:
        return str(inspect.signature(object))
    except (TypeError, ValueError):
        text = getattr(object, '__text_signature__', None) or '(...)'
        for own in ('$module, ', '$self, ', '$module', '$self'):
            text = text.replace('(' + own, '(')
        return '()' if text == '(/)' else text


def _doc(object, indent):
    doc = inspect.getdoc(object)
    if not doc:
        return ''
    return ''.join([indent + line + '\n' if line else '\n'
                    for line in doc.split('\n')])


def _describe(name, object):
    text = '%s%s\n' % (name, _signature(object) if callable(object) else '')
    return text + _doc(object, '    ')


def _members(cls):
    text = ''
    for name in sorted(vars(cls)):
        value = vars(cls)[name]
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if callable(value) and (not name.startswith('_') or
                                inspect.isfunction(value)):
            entry = _describe(name, value)
            text += ' |  ' + '\n |  '.join(entry.rstrip().split('\n'))
            text += '\n |\n'
    return text


def help(*args):
    if not args:
        print('help(object) prints what an object says about itself; '
              'dir(object) lists\nits names.')
        return
    object = args[0]
    if inspect.ismodule(object):
        print('Help on module %s:\n' % object.__name__)
        print(_doc(object, '    '))
        names = [name for name in dir(object) if not name.startswith('_')]
        print('NAMES\n    ' + '\n    '.join(names))
    elif inspect.isclass(object):
        print('Help on class %s in module %s:\n'
              % (object.__name__, object.__module__))
        bases = ', '.join([base.__name__ for base in object.__bases__])
        print('class %s(%s)' % (object.__name__, bases))
        doc = _doc(object, ' |  ')
        if doc:
            print(doc + ' |')
        print(_members(object), end='')
    elif callable(object):
        name = getattr(object, '__name__', type(object).__name__)
        print('Help on %s %s%s:\n' % (
            'built-in function' if inspect.isbuiltin(object) else
            'method' if inspect.ismethod(object) else 'function', name,
            ' in module %s' % object.__module__
            if getattr(object, '__module__', None) else ''))
        print(_describe(name, object), end='')
    else:
        print('Help on %s object:\n' % type(object).__name__)
        print(_doc(object, '    ') or _doc(type(object), '    '), end='')
