// kqueue_poller.cc - FreeBSD, OpenBSD, NetBSD, DragonFly and macOS.
//
// A kqueue watches (descriptor, filter) pairs, so reading and writing are two
// registrations, and one descriptor may be reported twice in a turn. Tests on
// Linux compile this file against a double of kqueue(2) by naming its header.

#if defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__NetBSD__) || \
    defined(__DragonFly__) || defined(__APPLE__) || defined(MT_SYS_EVENT_H)

#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#ifdef MT_SYS_EVENT_H
#include MT_SYS_EVENT_H
#else
#include <sys/event.h>
#endif

#include <array>

#include "base/clock.h"
#include "base/fd.h"
#include "reactor/limits.h"
#include "reactor/poller.h"

namespace mt::reactor {

namespace {

// udata is a pointer here and an integer on NetBSD before 10.
template <typename T>
T token_as(uint32_t token) {
  return (T)(uintptr_t)token;  // NOLINT: only this form fits both
}
template <typename T>
uint32_t token_from(T udata) {
  return (uint32_t)(uintptr_t)udata;  // NOLINT: only this form fits both
}

class KqueuePoller final : public Poller {
 public:
  explicit KqueuePoller(Fd queue) : queue_(std::move(queue)) {}

  static Result<std::unique_ptr<Poller>> make() {
    Fd queue(kqueue());
    if (!queue.is_open()) return Error::system(errno, "create a kqueue");
    TRY(set_close_on_exec(queue.get()));
    return std::unique_ptr<Poller>(new KqueuePoller(std::move(queue)));
  }

  const char* name() const override { return "kqueue"; }

  Status set_interest(int fd, Interest had, Interest wants,
                      uint32_t token) override {
    struct kevent changes[2];
    int count = 0;
    const auto compare = [&](Interest bit, int filter) {
      if (((had ^ wants) & bit) == 0) return;
      struct kevent& change = changes[count++];
      memset(&change, 0, sizeof change);
      change.ident = static_cast<uintptr_t>(fd);
      change.filter = static_cast<decltype(change.filter)>(filter);
      change.flags = (wants & bit) != 0 ? EV_ADD : EV_DELETE;
      change.udata = token_as<decltype(change.udata)>(token);
    };
    compare(kReadable, static_cast<int>(EVFILT_READ));
    compare(kWritable, static_cast<int>(EVFILT_WRITE));
    if (count == 0) return {};
    if (kevent(queue_.get(), changes, static_cast<size_t>(count), nullptr, 0,
               nullptr) < 0) {
      return Error::system(errno, format("watch descriptor %d", fd));
    }
    return {};
  }

  // A descriptor closed while watched loses events when its number returns
  // under emulations of kqueue, so it is always taken out first.
  void forget(int fd, Interest had) override {
    set_interest(fd, had, kNothing, 0).ignore();
  }

  Status wait(int64_t timeout_ns, std::vector<Ready>& ready) override {
    ready.clear();
    if (timeout_ns > kMaxSleepNs) timeout_ns = kMaxSleepNs;
    struct timespec timeout = {};
    if (timeout_ns >= 0) {
      timeout.tv_sec = static_cast<time_t>(timeout_ns / kNanosecondsPerSecond);
      timeout.tv_nsec = static_cast<long>(timeout_ns % kNanosecondsPerSecond);
    }
    const int count =
        kevent(queue_.get(), nullptr, 0, events_.data(), kMaxEventsPerTurn,
               timeout_ns < 0 ? nullptr : &timeout);
    if (count < 0) {
      if (errno == EINTR) return {};
      return Error::system(errno, "wait for events");
    }
    for (int i = 0; i < count; ++i) {
      const struct kevent& event = events_[static_cast<size_t>(i)];
      Interest what = kNothing;
      const int filter = static_cast<int>(event.filter);
      if (filter == static_cast<int>(EVFILT_READ)) what |= kReadable;
      if (filter == static_cast<int>(EVFILT_WRITE)) {
        what |= kWritable;
        // For the reading side the end is just something to read.
        if ((event.flags & EV_EOF) != 0) what |= kHangup;
      }
      if ((event.flags & EV_ERROR) != 0) what |= kFailed;
      ready.push_back({static_cast<int>(event.ident), token_from(event.udata),
                       what});
    }
    return {};
  }

  bool sleeps_briefly() const override { return true; }
  bool reports_urgent() const override { return false; }

 private:
  Fd queue_;
  std::array<struct kevent, kMaxEventsPerTurn> events_;
};

}  // namespace

#ifndef MT_SYS_EVENT_H
Result<std::unique_ptr<Poller>> make_kqueue_poller() {
  return KqueuePoller::make();
}
#endif

}  // namespace mt::reactor

#endif
