"""Get useful information from live Python objects."""

import sys
import types
import _imp

CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_GENERATOR = 32
CO_COROUTINE = 128
CO_ASYNC_GENERATOR = 512


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
            ismethoddescriptor(object))


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


def _has_flag(object, flag):
    while ismethod(object):
        object = object.__func__
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
    return iscoroutine(object) or hasattr(type(object), '__await__')


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', ()))


def getmembers(object, predicate=None):
    result = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            result.append((name, value))
    return result


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
    return func


def getdoc(object):
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if not isinstance(doc, str):
        return None
    return cleandoc(doc)


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


getsourcefile = getfile


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, '__module__', None))


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


def _find_class(lines, qualname):
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
    for number, line in enumerate(lines):
        text = line.strip()
        inside = quote is not None or opened > 0 or in_head
        if not inside and text and not text.startswith('#'):
            if len(line) - len(line.lstrip()) <= indent:
                break
        if text and (inside or not text.startswith('#') or
                     len(line) - len(line.lstrip()) > indent):
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
    lines, number = findsource(object)
    if ismodule(object):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


# --- frames ---------------------------------------------------------------

def currentframe():
    return sys._getframe(1)


def stack(context=1):
    import traceback
    return [(frame, frame.f_code.co_filename, line, frame.f_code.co_name,
             None, None) for frame, line in traceback.walk_stack(
                 sys._getframe(1))]


# --- signatures -----------------------------------------------------------

class _empty:
    """Marks a parameter without default or annotation."""


class _ParameterKind(int):
    names = ('positional-only', 'positional or keyword',
             'variadic positional', 'keyword-only', 'variadic keyword')
    constants = ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD',
                 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD')

    @property
    def description(self):
        return self.names[self]

    @property
    def name(self):
        return self.constants[self]

    def __str__(self):
        return self.constants[self]

    def __repr__(self):
        return '<_ParameterKind.%s: %d>' % (self.constants[self], self)


class Parameter:
    empty = _empty
    POSITIONAL_ONLY = _ParameterKind(0)
    POSITIONAL_OR_KEYWORD = _ParameterKind(1)
    VAR_POSITIONAL = _ParameterKind(2)
    KEYWORD_ONLY = _ParameterKind(3)
    VAR_KEYWORD = _ParameterKind(4)

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def __str__(self):
        text = ('', '', '*', '', '**')[self.kind] + self.name
        if self.annotation is not _empty:
            text += ': ' + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=')
            text += repr(self.default)
        return text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        return isinstance(other, Parameter) and (
            self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation)

    def replace(self, **changes):
        for name in ('name', 'kind', 'default', 'annotation'):
            changes.setdefault(name, getattr(self, name))
        return Parameter(changes.pop('name'), changes.pop('kind'), **changes)


def formatannotation(annotation):
    if isinstance(annotation, type) and not isinstance(
            annotation, types.GenericAlias):
        if annotation.__module__ in ('builtins', '__main__'):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj):
        return signature(obj)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        if parameters is _empty:
            parameters = self.parameters.values()
        if return_annotation is _empty:
            return_annotation = self.return_annotation
        return Signature(parameters, return_annotation=return_annotation)

    def __eq__(self, other):
        return isinstance(other, Signature) and (
            list(self.parameters.values()) == list(other.parameters.values())
            and self.return_annotation == other.return_annotation)

    def __str__(self):
        parts = []
        only_position = False
        star = True
        for p in self.parameters.values():
            if p.kind == 0:
                only_position = True
            elif only_position:
                parts.append('/')
                only_position = False
            if p.kind == 2:
                star = False
            elif p.kind == 3 and star:
                parts.append('*')
                star = False
            parts.append(str(p))
        if only_position:
            parts.append('/')
        text = '(%s)' % ', '.join(parts)
        if self.return_annotation is not _empty:
            text += ' -> ' + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return '<Signature %s>' % self

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        args = list(args)
        bound = {}
        for p in self.parameters.values():
            if p.kind == 2:
                bound[p.name] = tuple(args)
                args = []
            elif p.kind == 4:
                bound[p.name] = kwargs
                kwargs = {}
            elif p.kind < 2 and args:
                if p.name in kwargs and p.kind == 1:
                    raise TypeError('multiple values for argument %r' % p.name)
                bound[p.name] = args.pop(0)
            elif p.kind != 0 and p.name in kwargs:
                bound[p.name] = kwargs.pop(p.name)
            elif p.default is _empty and not partial:
                raise TypeError('missing a required argument: %r' % p.name)
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError('got an unexpected keyword argument %r'
                            % next(iter(kwargs)))
        return BoundArguments(self, bound)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    def apply_defaults(self):
        result = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                result[name] = self.arguments[name]
            elif p.default is not _empty:
                result[name] = p.default
            elif p.kind == 2:
                result[name] = ()
            elif p.kind == 4:
                result[name] = {}
        self.arguments = result

    @property
    def args(self):
        result = []
        for name, p in self.signature.parameters.items():
            if p.kind > 2 or name not in self.arguments:
                break
            if p.kind == 2:
                result.extend(self.arguments[name])
            else:
                result.append(self.arguments[name])
        return tuple(result)

    @property
    def kwargs(self):
        result = {}
        for name, p in self.signature.parameters.items():
            if p.kind == 4:
                result.update(self.arguments.get(name, {}))
            elif p.kind == 3 and name in self.arguments:
                result[name] = self.arguments[name]
        return result


def signature(obj, **options):
    if ismethod(obj):
        whole = signature(obj.__func__)
        return whole.replace(parameters=list(whole.parameters.values())[1:])
    if isclass(obj):
        init = obj.__init__
        if isfunction(init):
            whole = signature(init)
            return Signature(list(whole.parameters.values())[1:])
        new = obj.__new__
        if isfunction(new):
            whole = signature(new)
            return Signature(list(whole.parameters.values())[1:])
        if obj.__init__ is object.__init__:
            return Signature()
        raise ValueError('no signature found for builtin type %r' % (obj,))
    obj = unwrap(obj)
    if not isfunction(obj):
        if not callable(obj):
            raise TypeError('%r is not a callable object' % (obj,))
        if isfunction(getattr(type(obj), '__call__', None)):
            whole = signature(type(obj).__call__)
            return Signature(list(whole.parameters.values())[1:])
        raise ValueError('no signature found for builtin %r' % (obj,))
    code = obj.__code__
    names = code.co_varnames
    annotations = obj.__annotations__
    defaults = obj.__defaults__ or ()
    keyword_defaults = obj.__kwdefaults__ or {}
    result = []
    count = code.co_argcount
    for at in range(count):
        kind = (Parameter.POSITIONAL_ONLY if at < code.co_posonlyargcount
                else Parameter.POSITIONAL_OR_KEYWORD)
        from_end = at - (count - len(defaults))
        result.append(Parameter(
            names[at], kind,
            default=defaults[from_end] if from_end >= 0 else _empty,
            annotation=annotations.get(names[at], _empty)))
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        result.append(Parameter(names[at], Parameter.VAR_POSITIONAL,
                                annotation=annotations.get(names[at], _empty)))
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        result.append(Parameter(name, Parameter.KEYWORD_ONLY,
                                default=keyword_defaults.get(name, _empty),
                                annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        result.append(Parameter(names[at], Parameter.VAR_KEYWORD,
                                annotation=annotations.get(names[at], _empty)))
    return Signature(result, return_annotation=annotations.get('return',
                                                               _empty))


class FullArgSpec(tuple):
    fields = ('args', 'varargs', 'varkw', 'defaults', 'kwonlyargs',
              'kwonlydefaults', 'annotations')

    def __getattr__(self, name):
        if name in FullArgSpec.fields:
            return self[FullArgSpec.fields.index(name)]
        raise AttributeError(name)

    def __repr__(self):
        return 'FullArgSpec(%s)' % ', '.join(
            ['%s=%r' % pair for pair in zip(self.fields, self)])


def getfullargspec(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError('unsupported callable')
    code = func.__code__
    names = list(code.co_varnames)
    count = code.co_argcount
    only = names[count:count + code.co_kwonlyargcount]
    at = count + code.co_kwonlyargcount
    varargs = varkw = None
    if code.co_flags & CO_VARARGS:
        varargs = names[at]
        at += 1
    if code.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return FullArgSpec((names[:count], varargs, varkw, func.__defaults__, only,
                        func.__kwdefaults__, func.__annotations__))


def getargspec(func):
    return getfullargspec(func)[:4]
