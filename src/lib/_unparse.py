"""What ast.unparse() writes, and with `placed` what compile() reads: there
every statement begins on the line that its tree says, as far as it can."""

from ast import (AST, AsyncFunctionDef, ClassDef, Constant, Expr, FunctionDef,
                 If, JoinedStr, Module, Tuple, UnaryOp)

# How tightly an expression binds; an operand is bracketed if looser.
(_NAMED, _TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _CMP, _BOR, _BXOR, _BAND,
 _SHIFT, _ARITH, _TERM, _FACTOR, _POWER, _AWAIT, _ATOM) = range(18)

_BINARY = {'Add': ('+', _ARITH), 'Sub': ('-', _ARITH), 'Mult': ('*', _TERM),
           'MatMult': ('@', _TERM), 'Div': ('/', _TERM), 'Mod': ('%', _TERM),
           'LShift': ('<<', _SHIFT), 'RShift': ('>>', _SHIFT),
           'BitOr': ('|', _BOR), 'BitXor': ('^', _BXOR),
           'BitAnd': ('&', _BAND), 'FloorDiv': ('//', _TERM),
           'Pow': ('**', _POWER)}
_UNARY = {'Invert': ('~', _FACTOR), 'Not': ('not ', _NOT),
          'UAdd': ('+', _FACTOR), 'USub': ('-', _FACTOR)}
_COMPARE = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>',
            'GtE': '>=', 'Is': 'is', 'IsNot': 'is not', 'In': 'in',
            'NotIn': 'not in'}
_LOOP = {'orelse': 'else'}


def _name(node):
    return type(node).__name__


class Writer:
    def __init__(self, placed=False):
        self.placed = placed
        self.lines = []
        self.level = 0

    def text(self, tree):
        if _name(tree) == 'Module' or _name(tree) == 'Interactive':
            self.body(tree.body, _name(tree) == 'Module')
        elif isinstance(tree, list):
            self.body(tree)
        elif hasattr(self, 'do_' + _name(tree)):
            self.stmt(tree)
        else:
            return self.expr(tree)
        return '\n'.join(self.lines) + '\n' * self.placed

    # --- statements ---

    def put(self, node, text):
        if self.placed:
            for line in range(len(self.lines) + 1,
                              getattr(node, 'lineno', 0) or 0):
                self.lines.append('')
        self.lines += ('    ' * self.level + text).split('\n')

    def body(self, body, has_doc=False):
        for node in body:
            if (has_doc and isinstance(node, Expr) and
                    isinstance(node.value, Constant) and
                    isinstance(node.value.value, str)):
                text = _literal(node.value.value, ('"""', "'''"))
                self.put(node, ('u' if node.value.kind == 'u' else '') + text)
            else:
                self.stmt(node)
            has_doc = False

    def block(self, body, has_doc=False):
        if self.placed and not body:
            raise ValueError('empty body on a statement')
        self.level += 1
        self.body(body, has_doc)
        self.level -= 1

    def stmt(self, node):
        method = getattr(self, 'do_' + _name(node), None)
        if method is None:
            raise TypeError('expected some sort of stmt, but got %r' % (node,))
        method(node)

    def do_Expr(self, node):
        self.put(node, self.expr(node.value, _YIELD))

    def function(self, node, word):
        if self.lines and not self.placed:
            self.lines.append('')
        for decorator in node.decorator_list:
            self.put(decorator, '@' + self.expr(decorator))
        text = '%s %s' % (word, node.name)
        if isinstance(node, ClassDef):
            items = ([self.expr(base) for base in node.bases] +
                     [self.keyword(item) for item in node.keywords])
            text += '(%s)' % ', '.join(items) if items else ''
        else:
            text += '(%s)' % self.arguments(node.args)
            if node.returns:
                text += ' -> ' + self.expr(node.returns)
        self.put(node, text + ':' + self.comment(node))
        self.block(node.body, True)

    def do_FunctionDef(self, node):
        self.function(node, 'def')

    def do_AsyncFunctionDef(self, node):
        self.function(node, 'async def')

    def do_ClassDef(self, node):
        self.function(node, 'class')

    def do_Return(self, node):
        self.put(node, 'return' + self.maybe(' ', node.value))

    def do_Delete(self, node):
        self.put(node, 'del ' + self.row(node.targets))

    def comment(self, node):
        comment = getattr(node, 'type_comment', None)
        return ' # type: ' + comment if comment else ''

    def do_Assign(self, node):
        text = ''.join([self.expr(target, _TUPLE) + ' = '
                        for target in node.targets])
        self.put(node, text + self.expr(node.value) + self.comment(node))

    def do_AugAssign(self, node):
        self.put(node, '%s %s= %s' % (self.expr(node.target),
                                      _BINARY[_name(node.op)][0],
                                      self.expr(node.value)))

    def do_AnnAssign(self, node):
        target = self.expr(node.target)
        if not node.simple and _name(node.target) == 'Name':
            target = '(%s)' % target
        self.put(node, '%s: %s%s' % (target, self.expr(node.annotation),
                                     self.maybe(' = ', node.value)))

    def loop(self, node, head):
        self.put(node, head + ':' + self.comment(node))
        self.block(node.body)
        if node.orelse:
            self.put(None, 'else:')
            self.block(node.orelse)

    def do_For(self, node, word='for'):
        self.loop(node, '%s %s in %s' % (word, self.expr(node.target, _TUPLE),
                                         self.expr(node.iter)))

    def do_AsyncFor(self, node):
        self.do_For(node, 'async for')

    def do_While(self, node):
        self.loop(node, 'while ' + self.expr(node.test))

    def do_If(self, node):
        word = 'if '
        while True:
            self.put(node, word + self.expr(node.test) + ':')
            self.block(node.body)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], If):
                break
            node, word = node.orelse[0], 'elif '
        if node.orelse:
            self.put(None, 'else:')
            self.block(node.orelse)

    def do_With(self, node, word='with '):
        items = [self.expr(item.context_expr) +
                 self.maybe(' as ', item.optional_vars)
                 for item in node.items]
        self.put(node, word + ', '.join(items) + ':' + self.comment(node))
        self.block(node.body)

    def do_AsyncWith(self, node):
        self.do_With(node, 'async with ')

    def do_Match(self, node):
        self.put(node, 'match %s:' % self.expr(node.subject))
        self.level += 1
        for case in node.cases:
            self.put(case.pattern, 'case %s%s:' % (
                self.expr(case.pattern), self.maybe(' if ', case.guard)))
            self.block(case.body)
        self.level -= 1

    def do_Raise(self, node):
        if not node.exc and node.cause:
            raise ValueError("Node can't be used without a value attribute.")
        self.put(node, 'raise' + self.maybe(' ', node.exc) +
                 self.maybe(' from ', node.cause))

    def do_Try(self, node, word='except'):
        self.put(node, 'try:')
        self.block(node.body)
        for handler in node.handlers:
            self.put(handler, word + self.maybe(' ', handler.type) +
                     (' as ' + handler.name if handler.name else '') + ':')
            self.block(handler.body)
        for name, body in ('else', node.orelse), ('finally', node.finalbody):
            if body:
                self.put(None, name + ':')
                self.block(body)

    def do_TryStar(self, node):
        self.do_Try(node, 'except*')

    def do_Assert(self, node):
        self.put(node, 'assert ' + self.expr(node.test) +
                 self.maybe(', ', node.msg))

    def aliases(self, node):
        return ', '.join([item.name +
                          (' as ' + item.asname if item.asname else '')
                          for item in node.names])

    def do_Import(self, node):
        self.put(node, 'import ' + self.aliases(node))

    def do_ImportFrom(self, node):
        self.put(node, 'from %s%s import %s' % (
            '.' * (node.level or 0), node.module or '', self.aliases(node)))

    def do_Global(self, node):
        self.put(node, 'global ' + ', '.join(node.names))

    def do_Nonlocal(self, node):
        self.put(node, 'nonlocal ' + ', '.join(node.names))

    def do_Pass(self, node):
        self.put(node, _name(node).lower())

    do_Break = do_Continue = do_Pass

    # --- expressions ---

    def maybe(self, before, node):
        return before + self.expr(node) if node else ''

    def row(self, nodes, level=_TEST):
        return ', '.join([self.expr(node, level) for node in nodes])

    def expr(self, node, level=_TEST):
        method = getattr(self, 'on_' + _name(node), None)
        if method is None:
            raise TypeError('expected some sort of expr, but got %r' % (node,))
        text = method(node)
        if isinstance(text, tuple):
            own, text = text
            if level > own:
                return '(%s)' % text
        return text

    def on_Expression(self, node):
        return self.expr(node.body)

    def on_NamedExpr(self, node):
        return _NAMED, '%s := %s' % (self.expr(node.target, _ATOM),
                                     self.expr(node.value, _ATOM))

    def on_BoolOp(self, node):
        word, own = (' and ', _AND) if _name(node.op) == 'And' else (' or ',
                                                                      _OR)
        return own, word.join([self.expr(value, min(own + n, _ATOM))
                               for n, value in enumerate(node.values, 1)])

    def on_BinOp(self, node):
        sign, own = _BINARY[_name(node.op)]
        left, right = own, own + 1
        if own == _POWER:
            left, right = own + 1, own
        return own, '%s %s %s' % (self.expr(node.left, left), sign,
                                  self.expr(node.right, right))

    def on_UnaryOp(self, node):
        sign, own = _UNARY[_name(node.op)]
        return own, sign + self.expr(node.operand, own)

    def on_Lambda(self, node):
        args = self.arguments(node.args)
        return _TEST, 'lambda%s: %s' % (args and ' ' + args,
                                        self.expr(node.body))

    def on_IfExp(self, node):
        return _TEST, '%s if %s else %s' % (
            self.expr(node.body, _OR), self.expr(node.test, _OR),
            self.expr(node.orelse))

    def on_Dict(self, node):
        return '{%s}' % ', '.join([
            '**' + self.expr(value, _BOR) if key is None else
            self.expr(key) + ': ' + self.expr(value)
            for key, value in zip(node.keys, node.values)])

    def on_Set(self, node):
        return '{%s}' % (self.row(node.elts) or '*()')

    def comprehension(self, node, marks, element=None):
        text = element or self.expr(node.elt)
        for loop in node.generators:
            text += '%s for %s in %s' % (
                ' async' if loop.is_async else '',
                self.expr(loop.target, _TUPLE), self.expr(loop.iter, _OR))
            for test in loop.ifs:
                text += ' if ' + self.expr(test, _OR)
        return marks % text

    def on_ListComp(self, node):
        return self.comprehension(node, '[%s]')

    def on_SetComp(self, node):
        return self.comprehension(node, '{%s}')

    def on_GeneratorExp(self, node):
        return self.comprehension(node, '(%s)')

    def on_DictComp(self, node):
        return self.comprehension(node, '{%s}', self.expr(node.key) + ': ' +
                                  self.expr(node.value))

    def on_Await(self, node):
        return _AWAIT, 'await' + self.maybe(' ', node.value and _At(
            node.value, _ATOM))

    def on__At(self, node):
        return self.expr(node.node, node.level)

    def on_Yield(self, node):
        return _YIELD, 'yield' + self.maybe(' ', node.value and _At(
            node.value, _ATOM))

    def on_YieldFrom(self, node):
        return _YIELD, 'yield from ' + self.expr(node.value, _ATOM)

    def on_Compare(self, node):
        text = self.expr(node.left, _CMP + 1)
        for op, right in zip(node.ops, node.comparators):
            text += ' %s %s' % (_COMPARE[_name(op)],
                                self.expr(right, _CMP + 1))
        return _CMP, text

    def keyword(self, node):
        text = self.expr(node.value)
        return '%s=%s' % (node.arg, text) if node.arg else '**' + text

    def on_Call(self, node):
        args = ([self.expr(arg) for arg in node.args] +
                [self.keyword(item) for item in node.keywords])
        return '%s(%s)' % (self.expr(node.func, _ATOM), ', '.join(args))

    def on_JoinedStr(self, node):
        parts = []
        _fields(self, node, parts)
        quotes = ["'", '"', '"""', "'''"]
        if len(parts) > 1 or parts and not parts[0][1]:
            # Expressions can have no backslash and no quote of the string's.
            fixed = ''.join([text for text, is_text in parts if not is_text])
            if '\n' in fixed:
                quotes = quotes[2:]
            quotes = [quote for quote in quotes if quote not in fixed]
            if '\\' in fixed:
                raise ValueError('Unable to avoid backslash in f-string '
                                 'expression part')
            if not quotes:
                raise ValueError('Unable to avoid quotes in f-string '
                                 'expression part')
        out = []
        for text, is_text in parts:
            if is_text:
                text, quotes = _escape(text, quotes, True)
            out.append(text)
        text = ''.join(out)
        quote = quotes[0]
        return 'f' + quote + text + quote

    def on_FormattedValue(self, node):
        return self.on_JoinedStr(JoinedStr([node]))

    def on_Constant(self, node):
        value = node.value
        if value is ...:
            return '...'
        if isinstance(value, tuple):
            return '(%s%s)' % (', '.join([self.on_Constant(Constant(item))
                                          for item in value]),
                               ',' * (len(value) == 1))
        if self.placed and type(value) not in (
                int, float, complex, str, bytes, bool, type(None)):
            raise TypeError('got an invalid type in Constant: %s'
                            % type(value).__name__)
        text = repr(value)
        if type(value) in (float, complex):
            text = text.replace('inf', '1e309').replace(
                'nan', '(1e309-1e309)')
        if getattr(node, 'kind', None) == 'u':
            text = 'u' + text
        return text

    def on_Attribute(self, node):
        text = self.expr(node.value, _ATOM)
        if isinstance(node.value, Constant) and type(node.value.value) is int:
            text += ' '
        return '%s.%s' % (text, node.attr)

    def on_Subscript(self, node):
        inner = node.slice
        if isinstance(inner, Tuple) and inner.elts:
            text = self.row(inner.elts) + ',' * (len(inner.elts) == 1)
        else:
            text = self.expr(inner)
        return '%s[%s]' % (self.expr(node.value, _ATOM), text)

    def on_Starred(self, node):
        return '*' + self.expr(node.value, _BOR)

    def on_Name(self, node):
        return node.id

    def on_List(self, node):
        return '[%s]' % self.row(node.elts)

    def on_Tuple(self, node):
        text = self.row(node.elts) + ',' * (len(node.elts) == 1)
        return (_TUPLE, text) if text else '()'

    def on_Slice(self, node):
        return '%s:%s%s' % (self.maybe('', node.lower),
                            self.maybe('', node.upper),
                            self.maybe(':', node.step))

    def on_arg(self, node):
        return node.arg + self.maybe(': ', node.annotation)

    def arguments(self, node):
        plain = node.posonlyargs + node.args
        defaults = [None] * (len(plain) - len(node.defaults)) + node.defaults
        items = []
        for number, (arg, default) in enumerate(zip(plain, defaults), 1):
            items.append(self.expr(arg) + self.maybe('=', default))
            if number == len(node.posonlyargs):
                items.append('/')
        if node.vararg or node.kwonlyargs:
            items.append('*' + (self.expr(node.vararg) if node.vararg else ''))
        for arg, default in zip(node.kwonlyargs, node.kw_defaults):
            items.append(self.expr(arg) + self.maybe('=', default))
        if node.kwarg:
            items.append('**' + self.expr(node.kwarg))
        return ', '.join(items)

    # --- patterns ---

    def on_MatchValue(self, node):
        return self.expr(node.value)

    def on_MatchSingleton(self, node):
        return repr(node.value)

    def on_MatchSequence(self, node):
        return '[%s]' % self.row(node.patterns)

    def on_MatchStar(self, node):
        return '*' + (node.name or '_')

    def on_MatchMapping(self, node):
        items = [self.expr(key) + ': ' + self.expr(value)
                 for key, value in zip(node.keys, node.patterns)]
        if node.rest:
            items.append('**' + node.rest)
        return '{%s}' % ', '.join(items)

    def on_MatchClass(self, node):
        items = [self.expr(pattern) for pattern in node.patterns]
        items += [name + '=' + self.expr(value) for name, value in
                  zip(node.kwd_attrs, node.kwd_patterns)]
        return '%s(%s)' % (self.expr(node.cls, _ATOM), ', '.join(items))

    def on_MatchAs(self, node):
        if node.pattern is None:
            return node.name or '_'
        return _TEST, '%s as %s' % (self.expr(node.pattern, _BOR), node.name)

    def on_MatchOr(self, node):
        return _BOR, ' | '.join([self.expr(pattern, _BOR + 1)
                                 for pattern in node.patterns])


class _At(AST):
    """An expression that is to be written as an operand."""
    def __init__(self, node, level):
        self.node, self.level = node, level


def _fields(writer, node, parts):
    """Takes an f-string apart into text and what stands in braces."""
    if isinstance(node, JoinedStr):
        for value in node.values:
            _fields(writer, value, parts)
    elif isinstance(node, Constant):
        parts.append((node.value.replace('{', '{{').replace('}', '}}'), True))
    else:
        text = Writer().expr(node.value, _TEST + 1)
        text = ('{ ' if text.startswith('{') else '{') + text
        if node.conversion != -1:
            text += '!' + chr(node.conversion)
        if node.format_spec:
            inner = []
            _fields(writer, node.format_spec, inner)
            text += ':' + ''.join([part for part, _ in inner])
        parts.append((text + '}', False))


def _escape(text, quotes, escape_all=False):
    """The text as it can stand between quotes, and the quotes that will do."""
    bare = '' if escape_all else '\n\t'
    text = ''.join([c if c in bare or c.isprintable() and c != '\\'
                    else c.encode('unicode_escape').decode() for c in text])
    if '\n' in text:
        quotes = [quote for quote in quotes if len(quote) == 3]
    fitting = [quote for quote in quotes if quote not in text]
    if not fitting:
        whole = repr(text)
        return whole[1:-1], [quote for quote in quotes if whole[0] in quote] \
            or quotes[:1]
    # One that the text ends with would end too early.
    last = text[-1:]
    fitting.sort(key=lambda quote: quote[0] == last)
    if fitting[0][0] == last:
        text = text[:-1] + '\\' + last
    return text, fitting


def _literal(text, quotes):
    text, quotes = _escape(text, quotes)
    return quotes[0] + text + quotes[0]
