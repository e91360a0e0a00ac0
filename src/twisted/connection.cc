// connection.cc - see connection.h.

#include "twisted/connection.h"

#include <new>
#include <utility>

#include "python/bytes.h"
#include "python/exception.h"
#include "python/function.h"
#include "python/import.h"
#include "python/native_tools.h"
#include "python/operators.h"
#include "python/str.h"
#include "twisted/inherited.h"
#include "twisted/native_classes.h"
#include "twisted/shell.h"

namespace mt::twisted {

using namespace mt::python;

namespace {

Type* g_connection_type;

struct MethodNames {
  Str *data_received, *make_connection, *connection_lost, *pause_producing,
      *resume_producing, *stop_producing, *connection_begun, *connection_ended,
      *connection_made, *connected, *transport, *read_lost, *write_lost;
};
MethodNames g_names;
InheritedMethod g_data_received;
InheritedMethod g_connection_lost;
InheritedMethod g_connection_made;
InheritedMethod g_make_connection;
AttributeSite g_set_connected;
AttributeSite g_set_transport;

// A protocol of 0.15 wants to hear that the connection is lost, not why.
bool wants_no_reason(Value protocol) {
  const Function* const function =
      function_of(protocol, g_names.connection_lost);
  return function != nullptr && function->code->is_era() &&
         function->code->positional == 1 &&
         (function->code->code_flags & kCodeVarArgs) == 0;
}

// Why the connection is gone, as Twisted tells it: a Failure.
Value reason_of(Fiber& fiber, const Connection* connection,
                reactor::CloseReason reason, int sys_errno) {
  const Value home = import_module(fiber, "twisted.internet.main");
  if (home.is_error()) return home;
  if (!connection->failure.is_undefined())
    return call_method(fiber, home, "failureFor", {connection->failure});
  if (reason == reactor::CloseReason::kPeerClosed ||
      reason == reactor::CloseReason::kWeClosed) {
    return call_method(fiber, home, "closedCleanly");
  }
  return call_method(fiber, home, "lostBecause", {Value::from_int(sys_errno)});
}

void fail_connection(Fiber& fiber, Connection* connection) {
  const Value exception = take_exception(fiber);
  engine().log_exception(fiber, exception);
  if (connection->stream == nullptr) return;
  store(fiber.heap, &connection->failure, exception);
  connection->stream->drop();
}

// Does what a dataReceived of the library does; false when Python is to.
bool has_heard(const Fiber& fiber, Connection* connection, ByteView bytes) {
  const Inherited what = g_data_received.of(fiber, connection->protocol);
  if (what == Inherited::kNothing) return true;
  if (what != Inherited::kEcho) return false;
  const Value transport = g_data_received.transport(connection->protocol);
  if (transport.bits() != Value::from_object(connection).bits()) return false;
  if (connection->stream != nullptr) connection->stream->answer(bytes);
  return true;
}

// protocol.makeConnection(transport). False: raised.
bool has_connected(Fiber& fiber, Value protocol, Value transport) {
  if (g_make_connection.of(fiber, protocol) != Inherited::kConnect) {
    return !call_if_present(fiber, protocol, g_names.make_connection,
                            {transport})
                .is_error();
  }
  if (!g_set_connected.set(fiber, protocol, Value::from_int(1)) ||
      !g_set_transport.set(fiber, protocol, transport)) {
    return false;
  }
  return g_connection_made.of(fiber, protocol) == Inherited::kNothing ||
         !g_connection_made.call(fiber, protocol, Value::undefined())
              .is_error();
}

// Whether the protocol wants to go on with one direction alone.
bool is_half_closeable(Fiber& fiber, Connection* connection) {
  if (connection->is_shell) return false;
  const Value found =
      find_attr(fiber, connection->protocol, g_names.read_lost);
  if (found.is_undefined()) return false;
  const Value home = found.is_error()
                         ? found
                         : import_module(fiber, "twisted.internet.main");
  const Value answer =
      home.is_error() ? home
                      : call_method(fiber, home, "isHalfCloseable",
                                    {connection->protocol});
  if (answer.is_error()) engine().log_exception(fiber);
  return answer.is_true();
}

}  // namespace

Value call_transport_home(Fiber& fiber, const char* name, Value transport) {
  const Value home = import_module(fiber, "twisted.internet.tcp");
  return home.is_error() ? home : call_method(fiber, home, name, {transport});
}

Connection* Connection::Events::connection() {
  return static_cast<Connection*>(reinterpret_cast<Pinned*>(this) - 1);
}

const Connection* Connection::Events::connection() const {
  return static_cast<const Connection*>(
      reinterpret_cast<const Pinned*>(this) - 1);
}

// --- what the stream says ----------------------------------------------------

void Connection::Events::on_data(ByteView bytes) {
  // Apart, so that it costs nothing where nobody needs to be called.
  Connection* const self = connection();
  if (self->is_shell || !has_heard(engine().fiber(), self, bytes))
    tell_data(bytes);
}

__attribute__((noinline)) void Connection::Events::tell_data(ByteView bytes) {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  const OwnerScope owner(Value::from_object(self));
  if (self->is_shell) {
    shell_data(self, bytes);
    return;
  }
  const Value data = self->is_era
                         ? str_from_latin1(fiber, bytes)
                         : Value::from_object(make_bytes(fiber, bytes));
  if (data.is_error() ||
      g_data_received.call(fiber, self->protocol, data).is_error()) {
    fail_connection(fiber, self);
  }
}

bool Connection::Events::on_end() {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  if (!is_half_closeable(fiber, self)) return false;
  const OwnerScope owner(Value::from_object(self));
  if (call_if_present(fiber, self->protocol, g_names.read_lost, {}).is_error())
    fail_connection(fiber, self);
  return true;
}

void Connection::Events::on_write_closed() {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  if (!is_half_closeable(fiber, self)) return;
  const OwnerScope owner(Value::from_object(self));
  if (call_if_present(fiber, self->protocol, g_names.write_lost, {}).is_error())
    fail_connection(fiber, self);
}

void Connection::Events::on_full() {
  Connection* const self = connection();
  if (self->is_shell) {
    shell_full(self);
  } else if (!self->producer.is_none() && self->is_streaming) {
    tell(engine().fiber(), self->producer, g_names.pause_producing);
  }
}

size_t Connection::Events::high_water_bytes() const {
  return connection()->high_water_bytes;
}

void Connection::Events::on_drained() {
  Connection* const self = connection();
  const OwnerScope owner(Value::from_object(self));
  if (self->is_shell) {
    shell_drained(self);
    return;
  }
  if (self->producer.is_none()) return;
  Fiber& fiber = engine().fiber();
  if (call_if_present(fiber, self->producer, g_names.resume_producing, {})
          .is_error()) {
    fail_connection(fiber, self);
    return;
  }
  if (self->is_streaming && self->is_disconnecting &&
      self->stream != nullptr && !self->stream->is_full()) {
    self->stream->close_after_write();
  }
  // One that is pulled is pulled again as soon as what it gave has gone.
  if (!self->is_streaming && !self->producer.is_none() &&
      self->stream != nullptr) {
    self->stream->notify_when_drained();
  }
}

void Connection::Events::on_urgent() {
  if (connection()->is_shell) shell_urgent(connection());
}

// A command that a lost visitor left behind would run to its end before what
// was typed ahead of it is read.
bool Connection::Events::on_reset() { return connection()->is_shell; }

void Connection::Events::on_closed(reactor::CloseReason reason, int sys_errno) {
  Connection* const self = connection();
  Fiber& fiber = engine().fiber();
  self->pin.detach();
  if (std::exchange(self->has_handle, false) &&
      call_transport_home(fiber, "dropHandle", Value::from_object(self))
          .is_error()) {
    engine().log_exception(fiber);
  }
  reactor::StreamPtr(std::exchange(self->stream, nullptr)).reset();
  self->is_connected = false;
  if (self->producer.is_none() && !self->is_shell && !self->is_client &&
      g_connection_lost.of(fiber, self->protocol) == Inherited::kNothing) {
    return;  // nobody wants to know
  }
  const OwnerScope owner(Value::from_object(self));
  if (!self->producer.is_none()) {
    const Value producer = self->producer;
    store(fiber.heap, &self->producer, Value::none());
    tell(fiber, producer, g_names.stop_producing);
  }
  if (self->is_shell) shell_closed(self);
  if (!self->is_client && g_connection_lost.of(fiber, self->protocol) ==
                              Inherited::kNothing) {
    return;  // nobody wants to know why
  }
  const Value why = reason_of(fiber, self, reason, sys_errno);
  if (why.is_error()) {
    engine().log_exception(fiber);
    return;
  }
  if (wants_no_reason(self->protocol)) {
    tell(fiber, self->protocol, g_names.connection_lost);
  } else {
    tell(fiber, self->protocol, g_names.connection_lost, {why});
  }
  if (self->is_client)
    tell(fiber, self->maker, g_names.connection_ended, {why});
}

void begin_connection(Fiber& fiber, reactor::StreamPtr stream,
                      const PackedAddress& peer, Value maker, Value protocol,
                      uint32_t number, bool is_client) {
  if (protocol.is_none()) return;
  Connection* const connection = make<Connection>(fiber, g_connection_type);
  new (&connection->events) Connection::Events;
  CHECK(connection->events.connection() == connection);
  connection->aux = number;
  connection->protocol = protocol;
  connection->maker = maker;
  connection->producer = Value::none();
  connection->peer = peer;
  connection->high_water_bytes = reactor::kHighWaterBytes;
  connection->is_client = is_client;
  connection->is_connected = true;
  connection->is_era = g_data_received.is_era(fiber, protocol);
  connection->stream = stream.release();
  connection->pin.attach();
  connection->stream->start(connection->events);
  // Who is accepted is the port's business yet, who connects the connector's.
  const OwnerScope owner(is_shell(protocol) ? Value::from_object(connection)
                                            : maker);
  if (is_shell(protocol)) {
    connection->is_shell = true;
    connection->stream->watch_urgent(true);
  }
  const Value self = Value::from_object(connection);
  if (is_client) tell(fiber, maker, g_names.connection_begun, {self});
  // Twisted keeps a server's whose connectionMade() raised: half made, and deaf
  // or wrong from then on. Here it is lost like any that raises.
  if (!has_connected(fiber, protocol, self)) fail_connection(fiber, connection);
}

Connection* connection_of(Value value) {
  return is_a(value, g_connection_type) ? value.as<Connection>() : nullptr;
}

void lose_connection(Fiber&, Connection* connection) {
  if (connection->is_disconnecting || connection->stream == nullptr) return;
  connection->is_disconnecting = true;
  // What a producer has promised is still sent: one that is pulled says when it
  // is done, one that pushes has written all but what it was told to keep.
  if (connection->producer.is_none() ||
      (connection->is_streaming && !connection->stream->is_full())) {
    connection->stream->close_after_write();
  } else {
    connection->stream->pause_reading();
  }
}

void dismiss(Fiber& fiber, Connection* connection, Value exception) {
  if (connection->stream == nullptr) return;
  if (!connection->is_shell)
    store(fiber.heap, &connection->failure, exception);
  if (connection->is_shell || connection->stream->waiting_bytes() != 0 ||
      !connection->producer.is_none()) {
    lose_connection(fiber, connection);
    return;
  }
  const SliceHold hold;
  connection->events.on_closed(reactor::CloseReason::kAborted, 0);
}

// adopt(descriptor, protocol, maker, shared=False): the descriptor is ours from
// here on.
Value adopt_stream(Fiber& fiber, Value, Args args) {
  int fd;
  if (!int_argument(fiber, args[0], &fd)) return Value::error();
  reactor::Reactor* const loop = engine().reactor(fiber);
  if (loop == nullptr) return Value::error();
  const PackedAddress peer =
      PackedAddress::of(reactor::Address::peer_of(fd));
  auto adopted = reactor::Stream::adopt(*loop, Fd(fd));
  if (!adopted.ok()) return raise_error(fiber, adopted.error());
  if (args.get(3, Value::none()).is_true()) adopted.value()->set_shared();
  begin_connection(fiber, std::move(adopted).take(), peer, args[2], args[1], 0,
                   false);
  return Value::none();
}

Type* init_connection(Fiber& fiber) {
  const auto name = [&fiber](const char* text) {
    return permanent_name(fiber, text);
  };
  g_names = {name("dataReceived"),    name("makeConnection"),
             name("connectionLost"),  name("pauseProducing"),
             name("resumeProducing"), name("stopProducing"),
             name("connectionBegun"), name("connectionEnded"),
             name("connectionMade"),  name("connected"),
             name("transport"),       name("readConnectionLost"),
             name("writeConnectionLost")};
  g_data_received.start(fiber, g_names.data_received);
  g_connection_lost.start(fiber, g_names.connection_lost);
  g_connection_made.start(fiber, g_names.connection_made);
  g_make_connection.start(fiber, g_names.make_connection);
  g_set_connected.start(fiber, g_names.connected);
  g_set_transport.start(fiber, g_names.transport);
  g_connection_type = native_type(fiber, kConnectionType);
  return g_connection_type;
}

}  // namespace mt::twisted
