// poller.h - waiting for descriptors, whatever the kernel calls it.
//
// One interface over epoll(7), kqueue(2) and poll(2), level-triggered all
// three: what was not read is reported again. Whoever can tell that nothing is
// left asks epoll for edges instead, and is spared the looking again. Only the
// reactor calls it; it remembers what it asked for, so no backend has to.

#pragma once

#include <stdint.h>

#include <memory>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace mt::reactor {

// What to wait for: any of the first three, or'ed, perhaps with kEdges. What
// happened: any of the others. The first five are as poll(2) counts on Linux.
using Interest = uint8_t;
constexpr Interest kNothing = 0;
constexpr Interest kReadable = 1;  // bytes, a connection, or the end
constexpr Interest kUrgent = 2;    // TCP urgent data; see reports_urgent()
constexpr Interest kWritable = 4;
constexpr Interest kFailed = 8;   // an error waits in the socket
constexpr Interest kHangup = 16;  // both directions are gone
constexpr Interest kEdges = 32;   // tell each change once; see reports_edges()
constexpr Interest kLast = 64;    // with kEdges: the end, behind what is there

// One descriptor that is ready. `token` is the one it was watched with: the
// reactor tells by it an event of a descriptor since closed and opened anew.
struct Ready {
  int fd;
  uint32_t token;
  Interest what;
};

class Poller {
 public:
  virtual ~Poller() = default;

  // "epoll", "kqueue" or "poll".
  virtual const char* name() const = 0;

  // From now on, waits for `wants` on fd. `had` is what was asked for before,
  // kNothing for a descriptor not watched; kNothing as `wants` unwatches.
  // kSystem when the kernel refuses: EPERM for a regular file under epoll.
  // With kEdges, `had` may be `wants`: what is so already is told anew.
  virtual Status set_interest(int fd, Interest had, Interest wants,
                              uint32_t token) = 0;

  // The same as unwatching, for a descriptor that is closed right after: a
  // kernel that forgets closed descriptors by itself is not bothered.
  virtual void forget(int fd, Interest had) = 0;

  // Waits until something is ready or the time is over; negative is for ever,
  // 0 only looks. Fills `ready`, with nothing when a signal came or the time
  // was over. Sleeps in whole milliseconds, rounded up, where the kernel does.
  virtual Status wait(int64_t timeout_ns, std::vector<Ready>& ready) = 0;

  // Whether it can wait for less than a millisecond.
  virtual bool sleeps_briefly() const { return false; }

  // Whether kEdges is understood.
  virtual bool reports_edges() const { return false; }

  // Whether kUrgent is ever reported. kqueue has no portable word for it.
  virtual bool reports_urgent() const { return true; }
};

// "epoll", "kqueue", "poll", "select" (which is poll under an older name) or
// "default": the best the system has. kUnsupported for those it has not,
// kInvalid for other names; kSystem when the kernel refuses.
Result<std::unique_ptr<Poller>> make_poller(std::string_view name);

// The backends one by one. Defined where the system has them.
Result<std::unique_ptr<Poller>> make_epoll_poller();
Result<std::unique_ptr<Poller>> make_kqueue_poller();
Result<std::unique_ptr<Poller>> make_poll_poller();

// For the backends: nanoseconds to the milliseconds of poll(2).
int poll_timeout_ms(int64_t timeout_ns);

}  // namespace mt::reactor
