// test_compiler_waiting.cc - bodies compiled late are those compiled at once.

#include <criterion/criterion.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lib/embedded.h"
#include "python/code_object.h"
#include "python/interpreter.h"
#include "python/library_text.h"
#include "python/list.h"

namespace {

using namespace mt::python;

const char* name_of(const mt::PackedModule& module) {
  return mt::lib::kLibrary.name_of(module);
}

std::string text_of(const mt::PackedModule& module) {
  std::string text(module.size, '\0');
  cr_assert(mt::unpack_text(*mt::lib::kLibrary.model,
                            {module.packed, module.packed_size}, &text[0],
                            module.size));
  return text;
}

Unit* library_unit(Fiber& fiber, const mt::PackedModule& module,
                   bool skips) {
  const std::string text = text_of(module);
  std::string file = std::string("<embedded>/") + name_of(module);
  std::replace(file.begin() + 11, file.end(), '.', '/');
  file += module.is_package ? "/__init__.py" : ".py";
  Code* const code =
      compile_library(fiber, text, intern(fiber, file), false, skips);
  cr_assert(code != nullptr, "%s", name_of(module));
  return code->unit;
}

std::string names_of(const Tuple* names) {
  std::string text;
  for (uint32_t i = 0; i < names->size; ++i)
    text.append(names->items[i].as<Str>()->view()).append(" ");
  return text;
}

std::string positions_of(const Code* code) {
  std::string text;
  PositionReader reader(code);
  PositionRow row{};
  while (reader.next(&row))
    text += mt::format("%u:%u:%u ", row.start, row.line, row.column);
  return text;
}

// All of a code, as text: an inner one stands as its name. A walrus anywhere in a
// text makes the compiler copy more, so `has_walrus` leaves out how it does it.
std::string portrait(const Code* code, bool has_walrus) {
  const std::string doc(code->doc != nullptr ? code->doc->view() : "no doc");
  return mt::format("%s #%u line %u flags %x parameters %u %u %u\n",
                    std::string(code->qualname->view()).c_str(), code->ordinal,
                    code->first_line, code->code_flags, code->positional_only,
                    code->positional, code->keyword_only) +
         doc + "\n" + names_of(code->local_names) + "|" +
         names_of(code->free_names) + "|" + names_of(code->cell_names) + "\n" +
         verify(code) +
         (has_walrus ? "" : positions_of(code) + disassemble(code));
}

}  // namespace

Test(compiler_waiting, bodies_compiled_late_are_those_compiled_at_once) {
  testing::with_interpreter([](Fiber& fiber) {
    set_library(mt::lib::kLibrary);
    uint32_t waited = 0;
    for (uint32_t m = 0; m < mt::lib::kLibrary.count; ++m) {
      const mt::PackedModule& module = mt::lib::kLibrary.modules[m];
      cr_expect(module.is_regular, "%s: a line of a body is indented less",
                name_of(module));
      Unit* const whole = library_unit(fiber, module, false);
      Unit* const late = library_unit(fiber, module, module.is_regular);
      const uint32_t read_at_once = late->code_count();
      // From the end, so that numbers change while others wait.
      for (uint32_t i = read_at_once; i-- > 0;) {
        Code* const code = late->code_at(i);
        if ((code->code_flags & kCodeWaiting) == 0) continue;
        ++waited;
        cr_assert(complete(fiber, code), "%s", code->qualname->data());
      }
      const std::string text = text_of(module);
      const bool has_walrus = text.find(":=") != text.npos;
      cr_assert_eq(late->code_count(), whole->code_count(), "%s",
                   name_of(module));
      for (uint32_t i = 0; i < whole->code_count(); ++i) {
        const std::string a =
            portrait(whole->code_at(i), has_walrus);
        const std::string b =
            portrait(late->code_at(i), has_walrus);
        cr_assert_str_eq(a.c_str(), b.c_str(), "%s", name_of(module));
      }
    }
    cr_assert(waited > 500);
  });
}

Test(compiler_waiting, what_python_sees_of_a_code_is_there_before_a_call) {
  testing::with_interpreter([](Fiber& fiber) {
    set_library(mt::lib::kLibrary);
    const std::string error = testing::run_text(
        fiber, testing::new_namespace(fiber),
        "import contextlib, functools, inspect\n"
        "code = contextlib.ExitStack.callback.__code__\n"
        "assert code.co_nlocals == len(code.co_varnames) > 2, code.co_varnames\n"
        "assert code.co_flags & 0x8 and code.co_names and code.co_consts\n"
        "f = functools.update_wrapper\n"
        "assert 'functools' in inspect.getmodule(f).__name__\n"
        "assert 'def update_wrapper' in inspect.getsource(f)\n"
        "del f.__doc__\n"
        "assert f.__doc__ is None\n");
    cr_assert_str_eq(error.c_str(), "");
  });
}
