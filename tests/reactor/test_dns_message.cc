// test_dns_message.cc - answers good, bad and malicious.

#include "reactor/dns_message.h"

#include <criterion/criterion.h>

#include "reactor/resolver_config.h"

using namespace mt;
using namespace mt::reactor;

namespace {

constexpr uint16_t kId = 0x1234;

// A name as it stands on the wire.
std::string wire(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const size_t dot = name.find('.');
    const std::string_view label = name.substr(0, dot);
    out += static_cast<char>(label.size());
    out.append(label);
    name.remove_prefix(dot == name.npos ? name.size() : dot + 1);
  }
  return out + '\0';
}

// A message under construction.
struct Message {
  ByteWriter out;
  explicit Message(uint16_t answers, uint16_t flags = 0x8180,
                   std::string_view asked = "tea.example",
                   uint16_t type = 1, uint16_t id = kId) {
    for (const int value : {int{id}, int{flags}, 1, int{answers}, 0, 0}) {
      out.u16(static_cast<uint16_t>(value));
    }
    out.bytes(wire(asked));
    out.u16(type);
    out.u16(1);
  }
  Message& record(ByteView owner, uint16_t type, ByteView data) {
    out.bytes(owner);
    out.u16(type);
    out.u16(1);
    out.u32(60);
    out.u16(static_cast<uint16_t>(data.size()));
    out.bytes(data);
    return *this;
  }
  Result<DnsAnswer> read(RecordType type = RecordType::kA) const {
    return read_dns_answer(out.view(), kId, "tea.example", type);
  }
};

const ByteView kFour("\x0a\x01\x02\x03", 4);
const ByteView kToQuestion("\xc0\x0c", 2);  // the name in the question

}  // namespace

Test(dns_message, a_query_is_what_the_rfc_says) {
  const std::string query =
      make_dns_query(kId, "tea.example.", RecordType::kAaaa).value();
  const ByteView expected(
      "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
      "\x03tea\x07"
      "example\x00\x00\x1c\x00\x01",
      29);
  cr_assert(query == expected);
}

Test(dns_message, names_that_cannot_be_asked_are_refused) {
  const std::string long_label(64, 'x');
  std::string long_name;
  for (int i = 0; i < 60; ++i) long_name += "abcd.";
  for (const std::string& name :
       {std::string(), std::string("."), std::string("a..b"),
        std::string(".a"), std::string("a b"), std::string("a\0b", 3),
        long_label + ".org", long_name + "x"}) {
    cr_assert_eq(make_dns_query(1, name, RecordType::kA).error().code(),
                 Errc::kInvalid, "%s", name.c_str());
  }
  cr_assert(make_dns_query(1, std::string(63, 'x'), RecordType::kA).ok());
}

Test(dns_message, addresses_are_read) {
  Message two(2);
  two.record(kToQuestion, 1, kFour).record(wire("TEA.example"), 1, kFour);
  Result<DnsAnswer> answer = two.read();
  cr_assert(answer.ok());
  cr_assert_eq(answer.value().addresses.size(), 2u);
  cr_assert(answer.value().addresses[0].host() == "10.1.2.3");

  Message six(1, 0x8180, "tea.example", 28);
  six.record(kToQuestion, 28, ByteView("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0"
                                       "\0\1", 16));
  answer = six.read(RecordType::kAaaa);
  cr_assert(answer.value().addresses[0].host() == "2001:db8::1");
}

Test(dns_message, aliases_are_followed_in_any_order) {
  Message message(3);
  message.record(wire("cup.example"), 1, kFour)
      .record(wire("pot.example"), 5, wire("cup.example"))
      .record(kToQuestion, 5, wire("pot.example"));
  cr_assert_eq(message.read().value().addresses.size(), 1u);
  // Two that name each other lead nowhere, and end.
  Message loop(2);
  loop.record(kToQuestion, 5, wire("pot.example"))
      .record(wire("pot.example"), 5, wire("tea.example"));
  cr_assert(loop.read().value().addresses.empty());
}

Test(dns_message, addresses_of_others_are_not_believed) {
  Message message(2);
  message.record(wire("bank.example"), 1, kFour)
      .record(wire("pot.example"), 5, wire("bank.example"));
  cr_assert(message.read().value().addresses.empty());
}

Test(dns_message, answers_to_other_questions_are_invalid) {
  cr_assert_eq(Message(0, 0x8180, "tea.example", 1, kId + 1)
                   .read().error().code(), Errc::kInvalid);
  cr_assert_eq(Message(0, 0x0100).read().error().code(), Errc::kInvalid);
  cr_assert_eq(Message(0, 0x8980).read().error().code(), Errc::kInvalid);
  cr_assert_eq(Message(0, 0x8180, "pot.example").read().error().code(),
               Errc::kInvalid);
  cr_assert_eq(Message(0, 0x8180, "tea.example", 28).read().error().code(),
               Errc::kInvalid);
}

Test(dns_message, codes_and_truncation_are_told) {
  using Kind = DnsAnswer::Kind;
  cr_assert(Message(0, 0x8183).read().value().kind == Kind::kNoName);
  cr_assert(Message(0, 0x8182).read().value().kind == Kind::kRefused);
  cr_assert(Message(0, 0x8185).read().value().kind == Kind::kRefused);
  cr_assert(Message(9, 0x8380).read().value().kind == Kind::kTruncated);
}

Test(dns_message, compression_that_goes_in_circles_ends) {
  Message self(1);
  const size_t here = self.out.size();
  const char to_itself[] = {static_cast<char>(0xc0 | here >> 8),
                            static_cast<char>(here)};
  self.record(ByteView(to_itself, 2), 1, kFour);
  cr_assert_eq(self.read().error().code(), Errc::kCorrupt);

  // A label, then a pointer back to the label.
  Message circle(1);
  const size_t label_at = circle.out.size();
  std::string owner = "\x01z";
  owner += static_cast<char>(0xc0 | label_at >> 8);
  owner += static_cast<char>(label_at);
  circle.record(owner, 1, kFour);
  cr_assert_eq(circle.read().error().code(), Errc::kCorrupt);

  Message forward(1);
  forward.record(ByteView("\xff\xff", 2), 1, kFour);
  cr_assert(!forward.read().ok());
}

Test(dns_message, wrong_sizes_are_corrupt) {
  Message short_address(1);
  short_address.record(kToQuestion, 1, kFour.substr(1));
  cr_assert_eq(short_address.read().error().code(), Errc::kCorrupt);
  Message odd_label(1);
  odd_label.record(ByteView("\x03" "a.b\0", 5), 1, kFour);
  cr_assert_eq(odd_label.read().error().code(), Errc::kCorrupt);
  Message bad_type(1);
  bad_type.record(ByteView("\x41", 1), 1, kFour);
  cr_assert_eq(bad_type.read().error().code(), Errc::kCorrupt);
}

Test(dns_message, cut_or_flipped_anywhere_it_never_crashes) {
  Message message(3);
  message.record(kToQuestion, 5, wire("pot.example"))
      .record(wire("pot.example"), 1, kFour)
      .record(kToQuestion, 1, kFour);
  const std::string whole(message.out.view());
  cr_assert(message.read().ok());
  for (size_t cut = 0; cut < whole.size(); ++cut) {
    cr_assert(!read_dns_answer(ByteView(whole).substr(0, cut), kId,
                               "tea.example", RecordType::kA).ok());
  }
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    const Result<DnsAnswer> answer =
        read_dns_answer(flipped, kId, "tea.example", RecordType::kA);
    cr_assert(!answer.ok() || answer.value().addresses.size() <= 2);
  }
}

Test(resolver_config, reads_what_resolv_conf_says) {
  const ResolverConfig config = parse_resolv_conf(
      "# made by hand\n"
      "nameserver 10.0.0.1\n"
      "nameserver nonsense\n"
      "nameserver\t::1 ; the second\n"
      "nameserver 10.0.0.3\nnameserver 10.0.0.4\n"
      "domain old.example\n"
      "search a.example b.example\n"
      "options ndots:2 timeout:99 attempts:0 rotate timeout:x\n",
      53);
  cr_assert_eq(config.servers.size(), 3u);
  cr_assert(config.servers[1].to_string() == "[::1]:53");
  cr_assert_eq(config.search.size(), 2u);
  cr_assert_eq(config.ndots, 2);
  cr_assert_eq(config.timeout_seconds, 30);
  cr_assert_eq(config.attempts, 1);

  const std::vector<std::string> few = candidate_names(config, "tea.pot");
  cr_assert_eq(few.size(), 3u);
  cr_assert_str_eq(few[0].c_str(), "tea.pot.a.example");
  cr_assert_str_eq(few[2].c_str(), "tea.pot");
  cr_assert_str_eq(candidate_names(config, "a.b.c")[0].c_str(), "a.b.c");
  const std::vector<std::string> whole = candidate_names(config, "tea.");
  cr_assert_eq(whole.size(), 1u);
  cr_assert_str_eq(whole[0].c_str(), "tea");

  const ResolverConfig none = parse_resolv_conf("", 53);
  cr_assert(none.servers[0].to_string() == "127.0.0.1:53");
}

Test(resolver_config, finds_names_in_hosts) {
  const char* const text =
      "127.0.0.1 localhost\n"
      "::1 localhost ip6-localhost # the same\n"
      "10.0.0.7\tpot.example  pot\n"
      "nonsense pot\n"
      "# 10.0.0.8 pot";
  cr_assert_eq(find_in_hosts(text, "localhost", AF_UNSPEC).size(), 2u);
  cr_assert_eq(find_in_hosts(text, "localhost", AF_INET6).size(), 1u);
  cr_assert_eq(find_in_hosts(text, "POT.", AF_UNSPEC).size(), 1u);
  cr_assert(find_in_hosts(text, "10.0.0.7", AF_UNSPEC).empty());
  cr_assert(find_in_hosts(text, "cup", AF_UNSPEC).empty());
}
