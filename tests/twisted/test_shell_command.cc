// test_shell_command.cc - one command at a time, without a connection.

#include <criterion/criterion.h>
#include <sys/time.h>
#include <unistd.h>

#include <string>

#include "python/interpreter.h"
#include "python/operators.h"
#include "twisted/engine.h"
#include "twisted/shell_command.h"

using namespace mt::python;
using mt::twisted::shell_traceback;
using mt::twisted::ShellCommand;
using mt::twisted::start_engine;
using State = mt::twisted::ShellCommand::State;

namespace {

template <typename Body>
void with_shell(Body body) {
  testing::with_interpreter([&body](Fiber& fiber) {
    start_engine(fiber);
    body(fiber, testing::new_namespace(fiber));
  });
}

std::string text_of(Fiber& fiber, Value value) {
  return std::string(to_repr(fiber, value).as<Str>()->view());
}

void must_be(const std::string& said, const std::string& wanted) {
  cr_assert(said == wanted, "'%s', not '%s'", said.c_str(), wanted.c_str());
}

// Lets a command run to its end, however many slices that takes: on a slow
// machine a short one may need several.
State finish(ShellCommand& command, State state) {
  while (state == State::kRunning) state = command.resume(Value::none());
  return state;
}
State run(ShellCommand& command, const char* text, Dict* globals) {
  return finish(command, command.start(text, globals, Value::none()));
}

// Whether the timer is on that ends slices.
bool is_ticking() {
  struct itimerval timer = {};
  getitimer(ITIMER_REAL, &timer);
  return timer.it_interval.tv_usec != 0;
}

}  // namespace

Test(shell_command, an_expression_has_a_value) {
  with_shell([](Fiber& fiber, Dict* globals) {
    ShellCommand command;
    cr_assert(run(command, "6 * 7", globals) == State::kDone);
    cr_assert(command.is_expression());
    must_be(text_of(fiber, command.value()), "42");
  });
}

Test(shell_command, a_statement_has_none) {
  with_shell([](Fiber& fiber, Dict* globals) {
    ShellCommand command;
    cr_assert(run(command, "x = 5", globals) == State::kDone);
    cr_assert(!command.is_expression());
    command.finish();
    cr_assert(run(command, "x", globals) == State::kDone);
    must_be(text_of(fiber, command.value()), "5");
  });
}

Test(shell_command, an_expression_is_told_from_a_statement) {
  const struct {
    const char* text;
    bool is_expression;
  } rows[] = {
      {"1", true},          {"1 # c", true},      {"(1,\n2)", true},
      {"'text'", true},     {"[i for i in ()]", true},
      {"lambda: 0", true},  {"`1`", true},        {"1 == 2", true},
      {"1;", false},        {"1; 2", false},      {"x = 1", false},
      {"x: int", false},    {"*(1,),", false},    {"x = y = 1", false},
      {"print 1", false},   {"pass", false},      {"if 1: 2", false},
      {"1\n2", false},      {"del x", false},     {"x += 1", false},
  };
  with_shell([&](Fiber&, Dict* globals) {
    for (const auto& row : rows) {
      ShellCommand command;
      run(command, "x = 1", globals);
      command.finish();
      const State state = run(command, row.text, globals);
      cr_assert(state == State::kDone, "%s", row.text);
      cr_assert_eq(command.is_expression(), row.is_expression, "%s", row.text);
    }
  });
}

Test(shell_command, what_needs_more_lines_says_so) {
  with_shell([](Fiber&, Dict* globals) {
    for (const char* text : {"def f():", "(1,", "'''a", "if 1:", "x = \\"}) {
      ShellCommand command;
      cr_assert(run(command, text, globals) == State::kIncomplete, "%s", text);
    }
    for (const char* text :
         {"def f(): pass", "for i in 1, 2: i", "class A: pass"}) {
      ShellCommand command;
      cr_assert(run(command, text, globals) == State::kDone, "%s", text);
    }
  });
}

Test(shell_command, what_is_wrong_is_raised) {
  with_shell([](Fiber&, Dict* globals) {
    for (const char* text :
         {"x = )", "1/0", "raise KeyError(1)", "import no_"}) {
      ShellCommand command;
      cr_assert(run(command, text, globals) == State::kRaised,
                "%s", text);
      clear_exception(command.fiber());
    }
  });
}

Test(shell_command, both_spellings_are_understood) {
  with_shell([](Fiber& fiber, Dict* globals) {
    ShellCommand command;
    cr_assert(run(command, "exec 'y = 3'", globals) == State::kDone);
    command.finish();
    cr_assert(run(command, "y", globals) == State::kDone);
    must_be(text_of(fiber, command.value()), "3");
  });
}

Test(shell_command, an_endless_one_is_set_aside_and_interrupted) {
  with_shell([](Fiber&, Dict* globals) {
    ShellCommand command;
    cr_assert(command.start("while True: pass", globals, Value::none()) ==
              State::kRunning);
    for (int i = 0; i < 3; ++i)
      cr_assert(command.resume(Value::none()) == State::kRunning);
    cr_assert(command.interrupt(Value::none()) == State::kRaised);
    cr_assert(exception_matches(command.fiber(), types().KeyboardInterrupt));
    clear_exception(command.fiber());
  });
}

Test(shell_command, a_short_one_turns_no_timer_on) {
  with_shell([](Fiber&, Dict* globals) {
    while (is_ticking()) pause();  // for a command of another test
    for (const char* text : {"1+1", "x = 5", "len('ab')", "def f(): pass"}) {
      ShellCommand command;
      cr_assert(run(command, text, globals) == State::kDone, "%s", text);
      cr_assert(!is_ticking(), "%s", text);
    }
  });
}

Test(shell_command, whatever_takes_long_is_set_aside) {
  with_shell([](Fiber&, Dict* globals) {
    for (const char* text :
         {"while True: pass", "def f(n): return n < 2 or f(n-1) + f(n-2)\nf(30)\n",
          "sum(range(10**9))", "3 ** 8000000",
          "sorted(range(10**6), key=lambda x: -x)"}) {
      while (is_ticking()) pause();
      ShellCommand command;
      cr_assert(command.start(text, globals, Value::none()) == State::kRunning,
                "%s", text);
      cr_assert(is_ticking(), "%s", text);
    }
  });
}

Test(shell_command, finally_runs_when_it_is_interrupted) {
  with_shell([](Fiber& fiber, Dict* globals) {
    ShellCommand command;
    State state =
        command.start("try:\n    while True: pass\nfinally:\n    done = 1\n",
                      globals, Value::none());
    cr_assert(state == State::kRunning);
    state = finish(command, command.interrupt(Value::none()));
    cr_assert(state == State::kRaised);
    clear_exception(command.fiber());
    cr_assert(dict_find_name(globals, intern(fiber, "done")).is_int());
  });
}

Test(shell_command, a_long_one_ends_with_the_right_value) {
  with_shell([](Fiber& fiber, Dict* globals) {
    ShellCommand command;
    const State state =
        finish(command, command.start("sum([i for i in range(300000)])",
                                      globals, Value::none()));
    cr_assert(state == State::kDone);
    must_be(text_of(fiber, command.value()), "44999850000");
  });
}

Test(shell_command, one_that_is_given_up_leaves_room_for_the_next) {
  with_shell([](Fiber& fiber, Dict* globals) {
    for (int i = 0; i < 20; ++i) {
      ShellCommand command;
      cr_assert(command.start("while True: pass", globals, Value::none()) ==
                State::kRunning);
    }
    fiber.heap.collect();
    ShellCommand command;
    cr_assert(run(command, "1", globals) == State::kDone);
  });
}

Test(shell_command, a_traceback_names_the_module_of_the_time) {
  with_shell([](Fiber& fiber, Dict* globals) {
    ShellCommand command;
    cr_assert(run(command, "foo", globals) == State::kRaised);
    const Value exception = take_exception(command.fiber());
    must_be(shell_traceback(fiber, exception),
            "Traceback (most recent call last):\n"
            "  File \"$telnet$\", line 1, in <module>\n"
            "    foo\n"
            "exceptions.NameError: name 'foo' is not defined\n");
    rt().era_compat = true;
    must_be(shell_traceback(fiber, exception),
            "Traceback (most recent call last):\n"
            "  File \"$telnet$\", line 1, in ?\n"
            "    \n"
            "exceptions.NameError: name 'foo' is not defined\n");
  });
}
