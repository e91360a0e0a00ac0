// dns_message.h - questions to a name server, and judging what comes back.
//
// RFC 1035, sections 3 and 4, as far as looking up addresses needs. No sockets
// here: bytes in, addresses out, so that hostile answers can be tried by hand.

#pragma once

#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/status.h"
#include "reactor/address.h"

namespace mt::reactor {

enum class RecordType : uint16_t { kA = 1, kAaaa = 28 };

constexpr size_t kMaxDnsNameBytes = 255;  // on the wire
constexpr size_t kMaxDnsLabelBytes = 63;
constexpr size_t kMaxDnsAddresses = 64;  // taken from one answer
constexpr int kMaxDnsAliases = 16;       // followed in one answer

// One question, with recursion desired. kInvalid for a name that cannot be
// asked: an empty label, one over 63 bytes, 255 bytes in all.
Result<std::string> make_dns_query(uint16_t id, std::string_view name,
                                   RecordType type);

struct DnsAnswer {
  enum class Kind : uint8_t {
    kAddresses,  // here they are; none when the name has others
    kNoName,     // NXDOMAIN: there is no such name
    kTruncated,  // ask again over TCP
    kRefused,    // the server cannot or will not: try another
  };
  Kind kind = Kind::kRefused;
  std::vector<Address> addresses;  // with port 0
};

// Judges `message` as the answer to the query with that id, name and type.
// kInvalid when it is not: another id, not a response, another question. Such a
// message may be forged, and the true answer still on its way. kCorrupt and
// kTruncated when it contradicts itself. Aliases (CNAME) are followed inside
// the message; addresses of names that were not asked for are not believed.
Result<DnsAnswer> read_dns_answer(ByteView message, uint16_t id,
                                  std::string_view name, RecordType type);

}  // namespace mt::reactor
