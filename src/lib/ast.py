"""Syntax trees as objects. The parser fills them in (ast_objects.cc);
compile() is given them as text, which unparse() writes."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000

_PLACE = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')


class AST:
    _fields = _attributes = __match_args__ = ()

    def __init__(self, *args, **keywords):
        fields = self._fields
        name = type(self).__name__
        if len(args) > len(fields):
            raise TypeError('%s constructor takes at most %d positional '
                            'argument%s' % (name, len(fields),
                                            's' * (len(fields) != 1)))
        for field, value in zip(fields, args):
            setattr(self, field, value)
        for field, value in keywords.items():
            if field in fields[:len(args)]:
                raise TypeError('%s got multiple values for argument %r'
                                % (name, field))
            setattr(self, field, value)

    def __reduce_ex__(self, protocol):
        return type(self), (), self.__dict__


# Base, whether it has a place, and its classes with their fields: ? is one
# that may be missing.
_SPEC = '''
mod - Module body type_ignores|Interactive body|Expression body
|FunctionType argtypes returns
stmt @ FunctionDef name args body decorator_list returns? type_comment?
|AsyncFunctionDef name args body decorator_list returns? type_comment?
|ClassDef name bases keywords body decorator_list|Return value?
|Delete targets|Assign targets value type_comment?|AugAssign target op value
|AnnAssign target annotation value? simple
|For target iter body orelse type_comment?
|AsyncFor target iter body orelse type_comment?|While test body orelse
|If test body orelse|With items body type_comment?
|AsyncWith items body type_comment?|Match subject cases|Raise exc? cause?
|Try body handlers orelse finalbody|TryStar body handlers orelse finalbody
|Assert test msg?|Import names|ImportFrom module? names level?|Global names
|Nonlocal names|Expr value|Pass|Break|Continue
expr @ BoolOp op values|NamedExpr target value|BinOp left op right
|UnaryOp op operand|Lambda args body|IfExp test body orelse|Dict keys values
|Set elts|ListComp elt generators|SetComp elt generators
|DictComp key value generators|GeneratorExp elt generators|Await value
|Yield value?|YieldFrom value|Compare left ops comparators
|Call func args keywords|FormattedValue value conversion format_spec?
|JoinedStr values|Constant value kind?|Attribute value attr ctx
|Subscript value slice ctx|Starred value ctx|Name id ctx|List elts ctx
|Tuple elts ctx|Slice lower? upper? step?
pattern @ MatchValue value|MatchSingleton value|MatchSequence patterns
|MatchMapping keys patterns rest?|MatchClass cls patterns kwd_attrs kwd_patterns
|MatchStar name?|MatchAs pattern? name?|MatchOr patterns
expr_context - Load|Store|Del
boolop - And|Or
operator - Add|Sub|Mult|MatMult|Div|Mod|Pow|LShift|RShift|BitOr|BitXor|BitAnd
|FloorDiv
unaryop - Invert|Not|UAdd|USub
cmpop - Eq|NotEq|Lt|LtE|Gt|GtE|Is|IsNot|In|NotIn
excepthandler @ ExceptHandler type? name? body
type_ignore - TypeIgnore lineno tag
AST - arguments posonlyargs args vararg? kwonlyargs kw_defaults kwarg? defaults
|comprehension target iter ifs is_async|withitem context_expr optional_vars?
|match_case pattern guard? body
AST @ arg arg annotation? type_comment?|keyword arg? value|alias name asname?
'''

_one = {}  # operators and contexts: one object each will do


def _define(name, base, fields, place):
    names = {'__module__': 'ast'}
    plain = tuple([field.rstrip('?') for field in fields])
    names.update({field[:-1]: None for field in fields if field[-1] == '?'})
    if fields:
        names['_fields'] = names['__match_args__'] = plain
    if place:
        names.update(_attributes=_PLACE, end_lineno=None, end_col_offset=None)
    globals()[name] = cls = type(name, (base,), names)
    if base.__name__ in ('expr_context', 'boolop', 'operator', 'unaryop',
                         'cmpop'):
        _one[name] = cls()


for _line in _SPEC.strip().replace('\n|', '|').split('\n'):
    _base, _place, _rest = _line.split(' ', 2)
    if _base not in globals():
        _define(_base, AST, (), _place == '@')
    for _cls in _rest.split('|'):
        _words = _cls.split()
        _define(_words[0], globals()[_base], _words[1:], _place == '@')
del _line, _base, _place, _rest, _cls, _words, _SPEC


# --- names of before 3.8, when each kind of constant had a class


Constant.n = Constant.s = property(
    lambda self: self.value, lambda self, value: setattr(self, 'value', value))


class _OldClass(type):
    def __instancecheck__(cls, value):
        if 'types' not in vars(cls):
            return type.__instancecheck__(cls, value)
        return isinstance(value, Constant) and \
            type(getattr(value, 'value', cls)) in cls.types


class _Old(Constant, metaclass=_OldClass):
    def __new__(cls, *args, **keywords):
        if 'types' not in vars(cls):
            return Constant.__new__(cls)
        for name in cls._fields[:len(args)]:
            if name in keywords:
                raise TypeError('%s got multiple values for argument %r'
                                % (cls.__name__, name))
        return Constant(*args or ((...,) if cls is Ellipsis else ()),
                        **keywords)


def _define_old(name, types, *fields):
    globals()[name] = _OldClass(name, (_Old,), {
        '__module__': 'ast', '_fields': fields, 'types': types})


_define_old('Num', (int, float, complex), 'n')
_define_old('Str', (str,), 's')
_define_old('Bytes', (bytes,), 's')
_define_old('NameConstant', (bool, type(None)), 'value', 'kind')
_define_old('Ellipsis', (type(...),))


class slice(AST):
    pass


class Index(slice):
    def __new__(cls, value, **keywords):
        return value


class ExtSlice(slice):
    def __new__(cls, dims=(), **keywords):
        return Tuple(list(dims), Load(), **keywords)


# --- working with trees


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False,
          feature_version=None):
    if type_comments:
        raise NotImplementedError('type comments are left out')
    return compile(source, filename, mode, PyCF_ONLY_AST)


def iter_fields(node):
    for name in node._fields:
        if hasattr(node, name):
            yield name, getattr(node, name)


def iter_child_nodes(node):
    for _, value in iter_fields(node):
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, AST):
                yield child


def walk(node):
    todo = [node]
    for node in todo:
        todo.extend(iter_child_nodes(node))
        yield node


class NodeVisitor:
    def visit(self, node):
        name = 'visit_' + type(node).__name__
        return getattr(self, name, self.generic_visit)(node)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        for cls in Num, Str, Bytes, NameConstant, Ellipsis:
            old = getattr(self, 'visit_' + cls.__name__, None)
            if old is not None and isinstance(node, cls):
                import warnings
                warnings.warn(old.__name__ + ' is deprecated; add '
                              'visit_Constant', DeprecationWarning, 2)
                return old(node)
        return self.generic_visit(node)


def _replacements(visitor, item):
    """What stands in a list of nodes where the item stood."""
    if isinstance(item, AST):
        item = visitor.visit(item)
        if not isinstance(item, AST):
            return () if item is None else item
    return item,


class NodeTransformer(NodeVisitor):
    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                old[:] = [new for item in old
                          for new in _replacements(self, item)]
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent

    def show(node, level):
        level += 1
        start, joint = '', ', '
        if indent is not None:
            start = '\n' + indent * level
            joint = ',' + start
        if isinstance(node, list):
            if not node:
                return '[]', True
            return '[%s%s]' % (start, joint.join(
                [show(item, level)[0] for item in node])), False
        if not isinstance(node, AST):
            return repr(node), True
        parts, simple, named = [], True, annotate_fields
        for name in node._fields:
            try:
                value = getattr(node, name)
            except AttributeError:
                named = True
                continue
            if value is None and getattr(type(node), name, ...) is None:
                named = True
                continue
            text, is_simple = show(value, level)
            simple = simple and is_simple
            parts.append('%s=%s' % (name, text) if named else text)
        if include_attributes:
            for name in node._attributes:
                value = getattr(node, name, ...)
                if value is ... or (value is None and
                                    getattr(type(node), name, ...) is None):
                    continue
                text, is_simple = show(value, level)
                simple = simple and is_simple
                parts.append('%s=%s' % (name, text))
        name = type(node).__name__
        if simple and len(parts) <= 3:
            return '%s(%s)' % (name, ', '.join(parts)), not parts
        return '%s(%s%s)' % (name, start, joint.join(parts)), False

    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % type(node).__name__)
    return show(node, 0)[0]


def literal_eval(text):
    if isinstance(text, str):
        text = parse(text.lstrip(' \t'), mode='eval')
    if isinstance(text, Expression):
        text = text.body

    def fail(node):
        where = ''
        if getattr(node, 'lineno', None):
            where = ' on line %d' % node.lineno
        raise ValueError('malformed node or string%s: %r' % (where, node))

    def signed(node):
        if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
            value = number(node.operand)
            return +value if isinstance(node.op, UAdd) else -value
        return number(node)

    def number(node):
        if isinstance(node, Constant) and type(node.value) in (int, float,
                                                               complex):
            return node.value
        fail(node)

    def convert(node):
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Tuple):
            return tuple([convert(item) for item in node.elts])
        if isinstance(node, List):
            return [convert(item) for item in node.elts]
        if isinstance(node, Set):
            return {convert(item) for item in node.elts}
        if isinstance(node, Dict):
            if len(node.keys) != len(node.values):
                fail(node)
            return {convert(key): convert(value)
                    for key, value in zip(node.keys, node.values)}
        if (isinstance(node, Call) and isinstance(node.func, Name) and
                node.func.id == 'set' and node.args == node.keywords == []):
            return set()
        if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
            left, right = signed(node.left), number(node.right)
            if isinstance(left, (int, float)) and isinstance(right, complex):
                return left + right if isinstance(node.op, Add) \
                    else left - right
        return signed(node)

    return convert(text)


def copy_location(new, old):
    for name in _PLACE:
        if name in old._attributes and name in new._attributes:
            value = getattr(old, name, None)
            if value is not None or (hasattr(old, name) and
                                     name.startswith('end_')):
                setattr(new, name, value)
    return new


def fix_missing_locations(node):
    def fix(node, place):
        place = list(place)
        for i, name in enumerate(_PLACE):
            if name in node._attributes:
                value = getattr(node, name, None)
                if value is None:
                    setattr(node, name, place[i])
                else:
                    place[i] = value
        for child in iter_child_nodes(node):
            fix(child, place)

    fix(node, (1, 0, 1, 0))
    return node


def increment_lineno(node, n=1):
    for child in walk(node):
        if isinstance(child, TypeIgnore) or 'lineno' in child._attributes:
            child.lineno = getattr(child, 'lineno', 0) + n
        if getattr(child, 'end_lineno', None) is not None:
            child.end_lineno += n
    return node


def get_docstring(node, clean=True):
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % type(node).__name__)
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    text = getattr(node.body[0].value, 'value', None)
    if not isinstance(node.body[0].value, Constant) or \
            not isinstance(text, str):
        return None
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text


def get_source_segment(source, node, *, padded=False):
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = [line.encode() for line in _lines(source)]
    if first == last:
        return lines[first][start:end].decode()
    head = b''
    if padded:
        head = bytes([c if c in b'\f\t' else 32 for c in lines[first][:start]])
    lines = lines[first:last + 1]
    lines[0], lines[-1] = head + lines[0][start:], lines[-1][:end]
    return b''.join(lines).decode()


def _lines(source):
    out, line = [], ''
    for part in source.replace('\r\n', '\n').replace('\r', '\n').split('\n'):
        out.append(part + '\n')
    out[-1] = out[-1][:-1]
    return out


def unparse(tree):
    from _unparse import Writer
    return Writer().text(tree)


def _source(tree, wanted):
    """What compile() reads instead of the tree."""
    if type(tree).__name__ != wanted:
        raise TypeError('expected %s node, got %s'
                        % (wanted, type(tree).__name__))

    def check(node):
        cls = type(node)
        for name in node._fields + node._attributes[:2]:
            if not hasattr(node, name):
                if name in _PLACE and cls.__base__ is not AST:
                    cls = cls.__base__
                raise TypeError('required field "%s" missing from %s'
                                % (name, cls.__name__))
        for child in iter_child_nodes(node):
            check(child)

    check(tree)
    from _unparse import Writer
    return Writer(True).text(tree)
