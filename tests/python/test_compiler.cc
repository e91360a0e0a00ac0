// test_compiler.cc - what the compiler makes of small sources.

#include <criterion/criterion.h>

#include <string>

#include "python/code.h"
#include "python/code_object.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/str.h"

namespace {

// Criterion looks at its operands after the whole expression is over.
const char* kept(std::string text) {
  static std::string last;
  last = std::move(text);
  return last.c_str();
}

using namespace mt::python;

Code* compile_text(const std::string& text,
                   ParseMode mode = ParseMode::kExec,
                   Dialect dialect = Dialect::kEither) {
  Fiber& fiber = *rt().main_fiber;
  CompileOptions options;
  options.mode = mode;
  options.dialect = dialect;
  return compile(fiber, make_str(fiber, text), make_str(fiber, "<test>"),
                 options);
}

// Instructions of code number `ordinal`, one to a line, without numbers.
std::string listing(const std::string& text, uint32_t ordinal = 0,
                    Dialect dialect = Dialect::kEither) {
  const Code* code = compile_text(text, ParseMode::kExec, dialect);
  cr_assert(code != nullptr);
  const Unit* unit = code->unit;
  cr_assert(ordinal < unit->code_count());
  for (uint32_t i = 0; i < unit->code_count(); ++i) {
    const std::string wrong = verify(unit->code_at(i));
    cr_assert_str_eq(wrong.c_str(), "");
  }
  const std::string whole = disassemble(unit->code_at(ordinal));
  std::string out;
  for (size_t at = 0; at < whole.size();) {
    const size_t end = whole.find('\n', at);
    std::string line = whole.substr(at, end - at);
    if (line.compare(0, 7, "handler") != 0) line = line.substr(12);
    out += line + "\n";
    at = end + 1;
  }
  return out;
}

std::string error_of(const std::string& text) {
  cr_assert(compile_text(text) == nullptr);
  Fiber& fiber = *rt().main_fiber;
  const Value exception = take_exception(fiber);
  const Value shown = to_str(fiber, exception.as<Exception>()->args->items[0]);
  return std::string(shown.as<Str>()->view());
}

struct StopAtTheEnd {
  ~StopAtTheEnd() { Runtime::stop(); }
};

#define WITH_RUNTIME()           \
  int stack_top = 0;             \
  Runtime::start(&stack_top);    \
  const StopAtTheEnd stop_at_the_end

}  // namespace

Test(compiler, a_sum_into_a_local_is_one_instruction) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("def f(a, b):\n  c = a + b\n  return c\n", 1)),
                   "Add r2, r0, r1\n"
                   "Return r2\n");
}

Test(compiler, small_numbers_are_added_without_a_register) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("def f(a):\n  a += 1\n  return a - 2\n", 1)),
                   "AddInt r0, r0, 1, d=1\n"
                   "AddInt r1, r0, -2, d=2\n"
                   "Return r1\n");
}

Test(compiler, loops_compare_and_jump_at_once) {
  WITH_RUNTIME();
  cr_assert_str_eq(
      kept(listing("def f(n, m):\n  while n < m:\n    n += 1\n", 1)),
      "JumpLt r0, r1, -> 3, d=0\n"
      "AddInt r0, r0, 1, d=1\n"
      "LoopBack -> 0\n"
      "ReturnNone\n");
}

Test(compiler, endless_loops_test_nothing) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("def f():\n  while True:\n    f()\n", 1)),
                   "Jump -> 1\n"  // the line of the `while`, for tracers
                   "LoadGlobal r0, f\n"
                   "Call r0, 0, r0, d=1\n"
                   "LoopBack -> 1\n");
}

Test(compiler, conditions_become_jumps) {
  WITH_RUNTIME();
  cr_assert_str_eq(
      kept(listing("def f(a, b):\n  if a and not b or a is None:\n    return 1\n", 1)),
      "JumpIfNot r0, -> 2\n"
      "JumpIfNot r1, -> 3\n"
      "JumpIfNotNone r0, -> 5\n"
      "LoadInt r2, 1\n"
      "Return r2\n"
      "ReturnNone\n");
}

Test(compiler, calls_slide_along_their_window) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("def f(a):\n  return a.g(a.h(1), 2)\n", 1)),
                   "LoadMethod r1, r0, g\n"
                   "LoadMethod r3, r0, h\n"
                   "LoadInt r5, 1\n"
                   "Call r3, 1, r3\n"
                   "LoadInt r4, 2\n"
                   "Call r1, 2, r1\n"
                   "Return r1\n");
}

Test(compiler, locals_side_by_side_are_unpacked_in_place) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("def f(x):\n  a, b = x\n  return b\n", 1)),
                   "Unpack r1, r0, 2\n"
                   "Return r2\n");
}

Test(compiler, swapping_needs_three_moves) {
  WITH_RUNTIME();
  cr_assert_str_eq(
      kept(listing("def f(a, b):\n  a, b = b, a\n  return a\n", 1)),
      "Move r2, r0\n"
      "Move r0, r1\n"
      "Move r1, r2\n"
      "Return r0\n");
}

Test(compiler, only_doubtful_locals_are_checked) {
  WITH_RUNTIME();
  cr_assert_str_eq(
      kept(listing("def f(a):\n  if a:\n    b = 1\n  return b, b\n", 1)),
      "JumpIfNot r0, -> 2\n"
      "LoadInt r1, 1\n"
      "CheckBound r1, 'b'\n"
      "Move r3, r1\n"
      "Move r4, r1\n"
      "BuildTuple r2, r3, 2\n"
      "Return r2\n");
  cr_assert_str_eq(kept(listing("def f(a):\n  if a:\n    b = 1\n  else:\n    b = 2\n"
                           "  return b\n",
                           1)),
                   "JumpIfNot r0, -> 3\n"
                   "LoadInt r1, 1\n"
                   "Jump -> 4\n"
                   "LoadInt r1, 2\n"
                   "Return r1\n");
}

Test(compiler, a_walrus_makes_earlier_operands_copies) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("def f(x):\n  return x + (x := 1)\n", 1)),
                   "Move r1, r0\n"
                   "LoadInt r2, 1\n"
                   "Move r0, r2\n"
                   "Add r1, r1, r2\n"
                   "Return r1\n");
}

Test(compiler, constants_are_folded_within_bounds) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(listing("x = 2 * 3 + 4\n")),
                   "LoadInt r0, 10\nStoreName r0, x\nReturnNone\n");
  cr_assert_str_eq(kept(listing("x = 'a' * 3 + 'b'\n")),
                   "LoadConst r0, 'aaab'\nStoreName r0, x\nReturnNone\n");
  cr_assert_str_eq(kept(listing("x = 'a' * 5000\n")),
                   "LoadConst r0, 'a'\nLoadInt r1, 5000\n"
                   "Mul r0, r0, r1\nStoreName r0, x\nReturnNone\n");
  cr_assert_str_eq(kept(listing("x = 1 / 0\n")),
                   "LoadInt r0, 1\nLoadInt r1, 0\n"
                   "TrueDiv r0, r0, r1\nStoreName r0, x\nReturnNone\n");
}

Test(compiler, what_cannot_be_reached_is_not_there) {
  WITH_RUNTIME();
  cr_assert_str_eq(
      kept(listing("def f():\n  return 1\n  print(2)\n", 1)),
      "LoadInt r0, 1\nReturn r0\n");
  cr_assert_str_eq(kept(listing("if 0:\n  x = 1\nelse:\n  y = 2\n")),
                   "LoadInt r0, 2\nStoreName r0, y\nReturnNone\n");
}

Test(compiler, handlers_restore_what_was_handled) {
  WITH_RUNTIME();
  cr_assert_str_eq(
      kept(listing("def f():\n  try:\n    g()\n  except E as e:\n    h()\n", 1)),
      "LoadGlobal r1, g\n"
      "Call r1, 0, r1, d=1\n"
      "Jump -> 20\n"
      "EnterHandler r1\n"
      "LoadGlobal r4, E\n"
      "MatchException r5, r1, r4\n"
      "JumpIfNot r5, -> 16\n"
      "Move r0, r1\n"
      "LoadGlobal r5, h\n"
      "Call r5, 0, r5, d=1\n"
      "Clear r0, 1\n"
      "Jump -> 14\n"
      "Clear r0, 1\n"
      "Reraise r4\n"
      "LeaveHandler r1\n"
      "Jump -> 20\n"
      "LeaveHandler r1\n"
      "Reraise r1\n"
      "LeaveHandler r1\n"
      "Reraise r3\n"
      "ReturnNone\n"
      "handler 8..10 -> 12 (r4)\n"
      "handler 0..2 -> 3 (r1)\n"
      "handler 4..14 -> 18 (r3)\n");
}

Test(compiler, far_jumps_go_over_a_jump) {
  WITH_RUNTIME();
  std::string text = "def f(n):\n  for i in n:\n    if i < n:\n";
  for (int i = 0; i < 40000; ++i) text += "      n += 1\n";
  const Code* code = compile_text(text);
  cr_assert(code != nullptr);
  const Code* f = code->unit->code_at(1);
  cr_assert_str_eq(kept(verify(f)), "");
  cr_assert(f->instructions[1].op == Op::kForIter);
  cr_assert(f->instructions[2].op == Op::kJump);
  cr_assert(f->instructions[3].op == Op::kJump);
  cr_assert(f->instructions[4].op == Op::kJumpLt);
  cr_assert_eq(f->instructions[4].d, 1);
  cr_assert(f->instructions[5].op == Op::kJump);
}

Test(compiler, ordinals_count_codes_as_they_are_met) {
  WITH_RUNTIME();
  const Code* code = compile_text(
      "def a():\n  return lambda: [x for x in y]\nclass B:\n  def c(self): "
      "pass\n");
  cr_assert(code != nullptr);
  static const char* const kNames[] = {
      "<module>", "a", "a.<locals>.<lambda>",
      "a.<locals>.<lambda>.<locals>.<listcomp>", "B", "B.c"};
  const Unit* unit = code->unit;
  cr_assert_eq(unit->code_count(), 6u);
  for (uint32_t i = 0; i < 6; ++i) {
    const Code* one = unit->code_at(i);
    cr_assert_eq(one->ordinal, i);
    cr_assert_str_eq(kept(std::string(one->qualname->view())), kNames[i]);
  }
}

Test(compiler, positions_cover_the_expression) {
  WITH_RUNTIME();
  const Code* code = compile_text("x = (a +\n     b.c)\n");
  cr_assert(code != nullptr);
  // LoadName a, LoadName b, LoadAttr c, Add, StoreName x
  const std::optional<PositionRow> load = position_of(code, 2);
  cr_assert_eq(load->line, 2u);
  cr_assert_eq(load->column, 5);
  cr_assert_eq(load->end_column, 8);
  const std::optional<PositionRow> sum = position_of(code, 3);
  cr_assert_eq(sum->line, 1u);
  cr_assert_eq(sum->end_line, 2u);
  cr_assert_eq(sum->column, 5);
  cr_assert_eq(sum->end_column, 8);
}

Test(compiler, parameters_come_first_and_in_order) {
  WITH_RUNTIME();
  const Code* code = compile_text("def f(a, /, b, *args, c, **kw): d = 1\n");
  const Code* f = code->unit->code_at(1);
  cr_assert_eq(f->positional_only, 1);
  cr_assert_eq(f->positional, 2);
  cr_assert_eq(f->keyword_only, 1);
  cr_assert_eq(f->parameter_count(), 5u);
  static const char* const kNames[] = {"a", "b", "c", "args", "kw", "d"};
  cr_assert_eq(f->local_names->size, 6u);
  for (uint32_t i = 0; i < 6; ++i) {
    cr_assert_str_eq(
        kept(std::string(f->local_names->items[i].as<Str>()->view())),
        kNames[i]);
  }
}

Test(compiler, era_code_says_so) {
  WITH_RUNTIME();
  const Code* era = compile_text("print 1 / 2\n");
  cr_assert(era->is_era());
  cr_assert(era->unit->dialect == Dialect::kEra);
  cr_assert_str_eq(kept(listing("print x / y\n")),
                   "LoadNone r0\n"
                   "LoadName r2, x\n"
                   "LoadName r3, y\n"
                   "EraDiv r2, r2, r3\n"
                   "LoadBool r1, d=1\n"
                   "Intrinsic r1, 3, r0, EraPrint\n"
                   "ReturnNone\n");
  cr_assert_not(compile_text("print(1 / 2)\n")->is_era());
}

Test(compiler, errors_are_raised_with_their_place) {
  WITH_RUNTIME();
  cr_assert_str_eq(kept(error_of("return 1\n")), "'return' outside function");
  cr_assert_str_eq(kept(error_of("from __future__ import nothing\n")),
                   "future feature nothing is not defined");
  std::string deep = "def f():\n";
  for (int i = 0; i < 21; ++i) {
    deep += std::string(i + 1, ' ') + "while x:\n";
  }
  cr_assert_str_eq(kept(error_of(deep + std::string(22, ' ') + "pass\n")),
                   "too many statically nested blocks");
}

Test(compiler, what_is_too_large_is_refused) {
  WITH_RUNTIME();
  // Each level of `finally` compiles its body twice.
  std::string text = "def f():\n";
  for (int i = 0; i < 20; ++i) {
    text += std::string(i + 1, ' ') + "try: y()\n" + std::string(i + 1, ' ') +
            "finally:\n";
  }
  text += std::string(21, ' ') + "x(1, 2, 3)\n";
  cr_assert_str_eq(kept(error_of(text)), "code too large");
}

Test(verifier, refuses_what_reaches_outside) {
  WITH_RUNTIME();
  Code* code = compile_text("x = y\nif x: z = 1\n");
  cr_assert_str_eq(kept(verify(code)), "");
  struct Case {
    Instruction instruction;
    const char* complaint;
  };
  const Case kCases[] = {
      {{Op::kMove, 0, 500, 0, 0}, "instruction 0 (Move): no such register"},
      {{Op::kLoadConst, 0, 0, 900, 0},
       "instruction 0 (LoadConst): no such constant"},
      {{Op::kLoadName, 0, 0, 900, 0}, "instruction 0 (LoadName): no such site"},
      {{Op::kJump, 0, 0, 0, 900}, "instruction 0 (Jump): a jump out of the code"},
      {{Op::kCall, 0, 0, 600, 0}, "instruction 0 (Call): no such register"},
      {{Op::kIntrinsic, 250, 0, 0, 0},
       "instruction 0 (Intrinsic): no such intrinsic"},
  };
  const Instruction good = code->instructions[0];
  for (const Case& one : kCases) {
    code->instructions[0] = one.instruction;
    cr_expect_str_eq(kept(verify(code)), one.complaint);
  }
  code->instructions[0] = good;
  code->instructions[code->instruction_count - 1] = good;
  cr_assert_str_eq(kept(verify(code)), "the code has no end");
}
