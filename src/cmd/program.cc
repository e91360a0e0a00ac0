// program.cc - see program.h.

#include "cmd/program.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd/start.h"
#include "python/exception.h"
#include "python/import.h"
#include "python/operators.h"
#include "python/runtime.h"
#include "python/source.h"

namespace mt::cmd {

using namespace mt::python;

namespace {

// Not in the frame of main(): what it holds must lie below the stack's top.
__attribute__((noinline)) int run_main_of(const void* stack_top, int argc,
                                          char** argv, const char* module) {
  // A limit on the size of files is for write() to report, not to die of.
  signal(SIGXFSZ, SIG_IGN);
  if (!compat_is_known(argv[0])) return 2;
  Fiber& fiber = start_language(stack_top);
  rt().era_voice = true;
  set_argv(fiber, argv, static_cast<size_t>(argc));
  const Value home = import_module(fiber, module);
  const Value result =
      home.is_error() ? home : call_method(fiber, home, "main");
  int status = 0;
  if (result.is_error()) {
    const Value exception = take_exception(fiber);
    if (!exit_status(fiber, exception, &status)) {
      print_exception(fiber, exception);
      status = 1;
    }
  }
  if (!flush_output(fiber)) status = 1;
  flush_streams(fiber);
  return status;
}

}  // namespace

int run_program(int argc, char** argv, const char* module) {
  int stack_top = 0;
  const int status = run_main_of(&stack_top, argc, argv, module);
  fflush(nullptr);
  // The heap goes with the process; taking it apart first would help nobody.
  _exit(status);
}

}  // namespace mt::cmd
