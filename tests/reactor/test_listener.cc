// test_listener.cc - ports, and a thousand who come through them.

#include "reactor/listener.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <vector>

#include "backends.h"
#include "reactor/connector.h"

using namespace backends;

namespace {

// Sends back what comes; owns its connections until they close.
struct Echo : ListenerEvents {
  struct Connection final : StreamEvents {
    StreamPtr stream;
    bool is_closed = false;
    int sys_errno = 0;
    void on_data(ByteView bytes) override { stream->write(bytes); }
    void on_closed(CloseReason, int error) override {
      is_closed = true;
      sys_errno = error;
      stream.reset();
    }
  };
  ListenerPtr listener;
  std::vector<std::unique_ptr<Connection>> connections;
  std::vector<Address> peers;
  int pauses = 0, resumes = 0, pause_errno = 0;
  int pauses_after = -1;  // user's own pause, after so many

  void on_accept(StreamPtr stream, const Address& peer) override {
    connections.emplace_back(new Connection);
    connections.back()->stream = std::move(stream);
    connections.back()->stream->start(*connections.back());
    peers.push_back(peer);
    if (static_cast<int>(connections.size()) == pauses_after) {
      listener->pause();
    }
  }
  void on_accept_paused(const Error& why) override {
    ++pauses;
    pause_errno = why.sys_errno();
  }
  void on_accept_resumed() override { ++resumes; }
  int closed() const {
    int count = 0;
    for (const auto& connection : connections) {
      count += connection->is_closed ? 1 : 0;
    }
    return count;
  }
  void listen(Reactor& reactor, const char* host = "127.0.0.1") {
    Result<ListenerPtr> made = Listener::listen_tcp(
        reactor, Address::from_ip(host, 0).value(), 1000, *this);
    cr_assert(made.ok());
    listener = std::move(made).take();
  }
};

Fd dial(const Address& to) {
  Fd fd(socket(to.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
  cr_assert(fd.is_open());
  cr_assert_eq(connect(fd.get(), to.sockaddr(), to.size()), 0);
  return fd;
}

// How many descriptors are left before the limit; then the limit is set there.
void leave_descriptors(int count) {
  const int next = dup(0);
  cr_assert(next >= 0);
  close(next);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = static_cast<rlim_t>(next + count);
  cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

struct Outcome final : ConnectorEvents {
  StreamPtr stream;
  int connects = 0, failures = 0, sys_errno = 0;
  std::string message;
  void on_connected(StreamPtr made) override {
    ++connects;
    stream = std::move(made);
  }
  void on_connect_failed(const Error& why) override {
    ++failures;
    sys_errno = why.sys_errno();
    message = why.message();
  }
};

std::string scratch_path(const char* name) {
  return format("/tmp/mt-%ld-%s", static_cast<long>(getpid()), name);
}

}  // namespace

Test(listener, tells_the_address_it_got_and_who_came) {
  for_each([](Reactor& reactor) {
    for (const char* const host : {"127.0.0.1", "::1"}) {
      Echo echo;
      Result<ListenerPtr> made = Listener::listen_tcp(
          reactor, Address::from_ip(host, 0).value(), 5, echo);
      if (!made.ok()) continue;  // a machine without IPv6
      echo.listener = std::move(made).take();
      const Address address = echo.listener->address();
      cr_assert_neq(address.port(), 0);
      cr_assert(address.host() == host);
      Fd peer = dial(address);
      cr_assert(write_all(peer.get(), "tea").ok());
      turn_until(
          reactor, [&] { return echo.connections.size() == 1; }, "accepted");
      cr_assert(echo.peers[0] == Address::local_of(peer.get()));
      cr_assert(echo.connections[0]->stream->no_delay());
      turn_times(reactor, 3);
      char buffer[8];
      cr_assert_eq(recv(peer.get(), buffer, sizeof buffer, 0), 3);
    }
  });
}

Test(listener, refusals_name_the_address) {
  std::unique_ptr<Reactor> reactor = make_reactor("poll");
  Echo echo, second;
  echo.listen(*reactor);
  const Address taken = echo.listener->address();
  Result<ListenerPtr> again =
      Listener::listen_tcp(*reactor, taken, 5, second);
  cr_assert_eq(again.error().sys_errno(), EADDRINUSE);
  cr_assert(again.error().message() ==
            "cannot listen on " + taken.to_string() +
                ": Address already in use");
  cr_assert_eq(Address::from_ip("", 65536).error().code(), Errc::kInvalid);
  cr_assert_eq(Address::from_ip("", -1).error().code(), Errc::kInvalid);
  cr_assert(Address::from_ip("", 70000).error().message() ==
            "port 70000 is not between 0 and 65535");
  cr_assert_eq(Address::from_ip("teapot", 1).error().code(), Errc::kInvalid);
  cr_assert_eq(reactor->watched(), 2u);
}

Test(listener, a_thousand_connections_echo_and_leave, .timeout = 60) {
  constexpr int kCount = 1000;
  for_each([](Reactor& reactor) {
    Echo echo;
    echo.listen(reactor);
    std::vector<Fd> peers;
    for (int i = 0; i < kCount; ++i) {
      peers.push_back(dial(echo.listener->address()));
      if (i % 50 == 0) turn_times(reactor, 1);
    }
    turn_until(
        reactor, [&] { return echo.connections.size() == kCount; },
        "all are accepted");
    for (int round = 0; round < 2; ++round) {
      for (Fd& peer : peers) cr_assert(write_all(peer.get(), "ping").ok());
      size_t answered = 0;
      turn_until(
          reactor,
          [&] {
            while (answered < peers.size()) {
              char buffer[8];
              const ssize_t n = recv(peers[answered].get(), buffer,
                                     sizeof buffer, MSG_DONTWAIT);
              if (n < 0) return false;
              cr_assert_eq(n, 4);
              ++answered;
            }
            return true;
          },
          "all are answered");
    }
    peers.clear();
    turn_until(
        reactor, [&] { return echo.closed() == kCount; }, "all are closed");
    cr_assert_eq(reactor.watched(), 2u);
  });
}

Test(listener, running_out_of_descriptors_pauses_and_recovers,
     .timeout = 30) {
  for_each([](Reactor& reactor) {
    Echo echo;
    echo.listen(reactor);
    std::vector<Fd> peers;
    for (int i = 0; i < 6; ++i) peers.push_back(dial(echo.listener->address()));
    struct rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    leave_descriptors(2);
    turn_until(reactor, [&] { return echo.pauses == 1; }, "paused");
    cr_assert_eq(echo.connections.size(), 2u);
    cr_assert_eq(echo.pause_errno, EMFILE);
    cr_assert(!echo.listener->is_accepting());
    // It neither spins nor repeats itself, and the others are served.
    const int64_t cpu = process_cpu_ns();
    cr_assert(write_all(peers[0].get(), "x").ok());
    for (int i = 0; i < 30; ++i) {
      cr_assert(reactor.iterate(20 * kNanosecondsPerMillisecond).ok());
    }
    cr_assert(process_cpu_ns() - cpu < 200 * kNanosecondsPerMillisecond);
    cr_assert_eq(echo.pauses, 1);
    char byte;
    cr_assert_eq(recv(peers[0].get(), &byte, 1, 0), 1);
    // The limit goes up: everyone comes in.
    setrlimit(RLIMIT_NOFILE, &before);
    turn_until(
        reactor, [&] { return echo.connections.size() == 6; }, "all are in");
    cr_assert_eq(echo.resumes, 1);
    cr_assert(echo.listener->is_accepting());
  });
}

Test(listener, a_peer_that_left_before_we_looked_does_no_harm) {
  for_each([](Reactor& reactor) {
    Echo echo;
    echo.listen(reactor);
    {
      Fd gone = dial(echo.listener->address());
      const struct linger reset = {1, 0};
      setsockopt(gone.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    Fd stays = dial(echo.listener->address());
    cr_assert(write_all(stays.get(), "x").ok());
    turn_until(
        reactor, [&] { return !echo.connections.empty(); }, "accepted");
    turn_times(reactor, 3);
    char byte;
    cr_assert_eq(recv(stays.get(), &byte, 1, MSG_DONTWAIT), 1);
  });
}

Test(listener, pauses_where_its_user_says) {
  for_each([](Reactor& reactor) {
    Echo echo;
    echo.listen(reactor);
    echo.pauses_after = 2;
    std::vector<Fd> peers;
    for (int i = 0; i < 5; ++i) peers.push_back(dial(echo.listener->address()));
    turn_times(reactor, 4);
    cr_assert_eq(echo.connections.size(), 2u);
    echo.listener->resume();
    turn_until(
        reactor, [&] { return echo.connections.size() == 5; }, "the others");
  });
}

Test(listener, letting_go_in_on_accept_closes_the_port) {
  struct Once : Echo {
    void on_accept(StreamPtr stream, const Address& peer) override {
      Echo::on_accept(std::move(stream), peer);
      listener.reset();
    }
  };
  for_each([](Reactor& reactor) {
    Once once;
    once.listen(reactor);
    const Address address = once.listener->address();
    Fd first = dial(address), second = dial(address);
    turn_until(reactor, [&] { return !once.listener; }, "let go");
    turn_times(reactor, 2);
    cr_assert_eq(once.connections.size(), 1u);
    Fd third(socket(AF_INET, SOCK_STREAM, 0));
    cr_assert(connect(third.get(), address.sockaddr(), address.size()) < 0);
    cr_assert(write_all(first.get(), "x").ok());
    turn_times(reactor, 3);
    char byte;
    cr_assert_eq(recv(first.get(), &byte, 1, MSG_DONTWAIT), 1);
  });
}

// -- A rush: only where the kernel can be asked to wake us soon.

namespace {

// Little time passes, however slow the machine is.
struct BriskTime final : TimeSource {
  int64_t now = 0;
  int64_t now_ns() override { return now += 1000; }
};

struct Rush {
  BriskTime time;
  std::unique_ptr<Reactor> reactor;
  Echo echo;
  std::vector<Fd> peers;
  bool they_stay = false;

  explicit Rush(const char* poller) : reactor(make_reactor(poller, &time)) {
    echo.listen(*reactor);
  }
  void dial_more(int count) {
    for (int i = 0; i < count; ++i) {
      peers.push_back(dial(echo.listener->address()));
    }
  }
  bool is_on() const { return reactor->timers().size() == 1; }
  bool are_all_in() const { return echo.connections.size() == peers.size(); }
  void let_in(int count) {
    dial_more(count);
    turn_until(*reactor, [&] { return are_all_in(); }, "all are in");
    for (Fd& peer : peers) {
      if (!they_stay) peer.reset();
    }
  }
  // How many who come one by one begin a rush, and end it; at most 200.
  int begin() { return one_by_one(false); }
  int end_slowly() { return one_by_one(true); }
  int one_by_one(bool was_on) {
    int count = 0;
    for (; is_on() == was_on && count < 200; ++count) let_in(1);
    return count;
  }
};

}  // namespace

Test(listener, looks_for_those_who_come_in_a_rush, .timeout = 30) {
  for (const char* const name : kNames) {
    Rush rush(name);
    Reactor& reactor = *rush.reactor;
    rush.begin();
    cr_assert_eq(rush.is_on(), reactor.sleeps_briefly(), "%s", name);
    for (int look = 0; look < 2 * kRushLooks; ++look) {
      rush.let_in(50);
      cr_assert_eq(rush.is_on(), reactor.sleeps_briefly(), "%s", name);
    }
    turn_until(reactor, [&] { return !rush.is_on(); }, "the rush is over");
    rush.let_in(1);
  }
}

Test(listener, tries_less_often_what_did_not_pay, .timeout = 30) {
  for (const char* const name : kNames) {
    Rush rush(name);
    if (!rush.reactor->sleeps_briefly()) continue;
    int before = rush.begin();
    for (int round = 0; round < 3; ++round) {
      cr_assert_eq(rush.end_slowly(), kRushLooks, "%s", name);
      const int now = rush.begin();
      cr_assert(now > before, "%s: %d, then %d", name, before, now);
      before = now;
    }
  }
}

Test(listener, a_rush_in_which_nobody_more_came_did_not_pay, .timeout = 30) {
  for (const char* const name : kNames) {
    Rush rush(name);
    if (!rush.reactor->sleeps_briefly()) continue;
    int before = rush.begin();
    for (int round = 0; round < 3; ++round) {
      turn_until(*rush.reactor, [&] { return !rush.is_on(); }, "it is over");
      const int now = rush.begin();
      cr_assert(now > before, "%s: %d, then %d", name, before, now);
      before = now;
    }
    // One that pays wipes that out.
    for (int look = 0; look < 2 * kRushLooks; ++look) rush.let_in(50);
    turn_until(*rush.reactor, [&] { return !rush.is_on(); }, "it is over");
    const int now = rush.begin();
    cr_assert(now < before, "%s: %d, then %d", name, before, now);
  }
}

// -- A kernel that has no memory for watching.

namespace {

struct Forgetful final : Poller {
  std::unique_ptr<Poller> poller;
  bool* refuses;
  const char* name() const override { return poller->name(); }
  Status set_interest(int fd, Interest had, Interest wants,
                      uint32_t token) override {
    if (*refuses && wants != kNothing) return Error::system(ENOMEM, "watch");
    return poller->set_interest(fd, had, wants, token);
  }
  void forget(int fd, Interest had) override { poller->forget(fd, had); }
  Status wait(int64_t timeout_ns, std::vector<Ready>& ready) override {
    return poller->wait(timeout_ns, ready);
  }
  bool sleeps_briefly() const override { return true; }
};

struct Forgotten {
  bool refuses = false;
  BriskTime time;
  std::unique_ptr<Reactor> reactor;
  Echo echo;
  Forgotten() {
    std::unique_ptr<Forgetful> poller(new Forgetful);
    poller->poller = std::move(make_poller("poll")).take();
    poller->refuses = &refuses;
    reactor = std::move(Reactor::make(std::move(poller), &time)).take();
    echo.listen(*reactor);
  }
  void wait_out() {
    time.now += kAcceptPauseNs;
    turn_times(*reactor, 2);
  }
};

}  // namespace

Test(listener, goes_on_when_it_can_be_told_again) {
  Forgotten it;
  Listener& listener = *it.echo.listener;
  listener.pause();
  it.refuses = true;
  listener.resume();
  cr_assert(!listener.is_accepting());
  cr_assert_eq(it.echo.pauses, 0, "told from inside the call");
  Fd peer = dial(listener.address());
  turn_times(*it.reactor, 3);
  cr_assert(it.echo.connections.empty());
  // Whoever waits comes in at each try; it is not open yet for all that.
  it.wait_out();
  cr_assert_eq(it.echo.connections.size(), 1u);
  cr_assert(!listener.is_accepting());
  it.refuses = false;
  it.wait_out();
  cr_assert(listener.is_accepting());
  Fd next = dial(listener.address());
  turn_until(
      *it.reactor, [&] { return it.echo.connections.size() == 2; }, "both");
}

Test(listener, a_rush_that_nobody_can_end_is_a_shortage) {
  Forgotten it;
  Listener& listener = *it.echo.listener;
  std::vector<Fd> peers;
  while (it.reactor->timers().size() == 0) {
    peers.push_back(dial(listener.address()));
    turn_until(
        *it.reactor,
        [&] { return it.echo.connections.size() == peers.size(); }, "in");
  }
  it.refuses = true;
  turn_until(*it.reactor, [&] { return it.echo.pauses == 1; }, "paused");
  cr_assert_eq(it.echo.pause_errno, ENOMEM);
  cr_assert(!listener.is_accepting());
  it.refuses = false;
  it.wait_out();
  cr_assert_eq(it.echo.resumes, 1);
  cr_assert(listener.is_accepting());
}

Test(listener, a_rush_ends_when_it_is_paused_or_let_go_of, .timeout = 30) {
  for (const char* const name : kNames) {
    Rush rush(name);
    Reactor& reactor = *rush.reactor;
    rush.begin();
    rush.echo.listener->pause();
    cr_assert(!rush.is_on());
    rush.dial_more(2);
    turn_times(reactor, 3);
    cr_assert_eq(rush.echo.connections.size() + 2, rush.peers.size());
    rush.echo.listener->resume();
    turn_until(reactor, [&] { return rush.are_all_in(); }, "all are in");
    rush.begin();
    rush.echo.listener.reset();
    cr_assert(!rush.is_on());
    turn_times(reactor, 2);
  }
}

Test(listener, a_rush_that_takes_the_last_descriptor_pauses, .timeout = 30) {
  for (const char* const name : kNames) {
    Rush rush(name);
    Reactor& reactor = *rush.reactor;
    rush.they_stay = true;
    rush.begin();
    rush.dial_more(4);
    struct rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    leave_descriptors(2);
    turn_until(reactor, [&] { return rush.echo.pauses == 1; }, "paused");
    cr_assert_eq(rush.echo.connections.size() + 2, rush.peers.size());
    setrlimit(RLIMIT_NOFILE, &before);
    turn_until(
        reactor,
        [&] {
          rush.time.now += kAcceptPauseNs;
          return rush.are_all_in();
        },
        "all are in");
    cr_assert_eq(rush.echo.resumes, 1);
  }
}

Test(listener, unix_sockets_have_a_mode_and_replace_stale_files) {
  for_each([](Reactor& reactor) {
    const std::string path = scratch_path("sock");
    unlink(path.c_str());
    const Address address = Address::from_path(path).value();
    {  // a process that died without cleaning up
      Fd dead(socket(AF_UNIX, SOCK_STREAM, 0));
      cr_assert_eq(bind(dead.get(), address.sockaddr(), address.size()), 0);
    }
    Echo echo, second;
    echo.listener = std::move(Listener::listen_unix(reactor, address, 0640, 5,
                                                    echo)).take();
    cr_assert(echo.listener != nullptr);
    struct stat info;
    cr_assert_eq(stat(path.c_str(), &info), 0);
    cr_assert_eq(info.st_mode & 0777, 0640u);
    cr_assert(echo.listener->address() == address);
    cr_assert_eq(Listener::listen_unix(reactor, address, 0600, 5, second)
                     .error().sys_errno(), EADDRINUSE);
    Fd peer = dial(address);
    cr_assert(write_all(peer.get(), "x").ok());
    turn_until(
        reactor, [&] { return !echo.connections.empty(); }, "accepted");
    turn_times(reactor, 2);
    echo.listener.reset();
    cr_assert(stat(path.c_str(), &info) < 0);
    // A file that is no socket is left alone.
    cr_assert(replace_file(path, "precious").ok());
    cr_assert(!Listener::listen_unix(reactor, address, 0600, 5, second).ok());
    cr_assert(read_file(path, 100).value() == "precious");
    unlink(path.c_str());
  });
  cr_assert_eq(Address::from_path(std::string(200, 'x')).error().code(),
               Errc::kTooLarge);
  cr_assert_eq(Address::from_path("").error().code(), Errc::kInvalid);
}

Test(connector, connects_or_says_why_not, .timeout = 30) {
  for_each([](Reactor& reactor) {
    Echo echo;
    echo.listen(reactor);
    const Address address = echo.listener->address();
    Outcome yes, no, bad;
    ConnectorPtr one = Connector::connect(
        reactor, address, 5 * kNanosecondsPerSecond, yes);
    cr_assert_eq(yes.connects, 0, "told from inside the call");
    turn_until(reactor, [&] { return yes.connects == 1; }, "connected");
    Recorder recorder;
    recorder.stream = std::move(yes.stream);
    recorder.stream->start(recorder);
    recorder.stream->write("hello");
    turn_until(
        reactor, [&] { return recorder.received == "hello"; }, "echoed");
    one.reset();
    recorder.stream.reset();

    echo.listener.reset();
    ConnectorPtr two = Connector::connect(
        reactor, address, 5 * kNanosecondsPerSecond, no);
    turn_until(reactor, [&] { return no.failures == 1; }, "refused");
    cr_assert_eq(no.sys_errno, ECONNREFUSED);
    cr_assert(no.message == "cannot connect to " + address.to_string() +
                                ": Connection refused");
    ConnectorPtr three = Connector::connect(
        reactor, Address::from_path("/nonexistent/socket").value(),
        5 * kNanosecondsPerSecond, bad);
    cr_assert_eq(bad.failures, 0, "told from inside the call");
    turn_until(reactor, [&] { return bad.failures == 1; }, "failed");
    cr_assert_eq(bad.sys_errno, ENOENT);
  });
}

// A listening socket whose backlog is full answers nobody.
Test(connector, gives_up_when_its_time_is_over, .timeout = 30) {
  for_each([](Reactor& reactor) {
    Fd full(socket(AF_INET, SOCK_STREAM, 0));
    Address address = Address::from_ip("127.0.0.1", 0).value();
    cr_assert_eq(bind(full.get(), address.sockaddr(), address.size()), 0);
    cr_assert_eq(listen(full.get(), 0), 0);
    address = Address::local_of(full.get());
    std::vector<std::unique_ptr<Outcome>> outcomes;
    std::vector<ConnectorPtr> connectors;
    for (int i = 0; i < 6; ++i) {
      outcomes.emplace_back(new Outcome);
      connectors.push_back(Connector::connect(
          reactor, address, 50 * kNanosecondsPerMillisecond, *outcomes[i]));
    }
    connectors.push_back(Connector::connect(
        reactor, address, 50 * kNanosecondsPerMillisecond, *outcomes[0]));
    connectors.pop_back();  // given up: nobody is told
    turn_until(
        reactor, [&] { return outcomes[5]->failures == 1; }, "given up");
    cr_assert_eq(outcomes[5]->sys_errno, ETIMEDOUT);
    connectors.clear();
    outcomes.clear();
    turn_times(reactor, 1);
    cr_assert_eq(reactor.watched(), 1u);
  });
}
