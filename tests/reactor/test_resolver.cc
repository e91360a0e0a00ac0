// test_resolver.cc - looking names up, with a name server of our own.

#include "reactor/resolver.h"

#include <functional>
#include <vector>

#include "backends.h"
#include "reactor/datagram.h"

using namespace backends;

namespace {

struct Outcome final : LookupEvents {
  std::vector<Address> addresses;
  int found = 0, failed = 0, sys_errno = 0;
  Errc code = Errc::kInvalid;
  std::string message;
  std::unique_ptr<Lookup> lookup;
  void on_found(const std::vector<Address>& what) override {
    ++found;
    addresses = what;
    lookup.reset();  // from within its own callback
  }
  void on_not_found(const Error& why) override {
    ++failed;
    code = why.code();
    sys_errno = why.sys_errno();
    message = why.message();
    lookup.reset();
  }
  bool is_over() const { return found + failed != 0; }
};

// An answer to `query`, with these flags and records.
std::string reply_to(ByteView query, uint16_t flags,
                     const std::vector<std::string>& records) {
  std::string reply(query);
  reply[2] = static_cast<char>(flags >> 8);
  reply[3] = static_cast<char>(flags);
  reply[7] = static_cast<char>(records.size());
  for (const std::string& record : records) reply += record;
  return reply;
}

bool asks_for_aaaa(ByteView query) {
  return query[query.size() - 3] == '\x1c';
}

// An address for the name in the question.
std::string record(const char* address) {
  const bool is_v6 = strchr(address, ':') != nullptr;
  char raw[16];
  cr_assert_eq(inet_pton(is_v6 ? AF_INET6 : AF_INET, address, raw), 1);
  ByteWriter out;
  out.u16(0xc00c);
  out.u16(is_v6 ? 28 : 1);
  out.u16(1);
  out.u32(60);
  out.u16(is_v6 ? 16 : 4);
  out.bytes(ByteView(raw, is_v6 ? 16 : 4));
  return std::move(out).take();
}

// Whatever a test wants it to be, over UDP and TCP.
struct Server : DatagramEvents, ListenerEvents, StreamEvents {
  using Answer = std::function<std::vector<std::string>(ByteView query)>;
  DatagramPtr udp;
  ListenerPtr tcp;
  StreamPtr stream;
  Answer over_udp, over_tcp;
  int udp_queries = 0, tcp_queries = 0;
  std::vector<std::string> names;
  ResolverSources sources;
  std::string hosts_path, config_path;

  explicit Server(Reactor& reactor) {
    const Address any = Address::from_ip("127.0.0.1", 0).value();
    // The same number for both, which somebody else may have for one of them.
    while (!udp) {
      tcp = std::move(Listener::listen_tcp(reactor, any, 5, *this)).take();
      udp = std::move(Datagram::bind(reactor, tcp->address(), *this)).take();
    }
    const long pid = static_cast<long>(getpid());
    sources.hosts_path = format("/tmp/mt-%ld-hosts", pid);
    sources.config_path = format("/tmp/mt-%ld-resolv", pid);
    sources.dns_port = udp->address().port();
    configure("nameserver 127.0.0.1\noptions timeout:10 attempts:2\n");
    cr_assert(
        replace_file(sources.hosts_path, "10.9.9.9 kettle\n").ok());
  }
  ~Server() {
    unlink(sources.hosts_path.c_str());
    unlink(sources.config_path.c_str());
  }
  void configure(const char* text) {
    cr_assert(replace_file(sources.config_path, text).ok());
  }
  void on_datagram(ByteView bytes, const Address& from) override {
    ++udp_queries;
    const std::string query(bytes);
    std::string name;
    for (size_t at = 12; at < query.size() && query[at] != 0;) {
      const size_t length = static_cast<uint8_t>(query[at]);
      name += (name.empty() ? "" : ".") + query.substr(at + 1, length);
      at += 1 + length;
    }
    names.push_back(name);
    if (!over_udp) return;
    for (const std::string& reply : over_udp(query)) {
      udp->send_to(reply, from).ignore();
    }
  }
  void on_accept(StreamPtr made, const Address&) override {
    stream = std::move(made);
    stream->start(*this);
  }
  void on_accept_paused(const Error&) override {}
  void on_data(ByteView bytes) override {
    ++tcp_queries;
    for (const std::string& reply : over_tcp(bytes.substr(2))) {
      ByteWriter out;
      out.u16(static_cast<uint16_t>(reply.size()));
      out.bytes(reply);
      // In two pieces, to be put together again.
      stream->write(out.view().substr(0, 1));
      stream->write(out.view().substr(1));
    }
  }
  void on_closed(CloseReason, int) override {}
};

void look_up(Reactor& reactor, Server& server, Outcome& outcome,
             const char* name, int family = AF_INET) {
  outcome.lookup = Lookup::begin(reactor, name, family, 80, outcome,
                                 server.sources);
  cr_assert(!outcome.is_over(), "told from inside the call");
  turn_until(reactor, [&] { return outcome.is_over(); }, name);
}

}  // namespace

Test(resolver, knows_numbers_and_hosts_without_asking) {
  for_each([](Reactor& reactor) {
    Server server(reactor);
    const struct {
      const char* name;
      int family;
      const char* expected;  // null when it is not found
    } rows[] = {
        {"10.1.2.3", AF_UNSPEC, "10.1.2.3:80"},
        {"::1", AF_UNSPEC, "[::1]:80"},
        {"::1", AF_INET, nullptr},
        {"kettle", AF_UNSPEC, "10.9.9.9:80"},
        {"KETTLE", AF_INET, "10.9.9.9:80"},
        {"localhost", AF_INET, "127.0.0.1:80"},
        {"me.localhost", AF_INET6, "[::1]:80"},
        {"", AF_INET, nullptr},
        {"no good name", AF_INET, nullptr},
    };
    for (const auto& row : rows) {
      Outcome outcome;
      look_up(reactor, server, outcome, row.name, row.family);
      if (row.expected == nullptr) {
        cr_assert_eq(outcome.failed, 1, "%s", row.name);
      } else {
        cr_assert_eq(outcome.found, 1, "%s", row.name);
        cr_assert(outcome.addresses[0].to_string() == row.expected, "%s",
                  row.name);
      }
    }
    cr_assert_eq(server.udp_queries, 0);
  });
}

Test(resolver, asks_for_both_families) {
  for_each([](Reactor& reactor) {
    Server server(reactor);
    server.over_udp = [](ByteView query) -> std::vector<std::string> {
      const char* const address =
          asks_for_aaaa(query) ? "2001:db8::1" : "10.0.0.1";
      return {reply_to(query, 0x8180, {record(address)})};
    };
    Outcome outcome;
    look_up(reactor, server, outcome, "tea.example", AF_UNSPEC);
    cr_assert_eq(outcome.addresses.size(), 2u);
    cr_assert(outcome.addresses[0].to_string() == "10.0.0.1:80");
    cr_assert(outcome.addresses[1].to_string() == "[2001:db8::1]:80");
    cr_assert_eq(server.udp_queries, 2);
    cr_assert_eq(reactor.watched(), 3u);  // the pipe and the server's two
  });
}

Test(resolver, a_forged_answer_is_not_believed) {
  for_each([](Reactor& reactor) {
    Server server(reactor);
    server.over_udp = [](ByteView query) -> std::vector<std::string> {
      const std::string bad = record("6.6.6.6");
      std::string wrong_id = reply_to(query, 0x8180, {bad});
      wrong_id[0] = static_cast<char>(wrong_id[0] ^ 1);
      std::string other_name = reply_to(query, 0x8180, {bad});
      other_name[13] = 'x';
      return {wrong_id, other_name, std::string(query), "", "junk",
              reply_to(query, 0x8180, {bad.substr(0, 5)}),
              reply_to(query, 0x8180, {record("10.0.0.1")})};
    };
    Outcome outcome;
    look_up(reactor, server, outcome, "tea.example");
    cr_assert_eq(outcome.addresses.size(), 1u);
    cr_assert(outcome.addresses[0].host() == "10.0.0.1");
    cr_assert_eq(server.udp_queries, 1);
  });
}

Test(resolver, a_truncated_answer_is_asked_for_over_tcp) {
  for_each([](Reactor& reactor) {
    Server server(reactor);
    server.over_udp = [](ByteView query) -> std::vector<std::string> {
      return {reply_to(query, 0x8380, {})};
    };
    server.over_tcp = [](ByteView query) -> std::vector<std::string> {
      const std::vector<std::string> records(20, record("10.0.0.1"));
      return {reply_to(query, 0x8180, records)};
    };
    Outcome outcome;
    look_up(reactor, server, outcome, "tea.example");
    cr_assert_eq(outcome.addresses.size(), 20u);
    cr_assert_eq(server.tcp_queries, 1);
  });
}

Test(resolver, tries_search_domains_and_says_when_there_is_none) {
  for_each([](Reactor& reactor) {
    Server server(reactor);
    server.configure(
        "nameserver 127.0.0.1\nsearch a.example b.example\n");
    server.over_udp = [](ByteView query) -> std::vector<std::string> {
      return {reply_to(query, 0x8183, {})};
    };
    Outcome outcome;
    look_up(reactor, server, outcome, "tea", AF_UNSPEC);
    cr_assert(outcome.code == Errc::kNotFound);
    cr_assert_str_eq(outcome.message.c_str(),
                     "cannot look up 'tea': no such host");
    cr_assert_eq(server.names.size(), 3u);
    cr_assert_str_eq(server.names[0].c_str(), "tea.a.example");
    cr_assert_str_eq(server.names[2].c_str(), "tea");
  });
}

Test(resolver, asks_again_when_an_answer_is_lost, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Server server(*reactor);
  server.configure("nameserver 127.0.0.1\noptions timeout:1 attempts:2\n");
  server.over_udp = [&](ByteView query) -> std::vector<std::string> {
    if (server.udp_queries == 1) return {};
    return {reply_to(query, 0x8180, {record("10.0.0.1")})};
  };
  Outcome outcome;
  look_up(*reactor, server, outcome, "tea.example");
  cr_assert_eq(outcome.found, 1);
  // Or once more, if the machine slept as long again.
  cr_assert(server.udp_queries >= 2);
}

Test(resolver, goes_on_to_the_next_server, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Server server(*reactor);
  // Nobody listens at the first; the second refuses once.
  server.configure("nameserver 127.0.0.9\nnameserver 127.0.0.1\n");
  server.over_udp = [&](ByteView query) -> std::vector<std::string> {
    if (server.udp_queries == 1) return {reply_to(query, 0x8182, {})};
    return {reply_to(query, 0x8180, {record("10.0.0.1")})};
  };
  Outcome outcome;
  look_up(*reactor, server, outcome, "tea.example");
  cr_assert_eq(outcome.found, 1);
}

Test(resolver, gives_up_when_nobody_answers, .timeout = 30) {
  std::unique_ptr<Reactor> reactor = make_reactor("default");
  Server server(*reactor);
  server.configure("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
  Outcome outcome, dropped;
  look_up(*reactor, server, outcome, "tea.example");
  cr_assert_eq(outcome.sys_errno, ETIMEDOUT);
  // One that is given up tells nobody.
  dropped.lookup = Lookup::begin(*reactor, "pot.example", AF_INET, 80, dropped,
                                 server.sources);
  turn_times(*reactor, 3);
  dropped.lookup.reset();
  turn_times(*reactor, 2);
  cr_assert(!dropped.is_over());
  cr_assert_eq(reactor->watched(), 3u);
}

Test(datagram, messages_arrive_whole) {
  struct Heard : DatagramEvents {
    std::vector<std::string> messages;
    Address last_from;
    int refused = 0;
    void on_datagram(ByteView bytes, const Address& from) override {
      messages.emplace_back(bytes);
      last_from = from;
    }
    void on_refused() override { ++refused; }
  };
  for_each([](Reactor& reactor) {
    Heard a, b;
    const Address any = Address::from_ip("127.0.0.1", 0).value();
    DatagramPtr one = std::move(Datagram::bind(reactor, any, a)).take();
    DatagramPtr two = std::move(Datagram::bind(reactor, any, b)).take();
    for (int i = 0; i < 100; ++i) {
      cr_assert(two->send_to(format("message %d", i), one->address()).ok());
    }
    cr_assert(two->send_to("", one->address()).ok());
    turn_until(reactor, [&] { return a.messages.size() == 101; }, "all came");
    cr_assert_str_eq(a.messages[99].c_str(), "message 99");
    cr_assert(a.messages[100].empty());
    cr_assert(a.last_from == two->address());
    cr_assert_eq(
        two->send_to(std::string(100000, 'x'), one->address())
            .error().sys_errno(), EMSGSIZE);
    // A connected one hears that nobody is there.
    const Address gone = one->address();
    one.reset();
    cr_assert(two->connect(gone).ok());
    cr_assert(two->send("x").ok());
    turn_until(reactor, [&] { return b.refused != 0; }, "refused");
  });
}

Test(datagram, a_socket_that_is_shut_down_wakes_nobody) {
  struct Ignore : DatagramEvents {
    int heard = 0;
    void on_datagram(ByteView, const Address&) override { ++heard; }
  };
  struct Alarm : Callback {
    bool has_rung = false;
    void run() override { has_rung = true; }
  };
  for (const int half : {SHUT_RD, SHUT_RDWR}) {
    for_each([half](Reactor& reactor) {
      Ignore ignore;
      const Address any = Address::from_ip("127.0.0.1", 0).value();
      DatagramPtr one = std::move(Datagram::bind(reactor, any, ignore)).take();
      cr_assert(one->connect(one->address()).ok());
      cr_assert(one->send("waits").ok());
      cr_assert_eq(shutdown(one->fd(), half), 0);
      turn_times(reactor, 5);
      if (half == SHUT_RD) cr_assert_eq(ignore.heard, 1);
      Alarm alarm;
      reactor.call_later(50 * kNanosecondsPerMillisecond, alarm);
      int turns = 0;
      for (; !alarm.has_rung; ++turns) {
        cr_assert(reactor.iterate(5 * kNanosecondsPerSecond).ok());
      }
      cr_assert_lt(turns, 10);
    });
  }
}
