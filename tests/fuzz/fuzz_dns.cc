// fuzz_dns.cc - any bytes as the answer of a name server, as resolv.conf and as
// hosts.
//
// The id of the answer is taken from the answer itself, so that the fuzzer need
// not guess it; the question is always the address of "tea.example".

#include <stdint.h>
#include <stdlib.h>

#include <string>

#include "reactor/dns_message.h"
#include "reactor/resolver_config.h"

using namespace mt;
using namespace mt::reactor;

namespace {

void require(bool claim) {
  if (!claim) abort();
}

void as_answer(ByteView bytes, RecordType type, int family) {
  if (bytes.size() < 2) return;
  const uint16_t id =
      static_cast<uint16_t>(byte_at(bytes, 0) << 8 | byte_at(bytes, 1));
  Result<DnsAnswer> answer = read_dns_answer(bytes, id, "tea.example", type);
  if (!answer.ok()) return;
  require(answer.value().addresses.size() <= kMaxDnsAddresses);
  for (const Address& address : answer.value().addresses) {
    require(address.family() == family);
    // What is printed is read back as the same.
    Result<Address> again = Address::from_ip(address.host(), 0);
    require(again.ok() && again.value() == address);
  }
}

void as_files(ByteView bytes) {
  const ResolverConfig config = parse_resolv_conf(bytes, 53);
  require(!config.servers.empty() &&
          config.servers.size() <= kMaxNameServers);
  require(config.search.size() <= kMaxSearchDomains);
  require(config.timeout_seconds >= 1 && config.attempts >= 1);
  const std::string name(bytes.substr(0, 300));
  require(!candidate_names(config, name).empty());
  find_in_hosts(bytes, "tea", AF_UNSPEC);
  Address::from_ip(name, 80).ok();
  Address::from_path(name).ok();
  make_dns_query(1, name, RecordType::kA).ok();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView bytes(reinterpret_cast<const char*>(data), size);
  as_answer(bytes, RecordType::kA, AF_INET);
  as_answer(bytes, RecordType::kAaaa, AF_INET6);
  as_files(bytes);
  return 0;
}
