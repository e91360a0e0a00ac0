// signals.h - signals as ordinary callbacks.
//
// The handler only notes the number and wakes the reactor, which calls out at a
// safe point of its turn. Of several signals of one kind that arrive before it
// gets there, one is delivered, as in the kernel itself. Signals belong to the
// process, so only one Signals object may watch at a time; the state that the
// handler needs is the one global of this room.

#pragma once

#include <signal.h>

#include <array>

#include "base/status.h"

namespace mt::reactor {

class SignalEvents {
 public:
  virtual void on_signal(int signal) = 0;

 protected:
  ~SignalEvents() = default;
};

class Signals {
 public:
  // Signals are numbered from 1; the kernel's real-time ones end at 64.
  static constexpr int kMaxSignal = 65;

  // `wake_fd` gets a byte whenever a signal arrives; it is borrowed, and
  // non-blocking.
  explicit Signals(int wake_fd) : wake_fd_(wake_fd) {}
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // kInvalid when there is no such signal or another reactor has it; kSystem
  // for SIGKILL and SIGSTOP. Watching again replaces who is told.
  Status watch(int signal, SignalEvents& events);
  // Puts back what the process did about it before.
  void unwatch(int signal);

  bool any_pending() const;
  // Tells everyone concerned.
  void deliver();

 private:
  struct Watched {
    SignalEvents* events = nullptr;
    struct sigaction before = {};
  };
  int wake_fd_;
  bool owns_process_signals_ = false;
  std::array<Watched, kMaxSignal> watched_;
};

}  // namespace mt::reactor
