// address.cc - see address.h.

#include "twisted/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/stat.h>

#include "python/bytes.h"
#include "python/call.h"
#include "python/codecs.h"
#include "python/exception.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/source.h"
#include "python/str.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

Type* g_ipv4_type;
Type* g_ipv6_type;
Type* g_unix_type;

// What address[0] says, and what today calls it.
constexpr std::string_view kTcpTag = "INET";
constexpr std::string_view kUdpTag = "INET_UDP";
constexpr std::string_view kUnixTag = "UNIX";

Tuple* as_tuple(Value v) { return v.as<Tuple>(); }

std::string_view text_at(Value self, uint32_t i) {
  const Tuple* const tuple = as_tuple(self);
  const Str* const text =
      i < tuple->size ? cast<Str>(tuple->items[i]) : nullptr;
  return text == nullptr ? std::string_view() : text->view();
}

Value get_type(Fiber& fiber, Value self) {
  return str_value(fiber, text_at(self, 0) == kUdpTag ? "UDP" : "TCP");
}
Value item(Value self, uint32_t i) {
  return i < as_tuple(self)->size ? as_tuple(self)->items[i] : Value::none();
}
Value get_host(Fiber&, Value self) { return item(self, 1); }
Value get_port(Fiber&, Value self) { return item(self, 2); }
// What few addresses have is not in the tuples of the others.
Value number_at(Value self, uint32_t i) {
  const Value found = item(self, i);
  return found.is_none() ? Value::from_int(0) : found;
}
Value get_flow_info(Fiber&, Value self) { return number_at(self, 3); }
Value get_scope_id(Fiber&, Value self) { return number_at(self, 4); }
Value get_name(Fiber& fiber, Value self) {
  Str* const name = cast<Str>(item(self, 1));
  return name == nullptr || name->view().empty()
             ? Value::none()
             : encode_str(fiber, name, "utf-8", "surrogateescape");
}

Value ip_repr(Fiber& fiber, Value self) {
  StrBuilder out(fiber);
  out.add(type_of(self)->name);
  out.add("(type='");
  out.add(text_at(self, 0) == kUdpTag ? "UDP" : "TCP");
  out.add("', host=");
  if (!out.add_repr(item(self, 1))) return Value::error();
  out.add(", port=");
  if (!out.add_repr(item(self, 2))) return Value::error();
  if (type_of(self) == g_ipv6_type) {
    out.add(", flowInfo=");
    if (!out.add_repr(number_at(self, 3))) return Value::error();
    out.add(", scopeID=");
    if (!out.add_repr(number_at(self, 4))) return Value::error();
  }
  out.add(')');
  return out.finish();
}

Value unix_repr(Fiber& fiber, Value self) {
  StrBuilder out(fiber);
  out.add("UNIXAddress(");
  const Str* const name = cast<Str>(item(self, 1));
  const bool is_nameless = name != nullptr && name->view().empty();
  if (!out.add_repr(is_nameless ? Value::none() : item(self, 1)))
    return Value::error();
  out.add(')');
  return out.finish();
}

// Which file it is, if there is one of that name.
bool file_of(Value self, struct stat* about) {
  const std::string path(text_at(self, 1));
  return !path.empty() && stat(path.c_str(), about) == 0;
}

// Two names of one file are one address.
Value unix_compare(Fiber& fiber, Value self, Value other, CompareOp op) {
  const Value same = types().tuple->slots->compare(fiber, self, other, op);
  struct stat a, b;
  if (same.is_error() || (op != kEq && op != kNe) ||
      same.is_true() == (op == kEq) || !is_a(other, g_unix_type) ||
      !file_of(self, &a) || !file_of(other, &b)) {
    return same;
  }
  const bool is_one = a.st_ino == b.st_ino && a.st_dev == b.st_dev;
  return Value::from_bool(is_one == (op == kEq));
}

Value unix_hash(Fiber& fiber, Value self) {
  struct stat about;
  if (!file_of(self, &about)) return types().tuple->slots->hash(fiber, self);
  return int_from_i64(fiber, static_cast<int64_t>(about.st_ino));
}

constexpr GetSetDef kIpGetSets[] = {
    {"type", get_type, nullptr, "TCP or UDP."_doc},
    {"host", get_host, nullptr},
    {"port", get_port, nullptr},
    {}};
constexpr GetSetDef kIp6GetSets[] = {
    {"type", get_type, nullptr, "TCP or UDP."_doc},
    {"host", get_host, nullptr},
    {"port", get_port, nullptr},
    {"flowInfo", get_flow_info, nullptr},
    {"scopeID", get_scope_id, nullptr,
     "The interface, of a local address."_doc},
    {}};
constexpr GetSetDef kUnixGetSets[] = {
    {"name", get_name, nullptr, "The path."_doc},
    {}};

Value make_address(Fiber& fiber, Type* type,
                   std::initializer_list<Value> items) {
  if (type == nullptr)
    return Value::from_object(make_tuple(fiber, items.begin(), items.size()));
  Tuple* const tuple = make<Tuple>(fiber, type, items.size() * sizeof(Value));
  if (tuple == nullptr) return Value::error();
  tuple->size = static_cast<uint32_t>(items.size());
  std::copy(items.begin(), items.end(), tuple->items);
  return Value::from_object(tuple);
}

// A tuple alone is what a copy is made of.
bool is_tuple_alone(Args args) {
  return args.count == 1 && args.positional() == 1 &&
         is_kind(args[0], Kind::kTuple);
}

Value ip_create(Fiber& fiber, Type* cls, Args args) {
  if (is_tuple_alone(args))
    return types().tuple->slots->create(fiber, cls, args);
  Value given[5];
  const bool is_parsed =
      cls == g_ipv4_type
          ? parse_args(fiber, "__init__", args, {"type", "host", "port"}, 3,
                       given)
          : parse_args(fiber, "__init__", args,
                       {"type", "host", "port", "flowInfo", "scopeID"}, 3,
                       given);
  if (!is_parsed) return Value::error();
  const Str* const type = cast<Str>(given[0]);
  if (type == nullptr || (type->view() != "TCP" && type->view() != "UDP"))
    return raise_value_error(fiber, "'type' must be in ('TCP', 'UDP')");
  const Value tag =
      str_value(fiber, type->view() == "TCP" ? kTcpTag : kUdpTag);
  const Value zero = Value::from_int(0);
  const Value flow = given[3].is_undefined() ? zero : given[3];
  const Value scope = given[4].is_undefined() ? zero : given[4];
  if (!(flow == zero) || !(scope == zero))
    return make_address(fiber, cls, {tag, given[1], given[2], flow, scope});
  return make_address(fiber, cls, {tag, given[1], given[2]});
}

Value unix_create(Fiber& fiber, Type* cls, Args args) {
  if (is_tuple_alone(args))
    return types().tuple->slots->create(fiber, cls, args);
  Value name;
  if (!parse_args(fiber, "__init__", args, {"name"}, 1, &name))
    return Value::error();
  if (const Bytes* const bytes = cast<Bytes>(name))
    name = path_text(fiber, bytes->view());
  return make_address(fiber, cls, {str_value(fiber, kUnixTag), name});
}

constexpr Slots make_slots(Value (*repr)(Fiber&, Value),
                           Value (*create)(Fiber&, Type*, Args)) {
  Slots s{};
  s.repr = repr;
  s.create = create;
  return s;
}
constexpr Slots kIpSlots = make_slots(ip_repr, ip_create);
constexpr Slots make_unix_slots() {
  Slots s = make_slots(unix_repr, unix_create);
  s.compare = unix_compare;
  s.hash = unix_hash;
  return s;
}
constexpr Slots kUnixSlots = make_unix_slots();
constexpr TypeDef kIpv4Type = {"twisted.internet.address.IPv4Address",
                               nullptr,
                               &kIpSlots,
                               nullptr,
                               kIpGetSets,
                               kTypeFinal};
constexpr TypeDef kIpv6Type = {"twisted.internet.address.IPv6Address",
                               nullptr,
                               &kIpSlots,
                               nullptr,
                               kIp6GetSets,
                               kTypeFinal};
constexpr TypeDef kUnixType = {"twisted.internet.address.UNIXAddress",
                               nullptr,
                               &kUnixSlots,
                               nullptr,
                               kUnixGetSets,
                               kTypeFinal};

Value ip_object(Fiber& fiber, std::string_view host, uint16_t port, bool is_v6,
                Wire wire, bool era) {
  const Value tag = str_value(fiber, wire == Wire::kTcp ? kTcpTag : kUdpTag);
  const Value name = str_value(fiber, host);
  Type* const type = era ? nullptr : is_v6 ? g_ipv6_type : g_ipv4_type;
  return make_address(fiber, type, {tag, name, Value::from_int(port)});
}

Value unix_object(Fiber& fiber, std::string_view path, bool era) {
  const Value tag = str_value(fiber, kUnixTag);
  const Value name = path_text(fiber, path);
  return make_address(fiber, era ? nullptr : g_unix_type, {tag, name});
}

}  // namespace

PackedAddress PackedAddress::of(const reactor::Address& address) {
  PackedAddress packed = {};
  packed.family = static_cast<uint8_t>(address.family());
  packed.port = address.port();
  if (address.family() == AF_INET) {
    sockaddr_in in;
    memcpy(&in, address.sockaddr(), sizeof in);
    memcpy(packed.bytes, &in.sin_addr, 4);
  } else if (address.family() == AF_INET6) {
    sockaddr_in6 in;
    memcpy(&in, address.sockaddr(), sizeof in);
    memcpy(packed.bytes, &in.sin6_addr, 16);
  }
  return packed;
}

std::string PackedAddress::host() const {
  char text[INET6_ADDRSTRLEN] = "";
  if (family == AF_INET) {
    // Every connection has its address written; inet_ntop(3) takes ten times as
    // long as this.
    char* at = text;
    for (int i = 0; i < 4; ++i) {
      const unsigned part = bytes[i];
      if (i > 0) *at++ = '.';
      if (part >= 100) *at++ = static_cast<char>('0' + part / 100);
      if (part >= 10) *at++ = static_cast<char>('0' + part / 10 % 10);
      *at++ = static_cast<char>('0' + part % 10);
    }
    *at = '\0';
  } else if (family == AF_INET6) {
    inet_ntop(family, bytes, text, sizeof text);
  }
  return text;
}

Value address_object(Fiber& fiber, const PackedAddress& address, Wire wire,
                     bool era) {
  if (address.family == AF_UNIX) return unix_object(fiber, "", era);
  if (address.family == 0) return Value::none();
  return ip_object(fiber, address.host(), address.port,
                   address.family == AF_INET6, wire, era);
}

Value address_object(Fiber& fiber, const reactor::Address& address, Wire wire,
                     bool era) {
  if (address.family() == AF_UNIX)
    return unix_object(fiber, address.path(), era);
  if (!address.is_ip()) return Value::none();
  if (address.family() == AF_INET6 && !era) {
    sockaddr_in6 in;
    memcpy(&in, address.sockaddr(), sizeof in);
    if (in.sin6_scope_id != 0 || in.sin6_flowinfo != 0) {
      return make_address(
          fiber, g_ipv6_type,
          {str_value(fiber, wire == Wire::kTcp ? kTcpTag : kUdpTag),
           str_value(fiber, address.host()), Value::from_int(address.port()),
           Value::from_int(ntohl(in.sin6_flowinfo)),
           Value::from_int(in.sin6_scope_id)});
    }
  }
  return ip_object(fiber, address.host(), address.port(),
                   address.family() == AF_INET6, wire, era);
}

bool address_from(Fiber& fiber, Value value, reactor::Address* address) {
  const Tuple* const tuple = cast<Tuple>(value);
  if (tuple == nullptr || tuple->size < 2) {
    raise_type_error(fiber, "an address is a tuple (host, port), not %s",
                     type_name(value));
    return false;
  }
  const uint32_t at = tuple->size == 3 || tuple->size == 5 ? 1 : 0;
  const Str* const host = cast<Str>(tuple->items[at]);
  int64_t port;
  if (host == nullptr || !index_of(fiber, tuple->items[at + 1], &port)) {
    if (!fiber.raised()) raise_type_error(fiber, "a host is a str");
    return false;
  }
  auto made = reactor::Address::from_ip(
      host->view(), port < 0 || port > 65535 ? -1 : static_cast<int>(port));
  if (!made.ok()) {
    raise_error(fiber, made.error());
    return false;
  }
  *address = made.value();
  return true;
}

bool own_address(Fiber& fiber, Value port, Value interface,
                 reactor::Address* address) {
  int64_t number;
  const Str* const host = cast<Str>(interface);
  if (host == nullptr) {
    raise_type_error(fiber, "an interface is named by a str");
    return false;
  }
  auto made = reactor::Address::from_ip(host->view(), 0);
  if (!made.ok()) {
    raise_error(fiber, made.error());
    return false;
  }
  if (!index_of(fiber, port, &number)) return false;
  if (number < 0 || number > 65535) {
    raise(fiber, types().OverflowError,
          "bind(): port must be 0-65535.");
    return false;
  }
  *address = made.value();
  address->set_port(static_cast<uint16_t>(number));
  return true;
}

AddressTypes init_addresses(Fiber& fiber) {
  g_ipv4_type = native_type(fiber, kIpv4Type, types().tuple);
  g_ipv6_type = native_type(fiber, kIpv6Type, types().tuple);
  g_unix_type = native_type(fiber, kUnixType, types().tuple);
  // Tuples for code of the era; for today's they are one thing each.
  for (Type* const type : {g_ipv4_type, g_ipv6_type, g_unix_type})
    type->type_flags &= ~static_cast<uint32_t>(kTypeSequence);
  return {g_ipv4_type, g_ipv6_type, g_unix_type};
}

}  // namespace mt::twisted
