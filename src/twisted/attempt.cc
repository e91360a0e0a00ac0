// attempt.cc - the native half of a connector: a name looked up, a connection
// tried.
//
// An Attempt has one outcome. It asks the Connector (twisted/internet/tcp.py)
// for a protocol, or tells it with which errno, or why else, nothing came of
// it.

#include <algorithm>
#include <new>
#include <vector>

#include "python/bytes.h"
#include "python/list.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "reactor/connector.h"
#include "reactor/resolver.h"
#include "twisted/address.h"
#include "twisted/connection.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

struct Attempt : Pinned {
  // What an attempt owns while it is under way.
  struct Work final : reactor::LookupEvents, reactor::ConnectorEvents {
    Attempt* attempt = nullptr;
    std::unique_ptr<reactor::Lookup> lookup;
    reactor::ConnectorPtr connector;
    std::vector<reactor::Address> candidates;
    size_t tried = 0;
    reactor::Address from;
    int64_t timeout_ns = 0;

    void connect_next();
    void on_found(const std::vector<reactor::Address>& addresses) override;
    void on_not_found(const Error& why) override;
    void on_connected(reactor::StreamPtr stream) override;
    void on_connect_failed(const Error& why) override;
  };
  Work* work;   // null once decided
  Value maker;  // the Connector
};

Type* g_attempt_type;
Str* g_build_protocol;
Str* g_failed;

Attempt* as_attempt(Value v) { return v.as<Attempt>(); }

void trace_attempt(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<Attempt*>(self)->maker);
}
void release_attempt(Object* self) { delete static_cast<Attempt*>(self)->work; }
const Layout kLayout = {Kind::kNative, "Attempt",       sizeof(Attempt),
                        trace_attempt, release_attempt, nullptr};

// The outcome is told after the work is done with: a callback may try again.
void fail(Attempt* attempt, const Error& why, bool is_lookup) {
  const int sys_errno = is_lookup ? -1 : why.sys_errno();
  const std::string message = why.message();
  delete std::exchange(attempt->work, nullptr);
  attempt->pin.detach();
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(attempt->maker);
  tell(fiber, attempt->maker, g_failed,
       {Value::from_int(sys_errno), str_value(fiber, message)});
}

void Attempt::Work::connect_next() {
  connector = reactor::Connector::connect(*engine().made(), candidates[tried++],
                                          timeout_ns, *this, from);
}

void Attempt::Work::on_found(const std::vector<reactor::Address>& addresses) {
  candidates = addresses;
  connect_next();
}

void Attempt::Work::on_not_found(const Error& why) { fail(attempt, why, true); }

void Attempt::Work::on_connect_failed(const Error& why) {
  if (tried < candidates.size()) {
    connect_next();
  } else {
    fail(attempt, why, false);
  }
}

void Attempt::Work::on_connected(reactor::StreamPtr stream) {
  Attempt* const self = attempt;
  const reactor::Address to = candidates[tried - 1];
  delete std::exchange(self->work, nullptr);
  self->pin.detach();
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(self->maker);
  const Value address = address_object(fiber, to, Wire::kTcp, false);
  const Value protocol =
      address.is_error()
          ? address
          : call_method(fiber, self->maker, g_build_protocol, {address});
  if (protocol.is_error()) {
    engine().log_exception(fiber);
    return;
  }
  begin_connection(fiber, std::move(stream), PackedAddress::of(to), self->maker,
                   protocol, 0, true);
}

Value attempt_stop(Fiber&, Value self, Args) {
  Attempt* const attempt = as_attempt(self);
  delete std::exchange(attempt->work, nullptr);
  attempt->pin.detach();
  return Value::none();
}

constexpr MethodDef kMethods[] = {
    {"stop", attempt_stop, 0, 0, 0, "I give up, and tell nobody."_doc}, {}};
constexpr TypeDef kType = {"_reactor.Attempt",
                           &kLayout,
                           nullptr,
                           kMethods,
                           nullptr,
                           kTypeFinal | kTypeNotCreatable,
                           "I am a connection being made."};

Attempt* make_attempt(Fiber& fiber, Value maker) {
  Attempt* const self = make<Attempt>(fiber, g_attempt_type);
  self->maker = maker;
  self->work = new Attempt::Work;
  self->work->attempt = self;
  self->pin.attach();
  return self;
}

}  // namespace

Type* init_attempt(Fiber& fiber) {
  g_build_protocol = permanent_name(fiber, "buildProtocol");
  g_failed = permanent_name(fiber, "attemptFailed");
  g_attempt_type = native_type(fiber, kType);
  return g_attempt_type;
}

// connectTCP(host, port, timeout, bindAddress, maker)
Value connect_tcp(Fiber& fiber, Value, Args args) {
  const Str* const host = cast<Str>(args[0]);
  int64_t port, timeout_ns;
  if (host == nullptr) return raise_type_error(fiber, "a host is a str");
  if (!index_of(fiber, args[1], &port) ||
      !delay_of(fiber, args[2], &timeout_ns)) {
    return Value::error();
  }
  if (port < 0 || port > 65535) {
    return raise(fiber, types().OverflowError, "port must be 0-65535, not %lld",
                 static_cast<long long>(port));
  }
  reactor::Address from;
  if (!args[3].is_none() && !address_from(fiber, args[3], &from))
    return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  Attempt* const self = make_attempt(fiber, args[4]);
  self->work->timeout_ns = timeout_ns;
  self->work->from = from;
  self->work->lookup = reactor::Lookup::begin(
      *loop, host->view(), AF_UNSPEC, static_cast<uint16_t>(port), *self->work);
  return Value::from_object(self);
}

// connectUNIX(path, timeout, maker)
Value connect_unix(Fiber& fiber, Value, Args args) {
  const Bytes* const path = cast<Bytes>(args[0]);
  int64_t timeout_ns;
  if (path == nullptr)
    return raise_type_error(fiber, "a UNIX socket is named by bytes");
  if (!delay_of(fiber, args[1], &timeout_ns)) return Value::error();
  const auto address = reactor::Address::from_path(path->view());
  if (!address.ok()) return raise_error(fiber, address.error());
  if (engine().reactor(fiber) == nullptr) return Value::error();
  Attempt* const self = make_attempt(fiber, args[2]);
  self->work->timeout_ns = timeout_ns;
  self->work->candidates.push_back(address.value());
  self->work->connect_next();
  return Value::from_object(self);
}

// --- names alone -------------------------------------------------------------

namespace {

struct NameLookup final : reactor::LookupEvents {
  explicit NameLookup(Fiber& fiber, Value callback)
      : callback_(fiber.heap, callback) {}
  void on_found(const std::vector<reactor::Address>& addresses) override {
    Fiber& fiber = engine().fiber();
    std::vector<std::string> hosts;
    for (const reactor::Address& address : addresses)
      hosts.push_back(address.host());
    List* const list = make_list(fiber);
    if (list != nullptr) {
      for (const std::string& host : hosts)
        list_append(fiber, list, str_value(fiber, host));
    }
    tell(fiber, list == nullptr ? Value::none() : Value::from_object(list));
  }
  void on_not_found(const Error& why) override {
    Fiber& fiber = engine().fiber();
    tell(fiber, str_value(fiber, why.message()));
  }
  std::unique_ptr<reactor::Lookup> lookup;

 private:
  void tell(Fiber& fiber, Value outcome) {
    const Value callback = callback_.value;
    delete this;
    if (call(fiber, callback, {outcome}).is_error())
      engine().log_exception(fiber);
  }
  python::Root callback_;
};

}  // namespace

// lookUp(name, callback): a list of addresses, or a str that says why not.
Value look_up(Fiber& fiber, Value, Args args) {
  const Str* const name = cast<Str>(args[0]);
  if (name == nullptr) return raise_type_error(fiber, "a name is a str");
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  NameLookup* const work = new NameLookup(fiber, args[1]);
  work->lookup =
      reactor::Lookup::begin(*loop, name->view(), AF_UNSPEC, 0, *work);
  return Value::none();
}

}  // namespace mt::twisted
