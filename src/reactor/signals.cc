// signals.cc - from the handler to the turn.

#include "reactor/signals.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

namespace mt::reactor {

namespace {

// All that a handler touches.
Signals* g_owner = nullptr;
volatile sig_atomic_t g_wake_fd = -1;
volatile sig_atomic_t g_any_pending = 0;
volatile sig_atomic_t g_pending[Signals::kMaxSignal] = {};

extern "C" void note_signal(int signal) {
  const int saved_errno = errno;
  g_pending[signal] = 1;
  g_any_pending = 1;
  // A full pipe will wake the reactor as well as one more byte would.
  const char byte = 0;
  const ssize_t ignored = write(g_wake_fd, &byte, 1);
  static_cast<void>(ignored);
  errno = saved_errno;
}

}  // namespace

Signals::~Signals() {
  for (int signal = 1; signal < kMaxSignal; ++signal) unwatch(signal);
  if (owns_process_signals_) {
    g_owner = nullptr;
    g_wake_fd = -1;
  }
}

Status Signals::watch(int signal, SignalEvents& events) {
  if (signal < 1 || signal >= kMaxSignal) {
    return Error(Errc::kInvalid, format("there is no signal %d", signal));
  }
  if (g_owner != nullptr && g_owner != this) {
    return Error(Errc::kInvalid, "another reactor watches the signals");
  }
  g_owner = this;
  g_wake_fd = wake_fd_;
  owns_process_signals_ = true;
  Watched& watched = watched_[static_cast<size_t>(signal)];
  if (watched.events == nullptr) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note_signal;
    action.sa_flags = SA_RESTART;
    if (signal == SIGCHLD) action.sa_flags |= SA_NOCLDSTOP;
    sigfillset(&action.sa_mask);
    g_pending[signal] = 0;
    if (sigaction(signal, &action, &watched.before) < 0) {
      return Error::system(errno, format("watch signal %d", signal));
    }
  }
  watched.events = &events;
  return {};
}

void Signals::unwatch(int signal) {
  if (signal < 1 || signal >= kMaxSignal) return;
  Watched& watched = watched_[static_cast<size_t>(signal)];
  if (watched.events == nullptr) return;
  sigaction(signal, &watched.before, nullptr);
  watched.events = nullptr;
  g_pending[signal] = 0;
}

bool Signals::any_pending() const {
  return owns_process_signals_ && g_any_pending != 0;
}

void Signals::deliver() {
  if (!any_pending()) return;
  // Cleared first: a signal that arrives while we look is seen next turn.
  g_any_pending = 0;
  for (int signal = 1; signal < kMaxSignal; ++signal) {
    if (g_pending[signal] == 0) continue;
    g_pending[signal] = 0;
    SignalEvents* const events = watched_[static_cast<size_t>(signal)].events;
    if (events != nullptr) events->on_signal(signal);
  }
}

}  // namespace mt::reactor
