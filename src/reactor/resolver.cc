// resolver.cc - which question to ask next, and of whom.
//
//   for each candidate name          name_index_
//     for A, then AAAA               is_second_type_
//       for each attempt and server  attempt_, server_index_
//         UDP, then TCP if the answer says that it was cut
//
// A server that says "no such name" has answered; one that refuses, is silent
// or cannot be reached sends us to the next. When none answers one question,
// none is expected to answer the others, and the lookup ends.
//
// The events may destroy the lookup, so telling them is always the last act.

#include "reactor/resolver.h"

#include <errno.h>

#include "base/ascii.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/hash.h"

namespace mt::reactor {

namespace {

constexpr size_t kMaxFileBytes = 1024 * 1024;  // a large list of blocked hosts

bool is_localhost(std::string_view name) {
  constexpr std::string_view kSuffix = ".localhost";
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  if (equal_ignoring_case(name, kSuffix.substr(1))) return true;
  return name.size() > kSuffix.size() &&
         equal_ignoring_case(name.substr(name.size() - kSuffix.size()),
                             kSuffix);
}

void add_loopback(int family, std::vector<Address>& found) {
  for (const char* const host : {"127.0.0.1", "::1"}) {
    Result<Address> address = Address::from_ip(host, 0);
    if (address.ok() &&
        (family == AF_UNSPEC || address.value().family() == family)) {
      found.push_back(address.value());
    }
  }
}

}  // namespace

std::unique_ptr<Lookup> Lookup::begin(Reactor& reactor, std::string_view name,
                                      int family, uint16_t port,
                                      LookupEvents& events,
                                      const ResolverSources& sources) {
  std::unique_ptr<Lookup> lookup(
      new Lookup(reactor, name, family, port, events));
  lookup->look_at_home(sources);
  lookup->timer_ = reactor.call_soon(*lookup);
  return lookup;
}

Lookup::~Lookup() { reactor_.cancel(timer_); }

// What can be told without asking anybody; otherwise, whom to ask.
void Lookup::look_at_home(const ResolverSources& sources) {
  Result<Address> numeric = Address::from_ip(name_, 0);
  if (numeric.ok() && !is_localhost(name_) && !name_.empty()) {
    if (family_ != AF_UNSPEC && numeric.value().family() != family_) {
      failed_ = Error(Errc::kNotFound, "cannot look up '" + name_ +
                                           "': it is of the other family");
      return;
    }
    found_.push_back(numeric.value());
    return;
  }
  // RFC 1035 names have letters, digits and hyphens; what users type may have
  // anything. Judged before any file is read.
  Result<std::string> trial = make_dns_query(0, name_, RecordType::kA);
  if (!trial.ok()) {
    failed_ = std::move(trial).take_error().within("cannot look up");
    return;
  }
  Result<std::string> hosts = read_file(sources.hosts_path, kMaxFileBytes);
  if (hosts.ok()) found_ = find_in_hosts(hosts.value(), name_, family_);
  if (found_.empty() && is_localhost(name_)) add_loopback(family_, found_);
  if (!found_.empty()) return;

  Result<std::string> text = read_file(sources.config_path, kMaxFileBytes);
  config_ = parse_resolv_conf(text.ok() ? text.value() : std::string(),
                              sources.dns_port);
  for (std::string& name : candidate_names(config_, name_)) {
    // A search domain may have made it too long to ask for.
    if (make_dns_query(0, name, RecordType::kA).ok()) {
      names_.push_back(std::move(name));
    }
  }
}

// The first turn after begin(), and the end of each wait for an answer.
void Lookup::run() {
  if (!failed_.ok()) {
    tell_not_found(failed_.error());
  } else if (!found_.empty() && !is_asking_) {
    tell_found();
  } else if (is_asking_) {
    ask_next_server();
  } else {
    is_asking_ = true;
    ask();
  }
}

RecordType Lookup::type() const {
  if (family_ == AF_INET) return RecordType::kA;
  if (family_ == AF_INET6) return RecordType::kAaaa;
  return is_second_type_ ? RecordType::kAaaa : RecordType::kA;
}

const Address& Lookup::server() const { return config_.servers[server_index_]; }

void Lookup::hang_up() {
  datagram_.reset();
  connector_.reset();
  stream_.reset();
  tcp_reply_.clear();
  reactor_.cancel(timer_);
}

void Lookup::ask() {
  hang_up();
  if (ask_over_udp().ok()) {
    timer_ = reactor_.call_later(
        config_.timeout_seconds * kNanosecondsPerSecond, *this);
  } else {
    // No route, no descriptors: not in this call, or a row of such servers
    // would be a recursion.
    timer_ = reactor_.call_soon(*this);
  }
}

Status Lookup::ask_over_udp() {
  TRY(random_bytes(&id_, sizeof id_));
  TRY_ASSIGN(query_, make_dns_query(id_, names_[name_index_], type()));
  const bool is_v6 = server().family() == AF_INET6;
  TRY_ASSIGN(const Address any, Address::from_ip(is_v6 ? "::" : "0.0.0.0", 0));
  TRY_ASSIGN(datagram_, Datagram::bind(reactor_, any, *this));
  TRY(datagram_->connect(server()));
  return datagram_->send(query_);
}

void Lookup::ask_over_tcp() {
  hang_up();
  connector_ = Connector::connect(
      reactor_, server(), config_.timeout_seconds * kNanosecondsPerSecond,
      *this);
  timer_ = reactor_.call_later(
      2 * config_.timeout_seconds * kNanosecondsPerSecond, *this);
}

void Lookup::ask_next_server() {
  ++server_index_;
  if (server_index_ == config_.servers.size()) {
    server_index_ = 0;
    ++attempt_;
  }
  if (attempt_ < config_.attempts) {
    ask();
    return;
  }
  hang_up();
  if (!found_.empty()) {
    tell_found();  // its A records, at least
    return;
  }
  tell_not_found(Error::system(ETIMEDOUT, "look up '" + name_ +
                                              "' with any name server"));
}

void Lookup::ask_next_name() {
  if (!found_.empty()) {  // an answer to A, and none to AAAA
    hang_up();
    tell_found();
    return;
  }
  attempt_ = 0;
  server_index_ = 0;
  is_second_type_ = false;
  ++name_index_;
  if (name_index_ < names_.size()) {
    ask();
    return;
  }
  hang_up();
  tell_not_found(Error(Errc::kNotFound,
                       "cannot look up '" + name_ + "': no such host"));
}

void Lookup::take_answer(const DnsAnswer& answer, bool is_tcp) {
  switch (answer.kind) {
    case DnsAnswer::Kind::kTruncated:
      if (is_tcp) {
        ask_next_server();
      } else {
        ask_over_tcp();
      }
      return;
    case DnsAnswer::Kind::kRefused:
      ask_next_server();
      return;
    case DnsAnswer::Kind::kNoName:
      ask_next_name();
      return;
    case DnsAnswer::Kind::kAddresses:
      break;
  }
  found_.insert(found_.end(), answer.addresses.begin(),
                answer.addresses.end());
  if (family_ == AF_UNSPEC && !is_second_type_) {
    is_second_type_ = true;
    attempt_ = 0;
    ask();
  } else if (found_.empty()) {
    ask_next_name();
  } else {
    hang_up();
    tell_found();
  }
}

void Lookup::tell_found() {
  for (Address& address : found_) address.set_port(port_);
  const std::vector<Address> found = std::move(found_);
  events_.on_found(found);
}

void Lookup::tell_not_found(const Error& why) {
  const Error kept = why;  // `why` may be a member
  events_.on_not_found(kept);
}

// -- UDP.

void Lookup::on_datagram(ByteView bytes, const Address&) {
  Result<DnsAnswer> answer =
      read_dns_answer(bytes, id_, names_[name_index_], type());
  // Forged, late or garbled: the true answer may still come.
  if (answer.ok()) take_answer(answer.value(), false);
}

void Lookup::on_refused() { ask_next_server(); }

// -- TCP: the same messages, each behind its length in two bytes.

void Lookup::on_connected(StreamPtr stream) {
  stream_ = std::move(stream);
  ByteWriter out;
  out.u16(static_cast<uint16_t>(query_.size()));
  out.bytes(query_);
  stream_->start(*this);
  stream_->write(out.view());
}

void Lookup::on_connect_failed(const Error&) { ask_next_server(); }

void Lookup::on_data(ByteView bytes) {
  tcp_reply_.append(bytes);
  ByteReader in(tcp_reply_);
  Result<uint16_t> length = in.u16();
  if (!length.ok()) return;
  Result<ByteView> message = in.bytes(length.value());
  if (!message.ok()) return;
  Result<DnsAnswer> answer = read_dns_answer(message.value(), id_,
                                             names_[name_index_], type());
  if (answer.ok()) {
    take_answer(answer.value(), true);
  } else {
    ask_next_server();  // here nothing better will follow
  }
}

void Lookup::on_closed(CloseReason, int) { ask_next_server(); }

}  // namespace mt::reactor
