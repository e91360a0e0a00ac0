// listener_object.cc - the native half of a port: where connections come in.
//
// A Listener asks its factory for a protocol for each connection. The Port that
// a user sees (twisted/internet/tcp.py) owns one while it listens.

#include <algorithm>
#include <new>

#include "python/bytes.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "reactor/listener.h"
#include "twisted/address.h"
#include "twisted/connection.h"
#include "twisted/inherited.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

struct ListenerObject : Pinned {  // aux: connections so far
  struct Events final : reactor::ListenerEvents {
    ListenerObject* listener;
    void on_accept(reactor::StreamPtr stream,
                   const reactor::Address& peer) override;
    void on_accept_paused(const Error& why) override;
    void on_accept_resumed() override;
  };
  Events events;
  reactor::Listener* port;  // owned; null once closed
  Value factory;
  Value maker;  // the Port
};

Type* g_listener_type;
Str* g_build_protocol;
Str* g_protocol;
Str* g_factory;
InheritedMethod g_build;
AttributeSite g_set_factory;
Str* g_accept_paused;

ListenerObject* as_listener(Value v) { return v.as<ListenerObject>(); }

void trace_listener(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<ListenerObject*>(self)->factory);
  tracer.visit(static_cast<ListenerObject*>(self)->maker);
}
void release_listener(Object* self) {
  reactor::ListenerPtr(static_cast<ListenerObject*>(self)->port).reset();
}
const Layout kLayout = {Kind::kNative,          "Listener",
                        sizeof(ListenerObject), trace_listener,
                        release_listener,       nullptr};

// factory.buildProtocol(address)
Value build_protocol(Fiber& fiber, Value factory,
                     const reactor::Address& peer,
                     const PackedAddress& packed) {
  if (g_build.of(fiber, factory) == Inherited::kBuild) {
    const Value cls = get_attr(fiber, factory, g_protocol);
    if (cls.is_error()) return cls;
    if (!cls.is_none()) {
      const Value protocol = call(fiber, cls, {});
      if (protocol.is_error()) return protocol;
      if (!g_set_factory.set(fiber, protocol, factory)) return Value::error();
      return protocol;
    }
  }
  const bool era = is_era(factory, g_build_protocol);
  // A path and a scope have no room among what is packed.
  const Value address = peer.family() == AF_INET
                            ? address_object(fiber, packed, Wire::kTcp, era)
                            : address_object(fiber, peer, Wire::kTcp, era);
  if (address.is_error()) return address;
  return call_method(fiber, factory, g_build_protocol, {address});
}

void ListenerObject::Events::on_accept(reactor::StreamPtr stream,
                                       const reactor::Address& peer) {
  ListenerObject* const self = listener;
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(self->maker);
  const PackedAddress packed = PackedAddress::of(peer);
  const Value protocol = build_protocol(fiber, self->factory, peer, packed);
  if (protocol.is_error()) {
    engine().log_exception(fiber);
    return;
  }
  if (protocol.is_none()) return;  // refused, and not counted
  begin_connection(fiber, std::move(stream), packed, self->maker, protocol,
                   self->aux++, false);
}

void ListenerObject::Events::on_accept_paused(const Error& why) {
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(listener->maker);
  tell(fiber, listener->maker, g_accept_paused,
       {str_value(fiber, why.message())});
}

void ListenerObject::Events::on_accept_resumed() {
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(listener->maker);
  tell(fiber, listener->maker, g_accept_paused, {Value::none()});
}

ListenerObject* make_listener(Fiber& fiber, Value factory, Value maker) {
  ListenerObject* const self = make<ListenerObject>(fiber, g_listener_type);
  new (&self->events) ListenerObject::Events;
  self->events.listener = self;
  self->factory = factory;
  self->maker = maker;
  return self;
}

// A connection that finds the queue full tries again after a second. The 5 of
// the era is too few for a burst, so the kernel hears of no less than this.
constexpr int64_t kLeastBacklog = 511;

int kernel_backlog(int64_t asked) {
  return static_cast<int>(std::clamp<int64_t>(asked, kLeastBacklog, 65535));
}

Value begin(Fiber& fiber, ListenerObject* self,
            Result<reactor::ListenerPtr> opened) {
  if (!opened.ok()) return raise_error(fiber, opened.error());
  self->port = std::move(opened).take().release();
  self->pin.attach();
  return Value::from_object(self);
}

Value listener_stop(Fiber&, Value self, Args) {
  ListenerObject* const listener = as_listener(self);
  listener->pin.detach();
  reactor::ListenerPtr(std::exchange(listener->port, nullptr)).reset();
  return Value::none();
}

Value listener_host(Fiber& fiber, Value self, Args args) {
  const ListenerObject* const listener = as_listener(self);
  if (listener->port == nullptr) return Value::none();
  const int era = args.count == 0 ? 0 : truth(fiber, args[0]);
  if (era < 0) return Value::error();
  return address_object(fiber, listener->port->address(), Wire::kTcp, era != 0);
}

Value listener_pause(Fiber&, Value self, Args) {
  if (as_listener(self)->port != nullptr) as_listener(self)->port->pause();
  return Value::none();
}
Value listener_resume(Fiber&, Value self, Args) {
  if (as_listener(self)->port != nullptr) as_listener(self)->port->resume();
  return Value::none();
}
Value listener_file_number(Fiber&, Value self, Args) {
  const ListenerObject* const listener = as_listener(self);
  return Value::from_int(listener->port == nullptr ? -1 : listener->port->fd());
}
Value get_count(Fiber&, Value self) {
  return Value::from_int(as_listener(self)->aux);
}

constexpr MethodDef kMethods[] = {
    {"stop", listener_stop, 0, 0, 0, "I close; connections live on."_doc},
    {"getHost", listener_host, 0, 1, 0,
     "getHost(era=False): where I listen."_doc},
    {"pauseProducing", listener_pause, 0, 0, 0},
    {"resumeProducing", listener_resume, 0, 0, 0},
    {"fileno", listener_file_number, 0, 0, 0},
    {}};
constexpr GetSetDef kGetSets[] = {
    {"count", get_count, nullptr, "Connections so far."_doc}, {}};
constexpr TypeDef kType = {"_reactor.Listener",
                           &kLayout,
                           nullptr,
                           kMethods,
                           kGetSets,
                           kTypeFinal | kTypeNotCreatable,
                           "I am a socket that listens."};

}  // namespace

Type* init_listener(Fiber& fiber) {
  g_build_protocol = permanent_name(fiber, "buildProtocol");
  g_accept_paused = permanent_name(fiber, "acceptPaused");
  g_protocol = permanent_name(fiber, "protocol");
  g_factory = permanent_name(fiber, "factory");
  g_build.start(fiber, g_build_protocol);
  g_set_factory.start(fiber, g_factory);
  g_listener_type = native_type(fiber, kType);
  return g_listener_type;
}

// listenTCP(port, interface, backlog, factory, maker)
Value listen_tcp(Fiber& fiber, Value, Args args) {
  reactor::Address address;
  int64_t backlog;
  if (!own_address(fiber, args[0], args[1], &address) ||
      !index_of(fiber, args[2], &backlog)) {
    return Value::error();
  }
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  ListenerObject* const self = make_listener(fiber, args[3], args[4]);
  return begin(
      fiber, self,
      reactor::Listener::listen_tcp(*loop, address, kernel_backlog(backlog),
                                    self->events));
}

// adoptPort(descriptor, factory, maker): the descriptor is ours from here on.
Value adopt_port(Fiber& fiber, Value, Args args) {
  int fd;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  ListenerObject* const self = make_listener(fiber, args[1], args[2]);
  return begin(fiber, self,
               reactor::Listener::adopt(*loop, Fd(fd),
                                        self->events));
}

// listenUNIX(path, mode, backlog, factory, maker)
Value listen_unix(Fiber& fiber, Value, Args args) {
  int64_t mode, backlog;
  const Bytes* const path = cast<Bytes>(args[0]);
  if (!index_of(fiber, args[1], &mode) || !index_of(fiber, args[2], &backlog))
    return Value::error();
  if (path == nullptr)
    return raise_type_error(fiber, "a UNIX socket is named by bytes");
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  const auto address = reactor::Address::from_path(path->view());
  if (!address.ok()) return raise_error(fiber, address.error());
  ListenerObject* const self = make_listener(fiber, args[3], args[4]);
  return begin(fiber, self,
               reactor::Listener::listen_unix(
                   *loop, address.value(), static_cast<mode_t>(mode & 07777),
                   kernel_backlog(backlog), self->events));
}

}  // namespace mt::twisted
