// resolver.h - names to addresses, without stopping the reactor.
//
// Numeric addresses are taken as they are; then /etc/hosts; then the name
// servers of /etc/resolv.conf, over UDP, and over TCP when the answer does not
// fit. Each question goes out from a port of its own with a number that cannot
// be guessed, and a reply that does not match it is ignored rather than
// believed, or taken for a failure. Both files are read anew for each lookup.

#pragma once

#include <stdint.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "reactor/address.h"
#include "reactor/connector.h"
#include "reactor/datagram.h"
#include "reactor/dns_message.h"
#include "reactor/reactor.h"
#include "reactor/resolver_config.h"
#include "reactor/stream.h"

namespace mt::reactor {

class LookupEvents {
 public:
  // At least one address, IPv4 before IPv6, with the port that was asked for.
  virtual void on_found(const std::vector<Address>& addresses) = 0;
  // kNotFound when there is no such name or it has no address of the family,
  // kInvalid when it can be none, kSystem with ETIMEDOUT when no server
  // answered.
  virtual void on_not_found(const Error& why) = 0;

 protected:
  ~LookupEvents() = default;
};

// Where to look; the defaults are the system's.
struct ResolverSources {
  std::string hosts_path = "/etc/hosts";
  std::string config_path = "/etc/resolv.conf";
  int dns_port = 53;
};

// One name being looked up. Destroying it gives up, at any time, also from
// within its own callback; it does not outlive the reactor.
class Lookup final : private DatagramEvents,
                     private ConnectorEvents,
                     private StreamEvents,
                     private Callback {
 public:
  // Calls `events` once, in a later turn. `family` is AF_INET, AF_INET6, or
  // AF_UNSPEC for both; `port` is put into the addresses.
  static std::unique_ptr<Lookup> begin(
      Reactor& reactor, std::string_view name, int family, uint16_t port,
      LookupEvents& events, const ResolverSources& sources = {});
  ~Lookup();

 private:
  Lookup(Reactor& reactor, std::string_view name, int family, uint16_t port,
         LookupEvents& events)
      : reactor_(reactor),
        events_(events),
        name_(name),
        family_(family),
        port_(port) {}

  void look_at_home(const ResolverSources& sources);
  void ask();
  Status ask_over_udp();
  void ask_over_tcp();
  void ask_next_server();
  void ask_next_name();
  void take_answer(const DnsAnswer& answer, bool is_tcp);
  void tell_found();
  void tell_not_found(const Error& why);
  void hang_up();
  RecordType type() const;
  const Address& server() const;

  void on_datagram(ByteView bytes, const Address& from) override;
  void on_refused() override;
  void on_connected(StreamPtr stream) override;
  void on_connect_failed(const Error& why) override;
  void on_data(ByteView bytes) override;
  void on_closed(CloseReason reason, int sys_errno) override;
  void run() override;

  Reactor& reactor_;
  LookupEvents& events_;
  std::string name_;
  int family_;
  uint16_t port_;
  ResolverConfig config_;
  std::vector<std::string> names_;  // to ask for, in order
  std::vector<Address> found_;
  Status failed_;  // why there is no point in asking

  // The question under way.
  size_t name_index_ = 0;
  bool is_second_type_ = false;  // AAAA, after A
  size_t server_index_ = 0;
  int attempt_ = 0;
  uint16_t id_ = 0;
  std::string query_;
  DatagramPtr datagram_;
  ConnectorPtr connector_;
  StreamPtr stream_;
  std::string tcp_reply_;
  TimerId timer_;
  bool is_asking_ = false;
};

}  // namespace mt::reactor
