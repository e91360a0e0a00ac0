// test_reactor.cc - the turn: order, bounds, signals, idle work.

#include "backends.h"

using namespace backends;

namespace {

struct FakeTime : TimeSource {
  int64_t now = 1000;
  int64_t now_ns() override { return now; }
};

struct Count : Callback {
  int runs = 0;
  void run() override { ++runs; }
};

struct Stop : Callback {
  Reactor* reactor;
  explicit Stop(Reactor& r) : reactor(&r) {}
  void run() override { reactor->stop(); }
};

struct SignalCount : SignalEvents {
  int count = 0, last = 0;
  Reactor* stops = nullptr;
  void on_signal(int signal) override {
    ++count;
    last = signal;
    if (stops != nullptr) stops->stop();
  }
};

}  // namespace

Test(poller, names_are_known_or_refused) {
  cr_assert(make_poller("default").ok());
  cr_assert(make_poller("poll").ok());
  cr_assert_str_eq(make_poller("select").value()->name(), "poll");
  cr_assert_eq(make_poller("gtk").error().code(), Errc::kInvalid);
#if defined(__linux__)
  cr_assert_eq(make_poller("kqueue").error().code(), Errc::kUnsupported);
#else
  cr_assert_eq(make_poller("epoll").error().code(), Errc::kUnsupported);
#endif
}

Test(poller, timeouts_are_rounded_up_and_bounded) {
  cr_assert_eq(poll_timeout_ms(-1), -1);
  cr_assert_eq(poll_timeout_ms(0), 0);
  cr_assert_eq(poll_timeout_ms(1), 1);
  cr_assert_eq(poll_timeout_ms(1000000), 1);
  cr_assert_eq(poll_timeout_ms(1000001), 2);
  cr_assert_eq(poll_timeout_ms(INT64_MAX), 3600 * 1000);
}

Test(reactor, runs_until_it_is_stopped, .timeout = 20) {
  for_each([](Reactor& reactor) {
    Stop stop(reactor);
    Count early;
    reactor.call_later(kNanosecondsPerMillisecond, early);
    reactor.call_later(2 * kNanosecondsPerMillisecond, stop);
    cr_assert(reactor.run().ok());
    cr_assert_eq(early.runs, 1);
    cr_assert(!reactor.is_running());
    // And again: the first stop is used up.
    reactor.call_later(kNanosecondsPerMillisecond, stop);
    cr_assert(reactor.run().ok());
  });
}

Test(reactor, a_stop_before_run_counts, .timeout = 20) {
  for_each([](Reactor& reactor) {
    reactor.stop();
    cr_assert(reactor.run().ok());
  });
}

Test(reactor, a_turn_inside_a_turn_is_refused) {
  struct Nested : Callback {
    Reactor* reactor;
    int refused = 0;
    void run() override {
      refused += reactor->iterate(0).ok() ? 0 : 1;
      refused += reactor->run().ok() ? 0 : 1;
    }
  };
  for_each([](Reactor& reactor) {
    Nested nested;
    nested.reactor = &reactor;
    reactor.call_soon(nested);
    turn_times(reactor, 2);
    cr_assert_eq(nested.refused, 2);
  });
}

Test(reactor, timers_follow_the_clock_they_are_given) {
  for (const char* const name : kNames) {
    FakeTime time;
    std::unique_ptr<Reactor> reactor = make_reactor(name, &time);
    Count year, soon;
    constexpr int64_t kYear = 365 * 24 * 3600 * kNanosecondsPerSecond;
    const TimerId id = reactor->call_later(kYear, year);
    reactor->call_later(0, soon);
    turn_times(*reactor, 1);
    cr_assert_eq(soon.runs, 1);
    time.now += kYear - 1;
    turn_times(*reactor, 1);
    cr_assert_eq(year.runs, 0);
    time.now -= 1000000;  // a clock that goes back makes it late, no more
    turn_times(*reactor, 1);
    cr_assert_eq(year.runs, 0);
    time.now += 1000001;
    turn_times(*reactor, 1);
    cr_assert_eq(year.runs, 1);
    cr_assert(!reactor->cancel(id));
    // Delays beyond all reason do not overflow.
    const TimerId far = reactor->call_later(INT64_MAX, year);
    reactor->call_later(INT64_MIN, soon);
    turn_times(*reactor, 1);
    cr_assert_eq(soon.runs, 2);
    cr_assert_eq(year.runs, 1);
    cr_assert(reactor->cancel(far));
  }
}

Test(reactor, a_moment_stays_what_it_is_however_slow_the_machine) {
  // A second passes between any two looks at the clock.
  struct SlowTime : TimeSource {
    int64_t now = 0;
    int64_t now_ns() override { return now += kNanosecondsPerSecond; }
  };
  struct Note : Callback {
    std::string* notes;
    char note;
    Note(std::string& n, char c) : notes(&n), note(c) {}
    void run() override { *notes += note; }
  };
  for (const char* const name : kNames) {
    SlowTime time;
    std::unique_ptr<Reactor> reactor = make_reactor(name, &time);
    std::string notes;
    Note due(notes, 'd'), soon(notes, 's'), last(notes, 'l');
    const int64_t now = reactor->now_ns();
    const TimerId moved = reactor->call_at(now + 2, last);
    reactor->call_at(now + 1, due);
    reactor->call_at(now + 3, last);
    cr_assert(reactor->reset(reactor->call_later(0, soon), reactor->soon_ns()));
    cr_assert(reactor->reset(moved, now + 4));
    cr_assert_eq(reactor->timers().deadline(moved), now + 4);
    turn_times(*reactor, 1);
    cr_assert_str_eq(notes.c_str(), "sdll", "%s", name);
  }
}

Test(reactor, a_call_that_repeats_at_once_starves_nobody) {
  struct Repeat : Callback {
    Reactor* reactor;
    int runs = 0;
    void run() override {
      ++runs;
      reactor->call_later(0, *this);
      reactor->call_soon(*this);
    }
  };
  for_each([](Reactor& reactor) {
    Repeat repeat;
    repeat.reactor = &reactor;
    Pair pair(reactor);
    reactor.call_soon(repeat);
    pair.send("tea");
    // It doubles each turn, and is bounded all the same.
    for (int turns = 0; turns < 14; ++turns) {
      const int before = repeat.runs;
      turn_times(reactor, 1);
      cr_assert(repeat.runs - before <= 1024);
    }
    cr_assert_str_eq(pair.events.received.c_str(), "tea");
  });
}

Test(reactor, wake_ends_a_sleep, .timeout = 20) {
  for_each([](Reactor& reactor) {
    reactor.wake();
    cr_assert(reactor.iterate(-1).ok());
    for (int i = 0; i < 100000; ++i) reactor.wake();  // more than a pipe holds
    cr_assert(reactor.iterate(-1).ok());
  });
}

Test(signals, are_delivered_in_the_turn, .timeout = 20) {
  for_each([](Reactor& reactor) {
    SignalCount seen;
    cr_assert(reactor.watch_signal(SIGUSR1, seen).ok());
    cr_assert(reactor.watch_signal(SIGHUP, seen).ok());
    raise(SIGUSR1);
    raise(SIGUSR1);
    cr_assert_eq(seen.count, 0);
    cr_assert(reactor.iterate(-1).ok());
    cr_assert_eq(seen.count, 1);
    cr_assert_eq(seen.last, SIGUSR1);
    raise(SIGHUP);
    cr_assert(reactor.iterate(-1).ok());
    cr_assert_eq(seen.last, SIGHUP);
    reactor.unwatch_signal(SIGHUP);
    signal(SIGHUP, SIG_IGN);
    raise(SIGHUP);
    turn_times(reactor, 2);
    cr_assert_eq(seen.count, 2);
  });
}

Test(signals, stop_a_run_that_sleeps, .timeout = 20) {
  for_each([](Reactor& reactor) {
    SignalCount seen;
    seen.stops = &reactor;
    cr_assert(reactor.watch_signal(SIGTERM, seen).ok());
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
      usleep(20000);
      kill(parent, SIGTERM);
      _exit(0);
    }
    cr_assert(reactor.run().ok());
    cr_assert_eq(seen.count, 1);
  });
}

Test(signals, have_one_owner_and_valid_numbers) {
  SignalCount seen;
  std::unique_ptr<Reactor> first = make_reactor("poll");
  std::unique_ptr<Reactor> second = make_reactor("poll");
  cr_assert(first->watch_signal(SIGUSR1, seen).ok());
  cr_assert_eq(second->watch_signal(SIGUSR1, seen).error().code(),
               Errc::kInvalid);
  cr_assert_eq(first->watch_signal(0, seen).error().code(), Errc::kInvalid);
  cr_assert_eq(first->watch_signal(1000, seen).error().code(), Errc::kInvalid);
  cr_assert_eq(first->watch_signal(SIGKILL, seen).error().code(),
               Errc::kSystem);
  first.reset();
  cr_assert(second->watch_signal(SIGUSR1, seen).ok());
}

Test(reactor, idle_work_runs_while_there_is_some_and_then_sleeps,
     .timeout = 20) {
  struct Slices : IdleWork {
    int left = 0, runs = 0;
    bool run_idle(int64_t budget_ns) override {
      cr_assert(budget_ns > 0);
      ++runs;
      return left > 0 && --left > 0;
    }
  };
  for_each([](Reactor& reactor) {
    Slices slices;
    slices.left = 50;
    reactor.set_idle_work(&slices);
    Pair pair(reactor);
    pair.send("x");
    // No sleep while work is left: a call that could sleep for ever returns.
    for (int i = 0; i < 50; ++i) cr_assert(reactor.iterate(-1).ok());
    cr_assert_eq(slices.runs, 50);
    cr_assert_str_eq(pair.events.received.c_str(), "x");
    // None left: turns in which nothing happens do not call it.
    turn_times(reactor, 5);
    cr_assert_eq(slices.runs, 50);
    // A turn that calls somebody does, once.
    pair.send("y");
    turn_times(reactor, 3);
    cr_assert_eq(slices.runs, 51);
    reactor.want_idle();
    cr_assert(reactor.iterate(-1).ok());
    cr_assert_eq(slices.runs, 52);
    reactor.set_idle_work(nullptr);
  });
}

Test(reactor, raw_descriptors_are_watched_and_unwatched) {
  struct Raw : Source {
    int calls = 0;
    Interest last = kNothing;
    void on_ready(Interest what) override {
      ++calls;
      last = what;
    }
  };
  for_each([](Reactor& reactor) {
    Pipe pipe = std::move(make_pipe(true)).take();
    Raw raw, other, writer;
    const int fd = pipe.read_end.get();
    cr_assert(reactor.watch(fd, kReadable, raw).ok());
    cr_assert(!reactor.watch(fd, kReadable, other).ok());
    turn_times(reactor, 1);
    cr_assert_eq(raw.calls, 0);
    cr_assert_eq(write(pipe.write_end.get(), "x", 1), 1);
    turn_times(reactor, 2);  // level-triggered: not read, told again
    cr_assert_eq(raw.calls, 2);
    cr_assert_eq(raw.last, kReadable);
    cr_assert(reactor.watch(fd, kNothing, raw).ok());
    turn_times(reactor, 1);
    cr_assert_eq(raw.calls, 2);
    cr_assert(reactor.watch(fd, kReadable, raw).ok());
    turn_times(reactor, 1);
    cr_assert_eq(raw.calls, 3);
    reactor.unwatch(fd);
    cr_assert(reactor.watch(fd, kReadable, other).ok());
    turn_times(reactor, 1);
    cr_assert_eq(other.calls, 1);
    reactor.unwatch(fd);
    cr_assert(reactor.watch(pipe.write_end.get(), kWritable, writer).ok());
    turn_times(reactor, 1);
    cr_assert(writer.last & kWritable);
    reactor.unwatch(pipe.write_end.get());
    reactor.unwatch(pipe.write_end.get());
    reactor.unwatch(-1);
    cr_assert(!reactor.watch(-1, kReadable, raw).ok());
  });
}

Test(reactor, who_cannot_tell_when_he_is_closed_makes_way) {
  struct Polite : Source {
    int calls = 0, times = 0;
    void on_ready(Interest) override { ++calls; }
    bool make_way() override { return ++times == 1; }
  };
  for_each([](Reactor& reactor) {
    Pipe pipe = std::move(make_pipe(true)).take();
    Polite first, second;
    const int fd = pipe.read_end.get();
    cr_assert(reactor.watch(fd, kReadable, first).ok());
    cr_assert(reactor.watch(fd, kReadable, second).ok());
    cr_assert_eq(first.times, 1);
    cr_assert_eq(reactor.watched(), 2u);  // and what wakes it
    cr_assert_eq(write(pipe.write_end.get(), "x", 1), 1);
    turn_times(reactor, 1);
    cr_assert_eq(first.calls, 0);
    cr_assert_eq(second.calls, 1);
    reactor.unwatch(fd);
  });
}

// Two are ready; the one that is called first closes the other, and a third
// takes over its number. The event of the closed one must not reach the third.
Test(reactor, an_event_does_not_outlive_its_descriptor) {
  struct Closer : Source {
    Reactor* reactor = nullptr;
    Closer* other = nullptr;
    Fd fd;
    int calls = 0;
    Source* heir = nullptr;
    void on_ready(Interest) override {
      ++calls;
      char byte;
      cr_assert_eq(read(fd.get(), &byte, 1), 1);
      if (other->calls != 0 || !other->fd.is_open()) return;
      const int number = other->fd.get();
      reactor->forget(number);
      other->fd.reset();
      const int again = dup2(fd.get(), number);
      cr_assert_eq(again, number);
      cr_assert(reactor->watch(again, kReadable, *heir).ok());
    }
  };
  struct Heir : Source {
    int calls = 0;
    void on_ready(Interest) override { ++calls; }
  };
  for_each([](Reactor& reactor) {
    Pipe one = std::move(make_pipe(true)).take();
    Pipe two = std::move(make_pipe(true)).take();
    Closer a, b;
    Heir heir;
    a.reactor = b.reactor = &reactor;
    a.other = &b;
    b.other = &a;
    a.heir = b.heir = &heir;
    a.fd = std::move(one.read_end);
    b.fd = std::move(two.read_end);
    const int fds[2] = {a.fd.get(), b.fd.get()};
    cr_assert(reactor.watch(a.fd.get(), kReadable, a).ok());
    cr_assert(reactor.watch(b.fd.get(), kReadable, b).ok());
    cr_assert_eq(write(one.write_end.get(), "x", 1), 1);
    cr_assert_eq(write(two.write_end.get(), "x", 1), 1);
    turn_times(reactor, 1);
    cr_assert_eq(a.calls + b.calls, 1);
    cr_assert_eq(heir.calls, 0);
    for (const int fd : fds) reactor.unwatch(fd);
    close(fds[a.calls != 0 ? 1 : 0]);
  });
}

Test(reactor, a_crash_leaves_the_rest_for_later) {
  struct Crash : Callback {
    Reactor* reactor;
    void run() override { reactor->crash(); }
  };
  for_each([](Reactor& reactor) {
    Crash crash;
    crash.reactor = &reactor;
    Count later;
    reactor.call_soon(crash);
    reactor.call_soon(later);
    cr_assert(reactor.run().ok());
    cr_assert_eq(later.runs, 0);
    turn_times(reactor, 1);
    cr_assert_eq(later.runs, 1);
  });
}
