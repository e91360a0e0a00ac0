# The module ast: trees as objects, and back.
import ast

print(ast.dump(ast.parse("a = b[1:2, ...]")))  # expect: Module(body=[Assign(targets=[Name(id='a', ctx=Store())], value=Subscript(value=Name(id='b', ctx=Load()), slice=Tuple(elts=[Slice(lower=Constant(value=1), upper=Constant(value=2)), Constant(value=Ellipsis)], ctx=Load()), ctx=Load()))], type_ignores=[])
print(ast.dump(ast.parse("x if y else -1j", mode="eval")))  # expect: Expression(body=IfExp(test=Name(id='y', ctx=Load()), body=Name(id='x', ctx=Load()), orelse=UnaryOp(op=USub(), operand=Constant(value=1j))))
print(ast.dump(ast.parse("del a, b.c", mode="single"), indent=1))  # expect: Interactive(
# expect:  body=[
# expect:   Delete(
# expect:    targets=[
# expect:     Name(id='a', ctx=Del()),
# expect:     Attribute(
# expect:      value=Name(id='b', ctx=Load()),
# expect:      attr='c',
# expect:      ctx=Del())])])
print(ast.dump(ast.parse("def f(a, /, b: int = 1, *c, d, e=2, **g) -> x: pass").body[0].args))  # expect: arguments(posonlyargs=[arg(arg='a')], args=[arg(arg='b', annotation=Name(id='int', ctx=Load()))], vararg=arg(arg='c'), kwonlyargs=[arg(arg='d'), arg(arg='e')], kw_defaults=[None, Constant(value=2)], kwarg=arg(arg='g'), defaults=[Constant(value=1)])
print(ast.dump(ast.parse("f'{a!r:>{w}}' u'x'")))  # expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), Constant(value='x')]))], type_ignores=[])
print(ast.dump(ast.parse("match a:\n case {1: None, **k} | C(x, y=[*_]) as z if q: pass").body[0]))  # expect: Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchAs(pattern=MatchOr(patterns=[MatchMapping(keys=[Constant(value=1)], patterns=[MatchSingleton(value=None)], rest='k'), MatchClass(cls=Name(id='C', ctx=Load()), patterns=[MatchAs(name='x')], kwd_attrs=['y'], kwd_patterns=[MatchSequence(patterns=[MatchStar()])])]), name='z'), guard=Name(id='q', ctx=Load()), body=[Pass()])])
print(ast.dump(ast.parse("async def f():\n async with a as b, c: await d\n return [x async for x in y if z]").body[0]))  # expect: AsyncFunctionDef(name='f', args=arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]), body=[AsyncWith(items=[withitem(context_expr=Name(id='a', ctx=Load()), optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', ctx=Load()))], body=[Expr(value=Await(value=Name(id='d', ctx=Load())))]), Return(value=ListComp(elt=Name(id='x', ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), iter=Name(id='y', ctx=Load()), ifs=[Name(id='z', ctx=Load())], is_async=1)]))], decorator_list=[])
print(ast.dump(ast.parse("try: pass\nexcept* E as e: raise F from e\nfinally: import a.b as c, d").body[0]))  # expect: TryStar(body=[Pass()], handlers=[ExceptHandler(type=Name(id='E', ctx=Load()), name='e', body=[Raise(exc=Name(id='F', ctx=Load()), cause=Name(id='e', ctx=Load()))])], orelse=[], finalbody=[Import(names=[alias(name='a.b', asname='c'), alias(name='d')])])
print(ast.dump(ast.parse("from ..m import *").body[0]), ast.dump(ast.parse("from . import x as y").body[0]))  # expect: ImportFrom(module='m', names=[alias(name='*')], level=2) ImportFrom(names=[alias(name='x', asname='y')], level=1)
node = ast.parse("h\u00e9 = (1 +\n  2)").body[0]
print(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, node.value.col_offset)  # expect: 1 0 2 4 7
print(ast.get_source_segment("h\u00e9 = (1 +\n  2)", node.value))  # expect: 1 +
# expect:   2
print(node.targets[0].ctx is ast.parse("x = 1").body[0].targets[0].ctx, type(node).__mro__)  # expect: True (<class 'ast.Assign'>, <class 'ast.stmt'>, <class 'ast.AST'>, <class 'object'>)
print(ast.BinOp._fields, ast.arg._attributes, ast.Return().value, ast.Name.__match_args__)  # expect: ('left', 'op', 'right') ('lineno', 'col_offset', 'end_lineno', 'end_col_offset') None ('id', 'ctx')
print(ast.dump(ast.Name("x", ctx=ast.Load())), ast.dump(ast.Name("x", ast.Load()), annotate_fields=False))  # expect: Name(id='x', ctx=Load()) Name('x', Load())
print(ast.dump(ast.parse("x"), include_attributes=True))  # expect: Module(body=[Expr(value=Name(id='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)], type_ignores=[])
for source in ("ast.Name(1, 2, 3)", "ast.Name('x', id='y')", "ast.parse('a b')", "ast.parse(')', 'f', 'eval')", "ast.dump(1)", "ast.literal_eval('f()')", "ast.literal_eval('1 + x')", "ast.literal_eval('-\"a\"')"):
    try:
        eval(source)
    except (TypeError, SyntaxError, ValueError) as e:
        print(type(e).__name__, str(e).split(": <ast")[0])
# expect: TypeError Name constructor takes at most 2 positional arguments
# expect: TypeError Name got multiple values for argument 'id'
# expect: SyntaxError invalid syntax (<unknown>, line 1)
# expect: SyntaxError unmatched ')' (f, line 1)
# expect: TypeError expected AST, got 'int'
# expect: ValueError malformed node or string on line 1
# expect: ValueError malformed node or string on line 1
# expect: ValueError malformed node or string on line 1
print(ast.literal_eval(" [1, -2.5, (3, {4: 'a'}), {5}, b'x', None, 1+2j, set(), ...]"))  # expect: [1, -2.5, (3, {4: 'a'}), {5}, b'x', None, (1+2j), set(), Ellipsis]


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print(node.id, type(node.ctx).__name__)


Names().visit(ast.parse("for a in b(c): d += e"))
# expect: a Store
# expect: b Load
# expect: c Load
# expect: d Store
# expect: e Load


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)

    def visit_Pass(self, node):
        return None

    def visit_Expr(self, node):
        return [node, self.generic_visit(node)]


tree = Double().visit(ast.parse("x = 4\npass\nprint(x)"))
exec(compile(tree, "<tree>", "exec"))
# expect: 8
# expect: 8
print(ast.unparse(tree))  # expect: x = 8
# expect: print(x)
# expect: print(x)
tree = ast.Expression(ast.BinOp(ast.Constant(2), ast.Mult(), ast.BinOp(ast.Constant(3), ast.Add(), ast.Constant(4))))
try:
    compile(tree, "<tree>", "eval")
except TypeError as e:
    print(e)  # expect: required field "lineno" missing from expr
ast.fix_missing_locations(tree)
print(eval(compile(tree, "<tree>", "eval")), ast.unparse(tree), tree.body.lineno)  # expect: 14 2 * (3 + 4) 1
try:
    compile(tree, "<tree>", "exec")
except TypeError as e:
    print(e)  # expect: expected Module node, got Expression
tree = ast.parse("def f(x):\n    '''Says so.\n\n      more\n    '''\n    # nothing\n\n    return 1 / x\n\nf(0)")
print(ast.get_docstring(tree.body[0]))  # expect: Says so.
# expect:
# expect: more
try:
    exec(compile(tree, "<tree>", "exec"))
except ZeroDivisionError as e:
    place = e.__traceback__.tb_next
    print(place.tb_lineno, place.tb_next.tb_lineno, place.tb_next.tb_frame.f_code.co_filename)  # expect: 10 8 <tree>
ast.increment_lineno(tree, 5)
print(tree.body[0].lineno, tree.body[0].body[1].end_lineno)  # expect: 6 13
print([type(n).__name__ for n in ast.walk(ast.parse("a + b"))])  # expect: ['Module', 'Expr', 'BinOp', 'Name', 'Add', 'Name', 'Load', 'Load']
print(compile("x", "f", "exec", ast.PyCF_ONLY_AST).body[0].value.id)  # expect: x
SOURCE = '''
@d(1)
class C(A, *b, m=c, **k):
    """Doc "quoted".
    more"""
    x: int = 1
    (y): str

    async def f(self, a, /, *, b=lambda *a, k=1: (yield)):
        global g, h
        async for i, *j in (await k):
            while not a and (not b or c): continue
            else: break
        try: del a[0], b.c
        except (A, B) as e: raise
        else: assert x, 'y'
        finally: return (yield from z), (yield)
with a as b, c(): x = y, = -1 ** -x, (-1) ** 2, (a, b)[0], 1 .real, 1.5.real
if a < b <= c is not d not in e: {**a, 'b': 1}; {*a, b}; {x: y for x in a for y in b if c if d}
elif (n := 5): f"{x!r:>{w}} {{}} {'a'}\\n" f'{lambda_}'; [*a, *b]; a[b:c:d, ...]; a[*b]
else: x @= y if (lambda: z) else (yield)
match x, y:
    case [1, -2.5, "s", *rest] | (None as q) if q: pass
    case {"k": A.b, **r} | C(1, x=C()): from .m import n as o
'''
tree = ast.parse(SOURCE)
print(ast.unparse(tree))  # expect: @d(1)
# expect: class C(A, *b, m=c, **k):
# expect:     """Doc "quoted".
# expect:     more"""
# expect:     x: int = 1
# expect:     (y): str
# expect:
# expect:     async def f(self, a, /, *, b=lambda *a, k=1: (yield)):
# expect:         global g, h
# expect:         async for i, *j in await k:
# expect:             while not a and (not b or c):
# expect:                 continue
# expect:             else:
# expect:                 break
# expect:         try:
# expect:             del a[0], b.c
# expect:         except (A, B) as e:
# expect:             raise
# expect:         else:
# expect:             assert x, 'y'
# expect:         finally:
# expect:             return ((yield from z), (yield))
# expect: with a as b, c():
# expect:     x = y, = (-1 ** (-x), (-1) ** 2, (a, b)[0], 1 .real, 1.5.real)
# expect: if a < b <= c is not d not in e:
# expect:     {**a, 'b': 1}
# expect:     {*a, b}
# expect:     {x: y for x in a for y in b if c if d}
# expect: elif (n := 5):
# expect:     f"{x!r:>{w}} {{}} {'a'}\n{lambda_}"
# expect:     [*a, *b]
# expect:     a[b:c:d, ...]
# expect:     a[*b,]
# expect: else:
# expect:     x @= y if (lambda: z) else (yield)
# expect: match (x, y):
# expect:     case [1, -2.5, 's', *rest] | (None as q) if q:
# expect:         pass
# expect:     case {'k': A.b, **r} | C(1, x=C()):
# expect:         from .m import n as o
print(ast.dump(ast.parse(ast.unparse(tree))) == ast.dump(tree))  # expect: True
deep = ast.UnaryOp(ast.Not(), None, lineno=1, col_offset=0)
deep.operand = deep
try:
    compile(ast.Expression(deep), "<tree>", "eval")
except RecursionError:
    print("too deep")  # expect: too deep
for source in "1" * 4300, "1" * 4301, "0x" + "1" * 5000:
    try:
        print(len(ast.parse(source).body))
    except SyntaxError as e:
        print(e.msg)
# expect: 1
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
# expect: 1
# What the module keeps may be gone: an exception at most.
ones, node = getattr(ast, '_one', {}), ast.BinOp
kept = dict(ones)
ones.clear()
ast.BinOp = 5
for source in 'x', '1 + 1':
    try:
        ast.parse(source)
    except TypeError:
        pass
ones.update(kept)
ast.BinOp = node
print(ast.unparse(ast.parse('1+1')))  # expect: 1 + 1
