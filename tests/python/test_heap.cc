// test_heap.cc - what lives, what dies, and who is told.

#include "python/heap.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/resource.h>

#include "base/status.h"
#include "python/interpreter.h"
#include "python/list.h"
#include "python/weakref.h"

using namespace mt::python;
using namespace mt::python::testing;

namespace {

__attribute__((noinline)) Value weak_set(Fiber& fiber, Root* keeper) {
  Set* set = make_set(fiber);
  if (keeper != nullptr) keeper->value = Value::from_object(set);
  return make_weakref(fiber, Value::from_object(set));
}

__attribute__((noinline)) Value outlive_one_collection(Fiber& fiber) {
  Root keeper(fiber.heap);
  Root weak(fiber.heap, weak_set(fiber, &keeper));
  scrub_stack();
  fiber.heap.collect();
  cr_assert(!weakref_target(fiber, weak.value).is_none());
  keeper.value = Value();
  return weak.value;
}

Value lookup(Fiber& fiber, Dict* globals, const char* name) {
  return dict_find_name(globals, intern(fiber, name));
}

}  // namespace

// The stack is scanned conservatively: a stale word may keep one or two.
Test(heap, what_nobody_refers_to_dies) {
  with_interpreter([](Fiber& fiber) {
    GcVector weak(fiber);
    for (int i = 0; i < 100; ++i) weak.push(weak_set(fiber, nullptr));
    scrub_stack();
    fiber.heap.collect();
    int dead = 0;
    for (const Value ref : weak) dead += weakref_target(fiber, ref).is_none();
    cr_assert_gt(dead, 95, "%d of 100", dead);
  });
}

Test(heap, a_root_keeps_alive_until_it_goes) {
  with_interpreter([](Fiber& fiber) {
    GcVector weak(fiber);
    for (int i = 0; i < 20; ++i) weak.push(outlive_one_collection(fiber));
    scrub_stack();
    fiber.heap.collect();
    int dead = 0;
    for (const Value ref : weak) dead += weakref_target(fiber, ref).is_none();
    cr_assert_gt(dead, 15, "%d of 20", dead);
  });
}

Test(heap, a_vector_of_values_is_a_root) {
  with_interpreter([](Fiber& fiber) {
    GcVector kept(fiber);
    for (int i = 0; i < 1000; ++i)
      kept.push(str_value(fiber, mt::format("kept %d", i)));
    fiber.heap.collect();
    for (int i = 0; i < 1000; ++i)
      cr_assert(kept[i].as<Str>()->view() == mt::format("kept %d", i));
  });
}

Test(heap, a_pointer_on_the_stack_keeps_alive) {
  with_interpreter([](Fiber& fiber) {
    List* volatile held = make_list(fiber);
    list_append(fiber, held, str_value(fiber, "still here"));
    fiber.heap.collect();
    cr_assert(held->items[0].as<Str>()->view() == "still here");
  });
}

Test(heap, cycles_die) {
  with_interpreter([](Fiber& fiber) {
    Dict* globals = new_namespace(fiber);
    Root keeper(fiber.heap, Value::from_object(globals));
    const uint64_t before = (fiber.heap.collect(), fiber.heap.count_objects());
    cr_assert_eq(run_text(fiber, globals,
                          "for i in range(2000):\n"
                          "    a = [i]\n"
                          "    b = [a]\n"
                          "    a.append(b)\n"
                          "del a, b\n"), "");
    scrub_stack();
    fiber.heap.collect();
    // The source and its code stay a while on the stack; 4,000 lists do not.
    cr_assert_lt(fiber.heap.count_objects(), before + 500);
  });
}

Test(heap, find_knows_inner_addresses_and_nothing_else) {
  with_interpreter([](Fiber& fiber) {
    List* list = make_list(fiber);
    const uintptr_t at = reinterpret_cast<uintptr_t>(list);
    cr_assert(fiber.heap.find(at) == list);
    cr_assert(fiber.heap.find(at + sizeof(List) - 1) == list);
    cr_assert(fiber.heap.find(0) == nullptr);
    cr_assert(fiber.heap.find(16) == nullptr);
    int local = 0;
    cr_assert(fiber.heap.find(reinterpret_cast<uintptr_t>(&local)) == nullptr);
    Str* large = make_str(fiber, std::string(100000, 'x'));
    cr_assert(fiber.heap.find(reinterpret_cast<uintptr_t>(large) + 90000) ==
              large);
  });
}

Test(heap, marking_in_steps_sees_what_moves_meanwhile) {
  with_interpreter([](Fiber& fiber) {
    Heap& heap = fiber.heap;
    Root from(heap, Value::from_object(make_list(fiber)));
    Root to(heap, Value::from_object(make_list(fiber)));
    const int count = 30000;
    for (int i = 0; i < count; ++i)
      list_append(fiber, from.value.as<List>(),
                  str_value(fiber, mt::format("item %d", i)));
    // Allocate until a cycle is under way, then move every item from one list
    // to the other behind the marker's back while it works.
    while (!heap.is_marking()) make_list(fiber);
    List* source = from.value.as<List>();
    List* target = to.value.as<List>();
    while (source->size > 0) {
      const Value last = source->items[source->size - 1];
      list_splice(fiber, source, source->size - 1, source->size, nullptr, 0);
      list_append(fiber, target, last);
      if (source->size % 64 == 0) heap.step(1);
    }
    while (heap.step(1000)) {
    }
    heap.collect();
    for (int i = 0; i < count; ++i)
      cr_assert(target->items[i].as<Str>()->view() ==
                    mt::format("item %d", count - 1 - i), "item %d", i);
  });
}

// What shifts a list that is marked in parts has the rest marked before; that
// takes no place for each time the list has the same object.
Test(heap, settling_a_long_list_takes_little_memory) {
  with_interpreter([](Fiber& fiber) {
    Heap& heap = fiber.heap;
    Root keeper(heap, Value::from_object(make_list(fiber)));
    List* const list = keeper.value.as<List>();
    const Value item = Value::from_object(make_list(fiber));
    constexpr uint32_t kCount = 4 << 20;
    cr_assert(list_reserve(fiber, list, kCount));
    while (list->size < kCount) list_append(fiber, list, item);
    while (!heap.is_marking()) make_list(fiber);
    const auto most_resident = [] {
      rusage usage;
      getrusage(RUSAGE_SELF, &usage);
      return usage.ru_maxrss;
    };
    const long before = most_resident();
    for (int i = 0; i < 8; ++i) {
      heap.step(1);
      list_splice(fiber, list, 0, 1, nullptr, 0);
    }
    cr_assert_lt(most_resident() - before, 8 << 10);
    heap.collect();
    cr_assert_eq(item.object()->kind, Kind::kList);
  });
}

Test(heap, overwritten_values_survive_the_cycle_that_saw_them) {
  with_interpreter([](Fiber& fiber) {
    Heap& heap = fiber.heap;
    Root holder(heap, Value::from_object(make_list(fiber)));
    List* list = holder.value.as<List>();
    for (int i = 0; i < 20000; ++i)
      list_append(fiber, list, str_value(fiber, mt::format("%d", i)));
    while (!heap.is_marking()) make_list(fiber);
    GcVector taken(fiber);
    for (uint32_t i = 0; i < list->size; ++i) {
      const Value old = list->items[i];
      store(heap, &list->items[i], Value::none());
      taken.push(old);
    }
    while (heap.step(1000)) {
    }
    for (size_t i = 0; i < taken.size(); ++i)
      cr_assert(taken[i].as<Str>()->view() ==
                mt::format("%d", static_cast<int>(i)));
  });
}

Test(heap, del_runs_once_when_found) {
  with_interpreter([](Fiber& fiber) {
    Dict* globals = new_namespace(fiber);
    Root keeper(fiber.heap, Value::from_object(globals));
    cr_assert_eq(run_text(fiber, globals,
                          "log = []\n"
                          "class A:\n"
                          "    def __del__(self): log.append('gone')\n"
                          "def make():\n"
                          "    for i in range(20): A()\n"
                          "make()\n"), "");
    scrub_stack();
    fiber.heap.collect();
    cr_assert_eq(run_text(fiber, globals, "for i in range(3): pass\n"), "");
    const uint32_t once = lookup(fiber, globals, "log").as<List>()->size;
    cr_assert_gt(once, 15u, "found %u of 20", once);
    fiber.heap.collect();
    fiber.heap.collect();
    cr_assert_eq(run_text(fiber, globals, "for i in range(3): pass\n"), "");
    cr_assert(lookup(fiber, globals, "log").as<List>()->size <= 20);
  });
}

Test(heap, large_requests_beyond_the_bound_raise_memory_error) {
  with_interpreter([](Fiber& fiber) {
    fiber.heap.set_limit(16 << 20);
    Dict* globals = new_namespace(fiber);
    Root keeper(fiber.heap, Value::from_object(globals));
    const std::string text =
        run_text(fiber, globals, "x = 'a' * (64 << 20)\n");
    cr_assert(text.find("MemoryError") != std::string::npos, "%s",
              text.c_str());
    cr_assert_eq(run_text(fiber, globals, "y = 'a' * 1000\n"), "");
  });
}

Test(heap, small_objects_beyond_the_bound_raise_at_a_safe_point) {
  with_interpreter([](Fiber& fiber) {
    fiber.heap.set_limit(8 << 20);
    Dict* globals = new_namespace(fiber);
    Root keeper(fiber.heap, Value::from_object(globals));
    const std::string text = run_text(fiber, globals,
                                      "keep = None\n"
                                      "while True:\n"
                                      "    keep = [keep]\n");
    cr_assert(text.find("MemoryError") != std::string::npos, "%s",
              text.c_str());
    dict_set_text(fiber, globals, "keep", Value::none());
    scrub_stack();
    fiber.heap.collect();
    cr_assert_eq(run_text(fiber, globals, "y = [1, 2, 3]\n"), "");
  });
}

Test(heap, text_being_built_is_within_the_bound) {
  with_interpreter([](Fiber& fiber) {
    fiber.heap.set_limit(64 << 20);
    Dict* globals = new_namespace(fiber);
    Root keeper(fiber.heap, Value::from_object(globals));
    // Without the bound the indents alone come to 80 GB.
    const std::string text = run_text(fiber, globals,
                                      "import _json\n"
                                      "deep = []\n"
                                      "for i in range(200): deep = [deep]\n"
                                      "_json.make_encoder(\n"
                                      "    None, str, _json.encode_basestring,\n"
                                      "    ' ' * (1 << 22), ':', ',', False,\n"
                                      "    False, True)(deep, 0)\n");
    cr_assert(text.find("MemoryError") != std::string::npos, "%s",
              text.c_str());
  });
}

Test(heap, classes_and_their_instances_die_together) {
  with_interpreter([](Fiber& fiber) {
    Dict* globals = new_namespace(fiber);
    Root keeper(fiber.heap, Value::from_object(globals));
    cr_assert_eq(run_text(fiber, globals,
                          "class Meta(type): pass\n"
                          "def make(n):\n"
                          "    class A(metaclass=Meta):\n"
                          "        def __init__(self): self.x = [n]\n"
                          "    class B(A): pass\n"
                          "    return [A(), B(), B()]\n"
                          "for i in range(200): make(i)\n"), "");
    for (int i = 0; i < 4; ++i) fiber.heap.collect();
    cr_assert_eq(run_text(fiber, globals,
                          "for i in range(200): make(i)\n"), "");
  });
}
