// reactor.cc - the turn.

#include "reactor/reactor.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>

#include "base/clock.h"
#include "reactor/limits.h"

namespace mt::reactor {

namespace {

class MonotonicTime final : public TimeSource {
 public:
  int64_t now_ns() override { return monotonic_ns(); }
};

TimeSource* monotonic_time() {
  static MonotonicTime time;
  return &time;
}

}  // namespace

// The reading end of the pipe that signals and threads write to.
class Reactor::WakeSource final : public Source {
 public:
  explicit WakeSource(int fd) : fd_(fd) {}
  void on_ready(Interest) override {
    char bytes[256];
    while (read(fd_, bytes, sizeof bytes) == sizeof bytes) {
    }
  }

 private:
  int fd_;
};

Result<std::unique_ptr<Reactor>> Reactor::make(std::string_view poller_name,
                                               TimeSource* time) {
  TRY_ASSIGN(std::unique_ptr<Poller> poller, make_poller(poller_name));
  return make(std::move(poller), time);
}

Result<std::unique_ptr<Reactor>> Reactor::make(std::unique_ptr<Poller> poller,
                                               TimeSource* time) {
  TRY_ASSIGN(Pipe wake_pipe, make_pipe(true));
  signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<Reactor> reactor(
      new Reactor(std::move(poller), time != nullptr ? time : monotonic_time(),
                  std::move(wake_pipe)));
  TRY(reactor->watch(reactor->wake_pipe_.read_end.get(), kReadable,
                     *reactor->wake_source_));
  return reactor;
}

Reactor::Reactor(std::unique_ptr<Poller> poller, TimeSource* time,
                 Pipe wake_pipe)
    : poller_(std::move(poller)),
      time_(time),
      wake_pipe_(std::move(wake_pipe)),
      wake_source_(new WakeSource(wake_pipe_.read_end.get())),
      signals_(wake_pipe_.write_end.get()),
      turn_ns_(time_->now_ns()) {}

Reactor::~Reactor() {
  for (size_t fd = 0; fd < slots_.size(); ++fd) {
    Source* const source = slots_[fd].source;
    if (source == nullptr) continue;
    unwatch(static_cast<int>(fd));
    source->on_reactor_gone();
  }
  for (Source* source : given_up_) delete source;
}

// -- The loop.

Status Reactor::run() {
  if (is_in_turn_ || is_running_) {
    return Error(Errc::kInvalid, "the reactor is running already");
  }
  is_running_ = true;
  Status status;
  do {
    status = turn(-1);
  } while (status.ok() && !is_stopping_);
  is_running_ = false;
  is_stopping_ = false;
  is_crashing_ = false;
  return status;
}

Status Reactor::iterate(int64_t delay_ns) {
  if (is_in_turn_ || is_running_) {
    return Error(Errc::kInvalid, "the reactor is running already");
  }
  Status status = turn(delay_ns);
  is_crashing_ = false;
  return status;
}

void Reactor::wake() {
  const char byte = 0;
  const ssize_t ignored = write(wake_pipe_.write_end.get(), &byte, 1);
  static_cast<void>(ignored);  // a full pipe wakes as well
}

int64_t Reactor::sleep_ns(int64_t delay_ns) {
  const bool is_work_left = first_ending_ != nullptr || is_idle_wanted_ ||
                            !given_up_.empty() ||
                            (is_running_ && is_stopping_) ||
                            signals_.any_pending();
  if (is_work_left || delay_ns == 0) return 0;
  int64_t sleep = delay_ns < 0 ? kMaxSleepNs : std::min(delay_ns, kMaxSleepNs);
  const int64_t deadline = timers_.next_deadline();
  if (deadline != TimerQueue::kNever) {
    const int64_t now = time_->now_ns();
    sleep = deadline <= now ? 0 : std::min(sleep, deadline - now);
    return sleep;
  }
  return delay_ns < 0 ? -1 : sleep;
}

Status Reactor::turn(int64_t delay_ns) {
  is_in_turn_ = true;
  called_anybody_ = false;
  Status status = poller_->wait(sleep_ns(delay_ns), ready_);
  turn_ns_ = time_->now_ns();
  turn_mark_ = timers_.mark();
  if (status.ok()) {
    signals_.deliver();
    dispatch_ready();
    is_firing_ = true;
    fire_timers();
    is_firing_ = false;
    end_turn();
    do_idle_work();
  }
  is_in_turn_ = false;
  return status;
}

void Reactor::dispatch_ready() {
  const size_t count = ready_.size();
  for (size_t i = 0; i < count; ++i) {
    const Ready ready = ready_[i];
    const Slot& slot = slots_[static_cast<size_t>(ready.fd)];
    if (i + 1 < count) {
      // The kernel is about to be busy for another: time to fetch the next.
      const char* const next = reinterpret_cast<const char*>(
          slots_[static_cast<size_t>(ready_[i + 1].fd)].source);
      __builtin_prefetch(next);
      __builtin_prefetch(next + kCacheLineBytes);
    }
    // Closed, or closed and opened anew, by somebody called before it?
    if (slot.token != ready.token) continue;
    if (is_crashing_) {
      // Told once, and nobody has heard.
      if ((slot.interest & kEdges) != 0) remind(ready.fd);
      continue;
    }
    const Interest what =
        ready.what & (slot.interest | kHangup | kFailed | kLast);
    if (what == kNothing || slot.interest == kNothing) continue;
    called_anybody_ = true;
    slot.source->on_ready(what);
  }
  exchange_.flush();
}

void Reactor::fire_timers() {
  // What was asked for a moment ago, without a delay, comes before connections
  // are closed.
  const uint64_t mark = timers_.mark();
  if (mark != turn_mark_) turn_ns_ = time_->now_ns();
  for (int count = 0; count < kMaxTimersPerTurn && !is_crashing_; ++count) {
    Callback* const callback = timers_.take_due(turn_ns_, mark);
    if (callback == nullptr) return;
    called_anybody_ = true;
    callback->run();
  }
}

void Reactor::end_turn() {
  // Whoever asks again from here on is in the list of the next turn.
  Source* source = first_ending_;
  first_ending_ = last_ending_ = nullptr;
  while (source != nullptr) {
    Source* const next = source->next_;
    source->next_ = nullptr;
    source->is_queued_ = false;
    source->on_turn_end();
    source = next;
  }
  delete_given_up();
}

void Reactor::delete_given_up() {
  // A destructor may give up others; those still queued for the end of the next
  // turn live that long.
  if (given_up_.empty()) return;
  deleting_.swap(given_up_);
  for (Source* source : deleting_) {
    if (source->is_queued_) {
      given_up_.push_back(source);
    } else {
      delete source;
    }
  }
  deleting_.clear();
}

void Reactor::do_idle_work() {
  if (idle_work_ == nullptr) {
    is_idle_wanted_ = false;
    return;
  }
  if (!is_idle_wanted_ && !called_anybody_) return;
  // Cleared first, so that want_idle() from inside it counts.
  is_idle_wanted_ = false;
  if (idle_work_->run_idle(kIdleBudgetNs)) is_idle_wanted_ = true;
}

void Reactor::set_idle_work(IdleWork* work) {
  idle_work_ = work;
  is_idle_wanted_ = work != nullptr;
}

// -- Time.

TimerId Reactor::call_later(int64_t delay_ns, Callback& callback) {
  delay_ns = std::clamp<int64_t>(delay_ns, 0, kMaxDelayNs);
  return timers_.set(time_->now_ns() + delay_ns, callback);
}

TimerId Reactor::call_soon(Callback& callback) {
  return timers_.set(turn_ns_, callback);
}

// -- Descriptors.

Reactor::Slot* Reactor::slot_of(int fd) {
  const size_t index = static_cast<size_t>(fd);
  return fd >= 0 && index < slots_.size() ? &slots_[index] : nullptr;
}

Status Reactor::watch(int fd, Interest wants, Source& source) {
  if (fd < 0) return Error(Errc::kInvalid, "a closed descriptor");
  const size_t index = static_cast<size_t>(fd);
  if (index >= slots_.size()) {
    slots_.resize(std::max(index + 1, slots_.size() + slots_.size() / 2));
  }
  Slot& slot = slots_[index];
  if (slot.source != nullptr && slot.source != &source) {
    if (slot.source->make_way()) {
      unwatch(fd);
      return watch(fd, wants, source);
    }
    return Error(Errc::kInvalid,
                 format("descriptor %d is watched already", fd));
  }
  const bool is_new = slot.source == nullptr;
  if (slot.interest != wants) {
    TRY(poller_->set_interest(fd, slot.interest, wants, slot.token));
    slot.interest = wants;
  }
  if (is_new) {
    slot.source = &source;
    ++watched_;
  }
  return {};
}

void Reactor::detach(int fd) {
  Slot& slot = slots_[static_cast<size_t>(fd)];
  slot.source = nullptr;
  slot.interest = kNothing;
  ++slot.token;
  --watched_;
}

void Reactor::unwatch(int fd) {
  Slot* const slot = slot_of(fd);
  if (slot == nullptr || slot->source == nullptr) return;
  // The kernel refuses only what it has forgotten already.
  poller_->set_interest(fd, slot->interest, kNothing, slot->token).ignore();
  detach(fd);
}

void Reactor::forget(int fd) {
  Slot* const slot = slot_of(fd);
  if (slot == nullptr || slot->source == nullptr) return;
  if (slot->interest != kNothing) poller_->forget(fd, slot->interest);
  detach(fd);
}

void Reactor::remind(int fd) {
  const Slot* const slot = slot_of(fd);
  if (slot == nullptr || slot->interest == kNothing) return;
  poller_->set_interest(fd, slot->interest, slot->interest, slot->token)
      .ignore();
}

// -- For transports.

void Reactor::at_turn_end(Source& source) {
  if (source.is_queued_) return;
  source.is_queued_ = true;
  (last_ending_ == nullptr ? first_ending_ : last_ending_->next_) = &source;
  last_ending_ = &source;
}

void Reactor::delete_later(Source* source) { given_up_.push_back(source); }

char* Reactor::read_buffer() {
  exchange_.flush();
  return exchange_.read_to();
}

}  // namespace mt::reactor
