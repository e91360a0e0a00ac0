// dns_message.cc - RFC 1035 on the wire.

#include "reactor/dns_message.h"

#include <netinet/in.h>
#include <string.h>

#include "base/ascii.h"

namespace mt::reactor {

namespace {

constexpr uint16_t kClassInternet = 1;
constexpr uint16_t kTypeAlias = 5;
constexpr uint16_t kIsResponse = 0x8000;
constexpr uint16_t kOpcodeMask = 0x7800;
constexpr uint16_t kIsTruncated = 0x0200;
constexpr uint16_t kRecursionDesired = 0x0100;
constexpr uint16_t kCodeMask = 0x000f;
constexpr uint16_t kCodeNoError = 0;
constexpr uint16_t kCodeNoName = 3;

std::string_view without_final_dot(std::string_view name) {
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  return name;
}

// Reads a name at the front of `in`, following compression pointers. Each must
// point before the one that led there, so the walk ends however they are laid.
//
//   00llllll  a label of l bytes     11pppppp pppppppp  goes on at p
//
// The result has dots between labels and none at the end. A label with a dot
// or a zero in it is refused: it could pass for another name.
Result<std::string> read_name(ByteView message, ByteReader& in) {
  std::string name;
  size_t limit = in.position();  // pointers must point below
  ByteReader elsewhere(message);
  ByteReader* at = &in;
  for (;;) {
    TRY_ASSIGN(const uint8_t length, at->u8());
    if (length == 0) return name;
    if ((length & 0xc0) == 0xc0) {
      TRY_ASSIGN(const uint8_t low, at->u8());
      const size_t target = static_cast<size_t>(length & 0x3f) << 8 | low;
      if (target >= limit) {
        return Error(Errc::kCorrupt, "a name that points forward");
      }
      limit = target;
      elsewhere = ByteReader(message);
      TRY_ASSIGN(const ByteView skipped, elsewhere.bytes(target));
      static_cast<void>(skipped);
      at = &elsewhere;
      continue;
    }
    if ((length & 0xc0) != 0) return Error(Errc::kCorrupt, "a label type");
    TRY_ASSIGN(const ByteView label, at->bytes(length));
    for (const char c : label) {
      if (c == '.' || c == '\0') return Error(Errc::kCorrupt, "an odd label");
    }
    if (!name.empty()) name += '.';
    name.append(label);
    if (name.size() + 2 > kMaxDnsNameBytes) {
      return Error(Errc::kCorrupt, "a name that is too long");
    }
  }
}

struct Alias {
  std::string from, to;
};
struct Found {
  std::string name;
  Address address;
};

Address address_from(ByteView bytes, RecordType type) {
  if (type == RecordType::kA) {
    struct sockaddr_in in = {};
    in.sin_family = AF_INET;
    memcpy(&in.sin_addr, bytes.data(), sizeof in.sin_addr);
    return Address::from_sockaddr(reinterpret_cast<struct sockaddr*>(&in),
                                  sizeof in);
  }
  struct sockaddr_in6 in6 = {};
  in6.sin6_family = AF_INET6;
  memcpy(&in6.sin6_addr, bytes.data(), sizeof in6.sin6_addr);
  return Address::from_sockaddr(reinterpret_cast<struct sockaddr*>(&in6),
                                sizeof in6);
}

Status read_records(ByteView message, ByteReader& in, uint16_t count,
                    RecordType type, std::vector<Alias>& aliases,
                    std::vector<Found>& found) {
  const size_t address_size = type == RecordType::kA ? 4 : 16;
  for (uint16_t i = 0; i < count; ++i) {
    TRY_ASSIGN(std::string owner, read_name(message, in));
    TRY_ASSIGN(const uint16_t record_type, in.u16());
    TRY_ASSIGN(const uint16_t record_class, in.u16());
    TRY_ASSIGN(const uint32_t ttl, in.u32());
    static_cast<void>(ttl);
    TRY_ASSIGN(const uint16_t length, in.u16());
    const size_t data_at = in.position();
    TRY_ASSIGN(const ByteView data, in.bytes(length));
    if (record_class != kClassInternet) continue;
    if (record_type == kTypeAlias && aliases.size() < kMaxDnsAddresses) {
      ByteReader alias(message);
      TRY_ASSIGN(const ByteView before, alias.bytes(data_at));
      static_cast<void>(before);
      TRY_ASSIGN(std::string target, read_name(message, alias));
      aliases.push_back({std::move(owner), std::move(target)});
    } else if (record_type == static_cast<uint16_t>(type)) {
      if (length != address_size) {
        return Error(Errc::kCorrupt, "an address of the wrong size");
      }
      if (found.size() < kMaxDnsAddresses) {
        found.push_back({std::move(owner), address_from(data, type)});
      }
    }
  }
  return {};
}

}  // namespace

Result<std::string> make_dns_query(uint16_t id, std::string_view name,
                                   RecordType type) {
  ByteWriter out;
  out.u16(id);
  out.u16(kRecursionDesired);
  out.u16(1);  // questions
  out.u16(0);  // answers
  out.u16(0);  // authorities
  out.u16(0);  // additional records
  std::string_view rest = without_final_dot(name);
  const auto bad = [name](const char* why) {
    return Error(Errc::kInvalid,
                 "'" + std::string(name) + "' is no host name: " + why);
  };
  if (rest.size() + 2 > kMaxDnsNameBytes) return bad("it is too long");
  for (;;) {
    const size_t dot = rest.find('.');
    const std::string_view label = rest.substr(0, dot);
    if (label.empty()) return bad("it has an empty label");
    if (label.size() > kMaxDnsLabelBytes) return bad("a label is too long");
    for (const char c : label) {
      if (!is_print(c) || c == ' ') return bad("it has an odd character");
    }
    out.u8(static_cast<uint8_t>(label.size()));
    out.bytes(label);
    if (dot == rest.npos) break;
    rest.remove_prefix(dot + 1);
  }
  out.u8(0);
  out.u16(static_cast<uint16_t>(type));
  out.u16(kClassInternet);
  return std::move(out).take();
}

Result<DnsAnswer> read_dns_answer(ByteView message, uint16_t id,
                                  std::string_view name, RecordType type) {
  ByteReader in(message);
  TRY_ASSIGN(const uint16_t answer_id, in.u16());
  TRY_ASSIGN(const uint16_t flags, in.u16());
  TRY_ASSIGN(const uint16_t questions, in.u16());
  TRY_ASSIGN(const uint16_t answers, in.u16());
  TRY_ASSIGN(const uint32_t other_counts, in.u32());
  static_cast<void>(other_counts);
  if (answer_id != id || (flags & kIsResponse) == 0 ||
      (flags & kOpcodeMask) != 0 || questions != 1) {
    return Error(Errc::kInvalid, "not an answer to what was asked");
  }
  TRY_ASSIGN(std::string asked, read_name(message, in));
  TRY_ASSIGN(const uint16_t asked_type, in.u16());
  TRY_ASSIGN(const uint16_t asked_class, in.u16());
  if (asked_type != static_cast<uint16_t>(type) ||
      asked_class != kClassInternet ||
      !equal_ignoring_case(asked, without_final_dot(name))) {
    return Error(Errc::kInvalid, "an answer to another question");
  }

  DnsAnswer answer;
  const uint16_t code = flags & kCodeMask;
  if ((flags & kIsTruncated) != 0) {
    answer.kind = DnsAnswer::Kind::kTruncated;
    return answer;
  }
  if (code != kCodeNoError) {
    answer.kind = code == kCodeNoName ? DnsAnswer::Kind::kNoName
                                      : DnsAnswer::Kind::kRefused;
    return answer;
  }
  std::vector<Alias> aliases;
  std::vector<Found> found;
  TRY(read_records(message, in, answers, type, aliases, found));

  // From the name asked, along the aliases, to the name that has addresses.
  std::string current = std::move(asked);
  for (int hops = 0; hops < kMaxDnsAliases; ++hops) {
    const Alias* next = nullptr;
    for (const Alias& alias : aliases) {
      if (equal_ignoring_case(alias.from, current)) next = &alias;
    }
    if (next == nullptr) break;
    current = next->to;
  }
  answer.kind = DnsAnswer::Kind::kAddresses;
  for (const Found& record : found) {
    if (equal_ignoring_case(record.name, current)) {
      answer.addresses.push_back(record.address);
    }
  }
  return answer;
}

}  // namespace mt::reactor
