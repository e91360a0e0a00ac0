// test_parser.cc - trees and errors, compared with what CPython 3.11 makes of
// the same text.

#include "python/parser.h"

#include <criterion/criterion.h>

#include <string>

#include "python/ast_dump.h"

using namespace mt::python;

namespace {

ParseResult parse_file(std::string_view text,
                       Dialect dialect = Dialect::kPython3) {
  return parse(text, "<test>", ParseMode::kExec, dialect);
}

// The dump without the wrapping of Module(body=[…], type_ignores=[]), or the
// message of the error.
std::string shown(std::string_view text,
                  Dialect dialect = Dialect::kPython3) {
  ParseResult result = parse_file(text, dialect);
  if (!result.ok()) return "error: " + result.error.message;
  std::string dump = ast::dump(*result.module);
  const size_t head = std::string_view("Module(body=[").size();
  const size_t tail = std::string_view("], type_ignores=[])").size();
  return dump.substr(head, dump.size() - head - tail);
}

struct Row {
  const char* source;
  const char* tree;
};

void check(const Row* rows, size_t count, Dialect dialect) {
  for (size_t i = 0; i < count; ++i) {
    const std::string got = shown(rows[i].source, dialect);
    cr_expect_eq(got, rows[i].tree, "%s\n  is     %s\n  wanted %s",
                 rows[i].source, got.c_str(), rows[i].tree);
  }
}

template <size_t N>
void check(const Row (&rows)[N], Dialect dialect = Dialect::kPython3) {
  check(rows, N, dialect);
}

}  // namespace

Test(parser, operators_bind_as_python_says) {
  const Row rows[] = {
      {"-a**-b",
       "Expr(value=UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', "
       "ctx=Load()), op=Pow(), right=UnaryOp(op=USub(), operand=Name(id='b', "
       "ctx=Load())))))"},
      {"a - b - c",
       "Expr(value=BinOp(left=BinOp(left=Name(id='a', ctx=Load()), op=Sub(), "
       "right=Name(id='b', ctx=Load())), op=Sub(), right=Name(id='c', "
       "ctx=Load())))"},
      {"not a in b",
       "Expr(value=UnaryOp(op=Not(), operand=Compare(left=Name(id='a', "
       "ctx=Load()), ops=[In()], comparators=[Name(id='b', ctx=Load())])))"},
      {"1 < x is not None",
       "Expr(value=Compare(left=Constant(value=1), ops=[Lt(), IsNot()], "
       "comparators=[Name(id='x', ctx=Load()), Constant(value=None)]))"},
      {"a or b and c",
       "Expr(value=BoolOp(op=Or(), values=[Name(id='a', ctx=Load()), "
       "BoolOp(op=And(), values=[Name(id='b', ctx=Load()), Name(id='c', "
       "ctx=Load())])]))"},
  };
  check(rows);
}

Test(parser, literals_are_decoded) {
  const Row rows[] = {
      {"0x_ff, 0o17, 0b1_0, 1_000",
       "Expr(value=Tuple(elts=[Constant(value=255), Constant(value=15), "
       "Constant(value=2), Constant(value=1000)], ctx=Load()))"},
      {"340282366920938463463374607431768211456",
       "Expr(value=Constant(value=340282366920938463463374607431768211456))"},
      {"1.5e3, .5j",
       "Expr(value=Tuple(elts=[Constant(value=1500), Constant(value=0.5j)], "
       "ctx=Load()))"},
      {"'a\\x41\\u20ac\\ud800' r'\\n' \"'\"",
       "Expr(value=Constant(value=\"aA\\u20ac\\ud800\\\\n'\"))"},
      {"b'\\xff\\0' b'a'", "Expr(value=Constant(value=b'\\xff\\x00a'))"},
      {"u'x'", "Expr(value=Constant(value='x', kind='u'))"},
  };
  check(rows);
}

Test(parser, f_strings_hold_expressions) {
  const Row rows[] = {
      {"f'a{{{x!r:>{w}}}}'",
       "Expr(value=JoinedStr(values=[Constant(value='a{'), "
       "FormattedValue(value=Name(id='x', ctx=Load()), conversion=114, "
       "format_spec=JoinedStr(values=[Constant(value='>'), "
       "FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), "
       "Constant(value='}')]))"},
      {"f'{x = }' 'y'",
       "Expr(value=JoinedStr(values=[Constant(value='x = '), "
       "FormattedValue(value=Name(id='x', ctx=Load()), conversion=114), "
       "Constant(value='y')]))"},
      {"f'{a != b}'",
       "Expr(value=JoinedStr(values=[FormattedValue(value=Compare(left="
       "Name(id='a', ctx=Load()), ops=[NotEq()], comparators=[Name(id='b', "
       "ctx=Load())]), conversion=-1)]))"},
      {"f'{}'", "error: f-string: empty expression not allowed"},
      {"f'{a'", "error: f-string: expecting '}'"},
      {"f'}'", "error: f-string: single '}' is not allowed"},
      {"f'{a b}'",
       "error: f-string: invalid syntax. Perhaps you forgot a comma?"},
  };
  check(rows);
}

Test(parser, patterns) {
  const Row rows[] = {
      {"match x:\n case [1, *_] | {'k': v, **r}: pass",
       "Match(subject=Name(id='x', ctx=Load()), cases=[match_case(pattern="
       "MatchOr(patterns=[MatchSequence(patterns=[MatchValue(value="
       "Constant(value=1)), MatchStar()]), MatchMapping(keys=[Constant(value="
       "'k')], patterns=[MatchAs(name='v')], rest='r')]), body=[Pass()])])"},
      {"match x:\n case A.B(c, d=None) as e if f: pass",
       "Match(subject=Name(id='x', ctx=Load()), cases=[match_case(pattern="
       "MatchAs(pattern=MatchClass(cls=Attribute(value=Name(id='A', "
       "ctx=Load()), attr='B', ctx=Load()), patterns=[MatchAs(name='c')], "
       "kwd_attrs=['d'], kwd_patterns=[MatchSingleton(value=None)]), "
       "name='e'), guard=Name(id='f', ctx=Load()), body=[Pass()])])"},
      {"match = match[x]",
       "Assign(targets=[Name(id='match', ctx=Store())], value=Subscript("
       "value=Name(id='match', ctx=Load()), slice=Name(id='x', ctx=Load()), "
       "ctx=Load()))"},
  };
  check(rows);
}

Test(parser, with_takes_brackets_two_ways) {
  const Row rows[] = {
      {"with (a as b, c): pass",
       "With(items=[withitem(context_expr=Name(id='a', ctx=Load()), "
       "optional_vars=Name(id='b', ctx=Store())), withitem(context_expr="
       "Name(id='c', ctx=Load()))], body=[Pass()])"},
      {"with (a, b) as c: pass",
       "With(items=[withitem(context_expr=Tuple(elts=[Name(id='a', "
       "ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()), optional_vars="
       "Name(id='c', ctx=Store()))], body=[Pass()])"},
  };
  check(rows);
}

Test(parser, era_spellings) {
  const Row rows[] = {
      {"print >>f, x, y,",
       "Print(dest=Name(id='f', ctx=Load()), values=[Name(id='x', "
       "ctx=Load()), Name(id='y', ctx=Load())], nl=False)"},
      {"print", "Print(values=[], nl=True)"},
      {"exec c in d",
       "Exec(body=Name(id='c', ctx=Load()), globals=Name(id='d', "
       "ctx=Load()))"},
      {"raise E, 'why', t",
       "Raise(exc=Name(id='E', ctx=Load()), value=Constant(value='why'), "
       "traceback=Name(id='t', ctx=Load()))"},
      {"try: pass\nexcept (A, B), e: pass",
       "Try(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name("
       "id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), "
       "target=Name(id='e', ctx=Store()), body=[Pass()])], orelse=[], "
       "finalbody=[])"},
      {"`x`, 0777, 10L, a <> b",
       "Expr(value=Tuple(elts=[Repr(value=Name(id='x', ctx=Load())), "
       "Constant(value=511), Constant(value=10L), Compare(left=Name(id='a', "
       "ctx=Load()), ops=[NotEq()], comparators=[Name(id='b', "
       "ctx=Load())])], ctx=Load()))"},
      {"lambda (a, b): a",
       "Expr(value=Lambda(args=arguments(posonlyargs=[], args=[arg(arg='.0', "
       "unpack=Tuple(elts=[Name(id='a', ctx=Store()), Name(id='b', "
       "ctx=Store())], ctx=Store()))], kwonlyargs=[], kw_defaults=[], "
       "defaults=[]), body=Name(id='a', ctx=Load())))"},
      {"[x for x in 1, 2]",
       "Expr(value=ListComp(elt=Name(id='x', ctx=Load()), generators=["
       "comprehension(target=Name(id='x', ctx=Store()), iter=Tuple(elts=["
       "Constant(value=1), Constant(value=2)], ctx=Load()), ifs=[], "
       "is_async=0)]))"},
      {"async = ur'\\u20ac'",
       "Assign(targets=[Name(id='async', ctx=Store())], value=Constant("
       "value='\\u20ac', kind='u'))"},
      {"if x:\n\tpass\n        print",
       "If(test=Name(id='x', ctx=Load()), body=[Pass(), Print(values=[], "
       "nl=True)], orelse=[])"},
  };
  check(rows, Dialect::kEra);
}

// Of what is in both spellings, the era's are files that import what Twisted
// has no more, as long as nothing in them is newer.
Test(parser, imports_tell_the_dialect) {
  const std::string gone = "from twisted.internet import reactor, app\n";
  const struct {
    std::string text;
    bool is_era;
  } rows[] = {
      {gone, true},
      {"from twisted.internet.app import Application", true},
      {"import os, twisted.internet.app as a", true},
      {"if x:\n  import twisted.manhole.telnet\n", true},
      {"from twisted.cred import (portal, service)", true},
      {"from twisted.internet import reactor, protocol", false},
      {"from other.internet import app", false},
      {"import twisted\napp = 'twisted.internet.app'", false},
      {"from . import twisted\nfrom .. import app", false},
      {gone + "print(x)", true},
      {gone + "print((x, y))", true},
      {gone + "print(f(x, y)); super(X, self).f()", true},
      {gone + "import os as o", true},
      {gone + "print(x, y)", false},
      {gone + "print()", false},
      {gone + "super().f()", false},
      {gone + "x = b'y'", false},
      {gone + "x = f'y'", false},
      {gone + "x = r'b'", true},
      {gone + "@x\ndef f(): pass", false},
      {gone + "with x: pass", false},
      {gone + "try: pass\nexcept E as e: pass", false},
      {gone + "def f() -> 1: pass", false},
      {gone + "def f(): yield from x", false},
      {gone + "async def f(): pass", false},
      {gone + "'{}'.format(x)", false},
      {gone + "bytes(x)", false},
      {gone + "raise X from y", false},
  };
  for (const auto& row : rows) {
    const ParseResult result = parse_file(row.text, Dialect::kEither);
    cr_assert(result.ok(), "%s", row.text.c_str());
    cr_assert_eq(result.module->dialect == Dialect::kEra, row.is_era, "%s",
                 row.text.c_str());
  }
}

Test(parser, either_prefers_python_3_and_reports_its_error) {
  cr_assert_eq(parse_file("print(x)", Dialect::kEither).module->dialect,
               Dialect::kPython3);
  cr_assert_eq(parse_file("print x", Dialect::kEither).module->dialect,
               Dialect::kEra);
  cr_assert_eq(shown("print f(x y)", Dialect::kEither),
               shown("print f(x y)", Dialect::kPython3));
}

Test(parser, mistakes_are_named_as_cpython_names_them) {
  const Row rows[] = {
      {"(1,\n2", "error: '(' was never closed"},
      {")", "error: unmatched ')'"},
      {"(]",
       "error: closing parenthesis ']' does not match opening parenthesis "
       "'('"},
      {"'abc", "error: unterminated string literal (detected at line 1)"},
      {"'''a\nb",
       "error: unterminated triple-quoted string literal (detected at line "
       "2)"},
      {"if x\n  pass", "error: expected ':'"},
      {"if x:\npass",
       "error: expected an indented block after 'if' statement on line 1"},
      {"def f():\n  x\n    y", "error: unexpected indent"},
      {"if x:\n    y\n  z",
       "error: unindent does not match any outer indentation level"},
      {"if x:\n\ty\n        z",
       "error: inconsistent use of tabs and spaces in indentation"},
      {"f(a b)", "error: invalid syntax. Perhaps you forgot a comma?"},
      {"1 = x",
       "error: cannot assign to literal here. Maybe you meant '==' instead "
       "of '='?"},
      {"(a, f()) = 1", "error: cannot assign to function call"},
      {"if x = 1: pass",
       "error: invalid syntax. Maybe you meant '==' or ':=' instead of '='?"},
      {"print 'x'",
       "error: Missing parentheses in call to 'print'. Did you mean "
       "print(...)?"},
      {"f(a=1, 2)", "error: positional argument follows keyword argument"},
      {"def f(a=1, b): pass",
       "error: non-default argument follows default argument"},
      {"try:\n  pass\nx", "error: expected 'except' or 'finally' block"},
      {"try: a\nexcept A, B: b",
       "error: multiple exception types must be parenthesized"},
      {"0777",
       "error: leading zeros in decimal integer literals are not permitted; "
       "use an 0o prefix for octal integers"},
      {"a \xe2\x86\x92 b", "error: invalid character '\xe2\x86\x92' (U+2192)"},
      {"'\\N{SNOWMAN}'",
       "error: (unicode error) characters named 'SNOWMAN' are not supported"},
      {"b'\xc3\xa9'",
       "error: bytes can only contain ASCII literal characters"},
      {"\xff", "error: Non-UTF-8 code starting with '\\xff' on line 1, but no "
               "encoding declared; see https://peps.python.org/pep-0263/ for "
               "details"},
      {"# coding: ebcdic\n", "error: encoding problem: ebcdic"},
  };
  check(rows);
}

Test(parser, errors_say_where) {
  const ParseResult result = parse_file("x = 1\n\xc3\xa9 = f(a b)\n");
  cr_assert(!result.ok());
  cr_assert_eq(result.error.line, 2u);
  cr_assert_eq(result.error.column, 7u);
  cr_assert_eq(result.error.end_line, 2u);
  cr_assert_eq(result.error.end_column, 10u);
  cr_assert_eq(result.error.text, "\xc3\xa9 = f(a b)\n");
}

Test(parser, spans_count_bytes) {
  const ParseResult result = parse_file("\xc3\xa9 = (1 +\n  2)\n");
  cr_assert(result.ok());
  const ast::Span span = ast::as<ast::Assign>(*result.module->body[0])
                             .value->span;
  cr_assert_eq(span.line, 1u);
  cr_assert_eq(span.column, 6u);
  cr_assert_eq(span.end_line, 2u);
  cr_assert_eq(span.end_column, 3u);
}

Test(parser, equal_names_share_their_bytes) {
  const ParseResult result = parse_file("spam = spam");
  const auto& assign = ast::as<ast::Assign>(*result.module->body[0]);
  cr_assert_eq(ast::as<ast::Name>(*assign.targets[0]).id.data(),
               ast::as<ast::Name>(*assign.value).id.data());
}

Test(parser, the_prompt_knows_what_may_go_on) {
  const struct {
    const char* text;
    bool is_tree, is_incomplete;
  } rows[] = {
      {"", true, false},
      {"x = 1", true, false},
      {"x = (1,", false, true},
      {"x = '''a", false, true},
      {"x = 'a", false, false},
      {"x = 1 + \\", false, true},
      {"def f():", false, true},
      {"def f():\n  return 1", true, true},
      {"def f():\n  return 1\n", true, false},
      {"class A:\n  def f(self):", false, true},
      {"for i in range(3): i", true, false},
      {"if x: y\nelse: z", true, true},
      {"try:\n  x\n", false, true},
      {"@d", false, true},
      {"x = ", false, false},
      {"f(a b", false, false},
      {"match x:", false, true},
      {"print 'a', (1,", false, true},
      {"if x:\n  print 'a',", true, true},
      {"(1,\n2)", true, false},
      {"a; b", true, false},
      {"a\nb", false, false},
  };
  for (const auto& row : rows) {
    const ParseResult result =
        parse(row.text, "<shell>", ParseMode::kSingle, Dialect::kEither);
    cr_expect_eq(result.ok(), row.is_tree, "%s", row.text);
    cr_expect_eq(result.incomplete, row.is_incomplete, "%s", row.text);
  }
}

Test(parser, depth_ends_in_an_error) {
  const char* const pieces[] = {"(", "-", "not ", "lambda: ", "[", "a**",
                                "x if y else ", "{"};
  for (const char* piece : pieces) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += piece;
    text += "a";
    cr_expect(!parse_file(text).ok(), "%s", piece);
  }
  std::string chain = "a";
  for (int i = 0; i < 20000; ++i) chain += "+a";
  cr_assert_eq(shown(chain), "error: too many nested expressions or blocks");
}

Test(parser, siblings_are_no_depth) {
  std::string text = "x = [1";
  std::string line = "a";
  std::string fields = "f'";
  for (int i = 0; i < 5000; ++i) {
    text += ", 1";
    line += "; a";
    fields += "{a}";
  }
  cr_assert(parse_file(text + "]").ok());
  cr_assert(parse_file(line).ok());
  cr_assert(parse_file(fields + "'").ok());
}

Test(parser, every_prefix_of_a_program_is_a_tree_or_an_error) {
  const std::string text =
      "@d\nasync def f(a, /, b=1, *c, d: int, **e) -> x:\n"
      "    async with a as (b, *c): await b\n"
      "    return [f'{a!r:{b}}' for a, in {**b, 'c': (yield)} if (z := 1)]\n"
      "match x, *y:\n    case {'k': -1j, **r} | A.B(c=[_]) as d if e: pass\n";
  for (size_t i = 0; i <= text.size(); ++i) {
    for (const Dialect dialect : {Dialect::kPython3, Dialect::kEra}) {
      const ParseResult result = parse_file(text.substr(0, i), dialect);
      cr_expect(result.ok() || !result.error.message.empty(), "%zu", i);
    }
  }
}

Test(parser, latin_1_is_read_where_it_is_declared) {
  const Row rows[] = {
      {"# -*- coding: latin-1 -*-\n'\xe9'",
       "Expr(value=Constant(value='\\xe9'))"},
      {"\xef\xbb\xbf'\xc3\xa9'", "Expr(value=Constant(value='\\xe9'))"},
      {"a\r\nb\rc",
       "Expr(value=Name(id='a', ctx=Load())), Expr(value=Name(id='b', "
       "ctx=Load())), Expr(value=Name(id='c', ctx=Load()))"},
  };
  check(rows);
}
