// event.h - a double of kqueue(2), over poll(2), for tests on Linux.
//
// It keeps what the reactor relies on: (descriptor, filter) pairs, one event
// for each that is ready, EV_EOF at the end. And it is stricter than any
// kernel: a descriptor closed while it is watched stops the test, and so does
// deleting what was never added.

#pragma once

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <vector>

#define EVFILT_READ (-1)
#define EVFILT_WRITE (-2)
#define EV_ADD 0x0001
#define EV_DELETE 0x0002
#define EV_EOF 0x8000
#define EV_ERROR 0x4000

struct kevent {
  uintptr_t ident;
  short filter;
  unsigned short flags;
  unsigned int fflags;
  int64_t data;
  void* udata;
};

namespace kqueue_double {

struct Knote {
  int queue;
  struct kevent event;
};

inline std::vector<Knote>& knotes() {
  static std::vector<Knote> all;
  return all;
}

[[noreturn]] inline void misuse(const char* what, int fd) {
  fprintf(stderr, "kqueue double: %s: descriptor %d\n", what, fd);
  abort();
}

inline int find(int queue, uintptr_t ident, short filter) {
  const std::vector<Knote>& all = knotes();
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].queue == queue && all[i].event.ident == ident &&
        all[i].event.filter == filter) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

inline void change(int queue, const struct kevent& wanted) {
  const int fd = static_cast<int>(wanted.ident);
  const int at = find(queue, wanted.ident, wanted.filter);
  if ((wanted.flags & EV_DELETE) != 0) {
    if (at < 0) misuse("deleted, but never added", fd);
    knotes().erase(knotes().begin() + at);
    return;
  }
  if (fcntl(fd, F_GETFD) < 0) misuse("added, but not open", fd);
  if (at >= 0) misuse("added twice", fd);
  knotes().push_back({queue, wanted});
}

}  // namespace kqueue_double

inline int kqueue() { return open("/dev/null", O_RDWR); }

inline int kevent(int queue, const struct kevent* changes, size_t change_count,
                  struct kevent* events, int max_events,
                  const struct timespec* timeout) {
  for (size_t i = 0; i < change_count; ++i) {
    kqueue_double::change(queue, changes[i]);
  }
  if (max_events == 0) return 0;

  std::vector<struct pollfd> waiting;
  std::vector<size_t> which;
  const std::vector<kqueue_double::Knote>& all = kqueue_double::knotes();
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].queue != queue) continue;
    const bool reads = all[i].event.filter == EVFILT_READ;
    waiting.push_back({static_cast<int>(all[i].event.ident),
                       static_cast<short>(reads ? POLLIN : POLLOUT), 0});
    which.push_back(i);
  }
  const int timeout_ms =
      timeout == nullptr
          ? -1
          : static_cast<int>(timeout->tv_sec * 1000 +
                             (timeout->tv_nsec + 999999) / 1000000);
  if (poll(waiting.data(), static_cast<nfds_t>(waiting.size()), timeout_ms) <
      0) {
    return -1;
  }
  // The kernel serves those that wait longest first; starting at another place
  // each time is near enough.
  static size_t start = 0;
  ++start;
  int count = 0;
  for (size_t k = 0; k < waiting.size() && count < max_events; ++k) {
    const size_t i = (k + start) % waiting.size();
    const short got = waiting[i].revents;
    if (got == 0) continue;
    if ((got & POLLNVAL) != 0) {
      kqueue_double::misuse("closed while watched", waiting[i].fd);
    }
    struct kevent event = all[which[i]].event;
    event.flags = 0;
    event.data = 0;
    int unread = 0;
    if (event.filter == EVFILT_READ &&
        ioctl(waiting[i].fd, FIONREAD, &unread) == 0) {
      event.data = unread;
    }
    if ((got & (POLLHUP | POLLERR)) != 0) event.flags |= EV_EOF;
    events[count++] = event;
  }
  return count;
}
