// criterion.h - as much of Criterion as our tests use, in one header.
//
// For targets that have no libcriterion: cross builds, sanitizers. The same
// test file compiles against both. A test is a function run in a child of its
// own: what it leaks, breaks or leaves running ends with it. The report's last
// line is Criterion's, and the exit code is 1 when a test failed or when none
// ran. Arguments are parts of "suite::name"; without any, all tests run.

#pragma once
#pragma GCC system_header

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

namespace criterion_standin {

// Designated in Test(suite, name, .timeout = 5, ...): the order is the order
// in which a test may name them.
struct Options {
  void (*init)() = nullptr;
  void (*fini)() = nullptr;
  int signal = 0;     // the test passes if this kills it
  int exit_code = 0;  // the test passes if it leaves with this
  bool disabled = false;
  const char* description = nullptr;
  double timeout = 0;  // seconds; 0 stands for kDefaultSeconds
};

constexpr unsigned kDefaultSeconds = 120;
constexpr int kFailed = 101;
constexpr int kSkipped = 102;

struct Case {
  const char* suite;
  const char* name;
  void (*body)();
  Options options;
  Case* next;
};

inline Case* first_case = nullptr;
inline Case** last_link = &first_case;
inline bool has_failed = false;

struct Registration {
  Case entry;
  Registration(const char* suite, const char* name, void (*body)(), Options o)
      : entry{suite, name, body, o, nullptr} {
    *last_link = &entry;
    last_link = &entry.next;
  }
};

__attribute__((format(printf, 5, 6))) inline void fail(
    const char* file, int line, bool is_fatal, const char* claim,
    const char* format, ...) {
  fflush(stdout);
  fprintf(stderr, "[----] %s:%d: Assertion failed: %s ", file, line, claim);
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  has_failed = true;
  if (is_fatal) _exit(kFailed);
}

template <class A, class B>
bool same_text(const A& a, const B& b) {
  const char* const left = a;
  const char* const right = b;
  return left != nullptr && right != nullptr && strcmp(left, right) == 0;
}

// The child's side: exit() and not _exit(), so that a leak checker may speak.
[[noreturn]] inline void run_here(const Case& entry) {
  setpgid(0, 0);
  const double seconds = entry.options.timeout;
  alarm(seconds > 0 ? static_cast<unsigned>(seconds) + 1 : kDefaultSeconds);
  if (entry.options.init != nullptr) entry.options.init();
  entry.body();
  if (entry.options.fini != nullptr) entry.options.fini();
  fflush(nullptr);
  exit(has_failed ? kFailed : 0);
}

inline int run_all(int argc, char** argv) {
  int tested = 0, passing = 0, failing = 0, crashing = 0;
  for (const Case* entry = first_case; entry != nullptr; entry = entry->next) {
    char full[512];
    snprintf(full, sizeof full, "%s::%s", entry->suite, entry->name);
    bool is_wanted = argc < 2;
    for (int i = 1; i < argc; ++i) {
      is_wanted = is_wanted || strstr(full, argv[i]) != nullptr;
    }
    if (!is_wanted || entry->options.disabled) continue;
    fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) {
      perror("fork");
      return 1;
    }
    if (child == 0) run_here(*entry);
    int status = 0;
    while (waitpid(child, &status, 0) < 0) continue;
    kill(-child, SIGKILL);  // whatever the test left running
    if (WIFEXITED(status) && WEXITSTATUS(status) == kSkipped) continue;
    ++tested;
    const int wanted = entry->options.signal;
    const bool is_good =
        wanted != 0
            ? WIFSIGNALED(status) && WTERMSIG(status) == wanted
            : WIFEXITED(status) &&
                  WEXITSTATUS(status) == entry->options.exit_code;
    if (is_good) {
      ++passing;
      continue;
    }
    ++failing;
    if (WIFSIGNALED(status)) {
      ++crashing;
      fprintf(stderr, "[FAIL] %s: killed by signal %d\n", full,
              WTERMSIG(status));
    } else {
      fprintf(stderr, "[FAIL] %s: exit code %d\n", full, WEXITSTATUS(status));
    }
  }
  fprintf(stderr,
          "[====] Synthesis: Tested: %d | Passing: %d | Failing: %d "
          "| Crashing: %d \n",
          tested, passing, failing, crashing);
  return failing != 0 || tested == 0 ? 1 : 0;
}

}  // namespace criterion_standin

#define Test(suite, name, ...)                                             \
  static void suite##_##name##_test();                                     \
  static criterion_standin::Registration suite##_##name##_registration(    \
      #suite, #name, suite##_##name##_test,                                \
      criterion_standin::Options{__VA_ARGS__});                            \
  static void suite##_##name##_test()

// Sets what every test of a suite has in common; only .timeout and .disabled
// would make sense here, and each test says those itself.
#define TestSuite(suite, ...) static_assert(true, #suite)

#define CR_STANDIN_CHECK(condition, is_fatal, claim, ...)                  \
  do {                                                                     \
    if (!(condition)) {                                                    \
      criterion_standin::fail(__FILE__, __LINE__, is_fatal, claim,         \
                              "" __VA_ARGS__);                             \
    }                                                                      \
  } while (0)
#define CR_STANDIN_PAIR(a, op, b, is_fatal, ...) \
  CR_STANDIN_CHECK((a)op(b), is_fatal, #a " " #op " " #b, __VA_ARGS__)
#define CR_STANDIN_TEXT(a, b, want, is_fatal, ...)                         \
  CR_STANDIN_CHECK(criterion_standin::same_text(a, b) == want, is_fatal,   \
                   "same text: " #a ", " #b, __VA_ARGS__)

#define cr_assert(c, ...) CR_STANDIN_CHECK(c, true, #c, __VA_ARGS__)
#define cr_expect(c, ...) CR_STANDIN_CHECK(c, false, #c, __VA_ARGS__)
#define cr_assert_not(c, ...) \
  CR_STANDIN_CHECK(!(c), true, "not " #c, __VA_ARGS__)
#define cr_expect_not(c, ...) \
  CR_STANDIN_CHECK(!(c), false, "not " #c, __VA_ARGS__)
#define cr_assert_eq(a, b, ...) CR_STANDIN_PAIR(a, ==, b, true, __VA_ARGS__)
#define cr_expect_eq(a, b, ...) CR_STANDIN_PAIR(a, ==, b, false, __VA_ARGS__)
#define cr_assert_neq(a, b, ...) CR_STANDIN_PAIR(a, !=, b, true, __VA_ARGS__)
#define cr_expect_neq(a, b, ...) CR_STANDIN_PAIR(a, !=, b, false, __VA_ARGS__)
#define cr_assert_lt(a, b, ...) CR_STANDIN_PAIR(a, <, b, true, __VA_ARGS__)
#define cr_expect_lt(a, b, ...) CR_STANDIN_PAIR(a, <, b, false, __VA_ARGS__)
#define cr_assert_leq(a, b, ...) CR_STANDIN_PAIR(a, <=, b, true, __VA_ARGS__)
#define cr_expect_leq(a, b, ...) CR_STANDIN_PAIR(a, <=, b, false, __VA_ARGS__)
#define cr_assert_gt(a, b, ...) CR_STANDIN_PAIR(a, >, b, true, __VA_ARGS__)
#define cr_expect_gt(a, b, ...) CR_STANDIN_PAIR(a, >, b, false, __VA_ARGS__)
#define cr_assert_geq(a, b, ...) CR_STANDIN_PAIR(a, >=, b, true, __VA_ARGS__)
#define cr_expect_geq(a, b, ...) CR_STANDIN_PAIR(a, >=, b, false, __VA_ARGS__)
#define cr_assert_null(p, ...) \
  CR_STANDIN_CHECK((p) == nullptr, true, #p " is null", __VA_ARGS__)
#define cr_expect_null(p, ...) \
  CR_STANDIN_CHECK((p) == nullptr, false, #p " is null", __VA_ARGS__)
#define cr_assert_not_null(p, ...) \
  CR_STANDIN_CHECK((p) != nullptr, true, #p " is not null", __VA_ARGS__)
#define cr_expect_not_null(p, ...) \
  CR_STANDIN_CHECK((p) != nullptr, false, #p " is not null", __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...) \
  CR_STANDIN_TEXT(a, b, true, true, __VA_ARGS__)
#define cr_expect_str_eq(a, b, ...) \
  CR_STANDIN_TEXT(a, b, true, false, __VA_ARGS__)
#define cr_assert_str_neq(a, b, ...) \
  CR_STANDIN_TEXT(a, b, false, true, __VA_ARGS__)
#define cr_expect_str_neq(a, b, ...) \
  CR_STANDIN_TEXT(a, b, false, false, __VA_ARGS__)
#define cr_assert_arr_eq(a, b, size, ...) \
  CR_STANDIN_CHECK(memcmp(a, b, size) == 0, true, #a " == " #b, __VA_ARGS__)
#define cr_expect_arr_eq(a, b, size, ...) \
  CR_STANDIN_CHECK(memcmp(a, b, size) == 0, false, #a " == " #b, __VA_ARGS__)
#define cr_assert_float_eq(a, b, epsilon, ...)                             \
  CR_STANDIN_CHECK((a) - (b) <= (epsilon) && (b) - (a) <= (epsilon), true, \
                   #a " ~ " #b, __VA_ARGS__)
#define cr_assert_fail(...) CR_STANDIN_CHECK(false, true, "reached", __VA_ARGS__)
#define cr_expect_fail(...) \
  CR_STANDIN_CHECK(false, false, "reached", __VA_ARGS__)
#define cr_fail(...) cr_expect_fail(__VA_ARGS__)
#define cr_fatal(...) cr_assert_fail(__VA_ARGS__)
#define cr_log_info(...) ((void)0)
#define cr_log_warn(...) ((void)0)
#define cr_skip(...) _exit(criterion_standin::kSkipped)
#define cr_skip_test(...) _exit(criterion_standin::kSkipped)

int main(int argc, char** argv) __attribute__((weak));
int main(int argc, char** argv) {
  return criterion_standin::run_all(argc, argv);
}
