// reactor.h - the loop that waits, and what everybody may ask of it.
//
// One thread, and this is the only place where it sleeps. A turn is
//
//   wait -> signals -> descriptors -> timers -> turn ends -> idle work
//
// A turn's end is where transports send what callbacks wrote, in one system
// call each, where closed ones say goodbye, and where objects given up during
// the turn are deleted: so whoever is being called may close, or drop, the very
// object that calls. Each step is bounded (limits.h); what does not fit waits
// for the next turn, which then does not sleep.
//
// No callback is called from within a call of the user's, with one exception
// that says so (StreamEvents::on_full). Everything here happens on the thread
// that runs the reactor, except wake().

#pragma once

#include <stdint.h>

#include <memory>
#include <string_view>
#include <vector>

#include "base/fd.h"
#include "base/status.h"
#include "reactor/exchange.h"
#include "reactor/output_queue.h"
#include "reactor/poller.h"
#include "reactor/signals.h"
#include "reactor/timer_queue.h"

namespace mt::reactor {

class Reactor;

// Whatever has a descriptor to wait for: streams, listeners, and any raw
// descriptor that somebody wants to read or write by himself.
class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;

  // `what` holds what was asked for and has come, and kHangup or kFailed
  // whether asked for or not. A source that then neither reads nor writes is
  // called again at once, so it unwatches what it cannot use.
  virtual void on_ready(Interest what) = 0;

  // Somebody else watches the same descriptor number. Whoever cannot tell when
  // his is closed makes way, unwatched from here on; false refuses the other.
  virtual bool make_way() { return false; }

  // Asked for with Reactor::at_turn_end().
  virtual void on_turn_end() {}

  // The reactor is being destroyed while the source is watched. It must not
  // call the reactor again.
  virtual void on_reactor_gone() {}

 private:
  friend class Reactor;
  Source* next_ = nullptr;  // among those waiting for the turn's end
  bool is_queued_ = false;
};

// What can be done while nobody waits: collecting garbage, and slices of shell
// commands that have been at it for long.
class IdleWork {
 public:
  // Works for at most `budget_ns` and says whether more is left. It is called
  // at the end of each turn that called anybody, and then, as long as it says
  // that more is left, once a turn without any sleep between.
  virtual bool run_idle(int64_t budget_ns) = 0;

 protected:
  ~IdleWork() = default;
};

// What time it is, for tests that cannot wait. Never goes back; when it does
// all the same, what was due is merely late.
class TimeSource {
 public:
  virtual int64_t now_ns() = 0;

 protected:
  ~TimeSource() = default;
};

class Reactor {
 public:
  // `poller_name` as for make_poller(). Also makes the process ignore SIGPIPE:
  // a peer that has gone is an errno here. Not to be used across a fork: become
  // a daemon first.
  static Result<std::unique_ptr<Reactor>> make(
      std::string_view poller_name = "default", TimeSource* time = nullptr);
  static Result<std::unique_ptr<Reactor>> make(std::unique_ptr<Poller> poller,
                                               TimeSource* time = nullptr);
  ~Reactor();
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  // -- The loop.

  // Turns until stop() or crash(). kInvalid when called from inside a turn.
  Status run();
  // One turn that sleeps for at most `delay_ns`; negative is for ever.
  // kInvalid when called from inside a turn.
  Status iterate(int64_t delay_ns);
  // run() returns when this turn has ended, its output sent as far as the
  // kernel takes it. Before run(), the next run() returns after one turn.
  void stop() { is_stopping_ = true; }
  // run() returns as soon as the present callback does, and those of streams
  // that have read already. What else was ready is reported again by the next
  // run(). Closed transports still say goodbye.
  void crash() { is_stopping_ = is_crashing_ = true; }
  bool is_running() const { return is_running_; }
  const char* poller_name() const { return poller_->name(); }
  // For other threads and for signal handlers: the turn in progress, or the
  // next one, does not sleep.
  void wake();

  // -- Time. Delays are from now on, negative ones count as none.

  TimerId call_later(int64_t delay_ns, Callback& callback);
  // At that moment, which may have passed; the clock is not asked.
  TimerId call_at(int64_t deadline_ns, Callback& callback) {
    return timers_.set(deadline_ns, callback);
  }
  // At the next turn, before anything that call_later sets from now on.
  TimerId call_soon(Callback& callback);
  bool cancel(TimerId id) { return timers_.cancel(id); }
  // To that moment. False when the call has fired or was cancelled.
  bool reset(TimerId id, int64_t deadline_ns) {
    return timers_.reset(id, deadline_ns);
  }
  const TimerQueue& timers() const { return timers_; }
  int64_t now_ns() { return time_->now_ns(); }
  // The deadline of what comes before all that is due, when the timers of this
  // turn have had theirs.
  int64_t soon_ns() const { return is_firing_ ? turn_ns_ : 0; }
  // When this turn's waiting ended: costs no look at the clock.
  int64_t turn_ns() const { return turn_ns_; }

  // nullptr takes it away. The work is borrowed.
  void set_idle_work(IdleWork* work);
  // Something new is there for it to do.
  void want_idle() { is_idle_wanted_ = true; }

  // -- Signals; see signals.h.

  Status watch_signal(int signal, SignalEvents& events) {
    return signals_.watch(signal, events);
  }
  void unwatch_signal(int signal) { signals_.unwatch(signal); }

  // -- Descriptors. `source` is borrowed until it is unwatched.

  // Waits for `wants`, and no longer for what was asked before. kNothing keeps
  // the source known without waiting. kInvalid when another source has the
  // descriptor and does not make way; kSystem when the kernel refuses (a
  // regular file under epoll).
  Status watch(int fd, Interest wants, Source& source);
  // The descriptor stays open.
  void unwatch(int fd);
  // Unwatches a descriptor that the caller closes right away.
  void forget(int fd);
  // Of a descriptor watched with kEdges: tells once more what is so.
  void remind(int fd);
  // How many descriptors are known.
  size_t watched() const { return watched_; }

  // -- For transports.

  // Calls source.on_turn_end() once, at the end of this turn; asked for during
  // the end of a turn, at the end of the next. A source that uses this is
  // deleted by delete_later() alone.
  void at_turn_end(Source& source);
  // Deletes `source`, which is unwatched, when the turn has ended. Outside of
  // any turn: when the next one has, or with the reactor.
  void delete_later(Source* source);
  // kReadBufferBytes that belong to whoever is being called, until it returns
  // or calls out again to somebody who reads.
  char* read_buffer();
  Exchange& exchange() { return exchange_; }
  ChunkPool& chunks() { return chunks_; }
  bool reports_edges() const { return poller_->reports_edges(); }
  bool reports_urgent() const { return poller_->reports_urgent(); }
  bool sleeps_briefly() const { return poller_->sleeps_briefly(); }

 private:
  struct Slot {
    Source* source = nullptr;
    uint32_t token = 0;  // counts the sources this descriptor number had before
    Interest interest = kNothing;
  };
  class WakeSource;

  Reactor(std::unique_ptr<Poller> poller, TimeSource* time, Pipe wake_pipe);
  int64_t sleep_ns(int64_t delay_ns);
  Status turn(int64_t delay_ns);
  void dispatch_ready();
  void fire_timers();
  void end_turn();
  void delete_given_up();
  void do_idle_work();
  void detach(int fd);
  Slot* slot_of(int fd);

  std::unique_ptr<Poller> poller_;
  TimeSource* time_;
  Pipe wake_pipe_;
  std::unique_ptr<WakeSource> wake_source_;
  Signals signals_;
  TimerQueue timers_;
  std::vector<Slot> slots_;  // by descriptor
  size_t watched_ = 0;
  std::vector<Ready> ready_;
  Source* first_ending_ = nullptr;
  Source* last_ending_ = nullptr;
  std::vector<Source*> given_up_;
  std::vector<Source*> deleting_;  // keeps its memory from turn to turn
  Exchange exchange_;
  ChunkPool chunks_;
  IdleWork* idle_work_ = nullptr;
  int64_t turn_ns_ = 0;
  uint64_t turn_mark_ = 0;  // of timers, when the turn began
  bool is_idle_wanted_ = false;
  bool called_anybody_ = false;
  bool is_in_turn_ = false;
  bool is_firing_ = false;
  bool is_running_ = false;
  bool is_stopping_ = false;
  bool is_crashing_ = false;
};

}  // namespace mt::reactor
