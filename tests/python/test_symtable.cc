// test_symtable.cc - where names live, as CPython's symtable has it.

#include "python/symtable.h"

#include <criterion/criterion.h>

#include <string>

#include "python/parser.h"

using namespace mt::python;

namespace {

// "qualname(name:BINDING[slot] …)" of every scope, one per line. L local, C
// cell, F free, G global, g implicit global, N by name.
std::string scopes(std::string_view text,
                   Dialect dialect = Dialect::kPython3) {
  ParseResult result = parse(text, "<test>", ParseMode::kExec, dialect);
  if (!result.ok()) return "error: " + result.error.message;
  SyntaxError error;
  if (!ast::build_symtable(result.arena, *result.module, &error)) {
    return "error: " + error.message;
  }
  std::string out;
  for (const ast::Scope* scope : result.module->scopes) {
    out += scope->qualname;
    out += '(';
    for (const ast::Symbol* symbol : scope->symbols) {
      if (out.back() != '(') out += ' ';
      out += symbol->name;
      out += ':';
      out += "LCFGgN"[static_cast<int>(symbol->binding)];
      if (symbol->binding == ast::Binding::kLocal) {
        out += std::to_string(symbol->local_slot);
      }
    }
    out += ")\n";
  }
  return out;
}

struct Row {
  const char* source;
  const char* scopes;
};

template <size_t N>
void check(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    const std::string got = scopes(row.source);
    cr_expect_eq(got, row.scopes, "%s\n  is     %s\n  wanted %s", row.source,
                 got.c_str(), row.scopes);
  }
}

}  // namespace

Test(symtable, names_find_their_place) {
  const Row rows[] = {
      {"x = y", "<module>(x:N y:N)\n"},
      {"def f(a, *b, c, **d):\n e = a; g",
       "<module>(f:N)\nf(a:L0 c:L1 b:L2 d:L3 e:L4 g:g)\n"},
      {"def f():\n x = 1\n def g(): return x",
       "<module>(f:N)\nf(x:C g:L0)\nf.<locals>.g(x:F)\n"},
      {"def f(x):\n def g():\n  def h(): return x",
       "<module>(f:N)\nf(x:C g:L1)\nf.<locals>.g(h:L0 x:F)\n"
       "f.<locals>.g.<locals>.h(x:F)\n"},
      {"def f():\n global x\n x = 1\n def g(): x",
       "<module>(f:N x:G)\nf(x:G g:L0)\nf.<locals>.g(x:g)\n"},
      {"def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2",
       "<module>(f:N)\nf(x:C g:L0)\nf.<locals>.g(x:F)\n"},
      {"def f():\n x = 1\n class A:\n  x = x\n  def g(self): x",
       "<module>(f:N)\nf(x:C A:L0)\nf.<locals>.A(x:N g:N)\n"
       "f.<locals>.A.g(self:L0 x:F)\n"},
      {"class A:\n def f(self): self.__x = __y; super()",
       "<module>(A:N)\nA(f:N)\nA.f(self:L0 _A__y:g super:g __class__:F)\n"},
      {"def f(y): return [x + y for x in z]",
       "<module>(f:N)\nf(y:C z:g)\nf.<locals>.<listcomp>(.0:L0 x:L1 y:F)\n"},
      {"def f(): return [y := x for x in z]",
       "<module>(f:N)\nf(z:g y:C)\nf.<locals>.<listcomp>(.0:L0 x:L1 y:F)\n"},
      {"[y := x for x in z]",
       "<module>(z:N y:G)\n<listcomp>(.0:L0 x:L1 y:G)\n"},
  };
  check(rows);
}

Test(symtable, closures_say_what_to_capture) {
  ParseResult result = parse(
      "def f(a, b):\n def g():\n  def h(): return a\n  return b\n", "<test>",
      ParseMode::kExec, Dialect::kPython3);
  SyntaxError error;
  cr_assert(ast::build_symtable(result.arena, *result.module, &error));
  const ast::Scope& f = *result.module->scopes[1];
  const ast::Scope& g = *result.module->scopes[2];
  const ast::Scope& h = *result.module->scopes[3];
  cr_assert_eq(f.cells.size(), 2u);
  cr_assert_eq(f.find("a")->local_slot, 0u);
  cr_assert_eq(f.locals.size(), 3u);
  cr_assert_eq(g.frees.size(), 2u);
  for (const ast::FreeVariable& variable : g.frees) {
    cr_expect(variable.from_cell);
    cr_expect_eq(f.cells[variable.index], variable.name);
  }
  cr_assert_eq(h.frees.size(), 1u);
  cr_assert(!h.frees[0].from_cell);
  cr_assert_eq(g.frees[h.frees[0].index].name, "a");
}

Test(symtable, a_class_keeps_a_cell_for_super) {
  ParseResult result =
      parse("class A:\n def f(self): return super()\n", "<test>",
            ParseMode::kExec, Dialect::kPython3);
  SyntaxError error;
  cr_assert(ast::build_symtable(result.arena, *result.module, &error));
  const ast::Scope& type = *result.module->scopes[1];
  const ast::Scope& method = *result.module->scopes[2];
  cr_assert(type.needs_class_cell);
  cr_assert_eq(type.cells[0], "__class__");
  cr_assert(method.frees[0].from_cell);
  cr_assert_eq(method.frees[0].index, 0u);
}

Test(symtable, generators_and_coroutines_are_known) {
  ParseResult result = parse(
      "def f(): yield\n"
      "async def g(): await x\n"
      "async def h(): yield [y async for y in x]\n",
      "<test>", ParseMode::kExec, Dialect::kPython3);
  SyntaxError error;
  cr_assert(ast::build_symtable(result.arena, *result.module, &error));
  const auto& all = result.module->scopes;
  cr_assert(all[1]->is_generator && !all[1]->is_coroutine);
  cr_assert(!all[2]->is_generator && all[2]->is_coroutine);
  cr_assert(all[3]->is_generator && all[3]->is_coroutine);
  cr_assert(all[4]->is_coroutine && all[4]->is_comprehension);
}

Test(symtable, what_no_compiler_could_mean_is_refused) {
  const Row rows[] = {
      {"return", "error: 'return' outside function"},
      {"yield", "error: 'yield' outside function"},
      {"break", "error: 'break' outside loop"},
      {"def f():\n continue", "error: 'continue' not properly in loop"},
      {"def f(): await x", "error: 'await' outside async function"},
      {"async def f():\n yield\n return 1",
       "error: 'return' with value in async generator"},
      {"def f(a, a): pass",
       "error: duplicate argument 'a' in function definition"},
      {"def f(x): global x", "error: name 'x' is parameter and global"},
      {"def f():\n x = 1\n global x",
       "error: name 'x' is assigned to before global declaration"},
      {"def f():\n x\n global x",
       "error: name 'x' is used prior to global declaration"},
      {"def f(): nonlocal x", "error: no binding for nonlocal 'x' found"},
      {"nonlocal x",
       "error: nonlocal declaration not allowed at module level"},
      {"def f(): from m import *",
       "error: import * only allowed at module level"},
      {"*a, *b = c", "error: multiple starred expressions in assignment"},
      {"*a = c",
       "error: starred assignment target must be in a list or tuple"},
      {"print(*a); *a", "error: can't use starred expression here"},
      {"try: a\nexcept: b\nexcept C: d",
       "error: default 'except:' must be last"},
      {"[x := 1 for x in y]",
       "error: assignment expression cannot rebind comprehension iteration "
       "variable 'x'"},
      {"match x:\n case a: b\n case c: d",
       "error: name capture 'a' makes remaining patterns unreachable"},
      {"match x:\n case [a] | b: c",
       "error: alternative patterns bind different names"},
  };
  check(rows);
}

Test(symtable, era_parameters_come_apart_into_locals) {
  cr_assert_eq(scopes("def f(a, (b, c)): print b", Dialect::kEra),
               "<module>(f:N)\nf(a:L0 .1:L1 b:L2 c:L3)\n");
}
