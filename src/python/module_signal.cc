// module_signal.cc - signals: numbers, handlers written in Python, timers,
// masks.
//
// This is _signal; lib/signal.py gives the numbers their names.
//
// The C handler only notes which signal came and asks for a safe point; there
// the Python function runs. Ctrl-C takes the short way of kPendingInterrupt
// unless somebody put a function of their own for SIGINT.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "python/exception.h"
#include "python/function.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

constexpr int kSignalCount = 65;

volatile sig_atomic_t g_arrived[kSignalCount];
volatile sig_atomic_t g_wakeup_fd = -1;  // told of each signal; -1: nobody
Type* g_itimer_error;
void (*g_child_watcher)(int);  // who else waits for SIGCHLD
PendingHook g_next_hook;      // whoever wanted control before us
bool g_hook_is_set;

Dict* handlers() {
  const Value module =
      dict_find_name(rt().modules, intern(*rt().main_fiber, "_signal"));
  const Module* const m = cast<Module>(module);
  if (m == nullptr) return nullptr;
  return cast<Dict>(dict_find_name(m->dict,
                                   intern(*rt().main_fiber, "_handlers")));
}

void note_signal(int number) {
  const int saved = errno;
  if (number > 0 && number < kSignalCount) g_arrived[number] = 1;
  if (g_wakeup_fd >= 0) {
    const unsigned char byte = static_cast<unsigned char>(number);
    // A full pipe has woken its reader already.
    if (write(g_wakeup_fd, &byte, 1) != 1) {}
  }
  set_pending(kPendingHook);
  if (number == SIGCHLD && g_child_watcher != nullptr) g_child_watcher(number);
  if (g_wake_sleeper != nullptr) g_wake_sleeper();
  errno = saved;
}

void interrupt(int) {
  const int saved = errno;
  set_pending(kPendingInterrupt);
  if (g_wake_sleeper != nullptr) g_wake_sleeper();
  errno = saved;
}

bool run_handlers(Fiber& fiber) {
  if (g_next_hook != nullptr && !g_next_hook(fiber)) return false;
  for (int number = 1; number < kSignalCount; ++number) {
    if (g_arrived[number] == 0) continue;
    g_arrived[number] = 0;
    Dict* const table = handlers();
    if (table == nullptr) continue;
    const Value handler = dict_find(fiber, table, Value::from_int(number));
    if (!is_callable(handler)) continue;
    const Value frame = fiber.frame != nullptr
                            ? frame_object(fiber, fiber.frame)
                            : Value::none();
    if (frame.is_error() ||
        call(fiber, handler, {Value::from_int(number), frame}).is_error()) {
      set_pending(kPendingHook);  // others may have come with it
      return false;
    }
  }
  return true;
}

bool number_argument(Fiber& fiber, Value value, int* number) {
  if (!int_argument(fiber, value, number)) return false;
  if (*number > 0 && *number < kSignalCount) return true;
  raise_value_error(fiber, "signal number out of range");
  return false;
}

Value signal_signal(Fiber& fiber, Value, Args args) {
  int number = 0;
  if (!number_argument(fiber, args[0], &number)) return Value::error();
  const Value handler = args[1];
  struct sigaction action;
  memset(&action, 0, sizeof action);
  if (handler == Value::from_int(0)) {
    action.sa_handler = SIG_DFL;
  } else if (handler == Value::from_int(1)) {
    action.sa_handler = SIG_IGN;
  } else if (is_callable(handler)) {
    const Value own = get_attr(
        fiber, dict_find_name(rt().modules, intern(fiber, "_signal")),
        "default_int_handler");
    action.sa_handler =
        number == SIGINT && handler == own ? interrupt : note_signal;
  } else {
    return raise_type_error(fiber, "signal handler must be signal.SIG_IGN, "
                                   "signal.SIG_DFL, or a callable object");
  }
  if (!g_hook_is_set) {
    g_hook_is_set = true;
    g_next_hook = g_pending_hook;
    g_pending_hook = run_handlers;
  }
  struct sigaction before;
  if (sigaction(number, &action, &before) != 0)
    return raise_errno(fiber, errno);
  // Whoever waits for children in C goes on hearing of them.
  if (number == SIGCHLD && action.sa_handler == note_signal &&
      before.sa_handler != note_signal) {
    g_child_watcher = before.sa_handler == SIG_DFL ||
                              before.sa_handler == SIG_IGN
                          ? nullptr
                          : before.sa_handler;
  }
  Dict* const table = handlers();
  const Value key = Value::from_int(number);
  Value old = dict_find(fiber, table, key);
  if (old.is_undefined()) old = Value::from_int(0);
  return dict_set(fiber, table, key, handler) ? old : Value::error();
}

Value signal_getsignal(Fiber& fiber, Value, Args args) {
  int number = 0;
  if (!number_argument(fiber, args[0], &number)) return Value::error();
  const Value found = dict_find(fiber, handlers(), Value::from_int(number));
  if (!found.is_undefined()) return found;
  struct sigaction action;
  if (sigaction(number, nullptr, &action) == 0 &&
      action.sa_handler == SIG_IGN) {
    return Value::from_int(1);
  }
  return Value::from_int(0);
}

Value signal_default_int_handler(Fiber& fiber, Value, Args) {
  return raise(fiber, types().KeyboardInterrupt, "%s", "");
}

Value signal_alarm(Fiber& fiber, Value, Args args) {
  int seconds = 0;
  if (!int_argument(fiber, args[0], &seconds)) return Value::error();
  return Value::from_int(alarm(static_cast<unsigned>(seconds)));
}

Value timer_pair(Fiber& fiber, const struct itimerval& timer) {
  const auto seconds_of = [](const struct timeval& t) {
    return Value::from_float(static_cast<double>(t.tv_sec) +
                             1e-6 * static_cast<double>(t.tv_usec));
  };
  const Value pair[2] = {seconds_of(timer.it_value),
                         seconds_of(timer.it_interval)};
  return object_or_error(make_tuple(fiber, pair, 2));
}

Value raise_timer_error(Fiber& fiber) {
  const Value error = call(fiber, Value::from_object(g_itimer_error),
                           {Value::from_int(errno),
                            str_value(fiber, strerror(errno))});
  return error.is_error() ? error : raise_object(fiber, error);
}

Value signal_setitimer(Fiber& fiber, Value, Args args) {
  int which = 0;
  double first = 0, interval = 0;
  if (!int_argument(fiber, args[0], &which) ||
      !to_double(fiber, args[1], &first) ||
      (args.count > 2 && !to_double(fiber, args[2], &interval))) {
    return Value::error();
  }
  const auto timeval_of = [](double seconds) {
    struct timeval t;
    t.tv_sec = static_cast<time_t>(seconds);
    t.tv_usec = static_cast<suseconds_t>(
        (seconds - static_cast<double>(t.tv_sec)) * 1e6);
    return t;
  };
  struct itimerval set, old;
  set.it_value = timeval_of(first);
  set.it_interval = timeval_of(interval);
  if (setitimer(static_cast<decltype(ITIMER_REAL)>(which), &set, &old) != 0) {
    return raise_timer_error(fiber);
  }
  return timer_pair(fiber, old);
}

Value signal_getitimer(Fiber& fiber, Value, Args args) {
  int which = 0;
  if (!int_argument(fiber, args[0], &which)) return Value::error();
  struct itimerval now;
  if (getitimer(static_cast<decltype(ITIMER_REAL)>(which), &now) != 0) {
    return raise_timer_error(fiber);
  }
  return timer_pair(fiber, now);
}

// --- masks ------------------------------------------------------------------

bool signal_set(Fiber& fiber, Value numbers, sigset_t* set) {
  sigemptyset(set);
  Iteration all(fiber, numbers);
  for (Value each; all.next(&each);) {
    int number = 0;
    if (!int_argument(fiber, each, &number)) return false;
    if (number <= 0 || number >= kSignalCount) {
      raise_value_error(fiber, "signal number %d out of range [1; %d]", number,
                        kSignalCount - 1);
      return false;
    }
    sigaddset(set, number);  // what the C library keeps for itself it refuses
  }
  return !all.failed();
}

// The numbers in a set, as a set object.
Value signals_in(Fiber& fiber, const sigset_t& set) {
  Set* const numbers = make_set(fiber);
  if (numbers == nullptr) return Value::error();
  for (int number = 1; number < kSignalCount; ++number) {
    if (sigismember(&set, number) == 1 &&
        !set_add(fiber, numbers, Value::from_int(number))) {
      return Value::error();
    }
  }
  return Value::from_object(numbers);
}

Value signal_pthread_sigmask(Fiber& fiber, Value, Args args) {
  int how = 0;
  sigset_t set, old;
  if (!int_argument(fiber, args[0], &how) ||
      !signal_set(fiber, args[1], &set)) {
    return Value::error();
  }
  if (sigprocmask(how, &set, &old) != 0) return raise_errno(fiber, errno);
  return signals_in(fiber, old);
}

Value signal_sigpending(Fiber& fiber, Value, Args) {
  sigset_t set;
  if (sigpending(&set) != 0) return raise_errno(fiber, errno);
  return signals_in(fiber, set);
}

Value signal_sigwait(Fiber& fiber, Value, Args args) {
  sigset_t set;
  if (!signal_set(fiber, args[0], &set)) return Value::error();
  int number = 0;
  const int err = sigwait(&set, &number);
  return err == 0 ? Value::from_int(number) : raise_errno(fiber, err);
}

Value signal_valid_signals(Fiber& fiber, Value, Args) {
  sigset_t set;
  sigfillset(&set);
  return signals_in(fiber, set);
}

Value signal_siginterrupt(Fiber& fiber, Value, Args args) {
  int number = 0, flag = 0;
  if (!number_argument(fiber, args[0], &number) ||
      !int_argument(fiber, args[1], &flag)) {
    return Value::error();
  }
  struct sigaction action;
  if (sigaction(number, nullptr, &action) != 0) {
    return raise_errno(fiber, errno);
  }
  action.sa_flags = flag != 0 ? action.sa_flags & ~SA_RESTART
                              : action.sa_flags | SA_RESTART;
  return sigaction(number, &action, nullptr) == 0 ? Value::none()
                                                  : raise_errno(fiber, errno);
}

Value signal_set_wakeup_fd(Fiber& fiber, Value, Args args) {
  int fd = 0;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  if (fd >= 0) {
    const int flags = fcntl(fd, F_GETFL);
    if (flags < 0) return raise_errno(fiber, errno);
    if ((flags & O_NONBLOCK) == 0) {
      return raise_value_error(fiber, "the fd %d must be in non-blocking mode",
                               fd);
    }
  }
  const int old = g_wakeup_fd;
  g_wakeup_fd = fd < 0 ? -1 : fd;
  return Value::from_int(old);
}

Value signal_pause(Fiber&, Value, Args) {
  pause();
  return Value::none();
}

Value signal_raise_signal(Fiber& fiber, Value, Args args) {
  int number = 0;
  if (!number_argument(fiber, args[0], &number)) return Value::error();
  return ::raise(number) == 0 ? Value::none()
                                       : raise_errno(fiber, errno);
}

Value signal_strsignal(Fiber& fiber, Value, Args args) {
  int number = 0;
  if (!number_argument(fiber, args[0], &number)) return Value::error();
  const char* const text = strsignal(number);
  return text != nullptr ? str_value(fiber, text) : Value::none();
}

constexpr TypeDef kItimerError = {"signal.itimer_error", nullptr, nullptr};

const MethodDef kFunctions[] = {
    {"signal", signal_signal, 2, 2},
    {"getsignal", signal_getsignal, 1, 1},
    {"default_int_handler", signal_default_int_handler, 0, 2},
    {"alarm", signal_alarm, 1, 1},
    {"setitimer", signal_setitimer, 2, 3},
    {"getitimer", signal_getitimer, 1, 1},
    {"pthread_sigmask", signal_pthread_sigmask, 2, 2},
    {"sigpending", signal_sigpending, 0, 0},
    {"sigwait", signal_sigwait, 1, 1},
    {"valid_signals", signal_valid_signals, 0, 0},
    {"siginterrupt", signal_siginterrupt, 2, 2},
    {"set_wakeup_fd", signal_set_wakeup_fd, 1, 1},
    {"pause", signal_pause, 0, 0},
    {"raise_signal", signal_raise_signal, 1, 1},
    {"strsignal", signal_strsignal, 1, 1},
    {}};

struct SignalRow {
  const char* name;
  int number;
};
#define MT_SIGNAL(name) {#name, name},
constexpr SignalRow kSignals[] = {
    MT_SIGNAL(SIGHUP) MT_SIGNAL(SIGINT) MT_SIGNAL(SIGQUIT) MT_SIGNAL(SIGILL)
    MT_SIGNAL(SIGTRAP) MT_SIGNAL(SIGABRT) MT_SIGNAL(SIGBUS) MT_SIGNAL(SIGFPE)
    MT_SIGNAL(SIGKILL) MT_SIGNAL(SIGUSR1) MT_SIGNAL(SIGSEGV)
    MT_SIGNAL(SIGUSR2) MT_SIGNAL(SIGPIPE) MT_SIGNAL(SIGALRM)
    MT_SIGNAL(SIGTERM) MT_SIGNAL(SIGCHLD) MT_SIGNAL(SIGCONT)
    MT_SIGNAL(SIGSTOP) MT_SIGNAL(SIGTSTP) MT_SIGNAL(SIGTTIN)
    MT_SIGNAL(SIGTTOU) MT_SIGNAL(SIGURG) MT_SIGNAL(SIGXCPU)
    MT_SIGNAL(SIGXFSZ) MT_SIGNAL(SIGVTALRM) MT_SIGNAL(SIGPROF)
    MT_SIGNAL(SIGWINCH) MT_SIGNAL(SIGIO) MT_SIGNAL(SIGSYS)
    MT_SIGNAL(SIG_BLOCK) MT_SIGNAL(SIG_UNBLOCK) MT_SIGNAL(SIG_SETMASK)
#ifdef SIGPWR
    MT_SIGNAL(SIGPWR)
#endif
#ifdef SIGSTKFLT
    MT_SIGNAL(SIGSTKFLT)
#endif
#ifdef SIGINFO
    MT_SIGNAL(SIGINFO)
#endif
#ifdef SIGEMT
    MT_SIGNAL(SIGEMT)
#endif
#ifdef SIGPOLL
    MT_SIGNAL(SIGPOLL)
#endif
#ifdef SIGIOT
    MT_SIGNAL(SIGIOT)
#endif
#ifdef SIGCLD
    MT_SIGNAL(SIGCLD)
#endif
    MT_SIGNAL(ITIMER_REAL) MT_SIGNAL(ITIMER_VIRTUAL) MT_SIGNAL(ITIMER_PROF)
};
#undef MT_SIGNAL

bool fill(Fiber& fiber, Dict* globals) {
  for (const SignalRow& row : kSignals) {
    put_int(fiber, globals, row.name, row.number);
  }
#ifdef SIGRTMIN
  put_int(fiber, globals, "SIGRTMIN", SIGRTMIN);
  put_int(fiber, globals, "SIGRTMAX", SIGRTMAX);
#endif
  put_int(fiber, globals, "SIG_DFL", 0);
  put_int(fiber, globals, "SIG_IGN", 1);
  put_int(fiber, globals, "NSIG", kSignalCount);
  g_itimer_error = native_type(fiber, kItimerError, types().OSError);
  put(fiber, globals, "ItimerError", Value::from_object(g_itimer_error));
  Dict* const table = make_dict(fiber);
  if (table == nullptr) return false;
  const Value own =
      dict_find_name(globals, intern(fiber, "default_int_handler"));
  put(fiber, globals, "_handlers", Value::from_object(table));
  return dict_set(fiber, table, Value::from_int(SIGINT), own);
}

}  // namespace

void (*g_wake_sleeper)() = nullptr;

bool heed_signals(Fiber& fiber) {
  if ((g_pending & kPendingHook) != 0) {
    clear_pending(kPendingHook);
    if (g_pending_hook != nullptr && !g_pending_hook(fiber)) return false;
  }
  if ((g_pending & kPendingInterrupt) == 0) return true;
  clear_pending(kPendingInterrupt);
  raise_object(fiber, make_exception(fiber, types().KeyboardInterrupt,
                                     rt().empty_tuple));
  return false;
}

void watch_interrupt() {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = interrupt;
  sigaction(SIGINT, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

const ModuleDef kSignalModule = {"_signal", kFunctions, fill,
                                 "Signals by number."};

}  // namespace mt::python
