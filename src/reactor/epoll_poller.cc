// epoll_poller.cc - Linux.

#if defined(__linux__)

#include <errno.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

#include "base/clock.h"
#include "base/fd.h"
#include "reactor/limits.h"
#include "reactor/poller.h"

namespace mt::reactor {

namespace {

constexpr uint32_t kSpelledAlike = 31;
static_assert(EPOLLIN == kReadable && EPOLLPRI == kUrgent &&
              EPOLLOUT == kWritable && EPOLLERR == kFailed &&
              EPOLLHUP == kHangup);

class EpollPoller final : public Poller {
 public:
  explicit EpollPoller(Fd epoll) : epoll_(std::move(epoll)) {
    sleeps_briefly_ = wait_briefly(0) == 0;
  }

  const char* name() const override { return "epoll"; }

  Status set_interest(int fd, Interest had, Interest wants,
                      uint32_t token) override {
    if ((had | wants) == kNothing) return {};
    struct epoll_event event = {};
    event.events = wants & kSpelledAlike;
    if ((wants & kEdges) != 0) event.events |= EPOLLET | EPOLLRDHUP;
    event.data.u64 =
        static_cast<uint64_t>(token) << 32 | static_cast<uint32_t>(fd);
    const int operation = had == kNothing     ? EPOLL_CTL_ADD
                          : wants == kNothing ? EPOLL_CTL_DEL
                                              : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll_.get(), operation, fd, &event) < 0) {
      return Error::system(errno, format("watch descriptor %d", fd));
    }
    return {};
  }

  bool sleeps_briefly() const override { return sleeps_briefly_; }
  bool reports_edges() const override { return true; }

  // Closing does it: no descriptor of ours is shared with another process for
  // longer than a child needs from fork to exec.
  void forget(int, Interest) override {}

  Status wait(int64_t timeout_ns, std::vector<Ready>& ready) override {
    const bool is_brief = sleeps_briefly_ && timeout_ns > 0 &&
                          timeout_ns < kNanosecondsPerMillisecond;
    const int count = is_brief ? wait_briefly(timeout_ns)
                               : epoll_wait(epoll_.get(), events_.data(),
                                            kMaxEventsPerTurn,
                                            poll_timeout_ms(timeout_ns));
    if (count < 0) {
      ready.clear();
      if (errno == EINTR) return {};
      return Error::system(errno, "wait for events");
    }
    ready.resize(static_cast<size_t>(count));
    const struct epoll_event* event = events_.data();
    for (Ready& one : ready) {
      const uint64_t data = event->data.u64;
      one.fd = static_cast<int>(data & 0xffffffffu);
      one.token = static_cast<uint32_t>(data >> 32);
      one.what = static_cast<Interest>(event->events & kSpelledAlike);
      if ((event->events & EPOLLRDHUP) != 0) one.what |= kLast;
      ++event;
    }
    return {};
  }

 private:
  // Linux 5.11; the C library may not know it yet. For less than a second. The
  // kernel's struct has two words of 64 bits wherever it runs.
  int wait_briefly(int64_t timeout_ns) {
#ifdef SYS_epoll_pwait2
    const int64_t timeout[2] = {0, timeout_ns};
    return static_cast<int>(syscall(SYS_epoll_pwait2, epoll_.get(),
                                    events_.data(), kMaxEventsPerTurn, timeout,
                                    nullptr, sizeof(int64_t)));
#else
    static_cast<void>(timeout_ns);
    return -1;
#endif
  }

  Fd epoll_;
  bool sleeps_briefly_;
  std::array<struct epoll_event, kMaxEventsPerTurn> events_;
};

}  // namespace

Result<std::unique_ptr<Poller>> make_epoll_poller() {
  Fd epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll.is_open()) return Error::system(errno, "create an epoll");
  return std::unique_ptr<Poller>(new EpollPoller(std::move(epoll)));
}

}  // namespace mt::reactor

#endif  // __linux__
