// epoll_poller.cc - Linux.

#if defined(__linux__)

#include <errno.h>
#include <sys/epoll.h>

#include <array>

#include "base/fd.h"
#include "reactor/limits.h"
#include "reactor/poller.h"

namespace mt::reactor {

namespace {

class EpollPoller final : public Poller {
 public:
  explicit EpollPoller(Fd epoll) : epoll_(std::move(epoll)) {}

  const char* name() const override { return "epoll"; }

  Status set_interest(int fd, Interest had, Interest wants,
                      uint32_t token) override {
    if (had == wants) return {};
    struct epoll_event event = {};
    if ((wants & kReadable) != 0) event.events |= EPOLLIN;
    if ((wants & kWritable) != 0) event.events |= EPOLLOUT;
    if ((wants & kUrgent) != 0) event.events |= EPOLLPRI;
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

  // Closing does it: no descriptor of ours is shared with another process for
  // longer than a child needs from fork to exec.
  void forget(int, Interest) override {}

  Status wait(int64_t timeout_ns, std::vector<Ready>& ready) override {
    ready.clear();
    const int count =
        epoll_wait(epoll_.get(), events_.data(), kMaxEventsPerTurn,
                   poll_timeout_ms(timeout_ns));
    if (count < 0) {
      if (errno == EINTR) return {};
      return Error::system(errno, "wait for events");
    }
    for (int i = 0; i < count; ++i) {
      const struct epoll_event& event = events_[static_cast<size_t>(i)];
      Interest what = kNothing;
      if ((event.events & EPOLLIN) != 0) what |= kReadable;
      if ((event.events & EPOLLOUT) != 0) what |= kWritable;
      if ((event.events & EPOLLPRI) != 0) what |= kUrgent;
      if ((event.events & EPOLLHUP) != 0) what |= kHangup;
      if ((event.events & EPOLLERR) != 0) what |= kFailed;
      const uint64_t data = event.data.u64;
      ready.push_back({static_cast<int>(data & 0xffffffffu),
                       static_cast<uint32_t>(data >> 32), what});
    }
    return {};
  }

 private:
  Fd epoll_;
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
