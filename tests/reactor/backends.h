// backends.h - what the tests of this room share: every backend, and peers.

#pragma once

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <string>

// On a BSD this is the kernel's own kqueue; here it is the double.
#if defined(__linux__)
#define MT_SYS_EVENT_H "../../tests/reactor/kqueue_double/sys/event.h"
#include "../../src/reactor/kqueue_poller.cc"
#endif

#include "base/clock.h"
#include "base/fd.h"
#include "reactor/listener.h"
#include "reactor/poller.h"
#include "reactor/reactor.h"
#include "reactor/stream.h"

namespace backends {

using namespace mt;
using namespace mt::reactor;

inline std::unique_ptr<Reactor> make_reactor(const char* name,
                                             TimeSource* time = nullptr) {
#if defined(__linux__)
  Result<std::unique_ptr<Poller>> poller = strcmp(name, "kqueue") == 0
                                               ? KqueuePoller::make()
                                               : make_poller(name);
#else
  Result<std::unique_ptr<Poller>> poller = make_poller(name);
#endif
  cr_assert(poller.ok(), "%s", name);
  cr_assert(strcmp(name, "default") == 0 ||
            strcmp(poller.value()->name(), name) == 0);
  Result<std::unique_ptr<Reactor>> reactor =
      Reactor::make(std::move(poller).take(), time);
  cr_assert(reactor.ok(), "%s", name);
  return std::move(reactor).take();
}

#if defined(__linux__)
constexpr const char* kNames[] = {"epoll", "kqueue", "poll"};
#elif defined(MT_HAS_KQUEUE)
constexpr const char* kNames[] = {"kqueue", "poll"};
#else
constexpr const char* kNames[] = {"poll"};
#endif

// What a Pair is made of: epoll tells edges of TCP alone.
inline bool pairs_are_tcp = false;

// Runs `body(reactor)` for each backend, with UNIX sockets and with TCP.
template <typename Body>
void for_each(Body body) {
  for (const bool are_tcp : {false, true}) {
    pairs_are_tcp = are_tcp;
    for (const char* const name : kNames) {
      std::unique_ptr<Reactor> reactor = make_reactor(name);
      body(*reactor);
    }
  }
  pairs_are_tcp = false;
}

// Turns until `done()`; fails the test when that takes fifteen seconds.
template <typename Done>
void turn_until(Reactor& reactor, Done done, const char* what) {
  const int64_t give_up = monotonic_ns() + 15 * kNanosecondsPerSecond;
  while (!done()) {
    cr_assert(monotonic_ns() < give_up, "%s: waited in vain until %s",
              reactor.poller_name(), what);
    cr_assert(reactor.iterate(20 * kNanosecondsPerMillisecond).ok());
  }
}

inline void turn_times(Reactor& reactor, int count) {
  for (int i = 0; i < count; ++i) cr_assert(reactor.iterate(0).ok());
}

// Writes down everything a stream says.
struct Recorder : StreamEvents {
  StreamPtr stream;
  std::string received;
  int data_calls = 0, ends = 0, fulls = 0, draineds = 0, urgents = 0;
  int closes = 0;
  CloseReason reason = CloseReason::kWeClosed;
  int sys_errno = 0;
  bool keeps_half_open = false;

  void on_data(ByteView bytes) override {
    received.append(bytes);
    ++data_calls;
  }
  bool on_end() override {
    ++ends;
    return keeps_half_open;
  }
  void on_full() override { ++fulls; }
  void on_drained() override { ++draineds; }
  void on_urgent() override { ++urgents; }
  void on_closed(CloseReason why, int error) override {
    ++closes;
    reason = why;
    sys_errno = error;
  }
};

// A started stream, and the plain blocking socket at its other end.
struct Pair {
  Recorder events;
  Fd peer;

  explicit Pair(Reactor& reactor, bool is_tcp = pairs_are_tcp) {
    int ends[2];
    if (is_tcp) {
      Fd listening(socket(AF_INET, SOCK_STREAM, 0));
      struct sockaddr_in in = {};
      in.sin_family = AF_INET;
      in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      socklen_t size = sizeof in;
      struct sockaddr* const address = reinterpret_cast<struct sockaddr*>(&in);
      cr_assert_eq(bind(listening.get(), address, size), 0);
      cr_assert_eq(listen(listening.get(), 1), 0);
      cr_assert_eq(getsockname(listening.get(), address, &size), 0);
      ends[1] = socket(AF_INET, SOCK_STREAM, 0);
      cr_assert_eq(connect(ends[1], address, size), 0);
      ends[0] = accept(listening.get(), nullptr, nullptr);
    } else {
      cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    }
    peer.reset(ends[1]);
    set_nonblocking(ends[0]).ignore();
    Result<StreamPtr> made =
        is_tcp ? Stream::adopt_socket(reactor, Fd(ends[0]), true)
               : Stream::adopt(reactor, Fd(ends[0]));
    cr_assert(made.ok());
    events.stream = std::move(made).take();
    events.stream->start(events);
  }
  Stream& stream() { return *events.stream; }

  void send(ByteView bytes) {
    cr_assert(write_all(peer.get(), bytes).ok());
  }
  // What is there for the peer now, without waiting.
  std::string receive() {
    std::string all;
    char buffer[65536];
    for (;;) {
      const ssize_t n =
          recv(peer.get(), buffer, sizeof buffer, MSG_DONTWAIT);
      if (n <= 0) return all;
      all.append(buffer, static_cast<size_t>(n));
    }
  }
  // Whether the peer sees our end, all before it having been read.
  bool peer_sees_end() {
    char byte;
    return recv(peer.get(), &byte, 1, MSG_DONTWAIT) == 0;
  }
};

}  // namespace backends
