// test_embed.cc - the language seen from a C++ program that embeds it.

#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "microtwisted/embed.h"
#include "microtwisted/module.h"

using namespace microtwisted;

namespace {

std::string text(Value value) {
  return value.ok() ? value.str().to_text().value_or("?") : value.message();
}

bool same(const std::string& got, const std::string& expected) {
  if (got == expected) return true;
  fprintf(stderr, "got:\n%s\nexpected:\n%s\n", got.c_str(),
          expected.c_str());
  return false;
}

// What is far down the stack is soon overwritten.
__attribute__((noinline)) void fill_with_garbage() {
  for (int i = 0; i < 20; ++i) {
    run("junk = [str(i) * 20 for i in range(500)]").ignore();
    collect();
  }
}

}  // namespace

// --- values -----------------------------------------------------------------

Test(embed, numbers_pass_both_ways) {
  Interpreter interpreter;
  cr_assert_eq(*Value(0).to_int(), 0);
  cr_assert_eq(*Value(-7).to_int(), -7);
  cr_assert_eq(*Value(INT64_MAX).to_int(), INT64_MAX);
  cr_assert_eq(*Value(INT64_MIN).to_int(), INT64_MIN);
  cr_assert(same(text(Value(UINT64_MAX)), "18446744073709551615"));
  cr_assert(!Value(UINT64_MAX).to_int());
  cr_assert_eq(*Value(2.5).to_float(), 2.5);
  cr_assert_eq(*Value(3).to_float(), 3.0);
  cr_assert(!Value("3").to_float());
  cr_assert(!evaluate("10 ** 400").to_float());
  cr_assert(evaluate("1").ok());
  cr_assert(Value(true).is_true() && !Value(1).is_true());
  cr_assert(Value().is_none() && Value(nullptr).is_none());
}

Test(embed, kinds_are_told_apart) {
  Interpreter interpreter;
  const struct {
    const char* expression;
    Kind kind;
  } rows[] = {
      {"None", Kind::kNone},        {"False", Kind::kBool},
      {"3", Kind::kInt},            {"3 << 90", Kind::kInt},
      {"0.5", Kind::kFloat},        {"'tea'", Kind::kText},
      {"b'tea'", Kind::kBytes},     {"bytearray(3)", Kind::kBytes},
      {"[]", Kind::kList},          {"(1,)", Kind::kTuple},
      {"{}", Kind::kDict},          {"{1}", Kind::kOther},
      {"...", Kind::kOther},        {"len", Kind::kOther},
      {"1 / 0", Kind::kError},
  };
  for (const auto& row : rows)
    cr_expect(evaluate(row.expression).kind() == row.kind, "%s",
              row.expression);
}

Test(embed, text_and_bytes_keep_every_byte) {
  Interpreter interpreter;
  const std::string tea("t\0\xc3\xa9\xf0\x9f\x8d\xb5", 8);
  cr_assert(*Value(tea).to_text() == tea);
  cr_assert_eq(*Value(tea).length().to_int(), 4);
  cr_assert(*bytes(tea).to_bytes() == tea);
  cr_assert_eq(*bytes(tea).length().to_int(), 8);
  cr_assert(!bytes(tea).to_text() && !Value(tea).to_bytes());
  cr_assert(Value("caf\xe9").matches("UnicodeDecodeError"));
  cr_assert(Value(static_cast<const char*>(nullptr)).is_none());
}

Test(embed, containers_are_built_and_read) {
  Interpreter interpreter;
  Value cups = list({1, "two", 3.5, nullptr, tuple({true})});
  cr_assert(same(text(cups), "[1, 'two', 3.5, None, (True,)]"));
  cr_assert(cups.append("six").ok());
  cr_assert_eq(*cups.length().to_int(), 6);
  cr_assert(same(text(cups.item(-1)), "six"));
  cr_assert(cups.item(6).matches("IndexError"));

  Value pantry = dict({{"tea", 3}, {7, list()}});
  cr_assert(pantry.set_item("milk", 1).ok());
  cr_assert(pantry.remove_item(7).ok());
  cr_assert(pantry.contains("tea").is_true());
  cr_assert(!pantry.contains("gin").is_true());
  cr_assert(same(text(pantry), "{'tea': 3, 'milk': 1}"));
  cr_assert(pantry.item("gin").matches("KeyError"));
  cr_assert(dict({{list(), 1}}).matches("TypeError"));
  cr_assert(list({1, 2}).equals(evaluate("[1, 2]")).is_true());
}

Test(embed, anything_iterable_is_walked) {
  Interpreter interpreter;
  int64_t sum = 0;
  Iteration each(evaluate("(n * n for n in range(5))"));
  for (Value item; each.next(&item);) sum += *item.to_int();
  cr_assert(each.result().ok());
  cr_assert_eq(sum, 30);

  Iteration broken(evaluate("(1 // n for n in (1, 0))"));
  int seen = 0;
  for (Value item; broken.next(&item);) ++seen;
  cr_assert_eq(seen, 1);
  cr_assert(broken.result().matches("ZeroDivisionError"));

  Iteration none(3);
  Value item;
  cr_assert(!none.next(&item));
  cr_assert(none.result().matches("TypeError"));
}

// --- running ----------------------------------------------------------------

Test(embed, text_runs_in_the_namespace_it_is_given) {
  Interpreter interpreter;
  Value names = dict({{"cups", 3}});
  cr_assert(run("cups += 1\ndef brew(n=1): return cups + n", names).ok());
  cr_assert_eq(*names.item("cups").to_int(), 4);
  cr_assert_eq(*names.item("brew").call({10}).to_int(), 14);
  cr_assert_eq(
      *names.item("brew").call_with(tuple(), dict({{"n", 6}})).to_int(), 10);
  cr_assert_eq(*evaluate(" cups * 2", names).to_int(), 8);
  cr_assert(evaluate("cups").matches("NameError"));
  cr_assert(run("kettle = 1").ok());
  cr_assert_eq(*main_names().item("kettle").to_int(), 1);
  cr_assert(run("x", 3).matches("TypeError"));
}

Test(embed, text_of_the_era_runs_as_that) {
  Interpreter interpreter;
  Value names = dict();
  cr_assert(run("try:\n    raise ValueError, 'x'\nexcept ValueError, e:\n"
                "    half = 7 / 2\n", names).ok());
  cr_assert_eq(*names.item("half").to_int(), 3);
}

Test(embed, a_file_runs_and_knows_its_name) {
  char path[] = "/tmp/mt-embed.XXXXXX";
  const int fd = mkstemp(path);
  const char program[] = "where = __file__\nimport sys\nsys.exit(3)\n";
  cr_assert(write(fd, program, strlen(program)) > 0);
  close(fd);
  {
    Interpreter interpreter;
    Value end = run_file(path);
    cr_assert(end.matches("SystemExit"));
    cr_assert_eq(exit_status(end), 3);
    cr_assert(same(text(main_names().item("where")), path));
    cr_assert(run_file("/no/such/file").matches("FileNotFoundError"));
  }
  unlink(path);
}

Test(embed, arguments_are_what_the_program_says) {
  const char* const arguments[] = {"tea", "--strong"};
  Options options;
  options.argc = 2;
  options.argv = arguments;
  Interpreter interpreter(options);
  cr_assert(same(text(import_module("sys").attr("argv")),
                   "['tea', '--strong']"));
}

Test(embed, the_library_is_there) {
  Interpreter interpreter;
  Value heap = list({5, 1, 3});
  cr_assert(import_module("heapq").attr("heapify").call({heap}).ok());
  cr_assert_eq(*heap.item(0).to_int(), 1);
  cr_assert(import_module("no.such").matches("ModuleNotFoundError"));
}

Test(embed, attributes_are_read_and_set) {
  Interpreter interpreter;
  Value names = dict();
  cr_assert(run("class Pot: pass\npot = Pot()", names).ok());
  Value pot = names.item("pot");
  cr_assert(pot.set_attr("litres", 1.5).ok());
  cr_assert_eq(*pot.attr("litres").to_float(), 1.5);
  cr_assert(pot.attr("lid").matches("AttributeError"));
  cr_assert(same(pot.attr("lid").message(),
                   "AttributeError: 'Pot' object has no attribute 'lid'\n"));
}

// --- errors -----------------------------------------------------------------

Test(embed, an_error_passes_through_a_chain_of_calls) {
  Interpreter interpreter;
  Value end = import_module("sys").attr("nothing").call({1}).item(2);
  cr_assert(!end.ok());
  cr_assert(end.matches("AttributeError"));
  cr_assert(list({1, end}).is(end) && tuple({end}).is(end));
  cr_assert(dict({{"x", end}}).is(end));
  cr_assert(evaluate("print").call({end}).is(end));
  cr_assert(evaluate("1", end).is(end));
  cr_assert(evaluate("1 + 1").ok());
}

Test(embed, a_traceback_reads_as_python_prints_it) {
  Interpreter interpreter;
  Value end = run("def pour(n):\n    return 1 // n\npour(0)\n", Value(),
                  "tea.py");
  cr_assert(same(end.traceback(),
                   "Traceback (most recent call last):\n"
                   "  File \"tea.py\", line 3, in <module>\n"
                   "    pour(0)\n"
                   "  File \"tea.py\", line 2, in pour\n"
                   "    return 1 // n\n"
                   "           ~~^^~~\n"
                   "ZeroDivisionError: integer division or modulo by zero\n"));
  cr_assert(same(end.message(),
                   "ZeroDivisionError: integer division or modulo by zero\n"));
  cr_assert(end.matches(evaluate("ArithmeticError")));
  cr_assert(!end.matches("KeyError") && !end.matches("no such class"));
  cr_assert(same(text(end.exception().attr("args").item(0)),
                   "integer division or modulo by zero"));
  cr_assert(run("1 +").matches("SyntaxError"));
  cr_assert(Value(1).traceback().empty());
}

Test(embed, errors_are_made_from_names_classes_and_objects) {
  Interpreter interpreter;
  cr_assert(same(error("KeyError", "milk").message(),
                   "KeyError: 'milk'\n"));
  cr_assert(error("no such class", "x").matches("SystemError"));
  Value names = dict();
  cr_assert(run("class Spilt(Exception): pass", names).ok());
  Value spilt = error(names.item("Spilt"), "all of it");
  cr_assert(same(text(spilt.exception()), "all of it"));
  cr_assert(error(spilt.exception()).exception().is(spilt.exception()));
  cr_assert(error(Value(3), "x").matches("TypeError"));
}

// --- keeping and bounding ---------------------------------------------------

Test(embed, a_root_keeps_what_nobody_else_sees) {
  Interpreter interpreter;
  std::vector<Root> kept;
  for (int i = 0; i < 100; ++i)
    kept.push_back(Root(evaluate("'cup ' * 3 + str(" + std::to_string(i) +
                                 ")")));
  fill_with_garbage();
  for (int i = 0; i < 100; ++i)
    cr_assert(same(text(kept[i]),
                     "cup cup cup " + std::to_string(i)));
  Root lost = evaluate("{}['lost']");
  fill_with_garbage();
  cr_assert(same(lost.get().message(), "KeyError: 'lost'\n"));
}

Test(embed, locals_keep_values_and_errors_alive) {
  Interpreter interpreter;
  Value cup = evaluate("['cu' + 'p' for i in range(3)]");
  Value lost = evaluate("{}['lo' + 'st']");
  fill_with_garbage();
  cr_assert(same(text(cup), "['cup', 'cup', 'cup']"));
  cr_assert(same(lost.message(), "KeyError: 'lost'\n"));
}

Test(embed, a_root_outlives_the_interpreter) {
  Root root;
  {
    Interpreter interpreter;
    cr_assert(root.get().is_none());
    root = evaluate("[1, 2]");
    fill_with_garbage();
    cr_assert_eq(*root.get().length().to_int(), 2);
  }
  cr_assert(root.get().is_none());
}

Test(embed, a_second_interpreter_is_refused, .signal = SIGABRT) {
  { Interpreter one; }
  Interpreter two;
}

Test(embed, memory_is_bounded) {
  Options options;
  options.max_heap_bytes = 8 << 20;
  Interpreter interpreter(options);
  cr_assert(run("x = [0]\nwhile True: x = x + x").matches("MemoryError"));
  cr_assert(evaluate("1 + 1").ok());
  collect();
  cr_assert_lt(heap_use().live_bytes, uint64_t{8 << 20});
  while (collect_for(1000)) continue;
  cr_assert_gt(heap_use().collections, 0u);
}

Test(embed, a_signal_interrupts_what_runs, .timeout = 60) {
  Interpreter interpreter;
  struct sigaction action = {};
  action.sa_handler = [](int) { interrupt(); };
  sigaction(SIGALRM, &action, nullptr);
  alarm(1);
  cr_assert(run("while True: pass").matches("KeyboardInterrupt"));
  cr_assert(evaluate("1").ok());
}

// --- modules ----------------------------------------------------------------

namespace {

Value pour(Call& call) {
  const auto cups = call[0].to_int();
  if (!cups || *cups < 0) return error("ValueError", "how many cups?");
  return *cups * 250;
}

Value add_sugar(Call& call) {
  return tuple({call[0], call.get(1, 1), call.has(2) ? call[2] : Value("-")});
}

Value count_all(Call& call) {
  int64_t sum = 0;
  for (size_t i = 0; i < call.size(); ++i) {
    const Value length = call[i].length();
    if (!length.ok()) return length;
    sum += *length.to_int();
  }
  return sum;
}

Value call_back(Call& call) { return call[0].call({call[1]}); }

Value bump(Call& call) { return ++*static_cast<int*>(call.context()); }

Value prepare_tea(Value module, void* context) {
  ++*static_cast<int*>(context);
  return module.set_attr("shelves", list({"green", "black"}));
}

Value prepare_badly(Value, void*) { return error("ImportError", "no water"); }

const Function kFunctions[] = {
    {"pour", pour, 1, 1, "pour(cups)\n--\n\nMillilitres of tea."},
    {"add", add_sugar, 1, 3, nullptr, "cup sugar milk"},
    {"count", count_all, 0, -1},
    {"call_back", call_back, 2, 2},
    {"bump", bump},
    {}};
const Constant kConstants[] = {
    {"SORT", "Assam"}, {"DEGREES", 96.5}, {"CUPS", 1 << 20},
    {"HOT", true},     {}};
int g_bumps = 0;
const Module kTea = {"tea",     kFunctions,  kConstants,
                     "Of tea.", prepare_tea, &g_bumps};
const Module kDry = {"dry", nullptr, nullptr, nullptr, prepare_badly};

}  // namespace

Test(embed, a_module_has_its_functions_and_constants) {
  cr_assert(add_module(kTea));
  Interpreter interpreter;
  cr_assert_eq(g_bumps, 0);
  cr_assert(run("import tea").ok());
  cr_assert_eq(g_bumps, 1);
  const struct {
    const char* expression;
    const char* expected;
  } rows[] = {
      {"tea.pour(3)", "750"},
      {"tea.add('a')", "('a', 1, '-')"},
      {"tea.add('a', milk='m')", "('a', 1, 'm')"},
      {"tea.add(sugar=None, cup=2)", "(2, None, '-')"},
      {"tea.count('abc', [1], ())", "4"},
      {"tea.call_back(lambda x: x + 1, 41)", "42"},
      {"list(map(tea.pour, range(3)))", "[0, 250, 500]"},
      {"tea.SORT, tea.DEGREES, tea.CUPS, tea.HOT",
       "('Assam', 96.5, 1048576, True)"},
      {"tea.shelves", "['green', 'black']"},
      {"tea.__doc__", "Of tea."},
      {"tea.pour.__doc__", "Millilitres of tea."},
      {"tea.pour.__name__, tea.pour.__module__", "('pour', 'tea')"},
      {"tea.pour.__self__ is tea", "True"},
      {"tea.pour", "<built-in function pour>"},
      {"callable(tea.pour)", "True"},
      {"tea.pour == tea.pour, tea.pour == tea.bump", "(True, False)"},
      {"tea.bump() + tea.bump()", "5"},
  };
  for (const auto& row : rows) {
    cr_expect(same(text(evaluate(row.expression)), row.expected), "%s",
              row.expression);
  }
}

Test(embed, a_module_refuses_what_does_not_fit) {
  Interpreter interpreter;
  cr_assert(add_module(kTea));
  cr_assert(run("import tea").ok());
  const struct {
    const char* expression;
    const char* message;
  } rows[] = {
      {"tea.pour()",
       "TypeError: tea.pour() takes exactly one argument (0 given)\n"},
      {"tea.pour(cups=1)",
       "TypeError: tea.pour() takes no keyword arguments\n"},
      {"tea.pour('x')", "ValueError: how many cups?\n"},
      {"tea.add()",
       "TypeError: add() missing required argument 'cup' (pos 1)\n"},
      {"tea.add(1, lemon=2)",
       "TypeError: 'lemon' is an invalid keyword argument for add()\n"},
      {"tea.add(1, cup=2)",
       "TypeError: argument for add() given by name ('cup') and position "
       "(1)\n"},
      {"tea.add(1, 2, 3, 4)",
       "TypeError: add() takes at most 3 arguments (4 given)\n"},
      {"tea.count(1)", "TypeError: object of type 'int' has no len()\n"},
      {"tea.call_back(lambda x: x[0], {})", "KeyError: 0\n"},
  };
  for (const auto& row : rows) {
    cr_expect(same(evaluate(row.expression).message(), row.message), "%s",
              row.expression);
  }
  Value end = run("try: tea.pour(-1)\nexcept ValueError as e: said = str(e)");
  cr_assert(end.ok());
  cr_assert(same(text(main_names().item("said")), "how many cups?"));
}

Test(embed, an_error_through_cpp_keeps_its_traceback) {
  Interpreter interpreter;
  cr_assert(add_module(kTea));
  Value end = run("import tea\ndef f(x):\n    raise KeyError(x)\n"
                  "tea.call_back(f, 1)\n", Value(), "t.py");
  cr_assert(same(end.traceback(),
                   "Traceback (most recent call last):\n"
                   "  File \"t.py\", line 4, in <module>\n"
                   "    tea.call_back(f, 1)\n"
                   "  File \"t.py\", line 3, in f\n"
                   "    raise KeyError(x)\n"
                   "KeyError: 1\n"));
}

Test(embed, modules_are_added_once_and_whole) {
  static const Function broken[] = {{"x", nullptr}, {}};
  static const Function narrow[] = {{"x", pour, 1, 1, nullptr, "a b"}, {}};
  static const Module rows[] = {
      {}, {""}, {"broken", broken}, {"narrow", narrow}, {"sys"}};
  cr_assert(add_module(kTea));
  cr_assert(!add_module(kTea));
  for (size_t i = 0; i < 4; ++i) cr_expect(!add_module(rows[i]), "%zu", i);
  cr_assert(add_module(kDry));
  Interpreter interpreter;
  Value end = run("import dry");
  cr_assert(same(end.message(), "ImportError: no water\n"));
  cr_assert(run("import dry").matches("ImportError"));
}

Test(embed, a_function_can_be_handed_to_python) {
  Interpreter interpreter;
  static const Function row = {"bump", bump};
  int count = 0;
  Value names = dict({{"bump", make_function(row, &count)}});
  cr_assert(run("for i in range(10): bump()", names).ok());
  cr_assert_eq(count, 10);
  fill_with_garbage();
  cr_assert_eq(*names.item("bump").call().to_int(), 11);
  cr_assert(make_function(Function{}).matches("ValueError"));
}
