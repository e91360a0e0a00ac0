// resolver_config.h - what /etc/resolv.conf and /etc/hosts say.
//
// Text in, settings out; a line that makes no sense is skipped, as every
// resolver does. resolv.conf(5), hosts(5).

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

#include "reactor/address.h"

namespace mt::reactor {

// The limits are glibc's.
constexpr size_t kMaxNameServers = 3;
constexpr size_t kMaxSearchDomains = 6;

struct ResolverConfig {
  std::vector<Address> servers;  // 127.0.0.1 when the file names none
  std::vector<std::string> search;
  int ndots = 1;            // names with fewer dots try `search` first; 0 to 15
  int timeout_seconds = 5;  // for one server and one attempt; 1 to 30
  int attempts = 2;         // rounds through all the servers; 1 to 5
};

ResolverConfig parse_resolv_conf(std::string_view text, int port);

// The names to ask for, in order, for one that a user gave.
std::vector<std::string> candidate_names(const ResolverConfig& config,
                                         std::string_view name);

// The addresses that hosts(5) text gives a name, with port 0. `family` is
// AF_INET, AF_INET6, or AF_UNSPEC for both.
std::vector<Address> find_in_hosts(std::string_view text,
                                   std::string_view name, int family);

}  // namespace mt::reactor
