// test_fiber.cc - time slices, interrupts and deep stacks.

#include "python/fiber.h"

#include <criterion/criterion.h>

#include <string>

#include "base/status.h"
#include "python/interpreter.h"
#include "python/list.h"
#include "python/native.h"
#include "python/number.h"

using namespace mt::python;
using namespace mt::python::testing;

namespace {

// Asks for the end of the slice, as a timer would.
Value pause(Fiber&, Value, Args) {
  g_pending = g_pending | kPendingSuspend;
  return Value::none();
}
Value interrupt(Fiber&, Value, Args) {
  g_pending = g_pending | kPendingInterrupt;
  return Value::none();
}
Value whole(Fiber& fiber, Value, Args args) {
  const SliceHold hold;
  return call(fiber, args[0], {});
}
const MethodDef kWhole = {"whole", whole, 1, 1, 0};
const MethodDef kPause = {"pause", pause, 0, 0, 0};
const MethodDef kInterrupt = {"interrupt", interrupt, 0, 0, 0};

struct Console {
  explicit Console(Fiber& owner)
      : globals(new_namespace(owner)), root(owner.heap, Value::from_object(globals)),
        fiber(owner.runtime) {
    dict_set_text(owner, globals, "pause",
                  native_function(owner, kPause, nullptr));
    dict_set_text(owner, globals, "interrupt",
                  native_function(owner, kInterrupt, nullptr));
  }

  SliceEnd start(const char* source) {
    CompileOptions options;
    Code* code = compile(fiber, make_str(fiber, source),
                         make_str(fiber, "<console>"), options);
    cr_assert(code != nullptr);
    Value result;
    return start_code_slice(fiber, code, globals, Value(), &result);
  }
  SliceEnd resume() {
    Value result;
    return resume_slice(fiber, &result);
  }
  int64_t number(const char* name) {
    return dict_find_name(globals, intern(fiber, name)).as_int();
  }

  Dict* globals;
  Root root;
  Fiber fiber;
};

}  // namespace

Test(fiber, an_endless_loop_stops_at_the_end_of_each_slice) {
  with_interpreter([](Fiber& main) {
    Console console(main);
    cr_assert(console.start("n = 0\nwhile True:\n    n = n + 1\n    pause()\n") ==
              SliceEnd::kSuspended);
    for (int64_t i = 1; i < 100; ++i) {
      cr_assert_eq(console.number("n"), i);
      cr_assert(console.resume() == SliceEnd::kSuspended);
    }
  });
}

Test(fiber, others_run_while_one_is_suspended) {
  with_interpreter([](Fiber& main) {
    Console first(main);
    Console second(main);
    const char* source = "n = 0\nwhile n < 50:\n    n = n + 1\n    pause()\n";
    cr_assert(first.start(source) == SliceEnd::kSuspended);
    cr_assert(second.start(source) == SliceEnd::kSuspended);
    SliceEnd a = SliceEnd::kSuspended;
    SliceEnd b = SliceEnd::kSuspended;
    while (a == SliceEnd::kSuspended || b == SliceEnd::kSuspended) {
      if (a == SliceEnd::kSuspended) a = first.resume();
      if (b == SliceEnd::kSuspended) b = second.resume();
      cr_assert_eq(run_text(main, first.globals, "m = [1, 2, 3]\n"), "");
      main.heap.collect();
    }
    cr_assert(a == SliceEnd::kDone && b == SliceEnd::kDone);
    cr_assert_eq(first.number("n"), 50);
    cr_assert_eq(second.number("n"), 50);
  });
}

Test(fiber, a_slice_may_end_deep_inside_calls_and_generators) {
  with_interpreter([](Fiber& main) {
    Console console(main);
    SliceEnd end = console.start(
        "def walk(n):\n"
        "    for i in range(n):\n"
        "        pause()\n"
        "        yield i\n"
        "def total(n):\n"
        "    s = 0\n"
        "    for i in walk(n):\n"
        "        s += i\n"
        "    return s\n"
        "class Sum:\n"
        "    def __init__(self, n):\n"
        "        self.n = total(n)\n"
        "s = Sum(40).n\n");
    int slices = 1;
    while (end == SliceEnd::kSuspended) {
      main.heap.collect();
      end = console.resume();
      ++slices;
    }
    cr_assert(end == SliceEnd::kDone);
    cr_assert_eq(console.number("s"), 780);
    cr_assert_gt(slices, 20);
  });
}

Test(fiber, an_exception_thrown_into_a_suspended_fiber_unwinds_it) {
  with_interpreter([](Fiber& main) {
    Console console(main);
    cr_assert(console.start("log = []\n"
                            "def f():\n"
                            "    try:\n"
                            "        while True: pause()\n"
                            "    finally:\n"
                            "        log.append('left')\n"
                            "try:\n"
                            "    f()\n"
                            "except KeyboardInterrupt:\n"
                            "    log.append('caught')\n") ==
              SliceEnd::kSuspended);
    const Value stop = make_exception(console.fiber, types().KeyboardInterrupt,
                                      rt().empty_tuple);
    Value result;
    cr_assert(throw_slice(console.fiber, stop, &result) == SliceEnd::kDone);
    const List* log =
        dict_find_name(console.globals, intern(main, "log")).as<List>();
    cr_assert_eq(log->size, 2u);
    cr_assert(log->items[1].as<Str>()->view() == "caught");
  });
}

Test(fiber, a_slice_may_end_inside_native_functions) {
  with_interpreter([](Fiber& main) {
    Console first(main), second(main);
    const char* source =
        "def slow(n):\n"
        "    pause()\n"
        "    return [n, str(n)]\n"
        "words = sorted(map(slow, range(30, 0, -1)), key=lambda w: slow(w)[0])\n"
        "exec('for i in range(20): pause()')\n"
        "n = sum(int(w[1]) for w in words)\n";
    SliceEnd a = first.start(source), b = second.start(source);
    int slices = 2;
    while (a == SliceEnd::kSuspended || b == SliceEnd::kSuspended) {
      if (a == SliceEnd::kSuspended) a = first.resume();
      cr_assert_eq(run_text(main, second.globals, "m = [1, 2, 3]\n"), "");
      main.heap.collect();
      if (b == SliceEnd::kSuspended) b = second.resume();
      ++slices;
    }
    cr_assert(a == SliceEnd::kDone && b == SliceEnd::kDone);
    cr_assert_eq(first.number("n"), 465);
    cr_assert_eq(second.number("n"), 465);
    cr_assert_gt(slices, 60);
  });
}

Test(fiber, an_endless_native_loop_stops_and_ends) {
  const char* loops[] = {
      "sum(forever())\n",       "5.5 in forever()\n",
      "max(forever())\n",       "set(zip(forever()))\n",
      "''.join(map(str, forever()))\n",
      ("def f():\n    for i in forever(): yield i\n"
       "for i in filter(None, map(lambda x: 0, f())): pass\n")};
  with_interpreter([&](Fiber& main) {
    for (const char* loop : loops) {
      Console console(main);
      std::string source =
          "n = 0\n"
          "def step():\n"
          "    global n\n"
          "    n = n + 1\n"
          "    pause()\n"
          "    return 1\n"
          "def forever(): return iter(step, 0)\n"
          "try:\n    ";
      for (const char* c = loop; *c != 0; ++c) {
        source += *c;
        if (*c == '\n' && c[1] != 0) source += "    ";
      }
      source += "except KeyboardInterrupt: n = -1\n";
      cr_assert(console.start(source.c_str()) == SliceEnd::kSuspended, "%s",
                loop);
      for (int64_t i = 1; i < 20; ++i) {
        cr_assert_eq(console.number("n"), i, "%s", loop);
        cr_assert(console.resume() == SliceEnd::kSuspended, "%s", loop);
      }
      main.heap.collect();
      const Value stop = make_exception(
          console.fiber, types().KeyboardInterrupt, rt().empty_tuple);
      Value result;
      cr_assert(throw_slice(console.fiber, stop, &result) == SliceEnd::kDone,
                "%s", loop);
      cr_assert_eq(console.number("n"), -1, "%s", loop);
    }
  });
}

Test(fiber, a_doomed_slice_ends_past_every_handler) {
  with_interpreter([](Fiber& main) {
    Console console(main);
    cr_assert(console.start("def f():\n"
                            "    while True:\n"
                            "        try: sum(iter(lambda: pause() or 1, 0))\n"
                            "        except BaseException: pass\n"
                            "        finally: n = 2\n"
                            "n = 1\n"
                            "list(map(lambda x: f(), [1]))\n") ==
              SliceEnd::kSuspended);
    const Value stop = make_exception(console.fiber, types().KeyboardInterrupt,
                                      rt().empty_tuple);
    Value result;
    cr_assert(throw_slice(console.fiber, stop, &result) ==
              SliceEnd::kSuspended);
    doom_slice(console.fiber);
    cr_assert_not(console.fiber.suspended);
    cr_assert_null(console.fiber.frame);
    cr_assert_eq(console.number("n"), 1);
  });
}

Test(fiber, while_a_slice_is_held_it_ends_between_natives_only) {
  with_interpreter([](Fiber& main) {
    Console console(main);
    dict_set_text(main, console.globals, "whole",
                  native_function(main, kWhole, nullptr));
    cr_assert(console.start("n = 0\n"
                            "def steps():\n"
                            "    global n\n"
                            "    for n in range(1, 4): pause()\n"
                            "whole(steps)\n"
                            "pause()\n"
                            "str()\n"
                            "n = 4\n") == SliceEnd::kSuspended);
    cr_assert_eq(console.number("n"), 3);
    cr_assert(console.resume() == SliceEnd::kDone);
    cr_assert_eq(console.number("n"), 4);
  });
}

Test(fiber, an_interrupt_is_raised_at_a_safe_point) {
  with_interpreter([](Fiber& main) {
    Dict* globals = new_namespace(main);
    Root root(main.heap, Value::from_object(globals));
    dict_set_text(main, globals, "interrupt",
                  native_function(main, kInterrupt, nullptr));
    const std::string text =
        run_text(main, globals, "while True:\n    interrupt()\n");
    cr_assert(text.find("KeyboardInterrupt") != std::string::npos, "%s",
              text.c_str());
    cr_assert_eq(run_text(main, globals, "x = 1\n"), "");
  });
}

Test(fiber, recursion_ends_in_recursion_error_and_can_begin_again) {
  with_interpreter([](Fiber& main) {
    Dict* globals = new_namespace(main);
    Root root(main.heap, Value::from_object(globals));
    const char* source =
        "depth = 0\n"
        "def f():\n"
        "    global depth\n"
        "    depth += 1\n"
        "    f()\n"
        "try:\n"
        "    f()\n"
        "except RecursionError:\n"
        "    caught = 1\n";
    for (int i = 0; i < 3; ++i) {
      cr_assert_eq(run_text(main, globals, source), "");
      const int64_t depth =
          dict_find_name(globals, intern(main, "depth")).as_int();
      cr_assert(depth > 900 && depth <= 1000, "%d", static_cast<int>(depth));
    }
    cr_assert_eq(main.depth, 0u);
  });
}

Test(fiber, recursion_through_native_code_ends_too) {
  with_interpreter([](Fiber& main) {
    Dict* globals = new_namespace(main);
    Root root(main.heap, Value::from_object(globals));
    cr_assert_eq(run_text(main, globals,
                          "class A:\n"
                          "    def __repr__(self): return '%r' % self\n"
                          "    def __eq__(self, other): return [self] == [A()]\n"
                          "caught = 0\n"
                          "for do in (lambda: '%r' % A(), lambda: A() == 1,\n"
                          "           lambda: sorted_by(A())):\n"
                          "    try:\n"
                          "        do()\n"
                          "    except (RecursionError, NameError):\n"
                          "        caught += 1\n"), "");
    cr_assert_eq(dict_find_name(globals, intern(main, "caught")).as_int(), 3);
  });
}
