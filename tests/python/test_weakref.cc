// test_weakref.cc - references that forget their target when it dies.

#include <criterion/criterion.h>

#include "python/function.h"
#include "python/weakref.h"
#include "python/interpreter.h"

using namespace mt::python;
using mt::python::testing::new_namespace;
using mt::python::testing::run_text;
using mt::python::testing::scrub_stack;
using mt::python::testing::with_interpreter;

namespace {

__attribute__((noinline)) Value reference_to_garbage(Fiber& fiber) {
  Module* const target = make_module(fiber, "short_lived");
  return make_weakref(fiber, Value::from_object(target));
}

}  // namespace

Test(weakref, forgets_what_nothing_else_holds) {
  with_interpreter([](Fiber& fiber) {
    GcVector kept(fiber);
    for (int i = 0; i < 100; ++i) kept.push(reference_to_garbage(fiber));
    scrub_stack();
    fiber.heap.collect();
    fiber.heap.collect();
    int cleared = 0;
    for (const Value ref : kept)
      cleared += weakref_target(fiber, ref).is_none();
    // A stale word on the stack may keep one or two alive.
    cr_assert_geq(cleared, 95);
  });
}

Test(weakref, holds_on_to_nothing_but_finds_the_living) {
  with_interpreter([](Fiber& fiber) {
    GcVector kept(fiber);
    Module* const target = make_module(fiber, "alive");
    kept.push(Value::from_object(target));
    const Value ref = make_weakref(fiber, kept[0]);
    kept.push(ref);
    fiber.heap.collect();
    cr_assert(weakref_target(fiber, ref) == Value::from_object(target));
    cr_assert(make_weakref(fiber, kept[0]) == ref);
  });
}

Test(weakref, calls_back_once_when_the_target_is_gone) {
  with_interpreter([](Fiber& fiber) {
    Dict* const globals = new_namespace(fiber);
    GcVector kept(fiber);
    kept.push(Value::from_object(globals));
    const char* const setup =
        "import _weakref as weakref\n"
        "class Target: pass\n"
        "gone = []\n"
        "refs = []\n"
        "def make():\n"
        "    for i in range(50):\n"
        "        refs.append(weakref.ref(Target(), gone.append))\n"
        "make()\n";
    cr_assert(run_text(fiber, globals, setup).empty());
    scrub_stack();
    fiber.heap.collect();
    fiber.heap.collect();
    run_weakref_callbacks(fiber);
    const char* const check =
        "assert len(gone) >= 45, len(gone)\n"
        "assert all(r() is None for r in gone)\n"
        "assert len(set(map(id, gone))) == len(gone)\n";
    cr_assert(run_text(fiber, globals, check).empty());
  });
}
