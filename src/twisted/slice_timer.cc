// slice_timer.cc - see slice_timer.h.

#include "twisted/slice_timer.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#include "base/clock.h"
#include "python/fiber.h"

namespace mt::twisted {

namespace {

// Half of a slice. Everybody else waits for a slice to end, so two ticks are
// the half of the millisecond by which a command may delay a connection.
constexpr long kTickMicroseconds = 250;
// The timer stays on this long after the last slice.
constexpr sig_atomic_t kMaxIdleTicks = 8;
// A slice does without the timer up to so many safe points, or until so long
// after the first. Each of them reads the clock, a tick costs fourteen
// microseconds and more where the machine is a virtual one.
constexpr int kFreeSafePoints = 16;
constexpr int64_t kFreeNs = 50 * 1000;

volatile sig_atomic_t g_is_in_slice = 0;
volatile sig_atomic_t g_ticks = 0;  // that found this slice running
volatile sig_atomic_t g_is_ticking = 0;
volatile sig_atomic_t g_idle_ticks = 0;  // in a row, since a slice began

void set_timer(long microseconds) {
  struct itimerval timer = {};
  timer.it_value.tv_usec = microseconds;
  timer.it_interval = timer.it_value;
  setitimer(ITIMER_REAL, &timer, nullptr);
}

void on_tick(int) {
  const int saved = errno;
  if (!g_is_in_slice) {
    g_idle_ticks = g_idle_ticks + 1;
    if (g_idle_ticks < kMaxIdleTicks) return;
    // A plain system call everywhere, if not on POSIX's list of safe ones.
    g_is_ticking = 0;
    set_timer(0);
  } else if (g_ticks < 1) {
    g_ticks = g_ticks + 1;
  } else {
    python::set_pending(python::kPendingSuspend);
  }
  errno = saved;
}

int g_safe_points = 0;  // that this slice has passed, while nothing ticks
int64_t g_first_ns = 0;

void install_handler() {
  static bool is_installed = false;
  if (is_installed) return;
  is_installed = true;
  struct sigaction action = {};
  action.sa_handler = on_tick;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, nullptr);
}

void withdraw(uint32_t bits) {
  if ((python::g_pending & bits) == 0) return;
  python::clear_pending(bits);
}

void start_ticking() {
  if (g_is_ticking) return;
  install_handler();
  g_is_ticking = 1;
  set_timer(kTickMicroseconds);
}

void watch_slice() {
  const int64_t now = monotonic_ns();
  if (g_safe_points++ == 0) g_first_ns = now;
  if (g_safe_points <= kFreeSafePoints && now - g_first_ns < kFreeNs) return;
  withdraw(python::kPendingWatch);
  start_ticking();
}

}  // namespace

SliceTimer::SliceTimer(Length expected) {
  g_ticks = 0;
  g_idle_ticks = 0;
  g_is_in_slice = 1;
  if (g_is_ticking) return;
  if (expected == kLong) {
    start_ticking();
    return;
  }
  g_safe_points = 0;
  python::g_slice_watch = watch_slice;
  python::set_pending(python::kPendingWatch);
}

SliceTimer::~SliceTimer() {
  g_is_in_slice = 0;
  withdraw(python::kPendingSuspend | python::kPendingWatch);
}

void end_slice_soon() {
  if (g_is_in_slice) python::set_pending(python::kPendingSuspend);
}

}  // namespace mt::twisted
