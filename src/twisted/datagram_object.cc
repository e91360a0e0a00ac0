// datagram_object.cc - the native half of a port for datagrams.

#include <new>

#include "python/bytes.h"
#include "python/codecs.h"
#include "python/list.h"
#include "python/native_tools.h"
#include "python/number.h"
#include "python/operators.h"
#include "python/str.h"
#include "reactor/datagram.h"
#include "twisted/address.h"
#include "twisted/native_classes.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

struct DatagramObject : Pinned {
  struct Events final : reactor::DatagramEvents {
    DatagramObject* datagram;
    void on_datagram(ByteView bytes, const reactor::Address& from) override;
    void on_refused() override;
  };
  Events events;
  reactor::Datagram* socket;  // owned; null once closed
  Value protocol;
  Value maker;  // the Port
  size_t most;  // bytes of a datagram that are told
};

Type* g_datagram_type;
Str* g_received;
Str* g_refused;

DatagramObject* as_datagram(Value v) { return v.as<DatagramObject>(); }

void trace_datagram(Object* self, Tracer& tracer) {
  tracer.visit(static_cast<DatagramObject*>(self)->protocol);
  tracer.visit(static_cast<DatagramObject*>(self)->maker);
}
void release_datagram(Object* self) {
  reactor::DatagramPtr(static_cast<DatagramObject*>(self)->socket).reset();
}
const Layout kLayout = {Kind::kNative,          "Datagram",
                        sizeof(DatagramObject), trace_datagram,
                        release_datagram,       nullptr};

// A path, None for who has none, or (host, port).
Value sender(Fiber& fiber, const reactor::Address& from) {
  if (!from.is_ip()) {
    const std::string path = from.path();
    return path.empty() ? Value::none() : decode_bytes(fiber, path, "utf-8",
                                                        "surrogateescape");
  }
  const Value pair[] = {str_value(fiber, from.host()),
                        Value::from_int(from.port())};
  return object_or_error(make_tuple(fiber, pair, 2));
}

void DatagramObject::Events::on_datagram(ByteView bytes,
                                         const reactor::Address& from) {
  DatagramObject* const self = datagram;
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(self->maker);
  bytes = bytes.substr(0, self->most);
  const Value data = is_era(self->protocol, g_received)
                         ? str_from_latin1(fiber, bytes)
                         : object_or_error(make_bytes(fiber, bytes));
  const Value address = sender(fiber, from);
  if (data.is_error() || address.is_error()) {
    engine().log_exception(fiber);
    return;
  }
  tell(fiber, self->protocol, g_received, {data, address});
}

void DatagramObject::Events::on_refused() {
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(datagram->maker);
  tell(fiber, datagram->protocol, g_refused);
}

// What is open, or null and ValueError.
reactor::Datagram* socket_of(Fiber& fiber, Value self) {
  reactor::Datagram* const socket = as_datagram(self)->socket;
  if (socket == nullptr) raise_value_error(fiber, "the port is closed");
  return socket;
}

Value none_or_error(Fiber& fiber, const Status& status) {
  return status.ok() ? Value::none() : raise_error(fiber, status.error());
}

// write(data, address=None)
Value datagram_write(Fiber& fiber, Value self, Args args) {
  reactor::Datagram* const socket = socket_of(fiber, self);
  if (socket == nullptr) return Value::error();
  std::string_view bytes;
  if (!buffer_or_text(args[0], &bytes)) {
    return raise_type_error(fiber, "Data must be bytes or str, not %s",
                            type_name(args[0]));
  }
  if (args.get(1, Value::none()).is_none())
    return none_or_error(fiber, socket->send(bytes));
  reactor::Address to;
  if (const Bytes* const path = cast<Bytes>(args[1])) {
    auto named = reactor::Address::from_path(path->view());
    if (!named.ok()) return raise_error(fiber, named.error());
    to = named.value();
  } else if (!address_from(fiber, args[1], &to)) {
    return Value::error();
  }
  return none_or_error(fiber, socket->send_to(bytes, to));
}

Value datagram_connect(Fiber& fiber, Value self, Args args) {
  reactor::Datagram* const socket = socket_of(fiber, self);
  reactor::Address to;
  if (socket == nullptr || !address_from(fiber, args[0], &to))
    return Value::error();
  return none_or_error(fiber, socket->connect(to));
}

Value datagram_host(Fiber& fiber, Value self, Args) {
  reactor::Datagram* const socket = as_datagram(self)->socket;
  if (socket == nullptr) return Value::none();
  return address_object(fiber, socket->address(), Wire::kUdp,
                        is_called_from_era(fiber));
}

Value datagram_broadcast(Fiber& fiber, Value self, Args args) {
  reactor::Datagram* const socket = socket_of(fiber, self);
  const int on = truth(fiber, args[0]);
  if (socket == nullptr || on < 0) return Value::error();
  return none_or_error(fiber, socket->allow_broadcast(on != 0));
}

// joinGroup(group, interface), leaveGroup(group, interface)
Value change_group(Fiber& fiber, Value self, Args args,
                   Status (reactor::Datagram::*change)(
                       const reactor::Address&, const reactor::Address&)) {
  reactor::Datagram* const socket = socket_of(fiber, self);
  if (socket == nullptr) return Value::error();
  const Str* const group = cast<Str>(args[0]);
  const Str* const interface = args.count > 1 ? cast<Str>(args[1]) : nullptr;
  if (group == nullptr) return raise_type_error(fiber, "a group is a str");
  const auto group_address = reactor::Address::from_ip(group->view(), 0);
  if (!group_address.ok()) return raise_error(fiber, group_address.error());
  const auto own = reactor::Address::from_ip(
      interface == nullptr ? std::string_view() : interface->view(), 0);
  if (!own.ok()) return raise_error(fiber, own.error());
  return none_or_error(fiber,
                       (socket->*change)(group_address.value(), own.value()));
}

Value datagram_join(Fiber& fiber, Value self, Args args) {
  return change_group(fiber, self, args, &reactor::Datagram::join_group);
}
Value datagram_leave(Fiber& fiber, Value self, Args args) {
  return change_group(fiber, self, args, &reactor::Datagram::leave_group);
}

Value datagram_pause(Fiber&, Value self, Args) {
  if (as_datagram(self)->socket != nullptr)
    as_datagram(self)->socket->pause_reading();
  return Value::none();
}
Value datagram_resume(Fiber&, Value self, Args) {
  if (as_datagram(self)->socket != nullptr)
    as_datagram(self)->socket->resume_reading();
  return Value::none();
}

Value datagram_file_number(Fiber&, Value self, Args) {
  const DatagramObject* const datagram = as_datagram(self);
  return Value::from_int(datagram->socket == nullptr ? -1
                                                     : datagram->socket->fd());
}

Value datagram_stop(Fiber&, Value self, Args) {
  DatagramObject* const datagram = as_datagram(self);
  datagram->pin.detach();
  reactor::DatagramPtr(std::exchange(datagram->socket, nullptr)).reset();
  return Value::none();
}

constexpr MethodDef kMethods[] = {
    {"write", datagram_write, 1, 2, 0,
     "write(data, (host, port) or path=None)"_doc},
    {"connect", datagram_connect, 1, 1, 0, "connect((host, port))"_doc},
    {"getHost", datagram_host, 0, 0, 0},
    {"setBroadcastAllowed", datagram_broadcast, 1, 1, 0},
    {"joinGroup", datagram_join, 1, 2, 0},
    {"leaveGroup", datagram_leave, 1, 2, 0},
    {"pauseProducing", datagram_pause, 0, 0, 0},
    {"resumeProducing", datagram_resume, 0, 0, 0},
    {"fileno", datagram_file_number, 0, 0, 0},
    {"stop", datagram_stop, 0, 0, 0},
    {}};
constexpr TypeDef kType = {"_reactor.Datagram",
                           &kLayout,
                           nullptr,
                           kMethods,
                           nullptr,
                           kTypeFinal | kTypeNotCreatable,
                           "I am a socket of datagrams."};

}  // namespace

Type* init_datagram(Fiber& fiber) {
  g_received = permanent_name(fiber, "datagramReceived");
  g_refused = permanent_name(fiber, "connectionRefused");
  g_datagram_type = native_type(fiber, kType);
  return g_datagram_type;
}

namespace {

DatagramObject* make_datagram(Fiber& fiber, Value protocol, Value maker) {
  DatagramObject* const self = make<DatagramObject>(fiber, g_datagram_type);
  new (&self->events) DatagramObject::Events;
  self->events.datagram = self;
  self->protocol = protocol;
  self->maker = maker;
  return self;
}

Value begin(Fiber& fiber, DatagramObject* self,
            Result<reactor::DatagramPtr> bound, Value most) {
  int64_t bytes;
  if (!bound.ok()) return raise_error(fiber, bound.error());
  if (!index_of(fiber, most, &bytes)) return Value::error();
  self->most = bytes < 0 ? 0 : static_cast<size_t>(bytes);
  self->socket = std::move(bound).take().release();
  self->pin.attach();
  return Value::from_object(self);
}

}  // namespace

// bindUDP(port, interface, protocol, maker, shared, most)
Value bind_udp(Fiber& fiber, Value, Args args) {
  reactor::Address address;
  if (!own_address(fiber, args[0], args[1], &address)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  DatagramObject* const self = make_datagram(fiber, args[2], args[3]);
  return begin(fiber, self,
               reactor::Datagram::bind(*loop, address, self->events,
                                       args[4].is_true()),
               args[5]);
}

// adoptDatagram(descriptor, protocol, maker, most): the descriptor is ours from
// here on.
Value adopt_datagram(Fiber& fiber, Value, Args args) {
  int fd;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  DatagramObject* const self = make_datagram(fiber, args[1], args[2]);
  return begin(fiber, self,
               reactor::Datagram::adopt(*loop, Fd(fd), self->events), args[3]);
}

}  // namespace mt::twisted
