// tpython.cc - the interpreter on its own: option table and main.

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/start.h"
#include "python/dict.h"
#include "python/exception.h"
#include "python/file.h"
#include "python/import.h"
#include "python/list.h"
#include "python/source.h"
#include "python/operators.h"
#include "python/str.h"
#include "python/type.h"
#include "python/vm.h"
#include "twisted/process_module.h"
#include "twisted/prompt.h"

namespace {

using namespace mt::python;

constexpr char kUsage[] =
    "usage: tpython [-i] [--compat VERSION] [FILE [ARG ...]]\n"
    "       tpython [-i] -c PROGRAM [ARG ...]\n"
    "       tpython [-i] -m MODULE [ARG ...]\n"
    "\n"
    "  -c PROGRAM        run PROGRAM\n"
    "  -m MODULE         run a module of sys.path or of the library\n"
    "  -i                prompt after the program has ended\n"
    "  -u                write what is printed at once, as PYTHONUNBUFFERED\n"
    "  -W FILTER         what becomes of warnings, as in PYTHONWARNINGS\n"
    "  --compat VERSION  speak as Twisted VERSION and its Python did\n"
    "  --max-heap SIZE   raise MemoryError beyond; 64M, or 0 for no bound\n"
    "  --version         print the version\n"
    "  -h, --help        print this\n";

struct Options {
  const char* program = nullptr;  // -c
  const char* module = nullptr;   // -m
  const char* file = nullptr;
  const char* compat = nullptr;
  const char* max_heap = nullptr;
  std::vector<const char*> warnings;  // -W
  bool interactive = false;
  bool writes_at_once = false;  // -u
  int first_argument = 0;  // of the program, in argv
};

int complain(const char* what, const char* option) {
  fprintf(stderr, "tpython: %s '%s'\n", what, option);
  return 2;
}

// -1 to go on, else the exit status.
int parse_options(int argc, char** argv, Options* options) {
  int i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; ++i) {
    const char* const option = argv[i];
    const auto is = [option](const char* name) {
      return strcmp(option, name) == 0;
    };
    if (is("-h") || is("--help")) {
      fputs(kUsage, stdout);
      return 0;
    }
    if (is("--version") || is("-V")) {
      puts("tpython 0.1 (Python 3.11.7)");
      return 0;
    }
    if (option[1 + strspn(option + 1, "iBEIsSu")] == '\0') {
      // All but -i and -u are Python's own and change nothing here.
      if (strchr(option, 'u') != nullptr) options->writes_at_once = true;
      if (strchr(option, 'i') != nullptr) options->interactive = true;
    } else if (option[1] == 'W' && option[2] != '\0') {
      options->warnings.push_back(option + 2);
    } else if (is("-c") || is("-m") || is("-W") || is("--compat") ||
               is("--max-heap")) {
      if (i + 1 == argc) return complain("a value must follow option", option);
      const char* const value = argv[++i];
      if (is("--compat")) {
        options->compat = value;
        continue;
      }
      if (is("-W")) {
        options->warnings.push_back(value);
        continue;
      }
      if (is("--max-heap")) {
        options->max_heap = value;
        continue;
      }
      (is("-c") ? options->program : options->module) = value;
      ++i;
      break;
    } else if (strncmp(option, "--compat=", 9) == 0) {
      options->compat = option + 9;
    } else if (strncmp(option, "--max-heap=", 11) == 0) {
      options->max_heap = option + 11;
    } else {
      return complain("unknown option", option);
    }
  }
  options->first_argument = i;
  if (options->program == nullptr && options->module == nullptr && i < argc) {
    options->file = argv[i];
  }
  return -1;
}

// Where the shell found the program that was called `name`; empty when nobody
// can say.
std::string program_path(const char* name) {
  std::string list = strchr(name, '/') != nullptr ? "" : "/bin";
  const char* const path = getenv("PATH");
  if (!list.empty() && path != nullptr) list = path;
  std::string found;
  for (size_t at = 0; found.empty() && at <= list.size();) {
    const size_t end = std::min(list.find(':', at), list.size());
    std::string candidate = list.substr(at, end - at);
    if (!candidate.empty()) candidate += '/';
    candidate += name;
    char* const real = realpath(candidate.c_str(), nullptr);
    if (real != nullptr && access(real, X_OK) == 0) found = real;
    free(real);
    at = end + 1;
  }
  return found;
}

void set_arguments(Fiber& fiber, const Options& options, int argc,
                   char** argv) {
  const char* first = "";
  if (options.program != nullptr) first = "-c";
  if (options.module != nullptr) first = "-m";
  std::string directory;
  int rest = options.first_argument;
  if (options.file != nullptr) {
    first = options.file;
    ++rest;
    const std::string path = first;
    const size_t slash = path.rfind('/');
    if (slash != std::string::npos) directory = path.substr(0, slash + 1);
    char* const real = realpath(directory.empty() ? "." : directory.c_str(),
                                nullptr);
    if (real != nullptr) directory = real;
    free(real);
  }
  std::string all_first = first;
  const char** arguments = new const char*[static_cast<size_t>(argc) + 1];
  size_t count = 0;
  arguments[count++] = all_first.c_str();
  for (int i = rest; i < argc; ++i) arguments[count++] = argv[i];
  set_argv(fiber, arguments, count);
  delete[] arguments;
  add_path_front(fiber, directory);
  dict_set_text(fiber, rt().sys, "executable",
                str_value(fiber, program_path(argv[0])));
}

// What the module warnings reads when it is imported.
void set_warnings(Fiber& fiber, const Options& options) {
  List* const all = cast<List>(
      dict_find_name(rt().sys, intern(fiber, "warnoptions")));
  const char* const environment = getenv("PYTHONWARNINGS");
  std::string_view rest = environment != nullptr ? environment : "";
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(','), rest.size());
    if (end > 0) list_append(fiber, all, str_value(fiber, rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const char* option : options.warnings)
    list_append(fiber, all, str_value(fiber, option));
}

void write_at_once(Fiber& fiber) {
  for (const char* name : {"stdout", "stderr"}) {
    TextFile* const file =
        as_text_file(dict_find_name(rt().sys, intern(fiber, name)));
    if (file != nullptr) file->write_through = true;
  }
}

// The personality of `mktap --compat`, for the prompt and for scripts.
bool set_compat(Fiber& fiber, const char* version) {
  const Value module = import_module(fiber, "twisted.copyright");
  if (!module.is_error() &&
      !call_method(fiber, module, "set_version", {str_value(fiber, version)})
           .is_error()) {
    return true;
  }
  const Value exception = take_exception(fiber);
  const Value text = to_str(fiber, exception);
  fprintf(stderr, "tpython: --compat: %s\n",
          is_kind(text, Kind::kStr)
              ? std::string(text.as<Str>()->view()).c_str()
              : "cannot be set");
  return false;
}

Value run_program(Fiber& fiber, const Options& options) {
  CompileOptions how;
  how.classic = rt().era_compat;
  if (options.program != nullptr) {
    Str* const text = make_str(fiber, options.program);
    if (text == nullptr) return Value::error();
    return run_main(fiber, text, intern(fiber, "<string>"), how);
  }
  if (options.module != nullptr) {
    return run_main_module(fiber, options.module);
  }
  if (options.file != nullptr && strcmp(options.file, "-") != 0) {
    return run_main_file(fiber, intern(fiber, options.file), how);
  }
  std::string text;
  char block[4096];
  ssize_t got;
  while ((got = read(STDIN_FILENO, block, sizeof block)) > 0) {
    text.append(block, static_cast<size_t>(got));
  }
  Str* const name = intern(fiber, "<stdin>");
  Str* const source = source_from_bytes(fiber, text, name);
  if (source == nullptr) return Value::error();
  return run_main(fiber, source, name, how);
}

// Ends as Ctrl-C ends a program: whoever started it can tell.
[[noreturn]] void die_of_interrupt(Fiber& fiber) {
  flush_streams(fiber);
  signal(SIGINT, SIG_DFL);
  kill(getpid(), SIGINT);
  _exit(130);
}

// False when the work failed; *status is then what to exit with.
bool run_and_report(Fiber& fiber, const Options& options, int* status) {
  if (!run_program(fiber, options).is_error()) return true;
  const Value exception = take_exception(fiber);
  if (exit_status(fiber, exception, status)) return options.interactive;
  const bool interrupted = is_exception(exception) &&
                           type_of(exception) == types().KeyboardInterrupt;
  report_uncaught(fiber, exception);
  *status = 1;
  if (interrupted && !options.interactive) die_of_interrupt(fiber);
  return false;
}

// As CPython says it.
int cannot_open(const char* file, int err) {
  char* const here = file[0] == '/' ? nullptr : getcwd(nullptr, 0);
  fprintf(stderr, "tpython: can't open file '%s%s%s': [Errno %d] %s\n",
          here != nullptr ? here : "", here != nullptr ? "/" : "", file, err,
          strerror(err));
  free(here);
  return 2;
}

// Everything that touches objects runs below main().
__attribute__((noinline)) int run(int argc, char** argv,
                                  const Options& options,
                                  const void* stack_top) {
  if (options.file != nullptr && strcmp(options.file, "-") != 0) {
    struct stat status;
    if (access(options.file, R_OK) != 0)
      return cannot_open(options.file, errno);
    if (stat(options.file, &status) == 0 && S_ISDIR(status.st_mode))
      return cannot_open(options.file, EISDIR);
  }
  if (!mt::cmd::compat_is_known("tpython")) return 2;
  Fiber& fiber = mt::cmd::start_language(stack_top);
  if (options.max_heap != nullptr &&
      !mt::twisted::set_max_heap(options.max_heap))
    return complain("--max-heap must be 4M or more, not", options.max_heap);
  if (options.compat != nullptr && !set_compat(fiber, options.compat)) {
    return 2;
  }
  watch_interrupt();
  set_arguments(fiber, options, argc, argv);
  set_warnings(fiber, options);
  const char* const unbuffered = getenv("PYTHONUNBUFFERED");
  if (options.writes_at_once || (unbuffered != nullptr && *unbuffered != '\0'))
    write_at_once(fiber);
  const bool has_program = options.program != nullptr ||
                           options.module != nullptr ||
                           options.file != nullptr;
  int status = 0;
  if (has_program || (!options.interactive && !isatty(STDIN_FILENO))) {
    run_and_report(fiber, options, &status);
  }
  if (options.interactive || (!has_program && isatty(STDIN_FILENO))) {
    status = mt::twisted::run_prompt(fiber, !has_program);
  }
  constexpr int kOutputLost = 120;  // as CPython has it
  return finish_program(fiber) ? status : kOutputLost;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  const int status = parse_options(argc, argv, &options);
  if (status >= 0) return status;
  int top = 0;
  const int result = run(argc, argv, options, &top);
  fflush(stdout);
#ifdef MT_HISTOGRAM
  print_histogram();
#endif
  _exit(result);
}
