// poll_poller.cc - every system since 1988.
//
// The kernel reads the whole table at every turn, so this is for a few hundred
// descriptors. The table has no holes: what is unwatched is replaced by the
// last entry.

#include <errno.h>
#include <poll.h>

#include "reactor/poller.h"

namespace mt::reactor {

namespace {

constexpr int32_t kAbsent = -1;

class PollPoller final : public Poller {
 public:
  const char* name() const override { return "poll"; }

  Status set_interest(int fd, Interest had, Interest wants,
                      uint32_t token) override {
    if (had == wants) return {};
    const size_t index = static_cast<size_t>(fd);
    if (had == kNothing) {
      if (index >= where_.size()) where_.resize(index + 1, kAbsent);
      where_[index] = static_cast<int32_t>(table_.size());
      table_.push_back({fd, events_of(wants), 0});
      tokens_.push_back(token);
    } else if (wants == kNothing) {
      remove(index);
    } else {
      table_[static_cast<size_t>(where_[index])].events = events_of(wants);
    }
    return {};
  }

  void forget(int fd, Interest had) override {
    if (had != kNothing) remove(static_cast<size_t>(fd));
  }

  Status wait(int64_t timeout_ns, std::vector<Ready>& ready) override {
    ready.clear();
    int count = poll(table_.data(), static_cast<nfds_t>(table_.size()),
                     poll_timeout_ms(timeout_ns));
    if (count < 0) {
      if (errno == EINTR || errno == EAGAIN) return {};
      return Error::system(errno, "wait for events");
    }
    for (size_t i = 0; count > 0 && i < table_.size(); ++i) {
      const short events = table_[i].revents;
      if (events == 0) continue;
      --count;
      Interest what = kNothing;
      if ((events & POLLIN) != 0) what |= kReadable;
      if ((events & POLLOUT) != 0) what |= kWritable;
      if ((events & POLLPRI) != 0) what |= kUrgent;
      if ((events & POLLHUP) != 0) what |= kHangup;
      // POLLNVAL: somebody closed a descriptor that is still watched.
      if ((events & (POLLERR | POLLNVAL)) != 0) what |= kFailed;
      ready.push_back({table_[i].fd, tokens_[i], what});
    }
    return {};
  }

 private:
  static short events_of(Interest wants) {
    int events = 0;
    if ((wants & kReadable) != 0) events |= POLLIN;
    if ((wants & kWritable) != 0) events |= POLLOUT;
    if ((wants & kUrgent) != 0) events |= POLLPRI;
    return static_cast<short>(events);
  }

  void remove(size_t fd) {
    const size_t hole = static_cast<size_t>(where_[fd]);
    where_[static_cast<size_t>(table_.back().fd)] = static_cast<int32_t>(hole);
    table_[hole] = table_.back();
    tokens_[hole] = tokens_.back();
    table_.pop_back();
    tokens_.pop_back();
    where_[fd] = kAbsent;
  }

  std::vector<struct pollfd> table_;
  std::vector<uint32_t> tokens_;  // beside table_
  std::vector<int32_t> where_;    // by descriptor, its place in table_
};

}  // namespace

Result<std::unique_ptr<Poller>> make_poll_poller() {
  return std::unique_ptr<Poller>(new PollPoller);
}

}  // namespace mt::reactor
