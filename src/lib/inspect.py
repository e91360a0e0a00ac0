"""What can be found out about live objects."""

import sys
import types
import _imp
from collections import namedtuple
from _signature import *
from _signature import _empty, _parameter, _ParameterKind, _rebuild

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512
builtin_object = object


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or
            ismethoddescriptor(object) or ismethodwrapper(object))


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__get__') and not hasattr(cls, '__set__')


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__set__') or hasattr(cls, '__delete__')


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def _has_flag(object, flag):
    import functools
    while True:
        if ismethod(object):
            object = object.__func__
        elif isinstance(object, functools.partial):
            object = object.func
        else:
            break
    return isfunction(object) and bool(object.__code__.co_flags & flag)


def isgeneratorfunction(object):
    return _has_flag(object, CO_GENERATOR)


def iscoroutinefunction(object):
    return _has_flag(object, CO_COROUTINE)


def isasyncgenfunction(object):
    return _has_flag(object, CO_ASYNC_GENERATOR)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    return (iscoroutine(object) or hasattr(type(object), '__await__') or
            isgenerator(object) and bool(object.gi_code.co_flags & 0x100))


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', ()))


def _members(object, predicate, get):
    names = dir(object)
    for base in object.__bases__ if isclass(object) else ():
        names += [name for name, value in vars(base).items()
                  if isinstance(value, types.DynamicClassAttribute)]
    result = []
    for name in sorted(set(names)):
        try:
            value = get(object, name)
        except AttributeError:
            for base in getattr(object, '__mro__', ()):
                if name in vars(base):
                    value = vars(base)[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            result.append((name, value))
    return result


def getmembers(object, predicate=None):
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    return _members(object, predicate, getattr_static)


_vars = type.__dict__['__dict__'].__get__


def _stored(cls, attr):
    """What the classes above and cls itself have under that name."""
    return [_vars(base)[attr] for base in type.mro(cls) if attr in _vars(base)]


def getattr_static(obj, attr, default=_empty):
    """The attribute as it is stored: no descriptor, no __getattr__ runs."""
    cls = type(obj)
    if type in type.mro(cls):
        found = _stored(obj, attr) + _stored(cls, attr)
    else:
        found = _stored(cls, attr)
        if found and isdatadescriptor(found[0]) and \
                hasattr(type(found[0]), '__get__'):
            return found[0]
        own = _stored(cls, '__dict__')
        if not own or type(own[0]) is types.GetSetDescriptorType:
            try:
                own = object.__getattribute__(obj, '__dict__')
            except AttributeError:
                own = {}
            if attr in own:
                return dict.__getitem__(own, attr)
    if found:
        return found[0]
    if default is _empty:
        raise AttributeError(attr)
    return default


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    """An Attribute for each name of a class and its bases."""
    result = []
    mro = getmro(cls)
    above = [base for base in getmro(type(cls))
             if base not in (type, builtin_object)]
    places = {name: base for base in reversed(mro + tuple(above))
              for name in vars(base)}
    names = dir(cls) + [
        name for base in mro for name, value in vars(base).items()
        if isinstance(value, types.DynamicClassAttribute) and value.fget]
    for name in sorted(set(names)):
        home = places.get(name)
        value = stored = vars(home)[name] if home else None
        if name != '__dict__':
            try:
                value = getattr(cls, name)
            except Exception:
                pass
            else:
                owner = getattr(value, '__objclass__', home)
                if owner not in mro:
                    owner = _giver(cls, name, value, mro, above)
                home = owner or home
        if home is None:
            continue
        if home in mro and name in vars(home):
            stored = vars(home)[name]
        kind = 'data'
        if isinstance(stored, (staticmethod, types.BuiltinFunctionType)):
            kind = 'static method'
        elif isinstance(stored, (classmethod, types.ClassMethodDescriptorType)):
            kind = 'class method'
        elif isinstance(stored, property):
            kind = 'property'
        elif isroutine(value):
            kind = 'method'
        if kind not in ('data', 'method') or value is None:
            value = stored
        result.append(Attribute(name, kind, home, value))
    return result


def _giver(cls, name, value, mro, above):
    """Whose attribute a value is, of the classes or what is above them."""
    owner = None
    for base in mro:
        if getattr(base, name, None) is value:
            owner = base
    for base in above:
        try:
            if base.__getattr__(cls, name) is value:
                owner = base
        except AttributeError:
            pass
    return owner


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isclass(obj):
        found = vars(obj).get('__annotations__')
        if globals is None:
            globals = getattr(sys.modules.get(obj.__module__), '__dict__', {})
        if locals is None:
            locals = dict(vars(obj))
    elif ismodule(obj) or callable(obj):
        found = getattr(obj, '__annotations__', None)
        if globals is None:
            globals = vars(obj) if ismodule(obj) else getattr(
                unwrap(obj), '__globals__', None)
    else:
        raise TypeError('%r is not a module, class, or callable.' % (obj,))
    if found is not None and not isinstance(found, dict):
        raise ValueError('%r.__annotations__ is neither a dict nor None'
                         % (obj,))
    return {name: eval(value, globals, locals)
            if eval_str and isinstance(value, str) else value
            for name, value in (found or {}).items()}


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    first = func
    seen = {id(func): func}
    while hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError('wrapper loop when unwrapping %r' % (first,))
        seen[id(func)] = func
    return func


def _inherited_doc(object):
    """The documentation of what a class or a method overrides."""
    if isclass(object):
        return next((base.__doc__ for base in object.__mro__[1:]
                     if base is not type(object) and base.__doc__
                     and base is not builtin_object), None)
    name = getattr(object, '__name__', None)
    owner = getattr(object, '__self__', None)
    if ismemberdescriptor(object):
        slots = getattr(object.__objclass__, '__slots__', None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    if isinstance(object, property):
        name, object = object.fget.__name__, object.fget
    if owner is None or ismodule(owner):
        owner = getattr(object, '__objclass__', None)
        if owner is None and isfunction(object):
            owner = sys.modules.get(object.__module__)
            for part in object.__qualname__.split('.')[:-1]:
                owner = getattr(owner, part, None)
    cls = owner if isclass(owner) else type(owner)
    for base in cls.__mro__ if isclass(owner) or ismethod(object) else ():
        doc = getattr(getattr(base, name, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = None
    for line in lines[1:]:
        text = line.lstrip()
        if text:
            indent = len(line) - len(text)
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip()
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


# --- source ---------------------------------------------------------------

def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = unwrap(object).__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def _class_code(cls):
    """A function of a class, whose unit has the text of the class."""
    for value in vars(cls).values():
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if isinstance(value, property):
            value = value.fget
        if isfunction(value) and \
                value.__qualname__.startswith(cls.__qualname__ + '.'):
            return value.__code__
    return None


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError('{!r} is a built-in module'.format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        raise TypeError('{!r} is a built-in class'.format(object))
    code = _code_of(object)
    if code is None:
        raise TypeError('module, class, method, function, traceback, frame, '
                        'or code object was expected, got {}'.format(
                            type(object).__name__))
    return code.co_filename


def getsourcefile(object):
    file = getfile(object)
    import linecache
    import os
    is_file = file.startswith('<embedded>/') or file in linecache.cache or \
        os.path.exists(file) or hasattr(getmodule(object), '__loader__')
    return file if is_file else None


def getabsfile(object, _filename=None):
    import os.path
    return os.path.abspath(_filename or getfile(object))


def getmodulename(path):
    import os.path
    name, dot, end = os.path.basename(path).rpartition('.')
    return name if end in ('py', 'pyc') and dot else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    import os
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    for module in list(sys.modules.values()):
        name = ismodule(module) and getattr(module, '__file__', None)
        if name and os.path.abspath(name) == file:
            return module
    return None


def getcomments(object):
    """The lines of comment right above, or at the top of a module."""
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    lines = [line.expandtabs() for line in lines]
    if ismodule(object):
        start = 1 if lines and lines[0].startswith('#!') else 0
        while start < len(lines) and lines[start].strip() in ('', '#'):
            start += 1
        end = start
        while end < len(lines) and lines[end].startswith('#'):
            end += 1
        return ''.join(lines[start:end]) or None
    start = at
    indent = len(lines[at]) - len(lines[at].lstrip())
    while start > 0 and lines[start - 1].lstrip().startswith('#') and \
            len(lines[start - 1]) - len(lines[start - 1].lstrip()) == indent:
        start -= 1
    return ''.join([line.lstrip() for line in lines[start:at]]) or None


def findsource(object):
    """All lines of the source an object comes from, and where it begins."""
    if ismodule(object):
        file = getfile(object)
        import linecache
        lines = linecache.getlines(file)
        if not lines:
            raise OSError('could not get source code')
        return lines, 0
    if isclass(object):
        code = _class_code(object)
        if code is None:
            file = getfile(object)
            import linecache
            lines = linecache.getlines(file)
        else:
            source, first = _imp.source_of(code)
            lines = source.splitlines(True)
        return lines, _find_class(lines, object.__qualname__)
    code = _code_of(object)
    if code is None:
        getfile(object)
    source, first = _imp.source_of(code)
    return source.splitlines(True), code.co_firstlineno - first


def _class_line(body, names):
    """The line, decorators included, where a class begins inside statements."""
    for node in body:
        name = getattr(node, 'name', None)
        if name == names[0] and hasattr(node, 'body'):
            rest = names[2:] if names[1:2] == ['<locals>'] else names[1:]
            if not rest and hasattr(node, 'bases'):
                return min([node, *node.decorator_list],
                           key=lambda each: each.lineno).lineno
            found = rest and _class_line(node.body, rest)
        elif name is None or hasattr(node, 'handlers'):
            found = next(filter(None, [
                _class_line(getattr(node, part), names) for part in
                ('body', 'orelse', 'handlers', 'finalbody')
                if isinstance(getattr(node, part, None), list)]), None)
        else:
            found = None
        if found:
            return found
    return None


def _find_class(lines, qualname):
    """Where a class begins; in code of the era, by its words."""
    import ast
    try:
        body = ast.parse(''.join(lines)).body
    except SyntaxError:
        return _find_words(lines, qualname)
    found = _class_line(body, qualname.split('.'))
    if not found:
        raise OSError('could not find class definition')
    return found - 1


def _find_words(lines, qualname):
    """The line of `class A:`, of `class B:` below it for A.B."""
    at = 0
    indent = -1
    for name in qualname.split('.'):
        if name == '<locals>':
            continue
        for number in range(at, len(lines)):
            line = lines[number]
            text = line.lstrip()
            words = text.replace('(', ' ').replace(':', ' ').split()
            if words[:2] in (['class', name], ['def', name]) and \
                    len(line) - len(text) > indent:
                at = number
                indent = len(line) - len(text)
                break
        else:
            raise OSError('could not find class definition')
    while at > 0 and lines[at - 1].lstrip().startswith('@'):
        at -= 1
    return at


def getblock(lines):
    """The lines of the block that begins with the first one."""
    first = lines[0]
    indent = len(first) - len(first.lstrip())
    opened = 0
    quote = None
    end = 0
    in_head = True
    body = None
    for number, line in enumerate(lines):
        text = line.strip()
        inside = quote is not None or opened > 0 or in_head
        if not inside and text and not text.startswith('#'):
            if len(line) - len(line.lstrip()) <= indent:
                break
        if body is None and not inside and text[:1] not in ('', '#'):
            body = len(line) - len(line.lstrip())
        if text and (inside or not text.startswith('#') or body is not None
                     and len(line) - len(line.lstrip()) >= body):
            end = number + 1
        opened, quote = _scan(line, opened, quote)
        if in_head and quote is None and opened == 0 and \
                not text.startswith('@') and text and \
                not text.endswith('\\'):
            in_head = False
            if indent == 0 and 'lambda' in text and \
                    not text.startswith(('def', 'class', 'async')):
                break
    return lines[:end]


def _scan(line, opened, quote):
    """Which brackets and strings are open behind a line."""
    at = 0
    while at < len(line):
        c = line[at]
        if quote is not None:
            if c == '\\':
                at += 1
            elif line.startswith(quote, at):
                at += len(quote) - 1
                quote = None
        elif c == '#':
            break
        elif c in '([{':
            opened += 1
        elif c in ')]}':
            opened = max(opened - 1, 0)
        elif c in '\'"':
            quote = c * 3 if line.startswith(c * 3, at) else c
            at += len(quote) - 1
        at += 1
    if quote is not None and len(quote) == 1 and not line.endswith('\\\n'):
        quote = None
    return opened, quote


def getsourcelines(object):
    object = unwrap(object)
    lines, number = findsource(object)
    code = None if isfunction(object) else _code_of(object)
    if ismodule(object) or code and code.co_name == '<module>':
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


# --- frames ---------------------------------------------------------------

class _Placed:
    """Says beside its fields where in the line the instruction stands."""

    def __new__(cls, *args, positions=None, **kwargs):
        self = super().__new__(cls, *args, **kwargs)
        self.positions = positions
        return self

    def __repr__(self):
        return '%s(%s, positions=%r)' % (
            type(self).__name__,
            ', '.join(['%s=%r' % pair for pair in zip(self._fields, self)]),
            self.positions)


class Traceback(_Placed, namedtuple(
        'Traceback', 'filename lineno function code_context index')):
    pass


class FrameInfo(_Placed, namedtuple('FrameInfo',
                                    ('frame',) + Traceback._fields)):
    pass


ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def currentframe():
    return sys._getframe(1)


Positions = namedtuple('Positions',
                       'lineno end_lineno col_offset end_col_offset')


def _positions(code, at):
    for row in list(code.co_positions())[at // 2:at // 2 + 1]:
        return Positions(*row)


def getframeinfo(frame, context=1):
    line = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    at = frame.tb_lasti if istraceback(frame) else frame.f_lasti
    if istraceback(frame):
        frame = frame.tb_frame
    if not isframe(frame):
        raise TypeError('%r is not a frame or traceback object' % (frame,))
    lines = index = None
    if context > 0:
        try:
            lines, _ = findsource(frame)
            start = max(0, min(line - 1 - context // 2, len(lines) - context))
            lines = lines[start:start + context]
            index = line - 1 - start
        except (OSError, IndexError):
            lines = None
    return Traceback(getfile(frame), line, frame.f_code.co_name, lines, index,
                     positions=_positions(frame.f_code, at))


def _frame_info(frame, place, context):
    found = getframeinfo(place, context)
    return FrameInfo(frame, *found, positions=found.positions)


def getouterframes(frame, context=1):
    result = []
    while frame:
        result.append(_frame_info(frame, frame, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    result = []
    while tb:
        result.append(_frame_info(tb.tb_frame, tb, context))
        tb = tb.tb_next
    return result


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)


def getlineno(frame):
    return frame.f_lineno


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name,
                    formatvalue=lambda value: '=' + repr(value)):
    """The text of the four values that getargvalues() returns."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    for name, form in (varargs, formatvarargs), (varkw, formatvarkw):
        if name:
            parts.append(form(name) + formatvalue(locals[name]))
    return '(%s)' % ', '.join(parts)


def walktree(classes, children, parent):
    result = []
    classes.sort(key=lambda cls: (cls.__module__, cls.__name__))
    for cls in classes:
        result.append((cls, cls.__bases__))
        if cls in children:
            result.append(walktree(children[cls], children, cls))
    return result


def getclasstree(classes, unique=False):
    """Classes with their bases, each followed by a list of those below it."""
    children = {}
    roots = []
    for cls in classes:
        for parent in cls.__bases__:
            below = children.setdefault(parent, [])
            if cls not in below:
                below.append(cls)
            if unique and parent in classes:
                break
        if not cls.__bases__:
            roots.append(cls)
    roots += [parent for parent in children
              if parent not in classes and parent not in roots]
    return walktree(roots, children, None)


def getargvalues(frame):
    code = frame.f_code
    names = list(code.co_varnames)
    at = code.co_argcount + code.co_kwonlyargcount
    args = names[:at]
    varargs = varkw = None
    if code.co_flags & CO_VARARGS:
        varargs = names[at]
        at += 1
    if code.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError('%r is not a Python function' % (func,))
    import builtins
    nonlocals = {name: cell.cell_contents for name, cell in
                 zip(func.__code__.co_freevars, func.__closure__ or ())}
    known = func.__globals__.get('__builtins__', builtins)
    if ismodule(known):
        known = vars(known)
    found = [{}, {}]
    unbound = set()
    for name in func.__code__.co_names:
        for place, names in zip(found, (func.__globals__, known)):
            if name in names:
                place[name] = names[name]
                break
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, *found, unbound)


# --- generators and coroutines --------------------------------------------

def _state(prefix, kind):
    names = [kind + '_' + name
             for name in ('CREATED', 'RUNNING', 'SUSPENDED', 'CLOSED')]

    def state(object):
        frame = getattr(object, prefix + '_frame')
        if getattr(object, prefix + '_running'):
            return names[1]
        if frame is None:
            return names[3]
        return names[2 if frame.f_lasti >= 0 and
                     getattr(object, prefix + '_suspended') else 0]

    def variables(object):
        if prefix == 'gi' and not isgenerator(object):
            raise TypeError('%r is not a Python generator' % (object,))
        frame = getattr(object, prefix + '_frame')
        return {} if frame is None else frame.f_locals
    return names + [state, variables]


(GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED, getgeneratorstate,
 getgeneratorlocals) = _state('gi', 'GEN')
(CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED, getcoroutinestate,
 getcoroutinelocals) = _state('cr', 'CORO')

__all__ = [name for name in globals()
           if name[0] != '_' and name not in ('sys', 'types', 'namedtuple',
                                              'builtin_object', 'Positions')]
